package talk

import (
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
