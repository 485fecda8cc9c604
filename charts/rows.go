package charts

import (
	"math"
	"slices"
	"strings"

	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Figures that the program makes of more than one measure or series. A View and a
// card's shows name them where they name a series; a story's own series of that name
// comes first.
const (
	// MeasuresFigure has a row for the extra tariff and for each measure with enough
	// values, on one scale.
	MeasuresFigure = "measures"
	// MonthsFigure has a row for each series of months, each on its own scale.
	MonthsFigure = "months"
	// BackgroundFigure has a measure's values from before the story's first day on.
	BackgroundFigure = "background"
)

// OwnFigures are their names.
var OwnFigures = []string{BackgroundFigure, MeasuresFigure, MonthsFigure}

// Own returns one of the OwnFigures, or nil if the story has nothing for it.
func Own(s *data.Story, name string, epilogue bool, w Words) *Figure {
	switch name {
	case MeasuresFigure:
		return measureRows(s, epilogue, w)
	case MonthsFigure:
		return monthRows(s, epilogue, w)
	case BackgroundFigure:
		return background(s, epilogue, w)
	}
	return nil
}

// HasOwn tells whether a story has enough for one of the OwnFigures.
func HasOwn(s *data.Story, name string, epilogue bool) bool {
	switch name {
	case MeasuresFigure:
		return len(rowMeasures(s, epilogue)) > 0
	case MonthsFigure:
		return len(monthSeries(s, epilogue)) > 1
	case BackgroundFigure:
		return backgroundMeasure(s) != nil
	}
	return false
}

// leastValues is how many values of the first side make a row of its own.
const leastValues = 3

func rowMeasures(s *data.Story, epilogue bool) []*data.Measure {
	var out []*data.Measure
	for i := range s.Measures {
		if m := &s.Measures[i]; !m.Derived && len(PublishedPoints(s, m.ID, s.Sides[0].ID, epilogue)) >= leastValues {
			out = append(out, m)
		}
	}
	return out
}

// measureRows sets the measures one above the other, so that nobody reads them off
// one axis. They share the scale: all are percent of the value of goods.
func measureRows(s *data.Story, epilogue bool, w Words) *Figure {
	measures := rowMeasures(s, epilogue)
	if len(measures) == 0 {
		return nil
	}
	rates := Rates(s, epilogue, w)
	f := &Figure{
		Name: MeasuresFigure, From: rates.From, Until: rates.Until, words: w,
		Title: w.Say("rows.measures.title"), Line: w.Say("rows.measures.line"), AsOf: rates.AsOf,
	}
	derived := ""
	for _, m := range s.Measures {
		if m.Derived {
			derived = m.Name
		}
	}
	rates.Title, rates.Ticks = derived, nil
	f.Rows = append(f.Rows, rates)
	f.Table.Columns = []string{w.Say("table.day"), w.Say("table.measure"), w.Say("table.side"), w.Say("table.value"), w.Say("table.sources")}
	for _, side := range s.Sides {
		for _, t := range s.InForce(side.ID, epilogue) {
			f.Table.addSpan(t.From, t.Until, w.Day(t.From, DayMonthYear), derived, side.On, w.Percent(t.Rate), sourceNames(s, t.Sources(), w))
		}
	}
	var sources []string
	for _, m := range measures {
		row := Published(s, m, epilogue, w)
		row.Title = m.Name
		f.Rows = append(f.Rows, row)
		f.Until = max(f.Until, row.Until)
		for _, side := range s.Sides {
			for _, a := range PublishedPoints(s, m.ID, side.ID, epilogue) {
				f.Table.add(a.Day, w.Day(a.Day, DayMonthYear), m.Name, side.On, w.Percent(a.Value), sourceNames(s, a.Sources, w))
				sources = addTitles(sources, s, a.Sources, w)
			}
		}
	}
	var parts []string
	for _, row := range f.Rows {
		f.Max = max(f.Max, row.Max)
		parts = append(parts, row.Title+". "+row.Summary)
	}
	for i, row := range f.Rows {
		row.From, row.Until, row.Max = f.From, f.Until, f.Max
		if i > 0 { // the first row says what the areas are
			row.Captions = slices.DeleteFunc(row.Captions, func(c Caption) bool { return strings.HasPrefix(c.ID, periodMark) || c.ID == "later" })
		}
	}
	f.Summary = strings.Join(parts, " ")
	f.Sources = RateSources(s.Stretches(epilogue), w) + " " + w.Say("figure.published.sources", "Names", joined(sources, w))
	return f
}

// addTitles adds the titles of sources that are not in a list yet.
func addTitles(list []string, s *data.Story, ids []string, w Words) []string {
	for _, t := range titles(s, ids, w) {
		if !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	return list
}

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

// monthRows sets the series of months one above the other, each on its own scale:
// on one axis the smaller would look flat.
func monthRows(s *data.Story, epilogue bool, w Words) *Figure {
	all := monthSeries(s, epilogue)
	if len(all) < 2 {
		return nil
	}
	f := &Figure{
		Name: MonthsFigure, words: w, Title: w.Say("rows.months.title"), Line: w.Say("rows.months.line"),
		AsOf: asOf(s, epilogue, w),
	}
	f.Table.Columns = []string{w.Say("table.period"), w.Say("table.series"), w.Say("table.value"), w.Say("table.note"), w.Say("table.sources")}
	var sources, parts []string
	for i, x := range all {
		row := Series(s, x, epilogue, w)
		row.Title = w.Say("rows.months.row", "Title", x.Title, "Unit", x.Unit)
		if i == 0 || row.From < f.From {
			f.From = row.From
		}
		f.Until = max(f.Until, row.Until)
		f.Rows = append(f.Rows, row)
		for _, p := range x.Points {
			if p.Epilogue && !epilogue {
				continue
			}
			f.Table.add(data.NoDay, f.period(p.Period), x.Title, w.Number(p.Value, 1)+" "+x.Unit, p.Note, sourceNames(s, p.Sources, w))
			sources = addTitles(sources, s, p.Sources, w)
		}
		parts = append(parts, row.Title+". "+row.Summary)
	}
	for _, row := range f.Rows {
		row.From, row.Until = f.From, f.Until
	}
	f.Summary = strings.Join(parts, " ")
	f.Sources = w.Say("figure.published.sources", "Names", joined(sources, w))
	return f
}

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

// background shows a measure's values from before the story on: what the extra
// tariff came on top of.
func background(s *data.Story, epilogue bool, w Words) *Figure {
	m := backgroundMeasure(s)
	if m == nil {
		return nil
	}
	f := &Figure{
		Name: BackgroundFigure, From: s.Start, Until: s.End(epilogue), words: w,
		Line: w.Say("figure.published.line", "About", m.About), AsOf: asOf(s, epilogue, w),
	}
	f.Rules = append(f.Rules, Rule{"start", Muted, s.Start})
	if epilogue {
		f.addLater(s, w)
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
			f.Max = max(f.Max, a.Value)
			f.Dots = append(f.Dots, Dot{"point/" + string(side.ID) + "/" + a.Day.String(), SideRole(s, side.ID), a.Day, a.Value, false, i > 0, false})
			f.Captions = append(f.Captions, f.yearCaption(&side, a, SideRole(s, side.ID), n, len(points)))
			day := w.Day(a.Day, DayMonthYear)
			if a.Nominal {
				day = w.Say("figure.about.day", "Day", day)
			}
			f.Table.add(a.Day, day, side.On, w.Percent(a.Value), a.Note, sourceNames(s, a.Sources, w))
			values = append(values, w.Say("summary.value", "Rate", w.Percent(a.Value), "Day", day))
			sources = addTitles(sources, s, a.Sources, w)
		}
		if len(values) > 0 {
			sentences = append(sentences, w.Say("summary.values", "On", side.On, "Values", strings.Join(values, ", ")))
		}
	}
	f.Max = max(f.Max*1.12, 1)
	f.Captions = append(f.Captions, Caption{
		ID: "start", Weight: 85, From: s.Start, Until: s.Start, Low: f.Max * 0.7, High: f.Max * 0.7,
		Sides: []label.Side{label.LeftOf}, Forms: [][]Run{lines(w.Say("background.start"), SizeLabel, typeface.Medium, Muted)},
	})
	from, _, _ := f.From.Civil()
	until, _, _ := f.Until.Civil()
	f.Title = w.Say("background.title", "Name", m.Name, "From", from, "Until", until)
	f.Summary = strings.Join(sentences, " ")
	f.Sources = w.Say("figure.published.sources", "Names", joined(sources, w))
	return f
}

func (f *Figure) yearCaption(side *data.Side, a data.Average, role Role, n, of int) Caption {
	number := Run{f.words.Percent(a.Value), SizeLabel, typeface.SemiBold, role}
	when := f.words.Day(a.Day, MonthYear)
	forms := [][]Run{{number, {when, SizeLabel, typeface.Regular, role}}, {number}}
	weight := 20 - float64(n)*0.1
	if n == 0 || n == of-1 { // the first and the last say whose they are
		forms = append([][]Run{{number, {f.words.Say("figure.peak", "On", side.On, "Day", when), SizeLabel, typeface.Regular, role}}}, forms...)
		weight = 80
	}
	c := Caption{
		ID: "point/" + string(side.ID) + "/" + a.Day.String(), Weight: weight, From: a.Day, Until: a.Day, Low: a.Value, High: a.Value, Close: true,
		Sides: []label.Side{label.Above, label.RightOf, label.LeftOf, label.Below}, Forms: forms,
	}
	if n == of-1 {
		c.Margin, c.Sides = true, []label.Side{label.RightOf, label.Above, label.Below}
	}
	return c
}

// layRows places a figure of rows: each with its title above its plot, the days lined
// up and named below the last.
func (l *Layout) layRows(f *Figure, m Measurer) {
	tick := SizeLabel.At(l.TextScale)
	_, tickH := m.Measure("0", tick, typeface.Regular)
	_, titleH := m.Measure("0", tick, typeface.SemiBold)
	top := ReadoutHeight(l.TextScale) + 4
	bottom := belowAxis(l.TextScale, tickH) + tickH + footDP
	const air = 8 // between a row's axis and the next title
	shares := 0.0
	for _, row := range f.Rows {
		shares += row.share()
	}
	heights, plots := make([]float64, len(f.Rows)), make([]float64, len(f.Rows))
	least := math.Inf(1)
	for i, row := range f.Rows {
		heights[i] = (l.H - top - bottom) * row.share() / shares
		plots[i] = heights[i] - 2 - air
		if row.Title != "" {
			plots[i] -= titleH
		}
		least = min(least, plots[i])
	}
	left, right := 0.0, 8.0
	values, labels := make([][]float64, len(f.Rows)), make([][]string, len(f.Rows))
	for i, row := range f.Rows {
		values[i] = row.gridValues(gridCount(plots[i], tickH))
		if !row.Bare {
			labels[i] = row.valueLabels(values[i])
			left = max(left, widest(labels[i], tick, m))
		}
		right = max(right, row.margin(l.W, l.TextScale, m))
	}
	left += 10
	l.Plot = label.Rect{X: left, Y: top, W: l.W - left - right, H: l.H - top - bottom}
	if l.Plot.W < 20 || least < 20 || math.IsNaN(l.Plot.W+l.Plot.H) {
		l.Plot = label.Rect{W: max(l.W, 1), H: max(l.H, 1)}
		l.scales(f)
		return
	}
	l.scales(f)
	y := top
	for i, row := range f.Rows {
		r := &Layout{W: l.W, H: l.H, TextScale: l.TextScale, GridValues: values[i]}
		r.Plot = label.Rect{X: left, Y: y + heights[i] - air - plots[i], W: l.Plot.W, H: plots[i]}
		r.scales(row)
		if title, ok := fitting(row.Title, l.W-left, tick, m); ok {
			w, h := m.Measure(title, tick, typeface.SemiBold)
			r.Texts = append(r.Texts, Text{rowText, title, left, y, w, h, tick, typeface.SemiBold, Ink})
		}
		if !row.Bare {
			r.valueTexts(labels[i], tick, m)
		}
		if i == len(f.Rows)-1 {
			r.dayTexts(row, tick, m)
		}
		r.captions(row, m)
		y += heights[i]
		l.Rows = append(l.Rows, r)
		l.Texts = append(l.Texts, r.Texts...)
	}
}

// share is how much of a figure's height a row takes against the others.
func (f *Figure) share() float64 {
	if f.Share > 0 {
		return f.Share
	}
	return 1
}

// fitting returns as much of a title as has room, by its words.
func fitting(title string, width, size float64, m Measurer) (string, bool) {
	words := strings.Fields(title)
	for n := len(words); n > 0; n-- {
		text := strings.Join(words[:n], " ")
		if n < len(words) {
			text += " …"
		}
		if w, _ := m.Measure(text, size, typeface.SemiBold); w <= width {
			return text, true
		}
	}
	return "", false
}

func widest(texts []string, size float64, m Measurer) float64 {
	out := 0.0
	for _, t := range texts {
		w, _ := m.Measure(t, size, typeface.Regular)
		out = max(out, w)
	}
	return out
}
