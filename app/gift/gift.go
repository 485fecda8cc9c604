// Package gift writes a story's quiz as Moodle reads it, in the GIFT format (Moodle
// documentation, "GIFT format"): rates are asked for as numbers, meetings are matched
// with their cities, all else is chosen from answers. It needs no display.
package gift

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"truceline/app/quiz"
	"truceline/app/words"
	"truceline/data"
)

// Write writes the quiz of a story, with or without its epilogue, as UTF-8.
func Write(to io.Writer, s *data.Story, epilogue bool) error {
	pool := quiz.New(s, epilogue, words.Local{})
	ids := pool.IDs()
	if len(ids) == 0 {
		return fmt.Errorf("the story has too little to ask about")
	}
	w := bufio.NewWriter(to)
	fmt.Fprintf(w, "// %s\n\n$CATEGORY: %s\n\n", oneLine(s.Title), strings.ReplaceAll(oneLine(s.Title), "/", "//"))
	for _, id := range ids {
		q, ok := pool.Question(id, 0)
		if !ok {
			continue
		}
		write(w, s, &q)
	}
	match(w, s.MeetingsShown(epilogue))
	return w.Flush()
}

// write writes one question.
func write(w io.Writer, s *data.Story, q *quiz.Question) {
	why := ""
	if c := s.Card(q.Card); c != nil {
		why = c.Title
	}
	fmt.Fprintf(w, "::%s::[plain]%s {", Escape(q.ID), Escape(oneLine(q.Text)))
	if q.Kind == quiz.High {
		fmt.Fprintf(w, "#%s:0", q.Answer)
		comment(w, why)
		io.WriteString(w, "}\n\n")
		return
	}
	io.WriteString(w, "\n")
	for _, o := range q.Options {
		mark := "~"
		if o.ID == q.Answer {
			mark = "="
		}
		fmt.Fprintf(w, "%s%s\n", mark, Escape(oneLine(o.Text)))
	}
	comment(w, why)
	io.WriteString(w, "}\n\n")
}

// comment adds what is said after any answer.
func comment(w io.Writer, text string) {
	if text != "" {
		fmt.Fprintf(w, "####%s\n", Escape(oneLine(text)))
	}
}

// match asks for the city of each meeting that has a day. Moodle takes a match of at
// least three pairs; cities that were met in twice would have two right answers.
func match(w io.Writer, meetings []data.Meeting) {
	times := map[string]int{}
	for _, m := range meetings {
		times[m.City]++
	}
	var pairs []string
	for _, m := range meetings {
		if m.Start.Set() && times[m.City] == 1 {
			pairs = append(pairs, fmt.Sprintf("=%s -> %s\n", Escape(words.Local{}.Days(m.Start, m.End)), Escape(m.City)))
		}
	}
	if len(pairs) >= 3 {
		fmt.Fprintf(w, "::%s::[plain]%s {\n%s}\n\n", "match/meetings", Escape(words.Say("quiz.match")), strings.Join(pairs, ""))
	}
}

var escaper = strings.NewReplacer(`\`, `\\`, "~", `\~`, "=", `\=`, "#", `\#`, "{", `\{`, "}", `\}`, ":", `\:`, "->", "→")

// Escape writes a text so that nothing in it steers the format.
func Escape(text string) string { return escaper.Replace(text) }

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
