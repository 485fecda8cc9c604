package explore

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/view"
	"truceline/app/widgets"
)

// takeKeys lets the keys of the window's canvas reach this. Another that took them
// before has them no longer.
func (w *Window) takeKeys() {
	w.win.Canvas().SetOnTypedKey(w.key)
	w.win.Canvas().SetOnTypedRune(w.rune)
	w.shortcuts()
}

// shortcuts are the keys with Ctrl.
func (w *Window) shortcuts() {
	for _, s := range w.controls() {
		w.win.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: s.key, Modifier: s.mod}, func(x fyne.Shortcut) {
			w.shortcut(x.(*desktop.CustomShortcut))
		})
	}
	w.win.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { w.onTop(w.undo) })
	w.win.Canvas().AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { w.onTop(w.redo) })
}

// onTop does something if nothing lies over the window.
func (w *Window) onTop(do func()) {
	if !w.resting && w.covered() == nil && w.store.Now().Sheet == "" {
		do()
	}
}

// control is a key with Ctrl and what it does; over tells that it works over a sheet, too.
type control struct {
	key  fyne.KeyName
	mod  fyne.KeyModifier
	over bool
	do   func()
}

func (w *Window) controls() []control {
	const ctrl, shift = fyne.KeyModifierControl, fyne.KeyModifierControl | fyne.KeyModifierShift
	larger := func() { w.scaleText(+1) }
	out := []control{
		{fyne.KeyZ, ctrl, false, w.undo}, {fyne.KeyZ, shift, false, w.redo}, {fyne.KeyY, ctrl, false, w.redo},
		{fyne.KeyEqual, ctrl, true, larger}, {fyne.KeyPlus, ctrl, true, larger}, // on many keyboards + is typed with Shift
		{fyne.KeyEqual, shift, true, larger}, {fyne.KeyPlus, shift, true, larger},
		{fyne.KeyMinus, ctrl, true, func() { w.scaleText(-1) }}, {fyne.Key0, ctrl, true, func() { w.setTextScale(1) }},
		{fyne.KeyE, ctrl, false, w.openExport}, {fyne.KeyK, ctrl, true, w.search},
	}
	for i, m := range view.Modes(w.store.Story()) {
		out = append(out, control{fyne.KeyName(fmt.Sprint(i + 1)), ctrl, false, func() { w.toMode(m) }})
	}
	return out
}

// shortcut takes a key with Ctrl.
func (w *Window) shortcut(x *desktop.CustomShortcut) {
	for _, s := range w.controls() {
		switch {
		case s.key != x.KeyName || s.mod != x.Modifier:
		case !s.over:
			w.onTop(s.do)
		case !w.resting && w.covered() == nil:
			s.do()
		}
	}
}

// key takes the keys that work anywhere.
func (w *Window) key(e *fyne.KeyEvent) {
	if top := w.covered(); top != nil {
		if e.Name == fyne.KeyEscape {
			w.win.Canvas().Overlays().Remove(top)
		}
		return
	}
	if w.store.Now().Sheet != "" {
		if e.Name == fyne.KeyEscape {
			w.openSheet("")
		}
		return
	}
	if w.learning() && w.learningKey(e) || w.isReading() && w.reading.Key(e) {
		return
	}
	switch e.Name {
	case fyne.KeyRight, fyne.KeyPageDown, fyne.KeySpace:
		w.step(+1)
	case fyne.KeyLeft, fyne.KeyPageUp:
		w.step(-1)
	case fyne.KeyHome:
		w.step(-len(w.store.Story().Beats))
	case fyne.KeyEnd:
		w.step(len(w.store.Story().Beats))
	case fyne.KeyF5:
		if widgets.Held(fyne.KeyModifierShift) {
			w.presentHere()
		} else {
			w.present()
		}
	case fyne.KeyF11:
		w.win.SetFullScreen(!w.win.FullScreen())
	case fyne.KeyF1:
		w.openSheet(view.KeysSheet)
	case fyne.KeyEscape:
		w.escape()
	}
}

// escape goes one level back: out of playing, of full screen, of an opened meeting.
func (w *Window) escape() {
	v := w.store.Now()
	switch {
	case w.player.playing():
		w.player.halt("")
	case w.win.FullScreen():
		w.win.SetFullScreen(false)
	case v.Pin.Set():
		w.togglePin()
	case v.Series != "":
		w.closeSeries()
	case !v.Span.Whole():
		w.wholeDays()
	case v.Layers != "":
		w.toggleLayers()
	case v.Bridge != "":
		w.toggleBridge()
	case strings.HasPrefix(v.Card, view.MeetingCard):
		id := strings.TrimPrefix(v.Card, view.MeetingCard)
		w.store.Go(view.CloseMeeting)
		w.body.maps.focus(id)
	}
}

func (w *Window) rune(r rune) {
	if w.covered() != nil || w.store.Now().Sheet != "" || w.learning() && w.learningRune(r) || w.isReading() && w.readingRune(r) {
		return
	}
	switch r {
	case '?':
		w.openSheet(view.KeysSheet)
	case 'p', 'P':
		w.player.toggle()
	case 'e', 'E':
		w.toggleEpilogue()
	case '[', ']':
		w.stepMeeting(map[rune]int{'[': -1, ']': +1}[r])
	case 'm', 'M':
		w.store.Go(view.NextMeasure)
	case 'y', 'Y':
		w.toggleBridge()
	case 'l', 'L':
		w.toggleLayers()
	case 'a', 'A':
		w.toggleReplies()
	case 'b', 'B':
		w.showRows()
	case 'h', 'H':
		w.showBefore()
	case 'k', 'K':
		w.toggleKnown()
	case 'c', 'C':
		w.togglePin()
	case '0':
		w.wholeDays()
	case 't', 'T':
		w.openSheet(view.TableSheet)
	case 's', 'S':
		w.openSheet(view.SummarySheet)
	}
}

// covered tells whether something lies over the window that is no sheet, such as a menu:
// it owns the keyboard.
func (w *Window) covered() fyne.CanvasObject {
	over := w.win.Canvas().Overlays().List()
	if w.sheets.On() {
		over = over[1:]
	}
	if len(over) == 0 {
		return nil
	}
	return over[len(over)-1]
}
