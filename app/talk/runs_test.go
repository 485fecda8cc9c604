package talk

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func run(talk string, whole bool, times ...Time) Run {
	r := Run{Began: newHand().at, Talk: talk, Length: 3, Total: second, Whole: whole, Times: times}
	for _, t := range times {
		r.Total += t.Spent
	}
	return r
}

func TestAdd_keepsTheNewestAndNoneThatNeverRan(t *testing.T) {
	var runs []Run
	for i := range maxRuns + 5 {
		runs = Add(runs, Run{Total: time.Duration(i+1) * second})
	}
	require.Len(t, runs, maxRuns)
	assert.Equal(t, 6*second, runs[0].Total)
	assert.Equal(t, runs, Add(runs, Run{}))
}

func TestRehearsed_isTheLastWholeRunOfTheTalk(t *testing.T) {
	a := func(spent time.Duration) Time { return Time{Item: "a", Spent: spent} }
	runs := []Run{run("", true, a(1*second)), run("", true, a(2*second)), run("mine", true, a(3*second)), run("", false, a(4*second))}
	assert.Equal(t, map[string]time.Duration{"a": 2 * second}, Rehearsed(runs, ""))
	assert.Equal(t, map[string]time.Duration{"a": 3 * second}, Rehearsed(runs, "mine"))
	assert.Nil(t, Rehearsed(runs, "other"))
}

func TestCompare_putsRunsSideBySide(t *testing.T) {
	old := run("", true, Time{Item: "a", Name: "A", Spent: 1 * second}, Time{Item: "b", Name: "B", Spent: 2 * second}, Time{Item: "c", Name: "C", Spent: 3 * second})
	recent := run("", true, Time{Item: "c", Name: "C now", Spent: 4 * second}, Time{Item: "a", Name: "A", Spent: 5 * second}, Time{Item: "d", Name: "D", Spent: 0})
	assert.Equal(t, []Row{
		{"c", "C now", []time.Duration{3 * second, 4 * second}},
		{"a", "A", []time.Duration{1 * second, 5 * second}},
		{"b", "B", []time.Duration{2 * second, Missing}},
		{"d", "D", []time.Duration{Missing, 0}},
	}, Compare([]Run{old, recent}))
	assert.Empty(t, Compare(nil))
}

func TestWriteRuns_aRowForEachItemOfEachRun(t *testing.T) {
	var out strings.Builder
	require.NoError(t, WriteRuns(&out, []Run{
		run("", true, Time{Item: "a", Name: "First, 10%", Planned: 40 * second, Spent: 52400 * time.Millisecond}),
		run("Mine", true, Time{Item: "a", Name: "First, 10%", Planned: 40 * second, Spent: 35 * second}, Time{Item: "z", Name: "Later", Planned: 10 * second, After: true}),
	}))
	assert.Equal(t, `run,began,talk,length_min,item,name,after_end,planned_s,spent_s,over_s
1,2025-10-24T09:00:00Z,,3,a,"First, 10%",false,40.0,52.4,12.4
2,2025-10-24T09:00:00Z,Mine,3,a,"First, 10%",false,40.0,35.0,-5.0
2,2025-10-24T09:00:00Z,Mine,3,z,Later,true,10.0,0.0,-10.0
`, out.String())
}
