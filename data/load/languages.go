package load

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"truceline/data"
)

// textFolder holds a folder for each further language of the story.
const textFolder = "text"

// textFile holds, in the folder of a language, the texts that stand in story.yaml.
const textFile = "text.yaml"

// wordsFile holds, in the folder of a language, what the program itself says.
const wordsFile = "words.json"

var isLanguage = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`).MatchString

// textTables are the tables whose texts can be translated, with their texts.
var textTables = func() (out []*table) {
	for _, name := range []string{"meetings", "events", "people", "positions", "glossary", "facts", "corrections", "goods", "findings",
		"changes", "links", "lapses", "rules", "sources", "averages", "points", "concepts", "questions", "rounds"} {
		fields, _ := data.TextFields(name)
		out = append(out, &table{name: name, columns: append([]string{"id"}, fields...), key: []string{"id"}})
	}
	return out
}()

// isList tells which texts are lists.
func isList(table, field string) bool {
	_, lists := data.TextFields(table)
	return slices.Contains(lists, field)
}

// translated is a text in another language and where it stands.
type translated struct {
	data.TextKey
	says string
	// line and col are those of the text, idLine and idCol those of its id.
	line, col, idLine, idCol int
}

// translation is one file of a language. It is read by one goroutine.
type translation struct {
	language string
	report   *report
	texts    []translated
	words    []byte
}

// translations finds the files of all languages and prepares their reading.
func (r *reading) translations() (tasks []func()) {
	if r.has(wordsFile) {
		t := &translation{report: r.file(wordsFile)}
		r.translated = append(r.translated, t)
		tasks = append(tasks, func() { r.readWords(t) })
	}
	root := r.file(textFolder)
	r.textRoot = root
	languages, there := r.list(root, textFolder)
	if !there {
		return tasks
	}
	for _, language := range languages {
		dir := path.Join(textFolder, language)
		files, there := r.list(root, dir)
		if !there || strings.HasPrefix(language, ".") {
			continue // a file beside the folders
		}
		if !isLanguage(language) {
			root.add(1, 1, `folder %q is named after no language: name it as "fr" or "zh-Hant"`, shorten(language))
			continue
		}
		r.languages = append(r.languages, language)
		add := func(name string, read func(*translation)) {
			t := &translation{language: language, report: r.file(path.Join(dir, name))}
			r.translated = append(r.translated, t)
			tasks = append(tasks, func() { read(t) })
		}
		for _, name := range files {
			base, isTable := strings.CutSuffix(name, ".csv")
			i := slices.IndexFunc(textTables, func(t *table) bool { return t.name == base })
			switch {
			case name == textFile:
				add(name, r.readTexts)
			case name == wordsFile:
				add(name, r.readWords)
			case name == talkFile:
				add(name, r.readTalkTexts)
			case isTable && i >= 0:
				add(name, func(t *translation) { r.readTableTexts(t, textTables[i]) })
			}
		}
		cards, _ := r.list(root, path.Join(dir, cardsFolder))
		for _, name := range cards {
			if id, is := strings.CutSuffix(name, ".md"); is && !strings.HasPrefix(id, ".") {
				add(path.Join(cardsFolder, name), func(t *translation) { r.readCardTexts(t, id) })
			}
		}
	}
	return tasks
}

// list returns the names in a folder, in order, and whether there is such a folder.
func (s *store) list(rep *report, name string) ([]string, bool) {
	f, err := s.fsys.Open(name)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			rep.add(1, 1, "cannot be opened: %s", reason(err))
		}
		return nil, false
	}
	defer f.Close()
	dir, ok := f.(fs.ReadDirFile)
	if info, err := f.Stat(); err != nil || !info.IsDir() || !ok {
		return nil, false
	}
	entries, err := dir.ReadDir(s.entries + 1)
	if err != nil && err != io.EOF {
		rep.add(1, 1, "cannot be read: %s", reason(err))
		return nil, false
	}
	if len(entries) > s.entries {
		rep.add(1, 1, "holds more than %d files: keep only the texts in it", s.entries)
		return nil, false
	}
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = e.Name()
	}
	slices.Sort(out)
	return out, true
}

func (r *reading) readTableTexts(t *translation, shape *table) {
	src, ok := r.read(t.report, t.report.file, r.limits.table)
	if !ok {
		return
	}
	readTable(t.report, shape, src, func(w *row) struct{} {
		id := w.need("id")
		idLine, idCol := w.where(w.place, "id")
		for _, column := range shape.columns[1:] {
			says := w.text(column)
			if isList(shape.name, column) {
				says = strings.Join(w.list(column), "\n")
			}
			line, col := w.where(w.place, column)
			t.texts = append(t.texts, translated{data.TextKey{Table: shape.name, ID: id, Field: column}, says, line, col, idLine, idCol})
		}
		return struct{}{}
	})
}

// numberForms are the forms that words take beside a number, after Unicode's CLDR.
var numberForms = []string{"zero", "one", "two", "few", "many", "other"}

// readWords reads what the program says: texts by their keys, or several by number.
func (r *reading) readWords(t *translation) {
	src, ok := r.read(t.report, t.report.file, r.limits.yaml)
	if !ok {
		return
	}
	var texts map[string]json.RawMessage
	if err := json.Unmarshal(src, &texts); err != nil {
		line, col := 1, 1
		if at, ok := errors.AsType[*json.SyntaxError](err); ok {
			line, col = charAt(src, min(int(at.Offset), len(src)))
		}
		t.report.add(line, col, "cannot be read as JSON: %v", err)
		return
	}
	for key, text := range texts {
		var one string
		var forms map[string]string
		if json.Unmarshal(text, &one) == nil {
			continue
		}
		line, col := keyAt(src, key)
		if json.Unmarshal(text, &forms) != nil || forms["other"] == "" {
			t.report.add(line, col, "%q is neither a text nor texts by number: write it as {\"one\": …, \"other\": …}", key)
			continue
		}
		for form := range forms {
			if !slices.Contains(numberForms, form) {
				t.report.add(line, col, "%q is no form that words take beside a number; they are %s", form, strings.Join(numberForms, ", "))
			}
		}
	}
	t.words = src
}

// keyAt returns where a key stands in an object of JSON.
func keyAt(src []byte, key string) (line, col int) {
	return charAt(src, max(bytes.Index(src, []byte(`"`+key+`"`)), 0))
}

// UnknownWords returns a problem for each text that a story gives for the program by a key
// that the program has not, or with a place that it fills with nothing. Opening a story passes
// over them, since a later version of the program may have more; checking it does not.
func UnknownWords(s *data.Story, known func(key string) (places []string, ok bool)) (out Problems) {
	for language, src := range s.Words {
		file := wordsFile
		if language != s.Language {
			file = path.Join(textFolder, language, wordsFile)
		}
		var texts map[string]json.RawMessage
		if json.Unmarshal(src, &texts) != nil {
			continue // said when it was read
		}
		for key, says := range texts {
			line, col := keyAt(src, key)
			fills, ok := known(key)
			if !ok {
				out = append(out, Problem{file, line, col, fmt.Sprintf("the program says nothing by the key %q: look for it in app/words/translations/en.json, or take it out", key)})
				continue
			}
			for _, at := range data.Places(string(says)) {
				if !slices.Contains(fills, at) {
					out = append(out, Problem{file, line, col, fmt.Sprintf("%q has %s, which would be shown as it stands; what the program fills in there is %s", key, at, cmp.Or(strings.Join(fills, ", "), "nothing"))})
				}
			}
		}
	}
	return out.inOrder()
}

// yaml reads a file's map, or reports why it cannot.
func (r *reading) yaml(t *translation) (ast.Node, *document) {
	d := &document{report: t.report}
	src, ok := r.read(t.report, t.report.file, r.limits.yaml)
	if !ok {
		return nil, d
	}
	if src = clean(t.report, src, charAt); src == nil {
		return nil, d
	}
	return d.parse(lines(src)), d
}

// readTalkTexts reads beats: a map from their ids to texts.
func (r *reading) readTalkTexts(t *translation) {
	if root, d := r.yaml(t); root != nil {
		fields := []string{"short", "headline", "line", "notes", "asks", "told"}
		for _, kind := range []string{"arrow", "note", "answer"} {
			for i := range data.MostSceneTexts {
				fields = append(fields, data.SceneText(kind, i))
			}
		}
		t.rows(d, root, "beats", "the talk", fields...)
	}
}

// readTexts reads the texts that stand in story.yaml.
func (r *reading) readTexts(t *translation) {
	root, d := r.yaml(t)
	if root == nil {
		return
	}
	m, ok := d.mapping(root, "the file", "title", "subtitle", "sides", "lenses", "measures", "layers", "periods", "series")
	if !ok {
		return
	}
	t.take(m, root, "story", "", "title", "subtitle")
	for _, part := range []string{"sides", "lenses", "periods", "measures", "layers", "series"} {
		if m.has(part) {
			fields, _ := data.TextFields(part)
			t.rows(d, m.values[part], part, part, fields...)
		}
	}
}

// rows reads a map from ids to texts.
func (t *translation) rows(d *document, n ast.Node, table, what string, fields ...string) {
	pairs, ok := pairsOf(n)
	if !ok {
		d.fail(n, "%s has to be a map from ids to texts: write it as id: {%s: …}", what, fields[0])
		return
	}
	for _, p := range pairs {
		id := p.Key.GetToken().Value
		if m, ok := d.mapping(p.Value, id, fields...); ok {
			t.take(m, p.Key, table, id, fields...)
		}
	}
}

// take keeps the texts of a row; its id stands at a node.
func (t *translation) take(m mapping, at ast.Node, table, id string, fields ...string) {
	idLine, idCol := m.tokenAt(at.GetToken())
	for _, field := range fields {
		if !m.has(field) {
			continue
		}
		says := ""
		if isList(table, field) {
			says = strings.Join(m.list(field), "\n")
		} else {
			says = m.text(field)
		}
		line, col := m.at(m.values[field])
		t.texts = append(t.texts, translated{data.TextKey{Table: table, ID: id, Field: field}, says, line, col, idLine, idCol})
	}
}

// readCardTexts reads a card, of which every part may be missing.
func (r *reading) readCardTexts(t *translation, id string) {
	src, ok := r.read(t.report, t.report.file, r.limits.card)
	if !ok {
		return
	}
	if src = clean(t.report, src, charAt); src == nil {
		return
	}
	parts, ok := splitCard(t.report, lines(src))
	if !ok {
		return
	}
	if strings.TrimSpace(parts.front) != "" {
		d := &document{report: t.report, above: 1}
		root := d.parse(parts.front)
		if root == nil {
			return
		}
		m, ok := d.mapping(root, "the card", "title", "number", "tags", "takes")
		if !ok {
			return
		}
		t.take(m, root, "cards", id, "title", "number", "tags")
		if m.has("takes") {
			pairs, ok := pairsOf(m.values["takes"])
			if !ok {
				m.fail(m.values["takes"], "takes has to be a map from sources to texts: write it as {SOURCE: …}")
			}
			for _, p := range pairs {
				source := p.Key.GetToken().Value
				line, col := d.at(p.Value)
				keyLine, keyCol := d.tokenAt(p.Key.GetToken())
				key := data.TextKey{Table: "cards", ID: id, Field: "takes/" + source}
				t.texts = append(t.texts, translated{key, d.scalar(p.Value, source), line, col, keyLine, keyCol})
			}
		}
	}
	for _, part := range []struct {
		field, says string
		line        int
	}{{"claim", parts.claim, parts.claimLine}, {"why", parts.why, parts.whyLine}} {
		key := data.TextKey{Table: "cards", ID: id, Field: part.field}
		t.texts = append(t.texts, translated{key, part.says, part.line, 1, 1, 1})
	}
}

// attachTexts puts the translated texts into the story and reports those of rows
// that it has not.
func (r *reading) attachTexts() {
	s := &r.story
	s.Languages = append([]string{s.Language}, r.languages...)
	for _, t := range r.translated {
		if t.words != nil {
			if s.Words == nil {
				s.Words = make(map[string][]byte)
			}
			s.Words[cmp.Or(t.language, s.Language)] = t.words
		}
	}
	if len(r.languages) == 0 {
		return
	}
	s.Texts = make(map[string]data.Texts)
	for _, language := range r.languages {
		s.Texts[language] = make(data.Texts)
		if language == s.Language {
			r.textRoot.add(1, 1, "folder %q: that is the story's own language: keep its texts in the story's own files", language)
		}
	}
	unsound := make(map[string]bool) // files of which some ids may not be known
	for _, rep := range r.reports {
		unsound[rep.file] = len(rep.list) > 0
	}
	known := s.OwnTexts()
	ids := make(map[string][]string) // by table
	for key := range known {
		ids[key.Table] = append(ids[key.Table], key.ID)
	}
	for _, list := range ids {
		slices.Sort(list)
	}
	for _, t := range r.translated {
		complained := make(map[[2]int]bool)
		for _, x := range t.texts {
			if _, ok := known[x.TextKey]; ok || (x.Field == "period" || x.Field == "address") && x.says == "" {
				if x.says == "" {
					continue
				}
				if _, twice := s.Texts[t.language][x.TextKey]; twice {
					t.report.add(x.idLine, x.idCol, "%q is there already: remove one", x.ID)
				}
				s.Texts[t.language][x.TextKey] = x.says
				continue
			}
			source, takes := strings.CutPrefix(x.Field, "takes/")
			if c := s.Card(x.ID); takes && c != nil {
				if unsound[cardFile(x.ID)] || slices.ContainsFunc(c.Sources, func(o data.Cite) bool { return s.Source(o.Source) == nil }) {
					continue // one of them may be meant
				}
				t.report.add(x.idLine, x.idCol, "the card does not cite %q: remove it, or correct the source's id", source)
				continue
			}
			original := originalFile(x.Table)
			if x.Table == "cards" {
				x.idLine, x.idCol = 1, 1 // the file's name is the id
			}
			at := [2]int{x.idLine, x.idCol}
			if complained[at] || unsound[original] || unsound[cardFile(x.ID)] && x.Table == "cards" {
				continue
			}
			complained[at] = true
			hint := "remove it, or correct its id"
			if near := data.Nearest(x.ID, ids[x.Table]); near != "" {
				hint = "did you mean " + near + "?"
			}
			t.report.add(x.idLine, x.idCol, "%s has no %q: %s", original, x.ID, hint)
		}
	}
}

// originalFile is the file, or folder, in which the texts of a table stand in the
// story's own language.
func originalFile(table string) string {
	switch table {
	case "story", "sides", "lenses", "measures", "layers", "periods", "series":
		return storyFile
	case "beats":
		return talkFile
	case "cards":
		return cardsFolder
	}
	return table + ".csv"
}

// locateText finds the place of a flaw in a text in another language.
func (r *reading) locateText(f data.Flaw) (file string, line, col int) {
	id := ""
	switch f.Table {
	case "cards":
		id = r.story.Cards[f.Row].ID
	case "beats":
		id = r.story.Beats[f.Row].ID
	}
	key := data.TextKey{Table: f.Table, ID: id, Field: f.Field}
	for _, t := range r.translated {
		for _, x := range t.texts {
			if t.language != f.Language || x.TextKey != key {
				continue
			}
			line, col = x.line, x.col
			if f.Field == "claim" || f.Field == "why" {
				down, right := charAt([]byte(x.says), min(f.At, len(x.says)))
				line, col = x.line+down-1, right
			}
			return t.report.file, line, col
		}
	}
	return textFolder, 1, 1
}
