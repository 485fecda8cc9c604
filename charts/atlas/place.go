package atlas

import "math"

// EarthRadiusKM is the mean radius of the earth in kilometres (IUGG, R1).
const EarthRadiusKM = 6371.0088

const (
	radians = math.Pi / 180
	degrees = 180 / math.Pi
)

// LonLat is a place on the globe in degrees: Lon positive east, Lat positive
// north. Longitudes outside [-180, 180] mean the same as those inside it.
type LonLat struct{ Lon, Lat float64 }

// Point is a place in a picture in px: x to the right, y down.
type Point struct{ X, Y float64 }

// Rect is a rectangle of a picture in px, its edges included.
type Rect struct{ MinX, MinY, MaxX, MaxY float64 }

// Contains reports whether p lies in r or on its edge.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.MinX && p.X <= r.MaxX && p.Y >= r.MinY && p.Y <= r.MaxY
}

// inset returns r with every edge moved inwards by d px, outwards if d < 0. A
// rectangle too small for it becomes its middle.
func (r Rect) inset(d float64) Rect {
	r.MinX, r.MaxX = r.MinX+d, r.MaxX-d
	if r.MinX > r.MaxX {
		r.MinX = (r.MinX + r.MaxX) / 2
		r.MaxX = r.MinX
	}
	r.MinY, r.MaxY = r.MinY+d, r.MaxY-d
	if r.MinY > r.MaxY {
		r.MinY = (r.MinY + r.MaxY) / 2
		r.MaxY = r.MinY
	}
	return r
}

func (r Rect) clamp(p Point) Point {
	return Point{min(max(p.X, r.MinX), r.MaxX), min(max(p.Y, r.MinY), r.MaxY)}
}

// vec is a direction from the globe's centre: x towards (0°, 0°), y towards
// (90°E, 0°), z towards the north pole.
type vec struct{ x, y, z float64 }

// vec returns the unit vector of p. Quarter turns are exact, so that the poles
// and the date line lie where they should.
func (p LonLat) vec() vec {
	sinLon, cosLon := sincosDeg(p.Lon)
	sinLat, cosLat := sincosDeg(p.Lat)
	return vec{cosLat * cosLon, cosLat * sinLon, sinLat}
}

// lonLat returns the place of v, which need not have length 1.
func (v vec) lonLat() LonLat {
	return LonLat{
		Lon: math.Atan2(v.y, v.x) * degrees,
		Lat: math.Atan2(v.z, math.Hypot(v.x, v.y)) * degrees,
	}
}

func (v vec) dot(w vec) float64 { return v.x*w.x + v.y*w.y + v.z*w.z }

func (v vec) cross(w vec) vec {
	return vec{v.y*w.z - v.z*w.y, v.z*w.x - v.x*w.z, v.x*w.y - v.y*w.x}
}

func (v vec) add(w vec) vec       { return vec{v.x + w.x, v.y + w.y, v.z + w.z} }
func (v vec) sub(w vec) vec       { return vec{v.x - w.x, v.y - w.y, v.z - w.z} }
func (v vec) times(k float64) vec { return vec{v.x * k, v.y * k, v.z * k} }
func (v vec) length() float64     { return math.Sqrt(v.dot(v)) }
func (v vec) unit() vec           { return v.times(1 / v.length()) }
func (v vec) angle(w vec) float64 { return math.Atan2(v.cross(w).length(), v.dot(w)) }
func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// sincosDeg returns sine and cosine of an angle in degrees, exact at multiples
// of 90.
func sincosDeg(deg float64) (sin, cos float64) {
	deg = math.Mod(deg, 360)
	switch deg {
	case 0:
		return 0, 1
	case 90, -270:
		return 1, 0
	case 180, -180:
		return 0, -1
	case -90, 270:
		return -1, 0
	}
	return math.Sincos(deg * radians)
}

// wrapDeg returns the longitude in [-180, 180) that means the same as deg.
func wrapDeg(deg float64) float64 {
	if deg >= -180 && deg < 180 {
		return deg
	}
	deg = math.Mod(deg+180, 360)
	if deg < 0 {
		deg += 360
	}
	return deg - 180
}
