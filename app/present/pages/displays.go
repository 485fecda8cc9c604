package pages

import (
	"fmt"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/displays"
	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Displays shows a picture of each display, and lets the room's be chosen. Where they
// show the same it warns, and says what to do. Nothing on it is private.
type Displays struct {
	*leaf
	rooms  Rooms
	all    []displays.Display
	Tiles  []*displayTile
	At     int
	warns  bool
	How    *widgets.Flow
	only   *widgets.Button
	anyway *widgets.Button
	Slide  image.Image
}

// Rooms are what the page of the displays knows of the windows of a talk.
type Rooms interface {
	// Displays lists the displays that the system has.
	Displays() []displays.Display
	// RoomsDisplay is the one of them that the room sees; 0 where there is no other.
	RoomsDisplay(all []displays.Display) int
	// OnFirst tells whether the main display shows the room's picture.
	OnFirst() bool
	// RoomTo shows the room's picture on the main display, or on another.
	RoomTo(first bool)
	// SlideOnly leaves the room's picture alone to be seen.
	SlideOnly()
}

// OpenDisplays shows the displays.
func (p *Pages) OpenDisplays(r Rooms) {
	d := &Displays{all: r.Displays(), rooms: r}
	d.warns = displays.Mirrored(d.all)
	title, text := words.Say("talk.displays.title"), words.Say("talk.displays.how")
	switch {
	case d.warns:
		title, text = words.Say("talk.displays.mirrored"), words.Say("talk.displays.mirrored.why")
	case len(d.all) < 2:
		text = words.Say("talk.displays.one")
	}
	d.only = widgets.NewButton(words.Say("talk.displays.only"), "X", widgets.Primary, p.Host, d.slideOnly)
	d.anyway = widgets.NewButton(words.Say("talk.displays.anyway"), "", widgets.Plain, p.Host, p.Close)
	buttons := []*widgets.Button{d.only, d.anyway}
	if !d.warns {
		buttons = nil
	}
	d.leaf = newLeaf(p, title, text, d.place, buttons...)
	if d.warns {
		d.close.Hide()
	}
	d.How = widgets.NewLine(p.Host, words.Say("talk.displays.wayout"), charts.SizeStrong, typeface.Regular, charts.Ink)
	if d.warns {
		d.list.Objects = append(d.list.Objects, d.How)
	}
	if d.warns || r.OnFirst() {
		d.At = 0
	} else {
		d.At = r.RoomsDisplay(d.all)
	}
	for i := range d.all {
		t := widgets.Extended(&displayTile{d: d, i: i})
		d.Tiles = append(d.Tiles, t)
		d.list.Objects = append(d.list.Objects, t)
	}
	p.Draw(p.SlideIn(p.Show.Room()), func(img image.Image) {
		d.Slide = img
		for _, t := range d.Tiles {
			t.Refresh()
		}
	})
	p.Open(d)
}

// slideOnly leaves the room's picture alone to be seen.
func (d *Displays) slideOnly() {
	d.p.top = nil
	d.rooms.SlideOnly()
}

// Warns tells whether the page that lies on top warns of displays that show the same.
func (p *Pages) Warns() bool {
	d, ok := p.top.(*Displays)
	return ok && d.warns
}

// shows tells what a display shows, or will.
func (d *Displays) shows(i int) string {
	switch {
	case d.warns && displays.Shared(d.all, i):
		return words.Say("talk.displays.both")
	case d.warns:
		return words.Say("talk.displays.free")
	case len(d.all) > 1 && i == d.yours():
		return words.Say("talk.displays.yours")
	case len(d.all) > 1 && i != d.At:
		return words.Say("talk.displays.free")
	}
	return words.Say("talk.displays.room")
}

// yours is the display that has the presenter's view while the picked one has the room's.
func (d *Displays) yours() int {
	if d.At > 0 {
		return 0
	}
	return d.rooms.RoomsDisplay(d.all)
}

// choose gives the room a display: the main one, or the one beside it.
func (d *Displays) choose(i int) {
	if d.warns || len(d.all) < 2 {
		return
	}
	d.At = i
	d.p.top = nil
	if i > 0 {
		d.p.Settings.Display = d.all[i].Key()
		d.p.Keep()
	}
	d.rooms.RoomTo(i == 0)
}

func (d *Displays) Key(e *fyne.KeyEvent) bool {
	step := func(by int) {
		d.At = min(max(d.At+by, 0), max(len(d.all)-1, 0))
		for _, t := range d.Tiles {
			t.Refresh()
		}
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp:
		step(-1)
	case fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown:
		step(+1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if d.warns {
			d.slideOnly()
		} else {
			d.choose(d.At)
		}
	case fyne.KeyEscape:
		if d.warns { // Esc shows no notes to a class
			d.slideOnly()
			return true
		}
		return d.leaf.Key(e)
	}
	return true
}

func (d *Displays) Rune(r rune) bool {
	if (r == 'x' || r == 'X') && d.warns {
		d.slideOnly()
	}
	if i := int(r - '1'); i >= 0 && i < len(d.all) {
		d.choose(i)
	}
	return true
}

// place draws the displays as they lie, as large as there is room.
func (d *Displays) place(width float32, set bool) float32 {
	s := d.p.Skin()
	y, put := float32(0), widgets.Placer(set)
	if d.warns {
		h := d.How.HeightFor(width)
		put(d.How, 0, 0, width, h)
		y = h + s.Space(4)
	}
	if len(d.all) == 0 {
		return y
	}
	var all image.Rectangle
	for _, x := range d.all {
		all = all.Union(x.Place)
	}
	mostH := max(d.scroll.Size().Height-y-s.Space(4), 240)
	scale := min(width/float32(all.Dx()), mostH/float32(all.Dy()))
	for i, x := range d.all {
		at := x.Place.Sub(all.Min)
		left, top, w, h := float32(at.Min.X)*scale, float32(at.Min.Y)*scale, float32(at.Dx())*scale, float32(at.Dy())*scale
		if d.warns { // beside each other, as they stand in the room
			w, h = (width-s.Space(4)*float32(len(d.all)-1))/float32(len(d.all)), mostH
			w = min(w, h*16/9)
			left, top, h = float32(i)*(w+s.Space(4)), 0, w*9/16
		}
		put(d.Tiles[i], left+2, y+top+2, w-4, h-4)
	}
	return y + mostH + s.Space(4)
}

func (d *Displays) Targets(add AddTarget) {
	d.leaf.Targets(add)
	if d.warns {
		add("displays/only", d.only)
		add("displays/anyway", d.anyway)
	}
	for i, t := range d.Tiles {
		add(fmt.Sprintf("display/%d", i+1), t, d.scroll)
	}
}

// displayTile is the picture of a display: the room's slide, or a sketch of the presenter's
// view.
type displayTile struct {
	widget.BaseWidget
	d *Displays
	i int
}

var _ fyne.Tappable = (*displayTile)(nil)

// Look implements look.Looker.
func (t *displayTile) Look() *look.Theme { return t.d.p.Host.Look }

// Tapped implements fyne.Tappable.
func (t *displayTile) Tapped(*fyne.PointEvent) { t.d.choose(t.i) }

// AccessibilityLabel implements fyne.Accessible.
func (t *displayTile) AccessibilityLabel() string { return t.name() + ": " + t.d.shows(t.i) }

// AccessibilityRole implements fyne.Accessible.
func (t *displayTile) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (t *displayTile) name() string {
	x := t.d.all[t.i]
	return words.Say("talk.displays.name", "Number", t.i+1, "Name", x.Name, "Width", x.Place.Dx(), "Height", x.Place.Dy())
}

// MinSize implements fyne.CanvasObject.
func (t *displayTile) MinSize() fyne.Size { return fyne.NewSize(120, 80) }

// sketch is where the parts of the presenter's view lie, in shares of a display.
var sketch = [][4]float32{{0, 0, 0.6, 0.6}, {0.64, 0, 0.36, 0.45}, {0.64, 0.5, 0.36, 0.5}, {0, 0.66, 0.6, 0.34}}

// CreateRenderer implements fyne.Widget.
func (t *displayTile) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(t)
	frame, slide := canvas.NewRectangle(nil), &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth}
	name, shows := s.Text("", charts.SizeLabel, typeface.Regular, charts.Muted), s.Text("", charts.SizeStrong, typeface.SemiBold, charts.Ink)
	objects := []fyne.CanvasObject{frame, slide}
	var lines []*canvas.Rectangle
	for range sketch {
		l := canvas.NewRectangle(s.Color(charts.Line))
		lines, objects = append(lines, l), append(objects, l)
	}
	return widgets.Drawn(t, func(size fyne.Size) {
		pad := look.Of(t).Space(3)
		widgets.Put(frame, 0, 0, size.Width, size.Height)
		nameH, showsH := name.MinSize().Height, shows.MinSize().Height
		w, h := size.Width-2*pad, max(size.Height-nameH-showsH-3*pad, 10)
		widgets.Put(slide, pad, pad, w, h)
		for i, part := range sketch {
			widgets.Put(lines[i], pad+part[0]*w, pad+part[1]*h, part[2]*w, part[3]*h)
		}
		widgets.Put(shows, pad, size.Height-pad-nameH-showsH, w, showsH)
		widgets.Put(name, pad, size.Height-pad-nameH, w, nameH)
	}, func() {
		s, d := look.Of(t), t.d
		frame.FillColor, frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = s.Color(charts.Surface), s.Color(charts.Line), 1, 8
		shared := d.warns && displays.Shared(d.all, t.i)
		if t.i == d.At && !d.warns {
			frame.StrokeColor, frame.StrokeWidth = s.Color(charts.Accent), 3
		}
		if shared {
			frame.StrokeColor, frame.StrokeWidth = s.Color(charts.Caution), 3
		}
		room := !d.warns && (t.i == d.At || len(d.all) < 2)
		slide.Image, slide.Hidden = d.Slide, !room || d.Slide == nil
		slide.Refresh()
		for _, l := range lines {
			l.Hidden = room || d.warns && !shared || !d.warns && t.i != d.yours()
		}
		name.Text, shows.Text = t.name(), d.shows(t.i)
	}, append(objects, name, shows)...)
}
