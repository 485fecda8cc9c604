package figures_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/render"
)

func TestPriceTag_stacksItsBlocksAndNamesThem(t *testing.T) {
	blocks := []figures.Block{
		{Name: "to the seller", Amount: "$100", Value: 100, Role: charts.Muted, Tint: 0.3},
		{Name: "first duty", Amount: "$20", Value: 20, Role: charts.First, Tint: 1},
		{Name: "second duty", Amount: "$125", Value: 125, Role: charts.First, Tint: 0.6},
		{Name: "suspended duty", Amount: "$0", Value: 0, Role: charts.First, Tint: 0.6},
	}
	f := figures.PriceTag("Title", "Line", "Sources", "$245", blocks, english{})
	require.NoError(t, f.Check())
	require.Len(t, f.Bands, 3, "what costs nothing takes no room")
	for i, b := range f.Bands[1:] {
		assert.Equal(t, f.Bands[i].Steps[0].High, b.Steps[0].Low, "a block stands on the one below")
	}
	assert.InDelta(t, 245, float64(f.Bands[2].Steps[0].High), 1e-9)
	assert.Len(t, f.Table.Rows, 5)
	for _, scale := range []float64{0.75, 1, 2} {
		l, err := charts.Lay(f, 760, 520, scale, render.NewMetrics(1))
		require.NoError(t, err)
		assert.Empty(t, l.DayTicks)
		said := map[string]bool{}
		for _, x := range l.Texts {
			said[x.ID] = true
		}
		for _, id := range []string{"to the seller", "first duty", "second duty", "total"} {
			assert.True(t, said[id], "%s at %g", id, scale)
		}
		assert.Equal(t, len(said), 4, "nothing else is written: no days, no values")
	}
}
