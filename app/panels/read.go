package panels

import (
	"slices"
	"strings"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
)

// What stands beside a scene while the story is read.

// SceneCard is the card of a View as it is read beside a scene. ok is false without a
// card.
func SceneCard(s *data.Story, v view.View) (c widgets.CardContent, ok bool) {
	card := s.Card(v.Card)
	if card == nil {
		return c, false
	}
	c = Card(s, *card)
	c.Large = true
	for _, spans := range [][]widgets.Span{c.Claim, c.More} {
		for i := range spans {
			if spans[i].Size == charts.SizeBody {
				spans[i].Size = charts.SizeRead
			}
		}
	}
	day := card.Day
	if b := s.Beat(v.Beat); b != nil && b.Card == v.Card {
		day = b.Day
	}
	form := charts.DayMonth
	if v.Epilogue && day > s.AsOf {
		form = charts.DayMonthYear
	}
	dated := slices.ContainsFunc(c.Tags, func(tag string) bool { return tag[0] >= '0' && tag[0] <= '9' })
	if day.Set() && !dated {
		c.Tags = append([]string{words.Local{}.Day(day, form)}, c.Tags...)
	}
	return c, true
}

// mostTerms is how many words of a card are explained below it.
const mostTerms = 3

// Terms are the words of the glossary that a card names, in its order, as far as s, the
// story as told by then, has them.
func Terms(s *data.Story, c widgets.CardContent) []data.Term {
	var out []data.Term
	for _, spans := range [][]widgets.Span{c.Claim, c.More} {
		for _, x := range spans {
			id, ok := strings.CutPrefix(x.Link, view.TermSheet)
			at := slices.IndexFunc(s.Glossary, func(t data.Term) bool { return t.ID == id })
			if ok && at >= 0 && len(out) < mostTerms && !slices.ContainsFunc(out, func(t data.Term) bool { return t.ID == id }) {
				out = append(out, s.Glossary[at])
			}
		}
	}
	return out
}

// momentCards is how many other cards stand beside a scene at most.
const momentCards = 3

// Moment are other cards of the time since the beat before, as far as s, the story as
// told by then, has them, the latest first; before them the beat's own, where another is
// read.
func Moment(all, s *data.Story, v view.View, b *data.Beat) []data.Card {
	since := s.Start
	for _, x := range s.Beats {
		if x.Day < b.Day {
			since = max(since, x.Day+1)
		}
	}
	var out []data.Card
	for _, lens := range s.Lenses {
		for _, c := range s.CardsOf(lens.ID, v.Epilogue) {
			if c.ID != v.Card && c.ID != b.Card && c.Day.Set() && c.Day >= since && c.Day <= b.Day {
				out = append(out, c)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y data.Card) int { return int(y.Day - x.Day) })
	if own := all.Card(b.Card); own != nil && v.Card != b.Card {
		out = append([]data.Card{*own}, out...)
	}
	return out[:min(len(out), momentCards)]
}

// Answered says what was answered to the question of the scene before, and what came, and
// tells whether that was the answer; empty where nothing was answered there.
func Answered(s *data.Story, v view.View) (told string, right bool) {
	beats := s.BeatsShown(v.Epilogue)
	at := slices.IndexFunc(beats, func(b data.Beat) bool { return b.ID == v.Beat })
	if at < 1 {
		return "", false
	}
	q := beats[at-1].Scene.Question
	given, ok := v.Said.Of(beats[at-1].ID)
	if !ok || given >= len(q.Answers) {
		return "", false
	}
	told = q.TellFor(given)
	if told == "" {
		told = words.Say("story.said", "Answer", q.Answers[given].Says)
	}
	if right = q.Answers[given].Right; right {
		return words.Say("story.right", "Told", told), right
	}
	return words.Say("story.wrong", "Told", told), right
}

// EndsHere tells whether a View stands at the last scene before the epilogue, and there
// is one.
func EndsHere(s *data.Story, v view.View) bool {
	beats := s.BeatsShown(false)
	return !v.Epilogue && len(beats) > 0 && v.Beat == beats[len(beats)-1].ID && len(s.BeatsShown(true)) > len(beats)
}

// LaterText says where the story stops, and how much more there is.
func LaterText(s *data.Story) string {
	return words.Say("story.later.text", "Day", words.Local{}.Day(s.AsOf, charts.DayMonthYear), "Count", len(s.BeatsShown(true))-len(s.BeatsShown(false)))
}

// MapLine says of the selected meeting what came of it, for each side's rate, by the
// day that the story is told to.
func MapLine(s *data.Story, v view.View, told data.Day) string {
	if m := s.Meeting(v.Meeting); m != nil {
		return MeetingLine(s, m, told, v.Epilogue)
	}
	return ""
}

// MeetingLine says when a meeting was, and what changed by it as far as it is told.
func MeetingLine(s *data.Story, m *data.Meeting, told data.Day, epilogue bool) string {
	known := m.Known(epilogue)
	when := When(known)
	if !known.Start.Set() || known.Start > told || known.When != "" { // still to come
		return when
	}
	return words.Say("map.when", "When", when, "Outcome", outcome(s, known, told, epilogue))
}

// outcome is by how much each side's rate fell or rose by the changes that the story links
// to a meeting, as far as they have taken effect on a day.
func outcome(s *data.Story, m data.Meeting, until data.Day, epilogue bool) string {
	w := words.Local{}
	var by []data.Percent
	var each []string
	for _, side := range s.Sides {
		before := s.Rate(side.ID, m.Start-1, epilogue)
		after := before
		if day := s.CameOf(m.ID, side.ID, epilogue); day.Set() {
			after = s.Rate(side.ID, min(day, until), epilogue)
		}
		by = append(by, before-after)
		if before != after {
			each = append(each, words.Say("meeting.rate.moved", "Side", side.On, "Before", w.Rate(before), "After", w.Rate(after)))
		}
	}
	switch {
	case len(each) == 0:
		return words.Say("map.outcome.none")
	case by[0] == by[1] && by[0] > 0:
		return words.Say("map.outcome.both", "Points", charts.Points(w, by[0]))
	default:
		out := each[0]
		for _, x := range each[1:] {
			out = words.Say("map.outcome.list", "First", out, "Second", x)
		}
		return out
	}
}
