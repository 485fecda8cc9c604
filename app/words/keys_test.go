package words

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts/meetings"
)

// begun are the keys that are put together as they are said: how they begin, and
// how they may go on.
var begun = map[string][]string{
	"grade.":         {"primary", "secondary", "dataset", "article"},              // data.Grade
	"quiz.how.":      {"when", "order", "who", "where", "high", "why", "concept"}, // quiz.Kind
	"export.figure.": {"map", "plot"},                                             // exporting.exported
}

// tables are the variables of packages that hold keys, by the folder of the package
// and the name. Every string in one that looks like a key is one.
var tables = []string{"action.all", "sheets.keyGroups", "exporting.formats", "exporting.sizes", "exporting.labels"}

// stateKeys are what meetings.State.Key returns.
func stateKeys() []string {
	var out []string
	for s := meetings.Past; s <= meetings.Planned; s++ {
		out = append(out, s.Key())
	}
	return out
}

// use is a place where keys are said, one of them at a time.
type use struct {
	at    string // file:line
	keys  []string
	args  []string // names given with them
	fault string   // why the keys could not be found
}

// usesOfKeys reads the program's Go files and finds every key that comes to Say:
// given to it as it is, by way of a variable, or by way of a function that hands
// its argument on.
func usesOfKeys(t *testing.T) []use {
	t.Helper()
	var out []use
	for _, root := range []string{"../../app", "../../charts"} {
		require.NoError(t, filepath.WalkDir(root, func(dir string, e fs.DirEntry, err error) error {
			if err != nil || !e.IsDir() {
				return err
			}
			if e.Name() == "testdata" || e.Name() == "words" {
				return filepath.SkipDir
			}
			p, err := readPackage(dir)
			if err == nil && p != nil {
				out = append(out, p.uses()...)
			}
			return err
		}))
	}
	out = append(out, months()...)
	return out
}

// months are the keys that this package says itself.
func months() []use {
	return []use{
		{at: "words.go", keys: []string{"months", "months.short", "number.point", "number.group"}},
		{at: "words.go", keys: []string{"unit.percent"}, args: []string{"Count"}},
		{at: "words.go", keys: []string{"number.unit"}, args: []string{"Number", "Unit"}},
		{at: "words.go", keys: []string{"price.dollars"}, args: []string{"Amount"}},
		{at: "words.go", keys: []string{"day"}, args: []string{"Day", "Month"}},
		{at: "words.go", keys: []string{"day.year"}, args: []string{"Day", "Month", "Year"}},
		{at: "words.go", keys: []string{"month.year"}, args: []string{"Month", "Year"}},
		{at: "words.go", keys: []string{"days.month"}, args: []string{"Day", "Until"}},
		{at: "words.go", keys: []string{"days"}, args: []string{"From", "Until"}},
	}
}

// goPackage is the Go files of a folder, tests left out, with what their names
// stand for as far as that can be told without the packages they import.
type goPackage struct {
	name    string
	set     *token.FileSet
	files   []*ast.File
	info    types.Info
	sayers  map[types.Object]*sayer
	assigns map[types.Object][]ast.Expr // what a variable was set to
}

// sayer is a function that hands one of its parameters on as a key.
type sayer struct {
	key  int      // which parameter
	args []string // names that it gives with the key
}

func readPackage(dir string) (*goPackage, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	p := &goPackage{name: filepath.Base(dir), set: token.NewFileSet(), sayers: map[types.Object]*sayer{}, assigns: map[types.Object][]ast.Expr{}}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(p.set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, f)
	}
	if len(p.files) == 0 {
		return nil, nil
	}
	p.resolve()
	return p, nil
}

func (p *goPackage) resolve() {
	p.info = types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	lenient := types.Config{Importer: noImports{}, FakeImportC: true, Error: func(error) {}}
	lenient.Check(p.name, p.set, p.files, &p.info) // what imports would tell is not needed
	p.each(func(n ast.Node) {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if len(n.Lhs) != len(n.Rhs) {
				return
			}
			for i, left := range n.Lhs {
				if o := p.object(left); o != nil {
					p.assigns[o] = append(p.assigns[o], n.Rhs[i])
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if o := p.object(name); o != nil && i < len(n.Values) {
					p.assigns[o] = append(p.assigns[o], n.Values[i])
				}
			}
		}
	})
}

// noImports imports nothing; names of other packages stay unknown.
type noImports struct{}

func (noImports) Import(path string) (*types.Package, error) {
	return nil, fmt.Errorf("%s is not read", path)
}

func (p *goPackage) each(visit func(ast.Node)) {
	for _, f := range p.files {
		ast.Inspect(f, func(n ast.Node) bool {
			if n != nil {
				visit(n)
			}
			return true
		})
	}
}

// object is what a name stands for, or nil.
func (p *goPackage) object(e ast.Expr) types.Object {
	switch e := e.(type) {
	case *ast.Ident:
		if o := p.info.Defs[e]; o != nil {
			return o
		}
		return p.info.Uses[e]
	case *ast.SelectorExpr:
		return p.info.Uses[e.Sel]
	}
	return nil
}

// uses finds where keys are said. A function that only hands on the key it is given
// is no use of one, but each call of it is.
func (p *goPackage) uses() []use {
	var out []use
	for known := -1; known != len(p.sayers); { // a sayer may call a sayer
		known, out = len(p.sayers), nil
		for _, f := range p.files {
			for _, d := range f.Decls {
				out = append(out, p.within(d, nil)...)
			}
		}
	}
	for _, name := range tables {
		if table, ok := strings.CutPrefix(name, p.name+"."); ok {
			out = append(out, p.table(table))
		}
	}
	return out
}

// function is one that is being read, and what it can be called by.
type function struct {
	object types.Object
	params []types.Object
	outer  *function
}

// within finds the uses in a piece of code. It goes down by itself, so as to know
// in which function it is.
func (p *goPackage) within(root ast.Node, in *function) []use {
	var out []use
	named := map[*ast.FuncLit]types.Object{}
	ast.Inspect(root, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, right := range n.Rhs {
				if lit, ok := right.(*ast.FuncLit); ok && len(n.Lhs) == len(n.Rhs) {
					named[lit] = p.object(n.Lhs[i])
				}
			}
		case *ast.FuncDecl:
			if n.Body != nil {
				out = append(out, p.within(n.Body, &function{p.object(n.Name), p.params(n.Type), in})...)
			}
			return false
		case *ast.FuncLit:
			out = append(out, p.within(n.Body, &function{named[n], p.params(n.Type), in})...)
			return false
		case *ast.CallExpr:
			if s := p.callee(n); s != nil && s.key < len(n.Args) {
				if u := p.use(n, s, in); u != nil {
					out = append(out, *u)
				}
			}
		}
		return true
	})
	return out
}

func (p *goPackage) params(f *ast.FuncType) []types.Object {
	var out []types.Object
	for _, field := range f.Params.List {
		for _, name := range field.Names {
			out = append(out, p.object(name))
		}
	}
	return out
}

// callee returns the sayer that is called, or nil. Say is the first of them.
func (p *goPackage) callee(call *ast.CallExpr) *sayer {
	if s, ok := call.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Say" {
		return &sayer{}
	}
	if o := p.object(call.Fun); o != nil {
		return p.sayers[o]
	}
	return nil
}

// use reads one call. It is nil if the key is a parameter of a function around the
// call, which is thereby a sayer.
func (p *goPackage) use(call *ast.CallExpr, s *sayer, in *function) *use {
	pos := p.set.Position(call.Pos())
	u := &use{at: fmt.Sprintf("%s:%d", filepath.ToSlash(pos.Filename), pos.Line), args: s.args}
	if p.isSay(call) {
		u.args = nil
		for i := s.key + 1; i < len(call.Args); i += 2 {
			name, ok := literal(call.Args[i])
			if !ok || i+1 >= len(call.Args) {
				u.fault = "after the key come names and values in turn, the names written out"
				return u
			}
			u.args = append(u.args, name)
		}
	}
	key := call.Args[s.key]
	if o := p.object(key); o != nil {
		for f := in; f != nil; f = f.outer {
			if i := slices.Index(f.params, o); i >= 0 && f.object != nil {
				p.sayers[f.object] = &sayer{i, u.args}
				return nil
			}
		}
	}
	var ok bool
	if u.keys, ok = p.values(key, 0); !ok {
		u.fault = fmt.Sprintf("the key %s cannot be followed; begun and tables are there to list what it may be", types.ExprString(key))
	}
	return u
}

func (p *goPackage) isSay(call *ast.CallExpr) bool {
	s, ok := call.Fun.(*ast.SelectorExpr)
	return ok && s.Sel.Name == "Say"
}

// values are what an expression may be. ok is false if that cannot be told.
func (p *goPackage) values(e ast.Expr, depth int) (out []string, ok bool) {
	if depth > 4 {
		return nil, false
	}
	if text, ok := literal(e); ok {
		return []string{text}, true
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		prefix, ok := literal(e.X)
		for _, rest := range begun[prefix] {
			out = append(out, prefix+rest)
		}
		return out, ok && e.Op == token.ADD && len(out) > 0
	case *ast.CallExpr:
		if s, ok := e.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Key" && len(e.Args) == 0 {
			return stateKeys(), true
		}
	case *ast.Ident:
		for _, v := range p.assigns[p.object(e)] {
			more, ok := p.values(v, depth+1)
			if !ok {
				return nil, false
			}
			out = append(out, more...)
		}
		return out, len(out) > 0
	case *ast.SelectorExpr, *ast.IndexExpr:
		if p.fromTable(e) {
			return nil, true
		}
	}
	return nil, false
}

// fromTable tells whether an expression is an element of something that a loop
// takes from a table.
func (p *goPackage) fromTable(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.SelectorExpr:
		return p.fromTable(x.X)
	case *ast.IndexExpr:
		return p.fromTable(x.X)
	case *ast.Ident:
		for _, name := range tables {
			if name == p.name+"."+x.Name {
				return true
			}
		}
		o, found := p.object(x), false
		p.each(func(n ast.Node) {
			if r, ok := n.(*ast.RangeStmt); ok && r.Value != nil && o != nil && p.object(r.Value) == o {
				found = found || p.fromTable(r.X)
			}
		})
		return found
	}
	return false
}

// table is the use of all keys that a variable of the package holds.
func (p *goPackage) table(name string) use {
	u := use{at: p.name + "." + name}
	p.each(func(n ast.Node) {
		v, ok := n.(*ast.ValueSpec)
		if !ok || v.Names[0].Name != name {
			return
		}
		ast.Inspect(v, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok {
				if text, ok := literal(e); ok && isKey(text) {
					u.keys = append(u.keys, text)
				}
			}
			return true
		})
	})
	if len(u.keys) == 0 {
		u.fault = "there is no such table of keys"
	}
	return u
}

// isKey tells whether a text looks like a key: lower-case words joined by points.
func isKey(text string) bool {
	return strings.Contains(text, ".") && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz.") == ""
}

func literal(e ast.Expr) (string, bool) {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
		text, err := strconv.Unquote(l.Value)
		return text, err == nil
	}
	return "", false
}

func TestUsesOfKeys_followsVariablesAndFunctions(t *testing.T) {
	p, err := readPackage("testdata/saying")
	require.NoError(t, err)
	var got []string
	for _, u := range p.uses() {
		at := u.at[strings.LastIndex(u.at, ":")+1:]
		got = append(got, fmt.Sprint(at, " ", u.keys, " ", u.args, " ", u.fault != ""))
	}
	assert.Equal(t, []string{
		"9 [one] [] false",
		"10 [two] [Name Count] false",
		"15 [three four] [] false",
		"18 [five] [Side] false",
		"20 [six] [Side] false",
		"22 [seven] [] false",
		"24 [grade.primary grade.secondary grade.dataset grade.article] [] false",
		"25 [] [] true",
		"26 [] [] true",
	}, got)
}
