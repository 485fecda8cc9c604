package figures_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/render"
	"truceline/charts/scene"
	"truceline/data"
)

// repliesOf is the rates figure of the built-in story with arrows, drawn for some
// days.
func repliesOf(t *testing.T, s *data.Story, at, from, until string) (*charts.Figure, []int) {
	t.Helper()
	a, b := day(t, from), day(t, until)
	c := scene.Scene{Replies: true, Day: day(t, at), From: a, Until: b}
	f, err := figures.Of(s, c, english{})
	require.NoError(t, err)
	return f, figures.Joined(s, c)
}

func TestReplies_daysAreThoseBetweenTheAnnouncements(t *testing.T) {
	s := builtIn(t)
	f, chosen := repliesOf(t, s, "2025-04-09", "2025-03-28", "2025-05-20")
	// By the record: 34 on 2 April was answered on the 4th, that on the 8th, that on
	// the 9th, that on the same day, and that on the 11th.
	want := map[string]data.Day{
		"event:reciprocal-announced>event:china-34": 2, "event:china-34>change:us/reciprocal/2025-04-09": 4,
		"change:us/reciprocal/2025-04-09>change:cn/general/2025-04-10": 1, "change:cn/general/2025-04-10>change:us/reciprocal/2025-04-10": 0,
		"change:us/reciprocal/2025-04-10>change:cn/general/2025-04-12": 2,
		"meeting:geneva>change:us/reciprocal/2025-05-14":               2, "meeting:geneva>change:cn/general/2025-05-14": 3,
	}
	require.Len(t, chosen, len(want))
	for i, at := range chosen {
		l := s.Links[at]
		days, known := want[l.From+">"+l.To]
		require.True(t, known, "%+v", l)
		assert.Equal(t, days, f.Arrows[i].Until-f.Arrows[i].From, "%+v", l)
		assert.Equal(t, strconv.Itoa(at), f.Arrows[i].ID)
	}
	last := f.Arrows[4]
	assert.Equal(t, [2]data.Percent{145, 125}, [2]data.Percent{last.Low, last.High}, "each end stands at the rate it led to")
	assert.Equal(t, charts.Second, last.Role, "the colour is that of who answers")
}

func TestReplies_ofTheWholeStoryAreTheNearestToTheDay(t *testing.T) {
	s := builtIn(t)
	for _, at := range []string{"2025-02-01", "2025-04-10", "2025-08-12", "2025-10-24"} {
		c := scene.Scene{Replies: true, Links: figures.Nearest(s, day(t, at), s.Start, s.Ahead, false)}
		chosen := figures.Joined(s, c)
		require.Len(t, chosen, 4)
		far := func(i int) data.Day {
			return max(s.Happens(s.Links[i].From)-day(t, at), day(t, at)-s.Happens(s.Links[i].To), 0)
		}
		worst := data.Day(0)
		for _, i := range chosen {
			worst = max(worst, far(i))
			assert.False(t, s.Links[i].Epilogue)
		}
		for i, l := range s.Links {
			if until := s.Happens(l.To); !l.Epilogue && until <= s.Ahead && far(i) < worst {
				assert.Contains(t, chosen, i, "%s: %+v is nearer", at, l)
			}
		}
	}
}

func TestReplies_areInSummaryAndTable(t *testing.T) {
	s := builtIn(t)
	plain := figures.Rates(s, false, english{})
	captions := len(plain.Captions)
	near, chosen := repliesOf(t, s, "2025-04-09", "2025-03-28", "2025-05-20")
	f := figures.WithReplies(plain, s, scene.Scene{Replies: true, From: day(t, "2025-03-28"), Until: day(t, "2025-05-20")})
	require.Len(t, f.Table.Rows, len(plain.Table.Rows)+len(chosen))
	for i, at := range chosen {
		row := f.Table.Rows[len(plain.Table.Rows)+i]
		assert.Equal(t, s.Links[at].Text, row[len(row)-1])
		assert.Equal(t, s.Happens(s.Links[at].To), f.Table.Days[len(plain.Table.Rows)+i])
		assert.Contains(t, f.Summary, s.Named(s.Links[at].To))
		assert.Contains(t, near.Table.Rows, row, "they are drawn there too")
	}
	assert.True(t, strings.HasPrefix(f.Summary, plain.Summary))
	assert.NotEmpty(t, f.Note)
	assert.Len(t, plain.Captions, captions, "the figure it is made of stays as it was")
}

func TestBend_runsFromEndToEndWithinThePlot(t *testing.T) {
	s := builtIn(t)
	f, _ := repliesOf(t, s, "2025-04-09", "2025-03-28", "2025-05-20")
	l, err := charts.Lay(f, 700, 400, 1, render.NewMetrics(1))
	require.NoError(t, err)
	for _, a := range f.Arrows {
		b := l.Bend(a)
		assert.InDelta(t, l.Days.Pos(a.From), b.Points[0].X, 1e-9)
		assert.InDelta(t, l.Values.Pos(float64(a.Low)), b.Points[0].Y, 1e-9)
		end := b.Points[len(b.Points)-1]
		assert.InDelta(t, l.Days.Pos(a.Until), end.X, 1e-9)
		assert.InDelta(t, l.Values.Pos(float64(a.High)), end.Y, 1e-9)
		for _, p := range append(b.Points[:], b.Head[:]...) {
			assert.False(t, math.IsNaN(p.X+p.Y))
			assert.GreaterOrEqual(t, p.Y, l.Plot.Y-8)
		}
		mid := b.Points[len(b.Points)/2]
		_, ok := l.Beside(f, mid.X, mid.Y, 1)
		assert.True(t, ok, "an arrow is found where it is drawn")
	}
	_, ok := l.Beside(f, l.Plot.Right()-40, l.Plot.Y+60, 3)
	assert.False(t, ok)
}
