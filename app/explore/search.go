package explore

import (
	"truceline/app/find"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/words"
	"truceline/data"
)

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
	s, v := w.store.Looking()
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
	w.store.Go(func(s *data.Story, v view.View) view.View {
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
