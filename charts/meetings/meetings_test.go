package meetings_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts/atlas"
	"truceline/charts/label"
	"truceline/charts/meetings"
	"truceline/charts/render"
)

func mapSizes() [][2]float64 {
	return [][2]float64{{260, 160}, {320, 200}, {420, 260}, {560, 300}, {700, 480}, {1000, 420}, {1400, 800}, {2200, 1200}}
}

func TestLay_nothingCoversAnotherOrIsClipped(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	for _, epilogue := range []bool{false, true} {
		selected := []string{""}
		for _, x := range s.MeetingsShown(epilogue) {
			selected = append(selected, x.ID)
		}
		for _, size := range mapSizes() {
			for _, scale := range textScales {
				for _, id := range selected {
					name := fmt.Sprintf("%gx%g text %g epilogue %t %s", size[0], size[1], scale, epilogue, id)
					look := meetings.Look{Day: s.AsOf, Meeting: id, Epilogue: epilogue}
					l, err := meetings.Lay(s, look, english{}, size[0], size[1], 1, scale, m)
					require.NoError(t, err, name)
					checkMap(t, name, l)
					require.Len(t, l.Markers, len(selected)-1, name)
				}
			}
		}
	}
}

func checkMap(t *testing.T, name string, l *meetings.Layout) {
	t.Helper()
	whole := label.Rect{W: l.W, H: l.H}
	for i, k := range l.Markers {
		require.GreaterOrEqual(t, k.RadiusDP, 12.0, "%s: %s is too small a target", name, k.ID)
		require.True(t, square(k.At, k.RadiusDP).Inside(whole), "%s: %s is clipped at %v", name, k.ID, k.At)
		for _, o := range l.Markers[:i] {
			apart := math.Hypot(k.At.X-o.At.X, k.At.Y-o.At.Y)
			require.GreaterOrEqual(t, apart, 24.0, "%s: %s and %s", name, k.ID, o.ID)
			require.GreaterOrEqual(t, apart, k.RadiusDP+o.RadiusDP, "%s: %s and %s cover each other", name, k.ID, o.ID)
		}
		for _, c := range l.Capitals {
			require.False(t, touches(square(c.At, 5), k.At, k.RadiusDP), "%s: %s covers %s", name, k.ID, c.Name)
		}
	}
	for _, c := range l.Capitals {
		require.True(t, square(c.At, 5).Inside(whole), "%s: %s is clipped", name, c.Name)
	}
	for i, x := range l.Texts {
		r := x.Rect()
		require.True(t, r.Inside(whole), "%s: %q is clipped", name, x.Text)
		for _, o := range l.Texts[:i] {
			require.False(t, common(r, o.Rect()), "%s: %q overlaps %q", name, x.Text, o.Text)
		}
		for _, k := range l.Markers {
			require.False(t, touches(r, k.At, k.RadiusDP), "%s: %q touches the marker of %s", name, x.Text, k.ID)
		}
		for _, c := range l.Capitals {
			require.False(t, common(r, square(c.At, 5)), "%s: %q touches %s", name, x.Text, c.Name)
		}
		for _, a := range l.Arcs {
			for _, line := range a.Path {
				for j := 1; j < len(line); j++ {
					require.False(t, crosses(r, line[j-1], line[j]), "%s: %q touches an arc", name, x.Text)
				}
			}
		}
	}
}

func square(p atlas.Point, half float64) label.Rect {
	return label.Rect{X: p.X - half, Y: p.Y - half, W: 2 * half, H: 2 * half}
}

// touches tells whether a disc reaches into a rectangle.
func touches(r label.Rect, at atlas.Point, radius float64) bool {
	dx := max(r.X-at.X, 0, at.X-r.Right())
	dy := max(r.Y-at.Y, 0, at.Y-r.Bottom())
	return math.Hypot(dx, dy) < radius-1e-6
}

// crosses tells whether a straight line enters a rectangle: it is tried at points a
// quarter of a dp apart.
func crosses(r label.Rect, a, b atlas.Point) bool {
	n := int(math.Hypot(b.X-a.X, b.Y-a.Y)*4) + 1
	for i := range n + 1 {
		u := float64(i) / float64(n)
		x, y := a.X+(b.X-a.X)*u, a.Y+(b.Y-a.Y)*u
		if x > r.X && x < r.Right() && y > r.Y && y < r.Bottom() {
			return true
		}
	}
	return false
}

func TestLay_arcsGoFromTheCapitalsToTheMeeting(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	for _, meeting := range s.MeetingsShown(true) {
		l, err := meetings.Lay(s, meetings.Look{Day: s.AsOf, Meeting: meeting.ID, Epilogue: true}, english{}, 900, 460, 1, 1, m)
		require.NoError(t, err)
		require.Len(t, l.Arcs, 2)
		var place atlas.Point
		for _, k := range l.Markers {
			if k.ID == meeting.ID {
				place = k.Place
				assert.Equal(t, meetings.Now, k.State)
			}
		}
		for i, a := range l.Arcs {
			if len(a.Path) == 0 {
				assert.Equal(t, "beijing", meeting.ID, "only who stays at home has no way to go")
				continue
			}
			first, last := a.Path[0][0], a.Path[len(a.Path)-1][len(a.Path[len(a.Path)-1])-1]
			assert.InDelta(t, 0, math.Hypot(first.X-l.Capitals[i].At.X, first.Y-l.Capitals[i].At.Y), 1, "%s begins in %s", meeting.ID, l.Capitals[i].Name)
			assert.InDelta(t, 0, math.Hypot(last.X-place.X, last.Y-place.Y), 1, "%s ends in the city", meeting.ID)
			assert.Equal(t, l.Capitals[i].Role, a.Role)
		}
	}
}

func TestLay_withoutASelectionHasNoArcs(t *testing.T) {
	s := builtIn(t)
	for _, id := range []string{"", "nowhere", "paris"} { // the last is of the epilogue
		l, err := meetings.Lay(s, meetings.Look{Day: s.AsOf, Meeting: id}, english{}, 900, 460, 1, 1, render.NewMetrics(1))
		require.NoError(t, err)
		assert.Empty(t, l.Arcs, "%q", id)
	}
}

func TestLay_theSelectedCityIsNamedWithTheCapitals(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	for _, size := range [][2]float64{{560, 160}, {560, 300}} {
		for _, meeting := range s.MeetingsShown(true) {
			l, err := meetings.Lay(s, meetings.Look{Day: s.AsOf, Meeting: meeting.ID, Epilogue: true}, english{}, size[0], size[1], 1, 1, m)
			require.NoError(t, err)
			names := map[string]bool{}
			for _, x := range l.Texts {
				names[x.Text] = true
			}
			for _, name := range []string{meeting.City, "Washington", "Beijing"} {
				assert.True(t, names[name], "%v %s: %s is not named", size, meeting.City, name)
			}
		}
	}
}

func TestLay_isTheSamePictureAtMorePixels(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	look := meetings.Look{Day: s.AsOf, Meeting: "geneva"}
	one, err := meetings.Lay(s, look, english{}, 600, 300, 1, 1, m)
	require.NoError(t, err)
	two, err := meetings.Lay(s, look, english{}, 600, 300, 2, 1, m)
	require.NoError(t, err)
	assert.Equal(t, 1200, two.Frame.Width)
	assert.Equal(t, 600, two.Frame.Height)
	for i := range one.Markers {
		assert.InDelta(t, one.Markers[i].At.X, two.Markers[i].At.X, 0.5)
		assert.InDelta(t, one.Markers[i].At.Y, two.Markers[i].At.Y, 0.5)
	}
}

func TestLay_refusesSizesThatCannotBeDrawn(t *testing.T) {
	s := builtIn(t)
	for _, c := range [][3]float64{{0, 100, 1}, {100, 0, 1}, {-5, 100, 1}, {9000, 100, 1}, {5000, 100, 2}, {math.NaN(), 100, 1}, {100, math.Inf(1), 1}, {100, 100, math.NaN()}, {100, 100, 0}} {
		_, err := meetings.Lay(s, meetings.Look{}, english{}, c[0], c[1], c[2], 1, render.NewMetrics(1))
		assert.Error(t, err, "%v", c)
	}
}

func TestLook_stateFollowsTheDay(t *testing.T) {
	s := builtIn(t)
	for _, c := range []struct {
		day, selected, meeting string
		epilogue               bool
		want                   meetings.State
	}{
		{"2025-05-09", "", "geneva", false, meetings.Ahead},
		{"2025-05-10", "", "geneva", false, meetings.Now},
		{"2025-05-11", "", "geneva", false, meetings.Now},
		{"2025-05-12", "", "geneva", false, meetings.Past},
		{"2025-05-12", "geneva", "geneva", false, meetings.Now},
		{"2025-10-24", "", "kuala-lumpur", false, meetings.Ahead},
		{"2025-10-25", "", "kuala-lumpur", false, meetings.Now},
		{"2025-10-26", "", "kuala-lumpur", true, meetings.Now},
		{"2025-10-27", "", "kuala-lumpur", true, meetings.Past},
		{"2025-10-24", "", "south-korea", false, meetings.Planned},
		{"2025-10-24", "south-korea", "south-korea", false, meetings.Now},
		{"2025-10-31", "", "south-korea", true, meetings.Past},
		{"2025-10-24", "", "paris", true, meetings.Ahead},
	} {
		look := meetings.Look{Day: day(t, c.day), Meeting: c.selected, Epilogue: c.epilogue}
		assert.Equal(t, c.want, look.State(s.Meeting(c.meeting).Known(c.epilogue)), "%+v", c)
	}
}

func TestState_eachHasAWordOfItsOwn(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range []meetings.State{meetings.Past, meetings.Now, meetings.Ahead, meetings.Planned} {
		assert.False(t, seen[k.Key()], k.Key())
		seen[k.Key()] = true
	}
}
