// Package action is what keys do in a talk, and those of an odd clicker, which is taught.
package action

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/words"
)

// Action is something that a key does in a talk.
type Action string

// The actions. Their names are kept in the settings.
const (
	Next       Action = "next"
	Back       Action = "back"
	First      Action = "first"
	Last       Action = "last"
	BlackOut   Action = "black"
	WhiteOut   Action = "white"
	Freeze     Action = "freeze"
	Drop       Action = "drop"
	Spot       Action = "spot"
	Draw       Action = "draw"
	Erase      Action = "erase"
	Overview   Action = "overview"
	Swap       Action = "swap"
	Pause      Action = "pause"
	LeaveOut   Action = "leave"
	NotesMore  Action = "larger"
	NotesLess  Action = "smaller"
	NotesDown  Action = "notesdown"
	NotesUp    Action = "notesup"
	FullScreen Action = "fullscreen"
	Escape     Action = "escape"
	Keys       Action = "keys"
	Edit       Action = "edit"
	Measure    Action = "measure"
	Ask        Action = "ask"
	Pin        Action = "pin"
	Bridge     Action = "bridge"
	Layers     Action = "layers"
	Replies    Action = "replies"
	Known      Action = "known"
	OtherSide  Action = "side"
	RoomWindow Action = "window"
	Begin      Action = "begin"
	AskRoom    Action = "hands"
	Sources    Action = "sources"
)

// all are all of them, in the order in which they are listed, with the key of their name
// and the keys that do them. Runes are what is typed, whatever the keyboard's layout.
var all = []struct {
	action Action
	name   string
	keys   []fyne.KeyName
	runes  string
}{
	{Next, "talk.key.next", []fyne.KeyName{fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter}, "n"},
	{Back, "talk.key.back", []fyne.KeyName{fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp, fyne.KeyBackspace}, "p"},
	{First, "talk.key.first", []fyne.KeyName{fyne.KeyHome}, ""},
	{Last, "talk.key.last", []fyne.KeyName{fyne.KeyEnd}, ""},
	{BlackOut, "talk.key.black", []fyne.KeyName{fyne.KeyPeriod}, "b"},
	{WhiteOut, "talk.key.white", nil, "w"},
	{Freeze, "talk.key.freeze", nil, "f"},
	{Drop, "talk.key.drop", nil, "r"},
	{Overview, "talk.key.overview", nil, "o"},
	{Swap, "talk.key.swap", nil, "x"},
	{RoomWindow, "talk.key.window", nil, "v"},
	{Spot, "talk.key.spot", nil, "s"},
	{Draw, "talk.key.draw", nil, "d"},
	{Erase, "talk.key.erase", []fyne.KeyName{fyne.KeyDelete}, "e"},
	{Measure, "talk.key.measure", nil, "m"},
	{Bridge, "keys.why", nil, "y"},
	{Layers, "keys.layers", nil, "l"},
	{OtherSide, "talk.key.side", nil, "z"},
	{Replies, "keys.replies", nil, "a"},
	{Known, "keys.known", nil, "k"},
	{Pin, "keys.pin", nil, "i"},
	{Begin, "talk.key.begin", []fyne.KeyName{fyne.KeyF5}, ""},
	{Pause, "talk.key.pause", nil, "c"},
	{LeaveOut, "talk.key.leave", nil, "g"},
	{AskRoom, "talk.key.hands", nil, "h"},
	{Ask, "talk.key.ask", nil, "/"},
	{Sources, "talk.key.sources", nil, "q"},
	{NotesMore, "talk.key.larger", nil, "+="},
	{NotesLess, "talk.key.smaller", nil, "-−"},
	{NotesDown, "talk.key.notesdown", nil, "j"},
	{NotesUp, "talk.key.notesup", nil, "u"},
	{Edit, "talk.key.edit", nil, "t"},
	{FullScreen, "talk.key.full", []fyne.KeyName{fyne.KeyF11}, ""},
	{Keys, "talk.key.keys", []fyne.KeyName{fyne.KeyF1}, "?"},
	{Escape, "talk.key.escape", []fyne.KeyName{fyne.KeyEscape}, ""},
}

// Taught are the keys of an odd clicker: what it sends, as Pressed names it, and what
// that is to do.
type Taught map[string]Action

// Pressed names a key as it is kept: a typed character, or a key without one.
func Pressed(name fyne.KeyName, typed rune) string {
	if typed != 0 {
		return "rune:" + string(typed)
	}
	return "key:" + string(name)
}

// Of returns what a key, or a typed rune, does; taught keys first.
func (t Taught) Of(name fyne.KeyName, typed rune) (Action, bool) {
	if a, ok := t[Pressed(name, typed)]; ok {
		return a, true
	}
	for _, a := range all {
		if typed != 0 {
			lower := typed
			if lower >= 'A' && lower <= 'Z' {
				lower += 'a' - 'A'
			}
			for _, r := range a.runes {
				if r == lower {
					return a.action, true
				}
			}
			continue
		}
		for _, k := range a.keys {
			if k == name {
				return a.action, true
			}
		}
	}
	return "", false
}

// Listed are the actions in the order in which they are listed.
func Listed() (out []Action) {
	for _, x := range all {
		out = append(out, x.action)
	}
	return out
}

// Name says what an action does.
func (a Action) Name() string {
	return words.Say(all[slices.Index(Listed(), a)].name)
}

// named are the names of keys as people know them.
var named = map[fyne.KeyName]string{
	fyne.KeyRight: "→", fyne.KeyLeft: "←", fyne.KeyUp: "↑", fyne.KeyDown: "↓", fyne.KeyPageDown: "PgDn", fyne.KeyPageUp: "PgUp",
	fyne.KeyReturn: "Enter", fyne.KeyEnter: "", fyne.KeyEscape: "Esc", fyne.KeySpace: "Space", fyne.KeyBackspace: "Backspace", fyne.KeyDelete: "Delete",
}

// Text lists the keys of an action, those that were taught first.
func (t Taught) Text(a Action) string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(t)) {
		if t[k] == a {
			out = append(out, pressedText(k))
		}
	}
	for _, x := range all {
		if x.action != a {
			continue
		}
		for _, k := range x.keys {
			if taught, ok := t[Pressed(k, 0)]; !ok || taught == a {
				out = append(out, keyText(k))
			}
		}
		for _, r := range x.runes {
			if taught, ok := t[Pressed("", r)]; !ok || taught == a {
				out = append(out, strings.ToUpper(string(r)))
			}
		}
	}
	return strings.Join(slices.Compact(slices.DeleteFunc(out, func(s string) bool { return s == "" })), "  ")
}

func keyText(k fyne.KeyName) string {
	if name, ok := named[k]; ok {
		return name
	}
	return string(k)
}

// pressedText is a kept key as people know it.
func pressedText(k string) string {
	if r, ok := strings.CutPrefix(k, "rune:"); ok {
		return strings.ToUpper(r)
	}
	return keyText(fyne.KeyName(strings.TrimPrefix(k, "key:")))
}

// Modifier tells whether a key does nothing by itself.
func Modifier(name fyne.KeyName) bool {
	switch name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft, desktop.KeyControlRight, desktop.KeyAltLeft, desktop.KeyAltRight,
		desktop.KeySuperLeft, desktop.KeySuperRight, desktop.KeyCapsLock, desktop.KeyMenu, fyne.KeyUnknown:
		return true
	}
	return false
}
