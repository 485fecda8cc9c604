package app

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"regexp"
	"strings"
	"sync"

	"fyne.io/fyne/v2"

	"truceline/app/journal"
	"truceline/app/words"
)

// toolkitLog takes what the toolkit logs, of which a reader at a terminal could make
// nothing, into the record.
type toolkitLog struct {
	journal *journal.Journal

	mu           sync.Mutex
	doing, cause string // of the entry that is being written, which takes up to three lines
	noWindow     error  // why no window can be drawn
}

// takeLog sends what is logged from now on to the record.
func takeLog(j *journal.Journal) *toolkitLog {
	l := &toolkitLog{journal: j}
	log.SetFlags(0)
	log.SetOutput(l)
	return l
}

// Write takes one line.
func (l *toolkitLog) Write(raw []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := strings.TrimSpace(string(raw))
	switch part := entry.FindStringSubmatch(text); {
	case part == nil:
		l.take("log", errors.New(text))
	case part[1] != "":
		l.doing, l.cause = part[1], ""
	case part[2] != "":
		l.cause = part[2]
	default: // where it was logged ends an entry
		l.take(l.doing, errors.New(l.cause))
	}
	return len(raw), nil
}

// entry matches the lines of an entry in the toolkit's log: what failed, why, and where.
var entry = regexp.MustCompile(`^(?:Fyne error: +(.*)|Cause: (.*)|At: .*)$`)

// What the toolkit says where it has no desktop to ask, and where it can draw no window;
// that a driver fails it only notes, and runs on without one.
var (
	noDesktop  = regexp.MustCompile(`^(failed to watch theme settings|Unable to connect to session D-Bus)$`)
	noDriver   = regexp.MustCompile(`^PlatformError: (WGL|GLX|EGL|NSGL): Failed to (create|find|select|set) `)
	noGraphics = regexp.MustCompile(`^(failed to initialise GLFW|window creation error|failed to initialise OpenGL)$`)
)

func (l *toolkitLog) take(doing string, err error) {
	if noDesktop.MatchString(doing) {
		return
	}
	if noGraphics.MatchString(doing) || noDriver.MatchString(err.Error()) {
		l.noWindow = err
	}
	l.journal.Error(doing, err)
}

func (l *toolkitLog) problem() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.noWindow
}

// openWindow shows a window. The error says why none can be drawn here: the toolkit
// itself logs that, and then panics or runs on without a window.
func openWindow(win fyne.Window, l *toolkitLog) (err error) {
	defer func() {
		if err = l.problem(); err == nil {
			return
		}
		if fault := recover(); fault != nil {
			l.journal.Error("window", fmt.Errorf("%v", fault))
		}
	}()
	win.Show()
	return nil
}

// sayNoGraphics tells a reader that no window can be drawn here, and what to do.
func sayNoGraphics(stderr io.Writer, why error) int {
	says := words.Say("graphics.missing", "Why", why.Error())
	showBox(words.Say("app.name"), says)
	return failed(stderr, errors.New(says))
}

// x11Only keeps the toolkit from looking for Wayland where there is none: the library
// complains on the terminal.
func x11Only() {
	if os.Getenv("WAYLAND_DISPLAY") == "" && os.Getenv("FYNE_PLATFORM") == "" {
		os.Setenv("FYNE_PLATFORM", "x11")
	}
}
