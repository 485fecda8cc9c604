package picture

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts/atlas"
	"truceline/charts/meetings"
)

var (
	_ fyne.Focusable      = (*Map)(nil)
	_ fyne.Draggable      = (*Map)(nil)
	_ fyne.Scrollable     = (*Map)(nil)
	_ fyne.DoubleTappable = (*Map)(nil)
	_ desktop.Hoverable   = (*Map)(nil)
	_ desktop.Mouseable   = (*Map)(nil)
	_ fyne.Accessible     = (*Map)(nil)
)

// gesture is what the reader is doing with the map. A gesture ends when the pointer
// lets go, or when wheel and keys have rested.
type gesture struct {
	dragging bool
	moved    bool   // since Moved was last called
	stopRest func() // stops the timer that sharpens and then ends the gesture
}

func (g *gesture) cancel() {
	g.rest(nil)
	g.moved = false
}

// rest replaces the timer.
func (g *gesture) rest(stop func()) {
	if g.stopRest != nil {
		g.stopRest()
	}
	g.stopRest = stop
}

const (
	// sharpenAfter is how long wheel and pointer rest before a sharp picture is
	// drawn; settleAfter, how long until the gesture counts as over.
	sharpenAfter = 70 * time.Millisecond
	settleAfter  = 300 * time.Millisecond

	wheelStep  = 0.0092 // the scale's logarithm to a dp of wheel: a notch is a quarter
	buttonZoom = 1.6
	keyPanDP   = 48
)

// shift moves what is shown to another frame, at once and without drawing.
func (m *Map) shift(f atlas.Frame) {
	m.halt()
	m.live = meetings.Hold(f, m.homeScale)
	m.look.Place = meetings.PlaceOf(m.live, m.homeScale)
	m.gesture.moved = true
	m.follow()
	if m.turning() || m.stale() {
		m.draw()
	}
}

// stale tells whether the picture leaves a good part of the map empty, or is much
// too coarse, so that a sharp one should not wait for the gesture's end.
func (m *Map) stale() bool {
	const part, coarse = 0.3, 1.7
	f, k := m.landKey.frame, m.live.Scale/m.landKey.frame.Scale
	w, h := float64(f.Width), float64(f.Height)
	left, top := m.live.X-f.X*k, m.live.Y-f.Y*k
	empty := max(left/w, top/h, (w-left-w*k)/w, (h-top-h*k)/h)
	return empty > part || k > coarse
}

// rests sharpens the picture when the gesture rests, and ends it when it stays so.
func (m *Map) rests() {
	m.gesture.rest(m.host.After(sharpenAfter, func() {
		m.draw()
		m.gesture.rest(m.host.After(settleAfter-sharpenAfter, m.Settle))
	}))
}

// Settle ends a gesture: where the map has come to is reported, once.
func (m *Map) Settle() {
	m.gesture.rest(nil)
	m.draw()
	if m.gesture.moved {
		m.gesture.moved = false
		m.report(m.look.Place)
	}
}

// ZoomBy zooms as the buttons do, and ends the gesture: about the middle, and where a
// meeting is selected, with that coming nearer to the middle, so that it stays in sight.
func (m *Map) ZoomBy(factor float64) {
	if !m.ready() {
		return
	}
	from := m.live
	to := m.live.Zoom(float64(m.live.Width)/2, float64(m.live.Height)/2, factor)
	if at := m.story.Meeting(m.look.Meeting); at != nil && factor > 1 {
		to = meetings.Towards(m.live, to, atlas.LonLat{Lon: at.Lon, Lat: at.Lat})
	}
	m.shift(to)
	if look.Of(m).Moves {
		m.fly(from)
		m.follow()
	}
	m.Settle()
}

// ZoomIn and ZoomOut are a step of the buttons.
func (m *Map) ZoomIn() { m.ZoomBy(buttonZoom) }

// ZoomOut is the inverse of ZoomIn.
func (m *Map) ZoomOut() { m.ZoomBy(1 / buttonZoom) }

// Home flies back to where the map follows the story.
func (m *Map) Home() {
	m.gesture.cancel()
	if m.look.Place.Moved() {
		m.told = m.look.Place
		m.events.Moved(m.look.Place.Home())
	}
}

// report tells where the reader has moved the map to.
func (m *Map) report(p meetings.Place) {
	m.told = p
	m.events.Moved(p)
}

func (m *Map) ready() bool { return m.layout != nil && m.placed == m.here(m) && m.live.Check() == nil }

// panBy moves the map by dp, or turns the globe.
func (m *Map) panBy(dx, dy float64) {
	if !m.ready() {
		return
	}
	px := m.placed.pxPerDP
	if m.live.Projection == atlas.Orthographic {
		m.shift(m.live.Turn(dx*px, dy*px))
		return
	}
	m.shift(m.live.Pan(dx*px, dy*px))
}

// Dragged implements fyne.Draggable.
func (m *Map) Dragged(e *fyne.DragEvent) {
	m.gesture.dragging = true
	m.panBy(float64(e.Dragged.DX), float64(e.Dragged.DY))
	m.gesture.rest(m.host.After(sharpenAfter, m.draw))
}

// DragEnd implements fyne.Draggable.
func (m *Map) DragEnd() {
	m.gesture.dragging = false
	m.Settle()
}

// Scrolled implements fyne.Scrollable: the wheel zooms about the pointer, or scrolls the
// page.
func (m *Map) Scrolled(e *fyne.ScrollEvent) {
	if m.page != nil && !widgets.Held(fyne.KeyModifierControl) {
		m.page.Scrolled(e)
		return
	}
	if !m.ready() {
		return
	}
	px := m.placed.pxPerDP
	factor := math.Exp(float64(e.Scrolled.DY) * wheelStep)
	m.shift(m.live.Zoom(float64(e.Position.X)*px, float64(e.Position.Y)*px, min(max(factor, 0.25), 4)))
	m.rests()
}

// DoubleTapped implements fyne.DoubleTappable.
func (m *Map) DoubleTapped(*fyne.PointEvent) { m.Home() }

// MouseDown implements desktop.Mouseable: who takes hold of the map has its keys.
func (m *Map) MouseDown(*desktop.MouseEvent) {
	if !m.focused {
		widgets.Focus(m, m)
	}
}

// MouseUp implements desktop.Mouseable.
func (m *Map) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements desktop.Hoverable.
func (m *Map) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved names the country under the pointer. It draws nothing.
func (m *Map) MouseMoved(e *desktop.MouseEvent) { m.over(m.CountryAt(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (m *Map) MouseOut() { m.over("") }

func (m *Map) over(country string) {
	if country != m.country {
		m.country = country
		m.events.Over(country)
	}
}

// FocusGained implements fyne.Focusable.
func (m *Map) FocusGained() { m.setFocused(true); m.host.Focused() }

// FocusLost implements fyne.Focusable.
func (m *Map) FocusLost() { m.setFocused(false) }

func (m *Map) setFocused(on bool) {
	m.focused = on
	if m.view != nil {
		m.view.style()
		m.view.ring.Refresh()
	}
}

// TypedKey implements fyne.Focusable: the arrows pan, Home goes home.
func (m *Map) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		m.keyPan(1, 0)
	case fyne.KeyRight:
		m.keyPan(-1, 0)
	case fyne.KeyUp:
		m.keyPan(0, 1)
	case fyne.KeyDown:
		m.keyPan(0, -1)
	case fyne.KeyHome:
		m.Home()
	default:
		m.host.Key(e)
	}
}

func (m *Map) keyPan(x, y float64) {
	m.panBy(x*keyPanDP, y*keyPanDP)
	m.rests()
}

// TypedRune implements fyne.Focusable.
func (m *Map) TypedRune(r rune) {
	switch r {
	case '+', '=':
		m.ZoomIn()
	case '-', '−':
		m.ZoomOut()
	case 'g', 'G':
		m.events.Turn()
	case 's', 'S':
		m.events.Summary()
	case 't', 'T':
		m.events.List()
	case '[':
		m.events.Step(-1)
	case ']':
		m.events.Step(+1)
	default:
		m.host.Rune(r)
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (m *Map) AccessibilityLabel() string {
	if m.summary == nil {
		return ""
	}
	return m.summary()
}

// AccessibilityRole implements fyne.Accessible.
func (m *Map) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// SetSummary sets what says the map in words, for assistive technology.
func (m *Map) SetSummary(summary func() string) { m.summary = summary }

// Held returns the meeting whose marker is the focused object, or none.
func (m *Map) Held(focused fyne.Focusable) string {
	for id, k := range m.markers {
		if fyne.Focusable(k) == focused {
			return id
		}
	}
	return ""
}
