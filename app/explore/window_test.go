package explore

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/charts"
	"truceline/charts/label"
	"truceline/data"
	"truceline/data/load"
)

// open builds the window of the built-in story, drawing at once.
func open(t *testing.T, size fyne.Size, settings keep.Settings) (*Window, *view.Store) {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return openOn(t, s, size, settings)
}

// openOn is open for a story.
func openOn(t *testing.T, s *data.Story, size fyne.Size, settings keep.Settings) (*Window, *view.Store) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(&look.Theme{Mode: settings.Theme, TextScale: settings.TextScale, Still: true})
	win := test.NewTempWindow(t, nil)
	win.SetPadded(false)
	// Layouts are in dp; a coarse picture says the same of them and costs less.
	win.Canvas().(software.WindowlessCanvas).SetScale(min(1, 1024/size.Width))
	store := view.NewStore(s, view.Start(s))
	w := New(win, store, Options{Settings: &settings, Inline: true})
	a.Settings().AddListener(func(fyne.Settings) { w.Restyle() })
	win.SetContent(w.Root())
	win.Resize(size)
	return w, store
}

// target is what can be activated under an id in the sheet that is open, or nil.
func target(t *testing.T, w *Window, id string) (out fyne.CanvasObject) {
	t.Helper()
	w.sheets.Targets(func(at string, o fyne.CanvasObject, _ ...fyne.CanvasObject) {
		if at == id {
			out = o
		}
	})
	return out
}

func settings(mode look.Mode, scale float32) keep.Settings {
	s := keep.Defaults()
	s.Theme, s.TextScale = mode, scale
	return s
}

// TestWindow_noLabelsOverlapOrAreClipped walks every beat at every size, theme and
// text scale that the program promises, and looks at plot and map.
func TestWindow_noLabelsOverlapOrAreClipped(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	sizes := []fyne.Size{{Width: 1024, Height: 640}, {Width: 1440, Height: 900}, {Width: 1920, Height: 1080}, {Width: 3840, Height: 2160}}
	for _, size := range sizes {
		for _, mode := range []look.Mode{look.Light, look.Dark} {
			for _, scale := range []float32{0.75, 1, 1.5, 2} {
				t.Run(fmt.Sprintf("%gx%g_%s_%g", size.Width, size.Height, mode, scale), func(t *testing.T) {
					w, store := open(t, size, settings(mode, scale))
					s := store.Story()
					for _, epilogue := range []bool{false, true} {
						w.store.Go(func(s *data.Story, v view.View) view.View { return view.WithEpilogue(s, v, epilogue) })
						for _, b := range s.BeatsShown(epilogue) {
							w.pickBeat(b.ID)
							checkPlot(t, w, b.ID)
							checkMap(t, w, b.ID)
						}
					}
				})
			}
		}
	}
}

func checkPlot(t *testing.T, w *Window, beat string) {
	t.Helper()
	l := w.body.plot.Layout()
	require.NotNil(t, l, beat)
	bounds := label.Rect{W: float64(w.body.plot.Size().Width), H: float64(w.body.plot.Size().Height)}
	checkTexts(t, "plot of "+beat, l.Texts, bounds)
	assert.GreaterOrEqual(t, captions(l, "end/us")+captions(l, "end/cn"), 2, "both sides are named in the plot of %s", beat)
	assert.Positive(t, captions(l, "threat/us"), "the threat is named in the plot of %s", beat)
}

// captions counts the lines of a caption that were placed.
func captions(l *charts.Layout, id string) (n int) {
	for _, x := range l.Texts {
		if x.ID == id {
			n++
		}
	}
	return n
}

func checkMap(t *testing.T, w *Window, beat string) {
	t.Helper()
	l := w.body.worldMap.Layout()
	require.NotNil(t, l, beat)
	bounds := label.Rect{W: float64(w.body.worldMap.Size().Width), H: float64(w.body.worldMap.Size().Height)}
	checkTexts(t, "map of "+beat, l.Texts, bounds)
	for i, k := range l.Markers {
		disc := label.Rect{X: k.At.X, Y: k.At.Y}.Grow(k.RadiusDP)
		assert.True(t, disc.Inside(bounds), "marker %s of %s is clipped", k.ID, beat)
		assert.GreaterOrEqual(t, 2*k.RadiusDP, 24.0)
		for _, o := range l.Markers[:i] {
			dx, dy := k.At.X-o.At.X, k.At.Y-o.At.Y
			r := k.RadiusDP + o.RadiusDP
			assert.GreaterOrEqual(t, dx*dx+dy*dy, r*r, "markers %s and %s of %s cover each other", k.ID, o.ID, beat)
		}
		for _, x := range l.Texts {
			assert.False(t, x.Rect().Overlaps(disc.Grow(-3)), "%q covers marker %s of %s", x.Text, k.ID, beat)
		}
	}
}

func checkTexts(t *testing.T, where string, texts []charts.Text, bounds label.Rect) {
	t.Helper()
	require.NotEmpty(t, texts, where)
	for i, x := range texts {
		assert.True(t, shown(x).Inside(bounds), "%s: %q is clipped: %v in %v", where, x.Text, x.Rect(), bounds)
		for _, o := range texts[:i] {
			assert.False(t, shown(x).Overlaps(shown(o)), "%s: %q overlaps %q", where, x.Text, o.Text)
		}
	}
}

// shown is a text's rectangle as the window draws it, which may differ by a hair
// from what the layout reckoned with.
func shown(x charts.Text) label.Rect {
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(x.Text, float32(x.SizeDP), fyne.TextStyle{}, look.Font(x.Weight))
	r := x.Rect()
	r.W = float64(size.Width)
	return r
}

func TestWindow_panelsAgree(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	w.pickMeeting("london")
	assert.Equal(t, "london", store.Now().Meeting)
	assert.Equal(t, "meeting/london", store.Now().Card)
	assert.Equal(t, "meeting/london", selectedCard(w), "the city's card is open")

	w.pickCard("us-145")
	assert.Equal(t, data.Date(2025, 4, 10), store.Now().Day, "plot and map follow the card")

	w.pickDay(data.Date(2025, 9, 15))
	assert.Equal(t, "madrid", store.Now().Meeting, "the map follows the plot")
	assert.Equal(t, store.Now().Card, selectedCard(w), "the cards follow the plot")
}

func selectedCard(w *Window) string {
	for _, c := range w.body.cards.cards {
		if c.Selected() {
			return c.ID()
		}
	}
	return ""
}

func TestWindow_theCardOfTheMomentIsTheFirstSeen(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	for _, b := range store.Story().BeatsShown(false) {
		w.pickBeat(b.ID)
		for _, c := range w.body.cards.cards {
			if c.ID() != store.Now().Card {
				continue
			}
			top := c.Position().Y - w.body.cards.scroll.Offset.Y
			assert.True(t, top >= 0 && top < 20, "card %s of %s lies at %g", c.ID(), b.ID, top)
		}
	}
}

func TestWindow_everyCardHeadingFitsItsPanel(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1024, Height: 640}, {Width: 1440, Height: 900}} {
		for _, scale := range []float32{0.75, 1, 1.5, 2} {
			w, store := open(t, size, settings(look.Light, scale))
			for _, lens := range store.Story().Lenses {
				w.pickLens(lens.ID)
				for _, c := range w.body.cards.cards {
					assert.InDelta(t, c.HeightFor(c.Size().Width), c.Size().Height, 0.01, "card %s at %v, scale %g", c.ID(), size, scale)
					assert.LessOrEqual(t, c.Position().X+c.Size().Width, w.body.cards.Size().Width)
				}
			}
		}
	}
}

func TestWindow_everyNumberLeadsToItsSourceInOneAction(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	for _, c := range store.Story().Cards {
		if c.Epilogue {
			continue
		}
		w.openSources(c.ID)
		require.True(t, w.sheets.On(), c.ID)
		assert.NotEmpty(t, w.sheets.Scrolls()[0].Content.(*fyne.Container).Objects, c.ID)
		w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
		assert.Empty(t, store.Now().Sheet)
	}
}

func TestWindow_theEpilogueIsHiddenUntilAskedFor(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	meetings := func() (ids []string) {
		for _, k := range w.body.worldMap.Layout().Markers {
			ids = append(ids, k.ID)
		}
		return ids
	}
	assert.NotContains(t, meetings(), "paris")
	for _, c := range w.body.cards.cards {
		assert.False(t, store.Story().Card(c.ID()) != nil && store.Story().Card(c.ID()).Epilogue)
	}
	w.toggleEpilogue()
	assert.Contains(t, meetings(), "paris")
	assert.True(t, store.Story().Beat(store.Now().Beat).Epilogue)
	w.toggleEpilogue()
	assert.NotContains(t, meetings(), "paris")
	assert.LessOrEqual(t, store.Now().Day, store.Story().AsOf)
}

func TestWindow_undoLooksAtWhatWasLookedAtBefore(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	first := store.Now()
	w.step(+1)
	second := store.Now()
	w.openSheet(view.KeysSheet)
	w.openSheet("")
	w.undo()
	assert.Equal(t, first, store.Now())
	w.redo()
	assert.Equal(t, second, store.Now())
}

func TestWindow_keysWorkAnywhere(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	beats := store.Story().BeatsShown(false)
	press := func(k fyne.KeyName) { w.key(&fyne.KeyEvent{Name: k}) }
	for _, step := range []struct {
		key  fyne.KeyName
		beat int
	}{{fyne.KeyRight, 1}, {fyne.KeyPageDown, 2}, {fyne.KeySpace, 3}, {fyne.KeyLeft, 2}, {fyne.KeyPageUp, 1}, {fyne.KeyEnd, len(beats) - 1}, {fyne.KeyRight, len(beats) - 1}, {fyne.KeyHome, 0}, {fyne.KeyLeft, 0}} {
		press(step.key)
		assert.Equal(t, beats[step.beat].ID, store.Now().Beat, "after %s", step.key)
	}
	w.rune('?')
	assert.Equal(t, view.KeysSheet, store.Now().Sheet)
	press(fyne.KeyEscape)
	assert.Empty(t, store.Now().Sheet)
	w.pickMeeting("madrid")
	press(fyne.KeyEscape)
	assert.NotContains(t, store.Now().Card, view.MeetingCard, "Esc leaves the meeting's card")
	press(fyne.KeyEscape)
}

func TestWindow_aProblemStoryIsShownAndNothingIsLost(t *testing.T) {
	w, store := open(t, fyne.NewSize(1024, 640), settings(look.Light, 1))
	w.pickMeeting("madrid")
	before := store.Now()
	w.ShowProblems(load.Problems{{File: "changes.csv", Line: 3, Col: 2, Text: "wrong"}})
	assert.Equal(t, view.ProblemSheet, store.Now().Sheet)
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	assert.Equal(t, before, store.Now())
}

func TestReadings_sayWhatTheStorySays(t *testing.T) {
	test.NewTempApp(t)
	s, err := load.BuiltIn()
	require.NoError(t, err)
	for _, epilogue := range []bool{false, true} {
		c := panels.Rates(s, epilogue)
		require.Len(t, c.Readings, int(c.Figure.Until-c.Figure.From)+1)
		for i, r := range c.Readings {
			day := c.Figure.From + data.Day(i)
			if !epilogue && day > s.AsOf {
				assert.Empty(t, r.Values, "nothing is known on %s", day)
				continue
			}
			require.Len(t, r.Values, 2)
			assert.Equal(t, s.Rate("us", day, epilogue), r.Values[0].Value)
			assert.Equal(t, s.Rate("cn", day, epilogue), r.Values[1].Value)
		}
		assert.Equal(t, data.Date(2025, 4, 10), c.High)
	}
}

// TestWindow_theSelectedCardStaysInSight resizes the window, sets larger text, and starts
// anew at a step.
func TestWindow_theSelectedCardStaysInSight(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	seen := func(when string) {
		t.Helper()
		for _, c := range w.body.cards.cards {
			if c.ID() == store.Now().Card {
				y, offset := c.Position().Y, w.body.cards.scroll.Offset.Y
				assert.GreaterOrEqual(t, y, offset, when)
				assert.Less(t, y, offset+w.body.cards.scroll.Size().Height, when)
			}
		}
	}
	store.Set(view.ToBeat(store.Story(), store.Now(), "rare-earths"))
	seen("after a step")
	w.win.Resize(fyne.NewSize(1024, 640))
	seen("narrower")
	w.setTextScale(1.15)
	seen("with larger text")
	fresh := New(w.win, store, Options{Settings: w.settings, Inline: true})
	w.win.SetContent(fresh.Root())
	w = fresh
	seen("freshly started")
}

// TestWindow_theSearchOpensOverASheet looks for something while a table is open.
func TestWindow_theSearchOpensOverASheet(t *testing.T) {
	w, store := open(t, fyne.NewSize(1280, 720), settings(look.Light, 1))
	w.openSheet(view.TableSheet)
	w.search()
	assert.Equal(t, view.SearchSheet, store.Now().Sheet)
	assert.Same(t, target(t, w, "search"), w.win.Canvas().Focused())
}

func TestPlayer_tellsTheStoryToItsEndAndStopsBeforeTheThreat(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	w.settings.Speed = 1000 // the test waits for no clock
	w.options.Inline = false
	var next func()
	w.host.After = func(_ time.Duration, f func()) func() {
		next = f
		return func() { next = nil }
	}
	w.player.toggle()
	assert.Equal(t, "■", w.body.transport.play.Text())
	beats, seen := store.Story().BeatsShown(false), 1
	at := store.Now().Beat
	for moves := 0; next != nil; moves++ {
		require.Less(t, moves, 10_000, "it comes to its end")
		f := next
		next = nil
		f()
		if now := store.Now().Beat; now != at {
			at = now
			seen++
		}
	}
	assert.False(t, w.player.playing())
	assert.Equal(t, "▶", w.body.transport.play.Text())
	assert.Equal(t, len(beats), seen, "every step, one after the other")
	assert.Equal(t, beats[len(beats)-1].ID, store.Now().Beat)

	w.player.toggle()
	require.NotNil(t, next)
	w.store.Set(view.ToBeat(store.Story(), store.Now(), beats[3].ID))
	assert.False(t, w.player.playing(), "whoever takes the story in hand stops it")
	assert.Nil(t, next)
}
