package charts_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/data"
	"truceline/data/load"
)

// english is charts.Words with sentences as long as the program's own, which stand
// above this package.
type english struct{}

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
}

func (english) Say(key string, args ...any) string {
	text, ok := sentences[key]
	if !ok {
		text = key // about as long as what it stands for
	}
	for i := 0; i+1 < len(args); i += 2 {
		text = strings.ReplaceAll(text, "{{."+args[i].(string)+"}}", fmt.Sprint(args[i+1]))
	}
	return text
}

func (english) Day(d data.Day, form charts.DayForm) string {
	if !d.Set() {
		return ""
	}
	return d.Time().Format([]string{"2 Jan", "2 January 2006", "Jan", "Jan 2006"}[form])
}

func (w english) Percent(p data.Percent) string { return w.Number(float64(p), 1) + "%" }

func (english) Number(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
	}
	return text
}

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}
