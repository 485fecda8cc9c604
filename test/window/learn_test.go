package window

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/quiz"
	"truceline/app/view"
	"truceline/data/course"
	"truceline/data/guess"
)

// TestLearn_aRoundOfEachByKeysAlone tries a course, prices an import, draws a guess,
// answers ten questions and searches, without the pointer, at text scale 1 and 2.
func TestLearn_aRoundOfEachByKeysAlone(t *testing.T) {
	for _, args := range [][]string{nil, {"--text-scale", "2"}} {
		r := read(t, Options{Args: args, Width: 1024, Height: 640})
		s := r.story

		r.Key("ctrl+4")
		r.leadsTo(view.ToMode(s, r.now, view.WhatIf))
		r.Settle()
		r.Key("Return") // the first question has the keyboard
		r.leadsTo(view.ToDay(s, view.ToPlan(s, r.now, course.Answer(&s.Questions[0])), s.AsOf))

		r.Key("ctrl+5")
		r.leadsTo(view.ToMode(s, r.now, view.Price))
		r.Settle()
		r.Key("Right")
		r.now.Import.Dollars = 110
		r.leadsTo(r.now)
		r.Key("ctrl+z")
		r.now.Import.Dollars = 0
		r.leadsTo(r.now)

		r.Key("ctrl+3")
		r.leadsTo(view.ToMode(s, r.now, view.Predict))
		r.Settle()
		round := view.RoundOf(s, r.now)
		r.Key("Right", "Up")
		first := guess.Before(s, round, "us") + 5
		g := guess.Guess("").Draw(s, round, "us", round.From+1, round.From+1, first)
		r.leadsTo(view.Draw(s, r.now, g))
		r.Key("Next")
		r.now.Line = "cn"
		r.leadsTo(r.now)
		r.Key("Up")
		g = g.Draw(s, round, "cn", round.From+1, round.From+1, guess.Before(s, round, "cn")+5)
		r.leadsTo(view.Draw(s, r.now, g))
		r.Key("Return")
		r.leadsTo(view.Reveal(r.now))

		r.Key("ctrl+6")
		r.leadsTo(view.ToMode(s, r.now, view.Quiz))
		r.Settle()
		r.Key("Return")
		for n := range quiz.SessionLength {
			asked := r.WaitView(func(v view.View) bool { return v.Asked != "" && v.Chosen == "" })
			answered := asked
			for key := 1; answered.Chosen == ""; key++ { // on the map the key of an answer is its pin's
				require.LessOrEqual(t, key, 9, "no key answers question %d", n+1)
				r.Settle()
				r.Key(strconv.Itoa(key))
				answered = r.View()
			}
			assert.Equal(t, asked.Asked, answered.Asked, "question %d", n+1)
			r.Settle()
			r.Key("Return")
		}
		over := r.WaitView(func(v view.View) bool { return v.Asked == "" })
		r.now = over

		r.Settle()
		r.Key("ctrl+k")
		r.now.Sheet = view.SearchSheet
		r.leadsTo(r.now)
		r.Settle()
		r.Type("genvea")
		r.Settle()
		r.Key("Return")
		r.leadsTo(view.ToMeeting(s, view.ToMode(s, r.now, view.Explore), "geneva"))
		r.wellBehaved()
	}
}

// TestLearn_isKeptOverAKill draws, answers and is killed; it goes on where it was.
func TestLearn_isKeptOverAKill(t *testing.T) {
	r := read(t, Options{})
	s := r.story
	r.Click("mode/predict")
	r.leadsTo(view.ToMode(s, r.now, view.Predict))
	r.Settle()
	r.Key("Right", "Right", "Up", "Up")
	r.now = r.View()
	require.NotEmpty(t, r.now.Guess)
	r.Settle()
	r.Kill()

	again := Start(t, Options{Config: r.Config()})
	kept := again.NextView()
	assert.Equal(t, view.Predict, kept.Mode)
	assert.Equal(t, r.now.Guess, kept.Guess)
	assert.Empty(t, again.Errors())
}
