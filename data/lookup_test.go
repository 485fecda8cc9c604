package data

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLookup_findsTheSameRowsSealedOrNot(t *testing.T) {
	build := func() *Story {
		s := dispute()
		s.Cards = []Card{{ID: "a", Lens: "story"}, {ID: "b", Lens: "story", Epilogue: true}, {ID: "c", Lens: "why"}}
		s.Beats = []Beat{{ID: "one"}, {ID: "two", Epilogue: true}}
		s.Meetings = []Meeting{{ID: "geneva", City: "Geneva"}, {ID: "later", Epilogue: true}}
		s.Glossary = []Term{{ID: "tariff"}}
		return s
	}
	for _, seal := range []bool{false, true} {
		s := build()
		if seal {
			s.Seal()
		}
		require.Same(t, &s.Cards[1], s.Card("b"))
		require.Same(t, &s.Beats[0], s.Beat("one"))
		require.Same(t, &s.Meetings[0], s.Meeting("geneva"))
		require.Same(t, &s.Glossary[0], s.Term("tariff"))
		require.Same(t, &s.Sources[0], s.Source("s"))
		require.Same(t, &s.Sides[1], s.Side("b"))
		require.Same(t, &s.Layers[3], s.Layer("b", "one"))
		require.Same(t, &s.Measures[0], s.Measure("additional"))
		assert.Nil(t, s.Card("z"))
		assert.Nil(t, s.Beat(""))
		assert.Nil(t, s.Layer("b", "two"))
		assert.Len(t, s.BeatsShown(false), 1)
		assert.Len(t, s.BeatsShown(true), 2)
		assert.Len(t, s.MeetingsShown(false), 1)
		assert.Len(t, s.MeetingsShown(true), 2)
		assert.Len(t, s.CardsOf("story", false), 1)
		assert.Len(t, s.CardsOf("story", true), 2)
	}
}

func TestKnown_addsWhatBecameKnownLater(t *testing.T) {
	m := Meeting{
		Start: NoDay, End: NoDay, When: "planned", City: "Gyeongju", People: [2][]string{{"Ann"}}, Outcome: "open", Sources: []string{"a"},
		Later: Later{Start: Date(2025, 10, 30), End: Date(2025, 10, 30), City: "Busan", Outcome: "a truce", Sources: []string{"b", "a"}},
	}
	assert.True(t, m.Planned())
	assert.Equal(t, "Gyeongju", m.Known(false).City)
	later := m.Known(true)
	assert.False(t, later.Planned())
	assert.Empty(t, later.When)
	assert.Equal(t, "Busan", later.City)
	assert.Equal(t, "a truce", later.Outcome)
	assert.Equal(t, []string{"Ann"}, later.People[0], "what did not change stays")
	assert.Equal(t, []string{"a", "b"}, later.Sources)
	assert.Equal(t, "Gyeongju", m.City, "the meeting itself does not change")
}
