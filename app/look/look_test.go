package look

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/typeface"
)

func TestTheme_rolesFollowModeAndSystem(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		mode   Mode
		system fyne.ThemeVariant
		want   *charts.Palette
	}{
		{Light, theme.VariantLight, charts.Light}, {Light, theme.VariantDark, charts.Light},
		{Dark, theme.VariantLight, charts.Dark}, {Dark, theme.VariantDark, charts.Dark},
		{Auto, theme.VariantLight, charts.Light}, {Auto, theme.VariantDark, charts.Dark},
		{"", theme.VariantDark, charts.Dark},
	} {
		th := &Theme{Mode: c.mode, TextScale: 1}
		for name, role := range map[fyne.ThemeColorName]charts.Role{
			theme.ColorNameForeground: charts.Ink, theme.ColorNamePrimary: charts.First,
			theme.ColorNameMenuBackground: charts.Surface, theme.ColorNameInputBackground: charts.Surface, theme.ColorNameButton: charts.Chip,
			theme.ColorNameSeparator: charts.Line, theme.ColorNamePlaceHolder: charts.Muted, theme.ColorNameError: charts.Second,
			theme.ColorNameWarning: charts.Caution, theme.ColorNameSuccess: charts.Good,
		} {
			assert.Equal(t, color.Color(c.want.Color(role)), th.Color(name, c.system), "%s in mode %q", name, c.mode)
		}
		// What the toolkit clears a window with comes out as paper.
		r, g, b, _ := th.Color(theme.ColorNameBackground, c.system).RGBA()
		paper := c.want.Color(charts.Paper)
		for got, want := range map[uint32]uint8{r: paper.R, g: paper.G, b: paper.B} {
			assert.InDelta(t, float64(want), float64(got)/65025*255, 0.5, "background in mode %q", c.mode)
		}
	}
}

func TestTheme_hasAnAnswerForWhatIsNoneOfItsRoles(t *testing.T) {
	test.NewTempApp(t)
	th := &Theme{Mode: Dark, TextScale: 1}
	assert.Equal(t, theme.DefaultTheme().Color(theme.ColorNameForegroundOnPrimary, theme.VariantDark), th.Color(theme.ColorNameForegroundOnPrimary, theme.VariantLight), "of its own variant, not the system's")
	assert.NotNil(t, th.Icon(theme.IconNameCancel))
	assert.Equal(t, theme.DefaultTheme().Size(theme.SizeNamePadding), th.Size(theme.SizeNamePadding))
	_, _, _, a := th.Color(theme.ColorNameHover, theme.VariantLight).RGBA()
	assert.True(t, a > 0 && a < 0x4000, "what is pointed at is tinted, not covered")
}

func TestTheme_sizesGrowWithTheText(t *testing.T) {
	small, large := &Theme{TextScale: 0.75}, &Theme{TextScale: 2}
	for _, name := range []fyne.ThemeSizeName{theme.SizeNameText, theme.SizeNameCaptionText, theme.SizeNameSubHeadingText, theme.SizeNameHeadingText, theme.SizeNameInlineIcon} {
		assert.Greater(t, large.Size(name), small.Size(name), name)
	}
	assert.Equal(t, float32(14), (&Theme{TextScale: 1}).Size(theme.SizeNameText))
	assert.Equal(t, float32(28), large.Size(theme.SizeNameText))
}

func TestTheme_setsEverythingInOneFamily(t *testing.T) {
	test.NewTempApp(t)
	th := &Theme{TextScale: 1}
	assert.Same(t, Font(typeface.Regular), th.Font(fyne.TextStyle{}))
	assert.Same(t, Font(typeface.SemiBold), th.Font(fyne.TextStyle{Bold: true}))
	assert.Equal(t, theme.DefaultTheme().Font(fyne.TextStyle{Monospace: true}), th.Font(fyne.TextStyle{Monospace: true}))
	seen := map[string]bool{}
	for w := typeface.Regular; w <= typeface.Bold; w++ {
		assert.Equal(t, w.Bytes(), Font(w).Content())
		assert.False(t, seen[Font(w).Name()], "each weight has a name of its own, by which the toolkit caches it")
		seen[Font(w).Name()] = true
	}
}

func TestCurrent_isTheSkinOfTheApplicationsTheme(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(&Theme{Mode: Dark, TextScale: 1.5, Still: true})
	s := Current()
	assert.Same(t, charts.Dark, s.Palette)
	assert.Equal(t, float32(1.5), s.TextScale)
	assert.False(t, s.Moves, "who wants it still has it still")
	assert.Equal(t, color.Color(charts.Dark.Color(charts.Ink)), s.Color(charts.Ink))
	assert.Equal(t, float32(21), s.Size(charts.SizeBody))

	a.Settings().SetTheme(&Theme{Mode: Light, TextScale: 1})
	assert.Same(t, charts.Light, Current().Palette)
	assert.Equal(t, a.Settings().ShowAnimations(), Current().Moves, "else it is the system's wish")
}

func TestCurrent_inAnotherThemeIsStillOurs(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.DefaultTheme())
	s := Current()
	require.NotNil(t, s.Palette)
	assert.Equal(t, float32(1), s.TextScale)
}

func TestOf_isTheSkinOfTheWidgetsTheme(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(&Theme{Mode: Dark, TextScale: 2})
	s := Of(widget.NewLabel("x"))
	assert.Same(t, charts.Dark, s.Palette)
	assert.Equal(t, float32(2), s.TextScale)
}

func TestSpace_growsByHalfOfTheText(t *testing.T) {
	assert.Equal(t, float32(8), Skin{TextScale: 1}.Space(2))
	assert.Equal(t, float32(12), Skin{TextScale: 2}.Space(2))
}

// TestMetrics_measureAsTheToolkitDoes holds layouts made away from the window to
// what the window shows.
func TestMetrics_measureAsTheToolkitDoes(t *testing.T) {
	test.NewTempApp(t)
	m := Metrics()
	for _, text := range []string{
		"0", "145%", "US on China, 10 Apr", "China on US", "14 May to 10 Nov, extended once", "Truce", "if +100 starts", "on 1 Nov",
		"Kuala Lumpur", "South Korea (planned)", "Washington", "São Tomé – Zürich – Łódź", "“quoted” To Wa, 1,234.5…",
		"The United States adds 10% to all Chinese goods, on top of older duties.",
	} {
		for w := typeface.Regular; w <= typeface.Bold; w++ {
			for size := 9; size <= 52; size++ {
				width, height := m.Measure(text, float64(size), w)
				shown, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, float32(size), fyne.TextStyle{}, Font(w))
				require.InDelta(t, shown.Width, width, 0.6, "width of %q at %d, weight %d", text, size, w)
				require.InDelta(t, shown.Height, height, 1, "height of %q at %d", text, size)
			}
		}
	}
}

func TestMeasure_ofLettersThatTheFaceLacksIsTheToolkits(t *testing.T) {
	test.NewTempApp(t)
	s := Current()
	const chinese = "关税"
	shown, _ := fyne.CurrentApp().Driver().RenderedTextSize(chinese, s.Size(charts.SizeBody), fyne.TextStyle{}, Font(typeface.Regular))
	assert.Equal(t, shown, s.Measure(chinese, charts.SizeBody, typeface.Regular))
}

func TestText_isMeasuredAsItIsDrawn(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(&Theme{Mode: Light, TextScale: 1.25})
	s := Current()
	text := s.Text("China on US", charts.SizeStrong, typeface.SemiBold, charts.Second)
	size := s.Measure("China on US", charts.SizeStrong, typeface.SemiBold)
	assert.InDelta(t, text.MinSize().Width, size.Width, 0.6)
	assert.InDelta(t, text.MinSize().Height, size.Height, 1)
	assert.Equal(t, color.Color(charts.Light.Color(charts.Second)), text.Color)
}
