package figures

import (
	"cmp"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/scene"
	"truceline/data"
	"truceline/data/price"
)

// Sparse tells whether a published measure has so few values of the first side that a
// plot of them by day says less than all ways of counting on one day.
func Sparse(s *data.Story, measure string, epilogue bool) bool {
	return len(PublishedPoints(s, measure, s.Sides[0].ID, epilogue)) < leastValues
}

// chosenCounting picks the measure of the choice, or the one that follows from the layers.
func chosenCounting(s *data.Story, sc scene.Scene, w charts.Words) (*charts.Figure, error) {
	day := sc.Day
	if !day.Set() || day == 0 {
		day = s.AsOf
	}
	picked := sc.Measure
	if at := slices.IndexFunc(s.Measures, func(m data.Measure) bool { return m.Derived }); picked == "" && at >= 0 {
		picked = s.Measures[at].ID
	}
	return Counting(s, s.Side(sc.Side), day, picked, sc.Epilogue, w), nil
}

// Counting returns the figure of all numbers for one side's rate on a day, with their
// full names: the rate that follows from the layers, the last value that each other
// measure gave since that rate has stood, and what exempt goods pay. The picked measure
// is solid, the others hollow. Longest first.
func Counting(s *data.Story, side *data.Side, day data.Day, picked string, epilogue bool, w charts.Words) *charts.Figure {
	f := &charts.Figure{
		Name: CountingFigure, Words: w, Title: w.Say("counting.title", "On", side.On),
		Line: w.Say("counting.line", "On", side.On, "Day", w.Day(day, charts.DayMonthYear)),
		AsOf: charts.AsOf(s, epilogue, w),
	}
	rate := s.Rate(side.ID, day, epilogue)
	bars := &charts.Bars{}
	f.Of = bars
	add := func(id, name, note string, value data.Percent, sources []string) {
		kind := charts.OpenPointBar
		if id == picked {
			kind = charts.PointBar
		}
		bars.Bars = append(bars.Bars, charts.Bar{ID: id, Name: name, Note: note, Low: min(value, 0), High: max(value, 0), Change: value, Kind: kind, Role: charts.SideRole(s, side.ID), Sources: sources})
		f.Max, f.Min = max(f.Max, value), min(f.Min, value)
	}
	for i := range s.Measures {
		m := &s.Measures[i]
		if m.Derived {
			add(m.ID, m.Name, w.Say("counting.derived"), rate, rateSources(s, side.ID, day, epilogue))
			continue
		}
		if otherUnit(s, m) != "" {
			continue
		}
		for _, a := range slices.Backward(PublishedPoints(s, m.ID, side.ID, epilogue)) {
			if a.Day > day {
				continue
			}
			// What was published before the rate changed speaks of another rate; some
			// publishers count a rate from its announcement on.
			if s.Rate(side.ID, a.Day, epilogue) == rate || s.Rate(side.ID, rateDay(s, side.ID, a.Day), epilogue) == rate {
				note := []string{w.Day(a.Day, charts.DayMonthYear)}
				if len(a.Sources) > 0 {
					note = append(note, charts.SourceTitle(s, a.Sources[0], w))
				}
				add(m.ID, m.Name, strings.Join(note, " · "), a.Value, a.Sources)
			}
			break
		}
	}
	for _, g := range s.Goods {
		if g.Side != side.ID {
			continue
		}
		if d, ok := price.Of(s, g.ID, day, epilogue); ok && d.Known && d.Rate < rate {
			var sources []string
			for _, p := range d.Parts {
				sources = append(sources, p.Sources...)
			}
			slices.Sort(sources)
			add(g.ID, g.Name, w.Say("counting.exempt"), d.Rate, slices.Compact(sources))
		}
	}
	slices.SortStableFunc(bars.Bars, func(a, b charts.Bar) int { return cmp.Compare(b.High, a.High) })
	var cited []string
	for _, b := range bars.Bars {
		cited = append(cited, b.Sources...)
	}
	f.Sources = w.Say("figure.published.sources", "Names", charts.Cited(s, cited, w))
	fit(f, 0.05)
	tableBars(f, s)
	return f
}
