package widgets

import (
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// CardContent is what a Card says.
type CardContent struct {
	ID     string
	Tags   []string
	Number string // set large; may be empty
	Title  string
	Claim  []Span
	// More is shown only when the card is selected.
	More []Span
	// Steps is a small plot, shown with More; nil: none.
	Steps *StepsContent
	// Sources names them shortly; activating it opens the source sheet.
	Sources string
	// Large cards are read, not chosen: larger, with the number above the title, and
	// all that they say.
	Large bool
}

// CardEvents are what a reader can do with a card. None may be nil.
type CardEvents struct {
	Picked  func(id string)
	Sources func(id string)
	Link    func(link string)
}

// Card is one fact: tags, a number, a title, a claim, and its sources. The selected
// card says more.
type Card struct {
	Control
	content  CardContent
	events   CardEvents
	selected bool

	title, claim, more *Flow
	steps              *Steps
	sources            *Button
}

// NewCard returns a card.
func NewCard(host *Host, content CardContent, events CardEvents) *Card {
	c := &Card{content: content, events: events}
	c.Extend(c, host, content.Title, func() { events.Picked(content.ID) })
	title := Span{Text: content.Title, Size: c.titleSize(), Weight: typeface.SemiBold, Role: charts.Ink}
	c.title = NewFlow(host, nil, title)
	c.title.SetBalanced(true)
	c.claim = NewFlow(host, events.Link, content.Claim...)
	c.more = NewFlow(host, events.Link, content.More...)
	if content.Steps != nil {
		c.steps = NewSteps(*content.Steps)
	}
	c.claim.leading, c.more.leading = 1.25, 1.25
	c.sources = NewButton(content.Sources, "", Quiet, host, func() { events.Sources(content.ID) })
	c.sources.small = true
	c.selected = content.Large
	return c
}

func (c *Card) titleSize() charts.TextSize {
	if c.content.Large {
		return charts.SizeTitle
	}
	return charts.SizeStrong
}

// numberSize is as large as the number's width allows.
func (c *Card) numberSize(s look.Skin, inner float32) charts.TextSize {
	if c.content.Large && s.Measure(c.content.Number, charts.SizeFact, typeface.Bold).Width <= inner {
		return charts.SizeFact
	}
	return charts.SizeNumber
}

// ID returns the id of the card's content.
func (c *Card) ID() string { return c.content.ID }

// Content returns what the card says.
func (c *Card) Content() CardContent { return c.content }

// Selected tells whether the card is the selected one.
func (c *Card) Selected() bool { return c.selected }

// SetSelected shows more of the card, or less. It tells whether that changed its
// height.
func (c *Card) SetSelected(on bool) bool {
	if c.selected == on {
		return false
	}
	c.selected = on
	c.Refresh()
	return true
}

// TypedKey implements fyne.Focusable: Enter selects; on the selected card it opens
// the sources.
func (c *Card) TypedKey(e *fyne.KeyEvent) {
	if c.selected && (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) {
		c.events.Sources(c.content.ID)
		return
	}
	c.Control.TypedKey(e)
}

// HeightFor returns the height in dp that the card needs at a width in dp.
func (c *Card) HeightFor(width float32) float32 { return c.arrange(width, nil) }

// cardParts are the objects that arrange places.
type cardParts struct {
	chips  []*canvas.Rectangle
	tags   []*canvas.Text
	number *canvas.Text
}

// arrange places the parts for a width and returns the height; without parts it
// only measures.
func (c *Card) arrange(width float32, p *cardParts) float32 {
	s := look.Of(c)
	pad, y := s.Space(3.5), s.Space(3.5)
	if c.content.Large {
		pad, y = s.Space(5.5), s.Space(4.5)
	}
	inner := max(width-2*pad, 40)
	y = c.arrangeTags(s, pad, y, inner, p)
	y = c.arrangeTitle(s, pad, y, inner, p)
	below := func(f Tall, gap float32) {
		y += gap
		h := f.HeightFor(inner)
		if p != nil {
			Put(f, pad, y, inner, h)
		}
		y += h
	}
	if len(c.content.Claim) > 0 {
		below(c.claim, s.Space(1))
	}
	if c.selected && c.steps != nil {
		below(c.steps, s.Space(3))
	}
	if c.selected && len(c.content.More) > 0 {
		below(c.more, s.Space(2))
	}
	if c.content.Sources != "" {
		y += s.Space(0.5)
		size := c.sources.MinSize()
		if p != nil {
			// The button's own margin hangs out, so that its text lines up.
			c.sources.SetText(elide(s, c.content.Sources, inner))
			size = c.sources.MinSize()
			Put(c.sources, pad-s.Space(2), y, size.Width, size.Height)
		}
		y += size.Height - s.Space(1)
	}
	return y + pad*0.7
}

func (c *Card) arrangeTags(s look.Skin, x0, y, inner float32, p *cardParts) float32 {
	if len(c.content.Tags) == 0 {
		return y
	}
	x, rowH := x0, float32(0)
	for i, tag := range c.content.Tags {
		text := s.Measure(tag, charts.SizeSmall, typeface.Regular)
		size := fyne.NewSize(text.Width+s.Space(4), text.Height+s.Space(1))
		if x > x0 && x+size.Width > x0+inner {
			x, y = x0, y+rowH+s.Space(1)
		}
		if p != nil {
			Put(p.chips[i], x, y, min(size.Width, inner), size.Height)
			p.chips[i].CornerRadius = size.Height / 2
			Put(p.tags[i], x+s.Space(2), y+s.Space(0.5), text.Width, text.Height)
		}
		x, rowH = x+size.Width+s.Space(1.5), size.Height
	}
	return y + rowH + s.Space(1.75)
}

// arrangeTitle sets the number beside the title if both have room, else above it.
func (c *Card) arrangeTitle(s look.Skin, x, y, inner float32, p *cardParts) float32 {
	number := fyne.Size{}
	if c.content.Number != "" {
		number = s.Measure(c.content.Number, c.numberSize(s, inner), typeface.Bold)
	}
	titleX, titleY, titleW := x, y, inner
	beside := !c.content.Large && number.Width > 0 && number.Width <= inner*0.42
	switch {
	case beside:
		titleX, titleW = x+number.Width+s.Space(3.5), inner-number.Width-s.Space(3.5)
	case number.Width > 0:
		titleY = y + number.Height + s.Space(0.5)
	}
	h := c.title.HeightFor(titleW)
	if beside && h < number.Height {
		titleY = y + (number.Height-h)/2
	}
	if p != nil {
		p.number.TextSize = s.Size(c.numberSize(s, inner))
		Put(p.number, x, y, number.Width, number.Height)
		Put(c.title, titleX, titleY, titleW, h)
	}
	return max(titleY+h, y+number.Height)
}

// elide cuts a source line in the middle so that it is no wider than width; what
// ends it, such as how many more there are, stays.
func elide(s look.Skin, text string, width float32) string {
	fits := func(t string) bool { return s.Measure(t, charts.SizeSmall, typeface.Regular).Width <= width }
	if fits(text) {
		return text
	}
	runes := []rune(text)
	const tail = 14 // " and 12 more  ›"
	end := ""
	if len(runes) > 2*tail {
		end = string(runes[len(runes)-tail:])
		runes = runes[:len(runes)-tail]
	}
	cut := func(n int) string { return strings.TrimRight(string(runes[:n]), " ,") + "…" + end }
	n := sort.Search(len(runes), func(n int) bool { return !fits(cut(n)) })
	return cut(max(n-1, 0))
}

// MinSize implements fyne.CanvasObject.
func (c *Card) MinSize() fyne.Size {
	width := c.Size().Width
	if width <= 0 {
		width = 300
	}
	return fyne.NewSize(160, c.HeightFor(width))
}

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	s := look.Of(c)
	back, ring := canvas.NewRectangle(nil), Ring(s)
	back.CornerRadius = 10
	if c.content.Large {
		back.CornerRadius = 12
	}
	objects := []fyne.CanvasObject{back}
	parts := cardParts{number: s.Text(c.content.Number, charts.SizeNumber, typeface.Bold, charts.Ink)}
	for _, tag := range c.content.Tags {
		chip, text := canvas.NewRectangle(nil), s.Text(tag, charts.SizeSmall, typeface.Regular, charts.Muted)
		parts.chips, parts.tags = append(parts.chips, chip), append(parts.tags, text)
		objects = append(objects, chip, text)
	}
	objects = append(objects, parts.number, c.title, c.claim)
	if c.steps != nil {
		objects = append(objects, c.steps)
	}
	return Drawn(c, func(size fyne.Size) {
		back.Resize(size)
		Put(ring, 2, 2, size.Width-4, size.Height-4)
		c.arrange(size.Width, &parts)
	}, func() {
		s := look.Of(c)
		back.FillColor, back.StrokeColor, back.StrokeWidth = s.Color(charts.Surface), s.Color(charts.Line), 1
		if c.hovered {
			back.StrokeColor = s.Color(charts.Muted)
		}
		if c.selected && !c.content.Large {
			back.StrokeColor, back.StrokeWidth = s.Color(charts.Ink), 1.5
		}
		for i, chip := range parts.chips {
			chip.FillColor = s.Color(charts.Chip)
			parts.tags[i].Color, parts.tags[i].TextSize = s.Color(charts.Muted), s.Size(charts.SizeSmall)
		}
		parts.number.Color = s.Color(charts.Ink)
		SetVisible(c.more, c.selected)
		if c.steps != nil {
			SetVisible(c.steps, c.selected)
		}
		c.Ringed(ring, s)
	}, append(objects, c.more, c.sources, ring)...)
}
