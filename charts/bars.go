package charts

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"truceline/charts/label"
	"truceline/charts/scale"
	"truceline/charts/typeface"
	"truceline/data"
)

// BarKind says how a bar is drawn.
type BarKind int

const (
	TotalBar     BarKind = iota // a level, from nought: filled
	StepBar                     // a difference that a source gives: filled, paler
	OpenBar                     // a difference that no source breaks down: hollow and dashed
	PointBar                    // a value among others: a dot at the end of a thin line
	OpenPointBar                // the same, hollow
)

// Bar is a row of a bar figure: a level, or a step from one level to the next.
type Bar struct {
	ID string
	// Name says what the row is; Note, if any, how it is known.
	Name, Note string
	Low, High  data.Percent // in the figure's unit; Low <= High
	// Change is the signed size of a step, High for a level.
	Change  data.Percent
	Kind    BarKind
	Role    Role
	Sources []string
}

// Bars are rows of values, each with a bar to the right of its name. Days are not used.
type Bars struct {
	Bars []Bar
	// Whole is what the bars are parts of: each stands against it. 0: of nothing.
	Whole data.Percent
}

// Bars returns the bars, if it is a figure of those.
func (f *Figure) Bars() []Bar {
	if b, ok := f.Of.(*Bars); ok {
		return b.Bars
	}
	return nil
}

// Dated is false: bars are of no day.
func (bars *Bars) Dated() bool { return false }

// Copy makes each bar a part as long.
func (bars *Bars) Copy(part data.Percent, _ func(*Figure) *Figure) Plot {
	out := Bars{slices.Clone(bars.Bars), bars.Whole}
	for i := range out.Bars {
		out.Bars[i].Low *= part
		out.Bars[i].High *= part
	}
	return &out
}

func (bars *Bars) check(f *Figure) error {
	if len(bars.Bars) == 0 {
		return errors.New("it has no bars")
	}
	for _, b := range bars.Bars {
		if !finite(b.Low) || !finite(b.High) || b.High < b.Low {
			return fmt.Errorf("row %s runs from %g to %g", b.ID, b.Low, b.High)
		}
	}
	return f.checkValues()
}

// PlacedBar is a bar in its place, in dp.
type PlacedBar struct {
	Row label.Rect // the whole row, from name to value
	Bar label.Rect
}

// Steps tells whether the bars lead from one to the next, as a bridge's do.
func (bars *Bars) Steps() bool {
	return slices.ContainsFunc(bars.Bars, Bar.difference)
}

// rowInset is the room at both ends of a row for the frame about the one that is read, in dp.
const rowInset = 6

// lay places a row a bar, its name at the left, its value at its end. A row whose texts
// have no room keeps its bar and loses them.
func (bars *Bars) lay(f *Figure, l *Layout, m Measurer) {
	const gap = 10
	inset := rowInset * Growth(l.TextScale)
	size := SizeLabel.At(l.TextScale)
	values := make([]Text, len(bars.Bars))
	nameW, valueW := 0.0, 0.0
	for i, b := range bars.Bars {
		text := f.BarText(b)
		weight := typeface.SemiBold
		w, h := m.Measure(text, SizeStrong.At(l.TextScale), weight)
		role := b.Role
		if b.Kind == OpenBar {
			role = Muted
		}
		values[i] = Text{ID: "value/" + b.ID, Text: text, W: w, H: h, SizeDP: SizeStrong.At(l.TextScale), Weight: weight, Role: role}
		valueW = max(valueW, w)
		w, _ = m.Measure(b.Name, size, typeface.Medium)
		nameW = max(nameW, w)
	}
	for _, b := range bars.Bars {
		if b.Note != "" {
			nameW = max(nameW, min(l.W*0.28, 200*l.TextScale)) // room for the notes
		}
	}
	nameW = min(nameW, l.W*0.38)
	left := inset + nameW + gap
	l.Plot = label.Rect{X: left, Y: 4, W: l.W - left - valueW - gap - inset, H: l.H - 8}
	if l.Plot.W < 20 || l.Plot.H < 20 || math.IsNaN(l.Plot.W+l.Plot.H) {
		l.Plot = label.Rect{W: max(l.W, 1), H: max(l.H, 1)}
		return
	}
	l.Values = scale.Linear{Min: float64(f.Min), Max: float64(f.Max), From: l.Plot.X, To: l.Plot.Right()}
	l.GridValues = []float64{max(0, float64(f.Min))} // each bar says its value
	rowH := l.Plot.H / float64(max(1, len(bars.Bars)))
	for i, b := range bars.Bars {
		y := l.Plot.Y + rowH*float64(i)
		thick := min(rowH*0.62, 52*l.TextScale)
		x0, x1 := l.clampX(l.Values.Pos(float64(b.Low))), l.clampX(l.Values.Pos(float64(b.High)))
		p := PlacedBar{
			Row: label.Rect{X: 0, Y: y, W: l.W, H: rowH},
			Bar: label.Rect{X: x0, Y: y + (rowH-thick)/2, W: max(x1-x0, 1), H: thick},
		}
		l.Bars = append(l.Bars, p)
		l.rowTexts(&b, p, values[i], nameW, rowH, m)
	}
}

// difference tells whether a bar leads from one level to another.
func (b Bar) difference() bool { return b.Kind == StepBar || b.Kind == OpenBar }

// BarText is a bar's value with its unit: a difference of percentages is in points.
func (f *Figure) BarText(b Bar) string {
	switch {
	case b.difference() && b.Change > 0:
		return "+" + Points(f.Words, b.Change)
	case b.difference():
		return Points(f.Words, b.Change)
	case f.Unit != "":
		return f.Words.Number(float64(b.Change), 1) // the line above the figure names the unit
	default:
		return f.Words.Rate(b.Change)
	}
}

// rowTexts sets a row's name and note, as many lines as it has room for, and its
// value.
func (l *Layout) rowTexts(b *Bar, p PlacedBar, value Text, nameW, rowH float64, m Measurer) {
	var lines []Text
	height := 0.0
	add := func(text string, size TextSize, weight typeface.Weight, role Role) {
		at := size.At(l.TextScale)
		wrapped := Wrap(text, nameW, at, weight, m)
		_, h := m.Measure("0", at, weight)
		if height+h*float64(len(wrapped)) > rowH {
			return // all of it or none
		}
		for _, line := range wrapped {
			w, _ := m.Measure(line, at, weight)
			if w > nameW+0.5 {
				return
			}
			lines = append(lines, Text{"bar/" + b.ID, line, rowInset * Growth(l.TextScale), height, w, h, at, weight, role})
			height += h
		}
	}
	add(b.Name, SizeLabel, typeface.Medium, Ink)
	add(b.Note, SizeSmall, typeface.Regular, Muted)
	for _, t := range lines {
		t.Y += p.Row.Y + (rowH-height)/2
		l.Texts = append(l.Texts, t)
	}
	if value.H <= rowH {
		gap := 8.0
		if b.Kind == PointBar || b.Kind == OpenPointBar {
			gap += DotRadiusDP * l.Growth()
		}
		value.X, value.Y = p.Bar.Right()+gap, p.Row.Y+(rowH-value.H)/2
		l.Texts = append(l.Texts, value)
	}
}
