package panels

import (
	"fmt"
	"slices"
	"strings"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/render"
	"truceline/charts/typeface"
	"truceline/data"
)

// SlideWords returns what a slide of a View says. An empty headline is that of the
// plot.
func SlideWords(s *data.Story, v view.View, f *charts.Figure, headline, foot string) charts.SlideWords {
	title, _ := Title(s, v, f)
	if headline == "" {
		headline = title
	}
	t := charts.SlideWords{Headline: headline, MapTitle: words.Say("map.title"), Foot: foot, Sources: f.Sources}
	if m := s.Meeting(v.Meeting); m != nil {
		known := m.Known(v.Epilogue)
		t.MapTitle = words.Say("slide.meeting", "Name", words.Say("meeting.title", "Number", known.Order, "City", known.City), "When", When(known))
	}
	w := words.Local{}
	if id, ok := strings.CutPrefix(v.Card, view.MeetingCard); ok {
		if m := s.Meeting(id); m != nil {
			known := m.Known(v.Epilogue)
			t.Title, t.Claim = words.Say("meeting.title", "Number", known.Order, "City", known.City), oneLine(known.Outcome)
			t.When = joined(When(known), sourceNames(s, known.Sources))
		}
		return t
	}
	if c := s.Card(v.Card); c != nil {
		t.Number, t.Title, t.Claim = c.Number, c.Title, oneLine(c.Claim)
		day := w.Day(c.Day, charts.DayMonthYear)
		if c.Epilogue {
			day = joined(words.Say("card.later"), day)
		}
		t.When = joined(day, sourceNames(s, citedBy(*c)))
	}
	return t
}

// oneLine joins the paragraphs of a text.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// sourceNames names the first source, and how many more there are.
func sourceNames(s *data.Story, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	name := ids[0]
	if src := s.Source(ids[0]); src != nil {
		name = src.Title
	}
	if len(ids) == 1 {
		return name
	}
	return words.Say("slide.more", "Name", name, "More", len(ids)-1)
}

// Size of a slide that is drawn as a picture, in dp, whatever its px.
const (
	SlideW = 1920
	SlideH = 1080
)

// SlidePage lays a slide out as a page of that many px. The plot is that of the View.
func SlidePage(s *data.Story, v view.View, plot widgets.PlotContent, headline, foot string, widthPX, heightPX int) (*charts.Page, error) {
	s, v = view.Looking(s, v)
	if widthPX < 1 || heightPX < 1 {
		return nil, fmt.Errorf("a slide of %d × %d px cannot be drawn", widthPX, heightPX)
	}
	p := &charts.Page{WidthPX: widthPX, HeightPX: heightPX, PxPerDP: min(float64(widthPX)/SlideW, float64(heightPX)/SlideH)}
	m := render.NewMetrics(p.PxPerDP)
	text := SlideWords(s, v, plot.Figure, headline, foot)
	slide := charts.LaySlide(text, float64(widthPX)/p.PxPerDP, float64(heightPX)/p.PxPerDP, m)
	p.Title, p.Line, p.Sources, p.AsOf = text.Headline, plot.Figure.Line, text.Sources, plot.Figure.AsOf
	p.Texts, p.Figure, p.At, p.MapAt = slide.Texts, plot.Figure, slide.Plot, slide.Map
	var err error
	if p.Layout, err = charts.Lay(plot.Figure, p.At.W, p.At.H, slide.TextScale, m); err != nil {
		return nil, err
	}
	p.Cursor = cursorOf(plot, v.Day, p.Layout, m)
	if p.Map, err = charts.LayMap(s, v.MapLook(), words.Local{}, p.MapAt.W, p.MapAt.H, p.PxPerDP, slide.TextScale, m); err != nil {
		return nil, err
	}
	return p, nil
}

// cursorOf is the cursor at a day, if the plot has days and the read-out has room.
func cursorOf(plot widgets.PlotContent, day data.Day, l *charts.Layout, m charts.Measurer) *charts.Cursor {
	at := int(day - plot.Figure.From)
	if len(plot.Figure.Bars) > 0 || at < 0 || at >= len(plot.Readings) {
		return nil
	}
	text := plot.Readings[at].Text
	if w, _ := m.Measure(text, charts.SizeLabel.At(l.TextScale), typeface.SemiBold); w+16 > l.W {
		return nil
	}
	return &charts.Cursor{Day: day, Text: text}
}

// SourcesOf returns the ids of the sources that a View stands on, each once: those of
// its beat, its card and its meeting.
func SourcesOf(s *data.Story, v view.View) []string {
	var out []string
	add := func(ids ...string) {
		for _, id := range ids {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	if b := s.Beat(v.Beat); b != nil {
		if c := s.Card(b.Card); c != nil {
			add(citedBy(*c)...)
		}
		add(b.Sources...)
	}
	if c := s.Card(v.Card); c != nil {
		add(citedBy(*c)...)
	}
	if m := s.Meeting(v.Meeting); m != nil {
		add(m.Known(v.Epilogue).Sources...)
	}
	return out
}
