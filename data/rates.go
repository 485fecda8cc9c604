package data

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
)

// LayerRate is one layer's part of a rate.
type LayerRate struct {
	Layer string
	Rate  Percent
}

// Rate returns a side's additional rate on a day: the sum of its general layers
// in force. Days before the first change have rate 0. Later changes count only if
// epilogue is set. It allocates nothing.
func (s *Story) Rate(side SideID, day Day, epilogue bool) Percent {
	if x := s.sealed(); x != nil {
		return x.rate(side, day, epilogue)
	}
	var sum Percent
	for i := range s.Layers {
		if l := &s.Layers[i]; l.Side == side && l.Scope == General {
			sum += s.layerRate(i, day, epilogue)
		}
	}
	return sum
}

// layerRate is the rate of the story's i-th layer: that of its last change in
// force by the day. Changes are sorted by effective day, so the last that fits
// wins.
func (s *Story) layerRate(i int, day Day, epilogue bool) Percent {
	if x := s.sealed(); x != nil {
		return x.steps[i][which(epilogue)].at(day)
	}
	l := &s.Layers[i]
	var rate Percent
	for i := range s.Changes {
		c := &s.Changes[i]
		if c.Effective > day {
			break
		}
		if c.Layer == l.ID && c.Side == l.Side && c.Status == InForce && (epilogue || !c.Epilogue) {
			rate = c.Rate
		}
	}
	return rate
}

// LayerRate returns one layer's own rate on a day, of whatever scope; 0 for a layer
// that the side has not.
func (s *Story) LayerRate(side SideID, layer string, day Day, epilogue bool) Percent {
	for i := range s.Layers {
		if s.Layers[i].ID == layer && s.Layers[i].Side == side {
			return s.layerRate(i, day, epilogue)
		}
	}
	return 0
}

// LayersOn returns the general layers of a side with a rate other than 0 on a day,
// in the story's order.
func (s *Story) LayersOn(side SideID, day Day, epilogue bool) []LayerRate {
	var out []LayerRate
	for i := range s.Layers {
		l := &s.Layers[i]
		if l.Side != side || l.Scope != General {
			continue
		}
		if r := s.layerRate(i, day, epilogue); r != 0 {
			out = append(out, LayerRate{l.ID, r})
		}
	}
	return out
}

// Stretch is a run of days with one rate of one side.
type Stretch struct {
	Side SideID
	Span
	Rate      Percent
	Status    Status
	Layers    []LayerRate
	Announced Day // of the change that began the stretch; NoDay if unknown
	// Withdrawn is the day on which it was announced that what is threatened or
	// announced would not come; NoDay if it was not taken back.
	Withdrawn Day
	// Changes are those that began the stretch, and those during it that left the
	// rate as it was, such as an extension.
	Changes []Change
}

// Sources returns the sources of all changes of the stretch, without repeats.
func (t Stretch) Sources() []string {
	var out []string
	for _, c := range t.Changes {
		out = Union(out, c.Sources)
	}
	return out
}

// Instrument names the legal texts of the stretch, parted by semicolons.
func (t Stretch) Instrument() string {
	var out []string
	for _, c := range t.Changes {
		if c.Instrument != "" && !slices.Contains(out, c.Instrument) {
			out = append(out, c.Instrument)
		}
	}
	return strings.Join(out, "; ")
}

// LayerText writes the layers as "first:20 second:125".
func (t Stretch) LayerText() string {
	parts := make([]string, len(t.Layers))
	for i, l := range t.Layers {
		parts[i] = fmt.Sprintf("%s:%g", l.Layer, float64(l.Rate))
	}
	return strings.Join(parts, " ")
}

// InForce returns a side's stretches of days with one rate, in order. They follow
// each other without a gap from the story's first day; the last is open.
func (s *Story) InForce(side SideID, epilogue bool) []Stretch {
	var out []Stretch
	for i := 0; i < len(s.Changes); {
		day := s.Changes[i].Effective
		var here []Change
		for ; i < len(s.Changes) && s.Changes[i].Effective == day; i++ {
			c := s.Changes[i]
			if c.Side == side && c.Status == InForce && (epilogue || !c.Epilogue) && s.scope(side, c.Layer) == General {
				here = append(here, c)
			}
		}
		if len(here) == 0 {
			continue
		}
		rate := s.Rate(side, day, epilogue)
		if n := len(out); n > 0 {
			last := &out[n-1]
			if last.Rate == rate && slices.Equal(last.Layers, s.LayersOn(side, day, epilogue)) {
				last.Changes = append(last.Changes, here...)
				continue
			}
			last.Until = day - 1
		}
		announced := NoDay
		for _, c := range here {
			announced = max(announced, c.Announced)
		}
		out = append(out, Stretch{
			Side: side, Span: Span{day, NoDay}, Rate: rate, Status: InForce,
			Layers: s.LayersOn(side, day, epilogue), Announced: announced, Withdrawn: NoDay, Changes: here,
		})
	}
	return out
}

// NotCollected returns what a side announced or threatened and did not collect, as
// stretches. An announced one runs from its announcement to the day before the
// same layer's next announcement; a threatened one from the day it was to start,
// open, or until the eve of its withdrawal, and at least for the day it was to start.
// The rate is what the side's whole additional rate would have been.
func (s *Story) NotCollected(side SideID, epilogue bool) []Stretch {
	var out []Stretch
	var withdrawals []*Change
	for i := range s.Changes {
		if c := &s.Changes[i]; c.Side == side && c.Status == Withdrawn && (epilogue || !c.Epilogue) {
			withdrawals = append(withdrawals, c)
		}
	}
	for _, c := range s.Changes {
		if c.Side != side || c.Epilogue && !epilogue || c.Status != Announced && c.Status != Threatened {
			continue
		}
		if l := s.Layer(side, c.Layer); l == nil || l.Scope != General {
			continue // on chosen goods: no part of the rate
		}
		// What the rate would have been: this layer as announced, the others as
		// they stood on the eve of its start, as far as that was known.
		layers := s.LayersOn(side, min(c.Effective-1, s.AsOf), false)
		layers = slices.DeleteFunc(layers, func(l LayerRate) bool { return l.Layer == c.Layer })
		layers = append(layers, LayerRate{c.Layer, c.Rate})
		var sum Percent
		for _, l := range layers {
			sum += l.Rate
		}
		span := Span{c.Effective, NoDay}
		if c.Status == Announced {
			span = Span{c.Announced, s.nextAnnouncement(c) - 1}
		}
		withdrawn := takenBack(&c, withdrawals)
		switch {
		case !withdrawn.Set():
		case c.Status == Threatened:
			span.Until = max(withdrawn-1, c.Effective)
		case c.Status == Announced && withdrawn > span.Until+1:
			withdrawn = NoDay // something else had taken its place
		}
		out = append(out, Stretch{
			Side: side, Span: span, Rate: sum, Status: c.Status, Layers: layers,
			Announced: c.Announced, Withdrawn: withdrawn, Changes: []Change{c},
		})
	}
	return out
}

// Suspended returns what a side keeps on hold, as stretches by layer and day: from the
// day it was suspended to the eve of the layer's next such day, the last one open.
// Suspensions that are prolonged unchanged are one stretch, with the changes of all.
// The rate is the points on hold; Layers has the one layer.
func (s *Story) Suspended(side SideID, epilogue bool) []Stretch {
	var out []Stretch
	last := make(map[string]int) // place in out by layer, of those that are open
	for _, c := range s.Changes {
		if c.Side != side || c.Status != Suspended || c.Epilogue && !epilogue || s.scope(side, c.Layer) != General {
			continue
		}
		if at, open := last[c.Layer]; open {
			if out[at].Rate == c.Rate {
				out[at].Changes = append(out[at].Changes, c)
				continue
			}
			out[at].Until = c.Effective - 1
			delete(last, c.Layer)
		}
		if c.Rate > 0 {
			last[c.Layer] = len(out)
			out = append(out, Stretch{Side: side, Span: Span{c.Effective, NoDay}, Rate: c.Rate, Status: Suspended,
				Layers: []LayerRate{{c.Layer, c.Rate}}, Announced: c.Announced, Withdrawn: NoDay, Changes: []Change{c}})
		}
	}
	return out
}

// Due tells whether on a day a stretch was announced, still to come, and not replaced
// by another announcement.
func (t Stretch) Due(day Day) bool {
	return t.Status == Announced && len(t.Changes) > 0 && t.Changes[0].Effective > day && t.Until == t.Changes[0].Effective-1 && !t.Withdrawn.Set()
}

// takenBack returns the day of the first withdrawal of a change's layer that was
// announced after the change was, NoDay if there is none. Where a day of
// announcement is not recorded, the effective day stands for it.
func takenBack(c *Change, withdrawals []*Change) Day {
	first := NoDay
	for _, w := range withdrawals {
		if w.Layer == c.Layer && w.noticed() > c.noticed() && (!first.Set() || w.noticed() < first) {
			first = w.noticed()
		}
	}
	return first
}

// noticed is the day from which a change could be known of.
func (c *Change) noticed() Day {
	if c.Announced.Set() {
		return c.Announced
	}
	return c.Effective
}

// nextAnnouncement is the first day after a change's own announcement on which
// another of its layer was announced, or its effective day if none was before.
func (s *Story) nextAnnouncement(c Change) Day {
	next := c.Effective
	if x := s.sealed(); x != nil {
		days := x.notices[layerKey{c.Side, c.Layer}]
		if i, _ := slices.BinarySearch(days, c.Announced+1); i < len(days) {
			next = min(next, days[i])
		}
		return next
	}
	for _, o := range s.Changes {
		if o.Side == c.Side && o.Layer == c.Layer && o.Announced > c.Announced {
			next = min(next, o.Announced)
		}
	}
	return next
}

// Stretches returns every stretch of both sides: what was in force, then what was
// announced or threatened only, each by its first day.
func (s *Story) Stretches(epilogue bool) []Stretch {
	var out []Stretch
	for _, side := range s.Sides {
		all := append(s.InForce(side.ID, epilogue), s.NotCollected(side.ID, epilogue)...)
		sort.SliceStable(all, func(i, j int) bool { return all[i].From < all[j].From })
		out = append(out, all...)
	}
	return out
}

// Scale returns the story's lowest and highest rate, nought among them, whether in force
// or threatened, and the grain of what its layers are: 1 where all are whole, or 0.1.
func (s *Story) Scale() (low, high, grain Percent) {
	grain = 1
	for _, t := range s.Stretches(true) {
		low, high = min(low, t.Rate), max(high, t.Rate)
	}
	for _, c := range s.Changes {
		if c.Rate != Percent(math.Trunc(float64(c.Rate))) {
			grain = 0.1
		}
	}
	return low, high, grain
}

// MostRate bounds a rate: in percent the highest in history are below it, so more is a
// slip of the pen; in other units it is what can be told from its neighbours.
func (s *Story) MostRate() Percent {
	if s.Unit() == PercentUnit {
		return 1000
	}
	return 1e9
}

// ChangeDays returns the days on which a side's additional rate changed, in order.
// The story's first day is not one of them.
func (s *Story) ChangeDays(side SideID, epilogue bool) []Day {
	var out []Day
	for i, t := range s.InForce(side, epilogue) {
		if i > 0 {
			out = append(out, t.From)
		}
	}
	return out
}

// End is the last day drawn.
func (s *Story) End(epilogue bool) Day {
	if epilogue {
		return s.EpilogueEnd
	}
	return s.Ahead
}

// RateSources are those of the change that set a layer's rate of a day.
func (s *Story) RateSources(l *Layer, day Day, epilogue bool) []string {
	for i := len(s.Changes) - 1; i >= 0; i-- {
		c := &s.Changes[i]
		if c.Side == l.Side && c.Layer == l.ID && c.Status == InForce && c.Effective <= day && (epilogue || !c.Epilogue) {
			return c.Sources
		}
	}
	return nil
}

// LastKnown is the last day of which the story tells what happened.
func (s *Story) LastKnown(epilogue bool) Day {
	if epilogue {
		return s.EpilogueEnd
	}
	return s.AsOf
}

func (s *Story) scope(side SideID, layer string) Scope {
	if x := s.sealed(); x != nil {
		if i, ok := x.layers[layerKey{side, layer}]; ok {
			return s.Layers[i].Scope
		}
		return ""
	}
	for i := range s.Layers {
		if s.Layers[i].ID == layer && s.Layers[i].Side == side {
			return s.Layers[i].Scope
		}
	}
	return ""
}

// Union appends to a what b has and a has not, in order.
func Union(a, b []string) []string {
	out := slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
