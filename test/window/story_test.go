package window

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/render"
	"truceline/charts/scene"
)

// TestStory_isReadFromTheFirstSceneToTheLast goes on by key and by the button, with
// nothing to scroll, and opens what happened after.
func TestStory_isReadFromTheFirstSceneToTheLast(t *testing.T) {
	r := begin(t, Options{Width: 1024, Height: 640})
	s := r.story
	beats := s.BeatsShown(false)
	for i := range beats {
		if i > 0 {
			if i%2 == 0 {
				r.Click("step/next")
			} else {
				r.Key("Right")
			}
			r.leadsTo(view.Step(s, r.now, 1))
			r.Settle()
		}
		for _, id := range []string{"plot", "step/next", "card/" + beats[i].Card} {
			seen, there := r.Targets()[id]
			require.True(t, there, "%s of %s", id, beats[i].ID)
			assert.True(t, seen.X >= 0 && seen.Y >= 0 && seen.X+seen.W <= 1024 && seen.Y+seen.H <= 640, "%s of %s: %+v", id, beats[i].ID, seen)
		}
	}
	r.Key("Right") // stays
	r.Key("d")
	r.leadsTo(view.ToggleAllDays(s, r.now))
	r.Key("d")
	r.leadsTo(view.ToggleAllDays(s, r.now))
	r.Settle()
	r.Click("step/next")
	r.leadsTo(view.WithEpilogue(s, r.now, true))
	r.Settle()
	r.Click("step/back")
	r.leadsTo(view.Step(s, r.now, -1))
	r.wellBehaved()
}

// TestStory_manyQuickStepsEndWhereOneCalmWalkDoes gives up moves on their way.
func TestStory_manyQuickStepsEndWhereOneCalmWalkDoes(t *testing.T) {
	r := begin(t, Options{})
	s := r.story
	for range 7 {
		r.Key("Right")
	}
	for range 2 {
		r.Key("Left")
	}
	want := view.Step(s, r.now, 5)
	assert.Equal(t, want.Beat, r.View().Beat)
	r.Settle()
	hurried := r.Picture()
	r.Key("Home")
	for range 5 {
		r.Settle()
		r.Key("Right")
	}
	assert.Equal(t, want.Beat, r.View().Beat)
	r.Settle()
	assert.Equal(t, hurried.Pix, r.Picture().Pix, "the same picture, to the pixel")
	r.wellBehaved()
}

// leastSame is the share of a scene's marks that stand in the window as they are exported;
// the rest may lie below labels, the day's flag and its line.
const leastSame = 0.95

// TestStory_showsTheScenesThatAreExported tells the story from its first scene to its last,
// with what came later, and compares what is seen with the scenes as files have them.
func TestStory_showsTheScenesThatAreExported(t *testing.T) {
	r := begin(t, Options{Args: []string{"--reduced-motion"}, Width: 1440, Height: 900})
	s := r.story
	r.Key("e")
	r.WaitView(func(v view.View) bool { return v.Epilogue })
	r.Key("Home")
	beats := s.BeatsShown(true)
	r.WaitView(func(v view.View) bool { return v.Beat == beats[0].ID })
	for i := range beats {
		if i > 0 {
			r.Key("Right")
			r.WaitView(func(v view.View) bool { return v.Beat == beats[i].ID })
		}
		r.Point(3, 3)
		r.Settle()
		at := r.Target("plot")
		f := figures.OfBeat(s, scene.OfBeat(s, &beats[i], false), words.Local{})
		l, err := charts.Lay(f, float64(at.W), float64(at.H), 1, render.NewMetrics(1))
		require.NoError(t, err)
		want, err := render.Base(f, l, render.Options{Palette: charts.Light, PxPerDP: 1})
		require.NoError(t, err)
		seen := r.Picture()
		covered := func(x, y int) bool {
			for _, text := range l.Texts {
				if image.Pt(x, y).In(image.Rect(int(text.X)-1, int(text.Y)-1, int(text.X+text.W)+2, int(text.Y+text.H)+2)) {
					return true
				}
			}
			day := l.Days.Pos(beats[i].Day)
			return len(f.Bars) == 0 && (y < 32 || float64(x) > day-3 && float64(x) < day+3)
		}
		marks, same := 0, 0
		paper := want.RGBAAt(0, want.Bounds().Max.Y-1)
		for y := range want.Bounds().Max.Y {
			for x := range want.Bounds().Max.X {
				c := want.RGBAAt(x, y)
				if c == paper || covered(x, y) {
					continue
				}
				marks++
				if sameColour(c, seen.RGBAAt(at.X+x, at.Y+y)) {
					same++
				}
			}
		}
		require.NotZero(t, marks, beats[i].ID)
		assert.Greater(t, float64(same)/float64(marks), leastSame, fmt.Sprint(beats[i].ID, " of ", marks, " pixels"))
	}
	r.wellBehaved()
}

// sameColour tells whether two colours are the same but for the screen's rounding.
func sameColour(a, b color.RGBA) bool {
	off := func(x, y uint8) bool { return max(x, y)-min(x, y) <= 3 }
	return off(a.R, b.R) && off(a.G, b.G) && off(a.B, b.B)
}
