package pages

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/present/given"
	"truceline/app/talk"
	"truceline/app/whole"
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
	Rows     []*widgets.ListRow
	Grips    []*grip // of the rows, to drag them by
	Landing  *canvas.Rectangle
	ids      []string
	Selected string
	also     map[string]bool // picked besides

	up, down, hide, after, remove, add *widgets.Button
	open, save, talks, later           *widgets.Button
	withLater                          bool // what happened after the article is listed
	name, Headline, Seconds            *widgets.Entry
	Notes                              *widgets.Entry
	labels                             [4]*widgets.Flow
	form                               *fyne.Container
	formScroll                         *container.Scroll
	formSize                           fyne.Size // of what is seen of the form
	thumb                              *canvas.Image
	thumbBack                          *canvas.Rectangle
	named                              string // what the field of the name was filled with
	filling                            bool   // the fields are being set, not edited
}

func newEdit(p *Pages) *Edit {
	e := &Edit{also: map[string]bool{}, Landing: canvas.NewRectangle(p.Skin().Color(charts.Accent)), thumb: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}, thumbBack: canvas.NewRectangle(p.Skin().Color(charts.Line))}
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
	leave := func() { p.Focus(nil) }
	entry := func(changed func(string), entered, left func()) *widgets.Entry {
		e := widgets.NewEntry(p.Host, changed, entered)
		e.Leave = left
		return e
	}
	e.Headline = entry(func(text string) { e.write(func(t *talk.Talk) *talk.Talk { return t.SetHeadline(e.Selected, text) }) }, leave, leave)
	e.Seconds = entry(func(text string) {
		if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n > 0 {
			e.write(func(t *talk.Talk) *talk.Talk { return t.SetSeconds(e.Selected, n) })
		}
	}, leave, leave)
	e.name = entry(nil, func() { leave(); e.p.Mine.Rename(e.name.Text); e.fill(true) }, func() { leave(); e.fill(true) })
	e.name.SetPlaceHolder(words.Say("talk.edit.builtin"))
	e.Notes = widgets.NewText(p.Host, func(text string) {
		e.write(func(t *talk.Talk) *talk.Talk { return t.SetNotes(e.Selected, text) })
	})
	e.Notes.Leave = leave
	for i, key := range []string{words.Say("talk.edit.headline"), words.Say("talk.edit.seconds"), words.Say("talk.notes"), words.Say("talk.edit.name")} {
		e.labels[i] = widgets.NewLine(p.Host, key, charts.SizeLabel, typeface.SemiBold, charts.Muted)
	}
	e.form = widgets.Arranged(func() fyne.Size { return fyne.NewSize(100, e.layForm(e.formSize, false)) }, func(fyne.Size) {},
		e.thumbBack, e.thumb, e.labels[3], e.name, e.labels[0], e.Headline, e.labels[1], e.Seconds, e.labels[2], e.Notes)
	e.formScroll = container.NewVScroll(e.form)
	e.formScroll.OnScrolled = func(fyne.Position) { p.Host.Moved() }
	e.all.Add(e.formScroll)
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
	if t.Index(e.Selected) < 0 && len(t.Items) > 0 {
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
	if e.filling || e.Selected == "" {
		return
	}
	e.p.Mine.set(change(e.p.Show.Talk()))
	e.fill(false)
}

// write goes on with a talk in which a field has been written to.
func (e *Edit) write(change func(*talk.Talk) *talk.Talk) {
	if e.filling || e.Selected == "" {
		return
	}
	e.p.Mine.Write(e.Selected, change(e.p.Show.Talk()))
	e.fill(false)
}

// fill shows the talk as it is; fields too if another item is picked.
func (e *Edit) fill(fields bool) {
	p := e.p
	t := p.Show.Talk()
	name := t.Name
	if name == "" {
		name = words.Say("talk.edit.builtin.name")
	}
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
			row := widgets.NewListRow(p.Host, func() { e.pickBy(i) })
			e.Rows = append(e.Rows, row)
			e.Grips = append(e.Grips, newGrip(e, i))
		}
		e.ids = append(e.ids, item.ID)
		title, state := p.Short(item), e.state(item)
		role := charts.Ink
		if item.Hidden || p.Show.Plan().Index(item.ID) < 0 {
			role = charts.Muted
		}
		e.Rows[i].Set(title+": "+state, item.ID == e.Selected || e.also[item.ID],
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
		e.Headline.SetText(item.HeadlineIn(p.Story))
		e.Seconds.SetText(strconv.Itoa(item.SecondsIn(p.Story)))
		e.Notes.SetText(item.NotesIn(p.Story))
		e.filling = false
	}
	if ok {
		id := item.ID
		p.Draw(p.SlideOf(item), func(img image.Image) {
			if e.Selected == id {
				e.thumb.Image = img
				e.thumb.Refresh()
			}
		})
	}
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
	e.Selected = id
	clear(e.also)
	e.fill(true)
}

// pickBy picks the item of a row by a click: with Ctrl besides those that are picked, or no
// longer, with Shift all up to it.
func (e *Edit) pickBy(row int) {
	var held fyne.KeyModifier
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		held = d.CurrentKeyModifiers()
	}
	switch {
	case held&fyne.KeyModifierShift != 0:
		e.pickTo(row)
	case held&fyne.KeyModifierControl != 0:
		e.PickBesides(row)
	default:
		e.Pick(e.ids[row])
	}
}

// PickBesides picks the item of a row besides those that are picked, or no longer.
func (e *Edit) PickBesides(row int) {
	id := e.ids[row]
	switch {
	case id == e.Selected:
	case e.also[id]:
		delete(e.also, id)
	default:
		e.also[e.Selected] = true
		e.Selected = id
	}
	e.fill(true)
}

// pickTo picks all rows from the picked one to this.
func (e *Edit) pickTo(row int) {
	at := max(slices.Index(e.ids, e.Selected), 0)
	for i := min(at, row); i <= max(at, row); i++ {
		e.also[e.ids[i]] = true
	}
	e.Selected = e.ids[row]
	e.fill(true)
}

// picked are all items that are picked.
func (e *Edit) picked() []string {
	out := []string{e.Selected}
	for id := range e.also {
		if id != e.Selected {
			out = append(out, id)
		}
	}
	return out
}

func (e *Edit) step(by int) {
	for i, id := range e.ids {
		if id == e.Selected {
			to := min(max(i+by, 0), len(e.ids)-1)
			if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
				e.pickTo(to)
			} else {
				e.Pick(e.ids[to])
			}
			e.reveal(e.Rows[to].Position().Y, e.Rows[to].Size().Height)
			return
		}
	}
	if len(e.ids) > 0 {
		e.Pick(e.ids[0])
	}
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
		e.Pick(e.firstID())
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
	if id := e.ids[row]; id != e.Selected && !e.also[id] {
		e.Pick(id)
	}
	last := e.Rows[len(e.ids)-1]
	at := last.Position().Y + last.Size().Height
	if to := e.landsBefore(y); to < len(e.ids) {
		at = e.Rows[to].Position().Y
	}
	e.Landing.Show()
	widgets.Put(e.Landing, 0, at-1, e.width, 2)
	e.reveal(y-20, 40)
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

// OpenFile asks for a talk's file and goes on with that talk. One with faults does
// not open: what was open stays, and the faults are said.
func (e *Edit) OpenFile() {
	e.p.askFile(words.Say("file.open"), "", talk.Extension, func(path string) error {
		from, err := os.Open(path)
		if err != nil {
			return err
		}
		defer from.Close()
		return e.Read(filepath.Base(path), from)
	})
}

func (e *Edit) Read(name string, from io.Reader) error {
	t, err := talk.Read(name, from, e.p.Story)
	if err != nil {
		e.p.Failed("opening a talk", err)
		return err
	}
	e.p.Mine.set(t)
	e.Selected = ""
	if len(t.Items) > 0 {
		e.Selected = t.Items[0].ID
	}
	e.fill(true)
	return nil
}

// SaveFile asks for a file and writes the talk to it, to be opened elsewhere.
func (e *Edit) SaveFile() {
	e.p.SaveAs(fileName(e.p.Show.Talk().Name)+talk.Extension, func() ([]byte, error) {
		var out bytes.Buffer
		err := e.p.Show.Talk().Write(&out)
		return out.Bytes(), err
	})
}

// fileName is the name of a talk as that of a file: what no system allows in one is left out.
func fileName(talk string) string {
	name := strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`/\:*?"<>|.`, r) {
			return -1
		}
		return r
	}, talk))
	return cmp.Or(name, "truceline")
}

// SaveAs asks for a file and writes to it, whole or not at all.
func (p *Pages) SaveAs(name string, make func() ([]byte, error)) {
	p.askFile(words.Say("file.save"), name, filepath.Ext(name), func(path string) error {
		content, err := make()
		if err == nil {
			err = whole.WriteFile(path, content)
		}
		p.Failed("saving "+name, err)
		return err
	})
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
		if at := slices.Index(e.ids, e.Selected); at >= 0 && at+1 < len(e.ids) {
			e.pickTo(at + 1)
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
	for i := range e.ids {
		h := e.Rows[i].HeightFor(width - gripDP)
		if set {
			widgets.Put(e.Grips[i], 0, y, gripDP, h)
			widgets.Put(e.Rows[i], gripDP, y, width-gripDP, h)
		}
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
	e.formSize = fyne.NewSize(w, max(h, 40))
	widgets.Put(e.formScroll, x, y, w, max(h, 40))
	e.form.Resize(fyne.NewSize(w, e.layForm(e.formSize, true)))
	e.formScroll.Refresh()
	e.relay()
}

// layForm returns the height of the form where that much of it is seen, and places it
// if asked to. The notes take what is left.
func (e *Edit) layForm(seen fyne.Size, set bool) float32 {
	s := e.p.Skin()
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
	entryH := e.Headline.MinSize().Height
	field := func(label *widgets.Flow, o fyne.CanvasObject, w, h float32) {
		lh := label.HeightFor(w)
		at(label, y, seen.Width, lh)
		at(o, y+lh+s.Space(0.5), w, h)
		y += lh + h + s.Space(2)
	}
	field(e.labels[3], e.name, min(w, 360*s.TextScale), entryH)
	field(e.labels[0], e.Headline, w, entryH)
	field(e.labels[1], e.Seconds, min(w, 120*s.TextScale), entryH)
	field(e.labels[2], e.Notes, w, max(seen.Height-y-e.labels[2].HeightFor(w)-s.Space(2), 140*s.TextScale))
	return y
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
		add(id, o, e.formScroll)
	}
	for i, id := range e.ids {
		add("item/"+id, e.Rows[i], e.scroll)
	}
}

func (e *Edit) Scrolls() []*container.Scroll {
	return []*container.Scroll{e.scroll, e.formScroll}
}

// TalksMenu lists the talks there are, and what can be done with this one.
func (e *Edit) TalksMenu() {
	p := e.p
	p.Mine.Save()
	now := p.Show.Talk()
	pick := func(t *talk.Talk) func() {
		return func() {
			p.Mine.Give(t)
			p.Mine.forget()
			e.Selected = ""
			if len(t.Items) > 0 {
				e.Selected = t.Items[0].ID
			}
			e.fill(true)
		}
	}
	var items []*fyne.MenuItem
	add := func(name string, t *talk.Talk) {
		item := fyne.NewMenuItem(name, pick(t))
		item.Checked = t.Name == now.Name
		items = append(items, item)
	}
	add(words.Say("talk.edit.builtin"), talk.FromStory(p.Story))
	for _, t := range p.Mine.All() {
		add(t.Name, t)
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(words.Say("talk.edit.copy"), e.CopyTalk))
	if now.Name != "" {
		items = append(items, fyne.NewMenuItem(words.Say("talk.edit.delete", "Name", now.Name), func() { e.DeleteTalk(now) }))
	}
	widgets.ShowMenu(p.Window().Canvas(), e.talks, items)
}

// CopyTalk goes on with a copy of the talk, under a name of its own.
func (e *Edit) CopyTalk() {
	name := e.p.Show.Talk().Name
	if name == "" {
		name = words.Say("talk.own")
	}
	e.p.Mine.set(e.p.Show.Talk().Rename(e.p.Mine.free(name)))
	e.fill(true)
}

// DeleteTalk goes on with the built-in talk and deletes this one. It can be taken back,
// so it is not asked about.
func (e *Edit) DeleteTalk(t *talk.Talk) {
	e.p.Mine.remove(t)
	e.Selected = e.firstID()
	e.fill(true)
}

func (e *Edit) firstID() string {
	if len(e.ids) == 0 {
		return ""
	}
	return e.ids[0]
}
