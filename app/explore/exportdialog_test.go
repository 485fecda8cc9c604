package explore

import (
	"encoding/csv"
	"errors"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/export"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/words"
	"truceline/data"
)

func press(w *Window, key fyne.KeyName) {
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
}

func TestExport_opensByKeyWithTheFocusOnSave(t *testing.T) {
	w, store := open(t, fyne.NewSize(1024, 640), settings(look.Light, 1))
	w.openExport()
	require.NotNil(t, w.sheets.export)
	assert.Same(t, w.sheets.export.save, w.win.Canvas().Focused())
	assert.Equal(t, "plot", w.exporting.figure)
	press(w, fyne.KeyEscape)
	assert.Nil(t, w.sheets.export)
	assert.Empty(t, store.Now().Sheet)
}

func TestExport_everyChoiceCanBeReachedAndChosenByKeys(t *testing.T) {
	w, _ := open(t, fyne.NewSize(1024, 640), settings(look.Light, 1))
	w.openExport()
	f := w.sheets.export
	walked := map[fyne.Focusable]bool{}
	for range 40 {
		walked[w.win.Canvas().Focused()] = true
		w.win.Canvas().FocusNext()
	}
	for _, row := range []*choices{f.figures, f.formats, f.sizes, f.labels} {
		for _, b := range row.buttons {
			assert.True(t, walked[b], "a choice cannot be reached")
		}
	}
	w.win.Canvas().Focus(f.formats.buttons[1])
	press(w, fyne.KeySpace)
	w.win.Canvas().Focus(f.sizes.buttons[2])
	press(w, fyne.KeyReturn)
	w.win.Canvas().Focus(f.labels.buttons[1])
	press(w, fyne.KeyReturn)
	w.win.Canvas().Focus(f.figures.buttons[1])
	press(w, fyne.KeyReturn)
	assert.Equal(t, exportChoice{figure: "map", format: 1, size: 2, labels: 1}, w.exporting)
	p := w.picture(w.exporting)
	assert.Equal(t, export.A4, p.Size)
	assert.Equal(t, 1.5, p.TextScale)
}

func TestExport_proposesANameThatSaysWhatIsInTheFile(t *testing.T) {
	w, _ := open(t, fyne.NewSize(1024, 640), settings(look.Light, 1))
	w.pickDay(data.Date(2025, 5, 14))
	p := w.picture(exportChoice{figure: "plot"})
	assert.Equal(t, "truceline-rates-2025-05-14.svg", p.FileName(w.store.Story(), export.SVG))
	assert.Equal(t, "truceline-rates-all.csv", p.FileName(w.store.Story(), export.AllCSV))
}

func TestExport_ofTheStoryIsTheSceneThatIsRead(t *testing.T) {
	w, store := open(t, fyne.NewSize(1024, 640), settings(look.Light, 1))
	s := store.Story()
	store.Set(view.ToBeat(s, view.ToMode(s, store.Now(), view.Story), "geneva"))
	p := w.picture(exportChoice{figure: "plot"})
	assert.Equal(t, "truceline-scene-geneva.svg", p.FileName(s, export.SVG))
	page, err := export.Page(s, p)
	require.NoError(t, err)
	assert.Equal(t, s.Beat("geneva").Headline, page.Title)
}

func TestExport_asksForAPlaceAndComesBackWhenThatIsCancelled(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	w.folder = t.TempDir()
	w.openExport()
	press(w, fyne.KeyReturn)
	assert.Equal(t, view.FileSheet, store.Now().Sheet, "the sheet makes way for the question")
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	assert.Equal(t, view.ExportSheet, store.Now().Sheet)

	press(w, fyne.KeyReturn)
	w.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	assert.Empty(t, store.Now().Sheet)
	files, err := os.ReadDir(w.folder)
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

func TestExport_showsAFaultCalmlyAndNotesIt(t *testing.T) {
	w, _ := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	var noted []string
	w.options.Failed = func(doing string, err error) { noted = append(noted, doing+": "+err.Error()) }
	w.openExport()
	w.exportFailed("rates", errors.New("the disk is full"))
	assert.Equal(t, []string{"exporting rates: the disk is full"}, noted)
	assert.Equal(t, view.ExportSheet, w.store.Now().Sheet, "the sheet stays")
	assert.Equal(t, "The file could not be saved: the disk is full", w.sheets.export.noticed)
}

func TestExport_copiesWhatIsShown(t *testing.T) {
	w, _ := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	require.NoError(t, words.For(w.store.Story()))
	t.Cleanup(func() { words.Use("en") })
	w.copyNumbers("rates")
	text := fyne.CurrentApp().Clipboard().Content()
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = '\t'
	rows, err := r.ReadAll()
	require.NoError(t, err)
	assert.Equal(t, []string{"From", "Until", "Side", "Rate, %", "Layers", "Status", "Sources"}, rows[0])
	var peak bool
	for _, row := range rows {
		peak = peak || row[2] == "US on China" && row[3] == "145"
	}
	assert.True(t, peak, "the numbers hold the peak")

	w.copyCitation("map")
	text = fyne.CurrentApp().Clipboard().Content()
	for _, part := range []string{"Where they met.", "As known on 24 October 2025.", "Natural Earth.", "Truceline"} {
		assert.Contains(t, text, part)
	}
}

func TestExport_sheetFitsEverySizeAndTextScale(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 480, Height: 360}, {Width: 1024, Height: 640}, {Width: 1920, Height: 1080}} {
		for _, scale := range []float32{0.75, 1, 2} {
			w, _ := open(t, size, settings(look.Dark, scale))
			w.openExport()
			f := w.sheets.export
			for _, row := range []*choices{f.figures, f.formats, f.sizes, f.labels} {
				for i, b := range row.buttons {
					assert.LessOrEqual(t, b.Position().X+b.Size().Width, row.Size().Width+0.01, "at %v, scale %g", size, scale)
					assert.LessOrEqual(t, b.Position().Y+b.Size().Height, row.Size().Height+0.01, "at %v, scale %g", size, scale)
					for _, o := range row.buttons[:i] {
						apart := b.Position().Y >= o.Position().Y+o.Size().Height || b.Position().X >= o.Position().X+o.Size().Width
						assert.True(t, apart, "choices overlap at %v, scale %g", size, scale)
					}
				}
			}
		}
	}
}
