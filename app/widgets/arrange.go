package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Arrangement is a layout given by functions. A nil Min asks for nothing.
type Arrangement struct {
	Min func() fyne.Size
	Lay func(size fyne.Size)
}

var _ fyne.Layout = Arrangement{}

func (a Arrangement) MinSize([]fyne.CanvasObject) fyne.Size {
	if a.Min == nil {
		return fyne.NewSize(0, 0)
	}
	return a.Min()
}

func (a Arrangement) Layout(_ []fyne.CanvasObject, size fyne.Size) { a.Lay(size) }

// Arranged returns a container that is laid out by functions.
func Arranged(min func() fyne.Size, lay func(fyne.Size), objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(Arrangement{min, lay}, objects...)
}

// NewLine returns running text of one style.
func NewLine(h *Host, text string, size charts.TextSize, weight typeface.Weight, role charts.Role) *Flow {
	return NewFlow(h, nil, Span{Text: text, Size: size, Weight: weight, Role: role})
}

// SetLine replaces the text of a line.
func SetLine(f *Flow, text string, size charts.TextSize, weight typeface.Weight, role charts.Role) {
	f.SetSpans(Span{Text: text, Size: size, Weight: weight, Role: role})
}

// PutRow places buttons one after the other from x on, wrapping at width, and returns
// the y below them. With set false it only measures.
func PutRow(s look.Skin, buttons []*Button, x, y, width float32, set bool) float32 {
	gap, put := s.Space(1.5), Placer(set)
	at, high := x, float32(0)
	for _, b := range buttons {
		if !b.Visible() {
			continue
		}
		m := b.MinSize()
		if at > x && at+m.Width > x+width {
			at, y = x, y+high+gap
		}
		put(b, at, y, m.Width, m.Height)
		at, high = at+m.Width+gap, max(high, m.Height)
	}
	return y + high
}

// NewScroll returns what scrolls upright, and tells the host when it has.
func NewScroll(h *Host, content fyne.CanvasObject) *container.Scroll {
	s := container.NewVScroll(content)
	s.OnScrolled = func(fyne.Position) { h.Moved() }
	return s
}

// Objects are widgets of one kind as objects.
func Objects[T fyne.CanvasObject](list []T) []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(list))
	for i, o := range list {
		out[i] = o
	}
	return out
}

// Placer returns Put, or where set is false what only seems to place.
func Placer(set bool) func(o fyne.CanvasObject, x, y, w, h float32) {
	if set {
		return Put
	}
	return func(fyne.CanvasObject, float32, float32, float32, float32) {}
}

// Extended tells a new widget what it is, so that Fyne calls its own methods.
func Extended[W interface {
	fyne.Widget
	ExtendBaseWidget(fyne.Widget)
}](w W) W {
	w.ExtendBaseWidget(w)
	return w
}

// Drawn returns the renderer of a widget whose objects stay the same: lay puts them in
// place, and style, if not nil, gives them the colours and sizes of the look.
func Drawn(w fyne.Widget, lay func(size fyne.Size), style func(), objects ...fyne.CanvasObject) fyne.WidgetRenderer {
	if style == nil {
		style = func() {}
	}
	style()
	return &drawn{w: w, lay: lay, style: style, objects: objects}
}

// Made returns the renderer of a widget whose objects are made anew for another size or
// another content.
func Made(w fyne.Widget, make func(size fyne.Size) []fyne.CanvasObject) fyne.WidgetRenderer {
	d := &drawn{w: w}
	d.style = func() { d.made = fyne.NewSize(-1, -1) }
	d.lay = func(size fyne.Size) {
		if size != d.made { // new objects are laid out again by the toolkit, which would never end
			d.objects, d.made = make(size), size
		}
	}
	d.style()
	d.lay(w.Size())
	return d
}

type drawn struct {
	w       fyne.Widget
	lay     func(fyne.Size)
	style   func()
	objects []fyne.CanvasObject
	made    fyne.Size // what the objects were made for, where they change
}

func (d *drawn) Destroy()                     {}
func (d *drawn) MinSize() fyne.Size           { return d.w.MinSize() }
func (d *drawn) Objects() []fyne.CanvasObject { return d.objects }
func (d *drawn) Layout(size fyne.Size)        { d.lay(size) }

func (d *drawn) Refresh() {
	d.style()
	d.lay(d.w.Size())
	canvas.Refresh(d.w)
}
