package panels_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/data"
)

// TestDetail_namesTheTextThatSetWhatIsCollected: on a day on which one layer ends and another
// begins, the rate is not laid to the text that ended the first.
func TestDetail_namesTheTextThatSetWhatIsCollected(t *testing.T) {
	s, several := builtIn(t), 0
	for _, side := range s.Sides {
		for _, stretch := range s.InForce(side.ID, true) {
			ended := func(c data.Change) bool {
				return !slices.ContainsFunc(stretch.Layers, func(l data.LayerRate) bool { return l.Layer == c.Layer })
			}
			if len(stretch.Layers) == 0 || !slices.ContainsFunc(stretch.Changes, ended) {
				continue
			}
			several++
			spans := panels.Detail(s, view.View{Day: stretch.From, Epilogue: true, Pin: data.NoDay, Measure: s.Measures[0].ID})
			for _, c := range stretch.Changes {
				names := slices.ContainsFunc(spans, func(x widgets.Span) bool { return x.Link != "" && x.Text == c.Instrument })
				assert.Equal(t, !ended(c), names, "%s from %s: %s", side.ID, stretch.From, c.Instrument)
			}
		}
	}
	assert.Positive(t, several)
}

func TestDetail_comparesTwoDaysInASentence(t *testing.T) {
	s := builtIn(t)
	says := func(v view.View) string { return panels.Brief(s, v)[0].Text }
	v := view.View{Day: data.Date(2025, 5, 13), Pin: data.Date(2025, 5, 13), Measure: s.Measures[0].ID}
	assert.Contains(t, says(v), "choose the second", "it asks")
	v.Day++
	assert.Contains(t, says(v), "went from 145% to 30%, 115 points lower")
	assert.NotContains(t, says(v), "×")
	v.Pin = data.Date(2025, 5, 15)
	assert.Contains(t, says(v), "was 30% on both days")
}
