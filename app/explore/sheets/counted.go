package sheets

import (
	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/typeface"
	"truceline/data"
)

// counted are the ways of counting: what each counts, and its value on the cursor's day.
func (b *Builder) counted() {
	s, v := b.s.o.Store.Looking()
	w := words.Local{}
	first := s.Sides[0]
	b.Title = words.Say("counted.title", "On", first.On, "Day", w.Day(v.Day, charts.DayMonthYear))
	for _, m := range s.Measures {
		if !m.Derived && !view.HasValues(s, m.ID, v.Epilogue) {
			continue
		}
		says, role := words.Say("counted.none"), charts.Muted
		if value := panels.ValueOn(s, &m, first.ID, v.Day, v.Epilogue); value != "" {
			says, role = value, charts.SideRole(s, first.ID)
		}
		row := widgets.NewListRow(b.s.o.Host, func() {
			b.s.o.Store.Go(func(s *data.Story, v view.View) view.View { return view.ToMeasure(s, v, m.ID) })
		})
		on := m.ID == v.Measure
		row.Set(words.Say("counted.label", "Name", m.Name, "Value", says), on,
			widgets.Span{Text: m.Name + "   ", Size: charts.SizeBody, Weight: typeface.SemiBold, Role: charts.Ink},
			widgets.Span{Text: says, Size: charts.SizeBody, Weight: typeface.SemiBold, Role: role},
			widgets.Span{Text: "\n" + m.About, Size: charts.SizeLabel, Role: charts.Muted})
		b.Add(row)
		if on {
			b.First = row
		}
	}
	b.Gap()
	b.rows = append(b.rows, NewChoices(b.s.o.Host, "", []string{words.Say("switch.why"), words.Say("switch.rows")}, func(i int) {
		if i == 0 {
			b.s.o.Store.Go(view.ToggleBridge)
			return
		}
		b.s.o.Store.Go(func(s *data.Story, v view.View) view.View { return view.ToggleFigure(s, v, figures.MeasuresFigure) })
	}))
}
