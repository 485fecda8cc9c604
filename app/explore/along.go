package explore

import (
	"bytes"
	"time"

	"truceline/app/anki"
	"truceline/app/gift"
	"truceline/app/page"
	"truceline/app/whole"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/app/worksheet"
)

// saveWorksheet asks for a place for a worksheet, and writes its key beside it.
func (w *Window) saveWorksheet() {
	w.askAlong("truceline-worksheet.pdf", ".pdf", func(path string) error {
		o := worksheet.Options{Epilogue: w.store.Now().Epilogue, Version: w.options.Version, Made: time.Now(), Variant: uint64(time.Now().UnixNano())}
		return worksheet.Save(path, w.store.Story(), o)
	})
}

// saveCards asks for a place for a file that Anki imports; its pictures go beside it.
func (w *Window) saveCards() {
	w.askAlong("truceline-anki.tsv", ".tsv", func(path string) error {
		deck, err := anki.New(w.store.Story(), w.store.Now().Epilogue)
		if err != nil {
			return err
		}
		return deck.Save(path)
	})
}

// savePage asks for a place for the story as one page, which any browser opens.
func (w *Window) savePage() { w.savePageFor("truceline.html", ".html", page.Browser) }

// saveScorm asks for a place for the page as a package for a learning platform.
func (w *Window) saveScorm() { w.savePageFor("truceline-scorm.zip", ".zip", page.Scorm) }

func (w *Window) savePageFor(name, ext string, p page.Platform) {
	s := w.store.Story()
	w.askAlong(name, ext, func(path string) error {
		var out bytes.Buffer
		if err := page.WriteFor(&out, s, p, page.Options{Version: w.options.Version}); err != nil {
			return err
		}
		return whole.WriteFile(path, out.Bytes())
	})
}

// saveQuiz asks for a place for the quiz as Moodle reads it.
func (w *Window) saveQuiz() {
	s, epilogue := w.store.Story(), w.store.Now().Epilogue
	w.askAlong("truceline.gift", ".gift", func(path string) error {
		var out bytes.Buffer
		if err := gift.Write(&out, s, epilogue); err != nil {
			return err
		}
		return whole.WriteFile(path, out.Bytes())
	})
}

// askAlong asks for a place and writes there. The writing is done aside.
func (w *Window) askAlong(name, ext string, write func(path string) error) {
	w.askToWrite(name, ext, nil, func(path string) {
		w.say(words.Say("export.working"))
		work := func() func() {
			err := write(path)
			return func() { w.saved(name, path, err) }
		}
		if w.options.Inline {
			work()()
			return
		}
		widgets.RunAside(work)
	})
}

// saved says what came of writing a file.
func (w *Window) saved(name, path string, err error) {
	if err != nil {
		w.failed("writing "+name, err)
		w.say(words.Say("export.failed", "Why", err.Error()))
		return
	}
	w.say(words.Say("export.saved", "Path", path))
}
