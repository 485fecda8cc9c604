package figures

import (
	"math"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/course"
)

// WhatIf returns the figure of an invented course beside what happened: solid where
// the two are one, dashed from the first invented day on, and what happened faint
// below it. Without anything invented it is what happened.
func WhatIf(s *data.Story, c *course.Course, epilogue bool, w charts.Words) *charts.Figure {
	f := &charts.Figure{
		Name: "whatif", From: s.Start, Until: s.End(epilogue), Words: w,
		Sources: w.Say("whatif.sources"), AsOf: w.Say("figure.asof", "Day", w.Day(s.AsOf, charts.DayMonthYear)),
	}
	f.Title, f.Line = whatIfTitle(s, c, epilogue, w)
	if c.Differs() {
		addInvented(f, c)
	}
	for i, side := range s.Sides {
		addCourse(f, s, c, &side, i, epilogue)
	}
	for _, curve := range f.Curves {
		for _, p := range curve.Steps {
			f.Max = max(f.Max, p.Value)
		}
	}
	f.Max = max(f.Max*1.1, 1)
	addTicks(f, s, epilogue)
	tableCourse(f, s, c, epilogue)
	return f
}

// addInvented marks the day from which on a course is invented.
func addInvented(f *charts.Figure, c *course.Course) {
	f.Rules = append(f.Rules, charts.Rule{ID: "invented", Role: charts.Caution, Day: c.From})
	f.Captions = append(f.Captions, charts.Caption{
		ID: "invented", Weight: 95, From: c.From, Until: f.Until, Within: true,
		Forms: [][]charts.Run{
			{{Text: f.Words.Say("whatif.from"), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Caution}},
			lines(f.Words.Say("whatif.from.short"), charts.SizeLabel, typeface.SemiBold, charts.Caution),
		},
	})
}

// WhatIfLayers returns the layers of a side's rate in an invented course. The outline
// is dashed from the first invented day on.
func WhatIfLayers(c *course.Course, side *data.Side, epilogue bool, w charts.Words) *charts.Figure {
	f := Layers(c.Story, side, epilogue, w)
	if !c.Differs() {
		return f
	}
	f.Title = w.Say("whatif.layers.title", "On", side.On)
	f.Line = w.Say("whatif.layers.line", "Day", w.Day(c.From, charts.DayMonthYear))
	f.Sources = w.Say("whatif.sources")
	addInvented(f, c)
	for i, outline := range f.Curves {
		if outline.ID != string(side.ID) {
			continue
		}
		invented := outline
		invented.ID, invented.Stroke.Dashed, invented.Steps = "invented/"+outline.ID, true, cut(outline.Steps, c.From)
		f.Curves[i].Steps, f.Curves[i].Until = slices.Clone(outline.Steps), min(c.From, outline.Until)
		f.Curves[i].Steps = slices.DeleteFunc(f.Curves[i].Steps, func(s charts.Step) bool { return s.Day >= c.From })
		f.Curves = append(f.Curves, invented)
	}
	return f
}

// litDP is the width of the line that a step in the foreground makes.
const litDP = 8

// Lit returns the figure with a step of its course in the foreground: the line that it
// makes, up to the next one, and a dot where it begins. A step that the plan leaves out
// stands hollow where it would have led; one that moves no line, on its side's.
func Lit(f *charts.Figure, c *course.Course, a *course.Action, plan course.Plan, epilogue bool) *charts.Figure {
	out, day, layer := *f, plan.Day(a), plan.Rate(a)
	out.Curves, out.Dots = slices.Clone(f.Curves), slices.Clone(f.Dots)
	if day < f.From || day > f.Until {
		return &out
	}
	role, rate := charts.SideRole(c.Story, a.Side), c.Story.Rate(a.Side, day, epilogue)
	took := a.Scope == data.General && plan.On(a) && day <= c.Until
	dot := charts.Dot{ID: "lit", Role: role, Day: day, Value: rate, Large: took, Hollow: !took}
	if !took && a.Scope == data.General { // where it would have led
		dot.Value = rate - c.Story.LayerRate(a.Side, a.Layer, day, epilogue) + layer
		out.Curves = append(out.Curves, charts.Curve{ID: "lit", Role: role, Stroke: charts.Stroke{WidthDP: secondSideDP, Dashed: true}, Steps: []charts.Step{{Day: day, Value: rate}, {Day: day, Value: dot.Value}}, Until: day})
		out.Max = max(out.Max, dot.Value*1.05)
	}
	out.Dots = append(out.Dots, dot)
	if !took {
		return &out
	}
	until := min(c.Until, f.Until)
	for _, d := range c.Story.ChangeDays(a.Side, epilogue) {
		if d > day {
			until = min(until, d)
		}
	}
	from := c.Days[a.Side]
	out.Curves = append(out.Curves, charts.Curve{
		ID: "lit", Role: role, Stroke: charts.Stroke{WidthDP: litDP, Dashed: from.Set() && day >= from}, Until: until,
		Steps: []charts.Step{{Day: day, Value: c.Story.Rate(a.Side, max(day-1, c.Story.Start), epilogue)}, {Day: day, Value: rate}},
	})
	return &out
}

// addCourse draws one side: what happened, and what is invented beside it.
func addCourse(f *charts.Figure, s *data.Story, c *course.Course, side *data.Side, rank int, epilogue bool) {
	role, id := charts.SideRole(s, side.ID), string(side.ID)
	stroke := sideStroke(rank)
	last := min(s.LastKnown(epilogue), f.Until)
	from := c.Days[side.ID]
	end := func(key, way string, t data.Stretch, until data.Day, weight typeface.Weight) charts.Caption {
		rate := f.Words.Rate(t.Rate)
		name := f.Words.Say(key, "Side", side.Name)
		return charts.Caption{
			ID: way + "/" + id, Weight: 110 - float64(rank), From: max(t.From, until-20), Until: until, Low: t.Rate, High: t.Rate,
			Sides: []label.Side{label.RightOf, label.Above, label.Below}, Margin: true,
			Forms: [][]charts.Run{
				{{Text: rate, Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}, {Text: name, Size: charts.SizeLabel, Weight: weight, Role: role}},
				{{Text: f.Words.Say("whatif.end", "Rate", rate, "Name", name), Size: charts.SizeLabel, Weight: weight, Role: role}},
				{{Text: rate, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}},
			},
		}
	}
	happened := s.InForce(side.ID, epilogue)
	if len(happened) == 0 {
		return
	}
	now := happened[len(happened)-1]
	if !from.Set() {
		f.Curves = append(f.Curves, charts.Curve{ID: id, Role: role, Stroke: stroke, Steps: stepsOf(happened, last), Until: last})
		f.Captions = append(f.Captions, end("whatif.was", "end", now, last, typeface.Medium))
		return
	}
	if from > s.Start {
		f.Curves = append(f.Curves, charts.Curve{ID: id, Role: role, Stroke: stroke, Steps: stepsOf(happened, from-1), Until: min(from, last)})
	}
	if from <= last {
		faint := charts.Stroke{WidthDP: 1.5, Faint: true}
		steps := cut(stepsOf(happened, last), from)
		f.Curves = append(f.Curves, charts.Curve{ID: "was/" + id, Role: role, Stroke: faint, Steps: steps, Until: last})
		f.Captions = append(f.Captions, end("whatif.was", "was", now, last, typeface.Regular))
	}
	invented := c.Story.InForce(side.ID, epilogue)
	until := min(c.Until, f.Until)
	steps := cut(stepsOf(invented, until), from)
	if from > s.Start { // the step up or down to the invented rate
		steps = append([]charts.Step{{Day: from, Value: s.Rate(side.ID, from-1, epilogue)}}, steps...)
	}
	stroke.Dashed = true
	f.Curves = append(f.Curves, charts.Curve{ID: "invented/" + id, Role: role, Stroke: stroke, Steps: steps, Until: until})
	tip := invented[len(invented)-1]
	for _, t := range invented {
		if t.From <= until {
			tip = t
		}
	}
	tip.From = max(tip.From, from)
	f.Captions = append(f.Captions, end("whatif.invented", "invented", tip, until, typeface.SemiBold))
}

// stepsOf are the steps of stretches up to a day.
func stepsOf(all []data.Stretch, until data.Day) []charts.Step {
	var out []charts.Step
	for _, t := range all {
		if t.From <= until {
			out = append(out, charts.Step{Day: t.From, Value: t.Rate})
		}
	}
	return out
}

// cut leaves of steps what lies at or after a day.
func cut(steps []charts.Step, from data.Day) []charts.Step {
	at := 0
	for i, s := range steps {
		if s.Day <= from {
			at = i
		}
	}
	out := slices.Clone(steps[at:])
	if len(out) > 0 {
		out[0].Day = max(out[0].Day, from)
	}
	return out
}

// whatIfTitle says what a course comes to.
func whatIfTitle(s *data.Story, c *course.Course, epilogue bool, w charts.Words) (title, line string) {
	if !c.Differs() {
		return w.Say("whatif.title.none"), w.Say("whatif.line.none")
	}
	var rates, were []string
	end := min(c.Until, s.End(epilogue))
	last := min(end, s.LastKnown(epilogue))
	for _, side := range s.Sides {
		rates = append(rates, w.Say("whatif.rate", "Side", side.Name, "Rate", w.Rate(c.Story.Rate(side.ID, end, epilogue))))
		were = append(were, w.Say("whatif.rate", "Side", side.Name, "Rate", w.Rate(s.Rate(side.ID, last, epilogue))))
	}
	title = w.Say("whatif.title", "Rates", strings.Join(rates, ", "), "Day", w.Day(end, charts.DayMonthYear))
	line = w.Say("whatif.line", "From", w.Day(c.From, charts.DayMonthYear), "Rates", strings.Join(were, ", "), "Day", w.Day(last, charts.DayMonthYear))
	return title, line
}

// tableCourse fills in table and summary: every day on which either course changes.
func tableCourse(f *charts.Figure, s *data.Story, c *course.Course, epilogue bool) {
	w := f.Words
	f.Table.Columns = []string{w.Say("table.from"), w.Say("table.side"), w.Say("whatif.table.invented"), w.Say("whatif.table.was")}
	var sentences []string
	last, end := s.LastKnown(epilogue), min(c.Until, f.Until)
	for _, side := range s.Sides {
		days := []data.Day{}
		for _, t := range append(s.InForce(side.ID, epilogue), c.Story.InForce(side.ID, epilogue)...) {
			days = append(days, t.From)
		}
		if c.Until > last {
			days = append(days, last+1)
		}
		slices.Sort(days)
		peak, at := data.Percent(math.Inf(-1)), data.NoDay
		for _, d := range slices.Compact(days) {
			if d > end {
				break
			}
			rate := c.Story.Rate(side.ID, d, epilogue)
			was := w.Say("whatif.unknown")
			if d <= last {
				was = w.Rate(s.Rate(side.ID, d, epilogue))
			}
			f.Table.Add(d, w.Day(d, charts.DayMonthYear), side.On, w.Rate(rate), was)
			if rate > peak {
				peak, at = rate, d
			}
		}
		sentences = append(sentences, w.Say("whatif.summary", "On", side.On, "Peak", w.Rate(peak), "PeakDay", w.Day(at, charts.DayMonthYear),
			"Rate", w.Rate(c.Story.Rate(side.ID, end, epilogue)), "Day", w.Day(end, charts.DayMonthYear),
			"Was", w.Rate(s.Rate(side.ID, min(end, last), epilogue)), "WasDay", w.Day(min(end, last), charts.DayMonthYear)))
	}
	f.Summary = strings.Join(sentences, " ")
}

// WhatIfBridge returns the figure that leads from a side's rate as it was on a day to
// the invented one, layer by layer. Past the last known day it starts from there.
func WhatIfBridge(s *data.Story, c *course.Course, side *data.Side, day data.Day, epilogue bool, w charts.Words) *charts.Figure {
	last := s.LastKnown(epilogue)
	day = min(day, c.Until)
	from := min(day, last)
	f := &charts.Figure{Name: "whatif-bridge", Words: w, AsOf: w.Say("figure.asof", "Day", w.Day(s.AsOf, charts.DayMonthYear)),
		Line: w.Say("whatif.bridge.line"), Sources: w.Say("whatif.sources")}
	b := bridge{f: f, s: s, side: side, role: charts.SideRole(s, side.ID), w: w}
	was, is := s.Rate(side.ID, from, epilogue), c.Story.Rate(side.ID, day, epilogue)
	b.total("was", w.Say("whatif.bridge.was"), w.Day(from, charts.DayMonthYear), was, rateSources(s, side.ID, from, epilogue))
	for _, l := range s.Layers {
		if l.Side != side.ID || l.Scope != data.General {
			continue
		}
		change := c.Story.LayerRate(side.ID, l.ID, day, epilogue) - s.LayerRate(side.ID, l.ID, from, epilogue)
		if change != 0 {
			b.move(charts.OpenBar, l.ID, l.Name, w.Say("whatif.bridge.step"), change, c.Story.RateSources(&l, day, epilogue))
		}
	}
	b.total("is", w.Say("whatif.bridge.is"), w.Day(day, charts.DayMonthYear), is, nil)
	f.Title = w.Say("whatif.bridge.title", "On", side.On, "From", w.Rate(was), "To", w.Rate(is))
	f.Max, f.Of = max(f.Max*1.05, 1), &b.bars
	tableBars(f, s)
	return f
}
