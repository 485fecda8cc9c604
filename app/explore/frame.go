package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// frameLayout stacks the top bar, the body and the rail, with hairlines between.
type frameLayout struct {
	w                     *Window
	over, under, railBack *canvas.Rectangle
}

var _ fyne.Layout = (*frameLayout)(nil)

func newContainer(l fyne.Layout, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(l, objects...)
}

func (l *frameLayout) style() {
	s := look.Current()
	l.over.FillColor, l.under.FillColor = s.Color(charts.Line), s.Color(charts.Line)
	l.railBack.FillColor = s.Color(charts.Surface)
}

// MinSize implements fyne.Layout.
func (l *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(minWidth, minHeight)
}

// Layout implements fyne.Layout.
func (l *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s := look.Current()
	barH := l.w.bar.MinSize().Height
	pad := s.Space(2.5)
	railH := l.w.rail.MinSize().Height + 2*pad
	put(l.w.bar, 0, 0, size.Width, barH)
	put(l.over, 0, barH, size.Width, 1)
	put(l.w.body, 0, barH+1, size.Width, size.Height-barH-railH-2)
	put(l.under, 0, size.Height-railH-1, size.Width, 1)
	put(l.railBack, 0, size.Height-railH, size.Width, railH)
	put(l.w.rail, 0, size.Height-railH+pad, size.Width, railH-2*pad)
}

// topBar is the program's name, the story's, and what can be done with them.
type topBar struct {
	widget.BaseWidget
	w                     *Window
	undo, redo, later     *widgets.Button
	export, options, help *widgets.Button
	present               *widgets.Button
}

func newTopBar(w *Window) *topBar {
	b := &topBar{w: w}
	button := func(key, hint string, kind widgets.ButtonKind, do func()) *widgets.Button {
		return widgets.NewButton(words.Say(key), hint, kind, w.host, do)
	}
	b.undo = button("bar.undo", "", widgets.Quiet, w.undo)
	b.redo = button("bar.redo", "", widgets.Quiet, w.redo)
	b.later = button("bar.later", "", widgets.Plain, w.toggleEpilogue)
	b.export = button("bar.export", "", widgets.Plain, func() { w.menu(b.export, w.exportItems()) })
	b.options = button("bar.options", "", widgets.Plain, func() { w.menu(b.options, w.optionItems()) })
	b.help = button("bar.keys", "?", widgets.Plain, func() { w.openSheet(view.KeysSheet) })
	b.present = button("bar.present", "F5", widgets.Primary, w.present)
	b.ExtendBaseWidget(b)
	return b
}

// show follows the View.
func (b *topBar) show(v view.View) {
	b.undo.SetDisabled(!b.w.store.CanUndo())
	b.redo.SetDisabled(!b.w.store.CanRedo())
	b.later.SetOn(v.Epilogue)
}

func (b *topBar) buttons() []*widgets.Button {
	return []*widgets.Button{b.undo, b.redo, b.later, b.export, b.options, b.help, b.present}
}

// MinSize implements fyne.CanvasObject.
func (b *topBar) MinSize() fyne.Size {
	b.ExtendBaseWidget(b)
	s := look.Of(b)
	return fyne.NewSize(minWidth, b.help.MinSize().Height+s.Space(4))
}

// CreateRenderer implements fyne.Widget.
func (b *topBar) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(b)
	story := b.w.store.Story()
	r := &topBarRenderer{b: b, back: canvas.NewRectangle(s.Color(charts.Surface)),
		name:  s.Text(words.Say("app.name"), charts.SizeStrong, typeface.Bold, charts.Ink),
		title: s.Text(story.Title+" · "+story.Subtitle, charts.SizeBody, typeface.Regular, charts.Muted)}
	r.style()
	return r
}

type topBarRenderer struct {
	b           *topBar
	back        *canvas.Rectangle
	name, title *canvas.Text
}

func (r *topBarRenderer) Destroy()           {}
func (r *topBarRenderer) MinSize() fyne.Size { return r.b.MinSize() }

func (r *topBarRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.back, r.name, r.title}
	for _, b := range r.b.buttons() {
		out = append(out, b)
	}
	return out
}

// Layout sets the buttons from the right, and as much of the name and the title as
// there is room for.
func (r *topBarRenderer) Layout(size fyne.Size) {
	s := look.Of(r.b)
	put(r.back, 0, 0, size.Width, size.Height)
	gap, pad := s.Space(2), s.Space(6)
	buttons := r.b.buttons()
	total := pad
	for _, b := range buttons {
		total += b.MinSize().Width + gap
	}
	if total > size.Width {
		gap, pad = s.Space(0.5), s.Space(2)
	}
	x := size.Width - pad
	for i := len(buttons) - 1; i >= 0; i-- {
		m := buttons[i].MinSize()
		x -= m.Width
		put(buttons[i], x, (size.Height-m.Height)/2, m.Width, m.Height)
		x -= gap
	}
	name := r.name.MinSize()
	r.name.Hidden = pad+name.Width > x
	put(r.name, pad, (size.Height-name.Height)/2, name.Width, name.Height)
	title := r.title.MinSize()
	left := pad + name.Width + s.Space(5)
	r.title.Hidden = left+title.Width > x
	put(r.title, left, (size.Height-title.Height)/2, title.Width, title.Height)
}

func (r *topBarRenderer) style() {
	s := look.Of(r.b)
	r.back.FillColor = s.Color(charts.Surface)
	r.name.Color, r.name.TextSize = s.Color(charts.Ink), s.Size(charts.SizeStrong)*1.15
	r.title.Color, r.title.TextSize = s.Color(charts.Muted), s.Size(charts.SizeBody)
}

func (r *topBarRenderer) Refresh() {
	r.style()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// menu opens a menu below a button.
func (w *Window) menu(below *widgets.Button, items []*fyne.MenuItem) {
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(below)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), pos.Add(fyne.NewPos(0, below.Size().Height+4)))
}

// openFile and openFolder ask for a story to open.
func (w *Window) openFile() {
	d := dialog.NewFileOpen(func(from fyne.URIReadCloser, err error) {
		if err != nil || from == nil {
			return
		}
		from.Close()
		w.options.Open(from.URI().Path())
	}, w.win)
	d.SetFilter(storage.NewExtensionFileFilter([]string{".zip"}))
	d.Show()
}

func (w *Window) openFolder() {
	dialog.ShowFolderOpen(func(from fyne.ListableURI, err error) {
		if err == nil && from != nil {
			w.options.Open(from.Path())
		}
	}, w.win)
}

func (w *Window) optionItems() []*fyne.MenuItem {
	check := func(key string, on bool, do func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(words.Say(key), do)
		i.Checked = on
		return i
	}
	theme := func(key string, m look.Mode) *fyne.MenuItem {
		return check(key, w.settings.Theme == m, func() { w.setTheme(m) })
	}
	return []*fyne.MenuItem{
		theme("options.auto", look.Auto), theme("options.light", look.Light), theme("options.dark", look.Dark),
		fyne.NewMenuItemSeparator(),
		check("options.larger", false, func() { w.scaleText(+1) }),
		check("options.smaller", false, func() { w.scaleText(-1) }),
		check("options.plain", w.settings.TextScale == 1, func() { w.setTextScale(1) }),
		fyne.NewMenuItemSeparator(),
		check("options.still", w.settings.Still, func() { w.setStill(!w.settings.Still) }),
		check("options.full", w.win.FullScreen(), func() { w.win.SetFullScreen(!w.win.FullScreen()) }),
		fyne.NewMenuItemSeparator(),
		check("options.folder", false, w.openFolder),
		check("options.file", false, w.openFile),
		check("options.builtin", false, func() { w.options.Open("") }),
		fyne.NewMenuItemSeparator(),
		check("options.about", false, func() { w.openSheet(view.AboutSheet) }),
	}
}
