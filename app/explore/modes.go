package explore

import (
	"math/rand/v2"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"truceline/app/keep"
	"truceline/app/learn"
	"truceline/app/panels"
	"truceline/app/quiz"
	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
	"truceline/data/guess"
)

// learning tells whether the window shows a mode of learning.
func (w *Window) learning() bool { return w.frame != nil && w.frame.learn != nil }

// showLearning draws what differs between two Views in the modes of learning.
func (w *Window) showLearning(was, is view.View) {
	if w.learn == nil {
		w.learn = learn.NewBody(w.learnOptions())
	}
	if !w.learning() {
		w.frame.learn = w.learn
		w.body.Hide()
		w.rail.Hide()
		w.frame.under.Hide()
		w.frame.railBack.Hide()
		if !slices.Contains(w.root.Objects, fyne.CanvasObject(w.learn)) {
			w.root.Add(w.learn)
		}
		w.learn.Show()
		w.root.Refresh()
		w.told, w.seen = w.store.Story(), is
	}
	w.learn.Follow(was, is)
	w.seen = is
	w.bar.show(is)
	if was.Sheet != is.Sheet {
		w.sheets.show(is.Sheet)
	}
	w.moved()
}

// leaveLearning shows the story again.
func (w *Window) leaveLearning() {
	w.frame.learn.Hide()
	w.frame.learn = nil
	w.body.Show()
	w.rail.Show()
	w.frame.under.Show()
	w.frame.railBack.Show()
	w.shownBy = ""
	w.win.Canvas().Unfocus()
	w.root.Refresh()
}

func (w *Window) learnOptions() learn.Options {
	now := w.options.Now
	if now == nil {
		now = time.Now
	}
	seed := uint64(now().UnixNano())
	return learn.Options{
		Host: w.host, Store: w.store, Open: w.openSheet, Card: w.toCard,
		Focus: func(o fyne.Focusable) { w.win.Canvas().Focus(o) },
		Class: w.learned.Class, KeepClass: func(all []guess.Named) { w.learned.Class = all; w.keepLearned() },
		Progress: w.learned.Progress, KeepProgress: func(p quiz.Progress) { w.learned.Progress = p; w.keepLearned() },
		Today:  func() data.Day { return learn.Today(now()) },
		Chance: rand.New(rand.NewPCG(seed, seed>>32)),
	}
}

// focused brings what has been given the keyboard into sight.
func (w *Window) focused() {
	if o, ok := w.win.Canvas().Focused().(fyne.CanvasObject); ok && w.learning() {
		w.learn.Reveal(o)
	}
}

func (w *Window) keepLearned() {
	if w.options.Learn != nil {
		w.options.Learn(keep.Learned{Class: w.learned.Class, Progress: w.learned.Progress})
	}
}

// toMode looks at the story another way.
func (w *Window) toMode(m view.Mode) {
	if w.store.Now().Sheet == "" {
		w.set(func(s *data.Story, v view.View) view.View { return view.ToMode(s, v, m) })
	}
}

// toCard leaves for a card of the story.
func (w *Window) toCard(id string) {
	w.set(func(s *data.Story, v view.View) view.View {
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
			w.set(func(_ *data.Story, v view.View) view.View { v.Bridge, v.Layers = "", ""; return v })
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

// figure is what the plot shows, with its title and the line below it.
func (w *Window) figure() (f *charts.Figure, title, line string) {
	if w.learning() {
		f = w.learn.Figure()
		return f, f.Title, f.Line
	}
	s, v := w.looking()
	f = w.plots.Of(v).Figure
	title, line = panels.Title(s, v, f)
	return f, title, line
}

// modeName is a mode as its button says it.
func modeName(m view.Mode) string {
	switch m {
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
