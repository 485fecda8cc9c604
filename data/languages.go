package data

import (
	"fmt"
	"slices"
	"strings"
)

// TextKey names a text of the story that may stand in other languages too. Table
// and ID are those of its row ("story" and no id for what stands in story.yaml by
// itself, SIDE/LAYER for layers), Field is the text's name there; of what a card
// takes from a source it is "takes/SOURCE".
type TextKey struct{ Table, ID, Field string }

// Texts are a story's texts in one language. Those of lists, such as tags, hold
// one entry a line.
type Texts map[TextKey]string

// In returns the story with its texts in another language, and in its own where
// they are not translated. In the story's own language, and in one that it has
// not, it is the story itself. The result is sealed, shares what is no text with
// the story, and may be asked for further languages. It costs a copy of all rows:
// ask for it when the language changes.
func (s *Story) In(language string) *Story {
	own := s
	if s.original != nil {
		own = s.original
	}
	texts, ok := own.Texts[language]
	if !ok || language == own.Language {
		return own
	}
	out := *own
	out.original = own
	out.Language = language
	out.Sides, out.Lenses = slices.Clone(own.Sides), slices.Clone(own.Lenses)
	out.Measures, out.Layers = slices.Clone(own.Measures), slices.Clone(own.Layers)
	out.Periods = slices.Clone(own.Periods)
	out.Series, out.Meetings = slices.Clone(own.Series), slices.Clone(own.Meetings)
	out.Events, out.People = slices.Clone(own.Events), slices.Clone(own.People)
	out.Positions, out.Glossary = slices.Clone(own.Positions), slices.Clone(own.Glossary)
	out.Facts, out.Corrections = slices.Clone(own.Facts), slices.Clone(own.Corrections)
	out.Cards, out.Beats = slices.Clone(own.Cards), slices.Clone(own.Beats)
	out.Goods, out.Findings = slices.Clone(own.Goods), slices.Clone(own.Findings)
	out.Concepts = slices.Clone(own.Concepts)
	out.Changes, out.Links = slices.Clone(own.Changes), slices.Clone(own.Links)
	out.Lapses, out.Rules, out.Sources = slices.Clone(own.Lapses), slices.Clone(own.Rules), slices.Clone(own.Sources)
	out.Questions, out.Rounds = slices.Clone(own.Questions), slices.Clone(own.Rounds)
	out.Talk.Closing.Points, out.Talk.Looks = slices.Clone(own.Talk.Closing.Points), slices.Clone(own.Talk.Looks)
	out.Averages = slices.Clone(own.Averages)
	for i := range out.Series {
		out.Series[i].Points = slices.Clone(out.Series[i].Points)
	}
	for i := range out.Cards {
		out.Cards[i].Sources = slices.Clone(out.Cards[i].Sources)
	}
	for i := range out.Beats {
		sc := &out.Beats[i].Scene
		sc.Arrows, sc.Notes, sc.Question.Answers = slices.Clone(sc.Arrows), slices.Clone(sc.Notes), slices.Clone(sc.Question.Answers)
	}
	out.eachText(func(key TextKey, one *string, many *[]string) {
		switch says := texts[key]; {
		case says == "":
		case many != nil:
			*many = strings.Split(says, "\n")
		default:
			*one = says
		}
	})
	out.Seal()
	return &out
}

// OwnTexts returns the texts of the story that may stand in other languages.
func (s *Story) OwnTexts() Texts {
	out := make(Texts)
	s.eachText(func(key TextKey, one *string, many *[]string) {
		if many != nil {
			out[key] = strings.Join(*many, "\n")
			return
		}
		out[key] = *one
	})
	return out
}

// eachText visits every text that may stand in another language: one text, or the
// parts of a list.
func (s *Story) eachText(visit func(key TextKey, one *string, many *[]string)) {
	var table, id string
	one := func(field string, p *string) { visit(TextKey{table, id, field}, p, nil) }
	many := func(field string, p *[]string) { visit(TextKey{table, id, field}, nil, p) }

	table = "story"
	one("title", &s.Title)
	one("subtitle", &s.Subtitle)
	table = "sides"
	for i := range s.Sides {
		x := &s.Sides[i]
		id = string(x.ID)
		one("name", &x.Name)
		one("adjective", &x.Adjective)
		one("on", &x.On)
		one("capital", &x.Capital.Name)
	}
	table = "periods"
	for i := range s.Periods {
		x := &s.Periods[i]
		id = x.ID
		one("name", &x.Name)
	}
	table = "lenses"
	for i := range s.Lenses {
		id = s.Lenses[i].ID
		one("name", &s.Lenses[i].Name)
	}
	table = "measures"
	for i := range s.Measures {
		x := &s.Measures[i]
		id = x.ID
		one("name", &x.Name)
		one("short", &x.Short)
		one("about", &x.About)
	}
	table = "layers"
	for i := range s.Layers {
		x := &s.Layers[i]
		id = string(x.Side) + "/" + x.ID
		one("name", &x.Name)
		one("about", &x.About)
	}
	table = "series"
	for i := range s.Series {
		x := &s.Series[i]
		id = x.ID
		one("title", &x.Title)
		one("unit", &x.Unit)
		one("about", &x.About)
	}
	table = "points"
	for i := range s.Series {
		for j := range s.Series[i].Points {
			x := &s.Series[i].Points[j]
			id = s.Series[i].ID + "/" + x.Period + "/" + x.Label
			if x.Period != "" && !isDigit(x.Period[0]) {
				one("period", &x.Period)
			}
			one("label", &x.Label)
			one("note", &x.Note)
		}
	}
	table = "averages"
	for i := range s.Averages {
		x := &s.Averages[i]
		id = x.Measure + "/" + string(x.Side) + "/" + x.Day.String()
		one("note", &x.Note)
	}
	table = "meetings"
	for i := range s.Meetings {
		x := &s.Meetings[i]
		id = x.ID
		one("when", &x.When)
		one("city", &x.City)
		one("country", &x.Country)
		one("venue", &x.Venue)
		many("first", &x.People[0])
		many("second", &x.People[1])
		one("outcome", &x.Outcome)
		one("instrument", &x.Instrument)
		one("later_city", &x.Later.City)
		one("later_venue", &x.Later.Venue)
		many("later_first", &x.Later.People[0])
		many("later_second", &x.Later.People[1])
		one("later_outcome", &x.Later.Outcome)
	}
	table = "events"
	for i := range s.Events {
		x := &s.Events[i]
		id = x.ID
		one("title", &x.Title)
		one("text", &x.Text)
	}
	table = "people"
	for i := range s.People {
		x := &s.People[i]
		id = x.ID
		one("name", &x.Name)
		one("role", &x.Role)
		one("wants", &x.Wants)
		one("said", &x.Said)
	}
	table = "positions"
	for i := range s.Positions {
		x := &s.Positions[i]
		id = x.ID
		one("issue", &x.Issue)
		one("first", &x.Says[0])
		one("second", &x.Says[1])
		one("analysts", &x.Analysts)
	}
	table = "glossary"
	for i := range s.Glossary {
		x := &s.Glossary[i]
		id = x.ID
		one("term", &x.Term)
		many("also", &x.Also)
		one("meaning", &x.Meaning)
	}
	table = "facts"
	for i := range s.Facts {
		x := &s.Facts[i]
		id = x.ID
		one("topic", &x.Topic)
		one("text", &x.Text)
	}
	table = "corrections"
	for i := range s.Corrections {
		x := &s.Corrections[i]
		id = x.ID
		one("article", &x.Article)
		one("record", &x.Record)
	}
	table = "goods"
	for i := range s.Goods {
		x := &s.Goods[i]
		id = x.ID
		one("name", &x.Name)
		one("about", &x.About)
	}
	table = "findings"
	for i := range s.Findings {
		id = s.Findings[i].ID
		one("text", &s.Findings[i].Text)
	}
	table = "changes"
	for i := range s.Changes {
		x := &s.Changes[i]
		id = string(x.Side) + "/" + x.Layer + "/" + x.Effective.String() + "/" + string(x.Status)
		one("title", &x.Title)
		one("instrument", &x.Instrument)
		one("note", &x.Note)
	}
	table = "links"
	for i := range s.Links {
		id = s.Links[i].From + ">" + s.Links[i].To
		one("text", &s.Links[i].Text)
	}
	table = "lapses"
	for i := range s.Lapses {
		x := &s.Lapses[i]
		id = string(x.Side) + "/" + x.Layer + "/" + x.Day.String()
		one("title", &x.Title)
	}
	table = "rules"
	for i := range s.Rules {
		x := &s.Rules[i]
		id = x.Good + "/" + x.Layer + "/" + x.From.String()
		one("title", &x.Title)
	}
	table = "sources"
	for i := range s.Sources {
		x := &s.Sources[i]
		id = x.ID
		one("title", &x.Title)
		one("publisher", &x.Publisher)
		if !strings.Contains(x.Address, ":") {
			one("address", &x.Address) // said in words
		}
		one("note", &x.Note)
	}
	table = "concepts"
	for i := range s.Concepts {
		x := &s.Concepts[i]
		id = x.ID
		one("ask", &x.Ask)
		one("right", &x.Right)
		many("wrong", &x.Wrong)
		one("because", &x.Because)
		one("tempting", &x.Tempting)
	}
	table = "questions"
	for i := range s.Questions {
		id = s.Questions[i].ID
		one("title", &s.Questions[i].Title)
		one("result", &s.Questions[i].Result)
	}
	table = "rounds"
	for i := range s.Rounds {
		x := &s.Rounds[i]
		id = x.ID
		one("title", &x.Title)
		one("ask", &x.Ask)
	}
	table = "cards"
	for i := range s.Cards {
		x := &s.Cards[i]
		id = x.ID
		one("title", &x.Title)
		one("number", &x.Number)
		one("large", &x.Large)
		many("tags", &x.Tags)
		one("claim", &x.Claim)
		one("why", &x.Why)
		for j := range x.Sources {
			one("takes/"+x.Sources[j].Source, &x.Sources[j].Takes)
		}
	}
	table = "beats"
	for i := range s.Beats {
		x := &s.Beats[i]
		id = x.ID
		one("short", &x.Short)
		one("headline", &x.Headline)
		one("line", &x.Line)
		one("notes", &x.Notes)
		for j := range x.Scene.Arrows {
			one(SceneText("arrow", j), &x.Scene.Arrows[j].Says)
		}
		for j := range x.Scene.Notes {
			one(SceneText("note", j), &x.Scene.Notes[j].Says)
		}
		if q := &x.Scene.Question; q.Asked() {
			one("asks", &q.Asks)
			one("told", &q.Told)
			for j := range q.Answers {
				one(SceneText("answer", j), &q.Answers[j].Says)
			}
		}
	}
	// What a talk has besides stands among the beats, under names of its own.
	if id = "opening"; s.Talk.Opening.Given() {
		one("headline", &s.Talk.Opening.Headline)
		one("line", &s.Talk.Opening.Line)
	}
	if id = "closing"; s.Talk.Closing.Given() {
		one("headline", &s.Talk.Closing.Headline)
		one("line", &s.Talk.Closing.Next)
		for i := range s.Talk.Closing.Points {
			one(SceneText("note", i), &s.Talk.Closing.Points[i])
		}
	}
	for i := range s.Talk.Looks {
		id = SceneText("look", i)
		one("headline", &s.Talk.Looks[i].Headline)
		one("notes", &s.Talk.Looks[i].Notes)
	}
}

// checkTranslated checks the numbers of a card or beat in the story's other
// languages: each has to stand in the original or in a row of its sources. The
// words around a number are not understood there, so that "12 mai" passes if the
// original says 12 May.
func (c *rowNumbers) checkTranslated(id string) {
	if len(c.Languages) < 2 || c.missed {
		return // what is wrong with the original is mended first
	}
	var fields []string
	original := make(set[string])
	note := func(s string) {
		c.eachNumber(s, func(n number) {
			original.add(n.key)
			if n.form == date || n.form == maybe {
				for _, part := range []int{n.on.year, n.on.month, n.on.day} {
					original.add(fmt.Sprint(part))
				}
			}
		})
	}
	c.Story.rowTexts(c.table, c.row, func(key TextKey, one *string, many *[]string) {
		fields = append(fields, key.Field)
		if many != nil {
			note(strings.Join(*many, "\n"))
			return
		}
		note(*one)
	})
	for _, language := range c.Languages[1:] {
		c.language = language
		for _, field := range fields {
			says := c.Texts[language][TextKey{c.table, id, field}]
			if at := strings.Index(says, "!["); at >= 0 {
				c.add(Flaw{Table: c.table, Row: c.row, Field: field, At: at, Language: language, Text: noPicture})
			}
			var passed [][2]int
			fits := func(n number, from, to int) {
				if original.has(n.key) || c.carried(n) {
					passed = append(passed, [2]int{from, to})
				}
			}
			c.eachNumber(says, func(n number) { fits(n, n.at, n.end) })
			other, at := otherMarks(says)
			c.eachNumber(other, func(n number) { fits(n, at[n.at], at[n.end]) })
			c.eachNumber(says, func(n number) {
				if !slices.ContainsFunc(passed, func(p [2]int) bool { return p[0] <= n.at && n.end <= p[1] }) {
					c.unsourced(field, n.at, says[n.at:n.end], n)
				}
			})
		}
	}
}

// rowTexts visits the texts of one card or beat.
func (s *Story) rowTexts(table string, row int, visit func(TextKey, *string, *[]string)) {
	var one Story
	switch table {
	case "cards":
		one.Cards = s.Cards[row : row+1]
	case "beats":
		one.Beats = s.Beats[row : row+1]
	}
	one.eachText(func(key TextKey, a *string, b *[]string) {
		if key.Table == table {
			visit(key, a, b)
		}
	})
}

// otherMarks rewrites a text whose numbers have a decimal comma, and points or
// blanks between thousands, to the marks that numbers reads. It also returns where
// each byte of the result, and its end, stood in the text.
func otherMarks(s string) (string, []int) {
	var out []byte
	var at []int
	for i := 0; i < len(s); {
		mark, size := s[i], 1
		switch {
		case s[i] == ',':
			mark = '.'
		case s[i] == '.' || s[i] == ' ' || s[i] == '\'':
			mark = ','
		case strings.HasPrefix(s[i:], "\u00a0") || strings.HasPrefix(s[i:], "\u202f") || strings.HasPrefix(s[i:], "’"):
			mark = ','
			if size = len("\u00a0"); s[i] != "\u00a0"[0] {
				size = len("\u202f")
			}
		}
		next := i + size
		thousands := mark == ',' && digits(s, min(next, len(s))) == next+3
		if i > 0 && isDigit(s[i-1]) && next < len(s) && isDigit(s[next]) && (mark == '.' || thousands) {
			out, at = append(out, mark), append(at, i)
			i = next
			continue
		}
		out, at = append(out, s[i]), append(at, i)
		i++
	}
	return string(out), append(at, len(s))
}
