package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Span is a stretch of a Flow in one style. A span with a Link can be activated.
// A line break in the text begins a new line.
type Span struct {
	Text   string
	Size   charts.TextSize
	Weight typeface.Weight
	Role   charts.Role
	Link   string
}

// Flow is running text that wraps at the width it is given. Its height follows from
// the width, so layouts ask HeightFor before they place it.
type Flow struct {
	widget.BaseWidget
	spans  []Span
	onLink func(link string)
	host   *Host
	// leading is the distance between lines, as a part of the line's height.
	leading  float32
	balanced bool

	laidWidth float32
	laidScale float32
	pieces    []piece
	height    float32
}

// unlaid is the laidWidth of a Flow whose text must be laid out anew.
const unlaid = -1

// piece is a part of a span on one line.
type piece struct {
	text string
	span int
	pos  fyne.Position
	size fyne.Size
}

// SetLink sets what is called with the Link of what was activated.
func (f *Flow) SetLink(onLink func(link string)) { f.onLink = onLink }

// SetBalanced makes lines about equally long, so that no word is left alone on the last.
func (f *Flow) SetBalanced(on bool) { f.balanced = on }

// SetLeading sets the distance between lines, as a part of a line's height.
func (f *Flow) SetLeading(part float32) { f.leading = part }

// NewFlow returns a flow of spans. onLink is called with the Link of what was
// activated; it may be nil if no span has one.
func NewFlow(host *Host, onLink func(string), spans ...Span) *Flow {
	return Extended(&Flow{spans: spans, onLink: onLink, host: host, leading: 1.2})
}

// SetSpans replaces the text.
func (f *Flow) SetSpans(spans ...Span) {
	if slices.Equal(f.spans, spans) {
		return
	}
	f.spans, f.laidWidth = spans, unlaid
	f.Refresh()
}

// Text returns what the flow says.
func (f *Flow) Text() string {
	var out strings.Builder
	for _, s := range f.spans {
		out.WriteString(s.Text)
	}
	return out.String()
}

// HeightFor returns the height in dp that the text needs at a width in dp.
func (f *Flow) HeightFor(width float32) float32 {
	f.lay(width)
	return f.height
}

// MinSize implements fyne.CanvasObject: the height at the present width.
func (f *Flow) MinSize() fyne.Size {
	width := f.Size().Width
	if width <= 0 {
		width = 200
	}
	f.lay(width)
	return fyne.NewSize(20, f.height)
}

// lay breaks the spans into lines no wider than width, at spaces. A word wider than
// a line is broken where it must be.
func (f *Flow) lay(width float32) {
	s := look.Of(f)
	if f.laidWidth == width && f.laidScale == s.TextScale {
		return
	}
	f.laidWidth, f.laidScale = width, s.TextScale
	f.fill(width, s)
	if !f.balanced || len(f.pieces) == 0 || f.pieces[len(f.pieces)-1].pos.Y == 0 {
		return
	}
	const tries = 9
	height, narrow, wide := f.height, float32(0), width // a line of many letters ends long before a wide window does
	for range tries {
		half := (narrow + wide) / 2
		if f.fill(half, s); f.height > height {
			narrow = half
		} else {
			wide = half
		}
	}
	f.fill(wide, s)
}

// fill breaks the spans into lines.
func (f *Flow) fill(width float32, s look.Skin) {
	f.pieces, f.height = f.pieces[:0], 0
	l := flowLine{flow: f, skin: s, width: max(width, 1)}
	for _, word := range words(f.spans) {
		l.word(word)
	}
	l.end()
	f.height = l.y
}

// longestLine is how many letters a line of running text has at most: a longer one is
// hard to find the next of. Labels and source lines may be longer.
const longestLine = 75

// flowLine is the line being filled.
type flowLine struct {
	flow    *Flow
	skin    look.Skin
	width   float32
	x, y, h float32
	first   int // first piece of the line
	runes   int // on the line
}

// part is a piece of a word in one style. A word has several where a style ends
// inside it, as before the comma after a link.
type part struct {
	span int
	text string
}

// words cuts spans after each run of spaces, wherever the spans end. Words keep the
// space they end with; a line break is a word of its own.
func words(spans []Span) [][]part {
	var out [][]part
	open := false // the last word has not met its space yet
	for i, span := range spans {
		for n, text := range strings.Split(span.Text, "\n") {
			if n > 0 {
				out, open = append(out, []part{{i, "\n"}}), false
			}
			for _, chunk := range splitWords(text) {
				if open {
					out[len(out)-1] = append(out[len(out)-1], part{i, chunk})
				} else {
					out = append(out, []part{{i, chunk}})
				}
				open = !strings.HasSuffix(chunk, " ")
			}
		}
	}
	return out
}

// splitWords cuts after each run of spaces.
func splitWords(text string) []string {
	var out []string
	start := 0
	for i := 1; i < len(text); i++ {
		if text[i-1] == ' ' && text[i] != ' ' {
			out = append(out, text[start:i])
			start = i
		}
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

// word sets a word on the line, or on the next if it has no room.
func (l *flowLine) word(word []part) {
	first := l.flow.spans[word[0].span]
	if word[0].text == "\n" {
		if l.h == 0 {
			l.h = l.skin.Measure(" ", first.Size, first.Weight).Height
		}
		l.end()
		return
	}
	width, runes := float32(0), 0
	for i, p := range word {
		text := p.text
		if i == len(word)-1 {
			text = strings.TrimRight(text, " ")
		}
		span := l.flow.spans[p.span]
		width += l.skin.Measure(text, span.Size, span.Weight).Width
		runes += len([]rune(text))
	}
	long := first.Size != charts.SizeLabel && first.Size != charts.SizeSmall && l.runes+runes > longestLine
	if l.x > 0 && (l.x+width > l.width || long) {
		l.end()
	}
	for _, p := range word {
		// Only a word wider than any line is parted between its styles.
		if span := l.flow.spans[p.span]; width > l.width && l.x > 0 &&
			l.x+l.skin.Measure(strings.TrimRight(p.text, " "), span.Size, span.Weight).Width > l.width {
			l.end()
		}
		l.part(p)
	}
}

// part sets a part of a word, and breaks it where it is wider than a line.
func (l *flowLine) part(p part) {
	span, text := l.flow.spans[p.span], p.text
	if l.x == 0 {
		text = strings.TrimLeft(text, " ")
	}
	for len([]rune(text)) > 1 && l.skin.Measure(strings.TrimRight(text, " "), span.Size, span.Weight).Width > l.width {
		head, rest := l.fit(span, text)
		l.add(p.span, span, head)
		l.end()
		text = rest
	}
	l.add(p.span, span, text)
}

// fit cuts off as much of a word as the line holds, at least one rune.
func (l *flowLine) fit(span Span, word string) (head, rest string) {
	runes := []rune(word)
	n := 1
	for n < len(runes) && l.skin.Measure(string(runes[:n+1]), span.Size, span.Weight).Width <= l.width {
		n++
	}
	return string(runes[:n]), string(runes[n:])
}

// add appends text to the line, joining it to the piece before if that is of the
// same span.
func (l *flowLine) add(i int, span Span, text string) {
	if text == "" {
		return
	}
	l.runes += len([]rune(text))
	f := l.flow
	x := l.x
	if n := len(f.pieces); n > l.first && f.pieces[n-1].span == i {
		p := &f.pieces[n-1]
		p.text += text
		text, x = p.text, p.pos.X
		p.size = l.skin.Measure(text, span.Size, span.Weight)
		l.x, l.h = x+p.size.Width, max(l.h, p.size.Height)
		return
	}
	size := l.skin.Measure(text, span.Size, span.Weight)
	f.pieces = append(f.pieces, piece{text, i, fyne.NewPos(x, l.y), size})
	l.x, l.h = x+size.Width, max(l.h, size.Height)
}

// end finishes the line: its pieces stand on one baseline, near enough, by their
// lower edges.
func (l *flowLine) end() {
	f := l.flow
	for i := l.first; i < len(f.pieces); i++ {
		p := &f.pieces[i]
		p.pos.Y = l.y + l.h - p.size.Height
	}
	l.y += l.h * l.leadingOf()
	l.x, l.h, l.first, l.runes = 0, 0, len(f.pieces), 0
}

func (l *flowLine) leadingOf() float32 {
	if l.h == 0 {
		return 0
	}
	return l.flow.leading
}

// Look implements look.Looker.
func (f *Flow) Look() *look.Theme { return f.host.Look }

// CreateRenderer implements fyne.Widget.
func (f *Flow) CreateRenderer() fyne.WidgetRenderer {
	r := &flowRenderer{f: f}
	r.build()
	return r
}

type flowRenderer struct {
	f       *Flow
	objects []fyne.CanvasObject
	built   float32 // width that the objects were made for
}

func (r *flowRenderer) Destroy()                     {}
func (r *flowRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *flowRenderer) MinSize() fyne.Size           { return r.f.MinSize() }

func (r *flowRenderer) Layout(size fyne.Size) {
	if r.built != size.Width || r.f.laidWidth != size.Width {
		r.build()
		canvas.Refresh(r.f)
	}
}

func (r *flowRenderer) Refresh() {
	r.f.laidWidth = unlaid
	r.build()
	canvas.Refresh(r.f)
}

func (r *flowRenderer) build() {
	width := r.f.Size().Width
	if width <= 0 {
		width = max(r.f.laidWidth, 0)
	}
	r.f.lay(width)
	r.built = width
	s := look.Of(r.f)
	r.objects = r.objects[:0]
	for _, p := range r.f.pieces {
		span := r.f.spans[p.span]
		if span.Link != "" {
			l := newLink(r.f, span, p.text)
			l.Move(p.pos)
			l.Resize(p.size)
			r.objects = append(r.objects, l)
			continue
		}
		t := s.Text(p.text, span.Size, span.Weight, span.Role)
		t.Move(p.pos)
		t.Resize(p.size)
		r.objects = append(r.objects, t)
	}
}

// link is a word in running text that explains itself when activated. It is
// underlined, so that colour is not the only sign.
type link struct {
	Control
	span Span
	text string
}

func newLink(f *Flow, span Span, text string) *link {
	l := &link{span: span, text: text}
	l.Extend(l, f.host, text, func() { f.onLink(span.Link) })
	return l
}

func (l *link) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

func (l *link) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(l)
	text, under, ring := s.Text(l.text, l.span.Size, l.span.Weight, l.span.Role), canvas.NewRectangle(nil), Ring(s)
	ring.CornerRadius = 3
	return Drawn(l, func(size fyne.Size) {
		text.Resize(size)
		shown := look.Of(l).Measure(strings.TrimRight(l.text, " "), l.span.Size, l.span.Weight).Width
		Put(under, 0, size.Height-2, shown, 1)
		Put(ring, -2, 0, shown+4, size.Height+1)
	}, func() {
		s := look.Of(l)
		text.Color, under.FillColor = s.Color(l.span.Role), s.Color(charts.Muted)
		if l.hovered || l.focused {
			text.Color, under.FillColor = s.Color(charts.Accent), s.Color(charts.Accent)
		}
		l.Ringed(ring, s)
	}, text, under, ring)
}

// MinSize implements fyne.CanvasObject.
func (l *link) MinSize() fyne.Size {
	return look.Of(l).Measure(l.text, l.span.Size, l.span.Weight)
}
