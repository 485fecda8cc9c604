package pages_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts/label"
	"truceline/charts/meetings"
	"truceline/charts/pages"
	"truceline/charts/render"
	"truceline/charts/scene"
)

func TestPxPerDP_keepsTypeReadable(t *testing.T) {
	assert.InDelta(t, 1.728, pages.PxPerDP(1920, 1080), 1e-9)
	assert.InDelta(t, 0.7, pages.PxPerDP(100, 100), 1e-9, "never so small that no one can read it")
	assert.InDelta(t, 1, pages.PxPerDP(1000, 4000), 1e-9)
}

func TestOfRates_textsOfThePageDoNotOverlapTheFigure(t *testing.T) {
	s := builtIn(t)
	for _, px := range [][2]int{{800, 600}, {1200, 675}, {1920, 1080}, {3840, 2160}, {1080, 1920}} {
		per := pages.PxPerDP(px[0], px[1])
		for _, scale := range []float64{0.75, 1, 1.5} {
			p, err := pages.Of(s, scene.Scene{Day: s.AsOf}, english{}, px[0], px[1], scale, render.NewMetrics(per))
			require.NoError(t, err)
			checkPage(t, p)
			assert.Contains(t, pageText(p), "As known on 24 October 2025")
			assert.Contains(t, pageText(p), "Sources: Executive Order 14195")
			require.NotNil(t, p.Cursor)
			assert.Contains(t, p.Cursor.Text, "30%")
			assert.Contains(t, p.Cursor.Text, "10%")
		}
	}
}

func TestOfMap_textsOfThePageDoNotOverlapTheMap(t *testing.T) {
	s := builtIn(t)
	for _, px := range [][2]int{{800, 600}, {1920, 1080}, {3840, 2160}} {
		p, err := pages.OfMap(s, meetings.Look{Day: s.AsOf, Meeting: "london"}, english{}, px[0], px[1], 1, render.NewMetrics(pages.PxPerDP(px[0], px[1])))
		require.NoError(t, err)
		checkPage(t, p)
		assert.Contains(t, pageText(p), "Where they met")
	}
}

func pageText(p *pages.Page) string {
	var all []string
	for _, x := range p.Texts {
		all = append(all, x.Text)
	}
	return strings.Join(all, " ")
}

func checkPage(t *testing.T, p *pages.Page) {
	t.Helper()
	w, h := float64(p.WidthPX)/p.PxPerDP, float64(p.HeightPX)/p.PxPerDP
	whole := label.Rect{W: w, H: h}
	require.True(t, p.At.Inside(whole), "%+v in %+v", p.At, whole)
	for i, x := range p.Texts {
		require.True(t, x.Rect().Inside(whole), "%q is clipped", x.Text)
		require.False(t, common(x.Rect(), p.At), "%q overlaps the figure", x.Text)
		for _, o := range p.Texts[:i] {
			require.False(t, common(x.Rect(), o.Rect()), "%q overlaps %q", x.Text, o.Text)
		}
	}
}

func TestOfRates_theHeadlineIsThatOfTheDay(t *testing.T) {
	s := builtIn(t)
	m := render.NewMetrics(1)
	for _, b := range s.BeatsShown(true) {
		look := meetings.Look{Day: b.Day, Epilogue: true}
		p, err := pages.Of(s, scene.Scene{Day: look.Day, Epilogue: look.Epilogue}, english{}, 1920, 1080, 1, m)
		require.NoError(t, err)
		var last string
		for _, o := range s.BeatsShown(true) {
			if o.Day <= b.Day {
				last = o.Headline
			}
		}
		assert.True(t, strings.HasPrefix(pageText(p), last), "%s: %q", b.ID, pageText(p))
	}
}
