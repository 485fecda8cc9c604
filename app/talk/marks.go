package talk

import (
	"math"
	"slices"
)

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

// drawing returns what is drawn on an item, or nil.
func (s *Show) drawing(id string) *drawing {
	for i := range s.drawings {
		if s.drawings[i].item == id {
			return &s.drawings[i]
		}
	}
	return nil
}

// marks are those of the step that is told. They are its own: going on hides them,
// coming back shows them again.
func (s *Show) marks() *Stroke { return s.marksOn(s.markID()) }

// markID is what marks are kept by: the step's item, or the slide in its place.
func (s *Show) markID() string {
	if s.slide != NoSlide {
		return s.slide.markID()
	}
	return s.itemID()
}

func (s *Show) marksOn(id string) *Stroke {
	if d := s.drawing(id); d != nil {
		return d.top
	}
	return nil
}

// draw makes top the marks of an item. If there are too many on all, those drawn on
// longest ago are forgotten.
func (s *Show) draw(id string, top *Stroke) {
	d := drawing{item: id}
	if old := s.drawing(id); old != nil {
		d = *old
	}
	d.put(top)
	s.drawings = append(slices.DeleteFunc(s.drawings, func(x drawing) bool { return x.item == id }), d)
	all := 0
	for i := len(s.drawings) - 1; i >= 0; i-- {
		all += s.drawings[i].top.dots()
		if all > maxAllDots {
			s.drawings = slices.Delete(s.drawings, 0, i+1)
			break
		}
	}
}

// Draw adds a stroke to the marks of the step. Dots that are no numbers are left out,
// and a stroke of none is none. Its Before is not asked for.
func (s *Show) Draw(stroke Stroke) {
	stroke, ok := tidied(stroke)
	if _, told := s.Item(); !ok || !told {
		return
	}
	s.change(func() {
		stroke.Before = s.marks().newest(maxStrokes - 1)
		s.pen = &stroke
		s.draw(s.markID(), &stroke)
	})
}

// Extend adds a dot to the stroke that was drawn last, while the hand is still down.
// It does nothing once anything else happened to the marks, or the step changed.
func (s *Show) Extend(dot Dot) {
	dot, ok := tidy(dot)
	if s.pen == nil || s.pen != s.marks() || !ok {
		return
	}
	s.change(func() {
		longer := *s.pen
		longer.Dots = thin(append(longer.Dots, dot))
		s.pen = &longer
		s.drawing(s.markID()).top = s.pen
	})
}

// UndoMark takes the last change of the step's marks back. It tells whether there was
// any.
func (s *Show) UndoMark() (done bool) {
	return s.travelMarks(func(d *drawing) bool { return d.travel(&d.past, &d.future) })
}

// RedoMark takes the last UndoMark back. It tells whether there was any.
func (s *Show) RedoMark() bool {
	return s.travelMarks(func(d *drawing) bool { return d.travel(&d.future, &d.past) })
}

func (s *Show) travelMarks(travel func(*drawing) bool) (done bool) {
	s.change(func() {
		s.pen = nil
		if d := s.drawing(s.markID()); d != nil {
			done = travel(d)
		}
	})
	return done
}

// ClearMarks takes all marks off the step, which UndoMark takes back.
func (s *Show) ClearMarks() {
	if s.marks() == nil {
		return
	}
	s.change(func() {
		s.pen = nil
		s.draw(s.markID(), nil)
	})
}
