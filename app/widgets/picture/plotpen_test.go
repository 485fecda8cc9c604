package picture

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/widgets"
	english "truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/data"
	"truceline/test/sample"
)

func TestPen_drawsStepsAndNoPicture(t *testing.T) {
	newApp(t, 1)
	s := sample.BuiltIn(t)
	p := NewPlot(widgets.NewHost(widgets.Host{}), PlotEvents{}, nil)
	inWindow(t, p, 700, 400)
	r := s.Round("april")
	p.SetContent(PlotContent{Figure: figures.Predict(s, r, figures.Sheet{}, english.Local{})})
	require.NotNil(t, p.Layout())

	type stroke struct {
		a, b data.Day
		rate data.Percent
	}
	var drawn []stroke
	erased, switched, done := 0, 0, 0
	p.SetPen(&Pen{Step: 5, Fine: 1,
		Lines: []PenLine{{Role: charts.First, WidthDP: 2, Before: 20}}, From: r.From, Until: r.Until, Top: r.Top,
		Text:  func(data.Day, data.Percent) string { return "pen" },
		Draw:  func(_ int, a, b data.Day, rate data.Percent) { drawn = append(drawn, stroke{a, b, rate}) },
		Erase: func(int, data.Day) { erased++ }, Switch: func() { switched++ }, Done: func() { done++ },
	})
	before := p.renders
	plot := p.Layout().Plot
	at := func(d data.Day, v data.Percent) fyne.Position {
		return fyne.NewPos(float32(p.Layout().Days.Pos(d)+p.Layout().Days.Width()/2), float32(p.Layout().Values.Pos(float64(v))))
	}
	p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(r.From+5, 61)}})
	p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(r.From+9, 88)}})
	p.DragEnd()
	p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(plot.Right())+50, float32(plot.Y)-90)}})
	p.DragEnd()
	assert.Equal(t, []stroke{{r.From + 5, r.From + 5, 60}, {r.From + 5, r.From + 9, 90}, {r.Until, r.Until, r.Top}}, drawn)

	drawn = nil
	press(p, fyne.KeyLeft, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageDown, fyne.KeyDelete, fyne.KeyReturn)
	assert.Equal(t, []stroke{{r.Until - 1, r.Until - 1, 25}, {r.Until - 1, r.Until - 1, 15}}, drawn)
	assert.Equal(t, []int{1, 1, 1}, []int{erased, switched, done})
	assert.Equal(t, before, p.renders, "drawing drew a picture")
	assert.Equal(t, "pen", p.AccessibilityLabel())
	p.SetPen(nil)
	assert.True(t, p.view.pen.box.Hidden)
}
