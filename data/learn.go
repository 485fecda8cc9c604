package data

import (
	"fmt"
	"slices"
	"strings"
)

// What a story holds for learning by doing. All of it may be missing.

// Lapse is what a change says of its own end: from Day on the layer's rate is Rate,
// unless something new is decided before. It did not come if something was.
type Lapse struct {
	Side  SideID  `file:"side,need,key"`
	Layer string  `file:"layer,need,key"`
	Day   Day     `file:"day,need,key"`
	Rate  Percent `file:"rate"` // of the layer itself
	Title string  `file:"title,need"`
	// Sources say so.
	Sources  []string `file:"sources"`
	Epilogue bool     `file:"epilogue"`
}

// Good is a kind of import, to work out what it costs at the border.
type Good struct {
	ID string `file:"id"`
	// Side is the one that takes the duty.
	Side    SideID   `file:"side,need"`
	Name    string   `file:"name,need"`
	About   string   `file:"about"`
	Sources []string `file:"sources"`
}

// RuleKind says what a Rule does.
type RuleKind string

const (
	// FixedRate rules name the rate.
	FixedRate RuleKind = "rate"
	// LayerRateRule rules take the layer's own rate.
	LayerRateRule RuleKind = "layer"
	// UnknownRate rules say that no source was found for what the good pays.
	UnknownRate RuleKind = "unknown"
)

// Rule is what a kind of good pays of a layer from a day on. Of general layers goods
// pay what the layer says unless a rule says otherwise, of all others nothing.
type Rule struct {
	Good     string `file:"good,need"`
	Layer    string `file:"layer,need"`
	From     Day    `file:"from,need"`
	Kind     RuleKind
	Rate     Percent  `file:"rate,own"` // of FixedRate rules
	Title    string   `file:"title,need"`
	Sources  []string `file:"sources"`
	Epilogue bool     `file:"epilogue"`
}

// Finding is what research says of the part of a rate that ends up in prices.
type Finding struct {
	ID string `file:"id"`
	// Side is the one whose rate it is about.
	Side SideID `file:"side,need"`
	// Share is that part in percent, NoShare where the source gives no figure.
	Share    Percent  `file:"share,own"`
	Text     string   `file:"text,need"`
	Sources  []string `file:"sources"`
	Epilogue bool     `file:"epilogue"`
}

// NoShare is the Share of a Finding that names none.
const NoShare Percent = -1

// Concept is a written question that asks for understanding: why, and what a term
// means. It has one right answer.
type Concept struct {
	ID    string   `file:"id"`
	Ask   string   `file:"ask,need"`
	Right string   `file:"right,need"`
	Wrong []string `file:"wrong"`
	// Because says why the right answer is right, Tempting why the most tempting of
	// the others is not.
	Because  string   `file:"because,need"`
	Tempting string   `file:"tempting,need"`
	Card     string   `file:"card,need"` // that says it
	Sources  []string `file:"sources"`
	Epilogue bool     `file:"epilogue"`
}

// ConceptWrongs is how many wrong answers a Concept has.
const ConceptWrongs = 3

// Question is a course of events to try: which actions to leave out, and which that
// did not come to take up. Actions are named as in package course.
type Question struct {
	ID    string `file:"id"`
	Title string `file:"title,need"`
	// Result explains in two sentences what comes of it.
	Result string   `file:"result"`
	Off    []string `file:"off"`
	On     []string `file:"on"`
}

// Round is a stretch of the story to be guessed.
type Round struct {
	ID    string `file:"id"`
	Title string `file:"title,need"`
	Ask   string `file:"ask,need"`
	// From is the first day that is guessed, Until the last.
	From  Day      `file:"from,need"`
	Until Day      `file:"until,need"`
	Sides []SideID `file:"sides,need"`
	// Top is the highest rate of the sheet that is drawn on.
	Top Percent `file:"top"`
	// Cards explain what happened.
	Cards []string `file:"cards"`
	// Epilogue rounds have an answer from after the as-of day.
	Epilogue bool `file:"epilogue"`
}

// Good returns the kind of good of that id, or nil.
func (s *Story) Good(id string) *Good {
	return find(s.Goods, func(x *Good) bool { return x.ID == id })
}

// Round returns the round of that id, or nil.
func (s *Story) Round(id string) *Round {
	return find(s.Rounds, func(x *Round) bool { return x.ID == id })
}

// Question returns the question of that id, or nil.
func (s *Story) Question(id string) *Question {
	return find(s.Questions, func(x *Question) bool { return x.ID == id })
}

// learning checks what is there for learning by doing.
func (c *checker) learning() {
	for i := range c.Lapses {
		x := &c.Lapses[i]
		if c.refer("lapses", i, "side", "sides", string(x.Side)) {
			c.layerOf("lapses", i, x.Side, x.Layer)
		}
	}
	for i := range c.Goods {
		c.refer("goods", i, "side", "sides", string(c.Goods[i].Side))
	}
	seen := make(map[[3]string]int)
	for i := range c.Rules {
		x := &c.Rules[i]
		if g := c.Good(x.Good); c.refer("rules", i, "good", "goods", x.Good) && g != nil {
			c.layerOf("rules", i, g.Side, x.Layer)
		}
		key := [3]string{x.Good, x.Layer, x.From.String()}
		if first, twice := seen[key]; twice {
			c.add(Flaw{Table: "rules", Row: i, Field: "from", Kind: Duplicate, First: first, Text: "good, layer and day have a rule already: keep one"})
		}
		seen[key] = i
	}
	for i := range c.Findings {
		x := &c.Findings[i]
		c.refer("findings", i, "side", "sides", string(x.Side))
		if x.Share != NoShare && !(x.Share >= 0 && x.Share <= 200) {
			c.wrong("findings", i, "share", "%g%% is no part of a rate: write 0 to 200, or leave it empty", float64(x.Share))
		}
	}
	for i := range c.Concepts {
		x := &c.Concepts[i]
		c.point("concepts", i, "card", "cards", x.Card, x.Epilogue)
		switch {
		case len(x.Wrong) != ConceptWrongs:
			c.wrong("concepts", i, "wrong", "holds %d answers: write %d that are wrong, parted by semicolons", len(x.Wrong), ConceptWrongs)
		case slices.Contains(x.Wrong, x.Right):
			c.wrong("concepts", i, "wrong", "holds the right answer, %q: write one that is wrong", x.Right)
		}
	}
	for i := range c.Questions {
		x := &c.Questions[i]
		for _, ref := range x.Off {
			c.action(i, "off", ref)
		}
		for _, ref := range x.On {
			c.action(i, "on", ref)
		}
	}
	for i := range c.Rounds {
		x := &c.Rounds[i]
		for _, side := range x.Sides {
			c.refer("rounds", i, "sides", "sides", string(side))
		}
		for _, id := range x.Cards {
			c.point("rounds", i, "cards", "cards", id, x.Epilogue)
		}
		if x.Until <= x.From {
			c.wrong("rounds", i, "until", "%s is not after from, %s: put the days in order", x.Until, x.From)
		}
		last := c.LastKnown(x.Epilogue)
		if c.bounded(last) && (x.From < c.Start || x.Until > last) {
			c.wrong("rounds", i, "until", "the round runs from %s to %s, and what happened is known from %s to %s: stay within, or mark this epilogue",
				x.From, x.Until, c.Start, last)
		}
		if !(x.Top > 0 && x.Top <= c.MostRate()) {
			c.wrong("rounds", i, "top", "%g is no rate: write more than 0, at most %.0f", float64(x.Top), c.MostRate())
		}
	}
}

// action checks what a question leaves out or takes up: a change, or a lapse.
func (c *checker) action(row int, field, ref string) {
	table := "changes"
	id, lapse := strings.CutPrefix(ref, "lapse/")
	if lapse {
		table = "lapses"
	}
	if strings.Count(id, "/") != 2 {
		c.wrong("questions", row, field, "%q: write SIDE/LAYER/DAY of a change, or lapse/SIDE/LAYER/DAY", ref)
		return
	}
	c.refer("questions", row, field, table, id)
}

// layerOf complains if a side has no such layer. An empty one was complained of
// before.
func (c *checker) layerOf(table string, row int, side SideID, layer string) bool {
	if layer == "" || c.vague["layers"] || has(c.known["layers"].row, string(side)+"/"+layer) {
		return true
	}
	var own []string
	for _, l := range c.Layers {
		if l.Side == side {
			own = append(own, l.ID)
		}
	}
	text := fmt.Sprintf("unknown layer %q of side %s", layer, side)
	if near := Nearest(layer, own); near != "" {
		text += fmt.Sprintf("; did you mean %q?", near)
	} else if len(own) > 0 {
		text += "; known are " + strings.Join(own[:min(len(own), 20)], ", ")
	}
	c.add(Flaw{Table: table, Row: row, Field: "layer", Text: text, Kind: Unknown, Wants: "layers", ID: layer})
	return false
}
