package talk

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/data"
)

func TestShow_stepsThroughTheTalk(t *testing.T) {
	s := builtIn(t)
	show, store, _ := begin(s, Options{})
	beats := s.BeatsShown(false)
	require.Len(t, show.Steps(), len(beats))
	for i, b := range beats {
		item, ok := show.Item()
		require.True(t, ok)
		assert.Equal(t, b.ID, item.ID)
		assert.Equal(t, item.ViewIn(s), store.Now())
		assert.Equal(t, Room{View: store.Now(), Headline: b.Headline, Step: i, Steps: len(beats)}, show.Live())
		onward(show)
	}
	assert.Equal(t, len(beats)-1, show.At(), "Next stays at the end")
	show.Back()
	show.Back()
	assert.Equal(t, len(beats)-2, show.At())
	show.First()
	assert.Zero(t, show.At())
	show.Back()
	assert.Zero(t, show.At())
	show.Last()
	assert.Equal(t, len(beats)-1, show.At())
	show.Goto(3)
	assert.Equal(t, beats[3].ID, store.Now().Beat)
	show.Goto(-7)
	assert.Zero(t, show.At())
}

// onward goes to the next step, with all its parts.
func onward(show *Show) {
	if show.At() == show.Plan().Counted()-1 {
		show.Next()
		return
	}
	show.Goto(show.At() + 1)
}

// told goes through a talk by Next alone and says what the room sees.
func told(show *Show, by func()) (out []string) {
	for before := (Room{Step: -2}); before != show.Room(); by() {
		before = show.Room()
		r := show.Room()
		switch {
		case r.Slide != NoSlide:
			out = append(out, string(r.Slide))
		case r.Unbuilt > 0:
			out = append(out, fmt.Sprint(r.View.Beat, " without ", r.Unbuilt))
		default:
			out = append(out, r.View.Beat)
		}
	}
	return out
}

func TestShow_nextBringsPartAfterPartAndBackTakesThemAway(t *testing.T) {
	s := builtIn(t)
	show, _, _ := begin(s, Options{Opening: true})
	forth := told(show, show.Next)
	assert.Equal(t, []string{"opening", "first-ten", "doubled", "reciprocal", "china-answers without 2", "china-answers without 1", "china-answers"}, forth[:7])
	assert.Equal(t, []string{"kuala-lumpur", "closing"}, forth[len(forth)-2:])
	back := told(show, show.Back)
	slices.Reverse(back)
	assert.Equal(t, forth, back, "back goes the same way")

	show.Goto(3)
	assert.Zero(t, show.Room().Unbuilt, "a jump shows all of a step")
	show.Back()
	part, _, _ := show.After()
	assert.Equal(t, show.Parts()[1], part, "the presenter is told what comes")
	show.Freeze()
	show.Next()
	show.Next()
	show.Drop()
	assert.Equal(t, 1, show.Room().Unbuilt, "what the room sees, with what is not built yet")
	back2, _ := again(t, show, 0)
	assert.Equal(t, show.Room(), back2.Room(), "and so after a kill")
}

// TestShow_aPressIsAlwaysSeen: also where another figure of a step is looked at, of which
// not all parts have been shown.
func TestShow_aPressIsAlwaysSeen(t *testing.T) {
	s := builtIn(t)
	for _, press := range []func(*Show){(*Show).Next, (*Show).Back} {
		show, store, _ := begin(s, Options{})
		show.Goto(2)
		show.Next()
		show.Next()
		require.Equal(t, 1, show.Room().Unbuilt)
		step := store.Now()
		store.Set(view.ToggleBridge(s, view.ToMode(s, store.Now(), view.Explore)))
		require.False(t, show.Aside())
		press(show)
		assert.Equal(t, step, store.Now(), "the step's own figure again")
	}
}

func TestShow_theClosingSlideStandsBeforeWhatCameLater(t *testing.T) {
	s := builtIn(t)
	show, _, _ := begin(s, Options{Later: true})
	show.Last()
	show.Next()
	require.Equal(t, Closing, show.Room().Slide)
	show.Draw(Stroke{Panel: OnSlide, Dots: []Dot{{0.1, 0.1}, {0.2, 0.2}}})
	again, _ := again(t, show, 0)
	assert.Equal(t, Closing, again.Room().Slide)
	assert.NotNil(t, again.Room().Marks, "marks on a slide are kept")
	show.Next()
	assert.Equal(t, show.Plan().Counted(), show.At())
	assert.Nil(t, show.Room().Marks)
	show.Back()
	assert.Equal(t, Closing, show.Room().Slide)
	assert.NotNil(t, show.Room().Marks)
	show.store.Set(view.ToMeeting(s, show.store.Now(), "geneva"))
	assert.Equal(t, NoSlide, show.Room().Slide, "looking at something leaves the slide")
}

func TestShow_beginsWhereItIsAsked(t *testing.T) {
	s := small()
	show, store, _ := begin(s, Options{From: "d"})
	assert.Equal(t, 3, show.At())
	assert.Equal(t, "d", store.Now().Beat)
	show, _, _ = begin(s, Options{From: "z"})
	assert.Zero(t, show.At(), "what is hidden is no place to begin")
}

func TestShow_nextLeadsOnFromWhereverThePresenterLooked(t *testing.T) {
	s := builtIn(t)
	for _, wander := range []func(view.View) view.View{
		func(v view.View) view.View { return view.ToMeeting(s, v, "madrid") },
		func(v view.View) view.View { return view.ZoomDays(s, v, s.AsOf, 8) },
		func(v view.View) view.View { return view.WithEpilogue(s, v, true) },
		func(v view.View) view.View { v.Pin, v.Bridge, v.Layers = s.AsOf, "us", "cn"; return v },
		func(v view.View) view.View { v.Series, v.Measure = s.Series[0].ID, s.Measures[1].ID; return v },
		func(v view.View) view.View { v.MapList, v.Map.Zoom, v.Map.Lon = true, 4, 10; return v },
		func(v view.View) view.View { v.Sheet = "keys"; return v },
	} {
		show, store, _ := begin(s, Options{From: "doubled"})
		store.Set(wander(store.Now()))
		assert.Equal(t, 1, show.At(), "looking elsewhere is no step")
		show.Next()
		assert.Equal(t, 2, show.At())
		assert.Equal(t, show.Steps()[2].Item.ViewIn(s), store.Now())
		store.Set(wander(store.Now()))
		show.Goto(2)
		assert.Equal(t, show.Steps()[2].Item.ViewIn(s), store.Now(), "going to the same step looks at it again")
	}
}

func TestShow_theHeadlineFollowsWhatIsLookedAt(t *testing.T) {
	s := small()
	show, store, _ := begin(s, Options{})
	show.SetTalk(show.Talk().SetHeadline("a", "My words"))
	assert.Equal(t, "My words", show.Live().Headline)
	store.Set(view.ToBeat(s, store.Now(), "d"))
	assert.Equal(t, "Headline of d", show.Live().Headline)
	store.Set(view.ToBeat(s, store.Now(), "a"))
	assert.Equal(t, "My words", show.Live().Headline)
	v := store.Now()
	v.Sheet = "about"
	store.Set(v)
	assert.Empty(t, show.Room().View.Sheet, "sheets are the presenter's alone")
}

func TestShow_freezeHoldsPushShowsDropReturns(t *testing.T) {
	s := builtIn(t)
	show, store, _ := begin(s, Options{From: "geneva"})
	show.SetPoint(Point{On: true, X: 0.5, Y: 0.5, Day: 20200})
	show.Draw(stroke(1))
	before := show.Live()
	assert.Equal(t, before, show.Room())

	show.Freeze()
	assert.True(t, show.Frozen())
	assert.Equal(t, before, show.Room(), "the moment of freezing changes nothing for the room")
	wander := func() {
		store.Set(view.ZoomDays(s, store.Now(), s.AsOf, 3))
		show.Draw(stroke(2))
		show.SetPoint(Point{})
		show.ToggleSpot()
		show.Next()
		show.Draw(stroke(3))
	}
	wander()
	assert.Equal(t, before, show.Room())
	assert.NotEqual(t, before, show.Live())
	live := show.Live()
	show.Freeze()
	assert.Equal(t, before, show.Room(), "freezing again holds what was held")
	show.Push()
	assert.False(t, show.Frozen())
	assert.Equal(t, live, show.Live())
	assert.Equal(t, live, show.Room())
	show.Drop()
	assert.Equal(t, live, show.Live(), "nothing is held that could be returned to")

	show.Goto(7)
	store.Set(view.ZoomDays(s, store.Now(), s.AsOf, 2))
	before = show.Live()
	show.Freeze()
	wander()
	show.Drop()
	assert.False(t, show.Frozen())
	assert.Equal(t, before, show.Live())
	assert.Equal(t, before, show.Room())
	require.True(t, store.Undo())
	assert.Equal(t, 7, show.At())
	assert.Equal(t, show.Steps()[8].Item.ViewIn(s), store.Now(), "one step of looking back is what was dropped")
	assert.Equal(t, []float64{1, 2}, firsts(show.Live().Marks))
	require.True(t, show.UndoMark())
	assert.Equal(t, []float64{1, 2, 2}, firsts(show.Live().Marks), "and one step of drawing back are the marks that were")
	show.Goto(8)
	assert.Equal(t, []float64{3}, firsts(show.Live().Marks), "what was drawn on other steps is dropped too")
}

func TestShow_dropStaysIfTheHeldStepIsGone(t *testing.T) {
	s := small()
	show, store, _ := begin(s, Options{From: "c"})
	show.Freeze()
	held := show.Room()
	show.Goto(4)
	show.SetTalk(show.Talk().Hide("c", true))
	assert.Equal(t, held, show.Room())
	show.Drop()
	assert.Equal(t, "e", show.itemID())
	assert.Equal(t, held.View, store.Now())
}

func TestShow_blankCoversAndUncoversAsItWas(t *testing.T) {
	s := builtIn(t)
	for _, frozen := range []bool{false, true} {
		show, _, _ := begin(s, Options{From: "geneva"})
		if frozen {
			show.Freeze()
			show.Next()
		}
		before, live := show.Room(), show.Live()
		show.SetBlank(Black)
		assert.Equal(t, Black, show.Room().Blank)
		show.SetBlank(White)
		assert.Equal(t, White, show.Room().Blank)
		show.SetBlank(White)
		assert.Equal(t, before, show.Room())
		assert.Equal(t, live, show.Live())
	}
}

func TestShow_pointsOnTheSlideOnly(t *testing.T) {
	show, _, _ := begin(small(), Options{})
	on := Point{On: true, X: 0, Y: 1, Day: data.NoDay, Meeting: "geneva"}
	show.SetPoint(on)
	assert.Equal(t, on, show.Room().Point)
	nan := float32(math.NaN())
	for _, off := range []Point{{On: true, X: -0.1}, {On: true, Y: 1.1}, {On: true, X: nan}, {X: 0.5, Day: 5}} {
		show.SetPoint(on)
		show.SetPoint(off)
		assert.Equal(t, Point{}, show.Live().Point, "%v", off)
	}
}

// stroke is a stroke that can be told from others by its first dot.
func stroke(n float64) Stroke {
	return Stroke{Panel: OnPlot, Of: "rates", Dots: []Dot{{n, 1}, {n + 1, 2}}}
}

// firsts are the first dots of marks, which tell them apart.
func firsts(top *Stroke) []float64 {
	out := []float64{}
	for _, st := range top.Strokes() {
		out = append(out, st.Dots[0].X)
	}
	return out
}

func TestShow_marksBelongToTheirStep(t *testing.T) {
	show, _, _ := begin(small(), Options{})
	show.Draw(stroke(1))
	show.Draw(stroke(2))
	show.Next()
	assert.Nil(t, show.Room().Marks)
	assert.False(t, show.UndoMark(), "nothing was drawn here")
	show.Draw(stroke(3))
	show.Back()
	assert.Equal(t, []float64{1, 2}, firsts(show.Room().Marks))
	require.True(t, show.UndoMark())
	assert.Equal(t, []float64{1}, firsts(show.Room().Marks))
	require.True(t, show.RedoMark())
	assert.False(t, show.RedoMark())
	assert.Equal(t, []float64{1, 2}, firsts(show.Room().Marks))
	show.ClearMarks()
	assert.Nil(t, show.Room().Marks)
	require.True(t, show.UndoMark(), "what was cleared comes back")
	assert.Equal(t, []float64{1, 2}, firsts(show.Room().Marks))
	show.Draw(stroke(4))
	assert.False(t, show.RedoMark(), "another way was taken")
	require.True(t, show.UndoMark())
	require.True(t, show.UndoMark())
	require.True(t, show.UndoMark())
	assert.False(t, show.UndoMark())
	assert.Empty(t, firsts(show.Room().Marks))
	show.ClearMarks()
	assert.False(t, show.UndoMark(), "there was nothing to clear")
	show.Next()
	assert.Equal(t, []float64{3}, firsts(show.Room().Marks))
}

func TestShow_aStrokeGrowsWhileTheHandIsDown(t *testing.T) {
	show, _, _ := begin(small(), Options{})
	show.Extend(Dot{9, 9})
	assert.Nil(t, show.Live().Marks, "there is no stroke yet")
	show.Draw(stroke(1))
	first := show.Live().Marks
	show.Extend(Dot{3, 3.123456789})
	show.Extend(Dot{math.NaN(), 3})
	show.Extend(Dot{4, math.Inf(1)})
	assert.Equal(t, []Dot{{1, 1}, {2, 2}, {3, 3.12346}}, show.Live().Marks.Dots)
	assert.Len(t, first.Dots, 2, "a picture that was taken does not change")
	require.True(t, show.UndoMark(), "the whole stroke at once")
	assert.Nil(t, show.Live().Marks)
	show.Extend(Dot{5, 5})
	require.True(t, show.RedoMark())
	show.Extend(Dot{5, 5})
	assert.Len(t, show.Live().Marks.Dots, 3, "the hand was lifted by then")
	show.Draw(stroke(2))
	show.Next()
	show.Extend(Dot{5, 5})
	assert.Nil(t, show.Live().Marks)
	show.Back()
	show.Extend(Dot{5, 5})
	assert.Len(t, show.Live().Marks.Dots, 2)
}

func TestShow_drawsOnlyWhatCanBeDrawn(t *testing.T) {
	show, _, _ := begin(small(), Options{})
	for _, st := range []Stroke{
		{}, {Panel: OnMap}, {Panel: "window", Dots: []Dot{{1, 1}}}, {Panel: OnSlide, Dots: []Dot{{math.NaN(), 0}, {0, math.Inf(-1)}, {1e8, 0}}},
	} {
		show.Draw(st)
		assert.Nil(t, show.Live().Marks)
	}
	show.Draw(Stroke{Panel: OnMap, Dots: []Dot{{math.NaN(), 0}, {6.14326, 46.20439}}})
	assert.Equal(t, []Dot{{6.14326, 46.20439}}, show.Live().Marks.Dots)
}

func TestShow_marksAreBounded(t *testing.T) {
	s := builtIn(t)
	show, _, _ := begin(s, Options{})
	line := Stroke{Panel: OnPlot}
	for i := range 3*maxDots + 1 {
		line.Dots = append(line.Dots, Dot{float64(i), 0})
	}
	show.Draw(line)
	dots := show.Live().Marks.Dots
	assert.LessOrEqual(t, len(dots), maxDots)
	assert.Equal(t, []float64{0, 3 * maxDots}, []float64{dots[0].X, dots[len(dots)-1].X}, "its ends stay")
	for range 5 * maxDots {
		show.Extend(Dot{1, 1})
		require.LessOrEqual(t, len(show.Live().Marks.Dots), maxDots)
	}
	for i := range 3 * maxStrokes {
		show.Draw(stroke(float64(i)))
	}
	marks := firsts(show.Live().Marks)
	assert.Len(t, marks, maxStrokes)
	assert.Equal(t, float64(2*maxStrokes), marks[0], "the oldest are forgotten")
	undone := 0
	for show.UndoMark() {
		undone++
	}
	assert.Equal(t, maxUndo, undone)

	for step := range show.Steps() {
		show.Goto(step)
		for range maxStrokes {
			show.Draw(line)
		}
		all := 0
		for _, d := range show.drawings {
			all += d.top.dots()
		}
		require.LessOrEqual(t, all, maxAllDots)
		require.Len(t, firsts(show.Live().Marks), maxStrokes, "the step itself keeps its own")
	}
}

func TestShow_tellsOfEachChangeOnceAndOfNothingElse(t *testing.T) {
	s := builtIn(t)
	show, store, h := begin(s, Options{From: "geneva"})
	calls := 0
	stop := show.Listen(func() {
		calls++
		assert.Equal(t, store.Now().Beat, show.Room().View.Beat)
	})
	told := func(want int, what string, do func()) {
		t.Helper()
		calls = 0
		do()
		assert.Equal(t, want, calls, what)
	}
	told(1, "next", show.Next)
	told(1, "back", show.Back)
	told(1, "a change of the View", func() { store.Set(view.ZoomDays(s, store.Now(), s.AsOf, 2)) })
	told(0, "a sheet", func() { v := store.Now(); v.Sheet = "keys"; store.Set(v) })
	told(1, "undo", func() { store.Undo() })
	told(1, "point", func() { show.SetPoint(Point{On: true}) })
	told(0, "the same point", func() { show.SetPoint(Point{On: true}) })
	told(1, "spot", show.ToggleSpot)
	told(1, "black", func() { show.SetBlank(Black) })
	told(1, "a stroke", func() { show.Draw(stroke(1)) })
	told(1, "more of it", func() { show.Extend(Dot{5, 5}) })
	told(1, "undo of it", func() { show.UndoMark() })
	told(0, "nothing to undo", func() { show.UndoMark() })
	told(1, "freeze", show.Freeze)
	told(0, "freeze again", show.Freeze)
	told(1, "push", show.Push)
	told(0, "push again", show.Push)
	told(0, "drop of nothing", show.Drop)
	told(1, "freeze", show.Freeze)
	told(1, "drop", show.Drop)
	told(1, "clock", show.ToggleClock)
	h.pass(minute)
	told(0, "time goes by", func() { show.Times(); show.Pace(); show.Told(); show.Keep() })
	told(1, "pause", show.PauseClock)
	told(0, "pause again", show.PauseClock)
	told(1, "restart", show.RestartClock)
	told(1, "length", func() { show.SetLength(25) })
	told(0, "the same length", func() { show.SetLength(25) })
	told(1, "another talk", func() { show.SetTalk(show.Talk().SetNotes("geneva", "x")) })
	told(0, "the same talk", func() { show.SetTalk(show.Talk()) })
	told(1, "leave out", func() { show.Leave("madrid") })
	told(0, "leave out again", func() { show.Leave("madrid") })
	told(1, "restore", func() { show.Restore("madrid") })
	told(0, "restore again", func() { show.Restore("madrid") })
	stop()
	told(0, "after the end of listening", show.Next)
	show.Listen(func() { calls++ })
	show.Close()
	told(0, "after the end of it all", func() { store.Set(view.Start(s)) })
}

func TestShow_aListenerMayGoOn(t *testing.T) {
	show, _, _ := begin(small(), Options{})
	var seen []int
	show.Listen(func() {
		seen = append(seen, show.At())
		if show.At() < 3 {
			show.Next()
		}
	})
	show.Next()
	assert.Equal(t, []int{1, 2, 3}, seen)
}

func TestShow_countsTheTimeOfEachItem(t *testing.T) {
	show, store, h := begin(small(), Options{})
	h.pass(minute)
	assert.Empty(t, show.Times(), "the clock has not run")
	show.StartClock()
	h.pass(40 * second)
	show.Next()
	h.pass(10 * second)
	store.Set(view.Start(show.Story()))
	h.pass(5 * second)
	show.PauseClock()
	h.pass(minute)
	show.Next()
	show.ToggleClock()
	h.pass(3 * second)
	show.Goto(0)
	h.pass(2 * second)
	assert.Equal(t, map[string]time.Duration{"a": 42 * second, "b": 15 * second, "c": 3 * second}, show.Times())
	assert.Equal(t, minute, show.Elapsed())
	assert.InDelta(t, 42.0/330, show.Told(), 1e-9)

	show.RestartClock()
	assert.Zero(t, show.Elapsed())
	assert.True(t, show.Clock().Running)
	h.pass(4 * second)
	assert.Equal(t, map[string]time.Duration{"a": 4 * second}, show.Times())
}

func TestShow_offersToLeaveOutWhenFarBehind(t *testing.T) {
	show, _, h := begin(small(), Options{})
	show.StartClock()
	h.pass(80 * second) // the first step ends at 60
	_, ok := show.LeaveOut()
	assert.False(t, ok, "20 s are not worth it")
	h.pass(second)
	assert.Equal(t, Pace{Behind, 21 * second}, show.Pace())
	item, ok := show.LeaveOut()
	require.True(t, ok)
	assert.Equal(t, "c", item.ID, "the next that could be left out")
	show.Leave("c")
	assert.Equal(t, []string{"a", "b", "d", "e", "f"}, ids(show.Steps()))
	assert.Equal(t, Pace{Tempo: OnTime}, show.Pace(), "its 30 s are gained")
	_, ok = show.LeaveOut()
	assert.False(t, ok)
	assert.Equal(t, "c", show.LeftOut()[0].ID)
	h.pass(minute)
	item, _ = show.LeaveOut()
	assert.Equal(t, "f", item.ID)
	show.Leave("f")
	_, ok = show.LeaveOut()
	assert.False(t, ok, "there is no other")
	show.Restore("c")
	assert.Equal(t, []string{"a", "b", "c", "d", "e"}, ids(show.Steps()))
	show.Leave("a")
	show.Leave("nothing")
	assert.Len(t, show.LeftOut(), 1, "what is told is not left out")
	show.SetTalk(show.Talk().Hide("z", false))
	show.Goto(99)
	_, ok = show.LeaveOut()
	assert.False(t, ok, "behind the end mark no time counts")
}

func TestShow_goesOnWithAnotherTalkOrLengthAtTheSameItem(t *testing.T) {
	s := small()
	show, store, h := begin(s, Options{From: "d"})
	show.StartClock()
	h.pass(7 * second)
	looking := view.ZoomDays(s, store.Now(), 130, 3)
	store.Set(looking)
	at := func(want string, change func()) {
		t.Helper()
		change()
		assert.Equal(t, want, show.itemID())
		assert.Equal(t, looking, store.Now(), "what is looked at stays")
	}
	at("d", func() { show.SetLength(1) })
	assert.Equal(t, []string{"a", "d"}, ids(show.Steps()))
	at("d", func() { show.SetLength(0) })
	at("d", func() { show.SetTalk(show.Talk().Move("d", 0)) })
	assert.Zero(t, show.At())
	at("a", func() { show.SetTalk(show.Talk().Move("a", 0).Hide("d", true)) })
	assert.Equal(t, "b", show.Steps()[show.At()+1].Item.ID)
	assert.Equal(t, "Headline of d", show.Live().Headline)
	h.pass(2 * second)
	assert.Equal(t, map[string]time.Duration{"d": 7 * second, "a": 2 * second}, show.Times())

	own, id := show.Talk().Insert("b", looking)
	show.SetTalk(own)
	show.Goto(show.Plan().Index(id))
	show.Draw(stroke(1))
	at("b", func() { show.SetTalk(own.Remove(id)) })
	assert.Empty(t, show.drawings, "what was drawn on it is forgotten")
	assert.NotContains(t, show.Times(), id)

	at("b", func() { show.SetTalk(FromStory(s)) })
	show.SetTalk(show.Talk().Hide("a", true))
	show.Goto(0)
	looking = store.Now()
	at("c", func() { show.SetTalk(show.Talk().Hide("b", true)) })
}

func TestShow_looksAtWhatThePlanHasNot(t *testing.T) {
	s := small()
	show, store, _ := begin(s, Options{Length: 1})
	show.Look("d")
	assert.Equal(t, 1, show.At())
	show.Look("e")
	assert.Equal(t, 1, show.At(), "it is no step of this length")
	assert.Equal(t, "e", store.Now().Beat)
	show.Look("z")
	assert.Equal(t, "z", store.Now().Beat)
	assert.True(t, store.Now().Epilogue)
	before := store.Now()
	show.Look("nothing")
	assert.Equal(t, before, store.Now())
	show.Back()
	assert.False(t, store.Now().Epilogue)
}

func TestShow_theEndMarkIsCrossedAndDoesNotCount(t *testing.T) {
	s := small()
	show, store, h := begin(s, Options{})
	show.SetTalk(show.Talk().Hide("z", false))
	show.Last()
	assert.Equal(t, "f", show.itemID())
	show.StartClock()
	h.pass(minute)
	show.Next()
	assert.Equal(t, Room{View: store.Now(), Headline: "Headline of z", Step: 6, Steps: 6}, show.Room())
	assert.Equal(t, Pace{Tempo: Done}, show.Pace())
	assert.InDelta(t, 1, show.Told(), 1e-9)
}

func TestShow_ofAnEmptyTalk(t *testing.T) {
	s := small()
	talk := FromStory(s)
	for _, item := range talk.Items {
		talk = talk.Hide(item.ID, true)
	}
	h := newHand()
	store := view.NewStore(s, view.Start(s))
	show := New(store, talk, Options{Now: h.now, From: "a"})
	show.Next()
	show.Last()
	show.Goto(3)
	show.Draw(stroke(1))
	show.StartClock()
	h.pass(minute)
	show.Freeze()
	show.Drop()
	_, ok := show.Item()
	assert.False(t, ok)
	assert.Equal(t, Room{View: view.Start(s), Headline: "Headline of a"}, show.Room())
	assert.Empty(t, show.Times())
	assert.False(t, show.End().Whole)
	back, err := Resume(view.NewStore(s, view.Start(s)), show.Keep(), Options{Now: h.now})
	require.NoError(t, err)
	assert.Equal(t, show.Room(), back.Room())
	show.SetTalk(FromStory(s))
	assert.Equal(t, "a", show.itemID())
}

func TestEnd_isTheEntryOfTheLog(t *testing.T) {
	s := small()
	show, _, h := begin(s, Options{Length: 1})
	show.SetTalk(show.Talk().Hide("z", false).Rename("Mine"))
	h.pass(minute)
	began := h.now()
	show.StartClock()
	h.pass(10 * second)
	show.Next()
	h.pass(20 * second)
	r := show.End()
	assert.Equal(t, Run{
		Began: began, Talk: "Mine", Length: 1, Total: 30 * second, Whole: true,
		Times: []Time{
			{"a", "Short a", 30 * second, 10 * second, false},
			{"d", "Short d", 30 * second, 20 * second, false},
			{"z", "Short z", 40 * second, 0, true},
		},
	}, r)
	assert.False(t, show.Clock().Running)

	half, _, h := begin(s, Options{Length: 1})
	half.StartClock()
	h.pass(minute)
	half.Next()
	h.pass(second)
	assert.False(t, half.End().Whole, "the last item was passed over")

	next, _, h := begin(s, Options{Length: 1, Rehearsed: Rehearsed([]Run{r}, "Mine")})
	assert.Equal(t, "a:20 d:40", said(next.Plan()), "one's own times, drawn to the length")
	next.StartClock()
	h.pass(20 * second)
	share, ok := next.Mark()
	assert.True(t, ok)
	assert.InDelta(t, (20+20.0)/60, share, 1e-9)
}
