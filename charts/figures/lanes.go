package figures

import (
	"fmt"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// stacked sets figures one above the other.
func (b *builder) stacked(rows ...*charts.Figure) *charts.Figure {
	out := &charts.Figure{From: b.sc.From, Until: b.sc.Until}
	for _, row := range rows {
		row.Name = "row"
		out.Max = max(out.Max, row.Max)
		out.Rows = append(out.Rows, row.In(b.w))
	}
	return out
}

// lanes draws the rates, and under them what each side did by other rules: the notes
// that name a side, a lane for each.
func (b *builder) lanes() *charts.Figure {
	own := b.beat.Scene.Notes
	above := b.strip(false)
	above.Share, above.Title = 0.7, b.w.Say("scene.rates.title")
	lanes := &charts.Figure{From: b.sc.From, Until: b.sc.Until, Max: 2, Bare: true, Title: b.w.Say("scene.lanes.title")}
	lanes.Areas, lanes.Rules = above.Areas, above.Rules
	for i, side := range b.told.Sides {
		role, y := charts.SideRole(b.s, side.ID), data.Percent(1.25-float64(i))
		lanes.Curves = append(lanes.Curves, charts.Curve{ID: "lane/" + string(side.ID), Role: role, Stroke: charts.Stroke{WidthDP: 1.5, Faint: true},
			Steps: []charts.Step{{Day: lanes.From, Value: y}}, Until: lanes.Until})
		lanes.Captions = append(lanes.Captions, charts.Caption{
			ID: "lane/" + string(side.ID), Weight: 100, From: lanes.From, Until: lanes.From, Low: y + 0.3, High: y + 0.3, Sides: []label.Side{label.RightOf},
			Forms: [][]charts.Run{{{Text: b.w.Say("scene.lane", "Side", side.Name), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}}, {{Text: side.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}}},
		})
		for j, n := range own {
			day := b.s.NoteDay(n)
			if n.Side != side.ID || !day.Set() || day > b.end() || day < lanes.From {
				continue
			}
			now := day == b.sc.Day
			id := fmt.Sprint("note/", j)
			lanes.Dots = append(lanes.Dots, charts.Dot{ID: id, Role: role, Day: day, Value: y, Large: now})
			run := charts.Run{Text: n.Says, Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Ink}
			weight := 60.0
			if now {
				run.Weight, run.Role, weight = typeface.Bold, role, 95
			}
			forms := [][]charts.Run{{run}}
			lanes.Captions = append(lanes.Captions, charts.Caption{
				ID: id, Weight: weight, From: day, Until: day, Low: y, High: y, Sides: []label.Side{label.Below, label.Above, label.LeftOf, label.RightOf}, Apart: 5, Forms: forms,
			})
			b.row(day, day, b.w.Say("scene.lane", "Side", side.Name), n.Says, b.s.Named(n.At), b.noteSources(n))
		}
	}
	return b.stacked(above, lanes)
}
