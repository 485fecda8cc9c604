package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/meetings"
	"truceline/charts/pages"
)

// drawn is what a test finds in a file: texts and shapes, in px of the page.
type drawn struct {
	texts  []found
	shapes []shape
}

type found struct {
	text string
	x, y float64
	size float64 // px
}

// shape is a path: its points, and the field they take up.
type shape struct {
	points                 []point
	minX, minY, maxX, maxY float64
}

func shapeOf(points []point) shape {
	s := shape{points: points, minX: math.Inf(1), minY: math.Inf(1), maxX: math.Inf(-1), maxY: math.Inf(-1)}
	for _, p := range points {
		s.minX, s.maxX = min(s.minX, p.x), max(s.maxX, p.x)
		s.minY, s.maxY = min(s.minY, p.y), max(s.maxY, p.y)
	}
	return s
}

var numbers = regexp.MustCompile(`-?[0-9.]+`)

func floats(text string) (out []float64) {
	for _, n := range numbers.FindAllString(text, -1) {
		v, _ := strconv.ParseFloat(n, 64)
		out = append(out, v)
	}
	return out
}

// readSVG reads what SVG wrote.
func readSVG(t testing.TB, raw []byte) drawn {
	t.Helper()
	var out drawn
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		require.NoError(t, err)
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		at := map[string]string{}
		for _, a := range start.Attr {
			at[a.Name.Local] = a.Value
		}
		n := func(name string) float64 { v, _ := strconv.ParseFloat(at[name], 64); return v }
		switch start.Name.Local {
		case "rect":
			out.shapes = append(out.shapes, shapeOf([]point{{n("x"), n("y")}, {n("x") + n("width"), n("y") + n("height")}}))
		case "circle":
			out.shapes = append(out.shapes, shapeOf([]point{{n("cx") - n("r"), n("cy") - n("r")}, {n("cx") + n("r"), n("cy") + n("r")}}))
		case "path":
			require.NotContains(t, at["d"], "A", "arcs are not read here")
			var points []point
			for v := floats(at["d"]); len(v) > 1; v = v[2:] {
				points = append(points, point{v[0], v[1]})
			}
			out.shapes = append(out.shapes, shapeOf(points))
		case "text":
			var text string
			require.NoError(t, d.DecodeElement(&text, &start))
			out.texts = append(out.texts, found{text, n("x"), n("y"), n("font-size")})
		}
	}
}

// readPDF reads the content of a PDF that was written plain.
func readPDF(t testing.TB, raw []byte, perPX, heightPT float64) drawn {
	t.Helper()
	_, rest, ok := bytes.Cut(raw, []byte("\nstream\n"))
	require.True(t, ok)
	content, _, ok := bytes.Cut(rest, []byte("\nendstream"))
	require.True(t, ok)
	var out drawn
	var points []point
	size := 0.0
	place := func(x, y float64) point { return point{x / perPX, (heightPT - y) / perPX} }
	for _, line := range pdfLines(content) {
		if i := bytes.Index(line, []byte("BT ")); i >= 0 && bytes.Contains(line, []byte(" Tj")) {
			v := floats(string(line[i : i+bytes.Index(line[i:], []byte("Td"))]))
			p := place(v[0], v[1])
			out.texts = append(out.texts, found{pdfText(line), p.x, p.y, size})
			continue
		}
		text := string(line)
		v := floats(text)
		switch {
		case strings.HasSuffix(text, " Tf ET"):
			size = v[len(v)-1] / perPX
		case strings.HasSuffix(text, " m"):
			points = append(points, place(v[0], v[1]))
		case strings.HasSuffix(text, " l"):
			points = append(points, place(v[0], v[1]))
		case strings.HasSuffix(text, " c"):
			points = append(points, place(v[len(v)-2], v[len(v)-1]))
		case text == "f" || text == "S" || text == "B":
			out.shapes = append(out.shapes, shapeOf(points))
			points = nil
		}
	}
	return out
}

// pdfLines parts content at the ends of its lines; those within strings are none.
func pdfLines(content []byte) [][]byte {
	var out [][]byte
	from, within := 0, false
	for i := 0; i < len(content); i++ {
		switch c := content[i]; {
		case within && c == '\\':
			i++
		case c == '(' && !within:
			within = true
		case c == ')' && within:
			within = false
		case c == '\n' && !within:
			out = append(out, content[from:i])
			from = i + 1
		}
	}
	return append(out, content[from:])
}

// pdfText reads the string of a line that writes text.
func pdfText(line []byte) string {
	i := bytes.IndexByte(line, '(')
	var raw []byte
	for i++; line[i] != ')'; i++ {
		c := line[i]
		if c == '\\' {
			i++
			c = line[i]
			if c == 'r' {
				c = '\r'
			}
		}
		raw = append(raw, c)
	}
	var units []uint16
	for ; len(raw) > 1; raw = raw[2:] {
		units = append(units, uint16(raw[0])<<8|uint16(raw[1]))
	}
	return string(utf16.Decode(units))
}

// near is how far a position in a file may lie from the layout's, in px.
const near = 0.5

// hasText tells that a text stands where the layout has it.
func (d drawn) hasText(t testing.TB, where string, x charts.Text, at label.Rect, perDP float64) {
	t.Helper()
	ascent := newFaceSet().ascent(x.Weight, x.SizeDP*perDP)
	left, base := (at.X+x.X)*perDP, (at.Y+x.Y)*perDP+ascent
	for _, f := range d.texts {
		if f.text == x.Text && math.Abs(f.x-left) <= near && math.Abs(f.y-base) <= near && math.Abs(f.size-x.SizeDP*perDP) < 0.1 {
			return
		}
	}
	assert.Fail(t, "a text is not in its place", "%s: %q at %.1f, %.1f, size %.1f", where, x.Text, left, base, x.SizeDP*perDP)
}

// hasRound tells that something round has its middle there.
func (d drawn) hasRound(t testing.TB, where string, x, y, radius float64) {
	t.Helper()
	for _, s := range d.shapes {
		if math.Abs((s.minX+s.maxX)/2-x) <= near && math.Abs((s.minY+s.maxY)/2-y) <= near &&
			math.Abs((s.maxX-s.minX)/2-radius) <= near && math.Abs((s.maxY-s.minY)/2-radius) <= near {
			return
		}
	}
	assert.Fail(t, "a mark is not in its place", "%s: at %.1f, %.1f, radius %.1f", where, x, y, radius)
}

// hasPoint tells that a line turns or ends there.
func (d drawn) hasPoint(t testing.TB, where string, x, y float64) {
	t.Helper()
	for _, s := range d.shapes {
		if x < s.minX-near || x > s.maxX+near || y < s.minY-near || y > s.maxY+near {
			continue
		}
		for _, p := range s.points {
			if math.Abs(p.x-x) <= near && math.Abs(p.y-y) <= near {
				return
			}
		}
	}
	assert.Fail(t, "a line does not pass where it should", "%s: %.1f, %.1f", where, x, y)
}

// agrees holds what was drawn against the page's layout.
func (d drawn) agrees(t testing.TB, where string, page *pages.Page) {
	t.Helper()
	k, at := page.PxPerDP, page.At
	for _, x := range page.Texts {
		d.hasText(t, where, x, label.Rect{}, k)
	}
	if l := page.Layout; l != nil {
		for _, x := range l.Texts {
			d.hasText(t, where, x, at, k)
		}
		if len(l.Rows) == 0 {
			d.marks(t, where, page, page.Figure, l)
		}
		for i, row := range l.Rows {
			d.marks(t, fmt.Sprintf("%s row %d", where, i), page, page.Figure.Rows()[i], row)
		}
	}
	if m := page.Map; m != nil {
		for _, x := range m.Texts {
			d.hasText(t, where, x, at, k)
		}
		for _, x := range m.Markers {
			d.hasRound(t, where+" "+x.ID, (at.X+x.At.X)*k, (at.Y+x.At.Y)*k, (x.RadiusDP-1)*k)
		}
		for _, x := range m.Capitals {
			d.hasRound(t, where+" "+x.Name, (at.X+x.At.X)*k, (at.Y+x.At.Y)*k, meetings.CapitalHalfDP*charts.Growth(m.TextScale)*k)
		}
		for _, a := range m.Arcs {
			for _, line := range m.Frame.Cut(inPX(a.Path, m.PxPerDP)) {
				for _, p := range line {
					d.hasPoint(t, where+" way", at.X*k+p.X, at.Y*k+p.Y)
				}
			}
		}
	}
}

// marks holds the marks of a figure, or of one of its rows, against a layout.
func (d drawn) marks(t testing.TB, where string, page *pages.Page, f *charts.Figure, l *charts.Layout) {
	t.Helper()
	k, at := page.PxPerDP, page.At
	for i, b := range l.Bars {
		d.hasPoint(t, where+" "+f.Bars()[i].ID, (at.X+b.Bar.X)*k, (at.Y+b.Bar.Y)*k)
		d.hasPoint(t, where+" "+f.Bars()[i].ID, (at.X+b.Bar.Right())*k, (at.Y+b.Bar.Bottom())*k)
	}
	if len(l.Bars) > 0 {
		return
	}
	for _, c := range f.Curves {
		l.Trace(f, c, func(x0, y0, x1, y1 float64) {
			d.hasPoint(t, where+" "+c.ID, (at.X+x0)*k, (at.Y+y0)*k)
			d.hasPoint(t, where+" "+c.ID, (at.X+x1)*k, (at.Y+y1)*k)
		})
	}
	for _, x := range f.Dots {
		if p := (label.Rect{X: l.Days.Pos(x.Day), Y: l.Values.Pos(float64(x.Value))}); p.Inside(l.Plot) {
			radius := charts.DotRadiusDP * charts.Growth(l.TextScale)
			if x.Square {
				radius *= 0.9
			}
			d.hasRound(t, where+" "+x.ID, (at.X+p.X)*k, (at.Y+p.Y)*k, radius*k)
		}
	}
	for _, x := range f.Ticks {
		if x.Day >= l.Days.From && x.Day <= l.Days.Until {
			d.hasRound(t, where+" "+x.ID, (at.X+l.Days.Pos(x.Day))*k, (at.Y+l.Plot.Bottom())*k, charts.TickRadiusDP*charts.Growth(l.TextScale)*k)
		}
	}
	for _, a := range f.Arrows {
		if !l.Shows(a) {
			continue
		}
		bend := l.Bend(a)
		for _, p := range append(bend.Points[:], bend.Head[:]...) {
			d.hasPoint(t, where+" arrow "+a.ID, (at.X+p.X)*k, (at.Y+p.Y)*k)
		}
	}
	for _, b := range f.Bands {
		for _, step := range b.Steps {
			if step.High > step.Low && !b.Hatched {
				d.hasPoint(t, where+" "+b.ID, (at.X+l.Days.Pos(step.Day))*k, (at.Y+l.Values.Pos(float64(step.High)))*k)
			}
		}
	}
	for _, v := range l.GridValues {
		d.hasPoint(t, where+" grid", (at.X+l.Plot.X)*k, (at.Y+l.Values.Pos(v))*k)
		d.hasPoint(t, where+" grid", (at.X+l.Plot.Right())*k, (at.Y+l.Values.Pos(v))*k)
	}
}
