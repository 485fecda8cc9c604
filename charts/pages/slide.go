package pages

import (
	"fmt"
	"math"
	"strconv"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// SlideKind is what a slide is for.
type SlideKind string

// Slides besides that of a step, which shows a figure.
const (
	StepSlide    SlideKind = ""
	OpeningSlide SlideKind = "opening" // headline and line alone
	ClosingSlide SlideKind = "closing" // points to remember, sources, and that there is more
)

// SlideWords are the texts of a Slide. Any may be empty.
type SlideWords struct {
	Kind     SlideKind
	Headline string
	// Line stands below the headline of an opening slide, and at the end of a closing one.
	Line string
	// Points are those of a closing slide, Sources also an opening one's.
	Points  [data.MostPoints]string
	Sources string
	// Number and Title are the card's.
	Number, Title string
	// Foot stands below on the left.
	Foot string
	// Map is how the slide shows the map.
	Map SlideMap
	// Hands are the answers to a question that stands in the headline, with how many
	// raised their hands for each, in place of figure, map and card.
	Hands [MaxHands]Hands
}

// SlideMap is how a slide shows the map: only where a meeting is its subject.
type SlideMap int

// The map on a slide.
const (
	NoMap     SlideMap = iota
	MapBeside          // beside the figure, over the card
	MapLarge           // in the figure's place, which is a strip under it
)

// Hands is an answer, and how many raised their hands for it.
type Hands struct {
	Says  string
	Count int
}

// MaxHands is how many answers a question has at most.
const MaxHands = 4

// Slide is what a room sees: a headline, a figure, the map where it is told of a
// meeting, and one card, large enough to be read from the last row. Its texts lie within
// it and never overlap each other, the figure or the map.
type Slide struct {
	W, H  float64 // dp
	Texts []charts.Text
	// Plot and Map are where figure and map lie. What the slide does not show is empty.
	Plot, Map label.Rect
	// Bars are those of the hands, the longest the whole width.
	Bars []label.Rect
	// TextScale is that of figure and map.
	TextScale float64
	// Unit is a 1080th of the height, or less where the slide is narrow.
	Unit float64
}

// Scaled returns the slide as a picture of it that is larger or smaller has it.
func (s *Slide) Scaled(by float64) *Slide {
	if by == 1 {
		return s
	}
	rect := func(r label.Rect) label.Rect { return label.Rect{X: r.X * by, Y: r.Y * by, W: r.W * by, H: r.H * by} }
	out := &Slide{W: s.W * by, H: s.H * by, Texts: charts.ScaledTexts(s.Texts, by), Plot: rect(s.Plot), Map: rect(s.Map), TextScale: s.TextScale * by, Unit: s.Unit * by}
	for _, b := range s.Bars {
		out.Bars = append(out.Bars, rect(b))
	}
	return out
}

// Sizes of type on a slide, in 1080ths of its height.
const (
	slideHeadline = 60
	slideNumber   = 150
	slideTitle    = 48
	slideOpening  = 96
	slideLabel    = 32 // the least of labels and axes
	slideSmallest = 28
)

// SmallestOnSlide returns the least size of type on a slide of w × h dp: 28 on one
// of 1920 × 1080.
func SmallestOnSlide(w, h float64) float64 { return math.Round(slideSmallest * slideUnit(w, h)) }

func slideUnit(w, h float64) float64 { return min(h/1080, w/1440) }

// LaySlide places a slide in w × h dp. Wide slides have the figure beside the card,
// others above it.
func LaySlide(t SlideWords, w, h float64, m charts.Measurer) *Slide {
	s := &Slide{W: w, H: h, Unit: slideUnit(w, h), TextScale: slideLabel * slideUnit(w, h) / charts.SizeLabel.At(1)}
	if !(w >= 160 && h >= 90) || math.IsInf(w+h, 0) { // no text has room
		s.Plot = label.Rect{W: max(1, w), H: max(1, h)}
		return s
	}
	u := s.Unit
	padX, padTop, padFoot := 72*u, 50*u, 30*u
	inner := w - 2*padX
	switch t.Kind {
	case OpeningSlide:
		s.opening(t, label.Rect{X: padX, Y: padTop, W: inner, H: h - padTop - padFoot}, m)
		return s
	case ClosingSlide:
		s.closing(t, label.Rect{X: padX, Y: padTop, W: inner, H: h - padTop - padFoot}, m)
		return s
	}
	y := s.headline(t.Headline, padX, padTop, inner, m)
	foot := s.foot(t, padX, h-padFoot, inner, m)
	body := label.Rect{X: padX, Y: y + 24*u, W: inner, H: foot - 12*u - y - 24*u}
	if t.Hands[0].Says != "" {
		s.hands(t.Hands, body, m)
		return s
	}
	if t.Number == "" && t.Title == "" && t.Map != MapBeside {
		s.figure(t.Map, body)
		return s
	}
	if w/h >= 1.45 {
		share := 0.70
		if t.Map == MapBeside {
			share = 0.60
		}
		left := body
		left.W = math.Floor(body.W * share)
		s.figure(t.Map, left)
		x := left.Right() + 48*u
		s.beside(t, label.Rect{X: x, Y: body.Y, W: body.Right() - x, H: body.H}, m)
		return s
	}
	high := body
	high.H = math.Floor(body.H - 24*u - s.lowH(t, body, m))
	low := label.Rect{X: body.X, Y: high.Bottom() + 24*u, W: body.W, H: body.Bottom() - high.Bottom() - 24*u}
	if t.Map == MapBeside {
		half := math.Floor((body.W - 40*u) / 2)
		s.figure(NoMap, high)
		s.Map = label.Rect{X: low.X, Y: low.Y, W: half, H: math.Floor(low.H)}
		s.card(t, label.Rect{X: low.Right() - half, Y: low.Y, W: half, H: low.H}, false, m)
		return s
	}
	s.figure(t.Map, high)
	s.card(t, low, false, m)
	return s
}

// lowH is how much of the body of a slide that is not wide is left to what stands below
// the figure: what the card needs, or room for a map.
func (s *Slide) lowH(t SlideWords, body label.Rect, m charts.Measurer) float64 {
	nh := 0.0
	if t.Number != "" {
		_, nh = m.Measure(t.Number, s.size(slideNumber), typeface.Bold)
	}
	switch {
	case t.Map == MapBeside && nh > 0: // the card has half the width
		return 0.40*body.H - 24*s.Unit
	case t.Map == MapBeside:
		return 0.34*body.H - 24*s.Unit
	}
	return min(max(nh, s.titleH(t.Title, body.W, s.size(slideTitle), m)), 0.4*body.H)
}

// opening sets the headline as large as lets it stand above the line, a little above the
// middle.
func (s *Slide) opening(t SlideWords, in label.Rect, m charts.Measurer) {
	size, lineSize := s.size(slideOpening), s.size(slideTitle)
	gap, small := 36*s.Unit, s.size(slideSmallest)
	if sources := s.height(t.Sources, in.W, small, 1.15, typeface.Regular, m); t.Sources != "" {
		in.H -= sources + gap
		s.set("sources", t.Sources, in.X, in.Bottom()+gap, in.W, small, 1.15, typeface.Regular, charts.Muted, m)
	}
	lineH := s.height(t.Line, in.W, lineSize, 1.12, typeface.Regular, m)
	headH := s.height(t.Headline, in.W, size, 1.06, typeface.Bold, m)
	for size > s.size(slideHeadline) && headH+gap+lineH > in.H {
		size--
		headH = s.height(t.Headline, in.W, size, 1.06, typeface.Bold, m)
	}
	y := in.Y + max(0, (in.H-headH-gap-lineH)*0.4)
	y = s.set("headline", t.Headline, in.X, y, even(t.Headline, in.W, size, typeface.Bold, m), size, 1.06, typeface.Bold, charts.Ink, m)
	s.set("line", t.Line, in.X, y+gap, in.W, lineSize, 1.12, typeface.Regular, charts.Muted, m)
}

// closing sets the points, numbered, as large as they have room for over sources and line.
func (s *Slide) closing(t SlideWords, in label.Rect, m charts.Measurer) {
	y := s.set("headline", t.Headline, in.X, in.Y, in.W, s.size(slideHeadline), 1.04, typeface.Bold, charts.Ink, m) + 36*s.Unit
	small, line := s.size(slideSmallest), s.size(slideLabel+8)
	sourcesH := s.height(t.Sources, in.W, small, 1.15, typeface.Regular, m)
	lineH := s.height(t.Line, in.W, line, 1.12, typeface.SemiBold, m)
	gap := 24 * s.Unit
	low := in.Bottom() - sourcesH - gap - lineH
	indent := 90 * s.Unit
	size, need := s.size(slideTitle+8), 0.0
	for ; ; size-- {
		need = 0
		for _, p := range t.Points {
			if p != "" {
				need += s.height(p, in.W-indent, size, 1.12, typeface.SemiBold, m) + gap
			}
		}
		if need <= low-y || size <= small {
			break
		}
	}
	y += max(0, (low-y-need)*0.35)
	for i, p := range t.Points {
		if p == "" {
			continue
		}
		s.set("number", strconv.Itoa(i+1), in.X, y, indent, size, 1.12, typeface.Bold, charts.Accent, m)
		y = s.set("point", p, in.X+indent, y, even(p, in.W-indent, size, typeface.SemiBold, m), size, 1.12, typeface.SemiBold, charts.Ink, m) + gap
	}
	y = s.set("line", t.Line, in.X, low, in.W, line, 1.12, typeface.SemiBold, charts.Ink, m)
	s.set("sources", t.Sources, in.X, y+gap, in.W, small, 1.15, typeface.Regular, charts.Muted, m)
}

// stripOnSlide is how much of a large map's height is left to the figure.
const stripOnSlide = 0.30

// figure places the figure, or the map in its place over a strip of it.
func (s *Slide) figure(how SlideMap, in label.Rect) {
	in.X, in.Y, in.W, in.H = math.Ceil(in.X), math.Ceil(in.Y), math.Floor(in.W), math.Floor(max(1, in.H))
	s.Plot = in
	if how != MapLarge {
		return
	}
	strip := math.Floor(in.H * stripOnSlide)
	s.Map = label.Rect{X: in.X, Y: in.Y, W: in.W, H: in.H - strip - 12*s.Unit}
	s.Plot = label.Rect{X: in.X, Y: in.Bottom() - strip, W: in.W, H: strip}
}

// size is a size of type: whole dp, and never less than the smallest.
func (s *Slide) size(units float64) float64 {
	return max(math.Round(units*s.Unit), SmallestOnSlide(s.W, s.H))
}

// set places the lines of a text and returns the y below them.
func (s *Slide) set(id, text string, x, y, width, size, leading float64, weight typeface.Weight, role charts.Role, m charts.Measurer) float64 {
	for _, line := range charts.Wrap(text, width, size, weight, m) {
		tw, th := m.Measure(line, size, weight)
		s.Texts = append(s.Texts, charts.Text{ID: id, Text: line, X: x, Y: y, W: tw, H: th, SizeDP: size, Weight: weight, Role: role})
		y += th * leading
	}
	return y
}

// height is what set needs.
func (s *Slide) height(text string, width, size, leading float64, weight typeface.Weight, m charts.Measurer) float64 {
	_, th := m.Measure("0", size, weight)
	return float64(len(charts.Wrap(text, width, size, weight, m))) * th * leading
}

// headline is as large as every headline is; only one that would take more than mostLines
// is set smaller.
func (s *Slide) headline(text string, x, y, width float64, m charts.Measurer) float64 {
	const mostLines = 3
	size := s.size(slideHeadline)
	for size > s.size(slideTitle) && len(charts.Wrap(text, width, size, typeface.Bold, m)) > mostLines {
		size--
	}
	return s.set("headline", text, x, y, even(text, width, size, typeface.Bold, m), size, 1.04, typeface.Bold, charts.Ink, m)
}

// even is the least width at which a text takes no more lines than at this one: no word is
// left alone on the last of them. A width of no more than a letter stays.
func even(text string, width, size float64, weight typeface.Weight, m charts.Measurer) float64 {
	const steps = 0.03
	lines := len(charts.Wrap(text, width, size, weight, m))
	for lines > 1 && width > size && len(charts.Wrap(text, width*(1-steps), size, weight, m)) == lines {
		width *= 1 - steps
	}
	return width
}

// foot stands on the lower edge and says where the talk is. It returns the y above it.
func (s *Slide) foot(t SlideWords, x, bottom, width float64, m charts.Measurer) float64 {
	size := s.size(slideSmallest)
	top := bottom - max(s.height(t.Foot, width, size, 1, typeface.Regular, m), s.height("0", width, size, 1, typeface.Regular, m))
	s.set("foot", t.Foot, x, top, width, size, 1, typeface.Regular, charts.Muted, m)
	return top
}

// beside places the card, under the map where that is shown.
func (s *Slide) beside(t SlideWords, in label.Rect, m charts.Measurer) {
	if t.Map == MapBeside {
		s.Map = label.Rect{X: math.Ceil(in.X), Y: math.Ceil(in.Y), W: math.Floor(in.W), H: math.Floor(in.H * 0.58)}
		top := s.Map.Bottom() + 24*s.Unit
		s.card(t, label.Rect{X: in.X, Y: top, W: in.W, H: in.Bottom() - top}, false, m)
		return
	}
	s.card(t, in, true, m)
}

// card places the card: its number, and its title below it or, where the room is wide and
// low, beside it. Where the room is short the title gives way first, down to the size of
// labels, then the number.
func (s *Slide) card(t SlideWords, in label.Rect, middle bool, m charts.Measurer) {
	number, small := s.size(slideNumber), s.size(slideLabel)
	nw, nh, beside := 0.0, 0.0, 0.0
	measure := func() {
		nw, nh = m.Measure(t.Number, number, typeface.Bold)
		beside = in.W - nw - 40*s.Unit
	}
	fits := func() bool {
		below := nh+s.titleH(t.Title, in.W, small, m) <= in.H
		return nw <= in.W && nh <= in.H && (below || beside > in.W/2 && s.titleH(t.Title, beside, small, m) <= in.H)
	}
	if t.Number != "" {
		for measure(); number > s.size(slideTitle) && !fits(); measure() {
			number--
		}
		if nw > in.W || nh > in.H {
			nw, nh = 0, 0
		}
	}
	at := in
	at.Y, at.H = at.Y+nh, at.H-nh
	if nh > 0 && beside > in.W/2 && s.titleSize(t.Title, beside, in.H, m) > s.titleSize(t.Title, at.W, at.H, m) {
		at = label.Rect{X: in.Right() - beside, Y: in.Y, W: beside, H: in.H}
	}
	title := s.titleSize(t.Title, at.W, at.H, m)
	titleH := s.titleH(t.Title, at.W, title, m)
	y := in.Y
	switch {
	case at.Y == in.Y && nh > 0: // beside each other, with their middles on one line
		at.Y += max(0, (nh-titleH)/2)
		y += max(0, (titleH-nh)/2)
	case middle:
		down := max(0, (in.H-nh-titleH)*0.4)
		y, at.Y = y+down, at.Y+down
	}
	if nh > 0 {
		s.set("number", t.Number, in.X, y, in.W, number, 1, typeface.Bold, charts.Ink, m)
	}
	if titleH <= at.H {
		s.set("title", t.Title, at.X, at.Y, even(t.Title, at.W, title, typeface.SemiBold, m), title, 1.12, typeface.SemiBold, charts.Ink, m)
	}
}

// titleSize is as large as a title can be in w × h, down to the smallest.
func (s *Slide) titleSize(text string, w, h float64, m charts.Measurer) float64 {
	size := s.size(slideTitle)
	for size > s.size(slideSmallest) && (s.titleH(text, w, size, m) > h || s.wider(text, w, size, m)) {
		size--
	}
	return size
}

func (s *Slide) titleH(text string, w, size float64, m charts.Measurer) float64 {
	return s.height(text, w, size, 1.12, typeface.SemiBold, m)
}

// wider tells whether a word of a text is wider than a width.
func (s *Slide) wider(text string, width, size float64, m charts.Measurer) bool {
	for _, line := range charts.Wrap(text, width, size, typeface.SemiBold, m) {
		if w, _ := m.Measure(line, size, typeface.SemiBold); w > width {
			return true
		}
	}
	return false
}

// hands places the answers to a question, each with a bar of how many are for it.
func (s *Slide) hands(of [MaxHands]Hands, in label.Rect, m charts.Measurer) {
	most, n := 1, 0
	for _, h := range of {
		if h.Says != "" {
			most, n = max(most, h.Count), n+1
		}
	}
	row := in.H / float64(n)
	size, count := s.size(slideTitle), s.size(slideHeadline)
	for i, h := range of[:n] {
		y := in.Y + float64(i)*row
		y = s.set("hands", fmt.Sprintf("%d   %s", i+1, h.Says), in.X, y, in.W, size, 1.1, typeface.SemiBold, charts.Ink, m)
		bar := label.Rect{X: in.X, Y: y + 8*s.Unit, H: min(56*s.Unit, in.Y+float64(i+1)*row-y-16*s.Unit)}
		if h.Count > 0 && bar.H > 0 {
			bar.W = (in.W - 160*s.Unit) * float64(h.Count) / float64(most)
			text := strconv.Itoa(h.Count)
			w, th := m.Measure(text, count, typeface.Bold)
			s.Texts = append(s.Texts, charts.Text{ID: "count", Text: text, X: bar.Right() + 20*s.Unit, Y: bar.Y + (bar.H-th)/2, W: w, H: th, SizeDP: count, Weight: typeface.Bold, Role: charts.Ink})
			s.Bars = append(s.Bars, bar)
		}
	}
}
