package panels

import (
	"fmt"
	"slices"
	"strings"

	"truceline/app/view"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/pages"
	"truceline/charts/render"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

// Slide is what a slide of a View shows: the plot, the story that the map is of, and
// the words.
type Slide struct {
	Plot  picture.PlotContent
	Story *data.Story
	View  view.View
	Words pages.SlideWords
}

// SlideOf makes the slide of a View. An empty headline is that of the plot. Of a step that
// is built up, that many parts are not shown yet.
func (p *Plots) SlideOf(v view.View, headline, foot string, unbuilt int) Slide {
	s, seen := p.story, v
	sc := view.Scene(s, v)
	if sc.Beat != "" {
		sc.Held = unbuilt
	} else {
		s, seen = view.Looking(s, v)
	}
	out := Slide{Plot: p.scene(sc), Story: scene.Told(s, sc), View: seen}
	switch {
	case sc.DrawsMap():
		out.Words.Map = pages.MapLarge
	case sc.MapBeside(), sc.Beat == "" && strings.HasPrefix(seen.Card, view.MeetingCard):
		out.Words.Map = pages.MapBeside
	}
	if headline == "" && sc.Beat != "" {
		headline = s.Beat(sc.Beat).Headline
	} else if headline == "" {
		headline, _ = Title(s, seen, out.Plot.Figure)
	}
	out.Words.Headline, out.Words.Foot = headline, foot
	out.Words.Number, out.Words.Title = slideCard(p.story, v)
	return out
}

// SlideBesides makes a slide that a talk has besides its steps.
func (p *Plots) SlideBesides(kind pages.SlideKind, v view.View) Slide {
	out := Slide{Story: p.story, View: v, Words: pages.SlideWords{Kind: kind}}
	t := p.story.Talk
	from := t.Opening.Sources
	if kind == pages.OpeningSlide {
		out.Words.Headline, out.Words.Line = t.Opening.Headline, t.Opening.Line
	} else {
		out.Words.Headline, out.Words.Line = t.Closing.Headline, p.story.NextOf(t.Closing)
		copy(out.Words.Points[:], t.Closing.Points)
		from = t.Closing.Sources
	}
	out.Words.Sources = SlideSources(p.story, from)
	return out
}

// SlideSources names the sources of what a talk's slide says.
func SlideSources(s *data.Story, ids []string) string {
	var names []string
	for _, id := range ids {
		if name := charts.SourceTitle(s, id, words.Local{}); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return words.Say("figure.published.sources", "Names", strings.Join(names, "; "))
}

// slideCard is the card as a slide says it: a number, and a few words.
func slideCard(s *data.Story, v view.View) (number, title string) {
	if id, ok := strings.CutPrefix(v.Card, view.MeetingCard); ok {
		if m := s.Meeting(id); m != nil {
			known := m.Known(v.Epilogue)
			return "", words.Say("slide.meeting", "Name", words.Say("meeting.title", "Number", known.Order, "City", known.City), "When", When(known))
		}
		return "", ""
	}
	if c := s.Card(v.Card); c != nil {
		if c.Large != "" {
			return c.Large, c.Title
		}
		return c.Number, c.Title
	}
	return "", ""
}

// Size of a slide that is drawn as a picture, in dp, whatever its px.
const (
	SlideW = 1920
	SlideH = 1080
)

// Page lays a slide out as a page of that many px.
func (c Slide) Page(widthPX, heightPX int) (*pages.Page, error) {
	if widthPX < 1 || heightPX < 1 {
		return nil, fmt.Errorf("a slide of %d × %d px cannot be drawn", widthPX, heightPX)
	}
	p := &pages.Page{WidthPX: widthPX, HeightPX: heightPX, PxPerDP: min(float64(widthPX)/SlideW, float64(heightPX)/SlideH)}
	m := render.NewMetrics(p.PxPerDP)
	slide := pages.LaySlide(c.Words, float64(widthPX)/p.PxPerDP, float64(heightPX)/p.PxPerDP, m)
	if c.Words.Kind != pages.StepSlide {
		p.Title, p.Texts = c.Words.Headline, slide.Texts
		return p, nil
	}
	f := c.Plot.Figure
	p.Title, p.Line, p.Sources, p.AsOf = c.Words.Headline, f.Line, f.Sources, f.AsOf
	p.Texts, p.Figure, p.At, p.MapAt = slide.Texts, f, slide.Plot, slide.Map
	var err error
	if p.Layout, err = charts.Lay(f, p.At.W, p.At.H, slide.TextScale, m); err != nil {
		return nil, err
	}
	p.Cursor = cursorOf(c.Plot, c.View.Day, p.Layout, m)
	if slide.Map.W >= 1 {
		if p.Map, err = meetings.Lay(c.Story, c.View.MapLook(), words.Local{}, p.MapAt.W, p.MapAt.H, p.PxPerDP, slide.TextScale, m); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// cursorOf is the cursor at a day, if the plot has days and the read-out has room.
func cursorOf(plot picture.PlotContent, day data.Day, l *charts.Layout, m charts.Measurer) *pages.Cursor {
	at := int(day - plot.Figure.From)
	if !plot.Figure.Dated() || at < 0 || at >= len(plot.Readings) {
		return nil
	}
	c := &pages.Cursor{Day: day, Text: plot.Readings[at].Text}
	if plot.Flag.Day == day && plot.Flag.Text != "" { // the figure draws the day itself
		c.Text, c.Bare = plot.Flag.Text, true
	}
	if w, _ := m.Measure(c.Text, charts.SizeLabel.At(l.TextScale), typeface.SemiBold); w+16 > l.W {
		return nil
	}
	return c
}

// SourcesOf returns the ids of the sources that a View stands on, each once: those of
// its beat, its card and its meeting.
func SourcesOf(s *data.Story, v view.View) []string {
	var out []string
	add := func(ids []string) { out = data.Union(out, ids) }
	if b := s.Beat(v.Beat); b != nil {
		if c := s.Card(b.Card); c != nil {
			add(c.Cited())
		}
		add(b.Sources)
	}
	if c := s.Card(v.Card); c != nil {
		add(c.Cited())
	}
	if m := s.Meeting(v.Meeting); m != nil {
		add(m.Known(v.Epilogue).Sources)
	}
	return out
}
