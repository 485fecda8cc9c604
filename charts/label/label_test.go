package label_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts/label"
)

// random makes a case: labels with some places each, among obstacles.
func random(r *rand.Rand, items, places, obstacles int) (label.Rect, []label.Rect, []label.Item) {
	bounds := label.Rect{X: 10, Y: 20, W: 200, H: 120}
	rect := func(w, h float64) label.Rect {
		return label.Rect{X: r.Float64() * 230, Y: r.Float64() * 160, W: 2 + r.Float64()*w, H: 2 + r.Float64()*h}
	}
	var in []label.Rect
	for range obstacles {
		in = append(in, rect(60, 4))
	}
	var out []label.Item
	for range items {
		it := label.Item{Weight: 1 + r.Float64()*100}
		for range r.IntN(places + 1) {
			it.Candidates = append(it.Candidates, label.Candidate{Rect: rect(70, 20), Cost: r.Float64() * 10})
		}
		out = append(out, it)
	}
	return bounds, in, out
}

func checkPlaced(t *testing.T, bounds label.Rect, obstacles []label.Rect, items []label.Item, choice []int) {
	t.Helper()
	require.Len(t, choice, len(items))
	var taken []label.Rect
	for i, c := range choice {
		if c < 0 {
			require.Equal(t, -1, c)
			continue
		}
		r := items[i].Candidates[c].Rect
		require.GreaterOrEqual(t, r.X, bounds.X-1e-6)
		require.GreaterOrEqual(t, r.Y, bounds.Y-1e-6)
		require.LessOrEqual(t, r.X+r.W, bounds.X+bounds.W+1e-6)
		require.LessOrEqual(t, r.Y+r.H, bounds.Y+bounds.H+1e-6)
		for _, o := range obstacles {
			require.False(t, shareArea(r, o), "%v touches the obstacle %v", r, o)
		}
		for _, o := range taken {
			require.False(t, shareArea(r, o), "%v overlaps %v", r, o)
		}
		taken = append(taken, r)
	}
}

// shareArea is Rect.Overlaps said another way: a common area larger than nothing.
func shareArea(a, b label.Rect) bool {
	w := min(a.X+a.W, b.X+b.W) - max(a.X, b.X)
	h := min(a.Y+a.H, b.Y+b.H) - max(a.Y, b.Y)
	return w > 0 && h > 0
}

func TestPlace_noTwoLabelsOverlapNorTouchAnObstacle(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	placed := 0
	for range 3000 {
		bounds, obstacles, items := random(r, 1+r.IntN(7), 10, r.IntN(6))
		choice := label.Place(bounds, obstacles, items)
		checkPlaced(t, bounds, obstacles, items, choice)
		for _, c := range choice {
			if c >= 0 {
				placed++
			}
		}
	}
	assert.Greater(t, placed, 3000, "labels are placed at all")
}

func TestPlace_costsNoMoreThanTheBestOfAllArrangements(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for range 1000 {
		bounds, obstacles, items := random(r, 1+r.IntN(4), 4, r.IntN(4))
		got := cost(items, label.Place(bounds, obstacles, items))
		require.InDelta(t, bestByTrying(bounds, obstacles, items), got, 1e-9)
	}
}

func cost(items []label.Item, choice []int) (sum float64) {
	for i, c := range choice {
		if c < 0 {
			sum += items[i].Weight
		} else {
			sum += items[i].Candidates[c].Cost
		}
	}
	return sum
}

// bestByTrying is the least cost over every arrangement there is.
func bestByTrying(bounds label.Rect, obstacles []label.Rect, items []label.Item) float64 {
	best := math.Inf(1)
	choice := make([]int, len(items))
	var try func(i int, taken []label.Rect)
	try = func(i int, taken []label.Rect) {
		if i == len(items) {
			best = min(best, cost(items, choice))
			return
		}
		choice[i] = -1
		try(i+1, taken)
		for c, cand := range items[i].Candidates {
			in := cand.Rect.X >= bounds.X && cand.Rect.Y >= bounds.Y && cand.Rect.X+cand.Rect.W <= bounds.X+bounds.W && cand.Rect.Y+cand.Rect.H <= bounds.Y+bounds.H
			hit := func(o label.Rect) bool { return shareArea(cand.Rect, o) }
			if !in || slices.ContainsFunc(obstacles, hit) || slices.ContainsFunc(taken, hit) {
				continue
			}
			choice[i] = c
			try(i+1, append(slices.Clone(taken), cand.Rect))
		}
		choice[i] = -1
	}
	try(0, nil)
	return best
}

func TestPlace_keepsTheHeavierOfTwoThatContend(t *testing.T) {
	bounds := label.Rect{W: 100, H: 100}
	one := []label.Candidate{{Rect: label.Rect{X: 10, Y: 10, W: 30, H: 10}, Cost: 1}}
	assert.Equal(t, []int{-1, 0}, label.Place(bounds, nil, []label.Item{{Weight: 5, Candidates: one}, {Weight: 50, Candidates: one}}))
	assert.Equal(t, []int{0, -1}, label.Place(bounds, nil, []label.Item{{Weight: 50, Candidates: one}, {Weight: 5, Candidates: one}}))
}

func TestPlace_movesTheHeavierAsideIfBothFitThen(t *testing.T) {
	bounds := label.Rect{W: 100, H: 100}
	place := func(y, cost float64) label.Candidate {
		return label.Candidate{Rect: label.Rect{X: 10, Y: y, W: 30, H: 10}, Cost: cost}
	}
	items := []label.Item{
		{Weight: 50, Candidates: []label.Candidate{place(10, 0), place(40, 3)}},
		{Weight: 20, Candidates: []label.Candidate{place(10, 0)}},
	}
	assert.Equal(t, []int{1, 0}, label.Place(bounds, nil, items), "3 dearer is better than 20 left out")
}

func TestPlace_takesTheCheapestWhereverItStands(t *testing.T) {
	place := func(x, cost float64) label.Candidate {
		return label.Candidate{Rect: label.Rect{X: x, Y: 10, W: 10, H: 10}, Cost: cost}
	}
	items := []label.Item{{Weight: 50, Candidates: []label.Candidate{place(0, 4), place(20, 1), place(40, 2)}}}
	assert.Equal(t, []int{1}, label.Place(label.Rect{W: 100, H: 100}, nil, items))
}

func TestPlace_leavesOutWhatCostsMoreThanItIsWorth(t *testing.T) {
	items := []label.Item{{Weight: 2, Candidates: []label.Candidate{{Rect: label.Rect{W: 10, H: 10}, Cost: 7}}}}
	assert.Equal(t, []int{-1}, label.Place(label.Rect{W: 100, H: 100}, nil, items))
}

func TestPlace_neighboursMayTouch(t *testing.T) {
	at := func(x float64) []label.Candidate {
		return []label.Candidate{{Rect: label.Rect{X: x, W: 50, H: 100}}}
	}
	items := []label.Item{{Weight: 9, Candidates: at(0)}, {Weight: 9, Candidates: at(50)}}
	assert.Equal(t, []int{0, 0}, label.Place(label.Rect{W: 100, H: 100}, []label.Rect{{X: 100, W: 5, H: 100}}, items))
}

func TestPlace_neverTakesWhatIsNotFinite(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	good := label.Candidate{Rect: label.Rect{X: 1, Y: 1, W: 5, H: 5}, Cost: 3}
	for _, bad := range []label.Candidate{
		{Rect: label.Rect{X: nan, Y: 1, W: 5, H: 5}}, {Rect: label.Rect{X: 1, Y: nan, W: 5, H: 5}},
		{Rect: label.Rect{X: 1, Y: 1, W: nan, H: 5}}, {Rect: label.Rect{X: 1, Y: 1, W: 5, H: nan}},
		{Rect: label.Rect{X: -inf, Y: 1, W: 5, H: 5}}, {Rect: label.Rect{X: 1, Y: 1, W: 5, H: inf}},
		{Rect: label.Rect{X: 1, Y: 1, W: 5, H: 5}, Cost: nan}, {Rect: label.Rect{X: 1, Y: 1, W: 5, H: 5}, Cost: -inf},
		{Rect: label.Rect{X: 1, Y: 1, W: 5, H: 5}, Cost: -1}, {Rect: label.Rect{X: 1, Y: 1, W: 0, H: 5}}, {Rect: label.Rect{X: 1, Y: 1, W: 5, H: -5}},
	} {
		bounds := label.Rect{X: -inf, Y: -inf, W: inf, H: inf}
		items := []label.Item{{Weight: 99, Candidates: []label.Candidate{bad, good}}}
		assert.Equal(t, []int{1}, label.Place(label.Rect{W: 50, H: 50}, nil, items), "%+v", bad)
		assert.NotEqual(t, 0, label.Place(bounds, nil, items)[0], "%+v in bounds without end", bad)
	}
}

func TestPlace_dependsOnItsArgumentsOnly(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for range 50 {
		bounds, obstacles, items := random(r, 8, 12, 5)
		first := label.Place(bounds, obstacles, items)
		for range 3 {
			require.Equal(t, first, label.Place(bounds, obstacles, items))
		}
	}
}

func TestPlace_leavesItsArgumentsAlone(t *testing.T) {
	bounds, obstacles, items := random(rand.New(rand.NewPCG(17, 18)), 8, 12, 5)
	_, obstaclesBefore, itemsBefore := random(rand.New(rand.NewPCG(17, 18)), 8, 12, 5)
	label.Place(bounds, obstacles, items)
	assert.Equal(t, obstaclesBefore, obstacles)
	assert.Equal(t, itemsBefore, items)
}

// TestPlace_endsWithMoreThanCanBeSearched has 61 to the power of 100 arrangements:
// without a limit to the search it would not come back.
func TestPlace_endsWithMoreThanCanBeSearched(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	bounds := label.Rect{W: 400, H: 300}
	var items []label.Item
	for i := range 100 {
		it := label.Item{Weight: 10 + r.Float64()*10}
		if i >= 95 {
			it.Weight += 100
		}
		for range 60 {
			it.Candidates = append(it.Candidates, label.Candidate{Rect: label.Rect{X: r.Float64() * 340, Y: r.Float64() * 280, W: 60, H: 20}, Cost: r.Float64() * 8})
		}
		items = append(items, it)
	}
	choice := label.Place(bounds, nil, items)
	checkPlaced(t, bounds, nil, items, choice)
	placed := 0
	for _, c := range choice {
		if c >= 0 {
			placed++
		}
	}
	for i, c := range choice[95:] {
		assert.GreaterOrEqual(t, c, 0, "item %d matters most, and goes first", 95+i)
	}
	assert.Greater(t, placed, 25, "what the limit leaves is still an arrangement worth having")
}

func TestPlace_withNothingToPlace(t *testing.T) {
	assert.Empty(t, label.Place(label.Rect{W: 10, H: 10}, nil, nil))
	assert.Equal(t, []int{-1}, label.Place(label.Rect{W: 10, H: 10}, nil, []label.Item{{Weight: 3}}))
}

func TestAround_standsOnTheSideAskedForAtLeastTheGapAway(t *testing.T) {
	anchor := label.Rect{X: 100, Y: 100, W: 40, H: 10}
	const w, h, gap, rings = 30, 12, 6, 4
	for side, away := range map[label.Side]func(r label.Rect) float64{
		label.Above:   func(r label.Rect) float64 { return anchor.Y - r.Bottom() },
		label.Below:   func(r label.Rect) float64 { return r.Y - anchor.Bottom() },
		label.LeftOf:  func(r label.Rect) float64 { return anchor.X - r.Right() },
		label.RightOf: func(r label.Rect) float64 { return r.X - anchor.Right() },
	} {
		all := label.Around(anchor, w, h, gap, rings, 2, 5, side)
		require.Len(t, all, 3*rings)
		for i, c := range all {
			assert.InDelta(t, gap*float64(i/3+1), away(c.Rect), 1e-9, "side %d, place %d", side, i)
			assert.Equal(t, 2, c.Variant)
			assert.Equal(t, [2]float64{w, h}, [2]float64{c.Rect.W, c.Rect.H})
			assert.GreaterOrEqual(t, c.Cost, 5.0)
			if i >= 3 {
				assert.Greater(t, c.Cost, all[i-3].Cost, "farther is dearer")
			}
		}
	}
}

func TestAround_earlierSidesAreCheaper(t *testing.T) {
	all := label.Around(label.Rect{X: 50, Y: 50}, 10, 10, 4, 1, 0, 0, label.Below, label.LeftOf)
	require.Len(t, all, 6)
	for _, below := range all[:3] {
		for _, left := range all[3:] {
			assert.Less(t, below.Cost, left.Cost)
		}
	}
}

func TestRect_overlapsAndInside(t *testing.T) {
	box := label.Rect{X: 10, Y: 10, W: 20, H: 20}
	for _, c := range []struct {
		r                label.Rect
		overlaps, inside bool
	}{
		{box, true, true},
		{label.Rect{X: 12, Y: 12, W: 5, H: 5}, true, true},
		{label.Rect{X: 25, Y: 25, W: 10, H: 10}, true, false},
		{label.Rect{X: 30, Y: 10, W: 5, H: 5}, false, false},
		{label.Rect{X: 5, Y: 10, W: 5, H: 5}, false, false},
		{label.Rect{X: 10, Y: 30, W: 5, H: 5}, false, false},
		{label.Rect{X: 15, Y: 15}, false, true},
		{label.Rect{X: 0, Y: 0, W: 100, H: 100}, true, false},
	} {
		assert.Equal(t, c.overlaps, box.Overlaps(c.r), "%v", c.r)
		assert.Equal(t, c.overlaps, c.r.Overlaps(box), "%v", c.r)
		assert.Equal(t, c.inside, c.r.Inside(box), "%v", c.r)
	}
	assert.Equal(t, label.Rect{X: 8, Y: 8, W: 24, H: 24}, box.Grow(2))
}
