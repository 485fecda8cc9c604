package render

import (
	"truceline/charts/atlas"
	"truceline/charts/typeface"
)

// WarmUp reads what the first plot and map will need, so that a program can do it
// while something else starts.
func WarmUp() {
	for _, w := range []typeface.Weight{typeface.Regular, typeface.Medium, typeface.SemiBold, typeface.Bold} {
		w.Font()
	}
	atlas.Level50m.Countries()
}
