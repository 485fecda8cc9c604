package view

import (
	"cmp"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/data"
)

// Scene returns what a View looks at: in the story its beat's scene, with the reader's own
// camera where the View has a span; where one tries otherwise the course that was set; else
// what the reader has chosen. Every medium draws a View from it. s is the whole story.
func Scene(s *data.Story, v View) scene.Scene {
	if b := s.Beat(v.Beat); b != nil && v.Mode == Story {
		sc := scene.OfBeat(s, b, v.AllDays)
		if !v.Span.Whole() {
			sc.From, sc.Until = v.Span.Bounds(s, v.Epilogue)
		}
		return sc
	}
	return chosen(Looking(s, v))
}

// BeatsScene is the name of the scene of a beat.
const BeatsScene = "scene"

// Named is the scene of a figure that is asked for by its name, over all days, of a View's
// measure and day and of the side whose layers it shows; or the scene of its beat, or of
// the story's first.
func Named(s *data.Story, v View, figure string) scene.Scene {
	if figure == BeatsScene && len(s.Beats) > 0 {
		return Scene(s, View{Mode: Story, Beat: cmp.Or(v.Beat, s.Beats[0].ID)})
	}
	return scene.Scene{Figure: figure, Measure: v.Measure, Side: v.Layers, Day: v.Day, Epilogue: v.Epilogue}
}

// chosen is the scene in which a reader has chosen.
func chosen(s *data.Story, v View) scene.Scene {
	sc := scene.Scene{Epilogue: v.Epilogue}
	if s.Partial() {
		sc.Known = s.AsOf
	}
	measure := s.Measure(v.Measure)
	switch {
	case v.Mode != Story && v.Mode != Explore:
		sc.Figure, sc.Plan = figures.RatesFigure, v.Plan
		return sc
	case v.Series != "":
		sc.Figure = v.Series
	case measure == nil || measure.Derived:
		sc.Figure = figures.RatesFigure
		if v.Layers != "" {
			sc.Figure, sc.Side = figures.LayersFigure, v.Layers
		}
	case v.Bridge != "":
		sc.Figure, sc.Measure, sc.Side, sc.Day = figures.BridgeFigure, v.Measure, v.Bridge, v.Day
	case figures.Sparse(s, v.Measure, v.Epilogue):
		sc.Figure, sc.Measure, sc.Day = figures.CountingFigure, v.Measure, v.Day
	default:
		sc.Figure, sc.Measure = figures.AveragesFigure, v.Measure
	}
	if s.SeriesOf(sc.Figure) == nil && figures.OfDays(sc.Figure) && !v.Span.Whole() {
		sc.From, sc.Until = v.Span.Bounds(s, v.Epilogue)
	}
	if sc.Replies = v.Replies && sc.Figure == figures.RatesFigure; sc.Replies {
		from, until := v.Span.Bounds(s, v.Epilogue)
		sc.Links = figures.Nearest(s, v.Day, from, until, v.Epilogue)
	}
	return sc
}
