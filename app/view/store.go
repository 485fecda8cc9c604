package view

import (
	"slices"

	"truceline/data"
)

// historyLimit bounds how far looking can be undone.
const historyLimit = 200

// Store holds the View. It belongs to one goroutine, the one that draws.
type Store struct {
	story     *data.Story
	now       View
	past      []View // oldest first
	future    []View // next redo last
	listeners []*listener
	adjusting bool // the last change was an Adjust
}

type listener struct{ changed func(old, now View) }

// NewStore returns a store of that story, looking at v as far as the story has it.
func NewStore(s *data.Story, v View) *Store {
	return &Store{story: s, now: Valid(s, v)}
}

// Story returns the story that is open.
func (s *Store) Story() *data.Story { return s.story }

// Now returns the View.
func (s *Store) Now() View { return s.now }

// Set changes the View and tells the listeners, if it differs. What was looked at
// can be undone; opening and closing a sheet is no step of looking.
func (s *Store) Set(v View) {
	if v == s.now {
		return
	}
	s.adjusting = false
	s.set(v)
}

// Go looks at what a way to go on makes of the View.
func (s *Store) Go(next func(*data.Story, View) View) { s.Set(next(s.story, s.now)) }

// Looking returns the story and the View that are drawn: see Looking.
func (s *Store) Looking() (*data.Story, View) { return Looking(s.story, s.now) }

// Adjust is Set for the small steps of one gesture, such as the notches of a wheel:
// those that follow each other are undone together.
func (s *Store) Adjust(v View) {
	if v == s.now {
		return
	}
	if s.adjusting {
		s.change(v)
		return
	}
	s.set(v)
	s.adjusting = true
}

func (s *Store) set(v View) {
	before, after := s.now, v
	before.Sheet, after.Sheet = "", ""
	if before != after {
		s.past = append(s.past, before)
		if len(s.past) > historyLimit {
			s.past = slices.Delete(s.past, 0, len(s.past)-historyLimit)
		}
		s.future = nil
	}
	s.change(v)
}

// Undo looks at what was looked at before. It tells whether there was anything.
func (s *Store) Undo() bool { return s.travel(&s.past, &s.future) }

// Redo takes the last Undo back. It tells whether there was anything.
func (s *Store) Redo() bool { return s.travel(&s.future, &s.past) }

// CanUndo and CanRedo tell whether Undo and Redo would do anything.
func (s *Store) CanUndo() bool { return len(s.past) > 0 }

// CanRedo tells whether Redo would do anything.
func (s *Store) CanRedo() bool { return len(s.future) > 0 }

func (s *Store) travel(from, to *[]View) bool {
	if len(*from) == 0 {
		return false
	}
	s.adjusting = false
	v := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	here := s.now
	here.Sheet = ""
	*to = append(*to, here)
	s.change(v)
	return true
}

func (s *Store) change(v View) {
	old := s.now
	s.now = v
	for _, l := range slices.Clone(s.listeners) {
		l.changed(old, v)
	}
}

// Listen calls changed after every change, with what was looked at and what is.
// The function it returns ends that.
func (s *Store) Listen(changed func(old, now View)) (stop func()) {
	l := &listener{changed}
	s.listeners = append(s.listeners, l)
	return func() {
		s.listeners = slices.DeleteFunc(s.listeners, func(x *listener) bool { return x == l })
	}
}
