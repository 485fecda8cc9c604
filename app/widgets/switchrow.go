package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// SwitchRow is a line with a switch: on or off, a short text such as a day, and what
// it is about. Enter and Space throw the switch; a click on the text opens the line.
type SwitchRow struct {
	Control
	on, open, changed bool
	day               string
	text              *Flow
	opened            func()
	focus             func(on bool)
	keys              func(*fyne.KeyEvent) bool
	runes             func(rune) bool
}

// SwitchContent is what a SwitchRow shows.
type SwitchContent struct {
	On bool
	// Open marks the line whose details are shown; Changed one that is not as it was.
	Open, Changed bool
	Day           string
	Spans         []Span
	Label         string // for assistive technology
}

// NewSwitchRow returns a row. onLink is called with the Link of a span. thrown is called when the switch is thrown, opened when
// the text is clicked. keys and runes may take what is typed on the row; they return
// false for what they have no use for.
func NewSwitchRow(host *Host, onLink func(string), thrown, opened func(), keys func(*fyne.KeyEvent) bool, runes func(rune) bool) *SwitchRow {
	r := &SwitchRow{text: NewFlow(host, onLink), opened: opened, keys: keys, runes: runes}
	r.Extend(r, host, "", thrown)
	return r
}

// Set shows other content.
func (r *SwitchRow) Set(c SwitchContent) {
	r.on, r.open, r.changed, r.day, r.label = c.On, c.Open, c.Changed, c.Day, c.Label
	r.text.SetSpans(c.Spans...)
	r.Refresh()
}

// OnFocus sets what is called when the line gets the keyboard, and when it loses it.
func (r *SwitchRow) OnFocus(f func(on bool)) { r.focus = f }

// FocusGained implements fyne.Focusable.
func (r *SwitchRow) FocusGained() { r.Control.FocusGained(); r.told(true) }

// FocusLost implements fyne.Focusable.
func (r *SwitchRow) FocusLost() { r.Control.FocusLost(); r.told(false) }

func (r *SwitchRow) told(on bool) {
	if r.focus != nil {
		r.focus(on)
	}
}

// Text is what the line says after its day.
func (r *SwitchRow) Text() string { return r.text.Text() }

// On tells whether the switch is on.
func (r *SwitchRow) On() bool { return r.on }

// Tapped implements fyne.Tappable.
func (r *SwitchRow) Tapped(e *fyne.PointEvent) {
	if _, day, _ := r.columns(); e.Position.X < day {
		r.Activate()
		return
	}
	r.opened()
}

// TypedKey implements fyne.Focusable.
func (r *SwitchRow) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace || !r.keys(e) {
		r.Control.TypedKey(e)
	}
}

// TypedRune implements fyne.Focusable.
func (r *SwitchRow) TypedRune(c rune) {
	if !r.runes(c) {
		r.Control.TypedRune(c)
	}
}

// columns are where switch, day and text begin, in dp.
func (r *SwitchRow) columns() (toggle, day, text float32) {
	k := look.Of(r)
	toggle = k.Space(0.5)
	day = toggle + k.Space(toggleWidth) + k.Space(3)
	return toggle, day, day + k.Measure("28 May", charts.SizeLabel, typeface.Regular).Width + k.Space(3)
}

// The size of the switch in steps of space.
const (
	toggleWidth  = 7.5
	toggleHeight = 4.5
)

// HeightFor implements Tall.
func (r *SwitchRow) HeightFor(width float32) float32 {
	_, _, x := r.columns()
	return max(r.text.HeightFor(max(width-x, 40))+look.Of(r).Space(2), 28)
}

// MinSize implements fyne.CanvasObject.
func (r *SwitchRow) MinSize() fyne.Size { return MinTall(r, 160, 160) }

// CreateRenderer implements fyne.Widget.
func (r *SwitchRow) CreateRenderer() fyne.WidgetRenderer {
	k := look.Of(r)
	back, track, rule, knob := canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewCircle(nil)
	day, ring := k.Text("", charts.SizeLabel, typeface.Regular, charts.Muted), Ring(k)
	ring.CornerRadius = 4
	return Drawn(r, func(size fyne.Size) {
		k := look.Of(r)
		x, dayX, textX := r.columns()
		w, h := k.Space(toggleWidth), k.Space(toggleHeight)
		top := k.Space(1)
		mid := top + k.Measure("0", charts.SizeLabel, typeface.Regular).Height/2
		back.Resize(size)
		ring.Resize(size)
		Put(rule, 0, size.Height-1, size.Width, 1)
		track.CornerRadius = h / 2
		Put(track, x, mid-h/2, w, h)
		d := h - 6
		at := x + 3
		if r.on {
			at = x + w - d - 3
		}
		Put(knob, at, mid-d/2, d, d)
		m := day.MinSize()
		Put(day, dayX, top, m.Width, m.Height)
		PutFlow(r.text, textX, top, max(size.Width-textX, 40))
	}, func() {
		k := look.Of(r)
		back.FillColor, rule.FillColor = color.Transparent, k.Color(charts.Line)
		if r.open || r.hovered {
			back.FillColor = k.Color(charts.Chip)
		}
		// Off is hollow and its knob stands left: colour is not the only sign.
		track.StrokeWidth, track.StrokeColor = 1.5, k.Color(charts.Muted)
		track.FillColor, knob.FillColor = k.Color(charts.Surface), k.Color(charts.Muted)
		if r.on {
			track.FillColor, track.StrokeColor, knob.FillColor = k.Color(charts.Ink), k.Color(charts.Ink), k.Color(charts.Paper)
		}
		if r.changed {
			track.StrokeColor = k.Color(charts.Caution)
			if r.on {
				track.FillColor = k.Color(charts.Caution)
			}
		}
		day.Text, day.Color, day.TextSize = r.day, k.Color(charts.Muted), k.Size(charts.SizeLabel)
		r.Ringed(ring, k)
	}, back, rule, track, knob, day, r.text, ring)
}
