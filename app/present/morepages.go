package present

import (
	"bytes"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"truceline/app/handout"
	"truceline/app/look"
	"truceline/app/panels"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
)

// menu opens what has no button of its own.
func (p *Presentation) menu(below *widgets.Button) {
	item := func(text string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(text, do) }
	check := func(text string, on bool, do func()) *fyne.MenuItem {
		i := item(text, do)
		i.Checked = on
		return i
	}
	lengths := item(words.Say("talk.menu.length"), nil)
	var choices []*fyne.MenuItem
	for _, l := range talk.Lengths() {
		text := words.Say("talk.length.planned")
		if l > 0 {
			text = words.Say("talk.length.minutes", "Count", int(l))
		}
		choices = append(choices, check(text, p.show.Length() == l, func() { p.setLength(l) }))
	}
	for _, at := range p.ends() {
		choices = append(choices, item(words.Say("talk.length.until", "Time", at.Format("15:04")), func() { p.endAt(at) }))
	}
	lengths.ChildMenu = fyne.NewMenu("", choices...)
	paper := item(words.Say("talk.menu.handout"), nil)
	paper.ChildMenu = fyne.NewMenu("",
		item(words.Say("talk.handout.one"), func() { p.saveHandout(handout.Options{Notes: true}) }),
		item(words.Say("talk.handout.plain"), func() { p.saveHandout(handout.Options{}) }),
		item(words.Say("talk.handout.six"), func() { p.saveHandout(handout.Options{Six: true}) }),
		item(words.Say("talk.handout.sixnotes"), func() { p.saveHandout(handout.Options{Six: true, Notes: true}) }),
		item(words.Say("talk.handout.lines"), func() { p.saveHandout(handout.Options{Lines: true}) }))
	room := item(words.Say("talk.menu.window")+"    V", p.toggleRoom)
	room.Checked = p.room != nil
	left := item(words.Say("talk.menu.restore"), nil)
	var gone []*fyne.MenuItem
	for _, i := range p.show.LeftOut() {
		gone = append(gone, item(p.nameOf(i), func() { p.show.Restore(i.ID) }))
	}
	left.ChildMenu = fyne.NewMenu("", gone...)
	left.Disabled = len(gone) == 0
	v := p.store.Now()
	plot := item(words.Say("talk.menu.plot"), nil)
	plot.ChildMenu = fyne.NewMenu("",
		item(words.Say("keys.nextmeasure")+"    M", func() { p.do(Measure) }),
		check(words.Say("switch.why")+"    Y", v.Bridge != "", func() { p.do(Bridge) }),
		check(words.Say("switch.layers")+"    L", v.Layers != "", func() { p.do(Layers) }),
		check(words.Say("switch.replies")+"    A", v.Replies, func() { p.do(Replies) }),
		check(words.Say("switch.known")+"    K", v.AsKnown, func() { p.do(Known) }),
		check(words.Say("switch.pin")+"    I", v.Pin.Set(), func() { p.do(Pin) }))
	items := []*fyne.MenuItem{
		plot,
		item(words.Say("talk.menu.edit"), func() { p.openEdit() }),
		lengths, left,
		item(words.Say("talk.menu.runs"), func() { p.openPage(newRunsPage(p)) }),
		paper,
		fyne.NewMenuItemSeparator(),
		room,
		item(words.Say("talk.menu.displays"), p.openDisplays),
		item(words.Say("talk.menu.full"), p.fullScreen),
		check(words.Say("talk.menu.dark"), p.roomMode() == look.Dark, p.toggleRoomMode),
		item(words.Say("talk.menu.white"), func() { p.blank(talk.White) }),
		item(words.Say("talk.menu.erase"), p.show.ClearMarks),
		fyne.NewMenuItemSeparator(),
		item(words.Say("talk.menu.keys"), func() { p.openKeys() }),
	}
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(below)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.keysWindow().Canvas(), pos.Add(fyne.NewPos(0, below.Size().Height+4)))
}

// ends are times of day at which a talk may have to end: the next full five minutes and
// quarters of an hour.
func (p *Presentation) ends() []time.Time {
	const first, step, most = 5 * time.Minute, 15 * time.Minute, 6
	now := p.now()
	out := []time.Time{now.Add(first).Truncate(first).Add(first)}
	for at := now.Add(first).Truncate(step).Add(step); len(out) < most; at = at.Add(step) {
		if !at.Equal(out[0]) {
			out = append(out, at)
		}
	}
	return out
}

// endAt plans the talk so that it ends at a time of day: with what its clock shows by
// now, and the minutes that are left until then.
func (p *Presentation) endAt(at time.Time) {
	left := p.show.Elapsed() + at.Sub(p.now())
	p.show.SetLength(talk.Length(max(int(left/time.Minute), 1)))
}

func (p *Presentation) setLength(l talk.Length) {
	p.set.Length = int(l)
	p.keep()
	p.show.SetLength(l)
}

// toggleRoomMode shows the room a dark picture, or a light one.
func (p *Presentation) toggleRoomMode() {
	next := look.Dark
	if p.roomMode() == look.Dark {
		next = look.Light
	}
	p.set.Room = next
	p.keep()
	for _, s := range p.stages {
		s.SetMode(next)
	}
	p.refresh()
}

func (p *Presentation) saveHandout(o handout.Options) {
	o.Version, o.Made = p.options.Version, p.now()
	p.saveAs("truceline-handout.pdf", func() ([]byte, error) {
		var out bytes.Buffer
		err := handout.Write(&out, p.story, p.show.Steps(), o)
		return out.Bytes(), err
	})
}

// runsPage puts the rehearsals side by side.
type runsPage struct {
	*leaf
	runs []talk.Run
	rows [][]*widgets.Flow
	save *widgets.Button
}

// runsShown is how many rehearsals stand side by side.
const runsShown = 5

func newRunsPage(p *Presentation) *runsPage {
	r := &runsPage{}
	runs, err := p.options.Store.Runs()
	p.options.Failed("reading the rehearsals", err)
	r.save = widgets.NewButton(words.Say("talk.runs.save"), "", widgets.Plain, p.host, func() {
		p.saveAs("truceline-rehearsals.csv", func() ([]byte, error) {
			var out bytes.Buffer
			err := talk.WriteRuns(&out, runs)
			return out.Bytes(), err
		})
	})
	text := words.Say("talk.runs.how")
	if len(runs) == 0 {
		text = words.Say("talk.runs.none")
		r.save.SetDisabled(true)
	}
	r.leaf = newLeaf(p, words.Say("talk.runs.title"), text, r.place, r.save)
	r.runs = runs[max(len(runs)-runsShown, 0):]
	r.build()
	return r
}

func (r *runsPage) build() {
	if len(r.runs) == 0 {
		return
	}
	cell := func(text string, weight typeface.Weight, role charts.Role) *widgets.Flow {
		f := line(r.p.host, text, charts.SizeBody, weight, role)
		r.list.Objects = append(r.list.Objects, f)
		return f
	}
	head := []*widgets.Flow{cell(words.Say("talk.runs.step"), typeface.SemiBold, charts.Muted)}
	total := []*widgets.Flow{cell(words.Say("talk.runs.total"), typeface.SemiBold, charts.Ink)}
	w := words.Local{}
	for _, run := range r.runs {
		day := w.Day(data.Date(run.Began.Year(), run.Began.Month(), run.Began.Day()), charts.DayMonth)
		head = append(head, cell(words.Say("talk.runs.began", "Day", day, "Time", run.Began.Format("15:04")), typeface.SemiBold, charts.Muted))
		total = append(total, cell(clockText(run.Total), typeface.SemiBold, charts.Ink))
	}
	r.rows = append(r.rows, head)
	for _, row := range talk.Compare(r.runs) {
		line := []*widgets.Flow{cell(row.Name, typeface.Regular, charts.Ink)}
		for _, spent := range row.Spent {
			text := "–"
			if spent != talk.Missing {
				text = clockText(spent)
			}
			line = append(line, cell(text, typeface.Regular, charts.Ink))
		}
		r.rows = append(r.rows, line)
	}
	r.rows = append(r.rows, total)
}

func (r *runsPage) place(width float32, set bool) float32 {
	s := r.p.skin()
	y := float32(0)
	cell := min((width*0.7)/float32(max(len(r.runs), 1)), 150*s.TextScale)
	name := width - cell*float32(len(r.runs))
	for _, row := range r.rows {
		h, x := float32(0), float32(0)
		for i, f := range row {
			w := cell
			if i == 0 {
				w = name
			}
			if set {
				widgets.Put(f, x, y, w-s.Space(2), f.HeightFor(w-s.Space(2)))
			}
			h, x = max(h, f.HeightFor(w-s.Space(2))), x+w
		}
		y += h + s.Space(1)
	}
	return y
}

func (r *runsPage) targets(add addTarget) {
	r.leaf.targets(add)
	add("runs/save", r.save)
}

// sourcesPage lists what a card stands on.
type sourcesPage struct {
	*leaf
	flows []*widgets.Flow // the first used of them are shown
	used  int
}

func (p *Presentation) openSources(card string) {
	told, _ := view.Looking(p.story, p.store.Now())
	if c := told.Card(card); c != nil {
		l := p.newSourcesPage(c.Title, c.Claim)
		l.cite(told, c.Sources)
		p.openPage(l)
	}
}

// openStepSources lists what the step that is looked at stands on, and where they met.
func (p *Presentation) openStepSources() {
	told, v := view.Looking(p.story, p.store.Now())
	headline := p.show.Live().Headline
	l := p.newSourcesPage(headline, "")
	if m := told.Meeting(v.Meeting); m != nil {
		known := m.Known(v.Epilogue)
		l.add(words.Say("map.title"), typeface.SemiBold, charts.Ink)
		l.add(words.Say("handout.met", "City", known.City, "When", panels.When(known), "Outcome", known.Outcome), typeface.Regular, charts.Ink)
	}
	var cites []data.Cite
	for _, id := range panels.SourcesOf(told, v) {
		cites = append(cites, data.Cite{Source: id})
	}
	l.cite(told, cites)
	p.openPage(l)
}

// newSourcesPage is the page of sources, made once, with nothing listed.
func (p *Presentation) newSourcesPage(title, text string) *sourcesPage {
	l := p.sources
	if l == nil {
		l = &sourcesPage{}
		l.leaf = newLeaf(p, "", "", l.place)
		p.sources = l
	}
	setLine(l.title, words.Say("sheet.sources", "Title", title), charts.SizeHeadline, typeface.Bold, charts.Ink)
	setLine(l.line, text, charts.SizeBody, typeface.Regular, charts.Muted)
	l.used, l.list.Objects = 0, nil
	l.scroll.ScrollToTop()
	return l
}

func (l *sourcesPage) add(text string, weight typeface.Weight, role charts.Role) {
	if text == "" {
		return
	}
	if l.used == len(l.flows) {
		l.flows = append(l.flows, widgets.NewFlow(l.p.host, nil))
	}
	f := l.flows[l.used]
	l.used++
	setLine(f, text, charts.SizeBody, weight, role)
	l.list.Objects = append(l.list.Objects, f)
}

// cite lists sources, each with what is taken from it.
func (l *sourcesPage) cite(told *data.Story, cites []data.Cite) {
	for _, cite := range cites {
		src := told.Source(cite.Source)
		if src == nil {
			l.add(charts.SourceTitle(told, cite.Source, words.Local{}), typeface.Regular, charts.Muted)
			continue
		}
		day := words.Local{}.Day(src.Day, charts.DayMonthYear)
		l.add(src.Title, typeface.SemiBold, charts.Ink)
		l.add(strings.Join(strings.Fields(src.Publisher+"  "+day), " "), typeface.Regular, charts.Muted)
		l.add(cite.Takes, typeface.Regular, charts.Ink)
		l.add(src.Address+" ", typeface.Regular, charts.Muted)
	}
}

func (l *sourcesPage) place(width float32, set bool) float32 {
	y := float32(0)
	for _, f := range l.flows[:l.used] {
		h := f.HeightFor(width)
		if set {
			widgets.Put(f, 0, y, width, h)
		}
		y += h + 2
	}
	return y
}

func secondsOf(n int) time.Duration { return time.Duration(n) * time.Second }
