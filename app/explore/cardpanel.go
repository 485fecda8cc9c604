package explore

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/charts"
	"truceline/data"
)

// cardPanel is the lenses as tabs, and the cards of the lens that is on. The cards
// keep the story's order; the one that belongs to the moment is scrolled to the
// top. Flat, it does not scroll by itself but is as high as all its cards, and the
// selected one stands first.
type cardPanel struct {
	widget.BaseWidget
	host   *widgets.Host
	events widgets.CardEvents
	tabs   []*widgets.Button
	lenses []data.Lens
	cards  []*widgets.Card
	flat   bool

	tabRow *container.Scroll
	list   *fyne.Container
	scroll *container.Scroll
	bare   *fyne.Container   // holds the list where it does not scroll by itself
	rule   *canvas.Rectangle // below the tabs
	width  float32
	room   float32 // below the last card, so that it can be scrolled to the top
	// held is the card that stays in sight, whatever becomes of the panel's size, until
	// the reader scrolls; scrolling is set while the panel scrolls by itself.
	held      string
	atTop     bool // it stands at the top of the list, else anywhere in it
	scrolling bool
	placing   *widgets.Placing
}

func newCardPanel(host *widgets.Host, lenses []data.Lens, events widgets.CardEvents, toLens func(id string)) *cardPanel {
	p := &cardPanel{host: host, events: events, lenses: lenses}
	row := container.New(&tabLayout{p})
	for _, l := range lenses {
		tab := widgets.NewButton(l.Name, "", widgets.Tab, host, func() { toLens(l.ID) })
		p.tabs = append(p.tabs, tab)
		row.Add(tab)
	}
	p.tabRow = container.NewHScroll(row)
	p.list = widgets.Arranged(func() fyne.Size { return fyne.NewSize(160, p.layList(p.width)) }, func(size fyne.Size) { p.layList(size.Width) })
	p.scroll = container.NewVScroll(p.list)
	p.scroll.OnScrolled = func(fyne.Position) {
		if !p.scrolling {
			p.held = ""
		}
		host.Moved()
	}
	p.bare, p.rule = container.NewStack(), canvas.NewRectangle(nil)
	p.placing = host.NewPlacing(p, p.lay)
	return widgets.Extended(p)
}

// set shows cards, and marks lens and card that are on.
func (p *cardPanel) set(contents []widgets.CardContent, lens, selected string) {
	p.cards = p.cards[:0]
	for _, c := range contents {
		p.cards = append(p.cards, widgets.NewCard(p.host, c, p.events))
	}
	for i, l := range p.lenses {
		p.tabs[i].SetOn(l.ID == lens)
	}
	p.mark(selected)
}

// mark selects a card.
func (p *cardPanel) mark(selected string) {
	for _, c := range p.cards {
		c.SetSelected(c.ID() == selected)
	}
	p.order()
	p.placing.Mark()
}

// order is the order of the cards: the story's, and where they do not scroll by
// themselves, the selected one before them.
func (p *cardPanel) order() {
	var first, rest []fyne.CanvasObject
	for _, c := range p.cards {
		if p.flat && c.Selected() {
			first = append(first, c)
		} else {
			rest = append(rest, c)
		}
	}
	if all := append(first, rest...); !slices.Equal(all, p.list.Objects) {
		p.list.Objects = all
		p.list.Refresh()
	}
}

// hold keeps a card in sight: at the top, or only as far in the list as it needs to be
// seen.
func (p *cardPanel) hold(id string, top bool) {
	p.held, p.atTop = id, top
	p.placing.Mark()
}

// reveal scrolls to the card that is held.
func (p *cardPanel) reveal() {
	for _, c := range p.cards {
		if c.ID() != p.held {
			continue
		}
		const air = 8
		y, h := c.Position().Y-air, c.Size().Height+2*air
		offset, view := p.scroll.Offset.Y, p.scroll.Size().Height
		switch {
		case p.atTop || y < offset || h > view:
			offset = y
		case y+h > offset+view:
			offset = y + h - view
		}
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, offset)))
	}
}

func (p *cardPanel) setFlat(flat bool) {
	p.flat = flat
	p.order()
	p.scroll.Content, p.bare.Objects = p.list, nil
	if flat {
		p.scroll.Content, p.bare.Objects = container.NewWithoutLayout(), []fyne.CanvasObject{p.list}
	}
	widgets.SetVisible(p.scroll, !flat)
}

// layList places the cards for a width and returns the height they need.
func (p *cardPanel) layList(width float32) float32 {
	p.width = width
	s := look.Of(p)
	side, gap := s.Space(4.5), s.Space(2.5)
	y := gap
	last := float32(0)
	for _, o := range p.list.Objects {
		c := o.(*widgets.Card)
		last = y
		h := c.HeightFor(width - 2*side)
		widgets.Put(c, side, y, width-2*side, h)
		y += h + gap
	}
	p.room = 0
	if !p.flat && len(p.cards) > 0 {
		p.room = max(0, p.scroll.Size().Height-(y-last)-gap)
	}
	return y + p.room
}

func (p *cardPanel) tabHeight() float32 {
	return p.tabs[0].MinSize().Height + look.Of(p).Space(1.5)
}

// MinSize implements fyne.CanvasObject.
func (p *cardPanel) MinSize() fyne.Size { return fyne.NewSize(200, 100) }

// CreateRenderer implements fyne.Widget.
func (p *cardPanel) CreateRenderer() fyne.WidgetRenderer {
	return widgets.Drawn(p, p.placing.Layout, func() { p.rule.FillColor = look.Of(p).Color(charts.Line) }, p.rule, p.tabRow, p.scroll, p.bare)
}

func (p *cardPanel) lay(size fyne.Size) {
	s := look.Of(p)
	side := s.Space(4.5)
	h := p.tabHeight()
	widgets.Put(p.tabRow, s.Space(3.5), s.Space(1.5), size.Width-s.Space(7), h-s.Space(1.5))
	widgets.Put(p.rule, side, h-1, size.Width-2*side, 1)
	if p.flat {
		widgets.Put(p.bare, 0, h+1, size.Width, size.Height-h-1)
		p.layList(size.Width)
		return
	}
	p.scrolling = true
	widgets.Put(p.scroll, 0, h+1, size.Width, max(size.Height-h-1, 1))
	p.list.Resize(fyne.NewSize(size.Width, p.layList(size.Width)))
	widgets.Rescroll(p.scroll)
	if p.held != "" && p.scroll.Size().Height >= 2 {
		p.reveal()
	}
	p.scrolling = false
}

// tabLayout sets the tabs in a row, as close as they need to be.
type tabLayout struct{ p *cardPanel }

// gap is smaller where the tabs would else not fit.
func (l *tabLayout) gap(objects []fyne.CanvasObject) float32 {
	s := look.Of(l.p)
	total := float32(0)
	for _, o := range objects {
		total += o.MinSize().Width
	}
	spare := (l.p.Size().Width - s.Space(9) - total) / float32(max(1, len(objects)-1))
	return min(max(spare, s.Space(1.5)), s.Space(4))
}

func (l *tabLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	gap := l.gap(objects)
	for i, o := range objects {
		m := o.MinSize()
		if i > 0 {
			size.Width += gap
		}
		size.Width, size.Height = size.Width+m.Width, max(size.Height, m.Height)
	}
	size.Width += 2 * look.Of(l.p).Space(1)
	return size
}

func (l *tabLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := look.Of(l.p).Space(1)
	for _, o := range objects {
		m := o.MinSize()
		widgets.Put(o, x, 0, m.Width, size.Height)
		x += m.Width + l.gap(objects)
	}
}
