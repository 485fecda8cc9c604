package panels_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/data"
)

// TestTitle_theLineIsOfWhatIsDrawn looks at the plot of the rates on the day of each beat:
// the beat's own line is of its scene, and is not said of it.
func TestTitle_theLineIsOfWhatIsDrawn(t *testing.T) {
	s := builtIn(t)
	for _, b := range s.BeatsShown(false) {
		f := figures.Rates(s, false, words.Local{})
		title, line := panels.Title(s, view.ToBeat(s, view.Start(s), b.ID), f)
		assert.Equal(t, b.Headline, title)
		assert.Equal(t, f.Line, line, b.ID)
	}
}

// TestTitle_aValueOfAnotherDayNamesIt looks at every published measure on the days on which
// it has no value of a side.
func TestTitle_aValueOfAnotherDayNamesIt(t *testing.T) {
	s, w, older := builtIn(t), words.Local{}, 0
	for i := range s.Measures {
		m := &s.Measures[i]
		for _, side := range s.Sides {
			points := figures.PublishedPoints(s, m.ID, side.ID, false)
			for day := s.Start; day <= s.AsOf && !m.Derived; day += 3 {
				says := panels.ValueOn(s, m, side.ID, day, false)
				for j, p := range points {
					if p.Day > day || j+1 < len(points) && points[j+1].Day <= day {
						continue
					}
					assert.Contains(t, says, w.Rate(p.Value))
					if p.Day != day && !m.Stepped {
						older++
						assert.Contains(t, says, w.Day(p.Day, charts.DayMonth), "%s on %s", m.ID, day)
					}
				}
			}
		}
	}
	assert.NotZero(t, older)
	v := view.ToMeasure(s, view.ToDay(s, view.Start(s), data.Date(2025, 4, 12)), "piie")
	title, _ := panels.Title(s, v, figures.Published(s, s.Measure("piie"), false, w))
	assert.Contains(t, title, "21.2% (20 Jan)")
}
