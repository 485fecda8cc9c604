package figures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"truceline/charts"
	"truceline/charts/scene"
	"truceline/data"
)

// Kind is a row of the table of figures: a name, and what makes the figure of it. A
// figure is added by a file with its function and by a row here.
type Kind struct {
	Name string
	// Of makes it for a reader who chose it; nil if only scenes have it. It is nil with
	// no error where the story has too little for it.
	Of func(s *data.Story, sc scene.Scene, w charts.Words) (*charts.Figure, error)
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
func whole(draw func(*data.Story, bool, charts.Words) *charts.Figure) func(*data.Story, scene.Scene, charts.Words) (*charts.Figure, error) {
	return func(s *data.Story, sc scene.Scene, w charts.Words) (*charts.Figure, error) {
		return draw(s, sc.Epilogue, w), nil
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

// Of returns the figure of a scene. s is the whole story where a beat shows the scene, else
// the one that is told. The error says what there is to choose from, or that a figure has
// nothing to show; a beat's figure has none.
func Of(s *data.Story, sc scene.Scene, w charts.Words) (*charts.Figure, error) {
	if sc.Beat != "" {
		return OfBeat(s, sc, w), nil
	}
	sc.Figure = cmp.Or(sc.Figure, RatesFigure)
	f, err := chosen(s, sc, w)
	if err == nil && sc.Until > sc.From && f.Dated() {
		f = f.Between(sc.From, sc.Until)
	}
	return f, err
}

func chosen(s *data.Story, sc scene.Scene, w charts.Words) (*charts.Figure, error) {
	k := kind(sc.Figure)
	if x := s.SeriesOf(sc.Figure); x != nil && (k == nil || k.Has != nil) {
		if f := Series(s, x, sc.Epilogue, w); f != nil {
			return f, nil
		}
		return nil, fmt.Errorf("all figures of %q are from after the article", sc.Figure)
	}
	if k == nil || k.Of == nil {
		return nil, fmt.Errorf("there is no figure %q; there are: %s", sc.Figure, strings.Join(Choices(s), ", "))
	}
	if s.Side(sc.Side) == nil {
		sc.Side = s.Sides[0].ID
	}
	f, err := k.Of(s, sc, w)
	if f == nil && err == nil {
		err = fmt.Errorf("the story has too few values for the figure %q", sc.Figure)
	}
	return f, err
}

// OfBeat returns the figure of a scene that a beat shows, with the beat's headline and line.
// s is the whole story.
func OfBeat(s *data.Story, sc scene.Scene, w charts.Words) *charts.Figure {
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
