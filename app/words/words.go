// Package words is the one door of the program's sentences, dates and numbers. All
// texts stand in translations/*.json by key; a test finds keys that are missing or
// never used. A story's own texts come from the story.
package words

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"path"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"truceline/charts"
	"truceline/data"
)

//go:embed translations/*.json
var translations embed.FS

// own is the language that every key has a text in.
const own = "en"

// tongue is the program's texts in one language, and the unit of the rates.
type tongue struct {
	tag   language.Tag
	texts map[string]text
	unit  string
}

// text is what is said by a key: one text, or one for each form that words take beside
// a number, as Unicode's CLDR tells them apart.
type text struct {
	one   string
	forms map[plural.Form]string
}

var formNames = map[string]plural.Form{"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other}

func (t *text) UnmarshalJSON(src []byte) error {
	if json.Unmarshal(src, &t.one) == nil {
		return nil
	}
	var named map[string]string
	if err := json.Unmarshal(src, &named); err != nil {
		return err
	}
	t.forms = make(map[plural.Form]string, len(named))
	for name, says := range named {
		form, ok := formNames[name]
		if !ok {
			return fmt.Errorf("%q is no form that words take beside a number", name)
		}
		t.forms[form] = says
	}
	if _, ok := t.forms[plural.Other]; !ok {
		return fmt.Errorf("the form other is missing of %q", named)
	}
	return nil
}

var (
	tongues = sync.OnceValue(builtIn) // by language
	adding  sync.Mutex
	spoken  atomic.Pointer[tongue] // nil: own
)

func builtIn() map[string]*tongue {
	out := make(map[string]*tongue)
	files, err := translations.ReadDir("translations")
	if err != nil {
		panic(err) // built in: only a broken build comes here
	}
	for _, f := range files {
		src, err := translations.ReadFile(path.Join("translations", f.Name()))
		if err == nil {
			name := strings.TrimSuffix(f.Name(), ".json")
			out[name], err = read(name, src)
		}
		if err != nil {
			panic(err)
		}
	}
	return out
}

func read(name string, src []byte) (*tongue, error) {
	t := &tongue{tag: language.Make(name)}
	if err := json.Unmarshal(src, &t.texts); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return t, nil
}

// Use says everything in a language from now on, or in English where the program has no
// texts in it.
func Use(name string) {
	adding.Lock()
	defer adding.Unlock()
	spoken.Store(tongues()[name])
}

// For says everything from now on as a story has it: in its language, with its own
// wording where it has one, and its rates in their unit. The error is about the wording.
func For(s *data.Story) error {
	adding.Lock()
	defer adding.Unlock()
	t := &tongue{tag: language.Make(s.Language), texts: map[string]text{}, unit: s.Unit()}
	if built := tongues()[s.Language]; built != nil {
		t.texts = maps.Clone(built.texts)
	}
	var err error
	if src := s.Words[s.Language]; src != nil {
		var own *tongue
		if own, err = read(s.Language, src); err == nil {
			maps.Copy(t.texts, own.texts)
		}
	}
	if t.unit != data.PercentUnit { // a difference is told in the unit itself
		says, ok := t.texts[unitKey+t.unit]
		if !ok {
			says = text{one: "{{.Count}} " + t.unit}
		}
		t.texts["bar.points"] = says
	}
	spoken.Store(t)
	return err
}

// Known tells of a key whether the program, or a story's units, have a text by it, and what
// the program fills in there.
func Known(s *data.Story) func(key string) (places []string, ok bool) {
	units := map[string]bool{}
	for _, language := range s.Languages {
		told := s.In(language)
		for _, m := range told.Measures {
			units[unitKey+m.Unit] = true
		}
		for _, x := range told.Series {
			units[unitKey+x.Unit] = true
		}
	}
	return func(key string) ([]string, bool) {
		t, ok := tongues()[own].texts[key]
		if !ok {
			return []string{"{{.Count}}"}, units[key]
		}
		says := t.one
		for _, form := range t.forms {
			says += form
		}
		return data.Places(says), true
	}
}

// NameOf is what a language calls itself, or its code where that is not known.
func NameOf(name string) string {
	if says := display.Self.Name(language.Make(name)); says != "" {
		return says
	}
	return name
}

// Local is charts.Words in the language that is in use. The zero value is ready for use.
type Local struct{}

var _ charts.Words = Local{}

// Say implements charts.Words. Where words take other forms beside a number, it is
// the argument Count: a whole number, or one that Number has written.
func (Local) Say(key string, args ...any) string {
	t := spoken.Load()
	if t == nil {
		t = tongues()[own]
	}
	says, ok := t.texts[key]
	if !ok {
		t = tongues()[own]
		if says, ok = t.texts[key]; !ok {
			return key
		}
	}
	out := says.one
	if says.forms != nil {
		out = says.forms[plural.Other]
	}
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == "Count" && says.forms != nil {
			if form, ok := says.forms[t.form(fmt.Sprint(args[i+1]))]; ok {
				out = form
			}
		}
	}
	for i := 0; i+1 < len(args); i += 2 {
		out = strings.ReplaceAll(out, "{{."+fmt.Sprint(args[i])+"}}", fmt.Sprint(args[i+1]))
	}
	return out
}

// form is the one that words take beside a number as it is written: in English 1 point,
// and 1.5 points.
func (t *tongue) form(number string) plural.Form {
	number = strings.ReplaceAll(strings.TrimLeft(number, "+−-"), t.texts["number.group"].one, "")
	whole, part, _ := strings.Cut(number, cmp.Or(t.texts["number.point"].one, "."))
	var digits []byte
	for _, r := range whole + part {
		if r < '0' || r > '9' {
			return plural.Other
		}
		digits = append(digits, byte(r-'0'))
	}
	return plural.Cardinal.MatchDigits(t.tag, digits, len(whole), len(part))
}

// Say returns the text of a key in the language that is in use.
func Say(key string, args ...any) string { return Local{}.Say(key, args...) }

// Day implements charts.Words.
func (l Local) Day(d data.Day, form charts.DayForm) string {
	if !d.Set() {
		return ""
	}
	year, month, day := d.Civil()
	name := l.month("months.short", int(month))
	switch form {
	case charts.DayMonth:
		return l.Say("day", "Day", day, "Month", name)
	case charts.DayMonthYear:
		return l.Say("day.year", "Day", day, "Month", l.month("months", int(month)), "Year", year)
	case charts.MonthYear:
		return l.Say("month.year", "Month", name, "Year", year)
	default:
		return name
	}
}

func (l Local) month(key string, m int) string {
	names := strings.Fields(l.Say(key))
	if m < 1 || m > len(names) {
		return strconv.Itoa(m)
	}
	return names[m-1]
}

// Days writes a stretch of days as shortly as can be: 10–11 May 2031. NoDay for both
// is the empty string.
func (l Local) Days(from, until data.Day) string {
	if !until.Set() || until == from {
		return l.Day(from, charts.DayMonthYear)
	}
	fy, fm, fd := from.Civil()
	uy, um, _ := until.Civil()
	end := l.Day(until, charts.DayMonthYear)
	switch {
	case fy == uy && fm == um:
		return l.Say("days.month", "Day", fd, "Until", end)
	case fy == uy:
		return l.Say("days", "From", l.Day(from, charts.DayMonth), "Until", end)
	default:
		return l.Say("days", "From", l.Day(from, charts.DayMonthYear), "Until", end)
	}
}

// Rate implements charts.Words.
func (l Local) Rate(v data.Percent) string {
	unit := data.PercentUnit
	if t := spoken.Load(); t != nil && t.unit != "" {
		unit = t.unit
	}
	return l.Value(float64(v), unit)
}

// Value implements charts.Words.
func (l Local) Value(v float64, unit string) string {
	number, key := l.Number(v, 1), unitKey+unit
	if says := l.Say(key, "Count", number); says != key {
		return says
	}
	return l.Say("number.unit", "Number", number, "Unit", unit)
}

// unitKey begins the keys that say a number with its unit, which a story gives for its
// own: "unit.penny" may be {"one": "{{.Count}} penny", "other": "{{.Count}} pence"}.
const unitKey = "unit."

// Number implements charts.Words: with the language's marks for decimals and thousands.
func (l Local) Number(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, part, _ := strings.Cut(text, ".")
	group := l.Say("number.group")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	part = strings.TrimRight(part, "0")
	if part != "" {
		whole += l.Say("number.point") + part
	}
	if v < 0 && whole != "0" {
		whole = "−" + whole
	}
	return whole
}

// Dollars writes an amount of money: whole, or with both of its decimals.
func (l Local) Dollars(v float64) string {
	cents := math.Round(v * 100)
	amount := l.Number(cents/100, 2)
	if math.Mod(cents, 100) != 0 && math.Mod(cents, 10) == 0 {
		amount += "0" // $269.50
	}
	return l.Say("price.dollars", "Amount", amount)
}
