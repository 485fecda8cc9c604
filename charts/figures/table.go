package figures

import (
	"fmt"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/scene"
	"truceline/data"
	"truceline/data/course"
)

// Kind is a row of the table of figures: a name, and what makes the figure of it. A
// figure is added by a file with its function and by a row here.
type Kind struct {
	Name string
	// Of makes it for a reader who chose it; nil if only scenes have it. It is nil with
	// no error where the story has too little for it.
	Of func(s *data.Story, c Choice, epilogue bool, w charts.Words) (*charts.Figure, error)
	// Scene makes it for a beat; nil if no scene has it.
	Scene func(b *Builder) *charts.Figure
	// Has tells whether the story has enough for it; nil for always. Only a figure with
	// Has can take a series' place in the window, and be what a card shows.
	Has func(s *data.Story, epilogue bool) bool
	// Days tells that its axis is that of the story's days: it can be drawn closer.
	Days bool
}

// kinds is the table of figures. The story's series have names of their own, and come
// after it.
var kinds = []Kind{
	{Name: RatesFigure, Of: chosenRates, Scene: (*Builder).rates, Days: true},
	{Name: LayersFigure, Of: chosenLayers, Days: true},
	{Name: AveragesFigure, Of: chosenPublished, Days: true},
	{Name: BridgeFigure, Of: chosenBridge},
	{Name: CountingFigure, Of: chosenCounting},
	{Name: MeasuresFigure, Of: whole(measureRows), Has: hasMeasureRows, Days: true},
	{Name: MonthsFigure, Of: whole(monthRows), Has: hasMonthRows},
	{Name: BackgroundFigure, Of: whole(background), Has: hasBackground},
	{Name: data.ColumnsScene, Scene: (*Builder).columns},
	{Name: data.LanesScene, Scene: (*Builder).lanes},
	{Name: data.ForkScene, Scene: (*Builder).fork},
	{Name: data.MapScene, Scene: (*Builder).stripOfMap},
}

// Names of figures that a reader chooses. A story's own series of the same name comes
// before one that has Has.
const (
	RatesFigure    = "rates"
	LayersFigure   = data.LayersFigure
	AveragesFigure = "averages"
	BridgeFigure   = data.BridgeFigure
	// CountingFigure has, for one side and day, a dot for each way of counting its rate.
	CountingFigure = "counting"
	// MeasuresFigure has a row for the rate and for each measure with enough
	// values, on one scale.
	MeasuresFigure = "measures"
	// MonthsFigure has a row for each series of months, each on its own scale.
	MonthsFigure = "months"
	// BackgroundFigure has a measure's values from before the story's first day on.
	BackgroundFigure = "background"
)

// Add adds a kind to the table: data knows its name from then on, so that a story's
// files can ask for it. It belongs to the start of a program; what it returns takes the
// kind out again.
func Add(k Kind) (remove func()) {
	rows, scenes, cards := kinds, data.SceneFigures, data.Figures
	kinds = append(slices.Clip(kinds), k)
	if k.Scene != nil {
		data.SceneFigures = append(slices.Clip(data.SceneFigures), k.Name)
	}
	if k.Has != nil {
		data.Figures = append(slices.Clip(data.Figures), k.Name)
	}
	return func() { kinds, data.SceneFigures, data.Figures = rows, scenes, cards }
}

// whole is the Of of a figure of which there is nothing to choose.
func whole(draw func(*data.Story, bool, charts.Words) *charts.Figure) func(*data.Story, Choice, bool, charts.Words) (*charts.Figure, error) {
	return func(s *data.Story, _ Choice, epilogue bool, w charts.Words) (*charts.Figure, error) {
		return draw(s, epilogue, w), nil
	}
}

// kind returns the row of a name, or nil.
func kind(name string) *Kind {
	for i := range kinds {
		if kinds[i].Name == name {
			return &kinds[i]
		}
	}
	return nil
}

// Has tells whether a figure of a name can take a series' place: it is one with Has, and
// the story has enough for it.
func Has(s *data.Story, name string, epilogue bool) bool {
	k := kind(name)
	return k != nil && k.Has != nil && k.Has(s, epilogue)
}

// OfDays tells whether the axis of a figure is that of the story's days.
func OfDays(name string) bool {
	k := kind(name)
	return k != nil && k.Days
}

// Choice names a figure of the story, as a plain value. The zero value is the rates
// figure.
type Choice struct {
	Name    string // one of Choices, or the id of a series
	Measure string // of averages, bridge and counting; empty for the first that fits
	Side    data.SideID
	Day     data.Day // that bridges and the ways of counting speak of
	// Replies joins actions to their answers in the rates figure: those of Links, or
	// where it has none those that Links chooses for Day.
	Replies bool
	Links   Links
	// Plan draws an invented course in place of the rates figure.
	Plan course.Plan
	// From and Until draw a figure of days closer; equal, they draw all of it.
	From, Until data.Day
}

// Choices returns the names of figures that can be chosen, sorted; the ids of the
// story's series are among them.
func Choices(s *data.Story) []string {
	var out []string
	for _, x := range s.Series {
		out = append(out, x.ID)
	}
	for _, k := range kinds {
		if k.Of != nil && (k.Has == nil || k.Has(s, true)) && !slices.Contains(out, k.Name) {
			out = append(out, k.Name)
		}
	}
	slices.Sort(out)
	return out
}

// Of returns the figure of a choice. The error says what there is to choose from, or
// that a figure has nothing to show.
func Of(s *data.Story, c Choice, epilogue bool, w charts.Words) (*charts.Figure, error) {
	if c.Name == "" {
		c.Name = RatesFigure
	}
	f, err := of(s, c, epilogue, w)
	if err == nil && c.Until > c.From && len(f.Bars) == 0 {
		f = f.Between(c.From, c.Until)
	}
	return f, err
}

func of(s *data.Story, c Choice, epilogue bool, w charts.Words) (*charts.Figure, error) {
	k := kind(c.Name)
	if x := s.SeriesOf(c.Name); x != nil && (k == nil || k.Has != nil) {
		if f := Series(s, x, epilogue, w); f != nil {
			return f, nil
		}
		return nil, fmt.Errorf("all figures of %q are from after the article", c.Name)
	}
	if k == nil || k.Of == nil {
		return nil, fmt.Errorf("there is no figure %q; there are: %s", c.Name, strings.Join(Choices(s), ", "))
	}
	if s.Side(c.Side) == nil {
		c.Side = s.Sides[0].ID
	}
	f, err := k.Of(s, c, epilogue, w)
	if f == nil && err == nil {
		err = fmt.Errorf("the story has too few values for the figure %q", c.Name)
	}
	return f, err
}

// OfScene returns a scene's figure, with the headline and line of its beat. s is the
// whole story.
func OfScene(s *data.Story, sc scene.Scene, w charts.Words) *charts.Figure {
	b := &Builder{Story: s, Told: scene.Told(s, sc), Scene: sc, Words: w, Beat: &data.Beat{}}
	if beat := s.Beat(sc.Beat); beat != nil {
		b.Beat = beat
	}
	draw := (*Builder).series
	if k := kind(sc.Figure); k != nil && k.Scene != nil {
		draw = k.Scene
	}
	return b.done(draw(b))
}
