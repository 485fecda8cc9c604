package meetings

import (
	"strconv"

	"truceline/charts"
	"truceline/data"
)

// meetingsTable has a row for each meeting that the map shows.
func Table(s *data.Story, look Look, w charts.Words) charts.Table {
	t := charts.Table{Columns: []string{
		w.Say("table.number"), w.Say("table.from"), w.Say("table.until"), w.Say("table.city"),
		w.Say("table.country"), w.Say("table.lat"), w.Say("table.lon"), w.Say("table.state"), w.Say("table.sources"),
	}}
	for _, m := range s.MeetingsShown(look.Epilogue) {
		t.Add(m.Start,
			strconv.Itoa(m.Order), m.Start.String(), m.End.String(), m.City, m.Country,
			charts.Plain(m.Lat), charts.Plain(m.Lon), w.Say(look.State(m).Key()), charts.SourceNames(s, m.Sources, w))
	}
	return t
}
