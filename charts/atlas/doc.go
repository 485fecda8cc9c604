// Package atlas draws the world and answers where things are on it: map
// projections and their inverses, the picture of land and borders, great
// circles, the country under the pointer, and room for markers that lie too
// close together.
//
// # Coordinates
//
// On the globe a place is a [LonLat] in degrees, east and north positive. A
// [Kind] maps it to the unit plane: the plane of a globe of radius 1, x
// to the right, y up, the origin at the projection's centre. A [Frame] places
// the unit plane in a picture: pixels, x to the right and y down from the
// picture's upper left corner, pixel (0,0) covering 0 ≤ x < 1, 0 ≤ y < 1.
// Distances on the globe are kilometres on a sphere of [EarthRadiusKM].
//
// # How a picture comes about
//
// The outline is a chain of stages: turn the globe ([Rotation]), cut the lines
// where the projection tears the globe or at its horizon, add points where a
// straight line on the globe becomes a curve, project, clip to the picture,
// fill. The first four do not depend on where the picture looks, so a
// [Painter] keeps their result: panning and zooming cost only the rest.
//
// # What it does not do
//
// It writes no text, knows no story and no user interface, opens no file and
// no socket; the world is embedded. Country names are Natural Earth's short
// English ones. Disputed borders are drawn as Natural Earth draws them. The
// earth is a sphere: distances are within half a percent of the ellipsoid's.
//
// Every function may be called from any goroutine.
package atlas

//go:generate go run ./internal/bake -in natural-earth/countries-110m.json -out 110m.bin
//go:generate go run ./internal/bake -in natural-earth/countries-50m.json -out 50m.bin
