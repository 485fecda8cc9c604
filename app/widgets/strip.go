package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/scale"
	"truceline/data"
)

// StripContent is what a Strip shows.
type StripContent struct {
	From, Until data.Day
	Max         data.Percent
	Curves      []charts.Curve
	// Told is the day up to which lines are drawn.
	Told data.Day
	// First and Last are the days that the plot above draws.
	First, Last data.Day
	Label       string // for assistive technology
}

// Strip is the whole story as a thin line, with a frame about the days that the plot
// above it draws. The frame can be dragged, and moved by keys.
type Strip struct {
	control
	content StripContent
	panned  func(by data.Day)
	zoomed  func(factor float64)
	whole   func()
	dragged float32 // dp since the last whole day
}

var _ fyne.Draggable = (*Strip)(nil)

// NewStrip returns an empty strip. panned moves the frame, zoomed makes it shorter by a
// factor above 1, whole puts it back to where the story has it.
func NewStrip(host *Host, panned func(by data.Day), zoomed func(factor float64), whole func()) *Strip {
	s := &Strip{panned: panned, zoomed: zoomed, whole: whole}
	s.host, s.refresh = host, s.Refresh
	s.ExtendBaseWidget(s)
	return s
}

// SetContent shows other lines, or another frame.
func (s *Strip) SetContent(c StripContent) {
	s.content, s.label = c, c.Label
	s.Refresh()
}

// Cursor implements desktop.Cursorable.
func (s *Strip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// days maps days to dp within the strip.
func (s *Strip) days() scale.Days {
	c := s.content
	return scale.Days{From: c.From, Until: max(c.Until, c.From+1), Left: 1, Right: max(float64(s.Size().Width)-1, 2)}
}

// Dragged implements fyne.Draggable.
func (s *Strip) Dragged(e *fyne.DragEvent) {
	s.dragged += e.Dragged.DX
	width := float32(s.days().Width())
	if by := data.Day(s.dragged / width); by != 0 {
		s.dragged -= float32(by) * width
		s.panned(by)
	}
}

// DragEnd implements fyne.Draggable.
func (s *Strip) DragEnd() { s.dragged = 0 }

// Tapped implements fyne.Tappable: the frame comes to the day that was clicked.
func (s *Strip) Tapped(e *fyne.PointEvent) {
	middle := s.content.First + (s.content.Last-s.content.First)/2
	if by := s.days().Day(float64(e.Position.X)) - middle; by != 0 {
		s.panned(by)
	}
}

// TypedKey implements fyne.Focusable: the arrow keys move the frame by a week, with
// Shift by a day.
func (s *Strip) TypedKey(e *fyne.KeyEvent) {
	by := data.Day(7)
	if Shifted() {
		by = 1
	}
	switch e.Name {
	case fyne.KeyLeft:
		s.panned(-by)
	case fyne.KeyRight:
		s.panned(by)
	default:
		s.host.key(e)
	}
}

// TypedRune implements fyne.Focusable.
func (s *Strip) TypedRune(r rune) {
	switch r {
	case '+', '=':
		s.zoomed(zoomStep)
	case '-', '−':
		s.zoomed(1 / zoomStep)
	case '0':
		s.whole()
	default:
		s.host.rune(r)
	}
}

// Scrolled implements fyne.Scrollable.
func (s *Strip) Scrolled(e *fyne.ScrollEvent) {
	switch {
	case e.Scrolled.DY > 0:
		s.zoomed(zoomStep)
	case e.Scrolled.DY < 0:
		s.zoomed(1 / zoomStep)
	}
}

// MinSize implements fyne.CanvasObject.
func (s *Strip) MinSize() fyne.Size {
	s.ExtendBaseWidget(s)
	return fyne.NewSize(120, max(24, look.Of(s).Space(6)))
}

// CreateRenderer implements fyne.Widget.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer {
	r := &stripRenderer{s: s, ground: canvas.NewRectangle(color.Transparent), frame: canvas.NewRectangle(color.Transparent), ring: ring(look.Of(s))}
	r.build()
	return r
}

type stripRenderer struct {
	s                   *Strip
	ground, frame, ring *canvas.Rectangle
	objects             []fyne.CanvasObject
}

func (r *stripRenderer) Destroy()                     {}
func (r *stripRenderer) MinSize() fyne.Size           { return r.s.MinSize() }
func (r *stripRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *stripRenderer) Layout(fyne.Size)             { r.build() }

func (r *stripRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.s)
}

// build makes the lines of rectangles: rates hold until they change.
func (r *stripRenderer) build() {
	s, c, k, size := r.s, r.s.content, look.Of(r.s), r.s.Size()
	r.objects = r.objects[:0]
	if size.Width <= 0 || c.Until <= c.From || c.Max <= 0 {
		return
	}
	const thick, air = 1.5, 4
	days, base := s.days(), size.Height-air
	y := func(v data.Percent) float32 { return base - (base-air)*float32(min(v, c.Max)/c.Max) }
	x := func(d data.Day) float32 { return float32(days.Pos(d)) }
	piece := func(role charts.Role, ax, ay, bx, by float32) {
		o := canvas.NewRectangle(k.Color(role))
		Put(o, min(ax, bx)-thick/2, min(ay, by)-thick/2, max(ax, bx)-min(ax, bx)+thick, max(ay, by)-min(ay, by)+thick)
		r.objects = append(r.objects, o)
	}
	r.ground.FillColor = k.Color(charts.Line)
	Put(r.ground, 0, base, size.Width, 1)
	r.objects = append(r.objects, r.ground)
	for _, curve := range c.Curves {
		for i, step := range curve.Steps {
			until := curve.Until
			if i+1 < len(curve.Steps) {
				until = curve.Steps[i+1].Day
			}
			if step.Day > c.Told {
				break
			}
			piece(curve.Role, x(step.Day), y(step.Value), x(min(until, c.Told)), y(step.Value))
			if i+1 < len(curve.Steps) && until <= c.Told {
				piece(curve.Role, x(until), y(step.Value), x(until), y(curve.Steps[i+1].Value))
			}
		}
	}
	r.frame.StrokeColor, r.frame.StrokeWidth, r.frame.CornerRadius = k.Color(charts.Ink), 1.5, 3
	first, last := max(c.First, c.From), min(c.Last, c.Until)
	Put(r.frame, x(first)-1, 0, max(x(last)-x(first), 6)+2, size.Height)
	r.ring.StrokeColor, r.ring.Hidden = k.Color(charts.Accent), !s.focused
	Put(r.ring, -3, -3, size.Width+6, size.Height+6)
	r.objects = append(r.objects, r.frame, r.ring)
}
