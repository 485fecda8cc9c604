package stage

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"truceline/app/view"
	"truceline/test/sample"
)

// Marks that an older version kept stand in the plot that they were drawn in.
func TestIsFigure_knowsThePlotsNamesOfOlderTalks(t *testing.T) {
	s := sample.BuiltIn(t)
	rates := view.ToMode(s, view.Start(s), view.Explore)
	with := func(change func(v *view.View)) view.View { v := rates; change(&v); return v }
	views := map[string]view.View{
		"///":           rates,
		"///us":         with(func(v *view.View) { v.Layers = "us" }),
		"piie///":       with(func(v *view.View) { v.Measure = "piie" }),
		"piie/us//":     with(func(v *view.View) { v.Measure, v.Bridge = "piie", "us" }),
		"//rare-share/": with(func(v *view.View) { v.Series = "rare-share" }),
	}
	for name := range views {
		for other, v := range views {
			assert.Equal(t, name == other, isFigure(name, s, v), "%s in %s", name, other)
		}
		assert.True(t, isFigure(figureOf(s, views[name]), s, views[name]), name)
	}
	assert.True(t, isFigure("scene/geneva", s, view.ToMode(s, view.ToBeat(s, rates, "geneva"), view.Story)))
}
