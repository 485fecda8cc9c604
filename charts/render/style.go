package render

import (
	"github.com/golang/freetype/truetype"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// style is how a chart.Renderer paints what comes next, in px. Turned text is not known.
type style struct {
	perPX              float64 // units of what is set
	dpi                float64
	stroke, fill, font drawing.Color
	width              float64
	dash               []float64
	face               *truetype.Font
	size               float64
}

func (s *style) ResetStyle() {
	s.stroke, s.fill, s.font = drawing.Color{}, drawing.Color{}, drawing.Color{}
	s.width, s.dash = 0, nil
}
func (s *style) GetDPI() float64                { return s.dpi }
func (s *style) SetDPI(dpi float64)             { s.dpi = dpi }
func (s *style) SetClassName(string)            {}
func (s *style) SetStrokeColor(c drawing.Color) { s.stroke = c }
func (s *style) SetFillColor(c drawing.Color)   { s.fill = c }
func (s *style) SetStrokeWidth(w float64)       { s.width = w / s.perPX }
func (s *style) SetFont(f *truetype.Font)       { s.face = f }
func (s *style) SetFontColor(c drawing.Color)   { s.font = c }
func (s *style) SetFontSize(size float64)       { s.size = size / s.perPX }
func (s *style) SetTextRotation(float64)        {}
func (s *style) ClearTextRotation()             {}

func (s *style) SetStrokeDashArray(dash []float64) {
	s.dash = nil
	for _, d := range dash {
		s.dash = append(s.dash, d/s.perPX)
	}
}
