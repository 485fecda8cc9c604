// Package displays tells which displays there are, and whether some of them show the same.
package displays

import (
	"fmt"
	"image"
)

// Display is a screen or a projector.
type Display struct {
	Name string
	// Place is where it lies among the others, in px of the desktop.
	Place image.Rectangle
}

// Key is what a display is known by from one talk to the next: displays of one make have
// one name.
func (d Display) Key() string {
	return fmt.Sprintf("%s at %d, %d", d.Name, d.Place.Min.X, d.Place.Min.Y)
}

// Mirrored tells whether two displays show the same.
func Mirrored(all []Display) bool {
	for i := range all {
		if Shared(all, i) {
			return true
		}
	}
	return false
}

// Shared tells whether what a display shows is shown by another too: they lie on each other.
func Shared(all []Display, i int) bool {
	for j, other := range all {
		both, least := all[i].Place.Intersect(other.Place), min(area(all[i].Place), area(other.Place))
		if i != j && least > 0 && 2*area(both) > least {
			return true
		}
	}
	return false
}

func area(r image.Rectangle) int { return r.Dx() * r.Dy() }
