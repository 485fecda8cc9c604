package panels_test

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/export"
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/meetings"
	"truceline/data"
)

// rateOn adds up a side's rate on a day from the rows of changes alone.
func rateOn(s *data.Story, side data.SideID, day data.Day) float64 {
	sum := 0.0
	for _, l := range s.Layers {
		if l.Side != side || l.Scope != data.General {
			continue
		}
		rate, last := 0.0, data.NoDay
		for _, c := range s.Changes {
			if c.Side == side && c.Layer == l.ID && c.Status == data.InForce && !c.Epilogue && c.Effective <= day && c.Effective >= last {
				rate, last = float64(c.Rate), c.Effective
			}
		}
		sum += rate
	}
	return sum
}

// valueOn is the last value published by a day, and its day, from the rows alone.
func valueOn(s *data.Story, measure string, side data.SideID, day data.Day) (v float64, at data.Day) {
	at = data.NoDay
	for _, a := range s.Averages {
		if a.Measure == measure && a.Side == side && !a.Epilogue && a.Day >= s.Start && a.Day <= day && a.Day > at {
			v, at = float64(a.Value), a.Day
		}
	}
	return v, at
}

func csvOf(t *testing.T, s *data.Story, p export.Picture) [][]string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, export.Write(&out, s, p, export.CSV))
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	return rows[1:]
}

// TestMeasures_agreeInEveryFormOnAHundredDays compares what the pointer reads, the
// table, the words and the file with an answer from the story's rows.
func TestMeasures_agreeInEveryFormOnAHundredDays(t *testing.T) {
	s, w := builtIn(t), words.Local{}
	plots := panels.NewPlots(s)
	r := rand.New(rand.NewPCG(2025, 5))
	for _, m := range s.Measures {
		v := view.Start(s)
		v.Measure = m.ID
		if !m.Derived && figures.Sparse(s, m.ID, false) {
			countedOnADay(t, s, plots, v, r)
			continue
		}
		p := plots.Of(v)
		f := p.Figure
		picture := export.Picture{Scene: view.Named(s, view.View{Measure: m.ID}, f.Name), Look: meetings.Look{Day: s.AsOf}, Size: export.Slide, Palette: charts.Light, TextScale: 1}
		file := csvOf(t, s, picture)
		for range 100 {
			d := s.Start + data.Day(r.IntN(int(s.AsOf-s.Start)+1))
			reading := p.Readings[d-f.From]
			for i, side := range s.Sides {
				if m.Derived {
					want := rateOn(s, side.ID, d)
					require.Equal(t, want, float64(s.Rate(side.ID, d, false)), "the story's own answer for %s on %s", side.ID, d)
					assert.Contains(t, reading.Text, side.Name+" "+w.Rate(data.Percent(want)), "the read-out of %s", d)
					assert.Equal(t, data.Percent(want), reading.Values[i].Value)
					var inTable []string
					for j, row := range f.Table.Rows {
						if until := f.Table.Untils[j]; row[2] == side.On && f.Table.Days[j] <= d && (!until.Set() || d <= until) {
							inTable = append(inTable, row[3])
						}
					}
					assert.Equal(t, []string{w.Rate(data.Percent(want))}, inTable, "the table on %s", d)
					var inFile []string
					for _, row := range file {
						from, until := parsed(t, row[0]), data.NoDay
						if row[1] != "" {
							until = parsed(t, row[1])
						}
						if row[2] == side.On && from <= d && (!until.Set() || d <= until) {
							inFile = append(inFile, row[3])
						}
					}
					assert.Equal(t, []string{strconv.FormatFloat(want, 'f', -1, 64)}, inFile, "the file on %s", d)
					near := f.Between(max(d-5, f.From), d+5).Summary
					assert.Contains(t, near, side.On+", "+w.Rate(data.Percent(want)), "the words about %s", d)
					continue
				}
				want, at := valueOn(s, m.ID, side.ID, d)
				if !at.Set() {
					assert.NotContains(t, reading.Text, side.Name+" ", "nothing was published by %s", d)
					continue
				}
				text := w.Rate(data.Percent(want))
				assert.Contains(t, reading.Text, side.Name+" "+text+" ("+w.Day(at, charts.DayMonth)+")", "the read-out of %s", d)
				assert.Contains(t, f.Summary, text, "the words")
				inTable, inFile := 0, 0
				for j, row := range f.Table.Rows {
					if f.Table.Days[j] == at && row[1] == side.On && row[2] == text {
						inTable++
					}
				}
				for _, row := range file {
					if strings.Contains(row[0], w.Day(at, charts.DayMonthYear)) && row[1] == side.On && row[2] == text {
						inFile++
					}
				}
				assert.Equal(t, [2]int{1, 1}, [2]int{inTable, inFile}, "the table and the file hold %s on %s once", text, at)
			}
		}
	}
}

// countedOnADay holds the figure of all ways of counting to the story's rows: the value
// of each measure is the last by the day, if the rate has stood since.
func countedOnADay(t *testing.T, s *data.Story, plots *panels.Plots, v view.View, r *rand.Rand) {
	t.Helper()
	side := s.Sides[0].ID
	for range 20 {
		v.Day = s.Start + data.Day(r.IntN(int(s.AsOf-s.Start)+1))
		shown := map[string]data.Percent{}
		for _, b := range plots.Of(v).Figure.Bars() {
			shown[b.ID] = b.High
			assert.Equal(t, b.ID == v.Measure, b.Kind == charts.PointBar, "%s on %s is solid", b.ID, v.Day)
		}
		for _, m := range s.Measures {
			want, at := valueOn(s, m.ID, side, v.Day)
			if m.Derived {
				want, at = rateOn(s, side, v.Day), v.Day
			}
			if got, ok := shown[m.ID]; ok {
				require.True(t, at.Set() && at <= v.Day, "%s on %s", m.ID, v.Day)
				assert.Equal(t, want, float64(got), "%s on %s", m.ID, v.Day)
			} else if at.Set() {
				assert.NotEqual(t, s.Rate(side, at, false), s.Rate(side, v.Day, false), "%s of %s still stands on %s", m.ID, at, v.Day)
			}
		}
	}
}
