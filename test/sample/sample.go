// Package sample gives tests the stories that they run on, and words to draw them with.
package sample

import (
	"fmt"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/data"
	"truceline/data/load"
)

// English is charts.Words with sentences as long as the program's own, for packages that
// the program's own stand above.
type English struct{}

var sentences = map[string]string{
	"figure.rates.line":          "Additional duty on all goods from the other country, on top of older duties. Percent.",
	"figure.rates.sources":       "Sources: {{.Names}}.",
	"figure.rates.sources.ahead": "Sources: {{.Names}}. Dashed: announced or threatened, not in force.",
	"figure.sources.more":        "{{.Names}}; {{.More}} more",
	"figure.asof":                "As known on {{.Day}}",
	"figure.asof.later":          "As known on {{.Day}}, with what came later",
	"figure.later":               "After the article",
	"figure.later.short":         "Later",
	"figure.basis":               "Other {{.Adjective}} law",
	"figure.basis.short":         "other\nlaw",
	"figure.period.span":         "{{.From}} to {{.Until}}, extended once",
	"figure.threat":              "if +{{.Points}} starts\non {{.Day}}",
	"figure.peak":                "{{.On}}, {{.Day}}",
	"figure.end":                 "{{.On}} {{.Rate}}",
	"replies.sentence":           "{{.From}}, {{.Action}} → {{.Until}}, {{.Answer}}: {{.Days}}.",
	"replies.days":               "{{.Count}} days",
	"replies.day.same":           "same day",
	"map.title":                  "Where they met",
	"map.page.line":              "Rounds of talks, numbered in order. Lines are great circles, the shortest ways over the globe.",
	"map.page.sources":           "Cities: KDE Marble. Land and borders: Natural Earth.",
	"map.planned":                "{{.City}} (planned)",
	"figure.published.sources":   "Sources: {{.Names}}.",
	"scene.announced":            "{{.Rate}} announced for {{.Day}}", "scene.never": "{{.Rate}} announced, never charged",
	"scene.threatened": "{{.Rate}} threatened for {{.Day}}", "scene.dropped": "{{.Rate}} threatened, dropped",
	"scene.both": "{{.High}} and {{.Low}}", "scene.carried": "{{.Rate}} if the threat\nis carried out", "scene.lapse": "{{.Rate}} if the\ntruce lapses",
	"scene.averted": "{{.Rate}} without the extension", "scene.stays": "{{.Rate}} if it\nis extended", "bar.points": "{{.Points}} points",
	"scene.older": "Older duties lie underneath: {{.Rate}} on average, {{.On}}", "scene.lane": "{{.Side}}: limits on what others can buy",
	"scene.sources.more": "{{.Names}}; and {{.More}} more",
}

func (English) Say(key string, args ...any) string {
	text, ok := sentences[key]
	if !ok {
		text = key // about as long as what it stands for
	}
	for i := 0; i+1 < len(args); i += 2 {
		text = strings.ReplaceAll(text, "{{."+args[i].(string)+"}}", fmt.Sprint(args[i+1]))
	}
	return text
}

func (English) Day(d data.Day, form charts.DayForm) string {
	if !d.Set() {
		return ""
	}
	return d.Time().Format([]string{"2 Jan", "2 January 2006", "Jan", "Jan 2006"}[form])
}

// Value implements charts.Words.
func (w English) Value(v float64, unit string) string {
	if unit == data.PercentUnit {
		return w.Number(v, 1) + "%"
	}
	return w.Number(v, 1) + " " + unit
}

func (w English) Rate(p data.Percent) string { return w.Number(float64(p), 1) + "%" }

func (English) Number(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// BuiltIn returns the story that the program comes with.
func BuiltIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

// TextScales are those that layouts are tried at.
var TextScales = []float64{0.75, 1, 1.25, 1.5, 2}

// Day reads a day.
func Day(t testing.TB, text string) data.Day {
	t.Helper()
	d, err := data.ParseDay(text)
	require.NoError(t, err)
	return d
}

// Contrast returns the contrast ratio of two opaque colours, from 1 to 21, by the
// definition of WCAG 2.2 (relative luminance of sRGB).
func Contrast(a, b color.RGBA) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Common tells whether two areas have more in common than an edge.
func Common(a, b label.Rect) bool {
	w := min(a.X+a.W, b.X+b.W) - max(a.X, b.X)
	h := min(a.Y+a.H, b.Y+b.H) - max(a.Y, b.Y)
	return w > 1e-6 && h > 1e-6
}

// OfTheFirst matches what only the built-in story may say. The program's name, in which a
// word of it is hidden, is no such thing.
var OfTheFirst = regexp.MustCompile(`(?i)\b(tariffs?|importers?|china|chinese|united states|american|beijing|washington|fentanyl|executive orders?|truce|geneva|busan|trump|rare earths?|magnets?|soybeans?|marble|state council|202[4-6])\b|\bUS\b`)

// SaysNothingOfTheFirst fails with each line of a text that tells of the built-in story.
func SaysNothingOfTheFirst(t testing.TB, where, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		assert.NotRegexp(t, OfTheFirst, line, where)
	}
}

// River is the folder of a story that shares nothing with the built-in one: two other
// sides, years before 1900, money for a unit, a rate below zero, one meeting, no averages,
// no price tag. Without meetings it is a copy in which nothing is left of its one.
func River(t testing.TB, meetings bool) string {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	folder := filepath.Join(filepath.Dir(here), "..", "..", "testdata", "river")
	if meetings {
		return folder
	}
	copied := t.TempDir()
	require.NoError(t, os.CopyFS(copied, os.DirFS(folder)))
	require.NoError(t, os.Remove(filepath.Join(copied, "meetings.csv")))
	for name, line := range map[string]string{"talk.yaml": "    meeting: mill\n", filepath.Join("cards", "mill.md"): "shows: {meeting: mill}\n"} {
		path := filepath.Join(copied, name)
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Contains(t, string(text), line, name)
		require.NoError(t, os.WriteFile(path, []byte(strings.Replace(string(text), line, "", 1)), 0o666))
	}
	return copied
}
