package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// ShowMenu opens a menu below a control, clear of the edges of its window.
func ShowMenu(c fyne.Canvas, below fyne.CanvasObject, items []*fyne.MenuItem) {
	const air = 8
	m := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(below).AddXY(0, below.Size().Height+4)
	room := c.Size().Subtract(m.MinSize()).SubtractWidthHeight(air, air)
	m.ShowAtPosition(fyne.NewPos(max(0, min(at.X, room.Width)), max(0, min(at.Y, room.Height))))
}

// Keyed is the text of a menu's line with the key that does the same.
func Keyed(text, key string) string { return text + "    " + key }
