package load

import (
	"slices"
	"strings"

	"truceline/data"
)

// The CSV files of a story. The key columns are those that others refer to a row
// by; `sources` may be checked for content only once all files are read.
var (
	changesTable = &table{"changes", columns("side,layer,effective,rate,status,announced,title,instrument,citation,note,sources,epilogue"),
		[]string{"side", "layer", "effective"}}
	averagesTable = &table{"averages", columns("measure,day,nominal,side,value,note,sources,epilogue"), nil}
	meetingsTable = &table{"meetings", columns("id,order,start,end,when,city,country,country_code,lat,lon,place_source,venue,first,second,outcome,instrument,sources," +
		"later_start,later_end,later_city,later_venue,later_first,later_second,later_outcome,later_sources,epilogue"), []string{"id"}}
	eventsTable      = &table{"events", columns("id,day,kind,title,text,sources,epilogue"), []string{"id"}}
	peopleTable      = &table{"people", columns("id,name,role,side,wants,said,sources"), []string{"id"}}
	positionsTable   = &table{"positions", columns("id,issue,first,first_sources,second,second_sources,analysts,analysts_sources,sources"), []string{"id"}}
	linksTable       = &table{"links", columns("from,to,text,sources,epilogue"), nil}
	glossaryTable    = &table{"glossary", columns("id,term,also,meaning,sources"), []string{"id"}}
	sourcesTable     = &table{"sources", columns("id,title,publisher,day,grade,address,note"), []string{"id"}}
	seriesTable      = &table{"series", columns("series,period,label,value,note,sources,epilogue"), nil}
	factsTable       = &table{"facts", columns("id,topic,text,sources,epilogue"), []string{"id"}}
	correctionsTable = &table{"corrections", columns("id,article,record,sources,card"), []string{"id"}}
	// From when on things could be known. This file may be missing.
	knownTable = &table{"known", columns("what,day"), nil}
	// For learning by doing. These files may be missing.
	lapsesTable    = &table{"lapses", columns("side,layer,day,rate,title,sources,epilogue"), []string{"side", "layer", "day"}}
	goodsTable     = &table{"goods", columns("id,side,name,about,sources"), []string{"id"}}
	rulesTable     = &table{"rules", columns("good,layer,from,rate,title,sources,epilogue"), nil}
	findingsTable  = &table{"findings", columns("id,side,share,text,sources,epilogue"), []string{"id"}}
	conceptsTable  = &table{"concepts", columns("id,ask,right,wrong,because,tempting,card,sources,epilogue"), []string{"id"}}
	questionsTable = &table{"questions", columns("id,title,result,off,on"), []string{"id"}}
	roundsTable    = &table{"rounds", columns("id,title,ask,from,until,sides,top,cards,epilogue"), []string{"id"}}
)

func columns(list string) []string { return strings.Split(list, ",") }

var (
	statuses = []string{string(data.InForce), string(data.Announced), string(data.Threatened), string(data.Suspended), string(data.Withdrawn)}
	grades   = []string{string(data.GradePrimary), string(data.GradeSecondary), string(data.GradeDataset), string(data.GradeArticle)}
	scopes   = []string{string(data.General), string(data.ProductList), string(data.Exemption)}
	ranks    = []string{"must", "should", "could"}
)

// oneOf returns a field that has one of a few values.
func (r *row) oneOf(column string, known []string) string {
	s := r.need(column)
	if s != "" && !slices.Contains(known, s) {
		r.fail(column, "%q is unknown%s", s, meant(s, known))
	}
	return s
}

func decodeChange(r *row) data.Change {
	return data.Change{
		Side:       data.SideID(r.need("side")),
		Layer:      r.need("layer"),
		Effective:  r.needDay("effective"),
		Rate:       data.Percent(r.number("rate")),
		Status:     data.Status(r.oneOf("status", statuses)),
		Announced:  r.day("announced"),
		Title:      r.need("title"),
		Instrument: r.text("instrument"),
		Citation:   r.text("citation"),
		Note:       r.text("note"),
		Sources:    r.list("sources"),
		Epilogue:   r.yes("epilogue"),
	}
}

func decodeAverage(r *row) data.Average {
	return data.Average{
		Measure:  r.need("measure"),
		Day:      r.needDay("day"),
		Nominal:  r.yes("nominal"),
		Side:     data.SideID(r.need("side")),
		Value:    data.Percent(r.number("value")),
		Note:     r.text("note"),
		Sources:  r.list("sources"),
		Epilogue: r.yes("epilogue"),
	}
}

func decodeMeeting(r *row) data.Meeting {
	return data.Meeting{
		ID:          r.id("id", false),
		Order:       r.count("order"),
		Start:       r.day("start"),
		End:         r.day("end"),
		When:        r.text("when"),
		City:        r.need("city"),
		Country:     r.need("country"),
		CountryCode: r.text("country_code"),
		Lat:         r.degrees("lat", 90, "north"),
		Lon:         r.degrees("lon", 180, "east"),
		PlaceSource: r.text("place_source"),
		Venue:       r.text("venue"),
		People:      [2][]string{r.list("first"), r.list("second")},
		Outcome:     r.need("outcome"),
		Instrument:  r.text("instrument"),
		Sources:     r.list("sources"),
		Later: data.Later{
			Start:   r.day("later_start"),
			End:     r.day("later_end"),
			City:    r.text("later_city"),
			Venue:   r.text("later_venue"),
			People:  [2][]string{r.list("later_first"), r.list("later_second")},
			Outcome: r.text("later_outcome"),
			Sources: r.list("later_sources"),
		},
		Epilogue: r.yes("epilogue"),
	}
}

// degrees returns a latitude or longitude.
func (r *row) degrees(column string, limit float64, towards string) float64 {
	v := r.number(column)
	if v < -limit || v > limit {
		r.fail(column, "%g is not on the globe: write degrees %s, -%g to %g", v, towards, limit, limit)
	}
	return v
}

func decodeEvent(r *row) data.Event {
	return data.Event{
		ID:       r.id("id", false),
		Day:      r.needDay("day"),
		Kind:     r.need("kind"),
		Title:    r.need("title"),
		Text:     r.need("text"),
		Sources:  r.list("sources"),
		Epilogue: r.yes("epilogue"),
	}
}

func decodePerson(r *row) data.Person {
	return data.Person{
		ID:      r.id("id", false),
		Name:    r.need("name"),
		Role:    r.need("role"),
		Side:    r.need("side"),
		Wants:   r.text("wants"),
		Said:    r.text("said"),
		Sources: r.list("sources"),
	}
}

func decodePosition(r *row) data.Position {
	p := data.Position{
		ID:       r.id("id", false),
		Issue:    r.need("issue"),
		Says:     [2]string{r.text("first"), r.text("second")},
		Analysts: r.text("analysts"),
		Sources:  r.list("sources"),
	}
	p.SaysSources = [2][]string{r.sourcesOf("first", p.Sources), r.sourcesOf("second", p.Sources)}
	p.AnalystsSources = r.sourcesOf("analysts", p.Sources)
	return p
}

// sourcesOf reads the sources of one statement of a row, which are some of all: what
// is said needs one, and what is not said has none.
func (r *row) sourcesOf(column string, all []string) []string {
	own := column + "_sources"
	out := r.list(own)
	switch said := r.text(column) != ""; {
	case said && len(out) == 0:
		r.fail(own, "is empty: name the sources of what %q says", column)
	case !said && len(out) > 0:
		r.fail(own, "names sources, but %q says nothing: leave both empty", column)
	}
	for _, id := range out {
		if !slices.Contains(all, id) {
			r.fail(own, "names %q, which is not among the row's sources: add it there", id)
		}
	}
	return out
}

func decodeLink(r *row) data.Link {
	return data.Link{
		From:     r.need("from"),
		To:       r.need("to"),
		Text:     r.need("text"),
		Sources:  r.list("sources"),
		Epilogue: r.yes("epilogue"),
	}
}

func decodeTerm(r *row) data.Term {
	return data.Term{
		ID:      r.id("id", false),
		Term:    r.need("term"),
		Also:    r.list("also"),
		Meaning: r.need("meaning"),
		Sources: r.list("sources"),
	}
}

func decodeSource(r *row) data.Source {
	return data.Source{
		ID:        r.id("id", true),
		Title:     r.need("title"),
		Publisher: r.text("publisher"),
		Day:       r.day("day"),
		Grade:     data.Grade(r.oneOf("grade", grades)),
		Address:   r.need("address"),
		Note:      r.text("note"),
	}
}

func decodePoint(r *row) data.Point {
	if r.text("period") == "" && r.text("label") == "" {
		r.fail("period", "is empty, and so is label: fill in what the value stands for")
	}
	return data.Point{
		Series:   r.need("series"),
		Period:   r.text("period"),
		Label:    r.text("label"),
		Value:    r.number("value"),
		Note:     r.text("note"),
		Sources:  r.list("sources"),
		Epilogue: r.yes("epilogue"),
	}
}

func decodeFact(r *row) data.Fact {
	return data.Fact{
		ID:       r.id("id", false),
		Topic:    r.need("topic"),
		Text:     r.need("text"),
		Sources:  r.list("sources"),
		Epilogue: r.yes("epilogue"),
	}
}

func decodeCorrection(r *row) data.Correction {
	return data.Correction{
		ID:      r.id("id", false),
		Article: r.need("article"),
		Record:  r.need("record"),
		Sources: r.list("sources"),
		Card:    r.need("card"),
	}
}

func decodeKnown(r *row) data.KnownFrom {
	return data.KnownFrom{What: r.need("what"), Day: r.needDay("day")}
}

func decodeLapse(r *row) data.Lapse {
	return data.Lapse{
		Side: data.SideID(r.need("side")), Layer: r.need("layer"), Day: r.needDay("day"), Rate: data.Percent(r.number("rate")),
		Title: r.need("title"), Sources: r.list("sources"), Epilogue: r.yes("epilogue"),
	}
}

func decodeGood(r *row) data.Good {
	return data.Good{
		ID: r.id("id", false), Side: data.SideID(r.need("side")), Name: r.need("name"), About: r.text("about"), Sources: r.list("sources"),
	}
}

func decodeRule(r *row) data.Rule {
	out := data.Rule{
		Good: r.need("good"), Layer: r.need("layer"), From: r.needDay("from"), Kind: data.FixedRate,
		Title: r.need("title"), Sources: r.list("sources"), Epilogue: r.yes("epilogue"),
	}
	switch kind := data.RuleKind(r.text("rate")); kind {
	case data.LayerRateRule, data.UnknownRate:
		out.Kind = kind
	default:
		out.Rate = data.Percent(r.number("rate"))
	}
	return out
}

func decodeFinding(r *row) data.Finding {
	out := data.Finding{
		ID: r.id("id", false), Side: data.SideID(r.need("side")), Share: data.NoShare, Text: r.need("text"),
		Sources: r.list("sources"), Epilogue: r.yes("epilogue"),
	}
	if r.text("share") != "" {
		out.Share = data.Percent(r.number("share"))
	}
	return out
}

func decodeConcept(r *row) data.Concept {
	return data.Concept{
		ID: r.id("id", false), Ask: r.need("ask"), Right: r.need("right"), Wrong: r.list("wrong"),
		Because: r.need("because"), Tempting: r.need("tempting"), Card: r.need("card"),
		Sources: r.list("sources"), Epilogue: r.yes("epilogue"),
	}
}

func decodeQuestion(r *row) data.Question {
	out := data.Question{ID: r.id("id", false), Title: r.need("title"), Result: r.text("result"), Off: r.list("off"), On: r.list("on")}
	if len(out.Off)+len(out.On) == 0 {
		r.fail("off", "is empty, and so is on: name the actions that the question leaves out or takes up")
	}
	return out
}

func decodeRound(r *row) data.Round {
	out := data.Round{
		ID: r.id("id", false), Title: r.need("title"), Ask: r.need("ask"), From: r.needDay("from"), Until: r.needDay("until"),
		Top: data.Percent(r.number("top")), Cards: r.list("cards"), Epilogue: r.yes("epilogue"),
	}
	r.need("sides")
	for _, side := range r.list("sides") {
		out.Sides = append(out.Sides, data.SideID(side))
	}
	return out
}
