package data

import "strings"

// Occurs returns the day of what a link's end names: the day on which a change took
// effect or is due, the day of an event, the first day of a meeting. It is NoDay for
// what the story does not have, or what has no day.
func (s *Story) Occurs(end string) Day {
	kind, id, _ := strings.Cut(end, ":")
	switch kind {
	case "change":
		if c := s.changeOf(id); c != nil {
			return c.Effective
		}
	case "event":
		if e := find(s.Events, func(e *Event) bool { return e.ID == id }); e != nil {
			return e.Day
		}
	case "meeting":
		if m := s.Meeting(id); m != nil {
			return m.Start
		}
	}
	return NoDay
}

// changeOf returns the change of "us/reciprocal/2025-04-09": of several with one
// day, the one in force.
func (s *Story) changeOf(id string) *Change {
	var found *Change
	for i := range s.Changes {
		c := &s.Changes[i]
		if string(c.Side)+"/"+c.Layer+"/"+c.Effective.String() == id && (found == nil || c.Status == InForce) {
			found = c
		}
	}
	return found
}
