// Package stage draws what a room sees in a talk: the slide, and what lies over it, the
// pointer, the spotlight and marks drawn by hand. It knows no presenter.
package stage

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/meetings"
	"truceline/charts/pages"
	"truceline/charts/render"
	"truceline/data"
)

// Events are what can be done on a stage. A nil one is left out.
type Events struct {
	Point   func(talk.Point)
	Next    func() // a click on a slide of the story
	Day     func(data.Day)
	Meeting func(id string)
	Zoom    func(about data.Day, factor float64)
	Pan     func(by data.Day)
	Map     func(meetings.Place)
	// Draw is called with a mark as it grows; last is set when it is done.
	Draw func(mark talk.Stroke, last bool)
}

// Stage draws what a room sees, in a window of its own or as a part of the
// presenter's: the same slide, larger or smaller. All that lies on it follows the
// talk.Room that it is shown.
type Stage struct {
	widget.BaseWidget
	theme  *look.Theme
	story  *data.Story
	plots  *panels.Plots
	events Events

	// What is shown, to be looked at: the plot and, if Mapped, the map, the slide as it is
	// laid out, and its words. Glass lies over all of it and takes the hand.
	Plot   *picture.Plot
	Map    *picture.Map
	Mapped bool
	Slide  *pages.Slide
	Words  pages.SlideWords
	Glass  *Glass
	Host   *widgets.Host

	room    talk.Room
	shown   bool           // a room has been shown
	told    *data.Story    // what is shown is of this story,
	seen    view.View      // and this View of it; see view.Looking
	figure  *charts.Figure // what the plot shows
	laidFor slideKey
	drawing bool // drags draw marks
	pen     int  // which pen
	view    *stageRenderer
	// of is the size of the slide that the stage is a smaller picture of; zero: its own.
	of    fyne.Size
	scale float32 // by which it is larger
}

// slideKey is everything that a slide's layout depends on.
type slideKey struct {
	words pages.SlideWords
	size  fyne.Size
	of    fyne.Size
}

// New returns a stage that shows nothing yet. Its type and colours are those
// of mode, whatever the application's are.
func New(plots *panels.Plots, s *data.Story, mode look.Mode, run func(func() func()), after hostAfter, moved func(), events Events) *Stage {
	t := &Stage{story: s, plots: plots, events: widgets.Filled(events), theme: &look.Theme{Mode: mode, TextScale: 1}}
	t.Host = widgets.NewHost(widgets.Host{Run: run, After: after, Moved: moved, Look: t.theme})
	t.Plot = picture.NewPlot(t.Host, picture.PlotEvents{
		Picked: t.day, PickedTick: t.events.Meeting, Zoomed: t.events.Zoom, Panned: t.events.Pan,
	}, func(*charts.Layout) { t.overlay() })
	t.Plot.SetBare(true)
	t.Map = picture.NewMap(t.Host, words.Local{}, picture.MapEvents{Picked: t.events.Meeting, Moved: t.events.Map})
	t.Map.SetSummary(func() string {
		if t.told == nil {
			return "" // nothing is shown yet
		}
		return panels.MapSummary(t.told, t.seen, t.Map.Layout())
	})
	t.Glass = widgets.Extended(&Glass{t: t, after: after})
	return widgets.Extended(t)
}

// day takes a click into the plot: while the story is told it goes on.
func (t *Stage) day(d data.Day) {
	if t.tells() {
		t.events.Next()
	} else {
		t.events.Day(d)
	}
}

// tells tells whether a slide of the story is shown, and nothing is explored.
func (t *Stage) tells() bool { return t.room.Slide != talk.NoSlide || t.room.View.Mode == view.Story }

// Look implements look.Looker.
func (t *Stage) Look() *look.Theme { return t.theme }

// SetMode shows the stage in other colours.
func (t *Stage) SetMode(m look.Mode) {
	if t.theme.Mode != m {
		t.theme.Mode = m
		t.Refresh()
	}
}

// SetStill turns motion on the stage off.
func (t *Stage) SetStill(still bool) { t.theme.Still = still }

// Drawn tells whether plot and map show what they should.
func (t *Stage) Drawn() bool {
	return (!t.Plot.Visible() || t.Plot.Drawn()) && (!t.Mapped || t.Map.Drawn())
}

// SetPen lets drags draw marks with a pen, or do what they do else.
func (t *Stage) SetPen(drawing bool, pen int) { t.drawing, t.pen = drawing, pen }

// Covered tells whether black or white covers the slide.
func (t *Stage) Covered() bool { return t.view != nil && t.view.blank.Visible() }

// Room returns what is shown.
func (t *Stage) Room() talk.Room { return t.room }

// SetRoom shows what a room sees. It draws only what differs.
func (t *Stage) SetRoom(r talk.Room) {
	if t.shown && t.room == r {
		return
	}
	old, fresh := t.room, !t.shown
	t.room, t.shown = r, true
	if fresh || old.View != r.View || old.Headline != r.Headline || old.Step != r.Step || old.Steps != r.Steps || old.Ask != r.Ask || old.Told != r.Told ||
		old.Slide != r.Slide || old.Unbuilt != r.Unbuilt {
		before, seen := t.told, t.seen
		slide := t.slideOf(r)
		s, v := slide.Story, slide.View
		t.told, t.seen = s, v
		if slide.Plot.Figure != nil && (fresh || t.figure != slide.Plot.Figure) {
			t.figure = slide.Plot.Figure
			t.Plot.SetContent(slide.Plot)
		}
		t.Plot.SetCursor(v.Day, v.Pin, v.Meeting)
		if slide.Words.Map != pages.NoMap && (!t.Mapped || before != s || seen.MapLook() != v.MapLook()) {
			t.Map.SetContent(s, v.MapLook())
		}
		t.Words = slide.Words
		if b := t.story.Beat(r.View.Beat); b != nil && r.Ask.On {
			t.Words = pages.SlideWords{Headline: b.Scene.Question.Asks, Foot: slide.Words.Foot}
			for i, a := range b.Scene.Question.Answers[:min(len(b.Scene.Question.Answers), pages.MaxHands)] {
				t.Words.Hands[i] = pages.Hands{Says: a.Says, Count: r.Ask.Counts[i]}
			}
		}
		t.Mapped = t.Words.Map != pages.NoMap
		t.lay(t.Size())
	}
	if r.Point.On && r.Point.Day.Set() {
		t.Plot.SetHover(r.Point.Day)
	} else {
		t.Plot.SetHover(data.NoDay)
	}
	t.overlay()
}

// slideOf is the slide that a room sees.
func (t *Stage) slideOf(r talk.Room) panels.Slide {
	if r.Slide != talk.NoSlide {
		return t.plots.SlideBesides(pages.SlideKind(r.Slide), r.View)
	}
	return t.plots.SlideOf(r.View, t.headline(r), foot(r), r.Unbuilt)
}

// headline is the talk's, as long as the plot is the one that it speaks of; else the
// plot says its own.
func (t *Stage) headline(r talk.Room) string {
	if r.View.AsKnown || t.story.Beat(r.View.Beat) != nil && r.Headline == t.story.Beat(r.View.Beat).Headline {
		return ""
	}
	return r.Headline
}

// foot says where in the talk a room is, and the day that is shown.
func foot(r talk.Room) string {
	day := words.Local{}.Day(r.View.Day, charts.DayMonthYear)
	switch {
	case r.Told != "":
		return r.Told
	case r.Step < 0:
		return day
	case r.Step >= r.Steps:
		return words.Say("slide.foot.after", "Step", r.Step-r.Steps+1, "Day", day)
	}
	return words.Say("slide.foot", "Step", r.Step+1, "Steps", r.Steps, "Day", day)
}

// SetOf makes the stage a picture of a slide of another size, with the same proportions.
func (t *Stage) SetOf(of fyne.Size) {
	if t.of != of {
		t.of = of
		t.lay(t.Size())
	}
}

// lay places the slide for a size, if that or its words have changed.
func (t *Stage) lay(size fyne.Size) {
	of := t.of
	if of.IsZero() {
		of = size
	}
	key := slideKey{t.Words, size, of}
	if t.view == nil || size.Width < 1 || size.Height < 1 || !t.shown || key == t.laidFor && t.Slide != nil {
		return
	}
	t.laidFor = key
	t.scale = size.Width / of.Width
	t.Slide = pages.LaySlide(t.Words, float64(of.Width), float64(of.Height), look.Metrics()).Scaled(float64(t.scale))
	t.Plot.SetZoom(t.scale)
	t.Map.SetZoom(t.scale)
	rescaled := t.theme.TextScale != float32(t.Slide.TextScale)
	t.theme.TextScale = float32(t.Slide.TextScale)
	widgets.SetVisible(t.Plot, t.Slide.Plot.W > 0)
	widgets.SetVisible(t.Map, t.Slide.Map.W > 0)
	place(t.Plot, t.Slide.Plot)
	place(t.Map, t.Slide.Map)
	if rescaled {
		t.Plot.Refresh()
		t.Map.Refresh()
	}
	t.view.setTexts()
}

func place(o fyne.CanvasObject, r label.Rect) {
	widgets.Put(o, float32(r.X), float32(r.Y), float32(r.W), float32(r.H))
}

// overlay places what lies over the slide: marks, pointer, spotlight, blank.
func (t *Stage) overlay() {
	if t.view != nil && t.Slide != nil {
		t.view.overlay()
	}
}

// u returns units of the slide in dp.
func (t *Stage) u(units float32) float32 {
	if t.Slide == nil {
		return units
	}
	return max(units*float32(t.Slide.Unit), 1)
}

// MinSize implements fyne.CanvasObject.
func (t *Stage) MinSize() fyne.Size { return fyne.NewSize(160, 90) }

// CreateRenderer implements fyne.Widget.
func (t *Stage) CreateRenderer() fyne.WidgetRenderer {
	r := &stageRenderer{t: t, paper: canvas.NewRectangle(nil), words: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}, texts: container.NewWithoutLayout(),
		marks: container.NewWithoutLayout(), blank: canvas.NewRectangle(nil)}
	r.pointer = newPointer(t)
	r.spot = newSpot()
	t.view = r
	r.objects = []fyne.CanvasObject{r.paper, r.words, t.Plot, t.Map, r.texts, r.marks}
	r.objects = append(r.objects, r.spot.objects()...)
	r.objects = append(r.objects, r.pointer.objects()...)
	r.objects = append(r.objects, r.blank, t.Glass)
	r.style()
	t.lay(t.Size())
	return r
}

type stageRenderer struct {
	t       *Stage
	paper   *canvas.Rectangle
	words   *canvas.Image // paper and texts of a smaller picture
	texts   *fyne.Container
	marks   *fyne.Container
	drawn   *talk.Stroke // what marks holds
	frame   markFrame    // and where it was placed for
	pointer *pointer
	spot    *spot
	blank   *canvas.Rectangle
	objects []fyne.CanvasObject
}

func (r *stageRenderer) Destroy()                     { r.t.view = nil }
func (r *stageRenderer) MinSize() fyne.Size           { return r.t.MinSize() }
func (r *stageRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *stageRenderer) style() {
	s := look.Of(r.t)
	r.paper.FillColor = s.Color(charts.Paper)
	r.pointer.style(s)
}

func (r *stageRenderer) Layout(size fyne.Size) {
	widgets.Put(r.paper, 0, 0, size.Width, size.Height)
	widgets.Put(r.words, 0, 0, size.Width, size.Height)
	widgets.Put(r.blank, 0, 0, size.Width, size.Height)
	widgets.Put(r.texts, 0, 0, size.Width, size.Height)
	widgets.Put(r.marks, 0, 0, size.Width, size.Height)
	widgets.Put(r.t.Glass, 0, 0, size.Width, size.Height)
	r.t.lay(size)
	r.overlay()
}

func (r *stageRenderer) Refresh() {
	r.style()
	r.t.laidFor = slideKey{}
	r.t.lay(r.t.Size())
	r.t.Plot.Refresh()
	r.t.Map.Refresh()
	r.drawn = nil
	r.overlay()
	canvas.Refresh(r.t)
}

// setTexts shows the slide's own texts.
func (r *stageRenderer) setTexts() {
	s := look.Of(r.t)
	objects := r.texts.Objects[:0]
	for _, b := range r.t.Slide.Bars {
		bar := canvas.NewRectangle(s.Color(charts.Ink)) // no side's
		place(bar, b)
		objects = append(objects, bar)
	}
	if r.words.Hidden = r.t.scale == 1; r.t.scale != 1 {
		r.drawTexts(s)
	} else {
		for _, x := range r.t.Slide.Texts {
			o := picture.Text(x, s.Color(x.Role), 1)
			o.Move(fyne.NewPos(float32(x.X), float32(x.Y)))
			objects = append(objects, o)
		}
	}
	r.texts.Objects = objects
	r.texts.Refresh()
}

// drawTexts draws the paper of a smaller picture with the slide's own texts: at once, so
// that no slide's words stand over another's figure.
func (r *stageRenderer) drawTexts(s look.Skin) {
	slide, px := r.t.Slide, picture.PxPerDP(r.t)*picture.Finer
	page := &pages.Page{WidthPX: max(int(slide.W*px), 1), HeightPX: max(int(slide.H*px), 1), PxPerDP: px, Texts: slide.Texts}
	img, err := render.Page(page, s.Palette)
	if err != nil {
		fyne.LogError("drawing the words of a slide", err)
		return
	}
	r.words.Image = img
	r.words.Refresh()
}

// PenRoles are the colours of the pens: none is a side's.
var PenRoles = [talk.Pens]charts.Role{charts.Caution, charts.Good, charts.Ink}

// blankColors are those of an empty screen.
var blankColors = map[talk.Blank]color.Color{talk.Black: color.Black, talk.White: color.White}

func (r *stageRenderer) overlay() {
	t := r.t
	if t.Slide == nil {
		return
	}
	fill, on := blankColors[t.room.Blank]
	if r.blank.Hidden = !on; on && r.blank.FillColor != fill {
		r.blank.FillColor = fill
		r.blank.Refresh()
	}
	r.setMarks()
	at, reads, ok := t.Pointed()
	r.pointer.place(t, at, reads, ok && !on)
	r.spot.place(t, at, ok && t.room.Spot && !on)
}

// markFrame is what the places of marks depend on.
type markFrame struct {
	size   fyne.Size
	layout *charts.Layout
	look   meetings.Look
	of     string
}

// setMarks draws the marks where their data are now.
func (r *stageRenderer) setMarks() {
	t := r.t
	frame := markFrame{t.Size(), t.Plot.Layout(), t.seen.MapLook(), figureOf(t.told, t.seen)}
	if r.drawn == t.room.Marks && r.frame == frame {
		return
	}
	r.drawn, r.frame = t.room.Marks, frame
	s := look.Of(t)
	objects := r.marks.Objects[:0]
	for m := t.room.Marks; m != nil; m = m.Before {
		points, within := t.PlaceMark(m)
		for i := 1; i < len(points); i++ {
			a, b := points[i-1], points[i]
			if !inside(a, within) || !inside(b, within) {
				continue
			}
			line := canvas.NewLine(s.Color(PenRoles[m.Pen]))
			line.StrokeWidth = t.u(5)
			line.Position1, line.Position2 = a, b
			objects = append(objects, line)
		}
	}
	r.marks.Objects = objects
	r.marks.Refresh()
}

func inside(p fyne.Position, r label.Rect) bool {
	const air = 2
	return float64(p.X) >= r.X-air && float64(p.X) <= r.Right()+air && float64(p.Y) >= r.Y-air && float64(p.Y) <= r.Bottom()+air
}

// figureOf names the figure that marks in the plot belong to.
func figureOf(s *data.Story, v view.View) string {
	k := view.Scene(s, v)
	if k.Beat != "" {
		return "scene/" + k.Beat
	}
	return k.Figure + "/" + k.Measure + "/" + string(k.Side)
}

// isFigure tells whether a mark's figure is the one that a View shows, by its name or by
// the one that version 0.1.0 gave it in the talks that it kept.
func isFigure(name string, s *data.Story, v view.View) bool {
	if name == figureOf(s, v) {
		return true
	}
	k := view.Scene(s, v)
	old := [4]string{0: k.Measure, 2: v.Series}
	switch k.Figure {
	case figures.BridgeFigure:
		old[1] = string(k.Side)
	case figures.LayersFigure:
		old[3] = string(k.Side)
	}
	return name == strings.Join(old[:], "/")
}

// Targets calls add for what can be activated on the stage, cut to what it lies within.
func (t *Stage) Targets(add func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject), within ...fyne.CanvasObject) {
	add("plot", t.Plot, within...)
	if !t.Mapped {
		return
	}
	t.Map.Targets(add, within...)
}
