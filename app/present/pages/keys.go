package pages

import (
	"fmt"

	"fyne.io/fyne/v2"

	"truceline/app/present/action"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Keys lists what the keys do in a talk, and learns those of an odd clicker: pick
// an action, press the clicker's button.
type Keys struct {
	*leaf
	actions []action.Action
	Rows    []*widgets.ListRow
	at      int
	learn   *widgets.Button
	reset   *widgets.Button
	waits   bool // for the key of the picked action
}

func newKeys(p *Pages) *Keys {
	k := &Keys{actions: action.Listed()}
	k.learn = widgets.NewButton(words.Say("talk.teach"), "Enter", widgets.Primary, p.Host, k.wait)
	k.reset = widgets.NewButton(words.Say("talk.teach.reset"), "", widgets.Plain, p.Host, func() {
		clear(p.Taught)
		p.Settings.Taught = nil
		p.Keep()
		k.fill()
	})
	k.leaf = newLeaf(p, words.Say("talk.keys.title"), "", nil, k.learn, k.reset)
	for i := range k.actions {
		r := widgets.NewListRow(p.Host, func() { k.at = i; k.waits = false; k.fill() })
		k.Rows = append(k.Rows, r)
		k.list.Objects = append(k.list.Objects, r)
	}
	return k
}

// OpenKeys shows the keys.
func (p *Pages) OpenKeys() {
	if p.keys == nil {
		p.keys = newKeys(p)
	}
	p.keys.waits = false
	p.keys.fill()
	p.Open(p.keys)
}

func (k *Keys) fill() {
	text := words.Say("talk.keys.how")
	if k.waits {
		text = words.Say("talk.teach.wait", "Action", k.actions[k.at].Name())
	}
	role := charts.Muted
	if k.waits {
		role = charts.Caution
	}
	widgets.SetLine(k.Line, text, charts.SizeBody, typeface.Regular, role)
	for i, r := range k.Rows {
		name, keys := k.actions[i].Name(), k.p.Taught.Text(k.actions[i])
		r.Set(name+": "+keys, i == k.at,
			widgets.Span{Text: keys + "   ", Size: charts.SizeBody, Weight: typeface.SemiBold, Role: charts.Ink},
			widgets.Span{Text: name, Size: charts.SizeBody, Role: charts.Muted})
	}
	k.reset.SetDisabled(len(k.p.Taught) == 0)
	k.all.Refresh()
	k.p.Host.Moved()
}

// wait waits for the key that is to do the picked action.
func (k *Keys) wait() {
	k.waits, k.p.teaching = true, k
	k.p.Focus(nil)
	k.fill()
}

// taken is the key that came. A key of a letter comes again as the letter, which is
// what counts.
func (k *Keys) taken(name fyne.KeyName, typed rune) {
	k.p.teaching, k.waits = nil, false
	if name != fyne.KeyEscape {
		k.p.Taught[action.Pressed(name, typed)] = k.actions[k.at]
		kept := map[string]string{}
		for key, a := range k.p.Taught {
			kept[key] = string(a)
		}
		k.p.Settings.Taught = kept
		k.p.Keep()
	}
	k.fill()
}

// Teach takes the key that the keys page waits for; it tells whether it waits. A key of a
// character comes again as typed, a modifier with the key that it goes with.
func (p *Pages) Teach(name fyne.KeyName, typed rune) bool {
	if p.teaching == nil {
		return false
	}
	if typed != 0 || len(name) > 1 && !action.Modifier(name) {
		p.teaching.taken(name, typed)
	}
	return true
}

func (k *Keys) Key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp:
		k.at = max(k.at-1, 0)
	case fyne.KeyDown:
		k.at = min(k.at+1, len(k.Rows)-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		k.wait()
		return true
	default:
		return k.leaf.Key(e)
	}
	k.fill()
	widgets.Reveal(k.Rows[k.at], k.scroll)
	return true
}

func (k *Keys) Rune(rune) bool { return true }

func (k *Keys) Targets(add AddTarget) {
	k.leaf.Targets(add)
	add("teach", k.learn)
	add("teach/reset", k.reset)
	for i, r := range k.Rows {
		add(fmt.Sprintf("key/%s", k.actions[i]), r, k.scroll)
	}
}
