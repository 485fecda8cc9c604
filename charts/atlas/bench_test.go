package atlas

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
	"time"

	"golang.org/x/image/vector"
)

// quiet is the map's look in the light theme, roughly.
func quiet() Style {
	return Style{
		Paper:     color.RGBA{0xf7, 0xf5, 0xf0, 255},
		Sea:       color.RGBA{0xfc, 0xfb, 0xf8, 255},
		Land:      color.RGBA{0xe6, 0xe1, 0xd6, 255},
		Border:    color.RGBA{0xfc, 0xfb, 0xf8, 255},
		Graticule: color.RGBA{0xee, 0xeb, 0xe4, 255},
		Tints:     map[string]color.Color{"840": color.RGBA{0xc9, 0xd8, 0xe6, 255}, "156": color.RGBA{0xee, 0xd3, 0xc4, 255}},
	}
}

// plainRings returns every ring of every country in picture px: what a program
// without a topology has to fill.
func plainRings(f Frame, level Level) [][]Point {
	w := level.world()
	var rings [][]Point
	for _, c := range w.countries {
		for _, ring := range c.rings {
			var line []Point
			for _, ref := range ring {
				arc := int(max(ref, ^ref))
				n := int(w.start[arc+1] - w.start[arc])
				for i := range n {
					k := int(w.start[arc]) + i
					if ref < 0 {
						k = int(w.start[arc+1]) - 1 - i
					}
					p := w.lonLat(k)
					x, y, _ := f.Screen(p.Lon, p.Lat)
					line = append(line, Point{x, y})
				}
			}
			rings = append(rings, line)
		}
	}
	return rings
}

// plainFill fills the rings with one full-size rasterizer onto a new picture.
func plainFill(f Frame, rings [][]Point, sea, land image.Image) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, f.Width, f.Height))
	draw.Draw(img, img.Rect, sea, image.Point{}, draw.Src)
	r := vector.NewRasterizer(f.Width, f.Height)
	for _, ring := range rings {
		r.MoveTo(float32(ring[0].X), float32(ring[0].Y))
		for _, p := range ring[1:] {
			r.LineTo(float32(p.X), float32(p.Y))
		}
		r.ClosePath()
	}
	r.Draw(img, img.Rect, land, image.Point{})
	return img
}

// BenchmarkDraw_againstPlainFill redraws the whole 1:50m map at 1920×1080 (land,
// borders, graticule, two tints) and reports its time as a share of a plain fill
// of the same polygons by one x/image/vector rasterizer, in turns in one run.
func BenchmarkDraw_againstPlainFill(b *testing.B) {
	frame, err := wideFrame(1920, 1080, 20)
	if err != nil {
		b.Fatal(err)
	}
	style := quiet()
	rings := plainRings(frame, Level50m)
	sea, land := image.NewUniform(style.Sea), image.NewUniform(style.Land)
	for name, ready := range map[string]bool{"panned": true, "turned": false} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var p Painter
			var ours, plain time.Duration
			turned := frame
			for b.Loop() {
				if !ready {
					turned.Rotation.Lon += 0.01
				}
				start := time.Now()
				if _, err := p.Draw(turned, Level50m, style); err != nil {
					b.Fatal(err)
				}
				ours += time.Since(start)
				start = time.Now()
				plainFill(frame, rings, sea, land)
				plain += time.Since(start)
			}
			b.ReportMetric(ours.Seconds()*1000/float64(b.N), "ms/draw")
			b.ReportMetric(plain.Seconds()*1000/float64(b.N), "ms/plain")
			b.ReportMetric(ours.Seconds()/plain.Seconds(), "share")
		})
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, size := range []struct {
		name          string
		width, height int
	}{{"560x265", 560, 265}, {"1920x1080", 1920, 1080}, {"3840x2160", 3840, 2160}} {
		b.Run(size.name, func(b *testing.B) {
			frame, err := wideFrame(size.width, size.height, 8)
			if err != nil {
				b.Fatal(err)
			}
			var p Painter
			style := quiet()
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Draw(frame, Level50m, style); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	for b.Loop() {
		mustDecode(baked110m)
		mustDecode(baked50m)
	}
}

func BenchmarkPrepare(b *testing.B) {
	w := Level50m.world()
	b.Run("vectors", func(b *testing.B) {
		for b.Loop() {
			w.makeVectors()
		}
	})
	for kind := range Kind(kinds) {
		b.Run(kind.String(), func(b *testing.B) {
			for b.Loop() {
				newSheet(sheetKey{Level50m, kind, Rotation{Lon: -26}, fineness(600), 15})
			}
		})
	}
}

func BenchmarkCountryAt(b *testing.B) {
	for b.Loop() {
		CountryAt(LonLat{7.4, 46.9})
	}
}

func BenchmarkPath(b *testing.B) {
	frame, err := wideFrame(1920, 1080, 20)
	if err != nil {
		b.Fatal(err)
	}
	arc := GreatCircle(LonLat{-77.0369, 38.9072}, LonLat{101.6865, 3.1412})
	for b.Loop() {
		frame.Path(arc)
	}
}
