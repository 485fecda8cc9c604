package figures

import (
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/course"
)

// Widths of the two sides' lines in dp. They differ so that the sides can be told
// apart without colour.
const (
	firstSideDP  = 3
	secondSideDP = 2
)

// threatStubDays is how far the threatened branch runs on past its first day.
const threatStubDays = 7

// chosenRates is the figure of both sides' rates, of an invented course, or with arrows
// from actions to their answers.
func chosenRates(s *data.Story, sc scene.Scene, w charts.Words) (*charts.Figure, error) {
	if sc.Plan != "" {
		return WhatIf(s, course.Of(s, sc.Epilogue, sc.Plan), sc.Epilogue, w), nil
	}
	f := Rates(s, sc.Epilogue, w)
	if sc.Replies {
		f = WithReplies(f, s, sc)
	}
	return f, nil
}

// Rates returns the figure of both sides' additional rates: post-step lines of
// what was in force, what was threatened as a dashed branch with a hollow dot, the
// periods as areas and the meetings as ticks. With the epilogue it runs on to the
// story's last day, and what came after the article is marked.
func Rates(s *data.Story, epilogue bool, w charts.Words) *charts.Figure {
	f := &charts.Figure{
		Name: "rates", From: s.Start, Until: s.End(epilogue), Words: w,
		Line:    w.Say("figure.rates.line"),
		Sources: charts.RateSources(s.Stretches(epilogue), w), Plain: charts.PlainSources(s.Stretches(epilogue), w),
		AsOf: charts.AsOf(s, epilogue, w),
	}
	addPeriods(f, s, w)
	if epilogue {
		addLater(f, s, w)
	}
	for i, side := range s.Sides {
		addSide(f, s, &side, i, epilogue)
	}
	for _, c := range f.Curves {
		for _, p := range c.Steps {
			f.Max, f.Min = max(f.Max, p.Value), min(f.Min, p.Value)
		}
	}
	fit(f, 0.1)
	addTicks(f, s, epilogue)
	tableRates(f, s, epilogue)
	f.Data = ratesTable(s, f, epilogue, w)
	f.SettleSources()
	return f
}

func sideStroke(rank int) charts.Stroke {
	if rank > 0 {
		return charts.Stroke{WidthDP: secondSideDP}
	}
	return charts.Stroke{WidthDP: firstSideDP}
}

func addSide(f *charts.Figure, s *data.Story, side *data.Side, rank int, epilogue bool) {
	role := charts.SideRole(s, side.ID)
	stroke := sideStroke(rank)
	end := min(s.LastKnown(epilogue), f.Until)
	curve := charts.Curve{ID: string(side.ID), Role: role, Stroke: stroke, Until: end}
	stretches := s.InForce(side.ID, epilogue)
	peak := 0
	for i, t := range stretches {
		curve.Steps = append(curve.Steps, charts.Step{Day: t.From, Value: t.Rate})
		if t.Rate > stretches[peak].Rate {
			peak = i
		}
	}
	if len(stretches) == 0 {
		return
	}
	f.Curves = append(f.Curves, curve)
	last := len(stretches) - 1
	addNewBases(f, side, stretches)
	for i, t := range stretches {
		until := t.UntilOr(end)
		switch {
		case i == last:
			f.Captions = append(f.Captions, endCaption(f, side, t, role, until))
		case i == peak:
			f.Captions = append(f.Captions, peakCaption(f, side, t, role, rank, until))
		case t.Rate > 0:
			f.Captions = append(f.Captions, charts.Caption{
				ID: "step/" + string(side.ID) + "/" + t.From.String(), Weight: 12 - float64(i),
				From: t.From, Until: until + 1, Low: t.Rate, High: t.Rate,
				// Not to the right: there it would seem to name the next stretch.
				Sides: []label.Side{label.Above, label.LeftOf, label.Below},
				Forms: [][]charts.Run{{{Text: f.Words.Rate(t.Rate), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}}},
			})
		}
	}
	for _, t := range ahead(s, side.ID, f.Until, epilogue) {
		addThreat(f, s, side, t, stroke, role, epilogue)
	}
}

// ahead returns what a side has threatened, and what it has announced that is still
// to come, as far as it starts by a day. A stretch begins when it is to start.
func ahead(s *data.Story, side data.SideID, until data.Day, epilogue bool) []data.Stretch {
	var out []data.Stretch
	for _, t := range s.NotCollected(side, epilogue) {
		if t.Due(s.AsOf) && t.Rate != s.Rate(side, s.AsOf, false) {
			t.Span = data.Span{From: t.Changes[0].Effective, Until: data.NoDay}
		} else if t.Status != data.Threatened {
			continue
		}
		if t.From <= until {
			out = append(out, t)
		}
	}
	return out
}

// sharesLayer tells whether two stretches rest on a common legal basis.
func sharesLayer(a, b data.Stretch) bool {
	return slices.ContainsFunc(a.Layers, func(x data.LayerRate) bool {
		return slices.ContainsFunc(b.Layers, func(y data.LayerRate) bool { return x.Layer == y.Layer })
	})
}

// addNewBases marks the days from which a side's rate rests on other laws than the
// day before: it is no longer the same rate.
func addNewBases(f *charts.Figure, side *data.Side, stretches []data.Stretch) {
	for i, t := range stretches {
		if i == 0 || sharesLayer(stretches[i-1], t) || stretches[i-1].Rate <= 0 {
			continue
		}
		id := "basis/" + string(side.ID) + "/" + t.From.String()
		f.Rules = append(f.Rules, charts.Rule{ID: id, Role: charts.Muted, Day: t.From})
		f.Captions = append(f.Captions, charts.Caption{
			ID: id, Weight: 30, From: t.From, Until: f.Until, Within: true,
			Forms: [][]charts.Run{
				{{Text: f.Words.Say("figure.basis", "Adjective", side.Adjective), Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Muted}},
				lines(f.Words.Say("figure.basis.short"), charts.SizeLabel, typeface.Medium, charts.Muted),
			},
		})
	}
}

// addThreat draws a threatened rate as a branch off the line in force: along the
// rate as it stood, up at the day it was to start, and a little on.
func addThreat(f *charts.Figure, s *data.Story, side *data.Side, t data.Stretch, stroke charts.Stroke, role charts.Role, epilogue bool) {
	from := min(s.AsOf, t.From)
	base := s.Rate(side.ID, from, false)
	stroke.Dashed = true
	branch := charts.Curve{
		ID: "threat/" + string(side.ID), Role: role, Stroke: stroke,
		Steps: []charts.Step{{Day: from, Value: base}, {Day: t.From, Value: t.Rate}}, Until: min(t.From+threatStubDays, f.Until),
	}
	if t.Status == data.Announced {
		branch.ID = "due/" + string(side.ID) + "/" + t.From.String()
	}
	if epilogue { // the line in force runs on below the branch
		branch.Steps[0].Day = t.From
	}
	f.Curves = append(f.Curves, branch)
	f.Dots = append(f.Dots, charts.Dot{ID: branch.ID, Role: role, Day: t.From, Value: t.Rate, Hollow: true})
	points := t.Rate - base
	say := func(key string) string {
		return f.Words.Say(key, "Points", f.Words.Number(float64(points), 1), "Day", f.Words.Day(t.From, charts.DayMonth))
	}
	number := charts.Run{Text: f.Words.Rate(t.Rate), Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}
	key := "figure.threat"
	switch {
	case t.Withdrawn.Set():
		key = "figure.threat.dropped"
	case t.Status == data.Announced:
		key = "figure.due"
	}
	f.Captions = append(f.Captions, charts.Caption{
		ID: branch.ID, Weight: 90, From: t.From - 2, Until: branch.Until, Low: t.Rate, High: t.Rate,
		Sides: []label.Side{label.RightOf, label.LeftOf, label.Above, label.Below}, Margin: true,
		Forms: [][]charts.Run{
			append([]charts.Run{number}, lines(say(key), charts.SizeLabel, typeface.Medium, role)...),
			{number},
		},
	})
}

func peakCaption(f *charts.Figure, side *data.Side, t data.Stretch, role charts.Role, rank int, until data.Day) charts.Caption {
	sides := []label.Side{label.LeftOf, label.Above, label.RightOf}
	if rank > 0 {
		sides = []label.Side{label.RightOf, label.LeftOf, label.Below}
	}
	number := charts.Run{Text: f.Words.Rate(t.Rate), Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}
	return charts.Caption{
		ID: "peak/" + string(side.ID), Weight: 100 - float64(rank), From: t.From, Until: until + 1,
		Low: t.Rate, High: t.Rate, Sides: sides,
		Forms: [][]charts.Run{
			{number, {Text: f.Words.Say("figure.peak", "On", side.On, "Day", f.Words.Day(t.From, charts.DayMonth)), Size: charts.SizeLabel, Weight: typeface.Medium, Role: role}},
			{number, {Text: side.On, Size: charts.SizeLabel, Weight: typeface.Medium, Role: role}},
			{number},
		},
	}
}

func endCaption(f *charts.Figure, side *data.Side, t data.Stretch, role charts.Role, until data.Day) charts.Caption {
	rate := f.Words.Rate(t.Rate)
	return charts.Caption{
		ID: "end/" + string(side.ID), Weight: 110, From: max(t.From, until-20), Until: until, Low: t.Rate, High: t.Rate,
		Sides: []label.Side{label.RightOf, label.Above, label.Below}, Margin: true,
		Forms: [][]charts.Run{
			{{Text: rate, Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}, {Text: side.On, Size: charts.SizeLabel, Weight: typeface.Medium, Role: role}},
			{{Text: f.Words.Say("figure.end", "On", side.On, "Rate", rate), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}},
			{{Text: rate, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}},
		},
	}
}

// addPeriods shades the story's periods, with their names.
func addPeriods(f *charts.Figure, s *data.Story, w charts.Words) {
	for _, p := range s.Periods {
		f.Areas = append(f.Areas, charts.Area{ID: periodMark + p.ID, Role: charts.GoodBand, From: p.From, Until: min(p.Until, f.Until)})
		f.Captions = append(f.Captions, periodCaption(p, w))
	}
}

// periodMark begins the ids of areas and captions of periods.
const periodMark = "period/"

func periodCaption(p data.Period, w charts.Words) charts.Caption {
	name := charts.Run{Text: p.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Good}
	key := "figure.period.first"
	if p.Extended.Set() {
		key = "figure.period.span"
	}
	span := w.Say(key, "From", w.Day(p.From, charts.DayMonth), "Until", w.Day(p.Until, charts.DayMonth))
	return charts.Caption{
		ID: periodMark + p.ID, Weight: 50, From: p.From, Until: p.Until, Within: true,
		Forms: [][]charts.Run{
			{name, {Text: span, Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Muted}},
			append([]charts.Run{name}, lines(strings.Replace(span, ", ", ",\n", 1), charts.SizeLabel, typeface.Regular, charts.Muted)...),
			{name},
		},
	}
}

// lines parts a text at its line breaks into runs.
func lines(text string, size charts.TextSize, weight typeface.Weight, role charts.Role) []charts.Run {
	var out []charts.Run
	for l := range strings.SplitSeq(text, "\n") {
		out = append(out, charts.Run{Text: l, Size: size, Weight: weight, Role: role})
	}
	return out
}

// ofSide returns the stretches of one side.
func ofSide(all []data.Stretch, side data.SideID) []data.Stretch {
	return slices.DeleteFunc(all, func(t data.Stretch) bool { return t.Side != side })
}
