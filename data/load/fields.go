package load

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"

	"truceline/data"
)

// field is a column of a table, or a key of a map, and the field of a row that holds it.
// The field's tag gives its name, and what else holds for it:
//
//	need      it is not empty, as no number is
//	key       others refer to the row by it, as by all ids
//	capitals  of an id, which may have them
//	maybe     of a number, which may be left out
//	zero      of a day, which is 0 where it is left out
//	own       it is read by code of its own
//
// Of an array of two, the tag names both columns. A struct without a tag has columns of its
// own; "-" leaves it out.
type field struct {
	name  string
	flags []string
	id    bool
	at    []int // as reflect counts fields
	side  int   // place in an array of two; -1 for none
}

func (f *field) has(flag string) bool { return slices.Contains(f.flags, flag) }

// shape is what the tags of a type say.
type shape struct {
	fields []field
	names  []string
}

var shapes sync.Map // of *shape, by type

func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s := &shape{}
	s.add(t, nil)
	shapes.Store(t, s)
	return s
}

func (s *shape) add(t reflect.Type, at []int) {
	for i := range t.NumField() {
		x := t.Field(i)
		here := append(slices.Clone(at), i)
		tag := x.Tag.Get("file")
		if tag == "" || tag == "-" {
			if tag == "" && x.Type.Kind() == reflect.Struct { // its fields have columns of their own
				s.add(x.Type, here)
			}
			continue
		}
		names, flags, _ := strings.Cut(tag, ",")
		for side, name := range strings.Split(names, "|") {
			if x.Type.Kind() != reflect.Array {
				side = -1
			}
			s.fields = append(s.fields, field{name, strings.Split(flags, ","), x.Name == "ID", here, side})
			s.names = append(s.names, name)
		}
	}
}

// values are what a file says of one row, by names; what is wrong with one is reported at
// its place.
type values interface {
	has(name string) bool
	text(name string) string
	need(name string) string
	count(name string) int
	yes(name string) bool
	list(name string) []string
	wrong(name, format string, args ...any)
}

// oneOf returns a text that has one of a few values.
func oneOf(from values, name string, known []string) string {
	s := from.need(name)
	if s != "" && !slices.Contains(known, s) {
		from.wrong(name, "%q is unknown%s", s, meant(s, known))
	}
	return s
}

// id returns a text that is an id.
func id(from values, name string, capitals bool) string {
	s := from.need(name)
	if s != "" && !isID(s, capitals) {
		from.wrong(name, "%q is no id: %s", s, idForm(capitals))
	}
	return s
}

// day returns a day, or NoDay if there is none.
func day(from values, name string) data.Day {
	s := from.text(name)
	if s == "" {
		return data.NoDay
	}
	d, err := data.ParseDay(s)
	if err != nil {
		from.wrong(name, "%v", err)
	}
	return d
}

// number returns a finite number that has to be there.
func number(from values, name string) float64 {
	s := from.need(name)
	if s == "" {
		return 0
	}
	v, why := parseNumber(s)
	if why != "" {
		from.wrong(name, "%q %s", s, why)
	}
	return v
}

// allowed are the values that fields of some types may have.
var allowed = map[reflect.Type][]string{
	reflect.TypeFor[data.Status](): {string(data.InForce), string(data.Announced), string(data.Threatened), string(data.Suspended), string(data.Withdrawn)},
	reflect.TypeFor[data.Grade]():  {string(data.GradePrimary), string(data.GradeSecondary), string(data.GradeDataset), string(data.GradeArticle)},
	reflect.TypeFor[data.Scope]():  {string(data.General), string(data.ProductList), string(data.Exemption)},
}

// read reads a row.
func (s *shape) read(from values, into reflect.Value) {
	for i := range s.fields {
		f := &s.fields[i]
		v := into.FieldByIndex(f.at)
		if f.side >= 0 {
			v = v.Index(f.side)
		}
		if !f.has("own") {
			f.read(from, v)
		}
	}
}

func (f *field) read(from values, v reflect.Value) {
	m, nested := from.(mapping)
	if nested = nested && v.Kind() == reflect.Struct; nested && !m.has(f.name) {
		if f.has("need") {
			m.missing(f.name)
		}
		return
	}
	if f.has("need") && !nested {
		from.need(f.name)
	}
	switch v.Kind() {
	case reflect.Struct:
		if inner, s, ok := m.document.shaped(m.values[f.name], v.Type(), f.name); ok {
			s.read(inner, v)
		}
	case reflect.String:
		text := ""
		if known := allowed[v.Type()]; known != nil {
			text = oneOf(from, f.name, known)
		} else if f.id {
			text = id(from, f.name, f.has("capitals"))
		} else {
			text = from.text(f.name)
		}
		v.SetString(text)
	case reflect.Int32:
		if d := day(from, f.name); d.Set() || !f.has("zero") {
			v.SetInt(int64(d))
		}
	case reflect.Int:
		v.SetInt(int64(from.count(f.name)))
	case reflect.Float64:
		if !f.has("maybe") || from.has(f.name) {
			v.SetFloat(number(from, f.name))
		}
	case reflect.Bool:
		v.SetBool(from.yes(f.name))
	case reflect.Slice:
		if list := from.list(f.name); list != nil {
			v.Set(reflect.MakeSlice(v.Type(), len(list), len(list)))
			for i, s := range list {
				v.Index(i).SetString(s)
			}
		}
	}
}

// called is what a map is called in messages, by what it is read into.
var called = map[reflect.Type]string{
	reflect.TypeFor[data.Story]():         "the story",
	reflect.TypeFor[data.Period]():        "a period",
	reflect.TypeFor[data.Side]():          "a side",
	reflect.TypeFor[data.Lens]():          "a lens",
	reflect.TypeFor[data.Measure]():       "a measure",
	reflect.TypeFor[data.Layer]():         "a layer",
	reflect.TypeFor[data.Series]():        "a series",
	reflect.TypeFor[data.OpeningSlide]():  "the opening",
	reflect.TypeFor[data.ClosingSlide]():  "the closing",
	reflect.TypeFor[data.TalkLook]():      "a look",
	reflect.TypeFor[data.Beat]():          "a beat",
	reflect.TypeFor[data.Scene]():         "a scene",
	reflect.TypeFor[data.SceneArrow]():    "an arrow",
	reflect.TypeFor[data.SceneNote]():     "a note",
	reflect.TypeFor[data.SceneQuestion](): "a question",
	reflect.TypeFor[data.SceneAnswer]():   "an answer",
	reflect.TypeFor[data.Card]():          "the card",
	reflect.TypeFor[data.Cite]():          "a source",
}

// shaped reads a node as a map with the keys of a type, which goes by the name given
// where the type has none.
func (d *document) shaped(n ast.Node, t reflect.Type, name string) (mapping, *shape, bool) {
	if own := called[t]; own != "" {
		name = own
	}
	s := shapeOf(t)
	m, ok := d.mapping(n, name, s.names...)
	return m, s, ok
}

// decode reads a node as a map into what its tags say, and hands on the map for the rest.
func decode[T any](d *document, n ast.Node, into *T, more ...func(mapping, *T)) bool {
	m, s, ok := d.shaped(n, reflect.TypeFor[T](), "")
	if ok {
		s.read(m, reflect.ValueOf(into).Elem())
		for _, do := range more {
			do(m, into)
		}
	}
	return ok
}

// entries reads a list of maps under a key, and reports an empty one where a story has to
// have some. It returns where in the list each entry stood.
func entries[T any](m mapping, key string, needed bool, more ...func(mapping, *T)) (out []T, at []int) {
	nodes := m.nodes(key)
	if needed && len(nodes) == 0 && !m.isComposite(key) {
		m.missing(key)
	}
	for i, n := range nodes {
		var x T
		if decode(m.document, n, &x, more...) {
			out = append(out, x)
			at = append(at, i)
		}
	}
	return out, at
}
