//go:build !wasm && !js && !android && !ios

package displays

import (
	"image"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// All lists the displays, the first is the main one. It runs on Fyne's goroutine, once its
// desktop driver runs.
func All() (all []Display) {
	for _, m := range glfw.GetMonitors() {
		mode := m.GetVideoMode()
		if mode == nil {
			continue
		}
		x, y := m.GetPos()
		all = append(all, Display{m.GetName(), image.Rect(x, y, x+mode.Width, y+mode.Height)})
	}
	return all
}
