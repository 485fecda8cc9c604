package explore

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/scale"
	"truceline/data"
)

// transport is the row below the plot: play, the line of days, speed.
type transport struct {
	widget.BaseWidget
	play, speed *widgets.Button
	scrubber    *widgets.Scrubber
	layout      *charts.Layout
	from, until data.Day
	limit       data.Day
}

func newTransport(host *widgets.Host, play, speed func(), changed, ended func(data.Day)) *transport {
	t := &transport{}
	t.play = widgets.NewButton("▶", "", widgets.Quiet, host, play)
	t.speed = widgets.NewButton("1×", "", widgets.Quiet, host, speed)
	t.scrubber = widgets.NewScrubber(host, changed, ended)
	t.scrubber.SetLabel(words.Say("play.days"))
	return widgets.Extended(t)
}

// setLayout lines the days up with those of the plot above. A plot without days
// leaves it the story's, from the first to the last.
func (t *transport) setLayout(l *charts.Layout, from, until, limit data.Day) {
	t.layout, t.from, t.until, t.limit = l, from, until, limit
	t.Refresh()
}

// setDay puts the knob on a day.
func (t *transport) setDay(d data.Day) {
	t.scrubber.SetDay(d)
	t.Refresh()
}

// inStep returns where the story's days lie in the plot above, as far as it draws them,
// in dp from the plot's left edge. ok is false where the plot has no days to line up with,
// or not that of the cursor.
func (t *transport) inStep() (days scale.Days, ok bool) {
	if t.layout == nil || !t.layout.Dated() {
		return days, false
	}
	plot := t.layout.Days
	days.From, days.Until = max(plot.From, t.from), min(plot.Until, t.until)
	days.Left, days.Right = plot.Pos(days.From), plot.Pos(days.Until)
	on := t.scrubber.Day()
	return days, days.Until > days.From && on >= days.From && on <= days.Until
}

// MinSize implements fyne.CanvasObject.
func (t *transport) MinSize() fyne.Size {
	return fyne.NewSize(200, max(t.play.MinSize().Height, 28))
}

// CreateRenderer implements fyne.Widget.
func (t *transport) CreateRenderer() fyne.WidgetRenderer {
	return widgets.Drawn(t, t.lay, nil, t.play, t.scrubber, t.speed)
}

func (t *transport) lay(size fyne.Size) {
	play, speed := t.play.MinSize(), t.speed.MinSize()
	gap := look.Of(t).Space(1)
	left := play.Width + gap
	right := size.Width - speed.Width - gap
	days, inStep := t.inStep()
	if inStep { // with the plot above
		left, right = float32(days.Left)-10, float32(days.Right)+10
	}
	widgets.Put(t.play, max(left-play.Width-gap, 0), (size.Height-play.Height)/2, play.Width, play.Height)
	widgets.Put(t.scrubber, left, 0, max(right-left, 20), size.Height)
	widgets.Put(t.speed, min(right+gap, size.Width-speed.Width), (size.Height-speed.Height)/2, speed.Width, speed.Height)
	switch {
	case t.layout == nil:
	case !inStep:
		t.scrubber.SetDays(scale.Days{From: t.from, Until: t.until, Left: 10, Right: float64(right-left) - 10}, t.limit)
	default:
		days.Left, days.Right = days.Left-float64(left), days.Right-float64(left)
		t.scrubber.SetDays(days, t.limit)
	}
}

// player steps through the story: the cursor runs to each beat, rests there, and
// stops before what is only threatened. All of it happens on Fyne's goroutine, by the
// clock of the window's host; where there is none, as in tests, nothing moves.
type player struct {
	w       *Window
	on      bool
	wait    func() // gives up the next move
	setting bool   // while the player itself changes the View
}

// Times of playing at speed 1.
const (
	frame      = 33 * time.Millisecond
	perDay     = 28 * time.Millisecond
	longestRun = 2200 * time.Millisecond
	restAtBeat = 3500 * time.Millisecond
)

func (p *player) playing() bool { return p.on }

// toggle starts or stops playing.
func (p *player) toggle() {
	if p.playing() {
		p.halt("")
		return
	}
	s, v := p.w.store.Story(), p.w.store.Now()
	beats := s.BeatsShown(v.Epilogue)
	if len(beats) > 0 && v.Beat == beats[len(beats)-1].ID {
		p.w.store.Set(view.ToBeat(s, v, beats[0].ID))
	}
	p.on = true
	p.w.say("")
	p.w.body.transport.play.SetText("■")
	p.after(0, p.run)
}

// halt stops playing and says why, if there is something to say.
func (p *player) halt(why string) {
	if !p.playing() {
		return
	}
	if p.wait != nil {
		p.wait()
	}
	p.on, p.wait = false, nil
	p.w.body.transport.play.SetText("▶")
	p.w.say(why)
}

// after goes on later, if nothing stops it meanwhile.
func (p *player) after(d time.Duration, f func()) {
	if !p.w.options.Inline {
		p.wait = p.w.host.After(d, f)
	}
}

// scaled is a time at the chosen speed.
func (p *player) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / p.w.settings.Speed)
}

// run moves the cursor towards the next beat. At the last one it ends the playing and
// says what lies ahead.
func (p *player) run() {
	s, v := p.w.store.Story(), p.w.store.Now()
	next := view.Step(s, v, 1)
	if next.Beat == v.Beat {
		why := ""
		if !v.Epilogue {
			why = threatNotice(s)
		}
		p.halt(why)
		return
	}
	days := next.Day - v.Day
	span := min(p.scaled(perDay)*time.Duration(max(days, 0)), p.scaled(longestRun))
	if !look.Current().Moves {
		span = 0
	}
	began := time.Now()
	var move func()
	move = func() {
		gone := time.Since(began)
		if gone >= span {
			p.arrive(next.Beat)
			return
		}
		p.w.showCursor(v.Day + data.Day(float64(days)*float64(gone)/float64(span)))
		p.after(frame, move)
	}
	move()
}

// arrive shows the next beat, and rests there.
func (p *player) arrive(beat string) {
	p.setting = true
	p.w.store.Set(view.ToBeat(p.w.store.Story(), p.w.store.Now(), beat))
	p.setting = false
	p.after(p.scaled(restAtBeat), p.run)
}

// threatNotice says that what lies ahead was only threatened.
func threatNotice(s *data.Story) string {
	w := words.Local{}
	for _, side := range s.Sides {
		for _, t := range s.NotCollected(side.ID, false) {
			if t.Status == data.Threatened {
				return words.Say("play.threat", "Day", w.Day(t.From, charts.DayMonth), "Rate", w.Rate(t.Rate), "AsOf", w.Day(s.AsOf, charts.DayMonth))
			}
		}
	}
	return ""
}
