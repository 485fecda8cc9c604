package charts

import (
	"image/color"

	"truceline/data"
)

// Role names what a colour is for. Figures and widgets ask for roles, never for
// colours, so that both themes and every medium stay in step.
type Role int

const (
	Paper      Role = iota // behind plot and headline
	Surface                // cards, bars, map sea
	Ink                    // text and what is selected
	Muted                  // text of less weight
	Line                   // hairlines and grid: decoration only
	First                  // the first side
	Second                 // the second side
	Good                   // what eases or is right, as text and mark: a period, a right answer
	GoodBand               // a period, as an area behind the lines
	Bad                    // what is over time or wrong
	Accent                 // where the keyboard is, and links
	Caution                // what is guessed, threatened or invented
	Land                   // land on the map
	Border                 // borders on the map
	LandFirst              // the first side's land
	LandSecond             // the second side's land
	LandHost               // the land of a meeting's host
	Graticule              // parallels and meridians: decoration only
	Chip                   // tags and buttons at rest
	Later                  // the days after the article, as an area
	NotYet                 // days that have not been told yet, as an area
	roles
)

// Palette gives each role its colour. All are opaque.
type Palette struct {
	Dark   bool
	colors [roles]color.RGBA
	shared [roles]color.Color
}

// Color returns the colour of a role.
func (p *Palette) Color(r Role) color.RGBA { return p.colors[r] }

// Shared is Color as the interface that toolkits take. It allocates nothing, so it
// may be asked on the pointer's path.
func (p *Palette) Shared(r Role) color.Color { return p.shared[r] }

func newPalette(dark bool, colors [roles]color.RGBA) *Palette {
	p := &Palette{Dark: dark, colors: colors}
	for r, c := range colors {
		p.shared[r] = c
	}
	return p
}

// Light and Dark are the two palettes. Treat them as read-only. Text roles (Ink,
// Muted, First, Second, Good, Bad, Accent, Caution) reach a contrast of 4.5:1 on Paper, Surface
// and every area they may stand on; a test holds them to it.
var (
	Light = newPalette(false, [roles]color.RGBA{
		Paper: hex(0xF7F5F0), Surface: hex(0xFFFFFF), Ink: hex(0x171B21), Muted: hex(0x5A636E),
		Line: hex(0xE2DDD3), First: hex(0x0B63A5), Second: hex(0xAD410E), Good: hex(0x1B6B5E), Bad: hex(0xAD410E), Accent: hex(0x0B63A5),
		GoodBand: hex(0xE3EBE4), Caution: hex(0x8A5A00), Land: hex(0xE6E1D6), Border: hex(0xF7F5F0),
		LandFirst: hex(0xD5E3ED), LandSecond: hex(0xF3DCCE), LandHost: hex(0xD8D1C1), Graticule: hex(0xF1EEE7),
		Chip: hex(0xEFEAE1), Later: hex(0xEFEBE2), NotYet: hex(0xF3EEE7),
	})
	Dark = newPalette(true, [roles]color.RGBA{
		Paper: hex(0x11151A), Surface: hex(0x181E25), Ink: hex(0xE8ECF1), Muted: hex(0x9AA6B3),
		Line: hex(0x2A323C), First: hex(0x5DB2EA), Second: hex(0xF2955C), Good: hex(0x58C3AE), Bad: hex(0xF2955C), Accent: hex(0x5DB2EA),
		GoodBand: hex(0x1A2E27), Caution: hex(0xE5B95B), Land: hex(0x29323C), Border: hex(0x11151A),
		LandFirst: hex(0x1F3A50), LandSecond: hex(0x46301F), LandHost: hex(0x36424F), Graticule: hex(0x1F262E),
		Chip: hex(0x222A33), Later: hex(0x20262F), NotYet: hex(0x1C2129),
	})
)

// Print is Light on white paper.
var Print = func() *Palette {
	colors := Light.colors
	colors[Paper], colors[Border] = hex(0xFFFFFF), hex(0xFFFFFF)
	return newPalette(false, colors)
}()

func hex(v uint32) color.RGBA {
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xFF}
}

// SideRole returns the colour role of a side: the first of the story's sides has
// the first side's colour, whatever it is called.
func SideRole(s *data.Story, id data.SideID) Role {
	if len(s.Sides) > 0 && s.Sides[0].ID == id {
		return First
	}
	return Second
}
