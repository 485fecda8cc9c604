// Package render turns laid-out figures into pictures. It is the only importer of
// go-chart: it builds the chart, and draws it through a chart.Renderer of its own.
//
// Layouts are in dp; pictures are in px, a number of them to the dp, x right and y
// down. Figures with values that are not finite, or sizes out of bounds, are
// refused before go-chart sees them. Every function may be called from any
// goroutine.
package render

import (
	"fmt"
	"image"
	"io"
	"math"
	"slices"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
)

// MaxPX is the largest width and height of a picture.
const MaxPX = 8192

// Options say how a layout becomes a picture.
type Options struct {
	Palette *charts.Palette
	PxPerDP float64
	// Texts draws the layout's texts too. On the screen they are left out: the
	// window sets them itself.
	Texts bool
	// fine is how many times finer PxPerDP is than the picture's px, for media that
	// keep shapes; 0 means that it is not.
	fine float64
}

func (o Options) fineness() float64 { return max(1, o.fine) }

// Base draws a laid-out figure: paper, areas, grid, lines, dots. Its size is that of
// the layout in px, rounded.
func Base(f *charts.Figure, l *charts.Layout, o Options) (*image.RGBA, error) {
	c, err := newChart(f, l, o)
	if err != nil {
		return nil, err
	}
	return toImage(c)
}

// size returns the picture's size, or an error if it is out of bounds.
func size(w, h, pxPerDP float64) (int, int, error) {
	pw, ph := math.Round(w*pxPerDP), math.Round(h*pxPerDP)
	if !(pw >= 1 && ph >= 1 && pw <= MaxPX && ph <= MaxPX) {
		return 0, 0, fmt.Errorf("a picture of %g × %g px cannot be drawn: each side is 1 to %d px", pw, ph, MaxPX)
	}
	return int(pw), int(ph), nil
}

func toImage(c chart.Chart) (*image.RGBA, error) {
	faces := facePool.Get().(*faceSet)
	defer facePool.Put(faces)
	var out chart.ImageWriter
	err := c.Render(func(w, h int) (chart.Renderer, error) { return newCanvas(w, h, faces), nil }, &out)
	if err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	img, err := out.Image()
	if err != nil {
		return nil, fmt.Errorf("drawing: %w", err)
	}
	return img.(*image.RGBA), nil
}

// WritePNG writes a picture as PNG.
func WritePNG(w io.Writer, img image.Image) error { return encodePNG(w, img) }

// picture carries what the parts of a chart need to draw themselves.
type picture struct {
	f *charts.Figure
	l *charts.Layout
	o Options
}

// px is a position in whole px. What lies far outside any picture stays there, at a
// distance that drawing can count.
func (p *picture) px(dp float64) int {
	const far = 2 * MaxPX
	edge := far * p.o.fineness()
	return int(math.Round(min(max(dp*p.o.PxPerDP, -edge), edge)))
}

func (p *picture) color(r charts.Role) drawing.Color {
	c := p.o.Palette.Color(r)
	return drawing.Color{R: c.R, G: c.G, B: c.B, A: c.A}
}

// grow is by how much marks and lines are larger than at text scale 1.
func (p *picture) grow() float64 { return p.l.Growth() }

// widthPX is a line's width: at least one whole px, and whole so that it is sharp.
// Every medium has the same.
func (p *picture) widthPX(dp float64) float64 {
	fine := p.o.fineness()
	return math.Max(1, math.Round(dp*p.o.PxPerDP/fine)) * fine
}

// newChart builds the go-chart chart of a layout. Its axes are hidden, so that the
// plot area is exactly the padding box and positions are known before drawing.
func newChart(f *charts.Figure, l *charts.Layout, o Options) (chart.Chart, error) {
	if err := f.Check(); err != nil {
		return chart.Chart{}, err
	}
	w, h, err := size(l.W, l.H, o.PxPerDP/o.fineness())
	if err != nil {
		return chart.Chart{}, err
	}
	p := &picture{f, l, o}
	if o.fine > 0 {
		w, h = p.px(l.W), p.px(l.H)
	}
	box := chart.Box{
		Left: p.px(l.Plot.X), Top: p.px(l.Plot.Y), Right: w - p.px(l.Plot.Right()), Bottom: h - p.px(l.Plot.Bottom()), IsSet: true,
	}
	texts := []chart.Renderable{p.texts}
	if !o.Texts {
		texts = nil
	}
	switch of := f.Of.(type) {
	case *charts.Bars: // values to the right, a row a bar
		c := p.bareChart(w, h, box, newExact(float64(f.Min), float64(f.Max)), newExact(0, float64(len(of.Bars))), rows{"rows", p, of})
		c.Elements = texts
		return c, nil
	case charts.Rows: // paper, onto which a chart of each row is drawn
		c := p.bareChart(w, h, chart.Box{IsSet: true}, newExact(0, 1), newExact(0, 1), stack{"stack", p, of})
		c.Elements = texts
		return c, nil
	}
	c := p.bareChart(w, h, box, newExact(float64(f.From)+f.Shift[0], float64(f.Until)+f.Shift[1]), newExact(float64(f.Min), float64(f.Max)), backdrop{"backdrop", p})
	for _, curve := range f.Curves {
		for _, part := range curve.Parts() {
			if s := p.steps(part); len(s.XValues) > 1 {
				c.Series = append(c.Series, s)
			}
		}
	}
	c.Elements = []chart.Renderable{p.arrows, p.dots, p.badges}
	if o.Texts {
		c.Elements = append(c.Elements, p.ticks, p.texts)
	}
	return c, nil
}

// bareChart is a chart of one series that draws itself, without axes.
func (p *picture) bareChart(w, h int, box chart.Box, x, y chart.Range, s chart.Series) chart.Chart {
	clear := drawing.Color{R: 1, A: 0} // not the zero colour, which go-chart replaces
	return chart.Chart{
		Width: w, Height: h, DPI: 72, Font: typeface.Regular.Font(),
		Background:     chart.Style{Padding: box, FillColor: p.color(charts.Paper), StrokeColor: clear},
		Canvas:         chart.Style{FillColor: clear, StrokeColor: clear},
		XAxis:          chart.XAxis{Style: chart.Hidden(), Range: x},
		YAxis:          chart.YAxis{Style: chart.Hidden(), Range: y},
		YAxisSecondary: chart.YAxis{Style: chart.Hidden()},
		Series:         []chart.Series{s},
	}
}

// named is what series that draw themselves have in common.
type named string

func (n named) GetName() string           { return string(n) }
func (n named) GetYAxis() chart.YAxisType { return chart.YAxisPrimary }
func (n named) GetStyle() chart.Style     { return chart.Style{} }
func (n named) Validate() error           { return nil }

// exact is a range that maps values to the nearest px. go-chart's own rounds up.
type exact struct{ chart.ContinuousRange }

func newExact(lo, hi float64) *exact { return &exact{chart.ContinuousRange{Min: lo, Max: hi}} }

func (r *exact) Translate(v float64) int {
	return int(math.Round((v - r.Min) / (r.Max - r.Min) * float64(r.Domain)))
}

// stepSeries is a go-chart series of a curve's corners: a rate holds until the
// next change.
type stepSeries struct{ chart.ContinuousSeries }

// faint is how much of its role's colour a faint line has. It still reaches the
// contrast of 3:1 that marks need, in both palettes.
const faint = 0.72

// steps turns a curve into corners within the figure's days. go-chart draws points
// outside the range, and slowly, so they are cut here.
func (p *picture) steps(c charts.Curve) stepSeries {
	s := stepSeries{chart.ContinuousSeries{Name: c.ID, Style: chart.Style{
		StrokeColor: p.color(c.Role), StrokeWidth: p.widthPX(c.Stroke.WidthDP * p.grow()),
	}}}
	if c.Stroke.Faint {
		s.Style.StrokeColor = p.tint(c.Role, faint)
	}
	if c.Stroke.Dashed {
		dash := 3 * p.o.PxPerDP * p.grow()
		s.Style.StrokeDashArray = []float64{dash, dash}
	}
	add := func(x, y float64) {
		day, v := p.l.Days, p.l.Values
		s.XValues = append(s.XValues, float64(day.From)+(x-day.Left)/(day.Right-day.Left)*float64(day.Until-day.From))
		s.YValues = append(s.YValues, v.Value(y))
	}
	p.l.Trace(p.f, c, func(x0, y0, x1, y1 float64) {
		if len(s.XValues) == 0 {
			add(x0, y0)
		}
		add(x1, y1)
	})
	return s
}

// backdrop is the series below all lines: areas, grid, axis and rules.
type backdrop struct {
	named
	p *picture
}

var _ chart.Series = backdrop{}

func (b backdrop) Render(r chart.Renderer, box chart.Box, _, _ chart.Range, _ chart.Style) {
	p := b.p
	for _, a := range p.f.Areas {
		x0, x1 := p.l.Days.Pos(a.From)+a.Part*p.l.Days.Width(), p.l.Days.Pos(a.Until+1)
		x0, x1 = max(x0, p.l.Plot.X), min(x1, p.l.Plot.Right())
		if x1 > x0 {
			p.rect(r, p.px(x0), box.Top, p.px(x1), box.Bottom, a.Role)
		}
	}
	for _, band := range p.f.Bands {
		p.band(r, band)
	}
	for _, v := range p.l.GridValues {
		p.across(r, box.Left, box.Right, p.l.Values.Pos(v))
	}
	for _, rule := range p.f.Rules {
		if rule.Day < p.f.From || rule.Day > p.f.Until {
			continue
		}
		x := p.px(p.l.Days.Pos(rule.Day))
		p.line(r, x, box.Top, x, box.Bottom, rule.Role)
	}
	for _, t := range p.l.DayTicks {
		x := p.px(p.l.Days.Pos(t.Day))
		p.line(r, x, box.Bottom, x, box.Bottom+p.px(4), charts.Muted)
	}
}

// across draws a line across the plot; where captions may stand on it, it stops there.
func (p *picture) across(r chart.Renderer, left, right int, at float64) {
	y := p.px(at)
	if !p.f.Yields {
		p.line(r, left, y, right, y, charts.Line)
		return
	}
	const air = 4 // dp
	var gaps [][2]int
	for _, t := range p.l.Texts {
		if t.Y-2 < at && at < t.Y+t.H+2 {
			gaps = append(gaps, [2]int{p.px(t.X - air), p.px(t.X + t.W + air)})
		}
	}
	slices.SortFunc(gaps, func(a, b [2]int) int { return a[0] - b[0] })
	x := left
	for _, g := range gaps {
		if g[0] > x {
			p.line(r, x, y, min(g[0], right), y, charts.Line)
		}
		x = max(x, g[1])
	}
	if x < right {
		p.line(r, x, y, right, y, charts.Line)
	}
}

// band fills a layer of a stack, stretch by stretch.
func (p *picture) band(r chart.Renderer, b charts.Band) {
	clamp := func(x float64) float64 { return min(max(x, p.l.Plot.X), p.l.Plot.Right()) }
	for i, s := range b.Steps {
		until := b.Until
		if i+1 < len(b.Steps) {
			until = b.Steps[i+1].Day
		}
		x0, x1 := p.px(clamp(p.l.Days.Pos(s.Day))), p.px(clamp(p.l.Days.Pos(until)))
		high := max(p.l.Values.Pos(float64(s.High)), p.l.Plot.Y)
		low := min(p.l.Values.Pos(float64(s.Low)), p.l.Plot.Bottom())
		y0, y1 := p.px(high), p.px(low)
		if x1 <= x0 || y1 <= y0 {
			continue
		}
		if b.Hollow {
			p.outline(r, x0, y0, x1, y1, b.Role, true)
			continue
		}
		if b.Hatched {
			p.hatch(r, x0, y0, x1, y1, b.Role)
			continue
		}
		fill(r, x0, y0, x1, y1, p.tint(b.Role, b.Tint))
	}
}

// hatch draws slanting lines across a rectangle, and its outline dashed. The lines are
// one shape, a comb whose back runs along the upper and the right edge and has no
// area: filled at once it costs a hundredth of as many lines.
func (p *picture) hatch(r chart.Renderer, x0, y0, x1, y1 int, role charts.Role) {
	upper := func(c int) (x, y int) { return min(c, x1), y0 + max(c-x1, 0) } // where the line x + y = c + y0 begins
	lower := func(c int) (x, y int) { return max(c-(y1-y0), x0), min(y0+c-x0, y1) }
	r.ResetStyle()
	r.SetFillColor(p.tint(role, 0.6))
	r.MoveTo(x0, y0)
	gap, thick := max(p.px(9), 2), max(p.px(1.2), 1)
	turned := false
	for c := x0 + gap; c+thick < x1+y1-y0; c += gap {
		if c > x1 && !turned {
			turned = true
			r.LineTo(x1, y0)
		}
		r.LineTo(upper(c))
		r.LineTo(lower(c))
		r.LineTo(lower(c + thick))
		r.LineTo(upper(c + thick))
	}
	r.LineTo(x1, y0)
	r.LineTo(x0, y0)
	r.Fill()
	p.outline(r, x0, y0, x1, y1, role, true)
}

// tint mixes a role's colour with paper.
func (p *picture) tint(role charts.Role, share float64) drawing.Color {
	a, b := p.o.Palette.Color(role), p.o.Palette.Color(charts.Paper)
	mix := func(x, y uint8) uint8 { return uint8(float64(x)*share + float64(y)*(1-share) + 0.5) }
	return drawing.Color{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 255}
}

func (p *picture) rect(r chart.Renderer, x0, y0, x1, y1 int, role charts.Role) {
	fill(r, x0, y0, x1, y1, p.color(role))
}

// fill fills a rectangle with a colour.
func fill(r chart.Renderer, x0, y0, x1, y1 int, c drawing.Color) {
	r.ResetStyle()
	r.SetFillColor(c)
	r.MoveTo(x0, y0)
	r.LineTo(x1, y0)
	r.LineTo(x1, y1)
	r.LineTo(x0, y1)
	r.LineTo(x0, y0)
	r.Fill()
}

func (p *picture) line(r chart.Renderer, x0, y0, x1, y1 int, role charts.Role) {
	r.ResetStyle()
	r.SetStrokeColor(p.color(role))
	r.SetStrokeWidth(p.widthPX(1))
	r.MoveTo(x0, y0)
	r.LineTo(x1, y1)
	r.Stroke()
}

func (p *picture) circle(r chart.Renderer, x, y, radiusDP, ringDP float64, ring, fill charts.Role) {
	p.disc(r, x, y, radiusDP, ringDP, p.color(ring), p.color(fill))
}

func (p *picture) disc(r chart.Renderer, x, y, radiusDP, ringDP float64, ring, fill drawing.Color) {
	r.ResetStyle()
	r.SetFillColor(ring)
	r.Circle(radiusDP*p.o.PxPerDP, p.px(x), p.px(y))
	r.Fill()
	r.SetFillColor(fill)
	r.Circle((radiusDP-ringDP)*p.o.PxPerDP, p.px(x), p.px(y))
	r.Fill()
}

// arrows draws the arrows from actions to their answers: a ring where one begins, a
// head where it ends.
func (p *picture) arrows(r chart.Renderer, _ chart.Box, _ chart.Style) {
	for _, a := range p.f.Arrows {
		if !p.l.Shows(a) {
			continue
		}
		b := p.l.Bend(a)
		end := b.Points[len(b.Points)-1]
		p.drawLine(r, a.Role, b.Points[:])
		p.head(r, a.Role, b.Head[0], end, b.Head[1])
		if a.OffDP == 0 {
			p.circle(r, b.Points[0].X, b.Points[0].Y, 3, 1.5, a.Role, charts.Paper)
		}
	}
}

// head fills an arrow's head.
func (p *picture) head(r chart.Renderer, role charts.Role, a, tip, b charts.Point) {
	r.ResetStyle()
	r.SetFillColor(p.color(role))
	r.MoveTo(p.px(a.X), p.px(a.Y))
	r.LineTo(p.px(tip.X), p.px(tip.Y))
	r.LineTo(p.px(b.X), p.px(b.Y))
	r.LineTo(p.px(a.X), p.px(a.Y))
	r.Fill()
}

// badges draws the rings about the numbers of captions.
func (p *picture) badges(r chart.Renderer, _ chart.Box, _ chart.Style) {
	for _, b := range p.l.Badges {
		r.ResetStyle()
		r.SetStrokeColor(p.color(b.Role))
		r.SetStrokeWidth(p.widthPX(1))
		r.Circle(b.Radius*p.o.PxPerDP, p.px(b.X), p.px(b.Y))
		r.Stroke()
	}
}

func (p *picture) drawLine(r chart.Renderer, role charts.Role, points []charts.Point) {
	r.ResetStyle()
	r.SetStrokeColor(p.color(role))
	r.SetStrokeWidth(p.widthPX(charts.ArrowDP))
	for i, at := range points {
		if i == 0 {
			r.MoveTo(p.px(at.X), p.px(at.Y))
			continue
		}
		r.LineTo(p.px(at.X), p.px(at.Y))
	}
	r.Stroke()
}

func (p *picture) dots(r chart.Renderer, _ chart.Box, _ chart.Style) {
	for _, d := range p.f.Dots {
		x, y := p.l.Days.Pos(d.Day), p.l.Values.Pos(float64(d.Value))
		if !(label.Rect{X: x, Y: y}).Inside(p.l.Plot) {
			continue
		}
		ring := p.color(d.Role)
		if d.Faint {
			ring = p.tint(d.Role, faint)
		}
		fill := ring
		if d.Hollow {
			fill = p.color(charts.Paper)
		}
		if d.Square {
			half := d.RadiusDP() * 0.9 * p.grow()
			p.rect(r, p.px(x-half), p.px(y-half), p.px(x+half), p.px(y+half), d.Role)
			continue
		}
		p.disc(r, x, y, d.RadiusDP()*p.grow(), 2*p.grow(), ring, fill)
	}
}

// ticks draws the meetings on the day axis. On the screen the window draws them,
// since they follow what is selected.
func (p *picture) ticks(r chart.Renderer, _ chart.Box, _ chart.Style) {
	for _, t := range p.f.Ticks {
		if x := p.l.Days.Pos(t.Day); x >= p.l.Plot.X && x <= p.l.Plot.Right() {
			p.circle(r, x, p.l.Plot.Bottom(), charts.TickRadiusDP*p.grow(), 2*p.grow(), charts.Ink, charts.Paper)
		}
	}
}

func (p *picture) texts(r chart.Renderer, _ chart.Box, _ chart.Style) {
	for _, t := range p.l.Texts {
		p.text(r, t)
	}
}

func (p *picture) text(r chart.Renderer, t charts.Text) {
	r.ResetStyle()
	r.SetFont(t.Weight.Font())
	r.SetFontSize(t.SizeDP * p.o.PxPerDP)
	r.SetFontColor(p.color(t.Role))
	faces := facePool.Get().(*faceSet)
	defer facePool.Put(faces)
	ascent := faces.ascent(t.Weight, t.SizeDP*p.o.PxPerDP)
	r.Text(t.Text, p.px(t.X), int(math.Round(t.Y*p.o.PxPerDP+ascent)))
}
