package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is where one types, a line or several. Esc leaves it, and what gets the
// keyboard scrolls into sight.
type Entry struct {
	widget.Entry
	host *Host
	// Leave is what Esc does; nil: what it does in the window.
	Leave func()
	// Left is told that the keyboard went elsewhere; nil: nothing is.
	Left func()
	// Keys takes a key that is not for writing; nil: all are.
	Keys func(fyne.KeyName) bool
	// Shortcut takes what the entry has no use for; nil: nothing does.
	Shortcut func(*desktop.CustomShortcut)
	// Least is the least width in dp.
	Least float32
}

// NewEntry returns an entry of a line. It says when its text changes, if changed is not
// nil, and when it is entered.
func NewEntry(host *Host, changed func(string), entered func()) *Entry {
	e := &Entry{host: host}
	e.OnChanged = changed
	e.OnSubmitted = func(string) { entered() }
	return Extended(e)
}

// NewText returns an entry of several lines.
func NewText(host *Host, changed func(string)) *Entry {
	e := &Entry{host: host}
	e.OnChanged, e.MultiLine, e.Wrapping = changed, true, fyne.TextWrapWord
	return Extended(e)
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() { e.Entry.FocusGained(); e.host.Focused() }

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.Left != nil {
		e.Left()
	}
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape && e.Leave != nil:
		e.Leave()
	case k.Name == fyne.KeyEscape:
		e.host.Key(k)
	case e.Keys != nil && e.Keys(k.Name):
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	e.Entry.TypedShortcut(s)
	if own, ok := s.(*desktop.CustomShortcut); ok && e.Shortcut != nil {
		e.Shortcut(own)
	}
}

// MinSize implements fyne.CanvasObject.
func (e *Entry) MinSize() fyne.Size {
	m := e.Entry.MinSize()
	m.Width = max(m.Width, e.Least)
	return m
}
