package app

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"html"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/anki"
	"truceline/app/export"
	"truceline/app/gift"
	"truceline/app/handout"
	"truceline/app/keep"
	"truceline/app/page"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/app/worksheet"
	"truceline/charts"
	"truceline/charts/pages"
	"truceline/charts/typeface"
	"truceline/data"
	"truceline/data/course"
	"truceline/data/load"
)

// madeUp is a language whose every word is an English one between marks.
const madeUp = "qq"

var (
	wordsIn  = regexp.MustCompile(`\{\{[^}]*\}\}|\pL+`)
	markedIn = regexp.MustCompile(`«[^«»]*(»|…|$)`)
	unmarked = regexp.MustCompile(`\pL+`)
)

func marked(text string) string {
	return wordsIn.ReplaceAllStringFunc(text, func(w string) string {
		if strings.HasPrefix(w, "{{") {
			return w
		}
		return "«" + w + "»"
	})
}

// speakMadeUp returns the built-in story with every text marked, and has the program say
// its own words marked too.
func speakMadeUp(t *testing.T) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	s.Languages = append(s.Languages, madeUp)
	for i := range s.Sources { // which are long, and are broken over lines
		if x := &s.Sources[i]; strings.Contains(x.Address, "://") {
			x.Address = "https://example.org"
		}
	}
	own := s.OwnTexts()
	for key, text := range own {
		own[key] = marked(addresses.ReplaceAllString(text, ""))
	}
	s.Texts = map[string]data.Texts{madeUp: own}
	src, err := os.ReadFile("words/translations/en.json")
	require.NoError(t, err)
	var texts map[string]any
	require.NoError(t, json.Unmarshal(src, &texts))
	for key, text := range texts {
		if strings.HasPrefix(key, "number.") || key == "language" {
			continue
		}
		switch text := text.(type) {
		case string:
			texts[key] = marked(text)
		case map[string]any:
			for form, x := range text {
				text[form] = marked(x.(string))
			}
		}
	}
	src, err = json.Marshal(texts)
	require.NoError(t, err)
	s.Words = map[string][]byte{madeUp: src}
	t.Cleanup(func() { words.Use("en") })
	return s
}

var addresses = regexp.MustCompile(`https?://\S+`)

// untranslated may stand in every language: what keys and formats are called, addresses,
// names of files and folders, letters that number answers, and the reader's own words.
var untranslated = regexp.MustCompile(strings.Join([]string{
	addresses.String(), `github:[^·]*`, `\btruceline[\w-]*\.[a-z]+`, `(^| )/\S*`, `^\S+/$`, `\d px\b`, `\d+ FR \d+`, `^\[plain\]`,
	`\b(Ctrl|Shift|Tab|Enter|Esc|Space|Home|End|Delete|Backspace|PgUp|PgDn|Backspace|F[0-9]+|Alt)\b`,
	`\b[A-Za-z]\b`,
}, "|"))

// checkMarked complains of words that are not marked, and of texts that are not clean, of each once; under "«»" it notes
// that there was one that is.
func checkMarked(t *testing.T, where string, seen map[string]bool, texts ...string) {
	t.Helper()
	for _, text := range texts {
		checkClean(t, where, seen, text)
		seen["«»"] = seen["«»"] || markedIn.MatchString(text)
		rest := markedIn.ReplaceAllString(text, "")
		rest = untranslated.ReplaceAllString(rest, "")
		if w := unmarked.FindString(rest); w != "" && !seen[w] {
			seen[w] = true
			assert.Fail(t, "a word is not translated", "%s: %q in %q", where, w, text)
		}
	}
}

// TestMadeUpLanguage_leavesNoWordOfTheWindowUntranslated chooses the language in the
// menu and looks at every mode, step, figure and sheet, and at a talk.
func TestMadeUpLanguage_leavesNoWordOfTheWindowUntranslated(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	s := speakMadeUp(t)
	a := test.NewTempApp(t)
	set := keep.Defaults()
	set.Still = true
	a.Settings().SetTheme(set.Look())
	kept := keep.In(t.TempDir())
	p := begun(t, a, s, view.Begin(s), set, kept, fyne.NewSize(1440, 900))
	defer p.win.Close()
	defer p.close() // before the folders go
	p.speak(madeUp)
	require.Equal(t, madeUp, p.store.Story().Language)
	again, err := kept.Load()
	require.NoError(t, err)
	assert.Equal(t, madeUp, again.Settings.Language, "the choice is kept")

	licence := typeface.Licence // a legal text, of which every line is its own
	s = p.store.Story()
	seen := map[string]bool{}
	look := func(where string) {
		t.Helper()
		seen["«»"] = false
		roots := append([]fyne.CanvasObject{p.win.Content()}, p.win.Canvas().Overlays().List()...)
		for _, root := range roots {
			each(root, func(o fyne.CanvasObject) {
				if x, ok := o.(interface {
					fyne.Accessible
					fyne.Focusable
				}); ok && strings.TrimSpace(x.AccessibilityLabel()) == "" && !seen[where+" nameless"] {
					seen[where+" nameless"] = true
					t.Errorf("%s: a %T that takes the keyboard has no name, at %v", where, o, fyne.CurrentApp().Driver().AbsolutePositionForObject(o))
				}
			})
			for _, o := range test.LaidOutObjects(root) {
				if x, ok := o.(*canvas.Text); ok && x.Visible() && !(p.store.Now().Sheet == view.AboutSheet && strings.Contains(licence, strings.TrimSpace(x.Text))) {
					checkMarked(t, where, seen, x.Text)
				}
				if x, ok := o.(fyne.Accessible); ok && o.Visible() && x.AccessibilityLabel() != "Container" { // the toolkit's own
					checkMarked(t, where+", said aloud", seen, x.AccessibilityLabel())
				}
			}
		}
		assert.True(t, seen["«»"], "%s: a translated word is there", where)
	}
	look("the first step")
	after := func(where string, change func(view.View) view.View) {
		t.Helper()
		p.store.Set(change(p.store.Now()))
		look(where)
	}
	for _, b := range s.BeatsShown(true) {
		after("story, "+b.ID, func(v view.View) view.View {
			v.Epilogue = true
			return view.ToBeat(s, view.ToMode(s, v, view.Story), b.ID)
		})
	}
	for _, m := range view.Modes(s) {
		after(string(m), func(v view.View) view.View { return view.ToMode(s, v, m) })
	}
	after("predict", func(v view.View) view.View { return view.ToMode(s, v, view.Predict) })
	press(p, fyne.KeyReturn)
	look("predict, compared")
	after("quiz", func(v view.View) view.View { return view.ToMode(s, v, view.Quiz) })
	for range 4 {
		press(p, fyne.KeyReturn)
		look("quiz")
		typed(p, '1')
		look("quiz, answered")
	}
	for i := range s.Questions {
		after("what if, "+s.Questions[i].ID, func(v view.View) view.View {
			return view.ToPlan(s, view.ToMode(s, v, view.WhatIf), course.Answer(&s.Questions[i]))
		})
	}
	for _, m := range s.Measures {
		after("counted as "+m.ID, func(v view.View) view.View { return view.ToMeasure(s, view.ToMode(s, v, view.Explore), m.ID) })
	}
	for _, x := range s.Series {
		after("series "+x.ID, func(v view.View) view.View { return view.ToggleFigure(s, v, x.ID) })
	}
	for _, x := range data.Figures {
		after("figure "+x, func(v view.View) view.View { return view.ToggleFigure(s, v, x) })
	}
	after("layers", func(v view.View) view.View { return view.ToggleLayers(s, view.CloseSeries(s, v)) })
	after("bridge", func(v view.View) view.View {
		return view.ToggleBridge(s, view.ToMeasure(s, v, s.Measures[1].ID))
	})
	for _, l := range s.Lenses {
		after("lens "+l.ID, func(v view.View) view.View { return view.ToLens(s, v, l.ID) })
	}
	sheets := []string{view.TableSheet, view.CountSheet, view.PositionsSheet, view.GlossarySheet, view.SummarySheet, view.MapSheet, view.ExportSheet,
		view.KeysSheet, view.AboutSheet, view.SearchSheet, view.BeatSheet + s.Beats[0].ID, view.PositionSheet + s.Positions[0].ID, view.ReplySheet + "0",
		view.ChangeSheet + "us/2025-04-10", view.TermSheet + s.Glossary[0].ID}
	for _, c := range s.Cards {
		sheets = append(sheets, view.SourceSheet+c.ID)
	}
	for _, x := range sheets {
		after("sheet "+x, func(v view.View) view.View { v.Sheet = x; return v })
	}
	after("no sheet", func(v view.View) view.View { v.Sheet = ""; return v })

	for _, b := range s.Beats { // where the steps to come have no name yet
		after("as known, "+b.ID, func(v view.View) view.View {
			return view.ToKnown(s, view.ToBeat(s, view.ToMode(s, v, view.Explore), b.ID), true)
		})
	}
	after("a problem", func(v view.View) view.View { return view.ToKnown(s, v, false) })
	p.explore.ShowProblems(errors.New("«none»")) // those of a story's files are told in English
	look("a problem")
	press(p, fyne.KeyEscape)
	opens := []string{"options.file", "options.folder", "export.open", "export.worksheet", "talk.menu.runs", "talk.menu.edit", "talk.menu.keys", "talk.menu.displays"}
	for _, m := range view.Modes(s) {
		after("menus, "+string(m), func(v view.View) view.View { return view.ToMode(s, v, m) })
		seeMenus(t, p, "menus, "+string(m), seen, look, opens)
	}

	p.talks = talk.In(t.TempDir())
	p.startTalk(nil, nil, "")
	for range len(s.Beats) + 2 {
		look("talk")
		press(p, fyne.KeyRight)
	}
	for _, r := range "o?t/fbh" {
		typed(p, r)
		look("talk, key " + string(r))
		press(p, fyne.KeyEscape)
	}
	seeMenus(t, p, "the talk's menus", seen, look, opens)
}

// seeMenus opens each menu, looks at all its lines, and at what those in opens lead to.
func seeMenus(t *testing.T, p *program, where string, seen map[string]bool, look func(string), opens []string) {
	t.Helper()
	leads, menus := map[string]bool{}, 0
	for _, key := range opens {
		leads[words.Say(key)] = true
	}
	before, inTalk := p.store.Now(), p.talk != nil
	again := func() { // as it was, without what lies over it
		for _, o := range p.win.Canvas().Overlays().List() {
			p.win.Canvas().Overlays().Remove(o)
		}
		if inTalk {
			press(p, fyne.KeyEscape)
		}
		p.store.Set(before)
	}
	var lines func(items []*fyne.MenuItem)
	lines = func(items []*fyne.MenuItem) {
		for _, i := range items {
			if label, _, _ := strings.Cut(i.Label, "    "); !slices.Contains([]string{words.NameOf("en"), words.NameOf(madeUp)}, label) {
				checkMarked(t, where, seen, label)
				if leads[label] {
					i.Action()
					look(where + ", " + label)
					again()
				}
			}
			if i.ChildMenu != nil {
				lines(i.ChildMenu.Items)
			}
		}
	}
	for _, o := range test.LaidOutObjects(p.win.Content()) {
		button, ok := o.(*widgets.Button)
		if !ok || !slices.Contains([]string{words.Say("bar.options"), words.Say("switch.closer"), words.Say("talk.more")}, button.Text()) {
			continue
		}
		button.Activate()
		menu := itemsOf(p.win.Canvas().Overlays().Top())
		again()
		assert.NotEmpty(t, menu, "%s: %s opens no menu", where, button.Text())
		lines(menu)
		menus++
	}
	assert.NotZero(t, menus, "%s: there is a menu", where)
}

// itemsOf are the lines of a menu, which the toolkit's own keep to themselves.
func itemsOf(over fyne.CanvasObject) (out []*fyne.MenuItem) {
	for _, o := range test.LaidOutObjects(over) {
		menu, ok := o.(*widget.PopUpMenu)
		if !ok {
			continue
		}
		for _, line := range menu.Items {
			if x := reflect.Indirect(reflect.ValueOf(line)).FieldByName("Item"); x.IsValid() {
				out = append(out, x.Interface().(*fyne.MenuItem))
			}
		}
	}
	return out
}

// TestMadeUpLanguage_leavesNoWordOfAnExportUntranslated writes the story in every form.
func TestMadeUpLanguage_leavesNoWordOfAnExportUntranslated(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	own := speakMadeUp(t)
	s := spoken(own, madeUp)
	seen := map[string]bool{}
	made := time.Date(2025, 10, 24, 9, 0, 0, 0, time.UTC)

	var printed func(where string, all ...*pages.Page)
	printed = func(where string, all ...*pages.Page) {
		for _, p := range all {
			checkMarked(t, where, seen, p.Title, p.Line, p.Sources, p.AsOf)
			for _, x := range p.Texts {
				checkMarked(t, where, seen, x.Text)
			}
			if p.Layout != nil {
				for _, x := range p.Layout.Texts {
					checkMarked(t, where, seen, x.Text)
				}
			}
			if p.Map != nil {
				for _, x := range p.Map.Texts {
					checkMarked(t, where, seen, x.Text)
				}
			}
			for _, x := range p.Insets {
				printed(where, x.Page)
			}
		}
	}
	for _, name := range export.Pictures(s) {
		for _, b := range s.Beats {
			if name != view.BeatsScene && b.ID != s.Beats[len(s.Beats)-1].ID {
				continue // the others are the same at each step
			}
			v := view.View{Beat: b.ID, Day: b.Day, Epilogue: true}
			picture, err := export.Page(s, export.Picture{Scene: view.Named(s, v, name), Look: v.MapLook(), Size: export.Slide, Palette: charts.Light, TextScale: 1, Made: made})
			require.NoError(t, err, name)
			printed("picture "+name+" "+b.ID, picture)
		}
	}
	for _, name := range export.Tables() {
		var out bytes.Buffer
		require.NoError(t, export.Table(&out, s, name, true))
		rows, err := csv.NewReader(&out).ReadAll()
		require.NoError(t, err)
		for _, row := range rows[1:] { // the names of columns, and ids, are for programs
			for i, cell := range row {
				if !slices.Contains([]string{"id", "side", "status", "nominal", "layers", "measure", "lens", "sources", "country_code", "state"}, rows[0][i]) {
					checkMarked(t, "table "+name+", "+rows[0][i], seen, cell)
				}
			}
		}
	}
	var out bytes.Buffer
	require.NoError(t, page.Write(&out, s, page.Options{}))
	checkPage(t, out.String(), seen)

	out.Reset()
	require.NoError(t, gift.Write(&out, s, true))
	for _, line := range strings.Split(out.String(), "\n") {
		if strings.HasPrefix(line, "//") || strings.HasPrefix(line, "$CATEGORY") || strings.HasPrefix(line, "::") {
			_, line, _ = strings.Cut(strings.TrimPrefix(line, "::"), "::")
		}
		checkMarked(t, "gift", seen, line)
	}
	deck, err := anki.New(s, true)
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "cards.tsv")
	require.NoError(t, deck.Save(file))
	notes, err := os.ReadFile(file)
	require.NoError(t, err)
	for _, line := range strings.Split(string(notes), "\n") {
		if fields := strings.Split(line, "\t"); len(fields) == 3 && !strings.HasPrefix(line, "#") {
			checkMarked(t, "anki", seen, strip(fields[0]), strip(fields[1])) // tags are for programs
		}
	}
	for _, six := range []bool{false, true} {
		steps := talk.PlanOf(s, talk.FromStory(s), 0, nil, nil).Steps
		all, err := handout.Pages(s, steps, handout.Options{Notes: true, Six: six, Made: made})
		require.NoError(t, err)
		printed("hand-out", all...)
	}
	for variant := range uint64(4) {
		x, err := worksheet.Make(s, worksheet.Options{Epilogue: true, Variant: variant, Made: made})
		require.NoError(t, err)
		for _, make := range []func(*data.Story, worksheet.Exercise) ([]*pages.Page, error){worksheet.Sheet, worksheet.Answers} {
			all, err := make(s, x)
			require.NoError(t, err)
			printed("worksheet", all...)
		}
	}
}

var (
	tags   = regexp.MustCompile(`(?s)<[^>]*>`)
	unseen = regexp.MustCompile(`(?s)<(script|style)\b.*?</(script|style)>|<!--.*?-->`)
	titles = regexp.MustCompile(`(?:aria-label|title|alt|placeholder)="([^"]*)"`)
)

func strip(text string) string { return html.UnescapeString(tags.ReplaceAllString(text, " ")) }

func checkPage(t *testing.T, text string, seen map[string]bool) {
	t.Helper()
	text = unseen.ReplaceAllString(text, "")
	for _, m := range titles.FindAllStringSubmatch(text, -1) {
		checkMarked(t, "page, what is said", seen, html.UnescapeString(m[1]))
	}
	for _, line := range strings.Split(tags.ReplaceAllString(text, "\n"), "\n") {
		checkMarked(t, "page", seen, html.UnescapeString(line))
	}
}

// A language that the story has not is not spoken.
func TestSpoken_isTheStorysOwnLanguageWhereItHasNoOther(t *testing.T) {
	s := speakMadeUp(t)
	assert.Equal(t, "en", spoken(s, "fr").Language)
	assert.Equal(t, "Truceline", words.Say("app.name"))
	assert.Equal(t, madeUp, spoken(s, madeUp).Language)
	assert.Equal(t, "«Truceline»", words.Say("app.name"))
	assert.True(t, slices.Contains(s.Languages, "en"))
}
