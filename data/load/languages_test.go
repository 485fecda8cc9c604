package load

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
)

func TestIn_givesTextsInAnotherLanguageAndElseTheStorysOwn(t *testing.T) {
	s, err := FS(small(t))
	require.NoError(t, err)
	assert.Equal(t, []string{"en", "fr"}, s.Languages)
	fr := s.In("fr")

	assert.Equal(t, "fr", fr.Language)
	assert.Equal(t, "Une petite histoire", fr.Title)
	assert.Equal(t, "États-Unis", fr.Side("us").Name)
	assert.Equal(t, "US", fr.Side("us").Adjective, "not translated")
	assert.Equal(t, "China", fr.Side("cn").Name)
	assert.Equal(t, "L'histoire jusqu'ici", fr.Lenses[1].Name)
	assert.Equal(t, "Moyenne", fr.Measure("piie").Short)
	assert.True(t, fr.Measure("piie").Stepped)
	assert.Equal(t, "Droit fentanyl", fr.Layer("us", "fentanyl").Name)
	assert.Equal(t, "Exportations d'aimants", fr.Series[0].Title)
	assert.Len(t, fr.Series[0].Points, 2)

	b := fr.Beat("geneva")
	assert.Equal(t, "Les deux côtés reculent", b.Headline)
	assert.Equal(t, "Dites *pourquoi*.\n\nPuis attendez 90 jours.", b.Notes)
	assert.Equal(t, "Truce", b.Short)

	c := fr.Card("truce")
	assert.Equal(t, "Genève retire 115 points au taux américain", c.Title)
	assert.Equal(t, "145 → 30", c.Number)
	assert.Equal(t, []string{"10–11 mai", "Genève"}, c.Tags)
	assert.Equal(t, []data.Cite{{Source: "statement", Takes: "91 points retirés, 24 suspendus"}, {Source: "order", Takes: "the rate before"}}, c.Sources)
	assert.Equal(t, "Le commerce sous l'article 301 continue.", c.Why)
	c = fr.Card("magnets")
	assert.Equal(t, "Magnets came back", c.Title)
	assert.Equal(t, "Les exportations ont crû de 4.339 tonnes, soit 4,5 fois.", c.Claim)
	assert.Equal(t, "Cars need them.", c.Why)

	m := fr.Meeting("geneva")
	assert.Equal(t, []string{"Anne", "Robert"}, m.People[0])
	assert.Equal(t, []string{"Chen", "Ding"}, m.People[1])
	assert.Equal(t, "Pusan", fr.Meeting("busan").Known(true).City)
	assert.Equal(t, []string{"droits de douane", "tarif"}, fr.Term("tariff").Also)
	assert.Equal(t, "tariff", fr.MarkTerms("Un tarif")[1].Term)
	assert.Equal(t, data.Percent(30), fr.Rate("us", s.AsOf, false))
}

func TestIn_leavesTheStoryAsItIs(t *testing.T) {
	s, err := FS(small(t))
	require.NoError(t, err)
	want, err := FS(small(t))
	require.NoError(t, err)
	fr := s.In("fr")
	assert.Equal(t, want, s)
	assert.Same(t, s, s.In("en"))
	assert.Same(t, s, s.In("de"), "a language that the story has not")
	assert.Same(t, s, fr.In("en"), "and back")
	assert.Equal(t, fr, fr.In("fr"))
}

func TestFS_readsAStoryInOneLanguage(t *testing.T) {
	fsys := small(t)
	for name := range fsys {
		if len(name) > 5 && name[:5] == "text/" {
			delete(fsys, name)
		}
	}
	s, err := FS(fsys)
	require.NoError(t, err)
	assert.Equal(t, []string{"en"}, s.Languages)
	assert.Same(t, s, s.In("fr"))

	fsys["text/README"] = &fstest.MapFile{Data: []byte("not read")}
	fsys["text/.hidden/x"] = &fstest.MapFile{Data: []byte("not read")}
	_, err = FS(fsys)
	require.NoError(t, err)
}

func TestPath_readsLanguagesFromAZip(t *testing.T) {
	want, err := FS(small(t))
	require.NoError(t, err)
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	require.NoError(t, w.AddFS(os.DirFS("testdata/small")))
	require.NoError(t, w.Close())
	name := filepath.Join(t.TempDir(), "story.zip")
	require.NoError(t, os.WriteFile(name, packed.Bytes(), 0o600))
	got, err := Path(name)
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

func TestFS_namesThePlaceOfEachSlipInAnotherLanguage(t *testing.T) {
	const dir = "text/fr/"
	for _, b := range []struct{ name, file, old, new, want string }{
		{"an unknown beat", dir + "talk.yaml", "geneva:", "genva:", `text/fr/talk.yaml:1:1: talk.yaml has no "genva": did you mean geneva?`},
		{"an unknown key", dir + "talk.yaml", "headline:", "headlin:", `text/fr/talk.yaml:2:3: unknown key "headlin"; did you mean "headline"?`},
		{"a beat that is a text", dir + "talk.yaml", whole, "geneva: Genève\n", "text/fr/talk.yaml:1:9: geneva has to be a map"},
		{"a list of beats", dir + "talk.yaml", whole, "- geneva\n", "text/fr/talk.yaml:1:1: the talk has to be a map from ids to texts"},
		{"an unknown card", dir + "cards/trce.md", whole, "---\ntitle: T\n---\nA.\n", `text/fr/cards/trce.md:1:1: cards has no "trce": did you mean truce?`},
		{"an unknown layer", dir + "text.yaml", "us/fentanyl", "fentanyl", `text/fr/text.yaml:9:3: story.yaml has no "fentanyl": remove it, or correct its id`},
		{"an unknown event", dir + "events.csv", "licences,L", "licenses,L", `text/fr/events.csv:2:1: events.csv has no "licenses": did you mean licences?`},
		{"a column too many", dir + "events.csv", "id,title,text", "id,title,texte", `text/fr/events.csv:1:3: unknown column "texte"; did you mean "text"?`},
		{"a row there twice", dir + "events.csv", "Sept métaux demandent une licence\n", "Sept métaux demandent une licence\nlicences,Encore,\n", `text/fr/events.csv:3:1: "licences" is there already: remove one`},
		{"a source that the card does not cite", dir + "cards/truce.md", "{statement:", "{page:", `text/fr/cards/truce.md:4:9: the card does not cite "page"`},
		{"a number of a title", dir + "cards/truce.md", "115 points", "116 points", "text/fr/cards/truce.md:2:8: the number 116 stands neither in the original nor in a row that cites statement or order: correct it"},
		{"a number of a claim", dir + "cards/truce.md", "24 attendent", "25 attendent", "text/fr/cards/truce.md:7:19: the number 25 stands neither"},
		{"a number of a tag", dir + "cards/truce.md", "10–11 mai", "10–12 mai", "text/fr/cards/truce.md:3:7: the number 12 stands neither"},
		{"a number of what is taken", dir + "cards/truce.md", `"91 points`, `"92 points`, "text/fr/cards/truce.md:4:20: the number 92 stands neither"},
		{"a number with other marks", dir + "cards/magnets.md", "4.339", "4.338", "text/fr/cards/magnets.md:4:29: the number 4.338 stands neither"},
		{"a decimal comma", dir + "cards/magnets.md", "4,5 fois", "4,6 fois", "text/fr/cards/magnets.md:4:48: the number 4 stands neither"},
		{"a number of a beat", dir + "talk.yaml", "90 jours", "91,5 jours", "text/fr/talk.yaml:3:10: the number 5 stands neither"},
		{"an image", dir + "cards/magnets.md", "Les exp", "![](x) Les exp", "text/fr/cards/magnets.md:4:1: an image cannot be shown here"},
		{"another heading", dir + "cards/truce.md", "## Why it matters", "## Pourquoi", `text/fr/cards/truce.md:9:1: heading "## Pourquoi": a card has one heading`},
		{"a folder named otherwise", "text/French/talk.yaml", whole, "geneva: {short: Trêve}\n", `text:1:1: folder "French" is named after no language`},
		{"the story's own language", "text/en/talk.yaml", whole, "geneva: {short: Truce}\n", `text:1:1: folder "en": that is the story's own language`},
		{"a file that is not UTF-8", dir + "talk.yaml", "attendez", "\xE9", "text/fr/talk.yaml:6:10: byte 0xE9 is not UTF-8"},
	} {
		t.Run(b.name, func(t *testing.T) {
			list := problems(t, broken(t, small(t), b.file, b.old, b.new))
			assert.Contains(t, list[0].String(), b.want)
			if b.name != "a decimal comma" { // both parts of it
				assert.Len(t, list, 1, "one slip brings one complaint:\n%s", list)
			}
		})
	}
}

func TestFS_aSceneCanBeHadInAnotherLanguage(t *testing.T) {
	const last = "    seconds: 50\n    rank: must\n"
	fsys := broken(t, small(t), "talk.yaml", last, last+`    scene:
      notes: [{says: a word, at: 2025-05-14}]
      question: {asks: What now?, answers: [nothing, a truce]}
`)
	fsys["text/fr/talk.yaml"] = &fstest.MapFile{Data: []byte("geneva: {note-1: un mot, asks: Et maintenant ?, answer-2: une trêve}\n")}
	s, err := FS(fsys)
	require.NoError(t, err)
	own, other := s.Beat("geneva").Scene, s.In("fr").Beat("geneva").Scene
	assert.Equal(t, "un mot", other.Notes[0].Says)
	assert.Equal(t, "Et maintenant ?", other.Question.Asks)
	assert.Equal(t, []data.SceneAnswer{{Says: "nothing"}, {Says: "une trêve"}}, other.Question.Answers)
	assert.Equal(t, "a word", own.Notes[0].Says, "the original stays")
}
