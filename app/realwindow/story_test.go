package realwindow

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
)

// TestStory_isReadFromTheFirstSceneToTheLast goes on by key and by the button, with
// nothing to scroll, and opens what happened after.
func TestStory_isReadFromTheFirstSceneToTheLast(t *testing.T) {
	r := begin(t, Options{Width: 1024, Height: 640})
	s := r.story
	beats := s.BeatsShown(false)
	for i := range beats {
		if i > 0 {
			if i%2 == 0 {
				r.Click("step/next")
			} else {
				r.Key("Right")
			}
			r.leadsTo(view.Step(s, r.now, 1))
			r.Settle()
		}
		for _, id := range []string{"plot", "step/next", "card/" + beats[i].Card} {
			seen, there := r.Targets()[id]
			require.True(t, there, "%s of %s", id, beats[i].ID)
			assert.True(t, seen.X >= 0 && seen.Y >= 0 && seen.X+seen.W <= 1024 && seen.Y+seen.H <= 640, "%s of %s: %+v", id, beats[i].ID, seen)
		}
	}
	r.Key("Right") // stays
	r.Key("d")
	r.leadsTo(view.ToggleAllDays(s, r.now))
	r.Key("d")
	r.leadsTo(view.ToggleAllDays(s, r.now))
	r.Settle()
	r.Click("step/next")
	r.leadsTo(view.WithEpilogue(s, r.now, true))
	r.Settle()
	r.Click("step/back")
	r.leadsTo(view.Step(s, r.now, -1))
	r.wellBehaved()
}

// TestStory_manyQuickStepsEndWhereOneCalmWalkDoes gives up moves on their way.
func TestStory_manyQuickStepsEndWhereOneCalmWalkDoes(t *testing.T) {
	r := begin(t, Options{})
	s := r.story
	for range 7 {
		r.Key("Right")
	}
	for range 2 {
		r.Key("Left")
	}
	want := view.Step(s, r.now, 5)
	assert.Equal(t, want.Beat, r.View().Beat)
	r.Settle()
	hurried := r.Picture()
	r.Key("Home")
	for range 5 {
		r.Settle()
		r.Key("Right")
	}
	assert.Equal(t, want.Beat, r.View().Beat)
	r.Settle()
	assert.Equal(t, hurried.Pix, r.Picture().Pix, "the same picture, to the pixel")
	r.wellBehaved()
}
