package talk

import (
	"math"
	"slices"
	"time"

	"truceline/data"
)

// Length is how long a talk is to take, in minutes; 0 takes what its items are
// planned to take.
type Length int

// MaxLength bounds how long a talk is planned.
const MaxLength Length = 240

// Lengths are those to choose from.
func Lengths() []Length { return []Length{0, 3, 10, 25} }

// leastTold is the time under which an item was passed over, and not told.
const leastTold = 2 * time.Second

// Step is an item that is given, and in which time.
type Step struct {
	Item    Item
	Planned time.Duration // whole seconds
	After   bool          // behind the end mark; Planned does not count
}

// Plan says which items are given, and in how long. Those behind the end mark stand
// last.
type Plan struct {
	Steps []Step
	// Total is how long the talk is to take. What was left out counts in it: that
	// time is gained.
	Total time.Duration
}

// PlanOf chooses what of a talk is given in a length. Musts always are; then shoulds
// as they fit in the talk's order, coulds once every should has found room, and looks once
// every could has; a length too short for the musts tells the beats that carry the story. The
// times are then drawn out or together so that they add up to the length. Where
// rehearsed has the time that an item really took, by its id, that is taken for the
// planned one. Items in left are left out, and the times of the others stay.
func PlanOf(s *data.Story, t *Talk, length Length, rehearsed map[string]time.Duration, left map[string]bool) Plan {
	cost := func(item Item) time.Duration {
		if told := rehearsed[item.ID]; told >= leastTold {
			return told
		}
		return time.Duration(item.SecondsIn(s)) * time.Second
	}
	var counted, after []Item
	for _, item := range t.withLooks(s).Items {
		switch {
		case item.Hidden:
		case item.After:
			after = append(after, item)
		default:
			counted = append(counted, item)
		}
	}
	length = min(max(length, 0), MaxLength)
	if length == 0 {
		isLook := func(item Item) bool { return item.Rank == extra }
		counted, after = slices.DeleteFunc(counted, isLook), slices.DeleteFunc(after, isLook)
	}
	counted = choose(s, counted, time.Duration(length)*time.Minute, cost)
	var sum time.Duration
	for _, item := range counted {
		sum += cost(item)
	}
	p := Plan{Total: sum.Round(time.Second)}
	if length > 0 && sum > 0 {
		p.Total = time.Duration(length) * time.Minute
	}
	var before, reached time.Duration
	for _, item := range counted {
		before += cost(item)
		// Ends are rounded rather than times, so that the seconds add up.
		end := time.Duration(math.Round(p.Total.Seconds()*float64(before)/float64(sum))) * time.Second
		if !left[item.ID] {
			p.Steps = append(p.Steps, Step{Item: item, Planned: end - reached})
		}
		reached = end
	}
	for _, item := range after {
		if !left[item.ID] {
			p.Steps = append(p.Steps, Step{Item: item, Planned: cost(item).Round(time.Second), After: true})
		}
	}
	return p
}

// extra is the rank of looks that are taken once everything else has found room.
const extra = "extra"

// choose returns the items that a length has room for, in their order. No length has
// room for all; and something is always given. Where not even the musts find room, it
// is those beats that carry the story.
func choose(s *data.Story, items []Item, length time.Duration, cost func(Item) time.Duration) []Item {
	if length <= 0 || len(items) == 0 {
		return items
	}
	taken := make([]bool, len(items))
	musts := time.Duration(0)
	for _, item := range items {
		if item.RankIn(s) == Must {
			musts += cost(item)
		}
	}
	if carries := func(item Item) bool { return slices.Contains(s.Talk.Carries, item.Beat) }; musts > length && slices.ContainsFunc(items, carries) {
		return slices.DeleteFunc(slices.Clone(items), func(item Item) bool { return !carries(item) })
	}
	for _, rank := range []string{Must, Should, Could, extra} {
		all := true
		for i, item := range items {
			if item.RankIn(s) != rank {
				continue
			}
			if rank != Must && cost(item) > length {
				all = false
				continue
			}
			taken[i] = true
			length -= cost(item)
		}
		if !all {
			break
		}
	}
	if !slices.Contains(taken, true) {
		taken[0] = true
	}
	var out []Item
	for i, item := range items {
		if taken[i] {
			out = append(out, item)
		}
	}
	return out
}

// Counted returns how many steps stand before the end mark.
func (p Plan) Counted() int {
	if i := slices.IndexFunc(p.Steps, func(step Step) bool { return step.After }); i >= 0 {
		return i
	}
	return len(p.Steps)
}

// Index returns the number of the step that gives the item of that id, or -1.
func (p Plan) Index(id string) int {
	return slices.IndexFunc(p.Steps, func(step Step) bool { return step.Item.ID == id })
}

// Window returns when a step is to begin and to end, by the clock of the talk. It is
// counted back from the end: what is left out later makes the talk ahead by as much.
func (p Plan) Window(at int) (from, until time.Duration) {
	until = p.Total
	for _, step := range p.Steps[at+1 : max(p.Counted(), at+1)] {
		until -= step.Planned
	}
	return until - p.Steps[at].Planned, until
}

// Tempo says how a talk stands against its plan.
type Tempo string

// The tempos of a talk.
const (
	Ahead  Tempo = "ahead"   // the step's planned time has not begun
	OnTime Tempo = "on time" // within it
	Behind Tempo = "behind"  // past it
	Over   Tempo = "over"    // past the end of the whole talk
	Done   Tempo = "done"    // behind the end mark, where no time counts
)

// Pace is how a talk stands against its plan, and by how much.
type Pace struct {
	Tempo Tempo
	By    time.Duration
}

// Pace compares the clock with the planned time of a step.
func (p Plan) Pace(at int, elapsed time.Duration) Pace {
	if at < 0 || at >= p.Counted() {
		return Pace{Tempo: Done}
	}
	from, until := p.Window(at)
	switch {
	case elapsed > p.Total:
		return Pace{Over, elapsed - p.Total}
	case elapsed < from:
		return Pace{Ahead, from - elapsed}
	case elapsed > until:
		return Pace{Behind, elapsed - until}
	}
	return Pace{Tempo: OnTime}
}

// Told returns which share of the talk has been told, 0 to 1, a time after its step
// began. A step's share does not grow past its end.
func (p Plan) Told(at int, inStep time.Duration) float64 {
	var told, all time.Duration
	for i, step := range p.Steps[:p.Counted()] {
		all += step.Planned
		switch {
		case i < at:
			told += step.Planned
		case i == at:
			told += min(max(inStep, 0), step.Planned)
		}
	}
	if all == 0 {
		return 0
	}
	return float64(told) / float64(all)
}

// Mark returns which share of the talk the rehearsal had told at this time of the
// clock, 0 to 1, from how long it took over each item, in the plan's order. It is
// not ok if the rehearsal told none of them.
func (p Plan) Mark(elapsed time.Duration, rehearsed map[string]time.Duration) (share float64, ok bool) {
	at, left := 0, elapsed
	for _, step := range p.Steps[:p.Counted()] {
		took := rehearsed[step.Item.ID]
		ok = ok || took > 0
		if took > left {
			within := time.Duration(float64(step.Planned) * float64(left) / float64(took))
			return p.Told(at, within), true
		}
		left -= took
		at++
	}
	return 1, ok
}
