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
// themselves, cards and beats.
func (s *Story) records(visit func(*record)) {
	row := func(table string, i int, id string, sources []string, epilogue bool, texts []text, values []float64, days ...dated) {
		visit(&record{table: table, row: i, id: id, sources: sources, from: "sources", texts: texts, values: values, days: days, epilogue: epilogue})
	}
	for i, c := range s.Changes {
		ahead := c.Status == Threatened || c.Status == Announced
		row("changes", i, "", c.Sources, c.Epilogue, []text{{"title", c.Title}, {"instrument", c.Instrument}, {"citation", c.Citation}, {"note", c.Note}},
			[]float64{float64(c.Rate)}, dated{"effective", c.Effective, ahead}, dated{"announced", c.Announced, false})
	}
	for i, a := range s.Averages {
		row("averages", i, "", a.Sources, a.Epilogue, []text{{"note", a.Note}}, []float64{float64(a.Value)}, dated{"day", a.Day, false})
	}
	for i := range s.Meetings {
		s.meetingRecords(i, visit)
	}
	for i, e := range s.Events {
		row("events", i, e.ID, e.Sources, e.Epilogue, []text{{"title", e.Title}, {"text", e.Text}}, nil, dated{"day", e.Day, false})
	}
	for i, p := range s.People {
		row("people", i, p.ID, p.Sources, false, []text{{"name", p.Name}, {"role", p.Role}, {"wants", p.Wants}, {"said", p.Said}}, nil)
	}
	for i, p := range s.Positions {
		row("positions", i, p.ID, p.Sources, false, []text{{"issue", p.Issue}, {"first", p.Says[0]}, {"second", p.Says[1]}, {"analysts", p.Analysts}}, nil)
	}
	for i, l := range s.Links {
		row("links", i, "", l.Sources, l.Epilogue, []text{{"text", l.Text}}, nil)
	}
	for i, t := range s.Glossary {
		row("glossary", i, t.ID, t.Sources, false, []text{{"term", t.Term}, {"also", strings.Join(t.Also, "; ")}, {"meaning", t.Meaning}}, nil)
	}
	at := 0
	for _, x := range s.Series {
		for _, p := range x.Points {
			row("series", at, "", p.Sources, p.Epilogue, []text{{"period", p.Period}, {"label", p.Label}, {"note", p.Note}},
				[]float64{p.Value}, dated{"period", PeriodStart(p.Period), false})
			at++
		}
	}
	for i, l := range s.Lapses {
		row("lapses", i, "", l.Sources, l.Epilogue, []text{{"title", l.Title}}, []float64{float64(l.Rate)}, dated{"day", l.Day, true})
	}
	for i, g := range s.Goods {
		row("goods", i, g.ID, g.Sources, false, []text{{"name", g.Name}, {"about", g.About}}, nil)
	}
	for i, x := range s.Rules {
		var rate []float64
		if x.Kind == FixedRate {
			rate = []float64{float64(x.Rate)}
		}
		row("rules", i, "", x.Sources, x.Epilogue, []text{{"title", x.Title}}, rate, dated{"from", x.From, false})
	}
	for i, f := range s.Findings {
		var share []float64
		if f.Share != NoShare {
			share = []float64{float64(f.Share)}
		}
		row("findings", i, f.ID, f.Sources, f.Epilogue, []text{{"text", f.Text}}, share)
	}
	for i, x := range s.Concepts { // what it says is carried by other rows, and proves nothing
		row("concepts", i, x.ID, x.Sources, x.Epilogue, nil, nil)
	}
	for i, f := range s.Facts {
		row("facts", i, f.ID, f.Sources, f.Epilogue, []text{{"topic", f.Topic}, {"text", f.Text}}, nil)
	}
	for i, c := range s.Corrections {
		row("corrections", i, c.ID, c.Sources, false, []text{{"article", c.Article}, {"record", c.Record}}, nil)
	}
}

// meetingRecords visits what was known of a meeting on the as-of day, then what
// became known later, which belongs to the epilogue and rests on its own sources.
func (s *Story) meetingRecords(i int, visit func(*record)) {
	m := &s.Meetings[i]
	planned := m.When != ""
	visit(&record{
		table: "meetings", row: i, id: m.ID, sources: m.Sources, from: "sources", epilogue: m.Epilogue,
		texts: []text{{"when", m.When}, {"city", m.City}, {"country", m.Country},
			{"venue", m.Venue}, {"first", strings.Join(m.People[0], "; ")}, {"second", strings.Join(m.People[1], "; ")},
			{"outcome", m.Outcome}, {"instrument", m.Instrument}},
		days: []dated{{"start", m.Start, planned}, {"end", m.End, planned}},
	})
	if l := &m.Later; l.Known() {
		visit(&record{
			table: "meetings", row: i, sources: l.Sources, from: "later_sources", epilogue: true,
			texts: []text{{"later_city", l.City}, {"later_venue", l.Venue},
				{"later_first", strings.Join(l.People[0], "; ")}, {"later_second", strings.Join(l.People[1], "; ")},
				{"later_outcome", l.Outcome}},
			days: []dated{{"later_start", l.Start, true}, {"later_end", l.End, true}},
		})
	}
}

// PeriodStart reads the first day of a published period such as "1999-05", "1999",
// "1999/00" or "1999-01..1999-08". It returns NoDay for what it cannot read.
func PeriodStart(period string) Day {
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
