// Package typeface holds the one family that the window and the plots are set in:
// Inter with tabular figures, in four weights, as TrueType outlines. Its licence,
// the SIL Open Font License, stands beside the files.
package typeface

import (
	_ "embed"
	"sync"

	"github.com/golang/freetype/truetype"
)

// Weight is one of the four weights.
type Weight int

const (
	Regular Weight = iota
	Medium
	SemiBold
	Bold
	weights
)

var (
	//go:embed InterTabular-Regular.ttf
	regular []byte
	//go:embed InterTabular-Medium.ttf
	medium []byte
	//go:embed InterTabular-SemiBold.ttf
	semiBold []byte
	//go:embed InterTabular-Bold.ttf
	bold []byte
	// Licence is the text of the family's licence.
	//
	//go:embed OFL.txt
	Licence string
)

// Bytes returns the font file of a weight. It is shared: do not write to it.
func (w Weight) Bytes() []byte { return [weights][]byte{regular, medium, semiBold, bold}[w] }

var parsed = [weights]func() *truetype.Font{
	sync.OnceValue(func() *truetype.Font { return parse(Regular) }),
	sync.OnceValue(func() *truetype.Font { return parse(Medium) }),
	sync.OnceValue(func() *truetype.Font { return parse(SemiBold) }),
	sync.OnceValue(func() *truetype.Font { return parse(Bold) }),
}

func parse(w Weight) *truetype.Font {
	f, err := truetype.Parse(w.Bytes())
	if err != nil { // the files are built in: a fault is the programmer's
		panic("typeface: " + err.Error())
	}
	return f
}

// Font returns the parsed outlines of a weight, read once. They are safe to share.
func (w Weight) Font() *truetype.Font { return parsed[w]() }
