package atlas

import (
	"math"
	"slices"
	"sync"
)

// sheet is the outline of the world in the unit plane: all that can be worked
// out before it is known where the picture looks. It never changes.
type sheet struct {
	world   *world
	tracer  *tracer
	pieceOf []int32 // arc i is pieces[pieceOf[i]:pieceOf[i+1]] of the tracer
	tearOf  []int32
	land    [][]Point // closes the land along the map's edge
	outline [][]Point // of the map
	lines   *tracer   // the graticule, nil if there is none
}

// sheetKey names a sheet.
type sheetKey struct {
	level    Level
	kind     Kind
	rotation Rotation
	fineness int
	step     float64
}

// tolerancePX is how far from its true course a line may run in the picture.
const tolerancePX = 0.3

// fineness is the power of four above a scale: sheets are shared by all scales
// of one fineness.
func fineness(scale float64) int {
	return int(math.Ceil(math.Log2(scale) / 2))
}

func (k sheetKey) tolerance() float64 {
	return tolerancePX / math.Pow(4, float64(k.fineness))
}

func newSheet(key sheetKey) *sheet {
	w := key.level.world()
	s := &sheet{world: w}
	s.trace(key)
	t := s.tracer
	var tears []tear
	for arc, sign := range w.coast {
		tears = s.appendTears(tears, arc, int(sign))
	}
	s.land = t.closeAlongEdge(tears, func(v vec) bool { return w.land(t.turn.unapply(v).lonLat()) })
	s.outline = t.outline()
	if key.step > 0 {
		s.lines = newTracer(key.kind, key.rotation, key.tolerance())
		s.lines.graticule(key.step)
	}
	return s
}

// trace traces all arcs, on two processors where there are two.
func (s *sheet) trace(key sheetKey) {
	w := s.world
	vectors := w.vectors()
	// The arcs up to half hold half of the points.
	half, _ := slices.BinarySearch(w.start, int32(len(vectors)/2))
	half = min(half, w.arcCount())
	s.pieceOf = make([]int32, w.arcCount()+1)
	s.tearOf = make([]int32, w.arcCount()+1)
	part := func(from, to int) *tracer {
		t := newTracer(key.kind, key.rotation, key.tolerance())
		n := len(vectors) - int(w.start[from]) // the first half has room for both
		t.points = make([]Point, 0, n+n/16)
		t.pieces = make([]piece, 0, w.arcCount()-from+64)
		for arc := from; arc < to; arc++ {
			t.line(vectors[w.start[arc]:w.start[arc+1]])
			s.pieceOf[arc+1], s.tearOf[arc+1] = int32(len(t.pieces)), int32(len(t.tears))
		}
		return t
	}
	var second *tracer
	var other sync.WaitGroup
	other.Go(func() { second = part(half, w.arcCount()) })
	s.tracer = part(0, half)
	other.Wait()
	s.join(second, half)
}

// join adds what another tracer made of the arcs from half on.
func (s *sheet) join(second *tracer, half int) {
	t := s.tracer
	points, pieces, tears := int32(len(t.points)), int32(len(t.pieces)), int32(len(t.tears))
	t.points = append(t.points, second.points...)
	t.tears = append(t.tears, second.tears...)
	for _, p := range second.pieces {
		p.first += points
		p.last += points
		t.pieces = append(t.pieces, p)
	}
	for arc := half; arc < s.world.arcCount(); arc++ {
		s.pieceOf[arc+1] += pieces
		s.tearOf[arc+1] += tears
	}
}

// appendTears adds the tears of an arc, turned round where it runs backwards.
func (s *sheet) appendTears(tears []tear, arc, sign int) []tear {
	if sign == 0 {
		return tears
	}
	for _, c := range s.tracer.tears[s.tearOf[arc]:s.tearOf[arc+1]] {
		c.step *= int8(sign)
		tears = append(tears, c)
	}
	return tears
}

func (s *sheet) arcPieces(arc int) []piece {
	return s.tracer.pieces[s.pieceOf[arc]:s.pieceOf[arc+1]]
}

func (s *sheet) line(p piece) []Point { return s.tracer.points[p.first:p.last] }

// closeCountry returns what closes a country along the map's edge.
func (s *sheet) closeCountry(c *country) [][]Point {
	var tears []tear
	c.arcs(func(arc, sign int) { tears = s.appendTears(tears, arc, sign) })
	return s.tracer.closeAlongEdge(tears, func(v vec) bool {
		return s.world.inside(c, s.tracer.turn.unapply(v).lonLat())
	})
}

// graticule traces parallels and meridians every step degrees. Only every third
// meridian reaches the poles, where they would crowd.
func (t *tracer) graticule(step float64) {
	// A chord of a parallel strays at most a sixteenth of its square from it.
	hop := math.Sqrt(16*math.Sqrt(t.tolerance)) * degrees
	hop = min(max(hop, 0.2), 2.5)
	n := int(math.Ceil(360 / hop))
	places := make([]vec, 0, n+1)
	for lat := step; lat < 90; lat += step {
		for _, signed := range []float64{lat, -lat} {
			places = places[:0]
			for i := range n + 1 {
				places = append(places, LonLat{-180 + 360*float64(i)/float64(n), signed}.vec())
			}
			t.line(places)
		}
	}
	places = places[:0]
	for i := range n + 1 {
		places = append(places, LonLat{-180 + 360*float64(i)/float64(n), 0}.vec())
	}
	t.line(places)
	for i := range int(360 / step) {
		top := 90 - step
		if i%3 == 0 {
			top = 90
		}
		lon := step * float64(i)
		places = places[:0]
		for lat := -top; lat < top; lat += 2.5 {
			places = append(places, LonLat{lon, lat}.vec())
		}
		t.line(append(places, LonLat{lon, top}.vec()))
	}
}
