package figures_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/data"
)

func curve(t testing.TB, f *charts.Figure, id string) charts.Curve {
	t.Helper()
	for _, c := range f.Curves {
		if c.ID == id {
			return c
		}
	}
	require.Failf(t, "no curve", "%s", id)
	return charts.Curve{}
}

// steps writes a curve as "2025-02-04 10".
func steps(w charts.Words, c charts.Curve) (out []string) {
	for _, s := range c.Steps {
		out = append(out, s.Day.String()+" "+w.Number(float64(s.Value), 1))
	}
	return out
}

func TestRates_curvesAreTheStretchesInForce(t *testing.T) {
	f := figures.Rates(builtIn(t), false, english{})
	us, cn := curve(t, f, "us"), curve(t, f, "cn")
	assert.Equal(t, []string{
		"2025-01-20 0", "2025-02-04 10", "2025-03-04 20", "2025-04-05 30", "2025-04-09 104", "2025-04-10 145", "2025-05-14 30",
	}, steps(english{}, us))
	assert.Equal(t, []string{"2025-01-20 0", "2025-04-10 84", "2025-04-12 125", "2025-05-14 10"}, steps(english{}, cn))
	assert.Equal(t, charts.First, us.Role)
	assert.Equal(t, charts.Second, cn.Role)
	assert.NotEqual(t, us.Stroke.WidthDP, cn.Stroke.WidthDP, "the sides differ by more than colour")
	assert.False(t, us.Stroke.Dashed)
	assert.False(t, cn.Stroke.Dashed)
}

func TestRates_linesEndAtTheAsOfDay(t *testing.T) {
	s := builtIn(t)
	f := figures.Rates(s, false, english{})
	assert.Equal(t, s.AsOf, curve(t, f, "us").Until)
	assert.Equal(t, s.AsOf, curve(t, f, "cn").Until)
	assert.Greater(t, f.Until, s.AsOf, "what was threatened has room")
}

func TestRates_theThreatIsADashedBranchTo130(t *testing.T) {
	s := builtIn(t)
	f := figures.Rates(s, false, english{})
	branch := curve(t, f, "threat/us")
	assert.True(t, branch.Stroke.Dashed)
	assert.Equal(t, []string{s.AsOf.String() + " 30", "2025-11-01 130"}, steps(english{}, branch), "it leaves the line where the line ends")
	require.Len(t, f.Dots, 1)
	assert.Equal(t, charts.Dot{ID: "threat/us", Role: charts.First, Day: day(t, "2025-11-01"), Value: 130, Hollow: true}, f.Dots[0])
	for _, c := range f.Captions {
		if c.ID == "threat/us" {
			assert.Equal(t, "130%", c.Forms[0][0].Text)
			assert.Equal(t, "if +100 starts", c.Forms[0][1].Text)
			assert.Equal(t, "on 1 Nov", c.Forms[0][2].Text)
			return
		}
	}
	assert.Fail(t, "the threat has no caption")
}

func TestRates_nothingOfTheEpilogueWithoutIt(t *testing.T) {
	s := builtIn(t)
	f := figures.Rates(s, false, english{})
	assert.Equal(t, s.Ahead, f.Until)
	assert.Empty(t, f.Rules)
	assert.Equal(t, day(t, "2025-05-14"), f.Areas[0].From)
	require.Len(t, f.Areas, 1, "the truce only")
	assert.Equal(t, charts.GoodBand, f.Areas[0].Role)
	for _, c := range f.Curves {
		for _, p := range c.Steps {
			assert.True(t, p.Day <= s.AsOf || c.Stroke.Dashed, "%s has a step on %s", c.ID, p.Day)
		}
	}
	shown := map[string]bool{}
	for _, m := range f.Ticks {
		shown[m.ID] = true
		assert.LessOrEqual(t, m.Day, s.Ahead, m.ID)
	}
	assert.Equal(t, map[string]bool{"geneva": true, "london": true, "stockholm": true, "madrid": true, "kuala-lumpur": true}, shown)
	for _, d := range f.Rests {
		assert.LessOrEqual(t, d, f.Until)
	}
	for _, c := range f.Captions {
		for _, form := range c.Forms {
			for _, r := range form {
				for _, later := range []string{"2026", "20%", "12.5", "After"} {
					if later == "20%" && strings.HasPrefix(c.ID, "step/us/2025-03-04") {
						continue // that of March 2025
					}
					assert.NotContains(t, r.Text, later, c.ID)
				}
			}
		}
	}
}

func TestRates_theEpilogueGoesOnAndSaysSo(t *testing.T) {
	s := builtIn(t)
	f := figures.Rates(s, true, english{})
	assert.Equal(t, s.EpilogueEnd, f.Until)
	us := curve(t, f, "us")
	assert.Equal(t, f.Until, us.Until)
	assert.Equal(t, []string{"2025-05-14 30", "2025-11-10 20", "2026-02-24 10", "2026-07-24 12.5"}, steps(english{}, us)[6:])
	assert.Equal(t, []string{"2025-05-14 10"}, steps(english{}, curve(t, f, "cn"))[3:])
	assert.Contains(t, f.Areas, charts.Area{ID: "later", Role: charts.Later, From: s.AsOf + 1, Until: f.Until})
	assert.Contains(t, f.Rules, charts.Rule{ID: "later", Role: charts.Muted, Day: s.AsOf + 1})
	ids := map[string]bool{}
	for _, m := range f.Ticks {
		ids[m.ID] = true
	}
	assert.True(t, ids["south-korea"] && ids["paris"] && ids["beijing"], "meetings held later: %v", ids)
	bases := 0
	for _, r := range f.Rules {
		if strings.HasPrefix(r.ID, "basis/us/") {
			bases++
			assert.Contains(t, []data.Day{day(t, "2026-02-24"), day(t, "2026-07-24")}, r.Day)
		}
	}
	assert.Equal(t, 2, bases, "two days from which the rate rests on another law")
	assert.Equal(t, day(t, "2025-11-01"), curve(t, f, "threat/us").Steps[0].Day, "the line in force runs on below the branch")
}

func TestRates_everyValueHasRoom(t *testing.T) {
	s := builtIn(t)
	for _, epilogue := range []bool{false, true} {
		f := figures.Rates(s, epilogue, english{})
		require.NoError(t, f.Check())
		for _, c := range f.Curves {
			for _, p := range c.Steps {
				assert.GreaterOrEqual(t, p.Value, f.Min)
				assert.Less(t, p.Value, f.Max)
			}
		}
	}
}

func TestSideRole_goesByTheStorysOrder(t *testing.T) {
	s := &data.Story{Sides: []data.Side{{ID: "left"}, {ID: "right"}}}
	assert.Equal(t, charts.First, charts.SideRole(s, "left"))
	assert.Equal(t, charts.Second, charts.SideRole(s, "right"))
	assert.Equal(t, charts.Second, charts.SideRole(&data.Story{}, "left"))
}

func TestCheck_refusesWhatCannotBeDrawn(t *testing.T) {
	nan, inf := data.Percent(math.NaN()), data.Percent(math.Inf(1))
	good := func() *charts.Figure {
		return &charts.Figure{
			Name: "test", From: 10, Until: 20, Max: 100,
			Lines: charts.Lines{
				Curves: []charts.Curve{{ID: "line", Steps: []charts.Step{{Day: 10, Value: 5}, {Day: 12, Value: 7}}, Until: 20}},
				Dots:   []charts.Dot{{ID: "dot", Day: 12, Value: 7}},
			},
		}
	}
	require.NoError(t, good().Check())
	for name, spoil := range map[string]func(f *charts.Figure){
		"no days":             func(f *charts.Figure) { f.Until = f.From },
		"days in reverse":     func(f *charts.Figure) { f.Until = f.From - 5 },
		"no room":             func(f *charts.Figure) { f.Max = f.Min },
		"room in reverse":     func(f *charts.Figure) { f.Min = 200 },
		"least is NaN":        func(f *charts.Figure) { f.Min = nan },
		"most is NaN":         func(f *charts.Figure) { f.Max = nan },
		"most without end":    func(f *charts.Figure) { f.Max = inf },
		"least without end":   func(f *charts.Figure) { f.Min = -inf },
		"a step is NaN":       func(f *charts.Figure) { f.Curves[0].Steps[1].Value = nan },
		"a step is infinite":  func(f *charts.Figure) { f.Curves[0].Steps[0].Value = inf },
		"a step is -infinite": func(f *charts.Figure) { f.Curves[0].Steps[0].Value = -inf },
		"a dot is NaN":        func(f *charts.Figure) { f.Dots[0].Value = nan },
		"a dot is infinite":   func(f *charts.Figure) { f.Dots[0].Value = inf },
		"no bars":             func(f *charts.Figure) { f.Of = &charts.Bars{} },
		"a bar is NaN":        func(f *charts.Figure) { f.Of = &charts.Bars{Bars: []charts.Bar{{High: nan}}} },
		"a bar in reverse":    func(f *charts.Figure) { f.Of = &charts.Bars{Bars: []charts.Bar{{Low: 2, High: 1}}} },
		"a row of other days": func(f *charts.Figure) { row := *f; row.Until++; f.Of = charts.Rows{&row} },
		"a row of bars":       func(f *charts.Figure) { row := *f; row.Of = &charts.Bars{}; f.Of = charts.Rows{&row} },
		"nothing is set":      func(f *charts.Figure) { *f = charts.Figure{} },
	} {
		t.Run(name, func(t *testing.T) {
			f := good()
			spoil(f)
			assert.Error(t, f.Check())
			_, err := charts.Lay(f, 800, 400, 1, nil)
			assert.Error(t, err, "Lay checks first")
		})
	}
}
