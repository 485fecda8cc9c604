package view

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
	"truceline/data/course"
	"truceline/data/price"
)

func TestModes_areThoseThatAStoryHasSomethingFor(t *testing.T) {
	assert.Equal(t, []Mode{Story, Explore, Predict, WhatIf, Price, Quiz}, Modes(builtIn(t)))
	assert.Equal(t, []Mode{Explore, Quiz}, Modes(&data.Story{}))
}

func TestToMode_keepsWhatWasTriedAndDrawn(t *testing.T) {
	s := builtIn(t)
	v := ToPlan(s, Start(s), course.Answer(&s.Questions[0]))
	assert.Equal(t, WhatIf, v.Mode, "trying something leads there")
	v = ToRound(s, v, "april")
	v = Draw(s, v, "us 2025-04-05 30")
	back := ToMode(s, ToMode(s, v, Explore), Predict)
	assert.Equal(t, v, back)
	assert.Equal(t, v, Draw(s, Reveal(v), "").unrevealed(), "what is shown is not drawn over")
	assert.Empty(t, ToRound(s, v, "truce").Guess, "another round begins anew")
	assert.Equal(t, Explore, ToMode(s, v, "nonsense").Mode)
}

func (v View) unrevealed() View { v.Shown = false; return v }

func TestValid_mendsWhatBelongsToLearning(t *testing.T) {
	s := builtIn(t)
	v := Start(s)
	v.Mode, v.Plan, v.Import = "x", "us/none/2025-01-01 off", Import{"gold", -5, 400}
	v.Round, v.Guess = "none", "us 1999-01-01 5"
	assert.Equal(t, Start(s), Valid(s, v))
}

func TestImport_isOneText(t *testing.T) {
	for _, i := range []Import{{}, {"electronics-us", 250, 21}, {"", 0, 1}} {
		text, err := i.MarshalText()
		require.NoError(t, err)
		var got Import
		require.NoError(t, got.UnmarshalText(text))
		assert.Equal(t, i, got, "%s", text)
	}
	var got Import
	for _, junk := range []string{"x", "a b c", "a 1", "a 1 2 3"} {
		require.NoError(t, got.UnmarshalText([]byte(junk)))
		assert.Equal(t, Import{}, got, junk)
	}
	assert.InDelta(t, price.DefaultDollars, Import{}.Price(), 0)
	assert.Equal(t, data.Percent(price.DefaultPassed), Import{}.PassedOn())
	assert.Equal(t, data.Percent(0), Import{Passed: 1}.PassedOn())
}
