package window

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/export"
	"truceline/app/view"
	"truceline/charts"
	"truceline/charts/pages"
	"truceline/data"
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
// with what came later, and compares what is seen with the files that are exported. The
// window is so wide that its plot is as wide as that of a picture of a px to the dp.
func TestStory_showsTheScenesThatAreExported(t *testing.T) {
	r := begin(t, Options{Args: []string{"--reduced-motion"}, Width: 1610, Height: 900})
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
		page, want := exported(t, s, &beats[i], at.H)
		seen := r.Picture()
		scaleX, scaleY := float64(at.W)/page.At.W, float64(at.H)/page.At.H
		covered := func(x, y float64) bool {
			for _, text := range page.Layout.Texts {
				if x > text.X-2 && x < text.X+text.W+2 && y > text.Y-2 && y < text.Y+text.H+2 {
					return true
				}
			}
			day := page.Layout.Days.Pos(beats[i].Day)
			return len(page.Figure.Bars()) == 0 && (y < 32 || x > day-3 && x < day+3)
		}
		marks, same := 0, 0
		paper := want.At(0, want.Bounds().Max.Y-1)
		for y := range int(page.At.H) - 1 {
			for x := range int(page.At.W) - 1 {
				c := want.At(int(page.At.X)+x, int(page.At.Y)+y)
				if c == paper || covered(float64(x), float64(y)) {
					continue
				}
				marks++
				if stands(seen, at.X+int(float64(x)*scaleX), at.Y+int(float64(y)*scaleY), c) {
					same++
				}
			}
		}
		require.NotZero(t, marks, beats[i].ID)
		assert.Greater(t, float64(same)/float64(marks), leastSame, fmt.Sprint(beats[i].ID, " of ", marks, " pixels"))
	}
	r.wellBehaved()
}

// exported returns a beat's scene as the file of it has it, with a figure of that height.
func exported(t *testing.T, s *data.Story, b *data.Beat, height int) (*pages.Page, image.Image) {
	t.Helper()
	p := export.Picture{Scene: view.Named(s, view.View{Beat: b.ID}, view.BeatsScene), Size: export.Size{Width: 1000, Height: 700}, Palette: charts.Light, TextScale: 1}
	for range 20 {
		page, err := export.Page(s, p)
		require.NoError(t, err)
		if more := height - int(page.At.H); more != 0 {
			p.Height += more
			continue
		}
		var file bytes.Buffer
		require.NoError(t, export.Write(&file, s, p, export.PNG))
		img, err := png.Decode(&file)
		require.NoError(t, err)
		return page, img
	}
	t.Fatal(b.ID, ": no picture has a figure ", height, " px high")
	return nil, nil
}

// stands tells whether a colour stands at a place or a px beside it.
func stands(img *image.RGBA, x, y int, c color.Color) bool {
	want := color.RGBAModel.Convert(c).(color.RGBA)
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if sameColour(want, img.RGBAAt(x+dx, y+dy)) {
				return true
			}
		}
	}
	return false
}

// sameColour tells whether two colours are the same but for the screen's rounding.
func sameColour(a, b color.RGBA) bool {
	off := func(x, y uint8) bool { return max(x, y)-min(x, y) <= 3 }
	return off(a.R, b.R) && off(a.G, b.G) && off(a.B, b.B)
}
