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

// TestStage_saysWhenItsWordsHaveCome holds the drawn words of a smaller picture back: a
// slide without plot and map comes to rest with nothing else.
func TestStage_saysWhenItsWordsHaveCome(t *testing.T) {
	test.NewTempApp(t)
	s := sample.BuiltIn(t)
	var held []func() func()
	moved := 0
	stage := New(panels.NewPlots(s), s, look.Light, func(work func() func()) { held = append(held, work) }, nil, func() { moved++ }, Events{})
	stage.SetOf(fyne.NewSize(1920, 1080))
	win := test.NewTempWindow(t, stage)
	win.Resize(fyne.NewSize(512, 288))
	stage.SetRoom(talk.Room{Slide: talk.Opening, View: view.Start(s), Steps: len(s.Beats)})
	require.NotEmpty(t, held)
	require.False(t, stage.Drawn())
	before := moved
	for _, work := range held {
		work()()
	}
	assert.True(t, stage.Drawn())
	assert.Greater(t, moved, before)
}

func TestFoot_saysOfWhatIsBehindTheEndThatItIsAQuestion(t *testing.T) {
	assert.Equal(t, "Question 3 · 26 October 2025", foot(talk.Room{Step: 17, Steps: 15, View: view.View{Day: data.Date(2025, 10, 26)}}))
	assert.Equal(t, "8 / 15 · 14 May 2025", foot(talk.Room{Step: 7, Steps: 15, View: view.View{Day: data.Date(2025, 5, 14)}}))
	assert.Equal(t, "14 May 2025", foot(talk.Room{Step: -1, Steps: 15, View: view.View{Day: data.Date(2025, 5, 14)}}))
}
