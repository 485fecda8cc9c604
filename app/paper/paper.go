// Package paper sets running text and pictures on pages of A4, upright: the hand-out of
// a talk, and worksheets. Lengths are in dp, two px each; y grows downwards.
package paper

import (
	"io"
	"strings"
	"time"

	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/pages"
	"truceline/charts/render"
	"truceline/charts/typeface"
	"truceline/data"
)

// The paper is A4: 150 px to the inch, two px to the dp.
const (
	WidthPX, HeightPX = 1240, 1754
	PerDP             = 2.0 // px
	Margin            = 40.0
	Inner             = WidthPX/PerDP - 2*Margin
	// Bottom ends what stands above the foot.
	Bottom = HeightPX/PerDP - Margin - 16
)

// Book is the pages so far, and where the last one is written on.
type Book struct {
	Story *data.Story
	// Line says what the pages are.
	Line  string
	Pages []*pages.Page
	Y     float64
	M     charts.Measurer
}

// New returns a book without a page.
func New(s *data.Story, line string) *Book {
	return &Book{Story: s, Line: line, M: render.NewMetrics(PerDP)}
}

// Page is the last page.
func (b *Book) Page() *pages.Page { return b.Pages[len(b.Pages)-1] }

// Begin begins a page.
func (b *Book) Begin() {
	p := &pages.Page{WidthPX: WidthPX, HeightPX: HeightPX, PxPerDP: PerDP}
	p.Title, p.Line = b.Story.Title, b.Line
	p.AsOf = words.Say("figure.asof", "Day", words.Local{}.Day(b.Story.AsOf, charts.DayMonthYear))
	b.Pages = append(b.Pages, p)
	b.Y = Margin
}

// Room makes sure that so much fits on the page, and begins another if it does not.
func (b *Book) Room(height float64) {
	if b.Y+height > Bottom {
		b.Begin()
	}
}

// Write sets a text in lines, on further pages where it is long.
func (b *Book) Write(text string, x, width, size float64, weight typeface.Weight, role charts.Role) {
	for _, line := range b.Lines(text, width, size, weight) {
		w, h := b.M.Measure(line, size, weight)
		b.Room(h)
		b.put(line, x, w, h, size, weight, role)
		b.Y += h * 1.12
	}
}

func (b *Book) put(line string, x, w, h, size float64, weight typeface.Weight, role charts.Role) {
	b.Page().Texts = append(b.Page().Texts, charts.Text{ID: "paper", Text: line, X: x, Y: b.Y, W: w, H: h, SizeDP: size, Weight: weight, Role: role})
}

// Lines breaks a text at its spaces, and words that are wider than a line, such as
// addresses, between their parts where they have any.
func (b *Book) Lines(text string, width, size float64, weight typeface.Weight) []string {
	var out []string
	for _, line := range charts.Wrap(text, width, size, weight, b.M) {
		for {
			w, _ := b.M.Measure(line, size, weight)
			if w <= width {
				break
			}
			fits := []rune(line)
			for n := len(fits); w > width && n > 1; w, _ = b.M.Measure(string(fits), size, weight) {
				n = len(fits) - 1
				fits = fits[:n]
			}
			head := string(fits)
			if at := strings.LastIndexAny(head, "/?&=-_."); at > 0 && at < len(head)-1 { // where addresses have parts
				head = head[:at+1]
			}
			out = append(out, head)
			line = line[len(head):]
		}
		out = append(out, line)
	}
	return out
}

// Run is a stretch of text of one weight.
type Run struct {
	Text string
	Bold bool
}

// weight is a run's.
func (r Run) weight() typeface.Weight {
	if r.Bold {
		return typeface.Bold
	}
	return typeface.Regular
}

// Runs sets a paragraph of several weights in lines, on further pages where it is long
// and end is 0; else above end, with an ellipsis for what has no room.
func (b *Book) Runs(runs []Run, x, width, size, end float64, role charts.Role) {
	_, h := b.M.Measure("0", size, typeface.Regular)
	space, _ := b.M.Measure("0 0", size, typeface.Regular)
	two, _ := b.M.Measure("00", size, typeface.Regular)
	space -= two
	lead := h * 1.12
	at := x
	// ends tells whether nothing more has room, and writes the dots that stand for it.
	ends := func(y float64) bool {
		if end == 0 || y+h <= end {
			return false
		}
		dots, _ := b.M.Measure("…", size, typeface.Regular)
		b.put("…", min(at, x+width-dots), dots, h, size, typeface.Regular, role)
		b.Y = end + lead
		return true
	}
	switch {
	case end == 0:
		b.Room(h)
	case b.Y > end || ends(b.Y):
		return
	}
	for _, r := range runs {
		for _, word := range strings.Fields(r.Text) {
			for _, part := range b.Lines(word, width, size, r.weight()) {
				w, _ := b.M.Measure(part, size, r.weight())
				if at > x && at+w > x+width {
					if ends(b.Y + lead) {
						return
					}
					at, b.Y = x, b.Y+lead
					if end == 0 {
						b.Room(h)
					}
				}
				b.put(part, at, w, h, size, r.weight(), role)
				at += w + space
			}
		}
	}
	b.Y += lead
}

// Fitted sets a text above an end. What has no room ends in an ellipsis; nothing is
// lost without a sign.
func (b *Book) Fitted(text string, x, width, size, end float64, weight typeface.Weight, role charts.Role) {
	lines := b.Lines(text, width, size, weight)
	_, h := b.M.Measure("0", size, weight)
	room := int((end - b.Y) / (h * 1.1))
	if room <= 0 {
		return
	}
	if len(lines) > room {
		lines = lines[:room]
		last := lines[room-1]
		for w, _ := b.M.Measure(last+" …", size, weight); w > width && strings.Contains(last, " "); w, _ = b.M.Measure(last+" …", size, weight) {
			last = last[:strings.LastIndexByte(last, ' ')]
		}
		lines[room-1] = last + " …"
	}
	for _, line := range lines {
		w, _ := b.M.Measure(line, size, weight)
		b.put(line, x, w, h, size, weight, role)
		b.Y += h * 1.1
	}
}

// Source is a source as it is cited: title, publisher, day and address.
func Source(s *data.Story, id string) string {
	src := s.Source(id)
	if src == nil { // published later than the story is told
		return charts.SourceTitle(s, id, words.Local{})
	}
	parts := []string{strings.TrimSuffix(src.Title, ".")} // as "… with U.S." ends
	for _, x := range []string{src.Publisher, words.Local{}.Day(src.Day, charts.DayMonthYear), src.Address} {
		if x != "" {
			parts = append(parts, x)
		}
	}
	return strings.Join(parts, ". ")
}

// Glossary explains the words of the glossary that occur in what the book's pages say, in
// the order of the alphabet: where the book has come to, or on a page of their own if they
// do not fit there. Without any it adds none.
func (b *Book) Glossary() {
	var all strings.Builder
	for _, p := range b.Pages {
		for _, t := range p.Texts {
			all.WriteString(t.Text + " ")
		}
	}
	occurs := map[string]bool{}
	for _, m := range b.Story.MarkTerms(all.String()) {
		occurs[m.Term] = true
	}
	if len(occurs) == 0 {
		return
	}
	before, texts := len(b.Pages), len(b.Page().Texts)
	b.Y += 20
	b.terms(occurs)
	if len(b.Pages) > before {
		b.Pages = b.Pages[:before]
		b.Page().Texts = b.Page().Texts[:texts]
		b.Begin()
		b.terms(occurs)
	}
}

// terms sets the words that occur, under their title.
func (b *Book) terms(occurs map[string]bool) {
	b.Write(words.Say("options.glossary"), Margin, Inner, 16, typeface.Bold, charts.Ink)
	b.Y += 4
	for _, t := range b.Story.Terms() {
		if occurs[t.ID] {
			b.Room(28) // two lines are not parted
			b.Runs([]Run{{Text: t.Term, Bold: true}, {Text: t.Meaning}}, Margin, Inner, 10, 0, charts.Ink)
			b.Y += 3
		}
	}
}

// Feet numbers the pages.
func (b *Book) Feet() {
	for i, p := range b.Pages {
		text := words.Say("handout.foot", "Title", b.Story.Title, "AsOf", p.AsOf, "Page", i+1, "Pages", len(b.Pages))
		w, h := b.M.Measure(text, 8, typeface.Regular)
		p.Texts = append(p.Texts, charts.Text{ID: "foot", Text: text, X: Margin, Y: HeightPX/PerDP - Margin, W: w, H: h, SizeDP: 8, Weight: typeface.Regular, Role: charts.Muted})
	}
}

// Print writes pages as a PDF.
func Print(w io.Writer, pages []*pages.Page, version string, made time.Time) error {
	program := strings.TrimSpace(words.Say("app.name") + " " + version)
	return render.Book(w, pages, charts.Print, render.Sheet{WidthPT: 595.28, HeightPT: 841.89},
		render.Document{Program: program, Language: words.Say("language"), Made: made})
}
