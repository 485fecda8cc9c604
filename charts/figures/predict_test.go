package figures_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts/figures"
	"truceline/data"
	"truceline/data/guess"
	"truceline/data/load"
)

func TestPredict_shadesTheGapBetweenGuessAndFact(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	r := s.Round("april")
	require.NotNil(t, r)
	g := guess.Guess("us 2025-04-05 60").Valid(s, r)
	require.False(t, g.Empty(r))
	f := figures.Predict(s, r, figures.Sheet{Guess: g, Shown: true}, english{})
	require.NoError(t, f.Check())
	require.Len(t, f.Bands, 1, "a gap for the side that was drawn")
	gap := f.Bands[0]
	for d := r.From; d < r.Until; d++ {
		var low, high data.Percent
		for _, step := range gap.Steps {
			if step.Day <= d {
				low, high = step.Low, step.High
			}
		}
		was, had := s.Rate("us", d, false), g.Rate(s, r, "us", d)
		assert.Equal(t, [2]data.Percent{min(was, had), max(was, had)}, [2]data.Percent{low, high}, "%s", d)
	}
	assert.NotEqual(t, r.Ask, f.Title, "the score is the headline")
	hidden := figures.Predict(s, r, figures.Sheet{Guess: g}, english{})
	assert.Equal(t, r.Ask, hidden.Title)
	assert.Empty(t, hidden.Bands, "nothing is given away before")
}
