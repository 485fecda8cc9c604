package view

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
	"truceline/data/load"
)

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

func day(t testing.TB, text string) data.Day {
	t.Helper()
	d, err := data.ParseDay(text)
	require.NoError(t, err)
	return d
}

// check holds a View to the story: all that it names is there, and may be seen.
func check(t *testing.T, s *data.Story, v View) {
	t.Helper()
	b := s.Beat(v.Beat)
	require.NotNil(t, b, "beat of %+v", v)
	require.False(t, b.Epilogue && !v.Epilogue, "hidden beat: %+v", v)
	require.GreaterOrEqual(t, v.Day, s.Start, "%+v", v)
	require.LessOrEqual(t, v.Day, s.End(v.Epilogue), "%+v", v)
	require.NotNil(t, s.Measure(v.Measure), "%+v", v)
	require.True(t, !v.Pin.Set() || v.Pin >= s.Start && v.Pin <= s.End(v.Epilogue), "pin of %+v", v)
	require.True(t, v.Bridge == "" || s.Side(v.Bridge) != nil, "%+v", v)
	require.True(t, slices.ContainsFunc(s.Lenses, func(l data.Lens) bool { return l.ID == v.Lens }), "%+v", v)
	if v.Meeting != "" {
		m := s.Meeting(v.Meeting)
		require.NotNil(t, m, "%+v", v)
		require.False(t, m.Epilogue && !v.Epilogue, "hidden meeting: %+v", v)
	}
	if id, ok := strings.CutPrefix(v.Card, MeetingCard); ok {
		m := s.Meeting(id)
		require.NotNil(t, m, "%+v", v)
		require.False(t, m.Epilogue && !v.Epilogue, "hidden meeting: %+v", v)
		return
	}
	c := s.Card(v.Card)
	require.NotNil(t, c, "card of %+v", v)
	require.False(t, c.Epilogue && !v.Epilogue, "hidden card: %+v", v)
}

func TestStart_isTheFirstBeat(t *testing.T) {
	s := builtIn(t)
	v := Start(s)
	check(t, s, v)
	assert.Equal(t, View{Beat: "first-ten", Day: day(t, "2025-02-04"), Lens: "story", Card: "fentanyl-first", Measure: "additional", Pin: data.NoDay}, v)
}

func TestStart_ofAStoryWithoutBeatsIsItsAsOfDay(t *testing.T) {
	assert.Equal(t, View{Day: 7, Pin: data.NoDay}, Start(&data.Story{AsOf: 7}))
}

func TestStep_goesThroughEveryBeatAndStaysAtTheEnds(t *testing.T) {
	s := builtIn(t)
	for _, epilogue := range []bool{false, true} {
		beats := s.BeatsShown(epilogue)
		v := Start(s)
		v.Epilogue = epilogue
		assert.Equal(t, v, Step(s, v, -1), "nothing lies before the first")
		for _, b := range beats[1:] {
			v = Step(s, v, 1)
			check(t, s, v)
			assert.Equal(t, b.ID, v.Beat)
			assert.Equal(t, b.Day, v.Day)
		}
		assert.Equal(t, v, Step(s, v, 1), "nothing lies after the last")
		assert.Equal(t, v, Step(s, v, 1000))
		assert.Equal(t, beats[0].ID, Step(s, v, -1000).Beat)
		assert.Equal(t, beats[len(beats)-2].ID, Step(s, v, -1).Beat)
	}
}

func TestStep_backFromAnotherDayOfTheFirstBeatReturnsToIt(t *testing.T) {
	s := builtIn(t)
	v := ToDay(s, Start(s), day(t, "2025-02-20"))
	require.Equal(t, "first-ten", v.Beat)
	assert.Equal(t, day(t, "2025-02-04"), Step(s, v, -1).Day)
}

func TestStep_withoutBeatsChangesNothing(t *testing.T) {
	assert.Equal(t, View{Day: 3}, Step(&data.Story{}, View{Day: 3}, 1))
}

func TestToBeat_looksAsTheStoryTells(t *testing.T) {
	s := builtIn(t)
	for _, b := range s.BeatsShown(true) {
		v := ToBeat(s, View{Epilogue: true, Measure: "additional", Bridge: "us", Pin: data.NoDay, Sheet: "keys"}, b.ID)
		check(t, s, v)
		assert.Equal(t, b.ID, v.Beat)
		assert.Equal(t, b.Day, v.Day)
		assert.Equal(t, b.Meeting, v.Meeting)
		assert.Equal(t, b.Card, v.Card)
		assert.Empty(t, v.Bridge, "the beat shows the measure's own plot")
		assert.Empty(t, v.Sheet, "an open sheet closes")
	}
}

func TestToBeat_refusesWhatIsHiddenOrUnknown(t *testing.T) {
	s := builtIn(t)
	v := Start(s)
	assert.Equal(t, v, ToBeat(s, v, "busan"))
	assert.Equal(t, v, ToBeat(s, v, "nonsense"))
	assert.Equal(t, v, ToBeat(s, v, ""))
}

func TestToDay_beatCardAndMeetingFollow(t *testing.T) {
	s := builtIn(t)
	for _, c := range []struct{ day, beat, meeting string }{
		{"2025-02-04", "first-ten", ""}, {"2025-03-03", "first-ten", ""}, {"2025-03-04", "doubled", ""},
		{"2025-05-14", "geneva", "geneva"}, {"2025-09-20", "madrid", "madrid"}, {"2025-10-12", "threat", ""},
	} {
		v := ToDay(s, Start(s), day(t, c.day))
		check(t, s, v)
		assert.Equal(t, day(t, c.day), v.Day)
		assert.Equal(t, c.beat, v.Beat, c.day)
		assert.Equal(t, c.meeting, v.Meeting, c.day)
		assert.Equal(t, CardBy(s, v.Lens, v.Day, false), v.Card, c.day)
	}
}

func TestToDay_isTakenToTheNearerEnd(t *testing.T) {
	s := builtIn(t)
	for _, epilogue := range []bool{false, true} {
		v := Start(s)
		v.Epilogue = epilogue
		assert.Equal(t, s.Start, ToDay(s, v, data.NoDay).Day)
		assert.Equal(t, s.Start, ToDay(s, v, s.Start-1).Day)
		assert.Equal(t, s.End(epilogue), ToDay(s, v, s.End(epilogue)+1).Day)
	}
}

func TestToDay_cardIsTheLastOfTheLensByThen(t *testing.T) {
	s := builtIn(t)
	for _, lens := range s.Lenses {
		v := Start(s)
		v.Lens = lens.ID
		for d := s.Start; d <= s.Ahead; d += 5 {
			c := s.Card(ToDay(s, v, d).Card)
			require.NotNil(t, c)
			assert.Equal(t, lens.ID, c.Lens)
			for _, o := range s.CardsOf(lens.ID, false) {
				if o.Day.Set() && o.Day <= d && c.Day.Set() && c.Day <= d {
					assert.LessOrEqual(t, o.Day, c.Day, "%s on %s: %s is nearer than %s", lens.ID, d, o.ID, c.ID)
				}
			}
		}
	}
}

func TestToMeeting_opensItsCardAndGoesThere(t *testing.T) {
	s := builtIn(t)
	for _, m := range s.MeetingsShown(true) {
		v := Start(s)
		v.Epilogue = true
		v = ToMeeting(s, v, m.ID)
		check(t, s, v)
		assert.Equal(t, m.ID, v.Meeting)
		assert.Equal(t, "meeting/"+m.ID, v.Card)
	}
	assert.Equal(t, "geneva", ToMeeting(s, Start(s), "geneva").Beat, "the beat that tells of it")
}

func TestToMeeting_refusesWhatIsHiddenOrUnknown(t *testing.T) {
	s := builtIn(t)
	v := Start(s)
	assert.Equal(t, v, ToMeeting(s, v, "paris"))
	assert.Equal(t, v, ToMeeting(s, v, "atlantis"))
	v = ToMeeting(s, v, "south-korea")
	check(t, s, v)
	assert.Equal(t, "south-korea", v.Meeting, "a planned one can be opened")
}

func TestToCard_dayMeetingAndLensFollow(t *testing.T) {
	s := builtIn(t)
	for _, c := range s.Cards {
		v := Start(s)
		v.Epilogue, v.Sheet = c.Epilogue, "sources/x"
		v = ToCard(s, v, c.ID)
		check(t, s, v)
		assert.Equal(t, c.ID, v.Card)
		assert.Equal(t, c.Lens, v.Lens)
		assert.Empty(t, v.Sheet)
		want := c.Shows.Day
		if !want.Set() {
			want = c.Day
		}
		if want.Set() {
			assert.Equal(t, min(max(want, s.Start), s.End(v.Epilogue)), v.Day, c.ID)
		} else {
			assert.Equal(t, Start(s).Day, v.Day, "%s is of no moment", c.ID)
		}
		if c.Shows.Meeting != "" {
			assert.Equal(t, c.Shows.Meeting, v.Meeting, c.ID)
		}
		if c.Shows.Measure != "" {
			assert.Equal(t, c.Shows.Measure, v.Measure, c.ID)
		}
	}
}

func TestToCard_ofAMeetingIsToMeeting(t *testing.T) {
	s := builtIn(t)
	assert.Equal(t, ToMeeting(s, Start(s), "london"), ToCard(s, Start(s), "meeting/london"))
}

func TestToCard_refusesWhatIsHiddenOrUnknown(t *testing.T) {
	s := builtIn(t)
	v := Start(s)
	at := slices.IndexFunc(s.Cards, func(c data.Card) bool { return c.Epilogue })
	require.GreaterOrEqual(t, at, 0)
	for _, id := range []string{s.Cards[at].ID, "nonsense", "", "meeting/", "meeting/paris"} {
		assert.Equal(t, v, ToCard(s, v, id), "%q", id)
	}
}

func TestToLens_keepsTheMoment(t *testing.T) {
	s := builtIn(t)
	for _, b := range s.BeatsShown(false) {
		for _, lens := range s.Lenses {
			from := ToBeat(s, Start(s), b.ID)
			v := ToLens(s, from, lens.ID)
			check(t, s, v)
			assert.Equal(t, lens.ID, s.Card(v.Card).Lens)
			v.Lens, v.Card = from.Lens, from.Card
			assert.Equal(t, from, v, "nothing else changes")
		}
	}
}

func TestWithEpilogue_onGoesToItsFirstBeat(t *testing.T) {
	s := builtIn(t)
	v := WithEpilogue(s, Start(s), true)
	check(t, s, v)
	assert.True(t, v.Epilogue)
	assert.Equal(t, "busan", v.Beat)
}

func TestWithEpilogue_offHidesAllOfIt(t *testing.T) {
	s := builtIn(t)
	for _, b := range s.BeatsShown(true) {
		v := ToBeat(s, WithEpilogue(s, Start(s), true), b.ID)
		off := WithEpilogue(s, v, false)
		check(t, s, off)
		assert.False(t, off.Epilogue)
		if b.Epilogue {
			assert.Equal(t, "kuala-lumpur", off.Beat, "back to the last beat before it")
		} else {
			assert.Equal(t, b.ID, off.Beat)
		}
	}
	for _, m := range s.MeetingsShown(true) {
		on := ToMeeting(s, WithEpilogue(s, Start(s), true), m.ID)
		check(t, s, WithEpilogue(s, on, false))
	}
	for _, c := range s.Cards {
		on := ToCard(s, WithEpilogue(s, Start(s), true), c.ID)
		check(t, s, WithEpilogue(s, on, false))
	}
}

func TestCloseMeeting_returnsToTheCardOfTheDay(t *testing.T) {
	s := builtIn(t)
	v := ToMeeting(s, Start(s), "madrid")
	closed := CloseMeeting(s, v)
	check(t, s, closed)
	assert.Equal(t, CardBy(s, v.Lens, v.Day, false), closed.Card)
	assert.Equal(t, closed, CloseMeeting(s, closed), "no other card is closed")
}

func TestValid_replacesWhatTheStoryDoesNotHave(t *testing.T) {
	s := builtIn(t)
	good := ToBeat(s, Start(s), "madrid")
	require.Equal(t, good, Valid(s, good), "what is valid stays")
	london := ToMeeting(s, Start(s), "london")
	require.Equal(t, london, Valid(s, london))
	for name, spoil := range map[string]func(v *View){
		"nothing":           func(v *View) { *v = View{} },
		"no beat":           func(v *View) { v.Beat = "nonsense" },
		"a hidden beat":     func(v *View) { v.Beat = "busan" },
		"day before":        func(v *View) { v.Day = data.NoDay },
		"day after":         func(v *View) { v.Day = 1 << 30 },
		"a hidden day":      func(v *View) { v.Day = s.EpilogueEnd },
		"no such lens":      func(v *View) { v.Lens = "nonsense" },
		"no such card":      func(v *View) { v.Card = "nonsense" },
		"no card":           func(v *View) { v.Card = "" },
		"no such meeting":   func(v *View) { v.Meeting = "atlantis" },
		"a hidden meeting":  func(v *View) { v.Meeting = "paris" },
		"its card":          func(v *View) { v.Meeting, v.Card = "paris", "meeting/paris" },
		"a card of none":    func(v *View) { v.Card = "meeting/atlantis" },
		"a card without it": func(v *View) { v.Meeting, v.Card = "", "meeting/london" },
		"an empty card":     func(v *View) { v.Meeting, v.Card = "", "meeting/" },
		"no such measure":   func(v *View) { v.Measure = "furlongs" },
		"no such bridge":    func(v *View) { v.Bridge = "mars" },
		"a sheet":           func(v *View) { v.Sheet = "sources/nothing" },
		"garbage all through": func(v *View) {
			*v = View{Beat: "madrid", Day: 1, Lens: "'", Card: "meeting/\n", Meeting: "%", Measure: "<b>", Bridge: "?", Sheet: "?"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			v := good
			spoil(&v)
			v = Valid(s, v)
			check(t, s, v)
			assert.Empty(t, v.Sheet)
			assert.Equal(t, v, Valid(s, v), "once is enough")
		})
	}
}

func TestValid_keepsTheEpilogueOpen(t *testing.T) {
	s := builtIn(t)
	v := ToBeat(s, WithEpilogue(s, Start(s), true), "court")
	assert.Equal(t, v, Valid(s, v))
	assert.True(t, Valid(s, View{Beat: "nonsense", Epilogue: true}).Epilogue)
}

func TestCardBy_ofAnUnknownLensIsNone(t *testing.T) {
	s := builtIn(t)
	assert.Empty(t, CardBy(s, "nonsense", s.AsOf, true))
}

func TestStore_listenersGetOldAndNew(t *testing.T) {
	s := builtIn(t)
	store := NewStore(s, Start(s))
	type pair struct{ old, now View }
	var got []pair
	stop := store.Listen(func(old, now View) { got = append(got, pair{old, now}) })
	first := store.Now()
	second := Step(s, first, 1)
	store.Set(second)
	store.Set(second)
	assert.Equal(t, []pair{{first, second}}, got, "once, and not when nothing changes")
	require.True(t, store.Undo())
	assert.Equal(t, pair{second, first}, got[1])
	stop()
	store.Set(second)
	assert.Len(t, got, 2, "no call after the end")
	stop() // twice does no harm
}

func TestStore_aListenerMayLeaveWhileItIsCalled(t *testing.T) {
	s := builtIn(t)
	store := NewStore(s, Start(s))
	var stop func()
	calls, others := 0, 0
	stop = store.Listen(func(_, _ View) { calls++; stop() })
	store.Listen(func(_, _ View) { others++ })
	store.Set(Step(s, store.Now(), 1))
	store.Set(Step(s, store.Now(), 1))
	assert.Equal(t, 1, calls)
	assert.Equal(t, 2, others)
}

func TestStore_undoAndRedoGoBackAndForth(t *testing.T) {
	s := builtIn(t)
	store := NewStore(s, Start(s))
	assert.False(t, store.Undo(), "there is nothing to undo yet")
	assert.False(t, store.Redo())
	views := []View{store.Now()}
	for range 5 {
		store.Set(Step(s, store.Now(), 1))
		views = append(views, store.Now())
	}
	for i := 4; i >= 0; i-- {
		require.True(t, store.CanUndo())
		require.True(t, store.Undo())
		assert.Equal(t, views[i], store.Now())
	}
	assert.False(t, store.CanUndo())
	for i := 1; i <= 3; i++ {
		require.True(t, store.CanRedo())
		require.True(t, store.Redo())
		assert.Equal(t, views[i], store.Now())
	}
	store.Set(ToMeeting(s, store.Now(), "london"))
	assert.False(t, store.CanRedo(), "another way was taken")
	require.True(t, store.Undo())
	assert.Equal(t, views[3], store.Now())
}

func TestStore_sheetsAreNoStepOfLooking(t *testing.T) {
	s := builtIn(t)
	store := NewStore(s, Start(s))
	first := store.Now()
	with := func(sheet string) View {
		v := store.Now()
		v.Sheet = sheet
		return v
	}
	store.Set(with("keys"))
	assert.Equal(t, "keys", store.Now().Sheet)
	assert.False(t, store.CanUndo())
	store.Set(Step(s, first, 1))
	store.Set(with("about"))
	require.True(t, store.Undo())
	assert.Equal(t, first, store.Now(), "and no sheet comes back with it")
	store.Set(with("keys"))
	assert.True(t, store.CanRedo(), "looking at the keys loses nothing")
	require.True(t, store.Redo())
	assert.Equal(t, Step(s, first, 1), store.Now())
}

func TestStore_remembersABoundedNumberOfSteps(t *testing.T) {
	s := builtIn(t)
	store := NewStore(s, Start(s))
	for i := range historyLimit + 50 {
		store.Set(ToDay(s, store.Now(), s.Start+data.Day(i%250)))
	}
	n := 0
	for store.Undo() {
		n++
	}
	assert.Equal(t, historyLimit, n)
	assert.Equal(t, ToDay(s, Start(s), s.Start+49).Day, store.Now().Day, "the oldest are forgotten first")
}

func TestNewStore_startsWithAValidView(t *testing.T) {
	s := builtIn(t)
	check(t, s, NewStore(s, View{Beat: "busan", Day: 5, Sheet: "about"}).Now())
	assert.Same(t, s, NewStore(s, View{}).Story())
}

// TestStore_neverHoldsAnInvalidView does what a reader might, ten thousand times.
func TestStore_neverHoldsAnInvalidView(t *testing.T) {
	s := builtIn(t)
	store := NewStore(s, Start(s))
	store.Listen(func(_, now View) { check(t, s, now) })
	r := rand.New(rand.NewPCG(21, 22))
	for range 10_000 {
		v := store.Now()
		switch r.IntN(13) {
		case 0:
			store.Set(Step(s, v, r.IntN(5)-2))
		case 1:
			store.Set(ToBeat(s, v, s.Beats[r.IntN(len(s.Beats))].ID))
		case 2:
			store.Set(ToDay(s, v, s.Start-20+data.Day(r.IntN(700))))
		case 3:
			store.Set(ToMeeting(s, v, s.Meetings[r.IntN(len(s.Meetings))].ID))
		case 4:
			store.Set(ToCard(s, v, s.Cards[r.IntN(len(s.Cards))].ID))
		case 5:
			store.Set(ToLens(s, v, s.Lenses[r.IntN(len(s.Lenses))].ID))
		case 6:
			store.Set(WithEpilogue(s, v, r.IntN(2) == 0))
		case 7:
			store.Set(CloseMeeting(s, v))
		case 8:
			store.Undo()
		case 9:
			store.Redo()
		case 10:
			v.Sheet = []string{"", "keys", "about"}[r.IntN(3)]
			store.Set(v)
		case 11:
			v.Pin = s.Start + data.Day(r.IntN(int(s.End(v.Epilogue)-s.Start)+1))
			store.Set(v)
		case 12:
			v.Bridge = []data.SideID{"", "us", "cn"}[r.IntN(3)]
			store.Set(v)
		}
		if t.Failed() {
			return
		}
	}
}

func TestToggleReplies_twiceLeadsBack(t *testing.T) {
	s := builtIn(t)
	v := Start(s)
	on := ToggleReplies(s, v)
	assert.False(t, on.Span.Whole())
	assert.Equal(t, v.Span, ToggleReplies(s, on).Span)
}

// Between two beats the map shows the meeting that came last by the day, as the cards do.
func TestToDay_selectsTheMeetingOfTheDay(t *testing.T) {
	s := builtIn(t)
	v := Start(s)
	for _, c := range []struct {
		day     data.Day
		meeting string
	}{{data.Date(2025, 7, 20), "london"}, {data.Date(2025, 7, 30), "stockholm"}, {data.Date(2025, 7, 20), "london"}, {data.Date(2025, 3, 1), ""}} {
		v = ToDay(s, v, c.day)
		assert.Equal(t, c.meeting, v.Meeting, c.day.String())
	}
}
