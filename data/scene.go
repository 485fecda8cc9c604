package data

import (
	"fmt"
	"slices"
	"strings"
)

// Scene is what a beat shows: a figure, the days and values it is drawn over, how far
// the story has been told, and a few words tied to it. All can be left out; what is
// follows from the beat's day.
type Scene struct {
	// Figure is one of SceneFigures or a series' id; empty for the rates.
	Figure string `file:"figure"`
	// From and Until are the camera's first and last day, Top the highest value on the
	// axis; 0 for what follows from the beat.
	From  Day     `file:"from,zero"`
	Until Day     `file:"until,zero"`
	Top   Percent `file:"top,maybe"`
	// Revealed is the day up to which the story has been told, none later than the
	// beat's; 0 for that day. Published is the day up to which the figures of a series
	// have come out, which can be later, and is said then; 0 for the same.
	// Announced is the day up to which announcements are drawn, where those of the last day
	// are for the next beat to tell; 0 for Revealed.
	Revealed  Day `file:"revealed,zero"`
	Published Day `file:"published,zero"`
	Announced Day `file:"announced,zero"`
	// With are further parts of the figure, of SceneParts.
	With []string `file:"with"`
	// Arrows lead from actions to their answers, in the order of the acts.
	Arrows []SceneArrow `file:"arrows,own"`
	Notes  []SceneNote  `file:"notes,own"`
	// Build lets a talk bring arrow after arrow and note after note.
	Build bool `file:"build"`
	// Strip puts the rates as a strip above the figure.
	Strip bool `file:"strip"`
	// Beside says what stands beside the figure besides the card: "map" or nothing.
	Beside   string        `file:"beside"`
	Question SceneQuestion `file:"question,own"`
}

// SceneArrow is a link drawn as an arrow, and what it says in a few words.
type SceneArrow struct {
	From string `file:"from,need"` // ends of a link
	To   string `file:"to,need"`
	Says string `file:"says,need"`
	// Number is the act's, where it follows on from the scene before; 0 counts the
	// scene's own from 1.
	Number int `file:"number,own"`
}

// SceneNote is a few words at a day, and at a value or a side's line.
type SceneNote struct {
	Says string `file:"says,need"`
	// At is a day, or an end such as "event:ID", "meeting:ID", a change's, or "row:" and
	// the label of a row of the scene's series. Till, if it
	// is not 0, makes it a span of days.
	At   string `file:"at,need"`
	Till Day    `file:"till,zero"`
	Side SideID `file:"side"` // whose colour and, without a value, whose rate; may be empty
	// Value is where it stands; Valued tells that one is given.
	Value  Percent `file:"value,own"`
	Valued bool
	// Level makes it one of the large numbers: its first line is set large.
	Level bool `file:"level"`
}

// SceneQuestion is asked before the reader goes on. Answering is never needed.
type SceneQuestion struct {
	Asks    string        `file:"asks,need"`
	Answers []SceneAnswer `file:"answers,own"`
	// Told is what the next scene says to it; {answer} stands for the one given.
	Told string `file:"told"`
}

// SceneAnswer is one answer to choose. Right is set for the one that came true.
type SceneAnswer struct {
	Says  string `file:"says,need"`
	Right bool   `file:"right"`
}

// Asked tells whether the scene has a question.
func (q SceneQuestion) Asked() bool { return q.Asks != "" && len(q.Answers) > 0 }

// TellFor is what the next scene says to someone who gave an answer.
func (q SceneQuestion) TellFor(answer int) string {
	if answer < 0 || answer >= len(q.Answers) {
		return ""
	}
	return strings.ReplaceAll(q.Told, "{answer}", q.Answers[answer].Says)
}

// Figures of scenes, besides the story's series.
const (
	RatesScene   = "rates"   // both sides' rates
	ColumnsScene = "columns" // the rates, and beside them what was removed, is on hold, and stayed
	LanesScene   = "lanes"   // the rates, and under them other rules, a lane a side
	ForkScene    = "fork"    // the rates, and the ways they may go
	MapScene     = "map"     // the map, large; the rates as a strip
)

// OfRates tells whether a beat's scene, and so its line, is about the plot of the rates.
func (b *Beat) OfRates() bool {
	switch b.Scene.Figure {
	case "", RatesScene, ColumnsScene, ForkScene:
		return true
	}
	return false
}

// SceneFigures are their names.
var SceneFigures = []string{RatesScene, ColumnsScene, LanesScene, ForkScene, MapScene}

// Parts that a scene may add to its figure of rates.
const (
	OlderPart  = "older"  // duties from before the story, as a floor under nought
	ListsPart  = "lists"  // duties on chosen goods, as hollow marks on their side's line
	ExemptPart = "exempt" // what exempt goods paid, as a branch
	LapsesPart = "lapses" // what comes back by itself when a period ends
	CallsPart  = "calls"  // events that a meeting is linked to, as marks on the days' line
)

// SceneParts are their names.
var SceneParts = []string{OlderPart, ListsPart, ExemptPart, LapsesPart, CallsPart}

// BesideMap is the Beside of a scene in which the map stands beside the figure.
const BesideMap = "map"

// Row returns the row of a series that a note says something of, by its label.
func (n SceneNote) Row() (label string, ok bool) { return strings.CutPrefix(n.At, "row:") }

// NoteDay returns the day that a note stands at, NoDay if there is none such.
func (s *Story) NoteDay(n SceneNote) Day {
	if d, err := ParseDay(n.At); err == nil {
		return d
	}
	return s.Happens(n.At)
}

// scenes checks what the beats say of their scenes.
func (c *checker) scenes() {
	for i := range c.Beats {
		b := &c.Beats[i]
		sc := &b.Scene
		wrong := func(field, format string, args ...any) {
			c.wrong("beats", i, "scene/"+field, format, args...)
		}
		if f := sc.Figure; f != "" && c.Start.Set() && !slices.Contains(SceneFigures, f) && !has(c.known["serieses"].row, f) {
			wrong("figure", "unknown figure %q; known are %s, and the ids of series", f, strings.Join(SceneFigures, ", "))
		}
		if sc.From != 0 && sc.Until != 0 && sc.Until <= sc.From {
			wrong("until", "until %s is not after from %s: choose a later day", sc.Until, sc.From)
		}
		last := c.End(b.Epilogue)
		for field, d := range map[string]Day{"from": sc.From, "until": sc.Until} {
			if d != 0 && c.bounded(last) && (d < c.Start || d > last) {
				wrong(field, "%s %s is not among the days drawn, %s to %s", field, d, c.Start, last)
			}
		}
		if b.Day.Set() && sc.Revealed != 0 && sc.Revealed > b.Day {
			wrong("revealed", "revealed %s is after the beat's day, %s: nothing is told before its day", sc.Revealed, b.Day)
		}
		if most := c.MostRate(); sc.Top < 0 || sc.Top > most {
			wrong("top", "top %g: write a number from 0 to %.0f, or leave it out", float64(sc.Top), most)
		}
		if sc.Beside != "" && sc.Beside != BesideMap {
			wrong("beside", "unknown beside %q; known is %s", sc.Beside, BesideMap)
		}
		if sc.Build && !b.OfRates() {
			wrong("build", "only a figure of rates is built up: leave build out, or the figure %q", sc.Figure)
		} else if sc.Build && len(sc.Arrows)+len(sc.Notes) == 0 {
			wrong("build", "there is no arrow and no note to bring: leave build out, or add one")
		}
		for j, part := range sc.With {
			if !slices.Contains(SceneParts, part) {
				wrong(fmt.Sprintf("with/%d", j), "unknown part %q; known are %s", part, strings.Join(SceneParts, ", "))
			}
		}
		for j, a := range sc.Arrows {
			if !slices.ContainsFunc(c.Links, func(l Link) bool {
				return l.From == a.From && l.To == a.To && (b.Epilogue || !l.Epilogue)
			}) {
				wrong(fmt.Sprintf("arrows/%d", j), "no row of links leads from %q to %q: add it there, or correct the arrow", a.From, a.To)
			}
		}
		for j, n := range sc.Notes {
			at := fmt.Sprintf("notes/%d/", j)
			if label, ok := n.Row(); ok {
				if slices.ContainsFunc(c.Series, func(x Series) bool {
					return x.ID == sc.Figure && !slices.ContainsFunc(x.Points, func(p Point) bool { return p.Label == label })
				}) {
					wrong(at+"at", "at %q: the scene's series has no row %q", n.At, label)
				}
			} else if d := c.NoteDay(n); !d.Set() {
				wrong(at+"at", "at %q is no day and no event, meeting or change of the story", n.At)
			} else if !b.Epilogue && c.bounded(c.Ahead) && d > c.Ahead {
				wrong(at+"at", "at %q lies after the days drawn", n.At)
			}
			if n.Side != "" {
				c.refer("beats", i, "scene/"+at+"side", "sides", string(n.Side))
			}
		}
		if q := sc.Question; q.Asks != "" || len(q.Answers) > 0 {
			const least, most = 2, 4
			switch n := len(q.Answers); {
			case q.Asks == "":
				wrong("question/asks", "the answers have no question: write asks")
			case n < least || n > most:
				wrong("question/answers", "%d answers: write %d to %d", n, least, most)
			}
		}
	}
}

// MostSceneTexts is how many arrows, notes and answers of a scene can be translated.
const MostSceneTexts = 9

// SceneText is the field of a scene's text in other languages: "arrow-1", "note-2".
func SceneText(kind string, at int) string { return fmt.Sprintf("%s-%d", kind, at+1) }

// texts are the scene's own words.
func (sc *Scene) texts() []text {
	var out []text
	for j, a := range sc.Arrows {
		out = append(out, text{fmt.Sprintf("scene/arrows/%d/says", j), a.Says})
	}
	for j, n := range sc.Notes {
		out = append(out, text{fmt.Sprintf("scene/notes/%d/says", j), n.Says})
	}
	out = append(out, text{"scene/question/asks", sc.Question.Asks}, text{"scene/question/told", sc.Question.Told})
	// Answers are guesses: their numbers need no source.
	return out
}
