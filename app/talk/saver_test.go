package talk

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
)

// note is a Kept that can be told from others.
func note(n int) Kept { return Kept{Length: Length(n)} }

// wrote is a write of a Saver: what, and how long after the beginning.
type wrote struct {
	what  Length
	after time.Duration
}

// paper takes what a Saver writes, each taking a while.
type paper struct {
	t     *testing.T
	began time.Time
	takes time.Duration

	mu     sync.Mutex
	kept   []Kept
	wrote  []wrote
	busy   bool
	fails  int // how many of the next writes fail
	errors int
}

func (p *paper) write(k Kept) error {
	p.mu.Lock()
	assert.False(p.t, p.busy, "two writes at a time")
	p.busy = true
	p.mu.Unlock()
	time.Sleep(p.takes)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.busy = false
	if p.fails > 0 {
		p.fails--
		return errors.New("the disk is full")
	}
	p.wrote = append(p.wrote, wrote{k.Length, time.Since(p.began)})
	p.kept = append(p.kept, k)
	return nil
}

func (p *paper) failed(error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.errors++
}

// writes are those so far.
func (p *paper) writes() []wrote {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.wrote)
}

// last is what was written last, and how many writes there were.
func (p *paper) last() (k Kept, writes int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.kept[len(p.kept)-1], len(p.kept)
}

// onPaper runs a test with a Saver in a time of its own, which passes when all wait.
func onPaper(t *testing.T, takes time.Duration, test func(t *testing.T, s *Saver, p *paper)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := &paper{t: t, began: time.Now(), takes: takes}
		s := NewSaver(p.write, p.failed)
		test(t, s, p)
		s.Close()
		s.Close() // twice does no harm
		n := len(p.writes())
		s.Save(note(99))
		time.Sleep(time.Hour)
		assert.Len(t, p.writes(), n, "something was written after the end")
	})
}

const ms = time.Millisecond

func TestSaver_writesSoonAndTheLatest(t *testing.T) {
	onPaper(t, 10*ms, func(t *testing.T, s *Saver, p *paper) {
		for i := range 5 {
			s.Save(note(i))
		}
		time.Sleep(time.Second)
		assert.Equal(t, []wrote{{4, 50 * ms}}, p.writes())
		s.Save(note(7))
		time.Sleep(45 * ms) // it is being written
		s.Save(note(8))
		s.Save(note(9))
		time.Sleep(time.Second)
		assert.Equal(t, []wrote{{4, 50 * ms}, {7, 1050 * ms}, {9, 1100 * ms}}, p.writes())
	})
}

func TestSaver_losesLittleUnderAStreamOfChanges(t *testing.T) {
	onPaper(t, 30*ms, func(t *testing.T, s *Saver, p *paper) {
		made := map[Length]time.Duration{}
		for i := range 400 {
			made[Length(i)] = time.Since(p.began)
			s.Save(note(i))
			// Whenever it is killed, what was made 250 ms ago is on paper.
			if now := time.Since(p.began); now >= 250*ms {
				k, _ := p.last()
				last := k.Length
				if _, further := made[last+1]; further {
					assert.Less(t, now-made[last+1], 250*ms)
				}
			}
			time.Sleep(5 * ms)
		}
		assert.Less(t, len(p.writes()), 40, "changes that follow each other are written together")
	})
}

func TestSaver_flushAndCloseWriteAtOnce(t *testing.T) {
	onPaper(t, 10*ms, func(t *testing.T, s *Saver, p *paper) {
		s.Save(note(1))
		s.Flush()
		assert.Equal(t, []wrote{{1, 10 * ms}}, p.writes())
		s.Flush()
		time.Sleep(time.Second)
		assert.Len(t, p.writes(), 1, "it is written once")
		s.Save(note(2))
		s.Close()
		assert.Equal(t, wrote{2, 1020 * ms}, p.writes()[1])
	})
}

func TestSaver_flushWaitsForAWriteUnderWay(t *testing.T) {
	onPaper(t, 100*ms, func(t *testing.T, s *Saver, p *paper) {
		s.Save(note(1))
		time.Sleep(60 * ms)
		s.Save(note(2))
		s.Flush()
		assert.Equal(t, []wrote{{1, 140 * ms}, {2, 240 * ms}}, p.writes())
	})
}

func TestSaver_triesAgainWhatCouldNotBeWritten(t *testing.T) {
	onPaper(t, 0, func(t *testing.T, s *Saver, p *paper) {
		p.mu.Lock()
		p.fails = 2
		p.mu.Unlock()
		s.Save(note(1))
		time.Sleep(time.Minute)
		p.mu.Lock()
		assert.Equal(t, 2, p.errors)
		p.mu.Unlock()
		assert.Equal(t, []wrote{{1, 2 * heartbeat}}, p.writes())
	})
}

func TestSaver_keepsARunningClockUpToDate(t *testing.T) {
	onPaper(t, 0, func(t *testing.T, s *Saver, p *paper) {
		time.Sleep(time.Minute)
		assert.Empty(t, p.writes(), "there is nothing to write yet")
		s.Save(Kept{Seen: time.Now(), Running: true, Elapsed: second})
		time.Sleep(minute + second)
		k, n := p.last()
		assert.Equal(t, wrote{0, 2 * time.Minute}, p.writes()[n-1])
		assert.Equal(t, minute+second, k.Elapsed)
		s.Save(Kept{Seen: time.Now(), Elapsed: minute})
		time.Sleep(time.Hour)
		assert.Len(t, p.writes(), n+1, "a clock that stands is written once")
	})
}
