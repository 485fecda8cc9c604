package story

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
	"truceline/data/load"
)

// opened is a room in a window, and the sheets that it asked for.
type opened struct {
	*Room
	store  *view.Store
	sheets []string
	win    fyne.Window
}

func open(t *testing.T, scale float32, size fyne.Size) *opened {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	test.NewTempApp(t).Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: scale, Still: true})
	o := &opened{store: view.NewStore(s, view.Begin(s)), win: test.NewTempWindow(t, nil)}
	o.win.SetPadded(false)
	host := widgets.NewHost(widgets.Host{})
	o.Room = New(Options{Host: host, Store: o.store, Open: func(sheet string) { o.sheets = append(o.sheets, sheet) }})
	o.store.Listen(o.Follow)
	o.Follow(view.View{}, o.store.Now())
	o.win.SetContent(o.Room)
	o.win.Resize(size)
	return o
}

func (o *opened) step(n int) { o.store.Set(view.Step(o.story, o.store.Now(), n)) }

func (o *opened) to(t *testing.T, beat string) {
	t.Helper()
	o.store.Set(view.ToBeat(o.story, o.store.Now(), beat))
	require.Equal(t, beat, o.store.Now().Beat)
}

// asks is the first beat with a question that another follows.
func (o *opened) asks(t *testing.T) data.Beat {
	t.Helper()
	beats := o.story.BeatsShown(false)
	for _, b := range beats[:len(beats)-1] {
		if b.Scene.Question.Asked() {
			return b
		}
	}
	t.Fatal("no beat asks anything")
	return data.Beat{}
}

// at is where an object stands in the window, in dp.
func at(o fyne.CanvasObject) (x0, y0, x1, y1 float32) {
	p := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	return p.X, p.Y, p.X + o.Size().Width, p.Y + o.Size().Height
}

func TestRoom_showsEachSceneInItsParts(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1024, Height: 510}, {Width: 1440, Height: 780}, {Width: 1920, Height: 960}} {
		o := open(t, 1, size)
		for _, b := range o.story.BeatsShown(false) {
			t.Run(fmt.Sprintf("%g_%s", size.Width, b.ID), func(t *testing.T) {
				o.to(t, b.ID)
				require.False(t, o.Narrow())
				assert.Equal(t, b.Headline, o.headline.Text())
				assert.Equal(t, b.Headline, o.Figure().Title)
				require.NotNil(t, o.card)
				assert.Equal(t, b.Card, o.card.ID())
				sx0, _, sx1, _ := at(o.scroll)
				parts := []fyne.CanvasObject{o.headline, o.line, o.plot, o.strip}
				if o.large {
					parts = append(parts, o.world)
				}
				for _, part := range parts {
					_, y0, x1, y1 := at(part)
					assert.LessOrEqual(t, x1, sx0, "%T runs into what stands beside it", part)
					assert.True(t, y0 >= 0 && y1 <= size.Height+0.5, "%T from %g to %g", part, y0, y1)
				}
				assert.LessOrEqual(t, sx1, size.Width)
				_, _, x1, _ := at(o.card)
				assert.LessOrEqual(t, x1, sx1-8, "the card leaves room for the scroll bar")
				_, lineTop, _, lineEnd := at(o.line)
				_, plotTop, _, _ := at(o.plot)
				assert.True(t, lineTop < lineEnd && lineEnd <= plotTop || o.large)
			})
		}
	}
}

func TestRoom_stacksWhereThereIsNoRoomBeside(t *testing.T) {
	for scale, size := range map[float32]fyne.Size{1: {Width: 600, Height: 700}, 2: {Width: 1440, Height: 780}, 1.5: {Width: 1024, Height: 510}} {
		o := open(t, scale, size)
		assert.True(t, o.Narrow())
		for range o.story.BeatsShown(false) {
			_, _, _, stripEnd := at(o.strip)
			_, top, _, _ := at(o.side)
			assert.LessOrEqual(t, stripEnd, top+0.5)
			assert.LessOrEqual(t, o.side.Position().X+o.side.Size().Width, size.Width)
			o.step(1)
		}
	}
}

func TestRoom_keepsAnAnswerAndTellsWhatCame(t *testing.T) {
	o := open(t, 1, fyne.NewSize(1440, 780))
	b := o.asks(t)
	o.to(t, b.ID)
	require.Len(t, o.answers, len(b.Scene.Question.Answers))
	require.True(t, o.Rune('2'))
	given, ok := o.store.Now().Said.Of(b.ID)
	assert.True(t, ok)
	assert.Equal(t, 1, given)
	assert.Equal(t, fyne.Focusable(o.answers[1]), o.win.Canvas().Focused(), "the focus stays on what was pressed")
	o.step(1)
	said, right := panels.Answered(o.story, o.store.Now())
	assert.Equal(t, b.Scene.Question.Answers[1].Right, right)
	require.NotEmpty(t, said)
	assert.Contains(t, texts(o.side), said)
	o.step(-1)
	o.Rune('2')
	assert.Empty(t, o.store.Now().Said, "the same again takes it back")
	assert.False(t, o.Rune('9'), "there is no ninth answer")
}

// texts are what the flows of a column say.
func texts(c *widgets.Column) string {
	var out []string
	for _, x := range c.Objects() {
		if f, ok := x.(*widgets.Flow); ok {
			out = append(out, f.Text())
		}
	}
	return strings.Join(out, "\n")
}

func TestRoom_showsAllDaysWhenAsked(t *testing.T) {
	o := open(t, 1, fyne.NewSize(1440, 780))
	now := o.Figure()
	require.True(t, o.Rune('d'))
	assert.True(t, o.store.Now().AllDays)
	assert.NotEqual(t, now, o.Figure())
	assert.Equal(t, []data.Day{o.story.Start, o.story.AsOf}, []data.Day{o.Figure().From, min(o.Figure().Until, o.story.AsOf)}, "the whole story")
	o.Rune('D')
	assert.False(t, o.store.Now().AllDays)
}

func TestRoom_theCameraFollowsTheHandAndTheStoryTakesItBack(t *testing.T) {
	o := open(t, 1, fyne.NewSize(1440, 780))
	o.to(t, "geneva")
	from, until := o.Figure().From, o.Figure().Until
	o.pan(10)
	assert.Equal(t, [2]data.Day{from + 10, until + 10}, [2]data.Day{o.Figure().From, o.Figure().Until})
	assert.True(t, o.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}))
	assert.Equal(t, from, o.Figure().From)
	assert.False(t, o.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}), "there is nothing left to go back from")
	o.zoom(o.store.Now().Day, 2)
	assert.Less(t, o.Figure().Until-o.Figure().From, until-from)
	o.step(1)
	assert.True(t, o.store.Now().Span.Whole(), "the next scene has its own camera")
}

func TestRoom_aPointerReadsNoDayOfColumns(t *testing.T) {
	o := open(t, 1, fyne.NewSize(1440, 780))
	o.to(t, "geneva")
	l, day := o.plot.Layout(), o.store.Now().Day
	over := func(d data.Day) (data.Day, bool) {
		return o.plot.DayAt(fyne.NewPos(float32(l.Days.Pos(d)+0.3*l.Days.Width()), float32(l.Plot.Y)+40))
	}
	read, ok := over(day)
	assert.True(t, ok)
	assert.Equal(t, day, read)
	for d := day + 1; d <= o.Figure().Until; d++ {
		_, ok = over(d)
		assert.False(t, ok, "columns stand at %s", d)
	}
	o.to(t, "london")
	l = o.plot.Layout()
	_, ok = over(o.Figure().Until - 1)
	assert.True(t, ok, "lines stand at days")
}

func TestRoom_noDaysAreMovedWhereTheFigureHasNone(t *testing.T) {
	o := open(t, 1, fyne.NewSize(1280, 650))
	o.to(t, "rare-earths")
	o.strip.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	o.strip.TypedRune('+')
	assert.True(t, o.store.Now().Span.Whole())
}

func TestRoom_saysHowToGoOnUntilTheFirstStep(t *testing.T) {
	o := open(t, 1, fyne.NewSize(1440, 780))
	assert.NotEmpty(t, o.hint.Text())
	assert.False(t, o.Begun())
	o.step(1)
	assert.Empty(t, o.hint.Text())
	assert.True(t, o.Begun())
	o.step(-1)
	assert.Empty(t, o.hint.Text())
}

func TestRoom_beginsWithWhatItTellsAndEndsWithWhatToRemember(t *testing.T) {
	o := open(t, 1, fyne.NewSize(1440, 780))
	beats, talk := o.story.BeatsShown(false), o.story.Talk
	assert.Contains(t, texts(o.side), talk.Opening.Headline)
	assert.Contains(t, texts(o.side), fmt.Sprintf("%d steps", len(beats)))
	o.step(1)
	assert.NotContains(t, texts(o.side), talk.Opening.Headline)
	o.to(t, beats[len(beats)-1].ID)
	for _, point := range talk.Closing.Points {
		assert.Contains(t, texts(o.side), point)
	}
	o.story.Talk.Opening, o.story.Talk.Closing = data.OpeningSlide{}, data.ClosingSlide{}
	o.to(t, beats[0].ID)
	assert.NotContains(t, texts(o.side), "steps", "a story need not say what it tells")
}

func TestRoom_readsOtherCardsOfTheMomentAndComesBack(t *testing.T) {
	o := open(t, 1, fyne.NewSize(1440, 780))
	o.to(t, "triple-digits")
	own := o.card.ID()
	require.NotEmpty(t, o.moment)
	assert.LessOrEqual(t, len(o.moment), 3)
	figure := o.Figure()
	o.moment[0].Activate()
	assert.NotEqual(t, own, o.card.ID())
	assert.Equal(t, figure, o.Figure(), "the scene stays")
	o.moment[0].Activate()
	assert.Equal(t, own, o.card.ID(), "the first way leads back")
	lenses := map[string]bool{}
	for _, c := range panels.Moment(o.story, o.known(), o.shown, o.story.Beat("triple-digits")) {
		o.pickCard(c.ID)
		lenses[c.Lens] = true
		assert.Equal(t, c.Lens, o.store.Now().Lens, "the card list of Explore holds %s", c.ID)
	}
	assert.Greater(t, len(lenses), 1)
	o.pickCard(own)
	o.card.Activate()
	assert.Equal(t, []string{view.SourceSheet + own}, o.sheets)
}

// TestMoment_namesNothingThatCameLater looks at every beat.
func TestMoment_namesNothingThatCameLater(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	for _, b := range s.BeatsShown(false) {
		v := view.ToBeat(s, view.Begin(s), b.ID)
		for _, c := range panels.Moment(s, s.AsKnown(b.Day), v, &b) {
			assert.LessOrEqual(t, c.Day, b.Day, "%s beside %s", c.ID, b.ID)
		}
	}
}

// TestRoom_saysNothingBeforeItsDay reads everything that the window lays out beside and in
// each scene: no day that was not known to come, no event and no rate of later.
func TestRoom_saysNothingBeforeItsDay(t *testing.T) {
	o := open(t, 1, fyne.NewSize(1920, 960))
	o.store.Set(view.WithEpilogue(o.story, o.store.Now(), true))
	s, w := o.story, words.Local{}
	for _, b := range s.BeatsShown(true) {
		o.to(t, b.ID)
		told := o.told()
		require.LessOrEqual(t, told, b.Day, b.ID)
		seen := []string{o.headline.Text(), o.line.Text()}
		for _, x := range o.plot.Layout().Texts {
			seen = append(seen, x.Text)
		}
		if l := o.world; o.mapped && l.Layout() != nil {
			for _, x := range o.world.Layout().Texts {
				seen = append(seen, x.Text)
			}
		}
		for _, row := range o.moment {
			seen = append(seen, row.AccessibilityLabel())
		}
		seen = append(seen, texts(o.side))
		c, ok := panels.SceneCard(o.known(), o.shown)
		require.True(t, ok || b.Epilogue, "%s: its card is not known yet", b.ID)
		for _, spans := range [][]widgets.Span{c.Claim, c.More} {
			for _, x := range spans {
				seen = append(seen, x.Text)
			}
		}
		all := strings.Join(append(seen, c.Title, c.Number), "\n")
		due := map[data.Day]bool{}
		for _, x := range o.known().Changes {
			due[x.Effective] = true
		}
		for _, x := range o.known().Periods {
			due[x.Until], due[x.Until+1] = true, true
		}
		for _, x := range s.Lapses {
			due[x.Day] = true
		}
		for d := told + 2; d < told+60 && d <= s.End(true); d++ {
			if name := w.Day(d, charts.DayMonth); !due[d] && strings.Contains(strings.ReplaceAll(all, "\u00a0", " "), " "+name) {
				meets := false // what is planned may be spoken of
				for _, m := range o.known().Meetings {
					meets = meets || m.Start <= d && d <= m.End || m.Planned()
				}
				announced := strings.Count(all, "from "+name) == strings.Count(all, name) // rules announced for a day
				assert.True(t, meets || announced || strings.Contains(b.Headline+c.Title, name), "%s, told to %s, speaks of %s", b.ID, told, name)
			}
		}
		for _, e := range s.Events {
			if e.Day > told {
				assert.NotContains(t, all, e.Title, b.ID)
			}
		}
		for _, m := range s.Meetings {
			if m.Start > told && m.ID != b.Meeting && !m.Planned() && m.City != s.Sides[0].Capital.Name && m.City != s.Sides[1].Capital.Name {
				assert.NotContains(t, all, m.City, b.ID)
			}
		}
	}
}

// TestRoom_nothingOverlapsAtAnySize lays out every scene at each size of a window and of
// text. Colours change nothing of it, so one theme stands for both.
func TestRoom_nothingOverlapsAtAnySize(t *testing.T) {
	scales := []float32{0.75, 1, 1.5, 2}
	if testing.Short() {
		scales = scales[1:2]
	}
	type box struct {
		name           string
		x0, y0, x1, y1 float32
	}
	for _, size := range []fyne.Size{{Width: 1024, Height: 515}, {Width: 1440, Height: 775}, {Width: 1920, Height: 955}, {Width: 3840, Height: 2035}} {
		for _, scale := range scales {
			o := open(t, scale, size)
			o.store.Set(view.WithEpilogue(o.story, o.store.Now(), true))
			for _, b := range o.story.BeatsShown(true) {
				o.to(t, b.ID)
				name := fmt.Sprintf("%s %g x %g text %g", b.ID, size.Width, size.Height, scale)
				var boxes []box
				add := func(name string, x0, y0, x1, y1 float32) { boxes = append(boxes, box{name, x0, y0, x1, y1}) }
				put := func(name string, o fyne.CanvasObject) {
					x0, y0, x1, y1 := at(o)
					add(name, x0, y0, x1, y1)
				}
				put("headline", o.headline)
				put("line", o.line)
				put("strip", o.strip)
				if o.all.Visible() {
					put("all days", o.all)
				}
				x, y, right, bottom := at(o.plot)
				l := o.plot.Layout()
				require.NotNil(t, l, name)
				for _, text := range l.Texts {
					x0, y0 := x+float32(text.X), y+float32(text.Y)
					require.True(t, x0 >= x-0.5 && y0 >= y-0.5 && x0+float32(text.W) <= right+0.5 && y0+float32(text.H) <= bottom+0.5, "%s: %q is clipped", name, text.Text)
					add(text.Text, x0, y0, x0+float32(text.W), y0+float32(text.H))
				}
				if o.large {
					mx, my, _, _ := at(o.world)
					for _, text := range o.world.Layout().Texts {
						add(text.Text, mx+float32(text.X), my+float32(text.Y), mx+float32(text.X+text.W), my+float32(text.Y+text.H))
					}
				}
				if !o.Narrow() {
					put("beside", o.scroll)
				}
				for i, a := range boxes {
					if !o.Narrow() {
						require.True(t, a.x0 >= -0.5 && a.y0 >= -0.5 && a.x1 <= size.Width+0.5 && a.y1 <= size.Height+0.5, "%s: %s is outside the window", name, a.name)
					}
					for _, c := range boxes[:i] {
						over := a.x0 < c.x1-0.5 && c.x0 < a.x1-0.5 && a.y0 < c.y1-0.5 && c.y0 < a.y1-0.5
						require.False(t, over, "%s: %q over %q", name, a.name, c.name)
					}
				}
				// The first thing seen is the whole plot.
				_, _, _, end := at(o.plot)
				require.LessOrEqual(t, end, size.Height+0.5, "%s: the fold cuts the plot", name)
			}
		}
	}
}
