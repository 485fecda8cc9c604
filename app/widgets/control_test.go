package widgets

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/scale"
	"truceline/data"
	"truceline/test/sample"
)

func TestButton_isPressedByClickAndByKey(t *testing.T) {
	newApp(t, 1)
	var keys typed
	pressed := 0
	b := NewButton("Play", "Space", Plain, keys.host(), func() { pressed++ })
	inWindow(t, b, 200, 60)
	test.Tap(b)
	assert.Equal(t, 1, pressed)
	press(b, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter)
	assert.Equal(t, 4, pressed)
	press(b, fyne.KeyLeft, fyne.KeyEscape)
	b.TypedRune('?')
	assert.Equal(t, 4, pressed)
	assert.Equal(t, []fyne.KeyName{fyne.KeyLeft, fyne.KeyEscape}, keys.keys, "what it has no use for is the window's")
	assert.Equal(t, []rune{'?'}, keys.runes)
}

func TestButton_disabledDoesNothing(t *testing.T) {
	newApp(t, 1)
	pressed := 0
	b := NewButton("Undo", "", Quiet, NewHost(Host{}), func() { pressed++ })
	inWindow(t, b, 200, 60)
	b.SetDisabled(true)
	test.Tap(b)
	press(b, fyne.KeySpace)
	b.Activate()
	assert.Zero(t, pressed)
	assert.Equal(t, color.Color(charts.Light.Color(charts.Muted)), drawnPart[*canvas.Text](b, 0).Color, "and looks it")
	b.SetDisabled(false)
	test.Tap(b)
	assert.Equal(t, 1, pressed)
}

func TestButton_withoutAHostKeepsItsKeys(t *testing.T) {
	newApp(t, 1)
	b := NewButton("x", "", Plain, NewHost(Host{}), func() {})
	assert.NotPanics(t, func() { press(b, fyne.KeyF5); b.TypedRune('x') })
}

func TestButton_showsFocusAndGivesItBack(t *testing.T) {
	newApp(t, 1)
	b := NewButton("Play", "", Plain, NewHost(Host{}), func() {})
	win := inWindow(t, b, 200, 60)
	ring := drawnPart[*canvas.Rectangle](b, 2)
	assert.False(t, ring.Visible())
	win.Canvas().Focus(b)
	assert.True(t, ring.Visible())
	win.Canvas().Unfocus()
	assert.False(t, ring.Visible())
	assert.Equal(t, desktop.Cursor(desktop.PointerCursor), b.Cursor())
	assert.Equal(t, "Play", b.AccessibilityLabel())
	b.SetText("Pause")
	assert.Equal(t, "Pause", b.AccessibilityLabel())
}

func TestButton_itsTextIsNotClipped(t *testing.T) {
	for _, size := range []float32{0.75, 1, 2} {
		newApp(t, size)
		for _, kind := range []ButtonKind{Plain, Primary, Quiet, Tab, TagLike} {
			b := NewButton("The story so far", "F1", kind, NewHost(Host{}), func() {})
			inWindow(t, b, 400, 100)
			b.Resize(b.MinSize())
			text, hint := drawnPart[*canvas.Text](b, 0), drawnPart[*canvas.Text](b, 1)
			assert.GreaterOrEqual(t, text.Position().X, float32(0))
			assert.LessOrEqual(t, text.Position().X+text.MinSize().Width, hint.Position().X, "kind %d", kind)
			assert.LessOrEqual(t, hint.Position().X+hint.MinSize().Width, b.Size().Width+0.01, "kind %d", kind)
		}
	}
}

func TestButton_rendersAsBefore(t *testing.T) {
	newApp(t, 1)
	b := NewButton("The story so far", "", Tab, NewHost(Host{}), func() {})
	b.SetOn(true)
	win := inWindow(t, b, 160, 40)
	test.AssertRendersToMarkup(t, "button_tab_on.xml", win.Canvas())
}

// rail is a rail of ten steps with one for each letter.
func rail(t *testing.T, width float32) (*Rail, *[]string) {
	t.Helper()
	newApp(t, 1)
	var picked []string
	r := NewRail(NewHost(Host{}), func(id string) { picked = append(picked, id) })
	var steps []RailStep
	for _, id := range strings.Split("abcdefghij", "") {
		steps = append(steps, RailStep{ID: id, Above: "4 Feb", Name: "Step " + id, Later: id == "j"})
	}
	r.SetSteps(steps)
	inWindow(t, r, width, 70)
	return r, &picked
}

func TestRail_bringsTheStepThatIsOnIntoView(t *testing.T) {
	r, _ := rail(t, 300)
	for _, order := range []string{"abcdefghij", "jihgfedcba", "ajajfc"} {
		for _, id := range strings.Split(order, "") {
			r.SetOn(id)
			item := r.steps[strings.Index("abcdefghij", id)]
			require.True(t, item.on)
			left := item.Position().X - r.scroll.Offset.X
			assert.GreaterOrEqual(t, left, float32(0), "%s of %s", id, order)
			assert.LessOrEqual(t, left+item.Size().Width, r.scroll.Size().Width, "%s of %s", id, order)
			on := 0
			for _, i := range r.steps {
				if i.on {
					on++
				}
			}
			assert.Equal(t, 1, on)
		}
	}
}

func TestRail_keepsTheStepInViewWhenItNarrows(t *testing.T) {
	r, _ := rail(t, 2000)
	assert.Zero(t, r.scroll.Offset.X)
	r.SetOn("i")
	r.Resize(fyne.NewSize(260, 70))
	item := r.steps[8]
	left := item.Position().X - r.scroll.Offset.X
	assert.True(t, left >= 0 && left+item.Size().Width <= 260, "at %g", left)
}

func TestRail_aStepIsPickedByClickAndByKey(t *testing.T) {
	r, picked := rail(t, 2000)
	require.Len(t, r.Items(), 10)
	test.Tap(r.steps[3])
	press(r.steps[4], fyne.KeyReturn)
	assert.Equal(t, []string{"d", "e"}, *picked)
	assert.Equal(t, "4 Feb Step d", r.steps[3].AccessibilityLabel())
	assert.Empty(t, r.on, "the rail shows what it is told, not what was clicked")
}

func TestRail_stepsNeitherOverlapNorClipTheirText(t *testing.T) {
	for _, width := range []float32{200, 700, 1400, 3000} {
		r, _ := rail(t, width)
		x := float32(0)
		for _, i := range r.steps {
			assert.Greater(t, i.Position().X, x-0.01)
			x = i.Position().X + i.Size().Width
			for _, text := range []*canvas.Text{drawnPart[*canvas.Text](i, 0), drawnPart[*canvas.Text](i, 1)} {
				if text.Visible() {
					assert.LessOrEqual(t, text.Position().X+text.MinSize().Width, i.Size().Width+0.5, "%q at %g", text.Text, width)
				}
			}
		}
	}
}

func TestRail_fillsAsTheStoryIsTold(t *testing.T) {
	r, _ := rail(t, 700)
	r.SetOn("d")
	for n, i := range r.steps {
		assert.Equal(t, n <= 3, i.told, "step %d", n)
	}
	assert.True(t, drawnPart[*canvas.Text](r.steps[3], 1).Visible(), "what is on is named, however little room there is")
	r.Resize(fyne.NewSize(200, 70))
	last := drawnPart[*canvas.Text](r.steps[9], 1)
	r.SetOn("j")
	assert.True(t, last.Visible())
	assert.LessOrEqual(t, last.Position().X+last.Size().Width, r.steps[9].Size().Width+0.5, "it ends with the rail")
}

func TestRail_newStepsKeepWhatIsOn(t *testing.T) {
	r, _ := rail(t, 400)
	r.SetOn("b")
	r.SetSteps([]RailStep{{ID: "x"}, {ID: "b"}})
	require.Len(t, r.Items(), 2)
	assert.True(t, r.steps[1].on)
	assert.False(t, r.steps[0].on)
}

// scrubber is one of 101 days, five dp each, from 20 dp on.
func scrubber(t *testing.T) (s *Scrubber, changed, ended *[]data.Day, keys *typed) {
	t.Helper()
	newApp(t, 1)
	changed, ended, keys = &[]data.Day{}, &[]data.Day{}, &typed{}
	s = NewScrubber(keys.host(), func(d data.Day) { *changed = append(*changed, d) }, func(d data.Day) { *ended = append(*ended, d) })
	inWindow(t, s, 540, 28)
	s.SetDays(scale.Days{From: 100, Until: 200, Left: 20, Right: 520}, 180)
	s.SetDay(150)
	return s, changed, ended, keys
}

func drag(s *Scrubber, x float32) {
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 14)}})
}

func TestScrubber_dragPassesDaysAndEndsOnOne(t *testing.T) {
	s, changed, ended, _ := scrubber(t)
	for _, x := range []float32{271, 272, 276, 281, 400, 9000, -50} {
		drag(s, x)
	}
	assert.Equal(t, []data.Day{151, 152, 176, 200, 100}, *changed, "once for every day that the knob comes to")
	assert.Empty(t, *ended)
	s.DragEnd()
	assert.Equal(t, []data.Day{100}, *ended)
}

func TestScrubber_isNotMovedFromOutsideDuringADrag(t *testing.T) {
	s, changed, ended, _ := scrubber(t)
	drag(s, 300)
	s.SetDay(120)
	s.DragEnd()
	assert.Equal(t, []data.Day{156}, *ended)
	s.SetDay(120)
	assert.Equal(t, data.Day(120), s.day)
	assert.Len(t, *changed, 1, "setting calls nobody back")
}

func TestScrubber_aClickGoesToTheDay(t *testing.T) {
	s, changed, ended, _ := scrubber(t)
	test.TapAt(s, fyne.NewPos(47, 14))
	assert.Equal(t, []data.Day{105}, *changed)
	assert.Equal(t, []data.Day{105}, *ended)
}

func TestScrubber_keysMoveByADayAndStayInside(t *testing.T) {
	s, _, ended, keys := scrubber(t)
	press(s, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyUp, fyne.KeySpace)
	assert.Equal(t, []data.Day{151, 152, 151}, *ended)
	assert.Equal(t, []fyne.KeyName{fyne.KeyUp, fyne.KeySpace}, keys.keys)
	s.SetDay(200)
	press(s, fyne.KeyRight)
	assert.Equal(t, data.Day(200), s.day)
	s.SetDay(100)
	press(s, fyne.KeyLeft)
	assert.Equal(t, data.Day(100), s.day)
	s.TypedRune('b')
	assert.Equal(t, []rune{'b'}, keys.runes)
}

func TestScrubber_theKnobStandsAtItsDay(t *testing.T) {
	s, _, _, _ := scrubber(t)
	for _, d := range []data.Day{100, 137, 180, 200} {
		s.SetDay(d)
		middle := s.knob.Position().X + s.knob.Size().Width/2
		assert.InDelta(t, 20+5*float32(d-100), middle, 0.01)
		assert.InDelta(t, middle, s.done.Position().X+s.done.Size().Width, 0.01, "the line is filled up to it")
	}
	assert.InDelta(t, 420, s.rest.Position().X+s.rest.Size().Width, 0.01, "days that have not come are drawn thinner")
	assert.Less(t, s.ahead.Size().Height, s.rest.Size().Height)
	s.FocusGained()
	assert.True(t, s.around.Visible())
	s.FocusLost()
	assert.False(t, s.around.Visible())
}

// card is a card with everything on it.
func card(t *testing.T, size float32) (c *Card, done *[]string, keys *typed) {
	t.Helper()
	newApp(t, size)
	done, keys = &[]string{}, &typed{}
	say := func(what string) func(string) { return func(id string) { *done = append(*done, what+" "+id) } }
	c = NewCard(keys.host(), CardContent{
		ID: "us-145", Tags: []string{"10 April 2025", "United States", "in force"}, Number: "145%", Title: "The US rate on Chinese goods reaches 145%",
		Claim: paragraph(), More: []Span{body("Why it matters: trade shrank.")}, Sources: "Federal Register, Peterson Institute and 3 more  ›",
	}, CardEvents{Picked: say("picked"), Sources: say("sources"), Link: say("link")})
	return c, done, keys
}

func TestCard_isPickedThenOpensItsSourcesByEnter(t *testing.T) {
	c, done, keys := card(t, 1)
	inWindow(t, c, 360, 500)
	press(c, fyne.KeyReturn)
	assert.Equal(t, []string{"picked us-145"}, *done)
	assert.False(t, c.Selected(), "the card shows what it is told")
	c.SetSelected(true)
	press(c, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyDown)
	assert.Equal(t, []string{"picked us-145", "sources us-145", "sources us-145", "picked us-145"}, *done)
	assert.Equal(t, []fyne.KeyName{fyne.KeyDown}, keys.keys)
}

func TestCard_isPickedByClickAndOpensSourcesByTheirButton(t *testing.T) {
	c, done, _ := card(t, 1)
	inWindow(t, c, 360, 500)
	test.Tap(c)
	test.Tap(c.sources)
	assert.Equal(t, []string{"picked us-145", "sources us-145"}, *done)
}

func TestCard_showsMoreWhenSelected(t *testing.T) {
	c, _, _ := card(t, 1)
	inWindow(t, c, 360, 500)
	less := c.HeightFor(360)
	assert.True(t, c.SetSelected(true))
	assert.False(t, c.SetSelected(true), "nothing changed")
	assert.Greater(t, c.HeightFor(360), less)
	assert.Contains(t, test.WidgetRenderer(c).Objects(), fyne.CanvasObject(c.more))
	assert.True(t, c.SetSelected(false))
	assert.Equal(t, less, c.HeightFor(360))
	assert.False(t, c.more.Visible())
}

func TestCard_nothingOverlapsOrIsClipped(t *testing.T) {
	for _, size := range []float32{0.75, 1, 1.5, 2} {
		for width := float32(220); width <= 700; width += 60 {
			c, _, _ := card(t, size)
			c.SetSelected(true)
			inWindow(t, c, width, 2000)
			height := c.HeightFor(width)
			c.Resize(fyne.NewSize(width, height))
			parts := []fyne.CanvasObject{c.title, c.claim, c.more, c.sources, drawnPart[*canvas.Text](c, len(c.content.Tags))}
			for i := range c.content.Tags {
				parts = append(parts, drawnPart[*canvas.Rectangle](c, 1+i)) // the first is its ground
			}
			for i, p := range parts {
				assert.LessOrEqual(t, p.Position().Y+p.Size().Height, height, "part %d at width %g, scale %g", i, width, size)
				assert.LessOrEqual(t, p.Position().X+p.Size().Width, width, "part %d at width %g, scale %g", i, width, size)
				for j, o := range parts[:i] {
					assert.False(t, overlap(p, o), "parts %d and %d at width %g, scale %g", j, i, width, size)
				}
			}
		}
	}
}

func overlap(a, b fyne.CanvasObject) bool {
	w := min(a.Position().X+a.Size().Width, b.Position().X+b.Size().Width) - max(a.Position().X, b.Position().X)
	h := min(a.Position().Y+a.Size().Height, b.Position().Y+b.Size().Height) - max(a.Position().Y, b.Position().Y)
	return w > 0.5 && h > 0.5
}

func TestElide_keepsTheEndAndFits(t *testing.T) {
	newApp(t, 1)
	s := look.Current()
	long := "Federal Register, State Council Tariff Commission, Peterson Institute and 12 more  ›"
	for width := float32(170); width < 600; width += 20 {
		got := elide(s, long, width)
		assert.LessOrEqual(t, s.Measure(got, charts.SizeSmall, 0).Width, width)
		assert.True(t, strings.HasSuffix(got, "12 more  ›"), got)
	}
	assert.Equal(t, "short", elide(s, "short", 400), "what fits stays as it is")
	assert.NotPanics(t, func() { elide(s, long, 0); elide(s, "", 0); elide(s, "é", -1) })
}

// TestButton_canBeReadInEveryState: text and key letter stand out from their ground, which
// is the button's, or one of the window's.
func TestButton_canBeReadInEveryState(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		a := test.NewTempApp(t)
		theme := &look.Theme{Mode: mode, TextScale: 1}
		a.Settings().SetTheme(theme)
		palette := charts.Light
		if mode == look.Dark {
			palette = charts.Dark
		}
		keys := &typed{}
		for kind := Plain; kind <= Field; kind++ {
			for state := range 16 {
				if state&8 > 0 && kind != Quiet { // only the lines of sources are small
					continue
				}
				b := NewButton("Compare", "C", kind, keys.host(), func() {})
				b.on, b.off, b.hovered, b.small = state&1 > 0, state&2 > 0, state&4 > 0, state&8 > 0
				b.Refresh()
				for _, ground := range []charts.Role{charts.Paper, charts.Surface, charts.Chip} {
					if (kind == Segment) != (ground == charts.Chip) { // segments share a chip, nothing else stands on one
						continue
					}
					under := palette.Color(ground)
					if fill := color.RGBAModel.Convert(drawnPart[*canvas.Rectangle](b, 0).FillColor).(color.RGBA); fill.A == 255 {
						under = fill
					}
					for what, text := range map[string]*canvas.Text{"text": drawnPart[*canvas.Text](b, 0), "key": drawnPart[*canvas.Text](b, 1)} {
						got := sample.Contrast(color.RGBAModel.Convert(text.Color).(color.RGBA), under)
						assert.GreaterOrEqual(t, got, 3.0, "%s of kind %d, on %t, disabled %t, pointed at %t, small %t, in %s", what, kind, b.on, b.off, b.hovered, b.small, mode)
					}
				}
			}
		}
	}
}

func TestShares_givesRoomToLongTexts(t *testing.T) {
	shares := Shares([][]string{{"Day", "Rate", "Sources"}, {"20 January 2025", "10%", strings.Repeat("Executive Order ", 9)}})
	total := float32(0)
	for _, s := range shares {
		total += s
	}
	assert.InDelta(t, 1, total, 1e-6)
	assert.Greater(t, shares[0], 2*shares[1])
	assert.Greater(t, shares[2], shares[0])
	assert.Empty(t, Shares(nil))
}

func TestColumn_aButtonInItIsAsWideAsItsText(t *testing.T) {
	test.NewTempApp(t)
	b := NewButton("It stays at 125%", "", Plain, NewHost(Host{}), func() {})
	c := NewColumn(0, NewWrap(b))
	test.NewTempWindow(t, c).Resize(fyne.NewSize(400, 200))
	b.SetText("0%")
	c.Relay()
	assert.Equal(t, b.MinSize(), b.Size())
}

// A button that is longer than its room, as an answer of the quiz can be, breaks its text:
// none of it is cut.
func TestButton_breaksATextThatIsLongerThanItsRoom(t *testing.T) {
	long := "The importer, the seller or the buyers, depending on prices"
	b := NewButton(long, "2", Plain, NewHost(Host{}), func() {})
	row := NewWrap(b)
	win := test.NewTempWindow(t, row)
	for _, width := range []float32{900, 260} {
		win.Resize(fyne.NewSize(width, 300))
		row.lay(row.Size().Width, true)
		said := ""
		for _, o := range test.WidgetRenderer(b).Objects() {
			if x, ok := o.(*canvas.Text); ok && x.Text != "" {
				assert.True(t, x.Position().X >= 0 && x.Position().X+x.MinSize().Width <= b.Size().Width, "%v: %q", width, x.Text)
				assert.LessOrEqual(t, x.Position().Y+x.MinSize().Height, b.Size().Height, "%v: %q", width, x.Text)
				if x.Text != "2" {
					said += x.Text + " "
				}
			}
		}
		assert.Equal(t, long, strings.TrimSpace(said))
	}
}
