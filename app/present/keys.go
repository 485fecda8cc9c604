package present

import (
	"fyne.io/fyne/v2"

	"truceline/app/present/action"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/words"
)

// key takes the keys of both windows.
func (p *Presentation) key(e *fyne.KeyEvent) {
	if top := p.covered(); top != nil {
		if e.Name == fyne.KeyEscape {
			p.uncoverAll()
		}
		return
	}
	if p.pages.Teach(e.Name, 0) {
		return
	}
	if p.goesOn(e.Name) {
		return
	}
	if p.pages.Top() != nil && p.pages.Top().Key(e) {
		return
	}
	if e.Name == fyne.KeyEscape && p.digits != "" {
		p.setDigits("")
		return
	}
	if e.Name == fyne.KeySpace && p.digits != "" && p.Show.Live().Ask.On { // the next count follows as a character
		return
	}
	if (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && p.digits != "" {
		p.jump()
		return
	}
	if asked := p.Show.Live().Ask.On; e.Name == fyne.KeyBackspace && (p.digits != "" || asked) {
		if p.digits != "" { // one press too many does not leave the question
			p.setDigits(p.digits[:len(p.digits)-1])
		}
		return
	}
	if a, ok := p.Taught.Of(e.Name, 0); ok {
		p.Do(a)
	}
}

// Clicked takes what a clicker sends while something is being written: to go on and
// back, to begin, and what was taught. It leaves the field.
func (p *Presentation) Clicked(name fyne.KeyName) bool {
	_, taught := p.Taught[action.Pressed(name, 0)]
	switch name {
	case fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyF5:
		taught = true
	}
	if taught {
		p.Focus(nil)
		p.key(&fyne.KeyEvent{Name: name})
	}
	return taught
}

// goesOn takes the press that answers whether the talk is to end: it goes on with any key
// but Esc, and that press does no more. The key of a character waits for the character.
func (p *Presentation) goesOn(name fyne.KeyName) bool {
	p.hint = ""
	if !p.ending || name == fyne.KeyEscape || action.Modifier(name) {
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

// rune takes typed characters of both windows.
func (p *Presentation) rune(r rune) {
	if p.covered() != nil {
		return
	}
	if p.ending {
		p.goOn()
		return
	}
	if p.pages.Teach("", r) {
		return
	}
	if p.pages.Top() != nil && p.pages.Top().Rune(r) {
		return
	}
	if _, taught := p.Taught[action.Pressed("", r)]; !taught && r >= '0' && r <= '9' {
		if pen := int(r - '1'); p.drawing && pen >= 0 && pen < talk.Pens {
			p.takePen(pen)
			return
		}
		p.setDigits(p.digits + string(r))
		return
	}
	if (r == ' ' || r == ',') && p.digits != "" && p.Show.Live().Ask.On {
		p.setDigits(p.digits + " ")
		return
	}
	if r == ' ' { // came as a key
		return
	}
	if a, ok := p.Taught.Of("", r); ok {
		p.Do(a)
	}
}

// Do does what a key asks for.
func (p *Presentation) Do(a action.Action) {
	if a != action.Escape && p.ending { // by a button
		p.goOn()
	}
	p.setDigits("")
	show := p.Show
	switch a {
	case action.Next:
		p.uncover()
		if clock := show.Clock(); !clock.Running && show.Elapsed() == 0 { // the talk has begun
			show.StartClock()
		}
		show.Next()
	case action.Back:
		p.uncover()
		if show.Aside() {
			show.Return()
			return
		}
		show.Back()
	case action.AskRoom:
		if _, ok := show.Question(); !ok {
			p.hint = words.Say("talk.hands.none")
			p.refresh()
			return
		}
		show.ToggleAsk()
	case action.Begin:
		p.begin()
	case action.First:
		show.First()
	case action.Last:
		show.Last()
	case action.BlackOut:
		show.SetBlank(talk.Black)
	case action.WhiteOut:
		show.SetBlank(talk.White)
	case action.Freeze:
		if show.Frozen() {
			show.Push()
		} else {
			show.Freeze()
		}
	case action.Drop:
		show.Drop()
	case action.Spot:
		show.ToggleSpot()
	case action.Draw:
		p.toggleDraw()
	case action.Erase:
		show.ClearMarks()
	case action.Overview:
		p.pages.ToggleOverview()
	case action.Swap:
		p.swap()
	case action.RoomWindow:
		p.toggleRoom()
	case action.Pause:
		show.ToggleClock()
	case action.LeaveOut:
		if item, ok := show.LeaveOut(); ok {
			show.Leave(item.ID)
		}
	case action.NotesMore:
		p.sizeNotes(+1)
	case action.NotesLess:
		p.sizeNotes(-1)
	case action.NotesDown:
		p.desk.ScrollNotes(+1)
	case action.NotesUp:
		p.desk.ScrollNotes(-1)
	case action.FullScreen:
		p.fullScreen()
	case action.Keys:
		p.pages.OpenKeys()
	case action.Edit:
		p.pages.OpenEdit()
	case action.Measure:
		p.look(view.NextMeasure)
	case action.Bridge:
		p.look(view.ToggleBridge)
	case action.Layers:
		p.look(view.ToggleLayers)
	case action.OtherSide:
		p.look(view.OtherSide)
	case action.Replies:
		p.look(view.ToggleReplies)
	case action.Known:
		p.look(view.ToggleKnown)
	case action.Pin:
		p.look(view.TogglePin)
	case action.Sources:
		p.pages.OpenStepSources()
	case action.Ask:
		if p.desk != nil && p.deskShown() {
			p.Focus(p.desk.Asks.Search)
		}
	case action.Escape:
		p.escape()
	}
}
