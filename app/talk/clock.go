package talk

import "time"

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
