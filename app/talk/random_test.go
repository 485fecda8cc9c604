package talk

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/data"
)

// anything does something that a presenter may do, and says what.
func anything(r *rand.Rand, show *Show) string {
	s, store := show.Story(), show.store
	v := store.Now()
	item := show.Talk().Items[r.IntN(len(show.Talk().Items))].ID
	acts := []struct {
		name string
		do   func()
	}{
		{"next", show.Next}, {"next", show.Next}, {"next", show.Next},
		{"back", show.Back},
		{"first", show.First},
		{"last", show.Last},
		{"goto", func() { show.Goto(r.IntN(24) - 2) }},
		{"look", func() { show.Look(item) }},
		{"freeze", show.Freeze},
		{"push", show.Push},
		{"drop", show.Drop},
		{"point", func() {
			show.SetPoint(Point{On: r.IntN(5) > 0, X: r.Float32()*1.1 - 0.05, Y: r.Float32(), Day: s.Start + data.Day(r.IntN(300))})
		}},
		{"spot", show.ToggleSpot},
		{"blank", func() { show.SetBlank([]Blank{Black, White}[r.IntN(2)]) }},
		{"draw", func() {
			st := Stroke{Panel: []string{OnPlot, OnMap, OnSlide}[r.IntN(3)], Of: "rates", Pen: r.IntN(Pens)}
			for range r.IntN(60) {
				st.Dots = append(st.Dots, Dot{r.NormFloat64() * 100, r.Float64()})
			}
			show.Draw(st)
		}},
		{"extend", func() {
			for range r.IntN(40) {
				show.Extend(Dot{r.NormFloat64(), r.Float64() / float64(r.IntN(9))})
			}
		}},
		{"undo mark", func() { show.UndoMark() }},
		{"redo mark", func() { show.RedoMark() }},
		{"clear marks", show.ClearMarks},
		{"clock", show.ToggleClock},
		{"restart", func() {
			if r.IntN(10) == 0 {
				show.RestartClock()
			}
		}},
		{"leave", func() {
			if x, ok := show.LeaveOut(); ok {
				show.Leave(x.ID)
			} else {
				show.Leave(item)
			}
		}},
		{"restore", func() { show.Restore(item) }},
		{"edit", func() { show.SetTalk(randomEdit(r, show.Talk(), v)) }},
		{"built-in", func() {
			if r.IntN(20) == 0 {
				show.SetTalk(FromStory(s))
			}
		}},
		{"length", func() { show.SetLength(Lengths()[r.IntN(4)]) }},
		{"day", func() { store.Set(view.ToDay(s, v, s.Start+data.Day(r.IntN(400)))) }},
		{"meeting", func() { store.Set(view.ToMeeting(s, v, s.Meetings[r.IntN(len(s.Meetings))].ID)) }},
		{"card", func() { store.Set(view.ToCard(s, v, s.Cards[r.IntN(len(s.Cards))].ID)) }},
		{"zoom", func() { store.Adjust(view.ZoomDays(s, v, s.AsOf, 0.5+r.Float64()*2)) }},
		{"pan", func() { store.Adjust(view.PanDays(s, v, data.Day(r.IntN(80)-40))) }},
		{"pin", func() { v.Pin = s.Start + data.Day(r.IntN(100)); store.Set(v) }},
		{"measure", func() { v.Measure = s.Measures[r.IntN(len(s.Measures))].ID; store.Set(v) }},
		{"map", func() { v.Map.Zoom, v.Map.Lon = 1+r.Float64(), r.Float64()*90; store.Set(view.TurnMap(nil, v)) }},
		{"epilogue", func() { store.Set(view.WithEpilogue(s, v, r.IntN(2) == 0)) }},
		{"sheet", func() { v.Sheet = []string{"", "keys"}[r.IntN(2)]; store.Set(v) }},
		{"undo", show.Undo},
		{"redo", show.Redo},
		{"return", show.Return},
		{"known", func() { store.Set(view.ToKnown(s, v, !v.AsKnown)) }},
		{"ask", show.ToggleAsk},
		{"hands", func() { show.SetHands(Hands{r.IntN(40), r.IntN(40) - 3}) }},
		{"type", func() { // a letter more of the notes
			i, _ := show.Item()
			show.SetTalk(show.Talk().SetNotes(i.ID, i.NotesIn(s)+string(rune('a'+r.IntN(26)))))
		}},
	}
	a := acts[r.IntN(len(acts))]
	a.do()
	return a.name
}

// mirror is a window as far as a talk knows: it draws the room when it is told to.
type mirror struct{ drawn Room }

func mirrors(show *Show, n int) []*mirror {
	out := make([]*mirror, n)
	for i := range out {
		m := &mirror{show.Room()}
		out[i] = m
		show.Listen(func() { m.drawn = show.Room() })
	}
	return out
}

// size counts what a Show keeps: things that grow with what is done.
func size(show *Show) int {
	n := len(show.left) + len(show.times) + len(show.talk.Items) + len(show.plan.Steps) + len(show.listeners)
	strokes := map[*Stroke]bool{}
	count := func(top *Stroke) {
		for ; top != nil && !strokes[top]; top = top.Before {
			strokes[top] = true
			n++ // its dots are bounded: see maxDots
		}
	}
	for _, d := range show.drawings {
		count(d.top)
		for _, list := range [][]*Stroke{d.past, d.future} {
			n += len(list)
			for _, top := range list {
				count(top)
			}
		}
	}
	if show.held != nil {
		for _, top := range show.held.marks {
			count(top)
		}
	}
	return n
}

// TestShow_tenThousandRandomActions holds what must hold whatever a presenter does:
// both windows draw what the room sees, which follows the presenter unless it is
// frozen, stands still while it is, and is returned to or replaced as a whole.
func TestShow_tenThousandRandomActions(t *testing.T) {
	s := builtIn(t)
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 55))
			show, store, h := begin(s, Options{})
			windows := mirrors(show, 2)
			did := map[string]int{}
			pictures, seen := map[Room]bool{}, 0
			largest := []int{0, 0} // in the first half, and in the second
			var heap []uint64
			for n := range 10_000 {
				room, live, frozen, blank := show.Room(), show.Live(), show.Frozen(), show.blank
				what := anything(r, show)
				did[what]++
				h.pass(time.Duration(r.IntN(4000)) * time.Millisecond)
				say := fmt.Sprintf("action %d, %s", n, what)

				require.Equal(t, show.Room(), windows[0].drawn, say)
				require.Equal(t, windows[0].drawn, windows[1].drawn, say)
				now := show.Room()
				pictures[now] = true
				if !show.Frozen() {
					require.Equal(t, show.Live(), now, say)
				}
				room.Blank, now.Blank = "", ""
				if frozen && show.Frozen() {
					require.True(t, room == now, "%s: the frozen picture changed", say)
				}
				if frozen && what == "drop" {
					require.Equal(t, room.View, now.View, say)
				}
				if what == "push" {
					require.Equal(t, live, show.Room(), say)
					require.False(t, show.Frozen())
				}
				if what == "freeze" && !frozen {
					require.Equal(t, live, show.Room(), say)
				}
				if what != "blank" {
					require.Equal(t, blank, show.blank, say)
				}
				require.Equal(t, view.Valid(s, store.Now()).Beat, store.Now().Beat, say)
				require.LessOrEqual(t, show.Elapsed(), h.now().Sub(newHand().at))
				require.Less(t, show.At(), max(len(show.Steps()), 1), say)
				require.LessOrEqual(t, show.unbuilt, show.parts(), say)
				part, slide, after := show.After()
				require.True(t, part != "" || slide != NoSlide || after <= max(len(show.Steps()), 1), say)
				told := show.Told()
				require.False(t, math.IsNaN(told) || told < 0 || told > 1, say)
				var spent time.Duration
				for _, d := range show.Times() {
					spent += d
				}
				require.LessOrEqual(t, spent, show.Elapsed(), say)

				half := n / 5000
				largest[half] = max(largest[half], size(show))
				if n%250 == 0 {
					back, _ := again(t, show, 0)
					live, lost := show.Live(), back.Live()
					live.Point, lost.Point, live.Marks, lost.Marks = Point{}, Point{}, nil, nil
					require.Equal(t, live, lost, say)
					require.Equal(t, show.Frozen(), back.Frozen(), say)
				}
				if n == 5000 || n == 9999 {
					seen += len(pictures)
					clear(pictures)
					runtime.GC()
					var m runtime.MemStats
					runtime.ReadMemStats(&m)
					heap = append(heap, m.HeapAlloc)
				}
			}
			for _, what := range []string{"drop", "push", "freeze", "extend", "edit", "built-in", "restart", "undo mark"} {
				assert.Positive(t, did[what], "%s was never done", what)
			}
			assert.Greater(t, seen, 2000, "the room saw too little")
			assert.Less(t, float64(largest[1]), 1.5*float64(largest[0]), "what is kept grows: %v", largest)
			assert.Less(t, float64(heap[1]), float64(heap[0])+4e6, "memory grows: %v", heap)
		})
	}
}

// BenchmarkShow is one action until both windows have been asked to draw.
func BenchmarkShow(b *testing.B) {
	s := builtIn(b)
	for name, act := range map[string]func(*Show, int){
		"step":  func(show *Show, i int) { show.Goto(i % 15) },
		"point": func(show *Show, i int) { show.SetPoint(Point{On: true, X: float32(i%1000) / 1000}) },
		"draw":  func(show *Show, i int) { show.Extend(Dot{float64(i), 1}) },
		"zoom": func(show *Show, i int) {
			show.store.Adjust(view.ZoomDays(s, show.store.Now(), s.AsOf, []float64{1.5, 1 / 1.5}[i%2]))
		},
		"save": func(show *Show, i int) {
			show.SetPoint(Point{On: true, X: float32(i%1000) / 1000})
			show.Keep()
		},
	} {
		b.Run(name, func(b *testing.B) {
			show, _, _ := begin(s, Options{})
			mirrors(show, 2)
			show.Draw(stroke(1))
			i := 0
			for b.Loop() {
				act(show, i)
				i++
			}
		})
	}
}
