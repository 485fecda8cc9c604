package export

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/pages"
	"truceline/charts/render"
	"truceline/charts/scene"
	"truceline/data"
)

// everyPicture lists each figure of the built-in story in each of its forms: with
// and without the epilogue, of both sides, closer, with arrows, as known on a day.
func everyPicture(s *data.Story) map[string]func() (*data.Story, Picture) {
	out := map[string]func() (*data.Story, Picture){}
	add := func(name string, told *data.Story, p Picture) {
		out[name] = func() (*data.Story, Picture) { return told, p }
	}
	for _, name := range Pictures(s) {
		for _, epilogue := range []bool{false, true} {
			p := picture(s, name, Slide)
			p.Scene.Epilogue, p.Look.Epilogue = epilogue, epilogue
			label := fmt.Sprintf("%s epilogue %t", name, epilogue)
			switch name {
			case "layers":
				for _, side := range s.Sides {
					p.Scene.Side = side.ID
					add(label+" "+string(side.ID), s, p)
				}
			case "averages", "bridge":
				for _, m := range s.Measures {
					for _, side := range s.Sides {
						p.Scene.Measure, p.Scene.Side = m.ID, side.ID
						if _, err := figures.Of(s, p.Scene, words.Local{}); err == nil {
							add(label+" "+m.ID+" "+string(side.ID), s, p)
						}
					}
				}
			default:
				if name == "map" {
					add(label, s, p)
				} else if _, err := figures.Of(s, p.Scene, words.Local{}); err == nil {
					add(label, s, p)
				}
			}
		}
	}
	for _, day := range []data.Day{s.Start, data.Date(2025, 4, 8), data.Date(2025, 4, 10), data.Date(2025, 5, 12), data.Date(2025, 10, 10)} {
		p := picture(s, figures.RatesFigure, Slide)
		p.Look.Day, p.Scene.Replies = day, true
		add("replies "+day.String(), s, p)
		p.Scene.From, p.Scene.Until = max(day-20, s.Start), day+20
		add("closer "+day.String(), s, p)
		p.Scene = scene.Scene{Figure: figures.RatesFigure}
		add("known "+day.String(), s.AsKnown(day), p)
		p.Scene.Figure = figures.LayersFigure
		add("known layers "+day.String(), s.AsKnown(day), p)
	}
	return out
}

// TestPages_everyFigureIsWholeAtEverySize lays out each figure at each size and text
// scale that exports offer, down to 480 × 320 px: no text covers another, and none
// is clipped.
func TestPages_everyFigureIsWholeAtEverySize(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	s := builtIn(t)
	sizes := []Size{{Width: 480, Height: 320}, {Width: 640, Height: 480}, Square, Slide, A4}
	for name, make := range everyPicture(s) {
		told, p := make()
		if p.Scene.Figure == mapName {
			continue // its own tests look at it
		}
		for _, size := range sizes {
			for _, scale := range []float64{0.75, 1, 1.5, 2} {
				p.Size, p.TextScale, p.Palette = size, scale, charts.Light
				where := fmt.Sprintf("%s at %d × %d, text %g", name, size.Width, size.Height, scale)
				page, err := Page(told, p)
				require.NoError(t, err, where)
				whole(t, where, page)
			}
		}
	}
}

func whole(t *testing.T, where string, page *pages.Page) {
	t.Helper()
	bounds := label.Rect{W: float64(page.WidthPX) / page.PxPerDP, H: float64(page.HeightPX) / page.PxPerDP}
	type placed struct {
		text string
		rect label.Rect
	}
	var all []placed
	for _, x := range page.Texts {
		all = append(all, placed{x.Text, x.Rect()})
	}
	if page.Layout != nil {
		for _, x := range page.Layout.Texts {
			r := x.Rect()
			r.X, r.Y = r.X+page.At.X, r.Y+page.At.Y
			all = append(all, placed{x.Text, r})
		}
	}
	for i, a := range all {
		require.True(t, a.rect.Inside(bounds), "%s: %q is clipped: %+v in %+v", where, a.text, a.rect, bounds)
		for _, b := range all[:i] {
			require.False(t, a.rect.Overlaps(b.rect.Grow(-0.05)), "%s: %q covers %q", where, a.text, b.text)
		}
	}
}

// TestPages_everyFigureIsDrawnInBothThemes draws each at the smallest size and at a
// slide's, and finds that the picture is no empty paper.
func TestPages_everyFigureIsDrawnInBothThemes(t *testing.T) {
	s := builtIn(t)
	for name, make := range everyPicture(s) {
		told, p := make()
		for _, size := range []Size{{Width: 480, Height: 320}, {Width: 960, Height: 540}} {
			for _, palette := range []*charts.Palette{charts.Light, charts.Dark} {
				p.Size, p.TextScale, p.Palette = size, 1, palette
				page, err := Page(told, p)
				require.NoError(t, err, name)
				img, err := render.Page(page, palette)
				require.NoError(t, err, name)
				paper, drawn := palette.Color(charts.Paper), 0
				for i := 0; i < len(img.Pix); i += 4 {
					if img.Pix[i] != paper.R || img.Pix[i+1] != paper.G || img.Pix[i+2] != paper.B {
						drawn++
					}
				}
				require.Greater(t, drawn, len(img.Pix)/4/100, "%s at %v", name, size)
			}
		}
	}
}
