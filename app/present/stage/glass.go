package stage

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"truceline/app/talk"
)

// hostAfter calls a function on Fyne's goroutine later, as widgets.Host has it.
type hostAfter = func(d time.Duration, f func()) (stop func())

// idleAfter is how long the pointer is shown after it has last moved.
const idleAfter = 3 * time.Second

// Glass lies over a stage and takes what the hand does there. The system's pointer
// is not shown over it: the stage draws one of its own, in both windows.
type Glass struct {
	widget.BaseWidget
	t     *Stage
	after hostAfter // nil: what is pointed at stays
	rest  func()    // stops the timer that hides the pointer

	// A drag pans what it began on, or draws a mark.
	dragging string
	mark     talk.Stroke
	last     fyne.Position
}

var (
	_ desktop.Hoverable  = (*Glass)(nil)
	_ desktop.Cursorable = (*Glass)(nil)
	_ fyne.Tappable      = (*Glass)(nil)
	_ fyne.Scrollable    = (*Glass)(nil)
	_ fyne.Draggable     = (*Glass)(nil)
)

// Cursor implements desktop.Cursorable.
func (g *Glass) Cursor() desktop.Cursor { return desktop.HiddenCursor }

// MouseIn implements desktop.Hoverable.
func (g *Glass) MouseIn(e *desktop.MouseEvent) { g.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (g *Glass) MouseMoved(e *desktop.MouseEvent) { g.point(e.Position) }

// MouseOut implements desktop.Hoverable.
func (g *Glass) MouseOut() { g.hide() }

func (g *Glass) point(p fyne.Position) {
	g.t.events.Point(g.t.pointAt(p))
	if g.rest != nil {
		g.rest()
	}
	if g.after != nil {
		g.rest = g.after(idleAfter, g.hide)
	}
}

// hide shows no pointer, unless a spotlight needs one.
func (g *Glass) hide() {
	if !g.t.room.Spot && g.t.room.Point.On {
		g.t.events.Point(talk.Point{})
	}
}

// Tapped implements fyne.Tappable.
func (g *Glass) Tapped(e *fyne.PointEvent) {
	t := g.t
	if t.Slide == nil || t.drawing {
		return
	}
	x, y := float64(e.Position.X), float64(e.Position.Y)
	switch {
	case t.Mapped && within(t.Slide.Map, x, y):
		if id := t.markerAt(x-t.Slide.Map.X, y-t.Slide.Map.Y); id != "" {
			t.events.Meeting(id)
		} else if t.tells() {
			t.events.Next()
		}
	case t.tells():
		t.events.Next()
	case within(t.Slide.Plot, x, y):
		t.Plot.Tapped(&fyne.PointEvent{Position: g.in(t.Plot, e.Position)})
	}
}

// in is a position of the stage as one of a part of it.
func (g *Glass) in(o fyne.CanvasObject, p fyne.Position) fyne.Position {
	return p.Subtract(o.Position())
}

// Scrolled implements fyne.Scrollable.
func (g *Glass) Scrolled(e *fyne.ScrollEvent) {
	t := g.t
	if t.Slide == nil {
		return
	}
	x, y := float64(e.Position.X), float64(e.Position.Y)
	inner := *e
	switch {
	case t.Mapped && within(t.Slide.Map, x, y):
		inner.Position = g.in(t.Map, e.Position)
		t.Map.Scrolled(&inner)
	case within(t.Slide.Plot, x, y):
		inner.Position = g.in(t.Plot, e.Position)
		t.Plot.Scrolled(&inner)
	}
}

// Dragged implements fyne.Draggable.
func (g *Glass) Dragged(e *fyne.DragEvent) {
	t := g.t
	if t.Slide == nil {
		return
	}
	if t.drawing {
		g.draw(e)
		return
	}
	if g.dragging == "" {
		x, y := float64(e.Position.X-e.Dragged.DX), float64(e.Position.Y-e.Dragged.DY)
		switch {
		case t.Mapped && within(t.Slide.Map, x, y):
			g.dragging = talk.OnMap
		case within(t.Slide.Plot, x, y):
			g.dragging = talk.OnPlot
		default:
			g.dragging = talk.OnSlide
		}
	}
	inner := *e
	switch g.dragging {
	case talk.OnMap:
		inner.Position = g.in(t.Map, e.Position)
		t.Map.Dragged(&inner)
	case talk.OnPlot:
		inner.Position = g.in(t.Plot, e.Position)
		t.Plot.Dragged(&inner)
	}
}

// draw lets the mark grow by what has been dragged.
func (g *Glass) draw(e *fyne.DragEvent) {
	t := g.t
	if g.dragging == "" {
		from := e.Position.Subtract(fyne.NewPos(e.Dragged.DX, e.Dragged.DY))
		g.dragging = t.panelAt(from)
		g.mark = talk.Stroke{Panel: g.dragging, Pen: t.pen}
		if g.dragging == talk.OnPlot {
			g.mark.Of = figureOf(t.told, t.seen)
		}
		g.add(from)
	}
	near := t.u(4)
	if d := e.Position.Subtract(g.last); d.X*d.X+d.Y*d.Y >= near*near {
		g.add(e.Position)
		t.events.Draw(g.mark, false)
	}
}

func (g *Glass) add(p fyne.Position) {
	g.last = p
	if d, ok := g.t.dotAt(g.mark.Panel, p); ok {
		// A new slice each time: a mark that has been shown does not change.
		g.mark.Dots = append(g.mark.Dots[:len(g.mark.Dots):len(g.mark.Dots)], d)
	}
}

// DragEnd implements fyne.Draggable.
func (g *Glass) DragEnd() {
	t := g.t
	switch was := g.dragging; {
	case t.drawing && was != "":
		if len(g.mark.Dots) > 1 {
			t.events.Draw(g.mark, true)
		}
	case was == talk.OnMap:
		t.Map.DragEnd()
	case was == talk.OnPlot:
		t.Plot.DragEnd()
	}
	g.dragging, g.mark = "", talk.Stroke{}
}

// CreateRenderer implements fyne.Widget.
func (g *Glass) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
