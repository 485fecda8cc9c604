package talk

import (
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/data"
	"truceline/data/load"
)

// TestMain gives a talk, to be killed, where TestResume_afterAKill asks for one.
func TestMain(m *testing.M) {
	if folder := os.Getenv(victimFolder); folder != "" {
		victim(folder, os.Getenv(victimSeed))
		return
	}
	os.Exit(m.Run())
}

var loaded = sync.OnceValues(load.BuiltIn)

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := loaded()
	require.NoError(t, err)
	return s
}

// small is a story of six beats, and one of the epilogue.
func small() *data.Story {
	s := &data.Story{
		ID: "small", Start: 100, AsOf: 200, Ahead: 220, EpilogueEnd: 300,
		Lenses: []data.Lens{{ID: "story"}}, Measures: []data.Measure{{ID: "additional"}},
		Sides: []data.Side{{ID: "us"}, {ID: "cn"}},
		Cards: []data.Card{{ID: "card", Lens: "story", Day: 100}},
	}
	for i, b := range []data.Beat{
		{ID: "a", Rank: Must, Seconds: 60},
		{ID: "b", Rank: Should, Seconds: 60},
		{ID: "c", Rank: Could, Seconds: 30},
		{ID: "d", Rank: Must, Seconds: 60},
		{ID: "e", Rank: Should, Seconds: 90},
		{ID: "f", Rank: Could, Seconds: 30},
		{ID: "z", Rank: Should, Seconds: 40, Epilogue: true},
	} {
		b.Day = data.Day(100 + 10*i)
		b.Lens, b.Card, b.Short, b.Headline, b.Notes = "story", "card", "Short "+b.ID, "Headline of "+b.ID, "Notes of "+b.ID
		if b.Epilogue {
			b.Day = 250
		}
		s.Beats = append(s.Beats, b)
	}
	return s
}

// hand is a clock that a test moves.
type hand struct{ at time.Time }

func newHand() *hand { return &hand{time.Date(2025, 10, 24, 9, 0, 0, 0, time.UTC)} }

func (h *hand) now() time.Time       { return h.at }
func (h *hand) pass(d time.Duration) { h.at = h.at.Add(d) }

// begin begins the talk of a story at its start.
func begin(s *data.Story, o Options) (*Show, *view.Store, *hand) {
	h := newHand()
	o.Now = h.now
	store := view.NewStore(s, view.Start(s))
	return New(store, FromStory(s), o), store, h
}

// ids are those of steps.
func ids(steps []Step) (out []string) {
	for _, step := range steps {
		out = append(out, step.Item.ID)
	}
	return out
}

// order is the ids of a talk's items.
func order(t *Talk) (out []string) {
	for _, item := range t.Items {
		out = append(out, item.ID)
	}
	return out
}
