// Package story is the calm window in which a story is read: scene after scene, each
// with its headline, its figure, the card with the number that matters, and the map
// where a meeting is the subject. Like every panel it is a function of story and View.
package story

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/meetings"
	"truceline/charts/scene"
	"truceline/charts/typeface"
	"truceline/data"
)

// Options are what the room needs of the window around it.
type Options struct {
	Host  *widgets.Host
	Store *view.Store
	// Open opens a sheet of the window.
	Open func(sheet string)
	// Begun tells whether the reader has ever gone on to another scene.
	Begun bool
}

// Room is the middle of the window while the story is read.
type Room struct {
	widgets.Columns
	o     Options
	story *data.Story

	headline, line, notice *widgets.Flow
	plot                   *picture.Plot
	strip                  *picture.Strip
	stripFigure            *charts.Figure // told up to a day, with or without the epilogue
	stripTold              data.Day
	stripLater             bool
	all                    *widgets.Button
	world                  *picture.Map // made when a scene first has one
	side                   *widgets.Column
	scroll                 *container.Scroll // around the side, where it stands beside the figure
	hint                   *widgets.Flow
	card                   *widgets.Card
	moment, meetings       []*widgets.ListRow
	answers                []*widgets.Button
	later                  *widgets.Button

	scene   scene.Scene
	content picture.PlotContent
	shown   view.View
	fresh   bool
	mapped  bool            // the scene has a map: beside the figure,
	large   bool            // or in its place, with the figure as a strip below
	beside  *fyne.Container // around the side, where it scrolls by itself
	below   func()          // places what stands below the plot, in step with its days
}

// New returns a room that shows nothing yet. Follow is to be called with each change.
func New(o Options) *Room {
	r := &Room{o: o, story: o.Store.Story(), fresh: true}
	flow := func() *widgets.Flow { return widgets.NewFlow(o.Host, o.Open) }
	r.headline, r.line, r.notice, r.hint = flow(), flow(), flow(), flow()
	r.headline.SetLeading(1.0)
	r.headline.SetBalanced(true)
	r.line.SetBalanced(true)
	r.plot = picture.NewPlot(o.Host, picture.PlotEvents{
		Picked: func(data.Day) {}, PickedTick: r.pickMeeting, PickedBar: func(id string) { o.Open(view.BarSheet + id) },
		PickedArrow: func(id string) { o.Open(view.ReplySheet + id) }, Opened: r.openCard,
		Zoomed: r.zoom, Panned: r.pan, Whole: r.whole,
	}, func(*charts.Layout) {
		if r.below != nil {
			r.below()
		}
	})
	r.plot.SetBare(true)
	r.strip = picture.NewStrip(o.Host, r.pan, func(factor float64) { r.zoom(o.Store.Now().Day, factor) }, r.whole)
	r.all = widgets.NewButton("", "D", widgets.Plain, o.Host, r.toggleDays)
	r.later = widgets.NewButton(words.Say("story.later.open"), "", widgets.Plain, o.Host, r.showLater)
	r.side = widgets.NewColumn(4)
	r.side.SetInset(sideInset)
	width := func(of float32) float32 { return max(of-look.Of(r).Space(4), 40) } // beside the scroll bar
	r.beside = widgets.Arranged(func() fyne.Size {
		return fyne.NewSize(100, r.side.HeightFor(width(r.scroll.Size().Width)))
	}, func(size fyne.Size) {
		widgets.Put(r.side, 0, 0, width(size.Width), r.side.HeightFor(width(size.Width)))
		r.side.Relay()
	})
	r.scroll = widgets.NewScroll(o.Host, r.beside)
	r.Columned(o.Host, r, widgets.ColumnsLayout{
		LeastW: 840, LeastH: 330,
		Parts: r.parts, Below: []fyne.CanvasObject{r.hint}, Foot: r.foot, Two: r.columns, One: r.column,
		Turned: func(page fyne.Scrollable) {
			r.plot.SetPage(page)
			if r.world != nil {
				r.world.SetPage(page)
			}
			r.toTop()
		},
	})
	return r
}

// toTop scrolls to where reading begins.
func (r *Room) toTop() { r.scroll.Offset, r.Scroll.Offset = fyne.Position{}, fyne.Position{} }

// sideInset keeps the ring of the focus inside what scrolls, in steps of space.
const sideInset = 1

// Follow shows the View, which has to be in the mode Story.
func (r *Room) Follow(was, now view.View) {
	fresh := r.fresh || was.Mode != view.Story
	stepped := !fresh && was.Beat != now.Beat
	r.fresh, r.shown = false, now
	if stepped {
		r.o.Begun = true
	}
	s, v := r.story, now
	b := s.Beat(v.Beat)
	if b == nil {
		return
	}
	r.headline.SetSpans(widgets.Span{Text: b.Headline, Size: charts.SizeStory, Weight: typeface.Bold, Role: charts.Ink})
	r.line.SetSpans(widgets.Span{Text: b.Line, Size: charts.SizeRead, Role: charts.Muted})
	r.notice.SetSpans()
	r.showPlot(fresh)
	r.showStrip()
	r.showMap(b)
	r.showSide(b)
	r.hint.SetSpans()
	if !r.o.Begun {
		r.hint.SetSpans(widgets.Span{Text: words.Say("story.hint"), Size: charts.SizeRead, Role: charts.Muted})
	}
	if stepped || fresh {
		r.toTop()
	}
	r.Placing.Mark()
	r.o.Host.Moved()
}

// showPlot draws the scene's figure; from scene to scene the camera moves.
func (r *Room) showPlot(fresh bool) {
	sc := view.Scene(r.story, r.shown)
	if sc.Beat == "" {
		return
	}
	if sc != r.scene || r.content.Figure == nil {
		before := r.scene
		r.scene, r.content = sc, panels.BeatContent(r.story, sc)
		if fresh || before.Beat == sc.Beat { // a reader's own camera follows the hand
			r.plot.SetContent(r.content)
		} else {
			way := figures.Between(r.story, before, sc, words.Local{})
			r.plot.MoveTo(r.content, way.At)
		}
	}
	r.plot.SetCursor(r.shown.Day, data.NoDay, r.shown.Meeting)
	if r.shown.AllDays {
		r.all.SetText(words.Say("story.known"))
	} else {
		r.all.SetText(words.Say("story.all"))
	}
}

func (r *Room) showStrip() {
	if told := r.told(); r.stripFigure == nil || r.stripTold != told || r.stripLater != r.shown.Epilogue {
		r.stripTold, r.stripLater = told, r.shown.Epilogue
		r.stripFigure = figures.Strip(r.story, told, r.shown.Epilogue)
	}
	first, last, w := r.content.Figure.From, r.content.Figure.Until, words.Local{}
	if r.all.Hidden = !r.hasDays(); r.all.Hidden { // shares of no day
		first, last = r.scene.From, r.scene.Until
	}
	r.strip.SetContent(picture.StripContent{
		Figure: r.stripFigure, First: first, Last: last,
		Label: words.Say("story.strip", "From", w.Day(first, charts.DayMonthYear), "Until", w.Day(last, charts.DayMonthYear)),
	})
}

// hasDays tells whether the figure has days, which can be moved and drawn closer.
func (r *Room) hasDays() bool { return r.content.Figure.Until > r.content.Figure.From }

// told is the day up to which the story is told.
func (r *Room) told() data.Day {
	if r.shown.AllDays {
		return r.story.End(r.shown.Epilogue)
	}
	return r.scene.Revealed
}

// showMap puts the map beside the figure where the beat is about a meeting.
func (r *Room) showMap(b *data.Beat) {
	r.large = r.scene.DrawsMap()
	r.mapped = r.scene.MapBeside() || r.large
	if !r.mapped {
		return
	}
	if r.world == nil {
		r.world = picture.NewMap(r.o.Host, words.Local{}, picture.MapEvents{
			Picked: r.pickMeeting, Moved: func(p meetings.Place) {
				r.o.Store.Go(func(_ *data.Story, v view.View) view.View { return view.ToMap(v, p) })
			},
			Turn:    func() { r.o.Store.Go(view.TurnMap) },
			Summary: func() { r.o.Open(view.MapSheet) }, List: func() { r.o.Open(view.MapSheet) },
			Step: func(int) {}, Over: func(string) {},
		})
		r.world.SetSummary(func() string { return panels.MapSummary(r.story, r.shown, r.world.Layout()) })
	}
	r.world.SetContent(r.known(), r.shown.MapLook())
}

// known is the story as it had been told by the day.
func (r *Room) known() *data.Story {
	return scene.Told(r.story, r.scene)
}

// showSide fills the column beside the figure.
func (r *Room) showSide(b *data.Beat) {
	h, s := r.o.Host, r.story
	var out []fyne.CanvasObject
	r.card, r.moment, r.meetings, r.answers = nil, r.moment[:0], r.meetings[:0], r.answers[:0]
	beats := s.BeatsShown(r.shown.Epilogue)
	if o := s.Talk.Opening; o.Given() && b.ID == beats[0].ID {
		length := words.Say("story.length", "Count", len(beats))
		if o.Line != "" {
			length = o.Line + " · " + length
		}
		if from := panels.SlideSources(s, o.Sources); from != "" {
			length += "\n" + from
		}
		opening := widgets.NewFlow(h, nil,
			widgets.Span{Text: o.Headline, Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: charts.Ink},
			widgets.Span{Text: "\n" + length, Size: charts.SizeBody, Role: charts.Muted})
		opening.SetBalanced(true)
		out = append(out, opening)
	}
	if text, right := panels.Answered(s, r.shown); text != "" {
		span := widgets.Span{Text: text, Size: charts.SizeRead, Weight: typeface.SemiBold, Role: charts.Ink}
		if right {
			span.Role = charts.Good
		}
		out = append(out, widgets.NewFlow(h, nil, span))
	}
	if r.mapped && !r.large {
		out = append(out, widgets.Extended(&mapFrame{world: r.world, says: panels.MapLine(s, r.shown, r.told())}))
	}
	told := s // a card that was looked for is shown whole
	if r.known().Card(r.shown.Card) != nil {
		told = r.known()
	}
	if c, ok := panels.SceneCard(told, r.shown); ok {
		if whole, ok := panels.SceneCard(s, r.shown); ok {
			c.Sources = whole.Sources // documents name no day of the story
		}
		r.card = widgets.NewCard(h, c, widgets.CardEvents{Picked: func(string) { r.openCard() }, Sources: func(string) { r.openCard() }, Link: r.follow})
		out = append(out, r.card)
	}
	if r.large {
		out = append(out, r.rounds())
	}
	if cards := panels.Moment(s, r.known(), r.shown, b); len(cards) > 0 {
		column := widgets.NewColumn(0)
		objects := []fyne.CanvasObject{widgets.NewFlow(h, nil, widgets.Span{Text: words.Say("story.moment"), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Muted})}
		for _, c := range cards {
			row := widgets.NewListRow(h, func() { r.pickCard(c.ID) })
			row.Set(c.Title, false, widgets.Span{Text: "›  " + c.Title, Size: charts.SizeBody, Role: charts.Ink})
			r.moment = append(r.moment, row)
			objects = append(objects, row)
		}
		column.SetObjects(objects...)
		out = append(out, column)
	}
	if q := b.Scene.Question; q.Asked() {
		out = append(out, r.question(q))
	}
	if terms := r.terms(); len(terms) > 0 && !panels.EndsHere(s, r.shown) {
		out = append(out, widgets.NewFlow(h, r.follow, terms...))
	}
	if panels.EndsHere(s, r.shown) {
		box := widgets.NewBox(h, charts.Ink)
		box.SetObjects(
			widgets.NewFlow(h, nil, widgets.Span{Text: words.Say("story.later"), Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: charts.Paper}),
			widgets.NewFlow(h, nil, widgets.Span{Text: panels.LaterText(s), Size: charts.SizeBody, Role: charts.Chip}),
			widgets.NewWrap(r.later))
		out = append(out, box)
	}
	if end := s.Talk.Closing; b.ID == beats[len(beats)-1].ID && len(end.Points) > 0 {
		spans := []widgets.Span{{Text: end.Headline, Size: charts.SizeStrong, Weight: typeface.SemiBold, Role: charts.Ink}}
		for i, point := range end.Points {
			spans = append(spans, widgets.Span{Text: fmt.Sprintf("\n%d. %s", i+1, point), Size: charts.SizeRead, Role: charts.Ink})
		}
		out = append(out, widgets.NewFlow(h, nil, append(spans, widgets.Span{Text: "\n" + panels.SlideSources(s, end.Sources), Size: charts.SizeLabel, Role: charts.Muted})...))
	}
	r.side.SetObjects(out...)
}

// terms explains the card's words.
func (r *Room) terms() []widgets.Span {
	c, ok := panels.SceneCard(r.known(), r.shown)
	if !ok {
		return nil
	}
	var out []widgets.Span
	for _, t := range panels.Terms(r.known(), c) {
		if out == nil {
			out = append(out, widgets.Span{Text: words.Say("story.words"), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Muted})
		}
		out = append(out,
			widgets.Span{Text: "\n" + t.Term + ". ", Size: charts.SizeBody, Weight: typeface.SemiBold, Role: charts.Ink},
			widgets.Span{Text: t.Meaning, Size: charts.SizeBody, Role: charts.Muted})
	}
	return out
}

// rounds are the meetings so far, where the map of them is the scene's subject.
func (r *Room) rounds() fyne.CanvasObject {
	h, column := r.o.Host, widgets.NewColumn(0)
	objects := []fyne.CanvasObject{widgets.NewFlow(h, nil, widgets.Span{Text: words.Say("story.rounds"), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Muted})}
	for _, m := range r.known().MeetingsShown(r.shown.Epilogue) {
		if !m.Start.Set() || m.Start > r.told() {
			continue
		}
		row := widgets.NewListRow(h, func() { r.pickMeeting(m.ID) })
		line := panels.MeetingLine(r.story, &m, r.told(), r.shown.Epilogue)
		name := fmt.Sprintf("%d   %s", m.Order, m.City)
		row.Set(name+" "+line, m.ID == r.shown.Meeting,
			widgets.Span{Text: name, Size: charts.SizeRead, Weight: typeface.SemiBold, Role: charts.Ink},
			widgets.Span{Text: "\n" + line, Size: charts.SizeLabel, Role: charts.Muted})
		r.meetings = append(r.meetings, row)
		objects = append(objects, row)
	}
	column.SetObjects(objects...)
	return column
}

// question asks before the reader goes on.
func (r *Room) question(q data.SceneQuestion) fyne.CanvasObject {
	h := r.o.Host
	box := widgets.NewBox(h, charts.Paper)
	given, said := r.shown.Said.Of(r.shown.Beat)
	var buttons []fyne.CanvasObject
	for i, a := range q.Answers {
		b := widgets.NewButton(a.Says, fmt.Sprint(i+1), widgets.Plain, h, func() { r.answer(i) })
		b.SetOn(said && given == i)
		r.answers = append(r.answers, b)
		buttons = append(buttons, b)
	}
	box.SetObjects(
		widgets.NewFlow(h, nil, widgets.Span{Text: words.Say("story.ask"), Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Muted}),
		widgets.NewFlow(h, nil, widgets.Span{Text: q.Asks, Size: charts.SizeRead, Weight: typeface.SemiBold, Role: charts.Ink}),
		widgets.NewWrap(buttons...))
	return box
}

// answer keeps an answer; the same again takes it back.
func (r *Room) answer(i int) {
	r.o.Store.Go(func(_ *data.Story, v view.View) view.View {
		if given, ok := v.Said.Of(v.Beat); ok && given == i {
			return view.Answer(v, -1)
		}
		return view.Answer(v, i)
	})
	if i < len(r.answers) { // the buttons are new ones
		widgets.Focus(r, r.answers[i])
	}
}

func (r *Room) toggleDays() { r.o.Store.Go(view.ToggleAllDays) }

func (r *Room) showLater() {
	r.o.Store.Go(func(s *data.Story, v view.View) view.View { return view.WithEpilogue(s, v, true) })
}

func (r *Room) openCard() {
	if r.card != nil {
		r.o.Open(view.SourceSheet + r.card.ID())
	}
}

// pickCard reads another card of the moment, of whichever lens; the scene stays.
func (r *Room) pickCard(id string) {
	r.o.Store.Go(func(s *data.Story, v view.View) view.View { v.Card, v.Lens = id, s.Card(id).Lens; return v })
}

// pickMeeting goes to the scene of a meeting.
func (r *Room) pickMeeting(id string) {
	for _, b := range r.story.BeatsShown(r.shown.Epilogue) {
		if b.Meeting == id {
			r.o.Store.Go(func(s *data.Story, v view.View) view.View { return view.ToBeat(s, v, b.ID) })
			return
		}
	}
}

func (r *Room) follow(link string) {
	if id, ok := strings.CutPrefix(link, view.MeetingCard); ok {
		r.pickMeeting(id)
		return
	}
	r.o.Open(link)
}

// span is what the camera takes in now, as a View's span.
func (r *Room) span(v view.View) view.View {
	if v.Span.Whole() && r.content.Figure != nil {
		v.Span = view.Span{First: r.content.Figure.From, Days: r.content.Figure.Until - r.content.Figure.From}
	}
	return v
}

func (r *Room) zoom(about data.Day, factor float64) {
	if !r.hasDays() {
		return
	}
	r.o.Store.Adjust(view.ZoomDays(r.story, r.span(r.o.Store.Now()), about, factor))
}

func (r *Room) pan(by data.Day) {
	if !r.hasDays() {
		return
	}
	r.o.Store.Adjust(view.PanDays(r.story, r.span(r.o.Store.Now()), by))
}

func (r *Room) whole() {
	r.o.Store.Go(view.WholeDays)
}

// Rune takes what is typed; it returns false for what it has no use for.
func (r *Room) Rune(c rune) bool {
	switch {
	case c == 'd' || c == 'D':
		r.toggleDays()
	case c == '0':
		r.whole()
	case c >= '1' && int(c-'1') < len(r.answers):
		r.answer(int(c - '1'))
	default:
		return false
	}
	return true
}

// Key takes the keys that mean something of their own here.
func (r *Room) Key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape && !r.shown.Span.Whole() {
		r.whole()
		return true
	}
	return false
}

// Figure is what is drawn.
func (r *Room) Figure() *charts.Figure { return r.content.Figure }

// Drawn tells whether the pictures of the scene have arrived and stand still.
func (r *Room) Drawn() bool { return r.plot.Drawn() && (!r.mapped || r.world.Drawn()) }

// Begun tells whether the reader has ever gone on.
func (r *Room) Begun() bool { return r.o.Begun }

// Notice shows a sentence below the strip, until something else is looked at.
func (r *Room) Notice(text string) {
	r.notice.SetSpans(widgets.Span{Text: text, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Caution})
	r.Placing.Mark()
}

// Targets names what can be activated now.
func (r *Room) Targets(add func(id string, o fyne.CanvasObject, within ...fyne.CanvasObject)) {
	column := r.Column()
	add("plot", r.plot, column...)
	add("strip", r.strip, column...)
	add("all-days", r.all, column...)
	in := column
	if !r.Narrow() {
		in = []fyne.CanvasObject{r.scroll}
	}
	switch {
	case r.mapped && r.large:
		add("map", r.world, column...)
	case r.mapped:
		add("map", r.world, in...)
	}
	if r.card != nil {
		add("card/"+r.card.ID(), r.card, in...)
	}
	for i, row := range r.meetings {
		add(fmt.Sprintf("round/%d", i+1), row, in...)
	}
	for i, row := range r.moment {
		add(fmt.Sprintf("moment/%d", i+1), row, in...)
	}
	for i, b := range r.answers {
		add(fmt.Sprintf("answer/%d", i+1), b, in...)
	}
	add("later", r.later, in...)
}

// Scrolls are what scrolls in the room.
func (r *Room) Scrolls() []*container.Scroll { return []*container.Scroll{r.scroll, r.Scroll} }
