// Package worksheet writes exercises on paper: a course of rates to draw, ten questions
// from the story, and imports to reckon. A key for the teacher holds the answers, each
// with its card and sources. It needs no display.
package worksheet

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"

	"truceline/app/paper"
	"truceline/app/quiz"
	"truceline/app/whole"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/pages"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/price"
)

// Options say which worksheet it is.
type Options struct {
	Epilogue bool
	// Variant chooses the questions: the same one gives the same sheet and key.
	Variant uint64
	Version string
	Made    time.Time
}

// Exercise is what a worksheet asks, and what its key answers.
type Exercise struct {
	Round     *data.Round // nil for a story without rounds
	Questions []quiz.Question
	Imports   []Import
}

// Import is an import whose duty is to be reckoned.
type Import struct {
	Good    *data.Good
	Day     data.Day
	Dollars float64
	Duty    price.Duty
}

// Make chooses the exercises of a variant. The error says what a story lacks.
func Make(s *data.Story, o Options) (Exercise, error) {
	var out Exercise
	for i := range s.Rounds {
		if !s.Rounds[i].Epilogue {
			out.Round = &s.Rounds[i]
			break
		}
	}
	pool := quiz.New(s, o.Epilogue, words.Local{})
	random := rand.New(rand.NewPCG(o.Variant, 11))
	var p quiz.Progress
	p.Begin(pool, 0, random)
	for !p.Session.Over() {
		q, ok := p.Now(pool)
		if !ok {
			break
		}
		out.Questions = append(out.Questions, q)
		p.Answer(true, 0)
	}
	out.Imports = imports(s, o.Epilogue, random)
	if len(out.Questions) == 0 {
		return out, fmt.Errorf("the story has too little to ask about")
	}
	return out, nil
}

// imports chooses three, each of another kind of good, on days on which they pay.
func imports(s *data.Story, epilogue bool, r *rand.Rand) []Import {
	last := s.LastKnown(epilogue)
	var out []Import
	for _, i := range r.Perm(len(s.Goods)) {
		g := &s.Goods[i]
		for range 40 {
			day := s.Start + data.Day(r.IntN(int(last-s.Start)+1))
			d, _ := price.Of(s, g.ID, day, epilogue)
			if d.Known && d.Rate > 0 {
				out = append(out, Import{g, day, float64(50 * (1 + r.IntN(8))), d})
				break
			}
		}
		if len(out) == 3 {
			break
		}
	}
	return out
}

// letters name the options of a question.
const letters = "abcdefgh"

// Write writes the worksheet, and Key its answers, as PDF.
func Write(w io.Writer, s *data.Story, o Options) error { return print(w, s, o, Sheet) }

// Key writes the answers of the worksheet of the same options.
func Key(w io.Writer, s *data.Story, o Options) error { return print(w, s, o, Answers) }

func print(w io.Writer, s *data.Story, o Options, pages func(*data.Story, Exercise) ([]*pages.Page, error)) error {
	x, err := Make(s, o)
	if err != nil {
		return err
	}
	list, err := pages(s, x)
	if err != nil {
		return err
	}
	return paper.Print(w, list, o.Version, o.Made)
}

// sheet is a worksheet, or its key, as far as it is set.
type sheet struct {
	*paper.Book
	x Exercise
}

func (b *sheet) heading(text string) {
	b.Y += 10
	b.Room(40)
	b.Write(text, paper.Margin, paper.Inner, 13, typeface.Bold, charts.Ink)
	b.Y += 3
}

func (b *sheet) body(text string, indent float64) {
	b.Write(text, paper.Margin+indent, paper.Inner-indent, 11, typeface.Regular, charts.Ink)
}

func (b *sheet) muted(text string, indent float64) {
	b.Write(text, paper.Margin+indent, paper.Inner-indent, 9, typeface.Regular, charts.Muted)
}

// plot sets the figure of the round.
func (b *sheet) plot(shown bool) error {
	f := figures.Predict(b.Story, b.x.Round, figures.Sheet{Shown: shown}, words.Local{})
	f.Title, f.Line, f.Sources, f.AsOf = "", "", "", ""
	const height = 236.0 // dp
	b.Room(height)
	const textScale = 1.6 // as large as the text beside it
	in, err := pages.OfFigure(f, int(paper.Inner*paper.PerDP), int(height*paper.PerDP), textScale, b.M)
	if err != nil {
		return err
	}
	b.Page().Insets = append(b.Page().Insets, pages.Inset{X: paper.Margin, Y: b.Y, Page: in})
	b.Y += height + 6
	return nil
}

// Sheet lays the worksheet out.
func Sheet(s *data.Story, x Exercise) ([]*pages.Page, error) {
	b := &sheet{paper.New(s, words.Say("sheet.exercise")), x}
	b.Begin()
	b.Write(s.Title, paper.Margin, paper.Inner, 17, typeface.Bold, charts.Ink)
	b.muted(words.Say("sheet.name"), 0)
	number := 0
	next := func() int { number++; return number }
	if x.Round != nil {
		b.heading(words.Say("sheet.draw", "Number", next(), "Ask", x.Round.Ask))
		b.muted(words.Say("sheet.draw.how"), 0)
		if err := b.plot(false); err != nil {
			return nil, err
		}
	}
	for _, q := range x.Questions {
		b.Y += 8
		b.Room(96)
		b.Write(words.Say("sheet.question", "Number", next(), "Text", q.Text), paper.Margin, paper.Inner, 11, typeface.SemiBold, charts.Ink)
		for i, o := range q.Options {
			b.body(words.Say("sheet.option", "Letter", letters[i:i+1], "Text", o.Text), 16)
		}
	}
	if len(x.Imports) > 0 {
		b.heading(words.Say("sheet.reckon"))
		b.muted(words.Say("sheet.reckon.how"), 0)
		for _, i := range x.Imports {
			b.Y += 6
			b.Room(48)
			b.body(words.Say("sheet.import", "Number", next(), "Good", i.Good.Name, "Price", amount(i.Dollars), "Day", day(i.Day)), 0)
			b.muted(words.Say("sheet.blank"), 16)
		}
	}
	b.Glossary()
	b.Feet()
	return b.Pages, nil
}

// Answers lays the key out.
func Answers(s *data.Story, x Exercise) ([]*pages.Page, error) {
	b := &sheet{paper.New(s, words.Say("sheet.key")), x}
	b.Begin()
	b.Write(words.Say("sheet.key.title", "Title", s.Title), paper.Margin, paper.Inner, 17, typeface.Bold, charts.Ink)
	number := 0
	next := func() int { number++; return number }
	if x.Round != nil {
		b.heading(words.Say("sheet.draw", "Number", next(), "Ask", x.Round.Ask))
		if err := b.plot(true); err != nil {
			return nil, err
		}
	}
	for _, q := range x.Questions {
		b.Y += 7
		b.Room(60)
		letter, right := "", q.Right()
		for i, o := range q.Options {
			if o.ID == q.Answer {
				letter = letters[i : i+1]
			}
		}
		b.Write(words.Say("sheet.answer", "Number", next(), "Letter", letter, "Text", right.Text), paper.Margin, paper.Inner, 11, typeface.SemiBold, charts.Ink)
		b.muted(q.Text, 16)
		if c := s.Card(q.Card); c != nil {
			b.muted(words.Say("sheet.card", "Title", c.Title), 16)
		}
		for _, id := range q.Sources {
			b.muted(paper.Source(s, id), 16)
		}
	}
	for _, i := range x.Imports {
		b.Y += 7
		b.Room(60)
		tag := price.TagOf(i.Duty, i.Dollars, 100)
		b.Write(words.Say("sheet.duty", "Number", next(), "Duty", amount(tag.Duty), "Landed", amount(tag.Landed)), paper.Margin, paper.Inner, 11, typeface.SemiBold, charts.Ink)
		var parts []string
		for _, p := range i.Duty.Parts {
			parts = append(parts, s.LayerName(i.Good.Side, p.Layer)+" "+words.Local{}.Rate(p.Rate))
		}
		b.muted(words.Say("sheet.duty.parts", "Good", i.Good.Name, "Day", day(i.Day), "Parts", strings.Join(parts, " + ")), 16)
		for _, p := range i.Duty.Parts {
			for _, id := range p.Sources {
				b.muted(paper.Source(s, id), 16)
			}
		}
	}
	b.Feet()
	return b.Pages, nil
}

func day(d data.Day) string { return words.Local{}.Day(d, charts.DayMonthYear) }

func amount(v float64) string {
	return words.Local{}.Dollars(v)
}

// Save writes the worksheet to a file and its key beside it, each whole or not at all.
func Save(file string, s *data.Story, o Options) error {
	var sheet, key bytes.Buffer
	if err := Write(&sheet, s, o); err != nil {
		return err
	}
	if err := Key(&key, s, o); err != nil {
		return err
	}
	if err := whole.WriteFile(file, sheet.Bytes()); err != nil {
		return err
	}
	return whole.WriteFile(KeyFile(file), key.Bytes())
}

// KeyFile is where the key of a worksheet goes: beside it.
func KeyFile(file string) string {
	const ext = ".pdf"
	if len(file) > len(ext) && strings.EqualFold(file[len(file)-len(ext):], ext) {
		file = file[:len(file)-len(ext)]
	}
	return file + "-key" + ext
}
