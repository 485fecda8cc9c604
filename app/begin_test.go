package app

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/data/load"
)

// TestTalk_beginsAtItsStartOrAtTheStepThatIsRead also ends each: who saw no more than the
// title is back where the talk was begun.
func TestTalk_beginsAtItsStartOrAtTheStepThatIsRead(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	a := test.NewTempApp(t)
	set := keep.Defaults()
	set.Still = true
	look.Apply(set.Look())
	p := begun(t, a, s, view.Begin(s), set, keep.In(t.TempDir()), fyne.NewSize(1280, 720))
	p.store.Set(view.ToMode(s, view.ToBeat(s, p.store.Now(), "geneva"), view.Story))
	read := p.store.Now()

	press(p, fyne.KeyF5)
	require.NotNil(t, p.talk)
	assert.Equal(t, talk.Opening, p.talk.Show.Live().Slide)
	assert.Zero(t, p.talk.Show.At())
	p.talk.End()
	assert.Equal(t, read, p.store.Now(), "only the title was seen")

	p.startTalk(nil, nil, "geneva") // Shift+F5, which the toolkit's test driver cannot hold
	assert.Equal(t, "geneva", p.store.Now().Beat)
	assert.NotEqual(t, talk.Opening, p.talk.Show.Live().Slide)
	press(p, fyne.KeyRight)
	told := p.store.Now().Beat
	p.talk.End()
	assert.Equal(t, view.Story, p.store.Now().Mode)
	assert.Equal(t, told, p.store.Now().Beat, "else at what was told last")
}
