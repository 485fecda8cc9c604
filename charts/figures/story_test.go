package figures_test

import (
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/data"
	"truceline/test/sample"
)

type english = sample.English

var (
	builtIn    = sample.BuiltIn
	textScales = sample.TextScales
	day        = sample.Day
	common     = sample.Common
)

// chosen is a figure of a story by its name, nil where the story has too little for it.
func chosen(s *data.Story, name string) *charts.Figure {
	f, err := figures.Of(s, scene.Scene{Figure: name}, english{})
	if err != nil {
		return nil
	}
	return f
}
