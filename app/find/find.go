// Package find searches a story as one types: cards, people, meetings, events,
// positions, the glossary, sources and what the program can do. Words may be
// unfinished, misspelt or run together. It knows no toolkit.
//
// A query is a few words; each is compared with every word that occurs. Libraries
// for fuzzy matching were looked at first: those that look for the query's letters
// in their order (lithammer/fuzzysearch, sahilm/fuzzy) do not find "genvea", and
// rank whole texts by the length that is left over; full-text engines (bleve) are
// many times the size of the program's own code.
package find

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/data"
)

// Kind says what was found.
type Kind string

const (
	Card     Kind = "card"
	Person   Kind = "person"
	Meeting  Kind = "meeting"
	Event    Kind = "event"
	Position Kind = "position"
	Term     Kind = "term"
	Source   Kind = "source"
	Action   Kind = "action"
)

// Hit is something that was found. ID is that of the story's row, or the action's.
type Hit struct {
	Kind Kind
	ID   string
	// Title names it; Line says a little more, such as a day or a role. Line may be
	// empty.
	Title, Line string
	// Day is the moment that it belongs to; NoDay for none.
	Day data.Day
}

// Act is something that the program can do.
type Act struct {
	ID    string
	Title string
	Also  string // other words for it
	Key   string // that does it; becomes the Hit's Line
}

// Index is what can be found in a story. It is read-only and may be used from any
// goroutine.
type Index struct {
	hits  []Hit
	words []word // in alphabetical order
}

// word is a word that occurs, and where.
type word struct {
	text    string
	letters uint64 // which letters it has, as a set
	rarity  float32
	in      []place
}

// place is a hit that has the word, and how much it says about it.
type place struct {
	hit    int32
	weight float32
}

// What a word of a row is worth by where it stands.
const (
	inName  = 4
	inTitle = 3
	inAside = 1.5 // roles, tags, days
	inText  = 1
	inDepth = 0.5 // sources, further paragraphs
)

// New returns the index of what a reader may see of a story with or without the
// epilogue, and of what the program can do. w writes its days.
func New(s *data.Story, epilogue bool, w charts.Words, acts ...Act) *Index {
	b := &builder{at: map[string]int{}, x: &Index{}}
	for _, a := range acts {
		b.hit(Hit{Kind: Action, ID: a.ID, Title: a.Title, Line: a.Key, Day: data.NoDay}, inName)
		b.say(inTitle, a.Also)
	}
	for _, m := range s.MeetingsShown(epilogue) {
		when := m.When
		if m.Start.Set() {
			when = w.Day(m.Start, charts.DayMonthYear)
		}
		b.hit(Hit{Kind: Meeting, ID: m.ID, Title: m.City, Line: when, Day: m.Start}, inName)
		b.say(inTitle, m.Country, m.Venue)
		b.say(inAside, when, m.Instrument)
		b.say(inAside, m.People[0]...)
		b.say(inAside, m.People[1]...)
		b.say(inText, m.Outcome)
	}
	for _, p := range s.People {
		b.hit(Hit{Kind: Person, ID: p.ID, Title: p.Name, Line: p.Role, Day: data.NoDay}, inName)
		b.say(inTitle, p.Role)
		b.say(inText, p.Wants, p.Said)
	}
	for _, t := range s.Glossary {
		b.hit(Hit{Kind: Term, ID: t.ID, Title: t.Term, Line: t.Meaning, Day: data.NoDay}, inName)
		b.say(inTitle, t.Also...)
		b.say(inDepth, t.Meaning)
	}
	for _, c := range s.Cards {
		if c.Epilogue && !epilogue {
			continue
		}
		b.hit(Hit{Kind: Card, ID: c.ID, Title: c.Title, Line: w.Day(c.Day, charts.DayMonthYear), Day: c.Day}, inTitle)
		b.say(inTitle, c.Number)
		b.say(inAside, c.Tags...)
		b.say(inAside, w.Day(c.Day, charts.DayMonthYear))
		b.say(inText, c.Claim)
		b.say(inDepth, c.Why)
		for _, cite := range c.Sources {
			b.say(inDepth, cite.Takes)
		}
	}
	for _, p := range s.Positions {
		b.hit(Hit{Kind: Position, ID: p.ID, Title: p.Issue, Day: data.NoDay}, inTitle)
		b.say(inText, p.Says[0], p.Says[1], p.Analysts)
	}
	for _, e := range s.Events {
		if e.Epilogue && !epilogue {
			continue
		}
		b.hit(Hit{Kind: Event, ID: e.ID, Title: e.Title, Line: w.Day(e.Day, charts.DayMonthYear), Day: e.Day}, inTitle)
		b.say(inAside, e.Kind, w.Day(e.Day, charts.DayMonthYear))
		b.say(inText, e.Text)
	}
	for _, x := range s.SourcesShown(epilogue) {
		b.hit(Hit{Kind: Source, ID: x.ID, Title: x.Title, Line: x.Publisher, Day: x.Day}, inAside) // what is told comes before what it was read in
		b.say(inAside, x.ID, x.Publisher, w.Day(x.Day, charts.DayMonthYear))
		b.say(inDepth, x.Note)
	}
	return b.index()
}

// builder collects words.
type builder struct {
	x  *Index
	at map[string]int // places of words in x.words
}

// hit begins a new hit, whose title's words weigh that much.
func (b *builder) hit(h Hit, weight float32) {
	b.x.hits = append(b.x.hits, h)
	b.say(weight, h.Title)
	// Words that belong together are also typed as one.
	parts := split(h.Title)
	for i := 1; i < len(parts); i++ {
		b.word(parts[i-1]+parts[i], weight/2)
	}
}

// say adds the words of texts to the present hit.
func (b *builder) say(weight float32, texts ...string) {
	for _, t := range texts {
		for _, w := range split(t) {
			b.word(w, weight)
		}
	}
}

func (b *builder) word(text string, weight float32) {
	i, known := b.at[text]
	if !known {
		i = len(b.x.words)
		b.at[text] = i
		b.x.words = append(b.x.words, word{text: text, letters: letters(text)})
	}
	w, hit := &b.x.words[i], int32(len(b.x.hits)-1)
	if n := len(w.in); n > 0 && w.in[n-1].hit == hit {
		w.in[n-1].weight = max(w.in[n-1].weight, weight)
		return
	}
	w.in = append(w.in, place{hit, weight})
}

func (b *builder) index() *Index {
	x := b.x
	for i := range x.words {
		w := &x.words[i]
		w.rarity = float32(math.Log(1 + float64(len(x.hits))/float64(len(w.in))))
	}
	slices.SortFunc(x.words, func(a, b word) int { return strings.Compare(a.text, b.text) })
	return x
}

// maxWords is how many words of a query are looked at.
const maxWords = 12

// Find returns what fits a query best, the best first, at most that many. A query
// without a letter or digit finds nothing. The cost grows with the number of
// different words of the story, not with its length.
func (x *Index) Find(query string, limit int) []Hit {
	asked := split(query)
	asked = asked[:min(len(asked), maxWords)]
	if len(asked) == 0 || limit <= 0 {
		return nil
	}
	total := make([]float32, len(x.hits))
	met := make([]uint8, len(x.hits)) // how many of the query's words were found
	best := make([]float32, len(x.hits))
	add := func(w string, counts bool) {
		clear(best)
		x.each(w, func(to *word, fit float32) {
			for _, p := range to.in {
				best[p.hit] = max(best[p.hit], fit*to.rarity*p.weight)
			}
		})
		for i, v := range best {
			if v > 0 {
				total[i] += v
				if counts {
					met[i]++
				}
			}
		}
	}
	for i, w := range asked {
		add(w, true)
		if i > 0 { // "black list" for blacklist
			add(asked[i-1]+w, false)
		}
	}
	whole := strings.Join(asked, " ")
	var found []int
	for i := range total {
		if total[i] == 0 {
			continue
		}
		share := float32(met[i]) / float32(len(asked))
		total[i] *= share * share
		if title := strings.Join(split(x.hits[i].Title), " "); title == whole {
			total[i] *= 3
		} else if strings.HasPrefix(title, whole) {
			total[i] *= 1.3
		} else if off, _ := data.Alignment(whole, title, slipsIn(whole)+1); off <= slipsIn(whole) {
			total[i] *= 2
		}
		found = append(found, i)
	}
	slices.SortStableFunc(found, func(a, b int) int { return cmp.Compare(total[b], total[a]) })
	out := make([]Hit, 0, min(limit, len(found)))
	for _, i := range found[:min(limit, len(found))] {
		out = append(out, x.hits[i])
	}
	return out
}

// each visits the words that a word of a query may stand for, and how well they
// fit: from 1 for the word itself down to 0.
func (x *Index) each(asked string, visit func(*word, float32)) {
	set := letters(asked)
	slips := slipsIn(asked)
	if _, known := slices.BinarySearchFunc(x.words, asked, func(w word, text string) int { return strings.Compare(w.text, text) }); known {
		slips = 0 // "rare" is no slip for "rate"
	}
	for i := range x.words {
		w := &x.words[i]
		switch {
		case w.text == asked:
			visit(w, 1)
			continue
		case strings.HasPrefix(w.text, asked):
			if len(asked) > 1 { // any word begins with some letter
				visit(w, 0.55+0.35*float32(len(asked))/float32(len(w.text)))
			}
			continue
		}
		// Each mistake can bring in one letter that the word has not.
		if slips == 0 || bits.OnesCount64(set&^w.letters) > slips || len(w.text)+slips < len(asked) || !plain(w.text) {
			continue
		}
		whole, begun := data.Alignment(asked, w.text, slips+1)
		switch {
		case whole <= slips:
			visit(w, 0.75-0.2*float32(whole-1))
		case begun <= slips && len(asked) >= 5:
			visit(w, 0.45-0.15*float32(begun-1))
		}
	}
}

// slipsIn is how many mistakes a word may hold. Numbers hold none: 84 is not 34.
func slipsIn(asked string) int {
	switch n := len(asked); {
	case !plain(asked) || n < 4:
		return 0
	case n < 6:
		return 1
	case n < 12:
		return 2
	default:
		return 3
	}
}

// plain tells whether a word has no digit.
func plain(w string) bool { return !strings.ContainsAny(w, "0123456789") }

// letters is the set of a word's bytes, as far as 64 kinds are told apart.
func letters(w string) uint64 {
	var set uint64
	for i := range len(w) {
		set |= 1 << (w[i] & 63)
	}
	return set
}
