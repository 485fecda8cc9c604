package picture

import (
	"math"
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
	"truceline/data/load"
)

// hoveredPlot returns a plot of the built-in story in a window, with its picture
// drawn and a reading for every day, and the pointer positions that fall on each
// day of the plot.
func hoveredPlot(t testing.TB) (*Plot, []fyne.Position) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: 1})
	s, err := load.BuiltIn()
	require.NoError(t, err)
	local := english.Local{}
	f := figures.Rates(s, false, local)
	content := PlotContent{Figure: f}
	for d := f.From; d <= f.Until; d++ {
		reading := Reading{Text: local.Day(d, charts.DayMonthYear)}
		for _, side := range s.Sides {
			reading.Values = append(reading.Values, ReadingValue{charts.SideRole(s, side.ID), s.Rate(side.ID, d, false)})
		}
		content.Readings = append(content.Readings, reading)
	}
	nothing := func(data.Day) {}
	p := NewPlot(widgets.NewHost(widgets.Host{}), PlotEvents{Picked: nothing, PickedTick: func(string) {}, Opened: func() {}}, nil)
	p.SetContent(content)
	p.SetCursor(s.AsOf, data.NoDay, "")
	w := test.NewTempWindow(t, p)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(820, 590))
	require.True(t, p.Drawn())

	var at []fyne.Position
	for d := f.From; d <= f.Until; d++ {
		noon := (p.layout.Days.Pos(d) + p.layout.Days.Pos(d+1)) / 2
		at = append(at, fyne.NewPos(float32(noon), float32(p.layout.Plot.Y)+100))
	}
	return p, at
}

func TestPlot_hoverReadsEveryDayAndDrawsNoPicture(t *testing.T) {
	p, at := hoveredPlot(t)
	drawn, picture := p.renders, p.picture
	e := &desktop.MouseEvent{}
	for i, pos := range at {
		e.Position = pos
		p.MouseMoved(e)
		assert.Equal(t, p.content.Figure.From+data.Day(i), p.hover)
		assert.Equal(t, p.content.Readings[i].Text, p.view.text.Text)
	}
	p.MouseOut()
	assert.Equal(t, drawn, p.renders, "hovering asked for a picture")
	assert.Same(t, picture, p.picture)
	assert.Equal(t, p.reading(p.day).Text, p.view.text.Text, "without the pointer, the cursor's day is read")
}

func TestPlot_hoverAllocatesAtMostOnce(t *testing.T) {
	p, at := hoveredPlot(t)
	e := &desktop.MouseEvent{}
	day := 0
	move := func() {
		day = (day + 7) % len(at) // another day each time
		e.Position = at[day]
		p.MouseMoved(e)
	}
	for range at { // each text has been measured once
		move()
	}
	assert.LessOrEqual(t, testing.AllocsPerRun(4*len(at), move), 1.0)
}

func TestPlot_hoverOutsideTheDaysReadsTheCursor(t *testing.T) {
	p, _ := hoveredPlot(t)
	for _, x := range []float32{-50, 0, p.Size().Width + 50, float32(math.Inf(1))} {
		p.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 100)}})
		assert.False(t, p.hover.Set(), "at x = %v", x)
	}
}

func BenchmarkPlot_hover(b *testing.B) {
	p, at := hoveredPlot(b)
	e := &desktop.MouseEvent{}
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		i = (i + 7) % len(at)
		e.Position = at[i]
		p.MouseMoved(e)
	}
}
