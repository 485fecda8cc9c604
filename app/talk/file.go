package talk

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"truceline/app/view"
	"truceline/data"
	"truceline/data/load"
)

// Extension is that of a talk's file.
const Extension = ".truceline-talk"

// format is the version of the file that this program writes. Older ones can be
// read, newer ones cannot.
const format = 1

// maxFile bounds a talk's file, in bytes.
const maxFile = 4 << 20

// file is a talk as it is written.
type file struct {
	Format int               `json:"format"`
	Name   string            `json:"name"`
	Story  string            `json:"story"`
	Items  []Item            `json:"items"`
	Looks  map[string]string `json:"looks,omitempty"`
}

func (t *Talk) file() file { return file{format, t.Name, t.Story, t.Items, t.Looks} }

// Write writes the talk as JSON, the same talk always alike. The error is that of
// the writer, or tells that the talk is too long to be read again.
func (t *Talk) Write(w io.Writer) error {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(t.file()); err != nil {
		return err
	}
	if out.Len() > maxFile {
		return fmt.Errorf("the talk %q takes %d bytes, more than the %d that a file may have: shorten its notes", t.Name, out.Len(), maxFile)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// Read reads a talk of the story from a file of that name. Beats that the file does
// not have are there too, hidden. If the file cannot be used, the error is
// load.Problems: everything that is wrong with it, by line and column.
func Read(name string, r io.Reader, s *data.Story) (*Talk, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	in := reading{name: name, raw: raw, at: map[string]int{}}
	if len(raw) > maxFile {
		in.fail("", "the file is longer than %d MB: a talk's is far shorter, so this is none", maxFile>>20)
		return nil, in.problems
	}
	t := in.talk(s)
	if len(in.problems) > 0 {
		slices.SortStableFunc(in.problems, func(a, b load.Problem) int {
			return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
		})
		return nil, in.problems
	}
	return t.complete(s), nil
}

// reading is a file that is being read.
type reading struct {
	name     string
	raw      []byte
	d        *json.Decoder
	at       map[string]int // where values begin, by path, such as "/items/3/beat"
	ends     map[string]int
	problems load.Problems
}

// fail notes a problem with the value at a path.
func (in *reading) fail(path, message string, args ...any) {
	in.failAt(in.at[path], message, args...)
}

func (in *reading) failAt(offset int, message string, args ...any) {
	before := in.raw[:min(max(offset, 0), len(in.raw))]
	start := bytes.LastIndexByte(before, '\n') + 1
	in.problems = append(in.problems, load.Problem{
		File: in.name, Line: bytes.Count(before, []byte("\n")) + 1, Col: utf8.RuneCount(before[start:]) + 1,
		Text: fmt.Sprintf(message, args...),
	})
}

// talk reads the whole file.
func (in *reading) talk(s *data.Story) *Talk {
	if !in.locate() {
		return nil
	}
	var head struct {
		Format int               `json:"format"`
		Name   string            `json:"name"`
		Story  string            `json:"story"`
		Items  []json.RawMessage `json:"items"`
		Looks  map[string]string `json:"looks"`
	}
	if !in.decode("", &head) {
		return nil
	}
	switch {
	case head.Format > format:
		in.fail("/format", "format %d was written by a newer program, and this one reads up to %d: open it with that one", head.Format, format)
	case head.Format < 1:
		in.fail("/format", `this is no talk: one begins with "format": %d`, format)
	case head.Story != s.ID:
		in.fail("/story", "the talk is made of the story %q, and %q is open: open the other story first", head.Story, s.ID)
	case len(head.Items) > MaxItems:
		in.fail("/items", "the talk has %d items: leave at most %d", len(head.Items), MaxItems)
	}
	if len(in.problems) > 0 {
		return nil
	}
	in.unknownKeys("", head)
	t := &Talk{Name: line(head.Name, MaxName), Story: head.Story}
	ids := map[string]bool{}
	for i := range head.Items {
		path := "/items/" + strconv.Itoa(i)
		var item Item
		if !in.decode(path, &item) {
			continue
		}
		// What a View has besides is of another version of the program, and is left out.
		in.unknownKeys(path, item)
		in.check(path, &item, s)
		if ids[item.ID] {
			in.fail(in.nearest(path, "id"), "the id %q is there twice: give one of them another", item.ID)
		}
		ids[item.ID] = true
		t.Items = append(t.Items, item)
	}
	in.looks(t, head.Looks, s)
	return t.with(t.Items)
}

// looks reads the notes on looks.
func (in *reading) looks(t *Talk, notes map[string]string, s *data.Story) {
	for id, text := range notes {
		path := "/looks/" + id
		switch n := utf8.RuneCountInString(text); {
		case !slices.ContainsFunc(s.Talk.Looks, func(l data.TalkLook) bool { return lookID(l) == id }):
			in.fail(path, "the story has no look %q; it may be of another version of the story", id)
		case n > MaxNotes:
			in.fail(path, "the notes have %d characters: shorten them to %d", n, MaxNotes)
		default:
			*t = *t.SetNotes(id, text)
		}
	}
}

// check looks for what is wrong with an item, and fills in what is plain.
func (in *reading) check(path string, item *Item, s *data.Story) {
	item.ID = cmp.Or(item.ID, item.Beat)
	switch {
	case item.Own() && !strings.HasPrefix(item.ID, ownPrefix):
		in.fail(in.nearest(path, "id"), "the item has no beat, so its id begins with %q: %q does not", ownPrefix, item.ID)
	case item.Own() && in.at[path+"/view"] == 0:
		in.fail(path, "the item has neither a beat nor a view: add one")
	case item.Own():
		in.checkBeat(path+"/view/beat", item.View.Beat, s)
	case item.ID != item.Beat:
		in.fail(path+"/id", "the item is the beat %q, so its id is too: %q is not", item.Beat, item.ID)
	default:
		in.checkBeat(path+"/beat", item.Beat, s)
	}
	if !item.Own() {
		item.View = view.View{}
	}
	if !knownRank(item.Rank) {
		in.fail(path+"/rank", "rank %q is unknown; known are must, should, could", item.Rank)
	}
	if item.Seconds < 0 || item.Seconds > MaxSeconds {
		in.fail(path+"/seconds", "seconds %d: write 1 to %d, or 0 for the beat's", item.Seconds, MaxSeconds)
	}
	for _, text := range []struct {
		key, text string
		most      int
	}{{"id", item.ID, MaxName}, {"headline", item.Headline, MaxHeadline}, {"notes", item.Notes, MaxNotes}} {
		if n := utf8.RuneCountInString(text.text); n > text.most {
			in.fail(path+"/"+text.key, "%s has %d characters: shorten it to %d", text.key, n, text.most)
		}
	}
	item.Headline, item.Notes = line(item.Headline, MaxHeadline), clean(item.Notes, MaxNotes)
}

func (in *reading) checkBeat(path, id string, s *data.Story) {
	if s.Beat(id) != nil {
		return
	}
	known := make([]string, len(s.Beats))
	for i, b := range s.Beats {
		known[i] = b.ID
	}
	hint := "it may be of another version of the story"
	if near := data.Nearest(id, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	in.fail(path, "the story has no beat %q; %s", id, hint)
}

// nearest is the path of a key if it is there, else that of what should have it.
func (in *reading) nearest(path, key string) string {
	if _, ok := in.at[path+"/"+key]; ok {
		return path + "/" + key
	}
	return path
}

// decode reads the value at a path.
func (in *reading) decode(path string, into any) bool {
	from := in.at[path]
	err := json.Unmarshal(in.raw[from:in.ends[path]], into)
	if err == nil {
		return true
	}
	var kind *json.UnmarshalTypeError
	if !errors.As(err, &kind) {
		in.fail(path, "%s", err)
		return false
	}
	at := path
	if kind.Field != "" {
		at += "/" + strings.ReplaceAll(kind.Field, ".", "/")
	}
	in.fail(at, "a %s stands where %s belongs", kind.Value, kindOf(kind.Type))
	return false
}

// kindOf names what belongs into a field, in words of the file.
func kindOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "a text in quotes"
	case reflect.Slice:
		return "a list in [ ]"
	case reflect.Struct:
		return "an object in { }"
	}
	return fmt.Sprintf("a whole number that fits in an %s", t.Kind())
}

// unknownKeys fails the keys of the object at a path that a value's type does not
// have.
func (in *reading) unknownKeys(path string, of any) {
	var known []string
	for t, i := reflect.TypeOf(of), 0; i < t.NumField(); i++ {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		known = append(known, name)
	}
	var unknown []string
	for at := range in.at {
		if key, ok := strings.CutPrefix(at, path+"/"); ok && !strings.Contains(key, "/") && !slices.Contains(known, key) {
			unknown = append(unknown, key)
		}
	}
	slices.SortFunc(unknown, func(a, b string) int { return in.at[path+"/"+a] - in.at[path+"/"+b] })
	for _, key := range unknown {
		in.fail(path+"/"+key, "%q is not known here: remove it; known are %s", key, strings.Join(known, ", "))
	}
}

// locate finds where each value begins and ends, and what is no JSON.
func (in *reading) locate() bool {
	var whole json.RawMessage
	var wrong *json.SyntaxError
	if err := json.Unmarshal(in.raw, &whole); errors.As(err, &wrong) {
		if at := int(wrong.Offset) - 1; at >= 0 && !strings.HasPrefix(wrong.Error(), "unexpected end") {
			r, _ := utf8.DecodeRune(in.raw[at:])
			in.failAt(at, "this is not JSON: %q does not belong here", r)
		} else {
			in.failAt(len(in.raw), "the file ends too early: part of it is missing")
		}
		return false
	}
	in.ends = map[string]int{}
	in.d = json.NewDecoder(bytes.NewReader(in.raw))
	in.d.UseNumber()
	if err := in.value("", 0); err != nil {
		in.failAt(in.next(), "%s", err)
		return false
	}
	return true
}

// next is where the next token begins.
func (in *reading) next() int {
	at := int(in.d.InputOffset())
	for at < len(in.raw) && strings.IndexByte(" \t\r\n,:", in.raw[at]) >= 0 {
		at++
	}
	return at
}

// deepest is how deep values of a talk's file can lie in each other.
const deepest = 8

func (in *reading) value(path string, depth int) error {
	if depth > deepest {
		return errors.New("values lie too deep in each other for a talk")
	}
	in.at[path] = in.next()
	token, err := in.d.Token()
	if err != nil {
		return err
	}
	if open, ok := token.(json.Delim); ok {
		if err := in.inside(path, open, depth+1); err != nil {
			return err
		}
	}
	in.ends[path] = int(in.d.InputOffset())
	return nil
}

func (in *reading) inside(path string, open json.Delim, depth int) error {
	for i := 0; in.d.More(); i++ {
		key := strconv.Itoa(i)
		if open == '{' {
			at := in.next()
			token, err := in.d.Token()
			if err != nil {
				return err
			}
			key, _ = token.(string)
			if _, twice := in.at[path+"/"+key]; twice {
				in.failAt(at, "%q is there twice: remove one", key)
			}
		}
		if err := in.value(path+"/"+key, depth); err != nil {
			return err
		}
	}
	_, err := in.d.Token()
	return err
}
