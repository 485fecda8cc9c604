package widgets

import (
	"image"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/render"
	"truceline/charts/typeface"
	"truceline/data"
)

// Map shows where the meetings were: the world as a picture drawn away from Fyne's
// goroutine, and over it the markers, each of them a control, and the names.
type Map struct {
	widget.BaseWidget
	host   *Host
	picked func(id string)
	words  charts.Words

	story   *data.Story
	look    charts.MapLook
	painter atlas.Painter
	layout  *charts.MapLayout
	picture *image.RGBA
	land    *image.RGBA // the picture without arcs, and what it was drawn for
	landKey landKey
	wanted  mapKey
	drawn   mapKey
	renders int // pictures asked for, for tests
	markers map[string]*marker
	view    *mapRenderer
}

type mapKey struct {
	story *data.Story
	look  charts.MapLook
	view  landView
}

type landView struct {
	size      fyne.Size
	pxPerDP   float64
	palette   *charts.Palette
	textScale float32
}

type landKey struct {
	frame   atlas.Frame
	palette *charts.Palette
}

// NewMap returns a map without a story. picked is called with the id of a meeting
// that is clicked, or opened by key.
func NewMap(host *Host, words charts.Words, picked func(id string)) *Map {
	m := &Map{host: host, words: words, picked: picked, markers: map[string]*marker{}}
	m.ExtendBaseWidget(m)
	return m
}

// SetContent shows the meetings of a story.
func (m *Map) SetContent(s *data.Story, k charts.MapLook) {
	m.story, m.look = s, k
	m.draw()
}

// Drawn tells whether the picture for what is shown has arrived.
func (m *Map) Drawn() bool { return m.picture != nil && m.drawn == m.wanted }

// Layout returns the present layout, or nil before the first picture.
func (m *Map) Layout() *charts.MapLayout { return m.layout }

// Markers returns the controls of the meetings, in order.
func (m *Map) Markers() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if m.layout != nil {
		for _, k := range m.layout.Markers {
			out = append(out, m.markers[k.ID])
		}
	}
	return out
}

// Focus puts the focus on a meeting's marker, if it is shown.
func (m *Map) Focus(id string) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(m); c != nil && m.markers[id] != nil {
		c.Focus(m.markers[id])
	}
}

func (m *Map) draw() {
	size := m.Size()
	if m.story == nil || size.Width < 1 || size.Height < 1 {
		return
	}
	s := look.Of(m)
	key := mapKey{m.story, m.look, landView{size, pxPerDP(m), s.Palette, s.TextScale}}
	if key == m.wanted {
		return
	}
	m.wanted = key
	m.renders++
	land, drawnFor := m.land, m.landKey
	m.host.run(func() func() {
		d, err := m.work(key, land, drawnFor)
		return func() {
			if key != m.wanted {
				return
			}
			if err != nil {
				fyne.LogError("map", err)
				return
			}
			m.layout, m.picture, m.land, m.landKey, m.drawn = d.layout, d.picture, d.land, d.key, key
			m.Refresh()
			m.host.moved()
		}
	})
}

type mapDrawing struct {
	layout        *charts.MapLayout
	picture, land *image.RGBA
	key           landKey
}

// work lays out and draws. It runs away from Fyne's goroutine and reads nothing of
// the widget but its painter, which allows that.
func (m *Map) work(k mapKey, land *image.RGBA, drawnFor landKey) (d mapDrawing, err error) {
	v := k.view
	d.layout, err = charts.LayMap(k.story, k.look, m.words, float64(v.size.Width), float64(v.size.Height), v.pxPerDP, float64(v.textScale), look.Metrics())
	if err != nil {
		return d, err
	}
	o := render.Options{Palette: v.palette, PxPerDP: v.pxPerDP}
	d.key = landKey{d.layout.Frame, v.palette}
	d.land = land
	if land == nil || d.key != drawnFor {
		if d.land, err = render.Land(&m.painter, d.layout, o); err != nil {
			return d, err
		}
	}
	d.picture = render.CloneRGBA(d.land)
	render.Arcs(d.picture, d.layout, o)
	return d, nil
}

// MinSize implements fyne.CanvasObject.
func (m *Map) MinSize() fyne.Size {
	m.ExtendBaseWidget(m)
	return fyne.NewSize(200, 110)
}

// Resize implements fyne.CanvasObject.
func (m *Map) Resize(size fyne.Size) {
	m.BaseWidget.Resize(size)
	m.draw()
}

// CreateRenderer implements fyne.Widget.
func (m *Map) CreateRenderer() fyne.WidgetRenderer {
	r := &mapRenderer{m: m, picture: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}}
	m.view = r
	r.rebuild()
	return r
}

type mapRenderer struct {
	m       *Map
	picture *canvas.Image
	objects []fyne.CanvasObject
}

func (r *mapRenderer) Destroy()                     { r.m.view = nil }
func (r *mapRenderer) MinSize() fyne.Size           { return r.m.MinSize() }
func (r *mapRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *mapRenderer) Layout(size fyne.Size) {
	r.picture.Resize(size)
	r.m.draw()
}

func (r *mapRenderer) Refresh() {
	r.m.draw()
	r.rebuild()
	canvas.Refresh(r.m)
}

func (r *mapRenderer) rebuild() {
	m, s := r.m, look.Of(r.m)
	r.objects = append(r.objects[:0], r.picture)
	if m.layout == nil {
		return
	}
	if r.picture.Image != image.Image(m.picture) {
		r.picture.Image = m.picture
		r.picture.Refresh()
	}
	for _, c := range m.layout.Capitals {
		half := float32(5)
		o := canvas.NewRectangle(s.Color(c.Role))
		o.StrokeColor, o.StrokeWidth = s.Color(charts.Surface), 1
		o.Resize(fyne.NewSize(2*half, 2*half))
		o.Move(fyne.NewPos(float32(c.At.X)-half, float32(c.At.Y)-half))
		r.objects = append(r.objects, o)
	}
	for _, t := range m.layout.Texts {
		o := canvas.NewText(t.Text, s.Color(t.Role))
		o.TextSize, o.FontSource = float32(t.SizeDP), look.Font(t.Weight)
		o.Move(fyne.NewPos(float32(t.X), float32(t.Y)))
		o.Resize(fyne.NewSize(float32(t.W), float32(t.H)))
		r.objects = append(r.objects, o)
	}
	shown := map[string]bool{}
	for _, k := range m.layout.Markers {
		c := m.markers[k.ID]
		if c == nil {
			c = newMarker(m, k.ID)
			m.markers[k.ID] = c
		}
		shown[k.ID] = true
		c.set(k, m.words)
		r.objects = append(r.objects, c)
	}
	for id := range m.markers {
		if !shown[id] {
			delete(m.markers, id)
		}
	}
}

// marker is a meeting on the map: a numbered disc, filled when past, hollow when
// still to come, dashed when only planned.
type marker struct {
	control
	k charts.Marker
}

func newMarker(m *Map, id string) *marker {
	k := &marker{}
	k.host = m.host
	k.activate = func() { m.picked(id) }
	k.refresh = k.Refresh
	k.ExtendBaseWidget(k)
	return k
}

func (c *marker) set(k charts.Marker, words charts.Words) {
	changed := c.k != k
	c.k = k
	c.label = words.Say("map.marker", "Number", k.Order, "City", k.Name, "State", words.Say(k.State.Key()))
	r := float32(k.RadiusDP)
	c.Resize(fyne.NewSize(2*r, 2*r))
	c.Move(fyne.NewPos(float32(k.At.X)-r, float32(k.At.Y)-r))
	if changed {
		c.Refresh()
	}
}

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
	r.disc.Move(fyne.NewPos(1, 1))
	r.disc.Resize(size.Subtract(fyne.NewSize(2, 2)))
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(size.Add(fyne.NewSize(6, 6)))
	for i, d := range r.dashes {
		const turn = 360.0 / dashCount
		d.StartAngle, d.EndAngle = float32(i)*turn, float32(i)*turn+turn*0.6
		d.Move(fyne.NewPos(1, 1))
		d.Resize(size.Subtract(fyne.NewSize(2, 2)))
	}
	text := r.number.MinSize()
	r.number.Move(fyne.NewPos((size.Width-text.Width)/2, (size.Height-text.Height)/2))
	r.number.Resize(text)
}

func (r *markerRenderer) Refresh() {
	s, k := look.Of(r.c), r.c.k
	fill, line, text := charts.Surface, charts.Ink, charts.Ink
	switch k.State {
	case charts.Now:
		fill, text = charts.Ink, charts.Paper
	case charts.Past:
		fill, line, text = charts.Muted, charts.Muted, charts.Paper
	}
	r.disc.FillColor, r.disc.StrokeColor, r.disc.StrokeWidth = s.Color(fill), s.Color(line), 1.75
	dashed := k.State == charts.Planned
	if dashed {
		r.disc.StrokeColor, r.disc.StrokeWidth = color.Transparent, 0
	}
	for _, d := range r.dashes {
		d.Hidden, d.FillColor = !dashed, s.Color(charts.Ink)
	}
	r.ring.StrokeWidth, r.ring.StrokeColor = 2, s.Color(charts.US)
	if !r.c.focused && r.c.hovered {
		r.ring.StrokeColor = s.Color(charts.Muted)
	}
	r.ring.Hidden = !r.c.focused && !r.c.hovered
	r.number.Text, r.number.Color, r.number.TextSize = strconv.Itoa(k.Order), s.Color(text), s.Size(charts.SizeSmall)
	r.Layout(r.c.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
