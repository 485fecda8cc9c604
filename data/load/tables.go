package load

import (
	"reflect"
	"slices"

	"truceline/data"
)

// tables are the CSV files of a story.
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
	s := shapeOf(reflect.TypeFor[T]())
	t := &table{name: name, columns: s.names}
	for _, f := range s.fields {
		if f.id || f.has("key") {
			t.key = append(t.key, f.name)
		}
	}
	t.task = func(r *reading) func() {
		return tableTask(r, t, list(r), func(w *row) (x T) {
			s.read(w, reflect.ValueOf(&x).Elem())
			for _, do := range more {
				do(w, &x)
			}
			return x
		})
	}
	return t
}

// onTheGlobe checks latitude and longitude.
func onTheGlobe(r *row, m *data.Meeting) {
	for _, x := range []struct {
		column   string
		v, limit float64
		towards  string
	}{{"lat", m.Lat, 90, "north"}, {"lon", m.Lon, 180, "east"}} {
		if x.v < -x.limit || x.v > x.limit {
			r.wrong(x.column, "%g is not on the globe: write degrees %s, -%g to %g", x.v, x.towards, x.limit, x.limit)
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
			r.wrong(own, "is empty: name the sources of what %q says", column)
		case !said && len(out) > 0:
			r.wrong(own, "names sources, but %q says nothing: leave both empty", column)
		}
		for _, id := range out {
			if !slices.Contains(p.Sources, id) {
				r.wrong(own, "names %q, which is not among the row's sources: add it there", id)
			}
		}
	}
}

func standsFor(r *row, p *data.Point) {
	if p.Period == "" && p.Label == "" {
		r.wrong("period", "is empty, and so is label: fill in what the value stands for")
	}
}

func ruleRate(r *row, x *data.Rule) {
	x.Kind = data.FixedRate
	switch kind := data.RuleKind(r.text("rate")); kind {
	case data.LayerRateRule, data.UnknownRate:
		x.Kind = kind
	default:
		x.Rate = data.Percent(number(r, "rate"))
	}
}

func findingShare(r *row, x *data.Finding) {
	x.Share = data.NoShare
	if r.text("share") != "" {
		x.Share = data.Percent(number(r, "share"))
	}
}

func actions(r *row, x *data.Question) {
	if len(x.Off)+len(x.On) == 0 {
		r.wrong("off", "is empty, and so is on: name the actions that the question leaves out or takes up")
	}
}
