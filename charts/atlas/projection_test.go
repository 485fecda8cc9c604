package atlas

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Project returns where a place lies in the unit plane. ok is false where the kind shows
// nothing (behind the horizon), for a latitude outside [-90, 90] and for numbers that are
// not finite; x and y are then 0. Unproject is its inverse to within 1e-6 degrees of arc,
// poles and edges included.
func (k Kind) Project(lon, lat float64) (x, y float64, ok bool) {
	if !finite(lon, lat) || lat < -90 || lat > 90 || k >= kinds {
		return 0, 0, false
	}
	if k == EqualEarth {
		if lon < -180 || lon > 180 {
			lon = wrapDeg(lon)
		}
		sin, _ := sincosDeg(lat)
		x, y = equalEarth(lon*radians, sin)
		return x, y, true
	}
	v := LonLat{lon, lat}.vec()
	if v.x < k.horizon() {
		return 0, 0, false
	}
	x, y = k.project(v)
	return x, y, true
}

// authalicRadius is the radius in m of the sphere with the area of WGS 84.
const authalicRadius = 6371007.1809

// authalic returns the latitude on the sphere of the same area for a latitude on
// WGS 84, in degrees: Snyder (1987), equations 3-11 and 3-12.
func authalic(lat float64) float64 {
	const e2 = 0.00669437999014
	e := math.Sqrt(e2)
	q := func(lat float64) float64 {
		s := math.Sin(lat * radians)
		return (1 - e2) * (s/(1-e2*s*s) - math.Log((1-e*s)/(1+e*s))/(2*e))
	}
	return math.Asin(q(lat)/q(90)) * degrees
}

func TestProject_matchesPublishedValues(t *testing.T) {
	snyder := CentredOn(LonLat{-100, 40})
	for _, c := range []struct {
		name     string
		kind     Kind
		turn     Rotation
		at       LonLat
		radius   float64
		x, y     float64
		accuracy float64
	}{
		// PROJ's regression values for WGS 84, in m: on the sphere of the same
		// area, at authalic latitudes.
		{"PROJ eqearth, origin", EqualEarth, Rotation{}, LonLat{0, 0}, authalicRadius, 0, 0, 0.01},
		{"PROJ eqearth, corner", EqualEarth, Rotation{}, LonLat{-180, 90}, authalicRadius, -10216474.79, 8392927.6, 0.01},
		{"PROJ eqearth, pole", EqualEarth, Rotation{}, LonLat{0, 90}, authalicRadius, 0, 8392927.6, 0.01},
		{"PROJ eqearth, right edge", EqualEarth, Rotation{}, LonLat{180, authalic(45)}, authalicRadius, 14792474.75, 5466867.76, 0.01},
		// Snyder (1987), numerical examples: pages 332 and 311.
		{"Snyder, Lambert", LambertAzimuthal, snyder, LonLat{100, -20}, 3, -4.2339303, 4.0257775, 2e-7},
		{"Snyder, orthographic", Orthographic, snyder, LonLat{-110, 30}, 1, -0.1503837, -0.1651911, 1e-7},
	} {
		lon, lat := c.at.Lon, c.at.Lat
		if c.turn != (Rotation{}) {
			lon, lat = c.turn.Rotate(lon, lat)
		}
		x, y, ok := c.kind.Project(lon, lat)
		require.True(t, ok, c.name)
		assert.InDelta(t, c.x, x*c.radius, c.accuracy, "%s: x", c.name)
		assert.InDelta(t, c.y, y*c.radius, c.accuracy, "%s: y", c.name)
	}
}

func TestProject_equalEarthIsAsWideAsPublished(t *testing.T) {
	right, _, _ := EqualEarth.Project(180, 0)
	_, top, _ := EqualEarth.Project(0, 90)
	assert.InDelta(t, 2.05458, right/top, 1e-5, "width by height, from the paper")
}

func TestProject_keepsAreas(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, kind := range []Kind{EqualEarth, LambertAzimuthal} {
		for range 2000 {
			lon, lat := random.Float64()*300-150, random.Float64()*160-80
			const d = 1e-3 // degrees
			x0, y0, _ := kind.Project(lon-d, lat)
			x1, y1, _ := kind.Project(lon+d, lat)
			x2, y2, _ := kind.Project(lon, lat-d)
			x3, y3, _ := kind.Project(lon, lat+d)
			area := (x1-x0)*(y3-y2) - (x3-x2)*(y1-y0)
			globe := 4 * d * d * radians * radians * math.Cos(lat*radians)
			assert.InEpsilon(t, globe, area, 1e-4, "%v at %v, %v", kind, lon, lat)
		}
	}
}

func TestRotate_matchesD3(t *testing.T) {
	lon, lat := Rotation{Lon: 90}.Rotate(0, 0)
	assert.InDelta(t, 90, lon, 1e-9)
	assert.InDelta(t, 0, lat, 1e-9)
	lon, lat = Rotation{Lon: -45, Lat: 45}.Rotate(0, 0)
	assert.InDelta(t, -54.73561, lon, 1e-5)
	assert.InDelta(t, 30, lat, 1e-5)
	lon, lat = CentredOn(LonLat{26, 40}).Rotate(26, 40)
	assert.InDelta(t, 0, lon, 1e-9)
	assert.InDelta(t, 0, lat, 1e-9)
}

// awkward are places where projections go wrong.
func awkward() []LonLat {
	var places []LonLat
	for _, lon := range []float64{-180, -179.9999999, -90, -1e-9, 0, 26, 89.9999, 90, 154, 179.9999999, 180} {
		for _, lat := range []float64{-90, -89.9999999, -89.999999, -89.99, -45, -1e-9, 0, 66.5, 89.99, 89.999999, 89.9999999, 90} {
			places = append(places, LonLat{lon, lat})
		}
	}
	return places
}

// scattered returns n places spread evenly over the globe.
func scattered(n int) []LonLat {
	random := rand.New(rand.NewPCG(3, 4))
	places := make([]LonLat, n)
	for i := range places {
		places[i] = LonLat{random.Float64()*360 - 180, math.Asin(random.Float64()*2-1) * degrees}
	}
	return places
}

const samePlaceDeg = 1e-6

func apartDeg(a, b LonLat) float64 { return a.vec().angle(b.vec()) * degrees }

func TestProjection_unprojectIsTheInverseEverywhere(t *testing.T) {
	places := append(awkward(), scattered(1_000_000)...)
	for kind := range Kind(kinds) {
		seen, worst, where := 0, 0.0, LonLat{}
		for _, p := range places {
			x, y, ok := kind.Project(p.Lon, p.Lat)
			if !ok {
				continue
			}
			seen++
			lon, lat, ok := kind.Unproject(x, y)
			if !ok {
				t.Fatalf("%v: %v has no inverse", kind, p)
			}
			// The distance over the globe is bounded by the two differences
			// and much cheaper than the exact one.
			off := math.Abs(lat-p.Lat) + math.Abs(math.Remainder(lon-p.Lon, 360))
			if off > samePlaceDeg {
				off = apartDeg(p, LonLat{lon, lat})
			}
			if off > worst {
				worst, where = off, p
			}
		}
		assert.Less(t, worst, samePlaceDeg, "%v at %v", kind, where)
		share := float64(seen) / float64(len(places))
		if kind == Orthographic {
			assert.InDelta(t, 0.5, share, 0.01, "half of the globe is seen")
		} else {
			assert.Greater(t, share, 0.9999, "%v shows the whole globe", kind)
		}
	}
}

func TestRotation_unrotateIsTheInverseEverywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	places := append(awkward(), scattered(20_000)...)
	for range 10 {
		r := Rotation{random.Float64()*720 - 360, random.Float64()*180 - 90, random.Float64()*360 - 180}
		for _, p := range places {
			lon, lat := r.Rotate(p.Lon, p.Lat)
			lon, lat = r.Unrotate(lon, lat)
			if off := apartDeg(p, LonLat{lon, lat}); off > 1e-9 {
				t.Fatalf("%v, %v: off by %v", r, p, off)
			}
		}
	}
}

func TestProject_refusesWhatItCannotShow(t *testing.T) {
	for kind := range Kind(kinds) {
		for _, p := range []LonLat{{math.NaN(), 0}, {0, math.Inf(1)}, {0, 90.1}, {0, -91}} {
			_, _, ok := kind.Project(p.Lon, p.Lat)
			assert.False(t, ok, "%v %v", kind, p)
		}
		for _, p := range []Point{{math.NaN(), 0}, {0, math.Inf(1)}, {3, 0}, {0, 2.1}, {1e300, 1e300}, {2.6, 1.3}} {
			_, _, ok := kind.Unproject(p.X, p.Y)
			assert.False(t, ok, "%v %v", kind, p)
		}
	}
	_, _, ok := Orthographic.Project(91, 0)
	assert.False(t, ok, "behind the horizon")
	_, _, ok = Kind(200).Project(0, 0)
	assert.False(t, ok)
	_, _, ok = Kind(200).Unproject(0, 0)
	assert.False(t, ok)
}

// The tracer leaves edges out of its search for curves where they cannot bend.
func TestCalm_curvesStayBelowTheBound(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for kind := range Kind(kinds) {
		for _, p := range scattered(40_000) {
			a := p.vec()
			heading := vec{random.NormFloat64(), random.NormFloat64(), random.NormFloat64()}
			b := a.add(heading.cross(a).unit().times(0.01)).unit()
			if !kind.calm(a) || !kind.calm(b) || (kind.torn() && (a.y >= 0) != (b.y >= 0)) {
				continue
			}
			x0, y0 := kind.project(a)
			x1, y1 := kind.project(b)
			xm, ym := kind.project(a.add(b).unit())
			chord := math.Hypot(x1-x0, y1-y0)
			off := math.Abs((y1-y0)*(xm-x0)-(x1-x0)*(ym-y0)) / chord
			if off > 2*chord*chord {
				t.Fatalf("%v at %v: %v off a chord of %v", kind, p, off, chord)
			}
		}
	}
}
