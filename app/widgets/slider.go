package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Slider sets a share of a whole, from nothing at its left end to all at its right. It is
// dragged or clicked; the arrow keys move it by a step, with Shift by four.
type Slider struct {
	Control
	name, value, none, all string
	share                  float64
	steps                  int // from end to end
	set                    func(share float64)
	reset                  func()
}

var (
	_ fyne.Draggable     = (*Slider)(nil)
	_ desktop.Cursorable = (*Slider)(nil)
)

// NewSlider returns a slider of that many steps. none and all are the names of its ends;
// set is called with a share of full steps, reset by the key 0.
func NewSlider(name, none, all string, steps int, host *Host, set func(share float64), reset func()) *Slider {
	s := &Slider{name: name, none: none, all: all, steps: steps, set: set, reset: reset}
	s.Extend(s, host, name, nil)
	return s
}

// SetShare shows a share, and how it is written.
func (s *Slider) SetShare(share float64, value string) {
	if s.share != share || s.value != value {
		s.share, s.value, s.label = share, value, s.name+" "+value
		s.Refresh()
	}
}

// Value is the share as it is written.
func (s *Slider) Value() string { return s.value }

// to sets the share of the nearest full step.
func (s *Slider) to(share float64) {
	share = math.Round(min(max(share, 0), 1)*float64(s.steps)) / float64(s.steps)
	if share != s.share {
		s.set(share)
	}
}

func (s *Slider) by(steps int) { s.to(s.share + float64(steps)/float64(s.steps)) }

// at sets the share at a place on the track.
func (s *Slider) at(p fyne.Position) {
	if track := s.Size().Width - 2*s.knob(); track > 0 {
		s.to(float64((p.X - s.knob()) / track))
	}
}

// knob is the knob's radius in dp: half of a target of 24 dp at least.
func (s *Slider) knob() float32 { return max(12, look.Of(s).Space(3)) }

// Cursor implements desktop.Cursorable.
func (s *Slider) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Tapped implements fyne.Tappable.
func (s *Slider) Tapped(e *fyne.PointEvent) { s.at(e.Position) }

// Dragged implements fyne.Draggable.
func (s *Slider) Dragged(e *fyne.DragEvent) { s.at(e.Position) }

// DragEnd implements fyne.Draggable.
func (s *Slider) DragEnd() {}

// TypedKey implements fyne.Focusable.
func (s *Slider) TypedKey(e *fyne.KeyEvent) {
	by := 1
	if Held(fyne.KeyModifierShift) {
		by = 4
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		s.by(-by)
	case fyne.KeyRight, fyne.KeyUp:
		s.by(by)
	default:
		s.host.Key(e)
	}
}

// TypedRune implements fyne.Focusable.
func (s *Slider) TypedRune(r rune) {
	switch r {
	case '+', '=':
		s.by(1)
	case '-', '−':
		s.by(-1)
	case '0':
		s.reset()
	default:
		s.host.Rune(r)
	}
}

// HeightFor implements Tall.
func (s *Slider) HeightFor(float32) float32 {
	k := look.Of(s)
	return k.Measure("0", charts.SizeStrong, typeface.SemiBold).Height + 2*s.knob() + k.Measure("0", charts.SizeLabel, typeface.Regular).Height + k.Space(3)
}

// MinSize implements fyne.CanvasObject.
func (s *Slider) MinSize() fyne.Size {
	return fyne.NewSize(160, s.HeightFor(0))
}

// CreateRenderer implements fyne.Widget.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	k := look.Of(s)
	track, fill, ring, knob := canvas.NewRectangle(nil), canvas.NewRectangle(nil), Ring(k), canvas.NewCircle(nil)
	track.CornerRadius, fill.CornerRadius = 3, 3
	name, value := k.Text(s.name, charts.SizeStrong, typeface.SemiBold, charts.Ink), k.Text("", charts.SizeStrong, typeface.SemiBold, charts.Ink)
	none, all := k.Text(s.none, charts.SizeLabel, typeface.Regular, charts.Muted), k.Text(s.all, charts.SizeLabel, typeface.Regular, charts.Muted)
	// line writes a text at the left edge and one at the right.
	line := func(left, right *canvas.Text, y, width float32) (high float32) {
		l, r := left.MinSize(), right.MinSize()
		Put(left, 0, y, l.Width, l.Height)
		Put(right, width-r.Width, y, r.Width, r.Height)
		return l.Height
	}
	return Drawn(s, func(size fyne.Size) {
		const thick = 6
		radius := s.knob()
		y := line(name, value, 0, size.Width) + look.Of(s).Space(1) + radius
		width := max(size.Width-2*radius, 0)
		x := radius + width*float32(s.share)
		Put(track, radius, y-thick/2, width, thick)
		Put(fill, radius, y-thick/2, x-radius, thick)
		Put(knob, x-radius*0.8, y-radius*0.8, radius*1.6, radius*1.6)
		line(none, all, y+radius, size.Width)
		Put(ring, x-radius, y-radius, 2*radius, 2*radius)
		ring.CornerRadius = radius
	}, func() {
		k := look.Of(s)
		value.Text = s.value
		for _, t := range []*canvas.Text{name, value} {
			t.Color, t.TextSize = k.Color(charts.Ink), k.Size(charts.SizeStrong)
		}
		for _, t := range []*canvas.Text{none, all} {
			t.Color, t.TextSize = k.Color(charts.Muted), k.Size(charts.SizeLabel)
		}
		track.FillColor, fill.FillColor, knob.FillColor = k.Color(charts.Line), k.Color(charts.Accent), k.Color(charts.Ink)
		s.Ringed(ring, k)
	}, name, value, track, fill, knob, none, all, ring)
}
