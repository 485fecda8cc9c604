package widgets

import (
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
func (b *Box) Look() *look.Theme { return b.host.Look }

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
	back := canvas.NewRectangle(nil)
	back.StrokeWidth, back.CornerRadius = 1, 12
	return Drawn(b, func(size fyne.Size) {
		x, y := b.pad()
		back.Resize(size)
		Put(b.column, x, y, size.Width-2*x, size.Height-2*y)
		b.column.Relay()
	}, func() {
		s := look.Of(b)
		back.FillColor, back.StrokeColor = s.Color(b.fill), s.Color(charts.Line)
	}, back, b.column)
}
