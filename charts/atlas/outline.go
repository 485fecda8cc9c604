package atlas

import (
	"fmt"
	"math"
)

// Outline returns the land of a picture as closed rings, and the borders between
// countries as lines, in picture px and cut to the picture: for media that keep
// shapes instead of pixels. Rings close by themselves, the last point leading to
// the first. Outer rings and holes run opposite ways, so a nonzero and an even-odd
// fill agree. What is left out or straightened is below what a picture of that size
// resolves. It fails as [Draw] does.
func Outline(frame Frame, level Level) (land, borders [][]Point, err error) {
	if err := frame.Check(); err != nil {
		return nil, nil, err
	}
	if level >= levels {
		return nil, nil, fmt.Errorf("atlas: level of detail %d does not exist", level)
	}
	s := newSheet(sheetKey{level, frame.Projection, frame.Rotation, fineness(frame.Scale), 0})
	a, picture := frame.affine(), frame.Bounds()
	var coast []strand
	for arc, sign := range s.world.coast {
		for _, p := range s.arcPieces(arc) {
			line := s.line(p)
			if sign == 0 {
				borders = picture.clip(borders, a.thin(nil, line))
				continue
			}
			coast = append(coast, newStrand(a, line, sign < 0))
		}
	}
	for _, line := range s.land {
		coast = append(coast, newStrand(a, line, false))
	}
	for _, ring := range stitch(coast) {
		if ring = picture.cutRing(ring); math.Abs(areaOf(ring)) >= leastAreaPX {
			land = append(land, ring)
		}
	}
	return land, borders, nil
}

// leastAreaPX is the area in square px below which an island is left out.
const leastAreaPX = 0.02

// Cut returns the parts of lines, given in picture px, that lie in the picture.
func (f Frame) Cut(lines [][]Point) [][]Point {
	var out [][]Point
	for _, line := range lines {
		out = f.Bounds().clip(out, line)
	}
	return out
}

// strand is a part of a ring: a coast, or a stretch of the map's edge. The land
// lies to its right.
type strand struct {
	from, to Point // in the unit plane
	px       []Point
	used     bool
}

func newStrand(a affine, line []Point, backwards bool) strand {
	s := strand{from: line[0], to: line[len(line)-1], px: a.thin(nil, line)}
	if backwards {
		s.from, s.to = s.to, s.from
		for i, j := 0, len(s.px)-1; i < j; i, j = i+1, j-1 {
			s.px[i], s.px[j] = s.px[j], s.px[i]
		}
	}
	return s
}

// meetWithin is how far apart two ends may lie that are the same place, in the unit
// plane: a few metres. Points of the outline lie a hundred times as far apart.
const meetWithin = 1e-6

type cell struct{ x, y int64 }

func cellOf(p Point) cell {
	return cell{int64(math.Round(p.X / meetWithin)), int64(math.Round(p.Y / meetWithin))}
}

// stitch joins strands end to start into rings. Where strands touch, any choice
// gives the same area. The pole lines of a torn map are no strands, since a fill
// has no need of level lines; a ring crosses them in one step.
func stitch(strands []strand) [][]Point {
	starts := make(map[cell][]int, len(strands))
	for i := range strands {
		c := cellOf(strands[i].from)
		starts[c] = append(starts[c], i)
	}
	next := func(end Point) int {
		at := cellOf(end)
		for dy := int64(-1); dy <= 1; dy++ {
			for dx := int64(-1); dx <= 1; dx++ {
				for _, i := range starts[cell{at.x + dx, at.y + dy}] {
					if !strands[i].used {
						return i
					}
				}
			}
		}
		return -1
	}
	meet := func(p, q Point) bool { return math.Abs(p.X-q.X) < 2*meetWithin && math.Abs(p.Y-q.Y) < 2*meetWithin }
	var rings [][]Point
	for first := range strands {
		if strands[first].used {
			continue
		}
		var ring []Point
		for i := first; i >= 0; {
			s := &strands[i]
			s.used = true
			ring = append(ring, s.px...)
			if meet(s.to, strands[first].from) {
				break
			}
			if i = next(s.to); i < 0 {
				i = level(strands, s.to)
			}
		}
		rings = append(rings, ring)
	}
	return rings
}

// level finds an unused strand that starts at the height of an end: the other end
// of a pole line. -1 means that there is none.
func level(strands []strand, end Point) int {
	for i := range strands {
		if !strands[i].used && math.Abs(strands[i].from.Y-end.Y) < 2*meetWithin {
			return i
		}
	}
	return -1
}

// cutRing returns a ring cut to r, by Sutherland and Hodgman's method
// (Communications of the ACM 17, 1974). Parts of it may run along the sides of r to
// and fro, covering nothing.
func (r Rect) cutRing(ring []Point) []Point {
	sides := [4]struct {
		depth func(Point) float64 // positive within
	}{
		{func(p Point) float64 { return p.X - r.MinX }}, {func(p Point) float64 { return r.MaxX - p.X }},
		{func(p Point) float64 { return p.Y - r.MinY }}, {func(p Point) float64 { return r.MaxY - p.Y }},
	}
	for _, side := range sides {
		if len(ring) == 0 {
			return nil
		}
		var cut []Point
		a := ring[len(ring)-1]
		da := side.depth(a)
		for _, b := range ring {
			db := side.depth(b)
			if (da < 0) != (db < 0) {
				t := da / (da - db)
				cut = append(cut, Point{a.X + t*(b.X-a.X), a.Y + t*(b.Y-a.Y)})
			}
			if db >= 0 {
				cut = append(cut, b)
			}
			a, da = b, db
		}
		ring = cut
	}
	return ring
}

// areaOf is the signed area of a ring, positive where it runs clockwise on the
// screen.
func areaOf(ring []Point) (sum float64) {
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		sum += p.X*q.Y - q.X*p.Y
	}
	return sum / 2
}
