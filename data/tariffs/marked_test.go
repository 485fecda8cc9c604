package tariffs_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
)

// In a made-up language each text is marked. What is left unmarked in the rows that
// are shown could not be translated.
func TestIn_leavesNoTextOfTheRowsUntranslated(t *testing.T) {
	s := *story(t)
	const mark = "‹x›"
	texts := make(data.Texts)
	for key := range s.OwnTexts() {
		texts[key] = mark
	}
	s.Texts = map[string]data.Texts{"xx": texts}
	marked := s.In("xx")
	require.NotSame(t, &s, marked)

	shown := map[string][]string{
		"Changes":   {"Title", "Instrument", "Note"},
		"Meetings":  {"City", "Country", "Outcome"},
		"Events":    {"Title", "Text"},
		"People":    {"Name", "Role", "Wants", "Said"},
		"Links":     {"Text"},
		"Glossary":  {"Term", "Meaning"},
		"Sources":   {"Title", "Publisher", "Note"},
		"Averages":  {"Note"},
		"Facts":     {"Text"},
		"Cards":     {"Title", "Number", "Claim", "Why"},
		"Beats":     {"Short", "Headline", "Line", "Notes"},
		"Lapses":    {"Title"},
		"Rules":     {"Title"},
		"Goods":     {"Name", "About"},
		"Findings":  {"Text"},
		"Concepts":  {"Ask", "Right", "Because", "Tempting"},
		"Questions": {"Title", "Result"},
		"Rounds":    {"Title", "Ask"},
	}
	for table, fields := range shown {
		own, other := reflect.ValueOf(s).FieldByName(table), reflect.ValueOf(*marked).FieldByName(table)
		require.Positive(t, own.Len(), table)
		for i := range own.Len() {
			for _, field := range fields {
				if own.Index(i).FieldByName(field).String() == "" {
					continue
				}
				assert.True(t, strings.HasPrefix(other.Index(i).FieldByName(field).String(), mark), "%s %d %s", table, i, field)
				assert.False(t, strings.HasPrefix(own.Index(i).FieldByName(field).String(), mark), "%s %d %s: the original is changed", table, i, field)
			}
		}
	}
}
