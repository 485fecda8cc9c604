package panels

import (
	"slices"
	"strings"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/typeface"
	"truceline/data"
)

// Detail says in words what the cursor reads: of the rate the layers, the
// legal text and the day it was announced; with a pinned day, what changed between
// the two. Legal texts are links to their sources.
func Detail(s *data.Story, v view.View) []widgets.Span {
	if m := s.Measure(v.Measure); v.Series != "" || m != nil && !m.Derived {
		return nil // the dots say all that was published
	}
	last := s.LastKnown(v.Epilogue)
	if v.Day > last {
		return nil
	}
	var out []widgets.Span
	for i, side := range s.Sides {
		if i > 0 {
			out = append(out, plain("\n"))
		}
		out = append(out, sideDetail(s, &side, v)...)
	}
	if v.Pin.Set() {
		out = append(out, plain("\n"), compared(s, v))
	}
	return out
}

// Brief is detail for low windows: a line for both sides.
func Brief(s *data.Story, v view.View) []widgets.Span {
	w := words.Local{}
	last := s.LastKnown(v.Epilogue)
	if m := s.Measure(v.Measure); v.Series != "" || m != nil && !m.Derived || v.Day > last {
		return nil
	}
	if v.Pin.Set() {
		return []widgets.Span{compared(s, v)}
	}
	var out []widgets.Span
	for _, side := range s.Sides {
		t := StretchOn(s, side.ID, v.Day, v.Epilogue)
		if t == nil {
			continue
		}
		if len(out) > 0 {
			out = append(out, plain("   "))
		}
		link := plain(words.Say("detail.sources"))
		link.Link = view.ChangeSheet + string(side.ID) + "/" + t.From.String()
		out = append(out, widgets.Span{Text: words.Say("detail.rate", "On", side.On, "Rate", w.Rate(t.Rate)), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.SideRole(s, side.ID)},
			plain(words.Say("detail.brief", "Day", w.Day(t.From, charts.DayMonth))), link)
	}
	return out
}

func plain(text string) widgets.Span {
	return widgets.Span{Text: text, Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Muted}
}

func sideDetail(s *data.Story, side *data.Side, v view.View) []widgets.Span {
	w := words.Local{}
	t := StretchOn(s, side.ID, v.Day, v.Epilogue)
	if t == nil {
		return nil
	}
	name := widgets.Span{Text: words.Say("detail.rate", "On", side.On, "Rate", w.Rate(t.Rate)), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.SideRole(s, side.ID)}
	out := []widgets.Span{name}
	if layers := figures.LayerNames(s, *t, w); layers != "" {
		out = append(out, plain(words.Say("detail.layers", "Layers", layers)))
	}
	change := sets(*t)
	link := plain(change.Instrument)
	link.Link = view.ChangeSheet + string(side.ID) + "/" + t.From.String()
	since := plain(words.Say("detail.since", "Day", w.Day(t.From, charts.DayMonth)))
	if change.Instrument == "" {
		since, link.Text = plain(words.Say("detail.start")), words.Say("detail.source")
	}
	out = append(out, since, link)
	if t.Announced.Set() && t.Announced != t.From {
		out = append(out, plain(words.Say("detail.announced", "Day", w.Day(t.Announced, charts.DayMonth))))
	}
	for _, x := range s.Suspended(side.ID, v.Epilogue) {
		if x.Contains(v.Day) {
			out = append(out, plain(words.Say("detail.hold", "Points", charts.Points(w, x.Rate))))
		}
	}
	return append(out, plain("."))
}

// sets returns the change that set what a stretch collects: of several on one day not the
// end of a layer that is collected no longer.
func sets(t data.Stretch) data.Change {
	for _, c := range t.Changes {
		if slices.ContainsFunc(t.Layers, func(l data.LayerRate) bool { return l.Layer == c.Layer }) {
			return c
		}
	}
	return t.Changes[0]
}

// StretchOn returns a side's stretch in force on a day, or nil.
func StretchOn(s *data.Story, side data.SideID, day data.Day, epilogue bool) *data.Stretch {
	for _, t := range s.InForce(side, epilogue) {
		if t.Contains(day) {
			return &t
		}
	}
	return nil
}

// compared says how far each side moved between the pinned day and the cursor's, or asks
// for the second day.
func compared(s *data.Story, v view.View) widgets.Span {
	w := words.Local{}
	from, to := min(v.Pin, v.Day), max(v.Pin, v.Day)
	var parts []string
	for _, side := range s.Sides {
		before, after := s.Rate(side.ID, from, v.Epilogue), s.Rate(side.ID, to, v.Epilogue)
		key := "detail.same"
		if after > before {
			key = "detail.higher"
		} else if after < before {
			key = "detail.lower"
		}
		parts = append(parts, words.Say(key, "Side", side.On, "Before", w.Rate(before), "After", w.Rate(after), "Points", charts.Points(w, max(after-before, before-after))))
	}
	text := words.Say("detail.second", "Day", w.Day(v.Pin, charts.DayMonth))
	if from != to {
		text = words.Say("detail.difference", "From", w.Day(from, charts.DayMonth), "To", w.Day(to, charts.DayMonth), "Count", int(to-from), "Sides", strings.Join(parts, "; "))
	}
	return widgets.Span{Text: text, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink}
}
