package learn

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
)

// panelInset keeps the panel clear of the edges of what it scrolls in, in steps of
// space.
const panelInset = 2

// panel is what stands beside the plot in one mode.
type panel interface {
	// show follows the View.
	show(old, now view.View, fresh bool)
	// column holds what the panel shows.
	column() *widgets.Column
	// targets names what can be activated.
	targets(add func(id string, o fyne.CanvasObject))
	// start is what has the keyboard when the mode begins; nil for nothing.
	start() fyne.Focusable
}

// Body is the middle of the window in the modes of learning: headline and plot, or
// map, on the left, and the mode's panel on the right. Where there is no room for two
// columns, all of it stands below each other and scrolls.
type Body struct {
	widgets.Columns
	o     Options
	story *data.Story
	tried tried

	headline, line, foot *widgets.Flow
	chips                *widgets.Wrap
	plot                 *picture.Plot
	world                *picture.Map // of the quiz, made when first asked for
	panels               map[view.Mode]panel
	mode                 view.Mode
	onMap                bool
	content              picture.PlotContent
	key                  figureKey

	side    *container.Scroll // around the panel
	upright *canvas.Rectangle // the hairline between the columns
}

// NewBody returns a body that shows what the store looks at. Follow is to be called
// with each change.
func NewBody(o Options) *Body {
	b := &Body{o: widgets.Filled(o), story: o.Store.Story(), panels: map[view.Mode]panel{}}
	b.headline, b.line, b.foot = widgets.NewFlow(o.Host, nil), widgets.NewFlow(o.Host, nil), widgets.NewFlow(o.Host, nil)
	b.headline.SetLeading(1.06)
	b.headline.SetBalanced(true)
	b.line.SetBalanced(true)
	b.plot = picture.NewPlot(o.Host, picture.PlotEvents{
		Picked: b.pickDay, PickedBar: b.pickBar, PickedDot: b.pickDot,
	}, nil)
	b.chips = widgets.NewWrap()
	b.side = widgets.NewScroll(o.Host, widgets.NewColumn(0))
	b.upright = canvas.NewRectangle(nil)
	b.Columned(o.Host, b, widgets.ColumnsLayout{
		LeastW: 860, LeastH: 400,
		Parts: b.parts, Beside: []fyne.CanvasObject{b.upright}, Two: b.columns, One: b.column,
		Turned: func(page fyne.Scrollable) {
			b.plot.SetPage(page)
			if b.world != nil {
				b.world.SetPage(page)
			}
		},
		Style: func() { b.upright.FillColor = look.Of(b).Color(charts.Line) },
	})
	return b
}

// Follow shows the View, which has to be in a mode of learning.
func (b *Body) Follow(old, now view.View) {
	fresh := b.mode != now.Mode
	b.mode = now.Mode
	p := b.panels[now.Mode]
	if p == nil {
		p = b.make(now.Mode)
		p.column().SetInset(panelInset)
		b.panels[now.Mode] = p
		fresh = true
	}
	if fresh {
		b.side.Offset = fyne.Position{}
	}
	p.show(old, now, fresh)
	b.Placing.Mark()
	if fresh && b.Ready() {
		if start := p.start(); start != nil {
			b.o.Host.Pass.Then(func() { b.o.Focus(start) })
		}
	}
	b.o.Host.Moved()
}

// again shows the View anew, after a change of what is kept beside it, such as the
// guesses of a class.
func (b *Body) again(change func()) {
	b.o.Host.Pass.Hold(func() {
		change()
		now := b.o.Store.Now()
		b.panel().show(now, now, false)
		b.Placing.Mark()
	})
	b.o.Host.Moved()
}

func (b *Body) make(m view.Mode) panel {
	switch m {
	case view.Predict:
		return newPredict(b)
	case view.Price:
		return newPrice(b)
	case view.Quiz:
		return newQuiz(b)
	default:
		return newWhatIf(b)
	}
}

// say shows the headline, the line below it and the line at the foot.
func (b *Body) say(title, line, foot string) {
	b.headline.SetSpans(text(title, charts.SizeHeadline, typeface.Bold, charts.Ink))
	b.line.SetSpans(text(line, charts.SizeBody, typeface.Regular, charts.Muted))
	b.foot.SetSpans(text(foot, charts.SizeSmall, typeface.Regular, charts.Muted))
}

// Notice shows a sentence where the source line stands, until something else is
// looked at.
func (b *Body) Notice(notice string) {
	if notice != "" {
		b.foot.SetSpans(text(notice, charts.SizeLabel, typeface.SemiBold, charts.Caution))
		b.Placing.Mark()
	}
}

// figureKey is everything that the plot's figure depends on.
type figureKey struct {
	mode           view.Mode
	plan, guess    string
	round, asked   string
	shown          bool
	epilogue       bool
	bridge, layers data.SideID
	day            data.Day
	class          int
}

// draw shows a figure, made only if its key has changed.
func (b *Body) draw(k figureKey, make func() picture.PlotContent) *charts.Figure {
	return b.drawBy(nil, k, make)
}

// drawBy is draw by a way that leads there from the figure before.
func (b *Body) drawBy(way func(share float64) *charts.Figure, k figureKey, make func() picture.PlotContent) *charts.Figure {
	if k != b.key || b.content.Figure == nil {
		b.key, b.content = k, make()
		if way != nil {
			b.plot.MoveTo(b.content, way)
		} else {
			b.plot.SetContent(b.content)
		}
	}
	return b.content.Figure
}

// showMap puts the map, or the plot, on the left.
func (b *Body) showMap(on bool) {
	if b.onMap == on {
		return
	}
	b.onMap = on
	b.Placing.Mark()
}

func (b *Body) pickDay(d data.Day) {
	if p, ok := b.panel().(*predictPanel); ok {
		p.pick(d)
	}
	if b.mode == view.WhatIf || b.mode == view.Price {
		b.o.Store.Go(func(s *data.Story, v view.View) view.View { return view.ToDay(s, v, d) })
	}
}

// Links of texts: modeLink leads to a way to look at the story, cardLink and an id to a
// card, asItWas takes back what was tried; others are sheets.
const (
	modeLink = "mode/"
	cardLink = "card/"
	asItWas  = "happened"
)

// follow goes where a link leads.
func (b *Body) follow(link string) {
	if mode, is := strings.CutPrefix(link, modeLink); is {
		b.o.Store.Go(func(s *data.Story, v view.View) view.View { return view.ToMode(s, v, view.Mode(mode)) })
		return
	}
	if link == asItWas {
		b.o.Store.Go(func(s *data.Story, v view.View) view.View { return view.ToPlan(s, v, "") })
		return
	}
	if id, is := strings.CutPrefix(link, cardLink); is {
		b.o.Card(id)
		return
	}
	b.o.Open(link)
}

func (b *Body) pickBar(id string) {
	for _, bar := range b.content.Figure.Bars() {
		if bar.ID == id && len(bar.Sources) > 0 {
			b.o.Open(view.CiteSheet + strings.Join(bar.Sources, ";"))
		}
	}
}

func (b *Body) pickDot(id string) {
	if q, ok := b.panels[view.Quiz].(*quizPanel); ok && b.mode == view.Quiz {
		q.choose(id)
	}
}

// Figure is what is drawn now.
func (b *Body) Figure() *charts.Figure { return b.content.Figure }

// Drawn tells whether the picture for what is looked at has arrived.
func (b *Body) Drawn() bool {
	if b.onMap && b.world != nil {
		return b.world.Drawn()
	}
	return b.plot.Drawn()
}

// Scrolls are what scrolls in the body.
func (b *Body) Scrolls() []*container.Scroll { return []*container.Scroll{b.side, b.Scroll} }

func (b *Body) panel() panel { return b.panels[b.mode] }

// Targets names what can be activated now.
func (b *Body) Targets(add func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject)) {
	within := b.Column()
	if b.onMap && b.world != nil {
		b.world.Targets(add, within...)
	} else {
		add("plot", b.plot, within...)
	}
	if w, ok := b.panel().(*whatIf); ok {
		w.chipTargets(func(id string, o fyne.CanvasObject) { add(id, o, within...) })
	}
	if !b.Narrow() {
		within = []fyne.CanvasObject{b.side}
	}
	if p := b.panel(); p != nil {
		p.targets(func(id string, o fyne.CanvasObject) { add(id, o, within...) })
	}
}

// picture is what stands on the left: the plot, or the map.
func (b *Body) picture() fyne.CanvasObject {
	if b.onMap && b.world != nil {
		return b.world
	}
	return b.plot
}

// parts are what is read, in order: the panel is the last, beside the plot in a scroller of
// its own.
func (b *Body) parts(narrow bool) []fyne.CanvasObject {
	out, p := []fyne.CanvasObject{b.headline, b.line, b.chips, b.picture(), b.foot}, b.panel()
	switch {
	case !narrow:
		if p != nil && b.side.Content != p.column() {
			b.side.Content = p.column()
			widgets.Rescroll(b.side)
		}
		return append(out, b.side)
	case p != nil:
		out = append(out, p.column())
	}
	return out
}

// columns lays out plot on the left, panel on the right.
func (b *Body) columns(size fyne.Size) {
	s := look.Of(b)
	pad := s.Space(6)
	leftW := float32(int(size.Width * 0.597))
	widgets.Put(b.upright, leftW, 0, 1, size.Height)
	b.left(pad, s.Space(4.5), leftW-2*pad, size.Height-s.Space(3), s)
	edge := s.Space(6 - panelInset)
	widgets.Put(b.side, leftW+edge, s.Space(2), size.Width-leftW-edge-s.Space(4), size.Height-s.Space(2))
	widgets.Rescroll(b.side) // for its bar: the panel may be higher than it was
}

// left places headline, plot and foot between two heights.
func (b *Body) left(x, y, width, bottom float32, s look.Skin) {
	y = widgets.PutFlow(b.headline, x, y, width)
	y = widgets.PutFlow(b.line, x, y+s.Space(0.5), width)
	if h := b.chips.HeightFor(width); h > 0 {
		y += s.Space(2)
		widgets.Put(b.chips, x, y, width, h)
		y += h
	}
	y += s.Space(2)
	foot := b.foot.HeightFor(width)
	height := max(bottom-foot-s.Space(2)-y, 80)
	widgets.Put(b.picture(), x, y, width, height)
	widgets.Put(b.foot, x, y+height+s.Space(2), width, foot)
}

// column returns the height of the single column for a width; with place set it also
// puts the parts there.
func (b *Body) column(size fyne.Size, place bool) float32 {
	s := look.Of(b)
	pad := s.Space(4)
	inner := size.Width - 2*pad
	y := s.Space(3)
	put := widgets.Placer(place)
	add := func(o fyne.CanvasObject, h, gap float32) {
		y += gap
		put(o, pad, y, inner, h)
		y += h
	}
	add(b.headline, b.headline.HeightFor(inner), 0)
	add(b.line, b.line.HeightFor(inner), s.Space(1))
	if h := b.chips.HeightFor(inner); h > 0 {
		add(b.chips, h, s.Space(2))
	}
	add(b.picture(), max(min(size.Height*0.72, inner*0.7), 200), s.Space(2))
	add(b.foot, b.foot.HeightFor(inner), s.Space(1))
	if p := b.panel(); p != nil {
		add(p.column(), p.column().HeightFor(inner), s.Space(4))
	}
	return y + s.Space(4)
}

// dayText is a day as the read-out says it: with its year where two are shown.
func dayText(d data.Day, epilogue bool) string {
	if epilogue {
		return words.Local{}.Day(d, charts.DayMonthYear)
	}
	return words.Local{}.Day(d, charts.DayMonth)
}
