package scene

import (
	"truceline/charts"
	"truceline/charts/label"
	"truceline/data"
)

// Page lays a scene out as a page that stands by itself: headline, line, figure, the
// map where it is the scene's subject, and the source line.
func Page(s *data.Story, sc Scene, w charts.Words, widthPX, heightPX int, textScale float64, m charts.Measurer) (*charts.Page, error) {
	f := Figure(s, sc, w)
	p, err := charts.PlotPage(f, widthPX, heightPX, textScale, m)
	if err != nil {
		return nil, err
	}
	if f.From <= sc.Day && sc.Day <= f.Until && len(f.Bars) == 0 {
		p.Cursor = &charts.Cursor{Day: sc.Day, Text: w.Day(sc.Day, charts.DayMonth), Bare: true}
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
	p.Map, err = charts.LayMap(Told(s, sc), Look(s, sc), w, p.MapAt.W, p.MapAt.H, p.PxPerDP, textScale, m)
	if p.Map != nil {
		p.Map.Tints = nil // so that all media show the same land
	}
	return p, err
}

// StripShare is how much of a map scene's height is left to the rates.
const StripShare = 0.38

// Look is what the map of a scene shows.
func Look(s *data.Story, sc Scene) charts.MapLook {
	look := charts.MapLook{Day: sc.Day, Epilogue: sc.Epilogue}
	if b := s.Beat(sc.Beat); b != nil {
		look.Meeting = b.Meeting
	}
	return look
}
