package app

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/data/load"
)

// TestProgram_keepsNothingOfWhatHasEnded looks in a process of its own, in which the
// toolkit forgets what is no longer drawn after a moment and not after a minute.
func TestProgram_keepsNothingOfWhatHasEnded(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	again := exec.Command(os.Args[0], "-test.run=^TestProgram_endsAsItBegan$")
	again.Env = append(os.Environ(), "FYNE_CACHE=1ns")
	out, err := again.CombinedOutput()
	require.NoError(t, err, "%s", out)
}

func TestProgram_endsAsItBegan(t *testing.T) {
	if os.Getenv("FYNE_CACHE") == "" {
		t.Skip("runs as a part of TestProgram_keepsNothingOfWhatHasEnded")
	}
	s, err := load.BuiltIn()
	require.NoError(t, err)
	a := test.NewTempApp(t)
	set := keep.Defaults()
	set.Still = true
	look.Apply(set.Look())
	p := begun(t, a, s, view.Begin(s), set, keep.In(t.TempDir()), fyne.NewSize(1280, 720))
	anew := 0
	a.Settings().AddListener(func(fyne.Settings) { anew++ })
	var alive []func() bool
	for range 10 {
		p.startTalk(nil, nil, "")
		talk := weak.Make(p.talk)
		alive = append(alive, func() bool { return talk.Value() != nil })
		press(p, fyne.KeyRight)
		press(p, fyne.KeyRight)
		p.talk.End()
		for _, sheet := range sheets {
			v := p.store.Now()
			v.Sheet = sheet
			p.store.Set(v)
		}
		window := weak.Make(p.explore)
		alive = append(alive, func() bool { return window.Value() != nil })
		p.show(s, view.Begin(s)) // as when another story is opened, or another language spoken
		shortcut(p, fyne.KeyEqual)
		shortcut(p, fyne.Key0)
	}
	assert.Zero(t, anew, "a new theme makes the toolkit read all typefaces again, and keep the old ones for ever")
	test.NewCanvas().Capture() // at which the toolkit forgets
	runtime.GC()
	runtime.GC()
	n := 0
	for _, still := range alive {
		if still() {
			n++
		}
	}
	assert.LessOrEqual(t, n, 2, "of %d windows and talks that have ended, these are kept", len(alive))
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Log(n, m.HeapAlloc>>20, "MB")
	runtime.KeepAlive(p)
}
