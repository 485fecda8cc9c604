// Package widgets holds the parts of the windows: cards, rail, rows, running text and the
// small controls between them; plot and map have the room picture. They draw what they are given, call back what the
// reader does, and know nothing of the story.
//
// Positions and sizes are in dp. Everything here runs on Fyne's goroutine except
// where a comment says otherwise.
package widgets

import (
	"image/color"
	"reflect"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Host is what a widget needs of the window it stands in.
type Host struct {
	// Key and Rune take the keys that a focused control has no use for, so that the
	// window's own keys work wherever the focus is.
	Key  func(*fyne.KeyEvent)
	Rune func(rune)
	// Run does slow work away from Fyne's goroutine, then calls the function that
	// the work returned on it. Nil does both at once, as tests want it.
	Run func(work func() (apply func()))
	// Focused is called when a control has been given the keyboard, so that it can be
	// brought into sight.
	Focused func()
	// Moved is called when something that can be activated may have moved.
	Moved func()
	// After calls a function on Fyne's goroutine later, unless it is stopped. Nil
	// calls it at once, as tests want it.
	After func(d time.Duration, f func()) (stop func())
	// Look is the theme of what stands in this host; nil: the application's.
	Look *look.Theme
	// Pass places what stands in this host.
	Pass Pass
}

// NewHost returns a host of which what is left out does nothing, or at once.
func NewHost(h Host) *Host {
	if h.Run == nil {
		h.Run = func(work func() (apply func())) { work()() }
	}
	h = Filled(h)
	if h.After == nil {
		h.After = func(_ time.Duration, f func()) (stop func()) { f(); return nil }
	}
	return &h
}

// Filled gives each function of a struct that returns nothing and is nil one that does
// nothing.
func Filled[T any](events T) T {
	all := reflect.ValueOf(&events).Elem()
	for i := range all.NumField() {
		if f := all.Field(i); f.Kind() == reflect.Func && f.IsNil() && f.Type().NumOut() == 0 {
			f.Set(reflect.MakeFunc(f.Type(), func([]reflect.Value) []reflect.Value { return nil }))
		}
	}
	return events
}

// Control is what everything that can be clicked has in common: it can be
// focused, hovered and activated, by pointer and by key. A widget embeds it and calls
// Extend when it is made.
type Control struct {
	widget.BaseWidget
	host             *Host
	activate         func()
	refresh          func() // after focus or hover changed
	focused, hovered bool
	label            string // for assistive technology
}

var (
	_ fyne.Focusable     = (*Control)(nil)
	_ fyne.Tappable      = (*Control)(nil)
	_ desktop.Hoverable  = (*Control)(nil)
	_ desktop.Cursorable = (*Control)(nil)
)

// Extend makes a control of the widget that embeds it. label says in words what it does,
// for assistive technology; activate is what a click does, nil for nothing.
func (c *Control) Extend(self fyne.Widget, host *Host, label string, activate func()) {
	c.host, c.label, c.activate, c.refresh = host, label, activate, self.Refresh
	c.ExtendBaseWidget(self)
}

// State tells whether the control has the keyboard, and whether it is pointed at.
func (c *Control) State() (focused, hovered bool) { return c.focused, c.hovered }

func (c *Control) changed() {
	if c.refresh != nil {
		c.refresh()
	}
}

// Look implements look.Looker.
func (c *Control) Look() *look.Theme { return c.host.Look }

func (c *Control) FocusGained()                   { c.focused = true; c.changed(); c.host.Focused() }
func (c *Control) FocusLost()                     { c.focused = false; c.changed() }
func (c *Control) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.changed() }
func (c *Control) MouseMoved(*desktop.MouseEvent) {}
func (c *Control) MouseOut()                      { c.hovered = false; c.changed() }
func (c *Control) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (c *Control) TypedRune(r rune)               { c.host.Rune(r) }

func (c *Control) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Activate()
	default:
		c.host.Key(e)
	}
}

func (c *Control) Tapped(*fyne.PointEvent) { c.Activate() }

// Activate does what a click does.
func (c *Control) Activate() {
	if c.activate != nil {
		c.activate()
	}
}

// AccessibilityLabel and AccessibilityRole implement fyne.Accessible.
func (c *Control) AccessibilityLabel() string             { return c.label }
func (c *Control) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Ring is the frame that shows where the focus is.
func Ring(s look.Skin) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = s.Color(charts.Accent), 2, 8
	r.Hide()
	return r
}

// Ringed shows the ring where the focus is.
func (c *Control) Ringed(r *canvas.Rectangle, s look.Skin) {
	r.StrokeColor, r.Hidden = s.Color(charts.Accent), !c.focused
}

// ButtonKind is how much a button stands out.
type ButtonKind int

const (
	Plain   ButtonKind = iota // a frame
	Primary                   // filled with ink
	Quiet                     // text alone until it is pointed at
	Tab                       // text with a line below when it is on
	TagLike                   // a chip
	Segment                   // one of several of which one is on, on a ground that they share
	Field                     // a ground of its own, such as where one looks for something
)

// Button is a line of text that can be pressed, with the key that does the same.
type Button struct {
	Control
	text, hint string
	kind       ButtonKind
	on, off    bool // selected; disabled
	small      bool // of the size of source lines, and muted
}

// NewButton returns a button. The hint, if any, is the key that does the same.
func NewButton(text, hint string, kind ButtonKind, host *Host, tapped func()) *Button {
	b := &Button{text: text, hint: hint, kind: kind}
	b.Extend(b, host, text, func() {
		if !b.off {
			tapped()
		}
	})
	return b
}

// SetText changes what the button says.
func (b *Button) SetText(text string) {
	if b.text != text {
		b.text, b.label = text, text
		b.Refresh()
	}
}

// SetHint says which key does the same.
func (b *Button) SetHint(hint string) {
	if b.hint != hint {
		b.hint = hint
		b.Refresh()
	}
}

// SetLabel says in words what a control without a text of its own does, for assistive
// technology.
func (c *Control) SetLabel(label string) { c.label = label }

// Text returns what the button says.
func (b *Button) Text() string { return b.text }

// SetOn marks the button as the one that is on.
func (b *Button) SetOn(on bool) {
	if b.on != on {
		b.on = on
		b.Refresh()
	}
}

// SetDisabled greys the button out; it then does nothing.
func (b *Button) SetDisabled(off bool) {
	if b.off != off {
		b.off = off
		b.Refresh()
	}
}

// pad is the air about the text, in dp.
func (b *Button) pad() (x, y float32) {
	s := look.Of(b)
	switch {
	case b.kind == Tab:
		return 0, s.Space(2)
	case b.kind == Segment:
		return s.Space(3), s.Space(1.25)
	case b.kind == TagLike || b.kind == Quiet && b.small:
		return s.Space(2), s.Space(0.75)
	case b.kind == Quiet:
		return s.Space(2), s.Space(1.75)
	default:
		return s.Space(3), s.Space(1.75)
	}
}

// face is how the button is drawn in the state that it is in.
type face struct {
	size         charts.TextSize
	weight       typeface.Weight
	text         charts.Role
	fill, stroke color.Color
	strokeWidth  float32
	under        color.Color // of a Tab
}

func (b *Button) face(s look.Skin) face {
	none := color.Transparent
	f := face{charts.SizeBody, typeface.Medium, charts.Ink, none, none, 0, none}
	switch b.kind {
	case Primary:
		f.fill, f.text, f.weight = s.Color(charts.Ink), charts.Paper, typeface.SemiBold
	case Plain:
		f.fill, f.stroke, f.strokeWidth = s.Color(charts.Surface), s.Color(charts.Line), 1
		if b.on {
			f.fill, f.stroke, f.strokeWidth, f.weight = s.Color(charts.Chip), s.Color(charts.Ink), 1.5, typeface.SemiBold
		}
	case Tab:
		f.size = charts.SizeLabel
		if b.on {
			f.weight, f.under = typeface.SemiBold, s.Color(charts.Ink)
		} else {
			f.text, f.weight = charts.Muted, typeface.Regular
		}
	case TagLike:
		f.fill, f.text, f.size = s.Color(charts.Chip), charts.Muted, charts.SizeSmall
		if b.on {
			f.fill, f.text = s.Color(charts.Ink), charts.Paper
		}
	case Segment:
		if b.on {
			f.fill, f.weight = s.Color(charts.Surface), typeface.SemiBold
			if s.Palette.Dark { // where what is raised is lighter
				f.fill = s.Color(charts.LandHost)
			}
		} else {
			f.text = charts.Muted
		}
	case Field:
		f.fill, f.text, f.weight = s.Color(charts.Chip), charts.Muted, typeface.Regular
	case Quiet:
	}
	if b.off && !b.on || b.small { // what is on stays readable
		f.text = charts.Muted
	}
	if b.off && b.kind == Primary { // muted text could not be read on ink
		f.fill, f.text = s.Color(charts.Chip), charts.Muted
	}
	if b.small {
		f.size, f.weight = charts.SizeSmall, typeface.Regular
	}
	if b.hovered && !b.off {
		switch {
		case b.kind == Tab || b.kind == Segment:
			f.text = charts.Ink
		case b.kind == Quiet:
			f.fill = s.Color(charts.Chip)
		case b.kind != Primary && !b.on:
			f.stroke, f.strokeWidth = s.Color(charts.Muted), 1
		}
	}
	return f
}

// MinSize implements fyne.CanvasObject.
func (b *Button) MinSize() fyne.Size {
	s := look.Of(b)
	f := b.face(s)
	x, y := b.pad()
	text := s.Measure(b.text, f.size, f.weight)
	if (b.kind == Tab || b.kind == Segment || b.kind == Plain) && !b.small {
		// As wide as when they are on, and stronger: nothing beside them moves.
		text.Width = max(text.Width, s.Measure(b.text, f.size, typeface.SemiBold).Width)
	}
	return fyne.NewSize(text.Width+b.hintWidth(s, f)+2*x, text.Height+2*y)
}

// hintWidth is the room for the hint and the gap before it, in dp.
func (b *Button) hintWidth(s look.Skin, f face) float32 {
	if b.hint == "" {
		return 0
	}
	return s.Space(2) + s.Measure(b.hint, f.size, typeface.Regular).Width
}

// mostLines is how many lines a button's text has at most.
const mostLines = 4

// lines breaks the text at its spaces where it is too long for a button of a width in dp.
func (b *Button) lines(s look.Skin, f face, width float32) []string {
	x, _ := b.pad()
	width -= b.hintWidth(s, f) + 2*x - 0.5 // which sums may lose
	fits := func(text string) bool { return s.Measure(text, f.size, f.weight).Width <= width }
	if fits(b.text) {
		return []string{b.text}
	}
	var out []string
	for _, word := range strings.Fields(b.text) {
		if n := len(out); n > 0 && (n == mostLines || fits(out[n-1]+" "+word)) {
			out[n-1] += " " + word
		} else {
			out = append(out, word)
		}
	}
	return out
}

// heightFor is the button's height where it has less width than its text needs in a line.
func (b *Button) heightFor(width float32) float32 {
	s := look.Of(b)
	f := b.face(s)
	_, y := b.pad()
	return float32(len(b.lines(s, f, width)))*s.Measure("0", f.size, f.weight).Height + 2*y
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(b)
	back, under, ring := canvas.NewRectangle(nil), canvas.NewRectangle(nil), Ring(s)
	back.CornerRadius = 8
	hint := s.Text("", charts.SizeBody, typeface.Regular, charts.Muted)
	texts := []*canvas.Text{s.Text("", charts.SizeBody, typeface.Medium, charts.Ink)}
	objects := []fyne.CanvasObject{back, under, texts[0], hint}
	for range mostLines - 1 {
		text := s.Text("", charts.SizeBody, typeface.Medium, charts.Ink)
		texts, objects = append(texts, text), append(objects, text)
	}
	return Drawn(b, func(size fyne.Size) {
		s := look.Of(b)
		f := b.face(s)
		lines := b.lines(s, f, size.Width)
		var t fyne.Size // of all lines
		for i, text := range texts {
			text.Text, text.Hidden = "", i >= len(lines)
			if !text.Hidden {
				text.Text = lines[i]
				t = fyne.NewSize(max(t.Width, text.MinSize().Width), t.Height+text.MinSize().Height)
			}
		}
		h := hint.MinSize()
		gap := b.hintWidth(s, f)
		back.Resize(size)
		air := fyne.NewSize(2, 2) // around the button, where it has no frame beside it
		if b.kind == Tab {
			air = fyne.NewSize(3, 0)
		}
		Put(ring, -air.Width, -air.Height, size.Width+2*air.Width, size.Height+2*air.Height)
		x, y := (size.Width-t.Width-gap)/2, (size.Height-t.Height)/2
		if len(lines) > 1 {
			x, _ = b.pad()
		}
		Put(hint, x+t.Width+gap-h.Width, y, h.Width, h.Height)
		for _, text := range texts {
			m := text.MinSize()
			Put(text, x, y, m.Width, m.Height)
			y += m.Height
		}
		Put(under, 0, size.Height-2, size.Width, 2)
	}, func() {
		s := look.Of(b)
		f := b.face(s)
		back.FillColor, back.StrokeColor, back.StrokeWidth, under.FillColor = f.fill, f.stroke, f.strokeWidth, f.under
		for _, text := range texts {
			text.Color, text.TextSize, text.FontSource = s.Color(f.text), s.Size(f.size), look.Font(f.weight)
		}
		hint.Text, hint.Color, hint.TextSize = b.hint, s.Color(charts.Muted), s.Size(f.size)
		if b.kind == Primary && !b.off || b.kind == TagLike && b.on { // on ink
			hint.Color = s.Color(charts.Line)
		}
		b.Ringed(ring, s)
	}, append(objects, ring)...)
}
