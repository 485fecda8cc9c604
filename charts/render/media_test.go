package render

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
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
	"truceline/charts/atlas"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/load"
)

// plainWords are words for tests: keys, and what is put into them.
type plainWords struct{}

func (plainWords) Say(key string, args ...any) string {
	out := key
	for i := 1; i < len(args); i += 2 {
		out += " " + fmt.Sprint(args[i])
	}
	return out
}
func (plainWords) Day(d data.Day, _ charts.DayForm) string { return d.String() }
func (plainWords) Percent(p data.Percent) string           { return fmt.Sprintf("%g%%", float64(p)) }
func (plainWords) Number(v float64, decimals int) string   { return strconv.FormatFloat(v, 'f', -1, 64) }
func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

// pageOf lays out a figure or the map.
func pageOf(t testing.TB, s *data.Story, name string, w, h int, scale float64, look charts.MapLook) *charts.Page {
	t.Helper()
	m := NewMetrics(charts.PagePxPerDP(w, h))
	lay := charts.RatesPage
	if name == "map" {
		lay = charts.MapPage
	}
	page, err := lay(s, look, plainWords{}, w, h, scale, m)
	require.NoError(t, err)
	return page
}

// drawn is what a test finds in a file: texts and shapes, in px of the page.
type drawn struct {
	texts  []found
	shapes []shape
}

type found struct {
	text   string
	x, y   float64
	size   float64
	weight int
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
			out.texts = append(out.texts, found{text, n("x"), n("y"), n("font-size"), int(n("font-weight"))})
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
	size, weight := 0.0, 0
	place := func(x, y float64) point { return point{x / perPX, (heightPT - y) / perPX} }
	for _, line := range pdfLines(content) {
		if i := bytes.Index(line, []byte("BT ")); i >= 0 && bytes.Contains(line, []byte(" Tj")) {
			v := floats(string(line[i : i+bytes.Index(line[i:], []byte("Td"))]))
			p := place(v[0], v[1])
			out.texts = append(out.texts, found{pdfText(line), p.x, p.y, size, weight})
			continue
		}
		text := string(line)
		v := floats(text)
		switch {
		case strings.HasSuffix(text, " Tf ET"):
			size = v[len(v)-1] / perPX
			weight = len(out.texts)
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
		for _, p := range s.points {
			if math.Abs(p.x-x) <= near && math.Abs(p.y-y) <= near {
				return
			}
		}
	}
	assert.Fail(t, "a line does not pass where it should", "%s: %.1f, %.1f", where, x, y)
}

// agrees holds what was drawn against the page's layout.
func (d drawn) agrees(t testing.TB, where string, page *charts.Page) {
	t.Helper()
	k, at := page.PxPerDP, page.At
	for _, x := range page.Texts {
		d.hasText(t, where, x, label.Rect{}, k)
	}
	if l := page.Layout; l != nil {
		for _, x := range l.Texts {
			d.hasText(t, where, x, at, k)
		}
		for _, c := range page.Figure.Curves {
			l.Trace(c, func(x0, y0, x1, y1 float64) {
				d.hasPoint(t, where+" "+c.ID, (at.X+x0)*k, (at.Y+y0)*k)
				d.hasPoint(t, where+" "+c.ID, (at.X+x1)*k, (at.Y+y1)*k)
			})
		}
		for _, x := range page.Figure.Dots {
			if p := (label.Rect{X: l.Days.Pos(x.Day), Y: l.Values.Pos(float64(x.Value))}); p.Inside(l.Plot) {
				d.hasRound(t, where+" "+x.ID, (at.X+p.X)*k, (at.Y+p.Y)*k, charts.DotRadiusDP*k)
			}
		}
		for _, x := range page.Figure.Ticks {
			d.hasRound(t, where+" "+x.ID, (at.X+l.Days.Pos(x.Day))*k, (at.Y+l.Plot.Bottom())*k, charts.TickRadiusDP*k)
		}
		for _, v := range l.GridValues {
			d.hasPoint(t, where+" grid", (at.X+l.Plot.X)*k, (at.Y+l.Values.Pos(v))*k)
			d.hasPoint(t, where+" grid", (at.X+l.Plot.Right())*k, (at.Y+l.Values.Pos(v))*k)
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
			d.hasRound(t, where+" "+x.Name, (at.X+x.At.X)*k, (at.Y+x.At.Y)*k, 5*k)
		}
		for _, a := range m.Arcs {
			for _, line := range m.Frame.Cut(inPX(m, a.Path)) {
				for _, p := range line {
					d.hasPoint(t, where+" way", at.X*k+p.X, at.Y*k+p.Y)
				}
			}
		}
	}
}

// sizes are those that exports promise, and the smallest and largest ones.
var sizes = []image.Point{{480, 320}, {1080, 1080}, {1920, 1080}, {2339, 1654}, {3840, 2160}}

func TestMedia_marksAndTextsStandWhereTheLayoutHasThem(t *testing.T) {
	s := builtIn(t)
	for _, name := range []string{"rates", "map"} {
		for _, size := range sizes {
			for _, scale := range []float64{0.75, 1, 1.5, 2} {
				where := fmt.Sprintf("%s %v × %g", name, size, scale)
				page := pageOf(t, s, name, size.X, size.Y, scale, charts.MapLook{Day: data.Date(2025, 5, 14), Meeting: "geneva"})
				palettes := []*charts.Palette{charts.Light, charts.Dark}
				if scale != 1 { // colours move nothing
					palettes = palettes[:1]
				}
				for _, palette := range palettes {
					var svg, pdf bytes.Buffer
					require.NoError(t, SVG(&svg, page, palette, Sheet{}))
					readSVG(t, svg.Bytes()).agrees(t, "SVG of "+where, page)
					sheet := Sheet{}
					if size.X == 2339 {
						sheet = Sheet{841.89, 595.28}
					}
					require.NoError(t, PDF(&pdf, page, palette, sheet, Document{plain: true}))
					sheet = sheet.of(page)
					readPDF(t, pdf.Bytes(), sheet.WidthPT/float64(size.X), sheet.HeightPT).agrees(t, "PDF of "+where, page)
				}
			}
		}
	}
}

// TestMedia_pixelsStandWhereTheLayoutHasThem looks at the pixels of the same pages.
// A line of odd width fills the px that its place falls in or the next, so marks may
// be a px off.
func TestMedia_pixelsStandWhereTheLayoutHasThem(t *testing.T) {
	s := builtIn(t)
	for _, name := range []string{"rates", "map"} {
		for _, size := range sizes[:3] {
			for _, palette := range []*charts.Palette{charts.Light, charts.Dark} {
				page := pageOf(t, s, name, size.X, size.Y, 1, charts.MapLook{Day: data.Date(2025, 5, 14), Meeting: "geneva"})
				img, err := Page(page, palette)
				require.NoError(t, err)
				where := fmt.Sprintf("%s %v", name, size)
				k, at := page.PxPerDP, page.At
				probe := func(what string, xDP, yDP float64, role charts.Role) {
					t.Helper()
					assert.True(t, colorNear(img, xDP*k, yDP*k, palette.Color(role)), "%s: %s at %.1f, %.1f", where, what, xDP*k, yDP*k)
				}
				for _, x := range page.Texts {
					assert.Positive(t, inkIn(img, x.Rect(), k, palette.Color(x.Role)), "%s: %q", where, x.Text)
				}
				if l := page.Layout; l != nil {
					for _, x := range l.Texts {
						r := x.Rect()
						r.X, r.Y = r.X+at.X, r.Y+at.Y
						assert.Positive(t, inkIn(img, r, k, palette.Color(x.Role)), "%s: %q", where, x.Text)
					}
					us := page.Figure.Curves[0]
					last := us.Steps[len(us.Steps)-1]
					probe("line", at.X+(l.Days.Pos(last.Day)+l.Days.Pos(us.Until))/2+7, at.Y+l.Values.Pos(float64(last.Value)), us.Role)
					for _, x := range page.Figure.Dots {
						probe(x.ID, at.X+l.Days.Pos(x.Day), at.Y+l.Values.Pos(float64(x.Value)), charts.Paper)
					}
					for _, x := range page.Figure.Ticks {
						probe(x.ID, at.X+l.Days.Pos(x.Day), at.Y+l.Plot.Bottom(), charts.Paper)
					}
				}
				if m := page.Map; m != nil {
					for _, c := range m.Capitals {
						probe(c.Name, at.X+c.At.X, at.Y+c.At.Y, c.Role)
					}
					for _, x := range m.Texts {
						r := x.Rect()
						r.X, r.Y = r.X+at.X, r.Y+at.Y
						assert.Positive(t, inkIn(img, r, k, palette.Color(x.Role)), "%s: %q", where, x.Text)
					}
				}
			}
		}
	}
}

// colorNear tells whether a px has the colour, at that place or beside it.
func colorNear(img *image.RGBA, x, y float64, want color.RGBA) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if img.RGBAAt(int(x)+dx, int(y)+dy) == want {
				return true
			}
		}
	}
	return false
}

// inkIn counts the px of a field given in dp that nearly have the colour.
func inkIn(img *image.RGBA, r label.Rect, k float64, want color.RGBA) (n int) {
	apart := func(a, b uint8) bool { return max(a, b)-min(a, b) > 60 }
	for y := int(r.Y * k); y < int(r.Bottom()*k); y++ {
		for x := int(r.X * k); x < int(r.Right()*k); x++ {
			if c := img.RGBAAt(x, y); !apart(c.R, want.R) && !apart(c.G, want.G) && !apart(c.B, want.B) {
				n++
			}
		}
	}
	return n
}

func TestMedia_textIsAsLongAsTheLayoutHasIt(t *testing.T) {
	page := pageOf(t, builtIn(t), "rates", 1920, 1080, 1, charts.MapLook{Day: data.Date(2025, 5, 14)})
	var svg bytes.Buffer
	require.NoError(t, SVG(&svg, page, charts.Light, Sheet{}))
	lengths := regexp.MustCompile(`textLength="([0-9.]+)"[^>]*>([^<]*)<`).FindAllStringSubmatch(svg.String(), -1)
	require.NotEmpty(t, lengths)
	for _, x := range page.Texts {
		for _, l := range lengths {
			if l[2] == x.Text {
				v, err := strconv.ParseFloat(l[1], 64)
				require.NoError(t, err)
				assert.InDelta(t, x.W*page.PxPerDP, v, 0.05, x.Text)
			}
		}
	}
}

func TestSVG_refersToNothingOutsideAndBearsItsFaces(t *testing.T) {
	s := builtIn(t)
	for _, name := range []string{"rates", "map"} {
		page := pageOf(t, s, name, 1920, 1080, 1, charts.MapLook{Day: s.AsOf, Meeting: "geneva"})
		var svg bytes.Buffer
		require.NoError(t, SVG(&svg, page, charts.Light, Sheet{}))
		text := strings.Replace(svg.String(), `xmlns="http://www.w3.org/2000/svg"`, "", 1)
		assert.NotRegexp(t, `https?:`, text)
		for _, part := range strings.Split(text, "url(")[1:] {
			assert.True(t, strings.HasPrefix(part, `"data:font/ttf;base64,`), "a reference to %.40s", part)
		}
		used := map[string]bool{}
		for _, w := range regexp.MustCompile(`<text[^>]*font-weight="(\d+)"`).FindAllStringSubmatch(text, -1) {
			used[w[1]] = true
		}
		for w := range used {
			assert.Contains(t, text, "font-weight:"+w+";src:", "the weight %s is embedded", w)
		}
		assert.Less(t, len(text), 600_000, "faces are cut down to what is used")
	}
}

func TestSubset_drawsAndMeasuresAsTheWholeFace(t *testing.T) {
	used := map[rune]bool{}
	for _, r := range "Aé145% –·×…’ÅäöüßœñŁž→" {
		used[r] = true
	}
	for w := typeface.Regular; w <= typeface.Bold; w++ {
		small := subset(w, used)
		assert.Less(t, len(small), len(w.Bytes())/3, "weight %d", w)
		runes := []rune{}
		for r := range used {
			runes = append(runes, r)
		}
		assert.True(t, agree(outlines()[w], small, runes))
	}
	assert.NotEmpty(t, subset(typeface.Regular, map[rune]bool{'關': true, '😀': true}), "letters that the face does not have")
}

func TestOutline_coversWhatThePainterCovers(t *testing.T) {
	s := builtIn(t)
	for _, size := range []image.Point{{480, 320}, {1920, 1080}, {2600, 300}} {
		page := pageOf(t, s, "map", size.X, size.Y, 1, charts.MapLook{Day: s.AsOf})
		f := page.Map.Frame
		want, err := atlas.Draw(f, f.Detail(), atlas.Style{Sea: color.White, Land: color.Black})
		require.NoError(t, err)
		land, _, err := atlas.Outline(f, f.Detail())
		require.NoError(t, err)
		c := newCanvas(f.Width, f.Height, newFaceSet())
		c.fillRect(0, 0, float64(f.Width), float64(f.Height), color.RGBA{255, 255, 255, 255})
		c.mask.Reset(f.Width, f.Height)
		for _, ring := range land {
			for i, p := range ring {
				if i == 0 {
					c.mask.MoveTo(float32(p.X), float32(p.Y))
				} else {
					c.mask.LineTo(float32(p.X), float32(p.Y))
				}
			}
			c.mask.ClosePath()
		}
		c.mask.Draw(c.img, c.img.Bounds(), image.Black, image.Point{})
		wrong := 0
		for i := 0; i < len(want.Pix); i += 4 {
			if a, b := want.Pix[i], c.img.Pix[i]; max(a, b)-min(a, b) > 100 {
				wrong++
			}
		}
		assert.LessOrEqual(t, wrong, f.Width*f.Height/50_000, "px of %v that differ", size)
	}
}

// FuzzMedia draws figures with any values at any size. There is no clock: what does
// not end is seen by the test's own deadline.
func FuzzMedia(f *testing.F) {
	for _, v := range []float64{0, 145, -1e300, 1e300, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, math.SmallestNonzeroFloat64} {
		f.Add(uint16(640), uint16(400), 1.0, v, 0.0, v, int32(100))
		f.Add(uint16(8192), uint16(3), 2.0, 10.0, v, 200.0, int32(-1))
		f.Add(uint16(0), uint16(8192), 0.75, 10.0, 0.0, v, int32(0))
		f.Add(uint16(1), uint16(1), v, 10.0, 0.0, 150.0, int32(1))
	}
	s := builtIn(f)
	f.Fuzz(func(t *testing.T, w, h uint16, scale, value, low, high float64, day int32) {
		width, height := int(w)%8193, int(h)%8193
		if !(scale > 0 && scale <= 8) {
			scale = 1
		}
		look := charts.MapLook{Day: s.Start + data.Day(day%1000), Meeting: "geneva"}
		m := NewMetrics(charts.PagePxPerDP(width, height))
		page, err := charts.RatesPage(s, look, plainWords{}, width, height, scale, m)
		if err == nil {
			page.Figure.Curves[0].Steps[1].Value = data.Percent(value)
			page.Figure.Dots[0].Value = data.Percent(high)
			page.Figure.Min, page.Figure.Max = data.Percent(low), data.Percent(high)
			drawAll(t, page)
			if l, err := charts.Lay(page.Figure, page.At.W, page.At.H, scale, m); err == nil {
				page.Layout = l
				drawAll(t, page)
			}
			page.PxPerDP = value
			drawAll(t, page)
		}
		if page, err = charts.MapPage(s, look, plainWords{}, width, height, scale, m); err == nil {
			drawAll(t, page)
		}
	})
}

// drawAll draws a page in every medium: each gives an error or a file.
func drawAll(t *testing.T, page *charts.Page) {
	var svg, pdf bytes.Buffer
	if err := SVG(&svg, page, charts.Light, Sheet{}); err == nil {
		assert.True(t, bytes.HasSuffix(svg.Bytes(), []byte("</svg>\n")))
		assert.NotContains(t, svg.String(), "NaN")
		assert.NotContains(t, svg.String(), "Inf")
	}
	if err := PDF(&pdf, page, charts.Light, Sheet{}, Document{}); err == nil {
		assert.True(t, bytes.HasPrefix(pdf.Bytes(), []byte("%PDF-")))
	}
	if page.WidthPX*page.HeightPX > 1<<20 {
		return // memory, and time of the fuzzer
	}
	if img, err := Page(page, charts.Light); err == nil {
		assert.Equal(t, image.Pt(page.WidthPX, page.HeightPX), img.Bounds().Size())
	}
}
