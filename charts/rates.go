package charts

import (
	"slices"
	"strings"

	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Widths of the two sides' lines in dp. They differ so that the sides can be told
// apart without colour.
const (
	firstSideDP  = 3
	secondSideDP = 2
)

// threatStubDays is how far the threatened branch runs on past its first day.
const threatStubDays = 7

// SideRole returns the colour role of a side: the first of the story's sides has
// the first side's colour, whatever it is called.
func SideRole(s *data.Story, id data.SideID) Role {
	if len(s.Sides) > 0 && s.Sides[0].ID == id {
		return First
	}
	return Second
}

// Rates returns the figure of both sides' additional rates: post-step lines of
// what was in force, what was threatened as a dashed branch with a hollow dot, the
// truce as an area and the meetings as ticks. With the epilogue it runs on to the
// story's last day, and what came after the article is marked.
func Rates(s *data.Story, epilogue bool, w Words) *Figure {
	f := &Figure{
		Name: "rates", From: s.Start, Until: s.End(epilogue), words: w,
		Line:    w.Say("figure.rates.line"),
		Sources: RateSources(s.Stretches(epilogue), w),
		AsOf:    asOf(s, epilogue, w),
	}
	f.addPeriods(s, w)
	if epilogue {
		f.addLater(s, w)
	}
	for i, side := range s.Sides {
		f.addSide(s, &side, i, epilogue)
	}
	for _, c := range f.Curves {
		for _, p := range c.Steps {
			f.Max, f.Min = max(f.Max, p.Value), min(f.Min, p.Value)
		}
	}
	if f.Max = max(f.Max*1.1, 1); f.Min < 0 {
		f.Min -= f.Max * 0.1 // room below the line
	}
	f.addTicks(s, epilogue)
	f.tableRates(s, epilogue)
	f.Data = ratesTable(s, f, epilogue, w)
	return f
}

func (f *Figure) addSide(s *data.Story, side *data.Side, rank int, epilogue bool) {
	role := SideRole(s, side.ID)
	stroke := Stroke{WidthDP: firstSideDP}
	if rank > 0 {
		stroke.WidthDP = secondSideDP
	}
	end := min(s.AsOf, f.Until)
	if epilogue {
		end = f.Until
	}
	curve := Curve{ID: string(side.ID), Role: role, Stroke: stroke, Until: end}
	stretches := s.InForce(side.ID, epilogue)
	peak := 0
	for i, t := range stretches {
		curve.Steps = append(curve.Steps, Step{t.From, t.Rate})
		if t.Rate > stretches[peak].Rate {
			peak = i
		}
	}
	if len(stretches) == 0 {
		return
	}
	f.Curves = append(f.Curves, curve)
	last := len(stretches) - 1
	for i := 1; i < len(stretches); i++ {
		if !sharesLayer(stretches[i-1], stretches[i]) && stretches[i-1].Rate > 0 {
			f.addNewBasis(side, stretches[i])
		}
	}
	for i, t := range stretches {
		until := t.Until
		if !until.Set() {
			until = end
		}
		switch {
		case i == last:
			f.Captions = append(f.Captions, f.endCaption(side, t, role, until))
		case i == peak:
			f.Captions = append(f.Captions, f.peakCaption(side, t, role, rank, until))
		case t.Rate > 0:
			f.Captions = append(f.Captions, Caption{
				ID: "step/" + string(side.ID) + "/" + t.From.String(), Weight: 12 - float64(i),
				From: t.From, Until: until + 1, Low: t.Rate, High: t.Rate,
				// Not to the right: there it would seem to name the next stretch.
				Sides: []label.Side{label.Above, label.LeftOf, label.Below},
				Forms: [][]Run{{{f.words.Percent(t.Rate), SizeLabel, typeface.SemiBold, role}}},
			})
		}
	}
	for _, t := range ahead(s, side.ID, f.Until, epilogue) {
		f.addThreat(s, side, t, stroke, role, epilogue)
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

// addNewBasis marks the day from which a side's rate rests on other laws than the
// day before: it is no longer the same tariff.
func (f *Figure) addNewBasis(side *data.Side, t data.Stretch) {
	id := "basis/" + string(side.ID) + "/" + t.From.String()
	f.Rules = append(f.Rules, Rule{id, Muted, t.From})
	f.Captions = append(f.Captions, Caption{
		ID: id, Weight: 30, From: t.From, Until: f.Until, Within: true,
		Forms: [][]Run{
			{{f.words.Say("figure.basis", "Adjective", side.Adjective), SizeLabel, typeface.Medium, Muted}},
			lines(f.words.Say("figure.basis.short"), SizeLabel, typeface.Medium, Muted),
		},
	})
}

// addThreat draws a threatened rate as a branch off the line in force: along the
// rate as it stood, up at the day it was to start, and a little on.
func (f *Figure) addThreat(s *data.Story, side *data.Side, t data.Stretch, stroke Stroke, role Role, epilogue bool) {
	from := min(s.AsOf, t.From)
	base := s.Rate(side.ID, from, false)
	stroke.Dashed = true
	branch := Curve{
		ID: "threat/" + string(side.ID), Role: role, Stroke: stroke,
		Steps: []Step{{from, base}, {t.From, t.Rate}}, Until: min(t.From+threatStubDays, f.Until),
	}
	if t.Status == data.Announced {
		branch.ID = "due/" + string(side.ID) + "/" + t.From.String()
	}
	if epilogue { // the line in force runs on below the branch
		branch.Steps[0].Day = t.From
	}
	f.Curves = append(f.Curves, branch)
	f.Dots = append(f.Dots, Dot{branch.ID, role, t.From, t.Rate, true, false, false})
	points := t.Rate - base
	say := func(key string) string {
		return f.words.Say(key, "Points", f.words.Number(float64(points), 1), "Day", f.words.Day(t.From, DayMonth))
	}
	number := Run{f.words.Percent(t.Rate), SizeStrong, typeface.SemiBold, role}
	key := "figure.threat"
	switch {
	case t.Withdrawn.Set():
		key = "figure.threat.dropped"
	case t.Status == data.Announced:
		key = "figure.due"
	}
	f.Captions = append(f.Captions, Caption{
		ID: branch.ID, Weight: 90, From: t.From - 2, Until: branch.Until, Low: t.Rate, High: t.Rate,
		Sides: []label.Side{label.RightOf, label.LeftOf, label.Above, label.Below}, Margin: true,
		Forms: [][]Run{
			append([]Run{number}, lines(say(key), SizeLabel, typeface.Medium, role)...),
			{number},
		},
	})
}

func (f *Figure) peakCaption(side *data.Side, t data.Stretch, role Role, rank int, until data.Day) Caption {
	sides := []label.Side{label.LeftOf, label.Above, label.RightOf}
	if rank > 0 {
		sides = []label.Side{label.RightOf, label.LeftOf, label.Below}
	}
	number := Run{f.words.Percent(t.Rate), SizeStrong, typeface.SemiBold, role}
	return Caption{
		ID: "peak/" + string(side.ID), Weight: 100 - float64(rank), From: t.From, Until: until + 1,
		Low: t.Rate, High: t.Rate, Sides: sides,
		Forms: [][]Run{
			{number, {f.words.Say("figure.peak", "On", side.On, "Day", f.words.Day(t.From, DayMonth)), SizeLabel, typeface.Medium, role}},
			{number, {side.On, SizeLabel, typeface.Medium, role}},
			{number},
		},
	}
}

func (f *Figure) endCaption(side *data.Side, t data.Stretch, role Role, until data.Day) Caption {
	rate := f.words.Percent(t.Rate)
	return Caption{
		ID: "end/" + string(side.ID), Weight: 110, From: max(t.From, until-20), Until: until, Low: t.Rate, High: t.Rate,
		Sides: []label.Side{label.RightOf, label.Above, label.Below}, Margin: true,
		Forms: [][]Run{
			{{rate, SizeStrong, typeface.SemiBold, role}, {side.On, SizeLabel, typeface.Medium, role}},
			{{f.words.Say("figure.end", "On", side.On, "Rate", rate), SizeLabel, typeface.SemiBold, role}},
			{{rate, SizeLabel, typeface.SemiBold, role}},
		},
	}
}

// addPeriods shades the story's periods, with their names.
func (f *Figure) addPeriods(s *data.Story, w Words) {
	for _, p := range s.Periods {
		f.Areas = append(f.Areas, Area{ID: periodMark + p.ID, Role: GoodBand, From: p.From, Until: min(p.Until, f.Until)})
		f.Captions = append(f.Captions, periodCaption(p, w))
	}
}

// periodMark begins the ids of areas and captions of periods.
const periodMark = "period/"

func periodCaption(p data.Period, w Words) Caption {
	name := Run{p.Name, SizeLabel, typeface.SemiBold, Good}
	key := "figure.period.first"
	if p.Extended.Set() {
		key = "figure.period.span"
	}
	span := w.Say(key, "From", w.Day(p.From, DayMonth), "Until", w.Day(p.Until, DayMonth))
	return Caption{
		ID: periodMark + p.ID, Weight: 50, From: p.From, Until: p.Until, Within: true,
		Forms: [][]Run{
			{name, {span, SizeLabel, typeface.Regular, Muted}},
			append([]Run{name}, lines(strings.Replace(span, ", ", ",\n", 1), SizeLabel, typeface.Regular, Muted)...),
			{name},
		},
	}
}

// lines parts a text at its line breaks into runs.
func lines(text string, size TextSize, weight typeface.Weight, role Role) []Run {
	var out []Run
	for l := range strings.SplitSeq(text, "\n") {
		out = append(out, Run{l, size, weight, role})
	}
	return out
}
