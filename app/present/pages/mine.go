package pages

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"truceline/app/present/given"
	"truceline/app/talk"
	"truceline/app/words"
)

// saveAfter is how long after an edit a talk is saved: not at every letter.
const saveAfter = 400 * time.Millisecond

// Mine are the presenter's own talks. What is edited of the one that is given is kept, and
// can be taken back.
type Mine struct {
	*given.Talk
	edits   []*talk.Talk // what the talk was before each edit, the last at the end
	undone  []*talk.Talk // what was taken back of them
	writing string       // the item whose texts the last edit wrote
	unsaved *talk.Talk   // edited since it was last saved
	soon    func()       // stops the timer that saves it
	tell    func(string) // tells the presenter
}

// undo takes the last edit back, redo that; they return the talk as it is then, or nil.
func (m *Mine) undo() *talk.Talk { return m.travel(&m.edits, &m.undone) }
func (m *Mine) redo() *talk.Talk { return m.travel(&m.undone, &m.edits) }

func (m *Mine) travel(from, to *[]*talk.Talk) *talk.Talk {
	if len(*from) == 0 {
		return nil
	}
	last := len(*from) - 1
	t := (*from)[last]
	*from, *to = (*from)[:last], append(*to, m.Show.Talk())
	if name := m.Show.Talk().Name; name != "" {
		t = t.Rename(name)
	}
	m.writing = ""
	m.goOnWith(t)
	return t
}

// forget lets no earlier edit be taken back: another talk is given.
func (m *Mine) forget() { m.edits, m.undone, m.writing = nil, nil, "" }

// remove deletes a talk, and goes on with the built-in one.
func (m *Mine) remove(t *talk.Talk) {
	m.unsaved = nil
	m.edits, m.undone = append(m.edits, t), nil
	m.Failed("deleting the talk", m.Kept.RemoveTalk(t))
	m.Give(talk.FromStory(m.Story))
}

// All are the presenter's own, as they were kept. What cannot be read is noted.
func (m *Mine) All() []*talk.Talk {
	talks, err := m.Kept.Talks(m.Story)
	m.Failed("reading your talks", err)
	return talks
}

// Last is the talk that was given last, or the built-in one.
func (m *Mine) Last() *talk.Talk {
	if m.Settings.Own != "" {
		for _, t := range m.All() {
			if t.Name == m.Settings.Own {
				return t
			}
		}
	}
	return talk.FromStory(m.Story)
}

// set goes on with an edited talk. One that has no name yet gets one that no other
// has, so that neither the built-in one nor another is changed.
func (m *Mine) set(t *talk.Talk) {
	if t == m.Show.Talk() {
		return
	}
	if t.Name == "" {
		t = t.Rename(m.free(words.Say("talk.own")))
	}
	m.writing = ""
	m.edits, m.undone = append(m.edits, m.Show.Talk()), nil
	if len(m.edits) > mostEdits {
		m.edits = slices.Delete(m.edits, 0, len(m.edits)-mostEdits)
	}
	m.goOnWith(t)
}

// Write goes on with a talk in which what is written of an item has changed. Letter
// after letter is one edit.
func (m *Mine) Write(item string, t *talk.Talk) {
	if m.writing == item && t != m.Show.Talk() {
		m.goOnWith(t)
		return
	}
	m.set(t)
	m.writing = item
}

// mostEdits bounds what can be taken back.
const mostEdits = 200

// goOnWith goes on with an edited talk, and saves it soon.
func (m *Mine) goOnWith(t *talk.Talk) {
	m.Give(t)
	m.unsaved = t
	if m.soon != nil {
		m.soon()
	}
	m.soon = m.Host.After(saveAfter, m.Save)
}

// Give goes on with another talk, and takes it the next time too.
func (m *Mine) Give(t *talk.Talk) {
	if m.Show.Talk().Name != t.Name {
		m.Save()
		m.writing = ""
	}
	m.Show.SetTalk(t)
	if m.Settings.Own != t.Name {
		m.Settings.Own = t.Name
		m.Keep()
	}
}

// Save saves what has been edited.
func (m *Mine) Save() {
	if m.unsaved != nil && m.keeps(m.unsaved) {
		m.unsaved = nil
	}
}

// keeps keeps a talk. Where that fails it says so at once: nothing else would, until the
// talk is looked for and not there.
func (m *Mine) keeps(t *talk.Talk) bool {
	err := m.Kept.SaveTalk(t)
	if err != nil {
		m.Failed("keeping the talk", err)
		m.tell(words.Say("talk.unkept", "Name", t.Name, "Why", err.Error()))
	}
	return err == nil
}

// Admit takes a talk that stands in a file: under a name of its own where the talk that is
// kept by its name is another one, so that neither is lost.
func (m *Mine) Admit(t *talk.Talk) *talk.Talk {
	m.Save()
	if !slices.ContainsFunc(m.All(), func(k *talk.Talk) bool { return strings.EqualFold(k.Name, t.Name) && !k.Same(t) }) {
		return t
	}
	return t.Rename(m.free(t.Name))
}

// Beside tells by which name Admit took a talk, where that is another than its file's.
func (m *Mine) Beside(name string) {
	if given := m.Show.Talk().Name; given != name {
		m.tell(words.Say("talk.beside", "Name", name, "Given", given))
	}
}

// free is a name that no talk has: the one that is asked for, or that with a
// number.
func (m *Mine) free(name string) string {
	taken := m.All()
	free := func(name string) bool {
		return !slices.ContainsFunc(taken, func(t *talk.Talk) bool { return strings.EqualFold(t.Name, name) })
	}
	out := name
	for n := 2; !free(out); n++ {
		out = fmt.Sprintf("%s %d", name, n)
	}
	return out
}

// Rename gives the talk another name. One that is taken is not given twice.
func (m *Mine) Rename(name string) {
	old := m.Show.Talk()
	next := old.Rename(name)
	if next.Name == "" || next.Name == old.Name {
		return
	}
	if !strings.EqualFold(next.Name, old.Name) {
		next = old.Rename(m.free(next.Name))
	}
	if old.Name == "" { // the built-in one stays as it is
		m.set(next)
		return
	}
	m.Save()
	if m.keeps(next) {
		m.Failed("renaming the talk", m.Kept.RemoveTalk(old))
	}
	m.Give(next)
}
