package explore

import (
	"fmt"
	"slices"
	"strings"

	"truceline/app/panels"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/charts/meetings"
	"truceline/data"
)

// firstCards are those that the first picture can show: from the selected one on.
// The others are made once it has been shown.
func firstCards(cards []data.Card, selected string) []data.Card {
	const most = 4
	at := max(slices.IndexFunc(cards, func(c data.Card) bool { return c.ID == selected }), 0)
	return cards[at:min(at+most, len(cards))]
}

// allCards completes the cards that the first picture began with.
func (w *Window) allCards() {
	w.shownBy = ""
	w.showCards(w.seen, w.seen, false)
}

// showCards rebuilds the list only when its cards differ; otherwise it marks and
// scrolls.
func (w *Window) showCards(old, now view.View, fresh bool) {
	s := w.told
	open := ""
	if strings.HasPrefix(now.Card, view.MeetingCard) {
		open = now.Card
	}
	key := strings.Join([]string{now.Lens, open}, "|")
	if now.Epilogue {
		key += "|later"
	}
	if open != "" {
		key += now.Day.String() // its state follows the day
	}
	if now.AsKnown {
		key += "|" + cardsKnown(s, now.Lens)
	}
	if fresh || key != w.shownBy {
		w.shownBy = key
		cards := s.CardsOf(now.Lens, now.Epilogue)
		moment := view.CardBy(s, now.Lens, now.Day, now.Epilogue)
		if first := now.Card; !w.ready && !w.options.Inline {
			if open != "" {
				first = moment
			}
			cards = firstCards(cards, first)
		}
		var list []widgets.CardContent
		for _, c := range cards {
			// A meeting's card stands before the card of its moment.
			if m := s.Meeting(strings.TrimPrefix(open, view.MeetingCard)); open != "" && m != nil && c.ID == moment {
				list = append(list, panels.Meeting(s, m.Known(now.Epilogue), meetings.Look{Day: now.Day, Epilogue: now.Epilogue}))
			}
			list = append(list, panels.Card(s, c))
		}
		if len(list) == 0 {
			list = append(list, panels.NoCards(s))
		}
		w.body.cards.set(list, now.Lens, now.Card)
		w.body.cards.hold(now.Card, true)
		return
	}
	if old.Card != now.Card {
		w.body.cards.mark(now.Card)
		w.body.cards.hold(now.Card, !w.clicked)
	}
}

// cardsKnown names what is known of the cards of a lens: a list of them looks
// different if it differs.
func cardsKnown(s *data.Story, lens string) string {
	var out strings.Builder
	for _, c := range s.CardsOf(lens, false) {
		fmt.Fprintf(&out, "%s %t %d,", c.ID, c.Why != "", len(c.Sources))
	}
	if out.Len() == 0 {
		return s.AsOf.String()
	}
	return out.String()
}
