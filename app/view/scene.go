package view

import (
	"truceline/charts/scene"
	"truceline/data"
)

// Scene returns the scene of a View's beat, with the reader's own camera where the View
// has a span. A story without beats has none: ok is false then. s is the whole story.
func Scene(s *data.Story, v View) (sc scene.Scene, ok bool) {
	b := s.Beat(v.Beat)
	if b == nil {
		return scene.Scene{}, false
	}
	sc = scene.OfBeat(s, b, v.AllDays)
	if !v.Span.Whole() {
		sc.From, sc.Until = v.Span.Bounds(s, v.Epilogue)
	}
	return sc, true
}
