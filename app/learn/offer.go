package learn

import (
	"strings"

	"fyne.io/fyne/v2"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
	"truceline/data/course"
)

// offerBox asks whether what followed from a changed action goes with it. What stands in
// the window is its Box.
type offerBox struct {
	*widgets.Box
	w           *whatIf
	text        *widgets.Flow
	stays, goes *widgets.Button
	offer       course.Offer
	shown       bool
}

func newOfferBox(w *whatIf) *offerBox {
	o := &offerBox{w: w, text: widgets.NewFlow(w.b.o.Host, w.b.o.Open)}
	o.stays = widgets.NewButton(words.Say("offer.stays"), "", widgets.Plain, w.b.o.Host, func() {
		w.plan(func(p course.Plan) course.Plan { return p.Decline(o.offer) })
	})
	o.goes = widgets.NewButton(words.Say("offer.goes"), "", widgets.Primary, w.b.o.Host, func() {
		w.plan(func(p course.Plan) course.Plan { return p.Accept(o.offer) })
	})
	o.Box = widgets.NewBox(w.b.o.Host, charts.Surface)
	o.Edge, o.Stroke, o.Corner, o.PadX, o.PadY = charts.Caution, 1.5, 8, 3, 3
	o.SetObjects(o.text, widgets.NewWrap(o.stays, o.goes))
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
		return words.Say("offer.action", "Side", s.Side(a.Side).Name, "Layer", s.LayerName(a.Side, a.Layer), "Rate", l.Rate(a.Rate), "Day", l.Day(a.Day, charts.DayMonthYear))
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
