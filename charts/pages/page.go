package pages

import (
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/meetings"
	"truceline/charts/scene"
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
	Texts []charts.Text
	// At is where the figure lies, in dp.
	At     label.Rect
	Figure *charts.Figure
	Layout *charts.Layout
	Cursor *Cursor
	// Map lies at MapAt, beside a figure or alone.
	Map   *meetings.Layout
	MapAt label.Rect
	// Insets are pages drawn on this one, over its paper.
	Insets []Inset
	// Table holds the numbers of what is shown.
	Table charts.Table
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

// PxPerDP returns how many px a dp has in a picture of that size, so that type
// is readable in a small one and fills a large one.
func PxPerDP(widthPX, heightPX int) float64 {
	return max(0.7, min(float64(widthPX)/1000, float64(heightPX)/625))
}

// Of lays out a scene as a page that stands by itself. The rates have the headline of the
// beat that stands at the day, and the cursor there. Errors are those of figures.Of and
// charts.Lay.
func Of(s *data.Story, sc scene.Scene, words charts.Words, widthPX, heightPX int, textScale float64, m charts.Measurer) (*Page, error) {
	if sc.Beat != "" {
		return ofBeat(s, sc, words, widthPX, heightPX, textScale, m)
	}
	f, err := figures.Of(s, sc, words)
	if err != nil {
		return nil, err
	}
	p := newPage(widthPX, heightPX)
	title, line := f.Title, f.Line
	if title == "" {
		title, line = figures.Headline(s, sc.Day, sc.Epilogue, words)
	}
	if f.Note != "" {
		line += " " + f.Note
	}
	p.frame(title, line, f.Sources, f.AsOf, textScale, m)
	if p.Layout, err = charts.Lay(f, p.At.W, p.At.H, textScale, m); err != nil {
		return nil, err
	}
	p.Figure, p.Table = f, f.Data
	if len(p.Table.Rows) == 0 {
		p.Table = f.Table
	}
	if f.Name != "rates" && f.Name != "layers" {
		return p, nil // no line tells a rate of the day
	}
	text := words.Day(sc.Day, charts.DayMonthYear)
	for _, side := range s.Sides {
		text += "  ·  " + side.On + " " + words.Rate(s.Rate(side.ID, sc.Day, sc.Epilogue))
	}
	if w, _ := m.Measure(text, charts.SizeLabel.At(textScale), typeface.SemiBold); w+16 < p.At.W {
		p.Cursor = &Cursor{Day: sc.Day, Text: text}
	}
	return p, nil
}

// OfFigure lays out a figure as it is as a page, with its own title and lines.
func OfFigure(f *charts.Figure, widthPX, heightPX int, textScale float64, m charts.Measurer) (*Page, error) {
	p := newPage(widthPX, heightPX)
	p.frame(f.Title, f.Line, f.Sources, f.AsOf, textScale, m)
	var err error
	if p.Layout, err = charts.Lay(f, p.At.W, p.At.H, textScale, m); err != nil {
		return nil, err
	}
	p.Figure, p.Table = f, f.Table
	return p, nil
}

// OfMap lays out the map of the meetings as a page.
func OfMap(s *data.Story, look meetings.Look, words charts.Words, widthPX, heightPX int, textScale float64, m charts.Measurer) (*Page, error) {
	p := newPage(widthPX, heightPX)
	p.frame(words.Say("map.title"), words.Say("map.page.line"), charts.MapSources(s, words),
		charts.AsOf(s, look.Epilogue, words), textScale, m)
	var err error
	p.MapAt = p.At
	p.Table = meetings.Table(s, look, words)
	p.Map, err = meetings.Lay(s, look, words, p.At.W, p.At.H, p.PxPerDP, textScale, m)
	if p.Map != nil {
		p.Map.Tints = nil // so that all media show the same land
	}
	return p, err
}

func newPage(widthPX, heightPX int) *Page {
	return &Page{WidthPX: widthPX, HeightPX: heightPX, PxPerDP: PxPerDP(widthPX, heightPX)}
}

// frameShare is the most of a page's height that its own texts take from the figure.
const frameShare = 0.4

// frame sets the page's own texts and leaves the rest to the figure. Where they would
// take most of a small page they are set smaller; what has no room even then is left
// out.
func (p *Page) frame(title, line, sources, asOf string, textScale float64, m charts.Measurer) {
	p.Title, p.Line, p.Sources, p.AsOf = title, line, sources, asOf
	w, h := float64(p.WidthPX)/p.PxPerDP, float64(p.HeightPX)/p.PxPerDP
	pad := max(12, min(w, h)*0.035)
	var head, foot block
	const step, least = 0.92, 0.5
	for scale := textScale; ; scale *= step {
		head, foot = block{x: pad, y: pad, width: w - 2*pad, scale: scale}, block{x: pad, width: w - 2*pad, scale: scale}
		head.set(title, charts.SizeHeadline, typeface.Bold, charts.Ink, m)
		head.y += 4
		head.set(line, charts.SizeBody, typeface.Regular, charts.Muted, m)
		foot.set(strings.TrimSpace(sources+" "+asOf), charts.SizeSmall, typeface.Regular, charts.Muted, m)
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
	texts              []charts.Text
}

// set adds a text, as many lines as it takes.
func (b *block) set(text string, size charts.TextSize, weight typeface.Weight, role charts.Role, m charts.Measurer) {
	at, width := size.At(b.scale), b.width
	if weight != typeface.Regular { // a title
		width = even(text, width, at, weight, m)
	}
	for _, l := range charts.Wrap(text, width, at, weight, m) {
		w, h := m.Measure(l, at, weight)
		b.texts = append(b.texts, charts.Text{ID: "page", Text: l, X: b.x, Y: b.y, W: w, H: h, SizeDP: at, Weight: weight, Role: role})
		b.y += h * 1.08
	}
}

// About returns what a file of the page says of itself: its title, and the line
// below it with the sources and the as-of day.
func (p *Page) About() (title, subject string) {
	return p.Title, strings.Join(slices.DeleteFunc([]string{p.Line, p.AsOf + ".", p.Sources}, func(s string) bool { return s == "" || s == "." }), " ")
}
