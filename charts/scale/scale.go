// Package scale turns days and rates into positions and back, and chooses where
// ticks stand.
//
// Positions are in dp from the left or upper edge of the plot, growing right and
// down; a scale does not know how many pixels a dp has. Domains are closed
// intervals. The package draws nothing.
package scale

import (
	"math"
	"time"

	"truceline/data"
)

// Linear maps values to positions: Min to From, Max to To. From may lie below To
// or above it (a vertical scale has its low values at the bottom). The zero value
// maps everything to 0.
type Linear struct {
	Min, Max float64 // domain; Min < Max
	From, To float64 // positions in dp
}

// Pos returns the position of v in dp. Values outside the domain extrapolate; NaN
// returns NaN. Pos and Value are inverse to within 1e-6 of the domain. An empty
// domain maps to From. It allocates nothing and may be called from any goroutine.
func (s Linear) Pos(v float64) float64 {
	if s.Max == s.Min {
		return s.From
	}
	return s.From + (v-s.Min)/(s.Max-s.Min)*(s.To-s.From)
}

// Value returns the value at a position in dp, extrapolating outside. Where both
// ends of the scale lie at one position it returns Min.
func (s Linear) Value(pos float64) float64 {
	if s.To == s.From {
		return s.Min
	}
	return s.Min + (pos-s.From)/(s.To-s.From)*(s.Max-s.Min)
}

// Days maps days to positions. A day's position is its first moment, so that a
// rate that starts on a day (post-step) starts at its position.
type Days struct {
	From, Until data.Day // domain, both included; From < Until
	Left, Right float64  // positions in dp
}

// Pos returns the position of a day in dp, extrapolating outside the domain.
func (s Days) Pos(d data.Day) float64 { return s.linear().Pos(float64(d)) }

// Day returns the day that a position lies in: the day whose stretch from its own
// position to the next day's holds it. Positions outside the domain are taken to
// its nearer end.
func (s Days) Day(pos float64) data.Day {
	v := math.Floor(s.linear().Value(pos) + 1e-9)
	if math.IsNaN(v) {
		return s.From
	}
	return data.Day(min(max(v, float64(s.From)), float64(s.Until)))
}

// Width is the width of one day in dp.
func (s Days) Width() float64 {
	if s.Until == s.From {
		return s.Right - s.Left
	}
	return (s.Right - s.Left) / float64(s.Until-s.From)
}

func (s Days) linear() Linear {
	return Linear{float64(s.From), float64(s.Until), s.Left, s.Right}
}

// Step returns the round step (1, 2, 2.5 or 5 times a power of ten) with which an
// interval of that length is parted into at most maxTicks steps. It returns 0 for
// an empty or non-finite interval.
func Step(length float64, maxTicks int) float64 {
	if !(length > 0) || math.IsInf(length, 0) || maxTicks < 1 {
		return 0
	}
	raw := length / float64(maxTicks)
	base := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if m*base >= raw*(1-1e-12) {
			return m * base
		}
	}
	return 10 * base
}

// Paces returns by how much a value up to a top changes at a time, by a key or a drag and
// finely: round steps, and none below the grain.
func Paces(top, grain float64) (step, fine float64) {
	return max(Step(top, 40), grain), max(Step(top, 200), grain)
}

// Ticks returns the multiples of Step between lo and hi, both included, at most
// maxTicks+1 of them.
func Ticks(lo, hi float64, maxTicks int) []float64 {
	step := Step(hi-lo, maxTicks)
	if step == 0 || math.IsInf(step, 0) || math.IsInf(lo, 0) || math.IsInf(hi, 0) {
		return nil
	}
	var out []float64
	first := math.Ceil(lo/step - 1e-9)
	for i := 0; i <= maxTicks; i++ {
		v := (first + float64(i)) * step
		if v > hi+step*1e-9 {
			break
		}
		out = append(out, v)
	}
	return out
}

// Dates returns ticks every day, second, seventh or fourteenth day, so that two
// stand at least minGap dp apart; for stretches too short for months.
func (s Days) Dates(minGap float64) []MonthTick {
	if s.Until <= s.From || !(s.Right > s.Left) {
		return nil
	}
	step := data.Day(14)
	for _, n := range []data.Day{1, 2, 7} {
		if s.Width()*float64(n) >= minGap {
			step = n
			break
		}
	}
	for s.Width()*float64(step) < minGap && step < 10_000 {
		step *= 2
	}
	var out []MonthTick
	for d := s.From; d <= s.Until; d += step {
		out = append(out, MonthTick{Day: d})
	}
	return out
}

// MonthTick is the first day of a month at which a tick stands. Year is set at the
// first tick and at each January, where a label should name the year as well.
type MonthTick struct {
	Day  data.Day
	Year bool
}

// Months returns ticks at the first days of months in the domain, so thinned out
// (every month, second, third, sixth, or twelfth from January) that two stand at
// least minGap dp apart.
func (s Days) Months(minGap float64) []MonthTick {
	if s.Until <= s.From || !(s.Right > s.Left) {
		return nil
	}
	// The shortest runs of that many months decide, not the mean ones.
	every := 12
	for _, run := range []struct{ months, days int }{{1, 28}, {2, 59}, {3, 90}, {6, 181}} {
		if s.Width()*float64(run.days) >= minGap {
			every = run.months
			break
		}
	}
	years := 1
	for s.Width()*365*float64(years) < minGap && years < 10_000 {
		years *= 2
	}
	var out []MonthTick
	y, m, d := s.From.Civil()
	if d > 1 {
		m++
	}
	for {
		day := data.Date(y, m, 1)
		if day > s.Until || day < s.From { // the latter past the last day there is
			return out
		}
		y, m, _ = day.Civil()
		switch {
		case (int(m)-1)%every != 0:
			m++
			continue
		case every == 12 && y%years != 0:
			y, m = y+1, time.January
			continue
		}
		out = append(out, MonthTick{day, len(out) == 0 || m == time.January})
		m += time.Month(every)
	}
}
