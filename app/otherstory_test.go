package app

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/export"
	"truceline/app/handout"
	"truceline/app/keep"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/data/load"
	"truceline/test/sample"
)

func TestAnotherStory_saysNothingOfTheFirst(t *testing.T) {
	river := sample.River(t, true)
	s, err := load.Path(river)
	require.NoError(t, err)
	dir := t.TempDir()
	var written []string
	write := func(args ...string) {
		t.Helper()
		code, stdout, stderr := run(t, append(args, "--story", river)...)
		require.Equal(t, exitDone, code, "%v: %s", args, stderr)
		sample.SaysNothingOfTheFirst(t, strings.Join(args, " "), stdout)
		written = append(written, args[len(args)-1])
	}
	for _, name := range export.Pictures(s) {
		if name != "averages" && name != "bridge" { // it has no published measure
			write("export", "picture", name, filepath.Join(dir, name+".svg"))
		}
	}
	for _, b := range s.Beats {
		args := []string{"export", "picture", "rates", "--beat", b.ID, filepath.Join(dir, "rates-"+b.ID+".svg")}
		if b.Epilogue {
			args = append([]string{"--epilogue"}, args...)
		}
		write(args...)
	}
	for _, table := range []string{"rates", "meetings", "averages", "cards"} {
		write("export", "table", table, filepath.Join(dir, table+".csv"))
	}
	write("export", "table", "meetings", filepath.Join(dir, "meetings.geojson"))
	write("export", "cards", filepath.Join(dir, "cards.tsv"))
	write("export", "handout", filepath.Join(dir, "handout.pdf"))
	write("export", "worksheet", filepath.Join(dir, "worksheet.pdf"))
	written = append(written, filepath.Join(dir, "worksheet-key.pdf"))
	write("export", "quiz", filepath.Join(dir, "quiz.gift"))
	write("export", "page", filepath.Join(dir, "story.html"))
	for _, b := range s.Beats {
		write("export", "picture", "scene", "--beat", b.ID, filepath.Join(dir, "scene-"+b.ID+".svg"))
	}
	for _, file := range written {
		if filepath.Ext(file) != ".pdf" {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			sample.SaysNothingOfTheFirst(t, filepath.Base(file), string(text))
			continue
		}
		text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
		require.NoError(t, err, "pdftotext reads what was printed: install poppler-utils")
		assert.NotEmpty(t, text)
		sample.SaysNothingOfTheFirst(t, filepath.Base(file), string(text))
	}
}

// TestAnotherStory_isGivenAsATalk gives a whole talk of it, from the first step to the
// last, with the keys that open what lies over it, and of the same story without its
// meeting, where nothing of a map is left.
func TestAnotherStory_isGivenAsATalk(t *testing.T) {
	for _, meetings := range []bool{true, false} {
		s, err := load.Path(sample.River(t, meetings))
		require.NoError(t, err)
		a := test.NewTempApp(t)
		set := keep.Defaults()
		set.Still = true
		a.Settings().SetTheme(set.Look())
		spoken(s, s.Language)
		t.Cleanup(func() { words.Use("en") })
		p := begun(t, a, s, view.Begin(s), set, keep.In(t.TempDir()), fyne.NewSize(1440, 900))
		look := func(where string) string {
			t.Helper()
			var out []string
			roots := append([]fyne.CanvasObject{p.win.Content()}, p.win.Canvas().Overlays().List()...)
			for _, root := range roots {
				for _, o := range test.LaidOutObjects(root) {
					if x, ok := o.(*canvas.Text); ok && x.Visible() {
						out = append(out, x.Text)
					}
					if x, ok := o.(fyne.Accessible); ok && o.Visible() {
						out = append(out, x.AccessibilityLabel())
					}
					if _, ok := o.(*picture.Map); ok && !meetings && o.Visible() && o.Size().Width > 1 && o.Size().Height > 1 {
						assert.Fail(t, "there is a map of no meetings", where)
					}
				}
			}
			text := strings.Join(out, "\n")
			sample.SaysNothingOfTheFirst(t, where, text)
			assert.NotContains(t, text, "%", where)
			return text
		}
		for _, m := range view.Modes(s) {
			p.store.Set(view.ToMode(s, view.Begin(s), m))
			look(string(m))
		}
		p.store.Set(view.Begin(s))
		p.talks = talk.In(t.TempDir())
		p.startTalk(nil, nil, "")
		headlines := 0
		for _, step := range talk.PlanOf(s, talk.FromStory(s), 0, nil, nil).Steps {
			text := look("the talk, " + step.Item.ID)
			if b := s.Beat(step.Item.ID); b != nil && strings.Contains(text, b.Short) {
				headlines++
			}
			slide, err := p.explore.Plots().SlideOf(step.Item.ViewIn(s), step.Item.HeadlineIn(s), "", 0).Page(1920, 1080)
			require.NoError(t, err)
			for _, x := range slide.Texts {
				sample.SaysNothingOfTheFirst(t, "the room, "+step.Item.ID, x.Text)
			}
			for _, x := range slide.Layout.Texts {
				sample.SaysNothingOfTheFirst(t, "the room's plot, "+step.Item.ID, x.Text)
			}
			assert.True(t, meetings || slide.Map == nil, "the room sees a map of no meetings")
			for _, r := range "ot/b" {
				typed(p, r)
				look("the talk, " + step.Item.ID + ", key " + string(r))
				press(p, fyne.KeyEscape)
			}
			press(p, fyne.KeyRight)
		}
		assert.GreaterOrEqual(t, headlines, 3, "the steps were shown")
		look("the talk's end")
		for _, o := range []handout.Options{{Notes: true}, {Six: true, Lines: true}} {
			all, err := handout.Pages(s, talk.PlanOf(s, talk.FromStory(s), 0, nil, nil).Steps, o)
			require.NoError(t, err)
			for _, page := range all {
				assert.True(t, meetings || page.Map == nil)
				for _, inset := range page.Insets {
					assert.True(t, meetings || inset.Page.Map == nil, "a hand-out without meetings has no map")
				}
			}
		}
		p.close()
		p.win.Close()
	}
}
