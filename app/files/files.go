// Package files asks for a file or a folder inside the program's own windows, so that the
// question has their look and their keys.
package files

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Question is what is asked for.
type Question struct {
	// Ending is that of the files, with the dot; Name that of one to write, empty where one
	// is picked that is there; Folders asks for a folder.
	Ending, Name string
	Folders      bool
	// Picked is called with a path. Its error is shown, and asked again.
	Picked func(path string) error
	// Walks marks a row from the start: the arrow keys are the list's.
	Walks bool
}

// Events are what a Chooser tells of itself: that it shows something else, and which of
// its rows is to be brought into sight.
type Events struct {
	Changed func()
	Seen    func(row fyne.CanvasObject)
	// Leave is what Esc does where one types.
	Leave func()
}

// Chooser asks a Question: a field for the name where a file is written, and the folders
// and files of a folder. What stands in a window is its Column.
type Chooser struct {
	*widgets.Column
	Folder string
	Entry  *widgets.Entry // nil where nothing is written
	OK     *widgets.Button

	host    *widgets.Host
	asks    Question
	events  Events
	says    *widgets.Flow
	names   []string // listed: ".." and folders end in a separator
	rows    []*widgets.ListRow
	at      int    // the marked row; -1 for none
	replace string // the file that is there, as was said
}

const separator = string(filepath.Separator)

// New asks in a folder; an empty one is the user's own.
func New(host *widgets.Host, asks Question, folder string, events Events) *Chooser {
	c := &Chooser{Column: widgets.NewColumn(1), host: host, asks: asks, says: widgets.NewFlow(host, nil), events: events}
	c.OK = widgets.NewButton(words.Say("file.ok"), "", widgets.Primary, host, c.Enter)
	if asks.Walks || asks.Name != "" {
		c.OK.SetHint("Enter")
	}
	if asks.Name != "" {
		c.Entry = widgets.NewEntry(host, func(text string) { c.replace = "" }, c.Enter)
		c.Entry.Keys, c.Entry.Leave = c.Walk, events.Leave
		c.Entry.Text = asks.Name
	}
	if folder == "" {
		folder, _ = os.UserHomeDir()
	}
	c.Folder = folder
	c.list(folder)
	return c
}

// list shows what is in a folder; the files after the folders.
func (c *Chooser) list(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		c.fill(words.Say("file.failed", "Why", err.Error()))
		return
	}
	c.Folder, c.replace, c.names = folder, "", nil
	if parent := filepath.Dir(folder); parent != folder {
		c.names = append(c.names, ".."+separator)
	}
	var files []string
	for _, e := range entries {
		info, err := os.Stat(filepath.Join(folder, e.Name())) // of what a link leads to
		switch {
		case err != nil || strings.HasPrefix(e.Name(), "."):
		case info.IsDir():
			c.names = append(c.names, e.Name()+separator)
		case !c.asks.Folders && strings.EqualFold(filepath.Ext(e.Name()), c.asks.Ending):
			files = append(files, e.Name())
		}
	}
	c.names = append(c.names, files...)
	if c.at = -1; c.asks.Walks {
		c.at = 0
	}
	c.fill("")
}

// fill shows the rows, and the folder or what is wrong.
func (c *Chooser) fill(problem string) {
	widgets.SetLine(c.says, words.Say("file.folder", "Folder", c.Folder), charts.SizeLabel, typeface.Regular, charts.Muted)
	if problem != "" {
		widgets.SetLine(c.says, problem, charts.SizeBody, typeface.SemiBold, charts.Caution)
	}
	var objects []fyne.CanvasObject
	if c.Entry != nil {
		objects = append(objects, c.Entry)
	}
	if c.Entry != nil || c.asks.Folders || c.asks.Walks {
		objects = append(objects, widgets.NewWrap(c.OK))
	}
	objects = append(objects, c.says)
	for i := len(c.rows); i < len(c.names); i++ {
		c.rows = append(c.rows, widgets.NewListRow(c.host, func() { c.at = i; c.Take() }))
	}
	for i, name := range c.names {
		c.rows[i].Set(name, i == c.at, widgets.Span{Text: name, Size: charts.SizeBody, Role: charts.Ink})
		objects = append(objects, c.rows[i])
	}
	c.SetObjects(objects...)
	c.events.Changed()
}

// Take opens the marked folder, or takes the marked file.
func (c *Chooser) Take() {
	if c.at < 0 || c.at >= len(c.names) {
		return
	}
	name := c.names[c.at]
	switch folder, is := strings.CutSuffix(name, separator); {
	case is:
		c.list(filepath.Join(c.Folder, folder))
	case c.Entry != nil:
		c.Entry.SetText(name)
		c.fill("")
	default:
		c.done(filepath.Join(c.Folder, name))
	}
}

// Enter takes the name that is written, the folder that is shown, or the marked row. A file
// that is there is asked about once.
func (c *Chooser) Enter() {
	switch {
	case c.Entry == nil && c.asks.Folders:
		c.done(c.Folder)
		return
	case c.Entry == nil:
		c.Take()
		return
	}
	path := strings.TrimSpace(c.Entry.Text)
	if path == "" {
		return
	}
	if !strings.EqualFold(filepath.Ext(path), c.asks.Ending) {
		path += c.asks.Ending
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(c.Folder, path)
	}
	if _, err := os.Stat(path); err == nil && c.replace != path {
		c.replace = path
		c.fill(words.Say("file.there", "Name", filepath.Base(path)))
		return
	}
	c.done(path)
}

func (c *Chooser) done(path string) {
	listed := c.Folder
	if !c.asks.Folders {
		c.Folder = filepath.Dir(path)
	}
	if err := c.asks.Picked(path); err != nil {
		c.Folder = listed // what is written next is of the folder that one sees
		c.fill(words.Say("file.failed", "Why", err.Error()))
	}
}

// Walk goes through the list, also from where one types. It tells whether the key was the
// list's.
func (c *Chooser) Walk(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyUp:
		c.at = max(c.at-1, 0)
	case fyne.KeyDown:
		c.at = min(c.at+1, max(len(c.names)-1, 0))
	case fyne.KeyRight:
		typing := c.Entry != nil && c.Entry.CursorColumn < len([]rune(c.Entry.Text))
		if typing || c.at < 0 || c.at >= len(c.names) || !strings.HasSuffix(c.names[c.at], separator) {
			return false
		}
		c.Take()
		return true
	default:
		return false
	}
	c.fill("")
	if c.at < len(c.names) {
		c.events.Seen(c.rows[c.at])
	}
	return true
}

// Targets names what can be activated.
func (c *Chooser) Targets(add func(id string, o fyne.CanvasObject)) {
	if c.Entry != nil {
		add("file/name", c.Entry)
	}
	add("file/ok", c.OK)
	for i, name := range c.names {
		add("file/"+name, c.rows[i])
	}
}
