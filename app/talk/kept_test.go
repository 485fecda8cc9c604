package talk

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/data"
)

// seen is what a talk looks like from outside, with marks written out, for comparing
// a talk with the one that was resumed.
func seen(t testing.TB, s *Show) string {
	t.Helper()
	picture := func(r Room) string {
		marks := lines(r.Marks)
		r.Marks = nil
		return fmt.Sprintf("%+v marks %v", r, marks)
	}
	var steps []string
	for _, step := range s.Steps() {
		steps = append(steps, fmt.Sprintf("%+v", step))
	}
	raw, err := json.Marshal(s.Keep().Marks)
	require.NoError(t, err)
	return strings.Join([]string{
		"live " + picture(s.Live()), "room " + picture(s.Room()), fmt.Sprint("frozen ", s.Frozen()), fmt.Sprint("length ", s.Length()),
		"steps " + strings.Join(steps, "\n"), fmt.Sprint("left ", s.LeftOut()), fmt.Sprint("clock ", s.Clock().Running, s.Elapsed()),
		fmt.Sprint("times ", s.Times()), "marks " + string(raw), "talk " + s.Talk().Name,
	}, "\n")
}

// again is a talk as it is after the program ended and began again that much later.
func again(t testing.TB, show *Show, later time.Duration) (*Show, *hand) {
	t.Helper()
	raw, err := json.Marshal(show.Keep())
	require.NoError(t, err)
	var k Kept
	require.NoError(t, json.Unmarshal(raw, &k))
	h := newHand()
	h.at = show.now().Add(later)
	s := show.Story()
	back, err := Resume(view.NewStore(s, view.Start(s)), k, Options{Now: h.now, Rehearsed: show.rehearsed})
	require.NoError(t, err)
	return back, h
}

func TestResume_comesBackToTheSamePlace(t *testing.T) {
	s := builtIn(t)
	show, store, h := begin(s, Options{Length: 10, Rehearsed: map[string]time.Duration{"geneva": 70 * second}})
	show.StartClock()
	h.pass(30 * second)
	show.Goto(5)
	h.pass(20 * second)
	show.Draw(stroke(1))
	show.Goto(6)
	show.Draw(stroke(2))
	show.Draw(Stroke{Panel: OnMap, Dots: []Dot{{6.14326, 46.20439}}})
	assert.Equal(t, seen(t, show), seen(t, first(again(t, show, 0))))

	talk, id := show.Talk().Insert("doubled", view.ToMeeting(s, view.WithEpilogue(s, store.Now(), true), "madrid"))
	show.SetTalk(talk.Rename("Mine").SetHeadline("geneva", "My words").Move("geneva", 2).Hide("busan", false))
	show.Goto(show.Plan().Index(id))
	show.Leave("stockholm")
	store.Set(view.ZoomDays(s, store.Now(), s.AsOf, 3))
	v := store.Now()
	v.Pin, v.Measure, v.MapList = s.AsOf-9, s.Measures[1].ID, true
	v.Map.Zoom, v.Map.Lon, v.Map.Lat = 3.5, 12.25, -7.5
	store.Set(v)
	show.SetBlank(White)
	show.ToggleSpot()
	show.Freeze()
	show.Next()
	store.Set(view.ToDay(s, store.Now(), s.Start+40))
	show.Draw(stroke(7))
	show.SetBlank(Black)
	h.pass(12 * second)
	show.PauseClock()
	back, _ := again(t, show, time.Hour)
	assert.Equal(t, seen(t, show), seen(t, back))

	for _, x := range []*Show{show, back} {
		x.Drop()
		assert.True(t, x.UndoMark() == false, "nothing was drawn on the held step")
	}
	assert.Equal(t, seen(t, show), seen(t, back), "both return to the same")
	for _, x := range []*Show{show, back} {
		x.Goto(6)
		x.UndoMark()
	}
	assert.Equal(t, firsts(show.Live().Marks), firsts(back.Live().Marks), "marks are undone stroke by stroke")
	assert.Equal(t, show.End(), back.End())
}

func first(s *Show, _ *hand) *Show { return s }

func TestResume_theClockRunsOnForTenMinutes(t *testing.T) {
	for _, c := range []struct {
		name    string
		running bool
		later   time.Duration
		want    time.Duration
		runs    bool
	}{
		{"soon", true, 5 * second, 35 * second, true},
		{"at once", true, 0, 30 * second, true},
		{"just in time", true, 10 * minute, 30*second + 10*minute, true},
		{"too late", true, 10*minute + second, 30 * second, false},
		{"paused", false, 5 * second, 30 * second, false},
		{"the wall clock was set back a little", true, -minute, 30 * second, true},
		{"the wall clock was set back a day", true, -24 * time.Hour, 30 * second, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			show, _, h := begin(small(), Options{})
			show.StartClock()
			h.pass(30 * second)
			if !c.running {
				show.PauseClock()
			}
			back, now := again(t, show, c.later)
			assert.Equal(t, c.want, back.Elapsed())
			assert.Equal(t, c.runs, back.Clock().Running)
			spent := 30 * second
			if c.runs {
				spent = c.want
			}
			assert.Equal(t, map[string]time.Duration{"a": spent}, back.Times())
			now.pass(second)
			if c.runs {
				spent += second
			}
			assert.Equal(t, spent, back.Times()["a"])
			assert.Equal(t, show.began, back.End().Began)
		})
	}
}

func TestResume_refusesWhatIsForeignOrDamaged(t *testing.T) {
	s := small()
	show, _, _ := begin(s, Options{From: "d"})
	good := show.Keep()
	for name, c := range map[string]struct {
		spoil func(*Kept)
		want  string
	}{
		"another story":   {func(k *Kept) { k.Story = "other" }, `of the story "other", and "small" is open`},
		"nothing":         {func(k *Kept) { *k = Kept{} }, `of the story ""`},
		"an unknown item": {func(k *Kept) { k.Item = "nowhere" }, `its plan has no item "nowhere"`},
		"no item":         {func(k *Kept) { k.Item = "" }, `its plan has no item ""`},
		"a broken talk":   {func(k *Kept) { k.Talk = &file{Format: 1, Story: "small", Items: []Item{{ID: "x", Beat: "x"}}} }, `the story has no beat "x"`},
		"a talk of another story": {func(k *Kept) { k.Talk = &file{Format: 1, Story: "x"} },
			`the talk is made of the story "x"`},
	} {
		t.Run(name, func(t *testing.T) {
			k := good
			c.spoil(&k)
			store := view.NewStore(s, view.Start(s))
			heard := 0
			store.Listen(func(_, _ view.View) { heard++ })
			back, err := Resume(store, k, Options{})
			assert.ErrorContains(t, err, c.want)
			assert.Nil(t, back)
			assert.Zero(t, heard)
			assert.Equal(t, view.Start(s), store.Now())
		})
	}
}

func TestResume_mendsWhatIsOutOfBounds(t *testing.T) {
	s := small()
	show, _, h := begin(s, Options{From: "d"})
	k := show.Keep()
	k.View.Day, k.View.Card, k.View.Sheet = 9999, "gone", "keys"
	k.Length, k.Blank, k.Elapsed, k.Running, k.Seen = 5000, "pink", -second, true, h.now()
	k.Times = map[string]time.Duration{"a": -1, "b": math.MaxInt64, "gone": 5}
	k.Left = []string{"gone", "b"}
	k.Marks = []Marked{{"gone", []Line{{OnPlot, "", 0, []Dot{{1, 1}}}}}, {"d", []Line{{"ceiling", "", 0, []Dot{{1, 1}}}, {OnMap, "", 0, []Dot{{1, 1}}}}}, {"d", nil}}
	k.Held = &Held{Item: "gone", View: view.View{Beat: "gone"}, Point: Point{On: true, X: 7}}
	store := view.NewStore(s, view.Start(s))
	back, err := Resume(store, k, Options{Now: h.now})
	require.NoError(t, err)
	assert.Equal(t, view.Valid(s, store.Now()), store.Now())
	assert.Equal(t, Clear, back.Live().Blank)
	assert.Zero(t, back.Elapsed())
	assert.Equal(t, map[string]time.Duration{"a": 0, "b": longestTalk}, back.Times())
	assert.Equal(t, []string{"a", "c", "d", "e", "f"}, ids(back.Steps()))
	assert.Len(t, back.Live().Marks.Strokes(), 1)
	assert.Equal(t, Room{View: view.Start(s)}, back.Room())
	back.Drop()
	assert.Equal(t, view.Start(s), store.Now())
}

func TestKeep_doesNotChangeWhileTheTalkGoesOn(t *testing.T) {
	s := builtIn(t)
	show, store, h := begin(s, Options{})
	show.StartClock()
	show.Draw(stroke(1))
	show.SetTalk(show.Talk().Rename("Mine"))
	show.Freeze()
	k := show.Keep()
	before, err := json.Marshal(k)
	require.NoError(t, err)
	h.pass(minute)
	for range 20 {
		show.Extend(Dot{3, 3})
	}
	show.Leave("madrid")
	show.SetTalk(show.Talk().Hide("geneva", true))
	show.Next()
	store.Set(view.Start(s))
	show.Drop()
	after, err := json.Marshal(k)
	require.NoError(t, err)
	assert.JSONEq(t, string(before), string(after))
}

func TestKept_theBuiltInTalkIsNotWrittenOut(t *testing.T) {
	s := builtIn(t)
	show, _, _ := begin(s, Options{})
	assert.Nil(t, show.Keep().Talk)
	show.SetTalk(show.Talk().Hide("madrid", true))
	assert.NotNil(t, show.Keep().Talk)
	show.SetTalk(show.Talk().Hide("madrid", false))
	assert.Nil(t, show.Keep().Talk)
}

func TestKept_since(t *testing.T) {
	h := newHand()
	k := Kept{Item: "a", Seen: h.now(), Elapsed: minute, Times: map[string]time.Duration{"a": minute}}
	assert.Equal(t, k, k.since(h.now().Add(second)), "a clock that stands shows the same")
	k.Running = true
	later := k.since(h.now().Add(5 * second))
	assert.Equal(t, Kept{Item: "a", Seen: h.now().Add(5 * second), Running: true, Elapsed: 65 * second, Times: map[string]time.Duration{"a": 65 * second}}, later)
	assert.Equal(t, minute, k.Times["a"], "what was kept is as it was")
	assert.Equal(t, k, k.since(h.now().Add(-second)))
}

func TestStore_givesBackWhatWasSaved(t *testing.T) {
	s := builtIn(t)
	store := In(filepath.Join(t.TempDir(), "not", "yet"))
	_, ok, err := store.Load()
	require.NoError(t, err)
	assert.False(t, ok)
	require.NoError(t, store.Clear(), "there is nothing to clear")
	show, _, _ := begin(s, Options{From: "geneva"})
	show.Draw(stroke(1))
	require.NoError(t, store.Save(show.Keep()))
	k, ok, err := store.Load()
	require.NoError(t, err)
	require.True(t, ok)
	back, err := Resume(view.NewStore(s, view.Start(s)), k, Options{Now: show.now})
	require.NoError(t, err)
	assert.Equal(t, seen(t, show), seen(t, back))
	require.NoError(t, store.Clear())
	_, ok, err = store.Load()
	require.NoError(t, err)
	assert.False(t, ok)
}

func TestStore_ofABrokenFileIsAnErrorAndNothing(t *testing.T) {
	for _, content := range []string{"", "{", "[]", `{"story": 7}`, `{"story":"tariffs","marks":[{"lines":[{"dots":[["x"]]}]}]}`} {
		folder := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(folder, "talk.json"), []byte(content), 0o644))
		k, ok, err := In(folder).Load()
		assert.ErrorContains(t, err, "talk.json")
		assert.False(t, ok)
		assert.Equal(t, Kept{}, k)
	}
}

func TestStore_keepsTheLogAndPutsADamagedOneAside(t *testing.T) {
	folder := t.TempDir()
	store := In(folder)
	runs, err := store.Runs()
	require.NoError(t, err)
	assert.Empty(t, runs)
	a, b := run("", true, Time{Item: "a", Name: "A", Spent: second}), run("mine", false)
	require.NoError(t, store.AddRun(a))
	require.NoError(t, store.AddRun(b))
	runs, err = store.Runs()
	require.NoError(t, err)
	assert.Equal(t, []Run{a, b}, runs)

	require.NoError(t, os.WriteFile(filepath.Join(folder, "runs.json"), []byte("[{"), 0o644))
	_, err = store.Runs()
	assert.ErrorContains(t, err, "runs.json")
	require.NoError(t, store.AddRun(a))
	runs, err = store.Runs()
	require.NoError(t, err)
	assert.Equal(t, []Run{a}, runs)
	old, err := os.ReadFile(filepath.Join(folder, "runs-damaged.json"))
	require.NoError(t, err)
	assert.Equal(t, "[{", string(old))
}

func TestStore_keepsOwnTalksByTheirNames(t *testing.T) {
	s := small()
	folder := t.TempDir()
	store := In(folder)
	talks, err := store.Talks(s)
	require.NoError(t, err)
	assert.Empty(t, talks)
	a, b := FromStory(s).Rename("Class 10b / Monday").Hide("a", true), FromStory(s).Rename("中文")
	again := a.SetSeconds("b", 5)
	for _, talk := range []*Talk{a, b, again, FromStory(builtIn(t)).Rename("Class 10b / Monday")} {
		require.NoError(t, store.SaveTalk(talk))
	}
	talks, err = store.Talks(s)
	require.NoError(t, err)
	assert.ElementsMatch(t, []*Talk{again, b}, talks)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "talks", "bad"+Extension), []byte("{"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "talks", "note.txt"), []byte("{"), 0o644))
	talks, err = store.Talks(s)
	assert.EqualError(t, err, "bad.truceline-talk:1:2: the file ends too early: part of it is missing")
	assert.Len(t, talks, 2, "the others can be read")
	require.NoError(t, store.RemoveTalk(a))
	require.NoError(t, store.RemoveTalk(a), "twice does no harm")
	talks, _ = store.Talks(s)
	assert.Equal(t, []*Talk{b}, talks)
	entries, err := os.ReadDir(filepath.Join(folder, "talks"))
	require.NoError(t, err)
	for _, e := range entries {
		assert.Regexp(t, `^[a-z0-9.-]+$`, e.Name())
	}
}

func TestStore_ofNoFolderKeepsNothing(t *testing.T) {
	var store Store
	s := small()
	require.NoError(t, store.Save(Kept{}))
	require.NoError(t, store.Clear())
	require.NoError(t, store.AddRun(run("", true)))
	require.NoError(t, store.SaveTalk(FromStory(s)))
	require.NoError(t, store.RemoveTalk(FromStory(s)))
	_, ok, err := store.Load()
	assert.False(t, ok)
	require.NoError(t, err)
	runs, err := store.Runs()
	require.NoError(t, err)
	assert.Empty(t, runs)
	talks, err := store.Talks(s)
	require.NoError(t, err)
	assert.Empty(t, talks)
}

// FuzzResume goes on with whatever a file may hold.
func FuzzResume(f *testing.F) {
	s := small()
	show, _, h := begin(s, Options{From: "d"})
	show.StartClock()
	show.Draw(stroke(1))
	show.SetTalk(show.Talk().Rename("Mine"))
	show.Freeze()
	for _, k := range []Kept{show.Keep(), {Story: "small", Item: "a"}, {Story: "small", Item: "a", Length: -1, Held: &Held{Marks: []Marked{{}}}}} {
		raw, err := json.Marshal(k)
		require.NoError(f, err)
		f.Add(string(raw))
	}
	f.Fuzz(func(t *testing.T, text string) {
		var k Kept
		if json.Unmarshal([]byte(text), &k) != nil {
			return
		}
		store := view.NewStore(s, view.Start(s))
		back, err := Resume(store, k, Options{Now: h.now})
		if err != nil {
			assert.Equal(t, view.Start(s), store.Now())
			return
		}
		assert.Equal(t, view.Valid(s, store.Now()), store.Now())
		assert.Equal(t, view.Valid(s, back.Room().View), back.Room().View)
		twice, _ := again(t, back, 0)
		assert.Equal(t, seen(t, back), seen(t, twice))
		back.Next()
		back.Drop()
		back.UndoMark()
		back.End()
	})
}

// TestKept_daysComeBack guards that a day that is not set is kept as one.
func TestKept_daysComeBack(t *testing.T) {
	raw, err := json.Marshal(Point{On: true, Day: data.NoDay})
	require.NoError(t, err)
	var p Point
	require.NoError(t, json.Unmarshal(raw, &p))
	assert.Equal(t, data.NoDay, p.Day)
}
