package window

import (
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/talk"
	"truceline/app/view"
	"truceline/charts"
	"truceline/data"
	"truceline/data/load"
)

// builtIn is the story that the program opens by itself.
func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

// reader follows the program as a reader does: it knows what each step must lead
// to, and finds the record of it next in the log.
type reader struct {
	*Session
	story *data.Story
	now   view.View // what the program must be looking at
}

// begin starts the program with a light theme and finds that it begins as the story
// does: with its first scene, or that of the step that is asked for.
func begin(t testing.TB, o Options) *reader {
	t.Helper()
	o.Args = append([]string{"--theme", "light"}, o.Args...)
	r := &reader{Session: Start(t, o), story: builtIn(t)}
	r.now = view.Begin(r.story)
	if at := slices.Index(o.Args, "--beat"); at >= 0 {
		r.now = view.ToBeat(r.story, r.now, o.Args[at+1])
	}
	require.Equal(t, r.now, r.NextView(), "what the program begins with")
	return r
}

// read begins and goes on to Explore, where every tool is.
func read(t testing.TB, o Options) *reader {
	t.Helper()
	r := begin(t, o)
	r.Key("ctrl+2")
	r.leadsTo(view.ToMode(r.story, r.now, view.Explore))
	r.Settle()
	return r
}

// leadsTo finds that the next View in the log is this one.
func (r *reader) leadsTo(v view.View) {
	r.t.Helper()
	r.now = v
	require.Equal(r.t, v, r.NextView())
}

// wellBehaved finds, at the end of a test, that nothing happened that was not asked
// for and that nothing went wrong unnoticed.
func (r *reader) wellBehaved() {
	r.t.Helper()
	r.NoMoreViews()
	assert.Empty(r.t, r.Errors(), "errors in the log")
	assert.Empty(r.t, r.Said(), "what the program said")
	sockets, err := r.pid.internetSockets()
	assert.NoError(r.t, err)
	assert.Empty(r.t, sockets, "open internet sockets")
	assert.True(r.t, r.Running())
}

func TestWindow_everyPlaceThatCanBeClickedLeadsToItsView(t *testing.T) {
	r := read(t, Options{})
	s := r.story
	assert.Regexp(t, `^Truceline\b`, r.Title())
	w, h := r.Size()
	assert.Equal(t, [2]int{1440, 900}, [2]int{w, h})

	for _, m := range s.MeetingsShown(false) {
		r.Click("meeting/" + m.ID)
		r.leadsTo(view.ToMeeting(s, r.now, m.ID))
	}
	r.Click("beat/5")
	r.leadsTo(view.ToBeat(s, r.now, s.BeatsShown(false)[4].ID))

	id := r.otherCard()
	r.ClickIn("card/"+id, 0.9, 0.1) // beside its words, some of which are links
	r.leadsTo(view.ToCard(s, r.now, id))

	for _, lens := range []string{"brief", "why", "who", "story"} {
		r.Click("lens/" + lens)
		r.leadsTo(view.ToLens(s, r.now, lens))
	}

	var days []data.Day
	for _, share := range []float64{0.2, 0.45, 0.7} {
		r.ClickIn("plot", share, 0.35)
		v := r.NextView()
		r.now = view.ToDay(s, r.now, v.Day)
		require.Equal(t, r.now, v)
		days = append(days, v.Day)
	}
	assert.True(t, slices.IsSorted(days), "days from left to right: %v", days)
	assert.Greater(t, days[2]-days[0], data.Day(100))

	r.Key("ctrl+z")
	assert.Equal(t, days[1], r.NextView().Day)
	r.Key("ctrl+shift+z")
	r.leadsTo(r.now)
	r.wellBehaved()
}

// otherCard is the id of a card that is seen and not selected.
func (r *reader) otherCard() string {
	r.t.Helper()
	for _, target := range r.TargetsOf("card/") {
		if id := strings.TrimPrefix(target.ID, "card/"); id != r.now.Card && target.H > 60 {
			return id
		}
	}
	r.t.Fatal("there is no other card in sight")
	return ""
}

func TestWindow_keysStepThroughTheStoryAndBack(t *testing.T) {
	r := read(t, Options{})
	s := r.story
	beats := s.BeatsShown(false)
	r.Key("End")
	r.leadsTo(view.Step(s, r.now, len(beats)))
	r.Key("Home")
	r.leadsTo(view.Step(s, r.now, -len(beats)))
	for _, step := range []struct {
		key string
		by  int
	}{{"Right", +1}, {"Next", +1}, {"space", +1}, {"Left", -1}, {"Prior", -1}, {"Right", +1}} {
		r.Key(step.key)
		r.leadsTo(view.Step(s, r.now, step.by))
	}
	// At the ends nothing is left to step to.
	r.Key("Home")
	r.leadsTo(view.Step(s, r.now, -len(beats)))
	r.Key("Left")
	r.NoMoreViews()

	// Looking is undone and done again, step by step.
	looked := []view.View{r.now}
	for range 3 {
		r.Key("Right")
		r.leadsTo(view.Step(s, r.now, +1))
		looked = append(looked, r.now)
	}
	for i := 2; i >= 0; i-- {
		r.Key("ctrl+z")
		r.leadsTo(looked[i])
	}
	for i := 1; i <= 3; i++ {
		r.Key("ctrl+shift+z")
		r.leadsTo(looked[i])
	}
	r.wellBehaved()
}

func TestWindow_sheetsCloseWithEscape(t *testing.T) {
	r := read(t, Options{})
	with := func(sheet string) view.View {
		v := r.now
		v.Sheet = sheet
		return v
	}
	for _, key := range []string{"question", "F1"} {
		r.Key(key)
		r.leadsTo(with("keys"))
		r.Target("sheet/close")
		r.Key("Right") // what lies below does not move
		r.Key("Escape")
		r.leadsTo(with(""))
	}
	r.Key("question")
	r.leadsTo(with("keys"))
	r.Click("sheet/close")
	r.leadsTo(with(""))

	// Escape never ends the program.
	r.Key("Escape", "Escape")
	r.wellBehaved()
	assert.Zero(t, r.Close())
}

func TestWindow_laterEventsShowOnlyWhenAskedFor(t *testing.T) {
	r := read(t, Options{})
	s := r.story
	later := func(id string) bool { _, there := r.Targets()["meeting/"+id]; return there }
	r.Key("End")
	r.leadsTo(view.Step(s, r.now, 100))
	assert.False(t, later("beijing"))

	r.Key("e")
	r.leadsTo(view.WithEpilogue(s, r.now, true))
	assert.True(t, r.now.Epilogue)
	for _, m := range s.MeetingsShown(true) {
		r.Click("meeting/" + m.ID)
		r.leadsTo(view.ToMeeting(s, r.now, m.ID))
	}
	assert.True(t, later("beijing"))
	r.Key("e")
	r.leadsTo(view.WithEpilogue(s, r.now, false))
	r.until("the later meetings to go", func() bool { _, there := r.journal.targets["meeting/beijing"]; return !there })
	r.wellBehaved()
}

func TestWindow_tabWalksTheMeetingsInOrder(t *testing.T) {
	r := read(t, Options{})
	s := r.story
	meetings := s.MeetingsShown(false)

	// From wherever the keyboard is, Tab comes to the first meeting, and its ring is
	// seen.
	first := "meeting/" + meetings[0].ID
	r.Point(5, 5) // a pointer over a marker draws a ring as well
	tabs := 0
	for ; !r.ringed(first); tabs++ {
		require.Less(t, tabs, 80, "Tab never came to %s", first)
		r.Key("Tab")
	}
	for i, m := range meetings {
		if i > 0 {
			r.Key("Tab")
		}
		r.Key("Return")
		r.leadsTo(view.ToMeeting(s, r.now, m.ID))
		r.Key("Escape") // closes the meeting's card; the focus comes back
		r.leadsTo(view.CloseMeeting(s, r.now))
	}
	r.Key("shift+Tab", "Return")
	r.leadsTo(view.ToMeeting(s, r.now, meetings[len(meetings)-2].ID))
	r.wellBehaved()
}

// ringed tells whether a ring of the focus is drawn about a target.
func (r *reader) ringed(id string) bool {
	r.t.Helper()
	at := r.Target(id)
	const air = 5
	around := image.Rect(at.X-air, at.Y-air, at.X+at.W+air, at.Y+at.H+air)
	return count(r.Picture(), around, charts.Light.Color(charts.First)) > 50
}

// count returns how many px of a part of a picture have a colour, or nearly so.
func count(img *image.RGBA, part image.Rectangle, c color.RGBA) int {
	n := 0
	part = part.Intersect(img.Bounds())
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			p := img.RGBAAt(x, y)
			if near(p.R, c.R) && near(p.G, c.G) && near(p.B, c.B) {
				n++
			}
		}
	}
	return n
}

func near(a, b uint8) bool { return max(a, b)-min(a, b) <= 32 }

func TestWindow_textGrowsAndShrinksByKeys(t *testing.T) {
	r := read(t, Options{})
	const step = "step/next"
	plain := r.Target(step).W
	comesTo := func(what string, right func(width int) bool) {
		t.Helper()
		r.until(what, func() bool { return right(r.journal.targets[step].W) })
	}
	r.Key("ctrl+plus")
	comesTo("Ctrl and + to make text larger", func(w int) bool { return w > plain })
	r.Key("ctrl+minus", "ctrl+minus")
	comesTo("Ctrl and − to make text smaller", func(w int) bool { return w < plain })
	r.Key("ctrl+0")
	comesTo("Ctrl and 0 to show text as designed", func(w int) bool { return w == plain })
	for range 10 {
		r.Key("ctrl+plus")
	}
	comesTo("text of twice the size", func(w int) bool { return w > plain*3/2 })
	r.until("the size to be kept", func() bool { return r.readPlace().Settings.TextScale == 2 })
	r.Click(step) // it can still be reached
	r.leadsTo(view.ToBeat(r.story, r.now, r.story.BeatsShown(false)[1].ID))
	r.wellBehaved()
}

// place is what the program keeps, as far as tests look at it.
type place struct {
	Story    string    `json:"story"`
	View     view.View `json:"view"`
	Settings struct {
		TextScale float64 `json:"text_scale"`
	} `json:"settings"`
}

func (s *Session) placeFile() string { return filepath.Join(s.config, "place.json") }

// readPlace returns what the program has kept; nothing kept is the zero place.
func (s *Session) readPlace() place {
	s.t.Helper()
	var p place
	raw, err := os.ReadFile(s.placeFile())
	if !errors.Is(err, fs.ErrNotExist) {
		require.NoError(s.t, err)
		require.NoError(s.t, json.Unmarshal(raw, &p), "%s is damaged: %s", s.placeFile(), raw)
	}
	return p
}

func TestWindow_draggingTheDaysSettlesOnOne(t *testing.T) {
	r := read(t, Options{})
	at := r.Target("scrubber")
	y := at.Y + at.H/2
	r.Drag(at.X+at.W/5, y, at.X+at.W*4/5, y)
	v := r.NextView()
	r.now = view.ToDay(r.story, r.now, v.Day)
	assert.Equal(t, r.now, v)
	assert.Greater(t, v.Day, data.Date(2025, 8, 1))
	r.wellBehaved()
}

func TestWindow_playingStepsAndStopsBeforeWhatIsOnlyThreatened(t *testing.T) {
	r := read(t, Options{Args: []string{"--reduced-motion"}})
	s := r.story
	r.Click("speed") // twice as fast
	r.Click("play")
	r.leadsTo(view.Step(s, r.now, +1))
	r.leadsTo(view.Step(s, r.now, +1))
	r.Key("Escape")
	r.Settle()

	r.Key("End", "Left")
	r.WaitView(func(view.View) bool { return true })
	r.now = view.Step(s, view.Step(s, r.now, 100), -1)
	r.leadsTo(r.now)
	r.Key("p")
	r.leadsTo(view.Step(s, r.now, +1))
	time.Sleep(2500 * time.Millisecond) // longer than it rests at a step
	r.wellBehaved()
}

func TestWindow_smallOneIsWhole(t *testing.T) {
	const w, h = 1024, 640
	r := read(t, Options{Width: w, Height: h, Args: []string{"--beat", "stockholm"}})
	s := r.story
	card, seen := r.Targets()["card/"+r.now.Card]
	assert.True(t, seen && card.H > 60, "the card of the step that was asked for is in sight: %+v", card)
	gotW, gotH := r.Size()
	require.Equal(t, [2]int{w, h}, [2]int{gotW, gotH})
	for id, at := range r.Targets() {
		assert.True(t, image.Rect(at.X, at.Y, at.X+at.W, at.Y+at.H).In(image.Rect(0, 0, w, h)), "%s lies at %+v", id, at)
	}
	markers := r.TargetsOf("meeting/")
	require.Len(t, markers, len(s.MeetingsShown(false)))
	for i, a := range markers {
		assert.GreaterOrEqual(t, min(a.W, a.H), 24, "%s is too small to hit", a.ID)
		for _, b := range markers[i+1:] {
			apart := math.Hypot(float64(a.X+a.W/2-b.X-b.W/2), float64(a.Y+a.H/2-b.Y-b.H/2))
			assert.Greater(t, apart, float64(a.W+b.W)/2-1, "%s and %s cover each other", a.ID, b.ID)
		}
	}
	for _, m := range s.MeetingsShown(false) {
		r.Click("meeting/" + m.ID)
		r.leadsTo(view.ToMeeting(s, r.now, m.ID))
	}
	// The rail shows all steps, at whatever width.
	last := fmt.Sprintf("beat/%d", len(s.BeatsShown(false)))
	r.Key("Home")
	r.leadsTo(view.Step(s, r.now, -100))
	r.Target(last)
	r.Key("End")
	r.leadsTo(view.Step(s, r.now, 100))
	r.Target(last)
	r.wellBehaved()
}

func TestWindow_needsNoNetwork(t *testing.T) {
	r := read(t, Options{NoNetwork: true})
	s := r.story
	r.Click("meeting/london")
	r.leadsTo(view.ToMeeting(s, r.now, "london"))
	r.Key("End")
	r.leadsTo(view.Step(s, r.now, 100))
	r.Key("e")
	r.leadsTo(view.WithEpilogue(s, r.now, true))
	r.wellBehaved()

	if !assert.NoError(t, justOne(r.pid)) {
		return
	}
	tried, err := r.pid.triedToSend()
	require.NoError(t, err)
	assert.Empty(t, tried, "the program tried to send something")
}

// justOne tells whether the process really has no interface that is up.
func justOne(p process) error {
	raw, err := os.ReadFile(p.file("net/route"))
	if err == nil && strings.Count(string(raw), "\n") > 1 {
		err = os.ErrExist
	}
	return err
}

func TestWindow_brokenStoryIsExplainedAndTheBuiltInOneIsOpen(t *testing.T) {
	folder := t.TempDir()
	from := filepath.Join("..", "..", "data", "load", "testdata", "small")
	require.NoError(t, os.CopyFS(folder, os.DirFS(from)))
	changes := filepath.Join(folder, "changes.csv")
	raw, err := os.ReadFile(changes)
	require.NoError(t, err)
	broken := strings.Replace(string(raw), "2025-", "2025-02-31,x", 2)
	require.NotEqual(t, string(raw), broken)
	require.NoError(t, os.WriteFile(changes, []byte(broken), 0o644))

	config := t.TempDir() // where a talk was under way, which waits until the problems have been told
	require.NoError(t, talk.In(config).Save(talk.Kept{Story: builtIn(t).ID, View: view.Begin(builtIn(t)), Seen: time.Now()}))
	s := Start(t, Options{Args: []string{"--theme", "light", "--story", folder}, Config: config})
	v := view.Begin(builtIn(t))
	assert.Equal(t, v, s.NextView())
	v.Sheet = "problems"
	assert.Equal(t, v, s.NextView())
	s.Target("sheet/close")
	assert.Contains(t, strings.Join(s.Errors(), "\n"), "changes.csv:")
	assert.Contains(t, s.Said(), "changes.csv:")

	s.Key("Escape")
	v.Sheet = ""
	assert.Equal(t, v, s.NextView())
	s.Key("Right")
	assert.Equal(t, view.Step(builtIn(t), v, 1), s.NextView())
	assert.True(t, s.Running())
}

func TestWindow_killedAtAnyMomentComesBackToItsPlace(t *testing.T) {
	display := OpenDisplay(t, 1440, 900)
	config := t.TempDir()
	start := func() *Session {
		return Start(t, Options{Args: []string{"--theme", "light"}, Config: config, Display: display})
	}
	s := start()
	s.Key("ctrl+2") // where the map is
	s.Click("meeting/madrid")
	s.Click("lens/why")
	looked := s.View()
	s.until("the place to be kept", func() bool { return s.readPlace().View == looked })
	s.Kill()

	s = start()
	assert.Equal(t, looked, s.NextView(), "what was looked at before the program was killed")
	// Killed while it is busy keeping, it comes back to something that was seen.
	seen := []view.View{looked}
	for i := range 3 {
		for _, key := range []string{"Left", "Left", "Left", "Right", "Right"} {
			s.Key(key)
			seen = append(seen, s.NextView())
		}
		time.Sleep(200*time.Millisecond + time.Duration(i)*8*time.Millisecond)
		s.Kill()
		assert.Contains(t, seen, s.readPlace().View)
		s = start()
		assert.Contains(t, seen, s.NextView())
	}
}

func TestWindow_closedByItsCrossEndsWell(t *testing.T) {
	r := read(t, Options{})
	r.Key("Right")
	r.leadsTo(view.Step(r.story, r.now, 1))
	r.wellBehaved()
	assert.Zero(t, r.Close())
	assert.Equal(t, r.now, r.readPlace().View)
}

func TestWindow_idleDrawsNothingAndBurnsNothing(t *testing.T) {
	r := read(t, Options{})
	r.Click("meeting/geneva")
	r.leadsTo(view.ToMeeting(r.story, r.now, "geneva"))
	r.Point(5, 5)
	r.Settle()
	time.Sleep(time.Second)
	before := r.Picture()
	began, err := r.pid.worked()
	require.NoError(t, err)
	const watched = 3 * time.Second
	time.Sleep(watched)
	ended, err := r.pid.worked()
	require.NoError(t, err)
	// The toolkit looks for events 60 times a second, which is seen as 2 or 3 parts
	// of 100; drawing would be half of it all.
	assert.Less(t, ended-began, watched/8, "the time that the program worked while it had nothing to do")
	assert.Equal(t, before.Pix, r.Picture().Pix)
	r.wellBehaved()
}
