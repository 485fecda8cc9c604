package load

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
)

// large is the small story grown to the size that the design asks for: so many
// changes, meetings and cards, with as much text a row as the built-in story has.
func large(t testing.TB, changes, meetings, cards int) fstest.MapFS {
	fsys := small(t)
	var b strings.Builder
	grow := func(file string, rows int, row func(i int)) {
		b.Reset()
		b.Write(fsys[file].Data)
		for i := range rows {
			row(i)
		}
		fsys[file] = &fstest.MapFile{Data: []byte(b.String())}
	}
	first := data.Date(1995, 1, 1)
	const sources = 500
	grow("sources.csv", sources, func(i int) {
		fmt.Fprintf(&b, "source-%d,Announcement %d of the customs office,Office,2025-01-02,primary,https://example.org/%d,\n", i, i, i)
	})
	grow("changes.csv", changes, func(i int) {
		side, layer := "us", "fentanyl"
		if i%2 == 1 {
			side, layer = "cn", "general"
		}
		day := first + data.Day(i/2)
		fmt.Fprintf(&b, "%s,%s,%s,%d,in_force,%s,Step %d of many,Executive Order %d,%d FR %d,"+
			"\"Named goods excepted, as in every order before it; the rate on all other goods goes to %d.\",source-%d; source-%d,\n",
			side, layer, day, i%90, day-2, i, 10000+i, i%90, 1000+i, i%90, i%sources, (i+7)%sources)
	})
	grow("meetings.csv", meetings, func(i int) {
		day := first + data.Day(i*7)
		fmt.Fprintf(&b, "round-%d,%d,%s,%s,,Geneva,Switzerland,756,46.2,6.1,page,A villa by the lake,Ann; Bob,Chen; Ding,"+
			"\"They talk about %d tariff lines, and agree to meet again.\",Joint Statement,source-%d,,,,,,,,,\n", i, i+3, day, day+1, i, i%sources)
	})
	for i := range cards {
		fsys[fmt.Sprintf("cards/card-%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `---
lens: story
day: %s
title: Step %d of many
number: %d
tags: [Geneva, Step]
sources:
  - {id: source-%d, takes: "the rate of the step"}
  - {id: statement, takes: "91 points removed, 24 suspended for 90 days"}
shows: {day: 2025-05-14, meeting: geneva}
---
The rate on all goods went to %d. Of it 91 points went on 14 May 2025, and 24 wait
for 90 days.

## Why it matters

Trade goes on, and nobody knows for how long it will.
`, first+data.Day(i/2), i, i%90, i%sources, i%90)}
	}
	return fsys
}

func TestFS_readsALargeStory(t *testing.T) {
	s, err := FS(large(t, 10_000, 1000, 5000))
	require.NoError(t, err)
	assert.Len(t, s.Changes, 10_009)
	assert.Len(t, s.Meetings, 1002)
	assert.Len(t, s.Cards, 5003)
	assert.Equal(t, data.Percent(9998%90), s.Rate("us", data.Date(1995, 1, 1)+4999, false))
	assert.Equal(t, "round-999", s.Meeting("round-999").ID)
	assert.Equal(t, "card-4999", s.Card("card-4999").ID)
}

func BenchmarkBuiltIn(b *testing.B) {
	for b.Loop() {
		if _, err := BuiltIn(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFS_large reads a story of 10,000 changes, 1,000 meetings and 5,000 cards.
func BenchmarkFS_large(b *testing.B) {
	fsys := large(b, 10_000, 1000, 5000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := FS(fsys); err != nil {
			b.Fatal(err)
		}
	}
}
