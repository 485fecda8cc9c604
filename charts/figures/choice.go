package figures

import (
	"fmt"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/data"
	"truceline/data/course"
)

// Choice names a figure of the story. The zero value is the rates figure.
type Choice struct {
	Name    string // one of Choices, or the id of a series
	Measure string // of averages and bridge; empty for the first published one
	Side    data.SideID
	Day     data.Day // that a bridge speaks of
	// Replies joins actions to their answers in the rates figure.
	Replies bool
	// Plan draws an invented course in place of the rates figure.
	Plan course.Plan
	// From and Until draw a figure of days closer; equal, they draw all of it.
	From, Until data.Day
}

// Choices returns the names of figures that can be chosen, sorted; the ids of the
// story's series are among them, and what it has of Own.
func Choices(s *data.Story) []string {
	out := []string{"averages", "bridge", CountingFigure, "layers", "rates"}
	for _, x := range s.Series {
		out = append(out, x.ID)
	}
	for _, name := range Own {
		if HasOwn(s, name, true) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Build returns the figure of a choice. The error says what there is to choose
// from, or that a figure has nothing to show.
func Build(s *data.Story, c Choice, epilogue bool, w charts.Words) (*charts.Figure, error) {
	f, err := build(s, c, epilogue, w)
	if err == nil && c.Until > c.From && len(f.Bars) == 0 {
		f = f.Between(c.From, c.Until)
	}
	return f, err
}

func build(s *data.Story, c Choice, epilogue bool, w charts.Words) (*charts.Figure, error) {
	side := s.Side(c.Side)
	if side == nil {
		side = &s.Sides[0]
	}
	switch c.Name {
	case "", "rates":
		if c.Plan != "" {
			return WhatIf(s, course.Of(s, epilogue, c.Plan), epilogue, w), nil
		}
		f := Rates(s, epilogue, w)
		if c.Replies {
			from, until := f.From, f.Until
			if c.Until > c.From {
				from, until = c.From, c.Until
			}
			f = WithReplies(f, s, Replies(s, c.Day, from, until, epilogue), NearReplies(from, until), epilogue)
		}
		return f, nil
	case CountingFigure:
		day := c.Day
		if !day.Set() || day == 0 {
			day = s.AsOf
		}
		return Counting(s, side, day, derivedMeasure(s), epilogue, w), nil
	case "layers":
		return Layers(s, side, epilogue, w), nil
	case "averages", "bridge":
		m, err := published(s, c.Measure)
		if err != nil {
			return nil, err
		}
		if c.Name == "averages" {
			return Published(s, m, epilogue, w), nil
		}
		if f := Bridge(s, m, side, c.Day, epilogue, w); f != nil {
			return f, nil
		}
		return nil, fmt.Errorf("the sources give no bridge to %q for %s by %s", m.ID, side.On, c.Day)
	}
	for i := range s.Series {
		if s.Series[i].ID == c.Name {
			if f := Series(s, &s.Series[i], epilogue, w); f != nil {
				return f, nil
			}
			return nil, fmt.Errorf("all figures of %q are from after the article", c.Name)
		}
	}
	if f := OwnFigure(s, c.Name, epilogue, w); f != nil {
		return f, nil
	}
	if slices.Contains(Own, c.Name) {
		return nil, fmt.Errorf("the story has too few values for the figure %q", c.Name)
	}
	return nil, fmt.Errorf("there is no figure %q; there are: %s", c.Name, strings.Join(Choices(s), ", "))
}

// derivedMeasure is the id of the measure that follows from the layers.
func derivedMeasure(s *data.Story) string {
	for _, m := range s.Measures {
		if m.Derived {
			return m.ID
		}
	}
	return ""
}

// published returns a measure that others publish; the first for an empty id.
func published(s *data.Story, id string) (*data.Measure, error) {
	var names []string
	for i := range s.Measures {
		m := &s.Measures[i]
		if m.Derived {
			continue
		}
		if id == "" || m.ID == id {
			return m, nil
		}
		names = append(names, m.ID)
	}
	return nil, fmt.Errorf("there is no published measure %q; there are: %s", id, strings.Join(names, ", "))
}

// Figures that the program makes of more than one measure or series. A View and a
// card's shows name them where they name a series; a story's own series of that name
// comes first.
const (
	// MeasuresFigure has a row for the extra tariff and for each measure with enough
	// values, on one scale.
	MeasuresFigure = "measures"
	// MonthsFigure has a row for each series of months, each on its own scale.
	MonthsFigure = "months"
	// BackgroundFigure has a measure's values from before the story's first day on.
	BackgroundFigure = "background"
)

// Own are their names.
var Own = []string{BackgroundFigure, MeasuresFigure, MonthsFigure}

// OwnFigure returns one of Own, or nil if the story has nothing for it.
func OwnFigure(s *data.Story, name string, epilogue bool, w charts.Words) *charts.Figure {
	switch name {
	case MeasuresFigure:
		return measureRows(s, epilogue, w)
	case MonthsFigure:
		return monthRows(s, epilogue, w)
	case BackgroundFigure:
		return background(s, epilogue, w)
	}
	return nil
}

// HasOwn tells whether a story has enough for one of Own.
func HasOwn(s *data.Story, name string, epilogue bool) bool {
	switch name {
	case MeasuresFigure:
		return len(rowMeasures(s, epilogue)) > 0
	case MonthsFigure:
		return len(monthSeries(s, epilogue)) > 1
	case BackgroundFigure:
		return backgroundMeasure(s) != nil
	}
	return false
}
