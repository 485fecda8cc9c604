package render

import (
	"sync"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font"

	"truceline/charts"
	"truceline/charts/typeface"
)

// faceSet keeps faces, with their glyphs drawn once. It is used by one goroutine
// at a time; sets wait in a pool between pictures.
type faceSet struct {
	faces map[faceKey]*font.Drawer
}

type faceKey struct {
	font *truetype.Font
	size float64 // px
}

var facePool = sync.Pool{New: func() any { return &faceSet{map[faceKey]*font.Drawer{}} }}

// maxFaces bounds a set: past it, the set starts anew.
const maxFaces = 64

func (s *faceSet) drawer(f *truetype.Font, sizePX float64) *font.Drawer {
	k := faceKey{f, sizePX}
	if d, ok := s.faces[k]; ok {
		return d
	}
	if len(s.faces) >= maxFaces {
		clear(s.faces)
	}
	d := &font.Drawer{Face: truetype.NewFace(f, &truetype.Options{Size: sizePX, DPI: 72, Hinting: font.HintingNone})}
	s.faces[k] = d
	return d
}

// Metrics measures text as pictures of this package draw it, at a number of px to
// the dp. It may be used from one goroutine at a time.
type Metrics struct {
	perDP float64
	faces *faceSet
}

// NewMetrics returns a Metrics for pictures of that many px to the dp.
func NewMetrics(pxPerDP float64) *Metrics {
	return &Metrics{pxPerDP, &faceSet{map[faceKey]*font.Drawer{}}}
}

var _ charts.Measurer = (*Metrics)(nil)

// Measure implements charts.Measurer.
func (m *Metrics) Measure(text string, sizeDP float64, weight typeface.Weight) (w, h float64) {
	d := m.faces.drawer(weight.Font(), sizeDP*m.perDP)
	px := d.Face.Metrics()
	return float64(d.MeasureString(text)) / 64 / m.perDP, float64(px.Ascent+px.Descent) / 64 / m.perDP
}

// ascent is the distance in px from the top of a line box to its baseline.
func (s *faceSet) ascent(f *truetype.Font, sizePX float64) float64 {
	return float64(s.drawer(f, sizePX).Face.Metrics().Ascent) / 64
}
