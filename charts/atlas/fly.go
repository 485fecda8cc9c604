package atlas

import "math"

// Toward returns the frame a share of the way from f to another, for flying from
// place to place: f at 0, to at 1. In between the map draws back, moves and draws
// near so that it seems to move evenly: van Wijk and Nuij, "Smooth and efficient
// zooming and panning" (IEEE InfoVis 2003), with their ρ = √2, in the form of
// d3-interpolate (src/zoom.js). The globe turns evenly, the shorter way round.
//
// Between different projections or sizes, or if a frame is not valid, there is
// no way: the result is to.
func (f Frame) Toward(to Frame, share float64) Frame {
	switch {
	case share >= 1 || math.IsNaN(share), f.Check() != nil, to.Check() != nil,
		f.Projection != to.Projection, f.Width != to.Width, f.Height != to.Height:
		return to
	case share <= 0:
		return f
	}
	// Middle and width of what is seen, in the unit plane.
	w := float64(f.Width)
	look := func(f Frame) (c Point, width float64) {
		return Point{(w/2 - f.X) / f.Scale, (f.Y - float64(f.Height)/2) / f.Scale}, w / f.Scale
	}
	c0, w0 := look(f)
	c1, w1 := look(to)
	dx, dy := c1.X-c0.X, c1.Y-c0.Y
	d := math.Hypot(dx, dy)
	const rho = math.Sqrt2
	u, width := share, w0*math.Pow(w1/w0, share)
	if d > 1e-9*min(w0, w1) {
		b := func(w, sign float64) float64 {
			return (w1*w1 - w0*w0 + sign*rho*rho*rho*rho*d*d) / (2 * w * rho * rho * d)
		}
		// ln(√(b² + 1) − b), without losing digits.
		r0, r1 := -math.Asinh(b(w0, 1)), -math.Asinh(b(w1, -1))
		r := r0 + share*(r1-r0)
		u = w0 / (rho * rho * d) * (math.Cosh(r0)*math.Tanh(r) - math.Sinh(r0))
		width = w0 * math.Cosh(r0) / math.Cosh(r)
	}
	flown := f
	flown.Rotation = f.Rotation.between(to.Rotation, share)
	flown.Scale = min(max(w/width, MinScale), MaxScale)
	flown.X = w/2 - flown.Scale*(c0.X+u*dx)
	flown.Y = float64(f.Height)/2 + flown.Scale*(c0.Y+u*dy)
	if flown.Check() != nil {
		return to
	}
	return flown
}
