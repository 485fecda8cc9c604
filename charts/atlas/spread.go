package atlas

import "math"

// Disc is a round thing in a picture that stays where it is, in px.
type Disc struct {
	Point
	RadiusPX float64
}

// whitPX is what rounding may take from a distance.
const whitPX = 1e-6

// Spread moves points apart: no two of the result are closer than minDistPX (to
// a millionth of a px), all lie in bounds, edges included, and each is moved as
// little as that allows, or nearly so. The result has the order of points, which is not changed; the same
// points always give the same result.
//
// It is certain to succeed where a grid of that pitch, square or hexagonal, has
// room for all; where there is none, the points lie in bounds as far apart as
// was found. Points that are not finite are put in the middle. A minDistPX that
// is not positive and finite only brings the points into bounds.
//
// No point comes closer to the centre of a fixed disc than its radius and half of
// minDistPX, so that round markers minDistPX wide touch it at most.
func Spread(points []Point, minDistPX float64, bounds Rect, fixed ...Disc) []Point {
	if bounds.MinX > bounds.MaxX {
		bounds.MinX, bounds.MaxX = bounds.MaxX, bounds.MinX
	}
	if bounds.MinY > bounds.MaxY {
		bounds.MinY, bounds.MaxY = bounds.MaxY, bounds.MinY
	}
	placed := append([]Point(nil), points...)
	if !finite(bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY) {
		return placed
	}
	middle := Point{(bounds.MinX + bounds.MaxX) / 2, (bounds.MinY + bounds.MaxY) / 2}
	for i, p := range placed {
		if !finite(p.X, p.Y) {
			p = middle
		}
		placed[i] = bounds.clamp(p)
	}
	if !(minDistPX > 0) || math.IsInf(minDistPX, 0) {
		return placed
	}
	s := spreader{home: append([]Point(nil), placed...), dist: minDistPX, bounds: bounds}
	for _, d := range fixed {
		if finite(d.X, d.Y, d.RadiusPX) {
			s.fixed = append(s.fixed, Disc{d.Point, max(0, d.RadiusPX) + minDistPX/2})
		}
	}
	s.relax(placed)
	if !s.free(placed) {
		grid, ok := s.grid()
		if !ok {
			return placed
		}
		placed = grid
	}
	s.settle(placed)
	return placed
}

type spreader struct {
	home   []Point
	dist   float64
	bounds Rect
	fixed  []Disc // radii from centre to centre
}

// relax pushes points apart by halves until none is too close or patience ends.
func (s *spreader) relax(at []Point) {
	// A little more than asked for, so that halving reaches the goal.
	goal := s.dist*(1+1e-6) + 1e-6
	const patience, work = 400, 20_000_000
	for range min(patience, max(16, work/(len(at)*len(at)+1))) {
		moved := false
		for i := range at {
			for j := i + 1; j < len(at); j++ {
				dx, dy := at[j].X-at[i].X, at[j].Y-at[i].Y
				d := math.Hypot(dx, dy)
				if d >= s.dist {
					continue
				}
				moved = true
				ux, uy := direction(dx, dy, d, i+j)
				push := (goal - d) / 2
				at[i] = Point{at[i].X - ux*push, at[i].Y - uy*push}
				at[j] = Point{at[j].X + ux*push, at[j].Y + uy*push}
			}
			for _, f := range s.fixed {
				dx, dy := at[i].X-f.X, at[i].Y-f.Y
				d := math.Hypot(dx, dy)
				if d >= f.RadiusPX {
					continue
				}
				moved = true
				ux, uy := direction(dx, dy, d, i)
				push := f.RadiusPX*(1+1e-6) + 1e-6 - d
				at[i] = Point{at[i].X + ux*push, at[i].Y + uy*push}
			}
		}
		for i, p := range at {
			at[i] = s.bounds.clamp(p)
		}
		if !moved {
			return
		}
	}
}

// direction returns the unit vector of (dx, dy), d long. Points in one place
// part in directions that their number spreads by the golden angle.
func direction(dx, dy, d float64, number int) (ux, uy float64) {
	const golden = 2.399963229728653 // π(3 − √5)
	if d > 1e-9 {
		return dx / d, dy / d
	}
	uy, ux = math.Sincos(golden * float64(number))
	return ux, uy
}

// free reports whether every point has its room.
func (s *spreader) free(at []Point) bool {
	for i := range at {
		if !s.fits(at, i, at[i]) {
			return false
		}
	}
	return true
}

// fits reports whether point i may lie at p, the others lying at at.
func (s *spreader) fits(at []Point, i int, p Point) bool {
	for j, q := range at {
		if j != i && math.Hypot(p.X-q.X, p.Y-q.Y) < s.dist-whitPX {
			return false
		}
	}
	return s.clear(p)
}

// clear reports whether p lies in bounds and off all discs.
func (s *spreader) clear(p Point) bool {
	for _, f := range s.fixed {
		if math.Hypot(p.X-f.X, p.Y-f.Y) < f.RadiusPX-whitPX {
			return false
		}
	}
	return s.bounds.Contains(p)
}

// settle lets each point, in turn, go back towards its home as far as the others
// allow, for a few rounds.
func (s *spreader) settle(at []Point) {
	const rounds, halvings, most = 24, 12, 400
	if len(at) > most {
		return
	}
	for range rounds {
		moved := false
		for i, p := range at {
			h := s.home[i]
			if math.Hypot(h.X-p.X, h.Y-p.Y) < 0.01 {
				continue
			}
			share := 1.0
			for range halvings {
				q := Point{p.X + share*(h.X-p.X), p.Y + share*(h.Y-p.Y)}
				if s.fits(at, i, q) {
					at[i], moved = q, true
					break
				}
				share /= 2
			}
		}
		if !moved {
			return
		}
	}
}

// lattice is a grid of places in bounds, at least dist apart.
type lattice struct {
	columns, rows int
	x, y, dx, dy  float64
	shift         float64 // of every other row
}

func (l lattice) at(column, row int) Point {
	p := Point{l.x + float64(column)*l.dx, l.y + float64(row)*l.dy}
	if row%2 != 0 {
		p.X += l.shift
	}
	return p
}

// axis fits places dist apart into a length: how many, the first, the step.
func axis(from, to, dist float64) (n int, first, step float64) {
	const most = MaxSizePX
	n = int(min((to-from+whitPX)/dist, most)) + 1
	if n == 1 {
		return 1, (from + to) / 2, 0
	}
	return n, from, (to - from) / float64(n-1)
}

// grid gives each point the nearest place left on a grid; ok is false if there
// are too few places.
func (s *spreader) grid() (at []Point, ok bool) {
	b, d := s.bounds, s.dist
	square := lattice{}
	square.columns, square.x, square.dx = axis(b.MinX, b.MaxX, d)
	square.rows, square.y, square.dy = axis(b.MinY, b.MaxY, d)
	// Rows shifted by half a pitch may lie closer: d√3/2.
	hexagonal := square
	if room := b.MaxX - b.MinX - d/2; room >= 0 {
		hexagonal.columns, _, hexagonal.dx = axis(0, room, d)
		hexagonal.rows, hexagonal.y, hexagonal.dy = axis(b.MinY, b.MaxY, d*math.Sqrt(3)/2)
		hexagonal.x, hexagonal.shift = b.MinX, max(hexagonal.dx, d)/2
	}
	if at, ok = s.settleOn(square); ok {
		return at, true
	}
	return s.settleOn(hexagonal)
}

// settleOn gives each point the nearest free place of a grid, searching rings
// of growing distance around its own.
func (s *spreader) settleOn(l lattice) (at []Point, ok bool) {
	if l.columns*l.rows < len(s.home) {
		return nil, false
	}
	taken := map[[2]int]bool{}
	at = make([]Point, 0, len(s.home))
	for _, h := range s.home {
		column, row := 0, 0
		if l.dx > 0 {
			column = min(max(int((h.X-l.x)/l.dx+0.5), 0), l.columns-1)
		}
		if l.dy > 0 {
			row = min(max(int((h.Y-l.y)/l.dy+0.5), 0), l.rows-1)
		}
		best, bestAt := math.Inf(1), [2]int{}
		found := -1
		for ring := range max(l.columns, l.rows) {
			// A ring further out may still hold a nearer corner; one more
			// ring than the first find is enough for a marker.
			if found >= 0 && ring > found+1 {
				break
			}
			for c := max(0, column-ring); c <= min(l.columns-1, column+ring); c++ {
				step := 2 * ring
				if c == column-ring || c == column+ring || ring == 0 {
					step = 1
				}
				for r := row - ring; r <= row+ring; r += step {
					if r < 0 || r >= l.rows || taken[[2]int{c, r}] {
						continue
					}
					p := s.bounds.clamp(l.at(c, r))
					if d := math.Hypot(p.X-h.X, p.Y-h.Y); d < best && s.clear(p) {
						best, bestAt = d, [2]int{c, r}
						if found < 0 {
							found = ring
						}
					}
				}
			}
		}
		if found < 0 {
			return nil, false
		}
		taken[bestAt] = true
		at = append(at, s.bounds.clamp(l.at(bestAt[0], bestAt[1])))
	}
	return at, true
}
