package render

import (
	"fmt"
	"image"
	"image/draw"
	"math"
	"strconv"

	"github.com/wcharczuk/go-chart/v2/drawing"

	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/typeface"
)

// Page draws a page, exactly as large as it says.
func Page(page *charts.Page, palette *charts.Palette) (*image.RGBA, error) {
	if page.WidthPX < 1 || page.HeightPX < 1 || page.WidthPX > MaxPX || page.HeightPX > MaxPX {
		return nil, fmt.Errorf("a picture of %d × %d px cannot be drawn: each side is 1 to %d px", page.WidthPX, page.HeightPX, MaxPX)
	}
	faces := facePool.Get().(*faceSet)
	defer facePool.Put(faces)
	c := newCanvas(page.WidthPX, page.HeightPX, faces)
	o := Options{Palette: palette, PxPerDP: page.PxPerDP, Texts: true}
	p := &picture{o: o}
	p.rect(c, 0, 0, page.WidthPX, page.HeightPX, charts.Paper)

	inner, err := p.inner(page, o)
	if err != nil {
		return nil, err
	}
	at := image.Pt(p.px(page.At.X), p.px(page.At.Y))
	draw.Draw(c.img, inner.Bounds().Add(at), inner, image.Point{}, draw.Src)
	for _, t := range page.Texts {
		p.text(c, t)
	}
	if page.Cursor != nil && page.Layout != nil {
		p.cursor(c, page)
	}
	return c.img, nil
}

func (p *picture) inner(page *charts.Page, o Options) (*image.RGBA, error) {
	if page.Map == nil {
		return Base(page.Figure, page.Layout, o)
	}
	var painter atlas.Painter
	img, err := Land(&painter, page.Map, o)
	if err != nil {
		return nil, err
	}
	Arcs(img, page.Map, o)
	faces := facePool.Get().(*faceSet)
	defer facePool.Put(faces)
	c := newCanvas(1, 1, faces)
	c.img = img
	p.markers(c, page.Map)
	for _, t := range page.Map.Texts {
		p.text(c, t)
	}
	return img, nil
}

// cursor draws the line at the page's day and what it reads.
func (p *picture) cursor(c *canvas, page *charts.Page) {
	l := page.Layout
	if page.Cursor.Day < l.Days.From || page.Cursor.Day > l.Days.Until {
		return
	}
	size := charts.SizeLabel.At(l.TextScale)
	m := &Metrics{p.o.PxPerDP, c.faces}
	tw, th := m.Measure(page.Cursor.Text, size, typeface.SemiBold)
	height := charts.ReadoutHeight(l.TextScale)
	x := page.At.X + l.Days.Pos(page.Cursor.Day)
	left := min(max(x-tw/2-8, page.At.X), page.At.X+page.At.W-tw-16)
	p.rect(c, p.px(x-0.6), p.px(page.At.Y+height), p.px(x-0.6)+int(p.widthPX(1.2)), p.px(page.At.Y+l.Plot.Bottom()), charts.Ink)
	p.rect(c, p.px(left), p.px(page.At.Y), p.px(left+tw+16), p.px(page.At.Y+height), charts.Ink)
	p.text(c, charts.Text{Text: page.Cursor.Text, X: left + 8, Y: page.At.Y + (height-th)/2, SizeDP: size, Weight: typeface.SemiBold, Role: charts.Paper})
}

// markers draws capitals and meetings as the window does.
func (p *picture) markers(c *canvas, l *charts.MapLayout) {
	for _, k := range l.Capitals {
		if k.Away {
			continue
		}
		p.rect(c, p.px(k.At.X-5), p.px(k.At.Y-5), p.px(k.At.X+5), p.px(k.At.Y+5), k.Role)
	}
	m := &Metrics{p.o.PxPerDP, c.faces}
	for _, k := range l.Markers {
		fill, line, text := charts.Surface, charts.Ink, charts.Ink
		switch k.State {
		case charts.Now:
			fill, text = charts.Ink, charts.Paper
		case charts.Past:
			fill, line, text = charts.Muted, charts.Muted, charts.Paper
		}
		r := k.RadiusDP - 1
		if k.State == charts.Planned {
			p.circle(c, k.At.X, k.At.Y, r, 0, fill, fill)
			p.dashedRing(c, k.At, r)
		} else {
			p.circle(c, k.At.X, k.At.Y, r, 1.75, line, fill)
		}
		size := charts.SizeSmall.At(l.TextScale)
		number := strconv.Itoa(k.Order)
		tw, th := m.Measure(number, size, typeface.Bold)
		p.text(c, charts.Text{Text: number, X: k.At.X - tw/2, Y: k.At.Y - th/2, SizeDP: size, Weight: typeface.Bold, Role: text})
	}
}

func (p *picture) dashedRing(c *canvas, at atlas.Point, radiusDP float64) {
	const dashes = 8
	c.ResetStyle()
	c.SetStrokeColor(drawing.Color(p.o.Palette.Color(charts.Ink)))
	c.SetStrokeWidth(1.75 * p.o.PxPerDP)
	for i := range dashes {
		const turn = 2 * math.Pi / dashes
		c.path, c.shut = c.path[:0], false
		c.ArcTo(p.px(at.X), p.px(at.Y), radiusDP*p.o.PxPerDP, radiusDP*p.o.PxPerDP, float64(i)*turn, turn*0.6)
		c.Stroke()
	}
}
