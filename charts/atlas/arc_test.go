package atlas

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGreatCircle_knownWays(t *testing.T) {
	// Published for the cities to a hundredth of a degree.
	from, to := LonLat{-77.04, 38.90}, LonLat{116.40, 39.90}
	for _, c := range []struct {
		name     string
		from, to LonLat
		km, top  float64
	}{
		{"Washington–Beijing", from, to, 11147, 81.9},
		{"Washington–Kuala Lumpur", from, LonLat{101.69, 3.14}, 15339, 88.5},
		{"Washington–Busan", from, LonLat{129.08, 35.18}, 11351, 73.4},
		{"Beijing–Geneva", to, LonLat{6.14, 46.20}, 8205, 58.8},
	} {
		arc := GreatCircle(c.from, c.to)
		assert.InDelta(t, c.km, arc.DistanceKM(), 0.6, c.name)
		assert.InDelta(t, c.top, arc.MaxLatitude(), 0.06, c.name)
		back := GreatCircle(c.to, c.from)
		assert.InDelta(t, arc.DistanceKM(), back.DistanceKM(), 1e-9, c.name)
		assert.InDelta(t, arc.MaxLatitude(), back.MaxLatitude(), 1e-9, c.name)
		highest := -90.0
		for i := range 10001 {
			highest = max(highest, arc.At(float64(i)/10000).Lat)
		}
		assert.InDelta(t, highest, arc.MaxLatitude(), 1e-4, c.name)
	}
}

func TestArc_goesEvenlyFromEndToEnd(t *testing.T) {
	random := scattered(400)
	for i := 0; i < len(random); i += 2 {
		arc := GreatCircle(random[i], random[i+1])
		assert.Equal(t, random[i], arc.At(0))
		assert.Equal(t, random[i+1], arc.At(1))
		assert.Less(t, apartDeg(arc.vec(1).lonLat(), random[i+1]), 1e-9)
		for _, share := range []float64{0.1, 0.5, 0.77} {
			assert.InDelta(t, share*arc.DistanceKM(), GreatCircle(random[i], arc.At(share)).DistanceKM(), 1e-6)
		}
	}
}

func TestGreatCircle_endsThatFixNoWay(t *testing.T) {
	same := GreatCircle(geneva, geneva)
	assert.Zero(t, same.DistanceKM())
	assert.Equal(t, geneva.Lat, same.MaxLatitude())
	opposite := GreatCircle(LonLat{20, 10}, LonLat{-160, -10})
	assert.InDelta(t, math.Pi*EarthRadiusKM, opposite.DistanceKM(), 1e-6)
	assert.InDelta(t, 90, opposite.MaxLatitude(), 1e-6, "over the north pole")
	poles := GreatCircle(LonLat{0, 90}, LonLat{0, -90})
	assert.InDelta(t, math.Pi*EarthRadiusKM, poles.DistanceKM(), 1e-6)
	assert.True(t, finite(poles.MaxLatitude()))
	bad := GreatCircle(LonLat{math.NaN(), 0}, geneva)
	assert.True(t, math.IsNaN(bad.DistanceKM()))
	f, err := wideFrame(100, 100, 0)
	require.NoError(t, err)
	assert.Empty(t, f.Path(bad))
	assert.Empty(t, f.Path(same))
	assert.Empty(t, Frame{}.Path(GreatCircle(geneva, busan)))
}

// frames are views that arcs must survive.
func frames(t *testing.T, width, height int) []Frame {
	var list []Frame
	add := func(f Frame, err error) {
		require.NoError(t, err)
		list = append(list, f)
	}
	add(wideFrame(width, height, 10))
	for kind := range Kind(kinds) {
		for _, turn := range []Rotation{{}, {Lon: -26}, {Lon: 180}, {Lon: -20, Lat: -90}, CentredOn(LonLat{-100, 65}), {Lon: 31, Lat: 20, Gamma: 50}} {
			add(fitBox(kind, turn, width, height, 10, wholeEarth))
		}
	}
	add(list[0].Zoom(float64(width)*0.6, float64(height)*0.2, 12), nil)
	return list
}

func TestPath_liesWithinHalfAPxOfTheExactCurve(t *testing.T) {
	arcs := []Arc{
		GreatCircle(washington, beijing), GreatCircle(washington, kualaLumpur),
		GreatCircle(washington, busan), GreatCircle(beijing, geneva), GreatCircle(geneva, london),
	}
	for i, p := range scattered(8) {
		arcs = append(arcs, GreatCircle(p, scattered(30)[29-i]))
	}
	for _, f := range frames(t, 3840, 2160) {
		inner := f.Bounds()
		for _, arc := range arcs {
			path := f.Path(arc)
			// Every point of the exact curve in the picture is near the path.
			const n = 3000
			line, at := 0, 1
			for i := 1; i < n; i++ {
				p := arc.At(float64(i) / n)
				x, y, visible := f.Screen(p.Lon, p.Lat)
				if !visible || !inner.Contains(Point{x, y}) {
					continue
				}
				// The path runs the same way: search on from the last find.
				best := math.Inf(1)
				for l := line; l < len(path); l++ {
					from := 1
					if l == line {
						from = at
					}
					for k := from; k < len(path[l]); k++ {
						if d := offLine(Point{x, y}, path[l][k-1], path[l][k]); d < best {
							best, line, at = d, l, k
						}
					}
				}
				if best > 0.5 {
					t.Fatalf("%v %v: %v at %v is %v px off", f.Projection, f.Rotation, arc, p, best)
				}
			}
		}
	}
}

// offLine returns the distance of p from the stretch a to b.
func offLine(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = min(max(((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l, 0), 1)
	}
	return math.Hypot(a.X+t*dx-p.X, a.Y+t*dy-p.Y)
}

func TestPath_hasNoPointOffTheCurve(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for _, f := range frames(t, 1000, 500) {
		for range 20 {
			a := LonLat{random.Float64()*360 - 180, random.Float64()*180 - 90}
			b := LonLat{random.Float64()*360 - 180, random.Float64()*180 - 90}
			arc := GreatCircle(a, b)
			normal := arc.start.cross(arc.ahead)
			for _, line := range f.Path(arc) {
				require.GreaterOrEqual(t, len(line), 2)
				for i, p := range line {
					require.True(t, f.Bounds().inset(-pathMarginPX-1e-6).Contains(p))
					if i == 0 || i == len(line)-1 {
						continue // ends may lie a hair beyond the map
					}
					lon, lat, ok := f.LonLat(p.X, p.Y)
					require.True(t, ok)
					off := math.Abs(normal.dot(LonLat{lon, lat}.vec())) * f.Scale
					require.Less(t, off, 0.5, "%v %v %v", f.Projection, f.Rotation, p)
					if i > 1 {
						// No jump across the map: neighbours on the line are
						// neighbours on the globe.
						plon, plat, _ := f.LonLat(line[i-1].X, line[i-1].Y)
						require.Less(t, apartDeg(LonLat{lon, lat}, LonLat{plon, plat}), 2.0)
					}
				}
			}
		}
	}
}

func TestPath_isCutAtTheDateLineOfTheFrame(t *testing.T) {
	f, err := fitBox(EqualEarth, Rotation{}, 1000, 500, 0, wholeEarth)
	require.NoError(t, err)
	path := f.Path(GreatCircle(washington, busan))
	require.Len(t, path, 2)
	edge := path[0][len(path[0])-1]
	again := path[1][0]
	assert.InDelta(t, edge.Y, again.Y, 1e-6, "it goes on at the same height")
	assert.InDelta(t, 1000, edge.X+again.X, 1e-5, "on the other side")
	assert.Less(t, edge.X, again.X, "it leaves westwards")

	home, err := wideFrame(1000, 500, 10)
	require.NoError(t, err)
	assert.Len(t, home.Path(GreatCircle(beijing, geneva)), 1, "nothing to cut")
}

func TestPath_endsAtTheHorizon(t *testing.T) {
	f, err := fitBox(Orthographic, CentredOn(LonLat{0, 0}), 500, 500, 0, wholeEarth)
	require.NoError(t, err)
	path := f.Path(GreatCircle(LonLat{0, 10}, LonLat{170, 20}))
	require.Len(t, path, 1)
	last := path[0][len(path[0])-1]
	assert.InDelta(t, 250, math.Hypot(last.X-250, last.Y-250), 1)
	assert.Empty(t, f.Path(GreatCircle(LonLat{170, 10}, LonLat{-170, 20})), "all behind")
}
