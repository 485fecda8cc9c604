// Package explore is the main window: plot, map, cards and the rail of beats, all
// of them functions of one View.
package explore

import (
	"fmt"
	"reflect"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/explore/exporting"
	"truceline/app/explore/sheets"
	"truceline/app/find"
	"truceline/app/keep"
	"truceline/app/learn"
	"truceline/app/panels"
	"truceline/app/story"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/data"
)

// afterFirstPicture is when what the first picture left out is made.
const afterFirstPicture = 150 * time.Millisecond

// Smallest window in dp.
const (
	minWidth  = 480
	minHeight = 360
)

// Options are what the window needs of the program around it.
type Options struct {
	// Settings are the program's: there are no others.
	Settings *keep.Settings
	// Changed is called when settings have changed, so that they can be kept.
	Changed func()
	// Failed is called with what was being done when something could not be.
	Failed func(doing string, err error)
	// Open opens another story, or the built-in one for an empty path.
	Open func(path string)
	// Speak shows the story in another of its languages.
	Speak func(language string)
	// Ready is called once, when plot and map have been drawn.
	Ready func()
	// Moved is called when something that can be activated may have moved.
	Moved func()
	// Present begins a talk with a step; with its title for none.
	Present func(from string)
	// Version is the program's.
	Version string
	// Learned is what the reader has done with the story, Learn is called when that
	// has changed, and Now is the clock by which questions come back.
	Learned keep.Learned
	Learn   func(keep.Learned)
	Now     func() time.Time
	// Inline draws at once instead of away from Fyne's goroutine. For tests.
	Inline bool
}

// Window is the main window's content.
type Window struct {
	win      fyne.Window
	store    *view.Store
	options  Options
	settings *keep.Settings
	host     *widgets.Host

	bar      *topBar
	body     *body
	rail     *widgets.Rail
	back     *widgets.Button // to the step before
	on       *widgets.Button // to the next step, which it names
	frame    *frameLayout
	root     *fyne.Container
	sheets   *sheets.Sheets
	exports  *exporting.Exporter
	player   player
	plots    *panels.Plots
	ready    bool
	first    fyne.Focusable // has the keyboard once the content is shown
	title    string         // shown above the plot
	line     string
	shownBy  string      // what the card list holds
	told     *data.Story // what is shown is of this story,
	seen     view.View   // and this View of it
	steps    []widgets.RailStep
	rooms    bool        // the body has room for the story's texts, of the epilogue's, too,
	later    bool        // if this is set
	clicked  bool        // while a click in the card list changes the View
	resting  bool        // a talk has the window
	restyles int         // how often it was drawn anew in another theme, for tests
	room     room        // in place of plot, map and cards; nil while exploring
	learn    *learn.Body // of the modes of learning; nil before the first
	reading  *story.Room // of the story; nil before it is read
	learned  keep.Learned
	index    *find.Index // of the search; nil before the first
	indexed  indexKey    // what it was made of
}

// New builds the content of a window. The store must outlive it.
func New(win fyne.Window, store *view.Store, o Options) *Window {
	o = widgets.Filled(o)
	w := &Window{win: win, store: store, options: o, settings: o.Settings, learned: o.Learned, plots: panels.NewPlots(store.Story())}
	host := widgets.Host{Key: w.key, Rune: w.rune, Moved: w.moved, Focused: w.focused}
	if !o.Inline {
		host.Run, host.After = w.run, widgets.RunLater
	}
	w.host = widgets.NewHost(host)
	w.player.w = w
	s := store.Story()

	w.body = newBody(w.host)
	w.body.plot = picture.NewPlot(w.host, picture.PlotEvents{Picked: w.pickDay, PickedTick: w.pickMeeting, PickedBar: w.openBar, PickedArrow: w.openReply, Opened: w.openCard,
		Zoomed: w.zoomDays, Panned: w.panDays, Whole: w.wholeDays}, w.plotLaid)
	w.body.maps = newMapPanel(w)
	w.body.worldMap = w.body.maps.world
	w.body.transport = newTransport(w.host, w.player.toggle, w.nextSpeed, w.showCursor, w.pickDay)
	w.body.cards = newCardPanel(w.host, s.Lenses, widgets.CardEvents{Picked: w.pickCard, Sources: w.openSources, Link: w.openLink}, w.pickLens)
	w.body.measures = newMeasureSwitch(w)
	w.rail = widgets.NewRail(w.host, w.pickBeat)
	w.back = widgets.NewButton("‹", "", widgets.Plain, w.host, func() { w.step(-1) })
	w.back.SetLabel(words.Say("keys.previous"))
	w.on = widgets.NewButton("", "", widgets.Primary, w.host, w.goOn)
	w.bar = newTopBar(w)
	w.sheets = sheets.New(sheets.Options{
		Host: w.host, Canvas: win.Canvas(), Store: store, Version: o.Version, Figure: w.figure, Map: w.body.worldMap.Layout,
		Day: w.pickDay, Follow: w.follow, Shortcut: w.shortcut,
		Find: func(text string, limit int) []find.Hit { return w.indexNow().Find(text, limit) },
	})
	w.exports = exporting.New(exporting.Options{
		Host: w.host, Store: store, Sheets: w.sheets, Version: o.Version, Chosen: w.chosen, Notice: w.say, Failed: o.Failed,
	})
	w.frame = &frameLayout{w: w, railed: true, over: canvas.NewRectangle(nil), under: canvas.NewRectangle(nil), railBack: canvas.NewRectangle(nil)}
	w.frame.style()
	w.root = container.New(w.frame, w.frame.railBack, w.bar, w.frame.over, w.body, w.frame.under, w.back, w.rail, w.on)

	store.Listen(w.changed)
	w.show(view.View{}, store.Now())
	w.showSpeed()
	w.takeKeys()
	return w
}

// Rest leaves the window to something else, such as a talk: it draws nothing and
// takes no keys until Wake.
func (w *Window) Rest() {
	w.player.halt("")
	if w.store.Now().Sheet != "" {
		w.openSheet("")
	}
	w.win.Canvas().Unfocus() // else what had the keyboard would look as if it still had
	w.resting = true
}

// Wake takes the window again and shows what is looked at by now.
func (w *Window) Wake() {
	w.resting = false
	w.takeKeys()
	w.shownBy = ""
	w.Restyle()
	w.show(view.View{}, w.store.Now())
}

// Root returns the content.
func (w *Window) Root() fyne.CanvasObject { return w.root }

// run does slow work aside; but for the first picture at once, before the window is
// shown: a frame without it would cost more than the work.
func (w *Window) run(work func() (apply func())) {
	if !w.ready {
		work()()
		return
	}
	widgets.RunAside(work)
}

// changed follows the store.
func (w *Window) changed(old, now view.View) {
	if w.resting {
		return
	}
	if !w.player.setting {
		w.player.halt("")
	}
	w.show(old, now)
}

// show draws what differs between two Views, and places it in one pass.
func (w *Window) show(was, is view.View) {
	w.host.Pass.Hold(func() {
		if is.Mode != view.Explore {
			w.showRoom(was, is)
		} else {
			w.explore(was, is)
		}
		w.bar.show(is)
	})
	if was.Sheet != is.Sheet {
		w.sheets.Show(is.Sheet)
	}
	w.moved()
}

// explore draws what differs between two Views of plot, map and cards.
func (w *Window) explore(was, is view.View) {
	fresh := was == (view.View{})
	if w.room != nil {
		w.leaveRoom()
		fresh = true
	}
	s, now := view.Looking(w.store.Story(), is)
	before, old := w.told, w.seen
	w.told, w.seen = s, now
	retold := before != s // other things are known than before
	w.showRail(is)
	w.reserve(is)
	figure := w.plots.Of(is).Figure
	if fresh || retold || view.Scene(s, old) != view.Scene(s, now) {
		w.body.plot.SetContent(w.plots.Of(is))
	}
	if title, line := panels.Title(s, now, figure); fresh || title != w.title || line != w.line {
		w.title, w.line = title, line
		w.body.setHeadline(title, line)
	}
	w.body.measures.show(now)
	if fresh || retold || old.Day != now.Day || old.Measure != now.Measure || old.Series != now.Series || old.Epilogue != now.Epilogue || old.Pin != now.Pin {
		w.body.setDetail(panels.Detail(s, now), panels.Brief(s, now), w.openSheet)
	}
	if !w.player.setting || fresh {
		w.say("")
	}
	w.body.plot.SetCursor(now.Day, now.Pin, now.Meeting)
	w.body.transport.setDay(now.Day)
	w.body.maps.show(old, now, fresh || retold && !reflect.DeepEqual(before.Meetings, s.Meetings))
	w.showCards(old, now, fresh)
}

// reserve gives the texts of the body as much room as the longest of the story's steps
// needs.
func (w *Window) reserve(v view.View) {
	if w.rooms && w.later == v.Epilogue {
		return
	}
	w.rooms, w.later = true, v.Epilogue
	s := w.store.Story()
	at := view.View{Day: s.AsOf, Pin: data.NoDay, Epilogue: v.Epilogue, Mode: view.Explore}
	figure := w.plots.Of(at).Figure
	var titles []told
	var full, brief [][]widgets.Span
	for _, b := range s.BeatsShown(v.Epilogue) {
		at = view.ToBeat(s, at, b.ID)
		at.Measure = ""
		title, line := panels.Title(s, at, figure)
		titles = append(titles, told{title, line})
		full, brief = append(full, panels.Detail(s, at)), append(brief, panels.Brief(s, at))
	}
	w.body.reserved = reserved{titles: titles, full: full, brief: brief}
}

// say shows a notice in place of the source line, or the source line.
func (w *Window) say(notice string) {
	if w.room != nil {
		w.room.Notice(notice)
		return
	}
	if notice != "" {
		w.body.setNotice(notice)
		return
	}
	s, v := w.store.Looking()
	k, beat := view.Scene(s, v), ""
	if k.Figure == figures.RatesFigure && s.Beat(v.Beat) != nil { // the headline is the beat's
		beat = view.BeatSheet + v.Beat
	}
	w.body.setSources(w.plots.Of(v).Figure.Sources, beat, w.openSheet)
}

// chosen is the scene in the plot.
func (w *Window) chosen() scene.Scene {
	v := w.store.Now()
	sc := view.Scene(w.store.Story(), v)
	if sc.Figure == figures.BridgeFigure { // or what stands in its place
		sc.Figure = w.plots.Of(v).Figure.Name
	}
	return sc
}

// showCursor moves the cursor without changing the View: while dragging and
// playing.
func (w *Window) showCursor(day data.Day) {
	w.body.plot.SetCursor(day, w.seen.Pin, w.seen.Meeting)
	w.body.transport.setDay(day)
}

func (w *Window) plotLaid(l *charts.Layout) {
	s := w.store.Story()
	w.body.transport.setLayout(l, s.Start, s.End(w.store.Now().Epilogue), s.AsOf)
	w.body.transport.setDay(w.store.Now().Day)
	w.moved()
}

// Drawn tells whether plot and map show what is looked at.
func (w *Window) Drawn() bool {
	if w.room != nil {
		return w.room.Drawn()
	}
	return w.body.plot.Drawn() && (w.body.maps.Hidden || w.body.worldMap.Drawn())
}

// moved tells that things may have moved, and once that all is drawn.
func (w *Window) moved() {
	if !w.ready && w.Drawn() {
		w.ready = true
		if !w.options.Inline && w.room == nil {
			time.AfterFunc(afterFirstPicture, func() { fyne.Do(w.allCards) })
		}
		w.options.Ready()
	}
	w.options.Moved()
}

// Plots returns the plots of the story, for other windows that show it.
func (w *Window) Plots() *panels.Plots { return w.plots }

// showRail shows the steps, which of them is on, and what comes next.
func (w *Window) showRail(v view.View) {
	if steps := railSteps(w.store.Story(), v); !slices.Equal(steps, w.steps) {
		w.steps = steps
		w.rail.SetSteps(steps)
	}
	w.rail.SetOn(v.Beat)
	s := w.store.Story()
	w.back.SetDisabled(view.Step(s, v, -1).Beat == v.Beat)
	says := words.Say("rail.again")
	if next := view.Step(s, v, 1); next.Beat != v.Beat {
		if b := s.Beat(next.Beat); view.Known(s, v, b) {
			says = words.Say("rail.next", "Name", b.Short)
		} else {
			says = words.Say("rail.on")
		}
	} else if panels.EndsHere(s, v) {
		says = words.Say("rail.next", "Name", words.Say("bar.later"))
	}
	if w.on.Text() != says {
		w.on.SetText(says)
		w.root.Refresh()
	}
}

// railSteps are the beats as steps of the rail. Of those that are not known yet
// there is one without a name, to go on to.
func railSteps(all *data.Story, v view.View) []widgets.RailStep {
	w := words.Local{}
	s, _ := view.Looking(all, v)
	var out []widgets.RailStep
	shown, _, _ := all.AsOf.Civil()
	for _, b := range all.BeatsShown(v.Epilogue) {
		if s.Beat(b.ID) == nil {
			return append(out, widgets.RailStep{ID: b.ID, Above: "…", Name: words.Say("rail.on")})
		}
		day := w.Day(b.Day, charts.DayMonth)
		if year, _, _ := b.Day.Civil(); b.Epilogue && year != shown { // the first of another year says which
			day, shown = fmt.Sprint(day, " ", year), year
		}
		out = append(out, widgets.RailStep{ID: b.ID, Above: day, Name: b.Short, Later: b.Epilogue})
	}
	return out
}

// Restyle draws everything again in the present theme, also after the system's has
// changed. What rests is not drawn: it is in its own theme, and Wake draws it.
func (w *Window) Restyle() {
	if w.resting {
		return
	}
	w.restyles++
	w.frame.style()
	w.root.Refresh()
	if w.room != nil {
		w.room.Refresh()
	}
	w.body.Refresh()
	w.bar.Refresh()
	w.moved()
}

// ShowProblems says what is wrong with a story that did not open.
func (w *Window) ShowProblems(err error) {
	w.sheets.Problem = err
	w.openSheet(view.ProblemSheet)
}
