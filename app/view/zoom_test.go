package view

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
	"truceline/data/load"
)

func TestZoomDays_keepsTheDayWhereItIsAndLeadsBack(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	v := Start(s)
	april := data.Date(2025, 4, 10)
	near := ZoomDays(s, v, april, 4)
	from, until := near.Span.Bounds(s, false)
	whole := s.Ahead - s.Start
	assert.InDelta(t, float64(whole)/4, float64(until-from), 1)
	assert.InDelta(t, float64(april-s.Start)/float64(whole), float64(april-from)/float64(until-from), 0.02, "the day has moved")
	assert.True(t, ZoomDays(s, near, april, 1.0/8).Span.Whole())
	assert.Equal(t, near, ZoomDays(s, near, april, 0), "no factor")
}

func TestZoomDays_neverLeavesTheStory(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	r := rand.New(rand.NewPCG(1, 2))
	for _, epilogue := range []bool{false, true} {
		v := WithEpilogue(s, Start(s), epilogue)
		for range 3000 {
			if r.IntN(2) == 0 {
				v = ZoomDays(s, v, s.Start+data.Day(r.IntN(900)-100), 0.2+3*r.Float64())
			} else {
				v = PanDays(s, v, data.Day(r.IntN(200)-100))
			}
			from, until := v.Span.Bounds(s, epilogue)
			require.GreaterOrEqual(t, from, s.Start)
			require.LessOrEqual(t, until, s.End(epilogue))
			require.GreaterOrEqual(t, until-from, data.Day(shortestZoom))
		}
	}
}

func TestStep_bringsTheBeatsDayIntoView(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	v := ZoomDays(s, Start(s), s.Start, 10)
	for range s.Beats {
		v = Step(s, v, 1)
		from, until := v.Span.Bounds(s, false)
		assert.True(t, v.Day >= from && v.Day <= until, "%s is not in %s", v.Day, v.Span)
	}
}

func TestStore_undoesAGestureAsAWhole(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	store := NewStore(s, Start(s))
	first := store.Now()
	for range 5 {
		store.Adjust(ZoomDays(s, store.Now(), s.AsOf, 1.3))
	}
	near := store.Now()
	store.Set(Step(s, store.Now(), 1))
	store.Undo()
	assert.Equal(t, near, store.Now())
	store.Undo()
	assert.Equal(t, first, store.Now())
	assert.False(t, store.CanUndo())
}

func TestSpan_isReadAsItIsWritten(t *testing.T) {
	for _, p := range []Span{{}, {data.Date(2025, 4, 1), 30}} {
		text, err := p.MarshalText()
		require.NoError(t, err)
		var back Span
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, p, back)
	}
	var p Span
	assert.Error(t, p.UnmarshalText([]byte("2025-02-31..2025-03-01")))
	assert.True(t, p.Whole())
}
