package data

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// withCard is the dispute with a card that cites source s.
func withCard(change func(*Card)) *Story {
	s := dispute()
	s.Sources = append(s.Sources, Source{ID: "t"}, Source{ID: "u", Title: "Law under Section 301 of 12 May 2024"})
	s.Facts = []Fact{
		{ID: "f", Text: "Ships carried 5,577 tonnes on 10–11 May under EO 14298.", Sources: []string{"s"}},
		{ID: "g", Text: "Half, 2,788, went back on 9 November.", Sources: []string{"s"}, Epilogue: true},
	}
	c := Card{ID: "c", Lens: "story", Day: NoDay, Shows: Shows{Day: NoDay}, Claim: "A claim.", Why: "A reason.", Sources: []Cite{{Source: "s"}}}
	change(&c)
	s.Cards = []Card{c}
	s.Seal()
	return s
}

func texts(flaws []Flaw) []string {
	var out []string
	for _, f := range flaws {
		out = append(out, f.Table+"/"+f.Field+": "+f.Text)
	}
	return out
}

func TestCheck_findsNothingWrongWithASoundStory(t *testing.T) {
	assert.Empty(t, texts(withCard(func(*Card) {}).Check()))
}

func TestCheck_takesNumbersFromTheRowsOfTheCardsSources(t *testing.T) {
	for _, claim := range []string{
		"5577 or 5,577 tonnes", "10 May", "from 10 to 11 May", "11 May 2025", "Order 14298", "a rate of 104, up from 10",
		"204 was threatened, 44 announced", "34 and 84", "from 9 April", "announced on 2 April 2025", "since 2025-04-09",
	} {
		assert.Empty(t, texts(withCard(func(c *Card) { c.Claim = claim }).Check()), claim)
	}
	for claim, missing := range map[string]string{
		"5578 tonnes":            "the number 5578",
		"11 tonnes":              "the number 11", // the 11th of May is no quantity
		"12 May":                 "the date 12 May",
		"11 May 2024":            "the number 2024",
		"14298 tonnes":           "the number 14298", // an order's number is no quantity
		"2,788 tonnes":           "the number 2,788", // only the epilogue knows
		"9 November":             "the date 9 November",
		"a rate of 103":          "the number 103",
		"Section 301":            "the number 301", // the card does not cite that law
		"by 2 or 3 per cent":     "the number 2",
		"the 5577th ship of 771": "the number 771",
	} {
		flaws := withCard(func(c *Card) { c.Claim = claim }).Check()
		require.NotEmpty(t, flaws, claim)
		assert.Equal(t, Unsourced, flaws[0].Kind)
		assert.Equal(t, "claim", flaws[0].Field)
		found := false
		for _, f := range flaws {
			found = found || strings.HasPrefix(f.Text, missing+" stands in no row that cites s")
		}
		assert.True(t, found, "%s: %s", claim, texts(flaws))
	}
}

func TestCheck_letsEpilogueCardsUseTheEpilogue(t *testing.T) {
	assert.Empty(t, texts(withCard(func(c *Card) {
		c.Epilogue, c.Claim = true, "2,788 of 5,577 went back on 9 November. The rate fell from 104 to 20."
	}).Check()))
}

func TestCheck_takesNamesAndDaysButNoFiguresFromASourcesTitle(t *testing.T) {
	cite := func(claim string) []Flaw {
		return withCard(func(c *Card) {
			c.Claim = claim
			c.Sources = append(c.Sources, Cite{Source: "u"})
		}).Check()
	}
	assert.Empty(t, texts(cite("Under Section 301 of 12 May 2024.")))
	assert.Len(t, cite("301 ships"), 1)
}

func TestCheck_reckonsDerivedFigures(t *testing.T) {
	check := func(claim string, derived ...string) []string {
		return texts(withCard(func(c *Card) { c.Claim, c.Derived = claim, derived }).Check())
	}
	assert.Empty(t, check("94 points, 188 both", "94 = 104 - 10", "188 = 94 + 94"))
	assert.Empty(t, check("54 times", "54 ~ 5577 / 104"))
	assert.Empty(t, check("9.6 per cent", "9.6 ~ 10 / 104 * 100"))
	assert.Len(t, check("94 points", "94 = 104 - 11"), 2, "it is not true, and 11 has no source")
	assert.Len(t, check("200", "200 = 100 + 100"), 2, "100 is no operand but a factor")
	assert.Len(t, check("188", "188 = 94 + 94", "94 = 104 - 10"), 2, "an expression rests on those above it only")
	assert.Len(t, check("94", "94 is a lot"), 2)
}

func TestCheck_letsOnlyTheCorrectingCardQuoteTheArticle(t *testing.T) {
	s := withCard(func(c *Card) { c.Claim = "The article says 77; it was 10." })
	assert.Len(t, s.Check(), 1)
	s.Corrections = []Correction{{ID: "k", Article: "77 of them", Record: "10", Sources: []string{"s"}, Card: "c"}}
	s.Seal()
	assert.Empty(t, texts(s.Check()))
}

func TestCheck_tellsMemoryOfPeopleFromThatOfComputers(t *testing.T) {
	for claim, flaws := range map[string]int{
		"Known from memory.": 1, "Memory only.": 1, "(MEMORY)": 1,
		"256-layer memory for phones.": 0, "Memory chips.": 0, "Memorials.": 0, "high-bandwidth memory": 0,
	} {
		s := withCard(func(c *Card) { c.Why = claim })
		s.Facts[0].Text += strings.Repeat(" 256 ", strings.Count(claim, "256"))
		got := s.Check()
		assert.Len(t, got, flaws, claim)
		if flaws > 0 && len(got) > 0 {
			assert.Equal(t, "why", got[0].Field)
			assert.Equal(t, strings.Index(strings.ToLower(claim), "memory"), got[0].At)
		}
	}
}

func TestCheck_boundsTheSumOfTheLayersNotEachLayer(t *testing.T) {
	for _, rate := range []Percent{Percent(math.NaN()), Percent(math.Inf(1)), 1001, -1021} {
		s := dispute()
		s.Sources = append(s.Sources, Source{ID: "t"}, Source{ID: "u"})
		s.Changes[4].Rate = rate
		s.Seal()
		assert.NotEmpty(t, s.Check(), "%g", float64(rate))
	}
	s := dispute()
	s.Sources = append(s.Sources, Source{ID: "t"}, Source{ID: "u"})
	s.Changes[4].Rate = -15 // with the 20 of the other layer, 5
	s.Changes[6].Rate = -15
	s.Seal()
	assert.Empty(t, texts(s.Check()))
}

func TestCheck_keepsTheEpilogueOutOfSight(t *testing.T) {
	s := withCard(func(*Card) {})
	s.Cards = append(s.Cards, Card{ID: "late", Lens: "story", Day: NoDay, Shows: Shows{Day: NoDay}, Sources: []Cite{{Source: "s"}}, Epilogue: true})
	s.Beats = []Beat{{ID: "b", Day: Date(2025, 4, 2), Lens: "story", Card: "late"}}
	s.Seal()
	assert.Equal(t, []string{`beats/card: card "late" belongs to the epilogue, this does not: mark this epilogue too, or point elsewhere`}, texts(s.Check()))
	s.Beats[0].Epilogue = true
	s.Seal()
	assert.Empty(t, texts(s.Check()))
}

func TestCheck_takesPlannedMeetingsAndThreatsAfterTheLastKnownDay(t *testing.T) {
	s := withCard(func(*Card) {})
	m := Meeting{ID: "m", Order: 1, Start: Date(2025, 10, 30), End: Date(2025, 10, 30), Later: Later{Start: NoDay, End: NoDay}, Sources: []string{"s"}}
	s.Meetings = []Meeting{m}
	s.Seal()
	assert.Len(t, s.Check(), 2, "start and end")
	s.Meetings[0].When = "planned for the end of October"
	s.Seal()
	assert.Empty(t, texts(s.Check()))
	s.Changes[7].Status = InForce
	s.Seal()
	assert.Len(t, s.Check(), 1, "what is in force has begun")
}

func TestCheck_isSilentOnEmptyStoriesButForWhatTheyLack(t *testing.T) {
	var s Story
	assert.NotPanics(t, func() { assert.NotEmpty(t, s.Check()) })
}

// A beat's numbers may come from its card's sources, its meeting's and its own.
func TestCheck_takesNumbersOfBeatsFromCardMeetingAndOwnSources(t *testing.T) {
	check := func(change func(*Beat)) []string {
		s := withCard(func(c *Card) { c.Derived = []string{"94 = 104 - 10"} })
		s.Sources = append(s.Sources, Source{ID: "m"}, Source{ID: "late"})
		s.Facts = append(s.Facts,
			Fact{ID: "h", Text: "Law of 66 pages, 301 copies.", Sources: []string{"u"}},
			Fact{ID: "i", Text: "They met for 41 hours.", Sources: []string{"m"}},
			Fact{ID: "j", Text: "It was 43 in fact.", Sources: []string{"late"}, Epilogue: true})
		s.Meetings = []Meeting{{
			ID: "talks", Order: 1, Start: Date(2025, 4, 2), End: Date(2025, 4, 2), Sources: []string{"m"},
			Later: Later{Start: NoDay, End: NoDay, Outcome: "43 hours", Sources: []string{"late"}},
		}}
		b := Beat{ID: "b", Day: Date(2025, 4, 2), Lens: "story", Card: "c"}
		change(&b)
		s.Beats = []Beat{b}
		s.Seal()
		return texts(s.Check())
	}
	assert.Empty(t, check(func(b *Beat) { b.Short, b.Headline, b.Line, b.Notes = "104", "5,577 t", "10 May", "94 points" }))
	assert.Equal(t, []string{
		`beats/notes: the number 66 stands in no row that cites s: cite u, whose rows have it, or correct it`,
	}, check(func(b *Beat) { b.Notes = "66 pages" }))
	assert.Empty(t, check(func(b *Beat) { b.Notes, b.Sources = "66 pages", []string{"u"} }))
	assert.Len(t, check(func(b *Beat) { b.Headline = "41 hours" }), 1)
	assert.Empty(t, check(func(b *Beat) { b.Headline, b.Meeting = "41 hours", "talks" }))
	assert.Len(t, check(func(b *Beat) { b.Headline, b.Meeting = "43 hours", "talks" }), 1, "not known yet")
	assert.Empty(t, check(func(b *Beat) { b.Headline, b.Meeting, b.Epilogue = "43 hours", "talks", true }))
	assert.Len(t, check(func(b *Beat) { b.Line = "2,788 on 9 November" }), 2)
	assert.Empty(t, check(func(b *Beat) { b.Line, b.Epilogue = "2,788 on 9 November", true }))
	assert.Empty(t, check(func(b *Beat) { b.Line, b.Derived = "208 dollars", []string{"208 = 104 + 104"} }))
	assert.Len(t, check(func(b *Beat) { b.Line, b.Derived = "208", []string{"208 = 200 + 8"} }), 2)
}
