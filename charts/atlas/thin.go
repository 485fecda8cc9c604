package atlas

import "math"

// thinPX is how far, at most twice, a thinned line passes by the points it leaves
// out: below what anti-aliasing resolves.
const thinPX = 0.2

// thin appends to px the points of a line of the unit plane, in picture px,
// without those within thinPX of the straight way past them. Both ends stay. The
// same line in the same place always gives the same points, so areas that share
// it still fit.
//
// It is the sleeve of Zhao and Saalfeld, "Linear-time sleeve-fitting polyline
// simplification algorithms" (AutoCarto 13, 1997): from the last point kept, each
// point passed narrows the directions in which the line may go on.
func (a affine) thin(px []Point, line []Point) []Point {
	var at, last Point // the last point kept, and the last one seen
	at.X, at.Y = a.at(line[0])
	px = append(px, at)
	last = at
	// Directions from right to left of the sleeve; open until a point narrows it.
	var right, left Point
	open := true
	far := 0.0
	for _, p := range line[1:] {
		var q Point
		q.X, q.Y = a.at(p)
		dx, dy := q.X-at.X, q.Y-at.Y
		d := math.Sqrt(dx*dx + dy*dy)
		inside := open || (right.X*dy-right.Y*dx >= 0 && dx*left.Y-dy*left.X >= 0)
		if !inside || d < far-thinPX {
			// Keep the last point and begin a new sleeve there.
			at = last
			px = append(px, at)
			dx, dy = q.X-at.X, q.Y-at.Y
			d = math.Sqrt(dx*dx + dy*dy)
			open, far = true, 0
		}
		last = q
		far = max(far, d)
		if d <= thinPX {
			continue
		}
		nx, ny := -dy/d*thinPX, dx/d*thinPX
		l, r := Point{dx + nx, dy + ny}, Point{dx - nx, dy - ny}
		if open || left.X*l.Y-left.Y*l.X < 0 {
			left = l
		}
		if open || right.X*r.Y-right.Y*r.X > 0 {
			right = r
		}
		open = false
	}
	return append(px, last)
}
