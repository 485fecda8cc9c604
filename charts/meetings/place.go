package meetings

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/data"
)

// Place is where the map looks: its projection and, once the reader has moved
// it, the place in its middle and how near it is. The zero value is the flat map
// that follows the story.
type Place struct {
	Kind atlas.Kind
	// Zoom is the scale as a multiple of that of the map at home, MinMapZoom to
	// MaxMapZoom. 0 means that the map has not been moved: it follows the story,
	// and Lon and Lat count for nothing.
	Zoom     float64
	Lon, Lat float64
}

// Bounds of a moved map's zoom: from the whole earth to where the outline's own
// roughness shows.
const (
	MinMapZoom = 0.5
	MaxMapZoom = 32
)

// Moved tells whether the reader has moved the map by hand.
func (p Place) Moved() bool { return p.Zoom != 0 }

// Home is the place with the same projection that follows the story again.
func (p Place) Home() Place { return Place{Kind: p.Kind} }

// Valid returns the place, or home where it has a number that no map has, such as
// one kept by another version of the program.
func (p Place) Valid() Place {
	if p.Kind > atlas.Orthographic {
		p.Kind = atlas.EqualEarth
	}
	if !(p.Zoom >= MinMapZoom && p.Zoom <= MaxMapZoom) || !(math.Abs(p.Lon) <= 180) || !(math.Abs(p.Lat) <= 90) {
		return p.Home()
	}
	return p
}

// MapPlaceOf returns the place that a frame shows, for a map whose home is at that
// scale. Frame and MapPlaceOf are inverse to within a thousandth of a px at home.
func PlaceOf(f atlas.Frame, homeScale float64) Place {
	p := Place{Kind: f.Projection, Zoom: min(max(f.Scale/homeScale, MinMapZoom), MaxMapZoom)}
	p.Lon, p.Lat, _ = f.LonLat(float64(f.Width)/2, float64(f.Height)/2)
	return p
}

// Hold brings a frame that was moved by hand back to where a map can be: its
// zoom within bounds, its middle on the earth. The globe stays in the middle.
func Hold(f atlas.Frame, homeScale float64) atlas.Frame {
	middleX, middleY := float64(f.Width)/2, float64(f.Height)/2
	if zoom := f.Scale / homeScale; zoom < MinMapZoom || zoom > MaxMapZoom {
		f = f.Zoom(middleX, middleY, min(max(zoom, MinMapZoom), MaxMapZoom)/zoom)
	}
	if f.Projection == atlas.Orthographic {
		f.X, f.Y = middleX, middleY
		return f
	}
	if _, _, ok := f.LonLat(middleX, middleY); ok {
		return f
	}
	// The map's outline is convex and holds its centre, so the way back from there
	// crosses its edge once.
	x, y := f.X, f.Y
	on, off := 0.0, 1.0
	for range 40 {
		half := (on + off) / 2
		f.X, f.Y = middleX+(x-middleX)*half, middleY+(y-middleY)*half
		if _, _, ok := f.LonLat(middleX, middleY); ok {
			on = half
		} else {
			off = half
		}
	}
	f.X, f.Y = middleX+(x-middleX)*on, middleY+(y-middleY)*on
	return f
}

// Towards returns a frame that was enlarged from another, moved so that a place which the
// other showed stays as far from the middle as it was there, or comes nearer; the globe
// turns towards it.
func Towards(from, to atlas.Frame, place atlas.LonLat) atlas.Frame {
	x, y, seen := from.Screen(place.Lon, place.Lat)
	if !seen {
		return to
	}
	if to.Projection == atlas.Orthographic {
		to.Rotation = atlas.CentredOn(place)
		return to
	}
	// Nearer by as much as the frame is enlarged, as far as the place stays still in sight.
	middleX, middleY := float64(from.Width)/2, float64(from.Height)/2
	k := from.Scale / to.Scale
	nowX, nowY, _ := to.Screen(place.Lon, place.Lat)
	return to.Pan(middleX+(x-middleX)*k-nowX, middleY+(y-middleY)*k-nowY)
}

// FrameOf returns the frame that Lay lays a map out in, and the scale of home.
// w and h are in dp. The error is Lay's.
func FrameOf(s *data.Story, look Look, w, h, pxPerDP, textScale float64) (f atlas.Frame, homeScale float64, err error) {
	pw, ph := math.Round(w*pxPerDP), math.Round(h*pxPerDP)
	if !(pw >= 1 && ph >= 1 && pw <= atlas.MaxSizePX && ph <= atlas.MaxSizePX) {
		return f, 0, fmt.Errorf("a map of %g × %g px cannot be drawn: each side is 1 to %d px", pw, ph, atlas.MaxSizePX)
	}
	padding := min(currentRadiusDP*charts.Growth(textScale)+6, w/8, h/8) * pxPerDP
	return Frame(s, look, int(pw), int(ph), padding)
}

// Frame returns the frame of a look in a picture of widthPX × heightPX, with a
// margin for markers, and the scale of home, by which zooms are counted. The error
// is that of atlas.Fit.
func Frame(s *data.Story, look Look, widthPX, heightPX int, paddingPX float64) (f atlas.Frame, homeScale float64, err error) {
	whole := look
	whole.Meeting = ""
	home, err := homeFrame(s, whole, widthPX, heightPX, paddingPX)
	if err != nil {
		return home, 0, err
	}
	p := look.Place
	f, err = homeFrame(s, look, widthPX, heightPX, paddingPX)
	if err != nil || !p.Moved() {
		return f, home.Scale, err
	}
	turn := f.Rotation // so that the ways stay whole
	f = home
	f.Rotation = turn
	if p.Kind == atlas.Orthographic {
		f.Rotation = atlas.CentredOn(atlas.LonLat{Lon: p.Lon, Lat: p.Lat})
	}
	f.Scale *= p.Zoom
	x, y, _ := f.Screen(p.Lon, p.Lat)
	f = f.Pan(float64(widthPX)/2-x, float64(heightPX)/2-y)
	return Hold(f, home.Scale), home.Scale, nil
}

// homeOf is what a story's map shows by itself: the meridian in the middle of the flat
// map, the centre of the polar one, and places that the flat one holds. A story that
// does not say looks at its capitals and meetings.
func homeOf(s *data.Story, places []atlas.LonLat) (meridian float64, polar atlas.LonLat, holds []atlas.LonLat) {
	if s.Home == nil {
		middle := atlas.Middle(places...)
		return middle.Lon, atlas.LonLat{Lon: middle.Lon, Lat: max(middle.Lat, 30)}, places
	}
	for _, p := range s.Home.Holds {
		holds = append(holds, atlas.LonLat{Lon: p.Lon, Lat: p.Lat})
	}
	return s.Home.Meridian, atlas.LonLat{Lon: s.Home.Polar.Lon, Lat: s.Home.Polar.Lat}, holds
}

// homeFrame is where the map looks by itself: at every meeting, and at the ways to
// the one that is selected.
func homeFrame(s *data.Story, look Look, widthPX, heightPX int, paddingPX float64) (atlas.Frame, error) {
	var capitals, places []atlas.LonLat
	for _, side := range s.Sides {
		capitals = append(capitals, atlas.LonLat{Lon: side.Capital.Lon, Lat: side.Capital.Lat})
	}
	places = append(places, capitals...)
	selected := places[:0:0]
	for _, m := range s.MeetingsShown(look.Epilogue) {
		at := atlas.LonLat{Lon: m.Lon, Lat: m.Lat}
		places = append(places, at)
		if m.ID == look.Meeting {
			selected = append(selected, at)
		}
	}
	meridian, polar, holds := homeOf(s, places)
	switch look.Place.Kind {
	case atlas.Orthographic:
		towards := places
		if len(selected) > 0 {
			towards = append(selected, capitals...)
		}
		turn := atlas.CentredOn(atlas.Middle(towards...))
		f := atlas.Frame{Projection: atlas.Orthographic, Rotation: turn, Width: widthPX, Height: heightPX,
			X: float64(widthPX) / 2, Y: float64(heightPX) / 2}
		f.Scale = max(atlas.MinScale, (float64(min(widthPX, heightPX))-paddingPX)/2)
		return f, f.Check()
	case atlas.LambertAzimuthal:
		for _, from := range capitals {
			for _, to := range selected {
				places = append(places, along(from, to)...)
			}
		}
		return atlas.Fit(atlas.LambertAzimuthal, atlas.CentredOn(polar), widthPX, heightPX, paddingPX, places...)
	}
	f, err := atlas.Fit(atlas.EqualEarth, atlas.CentredOn(atlas.LonLat{Lon: meridian}), widthPX, heightPX, paddingPX, holds...)
	if err != nil {
		return f, err
	}
	seen := true
	for _, p := range places {
		_, _, ok := f.Screen(p.Lon, p.Lat)
		seen = seen && ok
	}
	if len(selected) == 0 && seen {
		return f, nil
	}
	for _, from := range capitals {
		for _, to := range selected {
			places = append(places, along(from, to)...)
		}
	}
	f, err = atlas.Fit(atlas.EqualEarth, flatTurn(meridian, places), widthPX, heightPX, paddingPX, places...)
	if err != nil || f.Rotation.Lat != 0 {
		return f, err
	}
	return belowThePole(f, -f.Rotation.Lon, paddingPX, places), nil
}

// flatTurn is how the flat map is turned so that ways neither run along its upper edge nor
// are torn at its sides: not at all, if it can be; else to another meridian, or tilted.
func flatTurn(meridian float64, ways []atlas.LonLat) atlas.Rotation {
	const (
		mostLat, mostLon = 74, 168 // degrees, from the middle
		step             = 15
	)
	whole := func(turn atlas.Rotation) bool {
		return !slices.ContainsFunc(ways, func(p atlas.LonLat) bool {
			lon, lat := turn.Rotate(p.Lon, p.Lat)
			return math.Abs(lon) > mostLon || math.Abs(lat) > mostLat
		})
	}
	for tilt := 0.0; tilt <= 60; tilt += step {
		for by := 0.0; by <= 180; by += step {
			for _, east := range []float64{by, -by} {
				if turn := atlas.CentredOn(atlas.LonLat{Lon: wrapLon(meridian + east), Lat: tilt}); whole(turn) {
					return turn
				}
			}
		}
	}
	return atlas.CentredOn(atlas.LonLat{Lon: meridian})
}

func wrapLon(deg float64) float64 { return math.Mod(deg+540, 360) - 180 }

// belowThePole moves a frame of the whole earth down, so that it shows land and sea in
// place of the blank beyond the pole, as far as the places stay in it.
func belowThePole(f atlas.Frame, meridian, paddingPX float64, places []atlas.LonLat) atlas.Frame {
	_, pole, _ := f.Screen(meridian, 90)
	first := pole
	for i, p := range places {
		if _, y, _ := f.Screen(p.Lon, p.Lat); i == 0 || y < first {
			first = y
		}
	}
	if by := min(pole, first-paddingPX); by > 0 {
		return f.Pan(0, -by)
	}
	return f
}

// along is some places on the way from one to another.
func along(from, to atlas.LonLat) []atlas.LonLat {
	const n = 120 // near a pole a route runs far between two of them
	way := atlas.GreatCircle(from, to)
	out := make([]atlas.LonLat, 0, n+1)
	for i := range n + 1 {
		if p := way.At(float64(i) / n); !math.IsNaN(p.Lon) && !math.IsNaN(p.Lat) {
			out = append(out, p)
		}
	}
	return out
}

// kindNames are the projections as they are kept and logged.
var kindNames = [...]string{atlas.EqualEarth: "flat", atlas.LambertAzimuthal: "polar", atlas.Orthographic: "globe"}

// MarshalText implements encoding.TextMarshaler: the projection, and if the map was
// moved its zoom, longitude and latitude, as in "flat" or "globe 2.5 6.1 46.2".
func (p Place) MarshalText() ([]byte, error) {
	if int(p.Kind) >= len(kindNames) {
		return nil, fmt.Errorf("projection %d has no name", p.Kind)
	}
	if !p.Moved() {
		return []byte(kindNames[p.Kind]), nil
	}
	return fmt.Appendf(nil, "%s %v %v %v", kindNames[p.Kind], p.Zoom, p.Lon, p.Lat), nil
}

// UnmarshalText implements encoding.TextUnmarshaler. What MarshalText cannot have
// written becomes home, with no error: a place that was kept is not worth one.
func (p *Place) UnmarshalText(text []byte) error {
	*p = Place{}
	fields := strings.Fields(string(text))
	if len(fields) == 0 {
		return nil
	}
	p.Kind = atlas.Kind(max(slices.Index(kindNames[:], fields[0]), 0))
	if len(fields) != 4 {
		return nil
	}
	for i, into := range []*float64{&p.Zoom, &p.Lon, &p.Lat} {
		v, err := strconv.ParseFloat(fields[i+1], 64)
		if err != nil {
			v = math.NaN()
		}
		*into = v
	}
	*p = p.Valid()
	return nil
}
