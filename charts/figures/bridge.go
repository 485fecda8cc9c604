package figures

import (
	"fmt"
	"slices"

	"truceline/charts"
	"truceline/charts/scene"
	"truceline/data"
)

func chosenBridge(s *data.Story, sc scene.Scene, w charts.Words) (*charts.Figure, error) {
	m, err := published(s, sc.Measure)
	if err != nil {
		return nil, err
	}
	side := s.Side(sc.Side)
	if f := Bridge(s, m, side, sc.Day, sc.Epilogue, w); f != nil {
		return f, nil
	}
	return nil, fmt.Errorf("the sources give no bridge to %q for %s by %s", m.ID, side.On, sc.Day)
}

// Bridge returns the figure that leads from a side's additional rate on a day to a
// published average: what the sources name, step by step, and what they do not
// break down as one step that says so. It returns nil if the measure has no value
// for the side at a rate other than nought, or another unit than the rates. The value is the last by the
// day, or where there is none yet the first after it.
//
// Every level is a row of the story or a sum of its layers; every step is the
// difference of two levels.
func Bridge(s *data.Story, measure *data.Measure, side *data.Side, day data.Day, epilogue bool, w charts.Words) *charts.Figure {
	if otherUnit(s, measure) != "" {
		return nil
	}
	points := PublishedPoints(s, measure.ID, side.ID, epilogue)
	rateAt := func(p data.Average) data.Percent { return s.Rate(side.ID, rateDay(s, side.ID, p.Day), epilogue) }
	at := -1
	for i, p := range points {
		if rateAt(p) > 0 && (p.Day <= day || at < 0) {
			at = i
		}
	}
	if at < 0 {
		return nil
	}
	end := points[at]
	rate := rateAt(end)
	f := &charts.Figure{Name: "bridge", Words: w, AsOf: charts.AsOf(s, epilogue, w)}
	b := bridge{f: f, s: s, side: side, role: charts.SideRole(s, side.ID), w: w}
	note := w.Day(end.Day, charts.DayMonthYear)
	if from := rateDay(s, side.ID, end.Day); from != end.Day {
		note = w.Say("bridge.headline.announced", "Day", w.Day(from, charts.DayMonthYear))
	}
	b.total("headline", w.Say("bridge.headline", "On", side.On), note, rate, rateSources(s, side.ID, rateDay(s, side.ID, end.Day), epilogue))
	rest := w.Say("bridge.rest")
	switch old := older(s, measure, side.ID); {
	case old != nil && old.Day != end.Day:
		b.step("older", w.Say("bridge.older"), w.Say("bridge.older.note", "Day", w.Day(old.Day, charts.DayMonthYear)), old.Value, old.Sources)
	case measure.Older:
		rest = w.Say("bridge.older.rest")
	}
	if before := exemptionBetween(s, side.ID, points, at); before != nil && measure.Exempts && end.Value < before.Value {
		if before.Value < b.level {
			rest = w.Say("bridge.weights")
		}
		b.open("weights", rest, w.Say("bridge.open"), before.Value, before.Sources)
		b.step("exempt", w.Say("bridge.exempt", "Day", w.Day(end.Day, charts.DayMonth)), w.Say("bridge.exempt.note"), end.Value-before.Value, end.Sources)
	} else {
		b.open("rest", rest, w.Say("bridge.open"), end.Value, end.Sources)
	}
	b.total("average", measure.Name, w.Day(end.Day, charts.DayMonthYear), end.Value, end.Sources)
	f.Title = w.Say("bridge.title", "On", side.On, "From", w.Rate(rate), "To", w.Rate(end.Value))
	f.Line = w.Say("bridge.line", "Name", measure.Name)
	var cited []string
	for _, bar := range b.bars.Bars {
		cited = append(cited, bar.Sources...)
	}
	key := "figure.published.sources"
	if slices.ContainsFunc(b.bars.Bars, func(b charts.Bar) bool { return b.Kind == charts.OpenBar }) {
		key = "bridge.sources"
		f.Line += " " + w.Say("bridge.left")
	}
	f.Sources = w.Say(key, "Names", charts.Cited(s, cited, w))
	f.Max *= 1.05
	f.Of = &b.bars
	tableBars(f, s)
	return f
}

// bridge adds rows to a figure and keeps the level reached.
type bridge struct {
	f     *charts.Figure
	s     *data.Story
	side  *data.Side
	role  charts.Role
	w     charts.Words
	level data.Percent
	bars  charts.Bars
}

func (b *bridge) add(bar charts.Bar) {
	bar.Role = b.role
	b.bars.Bars = append(b.bars.Bars, bar)
	b.f.Max = max(b.f.Max, bar.High)
}

func (b *bridge) total(id, name, note string, level data.Percent, sources []string) {
	b.level = level
	b.add(charts.Bar{ID: id, Name: name, Note: note, High: level, Change: level, Kind: charts.TotalBar, Sources: sources})
}

func (b *bridge) step(id, name, note string, change data.Percent, sources []string) {
	b.move(charts.StepBar, id, name, note, change, sources)
}

// open leads to a level by a step that no source breaks down.
func (b *bridge) open(id, name, note string, to data.Percent, sources []string) {
	if d := to - b.level; d > 0.05 || d < -0.05 {
		b.move(charts.OpenBar, id, name, note, d, sources)
	}
}

func (b *bridge) move(kind charts.BarKind, id, name, note string, change data.Percent, sources []string) {
	from := b.level
	b.level += change
	b.add(charts.Bar{ID: id, Name: name, Note: note, Low: min(from, b.level), High: max(from, b.level), Change: change, Kind: kind, Sources: sources})
}

// rateDay is the day whose rate a value of a day speaks of: where a higher rate was
// announced by then and came within two days, that one, since trackers go by
// announcement.
func rateDay(s *data.Story, side data.SideID, day data.Day) data.Day {
	const lag = 2
	for _, t := range s.InForce(side, false) {
		if t.Announced.Set() && t.Announced <= day && t.From > day && t.From-day <= lag {
			return t.From
		}
	}
	return day
}

func rateSources(s *data.Story, side data.SideID, day data.Day, epilogue bool) []string {
	for _, t := range s.InForce(side, epilogue) {
		if t.Contains(day) {
			return t.Sources()
		}
	}
	return nil
}

// eveDays is how long before the story's first day a value may be that stands for the
// duties of before.
const eveDays = 31

// older returns the average of the duties that stood before the story's first day,
// if the measure counts them: its own last value by that day.
func older(s *data.Story, measure *data.Measure, side data.SideID) *data.Average {
	var last *data.Average
	for i := range s.Averages {
		a := &s.Averages[i]
		if measure.Older && a.Measure == measure.ID && a.Side == side && a.Day <= s.Start && a.Day >= s.Start-eveDays && (last == nil || a.Day > last.Day) {
			last = a
		}
	}
	return last
}

// exemptionBetween returns the value before an exemption, if one was announced
// between the value at an index and the one before it, and no rate was.
func exemptionBetween(s *data.Story, side data.SideID, points []data.Average, at int) *data.Average {
	if at == 0 {
		return nil
	}
	from, to := points[at-1].Day, points[at].Day
	exempt := false
	for _, c := range s.Changes {
		if c.Side != side || c.Epilogue || c.Announced <= from || c.Announced > to {
			continue
		}
		layer := s.Layer(side, c.Layer)
		if layer == nil || layer.Scope == data.General {
			return nil
		}
		exempt = exempt || layer.Scope == data.Exemption
	}
	if !exempt {
		return nil
	}
	return &points[at-1]
}
