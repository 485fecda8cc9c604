package present

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/panels"
	"truceline/app/present/action"
	"truceline/app/present/stage"
	"truceline/app/talk"
	"truceline/app/words"
)

// hasSecondary tells whether there is a second display.
func hasSecondary() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.HasSecondaryDisplay()
}

// tick looks at the clock and at the displays once a second, until the talk ends.
func (p *Presentation) tick() {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-p.quit:
			return
		case <-t.C:
			fyne.Do(p.second)
		}
	}
}

// second is what a second changes.
func (p *Presentation) second() {
	if p.gone {
		return
	}
	p.desk.Time.Show()
	p.lookForMirrors()
	switch now := hasSecondary(); {
	case now && !p.secondary: // a projector has been plugged in
		p.secondary = true
		if p.room == nil {
			p.openRoom(true)
		} else {
			p.project(p.room)
		}
	case now && p.room != nil && p.projected != p.RoomsDisplay(p.Displays()): // the chosen one came or went
		p.project(p.room)
	case !now && p.secondary: // and out: the window stays, where it can be moved
		p.secondary = false
		if p.room != nil {
			p.room.SetFullScreen(false)
			p.room.Resize(fyne.NewSize(960, 540))
		}
	}
}

// keysOf lets a window's keys reach the talk.
func (p *Presentation) keysOf(w fyne.Window) {
	c := w.Canvas()
	c.SetOnTypedKey(p.key)
	c.SetOnTypedRune(p.rune)
	add := func(name fyne.KeyName, mod fyne.KeyModifier, do func()) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: mod}, func(fyne.Shortcut) {
			if !p.gone {
				do()
			}
		})
	}
	w.SetCloseIntercept(p.AskEnd)
	add(fyne.KeyZ, fyne.KeyModifierControl, p.undo)
	add(fyne.KeyZ, fyne.KeyModifierControl|fyne.KeyModifierShift, p.redo)
	add(fyne.KeyY, fyne.KeyModifierControl, p.redo)
	add(fyne.KeyK, fyne.KeyModifierControl, func() {
		if p.pages.Top() == nil && p.covered() == nil {
			p.Do(action.Ask)
		}
	})
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { p.undo() })
	c.AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { p.redo() })
}

// openRoom opens the audience's window: over the whole of the second display, or
// where it can be moved.
func (p *Presentation) openRoom(project bool) {
	if p.room != nil {
		return
	}
	w := p.app.NewWindow(words.Say("talk.window"))
	w.SetPadded(false)
	p.room = w
	p.screen, p.swapped = twoWindows, false
	p.keysOf(w)
	w.SetCloseIntercept(p.closeRoom)
	w.Resize(fyne.NewSize(960, 540))
	if project {
		p.project(w)
	}
	p.contents()
	w.Show()
	if project {
		p.win.RequestFocus()
	} else { // before the other, to be dragged where it belongs
		w.RequestFocus()
	}
}

// deskWindow is the window that shows the presenter's view. It is nil where the room's
// picture is all there is. Nothing that is the presenter's alone is shown anywhere else.
func (p *Presentation) deskWindow() fyne.Window {
	switch {
	case p.screen == audienceOnly:
		return nil
	case p.swapped && p.room != nil:
		return p.room
	}
	return p.win
}

// Window implements pages.Windows: the window that the presenter works in.
func (p *Presentation) Window() fyne.Window {
	if w := p.deskWindow(); w != nil {
		return w
	}
	return p.win
}

// covered is what lies over the presenter's view and is no page, such as a menu.
func (p *Presentation) covered() fyne.CanvasObject {
	return p.Window().Canvas().Overlays().Top()
}

// uncoverAll takes away what lies over the windows.
func (p *Presentation) uncoverAll() {
	for _, w := range []fyne.Window{p.win, p.room} {
		if w == nil {
			continue
		}
		for o := w.Canvas().Overlays().Top(); o != nil; o = w.Canvas().Overlays().Top() {
			o.Hide()
			w.Canvas().Overlays().Remove(o)
		}
	}
}

// showsWindows says which windows there are, and what they show.
func (p *Presentation) showsWindows() talk.Windows {
	switch {
	case p.screen == audienceOnly:
		return talk.AudienceOnly
	case p.room != nil && p.swapped:
		return talk.Swapped
	case p.room != nil:
		return talk.TwoWindows
	}
	return talk.DeskOnly
}

// restore opens the windows that a talk had.
func (p *Presentation) restore(was talk.Windows) {
	switch was {
	case talk.AudienceOnly:
		p.screen = audienceOnly
		p.contents()
	case talk.Swapped:
		p.openRoom(p.secondary)
		p.swapped = true
		p.contents()
	case talk.TwoWindows:
		p.openRoom(p.secondary)
	case talk.DeskOnly:
	default:
		if p.secondary {
			p.openRoom(true)
		}
	}
}

// begin shows the room's picture as clickers ask for it: over the whole of the second
// display or, where there is none, of this one.
func (p *Presentation) begin() {
	switch {
	case p.room == nil && p.secondary:
		p.openRoom(true)
	case p.room != nil && p.secondary:
		p.project(p.room)
	case p.room == nil:
		p.screen = audienceOnly
		p.contents()
		p.win.SetFullScreen(true)
	default:
		p.room.SetFullScreen(true)
		p.room.RequestFocus()
	}
}

// toggleRoom opens the audience's window, or closes it. Where there are several displays
// for it, it asks which.
func (p *Presentation) toggleRoom() {
	switch {
	case p.room != nil:
		p.closeRoom()
	case len(p.Displays()) > 2 && p.deskWindow() != nil:
		p.pages.OpenDisplays(p)
	default:
		p.openRoom(hasSecondary())
	}
}

// RoomSize is the size of the room's picture, or that of a usual projector as long as
// nobody sees one.
func (p *Presentation) RoomSize() fyne.Size {
	if size := p.audience.stage.Size(); size.Width > 1 && size.Height > 1 && (p.room != nil || p.screen == audienceOnly) {
		return size
	}
	return fyne.NewSize(panels.SlideW, panels.SlideH)
}

// closeRoom closes the audience's window; the talk goes on in the main one.
func (p *Presentation) closeRoom() {
	if p.room == nil {
		return
	}
	w := p.room
	p.screen = rehearsal
	if p.swapped { // the other window stands before the room: it goes on showing the picture
		p.screen = audienceOnly
		p.pages.Clear()
	}
	p.room, p.swapped = nil, false
	w.SetCloseIntercept(nil)
	p.contents()
	w.SetContent(container.NewWithoutLayout())
	w.Close()
}

// Private implements pages.Windows.
func (p *Presentation) Private() bool {
	if p.deskWindow() == nil {
		p.hint = words.Say("talk.only.desk")
		p.refresh()
		return false
	}
	return true
}

// Contents implements pages.Windows.
func (p *Presentation) Contents() { p.contents() }

// Hint implements pages.Windows.
func (p *Presentation) Hint(text string) {
	p.hint = text
	p.refresh()
}

// contents puts the presenter's view and the room's picture into the windows.
func (p *Presentation) contents() {
	p.uncoverAll()
	inMain, inRoom := fyne.CanvasObject(p.desk.Root), fyne.CanvasObject(p.audience.root)
	if p.pages.Top() != nil {
		inMain = p.pages.Top().Root()
	}
	if p.screen == audienceOnly || p.swapped {
		inMain, inRoom = inRoom, inMain
	}
	if p.room == nil && p.screen != audienceOnly && p.audience.stage.Size().Width > 0 {
		p.stages = slices.DeleteFunc(p.stages, func(s *stage.Stage) bool { return s == p.audience.stage })
		p.audience = newAudience(p) // nobody sees it: without a size it draws nothing
	}
	p.main.Objects = []fyne.CanvasObject{inMain}
	p.main.Refresh()
	if p.room != nil {
		p.room.SetContent(inRoom)
	}
	p.remember()
	p.refresh()
	p.moved()
}

// deskShown tells whether the presenter's view is to be seen.
func (p *Presentation) deskShown() bool { return p.screen != audienceOnly && p.pages.Top() == nil }

// swap exchanges what the two windows show. With one window it goes from the
// presenter's view to the room's picture and back.
func (p *Presentation) swap() {
	switch p.screen {
	case twoWindows:
		p.swapped = !p.swapped
	case rehearsal:
		p.screen = audienceOnly
	case audienceOnly:
		p.screen = rehearsal
	}
	p.contents()
}

// fullScreen lets the window that shows the room fill its display, or no longer.
func (p *Presentation) fullScreen() {
	w := p.win
	if p.room != nil && !p.swapped {
		w = p.room
	}
	w.SetFullScreen(!w.FullScreen())
}
