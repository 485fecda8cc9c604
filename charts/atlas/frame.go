package atlas

import (
	"errors"
	"fmt"
	"math"
)

// MaxSizePX is the largest width and height of a picture in px.
const MaxSizePX = 8192

// MinScale and MaxScale bound [Frame.Scale], in px per radius of the globe: at
// MinScale the earth is a dot, at MaxScale a px is about 6 m of ground.
const (
	MinScale = 1e-3
	MaxScale = 1e6
)

// maxOrigin bounds the origin so that no sum of px overflows or loses the px.
const maxOrigin = 1e8

// Frame says what a picture of the map shows: projection, turn of the globe,
// size and place. It is a plain comparable value: two equal frames give the
// same picture, so a Frame can be the key of a cache. The zero value is not
// valid; start from [Fit].
type Frame struct {
	Projection Kind
	Rotation   Rotation
	// Width and Height are the picture's size in px, 1 to [MaxSizePX].
	Width, Height int
	// Scale is px per unit of the unit plane, that is per radius of the globe,
	// [MinScale] to [MaxScale].
	Scale float64
	// X and Y are where the unit plane's origin (the projection's centre) lies
	// in the picture, in px. It need not lie inside.
	X, Y float64
}

// Check returns an error that says what is wrong with a frame: an unknown
// projection, a size or scale out of bounds, a number that is not finite.
func (f Frame) Check() error {
	switch {
	case f.Projection >= kinds:
		return fmt.Errorf("atlas: projection %d does not exist", f.Projection)
	case f.Width < 1 || f.Width > MaxSizePX || f.Height < 1 || f.Height > MaxSizePX:
		return fmt.Errorf("atlas: a picture of %d×%d px; each side must be 1 to %d", f.Width, f.Height, MaxSizePX)
	case !finite(f.Rotation.Lon, f.Rotation.Lat, f.Rotation.Gamma):
		return fmt.Errorf("atlas: rotation %v is not finite", f.Rotation)
	case !(f.Scale >= MinScale && f.Scale <= MaxScale):
		return fmt.Errorf("atlas: scale %v; it must be %v to %v", f.Scale, MinScale, MaxScale)
	case !(math.Abs(f.X) <= maxOrigin && math.Abs(f.Y) <= maxOrigin):
		return fmt.Errorf("atlas: origin (%v, %v) is out of reach", f.X, f.Y)
	}
	return nil
}

// Fit returns the frame in which all places just fit into a picture of
// width×height px less paddingPX on every side. Places that the projection does
// not show are passed over. A single place, or places all in one, are shown at
// a scale where the picture is about 2,000 km wide. It fails for sizes out of
// bounds, numbers that are not finite, and when no place can be shown. Padding
// that would leave less than a px is reduced.
func Fit(kind Kind, turn Rotation, width, height int, paddingPX float64, places ...LonLat) (Frame, error) {
	f := Frame{Projection: kind, Rotation: turn, Width: width, Height: height, Scale: 1}
	if err := f.Check(); err != nil {
		return Frame{}, err
	}
	if !finite(paddingPX) {
		return Frame{}, fmt.Errorf("atlas: padding %v is not finite", paddingPX)
	}
	m := turn.matrix()
	seen := nothing()
	for _, p := range places {
		if !finite(p.Lon, p.Lat) || p.Lat < -90 || p.Lat > 90 {
			return Frame{}, fmt.Errorf("atlas: no place at longitude %v, latitude %v", p.Lon, p.Lat)
		}
		if v := m.apply(p.vec()); kind.torn() || v.x >= kind.horizon() {
			x, y := kind.project(v)
			seen.add(Point{x, y})
		}
	}
	return f.around(seen, paddingPX)
}

// extent is the field of the unit plane that some points take up.
type extent struct{ minX, minY, maxX, maxY float64 }

func nothing() extent {
	return extent{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
}

func (e *extent) add(p Point) {
	e.minX, e.maxX = min(e.minX, p.X), max(e.maxX, p.X)
	e.minY, e.maxY = min(e.minY, p.Y), max(e.maxY, p.Y)
}

// around returns the frame with scale and origin for a field of the unit plane.
func (f Frame) around(e extent, paddingPX float64) (Frame, error) {
	if e.minX > e.maxX {
		return Frame{}, errors.New("atlas: none of the places can be shown")
	}
	const loneWidth = 2000 / EarthRadiusKM
	room := func(side int) float64 { return max(1, float64(side)-2*max(0, paddingPX)) }
	f.Scale = min(room(f.Width)/(e.maxX-e.minX), room(f.Height)/(e.maxY-e.minY))
	if e.maxX == e.minX && e.maxY == e.minY {
		f.Scale = float64(f.Width) / loneWidth
	}
	f.Scale = min(max(f.Scale, MinScale), MaxScale)
	f.X = float64(f.Width)/2 - f.Scale*(e.minX+e.maxX)/2
	f.Y = float64(f.Height)/2 + f.Scale*(e.minY+e.maxY)/2
	return f, nil
}

// Screen returns where a place lies in the picture, in px. visible is false
// when the place lies outside the picture or behind the horizon; behind it, x
// and y are those of the nearest point of the horizon. Numbers that are not
// finite give (0, 0, false).
func (f Frame) Screen(lon, lat float64) (x, y float64, visible bool) {
	if !finite(lon, lat) || lat < -90 || lat > 90 || f.Check() != nil {
		return 0, 0, false
	}
	m := f.Rotation.matrix()
	v := m.apply(LonLat{lon, lat}.vec())
	front := true
	if !f.Projection.torn() && v.x < f.Projection.horizon() {
		front = false
		if v.y == 0 && v.z == 0 {
			v.y = 1
		}
		r := f.Projection.rim() / math.Hypot(v.y, v.z)
		x, y = v.y*r, v.z*r
	} else {
		x, y = f.Projection.project(v)
	}
	x, y = f.X+f.Scale*x, f.Y-f.Scale*y
	return x, y, front && f.Bounds().Contains(Point{x, y})
}

// LonLat returns the place at a point of the picture, in degrees; ok is false
// beside the map. Points outside the picture are allowed. Screen and LonLat are
// inverse to within 1e-6 degrees of arc.
func (f Frame) LonLat(x, y float64) (lon, lat float64, ok bool) {
	if f.Check() != nil {
		return 0, 0, false
	}
	lon, lat, ok = f.Projection.Unproject((x-f.X)/f.Scale, (f.Y-y)/f.Scale)
	if !ok {
		return 0, 0, false
	}
	lon, lat = f.Rotation.Unrotate(lon, lat)
	return lon, lat, true
}

// Bounds returns the picture as a rectangle from (0, 0).
func (f Frame) Bounds() Rect { return Rect{0, 0, float64(f.Width), float64(f.Height)} }

// Pan returns the frame with the map moved by (dx, dy) px. Numbers that are not
// finite, and moves out of reach, leave it as it is.
func (f Frame) Pan(dx, dy float64) Frame {
	moved := f
	moved.X += dx
	moved.Y += dy
	if moved.Check() != nil {
		return f
	}
	return moved
}

// Zoom returns the frame enlarged by a factor, the point (x, y) of the picture
// staying where it is. The scale stops at [MinScale] and [MaxScale]. A factor
// that is not positive and finite leaves the frame as it is.
func (f Frame) Zoom(x, y, factor float64) Frame {
	if !finite(x, y, factor) || factor <= 0 || f.Check() != nil {
		return f
	}
	zoomed := f
	zoomed.Scale = min(max(f.Scale*factor, MinScale), MaxScale)
	k := zoomed.Scale / f.Scale
	zoomed.X = x + (f.X-x)*k
	zoomed.Y = y + (f.Y-y)*k
	if zoomed.Check() != nil {
		return f
	}
	return zoomed
}

// Turn returns the frame with the globe turned as if its middle had been dragged
// by (dx, dy) px: Lon and Lat of the rotation change, so the poles stay upright,
// and the centre's latitude stops at 90°. Numbers that are not finite leave the
// frame as it is.
func (f Frame) Turn(dx, dy float64) Frame {
	if !finite(dx, dy) || f.Check() != nil {
		return f
	}
	turned := f
	turned.Rotation.Lon = wrapDeg(f.Rotation.Lon + dx/f.Scale*degrees)
	turned.Rotation.Lat = min(max(f.Rotation.Lat-dy/f.Scale*degrees, -90), 90)
	if turned.Check() != nil {
		return f
	}
	return turned
}

// Detail returns the level of detail that suits the frame: the coarse one while
// a px is wider than the coarse outline's own roughness.
func (f Frame) Detail() Level {
	const coarsest = 150 // px per radius: a world about 800 px wide
	if f.Scale < coarsest {
		return Level110m
	}
	return Level50m
}
