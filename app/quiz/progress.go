package quiz

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"truceline/data"
)

// Progress is how well a reader knows each question, by the boxes of Sebastian Leitner
// (So lernt man lernen, 1972): a right answer moves a question one box on, a wrong one
// back into the first, and each box waits longer before it asks again.
type Progress struct {
	Boxes map[string]Box `json:"boxes"`
	// Session is the one under way; without questions there is none.
	Session Session `json:"session"`
}

// Box is where a question stands.
type Box struct {
	Box int `json:"box"` // 0 is the first
	// Due is the day from which it is asked again.
	Due data.Day `json:"due"`
}

// waits are the days that a question of each box waits.
var waits = []data.Day{0, 1, 3, 7, 16, 35}

// SessionLength is how many questions a session asks.
const SessionLength = 10

// Session is a run of questions.
type Session struct {
	// Variant makes its questions, see Pool.Question.
	Variant uint64   `json:"variant"`
	IDs     []string `json:"ids"`
	At      int      `json:"at"`
	Right   int      `json:"right"`
	// Missed are the ids of those that were answered wrongly.
	Missed []string `json:"missed,omitempty"`
}

// Over tells whether every question has been answered.
func (s Session) Over() bool { return s.At >= len(s.IDs) }

// Begin starts a session: first what is due, the longest waiting first, then what
// was never asked, and of each kind in turn. Chance is a parameter.
func (p *Progress) Begin(pool *Pool, today data.Day, r *rand.Rand) {
	var due, fresh, early []string
	for _, id := range pool.IDs() {
		b, asked := p.Boxes[id]
		switch {
		case !asked:
			fresh = append(fresh, id)
		case b.Due <= today:
			due = append(due, id)
		default:
			early = append(early, id)
		}
	}
	r.Shuffle(len(fresh), func(i, j int) { fresh[i], fresh[j] = fresh[j], fresh[i] })
	waiting := func(a, b string) int { return cmp.Or(cmp.Compare(p.Boxes[a].Due, p.Boxes[b].Due), cmp.Compare(a, b)) }
	slices.SortFunc(due, waiting)
	slices.SortFunc(early, waiting)
	p.Session = Session{Variant: r.Uint64()}
	all := slices.Concat(inTurn(due), inTurn(fresh), early)
	p.Session.IDs = all[:min(SessionLength, len(all))]
}

// inTurn puts questions so that kinds follow each other, each in its own order.
func inTurn(ids []string) []string {
	var kinds []Kind
	byKind := map[Kind][]string{}
	for _, id := range ids {
		k := kindOf(id)
		if byKind[k] == nil {
			kinds = append(kinds, k)
		}
		byKind[k] = append(byKind[k], id)
	}
	var out []string
	for len(out) < len(ids) {
		for _, k := range kinds {
			if list := byKind[k]; len(list) > 0 {
				out, byKind[k] = append(out, list[0]), list[1:]
			}
		}
	}
	return out
}

func kindOf(id string) Kind {
	for i := range id {
		if id[i] == '/' {
			return Kind(id[:i])
		}
	}
	return ""
}

// Answer notes an answer to the question that the session asks, and goes on to the
// next.
func (p *Progress) Answer(right bool, today data.Day) {
	if p.Session.Over() {
		return
	}
	id := p.Session.IDs[p.Session.At]
	if p.Boxes == nil {
		p.Boxes = make(map[string]Box)
	}
	b := p.Boxes[id]
	if right {
		b.Box = min(b.Box+1, len(waits)-1)
		p.Session.Right++
	} else {
		b.Box = 0
		p.Session.Missed = append(p.Session.Missed, id)
	}
	b.Due = today + waits[b.Box]
	p.Boxes[id] = b
	p.Session.At++
}

// Now returns the question that the session asks; false when it is over, or when its
// story has changed.
func (p *Progress) Now(pool *Pool) (Question, bool) {
	if p.Session.Over() {
		return Question{}, false
	}
	return pool.Question(p.Session.IDs[p.Session.At], p.Session.Variant)
}

// Missed returns the questions of the session that were answered wrongly, in their order.
func (p *Progress) Missed(pool *Pool) []Question {
	var out []Question
	for _, id := range p.Session.Missed {
		if q, ok := pool.Question(id, p.Session.Variant); ok {
			out = append(out, q)
		}
	}
	return out
}

// Known counts the questions that have left the first box.
func (p *Progress) Known() (n int) {
	for _, b := range p.Boxes {
		if b.Box > 0 {
			n++
		}
	}
	return n
}

// Due counts the questions asked before that are due on a day.
func (p *Progress) Due(today data.Day) (n int) {
	for _, b := range p.Boxes {
		if b.Due <= today {
			n++
		}
	}
	return n
}
