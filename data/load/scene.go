package load

import (
	"truceline/data"
)

// sceneParts reads what is drawn and asked in a beat's scene.
func sceneParts(m mapping, out *data.Scene) {
	out.Arrows, _ = entries(m, "arrows", false, func(m mapping, a *data.SceneArrow) {
		if m.has("number") {
			v := number(m, "number")
			if a.Number = int(v); v < 1 || v > 99 || v != float64(a.Number) {
				m.fail(m.values["number"], "number %g: write a whole number from 1 to 99, or leave it out", v)
			}
		}
	})
	out.Notes, _ = entries(m, "notes", false, func(m mapping, n *data.SceneNote) {
		if m.has("value") {
			n.Value, n.Valued = data.Percent(number(m, "value")), true
		}
	})
	if m.has("question") {
		decode(m.document, m.values["question"], &out.Question, answers)
	}
}

// answers reads those of a question: each a text, or a map that says whether it is right.
func answers(m mapping, q *data.SceneQuestion) {
	for _, n := range m.nodes("answers") {
		var a data.SceneAnswer
		if text, plain := scalarText(n); plain {
			a.Says = text
		} else if !decode(m.document, n, &a) {
			continue
		}
		q.Answers = append(q.Answers, a)
	}
}
