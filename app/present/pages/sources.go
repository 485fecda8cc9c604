package pages

import (
	"strings"

	"truceline/app/panels"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
)

// sourcesPage lists what a card stands on.
type sourcesPage struct {
	*leaf
}

// OpenSources lists what a card stands on.
func (p *Pages) OpenSources(card string) {
	told, _ := p.Store.Looking()
	if c := told.Card(card); c != nil {
		l := p.newSourcesPage(c.Title, c.Claim)
		l.cite(told, c.Sources)
		p.Open(l)
	}
}

// OpenStepSources lists what the step that is looked at stands on, and where they met.
func (p *Pages) OpenStepSources() {
	told, v := p.Store.Looking()
	headline := p.Show.Live().Headline
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
	p.Open(l)
}

// newSourcesPage is the page of sources, with nothing listed.
func (p *Pages) newSourcesPage(title, text string) *sourcesPage {
	l := &sourcesPage{newLeaf(p, words.Say("sheet.sources", "Title", title), text, nil)}
	l.gap = 0.5
	return l
}

func (l *sourcesPage) add(text string, weight typeface.Weight, role charts.Role) {
	if text != "" {
		l.list.Objects = append(l.list.Objects, widgets.NewLine(l.p.Host, text, charts.SizeBody, weight, role))
	}
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
