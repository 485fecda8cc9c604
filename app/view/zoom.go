package view

import (
	"errors"
	"strings"

	"truceline/data"
)

// shortestZoom is the least span of days that a plot is drawn closer to.
const shortestZoom = 10

// Span is a stretch of days that a plot is drawn closer to; the zero Span is the
// whole story.
type Span struct{ First, Days data.Day }

// Whole tells whether the span is the whole story.
func (p Span) Whole() bool { return p.Days == 0 }

// String writes the span as its first and last day, and the whole as nothing.
func (p Span) String() string {
	if p.Whole() {
		return ""
	}
	return p.First.String() + ".." + (p.First + p.Days).String()
}

// MarshalText implements encoding.TextMarshaler, as String.
func (p Span) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler. What is no span is the whole.
func (p *Span) UnmarshalText(text []byte) error {
	*p = Span{}
	first, last, ok := strings.Cut(string(text), "..")
	if !ok {
		return nil
	}
	from, wrong := data.ParseDay(first)
	until, also := data.ParseDay(last)
	if err := errors.Join(wrong, also); err != nil {
		return err
	}
	if until > from {
		*p = Span{from, until - from}
	}
	return nil
}

// Bounds returns the first and the last day of the span, or those of the story.
func (p Span) Bounds(s *data.Story, epilogue bool) (from, until data.Day) {
	if p.Whole() {
		return s.Start, s.End(epilogue)
	}
	return p.First, p.First + p.Days
}

// span makes a span that lies within the story; as long as the story, it is whole.
func span(s *data.Story, epilogue bool, first, days data.Day) Span {
	end := s.End(epilogue)
	days = max(days, shortestZoom)
	if days >= end-s.Start {
		return Span{}
	}
	return Span{min(max(first, s.Start), end-days), days}
}

// WholeDays draws all days of the story.
func WholeDays(_ *data.Story, v View) View {
	v.Span = Span{}
	return v
}

// ZoomDays draws the days closer by a factor above 1, or from farther off, with one
// day staying where it is.
func ZoomDays(s *data.Story, v View, about data.Day, factor float64) View {
	if !(factor > 0) {
		return v
	}
	from, until := v.Span.Bounds(s, v.Epilogue)
	about = min(max(about, from), until)
	before := data.Day(float64(about-from) / factor)
	v.Span, v.Near = span(s, v.Epilogue, about-before, data.Day(float64(until-from)/factor+0.5)), false
	return v
}

// PanDays moves the days drawn by a number of days.
func PanDays(s *data.Story, v View, by data.Day) View {
	if !v.Span.Whole() {
		v.Span = span(s, v.Epilogue, v.Span.First+by, v.Span.Days)
	}
	return v
}

// follow moves the days drawn so that the cursor's is among them.
func follow(s *data.Story, v View) View {
	switch {
	case v.Span.Whole():
	case v.Day < v.Span.First:
		return PanDays(s, v, v.Day-v.Span.First-v.Span.Days/8)
	case v.Day > v.Span.First+v.Span.Days:
		return PanDays(s, v, v.Day-v.Span.First-v.Span.Days+v.Span.Days/8)
	}
	return v
}
