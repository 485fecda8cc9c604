// Package journal writes what the program does as JSON lines, for support and for
// tests that drive the real window: a record "view" with every field of the View
// at each change, one "ready" when the first whole picture has been shown, a
// "target" for each thing that can be activated whenever it moves, one "settled" when
// all targets of a window are recorded as they are and its pictures are drawn, and
// every error.
package journal

import (
	"io"
	"log/slog"

	"truceline/app/talk"
	"truceline/app/view"
)

// Target is something that can be activated, and where it lies in its window, in
// px from the window's upper left corner.
type Target struct {
	Window     string
	ID         string // "meeting/ID", "beat/5", "card/…", "plot"
	X, Y, W, H int
}

// Journal writes records. The nil Journal writes none. It belongs to the goroutine
// that draws; slog's handler allows errors from any other.
type Journal struct {
	log   *slog.Logger
	known map[string]Target // by window and id
}

// New returns a journal that writes to w.
func New(w io.Writer) *Journal {
	return &Journal{slog.New(slog.NewJSONHandler(w, nil)), map[string]Target{}}
}

// View records what is looked at.
func (j *Journal) View(v view.View) {
	if j != nil {
		j.log.Info("view", "beat", v.Beat, "day", v.Day.String(), "lens", v.Lens, "card", v.Card, "meeting", v.Meeting,
			"measure", v.Measure, "bridge", string(v.Bridge), "layers", string(v.Layers), "series", v.Series, "pin", v.Pin.String(), "span", v.Span.String(), "epilogue", v.Epilogue, "as_known", v.AsKnown, "replies", v.Replies, "near", v.Near, "sheet", v.Sheet, "map", v.Map, "map_list", v.MapList,
			"mode", v.Mode, "all_days", v.AllDays, "said", v.Said, "plan", v.Plan, "import", v.Import.String(), "round", v.Round, "guess", v.Guess, "shown", v.Shown, "asked", v.Asked, "chosen", v.Chosen,
			"opened", v.Opened, "line", string(v.Line), "read", v.Read, "near", v.Near)
	}
}

// Desk is what the presenter's view shows: the beat of its picture, whose notes, the step
// that is on in the rail, and the number. It is zero where the view is not to be seen.
type Desk struct {
	Beat, Notes, Rail string
	Number            int
}

// Room records what the room is shown in a talk, whether that is frozen, and what the
// presenter's view shows.
func (j *Journal) Room(r talk.Room, frozen bool, d Desk) {
	if j != nil {
		j.log.Info("room", "slide", string(r.Slide), "unbuilt", r.Unbuilt, "desk_beat", d.Beat, "notes", d.Notes, "rail", d.Rail, "number", d.Number, "step", r.Step, "steps", r.Steps, "beat", r.View.Beat, "day", r.View.Day.String(), "span", r.View.Span.String(),
			"card", r.View.Card, "measure", r.View.Measure, "meeting", r.View.Meeting, "blank", string(r.Blank), "spot", r.Spot, "marks", len(r.Marks.Strokes()), "frozen", frozen)
	}
}

// Ready records that the first whole picture has been shown.
func (j *Journal) Ready() {
	if j != nil {
		j.log.Info("ready")
	}
}

// Error records an error and what was tried.
func (j *Journal) Error(doing string, err error) {
	if j != nil && err != nil {
		j.log.Error(doing, "error", err.Error())
	}
}

// Targets records those targets of a window that are new or have moved. One that
// was known and is missing now is recorded with no size.
func (j *Journal) Targets(window string, targets []Target) {
	if j == nil {
		return
	}
	seen := map[string]bool{}
	for _, t := range targets {
		t.Window = window
		key := window + "\x00" + t.ID
		seen[key] = true
		if j.known[key] != t {
			j.known[key] = t
			j.target(t)
		}
	}
	for key, t := range j.known {
		if t.Window == window && !seen[key] {
			delete(j.known, key)
			t.W, t.H = 0, 0
			j.target(t)
		}
	}
}

// Settled records that a window shows what is looked at, and that its targets are
// where they were last recorded.
func (j *Journal) Settled(window string) {
	if j != nil {
		j.log.Info("settled", "window", window)
	}
}

func (j *Journal) target(t Target) {
	j.log.Info("target", "window", t.Window, "id", t.ID, "x", t.X, "y", t.Y, "w", t.W, "h", t.H)
}
