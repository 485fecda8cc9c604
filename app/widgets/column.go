package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
)

// Tall is an object whose height follows from its width.
type Tall interface {
	fyne.CanvasObject
	// HeightFor returns the height in dp that is needed at a width in dp.
	HeightFor(width float32) float32
}

// heightFor is an object's height at a width in dp.
func HeightOf(o fyne.CanvasObject, width float32) float32 {
	if t, ok := o.(Tall); ok {
		return t.HeightFor(width)
	}
	return o.MinSize().Height
}

// MinTall is the least size of an object whose height follows from its width: at the width
// that it has, or at a usual one before it has any.
func MinTall(o Tall, least, usual float32) fyne.Size {
	return fyne.NewSize(least, o.HeightFor(max(o.Size().Width, usual)))
}

// Column stacks objects below each other over its whole width. Hidden ones take no
// room.
type Column struct {
	widget.BaseWidget
	box   *fyne.Container
	gap   float32 // in steps of space
	inset float32
}

var _ Tall = (*Column)(nil)

// NewColumn returns a column with so many steps of space between objects.
func NewColumn(gap float32, objects ...fyne.CanvasObject) *Column {
	c := &Column{gap: gap}
	c.box = container.New(&columnLayout{c}, objects...)
	return Extended(c)
}

// SetInset leaves that many steps of space free on all sides, such as for the ring of
// the focus, which a scroller would cut.
func (c *Column) SetInset(steps float32) { c.inset = steps }

// SetObjects replaces the objects.
func (c *Column) SetObjects(objects ...fyne.CanvasObject) {
	c.box.Objects = objects
	c.box.Refresh()
	c.Relay()
}

// Objects returns the objects, from the top.
func (c *Column) Objects() []fyne.CanvasObject { return c.box.Objects }

// Relay places everything again, after something has another height.
func (c *Column) Relay() {
	if c.Size().Width > 0 {
		c.lay(c.Size().Width, true)
	}
}

// HeightFor implements Tall.
func (c *Column) HeightFor(width float32) float32 { return c.lay(width, false) }

// MinSize implements fyne.CanvasObject.
func (c *Column) MinSize() fyne.Size { return MinTall(c, 40, 200) }

func (c *Column) lay(width float32, place bool) float32 {
	gap, inset := look.Of(c).Space(c.gap), look.Of(c).Space(c.inset)
	width -= 2 * inset
	y, first := inset, true
	for _, o := range c.box.Objects {
		if !o.Visible() {
			continue
		}
		if !first {
			y += gap
		}
		first = false
		h := HeightOf(o, width)
		if place {
			o.Move(fyne.NewPos(inset, y))
			o.Resize(fyne.NewSize(width, h))
			if w, ok := o.(*Wrap); ok { // what it holds may have another width at the same height
				w.lay(width, true)
			}
		}
		y += h
	}
	return y + inset
}

// CreateRenderer implements fyne.Widget.
func (c *Column) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.box) }

type columnLayout struct{ c *Column }

func (l *columnLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(40, l.c.lay(max(l.c.Size().Width, 200), false))
}
func (l *columnLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) { l.c.lay(size.Width, true) }

// Wrap sets objects beside each other, each as large as it needs, in as many lines as
// it takes. Hidden ones take no room.
type Wrap struct {
	widget.BaseWidget
	box *fyne.Container
}

var _ Tall = (*Wrap)(nil)

// NewWrap returns such a row.
func NewWrap(objects ...fyne.CanvasObject) *Wrap {
	w := &Wrap{}
	w.box = container.New(&wrapLayout{w}, objects...)
	return Extended(w)
}

// SetObjects replaces the objects.
func (w *Wrap) SetObjects(objects ...fyne.CanvasObject) {
	if !slices.Equal(w.box.Objects, objects) {
		w.box.Objects = objects
		w.box.Refresh()
	}
}

// HeightFor implements Tall.
func (w *Wrap) HeightFor(width float32) float32 { return w.lay(width, false) }

// MinSize implements fyne.CanvasObject.
func (w *Wrap) MinSize() fyne.Size { return MinTall(w, 40, 200) }

func (w *Wrap) lay(width float32, place bool) float32 {
	gap := look.Of(w).Space(2)
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range w.box.Objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if b, ok := o.(*Button); ok && m.Width > width {
			m.Height = b.heightFor(width)
		}
		m.Width = min(m.Width, width)
		if x > 0 && x+m.Width > width {
			x, y, line = 0, y+line+gap, 0
		}
		if place {
			o.Move(fyne.NewPos(x, y))
			o.Resize(m)
		}
		x += m.Width + gap
		line = max(line, m.Height)
	}
	return y + line
}

// CreateRenderer implements fyne.Widget.
func (w *Wrap) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.box) }

type wrapLayout struct{ w *Wrap }

func (l *wrapLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(40, l.w.lay(max(l.w.Size().Width, 200), false))
}
func (l *wrapLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) { l.w.lay(size.Width, true) }
