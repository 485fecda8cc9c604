package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/charts"
)

// Box is a column on a ground of its own, inside a frame.
type Box struct {
	widget.BaseWidget
	host   *Host
	fill   charts.Role
	column *Column
}

var _ Tall = (*Box)(nil)

// NewBox returns an empty box on a ground of that colour.
func NewBox(host *Host, fill charts.Role) *Box {
	b := &Box{host: host, fill: fill, column: NewColumn(2)}
	b.ExtendBaseWidget(b)
	return b
}

// Look implements look.Looker.
func (b *Box) Look() *look.Theme { return b.host.look() }

// SetObjects replaces what the box holds.
func (b *Box) SetObjects(objects ...fyne.CanvasObject) { b.column.SetObjects(objects...) }

func (b *Box) pad() (x, y float32) {
	s := look.Of(b)
	return s.Space(5.5), s.Space(4)
}

// HeightFor implements Tall.
func (b *Box) HeightFor(width float32) float32 {
	x, y := b.pad()
	return b.column.HeightFor(width-2*x) + 2*y
}

// MinSize implements fyne.CanvasObject.
func (b *Box) MinSize() fyne.Size {
	b.ExtendBaseWidget(b)
	return fyne.NewSize(160, b.HeightFor(max(b.Size().Width, 200)))
}

// CreateRenderer implements fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	r := &boxRenderer{b, canvas.NewRectangle(color.Transparent)}
	r.back.CornerRadius = 12
	r.style()
	return r
}

type boxRenderer struct {
	b    *Box
	back *canvas.Rectangle
}

func (r *boxRenderer) Destroy()                     {}
func (r *boxRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r *boxRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.b.column} }

func (r *boxRenderer) style() {
	s := look.Of(r.b)
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = s.Color(r.b.fill), s.Color(charts.Line), 1
}

func (r *boxRenderer) Layout(size fyne.Size) {
	x, y := r.b.pad()
	r.back.Resize(size)
	Put(r.b.column, x, y, size.Width-2*x, size.Height-2*y)
	r.b.column.Relay()
}

func (r *boxRenderer) Refresh() {
	r.style()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}
