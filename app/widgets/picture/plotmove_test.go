package picture

import (
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/data"
)

// TestPlot_aMoveGivenUpAtAnyFrameEndsAtTheRightPicture takes random steps, each after a
// random number of frames of the one before.
func TestPlot_aMoveGivenUpAtAnyFrameEndsAtTheRightPicture(t *testing.T) {
	app := newApp(t, 1)
	p, _ := plot(t, widgets.NewHost(widgets.Host{}))
	app.Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: 1})
	if !look.Of(p).Moves {
		t.Skip("this system shows no motion")
	}
	whole := content(t)
	near := func(first, last data.Day) PlotContent {
		c := whole
		c.Figure, c.Readings = whole.Figure.Between(first, last), nil
		return c
	}
	r := rand.New(rand.NewPCG(7, 11))
	from, until := whole.Figure.From, whole.Figure.Until
	for range 25 {
		first := from + data.Day(r.IntN(int(until-from)-20))
		to := near(first, first+20)
		start := p.content.Figure
		m := &move{to: to, frame: func(share float64) *charts.Figure {
			at := data.Day(float64(first-start.From) * share)
			return whole.Figure.Between(start.From+at, start.From+at+20)
		}, animation: &fyne.Animation{}}
		p.halt()
		p.moving = m
		for frame := range r.IntN(12) {
			p.moveBy(float64(frame) / 12)
			assert.False(t, p.Drawn(), "what moves is not drawn yet")
		}
		if r.IntN(2) == 0 {
			continue // another step comes in between
		}
		p.moveBy(1)
		require.True(t, p.Drawn())
		assert.Same(t, to.Figure, p.content.Figure)
		moved := p.picture
		calm, _ := plot(t, widgets.NewHost(widgets.Host{}))
		calm.SetContent(to)
		require.Equal(t, calm.Size(), p.Size())
		assert.Equal(t, calm.picture.Pix, moved.Pix, "the same to the pixel as without the way")
	}
}

func TestPlot_labelsFadeOutAndInAgain(t *testing.T) {
	app := newApp(t, 1)
	p, _ := plot(t, widgets.NewHost(widgets.Host{}))
	app.Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: 1})
	if !look.Of(p).Moves {
		t.Skip("this system shows no motion")
	}
	p.SetContent(content(t))
	label := p.layout.Captions()[0]
	alpha := func() int {
		for _, o := range p.view.texts {
			if x := o.(*canvas.Text); x.Text == label.Text && x.Position() == fyne.NewPos(float32(label.X), float32(label.Y)) {
				_, _, _, a := x.Color.RGBA()
				return int(a)
			}
		}
		return 0
	}
	bare := *p.content.Figure
	bare.Captions = nil
	full := alpha()
	p.halt()
	p.moving = &move{to: p.content, frame: func(float64) *charts.Figure { f := bare; return &f }, labels: p.layout.Captions(), animation: &fyne.Animation{}}
	p.moveBy(0.2)
	assert.True(t, 0 < alpha() && alpha() < full, "on its way out: %d of %d", alpha(), full)
	p.moveBy(0.6)
	assert.Zero(t, alpha())
	p.moveBy(1)
	p.appearBy(0.5)
	assert.True(t, 0 < alpha() && alpha() < full, "on its way in: %d of %d", alpha(), full)
	p.appearBy(1)
	assert.Equal(t, full, alpha())
	assert.True(t, p.Drawn())
}

func TestPlot_moveToIsACutWithoutMotion(t *testing.T) {
	newApp(t, 1) // stands still
	p, _ := plot(t, widgets.NewHost(widgets.Host{}))
	to := content(t)
	p.MoveTo(to, func(float64) *charts.Figure { t.Fatal("no frame is asked for"); return nil })
	assert.Nil(t, p.moving)
	assert.True(t, p.Drawn())
}

func TestPlot_aFlagNamesItsDayAndItsLineMeetsNoLabel(t *testing.T) {
	newApp(t, 1)
	p, _ := plot(t, widgets.NewHost(widgets.Host{}))
	c := content(t)
	c.Flag = Flag{Day: day(t, "04-10"), Text: "10 April 2025"}
	p.SetContent(c)
	p.SetCursor(c.Flag.Day, data.NoDay, "")
	assert.Equal(t, "10 April 2025", p.view.text.Text)
	for _, d := range p.view.dots {
		assert.False(t, d.Visible(), "the figure has dots of its own")
	}
	line := p.view.cursor
	x := line.Position().X
	for _, label := range p.layout.Texts {
		if float32(label.X) < x && x < float32(label.X+label.W) && float32(label.Y) > line.Position().Y {
			assert.LessOrEqual(t, line.Position().Y+line.Size().Height, float32(label.Y), "%q", label.Text)
		}
	}
	p.SetHover(c.Flag.Day + 1)
	assert.NotEqual(t, "10 April 2025", p.view.text.Text, "pointed at, a day is read out")
}

func TestPlot_noLineOfThePointerCrossesALabel(t *testing.T) {
	newApp(t, 1)
	p, _ := plot(t, widgets.NewHost(widgets.Host{}))
	p.SetContent(content(t))
	f, crossed := p.content.Figure, 0
	for d := f.From; d <= f.Until; d++ {
		p.SetHover(d)
		if !p.view.pointer.Visible() {
			continue
		}
		x, top := p.view.pointer.Position().X, p.view.pointer.Position().Y
		end := top + p.view.pointer.Size().Height
		for _, label := range p.layout.Texts {
			if float32(label.X) < x && x < float32(label.X+label.W) && float32(label.Y) > top && float32(label.Y+label.H) < float32(p.layout.Plot.Bottom()) {
				crossed++
				assert.LessOrEqual(t, end, float32(label.Y)+0.5, "%s and %q", d, label.Text)
			}
		}
	}
	assert.NotZero(t, crossed, "some days have labels below")
}
