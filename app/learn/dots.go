package learn

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/guess"
)

// dotPlot shows how high a class thought each side's rate would go: a dot a guess, and
// how high it went.
type dotPlot struct {
	widget.BaseWidget
	host  *widgets.Host
	lines []dotLine
	top   data.Percent
}

type dotLine struct {
	name  string
	role  charts.Role
	each  []data.Percent
	was   data.Percent
	shown bool // that it happened
}

func (d *dotPlot) show(s *data.Story, r *data.Round, class []guess.Named, shown bool) {
	d.lines, d.top = nil, r.Top
	for _, id := range r.Sides {
		each, _ := guess.Peaks(s, r, id, class)
		if len(each) == 0 {
			continue
		}
		d.lines = append(d.lines, dotLine{name: s.Side(id).On, role: charts.SideRole(s, id), each: each, was: peakOf(s, r, id), shown: shown})
	}
	d.Refresh()
}

// peakOf is the highest rate that a side had in a round.
func peakOf(s *data.Story, r *data.Round, side data.SideID) (out data.Percent) {
	for day := r.From; day <= r.Until; day++ {
		out = max(out, s.Rate(side, day, r.Epilogue))
	}
	return out
}

func (d *dotPlot) lineHeight() float32 {
	s := look.Of(d)
	return s.Measure("0", charts.SizeLabel, typeface.Regular).Height*2 + s.Space(12)
}

// MinSize implements fyne.CanvasObject.
func (d *dotPlot) MinSize() fyne.Size {
	return fyne.NewSize(160, d.lineHeight()*float32(len(d.lines)))
}

// CreateRenderer implements fyne.Widget.
func (d *dotPlot) CreateRenderer() fyne.WidgetRenderer { return widgets.Made(d, d.draw) }

// draw stacks the dots of near guesses on each other.
func (d *dotPlot) draw(size fyne.Size) (out []fyne.CanvasObject) {
	s, l := look.Of(d), words.Local{}
	width, height := size.Width, d.lineHeight()
	x := func(v data.Percent) float32 { return s.Space(2) + (width-s.Space(12))*float32(v/max(d.top, 1)) }
	for i, line := range d.lines {
		base := height*float32(i+1) - s.Measure("0", charts.SizeLabel, typeface.Regular).Height - s.Space(1)
		rule := canvas.NewRectangle(s.Color(charts.Muted))
		widgets.Put(rule, 0, base, width, 1)
		name := s.Text(line.name, charts.SizeLabel, typeface.Medium, line.role)
		name.Move(fyne.NewPos(0, base+2))
		out = append(out, rule, name)
		radius := s.Space(1.25)
		stacked := map[int]int{}
		for _, v := range line.each {
			slot := int(x(v) / (2 * radius))
			dot := canvas.NewCircle(s.Color(charts.Paper))
			dot.StrokeWidth, dot.StrokeColor = 2, s.Color(line.role)
			up := min(float32(stacked[slot]), 4)
			stacked[slot]++
			widgets.Put(dot, x(v)-radius, base-2*radius*(up+1)-1, 2*radius, 2*radius)
			out = append(out, dot)
		}
		if !line.shown {
			continue
		}
		mark := canvas.NewRectangle(s.Color(line.role))
		widgets.Put(mark, x(line.was)-1.5, base-s.Space(9), 3, s.Space(9))
		said := s.Text(l.Rate(line.was), charts.SizeLabel, typeface.SemiBold, line.role)
		m := s.Measure(said.Text, charts.SizeLabel, typeface.SemiBold)
		said.Move(fyne.NewPos(min(x(line.was)+s.Space(1.5), width-m.Width), base-s.Space(9)-2))
		out = append(out, mark, said)
	}
	return out
}
