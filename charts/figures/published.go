package figures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

func chosenPublished(s *data.Story, sc scene.Scene, w charts.Words) (*charts.Figure, error) {
	m, err := published(s, sc.Measure)
	if err != nil {
		return nil, err
	}
	return Published(s, m, sc.Epilogue, w), nil
}

// published returns a measure that others publish; the first for an empty id.
func published(s *data.Story, id string) (*data.Measure, error) {
	var names []string
	for i := range s.Measures {
		m := &s.Measures[i]
		if m.Derived {
			continue
		}
		if id == "" || m.ID == id {
			return m, nil
		}
		names = append(names, m.ID)
	}
	return nil, fmt.Errorf("there is no published measure %q; there are: %s", id, strings.Join(names, ", "))
}

// Published returns the figure of a measure that others publish: a dot for each
// value, and nothing between them, since nothing was published there. A measure
// without values in the days drawn gives a figure without dots.
func Published(s *data.Story, measure *data.Measure, epilogue bool, w charts.Words) *charts.Figure {
	f := &charts.Figure{
		Name: "averages", Title: measure.Name, From: s.Start, Until: s.End(epilogue), Words: w,
		Line: w.Say("figure.published.line", "About", measure.About),
		AsOf: charts.AsOf(s, epilogue, w), Unit: otherUnit(s, measure),
	}
	addPeriods(f, s, w)
	if epilogue {
		addLater(f, s, w)
	}
	var sources []string
	for i, side := range s.Sides {
		points := PublishedPoints(s, measure.ID, side.ID, epilogue)
		for n, a := range points {
			f.Dots = append(f.Dots, charts.Dot{ID: "point/" + string(side.ID) + "/" + a.Day.String(), Role: charts.SideRole(s, side.ID), Day: a.Day, Value: a.Value, Square: i > 0})
			f.Max, f.Min = max(f.Max, a.Value), min(f.Min, a.Value)
			f.Captions = append(f.Captions, pointCaption(f, &side, a, i, n, len(points)))
			sources = append(sources, a.Sources...)
		}
		if measure.Stepped && len(points) > 0 {
			addStepped(f, s, &side, points, epilogue)
		}
		if len(points) > 0 {
			f.Until = max(f.Until, points[len(points)-1].Day+1)
		}
	}
	fit(f, 0.12)
	for _, b := range s.BeatsShown(epilogue) {
		f.Rests = append(f.Rests, b.Day)
	}
	tablePublished(f, s, measure, epilogue)
	f.Sources = w.Say("figure.published.sources", "Names", charts.Cited(s, sources, w))
	return f
}

// otherUnit is the unit of a measure, where it is not that of the rates.
func otherUnit(s *data.Story, m *data.Measure) string {
	if m.Unit == s.Unit() {
		return ""
	}
	return m.Unit
}

// fit makes room about the highest and the lowest value that a figure has so far: a share
// of the highest above it, and a tenth below what is under nought.
func fit(f *charts.Figure, share data.Percent) {
	if f.Max = cmp.Or(f.Max*(1+share), 1); f.Min < 0 {
		f.Min -= f.Max * 0.1
	}
}

// addStepped joins the values of a measure that holds each until its next: the
// source lists the days of change, so the line between is its own.
func addStepped(f *charts.Figure, s *data.Story, side *data.Side, points []data.Average, epilogue bool) {
	end := s.LastKnown(epilogue)
	curve := charts.Curve{ID: string(side.ID), Role: charts.SideRole(s, side.ID), Stroke: charts.Stroke{WidthDP: secondSideDP}, Until: end}
	for _, p := range points {
		curve.Steps = append(curve.Steps, charts.Step{Day: p.Day, Value: p.Value})
	}
	f.Curves = append(f.Curves, curve)
}

// addLater shades the days after the article and says so.
func addLater(f *charts.Figure, s *data.Story, w charts.Words) {
	f.Areas = append(f.Areas, charts.Area{ID: "later", Role: charts.Later, From: s.AsOf + 1, Until: f.Until})
	f.Rules = append(f.Rules, charts.Rule{ID: "later", Role: charts.Muted, Day: s.AsOf + 1})
	f.Captions = append(f.Captions, charts.Caption{
		ID: "later", Weight: 40, From: s.AsOf + 1, Until: f.Until, Within: true,
		Forms: [][]charts.Run{
			{{Text: w.Say("figure.later"), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Muted}},
			{{Text: w.Say("figure.later.short"), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Muted}},
		},
	})
}

func pointCaption(f *charts.Figure, side *data.Side, a data.Average, rank, n, of int) charts.Caption {
	number := charts.Run{Text: f.Value(a.Value), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.First}
	if rank > 0 {
		number.Role = charts.Second
	}
	day := f.Words.Day(a.Day, charts.DayMonth)
	if a.Nominal {
		day = f.Words.Say("figure.about.day", "Day", day)
	}
	named := charts.Run{Text: f.Words.Say("figure.peak", "On", side.On, "Day", day), Size: charts.SizeLabel, Weight: typeface.Regular, Role: number.Role}
	short := charts.Run{Text: day, Size: charts.SizeLabel, Weight: typeface.Regular, Role: number.Role}
	forms := [][]charts.Run{{number, short}, {number}}
	weight := 20 - float64(n)*0.1
	if n == 0 || n == of-1 { // the first and the last say whose they are
		forms, weight = append([][]charts.Run{{number, named}}, forms...), 80-float64(rank)
	}
	return charts.Caption{
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
