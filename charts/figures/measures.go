package figures

import (
	"slices"
	"strings"

	"truceline/charts"
	"truceline/data"
)

// leastValues is how many values of the first side make a row of its own.
const leastValues = 3

func rowMeasures(s *data.Story, epilogue bool) []*data.Measure {
	var out []*data.Measure
	for i := range s.Measures {
		if m := &s.Measures[i]; !m.Derived && otherUnit(s, m) == "" && len(PublishedPoints(s, m.ID, s.Sides[0].ID, epilogue)) >= leastValues {
			out = append(out, m)
		}
	}
	return out
}

func hasMeasureRows(s *data.Story, epilogue bool) bool { return len(rowMeasures(s, epilogue)) > 0 }

// measureRows sets the measures one above the other, so that nobody reads them off
// one axis. They share the scale, and so have the same unit.
func measureRows(s *data.Story, epilogue bool, w charts.Words) *charts.Figure {
	measures := rowMeasures(s, epilogue)
	if len(measures) == 0 {
		return nil
	}
	rates := Rates(s, epilogue, w)
	f := &charts.Figure{
		Name: MeasuresFigure, From: rates.From, Until: rates.Until, Words: w,
		Title: w.Say("rows.measures.title"), Line: w.Say("rows.measures.line"), AsOf: rates.AsOf,
	}
	derived := ""
	for _, m := range s.Measures {
		if m.Derived {
			derived = m.Name
		}
	}
	rates.Title, rates.Ticks = derived, nil
	rows := charts.Rows{rates}
	f.Table.Columns = []string{w.Say("table.day"), w.Say("table.measure"), w.Say("table.side"), w.Say("table.value"), w.Say("table.sources")}
	for _, side := range s.Sides {
		for _, t := range s.InForce(side.ID, epilogue) {
			f.Table.AddSpan(t.From, t.Until, w.Day(t.From, charts.DayMonthYear), derived, side.On, w.Rate(t.Rate), charts.SourceNames(s, t.Sources(), w))
		}
	}
	var sources []string
	for _, m := range measures {
		row := Published(s, m, epilogue, w)
		row.Title = m.Name
		rows = append(rows, row)
		f.Until = max(f.Until, row.Until)
		for _, side := range s.Sides {
			for _, a := range PublishedPoints(s, m.ID, side.ID, epilogue) {
				f.Table.Add(a.Day, w.Day(a.Day, charts.DayMonthYear), m.Name, side.On, w.Rate(a.Value), charts.SourceNames(s, a.Sources, w))
				sources = append(sources, a.Sources...)
			}
		}
	}
	var parts []string
	for _, row := range rows {
		f.Max = max(f.Max, row.Max)
		parts = append(parts, row.Title+". "+row.Summary)
	}
	for i, row := range rows {
		row.From, row.Until, row.Max = f.From, f.Until, f.Max
		if i > 0 { // the first row says what the areas are
			row.Captions = slices.DeleteFunc(row.Captions, func(c charts.Caption) bool { return strings.HasPrefix(c.ID, periodMark) || c.ID == "later" })
		}
	}
	f.Of, f.Summary = rows, strings.Join(parts, " ")
	f.Sources = charts.RateSources(s.Stretches(epilogue), w) + " " + w.Say("figure.published.sources", "Names", charts.Cited(s, sources, w))
	return f
}
