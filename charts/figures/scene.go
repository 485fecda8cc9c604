package figures

import (
	"cmp"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

// Figure returns a scene's figure, with the headline and line of its beat. s is the
// whole story.
func OfScene(s *data.Story, sc scene.Scene, w charts.Words) *charts.Figure {
	b := &builder{s: s, told: scene.Told(s, sc), sc: sc, w: w, beat: &data.Beat{}}
	if beat := s.Beat(sc.Beat); beat != nil {
		b.beat = beat
	}
	var f *charts.Figure
	switch sc.Figure {
	case data.RatesScene:
		f = b.rates()
	case data.ColumnsScene:
		f = b.columns()
	case data.LanesScene:
		f = b.lanes()
	case data.ForkScene:
		f = b.fork()
	case data.MapScene:
		f = b.strip(true)
	default:
		f = b.series()
	}
	f.Name, f.Title, f.Line = "scene/"+sc.Beat, b.beat.Headline, b.beat.Line
	f.Sources = b.sourceLine()
	f.AsOf = w.Say("figure.asof", "Day", w.Day(b.asOf(), charts.DayMonthYear))
	if sc.Published > sc.Revealed && !sc.AllDays {
		f.AsOf += w.Say("scene.asof.months", "Day", w.Day(sc.Published, charts.DayMonthYear))
	}
	if f.Table.Columns == nil {
		f.Table = b.table
	}
	f.Summary = b.summary(f)
	return f.In(w).Without(sc.HeldBack(s))
}

// asOf is the day up to which the figure tells what happened.
func (b *builder) asOf() data.Day {
	switch {
	case !b.sc.AllDays:
		return b.sc.Revealed
	case b.sc.Epilogue:
		return b.s.EpilogueEnd
	}
	return b.s.AsOf
}

// builder makes one figure.
type builder struct {
	s, told *data.Story
	sc      scene.Scene
	beat    *data.Beat
	w       charts.Words
	cited   []citation
	table   charts.Table
}

// end is the last day of which the scene tells what happened.
func (b *builder) end() data.Day {
	return min(b.asOf(), b.sc.Until)
}

// citation is a source of a row drawn, and how far the row's day is from the scene's.
type citation struct {
	id   string
	away data.Day
}

// cite keeps the sources of a row of a day.
func (b *builder) cite(day data.Day, ids []string) {
	away := data.Day(0)
	if day.Set() {
		away = max(day-b.sc.Day, b.sc.Day-day)
	}
	for _, id := range ids {
		if id != data.Withheld {
			b.cited = append(b.cited, citation{id, away})
		}
	}
}

// mostSources are named in the source line; how many more there are is said.
const mostSources = 2

func (b *builder) sourceLine() string {
	var names []string
	slices.SortStableFunc(b.cited, func(x, y citation) int { return cmp.Compare(x.away, y.away) })
	for _, c := range b.cited {
		if t := charts.SourceTitle(b.s, c.id, b.w); t != "" && !slices.Contains(names, t) {
			names = append(names, t)
		}
	}
	if len(names) == 0 {
		return ""
	}
	more := len(names) - mostSources
	line := strings.Join(names[:min(mostSources, len(names))], "; ")
	if more > 0 {
		line = b.w.Say("scene.sources.more", "Names", line, "Count", more)
	}
	return b.w.Say("figure.published.sources", "Names", line)
}

// row adds a row to the scene's table.
func (b *builder) row(from, until data.Day, what, value, note string, sources []string) {
	if b.table.Columns == nil {
		b.table.Columns = []string{b.w.Say("table.day"), b.w.Say("table.row"), b.w.Say("table.value"), b.w.Say("table.note"), b.w.Say("table.sources")}
	}
	var names []string
	for _, id := range sources {
		if t := charts.SourceTitle(b.s, id, b.w); t != "" {
			names = append(names, t)
		}
	}
	day := b.w.Day(from, charts.DayMonthYear)
	if !from.Set() {
		day = ""
	}
	b.table.Rows = append(b.table.Rows, []string{day, what, value, note, strings.Join(names, "; ")})
	b.table.Days, b.table.Untils = append(b.table.Days, from), append(b.table.Untils, until)
	b.cite(from, sources)
}

// summary tells the table's rows in sentences.
func (b *builder) summary(f *charts.Figure) string {
	out := []string{b.beat.Headline}
	for _, row := range f.Table.Rows {
		told := slices.DeleteFunc(slices.Clone(row[:min(len(row), 4)]), func(c string) bool { return c == "" })
		out = append(out, b.w.Say("summary.line", "Text", strings.Join(told, ", ")))
	}
	return strings.Join(out, " ")
}

// frame is a figure of the scene's camera, with what has not been told yet shaded.
func (b *builder) frame(top data.Percent) *charts.Figure {
	f := &charts.Figure{From: b.sc.From, Until: b.sc.Until, Max: top, Yields: true}
	if day := b.sc.Day; day > f.From && day < f.Until {
		f.Rules = append(f.Rules, charts.Rule{ID: "day", Role: charts.Line, Day: day})
	}
	if from := b.end(); !b.sc.AllDays && from < f.Until {
		f.Areas = append(f.Areas, charts.Area{ID: "notyet", Role: charts.NotYet, From: max(from, f.From), Until: f.Until})
		f.Captions = append(f.Captions, charts.Caption{
			ID: "notyet", Weight: 6, From: f.Until, Until: f.Until, Low: top * 0.06, High: top * 0.06, Sides: []label.Side{label.LeftOf},
			Forms: [][]charts.Run{{{Text: b.w.Say("scene.notyet"), Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Muted}}},
		})
	}
	return f
}
