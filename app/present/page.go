package present

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// page lies over the presenter's view until it is left. It has the keys first: key
// and rune tell whether they took them.
type page interface {
	root() fyne.CanvasObject
	key(e *fyne.KeyEvent) bool
	rune(r rune) bool
	show()
	targets(add addTarget)
	scrolls() []*container.Scroll
}

// openPage lays a page over the presenter's view; the same kind again leaves it.
func (p *Presentation) openPage(x page) {
	if p.deskWindow() == nil { // it waits: only the room's picture is to be seen
		p.hint = words.Say("talk.only.desk")
		p.refresh()
		return
	}
	p.page = x
	p.focus(nil)
	p.contents()
	if f, ok := x.(interface{ opened() }); ok {
		f.opened()
	}
}

// closePage goes back to the presenter's view.
func (p *Presentation) closePage() {
	p.page, p.teaching = nil, nil
	p.saveTalk()
	p.focus(nil)
	p.contents()
}

// leaf is what the pages have in common: a title, a line below it, a button to leave,
// further buttons, and content that scrolls.
type leaf struct {
	p           *Presentation
	title, line *widgets.Flow
	close       *widgets.Button
	buttons     []*widgets.Button
	back        *canvas.Rectangle
	list        *fyne.Container
	scroll      *container.Scroll
	all         *fyne.Container
	// rows returns the height of the content for a width, and places it if asked to.
	rows  func(width float32, set bool) float32
	width float32
}

func (l *leaf) scrolls() []*container.Scroll { return []*container.Scroll{l.scroll} }

func newLeaf(p *Presentation, title, text string, rows func(width float32, set bool) float32, buttons ...*widgets.Button) *leaf {
	l := &leaf{p: p, back: canvas.NewRectangle(p.skin().Color(charts.Paper)), buttons: buttons, rows: rows}
	l.title = line(p.host, title, charts.SizeHeadline, typeface.Bold, charts.Ink)
	l.line = line(p.host, text, charts.SizeBody, typeface.Regular, charts.Muted)
	l.close = widgets.NewButton(words.Say("talk.close"), "Esc", widgets.Plain, p.host, p.closePage)
	l.list = arranged(l.least, func(fyne.Size) {})
	l.scroll = container.NewVScroll(l.list)
	l.scroll.OnScrolled = func(fyne.Position) { p.moved() }
	l.all = arranged(func() fyne.Size { return fyne.NewSize(320, 240) }, l.layout, l.back, l.title, l.line, l.close)
	for _, b := range buttons {
		l.all.Add(b)
	}
	l.all.Add(l.scroll)
	return l
}

func (l *leaf) root() fyne.CanvasObject { return l.all }

func (l *leaf) layout(size fyne.Size) {
	s := l.p.skin()
	widgets.Put(l.back, 0, 0, size.Width, size.Height)
	pad := s.Space(6)
	c := l.close.MinSize()
	y := s.Space(4)
	widgets.Put(l.close, size.Width-pad-c.Width, y, c.Width, c.Height)
	y = widgets.PutFlow(l.title, pad, y, size.Width-2*pad-c.Width-s.Space(4))
	y = widgets.PutFlow(l.line, pad, y, size.Width-2*pad) + s.Space(2)
	if len(l.buttons) > 0 {
		y = row(s, l.buttons, pad, y, size.Width-2*pad, true) + s.Space(3)
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

// relay places the content again.
func (l *leaf) relay() {
	if l.width > 0 {
		l.list.Resize(fyne.NewSize(l.width, l.rows(l.width, false)))
		l.rows(l.width, true)
		l.scroll.Refresh()
	}
}

// reveal scrolls so that a stretch of the content is seen.
func (l *leaf) reveal(y, height float32) {
	offset, seen := l.scroll.Offset.Y, l.scroll.Size().Height
	switch {
	case y < offset:
		offset = y
	case y+height > offset+seen:
		offset = y + height - seen
	default:
		return
	}
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(offset, 0)))
}

func (l *leaf) key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape {
		l.p.closePage()
		return true
	}
	switch e.Name {
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

func (l *leaf) rune(rune) bool { return true }
func (l *leaf) show()          {}

func (l *leaf) targets(add addTarget) {
	add("page/close", l.close)
}
