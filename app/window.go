package app

import (
	_ "embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"truceline/app/explore"
	"truceline/app/journal"
	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/present"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts/render"
	"truceline/data"
	"truceline/data/load"
)

// ID is the program's, as in FyneApp.toml.
const ID = "org.truceline.truceline"

// icon is icon.png in the size of a window's. That itself has sixteen times the pixels,
// which all go to the display before it shows anything.
//
//go:embed window.png
var icon []byte

// saveAfter is how long the reader must have looked at one thing before the place
// is kept.
const saveAfter = 200 * time.Millisecond

// program is what runs while a window is open. It belongs to Fyne's goroutine.
type program struct {
	options options
	app     fyne.App
	win     fyne.Window
	keeper  keep.Store
	journal *journal.Journal
	place   keep.State
	store   *view.Store
	explore *explore.Window
	talk    *present.Presentation // under way, or nil
	talks   talk.Store
	inline  bool // draws at once and keeps no place, as tests want it

	left     view.View // what was looked at when the talk was begun
	unlisten func()
	saving   bool   // the place is about to be kept
	looking  bool   // a look at the targets is under way
	shown    bool   // the first whole picture
	started  func() // what is done when the program has started; may be nil
	again    bool   // things have moved since it began
}

// window opens the window and returns when it is closed.
func window(o options, stderr io.Writer) int {
	p := &program{options: o, started: lessCollecting()}
	if o.log != "" {
		f, err := os.OpenFile(o.log, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
		if err != nil {
			return failed(stderr, err)
		}
		defer f.Close()
		p.journal = journal.New(f)
	}
	toolkit := takeLog(p.journal)
	x11Only()
	// The story and the world are read while the toolkit starts.
	story := sync.OnceValues(func() (*data.Story, error) { return open(o.story) })
	go story()
	go render.WarmUp()

	p.keeper = keeper(o.config)
	place, err := p.keeper.Load()
	p.journal.Error("reading the kept place", err)
	p.place = place
	if o.theme != "" {
		p.place.Settings.Theme = o.theme
	}
	if o.textScale != 0 {
		p.place.Settings.TextScale = float32(o.textScale)
	}
	p.place.Settings.Still = p.place.Settings.Still || o.still

	p.app = newApp()
	p.app.SetIcon(fyne.NewStaticResource("window.png", icon))
	look.Apply(p.place.Settings.Look())
	p.win = p.app.NewWindow(words.Say("app.name"))
	p.win.SetPadded(false)
	p.win.SetMaster()
	if o.language != "" {
		p.place.Settings.Language = o.language
	}

	s, problem := story()
	if problem != nil && o.story != "" {
		fmt.Fprintf(stderr, "truceline: the story has problems; the built-in one is open:\n%v\n", problem)
		p.journal.Error("opening "+o.story, problem)
		s, err = load.BuiltIn()
		if err != nil {
			return failed(stderr, err)
		}
	} else if problem != nil {
		return failed(stderr, problem)
	}
	s = spoken(s, p.place.Settings.Language)
	start, err := p.start(s)
	if err != nil {
		return wrongUse(stderr, err)
	}
	size := fyne.NewSize(1440, 900)
	if p.place.Width >= 480 && p.place.Height >= 360 {
		size = fyne.NewSize(p.place.Width, p.place.Height)
	}
	// Before the content, which is then laid out and drawn once, at this size.
	p.win.Resize(size)
	p.show(s, start)
	if problem != nil {
		p.explore.ShowProblems(problem)
	}
	p.follow()
	p.talks = talk.In(ownFolder(o.config)) // beside the place
	kept, underWay, err := p.talks.Load()
	p.journal.Error("reading the talk that was under way", err)
	switch {
	case o.talk != "": // asked for: what was under way gives way
		t, err := o.talkOf(s)
		if err != nil {
			fmt.Fprintf(stderr, "truceline: the talk did not open, and another is given:\n%v\n", err)
			p.journal.Error("opening "+o.talk, err)
		}
		p.startTalk(t, nil, o.beat)
		if err != nil {
			p.talk.ShowProblem(err)
		}
	case underWay && kept.Story == s.ID && problem == nil: // else that is told, and the talk waits for the next start
		p.startTalk(nil, &kept, "")
	case o.present:
		p.startTalk(nil, nil, o.beat)
	}
	p.win.SetOnClosed(p.close)
	if err := openWindow(p.win, toolkit); err != nil {
		return sayNoGraphics(stderr, err)
	}
	p.app.Run()
	return exitDone
}

// follow draws the window anew in each theme that comes, of the settings or of the system.
func (p *program) follow() {
	p.app.Settings().AddListener(func(fyne.Settings) { p.explore.Restyle() })
}

// lessCollecting puts off collecting garbage, of which a start makes much and the
// time after it little. The function that it returns ends that, and gives back the
// memory that only the start needed.
func lessCollecting() (end func()) {
	const atStart = 400 // percent of what is in use
	usual := debug.SetGCPercent(atStart)
	return func() {
		debug.SetGCPercent(usual)
		debug.FreeOSMemory()
	}
}

// keeper returns where the place is kept: in the folder that was asked for, else in
// the program's own, or nowhere where there is none.
func keeper(folder string) keep.Store {
	if folder = ownFolder(folder); folder == "" {
		return keep.Store{}
	}
	return keep.In(folder)
}

// Portable is the name of a file that, beside the program, makes it keep everything
// there: on a USB stick nothing is left behind on the machine.
const Portable = "truceline-portable.txt"

// ownFolder is where the program keeps things: the folder that was asked for, else one
// beside a portable program, else one in the user's configuration folder. It is empty
// where there is none.
func ownFolder(asked string) string {
	if asked != "" {
		return asked
	}
	if folder := besideProgram(); folder != "" {
		return folder
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(config, "truceline")
}

// besideProgram is the folder of a portable program, or empty for another.
func besideProgram() string {
	exe, err := os.Executable()
	if err != nil {
		return ""
	}
	return portableFolder(filepath.Dir(exe))
}

// newApp begins the toolkit. That of a portable program keeps its files there too: on
// Windows it asks where the user is at home, until it runs; dialogs are told truly later.
func newApp() fyne.App {
	folder := besideProgram()
	if folder == "" {
		return fyneapp.NewWithID(ID)
	}
	keepThere(folder)
	const home = "USERPROFILE"
	was := os.Getenv(home)
	os.Setenv(home, folder)
	a := fyneapp.NewWithID(ID)
	a.Lifecycle().SetOnStarted(func() { os.Setenv(home, was) })
	return a
}

// keepThere makes the toolkit and the graphics driver keep what they keep in a folder
// too: they ask the environment for it.
func keepThere(folder string) {
	for _, name := range []string{"AppData", "LocalAppData", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		os.Setenv(name, folder)
	}
}

// portableFolder is where a program in a folder keeps things if it is portable.
func portableFolder(folder string) string {
	if info, err := os.Stat(filepath.Join(folder, Portable)); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return filepath.Join(folder, "truceline-data")
}

// start returns the View to begin with: what the command line asks for, else the
// place that was kept for this story, else the story's beginning.
func (p *program) start(s *data.Story) (view.View, error) {
	v := view.Begin(s)
	if p.place.Story == s.ID && p.place.View.Beat != "" {
		v = view.Valid(s, p.place.View)
	}
	if p.options.epilogue {
		v.Epilogue = true
	}
	if p.options.beat != "" {
		b, err := beatOf(s, p.options.beat)
		if err != nil {
			return v, err
		}
		v.Epilogue = v.Epilogue || b.Epilogue
		v = view.ToBeat(s, v, b.ID)
	}
	if p.options.day.Set() {
		v = view.ToDay(s, v, p.options.day)
	}
	if p.options.asKnown {
		v = view.ToKnown(s, v, true)
	}
	return v, nil
}

// show puts a story into the window.
func (p *program) show(s *data.Story, v view.View) {
	if p.unlisten != nil {
		p.unlisten()
	}
	p.store = view.NewStore(s, v)
	learned, err := p.keeper.LoadLearned(s.ID)
	p.journal.Error("reading what was learned", err)
	p.explore = explore.New(p.win, p.store, explore.Options{
		Learned: learned, Learn: func(l keep.Learned) { p.journal.Error("keeping what was learned", p.keeper.SaveLearned(s.ID, l)) },
		Settings: &p.place.Settings, Version: p.options.version, Changed: p.saveSoon, Inline: p.inline,
		Failed: p.journal.Error, Open: p.openStory, Speak: p.speak,
		Ready: p.ready, Moved: p.targets, Present: func(from string) { p.startTalk(nil, nil, from) },
	})
	p.journal.View(p.store.Now())
	p.unlisten = p.store.Listen(func(_, now view.View) {
		p.journal.View(now)
		p.saveSoon()
	})
	p.win.SetTitle(words.Say("window.title", "Story", s.Title))
	p.win.SetContent(p.explore.Root())
	p.explore.Shown()
}

// openStory opens a story from disk, or the built-in one for an empty path. One
// with problems does not open: they are shown, and what was open stays open.
func (p *program) openStory(path string) {
	work := func() func() {
		s, err := open(path)
		return func() {
			if err != nil {
				p.journal.Error("opening "+path, err)
				p.explore.ShowProblems(err)
				return
			}
			s = spoken(s, p.place.Settings.Language)
			p.show(s, view.Begin(s))
			p.save()
		}
	}
	if p.inline {
		work()()
		return
	}
	widgets.RunAside(work)
}

// speak shows the story, and says everything, in another of the story's languages, at
// the same place.
func (p *program) speak(language string) {
	p.place.Settings.Language = language
	v := p.store.Now()
	p.show(spoken(p.store.Story(), language), v)
	p.save()
}

// spoken returns a story in a language, or in its own where it has not that one, and
// from then on the program says everything in it too.
func spoken(s *data.Story, language string) *data.Story {
	s = s.In(language)
	if err := words.For(s); err != nil {
		fyne.LogError("the words of "+s.Language, err) // looked at when the story was read
	}
	return s
}

// afterStart is how long after its first whole picture the program counts as started.
const afterStart = 300 * time.Millisecond

// ready is called when the first whole picture has been made: the reader's, or that of a
// talk which is taken up again. The record waits until it has been painted.
func (p *program) ready() {
	if p.shown || p.journal == nil && p.started == nil {
		return
	}
	p.shown = true
	afterPainted(func() {
		if p.journal != nil {
			p.journal.Ready()
		}
		if p.started != nil {
			time.AfterFunc(afterStart, p.started)
		}
	})
}

// targets records what can be activated, once things have come to rest and have been
// painted: before that, the toolkit does not know where they are.
func (p *program) targets() {
	if p.journal == nil {
		return
	}
	if p.looking {
		p.again = true
		return
	}
	p.looking = true
	look := func() {
		p.looking = false
		if p.again { // what has come meanwhile may not have been painted yet
			p.again = false
			p.targets()
			return
		}
		if p.talk != nil {
			if !p.talk.Windows(p.journal.Targets) {
				p.journal.Targets("audience", nil)
			}
			if p.talk.Drawn() {
				p.ready()
				p.journal.Settled("presenter")
			}
			return
		}
		p.journal.Targets("main", p.explore.Targets())
		if p.explore.Drawn() { // else what is being drawn will call again
			p.journal.Settled("main")
		}
	}
	time.AfterFunc(60*time.Millisecond, func() {
		fyne.Do(func() { afterPainted(look) })
	})
}

// afterPainted calls f once the next frame has been painted, which is before the one
// after it.
func afterPainted(f func()) { beforeFrame(func() { beforeFrame(f) }) }

// beforeFrame calls f just before the next frame is painted: an animation of no
// length ticks once, there.
func beforeFrame(f func()) { fyne.NewAnimation(0, func(float32) { f() }).Start() }

// saveSoon keeps the place in a moment, however often it changes until then.
func (p *program) saveSoon() {
	if p.saving || p.inline {
		return
	}
	p.saving = true
	time.AfterFunc(saveAfter, func() {
		fyne.Do(func() {
			p.saving = false
			p.save()
		})
	})
}

// startTalk begins a talk in the main window and, where there is a second display, in
// a window of the room's; or goes on with one that was kept. A nil talk is the one
// that is built in; it begins with the step from, or with its title.
func (p *program) startTalk(given *talk.Talk, kept *talk.Kept, from string) {
	if p.talk != nil {
		return
	}
	p.explore.Rest()
	p.left = p.store.Now()
	p.journal.Targets("main", nil)
	p.talk = present.New(p.app, p.win, p.store, p.explore.Plots(), present.Options{
		Look: p.place.Settings.Look(), Settings: &p.place.Settings.Talk, Length: p.options.length, From: from, Keep: p.saveSoon,
		Failed: p.journal.Error, Ended: p.talkEnded, Moved: p.targets, Room: p.journal.Room,
		Find:  p.explore.FindCards,
		Store: p.talks, Version: p.options.version, Inline: p.inline,
	})
	p.talk.Start(given, kept)
}

// talkEnded gives the window back to the reader, at what was looked at last: as the
// scene of the story, if that was read before. Who saw no more than the title is back
// where the talk was begun.
func (p *program) talkEnded() {
	untold := p.talk.Show.Live().Slide == talk.Opening
	p.talk = nil
	if untold {
		p.store.Set(p.left)
	} else if p.left.Mode == view.Story {
		p.store.Set(view.ToMode(p.store.Story(), p.store.Now(), view.Story))
	}
	p.journal.Targets("presenter", nil)
	p.journal.Targets("audience", nil)
	p.win.SetContent(p.explore.Root())
	look.Apply(p.place.Settings.Look())
	p.explore.Wake()
	p.saveSoon()
}

// close ends the program in good order.
func (p *program) close() {
	if p.talk != nil {
		p.talk.Close()
	}
	p.save()
}

// save keeps the place. A fault is noted and never stands in the reader's way.
func (p *program) save() {
	size := p.win.Canvas().Size()
	state := p.place
	state.Story, state.View = p.store.Story().ID, p.store.Now()
	if !p.win.FullScreen() {
		state.Width, state.Height = size.Width, size.Height
	}
	state.View.Sheet = ""
	p.place = state
	p.journal.Error("keeping the place", p.keeper.Save(state))
}
