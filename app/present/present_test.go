package present

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/journal"
	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/present/action"
	"truceline/app/present/pages"
	"truceline/app/present/stage"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/charts/label"
	slides "truceline/charts/pages"
	"truceline/data"
	"truceline/data/load"
)

// clock is a time that tests set.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// begin starts the built-in talk in a window of a size. With draw set pictures are
// drawn at once, else never.
func begin(t testing.TB, size fyne.Size, draw bool) (*Presentation, *clock) {
	t.Helper()
	a := test.NewTempApp(t)
	own := &look.Theme{Mode: look.Light, TextScale: 1, Still: true}
	a.Settings().SetTheme(own)
	s, err := load.BuiltIn()
	require.NoError(t, err)
	win := test.NewTempWindow(t, nil)
	win.SetPadded(false)
	win.Canvas().(software.WindowlessCanvas).SetScale(1)
	store := view.NewStore(s, view.Start(s))
	c := &clock{time.Date(2025, 10, 24, 9, 0, 0, 0, time.UTC)}
	p := New(a, win, store, panels.NewPlots(s), Options{
		Look: own, Settings: &keep.Talk{}, Failed: func(doing string, err error) { assert.NoError(t, err, doing) }, Ended: func() {},
		Find:  func(string, int) []string { return []string{"electronics"} },
		Store: talk.In(t.TempDir()), Now: c.Now, Inline: true,
	})
	if !draw {
		p.Host.Run = func(func() func()) {}
	}
	p.Start(nil, nil)
	p.Show.Next() // from the opening slide to the first step
	win.Resize(size)
	t.Cleanup(p.Close)
	return p, c
}

func press(p *Presentation, keys ...fyne.KeyName) {
	for _, k := range keys {
		p.key(&fyne.KeyEvent{Name: k})
	}
}

func typed(p *Presentation, text string) {
	for _, r := range text {
		p.rune(r)
	}
}

// explore looks at Geneva by the plot of all days.
func explore(p *Presentation) {
	v := p.Store.Now()
	v.Mode = view.Explore
	p.Store.Set(view.ToMeeting(p.Story, v, "geneva"))
}

// TestStage_everyBeatCanBeReadInARoom looks at the audience's picture of every beat at
// the sizes that projectors have.
func TestStage_everyBeatCanBeReadInARoom(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	for _, size := range []fyne.Size{{Width: 1280, Height: 720}, {Width: 1920, Height: 1080}, {Width: 3840, Height: 2160}, {Width: 1024, Height: 768}} {
		for _, mode := range []look.Mode{look.Light, look.Dark} {
			t.Run(fmt.Sprintf("%gx%g_%s", size.Width, size.Height, mode), func(t *testing.T) {
				p, _ := begin(t, size, true)
				for _, s := range p.stages {
					s.SetMode(mode)
				}
				p.swap() // one window: the audience's picture alone
				p.Show.First()
				press(p, fyne.KeyPageUp)
				require.Equal(t, talk.Opening, p.Show.Room().Slide)
				for seen := (talk.Room{}); seen != p.Show.Room(); press(p, fyne.KeyPageDown) { // with each part that comes
					seen = p.Show.Room()
					checkSlide(t, p.audience.stage, size, seen.View.Beat+" "+string(seen.Slide))
				}
				require.Equal(t, talk.Closing, p.Show.Room().Slide)
				for at, step := range p.Show.Steps() {
					if q := p.Story.Beat(step.Item.Beat).Scene.Question; q.Asked() {
						p.Show.Goto(at)
						typed(p, "h12 120 7 3")
						press(p, fyne.KeyReturn)
						checkSlide(t, p.audience.stage, size, step.Item.ID+" asked")
						typed(p, "h")
					}
				}
				p.Show.SetLength(25)
				for at, step := range p.Show.Steps() {
					if step.Item.Own() { // a look besides
						p.Show.Goto(at)
						checkSlide(t, p.audience.stage, size, step.Item.ID)
					}
				}
				p.Store.Set(view.WithEpilogue(p.Story, p.Store.Now(), true))
				for _, b := range p.Story.BeatsShown(true) {
					p.Store.Set(view.ToBeat(p.Story, p.Store.Now(), b.ID))
					checkSlide(t, p.audience.stage, size, b.ID)
				}
			})
		}
	}
}

// checkSlide looks for texts that are too small, overlap, or are cut off.
func checkSlide(t *testing.T, s *stage.Stage, size fyne.Size, name string) {
	t.Helper()
	require.True(t, s.Drawn(), name)
	// Whole dp, as the toolkit spaces letters.
	unit := math.Min(float64(size.Height)/1080, float64(size.Width)/1440)
	least := math.Round(28 * unit)
	texts := []charts.Text(nil)
	if s.Plot.Visible() {
		texts = s.Plot.Layout().Texts
	}
	labels := texts
	if s.Mapped {
		labels = append(slices.Clone(texts), s.Map.Layout().Texts...)
	}
	for _, x := range labels {
		if !strings.HasPrefix(x.ID, "bar/") { // the remark on a row is none, and not smaller than anything
			assert.GreaterOrEqual(t, x.SizeDP, math.Round(32*unit), "%s: %s %q", name, x.ID, x.Text)
		}
	}
	type placed struct {
		text string
		rect label.Rect
		of   string
	}
	var all []placed
	add := func(texts []charts.Text, dx, dy float64) {
		for _, x := range texts {
			r := x.Rect()
			r.X, r.Y = r.X+dx, r.Y+dy
			all = append(all, placed{x.Text, r, x.ID})
			assert.GreaterOrEqual(t, x.SizeDP, least-1e-6, "%s: %q", name, x.Text)
			assert.True(t, r.X >= -0.5 && r.Y >= -0.5 && r.Right() <= float64(size.Width)+0.5 && r.Bottom() <= float64(size.Height)+0.5, "%s: %q at %v is cut off", name, x.Text, r)
		}
	}
	add(s.Slide.Texts, 0, 0)
	add(texts, s.Slide.Plot.X, s.Slide.Plot.Y)
	if s.Mapped {
		add(s.Map.Layout().Texts, s.Slide.Map.X, s.Slide.Map.Y)
		for _, k := range s.Map.Layout().Markers { // the map is whole
			assert.True(t, k.At.X >= 0 && k.At.Y >= 0 && k.At.X <= s.Slide.Map.W && k.At.Y <= s.Slide.Map.H, "%s: %s is cut off", name, k.ID)
		}
	}
	for i, a := range all {
		for _, b := range all[:i] {
			assert.False(t, a.rect.Grow(-0.5).Overlaps(b.rect.Grow(-0.5)), "%s: %q overlaps %q", name, a.text, b.text)
		}
	}
	headline := ""
	for _, x := range s.Slide.Texts {
		if x.ID == "headline" {
			headline = strings.TrimSpace(headline + " " + x.Text)
		}
	}
	assert.Equal(t, s.Words.Headline, headline, "%s: all of the headline is there", name)
	for _, x := range s.Slide.Texts {
		switch {
		case x.ID == "headline" && s.Words.Kind == slides.OpeningSlide:
			assert.Greater(t, x.SizeDP, math.Round(60*unit), "%s: the title", name)
		case x.ID == "headline":
			assert.Equal(t, math.Round(60*unit), x.SizeDP, "%s: the headline", name)
		case x.ID == "number" && s.Words.Kind == slides.StepSlide:
			assert.Equal(t, math.Round(150*unit), x.SizeDP, "%s: the number", name)
		case x.ID == "title":
			assert.GreaterOrEqual(t, x.SizeDP, math.Round(32*unit), "%s: what the number is", name)
		}
	}
	if s.Words.Number != "" {
		assert.True(t, slices.ContainsFunc(s.Slide.Texts, func(x charts.Text) bool { return x.ID == "number" && x.Text == s.Words.Number }), "%s: the number", name)
	}
}

// TestPresentation_bothWindowsShowOneState does 10,000 random things on the
// presenter's side and compares what the two stages show after each.
func TestPresentation_bothWindowsShowOneState(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	p, c := begin(t, fyne.NewSize(1440, 900), false)
	p.openRoom(false)
	rnd := rand.New(rand.NewPCG(5, 2025))
	heap := func() uint64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	const actionsDone = 10_000
	var early uint64
	for i := range actionsDone {
		c.now = c.now.Add(time.Duration(rnd.IntN(3000)) * time.Millisecond)
		what := randomly(p, rnd)
		require.False(t, p.gone, "%d: %s ended the talk", i, what)
		require.Equal(t, p.Show.Room(), p.audience.stage.Room(), "%d: %s: the room's window", i, what)
		if p.pages.Top() == nil && p.screen != audienceOnly {
			require.Equal(t, p.Uncovered(), p.desk.Stage.Room(), "%d: %s: the presenter's view", i, what)
		}
		require.Empty(t, private(p), "%d: %s: in the room", i, what)
		if p.pages.Top() == nil && p.screen != audienceOnly && p.desk.Notes.Editing == "" {
			agree(t, p)
		}
		if !p.Show.Frozen() {
			require.Equal(t, p.Show.Live(), p.Show.Room(), "%d: %s", i, what)
		}
		if i == actionsDone/2 { // what is bounded is full: small slides, cards, undo, marks, edits
			early = heap()
		}
	}
	assert.Less(t, float64(heap()), float64(early)*1.25)
}

// randomly does something that a presenter can do, but for ending the talk.
func randomly(p *Presentation, rnd *rand.Rand) string {
	stage := p.desk.Stage
	at := fyne.NewPos(rnd.Float32()*stage.Size().Width, rnd.Float32()*stage.Size().Height)
	switch n := rnd.IntN(12); {
	case n < 5:
		a := action.Listed()[rnd.IntN(len(action.Listed()))]
		if a == action.FullScreen || a == action.RoomWindow || a == action.Escape && p.ending {
			a = action.Next
		}
		p.Do(a)
		if a == action.Known { // for a step: most of the walk is told as the story tells it
			p.Do(action.Next)
			p.Do(action.Known)
		}
		if p.pages.Top() != nil {
			press(p, fyne.KeyDown, fyne.KeyEscape, fyne.KeyEscape)
		}
		return string(a)
	case n == 5:
		stage.Glass.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
		return "point"
	case n == 6:
		stage.Glass.Tapped(&fyne.PointEvent{Position: at})
		return "tap"
	case n == 7:
		stage.Glass.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: at}, Scrolled: fyne.NewDelta(0, float32(rnd.IntN(3)-1)*10)})
		return "scroll"
	case n == 8:
		for range rnd.IntN(20) {
			at = at.AddXY(rnd.Float32()*20-10, rnd.Float32()*20-10)
			stage.Glass.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: fyne.NewDelta(5, 5)})
		}
		stage.Glass.DragEnd()
		return "drag"
	case n == 9:
		p.undo()
		return "undo"
	case n == 10:
		typed(p, fmt.Sprint(rnd.IntN(30)))
		press(p, fyne.KeyReturn)
		return "jump"
	default:
		cards := p.Story.CardsOf(p.Story.Lenses[rnd.IntN(len(p.Story.Lenses))].ID, false)
		p.Store.Set(view.ToCard(p.Story, p.Store.Now(), cards[rnd.IntN(len(cards))].ID))
		return "card"
	}
}

func TestPresentation_freezeHoldsPushShowsDropGoesBack(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	press(p, fyne.KeyRight)
	before := p.audience.stage.Room()
	typed(p, "f")
	press(p, fyne.KeyRight, fyne.KeyRight)
	assert.Equal(t, before, p.audience.stage.Room(), "the room is held")
	assert.Equal(t, 3, p.desk.Stage.Room().Step, "the presenter goes on")
	assert.True(t, p.desk.Frame.Visible(), "and sees a border")
	assert.Contains(t, p.desk.Now.Text(), "Frozen")
	typed(p, "f")
	assert.Equal(t, 3, p.audience.stage.Room().Step, "shown")
	assert.False(t, p.desk.Frame.Visible())
	typed(p, "f")
	press(p, fyne.KeyRight)
	typed(p, "r")
	assert.Equal(t, 3, p.desk.Stage.Room().Step, "dropped")
	assert.Equal(t, 3, p.audience.stage.Room().Step)
}

func TestPresentation_escLeavesOneLevelAndNeverEndsATalkInOnePress(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	typed(p, "s")
	typed(p, "d")
	typed(p, "b")
	for _, left := range []func() bool{
		func() bool { return p.Show.Live().Blank == talk.Clear }, func() bool { return !p.drawing }, func() bool { return !p.Show.Live().Spot },
	} {
		assert.False(t, left())
		press(p, fyne.KeyEscape)
		assert.True(t, left())
		assert.False(t, p.gone)
	}
	press(p, fyne.KeyEscape)
	assert.True(t, p.ending)
	assert.Contains(t, p.desk.Now.Text(), "End the talk?")
	press(p, fyne.KeyRight)
	assert.False(t, p.ending, "any other key goes on")
	assert.Equal(t, 0, p.Show.At(), "and does no more")
	press(p, fyne.KeyEscape, fyne.KeyEscape)
	assert.True(t, p.gone)
}

func TestPresentation_blackAndWhiteComeBackToExactlyWhereTheyWere(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	press(p, fyne.KeyRight)
	p.Store.Set(view.ZoomDays(p.Story, p.Store.Now(), data.Date(2025, 4, 10), 4))
	was := p.audience.stage.Room()
	for _, key := range []string{"b", "w"} {
		typed(p, key)
		assert.True(t, p.audience.stage.Room().Blank != talk.Clear)
		assert.False(t, p.desk.Stage.Covered(), "the presenter goes on seeing the slide")
		typed(p, key)
		assert.Equal(t, was, p.audience.stage.Room())
		assert.False(t, p.desk.Stage.Covered())
	}
	press(p, fyne.KeyPeriod)
	assert.Equal(t, talk.Black, p.audience.stage.Room().Blank)
	press(p, fyne.KeyRight)
	assert.Equal(t, talk.Clear, p.audience.stage.Room().Blank, "going on shows the next beat")
}

func TestPresentation_digitsJumpAndTheOverviewFinds(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	typed(p, "12")
	assert.Contains(t, p.desk.Now.Text(), "12")
	press(p, fyne.KeyReturn)
	assert.Equal(t, 11, p.Show.At())
	typed(p, "99")
	press(p, fyne.KeyReturn)
	assert.Equal(t, 11, p.Show.At(), "there is no such beat")
	for text, want := range map[string]string{"3": "reciprocal", "14 may": "geneva", "2025-04-04": "china-answers", "geneva": "geneva", "rare": "china-answers"} {
		typed(p, "o")
		require.IsType(t, &pages.Overview{}, p.pages.Top())
		typed(p, text)
		press(p, fyne.KeyReturn)
		assert.Nil(t, p.pages.Top())
		assert.Equal(t, want, p.Show.Steps()[p.Show.At()].Item.ID, text)
	}
	typed(p, "o")
	press(p, fyne.KeyHome, fyne.KeyDown, fyne.KeyReturn)
	assert.Positive(t, p.Show.At())
}

func TestPresentation_learnsAnOddClickersKeys(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	kept := 0
	p.Keep = func() { kept++ }
	typed(p, "?")
	require.IsType(t, &pages.Keys{}, p.pages.Top())
	press(p, fyne.KeyReturn) // teach "next beat"
	press(p, fyne.KeyF8)
	assert.Equal(t, map[string]string{"key:F8": string(action.Next)}, p.Settings.Taught)
	assert.Equal(t, 1, kept)
	press(p, fyne.KeyDown, fyne.KeyReturn) // "back"
	press(p, fyne.KeyQ)                    // a letter comes as a key, then as what is typed
	typed(p, "q")
	press(p, fyne.KeyEscape)
	require.Nil(t, p.pages.Top())
	press(p, fyne.KeyF8, fyne.KeyF8)
	assert.Equal(t, 2, p.Show.At())
	typed(p, "q")
	assert.Equal(t, 1, p.Show.At())
	press(p, fyne.KeyRight)
	assert.Equal(t, 2, p.Show.At(), "the usual keys still work")
}

func TestPresentation_anOwnTalkLeavesTheBuiltInOneAsItIs(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	given := talk.FromStory(p.Story)
	p.Store.Set(view.ZoomDays(p.Story, p.Store.Now(), data.Date(2025, 4, 10), 4))
	zoomed := p.Store.Now()
	typed(p, "t")
	e, ok := p.pages.Top().(*pages.Edit)
	require.True(t, ok)
	typed(p, "a") // add what is seen
	require.NotEqual(t, "", p.Show.Talk().Name)
	own := e.Selected
	item, _ := p.Show.Talk().Item(own)
	assert.True(t, item.Own())
	assert.Equal(t, zoomed.Span, item.View.Span)
	e.Headline.SetText("What I want you to see")
	e.Notes.SetText("**Wait** for it.")
	e.Seconds.SetText("25")
	e.Seconds.SetText("no number")
	item, _ = p.Show.Talk().Item(own)
	assert.Equal(t, []any{"What I want you to see", "**Wait** for it.", 25}, []any{item.Headline, item.Notes, item.Seconds})
	typed(p, "]")
	typed(p, "h")
	item, _ = p.Show.Talk().Item(own)
	assert.True(t, item.Hidden)
	typed(p, "h")
	press(p, fyne.KeyEscape)
	assert.Equal(t, given, talk.FromStory(p.Story))
	p.Show.Look(own)
	assert.Equal(t, "What I want you to see", p.audience.stage.Words.Headline)
	typed(p, "t")
	var said error
	p.Failed = func(_ string, err error) { said = err }
	assert.ErrorContains(t, p.pages.Top().(*pages.Edit).Read("broken"+talk.Extension, strings.NewReader(`{"name": 3`)), "broken")
	assert.Equal(t, own, p.pages.Top().(*pages.Edit).Selected, "what does not open leaves what was open")
	assert.ErrorContains(t, said, "1:11")
	p.Failed = func(doing string, err error) { assert.NoError(t, err, doing) }
}

func TestPresentation_ownTalksAreKeptApartAndTakenAgain(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	names := func() (out []string) {
		for _, x := range p.pages.Mine.All() {
			out = append(out, x.Name)
		}
		slices.Sort(out)
		return out
	}
	edit := func(seconds string) *pages.Edit {
		typed(p, "t")
		e := p.pages.Top().(*pages.Edit)
		e.Seconds.SetText(seconds)
		press(p, fyne.KeyEscape)
		return e
	}
	e := edit("33")
	assert.Equal(t, []string{"My talk"}, names())
	assert.Equal(t, "My talk", p.Settings.Own)
	again := p.pages.Mine.Last()
	item, _ := again.Item(again.Items[0].ID)
	assert.Equal(t, 33, item.Seconds, "the next talk is this one")

	p.pages.Mine.Give(talk.FromStory(p.Story))
	edit("44")
	assert.Equal(t, []string{"My talk", "My talk 2"}, names(), "another edit of the built-in talk is another talk")
	typed(p, "t")
	p.pages.Mine.Rename("my TALK")
	assert.Equal(t, []string{"My talk", "my TALK 3"}, names(), "a name is not given twice")
	p.pages.Mine.Rename("Class 10b")
	assert.Equal(t, []string{"Class 10b", "My talk"}, names())
	e.CopyTalk()
	assert.Equal(t, []string{"Class 10b", "Class 10b 2", "My talk"}, names())
	e.DeleteTalk(p.Show.Talk())
	assert.Equal(t, []string{"Class 10b", "My talk"}, names())
	assert.Empty(t, p.Show.Talk().Name, "the built-in one goes on")
	assert.Empty(t, p.Settings.Own)
}

func TestPresentation_theAudiencesWindowComesAndGoes(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	for range 3 {
		typed(p, "v")
		require.NotNil(t, p.room)
		assert.Equal(t, fyne.CanvasObject(p.audience.root), p.room.Content())
		press(p, fyne.KeyRight)
		assert.Equal(t, p.Show.Room(), p.audience.stage.Room())
		typed(p, "x")
		assert.Equal(t, fyne.CanvasObject(p.desk.Root), p.room.Content(), "swapped")
		typed(p, "v")
		require.Nil(t, p.room)
		assert.Equal(t, []fyne.CanvasObject{p.audience.root}, p.main.Objects, "what the room saw it goes on seeing")
		typed(p, "x")
		assert.Equal(t, []fyne.CanvasObject{p.desk.Root}, p.main.Objects, "until it is asked for")
	}
}

func TestPresentation_marksStayWithTheDataWhenZoomed(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), true)
	explore(p)
	s := p.desk.Stage
	area, l, ok := s.PlotArea()
	require.True(t, ok)
	typed(p, "d")
	day := data.Date(2025, 6, 1)
	at := fyne.NewPos(float32(s.Slide.Plot.X+l.Days.Pos(day)), float32(area.Y+area.H/2))
	for i := range 6 {
		s.Glass.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(float32(i*8), 0)}, Dragged: fyne.NewDelta(8, 0)})
	}
	s.Glass.DragEnd()
	require.NotNil(t, p.audience.stage.Room().Marks, "the room sees the mark")
	mark := p.Show.Live().Marks
	p.Store.Set(view.ZoomDays(p.Story, p.Store.Now(), day, 2))
	_, zoomed, _ := s.PlotArea()
	points, _ := s.PlaceMark(mark)
	want := s.Slide.Plot.X + zoomed.Days.Pos(day)
	assert.InDelta(t, want-8*zoomed.Days.Width()/l.Days.Width(), float64(points[0].X), 1.5*zoomed.Days.Width())
	p.undo()
	assert.Nil(t, p.Show.Live().Marks)
	p.redo()
	assert.NotNil(t, p.Show.Live().Marks)
	typed(p, "e")
	assert.Nil(t, p.audience.stage.Room().Marks)
}

func TestPresentation_thePointerSnapsToTheDatumAndReadsIt(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), true)
	explore(p)
	s := p.desk.Stage
	area, l, _ := s.PlotArea()
	day := data.Date(2025, 4, 20)
	s.Glass.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(s.Slide.Plot.X+l.Days.Pos(day)+0.3*l.Days.Width()), float32(area.Y+4))}})
	assert.Equal(t, day, p.audience.stage.Room().Point.Day)
	at, _, ok := s.Pointed()
	require.True(t, ok)
	assert.InDelta(t, s.Slide.Plot.Y+l.Values.Pos(145), float64(at.Y), 0.5, "on the US rate")
	k := s.Map.Layout().Markers[0]
	s.Glass.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(s.Slide.Map.X+k.At.X+3), float32(s.Slide.Map.Y+k.At.Y-3))}})
	assert.Equal(t, k.ID, p.audience.stage.Room().Point.Meeting)
	_, reads, _ := s.Pointed()
	assert.Contains(t, reads, k.Name)
}

// TestPresentation_pointingDrawsNoPicture is the promise of the hover path.
func TestPresentation_pointingDrawsNoPicture(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), true)
	drawn, told := 0, 0
	p.options.Room = func(talk.Room, bool, journal.Desk) { told++ }
	p.options.Moved = func() { told++ }
	p.Host.Run = func(work func() func()) { drawn++; work()() }
	for _, s := range p.stages {
		s.Host.Run = p.Host.Run
	}
	s := p.desk.Stage
	for x := range 200 {
		s.Glass.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(x)*3, 200)}})
	}
	assert.Zero(t, drawn)
	assert.Zero(t, told, "and nothing else of the windows is gone over")
	assert.True(t, p.audience.stage.Room().Point.On, "the room has followed")
	p.Show.Next()
	assert.Positive(t, told)
}

func TestPresentation_theLayoutHoldsAtEverySize(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	for _, size := range []fyne.Size{{Width: 1024, Height: 640}, {Width: 1440, Height: 900}, {Width: 1920, Height: 1080}, {Width: 3840, Height: 2160}, {Width: 700, Height: 900}} {
		for _, scale := range []float32{0.75, 1, 1.5, 2} {
			p, _ := begin(t, size, false)
			p.theme.TextScale = scale
			p.desk.Restyle()
			p.desk.Layout(size)
			d := p.desk
			in := d.Root.Objects
			if d.Narrow {
				in = d.Column.Objects
			}
			for _, o := range in {
				if !o.Visible() || o == fyne.CanvasObject(d.Frame) || o == fyne.CanvasObject(d.Time.Mark) {
					continue
				}
				right := o.Position().X + o.Size().Width
				assert.LessOrEqual(t, right, size.Width+1, "%v text %g: %T", size, scale, o)
				assert.GreaterOrEqual(t, o.Position().X, float32(-0.5), "%v text %g: %T", size, scale, o)
			}
			if !d.Narrow {
				bottom := d.RailRule.Position().Y
				for _, o := range []fyne.CanvasObject{d.Stage, d.Thumb, d.Change, d.Time.Pause, d.Notes.Back, d.Asks.Scroll} {
					assert.LessOrEqual(t, o.Position().Y+o.Size().Height, bottom+1, "%v text %g: %T", size, scale, o)
				}
			}
		}
	}
}

// BenchmarkAction is what one step of the talk costs until both windows have been
// asked to draw, at 1920 × 1080. It may take 16 ms.
func BenchmarkAction(b *testing.B) {
	p, _ := begin(b, fyne.NewSize(1920, 1080), false)
	p.openRoom(false)
	p.room.Resize(fyne.NewSize(1920, 1080))
	steps := len(p.Show.Steps())
	b.ResetTimer()
	for i := range b.N {
		p.Show.Goto(i % steps)
	}
}

func TestPresentation_whatIsTypedOnARowIsTheTalks(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	for _, page := range []string{"t", "?"} {
		typed(p, page)
		require.NotNil(t, p.pages.Top())
		var rows []*widgets.ListRow
		switch x := p.pages.Top().(type) {
		case *pages.Edit:
			rows = x.Rows
		case *pages.Keys:
			rows = x.Rows
		}
		require.NotEmpty(t, rows)
		for _, r := range rows {
			assert.NotPanics(t, func() { r.TypedRune('x') })
		}
		press(p, fyne.KeyEscape)
	}
}

func TestPresentation_aBeatWithoutAQuestionSaysSo(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	for p.Story.Beat(p.Show.Room().View.Beat).Scene.Question.Asks != "" {
		press(p, fyne.KeyPageDown)
	}
	typed(p, "h")
	assert.False(t, p.Show.Live().Ask.On)
	assert.Contains(t, p.desk.Now.Text(), "no question")
	press(p, fyne.KeyPageDown)
	assert.NotContains(t, p.desk.Now.Text(), "no question")
}
