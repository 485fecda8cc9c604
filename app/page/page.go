// Package page writes a story as one HTML file that opens in any browser, from any
// place, without a network: every step with its picture, all cards, positions, words
// and sources. A short script shows one step at a time; without it the page is read
// from top to bottom, and it prints as it is read. What came after the story's as-of
// day stands behind a divider.
//
// Pictures are SVG in the page, drawn once for light and dark screens. A policy in the
// page forbids every request. Texts of the story are escaped. The package needs no
// display.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode/utf8"

	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
	"truceline/data"
)

// Options say how a page is written.
type Options struct {
	// Version is the program's, which the page names.
	Version string
	// Learning adds what tells a learning platform how far a reader has come.
	Learning bool
}

var (
	//go:embed page.html
	markup string
	//go:embed page.css
	style string
	//go:embed early.js
	early string
	//go:embed hold.js
	hold string
	//go:embed page.js
	script string
	//go:embed scorm.js
	learning string

	templates = template.Must(template.New("").Parse(markup))
)

// head is what the template "page" takes.
type head struct {
	Language, Policy, Generator, Title string
	Style, Faces                       template.CSS
	Body                               template.HTML
	Early, Script                      template.JS
}

// Write writes a story as a page. The error is that of a picture that cannot be drawn.
func Write(w io.Writer, s *data.Story, o Options) error {
	b, err := newBuilder(s)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := templates.ExecuteTemplate(&body, "body", b.content(o)); err != nil {
		return err
	}
	b.drawings.Use(body.String(), typeface.Regular, typeface.Medium, typeface.SemiBold, typeface.Bold)
	faces, err := b.drawings.Faces()
	if err != nil {
		return err
	}
	css := plain("\n"+b.drawings.Style()+b.colors()+style, `\%06x`)
	js := "\n" + script
	if o.Learning {
		js = "\n" + learning + script
	}
	js = plain(js, `\u%04x`)
	var out bytes.Buffer
	err = templates.ExecuteTemplate(&out, "page", head{
		Language: s.Language, Policy: policy([]string{css, faces}, early, hold, js), Generator: strings.TrimSpace(words.Say("app.name") + " " + o.Version), Title: s.Title,
		Style: template.CSS(css), Faces: template.CSS(faces), Body: template.HTML(body.String()), Early: template.JS(early), Script: template.JS(js),
	})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, mark+plain(out.String(), "&#%d;"))
	return err
}

// mark says that a text is UTF-8. A browser that reads it there need not copy the page
// to look for how it is encoded.
const mark = "\ufeff"

// plain writes the letters that ASCII lacks as numbers in a form. Browsers take in a
// page of one byte a letter in a quarter of the time. A text that consists of such
// letters stays as it is.
func plain(text, form string) string {
	if runes := utf8.RuneCountInString(text); len(text) > runes+runes/8 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, form, r)
		}
	}
	return b.String()
}

// policy allows the page's own styles and scripts, and nothing from elsewhere. A script
// from a blob is one that these have made.
func policy(styles []string, scripts ...string) string {
	hashes := func(texts []string) (out string) {
		for _, text := range texts {
			sum := sha256.Sum256([]byte(text))
			out += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		}
		return out
	}
	return "default-src 'none'; img-src data:; font-src data:; script-src blob:" + hashes(scripts) +
		"; style-src" + hashes(styles) + "; base-uri 'none'; form-action 'none'"
}

// roles are the colours that the page itself uses, by the names of its style.
var roles = []struct {
	name string
	role charts.Role
}{
	{"paper", charts.Paper}, {"surface", charts.Surface}, {"ink", charts.Ink}, {"muted", charts.Muted}, {"line", charts.Line},
	{"first", charts.First}, {"good", charts.Good}, {"caution", charts.Caution}, {"chip", charts.Chip},
}

// colors writes all colours, for light screens, dark ones and paper.
func (b *builder) colors() string {
	of := func(p *charts.Palette) string {
		var out strings.Builder
		for _, r := range roles {
			c := p.Color(r.role)
			fmt.Fprintf(&out, "--%s:#%02x%02x%02x;", r.name, c.R, c.G, c.B)
		}
		return out.String() + b.drawings.Colors(p.Dark)
	}
	return ":root{color-scheme:light dark;" + of(charts.Light) + "}\n" +
		"@media screen and (prefers-color-scheme:dark){:root{" + of(charts.Dark) + "}}\n"
}
