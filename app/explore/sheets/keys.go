package sheets

import (
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// keyGroups are the keys by where they work: the key of the group's name, then
// pairs of a key and the key of what it does.
var keyGroups = []struct {
	name string
	keys [][2]string
}{
	{"keys.anywhere", [][2]string{
		{"→  PgDn  Space", "keys.next"}, {"←  PgUp", "keys.previous"}, {"Home  End", "keys.ends"}, {"P", "keys.play"},
		{"Ctrl+Z  Ctrl+Shift+Z", "keys.undo"}, {"Ctrl++  Ctrl+−  Ctrl+0", "keys.text"}, {"Tab  Shift+Tab", "keys.tab"},
		{"Ctrl+E", "keys.export"}, {"F5", "keys.present"}, {"Shift+F5", "keys.present.here"}, {"F11", "keys.full"}, {"?  F1", "keys.keys"}, {"Esc", "keys.back"},
	}},
	{"mode.story", [][2]string{{"D", "keys.alldays"}, {"1  2  3  4", "keys.answer"}, {"E", "keys.later"}}},
	{"keys.measure", [][2]string{{"M", "keys.nextmeasure"}, {"Y", "keys.why"}, {"B", "keys.rows"}, {"H", "keys.before"}, {"L", "keys.layers"}, {"A", "keys.replies"}, {"K", "keys.known"}, {"C", "keys.pin"}, {"T", "keys.table"}, {"S", "keys.summary"}}},
	{"keys.plot", [][2]string{
		{"←  →", "keys.change"}, {"Shift+←  Shift+→", "keys.day"}, {"[  ]", "keys.extremes"}, {"+  −  0", "keys.zoom"}, {",  .", "keys.arcs"}, {"Enter", "keys.card"},
	}},
	{"keys.map", [][2]string{
		{"Tab", "keys.walk"}, {"Enter", "keys.open"}, {"[  ]", "map.keys.step"}, {"←  ↑  →  ↓", "map.keys.pan"}, {"+  −", "map.keys.zoom"},
		{"Home", "map.keys.home"}, {"G", "map.keys.turn"}, {"T", "map.keys.list"}, {"S", "map.keys.words"},
	}},
	{"keys.modes", [][2]string{{"Ctrl+K", "keys.search"}, {"Ctrl+1  …  Ctrl+6", "keys.mode"}}},
	{"mode.predict", [][2]string{{"←  →", "keys.predict.day"}, {"↑  ↓", "keys.predict.level"}, {"PgUp  PgDn", "keys.predict.side"}, {"Delete", "keys.predict.erase"}, {"Enter", "keys.predict.compare"}}},
	{"mode.whatif", [][2]string{{"↑  ↓", "keys.whatif.row"}, {"Space", "keys.whatif.toggle"}, {"←  →", "keys.whatif.move"}, {"+  −  0", "keys.whatif.size"}}},
	{"mode.quiz", [][2]string{{"1  2  3  4", "keys.quiz.option"}, {"Enter", "keys.quiz.next"}}},
	{"keys.cards", [][2]string{{"Enter", "keys.select"}}},
}

func (b *Builder) keys() {
	b.Title = words.Say("sheet.keys")
	for i, g := range keyGroups {
		if i > 0 {
			b.Gap()
		}
		b.heading(words.Say(g.name))
		for _, k := range g.keys {
			b.Add(newPair(b.s.o.Host, k[0], words.Say(k[1])))
		}
	}
}

func (b *Builder) about() {
	s, w := b.s.o.Store.Story(), words.Local{}
	b.Title = words.Say("about.title", "Version", b.s.o.Version)
	b.body(words.Say("about.what"))
	b.Gap()
	b.heading(s.Title)
	b.body(words.Say("about.story", "Day", w.Day(s.AsOf, charts.DayMonthYear), "Count", len(s.Sources)))
	b.Gap()
	b.heading(words.Say("about.map"))
	b.body(words.Say("about.borders"))
	b.Gap()
	b.heading(words.Say("about.licences"))
	b.body(words.Say("about.libraries"))
	b.Gap()
	b.heading(words.Say("about.font"))
	b.text(typeface.Licence, charts.SizeSmall, typeface.Regular, charts.Muted)
}
