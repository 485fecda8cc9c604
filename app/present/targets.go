package present

import (
	"fyne.io/fyne/v2"

	"truceline/app/journal"
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
		p.desk.Targets(add)
	default:
		p.audience.stage.Targets(add)
	}
	return out
}

// deskShows is what the presenter's view shows, part by part.
func (p *Presentation) deskShows() (shown journal.Desk) {
	if p.screen != audienceOnly {
		shown = p.desk.Shows()
	}
	return shown
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
	return p.screen == audienceOnly || p.pages.Top() != nil || p.desk.Stage.Drawn()
}
