package charts

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"truceline/data"
)

// plainWords say keys as they are, with what they are given.
type plainWords struct{ Words }

func (plainWords) Say(key string, args ...any) string {
	out := key
	for i := 1; i < len(args); i += 2 {
		if text, ok := args[i].(string); ok {
			out += "|" + text
		}
	}
	return out
}

func TestRateSources_namesWhatSetTheRates(t *testing.T) {
	of := func(status data.Status, names ...string) data.Stretch {
		s := data.Stretch{Status: status}
		for _, n := range names {
			s.Changes = append(s.Changes, data.Change{Instrument: n})
		}
		return s
	}
	w := plainWords{}
	assert.Equal(t, "figure.rates.sources|Order 7, 9; Note of May 2025",
		RateSources([]data.Stretch{of(data.InForce, ""), of(data.InForce, "Order 7"), of(data.InForce, "Note of May 2025", "Order 9", "Order 7")}, w))
	assert.Equal(t, "figure.rates.sources.ahead|Post", RateSources([]data.Stretch{of(data.Threatened, "Post")}, w))
	assert.Empty(t, RateSources([]data.Stretch{of(data.InForce)}, w))
	assert.Equal(t, "figure.rates.sources|figure.sources.more|a; b; c", RateSources([]data.Stretch{of(data.InForce, "a", "b", "c", "d", "e", "f", "g")}, w))
}
