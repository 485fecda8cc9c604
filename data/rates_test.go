package data

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// dispute is a story of two sides and four layers, in which every status occurs.
func dispute() *Story {
	day := func(m time.Month, d int) Day { return Date(2025, m, d) }
	src := []string{"s"}
	return &Story{
		Numbered: []string{"Section", "Order", "EO"},
		Start:    day(1, 1), AsOf: day(10, 24), Ahead: day(11, 16), EpilogueEnd: day(12, 31),
		Sides:    []Side{{ID: "a"}, {ID: "b"}},
		Lenses:   []Lens{{ID: "story"}},
		Measures: []Measure{{ID: "additional", Derived: true}},
		Layers: []Layer{
			{ID: "one", Side: "a", Scope: General}, {ID: "two", Side: "a", Scope: General},
			{ID: "list", Side: "a", Scope: ProductList}, {ID: "one", Side: "b", Scope: General},
		},
		Sources: []Source{{ID: "s"}},
		Changes: []Change{
			{Side: "a", Layer: "one", Effective: day(2, 1), Rate: 10, Status: InForce, Announced: day(1, 20), Instrument: "Order 1", Sources: src},
			{Side: "a", Layer: "list", Effective: day(2, 10), Rate: 40, Status: InForce, Announced: NoDay, Sources: src},
			{Side: "b", Layer: "one", Effective: day(3, 1), Rate: 5, Status: InForce, Announced: day(2, 20), Sources: src},
			{Side: "a", Layer: "two", Effective: day(4, 9), Rate: 34, Status: Announced, Announced: day(4, 2), Sources: src},
			{Side: "a", Layer: "two", Effective: day(4, 9), Rate: 84, Status: InForce, Announced: day(4, 8), Instrument: "Order 2", Sources: src},
			{Side: "a", Layer: "one", Effective: day(4, 9), Rate: 20, Status: InForce, Announced: day(4, 7), Instrument: "Order 2", Sources: []string{"s", "t"}},
			{Side: "a", Layer: "two", Effective: day(8, 12), Rate: 84, Status: InForce, Announced: day(8, 11), Instrument: "Order 3", Sources: []string{"u"}},
			{Side: "a", Layer: "two", Effective: day(11, 1), Rate: 184, Status: Threatened, Announced: day(10, 10), Sources: src},
			{Side: "a", Layer: "two", Effective: day(11, 10), Rate: 0, Status: InForce, Announced: day(11, 4), Sources: src, Epilogue: true},
		},
	}
}

func TestRate_addsUpTheGeneralLayersInForce(t *testing.T) {
	for _, seal := range []bool{false, true} {
		s := dispute()
		if seal {
			s.Seal()
		}
		for _, c := range []struct {
			side     SideID
			day      Day
			epilogue bool
			want     Percent
		}{
			{"a", Date(2025, 1, 31), false, 0},
			{"a", Date(2025, 2, 1), false, 10},
			{"a", Date(2025, 2, 10), false, 10}, // a list is no part of the rate
			{"a", Date(2025, 4, 8), false, 10},
			{"a", Date(2025, 4, 9), false, 104},
			{"a", Date(2025, 11, 1), false, 104}, // a threat neither
			{"a", Date(2025, 11, 10), false, 104},
			{"a", Date(2025, 11, 10), true, 20},
			{"b", Date(2025, 2, 28), false, 0},
			{"b", Date(2025, 3, 1), false, 5},
			{"b", NoDay, false, 0},
			{"c", Date(2025, 4, 9), false, 0},
		} {
			assert.Equal(t, c.want, s.Rate(c.side, c.day, c.epilogue), "%s on %s, sealed %t", c.side, c.day, seal)
		}
	}
}

func TestStretches_followEachOtherAndShowWhatWasNotCollected(t *testing.T) {
	s := dispute()
	s.Seal()
	type line struct {
		From, Until string
		Rate        Percent
		Status      Status
		Layers      string
	}
	lines := func(list []Stretch) (out []line) {
		for _, x := range list {
			out = append(out, line{x.From.String(), x.Until.String(), x.Rate, x.Status, x.LayerText()})
		}
		return out
	}
	assert.Equal(t, []line{
		{"2025-02-01", "2025-04-08", 10, InForce, "one:10"},
		{"2025-04-02", "2025-04-07", 44, Announced, "one:10 two:34"},
		{"2025-04-09", "", 104, InForce, "one:20 two:84"},
		{"2025-11-01", "", 204, Threatened, "one:20 two:184"},
		{"2025-03-01", "", 5, InForce, "one:5"},
	}, lines(s.Stretches(false)))

	long := s.InForce("a", false)[1]
	assert.Len(t, long.Changes, 3, "an extension belongs to the stretch it prolongs")
	assert.Equal(t, []string{"s", "t", "u"}, long.Sources())
	assert.Equal(t, "Order 2; Order 3", long.Instrument())
	assert.Equal(t, Date(2025, 4, 8), long.Announced, "the later of two announcements for one day")
	assert.Equal(t, []Day{Date(2025, 4, 9)}, s.ChangeDays("a", false))
	assert.Equal(t, []Day{Date(2025, 4, 9), Date(2025, 11, 10)}, s.ChangeDays("a", true))

	last := s.InForce("a", true)
	assert.Equal(t, Date(2025, 11, 9), last[1].Until)
	assert.Equal(t, Percent(20), last[2].Rate)
	assert.Equal(t, s.Ahead, s.End(false))
	assert.Equal(t, s.EpilogueEnd, s.End(true))
}

func TestNotCollected_endsWhatIsTakenBack(t *testing.T) {
	day := func(m time.Month, d int) Day { return Date(2025, m, d) }
	withdrawn := func(announced Day, epilogue bool) Change {
		return Change{Side: "a", Layer: "two", Effective: day(11, 1), Status: Withdrawn, Announced: announced, Sources: []string{"s"}, Epilogue: epilogue}
	}
	last := func(epilogue bool, more ...Change) Stretch {
		s := dispute()
		s.Changes = append(s.Changes, more...)
		s.Seal()
		list := s.NotCollected("a", epilogue)
		require.Len(t, list, 2, "a withdrawal is no stretch of its own")
		assert.Equal(t, NoDay, list[0].Withdrawn, "it was replaced, not taken back")
		return list[1]
	}
	assert.Equal(t, NoDay, last(true).Withdrawn)

	got := last(true, withdrawn(day(10, 30), true))
	assert.Equal(t, day(10, 30), got.Withdrawn)
	assert.Equal(t, Span{day(11, 1), day(11, 1)}, got.Span, "it has the day it was to start, and no other")
	assert.Equal(t, NoDay, last(false, withdrawn(day(10, 30), true)).Withdrawn, "not known yet")
	assert.Equal(t, day(10, 20), last(false, withdrawn(day(10, 20), false)).Withdrawn)

	assert.Equal(t, Span{day(11, 1), day(11, 4)}, last(true, withdrawn(day(11, 5), true)).Span, "it stood until then")
	assert.Equal(t, day(11, 1), last(true, withdrawn(NoDay, true)).Withdrawn, "the effective day stands for an unknown one")
	assert.Equal(t, NoDay, last(true, withdrawn(day(10, 9), true)).Withdrawn, "what came before takes nothing back")
	assert.Equal(t, day(11, 2), last(true, withdrawn(day(11, 9), true), withdrawn(day(11, 2), true)).Withdrawn, "the first counts")

	other := withdrawn(day(10, 30), true)
	other.Layer = "one"
	assert.Equal(t, NoDay, last(true, other).Withdrawn, "another layer")
	other = withdrawn(day(10, 30), true)
	other.Side = "b"
	assert.Equal(t, NoDay, last(true, other).Withdrawn, "another side")

	s := dispute()
	s.Changes = append(s.Changes, Change{Side: "a", Layer: "two", Effective: day(4, 9), Status: Withdrawn, Announced: day(4, 5)})
	announced := s.NotCollected("a", false)[0]
	assert.Equal(t, day(4, 5), announced.Withdrawn)
	assert.Equal(t, Span{day(4, 2), day(4, 4)}, announced.Span)
	for _, x := range s.InForce("a", true) {
		assert.Equal(t, NoDay, x.Withdrawn)
	}
}

// A sealed story has to answer exactly as an unsealed one, which looks through all
// of its rows.
func TestSeal_changesNoAnswer(t *testing.T) {
	for seed := range uint64(40) {
		plain, sealed := random(seed), random(seed)
		sealed.Seal()
		require.NotNil(t, sealed.sealed())
		for _, epilogue := range []bool{false, true} {
			require.Equal(t, plain.Stretches(epilogue), sealed.Stretches(epilogue))
			for _, side := range []SideID{"a", "b", "nobody"} {
				for d := Date(2024, 12, 30); d < Date(2025, 4, 15); d++ {
					require.Equal(t, plain.Rate(side, d, epilogue), sealed.Rate(side, d, epilogue))
					require.Equal(t, plain.LayersOn(side, d, epilogue), sealed.LayersOn(side, d, epilogue))
				}
			}
		}
	}
}

// random is a story with changes of every kind, several a day.
func random(seed uint64) *Story {
	r := rand.New(rand.NewPCG(seed, 1))
	s := dispute()
	s.Changes = nil
	day := Date(2025, 1, 1)
	statuses := []Status{InForce, InForce, Announced, Threatened, Withdrawn}
	for range 60 {
		day += Day(r.IntN(3))
		l := s.Layers[r.IntN(len(s.Layers))]
		s.Changes = append(s.Changes, Change{
			Side: l.Side, Layer: l.ID, Effective: day, Rate: Percent(r.IntN(500)) / 10,
			Status: statuses[r.IntN(len(statuses))], Announced: day - Day(r.IntN(20)), Epilogue: r.IntN(4) == 0,
		})
	}
	return s
}

func TestSeal_holdsForOneStoryOnly(t *testing.T) {
	s := dispute()
	s.Seal()
	other := *s
	other.Changes = append([]Change{{Side: "a", Layer: "one", Effective: Date(2025, 1, 1), Rate: 3, Status: InForce}}, s.Changes...)
	assert.Equal(t, Percent(3), other.Rate("a", Date(2025, 1, 15), false), "a changed copy answers from its own rows")
	assert.Equal(t, Percent(0), s.Rate("a", Date(2025, 1, 15), false))
}

func TestRate_allocatesNothing(t *testing.T) {
	s := dispute()
	s.Seal()
	day := Date(2025, 4, 9)
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = s.Rate("a", day, true) }))
	assert.Zero(t, testing.AllocsPerRun(100, func() { _ = s.Card("nothing") }))
}

func TestRate_mayBeAskedFromManyGoroutines(t *testing.T) {
	s := dispute()
	s.Seal()
	for i := range 4 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			for d := s.Start; d < s.EpilogueEnd; d++ {
				s.Rate("a", d, i%2 == 0)
				s.Stretches(i%2 == 0)
			}
		})
	}
}

func BenchmarkRate(b *testing.B) {
	for _, n := range []int{10, 10_000} {
		s := dispute()
		s.Changes = nil
		for i := range n {
			s.Changes = append(s.Changes, Change{Side: "a", Layer: "one", Effective: Day(i), Rate: Percent(i % 100), Status: InForce})
		}
		s.Seal()
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Rate("a", Day(n/3), false)
			}
		})
	}
}

func TestSuspended_runsOnWhileItIsProlonged(t *testing.T) {
	s := dispute()
	hold := func(day Day, points Percent, epilogue bool) Change {
		return Change{Side: "a", Layer: "one", Effective: day, Rate: points, Status: Suspended, Announced: day, Sources: []string{"s"}, Epilogue: epilogue}
	}
	s.Changes = append(s.Changes, hold(Date(2025, 5, 14), 24, false), hold(Date(2025, 8, 12), 24, false), hold(Date(2026, 2, 24), 0, true))
	s.Seal()
	got := s.Suspended("a", false)
	require.Len(t, got, 1)
	assert.Equal(t, Span{Date(2025, 5, 14), NoDay}, got[0].Span)
	assert.Equal(t, Percent(24), got[0].Rate)
	assert.Len(t, got[0].Changes, 2)
	assert.Equal(t, Date(2026, 2, 23), s.Suspended("a", true)[0].Until)
	assert.Empty(t, s.Suspended("b", true))
	plain := dispute()
	plain.Seal()
	for _, day := range []Day{Date(2025, 5, 14), Date(2026, 3, 1)} {
		assert.Equal(t, plain.Rate("a", day, true), s.Rate("a", day, true), "what is on hold is not collected")
	}
	assert.Len(t, s.InForce("a", true), len(plain.InForce("a", true)))
}
