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
	Control
	name, value string
	step        func(by int)
	reset       func()
}

// NewStepper returns a stepper. step is called with the number of steps; reset, which
// may be nil, by the key 0.
func NewStepper(name string, host *Host, step func(by int), reset func()) *Stepper {
	s := &Stepper{name: name, step: step, reset: reset}
	s.Extend(s, host, name, nil)
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
	if Held(fyne.KeyModifierShift) {
		by = 10
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		s.step(-by)
	case fyne.KeyRight, fyne.KeyUp:
		s.step(by)
	default:
		s.host.Key(e)
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
		s.host.Rune(r)
	}
}

// Held tells whether a key such as Shift is held.
func Held(key fyne.KeyModifier) bool {
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
	at := s.parts()
	return fyne.NewSize(at.end, max(at.side, 24))
}

// CreateRenderer implements fyne.Widget.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	k := look.Of(s)
	name, ring := k.Text(s.name, charts.SizeLabel, typeface.Regular, charts.Muted), Ring(k)
	text := func(t string) *canvas.Text { return k.Text(t, charts.SizeBody, typeface.SemiBold, charts.Ink) }
	value, minus, plus := text(""), text("−"), text("+")
	backs := [2]*canvas.Rectangle{canvas.NewRectangle(nil), canvas.NewRectangle(nil)}
	return Drawn(s, func(size fyne.Size) {
		at := s.parts()
		middle := func(t *canvas.Text, from, until float32) {
			m := t.MinSize()
			Put(t, from+(until-from-m.Width)/2, (size.Height-m.Height)/2, m.Width, m.Height)
		}
		y := (size.Height - at.side) / 2
		Put(backs[0], at.minus, y, at.side, at.side)
		Put(backs[1], at.plus, y, at.side, at.side)
		middle(name, 0, name.MinSize().Width)
		middle(minus, at.minus, at.minus+at.side)
		middle(value, at.value, at.plus)
		middle(plus, at.plus, at.plus+at.side)
		Put(ring, at.minus-3, y-3, at.end-at.minus+6, at.side+6)
	}, func() {
		k := look.Of(s)
		for _, b := range backs {
			b.CornerRadius, b.FillColor, b.StrokeColor, b.StrokeWidth = 6, k.Color(charts.Chip), color.Transparent, 0
			if s.hovered {
				b.StrokeColor, b.StrokeWidth = k.Color(charts.Muted), 1
			}
		}
		name.Color, name.TextSize = k.Color(charts.Muted), k.Size(charts.SizeLabel)
		value.Text = s.value
		for _, t := range []*canvas.Text{value, minus, plus} {
			t.Color, t.TextSize = k.Color(charts.Ink), k.Size(charts.SizeBody)
		}
		s.Ringed(ring, k)
	}, backs[0], backs[1], name, minus, value, plus, ring)
}
