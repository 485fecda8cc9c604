package app

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"truceline/app/export"
	"truceline/app/look"
	"truceline/app/page"
	"truceline/app/talk"
	"truceline/charts/render"
	"truceline/data"
)

// options are the flags of the command line. They may stand before or after names.
type options struct {
	version   string // the program's
	story     string
	language  string // empty: as kept, or the story's own
	present   bool
	day       data.Day
	beat      string
	theme     look.Mode // empty: as kept
	textScale float64   // 0: as kept
	still     bool
	log       string
	size      export.Size
	large     bool // labels
	measure   string
	side      string
	epilogue  bool
	asKnown   bool
	config    string
	talk      string // file; empty: the built-in one
	length    int    // of a talk in minutes; 0: as planned
	six       bool   // steps to a page of the hand-out
	lines     bool   // to write on, beside each of six pictures to a page
	noNotes   bool   // on the hand-out
	variant   uint64 // of the worksheet
	platform  page.Platform
}

// parse reads flags and names, in any order. What is wrong with them is an error
// that says how to mend it.
func parse(args []string) (o options, names []string, err error) {
	o.day, o.size = data.NoDay, export.Slide
	f := flag.NewFlagSet("truceline", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.story, "story", "", "")
	f.StringVar(&o.language, "language", "", "")
	f.BoolVar(&o.present, "present", false, "")
	f.StringVar(&o.beat, "beat", "", "")
	f.BoolVar(&o.still, "reduced-motion", false, "")
	f.StringVar(&o.log, "log", "", "")
	f.StringVar(&o.measure, "measure", "", "")
	f.StringVar(&o.side, "side", "", "")
	f.BoolVar(&o.epilogue, "epilogue", false, "")
	f.BoolVar(&o.asKnown, "as-known", false, "")
	f.StringVar(&o.config, "config", "", "")
	f.StringVar(&o.talk, "talk", "", "")
	f.BoolVar(&o.six, "six", false, "")
	f.BoolVar(&o.lines, "lines", false, "")
	f.BoolVar(&o.noNotes, "without-notes", false, "")
	f.Uint64Var(&o.variant, "variant", 0, "")
	f.Func("for", "", func(s string) (err error) { o.platform, err = page.PlatformOf(s); return err })
	f.Func("length", "", func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > int(talk.MaxLength) {
			return fmt.Errorf("it is a number of minutes from 1 to %d", talk.MaxLength)
		}
		o.length = n
		return nil
	})
	f.Func("day", "", func(s string) (err error) { o.day, err = data.ParseDay(s); return err })
	f.Func("theme", "", func(s string) error {
		o.theme = look.Mode(s)
		if o.theme != look.Auto && o.theme != look.Light && o.theme != look.Dark {
			return errors.New("it is auto, light or dark")
		}
		return nil
	})
	f.Func("text-scale", "", func(s string) error {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || !(v >= look.MinTextScale && v <= look.MaxTextScale) {
			return fmt.Errorf("it is a number from %g to %g", look.MinTextScale, look.MaxTextScale)
		}
		o.textScale = v
		return nil
	})
	f.BoolVar(&o.large, "large-labels", false, "")
	f.Func("size", "", func(s string) (err error) { o.size, err = sizeOf(s); return err })
	for rest := args; ; {
		if err := f.Parse(rest); err != nil {
			return o, nil, err
		}
		if f.NArg() == 0 {
			if o.asKnown && o.epilogue {
				return o, nil, errors.New("--as-known hides what --epilogue shows: choose one")
			}
			return o, names, nil
		}
		// The flag package stops at "-" too, which here names standard output.
		names = append(names, f.Arg(0))
		rest = f.Args()[1:]
	}
}

// sizeOf reads a picture's size: its name, or its width and height in px.
func sizeOf(text string) (export.Size, error) {
	switch strings.ToLower(text) {
	case "slide":
		return export.Slide, nil
	case "square":
		return export.Square, nil
	case "page":
		return export.A4, nil
	}
	w, h, ok := strings.Cut(strings.ToLower(text), "x")
	width, errW := strconv.Atoi(w)
	height, errH := strconv.Atoi(h)
	if !ok || errW != nil || errH != nil || width < 1 || height < 1 || width > render.MaxPX || height > render.MaxPX {
		return export.Size{}, fmt.Errorf("it is slide, square or page, or a size such as 1920x1080; each side is 1 to %d", render.MaxPX)
	}
	return export.Size{Width: width, Height: height}, nil
}
