// Package handout writes a talk on paper: a page a step or six steps to a page, with
// the picture that the room saw, the notes if they are wanted, and the sources. It
// needs no display.
package handout

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"truceline/app/panels"
	"truceline/app/paper"
	"truceline/app/talk"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/pages"
	"truceline/charts/typeface"
	"truceline/data"
)

// Options say how the hand-out looks.
type Options struct {
	Notes bool
	Six   bool // steps to a page; else one
	// Lines are lines to write on beside each picture, six steps to a page.
	Lines bool
	// Version is the program's, Made when the file is written.
	Version string
	Made    time.Time
}

// Write writes the steps of a talk as a PDF.
func Write(w io.Writer, s *data.Story, steps []talk.Step, o Options) error {
	pages, err := Pages(s, steps, o)
	if err != nil {
		return err
	}
	return paper.Print(w, pages, o.Version, o.Made)
}

// Pages lays the pages out. Hidden steps are none; those behind the end mark are
// there, and say so.
func Pages(s *data.Story, steps []talk.Step, o Options) ([]*pages.Page, error) {
	if len(steps) == 0 {
		return nil, fmt.Errorf("the talk has no step to print")
	}
	b := &book{Book: paper.New(s, words.Say("handout.line")), s: s, o: o, counts: talk.Plan{Steps: steps}.Counted(), plots: panels.NewPlots(s)}
	if o.Six || o.Lines {
		return b.six(steps)
	}
	for i, step := range steps {
		if err := b.one(i, step); err != nil {
			return nil, err
		}
	}
	b.Glossary()
	b.Feet()
	return b.Pages, nil
}

// book is a hand-out as far as it is set.
type book struct {
	*paper.Book
	s     *data.Story
	o     Options
	plots *panels.Plots
	// counts is how many steps stand before the end mark.
	counts int
}

// slide draws a step's picture on the page and returns its height in dp.
func (b *book) slide(i, steps int, step talk.Step, x, y, width float64) (height float64, err error) {
	v := step.Item.ViewIn(b.s)
	foot := words.Say("slide.foot", "Step", i+1, "Steps", steps, "Day", words.Local{}.Day(v.Day, charts.DayMonthYear))
	px := int(width * paper.PerDP)
	in, err := b.plots.SlideOf(v, step.Item.HeadlineIn(b.s), foot, 0).Page(px, px*9/16)
	if err != nil {
		return 0, err
	}
	if in.Map != nil {
		in.Map.Tints = nil // so that all media show the same land
	}
	b.Page().Insets = append(b.Page().Insets, pages.Inset{X: x, Y: y, Page: in})
	return float64(px*9/16) / paper.PerDP, nil
}

// one sets a step on a page of its own. Where a smaller picture keeps it from going on on
// another page, it has that.
func (b *book) one(i int, step talk.Step) error {
	before := len(b.Pages)
	for _, width := range []float64{1, 0.85, 0.7, 1} {
		b.Pages = b.Pages[:before]
		if err := b.oneAt(i, step, paper.Inner*width); err != nil {
			return err
		}
		if len(b.Pages) == before+1 {
			break
		}
	}
	return nil
}

// oneAt sets a step with its picture in a width.
func (b *book) oneAt(i int, step talk.Step, width float64) error {
	b.Begin()
	b.Write(b.over(i, step), paper.Margin, paper.Inner, 11, typeface.SemiBold, charts.Muted)
	b.Y += 4
	h, err := b.slide(i, b.counts, step, paper.Margin, b.Y, width)
	if err != nil {
		return err
	}
	b.Y += h + 14
	if b.o.Notes {
		for _, p := range Paragraphs(step.Item.NotesIn(b.s)) {
			b.Runs(p, paper.Margin, paper.Inner, 11, 0, charts.Ink)
			b.Y += 5
		}
	}
	v := step.Item.ViewIn(b.s)
	if m := b.s.Meeting(v.Meeting); m != nil {
		known := m.Known(v.Epilogue)
		b.Y += 8
		b.Write(words.Say("map.title"), paper.Margin, paper.Inner, 11, typeface.SemiBold, charts.Muted)
		b.Write(words.Say("handout.met", "City", known.City, "When", panels.When(known), "Outcome", known.Outcome), paper.Margin, paper.Inner, 11, typeface.Regular, charts.Ink)
	}
	b.Y += 8
	b.Write(words.Say("handout.sources"), paper.Margin, paper.Inner, 11, typeface.SemiBold, charts.Muted)
	for _, id := range panels.SourcesOf(b.s, v) {
		b.whole("• "+paper.Source(b.s, id), 9)
	}
	return nil
}

// whole sets a source on one page: an address is not broken between two.
func (b *book) whole(text string, size float64) {
	_, h := b.M.Measure("0", size, typeface.Regular)
	b.Room(float64(len(b.Lines(text, paper.Inner, size, typeface.Regular))) * h * 1.12)
	b.Write(text, paper.Margin, paper.Inner, size, typeface.Regular, charts.Muted)
}

// over is what stands over a step: its number, its day and what it takes.
func (b *book) over(i int, step talk.Step) string {
	name := step.Item.NameIn(b.s)
	if step.After {
		return words.Say("handout.after", "Number", i+1, "Name", name)
	}
	return words.Say("handout.step", "Number", i+1, "Name", name, "Seconds", int(step.Planned/time.Second))
}

// six sets six steps to a page, and the sources of all behind them: the pictures in two
// columns or, with notes or lines to write on beside them, in one.
func (b *book) six(steps []talk.Step) ([]*pages.Page, error) {
	const perPage, gap = 6, 14.0
	columns := 2
	if b.o.Notes || b.o.Lines {
		columns = 1
	}
	rows := perPage / columns
	cell := (paper.Bottom - paper.Margin - float64(rows-1)*gap) / float64(rows)
	width := (paper.Inner - gap) / 2
	if columns == 1 {
		width = cell * 16 / 9
	}
	for i, step := range steps {
		at := i % perPage
		if at == 0 {
			b.Begin()
		}
		x, y := paper.Margin+float64(at%columns)*(width+gap), paper.Margin+float64(at/columns)*(cell+gap)
		h, err := b.slide(i, b.counts, step, x, y, width)
		if err != nil {
			return nil, err
		}
		if columns == 2 {
			b.Y = y + h + 5
			b.Fitted(b.over(i, step), x, width, 9, y+cell, typeface.SemiBold, charts.Muted)
			continue
		}
		b.beside(i, step, x+width+gap, y, paper.Inner-width-gap, y+cell)
	}
	b.Y = paper.Margin + float64((len(steps)-1)%perPage/columns+1)*(cell+gap)
	b.Room(100)
	b.Write(words.Say("handout.sources"), paper.Margin, paper.Inner, 16, typeface.Bold, charts.Ink)
	var seen []string
	for i, step := range steps {
		for _, id := range panels.SourcesOf(b.s, step.Item.ViewIn(b.s)) {
			if slices.Contains(seen, id) {
				continue
			}
			seen = append(seen, id)
			b.whole(words.Say("handout.numbered", "Number", i+1, "Source", paper.Source(b.s, id)), 8.5)
		}
	}
	b.Glossary()
	b.Feet()
	return b.Pages, nil
}

// beside sets what stands beside a picture: its notes, or lines to write on.
func (b *book) beside(i int, step talk.Step, x, y, width, end float64) {
	b.Y = y
	b.Fitted(b.over(i, step), x, width, 9, end, typeface.SemiBold, charts.Muted)
	if b.o.Notes {
		for _, p := range Paragraphs(step.Item.NotesIn(b.s)) {
			b.Y += 2
			b.Runs(p, x, width, 8, end, charts.Ink)
		}
		return
	}
	const apart = 20
	w, _ := b.M.Measure("_", 9, typeface.Regular)
	line := strings.Repeat("_", int(width/w))
	for b.Y += 4; b.Y+apart <= end; b.Y += apart - 10 {
		b.Fitted(line, x, width, 9, end, typeface.Regular, charts.Line)
	}
}
