package render

import (
	"github.com/wcharczuk/go-chart/v2"

	"truceline/charts"
	"truceline/charts/label"
)

// rows is the series of a bar figure's grid and bars.
type rows struct {
	named
	p *picture
	*charts.Bars
}

var _ chart.Series = rows{}

func (s rows) Render(r chart.Renderer, box chart.Box, _, _ chart.Range, _ chart.Style) {
	p := s.p
	for _, v := range p.l.GridValues {
		x := p.px(p.l.Values.Pos(v))
		p.line(r, x, box.Top, x, box.Bottom, charts.Line)
	}
	for i, placed := range p.l.Bars {
		b, at := s.Bars.Bars[i], placed.Bar
		x0, y0, x1, y1 := p.px(at.X), p.px(at.Y), p.px(at.Right()), p.px(at.Bottom())
		if i+1 < len(p.l.Bars) && s.Steps() { // a thin line carries the level down to the next row
			level := at.Right()
			if b.Change < 0 {
				level = at.X
			}
			p.line(r, p.px(level), y1, p.px(level), p.px(p.l.Bars[i+1].Bar.Y), charts.Muted)
		}
		if s.Whole > 0 { // the rest of the whole
			whole := p.px(min(p.l.Values.Pos(float64(s.Whole)), p.l.Plot.Right()))
			p.rect(r, x0, y0, whole, y1, charts.Chip)
		}
		switch b.Kind {
		case charts.PointBar, charts.OpenPointBar:
			p.point(r, at, b)
		case charts.TotalBar:
			p.rect(r, x0, y0, x1, y1, b.Role)
		case charts.StepBar:
			p.rect(r, x0, y0, x1, y1, charts.Chip)
			p.outline(r, x0, y0, x1, y1, b.Role, false)
		default:
			p.outline(r, x0, y0, x1, y1, b.Role, true)
		}
	}
}

// point draws a value as a dot at the end of a thin line.
func (p *picture) point(r chart.Renderer, at label.Rect, b charts.Bar) {
	y, width, fill := at.Y+at.H/2, 1.5, charts.Paper
	if b.Kind == charts.PointBar {
		width, fill = 3.5, b.Role
	}
	r.ResetStyle()
	r.SetStrokeColor(p.color(b.Role))
	r.SetStrokeWidth(p.widthPX(width * p.grow()))
	r.MoveTo(p.px(at.X), p.px(y))
	r.LineTo(p.px(at.Right()), p.px(y))
	r.Stroke()
	p.circle(r, at.Right(), y, charts.DotRadiusDP*1.4*p.grow(), 2.5*p.grow(), b.Role, fill)
}

func (p *picture) outline(r chart.Renderer, x0, y0, x1, y1 int, role charts.Role, dashed bool) {
	r.ResetStyle()
	r.SetStrokeColor(p.color(role))
	r.SetStrokeWidth(p.widthPX(2))
	if dashed {
		r.SetStrokeDashArray([]float64{4 * p.o.PxPerDP, 3 * p.o.PxPerDP})
	}
	r.MoveTo(x0, y0)
	r.LineTo(x1, y0)
	r.LineTo(x1, y1)
	r.LineTo(x0, y1)
	r.LineTo(x0, y0)
	r.Stroke()
}
