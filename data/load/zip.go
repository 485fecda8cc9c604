package load

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"
)

// errTooMuch ends the reading of what unpacks to too much.
var errTooMuch = errors.New("it unpacks to far more than it holds, as no text does: pack the story anew")

// openZip checks a zip file as a whole and returns the story's files in it. What
// its headers say of sizes is not believed: contents are measured while they are
// read. Entries that no story reads are never unpacked.
func openZip(rep *report, src []byte, l limits) (fs.FS, bool) {
	table := &bounded{ReaderAt: bytes.NewReader(src)}
	table.left.Store(int64(l.entries) * 256) // bytes of an entry's headers, amply
	r, err := zip.NewReader(table, int64(len(src)))
	switch {
	case errors.Is(err, errTooMuch):
		rep.add(1, 1, "holds more than %d files: keep only the story's in it", l.entries)
		return nil, false
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		rep.add(1, 1, "is no zip file, or a damaged one (%v): pack the story anew", err)
		return nil, false
	case len(r.File) > l.entries:
		rep.add(1, 1, "holds more than %d files: keep only the story's in it", l.entries)
		return nil, false
	}
	table.left.Store(math.MaxInt64) // contents are bounded where they are read
	files := make(map[string]*zip.File, len(r.File))
	for _, f := range r.File {
		if why := refused(f); why != "" {
			rep.add(1, 1, "entry %q %s", shorten(f.Name), why)
			continue
		}
		name := strings.TrimSuffix(f.Name, "/")
		if f.Mode().IsDir() {
			continue
		}
		if files[name] != nil {
			rep.add(1, 1, "entry %q is there twice: pack the story anew", shorten(name))
			continue
		}
		files[name] = f
	}
	if len(rep.list) > 0 {
		return nil, false
	}
	root, ok := storyRoot(files)
	if !ok {
		rep.add(1, 1, "there is no story.yaml at the top, or in one folder at the top: pack the story's folder")
		return nil, false
	}
	folders, err := fs.Sub(r, path.Clean(root))
	if err != nil {
		rep.add(1, 1, "cannot be read: %s", reason(err))
		return nil, false
	}
	z := &zipFS{FS: folders, limits: l, files: make(map[string]*zip.File), packed: int64(len(src))}
	for name, f := range files {
		if inside, is := strings.CutPrefix(name, root); is && isStoryFile(inside) {
			z.files[inside] = f
		}
	}
	if overlapping(z.files) {
		rep.add(1, 1, "entries lie over each other, as in no zip file made in good faith: pack the story anew")
		return nil, false
	}
	return z, true
}

// refused says why an entry may not be in a story, in words that follow its name.
func refused(f *zip.File) string {
	const encrypted = 1
	name := strings.TrimSuffix(f.Name, "/")
	switch mode := f.Mode(); {
	case !utf8.ValidString(name) || strings.ContainsFunc(name, isControl):
		return "has a name that is no text: rename it"
	case strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':':
		return "has an absolute path: pack the folder with paths inside it"
	case strings.Contains(name, `\`):
		return "has a backslash in its path: pack with / between folders"
	case !fs.ValidPath(name):
		return "has a path that leads out of the story or is no path: pack the folder with paths inside it"
	case mode&fs.ModeSymlink != 0:
		return "is a link: put the file itself there"
	case !mode.IsRegular() && !mode.IsDir():
		return "is a device or the like, no file: remove it"
	case mode.IsDir():
		return ""
	case f.Flags&encrypted != 0:
		return "is encrypted: pack the story without a password"
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return "is packed by a method that is not read here: pack with deflate, the usual one"
	}
	return ""
}

// storyRoot finds the folder of story.yaml: the top, or the only folder there.
func storyRoot(files map[string]*zip.File) (string, bool) {
	if files[storyFile] != nil {
		return "", true
	}
	root := ""
	for name := range files {
		dir, rest, _ := strings.Cut(name, "/")
		if rest != storyFile {
			continue
		}
		if root != "" {
			return "", false
		}
		root = dir + "/"
	}
	return root, root != ""
}

// isStoryFile tells whether a path inside a story is one that is read.
func isStoryFile(name string) bool {
	if name == storyFile {
		return true
	}
	all := tables
	if inside, is := strings.CutPrefix(name, textFolder+"/"); is {
		_, name, _ = strings.Cut(inside, "/") // below the language
		if name == textFile {
			return true
		}
		all = textTables
	}
	if name == talkFile {
		return true
	}
	if dir, file := path.Split(name); dir == cardsFolder+"/" {
		return strings.HasSuffix(file, ".md")
	}
	base, is := strings.CutSuffix(name, ".csv")
	return is && slices.ContainsFunc(all, func(t *table) bool { return t.name == base })
}

// overlapping tells whether two entries share packed bytes, the trick by which a
// small file is made to hold itself thousands of times.
func overlapping(files map[string]*zip.File) bool {
	type extent struct{ from, until int64 }
	var all []extent
	for _, f := range files {
		from, err := f.DataOffset()
		if err != nil {
			continue // reading the entry will say so
		}
		all = append(all, extent{from, from + int64(f.CompressedSize64)})
	}
	slices.SortFunc(all, func(a, b extent) int { return int(min(1, max(-1, a.from-b.from))) })
	for i := 1; i < len(all); i++ {
		if all[i].from < all[i-1].until {
			return true
		}
	}
	return false
}

// bounded is a ReaderAt that stops after so many bytes. It may be used from several
// goroutines.
type bounded struct {
	io.ReaderAt
	left atomic.Int64
}

func (b *bounded) ReadAt(p []byte, off int64) (int, error) {
	if b.left.Add(-int64(len(p))) < 0 {
		return 0, errTooMuch
	}
	return b.ReaderAt.ReadAt(p, off)
}

// zipFS shows a checked zip file's story as a file system: its files, and all folders.
type zipFS struct {
	fs.FS
	limits
	files  map[string]*zip.File
	packed int64
}

// Open opens a file of the story, or a folder.
func (z *zipFS) Open(name string) (fs.File, error) {
	if f := z.files[name]; f != nil {
		r, err := f.Open()
		if err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
		most := max(z.slack, z.ratio*min(z.packed, int64(f.CompressedSize64)))
		return &zipEntry{ReadCloser: r, info: f.FileInfo(), left: most}, nil
	}
	return z.FS.Open(name)
}

// Stat returns what the zip's headers say. The size is only a hint.
func (z *zipFS) Stat(name string) (fs.FileInfo, error) {
	if f := z.files[name]; f != nil {
		return f.FileInfo(), nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// zipEntry counts what comes out of a packed file.
type zipEntry struct {
	io.ReadCloser
	info fs.FileInfo
	left int64
}

func (e *zipEntry) Stat() (fs.FileInfo, error) { return e.info, nil }

func (e *zipEntry) Read(p []byte) (int, error) {
	n, err := e.ReadCloser.Read(p)
	if e.left -= int64(n); e.left < 0 {
		return 0, errTooMuch
	}
	var damaged flate.CorruptInputError
	if errors.Is(err, zip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &damaged) {
		err = errors.New("it is damaged: pack the story anew")
	}
	return n, err
}
