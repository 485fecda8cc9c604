package given

import (
	"image"

	"fyne.io/fyne/v2"

	"truceline/app/panels"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/charts"
	"truceline/charts/pages"
	"truceline/charts/render"
)

// thumbs draws small slides, one at a time and away from Fyne's goroutine, and keeps
// them.
type thumbs struct {
	plots *panels.Plots
	run   func(work func() (apply func()))
	kept  map[Slide]image.Image
	queue []thumbJob
	busy  bool
}

// Slide is everything that a small slide shows.
type Slide struct {
	View     view.View
	Headline string
	Besides  talk.Slide // none of the steps
	Unbuilt  int        // parts that have not come yet
	palette  *charts.Palette
}

// widthPX is the width of small slides in px.
const widthPX = 480

type thumbJob struct {
	key  Slide
	done []func(image.Image)
}

// DrawBy lets small slides be drawn from plots, away from Fyne's goroutine where run
// does so.
func (t *Talk) DrawBy(plots *panels.Plots, run func(func() func())) {
	t.thumbs = &thumbs{plots: plots, run: run, kept: map[Slide]image.Image{}}
}

// most bounds how many thumbnails are kept.
const most = 160

// get calls done with a slide's picture: at once if it is kept, else when it has been
// drawn. One that cannot be drawn is noted and not shown.
func (t *thumbs) get(key Slide, done func(image.Image)) {
	key.View.Sheet = ""
	if img, ok := t.kept[key]; ok {
		done(img)
		return
	}
	for i := range t.queue {
		if t.queue[i].key == key {
			t.queue[i].done = append(t.queue[i].done, done)
			return
		}
	}
	t.queue = append(t.queue, thumbJob{key, []func(image.Image){done}})
	t.next()
}

func (t *thumbs) next() {
	if t.busy || len(t.queue) == 0 {
		return
	}
	t.busy = true
	key := t.queue[0].key
	slide := t.plots.SlideOf(key.View, key.Headline, "", key.Unbuilt)
	if key.Besides != talk.NoSlide {
		slide = t.plots.SlideBesides(pages.SlideKind(key.Besides), key.View)
	}
	t.run(func() func() {
		page, err := slide.Page(widthPX, widthPX*9/16)
		var img image.Image
		if err == nil {
			img, err = render.Page(page, key.palette)
		}
		return func() {
			job := t.queue[0]
			t.queue, t.busy = t.queue[1:], false
			if err != nil {
				fyne.LogError("drawing a small slide", err)
			} else {
				if len(t.kept) >= most {
					clear(t.kept)
				}
				t.kept[key] = img
				for _, done := range job.done {
					done(img)
				}
			}
			t.next()
		}
	})
}
