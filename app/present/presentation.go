// Package present gives a talk: the audience's window, the presenter's view, and
// between them one state. Both windows draw the same talk.Show, so what is done in
// one is seen in the other, when the presenter wants it to be.
package present

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"truceline/app/displays"
	"truceline/app/journal"
	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/present/action"
	"truceline/app/present/desk"
	"truceline/app/present/given"
	"truceline/app/present/pages"
	"truceline/app/present/stage"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/charts/meetings"
	"truceline/data"
)

// Options are what a talk needs of the program around it.
type Options struct {
	Look *look.Theme // the reader's
	// Settings are the program's: there are no others.
	Settings *keep.Talk
	// Length is how long the talk is planned, in minutes; 0: as the settings say.
	Length int
	// From is the step to begin with; empty begins with the title.
	From string
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
	*given.Talk
	app     fyne.App
	win     fyne.Window // the main one
	room    fyne.Window // the audience's, or nil
	plots   *panels.Plots
	options Options
	saver   *talk.Saver
	theme   *look.Theme

	desk       *desk.Desk
	audience   *audience // in the audience's window, or in the main one
	main       *fyne.Container
	pages      *pages.Pages // what may lie over the presenter's view
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
	notesScale float32
	stages     []*stage.Stage
	quit       chan struct{}
	gone       bool
	unlisten   []func()
}

// New prepares a talk in the main window. Nothing is shown until Start.
func New(a fyne.App, win fyne.Window, store *view.Store, plots *panels.Plots, o Options) *Presentation {
	now := o.Now
	if now == nil {
		now = time.Now
	}
	p := &Presentation{app: a, win: win, plots: plots, options: widgets.Filled(o), quit: make(chan struct{})}
	p.theme = &look.Theme{Mode: look.Dark, TextScale: o.Look.TextScale, Still: o.Look.Still}
	p.notesScale = o.Settings.Notes
	if !(p.notesScale >= minNotesScale && p.notesScale <= maxNotesScale) {
		p.notesScale = 1
	}
	p.theme.NotesScale = plainNotes * p.notesScale
	own := widgets.Host{Key: p.key, Rune: p.rune, Moved: p.moved, Focused: p.focused, Look: p.theme}
	if !o.Inline {
		own.Run, own.After = widgets.RunAside, widgets.RunLater
	}
	host := widgets.NewHost(own)
	p.Talk = &given.Talk{Store: store, Story: store.Story(), Host: host, Settings: o.Settings, Keep: p.options.Keep, Kept: o.Store, Failed: o.Failed, Now: now, Taught: action.Taught{}}
	for k, v := range o.Settings.Taught {
		p.Taught[k] = action.Action(v)
	}
	p.DrawBy(plots, host.Run)
	p.pages = pages.New(p.Talk, p)
	return p
}

// Start begins a talk, the built-in one for nil, or goes on with one that was kept,
// and shows its windows.
func (p *Presentation) Start(own *talk.Talk, kept *talk.Kept) {
	runs, err := p.Kept.Runs()
	p.Failed("reading the rehearsals", err)
	var file string
	if own == nil {
		own = p.pages.Mine.Last()
	} else {
		file, own = own.Name, p.pages.Mine.Admit(own)
	}
	length := p.Settings.Length
	if p.options.Length > 0 {
		length = p.options.Length
	}
	v := p.Store.Now()
	o := talk.Options{
		Now: p.options.Now, Length: talk.Length(length), Rehearsed: talk.Rehearsed(runs, own.Name),
		From: p.options.From, Known: v.AsKnown, Later: v.Epilogue, Opening: true,
	}
	if kept != nil {
		p.Show, err = talk.Resume(p.Store, *kept, o)
		p.Failed("going on with the talk", err)
	}
	if p.Show == nil {
		p.Show = talk.New(p.Store, own, o)
	}
	p.saver = talk.NewSaver(p.Kept.Save, func(err error) { p.Failed("keeping the talk", err) })
	p.unlisten = append(p.unlisten, p.Show.Listen(p.changed))
	p.app.Driver().SetDisableScreenBlanking(true)
	p.desk = desk.New(p.Talk, p, p.newStage())
	p.audience = newAudience(p)
	p.main = container.NewStack(p.desk.Root)
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
	if file != "" && kept == nil {
		p.pages.Mine.Beside(file)
	}
	fyne.Do(func() { // once the toolkit has the presenter's theme, for what is its own
		if !p.gone {
			p.desk.Restyle()
		}
	})
	if !p.options.Inline {
		go p.tick()
	}
}

// ShowProblem says why a talk did not open.
func (p *Presentation) ShowProblem(err error) { p.pages.ShowProblem(err) }

// undoes is a page on which something can be taken back.
type undoes interface {
	Undo()
	Redo()
}

// undo takes back what was done last to what lies on top: an edit on a page that edits,
// a mark while marks are drawn, else a step of looking.
func (p *Presentation) undo() {
	p.back(undoes.Undo, func() { p.Show.UndoMark() }, p.Show.Undo)
}

func (p *Presentation) redo() {
	p.back(undoes.Redo, func() { p.Show.RedoMark() }, p.Show.Redo)
}

func (p *Presentation) back(edit func(undoes), mark, look func()) {
	switch {
	case p.covered() != nil:
	case p.pages.Top() != nil:
		if e, ok := p.pages.Top().(undoes); ok {
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
		Next:  func() { p.Do(action.Next) },
		Day: func(d data.Day) {
			p.LookAt(view.ToDay(p.Story, p.Store.Now(), d))
		},
		Meeting: func(id string) { p.LookAt(view.ToMeeting(p.Story, p.Store.Now(), id)) },
		Zoom: func(about data.Day, factor float64) {
			p.Store.Adjust(view.ZoomDays(p.Story, p.Store.Now(), about, factor))
		},
		Pan:  func(by data.Day) { p.Store.Adjust(view.PanDays(p.Story, p.Store.Now(), by)) },
		Map:  func(at meetings.Place) { p.Store.Set(view.ToMap(p.Store.Now(), at)) },
		Draw: p.draw,
	}
	after := p.Host.After
	if p.options.Inline { // what is pointed at stays
		after = nil
	}
	s := stage.New(p.plots, p.Story, p.RoomMode(), p.Host.Run, after, p.moved, e)
	s.SetStill(p.theme.Still)
	p.stages = append(p.stages, s)
	return s
}

// point shows both windows where the presenter points. It is on the pointer's path:
// nothing else of the windows follows the pointer, nothing of it is kept, and while the
// picture is frozen the room sees none of it.
func (p *Presentation) point(at talk.Point) {
	p.pointing = true
	p.Show.SetPoint(at)
	p.pointing = false
}

// draw adds a mark, or lets the one that is being drawn grow.
func (p *Presentation) draw(mark talk.Stroke, last bool) {
	switch n := len(mark.Dots); {
	case n == 2:
		p.Show.Draw(mark)
	case n > 2 && !last:
		p.Show.Extend(mark.Dots[n-1])
	}
}

// changed follows the talk: every window draws what differs.
func (p *Presentation) changed() {
	if p.gone {
		return
	}
	if p.pointing {
		p.audience.stage.SetRoom(p.Show.Room())
		p.desk.Stage.SetRoom(p.Uncovered())
		return
	}
	p.remember()
	p.refresh()
	p.options.Room(p.audience.stage.Room(), p.Show.Frozen(), p.deskShows())
}

// remember has all of the talk kept as it is now, with the windows it has.
func (p *Presentation) remember() {
	if p.gone {
		return
	}
	k := p.Show.Keep()
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
		p.desk.Follow()
	}
	p.moved()
}

func (p *Presentation) moved() {
	if !p.gone {
		p.options.Moved()
	}
}

// uncover takes black or white off before a step is told.
func (p *Presentation) uncover() {
	if b := p.Show.Live().Blank; b != talk.Clear {
		p.Show.SetBlank(b)
	}
}

func (p *Presentation) toggleDraw() {
	p.drawing = !p.drawing
	p.refresh()
}

// takePen draws with another pen.
func (p *Presentation) takePen(pen int) {
	p.pen = pen
	p.refresh()
}

// AskEnd says that one more press ends the talk.
func (p *Presentation) AskEnd() {
	if p.ending {
		p.End()
		return
	}
	p.ending = true
	p.refresh()
}

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
	p.desk.Notes.Finish()
	p.pages.Mine.Save()
	p.gone = true
	close(p.quit)
	run := p.Show.End()
	for _, stop := range p.unlisten {
		stop()
	}
	p.Show.Close()
	p.saver.Close()
	p.Failed("noting the rehearsal", p.Kept.AddRun(run))
	p.Failed("forgetting the talk", p.Kept.Clear())
	p.app.Driver().SetDisableScreenBlanking(false)
}

// Focus implements pages.Windows.
func (p *Presentation) Focus(f fyne.Focusable) {
	w := p.Window()
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
	p.Settings.Notes, p.theme.NotesScale = p.notesScale, plainNotes*p.notesScale
	p.Keep()
	p.desk.Notes.Resized(func() {
		look.Apply(p.theme)
		p.desk.Notes.Restyle(p.Skin())
	})
	p.refresh()
}

// focused brings what has been given the keyboard into sight.
func (p *Presentation) focused() {
	if p.ending { // whoever goes to a control goes on
		p.goOn()
	}
	o, ok := p.Window().Canvas().Focused().(fyne.CanvasObject)
	if !ok {
		return
	}
	if p.pages.Top() != nil {
		widgets.Reveal(o, p.pages.Top().Scrolls()...)
		return
	}
	widgets.Reveal(o, p.desk.Asks.Scroll, p.desk.Scroll)
}
