package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// sheet is a title, a close button, and rows that scroll.
type sheet struct {
	widget.BaseWidget
	title  *widgets.Flow
	close  *widgets.Button
	rows   *fyne.Container
	scroll *container.Scroll
	wide   bool // for tables
	tall   bool // for what changes while it is open
	// targets is the builder's.
	targets func(add func(id string, o fyne.CanvasObject))
}

func newSheet(b *Builder) *sheet {
	s := &sheet{wide: b.wide, tall: b.tall, targets: b.Targets, title: widgets.NewFlow(b.s.o.Host, nil, widgets.Span{Text: b.Title, Size: charts.SizeStrong, Weight: typeface.Bold, Role: charts.Ink})}
	s.close = widgets.NewButton(words.Say("sheet.close"), "Esc", widgets.Plain, b.s.o.Host, func() { b.s.Open("") })
	s.rows = widgets.Arranged(func() fyne.Size {
		return fyne.NewSize(200, s.rowsHeight(max(s.scroll.Size().Width-10, 200), false))
	}, func(size fyne.Size) { s.rowsHeight(size.Width-10, true) }, b.rows...)
	s.scroll = container.NewVScroll(s.rows)
	return widgets.Extended(s)
}

func (s *sheet) pad() float32 { return look.Of(s).Space(3) }

func (s *sheet) headHeight(width float32) float32 {
	return max(s.title.HeightFor(width-s.close.MinSize().Width-3*s.pad()), s.close.MinSize().Height) + s.pad()
}

func (s *sheet) heightFor(width float32) float32 {
	return s.headHeight(width) + s.rowsHeight(width-2*s.pad(), false) + 2*s.pad()
}

func (s *sheet) rowsHeight(width float32, place bool) float32 {
	const ringRoom = 3 // of the focus, which the scroller would cut, in dp
	width -= 2 * ringRoom
	y, put := float32(ringRoom), widgets.Placer(place)
	for _, o := range s.rows.Objects {
		h := widgets.HeightOf(o, width)
		put(o, ringRoom, y, width, h)
		y += h + 2
	}
	return y + ringRoom
}

func (s *sheet) MinSize() fyne.Size { return fyne.NewSize(240, 120) }

func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	return widgets.Drawn(s, func(size fyne.Size) {
		pad, button := s.pad(), s.close.MinSize()
		widgets.Put(s.title, pad, pad, size.Width-button.Width-3*pad, s.title.HeightFor(size.Width-button.Width-3*pad))
		widgets.Put(s.close, size.Width-pad-button.Width, pad*0.6, button.Width, button.Height)
		top := s.headHeight(size.Width) + pad*0.6
		widgets.Put(s.scroll, pad, top, size.Width-2*pad+6, size.Height-top-pad*0.5)
	}, nil, s.title, s.close, s.scroll)
}

// gap is an empty row.
type gap struct{ widget.BaseWidget }

func (g *gap) MinSize() fyne.Size { return fyne.NewSize(1, look.Of(g).Space(3)) }
func (g *gap) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// pair is a key and what it does.
type pair struct {
	widget.BaseWidget
	key, what *widgets.Flow
}

func newPair(host *widgets.Host, key, what string) *pair {
	return widgets.Extended(&pair{
		key:  widgets.NewFlow(host, nil, widgets.Span{Text: key, Size: charts.SizeBody, Weight: typeface.Medium, Role: charts.Ink}),
		what: widgets.NewFlow(host, nil, widgets.Span{Text: what, Size: charts.SizeBody, Role: charts.Muted}),
	})
}

func (p *pair) HeightFor(width float32) float32 {
	return max(p.key.HeightFor(width*0.36), p.what.HeightFor(width*0.6))
}

func (p *pair) MinSize() fyne.Size { return fyne.NewSize(100, p.HeightFor(p.Size().Width)) }
func (p *pair) CreateRenderer() fyne.WidgetRenderer {
	return widgets.Drawn(p, func(size fyne.Size) {
		widgets.Put(p.key, 0, 0, size.Width*0.36, p.key.HeightFor(size.Width*0.36))
		widgets.Put(p.what, size.Width*0.4, 0, size.Width*0.6, p.what.HeightFor(size.Width*0.6))
	}, nil, p.key, p.what)
}
