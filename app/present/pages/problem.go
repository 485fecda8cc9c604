package pages

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"

	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Problem says that the file of a talk did not open, and why, line by line, and offers
// the ways out: another file, or the talk that is given in its place.
type Problem struct {
	*leaf
	Reasons []*widgets.Flow
	Other   *widgets.Button
	goOn    *widgets.Button
}

// ShowProblem says why a talk did not open.
func (p *Pages) ShowProblem(err error) {
	l := &Problem{}
	l.Other = widgets.NewButton(words.Say("talk.problem.other"), "", widgets.Plain, p.Host, func() {
		p.OpenEdit()
		p.edit.OpenFile()
	})
	l.goOn = widgets.NewButton(words.Say("talk.problem.goon"), "Enter", widgets.Primary, p.Host, p.Close)
	given := cmp.Or(p.Show.Talk().Name, words.Say("talk.edit.builtin"))
	l.leaf = newLeaf(p, words.Say("talk.problem.title"), words.Say("talk.problem.given", "Name", given), nil, l.goOn, l.Other)
	l.gap = 2
	for _, reason := range strings.Split(err.Error(), "\n") {
		f := widgets.NewLine(p.Host, reason, charts.SizeBody, typeface.Regular, charts.Ink)
		l.Reasons = append(l.Reasons, f)
		l.list.Objects = append(l.list.Objects, f)
	}
	p.Open(l)
}

func (l *Problem) Key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		l.p.Close()
		return true
	}
	return l.leaf.Key(e)
}

func (l *Problem) Targets(add AddTarget) {
	l.leaf.Targets(add)
	add("problem/other", l.Other)
	add("problem/go-on", l.goOn)
}
