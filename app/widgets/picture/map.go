package picture

import (
	"fmt"
	"image"
	"time"

	"fyne.io/fyne/v2"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/meetings"
	"truceline/charts/render"
	"truceline/data"
)

// MapEvents are what a reader can do with a Map. One that is nil does nothing.
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
// it; a sharp picture follows. live is the frame that is shown, layout.Frame that of
// the picture.
type Map struct {
	pane
	events MapEvents
	words  charts.Words

	story   *data.Story
	look    meetings.Look  // Place is where the map looks now, gestures included
	told    meetings.Place // the place that the widget was last told, or told
	painter atlas.Painter

	live      atlas.Frame
	homeScale float64
	placed    sight // what live was reckoned for
	layout    *meetings.Layout
	picture   *image.RGBA
	land      *image.RGBA // the picture without arcs, and what it was drawn for
	landKey   landKey
	wanted    mapKey
	drawn     mapKey
	busy      bool // a picture is being drawn
	markers   map[string]*marker
	view      *mapRenderer
	gesture   gesture
	flight    *fyne.Animation
	country   string
	summary   func() string
}

type mapKey struct {
	story *data.Story
	look  meetings.Look
	view  sight
	level atlas.Level
}

type landKey struct {
	frame   atlas.Frame
	level   atlas.Level
	palette *charts.Palette
	tints   string // of the countries that are known to have had a meeting
}

// NewMap returns a map without a story.
func NewMap(host *widgets.Host, words charts.Words, events MapEvents) *Map {
	return widgets.Extended(&Map{pane: pane{host: host}, words: words, events: widgets.Filled(events), markers: map[string]*marker{}})
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

// aim reckons the frame that the look asks for. It tells whether there is one.
func (m *Map) aim() bool {
	v := m.here(m)
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

// Targets names the map and its meetings, as what can be activated within other objects.
func (m *Map) Targets(add func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject), within ...fyne.CanvasObject) {
	add("map", m, within...)
	for i, k := range m.Markers() {
		add("meeting/"+m.layout.Markers[i].ID, k, append([]fyne.CanvasObject{m}, within...)...)
	}
}

// Focus puts the focus on a meeting's marker, wherever it is.
func (m *Map) Focus(id string) {
	if k := m.markers[id]; k != nil {
		widgets.Focus(m, k)
	}
}

// Reveal brings a meeting into view, if it is not, and keeps the zoom.
func (m *Map) Reveal(id string) {
	if m.layout == nil || m.story == nil {
		return
	}
	at := m.story.Meeting(id)
	if at == nil || m.placed != m.here(m) {
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
	if m.placed != m.here(m) {
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
	return fyne.NewSize(200, 110)
}

// Resize implements fyne.CanvasObject.
func (m *Map) Resize(size fyne.Size) {
	m.BaseWidget.Resize(size)
	m.draw()
}
