package explore

import (
	"slices"

	"truceline/app/look"
	"truceline/app/words"
)

// textScales are the steps of the text scale.
var textScales = []float32{0.75, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2}

func (w *Window) scaleText(step int) {
	at := slices.IndexFunc(textScales, func(v float32) bool { return v >= w.settings.TextScale-0.01 })
	if at < 0 {
		at = len(textScales) - 1
	}
	w.setTextScale(textScales[min(max(at+step, 0), len(textScales)-1)])
}

func (w *Window) setTextScale(scale float32) {
	w.settings.TextScale = scale
	w.applySettings()
}

func (w *Window) setTheme(m look.Mode) {
	w.settings.Theme = m
	w.applySettings()
}

func (w *Window) setStill(still bool) {
	w.settings.Still = still
	w.applySettings()
}

// applySettings puts the settings into the application's theme and draws anew.
func (w *Window) applySettings() {
	look.Apply(w.settings.Look())
	w.Restyle()
	w.options.Changed()
}

// speeds are the speeds of playing.
var speeds = []float64{0.5, 1, 2}

func (w *Window) nextSpeed() {
	at := slices.Index(speeds, w.settings.Speed)
	w.settings.Speed = speeds[(at+1)%len(speeds)]
	w.showSpeed()
	w.options.Changed()
}

func (w *Window) showSpeed() {
	w.body.transport.speed.SetText(words.Say("play.speed", "Speed", words.Local{}.Number(w.settings.Speed, 2)))
}
