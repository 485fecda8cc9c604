package talk

import (
	"math"
	"slices"

	"truceline/app/view"
	"truceline/charts/pages"
	"truceline/data"
)

// Blank is what covers the room's picture.
type Blank string

// Nothing covers the picture, or a plain colour does.
const (
	Clear Blank = ""
	Black Blank = "black"
	White Blank = "white"
)

// Point is where the presenter points. The zero Point points nowhere.
type Point struct {
	On bool `json:"on"`
	// X and Y are shares of the slide, 0 to 1 from its upper left corner.
	X float32 `json:"x"`
	Y float32 `json:"y"`
	// Day is the day under it in the plot, or NoDay.
	Day data.Day `json:"day"`
	// Meeting is the marker that it has snapped to, or empty.
	Meeting string `json:"meeting"`
}

// valid returns the point, or the zero Point if it is on no slide.
func (p Point) valid() Point {
	in := func(v float32) bool { return v >= 0 && v <= 1 }
	if !p.On || !in(p.X) || !in(p.Y) {
		return Point{}
	}
	return p
}

// Panels that strokes are drawn on, and what their dots count there.
const (
	OnPlot  = "plot"  // day number and percent, or what the figure's axes count
	OnMap   = "map"   // degrees of longitude and latitude
	OnSlide = "slide" // shares of the slide from its upper left corner
)

// Pens is how many pens there are.
const Pens = 3

// Dot is a place of a stroke, in the coordinates of its panel.
type Dot struct{ X, Y float64 }

// Stroke is a mark drawn by hand, and those before it. Marks are the newest stroke,
// or nil if there are none. A Stroke does not change, so two pictures with the same
// pointer have the same marks.
type Stroke struct {
	Before *Stroke
	Panel  string
	Of     string // the figure it was drawn in, if the panel shows several
	Pen    int    // which of Pens drew it
	Dots   []Dot
}

// Strokes lists the marks from the oldest to the newest.
func (top *Stroke) Strokes() []*Stroke {
	var out []*Stroke
	for ; top != nil; top = top.Before {
		out = append(out, top)
	}
	slices.Reverse(out)
	return out
}

// Slide is what a room sees in place of a step.
type Slide string

// Slides that a talk has besides its steps.
const (
	NoSlide Slide = ""
	Opening Slide = "opening"
	Closing Slide = "closing"
)

// markID is what marks on the slide are kept by.
func (s Slide) markID() string { return slidePrefix + string(s) }

const slidePrefix = "slide/"

// known returns the slide, or none if there is no such.
func (s Slide) known() Slide {
	if s == Opening || s == Closing {
		return s
	}
	return NoSlide
}

// Room is all that a room sees. Two Rooms are equal (==) if they look alike.
type Room struct {
	View     view.View // its Sheet is empty: those are the presenter's alone
	Headline string
	Step     int  // counts from 0; from Steps on it lies behind the end mark; -1: of no step
	Steps    int  // those before the end mark
	Aside    bool // the View belongs to another step than the one that is told
	Slide    Slide
	Unbuilt  int // parts of the step that are not shown yet, the last ones
	Point    Point
	Spot     bool // all but the surroundings of the Point is dimmed
	Marks    *Stroke
	Blank    Blank
	Ask      Ask    // the question that the beat asks before going on
	Told     string // what the step before asked, what the room said, and what came
}

// Ask is a question that the room is asked, and how many raised their hands for each of
// its answers.
type Ask struct {
	On     bool  `json:"on,omitzero"`
	Counts Hands `json:"counts"`
}

// Hands are counts by answer.
type Hands [pages.MaxHands]int

// MaxCount bounds how many raise their hands.
const MaxCount = 999

// valid returns the counts within bounds.
func (h Hands) valid() Hands {
	for i := range h {
		h[i] = min(max(h[i], 0), MaxCount)
	}
	return h
}

// most is the answer that most are for; ok is false where nobody raised a hand.
func (h Hands) most() (answer int, ok bool) {
	for i := range h {
		if h[i] > h[answer] {
			answer = i
		}
	}
	return answer, h[answer] > 0
}

// Bounds of marks, so that what is kept of them stays small.
const (
	maxStrokes = 40     // on a step
	maxDots    = 500    // of a stroke
	maxAllDots = 20_000 // on all steps
	maxUndo    = 40     // of strokes, on a step
)

// drawing is what is drawn on one step, and how it came to be.
type drawing struct {
	item         string
	top          *Stroke
	past, future []*Stroke // what was on top before, and what Undo took away
}

// drawn is what is drawn on an item, stroke by stroke.
func drawn(item string, top *Stroke) drawing {
	d := drawing{item: item, top: top}
	for ; top != nil; top = top.Before {
		d.past = append(d.past, top.Before)
	}
	slices.Reverse(d.past)
	return d
}

// put makes top the marks, which can be undone.
func (d *drawing) put(top *Stroke) {
	d.past = append(d.past, d.top)
	if len(d.past) > maxUndo {
		d.past = slices.Delete(d.past, 0, len(d.past)-maxUndo)
	}
	d.top, d.future = top, nil
}

// travel goes back or forth one change.
func (d *drawing) travel(from, to *[]*Stroke) bool {
	if len(*from) == 0 {
		return false
	}
	*to = append(*to, d.top)
	d.top = (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	return true
}

// newest returns the marks without all but so many of the newest strokes.
func (top *Stroke) newest(n int) *Stroke {
	if top == nil || n <= 0 {
		return nil
	}
	before := top.Before.newest(n - 1)
	if before == top.Before {
		return top
	}
	out := *top
	out.Before = before
	return &out
}

// dots counts the dots of all strokes.
func (top *Stroke) dots() int {
	n := 0
	for ; top != nil; top = top.Before {
		n += len(top.Dots)
	}
	return n
}

// thin returns at most maxDots dots: every other one, and the last, as often as it
// takes.
func thin(dots []Dot) []Dot {
	for len(dots) > maxDots {
		var out []Dot
		for i := 0; i < len(dots)-1; i += 2 {
			out = append(out, dots[i])
		}
		dots = append(out, dots[len(dots)-1])
	}
	return dots
}

// tidy returns a dot with as many digits as any screen can show. It is not ok if a
// coordinate is no number, or one that no panel has.
func tidy(d Dot) (Dot, bool) {
	const digits, most = 1e5, 1e7
	if !(math.Abs(d.X) <= most && math.Abs(d.Y) <= most) {
		return d, false
	}
	return Dot{math.Round(d.X*digits) / digits, math.Round(d.Y*digits) / digits}, true
}

// tidied returns a stroke as it is kept. It is not ok if nothing of it can be drawn.
func tidied(st Stroke) (Stroke, bool) {
	if st.Panel != OnPlot && st.Panel != OnMap && st.Panel != OnSlide {
		return st, false
	}
	st.Pen = min(max(st.Pen, 0), Pens-1)
	dots := make([]Dot, 0, len(st.Dots))
	for _, d := range st.Dots {
		if d, ok := tidy(d); ok {
			dots = append(dots, d)
		}
	}
	st.Dots = thin(dots)
	return st, len(dots) > 0
}
