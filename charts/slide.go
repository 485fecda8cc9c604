package charts

import (
	"math"
	"strings"

	"truceline/charts/label"
	"truceline/charts/typeface"
)

// SlideWords are the texts of a Slide. Any may be empty.
type SlideWords struct {
	Headline string
	// MapTitle stands above the map.
	MapTitle string
	// Number, Title, Claim and When are the card's; the claim is left out where there
	// is no room for all of it.
	Number, Title, Claim, When string
	// Foot stands below on the left, Sources on the right.
	Foot, Sources string
}

// Slide is what a room sees: a headline, a figure, the map and one card, large. Its
// texts lie within it and never overlap each other, the figure or the map.
type Slide struct {
	W, H  float64 // dp
	Texts []Text
	// Plot and Map are where figure and map lie.
	Plot, Map label.Rect
	// TextScale is that of figure and map.
	TextScale float64
	// Unit is a 1080th of the height, or less where the slide is narrow.
	Unit float64
}

// Sizes of type on a slide, in 1080ths of its height.
const (
	slideHeadline = 50
	slideNumber   = 116
	slideTitle    = 34
	slideClaim    = 27
	slideSmallest = 20
)

// SmallestOnSlide returns the least size of type on a slide of w × h dp: 20 on one
// of 1920 × 1080.
func SmallestOnSlide(w, h float64) float64 { return math.Ceil(slideSmallest*slideUnit(w, h) - 1e-9) }

func slideUnit(w, h float64) float64 { return min(h/1080, w/1440) }

// LaySlide places a slide in w × h dp. Wide slides have the figure beside map and
// card, others above them.
func LaySlide(t SlideWords, w, h float64, m Measurer) *Slide {
	s := &Slide{W: w, H: h, Unit: slideUnit(w, h), TextScale: SmallestOnSlide(w, h) / SizeSmall.At(1)}
	if !(w >= 160 && h >= 90) || math.IsInf(w+h, 0) { // no text has room
		s.Plot = label.Rect{W: max(1, w), H: max(1, h)}
		s.Map = label.Rect{W: 1, H: 1}
		return s
	}
	u := s.Unit
	padX, padTop, padFoot := 72*u, 54*u, 36*u
	inner := w - 2*padX
	y := s.headline(t.Headline, padX, padTop, inner, m)
	foot := s.foot(t, padX, h-padFoot, inner, m)
	body := label.Rect{X: padX, Y: y + 30*u, W: inner, H: foot - 14*u - y - 30*u}
	if w/h >= 1.45 {
		s.Plot = label.Rect{X: body.X, Y: body.Y, W: math.Floor(body.W * 0.655), H: body.H}
		x := s.Plot.Right() + 56*u
		s.beside(t, label.Rect{X: x, Y: body.Y, W: body.Right() - x, H: body.H}, m)
		return s
	}
	s.Plot = label.Rect{X: body.X, Y: body.Y, W: body.W, H: math.Floor(body.H * 0.58)}
	low := label.Rect{X: body.X, Y: s.Plot.Bottom() + 24*u, W: body.W, H: body.Bottom() - s.Plot.Bottom() - 24*u}
	half := math.Floor((low.W - 48*u) / 2)
	s.mapIn(t.MapTitle, label.Rect{X: low.X, Y: low.Y, W: half, H: low.H}, m)
	s.card(t, label.Rect{X: low.Right() - half, Y: low.Y, W: half, H: low.H}, m)
	return s
}

// size is a size of type: whole dp, and never less than the smallest.
func (s *Slide) size(units float64) float64 {
	return max(math.Round(units*s.Unit), SmallestOnSlide(s.W, s.H))
}

// set places the lines of a text and returns the y below them.
func (s *Slide) set(id, text string, x, y, width, size, leading float64, weight typeface.Weight, role Role, m Measurer) float64 {
	for _, line := range Wrap(text, width, size, weight, m) {
		tw, th := m.Measure(line, size, weight)
		s.Texts = append(s.Texts, Text{id, line, x, y, tw, th, size, weight, role})
		y += th * leading
	}
	return y
}

// height is what set needs.
func (s *Slide) height(text string, width, size, leading float64, weight typeface.Weight, m Measurer) float64 {
	_, th := m.Measure("0", size, weight)
	return float64(len(Wrap(text, width, size, weight, m))) * th * leading
}

// headline is as large as lets it stand on two lines, within bounds.
func (s *Slide) headline(text string, x, y, width float64, m Measurer) float64 {
	size := s.size(slideHeadline)
	for _, units := range []float64{46, 42, 38} {
		if len(Wrap(text, width, size, typeface.Bold, m)) > 2 {
			size = s.size(units)
		}
	}
	return s.set("headline", text, x, y, width, size, 1.04, typeface.Bold, Ink, m)
}

// foot stands on the lower edge: where the talk is on the left, the sources on the
// right. It returns the y above it.
func (s *Slide) foot(t SlideWords, x, bottom, width float64, m Measurer) float64 {
	size := s.size(slideSmallest)
	fw, fh := m.Measure(t.Foot, size, typeface.Regular)
	room := width - fw - 40*s.Unit
	lines := Wrap(t.Sources, room, size, typeface.Regular, m)
	const most = 2
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] = shorten(lines[most-1], room, size, m)
	}
	y := bottom - float64(max(1, len(lines)))*fh
	for i, line := range lines {
		tw, th := m.Measure(line, size, typeface.Regular)
		s.Texts = append(s.Texts, Text{"sources", line, x + width - tw, y + float64(i)*fh, tw, th, size, typeface.Regular, Muted})
	}
	if t.Foot != "" {
		s.Texts = append(s.Texts, Text{"foot", t.Foot, x, bottom - fh, fw, fh, size, typeface.Regular, Muted})
	}
	return y
}

// shorten ends a line that goes on with an ellipsis, at a word.
func shorten(line string, width, size float64, m Measurer) string {
	for {
		if w, _ := m.Measure(line+" …", size, typeface.Regular); w <= width {
			return line + " …"
		}
		at := strings.LastIndexByte(line, ' ')
		if at < 0 {
			return "…"
		}
		line = line[:at]
	}
}

// beside places map above card.
func (s *Slide) beside(t SlideWords, in label.Rect, m Measurer) {
	mapH := min(in.W*0.56, in.H*0.46)
	s.mapIn(t.MapTitle, label.Rect{X: in.X, Y: in.Y, W: in.W, H: mapH}, m)
	top := in.Y + mapH + 30*s.Unit
	s.card(t, label.Rect{X: in.X, Y: top, W: in.W, H: in.Bottom() - top}, m)
}

func (s *Slide) mapIn(title string, in label.Rect, m Measurer) {
	y := s.set("map", title, in.X, in.Y, in.W, s.size(slideSmallest), 1, typeface.SemiBold, Ink, m)
	if y > in.Y {
		y += 6 * s.Unit
	}
	s.Map = label.Rect{X: in.X, Y: math.Ceil(y), W: math.Floor(in.W), H: math.Floor(max(1, in.Bottom()-y))}
}

// card places the card: its number as large as the width allows, its title, when it
// was and by which source; the claim where all of it fits. Where the room is short
// the number gives way first.
func (s *Slide) card(t SlideWords, in label.Rect, m Measurer) {
	u := s.Unit
	small := s.size(slideSmallest)
	whenH := s.height(t.When, in.W, small, 1.1, typeface.Regular, m)
	title := s.size(slideTitle)
	for title > small && s.height(t.Title, in.W, title, 1.12, typeface.SemiBold, m)+10*u+whenH > in.H {
		title--
	}
	titleH := s.height(t.Title, in.W, title, 1.12, typeface.SemiBold, m)
	y := in.Y
	if room := in.H - titleH - 10*u - whenH; t.Number != "" && room > 0 {
		size := s.size(slideNumber)
		nw, nh := m.Measure(t.Number, size, typeface.Bold)
		for size > title && (nw > in.W || nh > room) {
			size--
			nw, nh = m.Measure(t.Number, size, typeface.Bold)
		}
		if nw <= in.W && nh <= room {
			y = s.set("number", t.Number, in.X, y, in.W, size, 1, typeface.Bold, Ink, m)
		}
	}
	y = s.set("title", t.Title, in.X, y, in.W, title, 1.12, typeface.SemiBold, Ink, m)
	claim := s.size(slideClaim)
	claimH := s.height(t.Claim, in.W, claim, 1.18, typeface.Regular, m)
	if t.Claim != "" && y+12*u+claimH+10*u+whenH <= in.Bottom() {
		y = s.set("claim", t.Claim, in.X, y+12*u, in.W, claim, 1.18, typeface.Regular, Ink, m)
	}
	if y+10*u+whenH <= in.Bottom()+1 {
		s.set("when", t.When, in.X, y+10*u, in.W, small, 1.1, typeface.Regular, Muted, m)
	}
}
