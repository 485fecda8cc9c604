package present

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"truceline/app/talk"
	"truceline/app/words"
)

// saveAfter is how long after an edit a talk is saved: not at every letter.
const saveAfter = 400 * time.Millisecond

// ownTalks are the presenter's own, as they were kept. What cannot be read is noted.
func (p *Presentation) ownTalks() []*talk.Talk {
	talks, err := p.options.Store.Talks(p.story)
	p.options.Failed("reading your talks", err)
	return talks
}

// lastTalk is the talk that was given last, or the built-in one.
func (p *Presentation) lastTalk() *talk.Talk {
	if p.set.Own != "" {
		for _, t := range p.ownTalks() {
			if t.Name == p.set.Own {
				return t
			}
		}
	}
	return talk.FromStory(p.story)
}

// setTalk goes on with an edited talk. One that has no name yet gets one that no other
// has, so that neither the built-in one nor another is changed.
func (p *Presentation) setTalk(t *talk.Talk) {
	if t == p.show.Talk() {
		return
	}
	if t.Name == "" {
		t = t.Rename(p.freeName(words.Say("talk.own")))
	}
	p.writing = ""
	p.edits, p.undone = append(p.edits, p.show.Talk()), nil
	if len(p.edits) > mostEdits {
		p.edits = slices.Delete(p.edits, 0, len(p.edits)-mostEdits)
	}
	p.goOnWith(t)
}

// write goes on with a talk in which what is written of an item has changed. Letter
// after letter is one edit.
func (p *Presentation) write(item string, t *talk.Talk) {
	if p.writing == item && t != p.show.Talk() {
		p.goOnWith(t)
		return
	}
	p.setTalk(t)
	p.writing = item
}

// mostEdits bounds what can be taken back.
const mostEdits = 200

// goOnWith goes on with an edited talk, and saves it soon.
func (p *Presentation) goOnWith(t *talk.Talk) {
	p.give(t)
	p.unsaved = t
	if p.soon != nil {
		p.soon()
	}
	if p.host.After == nil {
		p.saveTalk()
		return
	}
	p.soon = p.host.After(saveAfter, p.saveTalk)
}

// give goes on with another talk, and takes it the next time too.
func (p *Presentation) give(t *talk.Talk) {
	if p.show.Talk().Name != t.Name {
		p.saveTalk()
		p.writing = ""
	}
	p.show.SetTalk(t)
	if p.set.Own != t.Name {
		p.set.Own = t.Name
		p.keep()
	}
}

// saveTalk saves what has been edited.
func (p *Presentation) saveTalk() {
	if p.unsaved != nil {
		p.options.Failed("keeping the talk", p.options.Store.SaveTalk(p.unsaved))
		p.unsaved = nil
	}
}

// freeName is a name that no talk has: the one that is asked for, or that with a
// number.
func (p *Presentation) freeName(name string) string {
	taken := p.ownTalks()
	free := func(name string) bool {
		return !slices.ContainsFunc(taken, func(t *talk.Talk) bool { return strings.EqualFold(t.Name, name) })
	}
	out := name
	for n := 2; !free(out); n++ {
		out = fmt.Sprintf("%s %d", name, n)
	}
	return out
}

// rename gives the talk another name. One that is taken is not given twice.
func (p *Presentation) rename(name string) {
	old := p.show.Talk()
	next := old.Rename(name)
	if old.Name == "" || next.Name == "" || next.Name == old.Name {
		return
	}
	if !strings.EqualFold(next.Name, old.Name) {
		next = old.Rename(p.freeName(next.Name))
	}
	p.saveTalk()
	p.options.Failed("keeping the talk", p.options.Store.SaveTalk(next))
	p.options.Failed("renaming the talk", p.options.Store.RemoveTalk(old))
	p.give(next)
}

// talksMenu lists the talks there are, and what can be done with this one.
func (e *editPage) talksMenu() {
	p := e.p
	p.saveTalk()
	now := p.show.Talk()
	pick := func(t *talk.Talk) func() {
		return func() {
			p.give(t)
			p.edits, p.undone, p.writing = nil, nil, ""
			e.selected = ""
			if len(t.Items) > 0 {
				e.selected = t.Items[0].ID
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
	add(words.Say("talk.edit.builtin"), talk.FromStory(p.story))
	for _, t := range p.ownTalks() {
		add(t.Name, t)
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(words.Say("talk.edit.copy"), e.copyTalk))
	if now.Name != "" {
		items = append(items, fyne.NewMenuItem(words.Say("talk.edit.delete", "Name", now.Name), func() { e.deleteTalk(now) }))
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(e.talks)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.keysWindow().Canvas(), pos.Add(fyne.NewPos(0, e.talks.Size().Height+4)))
}

// copyTalk goes on with a copy of the talk, under a name of its own.
func (e *editPage) copyTalk() {
	name := e.p.show.Talk().Name
	if name == "" {
		name = words.Say("talk.own")
	}
	e.p.setTalk(e.p.show.Talk().Rename(e.p.freeName(name)))
	e.fill(true)
}

// deleteTalk goes on with the built-in talk and deletes this one. It can be taken back,
// so it is not asked about.
func (e *editPage) deleteTalk(t *talk.Talk) {
	e.p.unsaved = nil
	e.p.edits, e.p.undone = append(e.p.edits, t), nil
	e.p.options.Failed("deleting the talk", e.p.options.Store.RemoveTalk(t))
	e.p.give(talk.FromStory(e.p.story))
	e.selected = first(e.ids)
	e.fill(true)
}
