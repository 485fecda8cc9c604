package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// saying matches a text that a person could be meant to read: two words, or one that
// begins with a capital letter.
var saying = regexp.MustCompile(`\pL{2,} \pL{2,}|^\p{Lu}\p{Ll}+[ .…›!?:]*$`)

// notShown is what looks so and is no sentence of the program: keys, names of typefaces
// and of parts of files, markup, what the projections are called in
// the log, values of a type.
var notShown = regexp.MustCompile(`^((Ctrl|Shift|Home|End|Tab|PgUp|PgDn|Enter|Esc|Delete|Space|Backspace)\b[^a-z]*)+\S*$|` +
	`^(Regular|Medium|SemiBold|Bold|Normal|Inter Tabular|Equal Earth|Lambert azimuthal equal-area|unknown projection|on time|Count)$|` +
	`^(Front|Back|Tags|tags column:3|ADL SCORM|default-src .*|http://www.imsproject.*)$|` +
	`^((Multi)?(Point|LineString|Polygon)|Feature|FeatureCollection)$|^<|@media|^:root`)

// inEnglish are the files that speak to those who type commands and write stories: in
// English, as do the names of the options and the columns.
var inEnglish = regexp.MustCompile(`/(command|options|window|talk/file)\.go$|/internal/|/testdata/`)

// TestWords_standNowhereInTheCode reads the program's Go files: no text that could be
// shown stands in them, however seldom it is shown. Errors have their own wording.
func TestWords_standNowhereInTheCode(t *testing.T) {
	set := token.NewFileSet()
	for _, root := range []string{"../../app", "../../charts"} {
		require.NoError(t, filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || inEnglish.MatchString(filepath.ToSlash(name)) {
				return err
			}
			f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
			if err == nil {
				for _, l := range literals(f) {
					if text, ok := literal(l); ok && saying.MatchString(text) && !notShown.MatchString(text) {
						assert.Fail(t, "a text stands in the code", "%s: %s: give it a key in translations/en.json", set.Position(l.Pos()), l.Value)
					}
				}
			}
			return err
		}))
	}
}

// literals are the texts of a file that are neither imported, nor names of arguments, nor
// errors, nor written to the log.
func literals(f *ast.File) []*ast.BasicLit {
	var out []*ast.BasicLit
	var visit func(ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			n.Tag = nil
		case *ast.CallExpr:
			name, of := "", ""
			switch x := n.Fun.(type) {
			case *ast.Ident:
				name = x.Name
			case *ast.SelectorExpr:
				name = x.Sel.Name
				if id, ok := x.X.(*ast.Ident); ok {
					of = id.Name
				}
			}
			switch {
			case strings.EqualFold(name, "say") && len(n.Args) > 0: // key, then names and values in turn
				for i := 2; i < len(n.Args); i += 2 {
					ast.Inspect(n.Args[i], visit)
				}
				return false
			case name == "panic", of == "errors", of == "fmt" && name == "Errorf", name == "LogError", name == "Failed", name == "failed", of == "regexp":
				return false
			}
		case *ast.BasicLit:
			out = append(out, n)
		}
		return true
	}
	ast.Inspect(f, visit)
	return out
}
