package data

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseDay_undoesStringOnEveryDayOfTwoCenturies(t *testing.T) {
	first, last := Date(1900, time.January, 1), Date(2100, time.December, 31)
	for d := first; d <= last; d++ {
		back, err := ParseDay(d.String())
		require.NoError(t, err)
		require.Equal(t, d, back)
		y, m, day := d.Civil()
		require.Equal(t, d, Date(y, m, day))
		require.Equal(t, d.String(), d.Time().Format(time.DateOnly))
	}
	assert.Equal(t, Day(73_413), last-first, "201 years with 49 leap days, less one")
}

func TestParseDay_saysWhatIsWrong(t *testing.T) {
	for in, want := range map[string]string{
		"2025-02-31": `"2025-02-31": February has 28 days in 2025`,
		"2024-02-30": `"2024-02-30": February has 29 days in 2024`,
		"2025-04-00": `"2025-04-00": April has 30 days in 2025`,
		"2025-00-10": `"2025-00-10": there is no month 0; months are 01 to 12`,
		"2025-13-10": `"2025-13-10": there is no month 13; months are 01 to 12`,
		"2025-5-14":  `"2025-5-14" is not a date: write it as 1999-05-14`,
		"2025/05/14": `"2025/05/14" is not a date: write it as 1999-05-14`,
		"20a5-05-14": `"20a5-05-14" is not a date: write it as 1999-05-14`,
		"":           `"" is not a date: write it as 1999-05-14`,
	} {
		d, err := ParseDay(in)
		assert.EqualError(t, err, want)
		assert.Equal(t, NoDay, d)
	}
}

func TestDay_unsetIsNoDayAtAll(t *testing.T) {
	assert.False(t, NoDay.Set())
	assert.Empty(t, NoDay.String())
	assert.True(t, Day(0).Set())
	assert.Equal(t, "1970-01-01", Day(0).String())
	assert.Less(t, NoDay, Date(1, 1, 1))
}

func TestSpan_includesBothEndsAndMayBeOpen(t *testing.T) {
	closed := Span{Date(2025, 5, 10), Date(2025, 5, 11)}
	assert.False(t, closed.Contains(Date(2025, 5, 9)))
	assert.True(t, closed.Contains(Date(2025, 5, 10)))
	assert.True(t, closed.Contains(Date(2025, 5, 11)))
	assert.False(t, closed.Contains(Date(2025, 5, 12)))
	open := Span{Date(2025, 5, 10), NoDay}
	assert.True(t, open.Contains(Date(2100, 1, 1)))
	assert.False(t, open.Contains(Date(2025, 5, 9)))
}

func FuzzParseDay(f *testing.F) {
	f.Add("2025-05-14")
	f.Add("2025-02-31")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDay(s)
		if err == nil {
			assert.Equal(t, s, d.String())
		} else {
			assert.Equal(t, NoDay, d)
		}
	})
}
