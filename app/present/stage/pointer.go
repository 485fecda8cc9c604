package stage

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/talk"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// PlotArea is where the lines of the plot lie on the stage. ok is false for figures
// without days.
func (t *Stage) PlotArea() (area label.Rect, l *charts.Layout, ok bool) {
	l = t.Plot.Layout()
	if t.Slide == nil || l == nil || !l.Dated() || !t.Plot.Drawn() {
		return area, nil, false
	}
	return label.Rect{X: t.Slide.Plot.X + l.Plot.X, Y: t.Slide.Plot.Y + l.Plot.Y, W: l.Plot.W, H: l.Plot.H}, l, true
}

// pointAt says what lies at a position of the stage: a day of the plot, a meeting,
// or only the place itself.
func (t *Stage) pointAt(p fyne.Position) talk.Point {
	size := t.Size()
	out := talk.Point{On: true, X: p.X / max(size.Width, 1), Y: p.Y / max(size.Height, 1), Day: data.NoDay}
	x, y := float64(p.X), float64(p.Y)
	if area, l, ok := t.PlotArea(); ok && within(area.Grow(6), x, y) {
		if day, ok := t.Plot.DayAt(fyne.NewPos(p.X-float32(t.Slide.Plot.X), 0)); ok {
			out.Day = min(max(day, l.Days.From), l.Days.Until)
		}
		return out
	}
	if t.Mapped && t.Slide != nil && within(t.Slide.Map, x, y) {
		out.Meeting = t.markerAt(x-t.Slide.Map.X, y-t.Slide.Map.Y)
	}
	return out
}

func within(r label.Rect, x, y float64) bool {
	return x >= r.X && x <= r.Right() && y >= r.Y && y <= r.Bottom()
}

// markerAt returns the meeting whose marker is nearest to a point of the map, within
// reach of a finger: 22 units.
func (t *Stage) markerAt(x, y float64) string {
	l := t.Map.Layout()
	if l == nil {
		return ""
	}
	best, id := float64(t.u(22)), ""
	for _, k := range l.Markers {
		reach := max(k.RadiusDP+4, best)
		if d := math.Hypot(k.At.X-x, k.At.Y-y); d <= reach && d < best+k.RadiusDP {
			best, id = d, k.ID
		}
	}
	return id
}

// Pointed returns where the pointer is drawn: on the datum that it snaps to, if one is
// near, and what that reads, where the plot does not say it itself. A spotlight stays
// where it is put.
func (t *Stage) Pointed() (at fyne.Position, reads string, ok bool) {
	p, size := t.room.Point, t.Size()
	if !p.On {
		return at, "", false
	}
	at = fyne.NewPos(p.X*size.Width, p.Y*size.Height)
	if p.Meeting != "" {
		if l := t.Map.Layout(); l != nil {
			for _, k := range l.Markers {
				if m := t.told.Meeting(k.ID); k.ID == p.Meeting && m != nil {
					known := m.Known(t.seen.Epilogue)
					reads = words.Say("slide.meeting", "Name", known.City, "When", panels.When(known))
					return fyne.NewPos(float32(t.Slide.Map.X+k.At.X), float32(t.Slide.Map.Y+k.At.Y)), reads, true
				}
			}
		}
	}
	if area, l, ok := t.PlotArea(); ok && p.Day.Set() && !t.room.Spot {
		at.X = float32(t.Slide.Plot.X + l.Days.Pos(p.Day))
		at.Y = min(max(at.Y, float32(area.Y)), float32(area.Bottom()))
		if y, near := t.valueNear(p.Day, float64(at.Y)-t.Slide.Plot.Y, l); near {
			at.Y = float32(t.Slide.Plot.Y + y)
		}
	}
	return at, reads, true
}

// valueNear returns the position of the line of a day that is nearest to y, in dp of
// the plot, and no further than 80 units.
func (t *Stage) valueNear(day data.Day, y float64, l *charts.Layout) (at float64, ok bool) {
	content := t.plots.Of(t.room.View)
	i := int(day - content.Figure.From)
	if i < 0 || i >= len(content.Readings) {
		return 0, false
	}
	best := float64(t.u(80))
	for _, v := range content.Readings[i].Values {
		if pos := l.Values.Pos(float64(v.Value)); math.Abs(pos-y) < best {
			best, at, ok = math.Abs(pos-y), pos, true
		}
	}
	return at, ok
}

// dotAt is a position of the stage in the terms of a panel.
func (t *Stage) dotAt(panel string, p fyne.Position) (d talk.Dot, ok bool) {
	x, y := float64(p.X), float64(p.Y)
	switch panel {
	case talk.OnPlot:
		area, l, ok := t.PlotArea()
		if !ok {
			return d, false
		}
		days := float64(l.Days.Until - l.Days.From)
		d.X = float64(l.Days.From) + (min(max(x, area.X), area.Right())-area.X)/area.W*days
		d.Y = l.Values.Value(min(max(y, area.Y), area.Bottom()) - t.Slide.Plot.Y)
		return d, true
	case talk.OnMap:
		f, perDP, ok := t.Map.Frame()
		if !ok {
			return d, false
		}
		d.X, d.Y, ok = f.LonLat((x-t.Slide.Map.X)*perDP, (y-t.Slide.Map.Y)*perDP)
		return d, ok
	}
	size := t.Size()
	return talk.Dot{X: x / float64(max(size.Width, 1)), Y: y / float64(max(size.Height, 1))}, true
}

// panelAt is the panel that a mark begun at a position belongs to.
func (t *Stage) panelAt(p fyne.Position) string {
	x, y := float64(p.X), float64(p.Y)
	if area, _, ok := t.PlotArea(); ok && within(area, x, y) {
		return talk.OnPlot
	}
	if t.Mapped && t.Slide != nil && within(t.Slide.Map, x, y) {
		return talk.OnMap
	}
	return talk.OnSlide
}

// PlaceMark returns where the points of a mark are now, and the rectangle outside of
// which it is not seen. There are none where what it marks is not shown.
func (t *Stage) PlaceMark(m *talk.Stroke) (points []fyne.Position, field label.Rect) {
	size := t.Size()
	switch m.Panel {
	case talk.OnPlot:
		area, l, ok := t.PlotArea()
		if !ok || !isFigure(m.Of, t.told, t.seen) {
			return nil, field
		}
		days := float64(l.Days.Until - l.Days.From)
		for _, d := range m.Dots {
			x := area.X + (d.X-float64(l.Days.From))/days*area.W
			points = append(points, fyne.NewPos(float32(x), float32(t.Slide.Plot.Y+l.Values.Pos(d.Y))))
		}
		return points, area
	case talk.OnMap:
		f, perDP, ok := t.Map.Frame()
		if !ok {
			return nil, field
		}
		for _, d := range m.Dots {
			x, y, seen := f.Screen(d.X, d.Y)
			if !seen {
				x, y = -1e6, -1e6
			}
			points = append(points, fyne.NewPos(float32(t.Slide.Map.X+x/perDP), float32(t.Slide.Map.Y+y/perDP)))
		}
		return points, t.Slide.Map
	}
	for _, d := range m.Dots {
		points = append(points, fyne.NewPos(float32(d.X)*size.Width, float32(d.Y)*size.Height))
	}
	return points, label.Rect{W: float64(size.Width), H: float64(size.Height)}
}

// pointer is the ring about what is pointed at, with what it reads beside it.
type pointer struct {
	t          *Stage
	ring, halo *canvas.Circle
	pill       *canvas.Rectangle
	text       *canvas.Text
}

func newPointer(t *Stage) *pointer {
	return &pointer{t, canvas.NewCircle(color.Transparent), canvas.NewCircle(color.Transparent), canvas.NewRectangle(nil), canvas.NewText("", nil)}
}

func (p *pointer) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.halo, p.ring, p.pill, p.text}
}

func (p *pointer) style(s look.Skin) {
	p.ring.StrokeColor, p.halo.StrokeColor = s.Color(charts.Caution), s.Color(charts.Paper)
	p.pill.FillColor, p.text.Color = s.Color(charts.Ink), s.Color(charts.Paper)
	p.text.FontSource = look.Font(typeface.SemiBold)
}

func (p *pointer) place(t *Stage, at fyne.Position, reads string, on bool) {
	p.ring.Hidden, p.halo.Hidden = !on, !on
	p.pill.Hidden, p.text.Hidden = !on || reads == "", !on || reads == ""
	if !on {
		return
	}
	radius := t.u(16)
	p.ring.StrokeWidth, p.halo.StrokeWidth = t.u(5), t.u(9)
	round := func(c *canvas.Circle, r float32) { widgets.Put(c, at.X-r, at.Y-r, 2*r, 2*r) }
	round(p.ring, radius)
	round(p.halo, radius+t.u(2))
	if reads == "" {
		return
	}
	s := look.Of(t)
	size := s.Measure(reads, charts.SizeSmall, typeface.SemiBold)
	if p.text.Text != reads || p.text.TextSize != s.Size(charts.SizeSmall) {
		p.text.Text, p.text.TextSize = reads, s.Size(charts.SizeSmall)
		p.text.Refresh()
	}
	padX, padY := t.u(12), t.u(6)
	w, h := size.Width+2*padX, size.Height+2*padY
	x, y := at.X-w/2, at.Y-radius-t.u(10)-h
	x = min(max(x, 0), max(t.Size().Width-w, 0))
	if y < 0 {
		y = at.Y + radius + t.u(10)
	}
	p.pill.CornerRadius = t.u(8)
	widgets.Put(p.pill, x, y, w, h)
	widgets.Put(p.text, x+padX, y+padY, size.Width, size.Height)
}

// spot darkens all of the stage but a circle about the pointer: four rectangles
// around a square with a round hole, which only move.
type spot struct {
	hole  *canvas.Image
	sides [4]*canvas.Rectangle
}

// shade lies over what is not in the spotlight.
var shade = color.NRGBA{A: 165}

func newSpot() *spot {
	s := &spot{hole: &canvas.Image{Image: holeImage(256), FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}}
	for i := range s.sides {
		s.sides[i] = canvas.NewRectangle(shade)
	}
	return s
}

// holeImage is a square of shade of that many px with a round hole that reaches its
// edges.
func holeImage(px int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, px, px))
	middle := float64(px-1) / 2
	for y := range px {
		for x := range px {
			over := math.Hypot(float64(x)-middle, float64(y)-middle) - middle + 2
			c := shade
			c.A = uint8(float64(shade.A) * min(max(over/2, 0), 1))
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

func (s *spot) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.sides[0], s.sides[1], s.sides[2], s.sides[3], s.hole}
}

func (s *spot) place(t *Stage, at fyne.Position, on bool) {
	for _, o := range s.objects() {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	if !on {
		return
	}
	// Whole dp, so that no seam shows between the parts.
	whole := func(v float32) float32 { return float32(math.Round(float64(v))) }
	size, r := t.Size(), whole(t.u(150))
	x0, y0 := whole(at.X)-r, whole(at.Y)-r
	x1, y1 := x0+2*r, y0+2*r
	widgets.Put(s.hole, x0, y0, 2*r, 2*r)
	widgets.Put(s.sides[0], 0, 0, size.Width, max(y0, 0))
	widgets.Put(s.sides[1], 0, y1, size.Width, max(size.Height-y1, 0))
	widgets.Put(s.sides[2], 0, max(y0, 0), max(x0, 0), min(y1, size.Height)-max(y0, 0))
	widgets.Put(s.sides[3], x1, max(y0, 0), max(size.Width-x1, 0), min(y1, size.Height)-max(y0, 0))
}
