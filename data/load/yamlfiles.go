package load

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"truceline/data"
)

// entries reads a list of maps under a key of the root, and reports an empty one
// where a story has to have some. It returns where in the list each entry stood.
func entries[T any](m mapping, key, one string, needed bool, known []string, decode func(mapping) T) (out []T, at []int) {
	nodes := m.list(key)
	if needed && len(nodes) == 0 && !m.isComposite(key) {
		m.missing(key)
	}
	for i, n := range nodes {
		if e, ok := m.mapping(n, one, known...); ok {
			out = append(out, decode(e))
			at = append(at, i)
		}
	}
	return out, at
}

// readStory reads story.yaml into the story. It returns false if nothing of it
// could be read.
func readStory(rep *report, src []byte, s *data.Story) bool {
	if src = clean(rep, src, charAt); src == nil {
		return false
	}
	d := &document{report: rep}
	root := d.parse(lines(src))
	if root == nil {
		return false
	}
	m, ok := d.mapping(root, "the story", "id", "title", "subtitle", "language", "start", "as_of", "ahead",
		"epilogue_end", "map", "numbered", "periods", "sides", "lenses", "measures", "layers", "series")
	if !ok {
		return false
	}
	s.ID = m.id("id")
	s.Title = m.need("title")
	s.Subtitle = m.text("subtitle")
	s.Language = m.need("language")
	s.Start = m.needDay("start")
	s.AsOf = m.needDay("as_of")
	s.Ahead = m.needDay("ahead")
	s.EpilogueEnd = m.needDay("epilogue_end")
	if m.has("map") {
		if home, ok := m.mapping(m.values["map"], "map", "meridian", "polar", "holds", "sources"); ok {
			if s.MapSources = home.texts("sources"); home.has("meridian") || home.has("polar") || home.has("holds") {
				s.Home = decodeHome(home)
			}
		}
	}
	if s.Numbered = m.texts("numbered"); m.has("numbered") && len(s.Numbered) == 0 {
		m.fail(m.values["numbered"], "numbered names no words: write a list such as [Order, Notice], or leave it out")
	}
	s.Periods, _ = entries(m, "periods", "a period", false, []string{"id", "name", "from", "until", "announced", "extended", "first_until"}, func(m mapping) data.Period {
		return data.Period{
			ID: m.id("id"), Name: m.need("name"), From: m.needDay("from"), Until: m.needDay("until"),
			Announced: m.day("announced"), Extended: m.day("extended"), FirstUntil: m.day("first_until"),
		}
	})
	s.Sides, _ = entries(m, "sides", "a side", true, []string{"id", "name", "adjective", "on", "country", "capital"}, decodeSide)
	s.Lenses, _ = entries(m, "lenses", "a lens", true, []string{"id", "name", "cards"}, func(m mapping) data.Lens {
		return data.Lens{ID: m.id("id"), Name: m.need("name"), Cards: m.texts("cards")}
	})
	s.Measures, _ = entries(m, "measures", "a measure", true, []string{"id", "name", "short", "unit", "about", "derived", "stepped", "older", "exempts"}, func(m mapping) data.Measure {
		return data.Measure{
			ID: m.id("id"), Name: m.need("name"), Short: m.need("short"), Unit: m.need("unit"),
			About: m.text("about"), Derived: m.flag("derived"), Stepped: m.flag("stepped"), Older: m.flag("older"), Exempts: m.flag("exempts"),
		}
	})
	s.Layers, _ = entries(m, "layers", "a layer", true, []string{"id", "side", "name", "scope", "about"}, func(m mapping) data.Layer {
		return data.Layer{
			ID: m.id("id"), Side: data.SideID(m.need("side")), Name: m.need("name"),
			Scope: data.Scope(m.oneOf("scope", scopes)), About: m.text("about"),
		}
	})
	s.Series, _ = entries(m, "series", "a series", false, []string{"id", "title", "unit", "about"}, func(m mapping) data.Series {
		return data.Series{ID: m.id("id"), Title: m.need("title"), Unit: m.need("unit"), About: m.text("about")}
	})
	return true
}

func decodeSide(m mapping) data.Side {
	side := data.Side{
		ID: data.SideID(m.id("id")), Name: m.need("name"), Adjective: m.need("adjective"), On: m.need("on"),
		Country: m.need("country"),
	}
	if side.Country != "" && !isCountry(side.Country) {
		m.fail(m.values["country"], `country %q: write the three digits of ISO 3166-1 in quotes, as "840"`, side.Country)
	}
	if !m.has("capital") {
		m.missing("capital")
		return side
	}
	if c, ok := m.mapping(m.values["capital"], "capital", "name", "lat", "lon"); ok {
		side.Capital = data.Place{Name: c.need("name"), Lat: c.number("lat"), Lon: c.number("lon")}
	}
	return side
}

// decodeHome reads where the map looks by itself.
func decodeHome(m mapping) *data.MapHome {
	at := func(m mapping) data.Place {
		p := data.Place{Lat: m.number("lat"), Lon: m.number("lon")}
		if p.Lat < -90 || p.Lat > 90 {
			m.fail(m.values["lat"], "%g is no latitude: write degrees north, -90 to 90", p.Lat)
		}
		if p.Lon < -180 || p.Lon > 180 {
			m.fail(m.values["lon"], "%g is no longitude: write degrees east, -180 to 180", p.Lon)
		}
		return p
	}
	home := &data.MapHome{Meridian: m.number("meridian")}
	if home.Meridian < -180 || home.Meridian > 180 {
		m.fail(m.values["meridian"], "%g is no meridian: write degrees east, -180 to 180", home.Meridian)
	}
	if !m.has("polar") {
		m.missing("polar")
	} else if p, ok := m.mapping(m.values["polar"], "polar", "lat", "lon"); ok {
		home.Polar = at(p)
	}
	home.Holds, _ = entries(m, "holds", "a place", true, []string{"lat", "lon"}, at)
	return home
}

func isCountry(s string) bool {
	_, err := strconv.ParseUint(s, 10, 16)
	return len(s) == 3 && err == nil
}

// readTalk reads talk.yaml into the story. It returns where in the list of beats each
// one stood, and whether the list could be read.
func readTalk(rep *report, src []byte, s *data.Story) (at []int, ok bool) {
	if src = clean(rep, src, charAt); src == nil {
		return nil, false
	}
	d := &document{report: rep}
	root := d.parse(lines(src))
	if root == nil {
		return nil, false
	}
	m, ok := d.mapping(root, "the talk", "beats", "opening", "closing", "carries", "looks")
	if !ok {
		return nil, false
	}
	s.Talk = decodeTalk(m)
	s.Beats, at = entries(m, "beats", "a beat", true, []string{
		"id", "on", "short", "headline", "line", "lens", "card", "meeting", "measure", "notes", "sources", "derived",
		"seconds", "rank", "epilogue", "scene",
	}, func(m mapping) data.Beat {
		b := data.Beat{
			ID: m.id("id"), Day: m.needDay("on"), Short: m.need("short"),
			Headline: m.need("headline"), Line: m.need("line"), Lens: m.need("lens"), Card: m.need("card"),
			Meeting: m.text("meeting"), Measure: m.text("measure"), Notes: m.text("notes"),
			Sources: m.texts("sources"), Derived: m.texts("derived"),
			Seconds: m.seconds("seconds"), Rank: m.oneOf("rank", ranks), Epilogue: m.flag("epilogue"),
		}
		b.Scene = decodeScene(m)
		return b
	})
	return at, true
}

// decodeTalk reads what a talk has besides the beats.
func decodeTalk(m mapping) (t data.Talk) {
	if m.has("opening") {
		if o, ok := m.mapping(m.values["opening"], "the opening", "headline", "line"); ok {
			t.Opening = data.OpeningSlide{Headline: o.need("headline"), Line: o.text("line")}
		}
	}
	if m.has("closing") {
		if c, ok := m.mapping(m.values["closing"], "the closing", "headline", "points", "sources", "next"); ok {
			t.Closing = data.ClosingSlide{Headline: c.need("headline"), Points: c.texts("points"), Sources: c.texts("sources"), Next: c.text("next")}
		}
	}
	t.Carries = m.texts("carries")
	t.Looks, _ = entries(m, "looks", "a look", false, []string{"after", "show", "headline", "notes", "seconds"}, func(m mapping) data.TalkLook {
		return data.TalkLook{After: m.need("after"), Show: m.need("show"), Headline: m.need("headline"), Notes: m.text("notes"), Seconds: m.seconds("seconds")}
	})
	return t
}

// card is a card's file, taken apart. Lines count from 1.
type card struct {
	front                string
	claim, why           string
	claimLine, whyLine   int
	headingLine, endLine int
}

const whyHeading = "## Why it matters"

// splitCard takes a card's file apart into front matter, claim and reason.
func splitCard(rep *report, src string) (card, bool) {
	const fence = "---"
	first, rest, _ := strings.Cut(src, "\n")
	if strings.TrimRight(first, " \t") != fence {
		rep.add(1, 1, "a card begins with a line of three hyphens, and its keys below: add them")
		return card{}, false
	}
	var c card
	line := 2
	for at := rest; ; line++ {
		text, next, more := strings.Cut(at, "\n")
		if strings.TrimRight(text, " \t") == fence {
			c.front = rest[:len(rest)-len(at)]
			rest = next
			break
		}
		if !more {
			rep.add(1, 1, "the keys do not end: close them with a line of three hyphens")
			return card{}, false
		}
		at = next
	}
	c.body(rep, rest, line+1)
	return c, true
}

// body reads what stands below the front matter, from the given line on.
func (c *card) body(rep *report, body string, line int) {
	var parts [2]strings.Builder
	starts := [2]int{line, line}
	part := 0
	for text := range strings.Lines(body) {
		trimmed := strings.TrimRight(text, " \t\n")
		heading := strings.HasPrefix(trimmed, "#")
		if heading && (trimmed != whyHeading || part == 1) {
			rep.add(line, 1, "heading %q: a card has one heading, %q", shorten(trimmed), whyHeading)
		}
		switch {
		case heading && part == 0:
			c.headingLine = line
			part, starts[1] = 1, line+1
		case !heading:
			parts[part].WriteString(text)
		}
		line++
	}
	c.endLine = max(1, line-1)
	c.claim, c.claimLine = trimBlank(parts[0].String(), starts[0])
	c.why, c.whyLine = trimBlank(parts[1].String(), starts[1])
}

// trimBlank takes blank lines off a text that begins on a line, and returns the
// line on which the rest begins.
func trimBlank(s string, line int) (string, int) {
	rest := strings.TrimLeft(s, " \t\n")
	if rest == "" {
		return "", line
	}
	return strings.TrimRight(rest, " \t\n"), line + strings.Count(s[:len(s)-len(rest)], "\n")
}

func shorten(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

var (
	cardKeys  = []string{"lens", "day", "title", "number", "large", "tags", "sources", "derived", "shows", "epilogue"}
	citeKeys  = []string{"id", "takes"}
	showsKeys = []string{"day", "meeting", "measure", "person", "position", "series", "figure"}
)

// readCard reads a card's file. It returns false if so little could be read that
// the card would only bring more complaints.
func readCard(rep *report, id string, src []byte) (data.Card, bool) {
	if !isID(id, false) {
		rep.add(1, 1, "the file's name is the card's id, and %q is none: %s", id, idForm(false))
	}
	if src = clean(rep, src, charAt); src == nil {
		return data.Card{}, false
	}
	parts, ok := splitCard(rep, lines(src))
	if !ok {
		return data.Card{}, false
	}
	d := &document{report: rep, above: 1}
	root := d.parse(parts.front)
	if root == nil {
		return data.Card{}, false
	}
	m, ok := d.mapping(root, "the card", cardKeys...)
	if !ok {
		return data.Card{}, false
	}
	c := data.Card{
		ID: id, Lens: m.need("lens"), Day: m.day("day"), Title: m.need("title"), Number: m.text("number"), Large: m.text("large"),
		Tags: m.texts("tags"), Claim: parts.claim, Why: parts.why, Derived: m.texts("derived"),
		Shows: data.Shows{Day: data.NoDay}, Epilogue: m.flag("epilogue"),
	}
	c.Sources, _ = entries(m, "sources", "a source", true, citeKeys, func(m mapping) data.Cite {
		return data.Cite{Source: m.need("id"), Takes: m.need("takes")}
	})
	if m.has("shows") {
		if m, ok := m.mapping(m.values["shows"], "shows", showsKeys...); ok {
			c.Shows = data.Shows{
				Day: m.day("day"), Meeting: m.text("meeting"), Measure: m.text("measure"),
				Person: m.text("person"), Position: m.text("position"), Series: m.text("series"), Figure: m.text("figure"),
			}
		}
	}
	switch {
	case c.Claim == "":
		rep.add(parts.claimLine, 1, "the card makes no claim: write it below the keys")
	case parts.headingLine == 0:
		rep.add(parts.endLine, 1, "the card gives no reason: end it with %q and a sentence or two", whyHeading)
	case c.Why == "":
		rep.add(parts.headingLine, 1, "there is nothing under %q: write a sentence or two", whyHeading)
	}
	return c, true
}

// cardPlace finds a field of a card in its file, and the line and column of an
// offset in it.
func cardPlace(src, field string, offset int) (line, col int) {
	rep := &report{}
	parts, ok := splitCard(rep, src)
	if !ok {
		return 1, 1
	}
	text, first := parts.claim, parts.claimLine
	switch field {
	case "why":
		text, first = parts.why, parts.whyLine
	case "claim":
	default:
		return yamlPlace(parts.front, field, 1)
	}
	line, col = charAt([]byte(text), min(offset, len(text)))
	return first + line - 1, col
}

// yamlPlace finds a value by its path in YAML that begins below some lines.
func yamlPlace(src, path string, above int) (line, col int) {
	d := &document{report: &report{}, above: above}
	root := d.parse(src)
	if root == nil {
		return above + 1, 1
	}
	n := find(root, path)
	if _, ok := n.(*ast.MappingNode); ok && n == root {
		return above + 1, 1
	}
	return d.at(n)
}

// lines returns a text with the line breaks that YAML and Markdown use here.
func lines(src []byte) string {
	return strings.ReplaceAll(string(src), "\r\n", "\n")
}
