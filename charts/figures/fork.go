package figures

import (
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// fork draws the rates and the ways they may go: what was threatened, what comes back
// if a period ends, and what stands if it does not.
func (b *Builder) fork() *charts.Figure {
	f := b.Frame(b.top())
	b.periods(f)
	b.lines(f)
	end := b.end()
	for i, side := range b.Told.Sides {
		role, rate := charts.SideRole(b.Story, side.ID), b.Told.Rate(side.ID, end, b.Scene.Epilogue)
		says := b.Words.Say("figure.end", "On", side.On, "Rate", b.Words.Rate(rate))
		f.Captions = append(f.Captions, charts.Caption{
			ID: "now/" + string(side.ID), Weight: 100 - float64(i), From: f.From + 2, Until: end, Low: rate, High: rate, Sides: []label.Side{label.Above, label.Below}, Close: true,
			Forms: [][]charts.Run{
				{{Text: says, Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: role}},
				{{Text: says, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: role}},
			},
		})
		id := "stays/" + string(side.ID)
		f.Curves = append(f.Curves, charts.Curve{ID: id, Role: role, Stroke: charts.Stroke{WidthDP: openDP, Dashed: true}, Steps: []charts.Step{{Day: end, Value: rate}}, Until: f.Until})
		f.Captions = append(f.Captions, b.openCaption(id, role, f.Until, rate, "scene.stays", f))
	}
	for _, side := range b.Told.Sides {
		role := charts.SideRole(b.Story, side.ID)
		for _, t := range b.Told.NotCollected(side.ID, b.Scene.Epilogue) {
			if t.Status != data.Threatened || t.From <= end || t.From > f.Until || t.Withdrawn.Set() {
				continue
			}
			id := "threat/" + string(side.ID)
			b.open(f, id, role, t.From, b.Told.Rate(side.ID, end, b.Scene.Epilogue), t.Rate)
			c := b.openCaption(id, role, t.From, t.Rate, "scene.carried", f)
			c.Forms[0][0].Size = charts.SizeLevel
			c.Weight, c.Insist = 110, 40
			f.Captions = append(f.Captions, c)
			b.Row(t.From, t.From, side.On, b.branch("scene.carried", t.Rate), LayerNames(b.Told, t, b.Words), t.Sources())
		}
	}
	b.lapses(f)
	b.both(f, "lapse/", "scene.lapse")
	b.both(f, "stays/", "scene.stays")
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
	b.fit(f, 0.05)
	return f
}

// both makes one caption of those of a way that both sides may go, halfway between their
// rates: each beside its own line, they would stand closer than they can be read.
func (b *Builder) both(f *charts.Figure, way, key string) {
	var of []charts.Caption
	f.Captions = slices.DeleteFunc(f.Captions, func(c charts.Caption) bool {
		is := strings.HasPrefix(c.ID, way)
		if is {
			of = append(of, c)
		}
		return is
	})
	if len(of) == 2 {
		high, low := of[0].High, of[1].Low
		if low > high {
			high, low = low, high
		}
		c := b.openCaption(way, charts.Ink, of[0].From, high, key, f)
		rates := b.Words.Say("scene.both", "High", b.Words.Rate(high), "Low", b.Words.Rate(low))
		c.Low, c.Weight, c.Forms = low, 95, b.openForms(rates, key, charts.Ink)
		c.Forms[0][0].Size = charts.SizeStrong
		short := c.Forms[2][0]
		short.Text = b.Words.Rate(high) + ", " + b.Words.Rate(low)
		c.Forms = append(c.Forms, []charts.Run{short})
		of = []charts.Caption{c}
	}
	f.Captions = append(f.Captions, of...)
}
