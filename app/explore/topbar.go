package explore

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// topBar is the program's name, the last day of the story, how it is looked at, and
// what can be done with it. What is not done all the time stands in one menu.
type topBar struct {
	widget.BaseWidget
	w               *Window
	options         *widgets.Button
	present         *widgets.Button
	modes           []*widgets.Button // beside which
	which           []view.Mode
	mode            *widgets.Button // opens the modes as a menu, where there is no room
	find, findShort *widgets.Button
	named           string            // what the bar was laid out for
	back, group     *canvas.Rectangle // group lies behind the modes
	name, title     *canvas.Text
}

func newTopBar(w *Window) *topBar {
	s := look.Current()
	b := &topBar{w: w, back: canvas.NewRectangle(nil), group: canvas.NewRectangle(nil),
		name:  s.Text(words.Say("app.name"), charts.SizeStrong, typeface.Bold, charts.Ink),
		title: s.Text("", charts.SizeBody, typeface.Regular, charts.Muted)}
	button := func(key, hint string, kind widgets.ButtonKind, do func()) *widgets.Button {
		return widgets.NewButton(words.Say(key), hint, kind, w.host, do)
	}
	b.options = button("bar.options", "", widgets.Quiet, func() { w.menu(b.options, w.optionItems()) })
	b.options.SetLabel(words.Say("bar.options.label"))
	b.present = button("bar.present", "F5", widgets.Plain, w.present)
	b.which = view.Modes(w.store.Story())
	for _, m := range b.which {
		b.modes = append(b.modes, widgets.NewButton(modeName(m), "", widgets.Segment, w.host, func() { w.toMode(m) }))
	}
	b.mode = button("mode.menu", "", widgets.Plain, func() { w.menu(b.mode, b.modeItems()) })
	b.find = button("bar.search", "Ctrl+K", widgets.Field, w.search)
	b.findShort = button("bar.search.short", "", widgets.Field, w.search)
	return widgets.Extended(b)
}

// show follows the View.
func (b *topBar) show(v view.View) {
	for i, m := range b.which {
		b.modes[i].SetOn(m == v.Mode)
	}
	b.mode.SetText(words.Say("mode.now", "Mode", modeName(v.Mode)))
	if named := b.titles()[0] + b.mode.Text(); named != b.named { // as wide as what it says
		b.named = named
		b.Refresh()
	}
}

// modeItems are the modes as a menu.
func (b *topBar) modeItems() []*fyne.MenuItem {
	var out []*fyne.MenuItem
	for i, m := range b.which {
		item := fyne.NewMenuItem(widgets.Keyed(modeName(m), "Ctrl+"+strconv.Itoa(i+1)), func() { b.w.toMode(m) })
		item.Checked = b.w.store.Now().Mode == m
		out = append(out, item)
	}
	return out
}

// fit hides what there is no room for in a width: first what keys do as well, last
// the modes, which then are a menu.
func (b *topBar) fit(width, gap float32) (left, right []*widgets.Button) {
	left, right = b.modes, []*widgets.Button{b.find, b.options, b.present}
	need := func() float32 {
		total := float32(0)
		for _, x := range slices.Concat(left, right) {
			total += x.MinSize().Width + gap
		}
		return total
	}
	for _, shorten := range []func(){
		func() { right[0] = b.findShort },
		func() { left = []*widgets.Button{b.mode} },
		func() { right = []*widgets.Button{b.findShort, b.options} },
	} {
		if need() <= width {
			break
		}
		shorten()
	}
	for _, x := range b.buttons() {
		if slices.Contains(left, x) || slices.Contains(right, x) {
			x.Show()
		} else {
			x.Hide()
		}
	}
	return left, right
}

// titles are ways to name the last day that is known of the story, the fullest first.
func (b *topBar) titles() []string {
	story, v := b.w.store.Looking()
	day := b.w.store.Story().Subtitle
	if v.Epilogue {
		day = words.Say("bar.epilogue", "Day", words.Local{}.Day(story.End(true), charts.MonthYear))
	}
	if v.AsKnown {
		day = words.Say("bar.asknown", "Day", words.Local{}.Day(story.AsOf, charts.DayMonthYear))
	}
	return []string{day}
}

func (b *topBar) buttons() []*widgets.Button {
	return slices.Concat(b.modes, []*widgets.Button{b.mode, b.find, b.findShort, b.options, b.present})
}

// MinSize implements fyne.CanvasObject.
func (b *topBar) MinSize() fyne.Size {
	s := look.Of(b)
	return fyne.NewSize(minWidth, b.present.MinSize().Height+s.Space(5))
}

// CreateRenderer implements fyne.Widget.
func (b *topBar) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{b.back, b.group, b.name, b.title}
	return widgets.Drawn(b, b.lay, func() {
		s := look.Of(b)
		b.back.FillColor, b.group.FillColor, b.group.CornerRadius = s.Color(charts.Surface), s.Color(charts.Chip), 10
		b.name.Color, b.name.TextSize = s.Color(charts.Ink), s.Size(charts.SizeStrong)*1.15
		b.title.Color, b.title.TextSize = s.Color(charts.Muted), s.Size(charts.SizeBody)
	}, append(objects, widgets.Objects(b.buttons())...)...)
}

// lay sets the modes after the name, the other buttons from the right, and the
// story's title between if there is room for it.
func (b *topBar) lay(size fyne.Size) {
	s := look.Of(b)
	widgets.Put(b.back, 0, 0, size.Width, size.Height)
	gap, pad := s.Space(2), s.Space(6)
	name := b.name.MinSize()
	lead := name.Width + s.Space(5)
	left, right := b.fit(size.Width-2*pad-lead, gap)
	total := func(list []*widgets.Button) float32 {
		out := float32(0)
		for _, b := range list {
			out += b.MinSize().Width + gap
		}
		return out
	}
	room := size.Width - 2*pad - total(left) - total(right)
	b.name.Hidden = room < lead
	if b.name.Hidden {
		lead = 0
		pad = s.Space(2)
	}
	widgets.Put(b.name, pad, (size.Height-name.Height)/2, name.Width, name.Height)
	x := pad + lead
	b.title.Hidden = true
	var title fyne.Size
	for _, text := range b.titles() {
		title = s.Measure(text, charts.SizeBody, typeface.Regular)
		if b.title.Hidden = room < lead+title.Width+s.Space(5); !b.title.Hidden {
			b.title.Text = text
			break
		}
	}
	if !b.title.Hidden {
		widgets.Put(b.title, x, (size.Height-title.Height)/2, title.Width, title.Height)
		x += title.Width + s.Space(5)
	}
	place := func(b *widgets.Button, x float32) float32 {
		m := b.MinSize()
		widgets.Put(b, x, (size.Height-m.Height)/2, m.Width, m.Height)
		return m.Width
	}
	from := x
	for _, b := range left {
		x += place(b, x) + s.Space(0.5)
	}
	b.group.Hidden = len(left) < 2
	if !b.group.Hidden {
		air, high := s.Space(1), left[0].MinSize().Height
		widgets.Put(b.group, from-air, (size.Height-high)/2-air, x-s.Space(0.5)-from+2*air, high+2*air)
	}
	x = size.Width - pad
	for i := len(right) - 1; i >= 0; i-- {
		x -= right[i].MinSize().Width
		place(right[i], x)
		x -= gap
	}
}
