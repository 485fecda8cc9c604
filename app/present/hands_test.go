package present

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/talk"
	"truceline/data"
)

func TestPresentation_theRoomRaisesItsHandsAndIsToldWhatCame(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	at := -1
	var q data.SceneQuestion
	for i, step := range p.Show.Steps()[:p.Show.Plan().Counted()-1] {
		if b := p.Story.Beat(step.Item.Beat); b.Scene.Question.Asked() && b.Scene.Question.Told != "" {
			at, q = i, b.Scene.Question
			break
		}
	}
	require.GreaterOrEqual(t, at, 0, "the story asks something")
	p.Show.Goto(at)
	assert.Contains(t, p.desk.Change.Text(), q.Asks)
	typed(p, "h")
	assert.Equal(t, q.Asks, p.audience.stage.Words.Headline)
	assert.NotContains(t, p.desk.Now.Text(), "The room sees", "nobody does in a rehearsal")
	assert.Equal(t, q.Answers[0].Says, p.audience.stage.Words.Hands[0].Says)
	typed(p, "12")
	press(p, fyne.KeySpace)
	typed(p, " 7")
	press(p, fyne.KeyReturn)
	assert.Equal(t, at, p.Show.At(), "counts are no step's number")
	assert.Equal(t, talk.Hands{12, 7}, p.audience.stage.Room().Ask.Counts)
	again := resumed(t, p)
	assert.Equal(t, talk.Ask{On: true, Counts: talk.Hands{12, 7}}, again.Show.Room().Ask, "they are kept")
	press(again, fyne.KeyBackspace)
	assert.True(t, again.Show.Room().Ask.On, "one press too many does not leave the question")
	press(again, fyne.KeyRight)
	assert.False(t, again.Show.Room().Ask.On)
	assert.Equal(t, q.TellFor(0), again.audience.stage.Words.Foot)
	press(again, fyne.KeyRight)
	assert.Empty(t, again.Show.Room().Told)
}

func TestPresentation_endsAtATimeOfDay(t *testing.T) {
	p, c := begin(t, fyne.NewSize(1440, 900), false)
	c.now = time.Date(2025, 10, 24, 9, 2, 0, 0, time.UTC)
	press(p, fyne.KeyRight)
	assert.True(t, p.Show.Clock().Running, "the clock starts with the first step")
	c.now = c.now.Add(3 * time.Minute)
	ends := p.ends()
	assert.Equal(t, "09:15", ends[0].Format("15:04"))
	p.endAt(ends[0])
	assert.Equal(t, 13*time.Minute, p.Show.Plan().Total)
}
