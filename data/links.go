package data

import "strings"

// Happens returns the day on which what a link's end names became public: the day on
// which a change was announced, or else took effect; the day of an event; the first
// day of a meeting. It is NoDay for what the story does not have, or what has no day.
func (s *Story) Happens(end string) Day {
	if c := s.ChangeAt(end); c != nil {
		return c.noticed()
	}
	kind, id, _ := strings.Cut(end, ":")
	switch kind {
	case "event":
		if e := s.event(id); e != nil {
			return e.Day
		}
	case "meeting":
		if m := s.Meeting(id); m != nil {
			return m.Start
		}
	}
	return NoDay
}

// CameOf returns the day on which the last of a side's changes that are linked to a
// meeting takes effect, NoDay without any.
func (s *Story) CameOf(meeting string, side SideID, epilogue bool) Day {
	day := NoDay
	for _, l := range s.Links {
		if c := s.ChangeAt(l.To); l.From == "meeting:"+meeting && c != nil && c.Side == side && (epilogue || !l.Epilogue) {
			day = max(day, c.Effective)
		}
	}
	return day
}

// Named returns the title of what a link's end names, empty for what the story does
// not have.
func (s *Story) Named(end string) string {
	if c := s.ChangeAt(end); c != nil {
		return c.Title
	}
	kind, id, _ := strings.Cut(end, ":")
	if e := s.event(id); kind == "event" && e != nil {
		return e.Title
	}
	if m := s.Meeting(id); kind == "meeting" && m != nil {
		return m.City
	}
	return ""
}

func (s *Story) event(id string) *Event {
	return find(s.Events, func(e *Event) bool { return e.ID == id })
}

// ChangeAt returns the change that a link's end names, as
// "change:SIDE/LAYER/DAY"; of several of one day, the one in force, or
// else the one announced last. It returns nil for ends of other kinds.
func (s *Story) ChangeAt(end string) *Change {
	id, ok := strings.CutPrefix(end, "change:")
	if !ok {
		return nil
	}
	var found *Change
	for i := range s.Changes {
		c := &s.Changes[i]
		if c.Status == Suspended {
			continue // the change in force of that day stands for both
		}
		if string(c.Side)+"/"+c.Layer+"/"+c.Effective.String() == id && (found == nil || found.Status != InForce && c.noticed() >= found.noticed()) {
			found = c
		}
	}
	return found
}
