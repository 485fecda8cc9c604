package export

import (
	"encoding/json"
	"io"
	"math"

	"truceline/charts/atlas"
	"truceline/data"
)

// The parts of GeoJSON (RFC 7946) that are written.
type (
	features struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}
	feature struct {
		Type       string         `json:"type"`
		ID         string         `json:"id"`
		Geometry   geometry       `json:"geometry"`
		Properties map[string]any `json:"properties"`
	}
	geometry struct {
		Type        string `json:"type"`
		Coordinates any    `json:"coordinates"`
	}
	// position is longitude and latitude in degrees, on WGS 84 by the standard.
	position [2]float64
)

// GeoJSON writes the meetings as points, and the shortest way of each delegation to
// each meeting as a line along the great circle. Lines that cross the date line are
// cut there, as RFC 7946, section 3.1.9, asks. What came after the article is in it
// only if epilogue is set.
func GeoJSON(w io.Writer, s *data.Story, epilogue bool) error {
	out := features{Type: "FeatureCollection", Features: []feature{}}
	all := s.MeetingsShown(epilogue)
	for _, m := range all {
		out.Features = append(out.Features, feature{"Feature", m.ID, geometry{"Point", at(atlas.LonLat{Lon: m.Lon, Lat: m.Lat})}, map[string]any{
			"kind": "meeting", "order": m.Order, "city": m.City, "country": m.Country, "start": m.Start.String(), "end": m.End.String(), "when": m.When,
			"venue": m.Venue, string(s.Sides[0].ID): some(m.People[0]), string(s.Sides[1].ID): some(m.People[1]), "outcome": m.Outcome, "sources": some(m.Sources),
		}})
	}
	for _, m := range all {
		for _, side := range s.Sides {
			way := atlas.GreatCircle(atlas.LonLat{Lon: side.Capital.Lon, Lat: side.Capital.Lat}, atlas.LonLat{Lon: m.Lon, Lat: m.Lat})
			if !(way.DistanceKM() >= 1) {
				continue
			}
			out.Features = append(out.Features, feature{"Feature", m.ID + "/" + string(side.ID), lines(way), map[string]any{
				"kind": "way", "meeting": m.ID, "side": side.ID, "from": side.Capital.Name, "to": m.City, "distance_km": math.Round(way.DistanceKM()),
			}})
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(out)
}

// some is a list that is written as [] when it is empty.
func some(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// at rounds a place to 10 m.
func at(p atlas.LonLat) position {
	const digits = 1e4
	return position{math.Round(p.Lon*digits) / digits, math.Round(p.Lat*digits) / digits}
}

// lines is a way as one line, or as several where it crosses the date line. Between
// two positions it strays from the great circle by less than a kilometre.
func lines(way atlas.Arc) geometry {
	const hopKM = 100
	n := int(math.Ceil(way.DistanceKM()/hopKM)) + 1
	var parts [][]position
	var part []position
	var last atlas.LonLat
	for i := range n + 1 {
		share := float64(i) / float64(n)
		p := way.At(share)
		if i > 0 && math.Abs(p.Lon-last.Lon) > 180 {
			edge := dateLine(way, float64(i-1)/float64(n), share)
			side := math.Copysign(180, last.Lon)
			if len(part) > 0 {
				parts = append(parts, append(part, at(atlas.LonLat{Lon: side, Lat: edge})))
			}
			part = []position{at(atlas.LonLat{Lon: -side, Lat: edge})}
		}
		part = append(part, at(p))
		last = p
	}
	if parts = append(parts, part); len(parts) == 1 {
		return geometry{"LineString", part}
	}
	return geometry{"MultiLineString", parts}
}

// dateLine returns the latitude at which a way crosses 180° between two shares of it.
func dateLine(way atlas.Arc, from, to float64) float64 {
	west := way.At(from).Lon < 0
	for range 60 {
		half := (from + to) / 2
		if (way.At(half).Lon < 0) == west {
			from = half
		} else {
			to = half
		}
	}
	return way.At(from).Lat
}
