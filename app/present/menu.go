package present

import (
	"bytes"
	"time"

	"fyne.io/fyne/v2"

	"truceline/app/handout"
	"truceline/app/look"
	"truceline/app/present/action"
	"truceline/app/talk"
	"truceline/app/widgets"
	"truceline/app/words"
)

// Menu opens what has no button of its own.
func (p *Presentation) Menu(below fyne.CanvasObject) {
	item := func(text string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(text, do) }
	check := func(text string, on bool, do func()) *fyne.MenuItem {
		i := item(text, do)
		i.Checked = on
		return i
	}
	lengths := item(words.Say("talk.menu.length"), nil)
	var choices []*fyne.MenuItem
	for _, l := range talk.Lengths() {
		text := words.Say("talk.length.planned")
		if l > 0 {
			text = words.Say("talk.length.minutes", "Count", int(l))
		}
		choices = append(choices, check(text, p.Show.Length() == l, func() { p.setLength(l) }))
	}
	for _, at := range p.ends() {
		choices = append(choices, item(words.Say("talk.length.until", "Time", at.Format("15:04")), func() { p.endAt(at) }))
	}
	lengths.ChildMenu = fyne.NewMenu("", choices...)
	paper := item(words.Say("talk.menu.handout"), nil)
	paper.ChildMenu = fyne.NewMenu("",
		item(words.Say("talk.handout.one"), func() { p.saveHandout(handout.Options{Notes: true}) }),
		item(words.Say("talk.handout.plain"), func() { p.saveHandout(handout.Options{}) }),
		item(words.Say("talk.handout.six"), func() { p.saveHandout(handout.Options{Six: true}) }),
		item(words.Say("talk.handout.sixnotes"), func() { p.saveHandout(handout.Options{Six: true, Notes: true}) }),
		item(words.Say("talk.handout.lines"), func() { p.saveHandout(handout.Options{Lines: true}) }))
	room := item(widgets.Keyed(words.Say("talk.menu.window"), "V"), p.toggleRoom)
	room.Checked = p.room != nil
	left := item(words.Say("talk.menu.restore"), nil)
	var gone []*fyne.MenuItem
	for _, i := range p.Show.LeftOut() {
		gone = append(gone, item(p.Short(i), func() { p.Show.Restore(i.ID) }))
	}
	left.ChildMenu = fyne.NewMenu("", gone...)
	left.Disabled = len(gone) == 0
	v := p.Store.Now()
	plot := item(words.Say("talk.menu.plot"), nil)
	plot.ChildMenu = fyne.NewMenu("",
		item(widgets.Keyed(words.Say("keys.nextmeasure"), "M"), func() { p.Do(action.Measure) }),
		check(widgets.Keyed(words.Say("switch.why"), "Y"), v.Bridge != "", func() { p.Do(action.Bridge) }),
		check(widgets.Keyed(words.Say("switch.layers"), "L"), v.Layers != "", func() { p.Do(action.Layers) }),
		check(widgets.Keyed(words.Say("switch.replies"), "A"), v.Replies, func() { p.Do(action.Replies) }),
		check(widgets.Keyed(words.Say("switch.known"), "K"), v.AsKnown, func() { p.Do(action.Known) }),
		check(widgets.Keyed(words.Say("switch.pin"), "I"), v.Pin.Set(), func() { p.Do(action.Pin) }))
	items := []*fyne.MenuItem{
		plot,
		item(widgets.Keyed(words.Say("talk.menu.edit"), "T"), p.pages.OpenEdit),
		lengths, left,
		item(words.Say("talk.menu.runs"), func() { p.pages.OpenRuns() }),
		paper,
		fyne.NewMenuItemSeparator(),
		room,
		item(words.Say("talk.menu.displays"), func() { p.pages.OpenDisplays(p) }),
		item(widgets.Keyed(words.Say("talk.menu.full"), "F11"), p.fullScreen),
		check(words.Say("talk.menu.dark"), p.RoomMode() == look.Dark, p.toggleRoomMode),
		item(widgets.Keyed(words.Say("talk.menu.white"), "W"), func() { p.Show.SetBlank(talk.White) }),
		item(widgets.Keyed(words.Say("talk.menu.erase"), "E"), p.Show.ClearMarks),
		fyne.NewMenuItemSeparator(),
		item(widgets.Keyed(words.Say("talk.menu.keys"), "?"), p.pages.OpenKeys),
	}
	if p.ending { // whoever opens a menu goes on
		p.goOn()
	}
	widgets.ShowMenu(p.Window().Canvas(), below, items)
}

// ends are times of day at which a talk may have to end: the next full five minutes and
// quarters of an hour.
func (p *Presentation) ends() []time.Time {
	const first, step, most = 5 * time.Minute, 15 * time.Minute, 6
	now := p.Now()
	out := []time.Time{now.Add(first).Truncate(first).Add(first)}
	for at := now.Add(first).Truncate(step).Add(step); len(out) < most; at = at.Add(step) {
		if !at.Equal(out[0]) {
			out = append(out, at)
		}
	}
	return out
}

// endAt plans the talk so that it ends at a time of day: with what its clock shows by
// now, and the minutes that are left until then.
func (p *Presentation) endAt(at time.Time) {
	left := p.Show.Elapsed() + at.Sub(p.Now())
	p.Show.SetLength(talk.Length(max(int(left/time.Minute), 1)))
}

func (p *Presentation) setLength(l talk.Length) {
	p.Settings.Length = int(l)
	p.Keep()
	p.Show.SetLength(l)
}

// toggleRoomMode shows the room a dark picture, or a light one.
func (p *Presentation) toggleRoomMode() {
	next := look.Dark
	if p.RoomMode() == look.Dark {
		next = look.Light
	}
	p.Settings.Room = next
	p.Keep()
	for _, s := range p.stages {
		s.SetMode(next)
	}
	p.refresh()
}

func (p *Presentation) saveHandout(o handout.Options) {
	o.Version, o.Made = p.options.Version, p.Now()
	p.pages.SaveAs("truceline-handout.pdf", func() ([]byte, error) {
		var out bytes.Buffer
		err := handout.Write(&out, p.Story, p.Show.Steps(), o)
		return out.Bytes(), err
	})
}
