package present

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// filePage asks for a file: a folder's folders and files, and the file's name where one
// is to be written. It is a page like the others, so that every key is its own and it
// stands where only the presenter sees it.
type filePage struct {
	*leaf
	ending  string // of the files, with the dot
	folder  string
	names   []string // listed: ".." and folders end in a separator
	rows    []*widgets.ListRow
	at      int
	name    *widgets.Entry // nil where a file is picked
	picked  func(path string) error
	back    page // what it lay over
	problem string
}

// askFile asks for a file in the folder that was asked for last. An empty name asks for
// one that is there. picked is called with its path; its error is shown, and asked again.
func (p *Presentation) askFile(title, name, ending string, picked func(path string) error) {
	f := &filePage{ending: ending, folder: p.folder, picked: picked, back: p.page}
	ok := widgets.NewButton(words.Say("file.ok"), "Enter", widgets.Primary, p.host, f.enter)
	f.leaf = newLeaf(p, title, "", f.place, ok)
	f.leaf.close = widgets.NewButton(words.Say("talk.close"), "Esc", widgets.Plain, p.host, f.leave)
	f.all.Objects[3] = f.leaf.close
	if name != "" {
		f.name = widgets.NewEntry(p.host, nil, f.enter)
		f.name.Leave = f.leave
		f.name.Keys = f.walk
		f.name.SetText(name)
		f.list.Add(f.name)
	}
	if f.folder == "" {
		f.folder, _ = os.UserHomeDir()
	}
	f.open(f.folder)
	p.openPage(f)
}

// opened gives the keyboard to the name.
func (f *filePage) opened() {
	if f.name != nil {
		f.p.focus(f.name)
	}
}

// leave goes back to what the page lay over.
func (f *filePage) leave() {
	f.p.focus(nil)
	if f.back == nil {
		f.p.closePage()
		return
	}
	f.p.openPage(f.back)
}

// open lists a folder.
func (f *filePage) open(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		f.say(err)
		return
	}
	f.folder, f.problem, f.at = folder, "", 0
	f.names = f.names[:0]
	if parent := filepath.Dir(folder); parent != folder {
		f.names = append(f.names, ".."+string(filepath.Separator))
	}
	var files []string
	for _, e := range entries {
		switch name := e.Name(); {
		case strings.HasPrefix(name, "."):
		case isFolder(folder, e):
			f.names = append(f.names, name+string(filepath.Separator))
		case strings.EqualFold(filepath.Ext(name), f.ending):
			files = append(files, name)
		}
	}
	f.names = append(f.names, files...)
	f.fill()
	f.scroll.ScrollToTop()
}

// isFolder tells whether an entry is a folder, or leads to one.
func isFolder(folder string, e os.DirEntry) bool {
	if e.Type()&os.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := os.Stat(filepath.Join(folder, e.Name()))
	return err == nil && info.IsDir()
}

func (f *filePage) say(err error) {
	f.problem = err.Error()
	f.fill()
}

func (f *filePage) fill() {
	text, role := words.Say("file.in", "Folder", f.folder), charts.Muted
	if f.problem != "" {
		text, role = words.Say("file.failed", "Why", f.problem), charts.Caution
	}
	setLine(f.line, text, charts.SizeBody, typeface.Regular, role)
	for i := len(f.rows); i < len(f.names); i++ {
		f.rows = append(f.rows, widgets.NewListRow(f.p.host, func() { f.at = i; f.take() }))
	}
	f.list.Objects = f.list.Objects[:0]
	if f.name != nil {
		f.list.Objects = append(f.list.Objects, f.name)
	}
	for i, name := range f.names {
		f.rows[i].Set(name, i == f.at, widgets.Span{Text: name, Size: charts.SizeBody, Role: charts.Ink})
		f.list.Objects = append(f.list.Objects, f.rows[i])
	}
	f.all.Refresh()
	f.relay()
	f.p.moved()
}

// take opens the picked folder, or takes the picked file.
func (f *filePage) take() {
	if f.at >= len(f.names) {
		return
	}
	name := f.names[f.at]
	switch folder, is := strings.CutSuffix(name, string(filepath.Separator)); {
	case is:
		f.open(filepath.Join(f.folder, folder))
	case f.name != nil:
		f.name.SetText(name)
		f.fill()
	default:
		f.done(filepath.Join(f.folder, name))
	}
}

// enter writes to the name that stands there, or takes what is picked.
func (f *filePage) enter() {
	if f.name == nil {
		f.take()
		return
	}
	name := strings.TrimSpace(f.name.Text)
	if name == "" {
		return
	}
	if !strings.EqualFold(filepath.Ext(name), f.ending) {
		name += f.ending
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(f.folder, name)
	}
	if _, err := os.Stat(path); err == nil && f.problem == "" {
		f.problem = words.Say("file.there", "Name", filepath.Base(path))
		f.fill()
		return
	}
	f.done(path)
}

func (f *filePage) done(path string) {
	if err := f.picked(path); err != nil {
		f.say(err)
		return
	}
	f.p.folder = filepath.Dir(path)
	f.leave()
}

// walk goes through the list from the field of the name.
func (f *filePage) walk(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyUp:
		f.at = max(f.at-1, 0)
	case fyne.KeyDown:
		f.at = min(f.at+1, max(len(f.names)-1, 0))
	case fyne.KeyPageDown, fyne.KeyPageUp:
		f.leaf.key(&fyne.KeyEvent{Name: name})
		return true
	case fyne.KeyRight:
		if f.at >= len(f.names) || !slices.Contains([]byte{'/', filepath.Separator}, f.names[f.at][len(f.names[f.at])-1]) || f.name != nil && f.name.CursorColumn < len([]rune(f.name.Text)) {
			return false
		}
		f.take()
		return true
	default:
		return false
	}
	f.fill()
	if f.at < len(f.names) {
		f.reveal(f.rows[f.at].Position().Y, f.rows[f.at].Size().Height)
	}
	return true
}

func (f *filePage) key(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeyEscape:
		f.leave()
	case f.walk(e.Name):
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		f.enter()
	case f.name != nil: // the pointer took the keyboard from the name
		f.p.focus(f.name)
		f.name.TypedKey(e)
	}
	return true
}

func (f *filePage) rune(r rune) bool {
	if f.name != nil {
		f.p.focus(f.name)
		f.name.TypedRune(r)
	}
	return true
}

func (f *filePage) place(width float32, set bool) float32 {
	y := float32(0)
	put := func(o fyne.CanvasObject, h float32) {
		if set {
			widgets.Put(o, 0, y, width, h)
		}
		y += h
	}
	if f.name != nil {
		put(f.name, f.name.MinSize().Height)
		y += f.p.skin().Space(2)
	}
	for i := range f.names {
		put(f.rows[i], f.rows[i].HeightFor(width))
	}
	return y
}

func (f *filePage) targets(add addTarget) {
	f.leaf.targets(add)
	add("file/ok", f.buttons[0])
	for i, name := range f.names {
		add("file/"+name, f.rows[i], f.scroll)
	}
}
