package learn

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
	"truceline/data/course"
)

// offerBox asks whether what followed from a changed action goes with it.
type offerBox struct {
	widget.BaseWidget
	w           *whatIf
	text        *widgets.Flow
	stays, goes *widgets.Button
	col         *widgets.Column
	offer       course.Offer
	shown       bool
}

var _ widgets.Tall = (*offerBox)(nil)

func newOfferBox(w *whatIf) *offerBox {
	o := &offerBox{w: w, text: widgets.NewFlow(w.b.o.Host, w.b.o.Open)}
	o.stays = widgets.NewButton(words.Say("offer.stays"), "", widgets.Plain, w.b.o.Host, func() {
		w.plan(func(p course.Plan) course.Plan { return p.Decline(o.offer) })
	})
	o.goes = widgets.NewButton(words.Say("offer.goes"), "", widgets.Primary, w.b.o.Host, func() {
		w.plan(func(p course.Plan) course.Plan { return p.Accept(o.offer) })
	})
	o.col = widgets.NewColumn(2, o.text, widgets.NewWrap(o.stays, o.goes))
	o.ExtendBaseWidget(o)
	return o
}

// show asks the first of the offers.
func (o *offerBox) show(offers []course.Offer) {
	o.shown = len(offers) > 0
	if !o.shown {
		return
	}
	o.offer = offers[0]
	s, l := o.w.b.story, words.Local{}
	name := func(a *course.Action) string {
		layer := a.Layer
		if x := s.Layer(a.Side, a.Layer); x != nil {
			layer = x.Name
		}
		return words.Say("offer.action", "Side", s.Side(a.Side).Name, "Layer", layer, "Rate", l.Rate(a.Rate), "Day", l.Day(a.Day, charts.DayMonthYear))
	}
	reply := name(&o.offer.Reply)
	var sentence string
	switch o.offer.Reason {
	case course.Answered:
		sentence = words.Say("offer.answered", "Reply", reply)
	case course.Agreed:
		sentence = words.Say("offer.agreed", "Reply", reply)
	case course.Carried:
		sentence = words.Say("offer.carried", "Reply", reply)
	case course.Lapsed:
		sentence = words.Say("offer.lapsed", "Reply", reply)
	}
	spans := []widgets.Span{strong(words.Say("offer.title") + "\n"), body(sentence)}
	if o.offer.Text != "" {
		spans = append(spans, body("\n"), muted(o.offer.Text+" "))
	}
	if len(o.offer.Sources) > 0 {
		spans = append(spans, link(words.Say("whatif.source"), view.CiteSheet+strings.Join(o.offer.Sources, ";")))
	}
	if n := len(offers); n > 1 {
		spans = append(spans, muted("  "+words.Say("offer.more", "Count", n-1)))
	}
	o.text.SetSpans(spans...)
	stays, goes := words.Say("offer.stays"), words.Say("offer.goes")
	switch {
	case o.offer.Reason == course.Lapsed:
		stays, goes = words.Say("offer.not"), words.Say("offer.comes")
	case o.offer.Days != 0:
		goes = words.Say("offer.moves", "Day", l.Day(o.offer.Reply.Day+data.Day(o.offer.Days), charts.DayMonth))
	}
	o.stays.SetText(stays)
	o.goes.SetText(goes)
	o.Refresh()
}

func (o *offerBox) targets(add func(string, fyne.CanvasObject)) {
	if o.shown {
		add("offer/stays", o.stays)
		add("offer/goes", o.goes)
	}
}

// HeightFor implements widgets.Tall.
func (o *offerBox) HeightFor(width float32) float32 {
	pad := look.Of(o).Space(3)
	return o.col.HeightFor(width-2*pad) + 2*pad
}

// MinSize implements fyne.CanvasObject.
func (o *offerBox) MinSize() fyne.Size {
	o.ExtendBaseWidget(o)
	return fyne.NewSize(160, o.HeightFor(max(o.Size().Width, 160)))
}

// CreateRenderer implements fyne.Widget.
func (o *offerBox) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(nil)
	back.StrokeWidth, back.CornerRadius = 1.5, 8
	return widgets.Drawn(o, func(size fyne.Size) {
		pad := look.Of(o).Space(3)
		back.Resize(size)
		widgets.Put(o.col, pad, pad, size.Width-2*pad, size.Height-2*pad)
	}, func() {
		s := look.Of(o)
		back.FillColor, back.StrokeColor = s.Color(charts.Surface), s.Color(charts.Caution)
	}, back, o.col)
}
