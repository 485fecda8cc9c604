package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/typeface"
)

// MapFoot is the line below a map: what the markers' shapes mean, in words, and the
// country under the pointer. What has no room is left out.
type MapFoot struct {
	widget.BaseWidget
	words   charts.Words
	country string
	view    *footRenderer
}

// NewMapFoot returns a foot that names no country.
func NewMapFoot(words charts.Words) *MapFoot {
	f := &MapFoot{words: words}
	f.ExtendBaseWidget(f)
	return f
}

// Country returns the country that is named.
func (f *MapFoot) Country() string { return f.country }

// SetCountry names a country, or none.
func (f *MapFoot) SetCountry(name string) {
	if f.country == name {
		return
	}
	f.country = name
	if f.view != nil {
		f.view.name()
	}
}

// MinSize implements fyne.CanvasObject.
func (f *MapFoot) MinSize() fyne.Size {
	f.ExtendBaseWidget(f)
	s := look.Of(f)
	return fyne.NewSize(100, s.Measure("0", charts.SizeSmall, typeface.Regular).Height+s.Space(2))
}

// CreateRenderer implements fyne.Widget.
func (f *MapFoot) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(f)
	r := &footRenderer{f: f, country: s.Text("", charts.SizeSmall, typeface.Medium, charts.Ink)}
	f.view = r
	r.build()
	return r
}

type footRenderer struct {
	f       *MapFoot
	country *canvas.Text
	objects []fyne.CanvasObject
	built   fyne.Size // what the objects were made for
}

func (r *footRenderer) Destroy()                     { r.f.view = nil }
func (r *footRenderer) MinSize() fyne.Size           { return r.f.MinSize() }
func (r *footRenderer) Objects() []fyne.CanvasObject { return append(r.objects, r.country) }

// Layout makes the objects anew only for another size: new ones are laid out again
// by the toolkit, which would never end.
func (r *footRenderer) Layout(size fyne.Size) {
	if r.built != size {
		r.build()
	}
}

func (r *footRenderer) Refresh() {
	r.build()
	canvas.Refresh(r.f)
}

// name sets the country: from the right, and only as far as there is room.
func (r *footRenderer) name() {
	s, size := look.Of(r.f), r.f.Size()
	r.country.Text, r.country.TextSize, r.country.Color = r.f.country, s.Size(charts.SizeSmall), s.Color(charts.Ink)
	m := s.Measure(r.f.country, charts.SizeSmall, typeface.Medium)
	r.country.Move(fyne.NewPos(size.Width-m.Width, (size.Height-m.Height)/2))
	r.country.Resize(m)
	r.country.Refresh()
}

func (r *footRenderer) build() {
	s, size := look.Of(r.f), r.f.Size()
	r.objects, r.built = r.objects[:0], size
	r.name()
	d := s.Space(2.5)
	x, y := float32(0), size.Height/2
	room := size.Width - s.Space(32) // for the country
	for state := meetings.Past; state <= meetings.Planned; state++ {
		word := r.f.words.Say(state.Key())
		if state == meetings.Now {
			word = r.f.words.Say("map.legend.now")
		}
		m := s.Measure(word, charts.SizeSmall, typeface.Regular)
		if x+d+s.Space(1)+m.Width > room {
			return
		}
		r.sign(state, x, y-d/2, d)
		t := s.Text(word, charts.SizeSmall, typeface.Regular, charts.Muted)
		t.Move(fyne.NewPos(x+d+s.Space(1.25), y-m.Height/2))
		t.Resize(m)
		r.objects = append(r.objects, t)
		x += d + m.Width + s.Space(4.5)
	}
}

// sign draws a marker's shape, d dp wide.
func (r *footRenderer) sign(state meetings.State, x, y, d float32) {
	s := look.Of(r.f)
	if state == meetings.Planned {
		for i := range dashCount {
			const turn = 360.0 / dashCount
			a := &canvas.Arc{CutoutRatio: 0.75, StartAngle: float32(i) * turn, EndAngle: float32(i)*turn + turn*0.6, FillColor: s.Color(charts.Ink)}
			a.Move(fyne.NewPos(x, y))
			a.Resize(fyne.NewSize(d, d))
			r.objects = append(r.objects, a)
		}
		return
	}
	fill, line := color.Color(color.Transparent), s.Color(charts.Ink)
	switch state {
	case meetings.Now:
		fill = line
	case meetings.Past:
		fill, line = s.Color(charts.Muted), s.Color(charts.Muted)
	}
	c := canvas.NewCircle(fill)
	c.StrokeColor, c.StrokeWidth = line, 1.5
	c.Move(fyne.NewPos(x, y))
	c.Resize(fyne.NewSize(d, d))
	r.objects = append(r.objects, c)
}
