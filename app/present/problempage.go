package present

import (
	"strings"

	"fyne.io/fyne/v2"

	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// problemPage says that the file of a talk did not open, and why, line by line, and offers
// the ways out: another file, or the talk that is given in its place.
type problemPage struct {
	*leaf
	reasons []*widgets.Flow
	other   *widgets.Button
	goOn    *widgets.Button
}

// ShowProblem says why a talk did not open.
func (p *Presentation) ShowProblem(err error) {
	l := &problemPage{}
	l.other = widgets.NewButton(words.Say("talk.problem.other"), "", widgets.Plain, p.host, func() {
		p.openEdit()
		p.edit.openFile()
	})
	l.goOn = widgets.NewButton(words.Say("talk.problem.goon"), "Enter", widgets.Primary, p.host, p.closePage)
	given := p.show.Talk().Name
	if given == "" {
		given = words.Say("talk.edit.builtin")
	}
	l.leaf = newLeaf(p, words.Say("talk.problem.title"), words.Say("talk.problem.given", "Name", given), l.place, l.goOn, l.other)
	for _, reason := range strings.Split(err.Error(), "\n") {
		f := line(p.host, reason, charts.SizeBody, typeface.Regular, charts.Ink)
		l.reasons = append(l.reasons, f)
		l.list.Objects = append(l.list.Objects, f)
	}
	p.openPage(l)
}

func (l *problemPage) key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		l.p.closePage()
		return true
	}
	return l.leaf.key(e)
}

func (l *problemPage) place(width float32, set bool) float32 {
	y := float32(0)
	for _, f := range l.reasons {
		h := f.HeightFor(width)
		if set {
			widgets.Put(f, 0, y, width, h)
		}
		y += h + l.p.skin().Space(2)
	}
	return y
}

func (l *problemPage) targets(add addTarget) {
	l.leaf.targets(add)
	add("problem/other", l.other)
	add("problem/go-on", l.goOn)
}
