package figures_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/data"
)

// TestBridge_saysOnlyWhatItsMeasureCounts goes through the bridges of every measure, side
// and day that has a value.
func TestBridge_saysOnlyWhatItsMeasureCounts(t *testing.T) {
	s, seen := builtIn(t), 0
	for i := range s.Measures {
		m := &s.Measures[i]
		for _, side := range s.Sides {
			for _, a := range figures.PublishedPoints(s, m.ID, side.ID, true) {
				f := figures.Bridge(s, m, &side, a.Day, true, english{})
				if f == nil || m.Derived {
					continue
				}
				seen++
				first, last := f.Bars()[0], f.Bars()[len(f.Bars())-1]
				if last.Note != (english{}).Day(a.Day, charts.DayMonthYear) {
					continue // a later day's, since the rate of this one is nought
				}
				assert.Equal(t, s.Rate(side.ID, a.Day, true) != first.Change, strings.Contains(first.Note, "announced"), "%s for %s on %s: what was only announced that day says so: %q", m.ID, side.ID, a.Day, first.Note)
				level, older := data.Percent(0), false
				for _, b := range f.Bars() {
					older = older || strings.HasPrefix(b.Name, "bridge.older")
					if b.Kind == charts.TotalBar {
						if b.ID == "average" {
							assert.InDelta(t, float64(b.Change), float64(level), 0.06, "%s %s %s does not add up", m.ID, side.ID, a.Day)
						}
						level = b.Change
						continue
					}
					level += b.Change
					if b.Name == "bridge.weights" || b.ID == "exempt" {
						assert.True(t, m.Exempts, "%s counts no exempt goods, its bridge names them", m.ID)
						assert.Negative(t, float64(b.Change), "%s on %s: an exemption raises no average", m.ID, a.Day)
					}
				}
				assert.Equal(t, m.Older && last.Change != first.Change, older, "%s for %s on %s: older duties", m.ID, side.ID, a.Day)
			}
		}
	}
	assert.Greater(t, seen, 15)
}

// TestBridge_namesAnExemptionWhereItLowersAnAverageThatCountsIt takes the measure's bridge
// that names one, and lets it count none, and the average rise.
func TestBridge_namesAnExemptionWhereItLowersAnAverageThatCountsIt(t *testing.T) {
	s := builtIn(t)
	names := func(s *data.Story, a data.Average) bool {
		f := figures.Bridge(s, s.Measure(a.Measure), s.Side(a.Side), a.Day, false, english{})
		return f != nil && slices.ContainsFunc(f.Bars(), func(b charts.Bar) bool { return b.ID == "exempt" || b.Name == "bridge.weights" })
	}
	at := slices.IndexFunc(s.Averages, func(a data.Average) bool { return s.Measure(a.Measure) != nil && names(s, a) })
	require.GreaterOrEqual(t, at, 0)
	a := s.Averages[at]

	none := *s
	none.Measures = slices.Clone(s.Measures)
	for i := range none.Measures {
		none.Measures[i].Exempts = false
	}
	assert.False(t, names(&none, a), "%s counts no exempt goods", a.Measure)
	risen := *s
	risen.Averages = slices.Clone(s.Averages)
	risen.Averages[at].Value += 100
	assert.False(t, names(&risen, a), "an exemption raises no average")
	for i := range risen.Averages {
		if b := &risen.Averages[i]; i != at && b.Measure == a.Measure && b.Side == a.Side {
			b.Value += 100
		}
	}
	for _, b := range figures.Bridge(&risen, s.Measure(a.Measure), s.Side(a.Side), a.Day, false, english{}).Bars() {
		assert.NotEqual(t, "bridge.weights", b.Name, "exempt goods raise no average")
	}
}
