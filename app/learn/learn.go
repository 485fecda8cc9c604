// Package learn is the part of the main window in which a student does something: draws
// what may have come, tries what did not, prices an import, answers questions. Like
// every panel it is a function of the story and the View.
package learn

import (
	"math/rand/v2"
	"time"

	"fyne.io/fyne/v2"

	"truceline/app/quiz"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/course"
	"truceline/data/guess"
)

// Options are what the panels need of the window around them.
type Options struct {
	Host  *widgets.Host
	Store *view.Store
	// Focus gives an object the keyboard.
	Focus func(fyne.Focusable)
	// Open opens a sheet of the window; Card leaves for a card of the story.
	Open func(sheet string)
	Card func(id string)
	// Class are the guesses kept by name; Keep is called when they have changed.
	Class     []guess.Named
	KeepClass func([]guess.Named)
	// Progress is the reader's, of the quiz; KeepProgress is called when it has
	// changed.
	Progress     quiz.Progress
	KeepProgress func(quiz.Progress)
	// Today and Chance make what depends on them a parameter.
	Today  func() data.Day
	Chance *rand.Rand
}

// Today is the civil date of a time.
func Today(t time.Time) data.Day {
	y, m, d := t.Date()
	return data.Date(y, m, d)
}

// tried is the course of a View, reckoned once for each plan.
type tried struct {
	plan     course.Plan
	epilogue bool
	course   *course.Course
}

// of returns the course that a View tries.
func (t *tried) of(s *data.Story, v view.View) *course.Course {
	if t.course == nil || t.plan != v.Plan || t.epilogue != v.Epilogue {
		*t = tried{v.Plan, v.Epilogue, course.Of(s, v.Epilogue, v.Plan)}
	}
	return t.course
}

// Texts in the sizes that the panels use.

func text(text string, size charts.TextSize, weight typeface.Weight, role charts.Role) widgets.Span {
	return widgets.Span{Text: text, Size: size, Weight: weight, Role: role}
}
func strong(s string) widgets.Span {
	return text(s, charts.SizeStrong, typeface.SemiBold, charts.Ink)
}
func body(s string) widgets.Span  { return text(s, charts.SizeBody, typeface.Regular, charts.Ink) }
func muted(s string) widgets.Span { return text(s, charts.SizeLabel, typeface.Regular, charts.Muted) }
func number(s string, role charts.Role) widgets.Span {
	return text(s, charts.SizeNumber, typeface.Bold, role)
}

// link is a muted text that leads to a sheet.
func link(s, sheet string) widgets.Span {
	l := muted(s)
	l.Link = sheet
	return l
}

func dollars(v float64) string { return words.Local{}.Dollars(v) }
