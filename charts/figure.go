package charts

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"truceline/charts/label"
	"truceline/data"
)

// Step is a value that holds from a day until the next step (post-step).
type Step struct {
	Day   data.Day
	Value data.Percent
}

// Stroke says how a line is drawn besides its colour. What is not in force is
// Dashed; sides differ by width as well as by colour.
type Stroke struct {
	WidthDP float64
	Dashed  bool
	// Faint lines stand back behind others; their colour is mixed with paper.
	Faint bool
}

// Curve is a run of steps. The last one holds until Until, which is not part of
// the run when a next step begins there.
type Curve struct {
	ID     string
	Role   Role
	Stroke Stroke
	Steps  []Step
	Until  data.Day
	// Part runs it on past Until, by a part of a day: of a line that grows.
	Part float64
	// Past is the day before which the curve is drawn lighter, since it is no news; the
	// rise on the day is not. The zero value is none.
	Past data.Day
}

// pastWidth is how wide a curve is before its Past, as a part of its width.
const pastWidth = 0.7

// Parts are the curve before its Past, faint, and from there on.
func (c Curve) Parts() []Curve {
	at := slices.IndexFunc(c.Steps, func(s Step) bool { return s.Day >= c.Past })
	if c.Past == 0 || at <= 0 {
		return []Curve{c}
	}
	before, since := c, c
	before.Steps, before.Until, before.Part = c.Steps[:at], c.Steps[at].Day, 0
	before.Stroke.Faint, before.Stroke.WidthDP = true, c.Stroke.WidthDP*pastWidth
	since.Steps = append([]Step{{c.Steps[at].Day, c.Steps[at-1].Value}}, c.Steps[at:]...)
	return []Curve{before, since}
}

// At returns the curve's value on a day; false before its first step and from its end
// on.
func (c Curve) At(day data.Day) (value data.Percent, ok bool) {
	for _, s := range c.Steps {
		if s.Day <= day && day < c.Until {
			value, ok = s.Value, true
		}
	}
	return value, ok
}

// Dot marks one value. A hollow dot is not in force.
type Dot struct {
	ID     string
	Role   Role
	Day    data.Day
	Value  data.Percent
	Hollow bool
	// Square dots are the second side's where a line cannot tell the sides apart.
	Square bool
	// Large dots are what a step is about, small ones what an arrow comes from.
	Large bool
	// Faint dots came before what a step is about.
	Faint bool
}

// Area shades days over the whole height. Both ends are included.
type Area struct {
	ID          string
	Role        Role
	From, Until data.Day
	// Part moves its first day on by a part of a day.
	Part float64
}

// Rule is an upright line at a day.
type Rule struct {
	ID   string
	Role Role
	Day  data.Day
}

// Tick is a meeting on the day axis.
type Tick struct {
	ID    string // of the meeting
	Order int
	Day   data.Day
}

// Caption is a label that stands by what it names.
type Caption struct {
	ID string
	// Weight is how much it matters that the caption is shown.
	Weight float64
	// Arrow is the id of the arrow that the caption stands by; From and Until are its
	// days then.
	Arrow string
	// Days and values that the caption stands beside.
	From, Until data.Day
	Low, High   data.Percent
	Sides       []label.Side
	// Within captions stand inside the area between From and Until, near its upper
	// left corner; Sides is not used.
	Within bool
	// Close captions stand next to what they name or not at all: farther off they
	// would seem to name its neighbour.
	Close bool
	// Centred captions stand above the middle of what they name, where they can.
	Centred bool
	// Margin captions may stand in the margin to the right of the plot.
	Margin bool
	// Badge captions begin with a number, about which a ring is drawn.
	Badge bool
	// Insist is what each smaller form costs; 0 for little.
	Insist float64
	// Apart is how far from its anchor a caption keeps, in dp; 0 for the usual gap.
	Apart float64
	// Forms are ways to say it, the fullest first. Each is one or more lines.
	Forms [][]Run
}

// Figure is a plot ready to be laid out.
type Figure struct {
	// All is the figure with all its parts, if this one leaves some out: what is shown
	// stands where it stands among all of them. See Without.
	All  *Figure
	Name string
	// Title says what the picture means; Line what is drawn, and in which unit.
	Title, Line string
	// Sources is the source line, AsOf the day of the last fact in words.
	Sources, AsOf string
	From, Until   data.Day
	Min, Max      data.Percent
	Areas         []Area
	Rules         []Rule
	Bands         []Band // below the curves
	Curves        []Curve
	Dots          []Dot
	Ticks         []Tick
	Captions      []Caption
	Arrows        []Arrow // above the curves
	// Note says what of many arrows is shown; it stands after the line.
	Note string
	// Bars make it a bar figure: a row each, values to the right. Days are not used.
	Bars []Bar
	// Whole is what the bars are parts of: each stands against it. 0: of nothing.
	Whole data.Percent
	// Rows make it a figure of rows, one above the other, with the same days.
	Rows []*Figure
	// Share is how much of the height a row takes against the others; 0 is 1.
	Share float64
	// Bare figures have no axis of values and no lines across but that of nought.
	Bare bool
	// Floored figures have something below nought, which has no values of its own.
	Floored bool
	// Yields makes the lines across stop at captions, which may stand on them then.
	Yields bool
	// Moving, if set, makes it a frame of a move: without captions, between the margins
	// of two figures.
	Moving *Moving
	// Shift moves the camera by parts of a day: its first day and its last.
	Shift [2]float64
	// Undated figures have an axis that is not one of days: nothing is written below it.
	Undated bool
	// Plain is the source line where nothing dashed is among the days; empty where Sources
	// says nothing of that.
	Plain string
	// MidMonths writes the months below their middle, for columns.
	MidMonths bool
	// Rests are the days at which the cursor comes to rest in the story. Captions
	// keep clear of them where they can.
	Rests []data.Day
	// Table is what the figure shows, as text, Summary a paragraph of it. Data is the
	// same for files, with plain numbers and days; empty where Table serves.
	Table   Table
	Data    Table
	Summary string
	Words   Words
	Unit    string // of its values; empty: that of the rates
}

// Moving is how far a frame has come from one figure to the next, from 0 to 1.
type Moving struct {
	Before, After *Figure
	Share         float64
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
	out := *f
	out.Words, out.Rows = w, nil
	for _, row := range f.Rows {
		out.Rows = append(out.Rows, row.In(w))
	}
	return &out
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
	near := *f
	near.From, near.Until = from, until
	near.Table, near.Data = f.Table.between(from, until), f.Data.between(from, until)
	near.Summary = near.summarise()
	near.SettleSources()
	near.Rows = nil
	for _, row := range f.Rows {
		near.Rows = append(near.Rows, row.Between(from, until))
	}
	return &near
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
	if len(f.Bars) == 0 && f.Until <= f.From {
		return fmt.Errorf("figure %s: no days between %s and %s", f.Name, f.From, f.Until)
	}
	for _, row := range f.Rows {
		if row == nil || len(row.Rows) > 0 || len(row.Bars) > 0 || row.From != f.From || row.Until != f.Until {
			return fmt.Errorf("figure %s: a row has no days of its own, and neither rows nor bars in it", f.Name)
		}
		if err := row.Check(); err != nil {
			return fmt.Errorf("figure %s: %w", f.Name, err)
		}
	}
	if len(f.Rows) > 0 {
		return nil
	}
	finite := func(v data.Percent) bool { return !math.IsNaN(float64(v)) && !math.IsInf(float64(v), 0) }
	if !finite(f.Min) || !finite(f.Max) || f.Max <= f.Min {
		return fmt.Errorf("figure %s: no room between %g%% and %g%%", f.Name, f.Min, f.Max)
	}
	for _, b := range f.Bands {
		for _, s := range b.Steps {
			if !finite(s.Low) || !finite(s.High) {
				return fmt.Errorf("figure %s: layer %s has no finite value on %s", f.Name, b.ID, s.Day)
			}
		}
	}
	for _, c := range f.Curves {
		for _, s := range c.Steps {
			if !finite(s.Value) {
				return fmt.Errorf("figure %s: %s has no finite value on %s", f.Name, c.ID, s.Day)
			}
		}
	}
	for _, a := range f.Arrows {
		if !finite(a.Low) || !finite(a.High) {
			return fmt.Errorf("figure %s: arrow %s has no finite value on %s or %s", f.Name, a.ID, a.From, a.Until)
		}
	}
	for _, b := range f.Bars {
		if !finite(b.Low) || !finite(b.High) || b.High < b.Low {
			return fmt.Errorf("figure %s: row %s runs from %g to %g", f.Name, b.ID, b.Low, b.High)
		}
	}
	for _, d := range f.Dots {
		if !finite(d.Value) {
			return fmt.Errorf("figure %s: %s has no finite value on %s", f.Name, d.ID, d.Day)
		}
	}
	return nil
}

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
