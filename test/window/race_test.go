package window

import (
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"truceline/app/view"
)

// racing tells whether the tests were built with the race detector.
func racing() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.ContainsFunc(info.Settings, func(s debug.BuildSetting) bool { return s.Key == "-race" && s.Value == "true" })
}

// The program draws pictures away from the goroutine that shows them, keeps the
// place a moment later, and plays: all of it at once, under the race detector.
func TestWindow_hasNoDataRace(t *testing.T) {
	if !racing() {
		t.Skip("the tests were built without -race; with it, the program is too")
	}
	r := read(t, Options{Race: true, Width: 1024, Height: 640})
	s := r.story
	for _, m := range s.MeetingsShown(false) {
		r.Click("meeting/" + m.ID)
		r.leadsTo(view.ToMeeting(s, r.now, m.ID))
	}
	r.Key("Home")
	r.leadsTo(view.Step(s, r.now, -100))
	r.Key("p")
	r.leadsTo(view.Step(s, r.now, +1))
	r.Resize(900, 700) // while the cursor runs
	r.Key("ctrl+plus")
	r.Resize(1280, 800)
	r.Key("Escape", "ctrl+0")
	for range 5 {
		r.Key("Right", "Left", "ctrl+z")
	}
	at := r.Target("scrubber")
	r.Drag(at.X+at.W/4, at.Y+at.H/2, at.X+at.W/2, at.Y+at.H/2)
	r.Key("e")
	r.WaitView(func(v view.View) bool { return v.Epilogue })
	r.Key("F5") // a talk, with its clock and its small pictures
	r.WaitRoom("the talk", func(room Room) bool { return room.Step >= 0 })
	r.Key("c", "Next", "Next", "f", "Next", "f", "o")
	r.Settle()
	r.Key("Escape", "Prior", "b", "b", "Escape", "Escape")
	r.until("the reader's window", func() bool { _, there := r.journal.targets["present"]; return there })
	time.Sleep(time.Second)
	assert.NotContains(t, r.Said(), "DATA RACE")
	assert.Zero(t, r.Close())
}
