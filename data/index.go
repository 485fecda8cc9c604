package data

import (
	"slices"
	"sync"
)

// index answers by id and by day what would else mean looking through all of a
// Story's rows, so that 10,000 changes cost a hover no more than ten do. It
// belongs to the one Story it was built from.
type index struct {
	of                                     *Story
	cards, beats, meetings, sources, words map[string]int
	layers                                 map[layerKey]int // positions in Story.Layers
	steps                                  []layerSteps     // beside Story.Layers
	totals                                 []sideSteps
	notices                                map[layerKey][]Day // days of announcement, in order
	forms                                  []termForm         // of the glossary, the longest first
	once                                   sync.Once          // makes known
	known                                  *knowledge
}

type layerKey struct {
	side  SideID
	layer string
}

// layerSteps holds a layer's rate without and with the epilogue.
type layerSteps [2]steps

// sideSteps holds a side's additional rate without and with the epilogue.
type sideSteps struct {
	side  SideID
	rates [2]steps
}

// step is a rate that holds from a day on.
type step struct {
	from Day
	rate Percent
}

// steps are in order of their days, one a day at most.
type steps []step

// at returns the rate on a day: that of the last step by then, 0 before the
// first. It allocates nothing.
func (s steps) at(day Day) Percent {
	lo, hi := 0, len(s)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); s[mid].from <= day {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return 0
	}
	return s[lo-1].rate
}

// Seal prepares the answers to questions by id and by day, so that they take no
// longer in a large story than in a small one. Call it once, when the story is
// complete and before it is shared between goroutines; nothing may be changed
// afterwards. A story that is not sealed, and a copy of a sealed one, give the
// same answers more slowly.
func (s *Story) Seal() {
	x := &index{
		of:       s,
		cards:    positions(s.Cards, func(c *Card) string { return c.ID }),
		beats:    positions(s.Beats, func(b *Beat) string { return b.ID }),
		meetings: positions(s.Meetings, func(m *Meeting) string { return m.ID }),
		sources:  positions(s.Sources, func(o *Source) string { return o.ID }),
		words:    positions(s.Glossary, func(t *Term) string { return t.ID }),
		layers:   make(map[layerKey]int, len(s.Layers)),
		steps:    make([]layerSteps, len(s.Layers)),
		notices:  make(map[layerKey][]Day),
		forms:    s.sortedForms(),
	}
	for i, l := range s.Layers {
		if key := (layerKey{l.Side, l.ID}); !has(x.layers, key) {
			x.layers[key] = i
		}
	}
	for i := range s.Changes {
		c := &s.Changes[i]
		key := layerKey{c.Side, c.Layer}
		x.notices[key] = append(x.notices[key], c.Announced)
		at, known := x.layers[key]
		if !known || c.Status != InForce {
			continue
		}
		if !c.Epilogue {
			x.steps[at][0] = x.steps[at][0].with(step{c.Effective, c.Rate})
		}
		x.steps[at][1] = x.steps[at][1].with(step{c.Effective, c.Rate})
	}
	for _, days := range x.notices {
		slices.Sort(days)
	}
	for i := range s.Sides {
		x.totals = append(x.totals, x.sum(s.Sides[i].ID))
	}
	s.index = x
}

// sealed returns the story's own index, or nil if there is none or if it belongs
// to the story that this one was copied from.
func (s *Story) sealed() *index {
	if s.index != nil && s.index.of == s {
		return s.index
	}
	return nil
}

// with appends a step; a second one of the same day replaces the first.
func (s steps) with(next step) steps {
	if n := len(s); n > 0 && s[n-1].from == next.from {
		s[n-1] = next
		return s
	}
	return append(s, next)
}

// sum adds up a side's general layers on every day on which one of them changes,
// in the order of the story's layers, as Rate does.
func (x *index) sum(side SideID) sideSteps {
	out := sideSteps{side: side}
	for kind := range out.rates {
		var layers []steps
		var days []Day
		for i, l := range x.of.Layers {
			if l.Side != side || l.Scope != General {
				continue
			}
			layers = append(layers, x.steps[i][kind])
			for _, s := range x.steps[i][kind] {
				days = append(days, s.from)
			}
		}
		slices.Sort(days)
		days = slices.Compact(days)
		next := make([]int, len(layers)) // of each layer, the first step not yet reached
		for _, day := range days {
			var rate Percent
			for i, s := range layers {
				for next[i] < len(s) && s[next[i]].from <= day {
					next[i]++
				}
				if next[i] > 0 {
					rate += s[next[i]-1].rate
				}
			}
			out.rates[kind] = append(out.rates[kind], step{day, rate})
		}
	}
	return out
}

// rate returns a side's additional rate on a day.
func (x *index) rate(side SideID, day Day, epilogue bool) Percent {
	for i := range x.totals {
		if x.totals[i].side == side {
			return x.totals[i].rates[which(epilogue)].at(day)
		}
	}
	return 0
}

func which(epilogue bool) int {
	if epilogue {
		return 1
	}
	return 0
}

// positions maps ids to places in a list. Of rows with one id the first counts.
func positions[T any](list []T, id func(*T) string) map[string]int {
	out := make(map[string]int, len(list))
	for i := range list {
		if key := id(&list[i]); !has(out, key) {
			out[key] = i
		}
	}
	return out
}

func has[K comparable, V any](m map[K]V, key K) bool {
	_, ok := m[key]
	return ok
}
