package view

import (
	"fmt"
	"strconv"
	"strings"

	"truceline/data"
	"truceline/data/course"
	"truceline/data/guess"
	"truceline/data/price"
)

// Mode is how the story is looked at. The zero Mode explores it, as every place does
// that was kept before there was a Story.
type Mode string

const (
	Story   Mode = "story" // read scene by scene; what a story opens with
	Explore Mode = ""
	Predict Mode = "predict"
	WhatIf  Mode = "whatif"
	Price   Mode = "price"
	Quiz    Mode = "quiz"
)

// Modes are all modes that a story has something for, in the order they are shown.
func Modes(s *data.Story) []Mode {
	out := []Mode{Explore}
	if len(s.Beats) > 0 {
		out = []Mode{Story, Explore}
	}
	if len(s.Rounds) > 0 {
		out = append(out, Predict)
	}
	if len(s.Changes) > 0 {
		out = append(out, WhatIf)
	}
	if len(s.Goods) > 0 {
		out = append(out, Price)
	}
	return append(out, Quiz)
}

// Import is an import whose price tag is looked at.
type Import struct {
	Good    string // a data.Good; empty for the story's first
	Dollars int    // at the border; 0 for price.DefaultDollars
	Passed  int    // percent of the duty that is passed on, plus 1; 0 for price.DefaultPassed
}

// Price returns the price at the border in dollars.
func (i Import) Price() float64 {
	if i.Dollars == 0 {
		return price.DefaultDollars
	}
	return float64(i.Dollars)
}

// PassedOn returns the part of the duty that is passed on, in percent.
func (i Import) PassedOn() data.Percent {
	if i.Passed == 0 {
		return price.DefaultPassed
	}
	return data.Percent(i.Passed - 1)
}

// String writes the import as "good 100 101"; the zero Import is empty.
func (i Import) String() string {
	if i == (Import{}) {
		return ""
	}
	return fmt.Sprintf("%s %d %d", i.Good, i.Dollars, i.Passed)
}

// MarshalText implements encoding.TextMarshaler, as String.
func (i Import) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler. What is no import is the zero
// one.
func (i *Import) UnmarshalText(text []byte) error {
	*i = Import{}
	if len(text) == 0 {
		return nil
	}
	parts := strings.Split(string(text), " ")
	if len(parts) != 3 {
		return nil
	}
	dollars, wrong := strconv.Atoi(parts[1])
	passed, also := strconv.Atoi(parts[2])
	if wrong == nil && also == nil {
		*i = Import{parts[0], dollars, passed}
	}
	return nil
}

func (i Import) valid(s *data.Story) Import {
	if i.Good != "" && s.Good(i.Good) == nil {
		i.Good = ""
	}
	if i.Dollars < 0 || i.Dollars > price.MaxDollars {
		i.Dollars = 0
	}
	if i.Passed < 0 || i.Passed > 101 {
		i.Passed = 0
	}
	return i
}

// GoodOf returns the kind of good of an import: the one it names, or the story's
// first; nil for a story without any.
func GoodOf(s *data.Story, i Import) *data.Good {
	if g := s.Good(i.Good); g != nil {
		return g
	}
	if len(s.Goods) > 0 {
		return &s.Goods[0]
	}
	return nil
}

// RoundOf returns the round that a View guesses: the one it names, or the first;
// nil for a story without any.
func RoundOf(s *data.Story, v View) *data.Round {
	if r := s.Round(v.Round); r != nil {
		return r
	}
	if len(s.Rounds) > 0 {
		return &s.Rounds[0]
	}
	return nil
}

// validLearning is Valid for what belongs to learning by doing.
func validLearning(s *data.Story, v View) View {
	known := false
	for _, m := range Modes(s) {
		known = known || m == v.Mode
	}
	if !known {
		v.Mode = Explore
	}
	v.Plan, v.Import = v.Plan.Valid(s), v.Import.valid(s)
	if s.Round(v.Round) == nil {
		v.Round = ""
	}
	v.Guess = v.Guess.Valid(s, RoundOf(s, v))
	return v
}

// ToMode looks at the story another way. What was tried and drawn stays.
func ToMode(s *data.Story, v View, m Mode) View {
	v.Mode, v.Sheet = m, ""
	if m == Story {
		v = ToBeat(s, v, v.Beat)
	}
	if m != Explore {
		v.Series, v.Bridge, v.Layers, v.Span, v.AsKnown = "", "", "", Span{}, false
	}
	return validLearning(s, v)
}

// ToPlan tries a course of events. Plots that show what happened give way to it.
func ToPlan(s *data.Story, v View, p course.Plan) View {
	v.Plan = p.Valid(s)
	if v.Mode != WhatIf && v.Mode != Price {
		v = ToMode(s, v, WhatIf)
	}
	return v
}

// Forget is what the quiz asks before it forgets what the reader knows.
const Forget = "forget"

// ToRound begins a round of guessing.
func ToRound(s *data.Story, v View, id string) View {
	v = ToMode(s, v, Predict)
	v.Round, v.Guess, v.Shown, v.Line, v.Read = id, "", false, "", 0
	return v
}

// Draw changes the guess, as long as the answer is not shown.
func Draw(s *data.Story, v View, g guess.Guess) View {
	if !v.Shown {
		v.Guess = g.Valid(s, RoundOf(s, v))
	}
	return v
}

// Reveal shows what happened in the round beside the guess.
func Reveal(v View) View {
	v.Shown = true
	return v
}
