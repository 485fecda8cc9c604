package price

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
	"truceline/data/course"
	"truceline/data/load"
)

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

func TestOf_agreesWithTheLayersForEveryDayAndKind(t *testing.T) {
	s := builtIn(t)
	require.GreaterOrEqual(t, len(s.Goods), 6)
	for _, epilogue := range []bool{false, true} {
		for d := s.Start; d <= s.End(epilogue); d++ {
			for _, g := range s.Goods {
				got, ok := Of(s, g.ID, d, epilogue)
				require.True(t, ok)
				sum := data.Percent(0)
				for _, p := range got.Parts {
					sum += p.Rate
					assert.NotEmpty(t, p.Sources, "%s %s %s", g.ID, d, p.Layer)
				}
				assert.Equal(t, sum, got.Rate)
				if want, known := expected(s, g.ID, d, epilogue); known {
					assert.InDelta(t, float64(want), float64(got.Rate), 1e-9, "%s on %s", g.ID, d)
					assert.True(t, got.Known, "%s on %s", g.ID, d)
				} else {
					assert.False(t, got.Known, "%s on %s", g.ID, d)
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

// expected is a kind's duty by the layers, with what departs from them written out
// by hand. It returns false where no source is known.
func expected(s *data.Story, good string, d data.Day, epilogue bool) (data.Percent, bool) {
	on := func(from, until data.Day, rate data.Percent) data.Percent {
		if d >= from && (d < until || !until.Set()) {
			return rate
		}
		return 0
	}
	marchEnds := data.NoDay
	if epilogue {
		marchEnds = data.Date(2025, 11, 10)
	}
	us, cn := s.Rate("us", d, epilogue), s.Rate("cn", d, epilogue)
	switch good {
	case "ordinary-us":
		return us, true
	case "electronics-us":
		if epilogue && d >= data.Date(2026, 2, 24) {
			return 0, false
		}
		for _, l := range s.LayersOn("us", d, epilogue) {
			if l.Layer == "reciprocal" {
				us -= l.Rate
			}
		}
		return us, true
	case "ordinary-cn":
		return cn, true
	case "feb-15-cn":
		return cn + on(data.Date(2025, 2, 10), data.NoDay, 15), true
	case "feb-10-cn":
		return cn + on(data.Date(2025, 2, 10), data.NoDay, 10), true
	case "mar-15-cn":
		return cn + on(data.Date(2025, 3, 10), marchEnds, 15), true
	case "mar-10-cn":
		return cn + on(data.Date(2025, 3, 10), marchEnds, 10), true
	}
	return 0, false
}

func TestOf_givesTheStorysOwnExamples(t *testing.T) {
	s := builtIn(t)
	for _, c := range []struct {
		good string
		day  data.Day
		rate data.Percent
	}{
		{"ordinary-us", data.Date(2025, 4, 10), 145},
		{"electronics-us", data.Date(2025, 4, 11), 20}, // "they paid 20 and not 145"
		{"electronics-us", data.Date(2025, 4, 5), 20},  // back to 5 April
		{"mar-10-cn", data.Date(2025, 10, 20), 20},     // soybeans: the 10 of March and the 10 kept after Geneva
		{"feb-15-cn", data.Date(2025, 3, 1), 15},
	} {
		got, ok := Of(s, c.good, c.day, false)
		require.True(t, ok)
		assert.Equal(t, c.rate, got.Rate, "%s on %s", c.good, c.day)
	}
	_, ok := Of(s, "unicorns", s.AsOf, false)
	assert.False(t, ok)
}

func TestOf_followsAnInventedCourse(t *testing.T) {
	s := builtIn(t)
	plan := course.Answer(s.Question("no-geneva"))
	c := course.Of(s, false, plan)
	got, _ := Of(c.Story, "ordinary-us", s.AsOf, false)
	assert.InDelta(t, 245, TagOf(got, 100, 100).Landed, 1e-9)
	was, _ := Of(s, "ordinary-us", s.AsOf, false)
	assert.InDelta(t, 130, TagOf(was, 100, 100).Landed, 1e-9)

	// Without the March list its goods pay the rate on all goods.
	c = course.Of(s, false, course.Plan("cn/list-mar/2025-03-10 off"))
	for _, good := range []string{"mar-10-cn", "mar-15-cn"} {
		got, _ = Of(c.Story, good, data.Date(2025, 10, 20), false)
		assert.Equal(t, data.Percent(10), got.Rate, good)
	}
}

func TestTagOf_sharesTheDutyBetweenBuyerAndSeller(t *testing.T) {
	d := Duty{Rate: 30, Known: true}
	for _, c := range []struct {
		passed               data.Percent
		landed, buyer, borne float64
	}{{100, 130, 130, 0}, {0, 130, 100, 30}, {20, 130, 106, 24}, {150, 130, 130, 0}, {-5, 130, 100, 30}} {
		got := TagOf(d, 100, c.passed)
		assert.InDelta(t, 30, got.Duty, 1e-9)
		assert.InDelta(t, c.landed, got.Landed, 1e-9)
		assert.InDelta(t, c.buyer, got.Buyer, 1e-9)
		assert.InDelta(t, c.borne, got.Borne, 1e-9)
		assert.InDelta(t, got.Border+got.Duty, got.Buyer+got.Borne, 1e-9)
	}
}

func TestFindings_citeTheirSourcesAndKeepTheEpilogueBack(t *testing.T) {
	s := builtIn(t)
	for _, f := range Findings(s, "us", false) {
		assert.False(t, f.Epilogue)
		assert.NotEmpty(t, f.Sources)
	}
	assert.Greater(t, len(Findings(s, "us", true)), len(Findings(s, "us", false)))
	assert.NotEmpty(t, Findings(s, "cn", false))
}
