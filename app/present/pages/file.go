package pages

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

// File asks for a file: a folder's folders and files, and the file's name where one
// is to be written. It is a page like the others, so that every key is its own and it
// stands where only the presenter sees it.
type File struct {
	*leaf
	ending  string // of the files, with the dot
	Folder  string
	names   []string // listed: ".." and folders end in a separator
	rows    []*widgets.ListRow
	at      int
	Name    *widgets.Entry // nil where a file is picked
	picked  func(path string) error
	back    Page // what it lay over
	problem string
}

// askFile asks for a file in the folder that was asked for last. An empty name asks for
// one that is there. picked is called with its path; its error is shown, and asked again.
func (p *Pages) askFile(title, name, ending string, picked func(path string) error) {
	f := &File{ending: ending, Folder: p.Folder, picked: picked, back: p.top}
	ok := widgets.NewButton(words.Say("file.ok"), "Enter", widgets.Primary, p.Host, f.Enter)
	f.leaf = newLeaf(p, title, "", f.place, ok)
	f.leaf.close = widgets.NewButton(words.Say("talk.close"), "Esc", widgets.Plain, p.Host, f.leave)
	f.all.Objects[3] = f.leaf.close
	if name != "" {
		f.Name = widgets.NewEntry(p.Host, nil, f.Enter)
		f.Name.Leave = f.leave
		f.Name.Keys = f.Walk
		f.Name.SetText(name)
		f.list.Add(f.Name)
	}
	if f.Folder == "" {
		f.Folder, _ = os.UserHomeDir()
	}
	f.open(f.Folder)
	p.Open(f)
}

// opened gives the keyboard to the name.
func (f *File) opened() {
	if f.Name != nil {
		f.p.Focus(f.Name)
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

// open lists a folder.
func (f *File) open(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		f.say(err)
		return
	}
	f.Folder, f.problem, f.at = folder, "", 0
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

func (f *File) say(err error) {
	f.problem = err.Error()
	f.fill()
}

func (f *File) fill() {
	text, role := words.Say("file.in", "Folder", f.Folder), charts.Muted
	if f.problem != "" {
		text, role = words.Say("file.failed", "Why", f.problem), charts.Caution
	}
	widgets.SetLine(f.Line, text, charts.SizeBody, typeface.Regular, role)
	for i := len(f.rows); i < len(f.names); i++ {
		f.rows = append(f.rows, widgets.NewListRow(f.p.Host, func() { f.at = i; f.Take() }))
	}
	f.list.Objects = f.list.Objects[:0]
	if f.Name != nil {
		f.list.Objects = append(f.list.Objects, f.Name)
	}
	for i, name := range f.names {
		f.rows[i].Set(name, i == f.at, widgets.Span{Text: name, Size: charts.SizeBody, Role: charts.Ink})
		f.list.Objects = append(f.list.Objects, f.rows[i])
	}
	f.all.Refresh()
	f.relay()
	f.p.Host.Moved()
}

// Take opens the picked folder, or takes the picked file.
func (f *File) Take() {
	if f.at >= len(f.names) {
		return
	}
	name := f.names[f.at]
	switch folder, is := strings.CutSuffix(name, string(filepath.Separator)); {
	case is:
		f.open(filepath.Join(f.Folder, folder))
	case f.Name != nil:
		f.Name.SetText(name)
		f.fill()
	default:
		f.done(filepath.Join(f.Folder, name))
	}
}

// Enter writes to the name that stands there, or takes what is picked.
func (f *File) Enter() {
	if f.Name == nil {
		f.Take()
		return
	}
	name := strings.TrimSpace(f.Name.Text)
	if name == "" {
		return
	}
	if !strings.EqualFold(filepath.Ext(name), f.ending) {
		name += f.ending
	}
	path := name
	if !filepath.IsAbs(path) {
		path = filepath.Join(f.Folder, name)
	}
	if _, err := os.Stat(path); err == nil && f.problem == "" {
		f.problem = words.Say("file.there", "Name", filepath.Base(path))
		f.fill()
		return
	}
	f.done(path)
}

func (f *File) done(path string) {
	if err := f.picked(path); err != nil {
		f.say(err)
		return
	}
	f.p.Folder = filepath.Dir(path)
	f.leave()
	if f.Name == nil {
		return
	}
	said := words.Say("export.saved", "Path", path)
	if e, ok := f.p.top.(*Edit); ok {
		widgets.SetLine(e.Line, said, charts.SizeBody, typeface.SemiBold, charts.Caution)
	} else {
		f.p.Hint(said)
	}
}

// Walk goes through the list from the field of the name.
func (f *File) Walk(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyUp:
		f.at = max(f.at-1, 0)
	case fyne.KeyDown:
		f.at = min(f.at+1, max(len(f.names)-1, 0))
	case fyne.KeyPageDown, fyne.KeyPageUp:
		f.leaf.Key(&fyne.KeyEvent{Name: name})
		return true
	case fyne.KeyRight:
		if f.at >= len(f.names) || !slices.Contains([]byte{'/', filepath.Separator}, f.names[f.at][len(f.names[f.at])-1]) || f.Name != nil && f.Name.CursorColumn < len([]rune(f.Name.Text)) {
			return false
		}
		f.Take()
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

func (f *File) Key(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeyEscape:
		f.leave()
	case f.Walk(e.Name):
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		f.Enter()
	case f.Name != nil: // the pointer took the keyboard from the name
		f.p.Focus(f.Name)
		f.Name.TypedKey(e)
	}
	return true
}

func (f *File) Rune(r rune) bool {
	if f.Name != nil {
		f.p.Focus(f.Name)
		f.Name.TypedRune(r)
	}
	return true
}

func (f *File) place(width float32, set bool) float32 {
	y := float32(0)
	put := func(o fyne.CanvasObject, h float32) {
		if set {
			widgets.Put(o, 0, y, width, h)
		}
		y += h
	}
	if f.Name != nil {
		put(f.Name, f.Name.MinSize().Height)
		y += f.p.Skin().Space(2)
	}
	for i := range f.names {
		put(f.rows[i], f.rows[i].HeightFor(width))
	}
	return y
}

func (f *File) Targets(add AddTarget) {
	f.leaf.Targets(add)
	add("file/ok", f.buttons[0])
	for i, name := range f.names {
		add("file/"+name, f.rows[i], f.scroll)
	}
}
