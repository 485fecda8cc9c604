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
	control
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
	s.host, s.label = host, name
	s.refresh = s.Refresh
	s.ExtendBaseWidget(s)
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
	if Shifted() {
		by = 4
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		s.by(-by)
	case fyne.KeyRight, fyne.KeyUp:
		s.by(by)
	default:
		s.host.key(e)
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
		s.host.rune(r)
	}
}

// HeightFor implements Tall.
func (s *Slider) HeightFor(float32) float32 {
	k := look.Of(s)
	return k.Measure("0", charts.SizeStrong, typeface.SemiBold).Height + 2*s.knob() + k.Measure("0", charts.SizeLabel, typeface.Regular).Height + k.Space(3)
}

// MinSize implements fyne.CanvasObject.
func (s *Slider) MinSize() fyne.Size {
	s.ExtendBaseWidget(s)
	return fyne.NewSize(160, s.HeightFor(0))
}

// CreateRenderer implements fyne.Widget.
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	k := look.Of(s)
	r := &sliderRenderer{s: s, ring: ring(k), track: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil), knob: canvas.NewCircle(nil),
		name: k.Text("", charts.SizeStrong, typeface.SemiBold, charts.Ink), value: k.Text("", charts.SizeStrong, typeface.SemiBold, charts.Ink),
		none: k.Text("", charts.SizeLabel, typeface.Regular, charts.Muted), all: k.Text("", charts.SizeLabel, typeface.Regular, charts.Muted)}
	r.Refresh()
	return r
}

type sliderRenderer struct {
	s                      *Slider
	track, fill, ring      *canvas.Rectangle
	knob                   *canvas.Circle
	name, value, none, all *canvas.Text
}

func (r *sliderRenderer) Destroy()           {}
func (r *sliderRenderer) MinSize() fyne.Size { return r.s.MinSize() }
func (r *sliderRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.name, r.value, r.track, r.fill, r.knob, r.none, r.all, r.ring}
}

func (r *sliderRenderer) Layout(size fyne.Size) {
	k, radius := look.Of(r.s), r.s.knob()
	name, value := r.name.MinSize(), r.value.MinSize()
	Put(r.name, 0, 0, name.Width, name.Height)
	Put(r.value, size.Width-value.Width, 0, value.Width, value.Height)
	const thick = 6
	y := name.Height + k.Space(1) + radius
	width := max(size.Width-2*radius, 0)
	x := radius + width*float32(r.s.share)
	Put(r.track, radius, y-thick/2, width, thick)
	Put(r.fill, radius, y-thick/2, x-radius, thick)
	Put(r.knob, x-radius*0.8, y-radius*0.8, radius*1.6, radius*1.6)
	none, all := r.none.MinSize(), r.all.MinSize()
	Put(r.none, 0, y+radius, none.Width, none.Height)
	Put(r.all, size.Width-all.Width, y+radius, all.Width, all.Height)
	Put(r.ring, x-radius, y-radius, 2*radius, 2*radius)
	r.ring.CornerRadius = radius
}

func (r *sliderRenderer) Refresh() {
	k, s := look.Of(r.s), r.s
	r.name.Text, r.value.Text, r.none.Text, r.all.Text = s.name, s.value, s.none, s.all
	for _, t := range []*canvas.Text{r.name, r.value} {
		t.Color, t.TextSize = k.Color(charts.Ink), k.Size(charts.SizeStrong)
	}
	for _, t := range []*canvas.Text{r.none, r.all} {
		t.Color, t.TextSize = k.Color(charts.Muted), k.Size(charts.SizeLabel)
	}
	r.track.FillColor, r.track.CornerRadius = k.Color(charts.Line), 3
	r.fill.FillColor, r.fill.CornerRadius = k.Color(charts.Accent), 3
	r.knob.FillColor = k.Color(charts.Ink)
	r.ring.StrokeColor, r.ring.Hidden = k.Color(charts.Accent), !s.focused
	r.Layout(s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
