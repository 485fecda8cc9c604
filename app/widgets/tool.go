package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Tool is a small quiet button: a sign or a word, without a frame until it is
// pointed at. It is never smaller than a target of 24 dp.
type Tool struct {
	Control
	text string
	on   bool
}

// NewTool returns a tool. label says in words what it does, for assistive
// technology.
func NewTool(text, label string, host *Host, tapped func()) *Tool {
	t := &Tool{text: text}
	t.Extend(t, host, label, tapped)
	return t
}

// Set changes what the tool shows and says, and whether it is on.
func (t *Tool) Set(text, label string, on bool) {
	if t.text != text || t.label != label || t.on != on {
		t.text, t.label, t.on = text, label, on
		t.Refresh()
	}
}

// MinSize implements fyne.CanvasObject.
func (t *Tool) MinSize() fyne.Size {
	s := look.Of(t)
	m := s.Measure(t.text, charts.SizeLabel, typeface.Medium)
	return fyne.NewSize(max(m.Width+s.Space(3), s.Space(6.5)), max(m.Height+s.Space(2), s.Space(6.5), 24))
}

// CreateRenderer implements fyne.Widget.
func (t *Tool) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(t)
	back, text, ring := canvas.NewRectangle(nil), s.Text("", charts.SizeLabel, typeface.Medium, charts.Muted), Ring(s)
	back.CornerRadius, ring.CornerRadius = 6, 6
	return Drawn(t, func(size fyne.Size) {
		back.Resize(size)
		ring.Resize(size)
		m := text.MinSize()
		Put(text, (size.Width-m.Width)/2, (size.Height-m.Height)/2, m.Width, m.Height)
	}, func() {
		s, role := look.Of(t), charts.Muted
		back.FillColor = color.Transparent
		if t.hovered || t.on {
			back.FillColor, role = s.Color(charts.Chip), charts.Ink
		}
		text.Text, text.Color, text.TextSize = t.text, s.Color(role), s.Size(charts.SizeLabel)
		t.Ringed(ring, s)
	}, back, text, ring)
}
