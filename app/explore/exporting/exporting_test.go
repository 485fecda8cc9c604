package exporting

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/explore/sheets"
	"truceline/app/export"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts/scene"
	"truceline/data"
	"truceline/test/sample"
)

// bench is an Exporter over an empty window.
type bench struct {
	*Exporter
	win   fyne.Window
	store *view.Store
}

func begin(t *testing.T, size fyne.Size, mode look.Mode, scale float32) *bench {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(&look.Theme{Mode: mode, TextScale: scale, Still: true})
	b := &bench{win: test.NewTempWindow(t, nil)}
	b.win.Resize(size)
	s := sample.BuiltIn(t)
	b.store = view.NewStore(s, view.ToMode(s, view.Start(s), view.Explore))
	host := widgets.NewHost(widgets.Host{})
	over := sheets.New(sheets.Options{Host: host, Canvas: b.win.Canvas(), Store: b.store})
	b.store.Listen(func(old, now view.View) {
		if old.Sheet != now.Sheet {
			over.Show(now.Sheet)
		}
	})
	b.Exporter = New(Options{Host: host, Store: b.store, Sheets: over, Notice: func(string) {}, Failed: func(string, error) {}, Chosen: func() scene.Scene {
		return view.Scene(b.store.Story(), b.store.Now())
	}})
	return b
}

func (b *bench) press(key fyne.KeyName) {
	b.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
}

func TestExport_everyChoiceCanBeReachedAndChosenByKeys(t *testing.T) {
	b := begin(t, fyne.NewSize(1024, 640), look.Light, 1)
	b.Open()
	f := b.form
	walked := map[fyne.Focusable]bool{}
	for range 40 {
		walked[b.win.Canvas().Focused()] = true
		b.win.Canvas().FocusNext()
	}
	for _, row := range []*sheets.Choices{f.figures, f.formats, f.sizes, f.labels} {
		for _, one := range row.Buttons {
			assert.True(t, walked[one], "a choice cannot be reached")
		}
	}
	b.win.Canvas().Focus(f.formats.Buttons[1])
	b.press(fyne.KeySpace)
	b.win.Canvas().Focus(f.sizes.Buttons[2])
	b.press(fyne.KeyReturn)
	b.win.Canvas().Focus(f.labels.Buttons[1])
	b.press(fyne.KeyReturn)
	b.win.Canvas().Focus(f.figures.Buttons[1])
	b.press(fyne.KeyReturn)
	assert.Equal(t, choice{figure: "map", format: 1, size: 2, labels: 1}, b.choice)
	p := b.picture(b.choice)
	assert.Equal(t, export.A4, p.Size)
	assert.Equal(t, 1.5, p.TextScale)
}

func TestExport_proposesANameThatSaysWhatIsInTheFile(t *testing.T) {
	b := begin(t, fyne.NewSize(1024, 640), look.Light, 1)
	b.store.Set(view.ToDay(b.store.Story(), b.store.Now(), data.Date(2025, 5, 14)))
	p := b.picture(choice{figure: "plot"})
	assert.Equal(t, "truceline-rates-2025-05-14.svg", p.FileName(b.store.Story(), export.SVG))
	assert.Equal(t, "truceline-rates-all.csv", p.FileName(b.store.Story(), export.AllCSV))
}

func TestExport_ofTheStoryIsTheSceneThatIsRead(t *testing.T) {
	b := begin(t, fyne.NewSize(1024, 640), look.Light, 1)
	s := b.store.Story()
	b.store.Set(view.ToBeat(s, view.ToMode(s, b.store.Now(), view.Story), "geneva"))
	p := b.picture(choice{figure: "plot"})
	assert.Equal(t, "truceline-scene-geneva.svg", p.FileName(s, export.SVG))
	page, err := export.Page(s, p)
	require.NoError(t, err)
	assert.Equal(t, s.Beat("geneva").Headline, page.Title)
}

func TestExport_showsAFaultCalmlyAndNotesIt(t *testing.T) {
	b := begin(t, fyne.NewSize(1440, 900), look.Light, 1)
	var noted []string
	b.o.Failed = func(doing string, err error) { noted = append(noted, doing+": "+err.Error()) }
	b.Open()
	b.failed("rates", errors.New("the disk is full"))
	assert.Equal(t, []string{"exporting rates: the disk is full"}, noted)
	assert.Equal(t, view.ExportSheet, b.store.Now().Sheet, "the sheet stays")
	assert.Equal(t, "The file could not be saved: the disk is full", b.form.noticed)
}

func TestExport_copiesWhatIsShown(t *testing.T) {
	b := begin(t, fyne.NewSize(1440, 900), look.Light, 1)
	require.NoError(t, words.For(b.store.Story()))
	t.Cleanup(func() { words.Use("en") })
	b.copyNumbers("rates")
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

	b.copyCitation("map")
	text = fyne.CurrentApp().Clipboard().Content()
	for _, part := range []string{"Where they met.", "As known on 24 October 2025.", "Natural Earth.", "Truceline"} {
		assert.Contains(t, text, part)
	}
}

func TestExport_sheetFitsEverySizeAndTextScale(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 480, Height: 360}, {Width: 1024, Height: 640}, {Width: 1920, Height: 1080}} {
		for _, scale := range []float32{0.75, 1, 2} {
			b := begin(t, size, look.Dark, scale)
			b.Open()
			f := b.form
			for _, row := range []*sheets.Choices{f.figures, f.formats, f.sizes, f.labels} {
				for i, one := range row.Buttons {
					assert.LessOrEqual(t, one.Position().X+one.Size().Width, row.Size().Width+0.01, "at %v, scale %g", size, scale)
					assert.LessOrEqual(t, one.Position().Y+one.Size().Height, row.Size().Height+0.01, "at %v, scale %g", size, scale)
					for _, o := range row.Buttons[:i] {
						apart := one.Position().Y >= o.Position().Y+o.Size().Height || one.Position().X >= o.Position().X+o.Size().Width
						assert.True(t, apart, "choices overlap at %v, scale %g", size, scale)
					}
				}
			}
		}
	}
}
