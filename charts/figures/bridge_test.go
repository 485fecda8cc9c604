package figures_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

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
