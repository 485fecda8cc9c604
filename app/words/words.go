// Package words is the one door of the program's sentences, dates and numbers. All
// texts stand in translations/*.json by key; a test finds keys that are missing or
// never used. A story's own texts come from the story.
package words

import (
	"embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"truceline/charts"
	"truceline/data"
)

//go:embed translations/*.json
var translations embed.FS

var load = sync.OnceFunc(func() {
	if err := lang.AddTranslationsFS(translations, "translations"); err != nil {
		fyne.LogError("translations", err) // built in: only a broken build comes here
	}
})

// Local is charts.Words in the language of the system, or English. The zero value
// is ready for use.
type Local struct{}

var _ charts.Words = Local{}

// said keeps the text of each key that was said, with its places for arguments:
// looking one up and taking it apart each time was a tenth of the start.
var said sync.Map // of string by string

// Say implements charts.Words.
func (Local) Say(key string, args ...any) string {
	text, ok := said.Load(key)
	if !ok {
		text = lookUp(key, args)
		said.Store(key, text)
	}
	out := text.(string)
	for i := 0; i+1 < len(args); i += 2 {
		out = strings.ReplaceAll(out, place(args[i]), fmt.Sprint(args[i+1]))
	}
	return out
}

// place is where an argument stands in a text.
func place(name any) string { return "{{." + fmt.Sprint(name) + "}}" }

// lookUp returns the text of a key with the places of its arguments left open.
func lookUp(key string, args []any) string {
	load()
	if len(args) == 0 {
		return lang.X(key, key)
	}
	open := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		open[fmt.Sprint(args[i])] = place(args[i])
	}
	return lang.X(key, key, open)
}

// Say returns the text of a key in the language of the system.
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
		return strconv.Itoa(day) + " " + name
	case charts.DayMonthYear:
		return strconv.Itoa(day) + " " + l.month("months", int(month)) + " " + strconv.Itoa(year)
	case charts.MonthYear:
		return name + " " + strconv.Itoa(year)
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

// Days writes a stretch of days as shortly as can be: 10–11 May 2025. NoDay for both
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
		return strconv.Itoa(fd) + "–" + end
	case fy == uy:
		return l.Day(from, charts.DayMonth) + " – " + end
	default:
		return l.Day(from, charts.DayMonthYear) + " – " + end
	}
}

// Percent implements charts.Words.
func (l Local) Percent(p data.Percent) string { return l.Number(float64(p), 1) + "%" }

// Number implements charts.Words: with commas between thousands.
func (Local) Number(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "–"
	}
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, part, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	part = strings.TrimRight(part, "0")
	if part != "" {
		whole += "." + part
	}
	if v < 0 && whole != "0" {
		whole = "−" + whole
	}
	return whole
}
