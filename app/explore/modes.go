package explore

import (
	"math/rand/v2"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"truceline/app/keep"
	"truceline/app/learn"
	"truceline/app/panels"
	"truceline/app/quiz"
	"truceline/app/story"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
	"truceline/data/guess"
)

// room is what stands below the bar in place of plot, map and cards: the story as it
// is read, or a way to learn.
type room interface {
	fyne.CanvasObject
	// Follow shows the View, which is in one of the room's modes.
	Follow(was, now view.View)
	// Drawn tells whether the pictures of what is looked at have arrived.
	Drawn() bool
	// Figure is what is drawn.
	Figure() *charts.Figure
	// Notice shows a sentence until something else is looked at.
	Notice(string)
	// Rune takes what is typed; it returns false for what the room has no use for.
	Rune(rune) bool
	// Scrolls are what scrolls in the room.
	Scrolls() []*container.Scroll
	// Targets names what can be activated.
	Targets(add func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject))
}

// isReading tells whether the story is read, learning whether the window shows a way
// to learn.
func (w *Window) isReading() bool { return w.room != nil && w.room == room(w.reading) }
func (w *Window) learning() bool  { return w.room != nil && !w.isReading() }

// roomOf returns the room of a mode, which is made when it is first entered.
func (w *Window) roomOf(m view.Mode) room {
	if m == view.Story {
		if w.reading == nil {
			w.reading = story.New(story.Options{Host: w.host, Store: w.store, Open: w.openSheet, Begun: w.settings.Begun})
		}
		return w.reading
	}
	if w.learn == nil {
		w.learn = learn.NewBody(w.learnOptions())
	}
	return w.learn
}

// showRoom draws what differs between two Views outside of Explore.
func (w *Window) showRoom(was, is view.View) {
	if next := w.roomOf(is.Mode); w.room != next {
		if w.room != nil {
			w.room.Hide()
			w.win.Canvas().Unfocus()
		}
		w.room, w.frame.room = next, next
		w.body.Hide()
		if !slices.Contains(w.root.Objects, fyne.CanvasObject(next)) {
			// Before the rail, as Tab goes.
			w.root.Objects = slices.Insert(w.root.Objects, slices.Index(w.root.Objects, fyne.CanvasObject(w.body)), fyne.CanvasObject(next))
		}
		next.Show()
		w.showRailed(railed(is.Mode))
		w.told, w.seen = w.store.Story(), is
	}
	if railed(is.Mode) {
		w.showRail(is)
	}
	if w.frame.railed != railed(is.Mode) {
		w.showRailed(railed(is.Mode))
	}
	w.room.Follow(was, is)
	w.seen = is
	if w.reading != nil && w.reading.Begun() && !w.settings.Begun {
		w.settings.Begun = true
		w.options.Changed()
	}
}

// railed tells whether the steps of the story stand below a mode: where the day that is
// looked at matters.
func railed(m view.Mode) bool { return m == view.Story || m == view.Explore || m == view.Price }

// showRailed shows the rail below the room, or leaves the room all of the window.
func (w *Window) showRailed(on bool) {
	w.frame.railed = on
	for _, o := range []fyne.CanvasObject{w.back, w.rail, w.on, w.frame.under, w.frame.railBack} {
		widgets.SetVisible(o, on)
	}
	w.root.Refresh()
}

// leaveRoom explores the story again.
func (w *Window) leaveRoom() {
	w.room.Hide()
	w.room, w.frame.room = nil, nil
	w.body.Show()
	w.shownBy = ""
	w.win.Canvas().Unfocus()
	w.showRailed(true)
}

func (w *Window) learnOptions() learn.Options {
	now := w.options.Now
	if now == nil {
		now = time.Now
	}
	seed := uint64(now().UnixNano())
	return learn.Options{
		Host: w.host, Store: w.store, Open: w.openSheet, Card: w.toCard,
		Focus: w.focus,
		Class: w.learned.Class, KeepClass: func(all []guess.Named) { w.learned.Class = all; w.keepLearned() },
		Progress: w.learned.Progress, KeepProgress: func(p quiz.Progress) { w.learned.Progress = p; w.keepLearned() },
		Today:  func() data.Day { return learn.Today(now()) },
		Chance: rand.New(rand.NewPCG(seed, seed>>32)),
	}
}

// focus gives the keyboard to an object, once the content stands in its window.
func (w *Window) focus(o fyne.Focusable) {
	if w.win.Canvas().Content() != w.root {
		w.first = o
		return
	}
	w.win.Canvas().Focus(o)
}

// Shown is called when the content has come to stand in its window.
func (w *Window) Shown() {
	if w.first != nil {
		w.win.Canvas().Focus(w.first)
		w.first = nil
	}
}

// focused brings what has been given the keyboard into sight.
func (w *Window) focused() {
	if o, ok := w.win.Canvas().Focused().(fyne.CanvasObject); ok {
		widgets.Reveal(o, w.scrolls()...)
	}
}

// scrolls are what scrolls in the window now, what lies within another first.
func (w *Window) scrolls() []*container.Scroll {
	out := append(w.sheets.Scrolls(), w.rail.View())
	if w.room != nil {
		return append(out, w.room.Scrolls()...)
	}
	return append(out, w.body.cards.tabRow, w.body.cards.scroll, w.body.maps.scroll, w.body.Scroll)
}

func (w *Window) keepLearned() {
	w.options.Learn(keep.Learned{Class: w.learned.Class, Progress: w.learned.Progress})
}

// toMode looks at the story another way.
func (w *Window) toMode(m view.Mode) {
	if w.store.Now().Sheet == "" {
		w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToMode(s, v, m) })
	}
}

// toCard leaves for a card of the story.
func (w *Window) toCard(id string) {
	w.store.Go(func(s *data.Story, v view.View) view.View {
		v = view.ToMode(s, v, view.Explore)
		if c := s.Card(id); c != nil && c.Epilogue {
			v.Epilogue = true
		}
		return view.ToCard(s, v, id)
	})
}

// learningKey takes the keys that mean something else while learning. It returns
// false for those that mean the same.
func (w *Window) learningKey(e *fyne.KeyEvent) bool {
	v := w.store.Now()
	switch e.Name {
	case fyne.KeyRight, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyLeft, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyEnd:
		// The days of a guess and of a question are not those of the story.
		return v.Mode == view.Predict || v.Mode == view.Quiz
	case fyne.KeyEscape:
		switch {
		case w.win.FullScreen():
			w.win.SetFullScreen(false)
		case v.Bridge != "" || v.Layers != "":
			w.store.Go(func(_ *data.Story, v view.View) view.View { v.Bridge, v.Layers = "", ""; return v })
		default:
			w.toMode(view.Explore)
		}
		return true
	}
	return false
}

// learningRune is learningKey for what is typed.
func (w *Window) learningRune(r rune) bool {
	if w.learn.Rune(r) {
		return true
	}
	switch r {
	case '?', 't', 'T', 's', 'S':
		return false
	}
	return true
}

// readingRune takes what is typed while the story is read. Keys that change a plot
// which is not there do nothing.
func (w *Window) readingRune(r rune) bool {
	if w.reading.Rune(r) {
		return true
	}
	switch r {
	case '?', 'p', 'P', 'e', 'E', 't', 'T', 's', 'S':
		return false
	}
	return true
}

// figure is what the plot shows, with its title and the line below it.
func (w *Window) figure() (f *charts.Figure, title, line string) {
	if w.room != nil {
		f = w.room.Figure()
		return f, f.Title, f.Line
	}
	s, v := w.store.Looking()
	f = w.plots.Of(v).Figure
	title, line = panels.Title(s, v, f)
	return f, title, line
}

// modeName is a mode as its button says it.
func modeName(m view.Mode) string {
	switch m {
	case view.Story:
		return words.Say("mode.story")
	case view.Predict:
		return words.Say("mode.predict")
	case view.WhatIf:
		return words.Say("mode.whatif")
	case view.Price:
		return words.Say("mode.price")
	case view.Quiz:
		return words.Say("mode.quiz")
	default:
		return words.Say("mode.explore")
	}
}

// modeID names a mode's button in the log.
func modeID(m view.Mode) string {
	if m == view.Explore {
		return "mode/explore"
	}
	return "mode/" + string(m)
}
