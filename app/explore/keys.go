package explore

import (
	"fmt"
	"strings"
	"truceline/app/view"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
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
	add := func(name fyne.KeyName, mod fyne.KeyModifier, do func()) {
		w.win.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: mod}, func(fyne.Shortcut) {
			if !w.resting {
				do()
			}
		})
	}
	add(fyne.KeyZ, fyne.KeyModifierControl, w.undo)
	add(fyne.KeyZ, fyne.KeyModifierControl|fyne.KeyModifierShift, w.redo)
	add(fyne.KeyY, fyne.KeyModifierControl, w.redo)
	for _, key := range []fyne.KeyName{fyne.KeyEqual, fyne.KeyPlus} {
		add(key, fyne.KeyModifierControl, func() { w.scaleText(+1) })
		// On many keyboards + is typed with Shift.
		add(key, fyne.KeyModifierControl|fyne.KeyModifierShift, func() { w.scaleText(+1) })
	}
	add(fyne.KeyE, fyne.KeyModifierControl, func() {
		if w.store.Now().Sheet == "" {
			w.openExport()
		}
	})
	add(fyne.KeyK, fyne.KeyModifierControl, w.search)
	for i, m := range view.Modes(w.store.Story()) {
		add(fyne.KeyName(fmt.Sprint(i+1)), fyne.KeyModifierControl, func() { w.toMode(m) })
	}
	add(fyne.KeyMinus, fyne.KeyModifierControl, func() { w.scaleText(-1) })
	add(fyne.Key0, fyne.KeyModifierControl, func() { w.setTextScale(1) })
	w.win.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { w.undo() })
	w.win.Canvas().AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { w.redo() })
}

// key takes the keys that work anywhere.
func (w *Window) key(e *fyne.KeyEvent) {
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
		w.present()
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
		w.set(view.CloseMeeting)
		w.body.maps.focus(id)
	}
}

func (w *Window) rune(r rune) {
	if w.store.Now().Sheet != "" || w.learning() && w.learningRune(r) || w.isReading() && w.readingRune(r) {
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
		w.nextMeasure()
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
