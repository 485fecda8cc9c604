package present

import (
	"bytes"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/talk"
	"truceline/app/whole"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// editPage makes a talk of the presenter's own: which beats, in which order, with
// which headlines, notes and times, and what else was looked at. The built-in talk
// stays as it is.
type editPage struct {
	*leaf
	rows     []*widgets.ListRow
	grips    []*grip // of the rows, to drag them by
	landing  *canvas.Rectangle
	ids      []string
	selected string
	also     map[string]bool // picked besides

	up, down, hide, after, remove, add *widgets.Button
	open, save, talks, later           *widgets.Button
	withLater                          bool // what happened after the article is listed
	name, headline, seconds            *widgets.Entry
	notes                              *widgets.Entry
	labels                             [4]*widgets.Flow
	form                               *fyne.Container
	formScroll                         *container.Scroll
	formSize                           fyne.Size // of what is seen of the form
	thumb                              *canvas.Image
	thumbBack                          *canvas.Rectangle
	named                              string // what the field of the name was filled with
	filling                            bool   // the fields are being set, not edited
}

func newEditPage(p *Presentation) *editPage {
	e := &editPage{also: map[string]bool{}, landing: canvas.NewRectangle(p.skin().Color(charts.Accent)), thumb: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}, thumbBack: canvas.NewRectangle(p.skin().Color(charts.Line))}
	button := func(key, hint string, do func()) *widgets.Button {
		return widgets.NewButton(words.Say(key), hint, widgets.Plain, p.host, func() { do(); p.focus(nil) })
	}
	e.add = widgets.NewButton(words.Say("talk.edit.add"), "A", widgets.Primary, p.host, e.insert)
	e.up = button("talk.edit.up", "[", func() { e.move(-1) })
	e.down = button("talk.edit.down", "]", func() { e.move(+1) })
	e.hide = button("talk.edit.hide", "H", e.toggleHide)
	e.after = button("talk.edit.after", "Q", e.toggleAfter)
	e.remove = button("talk.edit.remove", "Delete", e.delete)
	e.open = button("talk.edit.open", "", e.openFile)
	e.save = button("talk.edit.save", "", e.saveFile)
	e.talks = widgets.NewButton(words.Say("talk.edit.talks"), "", widgets.Plain, p.host, e.talksMenu)
	e.later = button("bar.later", "", func() { e.withLater = !e.withLater; e.fill(false) })
	e.leaf = newLeaf(p, words.Say("talk.edit.title"), "", e.place, e.add, e.up, e.down, e.hide, e.after, e.remove, e.later, e.talks, e.open, e.save)
	leave := func() { p.focus(nil) }
	entry := func(changed func(string), entered, left func()) *widgets.Entry {
		e := widgets.NewEntry(p.host, changed, entered)
		e.Leave = left
		return e
	}
	e.headline = entry(func(text string) { e.write(func(t *talk.Talk) *talk.Talk { return t.SetHeadline(e.selected, text) }) }, leave, leave)
	e.seconds = entry(func(text string) {
		if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n > 0 {
			e.write(func(t *talk.Talk) *talk.Talk { return t.SetSeconds(e.selected, n) })
		}
	}, leave, leave)
	e.name = entry(nil, func() { leave(); e.p.rename(e.name.Text); e.fill(true) }, func() { leave(); e.fill(true) })
	e.name.SetPlaceHolder(words.Say("talk.edit.builtin"))
	e.notes = widgets.NewText(p.host, func(text string) {
		e.write(func(t *talk.Talk) *talk.Talk { return t.SetNotes(e.selected, text) })
	})
	e.notes.Leave = leave
	for i, key := range []string{words.Say("talk.edit.headline"), words.Say("talk.edit.seconds"), words.Say("talk.notes"), words.Say("talk.edit.name")} {
		e.labels[i] = line(p.host, key, charts.SizeLabel, typeface.SemiBold, charts.Muted)
	}
	e.form = arranged(func() fyne.Size { return fyne.NewSize(100, e.layForm(e.formSize, false)) }, func(fyne.Size) {},
		e.thumbBack, e.thumb, e.labels[3], e.name, e.labels[0], e.headline, e.labels[1], e.seconds, e.labels[2], e.notes)
	e.formScroll = container.NewVScroll(e.form)
	e.formScroll.OnScrolled = func(fyne.Position) { p.moved() }
	e.all.Add(e.formScroll)
	e.all.Layout = arrangement{min: func() fyne.Size { return fyne.NewSize(320, 240) }, lay: e.lay}
	return e
}

// undo takes the last edit of the talk back, redo that.
func (e *editPage) undo() { e.travel(&e.p.edits, &e.p.undone) }
func (e *editPage) redo() { e.travel(&e.p.undone, &e.p.edits) }

func (e *editPage) travel(from, to *[]*talk.Talk) {
	p := e.p
	if len(*from) == 0 {
		return
	}
	last := len(*from) - 1
	t := (*from)[last]
	*from, *to = (*from)[:last], append(*to, p.show.Talk())
	if name := p.show.Talk().Name; name != "" {
		t = t.Rename(name)
	}
	p.writing = ""
	p.goOnWith(t)
	if t.Index(e.selected) < 0 && len(t.Items) > 0 {
		e.selected = t.Items[0].ID
	}
	e.fill(true)
}

// openEdit shows the talk, at the step that is told.
func (p *Presentation) openEdit() {
	if p.edit == nil {
		p.edit = newEditPage(p)
	}
	if item, ok := p.current(); ok && p.show.Talk().Index(item.ID) >= 0 {
		p.edit.selected = item.ID
	}
	clear(p.edit.also)
	p.edit.withLater = p.store.Now().Epilogue
	p.edit.fill(true)
	p.openPage(p.edit)
}

// edit goes on with an edited talk.
func (e *editPage) edit(change func(*talk.Talk) *talk.Talk) {
	if e.filling || e.selected == "" {
		return
	}
	e.p.setTalk(change(e.p.show.Talk()))
	e.fill(false)
}

// write goes on with a talk in which a field has been written to.
func (e *editPage) write(change func(*talk.Talk) *talk.Talk) {
	if e.filling || e.selected == "" {
		return
	}
	e.p.write(e.selected, change(e.p.show.Talk()))
	e.fill(false)
}

// fill shows the talk as it is; fields too if another item is picked.
func (e *editPage) fill(fields bool) {
	p := e.p
	t := p.show.Talk()
	name := t.Name
	if name == "" {
		name = words.Say("talk.edit.builtin.name")
	}
	counts := counted(p.show.Plan())
	setLine(e.line, words.Say("talk.edit.line", "Name", name, "Count", len(counts), "Length", clockText(p.show.Plan().Total)), charts.SizeBody, typeface.Regular, charts.Muted)
	e.ids = e.ids[:0]
	objects := e.list.Objects[:0]
	e.later.SetOn(e.withLater)
	for _, item := range t.Items {
		if e.isLater(item) && !e.withLater && item.Hidden {
			continue
		}
		i := len(e.ids)
		if i >= len(e.rows) {
			row := widgets.NewListRow(p.host, func() { e.pickBy(i) })
			e.rows = append(e.rows, row)
			e.grips = append(e.grips, newGrip(e, i))
		}
		e.ids = append(e.ids, item.ID)
		title, state := p.shortOf(item), e.state(item)
		role := charts.Ink
		if item.Hidden || p.show.Plan().Index(item.ID) < 0 {
			role = charts.Muted
		}
		e.rows[i].Set(title+": "+state, item.ID == e.selected || e.also[item.ID],
			widgets.Span{Text: fmt.Sprintf("%d  ", i+1), Size: charts.SizeBody, Role: charts.Muted},
			widgets.Span{Text: title, Size: charts.SizeBody, Weight: typeface.SemiBold, Role: role},
			widgets.Span{Text: "   " + state, Size: charts.SizeLabel, Role: charts.Muted})
		objects = append(objects, e.rows[i], e.grips[i])
	}
	e.landing.Hide()
	e.list.Objects = append(objects, e.landing)
	item, ok := t.Item(e.selected)
	for _, b := range []*widgets.Button{e.up, e.down, e.hide, e.after} {
		b.SetDisabled(!ok)
	}
	e.remove.SetDisabled(!ok || !item.Own())
	e.hide.SetOn(ok && item.Hidden)
	e.after.SetOn(ok && item.After)
	if fields || e.named != t.Name {
		e.named = t.Name
		e.name.SetText(t.Name)
		if t.Name == "" { // the built-in one keeps none
			e.name.Disable()
		} else {
			e.name.Enable()
		}
	}
	if fields && ok {
		e.filling = true
		e.headline.SetText(item.HeadlineIn(p.story))
		e.seconds.SetText(strconv.Itoa(item.SecondsIn(p.story)))
		e.notes.SetText(item.NotesIn(p.story))
		e.filling = false
	}
	if ok {
		k := thumbKey{view: item.ViewIn(p.story), headline: item.HeadlineIn(p.story), widthPX: thumbPX, palette: p.roomPalette()}
		id := item.ID
		p.thumbs.get(k, func(img image.Image) {
			if e.selected == id {
				e.thumb.Image = img
				e.thumb.Refresh()
			}
		})
	}
	e.all.Refresh()
	e.relay()
	p.moved()
}

// state says what is special about an item.
func (e *editPage) state(i talk.Item) string {
	s := e.p.story
	parts := []string{e.p.whenOf(i), clockText(secondsOf(i.SecondsIn(s)))}
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
	case e.p.show.Plan().Index(i.ID) < 0:
		parts = append(parts, words.Say("talk.edit.toolong"))
	}
	return strings.Join(parts, " · ")
}

// isLater tells whether an item shows what happened after the article.
func (e *editPage) isLater(i talk.Item) bool {
	if b := e.p.story.Beat(i.Beat); b != nil {
		return b.Epilogue
	}
	return i.View.Epilogue
}

// pick picks an item, and no other.
func (e *editPage) pick(id string) {
	e.selected = id
	clear(e.also)
	e.fill(true)
}

// pickBy picks the item of a row by a click: with Ctrl besides those that are picked, or no
// longer, with Shift all up to it.
func (e *editPage) pickBy(row int) {
	var held fyne.KeyModifier
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		held = d.CurrentKeyModifiers()
	}
	switch {
	case held&fyne.KeyModifierShift != 0:
		e.pickTo(row)
	case held&fyne.KeyModifierControl != 0:
		e.pickBesides(row)
	default:
		e.pick(e.ids[row])
	}
}

// pickBesides picks the item of a row besides those that are picked, or no longer.
func (e *editPage) pickBesides(row int) {
	id := e.ids[row]
	switch {
	case id == e.selected:
	case e.also[id]:
		delete(e.also, id)
	default:
		e.also[e.selected] = true
		e.selected = id
	}
	e.fill(true)
}

// pickTo picks all rows from the picked one to this.
func (e *editPage) pickTo(row int) {
	at := max(slices.Index(e.ids, e.selected), 0)
	for i := min(at, row); i <= max(at, row); i++ {
		e.also[e.ids[i]] = true
	}
	e.selected = e.ids[row]
	e.fill(true)
}

// picked are all items that are picked.
func (e *editPage) picked() []string {
	out := []string{e.selected}
	for id := range e.also {
		if id != e.selected {
			out = append(out, id)
		}
	}
	return out
}

func (e *editPage) step(by int) {
	for i, id := range e.ids {
		if id == e.selected {
			to := min(max(i+by, 0), len(e.ids)-1)
			if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
				e.pickTo(to)
			} else {
				e.pick(e.ids[to])
			}
			e.reveal(e.rows[to].Position().Y, e.rows[to].Size().Height)
			return
		}
	}
	if len(e.ids) > 0 {
		e.pick(e.ids[0])
	}
}

// move moves all that is picked a place up or down.
func (e *editPage) move(by int) {
	e.edit(func(t *talk.Talk) *talk.Talk { return t.MoveAll(e.picked(), by) })
}

// each changes all that is picked at once.
func (e *editPage) each(change func(t *talk.Talk, id string) *talk.Talk) {
	e.edit(func(t *talk.Talk) *talk.Talk {
		for _, id := range e.picked() {
			t = change(t, id)
		}
		return t
	})
}

func (e *editPage) toggleHide() {
	item, _ := e.p.show.Talk().Item(e.selected)
	e.each(func(t *talk.Talk, id string) *talk.Talk { return t.Hide(id, !item.Hidden) })
}

func (e *editPage) toggleAfter() {
	item, _ := e.p.show.Talk().Item(e.selected)
	e.each(func(t *talk.Talk, id string) *talk.Talk { return t.SetAfter(id, !item.After) })
}

func (e *editPage) delete() {
	e.each(func(t *talk.Talk, id string) *talk.Talk { return t.Remove(id) })
	if e.p.show.Talk().Index(e.selected) < 0 {
		e.pick(first(e.ids))
	}
}

// landsBefore is the row that what is dragged to a height of the list is put before.
func (e *editPage) landsBefore(y float32) int {
	for i := range e.ids {
		if r := e.rows[i]; y < r.Position().Y+r.Size().Height/2 {
			return i
		}
	}
	return len(e.ids)
}

// drag shows where a row, and what is picked with it, would land.
func (e *editPage) drag(row int, y float32) {
	if id := e.ids[row]; id != e.selected && !e.also[id] {
		e.pick(id)
	}
	last := e.rows[len(e.ids)-1]
	at := last.Position().Y + last.Size().Height
	if to := e.landsBefore(y); to < len(e.ids) {
		at = e.rows[to].Position().Y
	}
	e.landing.Show()
	widgets.Put(e.landing, 0, at-1, e.width, 2)
	e.reveal(y-20, 40)
}

// drop puts what is dragged where it was let go.
func (e *editPage) drop(y float32) {
	before := ""
	if to := e.landsBefore(y); to < len(e.ids) {
		before = e.ids[to]
	}
	e.edit(func(t *talk.Talk) *talk.Talk { return t.Place(e.picked(), before) })
	e.fill(false)
}

// insert makes what is looked at a step of the talk, behind the picked one.
func (e *editPage) insert() {
	t, id := e.p.show.Talk().Insert(e.selected, e.p.show.Live().View)
	e.p.setTalk(t)
	e.pick(id)
	e.p.focus(e.headline)
}

// openFile asks for a talk's file and goes on with that talk. One with faults does
// not open: what was open stays, and the faults are said.
func (e *editPage) openFile() {
	e.p.askFile(words.Say("file.open"), "", talk.Extension, func(path string) error {
		from, err := os.Open(path)
		if err != nil {
			return err
		}
		defer from.Close()
		return e.read(filepath.Base(path), from)
	})
}

func (e *editPage) read(name string, from io.Reader) error {
	t, err := talk.Read(name, from, e.p.story)
	if err != nil {
		e.p.options.Failed("opening a talk", err)
		return err
	}
	e.p.setTalk(t)
	e.selected = ""
	if len(t.Items) > 0 {
		e.selected = t.Items[0].ID
	}
	e.fill(true)
	return nil
}

// saveFile asks for a file and writes the talk to it, to be opened elsewhere.
func (e *editPage) saveFile() {
	e.p.saveAs("truceline"+talk.Extension, func() ([]byte, error) {
		var out bytes.Buffer
		err := e.p.show.Talk().Write(&out)
		return out.Bytes(), err
	})
}

// saveAs asks for a file and writes to it, whole or not at all.
func (p *Presentation) saveAs(name string, make func() ([]byte, error)) {
	p.askFile(words.Say("file.save"), name, filepath.Ext(name), func(path string) error {
		content, err := make()
		if err == nil {
			err = whole.WriteFile(path, content)
		}
		p.options.Failed("saving "+name, err)
		return err
	})
}

func (e *editPage) key(k *fyne.KeyEvent) bool {
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
		if at := slices.Index(e.ids, e.selected); at >= 0 && at+1 < len(e.ids) {
			e.pickTo(at + 1)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		e.p.focus(e.headline)
	case fyne.KeyEscape:
		return e.leaf.key(k)
	}
	return true
}

func (e *editPage) rune(r rune) bool {
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

func (e *editPage) place(width float32, set bool) float32 {
	y := float32(0)
	for i := range e.ids {
		h := e.rows[i].HeightFor(width - gripDP)
		if set {
			widgets.Put(e.grips[i], 0, y, gripDP, h)
			widgets.Put(e.rows[i], gripDP, y, width-gripDP, h)
		}
		y += h
	}
	return y
}

// lay places list and form beside each other, or below each other where it is narrow.
func (e *editPage) lay(size fyne.Size) {
	s := e.p.skin()
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
	e.formSize = fyne.NewSize(w, max(h, 40))
	widgets.Put(e.formScroll, x, y, w, max(h, 40))
	e.form.Resize(fyne.NewSize(w, e.layForm(e.formSize, true)))
	e.formScroll.Refresh()
	e.relay()
}

// layForm returns the height of the form where that much of it is seen, and places it
// if asked to. The notes take what is left.
func (e *editPage) layForm(seen fyne.Size, set bool) float32 {
	s := e.p.skin()
	w := max(seen.Width-s.Space(3), 60) // beside a scroll bar
	at := func(o fyne.CanvasObject, y, w, h float32) {
		if set {
			widgets.Put(o, 0, y, w, h)
		}
	}
	thumbW := min(w, seen.Height*0.34*16/9)
	at(e.thumbBack, 0, thumbW, thumbW*9/16)
	at(e.thumb, 0, thumbW, thumbW*9/16)
	y := thumbW*9/16 + s.Space(2)
	entryH := e.headline.MinSize().Height
	field := func(label *widgets.Flow, o fyne.CanvasObject, w, h float32) {
		lh := label.HeightFor(w)
		at(label, y, seen.Width, lh)
		at(o, y+lh+s.Space(0.5), w, h)
		y += lh + h + s.Space(2)
	}
	field(e.labels[3], e.name, min(w, 360*s.TextScale), entryH)
	field(e.labels[0], e.headline, w, entryH)
	field(e.labels[1], e.seconds, min(w, 120*s.TextScale), entryH)
	field(e.labels[2], e.notes, w, max(seen.Height-y-e.labels[2].HeightFor(w)-s.Space(2), 140*s.TextScale))
	return y
}

func (e *editPage) targets(add addTarget) {
	e.leaf.targets(add)
	for id, o := range map[string]fyne.CanvasObject{
		"edit/add": e.add, "edit/up": e.up, "edit/down": e.down, "edit/hide": e.hide, "edit/after": e.after, "edit/remove": e.remove,
		"edit/later": e.later, "edit/open": e.open, "edit/save": e.save, "edit/talks": e.talks,
	} {
		add(id, o)
	}
	for id, o := range map[string]fyne.CanvasObject{
		"edit/name": e.name, "edit/headline": e.headline, "edit/seconds": e.seconds, "edit/notes": e.notes,
	} {
		add(id, o, e.formScroll)
	}
	for i, id := range e.ids {
		add("item/"+id, e.rows[i], e.scroll)
	}
}

func (e *editPage) scrolls() []*container.Scroll {
	return []*container.Scroll{e.scroll, e.formScroll}
}
