package figures

import (
	"strings"

	"truceline/charts"
	"truceline/data"
)

// ratesTable has a row for each stretch of days that the rates figure draws: what
// was in force, and what was threatened. Until is included; it is empty for a
// stretch that has no end yet.
func ratesTable(s *data.Story, f *charts.Figure, epilogue bool, w charts.Words) charts.Table {
	t := charts.Table{Columns: []string{
		w.Say("table.from"), w.Say("table.until"), w.Say("table.side"), w.Say("file.rate"),
		w.Say("file.layers"), w.Say("table.status"), w.Say("table.sources"),
	}}
	for _, r := range s.Stretches(epilogue) {
		if r.Due(s.AsOf) {
			r.From, r.Until = r.Changes[0].Effective, data.NoDay
		} else if r.Status == data.Announced {
			continue
		}
		if r.From > f.Until || r.Until.Set() && r.Until < f.From {
			continue
		}
		side := string(r.Side)
		if d := s.Side(r.Side); d != nil {
			side = d.On
		}
		t.AddSpan(r.From, r.Until, r.From.String(), r.Until.String(), side, charts.Plain(float64(r.Rate)),
			LayerNames(s, r, w), statusWord(r.Status, w), charts.SourceNames(s, r.Sources(), w))
	}
	return t
}

func statusWord(status data.Status, w charts.Words) string {
	key := "status.inforce"
	switch status {
	case data.Threatened:
		key = "status.threatened"
	case data.Announced:
		key = "status.announced"
	}
	return w.Say(key)
}

// tableRates fills in table and summary of the rates figure.
func tableRates(f *charts.Figure, s *data.Story, epilogue bool) {
	w := f.Words
	f.Table.Columns = []string{w.Say("table.from"), w.Say("table.until"), w.Say("table.side"), w.Say("table.rate"), w.Say("table.layers"), w.Say("table.instrument")}
	var sentences []string
	for _, side := range s.Sides {
		stretches := s.InForce(side.ID, epilogue)
		for _, t := range stretches {
			f.Table.AddSpan(t.From, t.Until, w.Day(t.From, charts.DayMonthYear), w.Day(t.Until, charts.DayMonthYear), side.On, w.Rate(t.Rate), LayerNames(s, t, w), t.Instrument())
		}
		sentences = append(sentences, sentence(f, &side, stretches))
		for _, t := range ahead(s, side.ID, f.Until, epilogue) {
			row, sentence := "table.threatened", "summary.threat"
			if t.Status == data.Announced {
				row, sentence = "table.due", "summary.due"
			}
			until := ""
			if t.Until.Set() {
				until = w.Day(t.Until, charts.DayMonthYear)
			}
			f.Table.AddSpan(t.From, t.Until, w.Day(t.From, charts.DayMonthYear), until, side.On, w.Say(row, "Rate", w.Rate(t.Rate)), LayerNames(s, t, w), t.Instrument())
			sentences = append(sentences, w.Say(sentence, "On", side.On, "Rate", w.Rate(t.Rate), "Day", w.Day(t.From, charts.DayMonthYear)))
		}
	}
	f.Summary = strings.Join(sentences, " ")
}

// sentence tells the course of one side: where it began, its highest rate, and where
// it stands.
func sentence(f *charts.Figure, side *data.Side, stretches []data.Stretch) string {
	if len(stretches) == 0 {
		return ""
	}
	w := f.Words
	peak, last := stretches[0], stretches[len(stretches)-1]
	for _, t := range stretches {
		if t.Rate > peak.Rate {
			peak = t
		}
	}
	return w.Say("summary.course", "On", side.On, "Start", w.Rate(stretches[0].Rate), "First", w.Day(stretches[0].From, charts.DayMonthYear),
		"Count", len(stretches)-1, "Peak", w.Rate(peak.Rate), "PeakDay", w.Day(peak.From, charts.DayMonthYear),
		"Last", w.Rate(last.Rate), "LastDay", w.Day(last.From, charts.DayMonthYear))
}

// LayerNames writes a stretch's layers by name: "First layer 20% + Second layer
// 125%". It is empty where there is no layer.
func LayerNames(s *data.Story, t data.Stretch, w charts.Words) string {
	parts := make([]string, len(t.Layers))
	for i, l := range t.Layers {
		parts[i] = w.Say("layers.name", "Name", s.LayerName(t.Side, l.Layer), "Rate", w.Rate(l.Rate))
	}
	return strings.Join(parts, " + ")
}

// addPoint adds a published value to the table, and returns it as the summary says it.
func addPoint(f *charts.Figure, s *data.Story, side *data.Side, a data.Average) string {
	day := f.Words.Day(a.Day, charts.DayMonthYear)
	if a.Nominal {
		day = f.Words.Say("figure.about.day", "Day", day)
	}
	f.Table.Add(a.Day, day, side.On, f.Value(a.Value), a.Note, charts.SourceNames(s, a.Sources, f.Words))
	return f.Words.Say("summary.value", "Rate", f.Value(a.Value), "Day", day)
}

// tablePublished fills in table and summary of a published measure.
func tablePublished(f *charts.Figure, s *data.Story, measure *data.Measure, epilogue bool) {
	w := f.Words
	f.Table.Columns = []string{w.Say("table.day"), w.Say("table.side"), w.Say("table.value"), w.Say("table.note"), w.Say("table.sources")}
	var sentences []string
	for _, side := range s.Sides {
		var values []string
		for _, a := range PublishedPoints(s, measure.ID, side.ID, epilogue) {
			values = append(values, addPoint(f, s, &side, a))
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
func tableBars(f *charts.Figure, s *data.Story) {
	w := f.Words
	f.Table.Columns = []string{w.Say("table.row"), w.Say("table.value"), w.Say("table.note"), w.Say("table.sources")}
	var parts []string
	for _, b := range f.Bars() {
		value := f.BarText(b)
		f.Table.Add(data.NoDay, b.Name, value, b.Note, charts.SourceNames(s, b.Sources, w))
		parts = append(parts, w.Say("summary.row", "Name", b.Name, "Value", value))
	}
	f.Summary = strings.Join(parts, " ")
}
