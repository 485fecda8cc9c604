package window

import (
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mostLost is how long what is typed may be lost when the program is killed.
const mostLost = 250 * time.Millisecond

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
	room := s.WaitRoom("the title slide", func(r Room) bool { return r.Slide == "opening" })
	steps := room.Steps
	require.Greater(t, steps, 10)

	// whole checks that what both windows show belongs to one beat, and that nothing but
	// the room's picture can be reached in the room's window.
	swapped := false
	whole := func(s *Session, what string) {
		t.Helper()
		r := s.Room()
		if r.DeskBeat != "" {
			assert.Equal(t, r.DeskBeat, r.Notes, "%s: the notes", what)
			assert.Equal(t, r.DeskBeat, r.Rail, "%s: the rail", what)
			if !r.Frozen {
				assert.Equal(t, r.Beat, r.DeskBeat, "%s: the pictures", what)
				assert.Equal(t, r.Step, r.Number, "%s: the number", what)
			}
		}
		for id, target := range s.Targets() {
			id, inSecond := strings.CutPrefix(id, inAudience)
			if target.W == 0 || inSecond == swapped {
				continue // in the presenter's window
			}
			assert.True(t, id == "plot" || id == "map" || strings.HasPrefix(id, "meeting/"), "%s: %s in the room's window", what, id)
		}
	}
	// The whole talk, from the title to the closing slide, by nothing but the key that
	// clickers send.
	presses, told := 0, -1
	for r := room; r.Slide != "closing"; presses++ {
		require.Less(t, presses, 60)
		s.Key("Next")
		now := s.WaitRoom("the next beat, or a part of it", func(now Room) bool { return now != r })
		whole(s, "a press")
		if now.Step != told {
			assert.Equal(t, told+1, now.Step, "no beat is passed over")
			told = now.Step
		}
		r = now
	}
	assert.Equal(t, steps-1, told)
	assert.Greater(t, presses, steps+3, "some beats come part by part")
	s.Type("4")
	s.Key("Return")
	s.WaitRoom("the fourth beat", func(r Room) bool { return r.Step == 3 && r.Slide == "" })
	s.Key("Prior") // takes the parts away, then goes back
	for s.Room().Step == 3 {
		s.Key("Prior")
		s.Settle()
	}
	s.WaitRoom("the beat before", func(r Room) bool { return r.Step == 2 })

	// Frozen: the presenter goes on, the room does not; then it is shown.
	s.Key("f")
	s.WaitRoom("the held picture", func(r Room) bool { return r.Frozen })
	s.Key("Next", "Next", "Next", "Next")
	assert.Equal(t, 2, s.Room().Step)
	whole(s, "frozen")
	s.Key("f")
	s.WaitRoom("what was pushed", func(r Room) bool { return !r.Frozen && r.Step == 4 })
	whole(s, "pushed")

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
	whole(s, "found in the overview")

	// Swapped, the keys still reach the talk, and dialogs stay with the presenter.
	s.Key("x")
	swapped = true
	s.Settle()
	whole(s, "swapped")
	at := s.Room().Step
	s.Key("Next")
	s.WaitRoom("a step with the screens swapped", func(r Room) bool { return r.Step == at+1 })
	for _, page := range []string{"o", "question", "t"} {
		s.Key(page)
		s.Settle()
		whole(s, "a page: "+page)
		s.Key("Escape")
		s.Settle()
	}
	s.Key("x")
	swapped = false
	s.Settle()
	whole(s, "swapped back")

	// A dialog owns the keyboard: what is typed is the file's name, Esc closes it alone.
	before = s.Room()
	s.Key("t")
	s.Click("edit/save")
	s.Settle()
	s.Type("hbx.f")
	whole(s, "a dialog")
	s.Key("Escape", "Escape")
	s.Settle()
	assert.Equal(t, before, s.Room())

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

	// A power cut while notes are typed: it comes back where it was, in the same windows,
	// with the clock running and with what had been typed.
	s.Click("notes/edit")
	s.Settle()
	s.Key("ctrl+End")
	s.Type(" and ask the last row")
	s.Settle()
	time.Sleep(mostLost)
	now := s.Room()
	s.Kill()
	s = Start(t, Options{Display: display, Config: s.Config()})
	again := s.WaitRoom("the talk as it was", func(r Room) bool { return r.Steps == steps })
	assert.Equal(t, now.Step, again.Step)
	assert.Equal(t, now.Beat, again.Beat)
	whole(s, "after the kill")
	typed := false
	require.NoError(t, filepath.WalkDir(s.Config(), func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			raw, _ := os.ReadFile(path)
			typed = typed || strings.Contains(string(raw), "ask the last row")
		}
		return err
	}))
	assert.True(t, typed, "what was typed is kept")
	if two {
		assert.Equal(t, SecondDisplay, s.Audience(true), "in the same windows")
	}

	// The last step, and the slide of what to remember.
	s.Key("End", "Next")
	s.WaitRoom("the closing slide", func(r Room) bool { return r.Slide == "closing" })
	whole(s, "the closing slide")

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
	s.Key("Left")
	v := s.NextView()
	s.Key("ctrl+z")
	assert.NotEqual(t, v, s.NextView(), "the reader's keys are the reader's again")
	runs, err := os.ReadFile(filepath.Join(s.Config(), "runs.json"))
	require.NoError(t, err)
	assert.Contains(t, string(runs), "first-ten", "the rehearsal is noted")
	assert.Empty(t, s.Errors())
}

// TestTalk_onOneDisplay is what goes wrong where the room's picture is all there is: prompts
// that are painted late, a window that opens behind, a button that ends the talk unasked.
func TestTalk_onOneDisplay(t *testing.T) {
	display := OpenDisplay(t, 1440, 900)
	s := Start(t, Options{Display: display, Args: []string{"--present", "--theme", "light"}})
	s.WaitRoom("the title slide", func(r Room) bool { return r.Slide == "opening" })
	s.Key("x") // the room's picture alone
	s.Settle()
	before := s.Picture()
	s.Key("Escape")
	s.until("the question whether to end, without the mouse being moved", func() bool { return !equalPictures(before, s.Picture()) })
	s.Key("7") // any other key goes on
	s.until("the question to go", func() bool { return equalPictures(before, s.Picture()) })
	assert.Equal(t, "opening", s.Room().Slide)

	// The window's own button asks, too.
	_, err := s.display.xdotool("key", "--clearmodifiers", "alt+F4")
	require.NoError(t, err)
	s.until("the question whether to end", func() bool { return !equalPictures(before, s.Picture()) })
	assert.True(t, s.Running())
	s.Key("7")
	s.Key("x")
	s.Settle()

	s.Key("v")
	room := s.Audience(true)
	assert.False(t, room.Empty())
	s.until("the room's window to be in front", func() bool {
		name, err := s.display.xdotool("getactivewindow", "getwindowname")
		return err == nil && strings.Contains(name, "audience")
	})
	assert.Empty(t, s.Errors())
}

// TestTalk_aMissingFileIsToldInTheWindow starts with a talk that is not there.
func TestTalk_aMissingFileIsToldInTheWindow(t *testing.T) {
	s := Start(t, Options{Args: []string{"--talk", filepath.Join(t.TempDir(), "monday.truceline-talk"), "--theme", "light"}})
	s.Target("problem/other")
	assert.Contains(t, s.Said(), "monday", "and on the error output")
	s.Click("problem/go-on")
	s.Target("notes/edit")
	assert.Equal(t, "opening", s.Room().Slide, "a talk goes on")
	assert.Len(t, s.Errors(), 1)
}

// TestTalk_onThreeDisplays has the room's picture go to the third display, and come back to
// it after a kill.
func TestTalk_onThreeDisplays(t *testing.T) {
	display, err := OpenTwo(t)
	if err == nil {
		err = display.PlugThird()
	}
	if err != nil {
		t.Skipf("there are no three displays here: %v", err)
	}
	s := Start(t, Options{Display: display, Args: []string{"--present", "--theme", "light"}})
	assert.Equal(t, SecondDisplay, s.Audience(true))
	s.Key("v")
	s.Audience(false)
	s.Key("v") // asks which
	s.Target("display/3")
	s.Key("3")
	s.until("the room's window on the third display", func() bool { return s.Audience(true) == ThirdDisplay })
	s.Key("Next")
	s.WaitRoom("the first beat", func(r Room) bool { return r.Slide == "" })
	s.Kill()
	s = Start(t, Options{Display: display, Config: s.Config()})
	s.until("the room's window on the third display again", func() bool { return s.Audience(true) == ThirdDisplay })
	assert.Empty(t, s.Errors())
}

func equalPictures(a, b *image.RGBA) bool { return a.Rect == b.Rect && slices.Equal(a.Pix, b.Pix) }
