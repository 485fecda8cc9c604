package figures

import (
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// backgroundMeasure is the first measure with values of both before and since the
// story's first day.
func backgroundMeasure(s *data.Story) *data.Measure {
	for i := range s.Measures {
		m := &s.Measures[i]
		before := 0
		for _, a := range s.Averages {
			if a.Measure == m.ID && a.Side == s.Sides[0].ID && a.Day < s.Start {
				before++
			}
		}
		if before >= leastValues && len(PublishedPoints(s, m.ID, s.Sides[0].ID, false)) > 0 {
			return m
		}
	}
	return nil
}

func hasBackground(s *data.Story, _ bool) bool { return backgroundMeasure(s) != nil }

// background shows a measure's values from before the story on: what the extra
// rates came on top of.
func background(s *data.Story, epilogue bool, w charts.Words) *charts.Figure {
	m := backgroundMeasure(s)
	if m == nil {
		return nil
	}
	f := &charts.Figure{
		Name: BackgroundFigure, From: s.Start, Until: s.End(epilogue), Words: w,
		Line: w.Say("figure.published.line", "About", m.About), AsOf: charts.AsOf(s, epilogue, w), Unit: otherUnit(s, m),
	}
	f.Rules = append(f.Rules, charts.Rule{ID: "start", Role: charts.Muted, Day: s.Start})
	if epilogue {
		addLater(f, s, w)
	}
	f.Table.Columns = []string{w.Say("table.day"), w.Say("table.side"), w.Say("table.value"), w.Say("table.note"), w.Say("table.sources")}
	var sources, sentences []string
	for i, side := range s.Sides {
		var points []data.Average
		for _, a := range s.Averages {
			if a.Measure == m.ID && a.Side == side.ID && a.Day <= f.Until && (epilogue || !a.Epilogue) {
				points = append(points, a)
			}
		}
		var values []string
		for n, a := range points {
			f.From = min(f.From, a.Day)
			f.Max, f.Min = max(f.Max, a.Value), min(f.Min, a.Value)
			f.Dots = append(f.Dots, charts.Dot{ID: "point/" + string(side.ID) + "/" + a.Day.String(), Role: charts.SideRole(s, side.ID), Day: a.Day, Value: a.Value, Square: i > 0})
			f.Captions = append(f.Captions, yearCaption(f, &side, a, charts.SideRole(s, side.ID), n, len(points)))
			values = append(values, addPoint(f, s, &side, a))
			sources = append(sources, a.Sources...)
		}
		if len(values) > 0 {
			sentences = append(sentences, w.Say("summary.values", "On", side.On, "Values", strings.Join(values, ", ")))
		}
	}
	fit(f, 0.12)
	f.Captions = append(f.Captions, charts.Caption{
		ID: "start", Weight: 85, From: s.Start, Until: s.Start, Low: f.Max * 0.7, High: f.Max * 0.7,
		Sides: []label.Side{label.LeftOf}, Forms: [][]charts.Run{lines(w.Say("background.start"), charts.SizeLabel, typeface.Medium, charts.Muted)},
	})
	from, _, _ := f.From.Civil()
	until, _, _ := f.Until.Civil()
	f.Title = w.Say("background.title", "Name", m.Name, "From", from, "Until", until)
	f.Summary = strings.Join(sentences, " ")
	f.Sources = w.Say("figure.published.sources", "Names", charts.Cited(s, sources, w))
	return f
}

func yearCaption(f *charts.Figure, side *data.Side, a data.Average, role charts.Role, n, of int) charts.Caption {
	number := charts.Run{Text: f.Value(a.Value), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}
	when := f.Words.Day(a.Day, charts.MonthYear)
	forms := [][]charts.Run{{number, {Text: when, Size: charts.SizeLabel, Weight: typeface.Regular, Role: role}}, {number}}
	weight := 20 - float64(n)*0.1
	if n == 0 || n == of-1 { // the first and the last say whose they are
		forms = append([][]charts.Run{{number, {Text: f.Words.Say("figure.peak", "On", side.On, "Day", when), Size: charts.SizeLabel, Weight: typeface.Regular, Role: role}}}, forms...)
		weight = 80
	}
	c := charts.Caption{
		ID: "point/" + string(side.ID) + "/" + a.Day.String(), Weight: weight, From: a.Day, Until: a.Day, Low: a.Value, High: a.Value, Close: true,
		Sides: []label.Side{label.Above, label.RightOf, label.LeftOf, label.Below}, Forms: forms,
	}
	if n == of-1 {
		c.Margin, c.Sides = true, []label.Side{label.RightOf, label.Above, label.Below}
	}
	return c
}
