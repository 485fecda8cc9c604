package present

import (
	"fmt"

	"fyne.io/fyne/v2"

	"truceline/app/journal"
	"truceline/app/present/pages"
)

// Windows calls visit for each window of the talk, with its name and what can be
// activated in it. It tells whether the audience has a window.
func (p *Presentation) Windows(visit func(name string, targets []journal.Target)) (two bool) {
	if p.gone {
		return false
	}
	visit("presenter", p.targetsIn(p.win, true))
	if p.room != nil {
		visit("audience", p.targetsIn(p.room, false))
	}
	return p.room != nil
}

// targetsIn lists what can be activated in a window.
func (p *Presentation) targetsIn(w fyne.Window, first bool) []journal.Target {
	var out []journal.Target
	add := func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject) {
		if t, ok := journal.Place(w.Canvas(), id, o, within); ok {
			out = append(out, t)
		}
	}
	showsDesk := first != (p.swapped || p.screen == audienceOnly)
	switch {
	case p.pages.Top() != nil && showsDesk:
		p.pages.Top().Targets(add)
	case showsDesk:
		p.desk.targets(add)
	default:
		p.audience.stage.Targets(add)
	}
	return out
}

// shows is what the presenter's view shows, part by part.
func (d *desk) shows() journal.Desk {
	if d.p.screen == audienceOnly {
		return journal.Desk{}
	}
	room := d.stage.Room()
	return journal.Desk{Beat: room.View.Beat, Notes: d.notes.item, Rail: d.rail.On(), Number: room.Step}
}

func (d *desk) targets(add pages.AddTarget) {
	var in []fyne.CanvasObject
	if d.narrow {
		in = append(in, d.scroll)
	}
	d.stage.Targets(add, in...)
	for id, b := range map[string]fyne.CanvasObject{
		"freeze": d.freeze, "push": d.push, "drop": d.drop, "black": d.black, "spotlight": d.spot, "draw": d.draw,
		"overview": d.overview, "swap": d.swap, "more": d.more, "end": d.end,
	} {
		add(id, b)
	}
	for id, b := range map[string]fyne.CanvasObject{
		"pause": d.time.pause, "restart": d.time.reset, "leave": d.time.leave, "notes/edit": d.notes.edit,
		"notes/larger": d.notes.larger, "notes/smaller": d.notes.smaller, "asks": d.asks.search, "asks/show": d.asks.reveal,
	} {
		add(id, b, in...)
	}
	for _, c := range d.asks.cards {
		add("card/"+c.ID(), c, append([]fyne.CanvasObject{d.asks.scroll}, in...)...)
	}
	for i, b := range d.rail.Items() {
		add(fmt.Sprintf("beat/%d", i+1), b, d.rail.View())
	}
}

// Drawn tells whether every picture that is seen is drawn.
func (p *Presentation) Drawn() bool {
	if p.gone {
		return true
	}
	if p.room != nil || p.screen == audienceOnly {
		if !p.audience.stage.Drawn() {
			return false
		}
	}
	return p.screen == audienceOnly || p.pages.Top() != nil || p.desk.stage.Drawn()
}
