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
	control
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
	r.host, r.activate = host, thrown
	r.refresh = r.Refresh
	r.ExtendBaseWidget(r)
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
func (r *SwitchRow) FocusGained() { r.control.FocusGained(); r.told(true) }

// FocusLost implements fyne.Focusable.
func (r *SwitchRow) FocusLost() { r.control.FocusLost(); r.told(false) }

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
		r.control.TypedKey(e)
	}
}

// TypedRune implements fyne.Focusable.
func (r *SwitchRow) TypedRune(c rune) {
	if !r.runes(c) {
		r.control.TypedRune(c)
	}
}

// columns are where switch, day and text begin, in dp.
func (r *SwitchRow) columns() (toggle, day, text float32) {
	k := look.Of(r)
	toggle = k.Space(0.5)
	day = toggle + r.toggleWidth() + k.Space(3)
	return toggle, day, day + k.Measure("28 May", charts.SizeLabel, typeface.Regular).Width + k.Space(3)
}

func (r *SwitchRow) toggleWidth() float32  { return look.Of(r).Space(7.5) }
func (r *SwitchRow) toggleHeight() float32 { return look.Of(r).Space(4.5) }

// HeightFor implements Tall.
func (r *SwitchRow) HeightFor(width float32) float32 {
	_, _, x := r.columns()
	return max(r.text.HeightFor(max(width-x, 40))+look.Of(r).Space(2), 28)
}

// MinSize implements fyne.CanvasObject.
func (r *SwitchRow) MinSize() fyne.Size {
	r.ExtendBaseWidget(r)
	return fyne.NewSize(160, r.HeightFor(max(r.Size().Width, 160)))
}

// CreateRenderer implements fyne.Widget.
func (r *SwitchRow) CreateRenderer() fyne.WidgetRenderer {
	k := look.Of(r)
	v := &switchRowRenderer{r: r, back: canvas.NewRectangle(color.Transparent), track: canvas.NewRectangle(nil), rule: canvas.NewRectangle(nil),
		knob: canvas.NewCircle(nil), day: k.Text("", charts.SizeLabel, typeface.Regular, charts.Muted), ring: ring(k)}
	v.Refresh()
	return v
}

type switchRowRenderer struct {
	r                 *SwitchRow
	back, track, rule *canvas.Rectangle
	knob              *canvas.Circle
	day               *canvas.Text
	ring              *canvas.Rectangle
}

func (v *switchRowRenderer) Destroy()           {}
func (v *switchRowRenderer) MinSize() fyne.Size { return v.r.MinSize() }
func (v *switchRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.back, v.rule, v.track, v.knob, v.day, v.r.text, v.ring}
}

func (v *switchRowRenderer) Layout(size fyne.Size) {
	r, k := v.r, look.Of(v.r)
	x, day, text := r.columns()
	w, h := r.toggleWidth(), r.toggleHeight()
	top := k.Space(1)
	line := k.Measure("0", charts.SizeLabel, typeface.Regular).Height
	mid := top + line/2
	v.back.Resize(size)
	v.rule.Move(fyne.NewPos(0, size.Height-1))
	v.rule.Resize(fyne.NewSize(size.Width, 1))
	v.track.CornerRadius = h / 2
	v.track.Move(fyne.NewPos(x, mid-h/2))
	v.track.Resize(fyne.NewSize(w, h))
	d := h - 6
	at := x + 3
	if r.on {
		at = x + w - d - 3
	}
	v.knob.Move(fyne.NewPos(at, mid-d/2))
	v.knob.Resize(fyne.NewSize(d, d))
	v.day.Move(fyne.NewPos(day, top))
	v.day.Resize(v.day.MinSize())
	width := max(size.Width-text, 40)
	r.text.Move(fyne.NewPos(text, top))
	r.text.Resize(fyne.NewSize(width, r.text.HeightFor(width)))
	v.ring.Move(fyne.NewPos(0, 0))
	v.ring.Resize(size)
}

func (v *switchRowRenderer) Refresh() {
	r, k := v.r, look.Of(v.r)
	v.back.FillColor = color.Transparent
	if r.open || r.hovered {
		v.back.FillColor = k.Color(charts.Chip)
	}
	v.rule.FillColor = k.Color(charts.Line)
	// Off is hollow and its knob stands left: colour is not the only sign.
	v.track.StrokeWidth, v.track.StrokeColor = 1.5, k.Color(charts.Muted)
	v.track.FillColor, v.knob.FillColor = k.Color(charts.Surface), k.Color(charts.Muted)
	if r.on {
		v.track.FillColor, v.track.StrokeColor, v.knob.FillColor = k.Color(charts.Ink), k.Color(charts.Ink), k.Color(charts.Paper)
	}
	if r.changed {
		v.track.StrokeColor = k.Color(charts.Caution)
		if r.on {
			v.track.FillColor = k.Color(charts.Caution)
		}
	}
	v.day.Text, v.day.Color, v.day.TextSize = r.day, k.Color(charts.Muted), k.Size(charts.SizeLabel)
	v.ring.StrokeColor, v.ring.CornerRadius, v.ring.Hidden = k.Color(charts.Accent), 4, !r.focused
	v.Layout(r.Size())
	canvas.Refresh(r)
}
