package picture

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/render"
	"truceline/charts/scale"
	"truceline/data"
)

// StripContent is what a Strip shows.
type StripContent struct {
	Figure *charts.Figure
	// First and Last are the days that the plot above draws.
	First, Last data.Day
	Label       string // for assistive technology
}

// Strip is the whole story as a thin line, with a frame about the days that the plot
// above it draws. The frame can be dragged, and moved by keys.
type Strip struct {
	widgets.Control
	host    *widgets.Host
	content StripContent
	panned  func(by data.Day)
	zoomed  func(factor float64)
	whole   func()
	wheel   wheel
	dragged float32 // dp since the last whole day
	picture *image.RGBA
	drawn   plotKey // what the picture was made of
}

var _ fyne.Draggable = (*Strip)(nil)

// NewStrip returns an empty strip. panned moves the frame, zoomed makes it shorter by a
// factor above 1, whole puts it back to where the story has it.
func NewStrip(host *widgets.Host, panned func(by data.Day), zoomed func(factor float64), whole func()) *Strip {
	s := &Strip{host: host, panned: panned, zoomed: zoomed, whole: whole}
	s.Extend(s, host, "", nil)
	return s
}

// SetContent shows other lines, or another frame.
func (s *Strip) SetContent(c StripContent) {
	s.content = c
	s.SetLabel(c.Label)
	s.Refresh()
}

// Cursor implements desktop.Cursorable.
func (s *Strip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// days maps days to dp within the strip.
func (s *Strip) days() scale.Days {
	f := s.content.Figure
	return scale.Days{From: f.From, Until: max(f.Until, f.From+1), Left: 1, Right: max(float64(s.Size().Width)-1, 2)}
}

// draw makes the picture of the lines, if what it depends on has changed.
func (s *Strip) draw() {
	k := look.Of(s)
	key := plotKey{s.content.Figure, sight{s.Size(), PxPerDP(s), k.Palette, k.TextScale, 1}}
	if key == s.drawn || key.figure == nil || key.size.Width < 1 || key.size.Height < 1 {
		return
	}
	s.drawn = key
	l, err := charts.LayStrip(key.figure, float64(key.size.Width), float64(key.size.Height))
	if err == nil {
		s.picture, err = render.Base(key.figure, l, render.Options{Palette: key.palette, PxPerDP: key.pxPerDP})
	}
	if err != nil {
		fyne.LogError("strip", err)
	}
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
	if widgets.Held(fyne.KeyModifierShift) {
		by = 1
	}
	switch e.Name {
	case fyne.KeyLeft:
		s.panned(-by)
	case fyne.KeyRight:
		s.panned(by)
	default:
		s.host.Key(e)
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
		s.host.Rune(r)
	}
}

// Scrolled implements fyne.Scrollable.
func (s *Strip) Scrolled(e *fyne.ScrollEvent) {
	if factor := s.wheel.zoom(e.Scrolled.DY, widgets.Held(fyne.KeyModifierControl)); factor != 1 {
		s.zoomed(factor)
	}
}

// MinSize implements fyne.CanvasObject.
func (s *Strip) MinSize() fyne.Size {
	return fyne.NewSize(120, max(24, look.Of(s).Space(6)))
}

// CreateRenderer implements fyne.Widget.
func (s *Strip) CreateRenderer() fyne.WidgetRenderer {
	lines := &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}
	frame, ring := canvas.NewRectangle(color.Transparent), widgets.Ring(look.Of(s))
	frame.StrokeWidth, frame.CornerRadius = 1.5, 3
	return widgets.Drawn(s, func(size fyne.Size) { // the lines, and the frame about the camera's days
		c := s.content
		if size.Width <= 0 || c.Figure == nil {
			return
		}
		s.draw()
		if lines.Image != image.Image(s.picture) && s.picture != nil {
			lines.Image = s.picture
			lines.Refresh()
		}
		lines.Resize(size)
		days := s.days()
		from, until := float32(days.Pos(max(c.First, c.Figure.From))), float32(days.Pos(min(c.Last, c.Figure.Until)))
		widgets.Put(frame, from-1, 0, max(until-from, 6)+2, size.Height)
		ring.Resize(size) // no more: the toolkit clips what can be scrolled
	}, func() {
		k := look.Of(s)
		frame.StrokeColor = k.Color(charts.Ink)
		s.Ringed(ring, k)
	}, lines, frame, ring)
}
