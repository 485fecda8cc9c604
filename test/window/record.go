package window

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
	"time"

	"truceline/app/view"
	"truceline/data"
)

// Target is a record of something that can be activated: its id, and its rectangle
// in px from the window's upper left corner.
type Target struct {
	Window     string
	ID         string
	X, Y, W, H int
}

// Room is a record of what the room is shown in a talk.
type Room struct {
	Step, Steps, Marks  int
	Beat, Blank, Window string
	Day, Span           string
	Spot, Frozen        bool
	Slide               string
	Unbuilt             int
	// What the presenter's view shows; empty where it is not to be seen.
	DeskBeat    string `json:"desk_beat"`
	Notes, Rail string
	Number      int
}

// inAudience is what ids of targets in the audience's window begin with.
const inAudience = "audience:"

// record is a line of the log. Those of a View have its fields besides.
type record struct {
	Time  time.Time
	Level string
	Msg   string
	Error string
	Target
}

// viewIn reads the View in a line of the log. Every field of a View must be there, by
// the name that it is kept under, days as they are written in stories.
func viewIn(line []byte) (v view.View, err error) {
	var written map[string]any
	if err := json.Unmarshal(line, &written); err != nil {
		return v, err
	}
	fields := reflect.ValueOf(&v).Elem()
	for i := range fields.NumField() {
		name, _, _ := strings.Cut(fields.Type().Field(i).Tag.Get("json"), ",")
		value, ok := written[name]
		if !ok {
			return v, fmt.Errorf("the field %q is missing", name)
		}
		field := fields.Field(i)
		switch value := value.(type) {
		case bool:
			field.SetBool(value)
		case float64:
			field.SetInt(int64(value))
		case string:
			if field.Kind() == reflect.String {
				field.SetString(value)
			} else if err := readText(field.Addr().Interface(), value); err != nil {
				return v, fmt.Errorf("the field %q: %w", name, err)
			}
		default:
			return v, fmt.Errorf("the field %q holds %v", name, value)
		}
	}
	return v, nil
}

// readText reads a field of a View that is written as a text.
func readText(field any, text string) (err error) {
	switch f := field.(type) {
	case encoding.TextUnmarshaler:
		err = f.UnmarshalText([]byte(text))
	case *data.Day:
		*f, err = readDay(text)
	default:
		err = fmt.Errorf("nothing here reads a %T", field)
	}
	return err
}

// readDay reads a day as it is written; NoDay is written as nothing.
func readDay(text string) (data.Day, error) {
	if text == "" {
		return data.NoDay, nil
	}
	return data.ParseDay(text)
}

// journal is what has been read of a log so far.
type journal struct {
	path    string
	read    int64  // bytes
	partial []byte // of a line that has not ended
	views   []view.View
	rooms   []Room
	targets map[string]Target // those there are now, by id
	readyAt time.Time
	settled int  // how often all was said to show what is looked at
	stale   bool // a View came after that
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
	if r.Window == "audience" {
		r.ID = inAudience + r.ID
	}
	switch {
	case r.Level == "ERROR":
		j.errors = append(j.errors, r.Msg+": "+r.Error)
	case r.Msg == "view":
		v, err := viewIn(line)
		if err != nil {
			return fmt.Errorf("the log holds a View that cannot be read: %s: %w", line, err)
		}
		j.views, j.stale = append(j.views, v), true
	case r.Msg == "room":
		var room Room
		if err := json.Unmarshal(line, &room); err != nil {
			return fmt.Errorf("the log holds a room that cannot be read: %s: %w", line, err)
		}
		j.rooms, j.stale = append(j.rooms, room), true
	case r.Msg == "settled":
		j.settled, j.stale = j.settled+1, false
	case r.Msg == "ready":
		j.readyAt = r.Time
	case r.Msg == "target" && r.W == 0 && r.H == 0:
		delete(j.targets, r.ID)
	case r.Msg == "target":
		j.targets[r.ID] = r.Target
	}
	return nil
}
