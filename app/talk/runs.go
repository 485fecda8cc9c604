package talk

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"
)

// maxRuns bounds the log of rehearsals; the oldest are forgotten.
const maxRuns = 50

// Time is what one item took in a run.
type Time struct {
	Item    string        `json:"item"`
	Name    string        `json:"name"`
	Planned time.Duration `json:"planned"`
	Spent   time.Duration `json:"spent"`
	After   bool          `json:"after,omitempty"` // behind the end mark
}

// Run is an entry of the log of rehearsals.
type Run struct {
	Began  time.Time     `json:"began"` // when the clock first ran; zero if it never did
	Talk   string        `json:"talk"`  // its name; empty for the built-in one
	Length Length        `json:"length"`
	Total  time.Duration `json:"total"` // what the clock showed at the end
	// Whole tells whether every item before the end mark was told.
	Whole bool   `json:"whole"`
	Times []Time `json:"times"`
}

// Add returns the log with a run added, the newest last. A run whose clock never ran
// is none.
func Add(runs []Run, r Run) []Run {
	if r.Total <= 0 {
		return runs
	}
	runs = append(slices.Clone(runs), r)
	return runs[max(len(runs)-maxRuns, 0):]
}

// Rehearsed returns how long each item took in the last whole run of a talk, or nil
// if there is none.
func Rehearsed(runs []Run, talk string) map[string]time.Duration {
	for _, r := range slices.Backward(runs) {
		if r.Talk != talk || !r.Whole {
			continue
		}
		times := map[string]time.Duration{}
		for _, t := range r.Times {
			times[t.Item] = t.Spent
		}
		return times
	}
	return nil
}

// Row is what one item took in each of some runs.
type Row struct {
	Item, Name string
	Spent      []time.Duration // by run; Missing where the run did not have it
}

// Missing stands for the time of an item that a run did not have.
const Missing time.Duration = -1

// Compare puts runs side by side: a row for each item, in the order of the newest run
// that has it.
func Compare(runs []Run) []Row {
	var rows []Row
	for _, r := range slices.Backward(runs) {
		next := 0 // where an item that is new here goes
		for _, t := range r.Times {
			at := slices.IndexFunc(rows, func(row Row) bool { return row.Item == t.Item })
			if at < 0 {
				rows = slices.Insert(rows, next, Row{t.Item, t.Name, slices.Repeat([]time.Duration{Missing}, len(runs))})
				at = next
			}
			next = at + 1
		}
	}
	for i, r := range runs {
		for _, t := range r.Times {
			at := slices.IndexFunc(rows, func(row Row) bool { return row.Item == t.Item })
			rows[at].Spent[i] = t.Spent
		}
	}
	return rows
}

// WriteRuns writes the log as CSV: a row for each item of each run, runs counted from
// 1, times in seconds, over_s how much longer than planned.
func WriteRuns(w io.Writer, runs []Run) error {
	c := csv.NewWriter(w)
	c.Write([]string{"run", "began", "talk", "length_min", "item", "name", "after_end", "planned_s", "spent_s", "over_s"})
	for i, r := range runs {
		for _, t := range r.Times {
			c.Write([]string{
				strconv.Itoa(i + 1), r.Began.Format(time.RFC3339), r.Talk, strconv.Itoa(int(r.Length)), t.Item, t.Name,
				strconv.FormatBool(t.After), seconds(t.Planned), seconds(t.Spent), seconds(t.Spent - t.Planned),
			})
		}
	}
	c.Flush()
	return c.Error()
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f", d.Seconds()) }
