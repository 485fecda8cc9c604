package app

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"truceline/app/look"
	"truceline/charts/render"
	"truceline/data"
)

// options are the flags of the command line. They may stand before or after names.
type options struct {
	story     string
	present   bool
	day       data.Day
	beat      string
	theme     look.Mode // empty: as kept
	textScale float64   // 0: as kept
	still     bool
	log       string
	width     int
	height    int
	measure   string
	epilogue  bool
	config    string
}

// parse reads flags and names, in any order. What is wrong with them is an error
// that says how to mend it.
func parse(args []string) (o options, names []string, err error) {
	o.day, o.width, o.height = data.NoDay, 1920, 1080
	f := flag.NewFlagSet("truceline", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.StringVar(&o.story, "story", "", "")
	f.BoolVar(&o.present, "present", false, "")
	f.StringVar(&o.beat, "beat", "", "")
	f.BoolVar(&o.still, "reduced-motion", false, "")
	f.StringVar(&o.log, "log", "", "")
	f.StringVar(&o.measure, "measure", "", "")
	f.BoolVar(&o.epilogue, "epilogue", false, "")
	f.StringVar(&o.config, "config", "", "")
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
	f.Func("size", "", func(s string) error {
		w, h, ok := strings.Cut(strings.ToLower(s), "x")
		var errW, errH error
		o.width, errW = strconv.Atoi(w)
		o.height, errH = strconv.Atoi(h)
		if !ok || errW != nil || errH != nil || o.width < 1 || o.height < 1 || o.width > render.MaxPX || o.height > render.MaxPX {
			return fmt.Errorf("write it as 1920x1080; each side is 1 to %d", render.MaxPX)
		}
		return nil
	})
	for rest := args; ; {
		if err := f.Parse(rest); err != nil {
			return o, nil, err
		}
		if f.NArg() == 0 {
			return o, names, nil
		}
		// The flag package stops at "-" too, which here names standard output.
		names = append(names, f.Arg(0))
		rest = f.Args()[1:]
	}
}
