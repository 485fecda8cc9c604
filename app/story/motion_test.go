package story

import (
	"image"
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/data"
)

// slow is an app whose animations go on only when they are asked to, so that a test can
// stop between any two frames.
type slow struct {
	fyne.App
	driver *slowDriver
}

type slowDriver struct {
	fyne.Driver
	moving []*fyne.Animation
}

func (s *slow) Driver() fyne.Driver { return s.driver }

func (d *slowDriver) StartAnimation(a *fyne.Animation) { d.moving = append(d.moving, a) }
func (d *slowDriver) StopAnimation(a *fyne.Animation) {
	d.moving = slices.DeleteFunc(d.moving, func(x *fyne.Animation) bool { return x == a })
}

// frame shows the frame of all that moves at a share of its way.
func (d *slowDriver) frame(share float32) {
	for _, a := range slices.Clone(d.moving) {
		a.Tick(share)
	}
}

// rest brings all that moves to its end, and what that sets in motion.
func (d *slowDriver) rest(t *testing.T) {
	for range 10 {
		if len(d.moving) == 0 {
			return
		}
		ended := d.moving
		d.moving = nil
		for _, a := range ended {
			a.Tick(1)
		}
	}
	t.Fatal("it never comes to rest")
}

// slowly opens a room in which things move.
func slowly(t *testing.T, size fyne.Size) (*opened, *slowDriver) {
	o := open(t, 1, size)
	app := fyne.CurrentApp()
	app.Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: 1})
	s := &slowDriver{Driver: app.Driver()}
	fyne.SetCurrentApp(&slow{app, s})
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	return o, s
}

// TestRoom_aStepInterruptedAtAnyFrameEndsAtTheRightPicture steps at random, from scene to
// scene of every kind: lines that grow, rows and columns that rise, maps. Each step may be interrupted at any frame; once all has come to rest, the window is
// equal to the pixel to one that came there by a cut.
func TestRoom_aStepInterruptedAtAnyFrameEndsAtTheRightPicture(t *testing.T) {
	size := fyne.NewSize(1000, 560)
	o, s := slowly(t, size)
	if !look.Of(o.Room).Moves {
		t.Skip("this system shows no motion")
	}
	beats := o.story.BeatsShown(false)
	mapped := slices.DeleteFunc(slices.Clone(beats), func(b data.Beat) bool { return b.Scene.Beside != data.BesideMap || b.Scene.Figure == data.MapScene })
	r := rand.New(rand.NewPCG(3, 5))
	moved := map[string]bool{}
	var ends []view.View
	var pictures []image.Image
	for n := range 60 {
		switch {
		case n%3 == 0: // the next one, as a reader goes
			o.step(1)
		case n%5 > 2: // from map to map
			o.store.Set(view.ToBeat(o.story, o.store.Now(), mapped[r.IntN(len(mapped))].ID))
		default:
			o.store.Set(view.ToBeat(o.story, o.store.Now(), beats[r.IntN(len(beats))].ID))
		}
		if len(s.moving) > 0 {
			moved[o.shown.Beat] = true
		}
		for frame := range r.IntN(9) {
			s.frame(float32(frame) / 9)
		}
		if n%5 == 4 {
			s.rest(t)
			require.True(t, o.Drawn(), "%s has come to rest", o.shown.Beat)
			ends, pictures = append(ends, o.store.Now()), append(pictures, o.win.Canvas().Capture())
		}
	}
	assert.Greater(t, len(moved), 10, "scenes move")
	fresh, still := slowly(t, size)
	fyne.CurrentApp().Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: 1, Still: true})
	for i, v := range ends {
		fresh.store.Set(v)
		require.Empty(t, still.moving, "%s: without motion it is a cut", v.Beat)
		require.Equal(t, pictures[i], fresh.win.Canvas().Capture(), "%s, end %d", v.Beat, i)
	}
}
