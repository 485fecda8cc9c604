package panels

import (
	"testing"

	"github.com/stretchr/testify/require"

	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/render"
	"truceline/charts/scene"
	"truceline/data/load"
)

// BenchmarkSceneFrame is one frame of a camera's move, as large as the plot is in a
// window of 1920 × 1080: the figure, its layout, and the picture below the texts.
func BenchmarkSceneFrame(b *testing.B) {
	s, err := load.BuiltIn()
	require.NoError(b, err)
	var last scene.Scene
	var move *figures.Move
	for _, beat := range s.BeatsShown(false) {
		now := scene.OfBeat(s, &beat, false)
		if beat.ID == "triple-digits" {
			move = figures.Between(s, last, now, words.Local{})
		}
		last = now
	}
	require.NotNil(b, move)
	m := render.NewMetrics(1)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		f := move.At(float64(i%24) / 24)
		l, err := charts.Lay(f, 1130, 800, 1, m)
		require.NoError(b, err)
		_, err = render.Base(f, l, render.Options{Palette: charts.Light, PxPerDP: 1})
		require.NoError(b, err)
	}
}
