package talk

import (
	"slices"

	"truceline/app/view"
	"truceline/charts/scene"
)

// Steps returns the plan's steps.
func (s *Show) Steps() []Step { return s.plan.Steps }

// At returns the number of the step that is told, from 0.
func (s *Show) At() int { return s.at }

// Item returns the item that is told. It is not ok if the talk has none.
func (s *Show) Item() (item Item, ok bool) {
	if s.at >= len(s.plan.Steps) {
		return Item{}, false
	}
	return s.plan.Steps[s.at].Item, true
}

func (s *Show) itemID() string {
	item, _ := s.Item()
	return item.ID
}

// enter makes a step the one that is told, without looking at it. Of the marks that
// are left, Undo takes away those there are, and what was taken off is forgotten.
func (s *Show) enter(at int) {
	s.book()
	if d := s.drawing(s.markID()); d != nil && (at != s.at || s.slide != NoSlide) {
		*d = drawn(d.item, d.top)
	}
	s.drawings = slices.DeleteFunc(s.drawings, func(d drawing) bool { return d.top == nil && len(d.past) == 0 })
	s.at, s.pen, s.asking, s.slide, s.unbuilt = at, nil, false, NoSlide, 0
}

// Goto goes to a step and looks at what it shows, whatever was looked at before. A
// number beyond the ends is that of the end.
func (s *Show) Goto(step int) {
	if len(s.plan.Steps) == 0 {
		return
	}
	s.change(func() {
		s.enter(min(max(step, 0), len(s.plan.Steps)-1))
		item, _ := s.Item()
		s.look(item)
	})
}

// look looks at what an item shows.
func (s *Show) look(item Item) {
	s.stepping = true
	s.store.Set(s.viewOf(item))
	s.stepping = false
}

// Next goes on: it brings the next part of a step that is built up, else the next step,
// over the closing slide and the end mark too.
func (s *Show) Next() {
	last := s.at == s.plan.Counted()-1 && s.Story().Talk.Closing.Given()
	switch {
	case s.slide == Opening:
		s.change(func() { s.Goto(s.at); s.unbuilt = s.parts() })
	case s.slide == Closing && s.at+1 >= len(s.plan.Steps):
	case s.slide == NoSlide && s.unbuilt > 0 && !s.Aside():
		s.build(s.unbuilt - 1)
	case s.slide == NoSlide && last:
		s.show(Closing)
	case s.at+1 < len(s.plan.Steps):
		s.change(func() { s.Goto(s.at + 1); s.unbuilt = s.parts() })
	default:
		s.Goto(s.at)
	}
}

// build shows the step without so many of its parts; where another figure is looked at,
// which has no parts, the step's again.
func (s *Show) build(unbuilt int) {
	s.change(func() {
		if s.store.Now().Mode != view.Story {
			s.Return()
		}
		s.unbuilt = unbuilt
	})
}

// Back goes back: it takes away the part that came last, else it goes to the step before
// with all its parts.
func (s *Show) Back() {
	talk := &s.Story().Talk
	switch {
	case s.slide == Opening:
	case s.slide == Closing:
		s.Goto(s.at)
	case s.unbuilt < s.parts() && !s.Aside() && s.store.Now().Mode != view.Story:
		s.build(s.unbuilt) // from another figure back to the step's
	case s.unbuilt < s.parts() && !s.Aside():
		s.build(s.unbuilt + 1)
	case s.at == 0 && talk.Opening.Given():
		s.show(Opening)
	case s.at == s.plan.Counted() && s.at > 0 && talk.Closing.Given():
		s.change(func() { s.Goto(s.at - 1); s.show(Closing) })
	default:
		s.Goto(s.at - 1)
	}
}

// show shows a slide in place of the step.
func (s *Show) show(slide Slide) {
	s.change(func() { s.Goto(s.at); s.slide = slide })
}

// parts counts what the step that is told brings one after the other.
func (s *Show) parts() int { return len(s.Parts()) }

// Parts says what the step that is told brings one after the other.
func (s *Show) Parts() []string {
	if item, ok := s.Item(); ok && !s.known && s.viewOf(item).Mode == view.Story {
		return scene.Parts(s.Story(), item.Beat)
	}
	return nil
}

// After says what the next Next brings: a part of the step, if its words are not empty,
// else a slide, else a step; no step at the end.
func (s *Show) After() (part string, slide Slide, step int) {
	last := s.at == s.plan.Counted()-1 && s.Story().Talk.Closing.Given()
	switch parts := s.Parts(); {
	case s.slide == Opening:
		return "", NoSlide, s.at
	case s.slide == NoSlide && 0 < s.unbuilt && s.unbuilt <= len(parts) && !s.Aside(): // none are told as known
		return parts[len(parts)-s.unbuilt], NoSlide, s.at
	case s.slide == NoSlide && last:
		return "", Closing, s.at
	}
	return "", NoSlide, s.at + 1
}

// First goes to the first step.
func (s *Show) First() { s.Goto(0) }

// Last goes to the last step before the end mark.
func (s *Show) Last() { s.Goto(s.plan.Counted() - 1) }

// Look shows an item of the talk: goes to its step or, if the plan has none because
// it is hidden, left out or did not fit, looks at it and stays at the step.
func (s *Show) Look(id string) {
	if at := s.plan.Index(id); at >= 0 {
		s.Goto(at)
	} else if item, ok := s.given.Item(id); ok {
		s.look(item)
	}
}
