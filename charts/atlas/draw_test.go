package atlas

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	paperRed   = color.RGBA{200, 60, 60, 255}
	seaBlue    = color.RGBA{40, 80, 200, 255}
	landGreen  = color.RGBA{60, 160, 60, 255}
	tintYellow = color.RGBA{240, 220, 40, 255}
	borderInk  = color.RGBA{0, 0, 0, 255}
)

func plain() Style { return Style{Paper: paperRed, Sea: seaBlue, Land: landGreen} }

var wholeEarth = box{-180, -90, 180, 90}

func mustDraw(t testing.TB, f Frame, level Level, style Style) *image.RGBA {
	t.Helper()
	img, err := new(Painter).Draw(f, level, style)
	require.NoError(t, err)
	return img
}

func TestDraw_showsLandAndSeaWhereTheyAre(t *testing.T) {
	for _, size := range [][2]int{{560, 265}, {1920, 1080}} {
		f, err := fitBox(EqualEarth, CentredOn(LonLat{26, 0}), size[0], size[1], 4, wholeEarth)
		require.NoError(t, err)
		for level := range Level(levels) {
			img := mustDraw(t, f, level, plain())
			for name, c := range map[string]struct {
				at   LonLat
				want color.RGBA
			}{
				"middle of Brazil":       {LonLat{-53, -11}, landGreen},
				"middle of the Pacific":  {LonLat{-170, -2}, seaBlue},
				"Caspian Sea":            {LonLat{51, 41.5}, seaBlue},
				"east of the date line":  {LonLat{-174, 65.7}, landGreen},
				"west of the date line":  {LonLat{176, 67.5}, landGreen},
				"Bering Sea":             {LonLat{-178, 58}, seaBlue},
				"near the south pole":    {LonLat{26, -80}, landGreen},
				"Antarctica at the edge": {LonLat{-145, -83}, landGreen},
				"near the north pole":    {LonLat{26, 82.5}, seaBlue},
				"China":                  {LonLat{104, 35}, landGreen},
				"South Atlantic":         {LonLat{-20, -30}, seaBlue},
			} {
				x, y, ok := f.Screen(c.at.Lon, c.at.Lat)
				require.True(t, ok, name)
				assert.Equal(t, c.want, img.RGBAAt(int(x), int(y)), "%s at level %d, %v", name, level, size)
			}
			assert.Equal(t, paperRed, img.RGBAAt(0, 0), "beside the map is paper")
		}
	}
}

// Every pixel whose surroundings are all land or all sea must have that colour:
// in all projections, for rotations that put poles, the date line and land at
// every awkward place of the cut.
func TestDraw_agreesWithTheCountryUnderEveryPixel(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	random := rand.New(rand.NewPCG(9, 10))
	turns := []Rotation{
		{}, {Lon: -26}, {Lon: 180}, {Lon: -180, Lat: 90}, {Lat: 90}, {Lat: -90}, {Gamma: 90},
		{Lon: -26, Lat: -60}, {Lon: 170, Lat: 30, Gamma: 40},
	}
	for range 4 {
		turns = append(turns, Rotation{random.Float64()*360 - 180, random.Float64()*180 - 90, random.Float64()*360 - 180})
	}
	const tinted = "156"
	style := plain()
	style.Tints = map[string]color.Color{tinted: tintYellow, "643": landGreen, "none": tintYellow}
	for kind := range Kind(kinds) {
		for i, turn := range turns {
			level := Level(i % levels)
			f, err := fitBox(kind, turn, 240, 130, 2, wholeEarth)
			require.NoError(t, err)
			if i%3 == 2 {
				f = f.Zoom(random.Float64()*240, random.Float64()*130, 5)
			}
			agrees(t, f, level, style, tinted)
		}
	}
}

// agrees compares pixels with hit-testing at five places of the pixel.
func agrees(t *testing.T, f Frame, level Level, style Style, tinted string) {
	t.Helper()
	img := mustDraw(t, f, level, style)
	compared := 0
	for y := 0; y < f.Height; y += 4 {
		for x := y / 4 % 3; x < f.Width; x += 3 {
			var first color.RGBA
			same := true
			for i, d := range [][2]float64{{0.5, 0.5}, {-0.5, -0.5}, {1.5, -0.5}, {-0.5, 1.5}, {1.5, 1.5}} {
				want := paperRed
				if lon, lat, ok := f.LonLat(float64(x)+d[0], float64(y)+d[1]); ok {
					want = seaBlue
					if c, ok := level.CountryAt(LonLat{lon, lat}); ok {
						want = landGreen
						if c.ID == tinted {
							want = tintYellow
						}
					}
				}
				if i == 0 {
					first = want
				}
				same = same && want == first
			}
			if !same {
				continue
			}
			compared++
			if got := img.RGBAAt(x, y); !near(got, first) {
				// Islands and straits smaller than the five places.
				if !nearAny(img, x, y, first) {
					lon, lat, _ := f.LonLat(float64(x)+0.5, float64(y)+0.5)
					t.Fatalf("%v %v level %d: pixel (%d, %d) at %.2f, %.2f is %v, want %v",
						f.Projection, f.Rotation, level, x, y, lon, lat, got, first)
				}
			}
		}
	}
	require.Positive(t, compared)
}

func near(a, b color.RGBA) bool {
	d := func(x, y uint8) float64 { return math.Abs(float64(x) - float64(y)) }
	return d(a.R, b.R) < 50 && d(a.G, b.G) < 50 && d(a.B, b.B) < 50
}

func nearAny(img *image.RGBA, x, y int, want color.RGBA) bool {
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			if image.Pt(x+dx, y+dy).In(img.Rect) && near(img.RGBAAt(x+dx, y+dy), want) {
				return true
			}
		}
	}
	return false
}

func TestDraw_leavesNoSeamWhereTheDateLineWas(t *testing.T) {
	f, err := Fit(EqualEarth, CentredOn(LonLat{180, 0}), 800, 400, 10, LonLat{165, 72}, LonLat{-165, 60})
	require.NoError(t, err)
	img := mustDraw(t, f, Level50m, plain())
	for lat := 66.0; lat < 68.5; lat += 0.05 {
		x, y, _ := f.Screen(180, lat)
		for dx := -3; dx <= 3; dx++ {
			assert.Equal(t, landGreen, img.RGBAAt(int(x)+dx, int(y)), "at latitude %v", lat)
		}
	}
}

func TestDraw_isOpaqueAndOfTheSizeAskedFor(t *testing.T) {
	style := plain()
	style.Paper = color.NRGBA{255, 0, 0, 100}
	style.Sea = color.NRGBA{0, 0, 255, 100}
	style.Land = color.NRGBA{0, 255, 0, 30}
	style.Border = color.NRGBA{0, 0, 0, 90}
	style.Graticule = color.NRGBA{0, 0, 0, 40}
	style.Tints = map[string]color.Color{"840": color.NRGBA{200, 0, 200, 128}}
	for _, size := range [][2]int{{1, 1}, {1, 90}, {300, 1}, {17, 33}, {200, 100}} {
		f, err := fitBox(Orthographic, CentredOn(LonLat{-60, 40}), size[0], size[1], 3, wholeEarth)
		require.NoError(t, err)
		img := mustDraw(t, f, Level110m, style)
		assert.Equal(t, image.Rect(0, 0, size[0], size[1]), img.Rect)
		assert.True(t, img.Opaque(), "%v", size)
	}
}

func TestDraw_drawsBordersOnceAndCoastsNot(t *testing.T) {
	f, err := Fit(EqualEarth, Rotation{}, 600, 400, 0, LonLat{-110, 55}, LonLat{-90, 44})
	require.NoError(t, err)
	style := plain()
	style.Border = borderInk
	style.BorderWidthPX = 3
	img := mustDraw(t, f, Level50m, style)
	x, y, _ := f.Screen(-104, 49)
	assert.Equal(t, borderInk, img.RGBAAt(int(x), int(y)), "the 49th parallel")
	assert.Equal(t, landGreen, img.RGBAAt(int(x), int(y)-4))
	assert.Equal(t, landGreen, img.RGBAAt(int(x), int(y)+4))

	island, err := Fit(EqualEarth, Rotation{}, 400, 400, 0, LonLat{-26, 67}, LonLat{-12, 62})
	require.NoError(t, err)
	img = mustDraw(t, island, Level50m, style)
	for i := 0; i < len(img.Pix); i += 4 {
		require.False(t, img.Pix[i] < 30 && img.Pix[i+1] < 60 && img.Pix[i+2] < 30, "Iceland has no border")
	}
}

func TestDraw_laysTheGraticuleUnderTheLand(t *testing.T) {
	f, err := Fit(EqualEarth, Rotation{}, 400, 300, 0, LonLat{-20, 20}, LonLat{20, -20})
	require.NoError(t, err)
	style := plain()
	style.Graticule, style.GraticuleWidthPX, style.GraticuleStepDeg = borderInk, 3, 10
	img := mustDraw(t, f, Level50m, style)
	at := func(lon, lat float64) color.RGBA {
		x, y, _ := f.Screen(lon, lat)
		return img.RGBAAt(int(x), int(y))
	}
	assert.Equal(t, borderInk, at(-10, -5), "a meridian at sea")
	assert.Equal(t, borderInk, at(-5, -10), "a parallel at sea")
	assert.Equal(t, borderInk, at(-5, 0), "the equator at sea")
	assert.Equal(t, landGreen, at(20, 5), "on land")
	assert.Equal(t, seaBlue, at(-5, -5), "between the lines")
}

func TestDraw_tintsWithoutChangingTheCoast(t *testing.T) {
	f, err := Fit(EqualEarth, Rotation{}, 500, 400, 0, LonLat{-24, 66}, LonLat{-14, 64})
	require.NoError(t, err)
	tinted := plain()
	tinted.Tints = map[string]color.Color{"352": tintYellow}
	all := plain()
	all.Land = tintYellow
	a, b := mustDraw(t, f, Level50m, tinted), mustDraw(t, f, Level50m, all)
	for i := range a.Pix {
		if d := int(a.Pix[i]) - int(b.Pix[i]); d < -1 || d > 1 {
			t.Fatalf("byte %d: %d and %d", i, a.Pix[i], b.Pix[i])
		}
	}
}

func TestDraw_sameFrameGivesSamePixels(t *testing.T) {
	var p Painter
	f, err := wideFrame(300, 150, 4)
	require.NoError(t, err)
	first, err := p.Draw(f, Level50m, quiet())
	require.NoError(t, err)
	_, err = p.Draw(f.Pan(40, 3).Zoom(10, 10, 3), Level50m, quiet())
	require.NoError(t, err)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			again, err := p.Draw(f, Level50m, quiet())
			assert.NoError(t, err)
			assert.Equal(t, first.Pix, again.Pix)
		})
	}
	all.Wait()
}

func TestDraw_refusesWhatCannotBeDrawn(t *testing.T) {
	good, err := wideFrame(100, 50, 0)
	require.NoError(t, err)
	nan := math.NaN()
	for name, spoil := range map[string]func(*Frame, *Style){
		"no width":          func(f *Frame, _ *Style) { f.Width = 0 },
		"too high":          func(f *Frame, _ *Style) { f.Height = MaxSizePX + 1 },
		"scale zero":        func(f *Frame, _ *Style) { f.Scale = 0 },
		"scale NaN":         func(f *Frame, _ *Style) { f.Scale = nan },
		"scale infinite":    func(f *Frame, _ *Style) { f.Scale = math.Inf(1) },
		"origin NaN":        func(f *Frame, _ *Style) { f.X = nan },
		"origin infinite":   func(f *Frame, _ *Style) { f.Y = math.Inf(-1) },
		"rotation NaN":      func(f *Frame, _ *Style) { f.Rotation.Gamma = nan },
		"unknown kind":      func(f *Frame, _ *Style) { f.Projection = 99 },
		"no sea":            func(_ *Frame, s *Style) { s.Sea = nil },
		"no land":           func(_ *Frame, s *Style) { s.Land = nil },
		"border NaN":        func(_ *Frame, s *Style) { s.BorderWidthPX = nan },
		"negative line":     func(_ *Frame, s *Style) { s.GraticuleWidthPX = -1 },
		"graticule a blur":  func(_ *Frame, s *Style) { s.GraticuleStepDeg = 0.01 },
		"graticule not any": func(_ *Frame, s *Style) { s.GraticuleStepDeg = nan },
	} {
		f, s := good, plain()
		spoil(&f, &s)
		_, err := new(Painter).Draw(f, Level110m, s)
		assert.Error(t, err, name)
	}
	_, err = new(Painter).Draw(good, Level(9), plain())
	assert.Error(t, err, "a level that does not exist")
}

func TestDraw_nothingOfTheMapInSightIsPaper(t *testing.T) {
	f, err := wideFrame(60, 40, 0)
	require.NoError(t, err)
	for _, d := range []Point{{1e6, 0}, {-1e6, 0}, {0, 1e6}, {0, -1e6}, {9e7, 9e7}} {
		img := mustDraw(t, f.Pan(d.X, d.Y), Level110m, plain())
		for i := 0; i < len(img.Pix); i += 4 {
			require.Equal(t, paperRed.R, img.Pix[i], "%v", d)
		}
	}
}

func ExampleDraw() {
	frame, err := wideFrame(560, 265, 8)
	if err != nil {
		panic(err)
	}
	img, err := new(Painter).Draw(frame, frame.Detail(), Style{
		Sea:  color.White,
		Land: color.RGBA{0xe6, 0xe1, 0xd6, 0xff},
	})
	if err != nil {
		panic(err)
	}
	x, y, visible := frame.Screen(6.1457, 46.2022)
	fmt.Printf("%v; Geneva at %.0f, %.0f, visible: %v\n", img.Bounds().Size(), x, y, visible)
	// Output: (560,265); Geneva at 237, 78, visible: true
}
