package scene

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Figure returns a scene's figure, with the headline and line of its beat. s is the
// whole story.
func Figure(s *data.Story, sc Scene, w charts.Words) *charts.Figure {
	b := &builder{s: s, told: Told(s, sc), sc: sc, w: w, beat: &data.Beat{}}
	if beat := s.Beat(sc.Beat); beat != nil {
		b.beat = beat
	}
	var f *charts.Figure
	switch sc.Figure {
	case data.RatesScene:
		f = b.rates()
	case data.ColumnsScene:
		f = b.columns()
	case data.LanesScene:
		f = b.lanes()
	case data.ForkScene:
		f = b.fork()
	case data.MapScene:
		f = b.strip(true)
	default:
		f = b.series()
	}
	f.Name, f.Title, f.Line = "scene/"+sc.Beat, b.beat.Headline, b.beat.Line
	f.Sources = b.sourceLine()
	f.AsOf = w.Say("figure.asof", "Day", w.Day(b.asOf(), charts.DayMonthYear))
	if sc.Published > sc.Revealed && !sc.AllDays {
		f.AsOf += w.Say("scene.asof.months", "Day", w.Day(sc.Published, charts.DayMonthYear))
	}
	if f.Table.Columns == nil {
		f.Table = b.table
	}
	f.Summary = b.summary(f)
	return f.In(w).Without(sc.HeldBack(s))
}

// asOf is the day up to which the figure tells what happened.
func (b *builder) asOf() data.Day {
	switch {
	case !b.sc.AllDays:
		return b.sc.Revealed
	case b.sc.Epilogue:
		return b.s.EpilogueEnd
	}
	return b.s.AsOf
}

// builder makes one figure.
type builder struct {
	s, told *data.Story
	sc      Scene
	beat    *data.Beat
	w       charts.Words
	cited   []citation
	table   charts.Table
}

// end is the last day of which the scene tells what happened.
func (b *builder) end() data.Day {
	return min(b.asOf(), b.sc.Until)
}

// citation is a source of a row drawn, and how far the row's day is from the scene's.
type citation struct {
	id   string
	away data.Day
}

// cite keeps the sources of a row of a day.
func (b *builder) cite(day data.Day, ids []string) {
	away := data.Day(0)
	if day.Set() {
		away = max(day-b.sc.Day, b.sc.Day-day)
	}
	for _, id := range ids {
		if id != data.Withheld {
			b.cited = append(b.cited, citation{id, away})
		}
	}
}

// mostSources are named in the source line; how many more there are is said.
const mostSources = 2

func (b *builder) sourceLine() string {
	var names []string
	slices.SortStableFunc(b.cited, func(x, y citation) int { return cmp.Compare(x.away, y.away) })
	for _, c := range b.cited {
		if t := charts.SourceTitle(b.s, c.id, b.w); t != "" && !slices.Contains(names, t) {
			names = append(names, t)
		}
	}
	if len(names) == 0 {
		return ""
	}
	more := len(names) - mostSources
	line := strings.Join(names[:min(mostSources, len(names))], "; ")
	if more > 0 {
		line = b.w.Say("scene.sources.more", "Names", line, "More", more)
	}
	return b.w.Say("figure.published.sources", "Names", line)
}

// row adds a row to the scene's table.
func (b *builder) row(from, until data.Day, what, value, note string, sources []string) {
	if b.table.Columns == nil {
		b.table.Columns = []string{b.w.Say("table.day"), b.w.Say("table.row"), b.w.Say("table.value"), b.w.Say("table.note"), b.w.Say("table.sources")}
	}
	var names []string
	for _, id := range sources {
		if t := charts.SourceTitle(b.s, id, b.w); t != "" {
			names = append(names, t)
		}
	}
	day := b.w.Day(from, charts.DayMonthYear)
	if !from.Set() {
		day = ""
	}
	b.table.Rows = append(b.table.Rows, []string{day, what, value, note, strings.Join(names, "; ")})
	b.table.Days, b.table.Untils = append(b.table.Days, from), append(b.table.Untils, until)
	b.cite(from, sources)
}

// summary tells the table's rows in sentences.
func (b *builder) summary(f *charts.Figure) string {
	out := []string{b.beat.Headline}
	for _, row := range f.Table.Rows {
		told := slices.DeleteFunc(slices.Clone(row[:min(len(row), 4)]), func(c string) bool { return c == "" })
		out = append(out, b.w.Say("summary.line", "Text", strings.Join(told, ", ")))
	}
	return strings.Join(out, " ")
}

// frame is a figure of the scene's camera, with what has not been told yet shaded.
func (b *builder) frame(top data.Percent) *charts.Figure {
	f := &charts.Figure{From: b.sc.From, Until: b.sc.Until, Max: top, Yields: true}
	if day := b.sc.Day; day > f.From && day < f.Until {
		f.Rules = append(f.Rules, charts.Rule{ID: "day", Role: charts.Line, Day: day})
	}
	if from := b.end(); !b.sc.AllDays && from < f.Until {
		f.Areas = append(f.Areas, charts.Area{ID: "notyet", Role: charts.NotYet, From: max(from, f.From), Until: f.Until})
		f.Captions = append(f.Captions, charts.Caption{
			ID: "notyet", Weight: 6, From: f.Until, Until: f.Until, Low: top * 0.06, High: top * 0.06, Sides: []label.Side{label.LeftOf},
			Forms: [][]charts.Run{{{Text: b.w.Say("scene.notyet"), Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Muted}}},
		})
	}
	return f
}

// Widths of the two sides' lines, and of what is not in force, in dp.
const (
	firstDP  = 3.5
	secondDP = 2.5
	openDP   = 2
)

func strokeOf(rank int) charts.Stroke {
	if rank > 0 {
		return charts.Stroke{WidthDP: secondDP}
	}
	return charts.Stroke{WidthDP: firstDP}
}

// lines draws both sides' rates up to the day told.
func (b *builder) lines(f *charts.Figure) {
	end := b.end()
	for i, side := range b.told.Sides {
		curve := charts.Curve{ID: string(side.ID), Role: charts.SideRole(b.s, side.ID), Stroke: strokeOf(i), Until: end}
		for _, t := range b.told.InForce(side.ID, b.sc.Epilogue) {
			if t.From > end {
				continue
			}
			curve.Steps = append(curve.Steps, charts.Step{Day: t.From, Value: t.Rate})
			if t.Until.Set() && t.Until < f.From {
				continue
			}
			b.row(t.From, t.Until, side.On, b.w.Percent(t.Rate), charts.LayerNames(b.told, t, b.w), t.Sources())
			f.Max = max(f.Max, t.Rate)
		}
		if len(curve.Steps) > 0 {
			f.Curves = append(f.Curves, curve)
		}
	}
}

// inView are the steps of a curve that begin among the camera's days.
func inView(f *charts.Figure, c charts.Curve) []charts.Step {
	var out []charts.Step
	for i, st := range c.Steps {
		if st.Day > f.From && st.Day <= f.Until && (i == 0 || c.Steps[i-1].Value != st.Value) {
			out = append(out, st)
		}
	}
	return out
}

func percentRun(b *builder, v data.Percent, size charts.TextSize, role charts.Role) charts.Run {
	return charts.Run{Text: b.w.Percent(v), Size: size, Weight: typeface.Bold, Role: role}
}

// levels writes the rates: that of the step large, the other side's less so, those
// before them smaller still.
func (b *builder) levels(f *charts.Figure) {
	subject := b.subject()
	for rank, side := range b.told.Sides {
		at := slices.IndexFunc(f.Curves, func(c charts.Curve) bool { return c.ID == string(side.ID) })
		if at < 0 {
			continue
		}
		c := f.Curves[at]
		now := c.Steps[len(c.Steps)-1]
		size, weight := charts.SizeOther, 100.0
		if side.ID == subject {
			size, weight = charts.SizeLevel, 120
		}
		name := charts.Run{Text: side.On, Size: charts.SizeLabel, Weight: typeface.Medium, Role: c.Role}
		steps := inView(f, c)
		fresh := len(steps) > 0 && steps[len(steps)-1].Day == b.sc.Day
		anchor := max(now.Day, f.From)
		sides := []label.Side{label.RightOf, label.LeftOf, label.Above, label.Below}
		if fresh || c.Until-anchor < (f.Until-f.From)/6 {
			anchor = c.Until
		} else {
			sides = []label.Side{label.Above, label.Below, label.RightOf}
		}
		if anchor > f.From+(f.Until-f.From)/2 {
			sides = []label.Side{label.LeftOf, label.RightOf, label.Above, label.Below}
		}
		if rank > 0 && sides[0] == label.LeftOf {
			sides[0], sides[1] = sides[1], sides[0]
		}
		if fresh {
			f.Dots = append(f.Dots, charts.Dot{ID: "now/" + c.ID, Role: c.Role, Day: now.Day, Value: now.Value, Large: true})
		}
		one := charts.Run{Text: b.w.Say("figure.end", "On", side.On, "Rate", b.w.Percent(now.Value)), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: c.Role}
		forms := [][]charts.Run{{percentRun(b, now.Value, size, c.Role), name}, {one}, {percentRun(b, now.Value, charts.SizeLabel, c.Role)}}
		if now.Value == 0 {
			forms = [][]charts.Run{{one}}
			anchor, sides = max(f.From, now.Day), []label.Side{label.Above}
			if len(steps) > 0 {
				anchor = now.Day
			}
			f.Captions = append(f.Captions, charts.Caption{ID: "now/" + c.ID, Weight: weight - 50, From: anchor, Until: max(anchor, c.Until), Low: 0, High: 0, Sides: sides, Forms: forms})
			continue
		}
		f.Captions = append(f.Captions, charts.Caption{
			ID: "now/" + c.ID, Weight: weight, From: anchor, Until: max(anchor, c.Until), Low: now.Value, High: now.Value, Sides: sides, Forms: forms, Apart: 12, Margin: true, Insist: insist(fresh),
		})
		for i, st := range steps {
			if st == now || st.Value == 0 {
				continue
			}
			until := now.Day
			if i+1 < len(steps) {
				until = steps[i+1].Day
			}
			f.Dots = append(f.Dots, charts.Dot{ID: "step/" + c.ID + "/" + st.Day.String(), Role: c.Role, Day: st.Day, Value: st.Value})
			size, peak := charts.SizeStrong, true
			for _, o := range steps {
				peak = peak && o.Value <= st.Value
			}
			if peak {
				size = charts.SizeOther
			}
			f.Captions = append(f.Captions, charts.Caption{
				ID: "step/" + c.ID + "/" + st.Day.String(), Weight: 60 - float64(i), From: st.Day, Until: until, Low: st.Value, High: st.Value,
				Sides: []label.Side{label.LeftOf, label.Above, label.Below, label.RightOf}, Close: true, Apart: 9,
				Forms: [][]charts.Run{{percentRun(b, st.Value, size, c.Role)}, {percentRun(b, st.Value, charts.SizeLabel, c.Role)}},
			})
		}
	}
}

// insist is how much it matters that the value of the step itself is large.
func insist(fresh bool) float64 {
	if fresh {
		return 80
	}
	return 0
}

// subject is the side whose rate the step is about: the one that changed on the beat's
// day; empty if none did.
func (b *builder) subject() data.SideID {
	for _, side := range b.told.Sides {
		for _, d := range b.told.ChangeDays(side.ID, b.sc.Epilogue) {
			if d == b.sc.Day && b.told.Rate(side.ID, d, b.sc.Epilogue) != b.told.Rate(side.ID, d-1, b.sc.Epilogue) {
				return side.ID
			}
		}
	}
	return ""
}

// announced draws what was announced or threatened and is not, or not yet, collected:
// a hollow dot on the day it was announced, dashes from there to the day it is due.
func (b *builder) announced(f *charts.Figure) {
	for _, side := range b.told.Sides {
		role := charts.SideRole(b.s, side.ID)
		for _, t := range b.told.NotCollected(side.ID, b.sc.Epilogue) {
			due := t.Changes[0].Effective
			if l := b.told.Layer(side.ID, t.Changes[0].Layer); l == nil || l.Scope != data.General {
				continue
			}
			if b.sc.Top > 0 && t.Rate > b.sc.Top {
				continue // above what the camera sees
			}
			if !t.Announced.Set() || due < f.From || t.Announced > f.Until || t.Announced > b.end() {
				continue
			}
			if t.Due(b.end()) && b.told.Rate(side.ID, b.end(), b.sc.Epilogue) == t.Rate {
				continue // it stays what it is
			}
			id := "announced/" + string(side.ID) + "/" + t.Announced.String() + "/" + due.String()
			from := max(t.Announced, f.From)
			f.Curves = append(f.Curves, charts.Curve{
				ID: id, Role: role, Stroke: charts.Stroke{WidthDP: openDP, Dashed: true}, Steps: []charts.Step{{Day: from, Value: t.Rate}}, Until: min(due, f.Until),
			})
			if t.Announced >= f.From {
				f.Dots = append(f.Dots, charts.Dot{ID: id, Role: role, Day: t.Announced, Value: t.Rate, Hollow: true})
			}
			f.Max = max(f.Max, t.Rate*1.1)
			key := "scene.announced"
			switch {
			case t.Withdrawn.Set() && t.Withdrawn <= b.end():
				key = "scene.dropped"
			case t.Status == data.Threatened:
				key = "scene.threatened"
			case due <= b.end():
				key = "scene.never"
			}
			says := b.w.Say(key, "Rate", b.w.Percent(t.Rate), "Day", b.w.Day(due, charts.DayMonth))
			head, rest, _ := strings.Cut(says, " ")
			forms := [][]charts.Run{{{Text: says, Size: charts.SizeLabel, Weight: typeface.Medium, Role: role}}, {percentRun(b, t.Rate, charts.SizeLabel, role)}}
			weight := 55.0
			if t.Announced == b.sc.Day || t.Status == data.Threatened {
				weight = 90
			}
			if weight > 55 && b.subject() == "" { // nothing that took effect on the day is larger
				forms = append([][]charts.Run{{
					{Text: head, Size: charts.SizeLevel, Weight: typeface.Bold, Role: role}, {Text: rest, Size: charts.SizeLabel, Weight: typeface.Medium, Role: role},
				}}, forms...)
			}
			f.Captions = append(f.Captions, charts.Caption{
				ID: id, Weight: weight, From: from, Until: max(min(due, f.Until), from), Low: t.Rate, High: t.Rate,
				Sides: []label.Side{label.Above, label.LeftOf, label.Below, label.RightOf}, Forms: forms, Apart: 8,
			})
			b.row(t.Announced, due, side.On, says, charts.LayerNames(b.told, t, b.w), t.Sources())
		}
	}
}

// arrows draws the scene's arrows from actions to their answers, numbered in order.
func (b *builder) arrows(f *charts.Figure) {
	for i, a := range b.beat.Scene.Arrows {
		from, to := b.place(a.From), b.place(a.To)
		if !from.ok || !to.ok || max(from.day, to.day) > b.end() && !b.sc.AllDays {
			continue
		}
		arrow := charts.Arrow{ID: arrowID(i), Role: charts.Muted, From: from.day, Until: to.day, Low: from.value, High: to.value, OffDP: 11}
		if arrow.From > arrow.Until || arrow.From < f.From || arrow.Until > f.Until {
			continue
		}
		f.Arrows = append(f.Arrows, arrow)
		f.Captions = append(f.Captions, charts.Caption{
			ID: arrow.ID, Weight: 80, Arrow: arrow.ID, From: arrow.From, Until: arrow.Until, Badge: true, Apart: 9,
			Sides: []label.Side{label.LeftOf, label.RightOf, label.Above, label.Below},
			Forms: [][]charts.Run{
				{{Text: fmt.Sprintf("%d   %s", i+1, a.Says), Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Muted}},
				{{Text: fmt.Sprint(i + 1), Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Muted}},
			},
		})
		for _, l := range b.s.Links {
			if l.From == a.From && l.To == a.To {
				b.row(arrow.Until, arrow.Until, b.w.Say("replies.kind"), a.Says, l.Text, l.Sources)
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
func (b *builder) place(end string) spot {
	day := b.s.Happens(end)
	if !day.Set() {
		return spot{}
	}
	if c := b.s.ChangeAt(end); c != nil {
		if c.Status == data.InForce && (c.Effective <= b.end()) {
			return spot{c.Effective, b.told.Rate(c.Side, c.Effective, b.sc.Epilogue), true}
		}
		for _, t := range b.told.NotCollected(c.Side, b.sc.Epilogue) {
			if t.Changes[0].Effective == c.Effective && t.Changes[0].Layer == c.Layer {
				return spot{t.Announced, t.Rate, true}
			}
		}
		return spot{}
	}
	for _, n := range b.beat.Scene.Notes { // where the scene marks it
		if n.At == end && n.Side != "" && n.Till == 0 && !n.Valued {
			return spot{day, b.told.Rate(n.Side, min(day, b.end()), b.sc.Epilogue), true}
		}
	}
	best := spot{day, 0, true}
	for _, side := range b.told.Sides {
		for _, t := range b.told.NotCollected(side.ID, b.sc.Epilogue) {
			if t.Announced == day && t.Rate > best.value {
				best.value = t.Rate
			}
		}
	}
	return best
}

// notes writes the scene's own words, each tied to a day and a value.
func (b *builder) notes(f *charts.Figure) {
	for i, n := range b.beat.Scene.Notes {
		day := b.s.NoteDay(n)
		if !day.Set() || day < f.From || day > f.Until || day > b.end() && n.Till == 0 {
			continue
		}
		id := noteID(i)
		role := charts.Muted
		if n.Side != "" {
			role = charts.SideRole(b.s, n.Side)
		}
		value := n.Value
		if !n.Valued && n.Side != "" {
			value = b.told.Rate(n.Side, min(day, b.end()), b.sc.Epilogue)
		}
		c := charts.Caption{ID: id, Weight: 70 - float64(i), From: day, Until: day, Low: value, High: value, Apart: 8,
			Sides: []label.Side{label.RightOf, label.Above, label.LeftOf, label.Below}}
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
			f.Dots = append(f.Dots, charts.Dot{ID: id, Role: role, Day: day, Value: value, Hollow: n.Side == "" && !n.Valued})
			if !n.Valued && n.Side == "" {
				c.Sides = []label.Side{label.Above, label.RightOf, label.LeftOf}
			}
		}
		c.Forms = noteForms(n, role)
		f.Captions = append(f.Captions, c)
		b.row(day, day, b.s.Named(n.At), n.Says, "", b.noteSources(n))
	}
}

func (b *builder) noteSources(n data.SceneNote) []string {
	if c := b.s.ChangeAt(n.At); c != nil {
		return c.Sources
	}
	kind, id, _ := strings.Cut(n.At, ":")
	if m := b.s.Meeting(id); kind == "meeting" && m != nil {
		return m.Known(b.sc.Epilogue).Sources
	}
	for _, e := range b.s.Events {
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

func (b *builder) has(part string) bool { return slices.Contains(b.beat.Scene.With, part) }

// top is the axis' end: the scene's, or room for the rates.
func (b *builder) top() data.Percent { return b.sc.Top }

// rates is the figure of both sides' rates.
func (b *builder) rates() *charts.Figure {
	f := b.frame(b.top())
	b.periods(f)
	b.lines(f)
	if b.has(data.ListsPart) {
		b.lists(f)
	}
	b.announced(f)
	if b.has(data.LapsesPart) {
		b.lapses(f)
	}
	b.levels(f)
	b.arrows(f)
	b.notes(f)
	if b.sc.Top == 0 {
		f.Max = max(f.Max*1.1, 1)
	} else {
		f.Max = b.sc.Top
	}
	if b.has(data.OlderPart) {
		b.older(f)
	}
	return f
}

// periods shades the story's periods as far as they have been told.
func (b *builder) periods(f *charts.Figure) {
	if slices.ContainsFunc(b.beat.Scene.Notes, func(n data.SceneNote) bool { return n.Till != 0 && !n.Valued }) {
		return // the scene has spans of its own
	}
	for _, p := range b.told.Periods {
		from, until := max(p.From, f.From), min(p.Until, f.Until)
		if !b.sc.AllDays {
			until = min(until, b.end()-1)
		}
		if until <= from {
			continue
		}
		f.Areas = append(f.Areas, charts.Area{ID: "period/" + p.ID, Role: charts.GoodBand, From: from, Until: until})
		f.Captions = append(f.Captions, charts.Caption{
			ID: "period/" + p.ID, Weight: 30, From: from, Until: until, Within: true,
			Forms: [][]charts.Run{{{Text: p.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Good}}},
		})
	}
}

// lists marks duties on chosen goods on their side's line.
func (b *builder) lists(f *charts.Figure) {
	for _, c := range b.told.Changes {
		l := b.told.Layer(c.Side, c.Layer)
		at := c.Announced
		if !at.Set() {
			at = c.Effective
		}
		if l == nil || l.Scope != data.ProductList || at < f.From || at > b.end() || c.Rate == 0 {
			continue
		}
		role, value := charts.SideRole(b.s, c.Side), b.told.Rate(c.Side, at, b.sc.Epilogue)
		id := "list/" + c.Layer
		f.Dots = append(f.Dots, charts.Dot{ID: id, Role: role, Day: at, Value: value, Hollow: true})
		f.Captions = append(f.Captions, charts.Caption{
			ID: id, Weight: 65, From: at, Until: at, Low: value, High: value, Sides: []label.Side{label.Above, label.LeftOf, label.RightOf}, Apart: 8,
			Forms: [][]charts.Run{
				{{Text: l.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}, {Text: b.w.Say("scene.list"), Size: charts.SizeLabel, Weight: typeface.Regular, Role: role}},
				{{Text: l.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}},
			},
		})
		b.row(at, at, l.Name, c.Title, c.Note, c.Sources)
	}
}

// older draws duties from before the story as a floor under nought.
func (b *builder) older(f *charts.Figure) {
	side := &b.s.Sides[0]
	for i := range b.s.Averages {
		a := &b.s.Averages[i]
		m := b.s.Measure(a.Measure)
		if a.Side != side.ID || a.Day != b.s.Start || m == nil || m.Derived || a.Epilogue {
			continue
		}
		f.Min, f.Floored = -f.Max*0.22, true
		f.Bands = append(f.Bands, charts.Band{ID: "older", Role: charts.Line, Tint: 0.8, Ground: true, Until: f.Until,
			Steps: []charts.BandStep{{Day: f.From, Low: f.Min, High: 0}}})
		at := f.From + 1
		if b.sc.Day < f.From+(f.Until-f.From)/3 {
			at = max(at, b.sc.Day) // clear of the day's line
		}
		rate := b.w.Percent(a.Value)
		f.Captions = append(f.Captions, charts.Caption{
			ID: "older", Weight: 75, From: at, Until: at, Low: f.Min / 2, High: f.Min / 2, Sides: []label.Side{label.RightOf},
			Forms: [][]charts.Run{
				{{Text: b.w.Say("scene.older", "Rate", rate, "On", side.On), Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Muted}},
				{{Text: b.w.Say("scene.older.short", "Rate", rate), Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Muted}},
			},
		})
		b.row(a.Day, a.Day, m.Name, rate, a.Note, a.Sources)
		return
	}
}

// lapses draws what comes back by itself on the days a truce ends, as far as one is on
// hold and ends by then.
func (b *builder) lapses(f *charts.Figure) {
	end := b.end()
	for _, l := range b.s.Lapses {
		if b.sc.Figure == data.ForkScene && l.Day <= end || l.Day < f.From || l.Day > f.Until || l.Epilogue && !b.sc.Epilogue || len(b.told.Suspended(l.Side, b.sc.Epilogue)) == 0 ||
			!slices.ContainsFunc(b.told.Periods, func(p data.Period) bool { return l.Day <= p.Until }) {
			continue
		}
		role := charts.SideRole(b.s, l.Side)
		base := b.told.Rate(l.Side, min(l.Day-1, end), b.sc.Epilogue)
		value := base - b.told.LayerRate(l.Side, l.Layer, min(l.Day-1, end), b.sc.Epilogue) + l.Rate
		id := "lapse/" + string(l.Side) + "/" + l.Day.String()
		b.open(f, id, role, l.Day, base, value)
		key := "scene.lapse"
		if l.Day <= end {
			key = "scene.averted"
		}
		says := b.w.Say(key, "Rate", b.w.Percent(value))
		f.Captions = append(f.Captions, b.openCaption(id, role, l.Day, value, says, f))
		b.row(l.Day, l.Day, b.s.Side(l.Side).On, strings.ReplaceAll(says, "\n", " "), l.Title, l.Sources)
	}
}

// stubShare is how far an open branch runs on past its day, as a part of the days.
const stubShare = 14

// open draws a branch that may come: up from a rate on a day, and a little on.
func (b *builder) open(f *charts.Figure, id string, role charts.Role, day data.Day, from, to data.Percent) {
	stub := min(day+(f.Until-f.From)/stubShare, f.Until)
	f.Curves = append(f.Curves, charts.Curve{
		ID: id, Role: role, Stroke: charts.Stroke{WidthDP: openDP, Dashed: true}, Steps: []charts.Step{{Day: day, Value: from}, {Day: day, Value: to}}, Until: stub,
	})
	f.Dots = append(f.Dots, charts.Dot{ID: id, Role: role, Day: day, Value: to, Hollow: true})
	f.Max = max(f.Max, to*1.1)
}

// runs parts a text at its line breaks.
func runs(text string) []charts.Run {
	var out []charts.Run
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, charts.Run{Text: line, Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Muted})
	}
	return out
}

func (b *builder) openCaption(id string, role charts.Role, day data.Day, value data.Percent, says string, f *charts.Figure) charts.Caption {
	head, rest, _ := strings.Cut(says, " ")
	return charts.Caption{
		ID: id, Weight: 85, From: day, Until: min(day+(f.Until-f.From)/stubShare, f.Until), Low: value, High: value,
		Sides: []label.Side{label.RightOf, label.Above, label.LeftOf}, Margin: true, Apart: 9,
		Forms: [][]charts.Run{
			append([]charts.Run{{Text: head, Size: charts.SizeOther, Weight: typeface.Bold, Role: role}}, runs(rest)...),
			{{Text: head + " " + strings.ReplaceAll(rest, "\n", " "), Size: charts.SizeLabel, Weight: typeface.Bold, Role: role}},
			{{Text: head, Size: charts.SizeLabel, Weight: typeface.Bold, Role: role}},
		},
	}
}
