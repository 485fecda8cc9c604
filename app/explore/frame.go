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
)

// frameLayout stacks the top bar, the body and the rail, with hairlines between.
type frameLayout struct {
	w                     *Window
	over, under, railBack *canvas.Rectangle
	learn                 fyne.CanvasObject // in place of all below the bar; nil for none
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
	widgets.Put(l.w.bar, 0, 0, size.Width, barH)
	widgets.Put(l.over, 0, barH, size.Width, 1)
	if l.learn != nil {
		widgets.Put(l.learn, 0, barH+1, size.Width, size.Height-barH-1)
		return
	}
	widgets.Put(l.w.body, 0, barH+1, size.Width, size.Height-barH-railH-2)
	widgets.Put(l.under, 0, size.Height-railH-1, size.Width, 1)
	widgets.Put(l.railBack, 0, size.Height-railH, size.Width, railH)
	widgets.Put(l.w.rail, 0, size.Height-railH+pad, size.Width, railH-2*pad)
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
	return append(w.bar.hiddenItems(), []*fyne.MenuItem{
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
		check("options.positions", false, func() { w.openSheet(view.PositionsSheet) }),
		check("options.glossary", false, func() { w.openSheet(view.GlossarySheet) }),
		check("options.about", false, func() { w.openSheet(view.AboutSheet) }),
	}...)
}
