package explore

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/meetings"
	"truceline/charts/typeface"
	"truceline/data"
)

// mapPanel is the map with its title and tools above and its legend below. The
// meetings can be read as rows instead of the map, or beside it where there is
// room; both are one selection.
type mapPanel struct {
	widget.BaseWidget
	w          *Window
	title, sub *widgets.Flow
	world      *picture.Map
	foot       *picture.MapFoot
	// The tools, in order.
	words, list, kind, out, in, home *widgets.Tool

	titleText string
	asList    bool
	ids       []string // of the rows, in order
	rows      map[string]*widgets.ListRow
	total     *widgets.Flow
	stack     *fyne.Container
	scroll    *container.Scroll
	between   *canvas.Rectangle // map and rows
	placing   *widgets.Placing
}

// besideDP is the least width, at text scale 1, at which rows stand beside the map.
const besideDP = 720

func newMapPanel(w *Window) *mapPanel {
	p := &mapPanel{w: w, title: widgets.NewFlow(w.host, nil), sub: widgets.NewFlow(w.host, nil),
		foot: picture.NewMapFoot(words.Local{}), rows: map[string]*widgets.ListRow{}, total: widgets.NewFlow(w.host, nil)}
	p.world = picture.NewMap(w.host, words.Local{}, picture.MapEvents{
		Picked: w.pickMeeting, Moved: w.moveMap, Turn: w.turnMap, List: w.toggleMapList, Step: w.stepMeeting, Over: p.foot.SetCountry,
		Summary: func() { w.openSheet(view.MapSheet) },
	})
	p.world.SetSummary(func() string { s, v := w.store.Looking(); return panels.MapSummary(s, v, p.world.Layout()) })
	p.words = widgets.NewTool(words.Say("map.tool.words"), words.Say("map.tool.words.label"), w.host, func() { w.openSheet(view.MapSheet) })
	p.list = widgets.NewTool(words.Say("map.tool.list"), words.Say("map.tool.list.label"), w.host, w.toggleMapList)
	p.kind = widgets.NewTool(words.Say("map.kind.flat"), words.Say("map.tool.kind.label"), w.host, w.turnMap)
	p.out = widgets.NewTool("−", words.Say("map.tool.out.label"), w.host, p.world.ZoomOut)
	p.in = widgets.NewTool("+", words.Say("map.tool.in.label"), w.host, p.world.ZoomIn)
	p.home = widgets.NewTool(words.Say("map.tool.home"), words.Say("map.tool.home.label"), w.host, p.world.Home)
	p.stack = widgets.Arranged(func() fyne.Size {
		return fyne.NewSize(160, p.layRows(max(p.scroll.Size().Width, 160), false))
	}, func(size fyne.Size) { p.layRows(size.Width, true) })
	p.scroll = widgets.NewScroll(w.host, p.stack)
	p.scroll.Hide()
	p.placing = w.host.NewPlacing(p, p.lay)
	p.between = canvas.NewRectangle(nil)
	return widgets.Extended(p)
}

func (p *mapPanel) tools() []*widgets.Tool {
	return []*widgets.Tool{p.words, p.list, p.kind, p.out, p.in, p.home}
}

// show draws what differs between two Views.
func (p *mapPanel) show(old, now view.View, fresh bool) {
	s, _ := p.w.store.Looking()
	if !fresh && old.MapLook() == now.MapLook() && old.MapList == now.MapList {
		return
	}
	p.world.SetContent(s, now.MapLook())
	p.kind.Set(panels.KindWord(now.Map.Kind), words.Say("map.tool.kind.label"), false)
	p.list.Set(words.Say("map.tool.list"), words.Say("map.tool.list.label"), now.MapList)
	p.setTitle(now)
	p.setRows(now)
	if p.asList != now.MapList {
		held := p.held()
		p.asList = now.MapList
		p.Refresh()
		if held != "" {
			p.w.host.Pass.Then(func() { p.focus(held) })
		}
	}
	p.w.body.Placing.Mark()
}

func (p *mapPanel) setTitle(v view.View) {
	s, _ := p.w.store.Looking()
	sub := words.Say("map.hint")
	p.titleText = words.Say("map.title")
	if m := s.Meeting(v.Meeting); m != nil {
		known := m.Known(v.Epilogue)
		p.titleText = words.Say("meeting.title", "Number", known.Order, "City", known.City)
		sub = panels.MapLine(s, v, s.End(v.Epilogue))
	}
	p.title.SetSpans(widgets.Span{Text: p.titleText, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink})
	p.sub.SetSpans(widgets.Span{Text: sub, Size: charts.SizeLabel, Role: charts.Muted})
}

// setRows shows the meetings as rows.
func (p *mapPanel) setRows(v view.View) {
	s, _ := p.w.store.Looking()
	p.ids = p.ids[:0]
	objects := p.stack.Objects[:0]
	for _, m := range s.MeetingsShown(v.Epilogue) {
		row := p.rows[m.ID]
		if row == nil {
			row = widgets.NewListRow(p.w.host, func() { p.w.pickMeeting(m.ID) })
			row.Typed = p.world.TypedRune
			p.rows[m.ID] = row
		}
		name := words.Say("meeting.title", "Number", m.Order, "City", m.City)
		state := words.Say(panels.StateOf(v.MapLook(), m).Key())
		row.Set(words.Say("map.row.label", "Name", name, "When", panels.When(m), "State", state, "Ways", panels.Ways(s, m)), m.ID == v.Meeting,
			widgets.Span{Text: name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink},
			widgets.Span{Text: words.Say("map.row.when", "When", panels.When(m), "State", state), Size: charts.SizeLabel, Role: charts.Muted},
			widgets.Span{Text: "\n" + panels.Ways(s, m), Size: charts.SizeSmall, Role: charts.Muted})
		p.ids = append(p.ids, m.ID)
		objects = append(objects, row)
	}
	p.total.SetSpans(widgets.Span{Text: panels.FlownText(s, v), Size: charts.SizeSmall, Role: charts.Muted})
	p.stack.Objects = append(objects, p.total)
	p.stack.Refresh()
}

// focus puts the focus on a meeting: on its row, or its marker.
func (p *mapPanel) focus(id string) {
	if row := p.rows[id]; row != nil && p.scroll.Visible() {
		p.w.win.Canvas().Focus(row)
		return
	}
	p.world.Focus(id)
}

// held returns the meeting whose row or marker has the focus, if one has.
func (p *mapPanel) held() string {
	focused := p.w.win.Canvas().Focused()
	for id, row := range p.rows {
		if fyne.Focusable(row) == focused {
			return id
		}
	}
	return p.world.Held(focused)
}

// targets adds what can be activated in the panel.
func (p *mapPanel) targets(add func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject)) {
	if p.Hidden {
		return
	}
	names := []string{"map/words", "map/list", "map/projection", "map/zoom-out", "map/zoom-in", "map/home"}
	for i, t := range p.tools() {
		add(names[i], t)
	}
	if p.world.Visible() {
		p.world.Targets(add)
	}
	if p.scroll.Visible() {
		for _, id := range p.ids {
			add("row/"+id, p.rows[id], p.scroll)
		}
	}
}

// MinSize implements fyne.CanvasObject.
func (p *mapPanel) MinSize() fyne.Size { return fyne.NewSize(200, 160) }

// heightFor returns the height in dp of a panel whose map is mapH high.
func (p *mapPanel) heightFor(width, mapH float32) float32 {
	return p.head(width, widgets.Placer(false)) + mapH + p.foot.MinSize().Height
}

// head returns the height of title and tools; put places them. The
// tools stand beside the title, or on a line of their own where it is too long.
func (p *mapPanel) head(width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	s := look.Of(p)
	side := s.Space(4)
	inner := width - 2*side
	toolsW, toolsH := float32(0), float32(0)
	for _, t := range p.tools() {
		m := t.MinSize()
		toolsW, toolsH = toolsW+m.Width, max(toolsH, m.Height)
	}
	row := func(x, y float32) {
		for _, t := range p.tools() {
			m := t.MinSize()
			put(t, x, y, m.Width, toolsH)
			x += m.Width
		}
	}
	y := s.Space(1.5)
	beside := s.Measure(p.titleText, charts.SizeLabel, typeface.SemiBold).Width+s.Space(3)+toolsW <= inner+s.Space(1.5)
	if beside {
		row(side+inner+s.Space(1.5)-toolsW, y)
		h := p.title.HeightFor(inner)
		put(p.title, side, y+(toolsH-h)/2, inner-toolsW, h)
		y += toolsH
	} else {
		h := p.title.HeightFor(inner)
		y += s.Space(1)
		put(p.title, side, y, inner, h)
		y += h
	}
	h := p.sub.HeightFor(inner)
	put(p.sub, side, y, inner, h)
	y += h
	if !beside {
		row(side-s.Space(1.5), y)
		y += toolsH
	}
	return y + s.Space(1)
}

// CreateRenderer implements fyne.Widget. The objects are in the order of the Tab key: the
// tools, then map and rows.
func (p *mapPanel) CreateRenderer() fyne.WidgetRenderer {
	objects := append([]fyne.CanvasObject{p.title, p.sub}, widgets.Objects(p.tools())...)
	return widgets.Drawn(p, p.placing.Layout, func() { p.between.FillColor = look.Of(p).Color(charts.Line) },
		append(objects, p.world, p.foot, p.between, p.scroll)...)
}

func (p *mapPanel) lay(size fyne.Size) {
	s := look.Of(p)
	top := p.head(size.Width, widgets.Put)
	foot := p.foot.MinSize().Height
	side := s.Space(4)
	mapW, high := size.Width, max(size.Height-top-foot, 1)
	beside := p.asList && size.Width >= besideDP*s.TextScale
	if beside {
		mapW = float32(int(size.Width * 0.58))
	}
	widgets.SetVisible(p.world, !p.asList || beside)
	widgets.SetVisible(p.foot, p.world.Visible())
	widgets.SetVisible(p.scroll, p.asList)
	widgets.SetVisible(p.between, beside)
	widgets.Put(p.world, 0, top, mapW, high)
	widgets.Put(p.foot, side, top+high, mapW-2*side, foot)
	if !p.asList {
		return
	}
	if beside {
		widgets.Put(p.between, mapW, top, 1, high+foot)
		widgets.Put(p.scroll, mapW+1, top, size.Width-mapW-1, high+foot)
	} else {
		widgets.Put(p.scroll, 0, top, size.Width, high+foot)
	}
	p.stack.Resize(fyne.NewSize(p.scroll.Size().Width, p.layRows(p.scroll.Size().Width, true)))
	widgets.Rescroll(p.scroll)
}

// layRows returns the height of the rows for a width, and places them.
func (p *mapPanel) layRows(width float32, place bool) float32 {
	s := look.Of(p)
	y := float32(0)
	put := widgets.Placer(place)
	for _, id := range p.ids {
		row := p.rows[id]
		h := row.HeightFor(width - s.Space(2))
		put(row, s.Space(1), y, width-s.Space(2), h)
		y += h
	}
	y += s.Space(1)
	inner := width - 2*s.Space(4)
	h := p.total.HeightFor(inner)
	put(p.total, s.Space(4), y, inner, h)
	return y + h + s.Space(2)
}

// moveMap keeps where the reader has moved the map to.
func (w *Window) moveMap(p meetings.Place) {
	w.store.Go(func(_ *data.Story, v view.View) view.View { return view.ToMap(v, p) })
}

func (w *Window) turnMap() {
	w.store.Go(view.TurnMap)
}

func (w *Window) toggleMapList() {
	w.store.Go(func(_ *data.Story, v view.View) view.View { v.MapList = !v.MapList; return v })
}

// stepMeeting selects the next meeting, or the one before; a focus on a meeting
// goes with it.
func (w *Window) stepMeeting(by int) {
	held := w.body.maps.held()
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.StepMeeting(s, v, by) })
	if held != "" {
		w.body.maps.focus(w.store.Now().Meeting)
	}
}

// openLink follows a link in a card: to another meeting, or to a sheet.
func (w *Window) openLink(link string) {
	id, ok := strings.CutPrefix(link, view.MeetingCard)
	if !ok {
		w.openSheet(link)
		return
	}
	w.pickMeeting(id)
	for _, c := range w.body.cards.cards {
		if c.ID() == link {
			w.win.Canvas().Focus(c)
		}
	}
}
