package explore

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"truceline/app/files"
	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/typeface"
	"truceline/data"
)

// sheets shows what lies over the window: sources, a word of the glossary, keys,
// about. One at a time, closed by Esc or its button.
type sheets struct {
	w     *Window
	popup *widget.PopUp
	sheet *sheet
	// export is the form of the export sheet while that is open, found the search.
	export *exportForm
	found  *searchBox
	files  *files.Chooser
}

// show opens the sheet of a View, or closes the one that is open.
func (s *sheets) show(name string) {
	if s.popup != nil {
		s.popup.Hide()
		s.popup, s.sheet, s.export, s.found, s.files = nil, nil, nil, nil, nil
	}
	if name != view.FileSheet {
		s.w.leaveAsking()
	}
	if name == "" {
		return
	}
	b := &sheetBuilder{w: s.w}
	switch kind, id, _ := strings.Cut(name, "/"); {
	case kind+"/" == view.SourceSheet:
		b.sources(id)
	case kind+"/" == view.TermSheet:
		b.term(id)
	case kind+"/" == view.BeatSheet:
		b.beat(id)
	case kind+"/" == view.BarSheet:
		b.bar(id)
	case kind+"/" == view.ReplySheet:
		b.reply(id)
	case kind+"/" == view.ChangeSheet:
		b.change(id)
	case name == view.TableSheet:
		b.table()
	case name == view.CountSheet:
		b.counted()
	case name == view.SummarySheet:
		b.summary()
	case name == view.KeysSheet:
		b.keys()
	case name == view.AboutSheet:
		b.about()
	case name == view.MapSheet:
		b.mapInWords()
	case name == view.ProblemSheet:
		b.problems()
	case name == view.ExportSheet:
		b.export()
	case name == view.FileSheet:
		b.file()
	case kind+"/" == view.CiteSheet:
		b.title = words.Say("sheet.cite")
		b.cite(strings.Split(id, ";"))
	case name == view.SearchSheet:
		b.search()
	case kind+"/" == view.PositionSheet:
		b.position(id)
	case name == view.PositionsSheet:
		b.positions()
	case name == view.GlossarySheet:
		b.glossary()
	}
	s.sheet = newSheet(s.w, b.title, b.rows)
	s.sheet.wide, s.sheet.tall = b.wide, b.tall
	s.popup = widget.NewModalPopUp(s.sheet, s.w.win.Canvas())
	s.popup.Show()
	s.size()
	if b.first == nil {
		b.first = s.sheet.close
	}
	s.w.win.Canvas().Focus(b.first)
}

// size fits the sheet to the window.
func (s *sheets) size() {
	if s.popup == nil {
		return
	}
	have := s.w.win.Canvas().Size()
	skin := look.Current()
	width := min(600*skin.TextScale, have.Width-24)
	if s.sheet.wide {
		width = min(960*skin.TextScale, have.Width-24)
	}
	height := s.sheet.heightFor(width) + skin.Space(3)
	if s.sheet.tall {
		height = have.Height * 0.8
	}
	height = min(height, have.Height-24)
	s.popup.Resize(fyne.NewSize(width, height))
	s.popup.Move(fyne.NewPos((have.Width-width)/2, (have.Height-height)/2))
}

// sheetBuilder collects the rows of a sheet.
type sheetBuilder struct {
	w     *Window
	title string
	rows  []fyne.CanvasObject
	wide  bool
	tall  bool           // as high as the window allows, whatever it holds
	first fyne.Focusable // has the focus when the sheet opens; nil for its button
}

func (b *sheetBuilder) text(text string, size charts.TextSize, weight typeface.Weight, role charts.Role) {
	if text != "" {
		b.rows = append(b.rows, widgets.NewFlow(b.w.host, nil, widgets.Span{Text: text, Size: size, Weight: weight, Role: role}))
	}
}

func (b *sheetBuilder) heading(text string) {
	b.text(text, charts.SizeStrong, typeface.SemiBold, charts.Ink)
}
func (b *sheetBuilder) body(text string) { b.text(text, charts.SizeBody, typeface.Regular, charts.Ink) }
func (b *sheetBuilder) muted(text string) {
	b.text(text, charts.SizeLabel, typeface.Regular, charts.Muted)
}

func (b *sheetBuilder) gap() { b.rows = append(b.rows, newGap()) }

// sources lists the sources of a card or a meeting, and what is taken from each.
func (b *sheetBuilder) sources(id string) {
	s, v := b.w.looking()
	var cites []data.Cite
	if m, ok := strings.CutPrefix(id, view.MeetingCard); ok {
		if meeting := s.Meeting(m); meeting != nil {
			known := meeting.Known(v.Epilogue)
			b.title = words.Say("sheet.sources", "Title", words.Say("meeting.title", "Number", known.Order, "City", known.City))
			for _, src := range known.Sources {
				cites = append(cites, data.Cite{Source: src, Takes: words.Say("sheet.takes.meeting")})
			}
		}
	} else if card := s.Card(id); card != nil {
		b.title = words.Say("sheet.sources", "Title", card.Title)
		cites = card.Sources
	}
	b.cites(cites)
	if card := s.Card(id); card != nil && len(card.Derived) > 0 {
		b.gap()
		b.heading(words.Say("sheet.derived"))
		for _, d := range card.Derived {
			b.body(d)
		}
	}
}

// beat lists the sources of a beat's headline: its card's, its meeting's, and those
// it names itself.
func (b *sheetBuilder) beat(id string) {
	s, v := b.w.looking()
	beat := s.Beat(id)
	if beat == nil {
		return
	}
	b.title = words.Say("sheet.beat")
	b.body(beat.Headline)
	b.gap()
	var cites []data.Cite
	add := func(c data.Cite) {
		if !slices.ContainsFunc(cites, func(x data.Cite) bool { return x.Source == c.Source }) {
			cites = append(cites, c)
		}
	}
	if card := s.Card(beat.Card); card != nil {
		for _, c := range card.Sources {
			add(c)
		}
	}
	for _, src := range beat.Sources {
		add(data.Cite{Source: src})
	}
	if m := s.Meeting(beat.Meeting); m != nil {
		for _, src := range m.Known(v.Epilogue).Sources {
			add(data.Cite{Source: src})
		}
	}
	b.cites(cites)
}

// bar lists the sources of a row of the bar figure that is shown.
func (b *sheetBuilder) bar(id string) {
	w := words.Local{}
	f, _, _ := b.w.figure()
	for _, bar := range f.Bars {
		if bar.ID != id {
			continue
		}
		b.title = bar.Name
		key := "bar.level"
		switch bar.Kind {
		case charts.StepBar:
			key = "bar.step"
		case charts.OpenBar:
			key = "bar.open"
		}
		b.body(words.Say(key, "Change", w.Rate(bar.Change), "Count", w.Number(float64(bar.Change), 1)))
		b.muted(bar.Note)
		b.gap()
		b.cite(bar.Sources)
	}
}

// reply tells of an action and its answer, and lists the sources of both being that.
func (b *sheetBuilder) reply(id string) {
	s, _ := b.w.looking()
	at, err := strconv.Atoi(id)
	if err != nil || at < 0 || at >= len(s.Links) {
		return
	}
	l := s.Links[at]
	b.title = words.Say("replies.title", "Days", figures.Elapsed(s.Happens(l.To)-s.Happens(l.From), words.Local{}))
	b.body(figures.ReplyText(s, l, words.Local{}))
	b.body(l.Text)
	b.gap()
	b.cite(l.Sources)
}

// change lists what stands behind a side's rate from a day on.
func (b *sheetBuilder) change(id string) {
	s, v := b.w.looking()
	w := words.Local{}
	side, from, _ := strings.Cut(id, "/")
	day, err := data.ParseDay(from)
	if err != nil {
		return
	}
	t := panels.StretchOn(s, data.SideID(side), day, v.Epilogue)
	if t == nil {
		return
	}
	b.title = words.Say("change.title", "On", s.Side(t.Side).On, "Rate", w.Rate(t.Rate), "Day", w.Day(t.From, charts.DayMonthYear))
	for i, c := range t.Changes {
		if i > 0 {
			b.gap()
		}
		b.body(words.Say("change.what", "Title", c.Title, "Day", w.Day(c.Effective, charts.DayMonthYear)))
		b.muted(strings.Trim(c.Instrument+" · "+c.Citation, " ·"))
		b.muted(c.Note)
	}
	sources := t.Sources()
	for _, x := range s.Suspended(t.Side, v.Epilogue) {
		if !x.Contains(day) && !x.Contains(v.Day) {
			continue
		}
		for _, c := range x.Changes {
			if c.Effective > max(day, v.Day) {
				continue
			}
			b.gap()
			b.body(words.Say("change.what", "Title", c.Title, "Day", w.Day(c.Effective, charts.DayMonthYear)))
			b.muted(strings.Trim(c.Instrument+" · "+c.Citation, " ·"))
			b.muted(c.Note)
			for _, src := range c.Sources {
				if !slices.Contains(sources, src) {
					sources = append(sources, src)
				}
			}
		}
	}
	b.gap()
	b.cite(sources)
}

// table lists exactly what the plot shows. A row that belongs to a day leads there.
func (b *sheetBuilder) table() {
	v := b.w.seen
	f, title, _ := b.w.figure()
	b.title, b.wide = title, true
	shares := widgets.Shares(append([][]string{f.Table.Columns}, f.Table.Rows...))
	b.row(f.Table.Columns, shares, typeface.SemiBold, charts.Muted, nil)
	for i, row := range f.Table.Rows {
		day := f.Table.Days[i]
		var to func()
		if day.Set() {
			to = func() { b.w.pickDay(day) }
		}
		until := f.Table.Untils[i]
		weight := typeface.Regular
		if day.Set() && day <= v.Day && (!until.Set() || v.Day <= until) {
			weight = typeface.SemiBold // the row of the cursor's day
		}
		b.row(row, shares, weight, charts.Ink, to)
	}
}

func (b *sheetBuilder) row(cells []string, shares []float32, weight typeface.Weight, role charts.Role, to func()) {
	var spans []widgets.Span
	for _, c := range cells {
		spans = append(spans, widgets.Span{Text: c, Size: charts.SizeLabel, Weight: weight, Role: role})
	}
	row := widgets.NewRow(b.w.host, spans, to)
	row.SetShares(shares)
	b.rows = append(b.rows, row)
}

// summary says in words what the plot shows.
func (b *sheetBuilder) summary() {
	f, title, line := b.w.figure()
	b.title = title
	b.muted(line)
	b.gap()
	b.body(f.Summary)
	b.gap()
	b.muted(f.AsOf)
	b.muted(f.Sources)
}

func (b *sheetBuilder) cites(cites []data.Cite) {
	s, _ := b.w.looking()
	w := words.Local{}
	for i, c := range cites {
		if c.Source == data.Withheld {
			if i > 0 {
				b.gap()
			}
			b.heading(words.Say("source.withheld"))
			b.muted(words.Say("source.withheld.why", "Day", w.Day(s.AsOf, charts.DayMonthYear)))
			continue
		}
		src := s.Source(c.Source)
		if src == nil {
			continue
		}
		if i > 0 {
			b.gap()
		}
		b.heading(src.Title)
		parts := []string{}
		for _, p := range []string{src.Publisher, w.Day(src.Day, charts.DayMonthYear), words.Say("grade." + string(src.Grade))} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		b.muted(strings.Join(parts, " · "))
		if c.Takes != "" {
			b.body(words.Say("sheet.takes", "Text", c.Takes))
		}
		b.muted(src.Note)
		b.address(src.Address)
	}
}

// address shows an address as text, with a button that copies it. The program
// opens none.
func (b *sheetBuilder) address(address string) {
	if address == "" {
		return
	}
	b.text(address, charts.SizeSmall, typeface.Regular, charts.Accent)
	var copied *widgets.Button
	copied = widgets.NewButton(words.Say("sheet.copy"), "", widgets.TagLike, b.w.host, func() {
		fyne.CurrentApp().Clipboard().SetContent(address)
		copied.SetText(words.Say("sheet.copied"))
	})
	b.rows = append(b.rows, container.NewHBox(copied))
}

func (b *sheetBuilder) term(id string) {
	s, _ := b.w.looking()
	t := s.Term(id)
	if t == nil {
		return
	}
	b.title = t.Term
	b.body(t.Meaning)
	b.gap()
	b.cite(t.Sources)
}

// problems lists what is wrong with a story that did not open, one a line.
func (b *sheetBuilder) problems() {
	b.title = words.Say("problems.title")
	b.body(words.Say("problems.what"))
	b.gap()
	if b.w.problem != nil {
		for line := range strings.Lines(b.w.problem.Error()) {
			b.body(strings.TrimRight(line, "\n"))
		}
	}
}

// sheet is a title, a close button, and rows that scroll.
type sheet struct {
	widget.BaseWidget
	title  *widgets.Flow
	close  *widgets.Button
	rows   *fyne.Container
	scroll *container.Scroll
	wide   bool // for tables
	tall   bool // for what changes while it is open
}

func newSheet(w *Window, title string, rows []fyne.CanvasObject) *sheet {
	s := &sheet{title: widgets.NewFlow(w.host, nil, widgets.Span{Text: title, Size: charts.SizeStrong, Weight: typeface.Bold, Role: charts.Ink})}
	s.close = widgets.NewButton(words.Say("sheet.close"), "Esc", widgets.Plain, w.host, func() { w.openSheet("") })
	s.rows = widgets.Arranged(func() fyne.Size {
		return fyne.NewSize(200, s.rowsHeight(max(s.scroll.Size().Width-10, 200), false))
	}, func(size fyne.Size) { s.rowsHeight(size.Width-10, true) }, rows...)
	s.scroll = container.NewVScroll(s.rows)
	s.ExtendBaseWidget(s)
	return s
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
	y := float32(ringRoom)
	for _, o := range s.rows.Objects {
		h := o.MinSize().Height
		switch f := o.(type) {
		case interface{ heightFor(float32) float32 }:
			h = f.heightFor(width)
		case widgets.Tall:
			h = f.HeightFor(width)
		}
		if place {
			widgets.Put(o, ringRoom, y, width, h)
		}
		y += h + 2
	}
	return y + ringRoom
}

func (s *sheet) MinSize() fyne.Size { s.ExtendBaseWidget(s); return fyne.NewSize(240, 120) }

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

func newGap() *gap {
	g := &gap{}
	g.ExtendBaseWidget(g)
	return g
}

func (g *gap) MinSize() fyne.Size { return fyne.NewSize(1, look.Of(g).Space(3)) }
func (g *gap) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// pair is a key and what it does.
type pair struct {
	widget.BaseWidget
	key, what *widgets.Flow
}

func newPair(w *Window, key, what string) *pair {
	p := &pair{
		key:  widgets.NewFlow(w.host, nil, widgets.Span{Text: key, Size: charts.SizeBody, Weight: typeface.Medium, Role: charts.Ink}),
		what: widgets.NewFlow(w.host, nil, widgets.Span{Text: what, Size: charts.SizeBody, Role: charts.Muted}),
	}
	p.ExtendBaseWidget(p)
	return p
}

func (p *pair) heightFor(width float32) float32 {
	return max(p.key.HeightFor(width*0.36), p.what.HeightFor(width*0.6))
}

func (p *pair) MinSize() fyne.Size { return fyne.NewSize(100, p.heightFor(p.Size().Width)) }
func (p *pair) CreateRenderer() fyne.WidgetRenderer {
	return widgets.Drawn(p, func(size fyne.Size) {
		widgets.Put(p.key, 0, 0, size.Width*0.36, p.key.HeightFor(size.Width*0.36))
		widgets.Put(p.what, size.Width*0.4, 0, size.Width*0.6, p.what.HeightFor(size.Width*0.6))
	}, nil, p.key, p.what)
}

// mapInWords is the sheet of the map's summary, with the distances below.
func (b *sheetBuilder) mapInWords() {
	s, v := b.w.looking()
	b.title = words.Say("map.words.title")
	b.body(panels.MapSummary(s, v, b.w.body.worldMap.Layout()))
	b.gap()
	b.heading(words.Say("map.words.distances"))
	for _, m := range s.MeetingsShown(v.Epilogue) {
		b.rows = append(b.rows, newPair(b.w, words.Say("meeting.title", "Number", m.Order, "City", m.City), panels.Ways(s, m)))
	}
	b.gap()
	b.muted(words.Say("map.words.how"))
	b.muted(charts.MapSources(b.w.told, words.Local{}))
}
