package explore

import (
	"fyne.io/fyne/v2"

	"truceline/app/files"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
)

// asking is a question for a file, with the title of its sheet.
type asking struct {
	files.Question
	title string
	left  func() // the question was left unanswered; nil: nothing follows
}

// ask asks for a file, in the folder that was asked for last, in a sheet.
func (w *Window) ask(title string, q files.Question, left func()) {
	w.openSheet("")
	w.asking = &asking{q, title, left}
	w.openSheet(view.FileSheet)
}

// askToWrite asks for a place for a file of an ending.
func (w *Window) askToWrite(name, ending string, left func(), picked func(path string)) {
	w.ask(words.Say("file.save"), files.Question{Name: name, Ending: ending, Picked: func(path string) error { picked(path); return nil }}, left)
}

// file is the sheet that asks for a file.
func (b *sheetBuilder) file() {
	w, a := b.w, b.w.asking
	if a == nil {
		return
	}
	q := a.Question
	var c *files.Chooser
	q.Picked = func(path string) error {
		w.asking, w.folder = nil, c.Folder
		w.openSheet("")
		return a.Picked(path)
	}
	c = files.New(w.host, q, w.folder, files.Events{Changed: func() {
		if sheet := w.sheets.sheet; sheet != nil {
			sheet.rows.Refresh()
			sheet.scroll.ScrollToTop()
		}
		w.moved()
	}, Seen: func(row fyne.CanvasObject) { widgets.Reveal(row, w.sheets.sheet.scroll) }})
	b.title, b.tall = a.title, true
	b.rows = append(b.rows, c.Column)
	if c.Entry != nil {
		c.Entry.Shortcut, b.first = w.shortcut, c.Entry
	}
	w.sheets.files = c
}

// leaveAsking ends a question that was left unanswered.
func (w *Window) leaveAsking() {
	if a := w.asking; a != nil {
		if w.asking = nil; a.left != nil {
			a.left()
		}
	}
}

// covered tells whether something lies over the window that is no sheet, such as a menu:
// it owns the keyboard.
func (w *Window) covered() fyne.CanvasObject {
	over := w.win.Canvas().Overlays().List()
	if w.sheets.popup != nil {
		over = over[1:]
	}
	if len(over) == 0 {
		return nil
	}
	return over[len(over)-1]
}
