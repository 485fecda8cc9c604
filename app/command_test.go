package app

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/export"
	"truceline/app/look"
	"truceline/data"
)

// run runs a command that opens no window.
func run(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = Main("1.2.3", args, &out, &err)
	return code, out.String(), err.String()
}

func TestParse_flagsMayStandBeforeOrAfterNames(t *testing.T) {
	want := []string{"export", "picture", "rates", "rates.png"}
	for _, args := range [][]string{
		{"--size", "800x600", "--theme", "dark", "export", "picture", "rates", "rates.png"},
		{"export", "picture", "rates", "rates.png", "--size", "800x600", "--theme", "dark"},
		{"export", "--theme=dark", "picture", "rates", "--size=800X600", "rates.png"},
		{"-theme", "dark", "export", "picture", "rates", "-size", "800x600", "rates.png"},
	} {
		o, names, err := parse(args)
		require.NoError(t, err, "%v", args)
		assert.Equal(t, want, names, "%v", args)
		assert.Equal(t, look.Dark, o.theme)
		assert.Equal(t, [2]int{800, 600}, [2]int{o.size.Width, o.size.Height})
	}
}

func TestParse_readsEveryFlag(t *testing.T) {
	o, names, err := parse([]string{"--story", "s.zip", "--present", "--day", "2025-05-14", "--beat", "geneva", "--theme", "light",
		"--text-scale", "1.5", "--reduced-motion", "--log", "l.jsonl", "--measure", "additional", "--epilogue", "--config", "c"})
	require.NoError(t, err)
	assert.Empty(t, names)
	assert.Equal(t, options{
		story: "s.zip", present: true, day: data.Date(2025, 5, 14), beat: "geneva", theme: look.Light, textScale: 1.5, still: true,
		log: "l.jsonl", size: export.Size{Width: 1920, Height: 1080}, measure: "additional", epilogue: true, config: "c",
	}, o)
}

func TestParse_withoutFlagsLeavesWhatIsKept(t *testing.T) {
	o, _, err := parse(nil)
	require.NoError(t, err)
	assert.False(t, o.day.Set())
	assert.Empty(t, o.theme)
	assert.Zero(t, o.textScale)
	assert.Equal(t, [2]int{1920, 1080}, [2]int{o.size.Width, o.size.Height})
}

func TestParse_takesADashForStandardOutput(t *testing.T) {
	o, names, err := parse([]string{"export", "table", "rates", "-", "--epilogue"})
	require.NoError(t, err)
	assert.Equal(t, []string{"export", "table", "rates", "-"}, names)
	assert.True(t, o.epilogue, "flags may stand after it too")
}

func TestMain_wrongUseSaysHowToMendIt(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--nonsense"}, "nonsense"},
		{[]string{"fly"}, `there is no command "fly"`},
		{[]string{"--day", "14.5.2025"}, "write it as 1999-05-14"},
		{[]string{"--day", "2025-02-31"}, "February has 28 days in 2025"},
		{[]string{"--theme", "pink"}, "auto, light or dark"},
		{[]string{"--text-scale", "3"}, "0.75 to 2"},
		{[]string{"--text-scale", "NaN"}, "0.75 to 2"},
		{[]string{"--text-scale", "large"}, "0.75 to 2"},
		{[]string{"--size", "large"}, "1920x1080"},
		{[]string{"--size", "0x100"}, "1 to 8192"},
		{[]string{"--size", "100x8193"}, "1 to 8192"},
		{[]string{"--size", "-5x100"}, "1 to 8192"},
		{[]string{"--size", "100x100x100"}, "1920x1080"},
		{[]string{"--beat"}, "beat"},
		{[]string{"check"}, "check needs one story"},
		{[]string{"check", "a", "b"}, "check needs one story"},
		{[]string{"check", filepath.Join(t.TempDir(), "nothing")}, "nothing"},
		{[]string{"export"}, "export table rates rates.csv"},
		{[]string{"export", "table", "rates"}, "export needs"},
		{[]string{"export", "table", "rates", "a", "b"}, "export needs"},
		{[]string{"export", "poem", "rates", "a"}, `there is no export "poem"`},
		{[]string{"export", "worksheet"}, "export worksheet sheet.pdf"},
		{[]string{"export", "story"}, "export story my-story"},
		{[]string{"export", "cards", "-"}, "export cards cards.tsv"},
		{[]string{"export", "worksheet", "a.pdf", "--variant", "x"}, "variant"},
		{[]string{"export", "picture", "rates", "rates.gif"}, ".png"},
		{[]string{"export", "page", "story.zip"}, "--for scorm"},
		{[]string{"export", "page", "story.html", "--for", "scorm"}, "ends in .zip"},
	} {
		code, out, err := run(t, c.args...)
		assert.Equal(t, 2, code, "%v", c.args)
		assert.Empty(t, out, "%v", c.args)
		assert.Contains(t, err, c.says, "%v", c.args)
		assert.True(t, strings.HasPrefix(err, "truceline: "), "%v: %s", c.args, err)
		assert.LessOrEqual(t, strings.Count(err, "\n"), 3, "%v: what is wrong stays in sight: %s", c.args, err)
	}
}

func TestMain_whatFailsIsSaidInOneSentence(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"export", "table", "poems", "-"}, `there is no table "poems"`},
		{[]string{"export", "picture", "poems", "p.png"}, `there is no picture "poems"`},
		{[]string{"export", "picture", "rates", "p.png", "--beat", "nowhere"}, `there is no beat "nowhere"; there are: first-ten, `},
		{[]string{"export", "table", "rates", filepath.Join(file, "below.csv")}, "file"},
		{[]string{"export", "table", "rates", "-", "--story", file}, "problems"},
		{[]string{"export", "story", file}, "file is there already: name a folder that is not"},
	} {
		code, out, err := run(t, c.args...)
		assert.Equal(t, 1, code, "%v: %s", c.args, err)
		assert.Empty(t, out)
		assert.Contains(t, err, c.says)
	}
}

func TestMain_helpAndVersion(t *testing.T) {
	code, out, err := run(t, "version")
	assert.Equal(t, 0, code)
	assert.Equal(t, "truceline 1.2.3\n", out)
	assert.Empty(t, err)
	for _, args := range [][]string{{"help"}, {"--help"}, {"-h"}, {"export", "--help"}} {
		code, out, err := run(t, args...)
		assert.Equal(t, 0, code, "%v", args)
		assert.Empty(t, err)
		for _, word := range []string{"--story", "--theme", "--text-scale", "check", "export picture", "export table", "version", "map", "rates", "meetings", "averages", "cards"} {
			assert.Contains(t, out, word)
		}
	}
}

// story writes the built-in story into a folder.
func story(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "story")
	code, out, err := run(t, "export", "story", folder)
	require.Zero(t, code, "%s%s", out, err)
	return folder
}

func TestCheck_aGoodStoryIsSilent(t *testing.T) {
	code, out, err := run(t, "check", story(t))
	assert.Equal(t, 0, code, "%s%s", out, err)
	assert.Empty(t, out)
	assert.Empty(t, err)
}

func TestCheck_printsEveryProblemWithItsPlace(t *testing.T) {
	folder := story(t)
	spoil := func(name, old, now string) {
		path := filepath.Join(folder, name)
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Contains(t, string(raw), old)
		require.NoError(t, os.WriteFile(path, bytes.Replace(raw, []byte(old), []byte(now), 1), 0o644))
	}
	spoil("words.json", `  "price.line"`, `  "price.lime"`)
	code, out, err := run(t, "check", folder)
	assert.Equal(t, 1, code)
	assert.Empty(t, err)
	assert.Regexp(t, `^words\.json:3:3: the program says nothing by the key "price\.lime": .+\n$`, out)
	spoil("words.json", `  "price.lime"`, `  "unit.percent": "{{.Number}} %",
  "price.line"`)
	_, out, _ = run(t, "check", folder)
	assert.Regexp(t, `^words\.json:3:3: "unit\.percent" has {{\.Number}}, .+ {{\.Count}}, {{\.Count}}\n$`, out)
	spoil("changes.csv", "us,fentanyl,2025-03-04", "us,fentanyl,2025-02-31")
	spoil("meetings.csv", "46.2022", "146.2022")
	code, out, err = run(t, "check", folder)
	assert.Equal(t, 1, code)
	assert.Empty(t, err)
	assert.Contains(t, out, "changes.csv:4:3: ")
	assert.Contains(t, out, "February has 28 days in 2025")
	assert.Contains(t, out, "meetings.csv:2:")
	place := regexp.MustCompile(`^[\w./-]+:\d+:\d+: .+`)
	for line := range strings.Lines(out) {
		assert.Regexp(t, place, line, "each line is a place and what to do")
	}

	code, out, err = run(t, "export", "table", "rates", "-", "--story", folder)
	assert.Equal(t, 1, code)
	assert.Empty(t, out, "nothing is exported from a broken story")
	assert.Contains(t, err, "changes.csv:4:3: ")
}

func TestExport_tableToStandardOutput(t *testing.T) {
	code, out, err := run(t, "export", "table", "rates", "-")
	assert.Equal(t, 0, code)
	assert.Empty(t, err)
	assert.True(t, strings.HasPrefix(out, "side,from,until,rate,status,layers,announced,instrument,sources\nus,2025-01-20,2025-02-03,0,in_force,"), out)
	assert.Len(t, strings.Split(strings.TrimSpace(out), "\n"), 15)
	assert.NotContains(t, out, "2026")

	_, later, _ := run(t, "--epilogue", "export", "table", "rates", "-")
	assert.Contains(t, later, "2026-02-24,2026-07-23,10,in_force")

	_, disk, _ := run(t, "export", "table", "rates", "-", "--story", story(t))
	assert.Equal(t, out, disk, "a story on disk is read by the same code")
}

func TestExport_tableToAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "rates.csv")
	code, out, err := run(t, "export", "table", "rates", file)
	require.Equal(t, 0, code, err)
	assert.Empty(t, out)
	raw, readErr := os.ReadFile(file)
	require.NoError(t, readErr)
	_, want, _ := run(t, "export", "table", "rates", "-")
	assert.Equal(t, want, string(raw))
}

func TestExport_worksheetHasItsKeyBesideIt(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "new", "sheet.pdf")
	code, out, err := run(t, "export", "worksheet", file, "--variant", "3")
	require.Equal(t, 0, code, err)
	assert.Empty(t, out)
	for _, name := range []string{"sheet.pdf", "sheet-key.pdf"} {
		raw, readErr := os.ReadFile(filepath.Join(dir, "new", name))
		require.NoError(t, readErr)
		assert.True(t, bytes.HasPrefix(raw, []byte("%PDF-")), name)
	}
}

func TestExport_cardsHaveTheirPicturesBesideThem(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cards.tsv")
	code, _, err := run(t, "export", "cards", file)
	require.Equal(t, 0, code, err)
	raw, readErr := os.ReadFile(file)
	require.NoError(t, readErr)
	assert.True(t, strings.HasPrefix(string(raw), "#separator:tab\n"))
	pictures, readErr := os.ReadDir(strings.TrimSuffix(file, ".tsv") + ".media")
	require.NoError(t, readErr)
	assert.NotEmpty(t, pictures)
	for _, p := range pictures {
		assert.Contains(t, string(raw), p.Name())
	}
}

func TestExport_pictureWritesAPNGOfTheSize(t *testing.T) {
	folder := t.TempDir()
	files := map[string][]byte{}
	for name, args := range map[string][]string{
		"light.png": {"--theme", "light"}, "auto.png": {"--theme", "auto"}, "dark.PNG": {"--theme", "dark"}, "day.png": {"--day", "2025-04-20"},
		"beat.png": {"--beat", "geneva"}, "large.png": {"--text-scale", "1.5"}, "later.png": {"--epilogue"},
		"hidden.png": {"--beat", "busan"}, // of the epilogue, which was not asked for
	} {
		file := filepath.Join(folder, name)
		code, out, err := run(t, append([]string{"export", "picture", "rates", file, "--size", "640x401"}, args...)...)
		require.Equal(t, 0, code, "%s: %s", name, err)
		assert.Empty(t, out)
		raw, readErr := os.ReadFile(file)
		require.NoError(t, readErr)
		img, decodeErr := png.DecodeConfig(bytes.NewReader(raw))
		require.NoError(t, decodeErr, name)
		assert.Equal(t, [2]int{640, 401}, [2]int{img.Width, img.Height}, name)
		files[name] = raw
	}
	for name, raw := range files {
		if name != "light.png" {
			assert.Equal(t, name == "auto.png" || name == "hidden.png", bytes.Equal(files["light.png"], raw), "%s shows what was asked for", name)
		}
	}
}

func TestExport_pictureOfAMeasureThereIsNot(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.png")
	code, _, err := run(t, "export", "picture", "rates", file, "--measure", "furlongs")
	assert.Equal(t, 1, code)
	assert.Contains(t, err, "furlongs")
	assert.NoFileExists(t, file)
}

func TestExport_asKnownHoldsNothingLater(t *testing.T) {
	code, out, _ := run(t, "export", "table", "rates", "-", "--as-known", "--day", "2025-04-08")
	assert.Equal(t, exitDone, code)
	assert.Contains(t, out, "us,2025-04-08,2025-04-08,104,announced", "announced that day, due the next")
	assert.NotContains(t, out, "145")
	assert.NotContains(t, out, "2025-05")
	code, out, _ = run(t, "export", "table", "meetings", "-", "--as-known", "--beat", "geneva")
	assert.Equal(t, exitDone, code)
	assert.Contains(t, out, "geneva,")
	assert.NotContains(t, out, "london")
	code, _, said := run(t, "export", "table", "rates", "-", "--as-known", "--epilogue")
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, said, "--as-known hides what --epilogue shows")
}

func TestOpens_whatADoubleClickGives(t *testing.T) {
	for name, want := range map[string][2]string{
		"river.truceline": {"river.truceline", ""}, "RIVER.ZIP": {"RIVER.ZIP", ""}, "my.truceline-talk": {"", "my.truceline-talk"}, "notes.txt": {}, "check": {},
	} {
		var o options
		assert.Equal(t, want != [2]string{}, o.opens(name), name)
		assert.Equal(t, want, [2]string{o.story, o.talk}, name)
	}
}

func TestMain_withoutADisplayItSaysWhatToDo(t *testing.T) {
	env := func(name string) func(string) string {
		return func(asked string) string { return map[bool]string{true: ":0"}[asked == name] }
	}
	assert.True(t, hasDisplay("linux", env("DISPLAY")))
	assert.True(t, hasDisplay("linux", env("WAYLAND_DISPLAY")))
	assert.False(t, hasDisplay("linux", env("TERM")))
	assert.True(t, hasDisplay("windows", env("TERM")))
}

func TestPortable_keepsEverythingBesideItself(t *testing.T) {
	folder := t.TempDir()
	assert.Empty(t, portableFolder(folder))
	require.NoError(t, os.WriteFile(filepath.Join(folder, Portable), nil, 0o644))
	assert.Equal(t, filepath.Join(folder, "truceline-data"), portableFolder(folder))
	assert.Equal(t, "asked", ownFolder("asked"))
}

func TestPortable_toolkitKeepsItsFilesThereToo(t *testing.T) {
	for _, name := range []string{"AppData", "LocalAppData", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, t.TempDir())
	}
	folder := t.TempDir()
	keepThere(folder)
	for _, of := range []func() (string, error){os.UserConfigDir, os.UserCacheDir} { // what the toolkit asks
		got, err := of()
		require.NoError(t, err)
		if runtime.GOOS != "darwin" { // where the environment does not say it
			assert.Equal(t, folder, got)
		}
	}
}

func TestExport_pageAndQuiz(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct {
		args  []string
		begin string
	}{
		{[]string{"page", "story.html"}, "\ufeff<!DOCTYPE html>"}, {[]string{"page", "story.zip", "--for", "scorm"}, "PK"},
		{[]string{"page", "kolibri.zip", "--for", "kolibri"}, "PK"}, {[]string{"quiz", "quiz.gift"}, "// "},
	} {
		c.args[1] = filepath.Join(folder, c.args[1])
		var out, wrong bytes.Buffer
		require.Equal(t, exitDone, Main("1.2.3", append([]string{"export"}, c.args...), &out, &wrong), wrong.String())
		raw, err := os.ReadFile(c.args[1])
		require.NoError(t, err)
		assert.True(t, strings.HasPrefix(string(raw), c.begin), c.args)
	}
	var out, wrong bytes.Buffer
	assert.Equal(t, exitUsage, Main("1.2.3", []string{"export", "page", "x.zip", "--for", "moodle"}, &out, &wrong))
	assert.Contains(t, wrong.String(), "scorm or kolibri")
}
