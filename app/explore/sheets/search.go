package sheets

import (
	"fmt"

	"fyne.io/fyne/v2"

	"truceline/app/find"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// mostHits is how many results of a search are shown.
const mostHits = 12

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
	s     *Sheets
	entry *widgets.Entry
	col   *widgets.Column
	said  *widgets.Flow
	rows  []*widgets.ListRow
	hits  []find.Hit
	at    int // the result that Enter goes to
}

// search is the sheet of the search.
func (b *Builder) search() {
	b.Title, b.tall, b.wide = words.Say("find.title"), true, false
	box := &searchBox{s: b.s, said: widgets.NewFlow(b.s.o.Host, nil), col: widgets.NewColumn(0.5)}
	box.entry = b.s.newEntry(box.changed, func() { box.visit(box.at) })
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
		row := widgets.NewListRow(b.s.o.Host, func() { box.visit(i) })
		row.Typed = func(r rune) {
			b.s.o.Canvas.Focus(box.entry) // typing goes on where one types
			box.entry.TypedRune(r)
		}
		box.rows = append(box.rows, row)
	}
	b.s.found = box
	b.Add(box.entry, box.said, box.col)
	b.Targets = func(add func(id string, o fyne.CanvasObject)) {
		add("search", box.entry)
		for i := range box.hits {
			add(fmt.Sprintf("hit/%d", i+1), box.rows[i])
		}
	}
	b.First = box.entry
	box.changed("")
}

// changed shows what is found for a text.
func (x *searchBox) changed(text string) {
	x.hits, x.at = x.s.o.Find(text, mostHits), 0
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
	x.s.relay()
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
	x.s.reveal(x.rows[x.at])
}

// visit goes to a result.
func (x *searchBox) visit(i int) {
	if i < len(x.hits) {
		x.s.o.Follow(x.hits[i])
	}
}

// newEntry returns a line of a sheet in which one types. Keys with Ctrl that it has no use
// for are the window's.
func (s *Sheets) newEntry(changed func(string), entered func()) *widgets.Entry {
	e := widgets.NewEntry(s.o.Host, changed, entered)
	e.Shortcut = s.o.Shortcut
	return e
}
