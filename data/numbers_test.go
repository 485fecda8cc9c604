package data

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// spell writes the numbers of a text with their forms: "145", "year 2025",
// "name 301", "12.5" for 12 May.
func spell(s string) string {
	var out []string
	story := Story{Start: Date(2025, 1, 20), EpilogueEnd: Date(2026, 9, 30), Numbered: []string{"FR", "EO", "EOs", "Order", "Orders", "Section", "Sections", "Announcement", "Announcements", "Notice", "Notices", "Article", "Articles", "Annex", "Boeing", "Chapter", "Phase"}}
	story.eachNumber(s, func(n number) {
		switch n.form {
		case plain:
			out = append(out, n.key)
		case year:
			out = append(out, "year "+n.key)
		case name:
			out = append(out, "name "+n.key)
		case date, maybe:
			day := fmt.Sprintf("day %d/%d", n.on.day, n.on.month)
			if n.on.year != 0 {
				day += fmt.Sprintf("/%d", n.on.year)
			}
			if n.form == maybe {
				day += "?"
			}
			out = append(out, day)
		}
	})
	return strings.Join(out, " | ")
}

func TestNumbers_readsWhatAReaderReads(t *testing.T) {
	for in, want := range map[string]string{
		"":                                 "",
		"no number":                        "",
		"145":                              "145",
		"97.5%":                            "97.5",
		"12.50":                            "12.5",
		"007":                              "7",
		"0.0":                              "0",
		"145.":                             "145",
		"5,577 t":                          "5577",
		"1,234,567":                        "1234567",
		"10,20":                            "10 | 20",
		"1,2345":                           "1 | 2345",
		"2,628 t, then 3,188":              "2628 | 3188",
		"145 → 30":                         "145 | 30",
		"$245":                             "245",
		"$1.4bn and €2m":                   "1.4 | 2",
		"+100, −24, -115":                  "100 | 24 | 115",
		"10–15%":                           "10 | 15",
		"10-15%":                           "10 | 15",
		"a 90-day truce":                   "90",
		"the 20th round":                   "20",
		"20th of May":                      "day 20/5",
		"12:01 am":                         "12:01",
		"in 2025":                          "year 2025",
		"2025's end":                       "year 2025",
		"$2025":                            "2025",
		"2,025 ships":                      "2025",
		"1989 and 2036":                    "1989 | 2036",
		"the 1990s":                        "year 1990",
		"mid-2025":                         "year 2025",
		"2023/24":                          "year 2023 | 24",
		"period 2025-05":                   "year 2025",
		"2025-05-14":                       "day 14/5/2025",
		"2025-02-31":                       "year 2025 | 31",
		"12 May":                           "day 12/5",
		"12 May 2025":                      "day 12/5/2025 | year 2025",
		"10–11 May":                        "day 10/5 | day 11/5",
		"10 and 11 May 2025":               "day 10/5/2025 | day 11/5/2025 | year 2025",
		"4, 10 and 12 April":               "day 4/4 | day 10/4 | day 12/4",
		"30 April to 2 May":                "day 30/4 | day 2/5",
		"8 Nov.":                           "day 8/11",
		"8 Nov, 1 Dec and 9 Sept":          "day 8/11 | day 1/12 | day 9/9",
		"on 12\u00a0May":                   "day 12/5",
		"May 12":                           "day 12/5?",
		"May 10–11":                        "day 10/5? | day 11/5?",
		"in May 30% paid":                  "30",
		"from April 145 was paid":          "145",
		"it may 12":                        "12",
		"45 May":                           "45",
		"10% in May":                       "10",
		"10 Mayors":                        "10",
		"Section 301":                      "name 301",
		"Sections 301 and 232":             "name 301 | name 232",
		"Section 301/232":                  "name 301 | name 232",
		"Section 301 duties of 25%":        "name 301 | 25",
		"EO 14298":                         "name 14298",
		"Executive Orders 14357 and 14358": "name 14357 | name 14358",
		"No. 61":                           "name 61",
		"Nos. 61 and 62":                   "name 61 | name 62",
		"No 61 ships":                      "61",
		"There was no 100% tariff":         "100",
		"90 FR 21831":                      "name 90 | name 21831",
		"the F-35, the H20 and 5G":         "name 35 | name 20 | name 5",
		"Phase 1":                          "name 1",
		"税委会公告2025年第4号":                    "year 2025 | 4",
		"USTR-2026-0265":                   "name 2026 | name 265",
		"one\n12\nMay":                     "day 12/5",
		"3 of 4 in 7.8 years":              "3 | 4 | 7.8",
		"Boeing 737, 200 of them":          "name 737 | name 200",
		"145% to 30% on 14 May":            "145 | 30 | day 14/5",
		"from 20 to 30 on 5 April":         "20 | 30 | day 5/4",
		"84 from 10 April, 125 from 12 April on.": "84 | day 10/4 | 125 | day 12/4",
	} {
		assert.Equal(t, want, spell(in), "%q", in)
	}
}

func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"10–11 May 2025, 5,577 t", "Sections 301/232", "2025-05-14", "90 FR 21831", "May 10–11"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		story := Story{Start: Date(2025, 1, 20), EpilogueEnd: Date(2026, 9, 30), Numbered: []string{"FR", "EO", "EOs", "Order", "Orders", "Section", "Sections", "Announcement", "Announcements", "Notice", "Notices", "Article", "Articles", "Annex", "Boeing", "Chapter", "Phase"}}
		story.eachNumber(s, func(n number) {
			require.GreaterOrEqual(t, n.at, end, "numbers come in order and do not overlap")
			require.Greater(t, n.end, n.at)
			require.LessOrEqual(t, n.end, len(s))
			require.NotEmpty(t, n.key)
			end = n.end
		})
	})
}

func TestParseDerived_reckonsFromLeftToRight(t *testing.T) {
	for _, s := range []string{
		"115 = 145 - 30", "115=145−30", "145 = 125 + 20", "54 = 20 + 34 ", " 104 = 20 + 84", "0.3 = 0.1 + 0.2",
		"15.5% ~ 20 / 129 * 100", "4.5 ≈ 5,577 ÷ 1,238", "10 = 2 + 3 × 2", "90 = 2025-08-12 - 2025-05-14",
		"$115 = $145 – $30", "12.5 = 10 + 2.5", "1,339 = 2,577 - 1,238", "33.3 ~ 100 / 3", "0 ~ 1 / 3", "5 ~ 9 / 2", "4 ~ 9 / 2",
	} {
		d, err := parseDerived(s)
		require.NoError(t, err, s)
		assert.True(t, d.holds, "%s is %s", s, shortest(d))
	}
	for s, is := range map[string]string{
		"115 = 145 - 31": "114", "33.3 = 100 / 3": "33.3333", "33.4 ~ 100 / 3": "33.3333", "8 = 2 + 3 * 2": "10", "-5 = 2 - 7": "",
	} {
		d, err := parseDerived(s)
		if is == "" {
			assert.Error(t, err, s)
			continue
		}
		require.NoError(t, err, s)
		assert.False(t, d.holds, s)
		assert.Equal(t, is, shortest(d))
	}
}

func TestParseDerived_refusesWhatIsNoSum(t *testing.T) {
	for _, s := range []string{
		"", "115", "115 =", "115 = 145", "115 = - 30", "115 = 145 -", "115 : 145 - 30", "115 = 145 - 30 = 1", "a = b - c",
		"115 = 145 - x", "2025-05-14 = 1 + 2", "1 = 1 / 0", "12 = 12:01 + 1", "1 = (2 - 1)",
		"1 = " + strings.Repeat("9", 1000) + " - 1", "1 = 1" + strings.Repeat(" + 1", 40),
	} {
		_, err := parseDerived(s)
		assert.Error(t, err, "%q", s)
	}
}

func TestNumbers_takesForYearsWhatLiesNearTheStory(t *testing.T) {
	for _, x := range []struct {
		start, end int
		text       string
		want       form
	}{
		{2025, 2026, "1990", year}, {2025, 2026, "1989", plain}, {2025, 2026, "2035", year}, {2025, 2026, "2036", plain},
		{1972, 1983, "1972", year}, {1972, 1983, "2025", plain}, {1618, 1648, "1618", year},
		{1972, 1983, "1 May 1815", date}, {1972, 1983, "1815-05", year},
	} {
		s := Story{Start: Date(x.start, 1, 1), EpilogueEnd: Date(x.end, 12, 31)}
		var got []form
		s.eachNumber(x.text, func(n number) { got = append(got, n.form) })
		require.NotEmpty(t, got)
		assert.Equal(t, x.want, got[0], "%+v", x)
	}
}

func FuzzParseDerived(f *testing.F) {
	f.Add("115 = 145 - 30")
	f.Add("15.5% ~ 20 / 129 * 100")
	f.Add("90 = 2025-08-12 - 2025-05-14")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := parseDerived(s)
		if err == nil {
			require.GreaterOrEqual(t, len(d.operands), 2)
			for _, o := range d.operands {
				require.LessOrEqual(t, o.end, len(s))
			}
		}
	})
}

func TestNearest_findsWhatWasMeant(t *testing.T) {
	known := []string{"eo14298", "geneva", "in_force", "epilogue", "id", "language"}
	for word, want := range map[string]string{
		"eo14289": "eo14298", "genva": "geneva", "Geneva": "geneva", "inforce": "in_force", "epilog": "epilogue",
		"ids": "id", "lang": "language", "madrid": "", "": "", "x": "", "language-of-the-story": "",
	} {
		assert.Equal(t, want, Nearest(word, known), word)
	}
	assert.Equal(t, "ab", Nearest("ac", []string{"zz", "ab", "ad"}), "of equally near words the first")
	long := strings.Repeat("a", 500)
	assert.Equal(t, long, Nearest(long[1:], []string{long}))
}
