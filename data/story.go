// Package data holds a story: what two sides did to each other's trade, day by
// day, with the source of every figure. It answers questions such as "which rate
// stood on this day" from the layers that make it up.
//
// Rates are in percent of a good's value (ad valorem); differences between two
// rates are in percentage points. Days are civil dates. A Story is read-only once
// built and may be used from any goroutine. The package knows no screen, no file
// and no clock; package load reads stories from files. The tags of the rows name the
// columns of those files.
package data

// Percent is a rate in percent of a good's value: 10 means 10%. A difference of
// two is in percentage points.
type Percent float64

// SideID names one of the two parties of a story, as the story calls it.
type SideID string

// Side is one of the two parties.
type Side struct {
	ID SideID
	// Name is the country, Adjective its adjective, On the short form "A on B".
	Name, Adjective, On string
	// Capital is where its delegations start from.
	Capital Place
	// Country is the ISO 3166-1 numeric code of its outline on the map.
	Country string
}

// Place is a named point on the Earth: degrees north and east.
type Place struct {
	Name     string
	Lat, Lon float64
}

// Scope says how much of the trade a layer covers.
type Scope string

const (
	// General layers cover all goods and add up to a side's additional rate.
	General Scope = "general"
	// ProductList layers cover named goods only. They are kept and shown, but
	// are no part of the additional rate on all goods.
	ProductList Scope = "list"
	// Exemption layers take named goods out of a general layer.
	Exemption Scope = "exemption"
)

// Layer is one legal basis of a side's rate.
type Layer struct {
	ID    string
	Side  SideID
	Name  string
	Scope Scope
	About string
}

// Status says what became of a change.
type Status string

const (
	// InForce changes were collected at the border from their effective day.
	InForce Status = "in_force"
	// Announced changes were published but replaced before they were collected.
	Announced Status = "announced"
	// Threatened changes were spoken of without a legal instrument.
	Threatened Status = "threatened"
	// Suspended changes say how much of a layer is kept on hold and not collected:
	// it returns if nothing is agreed. A rate of 0 ends that.
	Suspended Status = "suspended"
	// Withdrawn changes take an announced or threatened one back.
	Withdrawn Status = "withdrawn"
)

// Change is a layer's rate from a day on.
type Change struct {
	Side      SideID  `csv:"side,need,key"`
	Layer     string  `csv:"layer,need,key"`
	Effective Day     `csv:"effective,need,key"`
	Rate      Percent `csv:"rate"` // of the layer itself, not the sum of layers
	Status    Status  `csv:"status"`
	Announced Day     `csv:"announced"` // NoDay where no day of announcement is recorded
	Title     string  `csv:"title,need"`
	// Instrument is the legal text, Citation where it was printed.
	Instrument string `csv:"instrument"`
	Citation   string `csv:"citation"`
	// Note says what the rate alone does not, such as the goods of a list.
	Note     string   `csv:"note"`
	Sources  []string `csv:"sources"`
	Epilogue bool     `csv:"epilogue"`
}

// Average is a published trade-weighted average: a point, not a line, unless its
// measure is Stepped.
type Average struct {
	Measure string   `csv:"measure,need"`
	Day     Day      `csv:"day,need"`
	Nominal bool     `csv:"nominal"` // the source gives a month or a period; the day is ours
	Side    SideID   `csv:"side,need"`
	Value   Percent  `csv:"value"`
	Note    string   `csv:"note"`
	Sources []string `csv:"sources"`
	// Epilogue is set for values of days after the story's as-of day.
	Epilogue bool `csv:"epilogue"`
}

// Meeting is a round of talks. Start, End, City and Outcome are what was known on
// the story's as-of day; Later is what became known afterwards.
type Meeting struct {
	ID    string `csv:"id"`
	Order int    `csv:"order"` // 1 is the first round; unique
	Start Day    `csv:"start"` // NoDay if only planned
	End   Day    `csv:"end"`   // NoDay if open or only planned
	// When is said in words where the days were not set, such as "planned for the
	// last week of October".
	When    string `csv:"when"`
	City    string `csv:"city,need"`
	Country string `csv:"country,need"`
	// CountryCode is the ISO 3166-1 numeric code of the host.
	CountryCode string      `csv:"country_code"`
	Lat         float64     `csv:"lat"` // degrees north and east
	Lon         float64     `csv:"lon"`
	PlaceSource string      `csv:"place_source"`
	Venue       string      `csv:"venue"`
	People      [2][]string `csv:"first|second"` // by side
	Outcome     string      `csv:"outcome,need"`
	Instrument  string      `csv:"instrument"`
	Sources     []string    `csv:"sources"`
	Later       Later
	Epilogue    bool `csv:"epilogue"`
}

// Later is what became known of a meeting after the as-of day. It is shown only
// with the epilogue.
type Later struct {
	Start   Day         `csv:"later_start"`
	End     Day         `csv:"later_end"`
	City    string      `csv:"later_city"`
	Venue   string      `csv:"later_venue"`
	People  [2][]string `csv:"later_first|later_second"` // by side; empty: as known before
	Outcome string      `csv:"later_outcome"`
	Sources []string    `csv:"later_sources"`
}

// Known tells whether anything became known later.
func (l Later) Known() bool {
	return l.Start.Set() || l.End.Set() || l.City != "" || l.Venue != "" ||
		len(l.People[0]) > 0 || len(l.People[1]) > 0 || l.Outcome != "" || len(l.Sources) > 0
}

// Planned tells whether the meeting had no set day on the as-of day.
func (m Meeting) Planned() bool { return !m.Start.Set() }

// Known returns the meeting as it stands with or without the epilogue: with it,
// what became known later replaces what was known then, and the sources join.
func (m Meeting) Known(epilogue bool) Meeting {
	if !epilogue {
		return m
	}
	if m.Later.Start.Set() {
		m.Start, m.When = m.Later.Start, ""
	}
	if m.Later.End.Set() {
		m.End = m.Later.End
	}
	for _, f := range []struct {
		into *string
		from string
	}{{&m.City, m.Later.City}, {&m.Venue, m.Later.Venue}, {&m.Outcome, m.Later.Outcome}} {
		if f.from != "" {
			*f.into = f.from
		}
	}
	for side, people := range m.Later.People {
		if len(people) > 0 {
			m.People[side] = people
		}
	}
	m.Sources = union(m.Sources, m.Later.Sources)
	return m
}

// Event is something that happened and is neither a change of a rate nor a round
// of talks.
type Event struct {
	ID       string   `csv:"id"`
	Day      Day      `csv:"day,need"`
	Kind     string   `csv:"kind,need"`
	Title    string   `csv:"title,need"`
	Text     string   `csv:"text,need"`
	Sources  []string `csv:"sources"`
	Epilogue bool     `csv:"epilogue"`
}

// Person is someone who speaks or negotiates in the story.
type Person struct {
	ID      string   `csv:"id"`
	Name    string   `csv:"name,need"`
	Role    string   `csv:"role,need"`
	Side    string   `csv:"side,need"` // a SideID, or "analyst"
	Wants   string   `csv:"wants"`
	Said    string   `csv:"said"`
	Sources []string `csv:"sources"`
}

// Position is one disputed issue and what each side and the analysts say of it.
// An empty cell means that no statement was found.
type Position struct {
	ID       string    `csv:"id"`
	Issue    string    `csv:"issue,need"`
	Says     [2]string `csv:"first|second"` // by side; empty: nothing was found
	Analysts string    `csv:"analysts"`
	// The sources of each statement, all of them among Sources.
	SaysSources     [2][]string `csv:"first_sources|second_sources"`
	AnalystsSources []string    `csv:"analysts_sources"`
	Sources         []string    `csv:"sources"`
}

// Link joins an action to its reply.
type Link struct {
	From     string   `csv:"from,need"` // "change:SIDE/LAYER/DAY", "event:…", "meeting:…"
	To       string   `csv:"to,need"`
	Text     string   `csv:"text,need"`
	Sources  []string `csv:"sources"`
	Epilogue bool     `csv:"epilogue"`
}

// Term is an entry of the glossary.
type Term struct {
	ID      string   `csv:"id"`
	Term    string   `csv:"term,need"`
	Also    []string `csv:"also"` // other forms of the word that mean the same
	Meaning string   `csv:"meaning,need"`
	Sources []string `csv:"sources"`
}

// Grade says how close a source stands to what it reports.
type Grade string

const (
	GradePrimary   Grade = "primary"
	GradeSecondary Grade = "secondary"
	GradeDataset   Grade = "dataset"
	GradeArticle   Grade = "article"
)

// Source is a document that something in the story rests on.
type Source struct {
	ID        string `csv:"id,capitals"`
	Title     string `csv:"title,need"`
	Publisher string `csv:"publisher"`
	Day       Day    `csv:"day"` // of publication; NoDay if the document gives none
	Grade     Grade  `csv:"grade"`
	Address   string `csv:"address,need"` // shown as text; the program never opens it
	Note      string `csv:"note"`
}

// Series is a run of published figures other than rates: trade, tonnes, shares.
type Series struct {
	ID     string
	Title  string
	Unit   string
	About  string
	Points []Point
}

// Point is one published figure of a Series.
type Point struct {
	Series   string   `csv:"series,need"`
	Period   string   `csv:"period"` // "1999-05", "2024", "2024/25", as published
	Label    string   `csv:"label"`  // what the point stands for if not a period, such as "refining"
	Value    float64  `csv:"value"`
	Note     string   `csv:"note"`
	Sources  []string `csv:"sources"`
	Epilogue bool     `csv:"epilogue"`
}

// Fact is a sourced statement that has no table of its own.
type Fact struct {
	ID       string   `csv:"id"`
	Topic    string   `csv:"topic,need"`
	Text     string   `csv:"text,need"`
	Sources  []string `csv:"sources"`
	Epilogue bool     `csv:"epilogue"`
}

// Correction sets right what the story's starting article says imprecisely.
type Correction struct {
	ID      string   `csv:"id"`
	Article string   `csv:"article,need"` // the article's wording, in a few words
	Record  string   `csv:"record,need"`  // what the sources say
	Sources []string `csv:"sources"`
	Card    string   `csv:"card,need"` // where a reader meets it
}

// Lens is a reading of the cards.
type Lens struct {
	ID, Name string
	// Cards are its cards in the order in which they are to be read; those that it does
	// not name come last, by their day.
	Cards []string
}

// PercentUnit is the unit of which the sign is written in place of its name.
const PercentUnit = "percent"

// Unit is the unit of the story's rates: that of the measure that follows from the layers.
func (s *Story) Unit() string {
	for _, m := range s.Measures {
		if m.Derived && m.Unit != "" {
			return m.Unit
		}
	}
	return PercentUnit
}

// Measure is a way to put what the story is about in one number.
type Measure struct {
	ID    string
	Name  string
	Short string
	Unit  string
	About string
	// Derived measures follow from the layers; the others are published points.
	Derived bool
	// Stepped measures hold each value until the next one, as their publisher
	// says; the values of others are points with nothing known between them.
	Stepped bool
	// Older measures count duties from before the story too, Exempts leave out what
	// exempt goods do not pay; where a source does not say, neither is set.
	Older, Exempts bool
}

// Cite is a source of a card and what the card takes from it.
type Cite struct {
	Source string
	Takes  string
}

// Shows is what the other panels show when a card is selected. Empty fields leave
// them as they are.
type Shows struct {
	Day      Day
	Meeting  string
	Measure  string
	Person   string
	Position string
	Series   string
	// Figure is one of Figures, in place of a series.
	Figure string
}

// Figures that a card may show: those of its measure, and those that set several
// measures or series side by side.
const (
	BridgeFigure = "bridge"
	LayersFigure = "layers"
)

// Figures are the names that a card's shows may give as its figure.
var Figures = []string{"background", BridgeFigure, LayersFigure, "measures", "months"}

// Card is one claim, why it matters, and where it is from.
type Card struct {
	ID     string
	Lens   string
	Day    Day // the moment the card belongs to; NoDay for cards of no moment
	Title  string
	Number string // the figure that matters, set large; may be empty
	// Large is the part of Number that a slide shows, where all of it would be too small to be
	// read from the last row; empty is all of it.
	Large   string
	Tags    []string
	Claim   string // paragraphs parted by a blank line
	Why     string
	Sources []Cite
	// Derived lists figures that follow from sourced ones, as "115 = 145 - 30".
	Derived  []string
	Shows    Shows
	Epilogue bool
}

// Beat is one step of the story.
type Beat struct {
	ID       string
	Day      Day // the day it tells of: its name in the rail, and where the cursor stands
	Short    string
	Headline string
	Line     string
	Lens     string
	Card     string
	Meeting  string
	Measure  string
	Notes    string // Markdown, for the presenter
	// Sources are those of numbers of the beat that its card and meeting do not
	// cite; Derived lists figures that follow, as on a Card.
	Sources  []string
	Derived  []string
	Seconds  int
	Rank     string // must, should or could
	Epilogue bool
	Scene    Scene
}

// Period is a stretch of days that has a name, as it stood on the as-of day. Both ends
// are part of it.
type Period struct {
	ID          string
	Name        string
	From, Until Day
	// Announced is the day on which the period was, Extended the day on which it was made
	// longer, FirstUntil where it was to end before that. NoDay for what is not recorded.
	Announced, Extended, FirstUntil Day
}

// MapHome is where a story's map looks as long as nobody moves it, in degrees.
type MapHome struct {
	// Meridian stands in the middle of the flat map, which holds all the places of Holds.
	Meridian float64
	Holds    []Place
	// Polar is the centre of the polar map.
	Polar Place
}

// Story is all the content. It does not change once loaded and sealed.
type Story struct {
	ID       string
	Title    string
	Subtitle string
	Language string
	// Languages are those that the story can be had in, its own first; Texts hold
	// what is translated, by language. See In.
	Languages []string
	Texts     map[string]Texts
	// Words are what the program itself says, by language, as the story brings it along:
	// a JSON object, whose keys only the program knows. In the story's own language they
	// take the place of single texts of the program.
	Words map[string][]byte
	Start Day // first day drawn
	AsOf  Day // last day known when the story was written
	// Ahead is the last day drawn without the epilogue: past AsOf, so that what
	// was threatened or planned has room.
	Ahead Day
	// EpilogueEnd is the last day drawn with the epilogue.
	EpilogueEnd Day
	// Numbered are names after which a number is part of the name, as in "Order 12".
	Numbered []string
	// MapSources say where the places on the map are from.
	MapSources []string
	// Home is where the map looks by itself; nil: at the capitals and the meetings.
	Home *MapHome
	// Periods are stretches of days that have a name, such as a pause.
	Periods []Period

	Sides       []Side
	Lenses      []Lens
	Measures    []Measure
	Layers      []Layer
	Changes     []Change // by effective day
	Averages    []Average
	Meetings    []Meeting // by order
	Events      []Event
	People      []Person
	Positions   []Position
	Links       []Link
	Glossary    []Term
	Sources     []Source
	Series      []Series
	Facts       []Fact
	Corrections []Correction
	Cards       []Card
	Beats       []Beat
	// Talk is what a talk has besides the beats.
	Talk Talk
	// Known says from when on things could be known, where that does not follow from
	// the rows. See AsKnown.
	Known []KnownFrom

	// For learning by doing.
	Lapses    []Lapse // by day
	Goods     []Good
	Rules     []Rule // by day
	Findings  []Finding
	Concepts  []Concept
	Questions []Question
	Rounds    []Round

	index    *index // see Seal
	original *Story // of a story In another language
	asKnown  bool   // it is a story AsKnown on a day
}
