package talk

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/data/load"
)

// What makes the test binary a talk to be killed: a folder and a seed.
const victimFolder, victimSeed = "TRUCELINE_TALK_VICTIM", "TRUCELINE_TALK_SEED"

// mostLost is how much of a talk may be lost when it is killed. Where the machine
// itself stood still for longer than patience, that comes on top.
const (
	mostLost = 250 * time.Millisecond
	patience = 50 * time.Millisecond
)

// moment is a state that a victim was in, as it says before it asks for it to be kept.
type moment struct {
	At      int64 // when, in nanoseconds since 1970
	State   uint64
	Running bool
	Elapsed time.Duration // on the clock of the talk
	Write   time.Duration // the longest that a write has taken so far
}

// momentOf sums up a state. Times are left out of the sum, since they pass.
func momentOf(k Kept) moment {
	m := moment{At: k.Seen.UnixNano(), Running: k.Running, Elapsed: k.Elapsed}
	k.Seen, k.Elapsed, k.Times = time.Time{}, 0, nil
	raw, err := json.Marshal(k)
	if err != nil {
		panic(err)
	}
	sum := fnv.New64a()
	sum.Write(raw)
	m.State = sum.Sum64()
	return m
}

// leadsTo tells whether the later moment is this one again, once time went by.
func (m moment) leadsTo(later moment) bool {
	elapsed := m.Elapsed
	if m.Running {
		elapsed += time.Duration(later.At - m.At)
	}
	return m.State == later.State && m.Running == later.Running && (elapsed-later.Elapsed).Abs() < time.Millisecond
}

// reopen goes on with what a folder keeps, or begins.
func reopen(folder string, now func() time.Time) (*Show, Windows, error) {
	s, err := load.BuiltIn()
	if err != nil {
		return nil, "", err
	}
	store := view.NewStore(s, view.Start(s))
	k, ok, err := In(folder).Load()
	if err != nil || !ok {
		return New(store, FromStory(s), Options{Now: now}), "", err
	}
	show, err := Resume(store, k, Options{Now: now})
	return show, k.Windows, err
}

// victim gives a talk at random until it is killed. It writes each state on a line of
// its own, and then asks for it to be kept.
func victim(folder, seed string) {
	fail := func(err error) {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
	n, _ := strconv.ParseUint(seed, 10, 64)
	r := rand.New(rand.NewPCG(n, 56))
	show, windows, err := reopen(folder, time.Now)
	if err != nil {
		fail(err)
	}
	var began, longest atomic.Int64 // of the write under way, and of all; in nanoseconds
	saver := NewSaver(func(k Kept) error {
		start := time.Now()
		began.Store(start.UnixNano())
		defer began.Store(0)
		err := In(folder).Save(k)
		longest.Store(max(longest.Load(), int64(time.Since(start))))
		return err
	}, fail)
	for {
		k := show.Keep()
		k.Windows = windows
		m := momentOf(k)
		m.Write = time.Duration(longest.Load())
		if since := began.Load(); since > 0 {
			m.Write = max(m.Write, time.Duration(m.At-since))
		}
		line, err := json.Marshal(m)
		if err != nil {
			fail(err)
		}
		fmt.Println(string(line))
		saver.Save(k)
		time.Sleep(time.Duration(r.IntN(8)) * time.Millisecond)
		if r.IntN(12) == 0 {
			windows = []Windows{DeskOnly, AudienceOnly, TwoWindows, Swapped}[r.IntN(4)]
		} else {
			anything(r, show)
		}
	}
}

// kill gives a talk in a process of its own, ends it by force a while after its first
// sign of life, or after its start, and returns what it said and when it was killed.
func kill(t *testing.T, folder string, seed uint64, after time.Duration, fromStart bool) ([]moment, time.Time) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), victimFolder+"="+folder, fmt.Sprintf("%s=%d", victimSeed, seed))
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	lines := make(chan string, 100_000)
	go func() {
		defer close(lines)
		in := bufio.NewReader(out)
		for {
			text, err := in.ReadString('\n')
			if err != nil {
				return // what is cut off has not been said
			}
			lines <- text
		}
	}()
	var said []moment
	hear := func(text string) {
		var m moment
		require.NoError(t, json.Unmarshal([]byte(text), &m), text)
		said = append(said, m)
	}
	if !fromStart {
		text, ok := <-lines
		require.True(t, ok, "it ended by itself")
		hear(text)
	}
	time.Sleep(after)
	require.NoError(t, c.Process.Kill())
	killed := time.Now()
	for text := range lines {
		hear(text)
	}
	io.Copy(io.Discard, out)
	c.Wait()
	return said, killed
}

// TestResume_afterAKill kills a talk 500 times, at random moments of random actions,
// and goes on with it each time where it was.
func TestResume_afterAKill(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("there are no processes there")
	}
	lanes, kills := 4, 125
	if testing.Short() {
		kills = 10
	}
	for lane := range lanes {
		t.Run(fmt.Sprint("lane ", lane), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(uint64(lane), 57))
			folder := t.TempDir()
			begun, _, err := reopen(folder, time.Now)
			require.NoError(t, err)
			last := momentOf(begun.Keep()) // what was found after the last kill
			var worst time.Duration
			for n := range kills {
				after := time.Duration(r.IntN(100)) * time.Millisecond
				fromStart := r.IntN(10) == 0
				if !fromStart && r.IntN(8) == 0 {
					after += mostLost
				}
				said, killed := kill(t, folder, uint64(lane*kills+n), after, fromStart)
				now := time.Now()
				show, windows, err := reopen(folder, func() time.Time { return now })
				require.NoError(t, err, "kill %d", n)
				k := show.Keep()
				k.Windows = windows
				found := momentOf(k)
				if len(said) == 0 {
					require.Equal(t, last.State, found.State, "kill %d: nothing was done, and yet it changed", n)
					continue
				}
				require.Equal(t, last.State, said[0].State, "kill %d: another process came back elsewhere", n)
				worst = max(worst, check(t, said, found, killed))
				last = found
			}
			t.Log("the most that was lost:", worst)

			left, err := filepath.Glob(filepath.Join(folder, ".*"))
			require.NoError(t, err)
			hourAgo := time.Now().Add(-time.Hour)
			for _, name := range left {
				require.NoError(t, os.Chtimes(name, hourAgo, hourAgo))
			}
			require.NoError(t, In(folder).Save(begun.Keep())) // on a busy machine none may have come so far
			_, ok, err := In(folder).Load()
			require.NoError(t, err)
			require.True(t, ok)
			entries, err := os.ReadDir(folder)
			require.NoError(t, err)
			assert.Len(t, entries, 1, "what killed writes have left is swept away")
		})
	}
}

// check looks for the state that was found among those a victim was in, and returns
// how long before the kill it was left for another.
func check(t *testing.T, said []moment, found moment, killed time.Time) (lost time.Duration) {
	t.Helper()
	at := len(said) - 1
	for at >= 0 && !said[at].leadsTo(found) {
		at--
	}
	require.GreaterOrEqual(t, at, 0, "it came back to a place where it never was")
	if at == len(said)-1 {
		return 0
	}
	// One write may be under way when the change is made, and the next has it.
	allowed := mostLost + 2*max(said[len(said)-1].Write-patience, 0)
	for i := at; i < len(said); i++ {
		next := killed.UnixNano()
		if i+1 < len(said) {
			next = said[i+1].At
		}
		allowed += max(time.Duration(next-said[i].At)-patience, 0)
	}
	lost = killed.Sub(time.Unix(0, said[at+1].At))
	require.Less(t, lost, allowed, "too much was lost")
	return lost
}
