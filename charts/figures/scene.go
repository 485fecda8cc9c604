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

// Builder makes one figure of a scene. What it draws goes with Row into the figure's
// table, and from there into its words and its source line.
type Builder struct {
	// Story is the whole story, Told what has been told of it up to the scene.
	Story, Told *data.Story
	Scene       scene.Scene
	Beat        *data.Beat
	Words       charts.Words
	cited       []citation
	later       []citation // of sources published later, which are named where there is no other
	table       charts.Table
}

// done completes a figure: name, headline, line, source line, table and summary.
func (b *Builder) done(f *charts.Figure) *charts.Figure {
	sc, w := b.Scene, b.Words
	f.Name, f.Title, f.Line = "scene/"+sc.Beat, b.Beat.Headline, b.Beat.Line
	f.Sources = b.sourceLine()
	f.AsOf = w.Say("figure.asof", "Day", w.Day(b.asOf(), charts.DayMonthYear))
	if sc.Published > sc.Revealed && !sc.AllDays {
		f.AsOf += w.Say("scene.asof.months", "Day", w.Day(sc.Published, charts.DayMonthYear))
	}
	if f.Table.Columns == nil {
		f.Table = b.table
	}
	if f.Summary == "" {
		f.Summary = b.summary(f)
	}
	return f.In(w).Without(sc.HeldBack(b.Story))
}

// asOf is the day up to which the figure tells what happened.
func (b *Builder) asOf() data.Day {
	switch {
	case !b.Scene.AllDays:
		return b.Scene.Revealed
	case b.Scene.Epilogue:
		return b.Story.EpilogueEnd
	}
	return b.Story.AsOf
}

// end is the last day of which the scene tells what happened.
func (b *Builder) end() data.Day {
	return min(b.asOf(), b.Scene.Until)
}

// citation is a source of a row drawn, and how far the row's day is from the scene's.
type citation struct {
	id   string
	away data.Day
}

// cite keeps the sources of a row of a day.
func (b *Builder) cite(day data.Day, ids []string) {
	away := data.Day(0)
	if day.Set() {
		away = max(day-b.Scene.Day, b.Scene.Day-day)
	}
	for _, id := range ids {
		c := citation{id, away}
		if data.IsWithheld(id) {
			b.later = append(b.later, c)
		} else {
			b.cited = append(b.cited, c)
		}
	}
}

// mostSources are named in the source line; how many more there are is said.
const mostSources = 2

func (b *Builder) sourceLine() string {
	var names []string
	if len(b.cited) == 0 {
		b.cited = b.later
	}
	slices.SortStableFunc(b.cited, func(x, y citation) int { return cmp.Compare(x.away, y.away) })
	for _, c := range b.cited {
		if t := charts.SourceTitle(b.Story, c.id, b.Words); t != "" && !slices.Contains(names, t) {
			names = append(names, t)
		}
	}
	if len(names) == 0 {
		return ""
	}
	more := len(names) - mostSources
	line := strings.Join(names[:min(mostSources, len(names))], "; ")
	if more > 0 {
		line = b.Words.Say("scene.sources.more", "Names", line, "Count", more)
	}
	return b.Words.Say("figure.published.sources", "Names", line)
}

// Row adds a row to the scene's table.
func (b *Builder) Row(from, until data.Day, what, value, note string, sources []string) {
	if b.table.Columns == nil {
		b.table.Columns = []string{b.Words.Say("table.day"), b.Words.Say("table.row"), b.Words.Say("table.value"), b.Words.Say("table.note"), b.Words.Say("table.sources")}
	}
	day := b.Words.Day(from, charts.DayMonthYear)
	if !from.Set() {
		day = ""
	}
	b.table.Rows = append(b.table.Rows, []string{day, what, value, note, charts.SourceNames(b.Story, sources, b.Words)})
	b.table.Days, b.table.Untils = append(b.table.Days, from), append(b.table.Untils, until)
	b.cite(from, sources)
}

// summary tells the table's rows in sentences.
func (b *Builder) summary(f *charts.Figure) string {
	out := []string{b.Words.Say("summary.line", "Text", b.Beat.Headline)}
	for i := range f.Table.Rows {
		out = append(out, f.Table.Tell(i, b.Words))
	}
	return strings.Join(out, " ")
}

// Frame is a figure of the scene's camera, with what has not been told yet shaded.
func (b *Builder) Frame(top data.Percent) *charts.Figure {
	f := &charts.Figure{From: b.Scene.From, Until: b.Scene.Until, Max: top, Lines: charts.Lines{Yields: true}}
	if day := b.Scene.Day; day > f.From && day < f.Until {
		f.Rules = append(f.Rules, charts.Rule{ID: "day", Role: charts.Line, Day: day})
	}
	if from := b.end(); !b.Scene.AllDays && from < f.Until {
		f.Areas = append(f.Areas, charts.Area{ID: "notyet", Role: charts.NotYet, From: max(from, f.From), Until: f.Until})
		f.Captions = append(f.Captions, charts.Caption{
			ID: "notyet", Weight: 6, From: f.Until, Until: f.Until, Low: top * 0.06, High: top * 0.06, Sides: []label.Side{label.LeftOf},
			Forms: [][]charts.Run{{{Text: b.Words.Say("scene.notyet"), Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Muted}}},
		})
	}
	return f
}
