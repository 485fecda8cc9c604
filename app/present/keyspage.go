package present

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// keysPage lists what the keys do in a talk, and learns those of an odd clicker: pick
// an action, press the clicker's button.
type keysPage struct {
	*leaf
	rows  []*widgets.ListRow
	at    int
	learn *widgets.Button
	reset *widgets.Button
	waits bool // for the key of the picked action
}

func newKeysPage(p *Presentation) *keysPage {
	k := &keysPage{}
	k.learn = widgets.NewButton(words.Say("talk.teach"), "Enter", widgets.Primary, p.host, k.wait)
	k.reset = widgets.NewButton(words.Say("talk.teach.reset"), "", widgets.Plain, p.host, func() {
		clear(p.taught)
		p.set.Taught = nil
		p.keep()
		k.fill()
	})
	k.leaf = newLeaf(p, words.Say("talk.keys.title"), "", k.place, k.learn, k.reset)
	for i := range actions {
		r := widgets.NewListRow(p.host, func() { k.at = i; k.waits = false; k.fill() })
		k.rows = append(k.rows, r)
		k.list.Objects = append(k.list.Objects, r)
	}
	return k
}

// openKeys shows the keys.
func (p *Presentation) openKeys() {
	if p.keysPage == nil {
		p.keysPage = newKeysPage(p)
	}
	p.keysPage.waits = false
	p.keysPage.fill()
	p.openPage(p.keysPage)
}

// named are the names of keys as people know them.
var named = map[fyne.KeyName]string{
	fyne.KeyRight: "→", fyne.KeyLeft: "←", fyne.KeyUp: "↑", fyne.KeyDown: "↓", fyne.KeyPageDown: "PgDn", fyne.KeyPageUp: "PgUp",
	fyne.KeyReturn: "Enter", fyne.KeyEnter: "", fyne.KeyEscape: "Esc", fyne.KeySpace: "Space", fyne.KeyBackspace: "Backspace", fyne.KeyDelete: "Delete",
}

// keysText lists the keys of an action, those that were taught first.
func (p *Presentation) keysText(a Action) string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(p.taught)) {
		if p.taught[k] == a {
			out = append(out, pressedText(k))
		}
	}
	for _, x := range actions {
		if x.action != a {
			continue
		}
		for _, k := range x.keys {
			if taught, ok := p.taught[pressed(k, 0)]; !ok || taught == a {
				out = append(out, keyText(k))
			}
		}
		for _, r := range x.runes {
			if taught, ok := p.taught[pressed("", r)]; !ok || taught == a {
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

func (k *keysPage) fill() {
	text := words.Say("talk.keys.how")
	if k.waits {
		text = words.Say("talk.teach.wait", "Action", words.Say(actions[k.at].name))
	}
	role := charts.Muted
	if k.waits {
		role = charts.Caution
	}
	setLine(k.line, text, charts.SizeBody, typeface.Regular, role)
	for i, r := range k.rows {
		name, keys := words.Say(actions[i].name), k.p.keysText(actions[i].action)
		r.Set(name+": "+keys, i == k.at,
			widgets.Span{Text: keys + "   ", Size: charts.SizeBody, Weight: typeface.SemiBold, Role: charts.Ink},
			widgets.Span{Text: name, Size: charts.SizeBody, Role: charts.Muted})
	}
	k.reset.SetDisabled(len(k.p.taught) == 0)
	k.all.Refresh()
	k.p.moved()
}

// wait waits for the key that is to do the picked action.
func (k *keysPage) wait() {
	k.waits, k.p.teaching = true, k
	k.p.focus(nil)
	k.fill()
}

// taken is the key that came. A key of a letter comes again as the letter, which is
// what counts.
func (k *keysPage) taken(name fyne.KeyName, typed rune) {
	k.p.teaching, k.waits = nil, false
	if name != fyne.KeyEscape {
		k.p.taught[pressed(name, typed)] = actions[k.at].action
		kept := map[string]string{}
		for key, a := range k.p.taught {
			kept[key] = string(a)
		}
		k.p.set.Taught = kept
		k.p.keep()
	}
	k.fill()
}

// key and rune while the page waits; see Presentation.key.
func (k *keysPage) teachKey(name fyne.KeyName) {
	if len(name) > 1 && !modifier(name) { // a character comes again, a modifier with the key that it goes with
		k.taken(name, 0)
	}
}

func (k *keysPage) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp:
		k.at = max(k.at-1, 0)
	case fyne.KeyDown:
		k.at = min(k.at+1, len(actions)-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		k.wait()
		return true
	default:
		return k.leaf.key(e)
	}
	k.fill()
	k.reveal(k.rows[k.at].Position().Y, k.rows[k.at].Size().Height)
	return true
}

func (k *keysPage) rune(rune) bool { return true }

func (k *keysPage) place(width float32, set bool) float32 {
	y := float32(0)
	for _, r := range k.rows {
		h := r.HeightFor(width)
		if set {
			widgets.Put(r, 0, y, width, h)
		}
		y += h
	}
	return y
}

func (k *keysPage) targets(add addTarget) {
	k.leaf.targets(add)
	add("teach", k.learn)
	add("teach/reset", k.reset)
	for i, r := range k.rows {
		add(fmt.Sprintf("key/%s", actions[i].action), r, k.scroll)
	}
}
