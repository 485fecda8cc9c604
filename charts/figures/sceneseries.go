package figures

import (
	"fmt"
	"slices"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

// series draws a series of the story: a column a month, with the rates as a strip above
// them if the scene says so; or a row a point.
func (b *Builder) series() *charts.Figure {
	var x *data.Series
	out := b.Scene
	out.Revealed = b.Scene.Published
	for _, s := range scene.Told(b.Story, out).Series {
		if s.ID == b.Scene.Figure {
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
	if !b.Scene.Strip {
		return months
	}
	strip := b.strip(false)
	strip.Share, strip.Title = 0.5, b.Words.Say("scene.rates.title")
	months.Share, months.Title = 1, b.Words.Say("rows.months.row", "Title", x.Title, "Unit", x.Unit)
	return b.stacked(strip, months)
}

// months draws a column for each month of a series, or returns nil if it has none.
func (b *Builder) months(x *data.Series) *charts.Figure {
	f := &charts.Figure{From: b.Scene.From, Until: b.Scene.Until, Lines: charts.Lines{Bare: true, MidMonths: true}}
	lowest, role := -1, charts.Good
	for _, n := range b.Beat.Scene.Notes {
		if n.Side != "" {
			role = charts.SideRole(b.Story, n.Side)
		}
	}
	for i, p := range x.Points {
		if p.Epilogue && !b.Scene.Epilogue {
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
		b.Row(first, next-1, x.Title, b.Words.Number(p.Value, 1)+" "+x.Unit, x.Points[i].Note, p.Sources)
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
			Forms: [][]charts.Run{{{Text: b.Words.Number(float64(v), 0), Size: size, Weight: typeface.Bold, Role: role}}, {{Text: b.Words.Number(float64(v), 0), Size: charts.SizeLabel, Weight: typeface.Bold, Role: role}}},
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
func (b *Builder) monthNotes(f *charts.Figure) {
	for i, n := range b.Beat.Scene.Notes {
		day := b.Story.NoteDay(n)
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
		b.Row(day, day, b.Story.Named(n.At), n.Says, "", b.noteSources(n))
	}
}

// shares draws a series as rows, each against the whole where it is a share.
func (b *Builder) shares(x *data.Series) *charts.Figure {
	// What was published later is drawn too, not what came later.
	all := *x
	for i := range b.Story.Series {
		if s := &b.Story.Series[i]; s.ID == x.ID {
			all.Points = slices.DeleteFunc(slices.Clone(s.Points), func(p data.Point) bool {
				return !b.Scene.AllDays && data.PeriodStart(p.Period) > b.Scene.Published
			})
		}
	}
	x = &all
	f := Series(b.Story, x, b.Scene.Epilogue, b.Words)
	f.Summary = b.Words.Say("summary.line", "Text", b.Beat.Headline) + " " + f.Summary
	bars, _ := f.Of.(*charts.Bars)
	if x.Unit == data.PercentUnit && bars != nil {
		bars.Whole, f.Max = 100, 100
	}
	for i, p := range x.Points {
		for _, n := range b.Beat.Scene.Notes {
			if row, ok := n.Row(); ok && row == p.Label && i < len(f.Bars()) {
				bars.Bars[i].Note = n.Says
				if n.Side != "" {
					bars.Bars[i].Role = charts.SideRole(b.Story, n.Side)
				}
			}
		}
	}
	for _, p := range x.Points {
		b.Row(data.NoDay, data.NoDay, p.Label, b.Words.Number(p.Value, 1), p.Note, p.Sources)
	}
	return f
}
