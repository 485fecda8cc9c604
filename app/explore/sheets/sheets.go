// Package sheets is what lies over the main window: sources, words, keys, the search, and
// questions for a file. A sheet is rows below a title; others can be added.
package sheets

import (
	"cmp"
	"fmt"
	"maps"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"truceline/app/find"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/typeface"
	"truceline/data"
)

// Options are what sheets need of the window that they lie over.
type Options struct {
	Host    *widgets.Host
	Canvas  fyne.Canvas
	Store   *view.Store
	Version string // the program's
	// Figure is what the plot shows, with its title and the line below it; Map how the map
	// is laid out.
	Figure func() (f *charts.Figure, title, line string)
	Map    func() *meetings.Layout
	// Day goes to a day of the plot.
	Day func(data.Day)
	// Find returns what fits a text best, the best first; Follow goes there.
	Find   func(text string, limit int) []find.Hit
	Follow func(find.Hit)
	// Shortcut takes the keys with Ctrl that are not for writing.
	Shortcut func(*desktop.CustomShortcut)
}

// Sheets shows what lies over the window: sources, a word of the glossary, keys,
// about. One at a time, closed by Esc or its button.
type Sheets struct {
	// Problem is what is wrong with a story that did not open.
	Problem error
	// Folder is the last one that a file was asked for in.
	Folder string

	o      Options
	popup  *widget.PopUp
	sheet  *sheet
	closed func()     // of the sheet that is open; nil: nothing follows
	asking *asking    // the question for a file that the file sheet asks
	found  *searchBox // while the search is open
	// builders are what fills each sheet, by its name.
	builders map[string]func(*Builder)
}

// New returns the sheets of a window, none of them open.
func New(o Options) *Sheets { return &Sheets{o: o, builders: maps.Clone(own)} }

// Add has a sheet built elsewhere.
func (s *Sheets) Add(name string, build func(*Builder)) { s.builders[name] = build }

// Open opens a sheet, in place of the one that is open; with an empty name none.
func (s *Sheets) Open(name string) {
	v := s.o.Store.Now()
	v.Sheet = name
	s.o.Store.Set(v)
}

// On tells whether a sheet lies over the window.
func (s *Sheets) On() bool { return s.popup != nil }

// Scrolls are what scrolls in the sheet that is open.
func (s *Sheets) Scrolls() []*container.Scroll {
	if s.sheet == nil {
		return nil
	}
	return []*container.Scroll{s.sheet.scroll}
}

// Targets names what can be activated in the sheet that is open.
func (s *Sheets) Targets(add func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject)) {
	if s.sheet == nil {
		return
	}
	add("sheet/close", s.sheet.close)
	for i, o := range s.sheet.rows.Objects {
		switch row := o.(type) {
		case *widgets.Row:
			if row.Leads() {
				add(fmt.Sprintf("row/%d", i+1), row, s.sheet.scroll)
			}
		case *widgets.ListRow:
			add(fmt.Sprintf("row/%d", i+1), row, s.sheet.scroll)
		}
	}
	if s.sheet.targets != nil {
		s.sheet.targets(func(id string, o fyne.CanvasObject) { add(id, o, s.sheet.scroll) })
	}
}

// about are the sheets about one thing, whose id ends their name.
var about = map[string]func(*Builder, string){
	view.SourceSheet: (*Builder).sources, view.TermSheet: (*Builder).term, view.BeatSheet: (*Builder).beat, view.BarSheet: (*Builder).bar,
	view.ReplySheet: (*Builder).reply, view.ChangeSheet: (*Builder).change, view.CiteSheet: (*Builder).named, view.PositionSheet: (*Builder).position,
}

// own are the other sheets that are built here.
var own = map[string]func(*Builder){
	view.TableSheet: (*Builder).table, view.CountSheet: (*Builder).counted, view.SummarySheet: (*Builder).summary, view.KeysSheet: (*Builder).keys,
	view.AboutSheet: (*Builder).about, view.MapSheet: (*Builder).mapInWords, view.ProblemSheet: (*Builder).problems, view.FileSheet: (*Builder).file,
	view.SearchSheet: (*Builder).search, view.PositionsSheet: (*Builder).positions, view.GlossarySheet: (*Builder).glossary,
}

// Show shows the sheet of a View, or closes the one that is open.
func (s *Sheets) Show(name string) {
	if s.popup != nil {
		s.popup.Hide()
		if s.popup, s.sheet, s.found = nil, nil, nil; s.closed != nil {
			s.closed()
		}
	}
	if name != view.FileSheet {
		s.leaveAsking()
	}
	if name == "" {
		return
	}
	b := &Builder{s: s}
	kind, id, _ := strings.Cut(name, "/")
	if of := about[kind+"/"]; of != nil {
		of(b, id)
	} else if build := s.builders[name]; build != nil {
		build(b)
	}
	s.sheet, s.closed = newSheet(b), b.Closed
	s.popup = widget.NewModalPopUp(s.sheet, s.o.Canvas)
	s.popup.Show()
	s.Fit()
	s.o.Canvas.Focus(cmp.Or(b.First, fyne.Focusable(s.sheet.close)))
}

// relay follows rows that have changed while the sheet is open.
func (s *Sheets) relay() {
	if s.sheet != nil {
		s.sheet.rows.Refresh()
		s.sheet.scroll.ScrollToTop()
	}
	s.o.Host.Moved()
}

// reveal brings a row into sight.
func (s *Sheets) reveal(row fyne.CanvasObject) { widgets.Reveal(row, s.Scrolls()...) }

// Fit fits the sheet to the window.
func (s *Sheets) Fit() {
	if s.popup == nil {
		return
	}
	have := s.o.Canvas.Size()
	skin := look.Current()
	width := min(600*skin.TextScale, have.Width-24)
	if s.sheet.wide {
		width = min(960*skin.TextScale, have.Width-24)
	}
	height := s.sheet.heightFor(width) + skin.Space(3)
	if s.sheet.tall {
		height = have.Height * 0.8
	}
	height = min(height, have.Height-24)
	s.popup.Resize(fyne.NewSize(width, height))
	s.popup.Move(fyne.NewPos((have.Width-width)/2, (have.Height-height)/2))
}

// Builder collects the rows of a sheet.
type Builder struct {
	Title string
	First fyne.Focusable // has the focus when the sheet opens; nil for its button
	// Targets names what can be activated in the sheet, besides rows; Closed is called when
	// it closes. Both may be nil.
	Targets func(add func(id string, o fyne.CanvasObject))
	Closed  func()

	s    *Sheets
	rows []fyne.CanvasObject
	wide bool
	tall bool // as high as the window allows, whatever it holds
}

// Add adds rows.
func (b *Builder) Add(rows ...fyne.CanvasObject) { b.rows = append(b.rows, rows...) }

// Gap adds an empty row.
func (b *Builder) Gap() { b.Add(widgets.Extended(&gap{})) }

func (b *Builder) text(text string, size charts.TextSize, weight typeface.Weight, role charts.Role) {
	if text != "" {
		b.Add(widgets.NewFlow(b.s.o.Host, nil, widgets.Span{Text: text, Size: size, Weight: weight, Role: role}))
	}
}

func (b *Builder) heading(text string) {
	b.text(text, charts.SizeStrong, typeface.SemiBold, charts.Ink)
}
func (b *Builder) body(text string) { b.text(text, charts.SizeBody, typeface.Regular, charts.Ink) }
func (b *Builder) muted(text string) {
	b.text(text, charts.SizeLabel, typeface.Regular, charts.Muted)
}
