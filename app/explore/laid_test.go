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

// TestWindow_aChangeOfTheViewIsLaidOutOnce makes every kind of change, from every way of
// looking at the story, in wide windows and in narrow ones: setters mark, one pass places.
func TestWindow_aChangeOfTheViewIsLaidOutOnce(t *testing.T) {
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
		"meeting rows":   func(_ *data.Story, v view.View) view.View { v.MapList = !v.MapList; return v },
		"a lens":         func(s *data.Story, v view.View) view.View { return view.ToLens(s, v, s.Lenses[2].ID) },
		"a card":         func(s *data.Story, v view.View) view.View { return view.ToCard(s, v, s.Cards[len(s.Cards)/2].ID) },
		"what came next": func(s *data.Story, v view.View) view.View { return view.WithEpilogue(s, v, true) },
		"as known":       func(s *data.Story, v view.View) view.View { return view.ToKnown(s, v, true) },
		"closer":         func(s *data.Story, v view.View) view.View { return view.ZoomDays(s, v, v.Day, 3) },
		"compare":        view.TogglePin,
		"all days":       view.ToggleAllDays,
		"an answer":      func(_ *data.Story, v view.View) view.View { return view.Answer(v, 0) },
		"a guess shown":  func(_ *data.Story, v view.View) view.View { return view.Reveal(v) },
		"a sheet":        func(_ *data.Story, v view.View) view.View { v.Sheet = view.GlossarySheet; return v },
	}
	for _, size := range []fyne.Size{{Width: 1440, Height: 900}, {Width: 800, Height: 600}} {
		w, store := open(t, size, settings(look.Light, 1))
		s := store.Story()
		for _, m := range view.Modes(s) { // rooms are made when they are first entered
			w.toMode(m)
			changes["to "+modeID(m)] = func(s *data.Story, v view.View) view.View { return view.ToMode(s, v, m) }
		}
		laid := func() map[string]int {
			return map[string]int{"plot, map and cards": w.body.Placing.Times(), "the cards": w.body.cards.placing.Times(),
				"the map": w.body.maps.placing.Times(), "the story": w.reading.Placing.Times(), "a way to learn": w.learn.Placing.Times()}
		}
		for _, mode := range view.Modes(s) {
			for _, from := range []int{0, 5} {
				if size.Width < 1000 && from > 0 {
					continue
				}
				for name, make := range changes {
					store.Set(view.ToBeat(s, view.ToMode(s, view.Begin(s), mode), s.Beats[from].ID))
					before, seen := laid(), store.Now()
					w.store.Go(make)
					if store.Now() == seen {
						continue
					}
					any := 0
					for panel, times := range laid() {
						any += times - before[panel]
						assert.LessOrEqual(t, times-before[panel], 1, "%s: %s from %s, %s, at %v", panel, name, modeID(mode), s.Beats[from].ID, size)
					}
					if store.Now().Sheet == seen.Sheet {
						require.NotZero(t, any, "%s from %s shows nothing", name, modeID(mode))
					}
				}
			}
		}
	}
}
