package view

import (
	"slices"

	"truceline/charts/atlas"
	"truceline/charts/meetings"
	"truceline/data"
)

// MapLook is what of a View the map shows.
func (v View) MapLook() meetings.Look {
	return meetings.Look{Day: v.Day, Meeting: v.Meeting, Epilogue: v.Epilogue, Place: v.Map}
}

// ToMap looks at a place of the map.
func ToMap(v View, p meetings.Place) View {
	v.Map = p.Valid()
	return v
}

// TurnMap shows the map in its next projection, at the same place if the reader had
// moved it.
func TurnMap(_ *data.Story, v View) View {
	kinds := []atlas.Kind{atlas.EqualEarth, atlas.LambertAzimuthal, atlas.Orthographic}
	v.Map.Kind = kinds[(slices.Index(kinds, v.Map.Kind)+1)%len(kinds)]
	return v
}

// StepMeeting selects the meeting that many after the selected one, or before it
// if by is negative, and stays at the ends. With none selected it counts from the
// View's day.
func StepMeeting(s *data.Story, v View, by int) View {
	all := s.MeetingsShown(v.Epilogue)
	if len(all) == 0 || by == 0 {
		return v
	}
	at := slices.IndexFunc(all, func(m data.Meeting) bool { return m.ID == v.Meeting })
	if at < 0 {
		// Between the last meeting by the day and the next.
		at = -1
		for i, m := range all {
			if m.Start.Set() && m.Start <= v.Day {
				at = i
			}
		}
		if by < 0 {
			at++
		}
	}
	return ToMeeting(s, v, all[min(max(at+by, 0), len(all)-1)].ID)
}
