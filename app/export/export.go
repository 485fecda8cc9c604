// Package export writes pictures and tables of a story to files. It needs no
// display.
package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"truceline/app/words"
	"truceline/data"
	"truceline/data/load"
)

// Tables are the names of the tables that can be written.
var tables = map[string]func(*data.Story, bool) [][]string{
	"rates": rates, "meetings": meetingRows, "averages": averages, "cards": cards,
}

// Tables returns the names of the tables, sorted.
func Tables() []string { return sorted(tables) }

func sorted[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Table writes a table as CSV, with a header line. What came after the article is
// in it only if epilogue is set.
func Table(w io.Writer, s *data.Story, name string, epilogue bool) error {
	make, ok := tables[name]
	if !ok {
		return fmt.Errorf("there is no table %q; there are: %s", name, strings.Join(Tables(), ", "))
	}
	c := csv.NewWriter(w)
	if err := c.WriteAll(make(s, epilogue)); err != nil {
		return err
	}
	return c.Error()
}

func number(p data.Percent) string { return strconv.FormatFloat(float64(p), 'f', -1, 64) }

func list(parts []string) string { return strings.Join(parts, "; ") }

func rates(s *data.Story, epilogue bool) [][]string {
	out := [][]string{{"side", "from", "until", "rate", "status", "layers", "announced", "instrument", "sources"}}
	for _, t := range s.Stretches(epilogue) {
		out = append(out, []string{string(t.Side), t.From.String(), t.Until.String(), number(t.Rate), string(t.Status),
			t.LayerText(), t.Announced.String(), t.Instrument(), list(t.Sources())})
	}
	return out
}

func meetingRows(s *data.Story, epilogue bool) [][]string {
	out := [][]string{{"id", "start", "end", "city", "country", "lat", "lon", string(s.Sides[0].ID), string(s.Sides[1].ID), "outcome", "sources"}}
	for _, m := range s.MeetingsShown(epilogue) {
		out = append(out, []string{m.ID, m.Start.String(), m.End.String(), m.City, m.Country,
			strconv.FormatFloat(m.Lat, 'f', -1, 64), strconv.FormatFloat(m.Lon, 'f', -1, 64),
			list(m.People[0]), list(m.People[1]), m.Outcome, list(m.Sources)})
	}
	return out
}

func averages(s *data.Story, epilogue bool) [][]string {
	out := [][]string{{"measure", "day", "nominal", "side", "value", "note", "sources"}}
	for _, a := range s.Averages {
		if a.Epilogue && !epilogue {
			continue
		}
		nominal := ""
		if a.Nominal {
			nominal = "yes"
		}
		out = append(out, []string{a.Measure, a.Day.String(), nominal, string(a.Side), number(a.Value), a.Note, list(a.Sources)})
	}
	return out
}

func cards(s *data.Story, epilogue bool) [][]string {
	out := [][]string{{"id", "lens", "day", "number", "title", "claim", "why", "sources"}}
	for _, lens := range s.Lenses {
		for _, c := range s.CardsOf(lens.ID, epilogue) {
			out = append(out, []string{c.ID, c.Lens, c.Day.String(), c.Number, c.Title, c.Claim, c.Why, list(c.Cited())})
		}
	}
	return out
}

// Story writes the files of the built-in story into a folder that is not there yet, with
// the description of their form and the program's own words.
func Story(folder string) error {
	if err := load.Copy(folder); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "program-words.json"), words.Source(), 0o644)
}
