package load

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"truceline/data"
)

// document reads values out of a YAML file or front matter, and reports what is
// wrong with each at its own place. Story files use a small part of YAML: maps,
// lists and texts, no anchors, tags or directives.
type document struct {
	report *report
	above  int // lines of the file above the YAML
}

// Bounds of what is handed to the YAML parser, which goes down one call for each
// level and for each key of a map.
const (
	maxDepth = 16
	maxKeys  = 100
)

// parse returns the root of the YAML text, or nil if it cannot be read.
func (d *document) parse(src string) (root ast.Node) {
	defer func() {
		// The parser is foreign code that reads foreign files: if it fails on one,
		// the story does not open, and the program goes on.
		if p := recover(); p != nil {
			d.report.add(d.above+1, 1, "cannot be read as YAML: %v", p)
			root = nil
		}
	}()
	tokens := lexer.Tokenize(src)
	if t, text := unwanted(tokens); t != nil {
		line, col := d.tokenAt(t)
		d.report.add(line, col, "%s", text)
		return nil
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		d.syntax(src, tokens, err)
		return nil
	}
	for _, doc := range file.Docs {
		if doc.Body != nil {
			return doc.Body
		}
	}
	d.report.add(d.above+1, 1, "there are no keys: fill them in, as FORMAT.md describes")
	return nil
}

// syntax reports an error of the parser at its place, or where a likely cause of it is.
func (d *document) syntax(src string, tokens token.Tokens, err error) {
	row := 0
	for text := range strings.Lines(src) {
		row++
		blank := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
		if at := strings.IndexByte(blank, '\t'); at >= 0 {
			d.report.add(d.above+row, at+1, "a tab: indent with blanks")
			return
		}
		if at := strings.IndexAny(text, "“”„"); at >= 0 && strings.HasSuffix(strings.TrimRight(text[:at], " "), ":") {
			d.report.add(d.above+row, utf8.RuneCountInString(text[:at])+1, `a curly quote: write straight ones, "`)
			return
		}
	}
	for i, t := range tokens {
		lines := strings.Count(strings.TrimSpace(t.Origin), "\n")
		if (t.Type == token.DoubleQuoteType || t.Type == token.SingleQuoteType) && lines > 0 && i+1 < len(tokens) && tokens[i+1].Position.Line-t.Position.Line <= lines {
			line, col := d.tokenAt(t)
			d.report.add(line, col, "a quote opens here and ends only in line %d: close it in its own line", line+lines)
			return
		}
	}
	const hint = `: check quotes, brackets and indentation, and put a text that holds ": " or begins with a sign in double quotes`
	var e yaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil {
		text, _, _ := strings.Cut(err.Error(), "\n")
		d.report.add(d.above+1, 1, "cannot be read as YAML: %s%s", text, hint)
		return
	}
	line, col := d.tokenAt(e.GetToken())
	if strings.HasPrefix(e.GetMessage(), "could not find end character") {
		d.report.add(line, col, "a quote opens here and does not end: close it in its own line")
		return
	}
	d.report.add(line, col, "cannot be read as YAML: %s%s", e.GetMessage(), hint)
}

// unwanted looks for what story files do not use, and for what would keep the
// parser busy for ever or exhaust the stack.
func unwanted(tokens token.Tokens) (*token.Token, string) {
	depth := 0
	keys := make(map[int]int) // by column
	entries, line := 0, 0
	for i, t := range tokens {
		if t.Position.Line != line {
			line, entries = t.Position.Line, 0
		}
		switch t.Type {
		case token.DocumentHeaderType, token.DocumentEndType:
			// A line of --- may stand at the top.
			if i > 0 {
				return t, "one file holds one YAML document: remove this line"
			}
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return t, "anchors and aliases (& * <<) are not used in stories: write the value out, or put a text that begins with such a sign in double quotes"
		case token.TagType:
			return t, "tags (!) are not used in stories: put a text that begins with ! in double quotes"
		case token.DirectiveType:
			return t, "directives (%) are not used in stories: put a text that begins with % in double quotes"
		case token.SequenceStartType, token.MappingStartType:
			if depth++; depth > maxDepth {
				return t, "too many brackets inside each other: close some"
			}
		case token.SequenceEndType, token.MappingEndType:
			depth = max(0, depth-1)
		case token.SequenceEntryType, token.MappingKeyType:
			if entries++; entries > maxDepth {
				return t, "too many lists inside each other: write one entry a line"
			}
			for col := range keys {
				if col > t.Position.Column {
					delete(keys, col)
				}
			}
		case token.MappingValueType:
			col := t.Position.Column
			if t.Prev != nil {
				col = t.Prev.Position.Column
			}
			if depth > 0 {
				col = -depth
			}
			if keys[col]++; keys[col] > maxKeys && depth == 0 || keys[col] > 100*maxKeys {
				return t, fmt.Sprintf("more than %d keys in one map: remove some", maxKeys)
			}
		}
		if t.Position.Column > 2*maxDepth*maxDepth && depth == 0 && t.Type == token.MappingValueType {
			return t, "indented too far: begin further left"
		}
	}
	return nil, ""
}

// at returns where a node stands in the file.
func (d *document) at(n ast.Node) (line, col int) {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		n = m.Values[0].Key // the node's own token is the colon behind it
	}
	if m, ok := n.(*ast.MappingValueNode); ok {
		n = m.Key
	}
	return d.tokenAt(n.GetToken())
}

func (d *document) tokenAt(t *token.Token) (line, col int) {
	if t == nil || t.Position == nil {
		return d.above + 1, 1
	}
	return d.above + max(1, t.Position.Line), max(1, t.Position.Column)
}

func (d *document) fail(n ast.Node, format string, args ...any) {
	line, col := d.at(n)
	d.report.add(line, col, format, args...)
}

// mapping is a map of the file with known keys.
type mapping struct {
	*document
	node   ast.Node
	what   string // what the map describes, for messages
	values map[string]ast.Node
}

// mapping reads a node as a map and reports keys that are not known. It returns
// false if the node is no map.
func (d *document) mapping(n ast.Node, what string, known ...string) (mapping, bool) {
	pairs, ok := pairsOf(n)
	if !ok {
		d.fail(n, "%s has to be a map: write it as key: value", what)
		return mapping{}, false
	}
	m := mapping{d, n, what, make(map[string]ast.Node, len(pairs))}
	for _, p := range pairs {
		name := p.Key.GetToken().Value
		if slices.Contains(known, name) {
			m.values[name] = p.Value
		}
	}
	for _, p := range pairs {
		name := p.Key.GetToken().Value
		if slices.Contains(known, name) {
			continue
		}
		line, col := d.tokenAt(p.Key.GetToken())
		d.report.add(line, col, "unknown key %q%s", name, meant(name, known))
		// A mistyped key is taken for what it stands for, so that it is not
		// missed as well.
		if near := data.Nearest(name, known); near != "" && m.values[near] == nil {
			m.values[near] = p.Value
		}
	}
	return m, true
}

func pairsOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// wrong reports what is wrong with the value of a key.
func (m mapping) wrong(key, format string, args ...any) {
	m.fail(m.values[key], "%s %s", key, fmt.Sprintf(format, args...))
}

// has tells whether a key has a value.
func (m mapping) has(key string) bool {
	n, ok := m.values[key]
	return ok && n.Type() != ast.NullType
}

// missing reports a key that has to be there.
func (m mapping) missing(key string) {
	if n, ok := m.values[key]; ok {
		m.fail(n, "%s is empty: fill it in", key)
		return
	}
	m.fail(m.node, "%s has no %s: add it", m.what, key)
}

// text returns a value as text, empty if there is none.
func (m mapping) text(key string) string {
	if !m.has(key) {
		return ""
	}
	return m.scalar(m.values[key], key)
}

// need returns a text that may not be empty.
func (m mapping) need(key string) string {
	s := m.text(key)
	if s == "" && !m.isComposite(key) {
		m.missing(key)
	}
	return s
}

// isComposite tells whether a value is a list or map, which text has reported.
func (m mapping) isComposite(key string) bool {
	if !m.has(key) {
		return false
	}
	_, ok := scalarText(m.values[key])
	return !ok
}

// scalar returns the text of a value that is no list and no map.
func (d *document) scalar(n ast.Node, what string) string {
	s, ok := scalarText(n)
	if !ok {
		d.fail(n, "%s has to be a text, not a list or map: put it in double quotes", what)
	}
	return s
}

// scalarText returns a value as it is written: numbers and dates keep their form.
func scalarText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return strings.TrimSpace(n.Value), true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *ast.NullNode:
		return "", true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return strings.TrimSpace(n.GetToken().Value), true
	}
	return "", false
}

// yes returns true or false; false if there is no value.
func (m mapping) yes(key string) bool {
	switch s := m.text(key); s {
	case "", "false":
		return false
	case "true":
		return true
	default:
		m.wrong(key, "%q: write true or false", s)
		return false
	}
}

// count returns a length of time from 1 second to an hour.
func (m mapping) count(key string) int {
	s := m.need(key)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 3600 {
		m.wrong(key, "%q: write whole seconds, 1 to 3600", s)
		return 0
	}
	return n
}

// nodes returns the nodes of a list, none if there is no value.
func (m mapping) nodes(key string) []ast.Node {
	if !m.has(key) {
		return nil
	}
	seq, ok := m.values[key].(*ast.SequenceNode)
	if !ok {
		m.fail(m.values[key], "%s has to be a list: write it as [a, b], or one entry a line after a hyphen", key)
		return nil
	}
	return seq.Values
}

// list returns a list of texts.
func (m mapping) list(key string) []string {
	var out []string
	for _, n := range m.nodes(key) {
		if s := m.scalar(n, key); s != "" {
			out = append(out, s)
		} else if _, ok := scalarText(n); ok {
			m.fail(n, "%s has an empty entry: remove it, or fill it in", key)
		}
	}
	return out
}

// find walks down a path such as "sources/2/id" and returns the node there, or the
// last one on the way.
func find(n ast.Node, path string) ast.Node {
	for step := range strings.SplitSeq(path, "/") {
		next := child(n, step)
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

func child(n ast.Node, step string) ast.Node {
	if seq, ok := n.(*ast.SequenceNode); ok {
		if i, err := strconv.Atoi(step); err == nil && i < len(seq.Values) {
			return seq.Values[i]
		}
		return nil
	}
	pairs, _ := pairsOf(n)
	for _, p := range pairs {
		if p.Key.GetToken().Value == step {
			return p.Value
		}
	}
	return nil
}
