package course

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"truceline/data"
)

// Edit is what is tried with one action. The zero Edit leaves it as it was.
type Edit struct {
	// Off leaves a Taken action out, On takes a Threat or a Lapse up.
	Off, On bool
	// Days delays the action by so many days; negative ones bring it forward.
	Days int
	// Rate takes the place of the layer's rate where Rated is set.
	Rate  data.Percent
	Rated bool
	// Kept says that the reader was asked whether the action would still have come,
	// and wants it so.
	Kept bool
}

// Bounds of an edit.
const (
	MaxDays = 400
	maxRate = 5e8 // half of what a story may have
)

func (e Edit) on(k Kind) bool {
	if k == Taken {
		return !e.Off
	}
	return e.On
}

// Plan is a set of edits as one comparable text, in the order of the actions' ids:
// "a/layer/1896-04-09 off; b/layer/1896-04-12 +7 =84". The empty Plan is
// what happened.
type Plan string

// Edits returns the edits of a plan by action. Parts that cannot be read are left
// out.
func (p Plan) Edits() map[string]Edit {
	if p == "" {
		return nil
	}
	out := make(map[string]Edit)
	for part := range strings.SplitSeq(string(p), ";") {
		words := strings.Fields(part)
		if len(words) < 2 {
			continue
		}
		var e Edit
		for _, w := range words[1:] {
			switch {
			case w == "off":
				e.Off = true
			case w == "on":
				e.On = true
			case w == "kept":
				e.Kept = true
			case w[0] == '+' || w[0] == '-':
				if n, err := strconv.Atoi(w); err == nil && n >= -MaxDays && n <= MaxDays {
					e.Days = n
				}
			case w[0] == '=':
				if v, err := strconv.ParseFloat(w[1:], 64); err == nil && math.Abs(v) <= maxRate {
					e.Rate, e.Rated = data.Percent(v), true
				}
			}
		}
		if e != (Edit{}) {
			out[words[0]] = e
		}
	}
	return out
}

// planOf writes edits as a plan.
func planOf(edits map[string]Edit) Plan {
	ids := make([]string, 0, len(edits))
	for id, e := range edits {
		if e != (Edit{}) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	parts := make([]string, len(ids))
	for i, id := range ids {
		e := edits[id]
		text := id
		for _, flag := range []struct {
			set  bool
			says string
		}{{e.Off, "off"}, {e.On, "on"}, {e.Kept, "kept"}} {
			if flag.set {
				text += " " + flag.says
			}
		}
		if e.Days != 0 {
			text += fmt.Sprintf(" %+d", e.Days)
		}
		if e.Rated {
			text += " =" + strconv.FormatFloat(float64(e.Rate), 'f', -1, 64)
		}
		parts[i] = text
	}
	return Plan(strings.Join(parts, "; "))
}

// Valid returns the plan without edits of actions that the story has not.
func (p Plan) Valid(s *data.Story) Plan {
	if p == "" {
		return ""
	}
	// Edits of what the epilogue hides are kept for when it is shown.
	known := Actions(s, true)
	edits := p.Edits()
	for id, e := range edits {
		a := action(known, id)
		if a == nil {
			delete(edits, id)
		} else if least, most := bounds(s, a); e.Rated && (e.Rate < least || e.Rate > most) {
			e.Rate, e.Rated = 0, false
			edits[id] = e
		}
	}
	return planOf(edits)
}

// With returns the plan with another edit of one action.
func (p Plan) With(id string, e Edit) Plan {
	edits := p.Edits()
	if edits == nil {
		edits = make(map[string]Edit, 1)
	}
	edits[id] = e
	return planOf(edits)
}

// Of returns the edit of an action.
func (p Plan) Of(id string) Edit { return p.Edits()[id] }

// Toggled returns the plan with an action left out or taken up, or put back.
func (p Plan) Toggled(a *Action) Plan {
	e := p.Of(a.ID)
	if a.Kind == Taken {
		e.Off = !e.Off
	} else {
		e.On = !e.On
	}
	e.Kept = false
	return p.With(a.ID, e)
}

// Moved returns the plan with an action moved by so many days more, but not before
// the story has begun.
func (p Plan) Moved(s *data.Story, a *Action, days int) Plan {
	e := p.Of(a.ID)
	e.Days = min(max(e.Days+days, -MaxDays, int(s.Start+1-a.Day)), MaxDays)
	return p.With(a.ID, e)
}

// bounds are the lowest and the highest rate of an action's layer: up to half of what the
// story may have at all, and below nought where the layer has been.
func bounds(s *data.Story, a *Action) (least, most data.Percent) {
	most = s.MostRate() / 2
	if a.Rate < 0 || a.Was < 0 {
		least = -most
	}
	return least, most
}

// Rated returns the plan with another rate for an action's layer.
func (p Plan) Rated(s *data.Story, a *Action, rate data.Percent) Plan {
	e := p.Of(a.ID)
	least, most := bounds(s, a)
	e.Rate = min(max(rate, least), most)
	e.Rated = e.Rate != a.Rate
	if !e.Rated {
		e.Rate = 0
	}
	return p.With(a.ID, e)
}

// On tells whether an action comes in the plan.
func (p Plan) On(a *Action) bool { return p.Of(a.ID).on(a.Kind) }

// Day and Rate return when an action comes in the plan, and at which rate of its
// layer.
func (p Plan) Day(a *Action) data.Day { return a.Day + data.Day(p.Of(a.ID).Days) }

// Rate returns the layer's rate from the action on.
func (p Plan) Rate(a *Action) data.Percent {
	if e := p.Of(a.ID); e.Rated {
		return e.Rate
	}
	return a.Rate
}
