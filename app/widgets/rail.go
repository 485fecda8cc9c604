package widgets

import (
	"slices"

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

// Rail is the story's steps as a line that fills. It names all steps where there is
// room, else their days, else only the one that is on; it scrolls where steps would
// be too small to be hit, and keeps the one that is on in view.
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
func (r *Rail) Look() *look.Theme { return r.host.Look }

// NewRail returns an empty rail.
func NewRail(host *Host, picked func(id string)) *Rail {
	r := &Rail{host: host, picked: picked}
	r.row = container.New(&railLayout{r})
	r.scroll = container.NewHScroll(r.row)
	r.scroll.OnScrolled = func(fyne.Position) { host.Moved() }
	return Extended(r)
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
	r.scroll.Refresh() // the row may be longer than it was
	r.SetOn(r.on)
}

// SetOn marks a step as the one that is on and brings it into view.
func (r *Rail) SetOn(id string) {
	r.on = id
	at := slices.IndexFunc(r.steps, func(i *railItem) bool { return i.step.ID == id })
	for n, item := range r.steps {
		if on, told := n == at, n <= at; item.on != on || item.told != told {
			item.on, item.told = on, told
			item.Refresh()
		}
	}
	r.reveal()
}

// IsOn tells whether a control is that of the step that is on.
func (r *Rail) IsOn(item fyne.CanvasObject) bool { i, ok := item.(*railItem); return ok && i.on }

// On returns the id of the step that is on.
func (r *Rail) On() string { return r.on }

func (r *Rail) reveal() {
	for _, item := range r.steps {
		if !item.on || r.scroll.Size().Width <= 0 {
			continue
		}
		// With all that it says, which may be wider than its stretch of the line.
		name, _ := item.widths()
		left := item.Position().X + min(0, item.room-name)
		right := max(left+name, item.Position().X+item.Size().Width)
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
func (r *Rail) View() *container.Scroll { return r.scroll }

// CreateRenderer implements fyne.Widget.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.scroll) }

// Resize implements fyne.CanvasObject.
func (r *Rail) Resize(size fyne.Size) {
	r.BaseWidget.Resize(size)
	r.reveal()
}

// railSays is how much a rail says of the steps that are not on.
type railSays int

const (
	railBars railSays = iota
	railDays
	railNames
)

// says is the most that there is room for.
func (r *Rail) says() railSays {
	gap, names, days := look.Of(r).Space(1.5), float32(0), float32(0)
	for _, i := range r.steps {
		name, day := i.widths()
		names, days = names+name+gap, days+day+gap
	}
	switch width := r.scroll.Size().Width - 2*railInset; {
	case names <= width:
		return railNames
	case days <= width:
		return railDays
	default:
		return railBars
	}
}

// railInset leaves room for the ring of the focus, which the scroll would cut, in dp.
const railInset = 2

// leastStepDP is how narrow a step can be and still be hit.
const leastStepDP = 24

// railLayout gives the steps the widths of what they say, and what is left in equal
// parts.
type railLayout struct{ r *Rail }

func (l *railLayout) widths() (each []float32, gap, total float32) {
	gap = look.Of(l.r).Space(1.5)
	says := l.r.says()
	for _, i := range l.r.steps {
		name, day := i.widths()
		width := float32(leastStepDP) - gap
		switch says {
		case railNames:
			width = name
		case railDays:
			width = day
		}
		each = append(each, max(width, leastStepDP-gap))
		total += each[len(each)-1] + gap
	}
	return each, gap, total - gap
}

func (l *railLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	_, _, total := l.widths()
	s := look.Of(l.r)
	line := func(z charts.TextSize) float32 { return s.Measure("0", z, typeface.Regular).Height }
	return fyne.NewSize(total+2*railInset, 2*railInset+railLineDP+s.Space(1.5)+2*line(charts.SizeSmall)+s.Space(1))
}

func (l *railLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	each, gap, total := l.widths()
	spare := float32(int(max(0, size.Width-2*railInset-total) / float32(max(1, len(objects)))))
	says := l.r.says()
	x := float32(railInset)
	for n, i := range l.r.steps {
		width := each[n] + spare
		i.says, i.room = says, size.Width-railInset-x
		Put(i, x, railInset, width, size.Height-2*railInset)
		i.Refresh()
		x += width + gap
	}
}

// railLineDP is how thick the line of steps is.
const railLineDP = 4

type railItem struct {
	Control
	step     RailStep
	on, told bool
	says     railSays
	room     float32 // from its left edge to the end of the rail
}

func newRailItem(r *Rail, step RailStep) *railItem {
	i := &railItem{step: step}
	i.Extend(i, r.host, step.Above+" "+step.Name, func() { r.picked(step.ID) })
	return i
}

// widths are those of the step with its name, and of its day alone.
func (i *railItem) widths() (name, day float32) {
	s := look.Of(i)
	day = s.Measure(i.step.Above, charts.SizeSmall, typeface.Regular).Width
	return max(day, s.Measure(i.step.Name, charts.SizeSmall, typeface.Bold).Width), day
}

// MinSize implements fyne.CanvasObject.
func (i *railItem) MinSize() fyne.Size { return fyne.NewSize(leastStepDP, leastStepDP) }

func (i *railItem) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(i)
	line, ring := canvas.NewRectangle(nil), Ring(s)
	above := s.Text(i.step.Above, charts.SizeSmall, typeface.Regular, charts.Muted)
	name := s.Text(i.step.Name, charts.SizeSmall, typeface.Medium, charts.Ink)
	return Drawn(i, func(size fyne.Size) {
		s := look.Of(i)
		Put(line, 0, 0, size.Width, railLineDP)
		Put(ring, -2, -2, size.Width+4, size.Height+4)
		// What is on says all of itself, to the left of where it stands if it must.
		put := func(t *canvas.Text, y float32, weight typeface.Weight) float32 {
			m := s.Measure(t.Text, charts.SizeSmall, weight)
			Put(t, min(0, i.room-m.Width), y, m.Width, m.Height)
			return m.Height
		}
		y := railLineDP + s.Space(1.5)
		y += put(above, y, typeface.Regular)
		put(name, y, i.nameWeight())
	}, func() {
		s := look.Of(i)
		on, says := charts.Line, charts.Muted
		if i.told {
			on, says = charts.Ink, charts.Ink
			if i.step.Later {
				on = charts.Caution
			}
		}
		if i.hovered && !i.told {
			on, says = charts.Muted, charts.Ink
		}
		line.FillColor = s.Color(on)
		above.Hidden = !i.on && i.says == railBars
		name.Hidden = !i.on && i.says != railNames
		above.Color, name.Color = s.Color(charts.Muted), s.Color(says)
		above.TextSize, name.TextSize = s.Size(charts.SizeSmall), s.Size(charts.SizeSmall)
		name.FontSource = look.Font(i.nameWeight())
		i.Ringed(ring, s)
	}, line, above, name, ring)
}

func (i *railItem) nameWeight() typeface.Weight {
	if i.on {
		return typeface.Bold
	}
	return typeface.Medium
}
