package data

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMarkTerms_marksWholeWordsOnceTheLongestFirst(t *testing.T) {
	s := &Story{Glossary: []Term{
		{ID: "tariff", Term: "Tariff", Also: []string{"tariffs", "duty"}},
		{ID: "commission", Term: "Tariff Commission"},
	}}
	text := "The Tariff Commission raised a tariff; tariffs and the duty on tariffication follow."
	for _, sealed := range []bool{false, true} {
		if sealed {
			s.Seal()
		}
		var marked []Marked
		whole := strings.Builder{}
		for _, m := range s.MarkTerms(text) {
			whole.WriteString(m.Text)
			if m.Term != "" {
				marked = append(marked, m)
			}
		}
		assert.Equal(t, text, whole.String(), "the stretches joined give the text")
		assert.Equal(t, []Marked{{"Tariff Commission", "commission"}, {"tariff", "tariff"}}, marked)
	}
	assert.Empty(t, s.MarkTerms(""))
}
