package picture

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/data"
)

// Pen lets a reader draw steps into a Plot. As long as a plot has one, drags, clicks
// and the arrow keys draw; what is drawn lies over the picture as dashed lines that
// only move, so that drawing draws no picture.
type Pen struct {
	Lines []PenLine
	// Active is the line that is drawn.
	Active int
	// From and Until are the days that can be drawn, ends included; Low and Top the
	// lowest and the highest rate, Step and Fine by how much a rate changes at a time.
	From, Until          data.Day
	Low, Top, Step, Fine data.Percent
	// Text says a day and a rate, beside the pen.
	Text func(data.Day, data.Percent) string
	// Draw sets a line's rate from one day to another, in any order. Erase takes away
	// the step that holds on a day. Switch goes to the next line, Done ends drawing.
	Draw   func(line int, a, b data.Day, rate data.Percent)
	Erase  func(line int, day data.Day)
	Switch func()
	Done   func()
}

// PenLine is a line as far as it is drawn.
type PenLine struct {
	Role    charts.Role
	WidthDP float32
	Before  data.Percent // on the eve
	Steps   []charts.Step
}

// rate is the line's rate on a day.
func (l *PenLine) rate(day data.Day) data.Percent {
	rate := l.Before
	for _, s := range l.Steps {
		if s.Day > day {
			break
		}
		rate = s.Value
	}
	return rate
}

// SetPen gives the plot a pen, or takes it away with nil. The pen's own day is kept
// as long as it lies within the days.
func (p *Plot) SetPen(pen *Pen) {
	p.pen = pen
	if pen != nil {
		p.penDay = min(max(p.penDay, pen.From), pen.Until)
		p.hover = data.NoDay
	}
	p.place()
}

// penAt returns the day and the rate below a position.
func (p *Plot) penAt(pos fyne.Position) (data.Day, data.Percent, bool) {
	if p.layout == nil || !p.layout.Dated() {
		return 0, 0, false
	}
	day := p.layout.Days.Day(float64(pos.X))
	step := float64(p.pen.Step)
	rate := math.Round(p.layout.Values.Value(float64(pos.Y))/step) * step
	return min(max(day, p.pen.From), p.pen.Until), min(max(data.Percent(rate), p.pen.Low), p.pen.Top), true
}

// penDragged draws from where the drag was last.
func (p *Plot) penDragged(pos fyne.Position) {
	day, rate, ok := p.penAt(pos)
	if !ok {
		return
	}
	from := day
	if p.penDown {
		from = p.penDay
	}
	p.penDown, p.penDay = true, day
	p.pen.Draw(p.pen.Active, from, day, rate)
}

// penKey takes the keys that draw. It returns false for others.
func (p *Plot) penKey(name fyne.KeyName) bool {
	pen := p.pen
	days, points := data.Day(1), pen.Step
	if widgets.Held(fyne.KeyModifierShift) {
		days, points = 7, pen.Fine
	}
	switch name {
	case fyne.KeyLeft, fyne.KeyRight:
		if name == fyne.KeyLeft {
			days = -days
		}
		p.penDay = min(max(p.penDay+days, pen.From), pen.Until)
		p.place()
	case fyne.KeyUp, fyne.KeyDown:
		if name == fyne.KeyDown {
			points = -points
		}
		rate := min(max(pen.Lines[pen.Active].rate(p.penDay)+points, pen.Low), pen.Top)
		pen.Draw(pen.Active, p.penDay, p.penDay, rate)
	case fyne.KeyPageUp, fyne.KeyPageDown:
		pen.Switch()
	case fyne.KeyDelete, fyne.KeyBackspace:
		pen.Erase(pen.Active, p.penDay)
	case fyne.KeyReturn, fyne.KeyEnter:
		pen.Done()
	default:
		return false
	}
	return true
}

// penMarks are what shows a pen: dashes, and a dot at the pen. They are made as
// needed and then only move.
type penMarks struct {
	dashes []*canvas.Line
	dot    *canvas.Circle
	box    *fyne.Container
}

func newPenMarks() *penMarks {
	m := &penMarks{dot: canvas.NewCircle(nil), box: container.NewWithoutLayout()}
	m.dot.StrokeWidth = 2
	m.box.Objects = []fyne.CanvasObject{m.dot}
	return m
}

// place puts the marks where the lines are.
func (m *penMarks) place(p *Plot) {
	if p.pen == nil || p.layout == nil {
		m.box.Hide()
		return
	}
	m.box.Show()
	m.box.Resize(p.Size())
	k, l := look.Of(p), p.layout
	grow := float32(l.Growth())
	used := 0
	dash := func(x0, y0, x1, y1 float32, role charts.Role, width float32) {
		if used == len(m.dashes) {
			line := canvas.NewLine(nil)
			m.dashes = append(m.dashes, line)
			m.box.Objects = append(m.box.Objects[:len(m.box.Objects)-1], line, m.dot)
		}
		line := m.dashes[used]
		used++
		line.StrokeColor, line.StrokeWidth = k.Color(role), width
		line.Position1, line.Position2 = fyne.NewPos(x0, y0), fyne.NewPos(x1, y1)
		line.Show()
	}
	run := func(x0, y0, x1, y1 float32, role charts.Role, width float32) {
		const on, off = 6, 4 // dp
		length := max(abs(x1-x0), abs(y1-y0))
		for at := float32(0); at < length; at += on + off {
			a, b := at/length, min(at+on, length)/length
			dash(x0+(x1-x0)*a, y0+(y1-y0)*a, x0+(x1-x0)*b, y0+(y1-y0)*b, role, width)
		}
	}
	x := func(d data.Day) float32 { return float32(l.Days.Pos(d)) }
	y := func(v data.Percent) float32 { return float32(l.Values.Pos(float64(v))) }
	for i := range p.pen.Lines {
		line := &p.pen.Lines[i]
		if len(line.Steps) == 0 && i != p.pen.Active {
			continue
		}
		at, rate := p.pen.From, line.Before
		for _, s := range line.Steps {
			run(x(at), y(rate), x(s.Day), y(rate), line.Role, line.WidthDP*grow)
			run(x(s.Day), y(rate), x(s.Day), y(s.Value), line.Role, line.WidthDP*grow)
			at, rate = s.Day, s.Value
		}
		run(x(at), y(rate), x(p.pen.Until), y(rate), line.Role, line.WidthDP*grow)
	}
	for _, spare := range m.dashes[used:] {
		spare.Hide()
	}
	active := &p.pen.Lines[p.pen.Active]
	r := float32(charts.DotRadiusDP) * grow * 1.3
	m.dot.FillColor, m.dot.StrokeColor = k.Color(charts.Paper), k.Color(active.Role)
	m.dot.Move(fyne.NewPos(x(p.penDay)-r, y(active.rate(p.penDay))-r))
	m.dot.Resize(fyne.NewSize(2*r, 2*r))
	canvas.Refresh(m.box)
}
