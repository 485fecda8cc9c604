package render

import (
	"io"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"truceline/charts"
)

// stack is the series of a figure of rows.
type stack struct {
	named
	p    *picture
	rows charts.Rows
}

var _ chart.Series = stack{}

func (s stack) Render(r chart.Renderer, _ chart.Box, _, _ chart.Range, _ chart.Style) {
	onto := func(int, int) (chart.Renderer, error) { return &within{Renderer: r}, nil }
	for i, l := range s.p.l.Rows {
		o := s.p.o
		o.Texts = false // those of all rows are drawn at once
		c, err := newChart(s.rows[i], l, o)
		if err != nil {
			continue // newChart has checked all rows before
		}
		c.Background.FillColor = drawing.Color{R: 1, A: 0}
		c.Render(onto, io.Discard)
	}
}
