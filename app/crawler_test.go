package app

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
	"truceline/data/load"
)

// crawler gives the keyboard to everything that can have it, and types on it.
type crawler struct {
	t     *testing.T
	p     *program
	where string
	home  func() // back to where everything is reached from
	named map[string]bool
}

// crawl walks with Tab through all there is, at most once each, checks that the focus is
// seen, and types the keys on it. Whatever a key leads to is left by home.
func (c *crawler) crawl(keys []fyne.KeyName, runes string) {
	canvas := c.p.win.Canvas()
	c.home()
	canvas.Unfocus()
	at := map[fyne.Focusable]bool{}
	for i := 0; ; i++ {
		canvas.FocusNext()
		f := canvas.Focused()
		if f == nil || at[f] {
			break
		}
		at[f] = true
		c.seen(f, i)
		state := func() string { return fmt.Sprint(c.p.store.Now(), canvas.Overlays().List(), c.p.talk != nil) }
		before := state()
		again := func() { // to the same place, if a key led away from it
			if state() == before && canvas.Focused() == f {
				return
			}
			c.home()
			if canvas.Focus(f); canvas.Focused() == f {
				before = state()
				return
			}
			canvas.Unfocus()
			at = map[fyne.Focusable]bool{}
			for range i + 1 {
				canvas.FocusNext()
				at[canvas.Focused()] = true
			}
			f, before = canvas.Focused(), state()
		}
		for _, r := range runes {
			assert.NotPanics(c.t, func() { typed(c.p, r) }, "%s: %q on %d, %T", c.where, r, i, f)
			again()
		}
		for _, k := range keys {
			assert.NotPanics(c.t, func() { press(c.p, k) }, "%s: %s on %d, %T", c.where, k, i, f)
			again()
		}
	}
	assert.NotEmpty(c.t, at, "%s: nothing takes the keyboard", c.where)
}

// seen checks that the focus is to be seen: a ring that nothing clips, inside the window.
func (c *crawler) seen(f fyne.Focusable, i int) {
	o := f.(fyne.CanvasObject)
	rings, cut := rings(c.p)
	what := fmt.Sprintf("%s: %d, %T", c.where, i, f)
	if a, ok := f.(fyne.Accessible); ok {
		what += fmt.Sprintf(" %q", a.AccessibilityLabel())
	}
	switch f.(type) {
	case *widget.Entry, interface{ SelectedText() string }, *widget.PopUpMenu: // the toolkit's own show it otherwise
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		in := boxOf(at, o.Size())
		if whole := boxOf(fyne.Position{}, c.p.win.Canvas().Size()); in.within(whole) != in {
			c.report(what + " stands outside of the window")
		}
		return
	}
	switch {
	case len(rings) == 0 && cut == 0:
		c.report(what + " has no ring")
	case cut > 0:
		c.report(what + " has a ring that is cut off or out of sight")
	case len(rings) > 1:
		c.report(what + fmt.Sprint(" is not the only one with a ring: ", rings))
	}
}

func (c *crawler) report(what string) {
	if !c.named[what] {
		c.named[what] = true
		c.t.Error(what)
	}
}

// rings are the rings of the focus that are drawn whole, and how many are drawn only in
// part, or not at all, because something clips them.
func rings(p *program) (whole []box, cut int) {
	accents := []string{hue(charts.Light.Color(charts.Accent)), hue(charts.Dark.Color(charts.Accent))}
	isRing := func(o fyne.CanvasObject) bool {
		switch x := o.(type) {
		case *canvas.Rectangle:
			return x.StrokeWidth == 2 && hue(x.FillColor) == "none" && (hue(x.StrokeColor) == accents[0] || hue(x.StrokeColor) == accents[1])
		case *canvas.Circle:
			return x.StrokeWidth == 2 && hue(x.FillColor) == "none" && (hue(x.StrokeColor) == accents[0] || hue(x.StrokeColor) == accents[1])
		}
		return false
	}
	var look func(o fyne.CanvasObject, at fyne.Position, clip box)
	look = func(o fyne.CanvasObject, at fyne.Position, clip box) {
		if !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		if clips(o) {
			clip = boxOf(at, o.Size()).within(clip)
		}
		if isRing(o) {
			ring := boxOf(at, o.Size())
			// What is higher than what it scrolls in shows its upper edge.
			fits := ring.y1-ring.y0 < clip.y1-clip.y0
			if seen := ring.within(clip); near(seen, ring) || !fits && seen.y0 == ring.y0 && near(seen, box{ring.x0, ring.y0, ring.x1, seen.y1}) {
				whole = append(whole, ring)
			} else {
				cut++
			}
		}
		for _, part := range parts(o) {
			look(part, at, clip)
		}
	}
	c := p.win.Canvas()
	window := boxOf(fyne.Position{}, c.Size())
	look(c.Content(), fyne.Position{}, window)
	for _, o := range c.Overlays().List() {
		look(o, fyne.Position{}, window)
	}
	return whole, cut
}

// near tells whether two boxes differ by less than a pixel.
func near(a, b box) bool {
	const less = 0.6
	far := func(x, y float32) bool { return x-y > less || y-x > less }
	return !far(a.x0, b.x0) && !far(a.y0, b.y0) && !far(a.x1, b.x1) && !far(a.y1, b.y1)
}

var (
	crawlSizes = []fyne.Size{{Width: 1024, Height: 640}, {Width: 1280, Height: 720}, {Width: 600, Height: 1000}, {Width: 700, Height: 500}}
	crawlKeys  = []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEscape}
)

// crawled begins a program to crawl through.
func crawled(t *testing.T, s *data.Story, v view.View, size fyne.Size) *crawler {
	a := test.NewTempApp(t)
	set := keep.Defaults()
	set.Theme, set.Still, set.Begun = look.Light, true, true
	a.Settings().SetTheme(set.Look())
	p := begun(t, a, s, v, set, keep.Store{}, size)
	t.Cleanup(func() {
		if p.talk != nil {
			p.talk.End()
		}
		p.win.Close()
	})
	return &crawler{t: t, p: p, named: map[string]bool{}, where: fmt.Sprintf("%.0fx%.0f", size.Width, size.Height), home: func() {
		atRest(p)
		p.store.Set(v)
	}}
}

// sheets are all that can lie over the window.
var sheets = []string{view.KeysSheet, view.AboutSheet, view.TableSheet, view.CountSheet, view.SummarySheet, view.MapSheet, view.ExportSheet,
	view.SearchSheet, view.PositionsSheet, view.GlossarySheet, view.TermSheet + "truce", view.BeatSheet + "geneva", view.SourceSheet + "geneva-truce",
	view.ReplySheet + "0", view.ProblemSheet}

// talkPages are what can be seen of a talk on its own window: the desk, pages by their key,
// the menu, and pages by their line in it.
var talkPages = []string{"", "?", "t", "o", "menu", "talk.menu.edit", "talk.menu.runs", "talk.menu.displays", "talk.menu.keys"}

// pressButton presses a button by what it says.
func pressButton(t *testing.T, p *program, key string) {
	t.Helper()
	pressed := false
	each(p.win.Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && !pressed && b.Text() == words.Say(key) {
			pressed = true
			b.Activate()
		}
	})
	require.True(t, pressed, "there is a button %s", key)
}

// choose opens a menu and does what a line of it does.
func choose(t *testing.T, p *program, button, line string) {
	t.Helper()
	pressButton(t, p, button)
	items := itemsOf(p.win.Canvas().Overlays().Top())
	for p.win.Canvas().Overlays().Top() != nil {
		p.win.Canvas().Overlays().Remove(p.win.Canvas().Overlays().Top())
	}
	name := func(label string) string { text, _, _ := strings.Cut(label, "    "); return text } // without its key
	var find func([]*fyne.MenuItem) *fyne.MenuItem
	find = func(items []*fyne.MenuItem) *fyne.MenuItem {
		for _, i := range items {
			if name(i.Label) == name(words.Say(line)) {
				return i
			}
			if i.ChildMenu != nil {
				if in := find(i.ChildMenu.Items); in != nil {
					return in
				}
			}
		}
		return nil
	}
	item := find(items)
	require.NotNil(t, item, "%s has a line %s", button, line)
	item.Action()
}

// menu walks through the lines of the menu that lies on top: it stands inside the window,
// takes all keys, and nothing below it answers.
func (c *crawler) menu() {
	canvas := c.p.win.Canvas()
	c.home()
	over := canvas.Overlays().Top()
	if !assert.NotNil(c.t, over, "%s: a menu is open", c.where) {
		return
	}
	each(over, func(o fyne.CanvasObject) {
		if m, ok := o.(*widget.PopUpMenu); ok {
			in := boxOf(fyne.CurrentApp().Driver().AbsolutePositionForObject(m), m.Size())
			if in.within(boxOf(fyne.Position{}, canvas.Size())) != in {
				c.report(c.where + " stands outside of the window")
			}
		}
	})
	before := c.p.store.Now()
	for _, r := range "xet7" {
		assert.NotPanics(c.t, func() { typed(c.p, r) }, "%s: %q", c.where, r)
		assert.Equal(c.t, before, c.p.store.Now(), "%s: %q reaches what lies below", c.where, r)
	}
	for range len(itemsOf(over)) + 1 {
		assert.NotPanics(c.t, func() { press(c.p, fyne.KeyDown) }, c.where)
		assert.Equal(c.t, before, c.p.store.Now(), "%s: a key reaches what lies below", c.where)
	}
	press(c.p, fyne.KeyEscape)
	assert.Nil(c.t, canvas.Overlays().Top(), "%s: Esc closes it", c.where)
	assert.Equal(c.t, before, c.p.store.Now(), c.where)
}

// TestWindow_everythingCanBeTypedOn gives the keyboard to all there is, in every mode,
// sheet and page and in every layout, and types on it. What has the focus is seen.
func TestWindow_everythingCanBeTypedOn(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	s, err := load.BuiltIn()
	require.NoError(t, err)
	for i, size := range crawlSizes {
		keys, runes := crawlKeys, "x7"
		if i > 0 { // the handlers are the same in every layout; what they lead to stands elsewhere
			keys, runes = crawlKeys[1:2], "7"
		}
		for _, m := range view.Modes(s) {
			t.Run(fmt.Sprintf("mode %s %.0f", m, size.Width), func(t *testing.T) {
				c := crawled(t, s, view.ToMode(s, view.ToBeat(s, view.Start(s), "geneva"), m), size)
				c.crawl(keys, runes)
			})
		}
		t.Run(fmt.Sprintf("sheets %.0f", size.Width), func(t *testing.T) {
			v := view.ToBeat(s, view.Start(s), "geneva")
			c := crawled(t, s, v, size)
			rest, where := c.home, c.where
			for _, sheet := range sheets {
				c.where = where + " sheet " + sheet
				c.home = func() { rest(); over := v; over.Sheet = sheet; c.p.store.Set(over) }
				c.crawl(keys, runes)
			}
		})
		t.Run(fmt.Sprintf("menus and questions for a file %.0f", size.Width), func(t *testing.T) {
			t.Setenv("HOME", t.TempDir()) // where files would be written
			v := view.ToBeat(s, view.Start(s), "geneva")
			c := crawled(t, s, v, size)
			rest, where := c.home, c.where
			for _, button := range []string{"bar.options", "switch.closer"} {
				c.where = where + " menu " + button
				c.home = func() { rest(); pressButton(t, c.p, button) }
				c.menu()
			}
			for _, item := range []string{"options.file", "options.folder", "export.open", "export.gift"} {
				c.where = where + " " + item
				c.home = func() { rest(); choose(t, c.p, "bar.options", item) }
				c.crawl(keys, runes)
			}
		})
		for _, page := range talkPages {
			if size.Width < 1024 { // the presenter's view is made for a display
				break
			}
			t.Run(fmt.Sprintf("talk %s %.0f", page, size.Width), func(t *testing.T) {
				c := crawled(t, s, view.Start(s), size)
				rest := c.home
				c.where += " talk " + page
				c.home = func() {
					if c.p.talk == nil || c.p.win.Canvas().Overlays().Top() != nil {
						rest()
						c.p.startTalk(nil, nil, "")
						c.p.win.Canvas().Unfocus()
						switch {
						case len(page) == 1:
							typed(c.p, rune(page[0]))
						case page == "menu":
							pressButton(t, c.p, "talk.more")
						case page != "":
							choose(t, c.p, "talk.more", page)
						}
					}
				}
				if page == "menu" {
					c.menu()
					return
				}
				c.crawl(keys, runes)
			})
		}
	}
}
