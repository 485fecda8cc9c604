package window

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/data/load"
	"truceline/test/sample"
)

// TestAnotherStory_inTheWindow opens the small second story, goes through its modes, its
// sheets and its figures, exports one, and gives the whole talk; then the same story
// without its meeting, of which no map is seen and no room for one is left.
func TestAnotherStory_inTheWindow(t *testing.T) {
	var mapped Target // where the map stands in Explore
	for _, meetings := range []bool{true, false} {
		folder := sample.River(t, meetings)
		s, err := load.Path(folder)
		require.NoError(t, err)
		r := &reader{Session: Start(t, Options{Args: []string{"--story", folder, "--theme", "light", "--reduced-motion"}}), story: s}
		r.leadsTo(view.Begin(s))
		for i, m := range view.Modes(s) {
			if r.Key("ctrl+" + strconv.Itoa(i+1)); i > 0 {
				r.leadsTo(view.ToMode(s, r.now, m))
			}
			r.Settle()
		}
		r.Key("ctrl+2")
		r.leadsTo(view.ToMode(s, r.now, view.Explore))
		if meetings {
			mapped = r.Target("map")
			r.lookAround()
			r.export()
		} else {
			x, y, filled := mapped.X+mapped.W/2, mapped.Y+mapped.H/2, false
			for _, at := range r.Targets() {
				filled = filled || x >= at.X && x < at.X+at.W && y >= at.Y && y < at.Y+at.H
			}
			assert.True(t, filled, "nothing stands where the map was")
		}
		assert.Equal(t, "Truceline – "+s.Title, r.Title())
		r.Key("F5")
		for room := r.WaitRoom("the talk", func(now Room) bool { return now.Steps > 0 }); room.Step+1 < room.Steps; {
			r.Settle()
			r.Key("Next")
			room = r.WaitRoom("what comes next", func(now Room) bool { return now != room })
		}
		assert.Empty(t, r.Errors())
		assert.Empty(t, r.Said())
		log, err := os.ReadFile(r.journal.path)
		require.NoError(t, err)
		for line := range strings.Lines(string(log)) {
			_, line, _ = strings.Cut(line, `"level"`) // before it stands the time of the machine
			assert.NotRegexp(t, sample.OfTheFirst, line)
			assert.True(t, meetings || !aMap.MatchString(line), "a map of no meetings: %s", line)
		}
		r.Kill()
	}
}

// aMap matches the record of something that belongs to a map.
var aMap = regexp.MustCompile(`"id":"([a-z]+:)?(map|map/[^"]*|meeting/[^"]*)"`)

// lookAround goes through the story's steps, and opens sheets and figures.
func (r *reader) lookAround() {
	for range r.story.BeatsShown(false)[1:] {
		r.Key("Right")
		r.leadsTo(view.Step(r.story, r.now, 1))
	}
	for _, key := range []string{"question", "ctrl+k", "l", "a", "e"} {
		r.Key(key)
		opened := r.NextView()
		require.NotEqual(r.t, r.now, opened, key)
		if r.Settle(); opened.Sheet != "" {
			r.Key("Escape")
			r.leadsTo(r.now)
			continue
		}
		r.now = r.View()
	}
}

// export writes what the plot shows to a file, as a reader does.
func (r *reader) export() {
	file := filepath.Join(r.t.TempDir(), "rates.svg")
	r.Key("ctrl+e")
	r.Click("export/format/svg")
	r.Click("export/save")
	r.WaitView(func(v view.View) bool { return v.Sheet == view.FileSheet })
	r.Settle()
	r.Key("ctrl+a")
	r.Type(file)
	r.Key("Return")
	r.leadsTo(r.now)
	r.Settle()
	text, err := os.ReadFile(file)
	require.NoError(r.t, err)
	assert.Contains(r.t, string(text), "pence")
	sample.SaysNothingOfTheFirst(r.t, "the file", string(text))
}
