package picture

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
)

// CreateRenderer implements fyne.Widget.
func (p *Plot) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(p)
	r := &plotRenderer{p: p, picture: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}}
	r.cursor = canvas.NewRectangle(s.Color(charts.Ink))
	r.pin = canvas.NewRectangle(s.Color(charts.Caution))
	r.pointer = canvas.NewRectangle(s.Color(charts.Muted))
	r.pill = canvas.NewRectangle(s.Color(charts.Ink))
	r.row = canvas.NewRectangle(nil)
	r.row.StrokeWidth, r.row.CornerRadius = 1, 6
	r.pill.CornerRadius = 5
	r.pen = newPenMarks()
	r.text = s.Text("", charts.SizeLabel, typeface.SemiBold, charts.Paper)
	r.ring = widgets.Ring(s)
	for i := range r.dots {
		r.dots[i] = canvas.NewCircle(s.Color(charts.Ink))
		r.dots[i].StrokeWidth = 2
	}
	p.view = r
	r.rebuild()
	return r
}

type plotRenderer struct {
	p               *Plot
	picture         *canvas.Image
	texts           []fyne.CanvasObject
	ticks           []*canvas.Circle
	cursor, pointer *canvas.Rectangle
	pin             *canvas.Rectangle
	dots            [2]*canvas.Circle
	pill, row       *canvas.Rectangle
	text            *canvas.Text
	ring            *canvas.Rectangle
	objects         []fyne.CanvasObject
	pen             *penMarks
	shown           string // text measured last
	textSize        fyne.Size
}

func (r *plotRenderer) Destroy()                     { r.p.view = nil }
func (r *plotRenderer) MinSize() fyne.Size           { return r.p.MinSize() }
func (r *plotRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *plotRenderer) Layout(size fyne.Size) {
	r.picture.Resize(size)
	r.ring.Resize(size)
	r.p.draw()
	r.place()
}

// Refresh re-reads theme and layout. Everything that stays in place until the next
// picture is made here.
func (r *plotRenderer) Refresh() {
	r.p.draw()
	r.rebuild()
	canvas.Refresh(r.p)
}

// leaving is how much faster than the plot moves the labels that it leaves go.
const leaving = 3

// faded is a text of a plot in a part of its colour.
func faded(s look.Skin, t charts.Text, shade float32) *canvas.Text {
	role := s.Color(t.Role)
	if shade < 1 {
		c := color.NRGBAModel.Convert(role).(color.NRGBA)
		c.A = uint8(float32(c.A) * max(shade, 0))
		role = c
	}
	o := Text(t, role, 1)
	o.Move(fyne.NewPos(float32(t.X), float32(t.Y)))
	return o
}

func (r *plotRenderer) rebuild() {
	s := look.Of(r.p)
	r.texts, r.ticks = r.texts[:0], r.ticks[:0]
	if r.picture.ScaleMode = canvas.ImageScaleFastest; r.p.zoomed() < 1 {
		r.picture.ScaleMode = canvas.ImageScaleSmooth
	}
	if l := r.p.layout; l != nil {
		if r.picture.Image != image.Image(r.p.picture) {
			r.picture.Image = r.p.picture
			r.picture.Refresh()
		}
		for _, t := range l.Texts {
			if r.p.zoomed() != 1 {
				break // they are drawn
			}
			shade := float32(1)
			if t.Caption() {
				shade = r.p.shade
			}
			r.texts = append(r.texts, faded(s, t, shade))
		}
		if m := r.p.moving; m != nil && m.share < 1./leaving {
			for _, t := range m.labels {
				r.texts = append(r.texts, faded(s, t, float32(1-leaving*m.share)))
			}
		}
		grow := float32(l.Growth())
		radius := charts.TickRadiusDP * grow
		for _, t := range r.p.content.Figure.Ticks {
			c := canvas.NewCircle(s.Color(charts.Paper))
			c.StrokeWidth = 2 * grow
			c.Resize(fyne.NewSize(2*radius, 2*radius))
			c.Move(fyne.NewPos(float32(l.Days.Pos(t.Day))-radius, float32(l.Plot.Bottom())-radius))
			r.ticks = append(r.ticks, c)
		}
	}
	r.cursor.FillColor, r.pointer.FillColor = s.Color(r.cursorRole()), s.Color(charts.Muted)
	r.pill.FillColor, r.text.Color = s.Color(charts.Ink), s.Color(charts.Paper)
	r.pill.CornerRadius = 5 * r.p.zoomed()
	r.text.TextSize, r.ring.StrokeColor = r.labelSize(s), s.Color(charts.Accent)
	r.pin.FillColor = s.Color(charts.Caution)
	r.objects = append(r.objects[:0], r.picture, r.pin, r.pointer, r.cursor)
	for _, c := range r.ticks {
		r.objects = append(r.objects, c)
	}
	r.objects = append(r.objects, r.texts...)
	for _, d := range r.dots {
		d.StrokeColor = s.Color(charts.Paper)
		r.objects = append(r.objects, d)
	}
	r.row.StrokeColor = s.Color(charts.Muted)
	r.objects = append(r.objects, r.pen.box, r.pill, r.text, r.row, r.ring)
	r.shown = ""
	r.place()
}

// unzoomed is the skin of what the plot is a picture of.
func (r *plotRenderer) unzoomed(s look.Skin) look.Skin {
	s.TextScale = float32(unzoomed(s.TextScale, r.p.zoomed()))
	return s
}

func (r *plotRenderer) labelSize(s look.Skin) float32 {
	return whole(r.unzoomed(s).Size(charts.SizeLabel) * r.p.zoomed())
}

// place moves what follows the pointer and the cursor. It runs on the pointer's
// path.
func (r *plotRenderer) place() {
	p := r.p
	r.ring.Hidden = !p.focused
	bars := p.layout != nil && len(p.layout.Bars) > 0
	r.row.Hidden = p.bare && !p.focused || !bars || p.row >= len(p.layout.Bars)
	if !r.row.Hidden {
		at := p.layout.Bars[p.row].Row
		r.row.Move(fyne.NewPos(float32(at.X)+1, float32(at.Y))) // all of its sides within the plot, which clips
		r.row.Resize(fyne.NewSize(float32(at.W)-2, float32(at.H)))
	}
	for _, d := range r.dots {
		d.Hidden = p.layout == nil || bars
	}
	r.text.Hidden = bars
	r.pen.place(p)
	if p.layout == nil || bars {
		r.cursor.Hide()
		r.pointer.Hide()
		r.pin.Hide()
		r.pill.Hide()
		return
	}
	s := look.Of(p)
	for i, t := range p.content.Figure.Ticks {
		if i >= len(r.ticks) {
			break
		}
		x := p.layout.Days.Pos(t.Day)
		r.ticks[i].Hidden = x < p.layout.Plot.X-1 || x > p.layout.Plot.Right()+1
		fill := s.Color(charts.Paper)
		if t.ID == p.tick {
			fill = s.Color(charts.Ink)
		}
		if r.ticks[i].FillColor != fill || r.ticks[i].StrokeColor != s.Color(charts.Ink) {
			r.ticks[i].FillColor, r.ticks[i].StrokeColor = fill, s.Color(charts.Ink)
			r.ticks[i].Refresh()
		}
	}
	if p.pen != nil {
		line := &p.pen.Lines[p.pen.Active]
		r.pin.Hide()
		r.pointer.Hide()
		r.line(r.cursor, p.penDay)
		r.say(p.penDay, &Reading{Text: p.pen.Text(p.penDay, line.rate(p.penDay))}, s)
		return
	}
	read := p.day
	r.line(r.cursor, p.day)
	if role := s.Color(r.cursorRole()); r.cursor.FillColor != role {
		r.cursor.FillColor = role
		r.cursor.Refresh()
	}
	if r.pin.Hidden = !p.pin.Set(); !r.pin.Hidden {
		r.line(r.pin, p.pin)
	}
	r.pointer.Hidden = !p.hover.Set() || p.hover == p.day
	if p.hover.Set() {
		read = p.hover
		r.line(r.pointer, p.hover)
	}
	r.read(read, s)
}

func (r *plotRenderer) line(o *canvas.Rectangle, day data.Day) {
	l := r.p.layout
	x, top := float32(l.Days.Pos(day)), float32(l.Plot.Y)-4*r.p.zoomed()
	o.Hidden = x < float32(l.Plot.X)-1 || x > float32(l.Plot.Right())+1
	width := 1.5 * float32(l.Growth())
	bottom := float32(l.Plot.Bottom())
	if o != r.pin {
		bottom = r.clear(x, top, bottom)
	}
	if o == r.cursor {
		if r.p.content.Flag.Text != "" {
			width = r.p.zoomed()
		}
	}
	o.Move(fyne.NewPos(x-width/2, top))
	o.Resize(fyne.NewSize(width, bottom-top))
}

// cursorRole is the colour of the cursor's line.
func (r *plotRenderer) cursorRole() charts.Role {
	if r.p.content.Flag.Text != "" {
		return charts.Muted
	}
	return charts.Ink
}

// clear is how far down a line can go before it meets a label.
func (r *plotRenderer) clear(x, top, bottom float32) float32 {
	air := 4 * r.p.zoomed()
	for _, t := range r.p.layout.Texts {
		if y := float32(t.Y); float32(t.X)-air < x && x < float32(t.X+t.W)+air && y > top && y < bottom {
			bottom = max(y-air, top)
		}
	}
	return bottom
}

// read shows the reading of a day, or of the marked arrow.
func (r *plotRenderer) read(day data.Day, s look.Skin) {
	reading := r.p.reading(day)
	if r.p.flagged() {
		reading = &r.p.flag
	}
	if a := r.p.arrow; a >= 0 && a < len(r.p.content.Figure.Arrows) && !r.p.hover.Set() {
		arrow := r.p.content.Figure.Arrows[a]
		day, reading = arrow.Until, &Reading{Text: r.p.content.Arrows[a], Values: []ReadingValue{{arrow.Role, arrow.High}}}
	}
	r.say(day, reading, s)
}

// say shows a reading at a day, in the pill above the plot and as dots on the lines.
func (r *plotRenderer) say(day data.Day, reading *Reading, s look.Skin) {
	l := r.p.layout
	if reading == nil {
		for _, o := range []fyne.CanvasObject{r.pill, r.text, r.dots[0], r.dots[1]} {
			o.Hide()
		}
		return
	}
	if r.shown != reading.Text {
		r.shown, r.text.Text = reading.Text, reading.Text
		m := r.unzoomed(s).Measure(reading.Text, charts.SizeLabel, typeface.SemiBold)
		r.textSize = fyne.NewSize(m.Width*r.p.zoomed(), m.Height*r.p.zoomed())
		r.text.Refresh()
	}
	x := float32(l.Days.Pos(day))
	height := float32(charts.ReadoutHeight(l.TextScale))
	text, size, pad := r.textSize, r.labelSize(s), r.unzoomed(s).Space(5)*r.p.zoomed()
	if room := r.p.Size().Width - pad; text.Width > room && room > 0 { // a long one in a narrow window
		whole := float32(math.Floor(float64(size * room / text.Width))) // the toolkit rounds others up
		text, size = fyne.NewSize(text.Width*whole/size, text.Height*whole/size), whole
	}
	if r.text.TextSize != size {
		r.text.TextSize = size
		r.text.Refresh()
	}
	width := text.Width + pad
	left := min(max(x-width/2, 0), max(r.p.Size().Width-width, 0))
	r.pill.Show()
	r.text.Show()
	r.pill.Move(fyne.NewPos(left, 0))
	r.pill.Resize(fyne.NewSize(width, height))
	r.text.Move(fyne.NewPos(left+pad/2, (height-text.Height)/2))
	r.text.Resize(text)
	radius := 4.5 * float32(l.Growth())
	for i, d := range r.dots {
		d.Hidden = i >= len(reading.Values)
		if d.Hidden {
			continue
		}
		d.FillColor = s.Color(reading.Values[i].Role)
		d.Resize(fyne.NewSize(2*radius, 2*radius))
		d.Move(fyne.NewPos(x-radius, float32(l.Values.Pos(float64(reading.Values[i].Value)))-radius))
	}
}
