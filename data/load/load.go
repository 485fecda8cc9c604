// Package load reads a story from a folder, a zip file or the program itself, by
// one code, and checks it as a whole. FORMAT.md beside it describes the files.
//
// A story opens only if nothing is wrong with it. Otherwise the error is a list of
// everything that is, each with file, line and column and how to mend it; the
// caller keeps what it had. Files that are no part of a story are not read, links
// that lead out of a folder are not followed, and nothing is written.
package load

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"truceline/data"
	"truceline/data/tariffs"
)

const (
	storyFile = "story.yaml"
	talkFile  = "talk.yaml"
)

// BuiltIn returns the story that the program carries. An error means that the
// program was built wrongly, which its tests exclude.
func BuiltIn() (*data.Story, error) { return FS(tariffs.Files) }

//go:embed FORMAT.md
var format []byte

// Copy writes the files of the built-in story into a folder that is not there yet, with
// the description of their form: a beginning for a story of one's own.
func Copy(folder string) error {
	if err := os.Mkdir(folder, 0o755); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already: name a folder that is not", folder)
	} else if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "FORMAT.md"), format, 0o644); err != nil {
		return err
	}
	return os.CopyFS(folder, tariffs.Files)
}

// FS reads the story whose files lie at the top of a file system. The error, if
// any, is of type Problems. Reading costs a fraction of a second even for 10,000
// changes and 5,000 cards, but is no work for a paint path.
func FS(fsys fs.FS) (*data.Story, error) {
	return readFrom(newStore(fsys, standard))
}

// Path reads a story from a folder or a zip file. The error, if any, is of type
// Problems. In a zip the story may lie at the top or in one folder.
func Path(path string) (*data.Story, error) {
	whole := &report{file: filepath.ToSlash(filepath.Base(path))}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		whole.add(1, 1, "cannot be opened: %s", reason(err))
		return nil, whole.list
	case info.IsDir():
		// A Root follows no link that leads out of it.
		root, err := os.OpenRoot(path)
		if err != nil {
			whole.add(1, 1, "cannot be opened: %s", reason(err))
			return nil, whole.list
		}
		defer root.Close()
		return FS(root.FS())
	case !info.Mode().IsRegular():
		whole.add(1, 1, "is neither a folder nor a zip file: name one")
		return nil, whole.list
	}
	f, err := os.Open(path)
	if err != nil {
		whole.add(1, 1, "cannot be opened: %s", reason(err))
		return nil, whole.list
	}
	defer f.Close()
	src, err := readAll(f, info.Size(), standard.archive)
	switch {
	case err != nil:
		whole.add(1, 1, "cannot be read: %s", reason(err))
	case int64(len(src)) > standard.archive:
		whole.add(1, 1, "is larger than %s: a story is far smaller", size(standard.archive))
	default:
		if fsys, ok := openZip(whole, src, standard); ok {
			return FS(fsys)
		}
	}
	return nil, whole.list.inOrder()
}

// reading is a story while its files are read. Each file has its own fields, so
// that files can be read at the same time.
type reading struct {
	*store
	story   data.Story
	reports []*report
	sheets  map[string]*sheet // by table

	points      []data.Point
	storyRead   bool
	talkRead    bool
	beatsAt     []int // where in talk.yaml each beat stood
	cardsListed bool
	cards       []cardRead
	textRoot    *report  // of the folder of translations
	languages   []string // further ones, in order
	translated  []*translation
}

type cardRead struct {
	id     string
	report *report
	card   data.Card
	ok     bool
}

func readFrom(st *store) (*data.Story, error) {
	r := &reading{store: st, sheets: make(map[string]*sheet), story: data.Story{
		Start: data.NoDay, AsOf: data.NoDay, Ahead: data.NoDay, EpilogueEnd: data.NoDay,
	}}
	tasks := r.tasks()
	together(len(tasks), func(i int) { tasks[i]() })
	r.arrange()
	r.attachTexts()
	r.story.Seal()
	r.check()
	var all Problems
	for _, rep := range r.reports {
		all = append(all, rep.list...)
	}
	if len(all) > 0 {
		return nil, all.inOrder()
	}
	return &r.story, nil
}

// together calls do for 0 to n-1 on as many goroutines as there are processors,
// and returns when all are done.
func together(n int, do func(int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	next := make(chan int)
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	all.Wait()
}

// file returns the report of a file and keeps it for the end.
func (r *reading) file(name string) *report {
	rep := &report{file: name}
	r.reports = append(r.reports, rep)
	return rep
}

// tasks prepares the reading of every file. Tasks share nothing.
func (r *reading) tasks() []func() {
	story, talk := r.file(storyFile), r.file(talkFile)
	// The two that take longest begin first.
	tasks := []func(){func() {
		if src, ok := r.read(story, storyFile, r.limits.yaml); ok {
			r.storyRead = readStory(story, src, &r.story)
		}
	}, func() {
		if src, ok := r.read(talk, talkFile, r.limits.yaml); ok {
			r.beatsAt, r.talkRead = readTalk(talk, src, &r.story)
		}
	}}
	for _, t := range tables {
		tasks = append(tasks, t.task(r))
	}
	ids, ok := r.store.cards(r.file(cardsFolder))
	r.cardsListed = ok
	r.cards = make([]cardRead, len(ids))
	for i, id := range ids {
		c := &r.cards[i]
		c.id, c.report = id, r.file(cardFile(id))
	}
	const share = 64 // cards a task
	for some := range slices.Chunk(r.cards, share) {
		tasks = append(tasks, func() {
			for i := range some {
				c := &some[i]
				if src, ok := r.read(c.report, cardFile(c.id), r.limits.card); ok {
					c.card, c.ok = readCard(c.report, c.id, src)
				}
			}
		})
	}
	return append(tasks, r.translations()...)
}

// tableTask prepares the reading of a table, which may be missing unless it is required.
func tableTask[T any](r *reading, t *table, into *[]T, decode func(*row) T) func() {
	rep := r.file(t.name + ".csv")
	sh := &sheet{report: rep, table: t}
	r.sheets[t.name] = sh
	if !slices.Contains(required, t.name) && !r.has(rep.file) {
		sh.rows, sh.ids = true, true
		return func() {}
	}
	return func() {
		if src, ok := r.read(rep, rep.file, r.limits.table); ok {
			var read *sheet
			*into, read = readTable(rep, t, src, decode)
			*sh = *read
		}
	}
}

// arrange puts the rows of the story in order and points under their series.
func (r *reading) arrange() {
	s := &r.story
	inOrder(s.Changes, r.sheets["changes"], func(a, b *data.Change) bool { return a.Effective < b.Effective })
	inOrder(s.Averages, r.sheets["averages"], func(a, b *data.Average) bool { return a.Day < b.Day })
	inOrder(s.Meetings, r.sheets["meetings"], func(a, b *data.Meeting) bool { return a.Order < b.Order })
	inOrder(s.Lapses, r.sheets["lapses"], func(a, b *data.Lapse) bool { return a.Day < b.Day })
	inOrder(s.Rules, r.sheets["rules"], func(a, b *data.Rule) bool { return a.From < b.From })
	inOrder(s.Events, r.sheets["events"], func(a, b *data.Event) bool { return a.Day < b.Day })
	r.attachPoints()
	for i := range r.cards {
		if c := &r.cards[i]; c.ok {
			s.Cards = append(s.Cards, c.card)
		}
	}
	slices.SortStableFunc(s.Cards, func(a, b data.Card) int {
		switch {
		case a.Day == b.Day:
			return strings.Compare(a.ID, b.ID)
		case !a.Day.Set():
			return 1
		case !b.Day.Set() || a.Day < b.Day:
			return -1
		}
		return 1
	})
}

// inOrder sorts rows and their places together and keeps the order of equals.
func inOrder[T any](rows []T, sh *sheet, less func(a, b *T) bool) {
	type pair struct {
		row   T
		place place
	}
	pairs := make([]pair, len(rows))
	for i := range rows {
		pairs[i] = pair{rows[i], sh.places[i]}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		switch {
		case less(&a.row, &b.row):
			return -1
		case less(&b.row, &a.row):
			return 1
		}
		return 0
	})
	for i := range pairs {
		rows[i], sh.places[i] = pairs[i].row, pairs[i].place
	}
}

// attachPoints puts the points under their series.
func (r *reading) attachPoints() {
	s, sh := &r.story, r.sheets["series"]
	at := make(map[string]int, len(s.Series))
	ids := make([]string, len(s.Series))
	for i := range s.Series {
		ids[i] = s.Series[i].ID
		at[ids[i]] = i
	}
	places := make([][]place, len(s.Series))
	for i, p := range r.points {
		series, known := at[p.Series]
		if !known {
			if r.storyRead && p.Series != "" {
				line, field := sh.where(sh.places[i], "series")
				sh.report.add(line, field, "unknown series %q%s", p.Series, meant(p.Series, ids))
			}
			for _, id := range p.Sources {
				sh.doubtful[id] = true
			}
			continue
		}
		s.Series[series].Points = append(s.Series[series].Points, p)
		places[series] = append(places[series], sh.places[i])
	}
	sh.places = slices.Concat(places...)
}
