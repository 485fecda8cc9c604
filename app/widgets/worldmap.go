package widgets

import (
	"cmp"
	"fmt"
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/meetings"
	"truceline/charts/render"
	"truceline/data"
)

// MapEvents are what a reader can do with a Map. None may be nil.
type MapEvents struct {
	// Picked is called with the id of a meeting that is clicked, or opened by key.
	Picked func(id string)
	// Moved is called once at the end of each gesture that moved the map.
	Moved func(meetings.Place)
	// Turn changes the projection; Summary says the map in words; List shows the
	// meetings as rows; Step goes to the next meeting, or the one before.
	Turn, Summary, List func()
	Step                func(by int)
	// Over is called with the name of the country under the pointer, or none.
	Over func(country string)
}

// Map shows where the meetings were: the world as a picture drawn away from Fyne's
// goroutine, and over it the markers, each of them a control, and the names.
//
// What is shown can be ahead of what is drawn: while the reader pans and zooms, or
// the map flies, the last picture is moved and scaled, and markers and names with
// it; a sharp picture follows. live is the frame that is shown, drawnFrame that of
// the picture.
type Map struct {
	widget.BaseWidget
	host   *Host
	events MapEvents
	words  charts.Words

	story   *data.Story
	look    meetings.Look  // Place is where the map looks now, gestures included
	told    meetings.Place // the place that the widget was last told, or told
	painter atlas.Painter

	live      atlas.Frame
	homeScale float64
	placed    landView // what live was reckoned for
	layout    *meetings.Layout
	picture   *image.RGBA
	land      *image.RGBA // the picture without arcs, and what it was drawn for
	landKey   landKey
	wanted    mapKey
	drawn     mapKey
	busy      bool // a picture is being drawn
	renders   int  // pictures asked for, for tests
	markers   map[string]*marker
	view      *mapRenderer
	gesture   gesture
	flight    *fyne.Animation
	focused   bool
	country   string
	zoom      float32         // see SetZoom; 0: none
	page      fyne.Scrollable // see SetPage
	summary   func() string
}

type mapKey struct {
	story *data.Story
	look  meetings.Look
	view  landView
	level atlas.Level
}

type landView struct {
	size      fyne.Size
	pxPerDP   float64
	palette   *charts.Palette
	textScale float32
	zoom      float32
}

type landKey struct {
	frame   atlas.Frame
	level   atlas.Level
	palette *charts.Palette
	tints   string // of the countries that are known to have had a meeting
}

// NewMap returns a map without a story.
func NewMap(host *Host, words charts.Words, events MapEvents) *Map {
	m := &Map{host: host, words: words, events: events, markers: map[string]*marker{}}
	m.ExtendBaseWidget(m)
	return m
}

// flyTime is how long the map takes from one meeting to the next.
const flyTime = 280 * time.Millisecond

// SetContent shows the meetings of a story. Where the new look is another place,
// the map flies there.
func (m *Map) SetContent(s *data.Story, k meetings.Look) {
	if m.gesture.moved && k.Place == m.told {
		k.Place = m.look.Place // a gesture under way goes on
	} else {
		m.told = k.Place
	}
	if m.story == s && m.look == k {
		m.draw()
		return
	}
	before, from := m.look, m.live
	fly := m.story != nil && (k.Place != before.Place || before.Meeting != k.Meeting && !k.Place.Moved())
	m.story, m.look = s, k
	if k.Place != before.Place {
		m.gesture.cancel()
	}
	if !m.aim() {
		return
	}
	if fly && look.Of(m).Moves {
		m.fly(from)
	} else {
		m.halt()
	}
	m.follow()
	m.draw()
}

// SetZoom makes the map a smaller or larger picture of one of another size, as that of a
// Plot.
func (m *Map) SetZoom(zoom float32) { m.zoom = zoom }

func (m *Map) zoomed() float32 { return cmp.Or(m.zoom, 1) }

// of is the size, density and text scale of what the view is a picture of.
func (v landView) of() (w, h, pxPerDP, textScale float64) {
	return unzoomed(v.size.Width, v.zoom), unzoomed(v.size.Height, v.zoom), v.pxPerDP * float64(v.zoom), unzoomed(v.textScale, v.zoom)
}

// here is what the widget draws for: its size, theme and density.
func (m *Map) here() landView {
	s := look.Of(m)
	return landView{m.Size(), PxPerDP(m), s.Palette, s.TextScale, m.zoomed()}
}

// aim reckons the frame that the look asks for. It tells whether there is one.
func (m *Map) aim() bool {
	v := m.here()
	if m.story == nil || v.size.Width < 1 || v.size.Height < 1 {
		return false
	}
	w, h, px, text := v.of()
	f, home, err := meetings.FrameOf(m.story, m.look, w, h, px, text)
	if err != nil {
		fyne.LogError("map", err)
		return false
	}
	m.live, m.homeScale, m.placed = f, home, v
	return true
}

// fly moves what is shown from a frame to the one that is live now.
func (m *Map) fly(from atlas.Frame) {
	m.halt()
	to := m.live
	if from.Check() != nil || from == to || from.Projection != to.Projection || from.Width != to.Width || from.Height != to.Height {
		return
	}
	m.live = from
	m.flight = fyne.NewAnimation(flyTime, func(share float32) { m.flyBy(from, to, float64(share)) })
	m.flight.Curve = fyne.AnimationEaseInOut
	m.flight.Start()
}

// flyBy shows a flight a share of the way.
func (m *Map) flyBy(from, to atlas.Frame, share float64) {
	m.live = from.Toward(to, share)
	if share >= 1 {
		m.flight = nil
	}
	m.follow()
	m.draw()
	if m.flight == nil { // the markers have come to where they stay
		m.host.Moved()
	}
}

// halt ends a flight where it is.
func (m *Map) halt() {
	if m.flight != nil {
		m.flight.Stop()
		m.flight = nil
	}
}

// Drawn tells whether the picture for what is shown has arrived and stands still.
func (m *Map) Drawn() bool { return m.picture != nil && m.drawn == m.wanted && m.flight == nil }

// Renders returns how many pictures have been asked for.
func (m *Map) Renders() int { return m.renders }

// Layout returns the present layout, or nil before the first picture.
func (m *Map) Layout() *meetings.Layout { return m.layout }

// Frame returns the frame that is shown, in px, and the px to the dp. ok is false
// before the first.
func (m *Map) Frame() (f atlas.Frame, pxPerDP float64, ok bool) {
	return m.live, m.placed.pxPerDP, m.live.Check() == nil
}

// Markers returns the controls of the meetings that are seen, in order, as
// Layout().Markers has them.
func (m *Map) Markers() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if m.layout != nil {
		for _, k := range m.layout.Markers {
			out = append(out, m.markers[k.ID])
		}
	}
	return out
}

// Focus puts the focus on a meeting's marker, wherever it is.
func (m *Map) Focus(id string) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(m); c != nil && m.markers[id] != nil {
		c.Focus(m.markers[id])
	}
}

// Reveal brings a meeting into view, if it is not, and keeps the zoom.
func (m *Map) Reveal(id string) {
	if m.layout == nil || m.story == nil {
		return
	}
	at := m.story.Meeting(id)
	if at == nil || m.placed != m.here() {
		return
	}
	x, y, seen := m.live.Screen(at.Lon, at.Lat)
	if seen {
		return
	}
	from, to := m.live, m.live
	if to.Projection == atlas.Orthographic {
		to.Rotation = atlas.CentredOn(atlas.LonLat{Lon: at.Lon, Lat: at.Lat})
	} else {
		to = to.Pan(float64(to.Width)/2-x, float64(to.Height)/2-y)
	}
	m.live = meetings.Hold(to, m.homeScale)
	m.look.Place = meetings.PlaceOf(m.live, m.homeScale)
	m.report(m.look.Place)
	if look.Of(m).Moves {
		m.fly(from)
	}
	m.follow()
	m.draw()
}

// turning tells whether the picture cannot follow by moving: the globe turns.
func (m *Map) turning() bool {
	return m.landKey.frame.Rotation != m.live.Rotation || m.landKey.frame.Projection != m.live.Projection
}

// draw asks for a picture of what is looked at. One is drawn at a time; what has
// changed meanwhile is drawn next.
func (m *Map) draw() {
	if m.placed != m.here() {
		m.halt() // a flight knows the frames of one size only
		if !m.aim() {
			return
		}
	}
	if m.story == nil {
		return
	}
	k := m.look
	level := m.live.Detail()
	if m.turning() {
		// The picture cannot follow, so it is drawn on the way, coarsely.
		if m.flight != nil {
			k.Place = meetings.PlaceOf(m.live, m.homeScale)
		}
		if m.flight != nil || m.gesture.dragging {
			level = atlas.Level110m
		}
	}
	key := mapKey{m.story, k, m.placed, level}
	if key == m.wanted && (m.busy || m.drawn == key) {
		return
	}
	m.wanted = key
	if m.busy {
		return
	}
	m.busy = true
	m.renders++
	land, drawnFor := m.land, m.landKey
	m.host.Run(func() func() {
		d, err := m.work(key, land, drawnFor)
		return func() { m.apply(key, d, err) }
	})
}

// apply shows a picture that has been drawn, unless what it shows is no longer
// looked at.
func (m *Map) apply(key mapKey, d mapDrawing, err error) {
	m.busy = false
	if err != nil {
		fyne.LogError("map", err)
		return
	}
	now, then := m.wanted, key
	now.look.Place, then.look.Place = meetings.Place{}, meetings.Place{}
	now.level, then.level = 0, 0
	if now == then {
		m.layout, m.picture, m.land, m.landKey, m.drawn = d.layout, d.picture, d.land, d.key, key
		m.Refresh()
		m.host.Moved()
	}
	m.draw()
}

type mapDrawing struct {
	layout        *meetings.Layout
	picture, land *image.RGBA
	key           landKey
}

// work lays out and draws. It runs away from Fyne's goroutine and reads nothing of
// the widget but its painter, which allows that.
func (m *Map) work(k mapKey, land *image.RGBA, drawnFor landKey) (d mapDrawing, err error) {
	v := k.view
	w, h, px, text := v.of()
	layout, err := meetings.Lay(k.story, k.look, m.words, w, h, px, text, look.Metrics())
	if err != nil {
		return d, err
	}
	o := render.Options{Palette: v.palette, PxPerDP: px}
	d.layout = layout.Scaled(float64(v.zoom))
	d.key = landKey{d.layout.Frame, k.level, v.palette, fmt.Sprint(d.layout.Tints)}
	d.land = land
	if land == nil || d.key != drawnFor {
		if d.land, err = render.World(&m.painter, d.layout.Frame, k.level, d.layout.Tints, o); err != nil {
			return d, err
		}
	}
	d.picture = render.CloneRGBA(d.land)
	render.Ways(d.picture, layout, o)
	return d, nil
}

// CountryAt returns the name of the country at a point of the map, in dp from its
// upper left corner, or none.
func (m *Map) CountryAt(at fyne.Position) string {
	if m.live.Check() != nil {
		return ""
	}
	px := m.placed.pxPerDP
	lon, lat, ok := m.live.LonLat(float64(at.X)*px, float64(at.Y)*px)
	if !ok {
		return ""
	}
	c, _ := atlas.CountryAt(atlas.LonLat{Lon: lon, Lat: lat})
	return c.Name
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

// Look implements look.Looker.
func (m *Map) Look() *look.Theme { return m.host.Look }

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
	r.ring.FillColor, r.ring.StrokeWidth, r.ring.StrokeColor = color0, 2, s.Color(charts.Accent)
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
