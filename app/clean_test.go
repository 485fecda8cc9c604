package app

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// faults are what no text has: points and commas that came twice because one was added to
// another, gaps where a name was empty, a nought with a sign, and what a template or a
// number leaves where something went wrong.
var faults = regexp.MustCompile(strings.Join([]string{
	`\.\.`, `\.\s+\.`, `[,;:]\s*[,;:]`, `[,;:]\.`, `\.[,;]`, `\s[,;](\s|$)`, `[^\s·]\s+\.(\s|$)`, `\bto :`,
	`\(\s*\)`, `“\s*”`, `\{\{`, `<no value>`, `%!`, `\bNaN\b`, `\bInf\b`,
	`(^|[^\d\pL])[-−]0(\.0*)?([^\d.]|$)`,
	`\b(from|to|of|by|in|on|and|the|with|until|is|was)  +\S`,
}, "|"))

// inOrder may stand for all that: addresses, names of folders, an ellipsis as a source
// wrote it, keys, and the gap before the key that does the same.
var inOrder = regexp.MustCompile(strings.Join([]string{addresses.String(), `(^|\s)\.\./`, `    \S+$`, `\.\.\.`, `(^|: )[,.]  \S`, `(^|\S  )[,.]\s*$`}, "|"))

// checkClean complains of a text with a fault, of each once.
func checkClean(t *testing.T, where string, seen map[string]bool, text string) {
	t.Helper()
	text = strings.NewReplacer("«", "", "»", "").Replace(text)
	rest := inOrder.ReplaceAllString(strings.TrimSpace(text), "")
	if at := faults.FindStringIndex(rest); at != nil && !seen["fault "+text] {
		seen["fault "+text] = true
		assert.Fail(t, "a text is not clean", "%s: %q in %q", where, rest[at[0]:at[1]], text)
	}
}

func TestCheckClean_findsWhatIsWrong(t *testing.T) {
	for _, text := range []string{"known from  to :", "30% in force..", "It fell. .", "−0 points", "-0%", "between −0.0 and 1", "in , and", "from “”", "rows ()", "of  May", "by NaN", "said ,", "an end .", "a, , b", "%!s(int=3)"} {
		seen := map[string]bool{}
		quiet := &testing.T{}
		checkClean(quiet, "", seen, text)
		assert.NotEmpty(t, seen, "%q", text)
	}
	for _, text := range []string{"US 10%  ·  China 0%", "−0.5 points", "10.0", "Wait…", "Layers    L", "14 May to 10 Nov, extended once.", "No. 4, 5, 6; 4 more."} {
		seen := map[string]bool{}
		checkClean(t, "", seen, text)
		assert.Empty(t, seen, "%q", text)
	}
}
