package learn

import (
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
	"truceline/data/course"
	"truceline/data/price"
)

// whatIf is the panel in which actions are left out, moved or resized.
type whatIf struct {
	b       *Body
	col     *widgets.Column
	asked   []*widgets.Button // beside story.Questions
	reset   *widgets.Button
	sums    *widgets.Flow
	actions []course.Action
	later   bool // the actions are those with the epilogue
	rows    []*widgets.SwitchRow
	opened  int // the row whose details are shown by the View, or -1
	lit     int // the row that has the keyboard, or -1
	day     *widgets.Stepper
	rate    *widgets.Stepper
	was     *widgets.Button
	editor  *widgets.Wrap
	offer   *offerBox
	bridge  []*widgets.Button // beside story.Sides
	layers  []*widgets.Button
	plain   *widgets.Button
}

func newWhatIf(b *Body) *whatIf {
	w := &whatIf{b: b, lit: -1, col: widgets.NewColumn(2), sums: widgets.NewFlow(b.o.Host, b.follow)}
	for i := range b.story.Questions {
		q := &b.story.Questions[i]
		w.asked = append(w.asked, widgets.NewButton(q.Title, "", widgets.Plain, b.o.Host, func() { w.ask(q) }))
	}
	w.reset = widgets.NewButton(words.Say("whatif.reset"), "", widgets.Plain, b.o.Host, func() { w.plan(func(course.Plan) course.Plan { return "" }) })
	w.day = widgets.NewStepper(words.Say("whatif.day"), b.o.Host, func(by int) { w.move(w.opened, by) }, nil)
	w.rate = widgets.NewStepper(words.Say("whatif.size"), b.o.Host, func(by int) { w.resize(w.opened, by) }, nil)
	w.was = widgets.NewButton(words.Say("whatif.asitwas"), "", widgets.TagLike, b.o.Host, func() { w.restore(w.opened) })
	w.editor = widgets.NewWrap(w.day, w.rate, w.was)
	w.offer = newOfferBox(w)
	chip := func(text string, on func(v view.View) view.View) *widgets.Button {
		return widgets.NewButton(text, "", widgets.TagLike, b.o.Host, func() {
			b.o.Store.Go(func(_ *data.Story, v view.View) view.View { return on(v) })
		})
	}
	w.plain = chip(words.Say("whatif.both"), func(v view.View) view.View { v.Bridge, v.Layers = "", ""; return v })
	for _, side := range b.story.Sides {
		w.bridge = append(w.bridge, chip(words.Say("whatif.bridge", "Side", side.Name), func(v view.View) view.View {
			v.Bridge, v.Layers = side.ID, ""
			return v
		}))
		w.layers = append(w.layers, chip(words.Say("whatif.layers", "Side", side.Name), func(v view.View) view.View {
			v.Bridge, v.Layers = "", side.ID
			return v
		}))
	}
	return w
}

func (w *whatIf) column() *widgets.Column { return w.col }

func (w *whatIf) start() fyne.Focusable {
	if len(w.asked) > 0 {
		return w.asked[0]
	}
	return nil
}

// chips returns the ways to draw the course.
func (w *whatIf) chips() []fyne.CanvasObject {
	return slices.Concat([]fyne.CanvasObject{w.plain}, widgets.Objects(w.bridge), widgets.Objects(w.layers))
}

func (w *whatIf) plan(next func(course.Plan) course.Plan) {
	w.b.o.Store.Go(func(s *data.Story, v view.View) view.View { return view.ToPlan(s, v, next(v.Plan)) })
}

// ask tries a ready question and looks at where its course ends, or puts everything
// back if it is tried already.
func (w *whatIf) ask(q *data.Question) {
	w.b.o.Store.Go(func(s *data.Story, v view.View) view.View {
		answer := course.Answer(q)
		if v.Plan == answer {
			return view.ToPlan(s, v, "")
		}
		v = view.ToPlan(s, v, answer)
		return view.ToDay(s, v, min(course.Of(s, v.Epilogue, v.Plan).Until, s.End(v.Epilogue)))
	})
}

func (w *whatIf) toggle(i int) {
	w.plan(func(p course.Plan) course.Plan { return p.Toggled(&w.actions[i]) })
	w.b.o.Focus(w.rows[i]) // also where it was thrown with the mouse
}

func (w *whatIf) move(i, days int) {
	if i >= 0 {
		w.plan(func(p course.Plan) course.Plan { return p.Moved(w.b.story, &w.actions[i], days) })
	}
}

func (w *whatIf) resize(i, steps int) {
	if i >= 0 {
		a := &w.actions[i]
		_, high, grain := w.b.story.Scale()
		_, step := scale.Paces(float64(high), float64(grain))
		w.plan(func(p course.Plan) course.Plan {
			return p.Rated(w.b.story, a, p.Rate(a)+data.Percent(float64(steps)*step))
		})
	}
}

func (w *whatIf) restore(i int) {
	if i >= 0 {
		w.plan(func(p course.Plan) course.Plan { return p.With(w.actions[i].ID, course.Edit{}) })
	}
}

// open shows the details of a row, or hides them, and gives the row the keyboard: what
// looks chosen is what the keys change.
func (w *whatIf) open(i int) {
	w.b.o.Store.Go(func(_ *data.Story, v view.View) view.View {
		if id := w.actions[i].ID; v.Opened != id {
			v.Opened = id
		} else {
			v.Opened = ""
		}
		return v
	})
	w.b.o.Focus(w.rows[i])
}

// key takes the keys that change the action of a row.
func (w *whatIf) key(i int, e *fyne.KeyEvent) bool {
	by := 1
	if widgets.Held(fyne.KeyModifierShift) {
		by = 7
	}
	switch e.Name {
	case fyne.KeyLeft:
		w.move(i, -by)
	case fyne.KeyRight:
		w.move(i, by)
	case fyne.KeyUp, fyne.KeyDown:
		to := i + 1
		if e.Name == fyne.KeyUp {
			to = i - 1
		}
		if to >= 0 && to < len(w.rows) {
			w.b.o.Focus(w.rows[to])
		}
	default:
		return false
	}
	return true
}

func (w *whatIf) rune(i int, r rune) bool {
	switch r {
	case '+', '=':
		w.resize(i, 1)
	case '-', '−':
		w.resize(i, -1)
	case '0':
		w.restore(i)
	default:
		return false
	}
	return true
}

// show implements panel.
func (w *whatIf) show(old, now view.View, fresh bool) {
	s := w.b.story
	c := w.b.tried.of(s, now)
	w.b.showMap(false)
	w.b.plot.SetPen(nil)
	w.b.chips.SetObjects(w.chips()...)
	w.plain.SetOn(now.Bridge == "" && now.Layers == "")
	for i, side := range s.Sides {
		w.bridge[i].SetOn(now.Bridge == side.ID)
		w.layers[i].SetOn(now.Layers == side.ID)
	}
	if w.actions == nil || w.later != now.Epilogue {
		w.makeRows(now.Epilogue)
	}
	w.opened = slices.IndexFunc(w.actions, func(a course.Action) bool { return a.ID == now.Opened })
	f := w.draw(now, c)
	q := course.Asked(s, now.Plan)
	title, line := f.Title, f.Line
	if q != nil && now.Bridge == "" && now.Layers == "" {
		title = q.Title + " " + title
		if q.Result != "" {
			line = q.Result
		}
	}
	w.b.say(title, line, f.Sources)
	for i := range w.asked {
		w.asked[i].SetOn(q != nil && q.ID == s.Questions[i].ID)
	}
	w.reset.SetDisabled(now.Plan == "")
	edits := now.Plan.Edits()
	for i := range w.rows {
		w.fill(i, now.Plan, edits[w.actions[i].ID], now.Epilogue)
	}
	w.sums.SetSpans(w.sumSpans(now, c)...)
	offers := course.Offers(s, now.Epilogue, now.Plan)
	w.offer.show(offers)
	w.compose(offers)
}

// light puts the step of a row into the foreground of the plot while the row has the
// keyboard.
func (w *whatIf) light(i int, on bool) {
	switch {
	case on:
		w.lit = i
	case w.lit == i:
		w.lit = -1
	}
	if now := w.b.o.Store.Now(); now.Mode == view.WhatIf {
		w.draw(now, w.b.tried.of(w.b.story, now))
	}
}

// draw draws the course of a View, as lines, as a bridge or by layers.
func (w *whatIf) draw(v view.View, c *course.Course) *charts.Figure {
	b, s := w.b, w.b.story
	k := figureKey{mode: view.WhatIf, plan: string(v.Plan), epilogue: v.Epilogue, bridge: v.Bridge, layers: v.Layers}
	if v.Bridge != "" {
		k.day = v.Day
	} else if w.lit >= 0 {
		k.asked = w.actions[w.lit].ID
	}
	f := b.draw(k, func() picture.PlotContent {
		out := courseContent(s, c, v.Epilogue)
		switch {
		case s.Side(v.Bridge) != nil:
			return picture.PlotContent{Figure: figures.WhatIfBridge(s, c, s.Side(v.Bridge), v.Day, v.Epilogue, words.Local{})}
		case s.Side(v.Layers) != nil:
			out.Figure = figures.WhatIfLayers(c, s.Side(v.Layers), v.Epilogue, words.Local{})
			for i := range out.Readings {
				out.Readings[i].Values = nil
			}
		case k.asked != "":
			out.Figure = figures.Lit(out.Figure, c, &w.actions[w.lit], v.Plan, v.Epilogue)
		}
		return out
	})
	b.plot.SetCursor(v.Day, data.NoDay, v.Meeting)
	return f
}

// courseContent makes the figure of a course with the reading of each of its days.
func courseContent(s *data.Story, c *course.Course, epilogue bool) picture.PlotContent {
	w := words.Local{}
	f := figures.WhatIf(s, c, epilogue, w)
	out := picture.PlotContent{Figure: f, Low: f.From, High: f.From}
	last := s.LastKnown(epilogue)
	for d := f.From; d <= f.Until; d++ {
		parts := []string{dayText(d, epilogue)}
		var values []picture.ReadingValue
		for _, side := range s.Sides {
			if d > c.Until {
				break
			}
			rate := c.Story.Rate(side.ID, d, epilogue)
			from := c.Days[side.ID]
			switch {
			case !from.Set() || d < from:
				parts = append(parts, words.Say("reading.side", "Side", side.Name, "Rate", w.Rate(rate)))
			case d > last:
				parts = append(parts, words.Say("whatif.reading.ahead", "Side", side.Name, "Rate", w.Rate(rate)))
			default:
				parts = append(parts, words.Say("whatif.reading", "Side", side.Name, "Rate", w.Rate(rate), "Was", w.Rate(s.Rate(side.ID, d, epilogue))))
			}
			values = append(values, picture.ReadingValue{Role: charts.SideRole(s, side.ID), Value: rate})
		}
		if len(parts) == 1 {
			parts = append(parts, words.Say("whatif.reading.unknown"))
		}
		out.Readings = append(out.Readings, picture.Reading{Text: strings.Join(parts, "  ·  "), Values: values})
	}
	for _, side := range s.Sides {
		for _, t := range append(c.Story.InForce(side.ID, epilogue), s.InForce(side.ID, epilogue)...) {
			out.Stops = append(out.Stops, t.From)
		}
	}
	slices.Sort(out.Stops)
	out.Stops = slices.Compact(out.Stops)
	first := s.Sides[0].ID
	for d := f.From; d <= min(c.Until, f.Until); d++ {
		if c.Story.Rate(first, d, epilogue) > c.Story.Rate(first, out.High, epilogue) {
			out.High = d
		}
	}
	return out
}

// makeRows makes a row for each action.
func (w *whatIf) makeRows(epilogue bool) {
	w.actions, w.later, w.rows, w.lit = course.Actions(w.b.story, epilogue), epilogue, nil, -1
	for i := range w.actions {
		w.rows = append(w.rows, widgets.NewSwitchRow(w.b.o.Host, w.b.o.Open, func() { w.toggle(i) }, func() { w.open(i) },
			func(e *fyne.KeyEvent) bool { return w.key(i, e) }, func(r rune) bool { return w.rune(i, r) }))
		w.rows[i].OnFocus(func(on bool) { w.light(i, on) })
	}
}

// fill says what the plan makes of an action.
func (w *whatIf) fill(i int, plan course.Plan, e course.Edit, epilogue bool) {
	a, s, l := &w.actions[i], w.b.story, words.Local{}
	on := plan.On(a)
	side := s.Side(a.Side).Name
	name := s.LayerName(a.Side, a.Layer)
	role := charts.SideRole(s, a.Side)
	if !on {
		role = charts.Muted
	}
	spans := []widgets.Span{
		text(side+"  ", charts.SizeLabel, typeface.SemiBold, role),
		text(words.Say("whatif.action", "Layer", name, "Rate", l.Rate(plan.Rate(a))), charts.SizeLabel, typeface.Medium, map[bool]charts.Role{true: charts.Ink, false: charts.Muted}[on]),
	}
	var notes []string
	switch {
	case a.Kind == course.Threat:
		notes = append(notes, words.Say("whatif.threatened"))
	case a.Kind == course.Lapse:
		notes = append(notes, words.Say("whatif.lapse"))
	case !on:
		notes = append(notes, words.Say("whatif.left"))
	case a.Keeps():
		notes = append(notes, words.Say("whatif.keeps"))
	}
	if a.Scope == data.ProductList {
		notes = append(notes, words.Say("whatif.list"))
	}
	if e.Days != 0 {
		notes = append(notes, words.Say("whatif.moved", "Day", dayText(a.Day, epilogue)))
	}
	if e.Rated {
		notes = append(notes, words.Say("whatif.resized", "Rate", l.Rate(a.Rate)))
	}
	if len(notes) > 0 {
		spans = append(spans, text("  "+strings.Join(notes, ", "), charts.SizeSmall, typeface.Regular, charts.Muted))
	}
	if w.opened == i {
		cite := text("\n"+a.Title+"  ", charts.SizeSmall, typeface.Regular, charts.Muted)
		source := text(words.Say("whatif.source"), charts.SizeSmall, typeface.Regular, charts.Muted)
		source.Link = view.CiteSheet + strings.Join(a.Sources, ";")
		spans = append(spans, cite, source)
		w.day.SetValue(dayText(plan.Day(a), true))
		w.rate.SetValue(l.Rate(plan.Rate(a)))
		w.was.SetDisabled(e == (course.Edit{}))
	}
	w.rows[i].Set(widgets.SwitchContent{
		On: on, Open: w.opened == i, Changed: e.Off || e.On || e.Days != 0 || e.Rated, Day: l.Day(plan.Day(a), charts.DayMonth),
		Spans: spans, Label: side + " " + name + " " + l.Rate(plan.Rate(a)),
	})
}

// compose puts the parts below each other. What a change leaves open stands below the
// action that was changed.
func (w *whatIf) compose(offers []course.Offer) {
	host := w.b.o.Host
	questions := append(widgets.Objects(w.asked), w.reset)
	parts := []fyne.CanvasObject{widgets.NewWrap(questions...), w.sums, widgets.NewFlow(host, nil, strong(words.Say("whatif.actions"))), widgets.NewFlow(host, nil, muted(words.Say("whatif.how")))}
	for i := range w.rows {
		parts = append(parts, w.rows[i])
		if w.opened == i {
			parts = append(parts, w.editor)
		}
		if len(offers) > 0 && offers[0].Cause.ID == w.actions[i].ID {
			parts = append(parts, w.offer.Box)
		}
	}
	if now := w.col.Objects(); len(now) < 4 || !slices.Equal(parts[4:], now[4:]) {
		w.col.SetObjects(parts...)
	} else {
		w.col.Relay()
	}
}

// sumSpans are the price of an import in the course, and as it was.
func (w *whatIf) sumSpans(v view.View, c *course.Course) []widgets.Span {
	s, l := w.b.story, words.Local{}
	g := view.GoodOf(s, v.Import)
	if g == nil {
		return nil
	}
	day := min(v.Day, c.Until)
	invented, ok := price.Of(c.Story, g.ID, day, v.Epilogue)
	if !ok || !invented.Known {
		return nil
	}
	last := s.LastKnown(v.Epilogue)
	real := min(day, last)
	was, _ := price.Of(s, g.ID, real, v.Epilogue)
	dollarsOf := func(d price.Duty) string { return dollars(price.TagOf(d, v.Import.Price(), 100).Landed) }
	more := link(words.Say("whatif.price"), modeLink+string(view.Price))
	if !c.Differs() || invented.Rate == was.Rate && real == day {
		return []widgets.Span{number(dollarsOf(was)+"  ", charts.Ink), muted(words.Say("whatif.sum.was", "Price", dollars(v.Import.Price()), "Good", g.Name, "Day", l.Day(real, charts.DayMonthYear)) + " "), more}
	}
	return []widgets.Span{
		number(dollarsOf(invented)+"  ", charts.Caution),
		muted(words.Say("whatif.sum.invented", "Price", dollars(v.Import.Price()), "Good", g.Name, "Day", l.Day(day, charts.DayMonthYear)) + "\n"),
		number(dollarsOf(was)+"  ", charts.Ink), muted(words.Say("whatif.sum.happened", "Day", l.Day(real, charts.DayMonthYear)) + " "), more,
	}
}

// targets implements panel.
func (w *whatIf) targets(add func(string, fyne.CanvasObject)) {
	for i := range w.asked {
		add("question/"+w.b.story.Questions[i].ID, w.asked[i])
	}
	add("reset", w.reset)
	for i, row := range w.rows {
		add("action/"+w.actions[i].ID, row)
	}
	if w.opened >= 0 {
		add("day", w.day)
		add("size", w.rate)
	}
	w.offer.targets(add)
}

// chipTargets names the ways to draw the course.
func (w *whatIf) chipTargets(add func(string, fyne.CanvasObject)) {
	add("both", w.plain)
	for i, side := range w.b.story.Sides {
		add("bridge/"+string(side.ID), w.bridge[i])
		add("layers/"+string(side.ID), w.layers[i])
	}
}
