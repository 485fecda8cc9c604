package talk

import (
	"maps"
	"time"
)

// Clock counts the time of a talk. The zero Clock stands at zero.
type Clock struct {
	Running bool
	Since   time.Time     // when it was started, if it runs
	Before  time.Duration // what it had counted by then
}

// Elapsed returns what the clock shows at a time. It is never negative, and a time
// before the start counts for nothing: a wall clock can be set back.
func (c Clock) Elapsed(now time.Time) time.Duration {
	if !c.Running {
		return c.Before
	}
	return c.Before + max(now.Sub(c.Since), 0)
}

// Start lets the clock run on.
func (c *Clock) Start(now time.Time) {
	if !c.Running {
		c.Running, c.Since = true, now
	}
}

// Pause stops the clock at what it shows.
func (c *Clock) Pause(now time.Time) {
	*c = Clock{Before: c.Elapsed(now)}
}

// Toggle starts or pauses the clock.
func (c *Clock) Toggle(now time.Time) {
	if c.Running {
		c.Pause(now)
	} else {
		c.Start(now)
	}
}

// Reset puts the clock back to zero, where it stops.
func (c *Clock) Reset() { *c = Clock{} }

// Clock returns the clock as it stands.
func (s *Show) Clock() Clock { return s.clock }

// Elapsed returns what the clock shows now.
func (s *Show) Elapsed() time.Duration { return s.clock.Elapsed(s.now()) }

// StartClock lets the clock run on.
func (s *Show) StartClock() {
	s.change(func() {
		now := s.now()
		s.clock.Start(now)
		if s.began.IsZero() {
			s.began = now
		}
	})
}

// PauseClock stops the clock at what it shows.
func (s *Show) PauseClock() {
	s.change(func() { s.clock.Pause(s.now()) })
}

// ToggleClock starts or pauses the clock.
func (s *Show) ToggleClock() {
	if s.clock.Running {
		s.PauseClock()
	} else {
		s.StartClock()
	}
}

// RestartClock counts from zero again, for the items too. A clock that ran runs on.
func (s *Show) RestartClock() {
	s.change(func() {
		running := s.clock.Running
		s.clock.Reset()
		clear(s.times)
		s.began, s.entered = time.Time{}, 0
		if running {
			s.StartClock()
		}
	})
}

// book adds the time since the last call to what was spent on the item.
func (s *Show) book() {
	elapsed := s.Elapsed()
	if id := s.itemID(); id != "" && elapsed > s.entered {
		s.times[id] += elapsed - s.entered
	}
	s.entered = elapsed
}

// Times returns how long the clock ran at each item, by its id.
func (s *Show) Times() map[string]time.Duration {
	s.book()
	return maps.Clone(s.times)
}

// Pace returns how the talk stands against its plan now.
func (s *Show) Pace() Pace { return s.plan.Pace(s.at, s.Elapsed()) }

// Told returns which share of the talk has been told, 0 to 1.
func (s *Show) Told() float64 {
	s.book()
	return s.plan.Told(s.at, s.times[s.itemID()])
}

// Mark returns where the last whole rehearsal was at this time: the share of the talk
// it had told, 0 to 1. It is not ok if there was none.
func (s *Show) Mark() (share float64, ok bool) { return s.plan.Mark(s.Elapsed(), s.rehearsed) }

// behindEnough is how far behind a talk is before something is offered to leave out.
const behindEnough = 20 * time.Second

// LeaveOut returns the next item that could be left out, if the talk is so far behind
// that it is worth offering.
func (s *Show) LeaveOut() (Item, bool) {
	if s.at >= s.plan.Counted() {
		return Item{}, false
	}
	if _, until := s.plan.Window(s.at); s.Elapsed() <= until+behindEnough {
		return Item{}, false
	}
	for _, step := range s.plan.Steps[s.at+1 : s.plan.Counted()] {
		if step.Item.RankIn(s.Story()) == Could {
			return step.Item, true
		}
	}
	return Item{}, false
}
