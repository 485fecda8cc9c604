package scale_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts/scale"
	"truceline/data"
)

func TestLinear_posAndValueAreInverse(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		lo := (r.Float64() - 0.5) * 400
		s := scale.Linear{Min: lo, Max: lo + 0.01 + r.Float64()*400, From: r.Float64() * 4000, To: r.Float64() * 4000}
		domain := s.Max - s.Min
		for range 20 {
			v := s.Min + (r.Float64()*3-1)*domain // also outside
			require.InDelta(t, v, s.Value(s.Pos(v)), 1e-6*domain, "%+v", s)
		}
	}
}

func TestLinear_endsLieAtTheEnds(t *testing.T) {
	s := scale.Linear{Min: 0, Max: 160, From: 400, To: 40} // a vertical scale: low values below
	for _, c := range []struct{ value, pos float64 }{{0, 400}, {160, 40}, {80, 220}, {-40, 490}, {200, -50}} {
		assert.InDelta(t, c.pos, s.Pos(c.value), 1e-9)
		assert.InDelta(t, c.value, s.Value(c.pos), 1e-9)
	}
}

func TestLinear_hasAnswersWithoutADomain(t *testing.T) {
	empty := scale.Linear{Min: 5, Max: 5, From: 10, To: 20}
	assert.Equal(t, 10.0, empty.Pos(5))
	assert.Equal(t, 10.0, empty.Pos(99))
	flat := scale.Linear{Min: 5, Max: 9, From: 10, To: 10}
	assert.Equal(t, 5.0, flat.Value(10))
	assert.Equal(t, 5.0, flat.Value(1000))
	var zero scale.Linear
	assert.Zero(t, zero.Pos(7))
	assert.Zero(t, zero.Value(7))
}

func TestLinear_NaNStaysNaN(t *testing.T) {
	s := scale.Linear{Min: 0, Max: 1, From: 0, To: 100}
	assert.True(t, math.IsNaN(s.Pos(math.NaN())))
	assert.True(t, math.IsNaN(s.Value(math.NaN())))
}

func TestLinear_posAllocatesNothing(t *testing.T) {
	s := scale.Linear{Min: 0, Max: 160, From: 400, To: 40}
	sum := 0.0
	assert.Zero(t, testing.AllocsPerRun(100, func() { sum += s.Pos(31) + s.Value(17) }))
}

// year is the story's domain, near enough.
func year(left, right float64) scale.Days {
	return scale.Days{From: data.Date(2025, 1, 20), Until: data.Date(2025, 11, 14), Left: left, Right: right}
}

func TestDays_everyDayComesBackFromItsPosition(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		left := r.Float64() * 300
		s := year(left, left+1+r.Float64()*4000)
		for d := s.From; d <= s.Until; d++ {
			require.Equal(t, d, s.Day(s.Pos(d)), "%s at %+v", d, s)
		}
	}
}

func TestDays_roundingOfPositionsLosesNoDay(t *testing.T) {
	s := year(1e6, 1e6+1000) // far from the edge, positions have fewer digits
	for d := s.From; d <= s.Until; d++ {
		assert.Equal(t, d, s.Day(s.Pos(d)))
	}
}

func TestDays_aDayEndsWhereTheNextBegins(t *testing.T) {
	s := year(40, 40+298*3) // three dp to the day
	require.InDelta(t, 3, s.Width(), 1e-12)
	for d := s.From; d < s.Until; d++ {
		from, next := s.Pos(d), s.Pos(d+1)
		assert.Equal(t, d, s.Day(from+0.001), "just after its first moment")
		assert.Equal(t, d, s.Day((from+next)/2), "in its middle")
		assert.Equal(t, d, s.Day(next-0.001), "just before the next day")
		assert.Equal(t, d+1, s.Day(next))
	}
}

func TestDays_positionsOutsideAreTakenToTheNearerEnd(t *testing.T) {
	s := year(40, 640)
	for _, c := range []struct {
		pos  float64
		want data.Day
	}{
		{-1e12, s.From}, {0, s.From}, {39.999, s.From}, {40, s.From},
		{640, s.Until}, {640.001, s.Until}, {1e12, s.Until},
		{math.Inf(-1), s.From}, {math.Inf(1), s.Until}, {math.NaN(), s.From},
	} {
		assert.Equal(t, c.want, s.Day(c.pos), "at %g", c.pos)
	}
}

func TestDays_withoutWidthOrDaysGiveTheFirstDay(t *testing.T) {
	assert.Equal(t, data.Date(2025, 1, 20), year(50, 50).Day(50))
	day := data.Date(2025, 5, 14)
	one := scale.Days{From: day, Until: day, Left: 10, Right: 110}
	assert.Equal(t, day, one.Day(60))
	assert.Equal(t, 10.0, one.Pos(day))
	assert.Equal(t, 100.0, one.Width())
}

func TestStep_isRound(t *testing.T) {
	for _, c := range []struct {
		length float64
		most   int
		want   float64
	}{
		{160, 5, 50}, {159.5, 5, 50}, {150, 3, 50}, {150.1, 3, 100}, {10, 10, 1}, {10, 5, 2}, {10, 4, 2.5}, {10, 3, 5}, {10, 1, 10},
		{1, 10, 0.1}, {0.003, 3, 0.001}, {7e6, 5, 2e6}, {99, 1, 100},
	} {
		assert.InDelta(t, c.want, scale.Step(c.length, c.most), c.want*1e-9, "%g in %d", c.length, c.most)
	}
}

func TestStep_isTheLeastThatIsRoundAndWideEnough(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		length, most := math.Pow(10, r.Float64()*12-6), 1+r.IntN(20)
		step := scale.Step(length, most)
		require.GreaterOrEqual(t, step*float64(most), length*(1-1e-9), "%g in %d", length, most)
		require.Less(t, step, 2.5*length/float64(most)*(1+1e-9), "a lesser round step would have done")
		mantissa := step / math.Pow(10, math.Floor(math.Log10(step)+1e-9))
		round := false
		for _, m := range []float64{1, 2, 2.5, 5} {
			round = round || math.Abs(mantissa-m) < 1e-6
		}
		require.True(t, round, "%g is not round", step)
	}
}

func TestStep_refusesWhatHasNoSteps(t *testing.T) {
	for _, length := range []float64{0, -1, math.NaN(), math.Inf(1), math.Inf(-1)} {
		assert.Zero(t, scale.Step(length, 5), "%g", length)
	}
	assert.Zero(t, scale.Step(10, 0))
	assert.Zero(t, scale.Step(10, -3))
}

func TestTicks_areTheRoundValuesBetweenTheEnds(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		most   int
		want   []float64
	}{
		{0, 159.5, 5, []float64{0, 50, 100, 150}},
		{0, 150, 3, []float64{0, 50, 100, 150}},
		{0, 159.5, 1, []float64{0}},
		{-7, 7, 3, []float64{-5, 0, 5}},
		{3, 7, 4, []float64{3, 4, 5, 6, 7}},
		{0.1, 0.5, 4, []float64{0.1, 0.2, 0.3, 0.4, 0.5}},
	} {
		got := scale.Ticks(c.lo, c.hi, c.most)
		require.Len(t, got, len(c.want), "%g to %g: %v", c.lo, c.hi, got)
		for i := range got {
			assert.InDelta(t, c.want[i], got[i], 1e-9)
		}
	}
}

func TestTicks_keepToTheirBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 5000 {
		lo := (r.Float64() - 0.5) * 1000
		hi, most := lo+math.Pow(10, r.Float64()*7-3), 1+r.IntN(12)
		checkTicks(t, lo, hi, most)
	}
}

func checkTicks(t *testing.T, lo, hi float64, most int) {
	t.Helper()
	got := scale.Ticks(lo, hi, most)
	step := scale.Step(hi-lo, most)
	require.LessOrEqual(t, len(got), most+1)
	for i, v := range got {
		require.GreaterOrEqual(t, v, lo-step*1e-6)
		require.LessOrEqual(t, v, hi+step*1e-6)
		if i > 0 {
			require.InDelta(t, step, v-got[i-1], step*1e-6, "ticks of %g to %g are not even", lo, hi)
		}
	}
}

func TestTicks_refuseWhatIsNotFinite(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range [][2]float64{{0, inf}, {-inf, 0}, {-inf, inf}, {nan, 1}, {0, nan}, {1, 1}, {2, 1}, {-math.MaxFloat64, math.MaxFloat64}, {-8.9e307, 1.9e307}} {
		assert.Empty(t, scale.Ticks(c[0], c[1], 1), "%v", c)
	}
}

func TestMonths_ofTheStoryAtAReadableGap(t *testing.T) {
	ticks := year(0, 1000).Months(60)
	require.Len(t, ticks, 10)
	assert.Equal(t, scale.MonthTick{Day: data.Date(2025, 2, 1), Year: true}, ticks[0], "the first names its year")
	assert.Equal(t, scale.MonthTick{Day: data.Date(2025, 11, 1)}, ticks[9])
}

func TestMonths_startWithADomainThatBeginsOnAFirst(t *testing.T) {
	s := scale.Days{From: data.Date(2025, 3, 1), Until: data.Date(2025, 5, 1), Left: 0, Right: 600}
	assert.Equal(t, []scale.MonthTick{
		{Day: data.Date(2025, 3, 1), Year: true}, {Day: data.Date(2025, 4, 1)}, {Day: data.Date(2025, 5, 1)},
	}, s.Months(50), "both ends are included")
}

func TestMonths_nameTheYearAtEachJanuary(t *testing.T) {
	s := scale.Days{From: data.Date(2024, 11, 5), Until: data.Date(2026, 2, 5), Left: 0, Right: 3000}
	for i, m := range s.Months(50) {
		_, month, _ := m.Day.Civil()
		assert.Equal(t, i == 0 || month == time.January, m.Year, "%s", m.Day)
	}
}

func TestMonths_thinOutToYears(t *testing.T) {
	century := scale.Days{From: data.Date(1950, 6, 1), Until: data.Date(2050, 6, 1), Left: 0, Right: 1000} // 10 dp a year
	for _, c := range []struct {
		gap   float64
		years int
	}{{9, 1}, {15, 2}, {35, 4}, {75, 8}} {
		ticks := century.Months(c.gap)
		require.NotEmpty(t, ticks)
		for i, m := range ticks {
			y, month, day := m.Day.Civil()
			require.Equal(t, time.January, month)
			require.Equal(t, 1, day)
			require.Zero(t, y%c.years)
			if i > 0 {
				before, _, _ := ticks[i-1].Day.Civil()
				require.Equal(t, c.years, y-before, "gap %g", c.gap)
			}
		}
	}
}

func TestMonths_standApartAndInsideTheDomain(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 5000 {
		from := data.Date(1900+r.IntN(200), time.Month(1+r.IntN(12)), 1+r.IntN(31))
		s := scale.Days{From: from, Until: from + 1 + data.Day(r.IntN(4000)), Left: r.Float64() * 100}
		s.Right = s.Left + 1 + r.Float64()*3000
		checkMonths(t, s, 1+r.Float64()*200)
	}
}

func checkMonths(t *testing.T, s scale.Days, minGap float64) {
	t.Helper()
	ticks := s.Months(minGap)
	for i, m := range ticks {
		_, _, day := m.Day.Civil()
		require.Equal(t, 1, day)
		require.GreaterOrEqual(t, m.Day, s.From)
		require.LessOrEqual(t, m.Day, s.Until)
		if i > 0 {
			require.GreaterOrEqual(t, s.Pos(m.Day)-s.Pos(ticks[i-1].Day), minGap-1e-6, "%s and %s of %+v", ticks[i-1].Day, m.Day, s)
		}
	}
}

// TestMonths_keepFebruaryApart holds the gap where it is tightest: it is the
// shortest month that decides, not the mean one.
func TestMonths_keepFebruaryApart(t *testing.T) {
	s := scale.Days{From: data.Date(2025, 1, 1), Until: data.Date(2025, 12, 31), Left: 0, Right: 364 * 2}
	for gap := 50.0; gap < 800; gap += 0.5 {
		checkMonths(t, s, gap)
	}
}

func TestMonths_withoutRoomOrDaysAreNone(t *testing.T) {
	day := data.Date(2025, 5, 1)
	for _, s := range []scale.Days{
		{}, {From: day, Until: day, Left: 0, Right: 100}, {From: day + 40, Until: day, Left: 0, Right: 100},
		{From: day, Until: day + 90, Left: 100, Right: 100}, {From: day, Until: day + 90, Left: 100, Right: 0},
		{From: day, Until: day + 90, Left: math.NaN(), Right: 100}, {From: day, Until: day + 90, Left: 0, Right: math.NaN()},
	} {
		assert.Empty(t, s.Months(10), "%+v", s)
	}
}

func TestMonths_endAtTheLastDayThereIs(t *testing.T) {
	const last = data.Day(math.MaxInt32)
	ticks := scale.Days{From: last - 1000, Until: last, Left: 0, Right: 5000}.Months(10)
	assert.Len(t, ticks, 33)
}

func FuzzMonths(f *testing.F) {
	f.Add(int32(20108), int32(299), 0.0, 1000.0, 60.0)
	f.Add(int32(20108), int32(1), 0.0, 1e-9, 1e9)
	f.Add(int32(-700_000), int32(2_000_000), 0.0, 1.0, math.Inf(1))
	f.Add(int32(0), int32(400), 10.0, 20.0, math.NaN())
	f.Add(int32(math.MaxInt32-100), int32(100), 0.0, 100.0, 1.0)
	f.Fuzz(func(t *testing.T, from, days int32, left, width, minGap float64) {
		// A calendar of ten thousand years is as much as a file of a story can name.
		until := min(int64(from)+int64(min(max(days, 0), 3_652_059)), math.MaxInt32)
		s := scale.Days{From: data.Day(from), Until: data.Day(until), Left: left, Right: left + width}
		for _, m := range s.Months(minGap) {
			if m.Day < s.From || m.Day > s.Until {
				t.Fatalf("%+v: a tick on %s", s, m.Day)
			}
		}
	})
}

func FuzzTicks(f *testing.F) {
	f.Add(0.0, 159.5, 5)
	f.Add(-math.MaxFloat64, math.MaxFloat64, 5)
	f.Add(1e300, 1.0000000000000002e300, 9)
	f.Add(0.0, 5e-324, 3)
	f.Add(math.NaN(), math.Inf(1), -1)
	f.Add(-8.9e307, 1.9e307, 1)
	f.Fuzz(func(t *testing.T, lo, hi float64, most int) {
		most = most % 1000
		got := scale.Ticks(lo, hi, most)
		if len(got) > max(most+1, 0) {
			t.Fatalf("%d ticks from %g to %g, at most %d", len(got), lo, hi, most+1)
		}
		for _, v := range got {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("a tick at %g from %g to %g", v, lo, hi)
			}
		}
	})
}

func ExampleTicks() {
	fmt.Println(scale.Ticks(0, 159.5, 5))
	// Output: [0 50 100 150]
}
