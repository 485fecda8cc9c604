package picture

import (
	"math/rand/v2"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/widgets"
	say "truceline/app/words"
	"truceline/charts/atlas"
	"truceline/charts/meetings"
	"truceline/data/load"
)

// mapBench is a map whose work and timers wait until they are let go.
type mapBench struct {
	*Map
	work   []func() func()
	timers []func()
	moved  []meetings.Place
	picked []string
}

func newMapBench(t testing.TB, kind atlas.Kind) *mapBench {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: 1, Still: true})
	s, err := load.BuiltIn()
	require.NoError(t, err)
	b := &mapBench{}
	host := widgets.NewHost(widgets.Host{
		Run: func(work func() func()) { b.work = append(b.work, work) },
		After: func(_ time.Duration, f func()) func() {
			at := len(b.timers)
			b.timers = append(b.timers, f)
			return func() { b.timers[at] = nil }
		},
	})
	b.Map = NewMap(host, say.Local{}, MapEvents{
		Picked: func(id string) { b.picked = append(b.picked, id) }, Moved: func(p meetings.Place) { b.moved = append(b.moved, p) },
		Turn: func() {}, Summary: func() {}, List: func() {}, Step: func(int) {}, Over: func(string) {},
	})
	w := test.NewTempWindow(t, b.Map)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(580, 273))
	b.SetContent(s, meetings.Look{Day: s.AsOf, Meeting: "geneva", Place: meetings.Place{Kind: kind}})
	b.finish()
	require.True(t, b.Drawn())
	return b
}

// finish does the work that waits, and what follows from it.
func (b *mapBench) finish() {
	for len(b.work) > 0 {
		work := b.work[0]
		b.work = b.work[1:]
		work()()
	}
}

// rest lets the timers go off, until none waits.
func (b *mapBench) rest() {
	for i := 0; i < len(b.timers); i++ {
		if f := b.timers[i]; f != nil {
			b.timers[i] = nil
			f()
		}
	}
	b.timers = nil
}

func dragBy(dx, dy float32) *fyne.DragEvent {
	return &fyne.DragEvent{Dragged: fyne.NewDelta(dx, dy)}
}

func wheelBy(x, y, dy float32) *fyne.ScrollEvent {
	return &fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Scrolled: fyne.NewDelta(0, dy)}
}

func TestMap_panAndZoomMoveThePictureAtOnceAndDrawNothing(t *testing.T) {
	for _, kind := range []atlas.Kind{atlas.EqualEarth, atlas.LambertAzimuthal} {
		b := newMapBench(t, kind)
		drawn, picture := b.Renders(), b.view.picture.Image
		at := b.view.picture.Position()
		for range 40 {
			b.Dragged(dragBy(2, 1))
		}
		moved := b.view.picture.Position().Subtract(at)
		assert.InDelta(t, 80, moved.X, 0.05, "the picture follows the pointer")
		assert.InDelta(t, 40, moved.Y, 0.05)
		assert.Equal(t, drawn, b.Renders(), "panning asked for no picture")
		b.DragEnd()
		b.finish()
		assert.Equal(t, drawn+1, b.Renders(), "one sharp picture follows")
		assert.NotSame(t, picture, b.view.picture.Image)
		assert.True(t, b.Drawn())

		drawn = b.Renders()
		before := b.view.picture.Size()
		for range 10 {
			b.Scrolled(wheelBy(100, 50, 4))
		}
		assert.Greater(t, b.view.picture.Size().Width, before.Width*1.3, "the picture grows at once")
		assert.Equal(t, drawn, b.Renders(), "zooming asked for no picture")
		b.rest()
		b.finish()
		assert.Equal(t, drawn+1, b.Renders())
		assert.InDelta(t, 580, b.view.picture.Size().Width, 0.05, "the sharp picture fits again")
	}
}

func TestMap_aGestureIsOneStepOfLooking(t *testing.T) {
	b := newMapBench(t, atlas.EqualEarth)
	for range 30 {
		b.Dragged(dragBy(3, 0))
	}
	assert.Empty(t, b.moved)
	b.DragEnd()
	assert.Len(t, b.moved, 1)
	for range 8 {
		b.Scrolled(wheelBy(300, 100, 25))
	}
	b.rest()
	assert.Len(t, b.moved, 2)
	for range 5 {
		b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
	b.rest()
	assert.Len(t, b.moved, 3)
	b.ZoomIn()
	assert.Len(t, b.moved, 4)
	b.DoubleTapped(nil)
	require.Len(t, b.moved, 5)
	assert.Equal(t, meetings.Place{}, b.moved[4])
}

func TestMap_zoomKeepsThePlaceUnderThePointer(t *testing.T) {
	for _, kind := range []atlas.Kind{atlas.EqualEarth, atlas.LambertAzimuthal} {
		b := newMapBench(t, kind)
		lon, lat, ok := b.live.LonLat(300, 120)
		require.True(t, ok)
		b.Scrolled(wheelBy(300, 120, 60))
		x, y, _ := b.live.Screen(lon, lat)
		assert.InDelta(t, 300, x, 1e-6)
		assert.InDelta(t, 120, y, 1e-6)
	}
}

func TestMap_theGlobeTurnsWithThePointer(t *testing.T) {
	b := newMapBench(t, atlas.Orthographic)
	before := b.live.Rotation
	b.Dragged(dragBy(30, 10))
	assert.NotEqual(t, before, b.live.Rotation)
	assert.Equal(t, 290.0, b.live.X, "the globe stays in the middle")
	for range 50 { // while one picture is drawn, no other is begun
		b.Dragged(dragBy(1, 0))
	}
	assert.LessOrEqual(t, len(b.work), 1)
	b.DragEnd()
	b.finish()
	assert.True(t, b.Drawn())
	assert.InDelta(t, b.live.Rotation.Lon, b.Layout().Frame.Rotation.Lon, 1e-6)
	assert.Equal(t, b.live.Detail(), b.landKey.level, "the last picture is drawn finely")
}

func TestMap_namesTheCountryWhosePolygonIsUnderThePointer(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, kind := range []atlas.Kind{atlas.EqualEarth, atlas.LambertAzimuthal, atlas.Orthographic} {
		b := newMapBench(t, kind)
		land, tried := 0, 0
		for tried < 10_000 {
			at := fyne.NewPos(random.Float32()*580, random.Float32()*273)
			lon, lat, ok := b.live.LonLat(float64(at.X), float64(at.Y))
			tried++
			want := ""
			if ok {
				c, _ := atlas.CountryAt(atlas.LonLat{Lon: lon, Lat: lat})
				want = c.Name
			}
			require.Equal(t, want, b.CountryAt(at))
			if want != "" {
				land++
			}
		}
		assert.Greater(t, land, 500)
	}
}

func TestMap_hoverDrawsNothing(t *testing.T) {
	b := newMapBench(t, atlas.EqualEarth)
	drawn := b.Renders()
	var named []string
	b.events.Over = func(c string) { named = append(named, c) }
	for x := range 580 {
		b.over(b.CountryAt(fyne.NewPos(float32(x), 90)))
	}
	assert.Greater(t, len(named), 5)
	assert.Equal(t, drawn, b.Renders())
	assert.Empty(t, b.work)
}

func TestMap_followsTheStoryOnlyUntilItIsMovedByHand(t *testing.T) {
	b := newMapBench(t, atlas.Orthographic)
	s := b.story
	before := b.live
	b.SetContent(s, meetings.Look{Day: s.AsOf, Meeting: "kuala-lumpur", Place: meetings.Place{Kind: atlas.Orthographic}})
	assert.NotEqual(t, before.Rotation, b.live.Rotation, "it follows")
	b.Dragged(dragBy(50, 0))
	b.DragEnd()
	mine := b.moved[0]
	b.SetContent(s, meetings.Look{Day: s.AsOf, Meeting: "kuala-lumpur", Place: mine})
	before = b.live
	b.SetContent(s, meetings.Look{Day: s.AsOf, Meeting: "london", Place: mine})
	assert.Equal(t, before.Rotation, b.live.Rotation, "it stays where the reader put it")
}

func TestMap_fliesAndEndsWhereACutEnds(t *testing.T) {
	b := newMapBench(t, atlas.Orthographic)
	s := b.story
	k := meetings.Look{Day: s.AsOf, Meeting: "kuala-lumpur", Place: meetings.Place{Kind: atlas.Orthographic}}
	from := b.live
	b.SetContent(s, k)
	cut := b.live
	require.NotEqual(t, from, cut)
	b.flight = &fyne.Animation{}
	b.flyBy(from, cut, 0)
	assert.Equal(t, from, b.live)
	b.flyBy(from, cut, 0.5)
	assert.NotEqual(t, cut, b.live)
	b.flyBy(from, cut, 1)
	assert.Nil(t, b.flight)
	assert.Equal(t, cut, b.live)
	b.finish()
	assert.True(t, b.Drawn())
	assert.Equal(t, cut, b.Layout().Frame)
}

// TestMap_aFlightEndsWhereTheMapBecomesLarger: its frames are of the size that it was.
func TestMap_aFlightEndsWhereTheMapBecomesLarger(t *testing.T) {
	b := newMapBench(t, atlas.Orthographic)
	s := b.story
	from := b.live
	b.SetContent(s, meetings.Look{Day: s.AsOf, Meeting: "kuala-lumpur", Place: meetings.Place{Kind: atlas.Orthographic}})
	to := b.live
	b.flight = &fyne.Animation{}
	b.flyBy(from, to, 0.3)
	b.Resize(b.Size().Add(fyne.NewSize(140, 90)))
	assert.Nil(t, b.flight)
	b.finish()
	assert.True(t, b.Drawn())
	assert.Equal(t, b.live, b.Layout().Frame)
	assert.Greater(t, b.live.Width, to.Width)
}

// TestMap_aFlightGivenUpAtAnyFrameEndsAtTheRightPicture flies at random, each time from
// wherever the flight before was given up.
func TestMap_aFlightGivenUpAtAnyFrameEndsAtTheRightPicture(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 9))
	for _, kind := range []atlas.Kind{atlas.Orthographic, atlas.EqualEarth} {
		b, calm := newMapBench(t, kind), newMapBench(t, kind)
		all := b.story.MeetingsShown(false)
		for range 8 {
			k := meetings.Look{Day: b.story.AsOf, Meeting: all[r.IntN(len(all))].ID, Place: meetings.Place{Kind: kind}}
			if kind == atlas.EqualEarth { // where all meetings are seen at once, places differ
				k.Place = meetings.Place{Kind: kind, Zoom: 1 + 3*r.Float64(), Lon: 60 * r.Float64(), Lat: 40 * r.Float64()}
			}
			from := b.live
			b.SetContent(b.story, k)
			to := b.live
			b.flight = &fyne.Animation{}
			for frame := range r.IntN(7) {
				b.flyBy(from, to, float64(frame)/7)
				assert.False(t, b.Drawn())
			}
			if r.IntN(2) == 0 {
				b.halt()
				continue
			}
			b.flyBy(from, to, 1)
			b.finish()
			calm.SetContent(calm.story, k)
			calm.finish()
			require.True(t, b.Drawn() && calm.Drawn())
			require.Equal(t, calm.live, b.live, "%s", k.Meeting)
			require.Equal(t, calm.picture, b.picture, "%s", k.Meeting)
		}
	}
}

func TestMap_markersOutOfSightComeIntoViewWithTheFocus(t *testing.T) {
	for _, kind := range []atlas.Kind{atlas.EqualEarth, atlas.LambertAzimuthal, atlas.Orthographic} {
		b := newMapBench(t, kind)
		b.SetContent(b.story, meetings.Look{Day: b.story.AsOf, Place: meetings.Place{Kind: kind, Zoom: 8, Lon: -60, Lat: -20}})
		b.finish()
		require.Empty(t, b.Layout().Markers)
		c := fyne.CurrentApp().Driver().CanvasForObject(b.Map)
		for _, m := range b.story.MeetingsShown(false) {
			c.FocusNext()
			for b.Held(c.Focused()) == "" {
				c.FocusNext()
			}
			require.Equal(t, m.ID, b.Held(c.Focused()), "Tab walks the meetings in order")
			b.finish()
			var seen []string
			for _, k := range b.Layout().Markers {
				seen = append(seen, k.ID)
			}
			assert.Contains(t, seen, m.ID)
		}
	}
}

func BenchmarkFollow(b *testing.B) {
	m := newMapBench(b, atlas.EqualEarth)
	b.ReportAllocs()
	for b.Loop() {
		m.view.follow()
	}
}

func BenchmarkLayMap(b *testing.B) {
	m := newMapBench(b, atlas.EqualEarth)
	measure := look.Metrics()
	for b.Loop() {
		if _, err := meetings.Lay(m.story, m.look, say.Local{}, 580, 273, 1, 1, measure); err != nil {
			b.Fatal(err)
		}
	}
}
