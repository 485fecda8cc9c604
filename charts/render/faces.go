package render

import (
	"image"
	"image/color"
	"image/draw"
	"sync"
	"unicode/utf8"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"truceline/charts"
	"truceline/charts/typeface"
)

// faceSet keeps faces, with their glyphs drawn once. It is used by one goroutine
// at a time; sets wait in a pool between pictures.
type faceSet struct {
	faces map[faceKey]*face
	buf   sfnt.Buffer // large: made once, not for every text
}

// face is a weight at a size, with the advances of the commonest letters.
type face struct {
	font.Face
	ascii [asciiEnd]fixed.Int26_6
}

const asciiEnd = 127

type faceKey struct {
	weight typeface.Weight
	size   float64 // px
}

var facePool = sync.Pool{New: func() any { return newFaceSet() }}

func newFaceSet() *faceSet { return &faceSet{faces: map[faceKey]*face{}} }

// maxFaces bounds a set: past it, the set starts anew.
const maxFaces = 64

// outlines are the weights as package opentype reads them. Its rasterizer fills
// letters whose contours overlap; that of freetype, whose fonts go-chart hands
// around, leaves holes in them.
var outlines = sync.OnceValue(func() (out [4]*opentype.Font) {
	for w := range out {
		f, err := opentype.Parse(typeface.Weight(w).Bytes())
		if err != nil { // built in: a fault is the programmer's
			panic("render: " + err.Error())
		}
		out[w] = f
	}
	return out
})

// weightOf finds the weight that a font of go-chart's stands for.
func weightOf(f *truetype.Font) typeface.Weight {
	for w := typeface.Regular; w <= typeface.Bold; w++ {
		if w.Font() == f {
			return w
		}
	}
	return typeface.Regular
}

func (s *faceSet) face(w typeface.Weight, sizePX float64) *face {
	k := faceKey{w, sizePX}
	if f, ok := s.faces[k]; ok {
		return f
	}
	if len(s.faces) >= maxFaces {
		clear(s.faces)
	}
	outline, err := opentype.NewFace(outlines()[w], &opentype.FaceOptions{Size: sizePX, DPI: 72, Hinting: font.HintingNone})
	if err != nil { // NewFace fails for no size that is positive
		panic("render: " + err.Error())
	}
	f := &face{Face: outline}
	for r := range f.ascii {
		f.ascii[r], _ = outline.GlyphAdvance(rune(r))
	}
	s.faces[k] = f
	return f
}

// advance is the width of a text in px. Letters are not kerned, neither here nor in
// the window, so that both agree.
func advance(f *face, text string) (sum fixed.Int26_6) {
	for _, r := range text {
		if r >= ' ' && r < asciiEnd {
			sum += f.ascii[r]
			continue
		}
		a, ok := f.GlyphAdvance(r)
		if !ok {
			a, _ = f.GlyphAdvance(utf8.RuneError)
		}
		sum += a
	}
	return sum
}

// drawString draws a text from a point of its baseline on.
func drawString(dst draw.Image, f font.Face, text string, dot fixed.Point26_6, col color.Color) {
	src := image.NewUniform(col)
	for _, r := range text {
		where, mask, from, a, ok := f.Glyph(dot, r)
		if !ok {
			where, mask, from, a, ok = f.Glyph(dot, utf8.RuneError)
		}
		if ok {
			draw.DrawMask(dst, where, src, image.Point{}, mask, from, draw.Over)
		}
		dot.X += a
	}
}

// Metrics measures text as pictures of this package draw it, at a number of px to
// the dp. It may be used from one goroutine at a time.
type Metrics struct {
	perDP float64
	faces *faceSet
}

// NewMetrics returns a Metrics for pictures of that many px to the dp.
func NewMetrics(pxPerDP float64) *Metrics { return &Metrics{pxPerDP, newFaceSet()} }

var _ charts.Measurer = (*Metrics)(nil)

// Has tells whether the face has a letter for each of the text.
func (m *Metrics) Has(text string, weight typeface.Weight) bool {
	f := outlines()[weight]
	for _, r := range text {
		if r >= ' ' && r < asciiEnd {
			continue // the faces hold all of these
		}
		if i, err := f.GlyphIndex(&m.faces.buf, r); err != nil || i == 0 {
			return false
		}
	}
	return true
}

// Measure implements charts.Measurer.
func (m *Metrics) Measure(text string, sizeDP float64, weight typeface.Weight) (w, h float64) {
	f := m.faces.face(weight, sizeDP*m.perDP)
	px := f.Metrics()
	return float64(advance(f, text)) / 64 / m.perDP, float64(px.Ascent+px.Descent) / 64 / m.perDP
}

// ascent is the distance in px from the top of a line box to its baseline.
func (s *faceSet) ascent(w typeface.Weight, sizePX float64) float64 {
	return float64(s.face(w, sizePX).Metrics().Ascent) / 64
}
