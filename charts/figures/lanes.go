package figures

import (
	"fmt"
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// stacked sets figures one above the other.
func (b *Builder) stacked(rows ...*charts.Figure) *charts.Figure {
	out := &charts.Figure{From: b.Scene.From, Until: b.Scene.Until}
	var all charts.Rows
	for _, row := range rows {
		row.Name = "row"
		out.Max = max(out.Max, row.Max)
		all = append(all, row.In(b.Words))
	}
	out.Of = all
	return out
}

// lanes draws the rates, and under them what each side did by other rules: the notes
// that name a side, a lane for each.
func (b *Builder) lanes() *charts.Figure {
	own := b.Beat.Scene.Notes
	above := b.strip(false)
	above.Share, above.Title = 0.7, b.Words.Say("scene.rates.title")
	lanes := &charts.Figure{From: b.Scene.From, Until: b.Scene.Until, Max: 2, Title: b.Words.Say("scene.lanes.title")}
	lanes.Bare, lanes.Areas, lanes.Rules = true, above.Areas, above.Rules
	for i, side := range b.Told.Sides {
		role, y := charts.SideRole(b.Story, side.ID), data.Percent(1.2-float64(i))
		within := [2]data.Percent{y - 0.2, y + 0.8}
		lanes.Curves = append(lanes.Curves, charts.Curve{ID: "lane/" + string(side.ID), Role: role, Stroke: charts.Stroke{WidthDP: 1.5, Faint: true},
			Steps: []charts.Step{{Day: lanes.From, Value: y}}, Until: lanes.Until})
		lanes.Captions = append(lanes.Captions, charts.Caption{
			ID: "lane/" + string(side.ID), Weight: 100, From: lanes.From, Until: lanes.From, Low: y + 0.6, High: y + 0.6, Sides: []label.Side{label.RightOf}, Keep: within,
			Forms: [][]charts.Run{{{Text: b.Words.Say("scene.lane", "Side", side.Name), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}}, {{Text: side.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}}},
		})
		for j, n := range own {
			day := b.Story.NoteDay(n)
			if n.Side != side.ID || !day.Set() || day > b.end() || day < lanes.From {
				continue
			}
			now := day == b.Scene.Day
			id := fmt.Sprint("note/", j)
			lanes.Dots = append(lanes.Dots, charts.Dot{ID: id, Role: role, Day: day, Value: y, Large: now})
			run := charts.Run{Text: n.Says, Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Ink}
			weight := 60.0
			if now {
				run.Weight, run.Role, weight = typeface.Bold, role, 95
			}
			forms := [][]charts.Run{{run}, halved(run)}
			lanes.Captions = append(lanes.Captions, charts.Caption{
				ID: id, Weight: weight, From: day, Until: day, Low: y, High: y, Sides: []label.Side{label.Above, label.LeftOf, label.RightOf}, Apart: 5, Keep: within, Forms: forms,
			})
			b.Row(day, day, b.Words.Say("scene.lane", "Side", side.Name), n.Says, b.Story.Named(n.At), b.noteSources(n))
		}
	}
	return b.stacked(above, lanes)
}

// halved is a run on two lines, cut at the space nearest its middle.
func halved(r charts.Run) []charts.Run {
	cut := 0
	for i, c := range r.Text {
		if c == ' ' && abs(2*i-len(r.Text)) < abs(2*cut-len(r.Text)) {
			cut = i
		}
	}
	first, second := r, r
	first.Text, second.Text = r.Text[:cut], strings.TrimSpace(r.Text[cut:])
	if cut == 0 {
		return []charts.Run{r}
	}
	return []charts.Run{first, second}
}

func abs(n int) int { return max(n, -n) }
