package whole

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWriteFile_leavesNothingBehindWhenItFails(t *testing.T) {
	folder := t.TempDir()
	// A folder stands where the file should: the last step, the renaming, fails.
	target := filepath.Join(folder, "place.json")
	require.NoError(t, os.MkdirAll(filepath.Join(target, "full"), 0o755))
	require.Error(t, WriteFile(target, []byte("new")))
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, left, 1, "no half-written file is left")
	assert.True(t, left[0].IsDir())
}

func TestWriteFile_failsWhereAFileStandsForAFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, []byte("old"), 0o644))
	assert.Error(t, WriteFile(filepath.Join(file, "below.json"), []byte("new")))
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "old", string(raw))
}

func TestWriteFile_makesItsFolderAndReplacesWhole(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a", "b", "picture.png")
	long := strings.Repeat("long ", 10_000)
	require.NoError(t, WriteFile(target, []byte(long)))
	require.NoError(t, WriteFile(target, []byte("short")))
	raw, err := os.ReadFile(target)
	require.NoError(t, err)
	assert.Equal(t, "short", string(raw))
	left, err := os.ReadDir(filepath.Dir(target))
	require.NoError(t, err)
	assert.Len(t, left, 1, "nothing beside it is left")
	if runtime.GOOS != "windows" {
		info, err := os.Stat(target)
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o644), info.Mode().Perm())
	}
}

// TestWriteFile_neverShowsHalfAFile reads while it is written again and again.
func TestWriteFile_neverShowsHalfAFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be replaced there")
	}
	target := filepath.Join(t.TempDir(), "place.json")
	a, b := strings.Repeat("a", 1<<20), strings.Repeat("b", 1<<19)
	require.NoError(t, WriteFile(target, []byte(a)))
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 20 {
			content := a
			if i%2 == 0 {
				content = b
			}
			assert.NoError(t, WriteFile(target, []byte(content)))
		}
	}()
	for reading := true; reading; {
		select {
		case <-done:
			reading = false
		default:
		}
		raw, err := os.ReadFile(target)
		require.NoError(t, err)
		require.True(t, string(raw) == a || string(raw) == b, "%d bytes: neither the old file nor the new one", len(raw))
	}
}

func TestSweep_removesWhatAKilledWriteLeft(t *testing.T) {
	folder := t.TempDir()
	noon := time.Date(2025, 10, 24, 12, 0, 0, 0, time.UTC)
	for name, at := range map[string]time.Time{
		".truceline-1": noon.Add(-time.Hour), ".truceline-2": noon.Add(time.Second),
		"talk.json": noon.Add(-time.Hour), ".other": noon.Add(-time.Hour),
	} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), nil, 0o644))
		require.NoError(t, os.Chtimes(filepath.Join(folder, name), at, at))
	}
	require.NoError(t, os.Mkdir(filepath.Join(folder, ".truceline-folder"), 0o755))
	require.NoError(t, os.Chtimes(filepath.Join(folder, ".truceline-folder"), noon.Add(-time.Hour), noon.Add(-time.Hour)))
	Sweep(folder, noon)
	Sweep(filepath.Join(folder, "none"), noon)
	var left []string
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	for _, e := range entries {
		left = append(left, e.Name())
	}
	assert.Equal(t, []string{".other", ".truceline-2", ".truceline-folder", "talk.json"}, left)
}
