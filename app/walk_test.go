package app

import (
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
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
func begun(t testing.TB, a fyne.App, s *data.Story, v view.View, set keep.Settings, kept keep.Store, size fyne.Size) *program {
	t.Helper()
	p := &program{app: a, inline: true, keeper: kept}
	p.place.Settings = set
	p.win = newKeyed()
	p.win.SetPadded(false)
	p.win.Canvas().(software.WindowlessCanvas).SetScale(0.5)
	p.win.Resize(size)
	p.show(s, v)
	p.win.Resize(size)
	return p
}

// keyed is a window in memory whose canvas knows shortcuts, which the toolkit's own for
// tests does not.
type keyed struct {
	fyne.Window
	canvas *keyedCanvas
}

type keyedCanvas struct {
	software.WindowlessCanvas
	fyne.ShortcutHandler
}

func newKeyed() *keyed {
	w := test.NewWindow(nil)
	return &keyed{w, &keyedCanvas{WindowlessCanvas: w.Canvas().(software.WindowlessCanvas)}}
}

func (k *keyed) Canvas() fyne.Canvas { return k.canvas }

func (c *keyedCanvas) AddShortcut(s fyne.Shortcut, do func(fyne.Shortcut)) {
	c.ShortcutHandler.AddShortcut(s, do)
}
func (c *keyedCanvas) RemoveShortcut(s fyne.Shortcut) { c.ShortcutHandler.RemoveShortcut(s) }

// move puts the pointer somewhere.
func move(p *program, at fyne.Position) {
	test.MoveMouse(p.win.Canvas().(*keyedCanvas).WindowlessCanvas, at)
}

// press, typed and shortcut are keys as they reach the program: what has the focus takes
// them.
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

func shortcut(p *program, k fyne.KeyName) {
	s := &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl}
	if f, ok := p.win.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
		return
	}
	p.win.Canvas().(fyne.Shortcutable).TypedShortcut(s)
}

var (
	walkSizes     = []fyne.Size{{Width: 1280, Height: 720}, {Width: 1024, Height: 640}, {Width: 600, Height: 1000}, {Width: 1440, Height: 900}, {Width: 700, Height: 500}}
	walkKeys      = []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyHome, fyne.KeyEnd, fyne.KeyEscape, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn, fyne.KeySpace, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyF1}
	walkRunes     = []rune("emylabhkcts?[]+-0g1239dvxw")
	walkShortcuts = []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key4, fyne.Key5, fyne.KeyK, fyne.KeyE, fyne.KeyZ, fyne.KeyEqual, fyne.KeyMinus, fyne.Key0}
)

// walk does one thing at random and says what.
func walk(p *program, rnd *rand.Rand) string {
	size := p.win.Canvas().Size()
	switch n := rnd.IntN(24); {
	case n < 5:
		k := walkKeys[rnd.IntN(len(walkKeys))]
		press(p, k)
		return "key " + string(k)
	case n < 9:
		r := walkRunes[rnd.IntN(len(walkRunes))]
		typed(p, r)
		return "rune " + string(r)
	case n < 12:
		k := walkShortcuts[rnd.IntN(len(walkShortcuts))]
		shortcut(p, k)
		return "Ctrl+" + string(k)
	case n < 15:
		at := fyne.NewPos(rnd.Float32()*size.Width, rnd.Float32()*size.Height)
		move(p, at)
		test.TapCanvas(p.win.Canvas(), at)
		return fmt.Sprintf("click %.0f %.0f", at.X, at.Y)
	case n < 20:
		// What can be clicked, wherever it stands.
		targets := tappable(p.win.Canvas())
		to := targets[rnd.IntN(len(targets))]
		test.TapCanvas(p.win.Canvas(), fyne.NewPos((to.x0+to.x1)/2, (to.y0+to.y1)/2))
		return fmt.Sprintf("click %v", to)
	case n < 21:
		if p.talk == nil && p.win.Canvas().Overlays().Top() == nil {
			p.startTalk(nil, nil, "")
			return "talk"
		}
		return walk(p, rnd)
	case n < 22:
		size = walkSizes[rnd.IntN(len(walkSizes))]
		p.win.Resize(size)
		return fmt.Sprintf("size %.0fx%.0f", size.Width, size.Height)
	case n < 23 && p.talk == nil:
		set := &p.place.Settings
		set.Theme = []look.Mode{look.Light, look.Dark}[rnd.IntN(2)]
		set.TextScale = []float32{0.9, 1, 1.3}[rnd.IntN(3)]
		look.Apply(set.Look())
		p.explore.Restyle()
		return fmt.Sprint("look ", set.Theme, set.TextScale)
	case p.talk != nil:
		p.talk.End()
		return "talk ends"
	}
	return walk(p, rnd)
}

// tappable is where everything stands that can be clicked, as far as it is seen.
func tappable(c fyne.Canvas) []box {
	var out []box
	var look func(o fyne.CanvasObject, at fyne.Position, clip box)
	look = func(o fyne.CanvasObject, at fyne.Position, clip box) {
		if !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		if clips(o) {
			clip = boxOf(at, o.Size()).within(clip)
		}
		if seen := boxOf(at, o.Size()).within(clip); !seen.empty() {
			if _, ok := o.(fyne.Tappable); ok {
				out = append(out, seen)
			}
		}
		for _, part := range parts(o) {
			look(part, at, clip)
		}
	}
	top := c.Content()
	if o := c.Overlays().Top(); o != nil {
		top = o
	}
	look(top, fyne.Position{}, boxOf(fyne.Position{}, c.Size()))
	return out
}

// atRest ends talks, closes what lies over the window, and takes pointer and keyboard
// away.
func atRest(p *program) {
	c := p.win.Canvas()
	if p.talk != nil {
		p.talk.End()
	}
	if v := p.store.Now(); v.Sheet != "" {
		v.Sheet = ""
		p.store.Set(v)
	}
	for c.Overlays().Top() != nil {
		c.Overlays().Remove(c.Overlays().Top())
	}
	c.Unfocus()
	move(p, fyne.NewPos(-50, -50))
}

// TestWindow_hasNoMemoryOfThePast walks through the whole program at random, and then
// compares the window with that of a program freshly started at the same place: object
// by object, as they are drawn.
func TestWindow_hasNoMemoryOfThePast(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	walks := 200
	if os.Getenv("TRUCELINE_WALKS") != "" {
		walks, _ = strconv.Atoi(os.Getenv("TRUCELINE_WALKS"))
	}
	if testing.Short() {
		walks = 20
	}
	a := test.NewTempApp(t)
	for seed := range walks {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(10, uint64(seed)))
			set := keep.Defaults()
			set.Theme, set.Still = look.Light, true
			look.Apply(set.Look())
			kept := keep.In(t.TempDir())
			p := begun(t, a, s, view.Begin(s), set, kept, walkSizes[0])
			var done []string
			for range 16 {
				done = append(done, walk(p, rnd))
			}
			atRest(p)
			fresh := begun(t, a, s, p.store.Now(), p.place.Settings, kept, p.win.Canvas().Size())
			fresh.win.Canvas().Unfocus()
			want := drawn(fresh.win.Canvas(), nil)
			got := drawn(p.win.Canvas(), want)
			if d := differ(got.lines, want.lines); d != "" {
				if folder := os.Getenv("TRUCELINE_SHOTS"); folder != "" {
					savePNG(t, filepath.Join(folder, fmt.Sprintf("walk%d-walked.png", seed)), p.win.Canvas().Capture())
					savePNG(t, filepath.Join(folder, fmt.Sprintf("walk%d-fresh.png", seed)), fresh.win.Canvas().Capture())
				}
				t.Errorf("after %v, at %+v:\n%s", done, p.store.Now(), d)
			}
			p.win.Close()
			fresh.win.Close()
			test.NewCanvas().Capture() // at which the toolkit forgets what was drawn a minute ago
		})
	}
}

// differ says which lines are in only one of two pictures, a few of them.
func differ(got, want []string) string {
	var out []string
	only := func(sign string, a, b []string) {
		n := 0
		count := map[string]int{}
		for _, l := range b {
			count[l]++
		}
		for _, l := range a {
			if count[l]--; count[l] < 0 && n < 8 {
				n++
				out = append(out, sign+l)
			}
		}
	}
	only("walked: ", got, want)
	only("fresh:  ", want, got)
	if len(out) == 0 && !slices.Equal(got, want) {
		out = append(out, "in another order")
	}
	return strings.Join(out, "\n")
}

func savePNG(t *testing.T, path string, img image.Image) {
	f, err := os.Create(path)
	require.NoError(t, err)
	defer f.Close()
	require.NoError(t, png.Encode(f, img))
}
