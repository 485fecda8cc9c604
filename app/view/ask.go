package view

import (
	"slices"

	"truceline/charts/figures"
	"truceline/data"
)

// ToMeasure draws another number.
func ToMeasure(s *data.Story, v View, id string) View {
	v.Measure, v.Series, v.Layers, v.Sheet = id, "", "", ""
	if m := s.Measure(id); m != nil && m.Derived {
		v.Bridge = ""
	}
	return v
}

// NextMeasure draws the next measure that has values.
func NextMeasure(s *data.Story, v View) View {
	told, _ := Looking(s, v)
	at := slices.IndexFunc(s.Measures, func(m data.Measure) bool { return m.ID == v.Measure })
	for i := range s.Measures {
		if m := s.Measures[(at+1+i)%len(s.Measures)]; m.Derived || HasValues(told, m.ID, v.Epilogue) {
			return ToMeasure(s, v, m.ID)
		}
	}
	return v
}

// HasValues tells whether a published measure has a value in the days of the story.
func HasValues(s *data.Story, measure string, epilogue bool) bool {
	return slices.ContainsFunc(s.Averages, func(a data.Average) bool {
		return a.Measure == measure && a.Day >= s.Start && (epilogue || !a.Epilogue)
	})
}

// CloseSeries goes back from a series to the rates.
func CloseSeries(_ *data.Story, v View) View {
	v.Series = ""
	return v
}

// replyDays is how many days are drawn when the answers are asked for.
const replyDays = 45

// ToggleReplies joins actions to their answers, or does not; the arrows stand in the
// plot of both rates.
func ToggleReplies(s *data.Story, v View) View {
	v.Replies = !v.Replies || v.Layers != "" || v.Series != "" || !derived(s, v.Measure)
	if !v.Replies {
		if v.Near {
			v.Span, v.Near = Span{}, false
		}
		return v
	}
	v.Layers, v.Bridge, v.Series, v.Sheet = "", "", "", ""
	if v.Span.Whole() { // some of the answers came within a day
		v = ZoomDays(s, v, v.Day, float64(s.End(v.Epilogue)-s.Start)/replyDays)
		v.Near = true
	}
	for _, m := range s.Measures {
		if m.Derived {
			v.Measure = m.ID
			break
		}
	}
	return v
}

func derived(s *data.Story, measure string) bool {
	m := s.Measure(measure)
	return m == nil || m.Derived
}

// ToggleFigure shows a figure of the story as a whole, one of figures.Has, or leads
// back from it.
func ToggleFigure(s *data.Story, v View, figure string) View {
	told, _ := Looking(s, v)
	if v.Series == figure || !figures.Has(told, figure, v.Epilogue) {
		v.Series = ""
		return v
	}
	v.Series, v.Sheet = figure, ""
	return v
}

// ToggleBridge shows what lies between the rate and the measure, or leads
// back. From the rate itself it goes to the first published measure.
func ToggleBridge(s *data.Story, v View) View {
	told, _ := Looking(s, v)
	if v.Bridge != "" {
		v.Bridge = ""
		return v
	}
	if derived(s, v.Measure) {
		for _, x := range s.Measures {
			if !x.Derived && HasValues(told, x.ID, v.Epilogue) {
				v.Measure = x.ID
				break
			}
		}
	}
	v.Bridge, v.Layers, v.Sheet = s.Sides[0].ID, "", ""
	return v
}

// ToggleLayers shows the first side's rate layer by layer, or both rates again.
func ToggleLayers(s *data.Story, v View) View {
	if v.Layers != "" {
		v.Layers = ""
		return v
	}
	for _, m := range s.Measures {
		if m.Derived {
			v.Measure = m.ID
		}
	}
	v.Layers, v.Bridge, v.Series, v.Sheet = s.Sides[0].ID, "", "", ""
	return v
}

// OtherSide shows the bridge, or the layers, of the other side.
func OtherSide(s *data.Story, v View) View {
	for i, side := range s.Sides {
		next := s.Sides[(i+1)%len(s.Sides)].ID
		switch side.ID {
		case v.Bridge:
			v.Bridge = next
			return v
		case v.Layers:
			v.Layers = next
			return v
		}
	}
	return v
}

// TogglePin pins the cursor's day for comparing, or takes the pin away.
func TogglePin(_ *data.Story, v View) View {
	if v.Pin.Set() {
		v.Pin = data.NoDay
	} else {
		v.Pin = v.Day
	}
	return v
}
