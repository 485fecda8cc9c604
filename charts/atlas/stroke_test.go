package atlas

import (
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// white returns a white picture.
func white(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	return img
}

// darkness sums what a black stroke took from a white picture, in whole px.
func darkness(img *image.RGBA) float64 {
	sum := 0.0
	for i := 0; i < len(img.Pix); i += 4 {
		sum += float64(255-img.Pix[i]) / 255
	}
	return sum
}

func TestStrokePath_coversWidthByLength(t *testing.T) {
	for _, width := range []float64{0.5, 1, 1.5, 2, 5, 12} {
		for _, angle := range []float64{0, 0.3, math.Pi / 4, 1.2, math.Pi / 2, 3} {
			img := white(200, 200)
			dx, dy := 60*math.Cos(angle), 60*math.Sin(angle)
			StrokePath(img, [][]Point{{{100 - dx, 100 - dy}, {100.2, 100.2}, {100 + dx, 100 + dy}}}, width, color.Black, nil)
			assert.InEpsilon(t, 120*width, darkness(img), 0.06, "width %v, angle %v", width, angle)
		}
	}
}

func TestStrokePath_hasFlatEndsAndRoundJoints(t *testing.T) {
	img := white(100, 100)
	StrokePath(img, [][]Point{{{20, 50}, {60, 50}, {60, 90}}}, 10, color.Black, nil)
	at := func(x, y int) uint8 { return img.RGBAAt(x, y).R }
	assert.Equal(t, uint8(0), at(21, 50), "inside the end")
	assert.Equal(t, uint8(255), at(17, 50), "beyond the end")
	assert.Equal(t, uint8(0), at(62, 47), "the outside of the joint is filled")
	assert.Equal(t, uint8(255), at(65, 44), "and round")
	assert.Equal(t, uint8(0), at(60, 70))
}

func TestStrokePath_dashesCoverTheirShare(t *testing.T) {
	img := white(400, 20)
	StrokePath(img, [][]Point{{{0, 10}, {150, 10}, {400, 10}}}, 4, color.Black, []float64{6, 4})
	assert.InEpsilon(t, 400*4*0.6, darkness(img), 0.02)
	assert.Equal(t, uint8(0), img.RGBAAt(3, 10).R, "drawn first")
	assert.Equal(t, uint8(255), img.RGBAAt(8, 10).R, "then left out")
	assert.Equal(t, uint8(0), img.RGBAAt(153, 10).R, "and on across a joint")

	odd := white(400, 20)
	StrokePath(odd, [][]Point{{{0, 10}, {400, 10}}}, 4, color.Black, []float64{5})
	assert.InEpsilon(t, 400*4*0.5, darkness(odd), 0.02)

	// What lies outside counts for the pattern too.
	out := white(400, 20)
	StrokePath(out, [][]Point{{{-1000, 10}, {400, 10}}}, 4, color.Black, []float64{6, 4})
	assert.Equal(t, img.Pix, out.Pix)
}

func TestStrokePath_laysColourOverWhatIsThere(t *testing.T) {
	img := white(40, 40)
	StrokePath(img, [][]Point{{{0, 20}, {20, 20}, {20.5, 20}, {40, 20}}}, 6, color.NRGBA{255, 0, 0, 128}, nil)
	for x := 2; x < 38; x++ {
		c := img.RGBAAt(x, 20)
		assert.Equal(t, color.RGBA{255, 127, 127, 255}, c, "no darker where stretches meet: %d", x)
	}
	clear := image.NewRGBA(image.Rect(5, 5, 45, 45))
	StrokePath(clear, [][]Point{{{0, 20}, {40, 20}}}, 6, color.NRGBA{255, 0, 0, 128}, nil)
	assert.Equal(t, color.RGBA{128, 0, 0, 128}, clear.RGBAAt(25, 25), "premultiplied; points count from the corner")
}

func TestStrokePath_drawsNothingForOddNumbers(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	ok := []Point{{5, 5}, {30, 30}}
	for name, draw := range map[string]func(*image.RGBA){
		"no width":       func(m *image.RGBA) { StrokePath(m, [][]Point{ok}, 0, color.Black, nil) },
		"width NaN":      func(m *image.RGBA) { StrokePath(m, [][]Point{ok}, nan, color.Black, nil) },
		"width infinite": func(m *image.RGBA) { StrokePath(m, [][]Point{ok}, inf, color.Black, nil) },
		"no colour":      func(m *image.RGBA) { StrokePath(m, [][]Point{ok}, 2, nil, nil) },
		"NaN points":     func(m *image.RGBA) { StrokePath(m, [][]Point{{{nan, 1}, {3, inf}}}, 2, color.Black, nil) },
		"far away":       func(m *image.RGBA) { StrokePath(m, [][]Point{{{1e9, 0}, {1e9, 1e9}}}, 2, color.Black, []float64{1}) },
		"one point":      func(m *image.RGBA) { StrokePath(m, [][]Point{{{5, 5}}, {}}, 2, color.Black, nil) },
	} {
		img := white(40, 40)
		draw(img)
		assert.Zero(t, darkness(img), name)
	}
	StrokePath(image.NewRGBA(image.Rectangle{}), [][]Point{ok}, 2, color.Black, nil)
	solid, odd := white(40, 40), white(40, 40)
	StrokePath(solid, [][]Point{ok}, 2, color.Black, nil)
	for _, dash := range [][]float64{{}, {0, 0}, {-1, 2}, {nan}, {inf, 1}, {1e-9}} {
		copy(odd.Pix, white(40, 40).Pix)
		StrokePath(odd, [][]Point{ok}, 2, color.Black, dash)
		assert.Equal(t, solid.Pix, odd.Pix, "%v is unbroken", dash)
	}
	// Lines of astronomic length end in bounded time.
	StrokePath(white(40, 40), [][]Point{{{-1e300, 5}, {1e300, 6}}, {{-1e15, -1e15}, {1e15, 1e15}}}, 2, color.Black, []float64{0.3, 0.3})
}

func TestStrokePath_drawsTheArcsOfTheStory(t *testing.T) {
	f, err := wideFrame(560, 265, 8)
	require.NoError(t, err)
	img := mustDraw(t, f, Level50m, plain())
	for _, path := range [][][]Point{f.Path(GreatCircle(washington, geneva)), f.Path(GreatCircle(beijing, geneva))} {
		require.Len(t, path, 1)
		StrokePath(img, path, 2.5, color.Black, []float64{6, 3})
		p := path[0][0]
		q := path[0][1]
		assert.Less(t, img.RGBAAt(int(p.X+(q.X-p.X)/2), int(p.Y+(q.Y-p.Y)/2)).G, uint8(60))
	}
}

func FuzzStrokePath(f *testing.F) {
	f.Add(40, 30, 1.0, 2.0, 30.0, 20.0, 3.0, 6.0, 4.0)
	f.Add(1, 1, -1e300, 2.0, 1e300, 20.0, 1e9, 0.5, 1e-9)
	f.Fuzz(func(_ *testing.T, width, height int, x0, y0, x1, y1, pen, on, off float64) {
		if width < 0 || height < 0 || width > 300 || height > 300 {
			return
		}
		img := image.NewRGBA(image.Rect(0, 0, width, height))
		StrokePath(img, [][]Point{{{x0, y0}, {x1, y1}, {y0, x0}}, {{x1, y1}}}, pen, color.Black, []float64{on, off})
	})
}
