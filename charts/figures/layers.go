package figures

import (
	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

func chosenLayers(s *data.Story, sc scene.Scene, w charts.Words) (*charts.Figure, error) {
	return Layers(s, s.Side(sc.Side), sc.Epilogue, w), nil
}

// Layers returns the figure of one side's rate as a stack of its layers, so that one
// sees what a period took away and what stayed. What was announced and never
// collected, or only threatened, is hollow, at the day it was announced; a dashed
// line leads from there to the day it was to start.
func Layers(s *data.Story, side *data.Side, epilogue bool, w charts.Words) *charts.Figure {
	f := &charts.Figure{
		Name: "layers", From: s.Start, Until: s.End(epilogue), Words: w,
		Line:    layersLine(s, side, w),
		Sources: charts.RateSources(ofSide(s.Stretches(epilogue), side.ID), w), Plain: charts.PlainSources(ofSide(s.Stretches(epilogue), side.ID), w), AsOf: charts.AsOf(s, epilogue, w),
	}
	f.Title = w.Say("layers.title", "On", side.On)
	if epilogue {
		addLater(f, s, w)
	}
	role := charts.SideRole(s, side.ID)
	end := s.LastKnown(epilogue)
	stretches := s.InForce(side.ID, epilogue)
	addNewBases(f, side, stretches)
	under := make([]data.Percent, len(stretches))
	shade := 0
	for _, layer := range s.Layers {
		if layer.Side != side.ID || layer.Scope != data.General {
			continue
		}
		band := charts.Band{ID: layer.ID, Role: role, Tint: 0.85 / float64(1+shade), Until: end}
		best, span := -1, data.Day(0) // where the layer is thickest for longest
		for i, t := range stretches {
			rate := rateOf(t, layer.ID)
			band.Steps = append(band.Steps, charts.BandStep{Day: t.From, Low: under[i], High: under[i] + rate})
			under[i] += rate
			if length := t.UntilOr(end) - t.From; rate > 0 && length > span {
				best, span = i, length
			}
		}
		if best < 0 {
			continue
		}
		shade++
		f.Bands = append(f.Bands, band)
		f.Captions = append(f.Captions, layerCaption(f, &layer, stretches[best], band.Steps[best], end, shade))
	}
	for _, v := range under {
		f.Max = max(f.Max, v)
	}
	tableRates(f, s, epilogue)
	addSuspended(f, s, side, role, end, epilogue)
	outline := charts.Curve{ID: string(side.ID), Role: role, Stroke: charts.Stroke{WidthDP: secondSideDP}, Until: end}
	for i, t := range stretches {
		outline.Steps = append(outline.Steps, charts.Step{Day: t.From, Value: under[i]})
	}
	f.Curves = append(f.Curves, outline)
	addAnnounced(f, s, side, role, epilogue)
	f.Max = max(f.Max*1.1, 1)
	addTicks(f, s, epilogue)
	f.SettleSources()
	return f
}

// addSuspended stacks what is on hold onto what is collected, as long as it is.
func addSuspended(f *charts.Figure, s *data.Story, side *data.Side, role charts.Role, end data.Day, epilogue bool) {
	for _, t := range s.Suspended(side.ID, epilogue) {
		until := end
		if t.Until.Set() {
			until = t.Until + 1
		}
		if t.From > end || until <= t.From {
			continue
		}
		band := charts.Band{ID: "suspended/" + t.Layers[0].Layer + "/" + t.From.String(), Role: role, Hatched: true, Until: until}
		low := s.Rate(side.ID, t.From, epilogue)
		add := func(day data.Day) {
			low = s.Rate(side.ID, day, epilogue)
			band.Steps = append(band.Steps, charts.BandStep{Day: day, Low: low, High: low + t.Rate})
		}
		add(t.From)
		for _, d := range s.ChangeDays(side.ID, epilogue) {
			if d > t.From && d < until {
				add(d)
			}
		}
		f.Bands = append(f.Bands, band)
		f.Max = max(f.Max, low+t.Rate)
		points := charts.Points(f.Words, t.Rate)
		last := band.Steps[len(band.Steps)-1]
		f.Captions = append(f.Captions, charts.Caption{
			ID: band.ID, Weight: 78, From: last.Day, Until: until, Low: last.Low, High: last.High,
			Sides: []label.Side{label.RightOf, label.Above, label.LeftOf}, Margin: true,
			Forms: [][]charts.Run{
				append([]charts.Run{{Text: points, Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}},
					lines(f.Words.Say("layers.suspended"), charts.SizeLabel, typeface.Regular, role)...),
				{{Text: f.Words.Say("layers.suspended.short", "Rate", f.Words.Number(float64(t.Rate), 1)), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}},
			},
		})
		from, to := f.Words.Day(t.From, charts.DayMonthYear), f.Words.Day(t.Until, charts.DayMonthYear)
		f.Table.AddSpan(t.From, t.Until, from, to, side.On, f.Words.Say("layers.suspended.short", "Rate", f.Words.Number(float64(t.Rate), 1)), LayerNames(s, t, f.Words), t.Instrument())
		f.Summary += " " + f.Words.Say("summary.suspended", "On", side.On, "Points", points, "Day", from)
	}
}

func layersLine(s *data.Story, side *data.Side, w charts.Words) string {
	if s.Partial() {
		return w.Say("layers.line.known", "On", side.On)
	}
	return w.Say("layers.line", "On", side.On)
}

func rateOf(t data.Stretch, layer string) data.Percent {
	for _, l := range t.Layers {
		if l.Layer == layer {
			return l.Rate
		}
	}
	return 0
}

func layerCaption(f *charts.Figure, layer *data.Layer, t data.Stretch, at charts.BandStep, end data.Day, shade int) charts.Caption {
	name := f.Words.Say("layers.name", "Name", layer.Name, "Rate", f.Words.Rate(at.High-at.Low))
	return charts.Caption{
		ID: "layer/" + layer.ID, Weight: 80 - float64(shade), From: at.Day, Until: t.UntilOr(end), Low: at.Low, High: at.High,
		Sides: []label.Side{label.RightOf, label.Above, label.LeftOf}, Margin: true,
		Forms: [][]charts.Run{
			{{Text: f.Words.Rate(at.High - at.Low), Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: charts.Ink}, {Text: layer.Name, Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Ink}},
			{{Text: name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink}},
		},
	}
}

// addAnnounced draws what was announced or threatened and not collected.
func addAnnounced(f *charts.Figure, s *data.Story, side *data.Side, role charts.Role, epilogue bool) {
	for _, t := range s.NotCollected(side.ID, epilogue) {
		if t.Announced > f.Until || len(t.Changes) == 0 {
			continue
		}
		due := min(t.Changes[0].Effective, f.Until)
		id := "announced/" + string(side.ID) + "/" + t.Announced.String()
		f.Curves = append(f.Curves, charts.Curve{ID: id, Role: role, Stroke: charts.Stroke{WidthDP: 1.5, Dashed: true}, Steps: []charts.Step{{Day: t.Announced, Value: t.Rate}}, Until: due})
		f.Dots = append(f.Dots, charts.Dot{ID: id, Role: role, Day: t.Announced, Value: t.Rate, Hollow: true})
		f.Max = max(f.Max, t.Rate)
		text := f.Words.Say("layers.announced", "Day", f.Words.Day(t.Announced, charts.DayMonth))
		if t.Status == data.Announced && t.Due(s.AsOf) {
			text = f.Words.Say("layers.due", "Day", f.Words.Day(t.Announced, charts.DayMonth), "Due", f.Words.Day(t.Changes[0].Effective, charts.DayMonth))
		}
		if t.Status == data.Threatened {
			text = f.Words.Say("layers.threatened", "Day", f.Words.Day(t.Announced, charts.DayMonth), "Due", f.Words.Day(t.Changes[0].Effective, charts.DayMonth))
		}
		number := charts.Run{Text: f.Words.Rate(t.Rate), Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}
		f.Captions = append(f.Captions, charts.Caption{
			ID: id, Weight: 60, From: t.Announced, Until: due, Low: t.Rate, High: t.Rate,
			Sides: []label.Side{label.LeftOf, label.Above, label.RightOf, label.Below},
			Forms: [][]charts.Run{append([]charts.Run{number}, lines(text, charts.SizeLabel, typeface.Regular, role)...), {number}},
		})
	}
}

// addTicks marks the meetings on the day axis.
func addTicks(f *charts.Figure, s *data.Story, epilogue bool) {
	for _, m := range s.MeetingsShown(epilogue) {
		if !m.Planned() && m.Start <= f.Until {
			f.Ticks = append(f.Ticks, charts.Tick{ID: m.ID, Order: m.Order, Day: m.Start})
		}
	}
	for _, b := range s.BeatsShown(epilogue) {
		f.Rests = append(f.Rests, b.Day)
	}
}
