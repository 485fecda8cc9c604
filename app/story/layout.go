package story

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/pages"
	"truceline/charts/typeface"
)

// The least room, in dp at text scale 1, for figure and card beside each other.
const (
	twoColumnsW = 840
	twoColumnsH = 330
)

// leastPlot is the least height of a plot that scrolls, in dp.
const leastPlot = 150

// lowPlot is the height of a plot, as a part of its width, below which it needs what room
// there is.
const lowPlot = 0.4

// widestSide is the most, in dp at text scale 1, that the card takes: beyond it, lines
// would be too long to read.
const widestSide = 620

// MinSize implements fyne.CanvasObject. The room takes what the window leaves it.
func (r *Room) MinSize() fyne.Size { r.ExtendBaseWidget(r); return fyne.NewSize(320, 200) }

// CreateRenderer implements fyne.Widget.
func (r *Room) CreateRenderer() fyne.WidgetRenderer {
	v := &roomRenderer{r: r}
	r.stack = widgets.Arranged(func() fyne.Size {
		size := r.Size()
		if !r.narrow || size.Width <= 0 {
			return fyne.NewSize(100, 100)
		}
		return fyne.NewSize(100, v.column(size, false))
	}, func(fyne.Size) {})
	width := func(of float32) float32 { return max(of-look.Of(r).Space(4), 40) } // beside the scroll bar
	r.beside = widgets.Arranged(func() fyne.Size {
		return fyne.NewSize(100, r.side.HeightFor(width(r.scroll.Size().Width)))
	}, func(size fyne.Size) {
		widgets.Put(r.side, 0, 0, width(size.Width), r.side.HeightFor(width(size.Width)))
		r.side.Relay()
	}, r.side)
	r.view = v
	v.arrange(false)
	return v
}

type roomRenderer struct {
	r        *Room
	objects  []fyne.CanvasObject
	arranged bool
	large    bool   // arranged for a large map
	below    func() // places what stands below the plot, in step with its days
}

func (v *roomRenderer) Destroy()                     { v.r.view = nil }
func (v *roomRenderer) MinSize() fyne.Size           { return v.r.MinSize() }
func (v *roomRenderer) Objects() []fyne.CanvasObject { return v.objects }

func (v *roomRenderer) Refresh() {
	v.Layout(v.r.Size())
	canvas.Refresh(v.r)
}

// left are the parts of the figure, in reading order.
func (v *roomRenderer) left() []fyne.CanvasObject {
	r := v.r
	out := []fyne.CanvasObject{r.headline, r.line}
	if r.large {
		out = append(out, r.world)
	}
	return append(out, r.plot, r.strip, r.all, r.notice)
}

// arrange sets figure and card beside each other, or all of it in a column that
// scrolls.
func (v *roomRenderer) arrange(narrow bool) {
	r := v.r
	if v.arranged && r.narrow == narrow && v.large == r.large {
		return
	}
	v.arranged, r.narrow, v.large = true, narrow, r.large
	if narrow {
		r.stack.Objects = append(v.left(), r.side)
		r.scroll.Content = r.stack
		v.objects = []fyne.CanvasObject{r.scroll, r.hint}
	} else {
		r.stack.Objects = nil
		r.scroll.Content = r.beside
		v.objects = append(v.left(), r.scroll, r.hint)
	}
	r.scroll.Offset = fyne.Position{}
	r.scroll.Refresh()
	canvas.Refresh(r)
}

func (v *roomRenderer) Layout(size fyne.Size) { v.r.placing.Layout(size) }

func (v *roomRenderer) lay(size fyne.Size) {
	r, s := v.r, look.Of(v.r)
	v.arrange(size.Width < twoColumnsW*s.TextScale || size.Height < twoColumnsH*s.TextScale)
	pad := s.Space(8)
	var page fyne.Scrollable // the wheel does not stop over plot and map
	if r.narrow {
		pad, page = s.Space(4), r.scroll
	}
	r.plot.SetPage(page)
	if r.world != nil {
		r.world.SetPage(page)
	}
	hintH := float32(0)
	if r.hint.Text() != "" {
		hintH = r.hint.HeightFor(size.Width-2*pad) + s.Space(2)
	}
	if r.narrow {
		widgets.Put(r.scroll, 0, 0, size.Width, size.Height-hintH)
		widgets.PutFlow(r.hint, pad, size.Height-hintH, size.Width-2*pad)
		r.stack.Resize(fyne.NewSize(size.Width, v.column(size, false)))
		v.column(size, true)
		widgets.Rescroll(r.scroll)
		return
	}
	gap := s.Space(6)
	sideW := min(size.Width*0.43-pad, widestSide*s.TextScale)
	leftW := size.Width - 2*pad - gap - sideW
	v.figure(pad, s.Space(6), leftW, size.Height-s.Space(3), false)
	x, edge := pad+leftW+gap, s.Space(sideInset)
	widgets.Put(r.scroll, x-edge, s.Space(6)-edge, sideW+2*edge+s.Space(4), size.Height-s.Space(6)+edge-hintH-s.Space(2))
	r.beside.Resize(fyne.NewSize(r.scroll.Size().Width, 0))
	r.beside.Refresh()
	widgets.Rescroll(r.scroll)
	widgets.PutFlow(r.hint, x, size.Height-hintH-s.Space(1), sideW)
}

// figure places headline, plot and strip between two heights; the line stands under the
// headline, or below the strip.
func (v *roomRenderer) figure(x, y, width, bottom float32, lineBelow bool) {
	r, s := v.r, look.Of(v.r)
	y = widgets.PutFlow(r.headline, x, y, width) + s.Space(2)
	if lineBelow {
		bottom -= r.line.HeightFor(width) + s.Space(1.5)
		widgets.PutFlow(r.line, x, bottom+s.Space(1.5), width)
	} else {
		y = widgets.PutFlow(r.line, x, y-s.Space(0.5), width) + s.Space(2)
	}
	noticeH := float32(0)
	if r.notice.Text() != "" {
		noticeH = r.notice.HeightFor(width)
	}
	stripH := max(r.strip.MinSize().Height, r.all.MinSize().Height)
	plotH := max(bottom-noticeH-stripH-s.Space(2)-y, 60)
	if r.large {
		mapH := plotH * (1 - pages.StripShare)
		widgets.Put(r.world, x, y, width, mapH)
		y, plotH = y+mapH, plotH-mapH
	}
	v.below = func() { v.layStrip(x, y+plotH+s.Space(2), width, stripH) }
	widgets.Put(r.plot, x, y, width, plotH)
	v.below()
	widgets.PutFlow(r.notice, x, bottom-noticeH, width)
}

// layStrip places the strip, in step with the plot's days where it has some, and the
// button beside it.
func (v *roomRenderer) layStrip(x, y, width, height float32) {
	r := v.r
	button, strip := r.all.MinSize(), r.strip.MinSize().Height
	left := float32(0)
	if l := r.plot.Layout(); l != nil && l.Dated() {
		left = min(float32(l.Plot.X), width/4)
	}
	widgets.Put(r.strip, x+left, y+(height-strip)/2, max(width-left-button.Width-look.Of(r).Space(3), 40), strip)
	widgets.Put(r.all, x+width-button.Width, y+(height-button.Height)/2, button.Width, button.Height)
}

// column returns the height of all parts below each other; with place set it also
// puts them there.
func (v *roomRenderer) column(size fyne.Size, place bool) float32 {
	r, s := v.r, look.Of(v.r)
	pad := s.Space(4)
	inner := size.Width - 2*pad
	stripH := max(r.strip.MinSize().Height, r.all.MinSize().Height)
	top := s.Space(3)
	head, line := r.headline.HeightFor(inner)+s.Space(2), r.line.HeightFor(inner)+s.Space(1.5)
	notice := float32(0)
	if r.notice.Text() != "" {
		notice = r.notice.HeightFor(inner)
	}
	// All of the plot is seen at first, where one of the least height can be.
	seen := r.scroll.Size().Height - top - head - line - s.Space(2)
	lineBelow := seen < inner*lowPlot
	if lineBelow { // it is read after the plot, which would be too low
		seen += line
	}
	plotH := max(min(seen, inner*0.75), leastPlot)
	bottom := top + head + line + plotH + s.Space(2) + stripH + notice
	edge := s.Space(sideInset)
	sideH := r.side.HeightFor(inner + 2*edge)
	if place {
		v.figure(pad, top, inner, bottom, lineBelow)
		widgets.Put(r.side, pad-edge, bottom+s.Space(3), inner+2*edge, sideH)
		r.side.Relay()
	}
	return bottom + s.Space(3) + sideH + s.Space(4)
}

// mapFrame is the map in a frame, with a line on what came of the meeting.
type mapFrame struct {
	widget.BaseWidget
	world *widgets.Map
	says  string
}

var _ widgets.Tall = (*mapFrame)(nil)

func newMapFrame(world *widgets.Map, says string) *mapFrame {
	m := &mapFrame{world: world, says: says}
	m.ExtendBaseWidget(m)
	return m
}

const mapHeightDP = 170 // at text scale 1

// HeightFor implements widgets.Tall.
func (m *mapFrame) HeightFor(width float32) float32 {
	s := look.Of(m.world)
	return min(mapHeightDP*(1+(s.TextScale-1)/2), width*0.6) + s.Measure("0", charts.SizeLabel, typeface.Regular).Height + s.Space(4)
}

// MinSize implements fyne.CanvasObject.
func (m *mapFrame) MinSize() fyne.Size {
	return fyne.NewSize(160, m.HeightFor(max(m.Size().Width, 200)))
}

// CreateRenderer implements fyne.Widget.
func (m *mapFrame) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(nil)
	back.StrokeWidth, back.CornerRadius = 1, 12
	text := look.Of(m.world).Text(m.says, charts.SizeLabel, typeface.SemiBold, charts.Ink)
	return widgets.Drawn(m, func(size fyne.Size) {
		s := look.Of(m.world)
		line := text.MinSize()
		back.Resize(size)
		foot := line.Height + s.Space(4)
		widgets.Put(m.world, 1, 6, size.Width-2, size.Height-foot-6)
		widgets.Put(text, s.Space(5.5), size.Height-foot+s.Space(1.5), line.Width, line.Height)
	}, func() {
		s := look.Of(m.world)
		back.FillColor, back.StrokeColor = s.Color(charts.Surface), s.Color(charts.Line)
		text.Color, text.TextSize = s.Color(charts.Ink), s.Size(charts.SizeLabel)
	}, back, m.world, text)
}
