package view

import (
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
