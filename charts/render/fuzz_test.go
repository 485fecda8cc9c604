package render

import (
	"encoding/binary"
	"math"
	"testing"
	"time"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

// feed hands out the bytes of a fuzzed input as numbers; past its end all are nought.
type feed struct{ rest []byte }

func (f *feed) byte() byte {
	if len(f.rest) == 0 {
		return 0
	}
	b := f.rest[0]
	f.rest = f.rest[1:]
	return b
}

func (f *feed) uint32() uint32 {
	var b [4]byte
	n := copy(b[:], f.rest)
	f.rest = f.rest[n:]
	return binary.LittleEndian.Uint32(b[:])
}

// float is any 32 bits as a number: small ones, huge ones, NaN and infinities.
func (f *feed) float() float64 {
	switch f.byte() % 4 {
	case 0:
		return float64(math.Float32frombits(f.uint32()))
	case 1:
		return float64(int8(f.byte())) * 2
	default:
		return float64(f.byte())
	}
}

func (f *feed) day() data.Day {
	if f.byte()%8 == 0 {
		return data.Day(f.uint32())
	}
	return data.Date(2025, 1, 1) + data.Day(int8(f.byte()))*3
}

func (f *feed) percent() data.Percent { return data.Percent(f.float()) }
func (f *feed) role() charts.Role     { return charts.Role(f.byte() % 10) }

func (f *feed) text() string {
	return []string{"", "30%", "US on China, 14 May", "A very long title that has more words than any plot has room for", "\x00\xff漢"}[f.byte()%5]
}

// figure is any figure at all, of the parts that figures have.
func (f *feed) figure(deep bool) *charts.Figure {
	fig := &charts.Figure{Name: f.text(), From: f.day(), Until: f.day(), Min: f.percent(), Max: f.percent()}
	n := func() int { return int(f.byte() % 4) }
	for range n() {
		c := charts.Curve{ID: f.text(), Role: f.role(), Until: f.day(), Stroke: charts.Stroke{WidthDP: f.float(), Dashed: f.byte()%2 == 0}}
		for range n() {
			c.Steps = append(c.Steps, charts.Step{Day: f.day(), Value: f.percent()})
		}
		fig.Curves = append(fig.Curves, c)
	}
	for range n() {
		b := charts.Band{ID: f.text(), Role: f.role(), Tint: f.float(), Hatched: f.byte()%2 == 0, Until: f.day()}
		for range n() {
			b.Steps = append(b.Steps, charts.BandStep{Day: f.day(), Low: f.percent(), High: f.percent()})
		}
		fig.Bands = append(fig.Bands, b)
	}
	for range n() {
		fig.Dots = append(fig.Dots, charts.Dot{ID: f.text(), Role: f.role(), Day: f.day(), Value: f.percent(), Hollow: f.byte()%2 == 0, Square: f.byte()%2 == 0})
		fig.Areas = append(fig.Areas, charts.Area{ID: f.text(), Role: f.role(), From: f.day(), Until: f.day()})
		fig.Rules = append(fig.Rules, charts.Rule{ID: f.text(), Role: f.role(), Day: f.day()})
		fig.Ticks = append(fig.Ticks, charts.Tick{ID: f.text(), Day: f.day()})
		fig.Arrows = append(fig.Arrows, charts.Arrow{ID: f.text(), Role: f.role(), From: f.day(), Until: f.day(), Low: f.percent(), High: f.percent()})
		fig.Rests = append(fig.Rests, f.day())
	}
	for range n() {
		fig.Captions = append(fig.Captions, charts.Caption{
			ID: f.text(), Weight: f.float(), From: f.day(), Until: f.day(), Low: f.percent(), High: f.percent(), Arrow: f.text(),
			Sides: []label.Side{label.Side(f.byte() % 5), label.Above}, Within: f.byte()%3 == 0, Margin: f.byte()%2 == 0, Close: f.byte()%2 == 0,
			Forms: [][]charts.Run{{{Text: f.text(), Size: charts.TextSize(f.byte() % 6), Weight: typeface.Regular, Role: f.role()}}},
		})
	}
	if f.byte()%5 == 0 {
		bars := &charts.Bars{}
		fig.Of = bars
		for range 1 + n() {
			bars.Bars = append(bars.Bars, charts.Bar{ID: f.text(), Name: f.text(), Note: f.text(), Low: f.percent(), High: f.percent(), Change: f.percent(), Kind: charts.BarKind(f.byte() % 4), Role: f.role()})
		}
	}
	if deep && f.byte()%4 == 0 {
		var rows charts.Rows
		for range 1 + n() {
			row := f.figure(false)
			if f.byte()%4 > 0 {
				row.From, row.Until = fig.From, fig.Until
			}
			rows = append(rows, row)
		}
		fig.Of = rows
	}
	return fig
}

// inTime fails the test if something has not come back after a while that no picture
// needs: go-chart does not come back from some values at all.
func inTime(t *testing.T, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
	case <-time.After(30 * time.Second):
		t.Fatal("it does not come back")
	}
}

const mostPX = 1 << 21 // of a fuzzed picture; larger ones are drawn by a test

// FuzzFigure lays out and draws any figure at any size and zoom: a picture or an
// error, and never a text that stands nowhere.
func FuzzFigure(f *testing.F) {
	f.Add([]byte("anything"), uint16(800), uint16(500), float32(1), int32(0), int32(0))
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}, uint16(0), uint16(8192), float32(2), int32(20000), int32(20100))
	f.Add([]byte{255, 255, 255, 255, 0, 0, 128, 127, 1, 0, 0, 192, 127, 2}, uint16(8192), uint16(1), float32(0.75), int32(-5), int32(5))
	f.Fuzz(func(t *testing.T, raw []byte, w, h uint16, scale float32, from, until int32) {
		w, h = w%(MaxPX+1), h%(MaxPX+1)
		inTime(t, func() {
			fig := (&feed{raw}).figure(true).In(plainWords{})
			if from != until {
				fig = fig.Between(data.Day(from), data.Day(until))
			}
			if !(scale > 0 && scale <= 8) {
				scale = 1
			}
			l, err := charts.Lay(fig, float64(w), float64(h), float64(scale), NewMetrics(1))
			if err != nil {
				return
			}
			for _, x := range l.Texts {
				if sum := x.X + x.Y + x.W + x.H; math.IsNaN(sum) || math.IsInf(sum, 0) {
					t.Fatalf("%q stands nowhere: %+v", x.Text, x)
				}
			}
			if int(w)*int(h) > mostPX {
				return
			}
			img, err := Base(fig, l, Options{Palette: charts.Light, PxPerDP: 1, Texts: true})
			if err == nil && (img.Bounds().Dx() != int(w) || img.Bounds().Dy() != int(h)) {
				t.Fatalf("%v is not %d × %d", img.Bounds(), w, h)
			}
		})
	})
}

// FuzzBuild makes every figure of a story whose numbers and days are anything.
func FuzzBuild(f *testing.F) {
	f.Add([]byte{}, uint16(960), uint16(540))
	f.Add([]byte("figures of a story that nobody wrote"), uint16(480), uint16(320))
	f.Add([]byte{0, 0, 0, 192, 127, 0, 0, 0, 128, 255, 8, 255, 255, 255, 127}, uint16(100), uint16(60))
	whole := builtIn(f)
	f.Fuzz(func(t *testing.T, raw []byte, w, h uint16) {
		w, h = w%(MaxPX+1), h%(MaxPX+1)
		s := *whole
		in := &feed{raw}
		s.Changes = append([]data.Change(nil), whole.Changes...)
		s.Averages = append([]data.Average(nil), whole.Averages...)
		s.Series = append([]data.Series(nil), whole.Series...)
		for len(in.rest) > 0 {
			i := int(in.byte())
			switch in.byte() % 4 {
			case 0:
				s.Changes[i%len(s.Changes)].Rate = in.percent()
			case 1:
				s.Averages[i%len(s.Averages)].Value = in.percent()
			case 2:
				s.Averages[i%len(s.Averages)].Day = in.day()
			default:
				x := &s.Series[i%len(s.Series)]
				x.Points = append([]data.Point(nil), x.Points...)
				x.Points[0].Value = in.float()
			}
		}
		s.Seal()
		inTime(t, func() {
			for _, name := range figures.Choices(&s) {
				fig, err := figures.Of(&s, scene.Scene{Figure: name, Day: data.Date(2025, 5, 14), Replies: true}, plainWords{})
				if err != nil {
					continue
				}
				l, err := charts.Lay(fig, float64(w), float64(h), 1, NewMetrics(1))
				if err != nil || int(w)*int(h) > mostPX/8 {
					continue
				}
				if _, err := Base(fig, l, Options{Palette: charts.Dark, PxPerDP: 1}); err != nil && w > 0 && h > 0 {
					t.Fatalf("%s at %d × %d: %v", name, w, h, err)
				}
			}
		})
	})
}

// TestBase_drawsEveryFigureAtTheLargestSize draws what fuzzing leaves out.
func TestBase_drawsEveryFigureAtTheLargestSize(t *testing.T) {
	s := builtIn(t)
	for _, name := range []string{"rates", figures.MeasuresFigure, "bridge"} {
		fig, err := figures.Of(s, scene.Scene{Figure: name, Day: data.Date(2025, 5, 14)}, plainWords{})
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range [][2]float64{{MaxPX, 30}, {30, MaxPX}, {1, 1}, {3000, 2000}} {
			l, err := charts.Lay(fig, size[0], size[1], 1, NewMetrics(1))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := Base(fig, l, Options{Palette: charts.Light, PxPerDP: 1, Texts: true}); err != nil {
				t.Errorf("%s at %g × %g: %v", name, size[0], size[1], err)
			}
		}
	}
}
