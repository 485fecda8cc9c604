package load

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"
)

// limits bound what a story may cost to read, however it is packed.
type limits struct {
	table   int64 // bytes of a CSV file
	yaml    int64 // bytes of a YAML file
	card    int64 // bytes of a card
	total   int64 // bytes of all files that are read, unpacked
	archive int64 // bytes of a zip file
	entries int   // files and folders of a zip file, and of the folder of cards
	// ratio is how many times larger than packed a file of a zip may be, once it
	// is larger than slack.
	ratio, slack int64
}

// standard limits leave a story of 10,000 changes, 1,000 meetings and 5,000 cards
// several times the room it needs.
var standard = limits{
	table: 16 << 20, yaml: 1 << 20, card: 64 << 10, total: 64 << 20, archive: 32 << 20, entries: 20_000, ratio: 100, slack: 1 << 20,
}

// store reads a story's files within the limits. Its methods may be called from
// several goroutines.
type store struct {
	limits
	fsys  fs.FS
	left  atomic.Int64 // bytes that may still be read
	spent atomic.Bool  // whether that was reported
}

func newStore(fsys fs.FS, l limits) *store {
	s := &store{limits: l, fsys: fsys}
	s.left.Store(l.total)
	return s
}

// has tells whether there is a file of that name, whatever it holds.
func (s *store) has(name string) bool {
	_, err := fs.Stat(s.fsys, name)
	return !errors.Is(err, fs.ErrNotExist)
}

// read returns a file's content, or reports why it cannot be had.
func (s *store) read(rep *report, name string, limit int64) ([]byte, bool) {
	info, err := fs.Stat(s.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		rep.add(1, 1, "the file is missing: add it")
		return nil, false
	case err != nil:
		rep.add(1, 1, "cannot be opened: %s", reason(err))
		return nil, false
	case !info.Mode().IsRegular():
		rep.add(1, 1, "is no ordinary file: put a plain file in its place")
		return nil, false
	case info.Size() > limit:
		rep.add(1, 1, "is larger than %s: divide or shorten it", size(limit))
		return nil, false
	}
	f, err := s.fsys.Open(name)
	if err != nil {
		rep.add(1, 1, "cannot be opened: %s", reason(err))
		return nil, false
	}
	defer f.Close()
	src, err := readAll(f, max(0, info.Size()), limit)
	switch {
	case err != nil:
		rep.add(1, 1, "cannot be read: %s", reason(err))
		return nil, false
	case int64(len(src)) > limit:
		rep.add(1, 1, "is larger than %s: divide or shorten it", size(limit))
		return nil, false
	case s.left.Add(-int64(len(src))) < 0:
		if !s.spent.Swap(true) { // once is enough
			rep.add(1, 1, "with this the story's files are larger than %s together: shorten them", size(s.total))
		}
		return nil, false
	}
	return src, true
}

// readAll reads to the end or one byte past the limit, whichever is first. The
// expected size only saves copying and may be wrong.
func readAll(r io.Reader, expected, limit int64) ([]byte, error) {
	buf := make([]byte, 0, min(expected, limit)+1)
	for {
		if int64(len(buf)) > limit {
			return buf, nil
		}
		if len(buf) == cap(buf) {
			buf = slices.Grow(buf, len(buf)+512)
		}
		end := min(int64(cap(buf)), limit+1)
		n, err := r.Read(buf[len(buf):end])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
}

// cards lists the ids of the files in the folder of cards, in order.
func (s *store) cards(rep *report) ([]string, bool) {
	dir, err := s.fsys.Open(cardsFolder)
	if errors.Is(err, fs.ErrNotExist) {
		rep.add(1, 1, "the folder is missing: add it, with a .md file for each card")
		return nil, false
	}
	if err != nil {
		rep.add(1, 1, "cannot be opened: %s", reason(err))
		return nil, false
	}
	defer dir.Close()
	list, ok := dir.(fs.ReadDirFile)
	if info, err := dir.Stat(); err != nil || !info.IsDir() || !ok {
		rep.add(1, 1, "is no folder: put a folder with a .md file for each card in its place")
		return nil, false
	}
	var out []string
	for seen := 0; ; {
		const batch = 500
		found, err := list.ReadDir(batch)
		for _, e := range found {
			if id, is := strings.CutSuffix(e.Name(), ".md"); is && !strings.HasPrefix(id, ".") {
				out = append(out, id)
			}
		}
		if seen += len(found); seen > s.entries {
			rep.add(1, 1, "holds more than %d files: keep only the cards in it", s.entries)
			return nil, false
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			rep.add(1, 1, "cannot be read: %s", reason(err))
			return nil, false
		}
	}
	if len(out) == 0 {
		rep.add(1, 1, "the folder has no cards: add a .md file for each")
		return nil, false
	}
	slices.Sort(out)
	return out, true
}

const cardsFolder = "cards"

func cardFile(id string) string { return path.Join(cardsFolder, id+".md") }

// reason is an error without the path, which the problem names already, in words.
func reason(err error) string {
	var e *fs.PathError
	if errors.As(err, &e) {
		err = e.Err
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "it may not be read: allow reading it"
	case strings.Contains(err.Error(), "escapes"):
		return "it is a link that leads out of the story's folder: put the file itself there"
	}
	return err.Error()
}

// size writes a number of bytes as people say it.
func size(bytes int64) string {
	const kib, mib = 1 << 10, 1 << 20
	switch {
	case bytes >= mib:
		return fmt.Sprintf("%d MiB", bytes/mib)
	case bytes >= kib:
		return fmt.Sprintf("%d KiB", bytes/kib)
	}
	return fmt.Sprintf("%d bytes", bytes)
}
