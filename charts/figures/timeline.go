package figures

import (
	"slices"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Moment is a row of a timeline.
type Moment struct {
	ID, Name string
	// Day is where it stands. A moment without a day waits by the left edge.
	Day  data.Day
	Role charts.Role
	// Hollow moments are still to be chosen.
	Hollow bool
}

// waiting is how many days inside the left edge a moment waits, so that its dot is whole.
const waiting = 4

// Timeline returns the figure of moments in rows, the first on top, each standing on its
// day.
func Timeline(s *data.Story, moments []Moment, epilogue bool, w charts.Words) *charts.Figure {
	f := &charts.Figure{Name: "timeline", From: s.Start - 2*waiting, Until: s.End(epilogue), Max: data.Percent(len(moments)) + 0.5, Lines: charts.Lines{Bare: true}, Words: w}
	f.Table = charts.Table{Columns: []string{w.Say("table.day"), w.Say("table.row")}}
	middle := f.From + (f.Until-f.From)/2
	for i, m := range moments {
		day, y := m.Day, data.Percent(len(moments)-i)
		if !day.Set() {
			day = f.From + waiting
		}
		f.Dots = append(f.Dots, charts.Dot{ID: m.ID, Role: m.Role, Day: day, Value: y, Hollow: m.Hollow, Large: !m.Hollow})
		sides := []label.Side{label.RightOf, label.LeftOf}
		if day > middle {
			slices.Reverse(sides)
		}
		f.Captions = append(f.Captions, charts.Caption{
			ID: m.ID, Weight: 100 - float64(i), From: day, Until: day, Low: y, High: y, Sides: sides, Apart: 10, Close: true,
			Forms: [][]charts.Run{
				{{Text: m.Name, Size: charts.SizeBody, Weight: typeface.SemiBold, Role: m.Role}},
				{{Text: shorten(m.Name, 34), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: m.Role}},
				{{Text: shorten(m.Name, 20), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: m.Role}},
			},
		})
		f.Table.Rows = append(f.Table.Rows, []string{w.Day(m.Day, charts.DayMonthYear), m.Name})
		f.Table.Days, f.Table.Untils = append(f.Table.Days, m.Day), append(f.Table.Untils, m.Day)
	}
	return f
}

// Landing is a timeline whose moments are a share of the way to their days.
func Landing(to *charts.Figure, share float64) *charts.Figure {
	f := *to
	f.Captions, f.Dots = nil, slices.Clone(to.Dots)
	for i := range f.Dots {
		f.Dots[i].Day = f.From + waiting + data.Day(float64(f.Dots[i].Day-f.From-waiting)*share)
	}
	return &f
}

// shorten cuts a name that has more letters at a word.
func shorten(name string, most int) string {
	r := []rune(name)
	if len(r) <= most {
		return name
	}
	cut := most
	for cut > most/2 && r[cut] != ' ' {
		cut--
	}
	return string(r[:cut]) + "…"
}
