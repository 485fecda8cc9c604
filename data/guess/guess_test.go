package guess

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
	"truceline/data/load"
)

func builtIn(t testing.TB) (*data.Story, *data.Round) {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	r := s.Round("april")
	require.NotNil(t, r)
	return s, r
}

func day(t testing.TB, text string) data.Day {
	t.Helper()
	d, err := data.ParseDay(text)
	require.NoError(t, err)
	return d
}

// truth is what happened in a round, as a guess.
func truth(s *data.Story, r *data.Round) Guess {
	g := Guess("")
	for _, side := range r.Sides {
		for d := r.From; d <= r.Until; d++ {
			g = g.Draw(s, r, side, d, d, s.Rate(side, d, r.Epilogue))
		}
	}
	return g
}

func TestDraw_holdsUntilTheNextStepThatWasDrawn(t *testing.T) {
	s, r := builtIn(t)
	g := Guess("").Draw(s, r, "us", day(t, "2025-04-05"), day(t, "2025-04-05"), 30)
	assert.Equal(t, Guess("us 2025-04-05 30"), g)
	g = g.Draw(s, r, "us", day(t, "2025-04-20"), day(t, "2025-04-20"), 60)
	g = g.Draw(s, r, "us", day(t, "2025-04-12"), day(t, "2025-04-08"), 45)
	assert.Equal(t, Guess("us 2025-04-05 30, 2025-04-08 45, 2025-04-20 60"), g)
	g = g.Draw(s, r, "us", day(t, "2025-04-06"), day(t, "2025-04-25"), 50)
	assert.Equal(t, Guess("us 2025-04-05 30, 2025-04-06 50"), g, "what is drawn over is gone")
	g = g.Draw(s, r, "cn", day(t, "2025-01-01"), day(t, "2025-04-01"), 999)
	assert.Equal(t, Guess("cn 2025-03-20 200; us 2025-04-05 30, 2025-04-06 50"), g, "within the round and its sheet")
	assert.Equal(t, data.Percent(20), g.Rate(s, r, "us", r.From))
	assert.Equal(t, data.Percent(50), g.Rate(s, r, "us", r.Until))
	assert.Equal(t, g, g.Valid(s, r))
	assert.Equal(t, Guess("cn 2025-03-20 200; us 2025-04-06 50"), g.Erase(s, r, "us", day(t, "2025-04-05")))
	assert.Equal(t, g, g.Erase(s, r, "us", r.From), "nothing was drawn by then")
}

func TestDraw_leavesOutStepsThatChangeNothing(t *testing.T) {
	s, r := builtIn(t)
	g := Guess("").Draw(s, r, "us", r.From, r.From, 30).Draw(s, r, "us", r.From, r.From, 20)
	assert.Equal(t, Guess("us 2025-03-20 20"), g, "20 stood before: it stays")
	assert.Equal(t, g, Guess("").Stay(s, r, "us"))
	assert.Equal(t, g, g.Valid(s, r))
	assert.True(t, g.Stays(s, r, "us"))
	assert.False(t, g.Stays(s, r, "cn"), "which was not guessed")
	assert.Equal(t, Guess("us 2025-04-05 30"), g.Draw(s, r, "us", day(t, "2025-04-05"), r.Until, 30), "until something else is drawn")
	assert.Empty(t, g.Erase(s, r, "us", r.Until))
	assert.True(t, Guess("").Empty(r))
	assert.Equal(t, Guess(""), Guess("").Draw(s, r, "nobody", r.From, r.From, 50))
	assert.Equal(t, Guess(""), Guess("").Draw(s, r, "us", r.Until+1, r.Until+5, 50))
}

func TestValid_takesOnlyWhatBelongsToTheRound(t *testing.T) {
	s, r := builtIn(t)
	for _, g := range []Guess{"x", "us", "us 2025-04-05", "us 2025-02-31 5", "us 2025-04-05 NaN", "us 2025-04-05 -3", "us 2024-01-01 50", "fr 2025-04-05 50"} {
		assert.Empty(t, g.Valid(s, r), string(g))
	}
	assert.Empty(t, Guess("us 2025-04-05 30").Valid(s, nil))
}

func TestCompare_ofTheTruthIsNought(t *testing.T) {
	s, _ := builtIn(t)
	for i := range s.Rounds {
		r := &s.Rounds[i]
		got := Compare(s, r, truth(s, r))
		assert.InDelta(t, 0, got.Off, 1e-9, r.ID)
		for _, side := range got.Sides {
			assert.Equal(t, side.PeakWas, side.Peak)
			assert.Equal(t, side.LastWas, side.Last)
		}
		assert.Nil(t, got.Missed, "nothing was missed")
		largest := Largest(s, r)
		require.NotNil(t, largest, "something happens in %s", r.ID)
		require.NotNil(t, largest.Change)
		assert.NotEmpty(t, largest.Change.Sources)
	}
}

func TestCompare_isTheMeanDistanceOverAllDays(t *testing.T) {
	s, _ := builtIn(t)
	random := rand.New(rand.NewPCG(1, 9))
	for range 200 {
		r := &s.Rounds[random.IntN(len(s.Rounds))]
		g := Guess("")
		for range random.IntN(8) {
			a, b := r.From+data.Day(random.IntN(int(r.Until-r.From)+1)), r.From+data.Day(random.IntN(int(r.Until-r.From)+1))
			g = g.Draw(s, r, r.Sides[random.IntN(len(r.Sides))], a, b, data.Percent(random.IntN(200)))
		}
		assert.Equal(t, g, g.Valid(s, r))
		sum, n, worst := 0.0, 0, 0.0
		if g.Empty(r) {
			assert.Nil(t, Compare(s, r, g).Missed)
			continue
		}
		for _, side := range g.Drawn(r) {
			for d := r.From; d <= r.Until; d++ {
				off := math.Abs(float64(g.Rate(s, r, side, d) - s.Rate(side, d, r.Epilogue)))
				sum += off
				n++
				if s.Rate(side, d, r.Epilogue) != s.Rate(side, d-1, r.Epilogue) {
					worst = max(worst, off)
				}
			}
		}
		got := Compare(s, r, g)
		assert.InDelta(t, sum/float64(n), got.Off, 1e-9)
		if worst == 0 {
			assert.Nil(t, got.Missed, "nothing was missed after a step")
			continue
		}
		assert.InDelta(t, worst, math.Abs(float64(got.Missed.Had-got.Missed.To)), 1e-9)
	}
}

func TestCompare_namesTheStepMissedMost(t *testing.T) {
	s, r := builtIn(t)
	g := Guess("").Draw(s, r, "us", day(t, "2025-04-05"), r.Until, 60)
	g = g.Draw(s, r, "cn", day(t, "2025-04-10"), r.Until, 100)
	m := Compare(s, r, g).Missed
	assert.Equal(t, Missed{Side: "us", Day: day(t, "2025-04-10"), From: 104, To: 145, Had: 60, Change: m.Change}, *m)
	assert.Equal(t, "Executive Order 14266", m.Change.Instrument)
}

func TestCompare_leavesOutASideThatWasNotGuessed(t *testing.T) {
	s, r := builtIn(t)
	perfect := truth(s, r)
	one := Guess("").with(s, r, "us", perfect.Steps("us"))
	got := Compare(s, r, one)
	assert.Zero(t, got.Off, "the side that was guessed is right")
	require.Len(t, got.Sides, 1)
	assert.Equal(t, data.SideID("us"), got.Sides[0].Side)
	stays := Compare(s, r, one.Stay(s, r, "cn"))
	require.Len(t, stays.Sides, 2, "that it stays is a guess")
	assert.NotZero(t, stays.Off)
	assert.Equal(t, Missed{Side: "cn", Day: day(t, "2025-04-10"), From: 0, To: 84, Change: Largest(s, r).Change}, *Largest(s, r))
	class := []Named{{"A", r.ID, one}, {"B", r.ID, Guess("").Draw(s, r, "cn", r.From, r.Until, 50)}}
	each, middle := Peaks(s, r, "cn", class)
	assert.Equal(t, []data.Percent{50}, each, "of those who guessed it")
	assert.Equal(t, data.Percent(50), middle)
	assert.Equal(t, one.Steps("us"), Median(s, r, class).Steps("us"))
}

func TestMedian_isTheMiddleOfEachDay(t *testing.T) {
	s, r := builtIn(t)
	assert.Empty(t, Median(s, r, nil))
	var class []Named
	for i, rate := range []data.Percent{40, 60, 100, 20, 90} {
		class = append(class, Named{Name: string(rune('A' + i)), Round: r.ID, Guess: Guess("").Draw(s, r, "us", day(t, "2025-04-10"), r.Until, rate)})
	}
	assert.Equal(t, Guess("us 2025-04-10 60"), Median(s, r, class))
	assert.Equal(t, Guess("us 2025-04-10 50"), Median(s, r, class[:2]), "between the two in the middle")
	each, middle := Peaks(s, r, "us", class)
	assert.Equal(t, []data.Percent{40, 60, 100, 20, 90}, each)
	assert.Equal(t, data.Percent(60), middle)
	assert.True(t, slices.Equal([]data.Percent{40, 60, 100, 20, 90}, each), "in the order of the guesses")
	assert.Len(t, Of(append(class, Named{Round: "truce"}), r.ID), 5)
}
