package atlas

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var sizes = [][2]int{{1, 1}, {24, 24}, {560, 265}, {300, 900}, {1920, 1080}, {3840, 2160}, {MaxSizePX, MaxSizePX}}

var (
	washington  = LonLat{-77.0369, 38.9072}
	beijing     = LonLat{116.3972, 39.9075}
	geneva      = LonLat{6.1457, 46.2022}
	london      = LonLat{-0.1278, 51.5074}
	madrid      = LonLat{-3.7038, 40.4168}
	stockholm   = LonLat{18.0686, 59.3293}
	kualaLumpur = LonLat{101.6865, 3.1412}
	busan       = LonLat{129.0403, 35.1028}
)

// box is a field of the globe in degrees, all four edges included. It runs
// eastwards from West to East; West > East means that it crosses the date line.
type box struct{ West, South, East, North float64 }

// fitBox is [Fit] for a field of the globe; the whole earth is wholeEarth.
func fitBox(kind Kind, turn Rotation, width, height int, paddingPX float64, box box) (Frame, error) {
	f := Frame{Projection: kind, Rotation: turn, Width: width, Height: height, Scale: 1}
	if err := f.Check(); err != nil {
		return Frame{}, err
	}
	if !finite(paddingPX) || !finite(box.West, box.East) || !(box.South <= box.North && box.South >= -90 && box.North <= 90) {
		return Frame{}, fmt.Errorf("atlas: no field of the globe: %+v with padding %v", box, paddingPX)
	}
	span := math.Mod(box.East-box.West, 360)
	if span < 0 || (span == 0 && box.East != box.West) {
		span += 360
	}
	// The extreme points of a projected field lie on its edges, inside it (in
	// an oblique view), or where it meets the map's edge.
	const steps = 72
	m := turn.matrix()
	seen := nothing()
	for i := range steps + 1 {
		for j := range steps + 1 {
			v := m.apply(LonLat{
				Lon: box.West + span*float64(i)/steps,
				Lat: box.South + (box.North-box.South)*float64(j)/steps,
			}.vec())
			if kind.torn() || v.x >= kind.horizon() {
				x, y := kind.project(v)
				seen.add(Point{x, y})
			}
		}
	}
	lo, hi := kind.edgeRange()
	for i := range 10*steps + 1 {
		s := lo + (hi-lo)*float64(i)/(10*steps)
		const slackDeg = 1e-9
		p := m.unapply(kind.edgePlace(s)).lonLat()
		east := math.Mod(math.Mod(p.Lon-box.West, 360)+360, 360)
		if east > span+slackDeg || p.Lat < box.South-slackDeg || p.Lat > box.North+slackDeg {
			continue
		}
		e := kind.edge(s)
		seen.add(e)
		if kind.torn() {
			seen.add(Point{-e.X, e.Y})
		}
	}
	return f.around(seen, paddingPX)
}

func TestHome_showsAllPlacesOfTheStory(t *testing.T) {
	for _, size := range sizes {
		f, err := wideFrame(size[0], size[1], 8)
		require.NoError(t, err)
		inner := f.Bounds()
		if size[0] > 40 {
			inner = inner.inset(8 - 1e-6)
		}
		for _, p := range []LonLat{washington, beijing, geneva, london, madrid, stockholm, kualaLumpur, busan} {
			x, y, visible := f.Screen(p.Lon, p.Lat)
			assert.True(t, visible, "%v at %v", p, size)
			assert.True(t, inner.Contains(Point{x, y}), "%v at %v: %v, %v", p, size, x, y)
		}
	}
}

func TestFit_touchesTwoOppositeSides(t *testing.T) {
	for _, size := range sizes[2:] {
		f, err := Fit(EqualEarth, Rotation{}, size[0], size[1], 10, LonLat{-30, -20}, LonLat{50, 60})
		require.NoError(t, err)
		x0, y1, _ := f.Screen(-30, -20)
		x1, y0, _ := f.Screen(50, 60)
		w, h := float64(size[0]), float64(size[1])
		assert.InDelta(t, w/2, (x0+x1)/2, 1e-6, "in the middle")
		assert.InDelta(t, h/2, (y0+y1)/2, 1e-6, "in the middle")
		assert.InDelta(t, 0, min(x0-10, y0-10, w-10-x1, h-10-y1), 1e-6, "as large as can be")
	}
}

func TestFit_onePlaceGetsTheMiddle(t *testing.T) {
	f, err := Fit(Orthographic, CentredOn(geneva), 800, 600, 20, geneva)
	require.NoError(t, err)
	x, y, visible := f.Screen(geneva.Lon, geneva.Lat)
	assert.True(t, visible)
	assert.InDelta(t, 400, x, 1e-6)
	assert.InDelta(t, 300, y, 1e-6)
	assert.InDelta(t, 2000, 800/f.Scale*EarthRadiusKM, 1)
}

func TestFitBox_wholeEarthTouchesTheEdges(t *testing.T) {
	for kind := range Kind(kinds) {
		f, err := fitBox(kind, CentredOn(LonLat{26, 0}), 4000, 2000, 0, wholeEarth)
		require.NoError(t, err)
		height := map[Kind]float64{EqualEarth: 4000 / 2.05458, LambertAzimuthal: 2000, Orthographic: 2000}[kind]
		top := f.Projection.edge(math.Pi / 2).Y
		if kind == EqualEarth {
			top = eeTop
		}
		assert.InDelta(t, height, 2*f.Scale*top, height/200, kind)
		assert.InDelta(t, 2000, f.X, 1)
		assert.InDelta(t, 1000, f.Y, 1)
	}
}

func TestFit_refusesWhatMakesNoPicture(t *testing.T) {
	nan := math.NaN()
	for name, try := range map[string]func() (Frame, error){
		"no places":         func() (Frame, error) { return Fit(EqualEarth, Rotation{}, 10, 10, 0) },
		"size zero":         func() (Frame, error) { return Fit(EqualEarth, Rotation{}, 0, 10, 0, geneva) },
		"size negative":     func() (Frame, error) { return wideFrame(10, -1, 0) },
		"too large":         func() (Frame, error) { return wideFrame(8193, 10, 0) },
		"padding NaN":       func() (Frame, error) { return wideFrame(10, 10, nan) },
		"padding infinite":  func() (Frame, error) { return wideFrame(10, 10, math.Inf(1)) },
		"place NaN":         func() (Frame, error) { return Fit(EqualEarth, Rotation{}, 10, 10, 0, LonLat{nan, 0}) },
		"latitude 91":       func() (Frame, error) { return Fit(EqualEarth, Rotation{}, 10, 10, 0, LonLat{0, 91}) },
		"rotation infinite": func() (Frame, error) { return Fit(EqualEarth, Rotation{Lon: math.Inf(1)}, 10, 10, 0, geneva) },
		"behind the globe":  func() (Frame, error) { return Fit(Orthographic, Rotation{}, 10, 10, 0, LonLat{180, 0}) },
		"box upside down":   func() (Frame, error) { return fitBox(EqualEarth, Rotation{}, 10, 10, 0, box{0, 10, 10, 0}) },
		"box infinite":      func() (Frame, error) { return fitBox(EqualEarth, Rotation{}, 10, 10, 0, box{0, 0, math.Inf(1), 10}) },
	} {
		f, err := try()
		assert.Error(t, err, name)
		assert.Equal(t, Frame{}, f, name)
	}
}

func TestScreen_lonLatIsTheInverse(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for kind := range Kind(kinds) {
		for range 30 {
			turn := Rotation{random.Float64()*360 - 180, random.Float64()*180 - 90, random.Float64()*360 - 180}
			f, err := fitBox(kind, turn, 1+random.IntN(MaxSizePX), 1+random.IntN(MaxSizePX), 5, wholeEarth)
			require.NoError(t, err)
			f = f.Zoom(random.Float64()*float64(f.Width), random.Float64()*float64(f.Height), 0.5+3*random.Float64())
			for _, p := range scattered(300) {
				x, y, visible := f.Screen(p.Lon, p.Lat)
				if !visible {
					continue
				}
				lon, lat, ok := f.LonLat(x, y)
				require.True(t, ok, "%+v: %v", f, p)
				require.Less(t, apartDeg(p, LonLat{lon, lat}), samePlaceDeg, "%+v: %v", f, p)
			}
		}
	}
}

func TestScreen_hiddenPlacesLieOnTheHorizon(t *testing.T) {
	f, err := fitBox(Orthographic, Rotation{}, 200, 200, 0, wholeEarth)
	require.NoError(t, err)
	x, y, visible := f.Screen(120, 0)
	assert.False(t, visible)
	assert.InDelta(t, 200, x, 0.5)
	assert.InDelta(t, 100, y, 0.5)
	x, y, visible = f.Screen(180, 0)
	assert.False(t, visible)
	assert.True(t, finite(x, y))
	_, _, visible = f.Screen(math.NaN(), 0)
	assert.False(t, visible)
	_, _, ok := f.LonLat(0, 0)
	assert.False(t, ok, "beside the globe")
}

func TestZoom_keepsThePointUnderThePointer(t *testing.T) {
	f, err := wideFrame(800, 400, 10)
	require.NoError(t, err)
	lon, lat, ok := f.LonLat(300, 120)
	require.True(t, ok)
	for _, factor := range []float64{1.1, 0.9, 40, 0.01, 1e9, 1e-9} {
		z := f.Zoom(300, 120, factor)
		require.NoError(t, z.Check())
		x, y, _ := z.Screen(lon, lat)
		assert.InDelta(t, 300, x, 1e-6*max(1, z.Scale), "factor %v", factor)
		assert.InDelta(t, 120, y, 1e-6*max(1, z.Scale), "factor %v", factor)
	}
	assert.Equal(t, MaxScale, f.Zoom(0, 0, 1e300).Scale)
	for _, factor := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		assert.Equal(t, f, f.Zoom(300, 120, factor), "factor %v", factor)
	}
	assert.Equal(t, f, f.Zoom(math.NaN(), 0, 2))
}

func TestPan_movesTheMapWithThePointer(t *testing.T) {
	f, err := wideFrame(800, 400, 10)
	require.NoError(t, err)
	x, y, _ := f.Screen(geneva.Lon, geneva.Lat)
	px, py, _ := f.Pan(-30, 12.5).Screen(geneva.Lon, geneva.Lat)
	assert.InDelta(t, x-30, px, 1e-9)
	assert.InDelta(t, y+12.5, py, 1e-9)
	assert.Equal(t, f, f.Pan(-30, 12.5).Pan(30, -12.5))
	assert.Equal(t, f, f.Pan(math.NaN(), 0))
	assert.Equal(t, f, f.Pan(1e300, 0))
}

func TestTurn_movesThePlaceUnderTheMiddle(t *testing.T) {
	f, err := fitBox(Orthographic, CentredOn(geneva), 600, 600, 10, wholeEarth)
	require.NoError(t, err)
	x, y, _ := f.Turn(3, -2).Screen(geneva.Lon, geneva.Lat)
	assert.InDelta(t, 300-2, y, 0.1)
	assert.InDelta(t, 300+3*math.Cos(geneva.Lat*radians), x, 0.2)
	assert.InDelta(t, 90, math.Abs(f.Turn(0, 1e5).Rotation.Lat), 1e-9, "stops at a pole")
	assert.Equal(t, f, f.Turn(math.Inf(1), 0))
}

func TestFrame_isAKeyOfACache(t *testing.T) {
	a, err := wideFrame(800, 400, 10)
	require.NoError(t, err)
	b, err := wideFrame(800, 400, 10)
	require.NoError(t, err)
	cache := map[Frame]string{a: "drawn"}
	assert.Equal(t, "drawn", cache[b])
	assert.Empty(t, cache[b.Pan(1, 0)])
}

func TestDetail_followsTheScale(t *testing.T) {
	small, err := wideFrame(200, 100, 0)
	require.NoError(t, err)
	large, err := wideFrame(1920, 1080, 0)
	require.NoError(t, err)
	assert.Equal(t, Level110m, small.Detail())
	assert.Equal(t, Level50m, large.Detail())
}

func FuzzFrame(f *testing.F) {
	f.Add(uint8(0), 560, 265, -26.0, 0.0, 0.0, 100.0, 280.0, 130.0, 1.5, 10.0)
	f.Add(uint8(1), 1, 1, 0.0, -90.0, 33.0, 1e6, -1e8, 1e8, 1e9, -1e9)
	f.Add(uint8(2), 33, 7, 180.0, 45.0, 1e300, 1e-3, math.NaN(), 0.0, math.Inf(1), math.NaN())
	f.Fuzz(func(t *testing.T, kind uint8, width, height int, lon, lat, gamma, scale, x, y, factor, move float64) {
		frame := Frame{Kind(kind), Rotation{lon, lat, gamma}, width, height, scale, x, y}
		valid := frame.Check() == nil
		for _, next := range []Frame{frame.Zoom(x, y, factor), frame.Pan(move, factor), frame.Turn(move, x)} {
			if valid && next.Check() != nil {
				t.Fatalf("%+v became %+v", frame, next)
			}
		}
		px, py, visible := frame.Screen(lon, lat)
		if !finite(px, py) || (visible && !valid) {
			t.Fatalf("%v, %v, %v", px, py, visible)
		}
		if plon, plat, ok := frame.LonLat(move, factor); ok && !finite(plon, plat) {
			t.Fatalf("%v, %v", plon, plat)
		}
		frame.Path(GreatCircle(LonLat{lon, lat}, LonLat{x, y}))
		fit, err := Fit(Kind(kind), Rotation{lon, lat, gamma}, width, height, move, LonLat{x, y}, LonLat{factor, lat})
		if err == nil && fit.Check() != nil {
			t.Fatalf("%+v", fit)
		}
		// Large pictures cost memory, not other code.
		if valid && width <= 300 && height <= 300 {
			if _, err := new(Painter).Draw(frame, Level110m, quiet()); err != nil {
				t.Fatal(err)
			}
		}
	})
}
