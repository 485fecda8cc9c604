package load

import (
	"fmt"

	"truceline/data"
)

type placeInFile struct {
	file      string
	line, col int
}

// check looks for what is wrong with the story's meaning and reports it at its
// place in the files. What only follows from a row or file that could not be read
// is left out: it would send the writer to the wrong place.
func (r *reading) check() {
	byFile := make(map[string]*report, len(r.reports))
	unsound := make(map[string]bool)    // files in which something could not be read
	taken := make(map[placeInFile]bool) // places at which something could not be read
	for _, rep := range r.reports {
		byFile[rep.file] = rep
		unsound[rep.file] = len(rep.list) > 0
		for _, p := range rep.list {
			taken[placeInFile{p.File, p.Line, p.Col}] = true
		}
	}
	sources := make(map[string][]byte) // of YAML and cards, for places
	for _, f := range r.story.Check() {
		if r.follows(f, unsound) {
			continue
		}
		file, line, col := r.locate(f, sources)
		rep := byFile[file]
		if rep == nil || taken[placeInFile{file, line, col}] || f.Kind == data.Unsourced && unsound[file] {
			continue
		}
		text := f.Text
		if f.Kind == data.Duplicate {
			_, first, _ := r.locate(data.Flaw{Table: f.Table, Row: f.First, Field: f.Field}, sources)
			text += fmt.Sprintf(" (the first is in line %d)", first)
		}
		rep.add(line, col, "%s", text)
	}
}

// follows tells whether a flaw is only the consequence of something that could
// not be read.
func (r *reading) follows(f data.Flaw, unsound map[string]bool) bool {
	switch f.Table {
	case "story", "sides", "lenses", "measures", "layers", "periods", "serieses":
		if !r.storyRead {
			return true
		}
	}
	switch f.Kind {
	case data.Unknown:
		return r.doubtful(f.Wants, f.ID)
	case data.Unsourced:
		if unsound[storyFile] {
			return true // rates may be wrong
		}
		if f.Language != "" && f.Table == "cards" && unsound[cardFile(r.story.Cards[f.Row].ID)] || f.Language != "" && f.Table == "beats" && unsound[talkFile] {
			return true // the original may be incomplete
		}
		if f.Table == "beats" && unsound[cardFile(r.story.Beats[f.Row].Card)] {
			return true // its card's sources may be incomplete
		}
		for name, sh := range r.sheets {
			if !sh.rows && name != "sources" {
				return true
			}
			for _, id := range f.Sources {
				if sh.doubtful[id] {
					return true
				}
			}
		}
	}
	return false
}

// doubtful tells whether an id may exist in a part of the story that could not be
// read.
func (r *reading) doubtful(table, id string) bool {
	switch table {
	case "sides", "lenses", "measures", "layers", "periods", "series":
		return !r.storyRead
	case "beats":
		return !r.talkRead
	case "cards":
		for i := range r.cards {
			if c := &r.cards[i]; c.id == id && !c.ok {
				return true
			}
		}
		return !r.cardsListed
	}
	sh := r.sheets[table]
	return sh == nil || !sh.ids || sh.lost[id]
}

// locate finds the file, line and column of a flaw.
func (r *reading) locate(f data.Flaw, sources map[string][]byte) (file string, line, col int) {
	source := func(name string) string {
		if sources[name] == nil {
			// Read again: places are only needed when something is wrong.
			src, _ := r.reread(name)
			sources[name] = clean(&report{}, src, charAt)
		}
		return lines(sources[name])
	}
	if f.Language != "" {
		return r.locateText(f)
	}
	switch f.Table {
	case "story":
		line, col = yamlPlace(source(storyFile), f.Field, 0)
		return storyFile, line, col
	case "sides", "lenses", "measures", "layers", "periods", "serieses":
		key := f.Table
		if key == "serieses" {
			key = "series"
		}
		line, col = yamlPlace(source(storyFile), fmt.Sprintf("%s/%d/%s", key, f.Row, f.Field), 0)
		return storyFile, line, col
	case "talk":
		line, col = yamlPlace(source(talkFile), f.Field, 0)
		return talkFile, line, col
	case "beats":
		line, col = yamlPlace(source(talkFile), fmt.Sprintf("beats/%d/%s", r.beatsAt[f.Row], f.Field), 0)
		return talkFile, line, col
	case "cards":
		file = cardFile(r.story.Cards[f.Row].ID)
		line, col = cardPlace(source(file), f.Field, f.At)
		return file, line, col
	}
	sh := r.sheets[f.Table]
	line, col = sh.where(sh.places[f.Row], f.Field)
	return f.Table + ".csv", line, col
}

// reread reads a file again that was within the limits before.
func (r *reading) reread(name string) ([]byte, bool) {
	st := newStore(r.fsys, r.limits)
	return st.read(&report{}, name, r.limits.table)
}
