package atlas

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestThin_passesNoPointByMoreThanItMay(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 18))
	for _, hop := range []float64{0.01, 0.1, 0.5, 2, 30} {
		for range 50 {
			line := make([]Point, 2+random.IntN(300))
			heading := 0.0
			for i := 1; i < len(line); i++ {
				heading += random.NormFloat64()
				line[i] = Point{line[i-1].X + hop*math.Cos(heading), line[i-1].Y + hop*math.Sin(heading)}
			}
			kept := affine{scale: 1}.thin(nil, line)
			require.Equal(t, Point{line[0].X, -line[0].Y}, kept[0])
			last := line[len(line)-1]
			require.Equal(t, Point{last.X, -last.Y}, kept[len(kept)-1])
			for _, p := range line {
				best := math.Inf(1)
				for i := 1; i < len(kept); i++ {
					best = min(best, offLine(Point{p.X, -p.Y}, kept[i-1], kept[i]))
				}
				require.LessOrEqual(t, best, 2*thinPX, "hops of %v", hop)
			}
		}
	}
}

func TestThin_keepsCornersAndDropsWhatIsStraight(t *testing.T) {
	line := []Point{{0, 0}, {1, 0}, {2, 0.05}, {3, 0}, {10, 0}, {10, -4}, {10, -9}, {4, -9}}
	assert.Equal(t, []Point{{0, 0}, {10, 0}, {10, 9}, {4, 9}}, affine{scale: 1}.thin(nil, line))
	there := []Point{{0, 0}, {10, 0}, {5, 0}}
	assert.Len(t, affine{scale: 1}.thin(nil, there), 3, "a way back is a corner")
}
