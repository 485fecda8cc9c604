package charts

import (
	"strings"

	"truceline/data"
)

// Table is exactly what a figure shows, as text: a name for each column, and rows
// with a cell for each.
type Table struct {
	Columns []string
	Rows    [][]string
	// Days holds for each row the day at which the plot shows it; NoDay for rows of
	// no day.
	Days []data.Day
	// Untils holds for each row its last day; NoDay for a row without end.
	Untils []data.Day
}

// add adds a row of a day, or of none.
func (t *Table) add(day data.Day, cells ...string) { t.addSpan(day, day, cells...) }

// addSpan adds a row of several days; until is NoDay where they have no end.
func (t *Table) addSpan(from, until data.Day, cells ...string) {
	t.Rows, t.Days, t.Untils = append(t.Rows, cells), append(t.Days, from), append(t.Untils, until)
}

// between returns the rows of no day, and those that have a part of the days given.
func (t Table) between(from, until data.Day) Table {
	out := Table{Columns: t.Columns}
	for i, row := range t.Rows {
		if day, last := t.Days[i], t.Untils[i]; !day.Set() || day <= until && (!last.Set() || last >= from) {
			out.addSpan(day, last, row...)
		}
	}
	return out
}

// tableRates fills in table and summary of the rates figure.
func (f *Figure) tableRates(s *data.Story, epilogue bool) {
	w := f.words
	f.Table.Columns = []string{w.Say("table.from"), w.Say("table.until"), w.Say("table.side"), w.Say("table.rate"), w.Say("table.layers"), w.Say("table.instrument")}
	var sentences []string
	for _, side := range s.Sides {
		stretches := s.InForce(side.ID, epilogue)
		for _, t := range stretches {
			f.Table.addSpan(t.From, t.Until, w.Day(t.From, DayMonthYear), w.Day(t.Until, DayMonthYear), side.On, w.Percent(t.Rate), LayerNames(s, t, w), t.Instrument())
		}
		sentences = append(sentences, f.sentence(&side, stretches))
		for _, t := range ahead(s, side.ID, f.Until, epilogue) {
			row, sentence := "table.threatened", "summary.threat"
			if t.Status == data.Announced {
				row, sentence = "table.due", "summary.due"
			}
			until := ""
			if t.Until.Set() {
				until = w.Day(t.Until, DayMonthYear)
			}
			f.Table.addSpan(t.From, t.Until, w.Day(t.From, DayMonthYear), until, side.On, w.Say(row, "Rate", w.Percent(t.Rate)), LayerNames(s, t, w), t.Instrument())
			sentences = append(sentences, w.Say(sentence, "On", side.On, "Rate", w.Percent(t.Rate), "Day", w.Day(t.From, DayMonthYear)))
		}
	}
	f.Summary = strings.Join(sentences, " ")
}

// sentence tells the course of one side: where it began, its highest rate, and where
// it stands.
func (f *Figure) sentence(side *data.Side, stretches []data.Stretch) string {
	if len(stretches) == 0 {
		return ""
	}
	w := f.words
	peak, last := stretches[0], stretches[len(stretches)-1]
	for _, t := range stretches {
		if t.Rate > peak.Rate {
			peak = t
		}
	}
	return w.Say("summary.course", "On", side.On, "Start", w.Percent(stretches[0].Rate), "First", w.Day(stretches[0].From, DayMonthYear),
		"Count", len(stretches)-1, "Peak", w.Percent(peak.Rate), "PeakDay", w.Day(peak.From, DayMonthYear),
		"Last", w.Percent(last.Rate), "LastDay", w.Day(last.From, DayMonthYear))
}

// LayerNames writes a stretch's layers by name: "Fentanyl duty 20% + Reciprocal duty
// 125%". It is empty where there is no layer.
func LayerNames(s *data.Story, t data.Stretch, w Words) string {
	parts := make([]string, len(t.Layers))
	for i, l := range t.Layers {
		name := l.Layer
		if layer := s.Layer(t.Side, l.Layer); layer != nil {
			name = layer.Name
		}
		parts[i] = w.Say("layers.name", "Name", name, "Rate", w.Percent(l.Rate))
	}
	return strings.Join(parts, " + ")
}

// tablePublished fills in table and summary of a published measure.
func (f *Figure) tablePublished(s *data.Story, measure *data.Measure, epilogue bool) {
	w := f.words
	f.Table.Columns = []string{w.Say("table.day"), w.Say("table.side"), w.Say("table.value"), w.Say("table.note"), w.Say("table.sources")}
	var sentences []string
	for _, side := range s.Sides {
		var values []string
		for _, a := range PublishedPoints(s, measure.ID, side.ID, epilogue) {
			day := w.Day(a.Day, DayMonthYear)
			if a.Nominal {
				day = w.Say("figure.about.day", "Day", day)
			}
			f.Table.add(a.Day, day, side.On, w.Percent(a.Value), a.Note, strings.Join(titles(s, a.Sources, w), "; "))
			values = append(values, w.Say("summary.value", "Rate", w.Percent(a.Value), "Day", day))
		}
		if len(values) == 0 {
			sentences = append(sentences, w.Say("summary.none", "On", side.On))
			continue
		}
		sentences = append(sentences, w.Say("summary.values", "On", side.On, "Values", strings.Join(values, ", ")))
	}
	f.Summary = strings.Join(sentences, " ")
}

// tableBars fills in table and summary of a bar figure.
func (f *Figure) tableBars(s *data.Story) {
	w := f.words
	f.Table.Columns = []string{w.Say("table.row"), w.Say("table.value"), w.Say("table.note"), w.Say("table.sources")}
	var parts []string
	for _, b := range f.Bars {
		value := f.barText(b)
		f.Table.add(data.NoDay, b.Name, value, b.Note, strings.Join(titles(s, b.Sources, w), "; "))
		parts = append(parts, w.Say("summary.row", "Name", b.Name, "Value", value))
	}
	f.Summary = strings.Join(parts, " ")
}

func titles(s *data.Story, ids []string, w Words) []string {
	var out []string
	for _, id := range ids {
		if title := SourceTitle(s, id, w); title != "" {
			out = append(out, title)
		}
	}
	return out
}

// SourceTitle returns the title of a source; of data.Withheld what stands for it. It
// is empty for what the story does not have.
func SourceTitle(s *data.Story, id string, w Words) string {
	if id == data.Withheld {
		return w.Say("source.withheld")
	}
	if src := s.Source(id); src != nil {
		return src.Title
	}
	return ""
}
