package panels

import (
	"slices"

	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/data"
)

// BeatContent makes what a plot shows of a beat's scene: its figure, and the reading of each
// of its days, none later than has been told. s is the whole story.
func BeatContent(s *data.Story, sc scene.Scene) picture.PlotContent {
	w := words.Local{}
	f := figures.OfBeat(s, sc, w)
	c := picture.PlotContent{Figure: f, Low: f.From, High: f.From}
	if !f.Dated() {
		return c
	}
	told := scene.Told(s, sc)
	last := told.AsOf
	if sc.Epilogue {
		last = sc.Until
		if !sc.AllDays {
			last = sc.Revealed
		}
	}
	c.Flag = picture.Flag{Day: sc.Day, Text: w.Day(sc.Day, charts.DayMonthYear)}
	for d := f.From; d <= f.Until; d++ {
		c.Readings = append(c.Readings, reading(told, d, last, sc.Epilogue, w))
	}
	for _, side := range told.Sides {
		for _, d := range told.ChangeDays(side.ID, sc.Epilogue) {
			if d >= f.From && d <= min(f.Until, last) {
				c.Stops = append(c.Stops, d)
			}
		}
	}
	c.Stops = append(c.Stops, sc.Day)
	slices.Sort(c.Stops)
	c.Stops = slices.Compact(c.Stops)
	first := told.Sides[0].ID
	for d := f.From; d <= min(f.Until, last); d++ {
		if told.Rate(first, d, sc.Epilogue) > told.Rate(first, c.High, sc.Epilogue) {
			c.High = d
		}
	}
	return c
}
