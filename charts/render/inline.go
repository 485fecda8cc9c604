package render

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/wcharczuk/go-chart/v2/drawing"

	"truceline/charts"
	"truceline/charts/pages"
	"truceline/charts/typeface"
)

// Drawings draws pages as SVG for one HTML document. All drawings share their faces,
// long paths and colours. Each colour is a custom property of the document, so that
// one drawing is light or dark as its reader's screen is. The zero value is not ready:
// see NewDrawings. It is for one goroutine.
type Drawings struct {
	light, dark *charts.Palette
	colors      []inkPair
	colorOf     map[inkPair]int
	paths       []string
	pathOf      map[string]int
	used        [len(cssWeights)]map[rune]bool
}

// inkPair is a colour on a light and on a dark screen.
type inkPair struct{ light, dark drawing.Color }

// NewDrawings returns drawings in two palettes.
func NewDrawings(light, dark *charts.Palette) *Drawings {
	return &Drawings{light: light, dark: dark, colorOf: map[inkPair]int{}, pathOf: map[string]int{}}
}

// sharedFrom is how long a path is that is kept once for all drawings, in bytes.
const sharedFrom = 160

// Draw returns a page as an svg element of a class, with a name for those who do not
// see it. The error is that of a page that cannot be drawn.
func (d *Drawings) Draw(page *pages.Page, class, name string) (string, error) {
	if err := checkPage(page); err != nil {
		return "", err
	}
	faces := facePool.Get().(*faceSet)
	defer facePool.Put(faces)
	// The first time round only the colours of the dark palette are noted. Both times
	// the same is drawn, so the colours come in the same order.
	var dark []drawing.Color
	noting := &svg{page: page, ink: func(_ string, c drawing.Color) string { dark = append(dark, c); return "" }}
	if err := drawPage(newShapes(noting, faces), page, fineOptions(page, d.dark), faces); err != nil {
		return "", err
	}
	at := 0
	m := &svg{page: page, used: d.used, share: d.share}
	m.ink = func(name string, c drawing.Color) string {
		other := c
		if at < len(dark) {
			other = dark[at]
		}
		at++
		return d.ink(name, inkPair{c, other})
	}
	if err := drawPage(newShapes(m, faces), page, fineOptions(page, d.light), faces); err != nil {
		return "", err
	}
	d.used = m.used
	if at != len(dark) {
		return "", fmt.Errorf("a drawing has %d colours on a light screen and %d on a dark one", at, len(dark))
	}
	return fmt.Sprintf(`<svg class="%s" viewBox="0 0 %d %d" role="img" aria-label="%s">`+"\n", escape(class), page.WidthPX, page.HeightPX, escape(name)) +
		m.body.String() + "</svg>", nil
}

// ink writes a colour as an attribute.
func (d *Drawings) ink(name string, c inkPair) string {
	if c.light.IsTransparent() && c.dark.IsTransparent() {
		if name == "stroke" {
			return "" // none unless it is said
		}
		return ` ` + name + `="none"`
	}
	i, ok := d.colorOf[c]
	if !ok {
		i = len(d.colors)
		d.colorOf[c] = i
		d.colors = append(d.colors, c)
	}
	return fmt.Sprintf(` %s="var(--k%d)"`, name, i)
}

// share keeps a long path and returns its id.
func (d *Drawings) share(path string) string {
	i, ok := d.pathOf[path]
	if !ok {
		i = len(d.paths)
		d.pathOf[path] = i
		d.paths = append(d.paths, path)
	}
	return fmt.Sprintf("d%d", i)
}

// shortPathOf writes a path of lines in few letters: each point from the one before
// it, to a tenth of a px. Errors do not add up. Other paths are written in full.
func shortPathOf(path []move) string {
	var b strings.Builder
	var x, y, startX, startY int // in tenths
	tenths := func(v int) {
		text := strconv.FormatFloat(float64(v)/10, 'f', -1, 64)
		if v > -10 && v < 10 {
			text = strings.Replace(text, "0.", ".", 1)
		}
		if last := b.String(); v >= 0 && last[len(last)-1] >= '0' && last[len(last)-1] <= '9' {
			b.WriteByte(' ')
		}
		b.WriteString(text)
	}
	for _, m := range path {
		toX, toY := int(math.Round(m.x*10)), int(math.Round(m.y*10))
		switch m.kind {
		case moveTo:
			b.WriteByte('m')
			startX, startY = toX, toY
		case lineTo:
			if toX == x && toY == y {
				continue
			}
			b.WriteByte('l')
		case closed:
			b.WriteByte('z')
			x, y = startX, startY
			continue
		default:
			return pathOf(path)
		}
		tenths(toX - x)
		tenths(toY - y)
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

// Family is the family's name in CSS.
func (d *Drawings) Family() string { return svgFamily }

// Paths returns an svg element of a class that shows nothing and holds what the
// drawings share. It belongs into the document once.
func (d *Drawings) Paths(class string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="%s" width="0" height="0" aria-hidden="true"><defs>`+"\n", escape(class))
	for i, p := range d.paths {
		fmt.Fprintf(&b, `<path id="d%d" d="%s"/>`+"\n", i, p)
	}
	b.WriteString("</defs></svg>")
	return b.String()
}

// Colors returns the custom properties of the drawings' colours, as CSS declarations.
func (d *Drawings) Colors(dark bool) string {
	var b strings.Builder
	for i, c := range d.colors {
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
	if err := writeFaces(&b, d.used); err != nil {
		return "", err
	}
	return b.String() + svgTextStyle, nil
}
