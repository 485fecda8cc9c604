package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Lines is what a figure draws over days: areas, bands and lines, dots, marks and the
// captions of all these.
type Lines struct {
	Areas    []Area
	Rules    []Rule
	Bands    []Band // below the curves
	Curves   []Curve
	Dots     []Dot
	Ticks    []Tick
	Captions []Caption
	Arrows   []Arrow // above the curves
	// Bare lines have no axis of values and no lines across but that of nought.
	Bare bool
	// Floored lines have something below nought, which has no values of its own.
	Floored bool
	// Yields makes the lines across stop at captions, which may stand on them then.
	Yields bool
	// Moving, if set, makes it a frame of a move: without captions, between the margins
	// of two figures.
	Moving *Moving
	// Shift moves the camera by parts of a day: its first day and its last.
	Shift [2]float64
	// Undated lines have an axis that is not one of days: nothing is written below it.
	Undated bool
	// DatedTo, if not 0, is the last day that is written below the axis or read by a pointer:
	// what stands behind it stands at no day.
	DatedTo data.Day
	// MidMonths writes the months below their middle, for columns.
	MidMonths bool
	// Rests are the days at which the cursor comes to rest in the story. Captions
	// keep clear of them where they can.
	Rests []data.Day
	// Share is how much of the height they take as a row against the others; 0 is 1.
	Share float64
}

// Moving is how far a frame has come from one figure to the next, from 0 to 1.
type Moving struct {
	Before, After *Figure
	Share         float64
}

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

// StepUntil is the day until which the curve holds its i-th step.
func (c Curve) StepUntil(i int) data.Day {
	if i+1 < len(c.Steps) {
		return c.Steps[i+1].Day
	}
	return c.Until
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
	// Led captions are where an arrow starts, which leads to them from up and left of what
	// they name, too, and from beyond another line.
	Led bool
	// Keep, if set, are the lowest and the highest value between which the caption stands.
	Keep [2]data.Percent
	// Apart is how far from its anchor a caption keeps, in dp; 0 for the usual gap.
	Apart float64
	// Forms are ways to say it, the fullest first. Each is one or more lines.
	Forms [][]Run
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

// Dated tells whether the axis is one of days.
func (s *Lines) Dated() bool { return !s.Undated }

// Copy returns the lines: a figure has them in itself, and is copied with them.
func (s *Lines) Copy(data.Percent, func(*Figure) *Figure) Plot { return s }

func (s *Lines) check(f *Figure) error {
	if err := cmp.Or(f.checkDays(), f.checkValues()); err != nil {
		return err
	}
	for _, b := range s.Bands {
		for _, step := range b.Steps {
			if !finite(step.Low) || !finite(step.High) {
				return fmt.Errorf("layer %s has no finite value on %s", b.ID, step.Day)
			}
		}
	}
	for _, c := range s.Curves {
		for _, step := range c.Steps {
			if !finite(step.Value) {
				return fmt.Errorf("%s has no finite value on %s", c.ID, step.Day)
			}
		}
	}
	for _, a := range s.Arrows {
		if !finite(a.Low) || !finite(a.High) {
			return fmt.Errorf("arrow %s has no finite value on %s or %s", a.ID, a.From, a.Until)
		}
	}
	for _, d := range s.Dots {
		if !finite(d.Value) {
			return fmt.Errorf("%s has no finite value on %s", d.ID, d.Day)
		}
	}
	return nil
}

func (s *Lines) lay(f *Figure, l *Layout, m Measurer) {
	tick := SizeLabel.At(l.TextScale)
	_, tickH := m.Measure("0", tick, typeface.Regular)

	top := ReadoutHeight(l.TextScale) + 4
	bottom := belowAxis(l.TextScale, tickH) + tickH + footDP
	plotH := l.H - top - bottom
	l.GridValues = f.gridValues(gridCount(plotH, tickH))
	labels := f.valueLabels(l.GridValues)
	left := widest(labels, tick, m) + 10
	if f.Bare {
		left = 4
	}
	right := f.margin(l.W, l.TextScale, m)
	if k := f.Moving; k != nil {
		before := k.Before.margin(l.W, l.TextScale, m)
		right = before + (k.After.margin(l.W, l.TextScale, m)-before)*k.Share
	}
	l.Plot = label.Rect{X: left, Y: top, W: l.W - left - right, H: plotH}
	if l.Plot.W < 20 || l.Plot.H < 20 || math.IsNaN(l.Plot.W+l.Plot.H) {
		l.Plot = label.Rect{X: 0, Y: 0, W: max(l.W, 1), H: max(l.H, 1)}
		l.scales(f)
		return
	}
	l.scales(f)
	if !f.Bare {
		l.valueTexts(labels, tick, m)
	}
	if !f.Undated {
		l.dayTexts(f, tick, m)
	}
	l.captions(f, m)
}
