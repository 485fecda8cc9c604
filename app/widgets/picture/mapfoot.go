package picture

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/typeface"
)

// MapFoot is the line below a map: what the markers' shapes mean, in words, and the
// country under the pointer. What has no room is left out.
type MapFoot struct {
	widget.BaseWidget
	words   charts.Words
	country *canvas.Text
}

// NewMapFoot returns a foot that names no country.
func NewMapFoot(words charts.Words) *MapFoot {
	return widgets.Extended(&MapFoot{words: words, country: look.Current().Text("", charts.SizeSmall, typeface.Medium, charts.Ink)})
}

// Country returns the country that is named.
func (f *MapFoot) Country() string { return f.country.Text }

// SetCountry names a country, or none.
func (f *MapFoot) SetCountry(name string) {
	if f.country.Text != name {
		f.country.Text = name
		f.placeCountry(f.Size())
		f.country.Refresh()
	}
}

// placeCountry puts the name at the right edge.
func (f *MapFoot) placeCountry(size fyne.Size) {
	s := look.Of(f)
	f.country.TextSize, f.country.Color = s.Size(charts.SizeSmall), s.Color(charts.Ink)
	m := s.Measure(f.country.Text, charts.SizeSmall, typeface.Medium)
	widgets.Put(f.country, size.Width-m.Width, (size.Height-m.Height)/2, m.Width, m.Height)
}

// MinSize implements fyne.CanvasObject.
func (f *MapFoot) MinSize() fyne.Size {
	s := look.Of(f)
	return fyne.NewSize(100, s.Measure("0", charts.SizeSmall, typeface.Regular).Height+s.Space(2))
}

// CreateRenderer implements fyne.Widget.
func (f *MapFoot) CreateRenderer() fyne.WidgetRenderer { return widgets.Made(f, f.draw) }

// draw makes the signs with their words, as far as there is room.
func (f *MapFoot) draw(size fyne.Size) []fyne.CanvasObject {
	s := look.Of(f)
	f.placeCountry(size)
	out := []fyne.CanvasObject{f.country}
	d := s.Space(2.5)
	x, y := float32(0), size.Height/2
	room := size.Width - s.Space(32) // for the country
	for state := meetings.Past; state <= meetings.Planned; state++ {
		word := f.words.Say(state.Key())
		if state == meetings.Now {
			word = f.words.Say("map.legend.now")
		}
		m := s.Measure(word, charts.SizeSmall, typeface.Regular)
		if x+d+s.Space(1)+m.Width > room {
			break
		}
		for _, o := range sign(s, state) {
			widgets.Put(o, x, y-d/2, d, d)
			out = append(out, o)
		}
		t := s.Text(word, charts.SizeSmall, typeface.Regular, charts.Muted)
		widgets.Put(t, x+d+s.Space(1.25), y-m.Height/2, m.Width, m.Height)
		out = append(out, t)
		x += d + m.Width + s.Space(4.5)
	}
	return out
}

// sign is a marker's shape.
func sign(s look.Skin, state meetings.State) (out []fyne.CanvasObject) {
	fill, line := color.Color(color.Transparent), s.Color(charts.Ink)
	switch state {
	case meetings.Planned:
		for _, a := range dashes(0.75) {
			a.FillColor = line
			out = append(out, a)
		}
		return out
	case meetings.Now:
		fill = line
	case meetings.Past:
		fill, line = s.Color(charts.Muted), s.Color(charts.Muted)
	}
	c := canvas.NewCircle(fill)
	c.StrokeColor, c.StrokeWidth = line, 1.5
	return append(out, c)
}
