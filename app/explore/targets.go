package explore

import (
	"fmt"

	"fyne.io/fyne/v2"

	"truceline/app/journal"
)

// Targets lists what can be activated and seen now, with its place in the window in
// px.
func (w *Window) Targets() []journal.Target {
	var out []journal.Target
	add := func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject) {
		if t, ok := journal.Place(w.win.Canvas(), id, o, within); ok {
			out = append(out, t)
		}
	}
	if w.sheets.On() {
		w.sheets.Targets(add)
		return out
	}
	if w.room != nil {
		w.room.Targets(add)
	} else {
		w.exploredTargets(add)
	}
	add("step/back", w.back)
	add("step/next", w.on)
	for i, b := range w.rail.Items() {
		add(fmt.Sprintf("beat/%d", i+1), b, w.rail.View())
	}
	for _, b := range []struct {
		id string
		o  fyne.CanvasObject
	}{{"look", w.bar.options}, {"present", w.bar.present}} {
		add(b.id, b.o)
	}
	for i, m := range w.bar.which {
		add(modeID(m), w.bar.modes[i])
	}
	add("mode", w.bar.mode)
	add("find", w.bar.find)
	add("find", w.bar.findShort)
	return out
}

// exploredTargets names what can be activated where the story is explored.
func (w *Window) exploredTargets(add func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject)) {
	column := w.body.Column()
	add("plot", w.body.plot, column...)
	m := w.body.measures
	for _, b := range []struct {
		id string
		o  fyne.CanvasObject
	}{{"back", m.back}, {"whole", m.whole}, {"counted", m.counted}, {"bridge/side", m.side}, {"closer", m.closer}, {"pin", m.pin}, {"table", m.table}} {
		add(b.id, b.o, column...)
	}
	add("scrubber", w.body.transport.scrubber, column...)
	add("play", w.body.transport.play, column...)
	add("speed", w.body.transport.speed, column...)
	w.body.maps.targets(func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject) {
		add(id, o, append(within, column...)...)
	})
	for i, tab := range w.body.cards.tabs {
		add("lens/"+w.body.cards.lenses[i].ID, tab, append(column, w.body.cards.tabRow)...)
	}
	cards := column
	if !w.body.cards.flat {
		cards = []fyne.CanvasObject{w.body.cards.scroll}
	}
	for _, c := range w.body.cards.cards {
		if c.ID() != "" {
			add("card/"+c.ID(), c, cards...)
		}
	}
}
