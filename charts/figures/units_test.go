package figures

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts/scale"
	"truceline/charts/scene"
	"truceline/data"
	"truceline/data/course"
	"truceline/data/guess"
	"truceline/data/load"
	"truceline/test/sample"
)

// A measure that is published in another unit than the rates' is told in its own, and
// stands in nothing that has their scale.
func TestPublished_isToldInItsOwnUnit(t *testing.T) {
	s := *sample.BuiltIn(t)
	s.Measures = append(s.Measures, data.Measure{ID: "boats", Name: "Boats", Unit: "boats"})
	for i, day := range []string{"2025-03-01", "2025-04-01", "2025-05-01"} {
		s.Averages = append(s.Averages, data.Average{Measure: "boats", Side: s.Sides[0].ID, Day: sample.Day(t, day), Value: data.Percent(40 - 50*i)})
	}
	s.Seal()
	w := sample.English{}
	f := Published(&s, s.Measure("boats"), false, w)
	assert.Less(t, f.Min, data.Percent(-60), "values below nought have room")
	assert.Contains(t, f.Table.Rows[0], "40 boats")
	assert.Contains(t, f.Summary, "summary.values")
	said := false
	for _, c := range f.Captions {
		said = said || c.Forms[0][0].Text == "40 boats"
	}
	assert.True(t, said)
	assert.Nil(t, Bridge(&s, s.Measure("boats"), &s.Sides[0], s.AsOf, false, w))
	for _, row := range measureRows(&s, false, w).Rows() {
		assert.NotEqual(t, "Boats", row.Title)
	}
	for _, b := range Counting(&s, &s.Sides[0], sample.Day(t, "2025-05-02"), "", false, w).Bars() {
		assert.NotEqual(t, "Boats", b.Name)
	}
}

// What can be drawn, and by how much at a time, follows from the story's values.
func TestUnits_stepsFollowFromTheValues(t *testing.T) {
	for _, c := range []struct{ top, grain, step, fine float64 }{
		{200, 1, 5, 1}, {20, 1, 1, 1}, {20, 0.1, 0.5, 0.1}, {14_000, 1, 500, 100},
	} {
		step, fine := scale.Paces(c.top, c.grain)
		assert.InDelta(t, c.step, step, 1e-9, "%g", c.top)
		assert.InDelta(t, c.fine, fine, 1e-9, "%g", c.top)
	}
	s, err := load.Path(sample.River(t, true))
	require.NoError(t, err)
	low, high, grain := s.Scale()
	assert.Equal(t, [3]data.Percent{-3, 15, 1}, [3]data.Percent{low, high, grain})
	r := &s.Rounds[0]
	g := guess.Guess("").Draw(s, r, "upper", r.From, r.Until, -10)
	assert.Equal(t, low, g.Valid(s, r).Rate(s, r, "upper", r.Until), "as far down as the story goes")
	assert.Equal(t, low, Predict(s, r, Sheet{}, sample.English{}).Min)
	for _, a := range course.Actions(s, false) {
		want := data.Percent(-9)
		if a.Layer != "rebate" {
			want = 0
		}
		assert.Equal(t, want, course.Plan("").Rated(s, &a, -9).Rate(&a), a.ID)
	}
	mill := OfBeat(s, scene.OfBeat(s, s.Beat("mill"), false), sample.English{})
	assert.Less(t, mill.Min, low, "the scene shows the line that falls below nought")
}
