package course

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
	"truceline/data/load"
)

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

// twelve are the actions that the tests switch, each with what it does written out
// here by hand: side, layer, day, rate of the layer, whether it came.
var twelve = []struct {
	id    string
	side  data.SideID
	layer string
	day   string
	rate  float64
	came  bool
}{
	{"us/fentanyl/2025-02-04", "us", "fentanyl", "2025-02-04", 10, true},
	{"us/fentanyl/2025-03-04", "us", "fentanyl", "2025-03-04", 20, true},
	{"us/reciprocal/2025-04-05", "us", "reciprocal", "2025-04-05", 10, true},
	{"us/reciprocal/2025-04-09", "us", "reciprocal", "2025-04-09", 84, true},
	{"us/reciprocal/2025-04-10", "us", "reciprocal", "2025-04-10", 125, true},
	{"us/reciprocal/2025-05-14", "us", "reciprocal", "2025-05-14", 10, true},
	{"us/reciprocal/2025-08-12", "us", "reciprocal", "2025-08-12", 10, true},
	{"cn/general/2025-04-10", "cn", "general", "2025-04-10", 84, true},
	{"cn/general/2025-04-12", "cn", "general", "2025-04-12", 125, true},
	{"cn/general/2025-05-14", "cn", "general", "2025-05-14", 10, true},
	{"cn/general/2025-08-12", "cn", "general", "2025-08-12", 10, true},
	{"us/threat/2025-11-01", "us", "threat", "2025-11-01", 100, false},
}

// reckon works both rates of a day out without the package: of each layer the last
// of its actions by the day, in the order of their days, then of the list above.
func reckon(t testing.TB, on []bool, delay []int, day data.Day) map[data.SideID]float64 {
	last := map[string]data.Day{}
	rate := map[string]float64{}
	for i, a := range twelve {
		if !on[i] {
			continue
		}
		d, err := data.ParseDay(a.day)
		require.NoError(t, err)
		d += data.Day(delay[i])
		key := string(a.side) + "/" + a.layer
		if before, known := last[key]; d > day || known && before > d {
			continue
		}
		last[key], rate[key] = d, a.rate
	}
	out := map[data.SideID]float64{"us": 0, "cn": 0}
	for key, r := range rate {
		out[data.SideID(key[:2])] += r
	}
	return out
}

func planFor(on []bool, delay []int) Plan {
	edits := map[string]Edit{}
	for i, a := range twelve {
		e := Edit{Days: delay[i]}
		if a.came {
			e.Off = !on[i]
		} else {
			e.On = on[i]
		}
		edits[a.id] = e
	}
	return planOf(edits)
}

func TestOf_equalsAnIndependentReckoningOfEverySubset(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	s := builtIn(t)
	none := make([]int, len(twelve))
	for mask := range 1 << len(twelve) {
		on := make([]bool, len(twelve))
		for i := range on {
			on[i] = mask>>i&1 == 1
		}
		agrees(t, s, on, none)
		if t.Failed() {
			t.Fatalf("subset %012b", mask)
		}
	}
}

func TestOf_equalsAnIndependentReckoningOfDelays(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	s := builtIn(t)
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		on, delay := make([]bool, len(twelve)), make([]int, len(twelve))
		for i := range on {
			on[i] = random.IntN(4) > 0
			if random.IntN(3) == 0 {
				delay[i] = random.IntN(121) - 10
			}
		}
		agrees(t, s, on, delay)
		if t.Failed() {
			t.Fatalf("%v, delays %v", on, delay)
		}
	}
}

// agrees compares the course with the reckoning on every day that either changes,
// and on the day before.
func agrees(t *testing.T, s *data.Story, on []bool, delay []int) {
	t.Helper()
	c := Of(s, false, planFor(on, delay))
	days := []data.Day{s.Start, s.AsOf, s.Ahead}
	for i, a := range twelve {
		d, _ := data.ParseDay(a.day)
		days = append(days, d+data.Day(delay[i]), d+data.Day(delay[i])-1)
	}
	for _, d := range days {
		if d < s.Start || d > c.Until {
			continue
		}
		for side, want := range reckon(t, on, delay, d) {
			assert.InDelta(t, want, float64(c.Story.Rate(side, d, false)), 1e-9, "%s on %s", side, d)
		}
		if c.From.Set() && d < c.From || !c.From.Set() {
			for _, side := range s.Sides {
				assert.Equal(t, s.Rate(side.ID, d, false), c.Story.Rate(side.ID, d, false), "%s differs on %s, before %s", side.ID, d, c.From)
			}
		}
	}
}

func TestOf_withoutAPlanIsTheStoryItself(t *testing.T) {
	s := builtIn(t)
	for _, epilogue := range []bool{false, true} {
		c := Of(s, epilogue, "")
		assert.Same(t, s, c.Story)
		assert.False(t, c.Differs())
	}
	// An edit that changes nothing invents nothing.
	c := Of(s, false, Plan("").With("us/fentanyl/2025-02-04", Edit{Kept: true}))
	assert.False(t, c.Differs())
	assert.Equal(t, s.AsOf, c.Until)
}

func TestOf_leavesTheStoryAsItWas(t *testing.T) {
	s := builtIn(t)
	before := slices.Clone(s.Changes)
	Of(s, true, Answer(s.Question("no-geneva")))
	assert.Equal(t, before, s.Changes)
	assert.Equal(t, data.Percent(30), s.Rate("us", s.AsOf, false))
}

func TestActions_areAtLeastTwelveAndNameTheirRows(t *testing.T) {
	s := builtIn(t)
	list := Actions(s, false)
	require.GreaterOrEqual(t, len(list), 12)
	for _, a := range list {
		assert.NotEmpty(t, a.Sources, a.ID)
		assert.NotEmpty(t, a.Title, a.ID)
	}
	for _, a := range twelve {
		assert.NotNil(t, action(list, a.id), a.id)
	}
	for _, a := range list {
		assert.False(t, a.change >= 0 && s.Changes[a.change].Epilogue, a.ID)
	}
	assert.Greater(t, len(Actions(s, true)), len(list))
}

func TestAnswer_givesTheReadyQuestionsTheirRates(t *testing.T) {
	s := builtIn(t)
	for _, c := range []struct {
		question string
		day      data.Day
		us, cn   data.Percent
		from     data.Day
	}{
		{"no-geneva", s.AsOf, 145, 125, data.Date(2025, 5, 14)},
		{"hundred", data.Date(2025, 11, 1), 130, 10, s.AsOf + 1},
		{"no-fentanyl", data.Date(2025, 4, 10), 125, 84, data.Date(2025, 2, 4)},
		{"truce-ends", data.Date(2025, 11, 10), 54, 34, s.AsOf + 1},
		{"no-china-april", data.Date(2025, 4, 20), 145, 0, data.Date(2025, 4, 10)},
		{"no-china-125", data.Date(2025, 4, 20), 145, 84, data.Date(2025, 4, 12)},
	} {
		q := s.Question(c.question)
		require.NotNil(t, q, c.question)
		plan := Answer(q)
		got := Of(s, false, plan)
		assert.Equal(t, c.us, got.Story.Rate("us", c.day, false), c.question)
		assert.Equal(t, c.cn, got.Story.Rate("cn", c.day, false), c.question)
		assert.Equal(t, c.from, got.From, c.question)
		assert.Equal(t, q.ID, Asked(s, plan).ID)
		assert.Equal(t, plan, plan.Valid(s), "every action exists")
	}
	assert.Nil(t, Asked(s, ""))
}

func TestOffers_asksOfEachReplyAndAssumesNone(t *testing.T) {
	s := builtIn(t)
	list := Actions(s, false)
	toggle := func(p Plan, id string) Plan { return p.Toggled(action(list, id)) }
	replies := func(p Plan) (out []string) {
		for _, o := range Offers(s, false, p) {
			out = append(out, fmt.Sprintf("%s?%d", o.Reply.ID, o.Reason))
		}
		return out
	}
	assert.Empty(t, Offers(s, false, ""))

	p := toggle("", "us/reciprocal/2025-04-09")
	assert.Equal(t, []string{"cn/general/2025-04-10?0"}, replies(p))
	assert.True(t, p.On(action(list, "cn/general/2025-04-10")), "nothing is assumed")
	o := Offers(s, false, p)[0]
	assert.NotEmpty(t, o.Text)
	assert.NotEmpty(t, o.Sources)
	assert.Empty(t, replies(p.Decline(o)))
	p = p.Accept(o)
	assert.False(t, p.On(action(list, "cn/general/2025-04-10")))
	assert.Equal(t, []string{"us/reciprocal/2025-04-10?0"}, replies(p), "the reply to the reply")

	p = toggle("", "us/reciprocal/2025-05-14")
	assert.Equal(t, []string{"cn/general/2025-05-14?1", "us/reciprocal/2025-08-12?2"}, replies(p))

	p = toggle("", "cn/general/2025-08-12")
	assert.Equal(t, []string{"us/reciprocal/2025-08-12?1", "lapse/cn/general/2025-08-12?3"}, replies(p))
	lapse := Offers(s, false, p)[1]
	got := Of(s, false, p.Accept(lapse))
	assert.Equal(t, data.Percent(34), got.Story.Rate("cn", data.Date(2025, 8, 12), false))

	p = toggle("", "us/fentanyl/2025-02-04")
	assert.Equal(t, []string{"cn/list-feb/2025-02-10?0"}, replies(p))

	p = Plan("").Moved(s, action(list, "us/reciprocal/2025-04-10"), 30)
	o = Offers(s, false, p)[0]
	assert.Equal(t, 30, o.Days)
	assert.Equal(t, 30, p.Accept(o).Of("cn/general/2025-04-12").Days)
}

func TestOffers_comeToAnEndWhateverIsAnswered(t *testing.T) {
	s := builtIn(t)
	random := rand.New(rand.NewPCG(3, 4))
	list := Actions(s, true)
	for range 500 {
		plan := Plan("")
		for range 1 + random.IntN(5) {
			a := &list[random.IntN(len(list))]
			if random.IntN(2) == 0 {
				plan = plan.Toggled(a)
			} else {
				plan = plan.Moved(s, a, random.IntN(60)-20)
			}
		}
		for n := 0; ; n++ {
			offers := Offers(s, true, plan)
			if len(offers) == 0 {
				break
			}
			require.Less(t, n, 3*len(list), "%s", plan)
			if random.IntN(2) == 0 {
				plan = plan.Accept(offers[0])
			} else {
				plan = plan.Decline(offers[0])
			}
		}
	}
}

func TestPlan_isOneTextForOneSetOfEdits(t *testing.T) {
	s := builtIn(t)
	list := Actions(s, false)
	a, b := action(list, "us/reciprocal/2025-04-09"), action(list, "cn/general/2025-04-12")
	one := Plan("").Toggled(a).Moved(s, b, 7).Rated(s, b, 84)
	two := Plan("").Rated(s, b, 84).Moved(s, b, 7).Toggled(a)
	assert.Equal(t, one, two)
	assert.Equal(t, Plan("cn/general/2025-04-12 +7 =84; us/reciprocal/2025-04-09 off"), one)
	assert.Empty(t, one.Toggled(a).Moved(s, b, -7).Rated(s, b, 125))
	assert.Equal(t, planOf(one.Edits()), one)
}

func TestPlan_takesOnlyWhatCanBeRead(t *testing.T) {
	s := builtIn(t)
	for _, p := range []Plan{"x", ";;", "us/reciprocal/2025-04-09", "us/reciprocal/2025-04-09 +9999999", "us/no/2025-04-09 off",
		"us/reciprocal/2025-04-09 =-5", "us/reciprocal/2025-04-09 =NaN", "us/reciprocal/2025-04-09 =1e9", "us/reciprocal/2025-04-09 maybe"} {
		assert.Empty(t, p.Valid(s), string(p))
		assert.False(t, Of(s, false, p.Valid(s)).Differs(), string(p))
	}
	assert.True(t, strings.HasPrefix(string(Plan("us/reciprocal/2025-04-09 off; junk").Valid(s)), "us/reciprocal"))
}

func TestMoved_staysWithinTheStory(t *testing.T) {
	s := builtIn(t)
	list := Actions(s, false)
	a := action(list, "us/fentanyl/2025-02-04")
	p := Plan("").Moved(s, a, -100)
	assert.Equal(t, s.Start+1, p.Day(a))
	assert.Equal(t, data.Percent(10), Of(s, false, p).Story.Rate("us", s.Start+1, false))
	assert.Equal(t, data.Percent(0), Of(s, false, p).Story.Rate("us", s.Start, false))
}

func TestOf_saysNothingOfInventedDaysButTheirRates(t *testing.T) {
	s := builtIn(t)
	for i := range s.Questions {
		c := Of(s, false, Answer(&s.Questions[i]))
		for _, side := range s.Sides {
			for _, x := range c.Story.Suspended(side.ID, false) {
				assert.Less(t, x.From, c.From, s.Questions[i].ID)
				assert.True(t, x.Until.Set() && x.Until < c.From, "%s: on hold until %s", s.Questions[i].ID, x.Until)
			}
			for _, x := range c.Story.NotCollected(side.ID, false) {
				assert.Less(t, x.Announced, c.From, s.Questions[i].ID)
			}
		}
		for _, side := range s.Sides {
			for d := s.Start; d < c.From; d++ {
				assert.Equal(t, s.Rate(side.ID, d, false), c.Story.Rate(side.ID, d, false))
			}
		}
	}
}
