package figures_test

import (
	"encoding/csv"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/data"
)

// TestBetween_tablesHoldTheDaysDrawn zooms to a hundred stretches of days: a row is
// there if, and only if, some of its days are.
func TestBetween_tablesHoldTheDaysDrawn(t *testing.T) {
	s := builtIn(t)
	r := rand.New(rand.NewPCG(31, 32))
	measure := s.Measure("piie")
	for _, whole := range []*charts.Figure{
		figures.Rates(s, false, english{}), figures.Layers(s, s.Side("us"), false, english{}), figures.Published(s, measure, false, english{}),
		chosen(s, figures.MeasuresFigure),
	} {
		for range 100 {
			from := whole.From + data.Day(r.IntN(int(whole.Until-whole.From)-10))
			until := from + 10 + data.Day(r.IntN(60))
			near := whole.Between(from, until)
			for _, tables := range [][2]charts.Table{{whole.Table, near.Table}, {whole.Data, near.Data}} {
				var want [][]string
				for i, row := range tables[0].Rows {
					if d, last := tables[0].Days[i], tables[0].Untils[i]; d <= until && (last == data.NoDay || last >= from) {
						want = append(want, row)
					}
				}
				assert.Equal(t, want, tables[1].Rows, "%s from %s to %s", whole.Name, from, until)
			}
			assert.Contains(t, near.Summary, "summary.near")
		}
	}
}

// TestRatesTable_zoomedSaysWhatHoldsOnEachDayDrawn reads the file's numbers back.
func TestRatesTable_zoomedSaysWhatHoldsOnEachDayDrawn(t *testing.T) {
	s := builtIn(t)
	from, until := day(t, "2025-04-01"), day(t, "2025-05-20")
	f, err := figures.Of(s, scene.Scene{From: from, Until: until}, english{})
	require.NoError(t, err)
	var text strings.Builder
	out := csv.NewWriter(&text)
	require.NoError(t, out.WriteAll(f.Data.Rows))
	rows, err := csv.NewReader(strings.NewReader(text.String())).ReadAll()
	require.NoError(t, err)
	for _, side := range s.Sides {
		for d := from; d <= until; d++ {
			var found []string
			for _, row := range rows {
				first := day(t, row[0])
				if row[2] == side.On && first <= d && (row[1] == "" || day(t, row[1]) >= d) {
					found = append(found, row[3])
				}
			}
			assert.Equal(t, []string{english{}.Number(float64(s.Rate(side.ID, d, false)), 1)}, found, "%s on %s", side.ID, d)
		}
	}
}
