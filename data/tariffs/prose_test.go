package tariffs_test

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
	"truceline/data/course"
)

// A sentence ends at a sign that ends it and at the start of the next one, not at a
// point in a number or after "No".
var sentenceEnd = regexp.MustCompile(`([.!?])["”]? +([0-9A-Z"“])`)

func sentences(text string) []string {
	text = strings.NewReplacer("*", "", "\n", " ", "No. ", "No ").Replace(text)
	return strings.Split(sentenceEnd.ReplaceAllString(text, "$1\x00$2"), "\x00")
}

// Every card's claim and reason, every headline and note, what meetings led to and what
// happened.
func told(s *data.Story) map[string]string {
	m := make(map[string]string)
	for _, c := range s.Cards {
		m["card "+c.ID] = c.Claim
		m["why "+c.ID] = c.Why
	}
	for _, b := range s.Beats {
		m["headline "+b.ID] = b.Headline
		m["notes "+b.ID] = b.Notes
	}
	for _, x := range s.Meetings {
		m["outcome "+x.ID] = x.Outcome
		m["later outcome "+x.ID] = x.Later.Outcome
	}
	for _, x := range s.Events {
		m["event "+x.ID] = x.Text
	}
	return m
}

func TestCards_haveSentencesThatCanBeReadAloud(t *testing.T) {
	const longest, least, most = 30, 12, 18
	var lengths []int
	for where, text := range told(story(t)) {
		for _, one := range sentences(text) {
			n := len(strings.Fields(one))
			assert.LessOrEqual(t, n, longest, "%s: %s", where, one)
			if strings.HasPrefix(where, "card ") || strings.HasPrefix(where, "why ") {
				lengths = append(lengths, n)
			}
		}
	}
	sort.Ints(lengths)
	median := lengths[len(lengths)/2]
	assert.GreaterOrEqual(t, median, least)
	assert.LessOrEqual(t, median, most)
}

// Words that make a sentence of this story hard to read aloud.
var avoided = regexp.MustCompile(`(?i)\b(so|such|of itself|in use|of its own|stands? in no row|the sources used|was found|were found)\b`)

func TestTexts_useNoneOfTheWordsToAvoid(t *testing.T) {
	s := story(t)
	for where, text := range told(s) {
		assert.NotRegexp(t, avoided, text, where)
	}
	for _, x := range s.Glossary {
		assert.NotRegexp(t, avoided, x.Meaning, x.ID)
	}
	for _, x := range s.Concepts {
		assert.NotRegexp(t, avoided, x.Ask+" "+x.Because+" "+x.Tempting, x.ID)
	}
	for _, p := range s.Positions {
		for _, text := range append(slices.Clone(p.Says[:]), p.Analysts) {
			assert.NotRegexp(t, avoided, text, p.ID)
		}
	}
}

func TestCards_nameTheArticleOnlyWhereACorrectionNeedsIt(t *testing.T) {
	s := story(t)
	corrected := make(map[string]bool)
	for _, c := range s.Corrections {
		corrected[c.Card] = true
	}
	named := 0
	for _, c := range s.Cards {
		text := c.Title + " " + c.Claim + " " + c.Why
		assert.NotContains(t, text, "starting article", c.ID)
		if strings.Contains(text, "news article") {
			named++
			assert.True(t, corrected[c.ID], c.ID)
		}
	}
	assert.LessOrEqual(t, named, 3)
}

// A finite verb stands in every sentence. English has no ending that tells one, so the
// verbs of this story are listed, without forms that are nouns in it too, such as
// "answers"; an unknown one is added here when it is first used.
func TestCards_haveAVerbInEverySentence(t *testing.T) {
	for _, none := range []string{"A threat, and two names on lists.", "Cuts of 115 points for 90 days.", "Both sides' answers, and orders for soybeans."} {
		assert.False(t, verb.MatchString(none), none)
	}
	for where, text := range told(story(t)) {
		if strings.HasPrefix(where, "notes ") {
			continue // they hold questions that are said, and answers of a word
		}
		for _, one := range sentences(text) {
			if one == "" {
				continue
			}
			assert.True(t, verb.MatchString(one), "%s: %s", where, one)
		}
	}
}

var verb = regexp.MustCompile(`(?i)\b(` + strings.Join(strings.Fields(`
	is are was were be has have had can could will would may might must does did do say says
	said go goes went want wants wanted give gives gave make makes made take takes took keep
	keeps kept come comes came begin begins began fall fell rise rose mean means tell tells call
	called pay pays paid stay stays stayed add adds start starts started ended ask asks asked
	announce announces decide decides follow follows cover covers counts counted buy buys bought
	sell sells sold bring brings brought put puts set sets let lets get gets meet meets met
	speak speaks spoke stand stands stood read see sees stop stops stopped show shows agree
	agrees run runs ran need needs leave leaves lead leads led name reach reaches reached raise
	raises pause pauses paused widen widens arrive arrives average averaged publish publishes
	write writes wrote answered charge charged suspend suspends suspended spread spreads hit
	hits drop drops oppose opposes hurt harms overstretches lasts lasted grow grows join joined
	narrows refuse refuses include includes belong belongs hold holds held rest seek seeks
	expect expects declare declares send sends become becomes head notes mines refine refines
	estimates extend extends allow allows works recorded traded hollows weaken weakens hope hopes sounds remove
	removes waited supplied accept accepts promised closed look sit sits explain explains touch
	touches prepare prepared double doubles threaten threatens carry carries happens ruled jump
	jumped lose lost differ differs returns repairs tries consider considers think thinks passed
	move moves moved pull pulls warn warns help calms know knows knew quote compare settle settles
	settled delivered halved falls ends calls charges arrived work confirmed studies urged announced play bans presents check accused produced heads shrank count cannot use uses lie lies named removed chose replaces
`), "|") + `|(China|Beijing|Washington|figure|step) answers|tariff changes|sides cut|It points|climb ends)\b|\d% answers`)

// Each side is told of in as many words, statements and people as the other, within a
// quarter.
func TestStory_givesBothSidesTheSameRoom(t *testing.T) {
	s := story(t)
	var names [2]*regexp.Regexp
	names[0] = regexp.MustCompile(`\b(Washington|United States|US|Trump|Bessent|Greer|Lutnick)\b`)
	names[1] = regexp.MustCompile(`\b(Beijing|China|Chinese|Xi|He Lifeng|Li Chenggang|Wang Wentao)\b`)
	counts := map[string][2]int{}
	count := func(what string, side, n int) {
		c := counts[what]
		c[side] += n
		counts[what] = c
	}
	for _, p := range s.Positions {
		for side := range 2 {
			assert.NotEmpty(t, p.Says[side], "%s: both sides have spoken", p.ID)
			count("statements", side, 1)
			count("words of statements", side, len(strings.Fields(p.Says[side])))
		}
	}
	for _, p := range s.People {
		for side := range 2 {
			if p.Side == string(s.Sides[side].ID) {
				count("people", side, 1)
				count("words on people", side, len(strings.Fields(p.Said+" "+p.Wants)))
			}
		}
	}
	for _, c := range s.Cards {
		for side := range 2 {
			count("namings on cards", side, len(names[side].FindAllString(c.Claim+" "+c.Why, -1)))
		}
	}
	require.Len(t, counts, 5)
	for what, n := range counts {
		t.Logf("%-20s %4d %4d", what, n[0], n[1])
		more, less := max(n[0], n[1]), min(n[0], n[1])
		assert.LessOrEqual(t, float64(more), 1.25*float64(less), what)
	}
}

var percents = regexp.MustCompile(`(\d+)%`)

// A ready question explains its course in two sentences. Its rates are those of the
// course or of what happened, and two of the questions change a Chinese step alone.
func TestQuestions_explainTheirCourse(t *testing.T) {
	s := story(t)
	china := 0
	for i := range s.Questions {
		q := &s.Questions[i]
		assert.Len(t, sentences(q.Result), 2, "%s: %s", q.ID, q.Result)
		assert.NotRegexp(t, avoided, q.Title+" "+q.Result, q.ID)
		c := course.Of(s, false, course.Answer(q))
		rates := make(map[string]bool)
		for day := s.Start; day <= s.Ahead; day++ {
			for _, side := range s.Sides {
				rates[fmt.Sprint(s.Rate(side.ID, day, false))] = true
				rates[fmt.Sprint(c.Story.Rate(side.ID, day, false))] = true
			}
		}
		for _, m := range percents.FindAllStringSubmatch(q.Result, -1) {
			assert.True(t, rates[m[1]], "%s: %s", q.ID, m[0])
		}
		own := func(ref string) bool { return strings.HasPrefix(ref, "cn/") }
		if len(q.On) == 0 && !slices.ContainsFunc(q.Off, func(ref string) bool { return !own(ref) }) {
			china++
		}
	}
	assert.GreaterOrEqual(t, china, 2)
}

// Each lens is read in an order that the story gives, with what everything else builds
// on first; only the story so far goes by its days.
func TestLenses_areReadInOrder(t *testing.T) {
	s := story(t)
	for _, x := range s.Lenses {
		cards := s.CardsOf(x.ID, true)
		if x.ID == "story" {
			assert.True(t, slices.IsSortedFunc(cards, func(a, b data.Card) int { return int(a.Day - b.Day) }))
			continue
		}
		require.Len(t, x.Cards, len(cards), "%s: cards without a place in the order", x.ID)
		for i, c := range cards {
			assert.Equal(t, x.Cards[i], c.ID)
		}
		later := slices.IndexFunc(cards, func(c data.Card) bool { return c.Epilogue })
		assert.False(t, later >= 0 && slices.ContainsFunc(cards[later:], func(c data.Card) bool { return !c.Epilogue }), "%s: what came later comes last", x.ID)
	}
	assert.Equal(t, "brief-what-a-tariff-is", s.CardsOf("brief", false)[0].ID)
}
