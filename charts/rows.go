package charts

import (
	"errors"
	"math"
	"strings"

	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Rows are figures of lines one above the other, with the same days.
type Rows []*Figure

// Rows returns the figures one above the other, if it is a figure of those.
func (f *Figure) Rows() []*Figure {
	rows, _ := f.Of.(Rows)
	return rows
}

// Dated is true: the days are those of all rows.
func (rows Rows) Dated() bool { return true }

// Copy replaces each row.
func (rows Rows) Copy(_ data.Percent, replace func(*Figure) *Figure) Plot {
	var out Rows
	for _, row := range rows {
		out = append(out, replace(row))
	}
	return out
}

func (rows Rows) check(f *Figure) error {
	for _, row := range rows {
		if row == nil || row.Of != nil || row.From != f.From || row.Until != f.Until {
			return errors.New("a row has no days of its own, and neither rows nor bars in it")
		}
		if err := row.Check(); err != nil {
			return err
		}
	}
	return f.checkDays()
}

// lay places each row with its title above its plot, the days lined up and named below
// the last.
func (rows Rows) lay(f *Figure, l *Layout, m Measurer) {
	tick := SizeLabel.At(l.TextScale)
	_, tickH := m.Measure("0", tick, typeface.Regular)
	_, titleH := m.Measure("0", tick, typeface.SemiBold)
	top := ReadoutHeight(l.TextScale) + 4
	bottom := belowAxis(l.TextScale, tickH) + tickH + footDP
	const air = 8 // between a row's axis and the next title
	shares := 0.0
	for _, row := range rows {
		shares += row.share()
	}
	heights, plots := make([]float64, len(rows)), make([]float64, len(rows))
	least := math.Inf(1)
	for i, row := range rows {
		heights[i] = (l.H - top - bottom) * row.share() / shares
		plots[i] = heights[i] - 2 - air
		if row.Title != "" {
			plots[i] -= titleH
		}
		least = min(least, plots[i])
	}
	left, right := 0.0, 8.0
	values, labels := make([][]float64, len(rows)), make([][]string, len(rows))
	for i, row := range rows {
		values[i] = row.gridValues(gridCount(plots[i], tickH))
		if !row.Bare {
			labels[i] = row.valueLabels(values[i])
			left = max(left, widest(labels[i], tick, m))
		}
		right = max(right, row.margin(l.W, l.TextScale, m))
	}
	left += 10
	l.Plot = label.Rect{X: left, Y: top, W: l.W - left - right, H: l.H - top - bottom}
	if l.Plot.W < 20 || least < 20 || math.IsNaN(l.Plot.W+l.Plot.H) {
		l.Plot = label.Rect{W: max(l.W, 1), H: max(l.H, 1)}
		l.scales(f)
		return
	}
	l.scales(f)
	y := top
	for i, row := range rows {
		r := &Layout{W: l.W, H: l.H, TextScale: l.TextScale, GridValues: values[i]}
		r.Plot = label.Rect{X: left, Y: y + heights[i] - air - plots[i], W: l.Plot.W, H: plots[i]}
		r.scales(row)
		if title, ok := fitting(row.Title, l.W-left, tick, m); ok {
			w, h := m.Measure(title, tick, typeface.SemiBold)
			r.Texts = append(r.Texts, Text{rowText, title, left, y, w, h, tick, typeface.SemiBold, Ink})
		}
		if !row.Bare {
			r.valueTexts(labels[i], tick, m)
		}
		if i == len(rows)-1 {
			r.dayTexts(row, tick, m)
		}
		r.captions(row, m)
		y += heights[i]
		l.Rows = append(l.Rows, r)
		l.Texts = append(l.Texts, r.Texts...)
	}
}

// share is how much of a figure's height a row takes against the others.
func (f *Figure) share() float64 {
	if f.Share > 0 {
		return f.Share
	}
	return 1
}

// fitting returns as much of a title as has room, by its words.
func fitting(title string, width, size float64, m Measurer) (string, bool) {
	words := strings.Fields(title)
	for n := len(words); n > 0; n-- {
		text := strings.Join(words[:n], " ")
		if n < len(words) {
			text += " …"
		}
		if w, _ := m.Measure(text, size, typeface.SemiBold); w <= width {
			return text, true
		}
	}
	return "", false
}

func widest(texts []string, size float64, m Measurer) float64 {
	out := 0.0
	for _, t := range texts {
		w, _ := m.Measure(t, size, typeface.Regular)
		out = max(out, w)
	}
	return out
}
