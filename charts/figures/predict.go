package figures

import (
	"math"
	"slices"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/guess"
)

// Sheet is what the figure of a round shows besides what was known before it.
type Sheet struct {
	Guess guess.Guess
	// Shown tells that what happened is shown, and the guess beside it. Before that
	// the guess is left to whoever lets the reader draw it.
	Shown bool
	// Covered tells that nothing is drawn: the days only hide what came.
	Covered bool
	// Class are others' guesses, drawn faint, with their median.
	Class []guess.Named
}

// leadDays are drawn before a round, so that one sees where it starts from.
const leadDays = 45

// Predict returns the figure of a round: what was known on its eve, the days to be
// guessed as an area, and, once it is shown, what happened with the guess beside it.
func Predict(s *data.Story, r *data.Round, sheet Sheet, w charts.Words) *charts.Figure {
	low, _, _ := s.Scale()
	f := &charts.Figure{
		Name: "predict", From: max(s.Start, r.From-leadDays), Until: r.Until, Min: low, Max: r.Top * 1.02, Words: w,
		Title: r.Ask, Line: w.Say("predict.line"), Sources: w.Say("predict.sources"),
		AsOf: w.Say("figure.asof", "Day", w.Day(s.AsOf, charts.DayMonthYear)),
	}
	f.Areas = append(f.Areas, charts.Area{ID: "sheet", Role: charts.Later, From: r.From, Until: r.Until})
	from := w.Say("predict.from")
	switch {
	case sheet.Covered && !sheet.Shown:
		from = w.Say("predict.covered")
	case sheet.Shown && sheet.Guess.Empty(r) && len(sheet.Class) == 0:
		from = w.Say("predict.happened")
	case sheet.Shown:
		from = w.Say("predict.drawn")
	}
	f.Captions = append(f.Captions, charts.Caption{
		ID: "sheet", Weight: 40, From: r.From, Until: r.Until, Within: true,
		Forms: [][]charts.Run{{{Text: from, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink}}},
	})
	if sheet.Shown { // where the cursor comes to rest
		for _, side := range s.Sides {
			f.Rests = append(f.Rests, s.ChangeDays(side.ID, r.Epilogue)...)
		}
	}
	// One who guessed alone is drawn as such; of a class the median is.
	own, median := sheet.Guess, guess.Median(s, r, sheet.Class)
	alone := own.Empty(r) && len(sheet.Class) == 1
	if sheet.Shown {
		switch {
		case !own.Empty(r):
			f.Line = w.Say("predict.line.shown")
		case alone:
			f.Line = w.Say("predict.line.named", "Name", sheet.Class[0].Name)
		case len(sheet.Class) > 0:
			f.Line = w.Say("predict.line.class")
		default:
			f.Line = w.Say("predict.line.happened")
		}
	}
	for i, side := range s.Sides {
		role, id := charts.SideRole(s, side.ID), string(side.ID)
		stroke := sideStroke(i)
		all := s.InForce(side.ID, r.Epilogue)
		f.Curves = append(f.Curves, charts.Curve{ID: id, Role: role, Stroke: stroke, Steps: cut(stepsOf(all, r.From-1), f.From), Until: r.From})
		before := guess.Before(s, r, side.ID)
		f.Captions = append(f.Captions, charts.Caption{
			ID: "before/" + id, Weight: 70 - float64(i), From: max(f.From, r.From-20), Until: r.From, Low: before, High: before,
			Sides: []label.Side{label.Above, label.LeftOf, label.Below},
			Forms: [][]charts.Run{{{Text: w.Say("figure.end", "On", side.On, "Rate", w.Rate(before)), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}},
				{{Text: w.Rate(before), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}}},
		})
		if !slices.Contains(r.Sides, side.ID) || !sheet.Shown {
			continue
		}
		for _, n := range guess.For(sheet.Class, side.ID) {
			faint := charts.Stroke{WidthDP: 1, Faint: true}
			f.Curves = append(f.Curves, guessed(f, s, r, "class/"+id+"/"+n.Name, side.ID, n.Guess, role, faint))
		}
		truth := cut(stepsOf(all, r.Until), r.From)
		f.Curves = append(f.Curves, charts.Curve{ID: "truth/" + id, Role: role, Stroke: stroke,
			Steps: append([]charts.Step{{Day: r.From, Value: before}}, truth...), Until: r.Until})
		tip(f, "truth/"+id, w.Say("predict.truth", "Side", side.Name), s.Rate(side.ID, r.Until, r.Epilogue), role, r, 100-float64(i), typeface.SemiBold)
		dashed := charts.Stroke{WidthDP: 2, Dashed: true}
		switch {
		case len(median.Steps(side.ID)) > 0 && own.Empty(r):
			f.Curves = append(f.Curves, guessed(f, s, r, "median/"+id, side.ID, median, role, dashed))
			name := w.Say("predict.median", "Side", side.Name)
			if alone {
				name = w.Say("predict.named", "Side", side.Name, "Name", sheet.Class[0].Name)
			}
			tip(f, "median/"+id, name, median.Rate(s, r, side.ID, r.Until), role, r, 80-float64(i), typeface.Regular)
		case len(own.Steps(side.ID)) > 0:
			drawn := guessed(f, s, r, "guess/"+id, side.ID, own, role, dashed)
			f.Bands = append(f.Bands, between("gap/"+id, f.Curves[len(f.Curves)-1], drawn))
			f.Curves = append(f.Curves, drawn)
			for _, p := range own.Steps(side.ID) {
				f.Dots = append(f.Dots, charts.Dot{ID: "guess/" + id, Role: role, Day: p.Day, Value: p.Rate, Hollow: true})
			}
			tip(f, "guess/"+id, w.Say("predict.guess", "Side", side.Name), own.Rate(s, r, side.ID, r.Until), role, r, 90-float64(i), typeface.Regular)
		}
	}
	if sheet.Shown && !own.Empty(r) {
		f.Title = w.Say("predict.headline", "Points", charts.Points(w, data.Percent(math.Round(guess.Compare(s, r, sheet.Guess).Off))))
	}
	tablePredict(f, s, r, sheet)
	return f
}

// between is what lies between two curves of the same days, shaded.
func between(id string, a, b charts.Curve) charts.Band {
	out := charts.Band{ID: id, Role: a.Role, Tint: 0.2, Until: a.Until}
	var days []data.Day
	for _, c := range []charts.Curve{a, b} {
		for _, step := range c.Steps {
			days = append(days, step.Day)
		}
	}
	slices.Sort(days)
	for _, d := range slices.Compact(days) {
		x, known := a.At(d)
		y, drawn := b.At(d)
		if known && drawn {
			out.Steps = append(out.Steps, charts.BandStep{Day: d, Low: min(x, y), High: max(x, y)})
		}
	}
	return out
}

// guessed is a guess as a curve, from the eve of its round on.
func guessed(f *charts.Figure, s *data.Story, r *data.Round, id string, side data.SideID, g guess.Guess, role charts.Role, stroke charts.Stroke) charts.Curve {
	steps := []charts.Step{{Day: r.From, Value: guess.Before(s, r, side)}}
	for _, p := range g.Steps(side) {
		steps = append(steps, charts.Step{Day: p.Day, Value: p.Rate})
	}
	return charts.Curve{ID: id, Role: role, Stroke: stroke, Steps: steps, Until: r.Until}
}

// tip names a curve where it ends.
func tip(f *charts.Figure, id, name string, rate data.Percent, role charts.Role, r *data.Round, weight float64, heavy typeface.Weight) {
	number := charts.Run{Text: f.Words.Rate(rate), Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}
	f.Captions = append(f.Captions, charts.Caption{
		ID: id, Weight: weight, From: max(r.From, r.Until-10), Until: r.Until, Low: rate, High: rate,
		Sides: []label.Side{label.RightOf, label.Above, label.Below}, Margin: true,
		Forms: [][]charts.Run{
			append([]charts.Run{number}, lines(name, charts.SizeLabel, heavy, role)...),
			{{Text: f.Words.Say("whatif.end", "Rate", f.Words.Rate(rate), "Name", name), Size: charts.SizeLabel, Weight: heavy, Role: role}},
			{{Text: f.Words.Rate(rate), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}},
		},
	})
}

// tablePredict fills in the table: what was known, and once shown what happened and
// what was guessed.
func tablePredict(f *charts.Figure, s *data.Story, r *data.Round, sheet Sheet) {
	w := f.Words
	f.Table.Columns = []string{w.Say("table.from"), w.Say("table.side"), w.Say("predict.table.was"), w.Say("predict.table.guess")}
	for _, side := range s.Sides {
		var days []data.Day
		for _, t := range s.InForce(side.ID, r.Epilogue) {
			if t.From >= f.From && (t.From < r.From || sheet.Shown && t.From <= r.Until) {
				days = append(days, t.From)
			}
		}
		days = append(days, f.From)
		for _, p := range sheet.Guess.Steps(side.ID) {
			days = append(days, p.Day)
		}
		slices.Sort(days)
		for _, d := range slices.Compact(days) {
			was, had := "?", ""
			if d < r.From || sheet.Shown {
				was = w.Rate(s.Rate(side.ID, d, r.Epilogue))
			}
			if d >= r.From && slices.Contains(sheet.Guess.Drawn(r), side.ID) {
				had = w.Rate(sheet.Guess.Rate(s, r, side.ID, d))
			}
			f.Table.Add(d, w.Day(d, charts.DayMonthYear), side.On, was, had)
		}
	}
	if !sheet.Shown {
		f.Summary = w.Say("predict.summary", "Ask", r.Ask)
		return
	}
	if sheet.Guess.Empty(r) {
		f.Summary = w.Say("predict.summary.happened", "Ask", r.Ask)
		return
	}
	got := guess.Compare(s, r, sheet.Guess)
	f.Summary = w.Say("predict.summary.shown", "Points", charts.Points(w, data.Percent(math.Round(got.Off))))
}

// blank returns the sheet of the rates figure with nothing drawn on it.
func blank(s *data.Story, epilogue bool, w charts.Words) *charts.Figure {
	rates := Rates(s, epilogue, w)
	return &charts.Figure{Name: "blank", From: rates.From, Until: rates.Until, Max: rates.Max, Words: w}
}

// Level is a rate to choose from.
type Level struct {
	ID, Name string
	Rate     data.Percent
}

// Levels returns the figure of a question for the height of a side's rate on a day: the
// rates to choose from as hollow dots at that day.
func Levels(s *data.Story, side data.SideID, day data.Day, levels []Level, epilogue bool, w charts.Words) *charts.Figure {
	f := blank(s, epilogue, w)
	role := charts.SideRole(s, side)
	f.Rules = append(f.Rules, charts.Rule{ID: "asked", Role: charts.Caution, Day: day})
	f.Captions = append(f.Captions, charts.Caption{
		ID: "asked", Weight: 60, From: day, Until: f.Until, Within: true,
		Forms: [][]charts.Run{{{Text: w.Day(day, charts.DayMonthYear), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Caution}}},
	})
	for i, l := range levels {
		f.Dots = append(f.Dots, charts.Dot{ID: l.ID, Role: role, Day: day, Value: l.Rate, Hollow: true})
		f.Max = max(f.Max, l.Rate*1.05)
		f.Captions = append(f.Captions, charts.Caption{
			ID: "level/" + l.ID, Weight: 100 - float64(i), From: day, Until: day + 2, Low: l.Rate, High: l.Rate,
			Sides: []label.Side{label.RightOf, label.LeftOf, label.Above, label.Below},
			Forms: [][]charts.Run{{{Text: w.Say("quiz.level", "Key", l.Name, "Rate", w.Rate(l.Rate)), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}}},
		})
	}
	return f
}
