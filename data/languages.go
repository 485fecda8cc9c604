package data

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// TextKey names a text of the story that may stand in other languages too. Table
// and ID are those of its row ("story" and no id for what stands in story.yaml by
// itself, SIDE/LAYER for layers), Field is the text's name there; of what a card
// takes from a source it is "takes/SOURCE".
type TextKey struct{ Table, ID, Field string }

// place is where the program fills something in.
var place = regexp.MustCompile(`{{[^{}]*}}`)

// Places are the places of a text of the program's where it fills something in, as {{.Count}}.
func Places(says string) []string { return place.FindAllString(says, -1) }

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
	t := textWalk{own: true, visit: func(key TextKey, one *string, many *[]string) {
		switch says := texts[key]; {
		case says == "":
		case many != nil:
			*many = strings.Split(says, "\n")
		default:
			*one = says
		}
	}}
	t.story(&out)
	out.Seal()
	return &out
}

// OwnTexts returns the texts of the story that may stand in other languages.
func (s *Story) OwnTexts() Texts {
	out := make(Texts)
	t := textWalk{visit: func(key TextKey, one *string, many *[]string) {
		if many != nil {
			out[key] = strings.Join(*many, "\n")
			return
		}
		out[key] = *one
	}}
	t.story(s)
	return out
}

// TextFields returns the fields of a table's texts, and which of them are lists.
func TextFields(table string) (fields, lists []string) {
	f := textFields()[table]
	return f[0], f[1]
}

// textFields are the fields of each table's texts, and after them those that are lists.
var textFields = sync.OnceValue(func() map[string][2][]string {
	out := make(map[string][2][]string)
	t := textWalk{probe: true, visit: func(key TextKey, _ *string, many *[]string) {
		f := out[key.Table]
		f[0] = append(f[0], key.Field)
		if many != nil {
			f[1] = append(f[1], key.Field)
		}
		out[key.Table] = f
	}}
	t.story(&Story{})
	return out
})

// textWalk visits every text that may stand in another language: one text, or the parts
// of a list. With own the rows are copied first, so that the texts can be changed; with
// probe each table has one empty row.
type textWalk struct {
	visit      func(key TextKey, one *string, many *[]string)
	own, probe bool
}

// row visits the texts of a row, given as field, text, field, text.
func (t *textWalk) row(table, id string, says ...any) {
	for i := 0; i < len(says); i += 2 {
		key := TextKey{table, id, says[i].(string)}
		switch x := says[i+1].(type) {
		case *string:
			t.visit(key, x, nil)
		case *[]string:
			t.visit(key, nil, x)
		}
	}
}

// each visits the rows of a table; row gives a row's id and its texts.
func each[T any](t *textWalk, table string, rows *[]T, row func(x *T) (id string, says []any)) {
	if t.own {
		*rows = slices.Clone(*rows)
	}
	if t.probe {
		rows = &[]T{*new(T)}
	}
	for i := range *rows {
		id, says := row(&(*rows)[i])
		t.row(table, id, says...)
	}
}

func (t *textWalk) story(s *Story) {
	t.row("story", "", "title", &s.Title, "subtitle", &s.Subtitle)
	each(t, "sides", &s.Sides, func(x *Side) (string, []any) {
		return string(x.ID), []any{"name", &x.Name, "adjective", &x.Adjective, "on", &x.On, "capital", &x.Capital.Name}
	})
	each(t, "periods", &s.Periods, func(x *Period) (string, []any) { return x.ID, []any{"name", &x.Name} })
	each(t, "lenses", &s.Lenses, func(x *Lens) (string, []any) { return x.ID, []any{"name", &x.Name} })
	each(t, "measures", &s.Measures, func(x *Measure) (string, []any) {
		return x.ID, []any{"name", &x.Name, "short", &x.Short, "about", &x.About}
	})
	each(t, "layers", &s.Layers, func(x *Layer) (string, []any) {
		return string(x.Side) + "/" + x.ID, []any{"name", &x.Name, "about", &x.About}
	})
	each(t, "series", &s.Series, func(x *Series) (string, []any) {
		return x.ID, []any{"title", &x.Title, "unit", &x.Unit, "about", &x.About}
	})
	points := func(series string, points *[]Point) {
		each(t, "points", points, func(x *Point) (string, []any) {
			says := []any{"label", &x.Label, "note", &x.Note}
			if t.probe || x.Period != "" && !isDigit(x.Period[0]) {
				says = append([]any{"period", &x.Period}, says...)
			}
			return series + "/" + x.Period + "/" + x.Label, says
		})
	}
	for i := range s.Series {
		points(s.Series[i].ID, &s.Series[i].Points)
	}
	if t.probe {
		points("", nil)
	}
	each(t, "averages", &s.Averages, func(x *Average) (string, []any) {
		return x.Measure + "/" + string(x.Side) + "/" + x.Day.String(), []any{"note", &x.Note}
	})
	each(t, "meetings", &s.Meetings, func(x *Meeting) (string, []any) {
		return x.ID, []any{"when", &x.When, "city", &x.City, "country", &x.Country, "venue", &x.Venue,
			"first", &x.People[0], "second", &x.People[1], "outcome", &x.Outcome, "instrument", &x.Instrument,
			"later_city", &x.Later.City, "later_venue", &x.Later.Venue,
			"later_first", &x.Later.People[0], "later_second", &x.Later.People[1], "later_outcome", &x.Later.Outcome}
	})
	each(t, "events", &s.Events, func(x *Event) (string, []any) { return x.ID, []any{"title", &x.Title, "text", &x.Text} })
	each(t, "people", &s.People, func(x *Person) (string, []any) {
		return x.ID, []any{"name", &x.Name, "role", &x.Role, "wants", &x.Wants, "said", &x.Said}
	})
	each(t, "positions", &s.Positions, func(x *Position) (string, []any) {
		return x.ID, []any{"issue", &x.Issue, "first", &x.Says[0], "second", &x.Says[1], "analysts", &x.Analysts}
	})
	each(t, "glossary", &s.Glossary, func(x *Term) (string, []any) {
		return x.ID, []any{"term", &x.Term, "also", &x.Also, "meaning", &x.Meaning}
	})
	each(t, "facts", &s.Facts, func(x *Fact) (string, []any) { return x.ID, []any{"topic", &x.Topic, "text", &x.Text} })
	each(t, "corrections", &s.Corrections, func(x *Correction) (string, []any) {
		return x.ID, []any{"article", &x.Article, "record", &x.Record}
	})
	each(t, "goods", &s.Goods, func(x *Good) (string, []any) { return x.ID, []any{"name", &x.Name, "about", &x.About} })
	each(t, "findings", &s.Findings, func(x *Finding) (string, []any) { return x.ID, []any{"text", &x.Text} })
	each(t, "changes", &s.Changes, func(x *Change) (string, []any) {
		return string(x.Side) + "/" + x.Layer + "/" + x.Effective.String() + "/" + string(x.Status),
			[]any{"title", &x.Title, "instrument", &x.Instrument, "note", &x.Note}
	})
	each(t, "links", &s.Links, func(x *Link) (string, []any) { return x.From + ">" + x.To, []any{"text", &x.Text} })
	each(t, "lapses", &s.Lapses, func(x *Lapse) (string, []any) {
		return string(x.Side) + "/" + x.Layer + "/" + x.Day.String(), []any{"title", &x.Title}
	})
	each(t, "rules", &s.Rules, func(x *Rule) (string, []any) {
		return x.Good + "/" + x.Layer + "/" + x.From.String(), []any{"title", &x.Title}
	})
	each(t, "sources", &s.Sources, func(x *Source) (string, []any) {
		says := []any{"title", &x.Title, "publisher", &x.Publisher}
		if !strings.Contains(x.Address, ":") {
			says = append(says, "address", &x.Address) // said in words
		}
		return x.ID, append(says, "note", &x.Note)
	})
	each(t, "concepts", &s.Concepts, func(x *Concept) (string, []any) {
		return x.ID, []any{"ask", &x.Ask, "right", &x.Right, "wrong", &x.Wrong, "because", &x.Because, "tempting", &x.Tempting}
	})
	each(t, "questions", &s.Questions, func(x *Question) (string, []any) {
		return x.ID, []any{"title", &x.Title, "result", &x.Result}
	})
	each(t, "rounds", &s.Rounds, func(x *Round) (string, []any) { return x.ID, []any{"title", &x.Title, "ask", &x.Ask} })
	each(t, "cards", &s.Cards, func(x *Card) (string, []any) {
		says := []any{"title", &x.Title, "number", &x.Number, "large", &x.Large, "tags", &x.Tags, "claim", &x.Claim, "why", &x.Why}
		for i := range owned(t, &x.Sources) {
			says = append(says, "takes/"+x.Sources[i].Source, &x.Sources[i].Takes)
		}
		return x.ID, says
	})
	each(t, "beats", &s.Beats, func(x *Beat) (string, []any) {
		says := []any{"short", &x.Short, "headline", &x.Headline, "line", &x.Line, "notes", &x.Notes}
		for i := range owned(t, &x.Scene.Arrows) {
			says = append(says, SceneText("arrow", i), &x.Scene.Arrows[i].Says)
		}
		for i := range owned(t, &x.Scene.Notes) {
			says = append(says, SceneText("note", i), &x.Scene.Notes[i].Says)
		}
		if q := &x.Scene.Question; q.Asked() {
			says = append(says, "asks", &q.Asks, "told", &q.Told)
			for i := range owned(t, &q.Answers) {
				says = append(says, SceneText("answer", i), &q.Answers[i].Says)
			}
		}
		return x.ID, says
	})
	// What a talk has besides stands among the beats, under names of its own.
	if o := &s.Talk.Opening; o.Given() {
		t.row("beats", "opening", "headline", &o.Headline, "line", &o.Line)
	}
	if c := &s.Talk.Closing; c.Given() {
		t.row("beats", "closing", "headline", &c.Headline, "line", &c.Next)
		for i := range owned(t, &c.Points) {
			t.row("beats", "closing", SceneText("note", i), &c.Points[i])
		}
	}
	for i := range owned(t, &s.Talk.Looks) {
		l := &s.Talk.Looks[i]
		t.row("beats", SceneText("look", i), "headline", &l.Headline, "notes", &l.Notes)
	}
}

// owned returns a row's own list, copied where the texts are to be changed.
func owned[T any](t *textWalk, list *[]T) []T {
	if t.own {
		*list = slices.Clone(*list)
	}
	return *list
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
	t := textWalk{visit: func(key TextKey, a *string, b *[]string) {
		if key.Table == table {
			visit(key, a, b)
		}
	}}
	t.story(&one)
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
