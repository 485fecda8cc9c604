package charts

import (
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Band is a layer of a stack: from Low to High, from a day until the next step.
type Band struct {
	ID   string
	Role Role
	Tint float64 // how much of the role's colour, from 0 to 1; the rest is paper
	// Hatched bands are not collected: lines across in place of a fill.
	Hatched bool
	// Hollow bands are gone: an outline in dashes.
	Hollow bool
	// Ground bands lie under everything: captions may stand on them.
	Ground bool
	Steps  []BandStep
	Until  data.Day
}

// BandStep is where a band lies from a day on. Low equal to High leaves it out.
type BandStep struct {
	Day       data.Day
	Low, High data.Percent
}

// Layers returns the figure of one side's rate as a stack of its layers, so that one
// sees what a truce took away and what stayed. What was announced and never
// collected, or only threatened, is hollow, at the day it was announced; a dashed
// line leads from there to the day it was to start.
func Layers(s *data.Story, side *data.Side, epilogue bool, w Words) *Figure {
	f := &Figure{
		Name: "layers", From: s.Start, Until: s.End(epilogue), words: w,
		Line:    layersLine(s, side, w),
		Sources: RateSources(ofSide(s.Stretches(epilogue), side.ID), w), AsOf: asOf(s, epilogue, w),
	}
	f.Title = w.Say("layers.title", "On", side.On)
	if epilogue {
		f.addLater(s, w)
	}
	role := SideRole(s, side.ID)
	end := s.AsOf
	if epilogue {
		end = f.Until
	}
	stretches := s.InForce(side.ID, epilogue)
	for i := 1; i < len(stretches); i++ {
		if !sharesLayer(stretches[i-1], stretches[i]) && stretches[i-1].Rate > 0 {
			f.addNewBasis(side, stretches[i])
		}
	}
	under := make([]data.Percent, len(stretches))
	shade := 0
	for _, layer := range s.Layers {
		if layer.Side != side.ID || layer.Scope != data.General {
			continue
		}
		band := Band{ID: layer.ID, Role: role, Tint: 0.85 / float64(1+shade), Until: end}
		best, span := -1, data.Day(0) // where the layer is thickest for longest
		for i, t := range stretches {
			rate := rateOf(t, layer.ID)
			band.Steps = append(band.Steps, BandStep{t.From, under[i], under[i] + rate})
			under[i] += rate
			until := t.Until
			if !until.Set() {
				until = end
			}
			if rate > 0 && until-t.From > span {
				best, span = i, until-t.From
			}
		}
		if best < 0 {
			continue
		}
		shade++
		f.Bands = append(f.Bands, band)
		f.Captions = append(f.Captions, f.layerCaption(&layer, stretches[best], band.Steps[best], end, shade))
	}
	for _, v := range under {
		f.Max = max(f.Max, v)
	}
	f.tableRates(s, epilogue)
	f.addSuspended(s, side, role, end, epilogue)
	outline := Curve{ID: string(side.ID), Role: role, Stroke: Stroke{WidthDP: secondSideDP}, Until: end}
	for i, t := range stretches {
		outline.Steps = append(outline.Steps, Step{t.From, under[i]})
	}
	f.Curves = append(f.Curves, outline)
	f.addAnnounced(s, side, role, epilogue)
	f.Max = max(f.Max*1.1, 1)
	f.addTicks(s, epilogue)
	return f
}

// addSuspended stacks what is on hold onto what is collected, as long as it is.
func (f *Figure) addSuspended(s *data.Story, side *data.Side, role Role, end data.Day, epilogue bool) {
	for _, t := range s.Suspended(side.ID, epilogue) {
		until := end
		if t.Until.Set() {
			until = t.Until + 1
		}
		if t.From > end || until <= t.From {
			continue
		}
		band := Band{ID: "suspended/" + t.Layers[0].Layer + "/" + t.From.String(), Role: role, Hatched: true, Until: until}
		low := s.Rate(side.ID, t.From, epilogue)
		add := func(day data.Day) {
			low = s.Rate(side.ID, day, epilogue)
			band.Steps = append(band.Steps, BandStep{day, low, low + t.Rate})
		}
		add(t.From)
		for _, d := range s.ChangeDays(side.ID, epilogue) {
			if d > t.From && d < until {
				add(d)
			}
		}
		f.Bands = append(f.Bands, band)
		f.Max = max(f.Max, low+t.Rate)
		points := f.words.Number(float64(t.Rate), 1)
		last := band.Steps[len(band.Steps)-1]
		f.Captions = append(f.Captions, Caption{
			ID: band.ID, Weight: 78, From: last.Day, Until: until, Low: last.Low, High: last.High,
			Sides: []label.Side{label.RightOf, label.Above, label.LeftOf}, Margin: true,
			Forms: [][]Run{
				append([]Run{{f.words.Say("layers.suspended.points", "Count", points), SizeStrong, typeface.SemiBold, role}},
					lines(f.words.Say("layers.suspended"), SizeLabel, typeface.Regular, role)...),
				{{f.words.Say("layers.suspended.short", "Count", points), SizeLabel, typeface.SemiBold, role}},
			},
		})
		from, to := f.words.Day(t.From, DayMonthYear), f.words.Day(t.Until, DayMonthYear)
		f.Table.addSpan(t.From, t.Until, from, to, side.On, f.words.Say("layers.suspended.short", "Count", points), LayerNames(s, t, f.words), t.Instrument())
		f.Summary += " " + f.words.Say("summary.suspended", "On", side.On, "Count", points, "Day", from)
	}
}

func layersLine(s *data.Story, side *data.Side, w Words) string {
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

func (f *Figure) layerCaption(layer *data.Layer, t data.Stretch, at BandStep, end data.Day, shade int) Caption {
	until := t.Until
	if !until.Set() {
		until = end
	}
	name := f.words.Say("layers.name", "Name", layer.Name, "Rate", f.words.Percent(at.High-at.Low))
	return Caption{
		ID: "layer/" + layer.ID, Weight: 80 - float64(shade), From: at.Day, Until: until, Low: at.Low, High: at.High,
		Sides: []label.Side{label.RightOf, label.Above, label.LeftOf}, Margin: true,
		Forms: [][]Run{
			{{f.words.Percent(at.High - at.Low), SizeStrong, typeface.SemiBold, Ink}, {layer.Name, SizeLabel, typeface.Medium, Ink}},
			{{name, SizeLabel, typeface.SemiBold, Ink}},
		},
	}
}

// addAnnounced draws what was announced or threatened and not collected.
func (f *Figure) addAnnounced(s *data.Story, side *data.Side, role Role, epilogue bool) {
	for _, t := range s.NotCollected(side.ID, epilogue) {
		if t.Announced > f.Until || len(t.Changes) == 0 {
			continue
		}
		due := min(t.Changes[0].Effective, f.Until)
		id := "announced/" + string(side.ID) + "/" + t.Announced.String()
		f.Curves = append(f.Curves, Curve{ID: id, Role: role, Stroke: Stroke{WidthDP: 1.5, Dashed: true}, Steps: []Step{{t.Announced, t.Rate}}, Until: due})
		f.Dots = append(f.Dots, Dot{id, role, t.Announced, t.Rate, true, false, false})
		f.Max = max(f.Max, t.Rate)
		text := f.words.Say("layers.announced", "Day", f.words.Day(t.Announced, DayMonth))
		if t.Status == data.Announced && t.Due(s.AsOf) {
			text = f.words.Say("layers.due", "Day", f.words.Day(t.Announced, DayMonth), "Due", f.words.Day(t.Changes[0].Effective, DayMonth))
		}
		if t.Status == data.Threatened {
			text = f.words.Say("layers.threatened", "Day", f.words.Day(t.Announced, DayMonth), "Due", f.words.Day(t.Changes[0].Effective, DayMonth))
		}
		number := Run{f.words.Percent(t.Rate), SizeStrong, typeface.SemiBold, role}
		f.Captions = append(f.Captions, Caption{
			ID: id, Weight: 60, From: t.Announced, Until: due, Low: t.Rate, High: t.Rate,
			Sides: []label.Side{label.LeftOf, label.Above, label.RightOf, label.Below},
			Forms: [][]Run{append([]Run{number}, lines(text, SizeLabel, typeface.Regular, role)...), {number}},
		})
	}
}

// addTicks marks the meetings on the day axis.
func (f *Figure) addTicks(s *data.Story, epilogue bool) {
	for _, m := range s.MeetingsShown(epilogue) {
		if !m.Planned() && m.Start <= f.Until {
			f.Ticks = append(f.Ticks, Tick{m.ID, m.Order, m.Start})
		}
	}
	for _, b := range s.BeatsShown(epilogue) {
		f.Rests = append(f.Rests, b.Day)
	}
}
