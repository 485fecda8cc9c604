package data

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"
)

// Withheld stands in a list of sources for those that were published after the day
// on which a story is shown as known; before the id of one if all were.
const Withheld = "published-later"

// IsWithheld tells whether a source in a list is one published later.
func IsWithheld(id string) bool { return strings.HasPrefix(id, Withheld) }

// WithheldID is the id of a source published later, if it is said.
func WithheldID(id string) string { return strings.TrimPrefix(strings.TrimPrefix(id, Withheld), ":") }

// KnownFrom is the first day on which something could be known, where it does not
// follow from the days in the story's rows: "card:ID" (its title, number, tags and
// claim), "why:ID" (its reason), "outcome:ID" of a meeting, "meeting:ID" that is
// planned, "beat:ID" (its headline and line), "source:ID" and "term:ID".
type KnownFrom struct {
	What string `file:"what,need"`
	Day  Day    `file:"day,need"`
}

// knownTables are the tables that a KnownFrom may point to, by its kind.
var knownTables = map[string]string{
	"card": "cards", "why": "cards", "outcome": "meetings", "meeting": "meetings", "beat": "beats", "source": "sources", "term": "glossary",
}

// knowledge is from which day on each row of a story could be known.
type knowledge struct {
	of      *Story
	given   map[string]Day
	sources map[string]Day
	asOf    Day
	year    int // of days that a text names without one: the story's first

	mu   sync.Mutex
	last *Story // the story as known on its as-of day
}

// AsKnown returns the story as it could be told on a day, at most its as-of day:
// without what was announced, held or published later. It is sealed, and its as-of
// day is that day. A change announced by then that had not taken effect is
// Announced in it, whatever became of it.
//
// A change is known from its announcement on; a rate collected without one from its
// first day. A meeting is known from its start on, its outcome once it is over. What
// rests on documents alone (figures, opinions, definitions, notes, cards) is known
// once all of them were published, an average once the first was, and a text once
// every day that it names has come; KnownFrom may say otherwise. A document without a day of its own counts as
// published on the last day that a row which cites it tells of, or if there is none
// on the story's as-of day. Documents published later are replaced by Withheld.
//
// Asked for the same day again it returns the same story. Other days cost a copy of
// the rows: ask when the day changes, not on the pointer's path.
func (s *Story) AsKnown(day Day) *Story {
	day = min(max(day, s.Start), s.AsOf)
	if s.asKnown {
		return s
	}
	k := s.knowledge()
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.last == nil || k.last.AsOf != day {
		k.last = k.story(s, day)
	}
	return k.last
}

// Partial tells whether the story is one AsKnown on a day.
func (s *Story) Partial() bool { return s.asKnown }

func (s *Story) knowledge() *knowledge {
	if x := s.sealed(); x != nil {
		x.once.Do(func() { x.known = newKnowledge(s) })
		return x.known
	}
	return newKnowledge(s)
}

func newKnowledge(s *Story) *knowledge {
	year, _, _ := s.Start.Civil()
	k := &knowledge{of: s, given: make(map[string]Day, len(s.Known)), sources: make(map[string]Day, len(s.Sources)), asOf: s.AsOf, year: year}
	for _, x := range s.Known {
		k.given[x.What] = x.Day
	}
	told := make(map[string]Day)
	tell := func(ids []string, d Day) {
		for _, id := range ids {
			told[id] = max(told[id], d)
		}
	}
	s.records(func(r *record) {
		for _, d := range r.days {
			if !d.ahead {
				tell(r.sources, d.day)
			}
		}
	})
	for i := range s.Changes {
		tell(s.Changes[i].Sources, s.Changes[i].noticed())
	}
	for i := range s.Series {
		for _, p := range s.Series[i].Points {
			tell(p.Sources, periodEnd(p.Period))
		}
	}
	for _, x := range s.Sources {
		day, given := k.given["source:"+x.ID]
		switch {
		case given:
		case x.Day.Set():
			day = x.Day
		default:
			if day = k.named(x.Title); told[x.ID] != 0 {
				day = max(day, told[x.ID])
			}
			if !day.Set() {
				day = s.AsOf
			}
		}
		k.sources[x.ID] = day
	}
	return k
}

// named is the last day that texts name, NoDay if they name none.
func (k *knowledge) named(texts ...string) Day {
	last := NoDay
	for _, t := range texts {
		k.of.eachNumber(t, func(n number) {
			if n.form != date && n.form != maybe {
				return
			}
			year := cmp.Or(n.on.year, k.year)
			last = max(last, Date(year, time.Month(n.on.month), n.on.day))
		})
	}
	return last
}

// published is the day by which all of some documents were published.
func (k *knowledge) published(ids []string) Day {
	last := NoDay
	for _, id := range ids {
		day, ok := k.sources[id]
		if !ok {
			day = k.asOf
		}
		last = max(last, day)
	}
	return last
}

// first is the day on which the first of some documents was published.
func (k *knowledge) first(ids []string) Day {
	first := k.asOf
	for i, id := range ids {
		if day, ok := k.sources[id]; ok && (i == 0 || day < first) {
			first = day
		}
	}
	return first
}

// from is the day that is given for something, or else the one that follows.
func (k *knowledge) from(what string, follows Day) Day {
	if day, ok := k.given[what]; ok {
		return day
	}
	return follows
}

// written tells whether a text that rests on documents could be read on a day.
func (k *knowledge) written(day Day, sources []string, texts ...string) bool {
	return k.published(sources) <= day && k.named(texts...) <= day
}

func (k *knowledge) claim(c *Card) Day {
	follows := max(c.Day, k.published(c.Cited()), k.named(c.Title, c.Number, strings.Join(c.Tags, "\n"), c.Claim))
	return k.from("card:"+c.ID, follows)
}

func (k *knowledge) why(c *Card) Day {
	return k.from("why:"+c.ID, max(k.claim(c), k.published(c.Cited()), k.named(c.Why)))
}

// cut leaves out the documents that were published after a day, and says so.
func (k *knowledge) cut(ids []string, day Day) []string {
	var out []string
	for _, id := range ids {
		if d, ok := k.sources[id]; ok && d <= day {
			out = append(out, id)
		}
	}
	switch {
	case len(out) == 0 && len(ids) > 0:
		return []string{Withheld + ":" + ids[0]}
	case len(out) < len(ids):
		out = append(out, Withheld)
	}
	return out
}

// keep returns copies of the rows that could be known, as change leaves them.
func keep[T any](rows []T, known func(*T) bool, change func(*T)) []T {
	var out []T
	for _, row := range rows {
		if known(&row) {
			change(&row)
			out = append(out, row)
		}
	}
	return out
}

func (k *knowledge) story(s *Story, day Day) *Story {
	out := *s
	out.index, out.original, out.asKnown = nil, nil, true
	out.AsOf, out.Subtitle = day, ""
	out.Periods = keep(s.Periods, func(p *Period) bool { return p.heard(day) }, func(p *Period) { p.asOf(day) })
	out.Changes = keep(s.Changes, func(c *Change) bool { return !c.Epilogue && c.noticed() <= day }, func(c *Change) {
		if c.Status == InForce && c.Effective > day {
			c.Status = Announced
		}
		if !k.written(day, c.Sources, c.Note) {
			c.Note, c.Citation = "", ""
		}
		c.Sources = k.cut(c.Sources, day)
	})
	out.Layers = slices.DeleteFunc(slices.Clone(s.Layers), func(l Layer) bool {
		return !slices.ContainsFunc(out.Changes, func(c Change) bool { return c.Side == l.Side && c.Layer == l.ID })
	})
	out.Averages = keep(s.Averages, func(a *Average) bool { return !a.Epilogue && a.Day <= day && k.first(a.Sources) <= day }, func(a *Average) {
		if !k.written(day, a.Sources, a.Note) {
			a.Note = ""
		}
		a.Sources = k.cut(a.Sources, day)
	})
	out.Measures = slices.DeleteFunc(slices.Clone(s.Measures), func(m Measure) bool {
		return !m.Derived && !slices.ContainsFunc(out.Averages, func(a Average) bool { return a.Measure == m.ID })
	})
	out.Meetings = keep(s.Meetings, func(m *Meeting) bool { return k.meets(m, day) }, func(m *Meeting) { k.meeting(m, day) })
	out.Events = keep(s.Events, func(e *Event) bool { return !e.Epilogue && e.Day <= day }, func(e *Event) {
		if k.named(e.Text) > day {
			e.Text = ""
		}
		e.Sources = k.cut(e.Sources, day)
	})
	out.People = keep(s.People, func(p *Person) bool { return k.written(day, p.Sources, p.Wants, p.Said) }, func(*Person) {})
	out.Positions = keep(s.Positions, func(p *Position) bool { return k.written(day, p.Sources, p.Says[0], p.Says[1], p.Analysts) }, func(*Position) {})
	out.Glossary = keep(s.Glossary, func(t *Term) bool {
		return k.from("term:"+t.ID, max(k.published(t.Sources), k.named(t.Meaning))) <= day
	}, func(t *Term) { t.Sources = k.cut(t.Sources, day) })
	out.Facts = keep(s.Facts, func(f *Fact) bool { return !f.Epilogue && k.written(day, f.Sources, f.Text) }, func(*Fact) {})
	out.Corrections = keep(s.Corrections, func(c *Correction) bool { return k.written(day, c.Sources, c.Article, c.Record) }, func(*Correction) {})
	out.Series = keep(s.Series, func(*Series) bool { return true }, func(x *Series) {
		x.Points = keep(x.Points, func(p *Point) bool {
			return !p.Epilogue && periodEnd(p.Period) <= day && k.published(p.Sources) <= day
		}, func(p *Point) {
			if k.named(p.Note) > day {
				p.Note = ""
			}
		})
	})
	out.Series = slices.DeleteFunc(out.Series, func(x Series) bool { return len(x.Points) == 0 })
	out.Cards = keep(s.Cards, func(c *Card) bool { return !c.Epilogue && k.claim(c) <= day }, func(c *Card) {
		if k.why(c) > day {
			c.Why = ""
		}
		ids := k.cut(c.Cited(), day)
		c.Sources = keep(c.Sources, func(x *Cite) bool { return slices.Contains(ids, x.Source) }, func(*Cite) {})
		if slices.ContainsFunc(ids, IsWithheld) {
			c.Sources, c.Derived = append(c.Sources, Cite{Source: Withheld}), nil
		}
	})
	out.Beats = keep(s.Beats, func(b *Beat) bool { return !b.Epilogue && b.Day <= day }, func(b *Beat) {
		if k.from("beat:"+b.ID, max(b.Day, k.named(b.Headline, b.Line))) > day {
			b.Headline, b.Line = "", ""
		}
		b.Notes, b.Derived, b.Sources = "", nil, k.cut(b.Sources, day)
	})
	out.Sources = keep(s.Sources, func(x *Source) bool { return k.sources[x.ID] <= day }, func(x *Source) {
		if k.named(x.Note) > day {
			x.Note = ""
		}
	})
	out.Seal()
	out.Links = keep(s.Links, func(l *Link) bool {
		from, until := s.Happens(l.From), s.Happens(l.To)
		return !l.Epilogue && from.Set() && until.Set() && max(from, until, k.named(l.Text)) <= day && out.Named(l.From) != "" && out.Named(l.To) != ""
	}, func(l *Link) { l.Sources = k.cut(l.Sources, day) })
	return &out
}

// heard tells whether a period had been announced by a day.
func (p *Period) heard(day Day) bool {
	if p.Announced.Set() {
		return p.Announced <= day
	}
	return p.From <= day
}

// asOf takes a period back to how it stood on a day.
func (p *Period) asOf(day Day) {
	if p.Extended.Set() && day < p.Extended {
		p.Extended = NoDay
		if p.FirstUntil.Set() {
			p.Until = p.FirstUntil
		}
	}
}

// meets tells whether it was known by a day that a meeting is held.
func (k *knowledge) meets(m *Meeting, day Day) bool {
	if m.Epilogue {
		return false
	}
	from := m.Start
	if m.When != "" || !m.Start.Set() {
		from = max(k.published(m.Sources), k.named(m.Outcome))
	}
	return k.from("meeting:"+m.ID, from) <= day
}

func (k *knowledge) meeting(m *Meeting, day Day) {
	m.Later = Later{Start: NoDay, End: NoDay}
	if k.from("outcome:"+m.ID, max(m.Start, m.End, k.published(m.Sources), k.named(m.Outcome, m.Instrument))) > day && m.When == "" {
		m.Outcome, m.Instrument = "", ""
	}
	if m.End > day {
		m.End = NoDay
	}
	m.Sources = k.cut(m.Sources, day)
}

// periodEnd is the last day of a published period, NoDay for what names no time.
func periodEnd(period string) Day {
	if _, until, ok := strings.Cut(period, ".."); ok {
		period = until
	}
	start := PeriodStart(period)
	if !start.Set() {
		return NoDay
	}
	y, m, d := start.Civil()
	switch {
	case len(period) >= len("2006-01-02"):
		return start
	case len(period) >= len("2006-01") && period[4] == '-':
		return Date(y, m+1, d) - 1
	case len(period) > len("2006"): // a marketing year ends in the next year
		return Date(y+2, 1, 1) - 1
	}
	return Date(y+1, 1, 1) - 1
}

// ToldUntil returns the story as it has been told up to a day. Before the as-of day it
// is AsKnown; after it, with the epilogue, changes announced later are left out and
// those that had not taken effect are Announced.
func (s *Story) ToldUntil(day Day, epilogue bool) *Story {
	if !epilogue {
		return s.AsKnown(day)
	}
	out := *s
	out.index, out.original = nil, nil
	out.Changes = keep(s.Changes, func(c *Change) bool { return c.noticed() <= day }, func(c *Change) {
		if c.Status == InForce && c.Effective > day {
			c.Status = Announced
		}
	})
	out.Averages = keep(s.Averages, func(a *Average) bool { return a.Day <= day }, func(*Average) {})
	out.Meetings = keep(s.Meetings, func(m *Meeting) bool { return m.Planned() || m.Start <= day }, func(*Meeting) {})
	out.Events = keep(s.Events, func(e *Event) bool { return e.Day <= day }, func(*Event) {})
	out.Beats = keep(s.Beats, func(b *Beat) bool { return b.Day <= day }, func(*Beat) {})
	out.Series = keep(s.Series, func(*Series) bool { return true }, func(x *Series) {
		x.Points = keep(x.Points, func(p *Point) bool { return periodEnd(p.Period) <= day }, func(*Point) {})
	})
	out.Links = keep(s.Links, func(l *Link) bool {
		from, until := s.Happens(l.From), s.Happens(l.To)
		return from.Set() && until.Set() && max(from, until) <= day
	}, func(*Link) {})
	out.Seal()
	return &out
}
