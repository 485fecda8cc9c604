package charts

import (
	"strconv"
	"strings"

	"truceline/data"
)

// ratesTable has a row for each stretch of days that the rates figure draws: what
// was in force, and what was threatened. Until is included; it is empty for a
// stretch that has no end yet.
func ratesTable(s *data.Story, f *Figure, epilogue bool, w Words) Table {
	t := Table{Columns: []string{
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
		t.addSpan(r.From, r.Until, r.From.String(), r.Until.String(), side, plain(float64(r.Rate)),
			LayerNames(s, r, w), statusWord(r.Status, w), sourceNames(s, r.Sources(), w))
	}
	return t
}

// meetingsTable has a row for each meeting that the map shows.
func meetingsTable(s *data.Story, look MapLook, w Words) Table {
	t := Table{Columns: []string{
		w.Say("table.number"), w.Say("table.from"), w.Say("table.until"), w.Say("table.city"),
		w.Say("table.country"), w.Say("table.lat"), w.Say("table.lon"), w.Say("table.state"), w.Say("table.sources"),
	}}
	for _, m := range s.MeetingsShown(look.Epilogue) {
		t.add(m.Start,
			strconv.Itoa(m.Order), m.Start.String(), m.End.String(), m.City, m.Country,
			plain(m.Lat), plain(m.Lon), w.Say(look.State(m).Key()), sourceNames(s, m.Sources, w))
	}
	return t
}

// plain writes a number as files hold it.
func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func statusWord(status data.Status, w Words) string {
	key := "status.inforce"
	switch status {
	case data.Threatened:
		key = "status.threatened"
	case data.Announced:
		key = "status.announced"
	}
	return w.Say(key)
}

// sourceNames writes the titles of sources.
func sourceNames(s *data.Story, ids []string, w Words) string {
	var out []string
	for _, id := range ids {
		if title := SourceTitle(s, id, w); title != "" {
			id = title
		}
		out = append(out, id)
	}
	return strings.Join(out, "; ")
}
