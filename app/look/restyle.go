package look

import (
	_ "unsafe" // for linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Apply makes t the application's theme and draws all windows anew; who draws more than
// their content does that itself. A theme of ours that is there already is changed in its
// place: for a new one the toolkit would read all typefaces again, and what shapes its
// texts keeps each one for ever, some 3 MB.
func Apply(t *Theme) {
	a := fyne.CurrentApp()
	now, ok := a.Settings().Theme().(*Theme)
	if !ok {
		own := *t
		a.Settings().SetTheme(&own)
		return
	}
	*now = *t
	container.NewThemeOverride(widget.NewLabel(""), now) // makes the toolkit forget its icons in the colours before
	for _, w := range a.Driver().AllWindows() {
		restyle(w.Content())
		for _, o := range w.Canvas().Overlays().List() {
			restyle(o)
		}
	}
}

// restyle lays out and draws an object and all that it consists of, as the toolkit does
// when it is given another theme.
func restyle(o fyne.CanvasObject) {
	switch x := o.(type) {
	case nil:
		return
	case fyne.Widget:
		r := renderer(x)
		for _, part := range r.Objects() {
			restyle(part)
		}
		r.Layout(x.Size())
	case *fyne.Container:
		for _, part := range x.Objects {
			restyle(part)
		}
		if x.Layout != nil {
			x.Layout.Layout(x.Objects, x.Size())
		}
	}
	o.Refresh()
}

// renderer is the toolkit's way from a widget to what it draws, which it keeps to itself.
//
//go:linkname renderer fyne.io/fyne/v2/internal/cache.Renderer
func renderer(fyne.Widget) fyne.WidgetRenderer
