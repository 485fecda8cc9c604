package desk

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/app/present/action"
	"truceline/app/present/given"
	"truceline/app/talk"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Clock is the clock: up, down and of the day, how the talk stands against its
// plan, and where the last rehearsal was at this time.
type Clock struct {
	p              around
	title          *widgets.Flow
	clock          *canvas.Text
	of, pace, more *widgets.Flow
	track, done    *canvas.Rectangle
	Mark           *canvas.Rectangle
	caption        *widgets.Flow
	Pause, reset   *widgets.Button
	leave          *widgets.Button
	share, at      float64 // of the bar and its mark; at < 0: no mark
	x, y, w        float32
}

// clockSize is the clock's size of type at text scale 1.
const clockSize = 44

func newClock(p around) *Clock {
	empty := func() *widgets.Flow { return widgets.NewFlow(p.Host, nil) }
	t := &Clock{p: p, title: empty(), of: empty(), pace: empty(), more: empty(), caption: empty(),
		clock: canvas.NewText("0:00", nil), track: canvas.NewRectangle(nil), done: canvas.NewRectangle(nil), Mark: canvas.NewRectangle(nil), at: -1}
	t.clock.FontSource = look.Font(typeface.Bold)
	t.Pause = widgets.NewButton(words.Say("talk.start"), "C", widgets.Plain, p.Host, func() { p.Do(action.Pause) })
	t.reset = widgets.NewButton(words.Say("talk.restart"), "", widgets.Plain, p.Host, func() { p.Show.RestartClock() })
	t.leave = widgets.NewButton("", "G", widgets.Plain, p.Host, func() { p.Do(action.LeaveOut) })
	return t
}

func (t *Clock) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.title, t.clock, t.of, t.pace, t.track, t.done, t.Mark, t.caption, t.more, t.Pause, t.reset, t.leave}
}

func (t *Clock) restyle(s look.Skin) {
	t.clock.Color, t.clock.TextSize = s.Color(charts.Ink), float32(int(clockSize*s.TextScale))
	t.track.FillColor, t.done.FillColor, t.Mark.FillColor = s.Color(charts.Line), s.Color(charts.Ink), s.Color(charts.Caution)
	t.track.CornerRadius, t.done.CornerRadius = 4, 4
}

// Show follows the talk and the time. It runs once a second.
func (t *Clock) Show() {
	show, now := t.p.Show, t.p.Now()
	elapsed, plan := show.Elapsed(), show.Plan()
	clock := show.Clock()
	muted := func(f *widgets.Flow, text string) {
		widgets.SetLine(f, text, charts.SizeLabel, typeface.Regular, charts.Muted)
	}
	widgets.SetLine(t.title, words.Say("talk.time"), charts.SizeLabel, typeface.SemiBold, charts.Muted)
	if text := given.Clock(elapsed); t.clock.Text != text {
		t.clock.Text = text
		t.clock.Refresh()
	}
	widgets.SetLine(t.of, words.Say("talk.of", "Total", given.Clock(plan.Total)), charts.SizeStrong, typeface.Regular, charts.Muted)
	pace := show.Pace()
	text, role := paceText(pace)
	if !clock.Running && elapsed > 0 {
		text, role = words.Say("talk.paused"), charts.Caution
	} else if !clock.Running {
		text, role = words.Say("talk.waits"), charts.Muted
	}
	widgets.SetLine(t.pace, text, charts.SizeStrong, typeface.SemiBold, role)
	left := words.Say("talk.left", "Left", given.Clock(max(plan.Total-elapsed, 0)), "Now", now.Format("15:04"))
	muted(t.more, left)
	t.share = show.Told()
	t.at = -1
	caption := words.Say("talk.bar.plan")
	if share, ok := show.Mark(); ok {
		t.at, caption = share, words.Say("talk.bar.rehearsed")
	} else if plan.Total > 0 {
		t.at = min(float64(elapsed)/float64(plan.Total), 1)
	}
	muted(t.caption, caption)
	key := words.Say("talk.start")
	if clock.Running {
		key = words.Say("talk.pause")
	} else if elapsed > 0 {
		key = words.Say("talk.resume")
	}
	t.Pause.SetText(key)
	if item, ok := show.LeaveOut(); ok {
		t.leave.SetText(words.Say("talk.leave", "Name", t.p.Short(item)))
		t.leave.Show()
	} else {
		t.leave.Hide()
	}
	if t.w > 0 {
		t.lay(t.x, t.y, t.w, 0)
	}
}

// paceText says how a talk stands against its plan, and in which colour: the words
// say all of it.
func paceText(p talk.Pace) (string, charts.Role) {
	by := spoken(p.By)
	switch p.Tempo {
	case talk.Ahead:
		return words.Say("talk.ahead", "By", by), charts.Good
	case talk.Behind:
		return words.Say("talk.behind", "By", by), charts.Caution
	case talk.Over:
		return words.Say("talk.over", "By", by), charts.Bad
	case talk.Done:
		return words.Say("talk.questions"), charts.Muted
	}
	return words.Say("talk.ontime"), charts.Good
}

// spoken writes a time in words: 40 s, 2 min 5 s.
func spoken(d time.Duration) string {
	sec := int(d.Round(time.Second) / time.Second)
	if sec < 60 {
		return words.Say("talk.seconds", "Seconds", sec)
	}
	return words.Say("talk.minutes", "Minutes", sec/60, "Seconds", sec%60)
}

func (t *Clock) heightFor(width float32) float32 {
	return t.place(0, 0, width, false)
}

func (t *Clock) lay(x, y, width, _ float32) {
	t.x, t.y, t.w = x, y, width
	t.place(x, y, width, true)
}

// place places the panel for a width, or only measures, and returns the y below it.
func (t *Clock) place(x, y, width float32, set bool) float32 {
	s := t.p.Skin()
	put := widgets.Placer(set)
	h := t.title.HeightFor(width)
	put(t.title, x, y, width, h)
	y += h
	clock := t.clock.MinSize()
	put(t.clock, x, y, clock.Width, clock.Height)
	ofW := s.Measure(t.of.Text(), charts.SizeStrong, typeface.Regular).Width + s.Space(1)
	ofH := t.of.HeightFor(ofW)
	paceW := s.Measure(t.pace.Text(), charts.SizeStrong, typeface.SemiBold).Width + s.Space(1)
	paceH := t.pace.HeightFor(paceW)
	base := y + clock.Height - ofH - s.Space(2)
	put(t.of, x+clock.Width+s.Space(3), base, ofW, ofH)
	if used := clock.Width + ofW + paceW + s.Space(6); used <= width {
		put(t.pace, x+width-paceW, base, paceW, paceH)
		y += clock.Height
	} else {
		y += clock.Height
		put(t.pace, x, y, width, paceH)
		y += paceH
	}
	bar := s.Space(2)
	y += s.Space(1.5)
	put(t.track, x, y, width, bar)
	put(t.done, x, y, width*float32(t.share), bar)
	if set {
		widgets.SetVisible(t.done, t.share > 0)
		widgets.SetVisible(t.Mark, t.at >= 0)
	}
	markX := min(max(width*float32(t.at)-2, 0), width-4)
	put(t.Mark, x+markX, y-4, 4, bar+8)
	y += bar + s.Space(1.5)
	for _, f := range []*widgets.Flow{t.caption, t.more} {
		h := f.HeightFor(width)
		put(f, x, y, width, h)
		y += h
	}
	return widgets.PutRow(s, []*widgets.Button{t.Pause, t.reset, t.leave}, x, y+s.Space(2), width, set)
}
