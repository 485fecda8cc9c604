package pages

import (
	"fmt"
	"image"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/present/given"
	"truceline/app/talk"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
)

// Overview shows every step of the talk as a small slide. What is typed, a
// number, a date or a word, picks one; Enter goes there.
type Overview struct {
	*leaf
	made    []*tile
	tiles   []*tile // of the steps
	Typed   string
	missed  bool // nothing fits what is typed
	at      int
	columns int
}

func newOverview(p *Pages) *Overview {
	o := &Overview{}
	o.leaf = newLeaf(p, words.Say("talk.overview.title"), "", o.place)
	return o
}

// fill shows the steps as they are.
func (o *Overview) fill() {
	p := o.p
	o.at, o.Typed, o.missed = p.Show.At(), "", false
	steps := p.Show.Steps()
	for i := len(o.made); i < len(steps); i++ {
		o.made = append(o.made, widgets.Extended(&tile{host: p.Host, tapped: func() { o.leave(i) }}))
	}
	o.tiles = o.made[:len(steps)]
	o.list.Objects = o.list.Objects[:0]
	for i, x := range steps {
		t := o.tiles[i]
		t.above, t.name = words.Say("talk.tile", "Number", i+1, "Day", p.When(x.Item), "Time", given.Clock(x.Planned)), p.Short(x.Item)
		if x.After {
			t.above = words.Say("talk.tile.after", "Number", i+1, "Day", p.When(x.Item))
		}
		k := p.SlideOf(x.Item)
		t.shows = k
		p.Draw(k, func(img image.Image) {
			if t.shows == k {
				t.setImage(img)
			}
		})
		o.list.Objects = append(o.list.Objects, t)
	}
	o.mark()
}

// ToggleOverview shows the overview, or leaves it.
func (p *Pages) ToggleOverview() {
	if _, on := p.top.(*Overview); on {
		p.Close()
		return
	}
	if p.overview == nil {
		p.overview = newOverview(p)
	}
	p.overview.fill()
	p.Open(p.overview)
}

// leave goes to a step.
func (o *Overview) leave(step int) {
	o.p.Close()
	o.p.Show.Goto(step)
}

// place puts the slides in columns: as few, and so as large, as show all of them at once.
func (o *Overview) place(width float32, set bool) float32 {
	s := o.p.Skin()
	gap, least, most := s.Space(4), 230*s.TextScale, 460*s.TextScale
	across := func(columns int) float32 { return (width - float32(columns-1)*gap) / float32(columns) }
	var w, h, all float32
	for o.columns = 1; ; o.columns++ {
		w, h = across(o.columns), 0
		for _, t := range o.tiles {
			h = t.heightFor(w)
		}
		rows := (len(o.tiles) + o.columns - 1) / o.columns
		all = float32(rows) * (h + gap)
		if w <= most && all <= o.scroll.Size().Height+gap || across(o.columns+1) < least {
			break
		}
	}
	put := widgets.Placer(set)
	for i, t := range o.tiles {
		put(t, float32(i%o.columns)*(w+gap), float32(i/o.columns)*(h+gap), w, h)
	}
	return all
}

// mark shows which step is picked.
func (o *Overview) mark() {
	text, role := words.Say("talk.overview.how"), charts.Muted
	switch {
	case o.missed:
		text, role = words.Say("talk.overview.missed", "Text", o.Typed), charts.Caution
	case o.Typed != "":
		text = words.Say("talk.overview.typed", "Text", o.Typed)
	}
	widgets.SetLine(o.Line, text, charts.SizeBody, typeface.Regular, role)
	for i, t := range o.tiles {
		t.set(i == o.at && !o.missed, i == o.p.Show.At())
	}
	if o.at < len(o.tiles) {
		widgets.Reveal(o.tiles[o.at], o.scroll)
	}
	o.p.Host.Moved()
}

func (o *Overview) Key(e *fyne.KeyEvent) bool {
	move := func(by int) {
		o.at = min(max(o.at+by, 0), len(o.tiles)-1)
		o.Typed, o.missed = "", false
		o.mark()
	}
	switch e.Name {
	case fyne.KeyEscape:
		if o.Typed != "" {
			o.find("")
			return true
		}
		o.p.Close()
	case fyne.KeyLeft, fyne.KeyPageUp:
		move(-1)
	case fyne.KeyRight, fyne.KeyPageDown:
		move(+1)
	case fyne.KeyUp:
		move(-o.columns)
	case fyne.KeyDown:
		move(+o.columns)
	case fyne.KeyHome:
		move(-len(o.tiles))
	case fyne.KeyEnd:
		move(len(o.tiles))
	case fyne.KeyBackspace:
		if r := []rune(o.Typed); len(r) > 0 {
			o.find(string(r[:len(r)-1]))
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if !o.missed {
			o.leave(o.at)
		}
	}
	return true
}

func (o *Overview) Rune(r rune) bool {
	o.find(o.Typed + string(r))
	return true
}

// find picks the first step that what is typed fits: its number, its day, or words of
// its name and headline.
func (o *Overview) find(text string) {
	o.Typed = strings.TrimLeft(text, " ")
	o.missed = o.Typed != ""
	for i, x := range o.p.Show.Steps() {
		if o.Typed != "" && o.p.fits(x.Item, i+1, o.Typed) {
			o.at, o.missed = i, false
			break
		}
	}
	o.mark()
}

// fits tells whether an item is what was typed: its number, its day in words or as
// a date, or all words of it.
func (p *Pages) fits(i talk.Item, number int, typed string) bool {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if n, err := strconv.Atoi(typed); err == nil {
		return n == number
	}
	day := i.View.Day
	if b := p.Story.Beat(i.Beat); b != nil {
		day = b.Day
	}
	if d, err := data.ParseDay(typed); err == nil {
		return d == day
	}
	w := words.Local{}
	text := strings.ToLower(strings.Join([]string{w.Day(day, charts.DayMonthYear), i.NameIn(p.Story), i.HeadlineIn(p.Story)}, " "))
	for _, word := range strings.Fields(typed) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return typed != ""
}

func (o *Overview) Targets(add AddTarget) {
	o.leaf.Targets(add)
	for i, t := range o.tiles {
		add(fmt.Sprintf("tile/%d", i+1), t, o.scroll)
	}
}

// tile is a small slide with a line above and a name.
type tile struct {
	widget.BaseWidget
	host        *widgets.Host
	tapped      func()
	above, name string
	shows       given.Slide // what its picture is to be
	picture     image.Image
	picked, now bool
	hovered     bool
}

var (
	_ fyne.Tappable     = (*tile)(nil)
	_ desktop.Hoverable = (*tile)(nil)
)

func (t *tile) setImage(img image.Image) {
	t.picture = img
	t.Refresh()
}

func (t *tile) set(picked, now bool) {
	if t.picked != picked || t.now != now {
		t.picked, t.now = picked, now
		t.Refresh()
	}
}

// Look implements look.Looker.
func (t *tile) Look() *look.Theme { return t.host.Look }

// Tapped implements fyne.Tappable.
func (t *tile) Tapped(*fyne.PointEvent) { t.tapped() }

// MouseIn implements desktop.Hoverable.
func (t *tile) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (t *tile) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *tile) MouseOut() { t.hovered = false; t.Refresh() }

// AccessibilityLabel implements fyne.Accessible.
func (t *tile) AccessibilityLabel() string { return t.above + ": " + t.name }

// AccessibilityRole implements fyne.Accessible.
func (t *tile) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (t *tile) heightFor(width float32) float32 {
	s := look.Of(t)
	pad := s.Space(1.5)
	return (width-2*pad)*9/16 + 3*pad + s.Measure("0", charts.SizeSmall, typeface.Regular).Height + s.Measure("0", charts.SizeLabel, typeface.SemiBold).Height
}

// MinSize implements fyne.CanvasObject.
func (t *tile) MinSize() fyne.Size { return fyne.NewSize(120, t.heightFor(120)) }

// CreateRenderer implements fyne.Widget.
func (t *tile) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(t)
	back, paper := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	back.CornerRadius = 8
	image := &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}
	above, name := s.Text("", charts.SizeSmall, typeface.Regular, charts.Muted), s.Text("", charts.SizeLabel, typeface.SemiBold, charts.Ink)
	return widgets.Drawn(t, func(size fyne.Size) {
		pad := look.Of(t).Space(1.5)
		w := size.Width - 2*pad
		widgets.Put(back, 0, 0, size.Width, size.Height)
		widgets.Put(paper, pad, pad, w, w*9/16)
		widgets.Put(image, pad, pad, w, w*9/16)
		y := pad + w*9/16 + pad*0.5
		widgets.Put(above, pad, y, w, above.MinSize().Height)
		widgets.Put(name, pad, y+above.MinSize().Height, w, name.MinSize().Height)
	}, func() {
		s := look.Of(t)
		back.FillColor, back.StrokeColor, back.StrokeWidth = s.Color(charts.Surface), s.Color(charts.Line), 1
		if t.hovered {
			back.StrokeColor = s.Color(charts.Muted)
		}
		if t.picked {
			back.StrokeColor, back.StrokeWidth = s.Color(charts.Accent), 3
		}
		paper.FillColor = s.Color(charts.Line)
		if image.Hidden = t.picture == nil; image.Image != t.picture {
			image.Image = t.picture
			image.Refresh()
		}
		above.Text, above.TextSize, above.Color = t.above, s.Size(charts.SizeSmall), s.Color(charts.Muted)
		if t.now {
			above.Text, above.Color = words.Say("talk.tile.now", "Above", t.above), s.Color(charts.Ink)
		}
		name.Text, name.TextSize, name.Color = t.name, s.Size(charts.SizeLabel), s.Color(charts.Ink)
	}, back, paper, image, above, name)
}
