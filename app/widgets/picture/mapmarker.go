package picture

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/typeface"
)

// marker is a meeting on the map: a numbered disc, filled when past, hollow when
// still to come, dashed when only planned.
type marker struct {
	widgets.Control
	m *Map
	k meetings.Marker
}

func newMarker(m *Map, id string) *marker {
	k := &marker{m: m}
	k.Extend(k, m.host, "", func() { m.events.Picked(id) })
	return k
}

func (c *marker) set(k meetings.Marker, words charts.Words) {
	changed := c.k != k
	c.k = k
	c.SetLabel(words.Say("map.marker", "Number", k.Order, "City", k.Name, "State", words.Say(k.State.Key())))
	r := float32(k.RadiusDP)
	c.Resize(fyne.NewSize(2*r, 2*r))
	if changed {
		c.Refresh()
	}
}

// FocusGained brings the meeting into view.
func (c *marker) FocusGained() {
	c.Control.FocusGained()
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
	disc, number, ring := canvas.NewCircle(nil), look.Of(c).Text("", charts.SizeSmall, typeface.Bold, charts.Ink), canvas.NewCircle(color.Transparent)
	round := dashes(0.86)
	objects := []fyne.CanvasObject{ring, disc}
	for _, d := range round {
		objects = append(objects, d)
	}
	return widgets.Drawn(c, func(size fyne.Size) {
		zoom := c.m.zoomed()
		within := func(o fyne.CanvasObject, by float32) {
			widgets.Put(o, by*zoom, by*zoom, size.Width-2*by*zoom, size.Height-2*by*zoom)
		}
		within(disc, 1)
		within(ring, -3)
		for _, d := range round {
			within(d, 1)
		}
		text := number.MinSize()
		widgets.Put(number, (size.Width-text.Width)/2, (size.Height-text.Height)/2, text.Width, text.Height)
	}, func() {
		s, k, zoom := look.Of(c), c.k, c.m.zoomed()
		fill, line, text := charts.Surface, charts.Ink, charts.Ink
		switch k.State {
		case meetings.Now:
			fill, text = charts.Ink, charts.Paper
		case meetings.Past:
			fill, line, text = charts.Muted, charts.Muted, charts.Paper
		}
		disc.FillColor, disc.StrokeColor, disc.StrokeWidth = s.Color(fill), s.Color(line), 1.75*zoom
		dashed := k.State == meetings.Planned
		if dashed {
			disc.StrokeColor, disc.StrokeWidth = color.Transparent, 0
		}
		for _, d := range round {
			d.Hidden, d.FillColor = !dashed, s.Color(charts.Ink)
		}
		ring.StrokeWidth, ring.StrokeColor = 2*zoom, s.Color(charts.Accent)
		focused, hovered := c.State()
		if !focused {
			ring.StrokeColor = s.Color(charts.Muted)
		}
		ring.Hidden = !focused && !hovered
		s.TextScale = float32(unzoomed(s.TextScale, zoom))
		number.Text, number.Color, number.TextSize = strconv.Itoa(k.Order), s.Color(text), whole(s.Size(charts.SizeSmall)*zoom)
	}, append(objects, number)...)
}

// dashes go round the marker of a planned meeting, as thick as the cutout leaves them.
func dashes(cutout float32) (out []*canvas.Arc) {
	const count, turn = 8, 360.0 / 8
	for i := range count {
		out = append(out, &canvas.Arc{CutoutRatio: cutout, StartAngle: float32(i) * turn, EndAngle: float32(i)*turn + turn*0.6})
	}
	return out
}
