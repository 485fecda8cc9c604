package atlas

import "math"

// Arc is the shorter way between two places along a great circle. It is a plain
// comparable value. The zero value is not a way; start from [GreatCircle].
type Arc struct {
	From, To LonLat

	start, ahead vec     // unit vectors: From, and a quarter of the earth on
	angle        float64 // of the whole way, radians, 0 to π
}

// GreatCircle returns the shorter way from a to b. Between places opposite each
// other all ways are equally long: it takes the one over the north pole. Places
// with numbers that are not finite or latitudes outside [-90, 90] give an arc
// whose distance is NaN and whose path is empty.
func GreatCircle(a, b LonLat) Arc {
	arc := Arc{From: a, To: b}
	if !finite(a.Lon, a.Lat, b.Lon, b.Lat) || math.Abs(a.Lat) > 90 || math.Abs(b.Lat) > 90 {
		arc.angle = math.NaN()
		return arc
	}
	arc.start = a.vec()
	end := b.vec()
	arc.angle = arc.start.angle(end)
	normal := arc.start.cross(end)
	const opposite = 1e-12
	if normal.length() < opposite {
		_, north := a.axes()
		arc.ahead = north
		if arc.angle > 1 {
			arc.angle = math.Pi
		}
		return arc
	}
	arc.ahead = normal.cross(arc.start).unit()
	return arc
}

// axes returns the directions east and north at a place. At a pole they are
// those of its meridian.
func (p LonLat) axes() (east, north vec) {
	sinLon, cosLon := sincosDeg(p.Lon)
	sinLat, cosLat := sincosDeg(p.Lat)
	return vec{-sinLon, cosLon, 0}, vec{-sinLat * cosLon, -sinLat * sinLon, cosLat}
}

// At returns the place a share of the way along: From at 0, To at 1. Shares
// outside [0, 1] go on along the great circle. Longitudes between the ends are
// in [-180, 180].
func (a Arc) At(share float64) LonLat {
	switch share {
	case 0:
		return a.From
	case 1:
		return a.To
	}
	return a.vec(share).lonLat()
}

func (a Arc) vec(share float64) vec {
	sin, cos := math.Sincos(share * a.angle)
	return a.start.times(cos).add(a.ahead.times(sin))
}

// DistanceKM returns the length of the way in kilometres, 0 to about 20,015.
func (a Arc) DistanceKM() float64 { return a.angle * EarthRadiusKM }

// MaxLatitude returns the northernmost latitude on the way, in degrees. On the
// southern hemisphere that may be an end.
func (a Arc) MaxLatitude() float64 {
	top := math.Atan2(a.ahead.z, a.start.z)
	if top > 0 && top < a.angle {
		return math.Atan2(math.Hypot(a.start.z, a.ahead.z), math.Abs(a.start.cross(a.ahead).z)) * degrees
	}
	return max(a.From.Lat, a.To.Lat)
}

// pathMarginPX is how far beyond the picture a path goes on, so that the ends of
// a stroke stay out of sight.
const pathMarginPX = 32

// Path returns the way as lines in picture px, in order from From to To. It is
// cut where the projection tears the globe, at its horizon, and 32 px outside
// the picture, so there may be none or several; a way that is a single point
// gives none. The lines lie within half a px of the exact curve. A frame that is
// not valid gives none.
func (f Frame) Path(a Arc) [][]Point {
	if f.Check() != nil || math.IsNaN(a.angle) || a.angle == 0 {
		return nil
	}
	const hop = 1 * radians // a closer look for what the tracer might jump over
	const tolerance = 0.1
	n := int(a.angle/hop) + 2
	places := make([]vec, n+1)
	for i := range places {
		places[i] = a.vec(float64(i) / float64(n))
	}
	t := newTracer(f.Projection, f.Rotation, tolerance/f.Scale)
	t.line(places)
	field := f.Bounds().inset(-pathMarginPX)
	var path [][]Point
	view := f.affine()
	for _, p := range t.pieces {
		line := t.points[p.first:p.last]
		for i := range line {
			line[i].X, line[i].Y = view.at(line[i])
		}
		path = field.clip(path, line)
	}
	return path
}

// clip appends the parts of a line that lie in r.
func (r Rect) clip(parts [][]Point, line []Point) [][]Point {
	var part []Point
	for i := 1; i < len(line); i++ {
		p, q := line[i-1], line[i]
		t0, t1, ok := r.cut(p.X, p.Y, q.X, q.Y)
		if !ok {
			continue
		}
		at := func(t float64) Point { return Point{p.X + t*(q.X-p.X), p.Y + t*(q.Y-p.Y)} }
		if t0 > 0 || len(part) == 0 {
			part = append(part[:0:0], at(t0))
		}
		if t1 < 1 {
			part = append(part, at(t1))
			parts = append(parts, part)
			part = nil
			continue
		}
		part = append(part, q)
	}
	if len(part) > 1 {
		parts = append(parts, part)
	}
	return parts
}

// Middle returns the place in the middle of some: where their mean, as directions
// from the globe's centre, points. Where that points nowhere, as for two places
// opposite each other, and for no places, it is the first place, or (0°, 0°).
func Middle(places ...LonLat) LonLat {
	var sum vec
	for _, p := range places {
		if finite(p.Lon, p.Lat) && math.Abs(p.Lat) <= 90 {
			sum = sum.add(p.vec())
		}
	}
	const nowhere = 1e-9
	switch {
	case sum.length() > nowhere:
		return sum.lonLat()
	case len(places) > 0:
		return places[0]
	}
	return LonLat{}
}
