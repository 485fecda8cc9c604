package picture

import (
	"time"

	"fyne.io/fyne/v2"

	"truceline/app/look"
	"truceline/charts"
)

// moveTime is how long a plot takes from one scene to the next, fadeTime how long the
// labels take then to appear.
const (
	moveTime = 420 * time.Millisecond
	fadeTime = 160 * time.Millisecond
)

// move is a plot on its way to another figure.
type move struct {
	to        PlotContent
	frame     func(share float64) *charts.Figure
	animation *fyne.Animation
	labels    []charts.Text // of what it left, which fade while it goes
	share     float64
}

// MoveTo shows another figure after the frames between: frame returns the one that is
// a share of the way there, from 0 to 1. Whatever the plot was on its way to is given
// up. With nothing shown yet, or without motion, it is a cut.
func (p *Plot) MoveTo(c PlotContent, frame func(share float64) *charts.Figure) {
	p.halt()
	if frame == nil || p.picture == nil || !look.Of(p).Moves {
		p.SetContent(c)
		return
	}
	m := &move{to: c, frame: frame, labels: p.layout.Captions()}
	p.moving = m
	m.animation = fyne.NewAnimation(moveTime, func(share float32) {
		if p.moving == m {
			p.moveBy(float64(share))
		}
	})
	m.animation.Curve = fyne.AnimationEaseInOut
	m.animation.Start()
}

// moveBy shows a frame of the way, unless the one before is still being drawn; at the
// end what was asked for.
func (p *Plot) moveBy(share float64) {
	m := p.moving
	m.share = share
	if share >= 1 {
		p.moving = nil
		p.SetContent(m.to)
		p.appear()
		return
	}
	if p.drawn == p.wanted {
		p.content = PlotContent{Figure: m.frame(share)}
		p.draw()
	}
}

// appear lets the labels of what is shown come up.
func (p *Plot) appear() {
	p.shade = 0
	p.fading = fyne.NewAnimation(fadeTime, p.appearBy)
	p.fading.Start()
}

func (p *Plot) appearBy(share float32) {
	p.shade = share
	if share >= 1 {
		p.fading = nil
		p.host.Moved() // all has come to rest
	}
	p.Refresh()
}

// halt gives up a way to another figure, and shows its labels in full.
func (p *Plot) halt() {
	if p.moving != nil {
		p.moving.animation.Stop()
		p.moving = nil
	}
	if p.fading != nil {
		p.fading.Stop()
		p.fading = nil
	}
	p.shade = 1
}
