package picture

import (
	"cmp"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
)

// pane is what plot and map have in common.
type pane struct {
	widget.BaseWidget
	host    *widgets.Host
	page    fyne.Scrollable
	zoom    float32
	renders int
	focused bool
}

// Look implements look.Looker.
func (p *pane) Look() *look.Theme { return p.host.Look }

// SetPage makes the wheel scroll the page that the picture lies in; with nil it zooms.
func (p *pane) SetPage(page fyne.Scrollable) { p.page = page }

// SetZoom makes a smaller or larger picture of one of another size: laid out at its own
// size divided by zoom, and drawn multiplied by it, texts included, since the toolkit
// spaces letters by whole sizes. 1 is none.
func (p *pane) SetZoom(zoom float32) { p.zoom = zoom }

func (p *pane) zoomed() float32 { return cmp.Or(p.zoom, 1) }

// Renders returns how many pictures have been asked for.
func (p *pane) Renders() int { return p.renders }

// sight is what every picture is drawn for: a size, a density, a theme.
type sight struct {
	size      fyne.Size
	pxPerDP   float64
	palette   *charts.Palette
	textScale float32
	zoom      float32
}

// here is what the pane of a widget is drawn for now.
func (p *pane) here(self fyne.Widget) sight {
	s := look.Of(self)
	return sight{self.Size(), PxPerDP(self), s.Palette, s.TextScale, p.zoomed()}
}

// of is the size, density and text scale of what is drawn smaller or larger.
func (v sight) of() (w, h, pxPerDP, textScale float64) {
	return unzoomed(v.size.Width, v.zoom), unzoomed(v.size.Height, v.zoom), v.pxPerDP * float64(v.zoom), unzoomed(v.textScale, v.zoom)
}

// Finer is by how much more px a smaller picture is drawn, and then shrunk, so that thin
// lines stay even.
const Finer = 2

// unzoomed is a length before it was multiplied, without what that made it less exact by.
func unzoomed(v, zoom float32) float64 {
	if zoom == 1 {
		return float64(v)
	}
	const exact = 1024
	return math.Round(float64(v)/float64(zoom)*exact) / exact
}

// PxPerDP returns how many px of the screen a dp of the widget has.
func PxPerDP(o fyne.CanvasObject) float64 {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return 1
	}
	const far = 1000
	x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, far))
	if x <= 0 {
		return 1
	}
	return float64(x) / far
}

// Text makes a text of its size. In a picture of another size it is set in the whole size
// below: the toolkit spaces letters by whole sizes, and others would be wider than they are.
func Text(t charts.Text, c color.Color, zoom float32) *canvas.Text {
	o := canvas.NewText(t.Text, c)
	o.TextSize, o.FontSource = float32(t.SizeDP), look.Font(t.Weight)
	if zoom != 1 {
		o.TextSize = whole(o.TextSize)
	}
	o.Resize(fyne.NewSize(float32(t.W), float32(t.H)))
	return o
}

func whole(size float32) float32 { return float32(math.Floor(float64(size) + 0.01)) }
