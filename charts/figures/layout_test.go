package figures_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/render"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

// sizes in dp, from what is almost too small for a plot to the largest screen.
var sizes = [][2]float64{
	{100, 80}, {160, 120}, {200, 160}, {260, 200}, {320, 200}, {420, 300}, {560, 240}, {640, 480}, {700, 260}, {860, 420},
	{1000, 600}, {1280, 720}, {1500, 500}, {1920, 1080}, {2560, 1440}, {400, 1200}, {3840, 2160},
}

func TestLay_noTextOverlapsTouchesALineOrIsClipped(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	s, m := builtIn(t), render.NewMetrics(1)
	for _, epilogue := range []bool{false, true} {
		f := figures.Rates(s, epilogue, english{})
		for _, size := range sizes {
			for _, scale := range textScales {
				name := fmt.Sprintf("%gx%g text %g epilogue %t", size[0], size[1], scale, epilogue)
				l, err := charts.Lay(f, size[0], size[1], scale, m)
				require.NoError(t, err, name)
				checkLayout(t, name, f, l, m)
			}
		}
	}
}

func TestLay_arrowsAreClearOfTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	s, m := builtIn(t), render.NewMetrics(1)
	for _, b := range s.BeatsShown(false) {
		for _, days := range [][2]data.Day{{s.Start, s.Ahead}, {b.Day - 14, b.Day + 30}, {b.Day - 5, b.Day + 5}} {
			f, err := figures.Of(s, scene.Scene{Replies: true, Day: b.Day, From: days[0], Until: days[1]}, english{})
			require.NoError(t, err)
			for _, size := range sizes[4:] {
				for _, scale := range textScales {
					name := fmt.Sprintf("%s, %s to %s, %gx%g text %g", b.ID, days[0], days[1], size[0], size[1], scale)
					l, err := charts.Lay(f, size[0], size[1], scale, m)
					require.NoError(t, err, name)
					for _, a := range f.Arrows {
						if !l.Shows(a) {
							continue
						}
						bend := l.Bend(a)
						for _, x := range l.Texts {
							for _, p := range bend.Points {
								require.False(t, common(x.Rect(), label.Rect{X: p.X - 0.5, Y: p.Y - 0.5, W: 1, H: 1}), "%s: %q touches arrow %s", name, x.Text, a.ID)
							}
						}
					}
					for i, x := range l.Texts {
						for _, o := range l.Texts[:i] {
							require.False(t, common(x.Rect(), o.Rect()), "%s: %q overlaps %q", name, x.Text, o.Text)
						}
					}
				}
			}
		}
	}
}

// checkLayout holds every text to what is drawn, by geometry of its own.
func checkLayout(t *testing.T, name string, f *charts.Figure, l *charts.Layout, m charts.Measurer) {
	t.Helper()
	const eps = 1e-6
	for i, x := range l.Texts {
		w, h := m.Measure(x.Text, x.SizeDP, x.Weight)
		require.InDelta(t, w, x.W, eps, "%s: %q has the width it is drawn with", name, x.Text)
		require.InDelta(t, h, x.H, eps)
		require.True(t, x.X >= -eps && x.Y >= -eps && x.X+x.W <= l.W+eps && x.Y+x.H <= l.H+eps, "%s: %q is clipped: %+v", name, x.Text, x.Rect())
		for _, o := range l.Texts[:i] {
			require.False(t, common(x.Rect(), o.Rect()), "%s: %q overlaps %q", name, x.Text, o.Text)
		}
		for what, r := range drawn(f, l) {
			for _, part := range r {
				require.False(t, common(x.Rect(), part), "%s: %q touches %s", name, x.Text, what)
			}
		}
		if i >= len(l.GridValues) {
			require.GreaterOrEqual(t, x.Y, charts.ReadoutHeight(l.TextScale), "%s: %q stands in the read-out's room", name, x.Text)
		}
	}
}

// drawn returns the area that each mark of a figure covers, in dp.
func drawn(f *charts.Figure, l *charts.Layout) map[string][]label.Rect {
	out := map[string][]label.Rect{}
	add := func(what string, x0, y0, x1, y1, half float64) {
		out[what] = append(out[what], label.Rect{X: min(x0, x1) - half, Y: min(y0, y1) - half, W: math.Abs(x1-x0) + 2*half, H: math.Abs(y1-y0) + 2*half})
	}
	pos := func(day, value float64) (x, y float64) {
		days := float64(l.Days.Until - l.Days.From)
		x = l.Plot.X + (day-float64(f.From))/days*l.Plot.W
		y = l.Plot.Y + l.Plot.H - (value-float64(f.Min))/float64(f.Max-f.Min)*l.Plot.H
		return min(max(x, l.Plot.X), l.Plot.X+l.Plot.W), y
	}
	for _, c := range f.Curves {
		for i, s := range c.Steps {
			until := c.Until
			if i+1 < len(c.Steps) {
				until = c.Steps[i+1].Day
			}
			x0, y := pos(float64(s.Day), float64(s.Value))
			x1, _ := pos(float64(until), 0)
			add("the line "+c.ID, x0, y, x1, y, c.Stroke.WidthDP/2)
			if i+1 < len(c.Steps) {
				_, next := pos(0, float64(c.Steps[i+1].Value))
				add("the line "+c.ID, x1, y, x1, next, c.Stroke.WidthDP/2)
			}
		}
	}
	for _, v := range l.GridValues {
		_, y := pos(0, v)
		add(fmt.Sprintf("the grid line at %g", v), l.Plot.X, y, l.Plot.X+l.Plot.W, y, 0.5)
	}
	for _, r := range f.Rules {
		x, _ := pos(float64(r.Day), 0)
		add("the rule "+r.ID, x, l.Plot.Y, x, l.Plot.Y+l.Plot.H, 0.5)
	}
	for _, d := range f.Dots {
		x, y := pos(float64(d.Day), float64(d.Value))
		add("the dot "+d.ID, x, y, x, y, charts.DotRadiusDP)
	}
	for _, k := range f.Ticks {
		x, _ := pos(float64(k.Day), 0)
		add("the mark of "+k.ID, x, l.Plot.Y+l.Plot.H, x, l.Plot.Y+l.Plot.H, charts.TickRadiusDP)
	}
	return out
}

func TestLay_everyOtherFigureKeepsItsTextsApart(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	var all []*charts.Figure
	for i := range s.Measures {
		all = append(all, figures.Published(s, &s.Measures[i], true, english{}))
		for j := range s.Sides {
			all = append(all, figures.Bridge(s, &s.Measures[i], &s.Sides[j], day(t, "2025-05-03"), true, english{}))
		}
	}
	drawn := 0
	for _, f := range all {
		if f == nil || f.Check() != nil { // nothing was published to draw
			continue
		}
		drawn++
		for _, size := range sizes {
			for _, scale := range textScales {
				name := fmt.Sprintf("%s %gx%g text %g", f.Name, size[0], size[1], scale)
				l, err := charts.Lay(f, size[0], size[1], scale, m)
				require.NoError(t, err, name)
				for i, x := range l.Texts {
					require.True(t, x.Rect().Inside(label.Rect{W: l.W, H: l.H}), "%s: %q is clipped: %+v", name, x.Text, x.Rect())
					for _, o := range l.Texts[:i] {
						require.False(t, common(x.Rect(), o.Rect()), "%s: %q overlaps %q", name, x.Text, o.Text)
					}
				}
				for _, b := range l.Bars {
					require.True(t, b.Bar.Inside(label.Rect{W: l.W, H: l.H}), "%s: %+v", name, b)
					for _, x := range l.Texts {
						require.False(t, common(x.Rect(), b.Bar), "%s: %q touches a bar", name, x.Text)
					}
				}
			}
		}
	}
	assert.Greater(t, drawn, 4)
}

func TestLay_saysWhatMattersWhereThereIsRoom(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	f := figures.Rates(s, false, english{})
	for _, size := range [][2]float64{{520, 320}, {860, 420}, {1500, 700}, {3840, 2160}} {
		for _, scale := range []float64{0.75, 1, 1.5} {
			l, err := charts.Lay(f, size[0], size[1], scale, m)
			require.NoError(t, err)
			shown := map[string]bool{}
			for _, x := range l.Texts {
				shown[x.ID] = true
			}
			for _, id := range []string{"end/us", "end/cn", "peak/us", "peak/cn", "threat/us", "grid", "month"} {
				assert.True(t, shown[id], "%v at text scale %g: %s is missing", size, scale, id)
			}
		}
	}
}

func TestLay_gridLabelsStandAtTheirValues(t *testing.T) {
	m := render.NewMetrics(1)
	f := figures.Rates(builtIn(t), false, english{})
	for _, size := range sizes[3:] {
		l, err := charts.Lay(f, size[0], size[1], 1, m)
		require.NoError(t, err)
		require.NotEmpty(t, l.GridValues)
		i := 0
		for _, x := range l.Texts {
			if x.ID != "grid" {
				continue
			}
			v := l.GridValues[i]
			want := fmt.Sprintf("%g", v)
			if i++; i == len(l.GridValues) {
				want += "%"
			}
			assert.Equal(t, want, x.Text)
			assert.InDelta(t, l.Values.Pos(v), x.Y+x.H/2, 1e-6, "%s stands beside its line", x.Text)
			assert.LessOrEqual(t, x.X+x.W, l.Plot.X)
		}
		assert.Equal(t, len(l.GridValues), i, "each line has its value")
		assert.Zero(t, l.GridValues[0])
	}
}

func TestLay_monthsStandBelowTheirDays(t *testing.T) {
	f := figures.Rates(builtIn(t), false, english{})
	l, err := charts.Lay(f, 1000, 500, 1, render.NewMetrics(1))
	require.NoError(t, err)
	months := 0
	for _, x := range l.Texts {
		if x.ID != "month" {
			continue
		}
		months++
		assert.GreaterOrEqual(t, x.Y, l.Plot.Bottom()+charts.TickRadiusDP)
		for _, d := range l.DayTicks {
			if d.Day.Time().Format("Jan") == x.Text {
				assert.InDelta(t, l.Days.Pos(d.Day), x.X+x.W/2, 1, x.Text)
			}
		}
	}
	assert.Equal(t, len(l.DayTicks), months)
}

func TestLay_whatStandsAtNoDayHasNoDateBelow(t *testing.T) {
	f := figures.Rates(builtIn(t), false, english{})
	f.DatedTo = data.Date(2025, 5, 14)
	l, err := charts.Lay(f, 1000, 500, 1, render.NewMetrics(1))
	require.NoError(t, err)
	require.NotEmpty(t, l.DayTicks)
	for _, d := range l.DayTicks {
		assert.LessOrEqual(t, d.Day, f.DatedTo)
	}
}

func TestLay_theScalesSpanThePlot(t *testing.T) {
	f := figures.Rates(builtIn(t), false, english{})
	l, err := charts.Lay(f, 1000, 500, 1, render.NewMetrics(1))
	require.NoError(t, err)
	assert.InDelta(t, l.Plot.X, l.Days.Pos(f.From), 1e-9)
	assert.InDelta(t, l.Plot.Right(), l.Days.Pos(f.Until), 1e-9)
	assert.InDelta(t, l.Plot.Bottom(), l.Values.Pos(float64(f.Min)), 1e-9)
	assert.InDelta(t, l.Plot.Y, l.Values.Pos(float64(f.Max)), 1e-9)
}

func TestLay_tooSmallForAnyPlotHasNoTexts(t *testing.T) {
	f := figures.Rates(builtIn(t), false, english{})
	for _, size := range [][2]float64{{0, 0}, {1, 1}, {30, 600}, {600, 30}, {-5, 200}, {math.NaN(), 200}, {200, math.NaN()}} {
		l, err := charts.Lay(f, size[0], size[1], 1, render.NewMetrics(1))
		require.NoError(t, err, "%v", size)
		assert.Empty(t, l.Texts, "%v", size)
	}
}

func TestLay_isTheSameEachTime(t *testing.T) {
	f := figures.Rates(builtIn(t), true, english{})
	first, err := charts.Lay(f, 760, 380, 1, render.NewMetrics(1))
	require.NoError(t, err)
	again, err := charts.Lay(f, 760, 380, 1, render.NewMetrics(1))
	require.NoError(t, err)
	assert.Equal(t, first, again)
}

func TestTrace_goesAlongAStepThenUp(t *testing.T) {
	s := builtIn(t)
	f := figures.Rates(s, false, english{})
	l, err := charts.Lay(f, 900, 420, 1, render.NewMetrics(1))
	require.NoError(t, err)
	type piece [4]float64
	var got []piece
	l.Trace(f, curve(t, f, "cn"), func(x0, y0, x1, y1 float64) { got = append(got, piece{x0, y0, x1, y1}) })
	x := func(text string) float64 { return l.Days.Pos(day(t, text)) }
	y := l.Values.Pos
	want := []piece{
		{x("2025-01-20"), y(0), x("2025-04-10"), y(0)}, {x("2025-04-10"), y(0), x("2025-04-10"), y(84)},
		{x("2025-04-10"), y(84), x("2025-04-12"), y(84)}, {x("2025-04-12"), y(84), x("2025-04-12"), y(125)},
		{x("2025-04-12"), y(125), x("2025-05-14"), y(125)}, {x("2025-05-14"), y(125), x("2025-05-14"), y(10)},
		{x("2025-05-14"), y(10), x(s.AsOf.String()), y(10)},
	}
	assert.Equal(t, want, got)
}

func TestTrace_cutsAtThePlotsEdges(t *testing.T) {
	l := &charts.Layout{Plot: label.Rect{X: 50, Y: 20, W: 100, H: 80}}
	l.Days.From, l.Days.Until, l.Days.Left, l.Days.Right = 100, 200, 50, 150
	l.Values.Min, l.Values.Max, l.Values.From, l.Values.To = 0, 10, 100, 20
	c := charts.Curve{Until: 1_000_000, Steps: []charts.Step{{Day: -1_000_000, Value: 5}, {Day: 150, Value: 1e9}, {Day: 160, Value: -1e9}, {Day: 5000, Value: 3}}}
	var ends [][4]float64
	l.Trace(&charts.Figure{Lines: charts.Lines{Curves: []charts.Curve{c}}}, c, func(x0, y0, x1, y1 float64) {
		ends = append(ends, [4]float64{x0, y0, x1, y1})
		for _, x := range []float64{x0, x1} {
			assert.True(t, x >= 50 && x <= 150, "%g", x)
		}
		for _, y := range []float64{y0, y1} {
			assert.True(t, y >= 20 && y <= 100, "%g", y)
		}
	})
	assert.Equal(t, [][4]float64{{50, 60, 100, 60}, {100, 60, 100, 20}, {100, 20, 110, 20}, {110, 20, 110, 100}, {110, 100, 150, 100}}, ends)
}

func TestTextSize_isWholeAndGrows(t *testing.T) {
	for _, z := range []charts.TextSize{charts.SizeLabel, charts.SizeStrong, charts.SizeBody, charts.SizeHeadline, charts.SizeSmall, charts.SizeNumber, charts.SizeStory, charts.SizeFact, charts.SizeTitle, charts.SizeRead} {
		last := 0.0
		for _, scale := range []float64{0.75, 1, 1.5, 2} {
			at := z.At(scale)
			assert.Equal(t, math.Round(at), at, "the toolkit spaces letters by whole sizes")
			assert.Greater(t, at, last)
			last = at
		}
	}
	assert.Equal(t, []float64{13, 14, 26}, []float64{charts.SizeLabel.At(1), charts.SizeBody.At(1), charts.SizeHeadline.At(1)})
	assert.Equal(t, 26.0, charts.SizeLabel.At(2), "labels double")
	assert.Less(t, charts.SizeHeadline.At(2), 52.0, "headlines grow by less")
}

// perRune measures every letter as one dp, for wrapping by counting.
type perRune struct{}

func (perRune) Measure(text string, _ float64, _ typeface.Weight) (w, h float64) {
	return float64(len([]rune(text))), 1
}

func TestWrap_breaksAtSpacesOnly(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"", 10, nil},
		{"   ", 10, nil},
		{"one", 10, []string{"one"}},
		{"one two", 7, []string{"one two"}},
		{"one two", 6, []string{"one", "two"}},
		{"one  two\nthree", 7, []string{"one two", "three"}},
		{"incomprehensibilities are long", 8, []string{"incomprehensibilities", "are long"}},
		{"é é é", 3, []string{"é é", "é"}},
		{"one two", 0, []string{"one", "two"}},
		{"one two", math.Inf(1), []string{"one two"}},
		{"one two", math.NaN(), nil},
	} {
		assert.Equal(t, c.want, charts.Wrap(c.text, c.width, 13, typeface.Regular, perRune{}), "%q at %g", c.text, c.width)
	}
}

func TestWrap_losesNoWord(t *testing.T) {
	text := builtIn(t).Cards[0].Claim
	for width := 1.0; width < 200; width += 7 {
		lines := charts.Wrap(text, width, 13, typeface.Regular, perRune{})
		assert.Equal(t, strings.Fields(text), strings.Fields(strings.Join(lines, " ")))
	}
}

// A level that two lines share shows both, one just above the other.
func TestTrace_noLineLiesUnderAnother(t *testing.T) {
	s := builtIn(t)
	together := 0
	for i := range s.Beats {
		f := figures.OfBeat(s, scene.OfBeat(s, &s.Beats[i], false), english{})
		l, err := charts.Lay(f, 900, 500, 1, render.NewMetrics(1))
		require.NoError(t, err)
		type piece struct{ x0, x1, y, width float64 }
		pieces := map[string][]piece{}
		for _, c := range f.Curves {
			if c.Stroke.Dashed {
				continue
			}
			l.Trace(f, c, func(x0, y0, x1, y1 float64) {
				if y0 != y1 {
					return
				}
				for other, all := range pieces {
					for _, p := range all {
						if other == c.ID || max(p.x0, x0) >= min(p.x1, x1) || math.Abs(p.y-y0) > 4 {
							continue
						}
						together++
						assert.InDelta(t, (p.width+c.Stroke.WidthDP)/2, y0-p.y, 1e-9, "%s of %s", c.ID, s.Beats[i].ID)
					}
				}
				pieces[c.ID] = append(pieces[c.ID], piece{x0: x0, x1: x1, y: y0, width: c.Stroke.WidthDP})
			})
		}
	}
	assert.Greater(t, together, 3)
}

// TestLay_dotsAreNamedAtEverySizeOfText: a dot grows with the text, and its own label must
// pass it.
func TestLay_dotsAreNamedAtEverySizeOfText(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	for i := range s.Measures {
		if s.Measures[i].Derived {
			continue
		}
		f := figures.Published(s, &s.Measures[i], false, english{})
		for _, scale := range []float64{0.5, 1, 2, 2.5, 4} {
			l, err := charts.Lay(f, 1000*scale, 600*scale, scale, m)
			require.NoError(t, err)
			for _, d := range f.Dots {
				assert.True(t, slices.ContainsFunc(l.Texts, func(x charts.Text) bool { return x.ID == d.ID }), "%s, text %g: %s is not named", s.Measures[i].ID, scale, d.ID)
			}
		}
	}
}
