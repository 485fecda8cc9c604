package render

import (
	"bufio"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// point is a position in px.
type point struct{ x, y float64 }

// canvas is a chart.Renderer that draws into an RGBA image. Upright and level
// lines, which plots of rates are made of, are filled as rectangles with exact
// coverage; everything else goes through a vector rasterizer no larger than the
// shape. Areas covered twice by one opaque stroke keep its colour.
type canvas struct {
	style
	img  *image.RGBA
	path []point
	// shut is set when the path was closed or drawn as a circle.
	shut bool

	faces *faceSet
	mask  *vector.Rasterizer
}

var _ chart.Renderer = (*canvas)(nil)

func newCanvas(w, h int, faces *faceSet) *canvas {
	return &canvas{style: style{dpi: 72, perPX: 1}, img: image.NewRGBA(image.Rect(0, 0, w, h)), faces: faces, mask: vector.NewRasterizer(1, 1)}
}

func (c *canvas) MoveTo(x, y int) {
	c.path = append(c.path[:0], point{float64(x), float64(y)})
	c.shut = false
}

func (c *canvas) LineTo(x, y int) { c.path = append(c.path, point{float64(x), float64(y)}) }

func (c *canvas) QuadCurveTo(cx, cy, x, y int) {
	if len(c.path) == 0 {
		c.MoveTo(cx, cy)
	}
	a, b, e := c.path[len(c.path)-1], point{float64(cx), float64(cy)}, point{float64(x), float64(y)}
	const pieces = 12
	for i := 1; i <= pieces; i++ {
		t := float64(i) / pieces
		u := 1 - t
		c.path = append(c.path, point{u*u*a.x + 2*u*t*b.x + t*t*e.x, u*u*a.y + 2*u*t*b.y + t*t*e.y})
	}
}

func (c *canvas) ArcTo(cx, cy int, rx, ry, start, delta float64) {
	const most = 8192 // where the picture ends long before the circle does
	pieces := max(8, int(min(math.Abs(delta)*max(rx, ry)/2, most)))
	for i := 0; i <= pieces; i++ {
		a := start + delta*float64(i)/float64(pieces)
		c.path = append(c.path, point{float64(cx) + rx*math.Cos(a), float64(cy) + ry*math.Sin(a)})
	}
}

func (c *canvas) Close() { c.shut = true }

func (c *canvas) Circle(radius float64, x, y int) {
	c.path = c.path[:0]
	c.ArcTo(x, y, radius, radius, 0, 2*math.Pi)
	c.shut = true
}

func (c *canvas) Stroke() {
	if c.width <= 0 || c.stroke.IsTransparent() || len(c.path) == 0 {
		return
	}
	col, path := rgba(c.stroke), c.path
	if c.shut {
		path = append(path[:len(path):len(path)], path[0])
	}
	if len(c.dash) > 0 {
		for _, piece := range dashes(path, c.dash) {
			c.strokeLine(piece, col)
		}
		return
	}
	c.strokeLine(path, col)
}

func (c *canvas) Fill() {
	if c.fill.IsTransparent() || len(c.path) < 3 {
		return
	}
	col := rgba(c.fill)
	if r, ok := upright(c.path); ok {
		c.fillRect(r[0], r[1], r[2], r[3], col)
		return
	}
	c.fillPath(c.path, col)
}

func (c *canvas) FillStroke() {
	c.Fill()
	c.Stroke()
}

// strokeLine draws each piece of a polyline, grown by half the width at joins so
// that corners are square.
func (c *canvas) strokeLine(path []point, col color.RGBA) {
	half := c.width / 2
	// A line of odd width lies on the middle of a pixel, so that it is sharp.
	shift := 0.0
	if w := math.Round(c.width); math.Abs(c.width-w) < 0.01 && int(w)%2 == 1 {
		shift = 0.5
	}
	for i := 1; i < len(path); i++ {
		a, b := path[i-1], path[i]
		before, after := 0.0, 0.0
		if i > 1 {
			before = half
		}
		if i+1 < len(path) {
			after = half
		}
		switch {
		case a.y == b.y:
			if b.x < a.x {
				a, b, before, after = b, a, after, before
			}
			c.fillRect(a.x-before+shift, a.y-half+shift, b.x+after+shift, a.y+half+shift, col)
		case a.x == b.x:
			if b.y < a.y {
				a, b, before, after = b, a, after, before
			}
			c.fillRect(a.x-half+shift, a.y-before+shift, a.x+half+shift, b.y+after+shift, col)
		default:
			dx, dy := b.x-a.x, b.y-a.y
			n := math.Hypot(dx, dy)
			nx, ny := -dy/n*half, dx/n*half
			c.fillPath([]point{{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}}, col)
		}
	}
}

// fillRect fills an upright rectangle given in px, its edges covering pixels in
// part where they do not lie on whole ones.
func (c *canvas) fillRect(x0, y0, x1, y1 float64, col color.RGBA) {
	b := c.img.Bounds()
	x0, y0 = max(x0, 0), max(y0, 0)
	x1, y1 = min(x1, float64(b.Dx())), min(y1, float64(b.Dy()))
	if !(x1 > x0) || !(y1 > y0) {
		return
	}
	ix0, iy0, ix1, iy1 := int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1))
	for y := iy0; y < iy1; y++ {
		cy := min(y1, float64(y+1)) - max(y0, float64(y))
		row := c.img.Pix[y*c.img.Stride : y*c.img.Stride+4*b.Dx()]
		lo, hi := ix0, ix1
		if cy < 1 || float64(ix0) < x0 {
			blend(row[4*ix0:], col, cy*(min(x1, float64(ix0+1))-x0))
			lo++
		}
		if hi > lo && (cy < 1 || x1 < float64(ix1)) {
			blend(row[4*(ix1-1):], col, cy*(x1-float64(ix1-1)))
			hi--
		}
		if lo >= hi {
			continue
		}
		if cy < 1 || col.A < 255 {
			for x := lo; x < hi; x++ {
				blend(row[4*x:], col, cy)
			}
			continue
		}
		run := row[4*lo : 4*hi]
		run[0], run[1], run[2], run[3] = col.R, col.G, col.B, 255
		for n := 4; n < len(run); n *= 2 {
			copy(run[n:], run[:n])
		}
	}
}

// blend lays col over the first pixel of pix with that coverage from 0 to 1.
func blend(pix []uint8, col color.RGBA, coverage float64) {
	a := uint32(coverage*float64(col.A)*257 + 0.5) // of 65535
	if a == 0 {
		return
	}
	u := 65535 - a
	pix[0] = uint8((uint32(col.R)*a + uint32(pix[0])*u + 32767) / 65535)
	pix[1] = uint8((uint32(col.G)*a + uint32(pix[1])*u + 32767) / 65535)
	pix[2] = uint8((uint32(col.B)*a + uint32(pix[2])*u + 32767) / 65535)
	pix[3] = uint8((255*a + uint32(pix[3])*u + 32767) / 65535)
}

func (c *canvas) fillPath(path []point, col color.RGBA) {
	lo, hi := path[0], path[0]
	for _, p := range path {
		lo.x, lo.y, hi.x, hi.y = min(lo.x, p.x), min(lo.y, p.y), max(hi.x, p.x), max(hi.y, p.y)
	}
	box := image.Rect(int(math.Floor(lo.x)), int(math.Floor(lo.y)), int(math.Ceil(hi.x)), int(math.Ceil(hi.y))).Intersect(c.img.Bounds())
	if box.Empty() {
		return
	}
	c.mask.Reset(box.Dx(), box.Dy())
	for i, p := range path {
		x, y := float32(p.x)-float32(box.Min.X), float32(p.y)-float32(box.Min.Y)
		if i == 0 {
			c.mask.MoveTo(x, y)
		} else {
			c.mask.LineTo(x, y)
		}
	}
	c.mask.ClosePath()
	c.mask.Draw(c.img, box, image.NewUniform(color.NRGBA(col)), image.Point{})
}

func (c *canvas) Text(body string, x, y int) {
	if c.face == nil || c.size <= 0 {
		return
	}
	drawString(c.img, c.faces.face(weightOf(c.face), c.size*c.dpi/72), body, fixed.P(x, y), color.NRGBA(rgba(c.font)))
}

func (c *canvas) MeasureText(body string) chart.Box {
	if c.face == nil || c.size <= 0 {
		return chart.Box{}
	}
	f := c.faces.face(weightOf(c.face), c.size*c.dpi/72)
	m := f.Metrics()
	return chart.Box{Right: advance(f, body).Ceil(), Bottom: (m.Ascent + m.Descent).Ceil()}
}

func (c *canvas) Save(w io.Writer) error {
	if r, ok := w.(chart.RGBACollector); ok {
		r.SetRGBA(c.img)
		return nil
	}
	return encodePNG(w, c.img)
}

func encodePNG(w io.Writer, img image.Image) error {
	b := bufio.NewWriter(w)
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := e.Encode(b, img); err != nil {
		return err
	}
	return b.Flush()
}

// rgba is the colour without premultiplication, as go-chart holds it.
func rgba(c drawing.Color) color.RGBA { return color.RGBA{c.R, c.G, c.B, c.A} }

// upright returns the corners of a path that is an upright rectangle.
func upright(p []point) (r [4]float64, ok bool) {
	if len(p) == 5 && p[4] == p[0] {
		p = p[:4]
	}
	if len(p) != 4 {
		return r, false
	}
	level := p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x
	steep := p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x && p[3].y == p[0].y
	return [4]float64{min(p[0].x, p[2].x), min(p[0].y, p[2].y), max(p[0].x, p[2].x), max(p[0].y, p[2].y)}, level || steep
}

// dashes parts a polyline into the pieces that a dash array leaves visible: on,
// off, on, off, in px along the line.
func dashes(path []point, dash []float64) [][]point {
	total := 0.0
	for _, d := range dash {
		if !(d > 0) || math.IsInf(d, 0) {
			return [][]point{path}
		}
		total += d
	}
	if total < 0.5 {
		return [][]point{path}
	}
	var out [][]point
	on, k, left := true, 0, dash[0]
	piece := []point{path[0]}
	for i := 1; i < len(path); i++ {
		a, b := path[i-1], path[i]
		n := math.Hypot(b.x-a.x, b.y-a.y)
		for done := 0.0; n-done > 1e-9; {
			step := min(left, n-done)
			done += step
			left -= step
			p := point{a.x + (b.x-a.x)*done/n, a.y + (b.y-a.y)*done/n}
			if on {
				piece = append(piece, p)
			}
			if left > 1e-9 {
				continue
			}
			if on {
				out = append(out, piece)
			}
			on, k = !on, (k+1)%len(dash)
			left, piece = dash[k], []point{p}
		}
	}
	if on && len(piece) > 1 {
		out = append(out, piece)
	}
	return out
}
