package render

import (
	"io"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"truceline/charts"
	"truceline/charts/typeface"
)

// rowChart builds the go-chart chart of a figure of rows: paper, onto which a chart
// of each row is drawn.
func (p *picture) rowChart(w, h int) chart.Chart {
	clear := drawing.Color{R: 1, A: 0}
	c := chart.Chart{
		Width: w, Height: h, DPI: 72, Font: typeface.Regular.Font(),
		Background:     chart.Style{Padding: chart.Box{IsSet: true}, FillColor: p.color(charts.Paper), StrokeColor: clear},
		Canvas:         chart.Style{FillColor: clear, StrokeColor: clear},
		XAxis:          chart.XAxis{Style: chart.Hidden(), Range: newExact(0, 1)},
		YAxis:          chart.YAxis{Style: chart.Hidden(), Range: newExact(0, 1)},
		YAxisSecondary: chart.YAxis{Style: chart.Hidden()},
		Series:         []chart.Series{stack{p}},
	}
	if p.o.Texts {
		c.Elements = []chart.Renderable{p.texts}
	}
	return c
}

// stack is the series of a figure of rows.
type stack struct{ p *picture }

var _ chart.Series = stack{}

func (s stack) GetName() string           { return "stack" }
func (s stack) GetYAxis() chart.YAxisType { return chart.YAxisPrimary }
func (s stack) GetStyle() chart.Style     { return chart.Style{} }
func (s stack) Validate() error           { return nil }

func (s stack) Render(r chart.Renderer, _ chart.Box, _, _ chart.Range, _ chart.Style) {
	onto := func(int, int) (chart.Renderer, error) { return &within{Renderer: r}, nil }
	for i, l := range s.p.l.Rows {
		o := s.p.o
		o.Texts = false // those of all rows are drawn at once
		c, err := newChart(s.p.f.Rows[i], l, o)
		if err != nil {
			continue // newChart has checked all rows before
		}
		c.Background.FillColor = drawing.Color{R: 1, A: 0}
		c.Render(onto, io.Discard)
	}
}
