// Package view holds what is being looked at, as one comparable value, and the one
// store that changes it.
//
// Every panel of every window is a function of the story and the View. The
// functions of this package that return a View are pure: they say what a step, a
// click or a key leads to. Only Store.Set makes it so. There is no toolkit here.
package view

import (
	"slices"
	"strings"

	"truceline/charts/figures"
	"truceline/charts/meetings"
	"truceline/data"
	"truceline/data/course"
	"truceline/data/guess"
)

// View is what is being looked at now. Two Views are equal (==) if they look alike.
type View struct {
	Beat    string   `json:"beat"`
	Day     data.Day `json:"day"`
	Lens    string   `json:"lens"`
	Card    string   `json:"card"`    // a card's id, or "meeting/" and a meeting's
	Meeting string   `json:"meeting"` // empty: none selected
	Measure string   `json:"measure"`
	// Bridge is the side whose bridge from the rate to the measure is
	// shown, or empty for the measure's own plot.
	Bridge data.SideID `json:"bridge"`
	// Layers is the side whose rate is shown layer by layer, or empty.
	Layers data.SideID `json:"layers"`
	// Series is a series of figures shown in place of the rates, or
	// a figure with figures.Has, or empty.
	Series string `json:"series"`
	// Span is the days drawn, where they are not the whole story.
	Span Span `json:"span"`
	// Near tells that the days were drawn closer for Replies, and go with them.
	Near bool `json:"near,omitzero"`
	// Pin is a day that the cursor's is compared with; NoDay for none.
	Pin data.Day `json:"pin"`
	// Epilogue shows what happened after the article.
	Epilogue bool `json:"epilogue"`
	// AsKnown shows only what could be known on the View's day. See Looking.
	AsKnown bool `json:"as_known,omitzero"`
	// AllDays shows in the story's scenes what came after their day, too.
	AllDays bool `json:"all_days,omitzero"`
	// Replies joins actions to their answers in the plot of rates.
	Replies bool `json:"replies,omitzero"`
	// Sheet is what lies over the window: "sources/…" and a card's id, "term/…",
	// "keys", "about", or empty.
	Sheet string `json:"sheet"`
	// Map is where the map looks; MapList shows the meetings as rows.
	Map     meetings.Place `json:"map"`
	MapList bool           `json:"map_list"`

	// Mode is how the story is looked at: read, explored, guessed, tried otherwise, asked.
	Mode Mode `json:"mode"`
	// Said are the answers to the questions that the Story asks before it goes on.
	Said Said `json:"said,omitzero"`
	// Plan is the course that is tried in WhatIf and Price; empty for what happened.
	Plan   course.Plan `json:"plan"`
	Import Import      `json:"import"`
	// Opened is the action whose details are shown in WhatIf, or empty.
	Opened string `json:"opened,omitzero"`
	// Round is the round that is guessed, Guess what was drawn, and Shown whether
	// what happened is shown beside it.
	Round string      `json:"round"`
	Guess guess.Guess `json:"guess"`
	Shown bool        `json:"shown"`
	// Line is the side whose line is drawn; empty for the round's first. Read is the day
	// that is read of what is shown, from 1 for the round's first; 0: none was picked.
	Line data.SideID `json:"line,omitzero"`
	Read int         `json:"read,omitzero"`
	// Asked is the quiz's question, or Forget; Chosen is the answer that was given, empty
	// as long as none was.
	Asked  string `json:"asked"`
	Chosen string `json:"chosen"`
}

// MeetingCard is the prefix of a View's Card that shows a meeting.
const MeetingCard = "meeting/"

// Start returns the View in which the story begins.
func Start(s *data.Story) View {
	v := View{Day: s.AsOf, Pin: data.NoDay}
	if len(s.Measures) > 0 {
		v.Measure = s.Measures[0].ID
	}
	if beats := s.BeatsShown(false); len(beats) > 0 {
		return ToBeat(s, v, beats[0].ID)
	}
	return v
}

// Begin returns the View that a story opens with: its first scene.
func Begin(s *data.Story) View { return ToMode(s, Start(s), Story) }

// Valid returns the View with everything replaced that the story does not have or
// that is hidden, such as after a change of story.
func Valid(s *data.Story, v View) View {
	b := s.Beat(v.Beat)
	if b == nil || b.Epilogue && !v.Epilogue {
		start := Start(s)
		start.Epilogue, start.Map, start.MapList = v.Epilogue, v.Map.Valid(), v.MapList
		if v.Mode == Story {
			return ToMode(s, start, Story)
		}
		return start
	}
	v.Day = clampDay(s, v.Day, v.Epilogue)
	if m := s.Meeting(v.Meeting); m == nil || m.Epilogue && !v.Epilogue {
		v.Meeting = ""
	}
	if s.Measure(v.Measure) == nil {
		v.Measure = Start(s).Measure
	}
	if !v.Span.Whole() {
		v.Span = span(s, v.Epilogue, v.Span.First, v.Span.Days)
	}
	v.Near = v.Near && v.Replies && !v.Span.Whole()
	if v.Pin < s.Start || v.Pin > s.End(v.Epilogue) {
		v.Pin = data.NoDay
	}
	if s.Side(v.Layers) == nil {
		v.Layers = ""
	}
	if !hasFigure(s, v.Series, v.Epilogue) {
		v.Series = ""
	}
	if s.Side(v.Bridge) == nil {
		v.Bridge = ""
	}
	if id, ok := strings.CutPrefix(v.Card, MeetingCard); ok {
		if s.Meeting(id) == nil || v.Meeting != id {
			v.Card = b.Card
		}
	} else if c := s.Card(v.Card); c == nil || c.Epilogue && !v.Epilogue {
		v.Card = b.Card
	}
	if !slices.ContainsFunc(s.Lenses, func(l data.Lens) bool { return l.ID == v.Lens }) {
		v.Lens = b.Lens
	}
	v.AsKnown = v.AsKnown && !v.Epilogue
	v.Said = v.Said.valid(s)
	v.Sheet, v.Map = "", v.Map.Valid()
	return validLearning(s, v)
}

// ToBeat looks at a beat as the story tells it.
func ToBeat(s *data.Story, v View, id string) View {
	b := s.Beat(id)
	if b == nil || b.Epilogue && !v.Epilogue {
		return v
	}
	v.Beat, v.Day, v.Meeting, v.Bridge, v.Series, v.Sheet = b.ID, b.Day, b.Meeting, "", "", ""
	if v.Mode == Story { // the camera is the scene's
		v.Span = Span{}
	}
	v = follow(s, v)
	if b.Card != "" {
		v.Card = b.Card
		if c := s.Card(b.Card); c != nil {
			v.Lens = c.Lens
		}
	}
	if b.Lens != "" {
		v.Lens = b.Lens
	}
	if b.Measure != "" {
		v.Measure = b.Measure
	}
	return v
}

// Step moves a number of beats on, or back if it is negative, and stays at the ends.
func Step(s *data.Story, v View, steps int) View {
	beats := s.BeatsShown(v.Epilogue)
	at := slices.IndexFunc(beats, func(b data.Beat) bool { return b.ID == v.Beat })
	to := min(max(at+steps, 0), len(beats)-1)
	if to < 0 || to == at && v.Day == beats[to].Day {
		return v
	}
	return ToBeat(s, v, beats[to].ID)
}

// ToDay puts the cursor on a day. The beat is the last one by then; the card the
// last one of the lens by then.
func ToDay(s *data.Story, v View, day data.Day) View {
	v.Day, v.Sheet = clampDay(s, day, v.Epilogue), ""
	if !figures.OfDays(v.Series) { // whose days are the story's
		v.Series = ""
	}
	v = follow(s, v)
	v = moment(s, v)
	if c := CardBy(s, v.Lens, v.Day, v.Epilogue); c != "" {
		v.Card = c
	}
	return v
}

// ToMeeting selects a meeting: its card opens, and if a beat tells of it, plot and
// headline go to that beat.
func ToMeeting(s *data.Story, v View, id string) View {
	m := s.Meeting(id)
	if m == nil || m.Epilogue && !v.Epilogue {
		return v
	}
	known := m.Known(v.Epilogue)
	beats := s.BeatsShown(v.Epilogue)
	if at := slices.IndexFunc(beats, func(b data.Beat) bool { return b.Meeting == id }); at >= 0 {
		v.Beat, v.Day = beats[at].ID, beats[at].Day
	} else if known.Start.Set() {
		v = ToDay(s, v, known.Start)
	}
	v.Meeting, v.Card, v.Series, v.Sheet = id, MeetingCard+id, "", ""
	return follow(s, v)
}

// ToCard selects a card; plot and map follow to what it is about.
func ToCard(s *data.Story, v View, id string) View {
	if m, ok := strings.CutPrefix(id, MeetingCard); ok {
		return ToMeeting(s, v, m)
	}
	c := s.Card(id)
	if c == nil || c.Epilogue && !v.Epilogue {
		return v
	}
	day := c.Shows.Day
	if !day.Set() {
		day = c.Day
	}
	if day.Set() {
		v.Day = clampDay(s, day, v.Epilogue)
		v = moment(s, v)
	}
	if c.Shows.Meeting != "" {
		v.Meeting = c.Shows.Meeting
	}
	if c.Shows.Measure != "" {
		v.Measure = c.Shows.Measure
	}
	v.Series = c.Shows.Series
	v = showFigure(s, v, c.Shows.Figure)
	v.Card, v.Lens, v.Sheet = id, c.Lens, ""
	return follow(s, v)
}

// ToLens reads the cards another way: at the card of the same moment.
func ToLens(s *data.Story, v View, lens string) View {
	v.Lens, v.Sheet = lens, ""
	if c := CardBy(s, lens, v.Day, v.Epilogue); c != "" {
		v.Card = c
	}
	return v
}

// WithEpilogue shows or hides what happened after the article. Hiding it leads back
// to the last beat before it.
func WithEpilogue(s *data.Story, v View, on bool) View {
	v.Epilogue, v.Span, v.Sheet, v.AsKnown = on, Span{}, "", v.AsKnown && !on
	beats := s.BeatsShown(on)
	if len(beats) == 0 {
		return v
	}
	if on {
		if at := slices.IndexFunc(beats, func(b data.Beat) bool { return b.Epilogue }); at >= 0 {
			return ToBeat(s, v, beats[at].ID)
		}
		return v
	}
	if b := s.Beat(v.Beat); b == nil || b.Epilogue || v.Day > s.AsOf {
		v = ToBeat(s, v, beats[len(beats)-1].ID)
	}
	return Valid(s, v)
}

// CardBy returns the id of the card of a lens that belongs to a day: the last one
// by then, or the first of the lens. It is empty if the lens has no cards.
func CardBy(s *data.Story, lens string, day data.Day, epilogue bool) string {
	best, bestDay := "", data.NoDay
	for _, c := range s.CardsOf(lens, epilogue) {
		if best == "" || c.Day.Set() && c.Day <= day && c.Day > bestDay {
			best, bestDay = c.ID, c.Day
			if c.Day > day {
				bestDay = data.NoDay
			}
		}
	}
	return best
}

// moment goes to the last beat whose cursor stands at or before the day, or to the first,
// and to the last meeting that began since then, or else that of the beat.
func moment(s *data.Story, v View) View {
	beats := s.BeatsShown(v.Epilogue)
	if len(beats) == 0 {
		return v
	}
	b := beats[0]
	for _, o := range beats {
		if o.Day <= v.Day {
			b = o
		}
	}
	v.Beat, v.Meeting = b.ID, b.Meeting
	since := b.Day
	for _, m := range s.MeetingsShown(v.Epilogue) {
		if start := m.Known(v.Epilogue).Start; start.Set() && start > since && start <= v.Day {
			v.Meeting, since = m.ID, start
		}
	}
	return v
}

func clampDay(s *data.Story, day data.Day, epilogue bool) data.Day {
	return min(max(day, s.Start), s.End(epilogue))
}

// CloseMeeting goes from a meeting's card back to the card of the day.
func CloseMeeting(s *data.Story, v View) View {
	if strings.HasPrefix(v.Card, MeetingCard) {
		v.Card = CardBy(s, v.Lens, v.Day, v.Epilogue)
	}
	return v
}

// showFigure shows a figure that a card names: one of the program's own, or the bridge
// or the layers of the first side.
func showFigure(s *data.Story, v View, figure string) View {
	switch figure {
	case "":
		return v
	case data.BridgeFigure:
		v.Bridge, v.Layers = s.Sides[0].ID, ""
	case data.LayersFigure:
		v.Layers, v.Bridge = s.Sides[0].ID, ""
	default:
		if hasFigure(s, figure, v.Epilogue) {
			v.Series = figure
		}
	}
	return v
}

// hasFigure tells whether a View's Series is a series or a figure of the story.
func hasFigure(s *data.Story, id string, epilogue bool) bool {
	return s.SeriesOf(id) != nil || figures.Has(s, id, epilogue)
}
