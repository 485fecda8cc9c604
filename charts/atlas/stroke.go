package atlas

import (
	"image"
	"image/color"
	"math"
	"math/bits"
)

// segment is a straight stretch of a line in picture px. Its ends are round
// unless they are flat; a flat end is the end of a line or a dash.
type segment struct {
	x0, y0, x1, y1     float32
	flatStart, flatEnd bool
}

// segments collects what one stroke covers. The order does not matter.
type segments struct {
	reach  Rect    // the picture, grown by half the stroke
	radius float32 // half the width, px
	list   []segment
	runs   []run
	px     []Point // the line being added
}

// newSegments prepares a stroke of widthPX within the picture.
func newSegments(picture Rect, widthPX float64) *segments {
	return &segments{reach: picture.inset(-widthPX/2 - 1), radius: float32(widthPX / 2)}
}

// addPiece adds a line of the unit plane.
func (s *segments) addPiece(a affine, line []Point, p piece) {
	left, top := a.at(Point{p.minX, p.maxY})
	right, bottom := a.at(Point{p.maxX, p.minY})
	if right < s.reach.MinX || left > s.reach.MaxX || bottom < s.reach.MinY || top > s.reach.MaxY {
		return
	}
	first := int32(len(s.list))
	s.px = a.thin(s.px[:0], line)
	for i := 1; i < len(s.px); i++ {
		s.add(s.px[i-1].X, s.px[i-1].Y, s.px[i].X, s.px[i].Y, false, false)
	}
	s.closeRun(first)
}

// closeRun notes the stretches from first on as runs.
func (s *segments) closeRun(first int32) {
	for first < int32(len(s.list)) {
		last := min(first+runLength, int32(len(s.list)))
		r := run{first: first, last: last, top: math.MaxFloat32, bottom: -math.MaxFloat32}
		for _, d := range s.list[first:last] {
			r.top, r.bottom = min(r.top, d.y0, d.y1), max(r.bottom, d.y0, d.y1)
		}
		r.top -= s.radius + 1
		r.bottom += s.radius + 1
		s.runs = append(s.runs, r)
		first = last
	}
}

// add adds one stretch, cut to what can be seen.
func (s *segments) add(x0, y0, x1, y1 float64, flatStart, flatEnd bool) {
	t0, t1, ok := s.reach.cut(x0, y0, x1, y1)
	if !ok {
		return
	}
	dx, dy := x1-x0, y1-y0
	s.list = append(s.list, segment{
		float32(x0 + t0*dx), float32(y0 + t0*dy), float32(x0 + t1*dx), float32(y0 + t1*dy),
		flatStart && t0 == 0, flatEnd && t1 == 1,
	})
}

// cut returns the shares t0 ≤ t1 of the way from (x0, y0) to (x1, y1) between
// which it lies in r, by Liang and Barsky's method (ACM Transactions on Graphics
// 3, 1984).
func (r Rect) cut(x0, y0, x1, y1 float64) (t0, t1 float64, ok bool) {
	t0, t1 = 0, 1
	side := func(p, q float64) bool {
		if p == 0 {
			return q >= 0
		}
		if t := q / p; p < 0 {
			t0 = max(t0, t)
		} else {
			t1 = min(t1, t)
		}
		return t0 <= t1
	}
	dx, dy := x1-x0, y1-y0
	ok = side(-dx, x0-r.MinX) && side(dx, r.MaxX-x0) && side(-dy, y0-r.MinY) && side(dy, r.MaxY-y0)
	return t0, t1, ok
}

// veil is how much of each pixel of some rows a stroke covers, 0 to 255. Where
// stretches meet, the greater value counts, so joints are no darker.
type veil struct {
	width, rows, top int
	cover            []uint8
	touched          []uint64 // rows of words, one bit a block of 16 px
	words            int
}

func newVeil(width, rows int) *veil {
	v := &veil{width: width, rows: rows}
	v.words = (width + blockWidth*64 - 1) / (blockWidth * 64)
	v.cover = make([]uint8, width*rows)
	v.touched = make([]uint64, rows*v.words)
	return v
}

// add adds all stretches within rows top to bottom, bottom excluded.
func (v *veil) add(s *segments, top, bottom int) {
	v.top = top
	for _, r := range s.runs {
		if r.bottom <= float32(top) || r.top >= float32(bottom) {
			continue
		}
		for i := range s.list[r.first:r.last] {
			v.addSegment(&s.list[int(r.first)+i], s.radius, top, bottom)
		}
	}
}

// addSegment covers each pixel by the distance of its centre from the stretch:
// whole within the rim, falling to nothing across the rim over the width that a
// pixel has in that direction, 1 to √2. Lines thinner than that are paler
// instead.
func (v *veil) addSegment(d *segment, radius float32, top, bottom int) {
	dx, dy := d.x1-d.x0, d.y1-d.y0
	length := float32(math.Sqrt(float64(dx*dx + dy*dy)))
	ux, uy := float32(1), float32(0)
	if length > 0 {
		ux, uy = dx/length, dy/length
	}
	pixel := max(ux, -ux) + max(uy, -uy)
	reach := radius + pixel/2
	slope := 1 / pixel
	full := min(1, 2*radius*slope)
	minY, maxY := min(d.y0, d.y1)-reach, max(d.y0, d.y1)+reach
	first, last := max(int(minY), top), min(int(maxY)+1, bottom)
	if first >= last {
		return
	}
	minX, maxX := min(d.x0, d.x1)-reach, max(d.x0, d.x1)+reach
	if maxX <= 0 || minX >= float32(v.width) {
		return
	}
	for row := first; row < last; row++ {
		y := float32(row) + 0.5 - d.y0
		lo, hi := minX, maxX
		if uy > 1e-4 || uy < -1e-4 {
			// The strip of this direction through the row.
			mid := d.x0 + y*ux/uy
			half := reach / max(uy, -uy)
			lo, hi = max(lo, mid-half), min(hi, mid+half)
		}
		a, b := max(int(lo-0.5), 0), min(int(hi)+1, v.width)
		if a >= b {
			continue
		}
		line := v.cover[(row-top)*v.width+a : (row-top)*v.width+b]
		px := float32(a) + 0.5 - d.x0
		along, off := px*ux+y*uy, px*uy-y*ux
		wrote := false
		for i := range line {
			dist, share := max(off, -off), float32(1)
			if along < 0 || along > length {
				dist, share = d.beyond(along, length, dist)
			}
			along += ux
			off += uy
			c := min((reach-dist)*slope, full) * share
			if c <= 0 {
				continue
			}
			if n := uint8(c*255 + 0.5); n > line[i] {
				line[i] = n
				wrote = true
			}
		}
		if wrote {
			touched := v.touched[(row-top)*v.words : (row-top+1)*v.words]
			for k := a >> blockBits; k <= (b-1)>>blockBits; k++ {
				touched[k>>6] |= 1 << (k & 63)
			}
		}
	}
}

// beyond returns, for a pixel past an end of the stretch, its distance from the
// rim's middle and its share: round ends measure from the end, flat ones fade
// over a pixel. off is its distance from the line.
func (d *segment) beyond(along, length, off float32) (dist, share float32) {
	past, flat := -along, d.flatStart
	if along > length {
		past, flat = along-length, d.flatEnd
	}
	if flat {
		return off, max(0.5-past, 0)
	}
	return float32(math.Sqrt(float64(past*past + off*off))), 1
}

// flush lays the ink over a row of the picture where the veil covers it, and
// clears the veil.
func (v *veil) flush(row int, k ink, pix []byte) {
	line := v.cover[row*v.width : (row+1)*v.width]
	touched := v.touched[row*v.words : (row+1)*v.words]
	for w, word := range touched {
		if word == 0 {
			continue
		}
		touched[w] = 0
		for ; word != 0; word &= word - 1 {
			from := (w<<6 + bits.TrailingZeros64(word)) << blockBits
			to := min(from+blockWidth, v.width)
			block := line[from:to]
			for i, a := range block {
				if a != 0 {
					k.over(pix[4*(from+i):], uint32(a))
				}
			}
			clear(block)
		}
	}
}

// StrokePath draws lines of widthPX over a picture, anti-aliased, with round
// joints and flat ends. Points are px from the picture's upper left corner
// (whatever its bounds' Min). dash lists lengths in px, drawn and left out in
// turn, an odd list twice over; nil, a sum below half a px and lengths that are
// not positive and finite mean an unbroken line. The dashes of one line run on
// through all its parts. Parts outside the picture cost next to nothing; lines
// with numbers that are not finite, and widths that are not positive and finite,
// draw nothing.
func StrokePath(img *image.RGBA, path [][]Point, widthPX float64, c color.Color, dash []float64) {
	size := img.Bounds().Size()
	if size.X <= 0 || size.Y <= 0 || c == nil || !(widthPX > 0) || !finite(widthPX) {
		return
	}
	widthPX = min(widthPX, 2*MaxSizePX)
	s := newSegments(Rect{0, 0, float64(size.X), float64(size.Y)}, widthPX)
	d := newDasher(dash)
	for _, line := range path {
		first := int32(len(s.list))
		s.addLine(line, &d)
		s.closeRun(first)
	}
	if len(s.runs) == 0 {
		return
	}
	ink := inkOf(c)
	rows := bandRows(size.X, size.Y)
	v := newVeil(size.X, rows)
	for top := 0; top < size.Y; top += rows {
		bottom := min(top+rows, size.Y)
		v.add(s, top, bottom)
		for y := top; y < bottom; y++ {
			line := img.Pix[y*img.Stride : y*img.Stride+4*size.X]
			v.flush(y-top, ink, line)
		}
	}
}

// addLine adds one line of picture px, dashed.
func (s *segments) addLine(line []Point, d *dasher) {
	for i := 1; i < len(line); i++ {
		p, q := line[i-1], line[i]
		if !finite(p.X, p.Y, q.X, q.Y) {
			continue
		}
		start, end := i == 1, i == len(line)-1
		if len(d.lengths) == 0 {
			s.add(p.X, p.Y, q.X, q.Y, start, end)
			continue
		}
		length := math.Hypot(q.X-p.X, q.Y-p.Y)
		t0, t1, ok := s.reach.cut(p.X, p.Y, q.X, q.Y)
		if !ok || length == 0 || math.IsInf(length, 0) {
			d.skip(length)
			continue
		}
		d.skip(t0 * length)
		for at := t0 * length; at < t1*length; {
			step := min(d.left, t1*length-at)
			if d.on {
				a, b := at/length, (at+step)/length
				x0, y0 := p.X+a*(q.X-p.X), p.Y+a*(q.Y-p.Y)
				x1, y1 := p.X+b*(q.X-p.X), p.Y+b*(q.Y-p.Y)
				s.add(x0, y0, x1, y1, d.fresh || (start && at == 0), step == d.left || (end && b >= 1))
			}
			at += max(step, 1e-9)
			d.skip(step)
		}
		d.skip((1 - t1) * length)
	}
}

// dasher walks along a dash pattern.
type dasher struct {
	lengths []float64
	sum     float64
	next    int
	left    float64 // of the current dash or gap
	on      bool
	fresh   bool // at the beginning of the current dash or gap
}

func newDasher(lengths []float64) dasher {
	const shortest = 0.5
	d := dasher{}
	for _, l := range lengths {
		if !(l > 0) || math.IsInf(l, 0) {
			return dasher{}
		}
		d.sum += l
	}
	if d.sum < shortest || math.IsInf(d.sum, 0) {
		return dasher{}
	}
	d.lengths = append(d.lengths, lengths...)
	if len(lengths)%2 != 0 {
		d.lengths = append(d.lengths, lengths...)
		d.sum *= 2
	}
	d.left, d.on, d.fresh = d.lengths[0], true, true
	return d
}

// skip walks on by a length in px.
func (d *dasher) skip(length float64) {
	if math.IsInf(length, 0) || math.IsNaN(length) {
		return
	}
	length = math.Mod(length, d.sum)
	for length >= d.left {
		length -= d.left
		d.next = (d.next + 1) % len(d.lengths)
		d.left = d.lengths[d.next]
		d.on = d.next%2 == 0
		d.fresh = true
	}
	if length > 0 {
		d.left -= length
		d.fresh = false
	}
}
