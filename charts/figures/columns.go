package figures

import (
	"fmt"
	"slices"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// columns draws the rates up to a day, and beside them for each side what was taken
// off, what is on hold, and what stayed, layer by layer.
func (b *Builder) columns() *charts.Figure {
	f := b.Frame(b.top())
	f.Areas, f.Rules = nil, nil
	f.Captions = slices.DeleteFunc(f.Captions, func(c charts.Caption) bool { return c.ID == "notyet" })
	day := b.Scene.Day
	f.DatedTo = day
	f.Areas = append(f.Areas, charts.Area{ID: "after", Role: charts.GoodBand, From: day, Until: f.Until})
	b.lines(f)
	for i := range f.Curves {
		f.Curves[i].Until = day
	}
	days := f.Until - day
	width := max(days/10, 2)
	for i, side := range b.Told.Sides {
		role := charts.SideRole(b.Story, side.ID)
		x0 := day + days*4/100 + data.Day(i)*days*54/100
		before, after := b.Told.Rate(side.ID, day-1, b.Scene.Epilogue), b.Told.Rate(side.ID, day, b.Scene.Epilogue)
		add := func(id string, low, high data.Percent, band charts.Band, number, name string) {
			if high <= low {
				return
			}
			band.ID, band.Role, band.Until = id+"/"+string(side.ID), role, x0+width
			band.Steps = []charts.BandStep{{Day: x0, Low: low, High: high}}
			f.Bands = append(f.Bands, band)
			foot := low
			if foot == 0 {
				foot = high / 3 // so that a low band's words stand clear of the axis
			}
			short := charts.Run{Text: number, Size: charts.SizeLabel, Weight: typeface.Bold, Role: role}
			named := short
			named.Text += " " + name
			f.Captions = append(f.Captions, charts.Caption{
				ID: band.ID, Weight: 90, From: x0, Until: x0 + width, Low: foot, High: high, Sides: []label.Side{label.RightOf}, Close: true,
				Forms: [][]charts.Run{
					{{Text: number, Size: charts.SizeStrong, Weight: typeface.Bold, Role: role}, {Text: name, Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Muted}},
					{named}, halved(named), {short},
					{{Text: b.Words.Number(float64(high-low), 1), Size: charts.SizeLabel, Weight: typeface.Bold, Role: role}},
				},
			})
			b.Row(day, day, side.On, number, name, nil)
		}
		level := data.Percent(0)
		for n, l := range b.Told.LayersOn(side.ID, day, b.Scene.Epilogue) {
			name := b.Told.LayerName(side.ID, l.Layer)
			add("stays"+fmt.Sprint(n), level, level+l.Rate, charts.Band{Tint: 1 - 0.35*float64(n)}, b.Words.Number(float64(l.Rate), 1), name)
			level += l.Rate
		}
		for _, t := range b.Told.Suspended(side.ID, b.Scene.Epilogue) {
			if t.From > day {
				continue
			}
			add("hold", level, level+t.Rate, charts.Band{Hatched: true}, charts.Points(b.Words, t.Rate), b.Words.Say("scene.hold"))
			level += t.Rate
		}
		add("gone", level, before, charts.Band{Hollow: true}, charts.Points(b.Words, before-level), b.Words.Say("scene.gone"))
		f.Captions = append(f.Captions, charts.Caption{
			ID: "name/" + string(side.ID), Weight: 95, From: x0, Until: x0 + width, Low: before, High: before, Sides: []label.Side{label.Above},
			Forms: [][]charts.Run{{{Text: side.Name, Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}}},
		})
		// The level that fell, and where it fell to.
		from := f.From
		for _, t := range b.Told.InForce(side.ID, b.Scene.Epilogue) {
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
	b.fit(f, 0.12)
	return f
}
