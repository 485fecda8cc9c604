package gift

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/quiz"
	"truceline/app/words"
	"truceline/data/load"
)

// asked is a question as Moodle's reader takes it apart: blocks parted by blank lines,
// a title between double colons, answers in braces.
type asked struct {
	title, text, body, comment string
	right                      []string
	wrong                      []string
}

var (
	escaped = regexp.MustCompile(`\\([~=#{}:\\])`)
	block   = regexp.MustCompile(`(?s)^::(.*?)::\[plain\](.*?)\{(.*)\}$`)
)

// hide puts marks in place of what is escaped, show puts the letters back.
func hide(text string) string {
	return escaped.ReplaceAllStringFunc(text, func(m string) string { return string(rune(0xE000 + int(m[1]))) })
}

func show(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0xE000 && r < 0xE080 {
			return r - 0xE000
		}
		return r
	}, strings.TrimSpace(text))
}

func parse(t *testing.T, text string) []asked {
	t.Helper()
	var out []asked
	for _, part := range strings.Split(hide(text), "\n\n") {
		part = strings.TrimSpace(part)
		if part == "" || strings.HasPrefix(part, "//") || strings.HasPrefix(part, "$CATEGORY:") {
			continue
		}
		m := block.FindStringSubmatch(part)
		require.NotNil(t, m, "no question: %s", part)
		q := asked{title: show(m[1]), text: show(m[2]), body: m[3]}
		body, comment, _ := strings.Cut(m[3], "####")
		q.comment = show(comment)
		if !strings.HasPrefix(body, "#") {
			for _, a := range regexp.MustCompile(`(?s)([=~])([^=~]*)`).FindAllStringSubmatch(body, -1) {
				if a[1] == "=" {
					q.right = append(q.right, show(a[2]))
				} else {
					q.wrong = append(q.wrong, show(a[2]))
				}
			}
		} else {
			q.right = []string{strings.TrimSpace(body)}
		}
		out = append(out, q)
	}
	return out
}

func TestGift_parsedBackIsTheQuiz(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	for _, epilogue := range []bool{false, true} {
		var out bytes.Buffer
		require.NoError(t, Write(&out, s, epilogue))
		require.True(t, utf8.Valid(out.Bytes()))
		pool := quiz.New(s, epilogue, words.Local{})
		got := parse(t, out.String())
		require.Len(t, got, len(pool.IDs())+1)
		kinds := map[quiz.Kind]int{}
		for i, id := range pool.IDs() {
			q, ok := pool.Question(id, 0)
			require.True(t, ok)
			kinds[q.Kind]++
			assert.Equal(t, q.ID, got[i].title)
			assert.Equal(t, oneLine(q.Text), got[i].text)
			if c := s.Card(q.Card); c != nil {
				assert.Equal(t, oneLine(c.Title), got[i].comment)
			}
			if q.Kind == quiz.High {
				assert.Equal(t, []string{"#" + q.Answer + ":0"}, got[i].right)
				continue
			}
			require.Len(t, got[i].right, 1, q.ID)
			assert.Equal(t, oneLine(q.Right().Text), got[i].right[0])
			assert.Len(t, got[i].wrong, len(q.Options)-1)
		}
		assert.Len(t, kinds, 7, "a kind of question is not asked")
		pairs := got[len(got)-1].right
		require.GreaterOrEqual(t, len(pairs), 3)
		for _, p := range pairs {
			assert.Regexp(t, `^.+ -> .+$`, p)
		}
	}
}

func TestEscape_leavesNothingThatSteers(t *testing.T) {
	const bad = `a~b=c#d{e}f:g\h -> i`
	assert.Equal(t, `a\~b\=c\#d\{e\}f\:g\\h → i`, Escape(bad))
	assert.Equal(t, strings.ReplaceAll(bad, "->", "→"), show(hide(Escape(bad))))
}
