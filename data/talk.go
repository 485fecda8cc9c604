package data

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Talk is what a talk has besides the beats. All of it can be left out.
type Talk struct {
	// Opening stands before the first beat, Closing after the last.
	Opening OpeningSlide `file:"opening"`
	Closing ClosingSlide `file:"closing"`
	// Carries are the beats that carry the story, which a short talk tells.
	Carries []string `file:"carries"`
	// Looks are what a long talk shows besides.
	Looks []TalkLook `file:"looks,own"`
}

// OpeningSlide is the first that a room sees. Its numbers stand in rows of its Sources or
// of the closing slide's.
type OpeningSlide struct {
	Headline string   `file:"headline,need"`
	Line     string   `file:"line"`
	Sources  []string `file:"sources"`
}

// ClosingSlide is the last that a room sees: what to remember, from where it is known,
// and that there is more to tell. Its numbers stand in rows of its Sources.
type ClosingSlide struct {
	Headline string   `file:"headline,need"`
	Points   []string `file:"points"`
	Sources  []string `file:"sources"`
	Next     string   `file:"next"` // as written; see NextOf
}

// MostPoints is how many things there are to remember.
const MostPoints = 3

// Given tells whether there is such a slide.
func (o OpeningSlide) Given() bool { return o.Headline != "" }

// Given tells whether there is such a slide.
func (c ClosingSlide) Given() bool { return c.Headline != "" }

// NextOf is what a closing slide says of what comes later, with the number of steps that
// tell it in place of {later}.
func (s *Story) NextOf(c ClosingSlide) string {
	later := len(s.Beats) - len(s.BeatsShown(false))
	return strings.ReplaceAll(c.Next, "{later}", strconv.Itoa(later))
}

// TalkLook is a look that a long talk takes after a beat.
type TalkLook struct {
	After    string `file:"after,need"` // the beat
	Show     string `file:"show,need"`  // one of TalkLooks
	Headline string `file:"headline,need"`
	Notes    string `file:"notes"`
	Seconds  int    `file:"seconds"`
}

// Looks of a long talk.
const (
	LookBridge = "bridge" // from the headline rate to an average
	LookLayers = "layers" // what a side's rate is made of
	LookKnown  = "known"  // the beat, as known on its day
)

// TalkLooks are their names.
var TalkLooks = []string{LookBridge, LookLayers, LookKnown}

// talkSlides checks what a talk has besides the beats.
func (c *checker) talkSlides() {
	t := &c.Talk
	wrong := func(field, format string, args ...any) { c.wrong("talk", 0, field, format, args...) }
	if n := len(t.Closing.Points); n > MostPoints {
		wrong(fmt.Sprintf("closing/points/%d", MostPoints), "%d points: a room remembers %d", n, MostPoints)
	}
	for slide, ids := range map[string][]string{"opening": t.Opening.Sources, "closing": t.Closing.Sources} {
		for i, id := range ids {
			c.refer("talk", 0, fmt.Sprintf("%s/sources/%d", slide, i), "sources", id)
		}
	}
	for i, id := range t.Carries {
		field := fmt.Sprintf("carries/%d", i)
		switch {
		case !c.refer("talk", 0, field, "beats", id) || c.Beat(id) == nil:
		case slices.Index(t.Carries, id) < i:
			wrong(field, "beat %q is named twice: keep one", id)
		case c.Beat(id).Epilogue:
			wrong(field, "beat %q belongs to the epilogue, which a short talk leaves out", id)
		}
	}
	for i, l := range t.Looks {
		c.refer("talk", 0, fmt.Sprintf("looks/%d/after", i), "beats", l.After)
		if !slices.Contains(TalkLooks, l.Show) {
			wrong(fmt.Sprintf("looks/%d/show", i), "unknown look %q; known are %s", l.Show, strings.Join(TalkLooks, ", "))
		}
	}
}

// closingTexts are the words of the closing slide.
func (t *Talk) closingTexts() []text {
	out := []text{{"closing/headline", t.Closing.Headline}, {"closing/next", t.Closing.Next}}
	for i, p := range t.Closing.Points {
		out = append(out, text{fmt.Sprintf("closing/points/%d", i), p})
	}
	return out
}
