package atlas

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCountryAt_knowsTheStorysCities(t *testing.T) {
	for _, c := range []struct {
		at   LonLat
		id   string
		name string
	}{
		{washington, "840", "United States of America"},
		{beijing, "156", "China"},
		{geneva, "756", "Switzerland"},
		{london, "826", "United Kingdom"},
		{madrid, "724", "Spain"},
		{LonLat{17.6, 59.9}, "752", "Sweden"},
		{kualaLumpur, "458", "Malaysia"},
		{LonLat{128.9, 35.3}, "410", "South Korea"},
		{LonLat{178.1, -17.8}, "242", "Fiji"},
		{LonLat{-179.9, 68.7}, "643", "Russia"},
		{LonLat{180, 68}, "643", "Russia"},
		{LonLat{-180, 68}, "643", "Russia"},
		{LonLat{540, 68}, "643", "Russia"},
		{LonLat{0, -90}, "010", "Antarctica"},
		{LonLat{-180, -88}, "010", "Antarctica"},
		{LonLat{28.2, -29.5}, "426", "Lesotho"}, // inside South Africa
		{LonLat{21, 42.6}, "Kosovo", "Kosovo"},
	} {
		got, ok := CountryAt(c.at)
		assert.True(t, ok, c.name)
		assert.Equal(t, Country{c.id, c.name}, got)
	}
	for name, at := range map[string]LonLat{
		"Pacific": {-160, 0}, "Caspian Sea": {51, 41.5}, "north pole": {0, 90}, "Atlantic": {-30, 40},
		"NaN": {math.NaN(), 0}, "beyond the pole": {0, 91}, "infinite": {math.Inf(1), 0},
	} {
		_, ok := CountryAt(at)
		assert.False(t, ok, name)
	}
}

// Ten thousand places against every polygon of the coarse outline; the fine one
// takes its time for that.
func TestCountryAt_agreesWithEveryPolygon(t *testing.T) {
	for level, n := range map[Level]int{Level110m: 10_000, Level50m: 200} {
		w := level.world()
		for _, at := range scattered(n) {
			found := 0
			for i := range w.countries {
				if w.inside(&w.countries[i], at) {
					found++
					require.True(t, w.countries[i].bound.contains(at), "%s at %v", w.countries[i].Name, at)
				}
			}
			require.LessOrEqual(t, found, 1, "%v lies in two countries", at)
			_, ok := level.CountryAt(at)
			require.Equal(t, found == 1, ok, "%v", at)
			require.Equal(t, found == 1, w.land(at), "the coasts alone tell the same: %v", at)
		}
	}
}

// The fine outline against its coasts, that is without any country's bounds.
func TestCountryAt_findsAllLand(t *testing.T) {
	w := Level50m.world()
	for _, at := range scattered(1_500) {
		_, ok := CountryAt(at)
		require.Equal(t, w.land(at), ok, "%v", at)
	}
}

func TestCountryAt_allocatesNothing(t *testing.T) {
	CountryAt(geneva)
	assert.Zero(t, testing.AllocsPerRun(100, func() { CountryAt(geneva) }))
}

func TestLevel_listsCountries(t *testing.T) {
	assert.Len(t, Level110m.Countries(), 177)
	list := Level50m.Countries()
	assert.Len(t, list, 241)
	seen := map[string]bool{}
	for _, c := range list {
		assert.NotEmpty(t, c.ID)
		assert.NotEmpty(t, c.Name)
		assert.False(t, seen[c.ID], c.ID)
		seen[c.ID] = true
	}
	for _, id := range []string{"840", "156", "756", "826", "752", "724", "458", "410"} {
		for level := range Level(levels) {
			assert.Contains(t, level.world().index, id)
		}
	}
}

// The topology must survive baking: every border has exactly two neighbours, and
// land lies to the right of every coast.
func TestWorld_bordersAreSharedByTwo(t *testing.T) {
	for level := range Level(levels) {
		w := level.world()
		forwards, backwards := make([]int, w.arcCount()), make([]int, w.arcCount())
		for i := range w.countries {
			w.countries[i].arcs(func(arc, sign int) {
				if sign > 0 {
					forwards[arc]++
				} else {
					backwards[arc]++
				}
			})
		}
		borders := 0
		for arc, coast := range w.coast {
			if coast == 0 {
				assert.Equal(t, 1, forwards[arc])
				assert.Equal(t, 1, backwards[arc])
				borders++
			} else {
				assert.Equal(t, 1, forwards[arc]+backwards[arc])
			}
		}
		assert.Equal(t, map[Level]int{Level110m: 326, Level50m: 362}[level], borders)
	}
}

func TestWorld_vectorsAreThoseOfThePlaces(t *testing.T) {
	w := Level50m.world()
	for i, v := range w.vectors() {
		if off := v.sub(w.lonLat(i).vec()).length(); off > 1e-14 {
			t.Fatalf("point %d is off by %v", i, off)
		}
	}
}

func TestDecode_refusesWhatIsCutShort(t *testing.T) {
	for n := range len(baked110m) {
		if n%97 != 0 && n > 200 {
			continue
		}
		_, err := decode(baked110m[:n])
		assert.Error(t, err, "%d bytes", n)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(baked110m[:300])
	f.Add([]byte("ATL1"))
	f.Fuzz(func(_ *testing.T, b []byte) {
		_, _ = decode(b)
	})
}

func FuzzCountryAt(f *testing.F) {
	f.Add(0.0, 0.0)
	f.Add(-180.0, 90.0)
	f.Add(math.NaN(), math.Inf(-1))
	f.Fuzz(func(t *testing.T, lon, lat float64) {
		c, ok := Level110m.CountryAt(LonLat{lon, lat})
		if ok == (c == Country{}) {
			t.Fatal(c, ok)
		}
	})
}
