package figures

import (
	"slices"
	"strings"

	"truceline/charts"
	"truceline/data"
)

// monthSeries are the series drawn as lines of months.
func monthSeries(s *data.Story, epilogue bool) []*data.Series {
	var out []*data.Series
	for i := range s.Series {
		x := &s.Series[i]
		points := slices.DeleteFunc(slices.Clone(x.Points), func(p data.Point) bool { return p.Epilogue && !epilogue })
		if len(points) > mostBars && monthsOf(points) != nil {
			out = append(out, x)
		}
	}
	return out
}

func hasMonthRows(s *data.Story, epilogue bool) bool { return len(monthSeries(s, epilogue)) > 1 }

// monthRows sets the series of months one above the other, each on its own scale:
// on one axis the smaller would look flat.
func monthRows(s *data.Story, epilogue bool, w charts.Words) *charts.Figure {
	all := monthSeries(s, epilogue)
	if len(all) < 2 {
		return nil
	}
	f := &charts.Figure{
		Name: MonthsFigure, Words: w, Title: w.Say("rows.months.title"), Line: w.Say("rows.months.line"),
		AsOf: charts.AsOf(s, epilogue, w),
	}
	f.Table.Columns = []string{w.Say("table.period"), w.Say("table.series"), w.Say("table.value"), w.Say("table.note"), w.Say("table.sources")}
	var rows charts.Rows
	var sources, parts []string
	for i, x := range all {
		row := Series(s, x, epilogue, w)
		row.Title = w.Say("rows.months.row", "Title", x.Title, "Unit", x.Unit)
		if i == 0 || row.From < f.From {
			f.From = row.From
		}
		f.Until = max(f.Until, row.Until)
		rows = append(rows, row)
		for _, p := range x.Points {
			if p.Epilogue && !epilogue {
				continue
			}
			f.Table.Add(data.NoDay, period(f, p.Period), x.Title, w.Number(p.Value, 1)+" "+x.Unit, p.Note, charts.SourceNames(s, p.Sources, w))
			sources = append(sources, p.Sources...)
		}
		parts = append(parts, row.Title+". "+row.Summary)
	}
	for _, row := range rows {
		row.From, row.Until = f.From, f.Until
	}
	f.Of, f.Summary = rows, strings.Join(parts, " ")
	f.Sources = w.Say("figure.published.sources", "Names", charts.Cited(s, sources, w))
	return f
}
