package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/scale"
	"truceline/data"
)

// Scrubber is a line of days to drag along, below the plot and in step with it.
type Scrubber struct {
	Control
	// OnChanged is called at every day the knob passes, OnChangeEnded when it
	// settles.
	OnChanged, OnChangeEnded func(data.Day)

	days     scale.Days // positions from the scrubber's left edge
	limit    data.Day   // the last day that has come; later days are only planned
	day      data.Day
	dragging bool

	rest, ahead, done canvas.Rectangle
	knob, around      canvas.Circle // around it where the focus is
}

var (
	_ fyne.Focusable = (*Scrubber)(nil)
	_ fyne.Draggable = (*Scrubber)(nil)
)

// NewScrubber returns a scrubber; its days are set with SetDays.
func NewScrubber(host *Host, changed, ended func(data.Day)) *Scrubber {
	s := &Scrubber{OnChanged: changed, OnChangeEnded: ended}
	s.Extend(s, host, "", nil)
	s.refresh = s.place
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

// Cursor implements desktop.Cursorable.
func (s *Scrubber) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// TypedKey implements fyne.Focusable: the arrow keys move by a day.
func (s *Scrubber) TypedKey(e *fyne.KeyEvent) {
	step := data.Day(0)
	switch e.Name {
	case fyne.KeyLeft:
		step = -1
	case fyne.KeyRight:
		step = +1
	default:
		s.host.Key(e)
		return
	}
	s.day = min(max(s.day+step, s.days.From), s.days.Until)
	s.place()
	s.OnChangeEnded(s.day)
}

// MinSize implements fyne.CanvasObject.
func (s *Scrubber) MinSize() fyne.Size { return fyne.NewSize(120, 28) }

// CreateRenderer implements fyne.Widget.
func (s *Scrubber) CreateRenderer() fyne.WidgetRenderer {
	return Drawn(s, func(fyne.Size) { s.place() }, func() {
		skin := look.Of(s)
		s.rest.FillColor, s.ahead.FillColor, s.done.FillColor = skin.Color(charts.Line), skin.Color(charts.Line), skin.Color(charts.Ink)
		s.rest.CornerRadius, s.done.CornerRadius = 2, 2
		s.knob.FillColor = skin.Color(charts.Ink)
		s.around.StrokeColor, s.around.StrokeWidth = skin.Color(charts.Accent), 2
	}, &s.rest, &s.ahead, &s.done, &s.around, &s.knob)
}

// place puts the lines and the knob where the days are.
func (s *Scrubber) place() {
	y := s.Size().Height / 2
	bar := func(o *canvas.Rectangle, from, to, h float32) { Put(o, from, y-h/2, max(to-from, 0), h) }
	left, right := float32(s.days.Left), float32(s.days.Right)
	x := s.Knob()
	limit := min(max(float32(s.days.Pos(s.limit)), left), right)
	bar(&s.rest, left, limit, 4)
	bar(&s.ahead, limit, right, 1.5)
	bar(&s.done, left, x, 4)
	disc := func(o *canvas.Circle, r float32) { Put(o, x-r, y-r, 2*r, 2*r) }
	knob := float32(8)
	if s.hovered || s.dragging {
		knob = 9
	}
	disc(&s.knob, knob)
	s.around.Hidden = !s.focused
	disc(&s.around, 12)
}
