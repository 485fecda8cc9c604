package figures

import (
	"cmp"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/data"
)

// stripOfMap draws the rates small, for a scene of which the map is the subject.
func (b *Builder) stripOfMap() *charts.Figure { return b.strip(true) }

// strip draws the rates small, for the foot or the head of another picture.
func (b *Builder) strip(notes bool) *charts.Figure {
	f := b.Frame(b.top())
	b.periods(f)
	b.lines(f)
	b.levels(f)
	for i := range f.Captions {
		for _, form := range f.Captions[i].Forms {
			for j := range form {
				form[j].Size = min(form[j].Size, charts.SizeStrong)
			}
		}
	}
	for i := range f.Dots {
		f.Dots[i].Large = false
	}
	f.Captions = slices.DeleteFunc(f.Captions, func(c charts.Caption) bool { return strings.HasPrefix(c.ID, "step/") })
	f.Dots = slices.DeleteFunc(f.Dots, func(d charts.Dot) bool { return strings.HasPrefix(d.ID, "step/") })
	if notes {
		b.notes(f)
	}
	f.Max = cmp.Or(b.Scene.Top, f.Max*1.25)
	f.Bare = true
	return f
}

// stripDP is the width of a strip's lines.
const stripDP = 1.5

// Strip returns the whole story as a thin plot, its lines drawn up to a day.
func Strip(s *data.Story, told data.Day, epilogue bool) *charts.Figure {
	f := &charts.Figure{Name: "strip", From: s.Start, Until: s.End(epilogue), Max: 1, Lines: charts.Lines{Bare: true}}
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
