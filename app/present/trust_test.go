package present

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/present/action"
	"truceline/app/present/pages"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/data"
)

// resumed ends a talk as a kill does, and goes on with what was kept of it.
func resumed(t *testing.T, p *Presentation) *Presentation {
	t.Helper()
	p.saver.Flush()
	kept, ok, err := p.Kept.Load()
	require.NoError(t, err)
	require.True(t, ok)
	o := p.options
	p.Close()
	win := test.NewTempWindow(t, nil)
	again := New(p.app, win, view.NewStore(p.Story, view.Start(p.Story)), panels.NewPlots(p.Story), o)
	again.Host.Run = func(func() func()) {}
	again.Start(nil, &kept)
	t.Cleanup(again.Close)
	return again
}

func TestPresentation_afterAKillTheSameWindowsShowTheSame(t *testing.T) {
	for _, mode := range []struct {
		keys string
		want talk.Windows
	}{{"", talk.DeskOnly}, {"x", talk.AudienceOnly}, {"v", talk.TwoWindows}, {"vx", talk.Swapped}, {"vxx", talk.TwoWindows}, {"vxv", talk.AudienceOnly}} {
		p, _ := begin(t, fyne.NewSize(1440, 900), false)
		press(p, fyne.KeyRight)
		typed(p, mode.keys)
		again := resumed(t, p)
		assert.Equal(t, mode.want, again.showsWindows(), mode.keys)
		assert.Equal(t, 1, again.Show.At())
		if mode.want == talk.AudienceOnly || mode.want == talk.Swapped {
			assert.Equal(t, []fyne.CanvasObject{again.audience.root}, again.main.Objects, "the projector shows no notes")
		}
	}
}

func TestPresentation_notesAreKeptWhileTheyAreTyped(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	p.desk.Notes.ToggleEdit()
	was := p.desk.Notes.Entry.Text
	p.desk.Notes.Entry.TypedRune('!')
	assert.Equal(t, was+"!", p.desk.Notes.Entry.Text, "what is added is added at the end")
	p.desk.Notes.Entry.SetText("Half a sent")
	again := resumed(t, p)
	item, _ := again.Show.Item()
	assert.Equal(t, "Half a sent", item.NotesIn(again.Story))
	assert.Contains(t, again.desk.Notes.Shown, "Half a sent")
}

// private tells whether anything that is the presenter's alone is drawn in the window
// that shows the room its picture.
func private(p *Presentation) string {
	desk := p.deskWindow()
	if p.screen == audienceOnly {
		if len(p.main.Objects) != 1 || p.main.Objects[0] != fyne.CanvasObject(p.audience.root) {
			return "another content than the room's picture"
		}
	} else if p.room != nil {
		room, content := p.room, p.room.Content()
		if desk == p.room {
			room, content = p.win, p.main.Objects[0]
		}
		if content != fyne.CanvasObject(p.audience.root) {
			return "another content than the room's picture"
		}
		if room.Canvas().Overlays().Top() != nil {
			return "a menu or a dialog"
		}
	}
	return ""
}

func TestPresentation_nothingPrivateIsDrawnInTheRoom(t *testing.T) {
	for _, keys := range []string{"x", "vx", "v"} {
		p, _ := begin(t, fyne.NewSize(1440, 900), false)
		typed(p, keys)
		open := map[string]func(){
			"menu": func() { p.Menu(p.desk.More) }, "overview": func() { typed(p, "o") }, "keys": func() { typed(p, "?") }, "edit": func() { typed(p, "t") },
			"sources": func() { p.pages.OpenSources("us-104") }, "file": func() { p.pages.SaveAs("a.pdf", func() ([]byte, error) { return nil, nil }) },
			"talks": func() { p.pages.OpenEdit(); p.pages.Top().(*pages.Edit).TalksMenu() },
		}
		for name, do := range open {
			if keys == "x" && (name == "menu" || name == "talks") { // their buttons are not to be seen
				continue
			}
			do()
			assert.Empty(t, private(p), "%s: %s", keys, name)
			assert.Equal(t, keys == "x", p.pages.Top() == nil && p.covered() == nil, "%s: %s waits where nobody would see it, and takes no key", keys, name)
			for range 3 {
				if p.pages.Top() != nil || p.covered() != nil {
					press(p, fyne.KeyEscape)
				}
			}
			assert.Nil(t, p.pages.Top(), name)
			assert.Nil(t, p.covered(), "Esc removes it")
		}
		assert.False(t, p.ending)
	}
}

func TestPresentation_whatLiesOnTopHasEveryKey(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	folder := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(folder, "stick"), 0o700))
	p.pages.Folder = folder
	typed(p, "t")
	before := p.Show.Talk()
	p.pages.Top().(*pages.Edit).SaveFile()
	f, ok := p.pages.Top().(*pages.File)
	require.True(t, ok)
	f.Entry.SetText("")
	p.Focus(nil) // as after a click beside it
	typed(p, "hqa[]bfx.")
	assert.Equal(t, "hqa[]bfx.", f.Entry.Text, "what is typed is the file's name")
	assert.Same(t, before, p.Show.Talk())
	assert.Equal(t, talk.Clear, p.Show.Live().Blank)
	f.Walk(fyne.KeyDown)
	f.Take()
	assert.Equal(t, filepath.Join(folder, "stick"), f.Folder)
	f.Entry.SetText("mine")
	f.Enter()
	assert.FileExists(t, filepath.Join(folder, "stick", "mine"+talk.Extension))
	require.IsType(t, &pages.Edit{}, p.pages.Top(), "and back to what it lay over")
	assert.Contains(t, p.pages.Top().(*pages.Edit).Line.Text(), "mine"+talk.Extension, "it says where it was saved")

	named := *p.Show.Talk()
	named.Name = "Class 10a: tariffs"
	p.Show.SetTalk(&named)
	p.pages.Top().(*pages.Edit).SaveFile()
	assert.Equal(t, "Class 10a tariffs"+talk.Extension, p.pages.Top().(*pages.File).Entry.Text, "the talk's name is proposed")
	assert.Equal(t, filepath.Join(folder, "stick"), p.pages.Top().(*pages.File).Folder, "the folder of the last time")
	p.pages.Top().(*pages.File).Entry.SetText("mine")
	p.pages.Top().(*pages.File).Enter()
	require.IsType(t, &pages.File{}, p.pages.Top(), "what is there is not written over unasked")
	p.pages.Top().(*pages.File).Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	require.IsType(t, &pages.Edit{}, p.pages.Top(), "Esc closes it and nothing else")
	press(p, fyne.KeyEscape)

	p.Menu(p.desk.More)
	require.NotNil(t, p.covered())
	typed(p, "bxo")
	press(p, fyne.KeyRight)
	assert.Equal(t, []any{talk.Clear, 0}, []any{p.Show.Live().Blank, p.Show.At()})
	press(p, fyne.KeyEscape)
	assert.Nil(t, p.covered())
	assert.False(t, p.ending)
}

func TestPresentation_ctrlZTakesBackWhatLiesOnTop(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	press(p, fyne.KeyRight)
	typed(p, "d")
	p.undo()
	assert.Equal(t, 1, p.Show.At(), "while drawing only marks are taken back")
	assert.False(t, p.Show.Aside())
	typed(p, "d")
	typed(p, "t")
	e := p.pages.Top().(*pages.Edit)
	e.Pick("geneva")
	typed(p, "h")
	item, _ := p.Show.Talk().Item(e.Selected)
	require.True(t, item.Hidden)
	p.undo()
	item, _ = p.Show.Talk().Item(e.Selected)
	assert.False(t, item.Hidden, "on the page that edits, the edit")
	p.redo()
	item, _ = p.Show.Talk().Item(e.Selected)
	assert.True(t, item.Hidden)
	p.undo()
	e.Headline.SetText("a")
	e.Headline.SetText("ab")
	p.undo()
	item, _ = p.Show.Talk().Item(e.Selected)
	assert.Empty(t, item.Headline, "what was written in one go is taken back in one go")
	press(p, fyne.KeyEscape)
	assert.Equal(t, 1, p.Show.At())
	p.undo()
	assert.Equal(t, 0, p.Show.At(), "else the step before, as it was told")
	assert.False(t, p.Show.Aside())
}

// agree checks that picture, number, notes and rail belong to the same beat.
func agree(t *testing.T, p *Presentation) {
	t.Helper()
	item, ok := p.Show.Shown()
	require.True(t, ok)
	v := p.Store.Now()
	if !item.Own() {
		assert.Equal(t, v.Beat, item.Beat)
	}
	assert.Equal(t, item.NotesIn(p.Story), p.desk.Notes.Shown)
	room := p.desk.Stage.Room()
	if room.Step >= 0 {
		assert.Equal(t, item.ID, p.Show.Steps()[room.Step].Item.ID)
	}
}

func TestPresentation_aLookAsideIsMarkedAndOneKeyReturns(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyLeft} {
		p, _ := begin(t, fyne.NewSize(1440, 900), false)
		press(p, fyne.KeyRight)
		was := p.Show.Live()
		p.Store.Set(view.ToDay(p.Story, p.Store.Now(), data.Date(2025, 5, 20))) // a click into the plot
		agree(t, p)
		assert.True(t, p.Show.Aside())
		assert.Contains(t, p.desk.Now.Text(), "aside")
		assert.Equal(t, "geneva", p.Show.Steps()[p.desk.Stage.Room().Step].Item.ID)
		assert.Contains(t, p.audience.stage.Words.Foot, "8 / 15", "the number is that of what is shown")
		press(p, key)
		assert.Equal(t, was, p.Show.Live())
		agree(t, p)
	}
}

func TestPresentation_asKnownAndLaterHoldUntilTheyAreChanged(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	typed(p, "k")
	press(p, fyne.KeyRight, fyne.KeyRight)
	assert.True(t, p.Store.Now().AsKnown)
	assert.True(t, resumed(t, p).Store.Now().AsKnown)

	p, _ = begin(t, fyne.NewSize(1440, 900), false)
	typed(p, "k")
	press(p, fyne.KeyRight)
	typed(p, "k")
	press(p, fyne.KeyRight)
	assert.False(t, p.Store.Now().AsKnown)

	for _, v := range []func(view.View) view.View{
		func(v view.View) view.View { return view.ToKnown(p.Story, v, true) },
		func(v view.View) view.View {
			return view.ToBeat(p.Story, view.WithEpilogue(p.Story, v, true), "first-ten")
		},
	} {
		store := view.NewStore(p.Story, v(view.Start(p.Story)))
		own := &look.Theme{Mode: look.Light, TextScale: 1, Still: true}
		q := New(p.app, test.NewTempWindow(t, nil), store, p.plots, Options{Look: own, Settings: &keep.Talk{}, Failed: func(string, error) {}, Ended: func() {}, Store: talk.In(t.TempDir()), Inline: true})
		q.Host.Run = func(func() func()) {}
		want := store.Now()
		q.Start(nil, nil)
		for range 2 {
			assert.Equal(t, []bool{want.AsKnown, want.Epilogue}, []bool{store.Now().AsKnown, store.Now().Epilogue})
			press(q, fyne.KeyRight)
		}
		assert.Equal(t, want.Epilogue, len(q.Show.Steps()) > q.Show.Plan().Counted(), "and the steps of what came later are given")
		q.Close()
	}
}

func TestOverview_aWordIsAWord(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	typed(p, "o")
	typed(p, "october")
	o, ok := p.pages.Top().(*pages.Overview)
	require.True(t, ok, "what is typed is no command")
	assert.Equal(t, "october", o.Typed)
	assert.Zero(t, p.Show.Elapsed())
	assert.False(t, p.Show.Clock().Running)
	typed(p, "zz")
	assert.Contains(t, o.Line.Text(), "No beat has")
	press(p, fyne.KeyReturn)
	assert.Same(t, o, p.pages.Top(), "a miss goes nowhere")
	press(p, fyne.KeyEscape)
	assert.Same(t, o, p.pages.Top())
	press(p, fyne.KeyEscape)
	assert.Nil(t, p.pages.Top())
}

func TestPresentation_anyKeyButEscGoesOn(t *testing.T) {
	for name, other := range map[string]func(*Presentation){
		"F8": func(p *Presentation) { press(p, fyne.KeyF8) }, "digit": func(p *Presentation) { typed(p, "7") }, "b": func(p *Presentation) { press(p, fyne.KeyB); typed(p, "b") },
		"o": func(p *Presentation) { typed(p, "o") }, "space": func(p *Presentation) { press(p, fyne.KeySpace); typed(p, " ") },
		"menu": func(p *Presentation) { p.Menu(p.desk.More) }, "search": func(p *Presentation) { p.Focus(p.desk.Asks.Search) },
	} {
		p, _ := begin(t, fyne.NewSize(1440, 900), false)
		was := p.Show.Live()
		press(p, fyne.KeyEscape)
		require.True(t, p.ending)
		press(p, desktop.KeyShiftLeft)
		assert.True(t, p.ending)
		other(p)
		assert.False(t, p.ending, name)
		assert.Empty(t, p.digits)
		assert.Nil(t, p.pages.Top())
		assert.Equal(t, was, p.Show.Live(), "%s does no more", name)
	}
}

func TestPresentation_aModifierIsNoKeyOfAClicker(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	typed(p, "?")
	press(p, fyne.KeyReturn)
	press(p, desktop.KeyControlLeft, desktop.KeyAltRight, desktop.KeyShiftRight)
	assert.Empty(t, p.Taught)
	press(p, fyne.KeyF8)
	assert.Equal(t, action.Taught{"key:F8": action.Next}, p.Taught)
}

func TestPresentation_theClickerReachesTheTalkFromAField(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	p.Taught["key:F8"] = action.Next
	for i, key := range []fyne.KeyName{fyne.KeyPageDown, fyne.KeyF8} {
		p.Focus(p.desk.Asks.Search)
		p.desk.Asks.Search.TypedKey(&fyne.KeyEvent{Name: key})
		assert.Equal(t, i+1, p.Show.At())
		assert.Nil(t, p.win.Canvas().Focused())
	}
	p.desk.Notes.ToggleEdit()
	p.desk.Notes.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	assert.Equal(t, 1, p.Show.At())
}

func TestPresentation_theWindowsButtonAsksBeforeATalkEnds(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	p.AskEnd() // what the main window's button does: see keysOf
	assert.False(t, p.gone)
	assert.True(t, p.ending)
	assert.Contains(t, p.desk.Now.Text(), "End the talk?")
}

func TestPresentation_saysWhatIsSo(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	assert.Contains(t, p.desk.Now.Text(), "Only you see this")
	typed(p, "v")
	assert.Contains(t, p.desk.Now.Text(), "In the audience’s window now")
	typed(p, "vfb")
	assert.Contains(t, p.desk.Now.Text(), "black")
	assert.NotContains(t, p.desk.Now.Text(), "still sees")
	typed(p, "fbx?")
	assert.Contains(t, p.audience.text.Text, "presenter", "a page that has to wait says so")
	press(p, fyne.KeyF8)
	p.refresh()
	assert.Empty(t, p.hint, "until the next key")
}

func TestPresentation_notesTypedOnALookAreKept(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	p.Show.SetLength(25)
	at := slices.IndexFunc(p.Show.Steps(), func(step talk.Step) bool { return step.Item.Own() })
	require.Positive(t, at, "a long talk takes looks")
	p.Show.Goto(at)
	p.desk.Notes.ToggleEdit()
	p.desk.Notes.Entry.SetText("Read the layers aloud")
	press(p, fyne.KeyPageDown, fyne.KeyPageUp)
	assert.Equal(t, "Read the layers aloud", p.desk.Notes.Shown)
	p.Show.SetLength(0)
	p.Show.SetLength(25)
	p.Show.Goto(at)
	again := resumed(t, p)
	assert.Equal(t, "Read the layers aloud", again.desk.Notes.Shown)
}

func TestPresentation_aTalkThatDidNotOpenIsToldWithTheWayOut(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	p.pages.Folder = t.TempDir()
	p.pages.ShowProblem(errors.New("my.truceline-talk:3:9: this is no talk\nmy.truceline-talk:5:1: nor is this"))
	l, ok := p.pages.Top().(*pages.Problem)
	require.True(t, ok)
	require.Len(t, l.Reasons, 2)
	assert.Contains(t, l.Reasons[0].Text(), "3:9")
	assert.Contains(t, l.Line.Text(), "Built-in talk")
	test.Tap(l.Other)
	require.IsType(t, &pages.File{}, p.pages.Top(), "another can be chosen")
	press(p, fyne.KeyEscape)
	require.IsType(t, &pages.Edit{}, p.pages.Top())
	press(p, fyne.KeyEscape)
	p.pages.ShowProblem(errors.New("no such file"))
	press(p, fyne.KeyReturn)
	assert.Nil(t, p.pages.Top())
	assert.False(t, p.ending)
}

func TestPresentation_everyPageHasEveryKey(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	p.pages.Folder = t.TempDir()
	press(p, fyne.KeyRight)
	for name, open := range map[string]func(){
		"overview": func() { typed(p, "o") }, "keys": func() { typed(p, "?") }, "edit": func() { typed(p, "t") }, "sources": func() { typed(p, "q") },
		"displays": func() { p.pages.OpenDisplays(p) }, "runs": func() { p.pages.OpenRuns() }, "problem": func() { p.pages.ShowProblem(errors.New("no such file")) },
		"file": func() { p.pages.OpenEdit(); p.pages.Top().(*pages.Edit).OpenFile() },
	} {
		open()
		page, room, windows := p.pages.Top(), p.Show.Room(), p.showsWindows()
		require.NotNil(t, page, name)
		press(p, fyne.KeyRight, fyne.KeyLeft, fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyEnd, fyne.KeyHome, fyne.KeyPeriod, fyne.KeyF5, fyne.KeyF11, fyne.KeyF8, fyne.KeySpace)
		typed(p, "bwfrxvsdemylzkicgnpju+-=/")
		assert.Equal(t, room, p.Show.Room(), name)
		assert.Equal(t, windows, p.showsWindows(), name)
		assert.Same(t, page, p.pages.Top(), name)
		assert.False(t, p.drawing || p.Show.Frozen(), name)
		p.pages.Close()
	}
}

// TestPresentation_sourcesAreThoseThatWereKnown opens a step's sources while the talk is told
// as known on its day.
func TestPresentation_sourcesAreThoseThatWereKnown(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	listed := func() string {
		p.pages.OpenStepSources()
		var out []string
		for _, o := range test.LaidOutObjects(p.main) {
			if x, ok := o.(*canvas.Text); ok {
				out = append(out, x.Text)
			}
		}
		press(p, fyne.KeyEscape)
		return strings.Join(out, " ")
	}
	later := 0
	for range 6 {
		all := listed()
		typed(p, "k")
		known := listed()
		typed(p, "k")
		for _, x := range p.Story.Sources {
			if x.Day > p.Store.Now().Day && strings.Contains(all, x.Address) && x.Address != "" {
				later++
				assert.NotContains(t, known, x.Address, "at %s", p.Store.Now().Beat)
			}
		}
		press(p, fyne.KeyPageDown)
	}
	assert.Positive(t, later)
}
