package meetings_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts/atlas"
	"truceline/charts/meetings"
	"truceline/data/load"
)

// TestFrame_holdsTheSelectedWaysWhole: on the flat map and the polar one no way to the
// selected meeting is cut by the picture's edge, torn at the map's, or runs along it.
func TestFrame_holdsTheSelectedWaysWhole(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	for _, size := range [][2]int{{515, 240}, {480, 300}, {900, 300}, {300, 300}, {1600, 700}} {
		for _, kind := range []atlas.Kind{atlas.EqualEarth, atlas.LambertAzimuthal} {
			for _, m := range s.MeetingsShown(true) {
				look := meetings.Look{Day: s.AsOf, Meeting: m.ID, Epilogue: true, Place: meetings.Place{Kind: kind}}
				f, _, err := meetings.FrameOf(s, look, float64(size[0]), float64(size[1]), 1, 1)
				require.NoError(t, err)
				for _, side := range s.Sides {
					if side.Capital.Name == m.City {
						continue
					}
					path := f.Path(atlas.GreatCircle(atlas.LonLat{Lon: side.Capital.Lon, Lat: side.Capital.Lat}, atlas.LonLat{Lon: m.Lon, Lat: m.Lat}))
					what := m.ID + " from " + side.Capital.Name
					if !assert.Len(t, path, 1, "%v, map %d: %s is torn", size, kind, what) {
						continue
					}
					top := math.Inf(1)
					for _, p := range path[0] {
						assert.True(t, f.Bounds().Contains(p), "%v, map %d: %s leaves the picture at %v", size, kind, what, p)
						top = min(top, p.Y)
					}
					long, flat := 0.0, 0.0
					for i := 1; i < len(path[0]); i++ {
						a, b := path[0][i-1], path[0][i]
						d := math.Hypot(b.X-a.X, b.Y-a.Y)
						if long += d; a.Y-top < 0.4 && b.Y-top < 0.4 {
							flat += d
						}
					}
					assert.True(t, long < 200 || flat < long/5, "%v, map %d: %s runs flat for %.0f of %.0f px", size, kind, what, flat, long)
				}
			}
		}
	}
}
