package charts

import (
	"math"

	"truceline/charts/label"
	"truceline/data"
)

// Arrow joins an action to its answer: from one day and value to a later one, with an
// Arrow's head at the answer.
type Arrow struct {
	ID          string
	Role        Role
	From, Until data.Day
	Low, High   data.Percent // values at From and at Until
	// OffDP is how far it keeps off both ends, where something is drawn.
	OffDP float64
}

// Bend is an arrow in its place: a curve from its first point to its last, in dp, then
// the two ends of the arrow's head.
type Bend struct {
	Points [bendPoints]Point
	Head   [2]Point
}

// Point is a position in dp.
type Point struct{ X, Y float64 }

const (
	bendPoints = 41
	// ArrowDP is the width of an arrow's line.
	ArrowDP = 1.5
)

// Bend places an arrow: a quadratic Bézier curve that bows to the upper side of the
// straight way, or to the right where that is upright.
func (l *Layout) Bend(a Arrow) Bend {
	p0 := Point{l.Days.Pos(a.From), l.clampY(l.Values.Pos(float64(a.Low)))}
	p2 := Point{l.Days.Pos(a.Until), l.clampY(l.Values.Pos(float64(a.High)))}
	dx, dy := p2.X-p0.X, p2.Y-p0.Y
	length := math.Hypot(dx, dy)
	nx, ny := 1.0, 0.0
	if length > 0 {
		nx, ny = -dy/length, dx/length
	}
	if ny > 0 || ny == 0 && nx < 0 || math.Abs(ny) < 0.15 && nx < 0 {
		nx, ny = -nx, -ny
	}
	bow := min(max(18*l.TextScale, length*0.5), l.Plot.H*0.6)
	p1 := Point{(p0.X+p2.X)/2 + nx*bow, (p0.Y+p2.Y)/2 + ny*bow}
	p1.Y = max(p1.Y, 2*l.Plot.Y-max(p0.Y, p2.Y)) // the curve's top stays within the plot
	first, last := 0.0, 1.0
	if a.OffDP > 0 && length > 3*a.OffDP {
		off := a.OffDP * l.Growth()
		start, end := math.Hypot(p1.X-p0.X, p1.Y-p0.Y), math.Hypot(p2.X-p1.X, p2.Y-p1.Y)
		first, last = min(off/(2*start), 0.4), 1-min(off/(2*end), 0.4)
	}
	var b Bend
	for i := range b.Points {
		t := first + (last-first)*float64(i)/(bendPoints-1)
		u := 1 - t
		x, y := u*u*p0.X+2*u*t*p1.X+t*t*p2.X, u*u*p0.Y+2*u*t*p1.Y+t*t*p2.Y
		b.Points[i] = Point{min(x, l.Plot.Right()), max(y, l.Plot.Y)}
	}
	const head, spread = 8, 0.42 // dp, and radians to each side
	tip, before := b.Points[bendPoints-1], b.Points[bendPoints-2]
	back := math.Atan2(before.Y-tip.Y, before.X-tip.X)
	for i, turn := range []float64{-spread, spread} {
		b.Head[i] = Point{tip.X + head*math.Cos(back+turn), tip.Y + head*math.Sin(back+turn)}
	}
	return b
}

// middle is the stretch of an arrow that its caption stands beside.
func (b *Bend) middle() label.Rect {
	at := b.Points[bendPoints/2]
	return label.Rect{X: at.X - 1, Y: at.Y - 1, W: 2, H: 2}
}

// top is the arrow's highest stretch, which its caption stands beside.
func (b *Bend) top() label.Rect {
	at := b.Points[0]
	for _, p := range b.Points {
		if p.Y < at.Y {
			at = p
		}
	}
	return label.Rect{X: at.X - 1, Y: at.Y - 1, W: 2, H: 2}
}

// Beside returns the arrow at a position, if one lies within reach dp of it.
func (l *Layout) Beside(f *Figure, x, y, reach float64) (id string, ok bool) {
	best := reach
	for _, a := range f.Arrows {
		if !l.Shows(a) {
			continue
		}
		b := l.Bend(a)
		for i := 1; i < len(b.Points); i++ {
			if d := apart(Point{x, y}, b.Points[i-1], b.Points[i]); d <= best {
				best, id, ok = d, a.ID, true
			}
		}
	}
	return id, ok
}

// apart is how far a point lies from a straight piece.
func apart(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if n := dx*dx + dy*dy; n > 0 {
		t = min(max(((p.X-a.X)*dx+(p.Y-a.Y)*dy)/n, 0), 1)
	}
	return math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy)
}

// Shows tells whether both ends of an arrow are among the days drawn.
func (l *Layout) Shows(a Arrow) bool {
	return a.From <= a.Until && a.From >= l.Days.From && a.Until <= l.Days.Until
}
