package handout

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/panels"
	"truceline/app/paper"
	"truceline/app/talk"
	"truceline/data"
	"truceline/data/load"
)

func builtIn(t testing.TB) (*data.Story, []talk.Step) {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s, talk.PlanOf(s, talk.FromStory(s), 0, nil, nil).Steps
}

// squeezed is a text without what lines and pages do to it.
func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

// TestWrite_headlinesNotesAndSourcesAreText asks pdftotext, where there is one: the
// tests of the whole program bring it along.
func TestWrite_headlinesNotesAndSourcesAreText(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("there is no pdftotext")
	}
	s, steps := builtIn(t)
	for name, o := range map[string]Options{"one": {Notes: true}, "six": {Six: true}, "six with notes": {Six: true, Notes: true}} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			require.NoError(t, Write(&out, s, steps, o))
			file := filepath.Join(t.TempDir(), "handout.pdf")
			require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
			raw, err := exec.Command(tool, "-raw", file, "-").Output()
			require.NoError(t, err)
			text := squeezed(string(raw))
			for _, step := range steps {
				assert.Contains(t, text, squeezed(step.Item.HeadlineIn(s)))
				for _, id := range panels.SourcesOf(s, step.Item.ViewIn(s)) {
					assert.Contains(t, text, squeezed(s.Source(id).Title), step.Item.ID)
					assert.Contains(t, text, squeezed(s.Source(id).Address), step.Item.ID)
				}
				if !o.Notes {
					continue
				}
				for _, p := range Paragraphs(step.Item.NotesIn(s)) {
					said := ""
					for _, r := range p {
						said += r.Text
					}
					assert.Contains(t, text, squeezed(said), "none of the notes is lost")
				}
			}
		})
	}
}

func TestPages_nothingOverlapsOrLiesOffThePaper(t *testing.T) {
	s, steps := builtIn(t)
	long := slices.Clone(steps[:2])
	long[0].Item.Notes = strings.Repeat("Who pays?\n\n- The seller\n- The buyer\n\n", 20) + strings.Repeat("unbroken", 40)
	long[1].Item.Notes = strings.Repeat("unbroken", 40)
	for i, o := range []Options{{}, {Notes: true}, {Six: true}, {Six: true, Notes: true}, {Lines: true}, {Notes: true}, {Six: true, Notes: true}} {
		given := steps
		if i > 4 {
			given = long
		}
		pages, err := Pages(s, given, o)
		require.NoError(t, err)
		for i, p := range pages {
			for j, a := range p.Texts {
				assert.True(t, a.X >= 0 && a.X+a.W <= paper.WidthPX/paper.PerDP && a.Y >= 0 && a.Y+a.H <= paper.HeightPX/paper.PerDP, "page %d: %q", i+1, a.Text)
				for _, b := range p.Texts[:j] {
					assert.False(t, a.Rect().Grow(-0.5).Overlaps(b.Rect().Grow(-0.5)), "page %d: %q and %q", i+1, a.Text, b.Text)
				}
				for _, in := range p.Insets {
					r := a.Rect()
					w, h := float64(in.Page.WidthPX)/paper.PerDP, float64(in.Page.HeightPX)/paper.PerDP
					assert.False(t, r.Right() > in.X+1 && r.X < in.X+w-1 && r.Bottom() > in.Y+1 && r.Y < in.Y+h-1, "page %d: %q lies on a picture", i+1, a.Text)
				}
			}
		}
	}
}

func TestPages_aLongNoteGoesOnOnTheNextPage(t *testing.T) {
	s, steps := builtIn(t)
	step := steps[0]
	step.Item.Notes = strings.Repeat("A sentence that says something and something more. ", 140)
	pages, err := Pages(s, []talk.Step{step}, Options{Notes: true})
	require.NoError(t, err)
	assert.Greater(t, len(pages), 1)
	all := ""
	for _, p := range pages {
		for _, x := range p.Texts {
			all += x.Text
		}
	}
	assert.Equal(t, 140, strings.Count(all, "says"), "every word is there")
}

func TestPages_haveLinesToWriteOnAndWhereTheyMet(t *testing.T) {
	s, steps := builtIn(t)
	pages, err := Pages(s, steps, Options{Lines: true})
	require.NoError(t, err)
	lines := 0
	for _, x := range pages[0].Texts {
		if strings.Trim(x.Text, "_") == "" && len(x.Text) > 20 {
			lines++
		}
	}
	assert.GreaterOrEqual(t, lines, 6*4, "several beside each picture")
	for _, step := range steps {
		m := s.Meeting(step.Item.ViewIn(s).Meeting)
		if m == nil {
			continue
		}
		pages, err := Pages(s, []talk.Step{step}, Options{})
		require.NoError(t, err)
		said := ""
		for _, x := range pages[0].Texts {
			said += x.Text + " "
		}
		assert.Contains(t, squeezed(said), squeezed(m.Known(false).Outcome), step.Item.ID)
	}
}

func TestPages_aTalkWithoutStepsIsAnError(t *testing.T) {
	s, _ := builtIn(t)
	_, err := Pages(s, nil, Options{})
	assert.Error(t, err)
}

func TestParagraphs_keepBoldAndTakeTheOtherMarksAway(t *testing.T) {
	bold := func(s string) paper.Run { return paper.Run{Text: s, Bold: true} }
	plain := func(s string) paper.Run { return paper.Run{Text: s} }
	for markdown, want := range map[string][][]paper.Run{
		"":                                  nil,
		"**Ask** the *room*.\n\nThen step.": {{bold("Ask"), plain("the room.")}, {plain("Then step.")}},
		"one\ntwo":                          {{plain("one two")}},
		"3. a\n4. b":                        {{plain("3."), plain("a")}, {plain("4."), plain("b")}},
		"- a\n- b":                          {{plain("•"), plain("a")}, {plain("•"), plain("b")}},
		"# Title\n\ntext `code`":            {{plain("Title")}, {plain("text code")}},
		"![a picture](http://example.org/x.png) [words](http://example.org)": {{plain("words")}},
	} {
		assert.Equal(t, want, Paragraphs(markdown), markdown)
	}
}

func TestPages_sayEachHeadlineOnceAndBreakAddressesBetweenTheirParts(t *testing.T) {
	s, steps := builtIn(t)
	pages, err := Pages(s, steps[:1], Options{Notes: true})
	require.NoError(t, err)
	own := ""
	for _, x := range pages[0].Texts {
		own += x.Text + " "
	}
	assert.NotContains(t, squeezed(own), squeezed(steps[0].Item.HeadlineIn(s)), "the picture says it")

	b := paper.New(s, "")
	lines := b.Lines("https://www.example.org/publications/statements/2025/april-tariffs-and-licences", 200, 9, 0)
	require.Greater(t, len(lines), 1)
	for _, line := range lines[:len(lines)-1] {
		assert.Contains(t, "/?&=-_.", line[len(line)-1:], line)
	}
}

func TestPages_noBeatOfTheStoryGoesOnOnAnotherPage(t *testing.T) {
	s, steps := builtIn(t)
	pages, err := Pages(s, steps, Options{Notes: true})
	require.NoError(t, err)
	for i, step := range steps {
		require.NotEmpty(t, pages[i].Insets, "page %d: %s", i+1, step.Item.ID)
	}
}
