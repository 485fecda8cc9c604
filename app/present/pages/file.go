package pages

import (
	"fyne.io/fyne/v2"

	"truceline/app/files"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// File asks for a file. It is a page like the others, so that every key is its own and it
// stands where only the presenter sees it.
type File struct {
	*leaf
	*files.Chooser
	back Page // what it lay over
}

// askFile asks for a file in the folder that was asked for last. An empty name asks for
// one that is there. picked is called with its path; its error is shown, and asked again.
func (p *Pages) askFile(title, name, ending string, picked func(path string) error) {
	f := &File{back: p.top}
	f.leaf = newLeaf(p, title, words.Say("file.keys"), nil)
	f.leaf.leave = f.leave
	f.Chooser = files.New(p.Host, files.Question{Name: name, Ending: ending, Walks: true, Picked: func(path string) error {
		err := picked(path)
		if err == nil {
			p.Folder = f.Folder
			f.leave()
			if name != "" {
				p.saved(path)
			}
		}
		return err
	}}, p.Folder, files.Events{
		Changed: func() { f.relay(); p.Host.Moved() },
		Seen:    func(row fyne.CanvasObject) { widgets.Reveal(row, f.scroll) },
		Leave:   f.leave,
	})
	f.list.Objects = []fyne.CanvasObject{f.Column}
	p.Open(f)
}

// saved says where something was saved: on the page that is open, or in the talk.
func (p *Pages) saved(path string) {
	p.tell(words.Say("export.saved", "Path", path))
}

// tell tells the presenter something: on the page that is open, or in the talk.
func (p *Pages) tell(said string) {
	top := p.top
	if f, ok := top.(*File); ok {
		top = f.back
	}
	if e, ok := top.(*Edit); ok {
		widgets.SetLine(e.Line, said, charts.SizeBody, typeface.SemiBold, charts.Caution)
		e.all.Refresh()
		p.Host.Moved()
	} else {
		p.Hint(said)
	}
}

// opened gives the keyboard to the name.
func (f *File) opened() {
	if f.Entry != nil {
		f.p.Focus(f.Entry)
	}
}

// leave goes back to what the page lay over.
func (f *File) leave() {
	f.p.Focus(nil)
	if f.back == nil {
		f.p.Close()
		return
	}
	f.p.Open(f.back)
}

func (f *File) Key(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeyEscape:
		f.leave()
	case e.Name == fyne.KeyPageUp || e.Name == fyne.KeyPageDown:
		f.leaf.Key(e)
	case f.Walk(e.Name):
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		f.Enter()
	case f.Entry != nil: // the pointer took the keyboard from the name
		f.p.Focus(f.Entry)
		f.Entry.TypedKey(e)
	}
	return true
}

func (f *File) Rune(r rune) bool {
	if f.Entry != nil {
		f.p.Focus(f.Entry)
		f.Entry.TypedRune(r)
	}
	return true
}

func (f *File) Targets(add AddTarget) {
	f.leaf.Targets(add)
	f.Chooser.Targets(func(id string, o fyne.CanvasObject) { add(id, o, f.scroll) })
}
