package panels_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts"
)

// TestTitle_theLineIsOfWhatIsDrawn looks at the plot of the rates on the day of each beat:
// the line of a beat whose scene draws something else is not said of it.
func TestTitle_theLineIsOfWhatIsDrawn(t *testing.T) {
	s, others := builtIn(t), 0
	for _, b := range s.BeatsShown(false) {
		f := charts.Rates(s, false, words.Local{})
		title, line := panels.Title(s, view.ToBeat(s, view.Start(s), b.ID), f)
		assert.Equal(t, b.Headline, title)
		if b.OfRates() {
			assert.Equal(t, b.Line, line)
		} else {
			others++
			assert.Equal(t, f.Line, line, b.ID)
		}
	}
	assert.Positive(t, others)
}
