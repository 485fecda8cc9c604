// Package exporting writes what a window shows to files, and what a reader takes along: a
// picture, numbers, a worksheet, cards, the story as a page.
package exporting

import (
	"bytes"
	"fmt"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"truceline/app/explore/sheets"
	"truceline/app/export"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/whole"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/scene"
	"truceline/charts/typeface"
)

// formats are what a figure can be written as, with the key of the name.
var formats = []struct {
	format export.Format
	key    string
}{
	{export.PNG, "export.png"}, {export.SVG, "export.svg"}, {export.PDF, "export.pdf"},
	{export.CSV, "export.csv"}, {export.AllCSV, "export.csv.all"},
}

// sizes are the sizes that have a name.
var sizes = []struct {
	id   string
	size export.Size
	key  string
}{
	{"slide", export.Slide, "export.slide"}, {"square", export.Square, "export.square"}, {"page", export.A4, "export.page"},
}

// labels are the sizes of labels.
var labels = []struct {
	id    string
	scale float64
	key   string
}{
	{"plain", 1, "export.labels.plain"}, {"large", export.LargeLabels, "export.labels.large"},
}

// choice is what was chosen last: places in the lists above.
type choice struct {
	figure               string
	format, size, labels int
}

func (c choice) formatOf() export.Format { return formats[c.format].format }

// Options are what exporting needs of the window.
type Options struct {
	Host    *widgets.Host
	Store   *view.Store
	Sheets  *sheets.Sheets
	Version string // the program's
	// Chosen is the scene in the plot.
	Chosen func() scene.Scene
	// Notice shows a sentence to the reader; Failed notes a fault for support.
	Notice func(text string)
	Failed func(doing string, err error)
}

// Exporter writes what is looked at to files, and what can be taken along.
type Exporter struct {
	o      Options
	choice choice
	form   *form // of the sheet while that is open
}

// New returns what exports from a window. Its form is one of the window's sheets.
func New(o Options) *Exporter {
	e := &Exporter{o: o}
	o.Sheets.Add(view.ExportSheet, e.build)
	return e
}

// Open opens the form.
func (e *Exporter) Open() {
	e.choice.figure = "plot"
	e.o.Sheets.Open(view.ExportSheet)
}

// picture is what would be exported of what is looked at now.
func (e *Exporter) picture(c choice) export.Picture {
	s, v := e.o.Store.Looking()
	sc := view.Named(s, v, c.figure)
	if c.figure == "plot" {
		sc = e.o.Chosen()
	}
	return export.Picture{
		Scene: sc, Look: v.MapLook(), Size: sizes[c.size].size, Palette: look.Current().Palette, TextScale: labels[c.labels].scale,
		Version: e.o.Version, Made: time.Now(),
	}
}

// Items are the lines of the export menu.
func (e *Exporter) Items() []*fyne.MenuItem {
	item := func(key string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(words.Say(key), do) }
	numbers := func(format int) func() {
		return func() { e.prepare(choice{figure: "plot", format: format}) }
	}
	along := []*fyne.MenuItem{item("export.worksheet", e.saveWorksheet), item("export.cards", e.saveCards),
		item("export.browser", e.savePage), item("export.scorm", e.saveScorm), item("export.gift", e.saveQuiz)}
	if !e.Draws() {
		return along
	}
	return append([]*fyne.MenuItem{
		item("export.open", e.Open),
		fyne.NewMenuItemSeparator(),
		item("export.shown", numbers(3)), item("export.all", numbers(4)),
		fyne.NewMenuItemSeparator(),
		item("map.export.csv", func() { e.saveMeetings(".csv") }), item("map.export.geojson", func() { e.saveMeetings(".geojson") }),
		fyne.NewMenuItemSeparator(),
		item("export.numbers", func() { e.copyNumbers("plot") }), item("export.cite", func() { e.copyCitation("plot") }),
		fyne.NewMenuItemSeparator(),
	}, along...)
}

// Draws tells whether the plot is one that can be exported: a guess and a
// question are not.
func (e *Exporter) Draws() bool {
	m := e.o.Store.Now().Mode
	return m != view.Predict && m != view.Quiz
}

// exported are what can be exported: the plot as it is, and the map.
var exported = []string{"plot", "map"}

// copyNumbers and copyCitation put text into the clipboard, and say so.
func (e *Exporter) copyNumbers(figure string) {
	s, _ := e.o.Store.Looking()
	text, err := export.Numbers(s, e.picture(choice{figure: figure}))
	e.copy(text, err, words.Say("export.numbers.copied"))
}

func (e *Exporter) copyCitation(figure string) {
	s, _ := e.o.Store.Looking()
	text, err := export.Citation(s, e.picture(choice{figure: figure}))
	e.copy(text, err, words.Say("export.cite.copied"))
}

func (e *Exporter) copy(text string, err error, done string) {
	if err != nil {
		e.o.Failed("copying", err)
		done = words.Say("export.failed", "Why", err.Error())
	} else {
		fyne.CurrentApp().Clipboard().SetContent(text)
	}
	if e.form != nil {
		e.form.say(done, err != nil)
		return
	}
	e.o.Notice(done)
}

// prepare makes the file's content away from the window's goroutine, then
// asks where to put it. Nothing is asked for, and no file is touched, if it cannot
// be made.
func (e *Exporter) prepare(c choice) {
	s, _ := e.o.Store.Looking()
	p, format := e.picture(c), c.formatOf()
	asked := e.form
	if asked != nil {
		asked.working(true)
	}
	work := func() (apply func()) {
		var out bytes.Buffer
		err := export.Write(&out, s, p, format)
		return func() {
			if asked != nil {
				asked.working(false)
			}
			if e.form != asked {
				return // closed meanwhile: no longer wanted
			}
			if err != nil {
				e.failed(p.Scene.Figure, err)
				return
			}
			e.askWhere(p.FileName(s, format), asked != nil, out.Bytes())
		}
	}
	e.o.Host.Run(work)
}

func (e *Exporter) failed(figure string, err error) {
	e.o.Failed("exporting "+figure, err)
	why := words.Say("export.failed", "Why", err.Error())
	if e.form != nil {
		e.form.say(why, true)
		return
	}
	e.o.Notice(why)
}

// askWhere asks for a place for a file and writes it there, whole or not at all.
// The sheet makes way for the question, and comes back if it is not answered.
func (e *Exporter) askWhere(name string, sheet bool, content []byte) {
	back := func() {
		if sheet {
			e.o.Sheets.Open(view.ExportSheet)
		}
	}
	e.o.Sheets.AskToWrite(name, filepath.Ext(name), back, func(path string) {
		if err := whole.WriteFile(path, content); err != nil {
			back()
			e.failed(name, err)
			return
		}
		e.o.Notice(words.Say("export.saved", "Path", path))
	})
}

// form is the sheet's rows. Choosing changes the choice at once; nothing is
// written before the button is pressed.
type form struct {
	e                               *Exporter
	figures, formats, sizes, labels *sheets.Choices
	name, notice                    *widgets.Flow
	save                            *widgets.Button
	noticed                         string
}

// build fills the sheet.
func (e *Exporter) build(b *sheets.Builder) {
	host := e.o.Host
	f := &form{e: e, name: widgets.NewFlow(host, nil), notice: widgets.NewFlow(host, nil)}
	row := func(name string, texts []string, chosen func(i int)) *sheets.Choices {
		return sheets.NewChoices(host, name, texts, func(i int) { chosen(i); f.show() })
	}
	var figures, kinds, named, large []string
	for _, name := range exported {
		figures = append(figures, words.Say("export.figure."+name))
	}
	for _, x := range formats {
		kinds = append(kinds, words.Say(x.key))
	}
	for _, x := range sizes {
		named = append(named, words.Say(x.key))
	}
	for _, x := range labels {
		large = append(large, words.Say(x.key))
	}
	f.figures = row(words.Say("export.figure"), figures, func(i int) { e.choice.figure = exported[i] })
	f.formats = row(words.Say("export.format"), kinds, func(i int) { e.choice.format = i })
	f.sizes = row(words.Say("export.size"), named, func(i int) { e.choice.size = i })
	f.labels = row(words.Say("export.labels"), large, func(i int) { e.choice.labels = i })
	f.save = widgets.NewButton(words.Say("export.save"), "", widgets.Primary, host, func() { e.prepare(e.choice) })
	others := sheets.NewChoices(host, "", []string{words.Say("export.numbers"), words.Say("export.cite")}, func(i int) {
		if i == 0 {
			e.copyNumbers(e.choice.figure)
			return
		}
		e.copyCitation(e.choice.figure)
	})
	others.Buttons = append([]*widgets.Button{f.save}, others.Buttons...)
	b.Title, b.First, b.Targets = words.Say("export.title"), f.save, f.targets
	b.Closed = func() { e.form = nil }
	b.Add(f.figures, f.formats, f.sizes, f.labels)
	b.Gap()
	b.Add(f.name, others, f.notice)
	e.form = f
	f.show()
}

// show follows what is chosen.
func (f *form) show() {
	c := f.e.choice
	for i, name := range exported {
		f.figures.Buttons[i].SetOn(name == c.figure)
	}
	f.formats.Mark(c.format)
	format := c.formatOf()
	drawn := format != export.CSV && format != export.AllCSV
	size, large := c.size, c.labels
	if !drawn { // numbers have neither
		size, large = -1, -1
	}
	f.sizes.Mark(size)
	f.labels.Mark(large)
	for _, b := range append(f.sizes.Buttons[:len(f.sizes.Buttons):len(f.sizes.Buttons)], f.labels.Buttons...) {
		b.SetDisabled(!drawn)
	}
	text := f.e.picture(c).FileName(f.e.o.Store.Story(), format)
	if size := sizes[c.size].size; drawn {
		text += fmt.Sprintf("  ·  %d × %d px", size.Width, size.Height)
	}
	f.name.SetSpans(widgets.Span{Text: text, Size: charts.SizeLabel, Role: charts.Muted})
	f.say("", false)
}

// say shows what came of an action, below the buttons.
func (f *form) say(notice string, wrong bool) {
	f.noticed = notice
	role := charts.Ink
	if wrong {
		role = charts.Caution
	}
	f.notice.SetSpans(widgets.Span{Text: notice, Size: charts.SizeBody, Weight: typeface.Medium, Role: role})
	f.e.o.Sheets.Fit()
}

// working holds the button while the content is being made.
func (f *form) working(on bool) {
	f.save.SetDisabled(on)
	key := "export.save"
	if on {
		key = "export.working"
	}
	f.save.SetText(words.Say(key))
}

// targets names what can be activated in the form.
func (f *form) targets(add func(id string, o fyne.CanvasObject)) {
	for i, name := range exported {
		add("export/figure/"+name, f.figures.Buttons[i])
	}
	for i, x := range formats {
		add("export/format/"+string(x.format), f.formats.Buttons[i])
	}
	for i, x := range sizes {
		add("export/size/"+x.id, f.sizes.Buttons[i])
	}
	for i, x := range labels {
		add("export/labels/"+x.id, f.labels.Buttons[i])
	}
	add("export/save", f.save)
}
