package explore

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/charts/figures"
	"truceline/charts/meetings"
	"truceline/data"
)

// coarse opens the window with coarse pictures: where things stand is the same in them.
func coarse(t *testing.T, size fyne.Size, scale float32) (*Window, *view.Store) {
	t.Helper()
	w, store := open(t, size, settings(look.Light, scale))
	w.win.Canvas().(software.WindowlessCanvas).SetScale(0.2)
	return w, store
}

// TestPlot_staysWhereItIsFromStepToStep: texts above and below it grow and shrink in room
// of their own, so that the eye sees the lines move and not the scale.
func TestPlot_staysWhereItIsFromStepToStep(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	for _, size := range []fyne.Size{{Width: 1024, Height: 640}, {Width: 1280, Height: 720}, {Width: 600, Height: 1000}} {
		for _, scale := range []float32{1, 1.3} {
			if size.Width < 1000 && scale > 1 {
				continue
			}
			w, store := coarse(t, size, scale)
			s := store.Story()
			at := func() string {
				l := w.body.plot.Layout()
				require.NotNil(t, l)
				return fmt.Sprint(w.body.plot.Position(), w.body.plot.Size(), l.Plot, w.body.transport.Position())
			}
			for _, epilogue := range []bool{false, true} {
				w.store.Go(func(s *data.Story, v view.View) view.View { return view.WithEpilogue(s, v, epilogue) })
				first := ""
				for _, b := range s.BeatsShown(epilogue) {
					w.pickBeat(b.ID)
					if first == "" {
						first = at()
					}
					assert.Equal(t, first, at(), "%v × %g: %s", size, scale, b.ID)
				}
			}
		}
	}
}

// TestCards_theSelectedOneStaysInSight: whatever becomes of the window, and however it
// begins.
func TestCards_theSelectedOneStaysInSight(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	inSight := func(w *Window, what string) {
		t.Helper()
		driver := fyne.CurrentApp().Driver()
		p := w.body.cards
		for i, c := range p.cards {
			if !c.Selected() {
				continue
			}
			if p.flat {
				assert.Same(t, c, p.list.Objects[0], "%s: it comes first in the column", what)
				assert.Less(t, c.Position().Y, float32(40), what)
				return
			}
			at := driver.AbsolutePositionForObject(c).Y - driver.AbsolutePositionForObject(p.scroll).Y
			assert.True(t, at > -1 && (at+c.Size().Height <= p.scroll.Size().Height+1 || at < 20), "%s: card %d at %g of %g, %g high", what, i, at, p.scroll.Size().Height, c.Size().Height)
			return
		}
		t.Errorf("%s: no card is selected", what)
	}
	for _, size := range []fyne.Size{{Width: 1440, Height: 900}, {Width: 600, Height: 1600}} {
		w, store := coarse(t, size, 1)
		for _, b := range store.Story().Beats {
			w.pickBeat(b.ID)
			inSight(w, fmt.Sprint(size, " at ", store.Now().Beat))
		}
		w.pickBeat("madrid")
		for _, c := range w.body.cards.cards[:3] { // by hand
			w.pickCard(c.ID())
			inSight(w, fmt.Sprint(size, ", picked ", c.ID()))
			for _, to := range []fyne.Size{{Width: 1024, Height: 640}, {Width: 600, Height: 1600}, {Width: 700, Height: 500}, size} {
				w.win.Resize(to)
				inSight(w, fmt.Sprint(size, " then ", to))
			}
			for range 3 {
				w.scaleText(+1)
				inSight(w, fmt.Sprint(size, " with larger text"))
			}
			w.setTextScale(1)
			inSight(w, fmt.Sprint(size, " with text as designed"))
		}
	}
}

// TestReplies_twiceLeadsBack: what the arrows drew closer is drawn whole again, also
// where the story went on meanwhile.
func TestReplies_twiceLeadsBack(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	w, store := coarse(t, fyne.NewSize(1280, 720), 1)
	for _, b := range store.Story().BeatsShown(false) {
		w.pickBeat(b.ID)
		w.rune('a')
		require.False(t, store.Now().Span.Whole())
		w.step(+1)
		w.step(-2)
		w.rune('a')
		assert.True(t, store.Now().Span.Whole(), b.ID)
	}
	w.zoomDays(store.Now().Day, 2)
	before := store.Now().Span
	w.rune('a')
	w.rune('a')
	assert.Equal(t, before, store.Now().Span, "what the reader drew closer stays so")
	w.pickBeat("geneva")
	w.wholeDays()
	w.rune('a')
	w.zoomDays(store.Now().Day, 2)
	w.rune('a')
	assert.False(t, store.Now().Span.Whole(), "also when the arrows go")
}

// TestScrubber_linesUpWithTheCursor: zoomed, and in every figure that has days.
func TestScrubber_linesUpWithTheCursor(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	for _, size := range []fyne.Size{{Width: 1280, Height: 720}, {Width: 600, Height: 1000}} {
		w, store := coarse(t, size, 1)
		s := store.Story()
		aligned := func(what string) {
			t.Helper()
			l := w.body.plot.Layout()
			on := store.Now().Day
			if l == nil || len(l.Bars) > 0 || on < l.Days.From || on > l.Days.Until {
				return
			}
			driver := fyne.CurrentApp().Driver()
			want := driver.AbsolutePositionForObject(w.body.plot).X + float32(l.Days.Pos(on))
			got := driver.AbsolutePositionForObject(w.body.transport.scrubber).X + w.body.transport.scrubber.Knob()
			assert.InDelta(t, want, got, 1, "%v: %s on %s", size, what, on)
		}
		for _, id := range []string{"first-ten", "passes-hundred", "stockholm", "kuala-lumpur"} {
			require.NotNil(t, s.Beat(id), id)
			w.store.Go(func(s *data.Story, _ view.View) view.View { return view.ToBeat(s, view.Start(s), id) })
			aligned("whole")
			w.zoomDays(store.Now().Day, 3)
			aligned("zoomed")
			w.wholeDays()
			for _, m := range s.Measures {
				w.pickMeasure(m.ID)
				aligned("measure " + m.ID)
			}
			w.pickMeasure(s.Measures[0].ID)
			for _, own := range []string{figures.BackgroundFigure, figures.MeasuresFigure} {
				w.showOwn(own)
				aligned(own)
				w.showOwn(own)
			}
			for _, x := range s.Series {
				w.store.Go(func(_ *data.Story, v view.View) view.View { v.Series = x.ID; return v })
				aligned("series " + x.ID)
			}
		}
	}
}

// TestPlot_aRestingPointerReadsNothing: stepping shows the step's day.
func TestPlot_aRestingPointerReadsNothing(t *testing.T) {
	w, _ := coarse(t, fyne.NewSize(1280, 720), 1)
	at := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 150)}}
	w.body.plot.MouseMoved(at)
	require.True(t, w.body.plot.Hovered().Set())
	for range 4 {
		w.step(+1)
		w.body.plot.MouseOut() // as the toolkit says when something is laid out anew
		w.body.plot.MouseIn(at)
		assert.False(t, w.body.plot.Hovered().Set())
	}
	at.Position = at.Position.AddXY(1, 0)
	w.body.plot.MouseMoved(at)
	assert.True(t, w.body.plot.Hovered().Set(), "until it moves")
}

// TestWheel_scrollsThePageWhereThereIsOne: in a single column the plot and the map lie in
// what scrolls.
func TestWheel_scrollsThePageWhereThereIsOne(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	w, store := coarse(t, fyne.NewSize(700, 900), 1)
	wheel := func() *fyne.ScrollEvent {
		return &fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 100)}, Scrolled: fyne.NewDelta(0, -25)}
	}
	require.True(t, w.body.Narrow())
	before := store.Now()
	w.body.plot.Scrolled(wheel())
	first := w.body.Scroll.Offset.Y
	assert.Positive(t, first)
	w.body.worldMap.Scrolled(wheel())
	assert.Greater(t, w.body.Scroll.Offset.Y, first)
	assert.Equal(t, before, store.Now(), "and nothing is drawn closer")
	w.win.Resize(fyne.NewSize(1280, 720))
	w.body.plot.Scrolled(&fyne.ScrollEvent{PointEvent: wheel().PointEvent, Scrolled: fyne.NewDelta(0, 25)})
	assert.False(t, store.Now().Span.Whole(), "beside the cards the wheel draws closer")
}

// TestMap_closerKeepsTheSelectedCityInSight: the buttons zoom about it.
func TestMap_closerKeepsTheSelectedCityInSight(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	w, store := coarse(t, fyne.NewSize(1280, 720), 1)
	for _, kind := range mapKinds {
		for _, m := range store.Story().MeetingsShown(false) {
			w.moveMap(meetings.Place{Kind: kind})
			w.pickMeeting(m.ID)
			for range 6 {
				w.body.worldMap.ZoomIn()
				f, _, ok := w.body.worldMap.Frame()
				require.True(t, ok)
				_, _, seen := f.Screen(m.Lon, m.Lat)
				assert.True(t, seen, "%s on map %d, %v", m.ID, kind, store.Now().Map)
			}
		}
	}
}

// TestRestyle_isOnceAThemeChangeAndNeverAtRest: what rests draws nothing.
func TestRestyle_isOnceAThemeChangeAndNeverAtRest(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	w, store := coarse(t, fyne.NewSize(1280, 720), 1)
	before := w.restyles
	w.setTheme(look.Dark)
	assert.Equal(t, before+1, w.restyles)
	w.scaleText(+1)
	assert.Equal(t, before+2, w.restyles)
	w.Rest()
	w.win.SetContent(canvas.NewRectangle(nil)) // the talk's
	maps, plot := w.body.worldMap.Renders(), w.body.plot.Renders()
	for _, mode := range []look.Mode{look.Light, look.Dark, look.Light} {
		fyne.CurrentApp().Settings().SetTheme(&look.Theme{Mode: mode, TextScale: 1.3, Still: true})
		store.Set(view.Step(store.Story(), store.Now(), 1))
	}
	assert.Equal(t, []int{before + 2, maps, plot}, []int{w.restyles, w.body.worldMap.Renders(), w.body.plot.Renders()}, "what rests is neither restyled nor drawn")
	w.win.SetContent(w.Root())
	w.Wake()
	assert.Equal(t, store.Now().Beat, w.rail.On())
	assert.Greater(t, w.body.plot.Renders(), plot, "waking draws it")
}

// TestRail_theNewStepIsSeenWhole: also right after the steps of what happened later have
// come.
func TestRail_theNewStepIsSeenWhole(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 480, Height: 500}, {Width: 1024, Height: 640}} {
		for _, mode := range []view.Mode{view.Explore, view.Story} {
			w, store := coarse(t, size, 1)
			w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToMode(s, v, mode) })
			seen := func() {
				t.Helper()
				driver := fyne.CurrentApp().Driver()
				for _, o := range w.rail.Items() {
					if !w.rail.IsOn(o) {
						continue
					}
					left := driver.AbsolutePositionForObject(o).X - driver.AbsolutePositionForObject(w.rail.View()).X
					first, last := left, left+o.Size().Width
					for _, part := range test.WidgetRenderer(o.(fyne.Widget)).Objects() {
						if x, ok := part.(*canvas.Text); ok && x.Visible() {
							first, last = min(first, left+x.Position().X), max(last, left+x.Position().X+x.MinSize().Width)
						}
					}
					assert.True(t, first >= -0.5 && last <= w.rail.View().Size().Width+0.5, "%v %q: %s from %g to %g of %g", size, mode, store.Now().Beat, first, last, w.rail.View().Size().Width)
					return
				}
				t.Errorf("%v: no step is on", size)
			}
			w.step(100)
			seen()
			for range 8 {
				w.goOn()
				seen()
			}
			w.toggleEpilogue()
			seen()
		}
	}
}

// TestWhole_isShownFromWhereverTheKeyboardIs: `0` shows all days again, also from the map.
func TestWhole_isShownFromWhereverTheKeyboardIs(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	w, store := coarse(t, fyne.NewSize(1280, 720), 1)
	c := w.win.Canvas()
	for _, mode := range []view.Mode{view.Explore, view.Story} {
		store.Set(view.ToMode(store.Story(), store.Now(), mode))
		c.Unfocus()
		seen := map[fyne.Focusable]bool{}
		for c.FocusNext(); !seen[c.Focused()]; c.FocusNext() {
			f := c.Focused()
			seen[f] = true
			w.zoomDays(store.Now().Day, 2)
			require.False(t, store.Now().Span.Whole())
			f.TypedRune('0')
			assert.True(t, store.Now().Span.Whole(), "%s: %T", modeName(mode), f)
		}
		assert.Greater(t, len(seen), 10, modeName(mode))
	}
}
