package atlas

import (
	"cmp"
	"math"
	"slices"
)

// tracer takes lines on the globe through the stages that do not depend on the
// picture: turn, cut, add points, project. What comes out are pieces in the
// unit plane, and the tears: where lines met the map's edge.
type tracer struct {
	kind      Kind
	turn      matrix
	horizon   float64
	tolerance float64 // square of the allowed distance from the true curve

	points []Point // in the unit plane, y up
	pieces []piece
	tears  []tear

	first int // of the open piece in points
	at    vec // its last point in the turned frame
}

// piece is an unbroken line points[first:last] and the field it takes up.
type piece struct {
	first, last            int32
	minX, minY, maxX, maxY float64
}

// tear is a place where a line crosses the edge of the map. at is the edge's
// parameter (see [Kind.edge]); step is +1 if the right-hand side of the line
// lies at greater parameters, else -1.
type tear struct {
	at   float64
	step int8
}

// newTracer returns a tracer whose lines stay within tolerance of the true
// curves, in units of the unit plane.
func newTracer(kind Kind, turn Rotation, tolerance float64) *tracer {
	t := &tracer{kind: kind, turn: turn.matrix(), tolerance: tolerance * tolerance}
	if !kind.torn() {
		t.horizon = kind.horizon()
	}
	return t
}

// line traces the great circles from place to place.
func (t *tracer) line(places []vec) {
	if len(places) < 2 {
		return
	}
	if t.kind.torn() {
		t.tornLine(places)
	} else {
		t.cappedLine(places)
	}
}

// tornLine cuts at the half plane y = 0, x < 0. Points with y ≥ 0 belong to the
// east side; a cut leaves one point on each side, their y +0 and −0, which
// Atan2 takes to +π and −π.
func (t *tracer) tornLine(places []vec) {
	a := t.turn.apply(places[0])
	t.begin(a)
	for i := 1; i < len(places); i++ {
		b := t.turn.apply(places[i])
		if (a.y >= 0) != (b.y >= 0) {
			c := a.add(b.sub(a).times(a.y / (a.y - b.y)))
			if c.x < 0 {
				west := math.Copysign(0, -1)
				n := 1 / math.Hypot(c.x, c.z)
				near, far := vec{c.x * n, 0, c.z * n}, vec{c.x * n, west, c.z * n}
				step := int8(-1) // eastwards: the right-hand side is south
				if a.y < 0 {
					near, far, step = far, near, 1
				}
				t.to(near)
				t.end()
				t.tears = append(t.tears, tear{math.Asin(eeM * near.z), step})
				t.begin(far)
			}
		}
		t.to(b)
		a = b
	}
	t.end()
}

// cappedLine cuts at the circle x = horizon, beyond which nothing is shown.
func (t *tracer) cappedLine(places []vec) {
	a := t.turn.apply(places[0])
	seen := a.x >= t.horizon
	if seen {
		t.begin(a)
	}
	for i := 1; i < len(places); i++ {
		b := t.turn.apply(places[i])
		ends := b.x >= t.horizon
		if !seen && !ends && t.horizon >= 0 {
			// Less than half the globe is shown: an edge with both ends hidden
			// is hidden, for it is the shorter way.
			a = b
			continue
		}
		for _, c := range t.horizonCuts(a, b, seen, ends) {
			angle := math.Atan2(c.z, c.y)
			if seen {
				t.to(c)
				t.end()
				t.tears = append(t.tears, tear{angle, -1})
			} else {
				t.begin(c)
				t.tears = append(t.tears, tear{angle, 1})
			}
			seen = !seen
		}
		if seen {
			t.to(b)
		}
		a = b
	}
	if seen {
		t.end()
	}
}

// horizonCuts returns where the great circle from a to b crosses the horizon: an
// even number of times when both or none of the ends are seen, else once.
func (t *tracer) horizonCuts(a, b vec, seenA, seenB bool) []vec {
	k := t.horizon
	if seenA == seenB && (k > -0.99 || a.x > -0.9 || b.x > -0.9) {
		// Only beside the hidden spot of a map of nearly the whole globe can an
		// edge leave and come back: edges are a few degrees long.
		if seenA || k >= 0 {
			return nil
		}
	}
	// Points of the edge are (a + s d)/|a + s d|; their x is k where
	// (a.x + s d.x)² = k² |a + s d|², a quadratic in s.
	d := b.sub(a)
	qa := d.x*d.x - k*k*d.dot(d)
	qb := a.x*d.x - k*k*a.dot(d) // half of the linear term
	qc := a.x*a.x - k*k*a.dot(a)
	disc := qb*qb - qa*qc
	var roots []float64
	if disc >= 0 && qa != 0 {
		q := -(qb + math.Copysign(math.Sqrt(disc), qb))
		roots = []float64{q / qa}
		if q != 0 {
			roots = append(roots, qc/q)
		}
		slices.Sort(roots)
	}
	cuts := make([]vec, 0, 2)
	for _, s := range roots {
		if s >= 0 && s <= 1 && (a.x+s*d.x < 0) == (k < 0) {
			cuts = append(cuts, t.onHorizon(a.add(d.times(s))))
		}
	}
	if seenA == seenB {
		if len(cuts) != 2 {
			return nil
		}
		return cuts
	}
	if len(cuts) == 0 {
		// Rounding hid the crossing: it lies at the end next to the horizon.
		if math.Abs(a.x-k) < math.Abs(b.x-k) {
			return append(cuts, t.onHorizon(a))
		}
		return append(cuts, t.onHorizon(b))
	}
	return cuts[:1]
}

// onHorizon returns the point of the horizon in the direction of v.
func (t *tracer) onHorizon(v vec) vec {
	r := math.Hypot(v.y, v.z)
	if r == 0 {
		v.y, r = 1, 1
	}
	n := math.Sqrt(1-t.horizon*t.horizon) / r
	return vec{t.horizon, v.y * n, v.z * n}
}

func (t *tracer) begin(v vec) {
	t.first, t.at = len(t.points), v
	x, y := t.kind.project(v)
	t.points = append(t.points, Point{x, y})
}

// to adds the great circle from the last point to v.
func (t *tracer) to(v vec) {
	x, y := t.kind.project(v)
	p := Point{x, y}
	const depth = 16
	t.bend(t.points[len(t.points)-1], t.at, p, v, depth)
	t.points = append(t.points, p)
	t.at = v
}

// bend adds the points that keep the line from p to q within tolerance of the
// projected great circle from a to b: adaptive resampling as in d3-geo
// (src/projection/resample.js), by Mike Bostock and Jason Davies.
func (t *tracer) bend(p Point, a vec, q Point, b vec, depth int) {
	dx, dy := q.X-p.X, q.Y-p.Y
	chord := dx*dx + dy*dy
	if chord <= 4*t.tolerance || depth == 0 {
		return
	}
	// In calm parts of the map a great circle's curvature is below 16, so its
	// distance from a chord is at most chord²·16/8.
	if 4*chord*chord <= t.tolerance && t.kind.calm(a) && t.kind.calm(b) {
		return
	}
	// Two ends that lie opposite each other have no way between them.
	c := a.add(b)
	n := c.length()
	if n < 1e-9 {
		return
	}
	c = c.times(1 / n)
	x, y := t.kind.project(c)
	mx, my := x-p.X, y-p.Y
	off := dy*mx - dx*my
	const wide = 0.8660254037844386 // cos 30°
	if off*off <= t.tolerance*chord && math.Abs((dx*mx+dy*my)/chord-0.5) <= 0.3 && a.dot(b) >= wide {
		return
	}
	m := Point{x, y}
	t.bend(p, a, m, c, depth-1)
	t.points = append(t.points, m)
	t.bend(m, c, q, b, depth-1)
}

// calm reports whether a direction of the turned frame lies where projected great
// circles bend with a radius of at least a sixteenth of the globe's.
func (k Kind) calm(v vec) bool {
	switch k {
	case EqualEarth:
		return v.z > -0.93 && v.z < 0.93
	case LambertAzimuthal:
		return v.x > -0.5
	}
	return v.x > 0.4
}

func (t *tracer) end() {
	p := piece{
		first: int32(t.first), last: int32(len(t.points)),
		minX: math.Inf(1), minY: math.Inf(1), maxX: math.Inf(-1), maxY: math.Inf(-1),
	}
	for _, q := range t.points[t.first:] {
		p.minX, p.maxX = min(p.minX, q.X), max(p.maxX, q.X)
		p.minY, p.maxY = min(p.minY, q.Y), max(p.maxY, q.Y)
	}
	t.pieces = append(t.pieces, p)
}

// edgeRange returns the range of the parameter of the map's edge.
func (k Kind) edgeRange() (lo, hi float64) {
	if k.torn() {
		return -math.Pi / 3, math.Pi / 3
	}
	return -math.Pi, math.Pi
}

// edge returns the point of the map's edge with parameter s, in the unit plane.
// An azimuthal kind's edge is a circle and s the angle, anticlockwise from the
// right. A torn kind's edge has two sides and s is the parametric latitude; edge
// is on the right side, its mirror image on the left.
func (k Kind) edge(s float64) Point {
	if k.torn() {
		return Point{math.Pi * math.Cos(s) / (eeM * eeSlope(s)), eeY(s)}
	}
	sin, cos := math.Sincos(s)
	return Point{k.rim() * cos, k.rim() * sin}
}

// edgePlace returns the direction, in the turned frame, of a point of the edge.
func (k Kind) edgePlace(s float64) vec {
	if k.torn() {
		sin := min(max(math.Sin(s)/eeM, -1), 1)
		return vec{-math.Sqrt(1 - sin*sin), 0, sin}
	}
	c := k.horizon()
	r := math.Sqrt(1 - c*c)
	sin, cos := math.Sincos(s)
	return vec{c, r * cos, r * sin}
}

// closeAlongEdge returns the lines along the map's edge that close the areas
// whose outlines were torn there, the area to the right of each. The areas must
// not overlap. inside reports whether a place of the edge belongs to them; it is
// asked only if the tears do not tell.
//
// No polygon is put together again: a fill by signed areas is a sum over edges
// in any order, so it is enough that every tear is bridged. Between two tears
// the edge lies within the areas or without, in turns; counting the steps along
// the edge tells which.
func (t *tracer) closeAlongEdge(tears []tear, inside func(vec) bool) [][]Point {
	lo, hi := t.kind.edgeRange()
	tears = slices.Clone(tears)
	slices.SortFunc(tears, func(a, b tear) int { return cmp.Compare(a.at, b.at) })
	stops := make([]float64, 0, len(tears)+2)
	stops = append(stops, lo)
	for _, c := range tears {
		stops = append(stops, min(max(c.at, lo), hi))
	}
	stops = append(stops, hi)

	// depth[i] counts the areas between stops i and i+1, up to a constant.
	// Tears that rounding has put in the wrong order leave wrong counts, but
	// only over next to no length: these do not fix the constant.
	const dust = 1e-9
	depth := make([]int, len(stops)-1)
	least, most := math.MaxInt, math.MinInt
	longest := 0
	for i := range depth {
		if i > 0 {
			depth[i] = depth[i-1] + int(tears[i-1].step)
		}
		if stops[i+1]-stops[i] > dust {
			least, most = min(least, depth[i]), max(most, depth[i])
		}
		if stops[i+1]-stops[i] > stops[longest+1]-stops[longest] {
			longest = i
		}
	}
	if least == most {
		// The edge lies in one area or in none.
		if inside(t.kind.edgePlace((stops[longest] + stops[longest+1]) / 2)) {
			least--
		}
	}
	var lines [][]Point
	for i := range depth {
		if depth[i] > least && stops[i+1] > stops[i] {
			lines = t.alongEdge(lines, stops[i], stops[i+1])
		}
	}
	return lines
}

// alongEdge appends the edge between two parameters, the map to its right.
func (t *tracer) alongEdge(lines [][]Point, from, to float64) [][]Point {
	const roughRadius = 2.5
	step := math.Sqrt(8 * math.Sqrt(t.tolerance) / roughRadius)
	step = min(max(step, 1e-3), 0.1)
	n := int((to-from)/step) + 1
	down := make([]Point, n+1)
	for i := range down {
		down[i] = t.kind.edge(to + (from-to)*float64(i)/float64(n))
	}
	lines = append(lines, down)
	if t.kind.torn() {
		up := make([]Point, n+1)
		for i, p := range down {
			up[n-i] = Point{-p.X, p.Y}
		}
		lines = append(lines, up)
	}
	return lines
}

// outline returns the edge of the whole map, the map to its right.
func (t *tracer) outline() [][]Point {
	lo, hi := t.kind.edgeRange()
	return t.alongEdge(nil, lo, hi)
}
