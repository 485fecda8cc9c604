package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBake_givesTheEmbeddedFiles(t *testing.T) {
	const atlas = "../.."
	for _, level := range []string{"110m", "50m"} {
		out := filepath.Join(t.TempDir(), level)
		require.NoError(t, run(filepath.Join(atlas, "natural-earth", "countries-"+level+".json"), out))
		fresh, err := os.ReadFile(out)
		require.NoError(t, err)
		embedded, err := os.ReadFile(filepath.Join(atlas, level+".bin"))
		require.NoError(t, err)
		assert.True(t, string(fresh) == string(embedded), "%s.bin is out of date: run go generate", level)
	}
}

func TestBake_saysWhatIsWrong(t *testing.T) {
	const geometry = `{"transform":{"scale":[1,1],"translate":[0,0]},"arcs":[[[0,0],[1,0],[0,1],[-1,-1]]],
		"objects":{"countries":{"geometries":[%s]}}}`
	for name, c := range map[string]struct{ text, want string }{
		"no JSON":   {"{", "unexpected end"},
		"a point":   {`{"type":"Point","id":"1","properties":{"name":"Here"}}`, `Here: geometry type "Point"`},
		"two alike": {`{"type":"Polygon","id":"1","arcs":[[0]]},{"type":"Polygon","id":"1","arcs":[[0]]}`, `share the id "1"`},
	} {
		text := c.text
		if name != "no JSON" {
			text = strings.Replace(geometry, "%s", c.text, 1)
		}
		_, err := bake([]byte(text))
		assert.ErrorContains(t, err, c.want, name)
	}
	assert.ErrorContains(t, run("", ""), "-in and -out")
}
