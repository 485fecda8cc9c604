package panels_test

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/export"
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/render"
	"truceline/data"
	"truceline/data/load"
)

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

// firstDays says from which day on a word may be met. It is taken from the record of
// announcements and reports, not from the program: an order's day, a statement's, a
// page's. An empty day: not in 2025 up to the story's as-of day.
var firstDays = []struct{ word, day string }{
	{"fentanyl", "2025-02-01"}, {"Executive Order 14195", "2025-02-01"}, {"25 items", "2025-02-04"}, {"February list", "2025-02-04"},
	{"Executive Order 14228", "2025-03-03"}, {"March list", "2025-03-04"}, {"doubles", "2025-03-03"},
	{"reciprocal", "2025-04-02"}, {"Executive Order 14257", "2025-04-02"}, {"54%", "2025-04-02"}, {"seven rare earths", "2025-04-04"},
	{"Announcement No. 4", "2025-04-04"}, {"Announcement 2025 No. 4", "2025-04-04"}, {"84%", "2025-04-08"}, {"104%", "2025-04-08"}, {"Executive Order 14259", "2025-04-08"},
	{"125%", "2025-04-09"}, {"145", "2025-04-09"}, {"Executive Order 14266", "2025-04-09"}, {"Announcement 2025 No. 6", "2025-04-11"},
	{"electronics", "2025-04-11"}, {"124.1", "2025-04-12"}, {"126.5", "2025-05-14"}, {"51.1", "2025-05-14"}, {"57.6", "2025-09-25"},
	{"88.1", ""}, {"112.2", ""}, {"41.8", ""}, {"20.4 billion", ""},
	{"Geneva", "2025-05-10"}, {"truce", "2025-05-12"}, {"Executive Order 14298", "2025-05-12"}, {"24 points", "2025-05-12"}, {"115 points", "2025-05-12"},
	{"Ascend", "2025-05-13"}, {"violated", "2025-05-30"}, {"London", "2025-06-05"}, {"Lutnick", "2025-06-09"}, {"1,238", "2025-06-20"}, {"3,188", "2025-07-21"},
	{"Stockholm", "2025-07-28"}, {"14334", "2025-08-11"}, {"10 November", "2025-08-11"}, {"10 Nov", "2025-08-11"}, {"extended", "2025-08-11"},
	{"Madrid", "2025-09-14"}, {"framework for TikTok", "2025-09-14"}, {"14352", "2025-09-25"}, {"50%", "2025-09-29"}, {"blacklist", "2025-09-29"},
	{"No. 61", "2025-10-09"}, {"0.1%", "2025-10-09"}, {"8 November", "2025-10-09"}, {"+100", "2025-10-10"}, {"100 points", "2025-10-10"}, {"130%", "2025-10-10"},
	{"over and above", "2025-10-10"}, {"power grab", "2025-10-15"}, {"Malaysia", "2025-10-17"}, {"Kuala Lumpur", "2025-10-17"}, {"software", "2025-05-13"},
	{"starting article", "2025-10-24"}, {"South Korea", "2025-10-23"}, {"Busan", ""}, {"Section 122", ""}, {"Learning Resources", ""}, {"14357", ""}, {"14358", ""},
	{"never collected", "2025-04-08"},
	// What China answered.
	{"scapegoat", "2025-03-04"}, {"never seeks a trade surplus", "2025-03-10"}, {"real strengths", "2025-06-18"}, {"basic framework", "2025-09-18"},
	{"unilateral trade restrictions", "2025-09-19"}, {"unreasonable tariffs", "2025-09-25"}, {"firmly opposes", "2025-09-29"}, {"400 yuan", "2025-10-10"},
	{"not afraid", "2025-10-12"}, {"3,000 items", "2025-10-12"}, {"not export bans", "2025-10-12"}, {"doors are open", "2025-10-14"},
	{"distorts and exaggerates", "2025-10-16"}, {"only right choice", "2025-10-24"}, {"announced his journey", "2025-10-24"},
	// Basics, and what came of it.
	{"200 Americans", "2025-02-01"}, {"438.9", "2025-04-02"}, {"4.84%", "2025-04-03"}, {"900 pounds", "2025-04-14"}, {"Suzuki", "2025-06-05"}, {"Ford", "2025-06-17"},
	{"Los Angeles", "2025-06-17"}, {"88th", "2025-06-23"}, {"7 to 4", "2025-08-29"}, {"78,000", "2025-09-05"}, {"5% dearer", "2025-10-08"}, {"2.7%", "2025-10-10"},
	{"27.0%", "2025-10-13"}, {"195 billion", "2025-10-16"}, {"1,800 dollars", "2025-10-17"}, {"155%", "2025-10-20"}, {"6,146", "2025-10-20"}, {"5,774", "2025-10-20"},
	{"589 tonnes", "2025-10-20"}, {"3.0% higher", "2025-10-24"},
	{"25.4 billion", ""}, {"19 November", ""}, {"Merdeka", ""}, {"preliminary consensus", ""}, {"157", ""}, {"January 2027", ""},
}

// dueDays are days that were named before they came, and from when on.
var dueDays = []struct{ due, named string }{
	{"2025-02-04", "2025-02-01"}, {"2025-02-10", "2025-02-04"}, {"2025-03-04", "2025-03-03"}, {"2025-03-10", "2025-03-04"},
	{"2025-04-05", "2025-04-02"}, {"2025-04-09", "2025-04-02"}, {"2025-04-10", "2025-04-04"}, {"2025-04-12", "2025-04-11"},
	{"2025-05-14", "2025-05-12"}, {"2025-08-12", "2025-05-12"}, {"2025-11-10", "2025-08-11"}, {"2025-12-16", "2025-09-16"},
	{"2025-11-08", "2025-10-09"}, {"2025-12-01", "2025-10-09"}, {"2025-11-01", "2025-10-10"}, {"2025-10-25", "2025-10-23"}, {"2025-10-30", "2025-10-23"}, {"2025-11-05", "2025-09-18"},
}

var (
	dayMonth = regexp.MustCompile(`\b(\d{1,2})(?:[–-]\d{1,2})? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: (\d{4}))?`)
	quoted   = regexp.MustCompile(`"[^"]*"`)
	isoDay   = regexp.MustCompile(`\b20\d\d-\d\d-\d\d\b`)
)

// namedDays are the days that a text names.
func namedDays(text string) []data.Day {
	var out []data.Day
	for _, m := range dayMonth.FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[1])
		at, _ := time.Parse("Jan", m[2])
		year := 2025
		if m[3] != "" {
			year, _ = strconv.Atoi(m[3])
		}
		out = append(out, data.Date(year, at.Month(), n))
	}
	for _, m := range isoDay.FindAllString(text, -1) {
		if d, err := data.ParseDay(m); err == nil {
			out = append(out, d)
		}
	}
	return out
}

func parsed(t testing.TB, text string) data.Day {
	t.Helper()
	d, err := data.ParseDay(text)
	require.NoError(t, err)
	return d
}

// shown gathers every text that panels show of a View.
type shown struct {
	texts []string
}

func (c *shown) add(texts ...string) { c.texts = append(c.texts, texts...) }

func (c *shown) spans(spans []widgets.Span) {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	c.add(b.String())
}

func (c *shown) plot(s *data.Story, plots *panels.Plots, v view.View) {
	p := plots.Of(v)
	told, seen := view.Looking(s, v)
	title, line := panels.Title(told, seen, p.Figure)
	f := p.Figure
	c.add(title, line, f.Sources, f.AsOf, f.Summary)
	for _, caption := range f.Captions {
		for _, form := range caption.Forms {
			var runs []string
			for _, r := range form {
				runs = append(runs, r.Text)
			}
			c.add(strings.Join(runs, " "))
		}
	}
	for _, b := range f.Bars() {
		c.add(b.Name, b.Note)
	}
	for _, table := range []charts.Table{f.Table, f.Data} {
		for _, row := range table.Rows {
			c.add(row...)
		}
	}
	for i, r := range p.Readings {
		if f.From+data.Day(i) <= v.Day {
			c.add(r.Text)
		}
	}
	c.spans(panels.Detail(told, seen))
	c.spans(panels.Brief(told, seen))
}

func (c *shown) card(content widgets.CardContent) {
	c.add(append(content.Tags, content.Number, content.Title, content.Sources)...)
	c.spans(content.Claim)
	c.spans(content.More)
	if content.Steps != nil {
		c.add(content.Steps.Caption)
	}
}

// everything is what all panels show on a day, whatever is switched on and selected,
// and what is exported of it.
func everything(t *testing.T, s *data.Story, plots *panels.Plots, day data.Day) []string {
	v := view.ToKnown(s, view.ToDay(s, view.Start(s), day), true)
	told, seen := view.Looking(s, v)
	c := &shown{}
	for _, m := range s.Measures {
		v.Measure = m.ID
		c.plot(s, plots, v)
		for _, side := range s.Sides {
			v.Bridge = side.ID
			if !m.Derived {
				c.plot(s, plots, v)
			}
			v.Bridge = ""
		}
	}
	v.Measure = s.Measures[0].ID
	for _, side := range s.Sides {
		v.Layers = side.ID
		c.plot(s, plots, v)
	}
	v.Layers = ""
	for _, x := range s.Series {
		v.Series = x.ID
		c.plot(s, plots, v)
	}
	v.Series = ""
	v.Replies = true
	c.plot(s, plots, v)
	for _, lens := range told.Lenses {
		for _, card := range told.CardsOf(lens.ID, false) {
			c.card(panels.Card(told, card))
			for _, cite := range card.Sources {
				c.add(charts.SourceTitle(told, cite.Source, words.Local{}), cite.Takes)
			}
		}
	}
	for _, m := range told.MeetingsShown(false) {
		c.card(panels.Meeting(told, m, seen.MapLook()))
		c.add(panels.When(m))
	}
	for _, x := range told.Sources {
		c.add(x.Title, x.Note)
	}
	for _, b := range told.Beats {
		c.add(b.Short, b.Headline, b.Line, b.Notes)
	}
	for _, x := range told.Glossary {
		c.add(x.Term, x.Meaning)
	}
	l, err := meetings.Lay(told, seen.MapLook(), words.Local{}, 600, 300, 1, 1, render.NewMetrics(1))
	require.NoError(t, err)
	for _, text := range l.Texts {
		c.add(text.Text)
	}
	c.add(panels.MapSummary(told, seen, l), panels.FlownText(told, seen))
	for _, name := range export.Tables() {
		var out bytes.Buffer
		require.NoError(t, export.Table(&out, told, name, false))
		c.add(strings.Split(out.String(), "\n")...)
	}
	var out bytes.Buffer
	require.NoError(t, export.GeoJSON(&out, told, false))
	c.add(quoted.FindAllString(out.String(), -1)...)
	return slices.DeleteFunc(c.texts, func(t string) bool { return t == "" })
}

// TestAsKnown_showsNothingOfALaterDay walks every day of 2025 over all that panels
// show.
func TestAsKnown_showsNothingOfALaterDay(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	s := builtIn(t)
	plots := panels.NewPlots(s)
	type rule struct {
		word  *regexp.Regexp
		first data.Day
	}
	var rules []rule
	never := s.AsOf + 1
	for _, w := range firstDays {
		r := rule{regexp.MustCompile(`(?i)(^|[^\d.,])` + regexp.QuoteMeta(w.word)), never}
		if w.day != "" {
			r.first = parsed(t, w.day)
		}
		rules = append(rules, r)
	}
	due := map[data.Day]data.Day{}
	for _, d := range dueDays {
		due[parsed(t, d.due)] = parsed(t, d.named)
		if eve := parsed(t, d.due) - 1; due[eve] == 0 { // until then holds what stood before
			due[eve] = parsed(t, d.named)
		}
	}
	met := map[string]bool{} // texts that were shown on an earlier day: they were looked at then
	for day := data.Date(2025, 1, 20); day <= data.Date(2025, 12, 31); day++ {
		known := min(day, s.AsOf)
		all := everything(t, s, plots, day)
		require.Greater(t, len(all), 30, "something is shown on %s", day)
		for _, text := range all {
			if met[text] {
				continue
			}
			met[text] = true
			for _, r := range rules {
				if known < r.first && r.word.MatchString(text) {
					t.Errorf("%s: %q, which was not known before %s, in %q", known, r.word, r.first, text)
				}
			}
			for _, named := range namedDays(text) {
				if from, ok := due[named]; named > day && !(ok && from <= known) {
					t.Errorf("%s: the day %s in %q", known, named, text)
				}
			}
		}
		told, _ := view.Looking(s, view.View{Day: day, AsKnown: true})
		for _, x := range s.Sources {
			if x.Day > known {
				assert.Nil(t, told.Source(x.ID), "%s was published on %s", x.ID, x.Day)
			}
		}
	}
}

// TestAsKnown_tellsTheStoryAsItGoes finds that it does not hide what it need not.
func TestAsKnown_tellsTheStoryAsItGoes(t *testing.T) {
	s := builtIn(t)
	for day, want := range map[string]struct{ cards, meetings, measures int }{
		"2025-02-04": {3, 0, 1}, "2025-04-12": {14, 0, 2}, "2025-05-14": {22, 1, 4}, "2025-10-24": {60, 6, 5},
	} {
		told := s.AsKnown(parsed(t, day))
		assert.GreaterOrEqual(t, len(told.Cards), want.cards, "cards on %s", day)
		assert.Len(t, told.Meetings, want.meetings, "meetings on %s", day)
		assert.GreaterOrEqual(t, len(told.Measures), want.measures, "measures on %s", day)
	}
	for _, b := range s.BeatsShown(false) {
		told := s.AsKnown(b.Day)
		require.NotNil(t, told.Beat(b.ID), b.ID)
		for _, side := range s.Sides {
			assert.Equal(t, s.Rate(side.ID, b.Day, false), told.Rate(side.ID, b.Day, false), "the rate of %s on %s", side.ID, b.Day)
		}
	}
}

// TestAsKnown_saysInWordsThatADocumentCameLater looks at the sources of every card on a day
// by which some were not yet published.
func TestAsKnown_saysInWordsThatADocumentCameLater(t *testing.T) {
	told, withheld := builtIn(t).AsKnown(data.Date(2025, 4, 12)), 0
	for _, card := range told.Cards {
		for _, cite := range card.Sources {
			title := charts.SourceTitle(told, cite.Source, words.Local{})
			assert.NotContains(t, title, data.Withheld, card.ID)
			if cite.Source == data.Withheld {
				withheld++
				assert.NotEmpty(t, title, card.ID)
			}
		}
	}
	assert.Positive(t, withheld)
}

// What came of a meeting is what the story links to it, not all that changed until the
// next one.
func TestMeetingLine_tellsWhatTheStoryLinksToTheMeeting(t *testing.T) {
	s := builtIn(t)
	end := s.End(true)
	assert.Contains(t, panels.MeetingLine(s, s.Meeting("south-korea"), end, true), "from 30% to 20%")
	assert.Contains(t, panels.MeetingLine(s, s.Meeting("geneva"), end, true), "115 points")
	assert.NotContains(t, panels.MeetingLine(s, s.Meeting("beijing"), end, true), "%", "the July tariff came of no meeting")
}
