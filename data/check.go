package data

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Flaw is something wrong with what a story says, as opposed to how its files are
// written. Table and Field have the names that the story's files give them:
// "changes", "cards", "sides", "beats", …, and "story" for what stands in
// story.yaml by itself. A place in a list is part of the field: "sources/2/id".
type Flaw struct {
	Table string
	// Row is the position in the Story's list; points are counted through all
	// series. It is 0 for the table "story".
	Row   int
	Field string
	// At is a byte of the field's text, for fields of several lines.
	At   int
	Text string // what is wrong and how to mend it
	Kind FlawKind
	// Wants is the table in which an Unknown flaw's ID was looked for.
	Wants, ID string
	// First is, of a Duplicate, the row that has the id already.
	First int
	// Language is set for a text in a language other than the story's own; Field
	// is then that of its TextKey.
	Language string
	// Sources are, of an Unsourced number, those whose rows were looked at.
	Sources []string
}

// FlawKind says what sort of flaw it is, for callers that know that a part of the
// story is missing and want no complaints that only follow from that.
type FlawKind uint8

const (
	// Wrong flaws stand by themselves.
	Wrong FlawKind = iota
	// Unknown flaws name something that is not in the table Wants.
	Unknown
	// Duplicate flaws use an id twice.
	Duplicate
	// Unsourced flaws are numbers of a card or beat that stand in no row of its
	// sources.
	Unsourced
)

// Check looks for contradictions in a story: sources and references that do not
// exist, ids used twice, rates out of bounds, days out of order or later than the
// story knows, figures from memory, and numbers on cards and in beats that none
// of their sources carries. It returns all of them, those about numbers last; none for a sound
// story. What would only follow from another flaw is left out: numbers are not
// looked at on cards and beats that have one, or that share a source with a row
// that has.
// The story has to be in order (changes by day, meetings by order); sealing it
// first makes the check faster.
func (s *Story) Check() []Flaw {
	c := &checker{Story: s, known: s.knownIDs(), vague: make(map[string]bool)}
	c.frame()
	c.ids()
	c.rows()
	c.references()
	c.rates()
	c.meetings()
	c.talk()
	c.talkSlides()
	c.scenes()
	c.learning()
	c.numbers()
	return c.flaws
}

type checker struct {
	*Story
	known map[string]*idSet
	flaws []Flaw
	// vague tables have rows whose ids are wrong in themselves: what refers to
	// them is not complained of as well.
	vague map[string]bool
	hints int // suggestions looked for so far; each costs a pass over the ids
}

// idSet holds the ids of a table, and the row that has each.
type idSet struct {
	list []string
	row  map[string]int
}

func (c *checker) add(f Flaw) { c.flaws = append(c.flaws, f) }

func (c *checker) wrong(table string, row int, field, format string, args ...any) {
	c.add(Flaw{Table: table, Row: row, Field: field, Text: fmt.Sprintf(format, args...)})
}

// knownIDs collects the ids that others may refer to, by table.
func (s *Story) knownIDs() map[string]*idSet {
	out := make(map[string]*idSet)
	collect(out, "sides", s.Sides, func(x *Side) string { return string(x.ID) })
	collect(out, "lenses", s.Lenses, func(x *Lens) string { return x.ID })
	collect(out, "periods", s.Periods, func(x *Period) string { return x.ID })
	collect(out, "measures", s.Measures, func(x *Measure) string { return x.ID })
	collect(out, "layers", s.Layers, func(x *Layer) string { return string(x.Side) + "/" + x.ID })
	collect(out, "meetings", s.Meetings, func(x *Meeting) string { return x.ID })
	collect(out, "events", s.Events, func(x *Event) string { return x.ID })
	collect(out, "people", s.People, func(x *Person) string { return x.ID })
	collect(out, "positions", s.Positions, func(x *Position) string { return x.ID })
	collect(out, "glossary", s.Glossary, func(x *Term) string { return x.ID })
	collect(out, "sources", s.Sources, func(x *Source) string { return x.ID })
	collect(out, "serieses", s.Series, func(x *Series) string { return x.ID })
	collect(out, "facts", s.Facts, func(x *Fact) string { return x.ID })
	collect(out, "corrections", s.Corrections, func(x *Correction) string { return x.ID })
	collect(out, "cards", s.Cards, func(x *Card) string { return x.ID })
	collect(out, "beats", s.Beats, func(x *Beat) string { return x.ID })
	collect(out, "lapses", s.Lapses, func(x *Lapse) string {
		return string(x.Side) + "/" + x.Layer + "/" + x.Day.String()
	})
	collect(out, "goods", s.Goods, func(x *Good) string { return x.ID })
	collect(out, "findings", s.Findings, func(x *Finding) string { return x.ID })
	collect(out, "concepts", s.Concepts, func(x *Concept) string { return x.ID })
	collect(out, "questions", s.Questions, func(x *Question) string { return x.ID })
	collect(out, "rounds", s.Rounds, func(x *Round) string { return x.ID })
	collect(out, "changes", s.Changes, func(x *Change) string {
		return string(x.Side) + "/" + x.Layer + "/" + x.Effective.String()
	})
	return out
}

func collect[T any](into map[string]*idSet, table string, list []T, id func(*T) string) {
	set := &idSet{list: make([]string, len(list)), row: make(map[string]int, len(list))}
	for i := range list {
		set.list[i] = id(&list[i])
		if !has(set.row, set.list[i]) {
			set.row[set.list[i]] = i
		}
	}
	into[table] = set
}

// singular names a row of a table in a sentence.
var singular = map[string]string{
	"sides": "side", "lenses": "lens", "measures": "measure", "layers": "layer", "periods": "period", "meetings": "meeting",
	"events": "event", "people": "person", "positions": "position", "glossary": "term", "sources": "source",
	"serieses": "series", "facts": "fact", "corrections": "correction", "cards": "card", "beats": "beat",
	"changes": "change", "lapses": "lapse", "goods": "good", "findings": "finding", "concepts": "concept", "questions": "question", "rounds": "round",
}

// refer complains if a table has no row of that id. An empty id refers to nothing.
func (c *checker) refer(table string, row int, field, wants, id string) bool {
	if id == "" || c.vague[wants] || has(c.known[wants].row, id) {
		return true
	}
	text := fmt.Sprintf("unknown %s %q", singular[wants], id)
	if near := c.near(wants, id); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	} else if list := c.known[wants].list; len(list) > 0 && len(list) <= 8 {
		text += "; known are " + strings.Join(list, ", ")
	} else {
		text += "; add it, or name one that exists"
	}
	if wants == "serieses" {
		wants = "series"
	}
	c.add(Flaw{Table: table, Row: row, Field: field, Text: text, Kind: Unknown, Wants: wants, ID: id})
	return false
}

// near suggests a known id, as long as there are few to suggest for: a story with
// a thousand unknown ids has another fault than a thousand slips.
func (c *checker) near(table, id string) string {
	const most = 200
	if c.hints++; c.hints > most {
		return ""
	}
	return Nearest(id, c.known[table].list)
}

// frame checks what the story says of itself.
func (c *checker) frame() {
	if n := len(c.Sides); n != 2 {
		c.wrong("story", 0, "sides", "%d sides: a story has exactly two", n)
	}
	for table, n := range map[string]int{"lenses": len(c.Lenses), "measures": len(c.Measures), "layers": len(c.Layers)} {
		if n == 0 {
			c.wrong("story", 0, table, "%s is empty: a story has at least one %s", table, singular[table])
			c.vague[table] = true
		}
	}
	c.vague["sides"] = len(c.Sides) == 0
	for _, p := range []struct {
		field         string
		early, late   Day
		before, after string
	}{
		{"as_of", c.Start, c.AsOf, "start", "as_of"},
		{"ahead", c.AsOf, c.Ahead, "as_of", "ahead"},
		{"epilogue_end", c.Ahead, c.EpilogueEnd, "ahead", "epilogue_end"},
	} {
		if p.early.Set() && p.late.Set() && p.late < p.early {
			c.wrong("story", 0, p.field, "%s %s is before %s %s: put them in order", p.after, p.late, p.before, p.early)
		}
	}
	for j, id := range c.MapSources {
		c.refer("story", 0, fmt.Sprintf("map/sources/%d", j), "sources", id)
	}
	for i, p := range c.Periods {
		if p.From.Set() && p.Until.Set() && p.Until < p.From {
			c.wrong("periods", i, "until", "until %s is before from %s: put them in order", p.Until, p.From)
		}
	}
	for i, l := range c.Layers {
		if !c.refer("layers", i, "side", "sides", string(l.Side)) {
			c.vague["layers"] = true
		}
	}
}

// bounded tells whether the story says from when until when it is told. If it does not,
// that is the problem, and not what would have to lie between.
func (c *Story) bounded(last Day) bool { return c.Start.Set() && last.Set() }

// ids checks that no id, and no word of the glossary, is used twice in a table.
func (c *checker) ids() {
	for _, table := range []string{
		"sides", "lenses", "measures", "layers", "periods", "meetings", "events", "people", "positions", "glossary",
		"sources", "serieses", "facts", "corrections", "cards", "beats", "goods", "findings", "concepts", "questions", "rounds",
	} {
		set := c.known[table]
		for i, id := range set.list {
			if first := set.row[id]; first != i && id != "" {
				c.vague[table] = true // the id it should have had is missing
				c.add(Flaw{
					Table: table, Row: i, Field: "id", Kind: Duplicate, First: first,
					Text: fmt.Sprintf("%s %q is there already: rename or remove one", singular[table], id),
				})
			}
		}
	}
	seen := make(map[string]int)
	for i, t := range c.Glossary {
		for _, word := range append([]string{t.Term}, t.Also...) {
			key := strings.ToLower(word)
			if first, twice := seen[key]; twice && first != i && key != "" {
				c.add(Flaw{
					Table: "glossary", Row: i, Field: "term", Kind: Duplicate, First: first,
					Text: fmt.Sprintf("the word %q is explained already, under %q: keep one", word, c.Glossary[first].ID),
				})
			}
			seen[key] = i
		}
	}
	c.sameChange()
}

// sameChange finds two rates in force of one layer on one day.
func (c *checker) sameChange() {
	type key struct {
		side      SideID
		layer     string
		effective Day
		status    Status
	}
	seen := make(map[key]int)
	for i, x := range c.Changes {
		k := key{x.Side, x.Layer, x.Effective, x.Status}
		if first, twice := seen[k]; twice && x.Effective.Set() {
			c.add(Flaw{
				Table: "changes", Row: i, Field: "effective", Kind: Duplicate, First: first,
				Text: fmt.Sprintf("layer %s of %s has a change with status %s on %s already: keep one", x.Layer, x.Side, x.Status, x.Effective),
			})
			continue
		}
		seen[k] = i
	}
}

// rows checks what holds for the rows of every table: sources that exist, no
// figure from memory, no day later than the story knows.
func (c *checker) rows() {
	c.records(func(r *record) {
		c.cited(r.table, r.row, r.from, r.sources)
		for _, t := range r.texts {
			c.remembered(r.table, r.row, t)
		}
		for _, v := range r.values {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				c.wrong(r.table, r.row, valueField(r.table), "%g is no finite number", v)
			}
		}
		for _, d := range r.days {
			if !r.epilogue && !d.ahead && d.day.Set() && c.AsOf.Set() && d.day > c.AsOf {
				c.wrong(r.table, r.row, d.field, "%s is after the story's last known day, %s: correct it, or mark the row epilogue", d.day, c.AsOf)
			}
		}
	})
	for i := range c.Cards {
		k := &c.Cards[i]
		if len(k.Sources) == 0 {
			c.wrong("cards", i, "sources", "no source: name at least one")
		}
		for j, cite := range k.Sources {
			c.refer("cards", i, fmt.Sprintf("sources/%d/id", j), "sources", cite.Source)
		}
		if !strings.Contains(k.Number, k.Large) {
			c.wrong("cards", i, "large", "%q is no part of the number %q: a slide shows a part of it", k.Large, k.Number)
		}
		for _, t := range []text{{"title", k.Title}, {"number", k.Number}, {"claim", k.Claim}, {"why", k.Why}} {
			c.remembered("cards", i, t)
			c.pictures("cards", i, t)
		}
	}
	for i := range c.Beats {
		b := &c.Beats[i]
		for j, id := range b.Sources {
			if c.refer("beats", i, fmt.Sprintf("sources/%d", j), "sources", id) && slices.Index(b.Sources, id) < j {
				c.wrong("beats", i, fmt.Sprintf("sources/%d", j), "source %q is named twice: keep one", id)
			}
		}
		for _, t := range []text{{"headline", b.Headline}, {"line", b.Line}, {"notes", b.Notes}} {
			c.remembered("beats", i, t)
			c.pictures("beats", i, t)
		}
	}
}

func valueField(table string) string {
	if table == "changes" {
		return "rate"
	}
	return "value"
}

// cited complains of a row without a source, and of sources that do not exist.
func (c *checker) cited(table string, row int, field string, sources []string) {
	if len(sources) == 0 {
		c.wrong(table, row, field, "no source: name at least one")
	}
	for i, id := range sources {
		if slices.Index(sources, id) < i {
			c.wrong(table, row, field, "source %q is named twice: keep one", id)
			continue
		}
		c.refer(table, row, field, "sources", id)
	}
}

// remembered complains of what is marked as not traced to a document.
func (c *checker) remembered(table string, row int, t text) {
	const word = "memory"
	if len(t.says) < len(word) {
		return
	}
	for i := 0; ; {
		at := foldIndex(t.says[i:], word)
		if at < 0 {
			return
		}
		at += i
		i = at + len(word)
		if !chips(t.says, at, i) {
			c.add(Flaw{
				Table: table, Row: row, Field: t.field, At: at,
				Text: "a statement from memory is not shown: trace it to a document or leave it out",
			})
			return
		}
	}
}

// chips tells whether "memory", s[from:to], is a part of a computer or of a longer
// word.
func chips(s string, from, to int) bool {
	if from > 0 && isLetter(s[from-1]) || to < len(s) && isLetter(s[to]) {
		return true
	}
	head, tail := strings.ToLower(s[:from]), strings.ToLower(s[to:])
	for _, end := range []string{"-layer ", "layer ", "bandwidth ", "flash "} {
		if strings.HasSuffix(head, end) {
			return true
		}
	}
	for _, begin := range []string{" chip", " module", " device"} {
		if strings.HasPrefix(tail, begin) {
			return true
		}
	}
	return false
}

// foldIndex finds a lower-case ASCII word in a text of any case.
func foldIndex(s, word string) int {
	for i := 0; i+len(word) <= len(s); i++ {
		if s[i]|0x20 == word[0] && strings.EqualFold(s[i:i+len(word)], word) {
			return i
		}
	}
	return -1
}

const noPicture = "an image cannot be shown here: describe it in words"

// pictures complains of images in a text: the program fetches nothing.
func (c *checker) pictures(table string, row int, t text) {
	if at := strings.Index(t.says, "!["); at >= 0 {
		c.add(Flaw{Table: table, Row: row, Field: t.field, At: at, Text: noPicture})
	}
}
