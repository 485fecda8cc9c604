// Package look gives the program its colours, type, spacing and motion, as a Fyne
// theme. Widgets ask it for roles through the theme they stand in, so that one
// window, or one part of it, can differ from another.
//
// Sizes are in dp (device-independent pixels).
package look

import (
	"image/color"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"truceline/charts"
	"truceline/charts/render"
	"truceline/charts/typeface"
)

// Mode is which palette is wanted.
type Mode string

// Auto follows the system.
const (
	Auto  Mode = "auto"
	Light Mode = "light"
	Dark  Mode = "dark"
)

// Bounds of the text scale.
const (
	MinTextScale = 0.75
	MaxTextScale = 2.0
)

// Theme is the program's Fyne theme.
type Theme struct {
	Mode      Mode
	TextScale float32
	// Still turns motion off, whatever the system says.
	Still bool
	// NotesScale is how much larger than other text notes are; see NotesSize.
	NotesScale float32
}

var _ fyne.Theme = (*Theme)(nil)

// Skin is a theme made concrete: what a widget draws itself with.
type Skin struct {
	Palette   *charts.Palette
	TextScale float32
	// Moves tells whether things may move to their places.
	Moves bool
}

// Looker is a widget that may have a theme of its own, apart from the application's:
// the slide that a room sees has larger type, the presenter's window is dark. The
// toolkit's own overriding reaches only what exists when it is set.
type Looker interface {
	// Look returns the widget's own theme, or nil.
	Look() *Theme
}

// Of returns the skin of the theme a widget stands in.
func Of(w fyne.Widget) Skin {
	if l, ok := w.(Looker); ok {
		if own := l.Look(); own != nil {
			return skin(own)
		}
	}
	return skin(theme.CurrentForWidget(w))
}

// Skin returns what the theme looks like.
func (t *Theme) Skin() Skin { return skin(t) }

// Current returns the skin of the application's theme.
func Current() Skin { return skin(theme.Current()) }

func skin(t fyne.Theme) Skin {
	settings := fyne.CurrentApp().Settings()
	own, ok := t.(*Theme)
	if !ok {
		own = &Theme{Mode: Auto, TextScale: 1}
	}
	return Skin{own.palette(settings.ThemeVariant()), own.TextScale, !own.Still && settings.ShowAnimations()}
}

func (t *Theme) palette(system fyne.ThemeVariant) *charts.Palette {
	if t.Mode == Dark || t.Mode != Light && system == theme.VariantDark {
		return charts.Dark
	}
	return charts.Light
}

// Color returns the colour of a role.
func (s Skin) Color(r charts.Role) color.Color { return s.Palette.Shared(r) }

// Size returns a size of type in dp.
func (s Skin) Size(z charts.TextSize) float32 { return float32(z.At(float64(s.TextScale))) }

// Space returns n steps of the spacing grid of 4 dp. It grows with the text, but
// only by half, so that large type does not drown in margins.
func (s Skin) Space(n float32) float32 { return 4 * n * (1 + (s.TextScale-1)/2) }

// Text returns a line of text. Move and Resize it like any canvas object.
func (s Skin) Text(text string, z charts.TextSize, w typeface.Weight, r charts.Role) *canvas.Text {
	t := canvas.NewText(text, s.Color(r))
	t.TextSize, t.FontSource = s.Size(z), Font(w)
	return t
}

// own measures the program's typeface. The toolkit's measuring says the same, but
// shapes each text anew, which cost a fifth of the start.
var own = sync.OnceValue(func() *shared { return &shared{m: render.NewMetrics(1)} })

type shared struct {
	sync.Mutex
	m *render.Metrics
}

func (o *shared) measure(text string, sizeDP float64, w typeface.Weight) (fyne.Size, bool) {
	o.Lock()
	defer o.Unlock()
	if !o.m.Has(text, w) {
		return fyne.Size{}, false
	}
	width, height := o.m.Measure(text, sizeDP, w)
	return fyne.NewSize(float32(width), float32(height)), true
}

// Measure returns the size of a line of text as Text draws it.
func (s Skin) Measure(text string, z charts.TextSize, w typeface.Weight) fyne.Size {
	if size, ok := own().measure(text, float64(s.Size(z)), w); ok {
		return size
	}
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, s.Size(z), fyne.TextStyle{}, Font(w))
	return size
}

var fonts = sync.OnceValue(func() [4]fyne.Resource {
	var out [4]fyne.Resource
	for w, name := range []string{"Regular", "Medium", "SemiBold", "Bold"} {
		out[w] = fyne.NewStaticResource("InterTabular-"+name+".ttf", typeface.Weight(w).Bytes())
	}
	return out
})

// Font returns a weight of the family as a resource.
func Font(w typeface.Weight) fyne.Resource { return fonts()[w] }

// Metrics measures text for layouts that are made away from the UI goroutine, as
// the plots' and the map's are. Each caller needs its own.
func Metrics() charts.Measurer { return render.NewMetrics(1) }

// Color implements fyne.Theme for the toolkit's own widgets, such as menus.
func (t *Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	p := t.palette(system)
	switch name {
	case theme.ColorNameBackground:
		return cleared(p.Color(charts.Paper))
	case theme.ColorNameForeground:
		return p.Color(charts.Ink)
	case theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground, theme.ColorNameHeaderBackground, theme.ColorNameInputBackground:
		return p.Color(charts.Surface)
	case theme.ColorNameButton:
		return p.Color(charts.Chip)
	case theme.ColorNameSeparator, theme.ColorNameInputBorder:
		return p.Color(charts.Line)
	case theme.ColorNamePlaceHolder, theme.ColorNameDisabled:
		return p.Color(charts.Muted)
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return p.Color(charts.Accent)
	case theme.ColorNameHover, theme.ColorNamePressed, theme.ColorNameFocus, theme.ColorNameSelection:
		c := p.Color(charts.Ink)
		c.A = 24
		return color.NRGBA(c)
	case theme.ColorNameShadow: // faint: panels are parted by hairlines
		return color.NRGBA{A: 34}
	case theme.ColorNameError:
		return p.Color(charts.Bad)
	case theme.ColorNameWarning:
		return p.Color(charts.Caution)
	case theme.ColorNameSuccess:
		return p.Color(charts.Good)
	case theme.ColorNameScrollBar:
		c := p.Color(charts.Muted)
		c.A = 150
		return color.NRGBA(c)
	}
	variant := theme.VariantLight
	if p.Dark {
		variant = theme.VariantDark
	}
	return theme.DefaultTheme().Color(name, variant)
}

// cleared is the colour that leaves c on the screen when the toolkit clears a window
// with it: it takes a full channel for 65025, where 65535 is meant.
func cleared(c color.RGBA) color.Color {
	const meant, taken = 65535, 65025
	scale := func(v uint8) uint16 { return uint16((uint32(v)*257*taken + meant/2) / meant) }
	return color.RGBA64{R: scale(c.R), G: scale(c.G), B: scale(c.B), A: 0xFFFF}
}

// Font implements fyne.Theme.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace || style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return Font(typeface.SemiBold)
	default:
		return Font(typeface.Regular)
	}
}

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

const notes = "notes "

// NotesSize names the size that text of a named size has in notes. A theme of their own
// would not do: the toolkit reads all typefaces again for each.
func NotesSize(name fyne.ThemeSizeName) fyne.ThemeSizeName { return notes + name }

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if plain, ok := strings.CutPrefix(string(name), notes); ok {
		return t.Size(fyne.ThemeSizeName(plain)) * t.NotesScale
	}
	switch name {
	case theme.SizeNameText:
		return float32(charts.SizeBody.At(float64(t.TextScale)))
	case theme.SizeNameCaptionText:
		return float32(charts.SizeSmall.At(float64(t.TextScale)))
	case theme.SizeNameSubHeadingText:
		return float32(charts.SizeStrong.At(float64(t.TextScale)))
	case theme.SizeNameHeadingText:
		return float32(charts.SizeHeadline.At(float64(t.TextScale)))
	case theme.SizeNameInlineIcon:
		return 18 * t.TextScale
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	}
	return theme.DefaultTheme().Size(name)
}
