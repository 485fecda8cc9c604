package panels

import (
	"cmp"
	"slices"
	"strings"

	"truceline/app/view"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/data"
)

// whole is a scene without what is added to a plot of all days.
func whole(sc scene.Scene) scene.Scene {
	sc.Replies, sc.Links, sc.From, sc.Until = false, scene.Links{}, 0, 0
	return sc
}

// plotContent makes the figure of a View, and what can be read off it. Where there is no
// bridge to a measure on the day the measure's own plot takes its place.
func plotContent(s *data.Story, k scene.Scene) picture.PlotContent {
	if k.Figure == figures.RatesFigure {
		return Rates(s, k.Epilogue)
	}
	f, err := figures.Of(s, k, words.Local{})
	if err != nil && k.Figure == figures.BridgeFigure {
		k.Figure = figures.AveragesFigure
		if figures.Sparse(s, k.Measure, k.Epilogue) {
			k.Figure, k.Side = figures.CountingFigure, ""
		}
		f, err = figures.Of(s, k, words.Local{})
	}
	switch {
	case err != nil:
		return Rates(s, k.Epilogue)
	case s.SeriesOf(k.Figure) != nil:
		return seriesContent(f)
	case k.Figure == figures.LayersFigure:
		c := Rates(s, k.Epilogue)
		c.Figure = f
		for i := range c.Readings { // one side is drawn: its dots only
			c.Readings[i].Values = ofSide(s, c.Readings[i].Values, k.Side)
		}
		return c
	case k.Figure == figures.AveragesFigure:
		return publishedContent(s, s.Measure(k.Measure), k.Epilogue, f)
	case !f.Dated():
		return picture.PlotContent{Figure: f}
	}
	return ownContent(s, f, k)
}

// withReplies adds the arrows from actions to their answers, with what each says.
func withReplies(s *data.Story, c picture.PlotContent, k scene.Scene) picture.PlotContent {
	if !k.Replies {
		return c
	}
	for _, i := range figures.Joined(s, k) {
		c.Arrows = append(c.Arrows, figures.ReplyText(s, s.Links[i], words.Local{}))
	}
	c.Figure = figures.WithReplies(c.Figure, s, k)
	return c
}

func ofSide(s *data.Story, values []picture.ReadingValue, side data.SideID) []picture.ReadingValue {
	var out []picture.ReadingValue
	for _, v := range values {
		if v.Role == charts.SideRole(s, side) {
			out = append(out, v)
		}
	}
	return out
}

// seriesContent makes the readings of a series: of each day, the month it lies in.
func seriesContent(f *charts.Figure) picture.PlotContent {
	c := picture.PlotContent{Figure: f, Low: f.From, High: f.From}
	w := words.Local{}
	for _, curve := range f.Curves {
		for i, step := range curve.Steps {
			text := words.Say("reading.month", "Month", w.Day(step.Day, charts.MonthYear), "Value", w.Number(float64(step.Value), 0))
			for range curve.StepUntil(i) - step.Day {
				c.Readings = append(c.Readings, picture.Reading{Text: text, Values: []picture.ReadingValue{{Role: curve.Role, Value: step.Value}}})
			}
		}
	}
	return c
}

// ownContent makes the readings of a figure of several measures or series, and lets
// the arrow keys go to the days of its table.
func ownContent(s *data.Story, f *charts.Figure, k scene.Scene) picture.PlotContent {
	w := words.Local{}
	c := picture.PlotContent{Figure: f, Low: f.From, High: f.From}
	for _, d := range f.Table.Days {
		if d.Set() {
			c.Stops = append(c.Stops, d)
		}
	}
	slices.Sort(c.Stops)
	c.Stops = slices.Compact(c.Stops)
	last := s.AsOf
	if k.Epilogue {
		last = f.Until
	}
	for d := f.From; d <= f.Until; d++ {
		parts := []string{w.Day(d, charts.DayMonthYear)}
		switch f.Name {
		case figures.MonthsFigure:
			parts[0] = w.Day(d, charts.MonthYear)
			for _, row := range f.Rows() {
				for _, curve := range row.Curves {
					if v, ok := curve.At(d); ok {
						parts = append(parts, words.Say("reading.row", "Name", row.Title, "Value", w.Number(float64(v), 0)))
					}
				}
			}
		case figures.MeasuresFigure:
			if d > last {
				break
			}
			first := s.Sides[0]
			parts = append(parts, first.On)
			for _, m := range s.Measures {
				if says := ValueOn(s, &m, first.ID, d, k.Epilogue); says != "" && (m.Derived || drawnIn(f, m.Name)) {
					parts = append(parts, words.Say("reading.row", "Name", m.Short, "Value", says))
				}
			}
		default:
			for _, dot := range f.Dots {
				if dot.Day == d {
					parts = append(parts, w.Rate(dot.Value))
				}
			}
		}
		c.Readings = append(c.Readings, picture.Reading{Text: strings.Join(parts, "  ·  ")})
	}
	return c
}

func drawnIn(f *charts.Figure, title string) bool {
	return slices.ContainsFunc(f.Rows(), func(row *charts.Figure) bool { return row.Title == title })
}

// closer returns a content drawn for the days of a span. Figure, readings and all
// are those of the whole, which is kept.
func closer(c picture.PlotContent, k scene.Scene) picture.PlotContent {
	from, until := k.From, k.Until
	first := c.Figure.From
	if until <= from || from < first || len(c.Readings) < int(until-first)+1 {
		return c
	}
	c.Figure = c.Figure.Between(from, until)
	c.Readings = c.Readings[from-first : until-first+1]
	return c
}

// publishedContent makes the figure of a published measure. Its readings give the
// last values published by each day.
func publishedContent(s *data.Story, m *data.Measure, epilogue bool, f *charts.Figure) picture.PlotContent {
	w := words.Local{}
	c := picture.PlotContent{Figure: f, Low: f.From, High: f.From}
	points := map[data.SideID][]data.Average{}
	for _, side := range s.Sides {
		points[side.ID] = figures.PublishedPoints(s, m.ID, side.ID, epilogue)
		for _, p := range points[side.ID] {
			c.Stops = append(c.Stops, p.Day)
		}
	}
	slices.Sort(c.Stops)
	c.Stops = slices.Compact(c.Stops)
	if all := points[s.Sides[0].ID]; len(all) > 0 {
		byValue := func(a, b data.Average) int { return cmp.Compare(a.Value, b.Value) }
		c.Low, c.High = slices.MinFunc(all, byValue).Day, slices.MaxFunc(all, byValue).Day
	}
	for d := f.From; d <= f.Until; d++ {
		parts := []string{w.Day(d, charts.DayMonth)}
		var values []picture.ReadingValue
		for _, side := range s.Sides {
			if p := lastBy(points[side.ID], d); p != nil {
				parts = append(parts, words.Say("reading.published", "Side", side.Name, "Rate", f.Value(p.Value), "Day", w.Day(p.Day, charts.DayMonth)))
				if p.Day == d {
					values = append(values, picture.ReadingValue{Role: charts.SideRole(s, side.ID), Value: p.Value})
				}
			}
		}
		if len(parts) == 1 {
			parts = append(parts, words.Say("reading.unpublished"))
		}
		c.Readings = append(c.Readings, picture.Reading{Text: strings.Join(parts, "  ·  "), Values: values})
	}
	return c
}

// ValueOn writes what a measure says of a side's rate on a day: the rate itself, or
// what had been published last, with its day where it is of another; empty where nothing
// had.
func ValueOn(s *data.Story, m *data.Measure, side data.SideID, d data.Day, epilogue bool) string {
	w := words.Local{}
	if m.Derived {
		return w.Rate(s.Rate(side, d, epilogue))
	}
	p := lastBy(figures.PublishedPoints(s, m.ID, side, epilogue), d)
	switch {
	case p == nil:
		return ""
	case p.Day == d || m.Stepped:
		return w.Value(float64(p.Value), m.Unit)
	}
	day := w.Day(p.Day, charts.DayMonth)
	if p.Nominal {
		day = words.Say("figure.about.day", "Day", day)
	}
	return words.Say("title.published.older", "Rate", w.Value(float64(p.Value), m.Unit), "Day", day)
}

func lastBy(points []data.Average, d data.Day) *data.Average {
	for i := len(points) - 1; i >= 0; i-- {
		if points[i].Day <= d {
			return &points[i]
		}
	}
	return nil
}

// Title says what the plot of a View means, and what it draws.
func Title(s *data.Story, v view.View, f *charts.Figure) (title, line string) {
	k := view.Scene(s, v)
	measure := s.Measure(k.Measure)
	if v.Series != "" {
		if c := s.Card(v.Card); c != nil && (c.Shows.Series == v.Series || c.Shows.Figure == v.Series) {
			return c.Title, f.Line
		}
		return f.Title, f.Line
	}
	if k.Figure == figures.LayersFigure {
		return f.Title, f.Line
	}
	if measure == nil {
		title, line = "", f.Line
		if b := s.Beat(v.Beat); b != nil && b.Headline != "" {
			title = b.Headline // its line is of its scene
		} else if s.Partial() {
			title = figures.RatesHeadline(s, words.Local{})
		}
		if f.Note != "" {
			line += " " + f.Note
		}
		return title, line
	}
	if !f.Dated() {
		return f.Title, f.Line
	}
	var parts []string
	for _, side := range s.Sides {
		if says := ValueOn(s, measure, side.ID, v.Day, v.Epilogue); says != "" {
			parts = append(parts, words.Say("title.published", "On", side.On, "Rate", says))
		}
	}
	line = f.Line
	if k.Figure == figures.BridgeFigure {
		line = words.Say("title.nobridge", "On", s.Side(k.Side).On) + " " + line
	}
	if len(parts) == 0 {
		return measure.Name, line
	}
	return words.Say("title.measure", "Name", measure.Name, "Values", strings.Join(parts, ", ")), line
}

// Rates makes the rates figure with the reading of each of its days.
func Rates(s *data.Story, epilogue bool) picture.PlotContent {
	w := words.Local{}
	f := figures.Rates(s, epilogue, w)
	c := picture.PlotContent{Figure: f, Low: f.From, High: f.From}
	last := s.LastKnown(epilogue)
	for d := f.From; d <= f.Until; d++ {
		c.Readings = append(c.Readings, reading(s, d, last, epilogue, w))
	}
	var all []data.Day
	for _, side := range s.Sides {
		all = append(all, s.ChangeDays(side.ID, epilogue)...)
		for _, t := range s.NotCollected(side.ID, epilogue) {
			if t.Status == data.Threatened && t.From <= f.Until {
				all = append(all, t.From)
			}
		}
	}
	slices.Sort(all)
	c.Stops = slices.Compact(all)
	if len(s.Sides) > 0 {
		first := s.Sides[0].ID
		for d := f.From; d <= last; d++ {
			if s.Rate(first, d, epilogue) > s.Rate(first, c.High, epilogue) {
				c.High = d
			}
		}
		// The lowest rate since the first change, not the nought before it.
		if len(c.Stops) > 0 {
			c.Low = c.Stops[0]
		}
		for d := c.Low; d <= last; d++ {
			if s.Rate(first, d, epilogue) < s.Rate(first, c.Low, epilogue) {
				c.Low = d
			}
		}
	}
	return c
}

// reading says what stood on a day. Past the last day known it says what was
// threatened, and that it was no more than that.
func reading(s *data.Story, d, last data.Day, epilogue bool, w words.Local) picture.Reading {
	form := charts.DayMonth
	if epilogue {
		form = charts.DayMonthYear
	}
	day := w.Day(d, form)
	if d > last {
		for _, side := range s.Sides {
			for _, t := range s.NotCollected(side.ID, epilogue) {
				if t.Due(last) && t.Changes[0].Effective == d {
					return picture.Reading{Text: words.Say("reading.due", "Day", day, "Side", side.Adjective, "Rate", w.Rate(t.Rate))}
				}
			}
		}
		for _, side := range s.Sides {
			for _, t := range s.NotCollected(side.ID, epilogue) {
				if t.Status == data.Threatened && t.Contains(d) {
					return picture.Reading{Text: words.Say("reading.threat", "Day", day, "Side", side.Adjective, "Rate", w.Rate(t.Rate))}
				}
			}
		}
		if s.Partial() {
			return picture.Reading{Text: words.Say("reading.unknown", "Day", day, "Known", w.Day(s.AsOf, charts.DayMonth))}
		}
		return picture.Reading{Text: words.Say("reading.ahead", "Day", day)}
	}
	parts := []string{day}
	var values []picture.ReadingValue
	for _, side := range s.Sides {
		rate := s.Rate(side.ID, d, epilogue)
		parts = append(parts, words.Say("reading.side", "Side", side.Name, "Rate", w.Rate(rate)))
		values = append(values, picture.ReadingValue{Role: charts.SideRole(s, side.ID), Value: rate})
	}
	return picture.Reading{Text: strings.Join(parts, "  ·  "), Values: values}
}
