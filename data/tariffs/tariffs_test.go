package tariffs_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
	"truceline/data/load"
	"truceline/data/tariffs"
)

var builtIn = sync.OnceValues(load.BuiltIn)

func story(t *testing.T) *data.Story {
	t.Helper()
	s, err := builtIn()
	require.NoError(t, err)
	return s
}

func TestStory_isWhole(t *testing.T) {
	assert.Empty(t, story(t).Check())
}

func TestRate_equalsThePublishedTotalsOnTheDaysTheyTookEffect(t *testing.T) {
	s := story(t)
	for _, c := range []struct {
		side data.SideID
		day  string
		eve  data.Percent // the rate of the day before
		want data.Percent
	}{
		{"us", "2025-02-04", 0, 10},
		{"us", "2025-03-04", 10, 20},
		{"us", "2025-04-05", 20, 30},
		{"us", "2025-04-09", 30, 104},
		{"us", "2025-04-10", 104, 145},
		{"us", "2025-05-14", 145, 30},
		{"cn", "2025-04-10", 0, 84},
		{"cn", "2025-04-12", 84, 125},
		{"cn", "2025-05-14", 125, 10},
	} {
		day, err := data.ParseDay(c.day)
		require.NoError(t, err)
		assert.Equal(t, c.want, s.Rate(c.side, day, false), "%s on %s", c.side, day)
		assert.Equal(t, c.eve, s.Rate(c.side, day-1, false), "%s on the eve of %s", c.side, day)
		assert.Contains(t, s.ChangeDays(c.side, false), day)
	}
	assert.Len(t, s.ChangeDays("us", false), 6, "and on no other day")
	assert.Len(t, s.ChangeDays("cn", false), 3, "and on no other day")
	assert.Equal(t, data.Percent(30), s.Rate("us", s.AsOf, false))
	assert.Equal(t, data.Percent(10), s.Rate("cn", s.AsOf, false))
}

func TestStretches_areThoseOfTheFacts(t *testing.T) {
	s := story(t)
	assert.Equal(t, []string{
		"us 2025-01-20 2025-02-03   0 in_force   ",
		"us 2025-02-04 2025-03-03  10 in_force   fentanyl:10",
		"us 2025-03-04 2025-04-04  20 in_force   fentanyl:20",
		"us 2025-04-02 2025-04-07  54 announced  fentanyl:20 reciprocal:34",
		"us 2025-04-05 2025-04-08  30 in_force   fentanyl:20 reciprocal:10",
		"us 2025-04-09 2025-04-09 104 in_force   fentanyl:20 reciprocal:84",
		"us 2025-04-10 2025-05-13 145 in_force   fentanyl:20 reciprocal:125",
		"us 2025-05-14             30 in_force   fentanyl:20 reciprocal:10",
		"us 2025-11-01            130 threatened fentanyl:20 reciprocal:10 threat:100",
		"cn 2025-01-20 2025-04-09   0 in_force   ",
		"cn 2025-04-04 2025-04-08  34 announced  general:34",
		"cn 2025-04-10 2025-04-11  84 in_force   general:84",
		"cn 2025-04-12 2025-05-13 125 in_force   general:125",
		"cn 2025-05-14             10 in_force   general:10",
	}, lines(s.Stretches(false)))
	assert.Equal(t, []string{
		"us 2025-05-14 2025-11-09  30 in_force   fentanyl:20 reciprocal:10",
		"us 2025-11-10 2026-02-23  20 in_force   fentanyl:10 reciprocal:10",
		"us 2026-02-24 2026-07-23  10 in_force   section122:10",
		"us 2026-07-24            12.5 in_force   section301:12.5",
	}, lines(s.InForce("us", true)[6:]))
	assert.Equal(t, lines(s.InForce("cn", false)), lines(s.InForce("cn", true)), "China's rate stays")
	for _, x := range s.Stretches(true) {
		assert.NotEmpty(t, x.Sources())
		assert.Equal(t, x.From.String() != "2025-01-20", x.Announced.Set(), "all but the first have a day of announcement")
	}
}

// TestNotCollected_aListOfGoodsIsNoRate: on 4 February China's list for 10 February was
// announced; its 15% is not to stand in the plot of what all goods pay.
func TestNotCollected_aListOfGoodsIsNoRate(t *testing.T) {
	s := story(t)
	for _, b := range s.BeatsShown(true) {
		known := s.AsKnown(b.Day)
		for _, side := range known.Sides {
			for _, x := range known.NotCollected(side.ID, true) {
				assert.Equal(t, data.General, known.Layer(side.ID, x.Changes[0].Layer).Scope, "%s, %s: %v", b.ID, side.ID, x.Rate)
			}
		}
	}
	assert.Empty(t, s.AsKnown(s.Beats[0].Day).NotCollected("cn", false))
}

func TestNotCollected_knowsThatTheHundredPointsWereDropped(t *testing.T) {
	s := story(t)
	threat := func(epilogue bool) data.Stretch {
		list := s.NotCollected("us", epilogue)
		require.Len(t, list, 2)
		assert.False(t, list[0].Withdrawn.Set(), "the listed 34 was replaced")
		return list[1]
	}
	assert.False(t, threat(false).Withdrawn.Set())
	assert.Equal(t, "2025-11-01", threat(true).Withdrawn.String())
	assert.Empty(t, threat(false).Until.String(), "on 24 October it is open")
	assert.Equal(t, "2025-11-01", threat(true).Until.String(), "it ends on the day it was dropped, which is the day it was to start")
}

func TestMeasures_onlyTheTrackerHoldsItsValues(t *testing.T) {
	for _, m := range story(t).Measures {
		assert.Equal(t, m.ID == "tracker", m.Stepped, m.ID)
	}
}

func lines(list []data.Stretch) (out []string) {
	for _, x := range list {
		out = append(out, fmt.Sprintf("%s %s %10s %3g %-10s %s", x.Side, x.From, x.Until, float64(x.Rate), x.Status, x.LayerText()))
	}
	return out
}

func TestStory_holdsWhatTheIssueAsksFor(t *testing.T) {
	s := story(t)
	assert.GreaterOrEqual(t, len(s.Cards)-epilogueCards(s), 48)
	assert.GreaterOrEqual(t, len(s.CardsOf("story", false)), 12)
	assert.GreaterOrEqual(t, len(s.CardsOf("why", false)), 12)
	for _, l := range s.Lenses {
		assert.NotEmpty(t, s.CardsOf(l.ID, false), "lens %s", l.ID)
	}
	assert.GreaterOrEqual(t, len(s.Glossary), 30)
	assert.Len(t, s.Positions, 7)

	who := s.CardsOf("who", false)
	for _, p := range s.Positions {
		assert.True(t, slices.ContainsFunc(who, func(c data.Card) bool { return c.Shows.Position == p.ID }), "no card shows position %s", p.ID)
	}
	for _, p := range s.People {
		assert.True(t, slices.ContainsFunc(who, func(c data.Card) bool { return c.Shows.Person == p.ID }), "no card shows %s", p.ID)
	}

	beats := s.BeatsShown(false)
	assert.GreaterOrEqual(t, len(beats), 12)
	assert.Equal(t, "2025-02-04", beats[0].Day.String())
	assert.Equal(t, "2025-10-24", beats[len(beats)-1].Day.String())

	ids := func(epilogue bool) (out []string) {
		for _, m := range s.MeetingsShown(epilogue) {
			out = append(out, m.ID)
		}
		return out
	}
	assert.Equal(t, []string{"geneva", "london", "stockholm", "madrid", "kuala-lumpur", "south-korea"}, ids(false))
	assert.Equal(t, []string{"geneva", "london", "stockholm", "madrid", "kuala-lumpur", "south-korea", "paris", "beijing"}, ids(true))
	assert.True(t, s.Meeting("south-korea").Planned())

	assert.Len(t, s.Corrections, 15, "every imprecision of the article is put right")
	for _, id := range []string{"additional", "piie", "tracker", "crs"} {
		assert.NotNil(t, s.Measure(id), id)
	}
}

func epilogueCards(s *data.Story) (n int) {
	for _, c := range s.Cards {
		if c.Epilogue {
			n++
		}
	}
	return n
}

func TestSources_haveAnAddressAndAreAllCited(t *testing.T) {
	s := story(t)
	for _, o := range s.Sources {
		assert.NotEmpty(t, o.Address, o.ID)
		assert.NotEmpty(t, o.Grade, o.ID)
	}
	cited := make(map[string]bool)
	add := func(ids ...string) {
		for _, id := range ids {
			cited[id] = true
		}
	}
	for _, x := range s.Changes {
		add(x.Sources...)
	}
	for _, x := range s.Averages {
		add(x.Sources...)
	}
	for _, x := range s.Meetings {
		add(append(x.Sources, x.PlaceSource)...)
		add(x.Later.Sources...)
	}
	for _, x := range s.Events {
		add(x.Sources...)
	}
	for _, x := range s.People {
		add(x.Sources...)
	}
	for _, x := range s.Positions {
		add(x.Sources...)
	}
	for _, x := range s.Links {
		add(x.Sources...)
	}
	for _, x := range s.Glossary {
		add(x.Sources...)
	}
	for _, x := range s.Series {
		for _, p := range x.Points {
			add(p.Sources...)
		}
	}
	for _, x := range s.Facts {
		add(x.Sources...)
	}
	for _, x := range s.Corrections {
		add(x.Sources...)
	}
	for _, x := range s.Findings {
		add(x.Sources...)
	}
	for _, x := range s.Cards {
		for _, c := range x.Sources {
			add(c.Source)
		}
	}
	weak := make(map[string]bool)
	for _, o := range s.Sources {
		assert.True(t, cited[o.ID], "nothing cites %s", o.ID)
		assert.NotRegexp(t, `utm_|[?&](fbclid|gclid)=|azurewebsites|cdn\.arcpublishing|//(testing|dev|staging)\.`, o.Address, "%s: a tail that tracks, or a host for tests", o.ID)
		weak[o.ID] = strings.Contains(o.Note, "a weak source")
	}
	carried := func(where string, ids []string) {
		assert.True(t, slices.ContainsFunc(ids, func(id string) bool { return !weak[id] }), "%s rests on weak sources alone", where)
	}
	for _, x := range s.Facts {
		carried(x.ID, x.Sources)
	}
	for _, x := range s.Events {
		carried(x.ID, x.Sources)
	}
	for _, x := range s.Changes {
		carried(x.Title, x.Sources)
	}
	for _, x := range s.Positions {
		carried(x.ID, x.Sources)
	}
	for _, x := range s.Cards {
		var ids []string
		for _, c := range x.Sources {
			ids = append(ids, c.Source)
		}
		carried(x.ID, ids)
	}
}

// The facts mark these figures as known from memory only, so they may stand
// nowhere: China's average of 147.6, and the decimals of its 31.9.
func TestFiles_holdNoFigureFromMemory(t *testing.T) {
	forbidden := regexp.MustCompile(`(^|[^0-9.,])(147\.6|31\.9|120\.5)([^0-9]|$)`)
	memory := regexp.MustCompile(`(?i)(from memory|memory only|\(memory\)|partly memory)`)
	require.NoError(t, fs.WalkDir(tariffs.Files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := tariffs.Files.ReadFile(name)
		for i, line := range strings.Split(string(src), "\n") {
			assert.NotRegexp(t, forbidden, line, "%s:%d", name, i+1)
			assert.NotRegexp(t, memory, line, "%s:%d", name, i+1)
		}
		return err
	}))
}

// Every number on a card or in a beat is looked for in the rows of its sources: a
// number that stands nowhere is found out wherever it is put in.
func TestCheck_findsEveryNumberThatIsChangedOnACardOrInABeat(t *testing.T) {
	s := *story(t)
	s.Cards, s.Beats = slices.Clone(s.Cards), slices.Clone(s.Beats)
	number := regexp.MustCompile(`\d+(,\d{3})*(\.\d+)?`)
	const unheardOf = "77777"
	want := 0
	for i := range s.Cards {
		c := &s.Cards[i]
		c.Derived, c.Large = nil, "" // a part of the number
		texts := []*string{&c.Title, &c.Number, &c.Claim, &c.Why}
		c.Sources = slices.Clone(c.Sources)
		for j := range c.Sources {
			texts = append(texts, &c.Sources[j].Takes)
		}
		for _, text := range texts {
			*text = number.ReplaceAllStringFunc(*text, func(string) string { want++; return unheardOf })
		}
	}
	for i := range s.Beats {
		b := &s.Beats[i]
		b.Derived = nil
		for _, text := range []*string{&b.Short, &b.Headline, &b.Line, &b.Notes} {
			*text = number.ReplaceAllStringFunc(*text, func(string) string { want++; return unheardOf })
		}
	}
	s.Seal()
	found := 0
	for _, f := range s.Check() {
		if f.Kind == data.Unsourced && strings.Contains(f.Text, unheardOf) {
			found++
		}
	}
	require.Greater(t, want, 100)
	assert.Equal(t, want, found)
}

func TestStory_saysNothingOfTheEpilogueBeforeItIsAskedFor(t *testing.T) {
	s := story(t)
	for _, x := range s.Stretches(false) {
		assert.True(t, x.Status == data.Threatened || x.From <= s.AsOf)
	}
	for _, b := range s.BeatsShown(false) {
		c := s.Card(b.Card)
		require.NotNil(t, c, b.ID)
		assert.False(t, c.Epilogue, b.ID)
	}
	year := regexp.MustCompile(`\b2026\b`)
	for _, c := range s.Cards {
		if !c.Epilogue {
			assert.NotRegexp(t, year, c.Title+c.Number+c.Claim+c.Why, c.ID)
		}
	}
}

// TestCards_openTheFigureThatProvesThem looks for the number of every card that opens a
// series in the series' rows, and in the unit that it is drawn in.
func TestCards_openTheFigureThatProvesThem(t *testing.T) {
	s := story(t)
	units := map[string]string{"tonnes": "tonnes", "million tonnes": "million tonnes", "%": "percent", "billion": "billion dollars"}
	tonnes := "tonnes of rare-earth oxide"
	number := regexp.MustCompile(`\d[\d,]*(?:\.\d+)?`)
	seen := 0
	for _, c := range s.Cards {
		if c.Shows.Series == "" {
			continue
		}
		seen++
		i := slices.IndexFunc(s.Series, func(x data.Series) bool { return x.ID == c.Shows.Series })
		require.GreaterOrEqual(t, i, 0, c.ID)
		x := s.Series[i]
		require.NotEmpty(t, c.Number, "%s opens %s without a number to prove", c.ID, x.ID)
		for _, n := range number.FindAllString(c.Number, -1) {
			decimals := 0
			if _, after, ok := strings.Cut(n, "."); ok {
				decimals = len(after)
			}
			n = strings.ReplaceAll(n, ",", "")
			found := slices.ContainsFunc(x.Points, func(p data.Point) bool { return fmt.Sprintf("%.*f", decimals, p.Value) == n })
			if strings.HasPrefix(c.Number, "−") && len(x.Points) > 1 { // a fall from one to the next
				a, b := x.Points[len(x.Points)-2].Value, x.Points[len(x.Points)-1].Value
				found = fmt.Sprintf("%.*f", decimals, (a-b)/a*100) == n
			}
			assert.True(t, found, "%s says %s, and %s does not have it", c.ID, n, x.ID)
		}
		for mark, unit := range units {
			if mark == "tonnes" && (strings.HasSuffix(c.Number, "million tonnes") || x.Unit == tonnes || c.Number == "0 tonnes") { // nought is nought
				continue
			}
			if strings.HasSuffix(c.Number, " "+mark) {
				assert.Equal(t, unit, x.Unit, "%s counts in other units than %s", c.ID, x.ID)
			}
		}
		assert.NotContains(t, x.Unit, "million dollars", "cards count billions")
	}
	assert.Greater(t, seen, 8)
}

// TestSeries_drawPeriodsOfOneLengthAsBars holds that what adds up with time is drawn side
// by side only for equal times, unless each row says what it is.
func TestSeries_drawPeriodsOfOneLengthAsBars(t *testing.T) {
	length := func(period string) string {
		switch {
		case strings.Contains(period, ".."):
			return "months together"
		case strings.Contains(period, "-"):
			return "month"
		}
		return "year"
	}
	for _, x := range story(t).Series {
		if x.Unit == "percent" {
			continue // a share is one of any time
		}
		for _, p := range x.Points {
			if p.Label == "" {
				assert.Equal(t, length(x.Points[0].Period), length(p.Period), "%s: %s beside %s", x.ID, p.Period, x.Points[0].Period)
			}
		}
	}
}

// Each step's card says why it matters at that step, and not only when the rest is known.
func TestBeats_sayWhyTheyMatterAtTheirStep(t *testing.T) {
	s := story(t)
	for _, b := range s.BeatsShown(false) {
		c := s.AsKnown(b.Day).Card(b.Card)
		require.NotNil(t, c, b.ID)
		assert.NotEmpty(t, c.Why, "%s: %s", b.ID, b.Card)
	}
}
