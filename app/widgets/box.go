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
	// Edge is the colour of the frame, Stroke how thick it is and Corner how round, in dp;
	// PadX and PadY the air inside, in steps of space.
	Edge                       charts.Role
	Stroke, Corner, PadX, PadY float32
}

var _ Tall = (*Box)(nil)

// NewBox returns an empty box on a ground of that colour.
func NewBox(host *Host, fill charts.Role) *Box {
	return Extended(&Box{host: host, fill: fill, column: NewColumn(2), Edge: charts.Line, Stroke: 1, Corner: 12, PadX: 5.5, PadY: 4})
}

// Look implements look.Looker.
func (b *Box) Look() *look.Theme { return b.host.Look }

// SetObjects replaces what the box holds.
func (b *Box) SetObjects(objects ...fyne.CanvasObject) { b.column.SetObjects(objects...) }

func (b *Box) pad() (x, y float32) {
	s := look.Of(b)
	return s.Space(b.PadX), s.Space(b.PadY)
}

// HeightFor implements Tall.
func (b *Box) HeightFor(width float32) float32 {
	x, y := b.pad()
	return b.column.HeightFor(width-2*x) + 2*y
}

// MinSize implements fyne.CanvasObject.
func (b *Box) MinSize() fyne.Size { return MinTall(b, 160, 200) }

// CreateRenderer implements fyne.Widget.
func (b *Box) CreateRenderer() fyne.WidgetRenderer {
	back := canvas.NewRectangle(nil)
	back.StrokeWidth, back.CornerRadius = b.Stroke, b.Corner
	return Drawn(b, func(size fyne.Size) {
		x, y := b.pad()
		back.Resize(size)
		Put(b.column, x, y, size.Width-2*x, size.Height-2*y)
		b.column.Relay()
	}, func() {
		s := look.Of(b)
		back.FillColor, back.StrokeColor = s.Color(b.fill), s.Color(b.Edge)
	}, back, b.column)
}
