package talk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"truceline/app/whole"
	"truceline/data"
)

// Store keeps talks in a folder: the one under way, the log of rehearsals, and the
// presenter's own talks. Each file is written whole or not at all. The zero Store
// keeps nothing.
type Store struct{ folder string }

// In returns a store in a folder, which is made when something is first kept.
func In(folder string) Store { return Store{folder} }

func (s Store) underWay() string { return filepath.Join(s.folder, "talk.json") }
func (s Store) log() string      { return filepath.Join(s.folder, "runs.json") }
func (s Store) talks() string    { return filepath.Join(s.folder, "talks") }

// stale is the age at which a file that is still being written is none: whoever wrote
// it was ended.
const stale = time.Minute

// Load returns the talk that was under way when the program ended. It is not ok if
// none was, or with an error if its file cannot be understood.
func (s Store) Load() (k Kept, ok bool, err error) {
	if s.folder == "" {
		return Kept{}, false, nil
	}
	whole.Sweep(s.folder, time.Now().Add(-stale))
	ok, err = read(s.underWay(), &k)
	if !ok {
		k = Kept{}
	}
	return k, ok, err
}

// read reads a file of JSON. It is not ok if there is none, or with an error if it
// cannot be understood.
func read(path string, into any) (ok bool, err error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err == nil {
		if err = json.Unmarshal(raw, into); err != nil {
			err = fmt.Errorf("%s: %w", path, err)
		}
	}
	return err == nil, err
}

// Save keeps a talk under way.
func (s Store) Save(k Kept) error {
	if s.folder == "" {
		return nil
	}
	raw, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return whole.WriteFile(s.underWay(), raw)
}

// Clear forgets the talk under way, since it has ended.
func (s Store) Clear() error {
	if s.folder == "" {
		return nil
	}
	if err := os.Remove(s.underWay()); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Runs returns the log of rehearsals, the newest last.
func (s Store) Runs() ([]Run, error) {
	if s.folder == "" {
		return nil, nil
	}
	var runs []Run
	if _, err := read(s.log(), &runs); err != nil {
		return nil, err
	}
	return runs, nil
}

// AddRun adds a run to the log. A log that cannot be understood is put aside under
// another name, and a new one begun.
func (s Store) AddRun(r Run) error {
	if s.folder == "" {
		return nil
	}
	runs, err := s.Runs()
	if err != nil {
		if err := os.Rename(s.log(), strings.TrimSuffix(s.log(), ".json")+"-damaged.json"); err != nil {
			return err
		}
	}
	raw, err := json.MarshalIndent(Add(runs, r), "", "  ")
	if err != nil {
		return err
	}
	return whole.WriteFile(s.log(), raw)
}

// SaveTalk keeps a talk of the presenter's own, in place of one of the same name.
func (s Store) SaveTalk(t *Talk) error {
	if s.folder == "" {
		return nil
	}
	var out bytes.Buffer
	if err := t.Write(&out); err != nil {
		return err
	}
	return whole.WriteFile(s.path(t), out.Bytes())
}

// RemoveTalk forgets the talk of that name and story.
func (s Store) RemoveTalk(t *Talk) error {
	if s.folder == "" {
		return nil
	}
	if err := os.Remove(s.path(t)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// path is the file of a talk: its name in letters that every file system has, and a
// check sum that tells names apart which differ in others.
func (s Store) path(t *Talk) string {
	sum := fnv.New32a()
	fmt.Fprintf(sum, "%s\n%s", t.Story, t.Name)
	return filepath.Join(s.talks(), fmt.Sprintf("%s%08x%s", plain(t.Name), sum.Sum32(), Extension))
}

// plain is the beginning of a name in small letters and digits, parted by hyphens and
// ended by one.
func plain(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	const most = 40
	out := ""
	for _, w := range words {
		if len(out)+len(w) < most {
			out += w + "-"
		}
	}
	return out
}

// Talks returns the presenter's own talks of a story, by file name. Those that cannot
// be read are told of in the error, and the others returned; those of another story
// are passed over.
func (s Store) Talks(story *data.Story) (talks []*Talk, problems error) {
	if s.folder == "" {
		return nil, nil
	}
	whole.Sweep(s.talks(), time.Now().Add(-stale))
	entries, err := os.ReadDir(s.talks())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		if filepath.Ext(e.Name()) != Extension {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(s.talks(), e.Name()))
		var head file
		if err == nil && json.Unmarshal(raw, &head) == nil && head.Story != "" && head.Story != story.ID {
			continue
		}
		if err == nil {
			var t *Talk
			if t, err = Read(e.Name(), bytes.NewReader(raw), story); err == nil {
				talks = append(talks, t)
			}
		}
		problems = errors.Join(problems, err)
	}
	return talks, problems
}
