// Package anki writes a story's questions as a file that Anki imports: text with tabs,
// a question, an answer and tags a line, and pictures beside it. The file's head says
// how it is to be read (Anki manual, Text files, "File headers"). It needs no display.
package anki

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"truceline/app/paper"
	"truceline/app/quiz"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/meetings"
	"truceline/charts/pages"
	"truceline/charts/render"
	"truceline/data"
)

// Picture is a file that goes into Anki's folder of media.
type Picture struct {
	Name string
	PNG  []byte
}

// Deck is what Anki imports.
type Deck struct {
	// Text is the file of notes.
	Text     []byte
	Pictures []Picture
}

// Size of the pictures in px.
const widthPX, heightPX = 960, 600

// New makes the deck of a story, with or without its epilogue.
func New(s *data.Story, epilogue bool) (*Deck, error) {
	pool := quiz.New(s, epilogue, words.Local{})
	d := &maker{s: s, epilogue: epilogue, m: render.NewMetrics(1)}
	var rows [][]string
	for _, id := range pool.IDs() {
		q, ok := pool.Question(id, 0)
		if !ok {
			continue
		}
		row, err := d.note(q)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("the story has too little to ask about")
	}
	var out bytes.Buffer
	head(&out, s)
	w := csv.NewWriter(&out)
	w.Comma = '\t'
	if err := w.WriteAll(rows); err != nil {
		return nil, err
	}
	return &Deck{Text: out.Bytes(), Pictures: d.pictures}, nil
}

// head writes the lines by which Anki reads the rest.
func head(w io.Writer, s *data.Story) {
	for _, line := range []string{
		"separator:tab", "html:true", "notetype:Basic", "deck:" + oneLine(s.Title), "columns:" + strings.Join(columns(), "\t"), "tags column:3",
	} {
		fmt.Fprintf(w, "#%s\n", line)
	}
}

func columns() []string { return []string{"Front", "Back", "Tags"} }

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// maker collects the pictures of a deck.
type maker struct {
	s        *data.Story
	epilogue bool
	m        charts.Measurer
	pictures []Picture
}

// note is a question as Anki has it.
func (d *maker) note(q quiz.Question) ([]string, error) {
	front, back, err := d.draw(q)
	if err != nil {
		return nil, err
	}
	ask := "<b>" + html.EscapeString(q.Text) + "</b>"
	if q.Kind == quiz.Order {
		var list []string
		for _, o := range q.Options {
			list = append(list, "<li>"+html.EscapeString(o.Text)+"</li>")
		}
		ask += "<ul>" + strings.Join(list, "") + "</ul>"
	}
	answer := "<b>" + html.EscapeString(q.Right().Text) + "</b>"
	tags := []string{"truceline", string(q.Kind)}
	if q.Because != "" {
		answer += "<p>" + html.EscapeString(q.Because) + " " + html.EscapeString(q.Tempting) + "</p>"
	}
	if c := d.s.Card(q.Card); c != nil {
		answer += "<p>" + html.EscapeString(c.Title) + "</p><p>" + html.EscapeString(c.Claim) + "</p>"
		tags = append(tags, "lens-"+c.Lens)
		if c.Epilogue {
			tags = append(tags, "later")
		}
	}
	var cites []string
	for _, id := range q.Sources {
		cites = append(cites, html.EscapeString(paper.Source(d.s, id)))
	}
	answer += "<p><small>" + strings.Join(cites, "<br>") + "</small></p>"
	return []string{ask + front, answer + back, strings.Join(tags, " ")}, nil
}

// draw makes the pictures of a question: one with the answer covered, one with it.
func (d *maker) draw(q quiz.Question) (front, back string, err error) {
	switch q.Kind {
	case quiz.High:
		const ahead = 30
		last := d.s.LastKnown(d.epilogue)
		r := &data.Round{From: q.Day, Until: max(min(q.Day+ahead, last), q.Day+1), Sides: []data.SideID{q.Side}, Top: d.top(), Epilogue: d.epilogue, Ask: q.Text}
		for _, shown := range []bool{false, true} {
			f := figures.Predict(d.s, r, figures.Sheet{Shown: shown, Covered: true}, words.Local{})
			f.Line = words.Say("figure.rates.line")
			page, err := pages.OfFigure(f, widthPX, heightPX, 1, d.m)
			if err != nil {
				return "", "", err
			}
			if err := d.add(q, shown, page, &front, &back); err != nil {
				return "", "", err
			}
		}
	case quiz.Where:
		for _, shown := range []bool{false, true} {
			look := meetings.Look{Day: d.s.Start, Epilogue: d.epilogue}
			if shown {
				look.Meeting, look.Day = q.Answer, d.s.End(d.epilogue)
			}
			page, err := pages.OfMap(d.s, look, words.Local{}, widthPX, heightPX, 1, d.m)
			if err != nil {
				return "", "", err
			}
			if err := d.add(q, shown, page, &front, &back); err != nil {
				return "", "", err
			}
		}
	}
	return front, back, nil
}

// top is the highest rate that is drawn, so that the sheet tells nothing.
func (d *maker) top() data.Percent {
	top := data.Percent(1)
	for _, side := range d.s.Sides {
		for _, t := range d.s.InForce(side.ID, d.epilogue) {
			top = max(top, t.Rate)
		}
	}
	return top * 1.1
}

// add keeps a picture, and puts it on the side where it belongs.
func (d *maker) add(q quiz.Question, shown bool, page *pages.Page, front, back *string) error {
	img, err := render.Page(page, charts.Light)
	if err != nil {
		return err
	}
	var png bytes.Buffer
	if err := render.WritePNG(&png, img); err != nil {
		return err
	}
	side := "front"
	if shown {
		side = "back"
	}
	name := "truceline-" + strings.Map(plain, q.ID) + "-" + side + ".png"
	d.pictures = append(d.pictures, Picture{name, png.Bytes()})
	tag := `<br><img src="` + name + `">`
	if shown {
		*back = tag
	} else {
		*front = tag
	}
	return nil
}

// plain keeps of an id what may stand in a file's name everywhere.
func plain(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || slices.Contains([]rune("-_"), r) {
		return r
	}
	return '-'
}
