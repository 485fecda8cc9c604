package data

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// form says what a number in a text is, which decides where it may come from.
type form uint8

const (
	plain form = iota // a figure: "145", "97.5%", "5,577", "$245", "20th"
	year              // one near the story's days, written as four digits
	name              // part of a name: "Order 12", "F-35", "H20"
	date              // a day of a month: "12 May", "10–11 May", "1999-05-14"
	maybe             // "May 12": a date, or a figure after "in May"
)

// number is a number as it stands in a text.
type number struct {
	at, end int // bytes of the text
	// key is the value in one spelling: no sign, separators, leading zeros or
	// trailing decimals. Signs are left out because "91 removed" is what a
	// change of -91 is called.
	key  string
	form form
	on   civil // of a date
}

// civil is a day of a month; a year of 0 was not said.
type civil struct{ year, month, day int }

// eachNumber visits the numbers of a text of the story in order. Numbers in words ("five") are
// not seen. A range, "10–15", is two numbers; a date of day and month is one.
func (s *Story) eachNumber(text string, visit func(number)) {
	var last number
	for i := 0; i < len(text); {
		if !isDigit(text[i]) {
			i++
			continue
		}
		n := scanNumber(text, i)
		if n.form == plain {
			n.classify(s, text, last)
		}
		visit(n)
		last = n
		i = n.end
	}
}

// scanNumber reads the number that begins at s[i], a digit.
func scanNumber(s string, i int) number {
	if n, ok := scanISO(s, i); ok {
		return n
	}
	end := digits(s, i)
	if t := digits(s, min(end+1, len(s))); end-i <= 2 && end < len(s) && s[end] == ':' && t == end+3 {
		return number{at: i, end: t, key: s[i:t]} // a time of day, "12:01"
	}
	if end-i <= 3 {
		for end+4 <= len(s) && s[end] == ',' && digits(s, end+1) == end+4 {
			end += 4
		}
	}
	whole := end
	if end+1 < len(s) && s[end] == '.' && isDigit(s[end+1]) {
		end = digits(s, end+1)
	}
	key := cmp.Or(strings.TrimLeft(strings.ReplaceAll(s[i:whole], ",", ""), "0"), "0")
	if decimals := strings.TrimRight(s[whole:end], "0"); len(decimals) > 1 {
		key += decimals
	}
	return number{at: i, end: end, key: key}
}

// scanISO reads "1999-05-14", and of "1999-05" the year.
func scanISO(s string, i int) (number, bool) {
	const month, day = len("2006-01"), len("2006-01-02")
	if i+month > len(s) || s[i+4] != '-' || digits(s, i) != i+4 || digits(s, i+5) != i+month {
		return number{}, false
	}
	if i+day <= len(s) && s[i+month] == '-' && digits(s, i+month+1) == i+day {
		if d, err := ParseDay(s[i : i+day]); err == nil {
			y, m, dd := d.Civil()
			return number{at: i, end: i + day, key: s[i : i+day], form: date, on: civil{y, int(m), dd}}, true
		}
	}
	if m := atoi(s[i+5 : i+month]); anyYear(s[i:i+4]) && 1 <= m && m <= 12 {
		return number{at: i, end: i + month, key: s[i : i+4], form: year}, true
	}
	return number{}, false
}

// classify says what a plain number is by the words around it.
func (n *number) classify(of *Story, s string, last number) {
	text := s[n.at:n.end]
	between := ""
	if last.end > 0 && n.at-last.end < 8 {
		between = s[last.end:n.at]
	}
	switch {
	case last.form == name && joins(between), named(s, n.at, n.end, of.Numbered):
		n.form = name
		return
	case of.isYear(text) && !after(s, n.at, "$", "€", "£", "¥"), isYearOfDay(s, n.at, text):
		n.form = year
		return
	}
	if d := atoi(text); len(text) <= 2 && 1 <= d && d <= 31 {
		if m, y, ok := monthAfter(s, n.end); ok {
			n.form, n.on = date, civil{y, m, d}
		} else if m, ok := monthBefore(s, n.at, last, between); ok && !isPercent(s[n.end:]) {
			n.form, n.on = maybe, civil{0, m, d}
		}
	}
}

// named tells whether the number s[i:j] is part of a name: of names are words that the
// story numbers.
func named(s string, i, j int, names []string) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	switch {
	case i > 0 && unicode.IsLetter(before) && before < utf8.RuneSelf:
		return true // H20
	case i > 1 && before == '-':
		word := lastWord(s[:i-1])
		return word != "" && unicode.IsUpper(rune(word[0])) // F-35
	case between(s, j, names):
		return true // in a numbered series: "90 Gazette 21831"
	}
	if j < len(s) && s[j] >= 'A' && s[j] <= 'Z' && (j+1 == len(s) || !isLetter(s[j+1])) {
		return true // 5G
	}
	head := strings.TrimRight(s[:i], " \u00a0\n")
	if len(head) == i {
		return false
	}
	dotted := strings.HasSuffix(head, ".")
	switch word := lastWord(strings.TrimSuffix(head, ".")); word {
	case "No", "Nos", "Sec", "Art", "Ch":
		return dotted
	default:
		return slices.Contains(names, word)
	}
}

// between tells whether at s[j] one of the names stands between two numbers.
func between(s string, j int, names []string) bool {
	word, rest, _ := strings.Cut(strings.TrimPrefix(s[j:], " "), " ")
	return strings.HasPrefix(s[j:], " ") && rest != "" && isDigit(rest[0]) && slices.Contains(names, word)
}

// joins tells whether words between two numbers make them one list.
func joins(between string) bool {
	switch between {
	case " and ", " or ", " & ", ", ", "/", "-", "–", ", and ", " to ":
		return true
	}
	return false
}

// monthAfter reads the month, and the year if one is said, of a day whose number
// ends at s[i]: "12 May", "10–11 May 1999", "4 and 12 April", "12th of May".
func monthAfter(s string, i int) (month, year int, ok bool) {
	for range 6 {
		for _, suffix := range []string{"st", "nd", "rd", "th"} {
			if strings.HasPrefix(s[i:], suffix) {
				i += len(suffix)
				break
			}
		}
		i = skip(s, i, " ", "\u00a0", "\n")
		i = skip(s, i, "of ", "of\u00a0")
		if m, end := monthName(s[i:]); m > 0 {
			j := skip(s, i+end, ",", " ", "\u00a0", "\n")
			if e := digits(s, j); e == j+4 && j > i+end {
				year = atoi(s[j:e])
			}
			return m, year, true
		}
		next := skip(s, i, "–", "—", "-", ",", "/", "and", "or", "to")
		if next == i {
			return 0, 0, false
		}
		next = skip(s, next, " ", "\u00a0", "\n", "and ", "or ")
		end := digits(s, next)
		if end == next || end > next+2 {
			return 0, 0, false
		}
		i = end
	}
	return 0, 0, false
}

// monthBefore reads the month of a day whose number begins at s[i]: "May 12", and
// the second day of "May 10–11".
func monthBefore(s string, i int, last number, between string) (month int, ok bool) {
	if last.form == maybe && joins(between) {
		return last.on.month, true
	}
	head := strings.TrimRight(s[:i], " \u00a0\n")
	if len(head) == i {
		return 0, false
	}
	m, _ := monthName(lastWord(strings.TrimSuffix(head, ".")))
	return m, m > 0
}

var months = func() map[string]int {
	out := map[string]int{"Sept": 9}
	for m := time.January; m <= time.December; m++ {
		out[m.String()] = int(m)
		out[m.String()[:3]] = int(m)
	}
	return out
}()

// monthName reads an English month at the start of a text, and how long it is.
func monthName(s string) (month, length int) {
	for length < len(s) && isLetter(s[length]) {
		length++
	}
	m := months[s[:length]]
	if length < len(s) && s[length] == '.' && length <= len("Sept") && m > 0 {
		length++
	}
	return m, length
}

// lastWord returns the ASCII letters at the end of a text.
func lastWord(s string) string {
	i := len(s)
	for i > 0 && isLetter(s[i-1]) {
		i--
	}
	return s[i:]
}

// digits returns where the run of digits that begins at s[i] ends.
func digits(s string, i int) int {
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}

// skip steps over any of the given texts, each as often as it comes.
func skip(s string, i int, texts ...string) int {
	for {
		at := i
		for _, t := range texts {
			if strings.HasPrefix(s[i:], t) {
				i += len(t)
			}
		}
		if i == at {
			return i
		}
	}
}

func after(s string, i int, signs ...string) bool {
	for _, sign := range signs {
		if strings.HasSuffix(s[:i], sign) {
			return true
		}
	}
	return false
}

func isPercent(s string) bool {
	return strings.HasPrefix(s, "%") || strings.HasPrefix(s, " percent") || strings.HasPrefix(s, " per cent")
}

// isYearOfDay tells whether four digits at s[i] follow a month: "2 March 1896".
func isYearOfDay(s string, i int, text string) bool {
	m, _ := monthName(lastWord(strings.TrimRight(s[:i], ", \u00a0\n")))
	return anyYear(text) && m > 0
}

func anyYear(s string) bool { return len(s) == 4 && s >= "1000" && s <= "2999" }

// isYear tells whether four digits without a word beside them are taken for a year: those
// from a generation before the story's first day to some years after its last.
func (s *Story) isYear(text string) bool {
	const before, after = 35, 9
	from, _, _ := s.Start.Civil()
	until, _, _ := s.EpilogueEnd.Civil()
	return anyYear(text) && s.bounded(s.EpilogueEnd) && from-before <= atoi(text) && atoi(text) <= until+after
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// atoi reads a short run of digits; anything else is 0.
func atoi(s string) int {
	n := 0
	for i := range len(s) {
		if !isDigit(s[i]) || n > 1e6 {
			return 0
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}
