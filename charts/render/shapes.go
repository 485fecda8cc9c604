package render

import (
	"io"
	"math"

	"github.com/golang/freetype/truetype"
	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"truceline/charts/typeface"
)

// fineness is how many units of a vector's coordinates make a px. go-chart's
// coordinates are whole numbers; a tenth of a px is finer than the eye.
const fineness = 10

// medium keeps what is drawn as shapes and letters. Lengths and positions are in
// px, x right and y down.
type medium interface {
	paint(path []move, p pen)
	write(t letters)
	save(w io.Writer) error
}

// pen is how a path is painted. A transparent colour paints nothing.
type pen struct {
	stroke, fill drawing.Color
	width        float64
	dash         []float64
}

// letters is a line of text from a point of its baseline on. width is how long it
// is with letters that are not kerned.
type letters struct {
	body   string
	x, y   float64
	size   float64
	width  float64
	weight typeface.Weight
	color  drawing.Color
}

// move is one step of a path.
type move struct {
	kind moveKind
	point
	radius float64 // of a circle
}

type moveKind uint8

const (
	moveTo moveKind = iota
	lineTo
	closed
	circle // around the point, by itself
)

// shapes is a chart.Renderer for media that keep shapes. Its coordinates are
// fineness units to the px. Unlike a canvas's, its paths may have several parts,
// each begun by MoveTo; what has been painted makes way for the next path.
type shapes struct {
	medium  medium
	faces   *faceSet
	dpi     float64
	path    []move
	painted bool
	pen     pen
	font    drawing.Color
	face    *truetype.Font
	size    float64
}

var _ chart.Renderer = (*shapes)(nil)

func newShapes(m medium, faces *faceSet) *shapes { return &shapes{medium: m, faces: faces, dpi: 72} }

func (s *shapes) ResetStyle()                     { s.pen, s.font = pen{}, drawing.Color{} }
func (s *shapes) GetDPI() float64                 { return s.dpi }
func (s *shapes) SetDPI(dpi float64)              { s.dpi = dpi }
func (s *shapes) SetClassName(string)             {}
func (s *shapes) SetStrokeColor(c drawing.Color)  { s.pen.stroke = c }
func (s *shapes) SetFillColor(c drawing.Color)    { s.pen.fill = c }
func (s *shapes) SetStrokeWidth(w float64)        { s.pen.width = w / fineness }
func (s *shapes) SetFont(f *truetype.Font)        { s.face = f }
func (s *shapes) SetFontColor(c drawing.Color)    { s.font = c }
func (s *shapes) SetFontSize(size float64)        { s.size = size / fineness }
func (s *shapes) SetTextRotation(radians float64) {}
func (s *shapes) ClearTextRotation()              {}

func (s *shapes) SetStrokeDashArray(dash []float64) {
	s.pen.dash = nil
	for _, d := range dash {
		s.pen.dash = append(s.pen.dash, d/fineness)
	}
}

// add takes a step of the path, given in units.
func (s *shapes) add(kind moveKind, x, y, radius float64) {
	if s.painted {
		s.path, s.painted = s.path[:0], false
	}
	if len(s.path) == 0 && kind == lineTo {
		kind = moveTo
	}
	s.path = append(s.path, move{kind, point{x / fineness, y / fineness}, radius / fineness})
}

func (s *shapes) MoveTo(x, y int) { s.add(moveTo, float64(x), float64(y), 0) }
func (s *shapes) LineTo(x, y int) { s.add(lineTo, float64(x), float64(y), 0) }
func (s *shapes) Close()          { s.add(closed, 0, 0, 0) }

func (s *shapes) Circle(radius float64, x, y int) { s.add(circle, float64(x), float64(y), radius) }

func (s *shapes) QuadCurveTo(cx, cy, x, y int) {
	if len(s.path) == 0 || s.painted {
		s.MoveTo(cx, cy)
	}
	a := s.path[len(s.path)-1].point
	ax, ay := a.x*fineness, a.y*fineness
	const pieces = 24
	for i := 1; i <= pieces; i++ {
		t := float64(i) / pieces
		u := 1 - t
		s.add(lineTo, u*u*ax+2*u*t*float64(cx)+t*t*float64(x), u*u*ay+2*u*t*float64(cy)+t*t*float64(y), 0)
	}
}

func (s *shapes) ArcTo(cx, cy int, rx, ry, start, delta float64) {
	pieces := max(8, int(min(math.Abs(delta)*max(rx, ry)/fineness, 720)))
	for i := 0; i <= pieces; i++ {
		a := start + delta*float64(i)/float64(pieces)
		s.add(lineTo, float64(cx)+rx*math.Cos(a), float64(cy)+ry*math.Sin(a), 0)
	}
}

func (s *shapes) Stroke()     { s.paint(s.pen.stroke, drawing.Color{}) }
func (s *shapes) Fill()       { s.paint(drawing.Color{}, s.pen.fill) }
func (s *shapes) FillStroke() { s.paint(s.pen.stroke, s.pen.fill) }

func (s *shapes) paint(stroke, fill drawing.Color) {
	p := pen{stroke, fill, s.pen.width, s.pen.dash}
	if p.width <= 0 {
		p.stroke = drawing.Color{}
	}
	if len(s.path) > 0 && !(p.stroke.IsTransparent() && p.fill.IsTransparent()) {
		s.medium.paint(s.path, p)
	}
	s.painted = true
}

func (s *shapes) Text(body string, x, y int) {
	size := s.size * s.dpi / 72
	if s.face == nil || size <= 0 || body == "" {
		return
	}
	w := weightOf(s.face)
	s.medium.write(letters{
		body: body, x: float64(x) / fineness, y: float64(y) / fineness, size: size,
		width: float64(advance(s.faces.face(w, size), body)) / 64, weight: w, color: s.font,
	})
}

func (s *shapes) MeasureText(body string) chart.Box {
	size := s.size * s.dpi / 72
	if s.face == nil || size <= 0 {
		return chart.Box{}
	}
	f := s.faces.face(weightOf(s.face), size)
	m := f.Metrics()
	units := func(px float64) int { return int(math.Ceil(px * fineness)) }
	return chart.Box{Right: units(float64(advance(f, body)) / 64), Bottom: units(float64(m.Ascent+m.Descent) / 64)}
}

func (s *shapes) Save(w io.Writer) error { return s.medium.save(w) }
