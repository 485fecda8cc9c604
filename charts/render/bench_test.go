package render

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wcharczuk/go-chart/v2"

	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/load"
)

// goChartShare is the most of go-chart's own time that a picture may take here.
const goChartShare = 0.25

// BenchmarkBase_againstGoChart draws the rates of the built-in story, labels
// included, at 1920 × 1080 px: the same chart through this package's renderer and
// through go-chart's raster renderer, in turn. Neither writes a file. It fails if
// the ratio of the medians is above goChartShare.
func BenchmarkBase_againstGoChart(b *testing.B) {
	const w, h = 1920, 1080
	for _, perDP := range []float64{1, 2} {
		b.Run(fmt.Sprintf("%gpx_per_dp", perDP), func(b *testing.B) {
			f, l := benchedFigure(b, w/perDP, h/perDP, perDP)
			o := Options{Palette: charts.Light, PxPerDP: perDP, Texts: true}
			here := func() {
				img, err := Base(f, l, o)
				require.NoError(b, err)
				require.Equal(b, w, img.Bounds().Dx())
			}
			there := func() {
				c, err := newChart(f, l, o)
				require.NoError(b, err)
				var out chart.ImageWriter
				require.NoError(b, c.Render(chart.PNG, &out))
				img, err := out.Image()
				require.NoError(b, err)
				require.Equal(b, w, img.Bounds().Dx())
			}
			here()
			there()
			var ours, theirs []time.Duration
			for b.Loop() {
				ours = append(ours, timeOf(here))
				theirs = append(theirs, timeOf(there))
			}
			ratio := median(ours).Seconds() / median(theirs).Seconds()
			b.ReportMetric(ratio, "x-go-chart")
			b.ReportMetric(median(ours).Seconds()*1000, "ms-here")
			b.ReportMetric(median(theirs).Seconds()*1000, "ms-go-chart")
			b.ReportMetric(0, "ns/op") // the sum of both says nothing
			if ratio > goChartShare {
				b.Errorf("drawing takes %.2f of go-chart's time, more than %.2f", ratio, goChartShare)
			}
		})
	}
}

// BenchmarkLay places the texts of the same plot.
func BenchmarkLay(b *testing.B) {
	f, _ := benchedFigure(b, 1920, 1080, 1)
	m := NewMetrics(1)
	for b.Loop() {
		if _, err := charts.Lay(f, 1920, 1080, 1, m); err != nil {
			b.Fatal(err)
		}
	}
}

func benchedFigure(b *testing.B, w, h, perDP float64) (*charts.Figure, *charts.Layout) {
	b.Helper()
	s, err := load.BuiltIn()
	require.NoError(b, err)
	f := charts.Rates(s, false, plainWords{})
	l, err := charts.Lay(f, w, h, 1, NewMetrics(perDP))
	require.NoError(b, err)
	require.Greater(b, len(l.Texts), 15)
	for _, weight := range []typeface.Weight{typeface.Regular, typeface.Medium, typeface.SemiBold, typeface.Bold} {
		weight.Font() // parsed once, for both
	}
	return f, l
}

func timeOf(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// plainWords are words enough to lay a figure out: keys stand for their texts.
type plainWords struct{}

func (plainWords) Say(key string, _ ...any) string         { return key }
func (plainWords) Day(d data.Day, _ charts.DayForm) string { return d.String() }
func (plainWords) Percent(p data.Percent) string           { return fmt.Sprintf("%g%%", float64(p)) }
func (plainWords) Number(v float64, _ int) string          { return fmt.Sprintf("%g", v) }
