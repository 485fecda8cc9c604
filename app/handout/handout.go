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
	"truceline/app/talk"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/render"
	"truceline/charts/typeface"
	"truceline/data"
)

// Options say how the hand-out looks.
type Options struct {
	Notes bool
	Six   bool // steps to a page; else one
	// Version is the program's, Made when the file is written.
	Version string
	Made    time.Time
}

// The paper is A4, upright: 150 px to the inch, two px to the dp.
const (
	paperW, paperH = 1240, 1754 // px
	perDP          = 2.0        // px
	margin         = 40.0       // dp
	inner          = paperW/perDP - 2*margin
	bottom         = paperH/perDP - margin - 16 // of what stands above the foot
)

// Write writes the steps of a talk as a PDF.
func Write(w io.Writer, s *data.Story, steps []talk.Step, o Options) error {
	pages, err := Pages(s, steps, o)
	if err != nil {
		return err
	}
	program := strings.TrimSpace(words.Say("app.name") + " " + o.Version)
	return render.Book(w, pages, charts.Print, render.Sheet{WidthPT: 595.28, HeightPT: 841.89},
		render.Document{Program: program, Language: words.Say("language"), Made: o.Made})
}

// Pages lays the pages out. Hidden steps are none; those behind the end mark are
// there, and say so.
func Pages(s *data.Story, steps []talk.Step, o Options) ([]*charts.Page, error) {
	if len(steps) == 0 {
		return nil, fmt.Errorf("the talk has no step to print")
	}
	b := &book{s: s, o: o, counts: talk.Plan{Steps: steps}.Counted(), plots: panels.NewPlots(s), m: render.NewMetrics(perDP)}
	if o.Six {
		return b.six(steps)
	}
	for i, step := range steps {
		if err := b.one(i, step); err != nil {
			return nil, err
		}
	}
	b.feet()
	return b.pages, nil
}

// book is the pages so far, and where the last one is written on.
type book struct {
	s     *data.Story
	o     Options
	plots *panels.Plots
	m     charts.Measurer
	pages []*charts.Page
	y     float64 // dp
	// counts is how many steps stand before the end mark.
	counts int
}

func (b *book) page() *charts.Page { return b.pages[len(b.pages)-1] }

func (b *book) begin() {
	p := &charts.Page{WidthPX: paperW, HeightPX: paperH, PxPerDP: perDP}
	p.Title, p.Line = b.s.Title, words.Say("handout.line")
	p.AsOf = words.Say("figure.asof", "Day", words.Local{}.Day(b.s.AsOf, charts.DayMonthYear))
	b.pages = append(b.pages, p)
	b.y = margin
}

// write sets a text in lines, on further pages where it is long.
func (b *book) write(text string, x, width, size float64, weight typeface.Weight, role charts.Role) {
	for _, line := range b.lines(text, width, size, weight) {
		w, h := b.m.Measure(line, size, weight)
		if b.y+h > bottom {
			b.begin()
		}
		b.page().Texts = append(b.page().Texts, charts.Text{ID: "handout", Text: line, X: x, Y: b.y, W: w, H: h, SizeDP: size, Weight: weight, Role: role})
		b.y += h * 1.12
	}
}

// lines breaks a text at its spaces, and words that are wider than a line, such as
// addresses, anywhere.
func (b *book) lines(text string, width, size float64, weight typeface.Weight) []string {
	var out []string
	for _, line := range charts.Wrap(text, width, size, weight, b.m) {
		for {
			w, _ := b.m.Measure(line, size, weight)
			if w <= width {
				break
			}
			fits := []rune(line)
			for n := len(fits); w > width && n > 1; w, _ = b.m.Measure(string(fits), size, weight) {
				n = len(fits) - 1
				fits = fits[:n]
			}
			out = append(out, string(fits))
			line = line[len(string(fits)):]
		}
		out = append(out, line)
	}
	return out
}

// slide draws a step's picture on the page and returns its height in dp.
func (b *book) slide(i, steps int, step talk.Step, x, y, width float64) (height float64, err error) {
	v := step.Item.ViewIn(b.s)
	foot := words.Say("slide.foot", "Step", i+1, "Steps", steps, "Day", words.Local{}.Day(v.Day, charts.DayMonthYear))
	px := int(width * perDP)
	in, err := panels.SlidePage(b.s, v, b.plots.Of(v), step.Item.HeadlineIn(b.s), foot, px, px*9/16)
	if err != nil {
		return 0, err
	}
	in.Map.Tints = nil // so that all media show the same land
	b.page().Insets = append(b.page().Insets, charts.Inset{X: x, Y: y, Page: in})
	return float64(px*9/16) / perDP, nil
}

// one sets a step on a page of its own.
func (b *book) one(i int, step talk.Step) error {
	b.begin()
	b.write(b.over(i, step), margin, inner, 11, typeface.SemiBold, charts.Muted)
	b.y += 4
	h, err := b.slide(i, b.counts, step, margin, b.y, inner)
	if err != nil {
		return err
	}
	b.y += h + 14
	b.write(step.Item.HeadlineIn(b.s), margin, inner, 16, typeface.Bold, charts.Ink)
	if b.o.Notes {
		b.y += 6
		for _, p := range Plain(step.Item.NotesIn(b.s)) {
			b.write(p, margin, inner, 11, typeface.Regular, charts.Ink)
			b.y += 5
		}
	}
	b.y += 8
	b.write(words.Say("handout.sources"), margin, inner, 11, typeface.SemiBold, charts.Muted)
	for _, id := range panels.SourcesOf(b.s, step.Item.ViewIn(b.s)) {
		b.write(b.source(id), margin, inner, 9, typeface.Regular, charts.Muted)
	}
	return nil
}

// over is what stands over a step: its number, its day and what it takes.
func (b *book) over(i int, step talk.Step) string {
	name := step.Item.NameIn(b.s)
	if step.After {
		return words.Say("handout.after", "Number", i+1, "Name", name)
	}
	return words.Say("handout.step", "Number", i+1, "Name", name, "Seconds", int(step.Planned/time.Second))
}

// source is a source as it is cited: title, publisher, day and address.
func (b *book) source(id string) string {
	src := b.s.Source(id)
	if src == nil {
		return id
	}
	parts := []string{src.Title}
	for _, x := range []string{src.Publisher, words.Local{}.Day(src.Day, charts.DayMonthYear), src.Address} {
		if x != "" {
			parts = append(parts, x)
		}
	}
	return "• " + strings.Join(parts, ". ")
}

// six sets six steps to a page, and the sources of all behind them.
func (b *book) six(steps []talk.Step) ([]*charts.Page, error) {
	const columns, rows, gap = 2, 3, 20.0
	width := (inner - gap) / columns
	cell := (bottom - margin - (rows-1)*12) / rows
	for i, step := range steps {
		at := i % (columns * rows)
		if at == 0 {
			b.begin()
		}
		x, y := margin+float64(at%columns)*(width+gap), margin+float64(at/columns)*(cell+12)
		h, err := b.slide(i, b.counts, step, x, y, width)
		if err != nil {
			return nil, err
		}
		b.y = y + h + 5
		b.fitted(b.over(i, step), x, width, 9, y+cell, typeface.SemiBold, charts.Muted)
		b.fitted(step.Item.HeadlineIn(b.s), x, width, 10, y+cell, typeface.SemiBold, charts.Ink)
		if b.o.Notes {
			for _, p := range Plain(step.Item.NotesIn(b.s)) {
				b.y += 2
				b.fitted(p, x, width, 7.5, y+cell, typeface.Regular, charts.Ink)
			}
		}
	}
	b.begin()
	b.write(words.Say("handout.sources"), margin, inner, 16, typeface.Bold, charts.Ink)
	var seen []string
	for i, step := range steps {
		for _, id := range panels.SourcesOf(b.s, step.Item.ViewIn(b.s)) {
			if slices.Contains(seen, id) {
				continue
			}
			seen = append(seen, id)
			b.write(words.Say("handout.numbered", "Number", i+1, "Source", strings.TrimPrefix(b.source(id), "• ")), margin, inner, 8.5, typeface.Regular, charts.Muted)
		}
	}
	b.feet()
	return b.pages, nil
}

// fitted sets a text above an end. What has no room ends in an ellipsis; nothing is
// lost without a sign.
func (b *book) fitted(text string, x, width, size, end float64, weight typeface.Weight, role charts.Role) {
	lines := b.lines(text, width, size, weight)
	_, h := b.m.Measure("0", size, weight)
	room := int((end - b.y) / (h * 1.1))
	if room <= 0 {
		return
	}
	if len(lines) > room {
		lines = lines[:room]
		last := lines[room-1]
		for w, _ := b.m.Measure(last+" …", size, weight); w > width && strings.Contains(last, " "); w, _ = b.m.Measure(last+" …", size, weight) {
			last = last[:strings.LastIndexByte(last, ' ')]
		}
		lines[room-1] = last + " …"
	}
	for _, line := range lines {
		w, _ := b.m.Measure(line, size, weight)
		b.page().Texts = append(b.page().Texts, charts.Text{ID: "handout", Text: line, X: x, Y: b.y, W: w, H: h, SizeDP: size, Weight: weight, Role: role})
		b.y += h * 1.1
	}
}

// feet numbers the pages.
func (b *book) feet() {
	for i, p := range b.pages {
		text := words.Say("handout.foot", "Title", b.s.Title, "AsOf", p.AsOf, "Page", i+1, "Pages", len(b.pages))
		w, h := b.m.Measure(text, 8, typeface.Regular)
		p.Texts = append(p.Texts, charts.Text{ID: "foot", Text: text, X: margin, Y: paperH/perDP - margin, W: w, H: h, SizeDP: 8, Weight: typeface.Regular, Role: charts.Muted})
	}
}
