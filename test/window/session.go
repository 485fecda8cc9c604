// Package window drives the real program in a real window, as a reader would:
// by clicks and keys on a virtual display, looking at the log that the program
// writes and at the pixels that the screen shows. It is for tests.
//
//	s := window.Start(t, window.Options{})
//	s.NextView() // what the program begins with
//	s.Click("meeting/geneva")
//	v := s.NextView()
//
// Positions are in px from the window's upper left corner, which is the screen's.
// Whatever does not come about in good time fails the test, with a picture of the
// screen and the log in a folder that the message names.
package window

import (
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"truceline/app/view"
)

const (
	// patience is how long something may take that takes a moment on a machine
	// with nothing else to do.
	patience = 45 * time.Second
	// pause is the time between two looks.
	pause = 10 * time.Millisecond
	// rest is how long the log must have stood still, and the program have had
	// nothing to do, for what moved to have come to rest.
	rest = 200 * time.Millisecond
	// restless is how long Settle waits for a program that is never without work,
	// as while it plays.
	restless = 4 * time.Second
	// screenW and screenH are a session's own display.
	screenW, screenH = 1920, 1200
)

// Options say how the program is started. The zero Options start it on the built-in
// story, at its own window size, with nothing kept from an earlier run.
type Options struct {
	// Args come after the program's name and the flags for log and configuration.
	Args []string
	// Config is the folder where the program keeps the place; empty for a new one.
	Config string
	// Width and Height are the window's, or 0 for the program's own.
	Width, Height int
	// Display is where the window opens; nil for a screen of 1920 × 1200 px that
	// the session has to itself.
	Display *Display
	// NoNetwork starts the program in a network namespace without any interface
	// that is up. Where the system does not permit that, the test is skipped.
	NoNetwork bool
	// Race builds the program with the race detector.
	Race bool
}

// Session is one run of the program. Its methods fail the test on any fault.
type Session struct {
	t       testing.TB
	display *Display
	window  string // xdotool's number of it
	config  string
	said    string // file with what the program wrote to its error output
	command *exec.Cmd
	ended   chan struct{} // closed when the program has ended
	began   time.Time
	journal *journal
	views   int // how many NextView has returned
	pid     process
}

// Start builds the program, once for all sessions, starts it, and waits until it
// has shown its first whole picture and has the keyboard.
func Start(t testing.TB, o Options) *Session {
	t.Helper()
	s := &Session{t: t, display: o.Display, config: o.Config, ended: make(chan struct{})}
	if s.display == nil {
		s.display = OpenDisplay(t, screenW, screenH)
	}
	if s.config == "" {
		s.config = t.TempDir()
	}
	program, err := plainProgram()
	if o.Race {
		program, err = racedProgram()
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := s.start(program, o); err != nil {
		t.Fatalf("starting the program: %v", err)
	}
	s.until("the record that it is ready", func() bool { return !s.journal.readyAt.IsZero() })
	s.findWindow()
	if o.Width > 0 {
		s.Resize(o.Width, o.Height)
	}
	s.Settle()
	return s
}

func (s *Session) start(program string, o Options) error {
	own := s.t.TempDir()
	s.journal = newJournal(filepath.Join(own, "log.jsonl"))
	s.said = filepath.Join(own, "stderr.txt")
	said, err := os.Create(s.said)
	if err != nil {
		return err
	}
	defer said.Close()
	args := append([]string{program, "--log", s.journal.path, "--config", s.config}, o.Args...)
	if o.NoNetwork {
		args = append(apart(s.t), args...)
	}
	s.command = exec.Command(args[0], args[1:]...)
	s.command.Env = append(s.display.environment(own), "GORACE=exitcode=66")
	s.command.Stdout, s.command.Stderr = said, said
	s.began = time.Now()
	if err := s.command.Start(); err != nil {
		return err
	}
	s.pid = process(s.command.Process.Pid)
	go func() {
		s.command.Wait()
		close(s.ended)
	}()
	s.t.Cleanup(func() {
		if s.t.Failed() {
			s.keepEvidence()
		}
		s.Kill()
	})
	return nil
}

// apart is the command that starts a program in a network namespace of its own.
func apart(t testing.TB) []string {
	for _, way := range [][]string{{"unshare", "--net"}, {"unshare", "--map-root-user", "--net"}} {
		if exec.Command(way[0], append(way[1:], "true")...).Run() == nil {
			return way
		}
	}
	t.Skip("this system does not permit a network namespace of one's own (unshare --net)")
	return nil
}

// folder is where programs are built for the tests of this process, and where the
// graphics driver keeps what it compiles.
func folder() string {
	return filepath.Join(os.TempDir(), "truceline-window-"+strconv.Itoa(os.Getpid()))
}

// Clean removes what the sessions of this process have shared. A package's TestMain calls it last.
func Clean() { os.RemoveAll(folder()) }

// plainProgram and racedProgram build the program, once, and return its path.
var (
	plainProgram = sync.OnceValues(func() (string, error) { return build("truceline", ".") })
	racedProgram = sync.OnceValues(func() (string, error) { return build("truceline-race", ".", "-race") })
)

// build builds a package, named from the module's root, and returns the path of its
// program.
func build(name, pkg string, flags ...string) (string, error) {
	out := filepath.Join(folder(), name)
	args := append([]string{"build", "-tags", "migrated_fynedo,no_emoji", "-o", out}, flags...)
	c := exec.Command("go", append(args, pkg)...)
	var err error
	if c.Dir, err = root(); err != nil {
		return "", err
	}
	if said, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building %s: %w\n%s", pkg, err, said)
	}
	return out, nil
}

// root is the module's folder: that of go.mod, above where the tests run.
func root() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("there is no go.mod above the folder of the tests")
		}
		dir = up
	}
	return "", err
}

func (s *Session) findWindow() {
	s.t.Helper()
	s.until("the window on the screen", func() bool {
		found, err := s.display.xdotool("search", "--all", "--onlyvisible", "--pid", strconv.Itoa(int(s.pid)), "--name", "^Truceline –")
		s.window = found
		return err == nil && found != ""
	})
	if strings.Contains(s.window, "\n") {
		s.t.Fatalf("there is more than one window: %q", s.window)
	}
	s.xdotool("windowactivate", "--sync", s.window)
}

func (s *Session) xdotool(args ...string) string {
	s.t.Helper()
	out, err := s.display.xdotool(args...)
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

// until looks again and again, at the log first, until done says so.
func (s *Session) until(what string, done func() bool) {
	s.t.Helper()
	for began := time.Now(); ; time.Sleep(pause) {
		over := s.over()
		if err := s.journal.catchUp(); err != nil {
			s.t.Fatal(err)
		}
		switch {
		case done():
			return
		case over:
			s.t.Fatalf("the program has ended, and %s did not come; it said:\n%s", what, s.Said())
		case time.Since(began) > patience:
			s.t.Fatalf("waited %v in vain for %s", patience, what)
		}
	}
}

func (s *Session) over() bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// Room returns what the room was shown last in a talk, once all is at rest.
func (s *Session) Room() Room {
	s.t.Helper()
	s.Settle()
	if len(s.journal.rooms) == 0 {
		s.t.Fatal("no room has been shown anything")
	}
	return s.journal.rooms[len(s.journal.rooms)-1]
}

// WaitRoom waits until what the room is shown is right, and returns it.
func (s *Session) WaitRoom(what string, right func(Room) bool) Room {
	s.t.Helper()
	s.until(what, func() bool {
		n := len(s.journal.rooms)
		return n > 0 && right(s.journal.rooms[n-1])
	})
	return s.journal.rooms[len(s.journal.rooms)-1]
}

// Audience returns where the audience's window is on the screen, and waits for it.
// There is none if open is false.
func (s *Session) Audience(open bool) (place image.Rectangle) {
	s.t.Helper()
	what := "the audience's window"
	if !open {
		what += " to close"
	}
	s.until(what, func() bool {
		found, err := s.display.xdotool("search", "--all", "--onlyvisible", "--pid", strconv.Itoa(int(s.pid)), "--name", "^Truceline: audience")
		if err != nil || found == "" {
			return !open
		}
		place, err = s.display.geometry(found)
		return open && err == nil
	})
	return place
}

// NextView waits for the record of a View after those returned before, and returns
// it. The first is what the program began with.
func (s *Session) NextView() view.View {
	s.t.Helper()
	s.until(fmt.Sprintf("the View number %d", s.views+1), func() bool { return len(s.journal.views) > s.views })
	s.views++
	return s.journal.views[s.views-1]
}

// WaitView returns the next View that is right, passing over others.
func (s *Session) WaitView(right func(view.View) bool) view.View {
	s.t.Helper()
	for {
		if v := s.NextView(); right(v) {
			return v
		}
	}
}

// View returns the View recorded last, and takes all before as seen.
func (s *Session) View() view.View {
	s.t.Helper()
	s.Settle()
	s.views = max(s.views-1, len(s.journal.views)-1)
	return s.NextView()
}

// NoMoreViews waits until all is at rest and fails if there is a View that was not
// asked for.
func (s *Session) NoMoreViews() {
	s.t.Helper()
	s.Settle()
	if unseen := s.journal.views[s.views:]; len(unseen) > 0 {
		s.t.Fatalf("nothing led to these Views: %+v", unseen)
	}
}

// Settle waits until the program has said that it shows what is looked at, nothing
// has moved for a moment, and it has nothing more to do.
func (s *Session) Settle() {
	s.t.Helper()
	began := time.Now()
	idleSince, before := began, s.worked()
	s.until("all to come to rest", func() bool {
		if now := s.worked(); now > before+rest/8 {
			idleSince, before = time.Now(), now
		}
		idle := time.Since(idleSince) > rest || time.Since(began) > restless
		return idle && !s.journal.stale && time.Since(s.journal.grewAt) > rest
	})
}

// worked is how long the program has kept a processor busy, where that can be told.
func (s *Session) worked() time.Duration {
	d, _ := s.pid.worked()
	return d
}

// Targets returns what can be activated now, by id, once all is at rest.
func (s *Session) Targets() map[string]Target {
	s.t.Helper()
	s.Settle()
	return s.journal.targets
}

// TargetsOf returns the targets whose ids begin so, from left to right and from top
// to bottom, once all is at rest.
func (s *Session) TargetsOf(prefix string) []Target {
	s.t.Helper()
	var out []Target
	for id, target := range s.Targets() {
		if strings.HasPrefix(id, prefix) {
			out = append(out, target)
		}
	}
	slices.SortFunc(out, func(a, b Target) int {
		if a.Y != b.Y {
			return a.Y - b.Y
		}
		return a.X - b.X
	})
	return out
}

// Target returns one of them, and waits for it to be there.
func (s *Session) Target(id string) Target {
	s.t.Helper()
	s.Settle()
	s.until("the target "+id, func() bool { _, ok := s.journal.targets[id]; return ok })
	return s.journal.targets[id]
}

// Click clicks in the middle of a target, once all is at rest.
func (s *Session) Click(id string) {
	s.t.Helper()
	s.ClickIn(id, 0.5, 0.5)
}

// ClickIn clicks in a target, at shares of its width and height: 0, 0 is its upper
// left corner.
func (s *Session) ClickIn(id string, right, down float64) {
	s.t.Helper()
	at := s.Target(id)
	s.ClickAt(at.X+int(right*float64(at.W)), at.Y+int(down*float64(at.H)))
}

// ClickAt clicks at a position.
func (s *Session) ClickAt(x, y int) {
	s.t.Helper()
	s.Point(x, y)
	s.xdotool("click", "1")
}

// Point moves the pointer to a position.
func (s *Session) Point(x, y int) {
	s.t.Helper()
	s.xdotool("mousemove", "--window", s.window, strconv.Itoa(x), strconv.Itoa(y))
}

// Drag presses at a position, moves in steps to another and lets go.
func (s *Session) Drag(x0, y0, x1, y1 int) {
	s.t.Helper()
	const steps = 12
	s.Point(x0, y0)
	s.xdotool("mousedown", "1")
	for i := 1; i <= steps; i++ {
		s.Point(x0+(x1-x0)*i/steps, y0+(y1-y0)*i/steps)
		time.Sleep(pause)
	}
	s.xdotool("mouseup", "1")
}

// Scroll turns the wheel at a position: down if clicks is positive, else up.
func (s *Session) Scroll(x, y, clicks int) {
	s.t.Helper()
	s.Point(x, y)
	button := "5"
	if clicks < 0 {
		button, clicks = "4", -clicks
	}
	s.xdotool("click", "--repeat", strconv.Itoa(clicks), button)
}

// Key presses keys, one after the other, by the names of X11 keysyms: "Right",
// "Escape", "question", "ctrl+shift+z".
func (s *Session) Key(keys ...string) {
	s.t.Helper()
	s.xdotool(append([]string{"key"}, keys...)...)
}

// Type types a text.
func (s *Session) Type(text string) {
	s.t.Helper()
	s.xdotool("type", text)
}

// Resize gives the window another size and waits until what it shows has followed.
func (s *Session) Resize(w, h int) {
	s.t.Helper()
	s.Settle()
	if nowW, nowH := s.Size(); nowW == w && nowH == h {
		return
	}
	before := s.journal.settled
	s.xdotool("windowsize", "--sync", s.window, strconv.Itoa(w), strconv.Itoa(h))
	s.until("what is shown to follow the window's size", func() bool { return s.journal.settled > before })
	s.Settle()
}

// Title returns the window's title.
func (s *Session) Title() string {
	s.t.Helper()
	return s.xdotool("getwindowname", s.window)
}

// Size returns the window's size in px.
func (s *Session) Size() (w, h int) {
	s.t.Helper()
	place, err := s.display.geometry(s.window)
	if err != nil {
		s.t.Fatal(err)
	}
	return place.Dx(), place.Dy()
}

// Picture returns what the window shows now.
func (s *Session) Picture() *image.RGBA {
	s.t.Helper()
	img, err := s.display.Picture()
	if err != nil {
		s.t.Fatal(err)
	}
	w, h := s.Size()
	return img.SubImage(image.Rect(0, 0, w, h)).(*image.RGBA)
}

// SavePicture writes what the window shows to a PNG file.
func (s *Session) SavePicture(path string) {
	s.t.Helper()
	if err := writePNG(path, s.Picture()); err != nil {
		s.t.Fatal(err)
	}
}

func writePNG(path string, img image.Image) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return png.Encode(f, img)
}

// Config returns the folder where the program keeps the place.
func (s *Session) Config() string { return s.config }

// Errors returns the errors in the log.
func (s *Session) Errors() []string {
	s.t.Helper()
	s.Settle()
	return s.journal.errors
}

// Said returns what the program has written to its outputs.
func (s *Session) Said() string {
	raw, err := os.ReadFile(s.said)
	if err != nil {
		s.t.Error(err)
	}
	return string(raw)
}

// Running tells whether the program has not ended.
func (s *Session) Running() bool { return !s.over() }

// Kill ends the program at once, as a power cut would.
func (s *Session) Kill() {
	s.command.Process.Kill()
	<-s.ended
}

// Close has the window manager close the window, as a click on its cross does, and
// waits until the program has ended. It returns the exit code.
func (s *Session) Close() int {
	s.t.Helper()
	s.Key(closeKey)
	select {
	case <-s.ended:
	case <-time.After(patience):
		s.t.Fatalf("the window was closed, and the program still runs after %v", patience)
	}
	return s.command.ProcessState.ExitCode()
}

// keepEvidence keeps the screen, the log and what the program said, of a test that
// failed: in the folder that TRUCELINE_SHOTS names, or in a temporary one.
func (s *Session) keepEvidence() {
	base := os.Getenv("TRUCELINE_SHOTS")
	if base == "" {
		base = os.TempDir()
	}
	to, err := os.MkdirTemp(base, "truceline-"+strings.Map(plain, s.t.Name())+"-")
	if err != nil {
		s.t.Log(err)
		return
	}
	if img, err := s.display.Picture(); err == nil {
		err = writePNG(filepath.Join(to, "screen.png"), img)
		if err != nil {
			s.t.Log(err)
		}
	}
	for name, from := range map[string]string{"log.jsonl": s.journal.path, "stderr.txt": s.said} {
		if err := copyFile(filepath.Join(to, name), from); err != nil {
			s.t.Log(err)
		}
	}
	s.t.Logf("the screen, the log and what the program said are in %s", to)
}

// plain keeps of a test's name what may stand in a file's.
func plain(r rune) rune {
	if r == '/' || r == '\\' || r == ':' {
		return '-'
	}
	return r
}

func copyFile(to, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	_, err = io.Copy(out, in)
	return err
}
