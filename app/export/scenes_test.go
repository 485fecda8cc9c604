package export

import (
	"image"
	"image/draw"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/pages"
	"truceline/charts/render"
	"truceline/charts/scene"
	"truceline/data"
)

// picture draws a beat's scene as a picture of that size.
func scenePicture(t *testing.T, s *data.Story, b *data.Beat, w, h int, textScale float64, p *charts.Palette) *image.RGBA {
	t.Helper()
	m := render.NewMetrics(pages.PxPerDP(w, h))
	page, err := pages.Of(s, scene.OfBeat(s, b, false), words.Local{}, w, h, textScale, m)
	require.NoError(t, err, b.ID)
	img, err := render.Page(page, p)
	require.NoError(t, err, b.ID)
	return img
}

// TestShots_contactSheet draws all scenes beside each other, into the folder that
// TRUCELINE_SHOTS names: scenes.png those of the story, and after them each by itself.
func TestShots_contactSheet(t *testing.T) {
	dir := os.Getenv("TRUCELINE_SHOTS")
	if dir == "" {
		t.Skip("TRUCELINE_SHOTS names no folder")
	}
	s := builtIn(t)
	const w, h, gap, columns = 480, 300, 12, 3
	for name, epilogue := range map[string]bool{"scenes.png": false, "scenes-later.png": true} {
		var shown []data.Beat
		for _, b := range s.Beats {
			if b.Epilogue == epilogue {
				shown = append(shown, b)
			}
		}
		rows := (len(shown) + columns - 1) / columns
		sheet := image.NewRGBA(image.Rect(0, 0, columns*(w+gap)+gap, rows*(h+gap)+gap))
		draw.Draw(sheet, sheet.Bounds(), image.NewUniform(charts.Light.Color(charts.Line)), image.Point{}, draw.Src)
		for i := range shown {
			img := scenePicture(t, s, &shown[i], w, h, 1, charts.Light)
			at := image.Pt(gap+i%columns*(w+gap), gap+i/columns*(h+gap))
			draw.Draw(sheet, image.Rectangle{Min: at, Max: at.Add(image.Pt(w, h))}, img, image.Point{}, draw.Src)
		}
		file, err := os.Create(filepath.Join(dir, name))
		require.NoError(t, err)
		require.NoError(t, render.WritePNG(file, sheet))
		require.NoError(t, file.Close())
	}
}

func TestPictures_ofAStoryWithoutBeatsHaveNoScene(t *testing.T) {
	s := *builtIn(t)
	s.Beats = nil
	_, err := Page(&s, picture(&s, view.BeatsScene, Slide))
	assert.ErrorContains(t, err, "there is no picture")
}
