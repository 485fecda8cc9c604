package load

import (
	"truceline/data"
)

// decodeScene reads a beat's scene; without one it is the zero Scene.
func decodeScene(beat mapping) data.Scene {
	var out data.Scene
	if !beat.has("scene") {
		return out
	}
	m, ok := beat.mapping(beat.values["scene"], "a scene", "figure", "from", "until", "top", "revealed", "published", "announced", "with", "arrows",
		"notes", "build", "strip", "beside", "question")
	if !ok {
		return out
	}
	out.Figure, out.Beside, out.Strip = m.text("figure"), m.text("beside"), m.flag("strip")
	out.Build = m.flag("build")
	out.From, out.Until = m.dayOr0("from"), m.dayOr0("until")
	out.Revealed, out.Published, out.Announced = m.dayOr0("revealed"), m.dayOr0("published"), m.dayOr0("announced")
	if m.has("top") {
		out.Top = data.Percent(m.number("top"))
	}
	out.With = m.texts("with")
	out.Arrows, _ = entries(m, "arrows", "an arrow", false, []string{"from", "to", "says", "number"}, func(m mapping) data.SceneArrow {
		a := data.SceneArrow{From: m.need("from"), To: m.need("to"), Says: m.need("says")}
		if m.has("number") {
			v := m.number("number")
			if a.Number = int(v); v < 1 || v > 99 || v != float64(a.Number) {
				m.fail(m.values["number"], "number %g: write a whole number from 1 to 99, or leave it out", v)
			}
		}
		return a
	})
	out.Notes, _ = entries(m, "notes", "a note", false, []string{"says", "at", "till", "side", "value", "level"}, func(m mapping) data.SceneNote {
		n := data.SceneNote{Says: m.need("says"), At: m.need("at"), Till: m.dayOr0("till"), Side: data.SideID(m.text("side")), Level: m.flag("level")}
		if m.has("value") {
			n.Value, n.Valued = data.Percent(m.number("value")), true
		}
		return n
	})
	if m.has("question") {
		if q, ok := m.mapping(m.values["question"], "a question", "asks", "answers", "told"); ok {
			out.Question = data.SceneQuestion{Asks: q.need("asks"), Told: q.text("told")}
			for _, n := range q.list("answers") {
				if text, plain := scalarText(n); plain {
					out.Question.Answers = append(out.Question.Answers, data.SceneAnswer{Says: text})
					continue
				}
				if a, ok := q.mapping(n, "an answer", "says", "right"); ok {
					out.Question.Answers = append(out.Question.Answers, data.SceneAnswer{Says: a.need("says"), Right: a.flag("right")})
				}
			}
		}
	}
	return out
}

// dayOr0 returns a day, or 0 if there is none.
func (m mapping) dayOr0(key string) data.Day {
	if d := m.day(key); d.Set() {
		return d
	}
	return 0
}
