package pages

import (
	"bytes"
	"cmp"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"truceline/app/talk"
	"truceline/app/whole"
	"truceline/app/widgets"
	"truceline/app/words"
)

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
	e.p.Mine.set(e.p.Mine.Admit(t))
	e.fresh(t)
	e.p.Mine.Beside(t.Name)
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

// TalksMenu lists the talks there are, and what can be done with this one.
func (e *Edit) TalksMenu() {
	p := e.p
	p.Mine.Save()
	now := p.Show.Talk()
	pick := func(t *talk.Talk) func() {
		return func() {
			p.Mine.Give(t)
			p.Mine.forget()
			e.fresh(t)
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
	name := cmp.Or(e.p.Show.Talk().Name, words.Say("talk.own"))
	e.p.Mine.set(e.p.Show.Talk().Rename(e.p.Mine.free(name)))
	e.fill(true)
}

// DeleteTalk goes on with the built-in talk and deletes this one. It can be taken back,
// so it is not asked about.
func (e *Edit) DeleteTalk(t *talk.Talk) {
	e.p.Mine.remove(t)
	e.Selected = e.first()
	e.fill(true)
}
