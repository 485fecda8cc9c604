package atlas

import (
	"math"
	"math/bits"
)

// edges collects the outline of one colour in picture px, cut to the picture.
// The order of the edges does not matter.
type edges struct {
	width, height float64
	list          []edge
	runs          []run
	px            []Point // the line being added
}

type edge struct{ x0, y0, x1, y1 float32 }

// run is a stretch of a list with the rows it touches.
type run struct {
	first, last int32
	top, bottom float32
}

// affine places the unit plane in a picture.
type affine struct{ scale, x, y float64 }

func (f Frame) affine() affine { return affine{f.Scale, f.X, f.Y} }

func (a affine) at(p Point) (x, y float64) { return a.x + a.scale*p.X, a.y - a.scale*p.Y }

// addPiece adds a line of the unit plane, backwards if sign is negative. Pieces
// that cannot touch the picture cost next to nothing.
func (e *edges) addPiece(a affine, line []Point, p piece, sign int) {
	left, top := a.at(Point{p.minX, p.maxY})
	right, bottom := a.at(Point{p.maxX, p.minY})
	if bottom <= 0 || top >= e.height || left >= e.width {
		return
	}
	if right <= 0 {
		// Left of the picture only the rows that a line spans matter.
		line = []Point{line[0], line[len(line)-1]}
	}
	e.addLine(a, line, sign)
}

func (e *edges) addLine(a affine, line []Point, sign int) {
	first := int32(len(e.list))
	e.px = a.thin(e.px[:0], line)
	for i := 1; i < len(e.px); i++ {
		p, q := e.px[i-1], e.px[i]
		if sign < 0 {
			p, q = q, p
		}
		e.add(p.X, p.Y, q.X, q.Y)
	}
	e.closeRun(first)
}

// runLength is how many edges make a run: few enough that its rows are few.
const runLength = 64

// closeRun notes the edges from first on as runs.
func (e *edges) closeRun(first int32) {
	for first < int32(len(e.list)) {
		last := min(first+runLength, int32(len(e.list)))
		r := run{first: first, last: last, top: math.MaxFloat32}
		for _, d := range e.list[first:last] {
			r.top = min(r.top, d.y0, d.y1)
			r.bottom = max(r.bottom, d.y0, d.y1)
		}
		e.runs = append(e.runs, r)
		first = last
	}
}

// add adds one edge, cut to the picture: what lies above, below or to the right
// has no effect, what lies to the left acts along the picture's left side.
func (e *edges) add(x0, y0, x1, y1 float64) {
	w, h := e.width, e.height
	if x0 >= 0 && x1 >= 0 && x0 <= w && x1 <= w && y0 >= 0 && y1 >= 0 && y0 <= h && y1 <= h {
		e.list = append(e.list, edge{float32(x0), float32(y0), float32(x1), float32(y1)})
		return
	}
	if (y0 <= 0 && y1 <= 0) || (y0 >= h && y1 >= h) || (x0 >= w && x1 >= w) || y0 == y1 {
		return
	}
	slope := (x1 - x0) / (y1 - y0)
	xAt := func(y float64) float64 { return x0 + (y-y0)*slope }
	ax, ay, bx, by := x0, y0, x1, y1
	if ay < 0 {
		ax, ay = xAt(0), 0
	} else if ay > h {
		ax, ay = xAt(h), h
	}
	if by < 0 {
		bx, by = xAt(0), 0
	} else if by > h {
		bx, by = xAt(h), h
	}
	e.split(ax, ay, bx, by, 0, func(x0, y0, x1, y1 float64) {
		e.split(x0, y0, x1, y1, w, func(x0, y0, x1, y1 float64) {
			if x0 >= w && x1 >= w {
				return
			}
			x0, x1 = min(max(x0, 0), w), min(max(x1, 0), w)
			e.list = append(e.list, edge{float32(x0), float32(y0), float32(x1), float32(y1)})
		})
	})
}

// split calls f for the edge, or for its two parts if it crosses the vertical at
// x = at.
func (e *edges) split(x0, y0, x1, y1, at float64, f func(x0, y0, x1, y1 float64)) {
	if (x0 < at) == (x1 < at) {
		f(x0, y0, x1, y1)
		return
	}
	y := y0 + (at-x0)/(x1-x0)*(y1-y0)
	y = min(max(y, min(y0, y1)), max(y0, y1))
	f(x0, y0, at, y)
	f(at, y, x1, y1)
}

// mask gathers, for some rows of a picture, signed areas under edges: after
// adding a closed outline, the sum of a row from its left end to a pixel is how
// much of the pixel the outline covers. The method is Raph Levien's in font-rs,
// also used by golang.org/x/image/vector. Unlike there, each row remembers which
// blocks of 16 px were touched, so that the long empty and full stretches of a
// map cost nothing to read and to clear.
type mask struct {
	width, rows int
	top         int
	area        []float32 // rows of width+2
	touched     []uint64  // rows of words, one bit a block
	words       int
	alpha       [blockWidth]uint8 // what flush hands out
}

const (
	blockBits  = 4
	blockWidth = 1 << blockBits
)

func newMask(width, rows int) *mask {
	m := &mask{width: width, rows: rows}
	m.words = (width+2+blockWidth*64-1)/(blockWidth*64) + 1
	m.area = make([]float32, rows*(width+2))
	m.touched = make([]uint64, rows*m.words)
	return m
}

// add adds all edges within rows top to bottom of the picture, bottom excluded.
func (m *mask) add(e *edges, top, bottom int) {
	m.top = top
	lo, hi := float32(top), float32(bottom)
	for _, r := range e.runs {
		if r.bottom <= lo || r.top >= hi {
			continue
		}
		for _, d := range e.list[r.first:r.last] {
			m.addEdge(d, lo, hi)
		}
	}
}

func (m *mask) addEdge(d edge, lo, hi float32) {
	dir := float32(1)
	if d.y0 > d.y1 {
		dir = -1
		d.x0, d.y0, d.x1, d.y1 = d.x1, d.y1, d.x0, d.y0
	}
	if d.y1 <= lo || d.y0 >= hi || d.y0 == d.y1 {
		return
	}
	slope := (d.x1 - d.x0) / (d.y1 - d.y0)
	x, y := d.x0, d.y0
	if y < lo {
		x += (lo - y) * slope
		y = lo
	}
	end := min(d.y1, hi)
	left, right := min(d.x0, d.x1), max(d.x0, d.x1)
	for row := int(y); y < end; row++ {
		next := min(float32(row+1), end)
		xn := min(max(x+(next-y)*slope, left), right)
		m.addSpan(row-m.top, x, xn, (next-y)*dir)
		x, y = xn, next
	}
}

// addSpan adds the part of an edge within one row: from x0 to x1, over the
// signed height d.
func (m *mask) addSpan(row int, x0, x1, d float32) {
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	first := int(x0)
	area := m.area[row*(m.width+2) : (row+1)*(m.width+2)]
	touched := m.touched[row*m.words : (row+1)*m.words]
	floor := float32(first)
	if x1 <= floor+1 {
		// Within one pixel.
		share := (x0+x1)*0.5 - floor
		area[first] += d * (1 - share)
		area[first+1] += d * share
		b := first >> blockBits
		touched[b>>6] |= 1 << (b & 63)
		b = (first + 1) >> blockBits
		touched[b>>6] |= 1 << (b & 63)
		return
	}
	last := int(math.Ceil(float64(x1)))
	s := 1 / (x1 - x0)
	f0 := x0 - floor
	f1 := x1 - float32(last) + 1
	a0 := 0.5 * s * (1 - f0) * (1 - f0)
	am := 0.5 * s * f1 * f1
	area[first] += d * a0
	if last == first+2 {
		area[first+1] += d * (1 - a0 - am)
	} else {
		a1 := s * (1.5 - f0)
		area[first+1] += d * (a1 - a0)
		for x := first + 2; x < last-1; x++ {
			area[x] += d * s
		}
		a2 := a1 + float32(last-first-3)*s
		area[last-1] += d * (1 - a2 - am)
	}
	area[last] += d * am
	for b := first >> blockBits; b <= last>>blockBits; b++ {
		touched[b>>6] |= 1 << (b & 63)
	}
}

// flush reads a row off the mask and clears it. Stretches of one alpha, 1 to 255,
// go to even; pixels around edges go to mixed, up to 16 at a time from pixel x
// on, alpha 0 among them.
func (m *mask) flush(row int, even func(x, end int, alpha uint32), mixed func(x int, alpha []uint8)) {
	area := m.area[row*(m.width+2) : (row+1)*(m.width+2)]
	touched := m.touched[row*m.words : (row+1)*m.words]
	sum := float32(0)
	done := 0 // pixels up to here are reported
	alpha := &m.alpha
	for w, word := range touched {
		if word == 0 {
			continue
		}
		touched[w] = 0
		for ; word != 0; word &= word - 1 {
			from := (w<<6 + bits.TrailingZeros64(word)) << blockBits
			if a := alphaOf(sum); a != 0 && from > done {
				even(done, min(from, m.width), a)
			}
			block := area[from:min(from+blockWidth, m.width+2)]
			for i, d := range block {
				sum += d
				alpha[i] = uint8(alphaOf(sum))
			}
			clear(block)
			if n := min(len(block), m.width-from); n > 0 {
				mixed(from, alpha[:n])
			}
			done = from + blockWidth
		}
	}
	if a := alphaOf(sum); a != 0 && done < m.width {
		even(done, m.width, a)
	}
}

// alphaOf turns a covered area into 0 to 255. More than whole is whole: where
// coarse outlines overlap.
func alphaOf(area float32) uint32 {
	if area < 0 {
		area = -area
	}
	return uint32(min(area, 1)*255 + 0.5)
}
