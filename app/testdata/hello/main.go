// Command hello is the smallest Fyne window. Benchmarks start it beside
// Truceline to say what the program costs above the toolkit alone.
//
// It writes one line, "ready", when its first picture has been painted, by the same
// means as Truceline, and stays open until it is ended.
package main

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("org.truceline.hello")
	w := a.NewWindow("Hello")
	w.SetContent(widget.NewLabel("Hello, world"))
	w.Resize(fyne.NewSize(1440, 900))
	a.Lifecycle().SetOnStarted(func() {
		afterPainted(func() { fmt.Println("ready") })
	})
	w.ShowAndRun()
}

// afterPainted calls f once the next frame has been painted, which is before the one
// after it.
func afterPainted(f func()) { beforeFrame(func() { beforeFrame(f) }) }

// beforeFrame calls f just before the next frame is painted: an animation of no
// length ticks once, there.
func beforeFrame(f func()) { fyne.NewAnimation(0, func(float32) { f() }).Start() }
