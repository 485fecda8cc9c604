package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// figures are the numbers that a source carries: those of the rows that cite it.
type figures struct {
	story *Story
	plain set[string] // values
	names set[string] // years, and numbers that are parts of names
	days  set[civil]  // with year 0 also for days whose year was said
}

type set[K comparable] map[K]struct{}

func (s *set[K]) add(key K) {
	if *s == nil {
		*s = make(set[K])
	}
	(*s)[key] = struct{}{}
}

func (s set[K]) has(key K) bool { _, ok := s[key]; return ok }

// read adds the numbers of a row's text.
func (f *figures) read(s string) {
	f.story.eachNumber(s, func(n number) {
		switch n.form {
		case plain:
			f.plain.add(n.key)
		case year, name:
			f.names.add(n.key)
		case maybe:
			f.plain.add(n.key)
			f.dated(n.on)
		case date:
			f.dated(n.on)
		}
	})
}

// title adds the numbers of a source's own title: enough to name the source and
// its day, not to carry a figure.
func (f *figures) title(s string) {
	f.story.eachNumber(s, func(n number) {
		if n.form == date || n.form == maybe {
			f.dated(n.on)
			return
		}
		f.names.add(n.key)
	})
}

// value adds a number from a field that holds nothing else.
func (f *figures) value(v float64) {
	key := strconv.FormatFloat(v, 'f', -1, 64)
	f.plain.add(strings.TrimPrefix(key, "-"))
}

// day adds a row's day.
func (f *figures) day(d Day) {
	if !d.Set() {
		return
	}
	y, m, day := d.Civil()
	f.dated(civil{y, int(m), day})
}

// dated adds a day of a month. One without a year stands for any, so it is kept
// under year 0; one with a year also answers a text that says none.
func (f *figures) dated(d civil) {
	f.days.add(d)
	if d.year != 0 {
		f.names.add(strconv.Itoa(d.year))
		f.days.add(civil{-1, d.month, d.day})
	}
}

// carry tells whether the source carries a number of a text.
func (f *figures) carry(n number) bool {
	if f == nil {
		return false
	}
	switch n.form {
	case year, name:
		return f.names.has(n.key) || f.plain.has(n.key)
	case date:
		return f.onDay(n.on)
	case maybe:
		return f.onDay(n.on) || f.plain.has(n.key)
	}
	return f.plain.has(n.key)
}

func (f *figures) onDay(d civil) bool {
	if f.days.has(civil{0, d.month, d.day}) {
		return true
	}
	if d.year == 0 {
		return f.days.has(civil{-1, d.month, d.day})
	}
	return f.days.has(d)
}

// ledger holds what each source carries by the as-of day and, for cards and
// beats of the epilogue, what it carries besides.
type ledger struct {
	known, later map[string]*figures
	// quoted are the article's own words, which only the card that corrects them
	// and its beats may repeat.
	quoted map[string]*figures
}

func (s *Story) entry(m map[string]*figures, id string) *figures {
	f := m[id]
	if f == nil {
		f = &figures{story: s}
		m[id] = f
	}
	return f
}

// ledger gathers the numbers of every row under each of its sources. Each
// row is also shown to look.
func (s *Story) ledger(look func(r *record)) ledger {
	out := ledger{
		known:  make(map[string]*figures, len(s.Sources)),
		later:  make(map[string]*figures),
		quoted: make(map[string]*figures),
	}
	for i := range s.Sources {
		f := s.entry(out.known, s.Sources[i].ID)
		f.title(s.Sources[i].Title)
		f.day(s.Sources[i].Day)
	}
	s.records(func(r *record) {
		look(r)
		into := out.known
		if r.epilogue {
			into = out.later
		}
		texts := r.texts
		if r.table == "corrections" {
			texts = texts[1:]
			f := s.entry(out.quoted, s.Corrections[r.row].Card)
			f.read(s.Corrections[r.row].Article)
		}
		for _, id := range r.sources {
			f := s.entry(into, id)
			for _, t := range texts {
				f.read(t.says)
			}
			for _, v := range r.values {
				f.value(v)
			}
			for _, d := range r.days {
				if d.field != "period" {
					f.day(d.day)
				}
			}
		}
	})
	s.derivedRates(out)
	return out
}

// derivedRates adds, for the sources of each change of a general layer, the rate
// of its side on the change's day and on the day before; for a change that was
// not collected, what the rate would have been.
func (s *Story) derivedRates(into ledger) {
	for i := range s.Changes {
		c := &s.Changes[i]
		if c.Status != InForce || s.scope(c.Side, c.Layer) != General {
			continue
		}
		m := into.known
		if c.Epilogue {
			m = into.later
		}
		for _, id := range c.Sources {
			f := s.entry(m, id)
			f.value(float64(s.Rate(c.Side, c.Effective, c.Epilogue)))
			f.value(float64(s.Rate(c.Side, c.Effective-1, c.Epilogue)))
		}
	}
	for i := range s.Sides {
		for _, t := range s.NotCollected(s.Sides[i].ID, true) {
			m := into.known
			if t.Changes[0].Epilogue {
				m = into.later
			}
			for _, id := range t.Sources() {
				s.entry(m, id).value(float64(t.Rate))
			}
		}
	}
}

// numbers checks that every number on a card or in a beat stands in a row that
// cites one of its sources, or follows from such by its derived expressions.
func (c *checker) numbers() {
	type place struct {
		table string
		row   int
	}
	flawed := make(map[place]bool, len(c.flaws))
	for _, f := range c.flaws {
		switch f.Table {
		case "story", "sides", "layers":
			return // rates may be wrong
		}
		flawed[place{f.Table, f.Row}] = true
	}
	doubtful := make(set[string])
	all := c.ledger(func(r *record) {
		if flawed[place{r.table, r.row}] {
			for _, id := range r.sources {
				doubtful.add(id)
			}
		}
	})
	sound := func(table string, row int, sources []string) bool {
		return !flawed[place{table, row}] && !slices.ContainsFunc(sources, doubtful.has)
	}
	for i := range c.Cards {
		k := &c.Cards[i]
		n := rowNumbers{checker: c, all: all, table: "cards", row: i, card: k.ID, epilogue: k.Epilogue, sources: k.Cited()}
		if sound("cards", i, n.sources) {
			n.deriveAll(k.Derived)
			n.checkCard(k)
			n.sources = k.Cited()
			n.checkTranslated(k.ID)
		}
	}
	for i := range c.Beats {
		b := &c.Beats[i]
		at, known := c.known["cards"].row[b.Card]
		met, meets := c.known["meetings"].row[b.Meeting]
		if known && flawed[place{"cards", at}] || meets && flawed[place{"meetings", met}] {
			continue // sources may be missing
		}
		n := rowNumbers{checker: c, all: all, table: "beats", row: i, card: b.Card, epilogue: b.Epilogue, sources: c.beatSources(b)}
		if !sound("beats", i, n.sources) {
			continue
		}
		if known {
			// What follows from the card's sources follows for its beat as well;
			// what is wrong with it was said of the card.
			for _, expression := range c.Cards[at].Derived {
				if d, err := parseDerived(expression); err == nil {
					n.derived = append(n.derived, d.result.key)
				}
			}
		}
		n.deriveAll(b.Derived)
		n.check(text{"short", b.Short}, text{"headline", b.Headline}, text{"line", b.Line}, text{"notes", b.Notes})
		n.check(b.Scene.texts()...)
		n.checkTranslated(b.ID)
	}
	c.talkNumbers(all, sound)
	c.concepts(all, sound)
}

// talkNumbers checks the numbers of what a talk has besides the beats: those of the
// slides by the sources that they name, those of a look by its beat's.
func (c *checker) talkNumbers(all ledger, sound func(string, int, []string) bool) {
	t := &c.Talk
	if sound("talk", 0, t.Closing.Sources) {
		n := rowNumbers{checker: c, all: all, table: "talk", sources: t.Closing.Sources}
		n.check(t.closingTexts()...)
	}
	if ids := Union(t.Opening.Sources, t.Closing.Sources); sound("talk", 0, ids) {
		n := rowNumbers{checker: c, all: all, table: "talk", sources: ids}
		n.check(text{"opening/headline", t.Opening.Headline}, text{"opening/line", t.Opening.Line})
	}
	for i, l := range t.Looks {
		b := c.Beat(l.After)
		if b == nil {
			continue
		}
		if n := (rowNumbers{checker: c, all: all, table: "talk", card: b.Card, epilogue: b.Epilogue, sources: c.beatSources(b)}); sound("talk", 0, n.sources) {
			n.check(text{fmt.Sprintf("looks/%d/headline", i), l.Headline}, text{fmt.Sprintf("looks/%d/notes", i), l.Notes})
		}
	}
}

// concepts checks the numbers of written questions: those of the question, of the
// right answer and of what explains it. A wrong answer may say what it likes.
func (c *checker) concepts(all ledger, sound func(string, int, []string) bool) {
	for i := range c.Concepts {
		x := &c.Concepts[i]
		at, known := c.known["cards"].row[x.Card]
		if !known || !sound("concepts", i, x.Sources) || !sound("cards", at, x.Sources) {
			continue
		}
		k := &c.Cards[at]
		n := rowNumbers{checker: c, all: all, table: "concepts", row: i, card: k.ID, epilogue: x.Epilogue, sources: Union(x.Sources, k.Cited())}
		for _, expression := range k.Derived {
			if d, err := parseDerived(expression); err == nil {
				n.derived = append(n.derived, d.result.key)
			}
		}
		n.check(text{"ask", x.Ask}, text{"right", x.Right}, text{"because", x.Because}, text{"tempting", x.Tempting})
	}
}

// Cited are the ids of the card's sources.
func (k *Card) Cited() []string {
	out := make([]string, len(k.Sources))
	for i, cite := range k.Sources {
		out[i] = cite.Source
	}
	return out
}

// beatSources are those that the numbers of a beat may come from: the beat's own,
// those of its card and of its meeting.
func (s *Story) beatSources(b *Beat) []string {
	out := Union(nil, b.Sources)
	if k := s.Card(b.Card); k != nil {
		out = Union(out, k.Cited())
	}
	if m := s.Meeting(b.Meeting); m != nil {
		out = Union(out, m.Known(b.Epilogue).Sources)
	}
	return out
}

// rowNumbers checks the numbers of one card or beat.
type rowNumbers struct {
	*checker
	all      ledger
	table    string // "cards" or "beats"
	row      int
	card     string // whose corrections may be quoted
	epilogue bool
	sources  []string
	derived  []string // keys of figures derived so far
	language string   // of the texts checked; empty for the story's own
	missed   bool     // a number has no source
}

// check complains of every number in the texts that has no source.
func (c *rowNumbers) check(texts ...text) {
	for _, t := range texts {
		c.eachNumber(t.says, func(x number) {
			if !c.carried(x) {
				c.unsourced(t.field, x.at, t.says[x.at:x.end], x)
			}
		})
	}
}

// checkCard checks a card's own texts, and of each source what the card says that
// it takes from it: that has to stand in rows of this source.
func (c *rowNumbers) checkCard(k *Card) {
	c.check(text{"title", k.Title}, text{"number", k.Number}, text{"claim", k.Claim}, text{"why", k.Why})
	for j, tag := range k.Tags {
		c.check(text{fmt.Sprintf("tags/%d", j), tag})
	}
	for j, cite := range k.Sources {
		c.sources = []string{cite.Source}
		c.check(text{fmt.Sprintf("sources/%d/takes", j), cite.Takes})
	}
}

func (c *rowNumbers) carried(n number) bool {
	if n.form != date && slices.Contains(c.derived, n.key) || c.all.quoted[c.card].carry(n) {
		return true
	}
	for _, id := range c.sources {
		if c.all.known[id].carry(n) || c.epilogue && c.all.later[id].carry(n) {
			return true
		}
	}
	return false
}

// deriveAll checks expressions and keeps their results.
func (c *rowNumbers) deriveAll(expressions []string) {
	for i, e := range expressions {
		c.derive(fmt.Sprintf("derived/%d", i), e)
	}
}

// derive checks an expression and keeps its result if all is well with it.
func (c *rowNumbers) derive(field, expression string) {
	d, err := parseDerived(expression)
	if err != nil {
		c.wrong(c.table, c.row, field, "derived %q: %v", expression, err)
		return
	}
	if !d.holds {
		c.wrong(c.table, c.row, field, "derived %q is not true: the right side is %s", expression, shortest(d))
	}
	for _, o := range d.operands {
		if !(o.factor && conversion(o.key)) && !c.carried(o.number) {
			c.unsourced(field, o.at, expression[o.at:o.end], o.number)
		}
	}
	// The result counts even if something is wrong with it: a complaint about
	// each number that rests on it would only repeat the first.
	c.derived = append(c.derived, d.result.key)
}

func shortest(d derivation) string {
	text := d.value.FloatString(4)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// unsourced complains of a number, and says where it could be from.
func (c *rowNumbers) unsourced(field string, at int, written string, n number) {
	what := "the number " + written
	if n.form == date {
		what = fmt.Sprintf("the date %d %s", n.on.day, time.Month(n.on.month))
	}
	text := fmt.Sprintf("%s stands in no row that cites %s", what, orList(c.sources))
	if c.language != "" {
		text = fmt.Sprintf("%s stands neither in the original nor in a row that cites %s: correct it", what, orList(c.sources))
	} else if found := c.whoCarries(n); len(found) > 0 {
		text += fmt.Sprintf(": cite %s, whose rows have it, or correct it", orList(found))
	} else if n.form == date {
		text += ": correct it, or add a row that has it"
	} else {
		text += fmt.Sprintf(`: correct it, add a row that has it, or say how it follows, as derived: ["%s = … - …"]`, n.key)
	}
	c.missed = true
	c.add(Flaw{Table: c.table, Row: c.row, Field: field, At: at, Text: text, Kind: Unsourced, Sources: c.sources, Language: c.language})
}

// whoCarries looks for up to three sources that carry a number.
func (c *rowNumbers) whoCarries(n number) []string {
	const enough, most = 3, 200
	if c.hints++; c.hints > most {
		return nil
	}
	var out []string
	for i := range c.Sources {
		id := c.Sources[i].ID
		if c.all.known[id].carry(n) || c.epilogue && c.all.later[id].carry(n) {
			if out = append(out, id); len(out) == enough {
				break
			}
		}
	}
	return out
}

// orList writes "a", "a or b", "a, b or c".
func orList(list []string) string {
	switch len(list) {
	case 0:
		return "any source"
	case 1:
		return list[0]
	}
	const most = 6
	if len(list) > most {
		return strings.Join(list[:most], ", ") + " or the others here"
	}
	return strings.Join(list[:len(list)-1], ", ") + " or " + list[len(list)-1]
}
