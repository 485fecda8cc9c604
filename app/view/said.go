package view

import (
	"slices"
	"strconv"
	"strings"

	"truceline/data"
)

// Said holds the answers that a reader gave, as one comparable value: "beat=1
// later=0", the beats in the order of their names, answers counted from 0.
type Said string

// Of returns the answer that was given at a beat.
func (a Said) Of(beat string) (answer int, ok bool) {
	for _, part := range strings.Fields(string(a)) {
		if id, n, found := strings.Cut(part, "="); found && id == beat {
			answer, err := strconv.Atoi(n)
			return answer, err == nil && answer >= 0
		}
	}
	return 0, false
}

// With returns the answers with one more, in place of an earlier one at that beat. A
// negative answer takes it back.
func (a Said) With(beat string, answer int) Said {
	parts := slices.DeleteFunc(strings.Fields(string(a)), func(part string) bool { return strings.HasPrefix(part, beat+"=") })
	if answer >= 0 {
		parts = append(parts, beat+"="+strconv.Itoa(answer))
	}
	slices.Sort(parts)
	return Said(strings.Join(parts, " "))
}

// valid leaves out what was said at beats that the story does not have.
func (a Said) valid(s *data.Story) Said {
	for _, part := range strings.Fields(string(a)) {
		id, _, _ := strings.Cut(part, "=")
		if _, ok := a.Of(id); !ok || s.Beat(id) == nil {
			a = a.With(id, -1)
		}
	}
	return a
}

// Answer keeps an answer to the question of the View's beat.
func Answer(v View, answer int) View {
	v.Said = v.Said.With(v.Beat, answer)
	return v
}

// ToggleAllDays shows what is still to come, or leaves it out again.
func ToggleAllDays(_ *data.Story, v View) View {
	v.AllDays = !v.AllDays
	return v
}
