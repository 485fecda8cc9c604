package explore

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// asking is a question for a file: one to write, one that is there, or a folder.
type asking struct {
	title, ending string
	name          string // of a file to write; empty where one is picked
	folders       bool   // a folder is picked
	picked        func(path string)
	left          func() // the question was left unanswered; nil: nothing follows
	problem       string
	replace       bool // the file is there, and that was said
}

// ask asks for a file, in the folder that was asked for last, in a sheet: it has the
// window's look, and its keys.
func (w *Window) ask(a asking) {
	if w.folder == "" {
		w.folder, _ = os.UserHomeDir()
	}
	w.openSheet("")
	w.asking = &a
	w.openSheet(view.FileSheet)
}

// askToWrite asks for a place for a file of an ending.
func (w *Window) askToWrite(name, ending string, left func(), picked func(path string)) {
	w.ask(asking{title: words.Say("file.save"), name: name, ending: ending, picked: picked, left: left})
}

// answered closes the question with a path.
func (w *Window) answered(path string) {
	a := w.asking
	w.asking, w.folder = nil, filepath.Dir(path)
	w.openSheet("")
	a.picked(path)
}

// file is the sheet that asks for a file.
func (b *sheetBuilder) file() {
	w, a := b.w, b.w.asking
	if a == nil {
		return
	}
	b.title, b.tall = a.title, true
	var entry *widgets.Entry
	again := func() { w.sheets.show(view.FileSheet) }
	choose := func() {
		if entry == nil {
			w.answered(filepath.Join(w.folder, "."))
			return
		}
		path := strings.TrimSpace(entry.Text)
		if path == "" {
			return
		}
		if !strings.EqualFold(filepath.Ext(path), a.ending) {
			path += a.ending
		}
		a.name = path
		if !filepath.IsAbs(path) {
			path = filepath.Join(w.folder, path)
		}
		if _, err := os.Stat(path); err == nil && !a.replace {
			a.replace, a.problem = true, words.Say("file.there", "Name", filepath.Base(path))
			again()
			return
		}
		w.answered(path)
	}
	if a.name != "" {
		entry = w.newEntry(func(text string) { a.replace = a.replace && text == a.name }, choose)
		entry.Text = a.name
		b.rows = append(b.rows, entry)
		b.first = entry
	}
	if a.name != "" || a.folders {
		b.rows = append(b.rows, newChoices(w, "", []string{words.Say("file.ok")}, func(int) { choose() }))
	}
	b.muted(words.Say("file.folder", "Folder", w.folder))
	if a.problem != "" {
		b.text(a.problem, charts.SizeBody, typeface.SemiBold, charts.Caution)
	}
	row := func(name string, do func()) {
		r := widgets.NewListRow(w.host, do)
		r.Set(name, false, widgets.Span{Text: name, Size: charts.SizeBody, Role: charts.Ink})
		b.rows = append(b.rows, r)
	}
	into := func(folder string) func() {
		return func() { w.folder, a.problem, a.replace = folder, "", false; again() }
	}
	if parent := filepath.Dir(w.folder); parent != w.folder {
		row(".."+string(filepath.Separator), into(parent))
	}
	entries, err := os.ReadDir(w.folder)
	if err != nil {
		b.text(words.Say("file.failed", "Why", err.Error()), charts.SizeBody, typeface.SemiBold, charts.Caution)
	}
	var files []string
	for _, e := range entries {
		path := filepath.Join(w.folder, e.Name())
		info, err := os.Stat(path) // of what a link leads to
		switch {
		case err != nil || strings.HasPrefix(e.Name(), "."):
		case info.IsDir():
			row(e.Name()+string(filepath.Separator), into(path))
		case !a.folders && strings.EqualFold(filepath.Ext(path), a.ending):
			files = append(files, e.Name())
		}
	}
	for _, name := range files {
		row(name, func() {
			if entry != nil {
				a.name, a.replace = name, false
				again()
				return
			}
			w.answered(filepath.Join(w.folder, name))
		})
	}
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
