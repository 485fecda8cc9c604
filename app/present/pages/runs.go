package pages

import (
	"bytes"

	"truceline/app/present/given"
	"truceline/app/talk"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
)

// runsPage puts the rehearsals side by side.
type runsPage struct {
	*leaf
	runs []talk.Run
	rows [][]*widgets.Flow
	save *widgets.Button
}

// runsShown is how many rehearsals stand side by side.
const runsShown = 5

// OpenRuns puts the rehearsals side by side.
func (p *Pages) OpenRuns() {
	r := &runsPage{}
	runs, err := p.Kept.Runs()
	p.Failed("reading the rehearsals", err)
	r.save = widgets.NewButton(words.Say("talk.runs.save"), "", widgets.Plain, p.Host, func() {
		p.SaveAs("truceline-rehearsals.csv", func() ([]byte, error) {
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
	p.Open(r)
}

func (r *runsPage) build() {
	if len(r.runs) == 0 {
		return
	}
	cell := func(text string, weight typeface.Weight, role charts.Role) *widgets.Flow {
		f := widgets.NewLine(r.p.Host, text, charts.SizeBody, weight, role)
		r.list.Objects = append(r.list.Objects, f)
		return f
	}
	head := []*widgets.Flow{cell(words.Say("talk.runs.step"), typeface.SemiBold, charts.Muted)}
	total := []*widgets.Flow{cell(words.Say("talk.runs.total"), typeface.SemiBold, charts.Ink)}
	w := words.Local{}
	for _, run := range r.runs {
		day := w.Day(data.Date(run.Began.Year(), run.Began.Month(), run.Began.Day()), charts.DayMonth)
		head = append(head, cell(words.Say("talk.runs.began", "Day", day, "Time", run.Began.Format("15:04")), typeface.SemiBold, charts.Muted))
		total = append(total, cell(given.Clock(run.Total), typeface.SemiBold, charts.Ink))
	}
	r.rows = append(r.rows, head)
	for _, row := range talk.Compare(r.runs) {
		line := []*widgets.Flow{cell(row.Name, typeface.Regular, charts.Ink)}
		for _, spent := range row.Spent {
			text := "–"
			if spent != talk.Missing {
				text = given.Clock(spent)
			}
			line = append(line, cell(text, typeface.Regular, charts.Ink))
		}
		r.rows = append(r.rows, line)
	}
	r.rows = append(r.rows, total)
}

func (r *runsPage) place(width float32, set bool) float32 {
	s, put := r.p.Skin(), widgets.Placer(set)
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
			cellH := f.HeightFor(w - s.Space(2))
			put(f, x, y, w-s.Space(2), cellH)
			h, x = max(h, cellH), x+w
		}
		y += h + s.Space(1)
	}
	return y
}

func (r *runsPage) Targets(add AddTarget) {
	r.leaf.Targets(add)
	add("runs/save", r.save)
}
