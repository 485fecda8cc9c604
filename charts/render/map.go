package render

import (
	"image"

	"truceline/charts"
	"truceline/charts/atlas"
)

// Land draws the world of a map's layout: sea, land and borders. A Painter keeps
// what the next picture can use again.
func Land(p *atlas.Painter, l *charts.MapLayout, o Options) (*image.RGBA, error) {
	return p.Draw(l.Frame, l.Frame.Detail(), charts.MapStyle(o.Palette, l.PxPerDP))
}

// Arcs draws the great circles of a layout, and the lines from markers to their
// cities, over a picture of the world.
func Arcs(img *image.RGBA, l *charts.MapLayout, o Options) {
	scaled := func(path [][]atlas.Point) [][]atlas.Point {
		out := make([][]atlas.Point, len(path))
		for i, line := range path {
			out[i] = make([]atlas.Point, len(line))
			for j, p := range line {
				out[i][j] = atlas.Point{X: p.X * l.PxPerDP, Y: p.Y * l.PxPerDP}
			}
		}
		return out
	}
	for _, a := range l.Arcs {
		atlas.StrokePath(img, scaled(a.Path), 2*l.PxPerDP, o.Palette.Color(a.Role), nil)
	}
	for _, k := range l.Markers {
		if k.Spread() {
			lead := scaled([][]atlas.Point{{k.Place, k.At}})
			atlas.StrokePath(img, lead, 1.25*l.PxPerDP, o.Palette.Color(charts.Muted), nil)
		}
	}
}

// CloneRGBA copies a picture.
func CloneRGBA(img *image.RGBA) *image.RGBA {
	out := *img
	out.Pix = append([]uint8(nil), img.Pix...)
	return &out
}
