package window

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"truceline/app/view"
)

// TestShots saves pictures of the window, to be looked at: into the folder that
// TRUCELINE_SHOTS names, as "make shots" does.
func TestShots(t *testing.T) {
	folder := os.Getenv("TRUCELINE_SHOTS")
	if folder == "" {
		t.Skip("TRUCELINE_SHOTS names no folder for the pictures")
	}
	require.NoError(t, os.MkdirAll(folder, 0o755))
	display := OpenDisplay(t, 3840, 2160)
	for _, theme := range []string{"light", "dark"} {
		for _, size := range [][2]int{{1024, 640}, {1440, 900}, {1920, 1080}, {3840, 2160}} {
			s := Start(t, Options{Args: []string{"--theme", theme}, Display: display, Width: size[0], Height: size[1]})
			save := func(what string) {
				s.Settle()
				s.SavePicture(filepath.Join(folder, fmt.Sprintf("%s-%s-%dx%d.png", what, theme, size[0], size[1])))
			}
			seen := func(right func(view.View) bool) { s.WaitView(right) }
			save("story")
			s.Key("ctrl+2")
			save("start")
			s.Click("meeting/geneva")
			seen(func(v view.View) bool { return v.Meeting == "geneva" })
			s.Point(2, 2)
			save("geneva")
			s.Key("End")
			save("end")
			s.Key("question")
			seen(func(v view.View) bool { return v.Sheet != "" })
			save("keys")
			s.Key("Escape")
			s.Key("e")
			seen(func(v view.View) bool { return v.Epilogue })
			s.Point(2, 2)
			save("later")
			s.Kill()
		}
	}
}
