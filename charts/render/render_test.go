package render

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/wcharczuk/go-chart/v2"

	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/meetings"
	"truceline/charts/pages"
	"truceline/charts/scene"
	"truceline/data"
	"truceline/test/sample"
)

// plain is charts.Words with keys for sentences.
type plain struct{}

func (plain) Say(key string, args ...any) string {
	return strings.TrimSpace(key + " " + fmt.Sprint(args...))
}
func (plain) Day(d data.Day, _ charts.DayForm) string {
	return d.Time().Format("2 Jan")
}
func (plain) Value(v float64, unit string) string { return fmt.Sprintf("%g %s", v, unit) }

func (plain) Rate(p data.Percent) string {
	return strconv.FormatFloat(float64(p), 'f', -1, 64) + "%"
}
func (plain) Number(v float64, _ int) string {
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// rates is the built-in rates figure laid out.
func rates(t testing.TB, w, h float64) (*charts.Figure, *charts.Layout) {
	t.Helper()
	f := figures.Rates(builtIn(t), false, plain{})
	l, err := charts.Lay(f, w, h, 1, NewMetrics(1))
	require.NoError(t, err)
	return f, l
}

func options(p *charts.Palette, pxPerDP float64) Options {
	return Options{Palette: p, PxPerDP: pxPerDP}
}

func on(y int, m time.Month, d int) data.Day { return data.Date(y, m, d) }

// soon fails the test if work does not end within a deadline that is ample on any
// machine.
func soon(t *testing.T, work func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		work()
	}()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("does not come back")
	}
}

// probe looks at the pixel of a day and a value.
type probe struct {
	img *image.RGBA
	l   *charts.Layout
	per float64
	p   *charts.Palette
}

func (p probe) at(day float64, value float64) color.RGBA {
	x := p.l.Plot.X + (day-float64(p.l.Days.From))/float64(p.l.Days.Until-p.l.Days.From)*p.l.Plot.W
	y := p.l.Values.Pos(value)
	return p.img.RGBAAt(int(math.Round(x*p.per)), int(math.Round(y*p.per)))
}

// near holds a colour to another as far as a smoothed edge allows.
func nearly(t *testing.T, want, got color.RGBA, what string) {
	t.Helper()
	for i, pair := range [][2]uint8{{want.R, got.R}, {want.G, got.G}, {want.B, got.B}} {
		assert.InDelta(t, pair[0], pair[1], 16, "%s, channel %d", what, i)
	}
}

func TestBase_linesLieWhereTheScaleSays(t *testing.T) {
	f, l := rates(t, 900, 420)
	for _, palette := range []*charts.Palette{charts.Light, charts.Dark} {
		for _, per := range []float64{1, 1.25, 2} {
			img, err := Base(f, l, options(palette, per))
			require.NoError(t, err)
			p := probe{img, l, per, palette}
			for _, c := range []struct {
				day   data.Day
				value float64
				role  charts.Role
			}{
				{on(2025, 2, 20), 10, charts.First}, {on(2025, 3, 20), 20, charts.First}, {on(2025, 5, 1), 145, charts.First},
				{on(2025, 8, 1), 30, charts.First}, {on(2025, 5, 14), 70, charts.Second},
				{on(2025, 5, 1), 125, charts.Second}, {on(2025, 8, 1), 10, charts.Second}, {on(2025, 3, 1), 0, charts.Second},
				{on(2025, 3, 1), 70, charts.Paper}, {on(2025, 5, 1), 70, charts.Paper}, {on(2025, 2, 20), 25, charts.Paper},
				{on(2025, 8, 1), 70, charts.GoodBand}, {on(2025, 10, 1), 120, charts.GoodBand}, {on(2025, 11, 13), 70, charts.Paper},
				{on(2025, 3, 1), 50, charts.Line}, {on(2025, 3, 1), 100, charts.Line}, {on(2025, 8, 1), 150, charts.Line},
				{on(2025, 10, 27), 10, charts.GoodBand},
			} {
				assert.Equal(t, palette.Color(c.role), p.at(float64(c.day), c.value), "%s at %g%%, %g px to the dp", c.day, c.value, per)
			}
		}
	}
}

func TestBase_theTrucesLastDayIsPartOfIt(t *testing.T) {
	f, l := rates(t, 3000, 420)
	img, err := Base(f, l, options(charts.Light, 1))
	require.NoError(t, err)
	p := probe{img, l, 1, charts.Light}
	assert.Equal(t, charts.Light.Color(charts.GoodBand), p.at(float64(on(2025, 11, 10))+0.6, 70))
	assert.Equal(t, charts.Light.Color(charts.Paper), p.at(float64(on(2025, 11, 11))+0.4, 70))
	assert.Equal(t, charts.Light.Color(charts.GoodBand), p.at(float64(on(2025, 5, 14))+0.6, 80))
	assert.Equal(t, charts.Light.Color(charts.Paper), p.at(float64(on(2025, 5, 13))+0.4, 80))
}

func TestBase_aRateHoldsUntilItsLastDayIsOver(t *testing.T) {
	f, l := rates(t, 3000, 420)
	img, err := Base(f, l, options(charts.Light, 1))
	require.NoError(t, err)
	p := probe{img, l, 1, charts.Light}
	change := float64(on(2025, 3, 4))
	us := charts.Light.Color(charts.First)
	assert.Equal(t, us, p.at(change-0.4, 10), "the evening before")
	assert.NotEqual(t, us, p.at(change-0.4, 20))
	assert.Equal(t, us, p.at(change+0.4, 20), "its first day")
	assert.NotEqual(t, us, p.at(change+0.4, 10))
	assert.Equal(t, us, p.at(change, 15), "between them straight up")
}

func TestBase_whatIsThreatenedIsHollowAndDashed(t *testing.T) {
	f, l := rates(t, 900, 420)
	for _, palette := range []*charts.Palette{charts.Light, charts.Dark} {
		for _, per := range []float64{1, 2} {
			img, err := Base(f, l, options(palette, per))
			require.NoError(t, err)
			p := probe{img, l, per, palette}
			threat := float64(on(2025, 11, 1))
			assert.Equal(t, palette.Color(charts.Paper), p.at(threat, 130), "the dot's middle")
			x, y := l.Days.Pos(on(2025, 11, 1)), l.Values.Pos(130)
			for _, turn := range []float64{0, 0.5, 1, 1.5} {
				r := charts.DotRadiusDP - 1.0
				px, py := (x+r*math.Cos(turn*math.Pi))*per, (y+r*math.Sin(turn*math.Pi))*per
				nearly(t, palette.Color(charts.First), img.RGBAAt(int(math.Round(px)), int(math.Round(py))), "the dot's ring")
			}
			line, gaps := 0, 0
			for v := 40.0; v < 120; v += 0.25 {
				switch p.at(threat, v) {
				case palette.Color(charts.First):
					line++
				case palette.Color(charts.GoodBand):
					gaps++
				}
			}
			assert.Greater(t, line, 60, "the branch is drawn")
			assert.Greater(t, gaps, 60, "the branch has gaps")
		}
	}
}

func TestBase_isExactlyTheLayoutsSize(t *testing.T) {
	for _, c := range []struct {
		w, h, per    float64
		wantW, wantH int
	}{{333.3, 222.7, 1, 333, 223}, {333.3, 222.7, 1.5, 500, 334}, {100, 80, 2, 200, 160}, {1, 1, 1, 1, 1}, {30, 700, 1, 30, 700}, {4096, 20, 2, 8192, 40}} {
		f, l := rates(t, c.w, c.h)
		img, err := Base(f, l, options(charts.Light, c.per))
		require.NoError(t, err)
		assert.Equal(t, image.Rect(0, 0, c.wantW, c.wantH), img.Bounds())
		assert.Equal(t, len(img.Pix), 4*c.wantW*c.wantH)
	}
}

func TestBase_refusesSizesThatCannotBeDrawn(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range [][3]float64{{0, 100, 1}, {100, 0, 1}, {0.4, 100, 1}, {-100, 100, 1}, {100, -100, 1}, {8193, 10, 1}, {10, 8193, 1}, {5000, 10, 2}, {nan, 100, 1}, {100, inf, 1}, {100, 100, nan}, {100, 100, 0}, {100, 100, -1}, {100, 100, inf}} {
		f, l := rates(t, 400, 200)
		l.W, l.H = c[0], c[1]
		soon(t, func() {
			_, err := Base(f, l, options(charts.Light, c[2]))
			assert.Error(t, err, "%v", c)
		})
	}
}

// TestBase_comesBackFromValuesThatAreNotFinite guards against go-chart's endless
// loop.
func TestBase_comesBackFromValuesThatAreNotFinite(t *testing.T) {
	for _, bad := range []data.Percent{data.Percent(math.NaN()), data.Percent(math.Inf(1)), data.Percent(math.Inf(-1))} {
		for name, spoil := range map[string]func(f *charts.Figure){
			"step":  func(f *charts.Figure) { f.Curves[0].Steps[2].Value = bad },
			"dot":   func(f *charts.Figure) { f.Dots[0].Value = bad },
			"least": func(f *charts.Figure) { f.Min = bad },
			"most":  func(f *charts.Figure) { f.Max = bad },
		} {
			f, l := rates(t, 400, 200)
			spoil(f)
			soon(t, func() {
				_, err := Base(f, l, options(charts.Light, 1))
				assert.Error(t, err, "%s is %g", name, bad)
				_, err = Page(&pages.Page{WidthPX: 400, HeightPX: 200, PxPerDP: 1, At: label.Rect{W: 400, H: 200}, Figure: f, Layout: l}, charts.Light)
				assert.Error(t, err, "%s is %g", name, bad)
			})
		}
	}
}

// simple is a figure of one curve, laid out by hand in 100 × 80 dp.
func simple(c charts.Curve) (*charts.Figure, *charts.Layout) {
	f := &charts.Figure{Name: "simple", From: 100, Until: 200, Max: 10, Lines: charts.Lines{Curves: []charts.Curve{c}}}
	l := &charts.Layout{W: 120, H: 100, TextScale: 1, Plot: label.Rect{X: 10, Y: 10, W: 100, H: 80}}
	l.Days.From, l.Days.Until, l.Days.Left, l.Days.Right = 100, 200, 10, 110
	l.Values.Max, l.Values.From, l.Values.To = 10, 90, 10
	return f, l
}

func seriesOf(t *testing.T, f *charts.Figure, l *charts.Layout, o Options) []stepSeries {
	t.Helper()
	c, err := newChart(f, l, o)
	require.NoError(t, err)
	var out []stepSeries
	for _, s := range c.Series {
		if s, ok := s.(stepSeries); ok {
			require.NoError(t, s.Validate())
			out = append(out, s)
		}
	}
	return out
}

func TestSteps_areTheCornersOfPostSteps(t *testing.T) {
	f, l := simple(charts.Curve{ID: "line", Until: 180, Steps: []charts.Step{{Day: 120, Value: 2}, {Day: 150, Value: 7}, {Day: 160, Value: 4}}})
	s := seriesOf(t, f, l, options(charts.Light, 1))
	require.Len(t, s, 1)
	assert.InDeltaSlice(t, []float64{120, 150, 150, 160, 160, 180}, s[0].XValues, 1e-9)
	assert.InDeltaSlice(t, []float64{2, 2, 7, 7, 4, 4}, s[0].YValues, 1e-9)
}

func TestSteps_areCutToTheRangeBeforeTheyAreDrawn(t *testing.T) {
	far := charts.Curve{ID: "far", Until: 1_000_000_000}
	for d := data.Day(-1_000_000_000); d < 900_000_000; d += 9_000_000 {
		far.Steps = append(far.Steps, charts.Step{Day: d, Value: data.Percent(d)})
	}
	far.Steps = append(far.Steps, charts.Step{Day: 899_999_999, Value: 1e300})
	f, l := simple(far)
	for _, s := range seriesOf(t, f, l, options(charts.Light, 1)) {
		require.Equal(t, len(s.XValues), len(s.YValues))
		for i := range s.XValues {
			require.True(t, s.XValues[i] >= 100-1e-9 && s.XValues[i] <= 200+1e-9, "day %g", s.XValues[i])
			require.True(t, s.YValues[i] >= -1e-9 && s.YValues[i] <= 10+1e-9, "value %g", s.YValues[i])
		}
	}
	soon(t, func() {
		_, err := Base(f, l, options(charts.Light, 1))
		assert.NoError(t, err)
	})
}

func TestSteps_zoomedInDrawNothingOutsideThePlot(t *testing.T) {
	f, _ := rates(t, 900, 420)
	zoomed := *f
	zoomed.From, zoomed.Until, zoomed.Max = on(2025, 4, 20), on(2025, 4, 30), 60 // both lines lie above
	zoomed.Rules, zoomed.Captions, zoomed.Ticks = nil, nil, nil
	l, err := charts.Lay(&zoomed, 500, 300, 1, NewMetrics(1))
	require.NoError(t, err)
	img, err := Base(&zoomed, l, options(charts.Light, 1))
	require.NoError(t, err)
	paper := charts.Light.Color(charts.Paper)
	for y := range int(l.Plot.Y) - 3 {
		for x := range 500 {
			require.Equal(t, paper, img.RGBAAt(x, y), "above the plot")
		}
	}
	for y := range 300 {
		for x := range int(l.Plot.X) - 3 {
			require.Equal(t, paper, img.RGBAAt(x, y), "left of the plot")
		}
	}
}

func TestSteps_aCurveOutsideTheDaysIsLeftOut(t *testing.T) {
	f, l := simple(charts.Curve{ID: "before", Until: 90, Steps: []charts.Step{{Day: 20, Value: 2}}})
	f.Curves = append(f.Curves, charts.Curve{ID: "after", Until: 400, Steps: []charts.Step{{Day: 300, Value: 2}}}, charts.Curve{ID: "empty"})
	assert.Empty(t, seriesOf(t, f, l, options(charts.Light, 1)))
	_, err := Base(f, l, options(charts.Light, 1))
	assert.NoError(t, err)
}

func TestNewChart_eachUnbrokenRunIsASeries(t *testing.T) {
	f, l := rates(t, 900, 420)
	c, err := newChart(f, l, options(charts.Light, 1))
	require.NoError(t, err)
	require.Len(t, c.Series, 1+len(f.Curves))
	for _, s := range c.Series {
		assert.NotContains(t, fmt.Sprintf("%T", s), "Annotation", "labels are placed by our own solver")
	}
}

func TestNewChart_leavesNothingToGoChartsDefaults(t *testing.T) {
	f, l := rates(t, 900, 420)
	c, err := newChart(f, l, options(charts.Light, 2))
	require.NoError(t, err)
	assert.NotNil(t, c.Font, "the default font is a data race")
	assert.Equal(t, 72.0, c.DPI, "it would scale text only")
	assert.True(t, c.XAxis.Style.Hidden && c.YAxis.Style.Hidden && c.YAxisSecondary.Style.Hidden, "ticks are our own")
	assert.Empty(t, c.XAxis.Ticks)
	assert.Empty(t, c.YAxis.Ticks)
	assert.Empty(t, c.YAxisSecondary.Ticks)
	assert.Equal(t, [2]float64{float64(f.From), float64(f.Until)}, [2]float64{c.XAxis.Range.GetMin(), c.XAxis.Range.GetMax()})
	assert.Equal(t, [2]float64{float64(f.Min), float64(f.Max)}, [2]float64{c.YAxis.Range.GetMin(), c.YAxis.Range.GetMax()})
	assert.Equal(t, 1800, c.Width)
	assert.Equal(t, 840, c.Height)
	assert.True(t, c.Background.Padding.IsSet)
}

func TestNewChart_hasARangeOfItsOwnEachTime(t *testing.T) {
	f, l := rates(t, 900, 420)
	a, err := newChart(f, l, options(charts.Light, 1))
	require.NoError(t, err)
	b, err := newChart(f, l, options(charts.Light, 1))
	require.NoError(t, err)
	assert.NotSame(t, a.XAxis.Range, b.XAxis.Range)
	assert.NotSame(t, a.YAxis.Range, b.YAxis.Range)
}

func TestBase_twiceIsTheSame(t *testing.T) {
	f, l := rates(t, 640, 320)
	before := fmt.Sprintf("%+v %+v", *f, *l)
	first, err := Base(f, l, options(charts.Light, 1))
	require.NoError(t, err)
	dark, err := Base(f, l, options(charts.Dark, 2))
	require.NoError(t, err)
	again, err := Base(f, l, options(charts.Light, 1))
	require.NoError(t, err)
	assert.True(t, bytes.Equal(first.Pix, again.Pix))
	assert.NotEqual(t, first.RGBAAt(0, 0), dark.RGBAAt(0, 0))
	assert.Equal(t, before, fmt.Sprintf("%+v %+v", *f, *l), "drawing leaves figure and layout alone")
}

func TestBase_manyAtOnceAreEachRight(t *testing.T) {
	f, l := rates(t, 480, 240)
	o := options(charts.Light, 1)
	o.Texts = true
	want, err := Base(f, l, o)
	require.NoError(t, err)
	var all sync.WaitGroup
	for range 24 {
		all.Go(func() {
			got, err := Base(f, l, o)
			if assert.NoError(t, err) {
				assert.True(t, bytes.Equal(want.Pix, got.Pix))
			}
		})
	}
	all.Wait()
}

func TestBase_aFlatLineIsDrawn(t *testing.T) {
	f, l := simple(charts.Curve{ID: "flat", Role: charts.First, Stroke: charts.Stroke{WidthDP: 2}, Until: 200, Steps: []charts.Step{{Day: 100, Value: 5}}})
	img, err := Base(f, l, options(charts.Light, 1))
	require.NoError(t, err)
	assert.Equal(t, charts.Light.Color(charts.First), img.RGBAAt(60, 50))
	assert.Equal(t, charts.Light.Color(charts.Paper), img.RGBAAt(60, 40))
}

// thickness is how many px of a column have exactly the colour.
func thickness(img *image.RGBA, x int, c color.RGBA) (n int) {
	for y := range img.Bounds().Dy() {
		if img.RGBAAt(x, y) == c {
			n++
		}
	}
	return n
}

func TestBase_widthsDashesAndDotsGrowWithThePixels(t *testing.T) {
	c := charts.Curve{ID: "line", Role: charts.First, Stroke: charts.Stroke{WidthDP: 3}, Until: 200, Steps: []charts.Step{{Day: 100, Value: 5}}}
	us := charts.Light.Color(charts.First)
	for _, per := range []float64{1, 2, 3} {
		f, l := simple(c)
		f.Dots = []charts.Dot{{ID: "dot", Role: charts.Second, Day: 150, Value: 8}}
		img, err := Base(f, l, options(charts.Light, per))
		require.NoError(t, err)
		assert.Equal(t, int(3*per), thickness(img, int(30*per), us), "%g px to the dp", per)
		assert.InDelta(t, 2*charts.DotRadiusDP*per, thickness(img, int(60*per), charts.Light.Color(charts.Second)), 2, "the dot at %g px to the dp", per)

		f.Curves[0].Stroke.Dashed = true
		img, err = Base(f, l, options(charts.Light, per))
		require.NoError(t, err)
		runs, last := 0, false
		for x := range img.Bounds().Dx() {
			lit := img.RGBAAt(x, int(50*per)) == us
			if lit && !last {
				runs++
			}
			last = lit
		}
		assert.InDelta(t, 100.0/6, runs, 1.5, "as many dashes at %g px to the dp", per)
	}
}

func TestBase_textIsLeftOutForTheScreen(t *testing.T) {
	f, l := rates(t, 900, 420)
	bare, err := Base(f, l, options(charts.Light, 1))
	require.NoError(t, err)
	o := options(charts.Light, 1)
	o.Texts = true
	full, err := Base(f, l, o)
	require.NoError(t, err)
	paper := charts.Light.Color(charts.Paper)
	inked := func(img *image.RGBA, r label.Rect) (n int) {
		for y := int(r.Y); y < int(r.Bottom()); y++ {
			for x := int(r.X); x < int(r.Right()); x++ {
				if img.RGBAAt(x, y) != paper {
					n++
				}
			}
		}
		return n
	}
	for _, x := range l.Texts {
		if x.ID != "grid" {
			continue
		}
		assert.Zero(t, inked(bare, x.Rect()), "%q", x.Text)
		assert.Positive(t, inked(full, x.Rect()), "%q", x.Text)
	}
}

// ratesPage is the page of the rates on a day.
func ratesPage(s *data.Story, look meetings.Look, w charts.Words, widthPX, heightPX int, textScale float64, m charts.Measurer) (*pages.Page, error) {
	return pages.Of(s, scene.Scene{Day: look.Day, Epilogue: look.Epilogue}, w, widthPX, heightPX, textScale, m)
}

func TestPage_isExactlyTheSizeAskedFor(t *testing.T) {
	s := builtIn(t)
	look := meetings.Look{Day: s.AsOf, Meeting: "london"}
	for _, c := range []struct{ w, h int }{{1, 1}, {7, 3}, {40, 400}, {400, 40}, {320, 200}, {640, 360}, {1001, 999}, {MaxPX, 300}, {300, MaxPX}} {
		per := pages.PxPerDP(c.w, c.h)
		for name, make := range map[string]func(*data.Story, meetings.Look, charts.Words, int, int, float64, charts.Measurer) (*pages.Page, error){
			"rates": ratesPage, "map": pages.OfMap,
		} {
			for _, palette := range []*charts.Palette{charts.Light, charts.Dark} {
				page, err := make(s, look, plain{}, c.w, c.h, 1, NewMetrics(per))
				require.NoError(t, err, "%s %d×%d", name, c.w, c.h)
				img, err := Page(page, palette)
				require.NoError(t, err, "%s %d×%d", name, c.w, c.h)
				assert.Equal(t, image.Rect(0, 0, c.w, c.h), img.Bounds(), name)
				if c.w >= 200 && c.h >= 200 { // in a smaller one the title may reach everywhere
					assert.Equal(t, palette.Color(charts.Paper), img.RGBAAt(0, 0))
					assert.Equal(t, palette.Color(charts.Paper), img.RGBAAt(c.w-1, c.h-1))
				}
			}
		}
	}
}

func TestPage_refusesSizesThatCannotBeDrawn(t *testing.T) {
	s := builtIn(t)
	page, err := pages.Of(s, scene.Scene{Day: s.AsOf}, plain{}, 400, 300, 1, NewMetrics(1))
	require.NoError(t, err)
	for _, c := range [][2]int{{0, 100}, {100, 0}, {-1, 100}, {100, -1}, {MaxPX + 1, 10}, {10, MaxPX + 1}} {
		page.WidthPX, page.HeightPX = c[0], c[1]
		_, err := Page(page, charts.Light)
		assert.Error(t, err, "%v", c)
	}
}

func TestPage_theMapShowsSeaAndLandAndItsMarkers(t *testing.T) {
	s := builtIn(t)
	for _, palette := range []*charts.Palette{charts.Light, charts.Dark} {
		page, err := pages.OfMap(s, meetings.Look{Day: s.AsOf, Meeting: "london"}, plain{}, 1200, 750, 1, NewMetrics(pages.PxPerDP(1200, 750)))
		require.NoError(t, err)
		img, err := Page(page, palette)
		require.NoError(t, err)
		seen := map[color.RGBA]int{}
		for y := range 750 {
			for x := range 1200 {
				seen[img.RGBAAt(x, y)]++
			}
		}
		for _, r := range []charts.Role{charts.Surface, charts.Land, charts.First, charts.Second, charts.Ink} {
			assert.Greater(t, seen[palette.Color(r)], 100, "role %d", r)
		}
		for _, k := range page.Map.Markers {
			if k.State != meetings.Past {
				continue
			}
			// Beside the number, within the ring.
			x, y := (page.At.X+k.At.X-k.RadiusDP+3.5)*page.PxPerDP, (page.At.Y+k.At.Y)*page.PxPerDP
			assert.Equal(t, palette.Color(charts.Muted), img.RGBAAt(int(x), int(y)), "%s is filled", k.ID)
		}
	}
}

func TestPage_theCursorStandsAtItsDay(t *testing.T) {
	s := builtIn(t)
	const w, h = 1000, 625
	page, err := pages.Of(s, scene.Scene{Day: on(2025, 3, 20)}, plain{}, w, h, 1, NewMetrics(1))
	require.NoError(t, err)
	require.NotNil(t, page.Cursor)
	img, err := Page(page, charts.Light)
	require.NoError(t, err)
	x := int(math.Round(page.At.X + page.Layout.Days.Pos(on(2025, 3, 20)) - 0.6))
	y := int(page.At.Y + page.Layout.Values.Pos(70))
	assert.Equal(t, charts.Light.Color(charts.Ink), img.RGBAAt(x, y))
	assert.Equal(t, charts.Light.Color(charts.Paper), img.RGBAAt(x+5, y))

	page.Cursor.Day = s.End(false) + 1
	img, err = Page(page, charts.Light)
	require.NoError(t, err)
	assert.Equal(t, charts.Light.Color(charts.Paper), img.RGBAAt(x, y), "outside the days it is left out")
}

func TestPage_manyAtOnce(t *testing.T) {
	s := builtIn(t)
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			make := ratesPage
			if i%2 == 1 {
				make = pages.OfMap
			}
			page, err := make(s, meetings.Look{Day: s.AsOf, Meeting: "madrid"}, plain{}, 300+i, 200, 1, NewMetrics(0.7))
			if !assert.NoError(t, err) {
				return
			}
			img, err := Page(page, charts.Dark)
			if assert.NoError(t, err) {
				assert.Equal(t, 300+i, img.Bounds().Dx())
			}
		})
	}
	all.Wait()
}

func TestLand_isDrawnAsLargeAsItsFrame(t *testing.T) {
	s := builtIn(t)
	l, err := meetings.Lay(s, meetings.Look{Day: s.AsOf, Meeting: "geneva"}, plain{}, 301, 151, 2, 1, NewMetrics(1))
	require.NoError(t, err)
	var painter atlas.Painter
	land, err := Land(&painter, l, options(charts.Light, 2))
	require.NoError(t, err)
	assert.Equal(t, image.Rect(0, 0, 602, 302), land.Bounds())
	with := CloneRGBA(land)
	Arcs(with, l, options(charts.Light, 2))
	assert.False(t, bytes.Equal(land.Pix, with.Pix), "arcs are drawn on the copy, not on the land")
	mid := l.Arcs[0].Path[0][len(l.Arcs[0].Path[0])/2]
	assert.Equal(t, charts.Light.Color(charts.First), with.RGBAAt(int(math.Round(mid.X*2)), int(math.Round(mid.Y*2))))
}

func TestWritePNG_canBeReadBackExactly(t *testing.T) {
	f, l := rates(t, 321, 123)
	img, err := Base(f, l, options(charts.Dark, 1))
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, WritePNG(&out, img))
	back, err := png.Decode(&out)
	require.NoError(t, err)
	require.Equal(t, img.Bounds(), back.Bounds())
	for y := range 123 {
		for x := range 321 {
			require.Equal(t, img.RGBAAt(x, y), color.RGBAModel.Convert(back.At(x, y)))
		}
	}
}

func TestWritePNG_saysWhenItCannotWrite(t *testing.T) {
	assert.Error(t, WritePNG(full{}, image.NewRGBA(image.Rect(0, 0, 400, 400))))
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, fmt.Errorf("no room") }

func TestMetrics_measureWhatIsDrawn(t *testing.T) {
	f, l := rates(t, 900, 420)
	o := options(charts.Light, 1)
	o.Texts = true
	f.Curves, f.Areas, f.Dots, f.Ticks, l.GridValues, l.DayTicks = nil, nil, nil, nil, nil, nil
	img, err := Base(f, l, o)
	require.NoError(t, err)
	inside := func(x, y float64) bool {
		for _, text := range l.Texts {
			// Letters may reach a px over their box.
			if x >= text.X-2 && x <= text.X+text.W+2 && y >= text.Y-1 && y <= text.Y+text.H+1 {
				return true
			}
		}
		return false
	}
	paper := charts.Light.Color(charts.Paper)
	inked := 0
	for y := range 420 {
		for x := range 900 {
			if img.RGBAAt(x, y) != paper {
				inked++
				require.True(t, inside(float64(x), float64(y)), "ink at %d,%d belongs to no text", x, y)
			}
		}
	}
	assert.Greater(t, inked, 1000)
}

func TestMetrics_scaleWithTheSize(t *testing.T) {
	m := NewMetrics(1)
	w1, h1 := m.Measure("US on China 145%", 13, 0)
	w2, h2 := m.Measure("US on China 145%", 26, 0)
	assert.InDelta(t, 2*w1, w2, 0.5)
	assert.InDelta(t, 2*h1, h2, 0.5)
	wide, _ := m.Measure("US on China 145%", 13, 3)
	assert.Greater(t, wide, w1, "bold is wider")
	w, h := m.Measure("", 13, 0)
	assert.Zero(t, w)
	assert.Positive(t, h)
	a, _ := m.Measure("111", 13, 0)
	b, _ := m.Measure("888", 13, 0)
	assert.InDelta(t, a, b, 1e-9, "figures are tabular")
}

func TestFaceSet_keepsABoundedNumberOfFaces(t *testing.T) {
	m := NewMetrics(1)
	for i := range 5 * maxFaces {
		m.Measure("0", 5+float64(i)/7, 0)
		require.LessOrEqual(t, len(m.faces.faces), maxFaces)
	}
}

func TestDashes_keepTheirLengthAroundCorners(t *testing.T) {
	path := []point{{0, 0}, {10, 0}, {10, 10}}
	pieces := dashes(path, []float64{3, 3})
	total := 0.0
	for _, p := range pieces {
		n := 0.0
		for i := 1; i < len(p); i++ {
			n += math.Hypot(p[i].x-p[i-1].x, p[i].y-p[i-1].y)
		}
		assert.LessOrEqual(t, n, 3+1e-9)
		total += n
	}
	assert.InDelta(t, 11, total, 1e-9, "3 on, 3 off over 20: 3+3+3+2")
	assert.Len(t, pieces, 4)
}

func TestDashes_withoutMeaningAreSolid(t *testing.T) {
	path := []point{{0, 0}, {10, 0}}
	for _, dash := range [][]float64{{0, 3}, {-1, 3}, {math.NaN(), 1}, {math.Inf(1), 1}, {0.1, 0.1}} {
		soon(t, func() { assert.Equal(t, [][]point{path}, dashes(path, dash), "%v", dash) })
	}
}

func TestCanvas_isAWholeRenderer(t *testing.T) {
	c := newCanvas(60, 40, newFaceSet())
	red := chart.ColorRed
	c.SetFillColor(red)
	c.MoveTo(5, 5)
	c.LineTo(25, 5)
	c.LineTo(25, 15)
	c.LineTo(5, 15)
	c.Close()
	c.Fill()
	want := color.RGBA{red.R, red.G, red.B, 255}
	assert.Equal(t, want, c.img.RGBAAt(10, 10))
	assert.Equal(t, color.RGBA{}, c.img.RGBAAt(26, 10))

	c.MoveTo(40, 5) // a triangle goes the other way
	c.LineTo(55, 35)
	c.LineTo(30, 35)
	c.Close()
	c.Fill()
	assert.Equal(t, want, c.img.RGBAAt(41, 25))
	assert.Equal(t, color.RGBA{}, c.img.RGBAAt(55, 10))

	c.ResetStyle()
	c.SetStrokeColor(red)
	c.SetStrokeWidth(2)
	c.MoveTo(5, 30)
	c.QuadCurveTo(15, 20, 25, 30)
	c.Stroke()
	assert.Equal(t, uint8(255), c.img.RGBAAt(15, 25).A, "the curve's top")
	soon(t, func() { // outside the picture
		c.SetFillColor(red)
		c.Circle(1e5, -90000, 20)
		c.FillStroke()
	})
}

func TestFaint_linesStillReachTheContrastOfMarks(t *testing.T) {
	for _, palette := range []*charts.Palette{charts.Light, charts.Dark} {
		p := &picture{o: Options{Palette: palette, PxPerDP: 1}}
		for _, role := range []charts.Role{charts.First, charts.Second} {
			c := p.tint(role, faint)
			assert.GreaterOrEqual(t, sample.Contrast(color.RGBA{c.R, c.G, c.B, 255}, palette.Color(charts.Paper)), 3.0)
		}
	}
}
