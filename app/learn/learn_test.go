package learn

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/quiz"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/data"
	"truceline/data/course"
	"truceline/data/guess"
	"truceline/data/load"
	"truceline/data/price"
)

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

// opened is a body in a window, and what it asked of the window.
type opened struct {
	*Body
	store    *view.Store
	sheets   []string
	cards    []string
	class    []guess.Named
	progress quiz.Progress
	win      fyne.Window
}

func open(t *testing.T, m view.Mode, scale float32, mode look.Mode, size fyne.Size) *opened {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(&look.Theme{Mode: mode, TextScale: scale, Still: true})
	s := builtIn(t)
	o := &opened{store: view.NewStore(s, view.ToMode(s, view.Start(s), m)), win: test.NewTempWindow(t, nil)}
	o.win.SetPadded(false)
	host := widgets.NewHost(widgets.Host{})
	o.Body = NewBody(Options{
		Host: host, Store: o.store, Focus: func(f fyne.Focusable) { o.win.Canvas().Focus(f) },
		Open: func(sheet string) { o.sheets = append(o.sheets, sheet) }, Card: func(id string) { o.cards = append(o.cards, id) },
		KeepClass: func(all []guess.Named) { o.class = all }, KeepProgress: func(p quiz.Progress) { o.progress = p },
		Today: func() data.Day { return 100 }, Chance: rand.New(rand.NewPCG(1, 2)),
	})
	o.store.Listen(o.Follow)
	o.Follow(view.View{}, o.store.Now())
	o.win.SetContent(o.Body)
	o.win.Resize(size)
	return o
}

// numbersOf are the percentages in a text.
func numbersOf(t *testing.T, text string) (out []float64) {
	t.Helper()
	for _, m := range regexp.MustCompile(`(\d+(?:\.\d+)?)%`).FindAllStringSubmatch(text, -1) {
		v, err := strconv.ParseFloat(m[1], 64)
		require.NoError(t, err)
		out = append(out, v)
	}
	return out
}

// round is a rate as it is written: with one decimal at most.
func round(p data.Percent) float64 {
	v, _ := strconv.ParseFloat(strconv.FormatFloat(float64(p), 'f', 1, 64), 64)
	return v
}

// TestWhatIf_sentencesAreTrueInEachCase parses the numbers back out of the title, the
// line, the summary and the readings of many courses.
func TestWhatIf_sentencesAreTrueInEachCase(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	s := builtIn(t)
	random := rand.New(rand.NewPCG(4, 4))
	list := course.Actions(s, false)
	for range 1500 {
		plan := course.Plan("")
		for range 1 + random.IntN(6) {
			a := &list[random.IntN(len(list))]
			switch random.IntN(3) {
			case 0:
				plan = plan.Toggled(a)
			case 1:
				plan = plan.Moved(s, a, random.IntN(120)-30)
			default:
				plan = plan.Rated(s, a, data.Percent(random.IntN(2000))/10)
			}
		}
		c := course.Of(s, false, plan)
		f := figures.WhatIf(s, c, false, words.Local{})
		end := min(c.Until, s.Ahead)
		rates := func(of *data.Story, d data.Day) []float64 {
			return []float64{round(of.Rate("us", d, false)), round(of.Rate("cn", d, false))}
		}
		if !c.Differs() {
			assert.Empty(t, numbersOf(t, f.Title+f.Line), string(plan))
			continue
		}
		assert.Equal(t, rates(c.Story, end), numbersOf(t, f.Title), string(plan))
		assert.Equal(t, rates(s, min(end, s.AsOf)), numbersOf(t, f.Line), string(plan))
		assert.Contains(t, f.Title, words.Local{}.Day(end, charts.DayMonthYear))
		assert.Contains(t, f.Line, words.Local{}.Day(c.From, charts.DayMonthYear))
		said := numbersOf(t, f.Summary)
		require.Len(t, said, 6, f.Summary)
		for i, side := range []data.SideID{"us", "cn"} {
			peak := data.Percent(0)
			for d := s.Start; d <= end; d++ {
				peak = max(peak, c.Story.Rate(side, d, false))
			}
			assert.Equal(t, []float64{round(peak), rates(c.Story, end)[i], rates(s, min(end, s.AsOf))[i]}, said[3*i:3*i+3], "%s: %s", plan, f.Summary)
		}
		content := courseContent(s, c, false)
		for d := f.From; d <= end; d += 7 {
			text := content.Readings[d-f.From].Text
			var want []float64
			for _, side := range []data.SideID{"us", "cn"} {
				want = append(want, round(c.Story.Rate(side, d, false)))
				if from := c.Days[side]; from.Set() && d >= from && d <= s.AsOf {
					want = append(want, round(s.Rate(side, d, false)))
				}
			}
			assert.Equal(t, want, numbersOf(t, text), "%s: %s", plan, text)
			invented := c.Days["us"].Set() && d >= c.Days["us"] || c.Days["cn"].Set() && d >= c.Days["cn"]
			assert.Equal(t, invented, strings.Contains(text, "invented"), text)
		}
		if t.Failed() {
			return
		}
	}
}

func TestWhatIf_byKeysAndClicks(t *testing.T) {
	o := open(t, view.WhatIf, 1, look.Light, fyne.NewSize(1440, 800))
	w := o.panels[view.WhatIf].(*whatIf)
	at := func(id string) int {
		for i := range w.actions {
			if w.actions[i].ID == id {
				return i
			}
		}
		require.Fail(t, "no action", id)
		return -1
	}
	geneva := at("us/reciprocal/2025-05-14")
	row := w.rows[geneva]
	row.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	assert.Equal(t, course.Plan("us/reciprocal/2025-05-14 off"), o.store.Now().Plan)
	assert.False(t, row.On())
	assert.True(t, w.offer.shown, "the reply is asked for")
	test.Tap(w.offer.goes)
	assert.True(t, o.store.Now().Plan.Of("cn/general/2025-05-14").Off)
	test.Tap(w.offer.stays)
	assert.True(t, o.store.Now().Plan.Of("us/reciprocal/2025-08-12").Kept)

	row = w.rows[at("us/fentanyl/2025-02-04")]
	row.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	row.TypedRune('+')
	assert.Equal(t, course.Edit{Days: 1, Rate: 11, Rated: true}, o.store.Now().Plan.Of("us/fentanyl/2025-02-04"))
	row.TypedRune('0')
	assert.Equal(t, course.Edit{}, o.store.Now().Plan.Of("us/fentanyl/2025-02-04"))
	o.store.Undo()
	assert.True(t, o.store.Now().Plan.Of("us/fentanyl/2025-02-04").Rated, "undo takes back what was tried")

	test.Tap(w.reset)
	assert.Empty(t, o.store.Now().Plan)
	test.Tap(w.asked[1])
	assert.Equal(t, course.Answer(&o.story.Questions[1]), o.store.Now().Plan)
	assert.Contains(t, w.b.headline.Text(), "130%")
}

func TestWhatIf_aRowWithTheKeyboardLightsItsStep(t *testing.T) {
	o := open(t, view.WhatIf, 1, look.Light, fyne.NewSize(1440, 800))
	w := o.panels[view.WhatIf].(*whatIf)
	dot := func() (charts.Dot, bool) {
		for _, d := range o.Figure().Dots {
			if d.ID == "lit" {
				return d, true
			}
		}
		return charts.Dot{}, false
	}
	lists := 0
	for i := range w.actions {
		a := &w.actions[i]
		o.win.Canvas().Focus(w.rows[i])
		got, ok := dot()
		require.True(t, ok, a.ID)
		assert.Equal(t, a.Day, got.Day, a.ID)
		switch {
		case a.Scope == data.ProductList:
			lists++
			assert.Contains(t, w.rows[i].Text(), words.Say("whatif.list"), a.ID)
			assert.True(t, got.Hollow, a.ID)
			w.rows[i].TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			assert.Contains(t, w.rows[i].Text(), words.Say("whatif.list"), "%s left out", a.ID)
			w.rows[i].TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		case a.Kind == course.Taken:
			assert.False(t, got.Hollow, a.ID)
			assert.Equal(t, o.story.Rate(a.Side, a.Day, false), got.Value, a.ID)
		default:
			assert.True(t, got.Hollow, "%s did not happen", a.ID)
			assert.NotEqual(t, o.story.Rate(a.Side, a.Day, false), got.Value, a.ID)
		}
	}
	assert.NotZero(t, lists)
	o.win.Canvas().Focus(w.reset)
	_, ok := dot()
	assert.False(t, ok, "the step goes back when the row loses the keyboard")
}

func TestPrice_followsTheCursorAndTheCourse(t *testing.T) {
	o := open(t, view.Price, 1, look.Light, fyne.NewSize(1440, 800))
	p := o.panels[view.Price].(*pricePanel)
	o.store.Go(func(s *data.Story, v view.View) view.View { return view.ToDay(s, v, data.Date(2025, 4, 10)) })
	assert.Contains(t, p.total.Text(), "$245")
	o.store.Go(func(s *data.Story, v view.View) view.View { return view.ToDay(s, v, s.AsOf) })
	assert.Contains(t, p.total.Text(), "$130")
	test.Tap(p.goods[1])
	assert.Contains(t, p.total.Text(), "$120")
	for range 16 {
		p.passed.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
	assert.Contains(t, p.buyer.Text(), "$104", "20% of 20 dollars are passed on")
	p.dollars.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	assert.Equal(t, 110, o.store.Now().Import.Dollars)
	assert.Contains(t, p.total.Text(), "$132")
	for _, f := range price.Findings(o.story, "us", false) {
		assert.Contains(t, p.said.Text(), f.Text)
	}
	test.Tap(p.goods[0])
	o.store.Go(func(s *data.Story, v view.View) view.View {
		v.Plan = course.Answer(s.Question("no-geneva"))
		return v
	})
	assert.Contains(t, p.total.Text(), "invented")
	assert.Contains(t, p.course.Text(), o.story.Question("no-geneva").Title, "it says which course it reckons with")
	o.follow(modeLink + string(view.WhatIf))
	assert.Equal(t, view.WhatIf, o.store.Now().Mode, "and leads back to it")
	o.store.Go(func(s *data.Story, v view.View) view.View { return view.ToMode(s, v, view.Price) })
	o.follow(asItWas)
	assert.False(t, p.course.Visible())
	assert.NotContains(t, p.total.Text(), "invented")
}

func TestPrice_theShareIsASliderOfTheWholeWidth(t *testing.T) {
	o := open(t, view.Price, 1, look.Light, fyne.NewSize(1440, 800))
	p := o.panels[view.Price].(*pricePanel)
	width := p.passed.Size().Width
	require.Greater(t, width, p.col.Size().Width/2)
	for _, share := range []float32{0, 0.5, 1} {
		p.passed.Tapped(&fyne.PointEvent{Position: fyne.NewPos(12+(width-24)*share, 30)})
		assert.InDelta(t, share*100, float64(o.store.Now().Import.PassedOn()), 0.01)
	}
	p.passed.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(-400, 30)}})
	assert.Zero(t, o.store.Now().Import.PassedOn(), "beyond its end it stays there")
	p.passed.TypedRune('0')
	assert.NotZero(t, o.store.Now().Import.PassedOn(), "0 is as it was at first")
}

func TestStepped_goesUpAndDownTheSameWay(t *testing.T) {
	for _, from := range []int{1, 9, 10, 95, 100, 110, 990, 1000, 2000, 99000} {
		assert.Equal(t, from, stepped(stepped(from, 1), -1), "%d", from)
	}
	assert.Equal(t, 110, stepped(100, 1))
	assert.Equal(t, 1, stepped(1, -5))
	assert.Equal(t, price.MaxDollars, stepped(price.MaxDollars, 10))
}

func TestPredict_byKeysFromTheFirstStepToTheClass(t *testing.T) {
	o := open(t, view.Predict, 1, look.Light, fyne.NewSize(1440, 800))
	p := o.panels[view.Predict].(*predictPanel)
	press := func(names ...fyne.KeyName) {
		for _, n := range names {
			o.plot.TypedKey(&fyne.KeyEvent{Name: n})
		}
	}
	press(fyne.KeyReturn)
	assert.False(t, o.store.Now().Shown, "nothing was drawn yet")
	press(fyne.KeyRight, fyne.KeyRight, fyne.KeyUp, fyne.KeyUp)
	assert.Equal(t, guess.Guess("us 2025-03-22 30"), o.store.Now().Guess)
	press(fyne.KeyPageDown, fyne.KeyUp)
	assert.Equal(t, guess.Guess("cn 2025-03-22 5; us 2025-03-22 30"), o.store.Now().Guess)
	press(fyne.KeyDelete)
	assert.Equal(t, guess.Guess("us 2025-03-22 30"), o.store.Now().Guess)
	for _, name := range []string{"ada", "Ada", " ben  b ", ""} {
		p.name.SetText(name)
		test.Tap(p.add)
		assert.Equal(t, name == "Ada", strings.Contains(p.notice, "in place of"), "%q: %s", name, p.notice)
		if name != "" {
			press(fyne.KeyPageUp, fyne.KeyRight, fyne.KeyUp)
		}
	}
	require.Len(t, o.class, 2)
	assert.Equal(t, "ben b", o.class[1].Name)
	press(fyne.KeyReturn)
	require.True(t, o.store.Now().Shown)
	got := guess.Compare(o.story, p.round(), o.store.Now().Guess)
	assert.Contains(t, p.result.Text(), words.Local{}.Number(got.Off, 1))
	assert.Contains(t, p.class.Text(), "2 kept: Ada, ben b")
	assert.NotNil(t, o.Figure())
	test.Tap(p.next)
	assert.Equal(t, "truce", o.store.Now().Round)
	assert.False(t, o.store.Now().Shown)
	assert.Empty(t, o.store.Now().Guess)
}

func TestPredict_aSideThatWasNotDrawnDoesNotCountAndStayingIsAGuess(t *testing.T) {
	o := open(t, view.Predict, 1, look.Light, fyne.NewSize(1440, 800))
	p := o.panels[view.Predict].(*predictPanel)
	s, r := o.story, p.round()
	test.Tap(p.stays)
	require.True(t, o.store.Now().Guess.Stays(s, r, "us"))
	test.Tap(p.stays)
	require.True(t, o.store.Now().Guess.Empty(r), "again takes it back")
	test.Tap(p.stays)
	test.Tap(p.compare)
	require.True(t, o.store.Now().Shown)
	assert.Contains(t, p.result.Text(), "US on China")
	assert.NotContains(t, p.result.Text(), "China on US", "which was not guessed")
	for _, reading := range o.content.Readings {
		assert.LessOrEqual(t, strings.Count(reading.Text, "guessed"), 1)
	}
}

func TestPredict_aClassIsComparedWithoutAGuessOfOnesOwn(t *testing.T) {
	o := open(t, view.Predict, 1, look.Light, fyne.NewSize(1440, 800))
	p := o.panels[view.Predict].(*predictPanel)
	for _, name := range []string{"Ada", "Ben"} {
		test.Tap(p.stays)
		p.name.SetText(name)
		test.Tap(p.add)
	}
	require.True(t, o.store.Now().Guess.Empty(p.round()), "the next one draws from the start")
	test.Tap(p.compare)
	require.True(t, o.store.Now().Shown)
	assert.Contains(t, p.class.Text(), "US on China: median")
	assert.NotContains(t, p.class.Text(), "China on US: median", "nobody guessed it")
	assert.Contains(t, o.Figure().Line, "median")
}

func TestPredict_aDragIsUndoneAsOne(t *testing.T) {
	o := open(t, view.Predict, 1, look.Light, fyne.NewSize(1440, 800))
	at := o.plot.Layout().Plot
	for i := range 40 {
		o.plot.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(at.X+at.W/2)+float32(i*4), float32(at.Y)+float32(i))}})
	}
	o.plot.DragEnd()
	assert.NotEmpty(t, o.store.Now().Guess)
	require.True(t, o.store.Undo())
	assert.Empty(t, o.store.Now().Guess)
}

func TestPredict_showsTheEpiloguesAnswerOnlyWhenAsked(t *testing.T) {
	o := open(t, view.Predict, 1, look.Light, fyne.NewSize(1440, 800))
	p := o.panels[view.Predict].(*predictPanel)
	p.begin("november")
	hidden := o.Figure()
	for _, c := range hidden.Curves {
		assert.LessOrEqual(t, c.Until, o.story.Round("november").From, "%s", c.ID)
	}
	assert.NotContains(t, hidden.Summary+p.result.Text(), "20%")
	test.Tap(p.ask)
	assert.True(t, o.store.Now().Shown)
	assert.Contains(t, p.result.Text(), words.Say("card.later"))
	assert.False(t, o.store.Now().Epilogue, "the rest of the epilogue stays hidden")
}

func TestQuiz_aSessionByKeys(t *testing.T) {
	o := open(t, view.Quiz, 1, look.Light, fyne.NewSize(1440, 800))
	q := o.panels[view.Quiz].(*quizPanel)
	test.Tap(q.begin)
	right := 0
	for i := range quiz.SessionLength {
		require.True(t, q.asked, "question %d", i+1)
		answer := 0
		for j, option := range q.question.Options {
			if option.ID == q.question.Answer {
				answer = j
			}
		}
		if i%3 == 2 {
			answer = (answer + 1) % 4
		} else {
			right++
		}
		o.Rune([]rune(q.key(answer))[0])
		assert.Equal(t, q.question.Options[answer].ID, o.store.Now().Chosen)
		o.Rune('1')
		assert.Equal(t, q.question.Options[answer].ID, o.store.Now().Chosen, "an answer stands")
		q.next.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	assert.False(t, q.asked)
	assert.Equal(t, right, o.progress.Session.Right)
	assert.Len(t, o.progress.Boxes, quiz.SessionLength)
	test.Tap(q.clear)
	assert.Len(t, o.progress.Boxes, quiz.SessionLength, "clearing is asked twice")
	test.Tap(q.clear)
	assert.Empty(t, o.progress.Boxes)
}

// TestQuiz_showsNoDotsOfTheModesBefore comes to the quiz from a course and from a price tag:
// the only dots are those of the meetings.
func TestQuiz_showsNoDotsOfTheModesBefore(t *testing.T) {
	for _, from := range []view.Mode{view.WhatIf, view.Price, view.Quiz} {
		o := open(t, from, 1, look.Light, fyne.NewSize(1440, 800))
		o.store.Go(func(s *data.Story, v view.View) view.View {
			return view.ToMode(s, view.ToDay(s, v, data.Date(2025, 4, 10)), view.Quiz)
		})
		dots := -1 // the pen has one in its box, which is hidden
		for _, x := range test.LaidOutObjects(o.plot) {
			if c, ok := x.(*canvas.Circle); ok && c.Visible() {
				dots++
			}
		}
		assert.Equal(t, len(o.Figure().Ticks), dots, "from %s", from)
	}
}

func TestQuiz_onTheMapAPinsNumberIsItsKey(t *testing.T) {
	o := open(t, view.Quiz, 1, look.Light, fyne.NewSize(1440, 800))
	q := o.panels[view.Quiz].(*quizPanel)
	pool, asked := quiz.New(o.story, false, words.Local{}), 0
	for _, id := range pool.IDs() {
		if !strings.HasPrefix(id, string(quiz.Where)+"/") {
			continue
		}
		for variant := range uint64(4) {
			for i := range 4 {
				q.progress.Session = quiz.Session{Variant: variant, IDs: []string{id}}
				q.present()
				require.Equal(t, id, q.question.ID)
				assert.Contains(t, o.line.Text(), q.keys(), "the question says what can be pressed")
				for _, m := range o.story.Meetings {
					if i+int(variant) == 0 && !slices.ContainsFunc(q.question.Options, func(x quiz.Option) bool { return x.ID == m.ID }) {
						o.Notice(" ")
						require.True(t, o.Rune(rune('0'+m.Order)))
						assert.Empty(t, o.store.Now().Chosen)
						assert.Contains(t, o.foot.Text(), q.keys(), "pin %d is no answer", m.Order)
					}
				}
				option := q.question.Options[i]
				pin := rune('0' + o.story.Meeting(option.ID).Order)
				require.True(t, o.Rune(pin))
				assert.Equal(t, option.ID, o.store.Now().Chosen, "key %c chooses pin %c", pin, pin)
				asked++
			}
		}
	}
	assert.Positive(t, asked)
}

func TestQuiz_neverAnEmptyGridAndAnswersLandOnATimeline(t *testing.T) {
	o := open(t, view.Quiz, 1, look.Light, fyne.NewSize(1440, 800))
	q := o.panels[view.Quiz].(*quizPanel)
	pool := quiz.New(o.story, false, words.Local{})
	kinds := map[quiz.Kind]int{}
	for _, id := range pool.IDs() {
		kind := quiz.Kind(strings.SplitN(id, "/", 2)[0])
		if kinds[kind]++; kinds[kind] > 3 {
			continue
		}
		q.progress.Session = quiz.Session{Variant: 3, IDs: []string{id}}
		q.present()
		require.Equal(t, id, q.question.ID)
		if kind == quiz.Where {
			continue // asked on the map
		}
		f := o.Figure()
		assert.NotEmpty(t, f.Captions, "%s: an empty grid", id)
		if !slices.Contains([]quiz.Kind{quiz.When, quiz.Order, quiz.Why}, kind) {
			continue
		}
		days := func() (out []data.Day) {
			for i, option := range q.question.Options {
				d := o.Figure().Dots[i]
				require.Equal(t, option.ID, d.ID)
				assert.Greater(t, d.Day, o.Figure().From+2, "%s: the edge cuts no dot", id)
				out = append(out, d.Day)
			}
			return out
		}
		if before := days(); kind != quiz.When {
			assert.Len(t, slices.Compact(before), 1, "%s: nothing tells the days", id)
		}
		q.pick(0)
		for _, option := range q.question.Options {
			assert.True(t, slices.ContainsFunc(o.plot.Layout().Texts, func(x charts.Text) bool { return x.ID == option.ID }), "%s: %q is not named", id, option.Text)
		}
		for i, d := range days() {
			assert.Equal(t, q.question.Options[i].Day, d, id)
			assert.Equal(t, q.question.Options[i].ID != q.question.Answer, o.Figure().Dots[i].Hollow, id)
		}
	}
	assert.Len(t, kinds, 7)
}

// TestQuiz_datesNobodysWordsByTheDayOfAnotherMeeting looks where a vice premier's words of 11
// May would stand, whose card is of 29 July.
func TestQuiz_datesNobodysWordsByTheDayOfAnotherMeeting(t *testing.T) {
	q := open(t, view.Quiz, 1, look.Light, fyne.NewSize(1440, 800)).panels[view.Quiz].(*quizPanel)
	require.True(t, q.b.story.Card("who-he").Day.Set())
	assert.Equal(t, data.NoDay, q.day(quiz.Question{Kind: quiz.Who, Card: "who-he"}))
	assert.Equal(t, data.Date(2025, 4, 10), q.day(quiz.Question{Kind: quiz.High, Day: data.Date(2025, 4, 10)}))
}

func TestQuiz_endsWithWhatWasMissed(t *testing.T) {
	o := open(t, view.Quiz, 1, look.Light, fyne.NewSize(1024, 570))
	q := o.panels[view.Quiz].(*quizPanel)
	assert.NotContains(t, q.head.Text(), words.Say("quiz.due", "Count", 0), "nobody says nought")
	test.Tap(q.begin)
	var missed []quiz.Question
	for range quiz.SessionLength {
		pick := slices.IndexFunc(q.question.Options, func(x quiz.Option) bool { return x.ID != q.question.Answer })
		missed = append(missed, q.question)
		q.pick(pick)
		q.goOn()
	}
	require.Len(t, missed, quiz.SessionLength)
	for _, x := range missed {
		assert.Contains(t, q.head.Text(), x.Text)
		assert.Contains(t, q.head.Text(), x.Right().Text)
	}
	assert.Equal(t, "timeline", o.Figure().Name)
	require.NotEmpty(t, o.Figure().Dots)
	for _, d := range o.Figure().Dots {
		assert.Equal(t, charts.Caution, d.Role, "what was missed is no colour of what is right")
		l := o.plot.Layout()
		at := slices.IndexFunc(l.Texts, func(x charts.Text) bool { return x.ID == d.ID })
		if assert.GreaterOrEqual(t, at, 0, "%s is named", d.ID) {
			assert.InDelta(t, l.Values.Pos(float64(d.Value)), l.Texts[at].Y+l.Texts[at].H/2, 12, "%s is named on its row", d.ID)
		}
	}
	test.Tap(q.begin)
	assert.Empty(t, o.progress.Session.Missed, "the next ten begin anew")
}

func TestBody_nothingIsClippedAtAnySize(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	for _, m := range []view.Mode{view.Predict, view.WhatIf, view.Price, view.Quiz} {
		for _, size := range []fyne.Size{{Width: 480, Height: 500}, {Width: 1024, Height: 590}, {Width: 1440, Height: 850}, {Width: 3840, Height: 2100}} {
			for _, scale := range []float32{0.75, 1, 2} {
				for _, mode := range []look.Mode{look.Light, look.Dark} {
					o := open(t, m, scale, mode, size)
					if m == view.WhatIf {
						test.Tap(o.panels[m].(*whatIf).asked[0])
					}
					width := o.panel().column().Size().Width
					for _, part := range o.panel().column().Objects() {
						assert.LessOrEqual(t, part.Position().X+part.Size().Width, width+0.5, "%s at %v × %g", m, size, scale)
					}
					l := o.plot.Layout()
					require.NotNil(t, l)
					for _, x := range l.Texts {
						assert.True(t, x.X >= -0.5 && x.X+x.W <= float64(o.plot.Size().Width)+0.5, "%s at %v × %g: %q", m, size, scale, x.Text)
					}
				}
			}
		}
	}
}

// TestMoney_hasTwoDecimalsOrNone walks through the prices, parts and goods of the price
// tag, over all days of the story, and reads what is written.
func TestMoney_hasTwoDecimalsOrNone(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	o := open(t, view.Price, 1, look.Light, fyne.NewSize(1440, 800))
	p := o.panels[view.Price].(*pricePanel)
	money := regexp.MustCompile(`-?\$-?[\d,.]*\d`)
	whole := regexp.MustCompile(`^\$\d{1,3}(,\d{3})*(\.\d{2})?$`)
	seen := 0
	read := func() {
		t.Helper()
		all := p.dollars.Value() + " " + p.total.Text() + " " + p.parts.Text() + " " + p.buyer.Text() + " " + o.headline.Text() + " " + o.Figure().Summary
		for _, x := range o.Figure().Table.Rows {
			all += " " + strings.Join(x, " ")
		}
		for _, x := range money.FindAllString(all, -1) {
			assert.Regexp(t, whole, x, "in %q", all)
			seen++
		}
	}
	for _, g := range o.story.Goods {
		for _, day := range o.story.ChangeDays(g.Side, false) {
			o.store.Set(view.ToDay(o.story, o.store.Now(), day))
			p.change(func(i *view.Import) { i.Good, i.Dollars = g.ID, 0 })
			read()
		}
		for price, i := 1, 0; price < 100_000; price, i = stepped(price, 11), i+1 {
			p.change(func(x *view.Import) { x.Dollars, x.Passed = price, []int{1, 26, 34, 78, 101}[i%5] })
			read()
		}
	}
	assert.Greater(t, seen, 1000)
}

// TestWhatIf_aClickedRowHasTheKeys: what looks chosen is what the keys change.
func TestWhatIf_aClickedRowHasTheKeys(t *testing.T) {
	o := open(t, view.WhatIf, 1, look.Light, fyne.NewSize(1440, 800))
	w := o.panels[view.WhatIf].(*whatIf)
	for i, x := range []float32{200, 5} { // its text, and its switch
		o.store.Set(view.ToPlan(o.story, o.store.Now(), ""))
		row := w.rows[2+i]
		o.win.Canvas().Unfocus()
		test.TapAt(row, fyne.NewPos(x, 10))
		require.Same(t, row, o.win.Canvas().Focused())
		before := o.store.Now().Plan
		o.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		assert.NotEqual(t, before, o.store.Now().Plan)
		assert.Equal(t, 1, o.store.Now().Plan.Edits()[w.actions[2+i].ID].Days)
	}
}

// TestStepper_onlyItsSignsStep: not its name, not its value, not the blank beside it.
func TestStepper_onlyItsSignsStep(t *testing.T) {
	o := open(t, view.Price, 1, look.Light, fyne.NewSize(1440, 800))
	p := o.panels[view.Price].(*pricePanel)
	p.dollars.Resize(p.dollars.MinSize().AddWidthHeight(300, 0))
	steps := map[int]int{}
	last, price := 0, 0
	for x := float32(0); x < p.dollars.Size().Width; x += 2 {
		before := int(o.store.Now().Import.Price())
		test.TapAt(p.dollars, fyne.NewPos(x, 12))
		price = int(o.store.Now().Import.Price())
		if by := sign(price - before); price != before {
			if by != last {
				steps[by]++
			}
			last = by
		} else {
			last = 0
		}
	}
	assert.Equal(t, map[int]int{-1: 1, 1: 1}, steps, "one stretch for each of the signs")
	before := o.store.Now()
	test.TapAt(p.dollars, fyne.NewPos(p.dollars.MinSize().Width+20, 12))
	assert.Equal(t, before, o.store.Now())
}
