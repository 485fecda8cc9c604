package window

import (
	"bytes"
	"image"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/scene"
	"truceline/data"
)

// next finds the next View in the log and that it is the last one but for some
// fields, which change sets in the last as they must have become.
func (r *reader) next(what string, change func(v *view.View)) {
	r.t.Helper()
	want := r.now
	change(&want)
	require.NotEqual(r.t, r.now, want, "%s must change something", what)
	got := r.NextView()
	require.Equal(r.t, want, got, what)
	r.now = got
}

// TestWindow_thePlotAnswersToKeysAlone asks the plot everything that it can be asked,
// without a pointer, as a reader who has just found the list of keys.
func TestWindow_thePlotAnswersToKeysAlone(t *testing.T) {
	r := read(t, Options{})
	s := r.story
	r.Point(5, 5)

	// The list of keys names all that follow.
	r.Key("question")
	r.next("the list of keys", func(v *view.View) { v.Sheet = view.KeysSheet })
	r.Key("Escape")
	r.next("closing it", func(v *view.View) { v.Sheet = "" })

	r.Key("Right", "Right", "Right", "Right", "Right")
	for range 5 {
		r.leadsTo(view.Step(s, r.now, 1))
	}
	require.Equal(t, "triple-digits", r.now.Beat)

	// Measures, and what lies between them.
	r.Key("m")
	r.next("the next measure", func(v *view.View) { v.Measure = "piie" })
	r.Key("y")
	r.next("the bridge", func(v *view.View) { v.Bridge = "us" })
	r.Key("Escape")
	r.next("out of the bridge", func(v *view.View) { v.Bridge = "" })
	r.Key("h")
	r.next("before 2025", func(v *view.View) { v.Series = figures.BackgroundFigure })
	r.Key("Escape")
	r.next("back to the tariffs", func(v *view.View) { v.Series = "" })
	r.Key("b")
	r.next("side by side", func(v *view.View) { v.Series = figures.MeasuresFigure })
	r.Key("b")
	r.next("and back", func(v *view.View) { v.Series = "" })

	// Layers, which are of the extra tariff.
	r.Key("l")
	r.next("layers", func(v *view.View) { v.Layers, v.Measure = "us", "additional" })
	r.Key("l")
	r.next("both rates", func(v *view.View) { v.Layers = "" })

	// Closer, and back.
	r.Key("a")
	v := r.NextView()
	require.True(t, v.Replies)
	require.False(t, v.Span.Whole(), "the weeks about the cursor")
	from, until := v.Span.Bounds(s, false)
	assert.True(t, from <= v.Day && v.Day <= until)
	r.now = v
	r.focusPlot()
	before := r.Picture()
	r.Key("period") // the first arrow is read out
	r.NoMoreViews()
	assert.False(t, bytes.Equal(before.Pix, r.Picture().Pix), "the arrow is not marked")
	r.Key("Return")
	first := figures.Joined(s, scene.Scene{Replies: true, Day: r.now.Day, From: from, Until: until})[0]
	r.next("its sources", func(v *view.View) { v.Sheet = view.ReplySheet + strconv.Itoa(first) })
	r.Key("Escape")
	r.next("closing them", func(v *view.View) { v.Sheet = "" })
	r.focusPlot()
	r.Key("plus")
	v = r.NextView()
	require.Less(t, v.Span.Days, r.now.Span.Days, "closer")
	r.now = v
	r.Key("0")
	r.next("the whole story", func(v *view.View) { v.Span = view.Span{} })
	r.Key("a")
	r.next("no arrows", func(v *view.View) { v.Replies = false })

	// A pinned day, and another to compare it with.
	r.Key("c")
	r.next("a pin", func(v *view.View) { v.Pin = v.Day })
	r.focusPlot()
	r.Key("shift+Right")
	v = r.NextView()
	require.Equal(t, r.now.Day+1, v.Day)
	require.Equal(t, r.now.Pin, v.Pin)
	r.now = v
	r.Key("c")
	r.next("no pin", func(v *view.View) { v.Pin = data.NoDay })

	// As text and as a table.
	r.Key("s")
	r.next("the plot in words", func(v *view.View) { v.Sheet = view.SummarySheet })
	r.Key("Escape")
	r.next("closing it", func(v *view.View) { v.Sheet = "" })
	r.Key("t")
	r.next("the table", func(v *view.View) { v.Sheet = view.TableSheet })
	r.Key("Escape")
	r.next("closing it", func(v *view.View) { v.Sheet = "" })

	// As known on the day.
	meetings := len(r.TargetsOf("meeting/"))
	require.Positive(t, meetings)
	r.Key("k")
	r.next("as known on the day", func(v *view.View) { v.AsKnown = true })
	r.Settle()
	assert.Empty(t, r.TargetsOf("meeting/"), "on %s there had been no meeting", r.now.Day)
	r.Key("End")
	v = r.NextView()
	assert.True(t, v.AsKnown)
	r.now = v
	r.Settle()
	assert.Len(t, r.TargetsOf("meeting/"), meetings, "on the last day all are known")
	r.Key("k")
	r.next("all that the story tells", func(v *view.View) { v.AsKnown = false })
	r.wellBehaved()
}

// focusPlot presses Tab until the plot has the focus: until a ring runs along its
// upper edge.
func (r *reader) focusPlot() {
	r.t.Helper()
	for tabs := 0; ; tabs++ {
		at := r.Target("plot")
		picture := r.Picture()
		for y := at.Y; y < at.Y+6; y++ { // the ring's line lies a little inside
			row := image.Rect(at.X, y, at.X+at.W, y+1)
			if count(picture, row, charts.Light.Color(charts.Paper)) < at.W/4 {
				return // there is nothing else so wide
			}
		}
		require.Less(r.t, tabs, 60, "Tab never came to the plot")
		r.Key("Tab")
	}
}
