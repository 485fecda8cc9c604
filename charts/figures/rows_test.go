package figures_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/render"
	"truceline/data"
)

func TestOwn_measuresStandInRowsOnOneScale(t *testing.T) {
	s := builtIn(t)
	f := chosen(s, figures.MeasuresFigure)
	require.Len(t, f.Rows(), 3, "the extra tariff, the Peterson Institute, the tracker")
	for _, row := range f.Rows() {
		assert.Equal(t, f.Rows()[0].Max, row.Max, row.Title)
		assert.Equal(t, [2]data.Day{s.Start, s.Ahead}, [2]data.Day{row.From, row.Until}, row.Title)
	}
	for _, side := range s.Sides {
		c := curve(t, f.Rows()[0], string(side.ID))
		for d := s.Start; d < s.AsOf; d++ {
			v, ok := c.At(d)
			require.True(t, ok)
			require.Equal(t, s.Rate(side.ID, d, false), v)
		}
	}
	dots := 0
	for _, a := range s.Averages {
		if !a.Epilogue && a.Day >= s.Start && (a.Measure == "piie" || a.Measure == "tracker") {
			dots++
		}
	}
	assert.Equal(t, dots, len(f.Rows()[1].Dots)+len(f.Rows()[2].Dots), "every published value, and no other")
}

func TestOwn_backgroundHasEveryPublishedValueSince2018(t *testing.T) {
	s := builtIn(t)
	f := chosen(s, figures.BackgroundFigure)
	values := map[string]data.Percent{}
	for _, d := range f.Dots {
		values[d.ID] = d.Value
	}
	want := 0
	for _, a := range s.Averages {
		if a.Measure == "piie" && !a.Epilogue {
			want++
			assert.Equal(t, a.Value, values["point/"+string(a.Side)+"/"+a.Day.String()])
		}
	}
	assert.Len(t, values, want)
	assert.Len(t, f.Table.Rows, want)
	assert.Equal(t, "2018-01-01", f.From.String())
	assert.Empty(t, f.Curves, "nothing is drawn where nothing was published")
}

func TestOwn_monthsHaveAScaleEach(t *testing.T) {
	s := builtIn(t)
	f := chosen(s, figures.MonthsFigure)
	require.Len(t, f.Rows(), 2)
	assert.NotEqual(t, f.Rows()[0].Max, f.Rows()[1].Max)
	l, err := charts.Lay(f, 800, 500, 1, render.NewMetrics(1))
	require.NoError(t, err)
	require.Len(t, l.Rows, 2)
	assert.InDelta(t, l.Rows[0].Plot.H, l.Rows[1].Plot.H, 1e-9)
	assert.Less(t, l.Rows[0].Plot.Bottom(), l.Rows[1].Plot.Y)
	assert.Equal(t, l.Rows[0].Days.Left, l.Rows[1].Days.Left, "the days line up")
}

func TestOwn_ofAStoryWithoutEnoughIsNothing(t *testing.T) {
	s := *builtIn(t)
	s.Averages, s.Series = nil, nil
	for _, name := range []string{figures.BackgroundFigure, figures.MeasuresFigure, figures.MonthsFigure, "nonsense"} {
		assert.Nil(t, chosen(&s, name), name)
		assert.False(t, figures.Has(&s, name, false), name)
	}
}
