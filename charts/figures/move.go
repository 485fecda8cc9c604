package figures

import (
	"math"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/scene"
	"truceline/data"
)

// Move leads from one scene to another, frame by frame: the camera moves, and lines
// grow to the new day.
type Move struct {
	from, to *charts.Figure
	a, b     scene.Scene
}

// Between prepares the frames from a to b. Where the figures have no axis of days and
// values in common, that of b grows up in its place.
func Between(s *data.Story, a, b scene.Scene, w charts.Words) *Move {
	m := &Move{to: OfBeat(s, b, w), a: a, b: b}
	if a.DrawsDays() && b.DrawsDays() {
		m.from = OfBeat(s, a, w)
	}
	return m
}

// At returns the figure of a frame: t runs evenly from 0 to 1. At 1 it is the scene's own.
// Frames before that have no captions.
func (m *Move) At(t float64) *charts.Figure {
	if t >= 1 || math.IsNaN(t) {
		return m.to
	}
	e := max(t, 0)
	if m.from == nil {
		return grownUp(m.to, e)
	}
	f := *m.to
	mix := func(a, b float64) float64 { return a + (b-a)*e }
	from, until := mix(float64(m.a.From), float64(m.b.From)), mix(float64(m.a.Until), float64(m.b.Until))
	f.From, f.Until = data.Day(math.Floor(from)), data.Day(math.Ceil(until))
	f.Shift = [2]float64{from - float64(f.From), until - float64(f.Until)}
	f.Max = data.Percent(mix(float64(m.from.Max), float64(m.to.Max)))
	f.Min = data.Percent(mix(float64(m.from.Min), float64(m.to.Min)))
	f.Moving = &charts.Moving{Before: m.from, After: m.to, Share: e}
	f.Captions, f.Arrows = nil, nil
	f.Curves = make([]charts.Curve, 0, len(m.to.Curves))
	told := math.Inf(1) // the day up to which lines have grown
	for _, c := range m.to.Curves {
		if at := slices.IndexFunc(m.from.Curves, func(o charts.Curve) bool { return o.ID == c.ID }); at >= 0 {
			c = grown(m.from.Curves[at], c, e, float64(f.Until-f.From), float64(f.Max-f.Min))
			if !c.Stroke.Dashed {
				told = min(told, float64(c.Until)+c.Part)
			}
		} else if len(c.Steps) > 0 { // new: from its first day on
			c = grown(charts.Curve{ID: c.ID, Steps: c.Steps[:1], Until: c.Steps[0].Day}, c, e, float64(f.Until-f.From), float64(f.Max-f.Min))
		}
		f.Curves = append(f.Curves, c)
	}
	f.Dots = slices.DeleteFunc(slices.Clone(m.to.Dots), func(d charts.Dot) bool {
		old := slices.ContainsFunc(m.from.Dots, func(o charts.Dot) bool { return o.ID == d.ID })
		return !old && (float64(d.Day) > told || strings.HasPrefix(d.ID, "now/"))
	})
	f.Rules = nil
	f.Areas = slices.Clone(m.to.Areas)
	for i := range f.Areas {
		if a := &f.Areas[i]; a.ID == "notyet" && !math.IsInf(told, 1) {
			a.From = data.Day(math.Floor(told))
			a.Part, a.Until = told-float64(a.From), f.Until
		}
	}
	f.Bands = make([]charts.Band, 0, len(m.to.Bands))
	for _, band := range m.to.Bands {
		if !slices.ContainsFunc(m.from.Bands, func(o charts.Band) bool { return o.ID == band.ID }) && !band.Ground {
			band.Steps = slices.Clone(band.Steps)
			for i := range band.Steps { // it rises from nought
				band.Steps[i].Low *= data.Percent(e)
				band.Steps[i].High *= data.Percent(e)
			}
		}
		if band.Ground {
			band.Steps = slices.Clone(band.Steps)
			band.Steps[0].Day, band.Steps[0].Low, band.Until = f.From, f.Min, f.Until
		}
		f.Bands = append(f.Bands, band)
	}
	return &f
}

// grownUp is a figure a share of the way from nought: its bars and columns have risen so
// far, its lines have come as far along.
func grownUp(to *charts.Figure, share float64) *charts.Figure {
	f := *to
	f.Moving = &charts.Moving{Before: to, After: to, Share: share}
	f.Captions, f.Arrows, f.Dots = nil, nil, nil
	f.Bands, f.Curves = slices.Clone(to.Bands), slices.Clone(to.Curves)
	k := data.Percent(share)
	for i := range f.Bands {
		f.Bands[i].Steps = slices.Clone(f.Bands[i].Steps)
		for j := range f.Bands[i].Steps {
			f.Bands[i].Steps[j].Low *= k
			f.Bands[i].Steps[j].High *= k
		}
	}
	for i, c := range f.Curves {
		if len(c.Steps) > 0 {
			first := charts.Curve{Steps: c.Steps[:1], Until: max(c.Steps[0].Day, min(to.From, c.Until))}
			f.Curves[i] = grown(first, c, share, float64(to.Until-to.From), float64(to.Max-to.Min))
		}
	}
	if to.Of != nil {
		f.Of = to.Of.Copy(k, func(row *charts.Figure) *charts.Figure { return grownUp(row, share) })
	}
	return &f
}

// grown returns the curve that has come a part of the way from one length to another:
// along the longer of the two, as the pen would go, by days and by values.
func grown(a, b charts.Curve, share, days, values float64) charts.Curve {
	long, short := b, a
	if a.Until > b.Until {
		long, short, share = a, b, 1-share
	}
	type point struct{ day, value float64 }
	var way []point
	start := float64(short.Until)
	for i, st := range long.Steps {
		until := float64(long.Until)
		if i+1 < len(long.Steps) {
			until = float64(long.Steps[i+1].Day)
		}
		from := max(float64(st.Day), start)
		if until < start || until == start && i+1 < len(long.Steps) && float64(long.Steps[i+1].Day) < start {
			continue
		}
		if len(way) > 0 || from <= until {
			way = append(way, point{from, float64(st.Value)}, point{max(until, from), float64(st.Value)})
		}
	}
	out := b
	if len(way) == 0 {
		return out
	}
	length := func(p, q point) float64 {
		return math.Abs(q.day-p.day)/max(days, 1) + math.Abs(q.value-p.value)/max(values, 1e-9)
	}
	all := 0.0
	for i := 1; i < len(way); i++ {
		all += length(way[i-1], way[i])
	}
	left := all * share
	at := way[0]
	for i := 1; i < len(way); i++ {
		d := length(way[i-1], way[i])
		if d >= left && d > 0 {
			k := left / d
			at = point{way[i-1].day + (way[i].day-way[i-1].day)*k, way[i-1].value + (way[i].value-way[i-1].value)*k}
			break
		}
		left -= d
		at = way[i]
	}
	out.Steps = nil
	for _, st := range long.Steps {
		if float64(st.Day) <= at.day {
			out.Steps = append(out.Steps, st)
		}
	}
	if n := len(out.Steps); n > 0 {
		out.Steps[n-1].Value = data.Percent(at.value)
	}
	out.Until = data.Day(math.Floor(at.day))
	out.Part = at.day - float64(out.Until)
	return out
}
