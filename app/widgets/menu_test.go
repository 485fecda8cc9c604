package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestShowMenu_keepsClearOfTheWindowsEdges opens it below a control in each corner.
func TestShowMenu_keepsClearOfTheWindowsEdges(t *testing.T) {
	newApp(t, 1)
	items := []*fyne.MenuItem{fyne.NewMenuItem(Keyed("Show all days", "D"), func() {}), fyne.NewMenuItem("Keys", func() {})}
	for _, at := range []fyne.Position{{X: 0, Y: 0}, {X: 360, Y: 0}, {X: 0, Y: 270}, {X: 360, Y: 270}} {
		below := NewButton("···", "", Quiet, &Host{}, nil)
		win := inWindow(t, container.NewWithoutLayout(below), 400, 300)
		Put(below, at.X, at.Y, 40, 30)
		ShowMenu(win.Canvas(), below, items)
		over := win.Canvas().Overlays().Top()
		require.NotNil(t, over)
		found := false
		for _, o := range test.LaidOutObjects(over) {
			if m, ok := o.(*widget.PopUpMenu); ok {
				found = true
				p, s := m.Position(), m.Size()
				assert.LessOrEqual(t, p.X+s.Width, float32(392), "below a control at %v", at)
				assert.LessOrEqual(t, p.Y+s.Height, float32(292), "below a control at %v", at)
			}
		}
		assert.True(t, found)
	}
}
