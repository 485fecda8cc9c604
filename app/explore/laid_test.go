package explore

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/charts/figures"
	"truceline/data"
)

// TestWindow_aChangeOfTheViewIsLaidOutTwiceAtMost makes every kind of change: setters mark,
// one pass places, and a second where the list of cards moves to the selected one.
func TestWindow_aChangeOfTheViewIsLaidOutTwiceAtMost(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	s := w.store.Story()
	w.set(func(s *data.Story, v view.View) view.View { return view.ToMode(s, v, view.Explore) })
	type change func(*data.Story, view.View) view.View
	changes := map[string]change{
		"next step":      func(s *data.Story, v view.View) view.View { return view.Step(s, v, 1) },
		"step back":      func(s *data.Story, v view.View) view.View { return view.Step(s, v, -1) },
		"a day":          func(s *data.Story, v view.View) view.View { return view.ToDay(s, v, v.Day+20) },
		"a measure":      func(s *data.Story, v view.View) view.View { return view.ToMeasure(s, v, s.Measures[1].ID) },
		"a bridge":       view.ToggleBridge,
		"layers":         view.ToggleLayers,
		"replies":        view.ToggleReplies,
		"side by side":   func(s *data.Story, v view.View) view.View { return view.ToggleFigure(s, v, figures.MeasuresFigure) },
		"a series":       func(s *data.Story, v view.View) view.View { v.Series = s.Series[0].ID; return v },
		"a meeting":      func(s *data.Story, v view.View) view.View { return view.ToMeeting(s, v, s.Meetings[0].ID) },
		"a lens":         func(s *data.Story, v view.View) view.View { return view.ToLens(s, v, s.Lenses[2].ID) },
		"a card":         func(s *data.Story, v view.View) view.View { return view.ToCard(s, v, s.Cards[len(s.Cards)/2].ID) },
		"what came next": func(s *data.Story, v view.View) view.View { return view.WithEpilogue(s, v, true) },
		"as known":       func(s *data.Story, v view.View) view.View { return view.ToKnown(s, v, true) },
		"closer":         func(s *data.Story, v view.View) view.View { return view.ZoomDays(s, v, v.Day, 3) },
		"compare":        view.TogglePin,
	}
	for _, from := range []int{0, 5, len(s.BeatsShown(false)) - 1} {
		for name, make := range changes {
			store.Set(view.ToBeat(s, view.ToMode(s, view.Begin(s), view.Explore), s.Beats[from].ID))
			before, seen := w.body.laid, store.Now()
			w.set(make)
			if store.Now() == seen {
				continue
			}
			require.NotZero(t, w.body.laid)
			assert.LessOrEqual(t, w.body.laid-before, 2, "%s from %s", name, s.Beats[from].ID)
		}
	}
}
