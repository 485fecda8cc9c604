package figures_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/data"
)

func band(t *testing.T, f *charts.Figure, id string) charts.Band {
	t.Helper()
	for _, b := range f.Bands {
		if b.ID == id {
			return b
		}
	}
	require.Failf(t, "no band", "%s", id)
	return charts.Band{}
}

func TestLayers_whatIsOnHoldStandsOnWhatIsCollected(t *testing.T) {
	s := builtIn(t)
	for side, rate := range map[data.SideID]data.Percent{"us": 30, "cn": 10} {
		layer := map[data.SideID]string{"us": "reciprocal", "cn": "general"}[side]
		f := figures.Layers(s, s.Side(side), false, english{})
		b := band(t, f, "suspended/"+layer+"/2025-05-14")
		assert.True(t, b.Hatched)
		assert.Equal(t, []charts.BandStep{{Day: day(t, "2025-05-14"), Low: rate, High: rate + 24}}, b.Steps, "the 34 of April less the 10 that stayed")
		assert.Equal(t, s.AsOf, b.Until)
		assert.Contains(t, f.Summary, "summary.suspended")
	}
	// With the epilogue it follows the rate down, and ends with the court's ruling.
	b := band(t, figures.Layers(s, s.Side("us"), true, english{}), "suspended/reciprocal/2025-05-14")
	assert.Equal(t, []charts.BandStep{{Day: day(t, "2025-05-14"), Low: 30, High: 54}, {Day: day(t, "2025-11-10"), Low: 20, High: 44}}, b.Steps)
	assert.Equal(t, day(t, "2026-02-24"), b.Until)
}

func TestLayers_bandsAddUpToTheRate(t *testing.T) {
	s := builtIn(t)
	for _, side := range s.Sides {
		f := figures.Layers(s, &side, false, english{})
		for d := s.Start; d < s.AsOf; d++ {
			sum := data.Percent(0)
			for _, b := range f.Bands {
				if !b.Hatched {
					sum += thickness(b, d)
				}
			}
			require.Equal(t, s.Rate(side.ID, d, false), sum, "%s on %s", side.ID, d)
		}
	}
}

func thickness(b charts.Band, d data.Day) data.Percent {
	out := data.Percent(0)
	for _, s := range b.Steps {
		if s.Day <= d && d < b.Until {
			out = s.High - s.Low
		}
	}
	return out
}
