package render

import (
	"io"
	"math"

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
	style
	medium  medium
	faces   *faceSet
	path    []move
	painted bool
}

var _ chart.Renderer = (*shapes)(nil)

func newShapes(m medium, faces *faceSet) *shapes {
	return &shapes{style: style{dpi: 72, perPX: fineness}, medium: m, faces: faces}
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

func (s *shapes) Stroke()     { s.paint(s.stroke, drawing.Color{}) }
func (s *shapes) Fill()       { s.paint(drawing.Color{}, s.fill) }
func (s *shapes) FillStroke() { s.paint(s.stroke, s.fill) }

func (s *shapes) paint(stroke, fill drawing.Color) {
	p := pen{stroke, fill, s.width, s.dash}
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
