// Package charts is the model of a figure: its lines, bars, rows, marks and captions, a
// summary in words and a table of what is shown.
//
// A figure is in days and values; Lay gives it a size in dp (device-independent pixels,
// x right, y down). Package figures makes the figures of a story, package meetings what
// the map shows, package pages puts both on slides and paper, and package render turns
// what is laid out into pictures. None of them knows that windows exist.
package charts

import "truceline/data"

// DayForm is a way to write a day.
type DayForm int

const (
	DayMonth     DayForm = iota // 14 May
	DayMonthYear                // 14 May 2031
	MonthOnly                   // May
	MonthYear                   // May 2031
)

// Points writes a difference of rates: of percentages in points, of others in their unit.
func Points(w Words, v data.Percent) string {
	return w.Say("bar.points", "Count", w.Number(float64(v), 1))
}

// Words gives the program's sentences, dates and numbers in the reader's language.
type Words interface {
	// Say returns the text of a key, with {{.Name}} in it replaced by the
	// arguments, given as name, value, name, value.
	Say(key string, args ...any) string
	// Day writes a day; NoDay is the empty string.
	Day(d data.Day, form DayForm) string
	// Rate writes a rate in the story's unit, such as 145% or 12.5%.
	Rate(v data.Percent) string
	// Value writes a number with its unit, as a measure or a series gives it.
	Value(v float64, unit string) string
	// Number writes a number with at most that many decimals.
	Number(v float64, decimals int) string
}
