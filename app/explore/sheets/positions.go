package sheets

import (
	"strings"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
)

// named are sources by their ids, parted by semicolons.
func (b *Builder) named(ids string) {
	b.Title = words.Say("sheet.cite")
	b.cite(strings.Split(ids, ";"))
}

// cite lists sources by their ids.
func (b *Builder) cite(ids []string) {
	var cites []data.Cite
	for _, id := range ids {
		cites = append(cites, data.Cite{Source: id})
	}
	b.cites(cites)
}

// positions is who thinks what, side by side: an issue a row. A row leads to its
// sources; where nothing was found it says so.
func (b *Builder) positions() {
	s, _ := b.s.o.Store.Looking()
	b.Title, b.wide = words.Say("options.positions"), true
	b.muted(words.Say("positions.line"))
	var heads []string
	heads = append(heads, words.Say("positions.issue"))
	for _, side := range s.Sides {
		heads = append(heads, side.Name)
	}
	heads = append(heads, words.Say("positions.analysts"))
	b.row(heads, nil, typeface.SemiBold, charts.Muted, nil)
	for _, p := range s.Positions {
		var cells []widgets.Span
		cells = append(cells, widgets.Span{Text: p.Issue, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink})
		says := append(p.Says[:], p.Analysts)
		for i, text := range says {
			role := charts.Ink
			if text == "" {
				text, role = words.Say("positions.none"), charts.Muted
			} else if i < len(s.Sides) {
				role = charts.SideRole(s, s.Sides[i].ID)
			}
			cells = append(cells, widgets.Span{Text: text, Size: charts.SizeLabel, Weight: typeface.Regular, Role: role})
		}
		sheet := view.PositionSheet + p.ID
		b.Add(widgets.NewRow(b.s.o.Host, cells, func() { b.s.Open(sheet) }))
	}
	if len(s.Positions) == 0 {
		b.body(words.Say("positions.empty"))
	}
}

// position lists what each says of an issue, with the sources of that.
func (b *Builder) position(id string) {
	s, _ := b.s.o.Store.Looking()
	for _, p := range s.Positions {
		if p.ID != id {
			continue
		}
		b.Title = p.Issue
		who := []string{words.Say("positions.analysts")}
		for i := len(s.Sides) - 1; i >= 0; i-- {
			who = append([]string{s.Sides[i].Name}, who...)
		}
		says := append(p.Says[:], p.Analysts)
		for i, sources := range append(p.SaysSources[:], p.AnalystsSources) {
			if i > 0 {
				b.Gap()
			}
			b.heading(who[i])
			if says[i] == "" {
				b.muted(words.Say("positions.none"))
				continue
			}
			b.body(says[i])
			b.cite(sources)
		}
	}
}

// glossary explains all words, in the order of the alphabet. A row leads to the
// word's sources.
func (b *Builder) glossary() {
	s, _ := b.s.o.Store.Looking()
	b.Title = words.Say("options.glossary")
	for _, t := range s.Terms() {
		b.rows = append(b.rows, widgets.NewRow(b.s.o.Host, []widgets.Span{
			{Text: t.Term, Size: charts.SizeBody, Weight: typeface.SemiBold, Role: charts.Ink},
			{Text: t.Meaning, Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Ink},
		}, func() { b.s.Open(view.TermSheet + t.ID) }))
	}
	if len(s.Glossary) == 0 {
		b.body(words.Say("glossary.empty"))
	}
}
