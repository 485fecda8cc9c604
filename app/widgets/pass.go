package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Pass lays out what a change of the View touches: while the change is shown, panels
// only mark themselves; when all of it is known, each is placed once. Its zero value
// is ready.
type Pass struct {
	held int
	all  []*Placing // a panel stands before those that lie within it
	then []func()
}

// Hold shows a change, and places what it marked once it is through, from the outside
// in. A panel that another places on the way is not placed again.
func (p *Pass) Hold(change func()) {
	p.held++
	change()
	p.held--
	if p.held > 0 {
		return
	}
	for _, x := range p.all {
		if x.due {
			x.Mark()
		}
	}
	for len(p.then) > 0 {
		do := p.then[0]
		p.then = slices.Delete(p.then, 0, 1)
		do()
	}
}

// Then does what needs to know where things stand, such as to scroll to one of them,
// once all are placed.
func (p *Pass) Then(do func()) {
	p.then = append(p.then, do)
	p.Hold(func() {})
}

// Placing is one panel's part in a pass.
type Placing struct {
	pass  *Pass
	panel fyne.Widget
	lay   func(fyne.Size)
	due   bool
	times int
}

// NewPlacing returns the part of a panel whose objects lay puts in place at a size. What
// lies within a panel takes part after it.
func (h *Host) NewPlacing(panel fyne.Widget, lay func(fyne.Size)) *Placing {
	x := &Placing{pass: &h.Pass, panel: panel, lay: lay}
	h.Pass.all = append(h.Pass.all, x)
	return x
}

// Mark asks for the panel to be placed, after a text that may need another height.
func (x *Placing) Mark() { x.Layout(x.panel.Size()) }

// Layout places the panel at a size, at once or, while a change is shown, when it is
// through. It is for the panel's renderer.
func (x *Placing) Layout(size fyne.Size) {
	if x.due = x.pass.held > 0; !x.due && size.Width > 0 {
		x.times++
		x.lay(size)
	}
}

// Times returns how often the panel was placed, for tests.
func (x *Placing) Times() int { return x.times }
