package panels_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/data"
	"truceline/data/course"
)

// namedMarks are the words by which a text names a mark in the figure that it stands
// beside.
var namedMarks = regexp.MustCompile(`(?i)\b(dashed|dotted|hollow|hatched|shaded|arrows?( keys?)?|green|gold|vermilion)\b`)

// has tells whether a figure draws a mark among its days.
func has(f *charts.Figure, mark string) bool {
	seen := func(from, until data.Day) bool { return until >= f.From && from <= f.Until }
	drawn := false
	for _, row := range append([]*charts.Figure{f}, f.Rows()...) {
		for _, c := range row.Curves {
			if len(c.Steps) > 0 && seen(c.Steps[0].Day, c.Until) {
				drawn = drawn || (mark == "dashed" || mark == "dotted") && c.Stroke.Dashed
			}
		}
		for _, d := range row.Dots {
			drawn = drawn || mark == "hollow" && d.Hollow && seen(d.Day, d.Day)
		}
		for _, b := range row.Bands {
			if len(b.Steps) > 0 && seen(b.Steps[0].Day, b.Until) {
				drawn = drawn || mark == "hatched" && b.Hatched || mark == "hollow" && b.Hollow || mark == "shaded" || mark == "dashed" && b.Hollow
			}
		}
		for _, b := range row.Bars() {
			open := b.Kind == charts.OpenBar || b.Kind == charts.OpenPointBar
			drawn = drawn || open && (mark == "hollow" || mark == "dashed")
		}
		for _, a := range row.Areas {
			drawn = drawn || seen(a.From, a.Until) && (mark == "shaded" || mark == "green" && a.Role == charts.Good)
		}
		for _, a := range row.Arrows {
			drawn = drawn || strings.HasPrefix(mark, "arrow") && seen(a.From, a.Until)
		}
	}
	return drawn
}

// TestTexts_nameOnlyMarksThatAreDrawn: headlines, lines, notes, source lines, summaries,
// and the cards that open a figure, at every step, for every figure and course.
func TestTexts_nameOnlyMarksThatAreDrawn(t *testing.T) {
	s, w := builtIn(t), words.Local{}
	plots := panels.NewPlots(s)
	said, complained := 0, map[string]bool{}
	check := func(where string, f *charts.Figure, texts ...string) {
		t.Helper()
		for _, text := range texts {
			for _, mark := range namedMarks.FindAllString(text, -1) {
				if mark = strings.ToLower(mark); strings.Contains(mark, "key") {
					continue
				}
				said++
				if !has(f, mark) && !complained[mark+text] {
					complained[mark+text] = true
					assert.Fail(t, "what is said is not drawn", "%s: %q in %q", where, mark, text)
				}
			}
		}
	}
	of := func(where string, f *charts.Figure, texts ...string) {
		t.Helper()
		check(where, f, append(texts, f.Title, f.Line, f.Note, f.Sources, f.Summary)...)
	}
	for _, epilogue := range []bool{false, true} {
		start := view.View{Mode: view.Explore, Epilogue: epilogue, Pin: data.NoDay}
		for _, b := range s.BeatsShown(epilogue) {
			told := figures.OfBeat(s, scene.OfBeat(s, s.Beat(b.ID), epilogue), w)
			of("scene "+b.ID, told, b.Headline, b.Line, b.Notes)
			at := view.ToBeat(s, start, b.ID)
			look := func(what string, v view.View) {
				t.Helper()
				f := plots.Of(v).Figure
				shown, v := view.Looking(s, v)
				title, line := panels.Title(shown, v, f)
				of(what+" at "+b.ID, f, title, line)
			}
			look("rates", at)
			look("replies", view.ToggleReplies(s, at))
			look("zoomed", view.ZoomDays(s, at, at.Day, 8))
			look("as known", view.ToKnown(s, at, true))
			look("layers", view.ToggleLayers(s, at))
			for _, m := range s.Measures {
				measured := view.ToMeasure(s, at, m.ID)
				look(m.ID, measured)
				if !m.Derived {
					look("bridge to "+m.ID, view.ToggleBridge(s, measured))
				}
			}
		}
		for _, x := range append(slices.Clone(data.Figures), seriesIDs(s)...) {
			f := plots.Of(view.ToggleFigure(s, view.ToBeat(s, start, s.Beats[0].ID), x)).Figure
			of("figure "+x, f)
		}
		for _, c := range s.Cards {
			if c.Epilogue && !epilogue {
				continue
			}
			v := view.ToCard(s, start, c.ID)
			of("card "+c.ID, plots.Of(v).Figure, c.Title, c.Claim, c.Why)
		}
	}
	for i := range s.Questions {
		c := course.Of(s, false, course.Answer(&s.Questions[i]))
		of("what if "+s.Questions[i].ID, figures.WhatIf(s, c, false, w))
	}
	assert.Greater(t, said, 100)
}

func seriesIDs(s *data.Story) (out []string) {
	for _, x := range s.Series {
		out = append(out, x.ID)
	}
	return out
}
