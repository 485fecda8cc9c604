package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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

// Focus gives the keyboard to what stands in the same window as an object.
func Focus(beside fyne.CanvasObject, o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(beside); c != nil {
		c.Focus(o)
	}
}

// Reveal scrolls so far that an object is seen whole, or its upper left corner where it
// is larger than what it scrolls in. Of scrolls that lie in each other, the inner one
// comes first. Those that the object is not in, nil among them, stay as they are.
func Reveal(o fyne.CanvasObject, scrolls ...*container.Scroll) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject // looks through the whole window
	here := at(o)
	for _, s := range scrolls {
		if s == nil || !s.Visible() || s.Content == nil || s.Size().Width <= 0 || s.Size().Height <= 0 || !within(o, here, s.Content) {
			continue
		}
		corner, size := here.Subtract(at(s.Content)), o.Size()
		all := s.Content.Size()
		s.ScrollToOffset(fyne.NewPos(into(s.Offset.X, s.Size().Width, corner.X, size.Width, all.Width), into(s.Offset.Y, s.Size().Height, corner.Y, size.Height, all.Height)))
		here = at(o)
	}
}

// Rescroll shows how much there is to scroll by now. What scrolls is not drawn anew, as
// the scroller's own Refresh would do.
func Rescroll(s *container.Scroll) {
	at := s.Offset
	s.Offset.Y--
	s.ScrollToOffset(at)
}

// within tells whether an object, which stands there, is a part of another: then it moves
// with it.
func within(o fyne.CanvasObject, before fyne.Position, whole fyne.CanvasObject) bool {
	here := whole.Position()
	whole.Move(here.AddXY(1, 1))
	moved := fyne.CurrentApp().Driver().AbsolutePositionForObject(o) != before
	whole.Move(here)
	return moved
}

// into is the offset at which a stretch of what scrolls is seen in a view, moved no
// farther than it needs, in dp.
func into(offset, view, from, length, all float32) float32 {
	const air = 8
	switch {
	case length <= view && length+2*air > view:
		offset = from - (view-length)/2
	case from-air < offset || length > view:
		offset = from - air
	case from+length+air > offset+view:
		offset = from + length + air - view
	}
	return max(0, min(offset, all-view))
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
