package picture

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/widgets"
	"truceline/data"
)

// MouseIn implements desktop.Hoverable.
func (p *Plot) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable: the read-out follows the pointer. It
// draws no picture and makes nothing.
func (p *Plot) MouseMoved(e *desktop.MouseEvent) {
	if p.pen != nil || p.still && e.Position == p.resting {
		return
	}
	p.still, p.resting = false, e.Position
	if row := p.rowAt(e.Position); row >= 0 && row != p.row {
		p.row = row
		p.place()
	}
	day, ok := p.DayAt(e.Position)
	if !ok {
		day = data.NoDay
	}
	if day != p.hover {
		p.hover = day
		p.place()
	}
}

// Scrolled implements fyne.Scrollable: the wheel zooms about the pointer, or scrolls the
// page.
func (p *Plot) Scrolled(e *fyne.ScrollEvent) {
	if p.page != nil && !widgets.Held(fyne.KeyModifierControl) {
		p.page.Scrolled(e)
		return
	}
	day, ok := p.DayAt(e.Position)
	if !ok || p.pen != nil {
		return
	}
	if factor := p.wheel.zoom(e.Scrolled.DY, widgets.Held(fyne.KeyModifierControl)); factor != 1 {
		p.events.Zoomed(day, factor)
	}
}

// Dragged implements fyne.Draggable: the days move with the pointer, by whole days.
func (p *Plot) Dragged(e *fyne.DragEvent) {
	if p.pen != nil {
		p.penDragged(e.Position)
		return
	}
	if p.layout == nil || !p.layout.Dated() {
		return
	}
	p.dragged += e.Dragged.DX
	p.far += abs(e.Dragged.DX) + abs(e.Dragged.DY)
	p.dragAt = e.Position
	width := float32(p.layout.Days.Width())
	if days := data.Day(p.dragged / width); days != 0 {
		p.dragged -= float32(days) * width
		p.events.Panned(-days)
	}
}

// DragEnd implements fyne.Draggable. A hand that trembled meant a click.
func (p *Plot) DragEnd() {
	const tremble = 5 // dp
	far, at := p.far, p.dragAt
	p.dragged, p.far = 0, 0
	if p.penDown {
		p.penDown = false
		widgets.Focus(p, p) // the keys go on from there
		return
	}
	if far < tremble {
		p.Tapped(&fyne.PointEvent{Position: at})
	}
}

// MouseOut implements desktop.Hoverable.
func (p *Plot) MouseOut() {
	p.hover = data.NoDay
	if !p.focused {
		p.row = 0
	}
	p.place()
}

// Tapped implements fyne.Tappable: a click on a meeting's tick picks the meeting,
// any other the day.
func (p *Plot) Tapped(e *fyne.PointEvent) {
	if row := p.rowAt(e.Position); row >= 0 {
		p.events.PickedBar(p.content.Figure.Bars()[row].ID)
		return
	}
	if p.pen != nil {
		p.penDragged(e.Position)
		p.penDown = false
		widgets.Focus(p, p)
		return
	}
	if id := p.dotAt(e.Position); id != "" {
		p.events.PickedDot(id)
		return
	}
	if id := p.tickAt(e.Position); id != "" {
		p.events.PickedTick(id)
		return
	}
	if p.layout != nil && p.drawn.figure == p.content.Figure {
		const reach = 6 // dp
		if id, ok := p.layout.Beside(p.content.Figure, float64(e.Position.X), float64(e.Position.Y), reach); ok {
			p.events.PickedArrow(id)
			return
		}
	}
	if day, ok := p.DayAt(e.Position); ok {
		p.events.Picked(day)
	}
}

// stepArrow marks the next arrow, or the one before; past the last there is none.
func (p *Plot) stepArrow(by int) {
	if n := len(p.content.Arrows); n > 0 {
		p.arrow = (p.arrow+1+by+n+1)%(n+1) - 1
		p.place()
	}
}

// rowAt returns the row of a bar figure at a position, or -1.
func (p *Plot) rowAt(pos fyne.Position) int {
	if p.layout == nil || p.drawn.figure != p.content.Figure {
		return -1
	}
	for i, b := range p.layout.Bars {
		if float64(pos.Y) >= b.Row.Y && float64(pos.Y) < b.Row.Bottom() {
			return i
		}
	}
	return -1
}

// dotAt returns the dot of the figure at a position, if dots are targets.
func (p *Plot) dotAt(pos fyne.Position) string {
	const reach = 16 // dp
	if p.layout == nil || !p.dotted {
		return ""
	}
	best, id := float32(reach), ""
	for _, d := range p.content.Figure.Dots {
		dx, dy := abs(pos.X-float32(p.layout.Days.Pos(d.Day))), abs(pos.Y-float32(p.layout.Values.Pos(float64(d.Value))))
		if far := max(dx, dy); far < best {
			best, id = far, d.ID
		}
	}
	return id
}

func (p *Plot) tickAt(pos fyne.Position) string {
	if p.layout == nil {
		return ""
	}
	reach := 12 * float32(p.layout.Growth()) // half of a target of 24 dp
	best, id := reach, ""
	for _, t := range p.content.Figure.Ticks {
		dx := abs(pos.X - float32(p.layout.Days.Pos(t.Day)))
		dy := abs(pos.Y - float32(p.layout.Plot.Bottom()))
		if dx < best && dy < reach {
			best, id = dx, t.ID
		}
	}
	return id
}

func abs(v float32) float32 { return max(v, -v) }

// FocusGained implements fyne.Focusable.
func (p *Plot) FocusGained() { p.focused = true; p.place(); p.host.Focused() }

// FocusLost implements fyne.Focusable. The pen goes back to the first day.
func (p *Plot) FocusLost() {
	p.focused, p.penDay, p.arrow, p.row = false, data.NoDay, -1, 0
	p.SetPen(p.pen)
}

// TypedRune implements fyne.Focusable.
func (p *Plot) TypedRune(r rune) {
	if p.content.Figure == nil || !p.content.Figure.Dated() || p.pen != nil { // there are no days to go to
		p.host.Rune(r)
		return
	}
	switch r {
	case '[':
		p.events.Picked(p.content.Low)
	case ']':
		p.events.Picked(p.content.High)
	case '+', '=':
		p.events.Zoomed(p.day, zoomStep)
	case '-', '−':
		p.events.Zoomed(p.day, 1/zoomStep)
	case '0':
		p.events.Whole()
	case ',', '.':
		p.stepArrow(map[rune]int{',': -1, '.': +1}[r])
	default:
		p.host.Rune(r)
	}
}

// TypedKey implements fyne.Focusable: the arrow keys go from change to change, with
// Shift from day to day.
func (p *Plot) TypedKey(e *fyne.KeyEvent) {
	if p.content.Figure == nil {
		p.host.Key(e)
		return
	}
	if bars := p.content.Figure.Bars(); len(bars) > 0 {
		switch e.Name {
		case fyne.KeyUp, fyne.KeyDown:
			if e.Name == fyne.KeyUp {
				p.row = max(p.row-1, 0)
			} else {
				p.row = min(p.row+1, len(bars)-1)
			}
			p.place()
		case fyne.KeyReturn, fyne.KeyEnter:
			p.events.PickedBar(bars[p.row].ID)
		default:
			p.host.Key(e)
		}
		return
	}
	if p.pen != nil && p.penKey(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		p.events.Picked(p.neighbour(-1))
	case fyne.KeyRight:
		p.events.Picked(p.neighbour(+1))
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.arrow >= 0 {
			p.events.PickedArrow(p.content.Figure.Arrows[p.arrow].ID)
			return
		}
		p.events.Opened()
	case fyne.KeyEscape:
		if p.arrow >= 0 {
			p.arrow = -1
			p.place()
			return
		}
		p.host.Key(e)
	default:
		p.host.Key(e)
	}
}

func (p *Plot) neighbour(step data.Day) data.Day {
	if widgets.Held(fyne.KeyModifierShift) {
		return p.day + step
	}
	to := p.day
	for _, s := range p.content.Stops {
		if step > 0 && s > p.day {
			return s
		}
		if step < 0 && s < p.day {
			to = s
		}
	}
	return to
}
