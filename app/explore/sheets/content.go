package sheets

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/typeface"
	"truceline/data"
)

// sources lists the sources of a card or a meeting, and what is taken from each.
func (b *Builder) sources(id string) {
	s, v := b.s.o.Store.Looking()
	var cites []data.Cite
	if m, ok := strings.CutPrefix(id, view.MeetingCard); ok {
		if meeting := s.Meeting(m); meeting != nil {
			known := meeting.Known(v.Epilogue)
			b.Title = words.Say("sheet.sources", "Title", words.Say("meeting.title", "Number", known.Order, "City", known.City))
			for _, src := range known.Sources {
				cites = append(cites, data.Cite{Source: src, Takes: words.Say("sheet.takes.meeting")})
			}
		}
	} else if card := s.Card(id); card != nil {
		b.Title = words.Say("sheet.sources", "Title", card.Title)
		cites = card.Sources
	}
	b.cites(cites)
	if card := s.Card(id); card != nil && len(card.Derived) > 0 {
		b.Gap()
		b.heading(words.Say("sheet.derived"))
		for _, d := range card.Derived {
			b.body(d)
		}
	}
}

// beat lists the sources of a beat's headline: its card's, its meeting's, and those
// it names itself.
func (b *Builder) beat(id string) {
	s, v := b.s.o.Store.Looking()
	beat := s.Beat(id)
	if beat == nil {
		return
	}
	b.Title = words.Say("sheet.beat")
	b.body(beat.Headline)
	b.Gap()
	var cites []data.Cite
	add := func(c data.Cite) {
		if !slices.ContainsFunc(cites, func(x data.Cite) bool { return x.Source == c.Source }) {
			cites = append(cites, c)
		}
	}
	if card := s.Card(beat.Card); card != nil {
		for _, c := range card.Sources {
			add(c)
		}
	}
	for _, src := range beat.Sources {
		add(data.Cite{Source: src})
	}
	if m := s.Meeting(beat.Meeting); m != nil {
		for _, src := range m.Known(v.Epilogue).Sources {
			add(data.Cite{Source: src})
		}
	}
	b.cites(cites)
}

// bar lists the sources of a row of the bar figure that is shown.
func (b *Builder) bar(id string) {
	w := words.Local{}
	f, _, _ := b.s.o.Figure()
	for _, bar := range f.Bars() {
		if bar.ID != id {
			continue
		}
		b.Title = bar.Name
		key := "bar.level"
		switch bar.Kind {
		case charts.StepBar:
			key = "bar.step"
		case charts.OpenBar:
			key = "bar.open"
		}
		b.body(words.Say(key, "Change", w.Rate(bar.Change), "Count", w.Number(float64(bar.Change), 1)))
		b.muted(bar.Note)
		b.Gap()
		b.cite(bar.Sources)
	}
}

// reply tells of an action and its answer, and lists the sources of both being that.
func (b *Builder) reply(id string) {
	s, _ := b.s.o.Store.Looking()
	at, err := strconv.Atoi(id)
	if err != nil || at < 0 || at >= len(s.Links) {
		return
	}
	l := s.Links[at]
	b.Title = words.Say("replies.title", "Days", figures.Elapsed(s.Happens(l.To)-s.Happens(l.From), words.Local{}))
	b.body(figures.ReplyText(s, l, words.Local{}))
	b.body(l.Text)
	b.Gap()
	b.cite(l.Sources)
}

// change lists what stands behind a side's rate from a day on.
func (b *Builder) change(id string) {
	s, v := b.s.o.Store.Looking()
	w := words.Local{}
	side, from, _ := strings.Cut(id, "/")
	day, err := data.ParseDay(from)
	if err != nil {
		return
	}
	t := panels.StretchOn(s, data.SideID(side), day, v.Epilogue)
	if t == nil {
		return
	}
	b.Title = words.Say("change.title", "On", s.Side(t.Side).On, "Rate", w.Rate(t.Rate), "Day", w.Day(t.From, charts.DayMonthYear))
	for i, c := range t.Changes {
		if i > 0 {
			b.Gap()
		}
		b.body(words.Say("change.what", "Title", c.Title, "Day", w.Day(c.Effective, charts.DayMonthYear)))
		b.muted(strings.Trim(c.Instrument+" · "+c.Citation, " ·"))
		b.muted(c.Note)
	}
	sources := t.Sources()
	for _, x := range s.Suspended(t.Side, v.Epilogue) {
		if !x.Contains(day) && !x.Contains(v.Day) {
			continue
		}
		for _, c := range x.Changes {
			if c.Effective > max(day, v.Day) {
				continue
			}
			b.Gap()
			b.body(words.Say("change.what", "Title", c.Title, "Day", w.Day(c.Effective, charts.DayMonthYear)))
			b.muted(strings.Trim(c.Instrument+" · "+c.Citation, " ·"))
			b.muted(c.Note)
			sources = data.Union(sources, c.Sources)
		}
	}
	b.Gap()
	b.cite(sources)
}

// table lists exactly what the plot shows. A row that belongs to a day leads there.
func (b *Builder) table() {
	_, v := b.s.o.Store.Looking()
	f, title, _ := b.s.o.Figure()
	b.Title, b.wide = title, true
	shares := widgets.Shares(append([][]string{f.Table.Columns}, f.Table.Rows...))
	b.row(f.Table.Columns, shares, typeface.SemiBold, charts.Muted, nil)
	for i, row := range f.Table.Rows {
		day := f.Table.Days[i]
		var to func()
		if day.Set() {
			to = func() { b.s.o.Day(day) }
		}
		until := f.Table.Untils[i]
		weight := typeface.Regular
		if day.Set() && day <= v.Day && (!until.Set() || v.Day <= until) {
			weight = typeface.SemiBold // the row of the cursor's day
		}
		b.row(row, shares, weight, charts.Ink, to)
	}
}

func (b *Builder) row(cells []string, shares []float32, weight typeface.Weight, role charts.Role, to func()) {
	var spans []widgets.Span
	for _, c := range cells {
		spans = append(spans, widgets.Span{Text: c, Size: charts.SizeLabel, Weight: weight, Role: role})
	}
	row := widgets.NewRow(b.s.o.Host, spans, to)
	row.SetShares(shares)
	b.Add(row)
}

// summary says in words what the plot shows.
func (b *Builder) summary() {
	f, title, line := b.s.o.Figure()
	b.Title = title
	b.muted(line)
	b.Gap()
	b.body(f.Summary)
	b.Gap()
	b.muted(f.AsOf)
	b.muted(f.Sources)
}

func (b *Builder) cites(cites []data.Cite) {
	s, _ := b.s.o.Store.Looking()
	w := words.Local{}
	for i, c := range cites {
		if data.IsWithheld(c.Source) {
			if i > 0 {
				b.Gap()
			}
			b.heading(words.Say("source.withheld"))
			b.muted(words.Say("source.withheld.why", "Day", w.Day(s.AsOf, charts.DayMonthYear)))
			continue
		}
		src := s.Source(c.Source)
		if src == nil {
			continue
		}
		if i > 0 {
			b.Gap()
		}
		b.heading(src.Title)
		parts := []string{}
		for _, p := range []string{src.Publisher, w.Day(src.Day, charts.DayMonthYear), words.Say("grade." + string(src.Grade))} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		b.muted(strings.Join(parts, " · "))
		if c.Takes != "" {
			b.body(words.Say("sheet.takes", "Text", c.Takes))
		}
		b.muted(src.Note)
		b.address(src.Address)
	}
}

// address shows an address as text, with a button that copies it. The program
// opens none.
func (b *Builder) address(address string) {
	if address == "" {
		return
	}
	b.text(address, charts.SizeSmall, typeface.Regular, charts.Accent)
	var copied *widgets.Button
	copied = widgets.NewButton(words.Say("sheet.copy"), "", widgets.TagLike, b.s.o.Host, func() {
		fyne.CurrentApp().Clipboard().SetContent(address)
		copied.SetText(words.Say("sheet.copied"))
	})
	b.Add(container.NewHBox(copied))
}

func (b *Builder) term(id string) {
	s, _ := b.s.o.Store.Looking()
	t := s.Term(id)
	if t == nil {
		return
	}
	b.Title = t.Term
	b.body(t.Meaning)
	b.Gap()
	b.cite(t.Sources)
}

// problems lists what is wrong with a story that did not open, one a line.
func (b *Builder) problems() {
	b.Title = words.Say("problems.title")
	b.body(words.Say("problems.what"))
	b.Gap()
	if b.s.Problem != nil {
		for line := range strings.Lines(b.s.Problem.Error()) {
			b.body(strings.TrimRight(line, "\n"))
		}
	}
}

// mapInWords is the sheet of the map's summary, with the distances below.
func (b *Builder) mapInWords() {
	s, v := b.s.o.Store.Looking()
	b.Title = words.Say("map.words.title")
	b.body(panels.MapSummary(s, v, b.s.o.Map()))
	b.Gap()
	b.heading(words.Say("map.words.distances"))
	for _, m := range s.MeetingsShown(v.Epilogue) {
		b.Add(newPair(b.s.o.Host, words.Say("meeting.title", "Number", m.Order, "City", m.City), panels.Ways(s, m)))
	}
	b.Gap()
	b.muted(words.Say("map.words.how"))
	b.muted(charts.MapSources(s, words.Local{}))
}
