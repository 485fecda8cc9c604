package exporting

import (
	"bytes"
	"strings"
	"time"

	"truceline/app/anki"
	"truceline/app/export"
	"truceline/app/gift"
	"truceline/app/page"
	"truceline/app/whole"
	"truceline/app/words"
	"truceline/app/worksheet"
)

// saveWorksheet asks for a place for a worksheet, and writes its key beside it.
func (e *Exporter) saveWorksheet() {
	e.askAlong("truceline-worksheet.pdf", ".pdf", func(path string) error {
		o := worksheet.Options{Epilogue: e.o.Store.Now().Epilogue, Version: e.o.Version, Made: time.Now(), Variant: uint64(time.Now().UnixNano())}
		return worksheet.Save(path, e.o.Store.Story(), o)
	})
}

// saveCards asks for a place for a file that Anki imports; its pictures go beside it.
func (e *Exporter) saveCards() {
	e.askAlong("truceline-anki.tsv", ".tsv", func(path string) error {
		deck, err := anki.New(e.o.Store.Story(), e.o.Store.Now().Epilogue)
		if err != nil {
			return err
		}
		return deck.Save(path)
	})
}

// savePage asks for a place for the story as one page, which any browser opens.
func (e *Exporter) savePage() { e.savePageFor("truceline.html", ".html", page.Browser) }

// saveScorm asks for a place for the page as a package for a learning platform.
func (e *Exporter) saveScorm() { e.savePageFor("truceline-scorm.zip", ".zip", page.Scorm) }

func (e *Exporter) savePageFor(name, ext string, p page.Platform) {
	s := e.o.Store.Story()
	e.askAlong(name, ext, func(path string) error {
		var out bytes.Buffer
		if err := page.WriteFor(&out, s, p, page.Options{Version: e.o.Version}); err != nil {
			return err
		}
		return whole.WriteFile(path, out.Bytes())
	})
}

// saveQuiz asks for a place for the quiz as Moodle reads it.
func (e *Exporter) saveQuiz() {
	s, epilogue := e.o.Store.Story(), e.o.Store.Now().Epilogue
	e.askAlong("truceline.gift", ".gift", func(path string) error {
		var out bytes.Buffer
		if err := gift.Write(&out, s, epilogue); err != nil {
			return err
		}
		return whole.WriteFile(path, out.Bytes())
	})
}

// SaveStory asks for a folder for the files of the built-in story, to write another from.
func (e *Exporter) SaveStory() { e.askAlong("my-story", "", export.Story) }

// askAlong asks for a place and writes there. The writing is done aside.
func (e *Exporter) askAlong(name, ext string, write func(path string) error) {
	e.o.Sheets.AskToWrite(name, ext, nil, func(path string) {
		e.o.Notice(words.Say("export.working"))
		e.o.Host.Run(func() func() {
			err := write(path)
			return func() { e.saved(name, path, err) }
		})
	})
}

// saved says what came of writing a file.
func (e *Exporter) saved(name, path string, err error) {
	if err != nil {
		e.o.Failed("writing "+name, err)
		e.o.Notice(words.Say("export.failed", "Why", err.Error()))
		return
	}
	e.o.Notice(words.Say("export.saved", "Path", path))
}

// saveMeetings asks for a file and writes the meetings to it, in the form that its
// ending names.
func (e *Exporter) saveMeetings(ext string) {
	name := "truceline-meetings" + ext
	e.o.Sheets.AskToWrite(name, ext, nil, func(path string) { e.saved(name, path, e.writeMeetings(path)) })
}

func (e *Exporter) writeMeetings(path string) error {
	var out bytes.Buffer
	var err error
	if s, v := e.o.Store.Looking(); strings.HasSuffix(strings.ToLower(path), ".geojson") {
		err = export.GeoJSON(&out, s, v.Epilogue)
	} else {
		err = export.Table(&out, s, "meetings", v.Epilogue)
	}
	if err != nil {
		return err
	}
	return whole.WriteFile(path, out.Bytes())
}
