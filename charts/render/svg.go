package render

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/wcharczuk/go-chart/v2/drawing"

	"truceline/charts"
	"truceline/charts/pages"
	"truceline/charts/typeface"
)

// Sheet is the paper of a page in a medium that has one, in points (1/72 inch). The
// zero Sheet is as large as the page on a screen of 96 px to the inch.
type Sheet struct{ WidthPT, HeightPT float64 }

// of returns the sheet of a page.
func (s Sheet) of(page *pages.Page) Sheet {
	if s.WidthPT > 0 && s.HeightPT > 0 {
		return s
	}
	return Sheet{float64(page.WidthPX) * 0.75, float64(page.HeightPX) * 0.75}
}

// svgFamily is what the embedded faces are called in an SVG.
const svgFamily = "Inter Tabular"

// cssWeights are the weights as CSS counts them.
var cssWeights = [...]int{400, 500, 600, 700}

// SVG writes a page as SVG: shapes, and text as text in embedded faces. It refers to
// nothing outside itself.
func SVG(w io.Writer, page *pages.Page, palette *charts.Palette, sheet Sheet) error {
	if err := checkPage(page); err != nil {
		return err
	}
	faces := facePool.Get().(*faceSet)
	defer facePool.Put(faces)
	m := &svg{page: page, sheet: sheet}
	v := newShapes(m, faces)
	if err := drawPage(v, page, fineOptions(page, palette), faces); err != nil {
		return err
	}
	return v.Save(w)
}

// fineOptions are the options of a page in a medium that keeps shapes.
func fineOptions(page *pages.Page, palette *charts.Palette) Options {
	return Options{Palette: palette, PxPerDP: page.PxPerDP * fineness, Texts: true, fine: fineness}
}

// svg is the medium of SVG. A px is a user unit.
type svg struct {
	page  *pages.Page
	sheet Sheet
	body  bytes.Buffer
	used  [len(cssWeights)]map[rune]bool
}

var _ medium = (*svg)(nil)

// short writes a number with at most two decimals.
func short(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

func (s *svg) paint(path []move, p pen) {
	var paint strings.Builder
	inkOf(&paint, "fill", p.fill)
	inkOf(&paint, "stroke", p.stroke)
	if !p.stroke.IsTransparent() {
		fmt.Fprintf(&paint, ` stroke-width="%s"`, short(p.width))
		if len(p.dash) > 0 {
			fmt.Fprintf(&paint, ` stroke-dasharray="%s"`, dashOf(p.dash))
		}
	}
	if r, ok := rectOf(path); ok && p.stroke.IsTransparent() {
		fmt.Fprintf(&s.body, `<rect x="%s" y="%s" width="%s" height="%s"%s/>`+"\n",
			short(r[0]), short(r[1]), short(r[2]-r[0]), short(r[3]-r[1]), paint.String())
		return
	}
	if len(path) == 1 && path[0].kind == circle {
		c := path[0]
		fmt.Fprintf(&s.body, `<circle cx="%s" cy="%s" r="%s"%s/>`+"\n", short(c.x), short(c.y), short(c.radius), paint.String())
		return
	}
	fmt.Fprintf(&s.body, `<path d="%s"%s/>`+"\n", pathOf(path), paint.String())
}

// dashOf writes the lengths of dashes and gaps.
func dashOf(dash []float64) string {
	parts := make([]string, len(dash))
	for i, d := range dash {
		parts[i] = short(d)
	}
	return strings.Join(parts, " ")
}

// pathOf writes a path as SVG does.
func pathOf(path []move) string {
	var b strings.Builder
	for _, m := range path {
		switch m.kind {
		case moveTo:
			fmt.Fprintf(&b, "M%s %s", short(m.x), short(m.y))
		case lineTo:
			fmt.Fprintf(&b, "L%s %s", short(m.x), short(m.y))
		case closed:
			b.WriteByte('Z')
		case circle:
			r := short(m.radius)
			fmt.Fprintf(&b, "M%s %sA%s %s 0 1 1 %s %sA%s %s 0 1 1 %s %sZ", short(m.x+m.radius), short(m.y),
				r, r, short(m.x-m.radius), short(m.y), r, r, short(m.x+m.radius), short(m.y))
		}
	}
	return b.String()
}

// inkOf writes a colour as attributes.
func inkOf(b *strings.Builder, name string, c drawing.Color) {
	if c.IsTransparent() {
		fmt.Fprintf(b, ` %s="none"`, name)
		return
	}
	fmt.Fprintf(b, ` %s="#%02x%02x%02x"`, name, c.R, c.G, c.B)
	if c.A < 255 {
		fmt.Fprintf(b, ` %s-opacity="%s"`, name, short(float64(c.A)/255))
	}
}

// rectOf returns the corners of a path that is one upright rectangle.
func rectOf(path []move) (r [4]float64, ok bool) {
	if n := len(path); n > 0 && path[n-1].kind == closed {
		path = path[:n-1]
	}
	var corners []point
	for i, m := range path {
		if m.kind != lineTo && (i > 0 || m.kind != moveTo) || i > 4 {
			return r, false
		}
		corners = append(corners, m.point)
	}
	return upright(corners)
}

// use notes the letters of a text.
func use(used *[len(cssWeights)]map[rune]bool, weight typeface.Weight, text string) {
	if used[weight] == nil {
		used[weight] = map[rune]bool{}
	}
	for _, r := range text {
		used[weight][r] = true
	}
}

func (s *svg) write(t letters) {
	use(&s.used, t.weight, t.body)
	var color strings.Builder
	inkOf(&color, "fill", t.color)
	fmt.Fprintf(&s.body, `<text x="%s" y="%s" font-size="%s" font-weight="%d" textLength="%s" lengthAdjust="spacingAndGlyphs"%s>%s</text>`+"\n",
		short(t.x), short(t.y), short(t.size), cssWeights[t.weight], short(t.width), color.String(), escape(t.body))
}

// escape writes text as XML holds it; what XML cannot hold becomes a mark.
func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}

// svgTextStyle keeps letters as far apart as they were measured.
const svgTextStyle = "text{font-kerning:none;font-feature-settings:\"kern\" 0,\"liga\" 0,\"calt\" 0;white-space:pre}\n"

// writeFaces writes the faces of the letters that are used, as CSS.
func writeFaces(w io.Writer, used [len(cssWeights)]map[rune]bool) error {
	for weight, runes := range used {
		if len(runes) == 0 {
			continue
		}
		fmt.Fprintf(w, `@font-face{font-family:"%s";font-weight:%d;src:url("data:font/ttf;base64,`, svgFamily, cssWeights[weight])
		e := base64.NewEncoder(base64.StdEncoding, w)
		if _, err := e.Write(subset(typeface.Weight(weight), runes)); err != nil {
			return err
		}
		if err := e.Close(); err != nil {
			return err
		}
		fmt.Fprint(w, "\") format(\"truetype\")}\n")
	}
	return nil
}

func (s *svg) save(to io.Writer) error {
	w := bufio.NewWriter(to)
	sheet := s.sheet.of(s.page)
	width, height := fmt.Sprint(s.page.WidthPX), fmt.Sprint(s.page.HeightPX)
	if s.sheet != (Sheet{}) {
		width, height = short(sheet.WidthPT)+"pt", short(sheet.HeightPT)+"pt"
	}
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %d %d" role="img" xml:space="preserve" font-family="'%s', Inter, sans-serif" stroke-miterlimit="2">`+"\n",
		width, height, s.page.WidthPX, s.page.HeightPX, svgFamily)
	title, subject := s.page.About()
	fmt.Fprintf(w, "<title>%s</title>\n<desc>%s</desc>\n<style>\n", escape(title), escape(subject))
	if err := writeFaces(w, s.used); err != nil {
		return err
	}
	fmt.Fprint(w, svgTextStyle+"</style>\n")
	if _, err := w.Write(s.body.Bytes()); err != nil {
		return err
	}
	fmt.Fprint(w, "</svg>\n")
	return w.Flush()
}
