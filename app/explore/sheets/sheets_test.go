package sheets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/files"
	"truceline/app/find"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/meetings"
	"truceline/data"
	"truceline/test/sample"
)

// bench is sheets over an empty window, with what reached the window.
type bench struct {
	*Sheets
	t     *testing.T
	win   fyne.Window
	store *view.Store
	done  []string
}

func begin(t *testing.T) *bench {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: 1, Still: true})
	s := sample.BuiltIn(t)
	b := &bench{t: t, win: test.NewTempWindow(t, nil), store: view.NewStore(s, view.ToMode(s, view.Start(s), view.Explore))}
	b.win.Resize(fyne.NewSize(1024, 640))
	say := func(format string, args ...any) { b.done = append(b.done, fmt.Sprintf(format, args...)) }
	b.Sheets = New(Options{
		Host: widgets.NewHost(widgets.Host{Key: func(e *fyne.KeyEvent) { say("key %s", e.Name) }}), Canvas: b.win.Canvas(), Store: b.store, Version: "1.2.3",
		Figure: func() (*charts.Figure, string, string) {
			return figures.Rates(s, false, words.Local{}), "The figure's title", "Its line"
		},
		Map: func() *meetings.Layout {
			l, err := meetings.Lay(s, b.store.Now().MapLook(), words.Local{}, 560, 320, 1, 1, look.Metrics())
			require.NoError(t, err)
			return l
		},
		Day: func(d data.Day) { say("day %s", d) },
		Find: func(text string, limit int) []find.Hit {
			if text != "two" {
				return nil
			}
			return []find.Hit{{Kind: find.Card, Title: "first"}, {Kind: find.Term, Title: "second"}}
		},
		Follow: func(h find.Hit) { say("follow %s", h.Title) },
	})
	b.store.Listen(func(old, now view.View) {
		if old.Sheet != now.Sheet {
			b.Show(now.Sheet)
		}
	})
	return b
}

func (b *bench) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		b.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// says is all that the sheet that is open writes.
func (b *bench) says() string {
	var out []string
	for _, o := range test.LaidOutObjects(b.win.Canvas().Overlays().Top()) {
		if text, ok := o.(*canvas.Text); ok {
			out = append(out, text.Text)
		}
	}
	return strings.Join(out, "")
}

// targets are the ids of what can be activated.
func (b *bench) targets() (ids []string) {
	b.Targets(func(id string, _ fyne.CanvasObject, _ ...fyne.CanvasObject) { ids = append(ids, id) })
	return ids
}

func TestSheets_eachSaysWhatItIsAbout(t *testing.T) {
	b := begin(t)
	s := b.store.Story()
	b.Problem = fmt.Errorf("row 7 has no day")
	for name, says := range map[string]string{
		view.SourceSheet + s.Cards[0].ID: s.Cards[0].Title, view.SourceSheet + view.MeetingCard + "geneva": s.Meeting("geneva").City,
		view.BeatSheet + "geneva": s.Beat("geneva").Headline, view.TermSheet + s.Glossary[0].ID: s.Glossary[0].Term, view.ReplySheet + "1": "", view.ChangeSheet + "us/2025-02-04": "",
		view.CiteSheet + s.Sources[0].ID + ";" + s.Sources[1].ID: s.Sources[1].Title, view.PositionSheet + s.Positions[0].ID: s.Positions[0].Issue,
		view.TableSheet: "The figure's title", view.SummarySheet: "The figure's title", view.CountSheet: s.Measures[0].Name, view.KeysSheet: words.Say("keys.anywhere"),
		view.AboutSheet: "1.2.3", view.MapSheet: s.Meeting("geneva").City, view.ProblemSheet: "row 7 has no day", view.PositionsSheet: s.Positions[0].Issue,
		view.GlossarySheet: s.Glossary[0].Term, view.SearchSheet: words.Say("find.title"),
	} {
		b.Open(name)
		require.True(t, b.On(), name)
		said := strings.ReplaceAll(b.says(), " ", "")
		assert.Contains(t, said, strings.ReplaceAll(says, " ", ""), name)
		assert.Greater(t, len(said), 40, "%s is empty", name)
		assert.NotNil(t, b.win.Canvas().Focused(), "%s has the keyboard", name)
		assert.Contains(t, b.targets(), "sheet/close", name)
		require.Len(t, b.win.Canvas().Overlays().List(), 1, "%s lies alone over the window", name)
	}
	b.Open("")
	assert.False(t, b.On())
	assert.Empty(t, b.targets())
	assert.Empty(t, b.Scrolls())
	assert.Empty(t, b.done)
}

func TestSheets_oneThatIsBuiltElsewhereEndsWhereAnotherOpens(t *testing.T) {
	b := begin(t)
	picked := -1
	b.Add("other", func(x *Builder) {
		row := NewChoices(b.o.Host, "Which?", []string{"one", "two"}, func(i int) { picked = i })
		x.Title, x.First = "Another", row.Buttons[1]
		x.Targets = func(add func(string, fyne.CanvasObject)) { add("mine", row.Buttons[0]) }
		x.Closed = func() { b.done = append(b.done, "closed") }
		x.Add(row)
	})
	b.Open("other")
	assert.Contains(t, b.says(), "Another")
	assert.Equal(t, []string{"sheet/close", "mine"}, b.targets())
	b.press(fyne.KeyReturn)
	assert.Equal(t, 1, picked, "what it names first has the keyboard")
	b.press(fyne.KeyEscape)
	b.Open(view.KeysSheet)
	b.press(fyne.KeyReturn) // its button
	assert.Equal(t, []string{"key Escape", "closed"}, b.done, "keys that it does not take are the window's")
	assert.False(t, b.On())
}

func TestSheets_aQuestionIsLeftOnceOrAnsweredOnce(t *testing.T) {
	b := begin(t)
	b.Folder = t.TempDir()
	left := func() { b.done = append(b.done, "left") }
	ask := func() {
		b.AskToWrite("name.csv", ".csv", left, func(path string) { b.done = append(b.done, "wrote "+path) })
	}
	ask()
	assert.Equal(t, view.FileSheet, b.store.Now().Sheet)
	b.Open(view.AboutSheet)
	b.Open("")
	assert.Equal(t, []string{"left"}, b.done)
	ask()
	b.press(fyne.KeyReturn)
	require.Len(t, b.done, 2)
	assert.True(t, strings.HasPrefix(b.done[1], "wrote "+b.Folder) && strings.HasSuffix(b.done[1], "name.csv"), b.done[1])
	assert.False(t, b.On())
	b.Open(view.FileSheet)
	assert.Equal(t, 2, len(b.done), "nothing is asked any more")
	b.Ask("Which?", files.Question{Ending: ".zip", Picked: func(string) error { return nil }}, nil)
	assert.Contains(t, b.says(), "Which?")
}

func TestSearch_leadsToTheHitThatIsMarked(t *testing.T) {
	b := begin(t)
	b.Open(view.SearchSheet)
	for _, r := range "two" {
		b.win.Canvas().Focused().TypedRune(r)
	}
	assert.True(t, slices.Contains(b.targets(), "hit/2"))
	b.press(fyne.KeyDown, fyne.KeyReturn, fyne.KeyUp, fyne.KeyReturn)
	assert.Equal(t, []string{"follow second", "follow first"}, b.done)
	b.win.Canvas().Focused().TypedRune('x')
	b.press(fyne.KeyReturn)
	assert.Len(t, b.done, 2, "nothing fits")
	assert.NotContains(t, b.targets(), "hit/1")
}
