package present

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/displays"
)

// roomsDisplay is the number of the display that the room sees, among all: the one that
// was chosen, else the first besides the main one; 0 where there is no other.
func (p *Presentation) roomsDisplay(all []displays.Display) int {
	for i, d := range all {
		if i > 0 && d.Key() == p.set.Display {
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
	all := p.listDisplays()
	to := p.roomsDisplay(all)
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
	if p.host.After == nil {
		fill()
		return
	}
	p.host.After(settle, fill)
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
