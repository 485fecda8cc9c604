package charts

import (
	"strconv"

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
