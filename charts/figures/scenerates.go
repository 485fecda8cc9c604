package figures

import (
	"cmp"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Widths of the two sides' lines, and of what is not in force, in dp.
const (
	firstDP  = 3.5
	secondDP = 2.5
	openDP   = 2
)

func strokeOf(rank int) charts.Stroke {
	if rank > 0 {
		return charts.Stroke{WidthDP: secondDP}
	}
	return charts.Stroke{WidthDP: firstDP}
}

// lines draws both sides' rates up to the day told.
func (b *Builder) lines(f *charts.Figure) {
	end := b.end()
	for i, side := range b.Told.Sides {
		curve := charts.Curve{ID: string(side.ID), Role: charts.SideRole(b.Story, side.ID), Stroke: strokeOf(i), Until: end}
		for _, t := range b.Told.InForce(side.ID, b.Scene.Epilogue) {
			if t.From > end {
				continue
			}
			curve.Steps = append(curve.Steps, charts.Step{Day: t.From, Value: t.Rate})
			if t.Until.Set() && t.Until < f.From {
				continue
			}
			b.Row(t.From, t.Until, side.On, b.Words.Rate(t.Rate), LayerNames(b.Told, t, b.Words), t.Sources())
			f.Max, f.Min = max(f.Max, t.Rate), min(f.Min, t.Rate)
		}
		if len(curve.Steps) > 0 {
			f.Curves = append(f.Curves, curve)
		}
	}
}

// inView are the steps of a curve that begin among the camera's days.
func inView(f *charts.Figure, c charts.Curve) []charts.Step {
	var out []charts.Step
	for i, st := range c.Steps {
		if st.Day > f.From && st.Day <= f.Until && (i == 0 || c.Steps[i-1].Value != st.Value) {
			out = append(out, st)
		}
	}
	return out
}

func percentRun(b *Builder, v data.Percent, size charts.TextSize, role charts.Role) charts.Run {
	return charts.Run{Text: b.Words.Rate(v), Size: size, Weight: typeface.Bold, Role: role}
}

// levels writes the rates: that of the step large, the other side's less so, those
// before them smaller still.
func (b *Builder) levels(f *charts.Figure) {
	subject := b.subject()
	for rank, side := range b.Told.Sides {
		at := slices.IndexFunc(f.Curves, func(c charts.Curve) bool { return c.ID == string(side.ID) })
		if at < 0 {
			continue
		}
		c := f.Curves[at]
		now := c.Steps[len(c.Steps)-1]
		size, weight := charts.SizeOther, 100.0
		if side.ID == subject {
			size, weight = charts.SizeLevel, 120
		}
		name := charts.Run{Text: side.On, Size: charts.SizeLabel, Weight: typeface.Medium, Role: c.Role}
		steps := inView(f, c)
		if n := len(steps); n > 0 { // what came before the level that holds now is lighter
			f.Curves[at].Past = steps[n-1].Day
		}
		fresh := len(steps) > 0 && steps[len(steps)-1].Day == b.Scene.Day
		anchor := max(now.Day, f.From)
		sides := []label.Side{label.RightOf, label.LeftOf, label.Above, label.Below}
		if fresh || c.Until-anchor < (f.Until-f.From)/6 {
			anchor = c.Until
		} else {
			sides = []label.Side{label.Above, label.Below, label.RightOf}
		}
		if anchor > f.From+(f.Until-f.From)/2 {
			sides = []label.Side{label.LeftOf, label.RightOf, label.Above, label.Below}
		}
		if rank > 0 && sides[0] == label.LeftOf {
			sides[0], sides[1] = sides[1], sides[0]
		}
		if fresh {
			f.Dots = append(f.Dots, charts.Dot{ID: "now/" + c.ID, Role: c.Role, Day: now.Day, Value: now.Value, Large: true})
		}
		one := charts.Run{Text: b.Words.Say("figure.end", "On", side.On, "Rate", b.Words.Rate(now.Value)), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: c.Role}
		forms := [][]charts.Run{{percentRun(b, now.Value, size, c.Role), name}, {one}, {percentRun(b, now.Value, charts.SizeLabel, c.Role)}}
		if now.Value == 0 {
			forms = [][]charts.Run{{one}}
			anchor, sides = max(f.From, now.Day), []label.Side{label.Above}
			if len(steps) > 0 {
				anchor = now.Day
			}
			f.Captions = append(f.Captions, charts.Caption{ID: "now/" + c.ID, Weight: weight - 50, From: anchor, Until: max(anchor, c.Until), Low: 0, High: 0, Sides: sides, Forms: forms})
			continue
		}
		f.Captions = append(f.Captions, charts.Caption{
			ID: "now/" + c.ID, Weight: weight, From: anchor, Until: max(anchor, c.Until), Low: now.Value, High: now.Value, Sides: sides, Forms: forms, Apart: 12, Margin: true, Insist: insist(fresh),
		})
		for i, st := range steps {
			if st == now || st.Value == 0 {
				continue
			}
			until := now.Day
			if i+1 < len(steps) {
				until = steps[i+1].Day
			}
			f.Dots = append(f.Dots, charts.Dot{ID: "step/" + c.ID + "/" + st.Day.String(), Role: c.Role, Day: st.Day, Value: st.Value, Faint: true})
			size, peak := charts.SizeStrong, true
			for _, o := range steps {
				peak = peak && o.Value <= st.Value
			}
			if peak {
				size = charts.SizeOther
			}
			f.Captions = append(f.Captions, charts.Caption{
				ID: "step/" + c.ID + "/" + st.Day.String(), Weight: 60 - float64(i), From: st.Day, Until: until, Low: st.Value, High: st.Value,
				Sides: []label.Side{label.LeftOf, label.Above, label.Below, label.RightOf}, Close: true, Apart: 9,
				Forms: [][]charts.Run{{percentRun(b, st.Value, size, c.Role)}, {percentRun(b, st.Value, charts.SizeLabel, c.Role)}},
			})
		}
	}
}

// insist is how much it matters that the value of the step itself is large.
func insist(fresh bool) float64 {
	if fresh {
		return 80
	}
	return 0
}

// subject is the side whose rate the step is about: the one that changed on the beat's
// day; empty if none did.
func (b *Builder) subject() data.SideID {
	for _, side := range b.Told.Sides {
		for _, d := range b.Told.ChangeDays(side.ID, b.Scene.Epilogue) {
			if d == b.Scene.Day && b.Told.Rate(side.ID, d, b.Scene.Epilogue) != b.Told.Rate(side.ID, d-1, b.Scene.Epilogue) {
				return side.ID
			}
		}
	}
	return ""
}

// told is the day of the beat before, up to which the story has been told already.
func (b *Builder) told() data.Day {
	beats := b.Story.BeatsShown(true)
	if i := slices.IndexFunc(beats, func(o data.Beat) bool { return o.ID == b.Beat.ID }); i > 0 {
		return beats[i-1].Day
	}
	return 0
}

// announced draws what was announced or threatened and is not, or not yet, collected:
// a hollow dot on the day it was announced, dashes from there to the day it is due.
func (b *Builder) announced(f *charts.Figure) {
	for _, side := range b.Told.Sides {
		role := charts.SideRole(b.Story, side.ID)
		for _, t := range b.Told.NotCollected(side.ID, b.Scene.Epilogue) {
			due := t.Changes[0].Effective
			if b.Scene.Top > 0 && t.Rate > b.Scene.Top {
				continue // above what the camera sees
			}
			if !t.Announced.Set() || due < f.From || t.Announced > f.Until || t.Announced > b.end() {
				continue
			}
			if !b.Scene.AllDays && t.Announced > b.Scene.Announced {
				continue // the next beat tells it
			}
			if t.Due(b.end()) && b.Told.Rate(side.ID, b.end(), b.Scene.Epilogue) == t.Rate {
				continue // it stays what it is
			}
			id := "announced/" + string(side.ID) + "/" + t.Announced.String() + "/" + due.String()
			from := max(t.Announced, f.From)
			before := due <= b.end() // it is no news
			f.Curves = append(f.Curves, charts.Curve{
				ID: id, Role: role, Stroke: charts.Stroke{WidthDP: openDP, Dashed: true, Faint: before}, Steps: []charts.Step{{Day: from, Value: t.Rate}}, Until: min(due, f.Until),
			})
			if t.Announced >= f.From {
				f.Dots = append(f.Dots, charts.Dot{ID: id, Role: role, Day: t.Announced, Value: t.Rate, Hollow: true, Faint: before})
			}
			f.Max = max(f.Max, t.Rate*1.1)
			key := "scene.announced"
			switch {
			case t.Withdrawn.Set() && t.Withdrawn <= b.end():
				key = "scene.dropped"
			case t.Status == data.Threatened:
				key = "scene.threatened"
			case due <= b.end():
				key = "scene.never"
			}
			says := b.Words.Say(key, "Rate", b.Words.Rate(t.Rate), "Day", b.Words.Day(due, charts.DayMonth))
			head, rest, _ := strings.Cut(says, " ")
			forms := [][]charts.Run{{{Text: says, Size: charts.SizeLabel, Weight: typeface.Medium, Role: role}}, {percentRun(b, t.Rate, charts.SizeLabel, role)}}
			weight := 55.0
			if t.Announced > b.told() && key == "scene.announced" || key == "scene.threatened" {
				weight = 90
			}
			if weight > 55 && b.subject() == "" { // nothing that took effect on the day is larger
				forms = append([][]charts.Run{{
					{Text: head, Size: charts.SizeLevel, Weight: typeface.Bold, Role: role}, {Text: rest, Size: charts.SizeLabel, Weight: typeface.Medium, Role: role},
				}}, forms...)
			}
			f.Captions = append(f.Captions, charts.Caption{
				ID: id, Weight: weight, From: from, Until: max(min(due, f.Until), from), Low: t.Rate, High: t.Rate,
				Sides: []label.Side{label.Above, label.LeftOf, label.Below, label.RightOf}, Forms: forms, Apart: 8,
			})
			b.Row(t.Announced, due, side.On, says, LayerNames(b.Told, t, b.Words), t.Sources())
		}
	}
}

func (b *Builder) has(part string) bool { return slices.Contains(b.Beat.Scene.With, part) }

// top is the axis' end: the scene's, or room for the rates.
func (b *Builder) top() data.Percent { return b.Scene.Top }

// fit makes room about the values; the scene's top comes before theirs.
func (b *Builder) fit(f *charts.Figure, share data.Percent) {
	fit(f, share)
	f.Max = cmp.Or(b.Scene.Top, f.Max)
}

// rates is the figure of both sides' rates.
func (b *Builder) rates() *charts.Figure {
	f := b.Frame(b.top())
	b.periods(f)
	b.lines(f)
	if b.has(data.ListsPart) {
		b.lists(f)
	}
	b.announced(f)
	if b.has(data.LapsesPart) {
		b.lapses(f)
	}
	b.levels(f)
	b.arrows(f)
	b.notes(f)
	b.fit(f, 0.1)
	if b.has(data.OlderPart) && f.Min == 0 {
		b.older(f)
	}
	return f
}

// periods shades the story's periods as far as they have been told.
func (b *Builder) periods(f *charts.Figure) {
	if slices.ContainsFunc(b.Beat.Scene.Notes, func(n data.SceneNote) bool { return n.Till != 0 && !n.Valued }) {
		return // the scene has spans of its own
	}
	for _, p := range b.Told.Periods {
		from, until := max(p.From, f.From), min(p.Until, f.Until)
		if !b.Scene.AllDays {
			until = min(until, b.end()-1)
		}
		if until <= from {
			continue
		}
		f.Areas = append(f.Areas, charts.Area{ID: "period/" + p.ID, Role: charts.GoodBand, From: from, Until: until})
		f.Captions = append(f.Captions, charts.Caption{
			ID: "period/" + p.ID, Weight: 30, From: from, Until: until, Within: true,
			Forms: [][]charts.Run{{{Text: p.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Good}}},
		})
	}
}

// lists marks duties on chosen goods on their side's line.
func (b *Builder) lists(f *charts.Figure) {
	for _, c := range b.Told.Changes {
		l := b.Told.Layer(c.Side, c.Layer)
		at := c.Announced
		if !at.Set() {
			at = c.Effective
		}
		if l == nil || l.Scope != data.ProductList || at < f.From || at > b.end() || c.Rate == 0 {
			continue
		}
		role, value := charts.SideRole(b.Story, c.Side), b.Told.Rate(c.Side, at, b.Scene.Epilogue)
		id := "list/" + c.Layer
		f.Dots = append(f.Dots, charts.Dot{ID: id, Role: role, Day: at, Value: value, Hollow: true})
		f.Captions = append(f.Captions, charts.Caption{
			ID: id, Weight: 65, From: at, Until: at, Low: value, High: value, Sides: []label.Side{label.Above, label.LeftOf, label.RightOf}, Apart: 8,
			Forms: [][]charts.Run{
				{{Text: l.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}, {Text: b.Words.Say("scene.list"), Size: charts.SizeLabel, Weight: typeface.Regular, Role: role}},
				{{Text: l.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}},
			},
		})
		b.Row(at, at, l.Name, c.Title, c.Note, c.Sources)
	}
}

// older draws duties from before the story as a floor under nought.
func (b *Builder) older(f *charts.Figure) {
	side := &b.Story.Sides[0]
	for i := range b.Story.Averages {
		a := &b.Story.Averages[i]
		m := b.Story.Measure(a.Measure)
		if a.Side != side.ID || a.Day != b.Story.Start || m == nil || m.Derived || otherUnit(b.Story, m) != "" || a.Epilogue {
			continue
		}
		f.Min, f.Floored = -min(a.Value, f.Max), true // to scale, and at most half of the plot
		f.Bands = append(f.Bands, charts.Band{ID: "older", Role: charts.Line, Tint: 0.8, Ground: true, Until: f.Until,
			Steps: []charts.BandStep{{Day: f.From, Low: f.Min, High: 0}}})
		at := f.From + 1
		if b.Scene.Day < f.From+(f.Until-f.From)/3 {
			at = max(at, b.Scene.Day) // clear of the day's line
		}
		rate := b.Words.Rate(a.Value)
		f.Captions = append(f.Captions, charts.Caption{
			ID: "older", Weight: 75, From: at, Until: at, Low: f.Min / 2, High: f.Min / 2, Sides: []label.Side{label.RightOf},
			Forms: [][]charts.Run{
				{{Text: b.Words.Say("scene.older", "Rate", rate, "On", side.On), Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Muted}},
				{{Text: b.Words.Say("scene.older.short", "Rate", rate), Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Muted}},
			},
		})
		b.Row(a.Day, a.Day, m.Name, rate, a.Note, a.Sources)
		return
	}
}

// lapses draws what comes back by itself on the days a period ends, as far as one is on
// hold and ends by then.
func (b *Builder) lapses(f *charts.Figure) {
	end := b.end()
	for _, l := range b.Story.Lapses {
		if b.Scene.Figure == data.ForkScene && l.Day <= end || l.Day < f.From || l.Day > f.Until || l.Epilogue && !b.Scene.Epilogue || len(b.Told.Suspended(l.Side, b.Scene.Epilogue)) == 0 ||
			!slices.ContainsFunc(b.Told.Periods, func(p data.Period) bool { return l.Day <= p.Until }) {
			continue
		}
		role := charts.SideRole(b.Story, l.Side)
		base := b.Told.Rate(l.Side, min(l.Day-1, end), b.Scene.Epilogue)
		value := base - b.Told.LayerRate(l.Side, l.Layer, min(l.Day-1, end), b.Scene.Epilogue) + l.Rate
		id := "lapse/" + string(l.Side) + "/" + l.Day.String()
		b.open(f, id, role, l.Day, base, value)
		key := "scene.lapse"
		if l.Day <= end {
			key = "scene.averted"
		}
		f.Captions = append(f.Captions, b.openCaption(id, role, l.Day, value, key, f))
		b.Row(l.Day, l.Day, b.Story.Side(l.Side).On, b.branch(key, value), l.Title, l.Sources)
	}
}

// stubShare is how far an open branch runs on past its day, as a part of the days.
const stubShare = 14

// open draws a branch that may come: up from a rate on a day, and a little on.
func (b *Builder) open(f *charts.Figure, id string, role charts.Role, day data.Day, from, to data.Percent) {
	stub := min(day+(f.Until-f.From)/stubShare, f.Until)
	f.Curves = append(f.Curves, charts.Curve{
		ID: id, Role: role, Stroke: charts.Stroke{WidthDP: openDP, Dashed: true}, Steps: []charts.Step{{Day: day, Value: from}, {Day: day, Value: to}}, Until: stub,
	})
	f.Dots = append(f.Dots, charts.Dot{ID: id, Role: role, Day: day, Value: to, Hollow: true})
	f.Max = max(f.Max, to*1.1)
}

// runs parts a text at its line breaks.
func runs(text string) []charts.Run {
	var out []charts.Run
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, charts.Run{Text: line, Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Muted})
	}
	return out
}

// branch says where a branch leads, in one line.
func (b *Builder) branch(key string, rate data.Percent) string {
	return strings.ReplaceAll(b.Words.Say(key, "Rate", b.Words.Rate(rate)), "\n", " ")
}

func (b *Builder) openCaption(id string, role charts.Role, day data.Day, value data.Percent, key string, f *charts.Figure) charts.Caption {
	return charts.Caption{
		ID: id, Weight: 85, From: day, Until: min(day+(f.Until-f.From)/stubShare, f.Until), Low: value, High: value,
		Sides: []label.Side{label.RightOf, label.Above, label.LeftOf}, Margin: true, Apart: 9, Forms: b.openForms(b.Words.Rate(value), key, role),
	}
}

// openForms are ways to write where a branch leads: below each other, in one line, and
// the rate alone.
func (b *Builder) openForms(rate, key string, role charts.Role) [][]charts.Run {
	rest := strings.TrimSpace(b.Words.Say(key, "Rate", ""))
	return [][]charts.Run{
		append([]charts.Run{{Text: rate, Size: charts.SizeOther, Weight: typeface.Bold, Role: role}}, runs(rest)...),
		{{Text: rate + " " + strings.ReplaceAll(rest, "\n", " "), Size: charts.SizeLabel, Weight: typeface.Bold, Role: role}},
		{{Text: rate, Size: charts.SizeLabel, Weight: typeface.Bold, Role: role}},
	}
}
