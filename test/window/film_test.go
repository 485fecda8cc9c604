package window

import (
	"fmt"
	"image"
	"image/draw"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	ximage "golang.org/x/image/draw"

	"truceline/app/view"
)

// film is a run of the program with a picture of each of its moments.
type film struct {
	*Session
	theme  string
	frames []*image.RGBA
	names  []string
}

// frame takes a picture and checks that it can be read: its ground is the theme's paper,
// or surface, and something stands on it.
func (f *film) frame(name string) {
	f.t.Helper()
	f.Settle()
	img := f.Picture()
	f.frames, f.names = append(f.frames, img), append(f.names, name)
	f.readable(name, img)
}

func (f *film) readable(name string, img *image.RGBA) {
	f.t.Helper()
	dark := f.theme == "dark"
	ground, ink, all := 0, 0, 0
	for y := img.Rect.Min.Y; y < img.Rect.Max.Y; y += 2 {
		for x := img.Rect.Min.X; x < img.Rect.Max.X; x += 2 {
			c := img.RGBAAt(x, y)
			light := (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000
			if dark {
				light = 255 - light
			}
			all++
			switch {
			case light > 170:
				ground++
			case light < 90:
				ink++
			}
		}
	}
	assert.Greater(f.t, ground*100/all, 45, "%s, %s: most of it is ground", f.theme, name)
	assert.Greater(f.t, ink*1000/all, 4, "%s, %s: there is ink on it", f.theme, name)
}

// sheet writes all pictures, small, beside each other.
func (f *film) sheet(folder string) {
	const across, w, h = 5, 480, 300
	out := image.NewRGBA(image.Rect(0, 0, across*w, (len(f.frames)+across-1)/across*h))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	for i, img := range f.frames {
		at := image.Rect(0, 0, w-6, h-6).Add(image.Pt(i%across*w, i/across*h))
		ximage.CatmullRom.Scale(out, at, img, img.Rect, draw.Src, nil)
	}
	require.NoError(f.t, writePNG(filepath.Join(folder, "film-"+f.theme+".png"), out))
}

// TestFilm_theStoryAsAReaderSeesIt reads the story to its end, asks, guesses, tries,
// looks up, gives a talk and comes back, in both themes. With TRUCELINE_SHOTS it leaves a
// contact sheet of each.
func TestFilm_theStoryAsAReaderSeesIt(t *testing.T) {
	display := OpenDisplay(t, 1280, 800)
	story := builtIn(t)
	for _, theme := range []string{"light", "dark"} {
		f := &film{Session: Start(t, Options{Args: []string{"--theme", theme, "--reduced-motion"}, Display: display, Width: 1280, Height: 800}), theme: theme}
		is := func(right func(view.View) bool) { t.Helper(); f.WaitView(right) }
		f.Point(2, 2)
		f.frame("first scene")
		beats := story.BeatsShown(false)
		for i, b := range beats[1:] {
			f.Key("Right")
			is(func(v view.View) bool { return v.Beat == b.ID && v.Mode == view.Story })
			if i%3 == 1 || i == len(beats)-2 {
				f.frame("scene " + b.ID)
			}
			if i == 1 {
				f.Key("1") // the question of this step
				is(func(v view.View) bool { return v.Said != "" })
				f.frame("answered")
			}
		}
		f.Click("step/next")
		is(func(v view.View) bool { return v.Epilogue })
		f.Point(2, 2)
		f.frame("what happened next")
		f.Key("e")
		is(func(v view.View) bool { return !v.Epilogue })
		f.Key("ctrl+2")
		is(func(v view.View) bool { return v.Mode == view.Explore })
		f.Click("meeting/geneva")
		is(func(v view.View) bool { return v.Meeting == "geneva" })
		f.Point(2, 2)
		f.frame("explored, Geneva")
		before := f.frames[len(f.frames)-1]
		f.Key("a")
		is(func(v view.View) bool { return v.Replies })
		f.frame("action and reply")
		f.Key("a")
		is(func(v view.View) bool { return !v.Replies })
		f.frame("and back")
		assert.Zero(t, differing(before, f.frames[len(f.frames)-1]), "%s: the second A leads back to what was there", theme)
		f.Key("t")
		is(func(v view.View) bool { return v.Sheet == view.TableSheet })
		f.frame("table")
		f.Key("Escape", "ctrl+k")
		is(func(v view.View) bool { return v.Sheet == view.SearchSheet })
		f.Type("magnet")
		f.frame("searched")
		f.Key("Escape", "ctrl+3")
		is(func(v view.View) bool { return v.Mode == view.Predict && v.Sheet == "" })
		f.Click("stays")
		is(func(v view.View) bool { return v.Guess != "" })
		f.Click("compare")
		is(func(v view.View) bool { return v.Shown })
		f.Point(2, 2)
		f.frame("guessed and compared")
		f.Key("ctrl+4")
		is(func(v view.View) bool { return v.Mode == view.WhatIf })
		f.Click("question/" + story.Questions[0].ID)
		is(func(v view.View) bool { return v.Plan != "" })
		f.Point(2, 2)
		f.frame("what if")
		f.Key("ctrl+5")
		is(func(v view.View) bool { return v.Mode == view.Price })
		f.frame("price tag")
		f.Key("ctrl+6")
		is(func(v view.View) bool { return v.Mode == view.Quiz })
		f.Key("Return")
		is(func(v view.View) bool { return v.Asked != "" })
		f.frame("asked")
		f.Key("1", "2", "3") // on the map these are pins
		is(func(v view.View) bool { return v.Chosen != "" })
		f.frame("answered in the quiz")
		f.Key("ctrl+1")
		is(func(v view.View) bool { return v.Mode == view.Story })
		f.Key("Home")
		is(func(v view.View) bool { return v.Beat == beats[0].ID })
		f.frame("before the talk")
		before = f.frames[len(f.frames)-1]
		f.Key("F5")
		f.Target("freeze")
		f.Settle()
		f.frames, f.names = append(f.frames, f.Picture()), append(f.names, "a talk") // dark in both
		f.Key("Escape", "Escape")
		f.Target("look")
		f.Point(2, 2)
		f.frame("after the talk")
		assert.Zero(t, differing(before, f.frames[len(f.frames)-1]), "%s: after a talk the window is as it was before", theme)
		for _, err := range f.Errors() { // a session bus is not everywhere
			assert.Contains(t, err, "D-Bus")
		}
		if folder := os.Getenv("TRUCELINE_SHOTS"); folder != "" {
			f.sheet(folder)
		}
		f.Kill()
	}
}

// differing counts the pixels in which two pictures differ.
func differing(a, b *image.RGBA) (n int) {
	if a.Rect != b.Rect {
		return a.Rect.Dx() * a.Rect.Dy()
	}
	for y := a.Rect.Min.Y; y < a.Rect.Max.Y; y++ {
		for x := a.Rect.Min.X; x < a.Rect.Max.X; x++ {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				n++
			}
		}
	}
	return n
}

// TestWalk_theWindowHasNoMemoryOfThePast walks at random, by keys and clicks, and then
// compares the window with that of a program freshly started at the same place.
func TestWalk_theWindowHasNoMemoryOfThePast(t *testing.T) {
	display := OpenDisplay(t, 1440, 900)
	keys := []string{"Right", "Right", "Left", "End", "Home", "e", "m", "a", "l", "h", "b", "k", "y", "t", "Escape", "ctrl+1", "ctrl+2", "ctrl+4", "ctrl+5", "ctrl+z", "question", "Tab", "ctrl+equal", "ctrl+minus"}
	for seed := range uint64(2) {
		rnd := rand.New(rand.NewPCG(11, seed))
		o := Options{Args: []string{"--theme", []string{"light", "dark"}[seed%2], "--reduced-motion"}, Display: display, Width: 1280, Height: 800}
		s := Start(t, o)
		var done []string
		for range 10 {
			switch n := rnd.IntN(10); {
			case n < 6:
				key := keys[rnd.IntN(len(keys))]
				s.Key(key)
				done = append(done, key)
			case n < 8:
				// Cards stay in the list where they are clicked, as a hand scrolls it.
				var ids []string
				for id := range s.Targets() {
					if !strings.HasPrefix(id, "card/") && !strings.HasPrefix(id, "moment/") && !strings.HasPrefix(id, "round/") && id != "play" && id != "options" && id != "export" {
						ids = append(ids, id)
					}
				}
				slices.Sort(ids)
				id := ids[rnd.IntN(len(ids))]
				if strings.HasPrefix(id, "mode/") || strings.HasPrefix(id, "beat/") || strings.HasPrefix(id, "meeting/") || strings.HasPrefix(id, "lens/") || id == "plot" {
					s.Click(id)
					done = append(done, "click "+id)
				}
			case n < 9:
				size := [][2]int{{1024, 640}, {1280, 800}, {1440, 900}, {700, 860}}[rnd.IntN(4)]
				s.Resize(size[0], size[1])
				done = append(done, fmt.Sprint(size))
			default:
				s.Key("F5")
				s.Target("freeze")
				s.Key("Right", "Escape", "Escape")
				s.Target("look")
				done = append(done, "a talk")
			}
		}
		s.Key("Escape")
		at := s.View()
		rest := func(s *Session) *image.RGBA {
			s.Key("Escape")
			s.ClickAt(70, 26) // the program's name takes the keyboard away from all else
			s.Point(2, 2)
			s.Settle()
			return s.Picture()
		}
		walked := rest(s)
		w, h := s.Size()
		s.Close()
		fresh := Start(t, Options{Args: o.Args, Display: display, Config: s.Config(), Width: w, Height: h})
		want := rest(fresh)
		if n := differing(walked, want); n > 0 {
			t.Errorf("after %v, at %+v: %d pixels differ", done, at, n)
			if folder := os.Getenv("TRUCELINE_SHOTS"); folder != "" {
				require.NoError(t, writePNG(filepath.Join(folder, fmt.Sprintf("walk%d-walked.png", seed)), walked))
				require.NoError(t, writePNG(filepath.Join(folder, fmt.Sprintf("walk%d-fresh.png", seed)), want))
			}
		}
		fresh.Kill()
	}
}
