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

// TestPredict_saysWhatIsDrawn: the line names what the figure has, whoever guessed.
func TestPredict_saysWhatIsDrawn(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	r := s.Round("april")
	us, cn := guess.Guess("us 2025-04-05 60"), guess.Guess("").Stay(s, r, "cn")
	named := func(all ...guess.Guess) (out []guess.Named) {
		for i, g := range all {
			out = append(out, guess.Named{Name: string(rune('A' + i)), Round: r.ID, Guess: g})
		}
		return out
	}
	for key, sheet := range map[string]figures.Sheet{
		"predict.line.happened": {},
		"predict.line.shown":    {Guess: us, Class: named(cn, us)},
		"predict.line.named":    {Class: named(us)},
		"predict.line.class":    {Class: named(us, cn)},
	} {
		sheet.Shown = true
		f := figures.Predict(s, r, sheet, english{})
		require.NoError(t, f.Check())
		assert.Equal(t, english{}.Say(key, "Name", "A"), f.Line)
		dashed, thin := map[string]bool{}, 0
		for _, c := range f.Curves {
			if c.Stroke.Dashed {
				dashed[c.ID] = true
			}
			if c.Stroke.Faint {
				thin++
			}
		}
		switch key {
		case "predict.line.happened":
			assert.Empty(t, dashed)
		case "predict.line.shown":
			assert.Equal(t, map[string]bool{"guess/us": true}, dashed, "nothing is drawn for the side that was not guessed")
			assert.Len(t, f.Bands, 1, "the gap is shaded")
		case "predict.line.named":
			assert.Equal(t, map[string]bool{"median/us": true}, dashed)
		case "predict.line.class":
			assert.Equal(t, map[string]bool{"median/us": true, "median/cn": true}, dashed)
			assert.Equal(t, 2, thin, "a line for each who guessed the side")
		}
	}
}
