// Package widgets holds the parts of the windows: plot, map, cards, rail and the
// small controls between them. They draw what they are given, call back what the
// reader does, and know nothing of the story.
//
// Positions and sizes are in dp. Everything here runs on Fyne's goroutine except
// where a comment says otherwise.
package widgets

import (
	"image/color"
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

func (h *Host) look() *look.Theme {
	if h == nil {
		return nil
	}
	return h.Look
}

func (h *Host) key(e *fyne.KeyEvent) {
	if h != nil && h.Key != nil {
		h.Key(e)
	}
}

func (h *Host) rune(r rune) {
	if h != nil && h.Rune != nil {
		h.Rune(r)
	}
}

// Aside does slow work; see Run.
func (h *Host) Aside(work func() (apply func())) { h.run(work) }

func (h *Host) run(work func() (apply func())) {
	if h != nil && h.Run != nil {
		h.Run(work)
		return
	}
	work()()
}

func (h *Host) after(d time.Duration, f func()) (stop func()) {
	if h != nil && h.After != nil {
		return h.After(d, f)
	}
	f()
	return nil
}

func (h *Host) focusGained() {
	if h != nil && h.Focused != nil {
		h.Focused()
	}
}

func (h *Host) moved() {
	if h != nil && h.Moved != nil {
		h.Moved()
	}
}

// control is what everything that can be clicked has in common: it can be
// focused, hovered and activated, by pointer and by key.
type control struct {
	widget.BaseWidget
	host             *Host
	activate         func()
	refresh          func() // after focus or hover changed
	focused, hovered bool
	label            string // for assistive technology
}

var (
	_ fyne.Focusable     = (*control)(nil)
	_ fyne.Tappable      = (*control)(nil)
	_ desktop.Hoverable  = (*control)(nil)
	_ desktop.Cursorable = (*control)(nil)
)

func (c *control) changed() {
	if c.refresh != nil {
		c.refresh()
	}
}

// Look implements look.Looker.
func (c *control) Look() *look.Theme { return c.host.look() }

func (c *control) FocusGained()                   { c.focused = true; c.changed(); c.host.focusGained() }
func (c *control) FocusLost()                     { c.focused = false; c.changed() }
func (c *control) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.changed() }
func (c *control) MouseMoved(*desktop.MouseEvent) {}
func (c *control) MouseOut()                      { c.hovered = false; c.changed() }
func (c *control) Cursor() desktop.Cursor         { return desktop.PointerCursor }
func (c *control) TypedRune(r rune)               { c.host.rune(r) }

func (c *control) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.Activate()
	default:
		c.host.key(e)
	}
}

func (c *control) Tapped(*fyne.PointEvent) { c.Activate() }

// Activate does what a click does.
func (c *control) Activate() {
	if c.activate != nil {
		c.activate()
	}
}

// AccessibilityLabel and AccessibilityRole implement fyne.Accessible.
func (c *control) AccessibilityLabel() string             { return c.label }
func (c *control) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// ring is the frame that shows where the focus is.
func ring(s look.Skin) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = s.Color(charts.Accent), 2, 8
	r.Hide()
	return r
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
	control
	text, hint string
	kind       ButtonKind
	on, off    bool // selected; disabled
	small      bool // of the size of source lines, and muted
}

// NewButton returns a button. The hint, if any, is the key that does the same.
func NewButton(text, hint string, kind ButtonKind, host *Host, tapped func()) *Button {
	b := &Button{text: text, hint: hint, kind: kind}
	b.host, b.label = host, text
	b.activate = func() {
		if !b.off {
			tapped()
		}
	}
	b.refresh = b.Refresh
	b.ExtendBaseWidget(b)
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

// SetLabel says in words what a button with a sign does, for assistive technology.
func (b *Button) SetLabel(label string) { b.label = label }

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

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(b)
	r := &buttonRenderer{b: b, back: canvas.NewRectangle(color.Transparent), under: canvas.NewRectangle(color.Transparent),
		text: s.Text("", charts.SizeBody, typeface.Medium, charts.Ink),
		hint: s.Text("", charts.SizeBody, typeface.Regular, charts.Muted), ring: ring(s)}
	r.back.CornerRadius = 8
	r.Refresh()
	return r
}

type buttonRenderer struct {
	b           *Button
	back, under *canvas.Rectangle
	text, hint  *canvas.Text
	ring        *canvas.Rectangle
}

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.under, r.text, r.hint, r.ring}
}

func (r *buttonRenderer) pad() (x, y float32) {
	s := look.Of(r.b)
	switch r.b.kind {
	case Tab:
		return 0, s.Space(2)
	case TagLike:
		return s.Space(2), s.Space(0.75)
	case Segment:
		return s.Space(3), s.Space(1.25)
	case Quiet:
		if r.b.small {
			return s.Space(2), s.Space(0.75)
		}
		return s.Space(2), s.Space(1.75)
	default:
		return s.Space(3), s.Space(1.75)
	}
}

func (r *buttonRenderer) gap() float32 {
	if r.hint.Text == "" {
		return 0
	}
	return look.Of(r.b).Space(2)
}

func (r *buttonRenderer) MinSize() fyne.Size {
	x, y := r.pad()
	t, h := r.text.MinSize(), r.hint.MinSize()
	if r.hint.Text == "" {
		h.Width = 0
	}
	switch r.b.kind {
	case Tab, Segment, Plain: // as wide as when they are on, and stronger: nothing beside them moves
		z := charts.SizeBody
		if r.b.kind == Tab {
			z = charts.SizeLabel
		}
		if !r.b.small {
			t.Width = max(t.Width, look.Of(r.b).Measure(r.b.text, z, typeface.SemiBold).Width)
		}
	}
	return fyne.NewSize(t.Width+r.gap()+h.Width+2*x, t.Height+2*y)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	air := fyne.NewSize(2, 2) // around the button, where it has no frame beside it
	if r.b.kind == Tab {
		air = fyne.NewSize(3, 0)
	}
	r.ring.Move(fyne.NewPos(-air.Width, -air.Height))
	r.ring.Resize(size.Add(air).Add(air))
	t, h := r.text.MinSize(), r.hint.MinSize()
	if r.hint.Text == "" {
		h.Width = 0
	}
	x := (size.Width - t.Width - r.gap() - h.Width) / 2
	y := (size.Height - t.Height) / 2
	r.text.Move(fyne.NewPos(x, y))
	r.text.Resize(t)
	r.hint.Move(fyne.NewPos(x+t.Width+r.gap(), y))
	r.hint.Resize(h)
	r.under.Move(fyne.NewPos(0, size.Height-2))
	r.under.Resize(fyne.NewSize(size.Width, 2))
}

func (r *buttonRenderer) Refresh() {
	s, b := look.Of(r.b), r.b
	text, weight := charts.Ink, typeface.Medium
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = color.Transparent, color.Transparent, 0
	r.under.FillColor = color.Transparent
	size := charts.SizeBody
	switch b.kind {
	case Primary:
		r.back.FillColor, text, weight = s.Color(charts.Ink), charts.Paper, typeface.SemiBold
	case Plain:
		r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = s.Color(charts.Surface), s.Color(charts.Line), 1
		if b.on {
			r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth, weight = s.Color(charts.Chip), s.Color(charts.Ink), 1.5, typeface.SemiBold
		}
	case Tab:
		size = charts.SizeLabel
		if b.on {
			weight, r.under.FillColor = typeface.SemiBold, s.Color(charts.Ink)
		} else {
			text, weight = charts.Muted, typeface.Regular
		}
	case TagLike:
		r.back.FillColor, text, size = s.Color(charts.Chip), charts.Muted, charts.SizeSmall
		if b.on {
			r.back.FillColor, text = s.Color(charts.Ink), charts.Paper
		}
	case Segment:
		if b.on {
			r.back.FillColor, weight = s.Color(charts.Surface), typeface.SemiBold
			if s.Palette.Dark { // where what is raised is lighter
				r.back.FillColor = s.Color(charts.LandHost)
			}
		} else {
			text = charts.Muted
		}
	case Field:
		r.back.FillColor, text, weight = s.Color(charts.Chip), charts.Muted, typeface.Regular
	case Quiet:
	}
	if b.off && !b.on || b.small { // what is on stays readable
		text = charts.Muted
	}
	if b.off && b.kind == Primary { // muted text could not be read on ink
		r.back.FillColor, text = s.Color(charts.Chip), charts.Muted
	}
	if b.small {
		size, weight = charts.SizeSmall, typeface.Regular
	}
	if b.hovered && !b.off {
		switch b.kind {
		case Tab, Segment:
			text = charts.Ink
		case Quiet:
			r.back.FillColor = s.Color(charts.Chip)
		case Plain, TagLike, Field:
			if b.on {
				break
			}
			r.back.StrokeColor, r.back.StrokeWidth = s.Color(charts.Muted), 1
		}
	}
	r.text.Text, r.text.Color, r.text.TextSize, r.text.FontSource = b.text, s.Color(text), s.Size(size), look.Font(weight)
	r.hint.Text, r.hint.TextSize = b.hint, s.Size(size)
	r.hint.Color = s.Color(charts.Muted)
	if b.kind == Primary && !b.off || b.kind == TagLike && b.on { // on ink
		r.hint.Color = s.Color(charts.Line)
	}
	r.ring.StrokeColor = s.Color(charts.Accent)
	r.ring.Hidden = !b.focused
	r.Layout(b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
