package anki

import (
	"bytes"
	"encoding/csv"
	"html"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/quiz"
	"truceline/app/words"
	"truceline/data"
	"truceline/data/load"
)

// imported reads a file as Anki's importer does: lines at the head that begin with #
// and hold a key and a value say how the rest is parted; then records with quotes.
func imported(t *testing.T, text []byte) (head map[string]string, notes [][]string) {
	t.Helper()
	head = map[string]string{}
	rest := text
	for bytes.HasPrefix(rest, []byte("#")) {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		key, value, ok := strings.Cut(strings.TrimPrefix(string(line), "#"), ":")
		require.True(t, ok, "%s", line)
		head[key] = value
		rest = after
	}
	require.Equal(t, "tab", head["separator"])
	in := csv.NewReader(bytes.NewReader(rest))
	in.Comma = '\t'
	in.FieldsPerRecord = -1
	notes, err := in.ReadAll()
	require.NoError(t, err)
	return head, notes
}

func TestNew_isReadBackByAnkisRules(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	d, err := New(s, false)
	require.NoError(t, err)
	head, notes := imported(t, d.Text)
	assert.Equal(t, map[string]string{"separator": "tab", "html": "true", "notetype": "Basic", "deck": s.Title, "columns": "Front\tBack\tTags", "tags column": "3"}, head)

	pool := quiz.New(s, false, words.Local{})
	require.Len(t, notes, len(pool.IDs()))
	media := map[string][]byte{}
	for _, p := range d.Pictures {
		assert.Nil(t, media[p.Name], "%s is there twice", p.Name)
		media[p.Name] = p.PNG
		img, err := png.Decode(bytes.NewReader(p.PNG))
		require.NoError(t, err, p.Name)
		assert.Equal(t, widthPX, img.Bounds().Dx())
	}
	source := regexp.MustCompile(`<img src="([^"]+)">`)
	seen, used := map[string]bool{}, 0
	for i, n := range notes {
		require.Len(t, n, 3, "note %d", i)
		q, _ := pool.Question(pool.IDs()[i], 0)
		assert.NotContains(t, n[0]+n[1], "\t")
		assert.False(t, seen[n[0]], "Anki would take %q for a note that it has", n[0])
		seen[n[0]] = true
		assert.Contains(t, n[2], "truceline "+string(q.Kind))
		for _, side := range n[:2] {
			assert.Equal(t, strings.Count(side, "<b>"), strings.Count(side, "</b>"))
			for _, m := range source.FindAllStringSubmatch(side, -1) {
				assert.NotNil(t, media[m[1]], "%s is missing", m[1])
				used++
			}
		}
		if q.Kind == quiz.High || q.Kind == quiz.Where {
			assert.Contains(t, n[0], "<img")
			assert.Contains(t, n[1], "<img")
		}
		if q.Kind != quiz.Order {
			assert.NotContains(t, n[0], q.Right().Text, "the answer is not on the front")
		}
		assert.Contains(t, n[1], html.EscapeString(q.Right().Text))
	}
	assert.Equal(t, len(media), used, "every picture is shown once")
}

func TestNew_hidesWhatCameLater(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	d, err := New(s, false)
	require.NoError(t, err)
	assert.NotContains(t, string(d.Text), "Learning Resources")
	d, err = New(s, true)
	require.NoError(t, err)
	assert.Contains(t, string(d.Text), "later")
}

func TestNew_ofAStoryWithNothingToAskIsAnError(t *testing.T) {
	s := &data.Story{Sides: []data.Side{{ID: "us"}, {ID: "cn"}}}
	s.Seal()
	_, err := New(s, false)
	assert.Error(t, err)
}
