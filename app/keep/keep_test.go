package keep

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/data"
	"truceline/data/load"
)

func TestStore_givesBackWhatWasKept(t *testing.T) {
	store := In(filepath.Join(t.TempDir(), "not", "there", "yet"))
	want := State{
		Story:    "tariffs",
		View:     view.View{Beat: "madrid", Day: data.Date(2025, 9, 15), Lens: "why", Card: "meeting/madrid", Meeting: "madrid", Measure: "piie", Bridge: "us", Epilogue: true},
		Settings: Settings{Theme: look.Dark, TextScale: 1.5, Still: true, Speed: 2},
		Width:    1440, Height: 900,
	}
	require.NoError(t, store.Save(want))
	got, err := store.Load()
	require.NoError(t, err)
	assert.Equal(t, want, got)

	want.Settings.Theme, want.View.Beat = look.Auto, "london"
	require.NoError(t, store.Save(want))
	got, err = store.Load()
	require.NoError(t, err)
	assert.Equal(t, want, got, "the later replaces the earlier")
}

func TestStore_withNothingKeptGivesDefaults(t *testing.T) {
	got, err := In(t.TempDir()).Load()
	require.NoError(t, err)
	assert.Equal(t, State{Settings: Settings{Theme: look.Auto, TextScale: 1, Speed: 1}}, got)
}

func TestStore_ofNoFolderKeepsNothing(t *testing.T) {
	var store Store
	require.NoError(t, store.Save(State{Story: "tariffs"}))
	got, err := store.Load()
	require.NoError(t, err)
	assert.Equal(t, State{Settings: Defaults()}, got)
}

// keptAs is a store whose file has that content.
func keptAs(t *testing.T, content string) Store {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "place.json"), []byte(content), 0o644))
	return In(folder)
}

func TestStore_aBrokenFileGivesDefaultsAndAnError(t *testing.T) {
	for _, content := range []string{
		"", "{", `{"story": "tariffs"`, "\x00\x01\x02", "[]", `"place"`, `{"story": 5}`, `{"view": {"day": "tomorrow"}}`,
		`{"story": "tariffs", "width": 900, "settings": {"text_scale": "large"}}`,
	} {
		got, err := keptAs(t, content).Load()
		assert.ErrorContains(t, err, "place.json", "%q", content)
		assert.Equal(t, State{Settings: Defaults()}, got, "%q: nothing of a broken file is used", content)
	}
}

func TestStore_valuesOutOfRangeAreReplaced(t *testing.T) {
	for _, c := range []struct {
		settings string
		want     Settings
	}{
		{`{}`, Settings{look.Auto, 1, false, 1, Talk{}, false, ""}},
		{`{"theme": "pink", "text_scale": 1.5, "speed": 2}`, Settings{look.Auto, 1.5, false, 2, Talk{}, false, ""}},
		{`{"theme": "dark", "text_scale": 0.5, "speed": 0.5}`, Settings{look.Dark, 1, false, 0.5, Talk{}, false, ""}},
		{`{"theme": "light", "text_scale": 2.01, "speed": 4}`, Settings{look.Light, 1, false, 4, Talk{}, false, ""}},
		{`{"theme": "light", "text_scale": 0.75, "speed": 0.25}`, Settings{look.Light, 0.75, false, 0.25, Talk{}, false, ""}},
		{`{"theme": "light", "text_scale": 2, "speed": 4.1, "reduced_motion": true}`, Settings{look.Light, 2, true, 1, Talk{}, false, ""}},
		{`{"theme": "", "text_scale": -1, "speed": 0}`, Settings{look.Auto, 1, false, 1, Talk{}, false, ""}},
	} {
		got, err := keptAs(t, `{"settings": `+c.settings+`}`).Load()
		require.NoError(t, err)
		assert.Equal(t, c.want, got.Settings, "%s", c.settings)
	}
}

func TestSettings_refuseWhatIsNotANumber(t *testing.T) {
	nan := float32(0)
	nan /= nan
	assert.Equal(t, Defaults(), Settings{look.Auto, nan, false, float64(nan), Talk{}, false, ""}.valid())
}

func TestStore_fieldsOfALaterVersionDoNoHarm(t *testing.T) {
	got, err := keptAs(t, `{"story": "tariffs", "rehearsals": [1, 2], "view": {"beat": "madrid", "zoom": 3}}`).Load()
	require.NoError(t, err)
	assert.Equal(t, "madrid", got.View.Beat)
	assert.Equal(t, Defaults(), got.Settings)
}

// testdata/0.1.0 is what a reader of version 0.1.0 left: every later version begins there.
func TestStore_aLaterVersionKeepsTheReadersPlace(t *testing.T) {
	story, err := load.BuiltIn()
	require.NoError(t, err)
	folder := filepath.Join(t.TempDir(), "kept")
	require.NoError(t, os.CopyFS(folder, os.DirFS(filepath.Join("testdata", "0.1.0"))))
	store := In(folder)
	for range 2 { // also once it has been kept anew
		got, err := store.Load()
		require.NoError(t, err)
		assert.Equal(t, story.ID, got.Story)
		assert.Equal(t, got.View, view.Valid(story, got.View), "the place is still in the story")
		assert.Equal(t, [3]string{"kuala-lumpur", "kuala-lumpur", "story"}, [3]string{got.View.Beat, got.View.Meeting, got.View.Lens})
		assert.Equal(t, data.Date(2025, 10, 24), got.View.Day)
		assert.Equal(t, Settings{Theme: look.Dark, TextScale: 1.15, Still: true, Speed: 1, Begun: true}, got.Settings)
		assert.Equal(t, [2]float32{1280, 800}, [2]float32{got.Width, got.Height})
		learned, err := store.LoadLearned(story.ID)
		require.NoError(t, err)
		require.NotNil(t, learned.Progress.Session)
		assert.Len(t, learned.Progress.Session.IDs, 10)
		require.NoError(t, store.Save(got))
		require.NoError(t, store.SaveLearned(story.ID, learned))
	}
}

// sealed is a folder with a file in it that nothing can be written to.
func sealed(t *testing.T, content string) (folder, file string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("folders cannot be made read-only by mode there")
	}
	folder = t.TempDir()
	file = filepath.Join(folder, "place.json")
	require.NoError(t, os.WriteFile(file, []byte(content), 0o644))
	require.NoError(t, os.Chmod(folder, 0o555))
	t.Cleanup(func() { os.Chmod(folder, 0o755) })
	if f, err := os.CreateTemp(folder, ""); err == nil { // whoever may do everything
		f.Close()
		os.Remove(f.Name())
		t.Skip("this user may write into a read-only folder")
	}
	return folder, file
}

func TestStore_savingIntoAReadOnlyFolderLeavesTheOldFile(t *testing.T) {
	folder, file := sealed(t, `{"story": "old"}`)
	assert.Error(t, In(folder).Save(State{Story: "new"}))
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, `{"story": "old"}`, string(raw))
}

func TestStore_aStateThatCannotBeWrittenLeavesTheOldFile(t *testing.T) {
	folder := t.TempDir()
	store := In(folder)
	require.NoError(t, store.Save(State{Story: "old", Settings: Defaults()}))
	var nought float32
	assert.Error(t, store.Save(State{Story: "new", Settings: Defaults(), Width: nought / nought}), "not a number")
	got, err := store.Load()
	require.NoError(t, err)
	assert.Equal(t, "old", got.Story)
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Len(t, left, 1)
}
