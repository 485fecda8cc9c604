package pages

import (
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/meetings"
	"truceline/charts/scene"
	"truceline/data"
)

// ofBeat lays out a beat's scene: headline, line, figure, the map where it is the scene's
// subject, and the source line.
func ofBeat(s *data.Story, sc scene.Scene, w charts.Words, widthPX, heightPX int, textScale float64, m charts.Measurer) (*Page, error) {
	f := figures.OfBeat(s, sc, w)
	p, err := OfFigure(f, widthPX, heightPX, textScale, m)
	if err != nil {
		return nil, err
	}
	if f.From <= sc.Day && sc.Day <= f.Until && f.Dated() {
		p.Cursor = &Cursor{Day: sc.Day, Text: w.Day(sc.Day, charts.DayMonth), Bare: true}
	}
	if !sc.DrawsMap() {
		return p, nil
	}
	all := p.At
	strip := all.H * StripShare
	p.MapAt = label.Rect{X: all.X, Y: all.Y, W: all.W, H: all.H - strip}
	p.At = label.Rect{X: all.X, Y: p.MapAt.Bottom(), W: all.W, H: strip}
	if p.Layout, err = charts.Lay(f, p.At.W, p.At.H, textScale, m); err != nil {
		return nil, err
	}
	p.Cursor = nil
	p.Map, err = meetings.Lay(scene.Told(s, sc), meetings.LookOf(s, sc), w, p.MapAt.W, p.MapAt.H, p.PxPerDP, textScale, m)
	if p.Map != nil {
		p.Map.Tints = nil // so that all media show the same land
	}
	return p, err
}

// StripShare is how much of a map scene's height is left to the rates.
const StripShare = 0.38
