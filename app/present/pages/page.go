// Package pages is what may lie over the presenter's view of a talk, a page at a time:
// overview, editing, files, displays, keys. Each knows the talk and a few things of its
// windows.
package pages

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/present/given"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Page lies over the presenter's view until it is left. It has the keys first: Key and
// Rune tell whether they took them.
type Page interface {
	Root() fyne.CanvasObject
	Key(e *fyne.KeyEvent) bool
	Rune(r rune) bool
	Targets(add AddTarget)
	Scrolls() []*container.Scroll
}

// AddTarget notes something that can be activated, cut to what it lies within.
type AddTarget = func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject)

// Windows are what pages know of the windows that they are shown in.
type Windows interface {
	// Private tells whether there is a window that only the presenter sees; where there
	// is none, it says so.
	Private() bool
	// Window is the one that the presenter works in.
	Window() fyne.Window
	// Contents puts what is to be seen into the windows, after another page came to lie
	// on top.
	Contents()
	// Hint tells the presenter something until the next key.
	Hint(string)
	// Focus gives the keyboard to a control, or with nil to the talk itself.
	Focus(fyne.Focusable)
}

// Pages are the pages of a talk, of which one at most lies over the presenter's view.
type Pages struct {
	*given.Talk
	Windows
	// Mine are the presenter's own talks.
	Mine   *Mine
	top    Page
	Folder string // the last one that a file was asked for in
	// Pages are made once.
	keys     *Keys
	edit     *Edit
	overview *Overview
	teaching *Keys // waits for a key
}

// New returns the pages of a talk, none of them open.
func New(t *given.Talk, w Windows) *Pages {
	p := &Pages{Talk: t, Windows: w}
	p.Mine = &Mine{Talk: t, tell: p.tell}
	return p
}

// Top is the page that lies over the presenter's view, or nil.
func (p *Pages) Top() Page { return p.top }

// Open lays a page over the presenter's view.
func (p *Pages) Open(x Page) {
	if !p.Private() { // it waits: only the room's picture is to be seen
		return
	}
	p.top = x
	p.Focus(nil)
	p.Contents()
	if f, ok := x.(interface{ opened() }); ok {
		f.opened()
	}
}

// Close goes back to the presenter's view.
func (p *Pages) Close() {
	p.Clear()
	p.Mine.Save()
	p.Focus(nil)
	p.Contents()
}

// Clear takes what lies over the presenter's view away, without showing it.
func (p *Pages) Clear() { p.top, p.teaching = nil, nil }

// leaf is what the pages have in common: a title, a line below it, a button to leave,
// further buttons, and content that scrolls.
type leaf struct {
	p           *Pages
	title, Line *widgets.Flow
	close       *widgets.Button
	buttons     []*widgets.Button
	back        *canvas.Rectangle
	list        *fyne.Container
	scroll      *container.Scroll
	all         *fyne.Container
	// rows returns the height of the content for a width, and places it if asked to.
	rows  func(width float32, set bool) float32
	gap   float32 // between rows that are stacked, in steps of space
	leave func()  // what Esc and the button do
	width float32
}

func (l *leaf) Scrolls() []*container.Scroll { return []*container.Scroll{l.scroll} }

// newLeaf returns a page. Without rows, its content is stacked.
func newLeaf(p *Pages, title, text string, rows func(width float32, set bool) float32, buttons ...*widgets.Button) *leaf {
	l := &leaf{p: p, back: canvas.NewRectangle(p.Skin().Color(charts.Paper)), buttons: buttons, rows: rows, leave: p.Close}
	if rows == nil {
		l.rows = l.stack
	}
	l.title = widgets.NewLine(p.Host, title, charts.SizeHeadline, typeface.Bold, charts.Ink)
	l.Line = widgets.NewLine(p.Host, text, charts.SizeBody, typeface.Regular, charts.Muted)
	l.close = widgets.NewButton(words.Say("talk.close"), "Esc", widgets.Plain, p.Host, func() { l.leave() })
	l.list = widgets.Arranged(l.least, func(fyne.Size) {})
	l.scroll = widgets.NewScroll(p.Host, l.list)
	l.all = widgets.Arranged(func() fyne.Size { return fyne.NewSize(320, 240) }, l.layout, l.back, l.title, l.Line, l.close)
	for _, b := range buttons {
		l.all.Add(b)
	}
	l.all.Add(l.scroll)
	return l
}

func (l *leaf) Root() fyne.CanvasObject { return l.all }

func (l *leaf) layout(size fyne.Size) {
	s := l.p.Skin()
	widgets.Put(l.back, 0, 0, size.Width, size.Height)
	pad := s.Space(6)
	c := l.close.MinSize()
	y := s.Space(4)
	widgets.Put(l.close, size.Width-pad-c.Width, y, c.Width, c.Height)
	y = widgets.PutFlow(l.title, pad, y, size.Width-2*pad-c.Width-s.Space(4))
	y = widgets.PutFlow(l.Line, pad, y, size.Width-2*pad) + s.Space(2)
	if len(l.buttons) > 0 {
		y = widgets.PutRow(s, l.buttons, pad, y, size.Width-2*pad, true) + s.Space(3)
	}
	l.width = size.Width - 2*pad
	widgets.Put(l.scroll, pad, y, l.width, max(size.Height-y-s.Space(2), 20))
	l.relay()
}

// least is how much the content needs, once it is known how wide it is.
func (l *leaf) least() fyne.Size {
	if l.width < 1 {
		return fyne.NewSize(100, 10)
	}
	return fyne.NewSize(100, l.rows(l.width, false))
}

// stack sets the content below each other.
func (l *leaf) stack(width float32, set bool) (y float32) {
	put := widgets.Placer(set)
	for _, o := range l.list.Objects {
		h := o.(widgets.Tall).HeightFor(width)
		put(o, 0, y, width, h)
		y += h + l.p.Skin().Space(l.gap)
	}
	return y
}

// relay places the content again.
func (l *leaf) relay() {
	if l.width > 0 {
		l.list.Resize(fyne.NewSize(l.width, l.rows(l.width, false)))
		l.rows(l.width, true)
		l.scroll.Refresh()
	}
}

func (l *leaf) Key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		l.leave()
	case fyne.KeyUp:
		l.by(-60)
	case fyne.KeyDown:
		l.by(60)
	case fyne.KeyPageUp:
		l.by(-l.scroll.Size().Height * 0.9)
	case fyne.KeyPageDown, fyne.KeySpace:
		l.by(l.scroll.Size().Height * 0.9)
	}
	return true // a page that lies over the talk does not step it
}

func (l *leaf) by(dy float32) {
	most := max(l.list.Size().Height-l.scroll.Size().Height, 0)
	l.scroll.ScrollToOffset(fyne.NewPos(0, min(max(l.scroll.Offset.Y+dy, 0), most)))
}

func (l *leaf) Rune(rune) bool { return true }

func (l *leaf) Targets(add AddTarget) {
	add("page/close", l.close)
}
