// Package present gives a talk: the audience's window, the presenter's view, and
// between them one state. Both windows draw the same talk.Show, so what is done in
// one is seen in the other, when the presenter wants it to be.
package present

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"truceline/app/displays"
	"truceline/app/journal"
	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/present/stage"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/pages"
	"truceline/data"
)

// Options are what a talk needs of the program around it.
type Options struct {
	Look *look.Theme // the reader's
	// Settings are the program's: there are no others.
	Settings *keep.Talk
	// Length is how long the talk is planned, in minutes; 0: as the settings say.
	Length int
	// Keep is called when settings have changed.
	Keep func()
	// Failed is called with what was being done when something could not be.
	Failed func(doing string, err error)
	// Ended is called when the talk is over. It puts the reader's content and look back
	// into the main window.
	Ended func()
	// Moved is called when something that can be activated may have moved, Room with
	// each picture that the room is shown.
	Moved func()
	Room  func(r talk.Room, frozen bool, desk journal.Desk)
	// Find searches the cards; it returns ids.
	Find func(text string, limit int) []string
	// Displays lists the displays; nil: those of the system.
	Displays func() []displays.Display
	// Store keeps talks and rehearsals.
	Store talk.Store
	// Version is the program's.
	Version string
	// Now tells the time; nil: time.Now.
	Now func() time.Time
	// Inline draws at once instead of away from Fyne's goroutine. For tests.
	Inline bool
}

// screen is which windows there are.
type screen int

const (
	rehearsal    screen = iota // the presenter's view alone
	audienceOnly               // the room's picture alone, in the main window
	twoWindows                 // the room's picture in a window of its own
)

// Presentation is a talk under way, in its windows. It belongs to Fyne's goroutine.
type Presentation struct {
	app     fyne.App
	win     fyne.Window // the main one
	room    fyne.Window // the audience's, or nil
	store   *view.Store
	story   *data.Story
	plots   *panels.Plots
	options Options
	set     *keep.Talk

	show   *talk.Show
	saver  *talk.Saver
	thumbs *thumbs
	theme  *look.Theme
	host   *widgets.Host
	taught Taught

	desk     *desk
	audience *audience // in the audience's window, or in the main one
	main     *fyne.Container
	page     page // what lies over the presenter's view
	// Pages are made once.
	keysPage   *keysPage
	edit       *editPage
	overview   *overviewPage
	sources    *sourcesPage
	screen     screen
	swapped    bool
	mirrored   bool // displays showed the same when last looked at
	slideOnly  bool // the notes are put away until the displays part
	secondary  bool // a second display was there when last looked at
	projected  int  // the display that the audience's window was put on last
	drawing    bool
	pen        int
	pointing   bool   // what has changed is only where the presenter points
	ending     bool   // Esc was pressed once
	hint       string // what a key that was pressed has to be told, until the next one
	digits     string
	teaching   *keysPage
	notesScale float32
	stages     []*stage.Stage
	quit       chan struct{}
	gone       bool
	unlisten   []func()
	edits      []*talk.Talk // what the talk was before each edit, the last at the end
	undone     []*talk.Talk // what was taken back of them
	writing    string       // the item whose texts the last edit wrote
	folder     string       // the last one that a file was asked for in
	unsaved    *talk.Talk   // edited since it was last saved
	soon       func()       // stops the timer that saves it
}

// New prepares a talk in the main window. Nothing is shown until Start.
func New(a fyne.App, win fyne.Window, store *view.Store, plots *panels.Plots, o Options) *Presentation {
	p := &Presentation{app: a, win: win, store: store, story: store.Story(), plots: plots, options: o, set: o.Settings, quit: make(chan struct{})}
	p.theme = &look.Theme{Mode: look.Dark, TextScale: o.Look.TextScale, Still: o.Look.Still}
	p.taught = Taught{}
	for k, v := range o.Settings.Taught {
		p.taught[k] = Action(v)
	}
	p.notesScale = o.Settings.Notes
	if !(p.notesScale >= minNotesScale && p.notesScale <= maxNotesScale) {
		p.notesScale = 1
	}
	p.theme.NotesScale = plainNotes * p.notesScale
	p.host = &widgets.Host{Key: p.key, Rune: p.rune, Moved: p.moved, Focused: p.focused, Look: p.theme}
	if !o.Inline {
		p.host.Run, p.host.After = widgets.RunAside, widgets.RunLater
	}
	p.thumbs = newThumbs(plots, p.run)
	return p
}

func (p *Presentation) run(work func() func()) {
	if p.host.Run != nil {
		p.host.Run(work)
		return
	}
	work()()
}

func (p *Presentation) now() time.Time {
	if p.options.Now != nil {
		return p.options.Now()
	}
	return time.Now()
}

// Start begins a talk, the built-in one for nil, or goes on with one that was kept,
// and shows its windows.
func (p *Presentation) Start(given *talk.Talk, kept *talk.Kept) {
	runs, err := p.options.Store.Runs()
	p.options.Failed("reading the rehearsals", err)
	if given == nil {
		given = p.lastTalk()
	}
	length := p.set.Length
	if p.options.Length > 0 {
		length = p.options.Length
	}
	v := p.store.Now()
	o := talk.Options{
		Now: p.options.Now, Length: talk.Length(length), Rehearsed: talk.Rehearsed(runs, given.Name),
		From: v.Beat, Known: v.AsKnown, Later: v.Epilogue, Opening: true,
	}
	if kept != nil {
		p.show, err = talk.Resume(p.store, *kept, o)
		p.options.Failed("going on with the talk", err)
	}
	if p.show == nil {
		p.show = talk.New(p.store, given, o)
	}
	p.saver = talk.NewSaver(p.options.Store.Save, func(err error) { p.options.Failed("keeping the talk", err) })
	p.unlisten = append(p.unlisten, p.show.Listen(p.changed))
	p.app.Driver().SetDisableScreenBlanking(true)
	p.desk = newDesk(p)
	p.audience = newAudience(p)
	p.main = container.NewStack(p.desk.root)
	p.keysOf(p.win)
	p.win.SetContent(p.main)
	// Only now: what stood in the window before keeps the look that it had.
	look.Apply(p.theme)
	p.secondary = hasSecondary()
	var was talk.Windows
	if kept != nil {
		was = kept.Windows
	}
	p.restore(was)
	p.lookForMirrors()
	p.changed()
	fyne.Do(func() { // once the toolkit has the presenter's theme, for what is its own
		if !p.gone {
			p.desk.restyle()
		}
	})
	if !p.options.Inline {
		go p.tick()
	}
}

// undoes is a page on which something can be taken back.
type undoes interface {
	undo()
	redo()
}

// undo takes back what was done last to what lies on top: an edit on a page that edits,
// a mark while marks are drawn, else a step of looking.
func (p *Presentation) undo() {
	p.back(undoes.undo, func() { p.show.UndoMark() }, p.show.Undo)
}

func (p *Presentation) redo() {
	p.back(undoes.redo, func() { p.show.RedoMark() }, p.show.Redo)
}

func (p *Presentation) back(edit func(undoes), mark, look func()) {
	switch {
	case p.covered() != nil:
	case p.page != nil:
		if e, ok := p.page.(undoes); ok {
			edit(e)
		}
	case p.drawing:
		mark()
	default:
		look()
	}
}

// newStage returns a stage on which the presenter's hand works.
func (p *Presentation) newStage() *stage.Stage {
	e := stage.Events{
		Point: p.point,
		Next:  func() { p.do(Next) },
		Day: func(d data.Day) {
			p.lookAt(view.ToDay(p.story, p.store.Now(), d))
		},
		Meeting: func(id string) { p.lookAt(view.ToMeeting(p.story, p.store.Now(), id)) },
		Zoom: func(about data.Day, factor float64) {
			p.store.Adjust(view.ZoomDays(p.story, p.store.Now(), about, factor))
		},
		Pan:  func(by data.Day) { p.store.Adjust(view.PanDays(p.story, p.store.Now(), by)) },
		Map:  func(at meetings.Place) { p.store.Set(view.ToMap(p.store.Now(), at)) },
		Draw: p.draw,
	}
	s := stage.New(p.plots, p.story, p.roomMode(), p.host.Run, p.host.After, p.moved, e)
	s.SetStill(p.theme.Still)
	p.stages = append(p.stages, s)
	return s
}

// point shows both windows where the presenter points. It is on the pointer's path:
// nothing else of the windows follows the pointer, nothing of it is kept, and while the
// picture is frozen the room sees none of it.
func (p *Presentation) point(at talk.Point) {
	p.pointing = true
	p.show.SetPoint(at)
	p.pointing = false
}

// draw adds a mark, or lets the one that is being drawn grow.
func (p *Presentation) draw(mark talk.Stroke, last bool) {
	switch n := len(mark.Dots); {
	case n == 2:
		p.show.Draw(mark)
	case n > 2 && !last:
		p.show.Extend(mark.Dots[n-1])
	}
}

// roomMode is which colours the room's picture has.
func (p *Presentation) roomMode() look.Mode {
	if p.set.Room == look.Dark || p.set.Room == look.Light {
		return p.set.Room
	}
	return look.Light
}

func (p *Presentation) roomPalette() *charts.Palette {
	if p.roomMode() == look.Dark {
		return charts.Dark
	}
	return charts.Light
}

// changed follows the talk: every window draws what differs.
func (p *Presentation) changed() {
	if p.gone {
		return
	}
	if p.pointing {
		p.audience.stage.SetRoom(p.show.Room())
		p.desk.stage.SetRoom(p.uncovered())
		return
	}
	p.remember()
	p.refresh()
	if p.options.Room != nil {
		p.options.Room(p.audience.stage.Room(), p.show.Frozen(), p.desk.shows())
	}
}

// uncovered is what the presenter sees: the live picture, though the room may see black.
func (p *Presentation) uncovered() talk.Room {
	r := p.show.Live()
	r.Blank = talk.Clear
	return r
}

// remember has all of the talk kept as it is now, with the windows it has.
func (p *Presentation) remember() {
	if p.gone {
		return
	}
	k := p.show.Keep()
	k.Windows = p.showsWindows()
	p.saver.Save(k)
}

// refresh shows the talk as it is.
func (p *Presentation) refresh() {
	if p.gone {
		return
	}
	for _, s := range p.stages {
		s.SetPen(p.drawing, p.pen)
	}
	p.audience.show()
	if p.screen != audienceOnly {
		p.desk.show()
	}
	if p.page != nil {
		p.page.show()
	}
	p.moved()
}

func (p *Presentation) moved() {
	if p.options.Moved != nil && !p.gone {
		p.options.Moved()
	}
}

func (p *Presentation) toggleFreeze() {
	if p.show.Frozen() {
		p.push()
		return
	}
	p.show.Freeze()
}

func (p *Presentation) push() { p.show.Push() }
func (p *Presentation) drop() { p.show.Drop() }

func (p *Presentation) blank(b talk.Blank) { p.show.SetBlank(b) }

// uncover takes black or white off before a step is told.
func (p *Presentation) uncover() {
	if b := p.show.Live().Blank; b != talk.Clear {
		p.show.SetBlank(b)
	}
}

func (p *Presentation) toggleSpot() { p.show.ToggleSpot() }

func (p *Presentation) toggleDraw() {
	p.drawing = !p.drawing
	p.refresh()
}

// takePen draws with another pen.
func (p *Presentation) takePen(pen int) {
	p.pen = pen
	p.refresh()
}

func (p *Presentation) togglePause() { p.show.ToggleClock() }

func (p *Presentation) leaveOut() {
	if item, ok := p.show.LeaveOut(); ok {
		p.show.Leave(item.ID)
	}
}

// look changes what is looked at, and so what the room sees.
func (p *Presentation) look(next func(*data.Story, view.View) view.View) {
	p.lookAt(next(p.story, p.store.Now()))
}

// lookAt looks at a View: by its scene where it is a beat as the story tells it, else by
// the plot that was asked for.
func (p *Presentation) lookAt(v view.View) {
	if b := p.story.Beat(v.Beat); b != nil && (v.Mode == view.Story || v.Mode == view.Explore) {
		told := v
		told.Mode, told.Pin = view.Story, data.NoDay
		told = view.ToBeat(p.story, view.ToMode(p.story, told, view.Story), b.ID)
		told.Span, told.Card, told.Lens, told.Map, told.MapList, told.Meeting, told.AllDays = v.Span, v.Card, v.Lens, v.Map, v.MapList, v.Meeting, v.AllDays
		told.Replies = false
		if v.Mode = view.Explore; b.Measure == "" {
			told.Measure = view.Start(p.story).Measure
		}
		if told.Mode = v.Mode; told == v {
			v.Mode = view.Story
		}
	}
	p.store.Set(v)
}

// goTo goes to the step of an item.
func (p *Presentation) goTo(item string) { p.show.Look(item) }

// setDigits shows what has been typed of a step's number.
func (p *Presentation) setDigits(d string) {
	asking := p.show.Live().Ask.On
	if len(d) > 3 && !asking || len(d) > 4*pages.MaxHands || d == p.digits {
		return
	}
	p.digits = d
	if asking && d != "" {
		p.show.SetHands(counts(d))
	}
	p.refresh()
}

// counts reads what was typed of a show of hands: a number for each answer.
func counts(typed string) (h talk.Hands) {
	for i, text := range strings.Fields(typed) {
		if i < len(h) {
			h[i], _ = strconv.Atoi(text)
		}
	}
	return h
}

// jump goes to the step whose number was typed.
func (p *Presentation) jump() {
	if p.show.Live().Ask.On { // the counts have been taken as they were typed
		p.setDigits("")
		return
	}
	n := 0
	for _, r := range p.digits {
		n = n*10 + int(r-'0')
	}
	p.setDigits("")
	if n >= 1 && n <= len(p.show.Steps()) {
		p.show.Goto(n - 1)
	}
}

// escape leaves one level: what is typed, a page, black, a spotlight, drawing, a held
// picture, a zoom. On the lowest it asks; a second press ends the talk.
func (p *Presentation) escape() {
	room, v := p.show.Live(), p.store.Now()
	switch {
	case room.Blank != talk.Clear:
		p.show.SetBlank(room.Blank)
	case p.drawing:
		p.toggleDraw()
	case room.Spot:
		p.show.ToggleSpot()
	case p.show.Frozen():
		p.show.Drop()
	case room.Ask.On:
		p.show.ToggleAsk()
	case p.show.Aside():
		p.show.Return()
	case v.Pin.Set():
		p.look(view.TogglePin)
	case v.Bridge != "":
		p.look(view.ToggleBridge)
	case v.Layers != "":
		p.look(view.ToggleLayers)
	case v.Series != "":
		p.look(view.CloseSeries)
	case !v.Span.Whole():
		v.Span = view.Span{}
		p.store.Set(v)
	case p.explored():
		p.show.Return()
	case p.ending:
		p.End()
	default:
		p.askEnd()
	}
}

// explored tells whether a beat is looked at in another way than the story tells it.
func (p *Presentation) explored() bool {
	item, ok := p.current()
	v := p.store.Now()
	return ok && !item.Own() && v.Mode != view.Story && !v.AsKnown
}

// askEnd says that one more press ends the talk.
func (p *Presentation) askEnd() {
	if p.ending {
		p.End()
		return
	}
	p.ending = true
	p.refresh()
}

// askRestart begins the clock anew.
func (p *Presentation) askRestart() { p.show.RestartClock() }

// End ends the talk: the run is noted, and the windows are the reader's again.
func (p *Presentation) End() {
	if p.gone {
		return
	}
	p.finish()
	p.uncoverAll()
	p.win.SetCloseIntercept(nil)
	if p.room != nil {
		w := p.room
		p.room = nil
		w.SetCloseIntercept(nil)
		w.Close()
	}
	p.options.Ended()
}

// Close ends the talk with the program.
func (p *Presentation) Close() {
	if !p.gone {
		p.finish()
	}
}

func (p *Presentation) finish() {
	p.desk.notes.finish()
	p.saveTalk()
	p.gone = true
	close(p.quit)
	run := p.show.End()
	for _, stop := range p.unlisten {
		stop()
	}
	p.show.Close()
	p.saver.Close()
	p.options.Failed("noting the rehearsal", p.options.Store.AddRun(run))
	p.options.Failed("forgetting the talk", p.options.Store.Clear())
	p.app.Driver().SetDisableScreenBlanking(false)
}

// focus gives the keyboard to a control, or to the talk itself.
func (p *Presentation) focus(f fyne.Focusable) {
	w := p.keysWindow()
	if f == nil {
		w.Canvas().Unfocus()
		return
	}
	w.Canvas().Focus(f)
}

// Bounds of the size of the notes, as a scale.
const (
	minNotesScale = 0.7
	maxNotesScale = 2.4
	plainNotes    = 1.35 // of other text
)

// sizeNotes sets the notes larger or smaller.
func (p *Presentation) sizeNotes(by int) {
	scale := p.notesScale
	if by > 0 {
		scale *= 1.15
	} else {
		scale /= 1.15
	}
	p.notesScale = min(max(scale, minNotesScale), maxNotesScale)
	p.set.Notes, p.theme.NotesScale = p.notesScale, plainNotes*p.notesScale
	p.keep()
	look.Apply(p.theme)
	p.desk.notes.restyle(p.skin())
	p.refresh()
}

// focused brings what has been given the keyboard into sight.
func (p *Presentation) focused() {
	o, ok := p.keysWindow().Canvas().Focused().(fyne.CanvasObject)
	if !ok {
		return
	}
	if p.page != nil {
		widgets.Reveal(o, p.page.scrolls()...)
		return
	}
	widgets.Reveal(o, p.desk.asks.scroll, p.desk.scroll)
}

func (p *Presentation) keep() {
	if p.options.Keep != nil {
		p.options.Keep()
	}
}

// current is the item that is told.
func (p *Presentation) current() (talk.Item, bool) { return p.show.Item() }

func (p *Presentation) nameOf(i talk.Item) string {
	return strings.TrimSpace(p.shortOf(i))
}

// shortOf is an item's name in a few words.
func (p *Presentation) shortOf(i talk.Item) string {
	const most = 28 // letters
	name := i.NameIn(p.story)
	if r := []rune(name); len(r) > most {
		name = strings.TrimRight(string(r[:most]), " ") + "…"
	}
	return name
}

// whenOf is the day that an item is named by.
func (p *Presentation) whenOf(i talk.Item) string {
	w := words.Local{}
	if b := p.story.Beat(i.Beat); b != nil {
		if b.Epilogue {
			return w.Day(b.Day, charts.DayMonthYear)
		}
		return w.Day(b.Day, charts.DayMonth)
	}
	return w.Day(i.View.Day, charts.DayMonth)
}

func (p *Presentation) headlineOf(i talk.Item) string { return i.HeadlineIn(p.story) }

// viewOf is what a step shows.
func (p *Presentation) viewOf(at int) view.View { return p.show.Steps()[at].Item.ViewIn(p.story) }
