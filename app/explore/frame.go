package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/files"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
)

// frameLayout stacks the top bar, the body and the rail, with hairlines between.
type frameLayout struct {
	w                     *Window
	over, under, railBack *canvas.Rectangle
	room                  fyne.CanvasObject // in place of the body; nil for none
	railed                bool              // the rail stands below
}

var _ fyne.Layout = (*frameLayout)(nil)

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
	pad := s.Space(3)
	back, on := l.w.back.MinSize(), l.w.on.MinSize()
	railH := float32(0)
	if l.railed {
		railH = max(l.w.rail.MinSize().Height, on.Height) + 2*pad
	}
	widgets.Put(l.w.bar, 0, 0, size.Width, barH)
	widgets.Put(l.over, 0, barH, size.Width, 1)
	if l.room != nil {
		widgets.Put(l.room, 0, barH+1, size.Width, size.Height-barH-railH-2)
	} else {
		widgets.Put(l.w.body, 0, barH+1, size.Width, size.Height-barH-railH-2)
	}
	if !l.railed {
		return
	}
	top := size.Height - railH
	widgets.Put(l.under, 0, top-1, size.Width, 1)
	widgets.Put(l.railBack, 0, top, size.Width, railH)
	side := s.Space(6)
	if size.Width < 700 {
		side = s.Space(3)
	}
	middle := func(o fyne.CanvasObject, x, w, h float32) { widgets.Put(o, x, top+(railH-h)/2, w, h) }
	middle(l.w.back, side, on.Height, on.Height)
	middle(l.w.on, size.Width-side-on.Width, on.Width, on.Height)
	left := side + max(back.Width, on.Height) + s.Space(4)
	widgets.Put(l.w.rail, left, top+pad, max(size.Width-side-on.Width-s.Space(4)-left, 40), railH-2*pad)
}

// menu opens a menu below a button.
func (w *Window) menu(below *widgets.Button, items []*fyne.MenuItem) {
	widgets.ShowMenu(w.win.Canvas(), below, items)
}

// openFile and openFolder ask for a story to open.
func (w *Window) openFile() {
	w.sheets.Ask(words.Say("options.file"), files.Question{Ending: ".zip", Picked: w.open}, nil)
}

func (w *Window) openFolder() {
	w.sheets.Ask(words.Say("options.folder"), files.Question{Folders: true, Picked: w.open}, nil)
}

func (w *Window) open(path string) error {
	w.options.Open(path)
	return nil
}

// forget clears the answers that were given while reading.
func (w *Window) forget() {
	w.store.Go(func(_ *data.Story, v view.View) view.View { v.Said = ""; return v })
}

// optionItems are what is not done all the time, as a menu.
func (w *Window) optionItems() []*fyne.MenuItem {
	check := func(key string, on bool, do func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(words.Say(key), do)
		i.Checked = on
		return i
	}
	theme := func(key string, m look.Mode) *fyne.MenuItem {
		return check(key, w.settings.Theme == m, func() { w.setTheme(m) })
	}
	keyed := func(key, stroke string, on bool, do func()) *fyne.MenuItem {
		i := check(key, on, do)
		i.Label = widgets.Keyed(i.Label, stroke)
		return i
	}
	under := func(key string, items ...*fyne.MenuItem) *fyne.MenuItem {
		i := check(key, false, nil)
		i.ChildMenu = fyne.NewMenu("", items...)
		return i
	}
	undo, redo := keyed("bar.undo", "Ctrl+Z", false, w.undo), keyed("bar.redo", "Ctrl+Shift+Z", false, w.redo)
	undo.Disabled, redo.Disabled = !w.store.CanUndo(), !w.store.CanRedo()
	items := []*fyne.MenuItem{
		undo, redo,
		keyed("bar.later", "E", w.store.Now().Epilogue, w.toggleEpilogue),
		fyne.NewMenuItemSeparator(),
		under("bar.export", w.exports.Items()...),
		keyed("bar.keys", "?", false, func() { w.openSheet(view.KeysSheet) }),
	}
	if w.store.Now().Said != "" {
		items = append(items, check("options.forget", false, w.forget))
	}
	if languages := w.store.Story().Languages; len(languages) > 1 {
		choose := under("options.language")
		for _, name := range languages {
			item := fyne.NewMenuItem(words.NameOf(name), func() { w.options.Speak(name) })
			item.Checked = name == w.store.Story().Language
			choose.ChildMenu.Items = append(choose.ChildMenu.Items, item)
		}
		items = append(items, fyne.NewMenuItemSeparator(), choose)
	}
	return append(items, under("options.look",
		theme("options.auto", look.Auto), theme("options.light", look.Light), theme("options.dark", look.Dark),
		fyne.NewMenuItemSeparator(),
		keyed("options.larger", "Ctrl++", false, func() { w.scaleText(+1) }),
		keyed("options.smaller", "Ctrl+−", false, func() { w.scaleText(-1) }),
		keyed("options.plain", "Ctrl+0", w.settings.TextScale == 1, func() { w.setTextScale(1) }),
		fyne.NewMenuItemSeparator(),
		check("options.still", w.settings.Still, func() { w.setStill(!w.settings.Still) })),
		keyed("options.full", "F11", w.win.FullScreen(), func() { w.win.SetFullScreen(!w.win.FullScreen()) }),
		under("options.story", check("options.folder", false, w.openFolder), check("options.file", false, w.openFile),
			check("options.builtin", false, func() { w.options.Open("") }), check("options.write", false, w.exports.SaveStory)),
		fyne.NewMenuItemSeparator(),
		check("options.positions", false, func() { w.openSheet(view.PositionsSheet) }),
		check("options.glossary", false, func() { w.openSheet(view.GlossarySheet) }),
		check("options.about", false, func() { w.openSheet(view.AboutSheet) }))
}
