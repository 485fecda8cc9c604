package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"truceline/data"
)

// Figure is a picture of numbers ready to be laid out: what is said about it, and what it
// draws, which is Lines over days unless Of says otherwise.
type Figure struct {
	// All is the figure with all its parts, if this one leaves some out: what is shown
	// stands where it stands among all of them. See Without.
	All  *Figure
	Name string
	// Title says what the picture means; Line what is drawn, and in which unit.
	Title, Line string
	// Note says what of many arrows is shown; it stands after the line.
	Note string
	// Sources is the source line, AsOf the day of the last fact in words.
	Sources, AsOf string
	// Plain is the source line where nothing dashed is among the days; empty where Sources
	// says nothing of that.
	Plain       string
	From, Until data.Day
	Min, Max    data.Percent
	Lines
	// Of is what it draws in place of lines: Bars or Rows.
	Of Plot
	// Table is what the figure shows, as text, Summary a paragraph of it. Data is the
	// same for files, with plain numbers and days; empty where Table serves.
	Table   Table
	Data    Table
	Summary string
	Words   Words
	Unit    string // of its values; empty: that of the rates
}

// Plot is what a figure draws: Lines, Bars or Rows.
type Plot interface {
	// Dated tells whether it has an axis of days, at which a cursor can stand.
	Dated() bool
	// check returns an error if it cannot be drawn in its figure.
	check(f *Figure) error
	// lay places it in a layout that has a size and no more.
	lay(f *Figure, l *Layout, m Measurer)
	// Copy is the same with bars a part as long, and each of its rows replaced.
	Copy(part data.Percent, row func(*Figure) *Figure) Plot
}

// Plot returns what the figure draws.
func (f *Figure) Plot() Plot {
	if f.Of != nil {
		return f.Of
	}
	return &f.Lines
}

// Dated tells whether the figure has an axis of days, at which a cursor can stand.
func (f *Figure) Dated() bool { return f.Plot().Dated() }

// with returns a copy of the figure in which each of its rows is replaced.
func (f *Figure) with(row func(*Figure) *Figure) *Figure {
	out := *f
	if f.Of != nil {
		out.Of = f.Of.Copy(1, row)
	}
	return &out
}

// Value writes one of the figure's values with its unit.
func (f *Figure) Value(v data.Percent) string {
	if f.Unit == "" {
		return f.Words.Rate(v)
	}
	return f.Words.Value(float64(v), f.Unit)
}

// In returns the figure with its axes in other words. Figures that this package makes
// have words; one put together elsewhere needs them before it can be laid out.
func (f *Figure) In(w Words) *Figure {
	out := f.with(func(row *Figure) *Figure { return row.In(w) })
	out.Words = w
	return out
}

// Without returns the figure without what has one of these ids. What it shows stands
// where it does in the whole figure, so that a part that comes moves no other.
func (f *Figure) Without(ids []string) *Figure {
	if len(ids) == 0 {
		return f
	}
	out := *f
	out.All = f
	gone := func(id string) bool { return slices.Contains(ids, id) }
	out.Curves = slices.DeleteFunc(slices.Clone(f.Curves), func(x Curve) bool { return gone(x.ID) })
	out.Dots = slices.DeleteFunc(slices.Clone(f.Dots), func(x Dot) bool { return gone(x.ID) })
	out.Areas = slices.DeleteFunc(slices.Clone(f.Areas), func(x Area) bool { return gone(x.ID) })
	out.Rules = slices.DeleteFunc(slices.Clone(f.Rules), func(x Rule) bool { return gone(x.ID) })
	out.Arrows = slices.DeleteFunc(slices.Clone(f.Arrows), func(x Arrow) bool { return gone(x.ID) })
	out.Captions = slices.DeleteFunc(slices.Clone(f.Captions), func(x Caption) bool { return gone(x.ID) })
	return &out
}

// Between returns the figure drawn for other days: closer to some of them. Its tables
// and its summary are of what is drawn then.
func (f *Figure) Between(from, until data.Day) *Figure {
	near := f.with(func(row *Figure) *Figure { return row.Between(from, until) })
	near.From, near.Until = from, until
	near.Table, near.Data = f.Table.between(from, until), f.Data.between(from, until)
	near.Summary = near.summarise()
	near.SettleSources()
	return near
}

// summarise tells the rows of the table: of a part of the days the sentences about the
// whole would not be true.
func (f *Figure) summarise() string {
	w := f.Words
	if w == nil {
		return ""
	}
	out := []string{w.Say("summary.near", "From", w.Day(f.From, DayMonthYear), "Until", w.Day(f.Until, DayMonthYear))}
	for i := range f.Table.Rows {
		if f.Table.Days[i].Set() {
			out = append(out, f.Table.Tell(i, w))
		}
	}
	return strings.Join(out, " ")
}

// SettleSources leaves out of the source line what is dashed, where nothing is.
func (f *Figure) SettleSources() {
	if f.Plain == "" {
		return
	}
	dashed := slices.ContainsFunc(f.Curves, func(c Curve) bool {
		return c.Stroke.Dashed && len(c.Steps) > 0 && c.Steps[0].Day <= f.Until && c.Until >= f.From
	}) || slices.ContainsFunc(f.Bands, func(b Band) bool {
		return b.Hollow && len(b.Steps) > 0 && b.Steps[0].Day <= f.Until && b.Until >= f.From
	})
	if !dashed {
		f.Sources = f.Plain
	}
}

// Check returns an error if the figure cannot be drawn: a domain that is empty or
// a value that is not finite. Renderers call it first, since go-chart does not
// come back from such values.
func (f *Figure) Check() error {
	if err := f.Plot().check(f); err != nil {
		return fmt.Errorf("figure %s: %w", f.Name, err)
	}
	return nil
}

// checkDays returns an error if the figure has no days.
func (f *Figure) checkDays() error {
	if f.Until <= f.From {
		return fmt.Errorf("no days between %s and %s", f.From, f.Until)
	}
	return nil
}

// checkValues returns an error if the figure has no room for its values.
func (f *Figure) checkValues() error {
	if !finite(f.Min) || !finite(f.Max) || f.Max <= f.Min {
		return fmt.Errorf("no room between %g%% and %g%%", f.Min, f.Max)
	}
	return nil
}

func finite(v data.Percent) bool { return !math.IsNaN(float64(v)) && !math.IsInf(float64(v), 0) }
