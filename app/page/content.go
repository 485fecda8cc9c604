package page

import (
	"cmp"
	"fmt"
	"html/template"
	"math/rand/v2"
	"slices"
	"strings"

	"truceline/app/quiz"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/render"
	"truceline/data"
)

// content is what the template "body" takes.
type content struct {
	Text                          texts
	Brand, Title, Subtitle, First string
	Nav                           []link
	Paths                         template.HTML
	Scenes, Epilogue              []*sceneView
	Lenses, LaterLenses           []lens
	Columns                       []string
	Positions                     []position
	Map                           *drawing
	Meetings                      []meeting
	Tables                        []*table
	Quiz                          []question
	Terms                         []term
	Sources, LaterSources         []*source
}

// texts are the program's own sentences.
type texts struct {
	Skip, Parts, Place, Steps, Back, Again, Close                    string
	Later, LaterTitle, LaterLine, LaterShow                          string
	Cards, Positions, PositionsLine, Meetings, Numbers               string
	Quiz, QuizLine, Score, Words, Sources, SourcesLine, BackTo, Made string
}

type link struct{ ID, Name string }

// drawing is a picture in two sizes, for wide and for narrow screens.
type drawing struct {
	Class, Shows     string // Shows is for those who do not see it
	Wide, Narrow     template.HTML
	Table, TableName string // the table of its numbers
}

type sceneView struct {
	ID, Short, When, Day, Headline string
	Later, LaterName               string
	Hold                           template.JS // in the first one: what waits for its words to be painted
	Line                           []data.Marked
	Figure, Strip, Map             *drawing
	Card                           *card
	Sources                        cites
	More                           *more
	Ask                            *ask
}

type more struct {
	Name  string
	Cards []link2
}

// link2 is a link to a card.
type link2 struct{ ID, Title string }

type ask struct {
	ID, Name, Asks, Show, Told string
	Answers                    []answer
}

type answer struct{ Says, Said string }

type card struct {
	ID, Number, Title, Level, WhyName string
	Leads                             string // where the number leads: the first source
	Tags                              []string
	Claim, Why                        [][]data.Marked
	Sources                           cites
}

// cites are the sources of one thing.
type cites struct {
	Name string
	List []cite
}

type cite struct {
	ID, Title, Takes, Label string
	Number                  int
}

type lens struct {
	ID, Name string
	Cards    []card
}

type position struct {
	ID, Issue string
	Cells     []cell
}

type cell struct {
	Name    string
	Text    []data.Marked
	Sources []cite
	None    string
}

type meeting struct {
	ID, Title, When, Country string
	Outcome                  []data.Marked
	People                   []people
	Sources                  cites
}

type people struct{ Name, List string }

type table struct {
	ID, Name string
	Columns  []string
	Rows     [][]string
}

type question struct {
	ID, Text, Answer, Right, Yes, No, Press, Show string
	Card, CardTitle                               string
	Options                                       []quiz.Option
}

type term struct {
	ID, Term, Meaning string
	Sources           []cite
}

type source struct {
	ID, Title, Link, About string
	Number                 int
}

// builder gathers what a page holds.
type builder struct {
	s        *data.Story
	drawings *render.Drawings
	metrics  *render.Metrics
	tables   []*table
	scenes   map[string]drawings // by beat
	numbers  map[string]int      // of sources
	worldMap *drawing
}

func newBuilder(s *data.Story) (*builder, error) {
	b := &builder{s: s, drawings: render.NewDrawings(charts.Light, charts.Dark), metrics: render.NewMetrics(1),
		scenes: map[string]drawings{}, numbers: map[string]int{}}
	for i := range s.Sources {
		b.numbers[s.Sources[i].ID] = i + 1
	}
	for i := range s.Beats {
		beat := &s.Beats[i]
		drawn, err := b.figures(beat)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", beat.ID, err)
		}
		b.scenes[beat.ID] = drawn
	}
	if len(s.MeetingsShown(false)) > 0 {
		var err error
		if b.worldMap, err = b.mapOf(s, meetings.Look{Day: s.AsOf}); err != nil {
			return nil, err
		}
		b.worldMap.Class = "world"
	}
	return b, nil
}

func (b *builder) content(o Options) *content {
	s := b.s
	local := words.Local{}
	asOf := local.Day(s.AsOf, charts.DayMonthYear)
	c := &content{
		Text: texts{
			Skip: words.Say("page.skip"), Parts: words.Say("page.parts"), Place: words.Say("page.place", "At", "{at}", "Of", "{of}"),
			Steps: words.Say("page.steps"), Back: words.Say("page.back"), Again: words.Say("page.again"), Close: words.Say("page.close"),
			Later: words.Say("page.later"), LaterTitle: words.Say("page.later.title", "Day", asOf), LaterLine: words.Say("page.later.line", "Day", asOf),
			LaterShow: words.Say("page.later.show"),
			Cards:     words.Say("page.cards"), Positions: words.Say("page.positions"), PositionsLine: words.Say("page.positions.line"),
			Meetings: words.Say("page.meetings"), Numbers: words.Say("page.numbers"), Quiz: words.Say("page.quiz"), QuizLine: words.Say("page.quiz.line"),
			Score: words.Say("page.score", "Right", "{right}", "Count", "{of}"), Words: words.Say("page.words"),
			Sources: words.Say("page.sources"), SourcesLine: words.Say("page.sources.line"), BackTo: words.Say("page.back.to"),
			Made: words.Say("page.made", "Program", strings.TrimSpace(words.Say("app.name")+" "+o.Version)),
		},
		Brand: words.Say("app.name"), Title: s.Title, Subtitle: s.Subtitle, Map: b.worldMap, Tables: b.tables,
	}
	for i := range s.Beats {
		v := b.scene(&s.Beats[i])
		if s.Beats[i].Epilogue {
			c.Epilogue = append(c.Epilogue, v)
		} else {
			c.Scenes = append(c.Scenes, v)
		}
	}
	c.First = "story_"
	if len(c.Scenes) > 0 {
		c.First = c.Scenes[0].ID
		c.Scenes[0].Hold = template.JS(hold)
	}
	for _, l := range s.Lenses {
		now, later := lens{ID: l.ID, Name: l.Name}, lens{ID: l.ID, Name: l.Name}
		for _, x := range s.CardsOf(l.ID, true) {
			if x.Epilogue {
				later.Cards = append(later.Cards, b.card(&x, "h3"))
			} else {
				now.Cards = append(now.Cards, b.card(&x, "h4"))
			}
		}
		if len(now.Cards) > 0 {
			c.Lenses = append(c.Lenses, now)
		}
		if len(later.Cards) > 0 {
			c.LaterLenses = append(c.LaterLenses, later)
		}
	}
	c.Columns = []string{words.Say("positions.issue"), s.Sides[0].Name, s.Sides[1].Name, words.Say("positions.analysts")}
	for i := range s.Positions {
		c.Positions = append(c.Positions, b.position(&s.Positions[i], c.Columns))
	}
	for _, m := range s.MeetingsShown(false) {
		c.Meetings = append(c.Meetings, b.meeting(&m))
	}
	c.Quiz = b.quiz()
	for _, t := range s.Terms() {
		c.Terms = append(c.Terms, term{ID: t.ID, Term: t.Term, Meaning: t.Meaning, Sources: b.cites(t.Sources)})
	}
	c.Sources, c.LaterSources = b.sources()
	c.Nav = []link{{"story_", words.Say("page.story")}, {"cards_", c.Text.Cards}}
	if len(c.Positions) > 0 {
		c.Nav = append(c.Nav, link{"positions_", c.Text.Positions})
	}
	if len(c.Meetings) > 0 {
		c.Nav = append(c.Nav, link{"meetings_", c.Text.Meetings})
	}
	c.Nav = append(c.Nav, link{"numbers_", c.Text.Numbers})
	if len(c.Quiz) > 0 {
		c.Nav = append(c.Nav, link{"quiz_", c.Text.Quiz})
	}
	if len(c.Terms) > 0 {
		c.Nav = append(c.Nav, link{"words_", c.Text.Words})
	}
	c.Nav = append(c.Nav, link{"sources_", c.Text.Sources})
	c.Paths = template.HTML(b.drawings.Paths("paths"))
	return c
}

// paragraphs parts a text at its blank lines and marks the words of the glossary.
func (b *builder) paragraphs(text string) [][]data.Marked {
	var out [][]data.Marked
	for _, p := range strings.Split(text, "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, b.s.MarkTerms(p))
		}
	}
	return out
}

func (b *builder) scene(x *data.Beat) *sceneView {
	drawn := b.scenes[x.ID]
	v := &sceneView{ID: x.ID, Short: x.Short, When: words.Local{}.Day(x.Day, charts.DayMonthYear), Day: words.Local{}.Day(x.Day, charts.DayMonth), Headline: x.Headline,
		Line: []data.Marked{{Text: x.Line}}, Figure: drawn.figure, Strip: drawn.strip, Map: drawn.beside}
	if x.Epilogue {
		v.Later, v.LaterName = "later", words.Say("card.later")
	}
	own := slices.Clone(x.Sources)
	if c := b.s.Card(x.Card); c != nil {
		made := b.card(c, "h3")
		v.Card = &made
		for _, s := range c.Sources {
			own = slices.DeleteFunc(own, func(id string) bool { return id == s.Source })
		}
	}
	v.Sources = b.cited(b.cites(own))
	v.Sources.Name = words.Say("page.sources.more", "Count", len(v.Sources.List))
	var others []link2
	for i := range b.s.Cards {
		c := &b.s.Cards[i]
		if c.ID != x.Card && c.Day == x.Day && (x.Epilogue || !c.Epilogue) && len(others) < 3 {
			others = append(others, link2{c.ID, c.Title})
		}
	}
	v.Ask = askOf(x)
	if len(others) > 0 {
		v.More = &more{words.Say("page.moment"), others}
	}
	return v
}

// askOf is what a beat asks before its reader goes on, or nil.
func askOf(x *data.Beat) *ask {
	q := x.Scene.Question
	if !q.Asked() {
		return nil
	}
	out := &ask{ID: "ask_" + x.ID, Name: words.Say("page.ask"), Asks: q.Asks, Show: words.Say("page.ask.answer")}
	var right []string
	for i, a := range q.Answers {
		out.Answers = append(out.Answers, answer{a.Says, q.TellFor(i)})
		if a.Right {
			right = append(right, a.Says)
		}
	}
	out.Told = strings.Join(right, " · ")
	return out
}

func (b *builder) card(c *data.Card, level string) card {
	out := card{ID: c.ID, Number: c.Number, Title: c.Title, Level: level, Tags: c.Tags, WhyName: words.Say("card.why"),
		Claim: b.paragraphs(c.Claim), Why: b.paragraphs(c.Why)}
	if later := words.Say("card.later"); c.Epilogue && !slices.Contains(out.Tags, later) {
		out.Tags = append([]string{later}, out.Tags...)
	}
	var list []cite
	for _, x := range c.Sources {
		for _, found := range b.cites([]string{x.Source}) {
			found.Takes = x.Takes
			list = append(list, found)
		}
	}
	out.Sources = b.cited(list)
	if len(list) > 0 {
		out.Leads = "source_" + list[0].ID
	}
	return out
}

// cited says how many sources there are.
func (b *builder) cited(list []cite) cites {
	return cites{words.Say("page.card.sources", "Count", len(list)), list}
}

// cites names sources.
func (b *builder) cites(ids []string) []cite {
	var out []cite
	for _, id := range ids {
		s := b.s.Source(id)
		if s == nil {
			continue
		}
		out = append(out, cite{ID: id, Title: s.Title, Number: b.numbers[id], Label: words.Say("page.cite", "Number", b.numbers[id], "Title", s.Title)})
	}
	return out
}

func (b *builder) position(p *data.Position, columns []string) position {
	out := position{ID: p.ID, Issue: p.Issue}
	for i, x := range []struct {
		text    string
		sources []string
	}{{p.Says[0], p.SaysSources[0]}, {p.Says[1], p.SaysSources[1]}, {p.Analysts, p.AnalystsSources}} {
		c := cell{Name: columns[i+1], None: words.Say("positions.none"), Sources: b.cites(x.sources)}
		if x.text != "" {
			c.Text = b.s.MarkTerms(x.text)
		}
		out.Cells = append(out.Cells, c)
	}
	return out
}

func (b *builder) meeting(m *data.Meeting) meeting {
	when := words.Local{}.Days(m.Start, m.End)
	if m.Planned() || m.When != "" {
		when = m.When
	}
	out := meeting{ID: m.ID, When: when, Country: m.Country, Title: words.Say("meeting.title", "Number", m.Order, "City", m.City), Outcome: b.s.MarkTerms(m.Outcome)}
	if m.Outcome == "" {
		out.Outcome = []data.Marked{{Text: words.Say("meeting.unknown", "Day", words.Local{}.Day(b.s.AsOf, charts.DayMonthYear))}}
	}
	for i, list := range m.People {
		if len(list) > 0 {
			out.People = append(out.People, people{b.s.Sides[i].Name, strings.Join(list, ", ")})
		}
	}
	out.Sources = b.cited(b.cites(m.Sources))
	return out
}

// quizVariant chooses the page's questions: the same story asks the same ones.
const quizVariant = 15

// quiz asks as many questions as a session, none of what came later.
func (b *builder) quiz() []question {
	pool := quiz.New(b.s, false, words.Local{})
	var p quiz.Progress
	p.Begin(pool, 0, rand.New(rand.NewPCG(quizVariant, quizVariant)))
	var out []question
	for !p.Session.Over() {
		q, ok := p.Now(pool)
		if !ok {
			break
		}
		right := q.Right()
		x := question{ID: "q_" + q.ID, Text: q.Text, Answer: q.Answer, Right: right.Text, Options: q.Options,
			Yes: words.Say("quiz.yes"), No: words.Say("quiz.no", "Answer", right.Text), Press: words.Say("page.quiz.press"), Show: words.Say("page.quiz.answer")}
		if c := b.s.Card(q.Card); c != nil {
			x.Card, x.CardTitle = c.ID, c.Title
		}
		out = append(out, x)
		p.Answer(true, 0)
	}
	return out
}

// sources lists all sources, those of what came later apart.
func (b *builder) sources() (now, later []*source) {
	shown := map[string]bool{}
	for _, s := range b.s.SourcesShown(false) {
		shown[s.ID] = true
	}
	for _, s := range b.s.Sources {
		x := &source{ID: s.ID, Title: s.Title, Number: b.numbers[s.ID]}
		about := []string{s.Publisher, words.Local{}.Day(s.Day, charts.DayMonthYear), words.Say("grade." + string(s.Grade))}
		if strings.HasPrefix(s.Address, "https://") || strings.HasPrefix(s.Address, "http://") {
			x.Link = s.Address
		}
		about = append(about, s.Address)
		x.About = strings.Join(slices.DeleteFunc(about, func(t string) bool { return t == "" }), " · ")
		if s.Note != "" {
			x.About += " · " + s.Note
		}
		if shown[s.ID] {
			now = append(now, x)
		} else {
			later = append(later, x)
		}
	}
	byNumber := func(a, b *source) int { return cmp.Compare(a.Number, b.Number) }
	slices.SortStableFunc(now, byNumber)
	slices.SortStableFunc(later, byNumber)
	return now, later
}
