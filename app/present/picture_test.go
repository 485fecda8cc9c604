package present

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/draw"

	"truceline/app/present/stage"
	"truceline/charts"
)

// TestPresentation_theSmallPictureIsTheRoomsScaled compares the presenter's picture with
// the room's, of every step and slide: each text and line in its place, and of some the
// colours of all pixels.
func TestPresentation_theSmallPictureIsTheRoomsScaled(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	for _, size := range []fyne.Size{{Width: 1920, Height: 1080}, {Width: 1024, Height: 768}} {
		t.Run(fmt.Sprintf("%gx%g", size.Width, size.Height), func(t *testing.T) {
			p, _ := begin(t, fyne.NewSize(1440, 900), true)
			p.openRoom(false)
			p.room.SetPadded(false)
			p.room.Canvas().(software.WindowlessCanvas).SetScale(1)
			p.room.Resize(size)
			press(p, fyne.KeyPageUp) // the opening slide
			for n := 0; ; n++ {
				before := p.Show.Room()
				room, small := p.audience.stage, p.desk.Stage
				require.Equal(t, size, room.Size())
				require.True(t, room.Drawn() && small.Drawn())
				name := p.Story.Beat(before.View.Beat).Short
				sameScaled(t, name, room, small)
				if n%4 == 0 { // some, since it takes long
					at := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(small.Size().Width/3, small.Size().Height/2)}}
					small.Glass.MouseMoved(at)
					samePixels(t, name, p, room, small)
					small.Glass.MouseOut()
				}
				press(p, fyne.KeyPageDown)
				if p.Show.Room() == before {
					break
				}
			}
		})
	}
}

func sameScaled(t *testing.T, name string, room, small *stage.Stage) {
	t.Helper()
	k := float64(small.Size().Width / room.Size().Width)
	assert.InDelta(t, float64(room.Size().Height)*k, float64(small.Size().Height), 1, "%s: the same proportions", name)
	same := func(what string, a, b []charts.Text) {
		require.Len(t, b, len(a), "%s: %s", name, what)
		for i := range a {
			assert.Equal(t, a[i].Text, b[i].Text, "%s: %s", name, what)
			for _, of := range [][2]float64{{a[i].X, b[i].X}, {a[i].Y, b[i].Y}, {a[i].W, b[i].W}, {a[i].SizeDP, b[i].SizeDP}} {
				assert.InDelta(t, of[0]*k, of[1], 0.6, "%s: %s %q", name, what, a[i].Text)
			}
		}
	}
	same("slide", room.Slide.Texts, small.Slide.Texts)
	assert.Equal(t, room.Plot.Visible(), small.Plot.Visible())
	if room.Plot.Visible() {
		same("plot", room.Plot.Layout().Texts, small.Plot.Layout().Texts)
	}
	assert.Equal(t, room.Mapped, small.Mapped)
	if room.Mapped {
		same("map", room.Map.Layout().Texts, small.Map.Layout().Texts)
		require.Len(t, small.Map.Layout().Markers, len(room.Map.Layout().Markers), name)
		for i, m := range room.Map.Layout().Markers {
			got := small.Map.Layout().Markers[i]
			assert.InDelta(t, m.At.X*k, got.At.X, 1, "%s: %s", name, m.ID)
			assert.InDelta(t, m.At.Y*k, got.At.Y, 1, "%s: %s", name, m.ID)
			assert.InDelta(t, m.RadiusDP*k, got.RadiusDP, 0.6, "%s: %s", name, m.ID)
		}
	}
}

// samePixels compares both pictures, each made as small as a thumb: letters are drawn
// anew in each size, and are told apart by no more than their edges.
func samePixels(t *testing.T, name string, p *Presentation, room, small *stage.Stage) {
	t.Helper()
	const w, h = 160, 90
	thumb := func(win fyne.Window, s *stage.Stage) *image.RGBA {
		all := win.Canvas().Capture()
		at := s.Position()
		out := image.NewRGBA(image.Rect(0, 0, w, h))
		from := image.Rect(int(at.X), int(at.Y), int(at.X+s.Size().Width), int(at.Y+s.Size().Height))
		draw.CatmullRom.Scale(out, out.Bounds(), all, from, draw.Src, nil)
		return out
	}
	a, b := thumb(p.room, room), thumb(p.win, small)
	off, far := 0.0, 0
	for y := range h {
		for x := range w {
			d := apartBy(a.RGBAAt(x, y), b.RGBAAt(x, y))
			off += d
			if d > 90 {
				far++
			}
		}
	}
	assert.Less(t, off/(w*h), 6.5, "%s: on average", name)
	assert.Less(t, far, w*h/100, "%s: pixels of another colour", name)
}

func apartBy(a, b color.RGBA) float64 {
	return math.Max(math.Abs(float64(a.R)-float64(b.R)), math.Max(math.Abs(float64(a.G)-float64(b.G)), math.Abs(float64(a.B)-float64(b.B))))
}
