package charts

import (
	"math"
	"slices"
	"strings"

	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Page is a picture that stands by itself: a figure or the map with its title, the
// line below it, the source line and the as-of day.
type Page struct {
	WidthPX, HeightPX int
	PxPerDP           float64
	// Title, Line, Sources and AsOf are what the page's own texts say.
	Title, Line, Sources, AsOf string
	// Texts are the page's own, in dp from its upper left corner.
	Texts []Text
	// At is where the figure lies, in dp.
	At     label.Rect
	Figure *Figure
	Layout *Layout
	Cursor *Cursor
	// Map lies at MapAt, beside a figure or alone.
	Map   *MapLayout
	MapAt label.Rect
	// Insets are pages drawn on this one, over its paper.
	Insets []Inset
	// Table holds the numbers of what is shown.
	Table Table
}

// Inset is a page on a page: X and Y are its upper left corner in dp of the outer
// one. It is as large there, in px, as it says itself, and has its own px to the dp.
type Inset struct {
	X, Y float64
	Page *Page
}

// Cursor is the line at the day a page is about, and what it reads.
type Cursor struct {
	Day  data.Day
	Text string
	// Bare leaves the line to the figure, which draws the day itself.
	Bare bool
}

// PagePxPerDP returns how many px a dp has in a picture of that size, so that type
// is readable in a small one and fills a large one.
func PagePxPerDP(widthPX, heightPX int) float64 {
	return max(0.7, min(float64(widthPX)/1000, float64(heightPX)/625))
}

// FigurePage lays out a figure as a page. The rates figure has the headline of the
// beat that stands at the day, and the cursor there. Errors are those of Build and
// Lay.
func FigurePage(s *data.Story, c Choice, look MapLook, words Words, widthPX, heightPX int, textScale float64, m Measurer) (*Page, error) {
	if !c.Day.Set() || c.Day == 0 {
		c.Day = look.Day
	}
	f, err := Build(s, c, look.Epilogue, words)
	if err != nil {
		return nil, err
	}
	p := newPage(widthPX, heightPX)
	title, line := f.Title, f.Line
	if title == "" {
		title, line = Headline(s, look.Day, look.Epilogue, words)
	}
	if f.Note != "" {
		line += " " + f.Note
	}
	p.frame(title, line, f.Sources, f.AsOf, textScale, m)
	if p.Layout, err = Lay(f, p.At.W, p.At.H, textScale, m); err != nil {
		return nil, err
	}
	p.Figure, p.Table = f, f.Data
	if len(p.Table.Rows) == 0 {
		p.Table = f.Table
	}
	if f.Name != "rates" && f.Name != "layers" {
		return p, nil // no line tells a rate of the day
	}
	text := words.Day(look.Day, DayMonthYear)
	for _, side := range s.Sides {
		text += "  ·  " + side.On + " " + words.Percent(s.Rate(side.ID, look.Day, look.Epilogue))
	}
	if w, _ := m.Measure(text, SizeLabel.At(textScale), typeface.SemiBold); w+16 < p.At.W {
		p.Cursor = &Cursor{Day: look.Day, Text: text}
	}
	return p, nil
}

// RatesPage is FigurePage for the rates figure.
func RatesPage(s *data.Story, look MapLook, words Words, widthPX, heightPX int, textScale float64, m Measurer) (*Page, error) {
	return FigurePage(s, Choice{}, look, words, widthPX, heightPX, textScale, m)
}

// PlotPage lays out a figure as it is as a page, with its own title and lines.
func PlotPage(f *Figure, widthPX, heightPX int, textScale float64, m Measurer) (*Page, error) {
	p := newPage(widthPX, heightPX)
	p.frame(f.Title, f.Line, f.Sources, f.AsOf, textScale, m)
	var err error
	if p.Layout, err = Lay(f, p.At.W, p.At.H, textScale, m); err != nil {
		return nil, err
	}
	p.Figure, p.Table = f, f.Table
	return p, nil
}

// MapPage lays out the map of the meetings as a page.
func MapPage(s *data.Story, look MapLook, words Words, widthPX, heightPX int, textScale float64, m Measurer) (*Page, error) {
	p := newPage(widthPX, heightPX)
	p.frame(words.Say("map.title"), words.Say("map.page.line"), words.Say("map.page.sources"),
		asOf(s, look.Epilogue, words), textScale, m)
	var err error
	p.MapAt = p.At
	p.Table = meetingsTable(s, look, words)
	p.Map, err = LayMap(s, look, words, p.At.W, p.At.H, p.PxPerDP, textScale, m)
	if p.Map != nil {
		p.Map.Tints = nil // so that all media show the same land
	}
	return p, err
}

// Headline returns what the last beat by a day says. A story as known on a day, of
// which none says anything yet, has the day's rates for a headline.
func Headline(s *data.Story, day data.Day, epilogue bool, w Words) (title, line string) {
	for i, b := range s.BeatsShown(epilogue) {
		if i == 0 || b.Day <= day {
			if title, line = b.Headline, b.Line; !b.OfRates() {
				line = w.Say("figure.rates.line")
			}
		}
	}
	if title == "" && s.Partial() {
		return RatesHeadline(s, w), w.Say("figure.rates.line")
	}
	return title, line
}

// RatesHeadline tells both sides' rates on the last day that a story knows.
func RatesHeadline(s *data.Story, w Words) string {
	var rates []string
	for _, side := range s.Sides {
		rates = append(rates, w.Say("figure.end", "On", side.On, "Rate", w.Percent(s.Rate(side.ID, s.AsOf, false))))
	}
	return w.Say("headline.day", "Day", w.Day(s.AsOf, DayMonthYear), "Rates", strings.Join(rates, ", "))
}

func newPage(widthPX, heightPX int) *Page {
	return &Page{WidthPX: widthPX, HeightPX: heightPX, PxPerDP: PagePxPerDP(widthPX, heightPX)}
}

// frameShare is the most of a page's height that its own texts take from the figure.
const frameShare = 0.4

// frame sets the page's own texts and leaves the rest to the figure. Where they would
// take most of a small page they are set smaller; what has no room even then is left
// out.
func (p *Page) frame(title, line, sources, asOf string, textScale float64, m Measurer) {
	p.Title, p.Line, p.Sources, p.AsOf = title, line, sources, asOf
	w, h := float64(p.WidthPX)/p.PxPerDP, float64(p.HeightPX)/p.PxPerDP
	pad := max(12, min(w, h)*0.035)
	var head, foot block
	const step, least = 0.92, 0.5
	for scale := textScale; ; scale *= step {
		head, foot = block{x: pad, y: pad, width: w - 2*pad, scale: scale}, block{x: pad, width: w - 2*pad, scale: scale}
		head.set(title, SizeHeadline, typeface.Bold, Ink, m)
		head.y += 4
		head.set(line, SizeBody, typeface.Regular, Muted, m)
		foot.set(strings.TrimSpace(sources+" "+asOf), SizeSmall, typeface.Regular, Muted, m)
		if head.y+foot.y <= h*frameShare || scale*step < least {
			break
		}
	}
	top, bottom := head.y+10, h-pad-foot.y // of the figure, and of the foot
	for i := range foot.texts {            // set like the head, then moved down
		foot.texts[i].Y += bottom
	}
	for _, t := range head.texts {
		if t.Y+t.H <= h-pad && t.W <= w-2*pad {
			p.Texts = append(p.Texts, t)
		}
	}
	for _, t := range foot.texts {
		if t.Y >= head.y && t.W <= w-2*pad {
			p.Texts = append(p.Texts, t)
		}
	}
	p.At = label.Rect{X: pad, Y: top, W: max(w-2*pad, 1), H: max(bottom-10-top, 1)}
}

// block is texts below each other, from a corner on.
type block struct {
	x, y, width, scale float64
	texts              []Text
}

// set adds a text, as many lines as it takes.
func (b *block) set(text string, size TextSize, weight typeface.Weight, role Role, m Measurer) {
	at := size.At(b.scale)
	for _, l := range Wrap(text, b.width, at, weight, m) {
		w, h := m.Measure(l, at, weight)
		b.texts = append(b.texts, Text{"page", l, b.x, b.y, w, h, at, weight, role})
		b.y += h * 1.08
	}
}

// Wrap breaks a text at its spaces into lines no wider than width dp. A word wider
// than that has a line of its own.
func Wrap(text string, width, sizeDP float64, weight typeface.Weight, m Measurer) []string {
	if math.IsNaN(width) {
		return nil
	}
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		next := word
		if line != "" {
			next = line + " " + word
		}
		if w, _ := m.Measure(next, sizeDP, weight); w > width && line != "" {
			out, line = append(out, line), word
			continue
		}
		line = next
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}

// About returns what a file of the page says of itself: its title, and the line
// below it with the sources and the as-of day.
func (p *Page) About() (title, subject string) {
	return p.Title, strings.Join(slices.DeleteFunc([]string{p.Line, p.AsOf + ".", p.Sources}, func(s string) bool { return s == "" || s == "." }), " ")
}
