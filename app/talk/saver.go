package talk

import (
	"sync"
	"time"
)

// gather is how long a Saver waits for further changes before it writes.
const gather = 40 * time.Millisecond

// heartbeat is how often a running clock is written with no other change, so that one
// that is found again is known to have run until then; and how soon a write that
// failed is tried again.
const heartbeat = 15 * time.Second

// Saver writes what is kept of a talk, away from the goroutine that gives it, so that
// no more than the last moments of a talk are ever lost. It writes one at a time and
// always the latest.
type Saver struct {
	write  func(Kept) error
	failed func(error)
	wake   chan struct{}
	stop   chan struct{}
	ended  chan struct{}
	closed sync.Once

	writing chan struct{} // holds something while write runs

	mu     sync.Mutex
	latest Kept
	dirty  bool // latest has not been written
	any    bool // latest has been given
}

// NewSaver returns a Saver that writes by write and tells of errors by failed, both
// called from its own goroutine or that of Flush and Close. Close ends it.
func NewSaver(write func(Kept) error, failed func(error)) *Saver {
	s := &Saver{
		write: write, failed: failed,
		wake: make(chan struct{}, 1), stop: make(chan struct{}), ended: make(chan struct{}), writing: make(chan struct{}, 1),
	}
	go s.run()
	return s
}

// Save has k written soon, in place of what has not been written yet. It does not
// block.
func (s *Saver) Save(k Kept) {
	s.mu.Lock()
	s.latest, s.dirty, s.any = k, true, true
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default: // it is awake already
	}
}

// Flush writes what has not been written yet, before it returns.
func (s *Saver) Flush() {
	s.writing <- struct{}{}
	defer func() { <-s.writing }()
	s.mu.Lock()
	k, dirty := s.latest, s.dirty
	s.dirty = false
	s.mu.Unlock()
	if !dirty {
		return
	}
	if err := s.write(k); err != nil {
		s.mu.Lock()
		s.dirty = true
		s.mu.Unlock()
		s.failed(err)
	}
}

// Close writes what has not been written yet and ends the Saver. Nothing is written
// after it.
func (s *Saver) Close() {
	s.closed.Do(func() { close(s.stop) })
	<-s.ended
}

func (s *Saver) run() {
	defer close(s.ended)
	defer s.Flush()
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-s.stop:
			return
		case <-s.wake:
			select {
			case <-s.stop:
				return
			case <-time.After(gather):
			}
		case <-beat.C:
			s.again(time.Now())
		}
		s.Flush()
	}
}

// again has the latest written as it is by now, if its clock runs.
func (s *Saver) again(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.any && s.latest.Running {
		s.latest, s.dirty = s.latest.since(now), true
	}
}
