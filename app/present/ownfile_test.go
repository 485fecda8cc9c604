package present

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/present/pages"
	"truceline/app/talk"
)

// TestPresentation_aTalkOfAFileReplacesNoneThatIsKept opens the file of a talk that has been
// changed since: the file's and the changed one are both there, also after more is changed.
func TestPresentation_aTalkOfAFileReplacesNoneThatIsKept(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	seconds := func(name string) int {
		p.pages.Mine.Save()
		for _, x := range p.pages.Mine.All() {
			if x.Name == name {
				return x.Items[0].Seconds
			}
		}
		return 0
	}
	typed(p, "t")
	e := p.pages.Top().(*pages.Edit)
	e.Seconds.SetText("31")
	var file bytes.Buffer
	require.NoError(t, p.Show.Talk().Write(&file))
	read := func() {
		require.NoError(t, e.Read("my"+talk.Extension, bytes.NewReader(file.Bytes())))
	}
	read()
	assert.Equal(t, "My talk", p.Show.Talk().Name, "it is the one that is kept")
	e.Seconds.SetText("32")
	read()
	assert.Equal(t, "My talk 2", p.Show.Talk().Name)
	assert.Contains(t, e.Line.Text(), "My talk 2", "and it is said where the other one is")
	e.Seconds.SetText("33")
	assert.Equal(t, []int{32, 33}, []int{seconds("My talk"), seconds("My talk 2")})

	given, err := talk.Read("my"+talk.Extension, bytes.NewReader(file.Bytes()), p.Story)
	require.NoError(t, err)
	o := p.options
	p.Close()
	p = New(p.app, p.win, p.Store, p.plots, o)
	t.Cleanup(p.Close)
	p.Start(given, nil)
	assert.Equal(t, "My talk 3", p.Show.Talk().Name, "as when its file starts the program")
	assert.Contains(t, p.desk.Now.Text(), "My talk 3")
}

func TestPresentation_aNameIsTakenWhenTheKeyboardLeavesIt(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	typed(p, "t")
	e := p.pages.Top().(*pages.Edit)
	field := func(id string) (found fyne.Focusable) {
		e.Targets(func(x string, o fyne.CanvasObject, _ ...fyne.CanvasObject) {
			if x == id {
				found = o.(fyne.Focusable)
			}
		})
		return found
	}
	write := func(r rune) {
		p.Focus(field("edit/name"))
		p.win.Canvas().Focused().TypedRune(r)
	}
	write('b')
	p.Focus(e.Notes)
	assert.Equal(t, "b", p.Show.Talk().Name, "the first change may be the name")
	write('!')
	p.Focus(e.Notes)
	assert.Equal(t, "b!", p.Show.Talk().Name)
	p.Focus(field("edit/name"))
	p.win.Canvas().Focused().TypedRune('?')
	p.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	assert.Equal(t, "b!", p.Show.Talk().Name, "Esc leaves it as it was")
}

func TestPresentation_saysThatATalkCouldNotBeKept(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	p.Failed = func(string, error) {}
	folder := t.TempDir()
	p.Kept = talk.In(folder)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "talks"), nil, 0o600)) // no folder can be there
	typed(p, "t")
	e := p.pages.Top().(*pages.Edit)
	e.Seconds.SetText("31")
	p.pages.Mine.Save()
	assert.Contains(t, e.Line.Text(), "could not be kept")
}

// TestPresentation_afterAFileThatCannotBeWrittenTheNextCan asks for a name in a folder that
// cannot be made, and then for one in the folder that is shown.
func TestPresentation_afterAFileThatCannotBeWrittenTheNextCan(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	p.Failed = func(string, error) {}
	p.pages.Folder = t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(p.pages.Folder, "plain"), nil, 0o600))
	typed(p, "t")
	p.pages.Top().(*pages.Edit).SaveFile()
	f := p.pages.Top().(*pages.File)
	f.Entry.SetText("plain/lesson")
	f.Enter()
	require.Same(t, f, p.pages.Top(), "it is asked again")
	f.Entry.SetText("lesson")
	f.Enter()
	assert.FileExists(t, filepath.Join(p.pages.Folder, "lesson"+talk.Extension))
}
