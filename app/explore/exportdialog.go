package explore

import (
	"bytes"
	"fmt"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"truceline/app/export"
	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/whole"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/charts/typeface"
)

// exportFormats are what a figure can be written as, with the key of the name.
var exportFormats = []struct {
	format export.Format
	key    string
}{
	{export.PNG, "export.png"}, {export.SVG, "export.svg"}, {export.PDF, "export.pdf"},
	{export.CSV, "export.csv"}, {export.AllCSV, "export.csv.all"},
}

// exportSizes are the sizes that have a name.
var exportSizes = []struct {
	id   string
	size export.Size
	key  string
}{
	{"slide", export.Slide, "export.slide"}, {"square", export.Square, "export.square"}, {"page", export.A4, "export.page"},
}

// exportLabels are the sizes of labels.
var exportLabels = []struct {
	id    string
	scale float64
	key   string
}{
	{"plain", 1, "export.labels.plain"}, {"large", export.LargeLabels, "export.labels.large"},
}

// exportChoice is what was chosen last: places in the lists above.
type exportChoice struct {
	figure               string
	format, size, labels int
}

func (c exportChoice) formatOf() export.Format { return exportFormats[c.format].format }

// picture is what would be exported of what is looked at now.
func (w *Window) picture(c exportChoice) export.Picture {
	_, v := w.looking()
	name, chosen := c.figure, scene.Scene{}
	if name == "plot" {
		chosen = w.chosen()
		name = chosen.Figure
	}
	return export.Picture{
		Name: name, Scene: chosen, Size: exportSizes[c.size].size, Palette: look.Current().Palette,
		Day: v.Day, Meeting: v.Meeting, Place: v.Map, Epilogue: v.Epilogue, TextScale: exportLabels[c.labels].scale,
		Version: w.options.Version, Made: time.Now(),
	}
}

// exportItems are the lines of the export menu.
func (w *Window) exportItems() []*fyne.MenuItem {
	item := func(key string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(words.Say(key), do) }
	numbers := func(format int) func() {
		return func() { w.prepareExport(exportChoice{figure: "plot", format: format}) }
	}
	along := []*fyne.MenuItem{item("export.worksheet", w.saveWorksheet), item("export.cards", w.saveCards),
		item("export.browser", w.savePage), item("export.scorm", w.saveScorm), item("export.gift", w.saveQuiz)}
	if !w.drawsStory() {
		return along
	}
	return append([]*fyne.MenuItem{
		item("export.open", w.openExport),
		fyne.NewMenuItemSeparator(),
		item("export.shown", numbers(3)), item("export.all", numbers(4)),
		fyne.NewMenuItemSeparator(),
		item("map.export.csv", func() { w.saveMeetings(".csv") }), item("map.export.geojson", func() { w.saveMeetings(".geojson") }),
		fyne.NewMenuItemSeparator(),
		item("export.numbers", func() { w.copyNumbers("plot") }), item("export.cite", func() { w.copyCitation("plot") }),
		fyne.NewMenuItemSeparator(),
	}, along...)
}

// drawsStory tells whether the plot is one that can be exported: a guess and a
// question are not.
func (w *Window) drawsStory() bool {
	m := w.store.Now().Mode
	return m != view.Predict && m != view.Quiz
}

// exportFigures are what can be exported: the plot as it is, and the map.
var exportFigures = []string{"plot", "map"}

// chosen is the scene in the plot.
func (w *Window) chosen() scene.Scene {
	s, v := w.looking()
	if w.learning() {
		return scene.Scene{Figure: figures.RatesFigure, Plan: v.Plan}
	}
	sc := panels.SceneOf(s, v)
	if sc.Figure == figures.BridgeFigure { // or what stands in its place
		sc.Figure = w.plots.Of(v).Figure.Name
	}
	return sc
}

func (w *Window) openExport() {
	if !w.drawsStory() { // what there is to take along stays
		w.menu(w.bar.options, w.exportItems())
		return
	}
	w.exporting.figure = "plot"
	w.openSheet(view.ExportSheet)
}

// copyNumbers and copyCitation put text into the clipboard, and say so.
func (w *Window) copyNumbers(figure string) {
	s, _ := w.looking()
	text, err := export.Numbers(s, w.picture(exportChoice{figure: figure}))
	w.copy(text, err, words.Say("export.numbers.copied"))
}

func (w *Window) copyCitation(figure string) {
	s, _ := w.looking()
	text, err := export.Citation(s, w.picture(exportChoice{figure: figure}))
	w.copy(text, err, words.Say("export.cite.copied"))
}

func (w *Window) copy(text string, err error, done string) {
	if err != nil {
		w.failed("copying", err)
		done = words.Say("export.failed", "Why", err.Error())
	} else {
		fyne.CurrentApp().Clipboard().SetContent(text)
	}
	if w.sheets.export != nil {
		w.sheets.export.say(done, err != nil)
		return
	}
	w.say(done)
}

// failed notes a fault for support.
func (w *Window) failed(doing string, err error) {
	if w.options.Failed != nil {
		w.options.Failed(doing, err)
	}
}

// prepareExport makes the file's content away from the window's goroutine, then
// asks where to put it. Nothing is asked for, and no file is touched, if it cannot
// be made.
func (w *Window) prepareExport(c exportChoice) {
	s, _ := w.looking()
	p, format := w.picture(c), c.formatOf()
	asked := w.sheets.export
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
			if w.sheets.export != asked {
				return // closed meanwhile: no longer wanted
			}
			if err != nil {
				w.exportFailed(p.Name, err)
				return
			}
			w.askWhere(p.FileName(s, format), asked != nil, out.Bytes())
		}
	}
	w.host.Run(work)
}

func (w *Window) exportFailed(figure string, err error) {
	w.failed("exporting "+figure, err)
	why := words.Say("export.failed", "Why", err.Error())
	if w.sheets.export != nil {
		w.sheets.export.say(why, true)
		return
	}
	w.say(why)
}

// askWhere asks for a place for a file and writes it there, whole or not at all.
// The sheet makes way for the question, and comes back if it is not answered.
func (w *Window) askWhere(name string, sheet bool, content []byte) {
	back := func() {
		if sheet {
			w.openSheet(view.ExportSheet)
		}
	}
	w.askToWrite(name, filepath.Ext(name), back, func(path string) {
		if err := whole.WriteFile(path, content); err != nil {
			back()
			w.exportFailed(name, err)
			return
		}
		w.say(words.Say("export.saved", "Path", path))
	})
}

// exportForm is the sheet's rows. Choosing changes the choice at once; nothing is
// written before the button is pressed.
type exportForm struct {
	w                               *Window
	figures, formats, sizes, labels *choices
	name, notice                    *widgets.Flow
	save                            *widgets.Button
	noticed                         string
}

// export fills the sheet.
func (b *sheetBuilder) export() {
	w := b.w
	f := &exportForm{w: w}
	var figures, formats, sizes, labels []string
	names := exportFigures
	for _, name := range names {
		figures = append(figures, words.Say("export.figure."+name))
	}
	for _, x := range exportFormats {
		formats = append(formats, words.Say(x.key))
	}
	for _, x := range exportSizes {
		sizes = append(sizes, words.Say(x.key))
	}
	for _, x := range exportLabels {
		labels = append(labels, words.Say(x.key))
	}
	f.figures = newChoices(w, words.Say("export.figure"), figures, func(i int) { w.exporting.figure = names[i]; f.show() })
	f.formats = newChoices(w, words.Say("export.format"), formats, func(i int) { w.exporting.format = i; f.show() })
	f.sizes = newChoices(w, words.Say("export.size"), sizes, func(i int) { w.exporting.size = i; f.show() })
	f.labels = newChoices(w, words.Say("export.labels"), labels, func(i int) { w.exporting.labels = i; f.show() })
	f.name, f.notice = widgets.NewFlow(w.host, nil), widgets.NewFlow(w.host, nil)
	f.save = widgets.NewButton(words.Say("export.save"), "", widgets.Primary, w.host, func() { w.prepareExport(w.exporting) })
	others := newChoices(w, "", []string{words.Say("export.numbers"), words.Say("export.cite")}, func(i int) {
		if i == 0 {
			w.copyNumbers(w.exporting.figure)
			return
		}
		w.copyCitation(w.exporting.figure)
	})
	others.buttons = append([]*widgets.Button{f.save}, others.buttons...)
	b.title = words.Say("export.title")
	b.rows = append(b.rows, f.figures, f.formats, f.sizes, f.labels, newGap(), f.name, others, f.notice)
	b.first = f.save
	w.sheets.export = f
	f.show()
}

// show follows what is chosen.
func (f *exportForm) show() {
	c := f.w.exporting
	for i, name := range exportFigures {
		f.figures.buttons[i].SetOn(name == c.figure)
	}
	f.formats.mark(c.format)
	format := c.formatOf()
	drawn := format != export.CSV && format != export.AllCSV
	size, labels := c.size, c.labels
	if !drawn { // numbers have neither
		size, labels = -1, -1
	}
	f.sizes.mark(size)
	f.labels.mark(labels)
	for _, b := range append(f.sizes.buttons[:len(f.sizes.buttons):len(f.sizes.buttons)], f.labels.buttons...) {
		b.SetDisabled(!drawn)
	}
	text := f.w.picture(c).FileName(f.w.store.Story(), format)
	if size := exportSizes[c.size].size; drawn {
		text += fmt.Sprintf("  ·  %d × %d px", size.Width, size.Height)
	}
	f.name.SetSpans(widgets.Span{Text: text, Size: charts.SizeLabel, Role: charts.Muted})
	f.say("", false)
}

// say shows what came of an action, below the buttons.
func (f *exportForm) say(notice string, wrong bool) {
	f.noticed = notice
	role := charts.Ink
	if wrong {
		role = charts.Caution
	}
	f.notice.SetSpans(widgets.Span{Text: notice, Size: charts.SizeBody, Weight: typeface.Medium, Role: role})
	f.w.sheets.size()
}

// working holds the button while the content is being made.
func (f *exportForm) working(on bool) {
	f.save.SetDisabled(on)
	key := "export.save"
	if on {
		key = "export.working"
	}
	f.save.SetText(words.Say(key))
}

// targets names what can be activated in the form.
func (f *exportForm) targets(add func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject)) {
	scroll := f.w.sheets.sheet.scroll
	for i, name := range exportFigures {
		add("export/figure/"+name, f.figures.buttons[i], scroll)
	}
	for i, x := range exportFormats {
		add("export/format/"+string(x.format), f.formats.buttons[i], scroll)
	}
	for i, x := range exportSizes {
		add("export/size/"+x.id, f.sizes.buttons[i], scroll)
	}
	for i, x := range exportLabels {
		add("export/labels/"+x.id, f.labels.buttons[i], scroll)
	}
	add("export/save", f.save, scroll)
}
