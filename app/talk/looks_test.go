package talk

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTalk_notesOnALookAreKeptWithTheTalk(t *testing.T) {
	s := builtIn(t)
	look := func(x *Talk) Item {
		for _, step := range PlanOf(s, x, 25, nil, nil).Steps {
			if strings.HasPrefix(step.Item.ID, lookPrefix) {
				return step.Item
			}
		}
		t.Fatal("a talk of 25 minutes takes no look")
		return Item{}
	}
	given := FromStory(s)
	was := look(given)
	own := given.SetNotes(was.ID, "Ask the last row.")
	assert.Equal(t, "Ask the last row.", look(own).NotesIn(s))
	assert.Equal(t, was, look(given), "a talk does not change")
	assert.Same(t, own, own.SetNotes(was.ID, "Ask the last row."))

	var out bytes.Buffer
	require.NoError(t, own.Write(&out))
	again, err := Read("a", bytes.NewReader(out.Bytes()), s)
	require.NoError(t, err)
	assert.Equal(t, look(own), look(again))
	assert.Equal(t, was, look(again.SetNotes(was.ID, "")), "empty ones are the story's again")

	_, err = Read("a", strings.NewReader(strings.Replace(out.String(), was.ID, "look/of/nothing", 1)), s)
	assert.ErrorContains(t, err, `the story has no look "look/of/nothing"`)
}
