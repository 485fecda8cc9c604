// Package label places the labels of a picture so that none covers another, none
// touches a line and none is clipped.
//
// Everything is in dp, x to the right and y down. The package knows rectangles and
// costs only: no text, no fonts, no drawing. What cannot be placed is left out,
// the least important first; Place says so.
package label

import (
	"cmp"
	"math"
	"slices"
)

// Rect is an upright rectangle. It holds its left and upper edges, not its right
// and lower ones; one of no width or height is empty and overlaps nothing.
type Rect struct{ X, Y, W, H float64 }

// Right and Bottom are the far edges.
func (r Rect) Right() float64  { return r.X + r.W }
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Overlaps tells whether two rectangles share an area. Touching edges do not.
func (r Rect) Overlaps(o Rect) bool {
	return r.X < o.Right() && o.X < r.Right() && r.Y < o.Bottom() && o.Y < r.Bottom() &&
		r.W > 0 && r.H > 0 && o.W > 0 && o.H > 0
}

// Inside tells whether r lies wholly within o, edges included.
func (r Rect) Inside(o Rect) bool {
	const slack = 1e-6 // dp; rounding of sums
	return r.X >= o.X-slack && r.Y >= o.Y-slack && r.Right() <= o.Right()+slack && r.Bottom() <= o.Bottom()+slack
}

// Grow returns the rectangle with a margin of d dp added on every side.
func (r Rect) Grow(d float64) Rect { return Rect{r.X - d, r.Y - d, r.W + 2*d, r.H + 2*d} }

// Candidate is one place where an item may go.
type Candidate struct {
	Rect Rect
	// Variant says which form of the label has this size, for callers that offer
	// a long and a short one.
	Variant int
	// Cost is 0 for the best place; at least 0.
	Cost float64
}

// Item is one label with the places it may take.
type Item struct {
	// Weight is what leaving the label out costs. Labels of more weight are kept
	// at the expense of others.
	Weight float64
	// Candidates may be in any order. None means that the label cannot be placed.
	Candidates []Candidate
	// Air is the width that stays free between it and labels on its left and right.
	Air float64
}

// nodeLimit bounds the search. Pictures of this program need some hundreds; past
// the limit the best arrangement found so far stands.
const nodeLimit = 60_000

// Place chooses a candidate for each item, as an index into its Candidates, or -1
// where none fits. Chosen rectangles lie inside bounds, overlap no obstacle and no
// other chosen one. Among the arrangements it minimises the sum of the costs of
// the chosen places and the weights of the items left out: a depth-first branch
// and bound, most important items first. The result depends on the arguments only.
//
// Candidates with a number that is not finite are never chosen.
func Place(bounds Rect, obstacles []Rect, items []Item) []int {
	s := search{items: items, order: make([]int, len(items)), fits: make([][]int, len(items))}
	for i, it := range items {
		s.order[i] = i
		for c, cand := range it.Candidates {
			if usable(cand) && cand.Rect.Inside(bounds) && !slices.ContainsFunc(obstacles, cand.Rect.Overlaps) {
				s.fits[i] = append(s.fits[i], c)
			}
		}
		slices.SortStableFunc(s.fits[i], func(a, b int) int {
			return cmp.Compare(it.Candidates[a].Cost, it.Candidates[b].Cost)
		})
	}
	slices.SortStableFunc(s.order, func(a, b int) int { return cmp.Compare(items[b].Weight, items[a].Weight) })

	// least[k] is the least that the items from the k-th on can cost.
	s.least = make([]float64, len(items)+1)
	for k := len(items) - 1; k >= 0; k-- {
		i := s.order[k]
		best := items[i].Weight
		if len(s.fits[i]) > 0 {
			best = min(best, items[i].Candidates[s.fits[i][0]].Cost)
		}
		s.least[k] = s.least[k+1] + best
	}
	s.choice = slices.Repeat([]int{-1}, len(items))
	s.best = slices.Clone(s.choice)
	s.bestCost = math.Inf(1)
	s.try(0, 0)
	return s.best
}

type search struct {
	items    []Item
	order    []int   // items by weight, heaviest first
	fits     [][]int // candidates of each item that fit by themselves, cheapest first
	least    []float64
	choice   []int
	taken    []Rect
	best     []int
	bestCost float64
	nodes    int
}

func (s *search) try(k int, cost float64) {
	s.nodes++
	if cost+s.least[k] >= s.bestCost || s.nodes > nodeLimit && !math.IsInf(s.bestCost, 1) {
		return
	}
	if k == len(s.order) {
		s.bestCost = cost
		copy(s.best, s.choice)
		return
	}
	i := s.order[k]
	for _, c := range s.fits[i] {
		cand := s.items[i].Candidates[c]
		if air := s.items[i].Air; slices.ContainsFunc(s.taken, Rect{cand.Rect.X - air, cand.Rect.Y, cand.Rect.W + 2*air, cand.Rect.H}.Overlaps) {
			continue
		}
		s.choice[i] = c
		s.taken = append(s.taken, cand.Rect)
		s.try(k+1, cost+cand.Cost)
		s.taken = s.taken[:len(s.taken)-1]
		s.choice[i] = -1
	}
	s.try(k+1, cost+s.items[i].Weight)
}

func usable(c Candidate) bool {
	for _, v := range []float64{c.Rect.X, c.Rect.Y, c.Rect.W, c.Rect.H, c.Cost} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return c.Cost >= 0 && c.Rect.W > 0 && c.Rect.H > 0
}

// Side is where a label stands from what it names.
type Side int

const (
	Above Side = iota
	Below
	LeftOf
	RightOf
)

// Around returns candidates for a label of w × h dp about what it names, gap dp
// away: on each of the sides, in the order given, the earlier ones cheaper. Above
// and below it is tried flush left, centred and flush right; beside it centred,
// flush top and flush bottom. Each place is offered again up to rings times, every
// time gap dp farther away and dearer.
func Around(anchor Rect, w, h, gap float64, rings, variant int, cost float64, sides ...Side) []Candidate {
	var out []Candidate
	add := func(x, y, c float64) {
		out = append(out, Candidate{Rect{x, y, w, h}, variant, c})
	}
	for ring := range rings {
		g := gap * float64(ring+1)
		for rank, side := range sides {
			c := cost + float64(rank) + 3*float64(ring)
			switch side {
			case Above, Below:
				y := anchor.Y - g - h
				if side == Below {
					y = anchor.Bottom() + g
				}
				add(anchor.X+anchor.W/2-w/2, y, c+0.2)
				add(anchor.X, y, c)
				add(anchor.Right()-w, y, c+0.1)
			case LeftOf, RightOf:
				x := anchor.X - g - w
				if side == RightOf {
					x = anchor.Right() + g
				}
				add(x, anchor.Y+anchor.H/2-h/2, c)
				add(x, anchor.Y, c+0.1)
				add(x, anchor.Bottom()-h, c+0.2)
			}
		}
	}
	return out
}
