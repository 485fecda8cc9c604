package handout

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"truceline/app/paper"
)

// point is what a point of a list begins with: a bullet, or its number.
func point(item *ast.ListItem) string {
	list, ok := item.Parent().(*ast.List)
	if !ok || !list.IsOrdered() {
		return "•"
	}
	n := list.Start
	for before := item.PreviousSibling(); before != nil; before = before.PreviousSibling() {
		n++
	}
	return fmt.Sprintf("%d%c", n, list.Marker)
}

// Paragraphs returns the paragraphs of a Markdown text, with what is set bold as bold
// and without its other marks. Points of a list begin with a bullet or their number.
func Paragraphs(markdown string) [][]paper.Run {
	source := []byte(markdown)
	root := goldmark.DefaultParser().Parse(text.NewReader(source))
	var out [][]paper.Run
	var runs []paper.Run
	bold := false
	add := func(s string) {
		if n := len(runs); n > 0 && runs[n-1].Bold == bold {
			runs[n-1].Text += s
		} else {
			runs = append(runs, paper.Run{Text: s, Bold: bold})
		}
	}
	flush := func(prefix string) {
		var kept []paper.Run
		for _, r := range runs {
			if r.Text = strings.Join(strings.Fields(r.Text), " "); r.Text != "" {
				kept = append(kept, r)
			}
		}
		if len(kept) > 0 {
			if prefix != "" {
				kept = append([]paper.Run{{Text: prefix}}, kept...)
			}
			out = append(out, kept)
		}
		runs = nil
	}
	// The walk cannot fail: nothing in it returns an error.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				add(string(n.Segment.Value(source)))
				if n.SoftLineBreak() || n.HardLineBreak() {
					add(" ")
				}
			}
		case *ast.String:
			if entering {
				add(string(n.Value))
			}
		case *ast.Emphasis:
			if n.Level > 1 {
				bold = entering
			}
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
			if !entering {
				prefix := ""
				if item, ok := n.Parent().(*ast.ListItem); ok && n.PreviousSibling() == nil {
					prefix = point(item)
				}
				flush(prefix)
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			if entering {
				for i := range n.Lines().Len() {
					at := n.Lines().At(i)
					add(string(at.Value(source)))
					flush("")
				}
			}
		case *ast.Image:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	flush("")
	return out
}
