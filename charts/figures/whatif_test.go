package figures_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/render"
	"truceline/data"
	"truceline/data/course"
)

// anyPlan tries some actions of a story.
func anyPlan(s *data.Story, epilogue bool, random *rand.Rand) course.Plan {
	list := course.Actions(s, epilogue)
	plan := course.Plan("")
	for range random.IntN(6) {
		a := &list[random.IntN(len(list))]
		switch random.IntN(3) {
		case 0:
			plan = plan.Toggled(a)
		case 1:
			plan = plan.Moved(s, a, random.IntN(90)-20)
		default:
			plan = plan.Rated(s, a, data.Percent(random.IntN(200)))
		}
	}
	return plan
}

func TestWhatIf_isSolidWhereItHappenedAndDashedFromTheFirstInventedDay(t *testing.T) {
	s := builtIn(t)
	c := course.Of(s, false, course.Answer(s.Question("no-geneva")))
	f := figures.WhatIf(s, c, false, english{})
	from := day(t, "2025-05-14")

	us := curve(t, f, "us")
	assert.Equal(t, from, us.Until)
	assert.False(t, us.Stroke.Dashed)
	was := curve(t, f, "was/us")
	assert.True(t, was.Stroke.Faint)
	assert.Equal(t, []string{"2025-05-14 30"}, steps(english{}, was))
	invented := curve(t, f, "invented/us")
	assert.True(t, invented.Stroke.Dashed)
	assert.Equal(t, []string{"2025-05-14 145", "2025-05-14 145"}, steps(english{}, invented))
	assert.Equal(t, []string{"2025-05-14 125", "2025-05-14 125"}, steps(english{}, curve(t, f, "invented/cn")))
	require.Len(t, f.Rules, 1)
	assert.Equal(t, from, f.Rules[0].Day)
	assert.Equal(t, charts.Caution, f.Rules[0].Role)
}

func TestWhatIf_withoutAPlanDrawsWhatHappened(t *testing.T) {
	s := builtIn(t)
	f, rates := figures.WhatIf(s, course.Of(s, false, ""), false, english{}), figures.Rates(s, false, english{})
	for _, id := range []string{"us", "cn"} {
		assert.Equal(t, steps(english{}, curve(t, rates, id)), steps(english{}, curve(t, f, id)))
		assert.False(t, curve(t, f, id).Stroke.Dashed)
	}
	assert.Empty(t, f.Rules)
}

func TestWhatIf_everyDayIsDrawnAtItsRate(t *testing.T) {
	s := builtIn(t)
	random := rand.New(rand.NewPCG(5, 6))
	at := func(c charts.Curve, d data.Day) (v data.Percent, ok bool) {
		for _, p := range c.Steps {
			if p.Day <= d {
				v, ok = p.Value, true
			}
		}
		return v, ok && d <= c.Until
	}
	for range 150 {
		epilogue := random.IntN(2) == 0
		c := course.Of(s, epilogue, anyPlan(s, epilogue, random))
		f := figures.WhatIf(s, c, epilogue, english{})
		require.NoError(t, f.Check())
		for _, side := range s.Sides {
			for d := s.Start; d <= min(c.Until, f.Until); d++ {
				id := string(side.ID)
				if from := c.Days[side.ID]; from.Set() && d >= from {
					id = "invented/" + id
				}
				v, ok := at(curve(t, f, id), d)
				require.True(t, ok, "%s is not drawn on %s", id, d)
				assert.Equal(t, c.Story.Rate(side.ID, d, epilogue), v, "%s on %s", id, d)
			}
		}
		if t.Failed() {
			return
		}
	}
}

func TestWhatIf_labelsTouchNeitherEachOtherNorTheEdge(t *testing.T) {
	s := builtIn(t)
	random := rand.New(rand.NewPCG(7, 8))
	m := render.NewMetrics(1)
	plans := []course.Plan{""}
	for i := range s.Questions {
		plans = append(plans, course.Answer(&s.Questions[i]))
	}
	for range 40 {
		plans = append(plans, anyPlan(s, false, random))
	}
	for _, plan := range plans {
		f := figures.WhatIf(s, course.Of(s, false, plan), false, english{})
		for _, size := range [][2]float64{{760, 520}, {560, 300}, {1100, 800}} {
			for _, scale := range []float64{0.75, 1, 2} {
				l, err := charts.Lay(f, size[0], size[1], scale, m)
				require.NoError(t, err)
				for i, a := range l.Texts {
					box := label.Rect{X: a.X, Y: a.Y, W: a.W, H: a.H}
					assert.True(t, a.X >= -0.5 && a.Y >= -0.5 && a.X+a.W <= size[0]+0.5 && a.Y+a.H <= size[1]+0.5, "%q is clipped, %s", a.Text, plan)
					for _, b := range l.Texts[:i] {
						if a.ID == b.ID {
							continue
						}
						over := box.X < b.X+b.W-0.5 && b.X < box.X+box.W-0.5 && box.Y < b.Y+b.H-0.5 && b.Y < box.Y+box.H-0.5
						assert.False(t, over, "%q lies on %q, %s at %v × %g", a.Text, b.Text, plan, size, scale)
					}
				}
			}
		}
	}
}

func TestWhatIfBridge_leadsFromWhatWasToWhatIsInvented(t *testing.T) {
	s := builtIn(t)
	random := rand.New(rand.NewPCG(9, 10))
	for range 200 {
		c := course.Of(s, false, anyPlan(s, false, random))
		d := s.Start + data.Day(random.IntN(int(s.Ahead-s.Start)))
		for i := range s.Sides {
			side := &s.Sides[i]
			f := figures.WhatIfBridge(s, c, side, d, false, english{})
			require.NoError(t, f.Check())
			level := f.Bars()[0].Change
			for _, b := range f.Bars()[1 : len(f.Bars())-1] {
				level += b.Change
				assert.NotEmpty(t, b.Name)
			}
			assert.InDelta(t, float64(c.Story.Rate(side.ID, min(d, c.Until), false)), float64(level), 1e-9)
			assert.InDelta(t, float64(level), float64(f.Bars()[len(f.Bars())-1].Change), 1e-9)
			assert.Equal(t, s.Rate(side.ID, min(d, s.AsOf), false), f.Bars()[0].Change)
		}
	}
}

func TestWhatIfLayers_isDashedFromTheFirstInventedDay(t *testing.T) {
	s := builtIn(t)
	c := course.Of(s, false, course.Answer(s.Question("no-geneva")))
	f := figures.WhatIfLayers(c, s.Side("us"), false, english{})
	from := day(t, "2025-05-14")
	assert.Equal(t, from, curve(t, f, "us").Until)
	assert.Equal(t, []string{"2025-05-14 145"}, steps(english{}, curve(t, f, "invented/us")))
	assert.True(t, curve(t, f, "invented/us").Stroke.Dashed)
	require.NoError(t, f.Check())
	for _, b := range f.Bands {
		assert.False(t, b.Hatched, "nothing is on hold in a course without Geneva")
	}
	assert.Equal(t, figures.Layers(s, s.Side("us"), false, english{}).Curves, figures.WhatIfLayers(course.Of(s, false, ""), s.Side("us"), false, english{}).Curves)
}
