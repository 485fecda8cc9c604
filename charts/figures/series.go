package figures

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// mostBars is how many figures a series may have to be drawn as bars; longer runs
// of months are drawn as a line.
const mostBars = 12

// Series returns the figure of a series of published figures: bars, or for a long
// run of months a post-step line, in which each month holds its total. Without a
// figure to show it returns nil.
func Series(s *data.Story, x *data.Series, epilogue bool, w charts.Words) *charts.Figure {
	points := slices.DeleteFunc(slices.Clone(x.Points), func(p data.Point) bool { return p.Epilogue && !epilogue })
	if len(points) == 0 {
		return nil
	}
	f := &charts.Figure{
		Name: "series/" + x.ID, Title: x.Title, Words: w, Unit: x.Unit,
		Line: w.Say("series.line", "Title", x.Title, "Unit", x.Unit, "About", x.About),
		AsOf: charts.AsOf(s, epilogue, w),
	}
	if x.Unit == data.PercentUnit {
		f.Unit = ""
	}
	months := monthsOf(points)
	if len(points) > mostBars && months != nil {
		line(f, x, points, months)
	} else {
		bars(f, points)
	}
	var cited []string
	for _, p := range points {
		cited = append(cited, p.Sources...)
	}
	f.Sources = w.Say("figure.published.sources", "Names", charts.Cited(s, cited, w))
	tableSeries(f, s, points)
	return f
}

func bars(f *charts.Figure, points []data.Point) {
	out := &charts.Bars{}
	f.Of = out
	for _, p := range points {
		name := cmp.Or(p.Label, period(f, p.Period))
		note := p.Note
		if p.Label != "" {
			note = strings.Trim(period(f, p.Period)+". "+p.Note, ". ")
		}
		out.Bars = append(out.Bars, charts.Bar{
			ID: p.Period + "/" + p.Label, Name: name, Note: note, High: data.Percent(max(p.Value, 0)), Low: data.Percent(min(p.Value, 0)),
			Change: data.Percent(p.Value), Role: charts.Good, Sources: p.Sources,
		})
		f.Max, f.Min = max(f.Max, data.Percent(p.Value)), min(f.Min, data.Percent(p.Value))
	}
	f.Max = max(f.Max*1.05, 1)
}

// line draws months as a post-step line, and names its highest, lowest and last.
func line(f *charts.Figure, x *data.Series, points []data.Point, months []data.Day) {
	curve := charts.Curve{ID: x.ID, Role: charts.Good, Stroke: charts.Stroke{WidthDP: 2.5}}
	low, high := 0, 0
	for i, p := range points {
		curve.Steps = append(curve.Steps, charts.Step{Day: months[i], Value: data.Percent(p.Value)})
		if p.Value > points[high].Value {
			high = i
		}
		if p.Value < points[low].Value {
			low = i
		}
		f.Max = max(f.Max, data.Percent(p.Value))
	}
	y, m, _ := months[len(months)-1].Civil()
	curve.Until = data.Date(y, m+1, 1)
	f.From, f.Until, f.Max = months[0], curve.Until+10, max(f.Max*1.12, 1)
	f.Curves = []charts.Curve{curve}
	name := func(i int, weight float64, sides ...label.Side) {
		until := curve.Until
		if i+1 < len(months) {
			until = months[i+1]
		}
		f.Captions = append(f.Captions, charts.Caption{
			ID: "month/" + points[i].Period, Weight: weight, From: months[i], Until: until,
			Low: data.Percent(points[i].Value), High: data.Percent(points[i].Value), Sides: sides,
			Forms: [][]charts.Run{
				{{Text: f.Words.Number(points[i].Value, 1), Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: charts.Good}, {Text: period(f, points[i].Period), Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Good}},
				{{Text: f.Words.Number(points[i].Value, 1), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Good}},
			},
		})
	}
	name(high, 90, label.Above, label.LeftOf, label.RightOf)
	name(low, 80, label.Below, label.RightOf, label.LeftOf)
	if last := len(points) - 1; last != low && last != high {
		name(last, 70, label.RightOf, label.Above, label.Below)
	}
}

// monthsOf returns the first days of the months of points, if all are months.
func monthsOf(points []data.Point) []data.Day {
	var out []data.Day
	for _, p := range points {
		d, err := data.ParseDay(p.Period + "-01")
		if err != nil {
			return nil
		}
		out = append(out, d)
	}
	return out
}

// period writes a period as published: a month by its name, anything else as it is.
func period(f *charts.Figure, p string) string {
	if from, until, ok := strings.Cut(p, ".."); ok {
		return f.Words.Say("series.span", "From", period(f, from), "Until", period(f, until))
	}
	if t, err := time.Parse("2006-01", p); err == nil {
		return f.Words.Day(data.Date(t.Year(), t.Month(), 1), charts.MonthYear)
	}
	return p
}

func tableSeries(f *charts.Figure, s *data.Story, points []data.Point) {
	w := f.Words
	unit := cmp.Or(f.Unit, "%")
	f.Table.Columns = []string{w.Say("table.period"), w.Say("table.value") + " (" + unit + ")", w.Say("table.note"), w.Say("table.sources")}
	var parts []string
	printed := " " + unit
	if unit == "%" {
		printed = unit
	}
	for _, p := range points {
		name := period(f, p.Period)
		if p.Label != "" {
			name = w.Say("series.labelled", "Label", p.Label, "Period", name)
		}
		f.Table.Add(data.NoDay, name, w.Number(p.Value, 1), p.Note, charts.SourceNames(s, p.Sources, w))
		parts = append(parts, w.Say("summary.row", "Name", name, "Value", w.Number(p.Value, 1)+printed))
	}
	f.Summary = strings.Join(parts, " ")
}
