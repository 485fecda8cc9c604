package explore

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/view"
)

func press(w *Window, key fyne.KeyName) {
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
}

func TestExport_opensByKeyWithTheFocusOnSave(t *testing.T) {
	w, store := open(t, fyne.NewSize(1024, 640), settings(look.Light, 1))
	w.openExport()
	assert.Same(t, target(t, w, "export/save"), w.win.Canvas().Focused())
	press(w, fyne.KeyEscape)
	assert.Empty(t, store.Now().Sheet)
}

func TestExport_asksForAPlaceAndComesBackWhenThatIsCancelled(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	w.sheets.Folder = t.TempDir()
	w.openExport()
	press(w, fyne.KeyReturn)
	assert.Equal(t, view.FileSheet, store.Now().Sheet, "the sheet makes way for the question")
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	assert.Equal(t, view.ExportSheet, store.Now().Sheet)

	press(w, fyne.KeyReturn)
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	assert.Empty(t, store.Now().Sheet)
	files, err := os.ReadDir(w.sheets.Folder)
	require.NoError(t, err)
	require.Len(t, files, 1)

	w.openExport()
	press(w, fyne.KeyReturn)
	enter := func() { w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }
	enter()
	assert.Equal(t, view.FileSheet, store.Now().Sheet, "it says that the file is there")
	enter()
	assert.Empty(t, store.Now().Sheet)
}

func TestKeys_whatLiesOnTopOwnsThem(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	before := store.Now()
	w.menu(w.bar.options, w.optionItems())
	require.NotNil(t, w.covered())
	for _, r := range "eymlabhkcts0[]d1" {
		w.rune(r)
	}
	w.key(&fyne.KeyEvent{Name: fyne.KeyRight})
	for _, c := range w.controls() {
		w.shortcut(&desktop.CustomShortcut{KeyName: c.key, Modifier: c.mod})
	}
	assert.Equal(t, before, store.Now())
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	assert.Nil(t, w.covered(), "Esc takes it away")

	w.openSheet(view.KeysSheet)
	before = store.Now()
	for _, r := range "eymlabhkcts0[]d1" {
		w.rune(r)
	}
	w.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierControl})
	assert.Equal(t, before, store.Now())
	w.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl})
	assert.Equal(t, view.SearchSheet, store.Now().Sheet, "the search takes a sheet's place")
	w.win.Canvas().Focused().TypedRune('e')
	assert.Equal(t, before.Epilogue, store.Now().Epilogue)
}

func TestKeys_exportHasSomethingInEveryMode(t *testing.T) {
	for _, m := range []view.Mode{view.Predict, view.Quiz} {
		w, _ := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
		w.toMode(m)
		w.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierControl})
		assert.NotNil(t, w.covered(), "%s: what there is to take along", m)
	}
}
