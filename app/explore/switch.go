package explore

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
)

// measureSwitch is the row above the plot: which number is drawn, and what lies
// between it and the extra tariff.
type measureSwitch struct {
	widget.BaseWidget
	w        *Window
	measures []*widgets.Button // by the story's measures
	why      *widgets.Button
	side     *widgets.Button
	back     *widgets.Button
	layers   *widgets.Button
	whole    *widgets.Button
	pin      *widgets.Button
	table    *widgets.Button
	known    *widgets.Button
	replies  *widgets.Button
	rows     *widgets.Button
	before   *widgets.Button
	row      *fyne.Container
	scroll   *container.Scroll
	wrapAt   float32 // width in dp at which the row is broken; 0: it scrolls
}

func newMeasureSwitch(w *Window) *measureSwitch {
	m := &measureSwitch{w: w}
	m.row = container.New(&switchLayout{m})
	m.back = widgets.NewButton(words.Say("switch.back"), "Esc", widgets.TagLike, w.host, w.closeSeries)
	m.row.Add(m.back)
	m.whole = widgets.NewButton(words.Say("switch.whole"), "0", widgets.TagLike, w.host, w.wholeDays)
	m.row.Add(m.whole)
	for _, x := range w.store.Story().Measures {
		b := widgets.NewButton(x.Short, "", widgets.TagLike, w.host, func() { w.pickMeasure(x.ID) })
		m.measures = append(m.measures, b)
		m.row.Add(b)
	}
	m.why = widgets.NewButton(words.Say("switch.why"), "Y", widgets.TagLike, w.host, w.toggleBridge)
	m.side = widgets.NewButton("", "", widgets.TagLike, w.host, w.otherBridge)
	m.pin = widgets.NewButton(words.Say("switch.pin"), "C", widgets.TagLike, w.host, w.togglePin)
	m.table = widgets.NewButton(words.Say("switch.table"), "T", widgets.TagLike, w.host, func() { w.openSheet(view.TableSheet) })
	m.layers = widgets.NewButton(words.Say("switch.layers"), "L", widgets.TagLike, w.host, w.toggleLayers)
	m.known = widgets.NewButton(words.Say("switch.known"), "K", widgets.TagLike, w.host, w.toggleKnown)
	m.replies = widgets.NewButton(words.Say("switch.replies"), "A", widgets.TagLike, w.host, w.toggleReplies)
	m.rows = widgets.NewButton(words.Say("switch.rows"), "B", widgets.TagLike, w.host, w.showRows)
	m.before = widgets.NewButton(words.Say("switch.before"), "H", widgets.TagLike, w.host, w.showBefore)
	for _, b := range []*widgets.Button{m.why, m.rows, m.before, m.layers, m.replies, m.side, m.known, m.pin, m.table} {
		m.row.Add(b)
	}
	m.scroll = container.NewHScroll(m.row)
	m.scroll.OnScrolled = func(fyne.Position) { w.moved() }
	m.ExtendBaseWidget(m)
	return m
}

// show follows the View. Measures without a value yet are left out.
func (m *measureSwitch) show(v view.View) {
	all := m.w.store.Story()
	s, _ := m.w.looking()
	for i, x := range all.Measures {
		m.measures[i].SetOn(x.ID == v.Measure && v.Series == "")
		if v.Series != "" {
			m.measures[i].Hide()
		} else if x.Derived || view.HasValues(s, x.ID, v.Epilogue) {
			m.measures[i].Show()
		} else {
			m.measures[i].Hide()
		}
	}
	m.why.SetOn(v.Bridge != "")
	m.pin.SetOn(v.Pin.Set())
	x := s.Measure(v.Measure)
	widgets.SetVisible(m.pin, v.Series == "" && (x == nil || x.Derived))
	widgets.SetVisible(m.whole, !v.Span.Whole() && v.Series == "" && v.Bridge == "")
	widgets.SetVisible(m.layers, v.Series == "" && (x == nil || x.Derived))
	widgets.SetVisible(m.back, v.Series != "")
	widgets.SetVisible(m.why, v.Series == "" && anyValues(s, v.Epilogue))
	m.layers.SetOn(v.Layers != "")
	m.known.SetOn(v.AsKnown)
	widgets.SetVisible(m.rows, v.Series == "" && charts.HasOwn(s, charts.MeasuresFigure, v.Epilogue))
	widgets.SetVisible(m.before, v.Series == "" && !(x == nil || x.Derived) && charts.HasOwn(s, charts.BackgroundFigure, v.Epilogue))
	m.replies.SetOn(v.Replies && v.Layers == "")
	widgets.SetVisible(m.replies, len(s.Links) > 0 && v.Series == "" && (x == nil || x.Derived))
	shown := v.Bridge
	if shown == "" {
		shown = v.Layers
	}
	if side := s.Side(shown); side != nil && v.Series == "" {
		m.side.SetText(words.Say("switch.side", "On", side.On))
		m.side.Show()
	} else {
		m.side.Hide()
	}
	m.row.Refresh()
}

// anyValues tells whether any measure has values.
func anyValues(s *data.Story, epilogue bool) bool {
	return slices.ContainsFunc(s.Measures, func(m data.Measure) bool { return view.HasValues(s, m.ID, epilogue) })
}

// CreateRenderer implements fyne.Widget.
func (m *measureSwitch) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(m.scroll)
}

// MinSize implements fyne.CanvasObject.
func (m *measureSwitch) MinSize() fyne.Size {
	m.ExtendBaseWidget(m)
	return fyne.NewSize(100, max(m.why.MinSize().Height, 24)+switchBarDP)
}

// heightFor returns the height in dp for a width: of as many rows as it takes, or
// where there is no room for them of one that scrolls.
func (m *measureSwitch) heightFor(width float32, wrap bool) float32 {
	m.wrapAt = 0
	if wrap {
		m.wrapAt = width
		return (&switchLayout{m}).place(m.row.Objects, false)
	}
	return m.MinSize().Height
}

// switchBarDP is the room below the row for a scroll bar.
const switchBarDP = 6

type switchLayout struct{ m *measureSwitch }

func (l *switchLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := look.Of(l.m)
	if l.m.wrapAt > 0 {
		return fyne.NewSize(100, l.place(objects, false))
	}
	size := fyne.NewSize(0, 24)
	for _, o := range objects {
		if o.Visible() {
			size.Width += o.MinSize().Width + s.Space(1.5)
			size.Height = max(size.Height, o.MinSize().Height)
		}
	}
	return size.Add(fyne.NewSize(s.Space(4), switchBarDP))
}

func (l *switchLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) { l.place(objects, true) }

// place returns the height of the rows in dp; with move set it also places the
// buttons.
func (l *switchLayout) place(objects []fyne.CanvasObject, move bool) float32 {
	s := look.Of(l.m)
	x, y, height := float32(0), float32(0), float32(24)
	for _, o := range objects {
		height = max(height, o.MinSize().Height)
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if o == fyne.CanvasObject(l.m.why) && x > 0 {
			x += s.Space(4) // what the switch shows, apart from what is switched
		}
		w := o.MinSize().Width
		if l.m.wrapAt > 0 && x > 0 && x+w > l.m.wrapAt {
			x, y = 0, y+height+s.Space(1)
		}
		if move {
			widgets.Put(o, x, y, w, height)
		}
		x += w + s.Space(1.5)
	}
	return y + height + switchBarDP
}

// closeSeries goes back from a series to the tariffs.
func (w *Window) closeSeries() { w.set(view.CloseSeries) }

// pickMeasure draws another number.
func (w *Window) pickMeasure(id string) {
	w.set(func(s *data.Story, v view.View) view.View { return view.ToMeasure(s, v, id) })
}

func (w *Window) nextMeasure()   { w.set(view.NextMeasure) }
func (w *Window) toggleReplies() { w.set(view.ToggleReplies) }
func (w *Window) toggleBridge()  { w.set(view.ToggleBridge) }
func (w *Window) toggleLayers()  { w.set(view.ToggleLayers) }
func (w *Window) otherBridge()   { w.set(view.OtherSide) }
func (w *Window) togglePin()     { w.set(view.TogglePin) }

// showRows sets the measures side by side, showBefore shows what came before the
// story; both lead back when asked for again.
func (w *Window) showRows()   { w.showOwn(charts.MeasuresFigure) }
func (w *Window) showBefore() { w.showOwn(charts.BackgroundFigure) }

func (w *Window) showOwn(figure string) {
	w.set(func(s *data.Story, v view.View) view.View { return view.ToggleFigure(s, v, figure) })
}

// toggleKnown shows only what could be known on the day, or all again.
func (w *Window) toggleKnown() {
	w.set(func(s *data.Story, v view.View) view.View { return view.ToKnown(s, v, !v.AsKnown) })
}
