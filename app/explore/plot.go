package explore

import (
	"slices"
	"strings"

	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
)

// plotContent makes the rates figure with the reading of each of its days.
func plotContent(s *data.Story, epilogue bool) widgets.PlotContent {
	w := words.Local{}
	f := charts.Rates(s, epilogue, w)
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
				if t.Status == data.Threatened && t.Contains(d) {
					return widgets.Reading{Text: words.Say("reading.threat", "Day", day, "Side", side.Adjective, "Rate", w.Percent(t.Rate))}
				}
			}
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
