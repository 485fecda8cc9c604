package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/charts"
)

// ListRow is a line of a list that can be picked: a sign, a strong line, a muted line
// below it. The text wraps, so its height follows from its width.
type ListRow struct {
	control
	text *Flow
	on   bool
	// Typed takes the characters that are typed on the row: the window's, until a
	// list sets another.
	Typed func(rune)
}

// NewListRow returns a row.
func NewListRow(host *Host, picked func()) *ListRow {
	r := &ListRow{text: NewFlow(host, nil), Typed: host.rune}
	r.host, r.activate = host, picked
	r.refresh = r.Refresh
	r.ExtendBaseWidget(r)
	return r
}

// Set changes what the row says, and whether it is the one that is on.
func (r *ListRow) Set(label string, on bool, spans ...Span) {
	r.label, r.on = label, on
	r.text.SetSpans(spans...)
	r.Refresh()
}

// On tells whether the row is the one that is on.
func (r *ListRow) On() bool { return r.on }

// TypedRune implements fyne.Focusable.
func (r *ListRow) TypedRune(c rune) { r.Typed(c) }

// HeightFor returns the height in dp that the row needs at a width in dp.
func (r *ListRow) HeightFor(width float32) float32 {
	s := look.Of(r)
	return max(r.text.HeightFor(width-2*s.Space(3))+s.Space(2), 24)
}

// MinSize implements fyne.CanvasObject.
func (r *ListRow) MinSize() fyne.Size {
	r.ExtendBaseWidget(r)
	return fyne.NewSize(120, r.HeightFor(max(r.Size().Width, 120)))
}

// CreateRenderer implements fyne.Widget.
func (r *ListRow) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(r)
	v := &listRowRenderer{r: r, back: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent), ring: ring(s)}
	v.style()
	return v
}

type listRowRenderer struct {
	r         *ListRow
	back, bar *canvas.Rectangle
	ring      *canvas.Rectangle
}

func (v *listRowRenderer) Destroy()           {}
func (v *listRowRenderer) MinSize() fyne.Size { return v.r.MinSize() }
func (v *listRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.back, v.bar, v.r.text, v.ring}
}

func (v *listRowRenderer) Layout(size fyne.Size) {
	s := look.Of(v.r)
	v.back.Resize(size)
	v.bar.Resize(fyne.NewSize(3, size.Height))
	v.ring.Move(fyne.NewPos(1, 1))
	v.ring.Resize(size.Subtract(fyne.NewSize(2, 2)))
	width := size.Width - 2*s.Space(3)
	v.r.text.Move(fyne.NewPos(s.Space(3), s.Space(1)))
	v.r.text.Resize(fyne.NewSize(width, v.r.text.HeightFor(width)))
}

func (v *listRowRenderer) style() {
	s := look.Of(v.r)
	v.back.FillColor, v.bar.FillColor = color.Transparent, color.Transparent
	if v.r.on {
		v.bar.FillColor = s.Color(charts.Ink)
	}
	if v.r.on || v.r.hovered {
		v.back.FillColor = s.Color(charts.Chip)
	}
	v.ring.StrokeColor, v.ring.CornerRadius, v.ring.Hidden = s.Color(charts.Accent), 4, !v.r.focused
}

func (v *listRowRenderer) Refresh() {
	v.style()
	v.Layout(v.r.Size())
	canvas.Refresh(v.r)
}
