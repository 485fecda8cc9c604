package render

import (
	"encoding/xml"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/pages"
	"truceline/charts/typeface"
)

// textPage is a page with one line of text.
func textPage(text string, role charts.Role) *pages.Page {
	return &pages.Page{WidthPX: 200, HeightPX: 100, PxPerDP: 1, At: label.Rect{W: 200, H: 100},
		Texts: []charts.Text{{Text: text, X: 10, Y: 10, W: 50, H: 15, SizeDP: 13, Weight: typeface.Regular, Role: role}}}
}

func TestDrawings_areLightAndDarkByTheirColours(t *testing.T) {
	d := NewDrawings(charts.Light, charts.Dark)
	us, err := d.Draw(textPage("first", charts.First), "wide")
	require.NoError(t, err)
	china, err := d.Draw(textPage("second", charts.Second), "wide")
	require.NoError(t, err)
	for _, svg := range []string{us, china} {
		assert.NotContains(t, svg, `"#`, "a colour is not a property")
		assert.NotContains(t, svg, "<style")
		decoder := xml.NewDecoder(strings.NewReader(svg))
		for {
			if _, err := decoder.Token(); err == io.EOF {
				break
			} else {
				require.NoError(t, err)
			}
		}
	}
	ink := regexp.MustCompile(`<text class="f(\d+) `)
	for _, c := range []struct {
		svg  string
		role charts.Role
	}{{us, charts.First}, {china, charts.Second}} {
		number := ink.FindStringSubmatch(c.svg)[1]
		for _, p := range []*charts.Palette{charts.Light, charts.Dark} {
			color := p.Color(c.role)
			assert.Contains(t, d.Colors(p.Dark), "--k"+number+":"+hexOf(color.R, color.G, color.B)+";")
		}
	}
	style := d.Style()
	faces, err := d.Faces()
	require.NoError(t, err)
	assert.Contains(t, faces, svgFamily)
	assert.Contains(t, style, ".f0{fill:var(--k0)}")
}

func hexOf(rgb ...uint8) string {
	const digits = "0123456789abcdef"
	out := "#"
	for _, v := range rgb {
		out += string(digits[v>>4]) + string(digits[v&15])
	}
	return out
}

func TestDrawings_keepALongPathOnce(t *testing.T) {
	var path []move
	for i := range 200 {
		path = append(path, move{kind: lineTo, point: point{float64(i), float64(i%7) + 0.26}})
	}
	path[0].kind = moveTo
	path = append(path, move{kind: closed})
	d := NewDrawings(charts.Light, charts.Dark)
	short := shortPathOf(path)
	assert.Less(t, len(short), len(pathOf(path))*2/3)
	for range 2 {
		w := inlineWriter{d: d}
		w.path(path, pen{}, inkPair{dark: drawing.ColorRed}, inkPair{})
		w.end()
		assert.Contains(t, w.body.String(), `href="#d0"`)
	}
	assert.Equal(t, 1, strings.Count(d.Paths("paths"), "<path "))
}

func TestShortPath_isThePathToATenth(t *testing.T) {
	path := []move{{kind: moveTo, point: point{10.04, 20}}, {kind: lineTo, point: point{10.5, 19.7}}, {kind: lineTo, point: point{9.5, 19.7}}, {kind: closed},
		{kind: moveTo, point: point{11, 20}}, {kind: lineTo, point: point{12, 21}},
		{kind: lineTo, point: point{32.3, -9.5}}}
	assert.Equal(t, "m10 20l.5-.3h-1zm1 0l1 1 20.3-30.5", shortPathOf(path))
}

func TestSimpler_straysLittle(t *testing.T) {
	var path []move
	for i := range 400 {
		a := float64(i) / 400 * 2 * math.Pi
		path = append(path, move{kind: lineTo, point: point{100 + 80*math.Cos(a), 100 + 60*math.Sin(a)}})
	}
	path[0].kind = moveTo
	path = append(path, move{kind: closed})
	thin := simpler(path)
	assert.Less(t, len(thin), len(path)/4)
	for _, m := range path[:400] {
		near := math.Inf(1)
		for i := 1; i < len(thin)-1; i++ {
			near = min(near, away(m.point, thin[i-1].point, thin[i].point))
		}
		assert.LessOrEqual(t, near, simplerBy)
	}
}

func TestDrawings_joinLinesThatAreDrawnAlike(t *testing.T) {
	ink := inkPair{drawing.ColorRed, drawing.ColorBlue}
	w := inlineWriter{d: NewDrawings(charts.Light, charts.Dark)}
	for y := range 3 {
		w.path([]move{{kind: moveTo, point: point{1, float64(y)}}, {kind: lineTo, point: point{9, float64(y)}}}, pen{width: 2}, inkPair{}, ink)
	}
	w.end()
	assert.Equal(t, `<path class="s0" stroke-width="2" d="m1 0h8m-8 1h8m-8 1h8"/>`, w.body.String())
}
