package picture

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWheel_zoomsByStepsAndWithCtrlByAsMuchAsFingersPart(t *testing.T) {
	var w wheel
	assert.Equal(t, 1.0, w.zoom(0, false))
	assert.Equal(t, zoomStep, w.zoom(0.4, false), "a notch, however fine it is reported")
	assert.Equal(t, 1/zoomStep, w.zoom(-25, false))

	all, moves := 1.0, 0
	for range 250 { // ten notches in small parts
		f := w.zoom(float32(notch())/25, true)
		if f != 1 {
			moves++
		}
		all *= f
	}
	assert.InEpsilon(t, math.Pow(zoomStep, 10), all, 0.1)
	assert.Greater(t, moves, 20, "it follows the fingers")
	back := 1.0
	for range 250 {
		back *= w.zoom(-float32(notch())/25, true)
	}
	assert.InEpsilon(t, 1/all, back, 0.1)
	assert.LessOrEqual(t, w.zoom(1e6, true), 4.1, "one report never goes far")
}
