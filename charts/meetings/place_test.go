package meetings_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/label"
	"truceline/charts/meetings"
	"truceline/charts/render"
	"truceline/data"
	"truceline/data/load"
	"truceline/test/sample"
)

var kinds = []atlas.Kind{atlas.EqualEarth, atlas.LambertAzimuthal, atlas.Orthographic}

// places are 40 places a reader may have moved the map to: home, the bounds of the
// zoom, close to the meetings, and anywhere.
func places(kind atlas.Kind, s *data.Story) []meetings.Place {
	out := []meetings.Place{{Kind: kind}}
	for _, m := range s.Meetings {
		out = append(out, meetings.Place{Kind: kind, Zoom: 2, Lon: m.Lon, Lat: m.Lat}, meetings.Place{Kind: kind, Zoom: meetings.MaxMapZoom, Lon: m.Lon, Lat: m.Lat})
	}
	for _, at := range [][2]float64{{0, 90}, {180, 0}, {-180, -60}, {10, -90}} {
		out = append(out, meetings.Place{Kind: kind, Zoom: meetings.MinMapZoom, Lon: at[0], Lat: at[1]})
	}
	random := rand.New(rand.NewPCG(1, 2))
	for len(out) < 40 {
		zoom := meetings.MinMapZoom * math.Pow(meetings.MaxMapZoom/meetings.MinMapZoom, random.Float64())
		out = append(out, meetings.Place{Kind: kind, Zoom: zoom, Lon: random.Float64()*360 - 180, Lat: random.Float64()*160 - 70})
	}
	return out
}

func TestLay_nothingOverlapsOrIsClippedWhereverTheMapLooks(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	m := render.NewMetrics(1)
	for _, size := range [][2]float64{{412, 194}, {580, 273}, {774, 364}, {1540, 724}} {
		for _, scale := range []float64{0.75, 1, 1.5, 2} {
			for _, kind := range kinds {
				t.Run(fmt.Sprintf("%gx%g_%g_%v", size[0], size[1], scale, kind), func(t *testing.T) {
					for i, p := range places(kind, s) {
						look := meetings.Look{Day: s.AsOf, Meeting: s.Meetings[i%6].ID, Epilogue: i%2 == 1, Place: p}
						l, err := meetings.Lay(s, look, english{}, size[0], size[1], 1, scale, m)
						require.NoError(t, err)
						checkPlaced(t, l, len(s.MeetingsShown(look.Epilogue)))
					}
				})
			}
		}
	}
}

func checkPlaced(t *testing.T, l *meetings.Layout, meetings int) {
	t.Helper()
	bounds := label.Rect{W: l.W, H: l.H}
	require.Equal(t, meetings, len(l.Markers)+len(l.Away), "every meeting is either seen or away")
	require.GreaterOrEqual(t, len(l.Capitals), 2)
	for i, k := range l.Markers {
		disc := label.Rect{X: k.At.X, Y: k.At.Y}.Grow(k.RadiusDP)
		assert.True(t, disc.Inside(bounds), "marker %s is clipped at %v", k.ID, k.At)
		assert.GreaterOrEqual(t, 2*k.RadiusDP, 24.0)
		for _, o := range l.Markers[:i] {
			assert.GreaterOrEqual(t, math.Hypot(k.At.X-o.At.X, k.At.Y-o.At.Y), k.RadiusDP+o.RadiusDP, "markers %s and %s", k.ID, o.ID)
		}
		for _, c := range l.Capitals {
			if !c.Away {
				assert.GreaterOrEqual(t, math.Hypot(k.At.X-c.At.X, k.At.Y-c.At.Y), k.RadiusDP, "marker %s covers %s", k.ID, c.Name)
			}
		}
		for _, x := range l.Texts {
			assert.False(t, x.Rect().Overlaps(disc.Grow(-3)), "%q covers marker %s", x.Text, k.ID)
		}
	}
	for i, x := range l.Texts {
		assert.True(t, x.Rect().Inside(bounds), "%q is clipped", x.Text)
		for _, o := range l.Texts[:i] {
			assert.False(t, x.Rect().Overlaps(o.Rect()), "%q overlaps %q", x.Text, o.Text)
		}
	}
}

func TestPlaceOf_isTheInverseOfFrame(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	for _, kind := range kinds {
		for _, p := range places(kind, s) {
			look := meetings.Look{Day: s.AsOf, Place: p}
			f, home, err := meetings.Frame(s, look, 580, 273, 20)
			require.NoError(t, err)
			if !p.Moved() {
				continue
			}
			look.Place = meetings.PlaceOf(f, home)
			again, _, err := meetings.Frame(s, look, 580, 273, 20)
			require.NoError(t, err)
			k := f.Scale / home
			assert.InDelta(t, f.Scale, again.Scale, 1e-6*f.Scale)
			for _, at := range s.Meetings {
				x0, y0, ok0 := f.Screen(at.Lon, at.Lat)
				x1, y1, ok1 := again.Screen(at.Lon, at.Lat)
				if ok0 && ok1 {
					assert.InDelta(t, x0, x1, 1e-3*max(1, k))
					assert.InDelta(t, y0, y1, 1e-3*max(1, k))
				}
			}
		}
	}
}

func TestHold_keepsTheMiddleOnTheEarth(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(3, 4))
	for _, kind := range kinds {
		f, home, err := meetings.Frame(s, meetings.Look{Day: s.AsOf, Place: meetings.Place{Kind: kind}}, 580, 273, 20)
		require.NoError(t, err)
		for range 2000 {
			f = f.Pan(random.NormFloat64()*400, random.NormFloat64()*400).Zoom(random.Float64()*580, random.Float64()*273, math.Exp(random.NormFloat64()))
			f = meetings.Hold(f, home)
			_, _, ok := f.LonLat(290, 136.5)
			require.True(t, ok, "%v lost the earth: %+v", kind, f)
			require.InDelta(t, min(max(f.Scale/home, meetings.MinMapZoom), meetings.MaxMapZoom), f.Scale/home, 1e-9)
		}
	}
}

func TestPlace_whatIsNoPlaceBecomesHome(t *testing.T) {
	for _, p := range []meetings.Place{
		{Zoom: math.NaN()}, {Zoom: 1e9}, {Zoom: -1}, {Zoom: 2, Lon: math.Inf(1)}, {Zoom: 2, Lat: 91}, {Kind: 77}, {Kind: 2, Zoom: 0, Lon: 12},
	} {
		got := p.Valid()
		assert.False(t, got.Moved(), "%+v", p)
		assert.LessOrEqual(t, got.Kind, atlas.Orthographic)
	}
	kept := meetings.Place{Kind: 1, Zoom: 3, Lon: 10, Lat: 50}
	assert.Equal(t, kept, kept.Valid())
}

func TestPlace_isKeptAsText(t *testing.T) {
	s := builtIn(t)
	for _, kind := range kinds {
		for _, p := range places(kind, s) {
			text, err := p.MarshalText()
			require.NoError(t, err)
			var again meetings.Place
			require.NoError(t, again.UnmarshalText(text))
			assert.Equal(t, p, again, "%s", text)
		}
	}
	for _, text := range []string{"", "round", "flat 2", "flat x y z", "globe 1e9 0 0", "flat NaN 1 1", "polar 2 999 0"} {
		p := meetings.Place{Zoom: 3}
		require.NoError(t, p.UnmarshalText([]byte(text)))
		assert.False(t, p.Moved(), text)
	}
}

func TestFrame_homeShowsBothCapitalsAndEveryMeeting(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	for _, kind := range []atlas.Kind{atlas.EqualEarth, atlas.LambertAzimuthal} {
		for _, meeting := range append(s.Meetings, data.Meeting{}) {
			l, err := meetings.Lay(s, meetings.Look{Day: s.AsOf, Meeting: meeting.ID, Place: meetings.Place{Kind: kind}}, english{}, 580, 273, 1, 1, render.NewMetrics(1))
			require.NoError(t, err)
			assert.Empty(t, l.Away, "%v, %s", kind, meeting.ID)
			for _, c := range l.Capitals {
				assert.False(t, c.Away, "%s, %v, %s", c.Name, kind, meeting.ID)
			}
		}
	}
}

func TestLay_namesAndLandKeepTheirContrast(t *testing.T) {
	for _, p := range []*charts.Palette{charts.Light, charts.Dark} {
		for _, ground := range []charts.Role{charts.Surface, charts.Land, charts.LandFirst, charts.LandSecond, charts.LandHost} {
			assert.GreaterOrEqual(t, sample.Contrast(p.Color(charts.Ink), p.Color(ground)), 4.5)
			for _, mark := range []charts.Role{charts.First, charts.Second, charts.Muted} {
				assert.GreaterOrEqual(t, sample.Contrast(p.Color(mark), p.Color(ground)), 3.0)
			}
		}
	}
}

// TestFrame_holdsTheWholeOfTheSelectedRoute looks at every meeting in every projection
// and in frames from a card's to a large window's.
func TestFrame_holdsTheWholeOfTheSelectedRoute(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	for _, size := range [][2]int{{340, 150}, {412, 194}, {560, 170}, {600, 900}, {774, 364}, {1540, 724}, {2100, 800}} {
		for _, kind := range kinds {
			for _, m := range s.MeetingsShown(true) {
				look := meetings.Look{Day: s.EpilogueEnd, Meeting: m.ID, Epilogue: true, Place: meetings.Place{Kind: kind}}
				f, _, err := meetings.FrameOf(s, look, float64(size[0]), float64(size[1]), 1, 1)
				require.NoError(t, err)
				for _, side := range s.Sides {
					way := atlas.GreatCircle(atlas.LonLat{Lon: side.Capital.Lon, Lat: side.Capital.Lat}, atlas.LonLat{Lon: m.Lon, Lat: m.Lat})
					for i := range 41 {
						at := way.At(float64(i) / 40)
						if math.IsNaN(at.Lon + at.Lat) {
							continue
						}
						x, y, seen := f.Screen(at.Lon, at.Lat)
						require.True(t, seen && x >= 2 && y >= 2 && x <= float64(size[0])-2 && y <= float64(size[1])-2,
							"%v, %s from %s in %v: %g, %g", size, m.City, side.Capital.Name, kind, x, y)
					}
				}
			}
		}
	}
}
