package present

import (
	"strconv"
	"strings"

	"truceline/app/present/given"
	"truceline/app/present/stage"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts"
	slides "truceline/charts/pages"
	"truceline/data"
)

// look changes what is looked at, and so what the room sees.
func (p *Presentation) look(next func(*data.Story, view.View) view.View) {
	p.LookAt(next(p.Story, p.Store.Now()))
}

// LookAt looks at a View: by its scene where it is a beat as the story tells it, else by
// the plot that was asked for.
func (p *Presentation) LookAt(v view.View) {
	if b := p.Story.Beat(v.Beat); b != nil && (v.Mode == view.Story || v.Mode == view.Explore) {
		told := v
		told.Mode, told.Pin = view.Story, data.NoDay
		told = view.ToBeat(p.Story, view.ToMode(p.Story, told, view.Story), b.ID)
		told.Span, told.Card, told.Lens, told.Map, told.MapList, told.Meeting, told.AllDays = v.Span, v.Card, v.Lens, v.Map, v.MapList, v.Meeting, v.AllDays
		told.Replies = false
		if v.Mode = view.Explore; b.Measure == "" {
			told.Measure = view.Start(p.Story).Measure
		}
		if told.Mode = v.Mode; told == v {
			v.Mode = view.Story
		}
	}
	p.Store.Set(v)
}

// setDigits shows what has been typed of a step's number.
func (p *Presentation) setDigits(d string) {
	asking := p.Show.Live().Ask.On
	if len(d) > 3 && !asking || len(d) > 4*slides.MaxHands || d == p.digits {
		return
	}
	p.digits = d
	if asking && d != "" {
		p.Show.SetHands(counts(d))
	}
	p.refresh()
}

// counts reads what was typed of a show of hands: a number for each answer.
func counts(typed string) (h talk.Hands) {
	for i, text := range strings.Fields(typed) {
		if i < len(h) {
			h[i], _ = strconv.Atoi(text)
		}
	}
	return h
}

// jump goes to the step whose number was typed.
func (p *Presentation) jump() {
	if p.Show.Live().Ask.On { // the counts have been taken as they were typed
		p.setDigits("")
		return
	}
	n := 0
	for _, r := range p.digits {
		n = n*10 + int(r-'0')
	}
	p.setDigits("")
	if n >= 1 && n <= len(p.Show.Steps()) {
		p.Show.Goto(n - 1)
	}
}

// escape leaves one level: what is typed, a page, black, a spotlight, drawing, a held
// picture, a zoom. On the lowest it asks; a second press ends the talk.
func (p *Presentation) escape() {
	room, v := p.Show.Live(), p.Store.Now()
	switch {
	case room.Blank != talk.Clear:
		p.Show.SetBlank(room.Blank)
	case p.drawing:
		p.toggleDraw()
	case room.Spot:
		p.Show.ToggleSpot()
	case p.Show.Frozen():
		p.Show.Drop()
	case room.Ask.On:
		p.Show.ToggleAsk()
	case p.Show.Aside():
		p.Show.Return()
	case v.Pin.Set():
		p.look(view.TogglePin)
	case v.Bridge != "":
		p.look(view.ToggleBridge)
	case v.Layers != "":
		p.look(view.ToggleLayers)
	case v.Series != "":
		p.look(view.CloseSeries)
	case !v.Span.Whole():
		p.Store.Go(view.WholeDays)
	case p.explored():
		p.Show.Return()
	case p.ending:
		p.End()
	default:
		p.AskEnd()
	}
}

// explored tells whether a beat is looked at in another way than the story tells it.
func (p *Presentation) explored() bool {
	item, ok := p.Show.Item()
	v := p.Store.Now()
	return ok && !item.Own() && v.Mode != view.Story && !v.AsKnown
}

// Says implements desk.Hands: what the presenter has to know first: that a talk is about to end, a number
// that is being typed, that the picture is frozen or covered, else where the room is.
func (p *Presentation) Says() (string, charts.Role) {
	room := p.Show.Room()
	switch {
	case p.ending:
		return words.Say("talk.end.ask"), charts.Caution
	case room.Ask.On && p.digits != "":
		return words.Say("talk.hands.typed", "Counts", p.digits), charts.Caution
	case room.Ask.On && p.screen == rehearsal:
		return words.Say("talk.hands.alone"), charts.Caution
	case room.Ask.On:
		return words.Say("talk.hands.how"), charts.Caution
	case p.digits != "":
		return words.Say("talk.jump", "Number", p.digits), charts.Caution
	case p.hint != "":
		return p.hint, charts.Caution
	case room.Blank == talk.Black && p.Show.Frozen():
		return words.Say("talk.frozen.black"), charts.Caution
	case room.Blank == talk.White && p.Show.Frozen():
		return words.Say("talk.frozen.white"), charts.Caution
	case p.Show.Frozen() && (room.Step < 0 || room.Aside):
		return words.Say("talk.frozen.aside"), charts.Caution
	case p.Show.Frozen():
		return words.Say("talk.frozen", "Step", room.Step+1), charts.Caution
	case room.Blank == talk.Black:
		return words.Say("talk.now.black"), charts.Caution
	case room.Blank == talk.White:
		return words.Say("talk.now.white"), charts.Caution
	case p.drawing:
		return p.drawsWith(), charts.Caution
	case room.Slide != talk.NoSlide:
		return given.SlideName(room.Slide), charts.Muted
	case room.Aside:
		item, _ := p.Show.Item()
		return words.Say("talk.now.aside", "Name", p.Short(item)), charts.Caution
	}
	where := words.Say("talk.now.on")
	switch {
	case p.screen == rehearsal:
		where = words.Say("talk.now.alone")
	case !p.secondary:
		where = words.Say("talk.now.window")
	}
	if room.Step >= room.Steps {
		return words.Say("talk.now.after", "Where", where, "Step", room.Step-room.Steps+1), charts.Muted
	}
	return words.Say("talk.now", "Where", where, "Step", room.Step+1, "Steps", room.Steps), charts.Muted
}

// drawsWith says which pen draws, and how to take another.
func (p *Presentation) drawsWith() string {
	name := words.Say("talk.pen.ink")
	switch stage.PenRoles[p.pen] {
	case charts.Caution:
		name = words.Say("talk.pen.amber")
	case charts.Good:
		name = words.Say("talk.pen.green")
	}
	return words.Say("talk.drawing", "Pen", name)
}

// Drawing implements desk.Hands.
func (p *Presentation) Drawing() bool { return p.drawing }

// Find implements desk.Hands.
func (p *Presentation) Find(text string, limit int) []string { return p.options.Find(text, limit) }

// Sources implements desk.Hands.
func (p *Presentation) Sources(card string) { p.pages.OpenSources(card) }

// Write implements desk.Hands.
func (p *Presentation) Write(item string, t *talk.Talk) { p.pages.Mine.Write(item, t) }
