package find

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/words"
	"truceline/data"
	"truceline/data/load"
)

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

// acts are some of the program's, as the window gives them.
var acts = []Act{
	{ID: "undo", Title: "Undo", Also: "back", Key: "Ctrl+Z"},
	{ID: "dark", Title: "Dark", Also: "theme colours night"},
	{ID: "export", Title: "Export a picture or table", Key: "Ctrl+E"},
	{ID: "full", Title: "Full screen", Key: "F11"},
	{ID: "quiz", Title: "Quiz"},
	{ID: "predict", Title: "Predict"},
}

// query is a line of testdata/queries.txt.
type query struct {
	text, want string
	later      bool
}

func queries(t testing.TB) []query {
	t.Helper()
	raw, err := os.ReadFile("testdata/queries.txt")
	require.NoError(t, err)
	var out []query
	for line := range strings.Lines(string(raw)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(strings.TrimSpace(line), " | ")
		require.GreaterOrEqual(t, len(parts), 2, line)
		out = append(out, query{parts[0], parts[1], len(parts) > 2})
	}
	return out
}

func TestFind_findsMisspeltAndUnfinishedQueriesAmongTheFirstThree(t *testing.T) {
	s := builtIn(t)
	now, later := New(s, false, words.Local{}, acts...), New(s, true, words.Local{}, acts...)
	all := queries(t)
	require.GreaterOrEqual(t, len(all), 200)
	for _, q := range all {
		x := now
		if q.later {
			x = later
		}
		var found []string
		for _, h := range x.Find(q.text, 3) {
			found = append(found, string(h.Kind)+"/"+h.ID)
		}
		assert.Contains(t, found, q.want, "%q", q.text)
	}
}

func TestFind_findsEverythingByItsName(t *testing.T) {
	s := builtIn(t)
	x := New(s, true, words.Local{}, acts...)
	for _, h := range x.hits {
		found := x.Find(h.Title, 8) // a place and its meetings, a post and its copies share a title
		assert.True(t, slices.ContainsFunc(found, func(f Hit) bool { return f.Title == h.Title }), "%s %s: %q", h.Kind, h.ID, h.Title)
	}
}

func TestFind_hidesWhatCameLater(t *testing.T) {
	s := builtIn(t)
	x := New(s, false, words.Local{})
	for _, q := range []string{"supreme court", "learning resources", "busan", "paris", "boeing", "renewed", "section 301 forced labour"} {
		for _, h := range x.Find(q, 20) {
			switch h.Kind {
			case Card:
				assert.False(t, s.Card(h.ID).Epilogue, "%q: %s", q, h.ID)
			case Meeting:
				assert.False(t, s.Meeting(h.ID).Epilogue, "%q: %s", q, h.ID)
			}
			assert.NotContains(t, h.Title+h.Line, "Busan", q)
			assert.NotContains(t, h.Title+h.Line, "Learning Resources", q)
		}
	}
}

func TestFind_findsNothingForNothing(t *testing.T) {
	x := New(builtIn(t), true, words.Local{})
	for _, q := range []string{"", "   ", "…!?", "zzzzqqqq", "x"} {
		assert.Empty(t, x.Find(q, 10), "%q", q)
	}
	assert.Empty(t, x.Find("tariff", 0))
	assert.Len(t, x.Find("tariff", 5), 5)
}

func TestFind_takesNumbersAsTheyStand(t *testing.T) {
	s := &data.Story{ID: "s", Cards: []data.Card{
		{ID: "a", Title: "From 34 on", Day: data.NoDay}, {ID: "b", Title: "From 84 on", Day: data.NoDay},
	}}
	s.Seal()
	found := New(s, false, words.Local{}).Find("84", 5)
	require.Len(t, found, 1)
	assert.Equal(t, "b", found[0].ID)
}

func TestSplit_partsTextsIntoComparableWords(t *testing.T) {
	for text, want := range map[string][]string{
		"Li Chenggang’s 12.5%":    {"li", "chenggang", "s", "12.5"},
		"9,200 pounds, or 4.":     {"9200", "pounds", "or", "4"},
		"São Tomé — 2023/24":      {"sao", "tome", "2023", "24"},
		"关税 tariff":               {"关", "税", "tariff"},
		"rare-earth":              {"rare", "earth"},
		"":                        nil,
		"IEEPA (1977); see 90 FR": {"ieepa", "1977", "see", "90", "fr"},
	} {
		assert.Equal(t, want, split(text), text)
	}
}

// many is a story of that many cards, each with words of its own.
func many(cards int) *data.Story {
	s := &data.Story{ID: "many"}
	for i := range cards {
		s.Cards = append(s.Cards, data.Card{
			ID: fmt.Sprint("c", i), Day: data.NoDay, Title: fmt.Sprintf("Claim %s about %s", name(i), name(i*7+3)),
			Claim: strings.Repeat("The duty on goods rises again before the truce, says "+name(i*3+1)+". ", 4),
		})
	}
	s.Seal()
	return s
}

// name is a made-up word.
func name(i int) string {
	const sounds = "babecidofugahelojimukenapirosutavewizoxy"
	out := ""
	for i += 7; i > 0; i /= 20 {
		out += sounds[i%20*2 : i%20*2+2]
	}
	return out
}

// BenchmarkFind searches the built-in story, and one of 5,000 cards, for the queries
// of the tests, and beside each search looks through all cards for the same text as
// it stands. It fails if a search costs more than that many such looks: for the
// median query, and for the worst.
func BenchmarkFind(b *testing.B) {
	for _, c := range []struct {
		name          string
		story         *data.Story
		median, worst float64
	}{
		{"builtIn", builtIn(b), 8, 60},
		{"fiveThousandCards", many(5000), 2, 10},
	} {
		var middle, worst float64
		b.Run(c.name, func(b *testing.B) {
			x, all := New(c.story, true, words.Local{}, acts...), queries(b)
			var ours, theirs []time.Duration
			for b.Loop() {
				for _, q := range all {
					ours = append(ours, timeOf(func() { x.Find(q.text, 20) }))
					theirs = append(theirs, timeOf(func() { scan(c.story, q.text) }))
				}
			}
			slices.Sort(ours)
			slices.Sort(theirs)
			look := theirs[len(theirs)/2].Seconds()
			middle, worst = ours[len(ours)/2].Seconds()/look, ours[len(ours)*98/100].Seconds()/look
			b.ReportMetric(middle, "x-look")
			b.ReportMetric(worst, "x-look-worst")
			b.ReportMetric(ours[len(ours)/2].Seconds()*1000, "ms")
			b.ReportMetric(ours[len(ours)*98/100].Seconds()*1000, "ms-worst")
			b.ReportMetric(0, "ns/op")
		})
		if middle > c.median || worst > c.worst {
			b.Errorf("%s: a search costs %.1f looks, the worst %.1f; at most %g and %g", c.name, middle, worst, c.median, c.worst)
		}
	}
}

func timeOf(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}

// scan counts the cards that have the text, in small letters, anywhere in them.
func scan(s *data.Story, text string) (n int) {
	for i := range s.Cards {
		c := &s.Cards[i]
		if strings.Contains(strings.ToLower(c.Title), text) || strings.Contains(strings.ToLower(c.Claim), text) {
			n++
		}
	}
	return n
}

func TestFind_aWordThatIsThereIsNoSlip(t *testing.T) {
	for _, h := range New(builtIn(t), false, words.Local{}).Find("rare", 8) {
		assert.Contains(t, strings.ToLower(h.Title), "rare", "not rate")
		assert.NotEqual(t, Source, h.Kind, "documents come after what they say")
	}
}
