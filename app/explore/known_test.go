package explore

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/data"
)

// said is every text that the window shows, sheets included.
func said(w *Window) string {
	var out []string
	objects := []fyne.CanvasObject{w.root}
	objects = append(objects, w.win.Canvas().Overlays().List()...)
	for _, root := range objects {
		for _, o := range test.LaidOutObjects(root) {
			if t, ok := o.(*canvas.Text); ok && t.Text != "" {
				out = append(out, t.Text)
			}
		}
	}
	return strings.Join(out, " ")
}

// TestWindow_asKnownHidesWhatCameLater looks at the window on the day of every beat,
// with the sheets that it offers.
func TestWindow_asKnownHidesWhatCameLater(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	s := store.Story()
	w.rune('k')
	require.True(t, store.Now().AsKnown)
	for _, b := range s.BeatsShown(false) {
		w.pickBeat(b.ID)
		told, seen := w.store.Looking()
		require.Equal(t, b.Day, told.AsOf)
		sheets := []string{"", view.TableSheet, view.SummarySheet, view.MapSheet, view.BeatSheet + b.ID, view.SourceSheet + seen.Card}
		for _, side := range s.Sides {
			sheets = append(sheets, view.ChangeSheet+string(side.ID)+"/"+b.Day.String())
		}
		for _, sheet := range sheets {
			w.openSheet(sheet)
			text := said(w)
			for _, later := range s.Beats {
				if later.Day > b.Day {
					assert.NotContains(t, text, later.Headline, "%s on %s: the headline of %s", sheet, b.Day, later.ID)
				}
			}
			for _, m := range s.Meetings {
				if !m.Epilogue && m.Start.Set() && m.Start > b.Day && m.ID != "kuala-lumpur" { // which was announced
					assert.NotContains(t, text, m.City, "%s on %s", sheet, b.Day)
				}
			}
			for _, x := range s.Sources {
				if x.Day > b.Day {
					assert.NotContains(t, text, x.Title, "%s on %s: published on %s", sheet, b.Day, x.Day)
				}
			}
		}
		w.openSheet("")
	}
	w.rune('k')
	assert.Contains(t, said(w), "Madrid", "and all is there again")
}

func TestWindow_asKnownGoesOnIntoWhatIsNotKnown(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	s := store.Story()
	w.pickBeat("china-answers")
	w.rune('K')
	items := w.rail.Items()
	require.Len(t, items, 5, "four steps that are known, and one to go on to")
	w.key(&fyne.KeyEvent{Name: fyne.KeyRight})
	assert.Equal(t, "passes-hundred", store.Now().Beat)
	assert.Len(t, w.rail.Items(), 6)
	w.pickDay(s.Start)
	assert.Contains(t, said(w), "Nothing is known yet", "a lens without cards says so")
	w.openCard() // there is none
	assert.Empty(t, store.Now().Sheet)
	w.toggleEpilogue()
	assert.False(t, store.Now().AsKnown, "what came later hides nothing")
	w.rune('k')
	assert.False(t, store.Now().Epilogue)
}

func TestWindow_everyLookIsReachedByKeysAndLeft(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	escape := func() { w.key(&fyne.KeyEvent{Name: fyne.KeyEscape}) }
	figure := func() string { return w.plots.Of(store.Now()).Figure.Name }
	w.rune('b')
	assert.Equal(t, figures.MeasuresFigure, figure())
	escape()
	assert.Equal(t, "rates", figure())
	w.rune('h')
	assert.Equal(t, figures.BackgroundFigure, figure())
	w.rune('h')
	assert.Equal(t, "rates", figure())
	w.pickBeat("triple-digits")
	w.rune('a')
	f := w.plots.Of(store.Now()).Figure
	assert.NotEmpty(t, f.Arrows)
	assert.False(t, store.Now().Span.Whole())
	assert.Contains(t, w.line, f.Note)
	w.win.Canvas().Focus(w.body.plot)
	w.body.plot.TypedRune('.')
	assert.Contains(t, w.body.plot.AccessibilityLabel(), "→", "an arrow is read out")
	w.body.plot.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	assert.Equal(t, view.ReplySheet+f.Arrows[0].ID, store.Now().Sheet)
	assert.Contains(t, said(w), f.Arrows[0].From.Time().Format("2 Jan"))
	escape()
	w.body.plot.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	assert.NotContains(t, w.body.plot.AccessibilityLabel(), "→")
	w.rune('a')
	assert.Empty(t, w.plots.Of(store.Now()).Figure.Arrows)
}

// TestWindow_everyLookIsWholeAtEverySize looks at what the chips above the plot lead
// to as TestWindow_noLabelsOverlapOrAreClipped does at the beats.
func TestWindow_everyLookIsWholeAtEverySize(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	for _, size := range []fyne.Size{{Width: 480, Height: 700}, {Width: 1024, Height: 640}, {Width: 1440, Height: 900}, {Width: 1920, Height: 1080}} {
		for _, scale := range []float32{0.75, 1, 2} {
			t.Run(fmt.Sprintf("%gx%g_%g", size.Width, size.Height, scale), func(t *testing.T) {
				w, store := open(t, size, settings(look.Dark, scale))
				start := store.Now()
				for _, day := range []data.Day{store.Story().Start, data.Date(2025, 4, 9), data.Date(2025, 5, 13), data.Date(2025, 10, 20)} {
					for _, keys := range []string{"k", "a", "ka", "b", "kb", "h", "l", "kl"} {
						store.Set(view.ToDay(store.Story(), start, day))
						for _, r := range keys {
							w.rune(r)
						}
						where := fmt.Sprintf("%s after %q", day, keys)
						require.True(t, w.body.plot.Drawn(), where)
						l := w.body.plot.Layout()
						checkTexts(t, where, l.Texts, label.Rect{W: float64(w.body.plot.Size().Width), H: float64(w.body.plot.Size().Height)})
					}
				}
			})
		}
	}
}

// TestWindow_withTheEpilogueNothingSaysThatItIsNotThere opens what came later: neither the
// bar nor a figure claims to end on the story's as-of day.
func TestWindow_withTheEpilogueNothingSaysThatItIsNotThere(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	require.Contains(t, said(w), store.Story().Subtitle)
	w.store.Go(func(s *data.Story, v view.View) view.View {
		return view.ToMode(s, view.WithEpilogue(s, v, true), view.Explore)
	})
	assert.NotContains(t, said(w), store.Story().Subtitle)
	f := figures.Rates(store.Story(), true, words.Local{})
	assert.Contains(t, f.AsOf, "with what came later")
}
