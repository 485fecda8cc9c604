package explore

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/charts/atlas"
	"truceline/charts/meetings"
)

var mapKinds = []atlas.Kind{atlas.EqualEarth, atlas.LambertAzimuthal, atlas.Orthographic}

func TestMap_everyMeetingInViewIsReachedByClick(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	for _, size := range []fyne.Size{{Width: 1024, Height: 640}, {Width: 1440, Height: 900}} {
		for _, scale := range []float32{1, 1.5} {
			w, store := open(t, size, settings(look.Light, scale))
			for _, kind := range mapKinds {
				for _, place := range []meetings.Place{{Kind: kind}, {Kind: kind, Zoom: 2, Lon: 8, Lat: 48}, {Kind: kind, Zoom: 6, Lon: 5, Lat: 46}} {
					w.moveMap(place)
					reached := 0
					for i, k := range w.body.worldMap.Layout().Markers {
						// The layout may be another one after a click.
						store.Set(view.ToMap(view.CloseMeeting(store.Story(), store.Now()), place))
						l := w.body.worldMap.Layout()
						if i >= len(l.Markers) || l.Markers[i].ID != k.ID {
							continue
						}
						o := w.body.worldMap.Markers()[i]
						at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
						if w.body.Narrow() {
							test.Tap(o.(fyne.Tappable))
						} else {
							test.TapCanvas(w.win.Canvas(), at.Add(fyne.NewPos(o.Size().Width/2, o.Size().Height/2)))
						}
						assert.Equal(t, k.ID, store.Now().Meeting, "%v at %+v", size, place)
						assert.Equal(t, view.MeetingCard+k.ID, store.Now().Card)
						reached++
					}
					assert.Positive(t, reached, "%+v", place)
				}
			}
		}
	}
}

func TestMap_rowsAndMarkersAreOneSelection(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	p := w.body.maps
	p.world.Focus("london")
	require.Equal(t, "london", p.held())
	w.toggleMapList()
	assert.False(t, p.world.Visible())
	assert.Equal(t, "london", p.held(), "the focus goes to the same meeting's row")
	p.rows["madrid"].Activate()
	assert.Equal(t, "madrid", store.Now().Meeting)
	assert.True(t, p.rows["madrid"].On())
	assert.False(t, p.rows["geneva"].On())

	w.win.Canvas().Focus(p.rows["madrid"])
	p.rows["madrid"].TypedRune(']')
	assert.Equal(t, "kuala-lumpur", store.Now().Meeting)
	assert.Equal(t, "kuala-lumpur", p.held(), "the focus goes with the selection")
	p.rows["kuala-lumpur"].TypedRune('t')
	assert.True(t, p.world.Visible())
	assert.Equal(t, "kuala-lumpur", p.held(), "the focus is on its marker again")
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	assert.NotContains(t, store.Now().Card, view.MeetingCard)
	assert.Equal(t, "kuala-lumpur", p.held(), "closing the card goes back to the marker it was opened from")
}

func TestMap_lookingElsewhereCanBeUndone(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	first := store.Now()
	home := w.body.worldMap.Layout().Frame
	w.body.worldMap.ZoomIn()
	require.True(t, store.Now().Map.Moved())
	w.turnMap()
	assert.Equal(t, atlas.LambertAzimuthal, w.body.worldMap.Layout().Frame.Projection)
	w.undo()
	w.undo()
	assert.Equal(t, first, store.Now())
	assert.Equal(t, home, w.body.worldMap.Layout().Frame)
	w.redo()
	assert.True(t, store.Now().Map.Moved())
	w.body.worldMap.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	assert.Equal(t, meetings.Place{}, store.Now().Map)
}

func TestMap_everythingIsDoneByKeys(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	m := w.body.worldMap
	w.win.Canvas().Focus(m)
	m.TypedRune('+')
	zoom := store.Now().Map.Zoom
	assert.Greater(t, zoom, 1.0)
	m.TypedRune('-')
	assert.Less(t, store.Now().Map.Zoom, zoom)
	lon := store.Now().Map.Lon
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	assert.Greater(t, store.Now().Map.Lon, lon)
	m.TypedRune('g')
	m.TypedRune('g')
	assert.Equal(t, atlas.Orthographic, store.Now().Map.Kind)
	m.TypedRune('s')
	assert.Equal(t, view.MapSheet, store.Now().Sheet)
	require.True(t, w.sheets.On())
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	m.TypedRune(']')
	assert.Equal(t, "geneva", store.Now().Meeting)
}

func TestMapSummary_saysWhatIsShown(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	s := store.Story()
	w.pickMeeting("kuala-lumpur")
	text := panels.MapSummary(s, store.Now(), w.body.worldMap.Layout())
	for _, want := range []string{"Equal Earth", "1 Geneva", "6 South Korea", "Selected: Kuala Lumpur", "15,338 km past the North Pole"} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text, "Paris")
	assert.NotContains(t, text, "Outside")
	w.moveMap(meetings.Place{Kind: atlas.Orthographic, Zoom: 4, Lon: 8, Lat: 48})
	text = panels.MapSummary(s, store.Now(), w.body.worldMap.Layout())
	assert.Contains(t, text, "Outside the picture: Kuala Lumpur, South Korea.")
	assert.Equal(t, text, w.body.worldMap.AccessibilityLabel())
}

func TestFlown_countsOnlyRoundsThatHadBegun(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	s := store.Story()
	v := store.Now()
	count, _ := panels.Flown(s, v)
	assert.Zero(t, count)
	v.Day = s.AsOf
	count, km := panels.Flown(s, v)
	assert.Equal(t, 4, count, "Kuala Lumpur opens the day after")
	assert.InDelta(t, 6544+5898+6635+6088, km[0], 4)
	assert.InDelta(t, 8204+8140+6707+9222, km[1], 4)
	_ = w
}

func TestMeetingCard_leadsToTheMeetingsBeforeAndAfter(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	w.pickMeeting("london")
	w.openLink(view.MeetingCard + "stockholm")
	assert.Equal(t, "stockholm", store.Now().Meeting)
	assert.Equal(t, "meeting/stockholm", selectedCard(w))
	w.rune(']')
	assert.Equal(t, "madrid", store.Now().Meeting)
	w.rune('[')
	w.rune('[')
	assert.Equal(t, "london", store.Now().Meeting)
	s := store.Story()
	for _, m := range s.MeetingsShown(true) {
		c := panels.Meeting(s, m, meetings.Look{Day: s.End(true), Epilogue: true})
		require.NotNil(t, c.Steps, m.ID)
		require.Len(t, c.Steps.Lines, 2)
		assert.Less(t, c.Steps.Until, len(c.Steps.Lines[0].Values), m.ID)
	}
	assert.Nil(t, panels.AroundMeeting(s, *s.Meeting("south-korea"), false), "a meeting still to come has no rates after it")
}
