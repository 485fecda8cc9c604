package view

import (
	"strings"

	"truceline/data"
)

// Looking returns the story and the View that panels draw. Where only what was known
// on the day is shown, that is the story as it stood then, and the View without what
// it did not have yet; else they are what they were. What leads from View to View
// goes by the whole story: one can step on into what is not known yet.
func Looking(s *data.Story, v View) (*data.Story, View) {
	if !v.AsKnown || v.Epilogue {
		return s, v
	}
	known := s.AsKnown(v.Day)
	if known.Beat(v.Beat) == nil {
		v.Beat = ""
	}
	if known.Meeting(v.Meeting) == nil {
		v.Meeting = ""
	}
	if id, ok := strings.CutPrefix(v.Card, MeetingCard); ok && known.Meeting(id) == nil || !ok && known.Card(v.Card) == nil {
		v.Card = CardBy(known, v.Lens, v.Day, false)
	}
	if known.Measure(v.Measure) == nil {
		v.Measure, v.Bridge = Start(s).Measure, ""
	}
	if !hasFigure(known, v.Series, false) {
		v.Series = ""
	}
	if v.Pin > v.Day {
		v.Pin = data.NoDay
	}
	return known, v
}

// ToKnown shows only what could be known on the day, or all that the story tells up
// to its as-of day. It hides the epilogue.
func ToKnown(s *data.Story, v View, on bool) View {
	if on && v.Epilogue {
		v = WithEpilogue(s, v, false)
	}
	v.AsKnown, v.Sheet = on, ""
	return v
}

// ToggleKnown shows only what could be known on the day, or all again.
func ToggleKnown(s *data.Story, v View) View { return ToKnown(s, v, !v.AsKnown) }

// Known tells whether a View may name a beat: where only what was known is shown, those
// ahead are not.
func Known(s *data.Story, v View, b *data.Beat) bool {
	told, _ := Looking(s, v)
	return b != nil && told.Beat(b.ID) != nil
}
