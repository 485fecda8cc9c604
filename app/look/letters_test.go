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
	var texts map[string]string
	require.NoError(t, json.Unmarshal(raw, &texts))
	texts["play"] = "▶■"
	m := render.NewMetrics(1)
	for key, text := range texts {
		for _, r := range text {
			assert.True(t, r == '\n' || m.Has(string(r), typeface.Regular), "%s: %q", key, r)
		}
	}
}
