package charts_test

import (
	"image/color"
	"testing"

	"github.com/stretchr/testify/assert"

	"truceline/charts"
	"truceline/test/sample"
)

const (
	textContrast = 4.5 // WCAG 2.2, 1.4.3
	markContrast = 3.0 // WCAG 2.2, 1.4.11
)

var roleNames = map[charts.Role]string{
	charts.Paper: "paper", charts.Surface: "surface", charts.Ink: "ink", charts.Muted: "muted", charts.First: "the first side", charts.Second: "the second side",
	charts.Good: "good", charts.GoodBand: "good band", charts.Bad: "bad", charts.Accent: "accent", charts.Caution: "caution", charts.Land: "land", charts.Chip: "chip", charts.Later: "later", charts.Line: "line",
}

func eachPalette(t *testing.T, test func(t *testing.T, p *charts.Palette)) {
	t.Run("light", func(t *testing.T) { test(t, charts.Light) })
	t.Run("print", func(t *testing.T) { test(t, charts.Print) })
	t.Run("dark", func(t *testing.T) { test(t, charts.Dark) })
}

func TestPalette_textCanBeReadWhereItStands(t *testing.T) {
	grounds := func(r ...charts.Role) []charts.Role { return r }
	// What the program sets in each colour, and on what.
	texts := map[charts.Role][]charts.Role{
		charts.Ink:     grounds(charts.Paper, charts.Surface, charts.Chip, charts.GoodBand, charts.Later, charts.Land),
		charts.Muted:   grounds(charts.Paper, charts.Surface, charts.Chip, charts.GoodBand, charts.Later),
		charts.First:   grounds(charts.Paper, charts.Surface, charts.Chip, charts.GoodBand, charts.Later, charts.Land),
		charts.Second:  grounds(charts.Paper, charts.Surface, charts.Chip, charts.GoodBand, charts.Later, charts.Land),
		charts.Good:    grounds(charts.Paper, charts.Surface, charts.GoodBand),
		charts.Caution: grounds(charts.Paper, charts.Surface, charts.Chip),
		charts.Bad:     grounds(charts.Paper, charts.Surface),
		charts.Accent:  grounds(charts.Paper, charts.Surface, charts.Chip),
		charts.Paper:   grounds(charts.Ink, charts.Muted), // read-outs and primary buttons; numbers of past meetings
		charts.Chip:    grounds(charts.Ink),               // the day above a step that is on
		charts.Line:    grounds(charts.Ink),               // the key's hint on a primary button
	}
	eachPalette(t, func(t *testing.T, p *charts.Palette) {
		for text, on := range texts {
			for _, ground := range on {
				c := sample.Contrast(p.Color(text), p.Color(ground))
				assert.GreaterOrEqual(t, c, textContrast, "text in %s on %s", roleNames[text], roleNames[ground])
			}
		}
	})
}

func TestPalette_marksCanBeSeenWhereTheyStand(t *testing.T) {
	marks := []charts.Role{charts.First, charts.Second, charts.Good, charts.Ink, charts.Muted, charts.Caution, charts.Bad, charts.Accent}
	grounds := []charts.Role{charts.Paper, charts.Surface, charts.GoodBand, charts.Later, charts.Land}
	eachPalette(t, func(t *testing.T, p *charts.Palette) {
		for _, mark := range marks {
			for _, ground := range grounds {
				c := sample.Contrast(p.Color(mark), p.Color(ground))
				assert.GreaterOrEqual(t, c, markContrast, "%s on %s", roleNames[mark], roleNames[ground])
			}
		}
	})
}

func TestPalette_areasAreFainterThanMarks(t *testing.T) {
	eachPalette(t, func(t *testing.T, p *charts.Palette) {
		for _, area := range []charts.Role{charts.GoodBand, charts.Later, charts.Line, charts.Chip} {
			assert.Less(t, sample.Contrast(p.Color(area), p.Color(charts.Paper)), 1.6, "%s is decoration", roleNames[area])
			assert.NotEqual(t, p.Color(area), p.Color(charts.Paper), "%s can be told from paper", roleNames[area])
		}
	})
}

func TestPalette_everyRoleIsOpaque(t *testing.T) {
	eachPalette(t, func(t *testing.T, p *charts.Palette) {
		for r := charts.Paper; r <= charts.Later; r++ {
			assert.Equal(t, uint8(255), p.Color(r).A, "role %d", r)
			assert.NotEqual(t, color.RGBA{A: 255}, p.Color(r), "role %d was given a colour", r)
		}
	})
	assert.False(t, charts.Light.Dark)
	assert.True(t, charts.Dark.Dark)
}

func TestContrast_isThatOfWCAG(t *testing.T) {
	white, black := color.RGBA{255, 255, 255, 255}, color.RGBA{0, 0, 0, 255}
	for _, c := range []struct {
		a, b color.RGBA
		want float64
	}{
		{white, black, 21}, {black, white, 21}, {white, white, 1},
		{color.RGBA{0x77, 0x77, 0x77, 255}, white, 4.478}, // the grey that just fails
		{color.RGBA{0xFF, 0, 0, 255}, white, 3.998},
		{color.RGBA{0, 0, 0xFF, 255}, white, 8.592},
	} {
		assert.InDelta(t, c.want, sample.Contrast(c.a, c.b), 0.001)
	}
}
