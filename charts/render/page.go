package render

import (
	"fmt"
	"image"
	"io"
	"math"
	"strconv"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/pages"
	"truceline/charts/typeface"
)

// Page draws a page, exactly as large as it says.
func Page(page *pages.Page, palette *charts.Palette) (*image.RGBA, error) {
	if err := checkPage(page); err != nil {
		return nil, err
	}
	faces := facePool.Get().(*faceSet)
	defer facePool.Put(faces)
	c := newCanvas(page.WidthPX, page.HeightPX, faces)
	if err := drawPage(c, page, Options{Palette: palette, PxPerDP: page.PxPerDP, Texts: true}, faces); err != nil {
		return nil, err
	}
	return c.img, nil
}

// checkPage refuses pages that no medium can hold.
func checkPage(page *pages.Page) error {
	if page.WidthPX < 1 || page.HeightPX < 1 || page.WidthPX > MaxPX || page.HeightPX > MaxPX {
		return fmt.Errorf("a picture of %d × %d px cannot be drawn: each side is 1 to %d px", page.WidthPX, page.HeightPX, MaxPX)
	}
	finite := func(v ...float64) bool {
		sum := 0.0
		for _, x := range v {
			sum += x * 0 // NaN for what is not finite
		}
		return sum == 0
	}
	at := page.At
	if !(page.PxPerDP > 0) || !finite(page.PxPerDP, at.X, at.Y, at.W, at.H) {
		return fmt.Errorf("a page of %g px to the dp cannot be drawn", page.PxPerDP)
	}
	if most := (MaxPX + 1) / page.PxPerDP; math.Abs(at.X) > most || math.Abs(at.Y) > most || at.W > most || at.H > most {
		return fmt.Errorf("a figure of %g × %g dp does not fit any page", at.W, at.H)
	}
	for _, inset := range page.Insets {
		if !finite(inset.X, inset.Y) {
			return fmt.Errorf("a page has no place on the page")
		}
		if err := checkPage(inset.Page); err != nil {
			return err
		}
	}
	for _, t := range page.Texts {
		if !finite(t.X, t.Y, t.SizeDP) || t.SizeDP < 0 {
			return fmt.Errorf("the text %q has no place on the page", t.Text)
		}
	}
	return nil
}

// drawPage draws a page through a renderer: paper, figure or map, texts, cursor.
func drawPage(r chart.Renderer, page *pages.Page, o Options, faces *faceSet) error {
	p := &picture{f: page.Figure, l: page.Layout, o: o}
	p.rect(r, 0, 0, page.WidthPX*int(o.fineness()), page.HeightPX*int(o.fineness()), charts.Paper)
	if page.Map != nil {
		if err := p.drawMap(at(r, p.px(page.MapAt.X), p.px(page.MapAt.Y)), page.Map, faces); err != nil {
			return err
		}
	}
	inner := at(r, p.px(page.At.X), p.px(page.At.Y))
	if page.Figure != nil && page.Layout != nil {
		c, err := newChart(page.Figure, page.Layout, o)
		if err != nil {
			return err
		}
		if err := c.Render(func(int, int) (chart.Renderer, error) { return inner, nil }, io.Discard); err != nil {
			return fmt.Errorf("drawing: %w", err)
		}
	}
	for _, t := range page.Texts {
		p.text(r, t)
	}
	if page.Cursor != nil && page.Layout != nil {
		p.cursor(inner, page, faces)
	}
	for _, inset := range page.Insets {
		own := o
		own.PxPerDP = inset.Page.PxPerDP * o.fineness()
		if err := drawPage(at(r, p.px(inset.X), p.px(inset.Y)), inset.Page, own, faces); err != nil {
			return err
		}
	}
	return nil
}

// within draws a part of a page: what it is given lies dx, dy further on the page.
// Saving is the page's business.
type within struct {
	chart.Renderer
	dx, dy int
}

// at returns a renderer for the part of a page, or of a part, that begins at dx, dy.
func at(r chart.Renderer, dx, dy int) *within {
	if w, ok := r.(*within); ok {
		return &within{w.Renderer, w.dx + dx, w.dy + dy}
	}
	return &within{r, dx, dy}
}

func (w *within) MoveTo(x, y int) { w.Renderer.MoveTo(x+w.dx, y+w.dy) }
func (w *within) LineTo(x, y int) { w.Renderer.LineTo(x+w.dx, y+w.dy) }
func (w *within) QuadCurveTo(cx, cy, x, y int) {
	w.Renderer.QuadCurveTo(cx+w.dx, cy+w.dy, x+w.dx, y+w.dy)
}
func (w *within) ArcTo(cx, cy int, rx, ry, start, delta float64) {
	w.Renderer.ArcTo(cx+w.dx, cy+w.dy, rx, ry, start, delta)
}
func (w *within) Circle(radius float64, x, y int) { w.Renderer.Circle(radius, x+w.dx, y+w.dy) }
func (w *within) Text(body string, x, y int)      { w.Renderer.Text(body, x+w.dx, y+w.dy) }
func (w *within) Save(io.Writer) error            { return nil }

// cursor draws the line at the page's day and what it reads.
func (p *picture) cursor(r chart.Renderer, page *pages.Page, faces *faceSet) {
	l := page.Layout
	if page.Cursor.Day < l.Days.From || page.Cursor.Day > l.Days.Until {
		return
	}
	size := charts.SizeLabel.At(l.TextScale)
	m := &Metrics{p.o.PxPerDP, faces}
	tw, th := m.Measure(page.Cursor.Text, size, typeface.SemiBold)
	height := charts.ReadoutHeight(l.TextScale)
	x := l.Days.Pos(page.Cursor.Day)
	left := min(max(x-tw/2-8, 0), page.At.W-tw-16)
	if !page.Cursor.Bare {
		p.rect(r, p.px(x-0.6), p.px(height), p.px(x-0.6)+int(p.widthPX(1.2)), p.px(l.Plot.Bottom()), charts.Ink)
	}
	p.rect(r, p.px(left), 0, p.px(left+tw+16), p.px(height), charts.Ink)
	p.text(r, charts.Text{Text: page.Cursor.Text, X: left + 8, Y: (height - th) / 2, SizeDP: size, Weight: typeface.SemiBold, Role: charts.Paper})
}

// drawMap draws the world, the ways over it, markers and names.
func (p *picture) drawMap(r *within, l *meetings.Layout, faces *faceSet) error {
	if err := p.world(r, l); err != nil {
		return err
	}
	p.markers(r, l, faces)
	for _, t := range l.Texts {
		p.text(r, t)
	}
	return nil
}

// markers draws capitals and meetings as the window does.
func (p *picture) markers(r chart.Renderer, l *meetings.Layout, faces *faceSet) {
	half := meetings.CapitalHalfDP * l.Growth()
	for _, k := range l.Capitals {
		if k.Away {
			continue
		}
		p.rect(r, p.px(k.At.X-half), p.px(k.At.Y-half), p.px(k.At.X+half), p.px(k.At.Y+half), k.Role)
	}
	m := &Metrics{p.o.PxPerDP, faces}
	for _, k := range l.Markers {
		fill, line, text := charts.Surface, charts.Ink, charts.Ink
		switch k.State {
		case meetings.Now:
			fill, text = charts.Ink, charts.Paper
		case meetings.Past:
			fill, line, text = charts.Muted, charts.Muted, charts.Paper
		}
		radius := k.RadiusDP - 1
		if k.State == meetings.Planned {
			p.circle(r, k.At.X, k.At.Y, radius, 0, fill, fill)
			p.dashedRing(r, k.At.X, k.At.Y, radius)
		} else {
			p.circle(r, k.At.X, k.At.Y, radius, 1.75, line, fill)
		}
		size := charts.SizeSmall.At(l.TextScale)
		number := strconv.Itoa(k.Order)
		tw, th := m.Measure(number, size, typeface.Bold)
		p.text(r, charts.Text{Text: number, X: k.At.X - tw/2, Y: k.At.Y - th/2, SizeDP: size, Weight: typeface.Bold, Role: text})
	}
}

func (p *picture) dashedRing(r chart.Renderer, x, y, radiusDP float64) {
	const dashes = 8
	turn := 2 * math.Pi * radiusDP * p.o.PxPerDP / dashes
	r.ResetStyle()
	r.SetStrokeColor(drawing.Color(p.o.Palette.Color(charts.Ink)))
	r.SetStrokeWidth(1.75 * p.o.PxPerDP)
	r.SetStrokeDashArray([]float64{turn * 0.6, turn * 0.4})
	r.Circle(radiusDP*p.o.PxPerDP, p.px(x), p.px(y))
	r.Stroke()
}
