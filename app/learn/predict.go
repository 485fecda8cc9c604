package learn

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/scale"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/guess"
)

// predictPanel is the panel of a round: whose line is drawn, the comparison, and the
// class.
type predictPanel struct {
	b       *Body
	col     *widgets.Column
	rounds  []*widgets.Button // beside story.Rounds
	sides   []*widgets.Button // beside story.Sides
	how     *widgets.Flow
	result  *widgets.Flow
	class   *widgets.Flow
	dots    *dotPlot
	name    *widgets.Entry
	stays   *widgets.Button // the rate of the side that is drawn stays as it is
	compare *widgets.Button
	ask     *widgets.Button
	again   *widgets.Button
	next    *widgets.Button
	add     *widgets.Button
	clear   *widgets.Button
	all     []guess.Named
	notice  string
	// composed is what the column was put together for.
	composed string
}

func newPredict(b *Body) *predictPanel {
	host := b.o.Host
	p := &predictPanel{b: b, how: widgets.NewFlow(host, nil), result: widgets.NewFlow(host, b.follow), class: widgets.NewFlow(host, nil), all: slices.Clone(b.o.Class)}
	for i := range b.story.Rounds {
		r := &b.story.Rounds[i]
		p.rounds = append(p.rounds, widgets.NewButton(words.Say("predict.round", "Number", i+1, "Title", r.Title), "", widgets.Plain, host, func() { p.begin(r.ID) }))
	}
	for i, side := range b.story.Sides {
		p.sides = append(p.sides, widgets.NewButton(words.Say("predict.side", "On", side.On), "", widgets.Plain, host, func() { p.draw(i) }))
	}
	button := func(key string, kind widgets.ButtonKind, do func()) *widgets.Button {
		return widgets.NewButton(words.Say(key), "", kind, host, do)
	}
	p.stays = widgets.NewButton("", "", widgets.Plain, host, p.stay) // named when it is shown
	p.compare = button("predict.compare", widgets.Primary, p.reveal)
	p.ask = button("predict.ask", widgets.Plain, p.reveal)
	p.again = button("predict.again", widgets.Plain, func() { p.begin(p.round().ID) })
	p.next = button("predict.next", widgets.Primary, p.nextRound)
	p.add = button("predict.add", widgets.Plain, func() { p.b.again(p.addGuess) })
	p.clear = button("predict.clear", widgets.Plain, func() { p.b.again(p.clearClass) })
	p.name = widgets.NewEntry(host, nil, func() { p.b.again(p.addGuess) })
	p.name.PlaceHolder, p.name.Least = words.Say("predict.name"), 180
	p.dots = widgets.Extended(&dotPlot{host: host})
	p.col = widgets.NewColumn(3)
	return p
}

func (p *predictPanel) column() *widgets.Column { return p.col }
func (p *predictPanel) start() fyne.Focusable   { return p.b.plot }

// round is the one that is guessed.
func (p *predictPanel) round() *data.Round {
	return view.RoundOf(p.b.story, p.b.o.Store.Now())
}

func (p *predictPanel) begin(id string) {
	p.notice = ""
	p.b.o.Store.Go(func(s *data.Story, v view.View) view.View { return view.ToRound(s, v, id) })
	p.b.o.Focus(p.b.plot)
}

func (p *predictPanel) nextRound() {
	rounds := p.b.story.Rounds
	at := slices.IndexFunc(rounds, func(r data.Round) bool { return r.ID == p.round().ID })
	p.begin(rounds[(at+1)%len(rounds)].ID)
}

// draw chooses the side whose line is drawn.
func (p *predictPanel) draw(i int) {
	p.b.o.Store.Go(func(s *data.Story, v view.View) view.View { v.Line = s.Sides[i].ID; return v })
	p.b.o.Focus(p.b.plot)
}

// comparable tells whether there is a guess, the reader's or one of the class.
func (p *predictPanel) comparable(r *data.Round, v view.View) bool {
	return !v.Guess.Empty(r) || len(guess.Of(p.all, r.ID)) > 0
}

// stay guesses that the rate of the side that is drawn stays as it is; again, takes that
// back.
func (p *predictPanel) stay() {
	r := p.round()
	p.b.o.Store.Go(func(s *data.Story, v view.View) view.View {
		side := s.Sides[p.active(r, v)].ID
		if v.Guess.Stays(s, r, side) {
			return view.Draw(s, v, v.Guess.Erase(s, r, side, r.From))
		}
		return view.Draw(s, v, v.Guess.Stay(s, r, side))
	})
}

func (p *predictPanel) reveal() {
	p.b.o.Store.Go(func(_ *data.Story, v view.View) view.View { return view.Reveal(v) })
}

// addGuess keeps the guess under the name that was typed, in place of an earlier one
// of that name.
func (p *predictPanel) addGuess() {
	v, r := p.b.o.Store.Now(), p.round()
	name := strings.Join(strings.Fields(p.name.Text), " ")
	switch {
	case v.Guess.Empty(r):
		p.notice = words.Say("predict.nothing")
	case name == "":
		p.notice = words.Say("predict.noname")
	default:
		p.notice = words.Say("predict.added", "Name", name)
		p.all = slices.DeleteFunc(p.all, func(n guess.Named) bool {
			same := n.Round == r.ID && strings.EqualFold(n.Name, name)
			if same { // one of two pupils of a name may write it differently
				p.notice = words.Say("predict.replaced", "Name", n.Name)
			}
			return same
		})
		p.all = append(p.all, guess.Named{Name: name, Round: r.ID, Guess: v.Guess})
		p.name.SetText("")
		p.b.o.KeepClass(slices.Clone(p.all))
		if !v.Shown { // the next one draws from the start
			p.b.o.Store.Go(func(s *data.Story, v view.View) view.View { v.Guess = ""; return v })
		}
	}
}

func (p *predictPanel) clearClass() {
	id := p.round().ID
	p.all = slices.DeleteFunc(p.all, func(n guess.Named) bool { return n.Round == id })
	p.notice = ""
	p.b.o.KeepClass(slices.Clone(p.all))
}

// show implements panel.
func (p *predictPanel) show(old, now view.View, fresh bool) {
	s, l := p.b.story, words.Local{}
	r := view.RoundOf(s, now)
	if r == nil {
		return
	}
	p.b.showMap(false)
	p.b.chips.SetObjects()
	class := guess.Of(p.all, r.ID)
	k := figureKey{mode: view.Predict, round: r.ID, shown: now.Shown}
	sheet := figures.Sheet{Shown: now.Shown}
	if now.Shown {
		k.guess, k.class = string(now.Guess), len(class)
		sheet.Guess, sheet.Class = now.Guess, class
		for _, n := range class {
			k.plan += n.Name + string(n.Guess) + "|"
		}
	}
	f := p.b.draw(k, func() picture.PlotContent {
		f := figures.Predict(s, r, sheet, l)
		c := picture.PlotContent{Figure: f, Low: f.From, High: f.From}
		for d := f.From; d <= f.Until; d++ {
			c.Readings = append(c.Readings, p.reading(r, now, d))
		}
		c.Stops = stopsOf(s, r)
		return c
	})
	p.b.say(f.Title, f.Line, f.Sources)
	if now.Shown {
		p.b.plot.SetPen(nil)
		p.b.plot.SetCursor(p.cursor(r, now), data.NoDay, "")
	} else {
		p.b.plot.SetPen(p.pen(r, now))
	}
	for i := range p.rounds {
		p.rounds[i].SetOn(s.Rounds[i].ID == r.ID)
	}
	for i := range p.sides {
		p.sides[i].SetOn(i == p.active(r, now))
	}
	p.how.SetSpans(muted(words.Say("predict.how")))
	side := s.Sides[p.active(r, now)].ID
	p.stays.SetText(words.Say("predict.stays", "Rate", l.Rate(guess.Before(s, r, side))))
	p.stays.SetOn(now.Guess.Stays(s, r, side))
	p.compare.SetDisabled(!p.comparable(r, now))
	p.result.SetSpans(p.resultSpans(r, now)...)
	p.class.SetSpans(p.classSpans(r, now, class)...)
	p.dots.show(s, r, class, now.Shown)
	p.compose(now, r, class)
}

// cursor is the day that is read while the answer is shown: the one that was picked,
// else that of the step after which the guess was farthest off.
func (p *predictPanel) cursor(r *data.Round, v view.View) data.Day {
	if day := r.From + data.Day(v.Read) - 1; v.Read > 0 && day <= r.Until {
		return day
	}
	if m, _ := p.missed(r, v); m != nil {
		return m.Day
	}
	return r.From
}

// missed is the step after which the guess was farthest off, or the round's largest and
// false where it was off after none; nil if nothing changed.
func (p *predictPanel) missed(r *data.Round, v view.View) (step *guess.Missed, off bool) {
	if m := guess.Compare(p.b.story, r, v.Guess).Missed; m != nil {
		return m, true
	}
	return guess.Largest(p.b.story, r), false
}

// pick reads another day.
func (p *predictPanel) pick(d data.Day) {
	now := p.b.o.Store.Now()
	if now.Read = int(max(d-p.round().From, 0)) + 1; now.Shown {
		p.b.o.Store.Adjust(now)
	}
}

// active is the index of the side whose line is drawn.
func (p *predictPanel) active(r *data.Round, v view.View) int {
	for i, x := range p.b.story.Sides {
		if x.ID == v.Line && slices.Contains(r.Sides, x.ID) {
			return i
		}
	}
	return slices.IndexFunc(p.b.story.Sides, func(x data.Side) bool { return slices.Contains(r.Sides, x.ID) })
}

// stopsOf are the days at which something changed in a round.
func stopsOf(s *data.Story, r *data.Round) []data.Day {
	var out []data.Day
	for _, side := range s.Sides {
		for _, d := range s.ChangeDays(side.ID, r.Epilogue) {
			if d <= r.Until {
				out = append(out, d)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// reading says what was, and what was guessed, on a day of a round that is shown.
func (p *predictPanel) reading(r *data.Round, v view.View, d data.Day) picture.Reading {
	s, l := p.b.story, words.Local{}
	parts := []string{dayText(d, r.Epilogue)}
	var values []picture.ReadingValue
	for _, side := range s.Sides {
		was := s.Rate(side.ID, d, r.Epilogue)
		if d >= r.From && !v.Shown {
			continue
		}
		if d >= r.From && slices.Contains(v.Guess.Drawn(r), side.ID) {
			parts = append(parts, words.Say("predict.reading", "Side", side.Name, "Was", l.Rate(was), "Had", l.Rate(v.Guess.Rate(s, r, side.ID, d))))
		} else {
			parts = append(parts, words.Say("reading.side", "Side", side.Name, "Rate", l.Rate(was)))
		}
		values = append(values, picture.ReadingValue{Role: charts.SideRole(s, side.ID), Value: was})
	}
	return picture.Reading{Text: strings.Join(parts, "  ·  "), Values: values}
}

// pen lets the reader draw the lines of a round.
func (p *predictPanel) pen(r *data.Round, v view.View) *picture.Pen {
	s, l := p.b.story, words.Local{}
	active := p.active(r, v)
	low, _, grain := s.Scale()
	step, fine := scale.Paces(float64(r.Top-low), float64(grain))
	pen := &picture.Pen{From: r.From, Until: r.Until, Low: low, Top: r.Top, Step: data.Percent(step), Fine: data.Percent(fine), Active: active}
	for i, side := range s.Sides {
		line := picture.PenLine{Role: charts.SideRole(s, side.ID), WidthDP: 2.5, Before: guess.Before(s, r, side.ID)}
		if i > 0 {
			line.WidthDP = 2
		}
		for _, step := range v.Guess.Steps(side.ID) {
			line.Steps = append(line.Steps, charts.Step{Day: step.Day, Value: step.Rate})
		}
		pen.Lines = append(pen.Lines, line)
	}
	pen.Text = func(d data.Day, rate data.Percent) string {
		return words.Say("predict.pen", "Day", dayText(d, r.Epilogue), "Side", s.Sides[active].Name, "Rate", l.Rate(rate))
	}
	change := func(next func(guess.Guess) guess.Guess) {
		now := p.b.o.Store.Now()
		p.b.o.Store.Adjust(view.Draw(s, now, next(now.Guess)))
	}
	pen.Draw = func(line int, a, b data.Day, rate data.Percent) {
		change(func(g guess.Guess) guess.Guess { return g.Draw(s, r, s.Sides[line].ID, a, b, rate) })
	}
	pen.Erase = func(line int, d data.Day) {
		change(func(g guess.Guess) guess.Guess { return g.Erase(s, r, s.Sides[line].ID, d) })
	}
	pen.Switch = func() {
		next := r.Sides[(slices.Index(r.Sides, s.Sides[active].ID)+1)%len(r.Sides)]
		p.b.o.Store.Go(func(_ *data.Story, v view.View) view.View { v.Line = next; return v })
	}
	pen.Done = func() {
		if p.comparable(r, p.b.o.Store.Now()) {
			p.reveal()
		}
	}
	return pen
}

// resultSpans say how near the guess came.
func (p *predictPanel) resultSpans(r *data.Round, v view.View) []widgets.Span {
	s, l := p.b.story, words.Local{}
	if !v.Shown {
		return nil
	}
	var out []widgets.Span
	if r.Epilogue {
		out = append(out, text(words.Say("card.later")+"\n", charts.SizeLabel, typeface.SemiBold, charts.Caution))
	}
	got := guess.Compare(s, r, v.Guess)
	if !v.Guess.Empty(r) {
		out = append(out, number(charts.Points(l, data.Percent(got.Off))+"\n", charts.Ink), muted(words.Say("predict.off")+"\n"))
		for _, side := range got.Sides {
			name := s.Side(side.Side).On
			out = append(out, text(name+"  ", charts.SizeLabel, typeface.SemiBold, charts.SideRole(s, side.Side)),
				muted(words.Say("predict.side.off", "Points", charts.Points(l, data.Percent(side.Off)), "Peak", l.Rate(side.Peak), "PeakWas", l.Rate(side.PeakWas),
					"Last", l.Rate(side.Last), "LastWas", l.Rate(side.LastWas))+"\n"))
		}
	}
	missed, off := p.missed(r, v)
	if m := missed; m != nil {
		title := words.Say("predict.largest")
		line := words.Say("predict.largest.line", "Day", l.Day(m.Day, charts.DayMonthYear), "Side", s.Side(m.Side).On, "From", l.Rate(m.From), "To", l.Rate(m.To))
		if off {
			title = words.Say("predict.missed")
			line += " " + words.Say("predict.missed.had", "Had", l.Rate(m.Had), "Points", charts.Points(l, max(m.Had-m.To, m.To-m.Had)))
		}
		out = append(out, strong("\n"+title+"\n"), body(line+"  "))
		if m.Change != nil {
			out = append(out, link(words.Say("whatif.source"), view.CiteSheet+strings.Join(m.Change.Sources, ";")))
		}
	}
	for i, id := range explaining(s, r, missed) {
		c := s.Card(id)
		if c == nil || c.Epilogue && !r.Epilogue {
			continue
		}
		lead := "\n"
		if i == 0 {
			lead = "\n" + words.Say("predict.cards") + "\n"
		}
		l := body(c.Title)
		l.Link = cardLink + id
		out = append(out, muted(lead), l)
	}
	return out
}

// explaining are the cards that explain a round: first that of a step.
func explaining(s *data.Story, r *data.Round, m *guess.Missed) []string {
	var out []string
	if m != nil && m.Change != nil {
		best := 0
		for i := range s.Cards {
			c := &s.Cards[i]
			if c.Day != m.Day || c.Epilogue && !r.Epilogue {
				continue
			}
			shared := 0
			for _, cite := range c.Sources {
				if slices.Contains(m.Change.Sources, cite.Source) {
					shared++
				}
			}
			if shared > best {
				best, out = shared, []string{c.ID}
			}
		}
	}
	return data.Union(out, r.Cards)
}

// classSpans say what the class thought.
func (p *predictPanel) classSpans(r *data.Round, v view.View, class []guess.Named) []widgets.Span {
	s, l := p.b.story, words.Local{}
	out := []widgets.Span{strong(words.Say("predict.class"))}
	if p.notice != "" {
		out = append(out, text("  "+p.notice, charts.SizeLabel, typeface.SemiBold, charts.Caution))
	}
	if len(class) == 0 {
		return append(out, muted("\n"+words.Say("predict.class.none")))
	}
	names := make([]string, len(class))
	for i, n := range class {
		names[i] = n.Name
	}
	out = append(out, muted("\n"+words.Say("predict.class.names", "Count", len(class), "Names", strings.Join(names, ", "))))
	if !v.Shown {
		return out
	}
	for _, side := range r.Sides {
		each, middle := guess.Peaks(s, r, side, class)
		if len(each) == 0 {
			continue
		}
		was := peakOf(s, r, side)
		out = append(out, muted("\n"+words.Say("predict.class.median", "On", s.Side(side).On, "Median", l.Rate(middle), "Was", l.Rate(was))))
	}
	return out
}

// compose puts the parts below each other, for drawing or for comparing.
func (p *predictPanel) compose(v view.View, r *data.Round, class []guess.Named) {
	rounds := widgets.NewWrap(widgets.Objects(p.rounds)...)
	var parts []fyne.CanvasObject
	add := widgets.NewWrap(p.name, p.add)
	switch {
	case v.Shown:
		parts = []fyne.CanvasObject{rounds, p.result, widgets.NewWrap(p.again, p.next), p.class}
		if len(class) > 0 {
			parts = append(parts, p.dots, widgets.NewWrap(p.clear))
		}
		if !v.Guess.Empty(r) {
			parts = append(parts, add)
		}
	default:
		var sides []fyne.CanvasObject
		for i, b := range p.sides {
			if slices.Contains(r.Sides, p.b.story.Sides[i].ID) {
				sides = append(sides, b)
			}
		}
		sides = append(sides, p.stays)
		parts = []fyne.CanvasObject{rounds, p.how, widgets.NewWrap(sides...), widgets.NewWrap(p.compare, p.ask), p.class, add}
		if len(class) > 0 {
			parts = append(parts, widgets.NewWrap(p.clear))
		}
	}
	if kind := composition(v, len(class) > 0, v.Guess.Empty(r), r.ID); kind != p.composed {
		p.composed = kind
		p.col.SetObjects(parts...)
		return
	}
	p.col.Relay()
}

// composition is everything that decides which parts the column has.
func composition(v view.View, class, empty bool, round string) string {
	return fmt.Sprint(v.Shown, class, empty && v.Shown, round)
}

// targets implements panel.
func (p *predictPanel) targets(add func(string, fyne.CanvasObject)) {
	for i := range p.rounds {
		add("round/"+p.b.story.Rounds[i].ID, p.rounds[i])
	}
	if p.b.o.Store.Now().Shown {
		add("again", p.again)
		add("next", p.next)
	} else {
		for i := range p.sides {
			add("side/"+string(p.b.story.Sides[i].ID), p.sides[i])
		}
		add("stays", p.stays)
		add("compare", p.compare)
		add("reveal", p.ask)
	}
	add("class/name", p.name)
	add("class/add", p.add)
}
