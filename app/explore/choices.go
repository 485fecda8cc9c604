package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/typeface"
)

// choices is a row of a sheet: what is to be chosen, and below it the choices, which
// wrap where there is no room.
type choices struct {
	widget.BaseWidget
	name    *widgets.Flow
	buttons []*widgets.Button
}

// newChoices returns a row. Without a name its buttons stand alone.
func newChoices(w *Window, name string, texts []string, picked func(int)) *choices {
	c := &choices{}
	if name != "" {
		c.name = widgets.NewFlow(w.host, nil, widgets.Span{Text: name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink})
	}
	for i, text := range texts {
		c.buttons = append(c.buttons, widgets.NewButton(text, "", widgets.Plain, w.host, func() { picked(i) }))
	}
	c.ExtendBaseWidget(c)
	return c
}

// mark shows which of them is chosen.
func (c *choices) mark(chosen int) {
	for i, b := range c.buttons {
		b.SetOn(i == chosen)
	}
}

// heightFor returns the height at a width, and places everything if asked to.
func (c *choices) heightFor(width float32) float32 { return c.lay(width, false) }

func (c *choices) lay(width float32, place bool) float32 {
	s := look.Of(c)
	gap, y, rowH := s.Space(2), s.Space(1), float32(0)
	left := s.Space(1) // room for the ring of the focus, which the scroller would cut
	x := left
	if c.name != nil {
		h := c.name.HeightFor(width - left)
		if place {
			widgets.Put(c.name, left, y, width-left, h)
		}
		y += h + s.Space(1)
	}
	for _, b := range c.buttons {
		m := b.MinSize()
		if x > left && x+m.Width > width-left {
			x, y, rowH = left, y+rowH+gap, 0
		}
		if place {
			widgets.Put(b, x, y, min(m.Width, width-2*left), m.Height)
		}
		x, rowH = x+m.Width+gap, max(rowH, m.Height)
	}
	return y + rowH + s.Space(2)
}

// MinSize implements fyne.CanvasObject.
func (c *choices) MinSize() fyne.Size {
	return fyne.NewSize(100, c.heightFor(max(c.Size().Width, 100)))
}

// CreateRenderer implements fyne.Widget.
func (c *choices) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	if c.name != nil {
		objects = append(objects, c.name)
	}
	for _, b := range c.buttons {
		objects = append(objects, b)
	}
	return widgets.Drawn(c, func(size fyne.Size) { c.lay(size.Width, true) }, nil, objects...)
}
