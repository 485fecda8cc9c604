package talk

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"truceline/app/view"
	"truceline/data"
)

// resumeWithin is how long ago a talk must have been kept for its clock to run on.
const resumeWithin = 10 * time.Minute

// longestTalk bounds times that are read back.
const longestTalk = 24 * time.Hour

// Line is a stroke as it is kept.
type Line struct {
	Panel string `json:"panel"`
	Of    string `json:"of,omitempty"`
	Pen   int    `json:"pen,omitzero"`
	Dots  []Dot  `json:"dots"`
}

// MarshalJSON implements json.Marshaler: the two coordinates as a list.
func (d Dot) MarshalJSON() ([]byte, error) { return json.Marshal([2]float64{d.X, d.Y}) }

// UnmarshalJSON implements json.Unmarshaler, as MarshalJSON.
func (d *Dot) UnmarshalJSON(raw []byte) error {
	var xy [2]float64
	err := json.Unmarshal(raw, &xy)
	*d = Dot{xy[0], xy[1]}
	return err
}

// Marked is what is drawn on an item, the oldest line first.
type Marked struct {
	Item  string `json:"item"`
	Lines []Line `json:"lines"`
}

// Held is a room's picture that is held while the presenter goes on.
type Held struct {
	Item     string    `json:"item"`
	View     view.View `json:"view"`
	Headline string    `json:"headline"`
	Step     int       `json:"step"`
	Steps    int       `json:"steps"`
	Aside    bool      `json:"aside,omitzero"`
	Slide    Slide     `json:"slide,omitempty"`
	Unbuilt  int       `json:"unbuilt,omitzero"`
	Ask      Ask       `json:"ask"`
	Told     string    `json:"told,omitempty"`
	Point    Point     `json:"point"`
	Spot     bool      `json:"spot"`
	Marks    []Marked  `json:"marks,omitempty"`
}

// Windows is which windows a talk has, and which of them shows the room's picture.
type Windows string

// The windows of a talk. The zero value is not known.
const (
	DeskOnly     Windows = "desk"     // the presenter's view alone
	AudienceOnly Windows = "audience" // the room's picture alone
	TwoWindows   Windows = "two"      // the room's picture in a window of its own
	Swapped      Windows = "swapped"  // the same, the presenter's view in that window
)

// Kept is all of a talk under way that is needed to go on with it after the program
// ended, at whichever moment. It does not change while the talk goes on.
type Kept struct {
	Story  string    `json:"story"`
	Talk   *file     `json:"talk,omitempty"` // nil for the one that is built in
	Length Length    `json:"length"`
	Item   string    `json:"item"` // that of the step; empty if there is none
	View   view.View `json:"view"`
	Held   *Held     `json:"held,omitempty"`
	Marks  []Marked  `json:"marks,omitempty"`
	Blank  Blank     `json:"blank"`
	Spot   bool      `json:"spot"`
	// Windows is which windows show what, so that what is the presenter's alone does
	// not come back on the room's display.
	Windows Windows `json:"windows,omitempty"`
	Slide   Slide   `json:"slide,omitempty"`
	Unbuilt int     `json:"unbuilt,omitzero"` // parts of the step that the room did not see yet
	Known   bool    `json:"known,omitzero"`
	Asking  bool    `json:"asking,omitzero"`
	// Hands are how many raised their hands, by beat.
	Hands map[string]Hands `json:"hands,omitempty"`
	Later bool             `json:"later,omitzero"`
	// Seen is when all this was so. The clock showed Elapsed then.
	Seen    time.Time                `json:"seen"`
	Running bool                     `json:"running"`
	Elapsed time.Duration            `json:"elapsed"`
	Began   time.Time                `json:"began"`
	Times   map[string]time.Duration `json:"times,omitempty"`
	Left    []string                 `json:"left,omitempty"`
}

// since returns what is kept as it is at a later time at which nothing else has
// changed.
func (k Kept) since(now time.Time) Kept {
	if gap := now.Sub(k.Seen); k.Running && gap > 0 {
		k.Seen = now
		k.Elapsed += gap
		times := map[string]time.Duration{}
		maps.Copy(times, k.Times)
		if k.Item != "" {
			times[k.Item] += gap
		}
		k.Times = times
	}
	return k
}

// Keep returns what there is to keep of the talk now.
func (s *Show) Keep() Kept {
	now := s.now()
	k := Kept{
		Story: s.Story().ID, Length: s.length, Item: s.itemID(), View: s.store.Now(), Blank: s.blank, Spot: s.spot,
		Seen: now, Running: s.clock.Running, Elapsed: s.clock.Elapsed(now), Began: s.began, Times: s.Times(),
		Left: slices.Sorted(maps.Keys(s.left)), Known: s.known, Later: s.later,
		Asking: s.asking, Hands: maps.Clone(s.hands), Slide: s.slide, Unbuilt: s.unbuilt,
	}
	k.View.Sheet = ""
	if !s.builtIn {
		f := s.talk.file()
		k.Talk = &f
	}
	if h := s.held; h != nil {
		k.Held = &Held{h.item, h.room.View, h.room.Headline, h.room.Step, h.room.Steps, h.room.Aside, h.room.Slide, h.room.Unbuilt, h.room.Ask, h.room.Told, h.room.Point, h.room.Spot, nil}
		for _, id := range slices.Sorted(maps.Keys(h.marks)) {
			k.Held.Marks = marked(k.Held.Marks, id, h.marks[id])
		}
	}
	for _, d := range s.drawings {
		k.Marks = marked(k.Marks, d.item, d.top)
	}
	return k
}

func marked(list []Marked, item string, top *Stroke) []Marked {
	if top == nil {
		return list
	}
	return append(list, Marked{item, lines(top)})
}

func lines(top *Stroke) []Line {
	var out []Line
	for _, st := range top.Strokes() {
		out = append(out, Line{st.Panel, st.Of, st.Pen, st.Dots})
	}
	return out
}

// strokes returns lines as marks, without what cannot be drawn.
func strokes(lines []Line) *Stroke {
	var top *Stroke
	for _, l := range lines {
		if st, ok := tidied(Stroke{Panel: l.Panel, Of: l.Of, Pen: l.Pen, Dots: l.Dots}); ok {
			st.Before = top
			top = &st
		}
	}
	return top.newest(maxStrokes)
}

// Resume goes on with a talk that was kept: at the same place, with the room's
// picture, marks, clock and what was left out. A clock that ran runs on if it was
// seen less than ten minutes ago, as if it had never stopped; else it stands at what
// it showed. An error means that what was kept belongs to another story or is
// damaged; then nothing has changed, and a talk is to be begun anew. Of the options
// only Now and Rehearsed count.
func Resume(store *view.Store, k Kept, o Options) (*Show, error) {
	story := store.Story()
	if k.Story != story.ID {
		return nil, fmt.Errorf("the talk that was kept is of the story %q, and %q is open", k.Story, story.ID)
	}
	t, err := k.talk(story)
	if err != nil {
		return nil, fmt.Errorf("the talk that was kept is damaged: %w", err)
	}
	o.Length, o.Known, o.Later = k.Length, k.Known, k.Later
	s := fresh(store, t, o)
	for _, id := range k.Left {
		if t.has(id) {
			s.left[id] = true
		}
	}
	s.replan("", nil)
	at := s.plan.Index(k.Item)
	if at < 0 && (k.Item != "" || len(s.plan.Steps) > 0) {
		s.Close()
		return nil, fmt.Errorf("the talk that was kept is damaged: its plan has no item %q", k.Item)
	}
	s.change(func() {
		s.at = max(at, 0)
		s.spot, s.blank, s.asking = k.Spot, k.blank(), k.Asking
		for id, h := range k.Hands {
			s.hands[id] = h.valid()
		}
		for _, m := range k.Marks {
			if top := strokes(m.Lines); top != nil && t.has(m.Item) && s.drawing(m.Item) == nil {
				s.drawings = append(s.drawings, drawn(m.Item, top))
			}
		}
		s.resumeClock(k)
		s.resumeHeld(k.Held)
		s.stepping = true // what holds from step to step was kept by itself
		store.Set(view.Valid(story, k.View))
		s.stepping = false
		s.slide, s.unbuilt = k.Slide.known(), min(max(k.Unbuilt, 0), s.parts())
	})
	return s, nil
}

// talk returns the talk that was kept, checked like one from a file.
func (k Kept) talk(s *data.Story) (*Talk, error) {
	if k.Talk == nil {
		return FromStory(s), nil
	}
	raw, err := json.Marshal(k.Talk)
	if err != nil {
		return nil, err
	}
	in := reading{name: "talk", raw: raw, at: map[string]int{}}
	t := in.talk(s)
	if len(in.problems) > 0 {
		return nil, errors.New(in.problems[0].Text)
	}
	return t.complete(s), nil
}

func (k Kept) blank() Blank {
	if k.Blank == Black || k.Blank == White {
		return k.Blank
	}
	return Clear
}

func (s *Show) resumeClock(k Kept) {
	sane := func(d time.Duration) time.Duration { return min(max(d, 0), longestTalk) }
	elapsed, now := sane(k.Elapsed), s.now()
	s.entered, s.began = elapsed, k.Began
	gap := now.Sub(k.Seen)
	s.clock = Clock{Before: elapsed}
	if k.Running && gap.Abs() <= resumeWithin {
		s.clock = Clock{Running: true, Since: now, Before: elapsed + max(gap, 0)}
	}
	for id, spent := range k.Times {
		if s.talk.Index(id) >= 0 {
			s.times[id] = sane(spent)
		}
	}
}

func (s *Show) resumeHeld(h *Held) {
	if h == nil {
		return
	}
	s.held = &hold{item: h.Item, marks: map[string]*Stroke{}}
	for _, m := range h.Marks {
		top, now := strokes(m.Lines), s.marksOn(m.Item)
		if slices.EqualFunc(lines(now), lines(top), sameLine) {
			top = now // nothing was drawn since
		}
		s.held.marks[m.Item] = top
	}
	s.held.room = Room{
		View: view.Valid(s.Story(), h.View), Headline: line(h.Headline, math.MaxInt), Step: h.Step, Steps: h.Steps, Aside: h.Aside, Slide: h.Slide.known(), Unbuilt: max(h.Unbuilt, 0), Ask: Ask{h.Ask.On, h.Ask.Counts.valid()}, Told: line(h.Told, math.MaxInt),
		Point: h.Point.valid(), Spot: h.Spot, Marks: s.held.marks[h.markID()],
	}
}

// markID is what the marks on the held picture are kept by.
func (h *Held) markID() string {
	if s := h.Slide.known(); s != NoSlide {
		return s.markID()
	}
	return h.Item
}

func sameLine(a, b Line) bool {
	return a.Panel == b.Panel && a.Of == b.Of && a.Pen == b.Pen && slices.Equal(a.Dots, b.Dots)
}
