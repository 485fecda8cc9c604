package picture

import (
	"math"
	"runtime"
)

const (
	// zoomStep is what a notch of the wheel, or a key, zooms by.
	zoomStep = 1.35
	// leastPinch is how far two fingers part before the camera follows, as the logarithm
	// of the factor: it has whole days only.
	leastPinch = 0.1
)

// notch is a notch of the wheel in dp, as the toolkit reports it.
func notch() float64 {
	if runtime.GOOS == "darwin" {
		return 10
	}
	return 25
}

// wheel turns what a wheel or a touchpad reports into factors to zoom days by. The zero
// value is ready for use.
type wheel struct{ parted float64 }

// zoom returns by how much to zoom, 1 for not yet. A wheel zooms by steps. With Ctrl, as
// touchpads report two fingers that part or meet, it is by as much as they did.
func (w *wheel) zoom(dy float32, ctrl bool) float64 {
	switch {
	case dy == 0:
		return 1
	case !ctrl && dy > 0:
		return zoomStep
	case !ctrl:
		return 1 / zoomStep
	}
	w.parted += float64(dy) / notch() * math.Log(zoomStep)
	if math.Abs(w.parted) < leastPinch {
		return 1
	}
	factor := math.Exp(min(max(w.parted, -1.4), 1.4))
	w.parted = 0
	return factor
}
