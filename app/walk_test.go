package app

import (
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/data"
	"truceline/data/load"
)

// begun is the whole program in a window in memory, drawing at once.
func begun(t testing.TB, a fyne.App, s *data.Story, v view.View, set keep.Settings, size fyne.Size) *program {
	t.Helper()
	p := &program{app: a, inline: true}
	p.place.Settings = set
	p.win = test.NewWindow(nil)
	p.win.SetPadded(false)
	p.win.Canvas().(software.WindowlessCanvas).SetScale(0.5)
	p.win.Resize(size)
	p.show(s, v)
	p.win.Resize(size)
	return p
}

// press and typed are keys as they reach the program: what has the focus takes them.
func press(p *program, k fyne.KeyName) {
	c, e := p.win.Canvas(), &fyne.KeyEvent{Name: k}
	switch f := c.Focused(); {
	case k == fyne.KeyTab:
		c.FocusNext()
	case f != nil:
		f.TypedKey(e)
	case c.OnTypedKey() != nil:
		c.OnTypedKey()(e)
	}
}

func typed(p *program, r rune) {
	c := p.win.Canvas()
	if f := c.Focused(); f != nil {
		f.TypedRune(r)
	} else if c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

var (
	walkSizes = []fyne.Size{{Width: 1280, Height: 720}, {Width: 1024, Height: 640}, {Width: 600, Height: 1000}, {Width: 1440, Height: 900}}
	walkKeys  = []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyHome, fyne.KeyEnd, fyne.KeyEscape, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn, fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyF1}
	walkRunes = []rune("emylabhkcts?[]+-0g139")
)

// walk does one thing at random and says what.
func walk(p *program, rnd *rand.Rand) string {
	size := p.win.Canvas().Size()
	switch n := rnd.IntN(20); {
	case n < 6:
		k := walkKeys[rnd.IntN(len(walkKeys))]
		press(p, k)
		return "key " + string(k)
	case n < 11:
		r := walkRunes[rnd.IntN(len(walkRunes))]
		typed(p, r)
		return "rune " + string(r)
	case n < 15:
		at := fyne.NewPos(rnd.Float32()*size.Width, rnd.Float32()*size.Height)
		test.TapCanvas(p.win.Canvas(), at)
		return fmt.Sprintf("click %.0f %.0f", at.X, at.Y)
	case n < 16:
		if p.talk == nil && p.win.Canvas().Overlays().Top() == nil {
			p.startTalk(nil, nil)
			return "talk"
		}
		return "-"
	case n < 17:
		size = walkSizes[rnd.IntN(len(walkSizes))]
		p.win.Resize(size)
		return fmt.Sprintf("size %.0fx%.0f", size.Width, size.Height)
	case n < 18:
		if p.talk == nil {
			set := &p.place.Settings
			set.Theme = []look.Mode{look.Light, look.Dark}[rnd.IntN(2)]
			set.TextScale = []float32{0.9, 1, 1.3}[rnd.IntN(3)]
			p.app.Settings().SetTheme(set.Look())
			p.explore.Restyle()
			return fmt.Sprint("look ", set.Theme, set.TextScale)
		}
		return "-"
	default:
		if p.talk == nil {
			modes := view.Modes(p.store.Story())
			m := modes[rnd.IntN(len(modes))]
			v := p.store.Now()
			v.Sheet = ""
			p.store.Set(view.ToMode(p.store.Story(), v, m))
			return "mode " + string(m)
		}
		return "-"
	}
}

// fewPixels is how many may differ: a word that stands a little to the side.
const fewPixels = 400

// atRest ends talks, closes what lies over the window, and leaves the ways to learn,
// which still remember an opened row.
func atRest(p *program) {
	c := p.win.Canvas()
	for c.Overlays().Top() != nil && p.store.Now().Sheet == "" {
		c.Overlays().Remove(c.Overlays().Top())
	}
	if p.talk != nil {
		p.talk.End()
	}
	v := p.store.Now()
	v.Sheet = ""
	if v.Mode != view.Story {
		v = view.ToMode(p.store.Story(), v, view.Explore)
	}
	p.store.Set(v)
	c.Unfocus()
}

// TestWindow_hasNoMemoryOfThePast walks through the whole program at random, and then
// compares the window with that of a program freshly started at the same place.
func TestWindow_hasNoMemoryOfThePast(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	walks := 24
	if testing.Short() {
		walks = 6
	}
	for seed := range walks {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			a := test.NewTempApp(t)
			rnd := rand.New(rand.NewPCG(10, uint64(seed)))
			set := keep.Defaults()
			set.Theme, set.Still = look.Light, true
			a.Settings().SetTheme(set.Look())
			p := begun(t, a, s, view.Begin(s), set, walkSizes[0])
			a.Settings().AddListener(func(fyne.Settings) { p.explore.Restyle() })
			var done []string
			for range 12 {
				done = append(done, walk(p, rnd))
			}
			atRest(p)
			fresh := begun(t, a, s, p.store.Now(), p.place.Settings, p.win.Canvas().Size())
			got, want := p.win.Canvas().Capture(), fresh.win.Canvas().Capture()
			if n, box := differ(got, want); n > fewPixels {
				folder := os.Getenv("TRUCELINE_SHOTS")
				if folder != "" {
					savePNG(t, filepath.Join(folder, fmt.Sprintf("walk%d-walked.png", seed)), got)
					savePNG(t, filepath.Join(folder, fmt.Sprintf("walk%d-fresh.png", seed)), want)
				}
				t.Errorf("%d px differ in %v after %v, at %+v", n, box, done, p.store.Now())
			}
			p.win.Close()
			fresh.win.Close()
		})
	}
}

// differ counts the pixels that differ, and says within which rectangle.
func differ(a, b image.Image) (n int, box image.Rectangle) {
	if a.Bounds() != b.Bounds() {
		return 1, a.Bounds().Union(b.Bounds())
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return n, box
}

func savePNG(t *testing.T, path string, img image.Image) {
	f, err := os.Create(path)
	require.NoError(t, err)
	defer f.Close()
	require.NoError(t, png.Encode(f, img))
}
