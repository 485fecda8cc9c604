package load

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pack writes a story's files to a zip, below a folder, and lets add put in more.
func pack(t testing.TB, fsys fstest.MapFS, folder string, add func(*zip.Writer)) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	names := make([]string, 0, len(fsys))
	for name := range fsys {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		put(t, w, folder+name, fsys[name].Data)
	}
	if add != nil {
		add(w)
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

func put(t testing.TB, w *zip.Writer, name string, content []byte) {
	t.Helper()
	f, err := w.Create(name)
	require.NoError(t, err)
	_, err = f.Write(content)
	require.NoError(t, err)
}

// onDisk writes a zip file and returns its path.
func onDisk(t testing.TB, src []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "story.zip")
	require.NoError(t, os.WriteFile(path, src, 0o600))
	return path
}

// refusal opens a zip that is refused and returns why.
func refusal(t testing.TB, src []byte) string {
	t.Helper()
	s, err := Path(onDisk(t, src))
	require.Error(t, err)
	assert.Nil(t, s)
	var list Problems
	require.ErrorAs(t, err, &list)
	return list.Error()
}

func TestPath_readsAZipAsItReadsAFolder(t *testing.T) {
	want, err := FS(small(t))
	require.NoError(t, err)
	for _, folder := range []string{"", "my story/"} {
		got, err := Path(onDisk(t, pack(t, small(t), folder, func(w *zip.Writer) {
			put(t, w, folder+"notes.txt", []byte{0xFF})
			put(t, w, "__MACOSX/._story.yaml", []byte{0})
			_, err := w.Create(folder + "pictures/")
			require.NoError(t, err)
		})))
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

func TestPath_refusesEntriesThatLeadOutOfTheStory(t *testing.T) {
	for name, why := range map[string]string{
		"../escape.csv":        "has a path that leads out of the story",
		"cards/../../x.md":     "has a path that leads out of the story",
		"/etc/passwd":          "has an absolute path",
		`C:\story\changes.csv`: "has an absolute path",
		`cards\truce.md`:       "has a backslash in its path",
		"cards//truce.md":      "or is no path",
		"./changes.csv":        "or is no path",
		"a\x00b":               "has a name that is no text",
		"a\xFFb":               "has a name that is no text",
		"changes.csv":          "is there twice",
	} {
		got := refusal(t, pack(t, small(t), "", func(w *zip.Writer) { put(t, w, name, []byte("x")) }))
		assert.Contains(t, got, "story.zip:1:1: entry ")
		assert.Contains(t, got, why, "%q", name)
	}
}

func TestPath_refusesLinksDevicesAndLockedEntries(t *testing.T) {
	entry := func(change func(*zip.FileHeader)) string {
		return refusal(t, pack(t, small(t), "", func(w *zip.Writer) {
			h := &zip.FileHeader{Name: "extra.csv", Method: zip.Store}
			h.SetMode(0o644)
			change(h)
			f, err := w.CreateRaw(h)
			require.NoError(t, err)
			_, err = f.Write(nil)
			require.NoError(t, err)
		}))
	}
	assert.Contains(t, entry(func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }), `entry "extra.csv" is a link: put the file itself there`)
	assert.Contains(t, entry(func(h *zip.FileHeader) { h.SetMode(fs.ModeDevice | 0o666) }), "is a device or the like")
	assert.Contains(t, entry(func(h *zip.FileHeader) { h.SetMode(fs.ModeNamedPipe | 0o666) }), "is a device or the like")
	assert.Contains(t, entry(func(h *zip.FileHeader) { h.Flags |= 1 }), "is encrypted")
	assert.Contains(t, entry(func(h *zip.FileHeader) { h.Method = 12 }), "packed by a method that is not read here")
}

func TestPath_refusesTooManyEntries(t *testing.T) {
	got := refusal(t, pack(t, small(t), "", func(w *zip.Writer) {
		for i := range standard.entries {
			_, err := w.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("x%d", i)})
			require.NoError(t, err)
		}
	}))
	assert.Equal(t, "story.zip:1:1: holds more than 20000 files: keep only the story's in it", got)
}

func TestPath_refusesATableOfContentsWithoutEnd(t *testing.T) {
	got := refusal(t, pack(t, small(t), "", func(w *zip.Writer) {
		for i := range 90_000 {
			_, err := w.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("x%d", i)})
			require.NoError(t, err)
		}
	}))
	assert.Equal(t, "story.zip:1:1: holds more than 20000 files: keep only the story's in it", got)
}

func TestPath_refusesBombs(t *testing.T) {
	zeros := func(n int) []byte { return bytes.Repeat([]byte("a,b\n"), n/4) }
	for name, c := range map[string]struct {
		add  func(w *zip.Writer, fsys fstest.MapFS)
		want string
	}{
		"one file too large": {
			func(w *zip.Writer, fsys fstest.MapFS) { put(t, w, "facts.csv", zeros(17<<20)) },
			"facts.csv:1:1: is larger than 16 MiB: divide or shorten it",
		},
		"one file far larger than packed": {
			func(w *zip.Writer, fsys fstest.MapFS) { put(t, w, "facts.csv", zeros(4<<20)) },
			"facts.csv:1:1: cannot be read: it unpacks to far more than it holds, as no text does",
		},
		"a card too large": {
			func(w *zip.Writer, fsys fstest.MapFS) { put(t, w, "cards/huge.md", zeros(65<<10)) },
			"cards/huge.md:1:1: is larger than 64 KiB",
		},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := small(t)
			facts := fsys["facts.csv"]
			delete(fsys, "facts.csv")
			got := refusal(t, pack(t, fsys, "", func(w *zip.Writer) { c.add(w, fstest.MapFS{"facts.csv": facts}) }))
			assert.Contains(t, got, c.want)
		})
	}
}

func TestPath_refusesManyFilesThatAreTooLargeTogether(t *testing.T) {
	tight := standard
	tight.total = 1 << 20
	rep := &report{file: "story.zip"}
	fsys, ok := openZip(rep, pack(t, small(t), "", func(w *zip.Writer) {
		for i := range 40 {
			put(t, w, fmt.Sprintf("cards/c%d.md", i), bytes.Repeat([]byte("a b\n"), 8<<10))
		}
	}), tight)
	require.True(t, ok, rep.list)
	_, err := readFrom(newStore(fsys, tight))
	require.Error(t, err)
	assert.Equal(t, 1, strings.Count(err.Error(), "the story's files are larger than 1 MiB together: shorten them"), "once is enough")
}

func TestPath_neverUnpacksWhatNoStoryReads(t *testing.T) {
	_, err := Path(onDisk(t, pack(t, small(t), "", func(w *zip.Writer) {
		put(t, w, "bomb.bin", make([]byte, 20<<20))
	})))
	assert.NoError(t, err)
}

// The sizes in the headers may lie: here a file of 4 MiB claims to hold 10 bytes.
func TestPath_believesNoHeader(t *testing.T) {
	fsys := small(t)
	delete(fsys, "facts.csv")
	src := pack(t, fsys, "", func(w *zip.Writer) { put(t, w, "facts.csv", bytes.Repeat([]byte("a,b\n"), 1<<20)) })
	real := binary.LittleEndian.AppendUint32(nil, 4<<20)
	require.Positive(t, bytes.Count(src, real))
	lying := bytes.ReplaceAll(src, real, binary.LittleEndian.AppendUint32(nil, 10))
	assert.Contains(t, refusal(t, lying), "facts.csv:1:1: ")
}

// Entries that share their packed bytes make a small file hold itself many times.
func TestPath_refusesEntriesThatLieOverEachOther(t *testing.T) {
	src := pack(t, small(t), "", nil)
	r, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	require.NoError(t, err)
	// Point the table's second entry at the first one's bytes.
	const offsetField, nameField = 42, 46
	entry := func(name string) int {
		return bytes.LastIndex(src, []byte(name)) - nameField // the table is at the end
	}
	first, second := entry(r.File[0].Name), entry(r.File[1].Name)
	copy(src[second+offsetField:], src[first+offsetField:first+offsetField+4])
	assert.Contains(t, refusal(t, src), "entries lie over each other")
}

func TestPath_saysWhenAZipIsDamagedOrNoStory(t *testing.T) {
	whole := pack(t, small(t), "", nil)
	assert.Contains(t, refusal(t, whole[:len(whole)/2]), "story.zip:1:1: is no zip file, or a damaged one")
	assert.Contains(t, refusal(t, nil), "story.zip:1:1: is no zip file, or a damaged one")
	assert.Contains(t, refusal(t, pack(t, fstest.MapFS{"a.txt": {Data: []byte("a")}}, "", nil)), "there is no story.yaml at the top")
	assert.Contains(t, refusal(t, pack(t, small(t), "a/b/", nil)), "there is no story.yaml at the top")
	assert.Contains(t, refusal(t, pack(t, small(t), "a/", func(w *zip.Writer) { put(t, w, "b/story.yaml", nil) })), "there is no story.yaml at the top")

	bent := slices.Clone(whole)
	at := bytes.Index(bent, []byte("changes.csv")) + len("changes.csv") + 20
	for i := range 40 {
		bent[at+i] ^= 0xFF
	}
	assert.Contains(t, refusal(t, bent), "changes.csv:1:1: cannot be read: it is damaged")
}

func TestPath_refusesLinksThatLeadOutOfAFolder(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.csv")
	require.NoError(t, os.WriteFile(outside, []byte("id,topic,text,sources,epilogue\n"), 0o600))
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, small(t)))
	link := func(target string) string {
		name := filepath.Join(dir, "facts.csv")
		require.NoError(t, os.Remove(name))
		if err := os.Symlink(target, name); err != nil {
			t.Skip("this system makes no links")
		}
		_, err := Path(dir)
		if err == nil {
			return ""
		}
		return err.Error()
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "other.csv"), small(t)["facts.csv"].Data, 0o600))
	assert.Empty(t, link("other.csv"), "a link that stays inside is followed")
	assert.Contains(t, link(outside), "facts.csv:1:1: cannot be opened: it is a link that leads out of the story's folder")
	assert.Contains(t, link("../secret.csv"), "facts.csv:1:1: cannot be opened: ")
	assert.Contains(t, link("."), "facts.csv:1:1: is no ordinary file")
	assert.Contains(t, link("facts.csv"), "facts.csv:1:1: cannot be opened: ", "a link to itself")
}

func TestFS_reportsFoldersInPlaceOfFilesAndTheOtherWayRound(t *testing.T) {
	fsys := small(t)
	delete(fsys, "facts.csv")
	fsys["facts.csv/x"] = &fstest.MapFile{}
	assert.Contains(t, problems(t, fsys).Error(), "facts.csv:1:1: is no ordinary file")

	fsys = small(t)
	for name := range fsys {
		if strings.HasPrefix(name, "cards/") {
			delete(fsys, name)
		}
	}
	assert.Equal(t, "cards:1:1: the folder is missing: add it, with a .md file for each card", problems(t, fsys).Error())
	fsys["cards"] = &fstest.MapFile{}
	assert.Equal(t, "cards:1:1: is no folder: put a folder with a .md file for each card in its place", problems(t, fsys).Error())
	delete(fsys, "cards")
	fsys["cards/readme.txt"] = &fstest.MapFile{}
	assert.Equal(t, "cards:1:1: the folder has no cards: add a .md file for each", problems(t, fsys).Error())
}

func TestFS_holdsFoldersToTheSameLimits(t *testing.T) {
	fsys := small(t)
	fsys["facts.csv"] = &fstest.MapFile{Data: make([]byte, standard.table+1)}
	assert.Contains(t, problems(t, fsys).Error(), "facts.csv:1:1: is larger than 16 MiB")

	tight := standard
	tight.total = 4000
	_, err := readFrom(newStore(small(t), tight))
	require.Error(t, err)
	assert.Contains(t, err.Error(), "the story's files are larger than 3 KiB together: shorten them")

	tight = standard
	tight.entries = 2
	_, err = readFrom(newStore(small(t), tight))
	require.Error(t, err)
	assert.Contains(t, err.Error(), "cards:1:1: holds more than 2 files")
}
