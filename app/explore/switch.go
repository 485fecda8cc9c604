package explore

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts/figures"
	"truceline/data"
)

// measureSwitch is the row above the plot: how the rates are counted, what there is to
// look closer at, and what leads back from there.
type measureSwitch struct {
	widget.BaseWidget
	w *Window
	// back leads from a series to the rates, whole from some days to all of them.
	back, whole *widgets.Button
	counted     *widgets.Button // opens the ways of counting
	closer      *widgets.Button // opens what there is to look closer at
	side        *widgets.Button // the other side of a bridge, or of layers
	pin, table  *widgets.Button
	row         *widgets.Wrap
}

func newMeasureSwitch(w *Window) *measureSwitch {
	m := &measureSwitch{w: w}
	button := func(text, hint string, do func()) *widgets.Button {
		return widgets.NewButton(text, hint, widgets.Plain, w.host, do)
	}
	m.back = button(words.Say("switch.back"), "Esc", w.closeSeries)
	m.whole = button(words.Say("switch.whole"), "0", w.wholeDays)
	m.counted = button("", "", func() { w.openSheet(view.CountSheet) })
	m.closer = button(words.Say("switch.closer"), "", func() { w.menu(m.closer, w.closerItems()) })
	m.side = button("", "", w.otherBridge)
	m.pin = button(words.Say("switch.pin"), "", w.togglePin)
	m.table = button(words.Say("switch.table"), "", func() { w.openSheet(view.TableSheet) })
	m.row = widgets.NewWrap(m.back, m.whole, m.counted, m.side, m.closer, m.pin, m.table)
	return widgets.Extended(m)
}

// show follows the View.
func (m *measureSwitch) show(v view.View) {
	s, _ := m.w.store.Looking()
	x := s.Measure(v.Measure)
	ofRates := v.Series == "" && (x == nil || x.Derived)
	if x != nil {
		name := x.Name
		if x.Derived {
			name = x.Short
		}
		m.counted.SetText(words.Say("switch.counted", "What", name))
	}
	widgets.SetVisible(m.counted, v.Series == "" && anyValues(s, v.Epilogue))
	widgets.SetVisible(m.back, v.Series != "")
	widgets.SetVisible(m.whole, !v.Span.Whole() && v.Series == "" && v.Bridge == "")
	widgets.SetVisible(m.closer, v.Series == "")
	m.closer.SetOn(v.Layers != "" || v.AsKnown || v.Replies && ofRates)
	widgets.SetVisible(m.pin, ofRates)
	m.pin.SetOn(v.Pin.Set())
	side := s.Side(cmp.Or(v.Bridge, v.Layers))
	if side != nil {
		m.side.SetText(words.Say("switch.side", "On", side.On))
	}
	widgets.SetVisible(m.side, side != nil && v.Series == "")
	m.row.Refresh()
}

// closerItems are what there is to look closer at, as a menu.
func (w *Window) closerItems() []*fyne.MenuItem {
	s, v := w.store.Looking()
	x := s.Measure(v.Measure)
	ofRates := x == nil || x.Derived
	var out []*fyne.MenuItem
	add := func(text, key string, on bool, do func()) {
		item := fyne.NewMenuItem(widgets.Keyed(text, key), do)
		item.Checked = on
		out = append(out, item)
	}
	add(words.Say("switch.layers"), "L", v.Layers != "", w.toggleLayers)
	if len(s.Links) > 0 {
		add(words.Say("switch.replies"), "A", v.Replies && v.Layers == "" && ofRates, w.toggleReplies)
	}
	add(words.Say("switch.known"), "K", v.AsKnown, w.toggleKnown)
	if figures.Has(s, figures.BackgroundFigure, v.Epilogue) {
		add(words.Say("switch.before"), "H", false, w.showBefore)
	}
	if figures.Has(s, figures.MeasuresFigure, v.Epilogue) {
		add(words.Say("switch.rows"), "B", false, w.showRows)
	}
	return out
}

// anyValues tells whether any measure has values.
func anyValues(s *data.Story, epilogue bool) bool {
	return slices.ContainsFunc(s.Measures, func(m data.Measure) bool { return view.HasValues(s, m.ID, epilogue) })
}

// CreateRenderer implements fyne.Widget.
func (m *measureSwitch) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(m.row) }

// MinSize implements fyne.CanvasObject.
func (m *measureSwitch) MinSize() fyne.Size {
	return fyne.NewSize(100, m.row.HeightFor(max(m.Size().Width, 100)))
}

// HeightFor implements widgets.Tall.
func (m *measureSwitch) HeightFor(width float32) float32 { return m.row.HeightFor(width) }

// closeSeries goes back from a series to the rates.
func (w *Window) closeSeries() { w.store.Go(view.CloseSeries) }

// pickMeasure draws another number.
func (w *Window) pickMeasure(id string) {
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToMeasure(s, v, id) })
}

func (w *Window) toggleReplies() { w.store.Go(view.ToggleReplies) }
func (w *Window) toggleBridge()  { w.store.Go(view.ToggleBridge) }
func (w *Window) toggleLayers()  { w.store.Go(view.ToggleLayers) }
func (w *Window) otherBridge()   { w.store.Go(view.OtherSide) }
func (w *Window) togglePin()     { w.store.Go(view.TogglePin) }

// showRows sets the measures side by side, showBefore shows what came before the
// story; both lead back when asked for again.
func (w *Window) showRows()   { w.showOwn(figures.MeasuresFigure) }
func (w *Window) showBefore() { w.showOwn(figures.BackgroundFigure) }

func (w *Window) showOwn(figure string) {
	w.store.Go(func(s *data.Story, v view.View) view.View { return view.ToggleFigure(s, v, figure) })
}

// toggleKnown shows only what could be known on the day, or all again.
func (w *Window) toggleKnown() {
	w.store.Go(view.ToggleKnown)
}
