package explore

import (
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/data"
)

// zoomDays, panDays and wholeDays draw the days closer, move them, and go back.
func (w *Window) zoomDays(about data.Day, factor float64) {
	w.store.Adjust(view.ZoomDays(w.store.Story(), w.store.Now(), about, factor))
}

func (w *Window) panDays(by data.Day) {
	w.store.Adjust(view.PanDays(w.store.Story(), w.store.Now(), by))
}

func (w *Window) wholeDays() {
	w.store.Go(view.WholeDays)
}

func (w *Window) pickDay(d data.Day) {
	if w.store.Now().Series != "" && w.body.plot.Layout() != nil && d < w.store.Story().Start {
		return // a month before the story began
	}
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToDay(s, v, d) })
	w.showCursor(w.store.Now().Day) // also where the day was the same
}

func (w *Window) pickMeeting(id string) {
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToMeeting(s, v, id) })
}

func (w *Window) pickBeat(id string) {
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToBeat(s, v, id) })
}

func (w *Window) pickLens(id string) {
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToLens(s, v, id) })
}

// pickCard selects a card that was clicked. It stays where it is in the list.
func (w *Window) pickCard(id string) {
	w.clicked = true
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToCard(s, v, id) })
	w.clicked = false
}

func (w *Window) step(n int) {
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.Step(s, v, n) })
}

func (w *Window) openReply(id string) { w.openSheet(view.ReplySheet + id) }

func (w *Window) openBar(id string) { w.openSheet(view.BarSheet + id) }

func (w *Window) openCard() { w.openSources(w.seen.Card) }

func (w *Window) openSources(id string) {
	if id != "" { // the card that says that there is none has no sources
		w.openSheet(view.SourceSheet + id)
	}
}

func (w *Window) openSheet(sheet string) { w.sheets.Open(sheet) }

// openExport opens the form that exports the plot; where there is none, a menu of what can
// be taken along.
func (w *Window) openExport() {
	if !w.exports.Draws() {
		w.menu(w.bar.options, w.exports.Items())
		return
	}
	w.exports.Open()
}

// present gives the talk from its start, presentHere from the step that is looked at.
func (w *Window) present()     { w.options.Present("") }
func (w *Window) presentHere() { w.options.Present(w.store.Now().Beat) }

func (w *Window) undo() {
	if !w.resting {
		w.store.Undo()
	}
}

func (w *Window) redo() {
	if !w.resting {
		w.store.Redo()
	}
}

func (w *Window) toggleEpilogue() {
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.WithEpilogue(s, v, !v.Epilogue) })
}

// goOn goes to the next step; after the last one to what happened after, and from the
// end of that to the beginning.
func (w *Window) goOn() {
	s, v := w.store.Story(), w.store.Now()
	switch {
	case view.Step(s, v, 1).Beat != v.Beat:
		w.step(+1)
	case panels.EndsHere(s, v):
		w.toggleEpilogue()
	default:
		w.step(-len(s.Beats))
	}
}
