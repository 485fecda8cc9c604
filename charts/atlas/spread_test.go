package atlas

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// apart checks what Spread promises.
func apart(t *testing.T, points []Point, minDist float64, bounds Rect, fixed []Disc) {
	t.Helper()
	for i, p := range points {
		require.True(t, bounds.Contains(p), "point %d of %d at %v outside %v", i, len(points), p, bounds)
		for j := range i {
			d := math.Hypot(p.X-points[j].X, p.Y-points[j].Y)
			require.GreaterOrEqual(t, d, minDist-whitPX, "points %d and %d of %d in %v", i, j, len(points), bounds)
		}
		for _, f := range fixed {
			d := math.Hypot(p.X-f.X, p.Y-f.Y)
			require.GreaterOrEqual(t, d, f.RadiusPX+minDist/2-whitPX, "point %d and disc %v", i, f)
		}
	}
}

func meetings(f Frame) []Point {
	var points []Point
	for _, p := range []LonLat{geneva, london, stockholm, madrid, kualaLumpur, busan, {2.3522, 48.8566}} {
		x, y, _ := f.Screen(p.Lon, p.Lat)
		points = append(points, Point{x, y})
	}
	return points
}

func TestSpread_partsTheMeetingsAtEverySize(t *testing.T) {
	for _, size := range [][2]int{{200, 100}, {300, 420}, {560, 265}, {1000, 480}, {1920, 1080}, {3840, 2160}} {
		for _, minDist := range []float64{24, 28, 44} {
			f, err := wideFrame(size[0], size[1], 8)
			require.NoError(t, err)
			points := meetings(f)
			bounds := f.Bounds().inset(minDist / 2)
			var fixed []Disc
			for _, p := range []LonLat{washington, beijing} {
				x, y, _ := f.Screen(p.Lon, p.Lat)
				fixed = append(fixed, Disc{Point{x, y}, 7})
			}
			before := append([]Point(nil), points...)
			spread := Spread(points, minDist, bounds, fixed...)
			assert.Equal(t, before, points, "the argument stays")
			apart(t, spread, minDist, bounds, fixed)
			assert.Equal(t, spread, Spread(points, minDist, bounds, fixed...), "the same again")
			for i := range points {
				moved := math.Hypot(spread[i].X-points[i].X, spread[i].Y-points[i].Y)
				if size[0] >= 560 && minDist < 44 {
					assert.Less(t, moved, 1.5*minDist, "point %d at %v", i, size)
				}
			}
		}
	}
}

func TestSpread_leavesAloneWhatIsApart(t *testing.T) {
	points := []Point{{10, 10}, {40, 10}, {40, 40}}
	assert.Equal(t, points, Spread(points, 24, Rect{0, 0, 100, 100}))
	assert.Empty(t, Spread(nil, 24, Rect{0, 0, 100, 100}))
}

func TestSpread_movesTwoByHalfEach(t *testing.T) {
	got := Spread([]Point{{45, 50}, {55, 50}}, 24, Rect{0, 0, 100, 100})
	assert.InDelta(t, 38, got[0].X, 0.01)
	assert.InDelta(t, 62, got[1].X, 0.01)
	assert.InDelta(t, 50, got[0].Y, 0.01)
	assert.InDelta(t, 50, got[1].Y, 0.01)
}

func TestSpread_findsRoomWhereThereIsRoom(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	for range 300 {
		n := 1 + random.IntN(40)
		dist := 5 + 40*random.Float64()
		columns := 1 + random.IntN(n)
		rows := (n + columns - 1) / columns
		bounds := Rect{-50, 20, -50 + float64(columns-1)*dist, 20 + float64(rows-1)*dist}
		points := make([]Point, n)
		for i := range points {
			switch random.IntN(3) {
			case 0: // all in one place
				points[i] = Point{0, 0}
			case 1:
				points[i] = Point{bounds.MaxX, random.Float64() * 100}
			default:
				points[i] = Point{random.Float64()*400 - 200, random.Float64()*400 - 200}
			}
		}
		apart(t, Spread(points, dist, bounds), dist, bounds, nil)
	}
}

func TestSpread_usesAHexagonalGridWhereASquareOneIsTooSmall(t *testing.T) {
	const dist = 10
	bounds := Rect{0, 0, 35, 35} // 4×4 in squares, 4 rows more with every other shifted
	points := make([]Point, 20)
	apart(t, Spread(points, dist, bounds), dist, bounds, nil)
}

func TestSpread_goesRoundObstacles(t *testing.T) {
	bounds := Rect{0, 0, 200, 200}
	fixed := []Disc{{Point{100, 100}, 30}, {Point{150, 100}, 10}}
	points := []Point{{100, 100}, {100, 100}, {101, 99}, {150, 100}, {120, 100}}
	got := Spread(points, 24, bounds, fixed...)
	apart(t, got, 24, bounds, fixed)
	apart(t, Spread(points, 24, bounds, Disc{Point{math.NaN(), 0}, 3}), 24, bounds, nil)
}

func TestSpread_endsWithoutRoomAndWithOddNumbers(t *testing.T) {
	bounds := Rect{0, 0, 30, 30}
	crowd := make([]Point, 500)
	for _, p := range Spread(crowd, 24, bounds) {
		assert.True(t, bounds.Contains(p))
	}
	nan, inf := math.NaN(), math.Inf(1)
	odd := []Point{{nan, 3}, {inf, inf}, {1e300, -1e300}, {5, 5}}
	apart(t, Spread(odd, 10, bounds), 10, bounds, nil)
	apart(t, Spread(odd, 10, Rect{30, 30, 0, 0}), 10, bounds, nil)
	for _, dist := range []float64{nan, inf, 0, -3} {
		for _, p := range Spread(odd, dist, bounds) {
			assert.True(t, bounds.Contains(p), "%v", dist)
		}
	}
	assert.Len(t, Spread(odd, 10, Rect{nan, 0, 1, 1}), 4)
	assert.Len(t, Spread(odd, 1e-9, Rect{0, 0, 1e9, 1e9}), 4)
	assert.Len(t, Spread(crowd, 1e300, bounds), 500)
}

func FuzzSpread(f *testing.F) {
	f.Add(uint16(7), uint64(1), 24.0, 0.0, 0.0, 560.0, 265.0, 10.0)
	f.Add(uint16(300), uint64(2), 1e-3, 0.0, 0.0, 1.0, 1e9, -1.0)
	f.Fuzz(func(t *testing.T, n uint16, seed uint64, dist, x0, y0, x1, y1, radius float64) {
		random := rand.New(rand.NewPCG(seed, 1))
		points := make([]Point, n%300)
		for i := range points {
			points[i] = Point{x0 + (x1-x0)*random.Float64(), y0 + (y1-y0)*random.Float64()}
		}
		got := Spread(points, dist, Rect{x0, y0, x1, y1}, Disc{Point{x0, y1}, radius})
		if len(got) != len(points) {
			t.Fatal(len(got))
		}
	})
}

func BenchmarkSpread(b *testing.B) {
	f, err := wideFrame(560, 265, 8)
	if err != nil {
		b.Fatal(err)
	}
	points := meetings(f)
	for b.Loop() {
		Spread(points, 24, f.Bounds().inset(12))
	}
}
