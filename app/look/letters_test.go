package look

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts/render"
	"truceline/charts/typeface"
)

// A letter that the program's face lacks makes the toolkit look through all fonts of
// the system, which costs the start more than all else.
func TestFont_hasEveryLetterOfTheProgramsTexts(t *testing.T) {
	raw, err := os.ReadFile("../words/translations/en.json")
	require.NoError(t, err)
	var texts any
	require.NoError(t, json.Unmarshal(raw, &texts))
	m := render.NewMetrics(1)
	checked := 0
	var check func(at string, v any)
	check = func(at string, v any) {
		switch v := v.(type) {
		case map[string]any: // plural forms are objects of their own
			for key, text := range v {
				check(at+"."+key, text)
			}
		case []any:
			for _, text := range v {
				check(at, text)
			}
		case string:
			for _, r := range v {
				assert.True(t, r == '\n' || m.Has(string(r), typeface.Regular), "%s: %q", at, r)
			}
			checked++
		}
	}
	check("play", "▶■")
	check("", texts)
	assert.Greater(t, checked, 100)
}
