package app

import (
	"fmt"
	"hash/crc32"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// scenery is everything that a canvas draws, in order: a line for each object that has
// something to be seen inside what clips it.
type scenery struct {
	lines   []string
	scrolls []*container.Scroll
}

// box is a rectangle in dp.
type box struct{ x0, y0, x1, y1 float32 }

func boxOf(at fyne.Position, size fyne.Size) box {
	return box{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
}

func (b box) within(c box) box {
	return box{max(b.x0, c.x0), max(b.y0, c.y0), min(b.x1, c.x1), min(b.y1, c.y1)}
}

func (b box) empty() bool { return b.x1 <= b.x0 || b.y1 <= b.y0 }

// drawn lists what a canvas draws. Where things were scrolled to is the hand's, as the
// pointer is: scrolls stand where those of another picture do, if one is given.
func drawn(c fyne.Canvas, as *scenery) *scenery {
	s := &scenery{}
	whole := boxOf(fyne.Position{}, c.Size())
	scroll := func(o fyne.CanvasObject) {
		at := 0
		each(o, func(x fyne.CanvasObject) {
			if x, ok := x.(*container.Scroll); ok {
				if as != nil && at < len(as.scrolls) {
					x.ScrollToOffset(as.scrolls[at].Offset)
				}
				at++
				s.scrolls = append(s.scrolls, x)
			}
		})
	}
	scroll(c.Content())
	s.add(c.Content(), fyne.Position{}, whole)
	for _, o := range c.Overlays().List() {
		s.add(o, fyne.Position{}, whole)
	}
	return s
}

// parts are what an object consists of; none for what is drawn itself.
func parts(o fyne.CanvasObject) []fyne.CanvasObject {
	switch x := o.(type) {
	case *fyne.Container:
		return x.Objects
	case fyne.Widget:
		return test.WidgetRenderer(x).Objects()
	}
	return nil
}

// each calls f with an object and all visible ones inside it.
func each(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	f(o)
	for _, p := range parts(o) {
		each(p, f)
	}
}

// clips tells whether nothing of an object is seen beyond its edges: so the toolkit draws
// all that can be scrolled.
func clips(o fyne.CanvasObject) bool {
	if _, ok := o.(*container.Clip); ok {
		return true
	}
	_, ok := o.(fyne.Scrollable)
	return ok
}

func (s *scenery) add(o fyne.CanvasObject, at fyne.Position, clip box) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	if clips(o) {
		clip = boxOf(at, o.Size()).within(clip)
	}
	if clip.empty() {
		return
	}
	for _, p := range parts(o) {
		s.add(p, at, clip)
	}
	if seen := boxOf(at, o.Size()).within(clip); !seen.empty() {
		if says := appearance(o); says != "" {
			s.lines = append(s.lines, fmt.Sprintf("%s at %.1f,%.1f %.1fx%.1f", says, at.X, at.Y, o.Size().Width, o.Size().Height))
		}
	}
}

// appearance says how an object looks; it is empty for what cannot be seen.
func appearance(o fyne.CanvasObject) string {
	switch x := o.(type) {
	case *canvas.Text:
		if x.Text == "" {
			return ""
		}
		font := ""
		if x.FontSource != nil {
			font = x.FontSource.Name()
		}
		return fmt.Sprintf("text %q %s %.2f %s", x.Text, hue(x.Color), x.TextSize, font)
	case *canvas.Rectangle:
		return shape("rectangle", x.FillColor, x.StrokeColor, x.StrokeWidth, x.CornerRadius)
	case *canvas.Circle:
		return shape("circle", x.FillColor, x.StrokeColor, x.StrokeWidth, 0)
	case *canvas.Line:
		return shape("line", nil, x.StrokeColor, x.StrokeWidth, 0)
	case *canvas.Image:
		if x.Image == nil && x.Resource == nil {
			return ""
		}
		if img, ok := x.Image.(*image.RGBA); ok && img != nil {
			return fmt.Sprintf("image %v %08x", img.Bounds().Size(), crc32.ChecksumIEEE(img.Pix))
		}
		return fmt.Sprintf("image %T %v", x.Image, x.Resource != nil)
	}
	return ""
}

func shape(kind string, fill, stroke color.Color, width, corner float32) string {
	in, edge := hue(fill), hue(stroke)
	if width == 0 {
		edge = "none"
	}
	if in == "none" && edge == "none" {
		return ""
	}
	return fmt.Sprintf("%s in %s, edge %s %.1f, corner %.1f", kind, in, edge, width, corner)
}

func hue(c color.Color) string {
	if c == nil {
		return "none"
	}
	r, g, b, a := c.RGBA()
	if a == 0 {
		return "none"
	}
	return fmt.Sprintf("%02x%02x%02x/%02x", r>>8, g>>8, b>>8, a>>8)
}
