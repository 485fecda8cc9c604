package stage

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"truceline/app/talk"
	"truceline/app/view"
	"truceline/data"
)

func TestFoot_saysOfWhatIsBehindTheEndThatItIsAQuestion(t *testing.T) {
	assert.Equal(t, "Question 3 · 26 October 2025", foot(talk.Room{Step: 17, Steps: 15, View: view.View{Day: data.Date(2025, 10, 26)}}))
	assert.Equal(t, "8 / 15 · 14 May 2025", foot(talk.Room{Step: 7, Steps: 15, View: view.View{Day: data.Date(2025, 5, 14)}}))
	assert.Equal(t, "14 May 2025", foot(talk.Room{Step: -1, Steps: 15, View: view.View{Day: data.Date(2025, 5, 14)}}))
}
