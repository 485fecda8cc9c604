package load

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing wrong with a story's files.
type Problem struct {
	// File is the path inside the story, with slashes; for what concerns the
	// whole folder or zip file, its name.
	File string
	// Line counts from 1. Col counts from 1 too: in a CSV file fields of the row,
	// in the others characters of the line. What has no place in its file stands
	// at 1:1.
	Line, Col int
	// Text says what is wrong and how to mend it.
	Text string
}

// String writes the problem as file:line:col: text.
func (p Problem) String() string {
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Col, p.Text)
}

// Problems is the error of a story that cannot be opened: everything that is wrong
// with it, by file, line and column. Get at it with errors.As.
type Problems []Problem

// Error writes one problem a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}

// inOrder sorts problems by place and drops repeats.
func (p Problems) inOrder() Problems {
	slices.SortFunc(p, func(a, b Problem) int {
		return cmp.Or(
			strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col), strings.Compare(a.Text, b.Text),
		)
	})
	return slices.Compact(p)
}

// maxProblems a file: nobody mends more in one go, and a file that is no story at
// all would have one for each of its lines.
const maxProblems = 1000

// report collects the problems of one file. It is used by one goroutine.
type report struct {
	file string
	list Problems
}

func (r *report) add(line, col int, format string, args ...any) {
	switch n := len(r.list); {
	case n < maxProblems:
		r.list = append(r.list, Problem{r.file, line, col, fmt.Sprintf(format, args...)})
	case n == maxProblems:
		r.list = append(r.list, Problem{r.file, line, col, fmt.Sprintf("and more: after %d problems the rest of this file is not listed", maxProblems)})
	}
}
