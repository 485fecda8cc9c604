// Package picture holds the two large pictures of a window, plot and map, with what
// belongs to them: the strip below the plot that shows all days, and the foot of the map.
// Each lays out and draws a figure away from Fyne's goroutine, and moves what follows the
// pointer over it. Nothing else under widgets draws a figure.
package picture

import (
	"cmp"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/render"
	"truceline/data"
)

// Reading is what the cursor says on one day: a line of text, and the value of
// each line of the plot.
type Reading struct {
	Text   string
	Values []ReadingValue
}

// ReadingValue is a line's value on a day.
type ReadingValue struct {
	Role  charts.Role
	Value data.Percent
}

// PlotContent is what a Plot shows.
type PlotContent struct {
	Figure *charts.Figure
	// Readings holds one for each day of the figure, from its first on. They are
	// made once, so that hovering makes nothing.
	Readings []Reading
	// Flag is what stands over the day that the figure is about, in place of its reading,
	// with a hairline below that meets no label; the zero Flag is none.
	Flag Flag
	// Arrows say what each of the figure's arrows joins.
	Arrows []string
	// Stops are the days that the arrow keys go to.
	Stops []data.Day
	// Low and High are the days of the lowest and the highest value.
	Low, High data.Day
}

// Flag names a day of a figure.
type Flag struct {
	Day  data.Day
	Text string
}

// PlotEvents are what a reader can do in a Plot. One that is nil does nothing.
type PlotEvents struct {
	// PickedDot is a click on a dot of the figure; nil where dots are no targets.
	PickedDot   func(id string)
	Picked      func(data.Day) // a click on a day, or a key that moves to one
	PickedTick  func(id string)
	PickedBar   func(id string) // a row of a bar figure
	PickedArrow func(id string)
	// Zoomed draws the days closer by a factor about one of them; Panned moves them.
	// Whole goes back to all days.
	Zoomed func(about data.Day, factor float64)
	Panned func(by data.Day)
	Whole  func()
	Opened func() // Enter
}

// Plot shows a figure and a cursor on one day. It has three layers: the drawn
// picture, made away from Fyne's goroutine; texts; and what follows the pointer,
// which only moves.
type Plot struct {
	pane
	events  PlotEvents
	content PlotContent
	wheel   wheel

	layout  *charts.Layout
	picture *image.RGBA
	drawn   plotKey // what picture and layout were made of
	wanted  plotKey // what was last asked for

	day, pin data.Day
	tick     string
	hover    data.Day // NoDay while the pointer is elsewhere
	// resting is where the pointer has lain since the picture or the cursor changed under
	// it; as long as it is still, it reads nothing.
	resting  fyne.Position
	still    bool
	dragged  float32 // dp since the last whole day
	far      float32 // dp since the drag began
	dragAt   fyne.Position
	row      int // marked row of a bar figure
	arrow    int // marked arrow, or -1
	pen      *Pen
	penDay   data.Day // where the pen is
	penDown  bool     // while a drag draws
	bare     bool
	dotted   bool // dots are targets
	view     *plotRenderer
	whenLaid func(*charts.Layout)
	flag     Reading // of the content
	moving   *move   // on the way to another figure, or nil
	fading   *fyne.Animation
	shade    float32 // of the labels, from 0 to 1
}

// plotKey is everything that the picture and the layout depend on.
type plotKey struct {
	figure *charts.Figure
	sight
}

var (
	_ fyne.Focusable    = (*Plot)(nil)
	_ fyne.Tappable     = (*Plot)(nil)
	_ desktop.Hoverable = (*Plot)(nil)
	_ fyne.Scrollable   = (*Plot)(nil)
	_ fyne.Draggable    = (*Plot)(nil)
)

// NewPlot returns a plot without content. whenLaid, if not nil, is called with each
// new layout, so that what stands beside the plot can line up with it.
func NewPlot(host *widgets.Host, events PlotEvents, whenLaid func(*charts.Layout)) *Plot {
	return widgets.Extended(&Plot{pane: pane{host: host}, events: widgets.Filled(events), dotted: events.PickedDot != nil, shade: 1, hover: data.NoDay, arrow: -1, whenLaid: whenLaid})
}

// SetContent shows another figure.
func (p *Plot) SetContent(c PlotContent) {
	p.halt()
	p.content, p.flag = c, Reading{Text: c.Flag.Text}
	p.hover, p.row, p.arrow, p.still = data.NoDay, 0, -1, true
	p.draw()
}

// SetCursor puts the cursor on a day, a second line on a pinned one if it is set,
// and marks a meeting's tick, or none.
func (p *Plot) SetCursor(day, pin data.Day, tick string) {
	if day != p.day {
		p.arrow, p.hover, p.still = -1, data.NoDay, true
	}
	p.day, p.pin, p.tick = day, pin, tick
	p.place()
}

// SetBare shows no frame about the picked row of a bar figure but while the plot has the
// keyboard, for one that is looked at more than read row by row.
func (p *Plot) SetBare(bare bool) { p.bare = bare }

// SetHover reads a day as if the pointer were over it; NoDay: over none.
func (p *Plot) SetHover(day data.Day) {
	if day != p.hover {
		p.hover = day
		p.place()
	}
}

// Hovered is the day under the pointer, or NoDay.
func (p *Plot) Hovered() data.Day { return p.hover }

// Drawn tells whether the picture for the present size has arrived.
func (p *Plot) Drawn() bool {
	return p.picture != nil && p.drawn == p.wanted && p.moving == nil && p.fading == nil
}

// Layout returns the present layout, or nil before the first picture.
func (p *Plot) Layout() *charts.Layout { return p.layout }

// draw asks for a picture if what it depends on has changed.
func (p *Plot) draw() {
	key := plotKey{p.content.Figure, p.here(p)}
	if key.figure == nil || key.size.Width < 1 || key.size.Height < 1 || key == p.wanted {
		return
	}
	p.wanted = key
	p.renders++
	p.host.Run(func() func() {
		layout, img, err := drawPlot(key)
		return func() {
			if key != p.wanted { // something newer is on its way
				return
			}
			if err != nil {
				fyne.LogError("plot", err)
				return
			}
			p.layout, p.picture, p.drawn = layout, img, key
			p.Refresh()
			if p.whenLaid != nil {
				p.whenLaid(layout)
			}
			p.host.Moved()
		}
	})
}

func drawPlot(k plotKey) (*charts.Layout, *image.RGBA, error) {
	w, h, px, text := k.of()
	layout, err := charts.Lay(k.figure, w, h, text, look.Metrics())
	if err != nil {
		return nil, nil, err
	}
	if k.zoom < 1 {
		px *= Finer
	}
	img, err := render.Base(k.figure, layout, render.Options{Palette: k.palette, PxPerDP: px, Texts: k.zoom != 1})
	return layout.Scaled(float64(k.zoom)), img, err
}

// reading returns the reading of a day, or nil.
func (p *Plot) reading(day data.Day) *Reading {
	if p.content.Figure == nil {
		return nil
	}
	i := int(day - p.content.Figure.From)
	if i < 0 || i >= len(p.content.Readings) {
		return nil
	}
	return &p.content.Readings[i]
}

// flagged tells whether the cursor stands at rest on the day that the figure names.
func (p *Plot) flagged() bool {
	return p.content.Flag.Text != "" && p.content.Flag.Day == p.day && !p.hover.Set() && p.arrow < 0
}

func (p *Plot) place() {
	if p.view != nil {
		p.view.place()
	}
}

// DayAt returns the day below a position; false where what is drawn stands at no day.
func (p *Plot) DayAt(pos fyne.Position) (data.Day, bool) {
	if p.layout == nil || !p.content.Figure.Dated() || float64(pos.X) < p.layout.Plot.X-6 || float64(pos.X) > p.layout.Plot.Right()+6 {
		return 0, false
	}
	day, l := p.layout.Days.Day(float64(pos.X)), p.content.Figure.Lines
	return day, l.DatedTo == 0 || day <= l.DatedTo
}

// AccessibilityLabel implements fyne.Accessible: what the cursor reads.
func (p *Plot) AccessibilityLabel() string {
	if p.arrow >= 0 {
		return p.content.Arrows[p.arrow]
	}
	f := p.content.Figure
	if f != nil && p.row < len(f.Bars()) {
		bar := f.Bars()[p.row]
		return bar.Name + " " + f.BarText(bar)
	}
	if p.pen != nil {
		return p.pen.Text(p.penDay, p.pen.Lines[p.pen.Active].rate(p.penDay))
	}
	if r := p.reading(p.day); r != nil {
		return r.Text
	}
	if f != nil {
		return cmp.Or(f.Title, f.Summary)
	}
	return ""
}

// AccessibilityRole implements fyne.Accessible.
func (p *Plot) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MinSize implements fyne.CanvasObject.
func (p *Plot) MinSize() fyne.Size {
	return fyne.NewSize(200, 160)
}

// Resize implements fyne.CanvasObject. The last picture is stretched until the new
// one arrives.
func (p *Plot) Resize(size fyne.Size) {
	p.BaseWidget.Resize(size)
	p.draw()
}
