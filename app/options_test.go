package app

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/export"
)

func TestParse_takesSizesByNameAndByNumber(t *testing.T) {
	for text, want := range map[string]export.Size{
		"slide": export.Slide, "Square": export.Square, "page": export.A4,
		"640x480": {Width: 640, Height: 480}, "1X8192": {Width: 1, Height: 8192},
	} {
		o, names, err := parse([]string{"export", "--size", text, "picture", "rates", "--large-labels"})
		require.NoError(t, err, text)
		assert.Equal(t, want, o.size)
		assert.True(t, o.large)
		assert.Equal(t, []string{"export", "picture", "rates"}, names)
	}
	o, _, err := parse(nil)
	require.NoError(t, err)
	assert.Equal(t, export.Slide, o.size)
	for _, text := range []string{"", "x", "0x5", "5x8193", "12", "-3x4", "A3", "1e3x9"} {
		_, _, err := parse([]string{"--size", text})
		assert.ErrorContains(t, err, "it is slide, square or page", text)
	}
}

func TestMain_exportsAPictureInEachFormat(t *testing.T) {
	for ending, begins := range map[string]string{"png": "\x89PNG", "svg": "<svg ", "pdf": "%PDF-"} {
		file := filepath.Join(t.TempDir(), "rates."+ending)
		var out, errs bytes.Buffer
		assert.Equal(t, exitDone, Main("1.2.3", []string{"export", "picture", "rates", file, "--size", "480x320", "--theme", "dark"}, &out, &errs), errs.String())
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.True(t, bytes.HasPrefix(raw, []byte(begins)), ending)
	}
}

func TestMain_saysWhichEndingsThereAre(t *testing.T) {
	for _, file := range []string{"rates.jpg", "rates", "rates.csv"} {
		file = filepath.Join(t.TempDir(), file)
		var out, errs bytes.Buffer
		assert.Equal(t, exitUsage, Main("1.2.3", []string{"export", "picture", "rates", file}, &out, &errs))
		assert.Contains(t, errs.String(), ".png, .svg or .pdf")
		assert.NoFileExists(t, file)
	}
}
