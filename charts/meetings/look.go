package meetings

import (
	"truceline/charts/scene"
	"truceline/data"
)

// Look is what the map of a scene shows.
func LookOf(s *data.Story, sc scene.Scene) Look {
	look := Look{Day: sc.Day, Epilogue: sc.Epilogue}
	if b := s.Beat(sc.Beat); b != nil {
		look.Meeting = b.Meeting
	}
	return look
}
