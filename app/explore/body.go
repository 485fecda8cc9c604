package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// body is the middle of the window: headline and plot, map and cards. Where there
// is room they stand in two columns; where there is not, below each other in one
// column that scrolls.
type body struct {
	widgets.Columns
	headline, line *widgets.Flow
	measures       *measureSwitch
	plot           *picture.Plot
	detail, brief  *widgets.Flow // what the cursor reads; brief in low windows
	transport      *transport
	sources        *widgets.Flow
	maps           *mapPanel
	worldMap       *picture.Map // of maps
	cards          *cardPanel
	reserved       reserved
	notice         string // shown in place of the source line
	host           *widgets.Host
	// right lies behind the map; upright and level are the hairlines.
	right, upright, level *canvas.Rectangle
}

func newBody(host *widgets.Host) *body {
	b := &body{
		host:     host,
		headline: widgets.NewFlow(host, nil), line: widgets.NewFlow(host, nil), sources: widgets.NewFlow(host, nil),
		detail: widgets.NewFlow(host, nil), brief: widgets.NewFlow(host, nil),
	}
	b.headline.SetLeading(1.06)
	b.headline.SetBalanced(true)
	b.line.SetBalanced(true)
	b.right, b.upright, b.level = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	b.Columned(host, b, widgets.ColumnsLayout{
		LeastW: 880, LeastH: 410,
		Parts: b.parts, Beside: []fyne.CanvasObject{b.right, b.upright, b.level}, Two: b.columns, One: b.column,
		Turned: func(page fyne.Scrollable) {
			b.cards.setFlat(page != nil)
			b.plot.SetPage(page)
			b.worldMap.SetPage(page)
		},
		Style: func() {
			s := look.Of(b)
			b.right.FillColor = s.Color(charts.Surface)
			b.upright.FillColor, b.level.FillColor = s.Color(charts.Line), s.Color(charts.Line)
		},
	})
	return b
}

func (b *body) setHeadline(title, line string) {
	b.headline.SetSpans(headlineSpan(title))
	b.line.SetSpans(lineSpan(line))
	b.Placing.Mark()
}

// setSources shows the source line, with a link to the sheet of the headline's
// sources if there is one.
func (b *body) setSources(text, sheet string, open func(string)) {
	b.notice = ""
	spans := []widgets.Span{{Text: text, Size: charts.SizeSmall, Role: charts.Muted}}
	if sheet != "" {
		spans = append(spans, widgets.Span{Text: "  ", Size: charts.SizeSmall},
			widgets.Span{Text: words.Say("sheet.beat.link"), Size: charts.SizeSmall, Role: charts.Muted, Link: sheet})
	}
	b.sources.SetLink(open)
	b.sources.SetSpans(spans...)
	b.Placing.Mark()
}

// setNotice shows a sentence where the source line stands.
func (b *body) setNotice(text string) {
	b.notice = text
	b.sources.SetSpans(widgets.Span{Text: text, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Caution})
	b.Placing.Mark()
}

// setDetail says in words what the cursor reads.
func (b *body) setDetail(full, brief []widgets.Span, open func(string)) {
	b.detail.SetLink(open)
	b.detail.SetSpans(full...)
	b.brief.SetLink(open)
	b.brief.SetSpans(brief...)
	b.Placing.Mark()
}

// reserved is the room that texts above and below the plot have, so that the plot stays
// where it is from step to step: as much as the longest of the story needs.
type reserved struct {
	titles        []told
	full, brief   [][]widgets.Span
	width, scale  float32 // that the rest was measured for
	head          float32 // of headline and line
	detail, short float32
}

// told is a headline with its line.
type told struct{ title, line string }

// room measures what is reserved for a width.
func (b *body) room(width float32) *reserved {
	r, s := &b.reserved, look.Of(b)
	if r.width == width && r.scale == s.TextScale {
		return r
	}
	r.width, r.scale, r.head, r.detail, r.short = width, s.TextScale, 0, 0, 0
	headline, line, read := widgets.NewFlow(b.host, nil), widgets.NewFlow(b.host, nil), widgets.NewFlow(b.host, nil)
	headline.SetLeading(1.06)
	for _, t := range r.titles {
		headline.SetSpans(headlineSpan(t.title))
		line.SetSpans(lineSpan(t.line))
		r.head = max(r.head, headline.HeightFor(width)+s.Space(0.5)+line.HeightFor(width))
	}
	highest := func(texts [][]widgets.Span) (out float32) {
		for _, spans := range texts {
			read.SetSpans(spans...)
			out = max(out, read.HeightFor(width))
		}
		return out
	}
	r.detail, r.short = highest(r.full), highest(r.brief)
	return r
}

func headlineSpan(text string) widgets.Span {
	return widgets.Span{Text: text, Size: charts.SizeHeadline, Weight: typeface.Bold, Role: charts.Ink}
}

func lineSpan(text string) widgets.Span {
	return widgets.Span{Text: text, Size: charts.SizeBody, Weight: typeface.Regular, Role: charts.Muted}
}

// parts are the panels in reading order.
func (b *body) parts(narrow bool) []fyne.CanvasObject {
	out := []fyne.CanvasObject{b.headline, b.line, b.measures, b.plot, b.detail, b.brief, b.transport, b.sources, b.maps, b.cards}
	if narrow {
		return append([]fyne.CanvasObject{b.right, b.level}, out...)
	}
	return out
}

// hideMap leaves the map out of a story that tells of no meeting.
func (b *body) hideMap() {
	none := len(b.maps.w.store.Story().Meetings) == 0
	b.maps.Hidden, b.right.Hidden, b.level.Hidden = none, none, none
}

// columns lays the panels out as plot on the left, map above cards on the right.
func (b *body) columns(size fyne.Size) {
	s := look.Of(b)
	pad := s.Space(6)
	leftW := float32(int(size.Width * 0.597))
	rightX, rightW := leftW+1, size.Width-leftW-1
	widgets.Put(b.upright, leftW, 0, 1, size.Height)

	inner := leftW - 2*pad
	room := b.room(inner)
	y := widgets.PutFlow(b.headline, pad, s.Space(4.5), inner)
	y = widgets.PutFlow(b.line, pad, y+s.Space(0.5), inner)
	y = max(y, s.Space(4.5)+room.head) + s.Space(2)
	measuresH := b.measures.HeightFor(inner)
	widgets.Put(b.measures, pad, y, inner, measuresH)
	y += measuresH + s.Space(1)
	bottom := size.Height - s.Space(3)
	sourcesH := b.sources.HeightFor(inner)
	transportH := b.transport.MinSize().Height
	// Low windows spare the general source line: the detail names its own.
	b.sources.Hidden = size.Height < 560*s.TextScale && b.notice == ""
	if b.sources.Hidden {
		sourcesH = 0
	}
	read, detailH := b.detail, room.detail
	if b.brief.Hidden = size.Height >= 620*s.TextScale; !b.brief.Hidden {
		read, detailH = b.brief, room.short
	}
	b.detail.Hidden = !b.brief.Hidden
	detailH = max(detailH, read.HeightFor(inner))
	plotH := max(bottom-sourcesH-detailH-transportH-s.Space(4)-y, 60)
	widgets.Put(b.plot, pad, y, inner, plotH)
	y += plotH + s.Space(1)
	widgets.PutFlow(read, pad, y, inner)
	y += detailH + s.Space(1)
	widgets.Put(b.transport, pad, y, inner, transportH)
	y += transportH + s.Space(1)
	widgets.PutFlow(b.sources, pad, y, inner)

	y = 0
	if b.hideMap(); !b.maps.Hidden {
		y = b.maps.heightFor(rightW, max(min(rightW*0.47, size.Height*0.40), 110))
	}
	widgets.Put(b.maps, rightX, 0, rightW, y)
	widgets.Put(b.right, rightX, 0, rightW, y)
	widgets.Put(b.level, rightX, y, rightW, 1)
	widgets.Put(b.cards, rightX, y+1, rightW, size.Height-y-1)
}

// column returns the height of the single column for a width; with place set it
// also puts the panels there.
func (b *body) column(size fyne.Size, place bool) float32 {
	s, width := look.Of(b), size.Width
	b.sources.Hidden, b.detail.Hidden, b.brief.Hidden = false, false, true
	pad := s.Space(4)
	inner := width - 2*pad
	y := s.Space(3)
	put := widgets.Placer(place)
	panel := func(o fyne.CanvasObject, x, w, h float32) {
		put(o, x, y, w, h)
		y += h
	}
	text := func(f *widgets.Flow, gap float32) {
		y += gap
		panel(f, pad, inner, f.HeightFor(inner))
	}
	room := b.room(inner)
	text(b.headline, 0)
	text(b.line, s.Space(0.5))
	y = max(y, s.Space(3)+room.head) + s.Space(2)
	panel(b.measures, pad, inner, b.measures.HeightFor(inner))
	y += s.Space(1)
	panel(b.plot, pad, inner, min(max(size.Height*0.82, 240*s.TextScale), max(inner*0.8, 300*s.TextScale)))
	below := y
	text(b.detail, s.Space(1))
	y = max(y, below+s.Space(1)+room.detail) + s.Space(1)
	panel(b.transport, pad, inner, b.transport.MinSize().Height)
	text(b.sources, s.Space(1))
	y += s.Space(3)
	top := y
	if b.hideMap(); !b.maps.Hidden {
		panel(b.maps, 0, width, b.maps.heightFor(width, max(width*0.47, 150)))
	}
	put(b.right, 0, top, width, y-top)
	put(b.level, 0, y, width, 1)
	y++
	panel(b.cards, 0, width, b.cards.tabHeight()+1+b.cards.layList(width))
	return y + s.Space(3)
}
