package render

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/wcharczuk/go-chart/v2/drawing"

	"truceline/charts"
	"truceline/charts/pages"
	"truceline/charts/typeface"
)

// Drawings draws pages as SVG for one HTML document. All drawings share their faces,
// long paths, colours and sizes of letters. Each colour is a custom property of the
// document, so that one drawing is light or dark as its reader's screen is. The zero
// value is not ready: see NewDrawings. It is for one goroutine.
type Drawings struct {
	light, dark *charts.Palette
	colors      register[inkPair]
	sizes       register[letterSize]
	paths       register[string]
	used        [len(cssWeights)]map[rune]bool
}

// inkPair is a colour on a light and on a dark screen.
type inkPair struct{ light, dark drawing.Color }

type letterSize struct {
	px     float64
	weight typeface.Weight
}

// register numbers values in the order in which they are first met.
type register[T comparable] struct {
	list []T
	at   map[T]int
}

func (r *register[T]) number(v T) int {
	i, ok := r.at[v]
	if !ok {
		if r.at == nil {
			r.at = map[T]int{}
		}
		i = len(r.list)
		r.at[v] = i
		r.list = append(r.list, v)
	}
	return i
}

// NewDrawings returns drawings in two palettes.
func NewDrawings(light, dark *charts.Palette) *Drawings {
	return &Drawings{light: light, dark: dark}
}

// sharedFrom is how long a path is that is kept once for all drawings, in bytes.
const sharedFrom = 160

// mark is one thing that is drawn: a path, or letters.
type mark struct {
	path    []move
	pen     pen
	letters letters
}

// record is a medium that keeps marks in their order.
type record []mark

var _ medium = (*record)(nil)

func (r *record) paint(path []move, p pen) {
	*r = append(*r, mark{path: slices.Clone(path), pen: p})
}
func (r *record) write(t letters)      { *r = append(*r, mark{letters: t}) }
func (r *record) save(io.Writer) error { return nil }

// Draw returns a page as an svg element of a class. What it shows is said by the
// element that holds it. The error is that of a page that cannot be drawn.
func (d *Drawings) Draw(page *pages.Page, class string) (string, error) {
	if err := checkPage(page); err != nil {
		return "", err
	}
	faces := facePool.Get().(*faceSet)
	defer facePool.Put(faces)
	var drawn [2]record // the same marks, in two palettes
	for i, palette := range []*charts.Palette{d.light, d.dark} {
		if err := drawPage(newShapes(&drawn[i], faces), page, fineOptions(page, palette), faces); err != nil {
			return "", err
		}
	}
	light, dark := drawn[0], drawn[1]
	if len(light) != len(dark) {
		return "", fmt.Errorf("a drawing has %d marks on a light screen and %d on a dark one", len(light), len(dark))
	}
	w := inlineWriter{d: d}
	for i, m := range light {
		if m.path == nil {
			w.letters(m.letters, inkPair{m.letters.color, dark[i].letters.color})
		} else {
			w.path(m.path, m.pen, inkPair{m.pen.fill, dark[i].pen.fill}, inkPair{m.pen.stroke, dark[i].pen.stroke})
		}
	}
	w.end()
	return fmt.Sprintf(`<svg class="%s" viewBox="0 0 %d %d" aria-hidden="true">`, escape(class), page.WidthPX, page.HeightPX) + w.body.String() + "</svg>", nil
}

// inlineWriter writes the marks of one drawing. Lines that are drawn alike, one after
// the other, become one path.
type inlineWriter struct {
	d       *Drawings
	body    strings.Builder
	waiting []move
	paint   string // of what waits
}

func (w *inlineWriter) path(path []move, p pen, fill, stroke inkPair) {
	paint := attributes(p, w.class('f', fill), w.class('s', stroke))
	joins := fill.none() && stroke.light.A == 255 && stroke.dark.A == 255
	if paint == w.paint && (joins || slices.Equal(path, w.waiting)) {
		if joins {
			w.waiting = append(w.waiting, path...)
		}
		return
	}
	w.end()
	w.waiting, w.paint = path, paint
}

// class is that of a colour, or none.
func (w *inlineWriter) class(kind byte, c inkPair) string {
	if c.none() {
		return ""
	}
	return fmt.Sprintf("%c%d", kind, w.d.colors.number(c))
}

func (c inkPair) none() bool { return c.light.IsTransparent() && c.dark.IsTransparent() }

// attributes are those of a path.
func attributes(p pen, fill, stroke string) string {
	var b strings.Builder
	fmt.Fprintf(&b, ` class="%s"`, strings.TrimSpace(fill+" "+stroke))
	if stroke == "" {
		return b.String()
	}
	if width := short(p.width); width != "1" {
		fmt.Fprintf(&b, ` stroke-width="%s"`, width)
	}
	if len(p.dash) > 0 {
		fmt.Fprintf(&b, ` stroke-dasharray="%s"`, dashOf(p.dash))
	}
	return b.String()
}

// end writes what waits.
func (w *inlineWriter) end() {
	path := w.waiting
	if len(path) == 0 {
		return
	}
	w.waiting = nil
	if len(path) == 1 && path[0].kind == circle {
		c := path[0]
		fmt.Fprintf(&w.body, `<circle%s cx="%s" cy="%s" r="%s"/>`, w.paint, short(c.x), short(c.y), short(c.radius))
		return
	}
	d := shortPathOf(path)
	if len(d) > sharedFrom {
		fmt.Fprintf(&w.body, `<use%s href="#d%d"/>`, w.paint, w.d.paths.number(shortPathOf(simpler(path))))
		return
	}
	fmt.Fprintf(&w.body, `<path%s d="%s"/>`, w.paint, d)
}

func (w *inlineWriter) letters(t letters, c inkPair) {
	w.end()
	use(&w.d.used, t.weight, t.body)
	size := w.d.sizes.number(letterSize{t.size, t.weight})
	fmt.Fprintf(&w.body, `<text class="%s t%d" x="%s" y="%s">%s</text>`, w.class('f', c), size, tenth(t.x), tenth(t.y), escape(t.body))
}

// tenth writes a number with at most one decimal.
func tenth(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

// simplerBy is how far a long path may stray from what it was, in px.
const simplerBy = 0.4

// simpler leaves out of a path of lines the points whose lack nobody sees, by the
// method of Ramer, Douglas and Peucker, and islands smaller than that.
func simpler(path []move) []move {
	var out []move
	for begin := 0; begin < len(path); {
		end := begin + 1
		for end < len(path) && path[end].kind == lineTo {
			end++
		}
		part := append([]move{path[begin]}, thinned(path[begin:end])...)
		begin = end
		if begin < len(path) && path[begin].kind == closed {
			begin++
			if len(part) < 3 {
				continue
			}
			part = append(part, move{kind: closed})
		}
		out = append(out, part...)
	}
	return out
}

// thinned returns the points of a line that are kept, without the first.
func thinned(line []move) []move {
	if len(line) < 2 {
		return nil
	}
	first, last := line[0].point, line[len(line)-1].point
	far, at := simplerBy, 0
	for i := 1; i < len(line)-1; i++ {
		if d := away(line[i].point, first, last); d > far {
			far, at = d, i
		}
	}
	if at == 0 {
		return line[len(line)-1:]
	}
	return append(slices.Clone(thinned(line[:at+1])), thinned(line[at:])...)
}

// away is how far a point is from a piece of a line.
func away(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	t := 0.0
	if long := dx*dx + dy*dy; long > 0 {
		t = min(1, max(0, ((p.x-a.x)*dx+(p.y-a.y)*dy)/long))
	}
	return math.Hypot(p.x-a.x-t*dx, p.y-a.y-t*dy)
}

// shortPathOf writes a path of lines in few letters: each point from the one before
// it, to a tenth of a px. Errors do not add up. Other paths are written in full.
func shortPathOf(path []move) string {
	var b strings.Builder
	var x, y, startX, startY int // in tenths
	dotted := false              // the number before has decimals, so that a point begins the next
	tenths := func(v int, first bool) {
		text := strconv.FormatFloat(float64(v)/10, 'f', -1, 64)
		if v > -10 && v < 10 {
			text = strings.Replace(text, "0.", ".", 1)
		}
		if v >= 0 && !first && !(dotted && text[0] == '.') {
			b.WriteByte(' ')
		}
		b.WriteString(text)
		dotted = strings.Contains(text, ".")
	}
	var command byte
	say := func(c byte) bool {
		again := c == command
		if !again {
			b.WriteByte(c)
		}
		command = c
		return !again
	}
	for _, m := range path {
		toX, toY := int(math.Round(m.x*10)), int(math.Round(m.y*10))
		switch m.kind {
		case moveTo:
			command = 0
			say('m')
			tenths(toX-x, true)
			tenths(toY-y, false)
			startX, startY = toX, toY
		case lineTo:
			switch {
			case toX == x && toY == y:
				continue
			case toY == y:
				tenths(toX-x, say('h'))
			case toX == x:
				tenths(toY-y, say('v'))
			default:
				tenths(toX-x, say('l'))
				tenths(toY-y, false)
			}
		case closed:
			command = 0
			b.WriteByte('z')
			x, y = startX, startY
			continue
		default:
			return pathOf(path)
		}
		x, y = toX, toY
	}
	return b.String()
}

// Use notes letters that the document itself sets in the family of the drawings.
func (d *Drawings) Use(text string, weights ...typeface.Weight) {
	for _, w := range weights {
		use(&d.used, w, text)
	}
}

// Paths returns an svg element of a class that shows nothing and holds what the
// drawings share. It belongs into the document once.
func (d *Drawings) Paths(class string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="%s" width="0" height="0" aria-hidden="true"><defs>`, escape(class))
	for i, p := range d.paths.list {
		fmt.Fprintf(&b, `<path id="d%d" d="%s"/>`, i, p)
	}
	b.WriteString("</defs></svg>")
	return b.String()
}

// Colors returns the custom properties of the drawings' colours, as CSS declarations.
func (d *Drawings) Colors(dark bool) string {
	var b strings.Builder
	for i, c := range d.colors.list {
		one := c.light
		if dark {
			one = c.dark
		}
		fmt.Fprintf(&b, "--k%d:#%02x%02x%02x", i, one.R, one.G, one.B)
		if one.A < 255 {
			fmt.Fprintf(&b, "%02x", one.A)
		}
		b.WriteByte(';')
	}
	return b.String()
}

// Faces returns the faces of all letters that are used, as CSS.
func (d *Drawings) Faces() (string, error) {
	var b bytes.Buffer
	err := writeFaces(&b, d.used)
	return b.String(), err
}

// Style returns how all that has been drawn is painted and lettered, as CSS.
func (d *Drawings) Style() string {
	var b strings.Builder
	b.WriteString("svg{fill:none}\n" + svgTextStyle)
	for i := range d.colors.list {
		fmt.Fprintf(&b, ".f%d{fill:var(--k%d)}.s%d{stroke:var(--k%d)}\n", i, i, i, i)
	}
	for i, t := range d.sizes.list {
		fmt.Fprintf(&b, ".t%d{font-size:%spx;font-weight:%d}\n", i, short(t.px), cssWeights[t.weight])
	}
	return b.String()
}
