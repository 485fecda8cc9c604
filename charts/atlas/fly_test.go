package atlas

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestToward_goesFromOneFrameToTheOther(t *testing.T) {
	home, err := wideFrame(800, 400, 10)
	require.NoError(t, err)
	x, y, _ := home.Screen(geneva.Lon, geneva.Lat)
	near := home.Zoom(x, y, 9)
	x, y, _ = near.Screen(kualaLumpur.Lon, kualaLumpur.Lat)
	far := near.Pan(400-x, 200-y)
	turned := far
	turned.Rotation = Rotation{Lon: 170}
	for _, way := range [][2]Frame{{home, near}, {near, home}, {near, far}, {far, turned}, {home, home}} {
		from, to := way[0], way[1]
		assert.Equal(t, from, from.Toward(to, 0))
		assert.Equal(t, to, from.Toward(to, 1))
		for _, end := range []struct {
			share float64
			want  Frame
		}{{1e-9, from}, {1 - 1e-9, to}} {
			got := from.Toward(to, end.share)
			assert.InEpsilon(t, end.want.Scale, got.Scale, 1e-6)
			assert.InDelta(t, end.want.X, got.X, 1e-2)
			assert.InDelta(t, end.want.Y, got.Y, 1e-2)
		}
		for i := range 101 {
			require.NoError(t, from.Toward(to, float64(i)/100).Check())
		}
	}
	assert.Less(t, near.Toward(far, 0.5).Scale, near.Scale/1.5, "it draws back on the way")
	assert.InDelta(t, -26-164.0/2, far.Toward(turned, 0.5).Rotation.Lon, 1e-9, "the shorter way round")
}

func TestToward_cutsWhereThereIsNoWay(t *testing.T) {
	a, err := wideFrame(800, 400, 10)
	require.NoError(t, err)
	b, err := wideFrame(400, 400, 10)
	require.NoError(t, err)
	c := a
	c.Projection = Orthographic
	for _, to := range []Frame{b, c, {}} {
		assert.Equal(t, to, a.Toward(to, 0.5))
	}
	assert.Equal(t, a, Frame{}.Toward(a, 0.5))
	assert.Equal(t, b, a.Toward(b, math.NaN()))
}
