package render

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/wcharczuk/go-chart/v2"

	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/meetings"
)

// Land draws the world of a map's layout: sea, land and borders. A Painter keeps
// what the next picture can use again.
func Land(p *atlas.Painter, l *meetings.Layout, o Options) (*image.RGBA, error) {
	return World(p, l.Frame, l.Frame.Detail(), l.Tints, o)
}

// Widths of lines on the map in dp.
const (
	arcWidthDP  = 2
	leadWidthDP = 1.25
)

// World draws the world of any frame, such as one that the map passes on its way,
// with tinted countries, at a level of detail.
func World(p *atlas.Painter, f atlas.Frame, level atlas.Level, tints map[string]charts.Role, o Options) (*image.RGBA, error) {
	style := meetings.Style(o.Palette, o.PxPerDP)
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
func Arcs(img *image.RGBA, l *meetings.Layout, o Options) {
	Ways(img, l, o)
	for _, k := range l.Markers {
		if k.Spread() {
			lead := inPX([][]atlas.Point{{k.Place, k.At}}, l.PxPerDP)
			atlas.StrokePath(img, lead, leadWidthDP*l.Growth()*l.PxPerDP, o.Palette.Color(charts.Muted), nil)
		}
	}
}

// Ways draws the great circles of a layout with their arrows alone.
func Ways(img *image.RGBA, l *meetings.Layout, o Options) {
	for _, a := range l.Arcs {
		c := o.Palette.Color(a.Role)
		atlas.StrokePath(img, inPX(a.Path, l.PxPerDP), arcWidthDP*l.Growth()*l.PxPerDP, c, nil)
		if a.Head != nil {
			atlas.StrokePath(img, inPX([][]atlas.Point{a.Head}, l.PxPerDP), arcWidthDP*l.Growth()*l.PxPerDP, c, nil)
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

// world draws sea, land, borders and ways. A canvas takes them from the painter of
// the window's map; other media get them as shapes.
func (p *picture) world(r *within, l *meetings.Layout) error {
	if c, ok := r.Renderer.(*canvas); ok {
		var painter atlas.Painter
		img, err := Land(&painter, l, p.o)
		if err != nil {
			return err
		}
		Arcs(img, l, p.o)
		draw.Draw(c.img, img.Bounds().Add(image.Pt(r.dx, r.dy)), img, image.Point{}, draw.Src)
		return nil
	}
	land, borders, err := atlas.Outline(l.Frame, l.Frame.Detail())
	if err != nil {
		return err
	}
	fine := p.o.fineness()
	p.rect(r, 0, 0, int(float64(l.Frame.Width)*fine), int(float64(l.Frame.Height)*fine), charts.Surface)
	r.ResetStyle()
	r.SetFillColor(p.color(charts.Land))
	for _, ring := range land {
		p.polyline(r, ring)
		r.Close()
	}
	r.Fill()
	p.strokeWays(r, borders, meetings.Style(p.o.Palette, l.PxPerDP).BorderWidthPX, charts.Border)
	for _, a := range l.Arcs {
		p.strokeWays(r, l.Frame.Cut(inPX(a.Path, l.PxPerDP)), arcWidthDP*l.Growth()*l.PxPerDP, a.Role)
		if a.Head != nil {
			p.strokeWays(r, l.Frame.Cut(inPX([][]atlas.Point{a.Head}, l.PxPerDP)), arcWidthDP*l.Growth()*l.PxPerDP, a.Role)
		}
	}
	for _, k := range l.Markers {
		if k.Spread() {
			p.strokeWays(r, l.Frame.Cut(inPX([][]atlas.Point{{k.Place, k.At}}, l.PxPerDP)), leadWidthDP*l.Growth()*l.PxPerDP, charts.Muted)
		}
	}
	return nil
}

// strokeWays draws lines given in px of the map's frame, all of them as one path.
func (p *picture) strokeWays(r chart.Renderer, lines [][]atlas.Point, widthPX float64, role charts.Role) {
	r.ResetStyle()
	r.SetStrokeColor(p.color(role))
	r.SetStrokeWidth(widthPX * p.o.fineness())
	drawn := false
	for _, line := range lines {
		if len(line) > 1 {
			p.polyline(r, line)
			drawn = true
		}
	}
	if drawn {
		r.Stroke()
	}
}

// polyline adds a line to the path, without steps that are no step in the
// renderer's units.
func (p *picture) polyline(r chart.Renderer, line []atlas.Point) {
	unit := func(px float64) int { return int(math.Round(px * p.o.fineness())) }
	lastX, lastY := 0, 0
	for i, q := range line {
		x, y := unit(q.X), unit(q.Y)
		switch {
		case i == 0:
			r.MoveTo(x, y)
		case x != lastX || y != lastY:
			r.LineTo(x, y)
		}
		lastX, lastY = x, y
	}
}
