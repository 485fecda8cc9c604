package sheets

import (
	"truceline/app/files"
	"truceline/app/view"
	"truceline/app/words"
)

// asking is a question for a file, with the title of its sheet.
type asking struct {
	files.Question
	title string
	left  func() // the question was left unanswered; nil: nothing follows
}

// Ask asks for a file, in the folder that was asked for last, in a sheet.
func (s *Sheets) Ask(title string, q files.Question, left func()) {
	s.Open("")
	s.asking = &asking{q, title, left}
	s.Open(view.FileSheet)
}

// AskToWrite asks for a place for a file of an ending.
func (s *Sheets) AskToWrite(name, ending string, left func(), picked func(path string)) {
	s.Ask(words.Say("file.save"), files.Question{Name: name, Ending: ending, Picked: func(path string) error { picked(path); return nil }}, left)
}

// file is the sheet that asks for a file.
func (b *Builder) file() {
	s, a := b.s, b.s.asking
	if a == nil {
		return
	}
	q := a.Question
	var c *files.Chooser
	q.Picked = func(path string) error {
		s.asking, s.Folder = nil, c.Folder
		s.Open("")
		return a.Picked(path)
	}
	c = files.New(s.o.Host, q, s.Folder, files.Events{Changed: s.relay, Seen: s.reveal})
	b.Title, b.tall = a.title, true
	b.Add(c.Column)
	if c.Entry != nil {
		c.Entry.Shortcut, b.First = s.o.Shortcut, c.Entry
	}
	b.Targets = c.Targets
}

// leaveAsking ends a question that was left unanswered.
func (s *Sheets) leaveAsking() {
	if a := s.asking; a != nil {
		if s.asking = nil; a.left != nil {
			a.left()
		}
	}
}
