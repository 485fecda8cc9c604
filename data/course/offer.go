package course

import (
	"slices"
	"strings"

	"truceline/data"
)

// Offer is a consequence that the reader may draw or not: an action that followed
// from one that was changed.
type Offer struct {
	Cause, Reply Action
	Reason       Reason
	// Text says in the story's words how the two hang together, where it does.
	Text    string
	Sources []string
	// Days is by how much the cause was moved, where it was not left out.
	Days int
}

// Reason says how an action hangs together with another.
type Reason uint8

const (
	// Answered actions were a reply, as a link of the story says.
	Answered Reason = iota
	// Agreed actions came out of the same meeting or statement.
	Agreed
	// Carried actions only carry on what the other had set.
	Carried
	// Lapsed actions come of themselves without the other.
	Lapsed
)

// Offers returns the questions that a plan leaves open: for each action left out or
// moved, what followed from it and has neither gone with it nor been kept.
func Offers(s *data.Story, epilogue bool, plan Plan) []Offer {
	actions := Actions(s, epilogue)
	var out []Offer
	for i := range actions {
		cause := &actions[i]
		e := plan.Of(cause.ID)
		left := cause.Kind == Taken && e.Off
		if !left && (e.Days == 0 || !plan.On(cause)) {
			continue
		}
		for _, o := range follows(s, actions, cause, epilogue) {
			r := plan.Of(o.Reply.ID)
			switch {
			case r.Kept, slices.ContainsFunc(out, func(x Offer) bool { return x.Reply.ID == o.Reply.ID }):
				continue
			case o.Reason == Lapsed:
				// It comes only if what it would have ended stood.
				if !left || r.On || !stands(actions, plan, cause) {
					continue
				}
			case left && !plan.On(&o.Reply), !left && (r.Days != 0 || !plan.On(&o.Reply)):
				continue
			}
			o.Cause = *cause
			if !left {
				o.Days = e.Days
			}
			out = append(out, o)
		}
	}
	return out
}

// stands tells whether the action that another carries on comes in a plan.
func stands(actions []Action, plan Plan, carried *Action) bool {
	before := (*Action)(nil)
	for i := range actions {
		a := &actions[i]
		if a.Kind == Taken && a.Side == carried.Side && a.Layer == carried.Layer && a.Day < carried.Day {
			before = a
		}
	}
	return before != nil && plan.On(before)
}

// follows returns what followed from an action.
func follows(s *data.Story, actions []Action, cause *Action, epilogue bool) []Offer {
	var out []Offer
	add := func(reply *Action, why Reason, text string, sources []string) {
		if reply == nil || reply.ID == cause.ID || slices.ContainsFunc(out, func(o Offer) bool { return o.Reply.ID == reply.ID }) {
			return
		}
		out = append(out, Offer{Reply: *reply, Reason: why, Text: text, Sources: sources})
	}
	// Replies: links from the action, by way of events and meetings too.
	seen := map[string]bool{}
	var walk func(from string)
	walk = func(from string) {
		if seen[from] {
			return
		}
		seen[from] = true
		for _, l := range s.Links {
			if l.From != from || l.Epilogue && !epilogue {
				continue
			}
			if a := linked(actions, l.To); a != nil {
				add(a, Answered, l.Text, l.Sources)
			} else if !strings.HasPrefix(l.To, "change:") {
				walk(l.To)
			}
		}
	}
	walk("change:" + cause.ID)
	// What the same meeting or statement led to, and the other way round.
	for _, l := range s.Links {
		if l.To != "change:"+cause.ID || strings.HasPrefix(l.From, "change:") || l.Epilogue && !epilogue {
			continue
		}
		for _, other := range s.Links {
			if other.From == l.From && (epilogue || !other.Epilogue) {
				add(linked(actions, other.To), Agreed, other.Text, other.Sources)
			}
		}
	}
	// What only carries on what the action had set.
	after := false
	for i := range actions {
		a := &actions[i]
		if a.ID == cause.ID {
			after = true
			continue
		}
		if !after || a.Side != cause.Side || a.Layer != cause.Layer || a.Kind != Taken {
			continue
		}
		if !a.Keeps() {
			break
		}
		add(a, Carried, "", a.Sources)
	}
	// What comes of itself when nobody carries it on.
	if cause.Keeps() {
		for i := range actions {
			a := &actions[i]
			if a.Kind == Lapse && a.Side == cause.Side && a.Layer == cause.Layer && a.Day == cause.Day {
				add(a, Lapsed, "", a.Sources)
			}
		}
	}
	return out
}

// linked returns the action that a link points to, or nil.
func linked(actions []Action, to string) *Action {
	id, is := strings.CutPrefix(to, "change:")
	if !is {
		return nil
	}
	return action(actions, id)
}

// Accept returns the plan with an offered action gone with its cause.
func (p Plan) Accept(o Offer) Plan {
	e := p.Of(o.Reply.ID)
	switch {
	case o.Reason == Lapsed:
		e.On = true
	case o.Days != 0:
		e.Days = o.Days
	default:
		e.Off = true
	}
	return p.With(o.Reply.ID, e)
}

// Decline returns the plan in which an offered action stays as it was.
func (p Plan) Decline(o Offer) Plan {
	e := p.Of(o.Reply.ID)
	e.Kept = true
	return p.With(o.Reply.ID, e)
}
