package charts

import (
	"slices"

	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Published returns the figure of a measure that others publish: a dot for each
// value, and nothing between them, since nothing was published there. A measure
// without values in the days drawn gives a figure without dots.
func Published(s *data.Story, measure *data.Measure, epilogue bool, w Words) *Figure {
	f := &Figure{
		Name: "averages", Title: measure.Name, From: s.Start, Until: s.End(epilogue), words: w,
		Line: w.Say("figure.published.line", "About", measure.About),
		AsOf: asOf(s, epilogue, w),
	}
	f.addPeriods(s, w)
	if epilogue {
		f.addLater(s, w)
	}
	var sources []string
	for i, side := range s.Sides {
		points := PublishedPoints(s, measure.ID, side.ID, epilogue)
		for n, a := range points {
			f.Dots = append(f.Dots, Dot{"point/" + string(side.ID) + "/" + a.Day.String(), SideRole(s, side.ID), a.Day, a.Value, false, i > 0, false})
			f.Max = max(f.Max, a.Value)
			f.Captions = append(f.Captions, f.pointCaption(&side, a, i, n, len(points)))
			for _, id := range a.Sources {
				if title := SourceTitle(s, id, w); title != "" && !slices.Contains(sources, title) {
					sources = append(sources, title)
				}
			}
		}
		if measure.Stepped && len(points) > 0 {
			f.addStepped(s, &side, points, epilogue)
		}
		if len(points) > 0 {
			f.Until = max(f.Until, points[len(points)-1].Day+1)
		}
	}
	f.Max = max(f.Max*1.12, 1)
	for _, b := range s.BeatsShown(epilogue) {
		f.Rests = append(f.Rests, b.Day)
	}
	f.tablePublished(s, measure, epilogue)
	f.Sources = w.Say("figure.published.sources", "Names", joined(sources, w))
	return f
}

// addStepped joins the values of a measure that holds each until its next: the
// source lists the days of change, so the line between is its own.
func (f *Figure) addStepped(s *data.Story, side *data.Side, points []data.Average, epilogue bool) {
	end := s.AsOf
	if epilogue {
		end = f.Until
	}
	curve := Curve{ID: string(side.ID), Role: SideRole(s, side.ID), Stroke: Stroke{WidthDP: secondSideDP}, Until: end}
	for _, p := range points {
		curve.Steps = append(curve.Steps, Step{p.Day, p.Value})
	}
	f.Curves = append(f.Curves, curve)
}

// addLater shades the days after the article and says so.
func (f *Figure) addLater(s *data.Story, w Words) {
	f.Areas = append(f.Areas, Area{ID: "later", Role: Later, From: s.AsOf + 1, Until: f.Until})
	f.Rules = append(f.Rules, Rule{"later", Muted, s.AsOf + 1})
	f.Captions = append(f.Captions, Caption{
		ID: "later", Weight: 40, From: s.AsOf + 1, Until: f.Until, Within: true,
		Forms: [][]Run{
			{{w.Say("figure.later"), SizeLabel, typeface.SemiBold, Muted}},
			{{w.Say("figure.later.short"), SizeLabel, typeface.SemiBold, Muted}},
		},
	})
}

func (f *Figure) pointCaption(side *data.Side, a data.Average, rank, n, of int) Caption {
	number := Run{f.words.Percent(a.Value), SizeLabel, typeface.SemiBold, First}
	if rank > 0 {
		number.Role = Second
	}
	day := f.words.Day(a.Day, DayMonth)
	if a.Nominal {
		day = f.words.Say("figure.about.day", "Day", day)
	}
	named := Run{f.words.Say("figure.peak", "On", side.On, "Day", day), SizeLabel, typeface.Regular, number.Role}
	short := Run{day, SizeLabel, typeface.Regular, number.Role}
	forms := [][]Run{{number, short}, {number}}
	weight := 20 - float64(n)*0.1
	if n == 0 || n == of-1 { // the first and the last say whose they are
		forms, weight = append([][]Run{{number, named}}, forms...), 80-float64(rank)
	}
	return Caption{
		ID: "point/" + string(side.ID) + "/" + a.Day.String(), Weight: weight,
		From: a.Day, Until: a.Day, Low: a.Value, High: a.Value, Close: true,
		Sides: []label.Side{label.RightOf, label.LeftOf, label.Above, label.Below}, Forms: forms,
	}
}

// PublishedPoints returns a measure's values for a side in the story's days, by day.
func PublishedPoints(s *data.Story, measure string, side data.SideID, epilogue bool) []data.Average {
	var out []data.Average
	for _, a := range s.Averages {
		if a.Measure == measure && a.Side == side && a.Day >= s.Start && a.Day <= s.End(epilogue) && (epilogue || !a.Epilogue) {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b data.Average) int { return int(a.Day - b.Day) })
	return out
}

func joined(parts []string, w Words) string {
	const most = 3
	text := ""
	for i, p := range parts {
		if i == most {
			return w.Say("figure.andmore", "Names", text, "Count", len(parts)-most)
		}
		if i > 0 {
			text += "; "
		}
		text += p
	}
	return text
}
