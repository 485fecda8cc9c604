package charts

import (
	"strconv"
	"strings"

	"truceline/data"
)

// Plain writes a number as files hold it.
func Plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Table is exactly what a figure shows, as text: a name for each column, and rows
// with a cell for each.
type Table struct {
	Columns []string
	Rows    [][]string
	// Days holds for each row the day at which the plot shows it; NoDay for rows of
	// no day.
	Days []data.Day
	// Untils holds for each row its last day; NoDay for a row without end.
	Untils []data.Day
}

// Add adds a row of a day, or of none.
func (t *Table) Add(day data.Day, cells ...string) { t.AddSpan(day, day, cells...) }

// AddSpan adds a row of several days; until is NoDay where they have no end.
func (t *Table) AddSpan(from, until data.Day, cells ...string) {
	t.Rows, t.Days, t.Untils = append(t.Rows, cells), append(t.Days, from), append(t.Untils, until)
}

// between returns the rows of no day, and those that have a part of the days given.
func (t Table) between(from, until data.Day) Table {
	out := Table{Columns: t.Columns}
	for i, row := range t.Rows {
		if day, last := t.Days[i], t.Untils[i]; !day.Set() || day <= until && (!last.Set() || last >= from) {
			out.AddSpan(day, last, row...)
		}
	}
	return out
}

// Tell tells a row in sentences: when, then what its next two cells say, then the one
// after them. What else the row has, such as its sources, is left out.
func (t *Table) Tell(i int, w Words) string {
	cells, from, until := t.Rows[i], w.Day(t.Days[i], DayMonthYear), w.Day(t.Untils[i], DayMonthYear)
	var when string
	switch {
	case len(cells) > 1 && cells[0] != "" && cells[1] == until && t.Untils[i].Set():
		if when = from; cells[0] != until {
			when = w.Say("series.span", "From", cells[0], "Until", until)
		}
		cells = cells[2:]
	case len(cells) > 1 && cells[0] == from && cells[1] == "" && !t.Untils[i].Set():
		when, cells = w.Say("summary.since", "Day", from), cells[2:]
	case cells[0] == from:
		when, cells = from, cells[1:]
	}
	var told, more []string
	for at, cell := range cells[:min(len(cells), 3)] {
		if cell = strings.TrimRight(strings.ReplaceAll(cell, "\n", " "), ". "); cell == "" {
			continue
		}
		if at < 2 || len(told) == 0 {
			told = append(told, cell)
		} else {
			more = append(more, w.Say("summary.line", "Text", cell))
		}
	}
	text := strings.Join(told, ", ")
	if when != "" {
		text = w.Say("summary.when", "When", when, "Text", text)
	}
	return strings.Join(append([]string{w.Say("summary.line", "Text", text)}, more...), " ")
}
