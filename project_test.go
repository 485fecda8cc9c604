package main

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app"
)

// module is the module's path, with which imports of its own packages begin.
const module = "truceline"

// layers are the top folders from the lowest up. A package imports from its own
// layer and those below it. The program itself stands above all.
var layers = []string{"data", "charts", "app"}

// rooms are all rooms of each floor, from the lowest up; each imports only those before it.
var rooms = [][]string{
	{"data", "data/course", "data/guess", "data/price", "data/tariffs", "data/load"},
	{"charts/typeface", "charts/label", "charts/scale", "charts/atlas", "charts/scene", "charts", "charts/figures", "charts/meetings", "charts/pages", "charts/render"},
	{
		"app/whole", "app/displays", "app/words", "app/find", "app/quiz", "app/view", "app/talk", "app/paper",
		"app/export", "app/page", "app/worksheet", "app/anki", "app/gift",
		toolkit, "app/keep", "app/journal", "app/widgets", "app/widgets/picture", "app/files", "app/panels", "app/handout",
		"app/learn", "app/story", "app/explore/sheets", "app/explore/exporting", "app/explore",
		"app/present/action", "app/present/given", "app/present/stage", "app/present/pages", "app/present/desk", "app/present", "app",
	},
}

// toolkit is the lowest room that knows the toolkit: what those below it do can be tried,
// printed and exported without a window.
const toolkit = "app/look"

// confined are imports that only one part of the project may know, by how the
// import begins and where the files that import it lie.
var confined = []struct{ imported, under string }{
	{"fyne.io/", "app"},
	{"github.com/wcharczuk/go-chart", "charts/render"},
}

// free are rooms above the toolkit's that know it only by way of others: they make values
// for widgets, or of the look that is kept, and draw nothing on the screen.
var free = []string{"app/keep", "app/panels", "app/handout"}

// bare are rooms that a room does not know although they stand below it: the controls draw
// no figure.
var bare = []struct{ folder, imported string }{{"app/widgets", "charts/render"}, {"app/widgets", "charts/figures"}, {"app/widgets", "charts/meetings"}, {"app/widgets/picture", "charts/figures"}}

// importFault says what is wrong with a file in the folder importing a package, or
// is empty. Folders are written with slashes, from the module's root. Only tests import
// what lies under test/, whatever layer they stand in.
func importFault(folder, imported string, forTests bool) string {
	for _, c := range confined {
		if strings.HasPrefix(imported, c.imported) && folder != c.under && !strings.HasPrefix(folder, c.under+"/") {
			return fmt.Sprintf("only %s/ may import it", c.under)
		}
	}
	program := rooms[len(rooms)-1]
	if at := slices.Index(program, folder); strings.HasPrefix(imported, "fyne.io/") && (slices.Contains(free, folder) || at >= 0 && at < slices.Index(program, toolkit)) {
		return folder + " knows no toolkit"
	}
	if imported == module {
		return "nothing may import the program itself"
	}
	below, own := strings.CutPrefix(imported, module+"/")
	if !own {
		return ""
	}
	if top(below) == "test" && (forTests || top(folder) == "test") {
		return ""
	}
	for _, floor := range rooms {
		if from, to := slices.Index(floor, folder), slices.Index(floor, below); !forTests && from >= 0 && to > from {
			return fmt.Sprintf("%s stands above %s", below, folder)
		}
	}
	for _, b := range bare {
		if !forTests && b.folder == folder && b.imported == below {
			return folder + " draws no figure"
		}
	}
	from, to := layerOf(folder), layerOf(below)
	if to > from {
		return fmt.Sprintf("imports run downwards only, and %s stands above %s", top(below), top(folder))
	}
	return ""
}

func top(folder string) string { return strings.Split(folder, "/")[0] }

// layerOf is the rank of a folder's layer; that of the program is the highest.
func layerOf(folder string) int {
	if i := slices.Index(layers, top(folder)); i >= 0 {
		return i
	}
	return len(layers)
}

func TestImports_runDownwardsOnly(t *testing.T) {
	read := 0
	eachFile(t, func(name string) {
		if path.Ext(name) != ".go" {
			return
		}
		files := token.NewFileSet()
		f, err := parser.ParseFile(files, filepath.FromSlash(name), nil, parser.ImportsOnly)
		require.NoError(t, err)
		read++
		folder := path.Dir(name)
		if layerOf(folder) < len(layers) {
			assert.True(t, slices.ContainsFunc(rooms, func(floor []string) bool { return slices.Contains(floor, folder) }) || regexp.MustCompile(`/(internal|testdata)/`).MatchString(name), "%s stands on no floor", folder)
		}
		for _, spec := range f.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			if fault := importFault(path.Dir(name), imported, strings.HasSuffix(name, "_test.go")); fault != "" {
				t.Errorf("%s:%d: import %q: %s", name, files.Position(spec.Pos()).Line, imported, fault)
			}
		}
	})
	assert.Greater(t, read, 50, "too few Go files were found")
}

func TestImportFault_findsEachWayUpwards(t *testing.T) {
	for _, c := range []struct {
		folder, imported string
		right            bool
	}{
		{".", "truceline/app", true},
		{"app", "truceline/app/view", true},
		{"app/view", "truceline/data", true},
		{"app/export", "truceline/charts/render", true},
		{"charts", "truceline/charts/label", true},
		{"charts/atlas", "truceline/data", true},
		{"data/load", "truceline/data", true},
		{"data/load", "encoding/csv", true},
		{"app/look", "fyne.io/fyne/v2", true},
		{"charts/render", "github.com/wcharczuk/go-chart/v2/drawing", true},

		{"data", "truceline/charts/scale", false},
		{"data/load", "truceline/app/words", false},
		{"charts", "truceline/app/view", false},
		{"charts", "truceline/test/sample", false},
		{"charts", "truceline/charts/figures", false},
		{"charts/scene", "truceline/charts", false},
		{"app/present/pages", "truceline/app/present", false},
		{"app/widgets", "truceline/app/panels", false},
		{"app/widgets", "truceline/app/widgets/picture", false},
		{"app", "truceline", false},
		{"charts", "fyne.io/fyne/v2", false},
		{"applied", "fyne.io/fyne/v2", false},
		{"app/talk", "fyne.io/fyne/v2", false},
		{"app/view", "fyne.io/fyne/v2/lang", false},
		{"app/handout", "fyne.io/fyne/v2", false},
		{"app/export", "truceline/app/panels", false},
		{"app/talk", "truceline/app/look", false},
		{"app/present/stage", "truceline/app/present/desk", false},
		{"app/learn", "truceline/app/explore/sheets", false},
		{"app/widgets", "truceline/charts/render", false},
		{"data", "truceline/data/load", false},
		{"charts/meetings", "truceline/charts/pages", false},
		{".", "fyne.io/fyne/v2/app", false},
		{"app/export", "github.com/wcharczuk/go-chart/v2", false},
		{"charts", "github.com/wcharczuk/go-chart/v2", false},
	} {
		assert.Equal(t, c.right, importFault(c.folder, c.imported, false) == "", "%s imports %s", c.folder, c.imported)
	}
}

// TestScenes_areMadeOfAViewInOnePlace holds that every medium draws what view.Scene says.
func TestScenes_areMadeOfAViewInOnePlace(t *testing.T) {
	require.NoError(t, filepath.WalkDir("app", func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") || file == filepath.Join("app", "view", "scene.go") {
			return err
		}
		text, err := os.ReadFile(file)
		assert.NotRegexp(t, `scene\.(OfBeat\(|Scene\{)`, string(text), file)
		return err
	}))
}

func TestProject_hasTheFilesThatAreLookedFor(t *testing.T) {
	for _, name := range []string{
		"FyneApp.toml", "go.mod", "go.sum", "README.md", "LICENSE", "Makefile", ".gitignore", ".ci/run", "scripts/need",
		"CHANGELOG.md", "app/icon.png", "charts/typeface/OFL.txt", "data/load/FORMAT.md",
	} {
		info, err := os.Stat(filepath.FromSlash(name))
		if assert.NoError(t, err) {
			assert.Positive(t, info.Size(), "%s is empty", name)
		}
	}
	for _, name := range []string{".ci/run", "scripts/need", "scripts/package", "scripts/test-packages", "packaging/mac/bundle"} {
		if info, err := os.Stat(filepath.FromSlash(name)); err == nil && filepath.Separator == '/' {
			assert.NotZero(t, info.Mode()&0o100, "%s cannot be run", name)
		}
	}
}

func TestModule_isNamedAsImportsExpect(t *testing.T) {
	raw, err := os.ReadFile("go.mod")
	require.NoError(t, err)
	assert.Equal(t, module, group(t, `(?m)^module (\S+)$`, raw))
}

func TestFyneApp_agreesWithTheProgram(t *testing.T) {
	raw, err := os.ReadFile("FyneApp.toml")
	require.NoError(t, err)
	assert.Equal(t, version(), group(t, `(?m)^Version = "(.*)"$`, raw))
	assert.Equal(t, app.ID, group(t, `(?m)^ID = "(.*)"$`, raw))
	assert.Equal(t, "true", group(t, `(?m)^fyneDo = (\w+)$`, raw))
	assert.FileExists(t, group(t, `(?m)^Icon = "(.*)"$`, raw))
}

func TestChangelog_beginsWithThisVersion(t *testing.T) {
	raw, err := os.ReadFile("CHANGELOG.md")
	require.NoError(t, err)
	assert.Equal(t, version(), string(regexp.MustCompile(`(?m)^## (\S+)$`).FindSubmatch(raw)[1]))
}

// group returns what the pattern's group holds, the only time that it matches.
func group(t *testing.T, pattern string, text []byte) string {
	t.Helper()
	all := regexp.MustCompile(pattern).FindAllSubmatch(text, -1)
	require.Len(t, all, 1, "%s", pattern)
	return string(all[0][1])
}

// private matches what a file must not name: folders of one machine, and hosts
// that packages are fetched from. The pattern is pieced together so that it does
// not match itself.
var private = regexp.MustCompile(`(?:^|[\s"'(=:])/(?:wo` + `rk|ro` + `ot|ho` + `me)/[a-z.]` +
	`|proxy\.go` + `lang\.org|sum\.go` + `lang\.org|deb\.deb` + `ian\.org|registry\.np` + `mjs\.org`)

func TestFiles_nameNoMachineAndNoRegistry(t *testing.T) {
	eachFile(t, func(name string) {
		raw, err := os.ReadFile(filepath.FromSlash(name))
		require.NoError(t, err)
		if bytes.IndexByte(raw[:min(len(raw), 8000)], 0) >= 0 {
			return // a picture, a font
		}
		for n, line := range bytes.Split(raw, []byte("\n")) {
			if found := private.Find(line); found != nil {
				t.Errorf("%s:%d: names %q", name, n+1, found)
			}
		}
	})
}

// ofTheStory matches words of the built-in story, which only its own files may say. The
// pattern is in pieces, so that it does not match itself.
var ofTheStory = regexp.MustCompile(`(?i)\b(tar` + `iffs?|tru` + `ce|fent` + `anyl|chi` + `na|chinese|americans?|united states|beij` + `ing|washington|gen` + `eva|stockholm|madrid|kuala|bus` + `an|trump|bessent|greer|reciprocal|rare.earths?|magnets?|soybeans?|tiktok|huawei|executive orders?|state council|iphone|marble|2025)\b|\bUS\b|\b(EO|FR) [0-9]|(?-i:"(us|cn|EO|FR)")`)

// TestProgram_saysNothingOfTheStory reads what the program is made of, its texts in every
// language too.
func TestProgram_saysNothingOfTheStory(t *testing.T) {
	read := 0
	eachFile(t, func(name string) {
		code := path.Ext(name) == ".go" && !strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "app/") && slices.Contains([]string{".json", ".css", ".html", ".js"}, path.Ext(name))
		if top(name) == "test" || strings.HasPrefix(name, "data/tariffs/") || strings.Contains(name, "testdata/") || !code {
			return
		}
		raw, err := os.ReadFile(filepath.FromSlash(name))
		require.NoError(t, err)
		read++
		for n, line := range strings.Split(string(raw), "\n") {
			if builtInStory.MatchString(line) {
				continue
			}
			if found := ofTheStory.FindString(line); found != "" {
				t.Errorf("%s:%d: says %q: what only this story has belongs into its files", name, n+1, found)
			}
		}
	})
	assert.Greater(t, read, 150, "too few files were found")
}

// builtInStory matches the only line that says where the built-in story lies.
var builtInStory = regexp.MustCompile(`"truceline/data/tariffs"|tariffs\.Files`)

// eachFile calls visit with every file of the project, its name written with
// slashes.
func eachFile(t *testing.T, visit func(name string)) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.Name() == ".git" && !e.IsDir(): // of a worktree
			return nil
		case e.IsDir() && (e.Name() == ".git" || name == "shots" || name == "dist"):
			return filepath.SkipDir
		case e.Type().IsRegular() && !built[name] && name != ".git": // a file in a second work tree
			visit(filepath.ToSlash(name))
		}
		return nil
	}))
}

// built are files that are made here, and kept nowhere.
var built = map[string]bool{"truceline": true, "truceline.exe": true, "truceline.wasm": true}
