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
	Control
	text *Flow
	on   bool
	// Typed takes the characters that are typed on the row: the window's, until a
	// list sets another.
	Typed func(rune)
}

// NewListRow returns a row.
func NewListRow(host *Host, picked func()) *ListRow {
	r := &ListRow{text: NewFlow(host, nil), Typed: host.Rune}
	r.Extend(r, host, "", picked)
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
func (r *ListRow) MinSize() fyne.Size { return MinTall(r, 120, 120) }

// CreateRenderer implements fyne.Widget.
func (r *ListRow) CreateRenderer() fyne.WidgetRenderer {
	back, bar, ring := canvas.NewRectangle(nil), canvas.NewRectangle(nil), Ring(look.Of(r))
	ring.CornerRadius = 4
	return Drawn(r, func(size fyne.Size) {
		s := look.Of(r)
		back.Resize(size)
		bar.Resize(fyne.NewSize(3, size.Height))
		Put(ring, 1, 1, size.Width-2, size.Height-2)
		PutFlow(r.text, s.Space(3), s.Space(1), size.Width-2*s.Space(3))
	}, func() {
		s := look.Of(r)
		back.FillColor, bar.FillColor = color.Transparent, color.Transparent
		if r.on {
			bar.FillColor = s.Color(charts.Ink)
		}
		if r.on || r.hovered {
			back.FillColor = s.Color(charts.Chip)
		}
		r.Ringed(ring, s)
	}, back, bar, r.text, ring)
}
