// Package desk is the presenter's view of a talk, which nobody else sees.
package desk

import (
	"fmt"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/journal"
	"truceline/app/present/action"
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

// Hands are what the presenter's view knows of the windows around it.
type Hands interface {
	// Do does what a key or a button asks for.
	Do(action.Action)
	// Menu opens what has no button of its own, below one.
	Menu(below fyne.CanvasObject)
	// AskEnd asks whether the talk is to end.
	AskEnd()
	// LookAt looks at a View.
	LookAt(view.View)
	// Find searches the cards; it returns ids. Sources lists what a card stands on.
	Find(text string, limit int) []string
	Sources(card string)
	// Write goes on with a talk in which what is written of an item has changed.
	Write(item string, t *talk.Talk)
	// Clicked takes what a clicker sends while something is being written.
	Clicked(fyne.KeyName) bool
	// Focus gives the keyboard to a control, or with nil to the talk itself.
	Focus(fyne.Focusable)
	// RoomSize is the size of the room's picture.
	RoomSize() fyne.Size
	// Says is what the presenter has to know first.
	Says() (string, charts.Role)
	// Drawing tells whether marks are drawn.
	Drawing() bool
}

// around is the talk and the windows that a view stands in.
type around struct {
	*given.Talk
	Hands
}

// Desk is the presenter's view: what the room sees now, what comes next, time, notes,
// answers to questions, and the rail of the talk's steps.
type Desk struct {
	p     around
	Stage *stage.Stage

	back, barBack, barRule, RailRule, railBack *canvas.Rectangle
	Frame                                      *canvas.Rectangle // about the stage while frozen
	name, line                                 *widgets.Flow
	tools                                      []*widgets.Button
	freeze, push, drop, black, spot, draw      *widgets.Button
	overview, swap, More, end                  *widgets.Button
	Now, Next, Change                          *widgets.Flow
	Thumb                                      *canvas.Image
	thumbBack                                  *canvas.Rectangle
	thumbKey                                   given.Slide
	Time                                       *Clock
	Notes                                      *Notes
	Asks                                       *Asks
	rail                                       *widgets.Rail
	railOf                                     string // the steps that the rail shows
	Column                                     *fyne.Container
	Scroll                                     *container.Scroll
	Root                                       *fyne.Container
	Narrow                                     bool
	high                                       float32 // of what is seen of the column
}

// ScrollNotes scrolls the notes, as Notes.ScrollBy, and brings them into sight where they lie
// below the rest.
func (d *Desk) ScrollNotes(parts float32) {
	d.Notes.ScrollBy(parts)
	widgets.Reveal(d.Notes.Scroll, d.Scroll)
}

// New returns the view of a talk, with a stage on which the presenter's hand works.
func New(t *given.Talk, h Hands, room *stage.Stage) *Desk {
	p := around{t, h}
	d := &Desk{p: p, Stage: room}
	do := func(a action.Action) func() { return func() { p.Do(a) } }
	button := func(key, hint string, kind widgets.ButtonKind, do func()) *widgets.Button {
		return widgets.NewButton(words.Say(key), hint, kind, p.Host, do)
	}
	d.freeze = button("talk.freeze", "F", widgets.Plain, do(action.Freeze))
	d.push = button("talk.push", "F", widgets.Primary, do(action.Freeze))
	d.drop = button("talk.drop", "R", widgets.Plain, do(action.Drop))
	d.black = button("talk.black", "B", widgets.Plain, do(action.BlackOut))
	d.spot = button("talk.spot", "S", widgets.Plain, do(action.Spot))
	d.draw = button("talk.draw", "D", widgets.Plain, do(action.Draw))
	d.overview = button("talk.overview", "O", widgets.Plain, do(action.Overview))
	d.swap = button("talk.swap", "X", widgets.Plain, do(action.Swap))
	d.More = button("talk.more", "", widgets.Plain, func() { p.Menu(d.More) })
	d.end = button("talk.end", "Esc", widgets.Plain, p.AskEnd)
	d.tools = []*widgets.Button{d.freeze, d.push, d.drop, d.black, d.spot, d.draw, d.overview, d.swap, d.More, d.end}
	empty := func() *widgets.Flow { return widgets.NewFlow(p.Host, nil) }
	d.name = widgets.NewLine(p.Host, words.Say("app.name"), charts.SizeStrong, typeface.Bold, charts.Ink)
	d.line, d.Now, d.Next, d.Change = empty(), empty(), empty(), empty()
	d.Thumb = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}
	d.Time, d.Notes, d.Asks = newClock(p), newNotes(p), newAsks(p)
	d.rail = widgets.NewRail(p.Host, func(item string) { p.Show.Look(item) })
	s := p.Skin()
	d.back, d.barBack, d.railBack = canvas.NewRectangle(s.Color(charts.Paper)), canvas.NewRectangle(s.Color(charts.Surface)), canvas.NewRectangle(s.Color(charts.Surface))
	d.barRule, d.RailRule = canvas.NewRectangle(s.Color(charts.Line)), canvas.NewRectangle(s.Color(charts.Line))
	d.Frame, d.thumbBack = canvas.NewRectangle(nil), canvas.NewRectangle(s.Color(charts.Surface))
	d.Column = container.NewWithoutLayout()
	d.Scroll = widgets.NewScroll(p.Host, d.Column)
	d.Scroll.Hide()
	d.Root = widgets.Arranged(func() fyne.Size { return fyne.NewSize(480, 360) }, d.Layout, d.back, d.barBack, d.barRule)
	for _, o := range slices.Concat(d.bar(), d.parts(), []fyne.CanvasObject{d.Scroll, d.railBack, d.RailRule, d.rail}) {
		d.Root.Add(o)
	}
	d.Restyle()
	return d
}

func (d *Desk) bar() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{d.name, d.line}, widgets.Objects(d.tools)...)
}

// parts are what scrolls in narrow windows.
func (d *Desk) parts() []fyne.CanvasObject {
	out := []fyne.CanvasObject{d.Now, d.Frame, d.Stage, d.Next, d.thumbBack, d.Thumb, d.Change}
	out = append(out, d.Time.objects()...)
	out = append(out, d.Notes.objects()...)
	return append(out, d.Asks.objects()...)
}

// Restyle takes colours and sizes anew.
func (d *Desk) Restyle() {
	s := d.p.Skin()
	d.back.FillColor, d.barBack.FillColor, d.railBack.FillColor = s.Color(charts.Paper), s.Color(charts.Surface), s.Color(charts.Surface)
	d.barRule.FillColor, d.RailRule.FillColor, d.thumbBack.FillColor = s.Color(charts.Line), s.Color(charts.Line), s.Color(charts.Surface)
	d.Frame.FillColor, d.Frame.StrokeColor, d.Frame.CornerRadius = s.Color(charts.Caution), s.Color(charts.Caution), 6
	d.Time.restyle(s)
	d.Notes.Restyle(s)
	d.Asks.back.FillColor = s.Color(charts.Paper)
	d.Root.Refresh()
}

// Follow follows the talk.
func (d *Desk) Follow() {
	show := d.p.Show
	room, live := show.Room(), show.Live()
	frozen := show.Frozen()
	plan := show.Plan()
	widgets.SetLine(d.line, words.Say("talk.line", "Count", d.p.Counted(), "Length", given.Clock(plan.Total)), charts.SizeBody, typeface.Regular, charts.Muted)
	now, role := d.p.Says()
	widgets.SetLine(d.Now, now, charts.SizeLabel, typeface.SemiBold, role)
	widgets.SetVisible(d.Frame, frozen || room.Blank != talk.Clear)
	widgets.SetVisible(d.freeze, !frozen)
	widgets.SetVisible(d.push, frozen)
	widgets.SetVisible(d.drop, frozen)
	d.black.SetOn(room.Blank != "")
	d.spot.SetOn(live.Spot)
	d.draw.SetOn(d.p.Drawing())
	d.Stage.SetRoom(d.p.Uncovered())
	d.showNext(frozen)
	d.Notes.show()
	if d.Asks.Search.Text == "" {
		d.Asks.refill()
	}
	d.Time.Show()
	d.showRail()
	d.Layout(d.Root.Size())
}

// showNext shows the next step and what will change in it.
func (d *Desk) showNext(frozen bool) {
	show := d.p.Show
	if frozen {
		widgets.SetLine(d.Next, words.Say("talk.inroom"), charts.SizeLabel, typeface.SemiBold, charts.Caution)
		widgets.SetLine(d.Change, words.Say("talk.frozen.how"), charts.SizeLabel, typeface.Regular, charts.Muted)
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
		text := words.Say("talk.next.slide", "Name", given.SlideName(slide))
		if part != "" {
			text, k.Unbuilt = words.Say("talk.next.part", "Part", part), show.Live().Unbuilt-1
		}
		widgets.SetLine(d.Next, text, charts.SizeStrong, typeface.SemiBold, charts.Ink)
		widgets.SetLine(d.Change, "", charts.SizeLabel, typeface.Regular, charts.Muted)
		d.setThumb(k)
		return
	}
	if at >= len(steps) {
		widgets.SetLine(d.Next, words.Say("talk.last"), charts.SizeLabel, typeface.SemiBold, charts.Muted)
		widgets.SetLine(d.Change, "", charts.SizeLabel, typeface.Regular, charts.Muted)
		d.Thumb.Hide()
		d.thumbBack.Hide()
		return
	}
	name := d.p.Short(steps[at].Item)
	key := words.Say("talk.next", "Name", name)
	if at > 0 && steps[at].After && !steps[at-1].After {
		key = words.Say("talk.next.after", "Name", name)
	}
	widgets.SetLine(d.Next, key, charts.SizeStrong, typeface.SemiBold, charts.Ink)
	to := d.p.Show.Steps()[at].Item.ViewIn(d.p.Story)
	changes := ""
	if show.Live().Slide == talk.NoSlide {
		changes = d.changes(show.Live().View, to)
	}
	if q, ok := show.Question(); ok && !show.Live().Ask.On {
		changes = words.Say("talk.hands.offer", "Question", q.Asks)
	}
	widgets.SetLine(d.Change, changes, charts.SizeLabel, typeface.Regular, charts.Muted)
	k := d.p.SlideOf(steps[at].Item)
	k.Unbuilt = len(scene.Parts(d.p.Story, steps[at].Item.Beat))
	d.setThumb(k)
}

// setThumb shows a small slide.
func (d *Desk) setThumb(k given.Slide) {
	widgets.SetVisible(d.Thumb, true)
	widgets.SetVisible(d.thumbBack, true)
	if k == d.thumbKey {
		return
	}
	d.thumbKey = k
	d.p.Draw(k, func(img image.Image) {
		if d.thumbKey == k {
			d.Thumb.Image = img
			d.Thumb.Refresh()
		}
	})
}

func (d *Desk) showRail() {
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

func (d *Desk) Layout(size fyne.Size) {
	if size.Width < 1 || size.Height < 1 {
		return
	}
	s := d.p.Skin()
	widgets.Put(d.back, 0, 0, size.Width, size.Height)
	top := d.layBar(size.Width)
	pad := s.Space(2)
	railH := d.rail.MinSize().Height + 2*pad
	widgets.Put(d.railBack, 0, size.Height-railH, size.Width, railH)
	widgets.Put(d.RailRule, 0, size.Height-railH, size.Width, 1)
	edge := s.Space(5)
	widgets.Put(d.rail, edge, size.Height-railH+pad, size.Width-2*edge, railH-2*pad)
	area := fyne.NewSize(size.Width, size.Height-railH-top)
	d.arrange(size.Width < twoColumnsW*s.TextScale || area.Height < (twoColumnsH-130)*s.TextScale)
	if d.Narrow {
		widgets.Put(d.Scroll, 0, top, area.Width, max(area.Height, 1))
		d.high = area.Height
		d.Column.Resize(fyne.NewSize(area.Width, d.layColumn(area.Width)))
		d.Scroll.Refresh()
		return
	}
	d.layColumns(top, area)
}

// arrange puts the parts into the window itself, or into a column that scrolls.
func (d *Desk) arrange(narrow bool) {
	if narrow == d.Narrow {
		return
	}
	d.Narrow = narrow
	widgets.SetVisible(d.Scroll, narrow)
	fixed := append([]fyne.CanvasObject{d.back, d.barBack, d.barRule}, d.bar()...)
	last := []fyne.CanvasObject{d.Scroll, d.railBack, d.RailRule, d.rail}
	if narrow {
		d.Column.Objects = d.parts()
		d.Column.Layout = widgets.Arrangement{Min: func() fyne.Size { return fyne.NewSize(100, d.layColumn(d.Scroll.Size().Width)) }, Lay: func(fyne.Size) {}}
		d.Root.Objects = append(fixed, last...)
		return
	}
	d.Column.Objects = nil
	d.Root.Objects = append(append(fixed, d.parts()...), last...)
}

// layBar places the bar and returns its height: one row, or as many as the buttons
// need.
func (d *Desk) layBar(width float32) float32 {
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
func (d *Desk) layStage(x, y, width, height float32) float32 {
	room := d.p.RoomSize()
	w := min(width, height*room.Width/room.Height)
	h := w * room.Height / room.Width
	const border = 5
	widgets.Put(d.Stage, x, y, w, h)
	d.Stage.SetOf(room)
	widgets.Put(d.Frame, x-border, y-border, w+2*border, h+2*border)
	return y + h
}

// nextShare is how much of the room under the stage is what comes next: it is to be read.
const nextShare = 0.46

func (d *Desk) layColumns(top float32, area fyne.Size) {
	s := d.p.Skin()
	pad := s.Space(5)
	leftW := float32(int((area.Width - 3*pad) * 0.62))
	x, y := pad, top+s.Space(3)
	y = widgets.PutFlow(d.Now, x, y, leftW) + s.Space(2)
	column := leftW * nextShare
	timeW := leftW - column - s.Space(5)
	lowH := max(area.Height*0.33, d.Time.heightFor(timeW)+s.Space(2))
	stageH := max(area.Height-(y-top)-lowH-s.Space(6), 90)
	y = d.layStage(x, y, leftW, stageH) + s.Space(4)
	bottom := top + area.Height - s.Space(2)
	// Below the stage: what comes next, and the time.
	texts := d.Next.HeightFor(column) + d.Change.HeightFor(column) + s.Space(4)
	thumbW := min(column, (bottom-y-texts)*16/9)
	thumbW = max(thumbW, 120)
	d.layNext(x, y, thumbW, max(column, thumbW))
	timeX := x + max(column, thumbW) + s.Space(5)
	d.Time.lay(timeX, y, x+leftW-timeX, bottom-y)

	rx, rw := x+leftW+pad, area.Width-leftW-3*pad
	ry := top + s.Space(3)
	notesH := (bottom - ry) * 0.52
	d.Notes.lay(rx, ry, rw, notesH)
	d.Asks.lay(rx, ry+notesH+s.Space(3), rw, bottom-ry-notesH-s.Space(3))
}

// layNext places what comes next and returns the y below it.
func (d *Desk) layNext(x, y, thumbW, width float32) float32 {
	s := d.p.Skin()
	y = widgets.PutFlow(d.Next, x, y, width) + s.Space(1.5)
	widgets.Put(d.thumbBack, x, y, thumbW, thumbW*9/16)
	widgets.Put(d.Thumb, x, y, thumbW, thumbW*9/16)
	return widgets.PutFlow(d.Change, x, y+thumbW*9/16+s.Space(1), width)
}

// layColumn places the parts below each other and returns their height.
func (d *Desk) layColumn(width float32) float32 {
	s := d.p.Skin()
	pad := s.Space(4)
	w := max(width-2*pad, 100)
	y := widgets.PutFlow(d.Now, pad, s.Space(2), w) + s.Space(2)
	// The stage is never so high that nothing else is seen; where that leaves room
	// beside it, the time stands there.
	stageW := min(w, max(d.high*0.62, 180)*16/9)
	if beside := w - stageW - s.Space(4); beside >= 230*s.TextScale {
		top := y
		y = d.layStage(pad, y, stageW, stageW*9/16)
		d.Time.lay(pad+stageW+s.Space(4), top, beside, 0)
		y = max(y, top+d.Time.heightFor(beside)) + s.Space(3)
	} else {
		y = d.layStage(pad, y, stageW, stageW*9/16) + s.Space(3)
		timeH := d.Time.heightFor(w)
		d.Time.lay(pad, y, w, 0)
		y += timeH + s.Space(3)
	}
	notesH := 200 * s.TextScale
	d.Notes.lay(pad, y, w, notesH)
	y += notesH + s.Space(3)
	y = d.layNext(pad, y, min(w, 320), w) + s.Space(3)
	asksH := 260 * s.TextScale
	d.Asks.lay(pad, y, w, asksH)
	return y + asksH + s.Space(3)
}

// changes says what will differ between two Views.
func (d *Desk) changes(from, to view.View) string {
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

// Shows is what the presenter's view shows, part by part.
func (d *Desk) Shows() journal.Desk {
	room := d.Stage.Room()
	return journal.Desk{Beat: room.View.Beat, Notes: d.Notes.item, Rail: d.rail.On(), Number: room.Step}
}

// Targets names what can be activated now.
func (d *Desk) Targets(add func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject)) {
	var in []fyne.CanvasObject
	if d.Narrow {
		in = append(in, d.Scroll)
	}
	d.Stage.Targets(add, in...)
	for id, b := range map[string]fyne.CanvasObject{
		"freeze": d.freeze, "push": d.push, "drop": d.drop, "black": d.black, "spotlight": d.spot, "draw": d.draw,
		"overview": d.overview, "swap": d.swap, "more": d.More, "end": d.end,
	} {
		add(id, b)
	}
	for id, b := range map[string]fyne.CanvasObject{
		"pause": d.Time.Pause, "restart": d.Time.reset, "leave": d.Time.leave, "notes/edit": d.Notes.edit,
		"notes/larger": d.Notes.larger, "notes/smaller": d.Notes.smaller, "asks": d.Asks.Search, "asks/show": d.Asks.reveal,
	} {
		add(id, b, in...)
	}
	for _, c := range d.Asks.cards {
		add("card/"+c.ID(), c, append([]fyne.CanvasObject{d.Asks.Scroll}, in...)...)
	}
	for i, b := range d.rail.Items() {
		add(fmt.Sprintf("beat/%d", i+1), b, d.rail.View())
	}
}
