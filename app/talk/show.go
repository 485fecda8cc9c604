package talk

import (
	"maps"
	"slices"
	"time"

	"truceline/app/view"
	"truceline/data"
)

// Options of a talk that is about to begin.
type Options struct {
	// Now tells the time. It is time.Now if it is nil.
	Now    func() time.Time
	Length Length
	// Rehearsed is how long each item took in the last whole rehearsal, by its id;
	// nil plans with the planned times. See Rehearsed.
	Rehearsed map[string]time.Duration
	// From is the id of the item to begin with; empty begins with the first.
	From string
	// Known tells each step as it was known on its day; Later shows what happened after
	// the article, and gives its steps. Both hold until they are changed.
	Known, Later bool
	// Opening begins with the opening slide, if the story has one and the first item is
	// begun with.
	Opening bool
}

// Show is a talk under way. Both windows draw it, and every change of it goes through
// it or through the store of the View. It belongs to one goroutine, that of the store.
type Show struct {
	store     *view.Store
	now       func() time.Time
	unlisten  func()
	listeners []*listener
	changing  int   // changes under way, told of once the outermost is done
	told      state // what the listeners know

	talk      *Talk
	given     *Talk // talk, with all that the plan may give
	builtIn   bool  // the talk is the one that the story gives
	length    Length
	rehearsed map[string]time.Duration
	left      map[string]bool  // ids of items left out on the way
	known     bool             // steps are told as known on their day
	later     bool             // what happened after the article is told too
	asking    bool             // the room sees the beat's question
	hands     map[string]Hands // by beat
	stepping  bool             // the View changes because a step is gone to
	plan      Plan
	plans     int // plans made so far

	at       int
	slide    Slide // shown in place of the step
	unbuilt  int   // parts of the step that the room does not see yet
	clock    Clock
	began    time.Time                // when the clock first ran
	entered  time.Duration            // what the clock showed when times was last brought up to date
	times    map[string]time.Duration // spent on items, by id
	point    Point
	spot     bool
	blank    Blank
	drawings []drawing // by step, the one drawn on last at the end
	pen      *Stroke   // the stroke under way
	held     *hold     // set while the room is frozen
}

// hold is what Drop returns to.
type hold struct {
	room  Room
	item  string             // that of the room's step
	marks map[string]*Stroke // of all steps, by item
}

type listener struct{ changed func() }

// state is what listeners hear of when it changes.
type state struct {
	live, room Room
	frozen     bool
	clock      Clock
	plans      int
}

// New begins a talk: at its first item or where the options say, with the clock at
// zero and not yet running.
func New(store *view.Store, t *Talk, o Options) *Show {
	s := fresh(store, t, o)
	s.Goto(max(s.plan.Index(o.From), 0))
	if o.Opening && s.at == 0 && s.Story().Talk.Opening.Given() {
		s.change(func() { s.slide = Opening })
	}
	return s
}

// fresh is a Show that looks at what the store does.
func fresh(store *view.Store, t *Talk, o Options) *Show {
	s := &Show{
		store: store, now: o.Now, length: o.Length, rehearsed: o.Rehearsed, known: o.Known, later: o.Later,
		left: map[string]bool{}, hands: map[string]Hands{}, times: map[string]time.Duration{},
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.setTalk(t)
	s.replan("", nil)
	s.told = s.state()
	s.unlisten = store.Listen(func(old, now view.View) {
		if !s.stepping {
			if old.AsKnown != now.AsKnown {
				s.known = now.AsKnown
				s.unbuilt = min(s.unbuilt, s.parts()) // what is told as known is not built up
			}
			s.slide = NoSlide // the presenter looks at something
		}
		s.tell()
	})
	return s
}

// Close ends listening to the store. The Show is of no use after it.
func (s *Show) Close() {
	s.unlisten()
	s.listeners = nil
}

// Listen calls changed after every change of what the presenter or the room sees, of
// the clock or of the plan. The function it returns ends that.
func (s *Show) Listen(changed func()) (stop func()) {
	l := &listener{changed}
	s.listeners = append(s.listeners, l)
	return func() {
		s.listeners = slices.DeleteFunc(s.listeners, func(x *listener) bool { return x == l })
	}
}

// change makes changes that listeners hear of together.
func (s *Show) change(make func()) {
	s.changing++
	make()
	s.changing--
	s.tell()
}

func (s *Show) tell() {
	if s.changing > 0 {
		return
	}
	now := s.state()
	if now == s.told {
		return
	}
	s.told = now
	for _, l := range slices.Clone(s.listeners) {
		l.changed()
	}
}

func (s *Show) state() state {
	return state{s.Live(), s.Room(), s.Frozen(), s.clock, s.plans}
}

// Story returns the story that is told.
func (s *Show) Story() *data.Story { return s.store.Story() }

// Live returns the presenter's own picture.
func (s *Show) Live() Room {
	v := s.store.Now()
	v.Sheet = ""
	r := Room{
		View: v, Headline: s.headline(v), Step: s.shown(v), Steps: s.plan.Counted(), Aside: s.asideFrom(v), Slide: s.slide,
		Point: s.point, Spot: s.spot, Marks: s.marks(), Blank: s.blank, Ask: s.ask(v), Told: s.toldBefore(v),
	}
	if !r.Aside {
		r.Unbuilt = s.unbuilt
	}
	return r
}

// viewOf is what an item shows: as known on its day, and with what happened after the
// article, as long as that was asked for.
func (s *Show) viewOf(item Item) view.View {
	v := item.ViewIn(s.Story())
	switch {
	case v.Epilogue:
	case s.later:
		v.Epilogue = true
	case s.known:
		v.AsKnown, v.Mode = true, view.Explore
	}
	return v
}

// asideFrom tells whether a View belongs to another step than the one that is told.
func (s *Show) asideFrom(v view.View) bool {
	item, ok := s.Item()
	return ok && v.Beat != item.beat()
}

// Aside tells whether the presenter looks at something that belongs to another step.
func (s *Show) Aside() bool { return s.asideFrom(s.store.Now()) }

// Return looks at the step that is told again, as it was gone to.
func (s *Show) Return() { s.Goto(s.at) }

// shown is the number of the step that a View belongs to; -1 if the plan has none.
func (s *Show) shown(v view.View) int {
	if !s.asideFrom(v) {
		return s.at
	}
	return slices.IndexFunc(s.plan.Steps, func(step Step) bool { return step.Item.Beat == v.Beat })
}

// Shown returns the item that what is looked at belongs to: the step's or, when the
// presenter looks aside, that of the beat that is looked at, given or not.
func (s *Show) Shown() (Item, bool) {
	v := s.store.Now()
	if !s.asideFrom(v) {
		return s.Item()
	}
	for _, item := range s.given.Items {
		if item.Beat == v.Beat {
			return item, true
		}
	}
	return Item{}, false
}

// Question is what the beat that is looked at asks before going on.
func (s *Show) Question() (q data.SceneQuestion, ok bool) {
	if b := s.Story().Beat(s.store.Now().Beat); b != nil && s.slide == NoSlide {
		q = b.Scene.Question
	}
	return q, q.Asked()
}

func (s *Show) ask(v view.View) Ask {
	if _, ok := s.Question(); !ok || !s.asking {
		return Ask{}
	}
	return Ask{true, s.hands[v.Beat]}
}

// toldBefore is what the step before asked and most of the room said, and what came.
func (s *Show) toldBefore(v view.View) string {
	if s.at < 1 || s.at >= len(s.plan.Steps) || s.asideFrom(v) || s.slide != NoSlide {
		return ""
	}
	before := s.Story().Beat(s.plan.Steps[s.at-1].Item.Beat)
	if before == nil {
		return ""
	}
	answer, ok := s.hands[before.ID].most()
	if !ok {
		return ""
	}
	return before.Scene.Question.TellFor(answer)
}

// ToggleAsk shows the room the question of the beat, or no longer.
func (s *Show) ToggleAsk() {
	if _, ok := s.Question(); ok {
		s.change(func() { s.asking = !s.asking })
	}
}

// SetHands keeps how many raised their hands for each answer of the beat's question.
func (s *Show) SetHands(h Hands) {
	if _, ok := s.Question(); ok {
		s.change(func() { s.hands[s.store.Now().Beat] = h.valid() })
	}
}

// Undo looks at what was looked at before, and Redo at what came after it. Where that
// is a step as it is told, the talk is at that step.
func (s *Show) Undo() { s.travel(s.store.Undo) }

// Redo takes an Undo back.
func (s *Show) Redo() { s.travel(s.store.Redo) }

func (s *Show) travel(by func() bool) {
	s.change(func() {
		if !by() {
			return
		}
		v := s.store.Now()
		if at := s.shown(v); at >= 0 && at != s.at && v == s.viewOf(s.plan.Steps[at].Item) {
			s.enter(at)
		}
	})
}

// headline is what stands over a View: the item's as long as its beat is looked at,
// else that of the beat that is.
func (s *Show) headline(v view.View) string {
	if item, ok := s.Item(); ok && (item.beat() == v.Beat || s.Story().Beat(v.Beat) == nil) {
		return item.HeadlineIn(s.Story())
	}
	if b := s.Story().Beat(v.Beat); b != nil {
		return b.Headline
	}
	return ""
}

// Room returns what the room sees: Live, or what was held when it was frozen. Black
// and white cover both.
func (s *Show) Room() Room {
	if s.held == nil {
		return s.Live()
	}
	room := s.held.room
	room.Blank = s.blank
	return room
}

// Frozen tells whether the room's picture is held.
func (s *Show) Frozen() bool { return s.held != nil }

// Freeze holds the room's picture as it is, while the presenter goes on.
func (s *Show) Freeze() {
	s.change(func() {
		if s.held == nil {
			s.held = &hold{s.Live(), s.itemID(), map[string]*Stroke{}}
			for _, d := range s.drawings {
				s.held.marks[d.item] = d.top
			}
		}
	})
}

// Push shows the room what the presenter sees, and goes on showing it.
func (s *Show) Push() {
	s.change(func() { s.held = nil })
}

// Drop returns the presenter to what the room sees, with its step and the marks of
// all steps, and holds it no longer. For the store that is one step of looking, and
// for each step one change of marks; both can be undone.
func (s *Show) Drop() {
	if s.held == nil {
		return
	}
	s.change(func() {
		held := s.held
		s.held = nil
		if at := s.plan.Index(held.item); at >= 0 {
			s.enter(at)
		}
		s.point, s.spot = held.room.Point, held.room.Spot
		ids := []string{Opening.markID(), Closing.markID()}
		for _, item := range s.given.Items {
			ids = append(ids, item.ID)
		}
		for _, id := range ids {
			if top := held.marks[id]; s.marksOn(id) != top {
				s.draw(id, top)
			}
		}
		s.store.Set(held.room.View)
		s.slide, s.unbuilt = held.room.Slide, min(held.room.Unbuilt, s.parts())
	})
}

// Talk returns what is told.
func (s *Show) Talk() *Talk { return s.talk }

// Length returns the length that is planned with.
func (s *Show) Length() Length { return s.length }

// Plan returns which items are given, and in how long.
func (s *Show) Plan() Plan { return s.plan }

// SetPoint points somewhere; the zero Point, or one off the slide, points nowhere.
func (s *Show) SetPoint(p Point) {
	s.change(func() { s.point = p.valid() })
}

// ToggleSpot dims all but the surroundings of the point, or no longer.
func (s *Show) ToggleSpot() {
	s.change(func() { s.spot = !s.spot })
}

// SetBlank covers the room's picture; the same again uncovers it as it was.
func (s *Show) SetBlank(b Blank) {
	s.change(func() {
		if b == s.blank {
			b = Clear
		}
		s.blank = b
	})
}

// Leave leaves an item out of the rest of this talk; the time planned for it is
// gained. The item that is told is not left out.
func (s *Show) Leave(id string) {
	if id == s.itemID() || s.plan.Index(id) < 0 {
		return
	}
	s.change(func() {
		s.left[id] = true
		s.replan(s.itemID(), s.given)
	})
}

// Restore takes an item that was left out in again.
func (s *Show) Restore(id string) {
	if !s.left[id] {
		return
	}
	s.change(func() {
		delete(s.left, id)
		s.replan(s.itemID(), s.given)
	})
}

// LeftOut returns the items that were left out on the way, in the talk's order.
func (s *Show) LeftOut() []Item {
	return slices.DeleteFunc(slices.Clone(s.talk.Items), func(item Item) bool { return !s.left[item.ID] })
}

// SetTalk goes on with another talk, such as an edited one, at the same item and with
// what is looked at as it is. If the item is gone, it goes on after the one before.
func (s *Show) SetTalk(t *Talk) {
	if t == s.talk {
		return
	}
	s.change(func() {
		s.book()
		id, old := s.itemID(), s.given
		s.setTalk(t)
		s.replan(id, old)
	})
}

func (s *Show) setTalk(t *Talk) {
	given := FromStory(s.Story())
	s.talk = t
	s.builtIn = t.Name == given.Name && t.Story == given.Story && slices.Equal(t.Items, given.Items) && len(t.Looks) == 0
	gone := func(id string) bool { return !t.has(id) }
	maps.DeleteFunc(s.left, func(id string, _ bool) bool { return gone(id) })
	maps.DeleteFunc(s.times, func(id string, _ time.Duration) bool { return gone(id) })
	s.drawings = slices.DeleteFunc(s.drawings, func(d drawing) bool { return gone(d.item) })
}

// SetLength plans with another length, at the same item.
func (s *Show) SetLength(length Length) {
	if length == s.length {
		return
	}
	s.change(func() {
		s.book()
		s.length = length
		s.replan(s.itemID(), s.given)
	})
}

// replan makes the plan anew and stays at an item or, if that is not in the plan, at
// the last one before it in the talk that it was in.
func (s *Show) replan(id string, was *Talk) {
	given := s.talk
	if s.later {
		given = given.withLater(s.Story())
	}
	s.given = given.withLooks(s.Story())
	s.plan = PlanOf(s.Story(), given, s.length, s.rehearsed, s.left)
	s.plans++
	s.at = 0
	if was == nil {
		return
	}
	for i := was.Index(id); i >= 0; i-- {
		if at := s.plan.Index(was.Items[i].ID); at >= 0 {
			s.at = at
			break
		}
	}
	s.unbuilt = min(s.unbuilt, s.parts())
	if s.slide == Opening && s.at > 0 || s.slide == Closing && s.at != s.plan.Counted()-1 {
		s.slide = NoSlide
	}
}

// End stops the clock and returns the entry of the talk for the log of rehearsals.
func (s *Show) End() Run {
	s.PauseClock()
	s.book()
	r := Run{Began: s.began, Talk: s.talk.Name, Length: s.length, Total: s.clock.Before, Whole: s.plan.Counted() > 0}
	for _, step := range s.plan.Steps {
		spent := s.times[step.Item.ID]
		r.Whole = r.Whole && (step.After || spent >= leastTold)
		r.Times = append(r.Times, Time{
			Item: step.Item.ID, Name: step.Item.NameIn(s.Story()), Planned: step.Planned, Spent: spent, After: step.After,
		})
	}
	return r
}
