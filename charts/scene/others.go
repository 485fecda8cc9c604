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

// fork draws the rates and the ways they may go: what was threatened, what comes back
// if a truce ends, and what stands if it does not.
func (b *builder) fork() *charts.Figure {
	f := b.frame(b.top())
	b.periods(f)
	b.lines(f)
	end := b.end()
	for i, side := range b.told.Sides {
		role, rate := charts.SideRole(b.s, side.ID), b.told.Rate(side.ID, end, b.sc.Epilogue)
		f.Captions = append(f.Captions, charts.Caption{
			ID: "now/" + string(side.ID), Weight: 100, From: f.From + 2, Until: end, Low: rate, High: rate, Sides: []label.Side{label.Above, label.Below},
			Forms: [][]charts.Run{{{Text: b.w.Say("figure.end", "On", side.On, "Rate", b.w.Percent(rate)), Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}}},
		})
		id := "stays/" + string(side.ID)
		f.Curves = append(f.Curves, charts.Curve{ID: id, Role: role, Stroke: charts.Stroke{WidthDP: openDP, Dashed: true}, Steps: []charts.Step{{Day: end, Value: rate}}, Until: f.Until})
		c := b.openCaption(id, role, f.Until, rate, b.w.Say("scene.stays", "Rate", b.w.Percent(rate)), f)
		c.Weight = 95 - float64(i)
		f.Captions = append(f.Captions, c)
	}
	for _, side := range b.told.Sides {
		role := charts.SideRole(b.s, side.ID)
		for _, t := range b.told.NotCollected(side.ID, b.sc.Epilogue) {
			if t.Status != data.Threatened || t.From <= end || t.From > f.Until || t.Withdrawn.Set() {
				continue
			}
			id := "threat/" + string(side.ID)
			b.open(f, id, role, t.From, b.told.Rate(side.ID, end, b.sc.Epilogue), t.Rate)
			says := b.w.Say("scene.carried", "Rate", b.w.Percent(t.Rate))
			c := b.openCaption(id, role, t.From, t.Rate, says, f)
			c.Forms[0][0].Size = charts.SizeLevel
			c.Weight, c.Insist = 110, 80
			f.Captions = append(f.Captions, c)
			b.row(t.From, t.From, side.On, strings.ReplaceAll(says, "\n", " "), charts.LayerNames(b.told, t, b.w), t.Sources())
		}
	}
	b.lapses(f)
	b.notes(f)
	for i := range f.Curves { // the branches run to the edge, where they are named
		if c := &f.Curves[i]; c.Stroke.Dashed {
			c.Until = f.Until
		}
	}
	for i := range f.Captions {
		if c := &f.Captions[i]; c.Margin {
			c.From, c.Until = f.Until, f.Until
		}
	}
	f.Max = cmp.Or(b.sc.Top, f.Max*1.05)
	return f
}

// columns draws the rates up to a day, and beside them for each side what was taken
// off, what is on hold, and what stayed, layer by layer.
func (b *builder) columns() *charts.Figure {
	f := b.frame(b.top())
	f.Areas, f.Rules = nil, nil
	f.Captions = slices.DeleteFunc(f.Captions, func(c charts.Caption) bool { return c.ID == "notyet" })
	day := b.sc.Day
	f.Areas = append(f.Areas, charts.Area{ID: "after", Role: charts.GoodBand, From: day, Until: f.Until})
	b.lines(f)
	for i := range f.Curves {
		f.Curves[i].Until = day
	}
	days := f.Until - day
	width := max(days*16/100, 2)
	for i, side := range b.told.Sides {
		role := charts.SideRole(b.s, side.ID)
		x0 := day + days*5/100 + data.Day(i)*days*46/100
		before, after := b.told.Rate(side.ID, day-1, b.sc.Epilogue), b.told.Rate(side.ID, day, b.sc.Epilogue)
		add := func(id string, low, high data.Percent, band charts.Band, number, name string) {
			if high <= low {
				return
			}
			band.ID, band.Role, band.Until = id+"/"+string(side.ID), role, x0+width
			band.Steps = []charts.BandStep{{Day: x0, Low: low, High: high}}
			f.Bands = append(f.Bands, band)
			f.Captions = append(f.Captions, charts.Caption{
				ID: band.ID, Weight: 90, From: x0, Until: x0 + width, Low: low, High: high, Sides: []label.Side{label.RightOf}, Close: true,
				Forms: [][]charts.Run{
					{{Text: number, Size: charts.SizeStrong, Weight: typeface.Bold, Role: role}, {Text: name, Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Muted}},
					{{Text: number, Size: charts.SizeLabel, Weight: typeface.Bold, Role: role}},
				},
			})
			b.row(day, day, side.On, number, name, nil)
		}
		level := data.Percent(0)
		for n, l := range b.told.LayersOn(side.ID, day, b.sc.Epilogue) {
			name := l.Layer
			if layer := b.told.Layer(side.ID, l.Layer); layer != nil {
				name = layer.Name
			}
			add("stays"+fmt.Sprint(n), level, level+l.Rate, charts.Band{Tint: 1 - 0.35*float64(n)}, b.w.Number(float64(l.Rate), 1), name)
			level += l.Rate
		}
		for _, t := range b.told.Suspended(side.ID, b.sc.Epilogue) {
			if t.From > day {
				continue
			}
			add("hold", level, level+t.Rate, charts.Band{Hatched: true}, b.points(t.Rate), b.w.Say("scene.hold"))
			level += t.Rate
		}
		add("gone", level, before, charts.Band{Hollow: true}, b.points(before-level), b.w.Say("scene.gone"))
		f.Captions = append(f.Captions, charts.Caption{
			ID: "name/" + string(side.ID), Weight: 95, From: x0, Until: x0 + width, Low: before, High: before, Sides: []label.Side{label.Above},
			Forms: [][]charts.Run{{{Text: side.Name, Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}}},
		})
		// The level that fell, and where it fell to.
		from := f.From
		for _, t := range b.told.InForce(side.ID, b.sc.Epilogue) {
			if t.Rate == before {
				from = max(from, t.From)
			}
		}
		sides := []label.Side{label.Above, label.Below}
		if i > 0 {
			sides = []label.Side{label.Below}
		}
		f.Captions = append(f.Captions, charts.Caption{
			ID: "was/" + string(side.ID), Weight: 92, From: from, Until: day, Low: before, High: before, Sides: sides,
			Forms: [][]charts.Run{{percentRun(b, before, charts.SizeOther, role)}},
		})
		f.Dots = append(f.Dots, charts.Dot{ID: "now/" + string(side.ID), Role: role, Day: day, Value: after})
	}
	b.notes(f)
	f.Max = cmp.Or(b.sc.Top, f.Max*1.12)
	return f
}

// points writes a difference of rates.
func (b *builder) points(v data.Percent) string {
	return b.w.Say("bar.points", "Count", b.w.Number(float64(v), 1))
}

// strip draws the rates small, for the foot or the head of another picture.
func (b *builder) strip(notes bool) *charts.Figure {
	f := b.frame(b.top())
	b.periods(f)
	b.lines(f)
	b.levels(f)
	for i := range f.Captions {
		for _, form := range f.Captions[i].Forms {
			for j := range form {
				form[j].Size = min(form[j].Size, charts.SizeStrong)
			}
		}
	}
	for i := range f.Dots {
		f.Dots[i].Large = false
	}
	f.Captions = slices.DeleteFunc(f.Captions, func(c charts.Caption) bool { return strings.HasPrefix(c.ID, "step/") })
	f.Dots = slices.DeleteFunc(f.Dots, func(d charts.Dot) bool { return strings.HasPrefix(d.ID, "step/") })
	if notes {
		b.notes(f)
	}
	f.Max = cmp.Or(b.sc.Top, f.Max*1.25)
	f.Bare = true
	return f
}

// stacked sets figures one above the other.
func (b *builder) stacked(rows ...*charts.Figure) *charts.Figure {
	out := &charts.Figure{From: b.sc.From, Until: b.sc.Until}
	for _, row := range rows {
		row.Name = "row"
		out.Max = max(out.Max, row.Max)
		out.Rows = append(out.Rows, row.In(b.w))
	}
	return out
}

// lanes draws the rates, and under them what each side did by other rules: the notes
// that name a side, a lane for each.
func (b *builder) lanes() *charts.Figure {
	own := b.beat.Scene.Notes
	above := b.strip(false)
	above.Share, above.Title = 0.7, b.w.Say("scene.rates.title")
	lanes := &charts.Figure{From: b.sc.From, Until: b.sc.Until, Max: 2, Bare: true, Title: b.w.Say("scene.lanes.title")}
	lanes.Areas, lanes.Rules = above.Areas, above.Rules
	for i, side := range b.told.Sides {
		role, y := charts.SideRole(b.s, side.ID), data.Percent(1.25-float64(i))
		lanes.Curves = append(lanes.Curves, charts.Curve{ID: "lane/" + string(side.ID), Role: role, Stroke: charts.Stroke{WidthDP: 1.5, Faint: true},
			Steps: []charts.Step{{Day: lanes.From, Value: y}}, Until: lanes.Until})
		lanes.Captions = append(lanes.Captions, charts.Caption{
			ID: "lane/" + string(side.ID), Weight: 100, From: lanes.From, Until: lanes.From, Low: y + 0.3, High: y + 0.3, Sides: []label.Side{label.RightOf},
			Forms: [][]charts.Run{{{Text: b.w.Say("scene.lane", "Side", side.Name), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}}, {{Text: side.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}}},
		})
		for j, n := range own {
			day := b.s.NoteDay(n)
			if n.Side != side.ID || !day.Set() || day > b.end() || day < lanes.From {
				continue
			}
			now := day == b.sc.Day
			id := fmt.Sprint("note/", j)
			lanes.Dots = append(lanes.Dots, charts.Dot{ID: id, Role: role, Day: day, Value: y, Large: now})
			run := charts.Run{Text: n.Says, Size: charts.SizeLabel, Weight: typeface.Medium, Role: charts.Ink}
			weight := 60.0
			if now {
				run.Weight, run.Role, weight = typeface.Bold, role, 95
			}
			forms := [][]charts.Run{{run}}
			lanes.Captions = append(lanes.Captions, charts.Caption{
				ID: id, Weight: weight, From: day, Until: day, Low: y, High: y, Sides: []label.Side{label.Below, label.Above, label.LeftOf, label.RightOf}, Apart: 5, Forms: forms,
			})
			b.row(day, day, b.w.Say("scene.lane", "Side", side.Name), n.Says, b.s.Named(n.At), b.noteSources(n))
		}
	}
	return b.stacked(above, lanes)
}

// series draws a series of the story: a column a month, with the rates as a strip above
// them if the scene says so; or a row a point.
func (b *builder) series() *charts.Figure {
	var x *data.Series
	out := b.sc
	out.Revealed = b.sc.Published
	for _, s := range Told(b.s, out).Series {
		if s.ID == b.sc.Figure {
			x = &s
		}
	}
	if x == nil {
		return b.rates() // nothing of it could be known yet
	}
	months := b.months(x)
	if months == nil {
		return b.shares(x)
	}
	if !b.sc.Strip {
		return months
	}
	strip := b.strip(false)
	strip.Share, strip.Title = 0.5, b.w.Say("scene.rates.title")
	months.Share, months.Title = 1, b.w.Say("rows.months.row", "Title", x.Title, "Unit", x.Unit)
	return b.stacked(strip, months)
}

// months draws a column for each month of a series, or returns nil if it has none.
func (b *builder) months(x *data.Series) *charts.Figure {
	f := &charts.Figure{From: b.sc.From, Until: b.sc.Until, Bare: true, MidMonths: true}
	lowest, role := -1, charts.Good
	for _, n := range b.beat.Scene.Notes {
		if n.Side != "" {
			role = charts.SideRole(b.s, n.Side)
		}
	}
	for i, p := range x.Points {
		if p.Epilogue && !b.sc.Epilogue {
			continue
		}
		first, err := data.ParseDay(p.Period + "-01")
		if err != nil {
			return nil
		}
		y, m, _ := first.Civil()
		next := data.Date(y, m+1, 1)
		if first < f.From || next > f.Until+1 {
			continue
		}
		f.Bands = append(f.Bands, charts.Band{ID: p.Period, Role: role, Tint: 0.4, Hollow: next-1 > b.end(), Until: next - 4,
			Steps: []charts.BandStep{{Day: first + 4, Low: 0, High: data.Percent(p.Value)}}})
		f.Max = max(f.Max, data.Percent(p.Value))
		if lowest < 0 || p.Value < float64(f.Bands[lowest].Steps[0].High) {
			lowest = len(f.Bands) - 1
		}
		b.row(first, next-1, x.Title, b.w.Number(p.Value, 1)+" "+x.Unit, x.Points[i].Note, p.Sources)
	}
	for i := range f.Bands {
		band := &f.Bands[i]
		v := band.Steps[0].High
		size := charts.SizeStrong
		if i == lowest {
			band.Tint, size = 1, charts.SizeLevel
		}
		f.Captions = append(f.Captions, charts.Caption{
			ID: band.ID, Weight: 90, From: band.Steps[0].Day, Until: band.Until, Low: v, High: v, Sides: []label.Side{label.Above}, Close: true, Centred: true,
			Forms: [][]charts.Run{{{Text: b.w.Number(float64(v), 0), Size: size, Weight: typeface.Bold, Role: role}}, {{Text: b.w.Number(float64(v), 0), Size: charts.SizeLabel, Weight: typeface.Bold, Role: role}}},
		})
	}
	if len(f.Bands) == 0 {
		return nil
	}
	b.monthNotes(f)
	f.Max *= 1.5
	return f
}

// monthNotes writes the scene's notes over the columns.
func (b *builder) monthNotes(f *charts.Figure) {
	for i, n := range b.beat.Scene.Notes {
		day := b.s.NoteDay(n)
		if !day.Set() || day < f.From || day > f.Until {
			continue
		}
		high := data.Percent(0)
		for _, band := range f.Bands {
			if band.Steps[0].Day-5 <= day && day <= band.Until+5 {
				high = band.Steps[0].High
			}
		}
		f.Captions = append(f.Captions, charts.Caption{
			ID: fmt.Sprint("note/", i), Weight: 70, From: day, Until: day, Low: high, High: high + f.Max*0.1, Sides: []label.Side{label.Above, label.RightOf, label.LeftOf},
			Forms: noteForms(n, charts.Muted),
		})
		b.row(day, day, b.s.Named(n.At), n.Says, "", b.noteSources(n))
	}
}

// shares draws a series as rows, each against the whole where it is a share.
func (b *builder) shares(x *data.Series) *charts.Figure {
	// Shares of no day are no news: those that were published later are drawn too.
	for i := range b.s.Series {
		if b.s.Series[i].ID == x.ID {
			x = &b.s.Series[i]
		}
	}
	f := charts.Series(b.s, x, b.sc.Epilogue, b.w)
	if x.Unit == "percent" {
		f.Whole, f.Max = 100, 100
	}
	for i, p := range x.Points {
		for _, n := range b.beat.Scene.Notes {
			if row, ok := n.Row(); ok && row == p.Label && i < len(f.Bars) {
				f.Bars[i].Note = n.Says
				if n.Side != "" {
					f.Bars[i].Role = charts.SideRole(b.s, n.Side)
				}
			}
		}
	}
	for _, p := range x.Points {
		b.row(data.NoDay, data.NoDay, p.Label, b.w.Number(p.Value, 1), p.Note, p.Sources)
	}
	return f
}
