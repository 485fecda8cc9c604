package app

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/data/load"
)

// TestWindow_everythingCanBeTypedOn gives the keyboard to all there is, in every mode
// and on the pages of a talk, and types on it.
func TestWindow_everythingCanBeTypedOn(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	const most = 40 // presses of Tab
	set := keep.Defaults()
	set.Theme, set.Still = look.Light, true
	crawl := func(t *testing.T, p *program, runes string, back func()) {
		for i := range most {
			back()
			for range i + 1 {
				p.win.Canvas().FocusNext()
			}
			assert.NotPanics(t, func() { typed(p, rune(runes[i%len(runes)])) }, "%d: %T", i, p.win.Canvas().Focused())
		}
	}
	for _, m := range view.Modes(s) {
		t.Run("mode "+string(m), func(t *testing.T) {
			a := test.NewTempApp(t)
			a.Settings().SetTheme(set.Look())
			p := begun(t, a, s, view.ToMode(s, view.Start(s), m), set, keep.Store{}, walkSizes[1])
			defer p.win.Close()
			crawl(t, p, "xq7", func() { p.win.Canvas().Unfocus() })
		})
	}
	for _, page := range "t?o" {
		t.Run("page "+string(page), func(t *testing.T) {
			a := test.NewTempApp(t)
			a.Settings().SetTheme(set.Look())
			p := begun(t, a, s, view.Start(s), set, keep.Store{}, fyne.NewSize(1280, 720))
			defer p.win.Close()
			p.startTalk(nil, nil)
			defer func() { p.talk.End() }()
			typed(p, page)
			crawl(t, p, "x7", func() { p.win.Canvas().Unfocus() })
		})
	}
}
