package panels

import (
	"cmp"
	"slices"
	"strings"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/typeface"
	"truceline/data"
)

// Card turns a card of the story into what a Card widget shows.
func Card(s *data.Story, c data.Card) widgets.CardContent {
	tags := c.Tags
	if later := words.Say("card.later"); c.Epilogue && !slices.Contains(tags, later) {
		tags = append([]string{later}, tags...)
	}
	out := widgets.CardContent{
		ID: c.ID, Tags: tags, Number: c.Number, Title: c.Title, Claim: marked(s, c.Claim, charts.Ink),
		Sources: sourceLine(s, c.Cited()),
	}
	if c.Why != "" {
		out.More = append([]widgets.Span{{Text: words.Say("card.why") + "\n", Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Muted}},
			marked(s, c.Why, charts.Ink)...)
	}
	return out
}

// NoCards stands in a lens of which nothing is known yet.
func NoCards(s *data.Story) widgets.CardContent {
	day := words.Local{}.Day(s.AsOf, charts.DayMonthYear)
	return widgets.CardContent{Title: words.Say("card.none"), Claim: marked(s, words.Say("card.none.why", "Day", day), charts.Ink)}
}

// marked turns a text into spans in which the words of the glossary are links.
func marked(s *data.Story, text string, role charts.Role) []widgets.Span {
	var out []widgets.Span
	for _, m := range s.MarkTerms(text) {
		span := widgets.Span{Text: m.Text, Size: charts.SizeBody, Weight: typeface.Regular, Role: role}
		if m.Term != "" {
			span.Link = view.TermSheet + m.Term
		}
		out = append(out, span)
	}
	return out
}

// sourceLine names the first source, and how many more there are.
func sourceLine(s *data.Story, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	name := cmp.Or(charts.SourceTitle(s, ids[0], words.Local{}), ids[0])
	if len(ids) == 1 {
		return words.Say("card.source", "Name", name)
	}
	return words.Say("card.sources", "Name", name, "Count", len(ids)-1)
}

// Meeting is the card that opens when a city is clicked: who met, what came
// of it, and what the rates did until the next round.
func Meeting(s *data.Story, m data.Meeting, k meetings.Look) widgets.CardContent {
	w := words.Local{}
	when := w.Days(m.Start, m.End)
	if m.Planned() || m.When != "" {
		when = m.When
	}
	out := widgets.CardContent{
		ID:    view.MeetingCard + m.ID,
		Tags:  []string{when, m.Country, words.Say(StateOf(k, m).Key())},
		Title: words.Say("meeting.title", "Number", m.Order, "City", m.City),
		Claim: marked(s, m.Outcome, charts.Ink), Sources: sourceLine(s, m.Sources),
	}
	if m.Outcome == "" {
		out.Claim = marked(s, words.Say("meeting.unknown", "Day", w.Day(s.AsOf, charts.DayMonthYear)), charts.Muted)
	}
	if k.Epilogue && m.Later.Outcome != "" {
		out.Tags = append([]string{words.Say("card.later")}, out.Tags...)
	}
	more := func(label, text string) {
		if text == "" {
			return
		}
		if len(out.More) > 0 {
			out.More = append(out.More, widgets.Span{Text: "\n", Size: charts.SizeBody})
		}
		out.More = append(out.More,
			widgets.Span{Text: label + "  ", Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Muted},
			widgets.Span{Text: text, Size: charts.SizeBody, Role: charts.Ink})
	}
	for i, side := range s.Sides {
		more(words.Say("meeting.people", "Side", side.Adjective), strings.Join(m.People[i], ", "))
	}
	more(words.Say("meeting.venue"), m.Venue)
	more(words.Say("meeting.rates"), ratesAround(s, m, k.Epilogue))
	more(words.Say("meeting.paper"), m.Instrument)
	more(words.Say("map.meeting.then"), knownThen(s, m))
	more(words.Say("map.meeting.ways"), Ways(s, m))
	out.Steps = AroundMeeting(s, m, k.Epilogue)
	out.More = append(meetingLinks(s, m, k.Epilogue), out.More...)
	return out
}

// StateOf is a meeting's state in time, whether it is selected or not.
func StateOf(k meetings.Look, m data.Meeting) meetings.State {
	k.Meeting = ""
	return k.State(m)
}

// beforeNext is the eve of the meeting after one, but no later than a day.
func beforeNext(s *data.Story, m data.Meeting, latest data.Day, epilogue bool) data.Day {
	for _, next := range s.MeetingsShown(epilogue) {
		if next.Order == m.Order+1 && next.Start.Set() {
			latest = min(latest, next.Start-1)
		}
	}
	return latest
}

// ratesAround says what each side's rate was on the eve of a meeting and on the eve
// of the next, or on the last day known. It is empty for meetings that have not
// ended by then.
func ratesAround(s *data.Story, m data.Meeting, epilogue bool) string {
	last := s.LastKnown(epilogue)
	if !m.Start.Set() || m.Start > last {
		return ""
	}
	until := beforeNext(s, m, last, epilogue)
	w := words.Local{}
	var parts []string
	for _, side := range s.Sides {
		before, after := s.Rate(side.ID, m.Start-1, epilogue), s.Rate(side.ID, until, epilogue)
		key := "meeting.rate.same"
		if before != after {
			key = "meeting.rate.moved"
		}
		parts = append(parts, words.Say(key, "Side", side.On, "Before", w.Rate(before), "After", w.Rate(after)))
	}
	return words.Say("meeting.rate.until", "Rates", strings.Join(parts, "; "), "Day", w.Day(until, charts.DayMonth))
}
