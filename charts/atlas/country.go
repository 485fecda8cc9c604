package atlas

import "math"

// CountryAt returns the country at a place, by the finest outline. ok is false
// at sea and for numbers that are not finite.
func CountryAt(at LonLat) (c Country, ok bool) { return Level50m.CountryAt(at) }

// CountryAt returns the country at a place by this level's outline, so that it
// agrees with what [Draw] shows at the level. ok is false at sea and for
// numbers that are not finite. It allocates nothing and takes microseconds.
func (l Level) CountryAt(at LonLat) (c Country, ok bool) {
	if !finite(at.Lon, at.Lat) || at.Lat < -90 || at.Lat > 90 {
		return Country{}, false
	}
	w := l.world()
	at.Lon = wrapDeg(at.Lon)
	for i := range w.countries {
		if w.countries[i].bound.contains(at) && w.inside(&w.countries[i], at) {
			return w.countries[i].Country, true
		}
	}
	return Country{}, false
}

// inside counts how often the way from a place north to the pole, which is sea,
// crosses the country's outline.
func (w *world) inside(c *country, at LonLat) bool {
	in := false
	for _, ring := range c.rings {
		for _, ref := range ring {
			if w.crossings(int(max(ref, ^ref)), at)%2 != 0 {
				in = !in
			}
		}
	}
	return in
}

// land reports whether a place lies on land, of whichever country.
func (w *world) land(at LonLat) bool {
	n := 0
	for arc, sign := range w.coast {
		if sign != 0 {
			n += w.crossings(arc, at)
		}
	}
	return n%2 != 0
}

// crossings counts how often an arc crosses the meridian of a place north of
// it. The edges are great circles, as they are drawn.
func (w *world) crossings(arc int, at LonLat) int {
	const turn = 360
	n := 0
	first, last := int(w.start[arc]), int(w.start[arc+1])
	// Longitudes east of the place, in (-180, 180].
	a := w.lonScale*float64(w.x[first]) + w.lonOffset - at.Lon
	a = shortWay(a)
	for i := first + 1; i < last; i++ {
		b := shortWay(w.lonScale*float64(w.x[i]) + w.lonOffset - at.Lon)
		if (a < 0) != (b < 0) && math.Abs(a-b) < turn/2 {
			latA := w.latScale*float64(w.y[i-1]) + w.latOffset
			latB := w.latScale*float64(w.y[i]) + w.latOffset
			if greatCircleLat(a, latA, b, latB) > at.Lat {
				n++
			}
		}
		a = b
	}
	return n
}

// shortWay brings a difference of two longitudes into [-180, 180).
func shortWay(deg float64) float64 {
	if deg >= 180 {
		return deg - 360
	}
	if deg < -180 {
		return deg + 360
	}
	return deg
}

// greatCircleLat returns the latitude at which the great circle through (a,
// latA) and (b, latB) crosses longitude 0, all in degrees. Williams, "Aviation
// Formulary", "Latitude of point on GC".
func greatCircleLat(a, latA, b, latB float64) float64 {
	if a == 0 {
		return latA
	}
	if b == 0 {
		return latB
	}
	tan := (math.Tan(latA*radians)*math.Sin(b*radians) - math.Tan(latB*radians)*math.Sin(a*radians)) /
		math.Sin((b-a)*radians)
	return math.Atan(tan) * degrees
}

// bound is the field of the globe that a country lies in: west and width
// degrees of longitude, and latitudes.
type bound struct{ west, width, south, north float64 }

func (b bound) contains(p LonLat) bool {
	if p.Lat < b.south || p.Lat > b.north {
		return false
	}
	east := math.Mod(p.Lon-b.west, 360)
	if east < 0 {
		east += 360
	}
	return east <= b.width
}

// boundOf returns the bound of a country, with room for the bulge of great
// circles. Around a pole it is the whole cap.
func (w *world) boundOf(c *country) bound {
	const slackDeg = 0.3
	// The widest field of longitude without land is what the bound leaves out.
	var taken [360]bool
	south, north := int32(math.MaxInt32), int32(math.MinInt32)
	turns := 0.0
	c.arcs(func(arc, sign int) {
		from := w.lonLat(int(w.start[arc])).Lon
		for i := w.start[arc]; i < w.start[arc+1]; i++ {
			south, north = min(south, w.y[i]), max(north, w.y[i])
			to := w.lonScale*float64(w.x[i]) + w.lonOffset
			step := shortWay(to - from)
			turns += float64(sign) * step
			const positive = 720 // so that cutting off rounds down
			lo, hi := int(from+positive), int(from+step+positive)
			for d := min(lo, hi); d <= max(lo, hi); d++ {
				taken[d%360] = true
			}
			from = to
		}
	})
	b := bound{
		south: w.latScale*float64(south) + w.latOffset - slackDeg,
		north: w.latScale*float64(north) + w.latOffset + slackDeg,
	}
	if math.Abs(turns) > 180 {
		// The outline runs around a pole. No country holds the north pole.
		return bound{west: -180, width: 360, south: -90, north: b.north}
	}
	gap, end, run := 0, 0, 0
	for d := range 720 {
		if taken[d%360] {
			run = 0
		} else if run++; run > gap {
			gap, end = run, d
		}
	}
	gap = min(gap, 360)
	b.west = float64(end+1) - slackDeg
	b.width = float64(360-gap) + 2*slackDeg
	return b
}
