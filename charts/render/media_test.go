package render

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/label"
	"truceline/charts/meetings"
	"truceline/charts/pages"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/load"
)

// mediaWords are words for tests: keys, and what is put into them.
type mediaWords struct{}

func (mediaWords) Say(key string, args ...any) string {
	out := key
	for i := 1; i < len(args); i += 2 {
		out += " " + fmt.Sprint(args[i])
	}
	return out
}
func (mediaWords) Day(d data.Day, _ charts.DayForm) string { return d.String() }
func (mediaWords) Value(v float64, unit string) string     { return fmt.Sprintf("%g %s", v, unit) }
func (mediaWords) Rate(p data.Percent) string              { return fmt.Sprintf("%g%%", float64(p)) }
func (mediaWords) Number(v float64, decimals int) string   { return strconv.FormatFloat(v, 'f', -1, 64) }
func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

// pageOf lays out a figure or the map.
func pageOf(t testing.TB, s *data.Story, name string, w, h int, scale float64, look meetings.Look) *pages.Page {
	t.Helper()
	m := NewMetrics(pages.PxPerDP(w, h))
	var page *pages.Page
	var err error
	switch name {
	case "map":
		page, err = pages.OfMap(s, look, mediaWords{}, w, h, scale, m)
	case "replies":
		page, err = pages.Of(s, scene.Scene{Replies: true, Day: look.Day, From: look.Day - 40, Until: look.Day + 20, Epilogue: look.Epilogue}, mediaWords{}, w, h, scale, m)
	default:
		page, err = pages.Of(s, scene.Scene{Figure: name, Day: look.Day, Epilogue: look.Epilogue}, mediaWords{}, w, h, scale, m)
	}
	require.NoError(t, err)
	return page
}

// sizes are those that exports promise, and the smallest and largest ones.
var sizes = []image.Point{{480, 320}, {1080, 1080}, {1920, 1080}, {2339, 1654}, {3840, 2160}}

func TestMedia_marksAndTextsStandWhereTheLayoutHasThem(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	s := builtIn(t)
	for _, name := range []string{"rates", "map", "replies", "layers", "averages", "bridge", "trade-imports", "rare-share", "background", "measures", "months"} {
		for _, size := range sizes {
			if size.X > 1920 && name != "rates" && name != "map" {
				continue // nothing is placed otherwise there
			}
			for _, scale := range []float64{0.75, 1, 1.5, 2} {
				if name == "map" && size.X > 1920 && scale != 1 {
					continue // the land is the same, and large
				}
				where := fmt.Sprintf("%s %v × %g", name, size, scale)
				page := pageOf(t, s, name, size.X, size.Y, scale, meetings.Look{Day: data.Date(2025, 5, 14), Meeting: "geneva"})
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
				page := pageOf(t, s, name, size.X, size.Y, 1, meetings.Look{Day: data.Date(2025, 5, 14), Meeting: "geneva"})
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
	page := pageOf(t, builtIn(t), "rates", 1920, 1080, 1, meetings.Look{Day: data.Date(2025, 5, 14)})
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
		page := pageOf(t, s, name, 1920, 1080, 1, meetings.Look{Day: s.AsOf, Meeting: "geneva"})
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
		page := pageOf(t, s, "map", size.X, size.Y, 1, meetings.Look{Day: s.AsOf})
		f := page.Map.Frame
		want, err := new(atlas.Painter).Draw(f, f.Detail(), atlas.Style{Sea: color.White, Land: color.Black})
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
		look := meetings.Look{Day: s.Start + data.Day(day%1000), Meeting: "geneva"}
		m := NewMetrics(pages.PxPerDP(width, height))
		page, err := pages.Of(s, scene.Scene{Day: look.Day, Epilogue: look.Epilogue}, mediaWords{}, width, height, scale, m)
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
		if page, err = pages.OfMap(s, look, mediaWords{}, width, height, scale, m); err == nil {
			drawAll(t, page)
		}
	})
}

// drawAll draws a page in every medium: each gives an error or a file.
func drawAll(t *testing.T, page *pages.Page) {
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

func TestMedia_drawAtTheSameTime(t *testing.T) {
	s := builtIn(t)
	want := map[string][]byte{}
	draw := func(name string) []byte {
		var out bytes.Buffer
		page := pageOf(t, s, name, 640, 400, 1, meetings.Look{Day: s.AsOf, Meeting: "geneva"})
		assert.NoError(t, SVG(&out, page, charts.Light, Sheet{}))
		assert.NoError(t, PDF(&out, page, charts.Dark, Sheet{}, Document{}))
		return out.Bytes()
	}
	for _, name := range []string{"rates", "map"} {
		want[name] = draw(name)
	}
	var all sync.WaitGroup
	for range 4 {
		for name := range want {
			all.Go(func() { assert.Equal(t, want[name], draw(name), "%s is the same file each time", name) })
		}
	}
	all.Wait()
}
