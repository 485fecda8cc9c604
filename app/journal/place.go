package journal

import "fyne.io/fyne/v2"

// Place returns where an object is seen on a canvas: its rectangle, cut to those it
// lies within. ok is false if nothing of it is seen.
func Place(c fyne.Canvas, id string, o fyne.CanvasObject, within []fyne.CanvasObject) (t Target, ok bool) {
	// What has never been painted has no place that the toolkit knows.
	if !o.Visible() || fyne.CurrentApp().Driver().CanvasForObject(o) != c {
		return t, false
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	x0, y0 := at(o).X, at(o).Y
	x1, y1 := x0+o.Size().Width, y0+o.Size().Height
	for _, w := range within {
		p := at(w)
		x0, y0 = max(x0, p.X), max(y0, p.Y)
		x1, y1 = min(x1, p.X+w.Size().Width), min(y1, p.Y+w.Size().Height)
	}
	if x1 <= x0 || y1 <= y0 {
		return t, false
	}
	left, top := c.PixelCoordinateForPosition(fyne.NewPos(x0, y0))
	right, bottom := c.PixelCoordinateForPosition(fyne.NewPos(x1, y1))
	return Target{ID: id, X: left, Y: top, W: right - left, H: bottom - top}, true
}
