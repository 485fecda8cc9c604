package load

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/data"
)

// small is a copy of the story under testdata, to be changed at will.
func small(t testing.TB) fstest.MapFS {
	t.Helper()
	return copyOf(t, os.DirFS("testdata/small"))
}

func copyOf(t testing.TB, from fs.FS) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(from, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(name) == ".go" {
			return err
		}
		src, err := fs.ReadFile(from, name)
		out[name] = &fstest.MapFile{Data: src}
		return err
	}))
	return out
}

// problems loads a story that is broken and returns what is wrong with it.
func problems(t testing.TB, fsys fs.FS) Problems {
	t.Helper()
	s, err := FS(fsys)
	require.Error(t, err)
	assert.Nil(t, s, "a story with errors does not open")
	var list Problems
	require.ErrorAs(t, err, &list)
	require.NotEmpty(t, list)
	for _, p := range list {
		assert.NotEmpty(t, p.File)
		assert.Positive(t, p.Line, p)
		assert.Positive(t, p.Col, p)
		assert.Equal(t, err.Error(), list.Error())
	}
	return list
}

func TestFS_readsEveryFieldOfTheSmallStory(t *testing.T) {
	s, err := FS(small(t))
	require.NoError(t, err)

	assert.Equal(t, "small", s.ID)
	assert.Equal(t, "A small story", s.Title)
	assert.Equal(t, "en", s.Language)
	assert.Equal(t, []string{"2025-01-20", "2025-10-24", "2025-11-16", "2026-01-31", "2025-05-14", "2025-11-10"},
		[]string{s.Start.String(), s.AsOf.String(), s.Ahead.String(), s.EpilogueEnd.String(), s.Periods[0].From.String(), s.Periods[0].Until.String()})
	assert.Equal(t, data.Side{
		ID: "us", Name: "United States", Adjective: "US", On: "US on China", Country: "840",
		Capital: data.Place{Name: "Washington", Lat: 38.9, Lon: -77},
	}, s.Sides[0])
	assert.Equal(t, data.Measure{ID: "additional", Name: "Extra tariff", Short: "Extra", Unit: "percent", Derived: true}, s.Measures[0])
	assert.Equal(t, data.Measure{ID: "piie", Name: "Average of all duties", Short: "Average", Unit: "percent", Stepped: true}, s.Measures[1])
	assert.Equal(t, data.Layer{ID: "general", Side: "cn", Name: "Duty on all goods", Scope: data.General}, s.Layers[2])

	require.Len(t, s.Changes, 9)
	assert.Equal(t, data.Change{
		Side: "us", Layer: "reciprocal", Effective: data.Date(2025, 5, 14), Rate: 10, Status: data.InForce,
		Announced: data.Date(2025, 5, 12), Title: "Truce", Note: "91 removed,\n24 suspended for 90 days", Sources: []string{"statement"},
	}, s.Changes[5])
	assert.Equal(t, data.Average{Measure: "piie", Day: data.Date(2025, 5, 14), Nominal: true, Side: "us", Value: 51.1, Sources: []string{"page"}}, s.Averages[1])

	require.Len(t, s.Meetings, 2)
	assert.Equal(t, []string{"Ann", "Bob"}, s.Meetings[0].People[0])
	assert.True(t, s.Meetings[1].Planned())
	assert.Equal(t, "planned for the last week of October", s.Meetings[1].When)
	assert.Equal(t, "Busan", s.Meetings[1].Known(true).City)
	assert.Equal(t, data.Event{
		ID: "licences", Day: data.Date(2025, 4, 4), Kind: "control", Title: "Licences", Text: "Seven metals need a licence", Sources: []string{"page"},
	}, s.Events[0])
	assert.Equal(t, "analyst", s.People[1].Side)
	assert.Equal(t, "Buy more", s.Positions[0].Says[0])
	assert.Equal(t, "event:licences", s.Links[1].From)
	assert.Equal(t, []string{"tariffs", "customs duty"}, s.Glossary[0].Also)
	assert.Equal(t, data.Source{
		ID: "order", Title: "Order of 9 April 2025 under Section 301", Publisher: "Office", Day: data.Date(2025, 4, 9),
		Grade: data.GradePrimary, Address: "https://example.org/order",
	}, s.Sources[0])
	assert.False(t, s.Sources[2].Day.Set())
	require.Len(t, s.Series[0].Points, 2)
	assert.Equal(t, data.Point{Series: "magnets", Period: "2025-07", Value: 5577, Sources: []string{"page"}}, s.Series[0].Points[1])
	assert.Equal(t, "cut", s.Facts[0].ID)
	assert.Equal(t, "magnets", s.Corrections[0].Card)

	ids := make([]string, len(s.Cards))
	for i, c := range s.Cards {
		ids[i] = c.ID
	}
	assert.Equal(t, []string{"truce", "later", "magnets"}, ids, "by day, cards without a day last")
	assert.Equal(t, data.Card{
		ID: "truce", Lens: "story", Day: data.Date(2025, 5, 14), Title: "Geneva cut the US rate by 115 points", Number: "145 → 30",
		Tags: []string{"10–11 May", "Geneva"},
		Claim: "On 14 May 2025 the rate fell from 145% to 30%. Of it 91 points went,\nand 24 wait for 90 days.\n\n" +
			"It was no end.",
		Why:     "Trade under Section 301 goes on.",
		Sources: []data.Cite{{Source: "statement", Takes: "91 points removed, 24 suspended"}, {Source: "order", Takes: "the rate before"}},
		Derived: []string{"115 = 145 - 30"},
		Shows:   data.Shows{Day: data.Date(2025, 5, 14), Meeting: "geneva"},
	}, s.Cards[0])
	assert.True(t, s.Cards[1].Epilogue)
	assert.False(t, s.Cards[2].Shows.Day.Set())

	require.Len(t, s.Beats, 3)
	assert.Equal(t, data.Beat{
		ID: "geneva", Day: data.Date(2025, 5, 14), Short: "Truce", Headline: "Both sides step back",
		Line: "Extra tariff in percent", Lens: "story", Card: "truce", Meeting: "geneva", Notes: "Say *why*.\n\nThen wait.", Seconds: 50, Rank: "must",
	}, s.Beats[1])
	assert.True(t, s.Beats[2].Epilogue)
}

func TestFS_readsTheSameStoryWithWindowsLineEndsAndByteOrderMarks(t *testing.T) {
	want, err := FS(small(t))
	require.NoError(t, err)
	fsys := small(t)
	for _, f := range fsys {
		f.Data = []byte("\uFEFF" + strings.ReplaceAll(string(f.Data), "\n", "\r\n"))
	}
	got, err := FS(fsys)
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

func TestFS_takesColumnsInAnyOrderAndIgnoresOtherFiles(t *testing.T) {
	fsys := small(t)
	fsys["events.csv"] = &fstest.MapFile{Data: []byte(
		"title,text,sources,epilogue,id,day,kind\nLicences,Seven metals need a licence,page,,licences,2025-04-04,control\n")}
	fsys["notes.txt"] = &fstest.MapFile{Data: []byte{0xFF, 0}}
	fsys["cards/.hidden.md"] = &fstest.MapFile{Data: []byte("no card")}
	fsys["cards/picture.png"] = &fstest.MapFile{Data: []byte("no card")}
	s, err := FS(fsys)
	require.NoError(t, err)
	assert.Equal(t, "licences", s.Events[0].ID)
}

func TestFS_readsRowsInTheOrderOfTheirDays(t *testing.T) {
	fsys := small(t)
	lines := strings.SplitAfter(string(fsys["changes.csv"].Data), "\n")
	lines[2], lines[3] = lines[3], lines[2]
	fsys["changes.csv"].Data = []byte(strings.Join(lines, ""))
	s, err := FS(fsys)
	require.NoError(t, err)
	assert.Equal(t, data.Date(2025, 2, 4), s.Changes[0].Effective)
	assert.Equal(t, data.Percent(10), s.Rate("us", data.Date(2025, 3, 3), false))
}

func TestPath_readsAFolder(t *testing.T) {
	got, err := Path("testdata/small")
	require.NoError(t, err)
	want, err := FS(small(t))
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

func TestPath_saysWhatIsWrongWithAPath(t *testing.T) {
	_, err := Path("testdata/nowhere")
	require.Error(t, err)
	assert.Contains(t, err.Error(), "nowhere:1:1: cannot be opened: ")

	_, err = Path("testdata/small/story.yaml")
	require.Error(t, err)
	assert.Contains(t, err.Error(), "story.yaml:1:1: is no zip file")
}

// TestFormat_theSmallestStoryIsOne reads the files of the example out of FORMAT.md.
func TestFormat_theSmallestStoryIsOne(t *testing.T) {
	_, text, _ := strings.Cut(string(format), "\n## The smallest story\n")
	text, _, _ = strings.Cut(text, "\n## `story.yaml`")
	files := fstest.MapFS{}
	for _, m := range regexp.MustCompile("(?s)\n`([a-z./]+)`\n\n```\\w+\n(.*?)```").FindAllStringSubmatch(text, -1) {
		files[m[1]] = &fstest.MapFile{Data: []byte(m[2])}
	}
	require.Len(t, files, 6)
	s, err := FS(files)
	require.NoError(t, err)
	assert.Len(t, s.Beats, 2)
}
