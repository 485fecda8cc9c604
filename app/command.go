// Package app is the Fyne program: it reads the command line, wires story, View and
// windows together, and writes exports and checks that need no window.
package app

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"truceline/app/anki"
	"truceline/app/export"
	"truceline/app/gift"
	"truceline/app/handout"
	"truceline/app/look"
	"truceline/app/page"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/whole"
	"truceline/app/words"
	"truceline/app/worksheet"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/data"
	"truceline/data/load"
)

const usage = `Truceline: %s, as plot, map and cards.

  truceline [FILE.truceline|FILE.truceline-talk] [--story PATH] [--language L] [--present] [--day DAY] [--beat ID] [--theme auto|light|dark]
            [--text-scale N] [--reduced-motion] [--epilogue] [--as-known] [--talk FILE]
            [--length MINUTES] [--config FOLDER] [--log FILE]
  truceline check PATH
  truceline export picture NAME FILE.(png|svg|pdf)  [--size slide|square|page|WxH] [--large-labels]
            [--theme light|dark] [--day DAY] [--beat ID] [--measure M] [--text-scale N]
  truceline export table NAME FILE.csv|-
  truceline export table meetings FILE.geojson
  truceline export handout FILE.pdf  [--talk FILE] [--length MINUTES] [--six|--lines] [--without-notes]
  truceline export worksheet FILE.pdf  [--variant N]
  truceline export cards FILE.tsv
  truceline export page FILE.html  [--for scorm|kolibri]
  truceline export quiz FILE.gift
  truceline export story FOLDER
  truceline version

Pictures: %s.  Tables: %s.
A talk is given as it is built in, or from a file that the program saved; its length is
as its beats are planned, or 3, 10 or 25 minutes. The hand-out has a page a beat, or six to a page,
with --lines six with lines to write on.
A worksheet has its key beside it, in FILE-key.pdf; another variant asks other questions. Cards are
for Anki, with their pictures in the folder FILE.media. A page holds the whole story for any browser;
--for makes it a .zip for a learning platform. A quiz is written as Moodle reads it. A story
is written as the files of the built-in one, to change, with FORMAT.md, which describes them.
A story is a folder or a .zip; DAY is written %s. --language tells it in another of the languages
that it has, written as en or zh-Hant. --epilogue includes what
happened after the article; --as-known shows only what could be known on the day, also
in pictures and tables. A slide is 1920x1080 px, a square 1080x1080, a page A4 on its
side; --large-labels suits projectors. Exit: 0 done, 1 failed or problems found, 2 wrong use.
`

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// Main runs the program of a version with its arguments, without the program's name,
// and returns its exit code.
func Main(version string, args []string, stdout, stderr io.Writer) int {
	o, names, err := parse(args)
	o.version = version
	switch {
	case errors.Is(err, flag.ErrHelp):
		help(stdout)
		return exitDone
	case err != nil:
		return wrongUse(stderr, err)
	case len(names) == 1 && o.opens(names[0]), len(names) == 0:
		if !hasDisplay(runtime.GOOS, os.Getenv) {
			return failed(stderr, errors.New("there is no display to open a window on; start it from a desktop, or see truceline --help for what it writes without one"))
		}
		return window(o, stderr)
	}
	switch names[0] {
	case "version":
		fmt.Fprintln(stdout, "truceline", version)
		return exitDone
	case "help":
		help(stdout)
		return exitDone
	case "check":
		if len(names) != 2 {
			return wrongUse(stderr, errors.New("check needs one story: a folder or a .zip"))
		}
		return check(names[1], stdout, stderr)
	case "export":
		return exportTo(o, names[1:], stdout, stderr)
	}
	return wrongUse(stderr, fmt.Errorf("there is no command %q", names[0]))
}

// opens tells whether a name is a file to open, as a double click gives it, and takes
// it as the story or the talk.
func (o *options) opens(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case talk.Extension:
		o.talk = name
	case StoryExtension, ".zip":
		o.story = name
	default:
		return false
	}
	return true
}

// StoryExtension is that of a story in one file, a zip.
const StoryExtension = ".truceline"

// hasDisplay tells whether a window can open, as far as the environment says.
func hasDisplay(system string, env func(string) string) bool {
	return system != "linux" || env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}

// help says how the program is used, with what the built-in story has.
func help(w io.Writer) {
	s, err := load.BuiltIn()
	if err != nil {
		s = &data.Story{}
	}
	fmt.Fprintf(w, usage, s.Title, strings.Join(export.Pictures(s), ", "), strings.Join(export.Tables(), ", "), s.AsOf)
}

func wrongUse(stderr io.Writer, err error) int {
	fmt.Fprintf(stderr, "truceline: %v\nSee truceline --help.\n", err)
	return exitUsage
}

func failed(stderr io.Writer, err error) int {
	fmt.Fprintf(stderr, "truceline: %v\n", err)
	return exitFailed
}

// ended is how a command ends, with an error or without one.
func ended(stderr io.Writer, err error) int {
	if err != nil {
		return failed(stderr, err)
	}
	return exitDone
}

// check prints every problem of a story, one a line, or that it has none.
func check(path string, stdout, stderr io.Writer) int {
	if _, err := os.Stat(path); err != nil {
		return wrongUse(stderr, fmt.Errorf("there is no story at %s", path))
	}
	s, err := load.Path(path)
	var problems load.Problems
	switch {
	case err == nil:
		problems = load.UnknownWords(s, words.Known(s))
	case !errors.As(err, &problems):
		return failed(stderr, err)
	}
	if len(problems) == 0 {
		fmt.Fprintf(stdout, "The story is in order: steps %d, cards %d, meetings %d, sources %d.\n", len(s.Beats), len(s.Cards), len(s.Meetings), len(s.Sources))
		return exitDone
	}
	fmt.Fprintln(stdout, problems)
	return exitFailed
}

// open reads the story of the options: from disk, or the one that is built in.
func open(path string) (*data.Story, error) {
	if path == "" {
		return load.BuiltIn()
	}
	return load.Path(path)
}

// read reads the story of the options in the language that they name.
func (o options) read() (*data.Story, error) {
	s, err := open(o.story)
	if err != nil {
		return nil, fmt.Errorf("the story has problems:\n%w", err)
	}
	if o.language != "" && !slices.Contains(s.Languages, o.language) {
		return nil, fmt.Errorf("the story is not told in %q; it is in %s", o.language, strings.Join(s.Languages, ", "))
	}
	return spoken(s, o.language), nil
}

// An exporter writes one kind of thing that the command line asks for.
type exporter struct {
	usage  string // the command as an example
	names  int    // of what comes after the kind; the last is the file
	beside bool   // it writes its file itself, and others beside it, so not to standard output
	wrong  func(o options, name, file string) error
	write  func(o options, s *data.Story, name, file string, w io.Writer) error
}

var exporters = map[string]exporter{
	"table": {usage: "table rates rates.csv", names: 2, write: options.table, wrong: func(_ options, name, file string) error {
		if isGeoJSON(file) && name != "meetings" {
			return fmt.Errorf("%s: only the meetings have places for GeoJSON; write the %s as .csv", file, name)
		}
		return nil
	}},
	"picture": {usage: "picture rates rates.png", names: 2, write: options.picture, wrong: func(_ options, _, file string) error {
		_, err := export.FormatOf(file)
		return err
	}},
	"handout": {usage: "handout talk.pdf", names: 1, write: options.handout},
	"worksheet": {usage: "worksheet sheet.pdf", names: 1, beside: true, write: func(o options, s *data.Story, _, file string, _ io.Writer) error {
		return worksheet.Save(file, s, worksheet.Options{Epilogue: o.epilogue, Variant: o.variant, Version: o.version, Made: time.Now()})
	}},
	"cards": {usage: "cards cards.tsv", names: 1, beside: true, write: func(o options, s *data.Story, _, file string, _ io.Writer) error {
		deck, err := anki.New(s, o.epilogue)
		if err != nil {
			return err
		}
		return deck.Save(file)
	}},
	"page": {usage: "page story.html", names: 1, wrong: wrongPage, write: func(o options, s *data.Story, _, _ string, w io.Writer) error {
		return page.WriteFor(w, s, o.platform, page.Options{Version: o.version})
	}},
	"quiz": {usage: "quiz story.gift", names: 1, write: func(o options, s *data.Story, _, _ string, w io.Writer) error {
		return gift.Write(w, s, o.epilogue)
	}},
	"story": {usage: "story my-story", names: 1, beside: true, write: func(_ options, _ *data.Story, _, folder string, _ io.Writer) error {
		return export.Story(folder)
	}},
}

func exportTo(o options, names []string, stdout, stderr io.Writer) int {
	if len(names) == 0 {
		return wrongUse(stderr, errors.New("export needs what, its name and a file: export table rates rates.csv"))
	}
	kind, names := names[0], names[1:]
	x, ok := exporters[kind]
	if !ok {
		return wrongUse(stderr, fmt.Errorf("there is no export %q; there are: %s", kind, strings.Join(slices.Sorted(maps.Keys(exporters)), ", ")))
	}
	if len(names) != x.names || x.beside && names[0] == "-" {
		return wrongUse(stderr, fmt.Errorf("export needs other names, as in: truceline export %s", x.usage))
	}
	name, file := names[0], names[len(names)-1]
	if x.wrong != nil {
		if err := x.wrong(o, name, file); err != nil {
			return wrongUse(stderr, err)
		}
	}
	s, err := o.read()
	if err != nil {
		return failed(stderr, err)
	}
	var out bytes.Buffer
	if err = x.write(o, s, name, file, &out); err == nil && !x.beside {
		err = put(file, out.Bytes(), stdout)
	}
	return ended(stderr, err)
}

func wrongPage(o options, _, file string) error {
	switch ending := strings.ToLower(filepath.Ext(file)); {
	case file == "-":
	case o.platform == "" && ending != ".html" && ending != ".htm":
		return fmt.Errorf("%s: a page ends in .html; a .zip for a learning platform takes --for scorm or --for kolibri", file)
	case o.platform != "" && ending != ".zip":
		return fmt.Errorf("%s: what is for a learning platform ends in .zip", file)
	}
	return nil
}

// put writes a file, or to standard output for "-".
func put(file string, content []byte, stdout io.Writer) error {
	if file == "-" {
		_, err := stdout.Write(content)
		return err
	}
	return whole.WriteFile(file, content)
}

// handout writes a talk on paper.
func (o options) handout(s *data.Story, _, _ string, w io.Writer) error {
	t, err := o.talkOf(s)
	if err != nil {
		return err
	}
	plan := talk.PlanOf(s, t, talk.Length(o.length), nil, nil)
	return handout.Write(w, s, plan.Steps, handout.Options{Notes: !o.noNotes && !o.lines, Six: o.six, Lines: o.lines, Version: o.version, Made: time.Now()})
}

// talkOf reads the talk of the options: from a file, or the one that is built in.
func (o options) talkOf(s *data.Story) (*talk.Talk, error) {
	if o.talk == "" {
		return talk.FromStory(s), nil
	}
	f, err := os.Open(o.talk)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return talk.Read(o.talk, f, s)
}

func isGeoJSON(file string) bool { return strings.EqualFold(filepath.Ext(file), ".geojson") }

// table writes a table in the form that its file's ending names.
func (o options) table(s *data.Story, name, file string, w io.Writer) error {
	if o.asKnown {
		s = s.AsKnown(o.dayOf(s))
	}
	if isGeoJSON(file) {
		return export.GeoJSON(w, s, o.epilogue)
	}
	return export.Table(w, s, name, o.epilogue)
}

func (o options) picture(s *data.Story, name, file string, w io.Writer) error {
	format, err := export.FormatOf(file)
	if err != nil {
		return err
	}
	p := export.Picture{Size: o.size, Palette: charts.Light, TextScale: 1, Version: o.version, Made: time.Now()}
	if m := s.Measure(o.measure); name == figures.RatesFigure && o.measure != "" && (m == nil || !m.Derived) {
		name = figures.AveragesFigure
	}
	if o.theme == look.Dark {
		p.Palette = charts.Dark
	}
	if o.textScale != 0 {
		p.TextScale = o.textScale
	}
	if o.large {
		p.TextScale *= export.LargeLabels
	}
	v := view.View{Day: o.day, Epilogue: o.epilogue}
	if o.beat != "" {
		if _, err := beatOf(s, o.beat); err != nil {
			return err
		}
		v = view.ToBeat(s, v, o.beat)
	}
	v.Beat, v.Measure, v.Layers = o.beat, o.measure, data.SideID(o.side)
	if o.asKnown {
		v.Day = o.dayOf(s)
		s = s.AsKnown(v.Day)
	}
	p.Look, p.Scene = v.MapLook(), view.Named(s, v, name)
	return export.Write(w, s, p, format)
}

// beatOf returns the beat of an id, or says which there are.
func beatOf(s *data.Story, id string) (*data.Beat, error) {
	if b := s.Beat(id); b != nil {
		return b, nil
	}
	var ids []string
	for _, b := range s.BeatsShown(true) {
		ids = append(ids, b.ID)
	}
	return nil, fmt.Errorf("there is no beat %q; there are: %s", id, strings.Join(ids, ", "))
}

// dayOf is the day that the options name, by itself or by a beat; else the story's
// as-of day.
func (o options) dayOf(s *data.Story) data.Day {
	if b := s.Beat(o.beat); b != nil {
		return b.Day
	}
	if o.day.Set() {
		return o.day
	}
	return s.AsOf
}
