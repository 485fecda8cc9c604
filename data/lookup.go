package data

import "slices"

// find returns a pointer to the first element that fits, or nil.
func find[T any](list []T, fits func(*T) bool) *T {
	for i := range list {
		if fits(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// lookup returns the element of that id: by the story's index if it has one, else
// by looking.
func lookup[T any](s *Story, list []T, places func(*index) map[string]int, id string, idOf func(*T) string) *T {
	x := s.sealed()
	if x == nil {
		return find(list, func(e *T) bool { return idOf(e) == id })
	}
	if i, ok := places(x)[id]; ok {
		return &list[i]
	}
	return nil
}

// Side returns the side of that id, or nil.
func (s *Story) Side(id SideID) *Side {
	return find(s.Sides, func(x *Side) bool { return x.ID == id })
}

// Layer returns a side's layer, or nil.
func (s *Story) Layer(side SideID, id string) *Layer {
	return find(s.Layers, func(x *Layer) bool { return x.ID == id && x.Side == side })
}

// LayerName returns what a side's layer is called, or its id where the story has no such layer.
func (s *Story) LayerName(side SideID, id string) string {
	if layer := s.Layer(side, id); layer != nil {
		return layer.Name
	}
	return id
}

// Card returns the card of that id, or nil.
func (s *Story) Card(id string) *Card {
	return lookup(s, s.Cards, func(x *index) map[string]int { return x.cards }, id, func(c *Card) string { return c.ID })
}

// Beat returns the beat of that id, or nil.
func (s *Story) Beat(id string) *Beat {
	return lookup(s, s.Beats, func(x *index) map[string]int { return x.beats }, id, func(b *Beat) string { return b.ID })
}

// Meeting returns the meeting of that id, or nil.
func (s *Story) Meeting(id string) *Meeting {
	return lookup(s, s.Meetings, func(x *index) map[string]int { return x.meetings }, id, func(m *Meeting) string { return m.ID })
}

// Source returns the source of that id, or nil.
func (s *Story) Source(id string) *Source {
	return lookup(s, s.Sources, func(x *index) map[string]int { return x.sources }, id, func(o *Source) string { return o.ID })
}

// Term returns the glossary entry of that id, or nil.
func (s *Story) Term(id string) *Term {
	return lookup(s, s.Glossary, func(x *index) map[string]int { return x.words }, id, func(t *Term) string { return t.ID })
}

// Measure returns the measure of that id, or nil.
func (s *Story) Measure(id string) *Measure {
	return find(s.Measures, func(x *Measure) bool { return x.ID == id })
}

// BeatsShown returns the beats a reader may see.
func (s *Story) BeatsShown(epilogue bool) []Beat {
	return slices.DeleteFunc(slices.Clone(s.Beats), func(b Beat) bool { return b.Epilogue && !epilogue })
}

// MeetingsShown returns the meetings a reader may see, as known with or without
// the epilogue.
func (s *Story) MeetingsShown(epilogue bool) []Meeting {
	var out []Meeting
	for _, m := range s.Meetings {
		if m.Epilogue && !epilogue {
			continue
		}
		out = append(out, m.Known(epilogue))
	}
	return out
}

// CardsOf returns the cards of a lens that a reader may see, in the order in which they
// are to be read.
func (s *Story) CardsOf(lens string, epilogue bool) []Card {
	var out []Card
	for _, c := range s.Cards {
		if c.Lens == lens && (epilogue || !c.Epilogue) {
			out = append(out, c)
		}
	}
	for i := range s.Lenses {
		if x := &s.Lenses[i]; x.ID == lens && len(x.Cards) > 0 {
			at := make(map[string]int, len(x.Cards))
			for place, id := range x.Cards {
				at[id] = place - len(x.Cards)
			}
			slices.SortStableFunc(out, func(a, b Card) int { return at[a.ID] - at[b.ID] })
		}
	}
	return out
}

// SeriesOf returns the story's series of that id, or nil.
func (s *Story) SeriesOf(id string) *Series {
	return find(s.Series, func(x *Series) bool { return x.ID == id })
}
