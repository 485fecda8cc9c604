package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/scale"
	"truceline/data"
)

// Scrubber is a line of days to drag along, below the plot and in step with it.
type Scrubber struct {
	widget.BaseWidget
	host *Host
	// OnChanged is called at every day the knob passes, OnChangeEnded when it
	// settles.
	OnChanged, OnChangeEnded func(data.Day)

	days             scale.Days // positions from the scrubber's left edge
	limit            data.Day   // the last day that has come; later days are only planned
	day              data.Day
	focused, hovered bool
	dragging         bool
	view             *scrubberRenderer
}

var (
	_ fyne.Focusable    = (*Scrubber)(nil)
	_ fyne.Tappable     = (*Scrubber)(nil)
	_ fyne.Draggable    = (*Scrubber)(nil)
	_ desktop.Hoverable = (*Scrubber)(nil)
)

// NewScrubber returns a scrubber; its days are set with SetDays.
func NewScrubber(host *Host, changed, ended func(data.Day)) *Scrubber {
	s := &Scrubber{host: host, OnChanged: changed, OnChangeEnded: ended}
	s.ExtendBaseWidget(s)
	return s
}

// SetDays sets the days and where they lie, in dp from the scrubber's left edge.
// Days after limit have not come yet; the line is drawn thinner there.
func (s *Scrubber) SetDays(days scale.Days, limit data.Day) {
	s.days, s.limit = days, limit
	s.place()
}

// SetDay puts the knob on a day without calling back.
func (s *Scrubber) SetDay(day data.Day) {
	if !s.dragging {
		s.day = day
		s.place()
	}
}

// Day is the day that the knob stands on.
func (s *Scrubber) Day() data.Day { return s.day }

// Knob is how far the knob's middle stands from the scrubber's left edge, in dp.
func (s *Scrubber) Knob() float32 {
	return min(max(float32(s.days.Pos(s.day)), float32(s.days.Left)), float32(s.days.Right))
}

func (s *Scrubber) place() {
	if s.view != nil {
		s.view.place()
	}
}

func (s *Scrubber) move(x float32) {
	day := s.days.Day(float64(x))
	if day != s.day {
		s.day = day
		s.place()
		s.OnChanged(day)
	}
}

// Dragged implements fyne.Draggable.
func (s *Scrubber) Dragged(e *fyne.DragEvent) {
	s.dragging = true
	s.move(e.Position.X)
}

// DragEnd implements fyne.Draggable.
func (s *Scrubber) DragEnd() {
	s.dragging = false
	s.OnChangeEnded(s.day)
}

// Tapped implements fyne.Tappable.
func (s *Scrubber) Tapped(e *fyne.PointEvent) {
	s.move(e.Position.X)
	s.OnChangeEnded(s.day)
}

func (s *Scrubber) MouseIn(*desktop.MouseEvent)    { s.hovered = true; s.place() }
func (s *Scrubber) MouseMoved(*desktop.MouseEvent) {}
func (s *Scrubber) MouseOut()                      { s.hovered = false; s.place() }
func (s *Scrubber) FocusGained()                   { s.focused = true; s.place(); s.host.focusGained() }
func (s *Scrubber) FocusLost()                     { s.focused = false; s.place() }
func (s *Scrubber) Cursor() desktop.Cursor         { return desktop.HResizeCursor }
func (s *Scrubber) TypedRune(r rune)               { s.host.rune(r) }

// TypedKey implements fyne.Focusable: the arrow keys move by a day.
func (s *Scrubber) TypedKey(e *fyne.KeyEvent) {
	step := data.Day(0)
	switch e.Name {
	case fyne.KeyLeft:
		step = -1
	case fyne.KeyRight:
		step = +1
	default:
		s.host.key(e)
		return
	}
	s.day = min(max(s.day+step, s.days.From), s.days.Until)
	s.place()
	s.OnChangeEnded(s.day)
}

// CreateRenderer implements fyne.Widget.
func (s *Scrubber) CreateRenderer() fyne.WidgetRenderer {
	r := &scrubberRenderer{s: s, rest: &canvas.Rectangle{}, ahead: &canvas.Rectangle{}, done: &canvas.Rectangle{}, knob: &canvas.Circle{}, ring: &canvas.Circle{}}
	s.view = r
	r.Refresh()
	return r
}

type scrubberRenderer struct {
	s                 *Scrubber
	rest, ahead, done *canvas.Rectangle
	knob, ring        *canvas.Circle
}

func (r *scrubberRenderer) Destroy()           { r.s.view = nil }
func (r *scrubberRenderer) Layout(fyne.Size)   { r.place() }
func (r *scrubberRenderer) MinSize() fyne.Size { return fyne.NewSize(120, 28) }
func (r *scrubberRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rest, r.ahead, r.done, r.ring, r.knob}
}

func (r *scrubberRenderer) Refresh() {
	skin := look.Of(r.s)
	r.rest.FillColor, r.ahead.FillColor, r.done.FillColor = skin.Color(charts.Line), skin.Color(charts.Line), skin.Color(charts.Ink)
	r.rest.CornerRadius, r.done.CornerRadius = 2, 2
	r.knob.FillColor = skin.Color(charts.Ink)
	r.ring.StrokeColor, r.ring.StrokeWidth = skin.Color(charts.Accent), 2
	r.place()
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *scrubberRenderer) place() {
	s := r.s
	y := s.Size().Height / 2
	bar := func(o *canvas.Rectangle, from, to, h float32) {
		o.Move(fyne.NewPos(from, y-h/2))
		o.Resize(fyne.NewSize(max(to-from, 0), h))
	}
	left, right := float32(s.days.Left), float32(s.days.Right)
	x := s.Knob()
	limit := min(max(float32(s.days.Pos(s.limit)), left), right)
	bar(r.rest, left, limit, 4)
	bar(r.ahead, limit, right, 1.5)
	bar(r.done, left, x, 4)
	knob := float32(8)
	if s.hovered || s.dragging {
		knob = 9
	}
	r.knob.Move(fyne.NewPos(x-knob, y-knob))
	r.knob.Resize(fyne.NewSize(2*knob, 2*knob))
	r.ring.Hidden = !s.focused
	r.ring.Move(fyne.NewPos(x-12, y-12))
	r.ring.Resize(fyne.NewSize(24, 24))
}
