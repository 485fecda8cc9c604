package atlas

import "math"

// Kind is a projection: it maps the globe to the unit plane and back. All kinds are centred on (0°, 0°); a
// [Rotation] before them gives any other centre. The zero value is [EqualEarth].
type Kind uint8

const (
	// EqualEarth shows the whole earth, areas true, poles as lines: Šavrič,
	// Patterson, Jenny, "The Equal Earth map projection", International Journal
	// of Geographical Information Science 33 (2019). It tears the globe along
	// the meridian opposite its centre.
	EqualEarth Kind = iota
	// LambertAzimuthal shows the earth around the centre, areas true,
	// directions from the centre true: Snyder, "Map Projections: A Working
	// Manual" (1987), chapter 24. It reaches to 179.9° from the centre; the
	// last tenth of a degree, which would become the rim, is not shown.
	LambertAzimuthal
	// Orthographic shows the half of the globe that an infinitely distant eye
	// sees: Snyder (1987), chapter 20.
	Orthographic

	kinds = iota
)

// String returns the projection's English name, for logs and tests.
func (k Kind) String() string {
	switch k {
	case EqualEarth:
		return "Equal Earth"
	case LambertAzimuthal:
		return "Lambert azimuthal equal-area"
	case Orthographic:
		return "orthographic"
	}
	return "unknown projection"
}

// Unproject returns the place that lies at a point of the unit plane, in degrees, the
// longitude in [-180, 180]; ok is false outside the map.
func (k Kind) Unproject(x, y float64) (lon, lat float64, ok bool) {
	switch {
	case !finite(x, y):
		return 0, 0, false
	case k == EqualEarth:
		return unEqualEarth(x, y)
	case k == LambertAzimuthal, k == Orthographic:
		v, ok := k.unproject(x, y)
		if !ok {
			return 0, 0, false
		}
		p := v.lonLat()
		return p.Lon, p.Lat, true
	}
	return 0, 0, false
}

// torn reports whether the kind tears the globe along the meridian opposite its
// centre; the others end at a circle about the centre.
func (k Kind) torn() bool { return k == EqualEarth }

// horizon returns the cosine of the angle from the centre to which an azimuthal
// kind reaches. The orthographic one stops a ten-millionth of its radius short
// of the limb, where an inverse exists but no computer number resolves it.
func (k Kind) horizon() float64 {
	if k == LambertAzimuthal {
		return lambertHorizon
	}
	return 1e-6
}

// rim returns the radius of an azimuthal kind's map in the unit plane.
func (k Kind) rim() float64 {
	c := k.horizon()
	if k == LambertAzimuthal {
		return math.Sqrt(2 * (1 - c))
	}
	return math.Sqrt(1 - c*c)
}

var lambertHorizon = math.Cos(179.9 * radians)

// project maps a direction in the turned frame, x towards the map's centre, to
// the unit plane. It does not look whether the horizon hides it.
func (k Kind) project(v vec) (x, y float64) {
	switch k {
	case EqualEarth:
		return equalEarth(math.Atan2(v.y, v.x), v.z)
	case LambertAzimuthal:
		near := 1 + v.x
		if v.x < 0 {
			near = (v.y*v.y + v.z*v.z) / (1 - v.x) // keeps its digits far out
		}
		s := math.Sqrt(2 / near)
		return v.y * s, v.z * s
	}
	return v.y, v.z
}

// unproject is the inverse of project for the azimuthal kinds.
func (k Kind) unproject(x, y float64) (vec, bool) {
	r := math.Hypot(x, y)
	if r > k.rim()+1e-12 {
		return vec{}, false
	}
	if k == LambertAzimuthal {
		s := math.Sqrt((1 - r/2) * (1 + r/2))
		return vec{1 - r*r/2, x * s, y * s}, true
	}
	return vec{math.Sqrt(max(0, (1-r)*(1+r))), x, y}, true
}

// The coefficients of Equal Earth, from the paper cited at [EqualEarth]; the
// forms of forward and inverse follow d3-geo (src/projection/equalEarth.js).
const (
	ee1 = 1.340264
	ee2 = -0.081106
	ee3 = 0.000893
	ee4 = 0.003796
	eeM = 0.8660254037844386 // √3/2
)

// eeTop is the y of the north pole.
var eeTop = eeY(math.Asin(eeM))

// eeY returns y for the parametric latitude theta, with sin theta = √3/2 sin φ.
func eeY(theta float64) float64 {
	t2 := theta * theta
	t6 := t2 * t2 * t2
	return theta * (ee1 + ee2*t2 + t6*(ee3+ee4*t2))
}

// eeSlope is the derivative of eeY.
func eeSlope(theta float64) float64 {
	t2 := theta * theta
	t6 := t2 * t2 * t2
	return ee1 + 3*ee2*t2 + t6*(7*ee3+9*ee4*t2)
}

// equalEarth projects a longitude in radians and the sine of a latitude.
func equalEarth(lambda, sinPhi float64) (x, y float64) {
	l := eeM * sinPhi
	theta := math.Asin(l)
	return lambda * math.Sqrt(1-l*l) / (eeM * eeSlope(theta)), eeY(theta)
}

// eeTheta solves eeY(theta) = y by Newton's method, which from this start needs
// at most eight steps.
func eeTheta(y float64) float64 {
	theta := y
	for range 16 {
		d := (eeY(theta) - y) / eeSlope(theta)
		theta -= d
		if math.Abs(d) < 1e-16 {
			break
		}
	}
	return theta
}

func unEqualEarth(x, y float64) (lon, lat float64, ok bool) {
	const slack = 1e-12
	if math.Abs(y) > eeTop+slack {
		return 0, 0, false
	}
	theta := min(max(eeTheta(y), -math.Pi/3), math.Pi/3)
	sin, cos := math.Sincos(theta)
	lambda := x * eeM * eeSlope(theta) / cos
	if math.Abs(lambda) > math.Pi+slack {
		return 0, 0, false
	}
	lambda = min(max(lambda, -math.Pi), math.Pi)
	if math.Abs(y) >= eeTop {
		return lambda * degrees, math.Copysign(90, y), true
	}
	// cos²φ = 1 − 4/3 sin²θ, written so that it keeps its digits at the poles.
	cosPhi := math.Sqrt(max(0, (2*cos-1)*(2*cos+1)/3))
	return lambda * degrees, math.Atan2(sin/eeM, cosPhi) * degrees, true
}
