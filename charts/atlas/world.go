package atlas

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
)

// Level is a level of detail of the world's outline. The zero value is
// [Level110m].
type Level uint8

const (
	// Level110m is Natural Earth at 1:110 million: 177 countries, about 8,000
	// points. Islands and countries below some 10,000 km² are missing.
	Level110m Level = iota
	// Level50m is Natural Earth at 1:50 million: 241 countries, about 80,000
	// points.
	Level50m

	levels = iota
)

// Country is a country or territory of the world's outline.
type Country struct {
	// ID is the ISO 3166-1 numeric code, always three digits, such as "840".
	// The areas that ISO does not list have their Name here.
	ID string
	// Name is Natural Earth's short English name.
	Name string
}

//go:embed 110m.bin
var baked110m []byte

//go:embed 50m.bin
var baked50m []byte

// Each level is decoded when it is first asked for.
var worlds = [levels]func() *world{
	Level110m: sync.OnceValue(func() *world { return mustDecode(baked110m) }),
	Level50m:  sync.OnceValue(func() *world { return mustDecode(baked50m) }),
}

// Countries returns all countries of the level, ordered by ID.
func (l Level) Countries() []Country {
	w := l.world()
	list := make([]Country, len(w.countries))
	for i := range w.countries {
		list[i] = w.countries[i].Country
	}
	return list
}

// world returns the outline; a level that does not exist is the finest one.
func (l Level) world() *world { return worlds[min(l, levels-1)]() }

// world is the outline of all countries as a topology: a border that two
// countries share is one arc. It never changes after decoding.
type world struct {
	// Point i lies at lonScale*x[i]+lonOffset, latScale*y[i]+latOffset degrees.
	x, y                                     []int32
	lonScale, lonOffset, latScale, latOffset float64
	start                                    []int32 // arc i is points start[i]:start[i+1]
	coast                                    []int8  // +1 or -1 for an arc used once, forwards or backwards; 0 for a border
	countries                                []country
	index                                    map[string]int
	vectors                                  func() []vec // unit vectors of all points, made on first use
}

// country is a country with its rings. Outer rings run clockwise, holes
// anticlockwise, so that the land lies to the right.
type country struct {
	Country
	rings [][]int32 // arc indices, ^i for arc i backwards
	bound bound
}

// arcs calls f for each arc of the country, sign -1 where it runs backwards.
func (c *country) arcs(f func(arc int, sign int)) {
	for _, ring := range c.rings {
		for _, ref := range ring {
			if ref < 0 {
				f(int(^ref), -1)
			} else {
				f(int(ref), 1)
			}
		}
	}
}

func (w *world) arcCount() int { return len(w.start) - 1 }

func (w *world) lonLat(i int) LonLat {
	return LonLat{w.lonScale*float64(w.x[i]) + w.lonOffset, w.latScale*float64(w.y[i]) + w.latOffset}
}

func mustDecode(baked []byte) *world {
	w, err := decode(baked)
	if err != nil {
		panic("atlas: embedded outline: " + err.Error())
	}
	return w
}

// decode reads the format that internal/bake writes and describes.
func decode(baked []byte) (*world, error) {
	const header = 4 + 4*8
	if len(baked) < header || string(baked[:4]) != "ATL1" {
		return nil, errors.New("not an outline")
	}
	number := func(i int) float64 {
		return math.Float64frombits(binary.LittleEndian.Uint64(baked[4+8*i:]))
	}
	w := &world{lonScale: number(0), lonOffset: number(1), latScale: number(2), latOffset: number(3)}
	r := reader{rest: baked[header:]}
	arcs := r.count()
	w.start = make([]int32, 1, arcs+1)
	// A point takes three bytes or so; one growth at most.
	w.x = make([]int32, 0, len(baked)/2)
	w.y = make([]int32, 0, len(baked)/2)
	for range arcs {
		var x, y int32
		for range r.count() {
			x += r.signed()
			y += r.signed()
			w.x, w.y = append(w.x, x), append(w.y, y)
		}
		w.start = append(w.start, int32(len(w.x)))
	}
	if err := w.decodeCountries(&r); err != nil {
		return nil, err
	}
	w.vectors = sync.OnceValue(w.makeVectors)
	return w, nil
}

func (w *world) decodeCountries(r *reader) error {
	w.coast = make([]int8, w.arcCount())
	used := make([]uint8, w.arcCount())
	w.countries = make([]country, r.count())
	w.index = make(map[string]int, len(w.countries))
	for i := range w.countries {
		c := &w.countries[i]
		c.ID, c.Name = r.word(), r.word()
		w.index[c.ID] = i
		for range r.count() {
			for range r.count() {
				ring := make([]int32, r.count())
				for j := range ring {
					ring[j] = r.signed()
					if arc := max(ring[j], ^ring[j]); int(arc) >= w.arcCount() {
						return fmt.Errorf("%s: no arc %d", c.Name, arc)
					}
				}
				c.rings = append(c.rings, ring)
			}
		}
		c.arcs(func(arc, sign int) {
			used[arc]++
			w.coast[arc] = int8(sign)
		})
		c.bound = w.boundOf(c)
	}
	for arc, n := range used {
		if n != 1 {
			w.coast[arc] = 0
		}
	}
	if r.bad || len(r.rest) != 0 {
		return errors.New("cut short or too long")
	}
	return nil
}

// reader takes varints off a byte slice; bad is set once it runs out.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) unsigned() uint64 {
	if len(r.rest) > 0 && r.rest[0] < 0x80 {
		v := r.rest[0]
		r.rest = r.rest[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// count reads a number of things that each take at least one byte.
func (r *reader) count() int {
	n := r.unsigned()
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return 0
	}
	return int(n)
}

func (r *reader) signed() int32 {
	u := r.unsigned()
	return int32(u>>1) ^ -int32(u&1)
}

func (r *reader) word() string {
	n := r.count()
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}

// makeVectors computes the unit vectors of all points. On a grid, sines come
// from two small tables by the addition theorems.
func (w *world) makeVectors() []vec {
	lon := newSines(w.lonOffset, w.lonScale, slices.Max(w.x))
	lat := newSines(w.latOffset, w.latScale, slices.Max(w.y))
	v := make([]vec, len(w.x))
	for i := range v {
		sinLon, cosLon := lon.at(w.x[i])
		sinLat, cosLat := lat.at(w.y[i])
		v[i] = vec{cosLat * cosLon, cosLat * sinLon, sinLat}
	}
	return v
}

// sines is a table of sine and cosine of offset + i*scale degrees.
type sines struct{ coarse, fine [][2]float64 }

const fineSteps = 256

func newSines(offset, scale float64, last int32) sines {
	var s sines
	for i := range int(last)/fineSteps + 1 {
		sin, cos := sincosDeg(offset + scale*float64(i*fineSteps))
		s.coarse = append(s.coarse, [2]float64{sin, cos})
	}
	for i := range fineSteps {
		sin, cos := sincosDeg(scale * float64(i))
		s.fine = append(s.fine, [2]float64{sin, cos})
	}
	return s
}

func (s *sines) at(i int32) (sin, cos float64) {
	a, b := &s.coarse[i/fineSteps], &s.fine[i%fineSteps]
	return a[0]*b[1] + a[1]*b[0], a[1]*b[1] - a[0]*b[0]
}
