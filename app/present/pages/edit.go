package pages

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/present/given"
	"truceline/app/talk"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Edit makes a talk of the presenter's own: which beats, in which order, with
// which headlines, notes and times, and what else was looked at. The built-in talk
// stays as it is.
type Edit struct {
	*leaf
	picks
	*form
	Rows    []*widgets.ListRow
	Grips   []*grip // of the rows, to drag them by
	Landing *canvas.Rectangle

	up, down, hide, after, remove, add *widgets.Button
	open, save, talks, later           *widgets.Button
	withLater                          bool // what happened after the article is listed
}

func newEdit(p *Pages) *Edit {
	e := &Edit{picks: picks{also: map[string]bool{}}, Landing: canvas.NewRectangle(p.Skin().Color(charts.Accent))}
	button := func(key, hint string, do func()) *widgets.Button {
		return widgets.NewButton(words.Say(key), hint, widgets.Plain, p.Host, func() { do(); p.Focus(nil) })
	}
	e.add = widgets.NewButton(words.Say("talk.edit.add"), "A", widgets.Primary, p.Host, e.insert)
	e.up = button("talk.edit.up", "[", func() { e.move(-1) })
	e.down = button("talk.edit.down", "]", func() { e.move(+1) })
	e.hide = button("talk.edit.hide", "H", e.toggleHide)
	e.after = button("talk.edit.after", "Q", e.toggleAfter)
	e.remove = button("talk.edit.remove", "Delete", e.delete)
	e.open = button("talk.edit.open", "", e.OpenFile)
	e.save = button("talk.edit.save", "", e.SaveFile)
	e.talks = widgets.NewButton(words.Say("talk.edit.talks"), "", widgets.Plain, p.Host, e.TalksMenu)
	e.later = button("bar.later", "", func() { e.withLater = !e.withLater; e.fill(false) })
	e.leaf = newLeaf(p, words.Say("talk.edit.title"), "", e.place, e.add, e.up, e.down, e.hide, e.after, e.remove, e.later, e.talks, e.open, e.save)
	e.form = newForm(p, e.write, func() { e.fill(true) })
	e.all.Add(e.within)
	e.all.Layout = widgets.Arrangement{Min: func() fyne.Size { return fyne.NewSize(320, 240) }, Lay: e.lay}
	return e
}

// Undo takes the last edit of the talk back, Redo that.
func (e *Edit) Undo() { e.travelled(e.p.Mine.undo()) }
func (e *Edit) Redo() { e.travelled(e.p.Mine.redo()) }

func (e *Edit) travelled(t *talk.Talk) {
	if t == nil {
		return
	}
	if t.Index(e.Selected) < 0 {
		e.fresh(t)
	} else {
		e.fill(true)
	}
}

// fresh shows another talk, at its first item.
func (e *Edit) fresh(t *talk.Talk) {
	e.Selected = ""
	if len(t.Items) > 0 {
		e.Selected = t.Items[0].ID
	}
	e.fill(true)
}

// OpenEdit shows the talk, at the step that is told.
func (p *Pages) OpenEdit() {
	if p.edit == nil {
		p.edit = newEdit(p)
	}
	if item, ok := p.Show.Item(); ok && p.Show.Talk().Index(item.ID) >= 0 {
		p.edit.Selected = item.ID
	}
	clear(p.edit.also)
	p.edit.withLater = p.Store.Now().Epilogue
	p.edit.fill(true)
	p.Open(p.edit)
}

// edit goes on with an edited talk.
func (e *Edit) edit(change func(*talk.Talk) *talk.Talk) {
	if e.Selected != "" {
		e.p.Mine.set(change(e.p.Show.Talk()))
		e.fill(false)
	}
}

// write goes on with a talk in which a field has been written to.
func (e *Edit) write(change func(t *talk.Talk, id string) *talk.Talk) {
	if e.Selected != "" {
		e.p.Mine.Write(e.Selected, change(e.p.Show.Talk(), e.Selected))
		e.fill(false)
	}
}

// fill shows the talk as it is; fields too if another item is picked.
func (e *Edit) fill(fields bool) {
	p := e.p
	t := p.Show.Talk()
	name := cmp.Or(t.Name, words.Say("talk.edit.builtin.name"))
	widgets.SetLine(e.Line, words.Say("talk.edit.line", "Name", name, "Count", p.Counted(), "Length", given.Clock(p.Show.Plan().Total)), charts.SizeBody, typeface.Regular, charts.Muted)
	e.ids = e.ids[:0]
	objects := e.list.Objects[:0]
	e.later.SetOn(e.withLater)
	for _, item := range t.Items {
		if e.isLater(item) && !e.withLater && item.Hidden {
			continue
		}
		i := len(e.ids)
		if i >= len(e.Rows) {
			row := widgets.NewListRow(p.Host, func() { e.click(i); e.fill(true) })
			e.Rows = append(e.Rows, row)
			e.Grips = append(e.Grips, widgets.Extended(&grip{e: e, row: i}))
		}
		e.ids = append(e.ids, item.ID)
		title, state := p.Short(item), e.state(item)
		role := charts.Ink
		if item.Hidden || p.Show.Plan().Index(item.ID) < 0 {
			role = charts.Muted
		}
		e.Rows[i].Set(title+": "+state, e.on(item.ID),
			widgets.Span{Text: fmt.Sprintf("%d  ", i+1), Size: charts.SizeBody, Role: charts.Muted},
			widgets.Span{Text: title, Size: charts.SizeBody, Weight: typeface.SemiBold, Role: role},
			widgets.Span{Text: "   " + state, Size: charts.SizeLabel, Role: charts.Muted})
		objects = append(objects, e.Rows[i], e.Grips[i])
	}
	e.Landing.Hide()
	e.list.Objects = append(objects, e.Landing)
	item, ok := t.Item(e.Selected)
	for _, b := range []*widgets.Button{e.up, e.down, e.hide, e.after} {
		b.SetDisabled(!ok)
	}
	e.remove.SetDisabled(!ok || !item.Own())
	e.hide.SetOn(ok && item.Hidden)
	e.after.SetOn(ok && item.After)
	e.show(t, item, fields)
	e.all.Refresh()
	e.relay()
	p.Host.Moved()
}

// state says what is special about an item.
func (e *Edit) state(i talk.Item) string {
	s := e.p.Story
	parts := []string{e.p.When(i), given.Clock(time.Duration(i.SecondsIn(s)) * time.Second)}
	switch i.RankIn(s) {
	case talk.Must:
		parts = append(parts, words.Say("talk.must"))
	case talk.Should:
		parts = append(parts, words.Say("talk.should"))
	default:
		parts = append(parts, words.Say("talk.could"))
	}
	if e.isLater(i) {
		parts = append(parts, words.Say("card.later"))
	}
	if i.Own() {
		parts = append(parts, words.Say("talk.edit.own"))
	}
	switch {
	case i.Hidden:
		parts = append(parts, words.Say("talk.edit.hidden"))
	case i.After:
		parts = append(parts, words.Say("talk.edit.questions"))
	case e.p.Show.Plan().Index(i.ID) < 0:
		parts = append(parts, words.Say("talk.edit.toolong"))
	}
	return strings.Join(parts, " · ")
}

// isLater tells whether an item shows what happened after the article.
func (e *Edit) isLater(i talk.Item) bool {
	if b := e.p.Story.Beat(i.Beat); b != nil {
		return b.Epilogue
	}
	return i.View.Epilogue
}

// Pick picks an item, and no other.
func (e *Edit) Pick(id string) {
	e.pick(id)
	e.fill(true)
}

// PickBesides picks the item of a row besides those that are picked, or no longer.
func (e *Edit) PickBesides(row int) {
	e.besides(row)
	e.fill(true)
}

// step picks a row so many below the selected one.
func (e *Edit) step(by int) {
	if len(e.ids) == 0 {
		return
	}
	to := 0
	if at := e.at(); at >= 0 {
		to = min(max(at+by, 0), len(e.ids)-1)
	}
	if widgets.Held(fyne.KeyModifierShift) && e.at() >= 0 {
		e.to(to)
	} else {
		e.pick(e.ids[to])
	}
	e.fill(true)
	widgets.Reveal(e.Rows[to], e.scroll)
}

// move moves all that is picked a place up or down.
func (e *Edit) move(by int) {
	e.edit(func(t *talk.Talk) *talk.Talk { return t.MoveAll(e.picked(), by) })
}

// each changes all that is picked at once.
func (e *Edit) each(change func(t *talk.Talk, id string) *talk.Talk) {
	e.edit(func(t *talk.Talk) *talk.Talk {
		for _, id := range e.picked() {
			t = change(t, id)
		}
		return t
	})
}

func (e *Edit) toggleHide() {
	item, _ := e.p.Show.Talk().Item(e.Selected)
	e.each(func(t *talk.Talk, id string) *talk.Talk { return t.Hide(id, !item.Hidden) })
}

func (e *Edit) toggleAfter() {
	item, _ := e.p.Show.Talk().Item(e.Selected)
	e.each(func(t *talk.Talk, id string) *talk.Talk { return t.SetAfter(id, !item.After) })
}

func (e *Edit) delete() {
	e.each(func(t *talk.Talk, id string) *talk.Talk { return t.Remove(id) })
	if e.p.Show.Talk().Index(e.Selected) < 0 {
		e.Pick(e.first())
	}
}

// landsBefore is the row that what is dragged to a height of the list is put before.
func (e *Edit) landsBefore(y float32) int {
	for i := range e.ids {
		if r := e.Rows[i]; y < r.Position().Y+r.Size().Height/2 {
			return i
		}
	}
	return len(e.ids)
}

// drag shows where a row, and what is picked with it, would land.
func (e *Edit) drag(row int, y float32) {
	if id := e.ids[row]; !e.on(id) {
		e.Pick(id)
	}
	last := e.Rows[len(e.ids)-1]
	at := last.Position().Y + last.Size().Height
	if to := e.landsBefore(y); to < len(e.ids) {
		at = e.Rows[to].Position().Y
	}
	e.Landing.Show()
	widgets.Put(e.Landing, 0, at-1, e.width, 2)
	const air = 20 // about the hand
	seen := e.scroll.Offset.Y
	e.by(min(y-air-seen, 0) + max(y+air-seen-e.scroll.Size().Height, 0))
}

// drop puts what is dragged where it was let go.
func (e *Edit) drop(y float32) {
	before := ""
	if to := e.landsBefore(y); to < len(e.ids) {
		before = e.ids[to]
	}
	e.edit(func(t *talk.Talk) *talk.Talk { return t.Place(e.picked(), before) })
	e.fill(false)
}

// insert makes what is looked at a step of the talk, behind the picked one.
func (e *Edit) insert() {
	t, id := e.p.Show.Talk().Insert(e.Selected, e.p.Show.Live().View)
	e.p.Mine.set(t)
	e.Pick(id)
	e.p.Focus(e.Headline)
}

func (e *Edit) Key(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyUp:
		e.step(-1)
	case fyne.KeyDown:
		e.step(+1)
	case fyne.KeyHome:
		e.step(-len(e.ids))
	case fyne.KeyEnd:
		e.step(len(e.ids))
	case fyne.KeyDelete, fyne.KeyBackspace:
		e.delete()
	case fyne.KeySpace:
		if at := e.at(); at >= 0 && at+1 < len(e.ids) {
			e.to(at + 1)
			e.fill(true)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		e.p.Focus(e.Headline)
	case fyne.KeyEscape:
		return e.leaf.Key(k)
	}
	return true
}

func (e *Edit) Rune(r rune) bool {
	switch r {
	case '[':
		e.move(-1)
	case ']':
		e.move(+1)
	case 'h', 'H':
		e.toggleHide()
	case 'q', 'Q':
		e.toggleAfter()
	case 'a', 'A':
		e.insert()
	}
	return true
}

func (e *Edit) place(width float32, set bool) float32 {
	y := float32(0)
	put := widgets.Placer(set)
	for i := range e.ids {
		h := e.Rows[i].HeightFor(width - gripDP)
		put(e.Grips[i], 0, y, gripDP, h)
		put(e.Rows[i], gripDP, y, width-gripDP, h)
		y += h
	}
	return y
}

// lay places list and form beside each other, or below each other where it is narrow.
func (e *Edit) lay(size fyne.Size) {
	s := e.p.Skin()
	e.layout(size)
	top, pad := e.scroll.Position().Y, s.Space(6)
	high := e.scroll.Size().Height
	x, y, w, h := pad, top, size.Width-2*pad, high
	if size.Width >= 760*s.TextScale {
		e.width = float32(int(w * 0.5))
		widgets.Put(e.scroll, pad, top, e.width, high)
		x, w = pad+e.width+s.Space(6), w-e.width-s.Space(6)
	} else {
		widgets.Put(e.scroll, pad, top, w, high*0.45)
		y, h = top+high*0.45+s.Space(2), high*0.55-s.Space(2)
	}
	e.put(x, y, fyne.NewSize(w, max(h, 40)))
	e.relay()
}

func (e *Edit) Targets(add AddTarget) {
	e.leaf.Targets(add)
	for id, o := range map[string]fyne.CanvasObject{
		"edit/add": e.add, "edit/up": e.up, "edit/down": e.down, "edit/hide": e.hide, "edit/after": e.after, "edit/remove": e.remove,
		"edit/later": e.later, "edit/open": e.open, "edit/save": e.save, "edit/talks": e.talks,
	} {
		add(id, o)
	}
	for id, o := range map[string]fyne.CanvasObject{
		"edit/name": e.name, "edit/headline": e.Headline, "edit/seconds": e.Seconds, "edit/notes": e.Notes,
	} {
		add(id, o, e.within)
	}
	for i, id := range e.ids {
		add("item/"+id, e.Rows[i], e.scroll)
	}
}

func (e *Edit) Scrolls() []*container.Scroll {
	return []*container.Scroll{e.scroll, e.within}
}
