package pages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// picks are the items of a list of which one is selected, and others may be picked
// besides.
type picks struct {
	ids      []string // of the rows, in order
	Selected string
	also     map[string]bool
}

// pick picks an item, and no other.
func (k *picks) pick(id string) {
	k.Selected = id
	clear(k.also)
}

// besides picks a row besides those that are picked, or no longer.
func (k *picks) besides(row int) {
	id := k.ids[row]
	switch {
	case id == k.Selected:
	case k.also[id]:
		delete(k.also, id)
	default:
		k.also[k.Selected] = true
		k.Selected = id
	}
}

// to picks all rows from the selected one to this.
func (k *picks) to(row int) {
	at := max(k.at(), 0)
	for i := min(at, row); i <= max(at, row); i++ {
		k.also[k.ids[i]] = true
	}
	k.Selected = k.ids[row]
}

// click picks a row as a click does: with Ctrl besides, with Shift all up to it.
func (k *picks) click(row int) {
	var held fyne.KeyModifier
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		held = d.CurrentKeyModifiers()
	}
	switch {
	case held&fyne.KeyModifierShift != 0:
		k.to(row)
	case held&fyne.KeyModifierControl != 0:
		k.besides(row)
	default:
		k.pick(k.ids[row])
	}
}

// at is the row that is selected, or -1.
func (k *picks) at() int { return slices.Index(k.ids, k.Selected) }

// on tells whether an item is picked.
func (k *picks) on(id string) bool { return id == k.Selected || k.also[id] }

// picked are all items that are picked.
func (k *picks) picked() []string {
	out := []string{k.Selected}
	for id := range k.also {
		if id != k.Selected {
			out = append(out, id)
		}
	}
	return out
}

// first is the first item, or none.
func (k *picks) first() string {
	if len(k.ids) == 0 {
		return ""
	}
	return k.ids[0]
}
