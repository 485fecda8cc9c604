package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// inWindow shows an object in a window of that size, in the light theme.
func inWindow(t testing.TB, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

// newApp starts a test application in the program's theme.
func newApp(t testing.TB, scale float32) fyne.App {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: scale, Still: true})
	return a
}

func press(o fyne.Focusable, names ...fyne.KeyName) {
	for _, n := range names {
		o.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// typed is a host that notes the keys that come through to it.
type typed struct {
	keys  []fyne.KeyName
	runes []rune
}

func (k *typed) host() *Host {
	return NewHost(Host{
		Key:  func(e *fyne.KeyEvent) { k.keys = append(k.keys, e.Name) },
		Rune: func(r rune) { k.runes = append(k.runes, r) },
	})
}

// drawnPart is one of a widget's objects: of those of a kind, the nth.
func drawnPart[T fyne.CanvasObject](w fyne.Widget, n int) T {
	for _, o := range test.WidgetRenderer(w).Objects() {
		if is, ok := o.(T); ok {
			if n == 0 {
				return is
			}
			n--
		}
	}
	var none T
	return none
}

func body(text string) Span {
	return Span{Text: text, Size: charts.SizeBody, Weight: typeface.Regular, Role: charts.Ink}
}
