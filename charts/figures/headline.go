package figures

import (
	"strings"

	"truceline/charts"
	"truceline/data"
)

// Headline returns what the last beat by a day says. A story as known on a day, of
// which none says anything yet, has the day's rates for a headline.
func Headline(s *data.Story, day data.Day, epilogue bool, w charts.Words) (title, line string) {
	for i, b := range s.BeatsShown(epilogue) {
		if i == 0 || b.Day <= day {
			title, line = b.Headline, w.Say("figure.rates.line") // the beat's own line is of its scene
		}
	}
	if title == "" && s.Partial() {
		return RatesHeadline(s, w), w.Say("figure.rates.line")
	}
	return title, line
}

// RatesHeadline tells both sides' rates on the last day that a story knows.
func RatesHeadline(s *data.Story, w charts.Words) string {
	var rates []string
	for _, side := range s.Sides {
		rates = append(rates, w.Say("figure.end", "On", side.On, "Rate", w.Rate(s.Rate(side.ID, s.AsOf, false))))
	}
	return w.Say("headline.day", "Day", w.Day(s.AsOf, charts.DayMonthYear), "Rates", strings.Join(rates, ", "))
}
