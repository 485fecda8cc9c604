package data

import (
	"fmt"
	"math"
	"time"
)

// Day is a civil date, counted in days from 1 January 1970 in the proleptic
// Gregorian calendar. It has no clock time and no time zone. The zero value is
// 1 January 1970; NoDay stands for a day that is not set.
type Day int32

// NoDay is the Day of a field that was left empty. It sorts before every day.
const NoDay Day = math.MinInt32

const secondsPerDay = 24 * 60 * 60

// Date returns the Day of a civil date. Values outside a month's days roll over
// as time.Date's do.
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// ParseDay reads a date written as 1999-05-14. The error says what is wrong with
// it in words a writer of a story can act on.
func ParseDay(s string) (Day, error) {
	var y, m, d int
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return NoDay, fmt.Errorf("%q is not a date: write it as 1999-05-14", s)
	}
	for _, f := range []struct {
		text string
		into *int
	}{{s[:4], &y}, {s[5:7], &m}, {s[8:], &d}} {
		for _, c := range []byte(f.text) {
			if c < '0' || c > '9' {
				return NoDay, fmt.Errorf("%q is not a date: write it as 1999-05-14", s)
			}
			*f.into = *f.into*10 + int(c-'0')
		}
	}
	if m < 1 || m > 12 {
		return NoDay, fmt.Errorf("%q: there is no month %d; months are 01 to 12", s, m)
	}
	if last := time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day(); d < 1 || d > last {
		return NoDay, fmt.Errorf("%q: %s has %d days in %d", s, time.Month(m), last, y)
	}
	return Date(y, time.Month(m), d), nil
}

// Time returns midnight UTC of the day, for code that needs a time.Time.
func (d Day) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// Civil returns year, month and day of the month.
func (d Day) Civil() (year int, month time.Month, day int) { return d.Time().Date() }

// Set tells whether the day was given at all.
func (d Day) Set() bool { return d != NoDay }

// String writes the day as 1999-05-14, and NoDay as the empty string.
func (d Day) String() string {
	if !d.Set() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Span is a stretch of days. Both ends are included; an Until of NoDay is open.
type Span struct{ From, Until Day }

// UntilOr is the last day of the span, or the given one where it is open.
func (s Span) UntilOr(open Day) Day {
	if s.Until.Set() {
		return s.Until
	}
	return open
}

// Contains tells whether the day lies in the span, ends included.
func (s Span) Contains(d Day) bool {
	return d >= s.From && (!s.Until.Set() || d <= s.Until)
}
