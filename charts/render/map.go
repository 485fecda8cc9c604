package render

import (
	"image"
	"image/color"

	"truceline/charts"
	"truceline/charts/atlas"
)

// Land draws the world of a map's layout: sea, land and borders. A Painter keeps
// what the next picture can use again.
func Land(p *atlas.Painter, l *charts.MapLayout, o Options) (*image.RGBA, error) {
	return World(p, l.Frame, l.Frame.Detail(), l.Tints, o)
}

// World draws the world of any frame, such as one that the map passes on its way,
// with tinted countries, at a level of detail.
func World(p *atlas.Painter, f atlas.Frame, level atlas.Level, tints map[string]charts.Role, o Options) (*image.RGBA, error) {
	style := charts.MapStyle(o.Palette, o.PxPerDP)
	if f.Projection == atlas.EqualEarth {
		style.Paper = nil // its corners are no edge that means something
	}
	style.Tints = map[string]color.Color{}
	for id, role := range tints {
		style.Tints[id] = o.Palette.Color(role)
	}
	return p.Draw(f, level, style)
}

// Arcs draws the great circles of a layout with their arrows, and the lines from
// markers to their cities, over a picture of the world.
func Arcs(img *image.RGBA, l *charts.MapLayout, o Options) {
	Ways(img, l, o)
	for _, k := range l.Markers {
		if k.Spread() {
			lead := inPX([][]atlas.Point{{k.Place, k.At}}, l.PxPerDP)
			atlas.StrokePath(img, lead, 1.25*l.PxPerDP, o.Palette.Color(charts.Muted), nil)
		}
	}
}

// Ways draws the great circles of a layout with their arrows alone.
func Ways(img *image.RGBA, l *charts.MapLayout, o Options) {
	for _, a := range l.Arcs {
		c := o.Palette.Color(a.Role)
		atlas.StrokePath(img, inPX(a.Path, l.PxPerDP), 2*l.PxPerDP, c, nil)
		if a.Head != nil {
			atlas.StrokePath(img, inPX([][]atlas.Point{a.Head}, l.PxPerDP), 2*l.PxPerDP, c, nil)
		}
	}
}

// inPX turns lines in dp into lines in px.
func inPX(path [][]atlas.Point, pxPerDP float64) [][]atlas.Point {
	out := make([][]atlas.Point, len(path))
	for i, line := range path {
		out[i] = make([]atlas.Point, len(line))
		for j, p := range line {
			out[i][j] = atlas.Point{X: p.X * pxPerDP, Y: p.Y * pxPerDP}
		}
	}
	return out
}

// CloneRGBA copies a picture.
func CloneRGBA(img *image.RGBA) *image.RGBA {
	out := *img
	out.Pix = append([]uint8(nil), img.Pix...)
	return &out
}
