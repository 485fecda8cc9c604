package panels

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"truceline/app/words"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/test/sample"
)

// TestSummary_isReadAloudInSentences: what a screen reader says of a figure names the day,
// then what it shows, and no cell stands empty between.
func TestSummary_isReadAloudInSentences(t *testing.T) {
	s := sample.BuiltIn(t)
	said := map[string]string{}
	for i := range s.Beats {
		said[s.Beats[i].ID] = figures.OfBeat(s, scene.OfBeat(s, &s.Beats[i], false), words.Local{}).Summary
	}
	from, until := s.Beat("reciprocal").Day, s.Beat("triple-digits").Day
	near := figures.WithReplies(figures.Rates(s, false, words.Local{}), s, scene.Scene{Replies: true, From: from, Until: until})
	said["replies"] = near.Between(from, until).Summary
	for id, text := range said {
		assert.NotRegexp(t, `\n|: \.|, [,.]|\.\.|  `, text, id)
	}
	assert.Contains(t, said["rare-earths"], "permanent magnets (as quoted in 2025): 94%.")
	assert.Contains(t, said["china-answers"], "4 April 2025: China on US, 34% announced for 10 Apr.")
	assert.Contains(t, said["replies"], "8 April 2025 to 9 April 2025: China on US. Reply (1 day): China charges 84% in place of 34%.")
}
