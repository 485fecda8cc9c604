package talk

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/data/load"
)

// written is a talk of the small story as its file holds it.
const written = `{
  "format": 1,
  "name": "Class 10b",
  "story": "small",
  "items": [
    {
      "id": "d",
      "beat": "d",
      "headline": "Mine < yours"
    },
    {
      "id": "own-1",
      "view": {
        "beat": "b",
        "day": 115,
        "lens": "story",
        "card": "card",
        "meeting": "",
        "measure": "additional",
        "bridge": "",
        "layers": "",
        "series": "",
        "span": "",
        "pin": -2147483648,
        "epilogue": false,
        "sheet": "",
        "map": "flat",
        "map_list": false
      },
      "notes": "Why?",
      "seconds": 20,
      "rank": "could"
    },
    {
      "id": "a",
      "beat": "a",
      "after": true
    }
  ]
}
`

func TestRead_takesWhatIsWrittenAndHidesTheOtherBeats(t *testing.T) {
	s := small()
	talk, err := Read("my.truceline-talk", strings.NewReader(written), s)
	require.NoError(t, err)
	assert.Equal(t, "Class 10b", talk.Name)
	assert.Equal(t, []string{"d", "own-1", "b", "c", "e", "f", "a", "z"}, order(talk))
	for _, item := range talk.Items {
		assert.Equal(t, !strings.Contains("d own-1 a", item.ID), item.Hidden, item.ID)
	}
	v := view.ToBeat(s, view.Start(s), "b")
	v.Day = 115
	assert.Equal(t, v, talk.Items[1].View)

	only := *talk
	only.Items = []Item{talk.Items[0], talk.Items[1], talk.Items[6]}
	var out bytes.Buffer
	require.NoError(t, only.Write(&out))
	text := out.String()
	own := regexp.MustCompile(`(?s)"view": \{.*?\n      \}`)
	assert.Equal(t, own.ReplaceAllString(written, "a view"), own.ReplaceAllString(text, "a view"))
	assert.Contains(t, text, `"day": 115,`)
}

func TestRead_takesAViewOfAnotherVersion(t *testing.T) {
	for _, text := range []string{
		strings.Replace(written, `"layers": "",`, `"hologram": true,`, 1), // newer, and without what it has dropped
		strings.Replace(written, `"map_list": false`, `"map_list": false, "mood": {"like": ["this"]}`, 1),
	} {
		talk, err := Read("my.truceline-talk", strings.NewReader(text), small())
		require.NoError(t, err)
		assert.EqualValues(t, 115, talk.Items[1].View.Day)
	}
}

func TestRead_tellsWhatIsWrongAndWhere(t *testing.T) {
	long := strings.Repeat("x", MaxHeadline+1)
	for _, c := range []struct{ name, old, new, want string }{
		{"an unknown beat", `"beat": "d"`, `"beat": "dd"`, `7:13: the item is the beat "dd", so its id is too: "d" is not`},
		{"a mistyped beat", "\"id\": \"d\",\n      \"beat\": \"d\"", "\"id\": \"aa\",\n      \"beat\": \"aa\"", `8:15: the story has no beat "aa"; did you mean "a"?`},
		{"a beat of another version", "\"id\": \"d\",\n      \"beat\": \"d\"", `"beat": "completely-else"`, `7:15: the story has no beat "completely-else"; it may be of another version of the story`},
		{"a view of an unknown beat", `"beat": "b",`, `"beat": "nowhere",`, `14:17: the story has no beat "nowhere"; it may be of another version of the story`},
		{"another story", `"story": "small"`, `"story": "tariffs"`, `4:12: the talk is made of the story "tariffs", and "small" is open: open the other story first`},
		{"a newer format", `"format": 1`, `"format": 2`, `2:13: format 2 was written by a newer program, and this one reads up to 1: open it with that one`},
		{"no format", `"format": 1,`, ``, `1:1: this is no talk: one begins with "format": 1`},
		{"a beat twice", "\"id\": \"a\",\n      \"beat\": \"a\",", `"beat": "d",`, `34:5: the id "d" is there twice: give one of them another`},
		{"an id twice", "\"id\": \"a\",\n      \"beat\": \"a\",", `"id": "d", "beat": "d",`, `35:13: the id "d" is there twice: give one of them another`},
		{"an own id that is none", `"id": "own-1"`, `"id": "mine"`, `12:13: the item has no beat, so its id begins with "own-": "mine" does not`},
		{"an item of nothing", `"beat": "a",`, ``, `35:13: the item has no beat, so its id begins with "own-": "a" does not`},
		{"an own item of nothing", "\"id\": \"a\",\n      \"beat\": \"a\",", `"id": "own-2",`, `34:5: the item has neither a beat nor a view: add one`},
		{"an item with no id", `"id": "own-1",`, ``, `11:5: the item has no beat, so its id begins with "own-": "" does not`},
		{"an unknown rank", `"could"`, `"maybe"`, `32:15: rank "maybe" is unknown; known are must, should, could`},
		{"seconds out of range", `"seconds": 20`, `"seconds": 3601`, `31:18: seconds 3601: write 1 to 3600, or 0 for the beat's`},
		{"a headline too long", `Mine < yours`, long, `9:19: headline has 301 characters: shorten it to 300`},
		{"seconds as text", `"seconds": 20`, `"seconds": "20"`, `31:18: a string stands where a whole number that fits in an int belongs`},
		{"half a second", `"seconds": 20`, `"seconds": 0.5`, `31:18: a number 0.5 stands where a whole number that fits in an int belongs`},
		{"a number as text", `"Why?"`, `7`, `30:16: a number stands where a text in quotes belongs`},
		{"a view that is none", `"day": 115`, `"day": "2025-01-01"`, `15:16: a string stands where a whole number that fits in an int32 belongs`},
		{"a span that is none", `"span": ""`, `"span": "2025-02-30..2025-03-01"`, `11:5: "2025-02-30": February has 28 days in 2025`},
		{"hidden as a word", `"after": true`, `"after": "yes"`, `37:16: a string stands where true or false belongs`},
		{"items that are none", `"items": [`, `"items": 7, "more": [`, `5:12: a number stands where a list in [ ] belongs`},
		{"an item that is none", "\"items\": [\n", "\"items\": [ 7,\n", `5:14: a number stands where an object in { } belongs`},
		{"an unknown key", `"after": true`, `"afer": true`, `37:15: "afer" is not known here: remove it; known are id, beat, view, headline, notes, seconds, rank, hidden, after`},
		{"an unknown key on top", `"name": `, `"title": `, `3:12: "title" is not known here: remove it; known are format, name, story, items, looks`},
		{"a key twice", `"seconds": 20`, `"notes": "Now?"`, `31:7: "notes" is there twice: remove one`},
		{"a missing comma", "\"format\": 1,", "\"format\": 1", `3:3: this is not JSON: '"' does not belong here`},
		{"a stray letter", `"seconds": 20`, `"seconds": é0`, `31:18: this is not JSON: 'é' does not belong here`},
		{"more than one", "]\n}\n", "]\n}\n{}", `41:1: this is not JSON: '{' does not belong here`},
		{"half a file", "      \"after\": true\n    }\n  ]\n}\n", "", `37:1: the file ends too early: part of it is missing`},
		{"far too deep", `"Why?"`, strings.Repeat("[", 20) + strings.Repeat("]", 20), `30:22: values lie too deep in each other for a talk`},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, 1, strings.Count(written, c.old), "the test changes one place")
			_, err := Read("my.truceline-talk", strings.NewReader(strings.Replace(written, c.old, c.new, 1)), small())
			require.Error(t, err)
			first, _, _ := strings.Cut(err.Error(), "\n")
			assert.Equal(t, "my.truceline-talk:"+c.want, first)
			var problems load.Problems
			assert.ErrorAs(t, err, &problems)
		})
	}
}

func TestRead_tellsAllThatIsWrongAtOnce(t *testing.T) {
	text := strings.NewReplacer(`"could"`, `"maybe"`, `"after": true`, `"after": 1`, `"seconds": 20`, `"seconds": -1`).Replace(written)
	_, err := Read("t", strings.NewReader(text), small())
	assert.EqualError(t, err, strings.Join([]string{
		`t:31:18: seconds -1: write 1 to 3600, or 0 for the beat's`,
		`t:32:15: rank "maybe" is unknown; known are must, should, could`,
		`t:37:16: a number stands where true or false belongs`,
	}, "\n"))
}

func TestRead_refusesWhatIsFarTooLong(t *testing.T) {
	s := small()
	_, err := Read("t", strings.NewReader(strings.Repeat(" ", maxFile+1)), s)
	assert.EqualError(t, err, "t:1:1: the file is longer than 4 MB: a talk's is far shorter, so this is none")
	items := strings.Repeat(`{"beat":"a"},`, MaxItems) + `{"beat":"a"}`
	_, err = Read("t", strings.NewReader(fmt.Sprintf(`{"format":1,"story":"small","items":[%s]}`, items)), s)
	assert.EqualError(t, err, "t:1:37: the talk has 201 items: leave at most 200")
	_, err = Read("t", strings.NewReader(""), s)
	assert.EqualError(t, err, "t:1:1: the file ends too early: part of it is missing")
}

func TestWrite_refusesWhatCouldNotBeReadAgain(t *testing.T) {
	s := small()
	talk := FromStory(s)
	for len(talk.Items) < MaxItems {
		var id string
		talk, id = talk.Insert("a", view.Start(s))
		talk = talk.SetNotes(id, strings.Repeat("\u2028", MaxNotes))
	}
	var out bytes.Buffer
	assert.ErrorContains(t, talk.Rename("Long").Write(&out), `the talk "Long" takes`)
	assert.Zero(t, out.Len())
}

func FuzzRead(f *testing.F) {
	f.Add(written)
	f.Add(`{"format":1,"story":"small","items":[{"beat":"a"},{"id":"own-9","view":{}}]}`)
	f.Add(`{"format":1,"story":"small","items":null}`)
	f.Add(`{"items":{"0":{"view":[]}}}`)
	f.Add("\xff{")
	s := small()
	f.Fuzz(func(t *testing.T, text string) {
		talk, err := Read("t", strings.NewReader(text), s)
		if err != nil {
			assert.NotEmpty(t, err.Error())
			return
		}
		var out bytes.Buffer
		require.NoError(t, talk.Write(&out))
		back, err := Read("t", &out, s)
		require.NoError(t, err)
		require.Equal(t, talk, back)
	})
}
