package charts

import (
	"math"
	"strings"

	"truceline/charts/label"
	"truceline/charts/typeface"
)

// TextSize is a size of type by what it is for.
type TextSize int

const (
	SizeLabel    TextSize = iota // labels and ticks
	SizeStrong                   // a direct label's figure
	SizeBody                     // running text
	SizeHeadline                 // what the picture means
	SizeSmall                    // source lines, tags
	SizeNumber                   // a card's figure
	SizeLevel                    // the value that a step is about
	SizeOther                    // the other values in its sight
	SizeStory                    // what a scene of the story means
	SizeFact                     // the figure of a scene's card
	SizeTitle                    // the title of a scene's card
	SizeRead                     // text that is read at length
	textSizes
)

// At returns the size in dp at a text scale: a whole number, since the toolkit
// spaces letters by whole sizes.
func (s TextSize) At(textScale float64) float64 {
	if s == SizeHeadline || s == SizeNumber || s == SizeLevel || s == SizeStory || s == SizeFact {
		textScale = 1 + (textScale-1)*0.6 // large already: it grows by less
	}
	return math.Round([textSizes]float64{13, 16, 14, 26, 12, 26, 30, 19, 28, 44, 18, 15}[s] * textScale)
}

// Run is one line of a caption.
type Run struct {
	Text   string
	Size   TextSize
	Weight typeface.Weight
	Role   Role
}

// Measurer tells how large a line of text is, in dp, for the medium it is laid out
// for. The height is that of the line box, from ascent to descent.
type Measurer interface {
	Measure(text string, sizeDP float64, weight typeface.Weight) (w, h float64)
}

// Text is one line of text in its place. X and Y are the upper left corner of its
// line box, in dp.
type Text struct {
	ID     string // of the caption; texts of one caption share it
	Text   string
	X, Y   float64
	W, H   float64
	SizeDP float64
	Weight typeface.Weight
	Role   Role
}

// Rect is the text's line box.
func (t Text) Rect() label.Rect { return label.Rect{X: t.X, Y: t.Y, W: t.W, H: t.H} }

// Caption tells whether it names something drawn: it is none of the axes'.
func (t Text) Caption() bool { return t.ID != gridText && t.ID != monthText && t.ID != rowText }

// Wrap breaks a text at its spaces into lines no wider than width dp. A word wider
// than that has a line of its own.
func Wrap(text string, width, sizeDP float64, weight typeface.Weight, m Measurer) []string {
	if math.IsNaN(width) {
		return nil
	}
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		next := word
		if line != "" {
			next = line + " " + word
		}
		if w, _ := m.Measure(next, sizeDP, weight); w > width && line != "" {
			out, line = append(out, line), word
			continue
		}
		line = next
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}
