// Package course tells how a story would have gone had some of its actions not been
// taken, or later, or with another rate. An invented course is a data.Story again,
// so that whatever draws a story draws it.
//
// An action sets one layer to a rate from a day on, as a change of the story does;
// leaving it out leaves the layer as the action before set it. Nothing else is
// assumed: that a reply would not have come either is offered, and the reader
// decides.
package course

import (
	"cmp"
	"slices"

	"truceline/data"
)

// Kind says what sort of action it is.
type Kind uint8

const (
	// Taken actions came into force.
	Taken Kind = iota
	// Threat actions were spoken of and did not come, as far as the story knows.
	Threat
	// Lapse actions would have come of themselves had nothing new been decided.
	Lapse
)

// Action is something that a side did, or might have done, on a day.
type Action struct {
	// ID is SIDE/LAYER/DAY, with lapse/ before it for a Lapse.
	ID    string
	Kind  Kind
	Side  data.SideID
	Layer string
	Scope data.Scope
	Day   data.Day
	Rate  data.Percent // of the layer
	// Was is the layer's rate on the eve, as it happened.
	Was     data.Percent
	Title   string
	Sources []string

	change int // row in Story.Changes, or -1
}

// Keeps tells whether the action left its layer's rate as it was: it carried on what
// the action before had set.
func (a *Action) Keeps() bool { return a.Kind == Taken && a.Rate == a.Was }

// Actions returns what can be changed in a story, by day: every change of a rate but
// those that the story begins with, what was threatened, and what would have come of
// itself.
func Actions(s *data.Story, epilogue bool) []Action {
	var out []Action
	for i := range s.Changes {
		c := &s.Changes[i]
		if c.Effective <= s.Start || c.Epilogue && !epilogue {
			continue
		}
		a := Action{
			ID: string(c.Side) + "/" + c.Layer + "/" + c.Effective.String(), Side: c.Side, Layer: c.Layer, Day: c.Effective,
			Rate: c.Rate, Title: c.Title, Sources: c.Sources, change: i,
		}
		switch c.Status {
		case data.InForce:
		case data.Threatened:
			a.Kind = Threat
		default:
			continue // replaced before it came, or only taken back
		}
		if !a.find(s, epilogue) {
			continue
		}
		out = append(out, a)
	}
	for _, l := range s.Lapses {
		if l.Epilogue && !epilogue || l.Day <= s.Start {
			continue
		}
		a := Action{
			ID: "lapse/" + string(l.Side) + "/" + l.Layer + "/" + l.Day.String(), Kind: Lapse, Side: l.Side, Layer: l.Layer,
			Day: l.Day, Rate: l.Rate, Title: l.Title, Sources: l.Sources, change: -1,
		}
		if a.find(s, epilogue) {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b Action) int { return cmp.Compare(a.Day, b.Day) })
	return out
}

// find fills in what the story says of the action's layer. Exemptions are no
// actions: they change no rate.
func (a *Action) find(s *data.Story, epilogue bool) bool {
	l := s.Layer(a.Side, a.Layer)
	if l == nil || l.Scope == data.Exemption {
		return false
	}
	a.Scope, a.Was = l.Scope, s.LayerRate(a.Side, a.Layer, a.Day-1, epilogue)
	return true
}

// Course is an invented course of events.
type Course struct {
	// Story is the story as it would have gone. Its as-of day is the last day of the
	// course; without edits it is the story itself.
	Story *data.Story
	// From is the first day that is invented: from which on a layer that counts for
	// all goods is not as it was, or what is unknown is assumed. NoDay if no day is.
	From data.Day
	// Until is the last day of the course.
	Until data.Day
	// Days are the first invented day of each side, NoDay where none is.
	Days map[data.SideID]data.Day
}

// Of returns the course that the plan makes of a story. Its cost is that of sealing
// a story.
func Of(s *data.Story, epilogue bool, plan Plan) *Course {
	c := &Course{Story: s, From: data.NoDay, Until: s.AsOf, Days: make(map[data.SideID]data.Day, len(s.Sides))}
	if epilogue {
		c.Until = s.EpilogueEnd
	}
	edits := plan.Edits()
	for _, side := range s.Sides {
		c.Days[side.ID] = data.NoDay
	}
	if len(edits) == 0 {
		return c
	}
	out := *s
	out.Changes = changes(s, epilogue, edits, &c.Until)
	if !epilogue {
		out.AsOf = c.Until
	}
	out.Seal()
	c.Story = &out
	c.compare(s, epilogue)
	if c.Differs() {
		// What was announced, threatened or put on hold later belongs to what
		// happened; of the invented days nothing of the kind is known.
		told := out
		told.Changes = spoken(out.Changes, c.From)
		told.Seal()
		c.Story = &told
	}
	return c
}

// spoken leaves of changes those in force, and of what was only spoken of or put on
// hold what came before a day; what was on hold then ends there.
func spoken(all []data.Change, from data.Day) []data.Change {
	var out, held []data.Change // held: the last of each layer
	for _, c := range all {
		noticed := c.Effective
		if c.Announced.Set() {
			noticed = min(noticed, c.Announced)
		}
		switch {
		case c.Status == data.Suspended && c.Effective < from:
			held = slices.DeleteFunc(held, func(h data.Change) bool { return h.Side == c.Side && h.Layer == c.Layer })
			held, out = append(held, c), append(out, c)
		case c.Status == data.InForce || c.Status != data.Suspended && noticed < from:
			out = append(out, c)
		}
	}
	for _, c := range held {
		c.Effective, c.Announced, c.Rate = from, data.NoDay, 0
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b data.Change) int { return cmp.Compare(a.Effective, b.Effective) })
	return out
}

// changes returns the rows of the course, by day. Until becomes the last day drawn if
// an action after the as-of day is taken up.
func changes(s *data.Story, epilogue bool, edits map[string]Edit, until *data.Day) []data.Change {
	actions := Actions(s, epilogue)
	replaced := make([]bool, len(s.Changes))
	type entry struct {
		data.Change
		order int // at one day, what would have come of itself gives way
	}
	var all []entry
	for i := range actions {
		a := &actions[i]
		e := edits[a.ID]
		if a.change >= 0 {
			replaced[a.change] = true
		}
		if !e.on(a.Kind) {
			if a.Kind == Threat { // it stays what it was, a threat
				replaced[a.change] = false
			}
			continue
		}
		row := data.Change{
			Side: a.Side, Layer: a.Layer, Effective: a.Day + data.Day(e.Days), Rate: a.Rate, Status: data.InForce,
			Announced: data.NoDay, Title: a.Title, Sources: a.Sources,
		}
		if a.change >= 0 {
			row = s.Changes[a.change]
			row.Status, row.Effective = data.InForce, a.Day+data.Day(e.Days)
		}
		if e.Rated {
			row.Rate = e.Rate
		}
		order := a.change
		if row.Effective > s.AsOf && !epilogue {
			*until = max(*until, s.Ahead)
		}
		all = append(all, entry{row, order})
	}
	for i := range s.Changes {
		if !replaced[i] {
			all = append(all, entry{s.Changes[i], i})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.Effective, b.Effective), cmp.Compare(a.order, b.order))
	})
	out := make([]data.Change, len(all))
	for i := range all {
		out[i] = all[i].Change
	}
	return out
}

// compare finds the first days on which the course is not what happened.
func (c *Course) compare(s *data.Story, epilogue bool) {
	last := s.LastKnown(epilogue)
	for _, side := range s.Sides {
		first := data.NoDay
		differs := func(d data.Day) {
			if d > c.Until || first.Set() && d >= first {
				return
			}
			if d > last || !slices.Equal(s.LayersOn(side.ID, d, epilogue), c.Story.LayersOn(side.ID, d, epilogue)) {
				first = d
			}
		}
		for _, from := range []*data.Story{s, c.Story} {
			for _, t := range from.InForce(side.ID, epilogue) {
				differs(t.From)
			}
		}
		if c.Until > last {
			differs(last + 1)
		}
		c.Days[side.ID] = first
		if first.Set() && (!c.From.Set() || first < c.From) {
			c.From = first
		}
	}
}

// Differs tells whether anything in the course is invented.
func (c *Course) Differs() bool { return c.From.Set() }

// action returns the action of that id, or nil.
func action(list []Action, id string) *Action {
	for i := range list {
		if list[i].ID == id {
			return &list[i]
		}
	}
	return nil
}

// Answer is what a question asks to be tried, as a plan.
func Answer(q *data.Question) Plan {
	edits := make(map[string]Edit)
	for _, id := range q.Off {
		edits[id] = Edit{Off: true}
	}
	for _, id := range q.On {
		edits[id] = Edit{On: true}
	}
	return planOf(edits)
}

// Asked returns the question that a plan is the answer to, or nil.
func Asked(s *data.Story, plan Plan) *data.Question {
	for i := range s.Questions {
		if plan != "" && Answer(&s.Questions[i]) == plan {
			return &s.Questions[i]
		}
	}
	return nil
}
