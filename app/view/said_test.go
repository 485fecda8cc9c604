package view

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
	"truceline/data/load"
)

func TestSaid_keepsOneAnswerABeat(t *testing.T) {
	var a Said
	_, ok := a.Of("geneva")
	assert.False(t, ok)
	a = a.With("geneva", 1).With("doubled", 0).With("geneva", 2)
	for beat, want := range map[string]int{"geneva": 2, "doubled": 0} {
		got, ok := a.Of(beat)
		assert.True(t, ok, beat)
		assert.Equal(t, want, got, beat)
	}
	assert.Equal(t, Said("").With("doubled", 0).With("geneva", 2), a, "the order of answering does not matter")
	assert.Equal(t, Said(""), a.With("geneva", -1).With("doubled", -1))
}

func TestValid_dropsAnswersToWhatTheStoryDoesNotAsk(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	v := Begin(s)
	v.Said = "elsewhere=1 " + Said("").With(v.Beat, 1) + " =3 x=y"
	assert.Equal(t, Said("").With(v.Beat, 1), Valid(s, v).Said)
}

func TestBegin_opensTheFirstSceneAndKeptPlacesOpenWhereTheyWere(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	v := Begin(s)
	assert.Equal(t, Story, v.Mode)
	assert.Equal(t, s.Beats[0].ID, v.Beat)
	assert.Equal(t, Story, Modes(s)[0])
	kept := Start(s) // as kept by a version without a Story
	assert.Equal(t, Explore, Valid(s, kept).Mode)
	gone := v
	gone.Beat = "gone"
	assert.Equal(t, v, Valid(s, gone))
}

func TestToMode_readsTheStoryAtTheBeatThatIsLookedAt(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	v := ToDay(s, ToBeat(s, Start(s), "geneva"), data.Date(2025, 5, 20))
	v.Card, v.Layers = s.CardsOf("brief", false)[0].ID, s.Sides[0].ID
	assert.Equal(t, ToBeat(s, Begin(s), "geneva"), ToMode(s, v, Story))
}
