package explore

import (
	"fyne.io/fyne/v2"

	"truceline/app/find"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
)

// mostHits is how many results of a search are shown.
const mostHits = 12

// search opens the search.
func (w *Window) search() {
	w.openSheet(view.SearchSheet) // in place of what lies over the window
}

// action is something that the program does, and can be searched for.
type action struct {
	find.Act
	do func()
}

// actions are what the program can do, in the order of the menus.
func (w *Window) actions() []action {
	to := func(sheet string) func() { return func() { w.openSheet(sheet) } }
	act := func(id, title, also, key string, do func()) action {
		return action{find.Act{ID: id, Title: title, Also: also, Key: key}, do}
	}
	out := []action{
		act("undo", words.Say("bar.undo"), words.Say("find.undo"), "Ctrl+Z", w.undo),
		act("redo", words.Say("bar.redo"), "", "Ctrl+Shift+Z", w.redo),
		act("epilogue", words.Say("bar.later"), words.Say("find.later"), "", w.toggleEpilogue),
		act("export", words.Say("find.export"), words.Say("find.export.also"), "Ctrl+E", w.openExport),
		act("present", words.Say("bar.present"), words.Say("find.present"), "F5", w.present),
		act("present.here", words.Say("find.present.here"), words.Say("find.present"), "Shift+F5", w.presentHere),
		act("table", words.Say("switch.table"), words.Say("find.table"), "T", to(view.TableSheet)),
		act("summary", words.Say("find.summary"), "", "S", to(view.SummarySheet)),
		act("positions", words.Say("options.positions"), words.Say("find.positions"), "", to(view.PositionsSheet)),
		act("glossary", words.Say("options.glossary"), words.Say("find.glossary"), "", to(view.GlossarySheet)),
		act("keys", words.Say("bar.keys"), words.Say("find.keys"), "?", to(view.KeysSheet)),
		act("about", words.Say("options.about"), words.Say("find.about"), "", to(view.AboutSheet)),
		act("larger", words.Say("find.larger"), words.Say("find.text"), "Ctrl++", func() { w.scaleText(+1) }),
		act("smaller", words.Say("find.smaller"), words.Say("find.text"), "Ctrl+−", func() { w.scaleText(-1) }),
		act("light", words.Say("options.light"), words.Say("find.theme"), "", func() { w.setTheme(look.Light) }),
		act("dark", words.Say("options.dark"), words.Say("find.theme"), "", func() { w.setTheme(look.Dark) }),
		act("full", words.Say("find.full"), "", "F11", func() { w.win.SetFullScreen(!w.win.FullScreen()) }),
	}
	for i, m := range view.Modes(w.store.Story()) {
		out = append(out, act(modeID(m), modeName(m), words.Say("find.mode"), "Ctrl+"+string(rune('1'+i)), func() { w.toMode(m) }))
	}
	return out
}

// indexKey is what an index was made of.
type indexKey struct {
	story    *data.Story
	epilogue bool
}

// indexNow returns the index of what the reader may see, made when it is first asked
// for.
func (w *Window) indexNow() *find.Index {
	s, v := w.looking()
	if told := (indexKey{s, v.Epilogue}); w.index == nil || w.indexed != told {
		var acts []find.Act
		for _, a := range w.actions() {
			acts = append(acts, a.Act)
		}
		w.index, w.indexed = find.New(s, v.Epilogue, words.Local{}, acts...), told
	}
	return w.index
}

// FindCards returns the ids of the cards that fit a text best, the best first.
func (w *Window) FindCards(text string, limit int) []string {
	var out []string
	for _, hit := range w.indexNow().Find(text, 5*limit) {
		if hit.Kind == find.Card && len(out) < limit {
			out = append(out, hit.ID)
		}
	}
	return out
}

// follow goes to what was found.
func (w *Window) follow(h find.Hit) {
	if h.Kind == find.Action {
		w.openSheet("")
		for _, a := range w.actions() {
			if a.ID == h.ID {
				a.do()
			}
		}
		return
	}
	w.set(func(s *data.Story, v view.View) view.View {
		explored := view.ToMode(s, v, view.Explore)
		switch h.Kind {
		case find.Card:
			return view.ToCard(s, explored, h.ID)
		case find.Meeting:
			return view.ToMeeting(s, explored, h.ID)
		case find.Event:
			return view.ToDay(s, explored, h.Day)
		case find.Person:
			for _, c := range s.Cards {
				if c.Shows.Person == h.ID && (v.Epilogue || !c.Epilogue) {
					return view.ToCard(s, explored, c.ID)
				}
			}
			return v
		case find.Term:
			v.Sheet = view.TermSheet + h.ID
		case find.Source:
			v.Sheet = view.CiteSheet + h.ID
		case find.Position:
			v.Sheet = view.PositionSheet + h.ID
		}
		return v
	})
}

// kindName is what a result is, in a word.
func kindName(k find.Kind) string {
	switch k {
	case find.Card:
		return words.Say("find.kind.card")
	case find.Person:
		return words.Say("find.kind.person")
	case find.Meeting:
		return words.Say("find.kind.meeting")
	case find.Event:
		return words.Say("find.kind.event")
	case find.Position:
		return words.Say("find.kind.position")
	case find.Term:
		return words.Say("find.kind.term")
	case find.Source:
		return words.Say("find.kind.source")
	default:
		return words.Say("find.kind.action")
	}
}

// searchBox is where one types, and below it what was found.
type searchBox struct {
	w     *Window
	entry *widgets.Entry
	col   *widgets.Column
	said  *widgets.Flow
	rows  []*widgets.ListRow
	hits  []find.Hit
	at    int // the result that Enter goes to
}

// search is the sheet of the search.
func (b *sheetBuilder) search() {
	b.title, b.tall, b.wide = words.Say("find.title"), true, false
	box := &searchBox{w: b.w, said: widgets.NewFlow(b.w.host, nil), col: widgets.NewColumn(0.5)}
	box.entry = b.w.newEntry(box.changed, func() { box.visit(box.at) })
	box.entry.Keys = func(name fyne.KeyName) bool {
		switch name {
		case fyne.KeyDown:
			box.step(+1)
		case fyne.KeyUp:
			box.step(-1)
		default:
			return false
		}
		return true
	}
	box.entry.PlaceHolder = words.Say("find.prompt")
	for i := range mostHits {
		row := widgets.NewListRow(b.w.host, func() { box.visit(i) })
		row.Typed = func(r rune) {
			b.w.win.Canvas().Focus(box.entry) // typing goes on where one types
			box.entry.TypedRune(r)
		}
		box.rows = append(box.rows, row)
	}
	b.w.sheets.found = box
	b.rows = append(b.rows, box.entry, box.said, box.col)
	b.first = box.entry
	box.changed("")
}

// changed shows what is found for a text.
func (x *searchBox) changed(text string) {
	x.hits, x.at = x.w.indexNow().Find(text, mostHits), 0
	switch {
	case text == "":
		x.said.SetSpans(widgets.Span{Text: words.Say("find.how"), Size: charts.SizeLabel, Role: charts.Muted})
	case len(x.hits) == 0:
		x.said.SetSpans(widgets.Span{Text: words.Say("find.none"), Size: charts.SizeLabel, Role: charts.Caution})
	default:
		x.said.SetSpans(widgets.Span{Text: words.Say("find.enter"), Size: charts.SizeLabel, Role: charts.Muted})
	}
	x.fill()
	var rows []fyne.CanvasObject
	for i := range x.hits {
		rows = append(rows, x.rows[i])
	}
	x.col.SetObjects(rows...)
	if sheet := x.w.sheets.sheet; sheet != nil {
		sheet.rows.Refresh()
		sheet.scroll.ScrollToTop()
	}
	x.w.moved()
}

// fill writes the results.
func (x *searchBox) fill() {
	for i, h := range x.hits {
		line := kindName(h.Kind)
		if h.Line != "" {
			line += " · " + h.Line
		}
		x.rows[i].Set(h.Title+", "+line, i == x.at,
			widgets.Span{Text: h.Title + "\n", Size: charts.SizeBody, Weight: typeface.SemiBold, Role: charts.Ink},
			widgets.Span{Text: line, Size: charts.SizeSmall, Weight: typeface.Regular, Role: charts.Muted})
	}
}

// step marks the next result, or the one before.
func (x *searchBox) step(by int) {
	if len(x.hits) == 0 {
		return
	}
	x.at = (x.at + by + len(x.hits)) % len(x.hits)
	x.fill()
	if sheet := x.w.sheets.sheet; sheet != nil {
		widgets.Reveal(x.rows[x.at], sheet.scroll)
	}
}

// visit goes to a result.
func (x *searchBox) visit(i int) {
	if i < len(x.hits) {
		x.w.follow(x.hits[i])
	}
}

// newEntry returns a line of a sheet in which one types. Keys with Ctrl that it has no use
// for are the window's.
func (w *Window) newEntry(changed func(string), entered func()) *widgets.Entry {
	e := widgets.NewEntry(w.host, changed, entered)
	e.Shortcut = w.shortcut
	return e
}
