package words

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/feature/plural"

	"truceline/charts"
	"truceline/data"
	"truceline/data/load"
)

func TestDay_isWrittenInEachForm(t *testing.T) {
	w, d := Local{}, data.Date(2025, 5, 4)
	assert.Equal(t, "4 May", w.Day(d, charts.DayMonth))
	assert.Equal(t, "4 May 2025", w.Day(d, charts.DayMonthYear))
	assert.Equal(t, "May", w.Day(d, charts.MonthOnly))
	assert.Equal(t, "May 2025", w.Day(d, charts.MonthYear))

	assert.Equal(t, "24 Oct", w.Day(data.Date(2025, 10, 24), charts.DayMonth))
	assert.Equal(t, "24 October 2025", w.Day(data.Date(2025, 10, 24), charts.DayMonthYear))
}

func TestDay_ofNoDayIsEmpty(t *testing.T) {
	for _, form := range []charts.DayForm{charts.DayMonth, charts.DayMonthYear, charts.MonthOnly, charts.MonthYear} {
		assert.Empty(t, Local{}.Day(data.NoDay, form))
	}
}

func TestDay_namesEveryMonth(t *testing.T) {
	w := Local{}
	long := strings.Fields("January February March April May June July August September October November December")
	for i, name := range long {
		d := data.Date(2025, time.Month(i+1), 1)
		assert.Equal(t, "1 "+name+" 2025", w.Day(d, charts.DayMonthYear))
		assert.Equal(t, name[:3], w.Day(d, charts.MonthOnly))
	}
}

func TestDays_saysNothingTwice(t *testing.T) {
	w := Local{}
	day := data.Date
	for _, c := range []struct {
		from, until data.Day
		want        string
	}{
		{day(2025, 5, 10), day(2025, 5, 11), "10–11 May 2025"},
		{day(2025, 5, 10), day(2025, 5, 10), "10 May 2025"},
		{day(2025, 5, 10), data.NoDay, "10 May 2025"},
		{day(2025, 5, 30), day(2025, 6, 2), "30 May – 2 June 2025"},
		{day(2025, 12, 30), day(2026, 1, 2), "30 December 2025 – 2 January 2026"},
		{day(2025, 5, 10), day(2026, 5, 10), "10 May 2025 – 10 May 2026"},
		{data.NoDay, data.NoDay, ""},
	} {
		assert.Equal(t, c.want, w.Days(c.from, c.until))
	}
}

func TestNumber_hasCommasAndNoNeedlessNoughts(t *testing.T) {
	for _, c := range []struct {
		v        float64
		decimals int
		want     string
	}{
		{0, 0, "0"},
		{0, 2, "0"},
		{7, 1, "7"},
		{20.8, 1, "20.8"},
		{20.84, 1, "20.8"},
		{20.96, 1, "21"},
		{0.5, 2, "0.5"},
		{999, 0, "999"},
		{1000, 0, "1,000"},
		{-1000, 0, "−1,000"},
		{1234567.25, 2, "1,234,567.25"},
		{-0.5, 1, "−0.5"},
		{-0.04, 1, "0"},
		{math.Copysign(0, -1), 1, "0"},
		{math.NaN(), 1, "–"},
		{math.Inf(1), 0, "–"},
		{math.Inf(-1), 0, "–"},
	} {
		assert.Equal(t, c.want, Local{}.Number(c.v, c.decimals), "%v with %d decimals", c.v, c.decimals)
	}
}

func TestPercent_hasOneDecimalAtMost(t *testing.T) {
	for v, want := range map[data.Percent]string{0: "0%", 10: "10%", 145: "145%", 57.6: "57.6%", 12.25: "12.2%", -5: "−5%", 1250: "1,250%"} {
		assert.Equal(t, want, Local{}.Rate(v))
	}
}

func TestSay_putsArgumentsIntoTheText(t *testing.T) {
	assert.Equal(t, "Truceline", Say("app.name"))
	assert.Equal(t, "As known on 24 October 2025", Say("figure.asof", "Day", "24 October 2025"))
	assert.Equal(t, "Round 1, Geneva, over", Local{}.Say("map.marker", "Number", 1, "City", "Geneva", "State", "over"))
}

func TestSay_ofAnUnknownKeyIsTheKey(t *testing.T) {
	assert.Equal(t, "no.such.key", Say("no.such.key"))
}

// texts are the texts of one language by key; one that differs by number has
// several.
type texts map[string][]string

func readTexts(t *testing.T, name string) texts {
	t.Helper()
	raw, err := translations.ReadFile(name)
	require.NoError(t, err)
	var entries map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(raw, &entries), name)
	out := texts{}
	for key, entry := range entries {
		var one string
		if json.Unmarshal(entry, &one) == nil {
			out[key] = []string{one}
			continue
		}
		var forms map[string]string
		require.NoError(t, json.Unmarshal(entry, &forms), "%s: %s is neither a text nor texts by number", name, key)
		for _, form := range forms {
			out[key] = append(out[key], form)
		}
	}
	return out
}

var field = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// fields are the names of what is put into the texts of a key, sorted.
func (x texts) fields(key string) []string {
	var out []string
	for _, text := range x[key] {
		for _, m := range field.FindAllStringSubmatch(text, -1) {
			out = append(out, m[1])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const english = "translations/en.json"

func TestTranslations_areWholeAndWellFormed(t *testing.T) {
	first := readTexts(t, english)
	names, err := fs.Glob(translations, "translations/*.json")
	require.NoError(t, err)
	for _, name := range names {
		here := readTexts(t, name)
		language := strings.TrimSuffix(path.Base(name), ".json")
		for key, forms := range here {
			assert.Contains(t, first, key, "%s: nothing says this", language)
			assert.Equal(t, first.fields(key), here.fields(key), "%s: %s", language, key)
			for _, text := range forms {
				assert.NotEmpty(t, strings.TrimSpace(text), "%s: %s", language, key)
				rest := field.ReplaceAllString(text, "")
				assert.False(t, strings.Contains(rest, "{{") || strings.Contains(rest, "}}"), "%s: %s: %s", language, key, text)
			}
		}
		for key := range first {
			assert.Contains(t, here, key, "%s: this text is missing", language)
		}
		for _, key := range []string{"months", "months.short"} {
			assert.Len(t, strings.Fields(here[key][0]), 12, "%s: %s", language, key)
		}
	}
}

func TestKeys_areAllSaidAndAllThere(t *testing.T) {
	english := readTexts(t, english)
	said := map[string]bool{}
	for _, u := range usesOfKeys(t) {
		if u.fault != "" {
			t.Errorf("%s: %s", u.at, u.fault)
			continue
		}
		var wanted []string
		for _, key := range u.keys {
			said[key] = true
			if _, ok := english[key]; !ok {
				t.Errorf("%s: no text for the key %q", u.at, key)
				continue
			}
			for _, name := range english.fields(key) {
				wanted = append(wanted, name)
				if !slices.Contains(u.args, name) {
					t.Errorf("%s: the text of %q holds {{.%s}}, which is not given", u.at, key, name)
				}
			}
		}
		for _, key := range u.keys {
			assert.Equal(t, len(english[key]) > 1, slices.Contains(english.fields(key), "Count"), "%s: %q: what holds a count has forms, and what has forms holds a count", u.at, key)
		}
		for _, name := range u.args {
			if !slices.Contains(wanted, name) {
				t.Errorf("%s: %q is given, and no text of %q holds it", u.at, name, u.keys)
			}
		}
	}
	for key := range english {
		if !said[key] {
			t.Errorf("%s: nothing says the key %q", "translations/en.json", key)
		}
	}
}

// beside matches a number, by what texts call it, and a word that goes with it.
var beside = regexp.MustCompile(`\{\{\.(Off|Of|All|More|Number|Shown|Days|Times|Known|Steps|Pages|Seconds|Minutes|Change|Ratio)\}\} (percentage )?[a-z]{3,}`)

// asItStands are the texts in which a word after a number is not about it, or no word.
var asItStands = []string{"talk.minutes", "figure.threat"}

// TestTranslations_haveFormsForWhatIsCounted: whoever translates a text with a number and
// a word beside it can write the word in each form that the language has.
func TestTranslations_haveFormsForWhatIsCounted(t *testing.T) {
	for key, all := range readTexts(t, english) {
		for _, text := range all {
			if m := beside.FindString(text); m != "" && !slices.ContainsFunc(asItStands, func(x string) bool { return strings.HasPrefix(key, x) }) {
				t.Errorf("%s: %q: call the number Count, and write the forms one and other", key, m)
			}
		}
	}
	assert.Equal(t, "1 point", Say("bar.points", "Count", "1"))
	assert.Equal(t, "+1.5 points", Say("bar.points", "Count", "+1.5"))
	assert.Equal(t, "1,001 points", Say("bar.points", "Count", "1,001"))
}

// Words take the form that their language gives them beside a number, and numbers and
// days its marks and order.
func TestUse_saysEverythingInAnotherLanguage(t *testing.T) {
	polish := func(texts string) *data.Story {
		return &data.Story{Language: "pl", Words: map[string][]byte{"pl": []byte(texts)}}
	}
	require.NoError(t, For(polish(`{
		"page.card.sources": {"one": "{{.Count}} źródło", "few": "{{.Count}} źródła", "many": "{{.Count}} źródeł", "other": "{{.Count}} źródła"},
		"number.point": ",", "number.group": " ", "unit.percent": "{{.Count}} %", "day": "{{.Day}}. {{.Month}}"}`)))
	t.Cleanup(func() { Use(own) })
	for n, want := range map[any]string{1: "1 źródło", 3: "3 źródła", 5: "5 źródeł", 22: "22 źródła", "1,5": "1,5 źródła", "1 005": "1 005 źródeł"} {
		assert.Equal(t, want, Say("page.card.sources", "Count", n))
	}
	assert.Equal(t, "12,5 %", Local{}.Rate(12.5))
	assert.Equal(t, "1 250", Local{}.Number(1250, 0))
	assert.Equal(t, "4. May", Local{}.Day(data.Date(2025, 5, 4), charts.DayMonth))
	assert.Equal(t, "Truceline", Say("app.name"), "what is not translated is said in English")
	assert.Equal(t, "polski", NameOf("pl"))

	Use("qq")
	assert.Equal(t, "1 source", Say("page.card.sources", "Count", 1), "the program has no texts in it")
	assert.Error(t, For(polish(`{"x": {"some": "y", "other": "z"}}`)))
	assert.Error(t, For(polish(`{"x": {"one": "y"}}`)), "the form other is needed")
}

// A story says single texts of the program in its own way, and its rates in its unit.
func TestFor_saysTheStorysOwnWording(t *testing.T) {
	t.Cleanup(func() { Use(own) })
	s := &data.Story{Language: own, Measures: []data.Measure{{Derived: true, Unit: "pence"}}, Words: map[string][]byte{own: []byte(`{"scene.rates.title": "Toll", "unit.pence": {"one": "{{.Count}} penny", "other": "{{.Count}} pence"}}`)}}
	require.NoError(t, For(s))
	assert.Equal(t, "Toll", Say("scene.rates.title"))
	assert.Equal(t, "−1.5 pence", Local{}.Rate(-1.5))
	assert.Equal(t, "1 penny", Local{}.Rate(1))
	assert.Equal(t, "−1 penny", Local{}.Rate(-1))
	assert.Equal(t, "1 penny", Say("bar.points", "Count", 1))
	assert.Equal(t, "1 barrels", Local{}.Value(1, "barrels"), "a unit without words of its own is a name")
	assert.Equal(t, "1.5 pence", Say("bar.points", "Count", Local{}.Number(1.5, 1)))
	assert.Equal(t, "3%", Local{}.Value(3, data.PercentUnit))
	require.NoError(t, For(&data.Story{Language: own}))
	assert.Equal(t, "The rates", Say("scene.rates.title"), "the next story has not that wording")
	assert.Equal(t, "5%", Local{}.Rate(5))
}

// The built-in story's own wording is of texts that the program has, with the same blanks.
func TestWords_theStorysOwnWordingIsOfTextsThatThereAre(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	var wording map[string]any
	require.NoError(t, json.Unmarshal(s.Words[s.Language], &wording))
	assert.NotEmpty(t, wording)
	blank := regexp.MustCompile(`\{\{\.\w+\}\}`)
	texts := tongues()[own].texts
	for key, says := range wording {
		program, known := texts[key]
		if assert.True(t, known, "%s is no text of the program", key) {
			has := program.one + program.forms[plural.Other]
			for _, b := range blank.FindAllString(fmt.Sprint(says), -1) {
				assert.Contains(t, has, b, "%s: nothing is filled in there", key)
			}
		}
	}
}

func TestDollars_haveTwoDecimalsOrNone(t *testing.T) {
	for v, want := range map[float64]string{0: "$0", 0.004: "$0", -0.001: "$0", 100: "$100", 269.5: "$269.50", 12.345: "$12.35", 2000: "$2,000", 99.999: "$100", 1234.1: "$1,234.10"} {
		assert.Equal(t, want, Local{}.Dollars(v), "%g", v)
	}
}
