package present

import (
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/present/given"
	"truceline/app/present/stage"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/scene"
	"truceline/charts/typeface"
)

// desk is the presenter's view: what the room sees now, what comes next, time, notes,
// answers to questions, and the rail of the talk's steps.
type desk struct {
	p     *Presentation
	host  *widgets.Host // dark
	stage *stage.Stage

	back, barBack, barRule, railRule, railBack *canvas.Rectangle
	frame                                      *canvas.Rectangle // about the stage while frozen
	name, line                                 *widgets.Flow
	tools                                      []*widgets.Button
	freeze, push, drop, black, spot, draw      *widgets.Button
	overview, swap, more, end                  *widgets.Button
	now, next, change                          *widgets.Flow
	thumb                                      *canvas.Image
	thumbBack                                  *canvas.Rectangle
	thumbKey                                   given.Slide
	time                                       *timePanel
	notes                                      *notesPanel
	asks                                       *asksPanel
	rail                                       *widgets.Rail
	railOf                                     string // the steps that the rail shows
	column                                     *fyne.Container
	scroll                                     *container.Scroll
	root                                       *fyne.Container
	narrow                                     bool
	high                                       float32 // of what is seen of the column
}

func newDesk(p *Presentation) *desk {
	d := &desk{p: p, host: p.Host}
	d.stage = p.newStage()
	button := func(key, hint string, kind widgets.ButtonKind, do func()) *widgets.Button {
		return widgets.NewButton(words.Say(key), hint, kind, d.host, do)
	}
	d.freeze = button("talk.freeze", "F", widgets.Plain, p.toggleFreeze)
	d.push = button("talk.push", "F", widgets.Primary, p.push)
	d.drop = button("talk.drop", "R", widgets.Plain, p.drop)
	d.black = button("talk.black", "B", widgets.Plain, func() { p.blank(talk.Black) })
	d.spot = button("talk.spot", "S", widgets.Plain, p.toggleSpot)
	d.draw = button("talk.draw", "D", widgets.Plain, p.toggleDraw)
	d.overview = button("talk.overview", "O", widgets.Plain, p.pages.ToggleOverview)
	d.swap = button("talk.swap", "X", widgets.Plain, p.swap)
	d.more = button("talk.more", "", widgets.Plain, func() { p.menu(d.more) })
	d.end = button("talk.end", "Esc", widgets.Plain, p.askEnd)
	d.tools = []*widgets.Button{d.freeze, d.push, d.drop, d.black, d.spot, d.draw, d.overview, d.swap, d.more, d.end}
	empty := func() *widgets.Flow { return widgets.NewFlow(d.host, nil) }
	d.name = widgets.NewLine(d.host, words.Say("app.name"), charts.SizeStrong, typeface.Bold, charts.Ink)
	d.line, d.now, d.next, d.change = empty(), empty(), empty(), empty()
	d.thumb = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}
	d.time, d.notes, d.asks = newTimePanel(p), newNotesPanel(p), newAsksPanel(p)
	d.rail = widgets.NewRail(d.host, p.goTo)
	s := p.Skin()
	d.back, d.barBack, d.railBack = canvas.NewRectangle(s.Color(charts.Paper)), canvas.NewRectangle(s.Color(charts.Surface)), canvas.NewRectangle(s.Color(charts.Surface))
	d.barRule, d.railRule = canvas.NewRectangle(s.Color(charts.Line)), canvas.NewRectangle(s.Color(charts.Line))
	d.frame, d.thumbBack = canvas.NewRectangle(nil), canvas.NewRectangle(s.Color(charts.Surface))
	d.column = container.NewWithoutLayout()
	d.scroll = container.NewVScroll(d.column)
	d.scroll.OnScrolled = func(fyne.Position) { p.moved() }
	d.scroll.Hide()
	d.root = widgets.Arranged(func() fyne.Size { return fyne.NewSize(480, 360) }, d.layout, d.back, d.barBack, d.barRule)
	for _, o := range d.bar() {
		d.root.Add(o)
	}
	for _, o := range d.parts() {
		d.root.Add(o)
	}
	for _, o := range []fyne.CanvasObject{d.scroll, d.railBack, d.railRule, d.rail} {
		d.root.Add(o)
	}
	d.restyle()
	return d
}

func (d *desk) bar() []fyne.CanvasObject {
	out := []fyne.CanvasObject{d.name, d.line}
	for _, b := range d.tools {
		out = append(out, b)
	}
	return out
}

// parts are what scrolls in narrow windows.
func (d *desk) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{d.now, d.frame, d.stage, d.next, d.thumbBack, d.thumb, d.change}
	out = append(out, d.time.objects()...)
	out = append(out, d.notes.objects()...)
	return append(out, d.asks.objects()...)
}

// restyle takes colours and sizes anew.
func (d *desk) restyle() {
	s := d.p.Skin()
	d.back.FillColor, d.barBack.FillColor, d.railBack.FillColor = s.Color(charts.Paper), s.Color(charts.Surface), s.Color(charts.Surface)
	d.barRule.FillColor, d.railRule.FillColor, d.thumbBack.FillColor = s.Color(charts.Line), s.Color(charts.Line), s.Color(charts.Surface)
	d.frame.FillColor, d.frame.StrokeColor, d.frame.CornerRadius = s.Color(charts.Caution), s.Color(charts.Caution), 6
	d.time.restyle(s)
	d.notes.restyle(s)
	d.asks.restyle(s)
	d.root.Refresh()
}

// show follows the talk.
func (d *desk) show() {
	show := d.p.Show
	room, live := show.Room(), show.Live()
	frozen := show.Frozen()
	plan := show.Plan()
	widgets.SetLine(d.line, words.Say("talk.line", "Count", d.p.Counted(), "Length", given.Clock(plan.Total)), charts.SizeBody, typeface.Regular, charts.Muted)
	now, role := d.says(room)
	widgets.SetLine(d.now, now, charts.SizeLabel, typeface.SemiBold, role)
	widgets.SetVisible(d.frame, frozen || room.Blank != talk.Clear)
	widgets.SetVisible(d.freeze, !frozen)
	widgets.SetVisible(d.push, frozen)
	widgets.SetVisible(d.drop, frozen)
	d.black.SetOn(room.Blank != "")
	d.spot.SetOn(live.Spot)
	d.draw.SetOn(d.p.drawing)
	d.stage.SetRoom(d.p.uncovered())
	d.showNext(frozen)
	d.notes.show()
	if d.asks.search.Text == "" {
		d.asks.refill()
	}
	d.time.show()
	d.showRail()
	d.layout(d.root.Size())
}

// says is what the presenter has to know first: that a talk is about to end, a number
// that is being typed, that the picture is frozen or covered, else where the room is.
func (d *desk) says(room talk.Room) (string, charts.Role) {
	switch p := d.p; {
	case p.ending:
		return words.Say("talk.end.ask"), charts.Caution
	case room.Ask.On && p.digits != "":
		return words.Say("talk.hands.typed", "Counts", p.digits), charts.Caution
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
		return p.slideName(room.Slide), charts.Muted
	case room.Aside:
		item, _ := p.Show.Item()
		return words.Say("talk.now.aside", "Name", p.Short(item)), charts.Caution
	case room.Step >= room.Steps:
		return words.Say("talk.now.after", "Step", room.Step-room.Steps+1), charts.Muted
	}
	now := "talk.now"
	if d.p.screen == rehearsal {
		now = "talk.now.alone"
	}
	return words.Say(now, "Step", room.Step+1, "Steps", room.Steps), charts.Muted
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

// slideName names a slide that a talk has besides its steps.
func (p *Presentation) slideName(slide talk.Slide) string {
	if slide == talk.Opening {
		return words.Say("talk.slide.opening")
	}
	return words.Say("talk.slide.closing")
}

// showNext shows the next step and what will change in it.
func (d *desk) showNext(frozen bool) {
	show := d.p.Show
	if frozen {
		widgets.SetLine(d.next, words.Say("talk.inroom"), charts.SizeLabel, typeface.SemiBold, charts.Caution)
		widgets.SetLine(d.change, words.Say("talk.frozen.how"), charts.SizeLabel, typeface.Regular, charts.Muted)
		room := show.Room()
		d.setThumb(d.p.SlideIn(room))
		return
	}
	steps := show.Steps()
	part, slide, at := show.After()
	if slide != talk.NoSlide || part != "" {
		k := d.p.Slide(show.Live().View, show.Live().Headline)
		if part != "" && k.View.Mode != view.Story { // from another figure back to the step's
			k = d.p.SlideOf(steps[at].Item)
		}
		k.Besides = slide
		text := words.Say("talk.next.slide", "Name", d.p.slideName(slide))
		if part != "" {
			text, k.Unbuilt = words.Say("talk.next.part", "Part", part), show.Live().Unbuilt-1
		}
		widgets.SetLine(d.next, text, charts.SizeStrong, typeface.SemiBold, charts.Ink)
		widgets.SetLine(d.change, "", charts.SizeLabel, typeface.Regular, charts.Muted)
		d.setThumb(k)
		return
	}
	if at >= len(steps) {
		widgets.SetLine(d.next, words.Say("talk.last"), charts.SizeLabel, typeface.SemiBold, charts.Muted)
		widgets.SetLine(d.change, "", charts.SizeLabel, typeface.Regular, charts.Muted)
		d.thumb.Hide()
		d.thumbBack.Hide()
		return
	}
	name := d.p.Short(steps[at].Item)
	key := words.Say("talk.next", "Name", name)
	if at > 0 && steps[at].After && !steps[at-1].After {
		key = words.Say("talk.next.after", "Name", name)
	}
	widgets.SetLine(d.next, key, charts.SizeStrong, typeface.SemiBold, charts.Ink)
	to := d.p.Show.Steps()[at].Item.ViewIn(d.p.Story)
	changes := ""
	if show.Live().Slide == talk.NoSlide {
		changes = d.p.changes(show.Live().View, to)
	}
	if q, ok := show.Question(); ok && !show.Live().Ask.On {
		changes = words.Say("talk.hands.offer", "Question", q.Asks)
	}
	widgets.SetLine(d.change, changes, charts.SizeLabel, typeface.Regular, charts.Muted)
	k := d.p.SlideOf(steps[at].Item)
	k.Unbuilt = len(scene.Parts(d.p.Story, steps[at].Item.Beat))
	d.setThumb(k)
}

// setThumb shows a small slide.
func (d *desk) setThumb(k given.Slide) {
	widgets.SetVisible(d.thumb, true)
	widgets.SetVisible(d.thumbBack, true)
	if k == d.thumbKey {
		return
	}
	d.thumbKey = k
	d.p.Draw(k, func(img image.Image) {
		if d.thumbKey == k {
			d.thumb.Image = img
			d.thumb.Refresh()
		}
	})
}

func (d *desk) showRail() {
	steps := d.p.Show.Steps()
	var key strings.Builder
	var rail []widgets.RailStep
	for _, x := range steps {
		name, above := d.p.Short(x.Item), d.p.When(x.Item)
		if x.After {
			above = words.Say("talk.after", "Day", above)
		}
		rail = append(rail, widgets.RailStep{ID: x.Item.ID, Above: above, Name: name, Later: x.After})
		key.WriteString(x.Item.ID + "|" + name + "|" + above + "\n")
	}
	if key.String() != d.railOf {
		d.railOf = key.String()
		d.rail.SetSteps(rail)
	}
	on := ""
	if item, ok := d.p.Show.Shown(); ok {
		on = item.ID
	}
	d.rail.SetOn(on)
}

// The least room for two columns, in dp at text scale 1.
const (
	twoColumnsW = 900
	twoColumnsH = 520
)

func (d *desk) layout(size fyne.Size) {
	if size.Width < 1 || size.Height < 1 {
		return
	}
	s := d.p.Skin()
	widgets.Put(d.back, 0, 0, size.Width, size.Height)
	top := d.layBar(size.Width)
	pad := s.Space(2)
	railH := d.rail.MinSize().Height + 2*pad
	widgets.Put(d.railBack, 0, size.Height-railH, size.Width, railH)
	widgets.Put(d.railRule, 0, size.Height-railH, size.Width, 1)
	edge := s.Space(5)
	widgets.Put(d.rail, edge, size.Height-railH+pad, size.Width-2*edge, railH-2*pad)
	area := fyne.NewSize(size.Width, size.Height-railH-top)
	d.arrange(size.Width < twoColumnsW*s.TextScale || area.Height < (twoColumnsH-130)*s.TextScale)
	if d.narrow {
		widgets.Put(d.scroll, 0, top, area.Width, max(area.Height, 1))
		d.high = area.Height
		d.column.Resize(fyne.NewSize(area.Width, d.layColumn(area.Width)))
		d.scroll.Refresh()
		return
	}
	d.layColumns(top, area)
}

// arrange puts the parts into the window itself, or into a column that scrolls.
func (d *desk) arrange(narrow bool) {
	if narrow == d.narrow {
		return
	}
	d.narrow = narrow
	widgets.SetVisible(d.scroll, narrow)
	fixed := append([]fyne.CanvasObject{d.back, d.barBack, d.barRule}, d.bar()...)
	last := []fyne.CanvasObject{d.scroll, d.railBack, d.railRule, d.rail}
	if narrow {
		d.column.Objects = d.parts()
		d.column.Layout = widgets.Arrangement{Min: func() fyne.Size { return fyne.NewSize(100, d.layColumn(d.scroll.Size().Width)) }, Lay: func(fyne.Size) {}}
		d.root.Objects = append(fixed, last...)
		return
	}
	d.column.Objects = nil
	d.root.Objects = append(append(fixed, d.parts()...), last...)
}

// layBar places the bar and returns its height: one row, or as many as the buttons
// need.
func (d *desk) layBar(width float32) float32 {
	s := d.p.Skin()
	pad := s.Space(4)
	total := float32(0)
	for _, b := range d.tools {
		if b.Visible() {
			total += b.MinSize().Width + s.Space(1.5)
		}
	}
	x := pad
	nameH := d.name.HeightFor(width)
	nameW := s.Measure(words.Say("app.name"), charts.SizeStrong, typeface.Bold).Width + s.Space(1)
	lineW := s.Measure(d.line.Text(), charts.SizeBody, typeface.Regular).Width + s.Space(1)
	rowH := d.end.MinSize().Height
	y := s.Space(2)
	oneRow := total+nameW+pad*2 <= width
	if oneRow {
		widgets.Put(d.name, x, y+(rowH-nameH)/2, nameW, nameH)
		lineH := d.line.HeightFor(lineW)
		free := width - pad*2 - total - nameW - s.Space(4)
		widgets.SetVisible(d.line, lineW <= free)
		widgets.Put(d.line, x+nameW+s.Space(4), y+(rowH-lineH)/2, lineW, lineH)
		widgets.PutRow(s, d.tools, width-pad-total+s.Space(1.5), y, total+pad, true)
		y += rowH
	} else {
		widgets.Put(d.name, x, y, nameW, nameH)
		lineH := d.line.HeightFor(lineW)
		widgets.SetVisible(d.line, lineW <= width-pad*2-nameW-s.Space(4))
		widgets.Put(d.line, x+nameW+s.Space(4), y+(nameH-lineH)/2, lineW, lineH)
		y = widgets.PutRow(s, d.tools, x, y+nameH+s.Space(1.5), width-2*pad, true)
	}
	y += s.Space(2)
	widgets.Put(d.barBack, 0, 0, width, y)
	widgets.Put(d.barRule, 0, y, width, 1)
	return y + 1
}

// layStage places the stage, with its frame, as large as a width and a height allow,
// and returns the y below it.
func (d *desk) layStage(x, y, width, height float32) float32 {
	room := d.p.roomSize()
	w := min(width, height*room.Width/room.Height)
	h := w * room.Height / room.Width
	const border = 5
	widgets.Put(d.stage, x, y, w, h)
	d.stage.SetOf(room)
	widgets.Put(d.frame, x-border, y-border, w+2*border, h+2*border)
	return y + h
}

// nextShare is how much of the room under the stage is what comes next: it is to be read.
const nextShare = 0.46

func (d *desk) layColumns(top float32, area fyne.Size) {
	s := d.p.Skin()
	pad := s.Space(5)
	leftW := float32(int((area.Width - 3*pad) * 0.62))
	x, y := pad, top+s.Space(3)
	y = widgets.PutFlow(d.now, x, y, leftW) + s.Space(2)
	column := leftW * nextShare
	timeW := leftW - column - s.Space(5)
	lowH := max(area.Height*0.33, d.time.heightFor(timeW)+s.Space(2))
	stageH := max(area.Height-(y-top)-lowH-s.Space(6), 90)
	y = d.layStage(x, y, leftW, stageH) + s.Space(4)
	bottom := top + area.Height - s.Space(2)
	// Below the stage: what comes next, and the time.
	texts := d.next.HeightFor(column) + d.change.HeightFor(column) + s.Space(4)
	thumbW := min(column, (bottom-y-texts)*16/9)
	thumbW = max(thumbW, 120)
	d.layNext(x, y, thumbW, max(column, thumbW))
	timeX := x + max(column, thumbW) + s.Space(5)
	d.time.lay(timeX, y, x+leftW-timeX, bottom-y)

	rx, rw := x+leftW+pad, area.Width-leftW-3*pad
	ry := top + s.Space(3)
	notesH := (bottom - ry) * 0.52
	d.notes.lay(rx, ry, rw, notesH)
	d.asks.lay(rx, ry+notesH+s.Space(3), rw, bottom-ry-notesH-s.Space(3))
}

// layNext places what comes next and returns the y below it.
func (d *desk) layNext(x, y, thumbW, width float32) float32 {
	s := d.p.Skin()
	y = widgets.PutFlow(d.next, x, y, width) + s.Space(1.5)
	widgets.Put(d.thumbBack, x, y, thumbW, thumbW*9/16)
	widgets.Put(d.thumb, x, y, thumbW, thumbW*9/16)
	return widgets.PutFlow(d.change, x, y+thumbW*9/16+s.Space(1), width)
}

// layColumn places the parts below each other and returns their height.
func (d *desk) layColumn(width float32) float32 {
	s := d.p.Skin()
	pad := s.Space(4)
	w := max(width-2*pad, 100)
	y := widgets.PutFlow(d.now, pad, s.Space(2), w) + s.Space(2)
	// The stage is never so high that nothing else is seen; where that leaves room
	// beside it, the time stands there.
	stageW := min(w, max(d.high*0.62, 180)*16/9)
	if beside := w - stageW - s.Space(4); beside >= 230*s.TextScale {
		top := y
		y = d.layStage(pad, y, stageW, stageW*9/16)
		d.time.lay(pad+stageW+s.Space(4), top, beside, 0)
		y = max(y, top+d.time.heightFor(beside)) + s.Space(3)
	} else {
		y = d.layStage(pad, y, stageW, stageW*9/16) + s.Space(3)
		timeH := d.time.heightFor(w)
		d.time.lay(pad, y, w, 0)
		y += timeH + s.Space(3)
	}
	notesH := 200 * s.TextScale
	d.notes.lay(pad, y, w, notesH)
	y += notesH + s.Space(3)
	y = d.layNext(pad, y, min(w, 320), w) + s.Space(3)
	asksH := 260 * s.TextScale
	d.asks.lay(pad, y, w, asksH)
	return y + asksH + s.Space(3)
}

// changes says what will differ between two Views.
func (p *Presentation) changes(from, to view.View) string {
	w := words.Local{}
	var parts []string
	if from.Day != to.Day {
		parts = append(parts, words.Say("talk.change.day", "From", w.Day(from.Day, charts.DayMonth), "To", w.Day(to.Day, charts.DayMonth)))
	}
	say := func(on bool, key string) {
		if on {
			parts = append(parts, words.Say(key))
		}
	}
	say(from.Measure != to.Measure || from.Series != to.Series || from.Bridge != to.Bridge || from.Layers != to.Layers, "talk.change.plot")
	say(from.Span != to.Span, "talk.change.zoom")
	say(from.Meeting != to.Meeting || from.Map != to.Map, "talk.change.map")
	say(from.Card != to.Card, "talk.change.card")
	if len(parts) == 0 {
		return words.Say("talk.change.nothing")
	}
	return words.Say("talk.change", "Parts", strings.Join(parts, ", "))
}
