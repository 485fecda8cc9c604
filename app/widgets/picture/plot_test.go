package picture

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/widgets"
	english "truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/data"
	"truceline/test/sample"
)

// day is a day of 2025.
func day(t testing.TB, text string) data.Day {
	t.Helper()
	d, err := data.ParseDay("2025-" + text)
	require.NoError(t, err)
	return d
}

// content is the built-in rates figure with its stops.
func content(t testing.TB) PlotContent {
	t.Helper()
	s := sample.BuiltIn(t)
	f := figures.Rates(s, false, english.Local{})
	c := PlotContent{Figure: f, Low: day(t, "02-04"), High: day(t, "04-10")}
	c.Stops = []data.Day{day(t, "02-04"), day(t, "03-04"), day(t, "04-05"), day(t, "04-09"), day(t, "04-10"), day(t, "04-12"), day(t, "05-14"), day(t, "11-01")}
	for d := f.From; d <= f.Until; d++ {
		c.Readings = append(c.Readings, Reading{Text: d.String(), Values: []ReadingValue{{charts.First, s.Rate("us", d, false)}, {charts.Second, s.Rate("cn", d, false)}}})
	}
	return c
}

// plot is a plot in a window of 820 × 420 dp, and what was done with it.
func plot(t testing.TB, host *widgets.Host) (p *Plot, done *[]string) {
	t.Helper()
	newApp(t, 1)
	done = &[]string{}
	say := func(format string, args ...any) { *done = append(*done, fmt.Sprintf(format, args...)) }
	p = NewPlot(host, PlotEvents{
		Picked: func(d data.Day) { say("day %s", d) }, PickedTick: func(id string) { say("tick %s", id) },
		PickedBar: func(id string) { say("bar %s", id) }, Opened: func() { say("opened") },
	}, nil)
	p.SetContent(content(t))
	p.SetCursor(day(t, "04-05"), data.NoDay, "")
	inWindow(t, p, 820, 420)
	return p, done
}

func TestPlot_arrowKeysGoFromStopToStop(t *testing.T) {
	p, done := plot(t, widgets.NewHost(widgets.Host{}))
	for _, c := range []struct {
		from string
		key  fyne.KeyName
		want string
	}{
		{"04-05", fyne.KeyRight, "04-09"}, {"04-05", fyne.KeyLeft, "03-04"}, {"04-06", fyne.KeyLeft, "04-05"}, {"04-06", fyne.KeyRight, "04-09"},
		{"05-14", fyne.KeyRight, "11-01"}, {"11-01", fyne.KeyRight, "11-01"}, {"02-04", fyne.KeyLeft, "02-04"}, {"01-25", fyne.KeyRight, "02-04"},
		{"01-25", fyne.KeyLeft, "01-25"},
	} {
		*done = nil
		p.SetCursor(day(t, c.from), data.NoDay, "")
		press(p, c.key)
		assert.Equal(t, []string{"day 2025-" + c.want}, *done, "%s from %s", c.key, c.from)
		assert.Equal(t, day(t, c.from), p.day, "the plot shows what it is told")
	}
}

func TestPlot_bracketsGoToTheExtremes(t *testing.T) {
	p, done := plot(t, widgets.NewHost(widgets.Host{}))
	p.TypedRune('[')
	p.TypedRune(']')
	assert.Equal(t, []string{"day 2025-02-04", "day 2025-04-10"}, *done)
}

func TestPlot_enterOpensAndOtherKeysAreTheWindows(t *testing.T) {
	var keys typed
	p, done := plot(t, keys.host())
	press(p, fyne.KeyReturn, fyne.KeyEnter)
	assert.Equal(t, []string{"opened", "opened"}, *done)
	press(p, fyne.KeySpace, fyne.KeyPageDown, fyne.KeyEscape, fyne.KeyF11)
	p.TypedRune('t')
	p.TypedRune('?')
	assert.Len(t, *done, 2)
	assert.Equal(t, []fyne.KeyName{fyne.KeySpace, fyne.KeyPageDown, fyne.KeyEscape, fyne.KeyF11}, keys.keys)
	assert.Equal(t, []rune{'t', '?'}, keys.runes)
}

func TestPlot_withoutContentLeavesKeysToTheWindow(t *testing.T) {
	newApp(t, 1)
	var keys typed
	p := NewPlot(keys.host(), PlotEvents{Picked: func(data.Day) { t.Error("there is no day") }}, nil)
	inWindow(t, p, 300, 200)
	press(p, fyne.KeyLeft, fyne.KeyReturn)
	p.TypedRune('[')
	test.TapAt(p, fyne.NewPos(50, 50))
	assert.Len(t, keys.keys, 2)
	assert.Equal(t, []rune{'['}, keys.runes)
	assert.False(t, p.Drawn())
	assert.Empty(t, p.AccessibilityLabel())
}

func TestPlot_aClickPicksTheDayBelowIt(t *testing.T) {
	p, done := plot(t, widgets.NewHost(widgets.Host{}))
	l := p.Layout()
	for _, text := range []string{"01-20", "03-04", "05-14", "08-31", "11-01"} {
		*done = nil
		x := float32(l.Days.Pos(day(t, text)) + l.Days.Width()/2)
		test.TapAt(p, fyne.NewPos(x, float32(l.Plot.Y+l.Plot.H/2)))
		assert.Equal(t, []string{"day 2025-" + text}, *done)
	}
	*done = nil
	test.TapAt(p, fyne.NewPos(float32(l.Plot.X)-20, 100))
	assert.Empty(t, *done, "the values beside the plot are no days")
}

func TestPlot_aClickOnATickPicksTheMeeting(t *testing.T) {
	p, done := plot(t, widgets.NewHost(widgets.Host{}))
	l := p.Layout()
	for _, k := range p.content.Figure.Ticks {
		for _, off := range [][2]float32{{0, 0}, {8, -8}, {-8, 8}} {
			*done = nil
			test.TapAt(p, fyne.NewPos(float32(l.Days.Pos(k.Day))+off[0], float32(l.Plot.Bottom())+off[1]))
			assert.Equal(t, []string{"tick " + k.ID}, *done)
		}
	}
}

func TestPlot_cursorAndTickFollow(t *testing.T) {
	p, _ := plot(t, widgets.NewHost(widgets.Host{}))
	l := p.Layout()
	p.SetCursor(day(t, "05-14"), data.NoDay, "geneva")
	assert.InDelta(t, l.Days.Pos(day(t, "05-14")), p.view.cursor.Position().X+0.75, 0.01)
	assert.Equal(t, "2025-05-14", p.view.text.Text)
	assert.Equal(t, "2025-05-14", p.AccessibilityLabel())
	ink, paper := charts.Light.Color(charts.Ink), charts.Light.Color(charts.Paper)
	for i, k := range p.content.Figure.Ticks {
		want := paper
		if k.ID == "geneva" {
			want = ink
		}
		r, g, b, _ := p.view.ticks[i].FillColor.RGBA()
		assert.Equal(t, [3]uint8{want.R, want.G, want.B}, [3]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)}, k.ID)
	}
	for i, v := range []float64{30, 10} {
		d := p.view.dots[i]
		assert.True(t, d.Visible())
		assert.InDelta(t, l.Values.Pos(v), d.Position().Y+d.Size().Height/2, 0.01, "the dot stands on the line")
	}
}

func TestPlot_theReadOutStaysInside(t *testing.T) {
	p, _ := plot(t, widgets.NewHost(widgets.Host{}))
	for d := p.content.Figure.From; d <= p.content.Figure.Until; d += 3 {
		p.SetCursor(d, data.NoDay, "")
		assert.GreaterOrEqual(t, p.view.pill.Position().X, float32(0))
		assert.LessOrEqual(t, p.view.pill.Position().X+p.view.pill.Size().Width, p.Size().Width)
	}
	p.view.say(p.content.Figure.From, &Reading{Text: strings.Repeat("16 Nov, 130% invented ", 9)}, look.Current())
	assert.LessOrEqual(t, p.view.pill.Position().X+p.view.pill.Size().Width, p.Size().Width+0.1, "a long one is set smaller")
	assert.LessOrEqual(t, p.view.text.MinSize().Width, p.view.pill.Size().Width+0.5)
}

func TestPlot_showsFocus(t *testing.T) {
	p, _ := plot(t, widgets.NewHost(widgets.Host{}))
	assert.False(t, p.view.ring.Visible())
	p.FocusGained()
	assert.True(t, p.view.ring.Visible())
	p.FocusLost()
	assert.False(t, p.view.ring.Visible())
}

func TestPlot_picturesThatAreNoLongerWantedAreDropped(t *testing.T) {
	var l later
	p, _ := plot(t, l.host())
	require.NotEmpty(t, l.waiting)
	assert.False(t, p.Drawn())
	assert.Nil(t, p.Layout())
	first := l.waiting[len(l.waiting)-1]
	p.Resize(fyne.NewSize(600, 300))
	second := l.waiting[len(l.waiting)-1]
	apply := second()
	apply()
	require.True(t, p.Drawn())
	drawn, layout := p.picture, p.Layout()
	assert.Equal(t, 600, drawn.Bounds().Dx())
	first()()
	assert.Same(t, drawn, p.picture, "the older picture came late")
	assert.Same(t, layout, p.Layout())

	// The other way round: the older is ready first.
	p.Resize(fyne.NewSize(500, 300))
	third := l.waiting[len(l.waiting)-1]()
	p.Resize(fyne.NewSize(400, 300))
	third()
	assert.Same(t, drawn, p.picture)
	assert.False(t, p.Drawn())
	l.waiting[len(l.waiting)-1]()()
	assert.True(t, p.Drawn())
	assert.Equal(t, 400, p.picture.Bounds().Dx())
}

func TestPlot_drawsOnceForEachThingItDependsOn(t *testing.T) {
	p, _ := plot(t, widgets.NewHost(widgets.Host{}))
	n := p.renders
	p.Resize(p.Size())
	p.Refresh()
	p.SetCursor(day(t, "09-15"), data.NoDay, "madrid")
	assert.Equal(t, n, p.renders, "nothing that the picture depends on has changed")
	p.Resize(fyne.NewSize(700, 400))
	assert.Equal(t, n+1, p.renders)
	p.SetContent(content(t))
	assert.Equal(t, n+2, p.renders, "another figure")
	fyne.CurrentApp().Settings().SetTheme(&look.Theme{Mode: look.Dark, TextScale: 1})
	p.Refresh()
	assert.Equal(t, n+3, p.renders, "another palette")
	fyne.CurrentApp().Settings().SetTheme(&look.Theme{Mode: look.Dark, TextScale: 1.5})
	p.Refresh()
	assert.Equal(t, n+4, p.renders, "another text scale")
}

func TestPlot_tellsWhatStandsBesideItWhereItsDaysLie(t *testing.T) {
	newApp(t, 1)
	var got []*charts.Layout
	moved := 0
	p := NewPlot(widgets.NewHost(widgets.Host{Moved: func() { moved++ }}), PlotEvents{}, func(l *charts.Layout) { got = append(got, l) })
	p.SetContent(content(t))
	inWindow(t, p, 640, 360)
	require.NotEmpty(t, got)
	assert.Same(t, p.Layout(), got[len(got)-1])
	assert.Equal(t, len(got), moved)
}

// TestPlot_aRestingPointerReadsNothingAfterAStep steps the story on under a pointer that
// lies still: what is read is the step's day until the pointer moves.
func TestPlot_aRestingPointerReadsNothingAfterAStep(t *testing.T) {
	p := &Plot{hover: data.NoDay, arrow: -1}
	at := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, 100)}}
	p.MouseMoved(at)
	p.hover = 7 // what it read there
	p.SetCursor(p.day+1, data.NoDay, "")
	assert.Equal(t, data.NoDay, p.hover)
	assert.True(t, p.still)
	p.MouseMoved(at)
	assert.True(t, p.still, "the toolkit says again where it lies")
	at.Position.X++
	p.MouseMoved(at)
	assert.False(t, p.still)
}

// TestPlot_theFrameOfARowHasAllFourSides: within the plot, beyond which nothing is drawn,
// and clear of the row's texts.
func TestPlot_theFrameOfARowHasAllFourSides(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: 1})
	s := sample.BuiltIn(t)
	f := figures.Bridge(s, s.Measure("piie"), &s.Sides[0], s.AsOf, false, english.Local{})
	require.NotNil(t, f)
	p := NewPlot(widgets.NewHost(widgets.Host{}), PlotEvents{}, nil)
	p.SetContent(PlotContent{Figure: f})
	inWindow(t, p, 500, 300)
	r := test.WidgetRenderer(p).(*plotRenderer)
	for row := range f.Bars() {
		p.row = row
		p.place()
		require.True(t, r.row.Visible())
		at, size := r.row.Position(), r.row.Size()
		assert.True(t, at.X >= 1 && at.Y >= 1 && at.X+size.Width <= 499 && at.Y+size.Height <= 299, "row %d: %v %v", row, at, size)
		for _, x := range p.Layout().Texts {
			if y := float32(x.Y); y > at.Y && y < at.Y+size.Height {
				assert.True(t, float32(x.X) >= at.X+2 && float32(x.X+x.W) <= at.X+size.Width-2, "%q meets the frame of row %d", x.Text, row)
			}
		}
	}
}
