package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Stepper shows a value between a minus and a plus. It is one control: the arrow keys
// change the value by one step, with Shift by ten.
type Stepper struct {
	control
	name, value string
	step        func(by int)
	reset       func()
}

// NewStepper returns a stepper. step is called with the number of steps; reset, which
// may be nil, by the key 0.
func NewStepper(name string, host *Host, step func(by int), reset func()) *Stepper {
	s := &Stepper{name: name, step: step, reset: reset}
	s.host, s.label = host, name
	s.refresh = s.Refresh
	s.ExtendBaseWidget(s)
	return s
}

// SetValue shows a value.
func (s *Stepper) SetValue(value string) {
	if s.value != value {
		s.value, s.label = value, s.name+" "+value
		s.Refresh()
	}
}

// Value returns what is shown.
func (s *Stepper) Value() string { return s.value }

// Tapped implements fyne.Tappable: the left part steps back, the right part on.
func (s *Stepper) Tapped(e *fyne.PointEvent) {
	by := +1
	if r := s.parts(); e.Position.X < r.minus+r.side {
		by = -1
		if e.Position.X < r.minus {
			return // the name
		}
	} else if e.Position.X < r.plus || e.Position.X >= r.plus+r.side {
		return // the value, and what lies beyond
	}
	s.step(by)
}

// TypedKey implements fyne.Focusable.
func (s *Stepper) TypedKey(e *fyne.KeyEvent) {
	by := 1
	if Shifted() {
		by = 10
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		s.step(-by)
	case fyne.KeyRight, fyne.KeyUp:
		s.step(by)
	default:
		s.host.key(e)
	}
}

// TypedRune implements fyne.Focusable.
func (s *Stepper) TypedRune(r rune) {
	switch {
	case r == '+' || r == '=':
		s.step(1)
	case r == '-' || r == '−':
		s.step(-1)
	case r == '0' && s.reset != nil:
		s.reset()
	default:
		s.host.rune(r)
	}
}

// Shifted tells whether a Shift key is held.
func Shifted() bool { return held(fyne.KeyModifierShift) }

func held(key fyne.KeyModifier) bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&key != 0
}

// stepperParts are the places of a stepper's parts in dp.
type stepperParts struct{ minus, value, plus, side, end float32 }

func (s *Stepper) parts() stepperParts {
	k := look.Of(s)
	side := k.Measure("+", charts.SizeBody, typeface.SemiBold).Height + k.Space(1.5)
	at := stepperParts{side: side}
	if s.name != "" {
		at.minus = k.Measure(s.name, charts.SizeLabel, typeface.Regular).Width + k.Space(2)
	}
	at.value = at.minus + side
	at.plus = at.value + max(k.Measure(s.value, charts.SizeBody, typeface.SemiBold).Width, k.Space(6)) + k.Space(3)
	at.end = at.plus + side
	return at
}

// MinSize implements fyne.CanvasObject.
func (s *Stepper) MinSize() fyne.Size {
	s.ExtendBaseWidget(s)
	at := s.parts()
	return fyne.NewSize(at.end, max(at.side, 24))
}

// CreateRenderer implements fyne.Widget.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	k := look.Of(s)
	r := &stepperRenderer{s: s, ring: ring(k),
		name:  k.Text("", charts.SizeLabel, typeface.Regular, charts.Muted),
		value: k.Text("", charts.SizeBody, typeface.SemiBold, charts.Ink),
		minus: k.Text("−", charts.SizeBody, typeface.SemiBold, charts.Ink),
		plus:  k.Text("+", charts.SizeBody, typeface.SemiBold, charts.Ink),
	}
	for i := range r.backs {
		r.backs[i] = canvas.NewRectangle(color.Transparent)
		r.backs[i].CornerRadius = 6
	}
	r.Refresh()
	return r
}

type stepperRenderer struct {
	s                        *Stepper
	backs                    [2]*canvas.Rectangle
	name, value, minus, plus *canvas.Text
	ring                     *canvas.Rectangle
}

func (r *stepperRenderer) Destroy()           {}
func (r *stepperRenderer) MinSize() fyne.Size { return r.s.MinSize() }
func (r *stepperRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.backs[0], r.backs[1], r.name, r.minus, r.value, r.plus, r.ring}
}

func (r *stepperRenderer) Layout(size fyne.Size) {
	at := r.s.parts()
	middle := func(t *canvas.Text, from, until float32) {
		m := t.MinSize()
		t.Resize(m)
		t.Move(fyne.NewPos(from+(until-from-m.Width)/2, (size.Height-m.Height)/2))
	}
	y := (size.Height - at.side) / 2
	for i, x := range []float32{at.minus, at.plus} {
		r.backs[i].Move(fyne.NewPos(x, y))
		r.backs[i].Resize(fyne.NewSize(at.side, at.side))
	}
	m := r.name.MinSize()
	r.name.Resize(m)
	r.name.Move(fyne.NewPos(0, (size.Height-m.Height)/2))
	middle(r.minus, at.minus, at.minus+at.side)
	middle(r.value, at.value, at.plus)
	middle(r.plus, at.plus, at.plus+at.side)
	r.ring.Move(fyne.NewPos(at.minus-3, y-3))
	r.ring.Resize(fyne.NewSize(at.end-at.minus+6, at.side+6))
}

func (r *stepperRenderer) Refresh() {
	k := look.Of(r.s)
	for _, b := range r.backs {
		b.FillColor, b.StrokeColor, b.StrokeWidth = k.Color(charts.Chip), color.Transparent, 0
		if r.s.hovered {
			b.StrokeColor, b.StrokeWidth = k.Color(charts.Muted), 1
		}
	}
	r.name.Text, r.name.Color, r.name.TextSize = r.s.name, k.Color(charts.Muted), k.Size(charts.SizeLabel)
	r.value.Text = r.s.value
	for _, t := range []*canvas.Text{r.value, r.minus, r.plus} {
		t.Color, t.TextSize = k.Color(charts.Ink), k.Size(charts.SizeBody)
	}
	r.ring.StrokeColor, r.ring.Hidden = k.Color(charts.Accent), !r.s.focused
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
