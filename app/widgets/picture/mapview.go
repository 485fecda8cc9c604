package picture

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/meetings"
)

// CreateRenderer implements fyne.Widget.
func (m *Map) CreateRenderer() fyne.WidgetRenderer {
	r := &mapRenderer{m: m, picture: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest},
		back: canvas.NewRectangle(nil), inside: container.NewWithoutLayout(), ring: canvas.NewRectangle(nil)}
	r.clip = container.NewClip(r.inside)
	// Without this its renderer, and with it the markers' place in the order of
	// the Tab key, would not be there before the first frame is painted.
	r.clip.ExtendBaseWidget(r.clip)
	m.view = r
	r.rebuild()
	return r
}

// attached is an object that keeps its distance from a place on the globe.
type attached struct {
	object   fyne.CanvasObject
	lon, lat float64
	dx, dy   float32 // from the place to the object's corner, dp
}

// lead is the line from a marker that stands apart to its city.
type lead struct {
	line     *canvas.Line
	lon, lat float64
	dx, dy   float32
}

type mapRenderer struct {
	m          *Map
	back, ring *canvas.Rectangle
	picture    *canvas.Image
	inside     *fyne.Container
	clip       *container.Clip
	attached   []attached
	leads      []lead
}

func (r *mapRenderer) Destroy()           { r.m.view = nil }
func (r *mapRenderer) MinSize() fyne.Size { return r.m.MinSize() }
func (r *mapRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.clip, r.ring}
}

func (r *mapRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.clip.Resize(size)
	r.ring.Move(fyne.NewPos(1, 1))
	r.ring.Resize(size.Subtract(fyne.NewSize(2, 2)))
	r.m.draw()
	r.follow()
}

func (r *mapRenderer) Refresh() {
	r.m.draw()
	r.rebuild()
	canvas.Refresh(r.m)
}

// style follows the theme and the focus.
func (r *mapRenderer) style() {
	s := look.Of(r.m)
	r.back.FillColor = s.Color(charts.Surface)
	r.ring.FillColor, r.ring.StrokeWidth, r.ring.StrokeColor = color.Transparent, 2, s.Color(charts.Accent)
	r.ring.CornerRadius = 4
	r.ring.Hidden = !r.m.focused
}

func (r *mapRenderer) rebuild() {
	m, s := r.m, look.Of(r.m)
	r.style()
	r.attached, r.leads = r.attached[:0], r.leads[:0]
	objects := append(r.inside.Objects[:0], r.picture)
	l := m.layout
	if l == nil {
		r.inside.Objects = objects
		return
	}
	if r.picture.Image != image.Image(m.picture) {
		r.picture.Image = m.picture
		r.picture.Refresh()
	}
	attach := func(o fyne.CanvasObject, lon, lat float64, place atlas.Point, x, y float64) {
		r.attached = append(r.attached, attached{o, lon, lat, float32(x - place.X), float32(y - place.Y)})
		objects = append(objects, o)
	}
	grow := float32(l.Growth())
	for _, k := range l.Markers {
		if k.Spread() {
			line := canvas.NewLine(s.Color(charts.Muted))
			line.StrokeWidth = 1.25 * grow
			r.leads = append(r.leads, lead{line, k.Lon, k.Lat, float32(k.At.X - k.Place.X), float32(k.At.Y - k.Place.Y)})
			objects = append(objects, line)
		}
	}
	half := meetings.CapitalHalfDP * float64(grow)
	for _, c := range l.Capitals {
		if c.Away {
			continue
		}
		o := canvas.NewRectangle(s.Color(c.Role))
		o.StrokeColor, o.StrokeWidth = s.Color(charts.Surface), 1
		o.Resize(fyne.NewSize(float32(2*half), float32(2*half)))
		attach(o, c.Lon, c.Lat, c.At, c.At.X-half, c.At.Y-half)
	}
	for _, t := range l.Texts {
		o := Text(t, s.Color(t.Role), m.zoomed())
		if lon, lat, place, ok := named(l, t.ID); ok {
			attach(o, lon, lat, place, t.X, t.Y)
		}
	}
	shown := map[string]bool{}
	for _, k := range inOrder(l) {
		c := m.markers[k.ID]
		if c == nil {
			c = newMarker(m, k.ID)
			m.markers[k.ID] = c
		}
		shown[k.ID] = true
		c.set(k, m.words)
		attach(c, k.Lon, k.Lat, k.Place, k.At.X-k.RadiusDP, k.At.Y-k.RadiusDP)
	}
	for id := range m.markers {
		if !shown[id] {
			delete(m.markers, id)
		}
	}
	r.inside.Objects = objects
	r.follow()
}

// inOrder is all meetings, seen or not: Tab walks them in order.
func inOrder(l *meetings.Layout) []meetings.Marker {
	out := make([]meetings.Marker, 0, len(l.Markers)+len(l.Away))
	seen, away := l.Markers, l.Away
	for len(seen) > 0 || len(away) > 0 {
		if len(away) == 0 || len(seen) > 0 && seen[0].Order < away[0].Order {
			out, seen = append(out, seen[0]), seen[1:]
		} else {
			out, away = append(out, away[0]), away[1:]
		}
	}
	return out
}

// named returns the place that a text of the map names.
func named(l *meetings.Layout, id string) (lon, lat float64, at atlas.Point, ok bool) {
	for _, k := range l.Markers {
		if id == meetings.NameOf+k.ID {
			return k.Lon, k.Lat, k.Place, true
		}
	}
	for _, c := range l.Capitals {
		if id == meetings.CapitalOf+c.Name {
			return c.Lon, c.Lat, c.At, true
		}
	}
	return 0, 0, at, false
}

func (m *Map) follow() {
	if m.view != nil {
		m.view.follow()
	}
}

// beyond is where what is not seen is put: outside the clip, yet in the order of
// the Tab key.
var beyond = fyne.NewPos(-4000, -4000)

// follow moves picture, markers and names to where the live frame has them.
func (r *mapRenderer) follow() {
	m := r.m
	if m.layout == nil || m.live.Check() != nil {
		return
	}
	px := m.placed.pxPerDP
	drawn := m.layout.Frame
	k := m.live.Scale / drawn.Scale
	if m.turning() { // only the globe's size can follow
		k = 1
	}
	w, h := float64(drawn.Width), float64(drawn.Height)
	x, y := m.live.X-drawn.X*k, m.live.Y-drawn.Y*k
	if m.turning() || math.Abs(x)+math.Abs(y)+math.Abs(k-1)*w < 0.01 {
		x, y, k = 0, 0, 1
	}
	r.picture.Move(fyne.NewPos(float32(x/px), float32(y/px)))
	r.picture.Resize(fyne.NewSize(float32(w*k/px), float32(h*k/px)))
	for i := range r.attached {
		a := &r.attached[i]
		x, y, ok := m.inSight(a.lon, a.lat)
		if !ok {
			a.object.Move(beyond)
			continue
		}
		a.object.Move(fyne.NewPos(x+a.dx, y+a.dy))
	}
	for i := range r.leads {
		a := &r.leads[i]
		x, y, ok := m.inSight(a.lon, a.lat)
		if !ok {
			x, y = beyond.X, beyond.Y
		}
		a.line.Position1, a.line.Position2 = fyne.NewPos(x, y), fyne.NewPos(x+a.dx, y+a.dy)
		a.line.Refresh()
	}
}

// inSight is where a place is shown, in dp, if it is.
func (m *Map) inSight(lon, lat float64) (x, y float32, ok bool) {
	px := m.placed.pxPerDP
	fx, fy, ok := m.live.Screen(lon, lat)
	return float32(fx / px), float32(fy / px), ok
}
