package figures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

// arrows draws the scene's arrows from actions to their answers, numbered in order.
func (b *Builder) arrows(f *charts.Figure) {
	for i, a := range b.Beat.Scene.Arrows {
		from, to := b.place(a.From), b.place(a.To)
		if !from.ok || !to.ok || max(from.day, to.day) > b.end() && !b.Scene.AllDays {
			continue
		}
		arrow := charts.Arrow{ID: scene.ArrowID(i), Role: charts.Muted, From: from.day, Until: to.day, Low: from.value, High: to.value, OffDP: 11}
		if arrow.From > arrow.Until || arrow.From < f.From || arrow.Until > f.Until {
			continue
		}
		f.Arrows = append(f.Arrows, arrow)
		number := cmp.Or(a.Number, i+1)
		f.Captions = append(f.Captions, charts.Caption{
			ID: arrow.ID, Weight: 80, Arrow: arrow.ID, From: arrow.From, Until: arrow.Until, Badge: true, Apart: 9,
			Sides: []label.Side{label.LeftOf, label.RightOf, label.Above, label.Below},
			Forms: [][]charts.Run{
				{{Text: fmt.Sprintf("%d   %s", number, a.Says), Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Muted}},
				{{Text: fmt.Sprint(number), Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Muted}},
			},
		})
		for _, l := range b.Story.Links {
			if l.From == a.From && l.To == a.To {
				b.Row(arrow.Until, arrow.Until, b.Words.Say("replies.kind"), a.Says, l.Text, l.Sources)
			}
		}
	}
}

// spot is where an end of a link is drawn.
type spot struct {
	day   data.Day
	value data.Percent
	ok    bool
}

// place finds where an end stands: a rate in force on the day it took effect, one that
// was announced on the day it was; an event that announced a rate stands at that rate,
// any other on the days' line.
func (b *Builder) place(end string) spot {
	day := b.Story.Happens(end)
	if !day.Set() {
		return spot{}
	}
	if c := b.Story.ChangeAt(end); c != nil {
		if c.Status == data.InForce && (c.Effective <= b.end()) {
			return spot{c.Effective, b.Told.Rate(c.Side, c.Effective, b.Scene.Epilogue), true}
		}
		for _, t := range b.Told.NotCollected(c.Side, b.Scene.Epilogue) {
			if t.Changes[0].Effective == c.Effective && t.Changes[0].Layer == c.Layer {
				return spot{t.Announced, t.Rate, true}
			}
		}
		return spot{}
	}
	for _, n := range b.Beat.Scene.Notes { // where the scene marks it
		if n.At == end && n.Side != "" && n.Till == 0 && !n.Valued {
			return spot{day, b.Told.Rate(n.Side, min(day, b.end()), b.Scene.Epilogue), true}
		}
	}
	best := spot{day, 0, true}
	for _, side := range b.Told.Sides {
		for _, t := range b.Told.NotCollected(side.ID, b.Scene.Epilogue) {
			if t.Announced == day && t.Rate > best.value {
				best.value = t.Rate
			}
		}
	}
	return best
}

// notes writes the scene's own words, each tied to a day and a value.
func (b *Builder) notes(f *charts.Figure) {
	for i, n := range b.Beat.Scene.Notes {
		day := b.Story.NoteDay(n)
		if !day.Set() || day < f.From || day > f.Until || day > b.end() && n.Till == 0 {
			continue
		}
		id := scene.NoteID(i)
		role := charts.Muted
		if n.Side != "" {
			role = charts.SideRole(b.Story, n.Side)
		}
		value := n.Value
		if !n.Valued && n.Side != "" {
			value = b.Told.Rate(n.Side, min(day, b.end()), b.Scene.Epilogue)
		}
		c := charts.Caption{ID: id, Weight: 70 - float64(i), From: day, Until: day, Low: value, High: value, Apart: 8, Close: n.Side != "",
			Sides: []label.Side{label.RightOf, label.Above, label.LeftOf, label.Below}}
		if slices.ContainsFunc(b.Beat.Scene.Arrows, func(a data.SceneArrow) bool { return a.From == n.At }) {
			c.Weight, c.Close, c.Led = 96, false, true // else the arrow would start from nothing
		}
		switch {
		case n.Till != 0 && n.Valued: // a branch
			f.Curves = append(f.Curves, charts.Curve{ID: id, Role: role, Stroke: charts.Stroke{WidthDP: openDP}, Steps: []charts.Step{{Day: day, Value: value}}, Until: min(n.Till, f.Until, b.end())})
			f.Dots = append(f.Dots, charts.Dot{ID: id, Role: role, Day: day, Value: value, Large: n.Level})
			c.From, c.Until, c.Sides = day, min(n.Till, f.Until, b.end()), []label.Side{label.RightOf, label.Above, label.Below}
		case n.Till != 0: // a span
			f.Areas = append(f.Areas, charts.Area{ID: id, Role: charts.GoodBand, From: day, Until: min(n.Till, f.Until) - 1})
			f.Rules = append(f.Rules, charts.Rule{ID: id, Role: charts.Good, Day: day})
			c.Until, c.Within = min(n.Till, f.Until), true
			role = charts.Good
		default:
			if !slices.ContainsFunc(f.Dots, func(d charts.Dot) bool { return d.Day == day && d.Value == value }) { // else it says more of that
				f.Dots = append(f.Dots, charts.Dot{ID: id, Role: role, Day: day, Value: value, Hollow: n.Side == "" && !n.Valued})
			}
			if !n.Valued && n.Side == "" {
				c.Sides = []label.Side{label.Above, label.RightOf, label.LeftOf}
			}
		}
		c.Forms = noteForms(n, role)
		f.Captions = append(f.Captions, c)
		b.Row(day, day, b.Story.Named(n.At), n.Says, "", b.noteSources(n))
	}
}

func (b *Builder) noteSources(n data.SceneNote) []string {
	if c := b.Story.ChangeAt(n.At); c != nil {
		return c.Sources
	}
	kind, id, _ := strings.Cut(n.At, ":")
	if m := b.Story.Meeting(id); kind == "meeting" && m != nil {
		return m.Known(b.Scene.Epilogue).Sources
	}
	for _, e := range b.Story.Events {
		if kind == "event" && e.ID == id {
			return e.Sources
		}
	}
	return nil
}

// noteForms are ways to write a note: as it is, and its first line only. Of a level
// the first line is large.
func noteForms(n data.SceneNote, role charts.Role) [][]charts.Run {
	var full []charts.Run
	for i, line := range strings.Split(n.Says, "\n") {
		run := charts.Run{Text: strings.TrimSpace(line), Size: charts.SizeLabel, Weight: typeface.Medium, Role: role}
		if n.Level && i == 0 {
			run.Size, run.Weight = charts.SizeLevel, typeface.Bold
		}
		full = append(full, run)
	}
	out := [][]charts.Run{full}
	if len(full) > 1 {
		first := full[0]
		first.Size = charts.SizeLabel
		out = append(out, []charts.Run{first})
	}
	return out
}
