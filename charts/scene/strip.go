package scene

import (
	"truceline/charts"
	"truceline/data"
)

// stripDP is the width of a strip's lines.
const stripDP = 1.5

// Strip returns the whole story as a thin plot, its lines drawn up to a day.
func Strip(s *data.Story, told data.Day, epilogue bool) *charts.Figure {
	f := &charts.Figure{Name: "strip", From: s.Start, Until: s.End(epilogue), Max: 1, Bare: true}
	for _, side := range s.Sides {
		c := charts.Curve{ID: string(side.ID), Role: charts.SideRole(s, side.ID), Stroke: charts.Stroke{WidthDP: stripDP, Faint: true}, Until: min(told, f.Until)}
		for _, t := range s.InForce(side.ID, epilogue) {
			f.Max = max(f.Max, t.Rate)
			if t.From <= told {
				c.Steps = append(c.Steps, charts.Step{Day: t.From, Value: t.Rate})
			}
		}
		if len(c.Steps) > 0 {
			f.Curves = append(f.Curves, c)
		}
	}
	return f
}
