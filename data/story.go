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
	ID SideID `file:"id"`
	// Name is the country, Adjective its adjective, On the short form "A on B".
	Name      string `file:"name,need"`
	Adjective string `file:"adjective,need"`
	On        string `file:"on,need"`
	// Capital is where its delegations start from.
	Capital Place `file:"capital,need"`
	// Country is the ISO 3166-1 numeric code of its outline on the map.
	Country string `file:"country,need"`
}

// Place is a named point on the Earth: degrees north and east.
type Place struct {
	Name string  `file:"name,need"`
	Lat  float64 `file:"lat"`
	Lon  float64 `file:"lon"`
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
	ID    string `file:"id"`
	Side  SideID `file:"side,need"`
	Name  string `file:"name,need"`
	Scope Scope  `file:"scope"`
	About string `file:"about"`
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
	Side      SideID  `file:"side,need,key"`
	Layer     string  `file:"layer,need,key"`
	Effective Day     `file:"effective,need,key"`
	Rate      Percent `file:"rate"` // of the layer itself, not the sum of layers
	Status    Status  `file:"status"`
	Announced Day     `file:"announced"` // NoDay where no day of announcement is recorded
	Title     string  `file:"title,need"`
	// Instrument is the legal text, Citation where it was printed.
	Instrument string `file:"instrument"`
	Citation   string `file:"citation"`
	// Note says what the rate alone does not, such as the goods of a list.
	Note     string   `file:"note"`
	Sources  []string `file:"sources"`
	Epilogue bool     `file:"epilogue"`
}

// Average is a published trade-weighted average: a point, not a line, unless its
// measure is Stepped.
type Average struct {
	Measure string   `file:"measure,need"`
	Day     Day      `file:"day,need"`
	Nominal bool     `file:"nominal"` // the source gives a month or a period; the day is ours
	Side    SideID   `file:"side,need"`
	Value   Percent  `file:"value"`
	Note    string   `file:"note"`
	Sources []string `file:"sources"`
	// Epilogue is set for values of days after the story's as-of day.
	Epilogue bool `file:"epilogue"`
}

// Meeting is a round of talks. Start, End, City and Outcome are what was known on
// the story's as-of day; Later is what became known afterwards.
type Meeting struct {
	ID    string `file:"id"`
	Order int    `file:"order"` // 1 is the first round; unique
	Start Day    `file:"start"` // NoDay if only planned
	End   Day    `file:"end"`   // NoDay if open or only planned
	// When is said in words where the days were not set, such as "planned for the
	// last week of October".
	When    string `file:"when"`
	City    string `file:"city,need"`
	Country string `file:"country,need"`
	// CountryCode is the ISO 3166-1 numeric code of the host.
	CountryCode string      `file:"country_code"`
	Lat         float64     `file:"lat"` // degrees north and east
	Lon         float64     `file:"lon"`
	PlaceSource string      `file:"place_source"`
	Venue       string      `file:"venue"`
	People      [2][]string `file:"first|second"` // by side
	Outcome     string      `file:"outcome,need"`
	Instrument  string      `file:"instrument"`
	Sources     []string    `file:"sources"`
	Later       Later
	Epilogue    bool `file:"epilogue"`
}

// Later is what became known of a meeting after the as-of day. It is shown only
// with the epilogue.
type Later struct {
	Start   Day         `file:"later_start"`
	End     Day         `file:"later_end"`
	City    string      `file:"later_city"`
	Venue   string      `file:"later_venue"`
	People  [2][]string `file:"later_first|later_second"` // by side; empty: as known before
	Outcome string      `file:"later_outcome"`
	Sources []string    `file:"later_sources"`
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
	m.Sources = Union(m.Sources, m.Later.Sources)
	return m
}

// Event is something that happened and is neither a change of a rate nor a round
// of talks.
type Event struct {
	ID       string   `file:"id"`
	Day      Day      `file:"day,need"`
	Kind     string   `file:"kind,need"`
	Title    string   `file:"title,need"`
	Text     string   `file:"text,need"`
	Sources  []string `file:"sources"`
	Epilogue bool     `file:"epilogue"`
}

// Person is someone who speaks or negotiates in the story.
type Person struct {
	ID      string   `file:"id"`
	Name    string   `file:"name,need"`
	Role    string   `file:"role,need"`
	Side    string   `file:"side,need"` // a SideID, or "analyst"
	Wants   string   `file:"wants"`
	Said    string   `file:"said"`
	Sources []string `file:"sources"`
}

// Position is one disputed issue and what each side and the analysts say of it.
// An empty cell means that no statement was found.
type Position struct {
	ID       string    `file:"id"`
	Issue    string    `file:"issue,need"`
	Says     [2]string `file:"first|second"` // by side; empty: nothing was found
	Analysts string    `file:"analysts"`
	// The sources of each statement, all of them among Sources.
	SaysSources     [2][]string `file:"first_sources|second_sources"`
	AnalystsSources []string    `file:"analysts_sources"`
	Sources         []string    `file:"sources"`
}

// Link joins an action to its reply.
type Link struct {
	From     string   `file:"from,need"` // "change:SIDE/LAYER/DAY", "event:…", "meeting:…"
	To       string   `file:"to,need"`
	Text     string   `file:"text,need"`
	Sources  []string `file:"sources"`
	Epilogue bool     `file:"epilogue"`
}

// Term is an entry of the glossary.
type Term struct {
	ID      string   `file:"id"`
	Term    string   `file:"term,need"`
	Also    []string `file:"also"` // other forms of the word that mean the same
	Meaning string   `file:"meaning,need"`
	Sources []string `file:"sources"`
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
	ID        string `file:"id,capitals"`
	Title     string `file:"title,need"`
	Publisher string `file:"publisher"`
	Day       Day    `file:"day"` // of publication; NoDay if the document gives none
	Grade     Grade  `file:"grade"`
	Address   string `file:"address,need"` // shown as text; the program never opens it
	Note      string `file:"note"`
}

// Series is a run of published figures other than rates: trade, tonnes, shares.
type Series struct {
	ID     string `file:"id"`
	Title  string `file:"title,need"`
	Unit   string `file:"unit,need"`
	About  string `file:"about"`
	Points []Point
}

// Point is one published figure of a Series.
type Point struct {
	Series   string   `file:"series,need"`
	Period   string   `file:"period"` // "1999-05", "2024", "2024/25", as published
	Label    string   `file:"label"`  // what the point stands for if not a period, such as "refining"
	Value    float64  `file:"value"`
	Note     string   `file:"note"`
	Sources  []string `file:"sources"`
	Epilogue bool     `file:"epilogue"`
}

// Fact is a sourced statement that has no table of its own.
type Fact struct {
	ID       string   `file:"id"`
	Topic    string   `file:"topic,need"`
	Text     string   `file:"text,need"`
	Sources  []string `file:"sources"`
	Epilogue bool     `file:"epilogue"`
}

// Correction sets right what the story's starting article says imprecisely.
type Correction struct {
	ID      string   `file:"id"`
	Article string   `file:"article,need"` // the article's wording, in a few words
	Record  string   `file:"record,need"`  // what the sources say
	Sources []string `file:"sources"`
	Card    string   `file:"card,need"` // where a reader meets it
}

// Lens is a reading of the cards.
type Lens struct {
	ID   string `file:"id"`
	Name string `file:"name,need"`
	// Cards are its cards in the order in which they are to be read; those that it does
	// not name come last, by their day.
	Cards []string `file:"cards"`
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
	ID    string `file:"id"`
	Name  string `file:"name,need"`
	Short string `file:"short,need"`
	Unit  string `file:"unit,need"`
	About string `file:"about"`
	// Derived measures follow from the layers; the others are published points.
	Derived bool `file:"derived"`
	// Stepped measures hold each value until the next one, as their publisher
	// says; the values of others are points with nothing known between them.
	Stepped bool `file:"stepped"`
	// Older measures count duties from before the story too, Exempts leave out what
	// exempt goods do not pay; where a source does not say, neither is set.
	Older   bool `file:"older"`
	Exempts bool `file:"exempts"`
}

// Cite is a source of a card and what the card takes from it.
type Cite struct {
	Source string `file:"id,need"`
	Takes  string `file:"takes,need"`
}

// Shows is what the other panels show when a card is selected. Empty fields leave
// them as they are.
type Shows struct {
	Day      Day    `file:"day"`
	Meeting  string `file:"meeting"`
	Measure  string `file:"measure"`
	Person   string `file:"person"`
	Position string `file:"position"`
	Series   string `file:"series"`
	// Figure is one of Figures, in place of a series.
	Figure string `file:"figure"`
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
	Lens   string `file:"lens,need"`
	Day    Day    `file:"day"` // the moment the card belongs to; NoDay for cards of no moment
	Title  string `file:"title,need"`
	Number string `file:"number"` // the figure that matters, set large; may be empty
	// Large is the part of Number that a slide shows, where all of it would be too small to be
	// read from the last row; empty is all of it.
	Large   string   `file:"large"`
	Tags    []string `file:"tags"`
	Claim   string   // paragraphs parted by a blank line
	Why     string
	Sources []Cite `file:"sources,own"`
	// Derived lists figures that follow from sourced ones, as "115 = 145 - 30".
	Derived  []string `file:"derived"`
	Shows    Shows    `file:"shows"`
	Epilogue bool     `file:"epilogue"`
}

// Beat is one step of the story.
type Beat struct {
	ID       string `file:"id"`
	Day      Day    `file:"on,need"` // the day it tells of: its name in the rail, and where the cursor stands
	Short    string `file:"short,need"`
	Headline string `file:"headline,need"`
	Line     string `file:"line,need"`
	Lens     string `file:"lens,need"`
	Card     string `file:"card,need"`
	Meeting  string `file:"meeting"`
	Measure  string `file:"measure"`
	Notes    string `file:"notes"` // Markdown, for the presenter
	// Sources are those of numbers of the beat that its card and meeting do not
	// cite; Derived lists figures that follow, as on a Card.
	Sources  []string `file:"sources"`
	Derived  []string `file:"derived"`
	Seconds  int      `file:"seconds"`
	Rank     string   `file:"rank,own"` // must, should or could
	Epilogue bool     `file:"epilogue"`
	Scene    Scene    `file:"scene,own"`
}

// Period is a stretch of days that has a name, as it stood on the as-of day. Both ends
// are part of it.
type Period struct {
	ID    string `file:"id"`
	Name  string `file:"name,need"`
	From  Day    `file:"from,need"`
	Until Day    `file:"until,need"`
	// Announced is the day on which the period was, Extended the day on which it was made
	// longer, FirstUntil where it was to end before that. NoDay for what is not recorded.
	Announced  Day `file:"announced"`
	Extended   Day `file:"extended"`
	FirstUntil Day `file:"first_until"`
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
	ID       string `file:"id"`
	Title    string `file:"title,need"`
	Subtitle string `file:"subtitle"`
	Language string `file:"language,need"`
	// Languages are those that the story can be had in, its own first; Texts hold
	// what is translated, by language. See In.
	Languages []string
	Texts     map[string]Texts
	// Words are what the program itself says, by language, as the story brings it along:
	// a JSON object, whose keys only the program knows. In the story's own language they
	// take the place of single texts of the program.
	Words map[string][]byte
	Start Day `file:"start,need"` // first day drawn
	AsOf  Day `file:"as_of,need"` // last day known when the story was written
	// Ahead is the last day drawn without the epilogue: past AsOf, so that what
	// was threatened or planned has room.
	Ahead Day `file:"ahead,need"`
	// EpilogueEnd is the last day drawn with the epilogue.
	EpilogueEnd Day `file:"epilogue_end,need"`
	// Numbered are names after which a number is part of the name, as in "Order 12".
	Numbered []string `file:"numbered"`
	// MapSources say where the places on the map are from.
	MapSources []string
	// Home is where the map looks by itself; nil: at the capitals and the meetings.
	Home *MapHome `file:"map,own"`
	// Periods are stretches of days that have a name, such as a pause.
	Periods []Period `file:"periods,own"`

	Sides       []Side    `file:"sides,own"`
	Lenses      []Lens    `file:"lenses,own"`
	Measures    []Measure `file:"measures,own"`
	Layers      []Layer   `file:"layers,own"`
	Changes     []Change  // by effective day
	Averages    []Average
	Meetings    []Meeting // by order
	Events      []Event
	People      []Person
	Positions   []Position
	Links       []Link
	Glossary    []Term
	Sources     []Source
	Series      []Series `file:"series,own"`
	Facts       []Fact
	Corrections []Correction
	Cards       []Card
	Beats       []Beat
	// Talk is what a talk has besides the beats.
	Talk Talk `file:"-"`
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
