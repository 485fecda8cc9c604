package figures_test

import (
	"bytes"
	"fmt"
	"image"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/pages"
	"truceline/charts/render"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

// each visits all scenes of the story.
func each(t testing.TB, s *data.Story, visit func(b *data.Beat, sc scene.Scene)) {
	t.Helper()
	for i := range s.Beats {
		visit(&s.Beats[i], scene.OfBeat(s, &s.Beats[i], false))
	}
}

func page(t testing.TB, s *data.Story, sc scene.Scene, w, h int, textScale float64) *pages.Page {
	t.Helper()
	p, err := pages.Of(s, sc, english{}, w, h, textScale, render.NewMetrics(pages.PxPerDP(w, h)))
	require.NoError(t, err, sc.Beat)
	return p
}

// leastApart is the share of pixels in which the figures of any two scenes differ, at
// 480 × 300 px, without their headlines.
const leastApart = 0.01

func TestScenes_anyTwoDifferInWhatTheyDraw(t *testing.T) {
	s := builtIn(t)
	type drawn struct {
		sc  scene.Scene
		img *image.RGBA
	}
	var all []drawn
	each(t, s, func(b *data.Beat, sc scene.Scene) {
		p := page(t, s, sc, 480, 300, 1)
		p.Texts, p.Cursor = nil, nil // the page's own
		img, err := render.Page(p, charts.Light)
		require.NoError(t, err)
		all = append(all, drawn{sc, img})
	})
	for i, a := range all {
		for _, b := range all[:i] {
			x, y := a.sc, b.sc
			x.Beat, y.Beat = "", ""
			assert.NotEqual(t, y, x, "%s and %s", b.sc.Beat, a.sc.Beat)
			differ := 0
			for p := 0; p < len(a.img.Pix); p += 4 {
				if !bytes.Equal(a.img.Pix[p:p+4], b.img.Pix[p:p+4]) {
					differ++
				}
			}
			share := float64(differ) / float64(len(a.img.Pix)/4)
			assert.Greater(t, share, leastApart, "%s and %s look alike", b.sc.Beat, a.sc.Beat)
		}
	}
}

func TestSeriesScene_drawsNoRowOfALaterTime(t *testing.T) {
	built := builtIn(t)
	s := *built
	s.Series = slices.Clone(s.Series)
	x := &s.Series[slices.IndexFunc(s.Series, func(x data.Series) bool { return x.ID == "rare-share" })]
	later := data.Point{Series: x.ID, Period: "2025-11", Label: "what came later", Value: 95, Sources: s.Changes[0].Sources}
	x.Points = append(slices.Clone(x.Points), later)
	s.Seal()
	b := &s.Beats[slices.IndexFunc(s.Beats, func(b data.Beat) bool { return b.Scene.Figure == x.ID })]
	f := figures.OfBeat(&s, scene.OfBeat(&s, b, false), english{})
	assert.Len(t, f.Table.Rows, len(x.Points)-1)
	for _, row := range f.Table.Rows {
		assert.NotContains(t, row, later.Label)
	}
}

func TestScenes_nameASourceOfEachRow(t *testing.T) {
	s := builtIn(t)
	each(t, s, func(b *data.Beat, sc scene.Scene) {
		f := figures.OfBeat(s, sc, english{})
		for _, row := range f.Table.Rows {
			assert.NotEqual(t, english{}.Say("source.withheld"), row[len(row)-1], "%s: %v", b.ID, row)
		}
	})
}

func TestFigure_showsNothingBeforeItsDay(t *testing.T) {
	s := builtIn(t)
	each(t, s, func(b *data.Beat, sc scene.Scene) {
		require.LessOrEqual(t, b.Day, sc.Revealed, b.ID)
		var svg bytes.Buffer
		require.NoError(t, render.SVG(&svg, page(t, s, sc, 1920, 1080, 1), charts.Light, render.Sheet{}), b.ID)
		f := figures.OfBeat(s, sc, english{})
		rows := append([]*charts.Figure{f}, f.Rows()...)
		for _, row := range rows {
			for _, c := range row.Curves {
				if c.Stroke.Dashed || c.Stroke.Faint {
					continue
				}
				assert.LessOrEqual(t, c.Until, sc.Revealed, "%s draws the line %s on", b.ID, c.ID)
				for _, st := range c.Steps {
					assert.LessOrEqual(t, st.Day, sc.Revealed, "%s: %s", b.ID, c.ID)
				}
			}
			for _, d := range row.Dots {
				if !d.Hollow {
					assert.LessOrEqual(t, d.Day, sc.Revealed, "%s: %s", b.ID, d.ID)
				}
			}
		}
		// No rate, event or meeting that became known later stands in its words.
		text := svg.String()
		for _, c := range s.Changes {
			known := c.Announced
			if !known.Set() {
				known = c.Effective
			}
			if l := s.Layer(c.Side, c.Layer); known > sc.Revealed && c.Status != data.Suspended && l.Scope == data.General {
				assert.NotContains(t, text, c.Title, b.ID)
				if rate := s.Rate(c.Side, c.Effective, b.Epilogue); rate > 100 {
					assert.NotContains(t, figureText(page(t, s, sc, 1920, 1080, 1)), english{}.Rate(rate), "%s knows %s", b.ID, c.Title)
				}
			}
		}
		for _, e := range s.Events {
			if e.Day > sc.Revealed {
				assert.NotContains(t, text, e.Title, b.ID)
			}
		}
		for _, m := range s.Meetings {
			capital := slices.ContainsFunc(s.Sides, func(x data.Side) bool { return x.Capital.Name == m.City })
			if !m.Planned() && m.Start > sc.Revealed && !capital {
				assert.NotContains(t, figureText(page(t, s, sc, 1920, 1080, 1)), m.City, b.ID)
			}
		}
	})
}

// figureText is all text within a page's figure and map.
func figureText(p *pages.Page) string {
	var out []string
	for _, t := range p.Layout.Texts {
		out = append(out, t.Text)
	}
	if p.Map != nil {
		for _, t := range p.Map.Texts {
			out = append(out, t.Text)
		}
	}
	return strings.Join(out, "\n")
}

func TestFigure_drawsWhatWasAnnouncedHollowFromThatDay(t *testing.T) {
	s := builtIn(t)
	f := figures.OfBeat(s, scene.OfBeat(s, s.Beat("china-answers"), false), english{})
	var hollow []string
	for _, d := range f.Dots {
		if d.Hollow && d.Value > 0 {
			hollow = append(hollow, fmt.Sprintf("%s %g", d.Day, float64(d.Value)))
		}
	}
	assert.ElementsMatch(t, []string{"2025-04-02 30", "2025-04-02 54", "2025-04-04 34"}, hollow)
}

// sceneSizes are sizes of figures in dp: the window's and the room's.
var sceneSizes = [][2]float64{{420, 320}, {560, 290}, {560, 480}, {760, 640}, {1000, 560}, {1900, 860}, {2400, 1750}}

func TestLay_scenesKeepTheirTextsApartAndWhole(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	scales := []float64{0.75, 1, 1.5, 2}
	if testing.Short() {
		scales = scales[1:2]
	}
	each(t, s, func(b *data.Beat, sc scene.Scene) {
		f := figures.OfBeat(s, sc, english{})
		for _, size := range sceneSizes {
			for _, scale := range scales {
				name := fmt.Sprintf("%s %gx%g text %g", b.ID, size[0], size[1], scale)
				l, err := charts.Lay(f, size[0], size[1], scale, m)
				require.NoError(t, err, name)
				for i, x := range l.Texts {
					require.True(t, x.X >= -1e-6 && x.Y >= -1e-6 && x.X+x.W <= l.W+1e-6 && x.Y+x.H <= l.H+1e-6, "%s: %q is clipped: %+v", name, x.Text, x.Rect())
					for _, o := range l.Texts[:i] {
						require.False(t, x.Rect().Overlaps(o.Rect()), "%s: %q overlaps %q", name, x.Text, o.Text)
					}
				}
				check := func(f *charts.Figure, l *charts.Layout) {
					for _, x := range l.Texts {
						at := x.Rect()
						for _, c := range f.Curves {
							l.Trace(f, c, func(x0, y0, x1, y1 float64) {
								r := label.Rect{X: min(x0, x1) - 0.5, Y: min(y0, y1) - 0.5, W: max(x0, x1) - min(x0, x1) + 1, H: max(y0, y1) - min(y0, y1) + 1}
								require.False(t, at.Overlaps(r), "%s: %q touches %s", name, x.Text, c.ID)
							})
						}
						for _, a := range f.Arrows {
							bend := l.Bend(a)
							for _, p := range bend.Points {
								require.False(t, at.Overlaps(label.Rect{X: p.X - 0.5, Y: p.Y - 0.5, W: 1, H: 1}), "%s: %q touches %s", name, x.Text, a.ID)
							}
						}
						for _, r := range f.Rules {
							if day := l.Days.Pos(r.Day); x.Y > l.Plot.Y && x.Y+x.H < l.Plot.Bottom() {
								require.False(t, at.X < day && day < at.Right(), "%s: the day's line crosses %q", name, x.Text)
							}
						}
					}
				}
				if len(f.Rows()) == 0 && len(f.Bars()) == 0 {
					check(f, l)
				}
				for i, row := range l.Rows {
					check(f.Rows()[i], row)
				}
			}
		}
	})
}

func TestMove_endsAtTheSceneAndStaysSoundOnTheWay(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		a, b := &s.Beats[r.IntN(len(s.Beats))], &s.Beats[r.IntN(len(s.Beats))]
		from, to := scene.OfBeat(s, a, false), scene.OfBeat(s, b, r.IntN(4) == 0)
		way := figures.Between(s, from, to, english{})
		for range 5 {
			share := r.Float64()
			f := way.At(share)
			require.NoError(t, f.Check(), "%s to %s at %g", a.ID, b.ID, share)
			l, err := charts.Lay(f, 700, 500, 1, m)
			require.NoError(t, err)
			_, err = render.Base(f, l, render.Options{Palette: charts.Light, PxPerDP: 1})
			require.NoError(t, err)
		}
		want, got := picture(t, figures.OfBeat(s, to, english{}), m), picture(t, way.At(1), m)
		require.Equal(t, want.Pix, got.Pix, "%s to %s", a.ID, b.ID)
	}
}

func TestMove_figuresOfAnotherKindGrowUp(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	for _, id := range []string{"london", "madrid", "blacklist", "rare-earths"} {
		to := scene.OfBeat(s, s.Beat(id), false)
		way := figures.Between(s, scene.OfBeat(s, s.Beat("first-ten"), false), to, english{})
		a, b, end := picture(t, way.At(0.2), m), picture(t, way.At(0.7), m), picture(t, way.At(1), m)
		assert.False(t, bytes.Equal(a.Pix, b.Pix), "%s moves", id)
		assert.False(t, bytes.Equal(b.Pix, end.Pix), id)
	}
}

func TestStrip_isAPlotOfTheWholeStoryAsFarAsItIsTold(t *testing.T) {
	s := builtIn(t)
	told := data.Date(2025, 4, 9)
	f := figures.Strip(s, told, false)
	assert.Equal(t, s.Start, f.From)
	assert.Equal(t, s.End(false), f.Until)
	require.Len(t, f.Curves, 2)
	for _, c := range f.Curves {
		assert.LessOrEqual(t, c.Until, told)
		for _, st := range c.Steps {
			assert.LessOrEqual(t, st.Day, told)
		}
	}
	assert.Equal(t, data.Percent(145), f.Max, "the scale is the whole story's")
	l, err := charts.LayStrip(f, 400, 24)
	require.NoError(t, err)
	_, err = render.Base(f, l, render.Options{Palette: charts.Light, PxPerDP: 1})
	require.NoError(t, err)
}

func TestMove_growsTheLineBetweenTwoDays(t *testing.T) {
	s := builtIn(t)
	way := figures.Between(s, scene.OfBeat(s, s.Beat("first-ten"), false), scene.OfBeat(s, s.Beat("doubled"), false), english{})
	last := 0.0
	for _, share := range []float64{0, 0.2, 0.5, 0.8, 0.99} {
		f := way.At(share)
		c := f.Curves[0]
		at := float64(c.Until) + c.Part + float64(c.Steps[len(c.Steps)-1].Value)*0.01
		assert.Greater(t, at, last, "at %g", share)
		last = at
		assert.Empty(t, f.Captions)
	}
	assert.Equal(t, data.Date(2025, 3, 4), way.At(1).Curves[0].Until)
}

func picture(t *testing.T, f *charts.Figure, m charts.Measurer) *image.RGBA {
	t.Helper()
	l, err := charts.Lay(f, 700, 500, 1, m)
	require.NoError(t, err)
	img, err := render.Base(f, l, render.Options{Palette: charts.Light, PxPerDP: 1, Texts: true})
	require.NoError(t, err)
	return img
}

func TestNoteForms_aLevelIsLarge(t *testing.T) {
	s := builtIn(t)
	f := figures.OfBeat(s, scene.OfBeat(s, s.Beat("electronics"), false), english{})
	for _, c := range f.Captions {
		if c.ID == "note/0" {
			assert.Equal(t, charts.SizeLevel, c.Forms[0][0].Size)
			assert.Equal(t, typeface.Bold, c.Forms[0][0].Weight)
			return
		}
	}
	t.Fatal("the branch of exempt goods is not named")
}

// TestPage_atTheAudiencesSizes lays every scene out as a page of each size that a room or a
// hand-out has: no text touches another or leaves the page.
func TestPage_atTheAudiencesSizes(t *testing.T) {
	s := builtIn(t)
	scales := []float64{0.75, 1, 1.5, 2}
	if testing.Short() {
		scales = scales[1:2]
	}
	each(t, s, func(b *data.Beat, sc scene.Scene) {
		for _, size := range [][2]int{{1024, 768}, {1280, 720}, {1920, 1080}, {3840, 2160}} {
			for _, scale := range scales {
				p := page(t, s, sc, size[0], size[1], scale)
				name := fmt.Sprintf("%s %v text %g", b.ID, size, scale)
				all := append([]charts.Text{}, p.Texts...)
				place := func(texts []charts.Text, at label.Rect) {
					for _, x := range texts {
						x.X, x.Y = x.X+at.X, x.Y+at.Y
						all = append(all, x)
					}
				}
				place(p.Layout.Texts, p.At)
				if p.Map != nil {
					place(p.Map.Texts, p.MapAt)
				}
				for i, x := range all {
					require.True(t, x.X >= -0.5 && x.Y >= -0.5 && x.X+x.W <= float64(p.WidthPX)/p.PxPerDP+0.5 && x.Y+x.H <= float64(p.HeightPX)/p.PxPerDP+0.5, "%s: %q leaves the page", name, x.Text)
					for _, o := range all[:i] {
						require.False(t, x.Rect().Grow(-0.5).Overlaps(o.Rect()), "%s: %q over %q", name, x.Text, o.Text)
					}
				}
			}
		}
	})
}

func TestFigure_saysWhatEachRowOfAShareIsFor(t *testing.T) {
	s := builtIn(t)
	f := figures.OfBeat(s, scene.OfBeat(s, s.Beat("rare-earths"), false), english{})
	require.Len(t, f.Bars(), 4)
	for _, b := range f.Bars() {
		assert.NotContains(t, b.Note, "quoted", b.Name)
		assert.Equal(t, charts.Second, b.Role)
	}
	assert.Contains(t, f.Bars()[3].Note, "motors")
}

func TestFigure_noLineLeavesThePlotAtTheTop(t *testing.T) {
	s := builtIn(t)
	each(t, s, func(b *data.Beat, sc scene.Scene) {
		f := figures.OfBeat(s, sc, english{})
		for _, row := range append([]*charts.Figure{f}, f.Rows()...) {
			for _, c := range row.Curves {
				for i, st := range c.Steps {
					until := c.Until
					if i+1 < len(c.Steps) {
						until = c.Steps[i+1].Day
					}
					if until > row.From && st.Day < row.Until {
						assert.LessOrEqual(t, st.Value, row.Max, "%s: %s", b.ID, c.ID)
					}
				}
			}
		}
	})
}

// TestFigure_whatIsSaidIsDrawn looks for each kind of mark that a beat's headline, line or
// notes speak of.
func TestFigure_whatIsSaidIsDrawn(t *testing.T) {
	s, said := builtIn(t), 0
	each(t, s, func(b *data.Beat, sc scene.Scene) {
		f := figures.OfBeat(s, sc, english{})
		text := strings.ToLower(strings.Join([]string{b.Headline, b.Line}, "\n"))
		dashed, hollow, hatched, arrows := false, false, false, len(f.Arrows) > 0
		for _, row := range append([]*charts.Figure{f}, f.Rows()...) {
			for _, c := range row.Curves {
				dashed = dashed || c.Stroke.Dashed
			}
			for _, d := range row.Dots {
				hollow = hollow || d.Hollow
			}
			for _, x := range row.Bands {
				hatched, hollow = hatched || x.Hatched, hollow || x.Hollow
			}
		}
		for word, drawn := range map[string]bool{"dashed": dashed, "dotted": dashed, "hollow": hollow, "hatched": hatched, "arrow": arrows, "underneath": f.Floored, "three ways": dashed && len(f.Curves) > 4} {
			if strings.Contains(text, word) {
				said++
				assert.True(t, drawn, "%s says %q and draws none", b.ID, word)
			}
		}
	})
	assert.Greater(t, said, 4)
}

// What holds since the step is drawn in full, what came before it lighter, and what was
// dropped is no more than that.
func TestOfScene_drawsWhatCameBeforeLighter(t *testing.T) {
	s := builtIn(t)
	f := figures.OfBeat(s, scene.OfBeat(s, s.Beat("triple-digits"), false), english{})
	for _, c := range f.Curves[:2] {
		parts := c.Parts()
		require.Len(t, parts, 2, c.ID)
		assert.Equal(t, data.Date(2025, 4, 10), parts[0].Until, c.ID)
		assert.True(t, parts[0].Stroke.Faint && parts[0].Stroke.WidthDP < parts[1].Stroke.WidthDP, c.ID)
		assert.False(t, parts[1].Stroke.Faint, c.ID)
		assert.Equal(t, parts[0].Steps[len(parts[0].Steps)-1].Value, parts[1].Steps[0].Value, "%s: the rise is part of the step", c.ID)
	}
	for _, d := range f.Dots {
		assert.Equal(t, !strings.HasPrefix(d.ID, "now/"), d.Faint, d.ID)
	}
	quiet := figures.OfBeat(s, scene.OfBeat(s, s.Beat("stockholm"), false), english{})
	assert.Len(t, quiet.Curves[0].Parts(), 1, "where nothing changes, nothing is lighter")

	busan := figures.OfBeat(s, scene.OfBeat(s, s.Beat("busan"), true), english{})
	at := slices.IndexFunc(busan.Captions, func(c charts.Caption) bool { return strings.HasPrefix(c.ID, "announced/us/2025-10-10") })
	require.GreaterOrEqual(t, at, 0)
	assert.Equal(t, charts.SizeLabel, busan.Captions[at].Forms[0][0].Size, "what was dropped is not the largest")
}

// The words of a lower line do not stand above a higher one, as if they named it.
func TestLay_wordsStandAtTheirOwnLine(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	for _, id := range []string{"threat", "busan"} {
		f := figures.OfBeat(s, scene.OfBeat(s, s.Beat(id), false), english{})
		l, err := charts.Lay(f, 440, 200, 1, m)
		require.NoError(t, err)
		at := slices.IndexFunc(l.Texts, func(x charts.Text) bool { return x.ID == "now/cn" })
		require.GreaterOrEqual(t, at, 0, id)

		x := l.Texts[at]
		assert.False(t, x.Y < l.Values.Pos(30) && x.X < l.Days.Pos(s.Beat(id).Day), "%s: %+v", id, x)
	}
}

// An arrow has the number that the story gives it.
// textsOf are the lines of a caption.
func textsOf(l *charts.Layout, id string) (out []charts.Text) {
	for _, x := range l.Texts {
		if x.ID == id {
			out = append(out, x)
		}
	}
	return out
}

func TestLay_wordsStandInTheirOwnLane(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	f := figures.OfBeat(s, scene.OfBeat(s, s.Beat("blacklist"), false), english{})
	for _, size := range [][2]float64{{527, 297}, {673, 411}, {900, 600}} {
		l, err := charts.Lay(f, size[0], size[1], 1, m)
		require.NoError(t, err)
		lanes, laid := f.Rows()[1], l.Rows[1]
		for _, d := range lanes.Dots {
			texts := textsOf(laid, d.ID)
			require.NotEmpty(t, texts, "%s at %v", d.ID, size)
			for _, x := range texts {
				assert.GreaterOrEqual(t, x.Y, laid.Values.Pos(float64(d.Value)+0.8), "%s at %v", x.Text, size)
				assert.LessOrEqual(t, x.Y+x.H, laid.Values.Pos(float64(d.Value)-0.2), "%s at %v", x.Text, size)
			}
		}
	}
}

func TestLay_whatAnArrowStartsFromIsNamed(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	f := figures.OfBeat(s, scene.OfBeat(s, s.Beat("threat"), false), english{})
	l, err := charts.Lay(f, 527.68, 275.8, 1, m)
	require.NoError(t, err)
	for _, id := range []string{"note/0", "arrow/0", "now/us", "now/cn"} {
		assert.True(t, !slices.ContainsFunc(f.Captions, func(c charts.Caption) bool { return c.ID == id }) || len(textsOf(l, id)) > 0, "%s is left out", id)
	}
}

func TestLay_columnsNameWhatIsLeft(t *testing.T) {
	s, m := builtIn(t), render.NewMetrics(1)
	f := figures.OfBeat(s, scene.OfBeat(s, s.Beat("geneva"), false), english{})
	for size, sides := range map[[2]float64][]data.SideID{{673, 389}: {"us"}, {764, 569}: {"us", "cn"}} {
		l, err := charts.Lay(f, size[0], size[1], 1, m)
		require.NoError(t, err)
		for _, side := range sides {
			for i, layer := range s.LayersOn(side, data.Date(2025, 5, 14), false) {
				says := ""
				for _, x := range textsOf(l, fmt.Sprintf("stays%d/%s", i, side)) {
					says += x.Text + " "
				}
				assert.Contains(t, says, s.Layer(side, layer.Layer).Name, "at %v", size)
			}
		}
	}
}

func TestOfScene_numbersArrowsOnFromTheSceneBefore(t *testing.T) {
	s := builtIn(t)
	for id, want := range map[string]string{"triple-digits": "1", "electronics": "5"} {
		f := figures.OfBeat(s, scene.OfBeat(s, s.Beat(id), false), english{})
		at := slices.IndexFunc(f.Captions, func(c charts.Caption) bool { return c.ID == scene.ArrowID(0) })
		require.GreaterOrEqual(t, at, 0, id)
		assert.Equal(t, want, f.Captions[at].Forms[1][0].Text, id)
	}
}
