package quiz

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
	"truceline/data/load"
)

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

// right works out by the story's rows alone whether an option answers a question.
func right(t *testing.T, s *data.Story, q Question, o Option, epilogue bool) bool {
	t.Helper()
	parts := strings.SplitN(q.ID, "/", 3)
	day := func(id string) data.Day {
		kind, rest, _ := strings.Cut(id, "/")
		if kind == "event" {
			for _, e := range s.Events {
				if e.ID == rest {
					return e.Day
				}
			}
		}
		d, err := data.ParseDay(rest[len(rest)-len("2006-01-02"):])
		require.NoError(t, err)
		return d
	}
	switch q.Kind {
	case When:
		return day(parts[1]+"/"+parts[2]).String() == o.ID
	case Order:
		for _, other := range q.Options {
			if other.ID != o.ID && day(other.ID) <= day(o.ID) {
				return false
			}
		}
		return true
	case Who:
		for _, p := range s.People {
			if p.ID == o.ID {
				return parts[1] == "said" && strings.Contains(q.Text, p.Said) && p.Said != "" || parts[1] == "wants" && strings.Contains(q.Text, p.Wants) && p.Wants != ""
			}
		}
		return false
	case Where:
		asked, m := s.Meeting(parts[1]).Known(epilogue), s.Meeting(o.ID).Known(epilogue)
		return m.Start == asked.Start
	case High:
		d, err := data.ParseDay(parts[2])
		require.NoError(t, err)
		return s.Rate(data.SideID(parts[1]), d, epilogue) == o.Rate
	case Why:
		_, to, _ := strings.Cut(strings.TrimPrefix(q.ID, "why/"), ">")
		ref := strings.Replace(o.ID, "/", ":", 1)
		return slices.ContainsFunc(s.Links, func(l data.Link) bool { return l.From == ref && l.To == to })
	}
	if q.Kind == Concept {
		return o.ID == "right"
	}
	require.Fail(t, "unknown kind", q.ID)
	return false
}

func TestPool_aThousandQuizzesHaveOneRightAnswerEachACardAndASource(t *testing.T) {
	s := builtIn(t)
	for _, epilogue := range []bool{false, true} {
		pool := New(s, epilogue, words.Local{})
		random := rand.New(rand.NewPCG(1, 1))
		kinds := map[Kind]int{}
		for n := range 500 {
			var p Progress
			p.Begin(pool, 0, random)
			require.Len(t, p.Session.IDs, SessionLength)
			assert.Len(t, slices.Compact(slices.Sorted(slices.Values(p.Session.IDs))), SessionLength, "no question twice")
			for !p.Session.Over() {
				q, ok := p.Now(pool)
				require.True(t, ok)
				checkQuestion(t, s, q, epilogue)
				kinds[q.Kind]++
				p.Answer(true, 0)
			}
			if t.Failed() {
				t.Fatalf("quiz %d", n)
			}
		}
		for _, k := range []Kind{When, Order, Who, Where, High, Why, Concept} {
			assert.Greater(t, kinds[k], 300, "questions of kind %s", k)
		}
	}
}

func checkQuestion(t *testing.T, s *data.Story, q Question, epilogue bool) {
	t.Helper()
	require.Len(t, q.Options, choices, q.ID)
	correct := 0
	seen := map[string]bool{}
	for _, o := range q.Options {
		assert.NotEmpty(t, o.Text, q.ID)
		assert.False(t, seen[o.Text], "%s has %q twice", q.ID, o.Text)
		seen[o.Text] = true
		if right(t, s, q, o, epilogue) {
			correct++
			assert.Equal(t, q.Answer, o.ID, q.ID)
		}
	}
	assert.Equal(t, 1, correct, "%s: %v", q.ID, q.Options)
	assert.NotEmpty(t, q.Sources, q.ID)
	for _, id := range q.Sources {
		assert.NotNil(t, s.Source(id), q.ID)
	}
	card := s.Card(q.Card)
	require.NotNil(t, card, q.ID)
	assert.False(t, card.Epilogue && !epilogue, "%s shows a hidden card", q.ID)
	w := words.Local{}
	switch q.Kind {
	case When, Order:
		day := w.Day(q.Right().Day, charts.DayMonth)
		assert.True(t, says(card, day), "%s: %s does not say %s", q.ID, card.ID, day)
		assert.NotContains(t, q.Text, day)
	case High:
		assert.True(t, says(card, q.Right().Text), "%s: %s does not say %s", q.ID, card.ID, q.Right().Text)
	case Who, Where:
		assert.True(t, says(card, q.Right().Text), "%s: %s does not say %s", q.ID, card.ID, q.Right().Text)
	}
}

func TestPool_theSameVariantGivesTheSameQuestion(t *testing.T) {
	pool := New(builtIn(t), false, words.Local{})
	differ := 0
	for _, id := range pool.IDs() {
		a, _ := pool.Question(id, 7)
		b, _ := pool.Question(id, 7)
		assert.Equal(t, a, b)
		c, _ := pool.Question(id, 8)
		assert.Equal(t, a.Answer, c.Answer)
		if !slices.Equal(a.Options, c.Options) {
			differ++
		}
	}
	assert.Greater(t, differ, len(pool.IDs())/2)
	_, ok := pool.Question("when/nothing", 1)
	assert.False(t, ok)
}

func TestPool_asksNothingOfTheEpilogueUnlessItIsShown(t *testing.T) {
	s := builtIn(t)
	now, later := New(s, false, words.Local{}), New(s, true, words.Local{})
	assert.Greater(t, len(later.IDs()), len(now.IDs()))
	for _, id := range now.IDs() {
		q, _ := now.Question(id, 3)
		for _, o := range q.Options {
			assert.NotContains(t, o.Text, "2026")
			assert.NotContains(t, o.Text, "Busan")
		}
	}
}

func TestPool_ofAStoryWithNothingToAskIsEmpty(t *testing.T) {
	s := &data.Story{ID: "s", Sides: []data.Side{{ID: "us"}, {ID: "cn"}}}
	s.Seal()
	pool := New(s, false, words.Local{})
	assert.Empty(t, pool.IDs())
	var p Progress
	p.Begin(pool, 0, rand.New(rand.NewPCG(1, 1)))
	assert.True(t, p.Session.Over())
	_, ok := p.Now(pool)
	assert.False(t, ok)
}

func TestProgress_bringsWrongOnesBackFirst(t *testing.T) {
	pool := New(builtIn(t), false, words.Local{})
	random := rand.New(rand.NewPCG(2, 2))
	var p Progress
	p.Begin(pool, 100, random)
	first := slices.Clone(p.Session.IDs)
	for i := range first {
		p.Answer(i%2 == 0, 100)
	}
	assert.Equal(t, 5, p.Session.Right)
	assert.Equal(t, 5, p.Known())
	assert.Equal(t, 5, p.Due(100))
	assert.Equal(t, SessionLength, p.Due(101))

	p.Begin(pool, 100, random)
	for i, id := range first {
		if i%2 == 1 {
			assert.Contains(t, p.Session.IDs[:5], id, "a wrong one comes back first")
		} else {
			assert.NotContains(t, p.Session.IDs, id, "a right one waits")
		}
	}
}

func TestProgress_waitsLongerWithEachRightAnswer(t *testing.T) {
	var p Progress
	today, last := data.Day(0), data.Day(0)
	for range len(waits) + 1 {
		p.Session = Session{IDs: []string{"when/x"}}
		p.Answer(true, today)
		wait := p.Boxes["when/x"].Due - today
		assert.GreaterOrEqual(t, wait, last)
		today, last = p.Boxes["when/x"].Due, wait
	}
	p.Session = Session{IDs: []string{"when/x"}}
	p.Answer(false, today)
	assert.Equal(t, Box{0, today}, p.Boxes["when/x"])
	p.Answer(true, today) // nothing is asked any more
	assert.Equal(t, Box{0, today}, p.Boxes["when/x"])
}

// A wrong answer may not be right by another row, or in another capital.
func TestPool_asksNothingThatHasTwoDefensibleAnswers(t *testing.T) {
	s := builtIn(t)
	pool := New(s, true, words.Local{})
	near := func(a, b string) bool {
		x, err := data.ParseDay(a)
		require.NoError(t, err)
		y, err := data.ParseDay(b)
		require.NoError(t, err)
		return max(x-y, y-x) <= 1
	}
	asked := map[Kind]int{}
	for _, id := range pool.IDs() {
		for variant := range uint64(5) {
			q, ok := pool.Question(id, variant)
			require.True(t, ok)
			asked[q.Kind]++
			for _, o := range q.Options {
				if o.ID == q.Answer {
					continue
				}
				switch {
				case q.Kind == When:
					assert.False(t, near(o.ID, q.Answer), "%s: %s beside %s", q.Text, o.Text, q.Answer)
				case q.Kind == Who && strings.Contains(q.Text, "power grab"):
					assert.NotEqual(t, "bessent", o.ID, "a report gives the words to both")
				case q.Kind == Why:
					assert.False(t, near(o.Day.String(), q.Right().Day.String()), "%s: %s beside %s", q.Text, o.Text, q.Right().Text)
				}
			}
		}
	}
	assert.Positive(t, asked[When])
	assert.Positive(t, asked[Who])
	assert.Positive(t, asked[Why])
}

// A title that also fits the row of another day is not asked about.
func TestPool_dropsWhatAlsoFitsAnotherRow(t *testing.T) {
	s := *builtIn(t)
	const id = "when/event/call-june"
	require.Contains(t, New(&s, false, words.Local{}).IDs(), id)
	s.Events = slices.Clone(s.Events)
	at := func(id string) *data.Event {
		return &s.Events[slices.IndexFunc(s.Events, func(e data.Event) bool { return e.ID == id })]
	}
	at("call-september").Title = at("call-june").Title + " again"
	assert.NotContains(t, New(&s, false, words.Local{}).IDs(), id)
}

func TestPool_asksForUnderstanding(t *testing.T) {
	s := builtIn(t)
	require.GreaterOrEqual(t, len(s.Concepts), 30)
	pool := New(s, true, words.Local{})
	for _, x := range s.Concepts {
		q, ok := pool.Question("concept/"+x.ID, 0)
		require.True(t, ok, x.ID)
		assert.Equal(t, x.Right, q.Right().Text)
		assert.NotEmpty(t, q.Because)
		assert.NotEmpty(t, q.Tempting)
	}
}
