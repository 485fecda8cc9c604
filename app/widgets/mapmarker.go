package widgets

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/typeface"
)

// marker is a meeting on the map: a numbered disc, filled when past, hollow when
// still to come, dashed when only planned.
type marker struct {
	control
	m *Map
	k meetings.Marker
}

func newMarker(m *Map, id string) *marker {
	k := &marker{}
	k.host = m.host
	k.m = m
	k.activate = func() { m.events.Picked(id) }
	k.refresh = k.Refresh
	k.ExtendBaseWidget(k)
	return k
}

func (c *marker) set(k meetings.Marker, words charts.Words) {
	changed := c.k != k
	c.k = k
	c.label = words.Say("map.marker", "Number", k.Order, "City", k.Name, "State", words.Say(k.State.Key()))
	r := float32(k.RadiusDP)
	c.Resize(fyne.NewSize(2*r, 2*r))
	if changed {
		c.Refresh()
	}
}

// FocusGained brings the meeting into view.
func (c *marker) FocusGained() {
	c.control.FocusGained()
	c.m.Reveal(c.k.ID)
}

// TypedRune takes the map's keys too; the arrows stay the window's.
func (c *marker) TypedRune(r rune) { c.m.TypedRune(r) }

// Dragged lets the map move under a pointer that began on a marker. The wheel
// reaches the map by itself: a marker that took it would be clipped to its bounds,
// and its ring with it, as the toolkit clips whatever scrolls.
func (c *marker) Dragged(e *fyne.DragEvent) { c.m.Dragged(e) }
func (c *marker) DragEnd()                  { c.m.DragEnd() }

// MinSize implements fyne.CanvasObject: never below a target of 24 dp.
func (c *marker) MinSize() fyne.Size { return fyne.NewSize(24, 24) }

func (c *marker) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(c)
	r := &markerRenderer{c: c, disc: canvas.NewCircle(color.Transparent), number: s.Text("", charts.SizeSmall, typeface.Bold, charts.Ink), ring: canvas.NewCircle(color.Transparent)}
	for range dashCount {
		r.dashes = append(r.dashes, &canvas.Arc{CutoutRatio: 0.86})
	}
	r.Refresh()
	return r
}

// dashCount is how many dashes go round a planned meeting's marker.
const dashCount = 8

type markerRenderer struct {
	c          *marker
	disc, ring *canvas.Circle
	dashes     []*canvas.Arc
	number     *canvas.Text
}

func (r *markerRenderer) Destroy()           {}
func (r *markerRenderer) MinSize() fyne.Size { return r.c.MinSize() }

func (r *markerRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.ring, r.disc}
	for _, d := range r.dashes {
		out = append(out, d)
	}
	return append(out, r.number)
}

func (r *markerRenderer) Layout(size fyne.Size) {
	zoom := r.c.m.zoomed()
	within := func(o fyne.CanvasObject, by float32) {
		o.Move(fyne.NewPos(by*zoom, by*zoom))
		o.Resize(size.Subtract(fyne.NewSize(2*by*zoom, 2*by*zoom)))
	}
	within(r.disc, 1)
	within(r.ring, -3)
	for i, d := range r.dashes {
		const turn = 360.0 / dashCount
		d.StartAngle, d.EndAngle = float32(i)*turn, float32(i)*turn+turn*0.6
		within(d, 1)
	}
	text := r.number.MinSize()
	r.number.Move(fyne.NewPos((size.Width-text.Width)/2, (size.Height-text.Height)/2))
	r.number.Resize(text)
}

func (r *markerRenderer) Refresh() {
	s, k, zoom := look.Of(r.c), r.c.k, r.c.m.zoomed()
	fill, line, text := charts.Surface, charts.Ink, charts.Ink
	switch k.State {
	case meetings.Now:
		fill, text = charts.Ink, charts.Paper
	case meetings.Past:
		fill, line, text = charts.Muted, charts.Muted, charts.Paper
	}
	r.disc.FillColor, r.disc.StrokeColor, r.disc.StrokeWidth = s.Color(fill), s.Color(line), 1.75*zoom
	dashed := k.State == meetings.Planned
	if dashed {
		r.disc.StrokeColor, r.disc.StrokeWidth = color.Transparent, 0
	}
	for _, d := range r.dashes {
		d.Hidden, d.FillColor = !dashed, s.Color(charts.Ink)
	}
	r.ring.StrokeWidth, r.ring.StrokeColor = 2*zoom, s.Color(charts.Accent)
	if !r.c.focused && r.c.hovered {
		r.ring.StrokeColor = s.Color(charts.Muted)
	}
	r.ring.Hidden = !r.c.focused && !r.c.hovered
	s.TextScale = float32(unzoomed(s.TextScale, zoom))
	r.number.Text, r.number.Color, r.number.TextSize = strconv.Itoa(k.Order), s.Color(text), whole(s.Size(charts.SizeSmall)*zoom)
	r.Layout(r.c.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
