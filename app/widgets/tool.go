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
	control
	text string
	on   bool
}

// NewTool returns a tool. label says in words what it does, for assistive
// technology.
func NewTool(text, label string, host *Host, tapped func()) *Tool {
	t := &Tool{text: text}
	t.host, t.label, t.activate = host, label, tapped
	t.refresh = t.Refresh
	t.ExtendBaseWidget(t)
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
	t.ExtendBaseWidget(t)
	s := look.Of(t)
	m := s.Measure(t.text, charts.SizeLabel, typeface.Medium)
	return fyne.NewSize(max(m.Width+s.Space(3), s.Space(6.5)), max(m.Height+s.Space(2), s.Space(6.5), 24))
}

// CreateRenderer implements fyne.Widget.
func (t *Tool) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(t)
	r := &toolRenderer{t: t, back: canvas.NewRectangle(color.Transparent), text: s.Text("", charts.SizeLabel, typeface.Medium, charts.Muted), ring: ring(s)}
	r.Refresh()
	return r
}

type toolRenderer struct {
	t    *Tool
	back *canvas.Rectangle
	text *canvas.Text
	ring *canvas.Rectangle
}

func (r *toolRenderer) Destroy()           {}
func (r *toolRenderer) MinSize() fyne.Size { return r.t.MinSize() }
func (r *toolRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.text, r.ring}
}

func (r *toolRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.ring.Resize(size)
	m := r.text.MinSize()
	r.text.Move(fyne.NewPos((size.Width-m.Width)/2, (size.Height-m.Height)/2))
	r.text.Resize(m)
}

func (r *toolRenderer) Refresh() {
	s, t := look.Of(r.t), r.t
	r.back.FillColor, r.back.CornerRadius, r.ring.CornerRadius = color.Transparent, 6, 6
	role := charts.Muted
	if t.hovered || t.on {
		r.back.FillColor, role = s.Color(charts.Chip), charts.Ink
	}
	r.text.Text, r.text.Color, r.text.TextSize, r.text.FontSource = t.text, s.Color(role), s.Size(charts.SizeLabel), look.Font(typeface.Medium)
	r.ring.StrokeColor, r.ring.Hidden = s.Color(charts.Accent), !t.focused
	r.Layout(t.Size())
	canvas.Refresh(t)
}
