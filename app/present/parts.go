package present

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/typeface"
)

// arrangement is a layout given by functions. A nil min asks for nothing.
type arrangement struct {
	min func() fyne.Size
	lay func(size fyne.Size)
}

var _ fyne.Layout = arrangement{}

func (a arrangement) MinSize([]fyne.CanvasObject) fyne.Size {
	if a.min == nil {
		return fyne.NewSize(0, 0)
	}
	return a.min()
}

func (a arrangement) Layout(_ []fyne.CanvasObject, size fyne.Size) { a.lay(size) }

func arranged(min func() fyne.Size, lay func(fyne.Size), objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(arrangement{min, lay}, objects...)
}

// line is running text of one style in a host.
func line(h *widgets.Host, text string, size charts.TextSize, weight typeface.Weight, role charts.Role) *widgets.Flow {
	return widgets.NewFlow(h, nil, widgets.Span{Text: text, Size: size, Weight: weight, Role: role})
}

// setLine replaces the text of a line.
func setLine(f *widgets.Flow, text string, size charts.TextSize, weight typeface.Weight, role charts.Role) {
	f.SetSpans(widgets.Span{Text: text, Size: size, Weight: weight, Role: role})
}

// row places buttons one after the other from x on, wrapping at width, and returns
// the y below them. With set false it only measures.
func row(s look.Skin, buttons []*widgets.Button, x, y, width float32, set bool) float32 {
	gap := s.Space(1.5)
	at, high := x, float32(0)
	for _, b := range buttons {
		if !b.Visible() {
			continue
		}
		m := b.MinSize()
		if at > x && at+m.Width > x+width {
			at, y = x, y+high+gap
		}
		if set {
			widgets.Put(b, at, y, m.Width, m.Height)
		}
		at, high = at+m.Width+gap, max(high, m.Height)
	}
	return y + high
}
