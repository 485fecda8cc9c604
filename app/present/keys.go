package present

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/words"
	"truceline/data"
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

// actions are all of them, in the order in which they are listed, with the key of
// their name and the keys that do them. Runes are what is typed, whatever the
// keyboard's layout.
var actions = []struct {
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

// Taught are the keys of an odd clicker: what it sends, as pressed names it, and what
// that is to do.
type Taught map[string]Action

// pressed names a key as it is kept: a typed character, or a key without one.
func pressed(name fyne.KeyName, typed rune) string {
	if typed != 0 {
		return "rune:" + string(typed)
	}
	return "key:" + string(name)
}

// actionOf returns what a key, or a typed rune, does; taught keys first.
func (t Taught) actionOf(name fyne.KeyName, typed rune) (Action, bool) {
	if a, ok := t[pressed(name, typed)]; ok {
		return a, true
	}
	for _, a := range actions {
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

// key takes the keys of both windows.
func (p *Presentation) key(e *fyne.KeyEvent) {
	if top := p.covered(); top != nil {
		if e.Name == fyne.KeyEscape {
			p.uncoverAll()
		}
		return
	}
	if p.teaching != nil {
		p.teaching.teachKey(e.Name)
		return
	}
	if p.goesOn(e.Name) {
		return
	}
	if p.page != nil && p.page.key(e) {
		return
	}
	if e.Name == fyne.KeyEscape && p.digits != "" {
		p.setDigits("")
		return
	}
	if e.Name == fyne.KeySpace && p.digits != "" && p.show.Live().Ask.On { // the next count follows as a character
		return
	}
	if (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && p.digits != "" {
		p.jump()
		return
	}
	if e.Name == fyne.KeyBackspace && p.digits != "" {
		p.setDigits(p.digits[:len(p.digits)-1])
		return
	}
	if a, ok := p.taught.actionOf(e.Name, 0); ok {
		p.do(a)
	}
}

// clicked takes what a clicker sends while something is being written: to go on and
// back, to begin, and what was taught. It leaves the field.
func (p *Presentation) clicked(name fyne.KeyName) bool {
	_, taught := p.taught[pressed(name, 0)]
	switch name {
	case fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyF5:
		taught = true
	}
	if taught {
		p.focus(nil)
		p.key(&fyne.KeyEvent{Name: name})
	}
	return taught
}

// goesOn takes the press that answers whether the talk is to end: it goes on with any key
// but Esc, and that press does no more. The key of a character waits for the character.
func (p *Presentation) goesOn(name fyne.KeyName) bool {
	p.hint = ""
	if !p.ending || name == fyne.KeyEscape || modifier(name) {
		return false
	}
	if len(name) > 1 && name != fyne.KeySpace {
		p.goOn()
	}
	return true
}

func (p *Presentation) goOn() {
	p.ending = false
	p.refresh()
}

// modifier tells whether a key does nothing by itself.
func modifier(name fyne.KeyName) bool {
	switch name {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft, desktop.KeyControlRight, desktop.KeyAltLeft, desktop.KeyAltRight,
		desktop.KeySuperLeft, desktop.KeySuperRight, desktop.KeyCapsLock, desktop.KeyMenu, fyne.KeyUnknown:
		return true
	}
	return false
}

// rune takes typed characters of both windows.
func (p *Presentation) rune(r rune) {
	if p.covered() != nil {
		return
	}
	if p.ending {
		p.goOn()
		return
	}
	if p.teaching != nil {
		p.teaching.taken("", r)
		return
	}
	if p.page != nil && p.page.rune(r) {
		return
	}
	if _, taught := p.taught[pressed("", r)]; !taught && r >= '0' && r <= '9' {
		if pen := int(r - '1'); p.drawing && pen >= 0 && pen < talk.Pens {
			p.takePen(pen)
			return
		}
		p.setDigits(p.digits + string(r))
		return
	}
	if (r == ' ' || r == ',') && p.digits != "" && p.show.Live().Ask.On {
		p.setDigits(p.digits + " ")
		return
	}
	if r == ' ' { // came as a key
		return
	}
	if a, ok := p.taught.actionOf("", r); ok {
		p.do(a)
	}
}

// do does what a key asks for.
func (p *Presentation) do(a Action) {
	if a != Escape && p.ending { // by a button
		p.goOn()
	}
	p.setDigits("")
	show := p.show
	switch a {
	case Next:
		p.uncover()
		if clock := show.Clock(); !clock.Running && show.Elapsed() == 0 { // the talk has begun
			show.StartClock()
		}
		show.Next()
	case Back:
		p.uncover()
		if show.Aside() {
			show.Return()
			return
		}
		show.Back()
	case AskRoom:
		if _, ok := show.Question(); !ok {
			p.hint = words.Say("talk.hands.none")
			p.refresh()
			return
		}
		show.ToggleAsk()
	case Begin:
		p.begin()
	case First:
		show.First()
	case Last:
		show.Last()
	case BlackOut:
		p.blank(talk.Black)
	case WhiteOut:
		p.blank(talk.White)
	case Freeze:
		if show.Frozen() {
			p.push()
		} else {
			p.toggleFreeze()
		}
	case Drop:
		p.drop()
	case Spot:
		p.toggleSpot()
	case Draw:
		p.toggleDraw()
	case Erase:
		show.ClearMarks()
	case Overview:
		p.toggleOverview()
	case Swap:
		p.swap()
	case RoomWindow:
		p.toggleRoom()
	case Pause:
		p.togglePause()
	case LeaveOut:
		p.leaveOut()
	case NotesMore:
		p.sizeNotes(+1)
	case NotesLess:
		p.sizeNotes(-1)
	case NotesDown:
		p.desk.notes.scrollBy(+1)
	case NotesUp:
		p.desk.notes.scrollBy(-1)
	case FullScreen:
		p.fullScreen()
	case Keys:
		p.openKeys()
	case Edit:
		p.openEdit()
	case Measure:
		p.look(view.NextMeasure)
	case Bridge:
		p.look(view.ToggleBridge)
	case Layers:
		p.look(view.ToggleLayers)
	case OtherSide:
		p.look(view.OtherSide)
	case Replies:
		p.look(view.ToggleReplies)
	case Known:
		p.look(func(s *data.Story, v view.View) view.View { return view.ToKnown(s, v, !v.AsKnown) })
	case Pin:
		p.look(view.TogglePin)
	case Sources:
		p.openStepSources()
	case Ask:
		if p.desk != nil && p.deskShown() {
			p.focus(p.desk.asks.search)
		}
	case Escape:
		p.escape()
	}
}
