package realwindow

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// View is a record of what is looked at, every field as the log writes it.
type View struct {
	Beat, Day, Lens, Card, Meeting, Measure string
	Epilogue                                bool
	Sheet                                   string
}

// Target is a record of something that can be activated: its id, and its rectangle
// in px from the window's upper left corner.
type Target struct {
	Window     string
	ID         string
	X, Y, W, H int
}

// record is a line of the log.
type record struct {
	Time  time.Time
	Level string
	Msg   string
	Error string
	View
	Target
}

// journal is what has been read of a log so far.
type journal struct {
	path    string
	read    int64  // bytes
	partial []byte // of a line that has not ended
	views   []View
	targets map[string]Target // those there are now, by id
	readyAt time.Time
	errors  []string
	grewAt  time.Time // when something was read last
}

func newJournal(path string) *journal { return &journal{path: path, targets: map[string]Target{}} }

// catchUp reads what has been written since the last time.
func (j *journal) catchUp() error {
	f, err := os.Open(j.path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Seek(j.read, io.SeekStart); err != nil {
		return err
	}
	fresh, err := io.ReadAll(f)
	if err != nil || len(fresh) == 0 {
		return err
	}
	j.read += int64(len(fresh))
	j.grewAt = time.Now()
	j.partial = append(j.partial, fresh...)
	for {
		line, rest, whole := bytes.Cut(j.partial, []byte("\n"))
		if !whole {
			return nil
		}
		j.partial = rest
		if err := j.take(line); err != nil {
			return err
		}
	}
}

func (j *journal) take(line []byte) error {
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		return fmt.Errorf("the log holds a line that is no record: %s: %w", line, err)
	}
	switch {
	case r.Level == "ERROR":
		j.errors = append(j.errors, r.Msg+": "+r.Error)
	case r.Msg == "view":
		j.views = append(j.views, r.View)
	case r.Msg == "ready":
		j.readyAt = r.Time
	case r.Msg == "target" && r.W == 0 && r.H == 0:
		delete(j.targets, r.ID)
	case r.Msg == "target":
		j.targets[r.ID] = r.Target
	}
	return nil
}
