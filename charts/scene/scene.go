// Package scene makes what a beat shows: a figure, the days and values it is drawn
// over, how far the story has been told, and a few words tied to it.
//
// A Scene is a plain comparable value. Every medium draws from it: the window, the
// room, the hand-out, files. The package knows no toolkit and no story: what a scene
// shows follows from the rows and from what talk.yaml says.
package scene

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"truceline/data"
	"truceline/data/course"
)

// DrawsDays tells whether a scene's figure is one plot of rates by day.
func (sc Scene) DrawsDays() bool {
	return slices.Contains([]string{data.RatesScene, data.ForkScene, data.ColumnsScene}, sc.Figure)
}

// Scene is what is looked at: what a beat shows, or what a reader has chosen. Two Scenes of
// a story are equal (==) if they look alike. The zero Scene is the plot of both rates.
type Scene struct {
	// Beat is the beat that shows it; empty where a reader has chosen.
	Beat string
	// Figure is of a beat one of data.SceneFigures, of a reader one of figures.Choices; of
	// both it may be a series' id.
	Figure string
	// From and Until are the camera's first and last day, Top the highest value.
	From, Until data.Day
	Top         data.Percent
	// Day is the beat's, Revealed the day up to which the story has been told, Published
	// the one up to which the figures of a series have come out, Announced the one up to
	// which announcements are drawn.
	Day, Revealed, Published, Announced data.Day
	// AllDays shows what came later too.
	AllDays, Epilogue bool
	Strip             bool
	Beside            string
	// Held is how many of the parts that the beat brings one after the other are not
	// shown yet, the last ones; see Parts.
	Held int
	// Measure and Side are what a reader's figure speaks of; empty for the first that fits.
	Measure string
	Side    data.SideID
	// Replies joins actions to their answers in the rates: those of Links, or where it
	// has none those nearest to Day.
	Replies bool
	Links   Links
	// Plan draws an invented course in place of the rates.
	Plan course.Plan
	// Known is the day as known on which the story is told; 0 for all that it tells.
	Known data.Day
}

// MostLinks is how many answers a plot of the whole story joins.
const MostLinks = 4

// Links are links that the plot of rates joins by arrows: positions in Story.Links counted
// from 1, the unused ones 0. None are named where all that lie in the days drawn are shown.
type Links [MostLinks]int

// Between returns the days that a reader's figure draws: those of the scene, or the story's.
func (sc Scene) Between(s *data.Story) (from, until data.Day) {
	if sc.Until > sc.From {
		return sc.From, sc.Until
	}
	return s.Start, s.End(sc.Epilogue)
}

// Parts are what a beat brings one after the other in a talk: arrows, then notes, that
// the beat before has not. There are none where its scene is not built up.
func Parts(s *data.Story, beat string) (says []string) {
	b := s.Beat(beat)
	if b == nil || !b.Scene.Build {
		return nil
	}
	for _, p := range partsOf(s, b) {
		says = append(says, p.says)
	}
	return says
}

// part is an arrow or a note of a scene.
type part struct{ id, says string }

func partsOf(s *data.Story, b *data.Beat) (parts []part) {
	var before data.Scene
	for i := range s.Beats {
		if i > 0 && s.Beats[i].ID == b.ID {
			before = s.Beats[i-1].Scene
		}
	}
	for i, a := range b.Scene.Arrows {
		if !slices.Contains(before.Arrows, a) {
			parts = append(parts, part{ArrowID(i), a.Says})
		}
	}
	for i, n := range b.Scene.Notes {
		if !slices.Contains(before.Notes, n) {
			parts = append(parts, part{NoteID(i), strings.ReplaceAll(n.Says, "\n", " ")})
		}
	}
	return parts
}

// HeldBack returns the ids of the parts that a scene does not show yet.
func (sc Scene) HeldBack(s *data.Story) []string {
	b := s.Beat(sc.Beat)
	if sc.Held <= 0 || b == nil {
		return nil
	}
	var out []string
	parts := partsOf(s, b)
	for _, p := range parts[max(len(parts)-sc.Held, 0):] {
		out = append(out, p.id)
	}
	return out
}

// ArrowID and noteID name what belongs to an arrow and a note of a scene in its figure.
func ArrowID(i int) string { return fmt.Sprint("arrow/", i) }

func NoteID(i int) string { return fmt.Sprint("note/", i) }

// Days about a beat's day that a scene without a camera of its own shows.
const (
	leadDays = 60
	tailDays = 15
)

// OfBeat returns a beat's scene. allDays shows what came after its day, too: of the rates
// the whole story.
func OfBeat(s *data.Story, b *data.Beat, allDays bool) Scene {
	own := &b.Scene
	sc := Scene{
		Beat: b.ID, Figure: own.Figure, From: own.From, Until: own.Until, Top: own.Top, Day: b.Day, Revealed: own.Revealed, Published: own.Published, Announced: own.Announced,
		AllDays: allDays, Epilogue: b.Epilogue, Strip: own.Strip, Beside: own.Beside,
	}
	end := s.End(b.Epilogue)
	sc.Figure = cmp.Or(sc.Figure, data.RatesScene)
	if allDays && sc.Figure == data.RatesScene {
		sc.From, sc.Until, sc.Top = s.Start, end, 0
	}
	sc.Revealed = cmp.Or(sc.Revealed, b.Day)
	if sc.Published == 0 {
		sc.Published = sc.Revealed
	}
	sc.Announced = cmp.Or(sc.Announced, sc.Revealed)
	if sc.From == 0 {
		sc.From = max(s.Start, min(b.Day-leadDays, end-leadDays-tailDays))
	}
	if sc.Until == 0 {
		sc.Until = min(max(b.Day, sc.From)+tailDays, end)
	}
	if sc.Until <= sc.From { // what is wrong with the days has been said by Check
		sc.From, sc.Until = s.Start, end
	}
	return sc
}

// Told returns the story as a scene tells it: of a beat as it had been told up to it,
// without what became known later, unless all days are shown; of a reader's own choice as
// it was known on the day that was chosen.
func Told(s *data.Story, sc Scene) *data.Story {
	switch {
	case sc.Known != 0:
		return s.AsKnown(sc.Known)
	case sc.AllDays || sc.Beat == "":
		return s
	}
	return s.ToldUntil(sc.Revealed, sc.Epilogue)
}

// DrawsMap tells whether the map is the scene's subject, in the figure's place.
func (sc Scene) DrawsMap() bool { return sc.Figure == data.MapScene }

// MapBeside tells whether the map stands beside the figure.
func (sc Scene) MapBeside() bool { return sc.Beside == data.BesideMap && !sc.DrawsMap() }
