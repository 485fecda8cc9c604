package scene

import (
	"truceline/charts"
	"truceline/data"
)

// Move leads from one scene to another, frame by frame.
type Move struct {
	to *charts.Figure
}

// Between prepares the frames from a to b.
func Between(s *data.Story, a, b Scene, w charts.Words) *Move {
	return &Move{to: Figure(s, b, w)}
}

// At returns the figure of a frame: t runs from 0 to 1. At 1 it is the scene's own.
func (m *Move) At(t float64) *charts.Figure { return m.to }
