// Package quiz asks about a story: when, in which order, who, where, how high, why.
// Questions are made from the story's rows; each has one right answer by these rows,
// and a card that says it. It knows no toolkit.
package quiz

import (
	"hash/fnv"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"truceline/charts"
	"truceline/data"
)

// Kind is what a question asks for.
type Kind string

const (
	When  Kind = "when"
	Order Kind = "order"
	Who   Kind = "who"
	Where Kind = "where" // answered on the map
	High  Kind = "high"  // answered on the plot
	Why   Kind = "why"
	// Concept questions are written by the story, and explain their answers.
	Concept Kind = "concept"
)

// Option is an answer to choose.
type Option struct {
	ID, Text string
	// Rate is the rate of an option of High.
	Rate data.Percent
	// Day is when the thing of an option was; 0 if it is none of a day.
	Day data.Day
}

// Question is one question with its options in the order they are shown.
type Question struct {
	// ID is the kind and the row it asks about.
	ID      string
	Kind    Kind
	Text    string
	Options []Option
	Answer  string // the ID of the right option
	Card    string // that says it
	Sources []string
	// Because and Tempting explain the right answer, and the most tempting wrong one,
	// of Concept.
	Because, Tempting string
	// Side and Day are those of High.
	Side data.SideID
	Day  data.Day
}

// Right returns the option that is right.
func (q *Question) Right() Option {
	for _, o := range q.Options {
		if o.ID == q.Answer {
			return o
		}
	}
	return Option{}
}

// choices is how many options a question has, if the story has so many.
const choices = 4

// Pool makes the questions of a story, with or without its epilogue.
type Pool struct {
	s        *data.Story
	epilogue bool
	w        charts.Words
	last     data.Day
	moments  []moment
	seeds    []seed
}

// seed is what a question grows from: its id, and how to ask it.
type seed struct {
	id  string
	ask func(*rand.Rand) (Question, bool)
}

// moment is something that happened on a day.
type moment struct {
	id      string // "event/…" or "change/…"
	ref     string // as links name it
	title   string
	text    string // what else the row says, which may name other days
	day     data.Day
	noticed data.Day // when it was announced; NoDay if it is no change
	rate    string   // of the day, if it is asked for
	sources []string
	card    string
}

func (m *moment) option() Option { return Option{ID: m.id, Text: m.title, Day: m.day} }

// New returns the pool of a story. w writes its sentences and days.
func New(s *data.Story, epilogue bool, w charts.Words) *Pool {
	p := &Pool{s: s, epilogue: epilogue, w: w, last: s.LastKnown(epilogue)}
	p.findMoments()
	for i := range p.moments {
		m := &p.moments[i]
		p.add(string(When)+"/"+m.id, func(r *rand.Rand) (Question, bool) { return p.when(m, r) })
		p.add(string(Order)+"/"+m.id, func(r *rand.Rand) (Question, bool) { return p.order(m, r) })
	}
	for i := range s.People {
		x := &s.People[i]
		p.add(string(Who)+"/said/"+x.ID, func(r *rand.Rand) (Question, bool) { return p.who(x, r) })
	}
	for _, m := range s.MeetingsShown(epilogue) {
		p.add(string(Where)+"/"+m.ID, func(r *rand.Rand) (Question, bool) { return p.where(m, r) })
	}
	for _, side := range s.Sides {
		for _, d := range s.ChangeDays(side.ID, epilogue) {
			p.add(string(High)+"/"+string(side.ID)+"/"+d.String(), func(r *rand.Rand) (Question, bool) { return p.high(side, d, r) })
		}
	}
	for i := range s.Links {
		l := &s.Links[i]
		if l.Epilogue && !epilogue {
			continue
		}
		p.add(string(Why)+"/"+l.From+">"+l.To, func(r *rand.Rand) (Question, bool) { return p.why(l, r) })
	}
	for i := range s.Concepts {
		if x := &s.Concepts[i]; epilogue || !x.Epilogue {
			p.add(string(Concept)+"/"+x.ID, func(r *rand.Rand) (Question, bool) { return concept(x, r) })
		}
	}
	return p
}

// concept is a written question.
func concept(x *data.Concept, r *rand.Rand) (Question, bool) {
	var others []Option
	for i, text := range x.Wrong {
		others = append(others, Option{ID: "wrong-" + strconv.Itoa(i+1), Text: text})
	}
	const right = "right"
	q := Question{ID: string(Concept) + "/" + x.ID, Kind: Concept, Text: x.Ask, Options: mix(Option{ID: right, Text: x.Right}, others, r),
		Answer: right, Card: x.Card, Sources: x.Sources, Because: x.Because, Tempting: x.Tempting}
	return q, q.Options != nil
}

// add keeps a seed if it grows a question.
func (p *Pool) add(id string, ask func(*rand.Rand) (Question, bool)) {
	if _, ok := ask(source(id, 0)); ok {
		p.seeds = append(p.seeds, seed{id, ask})
	}
}

// IDs returns the ids of all questions.
func (p *Pool) IDs() []string {
	out := make([]string, len(p.seeds))
	for i := range p.seeds {
		out[i] = p.seeds[i].id
	}
	return out
}

// Question makes the question of an id. The variant decides which wrong answers stand
// beside the right one, and in which order: the same one gives the same question. It
// returns false for an id that the pool has not.
func (p *Pool) Question(id string, variant uint64) (Question, bool) {
	for i := range p.seeds {
		if p.seeds[i].id == id {
			return p.seeds[i].ask(source(id, variant))
		}
	}
	return Question{}, false
}

// source is the source of chance of a question.
func source(id string, variant uint64) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(id))
	return rand.New(rand.NewPCG(h.Sum64(), variant))
}

// findMoments collects what has a day, a title of its own and a card.
func (p *Pool) findMoments() {
	s := p.s
	var all []moment
	for _, e := range s.Events {
		if e.Epilogue && !p.epilogue || e.Day > p.last {
			continue
		}
		all = append(all, moment{id: "event/" + e.ID, ref: "event:" + e.ID, title: e.Title, text: e.Text, day: e.Day, noticed: data.NoDay, sources: e.Sources})
	}
	for _, c := range s.Changes {
		if c.Status != data.InForce || c.Effective <= s.Start || c.Epilogue && !p.epilogue || c.Effective > p.last {
			continue
		}
		id := string(c.Side) + "/" + c.Layer + "/" + c.Effective.String()
		all = append(all, moment{id: "change/" + id, ref: "change:" + id, title: c.Title, text: c.Note, day: c.Effective, noticed: c.Announced, sources: c.Sources})
	}
	for _, m := range all {
		fits := func(o moment) bool {
			return o.id != m.id && strings.HasPrefix(strings.ToLower(o.title), strings.ToLower(m.title))
		}
		if slices.ContainsFunc(all, fits) {
			continue // which of them is meant?
		}
		if m.card = p.cardOn(&m); m.card != "" {
			p.moments = append(p.moments, m)
		}
	}
}

// cardOn returns the card that tells what happened on a day: it says the day, shares a
// source with the row, and has most words of its title; a step's own card comes first.
// Empty: no card tells it.
func (p *Pool) cardOn(m *moment) string {
	best, most := "", 0
	for i := range p.s.Cards {
		c := &p.s.Cards[i]
		shares := slices.ContainsFunc(c.Sources, func(x data.Cite) bool { return slices.Contains(m.sources, x.Source) })
		if c.Epilogue && !p.epilogue || !shares || !says(c, p.w.Day(m.day, charts.DayMonth)) {
			continue
		}
		found := 1
		for word := range strings.FieldsSeq(m.title) {
			if says(c, word) {
				found++
			}
		}
		if m.rate != "" && strings.Contains(c.Number, m.rate) { // it is what the card is about
			found += 3
		}
		if p.steps(c.ID) {
			found += 2
		}
		if found > most {
			best, most = c.ID, found
		}
	}
	return best
}

// steps tells whether a card is that of a step of the story.
func (p *Pool) steps(card string) bool {
	return slices.ContainsFunc(p.s.Beats, func(b data.Beat) bool { return b.Card == card })
}

// says tells whether a card says a text, in upper or lower case, and not as the end of a
// longer number.
func says(c *data.Card, text string) bool {
	whole := strings.ToLower(strings.Join(append([]string{c.Title, c.Number, c.Claim, c.Why}, c.Tags...), "\n"))
	parts := strings.Split(whole, strings.ToLower(text))
	return slices.ContainsFunc(parts[:len(parts)-1], func(before string) bool {
		return before == "" || !strings.ContainsRune("0123456789", rune(before[len(before)-1]))
	})
}

// mix returns the right option and some of the others, in an order of chance. It
// returns nil if there are too few.
func mix(right Option, others []Option, r *rand.Rand) []Option {
	r.Shuffle(len(others), func(i, j int) { others[i], others[j] = others[j], others[i] })
	out := []Option{right}
	for _, o := range others {
		if len(out) < choices && !slices.ContainsFunc(out, func(x Option) bool { return x.ID == o.ID || x.Text == o.Text }) {
			out = append(out, o)
		}
	}
	if len(out) < choices {
		return nil
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// apart tells whether days are told apart wherever one stands: what happens on one day
// in one capital may be of the next day in the other.
func apart(a, b data.Day) bool { return max(a-b, b-a) > 1 }

func (p *Pool) when(m *moment, r *rand.Rand) (Question, bool) {
	option := func(d data.Day) Option { return Option{ID: d.String(), Text: p.w.Day(d, charts.DayMonthYear), Day: d} }
	var others []Option
	for _, o := range p.moments {
		if apart(o.day, m.day) && o.day != m.noticed && !strings.Contains(m.text, p.w.Day(o.day, charts.DayMonth)) {
			others = append(others, option(o.day))
		}
	}
	text := p.w.Say("quiz.when", "What", m.title)
	if strings.HasPrefix(m.id, "change/") {
		text = p.w.Say("quiz.from", "What", m.title)
	}
	q := Question{ID: string(When) + "/" + m.id, Kind: When, Text: text,
		Options: mix(option(m.day), others, r), Answer: m.day.String(), Card: m.card, Sources: m.sources}
	return q, q.Options != nil && !strings.Contains(m.title, p.w.Day(m.day, charts.DayMonth))
}

// order asks which of four came first. The right one is the moment itself, so the
// others have to be later.
func (p *Pool) order(m *moment, r *rand.Rand) (Question, bool) {
	var others []Option
	for _, o := range p.moments {
		if o.day > m.day && apart(o.day, m.day) {
			others = append(others, o.option())
		}
	}
	q := Question{ID: string(Order) + "/" + m.id, Kind: Order, Text: p.w.Say("quiz.order"),
		Options: mix(m.option(), others, r), Answer: m.id, Card: m.card, Sources: m.sources}
	return q, q.Options != nil
}

func (p *Pool) who(x *data.Person, r *rand.Rand) (Question, bool) {
	text, names := x.Said, strings.Fields(x.Name)
	if text == "" || len(names) == 0 || strings.Contains(text, names[len(names)-1]) {
		return Question{}, false
	}
	var others []Option
	for _, o := range p.s.People {
		if o.ID != x.ID && o.Said != text && !p.named(o, text) {
			others = append(others, Option{ID: o.ID, Text: o.Name})
		}
	}
	q := Question{ID: string(Who) + "/said/" + x.ID, Kind: Who, Text: p.w.Say("quiz.said", "What", text), Answer: x.ID, Sources: x.Sources,
		Options: mix(Option{ID: x.ID, Text: x.Name}, others, r)}
	for i := range p.s.Cards {
		if c := &p.s.Cards[i]; c.Shows.Person == x.ID && says(c, x.Name) && (p.epilogue || !c.Epilogue) {
			q.Card = c.ID
			break
		}
	}
	return q, q.Options != nil && q.Card != ""
}

// quoted are the words between quotation marks.
var quoted = regexp.MustCompile(`"[^"]+"`)

// named tells whether a row that repeats words quoted in a text names a person too: some
// would give the words to that person as well.
func (p *Pool) named(x data.Person, text string) bool {
	names := strings.Fields(x.Name)
	for _, words := range quoted.FindAllString(text, -1) {
		both := func(rows ...string) bool {
			row := strings.Join(rows, "\n")
			return strings.Contains(row, words) && strings.Contains(row, names[len(names)-1])
		}
		if slices.ContainsFunc(p.s.Events, func(e data.Event) bool { return both(e.Title, e.Text) }) ||
			slices.ContainsFunc(p.s.Positions, func(x data.Position) bool { return both(x.Says[0]) || both(x.Says[1]) }) ||
			slices.ContainsFunc(p.s.Corrections, func(c data.Correction) bool { return both(c.Article, c.Record) }) {
			return true
		}
	}
	return false
}

func (p *Pool) where(m data.Meeting, r *rand.Rand) (Question, bool) {
	if !m.Start.Set() || m.Start > p.last {
		return Question{}, false
	}
	var others []Option
	for _, o := range p.s.MeetingsShown(p.epilogue) {
		if o.ID != m.ID && o.City != m.City {
			others = append(others, Option{ID: o.ID, Text: o.City})
		}
	}
	days := p.w.Day(m.Start, charts.DayMonthYear)
	if m.End.Set() && m.End != m.Start {
		from := p.w.Day(m.Start, charts.DayMonth)
		if _, month, day := m.Start.Civil(); sameMonth(m.End, month) {
			from = strconv.Itoa(day)
		}
		days = p.w.Say("quiz.days", "From", from, "Until", p.w.Day(m.End, charts.DayMonthYear))
	}
	q := Question{ID: string(Where) + "/" + m.ID, Kind: Where, Text: p.w.Say("quiz.where", "Days", days), Answer: m.ID, Sources: m.Sources,
		Options: mix(Option{ID: m.ID, Text: m.City}, others, r)}
	slices.SortFunc(q.Options, func(a, b Option) int { return p.s.Meeting(a.ID).Order - p.s.Meeting(b.ID).Order }) // as the pins are numbered
	for i := range p.s.Cards {
		c := &p.s.Cards[i]
		if c.Shows.Meeting == m.ID && says(c, m.City) && (p.epilogue || !c.Epilogue) && (q.Card == "" || p.steps(c.ID)) {
			q.Card = c.ID
		}
	}
	return q, q.Options != nil && q.Card != ""
}

func sameMonth(d data.Day, month time.Month) bool {
	_, m, _ := d.Civil()
	return m == month
}

func (p *Pool) high(side data.Side, day data.Day, r *rand.Rand) (Question, bool) {
	if day > p.last {
		return Question{}, false
	}
	option := func(v data.Percent) Option { return Option{ID: number(v), Text: p.w.Rate(v), Rate: v} }
	right := p.s.Rate(side.ID, day, p.epilogue)
	var others []Option
	for _, any := range p.s.Sides {
		for _, t := range append(p.s.InForce(any.ID, p.epilogue), p.s.NotCollected(any.ID, false)...) {
			if t.Rate != right {
				others = append(others, option(t.Rate))
			}
		}
	}
	var sources []string
	for _, t := range p.s.InForce(side.ID, p.epilogue) {
		if t.From == day {
			sources = t.Sources()
		}
	}
	q := Question{ID: string(High) + "/" + string(side.ID) + "/" + day.String(), Kind: High, Side: side.ID, Day: day, Sources: sources,
		Text:    p.w.Say("quiz.high", "Adjective", side.Adjective, "Day", p.w.Day(day, charts.DayMonthYear)),
		Options: mix(option(right), others, r), Answer: number(right)}
	if c := p.s.Card(p.cardOn(&moment{rate: p.w.Rate(right), day: day, sources: sources})); c != nil && says(c, p.w.Rate(right)) {
		q.Card = c.ID
	}
	return q, q.Options != nil && q.Card != ""
}

func number(v data.Percent) string { return strconv.FormatFloat(float64(v), 'f', -1, 64) }

// why asks what something was a reply to, by a link of the story.
func (p *Pool) why(l *data.Link, r *rand.Rand) (Question, bool) {
	cause, effect := p.moment(l.From), p.moment(l.To)
	if cause == nil || effect == nil {
		return Question{}, false
	}
	var others []Option
	for _, o := range p.moments {
		led := slices.ContainsFunc(p.s.Links, func(x data.Link) bool { return x.From == o.ref && x.To == l.To })
		// Nor what is a reason by a chain of links, nor what came with the reason, which
		// another row may tell in other words.
		if o.ref != l.From && o.ref != l.To && !led && !p.leads(o.ref, l.To) && apart(o.day, cause.day) {
			others = append(others, o.option())
		}
	}
	q := Question{ID: string(Why) + "/" + l.From + ">" + l.To, Kind: Why, Text: p.w.Say("quiz.why", "What", effect.title),
		Options: mix(cause.option(), others, r), Answer: cause.id, Card: effect.card, Sources: l.Sources}
	return q, q.Options != nil
}

// leads tells whether links lead from one row to another.
func (p *Pool) leads(from, to string) bool {
	seen := map[string]bool{}
	var walk func(string) bool
	walk = func(at string) bool {
		if at == to {
			return true
		}
		if seen[at] {
			return false
		}
		seen[at] = true
		return slices.ContainsFunc(p.s.Links, func(l data.Link) bool { return l.From == at && walk(l.To) })
	}
	return walk(from)
}

func (p *Pool) moment(ref string) *moment {
	for i := range p.moments {
		if p.moments[i].ref == ref {
			return &p.moments[i]
		}
	}
	return nil
}
