package handout

import (
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Plain returns the paragraphs of a Markdown text without its marks. Points of a list
// begin with a bullet.
func Plain(markdown string) []string {
	source := []byte(markdown)
	root := goldmark.DefaultParser().Parse(text.NewReader(source))
	var out []string
	var line strings.Builder
	flush := func(prefix string) {
		if t := strings.Join(strings.Fields(line.String()), " "); t != "" {
			out = append(out, prefix+t)
		}
		line.Reset()
	}
	// The walk cannot fail: nothing in it returns an error.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				line.Write(n.Segment.Value(source))
				if n.SoftLineBreak() || n.HardLineBreak() {
					line.WriteByte(' ')
				}
			}
		case *ast.String:
			if entering {
				line.Write(n.Value)
			}
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
			if !entering {
				prefix := ""
				if _, ok := n.Parent().(*ast.ListItem); ok && n.PreviousSibling() == nil {
					prefix = "• "
				}
				flush(prefix)
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			if entering {
				for i := range n.Lines().Len() {
					at := n.Lines().At(i)
					line.Write(at.Value(source))
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
