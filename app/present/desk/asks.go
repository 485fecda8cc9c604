package desk

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
)

// Asks is the drawer of answers: cards that belong to the moment, or those that
// a search finds. Nothing of it reaches the room until it is shown there.
type Asks struct {
	p        around
	title    *widgets.Flow
	Search   *widgets.Entry
	reveal   *widgets.Tool
	back     *canvas.Rectangle
	none     *widgets.Flow
	list     *fyne.Container
	Scroll   *container.Scroll
	cards    []*widgets.Card
	made     []*widgets.Card // each made once; see card
	of       *data.Story     // the story that they are of
	ids      []string
	selected string
	width    float32
}

// mostAnswers is how many cards are listed.
const mostAnswers = 8

func newAsks(p around) *Asks {
	a := &Asks{p: p, back: canvas.NewRectangle(nil)}
	a.title = widgets.NewLine(p.Host, words.Say("talk.asks"), charts.SizeLabel, typeface.SemiBold, charts.Muted)
	a.none = widgets.NewLine(p.Host, words.Say("talk.asks.none"), charts.SizeBody, typeface.Regular, charts.Muted)
	a.reveal = widgets.NewTool(words.Say("talk.asks.show"), words.Say("talk.asks.show.label"), p.Host, a.showInRoom)
	a.Search = widgets.NewEntry(p.Host, func(string) { a.refill() }, a.accept)
	a.Search.Leave = func() { a.Search.SetText(""); p.Focus(nil) }
	a.Search.Keys = p.Clicked
	a.Search.SetPlaceHolder(words.Say("talk.asks.search"))
	a.list = widgets.Arranged(func() fyne.Size { return fyne.NewSize(100, a.layList(a.width, false)) }, func(size fyne.Size) { a.layList(size.Width, true) })
	a.Scroll = widgets.NewScroll(p.Host, a.list)
	return a
}

func (a *Asks) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{a.title, a.reveal, a.Search, a.back, a.none, a.Scroll}
}

// refill lists what the search finds or, where nothing is asked, what each lens has of
// the moment.
func (a *Asks) refill() {
	s, v := a.p.Store.Looking()
	var ids []string
	if text := a.Search.Text; text != "" {
		ids = a.p.Find(text, mostAnswers)
	} else {
		for _, l := range s.Lenses {
			if id := view.CardBy(s, l.ID, v.Day, v.Epilogue); id != "" && id != v.Card && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	if slices.Equal(ids, a.ids) && a.cards != nil && a.of == s {
		return
	}
	a.of, a.ids, a.cards = s, ids, nil
	var objects []fyne.CanvasObject
	for _, id := range ids {
		if c := s.Card(id); c != nil {
			card := a.card(panels.Card(s, *c))
			a.cards = append(a.cards, card)
			objects = append(objects, card)
		}
	}
	a.list.Objects = objects
	picked := ""
	if a.Search.Text != "" { // what was found first is opened
		picked = first(ids)
	}
	a.pick(picked)
	a.Scroll.ScrollToTop()
	widgets.SetVisible(a.none, len(a.cards) == 0)
}

// mostMade bounds how many cards are kept, whatever they say: the toolkit keeps what it
// knows of each a while, so none is made twice.
const mostMade = 80

// card is the card that says this, made once.
func (a *Asks) card(content widgets.CardContent) *widgets.Card {
	for i, c := range a.made {
		if reflect.DeepEqual(c.Content(), content) {
			a.made = append(slices.Delete(a.made, i, i+1), c) // the last one asked for stays longest
			return c
		}
	}
	c := widgets.NewCard(a.p.Host, content, widgets.CardEvents{Picked: a.pick, Sources: a.p.Sources, Link: func(string) {}})
	if len(a.made) >= mostMade {
		a.made = slices.Delete(a.made, 0, 1)
	}
	a.made = append(a.made, c)
	return c
}

func first(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// pick selects a card, for the presenter alone.
func (a *Asks) pick(id string) {
	a.selected = id
	for _, c := range a.cards {
		c.SetSelected(c.ID() == id)
	}
	a.relay()
}

// accept shows the first that was found to the presenter, and leaves the search.
func (a *Asks) accept() {
	a.p.Focus(nil)
	a.pick(first(a.ids))
}

// showInRoom goes to the selected card, which the room follows unless it is frozen.
func (a *Asks) showInRoom() {
	if a.selected != "" {
		a.p.LookAt(view.ToCard(a.p.Story, a.p.Store.Now(), a.selected))
	}
}

func (a *Asks) layList(width float32, set bool) float32 {
	s := a.p.Skin()
	y := float32(0)
	width, put := max(width-s.Space(3), 60), widgets.Placer(set)
	for _, c := range a.cards {
		h := c.HeightFor(width)
		put(c, 0, y, width, h)
		y += h + s.Space(2)
	}
	return y
}

func (a *Asks) relay() {
	if a.width > 0 {
		a.list.Resize(fyne.NewSize(a.width, a.layList(a.width, false)))
		a.Scroll.Refresh()
	}
}

// lay places the panel.
func (a *Asks) lay(x, y, width, height float32) {
	s := a.p.Skin()
	tool := a.reveal.MinSize()
	titleH := a.title.HeightFor(width - tool.Width)
	widgets.Put(a.title, x, y+(tool.Height-titleH)/2, width-tool.Width, titleH)
	widgets.Put(a.reveal, x+width-tool.Width, y, tool.Width, tool.Height)
	y2 := y + tool.Height + s.Space(1)
	entryH := a.Search.MinSize().Height
	widgets.Put(a.Search, x, y2, width, entryH)
	y2 += entryH + s.Space(2)
	h := max(height-(y2-y), 40)
	widgets.Put(a.back, x, y2, width, h)
	widgets.PutFlow(a.none, x, y2, width)
	a.width = width
	widgets.Put(a.Scroll, x, y2, width, h)
	a.relay()
}
