package widgets

import (
	"image/color"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/look"
	"truceline/charts"
)

// Row is a row of a table: cells of equal width, their texts wrapped. A row that
// leads somewhere can be activated; others cannot.
type Row struct {
	Control
	cells  []*Flow
	shares []float32 // of the width, a cell; equal ones if there are none
	leads  bool
}

// NewRow returns a row with one span a cell. tapped may be nil.
func NewRow(host *Host, cells []Span, tapped func()) *Row {
	r := &Row{leads: tapped != nil}
	label := ""
	for _, c := range cells {
		r.cells = append(r.cells, NewFlow(host, nil, c))
		label += c.Text + " "
	}
	r.Extend(r, host, label, tapped)
	return r
}

// SetShares sets which share of the width each cell has. Rows of one table have the same.
func (r *Row) SetShares(shares []float32) { r.shares = shares }

// Shares returns what share of its width each column of a table should have: more where
// its texts are longer, up to those that may as well break.
func Shares(rows [][]string) []float32 {
	const longest, gap = 24, 4 // characters
	var out []float32
	total := float32(0)
	for _, row := range rows {
		for i, text := range row {
			if i == len(out) {
				out = append(out, 0)
			}
			need := float32(min(utf8.RuneCountInString(text), longest) + gap)
			total += max(need-out[i], 0)
			out[i] = max(out[i], need)
		}
	}
	for i := range out {
		out[i] /= total
	}
	return out
}

// Leads tells whether the row can be activated.
func (r *Row) Leads() bool { return r.leads }

// Cursor implements desktop.Cursorable.
func (r *Row) Cursor() desktop.Cursor {
	if r.leads {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// HeightFor returns the height in dp that the row needs at a width in dp.
func (r *Row) HeightFor(width float32) float32 {
	h := float32(0)
	for i, c := range r.cells {
		h = max(h, c.HeightFor(r.cellWidth(i, width)))
	}
	return max(h+look.Of(r).Space(1.5), 24)
}

func (r *Row) share(i int) float32 {
	if i < len(r.shares) {
		return r.shares[i]
	}
	return 1 / float32(len(r.cells))
}

func (r *Row) cellWidth(i int, width float32) float32 {
	return max(width*r.share(i)-look.Of(r).Space(2), 10)
}

// MinSize implements fyne.CanvasObject.
func (r *Row) MinSize() fyne.Size { return MinTall(r, 100, 100) }

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	back, rule, ring := canvas.NewRectangle(nil), canvas.NewRectangle(nil), Ring(look.Of(r))
	objects := []fyne.CanvasObject{back, rule}
	for _, c := range r.cells {
		objects = append(objects, c)
	}
	return Drawn(r, func(size fyne.Size) {
		s := look.Of(r)
		back.Resize(size)
		ring.Resize(size)
		Put(rule, 0, size.Height-1, size.Width, 1)
		x := float32(0)
		for i, c := range r.cells {
			PutFlow(c, x+s.Space(0.5), s.Space(0.5), r.cellWidth(i, size.Width))
			x += size.Width * r.share(i)
		}
	}, func() {
		s := look.Of(r)
		back.FillColor, rule.FillColor = color.Transparent, s.Color(charts.Line)
		if r.leads && r.hovered {
			back.FillColor = s.Color(charts.Chip)
		}
		r.Ringed(ring, s)
	}, append(objects, ring)...)
}
