package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/data"
	"truceline/data/load"
)

// TestWindow_tellsAnotherStory reads the second story from its first step to the last,
// looks at it in Explore and gives its whole talk; then again without its meeting, where
// there is no map.
func TestWindow_tellsAnotherStory(t *testing.T) {
	whole := filepath.Join("..", "..", "testdata", "river")
	alone := filepath.Join(t.TempDir(), "alone")
	require.NoError(t, os.CopyFS(alone, os.DirFS(whole)))
	require.NoError(t, os.Remove(filepath.Join(alone, "meetings.csv")))
	for name, gone := range map[string]string{"talk.yaml": "    meeting: mill\n", "links.csv": "meeting:", "cards/mill.md": "shows: {meeting: mill}"} {
		raw, err := os.ReadFile(filepath.Join(alone, name))
		require.NoError(t, err)
		var left []string
		for line := range strings.Lines(string(raw)) {
			if !strings.Contains(line, gone) {
				left = append(left, line)
			}
		}
		require.NoError(t, os.WriteFile(filepath.Join(alone, name), []byte(strings.Join(left, "")), 0o600))
	}
	display := OpenDisplay(t, 1440, 900)
	for _, folder := range []string{whole, alone} {
		s, err := load.Path(folder)
		require.NoError(t, err)
		r := &reader{Session: Start(t, Options{Display: display, Args: []string{"--theme", "light", "--story", folder}}), story: s}
		r.now = view.Begin(s)
		require.Equal(t, r.now, r.NextView())
		assert.Contains(t, r.Title(), s.Title)
		for range s.BeatsShown(false)[1:] {
			r.Key("Right")
			r.leadsTo(view.Step(s, r.now, 1))
		}
		r.Key("ctrl+2")
		r.leadsTo(view.ToMode(s, r.now, view.Explore))
		r.Settle()
		_, mapped := r.Targets()["map"]
		assert.Equal(t, len(s.Meetings) > 0, mapped, "a map where they met, and none where nobody did")
		r.Key("l")
		r.WaitView(func(v view.View) bool { return v.Layers != data.SideID("") })
		r.Key("F5")
		room := r.WaitRoom("the talk", func(r Room) bool { return r.Steps > 0 })
		for range room.Steps {
			r.Key("Right")
		}
		r.WaitRoom("the last step", func(r Room) bool { return r.Step == room.Steps })
		assert.Empty(t, r.Errors())
		assert.Empty(t, r.Said())
		assert.Zero(t, r.Close())
	}
}
