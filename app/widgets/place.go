package widgets

import (
	"time"

	"fyne.io/fyne/v2"
)

// Put places an object.
func Put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// PutFlow places running text of a width and returns the y below it.
func PutFlow(f *Flow, x, y, w float32) float32 {
	h := f.HeightFor(w)
	Put(f, x, y, w, h)
	return y + h
}

// SetVisible shows an object or hides it, if it is not so already.
func SetVisible(o fyne.CanvasObject, on bool) {
	if on && !o.Visible() {
		o.Show()
	} else if !on && o.Visible() {
		o.Hide()
	}
}

// RunAside does work on a goroutine that ends with it; see Host.Run.
func RunAside(work func() (apply func())) {
	go func() {
		apply := work()
		fyne.Do(apply)
	}()
}

// RunLater calls a function on Fyne's goroutine later, unless it is stopped; see
// Host.After.
func RunLater(d time.Duration, f func()) (stop func()) {
	stopped := false // read and written on Fyne's goroutine alone
	t := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() { stopped = true; t.Stop() }
}
