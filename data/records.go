package data

import "strings"

// record is a row of any table, seen by what all rows have in common. Fields have
// the names that the story's files give them.
type record struct {
	table   string
	row     int // position in the Story's list; points are counted through all series
	id      string
	sources []string
	// from is the field that holds the sources.
	from     string
	texts    []text
	values   []float64
	days     []dated
	epilogue bool
}

type text struct{ field, says string }

type dated struct {
	field string
	day   Day
	ahead bool // may lie after the story's as-of day
}

// records visits every row that rests on sources: all tables but the sources
// themselves, cards and beats. The record is reused for the next visit.
func (s *Story) records(visit func(*record)) {
	var r record
	start := func(table string, row int, id string, sources []string, epilogue bool) {
		r = record{
			table: table, row: row, id: id, sources: sources, from: "sources", epilogue: epilogue,
			texts: r.texts[:0], values: r.values[:0], days: r.days[:0],
		}
	}
	say := func(pairs ...text) { r.texts = append(r.texts, pairs...) }

	for i := range s.Changes {
		c := &s.Changes[i]
		start("changes", i, "", c.Sources, c.Epilogue)
		say(text{"title", c.Title}, text{"instrument", c.Instrument}, text{"citation", c.Citation}, text{"note", c.Note})
		r.values = append(r.values, float64(c.Rate))
		ahead := c.Status == Threatened || c.Status == Announced
		r.days = append(r.days, dated{"effective", c.Effective, ahead}, dated{"announced", c.Announced, false})
		visit(&r)
	}
	for i := range s.Averages {
		a := &s.Averages[i]
		start("averages", i, "", a.Sources, a.Epilogue)
		say(text{"note", a.Note})
		r.values = append(r.values, float64(a.Value))
		r.days = append(r.days, dated{"day", a.Day, false})
		visit(&r)
	}
	for i := range s.Meetings {
		s.meetingRecords(i, &r, visit)
	}
	for i := range s.Events {
		e := &s.Events[i]
		start("events", i, e.ID, e.Sources, e.Epilogue)
		say(text{"title", e.Title}, text{"text", e.Text})
		r.days = append(r.days, dated{"day", e.Day, false})
		visit(&r)
	}
	for i := range s.People {
		p := &s.People[i]
		start("people", i, p.ID, p.Sources, false)
		say(text{"name", p.Name}, text{"role", p.Role}, text{"wants", p.Wants}, text{"said", p.Said})
		visit(&r)
	}
	for i := range s.Positions {
		p := &s.Positions[i]
		start("positions", i, p.ID, p.Sources, false)
		say(text{"issue", p.Issue}, text{"first", p.Says[0]}, text{"second", p.Says[1]}, text{"analysts", p.Analysts})
		visit(&r)
	}
	for i := range s.Links {
		l := &s.Links[i]
		start("links", i, "", l.Sources, l.Epilogue)
		say(text{"text", l.Text})
		visit(&r)
	}
	for i := range s.Glossary {
		t := &s.Glossary[i]
		start("glossary", i, t.ID, t.Sources, false)
		say(text{"term", t.Term}, text{"also", strings.Join(t.Also, "; ")}, text{"meaning", t.Meaning})
		visit(&r)
	}
	row := 0
	for i := range s.Series {
		for j := range s.Series[i].Points {
			p := &s.Series[i].Points[j]
			start("series", row, "", p.Sources, p.Epilogue)
			say(text{"period", p.Period}, text{"label", p.Label}, text{"note", p.Note})
			r.values = append(r.values, p.Value)
			r.days = append(r.days, dated{"period", periodStart(p.Period), false})
			visit(&r)
			row++
		}
	}
	for i := range s.Lapses {
		l := &s.Lapses[i]
		start("lapses", i, "", l.Sources, l.Epilogue)
		say(text{"title", l.Title})
		r.values = append(r.values, float64(l.Rate))
		r.days = append(r.days, dated{"day", l.Day, true})
		visit(&r)
	}
	for i := range s.Goods {
		g := &s.Goods[i]
		start("goods", i, g.ID, g.Sources, false)
		say(text{"name", g.Name}, text{"about", g.About})
		visit(&r)
	}
	for i := range s.Rules {
		x := &s.Rules[i]
		start("rules", i, "", x.Sources, x.Epilogue)
		say(text{"title", x.Title})
		if x.Kind == FixedRate {
			r.values = append(r.values, float64(x.Rate))
		}
		r.days = append(r.days, dated{"from", x.From, false})
		visit(&r)
	}
	for i := range s.Findings {
		f := &s.Findings[i]
		start("findings", i, f.ID, f.Sources, f.Epilogue)
		say(text{"text", f.Text})
		if f.Share != NoShare {
			r.values = append(r.values, float64(f.Share))
		}
		visit(&r)
	}
	for i := range s.Concepts {
		x := &s.Concepts[i] // what it says is carried by other rows, and proves nothing
		start("concepts", i, x.ID, x.Sources, x.Epilogue)
		visit(&r)
	}
	for i := range s.Facts {
		f := &s.Facts[i]
		start("facts", i, f.ID, f.Sources, f.Epilogue)
		say(text{"topic", f.Topic}, text{"text", f.Text})
		visit(&r)
	}
	for i := range s.Corrections {
		c := &s.Corrections[i]
		start("corrections", i, c.ID, c.Sources, false)
		say(text{"article", c.Article}, text{"record", c.Record})
		visit(&r)
	}
}

// meetingRecords visits what was known of a meeting on the as-of day, then what
// became known later, which belongs to the epilogue and rests on its own sources.
func (s *Story) meetingRecords(i int, r *record, visit func(*record)) {
	m := &s.Meetings[i]
	planned := m.When != ""
	*r = record{
		table: "meetings", row: i, id: m.ID, sources: m.Sources, from: "sources", epilogue: m.Epilogue,
		texts: append(r.texts[:0], text{"when", m.When}, text{"city", m.City}, text{"country", m.Country},
			text{"venue", m.Venue}, text{"first", strings.Join(m.People[0], "; ")}, text{"second", strings.Join(m.People[1], "; ")},
			text{"outcome", m.Outcome}, text{"instrument", m.Instrument}),
		values: r.values[:0],
		days:   append(r.days[:0], dated{"start", m.Start, planned}, dated{"end", m.End, planned}),
	}
	visit(r)
	l := &m.Later
	if !l.Known() {
		return
	}
	*r = record{
		table: "meetings", row: i, sources: l.Sources, from: "later_sources", epilogue: true,
		texts: append(r.texts[:0], text{"later_city", l.City}, text{"later_venue", l.Venue},
			text{"later_first", strings.Join(l.People[0], "; ")}, text{"later_second", strings.Join(l.People[1], "; ")},
			text{"later_outcome", l.Outcome}),
		values: r.values[:0],
		days:   append(r.days[:0], dated{"later_start", l.Start, true}, dated{"later_end", l.End, true}),
	}
	visit(r)
}

// periodStart reads the first day of a published period such as "1999-05", "1999",
// "1999/00" or "1999-01..1999-08". It returns NoDay for what it cannot read.
func periodStart(period string) Day {
	const month = len("2006-01")
	if len(period) >= len("2006-01-02") {
		if d, err := ParseDay(period[:len("2006-01-02")]); err == nil {
			return d
		}
	}
	if len(period) >= month {
		if d, err := ParseDay(period[:month] + "-01"); err == nil {
			return d
		}
	}
	if len(period) >= len("2006") {
		if d, err := ParseDay(period[:len("2006")] + "-01-01"); err == nil {
			return d
		}
	}
	return NoDay
}
