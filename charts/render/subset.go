package render

import (
	"bytes"
	"slices"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"truceline/charts/typeface"
)

// subset returns the file of a weight with only the letters that are used, or the
// whole file if the small one does not draw and measure them as the whole one does.
func subset(w typeface.Weight, used map[rune]bool) []byte {
	whole := w.Bytes()
	var letters []rune
	for r := range used {
		if r <= 0xFFFF {
			letters = append(letters, r)
		}
	}
	slices.Sort(letters)
	// The cutter writes into what it is given.
	small := fpdf.UTF8CutFont(bytes.Clone(whole), string(letters))
	if len(small) == 0 || !agree(outlines()[w], small, letters) {
		return whole
	}
	return small
}

// agree tells whether a small file has the outlines and widths of a whole font for
// all letters that the whole one has.
func agree(whole *opentype.Font, small []byte, letters []rune) bool {
	cut, err := opentype.Parse(small)
	if err != nil {
		return false
	}
	const em = fixed.Int26_6(1000 * 64)
	var a, b sfnt.Buffer
	for _, r := range letters {
		i, err := whole.GlyphIndex(&a, r)
		if err != nil || i == 0 {
			continue
		}
		j, err := cut.GlyphIndex(&b, r)
		if err != nil || j == 0 {
			return false
		}
		wideA, errA := whole.GlyphAdvance(&a, i, em, 0)
		wideB, errB := cut.GlyphAdvance(&b, j, em, 0)
		if errA != nil || errB != nil || wideA != wideB {
			return false
		}
		shapeA, errA := whole.LoadGlyph(&a, i, em, nil)
		shapeB, errB := cut.LoadGlyph(&b, j, em, nil)
		if errA != nil || errB != nil || !slices.Equal(shapeA, shapeB) {
			return false
		}
	}
	return true
}
