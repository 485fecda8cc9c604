package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// RailStep is one step of a Rail.
type RailStep struct {
	ID          string
	Above, Name string
	// Later steps are set off: they lie after what the story starts from.
	Later bool
}

// Rail is the row of the story's steps. It scrolls if it has no room, and keeps the
// step that is on in view.
type Rail struct {
	widget.BaseWidget
	host   *Host
	picked func(id string)
	steps  []*railItem
	row    *fyne.Container
	scroll *container.Scroll
	on     string
}

// Look implements look.Looker.
func (r *Rail) Look() *look.Theme { return r.host.look() }

// NewRail returns an empty rail.
func NewRail(host *Host, picked func(id string)) *Rail {
	r := &Rail{host: host, picked: picked}
	r.row = container.New(&railLayout{r})
	r.scroll = container.NewHScroll(r.row)
	r.scroll.OnScrolled = func(fyne.Position) { host.moved() }
	r.ExtendBaseWidget(r)
	return r
}

// SetSteps replaces the steps.
func (r *Rail) SetSteps(steps []RailStep) {
	r.steps = nil
	var objects []fyne.CanvasObject
	for _, s := range steps {
		item := newRailItem(r, s)
		r.steps = append(r.steps, item)
		objects = append(objects, item)
	}
	r.row.Objects = objects
	r.row.Refresh()
	r.SetOn(r.on)
}

// SetOn marks a step as the one that is on and brings it into view.
func (r *Rail) SetOn(id string) {
	r.on = id
	for _, item := range r.steps {
		if on := item.step.ID == id; item.on != on {
			item.on = on
			item.Refresh()
		}
	}
	r.reveal()
}

func (r *Rail) reveal() {
	for _, item := range r.steps {
		if !item.on || r.scroll.Size().Width <= 0 {
			continue
		}
		left, right := item.Position().X, item.Position().X+item.Size().Width
		x, width := r.scroll.Offset.X, r.scroll.Size().Width
		const air = 24
		switch {
		case left-air < x:
			x = left - air
		case right+air > x+width:
			x = right + air - width
		}
		x = max(0, min(x, r.row.MinSize().Width-width))
		if x != r.scroll.Offset.X {
			r.scroll.ScrollToOffset(fyne.NewPos(x, 0))
		}
	}
}

// Items returns the controls of the steps, in order.
func (r *Rail) Items() []fyne.CanvasObject { return r.row.Objects }

// View returns the part of the window that steps are seen in.
func (r *Rail) View() fyne.CanvasObject { return r.scroll }

// CreateRenderer implements fyne.Widget.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.scroll) }

// Resize implements fyne.CanvasObject.
func (r *Rail) Resize(size fyne.Size) {
	r.BaseWidget.Resize(size)
	r.reveal()
}

// railBarDP is the room below the steps for a scroll bar.
const railBarDP = 7

// railLayout gives the steps equal widths if they all fit, else each what it needs.
type railLayout struct{ r *Rail }

func (l *railLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	gap := look.Of(l.r).Space(1.5)
	size := fyne.Size{}
	for _, o := range objects {
		m := o.MinSize()
		size.Width += m.Width + gap
		size.Height = max(size.Height, m.Height)
	}
	return fyne.NewSize(size.Width+2*gap, size.Height+railBarDP)
}

func (l *railLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := look.Of(l.r).Space(1.5)
	spare := max(0, size.Width-l.MinSize(objects).Width) / float32(max(1, len(objects)))
	x := gap * 1.5
	for _, o := range objects {
		width := o.MinSize().Width + min(spare, 60)
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height-railBarDP))
		x += width + gap
	}
}

type railItem struct {
	control
	step RailStep
	on   bool
}

func newRailItem(r *Rail, step RailStep) *railItem {
	i := &railItem{step: step}
	i.host, i.label = r.host, step.Above+" "+step.Name
	i.activate = func() { r.picked(step.ID) }
	i.refresh = i.Refresh
	i.ExtendBaseWidget(i)
	return i
}

func (i *railItem) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(i)
	r := &railItemRenderer{i: i, back: canvas.NewRectangle(color.Transparent), edge: canvas.NewRectangle(color.Transparent),
		above: s.Text(i.step.Above, charts.SizeSmall, typeface.Regular, charts.Muted),
		name:  s.Text(i.step.Name, charts.SizeLabel, typeface.SemiBold, charts.Ink), ring: ring(s)}
	r.back.CornerRadius = 7
	r.style()
	return r
}

type railItemRenderer struct {
	i           *railItem
	back, edge  *canvas.Rectangle
	above, name *canvas.Text
	ring        *canvas.Rectangle
}

func (r *railItemRenderer) Destroy() {}

func (r *railItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.edge, r.above, r.name, r.ring}
}

func (r *railItemRenderer) MinSize() fyne.Size {
	s := look.Of(r.i)
	a, n := r.above.MinSize(), r.name.MinSize()
	return fyne.NewSize(max(a.Width, n.Width)+s.Space(3.5), a.Height+n.Height+s.Space(4))
}

func (r *railItemRenderer) Layout(size fyne.Size) {
	s := look.Of(r.i)
	a, n := r.above.MinSize(), r.name.MinSize()
	r.back.Resize(size)
	r.ring.Move(fyne.NewPos(1, 1))
	r.ring.Resize(size.Subtract(fyne.NewSize(2, 2)))
	r.edge.Move(fyne.NewPos(0, s.Space(2)))
	r.edge.Resize(fyne.NewSize(3, size.Height-s.Space(4)))
	y := (size.Height - a.Height - n.Height) / 2
	r.above.Move(fyne.NewPos(s.Space(1.75)+1, y))
	r.above.Resize(a)
	r.name.Move(fyne.NewPos(s.Space(1.75)+1, y+a.Height))
	r.name.Resize(n)
}

func (r *railItemRenderer) style() {
	s := look.Of(r.i)
	fill, above, name := charts.Chip, charts.Muted, charts.Ink
	if r.i.on {
		fill, above, name = charts.Ink, charts.Chip, charts.Paper
	}
	r.back.FillColor = s.Color(fill)
	r.back.StrokeWidth, r.back.StrokeColor = 0, color.Transparent
	if r.i.hovered && !r.i.on {
		r.back.StrokeWidth, r.back.StrokeColor = 1, s.Color(charts.Muted)
	}
	r.edge.FillColor = color.Transparent
	if r.i.step.Later {
		r.edge.FillColor = s.Color(charts.Caution)
	}
	r.above.Color, r.name.Color = s.Color(above), s.Color(name)
	r.above.TextSize, r.name.TextSize = s.Size(charts.SizeSmall), s.Size(charts.SizeLabel)
	r.ring.StrokeColor = s.Color(charts.US)
	r.ring.Hidden = !r.i.focused
}

func (r *railItemRenderer) Refresh() {
	r.style()
	r.Layout(r.i.Size())
	canvas.Refresh(r.i)
}
