// Package panels says what each panel shows of a story for a View: plot, read-out,
// map and cards. Every window that shows a View asks it, so that no two windows can
// differ.
package panels

import (
	"maps"

	"truceline/app/view"
	"truceline/app/widgets/picture"
	"truceline/charts/scene"
	"truceline/data"
)

// Plots holds the plots of a story, each made once. Windows that share it share
// figures, and so the pictures of them. It belongs to Fyne's goroutine.
type Plots struct {
	story   *data.Story
	whole   map[scene.Scene]picture.PlotContent // of all days
	near    picture.PlotContent                 // the last asked for, of nearKey
	nearKey scene.Scene
	beats   map[scene.Scene]picture.PlotContent
}

// mostBeats bounds how many plots of beats are kept.
const mostBeats = 8

// NewPlots returns the plots of a story.
func NewPlots(s *data.Story) *Plots {
	return &Plots{story: s, whole: map[scene.Scene]picture.PlotContent{}, beats: map[scene.Scene]picture.PlotContent{}}
}

// Of returns the plot of a View. Plots of what was known on a day are kept until
// another day is asked for.
func (p *Plots) Of(v view.View) picture.PlotContent { return p.scene(view.Scene(p.story, v)) }

// scene returns the plot of a scene.
func (p *Plots) scene(k scene.Scene) picture.PlotContent {
	if k.Beat != "" {
		c, ok := p.beats[k]
		if !ok {
			if len(p.beats) >= mostBeats {
				clear(p.beats)
			}
			c = BeatContent(p.story, k)
			p.beats[k] = c
		}
		return c
	}
	s := scene.Told(p.story, k)
	if k == p.nearKey && p.near.Figure != nil {
		return p.near
	}
	whole := whole(k)
	c, ok := p.whole[whole]
	if !ok {
		maps.DeleteFunc(p.whole, func(old scene.Scene, _ picture.PlotContent) bool { return old.Known != 0 && old.Known != k.Known })
		c = plotContent(s, whole)
		p.whole[whole] = c
	}
	p.nearKey, p.near = k, closer(withReplies(s, c, k), k)
	return p.near
}
