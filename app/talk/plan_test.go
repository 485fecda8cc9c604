package talk

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"

	"truceline/app/view"
)

const second, minute = time.Second, time.Minute

// said writes a plan as its steps with their seconds, those after the mark in
// brackets.
func said(p Plan) string {
	var words []string
	for _, step := range p.Steps {
		word := fmt.Sprintf("%s:%g", step.Item.ID, step.Planned.Seconds())
		if step.After {
			word = "[" + word + "]"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestPlanOf_choosesByRankAndDrawsTimesToTheLength(t *testing.T) {
	s := small()
	base := FromStory(s)
	short := base.Hide("a", true).Hide("d", true)
	for _, c := range []struct {
		name      string
		talk      *Talk
		length    Length
		rehearsed map[string]time.Duration
		left      map[string]bool
		want      string
		total     time.Duration
	}{
		{"as planned", base, 0, nil, nil, "a:60 b:60 c:30 d:60 e:90 f:30", 330 * second},
		{"musts only, drawn together", base, 1, nil, nil, "a:30 d:30", minute},
		{"musts only, drawn out", base, 2, nil, nil, "a:60 d:60", 2 * minute},
		{"shoulds as they fit", base, 3, nil, nil, "a:60 b:60 d:60", 3 * minute},
		{"a later should that fits, where an earlier does not", base.SetSeconds("b", 130), 4, nil, nil, "a:69 d:68 e:103", 4 * minute},
		{"no could before every should", base, 4, nil, nil, "a:80 b:80 d:80", 4 * minute},
		{"coulds once shoulds are in", base, 5, nil, nil, "a:60 b:60 c:30 d:60 e:90", 5 * minute},
		{"all, drawn out", base, 11, nil, nil, "a:120 b:120 c:60 d:120 e:180 f:60", 11 * minute},
		{"a talk of shoulds and coulds", short, 2, nil, nil, "b:120", 2 * minute},
		{"something at least", base.Hide("a", true).Hide("d", true).SetSeconds("b", 500).SetSeconds("e", 500), 3, nil, nil, "b:180", 3 * minute},
		{"no length below", base, -3, nil, nil, "a:60 b:60 c:30 d:60 e:90 f:30", 330 * second},
		{"own times", base, 0, map[string]time.Duration{"a": 91500 * time.Millisecond, "b": 1900 * time.Millisecond, "x": minute}, nil, "a:92 b:60 c:30 d:60 e:90 f:30", 362 * second},
		{"own times choose too", base, 3, map[string]time.Duration{"b": 61 * second, "e": 50 * second}, nil, "a:64 d:63 e:53", 3 * minute},
		{"left out on the way", base, 0, nil, map[string]bool{"c": true, "f": true}, "a:60 b:60 d:60 e:90", 330 * second},
		{"left out changes no choice", base, 5, nil, map[string]bool{"c": true}, "a:60 b:60 d:60 e:90", 5 * minute},
		{"behind the mark", base.Hide("z", false).SetAfter("f", true), 5, nil, nil, "a:60 b:60 c:30 d:60 e:90 [f:30] [z:40]", 5 * minute},
		{"left out behind the mark", base.Hide("z", false), 2, nil, map[string]bool{"z": true}, "a:60 d:60", 2 * minute},
		{"thirds add up", base.Hide("b", true).Hide("e", true).Hide("f", true).SetSeconds("c", 60).SetRank("c", Must), 1, nil, nil, "a:20 c:20 d:20", minute},
		{"sevenths add up", base.SetSeconds("a", 1).SetSeconds("b", 1).SetRank("b", Must).SetSeconds("d", 5), 1, nil, nil, "a:9 b:8 d:43", minute},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := PlanOf(s, c.talk, c.length, c.rehearsed, c.left)
			assert.Equal(t, c.want, said(p))
			assert.Equal(t, c.total, p.Total)
		})
	}
}

func TestPlanOf_theStoryHasTalksOfThreeTenAndTwentyFiveMinutes(t *testing.T) {
	s := builtIn(t)
	last := 0
	for _, length := range Lengths()[1:] {
		p := PlanOf(s, FromStory(s), length, nil, nil)
		var sum time.Duration
		ranks := map[string]int{}
		for _, step := range p.Steps {
			sum += step.Planned
			ranks[step.Item.RankIn(s)]++
			assert.GreaterOrEqual(t, step.Planned, 15*second, "%d minutes: %s", length, step.Item.ID)
		}
		assert.Equal(t, time.Duration(length)*minute, sum)
		if length == 3 {
			var told []string
			for _, step := range p.Steps {
				told = append(told, step.Item.ID)
			}
			assert.Equal(t, s.Talk.Carries, told, "the five that carry the story")
			assert.Len(t, told, 5)
		} else {
			assert.Equal(t, 9, ranks[Must])
		}
		assert.Greater(t, len(p.Steps), last, "a longer talk tells more")
		last = len(p.Steps)
	}
	assert.Equal(t, len(s.BeatsShown(false))+len(s.Talk.Looks), last, "25 minutes have room for all, and for looks besides")
	looks := map[string]bool{}
	for _, step := range PlanOf(s, FromStory(s), 25, nil, nil).Steps {
		v := step.Item.View
		looks[data.LookBridge] = looks[data.LookBridge] || v.Bridge != ""
		looks[data.LookLayers] = looks[data.LookLayers] || v.Layers != ""
		looks[data.LookKnown] = looks[data.LookKnown] || v.AsKnown
	}
	assert.Equal(t, map[string]bool{data.LookBridge: true, data.LookLayers: true, data.LookKnown: true}, looks)
	assert.Len(t, PlanOf(s, FromStory(s), 0, nil, nil).Steps, len(s.BeatsShown(false)), "as planned it is the beats")
	hidden := FromStory(s).Hide(s.Talk.Looks[0].After, true)
	assert.Len(t, PlanOf(s, hidden, 25, nil, nil).Steps, last-2, "without its beat there is no look")
}

func TestPlanOf_nothingToTell(t *testing.T) {
	s := small()
	talk := FromStory(s)
	for _, item := range talk.Items {
		talk = talk.Hide(item.ID, true)
	}
	for _, length := range []Length{0, 10} {
		p := PlanOf(s, talk, length, nil, nil)
		assert.Empty(t, p.Steps)
		assert.Zero(t, p.Total)
		assert.Equal(t, Pace{Tempo: Done}, p.Pace(0, minute))
		assert.Zero(t, p.Told(0, minute))
		_, ok := p.Mark(minute, nil)
		assert.False(t, ok)
	}
}

func TestPlanOf_timesAlwaysAddUp(t *testing.T) {
	s := builtIn(t)
	r := rand.New(rand.NewPCG(7, 8))
	talk := FromStory(s)
	for range 2000 {
		talk = randomEdit(r, talk, view.Start(s))
		rehearsed, left := map[string]time.Duration{}, map[string]bool{}
		for _, item := range talk.Items {
			rehearsed[item.ID] = time.Duration(r.Int64N(int64(2 * minute)))
			left[item.ID] = r.IntN(9) == 0
		}
		length := Length(r.IntN(30))
		whole := PlanOf(s, talk, length, rehearsed, nil)
		var sum time.Duration
		for i, step := range whole.Steps {
			require.Equal(t, i >= whole.Counted(), step.After)
			require.GreaterOrEqual(t, step.Planned, time.Duration(0))
			require.Zero(t, step.Planned%second)
			if !step.After {
				sum += step.Planned
			}
		}
		require.Equal(t, whole.Total, sum)
		part := PlanOf(s, talk, length, rehearsed, left)
		require.Equal(t, whole.Total, part.Total)
		for _, step := range part.Steps {
			require.Equal(t, whole.Steps[whole.Index(step.Item.ID)], step, "what is left out changes nothing else")
			require.False(t, left[step.Item.ID])
		}
	}
}

func TestPace_comparesTheClockWithTheStep(t *testing.T) {
	s := small()
	talk := FromStory(s).Hide("z", false)
	p := PlanOf(s, talk, 0, nil, nil) // a 0–60, b –120, c –150, d –210, e –300, f –330
	less := PlanOf(s, talk, 0, nil, map[string]bool{"e": true})
	for _, c := range []struct {
		plan    Plan
		at      int
		elapsed time.Duration
		want    Pace
	}{
		{p, 0, 0, Pace{Tempo: OnTime}},
		{p, 0, 60 * second, Pace{Tempo: OnTime}},
		{p, 0, 61 * second, Pace{Behind, second}},
		{p, 1, 60 * second, Pace{Tempo: OnTime}},
		{p, 1, 20 * second, Pace{Ahead, 40 * second}},
		{p, 3, 250 * second, Pace{Behind, 40 * second}},
		{p, 5, 299 * second, Pace{Ahead, second}},
		{p, 5, 330 * second, Pace{Tempo: OnTime}},
		{p, 5, 331 * second, Pace{Over, second}},
		{p, 2, 400 * second, Pace{Over, 70 * second}},
		{p, 6, 400 * second, Pace{Tempo: Done}},
		{p, 7, 0, Pace{Tempo: Done}},
		{p, -1, 0, Pace{Tempo: Done}},
		{less, 3, 250 * second, Pace{Tempo: OnTime}},
		{less, 3, 310 * second, Pace{Behind, 10 * second}},
		{less, 0, 0, Pace{Ahead, 90 * second}},
		{less, 4, 310 * second, Pace{Tempo: OnTime}},
	} {
		assert.Equal(t, c.want, c.plan.Pace(c.at, c.elapsed), "step %d at %s", c.at, c.elapsed)
	}
}

func TestMark_isWhereTheRehearsalWas(t *testing.T) {
	s := small()
	p := PlanOf(s, FromStory(s), 11, nil, nil) // a 120, b 120, c 60, d 120, e 180, f 60: 660
	took := map[string]time.Duration{"a": 60 * second, "b": 240 * second, "d": 100 * second}
	for _, c := range []struct {
		elapsed time.Duration
		want    float64
	}{
		{0, 0}, {30 * second, 60.0 / 660}, {60 * second, 120.0 / 660}, {180 * second, 180.0 / 660},
		{300 * second, 300.0 / 660}, {350 * second, 360.0 / 660}, {500 * second, 1},
	} {
		share, ok := p.Mark(c.elapsed, took)
		assert.True(t, ok)
		assert.InDelta(t, c.want, share, 1e-9, "at %s", c.elapsed)
	}
	_, ok := p.Mark(minute, map[string]time.Duration{"other": minute})
	assert.False(t, ok, "none of this was rehearsed")
}

func TestTold_growsWithinAStepToItsEnd(t *testing.T) {
	s := small()
	p := PlanOf(s, FromStory(s).Hide("z", false), 11, nil, nil)
	for _, c := range []struct {
		at     int
		inStep time.Duration
		want   float64
	}{
		{0, 0, 0}, {0, 60 * second, 60.0 / 660}, {0, 500 * second, 120.0 / 660}, {1, -second, 120.0 / 660}, {5, 60 * second, 1}, {6, 0, 1},
	} {
		assert.InDelta(t, c.want, p.Told(c.at, c.inStep), 1e-9)
	}
}

func TestClock(t *testing.T) {
	h := newHand()
	var c Clock
	assert.Zero(t, c.Elapsed(h.now()))
	c.Start(h.now())
	h.pass(10 * second)
	c.Start(h.now()) // twice is once
	assert.Equal(t, 10*second, c.Elapsed(h.now()))
	c.Toggle(h.now())
	h.pass(minute)
	c.Pause(h.now())
	assert.Equal(t, 10*second, c.Elapsed(h.now()), "a pause persists")
	c.Toggle(h.now())
	h.pass(5 * second)
	assert.Equal(t, 15*second, c.Elapsed(h.now()))
	h.pass(-minute)
	assert.Equal(t, 10*second, c.Elapsed(h.now()), "a clock set back takes no more than what ran since")
	c.Pause(h.now())
	assert.Equal(t, 10*second, c.Elapsed(h.now()))
	c.Reset()
	assert.Equal(t, Clock{}, c)
}
