package worksheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/paper"
	"truceline/charts/pages"
	"truceline/data"
	"truceline/data/load"
	"truceline/data/price"
)

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

// textOf is what pages say, line by line.
func textOf(pages []*pages.Page) string {
	var out strings.Builder
	for _, p := range pages {
		for _, x := range p.Texts {
			out.WriteString(x.Text + "\n")
		}
	}
	return out.String()
}

func TestKey_matchesTheSheet(t *testing.T) {
	s := builtIn(t)
	for variant := range uint64(40) {
		x, err := Make(s, Options{Variant: variant})
		require.NoError(t, err)
		require.Len(t, x.Questions, 10)
		require.Len(t, x.Imports, 3)
		again, err := Make(s, Options{Variant: variant})
		require.NoError(t, err)
		assert.Equal(t, x.Questions, again.Questions, "the same variant is the same sheet")

		sheet, err := Sheet(s, x)
		require.NoError(t, err)
		key, err := Answers(s, x)
		require.NoError(t, err)
		asked, answered := textOf(sheet), textOf(key)
		first := 2 // after the course that is drawn
		for i, q := range x.Questions {
			letter := ""
			for j, o := range q.Options {
				if o.ID == q.Answer {
					letter = letters[j : j+1]
				}
			}
			number := first + i
			assert.Contains(t, flat(asked), flat(number, q.Text))
			assert.Contains(t, flat(answered), flat(number, letter, q.Right().Text))
			assert.Contains(t, flat(asked), flat(letter, q.Right().Text), "the right option stands on the sheet by its letter")
		}
		for i, in := range x.Imports {
			number := first + len(x.Questions) + i
			duty, _ := price.Of(s, in.Good.ID, in.Day, false)
			assert.Contains(t, flat(asked), flat(number, in.Good.Name))
			assert.Contains(t, flat(answered), flat(number, amount(in.Dollars*float64(duty.Rate)/100)))
		}
	}
}

// flat leaves of texts the letters and digits, so that line breaks and the words
// between do not matter.
func flat(parts ...any) string {
	var out strings.Builder
	for _, p := range parts {
		for _, r := range strings.ToLower(strings.TrimSpace(strings.ReplaceAll(fmt.Sprint(p), "\n", " "))) {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				out.WriteRune(r)
			}
		}
	}
	return out.String()
}

func TestPages_nothingOverlapsOrLiesOffThePaper(t *testing.T) {
	s := builtIn(t)
	for variant := range uint64(12) {
		x, err := Make(s, Options{Variant: variant, Epilogue: variant%2 == 1})
		require.NoError(t, err)
		for _, lay := range []func(*data.Story, Exercise) ([]*pages.Page, error){Sheet, Answers} {
			pages, err := lay(s, x)
			require.NoError(t, err)
			for i, p := range pages {
				for j, a := range p.Texts {
					assert.True(t, a.X >= 0 && a.X+a.W <= paper.WidthPX/paper.PerDP && a.Y+a.H <= paper.HeightPX/paper.PerDP, "page %d: %q", i+1, a.Text)
					for _, b := range p.Texts[:j] {
						assert.False(t, a.Rect().Grow(-0.5).Overlaps(b.Rect().Grow(-0.5)), "page %d: %q and %q", i+1, a.Text, b.Text)
					}
					for _, in := range p.Insets {
						h := float64(in.Page.HeightPX) / paper.PerDP
						assert.False(t, a.Y+a.H > in.Y+1 && a.Y < in.Y+h-1, "page %d: %q lies on a picture", i+1, a.Text)
					}
				}
			}
		}
	}
}

func TestSheet_explainsTheWordsThatOccurInIt(t *testing.T) {
	s := builtIn(t)
	x, err := Make(s, Options{})
	require.NoError(t, err)
	pages, err := Sheet(s, x)
	require.NoError(t, err)
	all := textOf(pages)
	assert.Contains(t, all, s.Term("tariff").Term)
	assert.NotContains(t, textOf(pages[:1]), "Glossary")
	assert.Contains(t, all, "Glossary")
}

func TestWrite_areTwoPDFs(t *testing.T) {
	s := builtIn(t)
	var sheet, key bytes.Buffer
	require.NoError(t, Write(&sheet, s, Options{}))
	require.NoError(t, Key(&key, s, Options{}))
	for _, b := range []bytes.Buffer{sheet, key} {
		assert.True(t, bytes.HasPrefix(b.Bytes(), []byte("%PDF-")))
	}
	assert.NotEqual(t, sheet.Bytes(), key.Bytes())
}
