package learn

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"truceline/app/quiz"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/widgets/picture"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/meetings"
	"truceline/charts/typeface"
	"truceline/data"
)

// quizPanel asks the questions of a session, one after the other.
type quizPanel struct {
	b        *Body
	col      *widgets.Column
	pool     *quiz.Pool
	later    bool
	progress quiz.Progress
	question quiz.Question
	asked    bool // question is one

	head, answer *widgets.Flow
	options      []*widgets.Button
	next, begin  *widgets.Button
	clear        *widgets.Button
}

func newQuiz(b *Body) *quizPanel {
	host := b.o.Host
	q := &quizPanel{b: b, progress: b.o.Progress, head: widgets.NewFlow(host, b.follow), answer: widgets.NewFlow(host, b.follow)}
	for i := range 4 {
		q.options = append(q.options, widgets.NewButton("", digits[i], widgets.Plain, host, func() { q.pick(i) }))
	}
	button := func(key string, kind widgets.ButtonKind, do func()) *widgets.Button {
		return widgets.NewButton(words.Say(key), "", kind, host, do)
	}
	q.next = button("quiz.next", widgets.Primary, q.goOn)
	q.begin = button("quiz.begin", widgets.Primary, q.startSession)
	q.clear = button("quiz.clear", widgets.Plain, q.forget)
	q.col = widgets.NewColumn(3)
	return q
}

// digits are the keys of the options.
var digits = []string{"1", "2", "3", "4"}

func (q *quizPanel) column() *widgets.Column { return q.col }

func (q *quizPanel) start() fyne.Focusable {
	switch {
	case q.asked && q.chosen() != "":
		return q.next
	case q.asked && len(q.question.Options) > 0 && q.question.Kind != quiz.Where:
		return q.options[0]
	case q.asked:
		return nil
	}
	return q.begin
}

// chosen is the answer that was given to the question, or empty.
func (q *quizPanel) chosen() string {
	if v := q.b.o.Store.Now(); q.asked && v.Asked == q.question.ID {
		return v.Chosen
	}
	return ""
}

// startSession begins a session.
func (q *quizPanel) startSession() {
	q.progress.Begin(q.poolOf(q.b.o.Store.Now()), q.b.o.Today(), q.b.o.Chance)
	q.keep()
	q.present()
}

// goOn notes the answer and asks the next question.
func (q *quizPanel) goOn() {
	if q.chosen() == "" {
		return
	}
	q.progress.Answer(q.chosen() == q.question.Answer, q.b.o.Today())
	q.keep()
	q.present()
}

func (q *quizPanel) keep() {
	q.b.o.KeepProgress(q.progress)
}

// present shows what the session asks now, and puts the keyboard there.
func (q *quizPanel) present() {
	q.asked = false
	q.b.again(func() { // also where the View is the same
		q.b.o.Store.Go(func(_ *data.Story, v view.View) view.View {
			v.Asked, v.Chosen = "", ""
			if next, ok := q.progress.Now(q.poolOf(v)); ok {
				v.Asked = next.ID
			}
			return v
		})
	})
	if to := q.start(); to != nil {
		q.b.o.Focus(to)
	} else if q.b.world != nil {
		q.b.o.Focus(q.b.world)
	}
}

// forget clears the progress, if asked twice.
func (q *quizPanel) forget() {
	now := q.b.o.Store.Now()
	if now.Asked == view.Forget {
		q.progress = quiz.Progress{}
		q.keep()
		now.Asked = ""
	} else {
		now.Asked = view.Forget
	}
	q.b.o.Store.Adjust(now)
}

func (q *quizPanel) pick(i int) {
	if q.asked && i < len(q.question.Options) {
		q.choose(q.question.Options[i].ID)
	}
}

// choose answers the question, once. Of what is none of its options, such as another pin
// of the map, it says so.
func (q *quizPanel) choose(id string) {
	if !q.asked || q.chosen() != "" {
		return
	}
	if !slices.ContainsFunc(q.question.Options, func(o quiz.Option) bool { return o.ID == id }) {
		q.b.Notice(words.Say("quiz.pins", "Pins", q.keys()))
		return
	}
	q.b.o.Store.Go(func(_ *data.Story, v view.View) view.View {
		v.Asked, v.Chosen = q.question.ID, id
		return v
	})
	q.b.o.Focus(q.next)
}

func (q *quizPanel) poolOf(v view.View) *quiz.Pool {
	if q.pool == nil || q.later != v.Epilogue {
		q.pool, q.later = quiz.New(q.b.story, v.Epilogue, words.Local{}), v.Epilogue
	}
	return q.pool
}

// key is the digit that chooses an option: on the map the number of its pin, so that both
// are one.
func (q *quizPanel) key(i int) string {
	if q.question.Kind == quiz.Where {
		if m := q.b.story.Meeting(q.question.Options[i].ID); m != nil {
			return strconv.Itoa(m.Order)
		}
	}
	return digits[i]
}

// keys are the digits of all options.
func (q *quizPanel) keys() string {
	var out []string
	for i := range q.question.Options {
		out = append(out, q.key(i))
	}
	return strings.Join(out, ", ")
}

// rune takes the digits that choose an option. It returns false for others.
func (q *quizPanel) rune(r rune) bool {
	if r < '1' || r > '9' {
		return false
	}
	id := ""
	for i, o := range q.question.Options {
		if q.key(i) == string(r) {
			id = o.ID
		}
	}
	if id != "" || q.question.Kind == quiz.Where {
		q.choose(id)
	}
	return true
}

// show implements panel.
func (q *quizPanel) show(old, now view.View, fresh bool) {
	pool := q.poolOf(now)
	q.question, q.asked = q.progress.Now(pool)
	q.b.chips.SetObjects()
	q.b.plot.SetPen(nil)
	q.showPicture(now)
	if !q.asked {
		q.showCover(pool, now)
		return
	}
	chosen := q.chosen()
	n := q.progress.Session
	q.b.say(q.question.Text, words.Say("quiz.how."+string(q.question.Kind), "Pins", q.keys()), "")
	q.head.SetSpans(strong(words.Say("quiz.number", "At", n.At+1, "Of", len(n.IDs))), muted("   "+words.Say("quiz.right", "Right", n.Right)))
	parts := []fyne.CanvasObject{q.head}
	for i, o := range q.question.Options {
		b := q.options[i]
		b.SetHint(q.key(i))
		name := o.Text
		if chosen != "" && o.ID == q.question.Answer {
			name += "  ✓"
		} else if chosen == o.ID {
			name += "  ✗"
		}
		b.SetText(name)
		b.SetOn(chosen == o.ID)
		b.SetDisabled(chosen != "")
		parts = append(parts, widgets.NewWrap(b))
	}
	if chosen != "" {
		q.answer.SetSpans(q.answerSpans(chosen)...)
		parts = append(parts, q.answer, widgets.NewWrap(q.next))
	}
	q.col.SetObjects(parts...)
}

// showCover is what stands before a session and after it.
func (q *quizPanel) showCover(pool *quiz.Pool, v view.View) {
	n := q.progress.Session
	title := words.Say("quiz.cover")
	var spans []widgets.Span
	if len(n.IDs) > 0 && n.Over() {
		title = words.Say("quiz.over", "Right", n.Right, "Count", len(n.IDs))
		if n.Right < len(n.IDs) {
			spans = append(spans, q.missedSpans(pool)...)
		}
	}
	q.b.say(title, words.Say("quiz.line"), "")
	total := len(pool.IDs())
	if total == 0 {
		q.head.SetSpans(body(words.Say("quiz.empty")))
		q.col.SetObjects(q.head)
		return
	}
	spans = append(spans, muted(words.Say("quiz.known", "Known", q.progress.Known(), "Count", total)+"\n"))
	if due := q.progress.Due(q.b.o.Today()); due > 0 {
		spans = append(spans, muted(words.Say("quiz.due", "Count", due)+"\n"))
	}
	spans = append(spans, muted(words.Say("quiz.local")))
	q.head.SetSpans(spans...)
	clear := words.Say("quiz.clear")
	if v.Asked == view.Forget {
		clear = words.Say("quiz.really")
	}
	q.clear.SetText(clear)
	q.clear.SetDisabled(len(q.progress.Boxes) == 0)
	q.col.SetObjects(q.head, widgets.NewWrap(q.begin, q.clear))
}

// missedSpans say what was missed in the session, each with its right answer and card.
func (q *quizPanel) missedSpans(pool *quiz.Pool) []widgets.Span {
	out := []widgets.Span{strong(words.Say("quiz.missed") + "\n")}
	for _, x := range q.progress.Missed(pool) {
		l := body(x.Right().Text)
		l.Weight, l.Link = typeface.SemiBold, cardLink+x.Card
		out = append(out, muted(x.Text+"\n"), l, body("\n\n"))
	}
	return append(out, body(words.Say("quiz.back")+"\n"))
}

// answerSpans say whether it was right, what is, and where that is from.
func (q *quizPanel) answerSpans(chosen string) []widgets.Span {
	s := q.b.story
	verdict, role := words.Say("quiz.yes"), charts.Good
	if chosen != q.question.Answer {
		verdict, role = words.Say("quiz.no", "Answer", q.question.Right().Text), charts.Caution
	}
	out := []widgets.Span{text(verdict+"\n", charts.SizeStrong, typeface.SemiBold, role)}
	if q.question.Because != "" {
		out = append(out, body(q.question.Because+" "+q.question.Tempting+"\n"))
	}
	if c := s.Card(q.question.Card); c != nil {
		l := body(c.Title)
		l.Link = cardLink + c.ID
		out = append(out, muted(words.Say("quiz.card")+"  "), l, body("\n"), muted(c.Claim+"\n"))
	}
	return append(out, link(words.Say("whatif.source"), view.CiteSheet+strings.Join(q.question.Sources, ";")))
}

// showPicture puts beside the question what it is answered on: the map, the plot with
// the levels to choose from, or the plot up to the day that is asked for.
func (q *quizPanel) showPicture(v view.View) {
	s := q.b.story
	if q.asked && q.question.Kind == quiz.Where {
		q.b.makeMap(func(id string) { q.choose(id) })
		look := meetings.Look{Day: s.Start, Epilogue: v.Epilogue}
		if q.chosen() != "" {
			look.Meeting, look.Day = q.question.Answer, s.End(v.Epilogue)
		}
		q.b.world.SetContent(s, look)
		q.b.showMap(true)
		return
	}
	q.b.showMap(false)
	k := figureKey{mode: view.Quiz, epilogue: v.Epilogue, plan: strings.Join(q.progress.Session.Missed, "|")}
	if q.asked {
		k.asked, k.shown = q.question.ID, q.chosen() != ""
		k.guess = q.optionKey()
	}
	was := q.b.key
	was.shown = k.shown
	var way func(float64) *charts.Figure
	if k.shown && k == was && q.dated() { // just answered
		way = func(share float64) *charts.Figure { return figures.Landing(q.b.content.Figure, share) }
	}
	q.b.drawBy(way, k, func() picture.PlotContent { return q.content(v) })
	q.b.plot.SetCursor(data.NoDay, data.NoDay, "")
}

func (q *quizPanel) optionKey() string {
	var ids []string
	for _, o := range q.question.Options {
		ids = append(ids, o.ID)
	}
	return strings.Join(ids, "|")
}

// content is the plot beside a question. Before the answer it shows nothing that
// gives it away.
func (q *quizPanel) content(v view.View) picture.PlotContent {
	s, l := q.b.story, words.Local{}
	f := figures.Rates(s, v.Epilogue, l)
	switch {
	case !q.asked:
		if missed := q.missed(); len(missed) > 0 {
			f = figures.Timeline(s, missed, v.Epilogue, l)
		}
	case q.dated():
		f = figures.Timeline(s, q.moments(), v.Epilogue, l)
	case q.chosen() != "":
		if day := q.day(q.question); day.Set() {
			f.Rules = append(f.Rules, charts.Rule{ID: "asked", Role: charts.Caution, Day: day})
		}
	case q.question.Kind == quiz.High:
		f = figures.Levels(s, q.question.Side, q.question.Day, levelsOf(q.question), v.Epilogue, l)
	}
	f.Title = cmp.Or(f.Title, q.question.Text)
	return picture.PlotContent{Figure: f, Low: f.From, High: f.From}
}

// dated tells whether the options are things of a day: they land on a timeline.
func (q *quizPanel) dated() bool {
	return q.asked && !slices.ContainsFunc(q.question.Options, func(o quiz.Option) bool { return o.Day == 0 })
}

// moments are the options on the timeline: those that are days stand on them from the
// start, others wait at its left edge until the question is answered.
func (q *quizPanel) moments() []figures.Moment {
	chosen := q.chosen()
	out := make([]figures.Moment, len(q.question.Options))
	for i, o := range q.question.Options {
		m := figures.Moment{ID: o.ID, Name: digits[i] + "   " + o.Text, Day: data.NoDay, Role: charts.Ink, Hollow: true}
		if chosen != "" || q.question.Kind == quiz.When {
			m.Day = o.Day
		}
		switch {
		case chosen == "":
		case o.ID == q.question.Answer:
			m.Role, m.Hollow = charts.Good, false
		case o.ID == chosen:
			m.Role = charts.Caution
		default:
			m.Role = charts.Muted
		}
		out[i] = m
	}
	return out
}

// missed are the answers of a day that were missed in the session.
func (q *quizPanel) missed() []figures.Moment {
	if !q.progress.Session.Over() {
		return nil
	}
	var out []figures.Moment
	for _, x := range q.progress.Missed(q.pool) {
		m := figures.Moment{ID: x.ID, Name: x.Right().Text, Day: x.Right().Day, Role: charts.Caution}
		if c := q.b.story.Card(x.Card); c != nil && (m.Day == 0 || x.Kind == quiz.When) {
			m.Name, m.Day = c.Title, cmp.Or(m.Day, q.day(x))
		}
		if m.Day.Set() && m.Day != 0 {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b figures.Moment) int { return cmp.Compare(a.Day, b.Day) })
	return out
}

// day is the day that a question is about, by its card; NoDay for none. A person's card is
// of the day of a meeting, their words may be of another.
func (q *quizPanel) day(x quiz.Question) data.Day {
	if x.Kind == quiz.High {
		return x.Day
	}
	if c := q.b.story.Card(x.Card); c != nil && x.Kind != quiz.Who {
		return c.Day
	}
	return data.NoDay
}

// levelsOf are the options of a question of High, in the order of their keys.
func levelsOf(q quiz.Question) []figures.Level {
	out := make([]figures.Level, len(q.Options))
	for i, o := range q.Options {
		out[i] = figures.Level{ID: o.ID, Name: digits[i], Rate: o.Rate}
	}
	return out
}

// targets implements panel.
func (q *quizPanel) targets(add func(string, fyne.CanvasObject)) {
	if !q.asked {
		add("begin", q.begin)
		add("clear", q.clear)
		return
	}
	for i := range q.question.Options {
		add("option/"+digits[i], q.options[i])
	}
	if q.chosen() != "" {
		add("next", q.next)
	}
}

// makeMap makes the map that places are picked on.
func (b *Body) makeMap(picked func(id string)) {
	if b.world != nil {
		return
	}
	b.world = picture.NewMap(b.o.Host, words.Local{}, picture.MapEvents{Picked: picked})
	b.world.SetSummary(b.line.Text)
}

// Rune takes what is typed and is the mode's own. It returns false for others.
func (b *Body) Rune(r rune) bool {
	if q, ok := b.panels[view.Quiz].(*quizPanel); ok && b.mode == view.Quiz {
		return q.rune(r)
	}
	return false
}
