// Package guess holds what readers think will come: for each side a rate that steps
// from day to day, compared with what happened, alone or as a class.
//
// Rates are in percent, errors in percentage points. Days are those of a data.Round,
// both ends included. The package reads and writes no file.
package guess

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"truceline/data"
)

// Step is a rate that holds from a day until the next step.
type Step struct {
	Day  data.Day
	Rate data.Percent
}

// Guess is what someone drew, as one comparable text: "b 1999-04-10 84; a
// 1999-04-05 30, 1999-04-09 104". Sides and days are in order, and a step changes the
// rate; only a single step on the round's first day may say that the rate stays as it
// was. A side without a step was not guessed. Before its first step a side's rate is
// that of the eve of the round.
type Guess string

// Steps returns what was drawn for a side.
func (g Guess) Steps(side data.SideID) []Step {
	for part := range strings.SplitSeq(string(g), ";") {
		name, list, _ := strings.Cut(strings.TrimSpace(part), " ")
		if name != string(side) {
			continue
		}
		var out []Step
		for one := range strings.SplitSeq(list, ",") {
			day, rate, _ := strings.Cut(strings.TrimSpace(one), " ")
			d, err := data.ParseDay(day)
			v, wrong := strconv.ParseFloat(rate, 64)
			if err == nil && wrong == nil && math.Abs(v) <= most && (len(out) == 0 || d > out[len(out)-1].Day) {
				out = append(out, Step{d, data.Percent(v)})
			}
		}
		return out
	}
	return nil
}

// most bounds what is read of a guess; a round's own bounds are nearer.
const most = 1e9

// Empty tells whether nothing was drawn for any side of a round.
func (g Guess) Empty(r *data.Round) bool {
	return !slices.ContainsFunc(r.Sides, func(side data.SideID) bool { return len(g.Steps(side)) > 0 })
}

// Valid returns the guess with what does not belong to the round left out.
func (g Guess) Valid(s *data.Story, r *data.Round) Guess {
	out := Guess("")
	if r == nil {
		return out
	}
	low, _, _ := s.Scale()
	for _, side := range r.Sides {
		var steps []Step
		for _, p := range g.Steps(side) {
			if p.Day >= r.From && p.Day <= r.Until && p.Rate >= low {
				p.Rate = min(p.Rate, r.Top)
				steps = append(steps, p)
			}
		}
		out = out.with(s, r, side, steps)
	}
	return out
}

// Drawn returns the sides of a round that were guessed.
func (g Guess) Drawn(r *data.Round) (out []data.SideID) {
	for _, side := range r.Sides {
		if len(g.Steps(side)) > 0 {
			out = append(out, side)
		}
	}
	return out
}

// Stay returns the guess that a side's rate stays as it is on the eve of the round.
func (g Guess) Stay(s *data.Story, r *data.Round, side data.SideID) Guess {
	return g.Draw(s, r, side, r.From, r.Until, Before(s, r, side))
}

// Stays tells whether the guess is that a side's rate stays as it is.
func (g Guess) Stays(s *data.Story, r *data.Round, side data.SideID) bool {
	steps := g.Steps(side)
	return len(steps) == 1 && steps[0].Rate == Before(s, r, side)
}

// with returns the guess with other steps for a side. Steps that change nothing are
// left out; where none changes anything, one says that the rate stays.
func (g Guess) with(s *data.Story, r *data.Round, side data.SideID, steps []Step) Guess {
	before := Before(s, r, side)
	var kept []Step
	for _, p := range steps {
		if p.Rate != before {
			kept = append(kept, p)
			before = p.Rate
		}
	}
	if len(kept) == 0 && len(steps) > 0 {
		kept = []Step{{r.From, before}}
	}
	var parts []string
	for _, id := range sidesInOrder(r) {
		list := g.Steps(id)
		if id == side {
			list = kept
		}
		if len(list) == 0 {
			continue
		}
		texts := make([]string, len(list))
		for i, p := range list {
			texts[i] = p.Day.String() + " " + strconv.FormatFloat(float64(p.Rate), 'f', -1, 64)
		}
		parts = append(parts, string(id)+" "+strings.Join(texts, ", "))
	}
	return Guess(strings.Join(parts, "; "))
}

func sidesInOrder(r *data.Round) []data.SideID {
	out := slices.Clone(r.Sides)
	slices.Sort(out)
	return out
}

// Before is a side's rate on the eve of a round.
func Before(s *data.Story, r *data.Round, side data.SideID) data.Percent {
	return s.Rate(side, r.From-1, r.Epilogue)
}

// Draw returns the guess with a side's rate set from one day to another, ends
// included and in any order. After the later of the two the rate holds until the next
// step that was drawn.
func (g Guess) Draw(s *data.Story, r *data.Round, side data.SideID, a, b data.Day, rate data.Percent) Guess {
	from, until := max(min(a, b), r.From), min(max(a, b), r.Until)
	low, _, _ := s.Scale()
	rate = min(max(rate, low), r.Top)
	if from > until || !slices.Contains(r.Sides, side) {
		return g
	}
	var out []Step
	for _, p := range g.Steps(side) {
		if p.Day < from {
			out = append(out, p)
		}
	}
	out = append(out, Step{from, rate})
	for _, p := range g.Steps(side) {
		if p.Day > until {
			out = append(out, p)
		}
	}
	return g.with(s, r, side, out)
}

// Erase returns the guess without the step of a side that holds on a day.
func (g Guess) Erase(s *data.Story, r *data.Round, side data.SideID, day data.Day) Guess {
	steps := g.Steps(side)
	at := -1
	for i, p := range steps {
		if p.Day <= day {
			at = i
		}
	}
	if at < 0 {
		return g
	}
	return g.with(s, r, side, slices.Delete(slices.Clone(steps), at, at+1))
}

// Rate returns what was guessed for a day of the round.
func (g Guess) Rate(s *data.Story, r *data.Round, side data.SideID, day data.Day) data.Percent {
	rate := Before(s, r, side)
	for _, p := range g.Steps(side) {
		if p.Day > day {
			break
		}
		rate = p.Rate
	}
	return rate
}

// Result compares a guess with what happened. Sides that were not guessed are left out.
type Result struct {
	// Off is the mean distance in points over all days and guessed sides of the round.
	Off float64
	// Sides hold each guessed side's.
	Sides []SideResult
	// Missed is the step after which the guess was farthest off; nil if it was off after none.
	Missed *Missed
}

// SideResult is how near a guess came to one side's rate.
type SideResult struct {
	Side data.SideID
	Off  float64 // points, the mean over the days
	// Peak and Last are the highest and the last rate of the round, as guessed and
	// as they were.
	Peak, PeakWas, Last, LastWas data.Percent
}

// Missed is a step as it happened and what was guessed instead.
type Missed struct {
	Side     data.SideID
	Day      data.Day
	From, To data.Percent // as it happened
	Had      data.Percent // guessed for that day
	Change   *data.Change // the first that made the step
}

// Compare holds a guess to what happened. It needs the story's epilogue for rounds
// that belong to it.
func Compare(s *data.Story, r *data.Round, g Guess) Result {
	var out Result
	worst := 0.0
	days := float64(r.Until - r.From + 1)
	for _, side := range g.Drawn(r) {
		one := SideResult{Side: side, Peak: -1, PeakWas: -1}
		steps, at, had := g.Steps(side), 0, Before(s, r, side)
		for d := r.From; d <= r.Until; d++ {
			for at < len(steps) && steps[at].Day <= d {
				had = steps[at].Rate
				at++
			}
			was := s.Rate(side, d, r.Epilogue)
			one.Off += math.Abs(float64(had - was))
			one.Peak, one.PeakWas = max(one.Peak, had), max(one.PeakWas, was)
			one.Last, one.LastWas = had, was
			before := s.Rate(side, d-1, r.Epilogue)
			if off := math.Abs(float64(had - was)); was != before && off > worst {
				worst = off
				out.Missed = &Missed{Side: side, Day: d, From: before, To: was, Had: had, Change: changeOn(s, side, d, r.Epilogue)}
			}
		}
		one.Off /= days
		out.Off += one.Off
		out.Sides = append(out.Sides, one)
	}
	out.Off /= float64(max(1, len(out.Sides)))
	return out
}

// Largest is the largest step of a round, with nothing guessed; nil if nothing changed.
func Largest(s *data.Story, r *data.Round) *Missed {
	var out *Missed
	for _, side := range r.Sides {
		for d := r.From; d <= r.Until; d++ {
			from, to := s.Rate(side, d-1, r.Epilogue), s.Rate(side, d, r.Epilogue)
			if from != to && (out == nil || math.Abs(float64(to-from)) > math.Abs(float64(out.To-out.From))) {
				out = &Missed{Side: side, Day: d, From: from, To: to, Change: changeOn(s, side, d, r.Epilogue)}
			}
		}
	}
	return out
}

func changeOn(s *data.Story, side data.SideID, day data.Day, epilogue bool) *data.Change {
	for i := range s.Changes {
		c := &s.Changes[i]
		if c.Side == side && c.Effective == day && c.Status == data.InForce && (epilogue || !c.Epilogue) {
			if l := s.Layer(side, c.Layer); l != nil && l.Scope == data.General {
				return c
			}
		}
	}
	return nil
}

// Named is a guess of someone in a class.
type Named struct {
	Name  string `json:"name"`
	Round string `json:"round"`
	Guess Guess  `json:"guess"`
}

// Median returns the guess whose rate on each day is the median of those who guessed a
// side; of an even number the mean of the two in the middle. A side that nobody guessed
// has none.
func Median(s *data.Story, r *data.Round, all []Named) Guess {
	out := Guess("")
	for _, side := range r.Sides {
		var steps []Step
		drawn := For(all, side)
		if len(drawn) == 0 {
			continue
		}
		rates := make([]data.Percent, len(drawn))
		for d := r.From; d <= r.Until; d++ {
			for i := range drawn {
				rates[i] = drawn[i].Guess.Rate(s, r, side, d)
			}
			steps = append(steps, Step{d, median(rates)})
		}
		out = out.with(s, r, side, steps)
	}
	return out
}

// Peaks returns the highest rate of each who guessed a side, in the order of the
// guesses, and their median.
func Peaks(s *data.Story, r *data.Round, side data.SideID, all []Named) (each []data.Percent, middle data.Percent) {
	for _, n := range For(all, side) {
		peak := Before(s, r, side)
		for i, p := range n.Guess.Steps(side) {
			if i == 0 && p.Day == r.From {
				peak = 0 // the rate of the eve was over before the first day
			}
			peak = max(peak, p.Rate)
		}
		each = append(each, peak)
	}
	if len(each) == 0 {
		return nil, 0
	}
	return each, median(slices.Clone(each))
}

// median sorts the rates.
func median(rates []data.Percent) data.Percent {
	slices.SortFunc(rates, func(a, b data.Percent) int { return cmp.Compare(a, b) })
	n := len(rates)
	return (rates[(n-1)/2] + rates[n/2]) / 2
}

// Of returns the guesses of a round.
func Of(all []Named, round string) []Named {
	var out []Named
	for _, n := range all {
		if n.Round == round {
			out = append(out, n)
		}
	}
	return out
}

// For returns those that guessed a side.
func For(all []Named, side data.SideID) []Named {
	var out []Named
	for _, n := range all {
		if len(n.Guess.Steps(side)) > 0 {
			out = append(out, n)
		}
	}
	return out
}
