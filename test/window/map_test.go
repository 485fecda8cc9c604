package window

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/charts/atlas"
)

// moves waits for the View after the map was moved, and finds that nothing else
// has changed.
func (r *reader) moves() {
	r.t.Helper()
	v := r.NextView()
	now := r.now
	now.Map = v.Map
	require.Equal(r.t, now, v)
	require.NotEqual(r.t, r.now.Map, v.Map)
	r.now = v
}

func TestWindow_theMapIsMovedByMouse(t *testing.T) {
	r := read(t, Options{Args: []string{"--reduced-motion"}})
	s := r.story
	at := r.Target("map")
	x, y := at.X+at.W/2, at.Y+at.H*3/4
	r.Point(x, y)
	r.Settle()
	r.Scroll(x, y, -3)
	r.moves()
	near := r.now.Map
	assert.Greater(t, near.Zoom, 1.3)
	r.Drag(x, y, x-90, y+20)
	r.moves()
	assert.Greater(t, r.now.Map.Lon, near.Lon, "dragging west looks east")
	r.Click("map/zoom-out")
	r.moves()
	r.Click("map/home")
	r.moves()
	assert.False(t, r.now.Map.Moved())

	for _, kind := range []atlas.Kind{atlas.LambertAzimuthal, atlas.Orthographic, atlas.EqualEarth} {
		r.Click("map/projection")
		r.moves()
		assert.Equal(t, kind, r.now.Map.Kind)
	}
	r.Click("map/list")
	r.now.MapList = true
	r.leadsTo(r.now)
	for _, m := range s.MeetingsShown(false)[:3] {
		r.Click("row/" + m.ID)
		r.leadsTo(view.ToMeeting(s, r.now, m.ID))
	}
	r.Click("map/list")
	r.now.MapList = false
	r.leadsTo(r.now)
	r.Click("map/words")
	r.now.Sheet = "map"
	r.leadsTo(r.now)
	r.Click("sheet/close")
	r.now.Sheet = ""
	r.leadsTo(r.now)
	r.wellBehaved()
}

func TestWindow_theMapIsMovedByKeys(t *testing.T) {
	r := read(t, Options{Args: []string{"--reduced-motion"}})
	s := r.story
	at := r.Target("map")
	r.ClickAt(at.X+at.W/8, at.Y+at.H*7/8) // the ocean: it takes the keys
	r.Settle()
	r.Key("plus")
	r.moves()
	zoom := r.now.Map.Zoom
	r.Key("minus")
	r.moves()
	assert.Less(t, r.now.Map.Zoom, zoom)
	r.Key("Left", "Left", "Left")
	r.moves()
	r.Key("Home")
	r.moves()
	assert.False(t, r.now.Map.Moved())
	r.Key("g")
	r.moves()
	for range s.MeetingsShown(false) {
		r.Key("bracketright")
		r.leadsTo(view.StepMeeting(s, r.now, +1))
	}
	r.Key("bracketleft")
	r.leadsTo(view.StepMeeting(s, r.now, -1))
	r.wellBehaved()
}
