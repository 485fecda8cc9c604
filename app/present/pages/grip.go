package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"truceline/app/widgets"
	"truceline/charts"
)

// gripDP is how wide a grip is.
const gripDP = 24

// grip is what a row of the edit page is dragged by.
type grip struct {
	widget.BaseWidget
	e   *Edit
	row int
	y   float32 // of the list, where the hand is
}

var (
	_ fyne.Draggable     = (*grip)(nil)
	_ desktop.Cursorable = (*grip)(nil)
)

// Cursor implements desktop.Cursorable.
func (g *grip) Cursor() desktop.Cursor { return desktop.VResizeCursor }

// Dragged implements fyne.Draggable.
func (g *grip) Dragged(d *fyne.DragEvent) {
	g.y = g.Position().Y + d.Position.Y
	g.e.drag(g.row, g.y)
}

// DragEnd implements fyne.Draggable.
func (g *grip) DragEnd() { g.e.drop(g.y) }

// CreateRenderer implements fyne.Widget: three lines.
func (g *grip) CreateRenderer() fyne.WidgetRenderer {
	const lines, apart = 3, 5
	var objects []fyne.CanvasObject
	for range lines {
		objects = append(objects, canvas.NewRectangle(nil))
	}
	return widgets.Drawn(g, func(size fyne.Size) {
		for i, l := range objects {
			widgets.Put(l, 5, size.Height/2+float32(i-1)*apart-1, gripDP-10, 2)
		}
	}, func() {
		for _, l := range objects {
			l.(*canvas.Rectangle).FillColor = g.e.p.Skin().Color(charts.Muted)
		}
	}, objects...)
}

// MinSize implements fyne.CanvasObject.
func (g *grip) MinSize() fyne.Size { return fyne.NewSize(gripDP, gripDP) }
