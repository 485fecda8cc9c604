package stage

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/data"
	"truceline/test/sample"
)

// TestStage_changesWordsAndSlideAtOnce gives a smaller picture no time to draw anything
// beside: the words of a slide never stand over what another shows.
func TestStage_changesWordsAndSlideAtOnce(t *testing.T) {
	test.NewTempApp(t)
	s := sample.BuiltIn(t)
	stage := New(panels.NewPlots(s), s, look.Light, func(func() func()) {}, nil, nil, Events{})
	stage.SetOf(fyne.NewSize(1920, 1080))
	win := test.NewTempWindow(t, stage)
	win.Resize(fyne.NewSize(512, 288))
	stage.SetRoom(talk.Room{Slide: talk.Opening, View: view.Start(s), Steps: len(s.Beats)})
	opening := stage.view.words.Image
	require.NotNil(t, opening)
	stage.SetRoom(talk.Room{View: view.Start(s), Steps: len(s.Beats)})
	assert.NotEqual(t, opening, stage.view.words.Image)
}

func TestFoot_saysOfWhatIsBehindTheEndThatItIsAQuestion(t *testing.T) {
	assert.Equal(t, "Question 3 · 26 October 2025", foot(talk.Room{Step: 17, Steps: 15, View: view.View{Day: data.Date(2025, 10, 26)}}))
	assert.Equal(t, "8 / 15 · 14 May 2025", foot(talk.Room{Step: 7, Steps: 15, View: view.View{Day: data.Date(2025, 5, 14)}}))
	assert.Equal(t, "14 May 2025", foot(talk.Room{Step: -1, Steps: 15, View: view.View{Day: data.Date(2025, 5, 14)}}))
}
