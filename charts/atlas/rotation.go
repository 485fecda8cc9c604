package atlas

import "math"

// Rotation turns the globe before it is projected: first by Lon about the
// poles, then by Lat about the horizontal axis, then by Gamma about the line of
// sight, all in degrees, as geoRotation of d3-geo does. The place (-Lon, -Lat)
// comes to the centre of the map. The zero value does not turn.
type Rotation struct{ Lon, Lat, Gamma float64 }

// CentredOn returns the rotation that brings a place to the centre of the map
// with its meridian upright. For a map in the normal aspect of a cylindrical
// kind give latitude 0.
func CentredOn(at LonLat) Rotation { return Rotation{Lon: -at.Lon, Lat: -at.Lat} }

// Rotate returns where the place (lon, lat) comes to lie, in degrees, the
// longitude in [-180, 180]. Rotate and Unrotate are inverse.
func (r Rotation) Rotate(lon, lat float64) (lonDeg, latDeg float64) {
	m := r.matrix()
	p := m.apply(LonLat{lon, lat}.vec()).lonLat()
	return p.Lon, p.Lat
}

// Unrotate returns the place that Rotate brings to (lon, lat), in degrees, the
// longitude in [-180, 180].
func (r Rotation) Unrotate(lon, lat float64) (lonDeg, latDeg float64) {
	m := r.matrix()
	p := m.unapply(LonLat{lon, lat}.vec()).lonLat()
	return p.Lon, p.Lat
}

// matrix is a rotation as three rows.
type matrix [3]vec

func (r Rotation) matrix() matrix {
	sl, cl := sincosDeg(r.Lon)
	sp, cp := sincosDeg(r.Lat)
	sg, cg := sincosDeg(r.Gamma)
	// After the turn by Lon, d3-geo (src/rotation.js) has, with φ for Lat and γ
	// for Gamma: x' = x cosφ − z sinφ, k = z cosφ + x sinφ,
	// y' = y cosγ − k sinγ, z' = k cosγ + y sinγ.
	return matrix{
		{cp * cl, -cp * sl, -sp},
		{sl*cg - sp*cl*sg, cl*cg + sp*sl*sg, -cp * sg},
		{sp*cl*cg + sl*sg, cl*sg - sp*sl*cg, cp * cg},
	}
}

func (m *matrix) apply(v vec) vec {
	// Adding +0 turns −0 into +0, so that the sign of y tells the two sides of
	// the cut apart without exception.
	return vec{m[0].dot(v), m[1].dot(v) + 0, m[2].dot(v)}
}

func (m *matrix) unapply(v vec) vec {
	return vec{
		m[0].x*v.x + m[1].x*v.y + m[2].x*v.z,
		m[0].y*v.x + m[1].y*v.y + m[2].y*v.z,
		m[0].z*v.x + m[1].z*v.y + m[2].z*v.z,
	}
}

// between returns the rotation a share t of the way from r to s, turning the
// shorter way round.
func (r Rotation) between(s Rotation, t float64) Rotation {
	step := func(a, b float64) float64 { return a + t*math.Remainder(b-a, 360) }
	return Rotation{step(r.Lon, s.Lon), step(r.Lat, s.Lat), step(r.Gamma, s.Gamma)}
}
