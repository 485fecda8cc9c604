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
	"truceline/data/load"
	"truceline/test/sample"
)

// TestWindow_tellsAnotherStory walks a story that shares nothing with the built-in one
// through every mode, beat, sheet and figure, with and without what came later.
func TestWindow_tellsAnotherStory(t *testing.T) {
	s, err := load.Path(sample.River(t, true))
	require.NoError(t, err)
	w, store := openOn(t, s, fyne.NewSize(1440, 900), settings(look.Light, 1))
	check := func(where string) {
		t.Helper()
		sample.SaysNothingOfTheFirst(t, where, said(w))
	}
	sheets := []string{"", view.TableSheet, view.SummarySheet, view.MapSheet, view.PositionsSheet, view.GlossarySheet, view.ExportSheet, view.KeysSheet}
	for _, c := range s.Cards {
		sheets = append(sheets, view.SourceSheet+c.ID)
	}
	for _, x := range s.Glossary {
		sheets = append(sheets, view.TermSheet+x.ID)
	}
	for _, p := range s.Positions {
		sheets = append(sheets, view.PositionSheet+p.ID)
	}
	for _, mode := range view.Modes(s) {
		for _, epilogue := range []bool{false, true} {
			w.store.Go(func(s *data.Story, v view.View) view.View {
				return view.ToMode(s, view.WithEpilogue(s, v, epilogue), mode)
			})
			require.Equal(t, mode, store.Now().Mode)
			for _, b := range s.BeatsShown(epilogue) {
				w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToBeat(s, v, b.ID) })
				check(string(mode) + " " + b.ID)
			}
			for _, sheet := range sheets {
				w.openSheet(sheet)
				check(string(mode) + " " + sheet)
				w.openSheet("")
			}
		}
	}
	w.store.Go(func(s *data.Story, v view.View) view.View {
		return view.ToMode(s, view.WithEpilogue(s, v, false), view.Explore)
	})
	for _, side := range s.Sides {
		w.store.Go(func(s *data.Story, v view.View) view.View { v.Layers, v.Series = side.ID, ""; return v })
		check("layers of " + string(side.ID))
	}
	for _, x := range append([]string{figures.MeasuresFigure}, s.Series[0].ID) {
		w.store.Go(func(s *data.Story, v view.View) view.View { v.Layers, v.Series = "", x; return v })
		check("figure " + x)
	}
	for _, m := range s.Meetings {
		w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToMeeting(s, v, m.ID) })
		check("meeting " + m.ID)
	}
}

// TestWindow_withoutMeetingsHasNoMap opens a story that tells of no meeting.
func TestWindow_withoutMeetingsHasNoMap(t *testing.T) {
	s, err := load.Path(sample.River(t, false))
	require.NoError(t, err)
	w, _ := openOn(t, s, fyne.NewSize(1440, 900), settings(look.Light, 1))
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToMode(s, v, view.Explore) })
	assert.False(t, w.body.maps.Visible())
	assert.EqualValues(t, 1, w.body.cards.Position().Y, "the cards begin at the top")
	assert.True(t, w.Drawn(), "nothing waits for a map")
}
