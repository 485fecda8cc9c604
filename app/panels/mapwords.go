package panels

import (
	"slices"
	"strings"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/meetings"
	"truceline/data"
)

// wayTo is the shortest way of a side's delegation to a meeting.
func wayTo(side data.Side, m data.Meeting) atlas.Arc {
	return atlas.GreatCircle(atlas.LonLat{Lon: side.Capital.Lon, Lat: side.Capital.Lat}, atlas.LonLat{Lon: m.Lon, Lat: m.Lat})
}

// Ways says how far each delegation has to fly, and whether past the pole.
func Ways(s *data.Story, m data.Meeting) string {
	const polar = 80 // degrees; beyond it the way looks bent on a flat map
	var out []string
	for _, side := range s.Sides {
		way := wayTo(side, m)
		if way.DistanceKM() < 1 {
			continue
		}
		key := "map.way"
		if way.MaxLatitude() > polar {
			key = "map.way.polar"
		}
		out = append(out, words.Say(key, "City", side.Capital.Name, "Distance", words.Local{}.Number(way.DistanceKM(), 0)))
	}
	return strings.Join(out, ", ")
}

// Flown returns how many meetings had begun by the day that is looked at, and how
// far each side's delegation had flown to them, one way, in km.
func Flown(s *data.Story, v view.View) (count int, km []float64) {
	km = make([]float64, len(s.Sides))
	for _, m := range s.MeetingsShown(v.Epilogue) {
		if m.Planned() || m.Start > v.Day || m.Start > s.End(v.Epilogue) || !v.Epilogue && m.Start > s.AsOf {
			continue
		}
		count++
		for i, side := range s.Sides {
			km[i] += wayTo(side, m).DistanceKM()
		}
	}
	return count, km
}

// FlownText says what flown reckons. It is empty before the first meeting.
func FlownText(s *data.Story, v view.View) string {
	count, km := Flown(s, v)
	if count == 0 {
		return ""
	}
	w := words.Local{}
	var sides []string
	for i, side := range s.Sides {
		sides = append(sides, words.Say("map.flown.side", "City", side.Capital.Name, "Distance", w.Number(km[i], 0)))
	}
	return words.Say("map.flown", "Day", w.Day(v.Day, charts.DayMonthYear), "Count", count, "Sides", strings.Join(sides, ", "))
}

// When says when a meeting is, as known.
func When(m data.Meeting) string {
	if m.Planned() || m.When != "" {
		return m.When
	}
	return words.Local{}.Days(m.Start, m.End)
}

// KindWord is the name of a projection on its button.
func KindWord(k atlas.Kind) string {
	key := "map.kind.flat"
	switch k {
	case atlas.LambertAzimuthal:
		key = "map.kind.polar"
	case atlas.Orthographic:
		key = "map.kind.globe"
	}
	return words.Say(key)
}

// MapSummary says what the map shows: the projection, the meetings and how they
// stand to the day, the selected one with the ways to it, what is out of sight, and
// how far the delegations had flown.
func MapSummary(s *data.Story, v view.View, l *meetings.Layout) string {
	key := "map.summary.flat"
	switch v.Map.Kind {
	case atlas.LambertAzimuthal:
		key = "map.summary.polar"
	case atlas.Orthographic:
		key = "map.summary.globe"
	}
	out := []string{words.Say(key)}
	var list []string
	for _, m := range s.MeetingsShown(v.Epilogue) {
		list = append(list, words.Say("map.summary.meeting", "Number", m.Order, "City", m.City, "When", When(m), "State", words.Say(StateOf(v.MapLook(), m).Key())))
	}
	if len(list) > 0 {
		out = append(out, words.Say("map.summary.meetings", "List", strings.Join(list, "; ")))
	} else {
		out = append(out, words.Say("map.summary.none"))
	}
	if m := s.Meeting(v.Meeting); m != nil {
		known := m.Known(v.Epilogue)
		out = append(out, words.Say("map.summary.selected", "City", known.City, "Ways", Ways(s, known)))
	}
	if l != nil && len(l.Away) > 0 {
		var away []string
		for _, k := range l.Away {
			away = append(away, k.Name)
		}
		out = append(out, words.Say("map.summary.away", "Cities", strings.Join(away, ", ")))
	}
	if text := FlownText(s, v); text != "" {
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

// knownThen is a meeting's outcome as it was known on the as-of day, if what is
// shown became known later.
func knownThen(s *data.Story, shown data.Meeting) string {
	if m := s.Meeting(shown.ID); m != nil && m.Outcome != shown.Outcome {
		return m.Outcome
	}
	return ""
}

// meetingLinks lead to the meetings before and after.
func meetingLinks(s *data.Story, m data.Meeting, epilogue bool) []widgets.Span {
	all := s.MeetingsShown(epilogue)
	at := slices.IndexFunc(all, func(o data.Meeting) bool { return o.ID == m.ID })
	var out []widgets.Span
	link := func(key string, to data.Meeting) {
		out = append(out, widgets.Span{Text: words.Say(key, "Number", to.Order, "City", to.City), Size: charts.SizeBody, Role: charts.Ink, Link: view.MeetingCard + to.ID})
	}
	if at > 0 {
		link("map.meeting.before", all[at-1])
	}
	if at >= 0 && at+1 < len(all) {
		if len(out) > 0 {
			out = append(out, widgets.Span{Text: "     ", Size: charts.SizeBody})
		}
		link("map.meeting.after", all[at+1])
	}
	return append(out, widgets.Span{Text: "\n", Size: charts.SizeBody})
}

// AroundMeeting is each side's rate from three weeks before a meeting until the eve of
// the next, or the last day known. It is nil for meetings that had not begun by
// then.
func AroundMeeting(s *data.Story, m data.Meeting, epilogue bool) *widgets.StepsContent {
	const before, after = 21, 60 // days
	last := s.LastKnown(epilogue)
	if !m.Start.Set() || m.Start > last {
		return nil
	}
	end := max(m.End, m.Start)
	until := beforeNext(s, m, min(last, end+after), epilogue)
	from := max(m.Start-before, s.Start)
	until = max(until, end, from+1)
	w := words.Local{}
	c := &widgets.StepsContent{From: int(m.Start - from), Until: int(end - from),
		Caption: words.Say("map.meeting.plot", "From", w.Day(from, charts.DayMonth), "Until", w.Day(until, charts.DayMonthYear))}
	for i, side := range s.Sides {
		line := widgets.StepLine{Role: charts.SideRole(s, side.ID), WidthDP: []float32{2.5, 1.5}[min(i, 1)]}
		for d := from; d <= until; d++ {
			line.Values = append(line.Values, float64(s.Rate(side.ID, d, epilogue)))
		}
		line.Before, line.After = w.Rate(s.Rate(side.ID, from, epilogue)), w.Rate(s.Rate(side.ID, until, epilogue))
		c.Lines = append(c.Lines, line)
	}
	return c
}
