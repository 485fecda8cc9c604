package app

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/export"
	"truceline/data/load"
)

// river is a story that shares nothing with the built-in one: two other sides, years
// before 1900, a rate below zero, one meeting, no averages, no price tag.
const river = "../testdata/river"

// ofTheFirst matches what only the built-in story may say.
var ofTheFirst = regexp.MustCompile(`(?i)\b(china|chinese|united states|american|beijing|washington|fentanyl|executive orders?|truce|geneva|busan|trump|state council|202[4-6])\b|\bUS\b`)

func TestAnotherStory_saysNothingOfTheFirst(t *testing.T) {
	s, err := load.Path(river)
	require.NoError(t, err)
	dir := t.TempDir()
	var written []string
	write := func(args ...string) {
		t.Helper()
		code, stdout, stderr := run(t, append(args, "--story", river)...)
		require.Equal(t, exitDone, code, "%v: %s", args, stderr)
		told(t, strings.Join(args, " "), stdout)
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
	for _, file := range written {
		if filepath.Ext(file) != ".pdf" {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			told(t, filepath.Base(file), string(text))
			continue
		}
		text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
		require.NoError(t, err, "pdftotext reads what was printed: install poppler-utils")
		assert.NotEmpty(t, text)
		told(t, filepath.Base(file), string(text))
	}
}

// told fails with each line that tells of the built-in story. The program's name, in
// which a word of it is hidden, is no such thing.
func told(t *testing.T, where, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		assert.NotRegexp(t, ofTheFirst, line, where)
	}
}
