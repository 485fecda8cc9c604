package charts

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// Arrow joins an action to its answer: from one day and value to a later one, with an
// arrow's head at the answer.
type Arrow struct {
	ID          string
	Role        Role
	From, Until data.Day
	Low, High   data.Percent // values at From and at Until
	// OffDP is how far it keeps off both ends, where something is drawn.
	OffDP float64
}

// mostReplies is how many answers a plot of the whole story shows: the nearest to a
// day. Drawn closer than allRepliesDays it shows all.
const (
	mostReplies    = 4
	allRepliesDays = 62
)

// Replies returns which of the story's links the plot of rates joins by arrows for a
// day and the days drawn, as positions in Story.Links in their order: all whose ends
// lie there if the days are few, else those nearest to the day.
func Replies(s *data.Story, day, from, until data.Day, epilogue bool) []int {
	var all []int
	for i, l := range s.Links {
		a, b := s.Happens(l.From), s.Happens(l.To)
		if (epilogue || !l.Epilogue) && a.Set() && b.Set() && a <= b && a >= from && b <= until {
			all = append(all, i)
		}
	}
	if NearReplies(from, until) {
		return all
	}
	away := func(i int) data.Day {
		a, b := s.Happens(s.Links[i].From), s.Happens(s.Links[i].To)
		return max(a-day, day-b, 0)
	}
	slices.SortStableFunc(all, func(i, j int) int { return cmp.Compare(away(i), away(j)) })
	all = all[:min(len(all), mostReplies)]
	slices.Sort(all)
	return all
}

// NearReplies tells whether days are so few that all replies in them are shown.
func NearReplies(from, until data.Day) bool { return until-from <= allRepliesDays }

// WithReplies returns the rates figure with arrows from actions to their answers, as
// Replies chooses them. Each leads from the day on which the one was announced to
// the day on which the other was; a change of a rate stands at the rate it led to.
// near says that they are all that lie in the days drawn. What the arrows tell is
// added to summary and table.
func (f *Figure) WithReplies(s *data.Story, chosen []int, near, epilogue bool) *Figure {
	w := f.words
	out := *f
	out.Captions = slices.Clone(f.Captions)
	out.Table.Rows, out.Table.Days, out.Table.Untils = slices.Clone(f.Table.Rows), slices.Clone(f.Table.Days), slices.Clone(f.Table.Untils)
	all := 0
	for _, l := range s.Links {
		if epilogue || !l.Epilogue {
			all++
		}
	}
	key := "replies.some"
	if near {
		key = "replies.here"
	}
	out.Note = w.Say(key, "Count", len(chosen), "All", all)
	sentences := []string{f.Summary}
	for _, i := range chosen {
		l := s.Links[i]
		from, until := s.Happens(l.From), s.Happens(l.To)
		arrow := Arrow{ID: strconv.Itoa(i), Role: endRole(s, l.To), From: from, Until: until,
			Low: endValue(s, l.From, epilogue), High: endValue(s, l.To, epilogue)}
		out.Arrows = append(out.Arrows, arrow)
		out.Max = max(out.Max, arrow.Low*1.1, arrow.High*1.1)
		days := Elapsed(until-from, w)
		out.Captions = append(out.Captions, Caption{
			ID: "reply/" + arrow.ID, Weight: 45, Arrow: arrow.ID, From: from, Until: until,
			Sides: []label.Side{label.Above, label.RightOf, label.LeftOf, label.Below},
			Forms: [][]Run{{{days, SizeLabel, typeface.SemiBold, arrow.Role}}},
		})
		out.Table.addSpan(until, until, w.Day(from, DayMonthYear), w.Day(until, DayMonthYear), w.Say("replies.kind"), days, s.Named(l.To), l.Text)
		sentences = append(sentences, ReplyText(s, l, w))
	}
	out.Summary = strings.Join(sentences, " ")
	return &out
}

// ReplyText tells of a link in a sentence: what was done, what answered it, and after
// how many days.
func ReplyText(s *data.Story, l data.Link, w Words) string {
	from, until := s.Happens(l.From), s.Happens(l.To)
	return w.Say("replies.sentence", "From", w.Day(from, DayMonth), "Action", s.Named(l.From),
		"Until", w.Day(until, DayMonth), "Answer", s.Named(l.To), "Days", Elapsed(until-from, w))
}

// Elapsed writes a number of days.
func Elapsed(days data.Day, w Words) string {
	if days == 0 {
		return w.Say("replies.day.same")
	}
	return w.Say("replies.days", "Count", int(days))
}

// endRole is the colour of the side that acted; of what is no side's own it is Muted.
func endRole(s *data.Story, end string) Role {
	if c := s.ChangeAt(end); c != nil {
		return SideRole(s, c.Side)
	}
	return Muted
}

// endValue is where an end of a link stands: at the rate that a change of all goods
// led to, at its side's rate for other changes, on the axis for all else.
func endValue(s *data.Story, end string, epilogue bool) data.Percent {
	c := s.ChangeAt(end)
	if c == nil {
		return 0
	}
	if c.Status == data.InForce {
		return s.Rate(c.Side, c.Effective, epilogue)
	}
	for _, t := range s.NotCollected(c.Side, epilogue) {
		if t.Changes[0].Effective == c.Effective && t.Changes[0].Layer == c.Layer {
			return t.Rate
		}
	}
	return s.Rate(c.Side, c.Effective, epilogue)
}

// Bend is an arrow in its place: a curve from its first point to its last, in dp, then
// the two ends of the arrow's head.
type Bend struct {
	Points [bendPoints]Point
	Head   [2]Point
}

// Point is a position in dp.
type Point struct{ X, Y float64 }

const (
	bendPoints = 41
	// ArrowDP is the width of an arrow's line.
	ArrowDP = 1.5
)

// Bend places an arrow: a quadratic Bézier curve that bows to the upper side of the
// straight way, or to the right where that is upright.
func (l *Layout) Bend(a Arrow) Bend {
	p0 := Point{l.Days.Pos(a.From), l.clampY(l.Values.Pos(float64(a.Low)))}
	p2 := Point{l.Days.Pos(a.Until), l.clampY(l.Values.Pos(float64(a.High)))}
	dx, dy := p2.X-p0.X, p2.Y-p0.Y
	length := math.Hypot(dx, dy)
	nx, ny := 1.0, 0.0
	if length > 0 {
		nx, ny = -dy/length, dx/length
	}
	if ny > 0 || ny == 0 && nx < 0 || math.Abs(ny) < 0.15 && nx < 0 {
		nx, ny = -nx, -ny
	}
	bow := min(max(18*l.TextScale, length*0.5), l.Plot.H*0.6)
	p1 := Point{(p0.X+p2.X)/2 + nx*bow, (p0.Y+p2.Y)/2 + ny*bow}
	p1.Y = max(p1.Y, 2*l.Plot.Y-max(p0.Y, p2.Y)) // the curve's top stays within the plot
	first, last := 0.0, 1.0
	if a.OffDP > 0 && length > 3*a.OffDP {
		off := a.OffDP * l.Growth()
		start, end := math.Hypot(p1.X-p0.X, p1.Y-p0.Y), math.Hypot(p2.X-p1.X, p2.Y-p1.Y)
		first, last = min(off/(2*start), 0.4), 1-min(off/(2*end), 0.4)
	}
	var b Bend
	for i := range b.Points {
		t := first + (last-first)*float64(i)/(bendPoints-1)
		u := 1 - t
		x, y := u*u*p0.X+2*u*t*p1.X+t*t*p2.X, u*u*p0.Y+2*u*t*p1.Y+t*t*p2.Y
		b.Points[i] = Point{min(x, l.Plot.Right()), max(y, l.Plot.Y)}
	}
	const head, spread = 8, 0.42 // dp, and radians to each side
	tip, before := b.Points[bendPoints-1], b.Points[bendPoints-2]
	back := math.Atan2(before.Y-tip.Y, before.X-tip.X)
	for i, turn := range []float64{-spread, spread} {
		b.Head[i] = Point{tip.X + head*math.Cos(back+turn), tip.Y + head*math.Sin(back+turn)}
	}
	return b
}

// middle is the stretch of an arrow that its caption stands beside.
func (b *Bend) middle() label.Rect {
	at := b.Points[bendPoints/2]
	return label.Rect{X: at.X - 1, Y: at.Y - 1, W: 2, H: 2}
}

// top is the arrow's highest stretch, which its caption stands beside.
func (b *Bend) top() label.Rect {
	at := b.Points[0]
	for _, p := range b.Points {
		if p.Y < at.Y {
			at = p
		}
	}
	return label.Rect{X: at.X - 1, Y: at.Y - 1, W: 2, H: 2}
}

// Beside returns the arrow at a position, if one lies within reach dp of it.
func (l *Layout) Beside(f *Figure, x, y, reach float64) (id string, ok bool) {
	best := reach
	for _, a := range f.Arrows {
		if !l.Shows(a) {
			continue
		}
		b := l.Bend(a)
		for i := 1; i < len(b.Points); i++ {
			if d := apart(Point{x, y}, b.Points[i-1], b.Points[i]); d <= best {
				best, id, ok = d, a.ID, true
			}
		}
	}
	return id, ok
}

// apart is how far a point lies from a straight piece.
func apart(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if n := dx*dx + dy*dy; n > 0 {
		t = min(max(((p.X-a.X)*dx+(p.Y-a.Y)*dy)/n, 0), 1)
	}
	return math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy)
}

// Shows tells whether both ends of an arrow are among the days drawn.
func (l *Layout) Shows(a Arrow) bool {
	return a.From <= a.Until && a.From >= l.Days.From && a.Until <= l.Days.Until
}
