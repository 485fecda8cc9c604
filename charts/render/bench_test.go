package render

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wcharczuk/go-chart/v2"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/course"
	"truceline/data/load"
)

// goChartShare is the most of go-chart's own time that a picture may take here.
const goChartShare = 0.25

// BenchmarkBase_againstGoChart draws each figure of the built-in story, labels
// included, at 1920 × 1080 px: the same chart through this package's renderer and
// through go-chart's raster renderer, in turn. Neither writes a file. It fails if
// their ratio is above goChartShare.
func BenchmarkBase_againstGoChart(b *testing.B) {
	const w, h = 1920, 1080
	for name, f := range benchedFigures(b) {
		for _, perDP := range []float64{1, 2} {
			b.Run(fmt.Sprintf("%s/%gpx_per_dp", name, perDP), func(b *testing.B) {
				l, err := charts.Lay(f, w/perDP, h/perDP, 1, NewMetrics(perDP))
				require.NoError(b, err)
				o := Options{Palette: charts.Light, PxPerDP: perDP, Texts: true}
				here := func() {
					img, err := Base(f, l, o)
					require.NoError(b, err)
					require.Equal(b, w, img.Bounds().Dx())
				}
				there := func() { goCharts(b, f, l, o) }
				here()
				there()
				beside(b, goChartShare, here, there)
			})
		}
	}
}

// goCharts draws a figure through go-chart's own raster renderer.
func goCharts(b *testing.B, f *charts.Figure, l *charts.Layout, o Options) {
	c, err := newChart(f, l, o)
	require.NoError(b, err)
	var out chart.ImageWriter
	require.NoError(b, c.Render(chart.PNG, &out))
	_, err = out.Image()
	require.NoError(b, err)
}

// BenchmarkSwitch_againstGoChart makes, lays out and draws another figure, as a switch
// of measure or a step of zoom does, at 1920 × 1080 px, beside go-chart drawing alone
// what is shown. It fails if their ratio is above switchShare. Where
// go-chart takes some 50 ms, as on a slow machine without a graphics card, that is
// well below the 50 ms that a switch may take.
func BenchmarkSwitch_againstGoChart(b *testing.B) {
	const w, h = 1920, 1080
	const switchShare = 0.8
	s, err := load.BuiltIn()
	require.NoError(b, err)
	m := NewMetrics(1)
	o := Options{Palette: charts.Light, PxPerDP: 1}
	april := data.Date(2025, 4, 10)
	for name, c := range map[string]scene.Scene{
		"measure": {Figure: "averages", Measure: "tracker"}, "zoom": {Figure: "rates", From: april - 30, Until: april + 30},
		"layers": {Figure: "layers"}, "rows": {Figure: figures.MeasuresFigure}, "replies": {Figure: "rates", Day: april, Replies: true, From: april - 20, Until: april + 20},
	} {
		b.Run(name, func(b *testing.B) {
			var shown *charts.Figure
			var laid *charts.Layout
			here := func() {
				f, err := figures.Of(s, c, plainWords{})
				require.NoError(b, err)
				l, err := charts.Lay(f, w, h, 1, m)
				require.NoError(b, err)
				_, err = Base(f, l, o)
				require.NoError(b, err)
				shown, laid = f, l
			}
			here()
			there := func() { goCharts(b, shown, laid, o) }
			there()
			beside(b, switchShare, here, there)
		})
	}
}

// BenchmarkFrame_againstGoChart draws the frames of a camera's move between two scenes, at
// the plot's size in a window of 1920 × 1080: the figure, its layout with all texts, and
// the picture below them, beside go-chart drawing alone the last of them. It fails if a
// frame takes more than frameShare of that. The aim is 8 ms a frame on a quiet machine.
func BenchmarkFrame_againstGoChart(b *testing.B) {
	const (
		w, h       = 1130, 800
		frames     = 25
		frameShare = 0.25
	)
	s, err := load.BuiltIn()
	require.NoError(b, err)
	m := NewMetrics(1)
	o := Options{Palette: charts.Light, PxPerDP: 1}
	for _, pair := range [][2]string{{"doubled", "reciprocal"}, {"china-answers", "passes-hundred"}, {"passes-hundred", "triple-digits"}, {"electronics", "geneva"}, {"rare-earths", "threat"}} {
		b.Run(pair[1], func(b *testing.B) {
			move := figures.Between(s, scene.OfBeat(s, s.Beat(pair[0]), false), scene.OfBeat(s, s.Beat(pair[1]), false), plainWords{})
			var shown *charts.Figure
			var laid *charts.Layout
			here := func() {
				for i := range frames {
					shown = move.At(float64(i) / (frames - 1))
					var err error
					laid, err = charts.Lay(shown, w, h, 1, m)
					require.NoError(b, err)
					_, err = Base(shown, laid, o)
					require.NoError(b, err)
				}
			}
			here()
			there := func() { goCharts(b, shown, laid, o) }
			there()
			beside(b, frames*frameShare, here, there)
			b.ReportMetric(timeOf(here).Seconds()*1000/frames, "ms-frame")
			b.ReportMetric(testing.AllocsPerRun(2, here)/frames, "allocs-frame")
		})
	}
}

// BenchmarkLay places the texts of the same plot.
func BenchmarkLay(b *testing.B) {
	f := benchedFigures(b)["rates"]
	m := NewMetrics(1)
	for b.Loop() {
		if _, err := charts.Lay(f, 1920, 1080, 1, m); err != nil {
			b.Fatal(err)
		}
	}
}

// benchedFigures are all figures of the built-in story that can be chosen.
func benchedFigures(b *testing.B) map[string]*charts.Figure {
	b.Helper()
	s, err := load.BuiltIn()
	require.NoError(b, err)
	out := map[string]*charts.Figure{}
	for _, name := range figures.Choices(s) {
		f, err := figures.Of(s, scene.Scene{Figure: name, Day: data.Date(2025, 5, 14)}, plainWords{})
		if err == nil {
			out[name] = f
		}
	}
	april := data.Date(2025, 4, 10)
	out["replies"], err = figures.Of(s, scene.Scene{Day: april, Replies: true, From: april - 20, Until: april + 25}, plainWords{})
	require.NoError(b, err)
	for _, weight := range []typeface.Weight{typeface.Regular, typeface.Medium, typeface.SemiBold, typeface.Bold} {
		weight.Font() // parsed once, for both
	}
	require.Greater(b, len(out), 12)
	return out
}

// beside times two functions in turn, reports the quickest run of each and fails if the
// first takes more than that share of the other's time. A machine that does other work
// makes runs slower and never quicker, so the quickest says most of what the code itself
// takes; what seems too slow has more runs to show that it is not.
func beside(b *testing.B, share float64, here, there func()) {
	const least, most = 7, 200
	ours, theirs, ratio := time.Hour, time.Hour, 0.0
	pair := func() {
		ours, theirs = min(ours, timeOf(here)), min(theirs, timeOf(there))
		ratio = ours.Seconds() / theirs.Seconds()
	}
	pairs := 0
	for ; b.Loop(); pairs++ {
		pair()
	}
	for ; pairs < least || ratio > share && pairs < most; pairs++ {
		pair()
	}
	b.ReportMetric(ratio, "x-go-chart")
	b.ReportMetric(ours.Seconds()*1000, "ms-here")
	b.ReportMetric(theirs.Seconds()*1000, "ms-go-chart")
	b.ReportMetric(0, "ns/op") // the sum of both says nothing
	if ratio > share {
		b.Errorf("it takes %.2f of go-chart's time, more than %.2f", ratio, share)
	}
}

func timeOf(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}

// plainWords are words enough to lay a figure out: keys stand for their texts.
type plainWords struct{}

func (plainWords) Say(key string, _ ...any) string         { return key }
func (plainWords) Day(d data.Day, _ charts.DayForm) string { return d.String() }
func (plainWords) Value(v float64, unit string) string     { return fmt.Sprintf("%g %s", v, unit) }
func (plainWords) Rate(p data.Percent) string              { return fmt.Sprintf("%g%%", float64(p)) }
func (plainWords) Number(v float64, _ int) string          { return fmt.Sprintf("%g", v) }

// whatIfShare is the most of the time of drawing the rates by go-chart's own renderer
// that a change of an invented course may take, to reckon, to lay out and to draw.
const whatIfShare = 0.25

// BenchmarkWhatIf_againstGoChart changes one action of an invented course and draws
// it at 1920 × 1080 px; beside it go-chart draws the rates. What happens on the
// reader's click before drawing begins, which is aside, is measured by itself.
func BenchmarkWhatIf_againstGoChart(b *testing.B) {
	s, err := load.BuiltIn()
	require.NoError(b, err)
	m := NewMetrics(1)
	o := Options{Palette: charts.Light, PxPerDP: 1}
	rates := benchedFigures(b)["rates"]
	rateLayout, err := charts.Lay(rates, 1920, 1080, 1, m)
	require.NoError(b, err)
	list := course.Actions(s, false)
	plan, at := course.Plan(""), 0
	var f *charts.Figure
	click := time.Hour
	beside(b, whatIfShare, func() {
		click = min(click, timeOf(func() {
			plan = plan.Toggled(&list[at%len(list)])
			at++
			f = figures.WhatIf(s, course.Of(s, false, plan), false, plainWords{})
		}))
		l, err := charts.Lay(f, 1920, 1080, 1, m)
		require.NoError(b, err)
		_, err = Base(f, l, o)
		require.NoError(b, err)
	}, func() { goCharts(b, rates, rateLayout, o) })
	b.ReportMetric(click.Seconds()*1000, "ms-click")
}
