package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Choices is a row of a sheet: what is to be chosen, and below it the choices, which
// wrap where there is no room.
type Choices struct {
	widget.BaseWidget
	name    *widgets.Flow
	Buttons []*widgets.Button
}

// NewChoices returns a row. Without a name its buttons stand alone.
func NewChoices(host *widgets.Host, name string, texts []string, picked func(int)) *Choices {
	c := &Choices{}
	if name != "" {
		c.name = widgets.NewFlow(host, nil, widgets.Span{Text: name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink})
	}
	for i, text := range texts {
		c.Buttons = append(c.Buttons, widgets.NewButton(text, "", widgets.Plain, host, func() { picked(i) }))
	}
	return widgets.Extended(c)
}

// Mark shows which of them is chosen.
func (c *Choices) Mark(chosen int) {
	for i, b := range c.Buttons {
		b.SetOn(i == chosen)
	}
}

// HeightFor implements widgets.Tall.
func (c *Choices) HeightFor(width float32) float32 { return c.lay(width, false) }

func (c *Choices) lay(width float32, place bool) float32 {
	s, put := look.Of(c), widgets.Placer(place)
	gap, y, rowH := s.Space(2), s.Space(1), float32(0)
	left := s.Space(1) // room for the ring of the focus, which the scroller would cut
	x := left
	if c.name != nil {
		h := c.name.HeightFor(width - left)
		put(c.name, left, y, width-left, h)
		y += h + s.Space(1)
	}
	for _, b := range c.Buttons {
		m := b.MinSize()
		if x > left && x+m.Width > width-left {
			x, y, rowH = left, y+rowH+gap, 0
		}
		put(b, x, y, min(m.Width, width-2*left), m.Height)
		x, rowH = x+m.Width+gap, max(rowH, m.Height)
	}
	return y + rowH + s.Space(2)
}

// MinSize implements fyne.CanvasObject.
func (c *Choices) MinSize() fyne.Size { return widgets.MinTall(c, 100, 100) }

// CreateRenderer implements fyne.Widget.
func (c *Choices) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	if c.name != nil {
		objects = append(objects, c.name)
	}
	objects = append(objects, widgets.Objects(c.Buttons)...)
	return widgets.Drawn(c, func(size fyne.Size) { c.lay(size.Width, true) }, nil, objects...)
}
