package load

import (
	"reflect"
	"slices"
	"strings"

	"truceline/data"
)

// tables are the CSV files of a story. Their columns are those that the fields of a row's
// type name in their tags, with what else a column has to be:
//
//	need     is not empty, as are all numbers
//	key      others refer to the row by it, as by all ids
//	capitals of an id, which may have them
//	own      is read by the table's own code
//
// Of an array of two, the tag names both columns.
var tables = []*table{
	csvFile("changes", func(r *reading) *[]data.Change { return &r.story.Changes }),
	csvFile("averages", func(r *reading) *[]data.Average { return &r.story.Averages }),
	csvFile("meetings", func(r *reading) *[]data.Meeting { return &r.story.Meetings }, onTheGlobe),
	csvFile("events", func(r *reading) *[]data.Event { return &r.story.Events }),
	csvFile("people", func(r *reading) *[]data.Person { return &r.story.People }),
	csvFile("positions", func(r *reading) *[]data.Position { return &r.story.Positions }, statements),
	csvFile("links", func(r *reading) *[]data.Link { return &r.story.Links }),
	csvFile("glossary", func(r *reading) *[]data.Term { return &r.story.Glossary }),
	csvFile("sources", func(r *reading) *[]data.Source { return &r.story.Sources }),
	csvFile("series", func(r *reading) *[]data.Point { return &r.points }, standsFor),
	csvFile("facts", func(r *reading) *[]data.Fact { return &r.story.Facts }),
	csvFile("corrections", func(r *reading) *[]data.Correction { return &r.story.Corrections }),
	csvFile("known", func(r *reading) *[]data.KnownFrom { return &r.story.Known }),
	csvFile("lapses", func(r *reading) *[]data.Lapse { return &r.story.Lapses }),
	csvFile("goods", func(r *reading) *[]data.Good { return &r.story.Goods }),
	csvFile("rules", func(r *reading) *[]data.Rule { return &r.story.Rules }, ruleRate),
	csvFile("findings", func(r *reading) *[]data.Finding { return &r.story.Findings }, findingShare),
	csvFile("concepts", func(r *reading) *[]data.Concept { return &r.story.Concepts }),
	csvFile("questions", func(r *reading) *[]data.Question { return &r.story.Questions }, actions),
	csvFile("rounds", func(r *reading) *[]data.Round { return &r.story.Rounds }),
}

// required are the tables of which the file may not be missing.
var required = []string{"changes", "sources"}

// csvFile is a table whose rows go into a list. more reads and checks what the tags do
// not say.
func csvFile[T any](name string, list func(*reading) *[]T, more ...func(*row, *T)) *table {
	t := &table{name: name}
	fields := fieldsOf(reflect.TypeFor[T](), nil)
	for _, f := range fields {
		t.columns = append(t.columns, f.column)
		if f.has("key") || f.column == "id" {
			t.key = append(t.key, f.column)
		}
	}
	t.task = func(r *reading) func() {
		return tableTask(r, t, list(r), func(w *row) (x T) {
			into := reflect.ValueOf(&x).Elem()
			for i := range fields {
				fields[i].read(w, into)
			}
			for _, do := range more {
				do(w, &x)
			}
			return x
		})
	}
	return t
}

// field is a column and where its value goes in a row.
type field struct {
	column string
	flags  []string
	at     []int // as reflect counts fields
	side   int   // place in an array of two; -1 for none
}

func (f *field) has(flag string) bool { return slices.Contains(f.flags, flag) }

func fieldsOf(of reflect.Type, at []int) (out []field) {
	for i := range of.NumField() {
		x := of.Field(i)
		here := append(slices.Clone(at), i)
		tag := x.Tag.Get("csv")
		if tag == "" {
			if x.Type.Kind() == reflect.Struct {
				out = append(out, fieldsOf(x.Type, here)...)
			}
			continue
		}
		parts := strings.Split(tag, ",")
		if first, second, both := strings.Cut(parts[0], "|"); both {
			out = append(out, field{first, parts[1:], here, 0}, field{second, parts[1:], here, 1})
			continue
		}
		out = append(out, field{parts[0], parts[1:], here, -1})
	}
	return out
}

// oneOf are the values that columns of some types may have.
var oneOf = map[reflect.Type][]string{
	reflect.TypeFor[data.Status](): {string(data.InForce), string(data.Announced), string(data.Threatened), string(data.Suspended), string(data.Withdrawn)},
	reflect.TypeFor[data.Grade]():  {string(data.GradePrimary), string(data.GradeSecondary), string(data.GradeDataset), string(data.GradeArticle)},
}

// read reads the column of a row.
func (f *field) read(r *row, into reflect.Value) {
	if f.has("own") {
		return
	}
	v := into.FieldByIndex(f.at)
	if f.side >= 0 {
		v = v.Index(f.side)
	}
	if f.has("need") {
		r.need(f.column)
	}
	switch v.Kind() {
	case reflect.String:
		text := r.text(f.column)
		if values := oneOf[v.Type()]; values != nil {
			text = r.oneOf(f.column, values)
		} else if f.column == "id" {
			text = r.id(f.column, f.has("capitals"))
		}
		v.SetString(text)
	case reflect.Int32:
		v.SetInt(int64(r.day(f.column)))
	case reflect.Int:
		v.SetInt(int64(r.count(f.column)))
	case reflect.Float64:
		v.SetFloat(r.number(f.column))
	case reflect.Bool:
		v.SetBool(r.yes(f.column))
	case reflect.Slice:
		if list := r.list(f.column); list != nil {
			v.Set(reflect.MakeSlice(v.Type(), len(list), len(list)))
			for i, s := range list {
				v.Index(i).SetString(s)
			}
		}
	}
}

var (
	scopes = []string{string(data.General), string(data.ProductList), string(data.Exemption)}
	ranks  = []string{"must", "should", "could"}
)

// oneOf returns a field that has one of a few values.
func (r *row) oneOf(column string, known []string) string {
	s := r.need(column)
	if s != "" && !slices.Contains(known, s) {
		r.fail(column, "%q is unknown%s", s, meant(s, known))
	}
	return s
}

// onTheGlobe checks latitude and longitude.
func onTheGlobe(r *row, m *data.Meeting) {
	for _, x := range []struct {
		column   string
		v, limit float64
		towards  string
	}{{"lat", m.Lat, 90, "north"}, {"lon", m.Lon, 180, "east"}} {
		if x.v < -x.limit || x.v > x.limit {
			r.fail(x.column, "%g is not on the globe: write degrees %s, -%g to %g", x.v, x.towards, x.limit, x.limit)
		}
	}
}

// statements checks the sources of each statement of a row, which are some of all: what
// is said needs one, and what is not said has none.
func statements(r *row, p *data.Position) {
	for _, column := range []string{"first", "second", "analysts"} {
		own := column + "_sources"
		out := r.list(own)
		switch said := r.text(column) != ""; {
		case said && len(out) == 0:
			r.fail(own, "is empty: name the sources of what %q says", column)
		case !said && len(out) > 0:
			r.fail(own, "names sources, but %q says nothing: leave both empty", column)
		}
		for _, id := range out {
			if !slices.Contains(p.Sources, id) {
				r.fail(own, "names %q, which is not among the row's sources: add it there", id)
			}
		}
	}
}

func standsFor(r *row, p *data.Point) {
	if p.Period == "" && p.Label == "" {
		r.fail("period", "is empty, and so is label: fill in what the value stands for")
	}
}

func ruleRate(r *row, x *data.Rule) {
	x.Kind = data.FixedRate
	switch kind := data.RuleKind(r.text("rate")); kind {
	case data.LayerRateRule, data.UnknownRate:
		x.Kind = kind
	default:
		x.Rate = data.Percent(r.number("rate"))
	}
}

func findingShare(r *row, x *data.Finding) {
	x.Share = data.NoShare
	if r.text("share") != "" {
		x.Share = data.Percent(r.number("share"))
	}
}

func actions(r *row, x *data.Question) {
	if len(x.Off)+len(x.On) == 0 {
		r.fail("off", "is empty, and so is on: name the actions that the question leaves out or takes up")
	}
}
