// Package price works out what a rate does to one import: what is paid on a day, layer
// by layer, and what of it reaches the buyer.
//
// Prices are in dollars, rates in percent of the price at the border (ad valorem).
// Older duties, value-added tax and freight are not counted, as the extra rate does
// not count them.
package price

import (
	"slices"

	"truceline/data"
)

// Part is what one layer adds.
type Part struct {
	Layer string
	Rate  data.Percent
	// Known is false where no source was found; Rate is then 0.
	Known bool
	// Rule is the row that departs from the layer's own rate, or nil.
	Rule *data.Rule
	// Sources are those of the rule, and of the layer's change where its rate is
	// taken.
	Sources []string
}

// Duty is what an import of a kind pays on a day.
type Duty struct {
	Good  *data.Good
	Day   data.Day
	Parts []Part // of a rate other than 0, or that a rule speaks of
	Rate  data.Percent
	Known bool // every part is
}

// Of returns the duty on a kind of good on a day. Rules and changes of the epilogue
// count only if it is set. It returns false for a good that the story has not.
func Of(s *data.Story, good string, day data.Day, epilogue bool) (Duty, bool) {
	g := s.Good(good)
	if g == nil {
		return Duty{}, false
	}
	out := Duty{Good: g, Day: day, Known: true}
	for i := range s.Layers {
		l := &s.Layers[i]
		if l.Side != g.Side || l.Scope == data.Exemption {
			continue
		}
		rule := ruleOn(s, good, l.ID, day, epilogue)
		if rule == nil && l.Scope != data.General {
			continue
		}
		p := Part{Layer: l.ID, Known: true, Rule: rule}
		own := s.LayerRate(l.Side, l.ID, day, epilogue)
		switch {
		case rule == nil:
			p.Rate, p.Sources = own, s.RateSources(l, day, epilogue)
		case rule.Kind == data.FixedRate && own == 0 && rule.Rate != 0:
			// A rule says how much of the layer a good pays; one that is not in
			// force takes nothing.
			p.Sources = rule.Sources
		case rule.Kind == data.FixedRate:
			p.Rate, p.Sources = rule.Rate, rule.Sources
		case rule.Kind == data.UnknownRate:
			p.Known, out.Known, p.Sources = false, false, rule.Sources
		default:
			p.Rate = own
			p.Sources = slices.Clone(rule.Sources)
			for _, id := range s.RateSources(l, day, epilogue) {
				if !slices.Contains(p.Sources, id) {
					p.Sources = append(p.Sources, id)
				}
			}
		}
		if p.Rate == 0 && p.Known && (rule == nil || own == 0) {
			continue
		}
		out.Rate += p.Rate
		out.Parts = append(out.Parts, p)
	}
	return out, true
}

// ruleOn returns the last rule of a good and layer by a day, or nil.
func ruleOn(s *data.Story, good, layer string, day data.Day, epilogue bool) *data.Rule {
	var last *data.Rule
	for i := range s.Rules {
		r := &s.Rules[i]
		if r.Good == good && r.Layer == layer && r.From <= day && (epilogue || !r.Epilogue) {
			last = r
		}
	}
	return last
}

// Tag is an import as it goes from the border to the buyer.
type Tag struct {
	Border float64 // dollars, before the duty
	Duty   float64 // dollars
	Landed float64 // dollars: the two together, what the importer has paid
	// Buyer is what the buyer pays, in dollars, if so much of the duty is passed on
	// and nothing else is added.
	Buyer float64
	// Borne is the part of the duty, in dollars, that is not passed on.
	Borne float64
}

// TagOf returns the tag of an import of that price in dollars, at a share of the duty
// that is passed on, in percent from 0 to 100.
func TagOf(d Duty, dollars float64, passed data.Percent) Tag {
	duty := dollars * float64(d.Rate) / 100
	on := duty * float64(min(max(passed, 0), 100)) / 100
	return Tag{Border: dollars, Duty: duty, Landed: dollars + duty, Buyer: dollars + on, Borne: duty - on}
}

// Limits of what can be set.
const (
	MinDollars, MaxDollars = 1, 100_000
	// DefaultDollars is the price to begin with.
	DefaultDollars = 100
	// DefaultPassed is the share of the duty passed on to begin with, in percent.
	DefaultPassed = 100
)

// Findings returns what research says for a side's rate.
func Findings(s *data.Story, side data.SideID, epilogue bool) []data.Finding {
	var out []data.Finding
	for _, f := range s.Findings {
		if f.Side == side && (epilogue || !f.Epilogue) {
			out = append(out, f)
		}
	}
	return out
}
