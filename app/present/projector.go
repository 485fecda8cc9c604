package present

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/displays"
)

// RoomsDisplay implements pages.Rooms: the number of the display that the room sees, among all: the one that
// was chosen, else the first besides the main one; 0 where there is no other.
func (p *Presentation) RoomsDisplay(all []displays.Display) int {
	for i, d := range all {
		if i > 0 && d.Key() == p.Settings.Display {
			return i
		}
	}
	return min(1, len(all)-1)
}

// settle is how long a window is given to arrive on a display before it fills it: the
// system moves it in its own time.
const settle = 300 * time.Millisecond

// project puts a window over the whole of the room's display.
func (p *Presentation) project(w fyne.Window) {
	d, ok := w.(desktop.Window)
	if !ok {
		return
	}
	all := p.Displays()
	to := p.RoomsDisplay(all)
	p.projected = to
	if to < 1 || to == byName(all) {
		d.RequestFullScreenSecondary()
		return
	}
	// The toolkit fills the display that a window lies on.
	w.SetFullScreen(false)
	at := all[to].Place
	d.RequestPosition(at.Min.X+at.Dx()/4, at.Min.Y+at.Dy()/4)
	fill := func() {
		if !p.gone && p.room == w {
			w.SetFullScreen(true)
		}
	}
	p.Host.After(settle, fill)
}

// byName is the display that the toolkit takes for the second one: the first whose name is
// another than that of the main one.
func byName(all []displays.Display) int {
	for i, d := range all {
		if d.Name != all[0].Name {
			return i
		}
	}
	return 0
}

// Displays implements pages.Rooms.
func (p *Presentation) Displays() []displays.Display {
	if p.options.Displays != nil {
		return p.options.Displays()
	}
	if _, ok := fyne.CurrentApp().Driver().(desktop.Driver); !ok {
		return nil
	}
	return displays.All()
}

// lookForMirrors warns, once each time, when displays have come to show the same: the room
// would read the notes. The warning covers them, and goes when the displays part.
func (p *Presentation) lookForMirrors() {
	was, now := p.mirrored, displays.Mirrored(p.Displays())
	p.mirrored = now
	switch {
	case now && !was && p.screen != audienceOnly:
		p.pages.Clear() // what lies there may be private
		p.pages.OpenDisplays(p)
	case now || !was:
	case p.slideOnly:
		p.notesBack()
	case p.pages.Warns():
		p.pages.Close()
	}
}

// notesBack shows the notes again that were put away while the displays were mirrored: the
// room has a display of its own.
func (p *Presentation) notesBack() {
	p.slideOnly = false
	if p.screen != audienceOnly { // they were asked for before
		return
	}
	p.screen = rehearsal
	if p.room == nil && len(p.Displays()) > 1 {
		p.openRoom(true)
		return
	}
	p.contents()
}

// OnFirst implements pages.Rooms.
func (p *Presentation) OnFirst() bool { return p.screen == audienceOnly || p.swapped }

// RoomTo implements pages.Rooms: it shows the room's picture on the main display, and the presenter's view on the one
// that is the room's else; or the other way round.
func (p *Presentation) RoomTo(first bool) {
	p.openRoom(true)
	p.swapped = first
	p.project(p.room)
	p.win.SetFullScreen(first)
	p.contents()
}

// SlideOnly implements pages.Rooms.
func (p *Presentation) SlideOnly() {
	p.slideOnly = true
	if p.room != nil {
		p.closeRoom()
	}
	p.screen = audienceOnly
	p.contents()
}
