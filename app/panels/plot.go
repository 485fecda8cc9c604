package panels

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/data"
)

// PlotKey is everything of a View that the plot's figure depends on.
type PlotKey struct {
	Measure  string
	Bridge   data.SideID
	Series   string
	Layers   data.SideID
	Epilogue bool
	Span     view.Span
	Day      data.Day // of bridges and of all ways of counting
	// Replies are the links that are drawn: positions in the story, as fmt prints them.
	// Near says that they are all of the days drawn.
	Replies string
	Near    bool
	// Known is the day as known on which the story is told; 0 for all that it tells.
	Known data.Day
}

// KeyOf returns what the plot of a View depends on. Story and View are those to look
// at: see view.Looking.
func KeyOf(s *data.Story, v view.View) PlotKey {
	known := data.Day(0)
	if s.Partial() {
		known = s.AsOf
	}
	if v.Series == figures.MeasuresFigure {
		return PlotKey{Series: v.Series, Epilogue: v.Epilogue, Span: v.Span, Known: known}
	}
	if v.Series != "" {
		return PlotKey{Series: v.Series, Epilogue: v.Epilogue, Known: known}
	}
	k := PlotKey{Measure: v.Measure, Epilogue: v.Epilogue, Span: v.Span, Known: known}
	if m := s.Measure(v.Measure); m == nil || m.Derived {
		k.Measure = ""
	}
	if k.Measure == "" {
		k.Layers = v.Layers
	}
	if v.Replies && k.Measure == "" && k.Layers == "" {
		from, until := v.Span.Bounds(s, v.Epilogue)
		k.Replies, k.Near = fmt.Sprint(figures.Replies(s, v.Day, from, until, v.Epilogue)), figures.NearReplies(from, until)
	}
	if v.Bridge != "" && k.Measure != "" {
		k.Bridge, k.Day, k.Span = v.Bridge, v.Day, view.Span{}
	}
	if k.Measure != "" && k.Bridge == "" && figures.Sparse(s, k.Measure, v.Epilogue) {
		k.Day, k.Span = v.Day, view.Span{}
	}
	return k
}

// plotContent makes the figure of a View: the additional rate, a published
// measure, or the bridge between the two.
func plotContent(s *data.Story, k PlotKey) widgets.PlotContent {
	measure := s.Measure(k.Measure)
	switch {
	case k.Series != "":
		if x := view.SeriesOf(s, k.Series); x != nil {
			if f := figures.Series(s, x, k.Epilogue, words.Local{}); f != nil {
				return seriesContent(f)
			}
		}
		if f := figures.OwnFigure(s, k.Series, k.Epilogue, words.Local{}); f != nil {
			return ownContent(s, f, k)
		}
		return Rates(s, k.Epilogue)
	case measure == nil && s.Side(k.Layers) != nil:
		c := Rates(s, k.Epilogue)
		c.Figure = figures.Layers(s, s.Side(k.Layers), k.Epilogue, words.Local{})
		for i := range c.Readings { // one side is drawn: its dots only
			c.Readings[i].Values = ofSide(s, c.Readings[i].Values, k.Layers)
		}
		return c
	case measure == nil:
		c := Rates(s, k.Epilogue)
		if k.Replies != "" {
			c = withReplies(s, c, k)
		}
		return c
	case k.Bridge != "":
		if f := figures.Bridge(s, measure, s.Side(k.Bridge), k.Day, k.Epilogue, words.Local{}); f != nil {
			return widgets.PlotContent{Figure: f}
		}
		fallthrough
	default:
		if figures.Sparse(s, k.Measure, k.Epilogue) {
			return widgets.PlotContent{Figure: figures.Counting(s, &s.Sides[0], k.Day, k.Measure, k.Epilogue, words.Local{})}
		}
		return publishedContent(s, measure, k.Epilogue)
	}
}

// withReplies adds the arrows from actions to their answers, with what each says.
func withReplies(s *data.Story, c widgets.PlotContent, k PlotKey) widgets.PlotContent {
	var chosen []int
	for _, text := range strings.Fields(strings.Trim(k.Replies, "[]")) {
		if i, err := strconv.Atoi(text); err == nil {
			chosen = append(chosen, i)
			c.Arrows = append(c.Arrows, figures.ReplyText(s, s.Links[i], words.Local{}))
		}
	}
	c.Figure = figures.WithReplies(c.Figure, s, chosen, k.Near, k.Epilogue)
	return c
}

func ofSide(s *data.Story, values []widgets.ReadingValue, side data.SideID) []widgets.ReadingValue {
	var out []widgets.ReadingValue
	for _, v := range values {
		if v.Role == charts.SideRole(s, side) {
			out = append(out, v)
		}
	}
	return out
}

// seriesContent makes the readings of a series: of each day, the month it lies in.
func seriesContent(f *charts.Figure) widgets.PlotContent {
	c := widgets.PlotContent{Figure: f, Low: f.From, High: f.From}
	w := words.Local{}
	for _, curve := range f.Curves {
		for i, step := range curve.Steps {
			until := curve.Until
			if i+1 < len(curve.Steps) {
				until = curve.Steps[i+1].Day
			}
			text := words.Say("reading.month", "Month", w.Day(step.Day, charts.MonthYear), "Value", w.Number(float64(step.Value), 0))
			for range until - step.Day {
				c.Readings = append(c.Readings, widgets.Reading{Text: text, Values: []widgets.ReadingValue{{Role: curve.Role, Value: step.Value}}})
			}
		}
	}
	return c
}

// ownContent makes the readings of a figure of several measures or series, and lets
// the arrow keys go to the days of its table.
func ownContent(s *data.Story, f *charts.Figure, k PlotKey) widgets.PlotContent {
	w := words.Local{}
	c := widgets.PlotContent{Figure: f, Low: f.From, High: f.From}
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
			for _, row := range f.Rows {
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
					parts = append(parts, w.Percent(dot.Value))
				}
			}
		}
		c.Readings = append(c.Readings, widgets.Reading{Text: strings.Join(parts, "  ·  ")})
	}
	return c
}

func drawnIn(f *charts.Figure, title string) bool {
	return slices.ContainsFunc(f.Rows, func(row *charts.Figure) bool { return row.Title == title })
}

// closer returns a content drawn for the days of a span. Figure, readings and all
// are those of the whole, which is kept.
func closer(s *data.Story, c widgets.PlotContent, k PlotKey) widgets.PlotContent {
	from, until := k.Span.Bounds(s, k.Epilogue)
	first := c.Figure.From
	if k.Span.Whole() || from < first || len(c.Readings) < int(until-first)+1 {
		return c
	}
	c.Figure = c.Figure.Between(from, until)
	c.Readings = c.Readings[from-first : until-first+1]
	return c
}

// publishedContent makes the figure of a published measure. Its readings give the
// last values published by each day.
func publishedContent(s *data.Story, m *data.Measure, epilogue bool) widgets.PlotContent {
	w := words.Local{}
	f := figures.Published(s, m, epilogue, w)
	c := widgets.PlotContent{Figure: f, Low: f.From, High: f.From}
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
		var values []widgets.ReadingValue
		for _, side := range s.Sides {
			if p := lastBy(points[side.ID], d); p != nil {
				parts = append(parts, words.Say("reading.published", "Side", side.Name, "Rate", w.Percent(p.Value), "Day", w.Day(p.Day, charts.DayMonth)))
				if p.Day == d {
					values = append(values, widgets.ReadingValue{Role: charts.SideRole(s, side.ID), Value: p.Value})
				}
			}
		}
		if len(parts) == 1 {
			parts = append(parts, words.Say("reading.unpublished"))
		}
		c.Readings = append(c.Readings, widgets.Reading{Text: strings.Join(parts, "  ·  "), Values: values})
	}
	return c
}

// ValueOn writes what a measure says of a side's tariffs on a day: the rate itself, or
// what had been published last, with its day where it is of another; empty where nothing
// had.
func ValueOn(s *data.Story, m *data.Measure, side data.SideID, d data.Day, epilogue bool) string {
	w := words.Local{}
	if m.Derived {
		return w.Percent(s.Rate(side, d, epilogue))
	}
	p := lastBy(figures.PublishedPoints(s, m.ID, side, epilogue), d)
	switch {
	case p == nil:
		return ""
	case p.Day == d || m.Stepped:
		return w.Percent(p.Value)
	}
	day := w.Day(p.Day, charts.DayMonth)
	if p.Nominal {
		day = words.Say("figure.about.day", "Day", day)
	}
	return words.Say("title.published.older", "Rate", w.Percent(p.Value), "Day", day)
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
	k := KeyOf(s, v)
	measure := s.Measure(k.Measure)
	if k.Series != "" {
		if c := s.Card(v.Card); c != nil && (c.Shows.Series == k.Series || c.Shows.Figure == k.Series) {
			return c.Title, f.Line
		}
		return f.Title, f.Line
	}
	if k.Layers != "" {
		return f.Title, f.Line
	}
	if measure == nil {
		title, line = "", f.Line
		if b := s.Beat(v.Beat); b != nil && b.Headline != "" {
			if title = b.Headline; b.OfRates() {
				line = b.Line
			}
		} else if s.Partial() {
			title = figures.RatesHeadline(s, words.Local{})
		}
		if f.Note != "" {
			line += " " + f.Note
		}
		return title, line
	}
	if len(f.Bars) > 0 {
		return f.Title, f.Line
	}
	var parts []string
	for _, side := range s.Sides {
		if says := ValueOn(s, measure, side.ID, v.Day, v.Epilogue); says != "" {
			parts = append(parts, words.Say("title.published", "On", side.On, "Rate", says))
		}
	}
	line = f.Line
	if k.Bridge != "" {
		line = words.Say("title.nobridge", "On", s.Side(k.Bridge).On) + " " + line
	}
	if len(parts) == 0 {
		return measure.Name, line
	}
	return words.Say("title.measure", "Name", measure.Name, "Values", strings.Join(parts, ", ")), line
}

// Rates makes the rates figure with the reading of each of its days.
func Rates(s *data.Story, epilogue bool) widgets.PlotContent {
	w := words.Local{}
	f := figures.Rates(s, epilogue, w)
	c := widgets.PlotContent{Figure: f, Low: f.From, High: f.From}
	last := s.AsOf
	if epilogue {
		last = f.Until
	}
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
func reading(s *data.Story, d, last data.Day, epilogue bool, w words.Local) widgets.Reading {
	form := charts.DayMonth
	if epilogue {
		form = charts.DayMonthYear
	}
	day := w.Day(d, form)
	if d > last {
		for _, side := range s.Sides {
			for _, t := range s.NotCollected(side.ID, epilogue) {
				if t.Due(last) && t.Changes[0].Effective == d {
					return widgets.Reading{Text: words.Say("reading.due", "Day", day, "Side", side.Adjective, "Rate", w.Percent(t.Rate))}
				}
			}
		}
		for _, side := range s.Sides {
			for _, t := range s.NotCollected(side.ID, epilogue) {
				if t.Status == data.Threatened && t.Contains(d) {
					return widgets.Reading{Text: words.Say("reading.threat", "Day", day, "Side", side.Adjective, "Rate", w.Percent(t.Rate))}
				}
			}
		}
		if s.Partial() {
			return widgets.Reading{Text: words.Say("reading.unknown", "Day", day, "Known", w.Day(s.AsOf, charts.DayMonth))}
		}
		return widgets.Reading{Text: words.Say("reading.ahead", "Day", day)}
	}
	parts := []string{day}
	var values []widgets.ReadingValue
	for _, side := range s.Sides {
		rate := s.Rate(side.ID, d, epilogue)
		parts = append(parts, words.Say("reading.side", "Side", side.Name, "Rate", w.Percent(rate)))
		values = append(values, widgets.ReadingValue{Role: charts.SideRole(s, side.ID), Value: rate})
	}
	return widgets.Reading{Text: strings.Join(parts, "  ·  "), Values: values}
}
