package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// StepLine is a value that holds from day to day, sampled once a day.
type StepLine struct {
	Role    charts.Role
	WidthDP float32
	Values  []float64
	// Before and After are written at the two ends.
	Before, After string
}

// StepsContent is what a Steps shows: lines over the same days, and the stretch of
// them that they are about.
type StepsContent struct {
	Lines []StepLine
	// From and Until are the first and last day of the stretch, counted from the
	// first value.
	From, Until int
	// Caption is written below: what is drawn, in which unit, over which days.
	Caption string
}

// Steps is a small plot of values that hold until they change. It needs no picture:
// it is made of a few lines.
type Steps struct {
	widget.BaseWidget
	content StepsContent
}

// NewSteps returns a small plot.
func NewSteps(content StepsContent) *Steps {
	return Extended(&Steps{content: content})
}

const stepsHeightDP = 58 // of the lines, at text scale 1

// HeightFor returns the height in dp, which does not depend on the width.
func (p *Steps) HeightFor(float32) float32 {
	s := look.Of(p)
	return stepsHeightDP*(1+(s.TextScale-1)/2) + s.Measure("0", charts.SizeSmall, typeface.Regular).Height + s.Space(1)
}

// MinSize implements fyne.CanvasObject.
func (p *Steps) MinSize() fyne.Size {
	return fyne.NewSize(120, p.HeightFor(120))
}

// AccessibilityLabel implements fyne.Accessible.
func (p *Steps) AccessibilityLabel() string { return p.content.Caption }

// AccessibilityRole implements fyne.Accessible.
func (p *Steps) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (p *Steps) CreateRenderer() fyne.WidgetRenderer { return Made(p, p.draw) }

// draw makes the lines, the stretch and what is written.
func (p *Steps) draw(size fyne.Size) (out []fyne.CanvasObject) {
	s, c := look.Of(p), p.content
	if size.Width <= 0 || len(c.Lines) == 0 || len(c.Lines[0].Values) < 2 {
		return nil
	}
	text := func(t string, role charts.Role, weight typeface.Weight) (*canvas.Text, fyne.Size) {
		o := s.Text(t, charts.SizeSmall, weight, role)
		m := s.Measure(t, charts.SizeSmall, weight)
		o.Resize(m)
		return o, m
	}
	// Room at both ends for the values.
	var left, right, high float32
	top := 1.0
	for _, l := range c.Lines {
		_, b := text(l.Before, l.Role, typeface.SemiBold)
		_, a := text(l.After, l.Role, typeface.SemiBold)
		left, right, high = max(left, b.Width), max(right, a.Width), max(high, b.Height)
		for _, v := range l.Values {
			top = max(top, v)
		}
	}
	gap := s.Space(1.5)
	caption, cm := text(c.Caption, charts.Muted, typeface.Regular)
	x0, x1 := left+gap, size.Width-right-gap
	y0, y1 := high/2, size.Height-cm.Height-s.Space(1)-high/2
	n := len(c.Lines[0].Values)
	x := func(day int) float32 { return x0 + (x1-x0)*float32(day)/float32(n-1) }
	y := func(v float64) float32 { return y1 - (y1-y0)*float32(v/top) }

	band := canvas.NewRectangle(s.Color(charts.Chip))
	Put(band, x(c.From)-1, 0, max(x(c.Until)-x(c.From), 2)+2, y1+high/2)
	base := canvas.NewRectangle(s.Color(charts.Line))
	Put(base, x0, y1, x1-x0, 1)
	out = append(out, band, base)
	for _, l := range c.Lines {
		out = l.draw(out, s.Color(l.Role), x, y)
	}
	out = c.ends(out, size, left, high, y, text)
	caption.Move(fyne.NewPos(x0, size.Height-cm.Height))
	return append(out, caption)
}

// draw makes a stretch for each value that holds, and the step to the next.
func (l *StepLine) draw(out []fyne.CanvasObject, c color.Color, x func(int) float32, y func(float64) float32) []fyne.CanvasObject {
	piece := func(ax, ay, bx, by float32) {
		o := canvas.NewRectangle(c)
		Put(o, min(ax, bx)-l.WidthDP/2, min(ay, by)-l.WidthDP/2, max(ax, bx)-min(ax, bx)+l.WidthDP, max(ay, by)-min(ay, by)+l.WidthDP)
		out = append(out, o)
	}
	from := 0
	for i := 1; i < len(l.Values); i++ {
		if l.Values[i] != l.Values[from] {
			piece(x(from), y(l.Values[from]), x(i), y(l.Values[from]))
			piece(x(i), y(l.Values[from]), x(i), y(l.Values[i]))
			from = i
		}
	}
	piece(x(from), y(l.Values[from]), x(len(l.Values)-1), y(l.Values[from]))
	return out
}

// ends writes the values at both ends, moved apart where they would overlap.
func (c *StepsContent) ends(out []fyne.CanvasObject, size fyne.Size, left, high float32, y func(float64) float32,
	text func(string, charts.Role, typeface.Weight) (*canvas.Text, fyne.Size)) []fyne.CanvasObject {
	put := func(of func(StepLine) (string, float64), at func(width float32) float32) {
		type end struct {
			o *canvas.Text
			w float32
			y float32
		}
		var ends []end
		for _, l := range c.Lines {
			t, v := of(l)
			o, m := text(t, l.Role, typeface.SemiBold)
			ends = append(ends, end{o, m.Width, y(v) - high/2})
		}
		if len(ends) == 2 {
			upper, lower := &ends[0], &ends[1]
			if upper.y > lower.y {
				upper, lower = lower, upper
			}
			if short := high - (lower.y - upper.y); short > 0 {
				upper.y -= short / 2
				lower.y += short / 2
				if upper.y < 0 {
					upper.y, lower.y = 0, high
				}
			}
		}
		for _, e := range ends {
			e.o.Move(fyne.NewPos(at(e.w), e.y))
			out = append(out, e.o)
		}
	}
	put(func(l StepLine) (string, float64) { return l.Before, l.Values[0] }, func(w float32) float32 { return left - w })
	put(func(l StepLine) (string, float64) { return l.After, l.Values[len(l.Values)-1] },
		func(w float32) float32 { return size.Width - w })
	return out
}
