package load

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sound fails unless a story that may be broken was read as it should be: either
// it is whole, or each problem has a place in a file.
func sound(t *testing.T, fsys fstest.MapFS) {
	s, err := FS(fsys)
	if err == nil {
		require.NotNil(t, s)
		require.Empty(t, s.Check())
		return
	}
	require.Nil(t, s)
	var list Problems
	require.True(t, errors.As(err, &list))
	require.NotEmpty(t, list)
	for _, p := range list {
		require.NotEmpty(t, p.Text)
		require.Positive(t, p.Line, p)
		require.Positive(t, p.Col, p)
		f := fsys[p.File]
		if f == nil {
			require.Equal(t, 1, p.Line, p)
			continue
		}
		require.LessOrEqual(t, p.Line, bytes.Count(f.Data, []byte("\n"))+bytes.Count(f.Data, []byte("\r"))+2, p)
	}
}

// seeds adds every file of the small story with an extension, whole and with each
// of its lines left out.
func seeds(f *testing.F, ext string) []string {
	var names []string
	for name := range small(f) {
		if path.Ext(name) != ext {
			continue
		}
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		src := string(small(f)[name].Data)
		f.Add(byte(i), []byte(src))
		lines := strings.SplitAfter(src, "\n")
		for n := range lines {
			f.Add(byte(i), []byte(strings.Join(slices.Delete(slices.Clone(lines), n, n+1), "")))
		}
	}
	for _, b := range breakages {
		if path.Ext(b.file) == ext && b.old == whole && b.new != gone {
			f.Add(byte(0), []byte(b.new))
		}
	}
	return names
}

func fuzz(f *testing.F, ext string) {
	names := seeds(f, ext)
	base := small(f)
	f.Fuzz(func(t *testing.T, which byte, src []byte) {
		fsys := fstest.MapFS{}
		for name, file := range base {
			fsys[name] = file
		}
		fsys[names[int(which)%len(names)]] = &fstest.MapFile{Data: src}
		sound(t, fsys)
	})
}

func FuzzFS_tables(f *testing.F) { fuzz(f, ".csv") }
func FuzzFS_yaml(f *testing.F)   { fuzz(f, ".yaml") }
func FuzzFS_cards(f *testing.F)  { fuzz(f, ".md") }

func FuzzOpenZip(f *testing.F) {
	f.Add(pack(f, small(f), "", nil))
	f.Add(pack(f, small(f), "a/", nil))
	f.Fuzz(func(t *testing.T, src []byte) {
		rep := &report{file: "story.zip"}
		fsys, ok := openZip(rep, src, standard)
		if !ok {
			require.NotEmpty(t, rep.list)
			return
		}
		_, _ = FS(fsys)
	})
}

// Files that are made to keep a parser busy have to be refused or read in a time
// that a reader waits for. The bound is far above what they take, so that a slow
// machine does not fail.
func TestFS_isNotHeldUpByHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	const bound = 20 * time.Second
	repeat := func(s string) string { return strings.Repeat(s, int(standard.yaml-4096)/len(s)) }
	rows := func(s string) string { return strings.Repeat(s, int(standard.table/16)/len(s)) }
	card := func(yaml string) string {
		return "---\n" + yaml[:min(len(yaml), 60<<10)] + "\n---\nA.\n\n## Why it matters\n\nB.\n"
	}
	keys := func() string {
		var b strings.Builder
		for i := 0; b.Len() < 60<<10; i++ {
			b.WriteString("k" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i%11) + ": 1\n")
		}
		return b.String()
	}()
	for name, c := range map[string]struct{ file, src string }{
		"brackets":      {"talk.yaml", repeat("[")},
		"braces":        {"talk.yaml", repeat("{a: ")},
		"lists":         {"talk.yaml", repeat("- ")},
		"question":      {"talk.yaml", repeat("? ")},
		"stairs":        {"talk.yaml", stairs(1400)},
		"quotes":        {"talk.yaml", repeat(`"`)},
		"open quote":    {"talk.yaml", `a: "` + repeat("x")},
		"one word":      {"talk.yaml", repeat("x")},
		"one long text": {"talk.yaml", "a: |\n" + repeat("  x\n")},
		"blank lines":   {"talk.yaml", repeat("\n") + "a"},
		"comments":      {"talk.yaml", repeat("# x\n")},
		"short beats":   {"talk.yaml", "beats:\n" + repeat("  - {id: a}\n")},
		"aliases":       {"talk.yaml", "a: &a [x]\nb: " + repeat("*a ")},
		"documents":     {"talk.yaml", repeat("---\na\n")},
		"tabs":          {"talk.yaml", repeat("\t")},
		"colons":        {"talk.yaml", repeat(": ")},
		"many keys":     {"cards/truce.md", card(keys)},
		"card brackets": {"cards/truce.md", card(repeat("["))},
		"card words":    {"cards/truce.md", card("title: " + repeat("x "))},
		"card lines":    {"cards/truce.md", card("title:\n" + repeat(" x\n"))},
		"card numbers":  {"cards/truce.md", strings.Replace(card("lens: story"), "A.", strings.Repeat("10, ", 15<<10), 1)},
		"csv quotes":    {"facts.csv", "id,topic,text,sources,epilogue\n" + rows(`"a"b,`)},
		"csv commas":    {"facts.csv", "id,topic,text,sources,epilogue\n" + rows(",")},
		"csv lines":     {"facts.csv", "id,topic,text,sources,epilogue\n" + rows("\n")},
		"csv rows":      {"facts.csv", "id,topic,text,sources,epilogue\n" + rows("a,b,c,d,\n")},
		"bad quotes":    {"facts.csv", "id,topic,text,sources,epilogue\n" + rows("a\"b\n")},
		"csv bytes":     {"facts.csv", "id,topic,text,sources,epilogue\n" + rows("\xFF\n")},
		"csv sources":   {"facts.csv", "id,topic,text,sources,epilogue\na,b,c," + rows("s;") + ",\n"},
		"csv numbers":   {"facts.csv", "id,topic,text,sources,epilogue\na,b," + rows("10 ") + ",page,\n"},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := small(t)
			fsys[c.file] = &fstest.MapFile{Data: []byte(c.src)}
			start := time.Now()
			sound(t, fsys)
			took := time.Since(start)
			assert.Less(t, took, bound)
		})
	}
}

// stairs is YAML in which each line is indented one step further.
func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestProblems_areSortedAndPrintedOneALine(t *testing.T) {
	list := Problems{{"b.csv", 2, 1, "x"}, {"a.csv", 10, 1, "x"}, {"a.csv", 9, 3, "x"}, {"a.csv", 9, 2, "y"}, {"a.csv", 9, 2, "y"}}
	assert.Equal(t, "a.csv:9:2: y\na.csv:9:3: x\na.csv:10:1: x\nb.csv:2:1: x", list.inOrder().Error())
	var err error = list
	assert.NotErrorIs(t, err, fs.ErrNotExist)
}
