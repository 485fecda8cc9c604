package picture

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"truceline/app/look"
	"truceline/app/widgets"
)

// inWindow shows an object in a window of that size.
func inWindow(t testing.TB, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

// newApp starts a test application in the program's light theme.
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

func (k *typed) host() *widgets.Host {
	return widgets.NewHost(widgets.Host{
		Key:  func(e *fyne.KeyEvent) { k.keys = append(k.keys, e.Name) },
		Rune: func(r rune) { k.runes = append(k.runes, r) },
	})
}

// later is a host that holds slow work until it is told to go on.
type later struct{ waiting []func() (apply func()) }

func (l *later) host() *widgets.Host {
	return widgets.NewHost(widgets.Host{Run: func(work func() (apply func())) { l.waiting = append(l.waiting, work) }})
}
