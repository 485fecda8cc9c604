package load

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"truceline/data"
)

var ranks = []string{"must", "should", "could"}

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
	return decode(d, root, s, func(m mapping, s *data.Story) {
		if m.has("map") {
			if home, ok := m.mapping(m.values["map"], "map", "meridian", "polar", "holds", "sources"); ok {
				if s.MapSources = home.list("sources"); home.has("meridian") || home.has("polar") || home.has("holds") {
					s.Home = decodeHome(home)
				}
			}
		}
		if m.has("numbered") && len(s.Numbered) == 0 {
			m.fail(m.values["numbered"], "numbered names no words: write a list such as [Order, Notice], or leave it out")
		}
		s.Periods, _ = entries[data.Period](m, "periods", false)
		s.Sides, _ = entries(m, "sides", true, func(m mapping, side *data.Side) {
			if side.Country != "" && !isCountry(side.Country) {
				m.fail(m.values["country"], `country %q: write the three digits of ISO 3166-1 in quotes, as "840"`, side.Country)
			}
		})
		s.Lenses, _ = entries[data.Lens](m, "lenses", true)
		s.Measures, _ = entries[data.Measure](m, "measures", true)
		s.Layers, _ = entries[data.Layer](m, "layers", true)
		s.Series, _ = entries[data.Series](m, "series", false)
	})
}

// decodeHome reads where the map looks by itself.
func decodeHome(m mapping) *data.MapHome {
	at := func(n ast.Node, what string) (p data.Place) {
		m, ok := m.mapping(n, what, "lat", "lon")
		if !ok {
			return p
		}
		p.Lat, p.Lon = number(m, "lat"), number(m, "lon")
		if p.Lat < -90 || p.Lat > 90 {
			m.fail(m.values["lat"], "%g is no latitude: write degrees north, -90 to 90", p.Lat)
		}
		if p.Lon < -180 || p.Lon > 180 {
			m.fail(m.values["lon"], "%g is no longitude: write degrees east, -180 to 180", p.Lon)
		}
		return p
	}
	home := &data.MapHome{Meridian: number(m, "meridian")}
	if home.Meridian < -180 || home.Meridian > 180 {
		m.fail(m.values["meridian"], "%g is no meridian: write degrees east, -180 to 180", home.Meridian)
	}
	if !m.has("polar") {
		m.missing("polar")
	} else {
		home.Polar = at(m.values["polar"], "polar")
	}
	if !m.has("holds") {
		m.missing("holds")
	}
	for _, n := range m.nodes("holds") {
		home.Holds = append(home.Holds, at(n, "a place"))
	}
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
	m, ok := d.mapping(root, "the talk", append([]string{"beats"}, shapeOf(reflect.TypeFor[data.Talk]()).names...)...)
	if !ok {
		return nil, false
	}
	shapeOf(reflect.TypeFor[data.Talk]()).read(m, reflect.ValueOf(&s.Talk).Elem())
	s.Talk.Looks, _ = entries[data.TalkLook](m, "looks", false)
	s.Beats, at = entries(m, "beats", true, func(m mapping, b *data.Beat) {
		b.Rank = oneOf(m, "rank", ranks)
		if m.has("scene") {
			decode(m.document, m.values["scene"], &b.Scene, sceneParts)
		}
	})
	return at, true
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
	c := data.Card{ID: id, Claim: parts.claim, Why: parts.why, Shows: data.Shows{Day: data.NoDay}}
	if !decode(d, root, &c, func(m mapping, c *data.Card) { c.Sources, _ = entries[data.Cite](m, "sources", true) }) {
		return data.Card{}, false
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
