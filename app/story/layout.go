package story

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/app/widgets/picture"
	"truceline/charts"
	"truceline/charts/pages"
	"truceline/charts/typeface"
)

// leastPlot is the least height of a plot that scrolls, in dp.
const leastPlot = 150

// lowPlot is the height of a plot, as a part of its width, below which it needs what room
// there is.
const lowPlot = 0.4

// widestSide is the most, in dp at text scale 1, that the card takes: beyond it, lines
// would be too long to read.
const widestSide = 620

// parts are those of the figure and what stands beside it, in reading order.
func (r *Room) parts(narrow bool) []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.headline, r.line}
	if r.large {
		out = append(out, r.world)
	}
	out = append(out, r.plot, r.strip, r.all, r.notice)
	if r.beside.Objects = nil; narrow {
		return append(out, r.side)
	}
	r.beside.Objects = []fyne.CanvasObject{r.side}
	return append(out, r.scroll, r.hint)
}

// hintHeight is that of the hint, if there is one.
func (r *Room) hintHeight(width float32) float32 {
	if r.hint.Text() == "" {
		return 0
	}
	return r.hint.HeightFor(width) + look.Of(r).Space(2)
}

// foot places the hint below the column.
func (r *Room) foot(size fyne.Size) float32 {
	pad := look.Of(r).Space(4)
	high := r.hintHeight(size.Width - 2*pad)
	widgets.PutFlow(r.hint, pad, size.Height-high, size.Width-2*pad)
	return high
}

// columns places the figure, and beside it what scrolls.
func (r *Room) columns(size fyne.Size) {
	s := look.Of(r)
	pad, gap := s.Space(8), s.Space(6)
	hintH := r.hintHeight(size.Width - 2*pad)
	sideW := min(size.Width*0.43-pad, widestSide*s.TextScale)
	leftW := size.Width - 2*pad - gap - sideW
	r.figure(pad, s.Space(6), leftW, size.Height-s.Space(3), false)
	x, edge := pad+leftW+gap, s.Space(sideInset)
	widgets.Put(r.scroll, x-edge, s.Space(6)-edge, sideW+2*edge+s.Space(4), size.Height-s.Space(6)+edge-hintH-s.Space(2))
	r.beside.Resize(fyne.NewSize(r.scroll.Size().Width, 0))
	r.beside.Refresh()
	widgets.Rescroll(r.scroll)
	widgets.PutFlow(r.hint, x, size.Height-hintH-s.Space(1), sideW)
}

// figure places headline, plot and strip between two heights; the line stands under the
// headline, or below the strip.
func (r *Room) figure(x, y, width, bottom float32, lineBelow bool) {
	s := look.Of(r)
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
	r.below = func() { r.layStrip(x, y+plotH+s.Space(2), width, stripH) }
	widgets.Put(r.plot, x, y, width, plotH)
	r.below()
	widgets.PutFlow(r.notice, x, bottom-noticeH, width)
}

// layStrip places the strip, in step with the plot's days where it has some, and the
// button beside it.
func (r *Room) layStrip(x, y, width, height float32) {
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
func (r *Room) column(size fyne.Size, place bool) float32 {
	s := look.Of(r)
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
	seen := r.Scroll.Size().Height - top - head - line - s.Space(2)
	lineBelow := seen < inner*lowPlot
	if lineBelow { // it is read after the plot, which would be too low
		seen += line
	}
	plotH := max(min(seen, inner*0.75), leastPlot)
	bottom := top + head + line + plotH + s.Space(2) + stripH + notice
	edge := s.Space(sideInset)
	sideH := r.side.HeightFor(inner + 2*edge)
	if place {
		r.figure(pad, top, inner, bottom, lineBelow)
		widgets.Put(r.side, pad-edge, bottom+s.Space(3), inner+2*edge, sideH)
		r.side.Relay()
	}
	return bottom + s.Space(3) + sideH + s.Space(4)
}

// mapFrame is the map in a frame, with a line on what came of the meeting.
type mapFrame struct {
	widget.BaseWidget
	world *picture.Map
	says  string
}

var _ widgets.Tall = (*mapFrame)(nil)

const mapHeightDP = 170 // at text scale 1

// HeightFor implements widgets.Tall.
func (m *mapFrame) HeightFor(width float32) float32 {
	s := look.Of(m.world)
	return min(mapHeightDP*(1+(s.TextScale-1)/2), width*0.6) + s.Measure("0", charts.SizeLabel, typeface.Regular).Height + s.Space(4)
}

// MinSize implements fyne.CanvasObject.
func (m *mapFrame) MinSize() fyne.Size { return widgets.MinTall(m, 160, 200) }

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
