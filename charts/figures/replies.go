package figures

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

// allRepliesDays are so few that a plot drawn over no more shows all answers in them, and
// not only those nearest to a day.
const allRepliesDays = 62

// Nearest returns the links that are shown for a day and the days drawn: none by name if
// the days are few, else those nearest to the day.
func Nearest(s *data.Story, day, from, until data.Day, epilogue bool) (out scene.Links) {
	if allReplies(from, until) {
		return out
	}
	all := linksIn(s, from, until, epilogue)
	away := func(i int) data.Day {
		a, b := s.Happens(s.Links[i].From), s.Happens(s.Links[i].To)
		return max(a-day, day-b, 0)
	}
	slices.SortStableFunc(all, func(i, j int) int { return cmp.Compare(away(i), away(j)) })
	all = all[:min(len(all), scene.MostLinks)]
	slices.Sort(all)
	for at, i := range all {
		out[at] = i + 1
	}
	return out
}

// Joined returns the links that a scene joins by arrows, as positions in Story.Links in
// their order: the ones that it names, else those that Nearest gives, or all that lie in
// the days drawn.
func Joined(s *data.Story, sc scene.Scene) (out []int) {
	from, until := sc.Between(s)
	if allReplies(from, until) {
		return linksIn(s, from, until, sc.Epilogue)
	}
	if sc.Links == (scene.Links{}) {
		sc.Links = Nearest(s, sc.Day, from, until, sc.Epilogue)
	}
	for _, i := range sc.Links {
		if i > 0 && i <= len(s.Links) {
			out = append(out, i-1)
		}
	}
	return out
}

// linksIn are the links both of whose ends lie in the days.
func linksIn(s *data.Story, from, until data.Day, epilogue bool) (all []int) {
	for i, l := range s.Links {
		a, b := s.Happens(l.From), s.Happens(l.To)
		if (epilogue || !l.Epilogue) && a.Set() && b.Set() && a <= b && a >= from && b <= until {
			all = append(all, i)
		}
	}
	return all
}

// allReplies tells whether days are so few that all replies in them are shown.
func allReplies(from, until data.Day) bool { return until-from <= allRepliesDays }

// WithReplies returns the rates figure with arrows from actions to their answers, as
// a scene names them. Each leads from the day on which the one was announced to
// the day on which the other was; a change of a rate stands at the rate it led to.
// What the arrows tell is added to summary and table.
func WithReplies(f *charts.Figure, s *data.Story, sc scene.Scene) *charts.Figure {
	chosen := Joined(s, sc)
	w := f.Words
	out := *f
	out.Captions = slices.Clone(f.Captions)
	out.Table.Rows, out.Table.Days, out.Table.Untils = slices.Clone(f.Table.Rows), slices.Clone(f.Table.Days), slices.Clone(f.Table.Untils)
	all := 0
	for _, l := range s.Links {
		if sc.Epilogue || !l.Epilogue {
			all++
		}
	}
	key := "replies.some"
	if sc.Until > sc.From && allReplies(sc.From, sc.Until) || allReplies(f.From, f.Until) {
		key = "replies.here"
	}
	if len(chosen) == 0 {
		out.Note = w.Say("replies.none", "All", all)
	} else {
		out.Note = w.Say(key, "Count", len(chosen), "All", all)
	}
	sentences := []string{f.Summary}
	for _, i := range chosen {
		l := s.Links[i]
		from, until := s.Happens(l.From), s.Happens(l.To)
		arrow := charts.Arrow{ID: strconv.Itoa(i), Role: endRole(s, l.To), From: from, Until: until,
			Low: endValue(s, l.From, sc.Epilogue), High: endValue(s, l.To, sc.Epilogue)}
		out.Arrows = append(out.Arrows, arrow)
		out.Max = max(out.Max, arrow.Low*1.1, arrow.High*1.1)
		days := Elapsed(until-from, w)
		out.Captions = append(out.Captions, charts.Caption{
			ID: "reply/" + arrow.ID, Weight: 45, Arrow: arrow.ID, From: from, Until: until,
			Sides: []label.Side{label.Above, label.RightOf, label.LeftOf, label.Below},
			Forms: [][]charts.Run{{{Text: days, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: arrow.Role}}},
		})
		var on string
		if c := s.ChangeAt(l.To); c != nil {
			on = s.Side(c.Side).On
		}
		out.Table.AddSpan(until, until, w.Day(from, charts.DayMonthYear), w.Day(until, charts.DayMonthYear), on, "", w.Say("replies.row", "Days", days, "Name", s.Named(l.To)), l.Text)
		sentences = append(sentences, ReplyText(s, l, w))
	}
	out.Summary = strings.Join(sentences, " ")
	return &out
}

// ReplyText tells of a link in a sentence: what was done, what answered it, and after
// how many days.
func ReplyText(s *data.Story, l data.Link, w charts.Words) string {
	from, until := s.Happens(l.From), s.Happens(l.To)
	return w.Say("replies.sentence", "From", w.Day(from, charts.DayMonth), "Action", s.Named(l.From),
		"Until", w.Day(until, charts.DayMonth), "Answer", s.Named(l.To), "Days", Elapsed(until-from, w))
}

// Elapsed writes a number of days.
func Elapsed(days data.Day, w charts.Words) string {
	if days == 0 {
		return w.Say("replies.day.same")
	}
	return w.Say("replies.days", "Count", int(days))
}

// endRole is the colour of the side that acted; of what is no side's own it is Muted.
func endRole(s *data.Story, end string) charts.Role {
	if c := s.ChangeAt(end); c != nil {
		return charts.SideRole(s, c.Side)
	}
	return charts.Muted
}

// endValue is where an end of a link stands: at the rate that a change of all goods
// led to, at its side's rate for other changes, on the axis for all else.
func endValue(s *data.Story, end string, epilogue bool) data.Percent {
	c := s.ChangeAt(end)
	if c == nil {
		return 0
	}
	if c.Status == data.InForce {
		return s.Rate(c.Side, c.Effective, epilogue)
	}
	for _, t := range s.NotCollected(c.Side, epilogue) {
		if t.Changes[0].Effective == c.Effective && t.Changes[0].Layer == c.Layer {
			return t.Rate
		}
	}
	return s.Rate(c.Side, c.Effective, epilogue)
}
