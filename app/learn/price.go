package learn

import (
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/course"
	"truceline/data/price"
)

// pricePanel is the price tag of an import on the day of the cursor.
type pricePanel struct {
	b       *Body
	col     *widgets.Column
	goods   []*widgets.Button // beside story.Goods
	day     *widgets.Stepper
	dollars *widgets.Stepper
	passed  *widgets.Slider
	course  *widgets.Flow // which course is reckoned with, if it is an invented one
	total   *widgets.Flow
	parts   *widgets.Flow
	buyer   *widgets.Flow
	said    *widgets.Flow
}

// Steps of what can be set: of the price by its size, of the share in percent.
const passedStep = 5

func newPrice(b *Body) *pricePanel {
	host := b.o.Host
	flow := func() *widgets.Flow { return widgets.NewFlow(host, b.follow) }
	p := &pricePanel{b: b, course: flow(), total: flow(), parts: flow(), buyer: flow(), said: flow()}
	for i := range b.story.Goods {
		id := b.story.Goods[i].ID
		p.goods = append(p.goods, widgets.NewButton(b.story.Goods[i].Name, "", widgets.Plain, host, func() {
			p.change(func(i *view.Import) { i.Good = id })
		}))
	}
	p.dollars = widgets.NewStepper(words.Say("price.border"), host, func(by int) {
		p.change(func(i *view.Import) { i.Dollars = stepped(int(i.Price()), by) })
	}, func() { p.change(func(i *view.Import) { i.Dollars = 0 }) })
	p.day = widgets.NewStepper(words.Say("price.day"), host, func(by int) {
		b.o.Store.Go(func(s *data.Story, v view.View) view.View { return view.ToDay(s, v, v.Day+data.Day(by)) })
	}, nil)
	p.passed = widgets.NewSlider(words.Say("price.passed"), words.Say("price.passed.none"), words.Say("price.passed.all"), 100/passedStep, host, func(share float64) {
		p.change(func(i *view.Import) { i.Passed = int(math.Round(share*100)) + 1 })
	}, func() { p.change(func(i *view.Import) { i.Passed = 0 }) })
	p.col = widgets.NewColumn(3, p.course, widgets.NewFlow(host, nil, strong(words.Say("price.kinds"))), widgets.NewWrap(widgets.Objects(p.goods)...),
		p.day, p.dollars, p.total, p.parts, p.passed, p.buyer, p.said)
	return p
}

// stepped is a price that many steps on. A step is a tenth of the size of the price,
// so that 100 goes to 110 and 2,000 to 2,100.
func stepped(dollars, by int) int {
	for ; by != 0; by -= sign(by) {
		size := 1
		for size*100 <= dollars && (by > 0 || size*100 < dollars) {
			size *= 10
		}
		dollars = min(max(dollars+sign(by)*size, price.MinDollars), price.MaxDollars)
	}
	return dollars
}

func sign(v int) int {
	if v < 0 {
		return -1
	}
	return 1
}

func (p *pricePanel) change(edit func(*view.Import)) {
	p.b.o.Store.Go(func(_ *data.Story, v view.View) view.View {
		edit(&v.Import)
		return v
	})
}

func (p *pricePanel) column() *widgets.Column { return p.col }
func (p *pricePanel) start() fyne.Focusable   { return p.dollars }

// show implements panel.
func (p *pricePanel) show(old, now view.View, fresh bool) {
	s, l := p.b.story, words.Local{}
	c := p.b.tried.of(s, now)
	p.b.showMap(false)
	p.b.plot.SetPen(nil)
	p.b.chips.SetObjects()
	g := view.GoodOf(s, now.Import)
	if g == nil {
		return
	}
	day := min(now.Day, c.Until)
	duty, _ := price.Of(c.Story, g.ID, day, now.Epilogue)
	invented := c.From.Set() && day >= c.From
	tag := price.TagOf(duty, now.Import.Price(), now.Import.PassedOn())
	title := p.title(g, duty, tag, invented)
	f := p.b.draw(figureKey{mode: view.Price, plan: string(now.Plan), epilogue: now.Epilogue, day: day, round: now.Import.String()}, func() picture.PlotContent {
		return picture.PlotContent{Figure: p.figure(title, duty, tag)}
	})
	p.b.plot.SetCursor(day, data.NoDay, "")
	p.b.say(title, words.Say("price.line"), f.Sources)
	p.day.SetValue(l.Day(day, charts.DayMonthYear))
	for i := range p.goods {
		p.goods[i].SetOn(s.Goods[i].ID == g.ID)
	}
	p.dollars.SetValue(dollars(tag.Border))
	p.passed.SetShare(float64(now.Import.PassedOn())/100, l.Rate(now.Import.PassedOn()))

	p.course.Hidden = !c.Differs()
	if c.Differs() {
		p.course.SetSpans(p.courseSpans(now, c.From)...)
	}
	role := charts.Ink
	when := words.Say("price.on", "Day", l.Day(day, charts.DayMonthYear))
	if invented {
		role, when = charts.Caution, words.Say("price.invented", "Day", l.Day(day, charts.DayMonthYear))
	}
	total := dollars(tag.Landed)
	if !duty.Known {
		total = words.Say("price.unknown")
	}
	p.total.SetSpans(number(total+"  ", role), text(when, charts.SizeLabel, typeface.SemiBold, role),
		muted("\n"+words.Say("price.landed", "Border", dollars(tag.Border), "Duty", dollars(tag.Duty))))
	p.parts.SetSpans(p.partSpans(duty, tag)...)
	p.buyer.SetSpans(
		strong(words.Say("price.buyer", "Price", dollars(tag.Buyer))),
		muted("\n"+words.Say("price.borne", "Passed", l.Rate(now.Import.PassedOn()), "On", dollars(tag.Buyer-tag.Border), "Borne", dollars(tag.Borne))))
	p.said.SetSpans(p.findingSpans(g.Side, now.Epilogue)...)
	p.col.Relay()
}

// figure is the price as blocks: what goes to the seller, and on it each layer of the
// duty.
func (p *pricePanel) figure(title string, d price.Duty, tag price.Tag) *charts.Figure {
	s := p.b.story
	blocks := []figures.Block{{Name: words.Say("price.seller"), Amount: dollars(tag.Border), Value: tag.Border, Role: charts.Muted, Tint: 0.3}}
	total := dollars(tag.Landed)
	if !d.Known {
		total = words.Say("price.unknown")
	}
	var named []string
	for i, part := range d.Parts {
		name := s.LayerName(d.Good.Side, part.Layer)
		amount := tag.Border * float64(part.Rate) / 100
		blocks = append(blocks, figures.Block{Name: words.Say("price.block", "Layer", name, "Rate", words.Local{}.Rate(part.Rate)),
			Amount: dollars(amount), Value: amount, Role: charts.SideRole(s, d.Good.Side), Tint: max(1-0.3*float64(i), 0.4)})
		for _, src := range part.Sources {
			if t := charts.SourceTitle(s, src, words.Local{}); t != "" && !slices.Contains(named, t) {
				named = append(named, t)
			}
		}
	}
	sources := ""
	if len(named) > 0 {
		sources = words.Say("price.sources", "Names", strings.Join(named, "; "))
	}
	return figures.PriceTag(title, words.Say("price.line"), sources, total, blocks, words.Local{})
}

func (p *pricePanel) title(g *data.Good, d price.Duty, tag price.Tag, invented bool) string {
	l := words.Local{}
	switch {
	case !d.Known:
		return words.Say("price.title.unknown", "Good", g.Name)
	case invented:
		return words.Say("price.title.invented", "Border", dollars(tag.Border), "Landed", dollars(tag.Landed), "Rate", l.Rate(d.Rate), "Day", l.Day(d.Day, charts.DayMonthYear))
	default:
		return words.Say("price.title", "Border", dollars(tag.Border), "Landed", dollars(tag.Landed), "Rate", l.Rate(d.Rate), "Day", l.Day(d.Day, charts.DayMonthYear))
	}
}

// courseSpans say which course the price is of, and lead back to it and to what happened.
func (p *pricePanel) courseSpans(v view.View, from data.Day) []widgets.Span {
	tried := words.Say("price.course.own", "Day", words.Local{}.Day(from, charts.DayMonthYear))
	if q := course.Asked(p.b.story, v.Plan); q != nil {
		tried = q.Title
	}
	return []widgets.Span{
		text(words.Say("price.course", "Tried", tried)+"\n", charts.SizeLabel, typeface.SemiBold, charts.Caution),
		link(words.Say("price.course.back"), modeLink+string(view.WhatIf)), muted("   "), link(words.Say("whatif.reset"), asItWas),
	}
}

// partSpans are the layers of a duty, a line each, with its source.
func (p *pricePanel) partSpans(d price.Duty, tag price.Tag) []widgets.Span {
	s, l := p.b.story, words.Local{}
	out := []widgets.Span{text(d.Good.Name+"  ", charts.SizeLabel, typeface.SemiBold, charts.SideRole(s, d.Good.Side))}
	if d.Good.About != "" {
		out = append(out, muted(d.Good.About+" "), link(words.Say("whatif.source"), view.CiteSheet+strings.Join(d.Good.Sources, ";")))
	}
	if len(d.Parts) == 0 {
		return append(out, body("\n"+words.Say("price.none")))
	}
	for _, part := range d.Parts {
		name := s.LayerName(d.Good.Side, part.Layer)
		line := words.Say("price.part", "Layer", name, "Rate", l.Rate(part.Rate), "Amount", dollars(tag.Border*float64(part.Rate)/100))
		if !part.Known {
			line = words.Say("price.part.unknown", "Layer", name)
		}
		out = append(out, body("\n"+line+"  "))
		if part.Rule != nil {
			out = append(out, muted(part.Rule.Title+"  "))
		}
		out = append(out, link(words.Say("whatif.source"), view.CiteSheet+strings.Join(part.Sources, ";")))
	}
	return out
}

// findingSpans are what research says of pass-through.
func (p *pricePanel) findingSpans(side data.SideID, epilogue bool) []widgets.Span {
	out := []widgets.Span{strong(words.Say("price.research"))}
	for _, f := range price.Findings(p.b.story, side, epilogue) {
		out = append(out, body("\n"))
		if f.Epilogue {
			out = append(out, text(words.Say("card.later")+"  ", charts.SizeLabel, typeface.SemiBold, charts.Caution))
		}
		if f.Share != data.NoShare {
			out = append(out, text(words.Local{}.Rate(f.Share)+"  ", charts.SizeLabel, typeface.SemiBold, charts.Ink))
		}
		out = append(out, muted(f.Text+" "), link(words.Say("whatif.source"), view.CiteSheet+strings.Join(f.Sources, ";")))
	}
	return out
}

// targets implements panel.
func (p *pricePanel) targets(add func(string, fyne.CanvasObject)) {
	for i := range p.goods {
		add("good/"+p.b.story.Goods[i].ID, p.goods[i])
	}
	add("day", p.day)
	add("dollars", p.dollars)
	add("passed", p.passed)
}
