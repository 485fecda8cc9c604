package data

import (
	"fmt"
	"slices"
	"strings"
)

// references checks that what rows, cards and beats point to exists, and that
// nothing a reader sees at once points to the epilogue.
func (c *checker) references() {
	for i := range c.Changes {
		x := &c.Changes[i]
		if !c.refer("changes", i, "side", "sides", string(x.Side)) || !c.layerOf("changes", i, x.Side, x.Layer) {
			c.vague["changes"] = true
		}
	}
	for i := range c.Measures {
		if m := &c.Measures[i]; m.Derived && m.Stepped {
			c.wrong("measures", i, "stepped", "measure %q is derived from the layers, so it has no published values to hold: remove stepped, or derived", m.ID)
		}
	}
	for i := range c.Averages {
		a := &c.Averages[i]
		c.refer("averages", i, "side", "sides", string(a.Side))
		if c.refer("averages", i, "measure", "measures", a.Measure) {
			if m := c.Measure(a.Measure); m != nil && m.Derived {
				c.wrong("averages", i, "measure", "measure %q is derived from the layers: remove the row, or name a published measure", a.Measure)
			}
		}
	}
	for i := range c.Meetings {
		c.refer("meetings", i, "place_source", "sources", c.Meetings[i].PlaceSource)
	}
	for i := range c.People {
		if side := c.People[i].Side; side != "analyst" {
			c.refer("people", i, "side", "sides", side)
		}
	}
	for i := range c.Links {
		c.endpoint(i, "from", c.Links[i].From)
		c.endpoint(i, "to", c.Links[i].To)
	}
	for i := range c.Corrections {
		if x := &c.Corrections[i]; c.refer("corrections", i, "card", "cards", x.Card) {
			c.inSight("corrections", i, "card", "cards", x.Card, false)
		}
	}
	c.knownRows()
	for i := range c.Lenses {
		seen := make(map[string]bool)
		for at, id := range c.Lenses[i].Cards {
			field := fmt.Sprintf("cards/%d", at)
			switch k := c.Card(id); {
			case !c.refer("lenses", i, field, "cards", id):
			case k != nil && k.Lens != c.Lenses[i].ID:
				c.wrong("lenses", i, field, "card %q belongs to lens %q: name it there", id, k.Lens)
			case seen[id]:
				c.wrong("lenses", i, field, "card %q stands twice in the order: keep one", id)
			}
			seen[id] = true
		}
	}
	for i := range c.Cards {
		k := &c.Cards[i]
		c.refer("cards", i, "lens", "lenses", k.Lens)
		c.point("cards", i, "shows/meeting", "meetings", k.Shows.Meeting, k.Epilogue)
		c.point("cards", i, "shows/measure", "measures", k.Shows.Measure, k.Epilogue)
		c.point("cards", i, "shows/person", "people", k.Shows.Person, k.Epilogue)
		c.point("cards", i, "shows/position", "positions", k.Shows.Position, k.Epilogue)
		c.point("cards", i, "shows/series", "serieses", k.Shows.Series, k.Epilogue)
		if f := k.Shows.Figure; f != "" && !slices.Contains(Figures, f) {
			c.wrong("cards", i, "shows/figure", "unknown figure %q; known are %s", f, strings.Join(Figures, ", "))
		}
		c.drawn("cards", i, "day", k.Day, k.Epilogue)
		c.drawn("cards", i, "shows/day", k.Shows.Day, k.Epilogue)
	}
}

// knownRows checks what says from when on things could be known.
func (c *checker) knownRows() {
	seen := make(map[string]bool, len(c.Known))
	for i, x := range c.Known {
		kind, id, _ := strings.Cut(x.What, ":")
		table := knownTables[kind]
		switch {
		case x.What == "":
		case table == "" || id == "":
			c.wrong("known", i, "what", "%q: write card:ID, why:ID, outcome:ID, meeting:ID, beat:ID, source:ID or term:ID", x.What)
		case seen[x.What]:
			c.wrong("known", i, "what", "%q is there already: keep one", x.What)
		default:
			c.refer("known", i, "what", table, id)
		}
		seen[x.What] = true
	}
}

// endpoint checks one end of a link: "change:SIDE/LAYER/DAY",
// "event:ID" or "meeting:ID".
func (c *checker) endpoint(i int, field, ref string) {
	if ref == "" {
		return
	}
	kind, id, _ := strings.Cut(ref, ":")
	table := map[string]string{"change": "changes", "event": "events", "meeting": "meetings"}[kind]
	if table == "" || id == "" {
		c.wrong("links", i, field, "%q: write change:SIDE/LAYER/DAY, event:ID or meeting:ID", ref)
		return
	}
	c.point("links", i, field, table, id, c.Links[i].Epilogue)
}

// point checks a reference and that it does not show the epilogue too early.
func (c *checker) point(table string, row int, field, wants, id string, epilogue bool) {
	if id != "" && c.refer(table, row, field, wants, id) {
		c.inSight(table, row, field, wants, id, epilogue)
	}
}

// inSight complains if what is shown at once points to a row of the epilogue.
func (c *checker) inSight(table string, row int, field, wants, id string, epilogue bool) {
	i, known := c.known[wants].row[id]
	if epilogue || !known {
		return
	}
	var later bool
	switch wants {
	case "changes":
		later = c.Changes[i].Epilogue
	case "events":
		later = c.Events[i].Epilogue
	case "meetings":
		later = c.Meetings[i].Epilogue
	case "cards":
		later = c.Cards[i].Epilogue
	}
	if later {
		c.wrong(table, row, field, "%s %q belongs to the epilogue, this does not: mark this epilogue too, or point elsewhere", singular[wants], id)
	}
}

// drawn complains of a day that the plot cannot show.
func (c *checker) drawn(table string, row int, field string, day Day, epilogue bool) {
	if end := c.End(epilogue); day.Set() && end.Set() && day > end {
		c.wrong(table, row, field, "%s is after the last day drawn, %s: choose a day by then, or mark this epilogue", day, end)
	}
}

// rates checks that the general layers of each side add up to a possible rate on
// every day on which one changes.
func (c *checker) rates() {
	for i := range c.Changes {
		x := &c.Changes[i]
		if x.Status != InForce || c.scope(x.Side, x.Layer) != General {
			continue
		}
		for _, epilogue := range []bool{false, true} {
			if x.Epilogue && !epilogue {
				continue
			}
			most := c.MostRate()
			if sum := c.Rate(x.Side, x.Effective, epilogue); !(sum >= -most && sum <= most) {
				c.wrong("changes", i, "rate", "with this the rate of %s on %s is %g: the sum of its general layers has to lie within -%.0[4]f and %.0[4]f",
					x.Side, x.Effective, float64(sum), most)
				break
			}
		}
	}
}

// meetings checks the days and the order of meetings.
func (c *checker) meetings() {
	orders := make(map[int]int)
	for i := range c.Meetings {
		m := &c.Meetings[i]
		if first, twice := orders[m.Order]; twice && m.Order != 0 {
			c.add(Flaw{
				Table: "meetings", Row: i, Field: "order", Kind: Duplicate, First: first,
				Text: fmt.Sprintf("order %d is taken by %q: number the rounds from 1, each once", m.Order, c.Meetings[first].ID),
			})
		} else {
			orders[m.Order] = i
		}
		c.span(i, "end", m.Start, m.End)
		if m.Later.Start.Set() || m.Later.End.Set() {
			known := m.Known(true)
			c.span(i, "later_end", known.Start, known.End)
		}
		if m.End.Set() && !m.Start.Set() {
			c.wrong("meetings", i, "start", "the meeting has an end and no start: add the start, or leave both empty and fill in when")
		}
		if !m.Start.Set() && m.When == "" {
			c.wrong("meetings", i, "when", "neither start nor when is filled in: say in words for when it is planned")
		}
		if !(m.Lat >= -90 && m.Lat <= 90) {
			c.wrong("meetings", i, "lat", "%g is no latitude: write degrees north, -90 to 90", m.Lat)
		}
		if !(m.Lon >= -180 && m.Lon <= 180) {
			c.wrong("meetings", i, "lon", "%g is no longitude: write degrees east, -180 to 180", m.Lon)
		}
	}
	for i := range c.Sides {
		p := c.Sides[i].Capital
		if !(p.Lat >= -90 && p.Lat <= 90) {
			c.wrong("sides", i, "capital/lat", "%g is no latitude: write degrees north, -90 to 90", p.Lat)
		}
		if !(p.Lon >= -180 && p.Lon <= 180) {
			c.wrong("sides", i, "capital/lon", "%g is no longitude: write degrees east, -180 to 180", p.Lon)
		}
	}
}

func (c *checker) span(row int, field string, from, until Day) {
	const longest = 366 // days
	switch {
	case !from.Set() || !until.Set():
	case until < from:
		c.wrong("meetings", row, field, "the meeting ends on %s, before it starts on %s: put the days in order", until, from)
	case until > from+longest:
		c.wrong("meetings", row, field, "the meeting ends on %s, more than a year after its start on %s: correct one", until, from)
	}
}

// talk checks the beats and their order.
func (c *checker) talk() {
	last := NoDay
	for i := range c.Beats {
		b := &c.Beats[i]
		c.refer("beats", i, "lens", "lenses", b.Lens)
		c.refer("beats", i, "measure", "measures", b.Measure)
		c.point("beats", i, "card", "cards", b.Card, b.Epilogue)
		c.point("beats", i, "meeting", "meetings", b.Meeting, b.Epilogue)
		c.drawn("beats", i, "on", b.Day, b.Epilogue)
		if b.Day.Set() && last.Set() && b.Day < last {
			c.wrong("beats", i, "on", "%s is before the beat above it, %s: put the beats in the order of their days", b.Day, last)
		}
		if i > 0 && c.Beats[i-1].Epilogue && !b.Epilogue {
			c.wrong("beats", i, "epilogue", "this beat follows one of the epilogue: mark it epilogue too, or move it up")
		}
		if b.Day.Set() {
			last = b.Day
		}
	}
}
