package realwindow

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTalk_byClicker gives a whole talk by a clicker's keys on two displays. Where the
// system has no server with two, both windows stand side by side on one, and the test
// says so.
func TestTalk_byClicker(t *testing.T) {
	display, err := OpenTwo(t)
	two := err == nil
	if !two {
		t.Logf("there are no two displays here (%v); both windows are opened on one", err)
		display = OpenDisplay(t, 1920, 1200)
	}
	s := Start(t, Options{Display: display, Args: []string{"--present", "--theme", "light"}})
	if two {
		assert.Equal(t, SecondDisplay, s.Audience(true), "the room's window fills the second display")
	}
	room := s.WaitRoom("the first beat", func(r Room) bool { return r.Step == 0 })
	steps := room.Steps
	require.Greater(t, steps, 10)

	next := func(want int) {
		t.Helper()
		s.Key("Next") // what clickers send
		s.WaitRoom("the next beat", func(r Room) bool { return r.Step == want && r.Blank == "" })
	}
	s.Key("c") // start the clock
	for i := 1; i < 4; i++ {
		next(i)
	}
	s.Key("Prior")
	s.WaitRoom("the beat before", func(r Room) bool { return r.Step == 2 })

	// Frozen: the presenter goes on, the room does not; then it is shown.
	s.Key("f")
	s.WaitRoom("the held picture", func(r Room) bool { return r.Frozen })
	s.Key("Next", "Next")
	assert.Equal(t, 2, s.Room().Step)
	s.Key("f")
	s.WaitRoom("what was pushed", func(r Room) bool { return !r.Frozen && r.Step == 4 })

	// Black, and back to exactly where it was.
	before := s.Room()
	s.Key("b")
	s.WaitRoom("black", func(r Room) bool { return r.Blank == "black" })
	s.Key("period")
	s.WaitRoom("the picture", func(r Room) bool { return r == before })

	// Jumps: by number, and in the overview by a word.
	s.Type("12")
	s.Key("Return")
	s.WaitRoom("the twelfth beat", func(r Room) bool { return r.Step == 11 })
	s.Key("o")
	s.Settle()
	s.Type("geneva")
	s.Key("Return")
	s.WaitRoom("Geneva", func(r Room) bool { return r.Beat == "geneva" })

	// Swapped, the keys still reach the talk.
	s.Key("x")
	s.Settle()
	at := s.Room().Step
	s.Key("Next")
	s.WaitRoom("a step with the screens swapped", func(r Room) bool { return r.Step == at+1 })
	s.Key("x")
	s.Settle()

	if two { // the projector is unplugged and plugged in again; the talk goes on
		require.NoError(t, display.Plug(false))
		s.until("the room's window to come to the first display, where it can be moved", func() bool {
			place := s.Audience(true)
			return place.Overlaps(FirstDisplay) && place.Dx() < FirstDisplay.Dx()
		})
		s.xdotool("windowactivate", "--sync", s.window)
		s.Key("Prior")
		s.WaitRoom("a step without a projector", func(r Room) bool { return r.Step == at })
		require.NoError(t, display.Plug(true))
		s.until("the room's window to be on the second display again", func() bool { return s.Audience(true) == SecondDisplay })
		s.xdotool("windowactivate", "--sync", s.window)
	}

	// A power cut: it comes back where it was, with the clock running.
	now := s.Room()
	s.Kill()
	s = Start(t, Options{Display: display, Config: s.Config()})
	again := s.WaitRoom("the talk as it was", func(r Room) bool { return r.Steps == steps })
	assert.Equal(t, now.Step, again.Step)
	assert.Equal(t, now.Beat, again.Beat)

	// The end: one press of Esc does not end it, two do.
	s.Key("Escape")
	s.Settle()
	_, ended := s.Targets()["present"]
	assert.False(t, ended)
	s.Key("Escape")
	s.until("the reader's window", func() bool { _, there := s.journal.targets["present"]; return there })
	if two {
		s.Audience(false)
	}
	s.View()
	s.Key("Right")
	v := s.NextView()
	s.Key("ctrl+z")
	assert.NotEqual(t, v, s.NextView(), "the reader's keys are the reader's again")
	runs, err := os.ReadFile(filepath.Join(s.Config(), "runs.json"))
	require.NoError(t, err)
	assert.Contains(t, string(runs), "first-ten", "the rehearsal is noted")
	assert.Empty(t, s.Errors())
}
