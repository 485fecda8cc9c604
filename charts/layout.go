package charts

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"truceline/charts/label"
	"truceline/charts/scale"
	"truceline/charts/typeface"
	"truceline/data"
)

// Ids of texts that are no captions.
const (
	gridText  = "grid"
	monthText = "month"
	rowText   = "row"
)

// Layout is a figure with a size: where its plot area lies, its scales, and every
// text in its place. Texts never overlap, touch no line of the plot and lie within
// the size.
type Layout struct {
	W, H   float64 // dp
	Plot   label.Rect
	Days   scale.Days
	Values scale.Linear
	// GridValues are the values at which faint lines run across.
	GridValues []float64
	DayTicks   []scale.MonthTick
	Bars       []PlacedBar // of a bar figure, in its order
	// Rows are those of a figure of rows; its own Values and GridValues are not used.
	Rows  []*Layout
	Texts []Text
	// Badges are the rings about numbers of captions.
	Badges []Badge
	// TextScale is what sizes of type were multiplied by; lines, dots and the meetings'
	// marks grow by Growth of it.
	TextScale float64
	zoom      float64 // see Scaled; 0: none
}

// Dated tells whether it has an axis of days.
func (l *Layout) Dated() bool { return l.Days.Until > l.Days.From }

// Scaled returns the layout as a picture of it that is larger or smaller has it: all of it
// multiplied, nothing placed anew.
func (l *Layout) Scaled(by float64) *Layout {
	if by == 1 {
		return l
	}
	out := *l
	rect := func(r label.Rect) label.Rect { return label.Rect{X: r.X * by, Y: r.Y * by, W: r.W * by, H: r.H * by} }
	out.W, out.H, out.Plot, out.TextScale, out.zoom = l.W*by, l.H*by, rect(l.Plot), l.TextScale*by, cmp.Or(l.zoom, 1)*by
	out.Days.Left, out.Days.Right = l.Days.Left*by, l.Days.Right*by
	out.Values.From, out.Values.To = l.Values.From*by, l.Values.To*by
	out.Bars = slices.Clone(l.Bars)
	for i := range out.Bars {
		out.Bars[i] = PlacedBar{rect(l.Bars[i].Row), rect(l.Bars[i].Bar)}
	}
	out.Rows = nil
	for _, row := range l.Rows {
		out.Rows = append(out.Rows, row.Scaled(by))
	}
	out.Texts = ScaledTexts(l.Texts, by)
	out.Badges = slices.Clone(l.Badges)
	for i := range out.Badges {
		b := &out.Badges[i]
		b.X, b.Y, b.Radius = b.X*by, b.Y*by, b.Radius*by
	}
	return &out
}

func ScaledTexts(texts []Text, by float64) []Text {
	out := slices.Clone(texts)
	for i := range out {
		t := &out[i]
		t.X, t.Y, t.W, t.H, t.SizeDP = t.X*by, t.Y*by, t.W*by, t.H*by, t.SizeDP*by
	}
	return out
}

// Growth is by how much marks and lines of the layout grow.
func (l *Layout) Growth() float64 {
	zoom := cmp.Or(l.zoom, 1)
	return Growth(l.TextScale/zoom) * zoom
}

// Badge is a ring about a number, in dp.
type Badge struct {
	ID           string // of the caption
	X, Y, Radius float64
	Role         Role
}

// Dot sizes and gaps in dp at text scale 1.
const (
	// DotRadiusDP is the radius of a dot, TickRadiusDP that of a meeting's mark.
	DotRadiusDP  = 5
	TickRadiusDP = 6.5

	captionGapDP = 6
	captionAirDP = 6 // between captions beside each other, that they do not read as one
	lineGapDP    = 3 // between a line's middle and a text
	footDP       = 2 // below the days: letters may reach below their box, and the screen cuts them there
	rings        = 6
)

// Lay places the figure in w × h dp. The text scale multiplies sizes of type. Above
// the plot it leaves room for the read-out of the cursor. Sizes too small for any
// plot give a layout without texts; the error is that of Check.
func Lay(f *Figure, w, h, textScale float64, m Measurer) (*Layout, error) {
	if err := f.Check(); err != nil {
		return nil, err
	}
	if f.Words == nil {
		return nil, fmt.Errorf("figure %s: it has no words for its axes; see In", f.Name)
	}
	if f.All != nil {
		l, err := Lay(f.All, w, h, textScale, m)
		if err == nil {
			l.leaveOut(f)
		}
		return l, err
	}
	l := &Layout{W: w, H: h, TextScale: textScale}
	f.Plot().lay(f, l, m)
	return l, nil
}

// leaveOut takes away the texts of captions that a figure has not, of those that
// the figure with all parts has.
func (l *Layout) leaveOut(f *Figure) {
	gone := func(id string) bool {
		of := func(c Caption) bool { return c.ID == id }
		return slices.ContainsFunc(f.All.Captions, of) && !slices.ContainsFunc(f.Captions, of)
	}
	l.Texts = slices.DeleteFunc(l.Texts, func(t Text) bool { return gone(t.ID) })
	l.Badges = slices.DeleteFunc(l.Badges, func(b Badge) bool { return gone(b.ID) })
}

// LayStrip places a figure's lines in all of w × h dp, without axes or texts.
func LayStrip(f *Figure, w, h float64) (*Layout, error) {
	if err := f.Check(); err != nil {
		return nil, err
	}
	l := &Layout{W: w, H: h, TextScale: 1, Plot: label.Rect{X: 1, Y: 3, W: max(w-2, 1), H: max(h-6, 1)}}
	l.scales(f)
	return l, nil
}

// Growth is by how much marks and lines grow with the text: less than the text does.
// They shrink only with text that is smaller than a reader can choose, as in small
// pictures of slides.
func Growth(textScale float64) float64 {
	const least = 0.75
	if textScale < least {
		return textScale / least
	}
	return math.Max(1, 1+(textScale-1)*0.6)
}

// belowAxis is the room between the day axis and its texts, which are that high: for
// the meetings' marks, and for the half of the lowest value's label.
func belowAxis(textScale, tickH float64) float64 {
	return math.Max(TickRadiusDP*Growth(textScale)+3, tickH/2+1)
}

// valueLabels writes values for the axis; the last has the sign of percent.
func (f *Figure) valueLabels(values []float64) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = f.Words.Number(v, 1)
		if i == len(out)-1 && f.Unit == "" {
			out[i] = f.Words.Rate(data.Percent(v))
		}
	}
	return out
}

// ReadoutHeight is the height in dp of the cursor's read-out above the plot.
func ReadoutHeight(textScale float64) float64 { return 26 * textScale }

func gridCount(plotH, tickH float64) int {
	return max(1, min(5, int(plotH/max(tickH*3, 40))))
}

// Captions returns the texts that name something drawn.
func (l *Layout) Captions() []Text {
	if l == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(l.Texts), func(t Text) bool { return !t.Caption() })
}

func (l *Layout) scales(f *Figure) {
	days := float64(f.Until-f.From) + f.Shift[1] - f.Shift[0] // within the plot
	width := l.Plot.W / days
	l.Days = scale.Days{From: f.From, Until: f.Until, Left: l.Plot.X - f.Shift[0]*width, Right: l.Plot.Right() - f.Shift[1]*width}
	l.Values = scale.Linear{Min: float64(f.Min), Max: float64(f.Max), From: l.Plot.Bottom(), To: l.Plot.Y}
}

// margin is the room kept to the right of the plot for captions: as wide as the widest
// first form that may stand there or, if that leaves the plot too little, as the widest
// of the shorter ones.
func (f *Figure) margin(w, textScale float64, m Measurer) float64 {
	for variant := range 4 {
		widest := 0.0
		for _, c := range f.Captions {
			if c.Margin && len(c.Forms) > 0 {
				cw, _ := measureForm(c.Forms[min(variant, len(c.Forms)-1)], textScale, m)
				widest = max(widest, cw+max(c.Apart-captionGapDP, 0))
			}
		}
		if need := widest + captionGapDP + 2; widest > 0 && need < w*0.26 && (variant == 0 || w-need > 240*textScale) {
			return need
		}
	}
	return 8
}

func measureForm(form []Run, textScale float64, m Measurer) (w, h float64) {
	for _, r := range form {
		rw, rh := m.Measure(r.Text, r.Size.At(textScale), r.Weight)
		w, h = max(w, rw), h+rh
	}
	return w, h
}

func (l *Layout) valueTexts(labels []string, size float64, m Measurer) {
	for i, v := range l.GridValues {
		tw, th := m.Measure(labels[i], size, typeface.Regular)
		l.Texts = append(l.Texts, Text{gridText, labels[i], l.Plot.X - 8 - tw, l.Values.Pos(v) - th/2, tw, th, size, typeface.Regular, Muted})
	}
}

func (l *Layout) dayTexts(f *Figure, size float64, m Measurer) {
	monthW, _ := m.Measure(f.Words.Day(data.Date(2024, 9, 1), MonthOnly), size, typeface.Regular)
	form := MonthOnly
	if f.Until-f.From > 400 {
		monthW, _ = m.Measure(f.Words.Day(data.Date(2024, 9, 1), MonthYear), size, typeface.Regular)
		form = MonthYear
	}
	l.DayTicks = l.Days.Months(monthW + 10)
	if f.Until-f.From < shortOfMonths {
		form = DayMonth
		dayW, _ := m.Measure(f.Words.Day(data.Date(2024, 9, 30), DayMonth), size, typeface.Regular)
		l.DayTicks = l.Days.Dates(dayW + 14)
	}
	if f.DatedTo != 0 {
		l.DayTicks = slices.DeleteFunc(l.DayTicks, func(t scale.MonthTick) bool { return t.Day > f.DatedTo })
	}
	_, tickH := m.Measure("0", size, typeface.Regular)
	y := l.Plot.Bottom() + belowAxis(l.TextScale, tickH)
	edge := 0.0 // right end of the last label
	for _, t := range l.DayTicks {
		text := f.Words.Day(t.Day, form)
		tw, th := m.Measure(text, size, typeface.Regular)
		middle := l.Days.Pos(t.Day)
		if f.MidMonths {
			y, m, _ := t.Day.Civil()
			if middle = (middle + l.Days.Pos(data.Date(y, m+1, 1))) / 2; middle > l.Plot.Right() {
				continue
			}
		}
		x := min(max(middle-tw/2, 0), l.W-tw)
		if x < edge || tw > l.W {
			continue
		}
		edge = x + tw + 4
		l.Texts = append(l.Texts, Text{monthText, text, x, y, tw, th, size, typeface.Regular, Muted})
	}
}

// shortOfMonths is the number of days below which dates stand on the axis.
const shortOfMonths = 80

// captions offers each caption its places to the solver and keeps what it chose.
func (l *Layout) captions(f *Figure, m Measurer) {
	bounds := label.Rect{X: l.Plot.X + 2, Y: l.Plot.Y, W: l.W - l.Plot.X - 2, H: l.Plot.H - 1}
	items := make([]label.Item, len(f.Captions))
	var levels []label.Rect // of the curves, without height
	for _, c := range f.Curves {
		l.Trace(f, c, func(x0, y0, x1, y1 float64) {
			if y0 == y1 {
				levels = append(levels, label.Rect{X: x0, Y: y0, W: x1 - x0})
			}
		})
	}
	for i := range f.Captions {
		c := &f.Captions[i]
		if c.Until < f.From || c.From > f.Until || c.Arrow != "" && (c.From < f.From || c.Until > f.Until) {
			continue // what it names is not drawn
		}
		items[i] = label.Item{Weight: f.Captions[i].Weight, Candidates: l.candidates(f, c, levels, m), Air: captionAirDP}
	}
	for i, choice := range label.Place(bounds, l.obstacles(f), items) {
		if choice < 0 {
			continue
		}
		c := &f.Captions[i]
		place := items[i].Candidates[choice]
		y := place.Rect.Y
		rightAligned := place.Rect.Right() <= l.Days.Pos(c.From)
		if first := c.Forms[place.Variant][0]; c.Badge {
			digit, _, _ := strings.Cut(first.Text, " ")
			dw, dh := m.Measure(digit, first.Size.At(l.TextScale), first.Weight)
			l.Badges = append(l.Badges, Badge{c.ID, place.Rect.X + dw/2, y + dh/2, dh * 0.52, first.Role})
		}
		for _, r := range c.Forms[place.Variant] {
			size := r.Size.At(l.TextScale)
			tw, th := m.Measure(r.Text, size, r.Weight)
			x := place.Rect.X
			if c.Centred {
				x += (place.Rect.W - tw) / 2
			} else if rightAligned {
				x = place.Rect.Right() - tw
			}
			l.Texts = append(l.Texts, Text{c.ID, r.Text, x, y, tw, th, size, r.Weight, r.Role})
			y += th
		}
	}
}

func (l *Layout) candidates(f *Figure, c *Caption, levels []label.Rect, m Measurer) []label.Candidate {
	x0, x1 := l.clampX(l.Days.Pos(c.From)), l.clampX(l.Days.Pos(c.Until))
	y0, y1 := l.Values.Pos(float64(c.High)), l.Values.Pos(float64(c.Low))
	anchor := label.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
	for _, a := range f.Arrows {
		if a.ID == c.Arrow && c.Arrow != "" {
			bend := l.Bend(a)
			anchor = bend.top()
			if a.OffDP > 0 {
				anchor = bend.middle()
			}
		}
	}
	var out []label.Candidate
	for variant, form := range c.Forms {
		w, h := measureForm(form, l.TextScale, m)
		cost := max(4, c.Insist) * float64(variant)
		if c.Within {
			for step := 0.0; step < 8; step++ {
				y := l.Plot.Y + 4 + step*h*0.75
				out = append(out, label.Candidate{Rect: label.Rect{X: x0 + captionGapDP + 2, Y: y, W: w, H: h}, Variant: variant, Cost: cost + step})
			}
			continue
		}
		if c.Centred {
			out = append(out, label.Candidate{Rect: label.Rect{X: (x0 + x1 - w) / 2, Y: y0 - captionGapDP - h, W: w, H: h}, Variant: variant, Cost: cost})
		}
		for up := 1.0; c.Led && up <= rings; up++ {
			for left := 1.0; left <= rings; left++ {
				gap := 2.0 * captionGapDP
				out = append(out, label.Candidate{Rect: label.Rect{X: x0 - left*gap - w, Y: y0 - up*gap - h, W: w, H: h}, Variant: variant, Cost: cost + 1 + up + left})
			}
		}
		// Above and below, the inset keeps the text clear of a cursor that rests at
		// the first day.
		for _, side := range c.Sides {
			a := anchor
			if c.Arrow == "" && (side == label.Above || side == label.Below) {
				a.X, a.W = a.X+captionGapDP, a.W-2*captionGapDP // of a point it is negative: to either side of it
			}
			if near := l.Plot.Right()-x1 < l.Plot.W*0.15; side == label.RightOf && c.Margin && near && x1 < l.Plot.Right() {
				far := a
				far.W = l.Plot.Right() - far.X
				out = append(out, label.Around(far, w, h, captionGapDP, 1, variant, cost, side)...)
			}
			rank := 0.5
			for i, s := range c.Sides {
				if s == side {
					rank += float64(i)
				}
			}
			around := rings
			gap := float64(captionGapDP)
			if c.Apart > 0 {
				gap = c.Apart
			}
			if c.Close {
				around = 2 // past a dot, which grows with the text
				gap += DotRadiusDP * (l.Growth() - 1)
			}
			out = append(out, label.Around(a, w, h, gap, around, variant, cost+rank, side)...)
		}
	}
	if c.Keep != [2]data.Percent{} {
		top, bottom := l.Values.Pos(float64(c.Keep[1])), l.Values.Pos(float64(c.Keep[0]))
		out = slices.DeleteFunc(out, func(x label.Candidate) bool { return x.Rect.Y < top || x.Rect.Bottom() > bottom })
	}
	level := c.Arrow == "" && !c.Within && !c.Led && c.High != 0 // and no words of an arrow, a span or a mark on the axis
	for i := range out {
		if l.crossedAtRest(f, out[i].Rect) {
			out[i].Cost += crossedCost
		}
		if level && parted(levels, anchor, out[i].Rect) {
			out[i].Cost += partedCost
		}
		if r := out[i].Rect; r.X < l.Plot.Right()-1 && r.Right() > l.Plot.Right()+1 {
			out[i].Cost += edgeCost
		}
	}
	return out
}

// edgeCost is what it costs a caption to begin in the plot and to end beyond it: more than
// the next shorter form.
const edgeCost = 4.5

// partedCost is what it costs a caption that a line runs between it and what it names:
// more than a shorter form at its own line, less than to leave it out.
const partedCost = 30

// parted tells whether a level of a curve lies between what a caption names and its
// rectangle, above or below: there it would read as if it named that curve. A level beside
// the named one, as where two curves share it, does not part them.
func parted(levels []label.Rect, named, r label.Rect) bool {
	const beside = 6 // dp
	from, until := r.Bottom(), named.Y-beside
	if r.Y > named.Y {
		from, until = named.Bottom()+beside, r.Y
	}
	return slices.ContainsFunc(levels, func(level label.Rect) bool {
		return from < level.Y && level.Y < until && level.X < r.Right() && r.X < level.Right()
	})
}

// crossedCost is what it costs a caption that the cursor crosses where it rests.
const crossedCost = 4

// crossedAtRest tells whether the cursor crosses a rectangle on a day at which it
// comes to rest.
func (l *Layout) crossedAtRest(f *Figure, r label.Rect) bool {
	return slices.ContainsFunc(f.Rests, func(d data.Day) bool {
		x := l.Days.Pos(d)
		return x > r.X-2 && x < r.Right()+2
	})
}

// obstacles are what no caption may touch: the lines with a little air about them,
// the grid, the dots and the meetings' marks.
func (l *Layout) obstacles(f *Figure) []label.Rect {
	var out []label.Rect
	for _, v := range l.GridValues {
		if f.Yields && v > float64(f.Min) && v != 0 {
			continue
		}
		out = append(out, label.Rect{X: l.Plot.X, Y: l.Values.Pos(v) - 0.5, W: l.Plot.W, H: 1})
	}
	segment := func(x0, y0, x1, y1, width float64) {
		r := label.Rect{X: min(x0, x1), Y: min(y0, y1), W: math.Abs(x1 - x0), H: math.Abs(y1 - y0)}
		out = append(out, r.Grow(width/2+lineGapDP))
	}
	for _, b := range f.Bands {
		if b.Ground {
			continue
		}
		for i, s := range b.Steps {
			until := b.Until
			if i+1 < len(b.Steps) {
				until = b.Steps[i+1].Day
			}
			if s.High > s.Low {
				segment(l.clampX(l.Days.Pos(s.Day)), l.clampY(l.Values.Pos(float64(s.High))), l.clampX(l.Days.Pos(until)), l.clampY(l.Values.Pos(float64(s.Low))), 0)
			}
		}
	}
	for _, c := range f.Curves {
		l.Trace(f, c, func(x0, y0, x1, y1 float64) { segment(x0, y0, x1, y1, c.Stroke.WidthDP*l.Growth()) })
	}
	for _, a := range f.Arrows {
		if !l.Shows(a) {
			continue
		}
		b := l.Bend(a)
		for i := 1; i < len(b.Points); i++ {
			segment(b.Points[i-1].X, b.Points[i-1].Y, b.Points[i].X, b.Points[i].Y, ArrowDP)
		}
	}
	for _, r := range f.Rules {
		x := l.Days.Pos(r.Day)
		if !l.drawn(x) {
			continue
		}
		segment(x, l.Plot.Y, x, l.Plot.Bottom(), 1)
	}
	for _, d := range f.Dots {
		x, y := l.Days.Pos(d.Day), l.Values.Pos(float64(d.Value))
		if !l.drawn(x) {
			continue
		}
		segment(x, y, x, y, 2*d.RadiusDP()*l.Growth())
	}
	for _, t := range f.Ticks {
		x := l.Days.Pos(t.Day)
		if !l.drawn(x) {
			continue
		}
		segment(x, l.Plot.Bottom(), x, l.Plot.Bottom(), 2*TickRadiusDP*l.Growth())
	}
	return out
}

// Trace calls segment for each straight piece of a figure's curve within its days, in
// dp: along a step, then up or down to the next. A step that another curve, drawn over
// it, shares stands just above that one, so that both are seen.
func (l *Layout) Trace(f *Figure, c Curve, segment func(x0, y0, x1, y1 float64)) {
	at := func(i int) float64 { return l.clampY(l.Values.Pos(float64(c.Steps[i].Value)) - l.lift(f, c, i)) }
	for i, s := range c.Steps {
		until := c.StepUntil(i)
		x0, x1 := l.clampX(l.Days.Pos(s.Day)), l.clampX(l.Days.Pos(until))
		y := at(i)
		if i+1 == len(c.Steps) && c.Part > 0 {
			x1 = l.clampX(l.Days.Pos(until) + c.Part*l.Days.Width())
		}
		if x1 > x0 {
			segment(x0, y, x1, y)
		}
		if i+1 < len(c.Steps) && until >= l.Days.From && until <= l.Days.Until {
			segment(x1, y, x1, at(i+1))
		}
	}
}

// lift is by how much a curve's step stands above its value, in dp.
func (l *Layout) lift(f *Figure, c Curve, step int) float64 {
	from, until := c.Steps[step].Day, c.StepUntil(step)
	above := false // of the curves that are drawn over it
	for _, over := range f.Curves {
		if over.ID == c.ID {
			above = true
			continue
		}
		if !above || c.Stroke.Dashed || over.Stroke.Dashed {
			continue
		}
		for i, s := range over.Steps {
			if s.Value == c.Steps[step].Value && max(s.Day, from) < min(over.StepUntil(i), until) {
				return (c.Stroke.WidthDP + over.Stroke.WidthDP) / 2 * l.Growth()
			}
		}
	}
	return 0
}

func (l *Layout) clampX(x float64) float64 { return min(max(x, l.Plot.X), l.Plot.Right()) }

func (l *Layout) clampY(y float64) float64 { return min(max(y, l.Plot.Y), l.Plot.Bottom()) }

// drawn tells whether a position lies over the plot.
func (l *Layout) drawn(x float64) bool { return x >= l.Plot.X && x <= l.Plot.Right() }

// gridValues are the round values at which lines run across: none below nought, and of
// a bare figure nought only.
func (f *Figure) gridValues(most int) []float64 {
	out := scale.Ticks(float64(f.Min), float64(f.Max), most)
	if f.Bare {
		return []float64{max(0, float64(f.Min))}
	}
	if f.Floored {
		out = slices.DeleteFunc(out, func(v float64) bool { return v < 0 })
	}
	return out
}

// RadiusDP is a dot's radius at text scale 1.
func (d Dot) RadiusDP() float64 {
	if d.Large {
		return DotRadiusDP * 1.5
	}
	return DotRadiusDP
}
