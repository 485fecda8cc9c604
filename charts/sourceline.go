package charts

import (
	"cmp"
	"slices"
	"strings"

	"truceline/data"
)

// joined writes the titles of sources in a line: the first three, and how many more.
func joined(parts []string, w Words) string {
	const most = 3
	text := ""
	for i, p := range parts {
		if i == most {
			return w.Say("figure.andmore", "Names", text, "Count", len(parts)-most)
		}
		if i > 0 {
			text += "; "
		}
		text += p
	}
	return text
}

// SourceNames writes the titles of sources, of those that the story has.
func SourceNames(s *data.Story, ids []string, w Words) string {
	return strings.Join(titles(s, ids, w), "; ")
}

// Cited names the sources of what a figure draws, each once, as a source line does.
func Cited(s *data.Story, ids []string, w Words) string {
	return joined(data.Union(nil, titles(s, ids, w)), w)
}

// namesInLine bounds the documents that a source line names before it counts the rest:
// with more it would be longer than the headline and the figure together.
const namesInLine = 3

// PlainSources is RateSources without the sentence that says what is dashed.
func PlainSources(drawn []data.Stretch, w Words) string {
	drawn = slices.Clone(drawn)
	for i := range drawn {
		drawn[i].Status = data.InForce
	}
	return RateSources(drawn, w)
}

// RateSources is the source line of the stretches that a figure draws: the instruments
// that set their rates, those of one series once ("Order 12, 15").
// Stretches without an instrument are the state before the first change and name none.
func RateSources(drawn []data.Stretch, w Words) string {
	var names []string
	key := "figure.rates.sources"
	drawn = slices.Clone(drawn) // by day, so that both sides are among the first
	slices.SortStableFunc(drawn, func(a, b data.Stretch) int { return cmp.Compare(a.From, b.From) })
	for _, t := range drawn {
		if t.Status != data.InForce {
			key = "figure.rates.sources.ahead"
		}
		for _, c := range t.Changes {
			for name := range strings.SplitSeq(c.Instrument, "; ") {
				if name != "" && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
	}
	groups := grouped(names)
	if len(groups) == 0 {
		return ""
	}
	line := strings.Join(groups[:min(len(groups), namesInLine)], "; ")
	if more := len(groups) - namesInLine; more > 0 {
		line = w.Say("figure.sources.more", "Names", line, "Count", more)
	}
	return w.Say(key, "Names", line)
}

// grouped joins names that differ in a number at their end, at the place of the first.
func grouped(names []string) []string {
	var out, stems []string
	for _, name := range names {
		stem, number := numbered(name)
		if at := slices.Index(stems, stem); at >= 0 && number != "" {
			out[at] += ", " + number
			continue
		}
		out, stems = append(out, name), append(stems, stem)
	}
	return out
}

// numbered parts a name before a number at its end; number is empty if there is none.
func numbered(name string) (stem, number string) {
	at := strings.LastIndexByte(name, ' ')
	if at < 0 || strings.Trim(name[at+1:], "0123456789") != "" || len(name)-at == len(" 2006") && strings.HasPrefix(name[at+1:], "20") {
		return name, "" // a year is no number of a series
	}
	return name[:at], name[at+1:]
}

// AsOf says as of which day a figure is told, and whether it goes on after it.
func AsOf(s *data.Story, epilogue bool, w Words) string {
	day := w.Day(s.AsOf, DayMonthYear)
	if epilogue {
		return w.Say("figure.asof.later", "Day", day)
	}
	return w.Say("figure.asof", "Day", day)
}

// titles returns the titles of the sources that the story has.
func titles(s *data.Story, ids []string, w Words) []string {
	var out []string
	for _, id := range ids {
		if title := SourceTitle(s, id, w); title != "" {
			out = append(out, title)
		}
	}
	return out
}

// SourceTitle returns the title of a source; of one published later what stands for it,
// with its title where the story has it. It is empty for what the story does not have.
func SourceTitle(s *data.Story, id string, w Words) string {
	if data.IsWithheld(id) {
		if src := s.Source(data.WithheldID(id)); src != nil {
			return w.Say("source.later", "Title", src.Title)
		}
		return w.Say("source.withheld")
	}
	if src := s.Source(id); src != nil {
		return src.Title
	}
	return ""
}

// MapSources says where the places are from, and the land.
func MapSources(s *data.Story, w Words) string {
	if names := joined(titles(s, s.MapSources, w), w); names != "" {
		return w.Say("map.page.sources", "Names", names)
	}
	return w.Say("map.page.land")
}
